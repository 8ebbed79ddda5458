//! The work that each contender gets.

/// Occurs in every message that is to become a case.
pub const FLAGGED: &str = "export fails";

/// What the bare handler does about a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Requests {
    /// A thread and a card.
    Two,
    /// Also the first message in the thread, as our bot has it.
    Three,
}

impl Requests {
    pub fn name(self) -> &'static str {
        match self {
            Self::Two => "two",
            Self::Three => "three",
        }
    }

    pub fn parse(name: &str) -> Option<Self> {
        [Self::Two, Self::Three].into_iter().find(|requests| requests.name() == name)
    }
}
