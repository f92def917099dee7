//! Keys of a plan file this build does not know: they do no harm, and the person hears of them.

use serde_json::Value;
use std::collections::BTreeMap;

/// Every key name a plan file can have. A test writes a project with everything in it and holds this list to it.
const KNOWN: &[&str] = &[
    "forthright",
    "name",
    "brief",
    "client",
    "purpose",
    "outcomes",
    "scope",
    "out_of_scope",
    "assumptions",
    "settings",
    "start",
    "must_finish_by",
    "status_date",
    "calendar",
    "hours",
    "minutes_per_day",
    "minutes_per_week",
    "days_per_month",
    "schedule_from",
    "critical_threshold",
    "near_critical_threshold",
    "progress_rule",
    "lag_calendar",
    "conventions",
    "microsoft_project",
    "honour_constraint_dates",
    "tasks",
    "id",
    "level",
    "duration",
    "minutes",
    "unit",
    "elapsed",
    "estimated",
    "milestone",
    "constraint",
    "kind",
    "date",
    "deadline",
    "ignore_resource_calendars",
    "manual",
    "finish",
    "inactive",
    "progress",
    "actual_start",
    "actual_finish",
    "percent",
    "remaining",
    "levelling_delay",
    "owner",
    "assignments",
    "resource",
    "units",
    "work",
    "delay",
    "segments",
    "client_visible",
    "will_see",
    "private_note",
    "dependencies",
    "successor",
    "predecessor",
    "lag",
    "time",
    "calendars",
    "base",
    "week",
    "exceptions",
    "from",
    "to",
    "recurrence",
    "daily",
    "weekly",
    "monthly",
    "monthly_nth",
    "yearly",
    "yearly_nth",
    "every",
    "days",
    "day",
    "nth",
    "month",
    "work_weeks",
    "resources",
    "role",
    "side",
    "max_units",
    "absences",
    "baselines",
    "set_on",
    "shown",
    "task",
    "cost",
    "fixed",
    "per_day",
    "actual",
    "locked",
    "budget",
    "currency",
    "promises",
    "words",
    "sayings",
    "said_on",
    "reason",
    "delivered_on",
    "scenarios",
    "open",
    "drafts",
    "label",
    "edit",
    "before",
    "problems",
    "private",
    "title",
    "what",
    "why",
    "how",
    "still_good",
    "next_step",
    "next_on",
    "scenario",
    "raised_on",
    "closed_on",
    "solutions",
    "criteria",
    "weight",
    "measure",
    "client_notice",
    "cost_once",
    "cost_per_day",
    "cost_days",
    "risk",
    "state",
    "reserve",
    "on",
    "when",
    "set_aside",
    "scores",
    "decisions",
    "problem",
    "solution",
    "decided_on",
    "by",
    "effect",
    "client_effect",
    "to_tell",
    "sharing",
    "money",
    "pages",
    "page",
    "left_out",
    "cadence",
    "at",
    "reports",
    "begun_on",
    "changes",
    "text",
    "section",
    "sent",
    "due",
    "status_on",
    "lines",
    "steps",
    "ids",
    "last",
];

/// One sentence a key that is not known, with how often it stands there.
pub(super) fn unknown_keys(text: &str) -> Vec<String> {
    let Ok(value) = serde_json::from_str::<Value>(text.trim_start_matches('\u{feff}')) else { return Vec::new() };
    let mut found = BTreeMap::new();
    collect(&value, &mut found);
    let mut notes: Vec<String> = found
        .into_iter()
        .map(|(key, times)| format!("“{key}” ({times} ×) is not known to this version and was left out."))
        .collect();
    if notes.len() > 20 {
        notes.truncate(20);
        notes.push("More keys are not known to this version and were left out.".into());
    }
    notes
}

fn collect(value: &Value, found: &mut BTreeMap<String, usize>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                if !KNOWN.contains(&key.as_str()) {
                    *found.entry(key.chars().take(40).collect()).or_default() += 1;
                }
                // Edits are read by the journal’s own rules; scores are filed by number.
                if !matches!(key.as_str(), "edit" | "before" | "scores" | "changes") {
                    collect(value, found);
                }
            }
        }
        Value::Array(list) => list.iter().for_each(|value| collect(value, found)),
        _ => {}
    }
}
