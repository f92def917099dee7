//! The sections about working together. Each is empty where there is nothing to say.

use super::parts::{name, prose, short, table, weekday};
use crate::analysis::Event;
use crate::client::{ClientConcern, ClientProject, ConcernState};
use crate::format::markup::escape;
use crate::report::said;
use crate::view::confidence::{about, concern_state, event_words, in_the_plan, what_for};
use crate::words::Dates;
use chrono::NaiveDate;

fn more(text: &str) -> String {
    format!("<span class=\"more\" dir=\"auto\">{}</span>", escape(text.trim()))
}

pub(super) fn concerns(seen: &ClientProject, dates: &Dates) -> String {
    if seen.concerns.is_empty() {
        return String::new();
    }
    let rows: String = seen.concerns.iter().map(|one| concern(one, seen, dates)).collect();
    table(&["What you said", "Where it stands"], &rows)
}

fn concern(one: &ClientConcern, seen: &ClientProject, dates: &Dates) -> String {
    let who = one.who.as_ref().map(|who| more(who)).unwrap_or_default();
    let texts = [
        Some(one.answer.clone()).filter(|text| !text.is_empty()),
        in_the_plan(one, seen, dates).map(|text| format!("In the plan: {text}")),
        about(one, seen).map(|text| format!("About: {text}")),
    ];
    let texts: String = texts.into_iter().flatten().map(|text| more(&text)).collect();
    let tone = match one.state {
        ConcernState::Heard => "",
        ConcernState::Answered => " now",
        ConcernState::Checked(_) => " good",
    };
    let state = said::capital(&concern_state(one, dates));
    format!(
        "<tr><th scope=\"row\">“{}”{who}</th><td><span class=\"tag{tone}\">{state}</span>{texts}</td></tr>\n",
        name(&one.words)
    )
}

pub(super) fn agreement(seen: &ClientProject, dates: &Dates) -> String {
    let Some(agreement) = &seen.agreement else { return String::new() };
    let cell = |text: &str| if text.is_empty() { String::new() } else { prose(text) };
    let row = |block: &crate::client::ClientBlock| {
        format!(
            "<tr><th scope=\"row\" class=\"slim\">{}</th><td>{}</td><td>{}</td></tr>\n",
            block.about.name(),
            cell(&block.before),
            cell(&block.from_now)
        )
    };
    let rows: String = agreement.blocks.iter().map(row).collect();
    let agreed =
        agreement.agreed_on.map(|on| format!("<p class=\"small quiet\">Agreed on {}</p>\n", weekday(on, dates)));
    table(&["About", "Until now", "From now on"], &rows) + &agreed.unwrap_or_default()
}

/// Below the people.
pub(super) fn touchpoints(seen: &ClientProject, dates: &Dates) -> String {
    if seen.touchpoints.is_empty() {
        return String::new();
    }
    let row = |one: &crate::client::ClientTouchpoint| {
        let day = one.day().map(|day| weekday(day, dates)).unwrap_or_default();
        let day = if one.held_on.is_some() { format!("{day}, held") } else { day };
        let what = name(&what_for(one));
        format!("<tr><th scope=\"row\">{}</th><td>{what}</td><td class=\"when\">{day}</td></tr>\n", name(&one.who))
    };
    let rows: String = seen.touchpoints.iter().map(row).collect();
    table(&["Who stands behind it", "What for", "When"], &rows)
}

pub(super) fn wrap_up(seen: &ClientProject, dates: &Dates) -> String {
    let Some(wrap_up) = &seen.wrap_up else { return String::new() };
    let list = |title: &str, events: &[(NaiveDate, Event)]| {
        let lines = events.iter().filter_map(|(on, event)| Some((on, event_words(*event, seen)?)));
        let lines: String =
            lines.map(|(on, text)| format!("<li>{}: {}</li>\n", short(*on, dates), name(&text))).collect();
        if lines.is_empty() { lines } else { format!("<div>\n<h3>{title}</h3>\n<ul>\n{lines}</ul>\n</div>\n") }
    };
    let answers = wrap_up
        .answers
        .iter()
        .map(|(question, text)| format!("<div>\n<h3>{}</h3>\n{}</div>\n", question.heading(), prose(text)));
    let parts = list("What went well", &wrap_up.ups) + &list("What did not", &wrap_up.downs);
    format!("<div class=\"brief\">\n{parts}{}</div>\n", answers.collect::<String>())
}
