//! Tasks with their links and baselines, and the row above them all.

use super::super::super::xml::Element;
use super::super::Private;
use super::super::marks::{Field, Words, short_name};
use super::super::order::{BASELINE, STILL_TO_SAY, TASK};
use super::sheet::Sheet;
use super::{Writing, time};
use crate::plan::{CalendarId, Confidence, ConstraintKind, DependencyKind, Duration, Moment, Range, Task};
use crate::project::{BaselineDates, CarriedOf};
use crate::schedule::TaskSchedule;

/// Duration, what is done of it and what is left, in minutes; and the percent that goes with them.
struct Spent {
    duration: i32,
    left: i32,
    percent: u8,
}

/// A summary's values are computed; a task's are its facts.
fn spent(task: &Task, row: Option<&TaskSchedule>) -> Spent {
    let progress = &task.progress;
    let summary = row.is_some_and(|row| row.summary);
    let (duration, percent) = match row {
        Some(row) if summary => (row.duration.max(0), row.percent),
        _ => (task.duration.minutes.max(0), progress.percent.min(100)),
    };
    let percent = if progress.actual_finish.is_some() { 100 } else { percent };
    let follows = (i64::from(duration) * i64::from(100 - percent) / 100) as i32;
    let left = if summary || percent == 100 { follows } else { progress.remaining.unwrap_or(follows).max(0) };
    Spent { duration, left, percent }
}

