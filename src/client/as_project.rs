//! What the client sees as a project of its own, with fixed dates: what travels inside a snapshot and in exports that
//! carry a plan. Made from the client's view alone.

mod record;

use super::{ClientProject, ClientStep, Standing};
use crate::plan::{
    Calendar, DependencyKey, DependencyKind, Duration, Lag, ManualDates, Moment, Progress, Resource, ResourceId,
    ResourceKind, Task,
};
use crate::project::{Brief, BriefPart, Decision, Problem, Project, Promise, Saying, Solution, SolutionState, Wording};
use crate::schedule::WorkingTime;
use std::collections::BTreeMap;

impl ClientProject {
    /// A project that opens anywhere and shows the same outline, dates, promises, problems and decisions.
    pub fn as_project(&self) -> Project {
        self.numbered().made()
    }

    fn made(&self) -> Project {
        let start = self.span.map_or_else(|| Moment::start_of(self.today), |(start, _)| start);
        let mut project = Project::new(self.name.clone(), start);
        project.brief = self.as_brief();
        project.sharing.brief = self.brief.iter().map(|(part, _)| *part).collect();
        project.plan.settings.hours = self.hours;
        project.plan.settings.status_date = self.status_on.map(Moment::end_of);
        let days = Calendar { id: project.plan.settings.calendar, ..self.working_days.clone() };
        project.plan.calendars.insert(days.id, days);
        let people = self.add_people(&mut project);
        let time = WorkingTime::of(&project.plan, project.plan.settings.calendar);
        project.plan.tasks = self.steps.iter().map(|step| self.task(step, &people, &time)).collect();
        self.add_links(&mut project);
        self.add_promises(&mut project);
        self.add_problems(&mut project, &people);
        self.add_decisions(&mut project);
        self.add_record(&mut project);
        project
    }

    fn as_brief(&self) -> Brief {
        let text = |part| self.brief(part).unwrap_or_default().to_owned();
        Brief {
            client: self.client.clone(),
            purpose: text(BriefPart::Purpose),
            outcomes: text(BriefPart::Outcomes),
            scope: text(BriefPart::Scope),
            out_of_scope: text(BriefPart::OutOfScope),
            assumptions: text(BriefPart::Assumptions),
        }
    }

    /// New ids for people, above all that steps, promises and problems have.
    fn add_people(&self, project: &mut Project) -> BTreeMap<String, ResourceId> {
        let taken = self.steps.iter().map(|step| step.id.0);
        let taken =
            taken.chain(self.promises.iter().map(|one| one.id.0)).chain(self.problems.iter().map(|one| one.id.0));
        let taken = taken.chain(self.problems.iter().flat_map(|one| one.options.iter().map(|option| option.id.0)));
        let taken = taken.chain(self.decisions.iter().map(|one| one.id.0)).chain(self.record_ids());
        let last = taken.max().unwrap_or(1);
        let mut people = BTreeMap::new();
        for (id, person) in (last.saturating_add(1)..).zip(&self.people) {
            people.insert(person.name.clone(), ResourceId(id));
            let resource = Resource {
                id: ResourceId(id),
                name: person.name.clone(),
                role: person.role.clone(),
                side: person.side,
                kind: ResourceKind::Work,
                max_units: 100,
                calendar: None,
                absences: Vec::new(),
                client_visible: true,
            };
            project.plan.resources.insert(resource.id, resource);
        }
        project.plan.ids.last = last.saturating_add(self.people.len() as u32);
        people
    }

    /// Only links that the fixed dates agree with: lags stay ours.
    fn add_links(&self, project: &mut Project) {
        for link in &self.links {
            let (Some(before), Some(after)) = (self.step(link.predecessor), self.step(link.successor)) else {
                continue;
            };
            let agrees = match link.kind {
                DependencyKind::FS => before.finish <= after.start,
                DependencyKind::SS => before.start <= after.start,
                DependencyKind::FF => before.finish <= after.finish,
                DependencyKind::SF => before.start <= after.finish,
            };
            if agrees {
                let key = DependencyKey { successor: link.successor, predecessor: link.predecessor, kind: link.kind };
                project.plan.dependencies.insert(key, Lag::default());
            }
        }
    }

