//! The Options room: problems, the open one with its ways out as columns, how they weigh, and what was decided.

pub mod acts;
pub mod choose;
mod columns;
mod decisions;
mod effect;
mod likely;
mod option;
pub mod parts;
pub mod place;
mod problem;
mod problems;
mod state;
mod tasks;
mod weigh;
mod wording;

use crate::ui::store::Store;
use forthright::project::{Edit, Problem, ProblemId, Solution, SolutionId};
use forthright::view::options::{self, Compared, Effect, Style, Touched};
use leptos::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What the room shows: the problem that is open, none while nobody chose one.
#[derive(Clone, Copy)]
pub struct OptionsView {
    pub chosen: RwSignal<Option<ProblemId>>,
}

impl OptionsView {
    /// Nothing chosen yet.
    pub fn new() -> OptionsView {
        OptionsView { chosen: RwSignal::new(None) }
    }
}

/// What all parts of the room read: the open problem, and what its options do to the plan.
#[derive(Clone, Copy)]
pub struct Room {
    pub store: Store,
    /// The chosen problem if it is still there, else the first of the list.
    pub open: Memo<Option<ProblemId>>,
    style: Memo<Style>,
    compared: Memo<Option<Arc<Compared>>>,
    pub effects: Memo<Arc<BTreeMap<SolutionId, Effect>>>,
}

impl Room {
    /// The room around the caller.
    pub fn get() -> Room {
        expect_context::<Room>()
    }

    /// Words that are typed change nothing of what scenarios do: the costly parts are asked again only when plan,
    /// promises, scenarios or an option's own money change.
    fn new(store: Store) -> Room {
        let open = Memo::new(move |_| open_problem(store));
        let style = Memo::new(move |_| style(store));
        let compared = Memo::new_with_compare(
            move |before: Option<&Option<Arc<Compared>>>| {
                let (id, schedule, today) = (open.get()?, store.facts_schedule.get(), store.today.get());
                store.project.with(|project| {
                    let wanted = options::wanted(project.problems.get(&id)?);
                    let held = before.cloned().flatten().filter(|held| held.still_holds(project, &wanted, today));
                    Some(held.unwrap_or_else(|| Arc::new(Compared::new(project, &schedule, &wanted, today))))
                })
            },
            |old, new| match (old, new) {
                (Some(Some(old)), Some(Some(new))) => !Arc::ptr_eq(old, new),
                _ => true,
            },
        );
        let asked = Memo::new(move |_| {
            let of = |one: &Solution| (one.id, one.scenario, one.own_cost());
            store.project.with(|project| {
                let problem = open.get().and_then(|id| project.problems.get(&id));
                problem.map(|one| one.solutions.values().map(of).collect::<Vec<_>>()).unwrap_or_default()
            })
        });
        let effects = Memo::new(move |_| {
            let Some(compared) = compared.get() else { return Arc::default() };
            let (asked, style) = (asked.get(), style.get());
            store.project.with_untracked(|project| {
                let effect = |(id, scenario, own)| (id, Effect::of(&compared, project, scenario, own, &style));
                Arc::new(asked.into_iter().map(effect).collect())
            })
        });
        Room { store, open, style, compared, effects }
    }

    /// A part of a problem, followed.
    pub fn of<T: Send + Sync + Clone + Default + PartialEq + 'static>(
        self,
        id: ProblemId,
        read: impl Fn(&Problem) -> T + Send + Sync + 'static,
    ) -> Signal<T> {
        let store = self.store;
        let memo =
            Memo::new(move |_| store.project.with(|project| project.problems.get(&id).map(&read).unwrap_or_default()));
        memo.into()
    }

    /// What the problem does if nothing is done about it, by its scenario; nothing where it has none.
    fn if_left(self, id: ProblemId) -> Memo<Option<Effect>> {
        let scenario = self.of(id, |one| one.scenario);
        Memo::new(move |_| {
            let (compared, style, scenario) = (self.compared.get()?, self.style.get(), scenario.get()?);
            self.store.project.with_untracked(|project| {
                Some(Effect::of(&compared, project, Some(scenario), Default::default(), &style))
            })
        })
    }

    /// What waits for the tasks it touches.
    fn touched(self, id: ProblemId) -> Memo<Touched> {
        let tasks = self.of(id, |one| one.tasks.clone());
        Memo::new(move |_| {
            let (schedule, today, style) = (self.store.facts_schedule.get(), self.store.today.get(), self.style.get());
            tasks.track();
            // Names of tasks and promises are in here.
            self.compared.track();
            self.store.project.with_untracked(|project| {
                let problem = project.problems.get(&id);
                problem.map(|one| options::touched(project, &schedule, one, today, &style)).unwrap_or_default()
            })
        })
    }
}

fn open_problem(store: Store) -> Option<ProblemId> {
    let chosen = store.options_view.chosen.get();
    store.project.with(|project| {
        let chosen = chosen.filter(|id| project.problems.contains_key(id));
        chosen.or_else(|| options::problems(project).first().map(|line| line.id))
    })
}

/// The problem a change is about.
pub fn seen_in(edit: &Edit) -> Option<ProblemId> {
    match edit {
        Edit::Problem { id, .. } | Edit::ProblemField { id, .. } => Some(*id),
        Edit::Solution { problem, .. } | Edit::SolutionField { problem, .. } => Some(*problem),
        Edit::Batch(edits) => edits.iter().find_map(seen_in),
        _ => None,
    }
}

/// How amounts and dates are written here.
pub fn style(store: Store) -> Style {
    Style { dates: store.dates(), currency: store.currency() }
}

/// The room.
#[component]
pub fn Options() -> impl IntoView {
    let store = Store::get();
    let room = Room::new(store);
    provide_context(room);
    place::keep_focus(store);
    let open = move || room.open.get();
    view! {
        <main class="room options" aria-label="Options">
            <h1 class="unseen">"Options"</h1>
            <div class="options-page">
                <problems::Problems/>
                <div class="options-main">
                    {move || match open() {
                        Some(id) => view! { <problem::OpenProblem id/> }.into_any(),
                        None => view! { <Nothing/> }.into_any(),
                    }}
                </div>
                <decisions::Decisions/>
            </div>
        </main>
    }
}

/// Before there is a problem.
#[component]
fn Nothing() -> impl IntoView {
    view! {
        <section class="no-problems" aria-label="No problem yet">
            <p>"A problem that is written down early can be told early: what it is, why, what is still good, and at least two ways out. Each way out can be a scenario, so that its dates and cost fill in by themselves."</p>
        </section>
    }
}
