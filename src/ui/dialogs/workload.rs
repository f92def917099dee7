//! Who is busy when: a table of people and weeks; a week that is too full says by how much, and what is in it.

use super::{PlanDialog, open};
use crate::ui::plan::inspector::why::go;
use crate::ui::store::Store;
use crate::ui::widgets::sheet::Sheet;
use forthright::plan::ResourceId;
use forthright::view::workload::{self, Cell, Load, Person, Workload as Picture};
use leptos::prelude::*;

/// The sheet.
#[component]
pub fn Workload() -> impl IntoView {
    let store = Store::get();
    let picture = Memo::new(move |_| {
        let (schedule, dates) = (store.schedule.get(), store.dates());
        store.seen.with(|project| workload::workload(&project.plan, &schedule, &dates))
    });
    let chosen = RwSignal::new(None::<(ResourceId, usize)>);
    let over = move || {
        let weeks: usize = picture.read().people.iter().map(|person| person.over).sum();
        let people = picture.read().people.iter().filter(|person| person.over > 0).count();
        match (people, weeks) {
            (0, _) => "Nobody has more work than hours.".to_owned(),
            (1, 1) => "One person has a week with more work than hours.".to_owned(),
            (1, weeks) => format!("One person has more work than hours in {weeks} weeks."),
            (people, weeks) => format!("{people} people have more work than hours, in {weeks} weeks together."),
        }
    };
    view! {
        <Sheet name="Who is busy when" wide=true>
            <div class="body">
                <Show when=move || !picture.read().people.is_empty()
                    fallback=|| view! { <p class="muted">"Nobody works on anything yet. Name people at work on a task, and their weeks show here."</p> }>
                    <p role="status">{over}</p>
                    <Table picture chosen/>
                    <Behind picture chosen/>
                </Show>
            </div>
            <footer role="none">
                <button type="button" class="button" on:click=move |_| open(store, PlanDialog::People)>"People and absences"</button>
                <button type="button" class="button primary" on:click=move |_| store.dialog.set(None)>"Close"</button>
            </footer>
        </Sheet>
    }
}

#[component]
fn Table(picture: Memo<Picture>, chosen: RwSignal<Option<(ResourceId, usize)>>) -> impl IntoView {
    let heads =
        move || picture.get().heads.into_iter().map(|head| view! { <th scope="col">{head}</th> }).collect_view();
    let row = move |person: Person, heads: &[String]| {
        let cells = person.cells.iter().enumerate().map(|(week, cell)| {
            let about = format!("{}, week of {}", person.name, heads.get(week).map_or("", String::as_str));
            view! { <Week cell=cell.clone() about at=(person.id, week) chosen/> }
        });
        view! { <tr><th scope="row">{person.name.clone()}</th>{cells.collect_view()}</tr> }
    };
    let rows = move || {
        let Picture { people, heads, .. } = picture.get();
        people.into_iter().map(|person| row(person, &heads)).collect_view()
    };
    view! {
        <div class="table-scroll workload" tabindex="0" role="region" aria-label="Hours by person and week">
            <table><thead><tr><th scope="col">"Person"</th>{heads}</tr></thead><tbody>{rows}</tbody></table>
        </div>
    }
}

/// A week; pressing it lists what is in it.
#[component]
fn Week(
    cell: Cell,
    about: String,
    at: (ResourceId, usize),
    chosen: RwSignal<Option<(ResourceId, usize)>>,
) -> impl IntoView {
    let class = match cell.load() {
        Load::Free => return view! { <td class="free"><span class="unseen">"free"</span></td> }.into_any(),
        Load::Some => "some",
        Load::Full => "full",
        Load::Over => "over",
    };
    let words = cell.words();
    let short = words.split(',').next().unwrap_or_default().to_owned();
    let much = words
        .split_once(", ")
        .map(|(_, much)| view! { <span class="much">{much.replace(" too much", " over")}</span> });
    let pressed = move || (chosen.get() == Some(at)).to_string();
    view! {
        <td class=class><button type="button" aria-label=format!("{about}: {words}") aria-pressed=pressed
            on:click=move |_| chosen.set(Some(at))>{short}{much}</button></td>
    }
    .into_any()
}

/// The tasks of the chosen week.
#[component]
fn Behind(picture: Memo<Picture>, chosen: RwSignal<Option<(ResourceId, usize)>>) -> impl IntoView {
    let store = Store::get();
    move || {
        let (id, week) = chosen.get()?;
        let picture = picture.get();
        let person = picture.people.iter().find(|person| person.id == id)?;
        let cell = person.cells.get(week)?;
        let title = format!("{}, week of {}: {}", person.name, picture.heads.get(week)?, cell.words());
        let tasks = store.seen.with(|project| workload::behind(&project.plan, cell));
        let tasks = tasks.into_iter().map(|(task, name, hours)| {
            view! { <li><button type="button" class="task-link" on:click=move |_| go(store, task)>{name}</button>" "{hours}</li> }
        });
        Some(
            view! { <section aria-label="Tasks of the week" class="stack"><h3><span role="status">{title}</span></h3><ul class="behind">{tasks.collect_view()}</ul></section> },
        )
    }
}
