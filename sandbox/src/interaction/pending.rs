//! Interactions that were announced to the bot, and what it did about each.

use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

use chrono::{DateTime, Utc};
use serde_json::Value;
use tokio::time::Instant;

use crate::snowflake::Snowflake;

/// How many interactions are remembered at most; the oldest are forgotten first.
const REMEMBERED: usize = 50_000;

/// What an interaction is, in Discord's numbers.
pub(crate) mod interaction_kind {
    pub(crate) const COMMAND: u64 = 2;
    pub(crate) const COMPONENT: u64 = 3;
    pub(crate) const AUTOCOMPLETE: u64 = 4;
    pub(crate) const FORM: u64 = 5;
}

/// What the bot answered first.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum FirstAnswer {
    /// A message (type 4), at once.
    Message,
    /// A message that follows (type 5).
    DeferredMessage,
    /// A change of the message with the component that follows, or none (type 6).
    DeferredUpdate,
    /// A changed message (type 7).
    Update,
    /// Suggestions (type 8).
    Choices(Vec<Value>),
    /// A form (type 9).
    Form(Value),
}

/// One interaction.
#[derive(Debug, Clone)]
pub(crate) struct Interaction {
    pub(crate) id: Snowflake,
    pub(crate) token: String,
    pub(crate) kind: u64,
    pub(crate) user: Snowflake,
    pub(crate) channel: Snowflake,
    pub(crate) guild: Option<Snowflake>,
    /// The clock of the world, which deadlines are measured on.
    pub(crate) created: DateTime<Utc>,
    /// The clock of the machine, for how long things took.
    pub(crate) started: Instant,
    /// The type of message that an answer becomes (20, 23 or 19).
    pub(crate) message_kind: u8,
    /// The name of the command that began it, directly or through a form.
    pub(crate) command: Option<String>,
    /// The message whose component was used, directly or through a form.
    pub(crate) source: Option<Snowflake>,
    /// `interaction_metadata` of its answers.
    pub(crate) metadata: Value,
    pub(crate) first: Option<FirstAnswer>,
    /// The message that `@original` names.
    pub(crate) original: Option<Snowflake>,
    /// A deferred answer is still to come.
    pub(crate) loading: bool,
    /// Only the user sees the original.
    pub(crate) ephemeral: bool,
    /// The original was deleted.
    pub(crate) deleted: bool,
    pub(crate) acknowledged_in: Option<Duration>,
    pub(crate) answered_in: Option<Duration>,
    pub(crate) followups: Vec<Snowflake>,
}

/// All interactions of a sandbox that may still matter.
#[derive(Debug)]
pub(crate) struct Pending {
    /// How long the bot has for the first answer.
    pub(crate) answer_within: Duration,
    /// How long the token can be used.
    pub(crate) token_lives: Duration,
    by_id: BTreeMap<Snowflake, Interaction>,
    by_token: HashMap<String, Snowflake>,
}

impl Default for Pending {
    fn default() -> Self {
        Self {
            answer_within: Duration::from_secs(3),
            token_lives: Duration::from_secs(15 * 60),
            by_id: BTreeMap::new(),
            by_token: HashMap::new(),
        }
    }
}

impl Pending {
    pub(crate) fn add(&mut self, interaction: Interaction) {
        while self.by_id.len() >= REMEMBERED {
            let Some((_, oldest)) = self.by_id.pop_first() else { break };
            self.by_token.remove(&oldest.token);
        }
        self.by_token.insert(interaction.token.clone(), interaction.id);
        self.by_id.insert(interaction.id, interaction);
    }

    pub(crate) fn get(&self, id: Snowflake) -> Option<&Interaction> {
        self.by_id.get(&id)
    }

    pub(crate) fn get_mut(&mut self, id: Snowflake) -> Option<&mut Interaction> {
        self.by_id.get_mut(&id)
    }

    pub(crate) fn by_token(&self, token: &str) -> Option<Snowflake> {
        self.by_token.get(token).copied()
    }

    /// Whether the time for the first answer is over.
    pub(crate) fn is_late(&self, interaction: &Interaction, now: DateTime<Utc>) -> bool {
        age(interaction, now) > self.answer_within
    }

    /// Whether the token has ended.
    pub(crate) fn is_over(&self, interaction: &Interaction, now: DateTime<Utc>) -> bool {
        age(interaction, now) > self.token_lives
    }
}

fn age(interaction: &Interaction, now: DateTime<Utc>) -> Duration {
    (now - interaction.created).to_std().unwrap_or_default()
}
