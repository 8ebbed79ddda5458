//! Threads, pins and direct conversations.

use crate::person::text::{check_name, check_text};
use crate::person::{Action, Person, Place, Refused};
use crate::snowflake::Snowflake;
use crate::world::{NewMessage, NewThread, ThreadEdit};

impl Person {
    /// Starts a thread without a message; returns its id.
    pub fn open_thread(
        &self,
        place: impl Into<Place>,
        new: NewThread,
    ) -> Result<Snowflake, Refused> {
        let channel = self.channel(place)?;
        check_name(&new.name)?;
        let words = format!("opened the thread “{}”", new.name);
        self.act(|world| {
            let thread = world.start_thread(self.id, channel, new)?;
            Ok((thread, Action::other(channel, words)))
        })
    }

    /// Starts a post in a forum, with files and tags; returns the id of its thread, which is also
    /// that of its first message.
    pub fn post_with(
        &self,
        forum: impl Into<Place>,
        new: NewThread,
        message: NewMessage,
    ) -> Result<Snowflake, Refused> {
        let forum = self.channel(forum)?;
        check_name(&new.name)?;
        check_text(&message.content)?;
        if message.content.trim().is_empty() && message.files.is_empty() {
            return Err(Refused("A post needs some text or a file.".to_owned()));
        }
        let (title, text) = (new.name.clone(), message.content.clone());
        self.act(|world| {
            let thread = world.create_forum_post(self.id, forum, new, message)?;
            Ok((thread, Action::Post { channel: forum, thread, title, text }))
        })
    }

    /// Renames, archives, locks or tags a thread.
    pub fn edit_thread(&self, thread: Snowflake, edit: ThreadEdit) -> Result<(), Refused> {
        let thread = self.channel(thread)?;
        if let Some(name) = &edit.name {
            check_name(name)?;
        }
        let words = match (edit.archived, edit.locked, &edit.name) {
            (Some(true), ..) => "archived the thread",
            (Some(false), ..) => "unarchived the thread",
            (_, Some(true), _) => "locked the thread",
            (_, Some(false), _) => "unlocked the thread",
            (_, _, Some(_)) => "renamed the thread",
            _ => "edited the thread",
        };
        self.act(|world| {
            world.edit_thread(self.id, thread, edit)?;
            Ok(((), Action::other(thread, words)))
        })
    }

    /// Deletes a thread with everything in it.
    pub fn delete_thread(&self, thread: Snowflake) -> Result<(), Refused> {
        let thread = self.channel(thread)?;
        if self
            .state
            .world(|world| world.channels.get(&thread).is_none_or(|found| found.thread.is_none()))
        {
            return Err(Refused("That isn't a thread.".to_owned()));
        }
        let words = self.state.world(|world| {
            world.channels.get(&thread).map_or_else(String::new, |found| found.name.clone())
        });
        self.act(|world| {
            world.delete_channel_as(self.id, thread)?;
            Ok(((), Action::other(thread, format!("deleted the thread “{words}”"))))
        })
    }

    /// Joins a thread.
    pub fn join(&self, thread: Snowflake) -> Result<(), Refused> {
        let thread = self.channel(thread)?;
        self.act(|world| {
            world.add_thread_member(self.id, thread, self.id)?;
            Ok(((), Action::other(thread, "joined the thread")))
        })
    }

    /// Leaves a thread.
    pub fn leave(&self, thread: Snowflake) -> Result<(), Refused> {
        let thread = self.channel(thread)?;
        self.act(|world| {
            world.remove_thread_member(self.id, thread, self.id)?;
            Ok(((), Action::other(thread, "left the thread")))
        })
    }

    /// Pins a message, or unpins it.
    pub fn pin(&self, message: Snowflake, pin: bool) -> Result<(), Refused> {
        let channel = self.place_of(message)?;
        self.act(|world| {
            world.pin_message(self.id, channel, message, pin)?;
            Ok((
                (),
                Action::other(channel, if pin { "pinned a message" } else { "unpinned a message" }),
            ))
        })
    }

    /// Opens the direct conversation with a user; returns its channel.
    pub fn direct(&self, user: Snowflake) -> Result<Snowflake, Refused> {
        Ok(self.state.change(|world| world.open_direct(self.id, user))?)
    }
}
