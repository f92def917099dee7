//! Reports as edits: begun, a line's words changed, a line left out with a reason, a line of one's own, marked as sent.
//! A report that was sent takes no change any more.

use crate::project::{Edit, LineChange, Project, Report, ReportId, Section, Sent, SharingField};
use chrono::NaiveDate;

/// How keys of lines of one's own begin.
pub const OWN: &str = "own ";

/// The report in the making: of those not sent, the one begun last.
pub fn open_report(project: &Project) -> Option<ReportId> {
    project.reports.values().filter(|report| !report.is_sent()).map(|report| report.id).max()
}

/// Changes a line of the report in the making; one is begun where there is none. `None` where nothing changes.
pub fn change_line(
    project: &Project,
    key: &str,
    today: NaiveDate,
    change: impl FnOnce(&mut LineChange),
) -> Option<Edit> {
    let (report, begin) = open_or_begin(project, today);
    let before = project.reports.get(&report).and_then(|report| report.changes.get(key));
    let mut line = before.cloned().unwrap_or_default();
    change(&mut line);
    if Some(&line) == before || before.is_none() && line == LineChange::default() {
        return None;
    }
    let kept = (line != LineChange::default()).then(|| Box::new(line));
    let edit = Edit::ReportLine { report, key: key.to_owned(), change: kept };
    Some(match begin {
        Some(begin) => Edit::Batch(vec![begin, edit]),
        None => edit,
    })
}

/// Other words for a line; `None` = those that follow from the plan again.
pub fn word_line(project: &Project, key: &str, today: NaiveDate, text: Option<String>) -> Option<Edit> {
    change_line(project, key, today, |line| line.text = text)
}

/// Leaves a line out, with the reason; `None` = it is in again.
pub fn leave_line_out(project: &Project, key: &str, today: NaiveDate, reason: Option<String>) -> Option<Edit> {
    change_line(project, key, today, |line| line.left_out = reason)
}

/// A line of one's own at the end of a section, and its key.
pub fn add_line(project: &Project, section: Section, today: NaiveDate) -> Option<(String, Edit)> {
    let changes = open_report(project).and_then(|id| project.reports.get(&id)).map(|report| &report.changes);
    let numbers = changes.into_iter().flatten().filter_map(|(key, _)| key.strip_prefix(OWN)?.parse::<u32>().ok());
    let key = format!("{OWN}{}", numbers.max().unwrap_or(0).saturating_add(1));
    let edit = change_line(project, &key, today, |line| {
        line.section = Some(section);
        line.text = Some(String::new());
    })?;
    Some((key, edit))
}

/// Takes a line of one's own out again.
pub fn remove_line(project: &Project, key: &str) -> Option<Edit> {
    let report = open_report(project)?;
    let known = project.reports.get(&report)?.changes.contains_key(key);
    known.then(|| Edit::ReportLine { report, key: key.to_owned(), change: None })
}

/// Marks the report in the making as sent: from here on it stays as it went out.
pub fn mark_sent(project: &Project, sent: Sent) -> (ReportId, Edit) {
    let (id, _) = open_or_begin(project, sent.on);
    let report = project.reports.get(&id).cloned().unwrap_or_else(|| Report::new(id, sent.on));
    (id, put(Report { sent: Some(Box::new(sent)), ..report }))
}

/// Opens a report that was marked as sent by mistake: it is in the making again.
pub fn not_sent(project: &Project, id: ReportId) -> Option<Edit> {
    let report = project.reports.get(&id).filter(|report| report.is_sent())?;
    Some(put(Report { sent: None, ..report.clone() }))
}

/// When reports are due; `None` = nothing was promised.
pub fn set_cadence(project: &Project, cadence: Option<crate::project::Cadence>) -> Option<Edit> {
    (project.sharing.cadence != cadence).then_some(Edit::Sharing(SharingField::Cadence(cadence)))
}

fn open_or_begin(project: &Project, today: NaiveDate) -> (ReportId, Option<Edit>) {
    match open_report(project) {
        Some(id) => (id, None),
        None => {
            let id = ReportId(project.plan.fresh_id());
            (id, Some(put(Report::new(id, today))))
        }
    }
}

fn put(report: Report) -> Edit {
    Edit::Report { id: report.id, report: Some(Box::new(report)) }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::plan::Moment;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn picture(project: &Project) -> String {
        let line = |(key, line): (&String, &LineChange)| {
            let part = |name: &str, text: &Option<String>| text.as_ref().map(|text| format!(" {name} {text:?}"));
            let parts = [part("says", &line.text), part("out", &line.left_out)].into_iter().flatten();
            format!("{key}:{}", parts.collect::<String>())
        };
        let one = |report: &Report| {
            let lines: Vec<String> = report.changes.iter().map(line).collect();
            let sent = report.sent.as_ref().map(|sent| format!(", sent {}", sent.on)).unwrap_or_default();
            format!("begun {}{sent} [{}]", report.begun_on, lines.join(", "))
        };
        project.reports.values().map(one).collect::<Vec<_>>().join("\n")
    }

    /// Carries out what is prepared, shows the reports, and proves that one undo takes it back.
    fn check(project: &mut Project, edit: Option<Edit>, expected: &str) {
        let before = project.clone();
        let inverse = project.apply(edit.unwrap()).unwrap();
        assert_eq!(picture(project), expected);
        let mut undone = project.clone();
        undone.restore(inverse).unwrap();
        assert_eq!(undone, before);
    }

    #[test]
    fn the_first_change_begins_a_report_and_what_is_put_back_leaves_nothing() {
        let mut project = Project::new("", Moment::parse("2026-06-01").unwrap());
        let on = day("2026-06-12");
        let words = word_line(&project, "done 12", on, Some("Done!".into()));
        check(&mut project, words, "begun 2026-06-12 [done 12: says \"Done!\"]");
        let again = word_line(&project, "done 12", on, Some("Done!".into()));
        assert_eq!(again, None, "nothing changes");
        let out = leave_line_out(&project, "moved 3", on, Some("not yet".into()));
        check(&mut project, out, "begun 2026-06-12 [done 12: says \"Done!\", moved 3: out \"not yet\"]");
        let back = leave_line_out(&project, "moved 3", on, None);
        check(&mut project, back, "begun 2026-06-12 [done 12: says \"Done!\"]");
        let (key, edit) = add_line(&project, Section::Next, on).unwrap();
        assert_eq!(key, "own 1");
        check(&mut project, Some(edit), "begun 2026-06-12 [done 12: says \"Done!\", own 1: says \"\"]");
        assert_eq!(add_line(&project, Section::Next, on).unwrap().0, "own 2");
        let gone = remove_line(&project, "own 1");
        check(&mut project, gone, "begun 2026-06-12 [done 12: says \"Done!\"]");
    }

    #[test]
    fn a_sent_report_takes_no_change_and_the_next_one_begins() {
        let mut project = Project::new("", Moment::parse("2026-06-01").unwrap());
        let sent = |on: &str| Sent { on: day(on), ..Sent::default() };
        let (id, edit) = mark_sent(&project, sent("2026-06-12"));
        check(&mut project, Some(edit), "begun 2026-06-12, sent 2026-06-12 []");
        let next = word_line(&project, "done 12", day("2026-06-15"), Some("Done!".into()));
        check(&mut project, next, "begun 2026-06-12, sent 2026-06-12 []\nbegun 2026-06-15 [done 12: says \"Done!\"]");
        let back = not_sent(&project, id);
        assert!(back.is_some() && not_sent(&project, ReportId(999)).is_none());
    }
}
