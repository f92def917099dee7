//! Tasks to and from a spreadsheet, as text on the clipboard: columns are found by their headings, or by what is in them.

use super::delimited::{self, write_cell};
use super::outline_text::without_bullet;
use super::pasted::{Draft, Pasted, assemble};
use crate::plan::{Plan, TaskId};
use crate::schedule::Schedule;
use crate::words::{
    DateOrder, Dates, Locale, Person, read_estimate, read_people, read_percent, write_estimate, write_percent,
};
use std::collections::HashSet;

/// Columns whose contents are looked at where there are no headings.
const MOST_COLUMNS: usize = 100;
/// Columns that are named where they were not understood.
const MOST_NAMED: usize = 4;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Column {
    Name,
    Duration,
    Start,
    Finish,
    Deadline,
    Predecessors,
    Percent,
    Level,
    Wbs,
    Number,
    Owner,
    Milestone,
    WillSee,
    Note,
    /// Known, and computed here: read over.
    Computed,
    /// Not known: kept in the note under its heading.
    Other,
}

/// Headings by column, in small letters, without blanks and signs.
const HEADINGS: &[(Column, &[&str])] = &[
    (
        Column::Name,
        &["name", "task", "taskname", "title", "activity", "activityname", "summary", "step", "item", "what"],
    ),
    (Column::Duration, &["duration", "dur", "length", "estimate", "effort", "days", "originalduration"]),
    (Column::Start, &["start", "startdate", "begin", "begins", "from", "plannedstart", "scheduledstart", "earlystart"]),
    (
        Column::Finish,
        &["finish", "finishdate", "end", "enddate", "ends", "to", "plannedfinish", "plannedend", "completion"],
    ),
    (Column::Deadline, &["deadline", "due", "duedate", "duby", "dueby"]),
    (
        Column::Predecessors,
        &["predecessors", "predecessor", "dependson", "dependencies", "dependency", "after", "waitsfor", "blockedby"],
    ),
    (
        Column::Percent,
        &[
            "percentcomplete",
            "percentdone",
            "complete",
            "done",
            "progress",
            "percent",
            "",
            "pct",
            "physicalpercentcomplete",
        ],
    ),
    (Column::Level, &["level", "outlinelevel", "indent", "depth"]),
    (Column::Wbs, &["wbs", "wbscode", "outlinenumber", "outline"]),
    (Column::Number, &["id", "row", "no", "nr", "number", "uniqueid", "line"]),
    (
        Column::Owner,
        &[
            "owner",
            "resource",
            "resources",
            "resourcenames",
            "assignedto",
            "assignee",
            "responsible",
            "who",
            "person",
            "people",
        ],
    ),
    (Column::Milestone, &["milestone", "ismilestone"]),
    (Column::WillSee, &["whatyouwillsee", "willsee", "outcome", "deliverable"]),
    (Column::Note, &["notes", "note", "comment", "comments", "remarks", "description", "privatenote"]),
    (
        Column::Computed,
        &["float", "totalslack", "totalfloat", "slack", "freeslack", "critical", "successors", "successor"],
    ),
];

/// True when text looks like a table: several lines cut by tabs, or a first line of headings.
pub fn is_table(text: &str) -> bool {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    if lines.clone().any(|line| without_bullet(line.trim()).contains('\t')) {
        return true;
    }
    let first = lines.next().map(delimited::read).unwrap_or_default();
    let headings = first.first().map(|row| columns_of(row)).unwrap_or_default();
    headings.contains(&Column::Name) && headings.iter().filter(|column| **column != Column::Other).count() >= 2
}

