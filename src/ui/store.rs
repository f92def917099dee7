//! The one thing every component talks to: the open project, what follows from it, what is selected, and the way in
//! for edits. `Store` is a handful of signal handles; copy it freely.

use super::chance::ChanceView;
use super::conversations::ConversationsView;
use super::desk::Desk;
use super::dialogs::PlanDialog;
use super::environment;
use super::options::OptionsView;
use super::plan::PlanView;
use super::prefs::{Prefs, ProjectView, Theme};
use super::present::PresentView;
use super::radar::RadarView;
use super::rooms::Room;
use super::seen::Seen;
use super::what_if::state::{self, Trial, WhatIfView};
use forthright::analysis::with_chances_of;
use forthright::edit::{EditError, PlanEdit};
use forthright::plan::{Plan, TaskId};
use forthright::project::{Edit, History, Project, PromiseId, Step};
use forthright::saved::Record;
use forthright::schedule::Schedule;
use forthright::view::promises::Promised;
use forthright::words::{self, Dates, Locale};
use leptos::prelude::*;
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

/// Signals and ways to change them. Get it with [`Store::get`] in any component.
#[derive(Clone, Copy)]
pub struct Store {
    /// Id of the open project; `None` = the start screen.
    pub open: RwSignal<Option<String>>,
    /// The facts: what is kept.
    pub project: RwSignal<Project>,
    /// What rooms that draw a plan show of it: the facts or, in the What-if room, what the open scenario comes to.
    pub seen: Seen,
    /// The open scenario in the What-if room, with what became of its edits.
    pub trial: Memo<Option<Arc<Trial>>>,
    pub what_if: WhatIfView,
    history: StoredValue<History>,
    /// The typing session the last change belongs to, so that it can go on as the same undo step; 0 = none.
    typing: StoredValue<u64>,
    /// What undo would take back and redo would do again.
    pub undo_label: RwSignal<Option<String>>,
    pub redo_label: RwSignal<Option<String>>,
    /// The plan file is to be saved.
    pub save_asked: RwSignal<bool>,
    /// The schedule of the plan as it is.
    pub facts_schedule: Memo<Arc<Schedule>>,
    /// The schedule of what is seen.
    pub schedule: Memo<Arc<Schedule>>,
    /// A gesture's live schedule; dropped by Escape, replaced by an edit on release.
    pub preview: RwSignal<Option<Arc<Schedule>>>,
    /// What a gesture would change, while it lasts: what `preview` is the schedule of.
    pub drafted: RwSignal<Option<PlanEdit>>,
    /// What rooms draw: the preview while there is one, else the schedule.
    pub shown: Memo<Arc<Schedule>>,
    /// What was promised and how it stands by what rooms draw.
    pub promised: Memo<Arc<Promised>>,
    /// Row of each task in `plan.tasks` and in the schedule.
    pub row_of: Memo<Arc<HashMap<TaskId, usize>>>,
    pub selection: RwSignal<Selection>,
    pub room: RwSignal<Room>,
    pub dialog: RwSignal<Option<Dialog>>,
    pub messages: RwSignal<Vec<Message>>,
    /// Why nothing can be typed now, if so.
    pub read_only: RwSignal<Option<String>>,
    /// The projects kept in this browser.
    pub desk: Desk,
    pub prefs: RwSignal<Prefs>,
    /// How dates and numbers are written: the person's choice, else the browser's language.
    pub locale: Memo<Locale>,
    pub today: RwSignal<chrono::NaiveDate>,
    /// What the Plan room shows of the plan: scale, scroll, filter.
    pub plan_view: PlanView,
    /// What the Options room shows: the chosen problem.
    pub options_view: OptionsView,
    /// What the Conversations room was asked to open.
    pub conversations: ConversationsView,
    /// The promise whose history is open in the Promises room.
    pub opened_promise: RwSignal<Option<PromiseId>>,
    /// What the dates of what is seen are worth.
    pub chance: ChanceView,
    /// What the radar sees, and whether its panel is open.
    pub radar: RadarView,
    /// A presentation: where it is, what is tried in it.
    pub present: PresentView,
}

