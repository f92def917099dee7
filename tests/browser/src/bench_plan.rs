//! The plan that the bench of the screen opens in the app and gives to peers: the same at each call.

use serde_json::{Value, json};
use std::fmt::Write as _;

/// A row: a part, or a task of it.
pub struct Row {
    /// Its place in the plan, from one.
    id: usize,
    /// What is known of a task; nothing of a part.
    task: Option<Task>,
}

struct Task {
    /// Working days.
    days: usize,
    /// Working days from the plan's start until it can begin.
    start: usize,
    /// Rows it waits for, all of them above it.
    before: Vec<usize>,
}

/// So many rows in parts of ten, each task after two earlier ones.
pub fn rows(count: usize) -> Vec<Row> {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut random = move |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below.max(1) as u64) as usize
    };
    let mut rows: Vec<Row> = Vec::new();
    let mut leaves: Vec<usize> = Vec::new();
    for id in 1..=count {
        let days = 1 + random(9);
        if id % 10 == 1 {
            rows.push(Row { id, task: None });
            continue;
        }
        let near = leaves.len().min(60);
        let mut before: Vec<usize> = (0..2.min(near)).map(|_| leaves[leaves.len() - 1 - random(near)]).collect();
        before.dedup();
        let ends = before.iter().filter_map(|other| rows[other - 1].task.as_ref()).map(|task| task.start + task.days);
        let start = ends.max().unwrap_or(0);
        rows.push(Row { id, task: Some(Task { days, start, before }) });
        leaves.push(id);
    }
    rows
}

/// As a Microsoft Project file, for the app.
pub fn xml(rows: &[Row]) -> String {
    let mut text = String::new();
    for row in rows {
        let Row { id, task } = row;
        let (name, level, days) = match task {
            None => (row.name(), 1, 1),
            Some(task) => (row.name(), 2, task.days),
        };
        let hours = days * 8;
        let _ = write!(
            text,
            "<Task><UID>{id}</UID><ID>{id}</ID><Name>{name}</Name><OutlineLevel>{level}</OutlineLevel>\
             <Duration>PT{hours}H0M0S</Duration><DurationFormat>7</DurationFormat>"
        );
        for other in task.iter().flat_map(|task| &task.before) {
            let _ = write!(
                text,
                "<PredecessorLink><PredecessorUID>{other}</PredecessorUID><Type>1</Type></PredecessorLink>"
            );
        }
        text += "</Task>";
    }
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Project xmlns=\"http://schemas.microsoft.com/project\">\
         <Name>Bench</Name><StartDate>2026-03-02T08:00:00</StartDate><Tasks>{text}</Tasks></Project>"
    )
}

/// As the pages of peers read it: with the dates worked out, for those that schedule nothing.
pub fn json(rows: &[Row]) -> Value {
    let mut part = 0;
    let lines = rows.iter().map(|row| match &row.task {
        None => {
            part = row.id;
            json!({ "id": row.id, "name": row.name(), "before": [] })
        }
        Some(Task { days, start, before }) => json!({
            "id": row.id, "name": row.name(), "parent": part, "days": days, "start": start, "before": before,
        }),
    });
    lines.collect()
}

impl Row {
    fn name(&self) -> String {
        format!("{} {}", if self.task.is_some() { "Task" } else { "Part" }, self.id)
    }
}
