//! The sections of the page. Each is empty where there is nothing to say.

use crate::client::{ClientOption, ClientProblem, ClientProject, ClientPromise, OptionState, Standing};
use crate::format::markup::escape;
use crate::plan::Side;
use crate::project::BriefPart;
use crate::report::said;
use crate::view::asked::{Asked, AskedOf, asked};
use crate::words::{DateForm, Dates, write_money};
use chrono::NaiveDate;

/// What people wrote, as paragraphs, or as a list where they wrote lines.
pub(super) fn prose(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let tagged = |tag: &str| -> String {
        lines.iter().map(|line| format!("<{tag} dir=\"auto\">{}</{tag}>\n", escape(line))).collect()
    };
    if lines.len() > 1 { format!("<ul>\n{}</ul>\n", tagged("li")) } else { tagged("p") }
}

pub(super) fn name(text: &str) -> String {
    format!("<bdi>{}</bdi>", escape(text.trim()))
}

pub(super) fn weekday(day: NaiveDate, dates: &Dates) -> String {
    dates.write(day, DateForm::Weekday)
}

pub(super) fn short(day: NaiveDate, dates: &Dates) -> String {
    dates.write(day, DateForm::Short)
}

/// Where the work stands, in four numbers.
pub(super) fn tiles(seen: &ClientProject, dates: &Dates) -> String {
    let mut tiles = String::new();
    let mut tile = |term: &str, big: String, more: String| {
        tiles.push_str(&format!(
            "<div><dt>{term}</dt><dd class=\"big\">{big}</dd><dd class=\"small quiet\">{more}</dd></div>\n"
        ));
    };
    let next = seen.steps.iter().filter(|step| step.milestone && step.standing != Standing::Done);
    if let Some(step) = next.min_by_key(|step| step.finish) {
        tile("Next milestone", weekday(step.ends_on(), dates), name(&step.name));
    }
    if let Some((start, finish)) = seen.span {
        let last = finish.max(start).date_as_finish();
        tile("Last day planned", weekday(last, dates), format!("begun {}", short(start.date(), dates)));
    }
    let work = || seen.steps.iter().filter(|step| !step.parent);
    if work().next().is_some() {
        let done = work().filter(|step| step.standing == Standing::Done).count();
        let now = work().filter(|step| step.standing == Standing::UnderWay).count();
        tile("Steps done", format!("{done} of {}", work().count()), format!("{now} under way"));
    }
    if !seen.promises.is_empty() {
        let late = seen.promises.iter().filter(|promise| said::is_late(promise)).count();
        let more = match late {
            0 => "every one holds".to_owned(),
            1 => "one is not kept as it stands".to_owned(),
            late => format!("{late} are not kept as it stands"),
        };
        tile("Promised dates that hold", format!("{} of {}", seen.promises.len() - late, seen.promises.len()), more);
    }
    if tiles.is_empty() { tiles } else { format!("<dl class=\"tiles\" aria-label=\"Where we are\">\n{tiles}</dl>\n") }
}

pub(super) fn brief(seen: &ClientProject) -> String {
    let part = |(part, text): &(BriefPart, String)| {
        let (title, class) = match part {
            BriefPart::Purpose => ("", " class=\"wide\""),
            BriefPart::Outcomes => ("What it brings", ""),
            BriefPart::Scope => ("What is part of it", ""),
            BriefPart::OutOfScope => ("What is not part of it", ""),
            BriefPart::Assumptions => ("What we build on", ""),
        };
        let title = if title.is_empty() { String::new() } else { format!("<h3>{title}</h3>\n") };
        format!("<div{class}>\n{title}{}</div>\n", prose(text))
    };
    let parts: String = seen.brief.iter().map(part).collect();
    if parts.is_empty() { parts } else { format!("<div class=\"brief\">\n{parts}</div>\n") }
}

