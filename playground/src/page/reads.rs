//! What each person has read, as Discord's server keeps it for all windows of one person.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use sandbox::world::{Message, kind, message_flag};
use sandbox::{Snowflake, World};
use serde_json::{Value, json};

/// How many messages are counted at most.
const COUNTED: usize = 500;

/// Marks by person and channel. What was there at the start counts as read.
#[derive(Debug, Default)]
pub(super) struct Reads(Mutex<Marks>);

#[derive(Debug, Default)]
struct Marks {
    since: Snowflake,
    read: HashMap<(Snowflake, Snowflake), Snowflake>,
}

impl Reads {
    fn marks(&self) -> std::sync::MutexGuard<'_, Marks> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Everything up to now counts as read, by everybody.
    pub(super) fn begin(&self, world: &World) {
        *self.marks() = Marks { since: world.last_id, read: HashMap::new() };
    }

    /// A person has read up to a message. Marks never go back.
    pub(super) fn mark(&self, person: Snowflake, channel: Snowflake, message: Snowflake) {
        let mut marks = self.marks();
        let mark = marks.read.entry((person, channel)).or_default();
        *mark = (*mark).max(message);
    }

    /// The last message that a person has read in a channel.
    pub(super) fn last(&self, person: Snowflake, channel: Snowflake) -> Snowflake {
        let marks = self.marks();
        marks.read.get(&(person, channel)).copied().unwrap_or_default().max(marks.since)
    }

    /// `Read` of the protocol.
    pub(super) fn of(&self, world: &World, person: Snowflake, channel: Snowflake) -> Value {
        let last = self.last(person, channel);
        let thread = world.channels.get(&channel).and_then(|found| found.thread.as_ref());
        let follows = thread.is_none_or(|thread| thread.members.contains_key(&person));
        let fresh = world
            .messages
            .get(&channel)
            .into_iter()
            .flat_map(|messages| messages.range(last + 1..).take(COUNTED));
        let fresh: Vec<&Message> = fresh
            .map(|(_, message)| message)
            .filter(|message| message.author_id != person && message.ephemeral_for.is_none())
            .collect();
        let unread = follows && !fresh.is_empty() || has_new_post(world, person, channel, last);
        let pings = fresh.iter().filter(|message| is_pinged(world, person, message)).count();
        json!({"last_read_id": last.to_string(), "unread": unread, "pings": pings})
    }
}

/// Whether a forum has a post of somebody else that is newer than this.
fn has_new_post(world: &World, person: Snowflake, forum: Snowflake, last: Snowflake) -> bool {
    is_forum(world, forum)
        && world.channels.range(last + 1..).any(|(_, post)| {
            post.parent_id == Some(forum)
                && post.thread.as_ref().is_some_and(|thread| thread.owner_id != person)
                && world.sees(person, post.id)
        })
}

/// Whether a channel is one whose posts are threads.
pub(super) fn is_forum(world: &World, channel: Snowflake) -> bool {
    let found = world.channels.get(&channel);
    found.is_some_and(|found| matches!(found.kind, kind::FORUM | kind::MEDIA))
}

/// Whether a message pings a person.
pub(super) fn is_pinged(world: &World, person: Snowflake, message: &Message) -> bool {
    if message.author_id == person || message.flags & message_flag::SUPPRESS_NOTIFICATIONS != 0 {
        return false;
    }
    // A direct message pings whom it is for.
    let Some(guild) = world.guild_of(message.channel_id) else { return true };
    let member = world.guilds.get(&guild).and_then(|guild| guild.members.get(&person));
    message.mention_everyone
        || message.mentions.contains(&person)
        || member.is_some_and(|member| {
            member.roles.iter().any(|role| message.mention_roles.contains(role))
        })
}
