//! The Report room: the report as a sheet of paper that is written on, in its margin what the client does not read, and
//! beside it when it is due, to whom it goes, and what was sent before.

mod deeds;
mod margin;
mod paper;
mod sending;
mod sent;

use crate::ui::store::Store;
use forthright::client::ClientProject;
use forthright::prepare;
use forthright::project::{Project, ReportId};
use forthright::report::{Line, StatusReport, of_sent, status_report};
use forthright::view::report::{Withheld, withheld};
use leptos::prelude::*;
use std::collections::HashMap;
use std::sync::Arc;

/// What all parts of the room read.
#[derive(Clone, Copy)]
pub struct Room {
    pub store: Store,
    /// The report in the making, and what it is made from.
    reading: Memo<Arc<Reading>>,
    /// The sent report that is open; none while the one in the making is.
    opened: RwSignal<Option<ReportId>>,
    /// The one it is compared with.
    against: RwSignal<Option<ReportId>>,
    withheld: Memo<Vec<Withheld>>,
    /// What is on the sheet, copied, printed and saved.
    shown: Memo<Arc<StatusReport>>,
    /// Its lines under their keys: each is looked up by a row of its own.
    lines: Memo<Arc<HashMap<String, Line>>>,
}

/// The report in the making.
#[derive(PartialEq)]
struct Reading {
    seen: Arc<ClientProject>,
    report: StatusReport,
}

impl Reading {
    fn of(store: Store, seen: Arc<ClientProject>) -> Reading {
        let dates = store.dates();
        store.project.with(|project| {
            let facts = prepare::open_report(project).and_then(|id| project.reports.get(&id));
            Reading { report: status_report(&seen, facts, &dates), seen }
        })
    }
}

/// The facts but for the words of the report in the making, which change with each letter and nothing the client sees of
/// the project: what costs time to follow from the facts follows from these.
fn without_drafts(store: Store) -> Memo<Arc<Project>> {
    Memo::new_owning(move |last: Option<Arc<Project>>| {
        store.project.with(|project| match last {
            Some(last) if last.is_same_but_for_drafts(project) => (last, false),
            _ => (Arc::new(project.clone()), true),
        })
    })
}

impl Room {
    fn new(store: Store) -> Room {
        let opened = RwSignal::new(None::<ReportId>);
        let facts = without_drafts(store);
        let seen = Memo::new(move |_| {
            let (schedule, today, dates) = (store.facts_schedule.get(), store.today.get(), store.dates());
            Arc::new(facts.with(|facts| ClientProject::of(facts, &schedule, today, &dates)))
        });
        let withheld = Memo::new(move |_| {
            let schedule = store.facts_schedule.get();
            facts.with(|facts| withheld(facts, &schedule, &seen.get().since, &store.dates()))
        });
        let reading = Memo::new(move |_| Arc::new(Reading::of(store, seen.get())));
        let shown = Memo::new(move |_| {
            let sent = opened
                .get()
                .and_then(|id| store.project.with(|project| project.reports.get(&id)?.sent.as_deref().map(of_sent)));
            Arc::new(sent.unwrap_or_else(|| reading.with(|reading| reading.report.clone())))
        });
        let lines = Memo::new(move |_| {
            let lines = |report: &Arc<StatusReport>| {
                let all = report.parts.iter().flat_map(|part| &part.lines);
                all.map(|line| (line.key.clone(), line.clone())).collect()
            };
            Arc::new(shown.with(lines))
        });
        Room { store, reading, opened, against: RwSignal::new(None), withheld, shown, lines }
    }

    /// The room this component is in.
    pub fn get() -> Room {
        expect_context::<Room>()
    }

    /// A sent report is open: nothing in it changes any more.
    fn is_sent(self) -> bool {
        self.opened.get().is_some_and(|id| {
            self.store.project.with(|project| project.reports.get(&id).is_some_and(|report| report.is_sent()))
        })
    }

    /// A line of the sheet, followed.
    fn line(self, key: &str) -> Memo<Line> {
        let key = key.to_owned();
        Memo::new(move |_| self.lines.with(|lines| lines.get(&key).cloned().unwrap_or_default()))
    }
}

/// What an element about a line is called: `line-done-12`.
fn element_id(stem: &str, key: &str) -> String {
    format!("{stem}-{}", key.replace(' ', "-"))
}

/// The first words of a line, to name what is done to it.
fn short(text: &str) -> String {
    match text.char_indices().nth(48) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// The room.
#[component]
pub fn ReportRoom() -> impl IntoView {
    let room = Room::new(Store::get());
    provide_context(room);
    deeds::attend_printing(room);
    view! {
        <main class="room report" aria-label="Report">
            <h1 class="unseen">"Report"</h1>
            <div class="report-page">
                <deeds::Tools/>
                <paper::Sheet/>
                <div class="report-side">
                    <sending::Due/>
                    <sending::Send/>
                    <sent::SentReports/>
                </div>
                <margin::Margin/>
            </div>
        </main>
    }
}
