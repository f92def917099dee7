//! The app in the browser: mounts the UI. Everything it knows is in the lib; everything it shows is in `ui`.

#[cfg(target_arch = "wasm32")]
mod ui;

#[cfg(target_arch = "wasm32")]
fn main() {
    ui::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    println!("Forthright runs in a browser: cargo xtask serve");
}
