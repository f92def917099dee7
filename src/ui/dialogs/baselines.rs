//! Baselines: set one with a name, choose which is shown as ghosts, compare one with now.

use super::parts::{LiveField, Refusal, carry_out};
use crate::ui::icons;
use crate::ui::plan::inspector::why::go;
use crate::ui::store::Store;
use crate::ui::widgets::field::{Commit, TextField};
use crate::ui::widgets::sheet::Sheet;
use forthright::prepare;
use forthright::project::{BaselineId, Edit};
use forthright::view::compare::{self, Row};
use forthright::words::DateForm;
use leptos::prelude::*;

/// Rows drawn at once.
const MOST: usize = 200;

/// The sheet.
#[component]
pub fn Baselines() -> impl IntoView {
    let store = Store::get();
    let ids = Memo::new(move |_| store.seen.with(|p| p.baselines.keys().rev().copied().collect::<Vec<_>>()));
    let wanted = RwSignal::new(ids.get_untracked().first().copied());
    let compared =
        Memo::new(move |_| wanted.get().filter(|id| ids.read().contains(id)).or(ids.read().first().copied()));
    view! {
        <Sheet name="Baselines" wide=true>
            <div class="body">
                <Set wanted/>
                <Show when=move || ids.read().is_empty()>
                    <p class="muted">"No baseline yet. Setting one keeps today’s dates, to measure against later."</p>
                </Show>
                <ul class="baselines"><For each=move || ids.get() key=|id| *id let(id)><Line id compared wanted/></For></ul>
                {move || compared.get().map(|id| view! { <Compare id/> })}
            </div>
            <footer role="none"><button type="button" class="button primary" on:click=move |_| store.dialog.set(None)>"Close"</button></footer>
        </Sheet>
    }
}

/// Keeps the dates as they are now.
#[component]
fn Set(wanted: RwSignal<Option<BaselineId>>) -> impl IntoView {
    let store = Store::get();
    let usual = move || format!("Baseline {}", store.seen.with_untracked(|p| p.baselines.len()) + 1);
    let name = RwSignal::new(usual());
    let refused = RwSignal::new(None::<String>);
    let set = move |()| {
        let typed = name.get_untracked().trim().to_owned();
        let typed = if typed.is_empty() { usual() } else { typed };
        // A baseline is a fact, also where a scenario is open.
        let (schedule, today) = (store.facts_schedule.get_untracked(), store.today.get_untracked());
        let (id, edit) =
            store.project.with_untracked(|project| prepare::set_baseline(project, &schedule, &typed, today));
        match carry_out(store, &format!("Set {typed}"), edit) {
            Ok(()) => {
                wanted.set(Some(id));
                name.set(usual());
                refused.set(None);
            }
            Err(message) => refused.set(Some(message)),
        }
    };
    view! {
        <div class="set-line">
            <LiveField label="Name of a new baseline" text=name first=true done=Callback::new(set)/>
            <button type="button" class="button primary" on:click=move |_| set(())>"Set the baseline"</button>
        </div>
        <Show when=move || store.trial.with(Option::is_some)>
            <p class="muted">"A baseline keeps the dates of the plan as it is, not those of a scenario."</p>
        </Show>
        <Refusal message=refused/>
    }
}

