//! Plans in, reports out.
#![allow(clippy::unwrap_used, clippy::panic)]

use super::*;
use crate::project::{Project, sample};
use crate::words::Locale;
use chrono::NaiveDate;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

const TODAY: &str = "2026-06-15";

fn dates(project: &Project) -> Dates {
    Dates::new(Locale::from_tag("en-GB"), day(TODAY)).near(project.plan.settings.start.date())
}

fn seen(project: &Project) -> ClientProject {
    ClientProject::of(project, &project.schedule(), day(TODAY), &dates(project))
}

fn made(project: &Project) -> StatusReport {
    let seen = seen(project);
    let open = crate::prepare::open_report(project).and_then(|id| project.reports.get(&id));
    status_report(&seen, open, &dates(project))
}

/// The text of every output.
fn outputs(report: &StatusReport) -> [(&'static str, String); 3] {
    [("txt", as_mail(report)), ("md", as_markdown(report)), ("html", as_html(report))]
}

/// The files that hold what the sample's report is; one that is missing is written when told to.
fn golden(name: &str, text: &str) {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if !path.exists() && std::env::var("FORTHRIGHT_SAMPLES").as_deref() == Ok("write") {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    assert!(kept.replace("\r\n", "\n") == text, "{} differs; what is made now:\n{text}", path.display());
}

#[test]
fn the_samples_report_is_the_same_on_every_machine() {
    let report = made(&sample(day(TODAY)));
    for (ending, text) in outputs(&report) {
        golden(&format!("report.{ending}"), &text);
    }
}

/// The lines with their sections, as they are read.
fn picture(report: &StatusReport) -> String {
    let part = |part: Part| {
        let mark = |line: &Line| match (line.own, line.edited) {
            (true, _) => "+",
            (_, true) => "*",
            _ => "",
        };
        let lines: Vec<String> = part.lines.iter().map(|line| format!("{}{}", mark(line), line.text)).collect();
        format!("{:?}: {}", part.section, lines.join(" | "))
    };
    report.read().into_iter().map(part).collect::<Vec<_>>().join("\n")
}

/// A small project: Design done, Build under way, Live ahead, told of a week ago.
fn small() -> Project {
    use crate::plan::*;
    use crate::project::*;
    let mut project = Project::new("Garden", Moment::parse("2026-06-01").unwrap());
    for (id, name, days) in [(2, "Design", 5), (3, "Build", 8), (4, "Live", 0)] {
        let mut task = Task::new(TaskId(id), 0, name, Duration::working(days * 480));
        task.client_visible = true;
        project.plan.tasks.push(task);
        if id > 2 {
            let key = DependencyKey { successor: TaskId(id), predecessor: TaskId(id - 1), kind: DependencyKind::FS };
            project.plan.dependencies.insert(key, Lag::default());
        }
    }
    let rows = project.schedule().rows;
    let sent = Sent {
        on: day("2026-06-05"),
        steps: rows.iter().map(|at| SentStep { task: at.id, start: at.start, finish: at.finish, percent: 0 }).collect(),
        ..Sent::default()
    };
    let report = Report { sent: Some(Box::new(sent)), ..Report::new(ReportId(10), day("2026-06-05")) };
    project.reports.insert(report.id, report);
    let at = |text: &str| Moment::parse(text);
    project.plan.tasks[0].progress = Progress {
        actual_start: at("2026-06-01T08:00"),
        actual_finish: at("2026-06-09T17:00"),
        percent: 100,
        remaining: Some(0),
    };
    project.plan.tasks[1].progress =
        Progress { actual_start: at("2026-06-10T08:00"), actual_finish: None, percent: 25, remaining: None };
    project.plan.ids.last = 20;
    project
}

fn carry_out(project: &mut Project, edit: Option<crate::project::Edit>) {
    project.apply(edit.unwrap()).unwrap();
}

#[test]
fn words_are_changed_left_out_and_added_and_no_fact_changes() {
    use crate::prepare::{add_line, leave_line_out, word_line};
    let mut project = small();
    let today = day(TODAY);
    assert_eq!(
        picture(&made(&project)),
        "Done: Design, Tue 9 Jun.\nStarted: Build: begun on Wed 10 Jun, to be done by Fri 19 Jun.\nMoved: Build: 17 → 19 Jun | Live: 17 → 19 Jun, because “Build” takes longer.\nNext: Fri 19 Jun: Build is to be done. | Fri 19 Jun: Live."
            .replace("Build: 17 → 19 Jun |", "Build: 17 → 19 Jun. |")
            .replace("because “Build” takes longer", "because “Build” comes later")
    );
    let plan = project.plan.clone();
    let edit = word_line(&project, "done 2", today, Some("The design is yours.".into()));
    carry_out(&mut project, edit);
    let edit = leave_line_out(&project, "moved 3", today, Some("next week".into()));
    carry_out(&mut project, edit);
    let (key, edit) = add_line(&project, Section::GoodNews, today).unwrap();
    carry_out(&mut project, Some(edit));
    assert!(!picture(&made(&project)).contains("GoodNews"), "a line without words is none");
    let edit = word_line(&project, &key, today, Some("The sun shines.".into()));
    carry_out(&mut project, edit);
    let report = made(&project);
    assert_eq!(
        picture(&report),
        "GoodNews: +The sun shines.\nDone: *The design is yours.\nStarted: Build: begun on Wed 10 Jun, to be done by Fri 19 Jun.\nMoved: Live: 17 → 19 Jun, because “Build” comes later.\nNext: Fri 19 Jun: Build is to be done. | Fri 19 Jun: Live."
    );
    assert_eq!(project.plan, plan);
    let left: Vec<String> = report.left_out.iter().map(|left| format!("{}: {}", left.text, left.reason)).collect();
    assert_eq!(left, ["Build: 17 → 19 Jun.: next week"]);
    assert!(outputs(&report).iter().all(|(_, text)| !text.contains("next week") && text.contains("The sun shines.")));
}

/// Marks the report in the making as sent today.
fn send(project: &mut Project) -> Sent {
    use crate::project::Sent;
    let seen = seen(project);
    let head = Sent { on: day(TODAY), to: vec!["Anna".into()], ..Sent::default() };
    let frozen = sent(&made(project), &seen, head);
    let (_, edit) = crate::prepare::mark_sent(project, frozen.clone());
    project.apply(edit).unwrap();
    frozen
}

use crate::project::Sent;

#[test]
fn a_sent_report_stays_as_it_was_and_the_next_one_tells_only_what_is_news() {
    let mut project = small();
    let edit = crate::prepare::leave_line_out(&project, "moved 4", day(TODAY), Some("not sure yet".into()));
    carry_out(&mut project, edit);
    let before = made(&project);
    let frozen = send(&mut project);
    assert_eq!(picture(&of_sent(&frozen)), picture(&before).replace('*', ""));
    assert_eq!((project.told("done 2"), project.told("moved 4")), (Some(day(TODAY)), None));
    // What was left out was not told: it is news still.
    assert_eq!(
        picture(&made(&project)),
        "Moved: Live: 17 → 19 Jun, because “Build” comes later.\nNext: Fri 19 Jun: Build is to be done. | Fri 19 Jun: Live."
            .replace(", because “Build” comes later", "")
    );
    project.plan.tasks[0].name = "Another".into();
    project.name = "Another".into();
    let (_, kept) = project.sent_reports().pop().unwrap();
    assert_eq!(kept, &frozen);
}

#[test]
fn two_sent_reports_are_compared_by_what_their_lines_are_about() {
    let mut project = small();
    let old = send(&mut project);
    project.plan.tasks[1].duration = crate::plan::Duration::working(9 * 480);
    let new = send(&mut project);
    let said = |one: Difference| match one {
        Difference::Gone { text, .. } => format!("- {text}"),
        Difference::New { text, .. } => format!("+ {text}"),
        Difference::Changed { before, after, .. } => format!("{before} -> {after}"),
    };
    let found: Vec<String> = between_sent(&old, &new).into_iter().map(said).collect();
    assert_eq!(
        found,
        [
            "Build: 17 → 19 Jun. -> Build: 19 → 22 Jun, because it takes longer.",
            "Live: 17 → 19 Jun, because “Build” comes later. -> Live: 19 → 22 Jun, because “Build” takes longer.",
            "Fri 19 Jun: Build is to be done. -> Mon 22 Jun: Build is to be done.",
            "Fri 19 Jun: Live. -> Mon 22 Jun: Live.",
            "Live: Fri 19 Jun -> Live: Mon 22 Jun",
            "- Design, Tue 9 Jun.",
            "- Build: begun on Wed 10 Jun, to be done by Fri 19 Jun.",
        ]
    );
    assert_eq!(between_sent(&old, &old), []);
}

#[test]
fn no_private_word_is_in_a_report_in_any_form_or_in_what_is_kept_of_it() {
    let project = crate::client::tests::with_canaries();
    let report = made(&project);
    let frozen = sent(&report, &seen(&project), Sent::default());
    let texts = outputs(&report).into_iter().chain(outputs(&of_sent(&frozen)));
    for (form, text) in texts.chain([("kept", format!("{frozen:?}"))]) {
        let at =
            text.find(crate::client::tests::CANARY).map(|at| &text[at.saturating_sub(80)..(at + 10).min(text.len())]);
        assert_eq!(at, None, "{form}");
        assert!(text.contains("Harbour"), "{form}: there is something to read");
    }
}

#[test]
fn nothing_marked_gives_an_empty_report_and_money_only_where_it_is_shared() {
    let mut project = sample(day(TODAY));
    assert!(!as_mail(&made(&project)).contains("MONEY"));
    project.sharing.money = true;
    assert!(as_mail(&made(&project)).contains("Spent so far: €"));
    project.sharing.money = false;
    project.plan.tasks.iter_mut().for_each(|task| task.client_visible = false);
    project.promises.values_mut().for_each(|promise| promise.client_visible = false);
    project.problems.values_mut().for_each(|problem| problem.client_visible = false);
    assert!(made(&project).is_empty());
}

#[test]
fn hostile_words_are_shown_as_typed_and_harm_nothing() {
    let long = "x".repeat(10_000);
    let nasty = [
        "<script>alert(1)</script><img src=x onerror=alert(1)>",
        "=cmd|' /C calc'!A0 | a || b",
        "\u{202e}gnp.exe\u{202c} שלום",
        "👩‍👩‍👧‍👦 é \u{0}\u{7}\t\r\n  ",
        "[x](javascript:alert(1)) `code` **bold** ~~gone~~ $x$ \\",
        "1. first # head - item > quote",
        long.as_str(),
    ];
    for words in nasty {
        let mut project = small();
        project.name = words.to_owned();
        project
            .plan
            .tasks
            .iter_mut()
            .for_each(|task| (task.name, task.will_see) = (words.to_owned(), words.to_owned()));
        let edit = crate::prepare::word_line(&project, "started 3", day(TODAY), Some(words.to_owned()));
        carry_out(&mut project, edit);
        let report = made(&project);
        let [(_, mail), (_, markdown), (_, html)] = outputs(&report);
        assert!(mail.lines().all(|line| line.chars().count() <= 400), "{words}");
        assert!(!html.contains("<script") && !html.contains("<img") && !html.contains("http:"), "{words}");
        assert!(!html.contains('\u{0}') && !mail.contains('\u{0}') && !markdown.contains('\u{0}'));
        // Apart from our own tags there is none.
        let tags = html.matches('<').count();
        let plain = as_html(&made(&small()));
        let ours = plain.matches('<').count() + if report.read().len() > made(&small()).read().len() { 99 } else { 0 };
        assert!(tags <= ours, "{words}: {tags} tags, {ours} are ours");
        if words == long {
            assert_eq!(mail.split("to be done").next().map(|text| text.matches('x').count() >= 10_000), Some(true));
        }
        assert!(!markdown.replace("\\]", "").contains("](javascript"), "{words}");
    }
    let line = |text: &str| {
        let line = Line { text: text.to_owned(), ..Line::default() };
        let parts = vec![Part { section: Section::Done, lines: vec![line] }];
        let report = StatusReport { parts, ..StatusReport::default() };
        as_markdown(&report).lines().filter(|line| line.starts_with(['-', ' '])).collect::<Vec<_>>().join("/")
    };
    assert_eq!(line("1. first"), "- 1\\. first");
    assert_eq!(line("- item"), "- \\- item");
    assert_eq!(line("[x](y) | *b*"), "- \\[x\\](y) \\| \\*b\\*");
    assert_eq!(line("one\ntwo"), "- one\\/  two");
}

#[test]
fn mail_is_wrapped_and_lines_that_were_typed_stay_lines() {
    let text = "A line of a report that is longer than a mail is wide, so that it has to be wrapped somewhere\nSecond";
    let line = |text: &str, under| Line { text: text.to_owned(), under, ..Line::default() };
    let parts = vec![Part { section: Section::Done, lines: vec![line(text, false), line("Below", true)] }];
    let report = StatusReport { title: "Title".into(), period: "Now".into(), parts, ..StatusReport::default() };
    assert_eq!(
        as_mail(&report),
        "Title\nNow\n\nDONE\n- A line of a report that is longer than a mail is wide, so that it has\n  to be wrapped somewhere\n  Second\n  - Below\n"
    );
    assert_eq!(file_stem(&report, day(TODAY)), "title-2026-06-15");
}

#[test]
fn what_a_report_says_is_understood_as_told_or_as_nothing_to_tell() {
    use crate::analysis::{About, line_about};
    let keys = |project: &Project| {
        made(project).parts.into_iter().flat_map(|part| part.lines).map(|line| line.key).collect::<Vec<_>>()
    };
    let all: Vec<String> = keys(&small()).into_iter().chain(keys(&sample(day(TODAY)))).collect();
    let strange: Vec<&String> = all.iter().filter(|key| line_about(key).is_none()).collect();
    assert!(strange.is_empty(), "keys nobody reads: {strange:?}");
    let telling = all.iter().filter(|key| line_about(key) != Some(About::Nothing)).count();
    assert!(telling > 3, "only {telling} of {all:?}");
}

#[test]
fn words_of_a_report_in_the_making_change_nothing_else() {
    let before = sample(day(TODAY));
    let mut project = before.clone();
    let edit = crate::prepare::add_line(&project, Section::Done, day(TODAY)).map(|(_, edit)| edit);
    carry_out(&mut project, edit);
    assert!(project != before && project.is_same_but_for_drafts(&before));
    send(&mut project);
    assert!(!project.is_same_but_for_drafts(&before));
    let renamed = Project { name: "Another".into(), ..before.clone() };
    assert!(!renamed.is_same_but_for_drafts(&before));
}

/// Nobody has told the plan for months: thirty steps should be done.
#[test]
fn what_is_overdue_stands_apart_with_the_few_that_matter_and_the_rest_is_counted() {
    use crate::plan::{Duration, Moment, Task, TaskId};
    let mut project = small();
    for number in 0..30 {
        let mut task = Task::new(TaskId(100 + number), 0, format!("Late {number}"), Duration::working(480));
        task.client_visible = true;
        task.milestone = number == 29;
        project.plan.tasks.push(task);
    }
    project.plan.ids.last = 200;
    let report = made(&project);
    let part = |section| report.parts.iter().find(|part| part.section == section).unwrap();
    let late: Vec<&str> = part(Section::Overdue).lines.iter().map(|line| line.text.as_str()).collect();
    assert_eq!(
        late,
        [
            "Late 29 was planned for Mon 1 Jun.",
            "Late 0 was to be done by Mon 1 Jun.",
            "Late 1 was to be done by Mon 1 Jun.",
            "Late 2 was to be done by Mon 1 Jun.",
            "Late 3 was to be done by Mon 1 Jun.",
            "And 25 more, the oldest of them since Mon 1 Jun.",
        ]
    );
    assert_eq!(part(Section::Next).lines.len(), 2, "what is late is not what comes next");
    assert!(as_mail(&report).lines().count() < 45, "{}", as_mail(&report));
    // As of a day on which work was to end, that day is over.
    project.plan.settings.status_date = Moment::parse("2026-06-02");
    project.plan.settings.conventions = crate::plan::Conventions::MicrosoftProject { honour_constraint_dates: true };
    assert!(picture(&made(&project)).contains("And 25 more"));
}

#[test]
fn a_report_stays_one_page_whatever_was_done_and_what_it_only_counts_is_left_out_as_a_whole() {
    use crate::plan::{Duration, Moment, Progress, Task, TaskId};
    let mut project = small();
    let at = |text: &str| Moment::parse(text);
    for number in 0..40 {
        let mut task =
            Task::new(TaskId(100 + number), u16::from(number > 0), format!("Step {number}"), Duration::working(480));
        task.client_visible = true;
        let (actual_start, actual_finish) = (at("2026-06-09T08:00"), at("2026-06-09T17:00"));
        task.progress = Progress { actual_start, actual_finish, percent: 100, remaining: Some(0) };
        project.plan.tasks.push(task);
    }
    project.plan.ids.last = 200;
    let report = made(&project);
    let done = report.parts.iter().find(|part| part.section == Section::Done).unwrap();
    assert_eq!(done.lines.len(), 11);
    assert_eq!(done.lines[10].text, "And 30 more steps are done.");
    let edit = crate::prepare::leave_line_out(&project, "done rest", day(TODAY), Some(String::new()));
    carry_out(&mut project, edit);
    let frozen = sent(&made(&project), &seen(&project), Sent::default());
    let told = frozen.steps.iter().filter(|step| step.task.0 >= 100 && step.percent == 100).count();
    assert_eq!(told, 10, "nine by name, and what they are a part of");
}
