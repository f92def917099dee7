//! The sheet: every line can be written on, left out, or set back to what follows from the plan; a sent one only reads.

use super::{Room, element_id, short};
use crate::ui::focus::focus_soon;
use crate::ui::icons;
use crate::ui::options::parts::{Text, carry_out};
use crate::ui::outline::draft::Save;
use forthright::prepare;
use forthright::project::{Edit, Section, SentMilestone};
use forthright::report::{MILESTONES, heading};
use leptos::prelude::*;

/// Every section, in the order of the sheet.
const SECTIONS: [Section; 11] = [
    Section::GoodNews,
    Section::Done,
    Section::Started,
    Section::Moved,
    Section::Overdue,
    Section::Problems,
    Section::Decisions,
    Section::Next,
    Section::Needs,
    Section::Money,
    Section::Confidence,
];

/// The sheet of paper.
#[component]
pub fn Sheet() -> impl IntoView {
    let room = Room::get();
    let title = move || room.shown.with(|report| report.title.clone());
    let period = move || room.shown.with(|report| report.period.clone());
    let sections =
        Memo::new(move |_| room.shown.with(|report| report.parts.iter().map(|part| part.section).collect::<Vec<_>>()));
    let empty = move || room.shown.with(|report| report.parts.is_empty() && report.milestones.is_empty());
    let sent = Memo::new(move |_| room.is_sent());
    view! {
        <article class="paper" aria-label="The report" aria-describedby="report-period">
            <header role="none"><h2 dir="auto">{title}</h2><p id="report-period" class="muted">{period}</p></header>
            <super::sent::Banner/>
            {move || empty().then(|| view! { <Nothing/> })}
            <For each=move || sections.get() key=move |section| (*section, sent.get()) let(section)>
                <Part section sent=sent.get_untracked()/>
            </For>
            <Milestones/>
            {move || (!sent.get()).then(|| view! { <AddLine/> })}
        </article>
    }
}

/// Before anything is marked for the client, or with nothing new.
#[component]
fn Nothing() -> impl IntoView {
    let room = Room::get();
    let unseen = move || room.reading.with(|reading| reading.seen.steps.is_empty());
    view! {
        <div class="report-empty">
            {move || match unseen() {
                true => view! {
                    <p>"The client sees nothing of this project yet, so there is nothing to report. Mark steps as seen by the client in the "<a href="#outline">"Outline"</a>": select a step and tick “The client sees this step”. Whatever is not marked stays on our side."</p>
                }.into_any(),
                false => view! { <p>"Nothing has changed since the client was last told. You can add lines of your own."</p> }.into_any(),
            }}
        </div>
    }
}

#[component]
fn Part(section: Section, sent: bool) -> impl IntoView {
    let room = Room::get();
    let keys = Memo::new(move |_| {
        room.shown.with(|report| {
            let part = report.parts.iter().find(|part| part.section == section);
            part.map(|part| part.lines.iter().map(|line| line.key.clone()).collect::<Vec<_>>()).unwrap_or_default()
        })
    });
    let add = move |_| add_line(room, section);
    let name = format!("Add a line to “{}”", heading(section));
    view! {
        <section aria-label=heading(section)>
            <div class="part-head"><h3>{heading(section)}</h3>
                {(!sent).then(|| view! {
                    <button type="button" class="button quiet icon" disabled=move || room.store.read_only.read().is_some() aria-label=name.clone() title=name.clone() on:click=add>{icons::plus()}</button>
                })}
            </div>
            <ul>
                <For each=move || keys.get() key=|key| key.clone() let(key)>
                    <Line section keys key sent/>
                </For>
            </ul>
        </section>
    }
}

#[component]
fn Line(section: Section, keys: Memo<Vec<String>>, key: String, sent: bool) -> impl IntoView {
    let room = Room::get();
    let line = room.line(&key);
    // Others come and go around it; it stays the element it is, with whatever is in it.
    let this = key.clone();
    let at = Memo::new(move |_| keys.with(|keys| keys.iter().position(|one| *one == this).unwrap_or(0)));
    let text = Signal::derive(move || line.with(|line| line.text.clone()));
    let under = line.with_untracked(|line| line.under);
    if sent {
        return view! { <li class:under=under><p class="sent-line" dir="auto">{text}</p></li> }.into_any();
    }
    let name = Signal::derive(move || format!("{}, line {}", heading(section), at.get() + 1));
    let edited = Memo::new(move |_| line.with(|line| line.edited));
    let marked = move || line.with(|line| line.edited || line.own);
    let (own, id) = (line.with_untracked(|line| line.own), element_id("line", &key));
    let key = StoredValue::new(key);
    let back = move |_| {
        change(room, "Put back the words of a report’s line", |project, today| {
            prepare::word_line(project, &key.get_value(), today, None)
        });
    };
    let locked = move || room.store.read_only.read().is_some();
    let about = move || short(&text.get());
    view! {
        <li id=id class:under=under class:edited=marked>
            <Text name hint="What the client reads" value=text save=saver(room, key)/>
            <span class="line-tools">
                {move || edited.get().then(|| view! {
                    <button type="button" class="button quiet" disabled=locked title="Say again what follows from the plan" aria-label=move || format!("As the plan says it: {}", about()) on:click=back>"As the plan says it"</button>
                })}
                {match own {
                    true => view! { <button type="button" class="button quiet" disabled=locked aria-label=move || format!("Remove: {}", about()) on:click=move |_| remove(room, &key.get_value())>"Remove"</button> }.into_any(),
                    false => view! { <button type="button" class="button quiet" disabled=locked aria-label=move || format!("Leave out: {}", about()) on:click=move |_| leave_out(room, &key.get_value())>"Leave out"</button> }.into_any(),
                }}
            </span>
        </li>
    }
    .into_any()
}

