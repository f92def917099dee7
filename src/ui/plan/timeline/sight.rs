//! What every part of the timeline asks: the scale, the stretch on the screen, the plan's working time.

use super::super::PlanContext;
use crate::ui::store::Store;
use crate::ui::what_if::{self, Ghosts};
use chrono::Datelike;
use forthright::analysis::Chances;
use forthright::plan::{Moment, TaskId};
use forthright::project::{BaselineDates, Project};
use forthright::schedule::{Schedule, WorkingTime};
use forthright::view::axis::{Scale, fit};
use forthright::view::bars::{Bar, Desk};
use forthright::view::promises::Promised;
use forthright::words::Dates;
use leptos::prelude::*;
use std::sync::Arc;

/// Drawn stretches begin and end at multiples of this, so that scrolling redraws seldom.
const STRETCH: f64 = 384.0;
/// Fitting shows at least this many days.
const SHORT: i32 = 10;
/// Room to the right of the last bar for its name, in px.
const NAME_ROOM: f64 = 180.0;

/// Memos shared by the parts of the timeline. Copy it freely.
#[derive(Clone, Copy)]
pub struct Sight {
    pub store: Store,
    pub context: PlanContext,
    pub span: Memo<Span>,
    pub scale: Memo<Scale>,
    /// The stretch to have in the DOM, in px from the pane's left edge.
    pub stretch: Memo<(f64, f64)>,
    /// Width of the pane, and of the part of it on the screen.
    pub width: Memo<f64>,
    pub seen: Memo<f64>,
    pub working: Memo<Arc<WorkingTime>>,
    pub dates: Memo<Dates>,
    /// What all bars are made from.
    pub scene: Memo<Arc<Scene>>,
}

/// What all bars are made from besides the plan, as one thing to follow: following each of them from each bar takes
/// longer than drawing.
pub struct Scene {
    pub schedule: Arc<Schedule>,
    pub scale: Scale,
    pub dates: Dates,
    /// In the What-if room, the dates that stand in grey.
    pub behind: Option<Arc<Ghosts>>,
    pub promised: Arc<Promised>,
    /// What the dates are worth, where that is to be seen.
    pub chances: Option<Arc<Chances>>,
}

/// The days the pane reaches over, and the days the plan takes of them; counted from 1970-01-01, ends exclusive.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Span {
    pub from: i32,
    pub to: i32,
    pub first: i32,
    pub last: i32,
}

impl Sight {
    /// Makes the memos; once, in the timeline.
    pub fn new(store: Store) -> Sight {
        let context = expect_context::<PlanContext>();
        let view = store.plan_view;
        let typed = Memo::new(move |_| store.seen.with(typed_days));
        let work = Memo::new(move |_| store.seen.with(usual_day));
        let working =
            Memo::new(move |_| store.seen.with(|p| Arc::new(WorkingTime::of(&p.plan, p.plan.settings.calendar))));
        let span = Memo::new(move |_| {
            let now = store.schedule.with(|s| (s.start.day(), s.finish.day() + 1));
            // A drag may go beyond the end; the beginning must not move under the pointer.
            let shown = store.shown.with(|s| s.finish.day() + 1);
            let typed = typed.get();
            let (first, last) = (now.0.min(typed.0), now.1.max(shown).max(typed.1));
            Span::around(first, last, Moment::start_of(store.today.get()).day())
        });
        let seen = Memo::new(move |_| (view.size.get().0 - view.grid_width.get() - 6.0).max(120.0));
        let scale = Memo::new(move |_| {
            let span = span.get();
            let day_width = match view.day_width.get() {
                width if width > 0.0 => width,
                _ => {
                    // A plan that grows under a pointer, or by an edit, keeps its scale; one that was empty has none yet.
                    let days = view.fitted.get();
                    fit_width(if days > SHORT { days } else { span.last - span.first }, seen.get())
                }
            };
            Scale::new(span.from, day_width, work.get(), span.to - span.from)
        });
        let width = Memo::new(move |_| {
            let (span, scale, seen) = (span.get(), scale.get(), seen.get());
            let to = f64::from(span.to - span.from) * scale.day_width;
            to.max(f64::from(span.last - span.from) * scale.day_width + seen * 0.5).max(seen).ceil()
        });
        let stretch = Memo::new(move |_| {
            let left = view.scroll.get().0;
            let from = ((left - STRETCH / 2.0) / STRETCH).floor() * STRETCH;
            let to = ((left + seen.get() + STRETCH / 2.0) / STRETCH).ceil() * STRETCH;
            (from.max(0.0), to.min(width.get()))
        });
        let dates = Memo::new(move |_| {
            store.seen.track();
            store.dates()
        });
        let behind = what_if::behind(store);
        let scene = Memo::new_with_compare(
            move |_| {
                store.seen.track();
                Arc::new(Scene {
                    schedule: store.shown.get(),
                    scale: scale.get(),
                    dates: dates.get(),
                    behind: behind.get(),
                    promised: store.promised.get(),
                    chances: store.chance.seen(store),
                })
            },
            |_, _| true,
        );
        Sight { store, context, span, scale, stretch, width, seen, working, dates, scene }
    }

