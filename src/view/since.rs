//! What has become of the dates a baseline holds, in a sentence.

use crate::analysis::moves;
use crate::plan::{Moment, TaskId};
use crate::project::{BaselineDates, BaselineId, Project};
use crate::schedule::{Schedule, WorkingTime};
use crate::words::{DateForm, Dates, Sentence};

/// `Since “As agreed”: 12 tasks finish later and 1 earlier; the finish moves from 4 Dec to 22 Dec.`
pub fn since_baseline(
    project: &Project,
    id: BaselineId,
    then: &[(TaskId, BaselineDates)],
    now: &Schedule,
    dates: &Dates,
) -> Sentence {
    let name = project.baselines.get(&id).map_or("", |baseline| baseline.name.as_str());
    let time = WorkingTime::of(&project.plan, project.plan.settings.calendar);
    let moved = moves(&time, then, &now.rows);
    let count = |later: bool| {
        moved.iter().filter(|one| !one.summary && if later { one.slip > 0 } else { one.slip < 0 }).count()
    };
    let tasks = |count: usize, how: &str| match count {
        1 => format!("1 task finishes {how}"),
        count => format!("{count} tasks finish {how}"),
    };
    let what = match (count(true), count(false)) {
        (0, 0) => "nothing finishes on another day".to_owned(),
        (later, 0) => tasks(later, "later"),
        (0, earlier) => tasks(earlier, "earlier"),
        (later, earlier) => format!("{} and {earlier} earlier", tasks(later, "later")),
    };
    let was = then.iter().map(|(_, dates)| dates.finish).max().unwrap_or(now.finish);
    let day = |at: Moment| dates.finish_day(at, DateForm::Short);
    let finish = match (day(was), day(now.finish)) {
        (was, is) if was == is => format!("the finish stays {is}"),
        (was, is) => format!("the finish moves from {was} to {is}"),
    };
    Sentence::default().say(format!("Since “{name}”: {what}; {finish}."))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::plan::{Duration, Task};
    use crate::project::Baseline;
    use crate::words::Locale;

    #[test]
    fn a_baseline_is_told_by_what_finishes_on_another_day() {
        let mut project = Project::new("", Moment::parse("2026-06-01").unwrap());
        for (id, days) in [(2, 5), (3, 3)] {
            project.plan.tasks.push(Task::new(TaskId(id), 0, "A", Duration::working(days * 480)));
        }
        let baseline = |project: &Project| {
            let rows = project.schedule().rows;
            let dates = |at: &crate::schedule::TaskSchedule| BaselineDates {
                start: at.start,
                finish: at.finish,
                duration: at.duration,
            };
            rows.iter().map(|at| (at.id, dates(at))).collect::<Vec<_>>()
        };
        let then = baseline(&project);
        let set_on = "2026-06-01".parse().unwrap();
        let agreed = Baseline { name: "Agreed".into(), set_on, shown: true, tasks: then.iter().copied().collect() };
        project.baselines.insert(BaselineId(1), agreed);
        let dates = Dates::new(Locale::from_tag("en-GB"), set_on);
        let said =
            |project: &Project| since_baseline(project, BaselineId(1), &then, &project.schedule(), &dates).to_string();
        assert_eq!(said(&project), "Since “Agreed”: nothing finishes on another day; the finish stays 5 Jun.");
        project.plan.tasks[0].duration = Duration::working(7 * 480);
        project.plan.tasks[1].duration = Duration::working(480);
        let moved = "Since “Agreed”: 1 task finishes later and 1 earlier; the finish moves from 5 Jun to 9 Jun.";
        assert_eq!(said(&project), moved);
    }
}
