//! The plan file's shape. Writing names every field of [`Project`] and [`Plan`], so a new one cannot be forgotten here.

use super::{super::SCHEMA, record};
use crate::plan::{Calendar, Dependency, Ids, Plan, Resource, Settings, Task, TaskId};
use crate::project::{
    Baseline, BaselineDates, BaselineId, Brief, Carried, CarriedRecord, Decision, Problem, Project, Promise, Report,
    Scenario, Sharing,
};
use serde::{Deserialize, Serialize};

/// What is read.
#[derive(Deserialize)]
struct File {
    #[serde(default)]
    name: String,
    #[serde(default)]
    brief: Brief,
    settings: Settings,
    #[serde(default)]
    tasks: Vec<Task>,
    #[serde(default)]
    dependencies: Vec<Dependency>,
    #[serde(default)]
    calendars: Vec<Calendar>,
    #[serde(default)]
    resources: Vec<Resource>,
    #[serde(default)]
    baselines: Vec<BaselineFile>,
    #[serde(default)]
    promises: Vec<Promise>,
    #[serde(default)]
    scenarios: Vec<Scenario>,
    #[serde(default)]
    problems: Vec<Problem>,
    #[serde(default)]
    decisions: Vec<Decision>,
    /// Two lists, so that each piece and each record is a line.
    #[serde(default)]
    carried_pieces: Vec<String>,
    #[serde(default)]
    carried: Vec<CarriedRecord>,
    #[serde(default)]
    sharing: Sharing,
    #[serde(default)]
    reports: Vec<Report>,
    #[serde(flatten)]
    record: record::RecordFile,
    #[serde(default)]
    ids: Ids,
}

/// A baseline: its dates are a list, one task a line.
#[derive(Deserialize)]
struct BaselineFile {
    id: BaselineId,
    #[serde(default)]
    name: String,
    set_on: chrono::NaiveDate,
    #[serde(default)]
    shown: bool,
    #[serde(default)]
    tasks: Vec<BaselineLine>,
}

#[derive(Serialize, Deserialize)]
struct BaselineLine {
    task: TaskId,
    #[serde(flatten)]
    dates: BaselineDates,
}

pub(super) fn read(text: &str) -> Result<Project, serde_json::Error> {
    let file: File = serde_json::from_str(text)?;
    let plan = Plan {
        settings: file.settings,
        tasks: file.tasks,
        dependencies: file.dependencies.into_iter().map(|link| (link.key, link.lag)).collect(),
        calendars: file.calendars.into_iter().map(|calendar| (calendar.id, calendar)).collect(),
        resources: file.resources.into_iter().map(|resource| (resource.id, resource)).collect(),
        ids: file.ids,
    };
    let carried = Carried { pieces: file.carried_pieces, records: file.carried };
    let baselines = file.baselines.into_iter().map(BaselineFile::into_baseline).collect();
    Ok(Project {
        name: file.name,
        brief: file.brief,
        plan,
        baselines,
        promises: file.promises.into_iter().map(|promise| (promise.id, promise)).collect(),
        scenarios: file.scenarios.into_iter().map(|scenario| (scenario.id, scenario)).collect(),
        problems: file.problems.into_iter().map(|problem| (problem.id, problem)).collect(),
        decisions: file.decisions.into_iter().map(|decision| (decision.id, decision)).collect(),
        sharing: file.sharing,
        reports: file.reports.into_iter().map(|report| (report.id, report)).collect(),
        record: file.record.into_record(),
        carried: (carried != Carried::default()).then(|| Box::new(carried)),
    })
}

impl BaselineFile {
    fn into_baseline(self) -> (BaselineId, Baseline) {
        let tasks = self.tasks.into_iter().map(|line| (line.task, line.dates)).collect();
        (self.id, Baseline { name: self.name, set_on: self.set_on, shown: self.shown, tasks })
    }
}