pub(super) fn needs(seen: &ClientProject, dates: &Dates) -> String {
    let all = asked(seen);
    if all.is_empty() {
        return String::new();
    }
    let row = |one: &Asked| {
        let day = one.by.map(|by| weekday(by, dates)).unwrap_or_default();
        let day = if one.late { format!("<span class=\"tag late\">{day}, past</span>") } else { day };
        let who = if one.who.is_empty() { String::new() } else { name(&one.who) };
        // Of a step of theirs the table of steps says what waits for it.
        let more = match one.of {
            AskedOf::Step(_) => String::new(),
            AskedOf::Input(_) => [one.waits.as_str(), &one.effect]
                .into_iter()
                .filter(|text| !text.is_empty())
                .map(|text| format!("<span class=\"more\">{}</span>", name(&said::capital(text))))
                .collect(),
        };
        let what = name(&one.what);
        format!("<tr><th scope=\"row\">{what}{more}</th><td>{who}</td><td class=\"when\">{day}</td></tr>\n")
    };
    let rows: String = all.iter().map(row).collect();
    table(&["What", "Who", "By"], &rows)
}

pub(super) fn table(heads: &[&str], rows: &str) -> String {
    let heads: String = heads.iter().map(|head| format!("<th scope=\"col\">{head}</th>")).collect();
    format!("<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n")
}

pub(super) fn promises(seen: &ClientProject, dates: &Dates) -> String {
    if seen.promises.is_empty() {
        return String::new();
    }
    let rows: String = seen.promises.iter().map(|one| promise(seen, one, dates)).collect();
    table(&["What", "Promised", "Standing"], &rows)
}

fn promise(seen: &ClientProject, one: &ClientPromise, dates: &Dates) -> String {
    let mut more = String::new();
    if !one.to.trim().is_empty() {
        more.push_str(&format!("<span class=\"more\">to {}</span>", name(&one.to)));
    }
    // How the date came about, where it was said more than once.
    let moves = one.sayings.windows(2);
    for pair in moves.filter(|pair| pair[0].date != pair[1].date) {
        let why = if pair[1].reason.trim().is_empty() { String::new() } else { format!(": {}", name(&pair[1].reason)) };
        let moved = dates.change(pair[0].date, pair[1].date);
        more.push_str(&format!("<span class=\"more\">{moved}, said on {}{why}</span>", short(pair[1].said_on, dates)));
    }
    let then = match (one.delivered_on, one.forecast) {
        (Some(on), _) => format!("<span class=\"more\">delivered {}</span>", short(on, dates)),
        (None, Some(on)) if on != one.date => format!("<span class=\"more\">expected {}</span>", short(on, dates)),
        _ => String::new(),
    };
    let tone = match (said::is_late(one), one.delivered_on) {
        (true, _) => " late",
        (false, Some(_)) => " good",
        (false, None) => "",
    };
    format!(
        "<tr><th scope=\"row\">{}{more}</th><td class=\"when\">{}{then}</td><td><span class=\"tag{tone}\">{}</span></td></tr>\n",
        name(&one.what),
        short(one.date, dates),
        said::capital(&said::state(one, &seen.hours, dates))
    )
}

pub(super) fn problems(seen: &ClientProject, dates: &Dates) -> String {
    seen.problems.iter().map(|one| problem(one, dates)).collect()
}

fn problem(one: &ClientProblem, dates: &Dates) -> String {
    let state = match one.closed_on {
        Some(on) => format!("<span class=\"tag good\">Closed {}</span>", short(on, dates)),
        None if one.is_decided() => "<span class=\"tag now\">Decided</span>".to_owned(),
        None => "<span class=\"tag\">Open</span>".to_owned(),
    };
    let owner = one.owner.as_ref().map(|owner| format!(" · {}", name(owner))).unwrap_or_default();
    let parts = [
        ("What", one.what.as_str()),
        ("Why", &one.why),
        ("How it happened", &one.how),
        ("What is still good", &one.still_good),
        ("If nothing is done", one.effect.as_deref().unwrap_or_default()),
    ];
    let said = parts.into_iter().filter(|(_, text)| !text.trim().is_empty());
    let said: String =
        said.map(|(term, text)| format!("<div><dt>{term}</dt><dd>{}</dd></div>\n", prose(text))).collect();
    let said = if said.is_empty() { said } else { format!("<dl>\n{said}</dl>\n") };
    let options: String = one.options.iter().map(|way| option(way, dates)).collect();
    let options =
        if options.is_empty() { options } else { format!("<h4>Ways out</h4>\n<ul class=\"ways\">\n{options}</ul>\n") };
    format!(
        "<article class=\"card\">\n<h3 dir=\"auto\">{}</h3>\n<p class=\"small quiet\">{state} Since {}{owner}</p>\n{said}{options}</article>\n",
        escape(&one.title),
        short(one.raised_on, dates)
    )
}

