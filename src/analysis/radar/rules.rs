//! The rules, one a signal, in the order in which they press.

use super::{RadarLine, Signal};
use crate::analysis::inputs::inputs_heard;
use crate::analysis::promises::promises_heard;
use crate::analysis::{Fact, Heard, drift, trend};
use crate::plan::TaskId;
use crate::project::record::Tellable;
use crate::project::{Project, SolutionState};
use crate::schedule::Schedule;
use chrono::{Days, NaiveDate};
use std::collections::HashSet;

/// Days before an input is needed from which on it is due.
const INPUT_DAYS: i64 = 7;
/// Updates running that make a drift.
const DRIFT: usize = 3;
/// Working days of float below which it is worth watching.
const LITTLE_FLOAT_DAYS: i32 = 5;
/// Days a concern may wait for an answer, and after that for being asked about.
const CONCERN_DAYS: i64 = 7;

pub(super) struct Look<'a, 'b> {
    pub project: &'a Project,
    pub schedule: &'a Schedule,
    pub today: NaiveDate,
    pub facts: &'a [Fact],
    pub heard: &'a Heard<'b>,
}

impl Look<'_, '_> {
    pub fn lines(&self, report_due: Option<NaiveDate>) -> Vec<RadarLine> {
        let mut lines = self.passed();
        lines.extend(self.not_told());
        lines.extend(self.inputs());
        lines.extend(self.problems());
        lines.extend(self.drifts());
        lines.extend(self.floats());
        lines.extend(self.report(report_due));
        lines.extend(self.stale());
        lines.extend(self.chased());
        lines.extend(self.concerns());
        lines
    }

    fn days_since(&self, day: NaiveDate) -> i64 {
        self.today.signed_duration_since(day).num_days()
    }

    /// Promises the plan reaches past, the one due first in front.
    fn passed(&self) -> Vec<RadarLine> {
        let mut late: Vec<_> = promises_heard(self.heard, self.schedule, self.today)
            .into_iter()
            .filter(|now| now.delivered.is_none() && now.is_broken())
            .collect();
        late.sort_by_key(|now| (now.date, now.id));
        // They know where they were told that it comes later, and of no more than it is.
        let untold = self.facts.iter().filter_map(|fact| match (fact.told, fact.what) {
            (None, Tellable::Moved { task, .. }) => Some(task),
            _ => None,
        });
        let untold: HashSet<TaskId> = untold.collect();
        let line = |now: crate::analysis::PromiseNow| {
            let heard = self.project.promises.get(&now.id).and_then(|promise| self.heard.warned_of(promise));
            let signal = Signal::PromisePassed {
                promise: now.id,
                date: now.date,
                forecast: now.forecast,
                late_by: now.late_by,
                // That nothing delivers it at all is not told by a later day.
                told: heard.is_some() && now.forecast.is_some() && !untold.contains(&now.task),
                heard,
                over: now.date < self.today,
            };
            RadarLine::new(format!("promise {}", now.id.0), signal, Some(now.notice))
        };
        late.into_iter().map(line).collect()
    }

    fn not_told(&self) -> Vec<RadarLine> {
        let untold = self.facts.iter().filter(|fact| fact.told.is_none());
        let open = self.project.promises.values().filter(|one| one.is_open());
        let promised: HashSet<TaskId> = open.map(|one| one.task).collect();
        // A moved date that was promised has its line already.
        let untold = untold.filter(|fact| match fact.what {
            Tellable::Moved { task, .. } => !promised.contains(&task),
            // An option is told with its problem.
            Tellable::Solution(_) => false,
            _ => true,
        });
        untold.map(|fact| RadarLine::new(key_of(fact.what), Signal::NotTold(*fact), self.notice(fact.what))).collect()
    }

    /// Days until the first promise that the fact touches.
    fn notice(&self, what: Tellable) -> Option<i64> {
        let until = |day: NaiveDate| day.signed_duration_since(self.today).num_days();
        match what {
            Tellable::Promise { promise, .. } => {
                let said = &self.project.promises.get(&promise)?.sayings;
                Some(until(said.iter().rev().nth(1)?.date))
            }
            Tellable::Problem(problem) => {
                let open = self.project.promises.values().filter(|promise| promise.is_open());
                let reached = open.filter(|promise| self.heard.reaches(problem, promise.task));
                reached.filter_map(|promise| promise.date()).map(until).min()
            }
            _ => None,
        }
    }

    fn inputs(&self) -> Vec<RadarLine> {
        let all = inputs_heard(self.heard, self.schedule, self.today);
        let due = all.iter().filter_map(|one| Some((one.id, one.need_by?, one.late?)));
        due.filter(|(_, _, late)| *late >= -INPUT_DAYS)
            .map(|(input, need_by, late)| {
                RadarLine::new(format!("input {}", input.0), Signal::InputDue { input, need_by, late }, None)
            })
            .collect()
    }