    /// Where what is on the screen begins, in px from the pane's left edge. Follows scrolling.
    pub fn left(&self) -> f64 {
        self.store.plan_view.scroll.get().0
    }

    /// The picture of a row of the plan as shown now. Follows everything it is made from.
    pub fn bar(&self, row: usize) -> Option<Bar> {
        self.desk(|desk, project| desk.bar(row, self.ghost(project, row)))
    }

    /// What stands in grey behind a row: in the What-if room what it is held against, else the baseline shown.
    pub fn ghost(&self, project: &Project, row: usize) -> Option<BaselineDates> {
        match &self.scene.get_untracked().behind {
            Some(behind) => behind.get(&project.plan.tasks.get(row)?.id).copied(),
            None => baseline(project, row),
        }
    }

    /// Everything that bars are made from. Follows it.
    pub fn desk<T>(&self, draw: impl FnOnce(&Desk, &Project) -> T) -> T {
        let scene = self.scene.get();
        self.store.seen.with_untracked(|project| {
            let Scene { schedule, scale, dates, promised, chances, .. } = &*scene;
            let chances = chances.as_deref();
            draw(&Desk { plan: &project.plan, schedule, scale, dates, promised, chances }, project)
        })
    }

    /// The task at a place among the rows shown.
    pub fn task_at(&self, place: usize) -> Option<TaskId> {
        let row = self.context.rows.with_untracked(|rows| rows.get(place).copied())?;
        self.store.plan(|plan| plan.tasks.get(row).map(|task| task.id))
    }

    /// Height of the part of the pane on the screen below the axis.
    pub fn seen_height(&self) -> f64 {
        (self.store.plan_view.size.get().1 - self.context.head.get()).max(0.0)
    }
}

fn fit_width(days: i32, seen: f64) -> f64 {
    let room = if names_fit(seen) { NAME_ROOM.min(seen * 0.3) } else { 0.0 };
    fit(f64::from(days.max(SHORT)), seen - room - 32.0)
}

/// Whether there is room for names beside the bars; on a phone the grid's must do.
pub fn names_fit(seen: f64) -> bool {
    seen >= 280.0
}

impl Span {
    /// The days from `first` to `last` with room around, from the first of a month, and today if it is near.
    fn around(first: i32, last: i32, today: i32) -> Span {
        let last = last.max(first + 1);
        let length = last - first;
        let near = today > first - length - 366 && today < last + length + 366;
        let (early, late) = if near { (first.min(today), last.max(today + 1)) } else { (first, last) };
        let room = (length / 10).max(14);
        let begin = Moment((early - room).clamp(-1_400_000, 1_400_000) * 1440).date();
        let from = Moment::start_of(begin.with_day(1).unwrap_or(begin)).day();
        Span { from, to: late + room * 2, first, last }
    }
}

/// First and last day that typed facts reach to: the plan's start, deadlines, promises, the status date, the baseline
/// shown.
fn typed_days(project: &Project) -> (i32, i32) {
    let plan = &project.plan;
    // Of a plan scheduled from its finish that is the typed end.
    let start = plan.settings.from_finish().unwrap_or(plan.settings.start).day();
    let marks = plan.tasks.iter().filter_map(|task| task.deadline).chain(plan.settings.status_date);
    let said = project.promises.values().flat_map(|promise| &promise.sayings).map(|saying| Moment::end_of(saying.date));
    let last = marks.chain(said).map(|at| at.day() + 1).max().unwrap_or(start + 1);
    let shown = project.baselines.values().find(|baseline| baseline.shown);
    shown
        .iter()
        .flat_map(|baseline| baseline.tasks.values())
        .fold((start, last.max(start + 1)), |days, was| (days.0.min(was.start.day()), days.1.max(was.finish.day() + 1)))
}

/// First and last working minute of the plan's usual day.
pub fn usual_day(project: &Project) -> (i32, i32) {
    let plan = &project.plan;
    let calendar = plan.calendars.get(&plan.settings.calendar);
    let days = calendar.into_iter().flat_map(|calendar| calendar.week.iter().flatten());
    let spans = days.flat_map(|day| day.0.iter());
    let ends = spans.fold((1440, 0), |ends, span| (ends.0.min(i32::from(span.from)), ends.1.max(i32::from(span.to))));
    if ends.0 < ends.1 { ends } else { (0, 1440) }
}

/// Where the baseline shown had a row of the plan.
fn baseline(project: &Project, row: usize) -> Option<BaselineDates> {
    let task = project.plan.tasks.get(row)?.id;
    project.baselines.values().find(|baseline| baseline.shown)?.tasks.get(&task).copied()
}
