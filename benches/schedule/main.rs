//! `cargo bench --bench schedule`: the engine beside a bare reference, natively.

mod reference;
mod table;

fn main() {
    // `cargo test --benches` runs this too; it only has to run there.
    let quick = !std::env::args().any(|argument| argument == "--bench");
    let sizes: &[usize] = if quick { &[100] } else { &[100, 1_000, 10_000, 100_000] };
    let start = std::time::Instant::now();
    print!("{}", table::table(sizes, &move || start.elapsed().as_secs_f64() * 1000.0));
}
