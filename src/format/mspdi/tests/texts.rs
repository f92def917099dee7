//! Hostile text, and single files: what stands where.

use super::super::{Private, not_carried, read};
use super::{opened, saved, today};
use crate::plan::*;
use crate::project::Project;

fn one_task(name: &str) -> Project {
    let mut project = Project::new("Job", Moment::parse("2026-03-02").unwrap());
    project.plan.tasks.push(Task::new(TaskId(1), 0, name, Duration::working(480)));
    project
}

#[test]
fn hostile_text_comes_back_as_typed() {
    let long = "läng 🦀 ".repeat(1400);
    let texts = [
        "<script>alert(1)</script>",
        "]]> <![CDATA[ &amp; &#0; &bomb;",
        "\u{202e}dlrow olleh\u{202c} שלום",
        "👩‍👩‍👧‍👦 \u{feff}\u{200b}",
        "=HYPERLINK(\"http://x\")",
        "a\r\nb\n\tc",
        &long,
    ];
    for text in texts {
        let mut project = one_task(text);
        project.name = text.into();
        let task = &mut project.plan.tasks[0];
        (task.will_see, task.private_note) = (text.into(), text.into());
        let mut person = Resource {
            id: ResourceId(2),
            name: text.into(),
            role: "x".into(),
            side: Side::Client,
            kind: ResourceKind::Work,
            max_units: 100,
            calendar: None,
            absences: Vec::new(),
            client_visible: false,
        };
        task.owner = Some(person.id);
        project.plan.resources.insert(person.id, person.clone());
        person.id = ResourceId(3);
        project.plan.resources.insert(person.id, person);
        let written = saved(&project, Private::Keep);
        super::order::in_order(text, &written);
        super::assert_same(text, &opened(&written), &project);
    }
}

#[test]
fn characters_xml_cannot_hold_are_left_out_and_said() {
    let project = one_task("a\u{0}b\u{1}\u{b}c\u{fffe}");
    let read = opened(&saved(&project, Private::Keep));
    assert_eq!(read.plan.tasks[0].name, "abc");
    let notes = not_carried(&project, Private::Keep);
    assert!(notes.iter().any(|note| note.starts_with("1 task name is shortened")), "{notes:?}");
}

#[test]
fn a_plan_scheduled_from_its_finish_comes_and_goes_with_it() {
    let text = r#"<Project xmlns="http://schemas.microsoft.com/project"><ScheduleFromStart>0</ScheduleFromStart>
<StartDate>2026-01-01T08:00:00</StartDate><FinishDate>2026-06-26T17:00:00</FinishDate><Tasks>
<Task><UID>1</UID><Name>A</Name><OutlineLevel>1</OutlineLevel><ConstraintType>1</ConstraintType><Duration>PT40H0M0S</Duration></Task>
<Task><UID>2</UID><Name>B</Name><OutlineLevel>1</OutlineLevel><ConstraintType>1</ConstraintType><Duration>PT16H0M0S</Duration>
<PredecessorLink><PredecessorUID>1</PredecessorUID><Type>1</Type></PredecessorLink></Task></Tasks></Project>"#;
    let first = read(text.as_bytes()).unwrap();
    assert_eq!(first.notes, []);
    let schedule = first.project.schedule();
    assert_eq!(schedule.issues, []);
    let dates: Vec<String> = schedule.rows.iter().map(|row| format!("{} {}", row.start, row.finish)).collect();
    assert_eq!(dates, ["2026-06-18T08:00 2026-06-24T17:00", "2026-06-25T08:00 2026-06-26T17:00"]);
    let written = saved(&first.project, Private::Keep);
    assert!(written.contains("<StartDate>2026-06-18T08:00:00</StartDate>"), "{written}");
    // Moved to a later finish elsewhere, the whole plan goes along.
    let later = opened(&written.replace("<FinishDate>2026-06-26", "<FinishDate>2026-07-03"));
    assert_eq!(later.schedule().start.to_string(), "2026-06-25T08:00");
    let bare = read(text.replace("<FinishDate>2026-06-26T17:00:00</FinishDate>", "").as_bytes()).unwrap();
    assert_eq!(bare.notes, [crate::format::ImportNote::NoFinishToScheduleFrom]);
}

