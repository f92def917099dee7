//! What stands on a row of the timeline: shape, ends, progress, float, marks, and the same in words.

use super::axis::Scale;
use super::chance::kept;
use super::promises::{self, Promised, Told, Tone, tone};
use crate::analysis::{Chances, pauses};
use crate::plan::{ConstraintKind, Duration, Moment, Plan, Task, TaskId, Unit};
use crate::project::BaselineDates;
use crate::schedule::{Schedule, TaskSchedule};
use crate::words::{DateForm, Dates, write_duration};

/// A row's picture. Positions are px from the timeline's left edge, so that two equal bars need no repainting.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    pub task: TaskId,
    pub shape: Shape,
    /// Its ends; of a milestone, both are its middle.
    pub from: f64,
    pub to: f64,
    /// Width of what is done, from the start.
    pub done: f64,
    pub percent: u8,
    pub standing: Standing,
    pub inactive: bool,
    /// Dates held by hand, or pinned: drawn with a pin's edge.
    pub held: bool,
    /// A constraint other than as late as possible, at its date.
    pub constraint: Option<(ConstraintKind, f64)>,
    /// Where the float ends, if there is any.
    pub float_to: Option<f64>,
    pub deadline: Option<Deadline>,
    /// Where it probably ends: nine times in ten not before the one, nine times in ten by the other.
    pub soft: Option<(f64, f64)>,
    /// What was promised: dates said before and the ones that hold.
    pub promises: Vec<PromiseMark>,
    /// Words beside the name: a promise the plan does not keep.
    pub alarm: Option<String>,
    /// Where nobody works on a split task, from its start.
    pub gaps: Vec<(f64, f64)>,
    /// Where the baseline had it.
    pub ghost: Option<(f64, f64)>,
    pub name: String,
    /// All of it in words.
    pub says: String,
}

/// How a row is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    Task,
    Milestone,
    Summary,
}

/// How near a task is to moving the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Usual,
    Near,
    Critical,
    Finished,
}

/// A deadline's mark.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Deadline {
    pub x: f64,
    pub missed: bool,
}

/// A promise's diamond.
#[derive(Clone, Debug, PartialEq)]
pub struct PromiseMark {
    pub x: f64,
    pub shape: PromiseShape,
    /// `promised 4 Aug, at risk by 2 d`.
    pub says: String,
}

/// How a promise's date is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PromiseShape {
    /// Said before, and no longer the date that holds.
    Before,
    Ahead,
    Kept,
    Late,
}

/// What a bar is made from besides its row.
pub struct Desk<'a> {
    pub plan: &'a Plan,
    pub schedule: &'a Schedule,
    pub scale: &'a Scale,
    pub dates: &'a Dates,
    pub promised: &'a Promised,
    /// What the dates are worth, once that is known and wanted.
    pub chances: Option<&'a Chances>,
}

/// The narrowest bar, in px: a short task is still seen from far away.
const NARROWEST: f64 = 3.0;

