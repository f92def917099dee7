//! What the client sees of the record: concerns, what is asked of them, the agreement, whom they meet, the wrap-up. Of
//! conversations, private notes and everything else of the record there is nothing.

use crate::client::{AgreementPart, ClientProject, ConcernState};
use crate::project::Project;
use crate::project::record::{Agreement, Block, Concern, Guide, GuideKind, Input, Touchpoint};

impl ClientProject {
    /// Ids that stay as they are.
    pub(super) fn record_ids(&self) -> impl Iterator<Item = u32> + '_ {
        let concerns = self.concerns.iter().map(|one| one.id.0);
        let inputs = self.inputs.iter().map(|one| one.id.0);
        let touchpoints = self.touchpoints.iter().map(|one| one.id.0);
        concerns.chain(inputs).chain(touchpoints).chain(self.wrap_up.iter().map(|one| one.id.0))
    }

    pub(super) fn add_record(&self, project: &mut Project) {
        self.add_listening(project);
        project.record.agreement = self.as_agreement();
        if let Some(one) = &self.wrap_up {
            let answers = one.answers.iter().map(|(question, text)| (question.key().to_owned(), text.clone()));
            let guide = Guide {
                answers: answers.collect(),
                held_on: one.held_on,
                client_visible: true,
                ..Guide::new(one.id, GuideKind::WrapUp, one.begun_on)
            };
            project.record.guides.insert(guide.id, guide);
        }
    }

    fn add_listening(&self, project: &mut Project) {
        let record = &mut project.record;
        for one in &self.concerns {
            let concern = Concern {
                id: one.id,
                words: one.words.clone(),
                who: one.who.clone().unwrap_or_default(),
                heard_on: one.heard_on,
                conversation: None,
                sensed: false,
                steps: one.steps.clone(),
                problems: one.problems.clone(),
                answer: one.answer.clone(),
                checked_on: match one.state {
                    ConcernState::Checked(on) => Some(on),
                    ConcernState::Heard | ConcernState::Answered => None,
                },
                client_visible: true,
            };
            record.concerns.insert(one.id, concern);
        }
        for one in &self.inputs {
            let input = Input {
                id: one.id,
                what: one.what.clone(),
                who: one.who.clone().unwrap_or_default(),
                step: one.step,
                asked_on: one.asked_on,
                received_on: None,
                client_visible: true,
                private_note: String::new(),
            };
            record.inputs.insert(one.id, input);
        }
        for one in &self.touchpoints {
            let point = Touchpoint {
                id: one.id,
                touch: one.touch,
                who: one.who.clone(),
                what: one.what.clone(),
                planned_on: one.planned_on,
                held_on: one.held_on,
                client_visible: true,
            };
            record.touchpoints.insert(one.id, point);
        }
    }

    fn as_agreement(&self) -> Agreement {
        let Some(one) = &self.agreement else { return Agreement::default() };
        let block = |about: AgreementPart| {
            let block = one.blocks.iter().find(|block| block.about == about);
            block.map(|one| Block { before: one.before.clone(), from_now: one.from_now.clone() }).unwrap_or_default()
        };
        Agreement {
            status: block(AgreementPart::Status),
            money: block(AgreementPart::Money),
            issues: block(AgreementPart::Issues),
            meetings: block(AgreementPart::Meetings),
            agreed_on: one.agreed_on,
            client_visible: true,
        }
    }
}
