//! What is kept of a person.

/// How much of what one person wrote is kept in a server.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OwnTexts {
    /// Questions with their titles.
    pub questions: i64,
    /// Messages in cases' threads.
    pub messages: i64,
    /// Files that came with their questions and messages.
    pub files: i64,
    /// Sentences that go with a rating.
    pub comments: i64,
    /// Bug reports that quote them.
    pub reports: i64,
    /// What the bot said, or is still to say, in their words: notes, summaries, saved replies.
    pub posts: i64,
    /// Messages that a rule found and that are still to be put before the agents.
    pub offers: i64,
}

impl OwnTexts {
    /// Whether nothing is stored.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
