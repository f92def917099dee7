//! `cargo bench -p forthright-engine --bench schedule`: the engine beside a bare reference, natively.

mod bare_simulation;
#[cfg(not(target_arch = "wasm32"))]
mod network;
mod reference;
mod simulation;
mod table;

const SIZES: &[usize] = &[100, 1_000, 10_000, 100_000];
/// Tasks and runs of the simulation.
const SIMULATED: (usize, u32) = (1_000, 10_000);

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    if let [network, tasks, ..] = words.as_slice()
        && network == "network"
        && let Ok(tasks) = tasks.parse()
    {
        print!("{}", network::text(tasks));
        return;
    }
    // `cargo test --benches` runs this too; it only has to run there.
    let quick = !words.iter().any(|word| word == "--bench");
    let sizes: &[usize] = if quick { &[100] } else { SIZES };
    let start = std::time::Instant::now();
    let clock = move || start.elapsed().as_secs_f64() * 1000.0;
    let (tasks, runs) = if quick { (100, 160) } else { SIMULATED };
    print!("{}", simulation::table(tasks, runs, &clock));
    print!("{}", table::table(sizes, &clock));
}

/// The same as wasm under node; `cargo xtask bench` runs both. Plain JavaScript serves as clock and paper, so that the
/// app's dependencies need not be built.
#[cfg(target_arch = "wasm32")]
fn main() {
    use js_sys::{Function, Reflect, global};
    let method = |object: &str, name: &str| {
        let object = Reflect::get(&global(), &object.into()).unwrap_or_default();
        let method = Reflect::get(&object, &name.into()).unwrap_or_default();
        (Function::from(method), object)
    };
    let (now, performance) = method("performance", "now");
    let (log, console) = method("console", "log");
    let clock = move || now.call0(&performance).ok().and_then(|time| time.as_f64()).unwrap_or_default();
    _ = log.call1(&console, &simulation::table(SIMULATED.0, SIMULATED.1, &clock).into());
    _ = log.call1(&console, &table::table(SIZES, &clock).into());
}
