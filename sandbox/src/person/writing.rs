//! Messages, reactions and threads.

use crate::locale;
use crate::person::text::check_text;
use crate::person::{Action, Person, Place, Refused};
use crate::snowflake::Snowflake;
use crate::world::{
    KeptAttachment, MessageEdit, NewFile, NewMessage, NewThread, ReferenceRequest, kind,
};

/// The largest file that a member may send, in bytes.
const LARGEST_FILE: usize = 10 * 1024 * 1024;

impl Person {
    /// Writes a message; returns its id.
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
            return Err(Refused(format!("{name} is too large. The limit is 10 MB.")));
        }
        let files = files.iter().map(|(name, bytes)| NewFile::named(name, bytes)).collect();
        self.send(place, NewMessage { files, ..NewMessage::text(text) })
    }

    /// Replies to a message, with a ping as the client does by default.
    pub fn reply(&self, message: Snowflake, text: &str) -> Result<Snowflake, Refused> {
        self.reply_with_files(message, text, &[])
    }

    /// Replies to a message with files, given as names and bytes.
    pub fn reply_with_files(
        &self,
        message: Snowflake,
        text: &str,
        files: &[(&str, &[u8])],
    ) -> Result<Snowflake, Refused> {
        let files = files.iter().map(|(name, bytes)| NewFile::named(name, bytes)).collect();
        let channel = self.place_of(message)?;
        let reference = ReferenceRequest {
            kind: 0,
            message_id: message,
            channel_id: Some(channel),
            fail_if_not_exists: true,
        };
        let reference = Some(reference);
        self.send(channel, NewMessage { reference, files, ..NewMessage::text(text) })
    }

    /// Sends a prepared message, such as one with a nonce; returns its id.
    pub fn send(&self, place: impl Into<Place>, new: NewMessage) -> Result<Snowflake, Refused> {
        let channel = self.channel(place)?;
        check_text(&new.content)?;
        let carries = !new.files.is_empty()
            || !new.embeds.is_empty()
            || !new.components.is_empty()
            || !new.stickers.is_empty()
            || new.poll.is_some()
            || new.reference.as_ref().is_some_and(|reference| reference.kind == 1);
        if new.content.trim().is_empty() && !carries {
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
            Ok((message, Action::Say { channel, message, text, reply_to, files }))
        })
    }

    /// Edits the text of a message of their own.
    pub fn edit(&self, message: Snowflake, text: &str) -> Result<(), Refused> {
        check_text(text)?;
        let channel = self.place_of(message)?;
        let edit = MessageEdit { content: Some(text.to_owned()), ..MessageEdit::default() };
        self.act(|world| {
            world.edit_message(self.id, channel, message, edit)?;
            Ok(((), Action::Edit { channel, message, text: text.to_owned() }))
        })
    }

    /// Takes a file off a message of their own.
    pub fn remove_file(&self, message: Snowflake, filename: &str) -> Result<(), Refused> {
        let channel = self.place_of(message)?;
        let stay = self.state.world(|world| {
            let found = world.messages.get(&channel).and_then(|messages| messages.get(&message));
            let files = found.into_iter().flat_map(|found| &found.attachments);
            let others = files.filter(|file| file.filename != filename);
            others.map(|file| KeptAttachment { id: file.id, description: None }).collect()
        });
        let edit = MessageEdit { keep_attachments: Some(stay), ..MessageEdit::default() };
        let text = String::new();
        self.act(|world| {
            world.edit_message(self.id, channel, message, edit)?;
            Ok(((), Action::Edit { channel, message, text }))
        })
    }

    /// Deletes a message: their own, or another's with the permission. Dismisses an ephemeral one.
    pub fn delete(&self, message: Snowflake) -> Result<(), Refused> {
        let channel = self.place_of(message)?;
        let dismissed = self.state.change(|world| {
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
            Ok(((), Action::Delete { channel, message }))
        })
    }

    /// Reacts with an emoji.
    pub fn react(&self, message: Snowflake, emoji: &str) -> Result<(), Refused> {
        let channel = self.place_of(message)?;
        self.act(|world| {
            world.add_reaction(self.id, channel, message, emoji)?;
            Ok(((), Action::React { channel, message, emoji: emoji.to_owned() }))
        })
    }

    /// Reacts with a super reaction.
    pub fn super_react(&self, message: Snowflake, emoji: &str) -> Result<(), Refused> {
        let channel = self.place_of(message)?;
        self.act(|world| {
            world.add_super_reaction(self.id, channel, message, emoji)?;
            Ok(((), Action::React { channel, message, emoji: emoji.to_owned() }))
        })
    }

    /// Removes a reaction of their own.
    pub fn unreact(&self, message: Snowflake, emoji: &str) -> Result<(), Refused> {
        let channel = self.place_of(message)?;
        self.act(|world| {
            world.remove_reaction(self.id, channel, message, emoji, self.id)?;
            Ok(((), Action::Unreact { channel, message, emoji: emoji.to_owned() }))
        })
    }

    /// Starts a thread from a message; returns its id, which is the message's.
    pub fn start_thread(&self, message: Snowflake, name: &str) -> Result<Snowflake, Refused> {
        let channel = self.place_of(message)?;
        self.act(|world| {
            let thread = world.start_thread_from_message(
                self.id,
                channel,
                message,
                NewThread::named(name),
            )?;
            Ok((thread, Action::Thread { channel, message, name: name.to_owned() }))
        })
    }

    /// Starts a post in a forum; returns the id of its thread, which is also that of its first
    /// message.
    pub fn post(
        &self,
        forum: impl Into<Place>,
        title: &str,
        text: &str,
    ) -> Result<Snowflake, Refused> {
        let forum = self.channel(forum)?;
        let is_forum = self.state.world(|world| {
            world
                .channels
                .get(&forum)
                .is_some_and(|found| matches!(found.kind, kind::FORUM | kind::MEDIA))
        });
        if !is_forum {
            return Err(Refused("You can only create posts in a forum.".to_owned()));
        }
        self.post_with(forum, NewThread::named(title), NewMessage::text(text))
    }

    /// Sets the language of the person's client, such as `de` or `German`. Each interaction sends
    /// it to the bot.
    pub fn speaks(&self, language: &str) -> Result<(), Refused> {
        let locale = locale::find(language).ok_or_else(|| Refused(locale::no_such(language)))?;
        self.act(|world| {
            world.set_locale(self.id, locale);
            Ok(((), Action::Speak { locale: locale.to_owned() }))
        })
    }

    /// Shows the person as typing.
    pub fn types(&self, place: impl Into<Place>) -> Result<(), Refused> {
        let channel = self.channel(place)?;
        Ok(self.state.change(|world| world.type_in(self.id, channel))?)
    }
}
