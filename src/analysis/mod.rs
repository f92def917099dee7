//! F5. What follows from a plan beyond its dates: who is busy when, what a careful planner would look at again, what a
//! scenario comes to, how promises stand, what it costs, what differs between two states of the plan, and what would let
//! a date hold; and of the record: what was told, the promise ledger, the milestone trend, the next small win, the radar,
//! looking back.

mod absorbed;
mod as_agreed;
mod cadence;
mod calibration;
mod chances;
mod compare;
mod cost;
mod downstream;
mod effective;
mod health;
mod heard;
pub mod hold_date;
mod inputs;
mod ledger;
mod promises;
pub mod radar;
mod ranking;
mod recap;
mod small_win;
mod stamp;
mod stretches;
mod tellings;
mod told;
mod trend;
mod weights;
mod what_changes;
mod workload;

pub use absorbed::{Absorbed, absorbed, absorbed_in};
pub use as_agreed::as_agreed;
pub use cadence::{ReportDue, ReportRecord, due_days, report_due, report_record};
pub use calibration::{Calibration, calibration};
pub use chances::{Casting, Chances, Mover, Soft, risks};
pub use compare::{Comparison, Dated, FloatChange, Moved, PromiseChange, State, Turn, compare, moves};
pub use cost::{costs, plan_cost, task_cost};
pub use downstream::downstream;
pub use effective::{Effective, Fate, edited, effective};
pub use health::{Advice, Concern, health};
pub use heard::Heard;
pub use hold_date::{Hold, Suggestion, hold_date};
pub use inputs::{InputNow, inputs};
pub use ledger::{Count, Entry, Said, count, ledger, ledger_heard, summary};
pub use promises::{PromiseNow, PromiseState, promises};
pub use ranking::{Flip, HIGHEST, Measured, Place, Ranking, Weighed, ranking};
pub use recap::{Event, Recap, Recovery, recap, recovery};
pub use small_win::{Candidate, HIGHEST_WIN, is_large, score, small_wins, why};
pub use stamp::with_chances_of;
pub use stretches::pauses;
pub use tellings::{About, Telling, about_problem, line_about, still_so, tellings, told_by};
pub use told::{Fact, ToldIn, facts, facts_heard};
pub use trend::{TrendLine, TrendPoint, drift, kept_by_status, trend};
pub use weights::{AT_REST, LIVE, Weight, weights, weights_while_dragged};
pub use what_changes::{Cause, Change, For, Other, what_changes};
pub use workload::{Overload, PersonLoad, WeekLoad, Workload, week_of, workload};
