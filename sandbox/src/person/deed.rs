//! What people did, in a form that can be told in words and written as a test.

use serde::Serialize;

use crate::error::ApiError;
use crate::interaction::payload::Start;
use crate::person::{Person, Refused};
use crate::snowflake::Snowflake;
use crate::world::World;

/// Something that a person did, and that was not refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "deed")]
pub enum Deed {
    /// Wrote a message.
    Say {
        channel: Snowflake,
        message: Snowflake,
        text: String,
        reply_to: Option<Snowflake>,
        files: Vec<String>,
    },
    /// Changed an own message.
    Edit { channel: Snowflake, message: Snowflake, text: String },
    /// Deleted a message.
    Delete { channel: Snowflake, message: Snowflake },
    /// Reacted to a message.
    React { channel: Snowflake, message: Snowflake, emoji: String },
    /// Took a reaction back.
    Unreact { channel: Snowflake, message: Snowflake, emoji: String },
    /// Started a thread from a message.
    Thread { channel: Snowflake, message: Snowflake, name: String },
    /// Started a post in a forum.
    Post { channel: Snowflake, thread: Snowflake, title: String, text: String },
    /// Used a command in the menu of a message.
    Menu { channel: Snowflake, message: Snowflake, command: String },
    /// Used a slash command.
    Command { channel: Snowflake, line: String },
    /// Pressed a button.
    Press { channel: Snowflake, message: Snowflake, label: String },
    /// Chose in a menu.
    Choose { channel: Snowflake, message: Snowflake, menu: String, values: Vec<String> },
    /// Sent a form.
    Submit { channel: Snowflake, title: String, fields: Vec<(String, String)> },
    /// Chose another language for the own client.
    Speak { locale: String },
    /// Anything else, as the end of a sentence that begins with the person's name.
    Other { channel: Option<Snowflake>, words: String },
}

impl Deed {
    /// Something rare, as the end of a sentence.
    pub(super) fn other(channel: Snowflake, words: impl Into<String>) -> Self {
        Self::Other { channel: Some(channel), words: words.into() }
    }

    /// Where it was done.
    pub fn channel(&self) -> Option<Snowflake> {
        match self {
            Self::Other { channel, .. } => *channel,
            Self::Speak { .. } => None,
            Self::Say { channel, .. }
            | Self::Edit { channel, .. }
            | Self::Delete { channel, .. }
            | Self::React { channel, .. }
            | Self::Unreact { channel, .. }
            | Self::Thread { channel, .. }
            | Self::Post { channel, .. }
            | Self::Menu { channel, .. }
            | Self::Command { channel, .. }
            | Self::Press { channel, .. }
            | Self::Choose { channel, .. }
            | Self::Submit { channel, .. } => Some(*channel),
        }
    }

    /// The message that it was done to, or that it made.
    pub fn message(&self) -> Option<Snowflake> {
        match self {
            Self::Say { message, .. }
            | Self::Edit { message, .. }
            | Self::Delete { message, .. }
            | Self::React { message, .. }
            | Self::Unreact { message, .. }
            | Self::Thread { message, .. }
            | Self::Menu { message, .. }
            | Self::Press { message, .. }
            | Self::Choose { message, .. } => Some(*message),
            Self::Post { thread, .. } => Some(*thread),
            Self::Command { .. }
            | Self::Submit { .. }
            | Self::Speak { .. }
            | Self::Other { .. } => None,
        }
    }
}

impl Person {
    /// Performs an action and records it, before anybody is notified.
    pub(super) fn act<T>(
        &self,
        act: impl FnOnce(&mut World) -> Result<(T, Deed), ApiError>,
    ) -> Result<T, Refused> {
        let done = self.sandbox.change(|world| {
            let (done, deed) = act(world)?;
            self.sandbox.inner.page.chronicle.person(world, self.id, deed);
            Ok(done)
        });
        done.map_err(|error: ApiError| error.into())
    }

    /// Writes down what the person is about to do.
    pub(super) fn does(&self, deed: Deed) {
        self.sandbox.world(|world| self.sandbox.inner.page.chronicle.person(world, self.id, deed));
    }

    pub(super) fn note_command(&self, start: &Start) {
        let line = self.sandbox.world(|world| super::client::as_line(world, &start.data));
        self.does(Deed::Command { channel: start.channel, line });
    }
}
