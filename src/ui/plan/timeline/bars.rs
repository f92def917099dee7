//! The bars on the screen: one painter for all of them, at most nine nodes a row.

use super::super::ROW;
use super::hands::{Hands, Over};
use super::keys::Keys;
use super::marks::{Marks, alarm, chip, gaps, out, over, under};
use super::sight::Scene;
use super::{Sight, px};
use crate::ui::plan::paint::{Rows, append, changed, copy, element, set, style};
use forthright::edit::{PlanEdit, TaskField};
use forthright::plan::TaskId;
use forthright::view::bars::{Bar, Shape, Standing, constraint_words};
use forthright::words::task_name;
use leptos::html;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use std::rc::Rc;
use std::sync::Arc;
use web_sys::{Element, Event, HtmlElement, Node};

/// Room a name may take beside its bar, in px: a bar just outside the stretch is still drawn.
const NAME: f64 = 300.0;

/// The bars of the rows on the screen.
#[component]
pub fn Bars() -> impl IntoView {
    let sight = expect_context::<Sight>();
    let hands = expect_context::<Hands>();
    let keys = expect_context::<Keys>();
    let list = NodeRef::<html::Div>::new();
    paint(sight, hands, list);
    let focused = move |task: TaskId, event: &leptos::ev::FocusEvent| {
        if sight.store.selection.with_untracked(|selection| selection.focus) != Some(task) {
            sight.store.select(task);
        }
        hands.focused.set(by_keys(event).then_some(task));
    };
    view! {
        <div class="tl-bars" role="list" aria-label="Bars" node_ref=list
            on:keydown=move |event| if let Some(task) = bar_of(&event) { keys.pressed(&event, task) }
            on:focusin=move |event| if let Some(task) = bar_of(&event) { focused(task, &event) }
            on:focusout=move |event| if bar_of(&event).is_some() { keys.left(); hands.focused.set(None) }
            on:click=move |event| if let Some(task) = chip_of(&event) { release(sight, task) }>
        </div>
    }
}

/// Keeps the bars in the DOM as they are to be seen.
fn paint(sight: Sight, hands: Hands, list: NodeRef<html::Div>) {
    let doing = Memo::new(move |_| hands.doing.with(|doing| doing.as_ref().map(|d| (d.task, d.target))));
    Effect::new(move |painter: Option<Option<Painter>>| {
        let list: Element = list.get()?.into();
        let mut painter = match painter.flatten() {
            Some(painter) => painter,
            None => Painter { blank: blank()?, rows: Rows::new(list, None), bars: Vec::new(), scene: None },
        };
        let focus = sight.store.selection.with(|selection| selection.focus);
        let over = hands.over.get();
        painter.look(sight);
        painter.write(sight, &State { focus, over, doing: doing.get() });
        Some(painter)
    });
}

/// What stands out, besides the plan.
struct State {
    focus: Option<TaskId>,
    over: Option<Over>,
    /// The task a gesture holds, and the one a new link would go to.
    doing: Option<(TaskId, Option<TaskId>)>,
}

/// All rows and what they were made from last.
struct Painter {
    blank: HtmlElement,
    rows: Rows<Row>,
    bars: Vec<Placed>,
    scene: Option<Arc<Scene>>,
}

/// A bar, its place among the rows shown, and its row of the plan.
struct Placed {
    place: usize,
    row: usize,
    bar: Rc<Bar>,
}

impl Painter {
    /// Makes the bars of the rows in sight; those that cannot have changed are kept.
    fn look(&mut self, sight: Sight) {
        let (scene, window) = (sight.scene.get(), sight.context.window.get());
        let same = self.scene.as_ref().is_some_and(|before| Arc::ptr_eq(before, &scene));
        let mut known = std::mem::take(&mut self.bars);
        if !same {
            known.clear();
        }
        self.bars = sight.desk(|desk, project| {
            sight.context.rows.with(|rows| {
                let bar = |place: usize| {
                    let row = *rows.get(place)?;
                    let at = known.iter().position(|placed| placed.row == row);
                    let bar = match at {
                        Some(at) => known.swap_remove(at).bar,
                        None => Rc::new(desk.bar(row, sight.ghost(project, row))?),
                    };
                    Some(Placed { place, row, bar })
                };
                window.filter_map(bar).collect()
            })
        });
        self.scene = Some(scene);
    }

