//! The steps as a table for spreadsheets: RFC 4180 with a mark that tells spreadsheets it is UTF-8, dates as they sort,
//! and no cell that a spreadsheet would take for a formula. Semicolons where the comma is the decimal sign.

use super::said;
use crate::client::ClientProject;
use crate::format::write_cell_between;
use crate::words::Dates;
use std::collections::HashMap;

const HEADINGS: [&str; 12] = [
    "Level",
    "Step",
    "Start",
    "Finish",
    "Milestone",
    "Standing",
    "% complete",
    "Who",
    "What you will see",
    "Waits for",
    "Promised",
    "Promise",
];

/// One row a step, in outline order.
pub fn table(seen: &ClientProject, dates: &Dates) -> String {
    let delimiter = if dates.locale.decimal_comma { ';' } else { ',' };
    let waits = said::waits(seen);
    let promises: HashMap<_, _> = seen.promises.iter().rev().filter_map(|one| Some((one.task?, one))).collect();
    let mut text = String::from("\u{feff}");
    line(&mut text, delimiter, HEADINGS.map(str::to_owned));
    for step in &seen.steps {
        let promise = promises.get(&step.id);
        let cells = [
            (step.level + 1).to_string(),
            step.name.clone(),
            step.starts_on().to_string(),
            step.ends_on().to_string(),
            if step.milestone { "yes" } else { "" }.to_owned(),
            said::capital(said::standing(step).split(',').next().unwrap_or_default()),
            step.percent.to_string(),
            step.owner.clone().unwrap_or_default(),
            step.will_see.clone(),
            waits.get(&step.id).map(|names| names.join("; ")).unwrap_or_default(),
            promise.map(|one| one.date.to_string()).unwrap_or_default(),
            promise.map(|one| said::state(one, &seen.hours, dates)).unwrap_or_default(),
        ];
        line(&mut text, delimiter, cells);
    }
    text
}

fn line<const N: usize>(text: &mut String, delimiter: char, cells: [String; N]) {
    let cells = cells.map(|cell| write_cell_between(&cell, delimiter));
    text.push_str(&cells.join(&delimiter.to_string()));
    text.push_str("\r\n");
}
