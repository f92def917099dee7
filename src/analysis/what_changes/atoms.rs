//! What a list of edits comes to: the last word on each thing they touch, without what ends as it began.

use crate::edit::{PlanEdit, SettingField, TaskField};
use crate::plan::{Calendar, CalendarId, DependencyKey, DependencyKind, Lag, Plan, TaskId};
use std::collections::HashSet;
use std::mem::discriminant;

/// One thing that is otherwise in the end.
#[derive(Clone, Debug)]
pub(super) enum Atom<'a> {
    /// Taken out, or made inactive.
    Gone(TaskId),
    /// Made active again.
    Back(TaskId),
    New(TaskId),
    /// Cut in two: the first part, how long it is, and the second one behind it.
    Split(TaskId, &'a TaskField, TaskId),
    Set(TaskId, &'a TaskField),
    Link(DependencyKey, Option<Lag>),
    /// Elsewhere in the outline.
    Place(TaskId),
    Order,
    Calendar(CalendarId, Option<&'a Calendar>),
    People,
    Setting(&'a SettingField),
}

/// The net changes of `edits` made on `plan`, in the order they were first made.
pub(super) fn net<'a>(plan: &Plan, edits: &[&'a PlanEdit]) -> Vec<Atom<'a>> {
    let mut all: Vec<Atom> = Vec::new();
    for atom in edits.iter().flat_map(|edit| of_edit(plan, edit)) {
        match all.iter().position(|known| known.is_about_the_same(&atom)) {
            Some(at) => match (all[at].clone(), &atom) {
                // Brought in and taken out again.
                (Atom::New(_), Atom::Gone(_)) => drop(all.remove(at)),
                // The first part stays as long as it is.
                (Atom::Split(task, first, _), Atom::Gone(_)) => all[at] = Atom::Set(task, first),
                _ => all[at] = atom,
            },
            None => all.push(atom),
        }
    }
    all.retain(|atom| atom.differs(plan));
    without_echoes(plan, all)
}

/// An edit's own atoms. A batch is told by what it is for: a step that goes takes its links along and is bridged; a new
/// one brings its links; a new length brings what is left of it.
fn of_edit<'a>(plan: &Plan, edit: &'a PlanEdit) -> Vec<Atom<'a>> {
    let PlanEdit::Batch(edits) = edit else { return atoms(plan, edit) };
    if let Some(split) = split(edits) {
        return vec![split];
    }
    let (inner, plain): (Vec<&PlanEdit>, Vec<&PlanEdit>) = edits.iter().partition(|e| matches!(e, PlanEdit::Batch(_)));
    let mut all: Vec<Atom> = plain.into_iter().flat_map(|edit| atoms(plan, edit)).collect();
    let comes_or_goes = all.iter().any(|atom| matches!(atom, Atom::Gone(_) | Atom::Back(_) | Atom::New(_)));
    let longer: HashSet<TaskId> = all
        .iter()
        .filter_map(|atom| match atom {
            Atom::Set(task, TaskField::Duration(_)) => Some(*task),
            _ => None,
        })
        .collect();
    all.retain(|atom| match atom {
        Atom::Link(..) | Atom::Place(_) | Atom::Order => !comes_or_goes,
        Atom::Set(_, TaskField::Duration(_)) => true,
        Atom::Set(task, _) => !comes_or_goes && !longer.contains(task),
        _ => true,
    });
    all.extend(inner.into_iter().flat_map(|edit| of_edit(plan, edit)));
    all
}

/// A task gets another length, and a new one waits for it, in one go: what was one task is two.
fn split(edits: &[PlanEdit]) -> Option<Atom<'_>> {
    let (new, links) = edits.iter().find_map(|edit| match edit {
        PlanEdit::Insert { tasks, dependencies, .. } if tasks.len() == 1 => Some((tasks.first()?.id, dependencies)),
        _ => None,
    })?;
    edits.iter().find_map(|edit| {
        let PlanEdit::Set { task, field: first @ TaskField::Duration(_) } = edit else { return None };
        let join = DependencyKey { predecessor: *task, successor: new, kind: DependencyKind::FS };
        links.iter().any(|link| link.key == join).then_some(Atom::Split(*task, first, new))
    })
}

/// The edits by the things they change: each group is one change, and belongs together.
pub(in crate::analysis) fn changes(plan: &Plan, edits: &[&PlanEdit]) -> Vec<Vec<usize>> {
    let each: Vec<Vec<Atom>> = edits.iter().map(|edit| of_edit(plan, edit)).collect();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (at, atoms) in each.iter().enumerate() {
        let same = |known: &usize| each[*known].iter().any(|a| atoms.iter().any(|b| a.is_about_the_same(b)));
        let (mut joined, rest): (Vec<_>, Vec<_>) = groups.into_iter().partition(|group| group.iter().any(same));
        joined.push(vec![at]);
        groups = rest;
        groups.push(joined.concat());
    }
    groups
}

/// Whether an edit is about what `atom` tells.
pub(super) fn is_of(plan: &Plan, edit: &PlanEdit, atom: &Atom) -> bool {
    of_edit(plan, edit).iter().any(|one| one.is_about_the_same(atom))
}