impl Desk<'_> {
    /// The picture of `row`, if the schedule has it. `baseline` is its row in the baseline shown.
    pub fn bar(&self, row: usize, baseline: Option<BaselineDates>) -> Option<Bar> {
        let (task, dates) = (self.plan.tasks.get(row)?, self.schedule.rows.get(row)?);
        let shape = shape(dates);
        let (from, to) = self.ends(shape, dates.start, dates.finish);
        let percent = dates.percent.min(100);
        let gaps = if shape == Shape::Task { self.gaps(task, dates, (from, to)) } else { Vec::new() };
        Some(Bar {
            task: task.id,
            shape,
            from,
            to,
            done: if shape == Shape::Milestone { 0.0 } else { (to - from) * f64::from(percent) / 100.0 },
            percent,
            standing: standing(task, dates),
            inactive: task.inactive,
            held: task.manual.is_some() || task.constraint.is_some_and(|c| c.kind == ConstraintKind::Pinned),
            constraint: constraint(task).map(|(kind, date)| (kind, self.constraint_x(kind, date))),
            float_to: self.float_to(task, dates, to),
            deadline: task.deadline.map(|at| Deadline { x: self.scale.x_finish(at), missed: dates.finish > at }),
            soft: self.soft(task, dates, to),
            promises: self.promised.of(task.id).iter().flat_map(|told| self.promise(told)).collect(),
            alarm: self.alarm(task.id),
            ghost: baseline.map(|was| self.ends(shape, was.start, was.finish)),
            name: task.name.clone(),
            says: self.says(task, dates, shape) + &in_parts(gaps.len()),
            gaps,
        })
    }

    /// Shape and reach of `row`'s bar in px, if the schedule has it: all that a link asks for.
    pub fn reach(&self, row: usize) -> Option<(Shape, (f64, f64))> {
        let dates = self.schedule.rows.get(row)?;
        let shape = shape(dates);
        Some((shape, self.ends(shape, dates.start, dates.finish)))
    }

    fn ends(&self, shape: Shape, start: Moment, finish: Moment) -> (f64, f64) {
        let from = self.scale.x(start);
        match shape {
            Shape::Milestone => (from, from),
            _ => (from, self.scale.x_finish(finish).max(from + NARROWEST)),
        }
    }

    /// The gaps as far as they lie within the bar, from its start.
    fn gaps(&self, task: &Task, dates: &TaskSchedule, (from, to): (f64, f64)) -> Vec<(f64, f64)> {
        let x = |(pause, again): (Moment, Moment)| (self.scale.x_finish(pause) - from, self.scale.x(again) - from);
        let inside = |gap: &(f64, f64)| gap.0 > 0.0 && gap.0 < gap.1 && gap.1 < to - from;
        pauses(self.plan, task, dates.start).into_iter().map(x).filter(inside).collect()
    }

    /// The dates said before, and the one that holds.
    fn promise(&self, told: &Told) -> Vec<PromiseMark> {
        let x = |date| self.scale.x_finish(Moment::end_of(date));
        let before = |date: &chrono::NaiveDate| PromiseMark {
            x: x(*date),
            shape: PromiseShape::Before,
            says: format!("promised before: {}", self.dates.write(*date, DateForm::Short)),
        };
        let shape = match tone(&told.now) {
            Tone::Ahead => PromiseShape::Ahead,
            Tone::Kept | Tone::Moved => PromiseShape::Kept,
            Tone::Late => PromiseShape::Late,
        };
        let mut says = promises::says(told, &self.plan.settings.hours, self.dates);
        if let Some(kept) = self.chances.and_then(|chances| kept(chances, &told.now)) {
            says.push_str(&format!(", {kept}"));
        }
        told.old.iter().map(before).chain([PromiseMark { x: x(told.now.date), shape, says }]).collect()
    }

    /// `promise at risk by 2 d`.
    fn alarm(&self, task: TaskId) -> Option<String> {
        let late = |told: &&Told| tone(&told.now) == Tone::Late && told.now.delivered.is_none();
        let told = self.promised.of(task).iter().find(late)?;
        Some(format!("promise {}", promises::standing(&told.now, &self.plan.settings.hours, self.dates.locale)))
    }

    fn constraint_x(&self, kind: ConstraintKind, date: Moment) -> f64 {
        use ConstraintKind::{Fnet, Fnlt, Mfo};
        if matches!(kind, Fnet | Fnlt | Mfo) { self.scale.x_finish(date) } else { self.scale.x(date) }
    }

    fn float_to(&self, task: &Task, dates: &TaskSchedule, to: f64) -> Option<f64> {
        let has = dates.total_float > 0 && !dates.summary && !task.inactive && dates.percent < 100;
        has.then(|| self.scale.x_finish(dates.late_finish)).filter(|x| *x > to + 1.0)
    }

    /// The soft end, where there is something to see of it.
    fn soft(&self, task: &Task, dates: &TaskSchedule, to: f64) -> Option<(f64, f64)> {
        if task.inactive || dates.percent >= 100 {
            return None;
        }
        let soft = self.chances?.soft(task.id)?;
        let x = |at| self.scale.x_finish(at) + to - self.scale.x_finish(soft.planned);
        let (from, until) = (x(soft.from), x(soft.to));
        (until - from > 1.0).then_some((from, until))
    }

    /// `Design, 5 Mar to 12 Mar, 5 days, 40 % done, critical`.
    fn says(&self, task: &Task, dates: &TaskSchedule, shape: Shape) -> String {
        let day = |date| self.dates.write(date, DateForm::Short);
        let (first, last) = (day(dates.start.date()), day(dates.finish.date_as_finish().max(dates.start.date())));
        let name = if task.name.trim().is_empty() { "Unnamed step" } else { task.name.trim() };
        let mut parts = vec![name.to_owned()];
        match shape {
            Shape::Milestone => parts.extend(["milestone".to_owned(), day(dates.start.date())]),
            _ if first == last => parts.push(first),
            _ => parts.push(format!("{first} to {last}")),
        }
        if shape == Shape::Summary {
            parts.push("summary".to_owned());
        }
        if shape != Shape::Milestone {
            parts.push(length(self.plan, task, dates, self.dates));
        }
        match (dates.percent, shape) {
            (100, _) => parts.push("finished".to_owned()),
            (0, _) | (_, Shape::Milestone) => {}
            (percent, _) => parts.push(format!("{percent} % done")),
        }
        match standing(task, dates) {
            Standing::Critical => parts.push("critical".to_owned()),
            Standing::Near => parts.push("nearly critical".to_owned()),
            _ => {}
        }
        if task.inactive {
            parts.push("inactive".to_owned());
        }
        if task.manual.is_some() {
            parts.push("dates held by hand".to_owned());
        }
        if let Some((kind, date)) = constraint(task) {
            parts.push(constraint_words(kind, date, self.dates));
        }
        if let Some(at) = task.deadline {
            let missed = if dates.finish > at { "deadline missed" } else { "deadline" };
            parts.push(format!("{missed} {}", day(at.date_as_finish())));
        }
        let hours = &self.plan.settings.hours;
        parts.extend(self.promised.of(task.id).iter().map(|told| promises::says(told, hours, self.dates)));
        parts.join(", ")
    }
}

