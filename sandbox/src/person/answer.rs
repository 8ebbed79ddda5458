//! What comes back to a person who used a command, a button, a menu or a form.

use std::time::Duration;

use serde_json::Value;

use crate::person::Form;
use crate::snowflake::Snowflake;

/// What an interaction led to.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The interaction; 0 if the client refused before there was one.
    pub interaction: Snowflake,
    /// What the person got.
    pub kind: AnswerKind,
    /// How long the first response of the bot took.
    pub acknowledged_in: Option<Duration>,
    /// How long the final text took.
    pub answered_in: Option<Duration>,
    /// Further messages of the bot to the same interaction, so far: id and text.
    pub followups: Vec<(Snowflake, String)>,
}

/// The ways an interaction can end.
#[derive(Debug, Clone, PartialEq)]
pub enum AnswerKind {
    /// A message.
    Message {
        /// Only the person sees it.
        ephemeral: bool,
        /// What it says and carries, rendered as in [`crate::sight`], without its author.
        text: String,
        /// The message as the wire has it.
        raw: Value,
        /// Its id.
        message_id: Snowflake,
    },
    /// A form opened.
    Form(Form),
    /// Suggestions for the option that is being typed.
    Choices(Vec<Choice>),
    /// The message with the button changed, or nothing visible happened although the bot took
    /// notice.
    Updated,
    /// The bot took notice, and deleted its answer.
    Removed,
    /// The bot took notice, but the promised text never came.
    Thinking {
        /// Only the person would have seen it.
        ephemeral: bool,
    },
    /// "The application did not respond": nothing came in time.
    None,
    /// The client did not even send it; why.
    Refused(String),
}

/// A suggestion.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// What is shown.
    pub name: String,
    /// What is sent if it is taken.
    pub value: Value,
}

impl Answer {
    pub(super) fn refused(why: impl Into<String>) -> Self {
        Self {
            interaction: 0,
            kind: AnswerKind::Refused(why.into()),
            acknowledged_in: None,
            answered_in: None,
            followups: Vec::new(),
        }
    }

    /// What the person reads: the message, the form, or a sentence in brackets for everything else.
    pub fn text(&self) -> String {
        match &self.kind {
            AnswerKind::Message { text, .. } => text.clone(),
            AnswerKind::Form(form) => form.text(),
            AnswerKind::Choices(choices) => {
                choices.iter().map(|choice| choice.name.as_str()).collect::<Vec<_>>().join("\n")
            }
            AnswerKind::Updated => match self.followups.first() {
                Some((_, text)) => text.clone(),
                None => "(updated)".to_owned(),
            },
            AnswerKind::Removed => "(the answer was removed)".to_owned(),
            AnswerKind::Thinking { .. } => "(the bot is thinking...)".to_owned(),
            AnswerKind::None => "(The application did not respond)".to_owned(),
            AnswerKind::Refused(why) => format!("({why})"),
        }
    }

    /// The form that opened.
    ///
    /// # Panics
    /// Something else happened; the panic says what. For tests.
    #[track_caller]
    pub fn form(&self) -> Form {
        match &self.kind {
            AnswerKind::Form(form) => form.clone(),
            other => panic!("expected a form, but got: {other:?}"),
        }
    }

    /// The id of the message that answered.
    ///
    /// # Panics
    /// Something else happened; the panic says what. For tests.
    #[track_caller]
    pub fn message_id(&self) -> Snowflake {
        match &self.kind {
            AnswerKind::Message { message_id, .. } => *message_id,
            other => panic!("expected a message, but got: {other:?}"),
        }
    }

    /// The message as the wire has it; `null` if none came.
    pub fn raw(&self) -> Value {
        match &self.kind {
            AnswerKind::Message { raw, .. } => raw.clone(),
            _ => Value::Null,
        }
    }

    /// Whether only the person sees the answer.
    pub fn is_ephemeral(&self) -> bool {
        matches!(
            self.kind,
            AnswerKind::Message { ephemeral: true, .. } | AnswerKind::Thinking { ephemeral: true }
        )
    }

    /// Whether a form opened.
    pub fn is_form(&self) -> bool {
        matches!(self.kind, AnswerKind::Form(_))
    }

    /// Whether the client refused to send it.
    pub fn is_refused(&self) -> bool {
        matches!(self.kind, AnswerKind::Refused(_))
    }

    /// Whether the bot did not respond in time.
    pub fn is_none(&self) -> bool {
        matches!(self.kind, AnswerKind::None)
    }
}
