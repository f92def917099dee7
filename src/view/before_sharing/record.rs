//! What is withheld of the record.

use super::named;
use crate::client::ClientProject;
use crate::project::Project;
use crate::project::record::{Agreement, Block, GuideKind};

pub(super) fn inputs(project: &Project, seen: &ClientProject) -> Vec<String> {
    let open = project.record.inputs.values().filter(|one| one.received_on.is_none());
    let kept = open.filter(|one| !seen.inputs.iter().any(|known| known.id == one.id));
    kept.map(|one| named(&one.what, "Something without a name yet")).collect()
}

pub(super) fn concerns(project: &Project, seen: &ClientProject) -> Vec<String> {
    let kept = project.record.concerns.values().filter(|one| !seen.concerns.iter().any(|known| known.id == one.id));
    kept.map(|one| named(&one.words, "A concern")).collect()
}

/// None is ever shown: how and with whom it was.
pub(super) fn conversations(project: &Project) -> Vec<String> {
    project.record.conversations.values().map(crate::view::talks::head).collect()
}

pub(super) fn guides(project: &Project, seen: &ClientProject) -> Vec<String> {
    let shown = seen.wrap_up.as_ref().map(|one| one.id);
    let kept = project.record.guides.values().filter(|guide| Some(guide.id) != shown);
    let name = |kind| match kind {
        GuideKind::BadNews => "Bad news",
        GuideKind::Frank => "Frank discussion",
        GuideKind::Escalation => "Escalation",
        GuideKind::Reset => "Reset meeting",
        GuideKind::WrapUp => "Wrap-up",
    };
    kept.map(|guide| name(guide.kind).to_owned()).collect()
}

pub(super) fn has_agreement(project: &Project) -> bool {
    let Agreement { status, money, issues, meetings, .. } = &project.record.agreement;
    [status, money, issues, meetings].into_iter().any(|block| *block != Block::default())
}

pub(super) fn touchpoints(project: &Project, seen: &ClientProject) -> Vec<String> {
    let kept = project.record.touchpoints.values();
    let kept = kept.filter(|one| !seen.touchpoints.iter().any(|known| known.id == one.id));
    kept.map(|one| named(&one.who, "Somebody of ours")).collect()
}