/// The selected tasks, shared by all rooms. `focus` is the one keys act on and *Why here* explains.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Selection {
    /// In the order they were chosen.
    pub tasks: Vec<TaskId>,
    pub focus: Option<TaskId>,
    /// Where a range begins.
    pub anchor: Option<TaskId>,
}

impl Selection {
    /// Adds a task or takes it out; one always stays. The task has the focus then.
    pub fn toggle(&mut self, task: TaskId) {
        match self.tasks.iter().position(|known| *known == task) {
            Some(at) if self.tasks.len() > 1 => {
                self.tasks.remove(at);
            }
            Some(_) => {}
            None => self.tasks.push(task),
        }
        self.focus = Some(task);
        self.anchor = Some(task);
    }

    /// Whether it is one of several selected ones.
    pub fn is_among_several(&self, task: TaskId) -> bool {
        self.tasks.len() > 1 && self.tasks.contains(&task)
    }
}

/// A line that appears for a while at the bottom and is read out.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    pub id: u32,
    pub text: String,
    /// Offers *Undo* beside the text.
    pub undo: bool,
}

/// A sheet over the page. One at a time; none ever stands between a conflict and the work.
#[derive(Clone, Debug, PartialEq)]
pub enum Dialog {
    Palette,
    Keys,
    Plan(PlanDialog),
    /// What the client will see, and what not.
    BeforeSharing,
}

impl Store {
    /// The store of this app.
    pub fn get() -> Store {
        expect_context::<Store>()
    }

    /// Makes the store; once, in the app's root.
    pub fn new() -> Store {
        let today = environment::today();
        let project = RwSignal::new(Project::new("", forthright::plan::Moment::start_of(today)));
        let (open, what_if) = (RwSignal::new(None), WhatIfView::new());
        let room = RwSignal::new(Room::from_location().unwrap_or(Room::Plan));
        let trial = state::trial(project, room, open, what_if);
        let tried = move |_: Option<&Option<Arc<Project>>>| trial.with(|t| t.as_ref().map(|t| t.project.clone()));
        let differs = |old: Option<&Option<Arc<Project>>>, new: Option<&Option<Arc<Project>>>| {
            old.is_some_and(Option::is_some) || new.is_some_and(Option::is_some)
        };
        let seen = Seen::new(project, Memo::new_with_compare(tried, differs));
        let facts_schedule = Memo::new(move |_| project.with(|project| Arc::new(project.schedule())));
        let computed = Memo::new(move |_| match trial.with(Option::is_some) {
            true => seen.with(|project| Arc::new(project.schedule())),
            false => facts_schedule.get(),
        });
        let preview = RwSignal::new(None::<Arc<Schedule>>);
        let shown = Memo::new(move |_| preview.get().unwrap_or_else(|| computed.get()));
        let day = RwSignal::new(today);
        let promised = Memo::new(move |_| {
            let (schedule, today) = (shown.get(), day.get());
            seen.with(|project| Arc::new(Promised::new(project, &project.plan, &schedule, today)))
        });
        // Ids are compared far faster than rows are looked up: most edits move no row.
        let ids = Memo::new(move |_| seen.with(|p| p.plan.tasks.iter().map(|task| task.id).collect::<Vec<TaskId>>()));
        let row_of = Memo::new(move |_| {
            ids.with(|ids| Arc::new(ids.iter().enumerate().map(|(row, task)| (*task, row)).collect()))
        });
        let prefs = RwSignal::new(Prefs::default());
        Store {
            open,
            project,
            seen,
            trial,
            what_if,
            history: StoredValue::new(History::default()),
            typing: StoredValue::new(0),
            undo_label: RwSignal::new(None),
            redo_label: RwSignal::new(None),
            save_asked: RwSignal::new(false),
            facts_schedule,
            schedule: computed,
            preview,
            drafted: RwSignal::new(None),
            shown,
            promised,
            row_of,
            selection: RwSignal::new(Selection::default()),
            room,
            dialog: RwSignal::new(None),
            messages: RwSignal::new(Vec::new()),
            read_only: RwSignal::new(None),
            desk: Desk::new(),
            prefs,
            locale: Memo::new(move |_| prefs.with(|prefs| prefs.locale(&environment::language()))),
            today: day,
            plan_view: PlanView::new(),
            options_view: OptionsView::new(),
            conversations: ConversationsView::default(),
            opened_promise: RwSignal::new(None),
            chance: ChanceView::new(),
            radar: RadarView::new(),
            present: PresentView::new(),
        }
    }

