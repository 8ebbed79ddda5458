//! The actions of people, as data.

use serde::Serialize;

use crate::snowflake::Snowflake;

/// An action of a person that was not refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "deed")]
pub enum Action {
    /// Wrote a message.
    Say {
        /// The channel or thread.
        channel: Snowflake,
        /// The new message.
        message: Snowflake,
        /// Its text.
        text: String,
        /// The message that it replies to.
        reply_to: Option<Snowflake>,
        /// The names of its files.
        files: Vec<String>,
    },
    /// Edited a message of their own.
    Edit {
        /// The channel or thread.
        channel: Snowflake,
        /// The message.
        message: Snowflake,
        /// Its new text.
        text: String,
    },
    /// Deleted a message.
    Delete {
        /// The channel or thread.
        channel: Snowflake,
        /// The message.
        message: Snowflake,
    },
    /// Reacted to a message.
    React {
        /// The channel or thread.
        channel: Snowflake,
        /// The message.
        message: Snowflake,
        /// The emoji, as Discord writes it in paths.
        emoji: String,
    },
    /// Removed a reaction of their own.
    Unreact {
        /// The channel or thread.
        channel: Snowflake,
        /// The message.
        message: Snowflake,
        /// The emoji, as Discord writes it in paths.
        emoji: String,
    },
    /// Started a thread from a message.
    Thread {
        /// The channel of the message.
        channel: Snowflake,
        /// The message, which has the same id as the thread.
        message: Snowflake,
        /// The name of the thread.
        name: String,
    },
    /// Started a post in a forum.
    Post {
        /// The forum.
        channel: Snowflake,
        /// The thread, which has the same id as its first message.
        thread: Snowflake,
        /// The name of the thread.
        title: String,
        /// The text of its first message.
        text: String,
    },
    /// Forwarded a message.
    Forward {
        /// Where it was forwarded to.
        channel: Snowflake,
        /// The new message.
        message: Snowflake,
        /// The channel of the forwarded message.
        from: Snowflake,
        /// The forwarded message.
        forwarded: Snowflake,
    },
    /// Started a poll.
    Poll {
        /// The channel or thread.
        channel: Snowflake,
        /// The new message.
        message: Snowflake,
        /// The question.
        question: String,
        /// The answers.
        answers: Vec<String>,
    },
    /// Chose answers of a poll, or took the vote back.
    Vote {
        /// The channel or thread.
        channel: Snowflake,
        /// The message with the poll.
        message: Snowflake,
        /// The chosen answers; none if the vote was taken back.
        answers: Vec<String>,
    },
    /// Sent a sticker.
    Sticker {
        /// The channel or thread.
        channel: Snowflake,
        /// The new message.
        message: Snowflake,
        /// The sticker's name.
        name: String,
    },
    /// Sent a voice note.
    VoiceNote {
        /// The channel or thread.
        channel: Snowflake,
        /// The new message.
        message: Snowflake,
        /// Its length.
        seconds: u32,
    },
    /// Wrote through a proxy, which posted the text again under another name.
    Proxy {
        /// The channel or thread.
        channel: Snowflake,
        /// The proxy's message.
        message: Snowflake,
        /// The name over it.
        name: String,
        /// Its text.
        text: String,
    },
    /// Did something to the server, its members, roles or channels.
    Moderate {
        /// The end of a sentence that begins with the person's name.
        words: String,
        /// The call of [`Person`](crate::Person) that does it again, such as `kick("ana")`.
        call: String,
    },
    /// Used a command in the menu of a message.
    Menu {
        /// The channel or thread.
        channel: Snowflake,
        /// The message.
        message: Snowflake,
        /// The command's default name.
        command: String,
    },
    /// Used a slash command.
    Command {
        /// The channel or thread.
        channel: Snowflake,
        /// The command as a person would type it.
        line: String,
    },
    /// Pressed a button.
    Press {
        /// The channel or thread.
        channel: Snowflake,
        /// The message with the button.
        message: Snowflake,
        /// The button's label.
        label: String,
    },
    /// Chose values in a menu.
    Choose {
        /// The channel or thread.
        channel: Snowflake,
        /// The message with the menu.
        message: Snowflake,
        /// The menu's custom id or placeholder.
        menu: String,
        /// The values by their labels.
        values: Vec<String>,
    },
    /// Submitted a form.
    Submit {
        /// The channel or thread.
        channel: Snowflake,
        /// The form's title.
        title: String,
        /// The fields by label or custom id, with their values.
        fields: Vec<(String, String)>,
    },
    /// Chose another language for their client.
    Speak {
        /// Discord's code of the language.
        locale: String,
    },
    /// Anything else, as the end of a sentence that begins with the person's name.
    Other {
        /// The channel or thread, if there is one.
        channel: Option<Snowflake>,
        /// The end of the sentence.
        words: String,
    },
}

impl Action {
    /// An action without a variant of its own, as the end of a sentence.
    pub(super) fn other(channel: Snowflake, words: impl Into<String>) -> Self {
        Self::Other { channel: Some(channel), words: words.into() }
    }

    /// Returns the channel or thread of the action.
    pub fn channel(&self) -> Option<Snowflake> {
        match self {
            Self::Other { channel, .. } => *channel,
            Self::Speak { .. } | Self::Moderate { .. } => None,
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
            | Self::Submit { channel, .. }
            | Self::Forward { channel, .. }
            | Self::Poll { channel, .. }
            | Self::Vote { channel, .. }
            | Self::Sticker { channel, .. }
            | Self::VoiceNote { channel, .. }
            | Self::Proxy { channel, .. } => Some(*channel),
        }
    }

    /// Returns the message that the action created or concerns.
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
            | Self::Choose { message, .. }
            | Self::Forward { message, .. }
            | Self::Poll { message, .. }
            | Self::Vote { message, .. }
            | Self::Sticker { message, .. }
            | Self::VoiceNote { message, .. }
            | Self::Proxy { message, .. } => Some(*message),
            Self::Post { thread, .. } => Some(*thread),
            Self::Command { .. }
            | Self::Submit { .. }
            | Self::Speak { .. }
            | Self::Moderate { .. }
            | Self::Other { .. } => None,
        }
    }
}
