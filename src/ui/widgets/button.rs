//! Buttons that run a command of the table: name, key and availability come from its row.

use crate::ui::commands::{self, command};
use crate::ui::store::Store;
use leptos::prelude::*;

/// A button with a picture, named and run by the command's row.
#[component]
pub fn CommandButton(id: &'static str, icon: AnyView, #[prop(optional)] wide_only: bool) -> impl IntoView {
    let store = Store::get();
    let name = command(id).map_or("", |command| command.name);
    let key = command(id).and_then(|command| command.key_text());
    let title = key.map_or(name.to_owned(), |key| format!("{name} ({key})"));
    view! {
        <button type="button" class="button quiet icon" class:wide-only=wide_only aria-label=name title=title
            on:click=move |_| commands::run(store, id)>{icon}</button>
    }
}