    /// Carries out an edit, keeps it for undo and saves it. `label` names the change ("Rename Design").
    ///
    /// # Errors
    /// Why it was refused, to be shown beside where it was typed. Nothing has changed then.
    pub fn dispatch(&self, label: &str, edit: impl Into<Edit>, place: Option<TaskId>) -> Result<(), EditError> {
        if let Some(reason) = self.read_only.get_untracked() {
            self.say(reason);
            return Ok(());
        }
        let edit = self.routed(label, edit.into())?;
        // A date that is said keeps what it is worth now.
        let edit = self.project.with_untracked(|project| with_chances_of(project, &edit)).unwrap_or(edit);
        self.carry_out(Step::Do, label, edit, place)?;
        self.typing.set_value(0);
        Ok(())
    }

    /// As [`Store::dispatch`] for text that is saved while it is being typed: changes of the same session (any number
    /// that names it, not 0) become one undo step, unless something else was done in between.
    ///
    /// # Errors
    /// Why it was refused.
    pub fn dispatch_typing(
        &self,
        session: u64,
        label: &str,
        edit: impl Into<Edit>,
        place: Option<TaskId>,
    ) -> Result<(), EditError> {
        if let Some(reason) = self.read_only.get_untracked() {
            self.say(reason);
            return Ok(());
        }
        let goes_on = self.typing.get_value() == session;
        let edit = self.routed(label, edit.into())?;
        self.carry_out(if goes_on { Step::More } else { Step::Do }, label, edit, place)?;
        self.typing.set_value(session);
        Ok(())
    }

    fn carry_out(&self, step: Step, label: &str, edit: Edit, place: Option<TaskId>) -> Result<(), EditError> {
        let done = self.project.try_update(|project| {
            self.history.try_update_value(|history| match step {
                Step::More => history.act_more(project, edit.clone()),
                _ => history.act(project, label, edit.clone(), place),
            })
        });
        match done.flatten() {
            Some(Err(error)) => Err(error),
            Some(Ok(())) => {
                self.save(step, label, edit, place);
                self.history_moved();
                Ok(())
            }
            None => Ok(()),
        }
    }

    /// Makes the project what it once was: `edit` leads from now to then. One undo step. It is not asked for the rules
    /// again: what was there once may be there again. True when it was carried out.
    pub fn go_back(&self, label: &str, edit: Edit) -> bool {
        if let Some(reason) = self.read_only.get_untracked() {
            self.say(reason);
            return false;
        }
        self.typing.set_value(0);
        let done = self.project.try_update(|project| {
            self.history.try_update_value(|history| history.replay(project, Step::Do, label, Some(edit.clone()), None))
        });
        match done.flatten() {
            Some(Ok(())) => {
                self.save(Step::Do, label, edit, None);
                self.history_moved();
                true
            }
            Some(Err(error)) => {
                self.say(self.project.with_untracked(|p| words::edit_error(&error, &p.plan)));
                false
            }
            None => false,
        }
    }

    /// As [`Store::dispatch`], with a refusal said at the bottom of the page: for commands that no field belongs to.
    /// True when it was carried out.
    pub fn act(&self, label: &str, edit: impl Into<Edit>, place: Option<TaskId>) -> bool {
        match self.dispatch(label, edit, place) {
            Ok(()) => true,
            Err(error) => {
                self.say(self.plan(|plan| words::edit_error(&error, plan)));
                false
            }
        }
    }

