//! The small parts of a row of the timeline: ghost, float, pin, gaps, deadline, and where a pointer takes hold.

use super::px;
use crate::ui::plan::paint::{append, element, set, set_or_not, style};
use forthright::plan::ConstraintKind;
use forthright::view::bars::{Bar, PromiseShape, Shape, Standing};
use web_sys::{HtmlElement, Node};

/// A part, as drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    class: &'static str,
    /// What a pointer that goes down here holds.
    part: Option<&'static str>,
    left: f64,
    width: Option<f64>,
    /// What it is called, where the bar's own name does not say it first.
    says: Option<String>,
}

/// Parts of one kind in the DOM, in the order they stand there.
#[derive(Default)]
pub struct Marks(Vec<(Mark, HtmlElement)>);

impl Marks {
    /// Makes these the parts: in `parent`, before `end`.
    pub fn write(&mut self, parent: &Node, end: Option<&Node>, now: Vec<Mark>) {
        for (_, gone) in self.0.drain(now.len().min(self.0.len())..) {
            gone.remove();
        }
        for (at, mark) in now.into_iter().enumerate() {
            match self.0.get_mut(at) {
                Some((before, _)) if *before == mark => {}
                Some((before, element)) => {
                    write(element, Some(before), &mark);
                    *before = mark;
                }
                None => {
                    let Some(element) = element("i", mark.class) else { return };
                    write(&element, None, &mark);
                    match end {
                        // The row's own elements stand in no circle.
                        Some(end) => _ = parent.insert_before(&element, Some(end)),
                        None => append(parent, &element),
                    }
                    self.0.push((mark, element));
                }
            }
        }
    }
}

fn write(element: &HtmlElement, before: Option<&Mark>, now: &Mark) {
    if before.is_some_and(|before| before.class != now.class) {
        element.set_class_name(now.class);
    }
    if before.and_then(|before| before.part) != now.part {
        set_or_not(element, "data-part", now.part);
    }
    if before.and_then(|before| before.says.as_ref()) != now.says.as_ref() {
        let says = now.says.as_deref();
        set_or_not(element, "role", says.map(|_| "img"));
        set_or_not(element, "aria-label", says);
        set_or_not(element, "title", says);
    }
    if before.map(|before| before.left) != Some(now.left) {
        style(element, "left", &px(now.left));
    }
    if before.and_then(|before| before.width) != now.width {
        style(element, "width", &now.width.map(px).unwrap_or_default());
    }
}

fn mark(class: &'static str, left: f64, width: Option<f64>) -> Mark {
    Mark { class, part: None, left, width, says: None }
}

fn grip(class: &'static str, part: &'static str, left: f64) -> Mark {
    Mark { class, part: Some(part), left, width: None, says: None }
}

/// What lies under the bar.
pub fn under(bar: &Bar) -> Vec<Mark> {
    let ghost = match bar.shape {
        Shape::Milestone => "ghost milestone",
        Shape::Summary => "ghost summary",
        Shape::Task => "ghost",
    };
    let ghost = bar.ghost.map(|(from, to)| mark(ghost, from, Some(to - from)));
    let float = bar.float_to.map(|to| mark("float", bar.to, Some(to - bar.to)));
    let pin = bar.constraint.map(|(kind, x)| mark(if ends(kind) { "pin end" } else { "pin" }, x, None));
    let soft = bar.soft.map(|(from, to)| mark("soft", from, Some(to - from)));
    ghost.into_iter().chain(float).chain(soft).chain(pin).chain(promises(bar)).collect()
}

/// A diamond in a ring for each date said, hollow for one that no longer holds.
fn promises(bar: &Bar) -> impl Iterator<Item = Mark> {
    bar.promises.iter().map(|promise| {
        let class = match promise.shape {
            PromiseShape::Before => "promised before",
            PromiseShape::Ahead => "promised",
            PromiseShape::Kept => "promised kept",
            PromiseShape::Late => "promised late",
        };
        Mark { says: Some(promise.says.clone()), ..mark(class, promise.x, None) }
    })
}

/// Where nobody works on a split task, within the bar.
pub fn gaps(bar: &Bar) -> Vec<Mark> {
    bar.gaps.iter().map(|(from, to)| mark("gap", *from, Some(to - from))).collect()
}

/// What lies over the bar: its deadline and, where a pointer is `near`, what it can take hold of.
pub fn over(bar: &Bar, near: bool) -> Vec<Mark> {
    let deadline = bar.deadline.map(|at| mark(if at.missed { "deadline missed" } else { "deadline" }, at.x, None));
    let grips = if near { grips(bar) } else { Vec::new() };
    deadline.into_iter().chain(grips).collect()
}

/// The bar's ends, what is done, and new links.
fn grips(bar: &Bar) -> Vec<Mark> {
    let quarter = ((bar.to - bar.from) / 4.0).min(7.0);
    let own =
        [grip("grip stretch", "stretch", bar.to - quarter), grip("grip progress", "progress", bar.from + bar.done)];
    let links = [
        grip("grip link", "from-start", bar.from - out(bar) - 15.0),
        grip("grip link", "from-finish", bar.to + out(bar) + 3.0),
    ];
    let has_own = bar.shape == Shape::Task && bar.standing != Standing::Finished;
    own.into_iter().filter(|_| has_own).chain(links).collect()
}

/// How far a bar reaches beyond its ends.
pub fn out(bar: &Bar) -> f64 {
    if bar.shape == Shape::Milestone { 7.0 } else { 0.0 }
}

fn ends(kind: ConstraintKind) -> bool {
    matches!(kind, ConstraintKind::Fnet | ConstraintKind::Fnlt | ConstraintKind::Mfo)
}

/// What is wrong, beside the name.
pub fn alarm(words: &str) -> Option<HtmlElement> {
    let alarm = element("span", "alarm")?;
    alarm.set_text_content(Some(words));
    Some(alarm)
}

/// The button that says what holds a task and lets go of it.
pub fn chip(words: &str) -> Option<HtmlElement> {
    let chip = element("button", "chip hold")?;
    for (name, value) in [("type", "button"), ("tabindex", "-1"), ("aria-label", &format!("Remove: {words}"))] {
        set(&chip, name, value);
    }
    chip.set_text_content(Some(&format!("{words} ✕")));
    Some(chip)
}
