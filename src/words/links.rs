//! Links as typed in a predecessors cell: `2`, `2FS+1d`, `3SS-50%; 5`, `1.2FF+2ed`, or a task's name.

use super::numbers::Decimal;
use super::{Locale, quoted, read_duration, write_duration};
use crate::plan::{Dependency, DependencyKey, DependencyKind, Duration, HoursSettings, Lag, Plan, TaskId};
use std::collections::HashMap;

/// Row numbers and WBS codes of a plan's tasks, both ways. Made once a plan, then asked often.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rows {
    numbers: HashMap<usize, TaskId>,
    rows: HashMap<TaskId, usize>,
    wbs: HashMap<String, TaskId>,
    names: HashMap<String, Option<TaskId>>,
}

impl Rows {
    /// Numbers `plan`'s tasks: the first row is 1.
    pub fn new(plan: &Plan) -> Rows {
        let rows: HashMap<TaskId, usize> = plan.tasks.iter().enumerate().map(|(row, task)| (task.id, row)).collect();
        let numbers = plan.tasks.iter().enumerate().map(|(row, task)| (row + 1, task.id)).collect();
        let wbs = plan
            .wbs()
            .into_iter()
            .zip(plan.tasks.iter().map(|task| task.id))
            .filter(|(code, _)| !code.is_empty())
            .collect();
        let mut names = HashMap::new();
        for task in &plan.tasks {
            // Two tasks of one name: the name means neither.
            names.entry(folded(&task.name)).and_modify(|id| *id = None).or_insert(Some(task.id));
        }
        Rows { numbers, rows, wbs, names }
    }

    /// The same, with the numbers and WBS codes a table gives its rows in place of the plan's; where two rows have one
    /// number, the first keeps it.
    pub fn numbered(mut self, given: impl IntoIterator<Item = (TaskId, Option<usize>, Option<String>)>) -> Rows {
        let given: Vec<_> = given.into_iter().collect();
        if given.iter().any(|(_, number, _)| number.is_some()) {
            self.numbers.clear();
        }
        if given.iter().any(|(_, _, wbs)| wbs.is_some()) {
            self.wbs.clear();
        }
        for (task, number, wbs) in given {
            number.map(|number| self.numbers.entry(number).or_insert(task));
            wbs.map(|wbs| self.wbs.entry(wbs).or_insert(task));
        }
        self
    }

    /// The number a task's row shows, from 1.
    pub fn number(&self, task: TaskId) -> Option<usize> {
        self.rows.get(&task).map(|row| row + 1)
    }

    /// The task that a row number, a WBS code with points, or a name means.
    pub fn find(&self, text: &str) -> Option<TaskId> {
        let text = text.trim();
        match text.parse::<usize>() {
            Ok(number) => self.numbers.get(&number).copied(),
            Err(_) => self.wbs.get(text).copied().or_else(|| *self.names.get(&folded(text))?),
        }
    }
}

fn folded(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Reads what `successor` waits for. Parts are separated by `;`, a new line, or a comma that is no decimal sign.
///
/// # Errors
/// A sentence about the first part that cannot be read.
pub fn read_predecessors(
    text: &str,
    successor: TaskId,
    rows: &Rows,
    hours: &HoursSettings,
    locale: Locale,
) -> Result<Vec<Dependency>, String> {
    let mut links: Vec<Dependency> = Vec::new();
    let mut known: HashMap<DependencyKey, usize> = HashMap::new();
    for part in split(text) {
        let link = read_link(part, successor, rows, hours, locale)?;
        match known.get(&link.key) {
            Some(at) => links[*at] = link,
            None => {
                known.insert(link.key, links.len());
                links.push(link);
            }
        }
    }
    Ok(links)
}

/// Cuts at `;`, new lines and commas, except a comma between two digits of a lag: `2FS+1,5d`.
fn split(text: &str) -> impl Iterator<Item = &str> {
    let bytes = text.as_bytes();
    let digit = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit);
    let (mut begin, mut in_lag, mut cuts) = (0, false, Vec::new());
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'+' | b'-' => in_lag = true,
            b',' if in_lag && digit(at.checked_sub(1)) && digit(Some(at + 1)) => {}
            b';' | b',' | b'\n' => {
                cuts.push((begin, at));
                (begin, in_lag) = (at + 1, false);
            }
            _ => {}
        }
    }
    cuts.push((begin, bytes.len()));
    cuts.into_iter().map(|(from, to)| text[from..to].trim()).filter(|part| !part.is_empty())
}

