//! The chart of one page: axis, names, and a row a step.

use super::ink::{
    BAR, DONE, GROUP, INK, LATE, LINE, MILESTONE, PROMISE, QUIET, STRONG, TODAY, TODAY_INK, fitted, px, width,
};
use crate::client::{ClientProject, ClientPromise, ClientStep, Standing};
use crate::format::markup::{escape, one_line};
use crate::plan::{Moment, TaskId};
use crate::report::said;
use crate::view::axis::{Scale, Unit, ticks, tiers};
use crate::words::{DateForm, Dates};
use chrono::NaiveDate;
use std::collections::HashMap;
use std::fmt::Write;
use std::ops::Range;

/// The two tiers of the axis, and the strip below them where the day it tells of is written.
const TIER: f64 = 19.0;
const STRIP: f64 = 18.0;
const HEAD: f64 = 2.0 * TIER + STRIP;
const ROW: f64 = 26.0;
/// With the name above the bar.
const STACKED_ROW: f64 = 40.0;
const LEGEND: f64 = 24.0;
const MARGIN: f64 = 12.0;
const INDENT: f64 = 14.0;
const SIZE: f64 = 12.0;
/// Days are never drawn wider.
const WIDEST_DAY: f64 = 120.0;

pub(super) struct Chart<'a> {
    seen: &'a ClientProject,
    dates: &'a Dates,
    width: f64,
    stacked: bool,
    names: f64,
    scale: Scale,
    /// Pages side by side.
    pub wide: u8,
    promises: HashMap<TaskId, Vec<&'a ClientPromise>>,
    legend: Vec<Vec<Key>>,
}

/// What the legend explains.
#[derive(Clone, Copy, PartialEq)]
enum Key {
    Work,
    Done,
    Milestone,
    Promise,
    Late,
}

