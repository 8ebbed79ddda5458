//! What every event, command and button has at hand.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use serenity::all::{
    CommandInteraction, ComponentInteraction, Member, Message, MessageType, ModalInteraction,
};

use crate::{
    desk::{self, Desk, Flagged},
    domain::{Actor, GuildId, Language, Refusal},
};

use crate::discord::{
    convert, courier::BotIdentity, directory::Directory, reply::Reply, rest::Rest, status::Status,
};

/// The bot: the desk behind it, the way to Discord before it, and what it knows of the servers it
/// is in.
pub struct Bot {
    pub desk: Desk,
    pub rest: Rest,
    pub me: BotIdentity,
    /// Whether the bot may read what members write.
    pub reads_messages: bool,
    pub directory: Directory,
    pub status: Status,
    /// Events that are being dealt with.
    pub(super) in_hand: Arc<AtomicUsize>,
}

/// Counts an event as being dealt with, for as long as this lives.
pub(super) struct InHand(Arc<AtomicUsize>);

impl Drop for InHand {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Bot {
    pub fn new(
        desk: Desk,
        rest: Rest,
        me: BotIdentity,
        reads_messages: bool,
        status: Status,
    ) -> Self {
        Self {
            desk,
            rest,
            me,
            reads_messages,
            directory: Directory::default(),
            status,
            in_hand: Arc::default(),
        }
    }

    /// Whether no event is being dealt with.
    pub fn is_idle(&self) -> bool {
        self.in_hand.load(Ordering::SeqCst) == 0
    }

    pub(super) fn take_in_hand(&self) -> InHand {
        self.in_hand.fetch_add(1, Ordering::SeqCst);
        InHand(Arc::clone(&self.in_hand))
    }

    pub(super) fn reply<'a>(
        &'a self,
        interaction: u64,
        token: &'a str,
        language: Language,
    ) -> Reply<'a> {
        Reply { rest: &self.rest, application: self.me.application, interaction, token, language }
    }

    /// Who acts, by what Discord says of them in this very interaction.
    ///
    /// # Errors
    /// Refuses outside of servers.
    pub(super) async fn actor(
        &self,
        guild: Option<serenity::all::GuildId>,
        member: Option<&Member>,
    ) -> desk::Result<Actor> {
        let (Some(guild), Some(member)) = (guild, member) else {
            return Err(Refusal::OnlyInServers.into());
        };
        let roles = convert::roles(&member.roles);
        let manages = convert::manages_server(member.permissions);
        self.desk.actor(convert::guild(guild), convert::user(member.user.id), &roles, manages).await
    }

    pub(super) async fn actor_of_command(
        &self,
        interaction: &CommandInteraction,
    ) -> desk::Result<Actor> {
        self.actor(interaction.guild_id, interaction.member.as_deref()).await
    }

    pub(super) async fn actor_of_component(
        &self,
        interaction: &ComponentInteraction,
    ) -> desk::Result<Actor> {
        self.actor(interaction.guild_id, interaction.member.as_ref()).await
    }

    pub(super) async fn actor_of_form(
        &self,
        interaction: &ModalInteraction,
    ) -> desk::Result<Actor> {
        self.actor(interaction.guild_id, interaction.member.as_ref()).await
    }

    /// A message as the desk needs it.
    pub(super) async fn flagged(&self, guild: GuildId, message: &Message) -> desk::Result<Flagged> {
        let channel = convert::channel(message.channel_id);
        Ok(Flagged {
            guild,
            channel,
            message: convert::message(message.id),
            author: convert::user(message.author.id),
            content: message.content.clone(),
            has_files: !message.attachments.is_empty(),
            by_member: is_by_member(message),
            place: self.directory.place(&self.rest, guild, channel).await?,
        })
    }
}

/// Whether a member wrote a message, not a bot, a webhook or Discord itself.
pub(super) fn is_by_member(message: &Message) -> bool {
    let written = matches!(message.kind, MessageType::Regular | MessageType::InlineReply);
    written && !message.author.bot && message.webhook_id.is_none()
}