#[component]
fn Line(id: BaselineId, compared: Memo<Option<BaselineId>>, wanted: RwSignal<Option<BaselineId>>) -> impl IntoView {
    let store = Store::get();
    let about = Memo::new(move |_| {
        let dates = store.dates();
        store.seen.with(|p| {
            p.baselines
                .get(&id)
                .map(|b| (b.name.clone(), dates.write(b.set_on, DateForm::Long), b.shown))
                .unwrap_or_default()
        })
    });
    let act = move |label: &str, edit: Option<Edit>| {
        if let Some(edit) = edit {
            store.act(label, edit, None);
        }
    };
    let rename: Commit = Callback::new(move |(text,): (String,)| {
        let edit = store.seen.with_untracked(|project| prepare::rename_baseline(project, id, text.trim()));
        match text.trim() {
            "" => Err("A baseline needs a name.".to_owned()),
            _ => edit.map_or(Ok(()), |edit| carry_out(store, "Rename a baseline", edit)),
        }
    });
    let show = move |event| {
        let shown = event_target_checked(&event).then_some(id);
        let edit = store.seen.with_untracked(|project| prepare::show_baseline(project, shown));
        act(if shown.is_some() { "Show a baseline" } else { "Hide a baseline" }, edit);
    };
    let remove = move |_| {
        let name = about.get_untracked().0;
        act(&format!("Remove {name}"), Some(Edit::Baseline { id, baseline: None }));
    };
    view! {
        <li class="baseline">
            <TextField label="Name of the baseline" bare=true value=Signal::derive(move || about.get().0) commit=rename/>
            <span class="muted">{move || format!("set {}", about.get().1)}</span>
            <label class="check"><input type="checkbox" prop:checked=move || about.get().2 on:change=show/><span>"Show on the timeline"</span></label>
            <button type="button" class="button" aria-pressed=move || (compared.get() == Some(id)).to_string() on:click=move |_| wanted.set(Some(id))>"Compare"</button>
            <button type="button" class="button quiet icon" aria-label=move || format!("Remove {}", about.get().0) on:click=remove>{icons::close()}</button>
        </li>
    }
}

/// A baseline beside the plan as it is, the latest slips first.
#[component]
fn Compare(id: BaselineId) -> impl IntoView {
    let store = Store::get();
    let (by_slip, changed) = (RwSignal::new(true), RwSignal::new(true));
    let rows = Memo::new(move |_| {
        let (schedule, dates) = (store.schedule.get(), store.dates());
        let mut rows = store.seen.with(|project| compare::against(project, &schedule, id, &dates));
        rows.retain(|row| !changed.get() || row.differs());
        if by_slip.get() {
            rows.sort_by_key(|row| std::cmp::Reverse((row.slip, row.start_slip)));
        }
        rows
    });
    let name = move || store.seen.with(|p| p.baselines.get(&id).map(|b| b.name.clone()).unwrap_or_default());
    let check = move |label: &'static str, is: RwSignal<bool>| {
        view! {
            <label class="check"><input type="checkbox" prop:checked=move || is.get() on:change=move |event| is.set(event_target_checked(&event))/><span>{label}</span></label>
        }
    };
    view! {
        <section aria-label="Comparison" class="stack">
            <div class="spread"><h3>{name}" and now"</h3><div class="line">{check("Latest first", by_slip)}{check("Only differences", changed)}</div></div>
            <Show when=move || !rows.read().is_empty() fallback=|| view! { <p class="muted" role="status">"Everything stands as in the baseline."</p> }>
                <div class="table-scroll" tabindex="0" role="region" aria-label="Comparison with the baseline">
                <table class="plain stackable">
                    <thead><tr><th scope="col">"Task"</th><th scope="col">"Baseline"</th><th scope="col">"Now"</th><th scope="col">"Difference"</th></tr></thead>
                    <tbody>{move || rows.get().into_iter().take(MOST).map(|row| view! { <Compared row/> }).collect_view()}</tbody>
                </table>
                </div>
            </Show>
            <Show when=move || { rows.read().len() > MOST }><p class="muted">{move || format!("And {} more.", rows.read().len() - MOST)}</p></Show>
        </section>
    }
}

#[component]
fn Compared(row: Row) -> impl IntoView {
    let store = Store::get();
    let name = match row.task {
        Some(task) => {
            view! { <button type="button" class="task-link" on:click=move |_| go(store, task)>{row.name}</button> }
                .into_any()
        }
        None => row.name.into_any(),
    };
    let class = if row.slip > 0 { "late" } else { "" };
    view! { <tr><th scope="row">{name}</th><td>{row.then}</td><td>{row.now}</td><td class=class>{row.difference}</td></tr> }
}