fn atoms<'a>(plan: &Plan, edit: &'a PlanEdit) -> Vec<Atom<'a>> {
    match edit {
        PlanEdit::Insert { tasks, .. } => {
            tasks.iter().filter(|task| task.level == 0).map(|task| Atom::New(task.id)).collect()
        }
        PlanEdit::Remove { task } => vec![Atom::Gone(*task)],
        PlanEdit::RemoveRun { first, last } => run(plan, *first, *last).into_iter().map(Atom::Gone).collect(),
        PlanEdit::Move { task, .. } => vec![Atom::Place(*task)],
        PlanEdit::Order { .. } => vec![Atom::Order],
        PlanEdit::Set { task, field: TaskField::Inactive(true) } => vec![Atom::Gone(*task)],
        PlanEdit::Set { task, field: TaskField::Inactive(false) } => vec![Atom::Back(*task)],
        PlanEdit::Set { task, field } => vec![Atom::Set(*task, field)],
        PlanEdit::Link { link, lag } => vec![Atom::Link(*link, *lag)],
        PlanEdit::Calendar { id, calendar } => vec![Atom::Calendar(*id, calendar.as_deref())],
        PlanEdit::Resource { .. } => vec![Atom::People],
        PlanEdit::Setting(field) => vec![Atom::Setting(field)],
        PlanEdit::Batch(_) => Vec::new(),
    }
}

/// The siblings from `first` to `last`.
fn run(plan: &Plan, first: TaskId, last: TaskId) -> Vec<TaskId> {
    match (plan.position(first), plan.position(last)) {
        (Some(from), Some(to)) if from <= to => {
            plan.child_rows(from..plan.subtree(to).end).into_iter().map(|row| plan.tasks[row].id).collect()
        }
        _ => vec![first, last],
    }
}

impl Atom<'_> {
    fn is_about_the_same(&self, other: &Atom) -> bool {
        use Atom::{Back, Calendar, Gone, Link, New, Order, People, Place, Set, Setting, Split};
        match (self, other) {
            (Gone(a) | Back(a) | New(a) | Split(_, _, a), Gone(b) | Back(b) | New(b) | Split(_, _, b))
            | (Place(a), Place(b)) => a == b,
            (Set(a, one), Set(b, two)) => a == b && discriminant(*one) == discriminant(*two),
            (Link(a, _), Link(b, _)) => a == b,
            (Calendar(a, _), Calendar(b, _)) => a == b,
            (Setting(one), Setting(two)) => discriminant(*one) == discriminant(*two),
            (Order, Order) | (People, People) => true,
            _ => false,
        }
    }

    /// Whether it ends otherwise than it is in `plan`. What is set of a new task is a part of its being new.
    fn differs(&self, plan: &Plan) -> bool {
        match self {
            Atom::Gone(task) => plan.task(*task).is_some_and(|task| !task.inactive),
            Atom::Back(task) => plan.task(*task).is_some_and(|task| task.inactive),
            Atom::New(task) | Atom::Split(_, _, task) => plan.task(*task).is_none(),
            Atom::Set(task, field) => plan.task(*task).is_some_and(|task| {
                let old = (*field).clone().swap(&mut task.clone());
                old != **field
            }),
            Atom::Link(key, lag) => plan.dependencies.get(key) != lag.as_ref(),
            Atom::Calendar(id, new) => plan.calendars.get(id) != *new,
            Atom::Setting(field) => (*field).clone().swap(&mut plan.settings.clone()) != **field,
            Atom::Place(task) => plan.position(*task).is_some(),
            Atom::Order | Atom::People => true,
        }
    }
}

/// Without what another atom says already: links of tasks that come or go, a link that only changes its kind, and what
/// lies below a step that goes.
fn without_echoes<'a>(plan: &Plan, all: Vec<Atom<'a>>) -> Vec<Atom<'a>> {
    let of = |pick: fn(&Atom) -> Option<TaskId>| all.iter().filter_map(pick).collect::<HashSet<TaskId>>();
    let turned = of(|atom| match atom {
        Atom::Gone(task) | Atom::Back(task) | Atom::New(task) | Atom::Split(_, _, task) => Some(*task),
        _ => None,
    });
    let linked: HashSet<(TaskId, TaskId)> = all
        .iter()
        .filter_map(|atom| match atom {
            Atom::Link(key, Some(_)) => Some((key.predecessor, key.successor)),
            _ => None,
        })
        .collect();
    let inside = |task: TaskId| {
        let above = plan.position(task).into_iter().flat_map(|row| plan.ancestor_rows(row));
        above.map(|row| plan.tasks[row].id).any(|above| turned.contains(&above))
    };
    let echo = |atom: &Atom| match atom {
        Atom::Gone(task) | Atom::Back(task) => inside(*task),
        Atom::Set(task, _) | Atom::Place(task) => turned.contains(task),
        Atom::Link(key, lag) => {
            turned.contains(&key.predecessor)
                || turned.contains(&key.successor)
                || lag.is_none() && linked.contains(&(key.predecessor, key.successor))
        }
        _ => false,
    };
    let echoes: Vec<bool> = all.iter().map(echo).collect();
    all.into_iter().zip(echoes).filter(|(_, echo)| !echo).map(|(atom, _)| atom).collect()
}