/// `, in 3 parts`.
fn in_parts(gaps: usize) -> String {
    if gaps == 0 { String::new() } else { format!(", in {} parts", gaps + 1) }
}

fn shape(dates: &TaskSchedule) -> Shape {
    match (dates.summary, dates.milestone) {
        (true, _) => Shape::Summary,
        (_, true) => Shape::Milestone,
        _ => Shape::Task,
    }
}

fn standing(task: &Task, dates: &TaskSchedule) -> Standing {
    match dates {
        _ if dates.percent >= 100 && (dates.summary || task.progress.actual_finish.is_some()) => Standing::Finished,
        _ if task.inactive => Standing::Usual,
        _ if dates.critical => Standing::Critical,
        _ if dates.near_critical => Standing::Near,
        _ => Standing::Usual,
    }
}

fn constraint(task: &Task) -> Option<(ConstraintKind, Moment)> {
    // Once it has begun, a constraint on the start is history.
    let begun = task.progress.actual_start.is_some();
    task.constraint.filter(|c| c.kind != ConstraintKind::Alap && !begun).map(|c| (c.kind, c.date))
}

/// `not before 12 Mar`: what a constraint's chip says.
pub fn constraint_words(kind: ConstraintKind, date: Moment, dates: &Dates) -> String {
    use ConstraintKind::*;
    let (start, finish) = (dates.start_day(date, DateForm::Short), dates.finish_day(date, DateForm::Short));
    match kind {
        Alap => "as late as possible".to_owned(),
        Snet => format!("not before {start}"),
        Fnet => format!("finishes not before {finish}"),
        Snlt => format!("starts by {start}"),
        Fnlt => format!("finishes by {finish}"),
        Mso => format!("must start {start}"),
        Mfo => format!("must finish {finish}"),
        Pinned => format!("pinned to {start}"),
    }
}