/// Reads a table for `plan`. Never fails: a row is a task, and what cannot be read is told and kept.
pub fn read_table(text: &str, plan: &Plan, dates: &Dates) -> Pasted {
    let mut rows = delimited::read(text);
    let Some(first) = rows.first() else { return Pasted::default() };
    let found = columns_of(first);
    let headed = found.contains(&Column::Name);
    let headings: Vec<String> = if headed { rows.remove(0) } else { Vec::new() };
    if !headed && is_outline(&rows, plan, dates) {
        rows.iter_mut().for_each(indented);
    }
    let columns = if headed { found } else { guessed(&rows, plan, dates) };
    let (dates, ordered) = ordered(dates, &rows, &columns);
    let mut drafts = Vec::with_capacity(rows.len());
    for row in &rows {
        let mut draft = Draft::default();
        for (column, cell) in columns.iter().zip(row) {
            if *column == Column::Name {
                draft.name = cell.split_whitespace().collect::<Vec<_>>().join(" ");
            }
        }
        for (at, cell) in row.iter().enumerate() {
            let column = columns.get(at).copied().unwrap_or(Column::Other);
            let heading = headings.get(at).map_or("", |heading| heading.trim());
            fill(&mut draft, column, heading, cell, plan, &dates);
        }
        if draft.name.is_empty() {
            draft.name = "Without a name".into();
        }
        drafts.push(draft);
    }
    levels(&mut drafts, &rows, &columns);
    let mut pasted = assemble(drafts, plan, &dates);
    pasted.messages.extend(ordered);
    pasted.messages.extend(set_aside(&rows, &columns, &headings));
    pasted
}

/// Says which columns went into the private notes, for nobody knows what they are.
fn set_aside(rows: &[Vec<String>], columns: &[Column], headings: &[String]) -> Option<String> {
    let filled = |at: &usize| rows.iter().any(|row| row.get(*at).is_some_and(|cell| !cell.trim().is_empty()));
    let others = columns.iter().enumerate().filter(|(_, column)| **column == Column::Other).map(|(at, _)| at);
    let name = |at: usize| match headings.get(at).map(|heading| heading.trim()).filter(|heading| !heading.is_empty()) {
        Some(heading) => format!("“{heading}”"),
        None => format!("column {}", at + 1),
    };
    let names: Vec<String> = others.filter(filled).take(MOST_NAMED).map(name).collect();
    let what = match names.as_slice() {
        [] => return None,
        [one] => one.clone(),
        [many @ .., last] => format!("{} and {last}", many.join(", ")),
    };
    Some(format!("What stands in {what} was not understood, and is kept in the private notes."))
}

fn columns_of(row: &[String]) -> Vec<Column> {
    let mut seen = HashSet::new();
    let column = |cell: &String| {
        let heading: String = cell.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
        let sign = heading.is_empty() && !cell.contains('%');
        let known = HEADINGS.iter().find(|(_, names)| !sign && names.contains(&heading.as_str()));
        let column = known.map_or(Column::Other, |(column, _)| *column);
        if column == Column::Other || seen.insert(column) { column } else { Column::Other }
    };
    row.iter().map(column).collect()
}

/// Whether rows without headings are an outline by tabs: each begins with a name, at most one step deeper than the row
/// before, and what stands behind it is no second name.
fn is_outline(rows: &[Vec<String>], plan: &Plan, dates: &Dates) -> bool {
    let mut deepest = 0;
    let fits = rows.iter().all(|row| {
        let depth = row.iter().take_while(|cell| cell.trim().is_empty()).count();
        let mut cells = row[depth..].iter().map(|cell| cell.trim());
        let Some(name) = cells.next() else { return true };
        let fits = depth <= deepest && is_name(name, plan, dates) && !cells.any(|cell| is_name(cell, plan, dates));
        deepest = depth + 1;
        fits
    });
    fits && rows.iter().any(|row| row.first().is_some_and(|cell| cell.trim().is_empty()))
}

/// Nothing else that a column holds: no number, length, share or date.
fn is_name(cell: &str, plan: &Plan, dates: &Dates) -> bool {
    let other = |cell: &str| {
        cell.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
            || read_estimate(cell, false, &plan.settings.hours, dates.locale).is_ok()
            || read_percent(cell).is_ok()
            || dates.read(cell).is_ok()
    };
    !cell.is_empty() && !other(cell)
}

/// Turns the empty cells before a name into blanks before it.
fn indented(row: &mut Vec<String>) {
    let depth = row.iter().take_while(|cell| cell.trim().is_empty()).count();
    if depth < row.len() {
        row.drain(..depth);
        row[0].insert_str(0, &" ".repeat(depth));
    }
}

