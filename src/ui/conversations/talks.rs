//! Conversations and reports, the latest first; one of them open to be written on.

use super::acts;
use super::parts::Record;
use super::talk::TalkBody;
use crate::ui::icons;
use crate::ui::rooms::Room;
use crate::ui::store::Store;
use forthright::analysis::ToldIn;
use forthright::project::record::ConversationId;
use forthright::view::talks::{TalkLine, chased, talks};
use leptos::prelude::*;

/// Lines shown before one asks for earlier ones.
const FIRST: usize = 15;

/// The part.
#[component]
pub fn Talks() -> impl IntoView {
    let store = Store::get();
    let lines = Memo::new(move |_| {
        let dates = store.dates();
        store.project.with(|project| talks(project, &dates))
    });
    let all = RwSignal::new(false);
    let open = store.conversations.talk;
    let places = Memo::new(move |_| {
        let places: Vec<ToldIn> = lines.with(|lines| lines.iter().map(|line| line.place).collect());
        let reach = open.get().and_then(|id| places.iter().position(|at| *at == ToldIn::Conversation(id))).unwrap_or(0);
        let most = if all.get() { usize::MAX } else { FIRST.max(reach + 1) };
        places.into_iter().take(most).collect::<Vec<_>>()
    });
    let line = move |place| Memo::new(move |_| lines.with(|all| all.iter().find(|line| line.place == place).cloned()));
    let more = move || lines.read().len().saturating_sub(places.read().len());
    let asked = Memo::new(move |_| {
        let today = store.today.get();
        store.project.with(|project| chased(project, today))
    });
    let locked = move || store.read_only.read().is_some();
    view! {
        <section class="talk-part" id="talks-part" aria-label="Conversations" tabindex="-1">
            <div class="spread"><h2>"Conversations"</h2>
                <button type="button" class="button new-record" disabled=locked on:click=move |_| acts::begin(store, Vec::new())>{icons::plus()}"Log a conversation"</button></div>
            {move || asked.get().map(|sentence| view! { <p class="muted chased">{sentence}</p> })}
            <Show when=move || !lines.read().is_empty() fallback=|| view! { <p class="muted">"Nothing was logged yet. A call, a meeting, a word in the corridor: what was told, what was said, and what could be felt. N notes a line from any room."</p> }>
                <ul class="records">
                    <For each=move || places.get() key=|place| *place let(place)>
                        <li>{match place {
                            ToldIn::Conversation(id) => view! { <Talk id line=line(place)/> }.into_any(),
                            ToldIn::Report(_) => view! { <ReportLine line=line(place)/> }.into_any(),
                        }}</li>
                    </For>
                </ul>
                <Show when=move || { more() > 0 }>
                    <button type="button" class="button quiet" on:click=move |_| all.set(true)>{move || format!("Show {} earlier", more())}</button>
                </Show>
            </Show>
        </section>
    }
}

fn part(line: Memo<Option<TalkLine>>, read: fn(&TalkLine) -> String) -> Signal<String> {
    Signal::derive(move || line.with(|line| line.as_ref().map(read).unwrap_or_default()))
}

#[component]
fn Talk(id: ConversationId, line: Memo<Option<TalkLine>>) -> impl IntoView {
    let open = Store::get().conversations.talk;
    let is_open = Memo::new(move |_| open.get() == Some(id));
    let name = part(line, |line| format!("{}, {}", line.day, line.head));
    let from = part(line, |line| line.gist.clone());
    let state = Signal::derive(move || {
        line.with(|line| match line {
            Some(line) if line.chased && line.told.is_empty() => ("they asked".to_owned(), "warn"),
            Some(line) if line.chased => (format!("they asked, {}", line.told), "warn"),
            Some(line) => (line.told.clone(), "good"),
            None => (String::new(), ""),
        })
    });
    let toggle = Callback::new(move |()| open.update(|open| *open = if *open == Some(id) { None } else { Some(id) }));
    view! { <Record place=format!("talk-{}", id.0) name from state is_open toggle><TalkBody id name/></Record> }
}

/// A report that went out leads to the Report room.
#[component]
fn ReportLine(line: Memo<Option<TalkLine>>) -> impl IntoView {
    let told = part(line, |line| line.told.clone());
    view! {
        <button type="button" class="record-head report-line" on:click=move |_| Room::Report.go()>
            <span class="record-turn" aria-hidden="true">{icons::file()}</span>
            <span class="record-words"><span class="record-name">{part(line, |line| format!("{}, {}", line.day, line.head))}</span><span class="muted">{part(line, |line| line.gist.clone())}</span></span>
            {move || (!told.read().is_empty()).then(|| view! { <span class="chip good state">{told.get()}</span> })}
        </button>
    }
}