/// A row's duration in words, in the unit it was typed in: `5 days`.
pub fn length(plan: &Plan, task: &Task, dates: &TaskSchedule, words: &Dates) -> String {
    let typed = if dates.summary { Duration { unit: Unit::Day, ..task.duration } } else { task.duration };
    let elapsed = typed.elapsed && !dates.summary;
    let duration = Duration { minutes: dates.duration, estimated: false, elapsed, ..typed };
    let short = write_duration(duration, &plan.settings.hours, words.locale);
    let digits = short.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let unit = match duration.unit {
        Unit::Minute => "minute",
        Unit::Hour => "hour",
        Unit::Day => "day",
        Unit::Week => "week",
        Unit::Month => "month",
    };
    let plural = if digits == "1" { "" } else { "s" };
    let elapsed = if duration.elapsed { "elapsed " } else { "" };
    format!("{digits} {elapsed}{unit}{plural}")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::plan::{Constraint, Dependency, DependencyKey, DependencyKind, Lag, Progress};
    use crate::schedule::schedule;
    use crate::words::Locale;

    fn moment(text: &str) -> Moment {
        Moment::parse(text).unwrap()
    }

    fn plan(rows: &[(&str, u16, i32)], links: &[(u32, u32)]) -> Plan {
        let mut plan = Plan::new(moment("2026-03-02"));
        for (i, (name, level, days)) in rows.iter().enumerate() {
            plan.tasks.push(Task::new(TaskId(i as u32 + 1), *level, *name, Duration::working(days * 480)));
        }
        for (from, to) in links {
            let key = DependencyKey { successor: TaskId(*to), predecessor: TaskId(*from), kind: DependencyKind::FS };
            let link = Dependency { key, lag: Lag::default() };
            plan.dependencies.insert(link.key, link.lag);
        }
        plan
    }

    /// A line a row at 10 px a day from Monday 2 March 2026.
    fn picture(plan: &Plan) -> String {
        let scale = Scale { origin: moment("2026-03-02").day(), day_width: 10.0, work: (480, 1020) };
        let dates = Dates::new(Locale::from_tag("en-GB"), moment("2026-03-02").date());
        let schedule = schedule(plan);
        let promised = Promised::default();
        let desk = Desk { plan, schedule: &schedule, scale: &scale, dates: &dates, promised: &promised, chances: None };
        let line = |row: usize| {
            let bar = desk.bar(row, None).unwrap();
            let float = bar.float_to.map(|x| format!(" ~{x:.0}")).unwrap_or_default();
            let mark = bar.deadline.map(|d| format!(" ↓{:.0}{}", d.x, if d.missed { "!" } else { "" }));
            let done = if bar.done > 0.0 { format!(" done {:.0}", bar.done) } else { String::new() };
            let (shape, standing) = (bar.shape, bar.standing);
            format!(
                "{:.0}–{:.0}{float}{done}{} {shape:?} {standing:?}: {}",
                bar.from,
                bar.to,
                mark.unwrap_or_default(),
                bar.says
            )
        };
        (0..plan.tasks.len()).map(line).collect::<Vec<_>>().join("\n")
    }

    fn check(plan: &Plan, expected: &str) {
        let expected: Vec<&str> = expected.trim().lines().map(str::trim).collect();
        assert_eq!(picture(plan), expected.join("\n"));
    }

    #[test]
    fn a_chain_beside_a_short_task() {
        let plan = plan(
            &[("Build", 0, 0), ("Design", 1, 5), ("Make", 1, 5), ("Print", 1, 1), ("Live", 0, 0)],
            &[(2, 3), (3, 5), (4, 5)],
        );
        check(
            &plan,
            "0–120 Summary Critical: Build, 2 Mar to 13 Mar, summary, 10 days, critical
             0–50 Task Critical: Design, 2 Mar to 6 Mar, 5 days, critical
             70–120 Task Critical: Make, 9 Mar to 13 Mar, 5 days, critical
             0–10 ~120 Task Usual: Print, 2 Mar, 1 day
             120–120 Milestone Critical: Live, milestone, 13 Mar, critical",
        );
    }

    #[test]
    fn progress_deadline_and_constraint() {
        let mut plan = plan(&[("Design", 0, 5), ("Make", 0, 10), ("  ", 0, 10)], &[]);
        plan.tasks[0].progress =
            Progress { actual_start: Some(moment("2026-03-02T08:00")), percent: 40, ..Progress::default() };
        plan.tasks[0].deadline = Some(moment("2026-03-05"));
        plan.tasks[1].deadline = Some(moment("2026-03-28"));
        plan.tasks[1].constraint = Some(Constraint { kind: ConstraintKind::Snet, date: moment("2026-03-09") });
        plan.tasks[2].inactive = true;
        check(
            &plan,
            "0–50 done 20 ↓30! Task Critical: Design, 2 Mar to 6 Mar, 5 days, 40 % done, critical, deadline missed 4 Mar
             70–190 ↓260 Task Critical: Make, 9 Mar to 20 Mar, 10 days, critical, not before 9 Mar, deadline 27 Mar
             0–120 Task Usual: Unnamed step, 2 Mar to 13 Mar, 10 days, inactive",
        );
    }

    #[test]
    fn a_split_task_pauses_where_everybody_does_and_takes_its_pauses_along() {
        let mut plan = plan(&[("Design", 0, 9)], &[]);
        let stretch = |from, to| crate::plan::WorkSegment { start: moment(from), finish: moment(to), work: 960 };
        let (first, second) =
            (stretch("2026-03-02T08:00", "2026-03-03T17:00"), stretch("2026-03-06T08:00", "2026-03-09T17:00"));
        let assignment = |id, segments| crate::plan::Assignment {
            resource: crate::plan::ResourceId(id),
            units: 100,
            work: None,
            delay: 0,
            segments,
        };
        plan.tasks[0].assignments = vec![assignment(1, vec![first, second])];
        let gaps = |plan: &Plan| pauses(plan, &plan.tasks[0], schedule(plan).rows[0].start);
        assert_eq!(gaps(&plan), [(first.finish, second.start)]);
        check(&plan, "0–110 Task Critical: Design, 2 Mar to 12 Mar, 9 days, critical, in 2 parts");
        plan.settings.start = moment("2026-03-05T08:00");
        assert_eq!(gaps(&plan), [(moment("2026-03-06T17:00"), moment("2026-03-11T08:00"))]);
        plan.tasks[0].assignments.push(assignment(2, Vec::new()));
        assert_eq!(gaps(&plan), []);
    }

    #[test]
    fn a_promise_stands_on_its_day_and_dates_said_before_where_they_were() {
        let mut project = crate::project::Project::new("", moment("2026-03-02"));
        project.plan = plan(&[("Live", 0, 5)], &[]);
        let day = |day: u32| chrono::NaiveDate::from_ymd_opt(2026, 3, day).unwrap();
        let edit = crate::prepare::promise(&project, TaskId(1), day(3), day(2), Default::default()).unwrap();
        project.apply(edit).unwrap();
        let known = project.promises.values().next().cloned().unwrap();
        project.apply(crate::prepare::promise_anew(&known, day(4), day(2), "illness").unwrap()).unwrap();
        let scale = Scale { origin: moment("2026-03-02").day(), day_width: 10.0, work: (480, 1020) };
        let dates = Dates::new(Locale::from_tag("en-GB"), day(2));
        let schedule = project.schedule();
        let promised = Promised::new(&project, &project.plan, &schedule, day(2));
        let desk = Desk {
            plan: &project.plan,
            schedule: &schedule,
            scale: &scale,
            dates: &dates,
            promised: &promised,
            chances: None,
        };
        let bar = desk.bar(0, None).unwrap();
        let marks: Vec<_> = bar.promises.iter().map(|mark| (mark.x, mark.shape)).collect();
        assert_eq!(marks, [(20.0, PromiseShape::Before), (30.0, PromiseShape::Late)]);
        assert_eq!(bar.alarm.as_deref(), Some("promise at risk by 2 d"));
        assert!(bar.says.ends_with("promised 4 Mar, before that 3 Mar, at risk by 2 d"), "{}", bar.says);
    }

    #[test]
    fn a_row_the_schedule_does_not_have_is_no_bar() {
        let plan = plan(&[("A", 0, 1)], &[]);
        let scale = Scale { origin: 0, day_width: 10.0, work: (480, 1020) };
        let dates = Dates::new(Locale::default(), moment("2026-03-02").date());
        let schedule = schedule(&plan);
        let promised = Promised::default();
        let desk =
            Desk { plan: &plan, schedule: &schedule, scale: &scale, dates: &dates, promised: &promised, chances: None };
        assert_eq!(desk.bar(1, None), None);
    }
}
