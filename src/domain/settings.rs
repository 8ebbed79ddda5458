//! What a server has told us about itself with `/setup`.

use chrono::TimeDelta;

use crate::domain::{ChannelId, GuildId, Language, Mode, RoleId};

/// The default emoji with which an agent flags a message.
pub const DEFAULT_FLAG_EMOJI: &str = "🎫";
/// How long a proposed answer waits for a word, unless leads set something else.
pub const DEFAULT_CLOSE_AFTER: TimeDelta = TimeDelta::days(3);
/// How long the texts of a closed case are kept, unless leads set something else.
pub const DEFAULT_KEEP_TEXTS: TimeDelta = TimeDelta::days(180);

/// The channels and roles that one server's team works with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    pub guild: GuildId,
    /// Where members ask; `/ask` posts there.
    pub help_channel: ChannelId,
    /// The agents' channel, where the case cards are.
    pub desk_channel: ChannelId,
    /// Where bug reports go.
    pub developers_channel: ChannelId,
    pub agents_role: RoleId,
    pub developers_role: RoleId,
    pub leads_role: Option<RoleId>,
    /// A Unicode emoji, or `name:id` of a custom one.
    pub flag_emoji: String,
    /// After how long silence closes a case whose answer was proposed as final.
    pub close_after: TimeDelta,
    pub mode: Mode,
    /// After how long the texts of a closed case are erased.
    pub keep_texts: TimeDelta,
    /// In which the team reads its desk, and members what nobody has chosen a language for.
    pub language: Language,
}

/// How long we wait for a word on a proposed answer. What the customer was told holds, whatever
/// leads set later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AutoClosePolicy {
    /// After how long silence closes the case.
    pub close_after: TimeDelta,
}

impl AutoClosePolicy {
    /// After how long the one reminder comes: when two thirds of the time are over.
    pub fn remind_after(self) -> TimeDelta {
        self.close_after * 2 / 3
    }
}

/// What a channel is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChannelRole {
    Help,
    Desk,
    Developers,
}

impl Settings {
    /// The channel that plays this part.
    pub fn channel(&self, place: ChannelRole) -> ChannelId {
        match place {
            ChannelRole::Help => self.help_channel,
            ChannelRole::Desk => self.desk_channel,
            ChannelRole::Developers => self.developers_channel,
        }
    }

    /// How long a proposed answer waits for a word.
    pub fn auto_close(&self) -> AutoClosePolicy {
        AutoClosePolicy { close_after: self.close_after }
    }

    /// Whether a channel belongs to the team, so that what is said there is never a member's
    /// question.
    pub fn is_internal(&self, channel: ChannelId) -> bool {
        channel == self.desk_channel || channel == self.developers_channel
    }
}
