//! A year's project by dice: 500 edits, 40 conversations, 20 promises. What ledger, trend, radar and recap say of it at the
//! end of each quarter is a golden file (`FORTHRIGHT_GOLDEN=write` writes it).
#![allow(clippy::unwrap_used)]

use crate::analysis::radar::radar;
use crate::analysis::{count, drift, facts, ledger, recap, recovery, summary, trend};
use crate::edit::{PlanEdit, TaskField};
use crate::plan::*;
use crate::prepare;
use crate::prepare::record::{Talk, hear, log, take_status};
use crate::project::record::{Channel, GuideKind};
use crate::project::{Edit, Project};
use crate::words::{Dates, Locale};
use chrono::{Days, NaiveDate};
use std::fmt::Write;

/// Dice of one's own, so that the same seed throws the same for ever (SplitMix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % n.max(1) as u64) as usize
    }
}

struct Year {
    project: Project,
    dice: Dice,
    today: NaiveDate,
    edits: usize,
    talks: usize,
}

impl Year {
    fn new(seed: u64) -> Year {
        let today: NaiveDate = "2026-01-05".parse().unwrap();
        let mut project = Project::new("A year", Moment::start_of(today));
        for id in 2..42 {
            let milestone = id % 4 == 1;
            let days = if milestone { 0 } else { 3 + (id as i32 * 7) % 9 };
            let mut task = Task::new(TaskId(id), 0, format!("Step {id}"), Duration::working(days * 480));
            (task.milestone, task.client_visible) = (milestone, id % 3 != 0);
            project.plan.tasks.push(task);
            if id > 2 {
                let key =
                    DependencyKey { successor: TaskId(id), predecessor: TaskId(id - 1), kind: DependencyKind::FS };
                project.plan.dependencies.insert(key, Lag::default());
            }
            project.plan.ids.last = id;
        }
        Year { project, dice: Dice(seed), today, edits: 0, talks: 0 }
    }

    fn does(&mut self, edit: Option<Edit>) {
        if let Some(edit) = edit {
            self.project.apply(edit).unwrap();
            self.edits += 1;
        }
    }

    /// A step that is not done.
    fn open_step(&mut self) -> Option<TaskId> {
        let open = self.project.plan.tasks.iter().filter(|task| task.progress.actual_start.is_none());
        let open: Vec<TaskId> = open.map(|task| task.id).take(9).collect();
        open.get(self.dice.below(open.len())).copied()
    }

    fn week(&mut self, number: usize) {
        let friday = self.today.checked_add_days(Days::new(4)).unwrap();
        for _ in 0..8 {
            let Some(task) = self.open_step() else { break };
            let row = self.project.plan.position(task).unwrap();
            let length = self.project.plan.tasks[row].duration.minutes;
            if length > 0 {
                let longer = [-480, -240, 0, 240, 480, 480][self.dice.below(6)];
                let minutes = (length + longer).clamp(480, 20 * 480);
                let field = TaskField::Duration(Duration::working(minutes));
                self.does(Some(PlanEdit::Set { task, field }.into()));
            }
        }
        if number.is_multiple_of(2) && self.project.promises.len() < 20 {
            self.promise(number);
        }
        self.done_by(friday);
        let schedule = self.project.schedule();
        let kept: Vec<TaskId> =
            crate::analysis::kept_by_status(&self.project, &schedule).iter().map(|at| at.id).collect();
        let status = take_status(&self.project, Some(Moment::end_of(friday)), &kept);
        self.does(status);
        if number % 5 != 4 && self.talks < 40 {
            self.talk(friday, number);
        }
        self.promise_again(friday);
        if number == 20 {
            let (id, edit) = prepare::record::begin_guide(&self.project, GuideKind::Reset, None, "", friday);
            self.does(Some(edit));
            let mut guide = self.project.record.guides[&id].clone();
            guide.held_on = Some(friday);
            self.does(Some(prepare::record::put_guide(guide)));
        }
        self.today = self.today.checked_add_days(Days::new(7)).unwrap();
    }

    /// What the schedule says is over by then is done, what it says has begun is under way.
    fn done_by(&mut self, friday: NaiveDate) {
        let (schedule, close) = (self.project.schedule(), Moment::end_of(friday));
        let status = prepare::set_status_date(&self.project.plan, Some(close));
        self.does(status.map(Edit::Plan));
        let time = crate::schedule::WorkingTime::of(&self.project.plan, self.project.plan.settings.calendar);
        for at in schedule.rows.iter().filter(|at| at.start < close) {
            let task = self.project.plan.task(at.id).unwrap();
            if task.progress.actual_finish.is_none() {
                let left = time.work(close, at.finish).max(0);
                let done = left == 0;
                let percent = if done { 100 } else { 50 };
                let actual_finish = done.then_some(at.finish);
                let progress = Progress { actual_start: Some(at.start), actual_finish, percent, remaining: Some(left) };
                self.does(Some(PlanEdit::Set { task: at.id, field: TaskField::Progress(progress) }.into()));
            }
        }
    }

