//! A line noted in passing: it goes into today's conversation, or becomes a concern. And names of people as they are
//! typed.

use super::record::{Talk, hear, log, put_concern, put_conversation};
use crate::project::record::{Concern, ConcernId, Conversation, ConversationId};
use crate::project::{Edit, Project, RecordEdit};
use chrono::NaiveDate;

/// A line as it was caught.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Jotted {
    pub text: String,
    /// Names, with commas between.
    pub who: String,
    /// Felt rather than said.
    pub sensed: bool,
}

/// The conversation of that day a line of these people belongs to: of those begun, the last with one of them, else the
/// last in which nobody is named. A line of nobody belongs to the last.
pub fn of_today<'a>(project: &'a Project, today: NaiveDate, who: &[String]) -> Option<&'a Conversation> {
    let last = |is: &dyn Fn(&Conversation) -> bool| {
        project.record.conversations.values().rfind(|one| one.on == today && is(one))
    };
    if who.is_empty() {
        return last(&|_| true);
    }
    let same = |name: &String| who.iter().any(|one| one.to_lowercase() == name.to_lowercase());
    last(&|one| one.people.iter().any(same)).or_else(|| last(&|one| one.people.is_empty()))
}

/// Writes the line into the conversation that is running, where one is; else into that of today it belongs to, or into a
/// new one. `None` where nothing was typed.
pub fn jot(
    project: &Project,
    today: NaiveDate,
    line: &Jotted,
    running: Option<ConversationId>,
) -> Option<(ConversationId, Edit)> {
    let text = line.text.trim();
    if text.is_empty() {
        return None;
    }
    let who = names(&line.who);
    let running = running.and_then(|id| project.record.conversations.get(&id)).filter(|one| one.on == today);
    let Some(known) = running.or_else(|| of_today(project, today, &who)) else {
        let (said, sensed) = if line.sensed { ("", text) } else { (text, "") };
        let talk = Talk { people: who, said: said.to_owned(), sensed: sensed.to_owned(), ..Talk::default() };
        return Some(log(project, today, talk));
    };
    let mut one = known.clone();
    let place = if line.sensed { &mut one.sensed } else { &mut one.said };
    add_line(place, text);
    for name in who {
        if !one.people.iter().any(|known| known.to_lowercase() == name.to_lowercase()) {
            one.people.push(name);
        }
    }
    Some((one.id, put_conversation(one)))
}

/// The line as a concern, heard in the conversation of today it belongs to, where there is one.
pub fn jot_concern(project: &Project, today: NaiveDate, line: &Jotted) -> Option<(ConcernId, Edit)> {
    let who = names(&line.who);
    let heard_in = of_today(project, today, &who).map(|one| one.id);
    let heard = hear(project, &line.text, &who.join(", "), today, heard_in)?;
    Some(if line.sensed { felt(heard) } else { heard })
}

/// The same concern, felt rather than said.
fn felt((id, edit): (ConcernId, Edit)) -> (ConcernId, Edit) {
    match edit {
        Edit::Record(RecordEdit::Concern { concern: Some(concern), .. }) => {
            (id, put_concern(Concern { sensed: true, ..*concern }))
        }
        edit => (id, edit),
    }
}

/// What was written last in a conversation, as a concern: the last line said, or else the last one sensed.
pub fn concern_of(project: &Project, one: &Conversation) -> Option<(ConcernId, Edit)> {
    let last = |text: &str| text.lines().rev().map(str::trim).find(|line| !line.is_empty()).map(str::to_owned);
    let (text, sensed) = match last(&one.said) {
        Some(said) => (said, false),
        None => (last(&one.sensed)?, true),
    };
    let heard = hear(project, &text, &one.people.join(", "), one.on, Some(one.id))?;
    Some(if sensed { felt(heard) } else { heard })
}

/// Names as they were typed, commas or semicolons between, each once.
pub fn names(text: &str) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for name in text.split([',', ';', '\n']).map(str::trim).filter(|name| !name.is_empty()) {
        if !all.iter().any(|known| known == name) {
            all.push(name.to_owned());
        }
    }
    all
}

