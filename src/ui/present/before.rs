//! Before you share: what will be seen, what is withheld, and which pages in which order.

use super::carry::Carry;
pub use super::state::ask;
use super::state::{begin, forget_address, seen};
use crate::ui::dialogs::Refusal;
use crate::ui::dialogs::parts::carry_out;
use crate::ui::icons;
use crate::ui::store::Store;
use crate::ui::widgets::sheet::Sheet;
use forthright::project::{Edit, Page, PageChoice, SharingField};
use forthright::view::before_sharing::{Line, before_sharing};
use forthright::view::present::{page_name, slides};
use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::html;
use leptos::prelude::*;

/// Names listed of a kind before the rest is counted.
const NAMED: usize = 12;

/// The sheet.
#[component]
pub fn BeforeSharing() -> impl IntoView {
    let store = Store::get();
    let seen = Memo::new(move |_| seen(store));
    let lists = Memo::new(move |_| seen.with(|seen| store.project.with(|project| before_sharing(project, seen))));
    let screens = move |page| seen.with(|seen| slides(page, seen, &store.dates()).len());
    let any = Memo::new(move |_| {
        let chosen = seen.with(|seen| seen.pages.clone());
        chosen.into_iter().any(|choice| !choice.left_out && screens(choice.page) > 0)
    });
    let refused = RwSignal::new(None::<String>);
    on_cleanup(move || {
        if !store.present.on.try_get_untracked().unwrap_or(true)
            && window().location().hash().is_ok_and(|hash| hash == "#present")
        {
            forget_address(store);
        }
    });
    view! {
        <Sheet name="Before you share" wide=true>
            <div class="body before-sharing">
                <div class="both">
                    <section aria-labelledby="will-be-seen"><h3 id="will-be-seen">"Will be seen"</h3><Lines lines=Signal::derive(move || lists.get().seen) none="Nothing yet. Mark steps, dates or problems for the client."/></section>
                    <section aria-labelledby="is-withheld"><h3 id="is-withheld">"Withheld"</h3><Lines lines=Signal::derive(move || lists.get().withheld) none="Nothing is withheld."/></section>
                </div>
                <section aria-labelledby="the-pages"><h3 id="the-pages">"Pages"</h3><Pages refused/><Refusal message=refused/></section>
            </div>
            <footer role="none">
                <button type="button" class="button" on:click=move |_| store.dialog.set(None)>"Not now"</button>
                <button type="button" class="button primary" data-first="" disabled=move || !any.get() on:click=move |_| begin(store)>"Present"</button>
            </footer>
        </Sheet>
    }
}

#[component]
fn Lines(lines: Signal<Vec<Line>>, none: &'static str) -> impl IntoView {
    let row = |line: Line| {
        let more = line.names.len().saturating_sub(NAMED);
        let mut names: Vec<String> =
            line.names.into_iter().filter(|name| !name.trim().is_empty()).take(NAMED).collect();
        if more > 0 {
            names.push(format!("and {more} more"));
        }
        view! {
            <li><details><summary><span>{line.what}</span><span class="num">{line.count}</span></summary><p class="muted">{names.join(" · ")}</p></details></li>
        }
    };
    view! {
        <ul class="share-lines">{move || lines.get().into_iter().map(row).collect_view()}</ul>
        {move || lines.with(Vec::is_empty).then(|| view! { <p class="muted">{none}</p> })}
    }
}

/// The pages in their order; each can be left out, and moved by its buttons, with Alt and the arrow keys, or by its grip.
#[component]
fn Pages(refused: RwSignal<Option<String>>) -> impl IntoView {
    let store = Store::get();
    let all = Memo::new(move |_| store.project.with(|project| project.sharing.all_pages()));
    let set = move |label: String, pages: Vec<PageChoice>| {
        let edit = Edit::Sharing(SharingField::Pages(pages));
        refused.set(carry_out(store, &label, edit).err());
    };
    let toggle = move |page: Page| {
        let mut pages = all.get_untracked();
        let Some(choice) = pages.iter_mut().find(|choice| choice.page == page) else { return };
        choice.left_out = !choice.left_out;
        let verb = if choice.left_out { "Leave out" } else { "Show" };
        set(format!("{verb} the page {}", page_name(page)), pages);
    };
    let put = move |page: Page, to: usize| {
        let mut pages = all.get_untracked();
        let Some(at) = pages.iter().position(|choice| choice.page == page).filter(|_| to < pages.len()) else { return };
        let choice = pages.remove(at);
        pages.insert(to, choice);
        set(format!("Move the page {}", page_name(page)), pages);
        request_animation_frame(move || focus(page));
    };
    let shift = move |page: Page, down: bool| {
        let at = all.with_untracked(|all| all.iter().position(|choice| choice.page == page));
        if let Some(at) = at {
            put(page, if down { at + 1 } else { at.wrapping_sub(1) });
        }
    };
    let list = NodeRef::<html::Ol>::new();
    let carry = Carry::over(list, put);
    let row = move |page: Page| {
        let name = page_name(page);
        let choice = Memo::new(move |_| {
            all.with(|all| all.iter().find(|choice| choice.page == page).is_some_and(|choice| !choice.left_out))
        });
        let place = Memo::new(move |_| all.with(|all| all.iter().position(|choice| choice.page == page).unwrap_or(0)));
        let last = move || all.with(Vec::len).saturating_sub(1);
        let locked = move || store.read_only.read().is_some();
        let take = move |event: PointerEvent| {
            if !locked() {
                carry.take(page, place.get_untracked(), &event);
                // The keys go where the hand is.
                focus(page);
            }
        };
        let on_key = move |event: KeyboardEvent| {
            if event.key() == "Escape" && carry.put_back() {
                event.prevent_default();
                event.stop_propagation();
            } else if event.alt_key() && matches!(event.key().as_str(), "ArrowUp" | "ArrowDown") {
                event.prevent_default();
                shift(page, event.key() == "ArrowDown");
            }
        };
        view! {
            <li class=move || carry.face(place.get(), last()) on:keydown=on_key>
                <span class="grip" aria-hidden="true" on:pointerdown=take>{icons::grip()}</span>
                <label class="check"><input type="checkbox" data-page=fragment(page) prop:checked=move || choice.get() disabled=locked on:change=move |_| toggle(page)/>{name}</label>
                <span class="gap"></span>
                <button type="button" class="button quiet icon" aria-label=format!("{name} earlier") title="Earlier (Alt+↑)" disabled=move || locked() || place.get() == 0 on:click=move |_| shift(page, false)>{icons::up()}</button>
                <button type="button" class="button quiet icon" aria-label=format!("{name} later") title="Later (Alt+↓)" disabled=move || locked() || place.get() == last() on:click=move |_| shift(page, true)>{icons::down()}</button>
            </li>
        }
    };
    view! { <ol class="share-pages" node_ref=list><For each=move || all.get() key=|choice| choice.page let(choice)>{row(choice.page)}</For></ol> }
}

fn fragment(page: Page) -> String {
    format!("{page:?}")
}

/// Moved, a row keeps the focus.
fn focus(page: Page) {
    let found = document().query_selector(&format!("[data-page='{page:?}']")).ok().flatten();
    if let Some(input) =
        found.and_then(|found| leptos::wasm_bindgen::JsCast::dyn_into::<web_sys::HtmlElement>(found).ok())
    {
        let _ = input.focus();
    }
}
