//! What people see.

use crate::person::{Person, Place, Refused};
use crate::sight;
use crate::snowflake::Snowflake;
use crate::world::right;

impl Person {
    /// Returns a channel as plain text as this person sees it, or the refusal in brackets.
    pub fn sees(&self, place: impl Into<Place>) -> String {
        match self.channel(place) {
            Ok(channel) => self.state.world(|world| sight::channel(world, self.id, channel, None)),
            Err(Refused(why)) => format!("({})", why.trim_end_matches('.')),
        }
    }

    /// Returns one message as plain text as this person sees it, or the refusal in brackets.
    pub fn sees_message(&self, message: Snowflake) -> String {
        self.state.world(|world| match self.message_in(world, message) {
            Ok(found) => sight::message(world, self.id, found),
            Err(Refused(why)) => format!("({})", why.trim_end_matches('.')),
        })
    }

    /// Returns the newest message that the person sees in a place.
    pub fn last_message(&self, place: impl Into<Place>) -> Option<Snowflake> {
        let channel = self.channel(place).ok()?;
        self.state
            .world(|world| sight::visible(world, self.id, channel).last().map(|message| message.id))
    }

    /// Returns the newest message in a place whose text, embeds or components contain `words`, as
    /// the person sees it.
    pub fn finds(&self, place: impl Into<Place>, words: &str) -> Option<Snowflake> {
        let channel = self.channel(place).ok()?;
        self.state.world(|world| {
            let seen = sight::visible(world, self.id, channel).into_iter().rev();
            seen.into_iter()
                .find(|message| sight::message(world, self.id, message).contains(words))
                .map(|message| message.id)
        })
    }

    /// Returns whether the person has all of these permissions in a place.
    pub fn may(&self, place: impl Into<Place>, rights: u64) -> bool {
        let Ok(channel) = self.channel(place) else { return false };
        self.state
            .world(|world| world.permissions(self.id, channel) & (rights | right::VIEW_CHANNEL))
            == rights | right::VIEW_CHANNEL
    }
}