fn add_line(text: &mut String, line: &str) {
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    text.push_str(line);
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::plan::Moment;

    fn picture(project: &Project) -> String {
        let talk = |one: &Conversation| {
            format!("{} {:?} said {:?} sensed {:?}", one.on, one.people.join("+"), one.said, one.sensed)
        };
        let concern = |one: &Concern| {
            let felt = if one.sensed { " sensed" } else { "" };
            format!(
                "concern {:?} of {}{felt}{}",
                one.words,
                one.who,
                if one.conversation.is_some() { " in it" } else { "" }
            )
        };
        let talks = project.record.conversations.values().map(talk);
        talks.chain(project.record.concerns.values().map(concern)).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn a_line_goes_into_todays_conversation_and_back_out_again() {
        let mut project = Project::new("", Moment::parse("2026-06-01").unwrap());
        let empty = project.clone();
        let today = "2026-06-05".parse().unwrap();
        let line = |text: &str, who: &str, sensed| Jotted { text: text.into(), who: who.into(), sensed };
        assert_eq!(jot(&project, today, &line("  ", "Helen", false), None), None);
        let mut back = Vec::new();
        for (text, who, sensed) in [("It is slow", "Helen", false), ("Tired", "Helen, Ana", true), ("Why?", "", false)]
        {
            let (_, edit) = jot(&project, today, &line(text, who, sensed), None).unwrap();
            back.push(project.apply(edit).unwrap());
        }
        let (_, edit) = jot_concern(&project, today, &line("Will it hold?", "Helen", true)).unwrap();
        back.push(project.apply(edit).unwrap());
        let expected = "2026-06-05 \"Helen+Ana\" said \"It is slow\\nWhy?\" sensed \"Tired\"\n\
                        concern \"Will it hold?\" of Helen sensed in it";
        assert_eq!(picture(&project), expected);
        for edit in back.into_iter().rev() {
            project.apply(edit).unwrap();
        }
        // Numbers that were given out stay given out.
        project.plan.ids = empty.plan.ids;
        assert_eq!(project, empty);
    }

    #[test]
    fn a_line_goes_to_the_conversation_with_whoever_said_it() {
        let mut project = Project::new("", Moment::parse("2026-06-01").unwrap());
        let today = "2026-06-05".parse().unwrap();
        let line = |text: &str, who: &str| Jotted { text: text.into(), who: who.into(), sensed: false };
        let mut note = |text: &str, who: &str, running| {
            let (id, edit) = jot(&project, today, &line(text, who), running).unwrap();
            project.apply(edit).unwrap();
            (id, picture(&project))
        };
        let (first, _) = note("Slow", "Helen", None);
        // Paul was not in Helen's call.
        let (second, _) = note("Quick", "Paul", None);
        assert_ne!(first, second);
        let (_, seen) = note("Still slow", "helen", None);
        let paul = "2026-06-05 \"Paul\" said \"Quick\" sensed \"\"";
        assert_eq!(seen, format!("2026-06-05 \"Helen\" said \"Slow\\nStill slow\" sensed \"\"\n{paul}"));
        // In a meeting that runs, whoever speaks was there.
        let (third, seen) = note("Both", "Paul", Some(first));
        assert_eq!(third, first);
        assert_eq!(seen, format!("2026-06-05 \"Helen+Paul\" said \"Slow\\nStill slow\\nBoth\" sensed \"\"\n{paul}"));
    }

    #[test]
    fn a_concern_is_taken_from_what_was_written_last() {
        let mut project = Project::new("", Moment::parse("2026-06-01").unwrap());
        let on = "2026-06-05".parse().unwrap();
        let mut one = Conversation::new(ConversationId(9), on);
        assert_eq!(concern_of(&project, &one), None);
        one.sensed = "Uneasy about May\n".into();
        let (_, edit) = concern_of(&project, &one).unwrap();
        project.apply(edit).unwrap();
        one.said = "Fine so far\nBut the date?".into();
        let (_, edit) = concern_of(&project, &one).unwrap();
        project.apply(edit).unwrap();
        let said: Vec<(&str, bool)> =
            project.record.concerns.values().map(|one| (one.words.as_str(), one.sensed)).collect();
        assert_eq!(said, [("Uneasy about May", true), ("But the date?", false)]);
    }
}