    /// What a task was called that has left the plan, as far as what can be undone knows it.
    pub fn last_name(&self, task: TaskId) -> Option<String> {
        self.history.with_value(|history| history.last_name(task))
    }

    /// Takes the last change back and shows where.
    pub fn undo(&self) {
        self.step(Step::Undo, "Undone");
    }

    /// Does the last undone change again and shows where.
    pub fn redo(&self) {
        self.step(Step::Redo, "Redone");
    }

    fn step(&self, step: Step, verb: &str) {
        if let Some(reason) = self.read_only.get_untracked() {
            return self.say(reason);
        }
        self.show_preview(None);
        self.typing.set_value(0);
        let done = self.project.try_update(|project| {
            self.history.try_update_value(|history| match step {
                Step::Undo => history.undo(project),
                _ => history.redo(project),
            })
        });
        if let Some(done) = done.flatten().flatten() {
            self.save(step, &done.label, done.edit.clone(), done.place);
            self.history_moved();
            // One line for a run of steps, not one each.
            self.messages
                .update(|all| all.retain(|m| !m.text.starts_with("Undone: ") && !m.text.starts_with("Redone: ")));
            self.say(format!("{verb}: {}", done.label));
            super::lead::lead_to(*self, &done.edit, done.place);
            if let Some(task) = done.place {
                super::lead::show(*self, task);
            }
        }
    }

    /// Puts a loaded project on the screen.
    pub fn set_open(&self, id: String, project: Project, history: History) {
        self.selection.set(Selection::default());
        self.plan_view.forget();
        self.what_if.forget();
        self.present.forget();
        self.options_view.chosen.set(None);
        self.conversations.forget();
        self.opened_promise.set(None);
        self.messages.update(Vec::clear);
        self.replace(id.clone(), project, history);
        self.open_first_scenario();
        self.prefs.update(|prefs| prefs.last_project = Some(id));
    }

    /// As [`Store::set_open`] for the project that is open already: what is looked at stays.
    pub(super) fn replace(&self, id: String, project: Project, history: History) {
        self.show_preview(None);
        self.project.set(project);
        self.history.set_value(history);
        self.typing.set_value(0);
        self.history_moved();
        // Told again, the room would be made anew.
        if self.open.with_untracked(|open| open.as_ref() != Some(&id)) {
            self.open.set(Some(id));
        }
    }

    /// Shows what a gesture would come to; `None` = it has ended.
    pub fn show_preview(&self, preview: Option<(Arc<Schedule>, PlanEdit)>) {
        let (schedule, edit) = preview.unzip();
        if self.drafted.with_untracked(|drafted| *drafted != edit) {
            self.drafted.set(edit);
        }
        self.preview.set(schedule);
    }

    fn history_moved(&self) {
        let (undo, redo) = self
            .history
            .with_value(|history| (history.undo_label().map(str::to_owned), history.redo_label().map(str::to_owned)));
        self.undo_label.set(undo);
        self.redo_label.set(redo);
        // An *Undo* still on the screen was for another change.
        if self.messages.with_untracked(|all| all.iter().any(|message| message.undo)) {
            self.messages.update(|all| all.retain(|message| !message.undo));
        }
    }

    fn save(&self, step: Step, label: &str, edit: Edit, place: Option<TaskId>) {
        let at = super::persist::now();
        self.record(Record { step, label: label.to_owned(), edit: Some(edit), place, at });
    }

    /// Shows a line at the bottom of the page, read out politely.
    pub fn say(&self, text: impl Into<String>) {
        self.tell(text.into(), false);
    }

    /// As [`Store::say`], with *Undo* beside it.
    pub fn say_with_undo(&self, text: impl Into<String>) {
        self.tell(text.into(), true);
    }

