use leptos::prelude::*;
#[component]
pub fn Changes() -> impl IntoView {
    view! { <p></p> }
}
