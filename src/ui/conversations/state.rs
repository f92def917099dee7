//! What other rooms ask of this one, and what it has open.

use crate::ui::rooms::Room;
use chrono::NaiveDate;
use forthright::prepare::record::Talk;
use forthright::project::ProblemId;
use forthright::project::record::{ConcernId, ConversationId, GuideKind, InputId, Tellable, TouchpointId};
use leptos::prelude::*;

/// Something to open in the Conversations room, asked for from anywhere. The room takes it when it is there.
#[derive(Clone, Debug, PartialEq)]
pub enum Ask {
    /// A new conversation in which these facts were told; empty for one that told nothing yet.
    Talk(Vec<Tellable>),
    /// A new conversation of that day, with all that is known of it.
    Log(NaiveDate, Box<Talk>),
    Conversation(ConversationId),
    Concern(ConcernId),
    Input(InputId),
    /// A guided page, about a problem and with a person where they are known; where one with them was begun and not held,
    /// that one.
    Guide(GuideKind, Option<ProblemId>, String),
    /// Somebody of ours to be brought along.
    Touch(TouchpointId),
}

/// What the room shows. Not kept.
#[derive(Clone, Copy, Default)]
pub struct ConversationsView {
    pub ask: RwSignal<Option<Ask>>,
    /// The conversation that is open, to be written on.
    pub talk: RwSignal<Option<ConversationId>>,
    pub concern: RwSignal<Option<ConcernId>>,
    pub input: RwSignal<Option<InputId>>,
    pub touch: RwSignal<Option<TouchpointId>>,
    /// What is looked for among what was told and written down.
    pub question: RwSignal<String>,
    /// The bar for a note in passing is open.
    pub noting: RwSignal<bool>,
    /// Whose words the last note was.
    pub who: RwSignal<String>,
}

impl ConversationsView {
    /// Goes to the room and has `ask` opened there.
    pub fn open(self, ask: Ask) {
        self.ask.set(Some(ask));
        Room::Conversations.go();
    }

    /// Another project: nothing of this one stays open.
    pub fn forget(self) {
        self.ask.set(None);
        self.talk.set(None);
        self.concern.set(None);
        self.input.set(None);
        self.touch.set(None);
        self.question.set(String::new());
        self.noting.set(false);
        self.who.set(String::new());
    }
}