    fn tell(&self, text: String, undo: bool) {
        // Never used again: the wait of a message that is gone must not take another one away.
        static NEXT: AtomicU32 = AtomicU32::new(1);
        let id = NEXT.fetch_add(1, Ordering::Relaxed);
        self.messages.update(|all| {
            all.retain(|message| message.text != text);
            if all.len() > 2 {
                all.remove(0);
            }
            all.push(Message { id, text, undo });
        });
        let messages = self.messages;
        set_timeout(move || messages.update(|all| all.retain(|m| m.id != id)), std::time::Duration::from_secs(8));
    }

    /// Selects one task and brings it on the screen, opening what hides it; a filter shows it beside what it is for.
    pub fn show(&self, task: TaskId) {
        if !self.row_of.with_untracked(|rows| rows.contains_key(&task)) {
            return;
        }
        self.reveal(task);
        if self.plan_view.filter.with_untracked(|filter| !filter.is_all() && !filter.also.contains(&task)) {
            self.plan_view.filter.update(|filter| filter.also.push(task));
        }
        self.select(task);
        self.plan_view.show.set(Some(task));
    }

    /// Selects one task only.
    pub fn select(&self, task: TaskId) {
        self.selection.set(Selection { tasks: vec![task], focus: Some(task), anchor: Some(task) });
    }

    /// Opens every collapsed summary above a task.
    fn reveal(&self, task: TaskId) {
        let above: Vec<u32> = self.project.with_untracked(|p| {
            let row = p.plan.position(task).unwrap_or(usize::MAX);
            p.plan.ancestor_rows(row).filter_map(|row| p.plan.tasks.get(row).map(|task| task.id.0)).collect()
        });
        if self.view().with_untracked(|view| above.iter().any(|id| view.collapsed.contains(id))) {
            self.update_view(|view| view.collapsed.retain(|id| !above.contains(id)));
        }
    }

    /// How the open project is looked at.
    pub fn view(&self) -> Signal<ProjectView> {
        let (prefs, open) = (self.prefs, self.open);
        Signal::derive(move || {
            let id = open.get().unwrap_or_default();
            prefs.with(|prefs| prefs.views.get(&id).cloned().unwrap_or_default())
        })
    }

    /// Changes how the open project is looked at.
    pub fn update_view(&self, change: impl FnOnce(&mut ProjectView)) {
        let id = self.open.get_untracked().unwrap_or_default();
        self.prefs.update(|prefs| change(prefs.views.entry(id).or_default()));
    }

    /// Collapses an open summary, opens a collapsed one.
    pub fn toggle_collapsed(&self, task: TaskId) {
        self.update_view(|view| {
            if !view.collapsed.remove(&task.0) {
                view.collapsed.insert(task.0);
            }
        });
    }

    /// Reads from the plan without subscribing to it.
    pub fn plan<T>(&self, read: impl FnOnce(&Plan) -> T) -> T {
        self.seen.with_untracked(|project| read(&project.plan))
    }

    /// Reads and writes dates as this person does, near the plan's time. Follows the locale.
    pub fn dates(&self) -> Dates {
        let start = self.project.with_untracked(|project| project.plan.settings.start.date());
        Dates::new(self.locale.get(), self.today.get()).near(start)
    }

    /// The three letters of the plan's currency: its own, else that of this person's place.
    pub fn currency(&self) -> String {
        let own = self.seen.with(|project| project.plan.settings.currency.clone());
        own.unwrap_or_else(|| words::currency_of(&environment::language()).to_owned())
    }

    /// Goes from system to light to dark.
    pub fn next_theme(&self) {
        self.prefs.update(|prefs| {
            prefs.theme = match prefs.theme {
                Theme::System => Theme::Light,
                Theme::Light => Theme::Dark,
                Theme::Dark => Theme::System,
            }
        });
        let now = self.prefs.with_untracked(|prefs| prefs.theme);
        self.say(match now {
            Theme::System => "Colours follow the system",
            Theme::Light => "Light colours",
            Theme::Dark => "Dark colours",
        });
    }
}
