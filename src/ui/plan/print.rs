//! Printing grid and timeline: a table of all rows, with the bars beside them.

use super::PlanContext;
use super::timeline::usual_day;
use crate::ui::store::Store;
use crate::ui::widgets::paper;
use forthright::view::bars::{Bar, PromiseMark, PromiseShape, Shape, Standing};
use forthright::view::print::{ROW, Row, Sheet, Source, WIDTH};
use forthright::view::scenarios;
use forthright::words::DateForm;
use leptos::prelude::*;

/// Attends to printing as long as the Plan room is open.
pub fn attend(store: Store, context: PlanContext) {
    paper::attend(move || {
        let name = store.seen.with_untracked(|project| project.name.clone());
        // What is only tried says so on paper too.
        let name = if store.is_trying() { format!("{name} – {}", untrack(|| tried(store))) } else { name };
        view! { <Paper name subtitle=subtitle(store) sheet=sheet(store, context)/> }.into_any()
    });
}

fn sheet(store: Store, context: PlanContext) -> Sheet {
    let rows = context.rows.get_untracked();
    let dates = untrack(|| store.dates());
    store.seen.with_untracked(|project| {
        store.shown.with_untracked(|schedule| {
            let shown = project.baselines.values().find(|baseline| baseline.shown);
            let baseline = |row: usize| shown?.tasks.get(&project.plan.tasks.get(row)?.id).copied();
            let work = usual_day(project);
            let plan = &project.plan;
            let promised = store.promised.get_untracked();
            Source { plan, schedule, rows: &rows, baseline: &baseline, dates: &dates, promised: &promised, work }
                .sheet()
        })
    })
}

/// `what if: Take the time`.
fn tried(store: Store) -> String {
    match store.active_scenario() {
        Some(id) => format!("what if: {}", store.project.with(|project| scenarios::name(project, id))),
        None => "what if".to_owned(),
    }
}

/// `5 Mar – 10 Apr 2026 · status date 12 Mar · printed 14 Mar 2026`.
fn subtitle(store: Store) -> String {
    let dates = untrack(|| store.dates());
    let (start, finish) = store.shown.with_untracked(|s| (s.start, s.finish));
    let long = |date| dates.write(date, DateForm::Long);
    let status = store.plan(|plan| plan.settings.status_date);
    let status = status.map(|at| format!(" · status date {}", long(at.date_as_finish()))).unwrap_or_default();
    let printed = long(store.today.get_untracked());
    format!("{} to {}{status} · printed {printed}", long(start.date()), long(finish.date_as_finish()))
}

#[component]
fn Paper(name: String, subtitle: String, sheet: Sheet) -> impl IntoView {
    let Sheet { upper, lower, off, lines, today, status, rows } = sheet;
    let tick = |y: i32| {
        move |tick: forthright::view::axis::Tick| {
            let x = tick.x.max(0.0);
            view! {
                <path class="rule" d=format!("M{x:.1} {}v13", y - 10)/>
                <text x=format!("{:.1}", x + 3.0) y=y>{(tick.width - (x - tick.x) > 14.0).then_some(tick.label)}</text>
            }
        }
    };
    let mark = |class: &'static str, x: Option<f64>| x.map(|x| format!("M{x:.1} 0v{ROW}")).map(|d| (class, d));
    let marks: Vec<(&str, String)> = [mark("today", today), mark("status", status)].into_iter().flatten().collect();
    let ground = StoredValue::new((off, lines, marks));
    view! {
        <section class="print-sheet">
            <p class="print-internal">{paper::INTERNAL}</p>
            <h1>{name}</h1>
            <p>{subtitle}</p>
            <table>
                <thead><tr>
                    <th class="wbs">"WBS"</th><th class="name">"Task"</th><th class="short">"Duration"</th><th class="short">"Start"</th>
                    <th class="short">"Finish"</th><th class="percent">"Done"</th>
                    <th class="chart"><svg viewBox=format!("0 0 {WIDTH} 26")>
                        {upper.into_iter().map(tick(10)).collect_view()}{lower.into_iter().map(tick(23)).collect_view()}
                    </svg></th>
                </tr></thead>
                <tbody>{rows.into_iter().map(|row| line(row, ground)).collect_view()}</tbody>
            </table>
            <p class="legend">
                <span class="key critical"></span>"critical" <span class="key"></span>"has float" <span class="key done"></span>"done"
                <span class="key diamond"></span>"milestone"
                <span class="key promised"></span>"promised" <span class="key promised before"></span>"promised before"
            </p>
        </section>
    }
}

