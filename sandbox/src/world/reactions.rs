//! Reactions (documentation, resources/message).

use serde_json::{Value, json};

use crate::error::ApiError;
use crate::world::model::{Emoji, Notice, Reaction, Snowflake, World};
use crate::world::permissions::right;
use crate::{snowflake, wire};

impl Emoji {
    /// Reads an emoji as a path or a person writes it: itself, `name:id`, or `<a:name:id>`. `None`
    /// when it is none. Whether a custom one exists is not checked.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim_start_matches('<').trim_end_matches('>');
        if let Some((name, id)) = text.rsplit_once(':') {
            let animated = name.starts_with("a:");
            let name = name.trim_start_matches("a:").trim_start_matches(':');
            return Some(Self { id: Some(snowflake::parse(id)?), name: name.to_owned(), animated });
        }
        let keycap = text.contains('\u{20e3}');
        let pictorial = text.chars().all(|one| !one.is_alphanumeric() && !one.is_ascii() || keycap);
        let fits = !text.is_empty() && text.chars().count() <= 20 && pictorial;
        fits.then(|| Self { id: None, name: text.to_owned(), animated: false })
    }

    /// Whether both are the same emoji: custom ones by id, others by themselves, with or without
    /// the selector of colour.
    pub fn is(&self, other: &Self) -> bool {
        let plain = |name: &str| name.replace('\u{fe0f}', "");
        match (self.id, other.id) {
            (Some(one), Some(two)) => one == two,
            (None, None) => self.name == other.name || plain(&self.name) == plain(&other.name),
            _ => false,
        }
    }
}

impl World {
    /// An emoji that exists: any Unicode one, or a custom one of the application or of a guild the
    /// bot is in. Error: 10014.
    pub fn known_emoji(&self, text: &str) -> Result<Emoji, ApiError> {
        let emoji = Emoji::parse(text).ok_or_else(ApiError::unknown_emoji)?;
        let Some(id) = emoji.id else { return Ok(emoji) };
        let mut known = self
            .application_emojis
            .iter()
            .chain(self.guilds.values().flat_map(|guild| &guild.emojis));
        known.find(|one| one.id == Some(id)).cloned().ok_or_else(ApiError::unknown_emoji)
    }

    /// Reacts to a message. Takes READ_MESSAGE_HISTORY, and ADD_REACTIONS if nobody used the emoji
    /// before.
    ///
    /// Errors: 10003, 50001, 10008, 10014, 50013, 50083, 30010.
    pub fn add_reaction(
        &mut self,
        by: Snowflake,
        channel: Snowflake,
        message: Snowflake,
        emoji: &str,
    ) -> Result<(), ApiError> {
        self.react(by, channel, message, emoji, false)
    }

    /// The same with a super reaction, which takes Nitro and so is no bot's.
    ///
    /// Errors: as for a reaction.
    pub fn add_super_reaction(
        &mut self,
        by: Snowflake,
        channel: Snowflake,
        message: Snowflake,
        emoji: &str,
    ) -> Result<(), ApiError> {
        self.react(by, channel, message, emoji, true)
    }

    fn react(
        &mut self,
        by: Snowflake,
        channel: Snowflake,
        message: Snowflake,
        emoji: &str,
        burst: bool,
    ) -> Result<(), ApiError> {
        let found = self.reachable_message(by, channel, message)?;
        let emoji = self.known_emoji(emoji)?;
        let known = found.reactions.iter().position(|reaction| reaction.emoji.is(&emoji));
        let count = found.reactions.len();
        let author = found.author_id;
        let rights =
            right::READ_MESSAGE_HISTORY | if known.is_none() { right::ADD_REACTIONS } else { 0 };
        self.require(by, channel, rights)?;
        self.refuse_archived(channel)?;
        if known.is_none() && count >= 20 {
            return Err(ApiError::too_many_reactions());
        }
        let Some(found) =
            self.messages.get_mut(&channel).and_then(|messages| messages.get_mut(&message))
        else {
            return Err(ApiError::unknown_message());
        };
        let added = match known.and_then(|known| found.reactions.get_mut(known)) {
            Some(reaction) => {
                let added = reaction.users.insert(by);
                if added && burst {
                    reaction.bursts.insert(by);
                }
                added
            }
            None => {
                let (emoji, users) = (emoji.clone(), [by].into());
                let bursts = if burst { [by].into() } else { [].into() };
                found.reactions.push(Reaction { emoji, users, bursts });
                true
            }
        };
        if added {
            self.noticed.push(Notice::Message { channel, message, created: false });
            self.tell("MESSAGE_REACTION_ADD", channel, None, |world| {
                let mut event = reaction_event(world, channel, message, Some(by), &emoji, burst);
                event["message_author_id"] = json!(author.to_string());
                let guild = world.guild_of(channel).and_then(|id| world.guilds.get(&id));
                if let Some(member) = guild.and_then(|guild| wire::member(world, guild, by)) {
                    event["member"] = member;
                }
                event
            });
        }
        Ok(())
    }