/// Saves what is typed into a line, letter by letter.
fn saver(room: Room, key: StoredValue<String>) -> Save {
    let store = room.store;
    Callback::new(move |(session, text): (u64, String)| {
        let Some(key) = key.try_get_value() else { return Ok(()) };
        let today = store.today.get_untracked();
        let edit = store.project.with_untracked(|project| prepare::word_line(project, &key, today, Some(text)));
        let Some(edit) = edit else { return Ok(()) };
        let done = store.dispatch_typing(session, "Change a line of the report", edit, None);
        done.map_err(|error| store.plan(|plan| forthright::words::edit_error(&error, plan)))
    })
}

/// Carries out a change to the report in the making.
fn change(
    room: Room,
    label: &str,
    make: impl FnOnce(&forthright::project::Project, chrono::NaiveDate) -> Option<Edit>,
) -> bool {
    let today = room.store.today.get_untracked();
    let edit = room.store.project.with_untracked(|project| make(project, today));
    edit.is_some() && carry_out(room.store, label, edit).is_ok()
}

/// Leaves a line out and asks why, in the margin.
fn leave_out(room: Room, key: &str) {
    let out = change(room, "Leave a line out of the report", |project, today| {
        prepare::leave_line_out(project, key, today, Some(String::new()))
    });
    if out {
        focus_soon([format!("#{} textarea", element_id("left", key))]);
    }
}

fn remove(room: Room, key: &str) {
    if change(room, "Remove a line of the report", |project, _| prepare::remove_line(project, key)) {
        room.store.say_with_undo("The line is gone.");
        focus_soon([".add-a-line select".to_owned()]);
    }
}

/// Adds a line to a section and goes to it.
fn add_line(room: Room, section: Section) {
    let today = room.store.today.get_untracked();
    let made = room.store.project.with_untracked(|project| prepare::add_line(project, section, today));
    let Some((key, edit)) = made else { return };
    if room.store.act("Add a line to the report", edit, None) {
        focus_soon([format!("#{} textarea", element_id("line", &key))]);
    }
}

/// A line for a section that has none yet.
#[component]
fn AddLine() -> impl IntoView {
    let room = Room::get();
    let chosen = RwSignal::new(0_usize);
    let add = move |_| add_line(room, SECTIONS.get(chosen.get_untracked()).copied().unwrap_or(Section::GoodNews));
    let choose = move |event| chosen.set(event_target_value(&event).parse().unwrap_or(0));
    let options = SECTIONS.iter().enumerate().map(|(at, section)| {
        view! { <option value=at.to_string()>{heading(*section)}</option> }
    });
    view! {
        <div class="add-a-line">
            <label class="field"><span class="unseen">"Section of the new line"</span>
                <select class="input" on:change=choose>{options.collect_view()}</select></label>
            <button type="button" class="button" disabled=move || room.store.read_only.read().is_some() on:click=add>{icons::plus()}"Add a line"</button>
        </div>
    }
}

#[component]
fn Milestones() -> impl IntoView {
    let room = Room::get();
    let rows = Memo::new(move |_| room.shown.with(|report| report.milestones.clone()));
    let row = |one: SentMilestone| {
        view! { <tr><th scope="row" dir="auto">{one.name}</th><td>{one.was}</td><td>{one.day}</td><td>{one.state}</td></tr> }
    };
    let out = move || {
        (!room.is_sent()).then(|| view! {
            <button type="button" class="button quiet" aria-label="Leave out: the table of milestones" disabled=move || room.store.read_only.read().is_some() on:click=move |_| leave_out(room, MILESTONES)>"Leave out"</button>
        })
    };
    view! {
        <Show when=move || !rows.read().is_empty()>
            <section aria-label="Milestones">
                <div class="part-head"><h3>"Milestones"</h3><span class="gap"></span>{out}</div>
                <div class="table-scroll"><table class="plain">
                    <thead><tr><th scope="col">"Milestone"</th><th scope="col">"Told before"</th><th scope="col">"Now"</th><th scope="col">"Promise"</th></tr></thead>
                    <tbody>{move || rows.get().into_iter().map(row).collect_view()}</tbody>
                </table></div>
            </section>
        </Show>
    }
}
