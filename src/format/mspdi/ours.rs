//! Facts of ours in a file we wrote: which words are said for them, and back again. What another program changed since
//! wins where it can be seen.

use super::marks::{self, Field, Words};
use super::order::{TASK, rank};
use super::{Element, Import};
use crate::plan::{
    Confidence, ConstraintKind, Conventions, Doubt, LagCalendar, ManualDates, Moment, Money, ProgressRule, Range,
    Resource, ResourceId, ScheduleFrom, Settings, Task, TaskCost, Uncertainty,
};
use crate::project::{Baseline, BaselineId, CarriedOf};
use std::collections::BTreeMap;

impl Import {
    /// The row above all tasks: what it has beside its dates, and what we said about the whole.
    pub(super) fn take_whole(&mut self, element: &Element) {
        self.words = self.fields.of(element, Field::Words).map(Words::read).unwrap_or_default();
        let full = self.fields.of(element, Field::FullName);
        self.project.name = marks::full(&self.project.name, full, marks::short_name).to_owned();
        self.keep.record(CarriedOf::Whole, TASK, element, &self.fields);
        for notes in element.all("Notes") {
            self.keep.piece(CarriedOf::Whole, rank(TASK, "Notes", 0), notes);
        }
    }

    pub(super) fn take_words(&mut self, task: &mut Task, words: &Words) {
        if let Some(places) = words.get("work open") {
            let places = places.split(',').filter_map(|place| place.trim().parse().ok()).collect();
            self.open_work.push((task.id, places));
        }
        task.client_visible = words.says("client sees");
        task.locked = words.says("locked");
        task.milestone &= !words.says("not flagged");
        if words.says("pinned")
            && let Some(constraint) = task.constraint.as_mut().filter(|known| known.kind == ConstraintKind::Mso)
        {
            constraint.kind = ConstraintKind::Pinned;
        }
        if words.says("manual open")
            && let Some(manual) = &mut task.manual
        {
            *manual = ManualDates { open: manual.open, ..ManualDates::default() };
        }
        if let Some((shorter, longer)) = words.get("range").and_then(|range| range.split_once('+')) {
            let minutes = |text: &str| text.trim().parse().ok().filter(|minutes: &i32| *minutes >= 0);
            task.range = minutes(shorter).zip(minutes(longer)).map(|(shorter, longer)| Range { shorter, longer });
        }
        task.confidence = match words.get("confidence") {
            Some("sure") => Some(Confidence::Sure),
            Some("fair") => Some(Confidence::Fair),
            Some("guess") => Some(Confidence::Guess),
            _ => None,
        };
        task.hill = words.number("hill").filter(|place| *place <= 100);
        task.duration.minutes = words.number("duration").unwrap_or(task.duration.minutes);
        task.progress.percent = words.number("percent").unwrap_or(task.progress.percent);
        if let Some(left) = words.get("remaining") {
            task.progress.remaining = left.parse().ok();
        }
        if words.says("per day") || words.says("spent") {
            let fixed = task.cost.as_ref().map_or(Money::ZERO, |cost| cost.fixed);
            let per_day = Money(words.number("per day").unwrap_or(0));
            task.cost = Some(Box::new(TaskCost { fixed, per_day, actual: words.number("spent").map(Money) }));
        }
    }

    /// Owners by name; a contact who is nobody of the plan is kept as it is.
    pub(super) fn join_owners(&mut self) {
        let mut named = BTreeMap::new();
        for (task, contact) in std::mem::take(&mut self.contacts) {
            match owner(&self.project.plan.resources, contact.text.trim()) {
                Some(owner) => drop(named.insert(task, owner)),
                None => self.keep.piece(CarriedOf::Task(task), rank(TASK, "Contact", 0), &contact),
            }
        }
        for task in &mut self.project.plan.tasks {
            task.owner = named.get(&task.id).copied();
        }
    }

    pub(super) fn settle_ours(&mut self) {
        let words = std::mem::take(&mut self.words);
        apply(&mut self.project.plan.settings, &words);
        let mut read = std::mem::take(&mut self.project.baselines);
        let named: Vec<_> = words.all("baseline").filter_map(|said| read_baseline(said, &mut read)).collect();
        self.project.baselines = read;
        self.project.baselines.extend(named);
        let open: BTreeMap<_, _> = std::mem::take(&mut self.open_work).into_iter().collect();
        for task in &mut self.project.plan.tasks {
            for place in open.get(&task.id).into_iter().flatten() {
                if let Some(assignment) = task.assignments.get_mut(*place) {
                    assignment.work = None;
                }
            }
        }
    }
}

/// What a task costs once: the one amount Project, too, takes as typed.
pub(super) fn take_costs(task: &mut Task, element: &Element) {
    let hundredths = element.real("FixedCost").map_or(0.0, |cost| (cost * 100.0).round());
    if hundredths != 0.0 && hundredths.abs() < 1e15 {
        task.cost = Some(Box::new(TaskCost { fixed: Money(hundredths as i64), ..TaskCost::default() }));
    }
}

