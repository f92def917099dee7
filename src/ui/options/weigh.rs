//! The table of criteria: weights and scores typed into it, computed scores with what they come from, and the ranking.

use super::parts::{Text, carry_out, read};
use super::{Room, style};
use crate::ui::focus::focus_soon;
use crate::ui::icons;
use crate::ui::outline::draft::{Save, new_session};
use crate::ui::store::Store;
use crate::ui::widgets::field::fresh_id;
use forthright::prepare;
use forthright::project::{Criterion, Edit, Measure, ProblemId, Project, SolutionId};
use forthright::view::options::{self, CriterionRow, Table, computed_name};
use forthright::words;
use leptos::prelude::*;

/// The table, once there is something to weigh.
#[component]
pub fn Weigh(id: ProblemId) -> impl IntoView {
    let room = Room::get();
    let store = room.store;
    let table = Memo::new(move |_| {
        let (effects, style) = (room.effects.get(), style(store));
        store.project.with(|project| {
            let problem = project.problems.get(&id);
            problem.map(|one| options::table(one, &effects, &project.plan, &style)).unwrap_or_default()
        })
    });
    let columns = Memo::new(move |_| table.with(|table| table.options.clone()));
    let rows = Memo::new(move |_| table.with(|table| table.rows.iter().map(|row| row.id).collect::<Vec<_>>()));
    let decided = room.of(id, options::is_decided);
    let heads = move || columns.get().into_iter().map(|(_, name)| view! { <th scope="col">{name}</th> }).collect_view();
    let points = move || {
        let points = table.with(|table| table.points.clone()).into_iter();
        points
            .map(|(points, place)| view! { <td><strong>{points}</strong>" "<span class="muted">{place}</span></td> })
            .collect_view()
    };
    let ranking = move || {
        (!decided.get()).then(
            || view! { <tr class="points"><th scope="row">"Points out of 10"</th><td></td>{points}<td></td></tr> },
        )
    };
    view! {
        <section class="weigh" aria-label="Criteria and ranking">
            <h2>"What they are weighed by"</h2>
            <div class="table-scroll">
                <table class="plain">
                    <thead><tr><th scope="col">"Criterion"</th><th scope="col">"Weight"</th>{heads}<th scope="col"><span class="unseen">"Remove"</span></th></tr></thead>
                    <tbody>
                        <For each=move || rows.get() key=|row| *row let(row)><CriterionLine id row table columns/></For>
                        {ranking}
                    </tbody>
                </table>
            </div>
            <p class="flip" role="status">{move || table.with(|table| table.sentence.clone())}</p>
            <AddCriterion id table/>
            <p class="hint">"Weights and scores go from 0 to 10. Days, promises and cost score themselves: the least gets 10, the most 0, those between lie on a straight line; where all are equal each gets 10. What was not scored yet counts as 0."</p>
        </section>
    }
}

type Columns = Memo<Vec<(SolutionId, String)>>;

#[component]
fn CriterionLine(id: ProblemId, row: u32, table: Memo<Table>, columns: Columns) -> impl IntoView {
    let store = Room::get().store;
    let this = Memo::new(move |_| table.with(|table| table.rows.iter().find(|one| one.id == row).cloned()));
    let part = move |read: fn(&CriterionRow) -> String| {
        Signal::derive(move || this.with(|this| this.as_ref().map(read).unwrap_or_default()))
    };
    let name = part(|row| row.name.clone());
    let judged = this.with_untracked(|this| this.as_ref().is_none_or(|row| row.measure == Measure::Judged));
    let weight = part(|row| row.weight.to_string());
    let set_weight = move |number: Option<u8>| {
        read(store, |project| prepare::change_criterion(project, id, row, |one| one.weight = number.unwrap_or(0)))
    };
    let cells = move || {
        columns
            .get()
            .into_iter()
            .enumerate()
            .map(|(at, (option, title))| {
                let cell =
                    Memo::new(move |_| this.with(|this| this.as_ref().and_then(|row| row.cells.get(at).cloned())));
                let score = Signal::derive(move || {
                    cell.with(|cell| cell.as_ref().map(|cell| cell.score.clone()).unwrap_or_default())
                });
                match judged {
                    true => {
                        let set =
                            move |number| read(store, |project| prepare::set_score(project, id, option, row, number));
                        let title = format!("Score of {title}");
                        let of = Signal::derive(move || format!("{title}: {}", name.get()));
                        view! { <td><Number name=of value=score label="Score an option" set/></td> }.into_any()
                    }
                    false => {
                        let from =
                            move || cell.with(|cell| cell.as_ref().map(|cell| cell.from.clone()).unwrap_or_default());
                        view! { <td><strong>{score}</strong>" "<span class="muted">{from}</span></td> }.into_any()
                    }
                }
            })
            .collect_view()
    };
    let remove = move |_| {
        let edit = read(store, |project| prepare::remove_criterion(project, id, row));
        if let Some(edit) = edit
            && store.act(&format!("Remove the criterion {}", name.get_untracked()), edit, None)
        {
            store.say_with_undo("The criterion and its scores are gone.");
            focus_soon([".add-criterion input".to_owned()]);
        }
    };
    view! {
        <tr>
            <th scope="row">{match judged {
                true => view! { <Text name="Name of the criterion" hint="Name of the criterion" one_line=true value=typed_name(id, row) save=rename(store, id, row)/> }.into_any(),
                false => view! { {name} <span class="muted">" computed"</span> }.into_any(),
            }}</th>
            <td><Number name=Signal::derive(move || format!("Weight of {}", name.get())) value=weight label="Change a weight" set=set_weight/></td>
            {cells}
            <td><button type="button" class="button quiet icon" aria-label=move || format!("Remove the criterion {}", name.get()) title="Remove" on:click=remove>{icons::close()}</button></td>
        </tr>
    }
}

