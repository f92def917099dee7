//! What other rooms ask of this one.

use crate::ui::rooms::Room;
use forthright::project::ProblemId;
use forthright::project::record::{ConcernId, ConversationId, GuideId, GuideKind, InputId, Tellable};
use leptos::prelude::*;

/// Something to open in the Conversations room, asked for from anywhere. The room takes it when it is there.
#[derive(Clone, Debug, PartialEq)]
pub enum Ask {
    /// A new conversation in which these facts were told; empty for one that told nothing yet.
    Talk(Vec<Tellable>),
    Conversation(ConversationId),
    Concern(ConcernId),
    Input(InputId),
    /// A new guided page, about a problem where it is known.
    Guide(GuideKind, Option<ProblemId>),
    OpenGuide(GuideId),
}

/// What the room shows. Not kept.
#[derive(Clone, Copy, Default)]
pub struct ConversationsView {
    pub ask: RwSignal<Option<Ask>>,
}

impl ConversationsView {
    /// Goes to the room and has `ask` opened there.
    pub fn open(self, ask: Ask) {
        self.ask.set(Some(ask));
        Room::Conversations.go();
    }
}
