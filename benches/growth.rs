//! `cargo bench --no-default-features --bench growth`: how the planner's work grows with the plan. Schedules are the
//! engine's bench; here is what stands around them. Storing is promised up to 30,000 tasks, and measured so far.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use forthright::analysis::{AT_REST, weights, weights_while_dragged};
use forthright::edit::{PlanEdit, TaskField};
use forthright::format::{self, mspdi};
use forthright::plan::{Duration, Moment, TaskId};
use forthright::project::{Edit, History, Project, Promise, PromiseId, Saying, Step};
use forthright::saved::{Journal, MemoryStore, ProjectId, Record, load, plan_file};
use forthright::schedule::workload::layered;
use forthright::view::radar::look;
use forthright::view::rows::{self, RowFilter, RowOrder};
use std::collections::{BTreeMap, BTreeSet};
use std::hint::black_box;
use std::time::Instant;

const SIZES: [usize; 4] = [100, 1_000, 10_000, 100_000];
const STORED: [usize; 4] = [100, 1_000, 10_000, 30_000];
/// Records in the journal before one that is written, and before an opening: half of what a compaction waits for.
const RECORDS: usize = 250;

/// Milliseconds of each kind of work, by its name.
type Times = BTreeMap<&'static str, Vec<f64>>;

fn main() {
    // `cargo test --benches` runs this too; it only has to run there.
    let quick = !std::env::args().any(|argument| argument == "--bench");
    let few = |sizes: [usize; 4]| sizes.into_iter().take(if quick { 1 } else { 4 });
    let mut lines = Vec::new();
    println!("growth, ms (median), and µs a task");
    for (sizes, measure) in [(few(SIZES), worked as fn(&Project, &mut Times)), (few(STORED), stored)] {
        for size in sizes {
            let project = project(size);
            let mut times = Times::new();
            for _ in 0..if quick { 1 } else { (100_000 / size).clamp(5, 200) } {
                measure(&project, &mut times);
            }
            for (work, times) in times {
                let middle = median(times);
                println!("{work:<22}{size:>8} tasks{middle:>12.4}{:>10.3}", middle * 1_000.0 / size as f64);
                lines.push(format!(
                    "{{\"work\":\"{work}\",\"size\":{size},\"ours\":{middle:.4},\"reference\":null,\"ratio\":null,\"unit\":\"ms\"}}"
                ));
            }
        }
    }
    lines.iter().for_each(|line| println!("{line}"));
}

/// A plan to measure by, in a project of its own.
fn project(tasks: usize) -> Project {
    let mut project = Project::new("Growth", Moment::parse("2026-03-02").expect("a date"));
    project.plan = layered(tasks, 7).plan();
    project
}

fn longer(project: &Project, times: i32) -> Edit {
    let task = project.plan.tasks[project.plan.tasks.len() / 2].id;
    Edit::Plan(PlanEdit::Set { task, field: TaskField::Duration(Duration::working(480 * times)) })
}

/// What is done in memory: an edit and its undo, a new row and its undo, looking for text, files for others.
fn worked(project: &Project, times: &mut Times) {
    let (mut own, mut history) = (project.clone(), History::default());
    let edit = longer(&own, 3);
    timed(times, "edit", || history.act(&mut own, "Longer", edit, None).expect("it fits"));
    timed(times, "undo", || drop(black_box(history.undo(&mut own))));
    timed(times, "redo", || drop(black_box(history.redo(&mut own))));
    let task = TaskId(own.plan.fresh_id());
    let new = forthright::plan::Task::new(task, 0, "New", Duration::working(480));
    let place = own.plan.place_of(own.plan.tasks.len() / 2);
    let insert = Edit::Plan(PlanEdit::Insert { place, tasks: vec![new], dependencies: Vec::new() });
    timed(times, "insert a task", || history.act(&mut own, "New", insert, None).expect("it fits"));
    timed(times, "undo of it", || drop(black_box(history.undo(&mut own))));
    timed(times, "find", || assert_eq!(rows::find(black_box(&own.plan), "nowhere to be found", None, false), None));
    let filter = RowFilter { text: "1".into(), ..RowFilter::default() };
    timed(times, "filter", || {
        drop(black_box(rows::shown(&own.plan, None, &BTreeSet::new(), &filter, RowOrder::default())));
    });
    let schedule = own.schedule();
    let today = "2026-03-02".parse().expect("a date");
    timed(times, "export XML", || drop(black_box(mspdi::write(&own, &schedule, today, mspdi::Private::Keep))));
    let mut text = String::new();
    timed(times, "export plan file", || text = plan_file::write(&own));
    timed(times, "open plan file", || drop(black_box(format::open("plan.json", text.as_bytes()).map(|_| ()))));
    answered(&mut own, times);
}