#[test]
fn a_name_changed_elsewhere_wins_over_the_full_one_kept_beside_it() {
    let text = saved(&one_task(&"n".repeat(600)), Private::Keep);
    let changed = text.replace(&format!("<Name>{}</Name>", "n".repeat(512)), "<Name>Short</Name>");
    assert_ne!(text, changed);
    assert_eq!(opened(&changed).plan.tasks[0].name, "Short");
}

#[test]
fn a_day_typed_as_a_finish_shows_as_that_day() {
    let mut project = one_task("Build");
    let friday = chrono::NaiveDate::from_ymd_opt(2026, 3, 6).unwrap();
    project.plan.tasks[0].deadline = Some(Moment::end_of(friday));
    project.plan.settings.status_date = Some(Moment::end_of(friday));
    let text = saved(&project, Private::Keep);
    assert!(text.contains("<Deadline>2026-03-06T23:59:59</Deadline>"), "{text}");
    assert!(text.contains("<StatusDate>2026-03-06T23:59:59</StatusDate>"), "{text}");
}

#[test]
fn numbers_project_cannot_have_are_given_anew() {
    let mut project = one_task("A");
    project.plan.tasks.push(Task::new(TaskId(4_000_000_000), 0, "B", Duration::ZERO));
    let text = saved(&project, Private::Keep);
    assert!(text.contains("<UID>2</UID>") && !text.contains("4000000000"));
}

/// What another program wrote and we do not understand, at every kind of record.
const FOREIGN: &str = r#"<?xml version="1.0"?><Project xmlns="http://schemas.microsoft.com/project">
<Author>Ann &amp; Co</Author><Title>Theirs</Title><StartDate>2026-06-01T08:00:00</StartDate><CalendarUID>1</CalendarUID>
<WeekStartDay>0</WeekStartDay><Odd><Inner>x</Inner></Odd>
<OutlineCodes><OutlineCode><Guid>g</Guid></OutlineCode></OutlineCodes>
<ExtendedAttributes><ExtendedAttribute><FieldID>188744016</FieldID><FieldName>Text30</FieldName><Alias>Room</Alias></ExtendedAttribute></ExtendedAttributes>
<Calendars><Calendar><UID>1</UID><Name>Standard</Name><BaseCalendarUID>-1</BaseCalendarUID><GUID>C1</GUID></Calendar></Calendars>
<Tasks><Task><UID>0</UID><OutlineLevel>0</OutlineLevel><Notes>Of the whole</Notes></Task>
<Task><UID>5</UID><Name>Build</Name><OutlineLevel>1</OutlineLevel><Priority>700</Priority><Contact>Nobody</Contact>
<ExtendedAttribute><FieldID>188744016</FieldID><Value>Hall</Value></ExtendedAttribute>
<WBS>X-1</WBS><OutlineNumber>1</OutlineNumber><HyperlinkAddress>http://example.org</HyperlinkAddress>
<Baseline><Number>0</Number><Start>2026-06-01T08:00:00</Start><Finish>2026-06-02T17:00:00</Finish><Work>PT3H0M0S</Work></Baseline>
<PredecessorLink><PredecessorUID>9</PredecessorUID><CrossProject>1</CrossProject><CrossProjectName>other\9</CrossProjectName></PredecessorLink>
<Unheard>of</Unheard></Task></Tasks>
<Resources><Resource><UID>3</UID><Name>Ann</Name><StandardRate>80</StandardRate></Resource></Resources>
<Assignments><Assignment><UID>7</UID><TaskUID>5</TaskUID><ResourceUID>3</ResourceUID><WorkContour>2</WorkContour>
<TimephasedData><Type>4</Type><UID>7</UID><Value>PT8H0M0S</Value></TimephasedData></Assignment></Assignments></Project>"#;

