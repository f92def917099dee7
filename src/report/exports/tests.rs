//! Every file from the sample as a golden text; no private word in any; hostile text shown as typed and harmless.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::{Choice, EXPORTS, Export, export, file_name};
use crate::client::ClientProject;
use crate::client::tests::{CANARY, with_canaries};
use crate::format::markup::unescape;
use crate::format::open_any;
use crate::plan::{Moment, Task, TaskId};
use crate::project::{Project, sample};
use crate::report::Pages;
use crate::words::{Dates, Locale};
use std::path::PathBuf;

fn dates(tag: &str) -> Dates {
    Dates::new(Locale::from_tag(tag), "2026-06-15".parse().unwrap())
}

fn seen(project: &Project) -> ClientProject {
    let dates = dates("en-GB");
    ClientProject::of(project, &project.schedule(), dates.today, &dates)
}

fn choices(export: &Export) -> Vec<(&'static str, Choice)> {
    let plain = Choice::default();
    match export.id {
        "snapshot" => vec![("", plain), ("-with-plan", Choice { with_plan: true, ..plain })],
        "svg" => vec![
            ("", plain),
            ("-narrow", Choice { width: 360.0, ..plain }),
            ("-pages", Choice { width: 900.0, pages: Pages::Wide(2), ..plain }),
        ],
        "pages" => vec![("", Choice { pages: Pages::Wide(3), ..plain })],
        _ => vec![("", plain)],
    }
}

fn written(project: &Project) -> Vec<(String, String)> {
    let (seen, dates) = (seen(project), dates("en-GB"));
    let all = EXPORTS.iter().flat_map(|export| choices(export).into_iter().map(move |choice| (export, choice)));
    all.map(|(export, (name, choice))| {
        (format!("{}{name}.{}", export.id, export.ending), export.write(&seen, &choice, &dates))
    })
    .collect()
}

#[test]
fn every_file_from_the_sample_is_as_it_was() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    for (name, text) in written(&sample("2026-06-15".parse().unwrap())) {
        let path = folder.join(&name);
        if std::env::var("FORTHRIGHT_GOLDEN").as_deref() == Ok("write") {
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(&path, &text).unwrap();
        }
        let golden = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let differs = golden.lines().zip(text.lines()).enumerate().find(|(_, (then, now))| then != now);
        assert!(golden == text, "{name} is not as it was (FORTHRIGHT_GOLDEN=write makes it so): {differs:?}");
    }
}

#[test]
fn no_private_word_is_in_any_file() {
    let project = with_canaries();
    for (name, text) in written(&project) {
        let at = text.find(CANARY).map(|at| &text[at.saturating_sub(80)..(at + 40).min(text.len())]);
        assert_eq!(at, None, "{name}");
        assert!(text.len() > 400, "{name}: {text}");
    }
}

/// Text of every kind that has harmed somebody, as names, words and reasons.
fn hostile() -> Vec<String> {
    let mut all: Vec<String> = [
        "<script>alert(1)</script><img src=x onerror=alert(1)>",
        "</template></svg></title></style></textarea><b>bold</b> ]]> <!-- -->",
        "\"quoted' & &lt;amp; &#60;",
        "=HYPERLINK(\"http://a.example\";\"x\")",
        "+1-2",
        "-3+4",
        "@SUM(A1:A9)",
        "\t=1",
        "مرحبا بالعالم שלום \u{202e}gnp.exe",
        "🏳️‍🌈👩‍👩‍👧‍👦 emoji, e\u{301}",
        "null\u{0}bell\u{7}esc\u{1b}[31m del\u{7f} \u{fffe}",
        "first line\r\nsecond; line, with \\ and : and # and %%",
        "Section one: click done",
        "{{template}} ${x} `code` *star* _under_ [link](javascript:alert(1)) | pipe",
        "\u{2028}separators\u{2029}",
        "",
    ]
    .map(str::to_owned)
    .into();
    all.push("long".repeat(2_500));
    all
}

