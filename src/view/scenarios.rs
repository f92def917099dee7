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

/// The name it was kept under, else `What if 2` by its place among the project's scenarios.
pub fn name(project: &Project, id: ScenarioId) -> String {
    match project.scenarios.get(&id).map(|scenario| scenario.name.trim()) {
        Some(name) if !name.is_empty() => name.to_owned(),
        _ => format!("What if {}", project.scenarios.keys().take_while(|known| **known < id).count() + 1),
    }
}

fn listed(project: &Project, wanted: impl Fn(&Scenario) -> bool) -> Vec<Tab> {
    let wanted = project.scenarios.values().filter(|scenario| wanted(scenario));
    let tab =
        |scenario: &Scenario| Tab { id: scenario.id, name: name(project, scenario.id), changes: scenario.drafts.len() };
    wanted.map(tab).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Moment;

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
}
