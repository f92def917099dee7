//! What the Conversations room shows: conversations and reports in one line each, what was told and what was not, what
//! the client worries about, what we need from them, who showed their face.

mod asked;
mod concerns;
mod inputs;
#[cfg(test)]
mod tests;
mod touches;
mod untold;

pub use asked::{Answer, answers, told};
pub use concerns::{ConcernLine, Tie, concerns, standing, ties};
pub use inputs::{InputLine, TheirStep, inputs, their_steps};
pub use touches::{TouchLine, touch_name, touches};
pub use untold::{Untold, told_in, untold};

use crate::analysis::{ToldIn, told_by};
use crate::plan::Side;
use crate::project::record::{Channel, Conversation};
use crate::project::{Project, ReportId, Sent};
use crate::words::{DateForm, Dates};
use chrono::{Days, NaiveDate};

/// Channels with the word that names them.
pub const CHANNELS: [(Channel, &str, &str); 5] = [
    (Channel::Call, "call", "Call"),
    (Channel::Meeting, "meeting", "Meeting"),
    (Channel::Mail, "mail", "Mail"),
    (Channel::Report, "report", "Report"),
    (Channel::Corridor, "corridor", "In the corridor"),
];

/// The word for a channel, as a heading has it: `Call`, `In the corridor`.
pub fn channel_name(channel: Channel) -> &'static str {
    CHANNELS.iter().find(|row| row.0 == channel).map_or("Call", |row| row.2)
}

/// A conversation or a report that went out, in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TalkLine {
    pub place: ToldIn,
    /// `Wed 3 Mar`
    pub day: String,
    /// `Call with Ana, Ben`
    pub head: String,
    /// How it begins: what was said, or else what is known of it.
    pub gist: String,
    /// `told 2 things`; empty where nothing was told.
    pub told: String,
    /// They asked where it stands.
    pub chased: bool,
}

/// Conversations and reports, the latest first.
pub fn talks(project: &Project, dates: &Dates) -> Vec<TalkLine> {
    let mut all: Vec<(NaiveDate, TalkLine)> =
        project.record.conversations.values().map(|one| (one.on, line(one, dates))).collect();
    all.extend(project.sent_reports().into_iter().map(|(id, sent)| (sent.on, report_line(project, id, sent, dates))));
    all.sort_by_key(|(on, line)| std::cmp::Reverse((*on, line.place)));
    all.into_iter().map(|(_, line)| line).collect()
}

fn line(one: &Conversation, dates: &Dates) -> TalkLine {
    TalkLine {
        place: ToldIn::Conversation(one.id),
        day: dates.write(one.on, DateForm::Weekday),
        head: head(one),
        gist: gist(one),
        told: count(one.told.len()),
        chased: one.chased,
    }
}

fn report_line(project: &Project, id: ReportId, sent: &Sent, dates: &Dates) -> TalkLine {
    TalkLine {
        place: ToldIn::Report(id),
        day: dates.write(sent.on, DateForm::Weekday),
        head: if sent.to.is_empty() {
            "Report sent".to_owned()
        } else {
            format!("Report sent to {}", sent.to.join(", "))
        },
        gist: sent.title.clone(),
        told: count(told_by(project, sent).len()),
        chased: false,
    }
}

/// `Call with Ana, Ben`; `Call` where nobody is named.
pub fn head(one: &Conversation) -> String {
    match one.people.as_slice() {
        [] => channel_name(one.channel).to_owned(),
        people => format!("{} with {}", channel_name(one.channel), people.join(", ")),
    }
}

fn gist(one: &Conversation) -> String {
    let first = [&one.said, &one.sensed, &one.private_note].into_iter().find_map(|text| {
        let line = text.lines().map(str::trim).find(|line| !line.is_empty())?;
        Some(line.to_owned())
    });
    first.unwrap_or_default()
}

fn count(told: usize) -> String {
    match told {
        0 => String::new(),
        1 => "told 1 thing".to_owned(),
        many => format!("told {many} things"),
    }
}

/// Where something was told, within a sentence: `call with Ana`, `report to Helen`.
pub fn place(project: &Project, at: ToldIn) -> String {
    let lower = |text: String| {
        let mut letters = text.chars();
        letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
    };
    match at {
        ToldIn::Conversation(id) => project.record.conversations.get(&id).map(head).map(lower).unwrap_or_default(),
        ToldIn::Report(id) => {
            let to = project.reports.get(&id).and_then(|one| one.sent.as_ref()).map(|sent| sent.to.join(", "));
            match to.filter(|to| !to.is_empty()) {
                Some(to) => format!("report to {to}"),
                None => "report".to_owned(),
            }
        }
    }
}

/// Whom one may have talked with: the client's people, then who was talked with before, each once.
pub fn people(project: &Project) -> Vec<String> {
    let theirs = project.plan.resources.values().filter(|one| one.side == Side::Client).map(|one| &one.name);
    let before = project.record.conversations.values().rev().flat_map(|one| &one.people);
    let mut all: Vec<String> = Vec::new();
    for name in theirs.chain(before) {
        if !name.trim().is_empty() && !all.contains(name) {
            all.push(name.clone());
        }
    }
    all
}

/// How often they asked where things stand: `They asked 3 times in two weeks, more than before.` Nothing where they did
/// not.
pub fn chased(project: &Project, today: NaiveDate) -> Option<String> {
    let ago = |days: u64| today.checked_sub_days(Days::new(days)).unwrap_or(today);
    let between = |from: NaiveDate, to: NaiveDate| {
        let all = project.record.conversations.values().filter(|one| one.chased);
        all.filter(|one| from < one.on && one.on <= to).count()
    };
    // Four weeks before the last two: as often as before is half of them.
    let (before, lately) = (between(ago(42), ago(14)), between(ago(14), today));
    let often = match lately {
        0 => return None,
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        many => format!("{many} times"),
    };
    let than = match (lately * 2).cmp(&before) {
        std::cmp::Ordering::Greater => ", more than before",
        std::cmp::Ordering::Equal => ", as often as before",
        std::cmp::Ordering::Less => ", less than before",
    };
    Some(format!("They asked {often} in two weeks{than}."))
}

/// How long something has been: `since today`, `since yesterday`, `for 12 days`.
fn age(since: NaiveDate, today: NaiveDate) -> String {
    match today.signed_duration_since(since).num_days() {
        ..=0 => "since today".to_owned(),
        1 => "since yesterday".to_owned(),
        days => format!("for {days} days"),
    }
}