impl<'a> Chart<'a> {
    pub fn new(seen: &'a ClientProject, width: f64, stacked: bool, wide: u8, dates: &'a Dates) -> Chart<'a> {
        let names = if stacked { 0.0 } else { (width * 0.32).clamp(190.0, 380.0) };
        let mut promises: HashMap<TaskId, Vec<&ClientPromise>> = HashMap::new();
        for promise in &seen.promises {
            promises.entry(promise.task.unwrap_or(TaskId(0))).or_default().push(promise);
        }
        let (first, days) = days(seen);
        let whole = (width - names - MARGIN) * f64::from(wide);
        let day_width = (whole / days).min(WIDEST_DAY);
        // Pages that would stay empty are none.
        let wide = wide.min((day_width * days / (width - names - MARGIN) - 0.001).ceil().clamp(1.0, 8.0) as u8);
        let scale = Scale { origin: first, day_width, work: (0, 1440) };
        let mut chart = Chart { seen, dates, width, stacked, names, scale, wide, promises, legend: Vec::new() };
        chart.legend = chart.legend_lines();
        chart
    }

    fn row_height(&self) -> f64 {
        if self.stacked { STACKED_ROW } else { ROW }
    }

    fn chart_width(&self) -> f64 {
        self.width - self.names - MARGIN
    }

    pub fn height(&self, rows: usize) -> f64 {
        HEAD + self.row_height() * rows as f64 + LEGEND * self.legend.len() as f64 + MARGIN
    }

    /// How many rows a height has room for.
    pub fn rows_within(&self, height: f64) -> usize {
        ((height - self.height(0)) / self.row_height()).floor().max(4.0) as usize
    }

    /// The chart of some rows, on the page with this number from the left.
    pub fn page(&self, rows: Range<usize>, column: u8) -> String {
        let mut out = String::new();
        let from = self.chart_width() * f64::from(column);
        let foot = HEAD + self.row_height() * rows.len() as f64;
        let steps = self.seen.steps.get(rows).unwrap_or_default();
        for (at, step) in steps.iter().enumerate() {
            let y = HEAD + self.row_height() * at as f64;
            let _ = writeln!(out, "<path {LINE} d=\"M0 {y}H{}\"/>", px(self.width), y = px(y));
            if !self.stacked {
                out.push_str(&self.name(step, y + 17.5));
            }
        }
        let _ = writeln!(
            out,
            "<svg x=\"{}\" width=\"{}\" height=\"{}\" overflow=\"hidden\">\n<g transform=\"translate({} 0)\">",
            px(self.names),
            px(self.chart_width()),
            px(foot),
            px(-from)
        );
        self.axis(&mut out, from, foot);
        for (at, step) in steps.iter().enumerate() {
            self.row(&mut out, step, HEAD + self.row_height() * at as f64, from);
        }
        out.push_str("</g>\n</svg>\n");
        self.legend(&mut out, foot);
        out
    }

    fn name(&self, step: &ClientStep, y: f64) -> String {
        let x = MARGIN + INDENT * f64::from(step.level.min(8));
        let room = if self.stacked { self.width - x - MARGIN } else { self.names - x - 8.0 };
        let weight = if step.parent { " font-weight=\"600\"" } else { "" };
        let text = fitted(&one_line(&step.name), if step.parent { SIZE * 1.06 } else { SIZE }, room);
        let (paint, text) = (if step.standing == Standing::Done { QUIET } else { INK }, escape(&text).into_owned());
        format!("<text {paint} x=\"{}\" y=\"{}\"{weight}>{text}</text>\n", px(x), px(y))
    }

    fn axis(&self, out: &mut String, from: f64, foot: f64) {
        let (upper, lower) = match tiers(self.scale.day_width) {
            // Two digits need their room.
            (_, Unit::Day) if self.scale.day_width < 26.0 => (Unit::Month, Unit::Week),
            usual => usual,
        };
        let to = from + self.chart_width();
        for (tier, (unit, paint)) in [(upper, STRONG), (lower, LINE)].into_iter().enumerate() {
            let y = TIER * tier as f64;
            // The upper tier says the year.
            let dates = if tier == 0 { *self.dates } else { self.dates.without_years() };
            for tick in ticks(&self.scale, unit, from, to, &dates) {
                let down = if tier == 0 || lower != Unit::Day { foot } else { y + TIER };
                let x = px(tick.x);
                let _ = writeln!(out, "<path {paint} d=\"M{x} {}V{}\"/>", px(y), px(down));
                // A cell that begins before the page says its name where the page begins, if it has room there.
                let at = tick.x.max(from);
                if width(&tick.label, 11.0) + 6.0 <= (tick.x + tick.width).min(to) - at {
                    let ink = if tier == 0 { INK } else { QUIET };
                    let (at, y) = (px(at + 4.0), px(y + 13.0));
                    let _ = writeln!(out, "<text {ink} x=\"{at}\" y=\"{y}\" font-size=\"11\">{}</text>", tick.label);
                }
            }
        }
        let line = px(2.0 * TIER);
        let _ = writeln!(out, "<path {STRONG} d=\"M{} {line}H{}\"/>", px(from), px(to));
        self.as_of(out, from, foot);
    }

    /// The day all of it tells of: at its end, where that is how far progress is known.
    fn as_of(&self, out: &mut String, from: f64, foot: f64) {
        let x = self.day(self.seen.as_of(), if self.seen.status_on.is_some() { 1.0 } else { 0.5 });
        if x < from || x > from + self.chart_width() {
            return;
        }
        let words = format!("As of {}", self.dates.write(self.seen.as_of(), DateForm::Short));
        let (anchor, at) = beside(x, 4.0, width(&words, 11.0), from + self.chart_width());
        let _ = writeln!(out, "<path {TODAY} d=\"M{} {}V{}\"/>", px(x), px(2.0 * TIER), px(foot));
        let y = px(2.0 * TIER + 13.0);
        let _ = writeln!(out, "<text {TODAY_INK} x=\"{}\" y=\"{y}\" font-size=\"11\"{anchor}>{words}</text>", px(at));
    }

    /// Where a day stands, with a share of the day itself.
    fn day(&self, date: NaiveDate, share: f64) -> f64 {
        self.scale.day_x(date) + self.scale.day_width * share
    }

    fn row(&self, out: &mut String, step: &ClientStep, y: f64, from: f64) {
        if self.stacked {
            let name = self.name(step, y + 15.0);
            let _ = writeln!(out, "<g transform=\"translate({} 0)\">{}</g>", px(from), name.trim_end());
        }
        let middle = if self.stacked { y + 28.0 } else { y + ROW / 2.0 };
        let (start, end) = (self.day(step.starts_on(), 0.0), self.day(step.ends_on(), 1.0));
        let end = end.max(start + 2.0);
        let said = self.promises.get(&step.id).map(Vec::as_slice).unwrap_or_default();
        let far =
            said.iter().map(|promise| self.day(promise.date, 1.0)).fold((start, end), |(a, b), x| (a.min(x), b.max(x)));
        if far.1 + 90.0 < from || far.0 - 90.0 > from + self.chart_width() {
            return;
        }
        let tip = format!("{}: {}", one_line(&step.name), said::when(step, self.dates));
        let _ = writeln!(out, "<g><title>{}, {}</title>", escape(&tip), said::standing(step));
        let (left, wide) = (px(start), px(end - start));
        let at = self.milestone_x(step);
        if step.milestone {
            out.push_str(&diamond(MILESTONE, at, middle, 6.0));
        } else if step.parent {
            let (top, low) = (px(middle - 4.0), px(middle + 6.0));
            let (right, inner) = (px(end), px(middle + 1.0));
            let (in_left, in_right) = (px((start + 5.0).min(end)), px((end - 5.0).max(start)));
            let _ = writeln!(
                out,
                "<path {GROUP} d=\"M{left} {top}H{right}V{low}L{in_right} {inner}H{in_left}L{left} {low}Z\"/>"
            );
        } else {
            let top = px(middle - 6.0);
            let _ = writeln!(out, "<rect {BAR} x=\"{left}\" y=\"{top}\" width=\"{wide}\" height=\"12\" rx=\"2\"/>");
            let share = if step.standing == Standing::Done { 1.0 } else { f64::from(step.percent.min(100)) / 100.0 };
            if share > 0.0 {
                let (top, wide) = (px(middle - 3.0), px((end - start) * share));
                let _ = writeln!(out, "<rect {DONE} x=\"{left}\" y=\"{top}\" width=\"{wide}\" height=\"6\" rx=\"1\"/>");
            }
        }
        out.push_str("</g>\n");
        for promise in said {
            self.promise(out, step, promise, middle);
        }
        if step.milestone {
            self.milestone_day(out, step, said, middle, from);
        }
    }

    /// A milestone's date: on its right, or on its left where a promised day or the edge of the page is in the way.
    fn milestone_day(&self, out: &mut String, step: &ClientStep, said: &[&ClientPromise], middle: f64, from: f64) {
        let words = self.dates.write(step.ends_on(), DateForm::Short);
        let (at, room) = (self.milestone_x(step), width(&words, 11.0));
        let promised: Vec<f64> = said.iter().map(|promise| self.promise_x(step, promise)).collect();
        let gap = if promised.contains(&at) { 14.0 } else { 11.0 };
        let taken = promised
            .iter()
            .filter(|x| **x > at && **x < at + room + 24.0)
            .fold(None, |most: Option<f64>, x| Some(most.map_or(*x, |most| most.max(*x))));
        let (anchor, at) = match taken {
            // No room on the left either: behind what was promised.
            Some(last) if at - gap - room < from => ("", last + 14.0),
            Some(_) => (" text-anchor=\"end\"", at - gap),
            None => beside(at, gap, room, from + self.chart_width()),
        };
        let y = px(middle + 4.0);
        let _ = writeln!(out, "<text {QUIET} x=\"{}\" y=\"{y}\" font-size=\"11\"{anchor}>{words}</text>", px(at));
    }

    /// A milestone in the morning stands where its day begins, one in the evening where it ends.
    fn milestone_x(&self, step: &ClientStep) -> f64 {
        self.day(step.ends_on(), if step.start.minute_of_day() < 720 { 0.0 } else { 1.0 })
    }

    fn promise_x(&self, step: &ClientStep, promise: &ClientPromise) -> f64 {
        let same = step.milestone && promise.date == step.ends_on();
        if same { self.milestone_x(step) } else { self.day(promise.date, 1.0) }
    }

    /// The day that was promised, and how far past it the plan reaches.
    fn promise(&self, out: &mut String, step: &ClientStep, promise: &ClientPromise, middle: f64) {
        let x = self.promise_x(step, promise);
        let reaches = if step.milestone { self.milestone_x(step) } else { self.day(step.ends_on(), 1.0) };
        let tip = said::promise(promise, &self.seen.hours, self.dates);
        let _ = write!(out, "<g><title>{}</title>", escape(&tip));
        let late = said::is_late(promise);
        if late && reaches > x + 9.0 {
            let (from, y) = (px(x + 8.0), px(middle));
            let _ = write!(out, "<path {LATE} stroke-dasharray=\"3 2\" d=\"M{from} {y}H{}\"/>", px(reaches));
        }
        out.push_str(diamond(if late { LATE } else { PROMISE }, x, middle, 9.0).trim_end());
        out.push_str("</g>\n");
    }

    fn legend_lines(&self) -> Vec<Vec<Key>> {
        let steps = &self.seen.steps;
        let said = || self.promises.iter().filter(|(task, _)| task.0 != 0).flat_map(|(_, all)| all);
        let keys = [
            (Key::Work, steps.iter().any(|step| !step.parent && !step.milestone)),
            (Key::Done, steps.iter().any(|step| !step.parent && !step.milestone && step.standing != Standing::Ahead)),
            (Key::Milestone, steps.iter().any(|step| step.milestone)),
            (Key::Promise, said().any(|promise| !said::is_late(promise))),
            (Key::Late, said().any(|promise| said::is_late(promise))),
        ];
        let mut lines: Vec<Vec<Key>> = Vec::new();
        let mut used = f64::INFINITY;
        for key in keys.into_iter().filter(|(_, shown)| *shown).map(|(key, _)| key) {
            let wide = key.width();
            if used + wide > self.width - MARGIN {
                lines.push(Vec::new());
                used = MARGIN;
            }
            used += wide;
            if let Some(line) = lines.last_mut() {
                line.push(key);
            }
        }
        lines
    }

    fn legend(&self, out: &mut String, foot: f64) {
        let _ = writeln!(out, "<path {STRONG} d=\"M0 {y}H{}\"/>", px(self.width), y = px(foot));
        for (line, keys) in self.legend.iter().enumerate() {
            let middle = foot + LEGEND * line as f64 + 17.0;
            let mut x = MARGIN;
            for key in keys {
                key.draw(out, x, middle);
                let (at, y) = (px(x + 30.0), px(middle + 4.0));
                let _ = writeln!(out, "<text {QUIET} x=\"{at}\" y=\"{y}\" font-size=\"11\">{}</text>", key.words());
                x += key.width();
            }
        }
    }
}

