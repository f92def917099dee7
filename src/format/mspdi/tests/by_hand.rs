//! What Project writes of tasks that wait for their dates, and of split work that nobody is assigned to.

use super::{Private, opened, saved};
use crate::edit::{PlanEdit, TaskField};
use crate::project::Project;
use crate::schedule::schedule;

const HEAD: &str = "<Project xmlns=\"http://schemas.microsoft.com/project\"><SaveVersion>14</SaveVersion>\
    <StartDate>2026-03-02T08:00:00</StartDate>";

/// Name, start, finish and whether it is critical.
fn rows(project: &Project) -> Vec<String> {
    let row = |(task, row): (&crate::plan::Task, &crate::schedule::TaskSchedule)| {
        let [start, finish] = [row.start, row.finish].map(|at| at.date().format("%d.%m.").to_string());
        format!("{} {start} {finish} {}", task.name, if row.critical { "critical" } else { "-" })
    };
    project.plan.tasks.iter().zip(&schedule(&project.plan).rows).map(row).collect()
}

#[test]
fn what_waits_for_its_dates_is_on_no_critical_path() {
    let task = |uid: u32, more: &str| {
        format!(
            "<Task><UID>{uid}</UID><ID>{uid}</ID><Name>Step {uid}</Name><Manual>1</Manual><OutlineLevel>1</OutlineLevel>{more}\
             <Start>2026-03-02T08:00:00</Start><Finish>2026-03-02T17:00:00</Finish><Duration>PT8H0M0S</Duration>\
             <ManualStart>2026-03-02T08:00:00</ManualStart><ManualFinish>2026-03-02T17:00:00</ManualFinish></Task>"
        )
    };
    let waits = "<StartText>after Easter</StartText><FinishText></FinishText><DurationText></DurationText>";
    let text = format!("{HEAD}<Tasks>{}{}</Tasks></Project>", task(1, ""), task(2, waits));
    let mut project = opened(&text);
    let expected = ["Step 1 02.03. 02.03. critical", "Step 2 02.03. 02.03. -"];
    assert_eq!(rows(&project), expected);
    let again = saved(&project, Private::Keep);
    assert!(again.contains("<StartText>after Easter</StartText>"), "{again}");
    assert_eq!(rows(&opened(&again)), expected);
    // Once somebody has said when, it no longer waits, and the words are gone.
    project.plan.tasks[1].manual.as_mut().unwrap().open = false;
    let again = saved(&project, Private::Keep);
    assert!(!again.contains("StartText"), "{again}");
    assert_eq!(rows(&opened(&again))[1], "Step 2 02.03. 02.03. critical");
}

#[test]
fn work_that_nobody_is_assigned_to_can_be_split() {
    let cell = |start: &str, finish: &str, value: &str| {
        format!(
            "<TimephasedData><Type>1</Type><UID>1</UID><Start>{start}</Start><Finish>{finish}</Finish><Unit>2</Unit>{value}</TimephasedData>"
        )
    };
    let eight = "<Value>PT8H0M0S</Value>";
    let cells = cell("2026-03-02T08:00:00", "2026-03-02T17:00:00", eight)
        + &cell("2026-03-02T17:00:00", "2026-03-04T17:00:00", "<Value>PT0H0M0S</Value>")
        + &cell("2026-03-04T17:00:00", "2026-03-05T17:00:00", eight)
        + &cell("2026-03-05T17:00:00", "2026-03-06T17:00:00", eight);
    let text = format!(
        "{HEAD}<Tasks><Task><UID>1</UID><ID>1</ID><Name>Paint</Name><OutlineLevel>1</OutlineLevel><Duration>PT24H0M0S</Duration></Task>\
         <Task><UID>2</UID><ID>2</ID><Name>Hang</Name><OutlineLevel>1</OutlineLevel><Duration>PT8H0M0S</Duration>\
         <PredecessorLink><PredecessorUID>1</PredecessorUID><Type>1</Type></PredecessorLink></Task></Tasks>\
         <Assignments><Assignment><UID>1</UID><TaskUID>1</TaskUID><ResourceUID>-65535</ResourceUID>{cells}</Assignment></Assignments></Project>"
    );
    let project = opened(&text);
    let expected = ["Paint 02.03. 06.03. critical", "Hang 09.03. 09.03. critical"];
    assert_eq!(rows(&project), expected);
    let again = opened(&saved(&project, Private::Keep));
    assert_eq!(rows(&again), expected);
    assert_eq!(again.plan.tasks[0].segments, project.plan.tasks[0].segments);
    // Without its pauses it runs through.
    let mut through = project.plan.clone();
    through.apply(PlanEdit::Set { task: project.plan.tasks[0].id, field: TaskField::Segments(Vec::new()) }).unwrap();
    assert_eq!(schedule(&through).rows[0].finish.date().to_string(), "2026-03-04");
}
