//! The scenarios of a project as tabs and names.

use crate::project::{Project, Scenario, ScenarioId};

/// As many scenarios have a tab at once.
pub const TABS: usize = 4;

/// A scenario in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tab {
    pub id: ScenarioId,
    pub name: String,
    /// How many changes it has.
    pub changes: usize,
}

/// Those with a tab, the oldest first.
pub fn tabs(project: &Project) -> Vec<Tab> {
    listed(project, |scenario| scenario.open)
}

/// Those put away: kept, without a tab.
pub fn put_away(project: &Project) -> Vec<Tab> {
    listed(project, |scenario| !scenario.open)
}

/// All but one: what it can be held against.
pub fn others(project: &Project, than: Option<ScenarioId>) -> Vec<Tab> {
    listed(project, |scenario| Some(scenario.id) != than)
}

/// What it is called.
pub fn name(project: &Project, id: ScenarioId) -> String {
    project.scenario_name(id)
}

fn listed(project: &Project, wanted: impl Fn(&Scenario) -> bool) -> Vec<Tab> {
    let wanted = project.scenarios.values().filter(|scenario| wanted(scenario));
    let tab =
        |scenario: &Scenario| Tab { id: scenario.id, name: name(project, scenario.id), changes: scenario.drafts.len() };
    wanted.map(tab).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::edit::{PlanEdit, TaskField};
    use crate::plan::{Duration, Moment, Task, TaskId};
    use crate::prepare::draft;
    use crate::project::Edit;

    #[test]
    fn a_scenario_without_a_name_is_called_by_its_place() {
        let mut project = Project::new("", Moment(0));
        for (id, name, open) in [(7, "", true), (9, "Two people", true), (12, " ", false)] {
            let scenario = Scenario { open, ..Scenario::new(ScenarioId(id), name) };
            project.scenarios.insert(scenario.id, scenario);
        }
        let names = |tabs: Vec<Tab>| tabs.into_iter().map(|tab| tab.name).collect::<Vec<_>>();
        assert_eq!(names(tabs(&project)), ["What if 1", "Two people"]);
        assert_eq!(names(put_away(&project)), ["What if 3"]);
        assert_eq!(names(others(&project, Some(ScenarioId(9)))), ["What if 1", "What if 3"]);
    }

    #[test]
    fn a_new_scenario_keeps_its_number_when_another_is_gone() {
        let mut project = Project::new("", Moment(0));
        project.plan.tasks.push(Task::new(TaskId(1), 0, "A", Duration::working(480)));
        let begin = |project: &mut Project| {
            let field = TaskField::Duration(Duration::working(960));
            let (id, edit) = draft(project, None, "", PlanEdit::Set { task: TaskId(1), field }).unwrap();
            project.apply(edit).unwrap();
            id
        };
        let (first, second) = (begin(&mut project), begin(&mut project));
        project.apply(Edit::Scenario { id: first, scenario: None }).unwrap();
        assert_eq!(name(&project, second), "What if 2");
        let third = begin(&mut project);
        assert_eq!(name(&project, third), "What if 3");
    }
}