    fn problems(&self) -> Vec<RadarLine> {
        let mut lines = Vec::new();
        let open = self.project.problems.values().filter(|problem| {
            problem.closed_on.is_none() && !problem.solutions.values().any(|one| one.state == SolutionState::Chosen)
        });
        for problem in open {
            for solution in problem.solutions.values() {
                if let SolutionState::Reserve { on: Some(on), .. } = solution.state
                    && on <= self.today
                {
                    let signal = Signal::ReserveDue { problem: problem.id, solution: solution.id, on };
                    lines.push(RadarLine::new(format!("reserve {}", solution.id.0), signal, None));
                }
            }
            let ways = problem.solutions.values().filter(|one| !matches!(one.state, SolutionState::SetAside { .. }));
            let options = ways.count();
            if options < 2 {
                let signal = Signal::FewOptions { problem: problem.id, options };
                let notice = self.notice(Tellable::Problem(problem.id));
                lines.push(RadarLine::new(format!("options {}", problem.id.0), signal, notice));
            }
        }
        lines
    }

    fn drifts(&self) -> Vec<RadarLine> {
        let lines = trend(self.project, self.schedule, self.today);
        let task = |id| self.project.plan.tasks.get(self.heard.network().row(id)?);
        let open =
            lines.iter().filter(|line| task(line.task).is_some_and(|task| task.progress.actual_finish.is_none()));
        open.filter_map(|line| {
            let (updates, planned) = (drift(line), line.points.last()?.planned);
            let signal = Signal::Drifts { task: line.task, updates, planned };
            (updates >= DRIFT).then(|| RadarLine::new(format!("drift {}", line.task.0), signal, None))
        })
        .collect()
    }

    /// Milestones whose float is little, and less than half of what it was at the last status.
    fn floats(&self) -> Vec<RadarLine> {
        let Some((_, last)) = self.project.record.standings.range(..self.today).next_back() else { return Vec::new() };
        let day = self.project.plan.settings.hours.minutes_per_day;
        let lines = last.lines.iter().filter_map(|line| {
            let (row, was) = (self.heard.network().row(line.task)?, line.float?);
            let is = self.schedule.rows.get(row)?.total_float;
            let open = self.project.plan.tasks.get(row)?.progress.actual_finish.is_none();
            // Without any left the promise or the finish speaks.
            let melts = open && was > 0 && is > 0 && is <= was / 2 && is <= LITTLE_FLOAT_DAYS * day;
            let signal = Signal::FloatShrinks { task: line.task, was, is };
            melts.then(|| RadarLine::new(format!("float {}", line.task.0), signal, None))
        });
        lines.collect()
    }

    fn report(&self, due: Option<NaiveDate>) -> Option<RadarLine> {
        let due = due.filter(|due| *due <= self.today)?;
        let signal = Signal::ReportDue { due, late: self.days_since(due) };
        Some(RadarLine::new(format!("report {due}"), signal, None))
    }

    fn stale(&self) -> Option<RadarLine> {
        let plan = &self.project.plan;
        let open = |task: &crate::plan::Task| task.progress.actual_finish.is_none() && !task.inactive;
        let begun = plan.settings.start.date() <= self.today;
        if plan.tasks.is_empty() || !begun || !plan.tasks.iter().any(open) {
            return None;
        }
        let since = plan.settings.status_date.map(|at| at.date_as_finish());
        let days = self.days_since(since.unwrap_or(plan.settings.start.date()));
        let signal = Signal::StaleStatus { since, days };
        (days > i64::from(self.project.record.rules.stale_days))
            .then(|| RadarLine::new("stale".to_owned(), signal, None))
    }

    /// More often in two weeks than in the four before.
    fn chased(&self) -> Option<RadarLine> {
        let ago = |days: u64| self.today.checked_sub_days(Days::new(days)).unwrap_or(self.today);
        let between = |from: NaiveDate, to: NaiveDate| {
            let all = self.project.record.conversations.values().filter(|one| one.chased);
            all.filter(|one| from < one.on && one.on <= to).count()
        };
        let (before, lately) = (between(ago(42), ago(14)), between(ago(14), self.today));
        let signal = Signal::Chased { before, lately };
        (lately >= 2 && lately * 2 > before).then(|| RadarLine::new("chased".to_owned(), signal, None))
    }

    fn concerns(&self) -> Vec<RadarLine> {
        let open = self.project.record.concerns.values().filter(|concern| concern.checked_on.is_none());
        open.filter_map(|concern| {
            let days = self.days_since(concern.heard_on);
            let answered =
                !concern.answer.trim().is_empty() || !concern.steps.is_empty() || !concern.problems.is_empty();
            let waits = days > if answered { 2 * CONCERN_DAYS } else { CONCERN_DAYS };
            let signal = Signal::ConcernOpen { concern: concern.id, answered, days };
            waits.then(|| RadarLine::new(format!("concern {}", concern.id.0), signal, None))
        })
        .collect()
    }
}

fn key_of(what: Tellable) -> String {
    match what {
        Tellable::Promise { promise, date } => format!("tell promise {} {date}", promise.0),
        Tellable::Problem(id) => format!("tell problem {}", id.0),
        Tellable::Solution(id) => format!("tell option {}", id.0),
        Tellable::Decision(id) => format!("tell decision {}", id.0),
        Tellable::Delivered(task) => format!("tell delivered {}", task.0),
        Tellable::Moved { task, to } => format!("tell moved {} {to}", task.0),
    }
}
