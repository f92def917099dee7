//! Every command by name: type a few letters, Enter.

use super::sheet::Sheet;
use crate::ui::commands::{COMMANDS, Command};
use crate::ui::store::Store;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

/// The command palette.
#[component]
pub fn Palette() -> impl IntoView {
    let store = Store::get();
    let (text, set_text) = signal(String::new());
    let (at, set_at) = signal(0_usize);
    let found = Memo::new(move |_| found(store, &text.read()));
    let run = move |index: usize| {
        if let Some(command) = found.with(|found| found.get(index).and_then(|row| COMMANDS.get(*row))) {
            store.dialog.set(None);
            // After the sheet is gone and the focus is back where it was, but before anything else can be pressed.
            leptos::task::spawn_local(async move {
                leptos::task::tick().await;
                (command.run)(store);
            });
        }
    };
    let on_key = move |event: KeyboardEvent| {
        let count = found.with(Vec::len).max(1);
        match event.key().as_str() {
            "ArrowDown" => set_at.update(|at| *at = (*at + 1) % count),
            "ArrowUp" => set_at.update(|at| *at = (*at + count - 1) % count),
            "Enter" => run(at.get()),
            _ => return,
        }
        event.prevent_default();
    };
    let options = move || {
        found.get().into_iter().enumerate().map(|(index, row)| view! { <Choice index row at run/> }).collect_view()
    };
    view! {
        <Sheet name="Find a command" plain=true>
            <input type="text" role="combobox" aria-label="Command" placeholder="What do you want to do?" autocomplete="off" aria-expanded="true"
                aria-controls="palette-list" aria-activedescendant=move || format!("palette-{}", at.get())
                on:input=move |event| { set_text.set(event_target_value(&event)); set_at.set(0); } on:keydown=on_key/>
            <ul id="palette-list" role="listbox" aria-label="Commands">{options}</ul>
            <Show when=move || found.with(Vec::is_empty)><p class="none" role="status">"No command has these letters."</p></Show>
        </Sheet>
    }
}

#[component]
fn Choice(index: usize, row: usize, at: ReadSignal<usize>, run: impl Fn(usize) + Copy + 'static) -> impl IntoView {
    let command = &COMMANDS[row];
    view! {
        <li id=format!("palette-{index}") role="option" aria-selected=move || (at.get() == index).to_string() on:click=move |_| run(index)>
            <span>{command.name}</span>{command.key_text().map(|key| view! { <kbd>{key}</kbd> })}
        </li>
    }
}

/// Rows whose name has the letters in order, best first: words that begin so, then those of a group that is called so,
/// then the rest.
fn found(store: Store, text: &str) -> Vec<usize> {
    let wanted = text.trim().to_lowercase();
    let mut rows: Vec<(usize, usize)> = COMMANDS
        .iter()
        .enumerate()
        .filter(|(_, command)| command.id != "palette" && command.applies(store))
        .filter_map(|(row, command)| rank(command, &wanted).map(|rank| (rank, row)))
        .collect();
    rows.sort_unstable();
    rows.into_iter().map(|(_, row)| row).collect()
}

fn rank(command: &Command, wanted: &str) -> Option<usize> {
    let name = command.name.to_lowercase();
    if let Some(at) = name.find(wanted) {
        let starts_word = at == 0 || name[..at].ends_with(' ');
        return Some(if at == 0 {
            0
        } else if starts_word {
            1
        } else {
            2
        });
    }
    if !wanted.is_empty() && command.group.also().split(' ').any(|word| word.starts_with(wanted)) {
        return Some(3);
    }
    let mut letters = name.chars();
    wanted.chars().all(|letter| letters.any(|other| other == letter)).then_some(4)
}
