//! The events of Discord's gateway, handed to the desk's inbox as values. Discord sends them in any
//! order, twice, or not at all; what was missed is read from the channels afterwards (`catch_up`).

use std::sync::Arc;

use serenity::all::{
    self as serenity, Event, Guild, GuildChannel, GuildCreateEvent, GuildDeleteEvent,
    GuildMemberAddEvent, GuildUpdateEvent, Message, MessageCreateEvent, MessageType,
    MessageUpdateEvent, Reaction, ReactionAddEvent, ReactionType, Role, ThreadUpdateEvent,
    Timestamp,
};

use crate::{
    desk::{
        self, Error, IncomingMessage, IncomingReaction, Location, Lookup, MessageText, Person,
        ThreadState,
    },
    domain::{ChannelId, GuildId, MessageId, RoleId, Title, UserId},
};

use crate::discord::{
    bot::{Bot, SentBy},
    content::{Content, WholeMessage},
    convert,
    gateway::directory::Known,
    view,
};

impl Bot {
    /// Handles one event. Rare branches are boxed to keep this future small; one is allocated for
    /// every event.
    pub(in crate::discord) async fn event(self: &Arc<Self>, event: &Event) {
        let lookup: &Self = self;
        match event {
            Event::MessageCreate(MessageCreateEvent { message, .. }) => {
                let Some(guild) = message.guild_id.map(convert::guild) else { return };
                let done = self.desk.message_written(self.incoming(guild, message), lookup).await;
                self.noted(guild, "a message", done);
            }
            Event::MessageUpdate(event) => {
                let Some(guild) = event.guild_id.map(convert::guild) else { return };
                // Discord sends the message whole.
                let Some(message) = self.incoming_edit(guild, event) else { return };
                self.noted(guild, "an edit", self.desk.message_edited(message, lookup).await);
            }
            Event::ReactionAdd(ReactionAddEvent { reaction, .. }) => {
                let Some(guild) = reaction.guild_id.map(convert::guild) else { return };
                let Some(reaction) = self.incoming_reaction(guild, reaction) else { return };
                let done = Box::pin(self.desk.reaction_added(reaction, lookup)).await;
                self.noted(guild, "a reaction", done);
            }
            Event::MessageDelete(event) => {
                let Some(guild) = event.guild_id else { return };
                self.deleted(guild, event.channel_id, &[event.message_id]).await;
            }
            Event::MessageDeleteBulk(event) => {
                let Some(guild) = event.guild_id else { return };
                self.deleted(guild, event.channel_id, &event.ids).await;
            }
            _ => Box::pin(self.server_event(event)).await,
        }
    }

    /// Handles an event that changes what the bot can see and do in a server.
    async fn server_event(self: &Arc<Self>, event: &Event) {
        match event {
            Event::GuildCreate(GuildCreateEvent { guild, .. }) => {
                self.note_guild(guild);
                let id = convert::guild(guild.id);
                // Before what waited is said: it may have lost its purpose.
                Box::pin(self.catch_up(id)).await;
                self.try_again(id).await;
                self.noted(id, "a look at its places", self.check_places(id).await);
                for thread in &guild.threads {
                    self.thread_changed(thread, false).await;
                }
                self.noted(id, "a look at its people", self.desk.check_people(id).await);
            }
            Event::GuildDelete(GuildDeleteEvent { guild, .. }) if !guild.unavailable => {
                self.directory.forget_guild(convert::guild(guild.id));
            }
            Event::GuildUpdate(GuildUpdateEvent { guild, .. }) => {
                let owner = convert::user(guild.owner_id);
                self.directory.note_owner(convert::guild(guild.id), owner);
            }
            Event::ChannelCreate(event) => self.directory.note(&event.channel),
            Event::ChannelUpdate(event) => {
                self.directory.note(&event.channel);
                self.try_again(convert::guild(event.channel.guild_id)).await;
            }
            Event::ChannelDelete(event) => {
                self.gone(event.channel.guild_id, event.channel.id).await
            }
            Event::ThreadCreate(event) => self.directory.note(&event.thread),
            Event::ThreadListSync(event) => {
                event.threads.iter().for_each(|thread| self.directory.note(thread))
            }
            Event::ThreadUpdate(ThreadUpdateEvent { thread, .. }) => {
                let is_renamed =
                    !self.directory.is_named(convert::channel(thread.id), &thread.name);
                self.directory.note(thread);
                self.thread_changed(thread, is_renamed).await;
            }
            Event::ThreadDelete(event) => self.gone(event.thread.guild_id, event.thread.id).await,
            Event::GuildRoleCreate(event) => self.note_role(&event.role),
            Event::GuildRoleUpdate(event) => {
                self.note_role(&event.role);
                self.try_again(convert::guild(event.role.guild_id)).await;
            }
            Event::GuildRoleDelete(event) => {
                let (guild, role) = (convert::guild(event.guild_id), convert::role(event.role_id));
                self.noted(guild, "the end of a role", self.role_deleted(guild, role).await);
            }
            Event::GuildMemberUpdate(event) if event.user.id.get() == self.me.user.0 => {
                self.try_again(convert::guild(event.guild_id)).await;
            }
            Event::GuildMemberUpdate(event) => {
                self.member_is(event.guild_id, event.user.id, Some(&event.roles)).await;
            }
            Event::GuildMemberAdd(GuildMemberAddEvent { member, .. }) => {
                self.member_is(member.guild_id, member.user.id, Some(&member.roles)).await;
            }
            Event::GuildMemberRemove(event) => {
                self.member_is(event.guild_id, event.user.id, None).await;
            }
            Event::GuildBanAdd(event) => {
                self.member_is(event.guild_id, event.user.id, None).await;
            }
            _ => {}
        }
    }

