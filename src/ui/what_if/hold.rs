use leptos::prelude::*;
#[component]
pub fn HoldDate() -> impl IntoView {
    view! { <p></p> }
}