fn typed_name(id: ProblemId, row: u32) -> Signal<String> {
    let named = move |all: &[Criterion]| all.iter().find(|one| one.id == row).map(|one| one.name.clone());
    Room::get().of(id, move |one| named(&one.criteria).unwrap_or_default())
}

fn rename(store: Store, id: ProblemId, row: u32) -> Save {
    Callback::new(move |(session, text): (u64, String)| {
        let edit = read(store, |project| prepare::change_criterion(project, id, row, |one| one.name = text));
        type_in(store, session, "Rename a criterion", edit)
    })
}

fn type_in(store: Store, session: u64, label: &str, edit: Option<Edit>) -> Result<(), String> {
    let Some(edit) = edit else { return Ok(()) };
    let done = store.dispatch_typing(session, label, edit, None);
    done.map_err(|error| store.plan(|plan| words::edit_error(&error, plan)))
}

/// A whole number from 0 to 10, or nothing; carried out as it is typed, so that the ranking follows. What cannot be read
/// stays as it was typed, with a message, and what was there before typing began counts.
#[component]
fn Number(
    name: Signal<String>,
    value: Signal<String>,
    label: &'static str,
    set: impl Fn(Option<u8>) -> Option<Edit> + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let store = Room::get().store;
    let (session, before) = (StoredValue::new(0_u64), StoredValue::new(String::new()));
    // What is typed stands there until the field is left; what cannot be read stays.
    let (typed, wrong) = (RwSignal::new(None::<String>), RwSignal::new(None::<String>));
    let note = fresh_id("number");
    let (by, note_id) = (note.clone(), note);
    let begin = move |_| {
        session.set_value(new_session());
        before.set_value(value.get_untracked());
    };
    let put = move |event| {
        let text = event_target_value(&event);
        let done = match options::read_score(&text) {
            Ok(number) => type_in(store, session.get_value(), label, set(number)),
            Err(why) => {
                // Of `12` the `1` was carried out already.
                let number = options::read_score(&before.get_value()).unwrap_or_default();
                let back = set(number).filter(|_| value.with_untracked(|now| *now != before.get_value()));
                type_in(store, session.get_value(), label, back).and(Err(why))
            }
        };
        typed.set(Some(text));
        wrong.set(done.err());
    };
    // A field that is taken away with the focus in it, as by going to another room, is left too: nothing is there then.
    let leave = move |_| {
        if wrong.try_get_untracked() == Some(None) {
            typed.set(None);
        }
    };
    let escape = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" && wrong.try_get_untracked().flatten().is_some() {
            event.prevent_default();
            event.stop_propagation();
            typed.set(None);
            wrong.set(None);
        }
    };
    let shown = move || typed.get().unwrap_or_else(|| value.get());
    view! {
        <input class="input number" type="text" data-kept="" inputmode="numeric" autocomplete="off" aria-label=name prop:value=shown
            disabled=move || store.read_only.read().is_some() aria-invalid=move || wrong.read().is_some().then_some("true")
            aria-describedby=move || wrong.read().is_some().then(|| by.clone())
            on:focus=begin on:input=put on:keydown=escape on:blur=leave/>
        {move || wrong.get().map(|why| view! { <span id=note_id.clone() class="message" role="alert">{why}</span> })}
    }
}

/// A judged criterion by its name; computed ones that were taken out are offered again.
#[component]
fn AddCriterion(id: ProblemId, table: Memo<Table>) -> impl IntoView {
    let store = Room::get().store;
    let text = RwSignal::new(String::new());
    let add = move |name: &str, measure: Measure| {
        let edit = read(store, |project: &Project| prepare::add_criterion(project, id, name, measure));
        if let Err(why) = carry_out(store, "Add a criterion", edit) {
            store.say(why);
        }
    };
    let add_typed = move || {
        // Nothing where the field has just been taken away.
        let name = text.try_get_untracked().unwrap_or_default();
        if !name.trim().is_empty() {
            add(&name, Measure::Judged);
            text.set(String::new());
        }
    };
    let missing = move || {
        let there = table.with(|table| table.rows.iter().map(|row| row.measure).collect::<Vec<_>>());
        let all = [Measure::PromisesBroken, Measure::DaysMoved, Measure::Cost];
        let missing = all.into_iter().filter(|measure| !there.contains(measure));
        missing.map(|measure| view! { <button type="button" class="button quiet" on:click=move |_| add("", measure)>{icons::plus()}{computed_name(measure)}</button> }).collect_view()
    };
    view! {
        <div class="line add-criterion">
            <input class="input" type="text" autocomplete="off" placeholder="Add a criterion" aria-label="Add a criterion" prop:value=move || text.get()
                disabled=move || store.read_only.read().is_some()
                on:input=move |event| text.set(event_target_value(&event))
                on:keydown=move |event| if event.key() == "Enter" && !event.is_composing() { event.prevent_default(); add_typed() } on:blur=move |_| add_typed()/>
            {missing}
        </div>
    }
}
