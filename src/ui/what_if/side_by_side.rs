use leptos::prelude::*;
#[component]
pub fn SideBySide() -> impl IntoView {
    view! { <p></p> }
}