    /// Writes those that reach into the stretch on the screen.
    fn write(&mut self, sight: Sight, state: &State) {
        let stretch = sight.stretch.get();
        let seen: Vec<&Placed> = self.bars.iter().filter(|placed| in_stretch(&placed.bar, stretch)).collect();
        let tasks: Vec<TaskId> = seen.iter().map(|placed| placed.bar.task).collect();
        // One tab stop: the focused task's bar, or the first on the screen.
        let stop = state.focus.filter(|focus| tasks.contains(focus)).or(tasks.first().copied());
        self.rows.arrange(&tasks, |task| Row::like(&self.blank, task));
        let tried = sight.store.trial.with_untracked(Option::is_some);
        for (kept, placed) in self.rows.iter_mut().zip(seen) {
            let task = placed.bar.task;
            let near = state.focus == Some(task) || state.over == Some(Over::Bar(task));
            let now = Shown {
                place: placed.place,
                stop: stop == Some(task),
                held: state.doing.is_some_and(|doing| doing.0 == task),
                target: state.doing.is_some_and(|doing| doing.1 == Some(task)),
                near,
                chip: if near { held_by(sight, placed.row) } else { None },
                tried,
                bar: placed.bar.clone(),
            };
            kept.row.write(&kept.element, now);
        }
    }
}

fn in_stretch(bar: &Bar, (from, to): (f64, f64)) -> bool {
    let marks = [bar.float_to, bar.deadline.map(|d| d.x), bar.ghost.map(|g| g.1), bar.soft.map(|s| s.1)];
    let ghost = bar.ghost.map_or(bar.from, |g| g.0);
    let promised = || bar.promises.iter().map(|mark| mark.x);
    let right = marks.into_iter().flatten().chain(promised()).fold(bar.to, f64::max);
    promised().fold(bar.from.min(ghost), f64::min) - 10.0 < to && right + NAME > from
}

/// What a constraint holds, in words.
fn held_by(sight: Sight, row: usize) -> Option<String> {
    let dates = sight.dates.get();
    let constraint = sight.store.seen.with_untracked(|project| project.plan.tasks.get(row)?.constraint)?;
    Some(constraint_words(constraint.kind, constraint.date, &dates))
}

fn release(sight: Sight, task: TaskId) {
    let label = sight.store.plan(|plan| format!("Release {}", task_name(plan, task)));
    sight.store.act(&label, PlanEdit::Set { task, field: TaskField::Constraint(None) }, Some(task));
}

/// A row in the DOM, as it was painted last.
struct Row {
    bar: HtmlElement,
    done: HtmlElement,
    name: HtmlElement,
    text: Node,
    alarm: Option<HtmlElement>,
    chip: Option<HtmlElement>,
    under: Marks,
    gaps: Marks,
    over: Marks,
    shown: Option<Shown>,
}

#[derive(Clone, PartialEq)]
struct Shown {
    place: usize,
    bar: Rc<Bar>,
    /// The tab stop is here.
    stop: bool,
    held: bool,
    target: bool,
    near: bool,
    /// It is tried in a scenario.
    tried: bool,
    chip: Option<String>,
}

/// A row before anything is written in it.
fn blank() -> Option<HtmlElement> {
    let (row, bar, name) = (element("div", "tl-row")?, element("div", "")?, element("span", "bar-name")?);
    set(&row, "role", "listitem");
    set(&bar, "role", "button");
    append(&bar, &*element("i", "done")?);
    append(&name, &document().create_text_node(""));
    append(&row, &bar);
    append(&row, &name);
    Some(row)
}

impl Row {
    fn like(blank: &HtmlElement, task: TaskId) -> Option<(HtmlElement, Row)> {
        let row = copy(blank)?;
        let bar: HtmlElement = row.first_element_child()?.unchecked_into();
        let name: HtmlElement = row.last_element_child()?.unchecked_into();
        set(&bar, "data-task", &task.0.to_string());
        let (done, text) = (bar.first_element_child()?.unchecked_into(), name.first_child()?);
        let (under, gaps, over) = Default::default();
        Some((row, Row { bar, done, name, text, alarm: None, chip: None, under, gaps, over, shown: None }))
    }

