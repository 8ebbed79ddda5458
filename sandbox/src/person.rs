//! People and what they do: they write, react, use commands, press buttons and fill in forms, as a
//! Discord client lets them.
//!
//! Every verb checks first what the client would: that the person sees the channel, has the right,
//! that the message is there. What it refuses reads like a sentence.

mod answer;
mod client;
mod deed;
mod interact;
mod threads;

use std::sync::Arc;

use crate::error::ApiError;
use crate::interaction::names;
use crate::locale;
use crate::sandbox::Sandbox;
use crate::sight;
use crate::snowflake::Snowflake;
use crate::world::model::{Message, kind};
use crate::world::permissions::right;
use crate::world::{MessageEdit, NewFile, NewMessage, NewThread, ReferenceRequest, World};

pub use crate::interaction::form::{Field, Form};
pub use answer::{Answer, AnswerKind, Choice};
pub(crate) use client::option_text;
pub use client::{Filled, Offered};
pub use deed::Deed;

/// The longest text a member may send.
const LONGEST_TEXT: usize = 2_000;
/// The largest file a member may send.
const LARGEST_FILE: usize = 10 * 1024 * 1024;

/// Why a person cannot do something, as one sentence.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Refused(pub String);

impl From<ApiError> for Refused {
    fn from(error: ApiError) -> Self {
        Self(match error.code {
            10003 => "There is no such channel.".to_owned(),
            10008 => "There is no such message.".to_owned(),
            10014 => "There is no such emoji.".to_owned(),
            20016 => "Slow mode is on here: wait a little before writing again.".to_owned(),
            40058 => "A forum takes posts, not plain messages.".to_owned(),
            50001 => "You cannot see that channel.".to_owned(),
            50005 => "Only its author can change a message.".to_owned(),
            50013 => "You are not allowed to do that here.".to_owned(),
            50083 => "That thread is archived.".to_owned(),
            160_004 => "That message already has a thread.".to_owned(),
            160_005 => "That thread is locked.".to_owned(),
            200_000 | 200_001 => "AutoMod blocked that text.".to_owned(),
            _ => format!("That did not work: {}.", error.message.trim_end_matches('.')),
        })
    }
}

/// Where something is done: an id, or a name in the person's current guild (`help`, `#help`, `#12`
/// for a thread whose name begins so). `dm` is the direct conversation with the bot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A channel or thread by its id.
    Id(Snowflake),
    /// A channel or thread by its name.
    Name(String),
}

impl From<Snowflake> for Place {
    fn from(id: Snowflake) -> Self {
        Self::Id(id)
    }
}

impl From<&str> for Place {
    fn from(name: &str) -> Self {
        Self::Name(name.to_owned())
    }
}

impl From<String> for Place {
    fn from(name: String) -> Self {
        Self::Name(name)
    }
}

impl From<&String> for Place {
    fn from(name: &String) -> Self {
        Self::Name(name.clone())
    }
}

/// One user of the sandbox, with verbs.
#[derive(Debug, Clone)]
pub struct Person {
    /// The user's id.
    pub id: Snowflake,
    /// The user name.
    pub name: String,
    /// The guild in which names of channels are looked up.
    pub guild: Option<Snowflake>,
    /// Answers are what came first: a bot that is still thinking is not waited for.
    pub(crate) impatient: bool,
    pub(crate) sandbox: Sandbox,
}

impl Person {
    pub(crate) fn find(sandbox: &Sandbox, username: &str) -> Option<Self> {
        sandbox.world(|world| {
            let wanted = username.strip_prefix('@').unwrap_or(username).to_lowercase();
            let user = world.users.values().find(|user| user.username.to_lowercase() == wanted)?;
            let guild = world
                .guilds
                .values()
                .find(|guild| guild.members.contains_key(&user.id))
                .map(|guild| guild.id);
            Some(Self {
                id: user.id,
                name: user.username.clone(),
                guild,
                impatient: false,
                sandbox: sandbox.clone(),
            })
        })
    }

    /// The same person with another current guild.
    #[must_use]
    pub fn at(&self, guild: Snowflake) -> Self {
        Self { guild: Some(guild), ..self.clone() }
    }

    /// The same person, who looks at the first thing that the bot does about a command or a button
    /// and waits for nothing more, as somebody does who sees the rest come by.
    #[must_use]
    pub fn impatient(&self) -> Self {
        Self { impatient: true, ..self.clone() }
    }

    /// The channel that a place names, if the person sees it. `dm` opens the direct conversation
    /// with the bot.
    pub fn channel(&self, place: impl Into<Place>) -> Result<Snowflake, Refused> {
        let place = place.into();
        if let Place::Name(name) = &place
            && name.eq_ignore_ascii_case("dm")
        {
            return Ok(self.sandbox.change(|world| world.open_direct(self.id, world.bot_id))?);
        }
        self.sandbox.world(|world| self.channel_in(world, &place))
    }