impl Writing<'_> {
    /// What has to be said about a task for it to come back as it is: facts without an element, and facts a reader
    /// would take otherwise from what Project is told.
    pub(super) fn task_words(&self, at: usize) -> Option<String> {
        let task = self.project.plan.tasks.get(at)?;
        let row = self.row(at);
        let spent = spent(task, row);
        let mut words = Words::default();
        if task.client_visible {
            words.say("client sees");
        }
        if task.locked && self.private == Private::Keep {
            words.say("locked");
        }
        if self.private == Private::Keep {
            if let Some(Range { shorter, longer }) = task.range {
                words.tell("range", format!("{shorter}+{longer}"));
            }
            match task.confidence {
                Some(Confidence::Sure) => words.tell("confidence", "sure"),
                Some(Confidence::Fair) => words.tell("confidence", "fair"),
                Some(Confidence::Guess) => words.tell("confidence", "guess"),
                None => {}
            }
            if let Some(place) = task.hill {
                words.tell("hill", place);
            }
        }
        if row.is_some_and(|row| row.milestone) && !task.milestone {
            words.say("not flagged");
        }
        if task.constraint.is_some_and(|known| known.kind == ConstraintKind::Pinned) {
            words.say("pinned");
        }
        if task.manual.is_some_and(|dates| dates.start.is_none() && dates.finish.is_none()) {
            words.say("manual open");
        }
        if spent.duration != task.duration.minutes {
            words.tell("duration", task.duration.minutes);
        }
        if spent.percent != task.progress.percent {
            words.tell("percent", task.progress.percent);
        }
        let under_way = task.progress.actual_start.is_some() && task.progress.actual_finish.is_none();
        let read = under_way.then_some(spent.left.min(spent.duration));
        if read != task.progress.remaining {
            words.tell("remaining", task.progress.remaining.map_or("open".into(), |left| left.to_string()));
        }
        if let Some(cost) = task.cost.as_ref().filter(|_| self.private == Private::Keep) {
            if cost.per_day.0 != 0 || cost.actual.is_some() || cost.fixed.0 == 0 {
                words.tell("per day", cost.per_day.0);
            }
            if let Some(actual) = cost.actual {
                words.tell("spent", actual.0);
            }
        }
        let open: Vec<String> = self.open_work(task).map(|place| place.to_string()).collect();
        if !open.is_empty() {
            words.tell("work open", open.join(","));
        }
        words.text()
    }

    /// The project as a task: what Project shows above all others.
    pub(super) fn whole(&self, words: Option<&str>) -> Element {
        let (name, rows) = (&self.project.name, &self.schedule.rows);
        let (start, finish) = (self.schedule.start, self.schedule.finish);
        let duration = self.clocks.of(None).map_or(0, |time| time.work(start, finish));
        let done = self.project.plan.tasks.iter().zip(rows).filter(|(task, _)| task.level == 0);
        let weights = done.map(|(_, row)| (i64::from(row.duration.max(0)), i64::from(row.percent)));
        let (all, done) = weights.fold((0, 0), |sum, (weight, percent)| (sum.0 + weight, sum.1 + weight * percent));
        let mut sheet = Sheet::new("Task", TASK);
        sheet.carry(self.carried(CarriedOf::Whole));
        for (name, text) in [("UID", "0"), ("ID", "0"), ("WBS", "0"), ("OutlineNumber", "0"), ("OutlineLevel", "0")] {
            sheet.put(name, text);
        }
        self.name(&mut sheet, name, words);
        self.flags(&mut sheet, &[("Active", true), ("Manual", false), ("IsNull", false), ("Summary", true)]);
        self.flags(&mut sheet, &[("Milestone", false), ("Estimated", false), ("IgnoreResourceCalendar", false)]);
        self.flags(&mut sheet, &[("Critical", rows.iter().any(|row| row.critical))]);
        sheet.put("Start", time::moment(start));
        sheet.put("Finish", self.clocks.finish(None, finish, Some(start)));
        self.durations(
            &mut sheet,
            &Spent {
                duration,
                left: (i64::from(duration) * (100 - if all > 0 { done / all } else { 0 }) / 100) as i32,
                percent: (if all > 0 { done / all } else { 0 }).clamp(0, 100) as u8,
            },
        );
        sheet.put("DurationFormat", time::unit(Duration::ZERO).to_string());
        sheet.put("ConstraintType", "0");
        sheet.put("CalendarUID", "-1");
        sheet.put("LevelingDelay", "0");
        let sum = self.work.iter().zip(rows.iter()).zip(&self.project.plan.tasks).filter(|(_, task)| task.level == 0);
        let sum = sum.fold((0, 0), |sum, ((work, _), _)| (sum.0 + work.0, sum.1 + work.1));
        self.works(&mut sheet, sum);
        sheet.done()
    }

    pub(super) fn task(&self, at: usize, words: Option<&str>) -> Element {
        let plan = &self.project.plan;
        let mut sheet = Sheet::new("Task", TASK);
        let (Some(task), row) = (plan.tasks.get(at), self.row(at)) else { return sheet.done() };
        let mut carried = self.carried(CarriedOf::Task(task.id));
        let uid = self.uid(task.id).unwrap_or_default();
        self.baselines_of(task, &mut sheet, &mut carried, uid);
        sheet.carry(carried);
        sheet.put("UID", uid.to_string());
        sheet.put("ID", (at + 1).to_string());
        self.name(&mut sheet, &task.name, words);
        if !task.will_see.is_empty() {
            self.attribute(&mut sheet, Field::WillSee, &task.will_see);
        }
        let number = self.numbers_of_outline.get(at).cloned().unwrap_or_default();
        sheet.fallback("WBS", number.clone());
        sheet.put("OutlineNumber", number);
        sheet.put("OutlineLevel", (u32::from(task.level) + 1).to_string());
        let flag = |ask: fn(&TaskSchedule) -> bool| row.is_some_and(ask);
        self.flags(
            &mut sheet,
            &[
                ("Active", !task.inactive),
                ("Manual", task.manual.is_some()),
                ("IsNull", false),
                ("Estimated", task.duration.estimated),
                ("Milestone", task.milestone || flag(|row| row.milestone)),
                ("Summary", flag(|row| row.summary)),
                ("Critical", flag(|row| row.critical)),
                ("IgnoreResourceCalendar", task.ignore_resource_calendars),
            ],
        );
        self.durations(&mut sheet, &spent(task, row));
        sheet.put("DurationFormat", time::unit(task.duration).to_string());
        self.dates(&mut sheet, task, row);
        self.bounds(&mut sheet, task);
        sheet.put("LevelingDelay", time::tenths(task.levelling_delay));
        self.works(&mut sheet, self.work.get(at).copied().unwrap_or_default());
        self.money(&mut sheet, task);
        sheet.put_some("Contact", task.owner.and_then(|owner| self.contact(owner)));
        if !task.private_note.is_empty() && self.private == Private::Keep {
            sheet.put("Notes", task.private_note.clone());
        }
        self.links_of(&mut sheet, task);
        sheet.done()
    }

    /// A name, in full beside it where it is longer than a name may be, and the words.
    fn name(&self, sheet: &mut Sheet, name: &str, words: Option<&str>) {
        let written = short_name(name);
        if written != name {
            self.attribute(sheet, Field::FullName, name);
        }
        sheet.put("Name", written);
        if let Some(words) = words {
            self.attribute(sheet, Field::Words, words);
        }
    }

    pub(super) fn attribute(&self, sheet: &mut Sheet, field: Field, value: &str) {
        if let Some(attribute) = self.fields.attribute(field, value) {
            sheet.add(attribute);
        }
    }

    fn flags(&self, sheet: &mut Sheet, flags: &[(&str, bool)]) {
        flags.iter().for_each(|(name, yes)| sheet.flag(name, *yes));
    }

    fn durations(&self, sheet: &mut Sheet, spent: &Spent) {
        sheet.put("Duration", time::duration(spent.duration.into()));
        sheet.put("RemainingDuration", time::duration(spent.left.into()));
        sheet.put("ActualDuration", time::duration((i64::from(spent.duration) - i64::from(spent.left)).max(0)));
        sheet.put("PercentComplete", spent.percent.to_string());
    }

    fn works(&self, sheet: &mut Sheet, (work, done): (i64, i64)) {
        sheet.put("Work", time::duration(work));
        sheet.put("ActualWork", time::duration(done));
        sheet.put("RemainingWork", time::duration(work - done));
        sheet.put("PercentWorkComplete", (if work > 0 { done * 100 / work } else { 0 }).to_string());
    }

    fn money(&self, sheet: &mut Sheet, task: &Task) {
        let cost = task.cost.as_ref().filter(|_| self.private == Private::Keep);
        sheet.put("FixedCost", time::decimal(cost.map_or(0, |cost| cost.fixed.0)));
        sheet.put_some("ActualCost", cost.and_then(|cost| cost.actual).map(|actual| time::decimal(actual.0)));
    }

    /// The computed dates and float, and the dates that are facts.
    fn dates(&self, sheet: &mut Sheet, task: &Task, row: Option<&TaskSchedule>) {
        let calendar = task.calendar;
        let finish = |at: Moment, start: Option<Moment>| self.clocks.finish(calendar, at, start);
        if let Some(row) = row {
            sheet.put("Start", time::moment(row.start));
            sheet.put("Finish", finish(row.finish, Some(row.start)));
            sheet.put("EarlyStart", time::moment(row.early_start));
            sheet.put("EarlyFinish", finish(row.early_finish, Some(row.early_start)));
            sheet.put("LateStart", time::moment(row.late_start));
            sheet.put("LateFinish", finish(row.late_finish, Some(row.late_start)));
            sheet.put("FreeSlack", time::tenths(row.free_float));
            sheet.put("TotalSlack", time::tenths(row.total_float));
        }
        let progress = &task.progress;
        sheet.put_some("ActualStart", progress.actual_start.map(time::moment));
        sheet.put_some("ActualFinish", progress.actual_finish.map(|at| finish(at, progress.actual_start)));
        for name in STILL_TO_SAY {
            match task.manual {
                Some(manual) if manual.open => sheet.fallback(name, ""),
                _ => sheet.leave(name),
            }
        }
        let Some(manual) = task.manual else { return };
        let (mut from, mut to) = (manual.start, manual.finish);
        if let (None, None, Some(row)) = (from, to, row) {
            (from, to) = (Some(row.start), Some(row.finish));
        }
        sheet.put_some("ManualStart", from.map(time::moment));
        sheet.put_some("ManualFinish", to.map(|to| finish(to, from)));
        sheet.put_some("ManualDuration", row.map(|row| time::duration(row.duration.into())));
    }

    fn bounds(&self, sheet: &mut Sheet, task: &Task) {
        let kind = task.constraint.map(|constraint| constraint.kind);
        let (number, at_finish) = match kind {
            None => (0, false),
            Some(ConstraintKind::Alap) => (1, false),
            Some(ConstraintKind::Mso | ConstraintKind::Pinned) => (2, false),
            Some(ConstraintKind::Mfo) => (3, true),
            Some(ConstraintKind::Snet) => (4, false),
            Some(ConstraintKind::Snlt) => (5, false),
            Some(ConstraintKind::Fnet) => (6, true),
            Some(ConstraintKind::Fnlt) => (7, true),
        };
        sheet.put("ConstraintType", number.to_string());
        if let Some(constraint) = task.constraint.filter(|_| number > 1) {
            let date = constraint.date;
            let text = if at_finish { self.clocks.finish(task.calendar, date, None) } else { time::moment(date) };
            sheet.put("ConstraintDate", text);
        }
        sheet.put_some("Deadline", task.deadline.map(|at| self.clocks.finish(task.calendar, at, None)));
        let calendar = task.calendar.map_or(-1, |id: CalendarId| self.calendar_uid(id));
        sheet.put("CalendarUID", calendar.to_string());
    }

    fn links_of(&self, sheet: &mut Sheet, task: &Task) {
        for link in self.project.plan.predecessors(task.id) {
            let Some(uid) = self.uid(link.key.predecessor).filter(|_| link.key.predecessor != task.id) else {
                continue;
            };
            let kind = match link.key.kind {
                DependencyKind::FF => 0,
                DependencyKind::FS => 1,
                DependencyKind::SF => 2,
                DependencyKind::SS => 3,
            };
            let (lag, format) = time::lag(link.lag);
            let leaves = [
                ("PredecessorUID", uid.to_string()),
                ("Type", kind.to_string()),
                ("CrossProject", "0".to_owned()),
                ("LinkLag", lag.to_string()),
                ("LagFormat", format.to_string()),
            ];
            let leaves = leaves.into_iter().map(|(name, text)| Element::leaf(name, text)).collect();
            sheet.add(Element::list("PredecessorLink", leaves));
        }
    }

    /// The baselines, each with what the file had of it besides. Those others of them (`carried`) stay as they are.
    fn baselines_of(&self, task: &Task, sheet: &mut Sheet, carried: &mut Vec<Element>, uid: u32) {
        for element in carried.iter_mut() {
            number_timephased(element, uid);
        }
        for (number, _, baseline) in &self.baselines {
            let mut rest = carried.extract_if(.., |element| {
                element.name == "Baseline"
                    && element.number("Number").unwrap_or(0) == i64::from(*number)
                    && element.child("Start").is_none()
                    && element.child("Finish").is_none()
            });
            let rest = rest.by_ref().flat_map(|element| element.children).collect::<Vec<_>>();
            if let Some(dates) = baseline.tasks.get(&task.id) {
                sheet.add(self.baseline(task, *number, dates, rest));
            } else if rest.len() > 1 {
                // Its dates were taken away here, or never there.
                sheet.add(Element::list("Baseline", rest));
            }
        }
    }

    fn baseline(&self, task: &Task, number: u32, dates: &BaselineDates, rest: Vec<Element>) -> Element {
        let mut sheet = Sheet::new("Baseline", BASELINE);
        sheet.carry(rest);
        sheet.put("Number", number.to_string());
        sheet.put("Start", time::moment(dates.start));
        sheet.put("Finish", self.clocks.finish(task.calendar, dates.finish, Some(dates.start)));
        sheet.put("Duration", time::duration(dates.duration.into()));
        sheet.put("DurationFormat", time::unit(Duration { estimated: false, ..task.duration }).to_string());
        sheet.done()
    }
}

/// Timephased data names the record it stands in.
pub(super) fn number_timephased(element: &mut Element, uid: u32) {
    if element.name == "TimephasedData" {
        let at = element.children.iter().position(|child| child.name == "Type").map_or(0, |at| at + 1);
        element.children.insert(at, Element::leaf("UID", uid.to_string()));
    }
    element.children.iter_mut().for_each(|child| number_timephased(child, uid));
}