    fn write(&mut self, element: &HtmlElement, now: Shown) {
        let before = self.shown.as_ref();
        if before == Some(&now) {
            return;
        }
        if let Some(at) = changed(before, &now, |shown| shown.place) {
            style(element, "top", &px(at as f64 * ROW));
        }
        if let Some(class) = changed(before, &now, classes) {
            self.bar.set_class_name(&class);
        }
        if before.is_none_or(|before| before.bar.says != now.bar.says) {
            set(&self.bar, "aria-label", &now.bar.says);
        }
        if let Some(stop) = changed(before, &now, |shown| shown.stop) {
            set(&self.bar, "tabindex", if stop { "0" } else { "-1" });
        }
        let write_length = |element: &HtmlElement, property: &str, of: fn(&Bar) -> f64| {
            if let Some(length) = changed(before, &now, |shown| of(&shown.bar)) {
                style(element, property, &px(length));
            }
        };
        write_length(&self.bar, "left", |bar| bar.from);
        write_length(&self.bar, "width", |bar| bar.to - bar.from);
        write_length(&self.done, "width", |bar| bar.done);
        if let Some(left) = changed(before, &now, |shown| name_x(&shown.bar, shown.tried)) {
            style(&self.name, "left", &px(left));
        }
        if before.is_none_or(|before| before.bar.name != now.bar.name) {
            self.text.set_node_value(Some(&now.bar.name));
        }
        if let Some(strong) = changed(before, &now, |shown| shown.bar.shape == Shape::Summary) {
            self.name.set_class_name(if strong { "bar-name strong" } else { "bar-name" });
        }
        if before.map(|before| &before.bar.alarm) != Some(&now.bar.alarm) {
            self.alarm.take().into_iter().for_each(|before| before.remove());
            self.alarm = now.bar.alarm.as_deref().and_then(alarm);
            // Before the chip, if there is one.
            self.alarm.iter().for_each(|alarm| _ = self.name.insert_before(alarm, self.text.next_sibling().as_ref()));
        }
        if before.map(|before| &before.chip) != Some(&now.chip) {
            self.chip.take().into_iter().for_each(|before| before.remove());
            self.chip = now.chip.as_deref().and_then(chip);
            self.chip.iter().for_each(|chip| append(&self.name, chip));
        }
        self.under.write(element, Some(&self.bar), under(&now.bar));
        self.gaps.write(&self.bar, None, gaps(&now.bar));
        self.over.write(element, None, over(&now.bar, now.near || now.held));
        self.shown = Some(now);
    }
}

/// A name stands behind its bar, and behind a promise close to it; where a scenario is tried, behind what stands in grey as
/// high as a bar.
fn name_x(bar: &Bar, tried: bool) -> f64 {
    let soft = bar.soft.map_or(bar.to, |soft| soft.1 + 8.0);
    let usual = (bar.to + out(bar) + 18.0).max(soft);
    let usual = match bar.ghost.filter(|(from, to)| tried && *from < usual + 90.0 && *to + 8.0 > usual) {
        Some((_, to)) => to + out(bar) + 8.0,
        None => usual,
    };
    let close = bar.promises.iter().map(|mark| mark.x + 14.0).filter(|x| *x > usual && *x < usual + 90.0);
    close.fold(usual, f64::max)
}

fn classes(shown: &Shown) -> String {
    let bar = &shown.bar;
    let shape = match bar.shape {
        Shape::Task => "bar task",
        Shape::Milestone => "bar milestone",
        Shape::Summary => "bar summary",
    };
    let standing = match bar.standing {
        Standing::Usual => "",
        Standing::Near => " near",
        Standing::Critical => " critical",
        Standing::Finished => " finished",
    };
    let inactive = if bar.inactive { " inactive" } else { "" };
    let held = if bar.held { " held" } else { "" };
    let held_now = if shown.held { " held-now" } else { "" };
    let target = if shown.target { " target" } else { "" };
    let as_was = if bar.ghost == Some((bar.from, bar.to)) { " as-was" } else { "" };
    format!("{shape}{standing}{inactive}{held}{held_now}{target}{as_was}")
}

/// The task of the bar an event happened on.
fn bar_of(event: &Event) -> Option<TaskId> {
    let bar = event.target()?.dyn_into::<Element>().ok()?;
    bar.get_attribute("data-task")?.parse().ok().map(TaskId)
}

/// The task of the chip an event happened on.
fn chip_of(event: &Event) -> Option<TaskId> {
    let chip = event.target()?.dyn_into::<Element>().ok()?.closest("button.chip").ok()??;
    let bar = chip.closest(".tl-row").ok()??.query_selector("[data-task]").ok()??;
    bar.get_attribute("data-task")?.parse().ok().map(TaskId)
}

/// Whether the focus came by keys, as the browser sees it.
fn by_keys(event: &leptos::ev::FocusEvent) -> bool {
    let bar = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    bar.is_some_and(|bar| bar.matches(":focus-visible").unwrap_or(false))
}