fn option(one: &ClientOption, dates: &Dates) -> String {
    let state = match one.state {
        OptionState::Proposed => String::new(),
        OptionState::Recommended => "<span class=\"tag now\">We recommend this</span>\n".to_owned(),
        OptionState::Chosen => "<span class=\"tag now\">Chosen</span>\n".to_owned(),
        OptionState::Reserve(None) => "<span class=\"tag\">Kept in reserve</span>\n".to_owned(),
        OptionState::Reserve(Some(on)) => {
            format!("<span class=\"tag\">Kept in reserve until {}</span>\n", short(on, dates))
        }
    };
    let mut lines = vec![escape(one.effect.trim()).into_owned(), escape(one.notice.trim()).into_owned()];
    let mut facts: Vec<String> = one.finish.map(|day| format!("Last day {}", short(day, dates))).into_iter().collect();
    if one.kept.1 > 0 {
        facts.push(format!("keeps {} of {} promised dates", one.kept.0, one.kept.1));
    }
    lines.retain(|line| !line.is_empty());
    let lines: String = lines.iter().map(|line| format!("<p dir=\"auto\">{line}</p>\n")).collect();
    let facts =
        if facts.is_empty() { String::new() } else { format!("<p class=\"small quiet\">{}</p>\n", facts.join(" · ")) };
    format!("<li>\n{state}<strong>{}</strong>\n{lines}{facts}</li>\n", name(&one.name))
}

pub(super) fn decisions(seen: &ClientProject, dates: &Dates) -> String {
    if seen.decisions.is_empty() {
        return String::new();
    }
    let row = |one: &crate::client::ClientDecision| {
        let more = [&one.why, &one.effect].into_iter().filter(|text| !text.trim().is_empty());
        let more: String =
            more.map(|text| format!("<span class=\"more\" dir=\"auto\">{}</span>", escape(text.trim()))).collect();
        let (what, by, on) = (name(&one.what), name(&one.by), short(one.decided_on, dates));
        format!("<tr><th scope=\"row\">{what}{more}</th><td>{by}</td><td class=\"when\">{on}</td></tr>\n")
    };
    let rows: String = seen.decisions.iter().map(row).collect();
    table(&["What", "By", "On"], &rows)
}

pub(super) fn money(seen: &ClientProject, dates: &Dates) -> String {
    let Some(money) = &seen.money else { return String::new() };
    let write = |amount| escape(&write_money(amount, &money.currency, dates.locale)).into_owned();
    let rows =
        [("Budget", money.budget), ("Spent so far", Some(money.spent)), ("Expected in all", Some(money.expected))];
    let rows = rows.into_iter().filter_map(|(term, amount)| Some((term, write(amount?))));
    let rows: String =
        rows.map(|(term, amount)| format!("<tr><th scope=\"row\">{term}</th><td>{amount}</td></tr>\n")).collect();
    table(&["What", "Amount"], &rows)
}

pub(super) fn people(seen: &ClientProject) -> String {
    let person = |one: &crate::client::ClientPerson| {
        let side = match one.side {
            Side::Client if !seen.client.trim().is_empty() => name(&seen.client),
            _ => String::new(),
        };
        let role = if one.role.trim().is_empty() { String::new() } else { name(&one.role) };
        let about: Vec<String> = [role, side].into_iter().filter(|text| !text.is_empty()).collect();
        format!("<li><strong>{}</strong><span class=\"more\">{}</span></li>\n", name(&one.name), about.join(", "))
    };
    let people: String = seen.people.iter().map(person).collect();
    if people.is_empty() { people } else { format!("<ul class=\"people\">\n{people}</ul>\n") }
}