/// The sample with hostile text wherever the client sees text.
fn with_hostile_text() -> Project {
    let mut project = sample("2026-06-15".parse().unwrap());
    let words = hostile();
    let mut next = words.iter().cycle().cloned();
    let mut take = || next.next().unwrap();
    project.name = words[0].clone();
    project.brief.client = words[1].clone();
    project.brief.purpose = words.join("\n");
    project.brief.scope = take();
    for task in &mut project.plan.tasks {
        (task.name, task.will_see) = (take(), take());
        task.client_visible = true;
    }
    for person in project.plan.resources.values_mut() {
        (person.name, person.role, person.client_visible) = (take(), take(), true);
    }
    for promise in project.promises.values_mut() {
        (promise.words, promise.to) = (take(), take());
        promise.sayings.iter_mut().for_each(|said| said.reason = take());
    }
    for problem in project.problems.values_mut() {
        problem.client_visible = true;
        for part in [
            &mut problem.client.title,
            &mut problem.client.what,
            &mut problem.client.why,
            &mut problem.client.how,
            &mut problem.client.still_good,
        ] {
            *part = take();
        }
    }
    for (at, name) in words.iter().enumerate() {
        let id = TaskId(5_000 + at as u32);
        let mut task = Task::new(id, 0, name.clone(), crate::plan::Duration::working(480 * at as i32));
        (task.client_visible, task.milestone) = (true, at % 2 == 0);
        task.constraint = None;
        project.plan.tasks.push(task);
    }
    project.plan.ids.last = 6_000;
    project
}

/// The tags of a page or picture, without what is between them.
fn tags(markup: &str) -> Vec<&str> {
    markup.split('<').skip(1).map(|rest| rest.split(['>', ' ', '\n']).next().unwrap_or_default()).collect()
}

#[test]
fn hostile_text_makes_no_tag_and_is_shown_as_typed() {
    const KNOWN: &str = "!doctype html head meta title style body div header h1 h2 h3 h4 p nav ul li a main dl dt dd \
        section figure svg g rect path text desc table thead tbody tr th td span bdi article strong footer template ?xml";
    for (name, text) in
        written(&with_hostile_text()).iter().filter(|(name, _)| name.ends_with("html") || name.ends_with("svg"))
    {
        let unknown: Vec<&str> = tags(text)
            .into_iter()
            .filter(|tag| !KNOWN.split_whitespace().any(|known| known == tag.trim_start_matches('/')))
            .collect();
        assert_eq!(unknown, [] as [&str; 0], "{name}");
        for tag in text.split('<').skip(1).map(|rest| rest.split('>').next().unwrap_or_default()) {
            // What is in quotes is a value; the names are what is left.
            let names: String = tag.split('"').step_by(2).collect();
            assert!(
                !["src", "on", "style=", "srcdoc", "action"].iter().any(|name| names.contains(&format!(" {name}"))),
                "{name}: {tag}"
            );
            let link = tag.split("href=\"").nth(1);
            assert!(link.is_none_or(|to| to.starts_with('#')), "{name}: {tag}");
        }
        let outside = ["url(", "@import"].iter().filter(|word| text.contains(**word));
        assert_eq!(outside.count(), 0, "{name}");
        let shown = unescape(text);
        for typed in hostile().iter().filter(|typed| name.starts_with("snapshot") && !typed.trim().is_empty()) {
            let typed: String = typed
                .chars()
                .map(|c| if "\u{0}\u{7}\u{1b}\u{7f}\u{fffe}".contains(c) { '\u{fffd}' } else { c })
                .collect();
            assert!(shown.contains(typed.trim()), "{name}: {typed:?}");
        }
    }
}