    async fn thread_changed(&self, thread: &GuildChannel, is_renamed: bool) {
        if thread.thread_metadata.is_none() {
            return;
        }
        let known = Known::of(thread);
        let guild = known.guild;
        let done = self.desk.thread_changed(self.thread_state(known, is_renamed), self).await;
        self.noted(guild, "a change of a thread", done);
    }

    /// What the desk has to know of a thread. `is_renamed` is whether it may have had another name
    /// before.
    pub(in crate::discord) fn thread_state(&self, known: Known, is_renamed: bool) -> ThreadState {
        ThreadState {
            is_post: self.directory.is_post(&known),
            is_renamed,
            guild: known.guild,
            thread: known.id,
            name: known.name,
            locked: known.locked,
        }
    }

    /// Handles what a person is in a server now: a member with these roles, or none.
    async fn member_is(
        &self,
        guild: serenity::GuildId,
        user: serenity::UserId,
        roles: Option<&[serenity::RoleId]>,
    ) {
        let (guild, user) = (convert::guild(guild), convert::user(user));
        let member = roles.map(|roles| self.person(guild, user, convert::roles(roles)));
        let done = self.member_changed(guild, user, member).await;
        self.noted(guild, "a change of a member", done);
    }

    fn note_role(&self, role: &Role) {
        let (guild, id) = (convert::guild(role.guild_id), convert::role(role.id));
        self.directory.note_role(guild, id, role.permissions);
    }

    async fn deleted(
        &self,
        guild: serenity::GuildId,
        channel: serenity::ChannelId,
        messages: &[serenity::MessageId],
    ) {
        let (guild, channel) = (convert::guild(guild), convert::channel(channel));
        for &message in messages {
            let message = convert::message(message);
            let done = self.message_deleted(guild, channel, message).await;
            self.noted(guild, "a deletion", done);
        }
    }

    /// A channel or a thread is gone.
    async fn gone(&self, guild: serenity::GuildId, channel: serenity::ChannelId) {
        let (guild, channel) = (convert::guild(guild), convert::channel(channel));
        // Its threads are gone with it, and no event says so.
        for gone in self.directory.threads_of(channel).into_iter().chain([channel]) {
            self.directory.forget(gone);
            let done = self.desk.channel_deleted(guild, gone).await;
            self.noted(guild, "the end of a channel", done);
        }
        self.noted(guild, "the end of a channel", self.tell_loss(guild, channel.0).await);
    }

    fn note_guild(&self, guild: &Guild) {
        let roles = guild.roles.values().map(|role| (convert::role(role.id), role.permissions));
        self.directory.note_roles(convert::guild(guild.id), convert::user(guild.owner_id), roles);
        self.directory.forget_guild(convert::guild(guild.id));
        guild
            .channels
            .values()
            .chain(&guild.threads)
            .for_each(|channel| self.directory.note(channel));
    }

    /// Tries again what was given up: a permission or a channel may have come back.
    async fn try_again(&self, guild: GuildId) {
        let done = self.desk.access_changed(guild).await;
        self.noted(guild, "a change of the server", done);
    }

    /// An event that could not be dealt with is read again later, from the channel itself.
    fn noted(&self, guild: GuildId, what: &str, done: desk::Result<()>) {
        match done {
            Ok(()) => {}
            Err(Error::Refused(refusal)) => {
                tracing::info!(guild.id = %guild, "{what} led to nothing: {refusal:?}")
            }
            Err(Error::Internal(error)) => {
                self.status.mark_behind(guild);
                tracing::warn!(guild.id = %guild, error = format!("{error:#}"), "{what} could not be dealt with, and will be read again");
            }
        }
    }

    /// Returns a message as the desk needs it.
    pub(in crate::discord) fn incoming(
        &self,
        guild: GuildId,
        message: &Message,
    ) -> IncomingMessage {
        self.incoming_with(guild, message, Content::of(message))
    }

    /// Returns a fetched message as the desk needs it.
    pub(in crate::discord) fn incoming_whole(
        &self,
        guild: GuildId,
        message: &WholeMessage,
    ) -> IncomingMessage {
        self.incoming_with(guild, message, message.content())
    }

