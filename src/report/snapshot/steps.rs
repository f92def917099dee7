//! Every step as a table: the timeline in words.

use crate::client::{ClientProject, ClientStep, Standing};
use crate::format::markup::escape;
use crate::report::said;
use crate::words::Dates;

pub(super) fn table(seen: &ClientProject, dates: &Dates) -> String {
    if seen.steps.is_empty() {
        return String::new();
    }
    let rows: String = seen.steps.iter().map(|step| row(step, dates)).collect();
    format!(
        "<table>\n<thead><tr><th scope=\"col\">Step</th><th scope=\"col\">When</th><th scope=\"col\">Standing</th></tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n"
    )
}

fn row(step: &ClientStep, dates: &Dates) -> String {
    let class = if step.parent { " class=\"group\"" } else { "" };
    let level = match step.level {
        0 => String::new(),
        level => format!(" class=\"l{}\"", level.min(4)),
    };
    let mut more = String::new();
    let mut say = |html: String| more.push_str(&format!("<span class=\"more\" dir=\"auto\">{html}</span>"));
    if !step.will_see.trim().is_empty() {
        say(escape(step.will_see.trim()).into_owned());
    }
    let who = step.owner.as_ref().map(|owner| format!("<bdi>{}</bdi>", escape(owner)));
    let reason = step.reason.as_ref().map(|reason| format!("<bdi>{}</bdi>", escape(&said::capital(reason))));
    let about: Vec<String> = who.into_iter().chain(reason).collect();
    if !about.is_empty() {
        say(about.join(" · "));
    }
    let tone = match step.standing {
        Standing::Done => " good",
        Standing::UnderWay => " now",
        Standing::Ahead => "",
    };
    format!(
        "<tr{class}><th scope=\"row\"{level}><bdi>{}</bdi>{more}</th><td class=\"when\">{}</td><td><span class=\"tag{tone}\">{}</span></td></tr>\n",
        escape(&step.name),
        said::when(step, dates),
        said::capital(&said::standing(step))
    )
}
