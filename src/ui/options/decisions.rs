//! What was decided, as it was said at the time.

use super::{Room, style};
use crate::ui::conversations::Ask;
use crate::ui::focus::focus_soon;
use crate::ui::icons;
use crate::ui::widgets::field::CheckField;
use forthright::prepare;
use forthright::project::record::Tellable;
use forthright::project::{Decision, DecisionId, Edit};
use forthright::view::options::{self, DecisionLine};
use leptos::prelude::*;

/// The list.
#[component]
pub fn Decisions() -> impl IntoView {
    let store = Room::get().store;
    let lines = Memo::new(move |_| {
        let style = style(store);
        store.project.with(|project| options::decisions(project, &style))
    });
    let ids = move || lines.with(|all| all.iter().map(|line| line.id).collect::<Vec<_>>());
    let line = move |id| Memo::new(move |_| lines.with(|all| all.iter().find(|line| line.id == id).cloned()));
    view! {
        <section class="decisions" aria-label="Decisions">
            <h2>"Decisions"</h2>
            <Show when=move || !lines.read().is_empty() fallback=|| view! { <p class="muted">"Nothing was decided yet."</p> }>
                <ul><For each=ids key=|id| *id let(id)><li><Line id line=line(id)/></li></For></ul>
            </Show>
        </section>
    }
}

#[component]
fn Line(id: DecisionId, line: Memo<Option<DecisionLine>>) -> impl IntoView {
    let store = Room::get().store;
    let what = move || line.with(|line| line.as_ref().map(|line| line.what.clone()).unwrap_or_default());
    let when = move || line.with(|line| line.as_ref().map(|line| line.when.clone()).unwrap_or_default());
    let facts = move || {
        line.get().map(|line| {
            let rows = [
                ("Why", line.why),
                ("About", line.problem),
                ("What it changed", line.effect),
                ("As the client hears it", line.client_effect),
                ("Set aside", line.set_aside),
                ("Must be told", line.to_tell),
            ];
            let rows = rows.into_iter().filter(|(_, text)| !text.trim().is_empty());
            let rows = rows.map(|(name, text)| view! { <div><dt>{name}</dt><dd>{text}</dd></div> });
            view! { <dl>{rows.collect_view()}</dl> }
        })
    };
    let seen = Signal::derive(move || line.with(|line| line.as_ref().map(|line| line.client_visible)));
    let change = Callback::new(move |(on,): (bool,)| {
        let decision = store.project.with_untracked(|project| project.decisions.get(&id).cloned());
        let Some(decision) = decision else { return Ok(()) };
        let verb = if on { "Show the client" } else { "Keep from the client" };
        let label = format!("{verb} the decision {}", decision.what);
        let changed = Decision { client_visible: on, ..decision };
        super::parts::carry_out(store, &label, Some(Edit::Decision { id, decision: Some(Box::new(changed)) }))
    });
    let remove = move |_| {
        let edit = store.project.with_untracked(|project| prepare::remove_decision(project, id));
        if let Some(edit) = edit
            && store.act(&format!("Remove the decision {}", untrack(what)), edit, None)
        {
            store.say_with_undo("The decision is no longer in the list.");
            focus_soon([".decision .button".to_owned(), ".new-problem".to_owned()]);
        }
    };
    view! {
        <article class="decision" id=format!("decision-{}", id.0) aria-label=what>
            <div class="spread"><h3>{what}</h3><span class="muted">{when}</span></div>
            {facts}
            <div class="line"><CheckField label="The client sees this decision" value=seen commit=change/><span class="gap"></span>
                <button type="button" class="button" aria-label=move || format!("Tell them of the decision {}", what()) on:click=move |_| store.conversations.open(Ask::Talk(vec![Tellable::Decision(id)]))>"Tell them"</button>
                <button type="button" class="button quiet" aria-label=move || format!("Remove the decision {}", what()) on:click=remove>{icons::trash()}"Remove"</button></div>
        </article>
    }
}