    /// Takes a reaction back; those of others with MANAGE_MESSAGES. Nothing happens if it is not
    /// there.
    ///
    /// Errors: 10003, 50001, 10008, 10014, 50013, 50083.
    pub fn remove_reaction(
        &mut self,
        by: Snowflake,
        channel: Snowflake,
        message: Snowflake,
        emoji: &str,
        user: Snowflake,
    ) -> Result<(), ApiError> {
        self.reachable_message(by, channel, message)?;
        let emoji = self.known_emoji(emoji)?;
        self.require(by, channel, if by == user { 0 } else { right::MANAGE_MESSAGES })?;
        self.refuse_archived(channel)?;
        let Some(found) =
            self.messages.get_mut(&channel).and_then(|messages| messages.get_mut(&message))
        else {
            return Err(ApiError::unknown_message());
        };
        let Some(reaction) = found.reactions.iter_mut().find(|reaction| reaction.emoji.is(&emoji))
        else {
            return Ok(());
        };
        if !reaction.users.remove(&user) {
            return Ok(());
        }
        let burst = reaction.bursts.remove(&user);
        found.reactions.retain(|reaction| !reaction.users.is_empty());
        self.noticed.push(Notice::Message { channel, message, created: false });
        self.tell("MESSAGE_REACTION_REMOVE", channel, None, |world| {
            reaction_event(world, channel, message, Some(user), &emoji, burst)
        });
        Ok(())
    }

    /// Takes all reactions off a message, or all with one emoji. Takes MANAGE_MESSAGES.
    ///
    /// Errors: 10003, 50001, 10008, 10014, 50013, 50083.
    pub fn clear_reactions(
        &mut self,
        by: Snowflake,
        channel: Snowflake,
        message: Snowflake,
        emoji: Option<&str>,
    ) -> Result<(), ApiError> {
        self.reachable_message(by, channel, message)?;
        let emoji = emoji.map(|emoji| self.known_emoji(emoji)).transpose()?;
        self.require(by, channel, right::MANAGE_MESSAGES)?;
        self.refuse_archived(channel)?;
        let Some(found) =
            self.messages.get_mut(&channel).and_then(|messages| messages.get_mut(&message))
        else {
            return Err(ApiError::unknown_message());
        };
        let before = found.reactions.len();
        found
            .reactions
            .retain(|reaction| emoji.as_ref().is_some_and(|emoji| !reaction.emoji.is(emoji)));
        if found.reactions.len() == before {
            return Ok(());
        }
        self.noticed.push(Notice::Message { channel, message, created: false });
        match emoji {
            Some(emoji) => self.tell("MESSAGE_REACTION_REMOVE_EMOJI", channel, None, |world| {
                let event = json!({
                    "channel_id": channel.to_string(), "message_id": message.to_string(), "emoji": wire::reaction_emoji(&emoji),
                });
                wire::in_guild(world, channel, event)
            }),
            None => self.tell("MESSAGE_REACTION_REMOVE_ALL", channel, None, |world| {
                let event = json!({ "channel_id": channel.to_string(), "message_id": message.to_string() });
                wire::in_guild(world, channel, event)
            }),
        }
        Ok(())
    }
}

fn reaction_event(
    world: &World,
    channel: Snowflake,
    message: Snowflake,
    user: Option<Snowflake>,
    emoji: &Emoji,
    burst: bool,
) -> Value {
    let event = json!({
        "user_id": user.map(|user| user.to_string()),
        "channel_id": channel.to_string(),
        "message_id": message.to_string(),
        "emoji": wire::reaction_emoji(emoji),
        "burst": burst,
        "type": u8::from(burst),
    });
    wire::in_guild(world, channel, event)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn emojis_are_told_from_words() {
        for good in ["👍", "❤️", "1️⃣", "🇩🇪", "party:123", "<a:party:123>", "<:party:123>"]
        {
            assert!(Emoji::parse(good).is_some(), "{good}");
        }
        for bad in ["", "ok", "party:", "a:b", "#"] {
            assert!(Emoji::parse(bad).is_none(), "{bad}");
        }
        assert!(
            Emoji::parse("❤️").is_some_and(|heart| heart.is(&Emoji::parse("❤").expect("an emoji")))
        );
    }
}