fn read_link(
    part: &str,
    successor: TaskId,
    rows: &Rows,
    hours: &HoursSettings,
    locale: Locale,
) -> Result<Dependency, String> {
    // A whole part may be a name with signs in it: `Test-run`.
    if let Some(predecessor) = rows.find(part) {
        let key = DependencyKey { successor, predecessor, kind: DependencyKind::FS };
        return Ok(Dependency { key, lag: Lag::default() });
    }
    let (head, lag) = split_lag(part);
    let lag = match lag {
        Some(lag) => read_lag(lag, hours, locale)?,
        None => Lag::default(),
    };
    let (target, kind) = split_kind(head);
    let predecessor = rows.find(target).ok_or_else(|| match target.parse::<usize>() {
        Ok(number) => format!("There is no row {number}."),
        Err(_) => format!("{} is not a predecessor. Try 2, 2FS+1d or a task’s name.", quoted(part)),
    })?;
    Ok(Dependency { key: DependencyKey { successor, predecessor, kind }, lag })
}

/// Cuts the lag off, at the last sign after which a number follows.
fn split_lag(part: &str) -> (&str, Option<&str>) {
    let sign = |(at, c): &(usize, char)| {
        let follows = part[at + c.len_utf8()..].trim_start();
        matches!(c, '+' | '-' | '−') && follows.starts_with(|c: char| c.is_ascii_digit() || c == '.' || c == ',')
    };
    match part.char_indices().rfind(sign) {
        Some((at, _)) => (part[..at].trim_end(), Some(&part[at..])),
        None => (part, None),
    }
}

fn split_kind(head: &str) -> (&str, DependencyKind) {
    let kinds = [
        ("fs", DependencyKind::FS),
        ("ss", DependencyKind::SS),
        ("ff", DependencyKind::FF),
        ("sf", DependencyKind::SF),
    ];
    let cut = head.len().checked_sub(2).and_then(|at| Some((head.get(..at)?, head.get(at..)?)));
    let Some((target, word)) = cut else { return (head, DependencyKind::FS) };
    // `2FS` or `Design FS`, but not the end of a name such as `Proofs`.
    let bounded = target.ends_with(|c: char| c.is_ascii_digit() || c.is_whitespace());
    match kinds.iter().find(|(name, _)| bounded && word.eq_ignore_ascii_case(name)) {
        Some((_, kind)) => (target.trim_end(), *kind),
        None => (head, DependencyKind::FS),
    }
}

/// Reads a lag: `+1d`, `-2 days`, `+50%`, `+2ed`, `-10e%`.
///
/// # Errors
/// A sentence for the person who typed it.
pub fn read_lag(text: &str, hours: &HoursSettings, locale: Locale) -> Result<Lag, String> {
    let wrong = || format!("{} is not a lag. Try +1d, -2d or +50%.", quoted(text));
    let typed = text.trim();
    let (sign, amount) = match (typed.strip_prefix('+'), typed.strip_prefix(['-', '−'])) {
        (Some(rest), _) => (1, rest.trim_start()),
        (_, Some(rest)) => (-1, rest.trim_start()),
        _ => (1, typed),
    };
    if let Some(number) = amount.strip_suffix('%') {
        let (number, elapsed) = match number.trim_end().strip_suffix(['e', 'E']) {
            Some(rest) => (rest, true),
            None => (number, false),
        };
        let percent = Decimal::read(number.trim(), locale).ok_or_else(wrong)?.times(1);
        return match i32::try_from(percent) {
            Ok(percent) if percent <= 100_000 => Ok(Lag::Percent { percent: sign * percent, elapsed }),
            _ => Err(wrong()),
        };
    }
    let time = read_duration(amount, hours, locale).map_err(|_| wrong())?;
    Ok(Lag::Time(Duration { minutes: sign * time.minutes, estimated: false, ..time }))
}

/// A lag with its sign: `+1d`, `-50%`.
pub fn write_lag(lag: Lag, hours: &HoursSettings, locale: Locale) -> String {
    match lag {
        Lag::Percent { percent, elapsed } => format!("{percent:+}{}%", if elapsed { "e" } else { "" }),
        Lag::Time(time) => {
            let sign = if time.minutes < 0 { '-' } else { '+' };
            let size = Duration { minutes: time.minutes.saturating_abs(), estimated: false, ..time };
            format!("{sign}{}", write_duration(size, hours, locale))
        }
    }
}

/// A link as its successor's cell shows it: `2`, `2SS`, `2FS+1d`. `?` stands for a task that is not there.
pub fn write_link(link: Dependency, rows: &Rows, hours: &HoursSettings, locale: Locale) -> String {
    write_numbered(link, rows.number(link.key.predecessor), hours, locale)
}

fn write_numbered(link: Dependency, number: Option<usize>, hours: &HoursSettings, locale: Locale) -> String {
    let number = number.map_or_else(|| "?".to_owned(), |number| number.to_string());
    match (link.key.kind, link.lag.is_zero()) {
        (DependencyKind::FS, true) => number,
        (kind, true) => format!("{number}{kind:?}"),
        (kind, false) => format!("{number}{kind:?}{}", write_lag(link.lag, hours, locale)),
    }
}

/// All that `task` waits for, as its predecessors cell shows it.
pub fn write_predecessors(plan: &Plan, task: TaskId, rows: &Rows, locale: Locale) -> String {
    write_predecessors_by(plan, task, |id| rows.number(id), locale)
}

