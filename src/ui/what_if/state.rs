//! What the What-if room shows: which scenario is open, what it is held against, which panel stands beside it. Lives as
//! long as the app, so that the room looks the same when one comes back.

use crate::ui::rooms::Room;
use crate::ui::store::Store;
use forthright::analysis::{Effective, effective};
use forthright::edit::EditError;
use forthright::plan::TaskId;
use forthright::prepare;
use forthright::project::{BaselineDates, BaselineId, Edit, Project, Scenario, ScenarioId};
use forthright::schedule::Schedule;
use leptos::prelude::*;
use std::collections::HashMap;
use std::sync::Arc;

/// Signals of the What-if room. Copy it freely.
#[derive(Clone, Copy)]
pub struct WhatIfView {
    /// The scenario whose tab is open; `None` = a new one in which nothing has been changed yet.
    pub active: RwSignal<Option<ScenarioId>>,
    /// What stands in grey behind it.
    pub against: RwSignal<Against>,
    pub panel: RwSignal<Panel>,
    /// The name of the open scenario is being typed.
    pub naming: RwSignal<bool>,
}

/// What a scenario is held against.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Against {
    /// The plan as it is.
    #[default]
    Plan,
    Scenario(ScenarioId),
    Baseline(BaselineId),
    /// A version kept under a name.
    Version(String),
}

/// What stands beside the timeline.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Panel {
    /// The scenario's changes, and what they move.
    #[default]
    Changes,
    SideBySide,
    HoldDate,
    Adopt,
    Closed,
}

impl Panel {
    /// What stands there where nothing else was asked for: on a phone, the bars.
    pub fn home() -> Panel {
        let narrow = window().match_media("(max-width: 760px)").ok().flatten().is_some_and(|query| query.matches());
        if narrow { Panel::Closed } else { Panel::Changes }
    }

    /// The command that opens it.
    pub fn command(self) -> &'static str {
        match self {
            Panel::Changes | Panel::Closed => "what-if-changes",
            Panel::SideBySide => "side-by-side",
            Panel::HoldDate => "hold-date",
            Panel::Adopt => "what-if-adopt",
        }
    }
}

impl WhatIfView {
    pub fn new() -> WhatIfView {
        WhatIfView {
            active: RwSignal::new(None),
            against: RwSignal::new(Against::Plan),
            panel: RwSignal::new(Panel::home()),
            naming: RwSignal::new(false),
        }
    }

    /// Another project comes on the screen.
    pub fn forget(&self) {
        self.active.set(None);
        self.against.set(Against::Plan);
        self.panel.set(Panel::home());
        self.naming.set(false);
    }
}

/// The open scenario with the plan it comes to; `None` outside the room. A new scenario is the plan as it is.
pub struct Trial {
    pub scenario: Option<ScenarioId>,
    pub project: Arc<Project>,
    /// What became of each of its edits.
    pub effective: Effective,
}

impl Store {
    /// Whether edits of the plan go into a scenario now.
    pub fn is_trying(&self) -> bool {
        self.room.get_untracked() == Room::WhatIf && self.open.with_untracked(Option::is_some)
    }

    /// The scenario whose tab is open, if it is still there.
    pub fn active_scenario(&self) -> Option<ScenarioId> {
        let active = self.what_if.active.get();
        active.filter(|id| self.project.with(|project| project.scenarios.contains_key(id)))
    }

    /// What is carried out instead of `edit`: in the What-if room a change of the plan is one of the open scenario.
    ///
    /// # Errors
    /// Why the scenario cannot take it.
    pub fn routed(&self, label: &str, edit: Edit) -> Result<Edit, EditError> {
        if !self.is_trying() {
            return Ok(edit);
        }
        // What is promised is a fact: it needs a task that is one.
        if let Edit::Promise { promise: Some(promise), .. } = &edit
            && self.project.with_untracked(|facts| facts.plan.position(promise.task).is_none())
        {
            return Err(EditError::NoTask(promise.task));
        }
        let Some(on_plan) = prepare::plan_edit(&edit) else { return Ok(edit) };
        let active = untrack(|| self.active_scenario());
        let (scenario, edit) = self.project.with_untracked(|p| prepare::draft(p, active, label, on_plan))?;
        self.what_if.active.set(Some(scenario));
        Ok(edit)
    }

    /// Opens the What-if room: with the scenario that was open last, else with one that has a tab, else with a new one.
    pub fn open_what_if(&self) {
        if untrack(|| self.active_scenario()).is_none() {
            self.open_first_scenario();
        }
        Room::WhatIf.go();
    }

    /// Opens the first tab there is.
    pub fn open_first_scenario(&self) {
        let first = self.project.with_untracked(|p| p.scenarios.values().find(|s| s.open).map(|s| s.id));
        self.what_if.active.set(first);
    }
}

/// Makes the memo of the open scenario; once, in the store.
pub fn trial(
    project: RwSignal<Project>,
    room: RwSignal<Room>,
    open: RwSignal<Option<String>>,
    view: WhatIfView,
) -> Memo<Option<Arc<Trial>>> {
    Memo::new_with_compare(
        move |_| {
            if room.get() != Room::WhatIf || open.read().is_none() {
                return None;
            }
            let active = view.active.get();
            project.with(|facts| {
                let scenario = active.and_then(|id| facts.scenarios.get(&id));
                Some(Arc::new(Trial::of(facts, scenario)))
            })
        },
        |old, new| old.is_some_and(Option::is_some) || new.is_some_and(Option::is_some),
    )
}

impl Trial {
    fn of(facts: &Project, scenario: Option<&Scenario>) -> Trial {
        let nothing = Scenario::new(ScenarioId(0), "");
        let effective = effective(&facts.plan, scenario.unwrap_or(&nothing));
        let project = Arc::new(Project { plan: effective.plan.clone(), ..facts.clone() });
        Trial { scenario: scenario.map(|scenario| scenario.id), project, effective }
    }
}

/// Dates by task, as ghosts are drawn from.
pub type Ghosts = HashMap<TaskId, BaselineDates>;

/// The dates of a schedule as ghosts.
pub fn ghosts(schedule: &Schedule) -> Ghosts {
    let dates = |row: &forthright::schedule::TaskSchedule| BaselineDates {
        start: row.start,
        finish: row.finish,
        duration: row.duration,
    };
    schedule.rows.iter().map(|row| (row.id, dates(row))).collect()
}