    fn add_promises(&self, project: &mut Project) {
        for one in self.promises.iter() {
            // A promise about a step the client does not see has nothing to stand on in their plan.
            let Some(task) = one.task else { continue };
            let sayings = one
                .sayings
                .iter()
                .map(|said| Saying {
                    said_on: said.said_on,
                    date: said.date,
                    reason: said.reason.clone(),
                    chance: None,
                })
                .collect();
            let promise = Promise {
                id: one.id,
                task,
                words: one.what.clone(),
                to: one.to.clone(),
                client_visible: true,
                sayings,
                delivered_on: one.delivered_on,
                why_missed: one.why_missed.clone(),
            };
            project.promises.insert(one.id, promise);
        }
    }

    fn add_problems(&self, project: &mut Project, people: &BTreeMap<String, ResourceId>) {
        for one in &self.problems {
            let wording = Wording {
                title: one.title.clone(),
                what: one.what.clone(),
                why: one.why.clone(),
                how: one.how.clone(),
                still_good: one.still_good.clone(),
            };
            let solutions = one.options.iter().map(|option| {
                let state = match option.state {
                    super::OptionState::Proposed => SolutionState::Proposed,
                    super::OptionState::Recommended => SolutionState::Recommended,
                    super::OptionState::Reserve(on) => SolutionState::Reserve { on, when: String::new() },
                    super::OptionState::Chosen => SolutionState::Chosen,
                };
                let mut solution = Solution::new(option.id, option.name.clone(), None);
                (solution.client_visible, solution.state) = (true, state);
                solution.client_notice = option.notice.clone();
                (option.id, solution)
            });
            let problem = Problem {
                kind: one.kind,
                private: wording.clone(),
                client: wording,
                client_visible: true,
                owner: one.owner.as_ref().and_then(|name| people.get(name)).copied(),
                closed_on: one.closed_on,
                solutions: solutions.collect(),
                ..Problem::new(one.id, one.raised_on)
            };
            project.problems.insert(one.id, problem);
        }
    }

    fn add_decisions(&self, project: &mut Project) {
        for one in &self.decisions {
            let decision = Decision {
                id: one.id,
                problem: one.problem,
                solution: None,
                what: one.what.clone(),
                decided_on: one.decided_on,
                by: one.by.clone(),
                why: one.why.clone(),
                set_aside: Vec::new(),
                effect: one.effect.clone(),
                client_effect: one.effect.clone(),
                to_tell: Vec::new(),
                client_visible: true,
            };
            project.decisions.insert(one.id, decision);
        }
    }

    /// A step held at its dates, as long as it is: in working time, but for one under way whose working time (by a calendar
    /// they do not know of) would lead past its finish.
    fn task(&self, step: &ClientStep, people: &BTreeMap<String, ResourceId>, time: &WorkingTime) -> Task {
        let under_way = step.standing == Standing::UnderWay && !step.parent;
        let (length, left) = match under_way {
            true => under_way_until_finish(step, self.status_on.map(Moment::end_of), time),
            false => (step.length, None),
        };
        let mut task = Task::new(step.id, step.level, step.name.clone(), length);
        task.will_see = step.will_see.clone();
        task.client_visible = true;
        task.milestone = step.milestone;
        task.owner = step.owner.as_ref().and_then(|name| people.get(name)).copied();
        task.manual = Some(ManualDates { start: Some(step.start), finish: Some(step.finish), open: false });
        if !step.parent {
            task.progress = Progress {
                actual_start: (step.standing != Standing::Ahead).then_some(step.start),
                actual_finish: (step.standing == Standing::Done).then_some(step.finish),
                percent: step.percent,
                remaining: left.filter(|left| *left > 0),
            };
        }
        task
    }
}

/// How long a step under way is, and how much of that is left: as much as leads to its finish from where its work goes on,
/// the status date or else its start.
fn under_way_until_finish(step: &ClientStep, resumes: Option<Moment>, time: &WorkingTime) -> (Duration, Option<i32>) {
    let from = resumes.unwrap_or(step.start);
    let minutes = if resumes.is_some() { time.work(from, step.finish) } else { step.length.minutes };
    let arrives = !step.length.elapsed && minutes > 0 && time.add(from, minutes) == step.finish;
    let whole = step.finish.0.saturating_sub(step.start.0).max(0);
    match arrives {
        true => (step.length, resumes.map(|_| minutes)),
        false => {
            let length = Duration { minutes: whole, elapsed: true, ..step.length };
            (length, resumes.map(|at| step.finish.0.saturating_sub(at.0)))
        }
    }
}