/// As [`write_predecessors`], for callers that already know every task's row number.
pub fn write_predecessors_by(
    plan: &Plan,
    task: TaskId,
    number: impl Fn(TaskId) -> Option<usize>,
    locale: Locale,
) -> String {
    let mut links: Vec<(Option<usize>, Dependency)> =
        plan.predecessors(task).map(|link| (number(link.key.predecessor), link)).collect();
    links.sort_by_key(|(number, link)| (*number, link.key.kind));
    let write = |(number, link)| write_numbered(link, number, &plan.settings.hours, locale);
    let texts: Vec<String> = links.into_iter().map(write).collect();
    texts.join(if locale.decimal_comma { "; " } else { ", " })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::plan::{Moment, Task, Unit};
    use proptest::prelude::*;

    /// Build (holding Design, Proofs, Test-run), Ship, Ship.
    fn plan() -> Plan {
        let mut plan = Plan::new(Moment(0));
        for (id, level, name) in [
            (11, 0, "Build"),
            (12, 1, "Design"),
            (13, 1, "Proofs"),
            (14, 1, "Test-run"),
            (15, 0, "Ship"),
            (16, 0, "Ship"),
        ] {
            plan.tasks.push(Task::new(TaskId(id), level, name, Duration::working(480)));
        }
        plan
    }

    fn check(table: &str) {
        let mut plan = plan();
        for row in table.trim().lines() {
            let (typed, expected) = row.trim().split_once(" => ").unwrap();
            let hours = plan.settings.hours;
            let got = match read_predecessors(typed, TaskId(16), &Rows::new(&plan), &hours, Locale::default()) {
                Ok(links) => {
                    plan.dependencies = links.into_iter().map(|link| (link.key, link.lag)).collect();
                    write_predecessors(&plan, TaskId(16), &Rows::new(&plan), Locale::default())
                }
                Err(message) => message,
            };
            assert_eq!(got, expected, "{typed}");
        }
    }

    #[test]
    fn predecessors_read_what_people_write() {
        check(
            "2 => 2
             2FS+1d => 2FS+1d
             2 fs + 1 day => 2FS+1d
             3SS-50%; 5 => 3SS-50%, 5
             2FF+2ed => 2FF+2ed
             5,2 => 2, 5
             2FS+1,5d => 2FS+1.5d
             2FS+1d, 3 => 2FS+1d, 3
             2fs−2d => 2FS-2d
             1.2 => 3
             1.2SF => 3SF
             Design => 2
             design ss+1d => 2SS+1d
             Proofs => 3
             Test-run => 4
             Test-run FF-10e% => 4FF-10e%
             2, 2SS, 2 => 2, 2SS
             2FS+0d => 2",
        );
    }

    #[test]
    fn what_is_no_predecessor_is_said_plainly() {
        check(
            "9 => There is no row 9.
             0 => There is no row 0.
             Ship => “Ship” is not a predecessor. Try 2, 2FS+1d or a task’s name.
             2XX => “2XX” is not a predecessor. Try 2, 2FS+1d or a task’s name.
             2FS+1x => “+1x” is not a lag. Try +1d, -2d or +50%.",
        );
    }

    proptest! {
        #[test]
        fn a_link_reads_back_as_written(row in 0..6_usize, kind in 0..4_usize, minutes in -3_000_000..3_000_000_i32, unit in 0..5_usize, elapsed: bool, share: bool, comma: bool) {
            let plan = plan();
            let rows = Rows::new(&plan);
            let locale = Locale { decimal_comma: comma, ..Locale::default() };
            let kind = [DependencyKind::FS, DependencyKind::SS, DependencyKind::FF, DependencyKind::SF][kind];
            let unit = [Unit::Minute, Unit::Hour, Unit::Day, Unit::Week, Unit::Month][unit];
            let lag = match (share, minutes) {
                (_, 0) => Lag::default(),
                (true, _) => Lag::Percent { percent: minutes % 100_000 + i32::from(minutes % 100_000 == 0), elapsed },
                (false, _) => Lag::Time(Duration { minutes, unit, elapsed, estimated: false }),
            };
            let link = Dependency { key: DependencyKey { successor: TaskId(99), predecessor: plan.tasks[row].id, kind }, lag };
            let hours = plan.settings.hours;
            let text = write_link(link, &rows, &hours, locale);
            prop_assert_eq!(read_predecessors(&text, TaskId(99), &rows, &hours, locale), Ok(vec![link]), "{}", text);
        }

        #[test]
        fn no_text_makes_reading_panic(text in ".{0,30}", near in "[0-9fsFS+−%;,. de-]{0,20}") {
            let plan = plan();
            for text in [text, near] {
                let _ = read_predecessors(&text, TaskId(16), &Rows::new(&plan), &plan.settings.hours, Locale::default());
            }
        }
    }
}
