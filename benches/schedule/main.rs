//! `cargo bench --bench schedule`: the engine beside a bare reference, natively.

mod reference;
mod table;

const SIZES: &[usize] = &[100, 1_000, 10_000, 100_000];

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    // `cargo test --benches` runs this too; it only has to run there.
    let quick = !std::env::args().any(|argument| argument == "--bench");
    let sizes: &[usize] = if quick { &[100] } else { SIZES };
    let start = std::time::Instant::now();
    print!("{}", table::table(sizes, &move || start.elapsed().as_secs_f64() * 1000.0));
}

/// The same as wasm under node; `cargo xtask bench` runs both.
#[cfg(target_arch = "wasm32")]
fn main() {
    use js_sys::{Function, Reflect, global};
    let performance = Reflect::get(&global(), &"performance".into()).unwrap_or_default();
    let Ok(now) = Reflect::get(&performance, &"now".into()) else { return };
    let now = Function::from(now);
    let clock = move || now.call0(&performance).ok().and_then(|time| time.as_f64()).unwrap_or_default();
    leptos::logging::log!("{}", table::table(SIZES, &clock));
}