    fn incoming_with(
        &self,
        guild: GuildId,
        message: &Message,
        content: Content,
    ) -> IncomingMessage {
        IncomingMessage {
            guild,
            channel: convert::channel(message.channel_id),
            message: convert::message(message.id),
            author: convert::user(message.author.id),
            roles: message.member.as_deref().map(|member| convert::roles(&member.roles)),
            sender: self.sender(&SentBy::of(message)),
            reply_to: message
                .message_reference
                .as_ref()
                .filter(|_| message.kind == MessageType::InlineReply)
                .and_then(|reference| reference.message_id)
                .map(convert::message),
            reply_to_author: person(message.referenced_message.as_deref()),
            text: self.text(content, message.edited_timestamp),
            shows_refusal: message
                .reactions
                .iter()
                .any(|reaction| reaction.me && reaction.reaction_type.unicode_eq(view::REFUSED)),
        }
    }

    /// Returns a new version of a message. Discord also sends this event if a link gets its preview
    /// or a thread begins; only an edit by the author has a new time.
    fn incoming_edit(&self, guild: GuildId, event: &MessageUpdateEvent) -> Option<IncomingMessage> {
        let (author, content) = (event.author.as_ref()?, Content::of_edit(event)?);
        let edited_at = event.edited_timestamp?;
        let from = SentBy {
            kind: event.kind.unwrap_or_default(),
            author,
            webhook: event.webhook_id.flatten(),
            application: event.application_id.flatten(),
            content: event.content.as_deref().unwrap_or_default(),
        };
        let member = event.member.as_ref().and_then(|member| member.as_deref());
        Some(IncomingMessage {
            guild,
            channel: convert::channel(event.channel_id),
            message: convert::message(event.id),
            author: convert::user(author.id),
            roles: member.map(|member| convert::roles(&member.roles)),
            reply_to: None,
            reply_to_author: person(event.referenced_message.as_ref().and_then(Option::as_deref)),
            sender: self.sender(&from),
            text: self.text(content, Some(edited_at)),
            shows_refusal: false,
        })
    }

    /// Returns what a version of a message says. Without the message content intent Discord sends
    /// messages without their words.
    fn text(&self, content: Content, edited_at: Option<Timestamp>) -> MessageText {
        let is_readable = self.reads_messages || !content.words.is_empty();
        MessageText {
            typed: content.typed,
            asks: content.asks,
            files: content.files,
            file_names: content.file_names,
            is_whole: content.is_whole,
            content: is_readable.then_some(content.words),
            edited_at: edited_at.map(convert::time),
        }
    }

    /// Returns a reaction as the desk needs it. The bot's own have no effect.
    fn incoming_reaction(&self, guild: GuildId, reaction: &Reaction) -> Option<IncomingReaction> {
        let user = convert::user(reaction.user_id?);
        (user != self.me.user).then(|| IncomingReaction {
            guild,
            channel: convert::channel(reaction.channel_id),
            message: convert::message(reaction.message_id),
            emoji: emoji_name(&reaction.emoji),
            user,
            roles: reaction.member.as_ref().map(|member| convert::roles(&member.roles)),
        })
    }
}

impl Lookup for Bot {
    async fn location(&self, guild: GuildId, channel: ChannelId) -> desk::Result<Location> {
        self.directory.place(&self.rest, guild, channel).await
    }

    async fn person(
        &self,
        guild: GuildId,
        user: UserId,
        roles: Option<Vec<RoleId>>,
    ) -> desk::Result<Person> {
        if let Some(roles) = roles {
            return Ok(self.person(guild, user, roles));
        }
        let member = self.member(guild, user).await?;
        Ok(member.unwrap_or_else(|| self.person(guild, user, Vec::new())))
    }

    async fn title(&self, guild: GuildId, text: &str) -> desk::Result<Title> {
        self.title_of(guild, text).await
    }

    async fn thread_name(&self, guild: GuildId, thread: ChannelId) -> desk::Result<String> {
        Ok(self.directory.find(&self.rest, guild, thread).await?.name)
    }

    async fn message(
        &self,
        guild: GuildId,
        channel: ChannelId,
        message: MessageId,
    ) -> desk::Result<IncomingMessage> {
        Ok(self.incoming_whole(guild, &self.fetch_message(channel, message).await?))
    }
}

/// An emoji as the settings name it: itself, or `name:id`.
pub(in crate::discord) fn emoji_name(emoji: &ReactionType) -> String {
    match emoji {
        ReactionType::Custom { id, name, .. } => format!("{}:{id}", name.as_deref().unwrap_or("_")),
        ReactionType::Unicode(emoji) => emoji.clone(),
        _ => String::new(),
    }
}

/// Returns the person who wrote a message. None if an app did.
fn person(message: Option<&Message>) -> Option<UserId> {
    message.filter(|message| !message.author.bot).map(|message| convert::user(message.author.id))
}
