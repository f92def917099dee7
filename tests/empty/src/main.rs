//! A Leptos page with nothing on it but a heading.

#[cfg(target_arch = "wasm32")]
fn main() {
    use leptos::prelude::*;
    mount_to_body(|| view! { <main class="grid-row"><h1 role="gridcell">"Nothing"</h1></main> });
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    println!("A page for the bench: cargo xtask bench");
}