    fn promise(&mut self, number: usize) {
        let schedule = self.project.schedule();
        let open = schedule.rows.iter().filter(|at| at.milestone && at.finish > Moment::end_of(self.today));
        let open: Vec<_> = open.take(3).collect();
        let Some(at) = open.get(self.dice.below(open.len())) else { return };
        let room = [0, 0, 2, 7][self.dice.below(4)];
        let date = at.finish.date_as_finish().checked_add_days(Days::new(room)).unwrap();
        let said = prepare::Said { words: format!("Promise {number}"), to: "Helen".into() };
        let edit = prepare::promise(&self.project, at.id, date, self.today, said);
        self.does(edit);
    }

    /// Every other week a promise that is passed is said anew, most often after it was told.
    fn promise_again(&mut self, friday: NaiveDate) {
        if self.dice.below(2) == 0 {
            return;
        }
        let schedule = self.project.schedule();
        let late = crate::analysis::promises(&self.project, &self.project.plan, &schedule, friday);
        let Some(late) = late.into_iter().find(|now| now.delivered.is_none() && now.is_broken()) else { return };
        let date = late.forecast.unwrap().checked_add_days(Days::new(3)).unwrap();
        let promise = self.project.promises[&late.id].clone();
        self.does(prepare::promise_anew(&promise, date, friday, "more work than we saw"));
    }

    fn talk(&mut self, on: NaiveDate, number: usize) {
        let schedule = self.project.schedule();
        let told = facts(&self.project, &schedule, on).into_iter().filter(|fact| fact.told.is_none()).take(3);
        let told = told.map(|fact| fact.what).collect();
        let channel = Channel::ALL[self.dice.below(5)];
        let chased = self.dice.below(4) == 0;
        let talk = Talk { channel, people: vec!["Helen".into()], told, chased, ..Talk::default() };
        let (id, edit) = log(&self.project, on, talk);
        self.does(Some(edit));
        self.talks += 1;
        if number % 9 == 3 {
            let heard = hear(&self.project, &format!("Concern {number}"), "Helen", on, Some(id));
            self.does(heard.map(|(_, edit)| edit));
        }
    }

    fn told(&self) -> String {
        let (project, today) = (&self.project, self.today);
        let (schedule, dates) = (project.schedule(), Dates::new(Locale::from_tag("en-GB"), today));
        let entries = ledger(project, &schedule, today);
        let mut out =
            format!("== {today}: {} edits, {} conversations\n{}\n", self.edits, self.talks, summary(&count(&entries)));
        for entry in &entries {
            let said: Vec<String> = entry
                .sayings
                .iter()
                .map(|said| match said.notice {
                    Some(notice) => format!("{} told {} ({notice})", said.date, said.told_on),
                    None => said.date.to_string(),
                })
                .collect();
            let _ = writeln!(out, "  {} {:?}: {}", entry.now.id.0, entry.now.state, said.join(" → "));
        }
        for line in trend(project, &schedule, today) {
            let points: Vec<String> = line
                .points
                .iter()
                .rev()
                .take(4)
                .rev()
                .map(|point| point.planned.format("%d.%m.").to_string())
                .collect();
            let _ = writeln!(out, "  trend {}: {} drift {}", line.task.0, points.join(" "), drift(&line));
        }
        let found = radar(project, &schedule, today, None);
        let _ = writeln!(out, "{}", crate::view::radar::strip(&found, today));
        for line in crate::view::radar::lines(&found, project, &dates) {
            let _ = writeln!(out, "  {} {} [{}]", line.said, line.notice, line.action.label());
        }
        let back = recap(project, &entries);
        let _ = writeln!(
            out,
            "ups {}, downs {}, way back {:?}",
            back.ups.len(),
            back.downs.len(),
            recovery(project, &entries)
        );
        out
    }
}

#[test]
fn a_year_is_told_the_same_for_ever() {
    let mut year = Year::new(7);
    let mut out = String::new();
    for number in 0..52 {
        year.week(number);
        if number % 13 == 12 {
            out.push_str(&year.told());
        }
    }
    assert!(
        year.edits >= 400 && year.talks >= 38 && year.project.promises.len() >= 15,
        "{} {}",
        year.edits,
        year.talks
    );
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/a_year.txt");
    if std::env::var("FORTHRIGHT_GOLDEN").as_deref() == Ok("write") {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, &out).unwrap();
    }
    assert_eq!(out, std::fs::read_to_string(&path).unwrap());
}
