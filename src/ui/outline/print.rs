//! Printing the Outline: the project on a page, its people, and all steps whatever is on the screen. Private notes stay
//! on the screen.

use super::brief;
use crate::ui::store::Store;
use crate::ui::widgets::paper;
use forthright::plan::ResourceKind;
use forthright::project::Project;
use forthright::view::outline::StepLine;
use forthright::words::DateForm;
use leptos::prelude::*;

/// Attends to printing as long as the Outline is open.
pub fn attend(store: Store) {
    paper::attend(move || store.project.with_untracked(|project| sheet(store, project)));
}

fn sheet(store: Store, project: &Project) -> AnyView {
    let dates = store.dates();
    let printed = dates.write(store.today.get_untracked(), DateForm::Long);
    let client = match project.brief.client.trim() {
        "" => String::new(),
        client => format!("for {client} · "),
    };
    let schedule = store.schedule.get_untracked();
    let line = |row: usize| StepLine::new(&project.plan, schedule.rows.get(row), row, &dates);
    let steps = (0..project.plan.tasks.len()).filter_map(line).map(step).collect_view();
    let facts = brief::facts(&project.brief);
    let facts = facts.into_iter().filter(|(_, text)| !text.trim().is_empty());
    let facts =
        facts.map(|(label, text)| view! { <div><dt>{label}</dt><dd>{text.to_owned()}</dd></div> }).collect_view();
    view! {
        <section class="print-sheet outline-sheet">
            <p class="print-internal">{paper::INTERNAL}</p>
            <h1>{project.name.clone()}</h1>
            <p>{format!("{client}printed {printed}")}</p>
            <dl class="pairs">{facts}</dl>
            {people(project)}
            <h2>"Steps"</h2>
            <table>
                <thead><tr>
                    <th class="step-mark"><span class="unseen">"Done"</span></th><th>"Step"</th><th class="owner">"Owner"</th>
                    <th class="when">"When"</th><th class="seen">"Client"</th>
                </tr></thead>
                <tbody>{steps}</tbody>
            </table>
        </section>
    }
    .into_any()
}

fn step(line: StepLine) -> impl IntoView {
    let mark = match (line.summary, line.done(), line.milestone) {
        (true, ..) => "",
        (_, true, _) => "✓",
        (_, _, true) => "◆",
        _ => "○",
    };
    let indent = format!("{}px", u32::from(line.level) * 14 + 4);
    let sees = (!line.will_see.trim().is_empty()).then(|| view! { <span class="sees">{line.will_see.clone()}</span> });
    view! {
        <tr class:summary=line.summary>
            <td class="step-mark">{mark}</td><td class="name" style:padding-left=indent>{line.name}{sees}</td>
            <td class="owner">{line.owner}</td><td class="when">{line.dates}</td><td class="seen">{line.client.then_some("sees it")}</td>
        </tr>
    }
}

/// Everybody with their role, by side.
fn people(project: &Project) -> impl IntoView + use<> {
    let side = |(side, name, _): (forthright::plan::Side, &'static str, &str)| {
        let here = project.plan.resources.values().filter(|one| one.side == side && one.kind == ResourceKind::Work);
        let here: Vec<_> = here
            .map(|one| view! { <li>{one.name.clone()}<span class="quiet">{(!one.role.trim().is_empty()).then(|| format!(", {}", one.role.trim()))}</span></li> })
            .collect();
        (!here.is_empty()).then(|| view! { <h2>{name}</h2><ul>{here}</ul> })
    };
    super::people::SIDES.map(side).into_iter().collect_view()
}