type Ground = StoredValue<(String, String, Vec<(&'static str, String)>)>;

fn line(row: Row, ground: Ground) -> impl IntoView {
    let Row { wbs, level, name, duration, start, finish, percent, bar, links, heads } = row;
    let [usual, critical] = links;
    let [usual_heads, critical_heads] = heads;
    let alarm = bar.alarm.clone().map(|words| view! { <span class="alarm">" · "{words}</span> });
    let summary = bar.shape == Shape::Summary;
    let (off, lines, marks) = ground.get_value();
    let indent = format!("{}px", u32::from(level) * 10 + 4);
    view! {
        <tr class:summary=summary>
            <td class="wbs">{wbs}</td><td class="name" style:padding-left=indent>{name}{alarm}</td><td class="short">{duration}</td>
            <td class="short">{start}</td><td class="short">{finish}</td><td class="percent">{percent}</td>
            <td class="chart"><svg viewBox=format!("0 0 {WIDTH} {ROW}")>
                <path class="off" d=off/><path class="rule" d=lines/>
                {marks.into_iter().map(|(class, d)| view! { <path class=class d=d/> }).collect_view()}
                <path class="link" d=usual/><path class="head" d=usual_heads/>
                <path class="link critical" d=critical/><path class="head critical" d=critical_heads/>
                {shape(&bar)}
            </svg></td>
        </tr>
    }
}

fn promise_class(mark: &PromiseMark) -> &'static str {
    match mark.shape {
        PromiseShape::Before => "promised before",
        PromiseShape::Late => "promised late",
        PromiseShape::Ahead | PromiseShape::Kept => "promised",
    }
}

/// The bar as paths: outline and what is done.
fn shape(bar: &Bar) -> impl IntoView + use<> {
    let (x, width, middle) = (bar.from, bar.to - bar.from, ROW / 2.0);
    let class = match bar.standing {
        Standing::Critical => "bar critical",
        Standing::Finished => "bar done",
        _ => "bar",
    };
    let outline = match bar.shape {
        Shape::Milestone => format!("M{x:.1} {}l5.5 5.5l-5.5 5.5l-5.5 -5.5z", middle - 5.5),
        Shape::Summary => format!("M{x:.1} 6h{width:.1}v7l-3 -4h-{:.1}l-3 4z", (width - 6.0).max(0.0)),
        Shape::Task => format!("M{x:.1} 5h{width:.1}v10h-{width:.1}z"),
    };
    let kind = match bar.shape {
        Shape::Milestone => " milestone",
        Shape::Summary => " summary",
        Shape::Task => "",
    };
    let ghost = bar.ghost.map(|(from, to)| format!("M{from:.1} 17h{:.1}", (to - from).max(2.0)));
    let float = bar.float_to.map(|to| format!("M{:.1} 15.5H{to:.1}", bar.to));
    let deadline = bar.deadline.map(|at| format!("M{:.1} 3v7m-3 -3l3 3l3 -3", at.x));
    let gaps: String =
        bar.gaps.iter().map(|(from, to)| format!("M{:.1} 5h{:.1}v10h-{1:.1}z", x + from, to - from)).collect();
    let dots: String =
        bar.gaps.iter().map(|(from, to)| format!("M{:.1} {middle}h{:.1}", x + from, to - from)).collect();
    let done = (bar.shape == Shape::Task && bar.done > 0.0).then(|| format!("M{x:.1} 7.5h{:.1}v5h-{0:.1}z", bar.done));
    view! {
        {ghost.map(|d| view! { <path class="ghost" d=d/> })}
        {float.map(|d| view! { <path class="float" d=d/> })}
        <path class=format!("{class}{kind}") d=outline/>
        {done.map(|d| view! { <path class="progress" d=d/> })}
        {(!gaps.is_empty()).then(|| view! { <path class="gap" d=gaps/><path class="pause" d=dots/> })}
        {deadline.map(|d| view! { <path class="deadline" d=d/> })}
        {bar.promises.iter().map(|mark| view! { <path class=promise_class(mark) d=format!("M{:.1} {}l7 7l-7 7l-7 -7z", mark.x, middle - 7.0)/> }).collect_view()}
    }
}