/// Columns without headings, by what most of their cells read as. The first with other text is the name.
fn guessed(rows: &[Vec<String>], plan: &Plan, dates: &Dates) -> Vec<Column> {
    let width = rows.iter().map(Vec::len).max().unwrap_or(0).min(MOST_COLUMNS);
    let mut columns: Vec<Column> = Vec::with_capacity(width);
    for at in 0..width {
        let cells: Vec<&str> =
            rows.iter().filter_map(|row| row.get(at)).map(|cell| cell.trim()).filter(|c| !c.is_empty()).collect();
        let most = |reads: &dyn Fn(&str) -> bool| {
            !cells.is_empty() && cells.iter().filter(|cell| reads(cell)).count() * 2 > cells.len()
        };
        let free = |column| !columns.contains(&column);
        let bare = |cell: &str| cell.bytes().all(|b| b.is_ascii_digit());
        // A length without a unit is one where others have theirs: `0` beside `2d`.
        let length = |cell: &str| read_estimate(cell, false, &plan.settings.hours, dates.locale).is_ok();
        let lengths = cells.iter().filter(|cell| length(cell)).count();
        let has_unit = cells.iter().any(|cell| !bare(cell) && length(cell));
        let column = if most(&|cell| cell.ends_with('%') && read_percent(cell).is_ok()) && free(Column::Percent) {
            Column::Percent
        } else if has_unit && lengths * 2 >= cells.len() && free(Column::Duration) {
            Column::Duration
        } else if most(&|cell| dates.read(cell).is_ok()) && free(Column::Start) {
            Column::Start
        } else if most(&|cell| dates.read(cell).is_ok()) && free(Column::Finish) {
            Column::Finish
        } else if free(Column::Name) && !most(&bare) {
            Column::Name
        } else if at == 0 && most(&bare) {
            Column::Number
        } else {
            Column::Other
        };
        columns.push(column);
    }
    if !columns.contains(&Column::Name) && !columns.is_empty() {
        columns[0] = Column::Name;
    }
    columns
}

/// Whether days or months come first in this table, where its dates tell; a sentence where they do not.
fn ordered(dates: &Dates, rows: &[Vec<String>], columns: &[Column]) -> (Dates, Option<String>) {
    let dated = |column: &Column| matches!(column, Column::Start | Column::Finish | Column::Deadline);
    let at: Vec<usize> = columns.iter().enumerate().filter(|(_, column)| dated(column)).map(|(at, _)| at).collect();
    let cells = rows.iter().flat_map(|row| at.iter().filter_map(|at| row.get(*at)));
    let (mut day_first, mut month_first, mut open) = (false, false, false);
    for cell in cells {
        let parts: Vec<u32> =
            cell.trim().split(['/', '-']).take(2).filter_map(|part| part.trim().parse().ok()).collect();
        let [first, second] = parts[..] else { continue };
        day_first |= first > 12 && first <= 31;
        month_first |= second > 12 && first <= 12;
        open |= first <= 12 && second <= 12 && first != second;
    }
    let order = match (day_first, month_first) {
        (true, false) => DateOrder::DayMonthYear,
        (false, true) => DateOrder::MonthDayYear,
        _ => dates.locale.date_order,
    };
    let said = match order {
        DateOrder::DayMonthYear => "day first",
        _ => "month first",
    };
    let unsure = open && day_first == month_first;
    let message = format!(
        "Dates such as 3/4 were read with the {said}. If that is wrong, undo, change the date order in the settings and paste again."
    );
    let locale = Locale { date_order: order, ..dates.locale };
    let mut dates = *dates;
    dates.locale = locale;
    (dates, unsure.then_some(message))
}

