use leptos::prelude::*;
#[component]
pub fn Adopt() -> impl IntoView {
    view! { <p></p> }
}