impl Key {
    fn words(self) -> &'static str {
        match self {
            Key::Work => "Work",
            Key::Done => "Done so far",
            Key::Milestone => "Milestone",
            Key::Promise => "Promised day",
            Key::Late => "Promised day that is not kept",
        }
    }

    fn width(self) -> f64 {
        width(self.words(), 11.0) + 46.0
    }

    fn draw(self, out: &mut String, x: f64, middle: f64) {
        let (left, top) = (px(x), px(middle - 6.0));
        match self {
            Key::Work => {
                let _ = writeln!(out, "<rect {BAR} x=\"{left}\" y=\"{top}\" width=\"22\" height=\"12\" rx=\"2\"/>");
            }
            Key::Done => {
                let top = px(middle - 3.0);
                let _ = writeln!(out, "<rect {DONE} x=\"{left}\" y=\"{top}\" width=\"22\" height=\"6\" rx=\"1\"/>");
            }
            Key::Milestone => out.push_str(&diamond(MILESTONE, x + 11.0, middle, 6.0)),
            Key::Promise => out.push_str(&diamond(PROMISE, x + 11.0, middle, 9.0)),
            Key::Late => out.push_str(&diamond(LATE, x + 11.0, middle, 9.0)),
        }
    }
}

fn diamond(paint: &str, x: f64, y: f64, r: f64) -> String {
    let (left, y, r) = (px(x - r), px(y), px(r));
    format!("<path {paint} d=\"M{left} {y}l{r} -{r}l{r} {r}l-{r} {r}Z\"/>\n")
}

/// Right of a mark, or left of it where the page ends too soon.
fn beside(x: f64, gap: f64, width: f64, edge: f64) -> (&'static str, f64) {
    if x + gap + width <= edge { ("", x + gap) } else { (" text-anchor=\"end\"", x - gap) }
}

/// The first day drawn, and how many.
fn days(seen: &ClientProject) -> (i32, f64) {
    let today = Moment::start_of(seen.today);
    let (start, finish) = seen.span.unwrap_or((today, today));
    let mut first = start.day();
    let mut last = Moment::start_of(finish.max(start).date_as_finish()).day();
    for promise in seen.promises.iter().filter(|promise| promise.task.is_some()) {
        let day = Moment::start_of(promise.date).day();
        (first, last) = (first.min(day), last.max(day));
    }
    let days = f64::from(last.saturating_sub(first).saturating_add(1));
    let (before, after) = ((days * 0.015).ceil().max(1.0), (days * 0.04).ceil().max(2.0));
    (first.saturating_sub(before as i32), days + before + after)
}
