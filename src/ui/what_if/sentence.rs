use leptos::prelude::*;
#[component]
pub fn WhatChanges() -> impl IntoView {
    view! { <p></p> }
}
