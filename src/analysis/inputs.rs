//! What we need from the client: the day each input is needed by, and what a day's delay comes to.

use super::heard::Heard;
use crate::plan::TaskId;
use crate::project::record::{Input, InputId};
use crate::project::{Project, PromiseId};
use crate::schedule::Schedule;
use chrono::NaiveDate;

/// An input as it stands today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InputNow {
    pub id: InputId,
    /// The day the step that waits for it begins; `None` where no step waits.
    pub need_by: Option<NaiveDate>,
    /// Civil days past that day, while it is missing; below 0 there is time left.
    pub late: Option<i64>,
    /// Working minutes it may come later before something that was promised, or the finish, moves.
    pub room: i32,
    /// Promises that move day by day once the room is used up; empty where only the finish does.
    pub promises: Vec<PromiseId>,
    pub received: bool,
}

/// Every input, those missing first, by the day they are needed.
pub fn inputs(project: &Project, schedule: &Schedule, today: NaiveDate) -> Vec<InputNow> {
    inputs_heard(&Heard::of(project, &project.plan), schedule, today)
}

/// As [`inputs`], where what follows along links is known already.
pub fn inputs_heard(heard: &Heard, schedule: &Schedule, today: NaiveDate) -> Vec<InputNow> {
    let all = heard.project.record.inputs.values();
    let mut all: Vec<InputNow> = all.map(|one| now(heard, schedule, one, today)).collect();
    all.sort_by_key(|one| (one.received, one.need_by.is_none(), one.need_by, one.id));
    all
}

fn now(heard: &Heard, schedule: &Schedule, input: &Input, today: NaiveDate) -> InputNow {
    let at = input.step.and_then(|step| schedule.rows.get(heard.network().row(step)?));
    let need_by = at.map(|at| at.start.date());
    let received = input.received_on.is_some();
    InputNow {
        id: input.id,
        need_by,
        late: need_by.filter(|_| !received).map(|day| today.signed_duration_since(day).num_days()),
        room: at.map_or(0, |at| at.total_float.max(0)),
        promises: input.step.map(|step| waiting(heard, step)).unwrap_or_default(),
        received,
    }
}

/// Open promises that wait for a step.
fn waiting(heard: &Heard, step: TaskId) -> Vec<PromiseId> {
    let rows = heard.network().downstream(&[step]);
    let open = heard.project.promises.values().filter(|promise| promise.is_open());
    open.filter(|promise| heard.network().is_among(&rows, promise.task)).map(|promise| promise.id).collect()
}