#[test]
fn pictures_are_well_formed_whatever_is_in_them() {
    for project in [with_hostile_text(), Project::new("", Moment(0)), sample("2026-06-15".parse().unwrap())] {
        let seen = seen(&project);
        let choice = |width, pages| Choice { width, pages, ..Choice::default() };
        for choice in [
            choice(1_200.0, Pages::One),
            choice(f64::NAN, Pages::Wide(0)),
            choice(1.0, Pages::Wide(255)),
            choice(1e9, Pages::Wide(8)),
        ] {
            let svg = export("svg").unwrap().write(&seen, &choice, &dates("en-GB"));
            well_formed(&svg);
        }
    }
}

#[track_caller]
fn well_formed(xml: &str) {
    use quick_xml::events::Event;
    let mut reader = quick_xml::Reader::from_str(xml);
    let mut depth = 0_i32;
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) => {
                depth += 1;
                assert!(start.attributes().all(|attribute| attribute.is_ok()));
            }
            Event::Empty(element) => assert!(element.attributes().all(|attribute| attribute.is_ok())),
            Event::End(_) => depth -= 1,
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0);
    let forbidden = |c: char| c.is_control() && !"\t\n\r".contains(c) || c == '\u{fffe}';
    assert!(!xml.contains(forbidden) && !xml.contains(" style="), "what XML or the app's policy forbids");
}

