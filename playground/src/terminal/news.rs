//! What is new in the channels, and the numbers under which messages are shown.

use std::collections::{BTreeMap, HashMap, VecDeque};

use sandbox::world::model::{Message, kind};
use sandbox::{Snowflake, World, sight};

/// How many of the messages shown last are watched for changes.
const WATCHED: usize = 200;

/// In which order news are told.
#[derive(Debug, Clone, Copy)]
pub(super) enum Order {
    /// As they happened.
    Time,
    /// One channel after the other, since what happens in two at once comes in any order.
    Channel,
}

/// A message that was shown.
#[derive(Debug)]
struct Shown {
    message: Snowflake,
    channel: Snowflake,
    text: String,
}

/// Remembers what was shown.
#[derive(Debug, Default)]
pub(super) struct News {
    /// The newest message of each channel that was looked at.
    read_up_to: BTreeMap<Snowflake, Snowflake>,
    /// Number 1 is the first.
    numbered: Vec<Snowflake>,
    numbers: HashMap<Snowflake, usize>,
    watched: VecDeque<Shown>,
}

impl News {
    /// Takes everything that is there as read.
    pub(super) fn from_now_on(world: &World) -> Self {
        let newest = |messages: &BTreeMap<Snowflake, Message>| messages.keys().next_back().copied();
        let read_up_to = world
            .messages
            .iter()
            .filter_map(|(channel, messages)| Some((*channel, newest(messages)?)))
            .collect();
        Self { read_up_to, ..Self::default() }
    }

    pub(super) fn message(&self, number: usize) -> Option<Snowflake> {
        self.numbered.get(number.checked_sub(1)?).copied()
    }

    /// The newest of the messages that were shown and that fit.
    pub(super) fn newest(
        &self,
        world: &World,
        fits: impl Fn(&Message) -> bool,
    ) -> Option<Snowflake> {
        let found = |id: &Snowflake| world.message(world.channel_of(*id)?, *id);
        self.numbered.iter().filter(|id| found(id).is_some_and(&fits)).copied().max()
    }

    pub(super) fn number(&self, message: Snowflake) -> Option<usize> {
        self.numbers.get(&message).copied()
    }

    fn give_number(&mut self, message: Snowflake) -> usize {
        *self.numbers.entry(message).or_insert_with(|| {
            self.numbered.push(message);
            self.numbered.len()
        })
    }

    /// Everything that is new or changed since the last time, one paragraph a message.
    pub(super) fn read(&mut self, world: &World, order: Order) -> String {
        let mut paragraphs = Vec::new();
        let mut watched = std::mem::take(&mut self.watched);
        watched.retain_mut(|shown| {
            let number = self.number(shown.message).unwrap_or_default();
            match world.message(shown.channel, shown.message) {
                None => {
                    paragraphs.push(format!("[{number}] was deleted."));
                    false
                }
                Some(message) => {
                    let text = told(world, message);
                    if text != shown.text {
                        paragraphs.push(headed(&format!("[{number}] now: "), &text));
                        shown.text = text;
                    }
                    true
                }
            }
        });
        self.watched = watched;
        let mut fresh: Vec<&Message> = Vec::new();
        for (channel, messages) in &world.messages {
            let after = self.read_up_to.get(channel).copied().unwrap_or(0);
            fresh.extend(messages.range(after + 1..).map(|(_, message)| message));
        }
        fresh.sort_by_key(|message| match order {
            Order::Time => (0, message.id),
            Order::Channel => (message.channel_id, message.id),
        });
        for message in fresh {
            self.read_up_to.insert(message.channel_id, message.id);
            let number = self.give_number(message.id);
            let text = told(world, message);
            paragraphs.push(headed(&format!("[{number}] "), &text));
            self.watched.push_back(Shown {
                message: message.id,
                channel: message.channel_id,
                text,
            });
            if self.watched.len() > WATCHED {
                self.watched.pop_front();
            }
        }
        paragraphs.join("\n")
    }

    /// A channel with the eyes of one person, each message with its number.
    pub(super) fn look(&mut self, world: &World, viewer: Snowflake, channel: Snowflake) -> String {
        let is_forum = world
            .channels
            .get(&channel)
            .is_some_and(|found| matches!(found.kind, kind::FORUM | kind::MEDIA));
        let messages = sight::visible(world, viewer, channel);
        if is_forum || messages.is_empty() {
            let text = sight::channel(world, viewer, channel, None);
            return if text.is_empty() { "(nothing here yet)".to_owned() } else { text };
        }
        let skipped = messages.len().saturating_sub(30);
        let mut lines: Vec<String> = Vec::new();
        if skipped > 0 {
            lines.push(format!("({skipped} earlier messages)"));
        }
        for message in messages.into_iter().skip(skipped) {
            let number = self.give_number(message.id);
            lines.push(headed(&format!("[{number}] "), &sight::message(world, viewer, message)));
        }
        lines.join("\n")
    }
}

/// A message with the name of its channel before it, as somebody sees it who sees everything.
fn told(world: &World, message: &Message) -> String {
    let channel = world.channels.get(&message.channel_id);
    let guild = channel.and_then(|channel| world.guilds.get(&channel.guild_id?));
    let viewer = message
        .ephemeral_for
        .or_else(|| guild.map(|guild| guild.owner_id))
        .unwrap_or(message.author_id);
    let place = match channel {
        Some(channel) if channel.kind == kind::DM => {
            let people: Vec<&str> =
                channel.participants.iter().map(|id| sight::name(world, *id)).collect();
            format!("({})", people.join(" and "))
        }
        Some(channel) if channel.name.starts_with('#') => channel.name.clone(),
        Some(channel) => format!("#{}", channel.name),
        None => "?".to_owned(),
    };
    format!("{place} | {}", sight::message(world, viewer, message))
}

/// Lines below the first are moved to the right, so that the numbers stand out.
fn headed(head: &str, text: &str) -> String {
    format!("{head}{}", text.replace('\n', "\n    "))
}