pub(super) fn write(project: &Project) -> String {
    let Project {
        name,
        brief,
        plan,
        baselines,
        promises,
        scenarios,
        problems,
        decisions,
        sharing,
        reports,
        record,
        carried,
    } = project;
    let Plan { settings, tasks, dependencies, calendars, resources, ids } = plan;
    let mut out = Lines::begin();
    out.field("name", name);
    out.open("brief");
    let Brief { client, purpose, outcomes, scope, out_of_scope, assumptions } = brief;
    let lines = [
        ("client", client),
        ("purpose", purpose),
        ("outcomes", outcomes),
        ("scope", scope),
        ("out_of_scope", out_of_scope),
        ("assumptions", assumptions),
    ];
    out.map(lines.into_iter().filter(|(_, text)| !text.is_empty()));
    out.field("settings", settings);
    out.list("tasks", tasks);
    out.list("dependencies", dependencies.iter().map(|(key, lag)| Dependency { key: *key, lag: *lag }));
    out.list("calendars", calendars.values());
    out.list("resources", resources.values());
    out.baselines(baselines);
    out.list("promises", promises.values());
    out.list("scenarios", scenarios.values());
    out.list("problems", problems.values());
    out.list("decisions", decisions.values());
    out.field("sharing", sharing);
    out.list("reports", reports.values());
    record::write(record, &mut out);
    if let Some(carried) = carried {
        out.list("carried_pieces", &carried.pieces);
        out.list("carried", &carried.records);
    }
    out.field("ids", ids);
    out.end()
}

/// Puts text out line by line.
pub(super) struct Lines {
    out: String,
}

impl Lines {
    fn begin() -> Lines {
        Lines { out: format!("{{\n\"forthright\": {SCHEMA}") }
    }

    fn end(mut self) -> String {
        self.out.push_str("\n}\n");
        self.out
    }

    fn json(&mut self, value: &impl Serialize) {
        // Facts are numbers, text, lists and maps keyed by text or numbers: writing them has no way to fail.
        self.out.push_str(&serde_json::to_string(value).unwrap_or_else(|_| "null".into()));
    }

    fn open(&mut self, name: &str) {
        self.out.push_str(",\n\"");
        self.out.push_str(name);
        self.out.push_str("\": ");
    }

    pub(super) fn field(&mut self, name: &str, value: &impl Serialize) {
        self.open(name);
        self.json(value);
    }

    fn map<'a>(&mut self, fields: impl Iterator<Item = (&'a str, &'a String)>) {
        let mut between = "{\n";
        for (name, value) in fields {
            self.out.push_str(between);
            self.json(&name);
            self.out.push_str(": ");
            self.json(value);
            between = ",\n";
        }
        self.out.push_str(if between == "{\n" { "{}" } else { "\n}" });
    }

    fn items<T: Serialize>(&mut self, items: impl IntoIterator<Item = T>) {
        let mut between = "[\n";
        for item in items {
            self.out.push_str(between);
            self.json(&item);
            between = ",\n";
        }
        self.out.push_str(if between == "[\n" { "[]" } else { "\n]" });
    }

    pub(super) fn list<T: Serialize>(&mut self, name: &str, items: impl IntoIterator<Item = T>) {
        self.open(name);
        self.items(items);
    }

    fn baselines(&mut self, baselines: &std::collections::BTreeMap<BaselineId, Baseline>) {
        #[derive(Serialize)]
        struct Head<'a> {
            id: BaselineId,
            name: &'a str,
            set_on: chrono::NaiveDate,
            shown: bool,
        }
        self.open("baselines");
        let mut between = "[\n";
        for (id, baseline) in baselines {
            self.out.push_str(between);
            let Baseline { name, set_on, shown, tasks } = baseline;
            self.json(&Head { id: *id, name, set_on: *set_on, shown: *shown });
            self.out.pop();
            self.out.push_str(",\"tasks\": ");
            self.items(tasks.iter().map(|(task, dates)| BaselineLine { task: *task, dates: *dates }));
            self.out.push('}');
            between = ",\n";
        }
        self.out.push_str(if between == "[\n" { "[]" } else { "\n]" });
    }
}
