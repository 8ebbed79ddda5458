//! The known-issue notice of a bug: a live message for members, with an agent's words.

use crate::domain::{
    BugNumber, ChannelId, GuildId, PublicText, Reason, Surface, UserId, change::Change,
    refusal::BugRefusal,
};

/// What an agent wrote for members.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownIssueWords {
    /// What they wrote.
    pub text: PublicText,
    /// The agent.
    pub by: UserId,
}

/// The known-issue notice of a bug.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownIssue {
    /// The server.
    pub guild: GuildId,
    /// The bug for which it was posted. If that is a duplicate by now, the notice shows the bug
    /// that stands for both.
    pub bug: BugNumber,
    /// Counts the changes by people, from 1.
    pub revision: i64,
    /// The channel in which it is to be. None if it was taken down.
    pub channel: Option<ChannelId>,
    /// What it is to say.
    pub words: KnownIssueWords,
    /// What it says in Discord. None if it is not there.
    pub shown: Option<KnownIssueWords>,
    /// What keeps it from being in Discord as it is to be.
    pub obstacle: Option<Reason>,
    /// Its message.
    pub surface: Surface,
}

impl KnownIssue {
    /// Returns the notice as an agent wants it, and what that changes. `before` is the one that the
    /// bug has or had.
    ///
    /// # Errors
    /// Refuses what would change nothing.
    pub fn published(
        before: Option<&Self>,
        (guild, bug): (GuildId, BugNumber),
        channel: ChannelId,
        words: KnownIssueWords,
    ) -> Result<(Self, Change), BugRefusal> {
        let Some(before) = before else {
            let (shown, obstacle, surface) = (None, None, Surface::default());
            let channel = Some(channel);
            let new = Self { guild, bug, revision: 1, channel, words, shown, obstacle, surface };
            return Ok((new, Change::Added));
        };
        let is_same = before.channel == Some(channel) && before.words.text == words.text;
        if is_same && before.obstacle.is_none() {
            return Err(BugRefusal::NoticeUnchanged(bug));
        }
        let change = if before.is_up() { Change::Edited } else { Change::Added };
        let after = Self {
            revision: before.revision + 1,
            channel: Some(channel),
            words,
            obstacle: None,
            ..before.clone()
        };
        Ok((after, change))
    }

    /// Returns the notice after it was taken down. Its words are not kept.
    ///
    /// # Errors
    /// Refuses if it was taken down before.
    pub fn taken_down(&self) -> Result<Self, BugRefusal> {
        if !self.is_up() {
            return Err(BugRefusal::NoNotice(self.bug));
        }
        Ok(Self { revision: self.revision + 1, obstacle: None, ..self.without_message() })
    }

    /// Returns the notice after Discord did not accept its words: it says what it said before, or
    /// is not there. None if what it said before is not accepted any more either.
    pub fn given_up(&self, reason: Reason) -> Option<Self> {
        let obstacle = Some(reason);
        match (self.surface.posted, &self.shown) {
            (Some((channel, _)), Some(shown)) if *shown != self.words => {
                let (channel, words) = (Some(channel), shown.clone());
                Some(Self { channel, words, obstacle, ..self.clone() })
            }
            (Some(_), _) => None,
            (None, _) => Some(Self { obstacle, ..self.without_message() }),
        }
    }

    /// Whether it is in a channel, or is to be.
    pub fn is_up(&self) -> bool {
        self.channel.is_some()
    }

    fn without_message(&self) -> Self {
        let words = KnownIssueWords { text: PublicText::erased(), ..self.words.clone() };
        Self { channel: None, words, shown: None, ..self.clone() }
    }
}

/// Members who are to be told, in one message under a notice, what became of a bug.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownIssueCall {
    /// Its number.
    pub id: i64,
    /// The bug that was shipped or declined.
    pub bug: BugNumber,
    /// Which time it was shipped or declined, counted from 1.
    pub round: i64,
    /// Whether it says that the bug is open again, and not what became of it.
    pub is_reopened: bool,
    /// The members, at most 40.
    pub people: Vec<UserId>,
}