fn fill(draft: &mut Draft, column: Column, heading: &str, cell: &str, plan: &Plan, dates: &Dates) {
    let cell = cell.trim();
    if cell.is_empty() {
        return;
    }
    let hours = &plan.settings.hours;
    let unread = match column {
        Column::Name | Column::Level | Column::Computed => None,
        Column::Wbs => {
            draft.wbs = Some(cell.trim_end_matches('.').to_owned());
            None
        }
        Column::Number => {
            draft.number = cell.parse().ok();
            None
        }
        Column::Duration => {
            let read = read_estimate(cell, false, hours, dates.locale);
            read.map(|read| (draft.duration, draft.range) = (Some(read.likely), read.range)).err()
        }
        Column::Start => dates.read(cell).map(|date| draft.start = Some(date)).err(),
        Column::Finish => dates.read(cell).map(|date| draft.finish = Some(date)).err(),
        Column::Deadline => dates.read(cell).map(|date| draft.deadline = Some(date)).err(),
        Column::Percent => percent(cell).map(|percent| draft.percent = percent).err(),
        Column::Predecessors => {
            draft.predecessors = cell.to_owned();
            None
        }
        Column::Owner => match read_people(cell, plan) {
            Ok(people) => {
                draft.owner = people.into_iter().next().map(|(person, _)| person);
                None
            }
            Err(_) => {
                draft.owner = Some(Person::New(cell.to_owned()));
                None
            }
        },
        Column::Milestone => {
            draft.milestone = matches!(cell.to_lowercase().as_str(), "yes" | "y" | "true" | "1" | "x" | "ja" | "oui");
            None
        }
        Column::WillSee => {
            draft.will_see = cell.to_owned();
            None
        }
        Column::Note => {
            let gap = if draft.note.is_empty() { "" } else { "\n" };
            draft.note = format!("{}{gap}{cell}", draft.note);
            None
        }
        Column::Other => {
            let gap = if draft.note.is_empty() { "" } else { "\n" };
            let heading = if heading.is_empty() { String::new() } else { format!("{heading}: ") };
            draft.note = format!("{}{gap}{heading}{cell}", draft.note);
            None
        }
    };
    if let Some(message) = unread {
        draft.keep(if heading.is_empty() { "From the table" } else { heading }, cell, message);
    }
}

/// `50%`, `50`, `0.5`, `done`, `yes`.
fn percent(cell: &str) -> Result<u8, String> {
    let share = |cell: &str| cell.replace(',', ".").parse::<f64>().ok().filter(|share| (0.0..=1.0).contains(share));
    match cell.to_lowercase().as_str() {
        "done" | "yes" | "y" | "x" | "true" | "complete" | "completed" | "✓" => Ok(100),
        "no" | "n" | "false" => Ok(0),
        text if text.contains(['.', ',']) && share(text).is_some() => {
            Ok((share(text).unwrap_or(0.0) * 100.0).round() as u8)
        }
        "1" => Ok(100),
        _ => read_percent(cell),
    }
}

/// Levels from a level column, else from WBS codes, else from blanks before the names.
fn levels(drafts: &mut [Draft], rows: &[Vec<String>], columns: &[Column]) {
    let at = |wanted| columns.iter().position(|column| *column == wanted);
    let cell = |row: &[String], at: Option<usize>| at.and_then(|at| row.get(at)).cloned().unwrap_or_default();
    if let Some(level) = at(Column::Level) {
        let mut last = 0;
        for (draft, row) in drafts.iter_mut().zip(rows) {
            last = cell(row, Some(level)).trim().parse().unwrap_or(last);
            draft.level = last;
        }
        return;
    }
    if drafts.iter().any(|draft| draft.wbs.as_ref().is_some_and(|wbs| wbs.contains('.'))) {
        for draft in drafts {
            draft.level = draft.wbs.as_ref().map_or(0, |wbs| wbs.matches('.').count() as u16);
        }
        return;
    }
    let mut indents: Vec<usize> = Vec::new();
    for (draft, row) in drafts.iter_mut().zip(rows) {
        let name = cell(row, at(Column::Name));
        let indent = name.chars().take_while(|c| c.is_whitespace()).count();
        while indents.last().is_some_and(|last| *last >= indent) {
            indents.pop();
        }
        draft.level = indents.len() as u16;
        indents.push(indent);
    }
}

/// The headings of [`write_table`].
const WRITTEN: [&str; 9] = ["ID", "WBS", "Name", "Duration", "Start", "Finish", "Predecessors", "% complete", "Owner"];

