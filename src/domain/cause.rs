//! What made something happen.

use std::fmt;

use crate::domain::{BugNumber, CaseNumber, ChannelId, MessageId, Time, UserId};

/// What made something happen. With the kind of fact it is unique, so an event that arrives twice
/// is one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Cause {
    /// A command, a button, a menu or a form: the interaction's id.
    Interaction(u64),
    /// A message.
    Message(MessageId),
    /// A message's text was changed, at this time.
    Edit {
        /// The message.
        message: MessageId,
        /// When it was edited, by Discord's clock.
        at: Time,
    },
    /// A reaction.
    Reaction {
        /// The message that was reacted to.
        message: MessageId,
        /// The emoji, as Discord names it: a character, or `name:id`.
        emoji: String,
        /// Who reacted.
        user: UserId,
    },
    /// A flag that was refused, and why.
    RefusedFlag {
        /// The message.
        message: MessageId,
        /// The code of the reason for which it did not become a case.
        reason: String,
    },
    /// The interaction with which somebody had their texts erased, in one of their cases.
    Erasure {
        /// The ID of the interaction that asked for it.
        interaction: u64,
        /// The case whose texts were erased.
        case: CaseNumber,
    },
    /// A channel or a thread was deleted.
    Deletion(ChannelId),
    /// What became of a bug, or was done with it, in one of its cases.
    BugChanged {
        /// The ID of the interaction that did it.
        interaction: u64,
        /// The case.
        case: CaseNumber,
    },
    /// Cases were merged, unmerged or unlinked, and so others are to hear what became of a bug.
    NewsMoved {
        /// The ID of the interaction that did it.
        interaction: u64,
        /// The bug.
        bug: BugNumber,
        /// The case in which they are to hear it.
        case: CaseNumber,
    },
    /// Something that fell due: the outbox row's id.
    Due(i64),
    /// Something without an event of its own, such as a change in Discord that was noticed later,
    /// or an import: an ID of our own.
    Noticed(i64),
    /// Somebody deleted a channel or a role that the team works with.
    Lost {
        /// Its ID.
        id: u64,
        /// What else the team works with that it was, if it was several things at once.
        also: Option<&'static str>,
    },
    /// Somebody did it on GitHub: an ID of our own.
    GitHub(u64),
}

impl Cause {
    /// Discord's ID of the command, button, menu or form. None if it was something else.
    pub fn interaction(&self) -> Option<u64> {
        match self {
            Self::Interaction(interaction)
            | Self::Erasure { interaction, .. }
            | Self::BugChanged { interaction, .. }
            | Self::NewsMoved { interaction, .. } => Some(*interaction),
            Self::Message(_)
            | Self::Edit { .. }
            | Self::Reaction { .. }
            | Self::RefusedFlag { .. }
            | Self::Deletion(_)
            | Self::Due(_)
            | Self::Noticed(_)
            | Self::Lost { .. }
            | Self::GitHub(_) => None,
        }
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Interaction(id) => write!(f, "int:{id}"),
            Self::Message(id) => write!(f, "msg:{id}"),
            Self::Edit { message, at } => write!(f, "edit:{message}:{}", at.timestamp_millis()),
            Self::Reaction { message, emoji, user } => write!(f, "react:{message}:{emoji}:{user}"),
            Self::RefusedFlag { message, reason } => write!(f, "refused:{message}:{reason}"),
            Self::Erasure { interaction, case } => write!(f, "erase:{interaction}:{}", case.0),
            Self::BugChanged { interaction, case } => write!(f, "bug:{interaction}:{}", case.0),
            Self::NewsMoved { interaction, bug, case } => {
                write!(f, "news:{interaction}:{}:{}", bug.0, case.0)
            }
            Self::Deletion(channel) => write!(f, "del:{channel}"),
            Self::Due(id) => write!(f, "due:{id}"),
            Self::Noticed(id) => write!(f, "noticed:{id}"),
            Self::Lost { id, also: None } => write!(f, "lost:{id}"),
            Self::Lost { id, also: Some(option) } => write!(f, "lost:{id}:{option}"),
            Self::GitHub(id) => write!(f, "github:{id}"),
        }
    }
}
