//! The app in the browser.
#[cfg(target_arch = "wasm32")]
fn main() {
    use leptos::prelude::*;
    mount_to_body(|| view! { <main>"Forthright"</main> });
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    println!("Forthright runs in a browser: cargo xtask serve");
}