/// Tasks as tab-separated text with a line of headings, for a spreadsheet and for [`read_table`]: the selected ones with
/// all below them, or all. Private notes stay behind.
pub fn write_table(plan: &Plan, schedule: &Schedule, selection: Option<&[TaskId]>, locale: Locale) -> String {
    let wbs = plan.wbs();
    let rows: Vec<usize> = match selection {
        None => (0..plan.tasks.len()).collect(),
        Some(chosen) => {
            let roots = crate::prepare::roots(plan, chosen);
            roots.iter().filter_map(|root| plan.position(*root)).flat_map(|row| plan.subtree(row)).collect()
        }
    };
    let numbers = crate::words::Rows::new(plan);
    let mut text = WRITTEN.join("\t") + "\n";
    for row in rows {
        let task = &plan.tasks[row];
        let dates = schedule.rows.get(row);
        let milestone = dates.is_some_and(|at| at.start == at.finish);
        let finish = dates.map(|at| if milestone { at.start.date() } else { at.finish.date_as_finish() });
        let summary = plan.is_summary(row);
        let cells = [
            (row + 1).to_string(),
            wbs.get(row).cloned().unwrap_or_default(),
            task.name.clone(),
            if summary {
                String::new()
            } else {
                write_estimate(task.duration, task.range, &plan.settings.hours, locale)
            },
            dates.map(|at| at.start.date().to_string()).unwrap_or_default(),
            finish.map(|date| date.to_string()).unwrap_or_default(),
            crate::words::write_predecessors(plan, task.id, &numbers, Locale { decimal_comma: true, ..locale }),
            dates.map(|at| write_percent(at.percent)).unwrap_or_default(),
            task.owner.and_then(|owner| plan.resources.get(&owner)).map(|owner| owner.name.clone()).unwrap_or_default(),
        ];
        let cells: Vec<String> = cells.iter().map(|cell| write_cell(cell)).collect();
        text.push_str(&cells.join("\t"));
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::pasted_tests::{empty, picture, today};
    use super::*;
    use crate::plan::Place;
    use crate::schedule::schedule;
    use proptest::prelude::*;

    fn paste(text: &str) -> (Plan, Vec<String>) {
        let mut plan = empty();
        let pasted = read_table(text, &plan, &today());
        let messages = pasted.messages.clone();
        if let Some((edit, _)) = pasted.edit(&plan, Place { parent: None, after: None }) {
            plan.apply(edit).unwrap();
        }
        (plan, messages)
    }

    fn check(text: &str, expected: &str) {
        let (plan, messages) = paste(text);
        let mut got = picture(&plan);
        got.extend(messages.into_iter().map(|message| format!("! {message}")));
        assert_eq!(got, expected.trim().lines().collect::<Vec<_>>());
    }

    #[test]
    fn columns_are_found_by_their_headings() {
        check(
            "ID\tTask Name\tDuration\tPredecessors\tResource Names\t% Complete\tBudget\n10\tDesign\t5 days?\t\tAnna\t100%\t900\n20\tBuild\t2w\t10FS+1d\tBen;Anna\t0.5\t\n30\tShip\t0d\t20\t\t\t\n",
            "
Design 5d? done @Anna note Budget: 900
Build 2w <1FS+1d 50% @Ben
Ship 0d <2
! What stands in “Budget” was not understood, and is kept in the private notes.",
        );
        check(
            "WBS;Name;Dauer;Start\n1;Phase;;\n1.1;Eins;;3.6.2026\n1.2;\"Zwei; drei\";1,5d;",
            "
Phase
  Eins 1d? from 2026-06-03
  Zwei; drei 1d? note Dauer: 1,5d
! What stands in “Dauer” was not understood, and is kept in the private notes.",
        );
        check(
            "Name,Level,Start,Finish\nA,1,,\nB,2,2026-06-01,2026-06-05\nC,2,,2026-06-12",
            "
A
  B 5d from 2026-06-01
  C 1d? deadline 2026-06-12",
        );
    }

    #[test]
    fn columns_without_headings_are_guessed() {
        check("Design\t3d\t1 Jun\nBuild\t1w\t8 Jun\n", "Design 3d from 2026-06-01\nBuild 1w from 2026-06-08");
        check("1\tDesign\n2\t  Build\n", "Design\n  Build 1d?");
        check("Kick-off\t0\nDesign\t2d\nShip\t0\n", "Kick-off 0d\nDesign 2d\nShip 0d");
        check(
            "Design\tzwei Tage\tred\nBuild\t3d\t4\n",
            "
Design 1d? note From the table: zwei Tage/red
Build 3d note 4
! Design: “zwei Tage” is not a duration. Try 5d, 2w or 4h. It is kept in the private note.
! What stands in column 3 was not understood, and is kept in the private notes.",
        );
    }

    #[test]
    fn tabs_before_names_are_levels() {
        check(
            "Phase\n\tDesign\t2d\n\t\tSketch\t1d\n\tBuild\t3d\nShip\t1d\n",
            "
Phase
  Design
    Sketch 1d
  Build 3d
Ship 1d",
        );
        // A column that is empty here and there is none.
        check("1\tDesign\t3d\n\tBuild\t1w\n", "Design 3d\nBuild 1w");
    }

    #[test]
    fn dates_say_which_order_they_are_in_or_the_reading_is_told() {
        check("Name\tStart\nA\t6/15/2026\nB\t6/1/2026", "A 1d? from 2026-06-15\nB 1d? from 2026-06-01");
        check("Name\tStart\nA\t1/6/2026", "
A 1d? from 2026-06-01
! Dates such as 3/4 were read with the day first. If that is wrong, undo, change the date order in the settings and paste again.");
    }

    #[test]
    fn what_cannot_be_read_is_told_and_kept() {
        check(
            "Name\tDuration\tPredecessors\nA\tsoon\t7\nB\t2d\tA\n",
            "
A 1d? note Duration: soon/Predecessors: 7
B 2d <1
! A: “soon” is not a duration. Try 5d, 2w or 4h. It is kept in the private note.
! A: There is no row 7. It is kept in the private note.",
        );
    }

    #[test]
    fn tasks_copied_to_a_spreadsheet_come_back() {
        let project = crate::project::sample("2026-06-10".parse().unwrap());
        let text = write_table(&project.plan, &schedule(&project.plan), None, Locale::default());
        assert!(is_table(&text) && text.starts_with("ID\tWBS\tName\t"));
        let (plan, _) = paste(&text);
        let outline = |plan: &Plan| -> Vec<_> { plan.tasks.iter().map(|t| (t.level, t.name.clone())).collect() };
        assert_eq!(outline(&plan), outline(&project.plan));
        let lengths = |plan: &Plan| -> Vec<i32> {
            (0..plan.tasks.len())
                .filter(|row| !plan.is_summary(*row))
                .map(|row| plan.tasks[row].duration.minutes)
                .collect()
        };
        assert_eq!(lengths(&plan), lengths(&project.plan));
        let links = |plan: &Plan| -> Vec<String> {
            let numbers = crate::words::Rows::new(plan);
            plan.tasks
                .iter()
                .map(|t| crate::words::write_predecessors(plan, t.id, &numbers, Locale::default()))
                .collect()
        };
        assert_eq!(links(&plan), links(&project.plan));
        assert!(!text.contains("legal department"));
    }

    /// Shapes that would take minutes if anything were looked at again for each thing before it.
    #[test]
    fn text_of_any_shape_is_read_in_one_go() {
        let plan = empty();
        let wide = "a\t".repeat(20_000);
        assert_eq!(read_table(&wide, &plan, &today()).clip.tasks.len(), 1);
        let asides = format!("Name {}", "(3d)".repeat(20_000));
        assert_eq!(crate::format::read_outline(&asides, &plan, &today()).clip.tasks.len(), 1);
        let many: Vec<String> = (1..3_000).map(|row| row.to_string()).collect();
        let waits = format!("Name\tPredecessors\n{}Last\t{}\n", "x\t\n".repeat(2_999), many.join(";"));
        assert_eq!(read_table(&waits, &plan, &today()).clip.dependencies.len(), 2_999);
        let circle = format!(
            "ID\tName\tPredecessors\n{}",
            (0..400).map(|row| format!("{row}\tx\t{}\n", (row + 1) % 400)).collect::<String>()
        );
        let pasted = read_table(&circle, &plan, &today());
        assert_eq!((pasted.clip.dependencies.len(), pasted.messages.len()), (399, 1));
    }

    proptest! {
        #[test]
        fn any_table_becomes_tasks_a_plan_takes(text in "((Name|Level|Start|Finish|ID|WBS|%|Predecessors|x)[\t;,]){1,4}\n(([A-Za-z(),@: 0-9%./\"+-]{0,8})[\t;,\n]){0,30}") {
            let mut plan = empty();
            let pasted = read_table(&text, &plan, &today());
            if let Some((edit, _)) = pasted.edit(&plan, Place { parent: None, after: None }) {
                let applied = plan.apply(edit);
                prop_assert!(applied.is_ok(), "{:?}", applied);
            }
            let _ = is_table(&text);
        }
    }
}