    pub(crate) fn channel_in(&self, world: &World, place: &Place) -> Result<Snowflake, Refused> {
        match place {
            Place::Id(id) if world.sees(self.id, *id) => Ok(*id),
            Place::Id(_) => Err(Refused("You cannot see that channel.".to_owned())),
            Place::Name(name) => {
                names::channel(world, self.guild, self.id, name).ok_or_else(|| {
                    let name = name.strip_prefix('#').unwrap_or(name);
                    Refused(format!("{} sees no channel #{name}.", self.name))
                })
            }
        }
    }

    /// A message that the person sees, ephemeral ones included, and its channel.
    pub(crate) fn message_in<'a>(
        &self,
        world: &'a World,
        message: Snowflake,
    ) -> Result<&'a Message, Refused> {
        let channel = world.channel_of(message).filter(|channel| world.sees(self.id, *channel));
        channel
            .and_then(|channel| world.message(channel, message))
            .filter(|found| found.ephemeral_for.is_none_or(|only| only == self.id))
            .ok_or_else(|| Refused(format!("{} sees no such message.", self.name)))
    }

    pub(crate) fn place_of(&self, message: Snowflake) -> Result<Snowflake, Refused> {
        self.sandbox.world(|world| self.message_in(world, message).map(|found| found.channel_id))
    }

    /// Writes a message; the answer is its id.
    pub fn say(&self, place: impl Into<Place>, text: &str) -> Result<Snowflake, Refused> {
        self.send(place, NewMessage::text(text))
    }

    /// Writes a message with files.
    pub fn say_with_files(
        &self,
        place: impl Into<Place>,
        text: &str,
        files: &[(&str, &[u8])],
    ) -> Result<Snowflake, Refused> {
        if let Some((name, _)) = files.iter().find(|(_, bytes)| bytes.len() > LARGEST_FILE) {
            return Err(Refused(format!("{name} is too large: 10 MB are allowed.")));
        }
        let files = files
            .iter()
            .map(|(name, bytes)| NewFile {
                filename: (*name).to_owned(),
                content_type: None,
                description: None,
                bytes: Arc::from(*bytes),
            })
            .collect();
        self.send(place, NewMessage { files, ..NewMessage::text(text) })
    }

    /// Replies to a message, with a ping as the client does by default.
    pub fn reply(&self, message: Snowflake, text: &str) -> Result<Snowflake, Refused> {
        let channel = self.place_of(message)?;
        let reference = ReferenceRequest {
            kind: 0,
            message_id: message,
            channel_id: Some(channel),
            fail_if_not_exists: true,
        };
        self.send(channel, NewMessage { reference: Some(reference), ..NewMessage::text(text) })
    }

    /// Sends a message made by hand, such as one with a nonce.
    pub fn send(&self, place: impl Into<Place>, new: NewMessage) -> Result<Snowflake, Refused> {
        let channel = self.channel(place)?;
        check_text(&new.content)?;
        if new.content.trim().is_empty() && new.files.is_empty() && new.poll.is_none() {
            return Err(Refused("A message needs some text or a file.".to_owned()));
        }
        let text = new.content.clone();
        let files = new.files.iter().map(|file| file.filename.clone()).collect();
        let reply_to = new
            .reference
            .as_ref()
            .filter(|reference| reference.kind == 0)
            .map(|reference| reference.message_id);
        self.act(|world| {
            let message = world.post_message(self.id, channel, new)?;
            Ok((message, Deed::Say { channel, message, text, reply_to, files }))
        })
    }

    /// Changes the text of one's own message.
    pub fn edit(&self, message: Snowflake, text: &str) -> Result<(), Refused> {
        check_text(text)?;
        let channel = self.place_of(message)?;
        let edit = MessageEdit { content: Some(text.to_owned()), ..MessageEdit::default() };
        self.act(|world| {
            world.edit_message(self.id, channel, message, edit)?;
            Ok(((), Deed::Edit { channel, message, text: text.to_owned() }))
        })
    }

    /// Deletes a message: one's own, another's with the right to, or dismisses an ephemeral one.
    pub fn delete(&self, message: Snowflake) -> Result<(), Refused> {
        let channel = self.place_of(message)?;
        let dismissed = self.sandbox.change(|world| {
            let own = world
                .message(channel, message)
                .is_some_and(|found| found.ephemeral_for == Some(self.id));
            if own {
                world.remove_message(channel, message);
            }
            own
        });
        if dismissed {
            return Ok(());
        }
        self.act(|world| {
            world.delete_message(self.id, channel, message)?;
            Ok(((), Deed::Delete { channel, message }))
        })
    }

    /// Reacts with an emoji.
    pub fn react(&self, message: Snowflake, emoji: &str) -> Result<(), Refused> {
        let channel = self.place_of(message)?;
        self.act(|world| {
            world.add_reaction(self.id, channel, message, emoji)?;
            Ok(((), Deed::React { channel, message, emoji: emoji.to_owned() }))
        })
    }

    /// Takes one's own reaction back.
    pub fn unreact(&self, message: Snowflake, emoji: &str) -> Result<(), Refused> {
        let channel = self.place_of(message)?;
        self.act(|world| {
            world.remove_reaction(self.id, channel, message, emoji, self.id)?;
            Ok(((), Deed::Unreact { channel, message, emoji: emoji.to_owned() }))
        })
    }

    /// Starts a thread from a message; the answer is its id, which is the message's.
    pub fn start_thread(&self, message: Snowflake, name: &str) -> Result<Snowflake, Refused> {
        let channel = self.place_of(message)?;
        self.act(|world| {
            let thread = world.start_thread_from_message(
                self.id,
                channel,
                message,
                NewThread::named(name),
            )?;
            Ok((thread, Deed::Thread { channel, message, name: name.to_owned() }))
        })
    }

    /// Starts a post in a forum; the answer is the id of its thread, which is also that of its
    /// first message.
    pub fn post(
        &self,
        forum: impl Into<Place>,
        title: &str,
        text: &str,
    ) -> Result<Snowflake, Refused> {
        let forum = self.channel(forum)?;
        let is_forum = self.sandbox.world(|world| {
            world
                .channels
                .get(&forum)
                .is_some_and(|found| matches!(found.kind, kind::FORUM | kind::MEDIA))
        });
        if !is_forum {
            return Err(Refused("Only a forum takes posts.".to_owned()));
        }
        self.post_with(forum, NewThread::named(title), NewMessage::text(text))
    }

    /// Sets the language of the person's client, such as `de` or `German`. Each interaction sends
    /// it to the bot.
    pub fn speaks(&self, language: &str) -> Result<(), Refused> {
        let locale = locale::find(language).ok_or_else(|| Refused(locale::no_such(language)))?;
        self.act(|world| {
            world.set_locale(self.id, locale);
            Ok(((), Deed::Speak { locale: locale.to_owned() }))
        })
    }

    /// Shows that the person is writing.
    pub fn types(&self, place: impl Into<Place>) -> Result<(), Refused> {
        let channel = self.channel(place)?;
        Ok(self.sandbox.change(|world| world.type_in(self.id, channel))?)
    }

    /// The plain text of a channel as this person sees it, or why not.
    pub fn sees(&self, place: impl Into<Place>) -> String {
        match self.channel(place) {
            Ok(channel) => {
                self.sandbox.world(|world| sight::channel(world, self.id, channel, None))
            }
            Err(Refused(why)) => format!("({})", why.trim_end_matches('.')),
        }
    }

    /// One message as this person sees it, or why not.
    pub fn sees_message(&self, message: Snowflake) -> String {
        self.sandbox.world(|world| match self.message_in(world, message) {
            Ok(found) => sight::message(world, self.id, found),
            Err(Refused(why)) => format!("({})", why.trim_end_matches('.')),
        })
    }

    /// The newest message in a place that the person sees.
    pub fn last_message(&self, place: impl Into<Place>) -> Option<Snowflake> {
        let channel = self.channel(place).ok()?;
        self.sandbox
            .world(|world| sight::visible(world, self.id, channel).last().map(|message| message.id))
    }

    /// The newest message in a place whose text, embeds or components contain `words`, as the
    /// person sees it.
    pub fn finds(&self, place: impl Into<Place>, words: &str) -> Option<Snowflake> {
        let channel = self.channel(place).ok()?;
        self.sandbox.world(|world| {
            let seen = sight::visible(world, self.id, channel).into_iter().rev();
            seen.into_iter()
                .find(|message| sight::message(world, self.id, message).contains(words))
                .map(|message| message.id)
        })
    }

    /// Whether the person may do all of this in a place.
    pub fn may(&self, place: impl Into<Place>, rights: u64) -> bool {
        let Ok(channel) = self.channel(place) else { return false };
        self.sandbox
            .world(|world| world.permissions(self.id, channel) & (rights | right::VIEW_CHANNEL))
            == rights | right::VIEW_CHANNEL
    }
}

pub(super) fn check_text(text: &str) -> Result<(), Refused> {
    let length = text.chars().count();
    if length > LONGEST_TEXT {
        return Err(Refused(format!(
            "Your message is too long: {length} characters, and {LONGEST_TEXT} are allowed."
        )));
    }
    Ok(())
}