/// Who is meant by a contact's text: somebody of that name, the only one, or the one whose number stands behind it.
pub(super) fn owner(people: &BTreeMap<ResourceId, Resource>, text: &str) -> Option<ResourceId> {
    if let Some((name, number)) = text.rsplit_once("(#").and_then(|(name, rest)| Some((name, rest.strip_suffix(')')?)))
    {
        let person = number.parse().ok().and_then(|number| people.get(&ResourceId(number)));
        if let Some(person) = person.filter(|person| marks::person(&person.name).trim() == name.trim()) {
            return Some(person.id);
        }
    }
    let mut named = people.values().filter(|person| !text.is_empty() && marks::person(&person.name).trim() == text);
    match (named.next(), named.next()) {
        (Some(person), None) => Some(person.id),
        _ => None,
    }
}

/// Whose owner a contact names, as `owner` reads it.
pub(super) fn contact(people: &BTreeMap<ResourceId, Resource>, id: ResourceId) -> Option<String> {
    let name = marks::person(&people.get(&id)?.name).trim().to_owned();
    if owner(people, &name) == Some(id) { Some(name) } else { Some(format!("{name} (#{})", id.0).trim().to_owned()) }
}

/// What is to be said about the whole plan.
pub(super) fn say(settings: &Settings, money: bool) -> Words {
    let mut words = Words::default();
    if settings.conventions == Conventions::Forthright {
        words.tell("rules", "forthright");
    }
    if let Some(date) = settings.first_start {
        words.tell("first start", date);
    }
    // Scheduled from its finish, a plan has it as the file's own.
    if let Some(date) = settings.must_finish_by.filter(|_| settings.from_finish().is_none()) {
        words.tell("must finish by", date);
    }
    let day = settings.hours.minutes_per_day;
    if critical_days(settings) * day != settings.critical_threshold {
        words.tell("critical", settings.critical_threshold);
    }
    if settings.near_critical_threshold != 0 {
        words.tell("near critical", settings.near_critical_threshold);
    }
    if settings.progress_rule == ProgressRule::ProgressOverride {
        words.tell("progress", "override");
    }
    match settings.lag_calendar {
        LagCalendar::Successor => {}
        LagCalendar::Predecessor => words.tell("lags", "predecessor"),
        LagCalendar::Elapsed => words.tell("lags", "elapsed"),
    }
    if let Some(budget) = settings.budget.filter(|_| money) {
        words.tell("budget", budget.0);
    }
    let by = settings.uncertainty;
    if money && by != Uncertainty::default() {
        let doubts = [by.sure, by.fair, by.guess].map(|doubt| format!("{}+{}", doubt.shorter, doubt.longer));
        words.tell("chance", format!("{},{},{}", by.seed, by.common, doubts.join(",")));
    }
    words
}

/// The threshold in whole days, as the file has it.
pub(super) fn critical_days(settings: &Settings) -> i32 {
    (settings.critical_threshold / settings.hours.minutes_per_day.max(1)).clamp(0, 10_000)
}

fn apply(settings: &mut Settings, words: &Words) {
    if words.get("rules") == Some("forthright") {
        settings.conventions = Conventions::Forthright;
    }
    settings.first_start = words.get("first start").and_then(Moment::parse);
    if settings.schedule_from == ScheduleFrom::Start {
        settings.must_finish_by = words.get("must finish by").and_then(Moment::parse);
    }
    settings.critical_threshold = words.number("critical").unwrap_or(settings.critical_threshold);
    settings.near_critical_threshold = words.number("near critical").unwrap_or(0);
    if words.get("progress") == Some("override") {
        settings.progress_rule = ProgressRule::ProgressOverride;
    }
    settings.lag_calendar = match words.get("lags") {
        Some("predecessor") => LagCalendar::Predecessor,
        Some("elapsed") => LagCalendar::Elapsed,
        _ => settings.lag_calendar,
    };
    settings.budget = words.number("budget").map(Money);
    settings.uncertainty = words.get("chance").and_then(chance).unwrap_or_default();
}

/// `7,50,5+10,15+30,30+80`: the seed, what is common, then less and more for sure, fair and guess.
fn chance(said: &str) -> Option<Uncertainty> {
    let mut parts = said.split(',');
    let (seed, common) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    let mut doubt = || {
        let (shorter, longer) = parts.next()?.split_once('+')?;
        Some(Doubt { shorter: shorter.parse().ok().filter(|share| *share <= 100)?, longer: longer.parse().ok()? })
    };
    let (sure, fair, guess) = (doubt()?, doubt()?, doubt()?);
    (common <= 100).then_some(Uncertainty { seed, common, sure, fair, guess })
}

/// `0,1,2026-01-05,shown,As agreed`: the number in the file, ours, when it was set, whether it is shown, its name.
pub(super) fn say_baseline(number: u32, id: BaselineId, baseline: &Baseline) -> String {
    let shown = if baseline.shown { "shown" } else { "hidden" };
    format!("{number},{},{},{shown},{}", id.0, baseline.set_on, baseline.name)
}

fn read_baseline(said: &str, read: &mut BTreeMap<BaselineId, Baseline>) -> Option<(BaselineId, Baseline)> {
    let mut parts = said.splitn(5, ',');
    let mut next = || parts.next();
    let (number, id) = (next()?.parse().ok().map(BaselineId)?, next()?.parse().ok().map(BaselineId)?);
    let (set_on, shown) = (next()?.parse().ok()?, next()? == "shown");
    let name = next()?.to_owned();
    let tasks = read.remove(&number).map(|baseline| baseline.tasks).unwrap_or_default();
    Some((id, Baseline { name, set_on, shown, tasks }))
}