#[test]
fn what_is_not_understood_is_written_back_where_it_belongs() {
    let read = opened(FOREIGN);
    let text = saved(&read, Private::Keep);
    super::assert_same("again", &opened(&text), &read);
    for kept in [
        "<Author>Ann &amp; Co</Author>",
        "<Inner>x</Inner>",
        "<Guid>g</Guid>",
        "<Alias>Room</Alias>",
        "<GUID>C1</GUID>",
        "<Notes>Of the whole</Notes>",
        "<Priority>700</Priority>",
        "<Contact>Nobody</Contact>",
        "<Value>Hall</Value>",
        "<WBS>X-1</WBS>",
        "<HyperlinkAddress>http://example.org</HyperlinkAddress>",
        "<Work>PT3H0M0S</Work>",
        "<CrossProjectName>other\\9</CrossProjectName>",
        "<Unheard>of</Unheard>",
        "<StandardRate>80</StandardRate>",
        "<WorkContour>2</WorkContour>",
        "<WeekStartDay>0</WeekStartDay>",
    ] {
        assert_eq!(text.matches(kept).count(), 1, "{kept}\n{text}");
    }
    let none = saved(&read, Private::LeaveOut);
    for gone in ["Ann &amp; Co", "Hall", "Of the whole", "Nobody", "example.org", "<StandardRate>80", "Unheard"] {
        assert!(!none.contains(gone), "{gone}");
    }
}

#[test]
fn ours_takes_no_custom_field_that_is_theirs() {
    let mut read = opened(FOREIGN);
    read.plan.tasks[0].locked = true;
    read.plan.tasks[0].will_see = "A hall".into();
    let text = saved(&read, Private::Keep);
    assert_eq!(text.matches("<FieldName>Text30</FieldName>").count(), 2, "Room, and one for people\n{text}");
    super::assert_same("again", &opened(&text), &read);
}

#[test]
fn what_was_kept_of_a_step_goes_with_it() {
    let mut read = opened(FOREIGN);
    read.plan.tasks.clear();
    let text = saved(&read, Private::Keep);
    assert!(!text.contains("Hall") && text.contains("<Alias>Room</Alias>"));
}

#[test]
fn a_plan_file_holds_what_was_kept() {
    let read = opened(FOREIGN);
    assert!(read.carried.is_some());
    let text = crate::saved::plan_file::write(&read);
    let again = crate::saved::plan_file::open(&text).unwrap();
    assert_eq!((again.project, again.notes), (read, vec![]));
}

#[test]
fn what_is_kept_of_a_file_is_bounded_and_said() {
    let note = |n: usize| format!("<Task><UID>{n}</UID><StatusManager>{n}{}</StatusManager></Task>", "x".repeat(900));
    let tasks: String = (1..2000).map(note).collect();
    let huge = format!("<Category>{}</Category>", "y".repeat(30_000));
    let text = format!("<Project>{huge}<StartDate>2026-06-01T08:00:00</StartDate><Tasks>{tasks}</Tasks></Project>");
    let imported = super::super::read(text.as_bytes()).unwrap();
    let carried = imported.project.carried.unwrap();
    let size: usize = carried.pieces.iter().map(String::len).sum();
    assert!((300_000..400_000).contains(&size), "{size}");
    let left = imported.notes.iter().any(|note| matches!(note, crate::format::ImportNote::TooMuchToKeep(_)));
    assert!(left, "{:?}", imported.notes);
}

#[test]
fn the_sample_is_written_as_it_was_last() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/mspdi/sample-2026-03-02.xml");
    let text = saved(&crate::project::sample(today()), Private::Keep);
    if std::env::var("FORTHRIGHT_SAMPLES").as_deref() == Ok("write") {
        std::fs::create_dir_all(std::path::Path::new(path).parent().unwrap()).unwrap();
        std::fs::write(path, &text).unwrap();
    }
    let golden = std::fs::read_to_string(path).unwrap();
    let differs = golden.lines().zip(text.lines()).position(|(one, other)| one != other);
    let line = |text: &str| differs.and_then(|at| text.lines().nth(at)).map(str::to_owned);
    assert!(golden == text, "{differs:?}: {:?}, expected {:?}", line(&text), line(&golden));
}
