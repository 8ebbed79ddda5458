//! What Discord tells us. Events come in any order, twice, or not at all; so each is dealt with on
//! its own, in a way that a repeat does not change, and what was missed is read from the channels
//! afterwards (see `catch_up`).

use std::sync::Arc;

use reqwest::Method;
use serenity::all::{
    self as serenity, ConnectionStage, FullEvent, Guild, Interaction, Member, Message, MessageType,
    MessageUpdateEvent, Reaction, ReactionType, Timestamp,
};

use crate::{
    desk::{self, Error, IncomingMessage, MessageText},
    domain::{Cause, ChannelId, GuildId, MessageId, Origin, Permission, RoleId, Roles, UserId},
};

use crate::discord::{
    bot::{Bot, is_by_member},
    component::is_gone,
    convert,
    rest::Route,
};

impl Bot {
    /// Handles one event. Rare branches are boxed to keep this future small; one is allocated for
    /// every event.
    pub(super) async fn event(self: &Arc<Self>, event: &FullEvent) {
        let _in_hand = self.take_in_hand();
        match event {
            FullEvent::Message { new_message } => {
                let Some(guild) = new_message.guild_id.map(convert::guild) else { return };
                let roles =
                    new_message.member.as_deref().map(|member| convert::roles(&member.roles));
                let done = self.message(guild, new_message, roles).await;
                self.noted(guild, "a message", done);
            }
            FullEvent::MessageUpdate { event, .. } => {
                let Some(guild) = event.guild_id.map(convert::guild) else { return };
                let done = self.edited(guild, event).await;
                self.noted(guild, "an edit", done);
            }
            FullEvent::ReactionAdd { add_reaction } => {
                let Some(guild) = add_reaction.guild_id.map(convert::guild) else { return };
                let done = self.reaction(guild, add_reaction).await;
                self.noted(guild, "a reaction", done);
            }
            FullEvent::InteractionCreate { interaction: Interaction::Component(component) } => {
                Box::pin(self.pressed(component)).await
            }
            FullEvent::InteractionCreate { interaction: Interaction::Modal(form) } => {
                Box::pin(self.submitted(form)).await
            }
            FullEvent::MessageDelete { channel_id, deleted_message_id, guild_id: Some(guild) } => {
                self.deleted(*guild, *channel_id, &[*deleted_message_id]).await;
            }
            FullEvent::MessageDeleteBulk {
                channel_id,
                multiple_deleted_messages_ids,
                guild_id: Some(guild),
            } => {
                self.deleted(*guild, *channel_id, multiple_deleted_messages_ids).await;
            }
            FullEvent::Ready { .. } => {
                self.status.mark_all_behind();
                self.status.set_gateway_up(true);
            }
            FullEvent::Resume { .. } => self.status.set_gateway_up(true),
            FullEvent::ShardStageUpdate { event } => {
                self.status.set_gateway_up(event.new == ConnectionStage::Connected)
            }
            FullEvent::GuildCreate { guild, .. } => {
                self.meet(guild);
                self.try_again(convert::guild(guild.id)).await;
                Box::pin(self.catch_up(convert::guild(guild.id))).await;
            }
            FullEvent::GuildDelete { incomplete, .. } if !incomplete.unavailable => {
                self.directory.forget_guild(convert::guild(incomplete.id));
            }
            FullEvent::ChannelCreate { channel } => self.directory.note(channel),
            FullEvent::ChannelUpdate { new, .. } => {
                self.directory.note(new);
                self.try_again(convert::guild(new.guild_id)).await;
            }
            FullEvent::ChannelDelete { channel, .. } => {
                self.gone(channel.guild_id, channel.id).await
            }
            FullEvent::ThreadCreate { thread } => self.directory.note(thread),
            FullEvent::ThreadListSync { thread_list_sync } => {
                thread_list_sync.threads.iter().for_each(|thread| self.directory.note(thread))
            }
            FullEvent::ThreadUpdate { new, .. } => self.directory.note(new),
            FullEvent::ThreadDelete { thread, .. } => self.gone(thread.guild_id, thread.id).await,
            FullEvent::GuildRoleCreate { new } => {
                self.directory.note_role(
                    convert::guild(new.guild_id),
                    convert::role(new.id),
                    new.permissions,
                );
            }
            FullEvent::GuildRoleUpdate { new, .. } => {
                self.directory.note_role(
                    convert::guild(new.guild_id),
                    convert::role(new.id),
                    new.permissions,
                );
                self.try_again(convert::guild(new.guild_id)).await;
            }
            FullEvent::GuildMemberUpdate { event, .. } if event.user.id.get() == self.me.user.0 => {
                self.try_again(convert::guild(event.guild_id)).await;
            }
            _ => {}
        }
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
            let done = async {
                self.desk.forget_words(guild, channel, message).await?;
                self.desk.message_deleted(guild, channel, message).await
            };
            self.noted(guild, "a deletion", done.await);
        }
    }

    /// A message has changed. Discord says so as well when a link gets its picture or a thread
    /// begins; only its author gives it a new time.
    async fn edited(&self, guild: GuildId, event: &MessageUpdateEvent) -> desk::Result<()> {
        let (channel, message) = (convert::channel(event.channel_id), convert::message(event.id));
        if event.edited_timestamp.is_none() || self.desk.team(guild).await?.is_none() {
            return Ok(());
        }
        if !self.desk.is_case_thread(channel) && !self.desk.is_case_thread(message.thread()) {
            return Ok(());
        }
        // Discord sends the message whole.
        let (Some(author), Some(content)) = (&event.author, &event.content) else { return Ok(()) };
        let written = event
            .kind
            .is_none_or(|kind| matches!(kind, MessageType::Regular | MessageType::InlineReply));
        if author.bot || event.webhook_id.flatten().is_some() || !written {
            return Ok(());
        }
        let has_files = event.attachments.as_ref().is_some_and(|files| !files.is_empty());
        let words = self.words(content, has_files, false, event.edited_timestamp);
        let roles = event
            .member
            .as_ref()
            .and_then(|member| member.as_deref())
            .map(|member| convert::roles(&member.roles));
        self.said(guild, channel, message, convert::user(author.id), roles, words).await
    }

    fn words(
        &self,
        content: &str,
        has_files: bool,
        has_more: bool,
        edited_at: Option<Timestamp>,
    ) -> MessageText {
        let readable = self.reads_messages || !content.is_empty();
        MessageText {
            content: readable.then(|| content.to_owned()),
            has_files,
            has_more,
            edited_at: edited_at.map(convert::time),
        }
    }

    /// What a version of a message says, as the desk needs it.
    pub(super) fn words_of(&self, message: &Message) -> MessageText {
        let has_more = message.poll.is_some() || !message.message_snapshots.is_empty();
        self.words(
            &message.content,
            !message.attachments.is_empty(),
            has_more,
            message.edited_timestamp,
        )
    }

    /// Somebody's words, new or changed: a case's question, or words in its thread.
    async fn said(
        &self,
        guild: GuildId,
        channel: ChannelId,
        message: MessageId,
        author: UserId,
        roles: Option<Vec<RoleId>>,
        words: MessageText,
    ) -> desk::Result<()> {
        if self.desk.is_case_thread(message.thread()) {
            return self.desk.reword(guild, message, words).await;
        }
        let roles = self.roles(guild, author, roles).await?;
        let actor = self.desk.actor(&self.person(guild, author, roles)).await?;
        self.desk.hear(IncomingMessage { actor, thread: channel, message, words }).await
    }

    /// A channel or a thread is gone.
    async fn gone(&self, guild: serenity::GuildId, channel: serenity::ChannelId) {
        let (guild, channel) = (convert::guild(guild), convert::channel(channel));
        self.directory.forget(channel);
        let done = self.desk.channel_deleted(guild, channel).await;
        self.noted(guild, "the end of a channel", done);
    }

    fn meet(&self, guild: &Guild) {
        let roles = guild.roles.values().map(|role| (convert::role(role.id), role.permissions));
        self.directory.note_managers(
            convert::guild(guild.id),
            convert::user(guild.owner_id),
            roles,
        );
        self.directory.forget_guild(convert::guild(guild.id));
        guild
            .channels
            .values()
            .chain(&guild.threads)
            .for_each(|channel| self.directory.note(channel));
    }

    /// A permission or a channel may have come back: what was given up is tried again.
    async fn try_again(&self, guild: GuildId) {
        let done = async {
            if self.desk.team(guild).await?.is_some() {
                self.desk.revive_dead(guild).await
            } else {
                Ok(())
            }
        };
        self.noted(guild, "a change of the server", done.await);
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

    /// A message: somebody's words in a case's thread, or perhaps a question that a rule knows.
    /// `roles` are the author's; where they are not known, Discord is asked once they matter.
    pub(super) async fn message(
        &self,
        guild: GuildId,
        message: &Message,
        roles: Option<Vec<RoleId>>,
    ) -> desk::Result<()> {
        if !is_by_member(message) {
            return Ok(());
        }
        let Some(team) = self.desk.team(guild).await? else { return Ok(()) };
        let channel = convert::channel(message.channel_id);
        let author = convert::user(message.author.id);
        if self.desk.is_case_thread(channel) {
            return self
                .said(
                    guild,
                    channel,
                    convert::message(message.id),
                    author,
                    roles,
                    self.words_of(message),
                )
                .await;
        }
        if team.book.is_empty() {
            return Ok(());
        }
        let place = self.directory.place(&self.rest, guild, channel).await?;
        if team.book.first_match(place.forum().unwrap_or(channel), &message.content).is_none() {
            return Ok(());
        }
        let roles = self.roles(guild, author, roles).await?;
        let is_staff = Roles::of(Some(&team.settings), &roles, false).is_staff();
        self.desk.watch(self.flagged(guild, message).await?, is_staff).await?;
        Ok(())
    }

    async fn reaction(&self, guild: GuildId, reaction: &Reaction) -> desk::Result<()> {
        let Some(team) = self.desk.team(guild).await? else { return Ok(()) };
        let settings = &team.settings;
        let emoji = emoji_name(&reaction.emoji);
        let (Some(user), true) = (reaction.user_id, same_emoji(&emoji, &settings.flag_emoji))
        else {
            return Ok(());
        };
        let user = convert::user(user);
        let roles = reaction.member.as_ref().map(|member| convert::roles(&member.roles));
        // Members may put the emoji wherever they like; only the team's makes work.
        let known = roles.as_deref().map(|roles| {
            Roles::of(Some(settings), roles, self.directory.manages(guild, user, roles))
        });
        if known.is_some_and(|roles| !roles.is_staff()) {
            return Ok(());
        }
        let message = self
            .fetch_message(
                convert::channel(reaction.channel_id),
                convert::message(reaction.message_id),
            )
            .await?;
        self.flag_by_reaction(guild, &message, user, roles, emoji).await
    }

    /// Handles a reaction with the flag emoji. From people who are not agents it has no effect.
    pub(super) async fn flag_by_reaction(
        &self,
        guild: GuildId,
        message: &Message,
        user: UserId,
        roles: Option<Vec<RoleId>>,
        emoji: String,
    ) -> desk::Result<()> {
        if user == self.me.user {
            return Ok(());
        }
        let roles = self.roles(guild, user, roles).await?;
        let person = self.person(guild, user, roles);
        let by = match self.desk.authorize(&person, Permission::OpenCases).await {
            Err(Error::Refused(_)) => return Ok(()),
            authorized => authorized?,
        };
        let cause = Cause::Reaction { message: convert::message(message.id), emoji, user };
        let flagged = self.flagged(guild, message).await?;
        self.desk.flag(&by, flagged, Origin::Reaction, cause).await?;
        Ok(())
    }

    /// Somebody's roles: as they came with the event, or else as Discord says. Who has left has
    /// none.
    async fn roles(
        &self,
        guild: GuildId,
        user: UserId,
        known: Option<Vec<RoleId>>,
    ) -> desk::Result<Vec<RoleId>> {
        if let Some(roles) = known {
            return Ok(roles);
        }
        let route = Route::guild(Method::GET, guild.0, format!("/members/{user}"), "member");
        match self.rest.get::<Member>(route).await {
            Ok(member) => Ok(convert::roles(&member.roles)),
            Err(failure) if is_gone(&failure) => Ok(Vec::new()),
            Err(failure) => Err(Error::Internal(anyhow::Error::new(failure))),
        }
    }
}

/// An emoji as the settings name it: itself, or `name:id`.
pub(super) fn emoji_name(emoji: &ReactionType) -> String {
    match emoji {
        ReactionType::Custom { id, name, .. } => format!("{}:{id}", name.as_deref().unwrap_or("_")),
        ReactionType::Unicode(emoji) => emoji.clone(),
        _ => String::new(),
    }
}

/// Some programs write the character that asks for a coloured picture after an emoji, and some do
/// not.
pub(super) fn same_emoji(one: &str, other: &str) -> bool {
    // A custom emoji may be renamed; its id stays.
    let plain = |emoji: &str| emoji.rsplit(':').next().unwrap_or_default().replace('\u{FE0F}', "");
    plain(one) == plain(other)
}
