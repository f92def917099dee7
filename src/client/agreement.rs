//! How the work together is run, as it was agreed with the client: before, and from now on.

use crate::project::Project;
use chrono::NaiveDate;

/// The working agreement, where the client may be shown it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientAgreement {
    /// Those with something in them, in their usual order.
    pub blocks: Vec<ClientBlock>,
    pub agreed_on: Option<NaiveDate>,
}

/// One part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientBlock {
    pub about: AgreementPart,
    pub before: String,
    pub from_now: String,
}

/// What a part is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AgreementPart {
    Status,
    Money,
    Issues,
    Meetings,
}

impl AgreementPart {
    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            AgreementPart::Status => "Status",
            AgreementPart::Money => "Money",
            AgreementPart::Issues => "Issues and risks",
            AgreementPart::Meetings => "Meetings",
        }
    }
}

/// `None` where it is private or nothing is written.
pub(super) fn of(project: &Project) -> Option<ClientAgreement> {
    let agreement = Some(&project.record.agreement).filter(|one| one.client_visible)?;
    let parts = [
        (AgreementPart::Status, &agreement.status),
        (AgreementPart::Money, &agreement.money),
        (AgreementPart::Issues, &agreement.issues),
        (AgreementPart::Meetings, &agreement.meetings),
    ];
    let block = |(about, block): (AgreementPart, &crate::project::record::Block)| {
        let (before, from_now) = (block.before.trim().to_owned(), block.from_now.trim().to_owned());
        let said = !(before.is_empty() && from_now.is_empty());
        said.then_some(ClientBlock { about, before, from_now })
    };
    let blocks: Vec<ClientBlock> = parts.into_iter().filter_map(block).collect();
    (!blocks.is_empty()).then_some(ClientAgreement { blocks, agreed_on: agreement.agreed_on })
}