/// What is derived for the question on the screen: what the radar sees where every fiftieth step is promised, and which
/// of five edits matters most, while the last of them is dragged and once it rests.
fn answered(own: &mut Project, times: &mut Times) {
    let today = "2026-03-02".parse().expect("a date");
    let schedule = own.schedule();
    let edits: Vec<PlanEdit> = own
        .plan
        .tasks
        .iter()
        .step_by(own.plan.tasks.len() / 5)
        .take(5)
        .map(|task| task.id)
        .map(|task| PlanEdit::Set { task, field: TaskField::Duration(Duration::working(2_400)) })
        .collect();
    let edits: Vec<&PlanEdit> = edits.iter().collect();
    let mut rest = Vec::new();
    timed(times, "weigh edits, at rest", || rest = weights(own, &edits, AT_REST));
    let mut plan = own.plan.clone();
    edits.iter().for_each(|edit| drop(plan.apply((*edit).clone()).expect("it fits")));
    let dragged = forthright::schedule::schedule(&plan);
    timed(times, "weigh edits, dragged", || {
        drop(black_box(weights_while_dragged(own, &edits, &rest, &plan, (&schedule, &dragged))));
    });
    let ends = own.plan.tasks.iter().zip(&schedule.rows).step_by(50);
    let promised: Vec<(TaskId, chrono::NaiveDate)> = ends.map(|(task, row)| (task.id, row.last_day())).collect();
    for (id, (task, on)) in (1..).zip(promised) {
        let id = PromiseId(id);
        let promise = Promise { sayings: vec![Saying::new(today, on)], ..Promise::new(id, task) };
        own.apply(Edit::Promise { id, promise: Some(Box::new(promise)) }).expect("it fits");
    }
    timed(times, "radar", || drop(black_box(look(own, &schedule, today))));
}

/// What is done in the store: one record of the journal, making it short, opening.
fn stored(project: &Project, times: &mut Times) {
    let (mut store, id) = (MemoryStore::default(), ProjectId::new("growth").expect("a name"));
    let (mut own, mut history) = (project.clone(), History::default());
    let (mut journal, _) = Journal::create(&mut store, id.clone(), "a", &own, "2026-03-02T10:00").expect("it is kept");
    let mut record =
        |own: &mut Project, journal: &mut Journal, store: &mut MemoryStore, times: Option<&mut Times>, n| {
            let edit = longer(own, n);
            history.act(own, "Longer", edit.clone(), None).expect("it fits");
            let record = Record {
                step: Step::Do,
                label: "Longer".into(),
                edit: Some(edit),
                place: None,
                at: "2026-03-02T10:00".into(),
            };
            let mut none = Times::new();
            timed(times.unwrap_or(&mut none), "journal record", || {
                drop(journal.append(store, &record).expect("it is kept"))
            });
        };
    (1..RECORDS as i32).for_each(|n| record(&mut own, &mut journal, &mut store, None, n));
    record(&mut own, &mut journal, &mut store, Some(times), 7);
    timed(times, "open from the store", || {
        let loaded = load(&store, None, &id).expect("it loads");
        assert!(loaded.report.is_clean() && loaded.project == own, "what is opened is what was kept");
    });
    timed(times, "compaction", || drop(journal.compact(&mut store, &own, "2026-03-02T10:00").expect("it is kept")));
}

fn timed(times: &mut Times, work: &'static str, act: impl FnOnce()) {
    let start = Instant::now();
    act();
    times.entry(work).or_default().push(start.elapsed().as_secs_f64() * 1_000.0);
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}