#[test]
fn a_spreadsheet_reads_every_cell_as_text() {
    let text = export("csv").unwrap().write(&seen(&with_hostile_text()), &Choice::default(), &dates("en-GB"));
    assert!(text.starts_with('\u{feff}') && text.ends_with("\r\n"));
    let rows = cells(text.trim_start_matches('\u{feff}'));
    assert!(rows.iter().all(|row| row.len() == 12), "every row has every cell");
    let bad = rows.iter().flatten().find(|cell| cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']));
    assert_eq!(bad, None);
    let named = |name: &str| rows.iter().any(|row| row[1] == name);
    assert!(hostile().iter().filter(|name| !name.is_empty()).all(|name| named(name) || named(&format!("'{name}"))));
    // A place that writes 1,5 has spreadsheets that cut at semicolons.
    let german = export("csv").unwrap().write(&seen(&with_hostile_text()), &Choice::default(), &dates("de"));
    assert!(german.starts_with("\u{feff}Level;Step;Start"));
}

/// A table by RFC 4180, read by nothing of ours.
fn cells(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        match c {
            '"' if quoted && letters.peek() == Some(&'"') => cell.extend(letters.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted && letters.peek() == Some(&'\n') => {
                letters.next();
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            c => cell.push(c),
        }
    }
    rows
}

#[test]
fn a_calendar_keeps_to_its_lines() {
    let text = export("ics").unwrap().write(&seen(&with_hostile_text()), &Choice::default(), &dates("en-GB"));
    let lines: Vec<&str> = text.split("\r\n").collect();
    assert!(
        lines.iter().all(|line| line.len() <= 75 && !line.contains(['\r', '\n'])),
        "folded, and no line cut in two"
    );
    let whole = text.replace("\r\n ", "");
    let known = ["BEGIN", "END", "VERSION", "PRODID", "CALSCALE", "METHOD", "NAME", "X-WR-CALNAME", "UID", "DTSTAMP"];
    let more = ["DTSTART;VALUE=DATE", "DTEND;VALUE=DATE", "SUMMARY", "DESCRIPTION", "CATEGORIES", "TRANSP"];
    let property = |line: &str| line.split(':').next().unwrap_or_default().to_owned();
    let strange: Vec<&str> = whole
        .split("\r\n")
        .filter(|line| !line.is_empty() && !known.iter().chain(&more).any(|name| *name == property(line)))
        .collect();
    assert_eq!(strange, [] as [&str; 0]);
    let ids: Vec<&str> = whole.split("\r\n").filter(|line| line.starts_with("UID:")).collect();
    assert!(ids.iter().collect::<std::collections::HashSet<_>>().len() == ids.len() && ids.len() > 10);
    assert!(whole.contains("SUMMARY:\"quoted' & &lt\\;amp\\; &#60\\;") || whole.contains("@SUM(A1:A9)"));
}

#[test]
fn a_diagram_has_a_line_a_step() {
    let project = with_hostile_text();
    let text = export("mermaid").unwrap().write(&seen(&project), &Choice::default(), &dates("en-GB"));
    let seen = seen(&project);
    let steps = seen.steps.iter().filter(|step| !step.parent).count();
    let lines: Vec<&str> = text.lines().skip(3).filter(|line| !line.starts_with("    section ")).collect();
    assert_eq!(lines.len(), steps);
    for line in lines {
        let (name, tags) = line.trim_start().split_once(" :").unwrap();
        assert!(!name.contains([':', '<', '>', '%']), "{line}");
        let dates = tags.split(", ").filter(|tag| tag.parse::<chrono::NaiveDate>().is_ok()).count();
        assert_eq!(dates, 2, "{line}");
    }
}

#[test]
fn a_snapshot_with_the_plan_opens_as_what_the_client_saw() {
    for project in [sample("2026-06-15".parse().unwrap()), with_canaries(), with_hostile_text()] {
        let (seen, dates) = (seen(&project), dates("en-GB"));
        let with_plan = Choice { with_plan: true, ..Choice::default() };
        let page = export("snapshot").unwrap().write(&seen, &with_plan, &dates);
        let opened = open_any("Their plan.html", page.as_bytes(), &dates).unwrap();
        assert_eq!(opened.notes, [] as [String; 0]);
        assert_eq!(opened.project.name, project.name);
        let again = ClientProject::of(&opened.project, &opened.project.schedule(), dates.today, &dates);
        let lines = |seen: &ClientProject| -> Vec<String> {
            let of = |step: &crate::client::ClientStep| {
                let days = (step.starts_on(), step.ends_on(), step.milestone, step.standing);
                format!("{} {} {days:?}", step.level, step.name)
            };
            seen.steps.iter().map(of).collect()
        };
        assert_eq!(lines(&again), lines(&seen));
    }
}

#[test]
fn a_page_without_a_plan_says_so() {
    let (seen, dates) = (seen(&sample("2026-06-15".parse().unwrap())), dates("en-GB"));
    let open = |page: &str| open_any("a.html", page.as_bytes(), &dates).unwrap_err();
    let page = export("snapshot").unwrap().write(&seen, &Choice::default(), &dates);
    assert!(open(&page).contains("without the plan"), "{}", open(&page));
    assert!(open("<!DOCTYPE HTML><p>Hello").contains("not a snapshot"));
    assert!(open("<html><template id=\"forthright-plan\">{\"forthright\": 1,</template>").contains("not a whole plan"));
    assert!(page.len() < 200_000 && !page.contains("<script"));
}

#[test]
fn large_plans_are_cut_into_pages_with_their_headers() {
    let seen = seen(&sample("2026-06-15".parse().unwrap()));
    for (wide, pages) in [(1, 2), (2, 4), (8, 16)] {
        let choice = Choice { pages: Pages::Wide(wide), ..Choice::default() };
        let html = export("pages").unwrap().write(&seen, &choice, &dates("en-GB"));
        assert_eq!(html.matches("role=\"img\"").count(), pages, "{wide}");
        assert!(html.contains(&format!("page {pages} of {pages}")));
        // The names stand on every page of their rows.
        assert_eq!(html.matches(">Kick-off at the museum<").count(), usize::from(wide));
    }
}

/// A file is read later than it is written, and what it counts would tell of what it leaves out.
#[test]
fn no_file_says_how_long_ago_or_has_a_gap_in_its_numbers() {
    let mut project = with_canaries();
    let day = "2026-06-08".parse().unwrap();
    for promise in project.promises.values_mut() {
        promise.sayings.iter_mut().for_each(|said| said.date = day);
    }
    for (name, text) in written(&project) {
        assert!(!text.contains(" ago") && !text.contains("Today"), "{name}");
        if name.starts_with("mermaid") {
            let numbers = text.lines().filter_map(|line| {
                let tags = line.split_once(" :")?.1;
                tags.split(", ").find_map(|tag| tag.strip_prefix('t')?.parse::<usize>().ok())
            });
            let leaves = seen(&project).steps.iter().filter(|step| !step.parent).count();
            assert_eq!(numbers.collect::<Vec<_>>(), (1..=leaves).collect::<Vec<_>>());
        }
    }
}

/// Last year’s plan, saved today: every day says its year.
#[test]
fn days_of_another_year_say_their_year_in_every_file() {
    let mut project = sample("2024-06-15".parse().unwrap());
    project.plan.settings.status_date = None;
    let (seen, dates) = (seen(&project), dates("en-GB"));
    for (id, day) in [("snapshot", "2024"), ("svg", " 2024"), ("markdown", "Jun 2024")] {
        let text = export(id).unwrap().write(&seen, &Choice::default(), &dates);
        assert!(text.contains(day), "{id}");
        let bare = ["11 May<", "20 May<", "19 Jun<", "19 Jun\n"].iter().find(|bare| text.contains(**bare));
        assert_eq!(bare, None, "{id}");
    }
}

#[test]
fn files_are_called_after_the_project_and_the_day() {
    let day = "2026-06-15".parse().unwrap();
    assert_eq!(file_name("Harbour: phase 1/2", day, "csv", "csv"), "Harbour phase 1 2 2026-06-15.csv");
    assert_eq!(file_name("", day, "svg", "svg"), "project timeline 2026-06-15.svg");
}

/// The same project as a plan file, which browsers open (`tests/browser/src/hostile.rs`); written anew as that says when
/// there is more to withstand.
#[test]
fn the_plan_file_with_hostile_text_is_the_one_browsers_open() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/hostile.plan.json");
    let text = crate::saved::plan_file::write(&with_hostile_text());
    if std::env::var("FORTHRIGHT_SAMPLES").as_deref() == Ok("write") {
        std::fs::write(&path, &text).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == text, "write tests/hostile.plan.json anew: FORTHRIGHT_SAMPLES=write cargo test --lib hostile");
}

#[test]
fn entries_of_a_calendar_keep_their_identity_whatever_is_renamed_or_moved() {
    let ids = |project: &Project| {
        let text = export("ics").unwrap().write(&seen(project), &Choice::default(), &dates("en-GB"));
        text.lines()
            .filter(|line| line.starts_with("UID:"))
            .map(str::to_owned)
            .collect::<std::collections::BTreeSet<_>>()
    };
    let mut project = sample("2026-06-15".parse().unwrap());
    let before = ids(&project);
    project.name = "Another name".into();
    project.brief.client = "Another client".into();
    project.plan.tasks.iter_mut().for_each(|task| task.name.push('!'));
    let last = project.promises.keys().next_back().copied().unwrap();
    let anew = crate::project::Saying {
        said_on: "2026-06-14".parse().unwrap(),
        date: "2026-09-01".parse().unwrap(),
        reason: String::new(),
        chance: None,
    };
    project.promises.get_mut(&last).unwrap().sayings.push(anew);
    assert_eq!(ids(&project), before);
    let to = Moment(project.plan.settings.start.0 - 14 * 1440);
    project.plan.apply(crate::prepare::move_start(&project.plan, to).with_dates).unwrap();
    assert_eq!(ids(&project), before, "the plan begins on another day");
    // Another project with the same numbers is another.
    project.plan.settings.first_start = None;
    project.plan.settings.start = Moment(project.plan.settings.start.0 + 1440);
    project.promises.values_mut().for_each(|promise| promise.sayings[0].date = "2026-10-01".parse().unwrap());
    assert!(ids(&project).is_disjoint(&before));
}
