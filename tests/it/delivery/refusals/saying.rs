//! A thing that the bot says, and where.

use std::fmt::Debug;

use sandbox::Snowflake;

use crate::scene::Scene;

/// A thing that the bot says.
pub trait Saying: Copy + Debug + Eq {
    /// What an answer says only if the thing is in Discord.
    fn claim(self) -> &'static str;
    fn is_for_customer(self) -> bool;
    /// Whether it is about a case that has a card by then.
    fn has_card(self) -> bool;
    /// How many cases it takes.
    fn cases(self) -> usize;
    /// The case whose customer cannot be reached.
    fn shown_on(self, case: i64) -> i64 {
        case
    }
    /// Sets the server up for it.
    async fn set_up(self, scene: &Scene);
    /// Lets everything happen that leads to it.
    async fn prepare(self, scene: &Scene, case: i64) -> Place;
    /// Lets somebody do what makes the bot say it. Returns what they are told.
    async fn act(self, scene: &Scene, place: &Place) -> String;
}

/// A case, and where the bot says a thing about it.
pub struct Place {
    pub case: i64,
    /// The request that is refused.
    pub request: String,
    /// Where the message is, once it is there, and words in it. 0 if the channel is not there yet.
    pub channel: Snowflake,
    pub words: String,
    pub number: String,
    /// The message that becomes a case.
    pub source: Option<Snowflake>,
}
