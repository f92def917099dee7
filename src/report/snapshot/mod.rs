//! The client snapshot: one HTML file anybody can open and print, from disk, with the network off. No script, nothing from
//! outside, a policy of its own that holds it to that; optionally with the plan inside, as text that does nothing, for
//! Forthright to open.

mod parts;
mod record;
mod steps;

use super::svg::{as_of, name, timeline_parts};
use crate::client::ClientProject;
use crate::format::markup::{escape, escape_json};
use crate::format::{PLAN_BEGIN, PLAN_END};
use crate::saved::plan_file;
use crate::words::{DateForm, Dates};

const STYLE: &str = include_str!("style.css");
/// Nothing is loaded, nothing runs, nothing is sent.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
/// Widths the timeline is drawn for: a desk or paper, and a telephone.
const WIDE: f64 = 880.0;
const NARROW: f64 = 360.0;
/// As many rows fit on a printed page.
const ROWS: usize = 40;

/// The page. `with_plan` puts the plan inside, as the client sees it, with its dates fixed.
pub fn page(seen: &ClientProject, with_plan: bool, dates: &Dates) -> String {
    let title = escape(&format!("{} – {}", name(seen), as_of(seen, dates).to_lowercase())).into_owned();
    let sections = sections(seen, dates);
    let mut page = format!(
        "<!doctype html>\n<html lang=\"en\" data-forthright=\"snapshot\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<div class=\"page\">\n"
    );
    page.push_str(&header(seen, &sections, dates));
    page.push_str("<main>\n");
    page.push_str(&parts::tiles(seen, dates));
    for section in &sections {
        page.push_str(&format!(
            "<section id=\"{id}\" aria-labelledby=\"{id}-title\">\n<h2 id=\"{id}-title\">{}</h2>\n{}</section>\n",
            section.title,
            section.html,
            id = section.id
        ));
    }
    page.push_str("</main>\n");
    page.push_str(&footer(seen, with_plan, dates));
    page.push_str("</div>\n");
    if with_plan {
        page.push_str(PLAN_BEGIN);
        page.push_str(&escape_json(&plan_file::write(&seen.as_project())));
        page.push_str(PLAN_END);
        page.push('\n');
    }
    page.push_str("</body>\n</html>\n");
    page
}

struct Section {
    id: &'static str,
    title: &'static str,
    html: String,
}

/// What there is something to say about, in the order of a presentation.
fn sections(seen: &ClientProject, dates: &Dates) -> Vec<Section> {
    let all = [
        ("about", "What this is about", parts::brief(seen)),
        ("needs", "What we need from you", parts::needs(seen, dates)),
        ("concerns", "Your concerns", record::concerns(seen, dates)),
        ("timeline", "Timeline", timeline(seen, dates)),
        ("promises", "Dates we promised", parts::promises(seen, dates)),
        ("problems", "Problems and ways out", parts::problems(seen, dates)),
        ("decisions", "Decisions", parts::decisions(seen, dates)),
        ("agreement", "How we work together", record::agreement(seen, dates)),
        ("money", "Money", parts::money(seen, dates)),
        ("people", "Who is who", parts::people(seen) + &record::touchpoints(seen, dates)),
        ("looking-back", "Looking back", record::wrap_up(seen, dates)),
        ("steps", "Every step", steps::table(seen, dates)),
    ];
    let filled = all.into_iter().filter(|(_, _, html)| !html.is_empty());
    filled.map(|(id, title, html)| Section { id, title, html }).collect()
}

fn header(seen: &ClientProject, sections: &[Section], dates: &Dates) -> String {
    let client = match seen.client.trim() {
        "" => String::new(),
        client => format!("<p class=\"for\">For <bdi>{}</bdi></p>\n", escape(client)),
    };
    let links = sections.iter().map(|section| format!("<li><a href=\"#{}\">{}</a></li>\n", section.id, section.title));
    format!(
        "<header>\n{client}<h1 dir=\"auto\">{}</h1>\n<p class=\"as-of\">{}</p>\n<nav aria-label=\"On this page\"><ul>\n{}</ul></nav>\n</header>\n",
        escape(&name(seen)),
        as_of(seen, dates),
        links.collect::<String>()
    )
}

fn footer(seen: &ClientProject, with_plan: bool, dates: &Dates) -> String {
    let made = dates.write(seen.today, DateForm::Long);
    let inside = if with_plan {
        "<p>The plan as you see it here is inside this file: open the file with Forthright to look around in it.</p>\n"
    } else {
        ""
    };
    format!(
        "<footer>\n<p>Made on {made}. {}; what happened since is not in it.</p>\n{inside}<p>This file loads nothing and sends nothing.</p>\n</footer>\n",
        as_of(seen, dates)
    )
}

/// Drawn twice; each screen shows the one it has room for, and paper the wide one.
fn timeline(seen: &ClientProject, dates: &Dates) -> String {
    if seen.steps.is_empty() {
        return String::new();
    }
    let drawn = |width, class: &str| -> String {
        let parts = timeline_parts(seen, width, ROWS, dates);
        format!("<div class=\"{class}\">\n{}</div>\n", parts.concat())
    };
    format!(
        "<figure class=\"picture\">\n{}{}</figure>\n<p class=\"small quiet screen\">The same dates in words: <a href=\"#steps\">every step</a>.</p>\n",
        drawn(WIDE, "wide"),
        drawn(NARROW, "narrow")
    )
}
