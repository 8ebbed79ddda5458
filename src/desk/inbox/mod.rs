//! What a platform tells: messages that were written, edited and deleted, reactions, and channels
//! that are gone.
//!
//! Events come in any order, twice, or late. Each is handled by itself, and a repeat changes
//! nothing. What only the platform can answer is asked once, and only if it matters: most messages
//! are neither in a case's thread nor named by a rule.

mod conversation;
mod event;
mod reading;

use std::{collections::BTreeMap, sync::Arc};

use tracing::Instrument;

use crate::{
    domain::{
        CaseReference, Cause, ChannelId, Effect, GuildId, Job, MessageId, Origin, Permission,
        Subject, ThreadHealth, Time, UserId,
    },
    store::Tx,
};

use crate::desk::{
    Desk, Error, Person, Result, Stored, Team,
    context::{actor, authorized},
    span::use_case,
};

pub use event::{IncomingMessage, IncomingReaction, Lookup, MessageText};
pub use reading::ThreadContent;

impl Desk {
    /// Handles a message: part of a case's conversation, or perhaps a question that a rule knows.
    ///
    /// # Errors
    /// Refuses what the platform does not let the bot see. [`Error::Internal`] if the database or
    /// the platform does not answer.
    pub async fn message_written(
        &self,
        message: IncomingMessage,
        lookup: &impl Lookup,
    ) -> Result<()> {
        if !message.by_member {
            return Ok(());
        }
        let Some(team) = self.team(message.guild).await? else { return Ok(()) };
        let cause = Cause::Message(message.message);
        if self.is_case_thread(message.channel) {
            let span = use_case(Some(message.guild), &cause);
            return self.converse(&team, message, lookup).instrument(span).await;
        }
        if team.book.is_empty() {
            return Ok(());
        }
        let mut message = message.whole(lookup).await?;
        let place = lookup.location(message.guild, message.channel).await?;
        let channel = place.forum().unwrap_or(message.channel);
        let content = message.text.content.as_deref().unwrap_or_default();
        let Some(rule) = team.book.first_match(channel, content) else { return Ok(()) };
        let roles = message.roles.take();
        let flagged = message.at(place);
        if flagged.is_internal(&team.settings) || !flagged.begins_something() {
            return Ok(());
        }
        let author = lookup.person(flagged.guild, flagged.author, roles).await?;
        if actor(Some(&team), &author).roles.is_staff() {
            return Ok(());
        }
        let span = use_case(Some(flagged.guild), &cause);
        let flagged = flagged.titled(lookup).await?;
        self.apply_rule(&team.settings, rule, flagged).instrument(span).await
    }

    /// Handles a new version of a message: of a case's question, or of part of its conversation.
    ///
    /// # Errors
    /// As [`Desk::message_written`].
    pub async fn message_edited(
        &self,
        message: IncomingMessage,
        lookup: &impl Lookup,
    ) -> Result<()> {
        let Some(at) = message.text.edited_at.filter(|_| message.by_member) else { return Ok(()) };
        let Some(team) = self.team(message.guild).await? else { return Ok(()) };
        let span = use_case(Some(message.guild), &Cause::Edit { message: message.message, at });
        self.converse(&team, message, lookup).instrument(span).await
    }

    /// Handles a message of a case, new or edited: its question, or one in its thread.
    async fn converse(
        &self,
        team: &Team,
        mut message: IncomingMessage,
        lookup: &impl Lookup,
    ) -> Result<()> {
        let now = self.now();
        if self.is_case_thread(message.message.thread()) {
            if message.text.edited_at.is_none() {
                return Ok(());
            }
            let message = message.whole(lookup).await?;
            let Some(content) = &message.text.content else { return Ok(()) };
            let title = lookup.title(message.guild, content).await?;
            return self
                .handle(async move |tx| conversation::reword(tx, &message, &title, now).await)
                .await;
        }
        if !self.is_case_thread(message.channel) {
            return Ok(());
        }
        let roles = message.roles.take();
        let message = message.whole(lookup).await?;
        let author = lookup.person(message.guild, message.author, roles).await?;
        let author = actor(Some(team), &author);
        self.handle(async move |tx| conversation::hear(tx, &message, &author, now).await).await
    }

    /// Handles a deleted message, wherever it was. The text of a member's message is erased. A card,
    /// a report or the board is drawn again.
    ///
    /// # Errors
    /// [`Error::Internal`] if the database does not answer.
    pub async fn message_deleted(
        &self,
        guild: GuildId,
        channel: ChannelId,
        message: MessageId,
    ) -> Result<()> {
        let Some(team) = self.team(guild).await? else { return Ok(()) };
        let is_internal = team.settings.is_internal(channel);
        let now = self.now();
        let read = self.store.read(async move |reader| {
            let case = reader.case_with_message(guild, message).await?;
            if !is_internal {
                return Ok((case, Vec::new()));
            }
            let effect = reader.subject_of(guild, message).await?.map(|subject| match subject {
                Subject::Case(case) => Effect::DrawCase { case },
                Subject::Bug(bug) => Effect::DrawBug { bug },
                Subject::Board => Effect::DrawBoard,
            });
            Ok((case, effect.into_iter().collect()))
        });
        let (case, effects): (_, Vec<Effect>) = read.await?;
        if !effects.is_empty() {
            self.handle(async move |tx| tx.enqueue(guild, &effects, now).await).await?;
        }
        let case = match case {
            Some(number) => CaseReference::Number(number),
            // The message itself may arrive after its deletion.
            None if self.is_case_thread(channel) => CaseReference::Here(channel),
            None => return Ok(()),
        };
        self.handle(async move |tx| conversation::forget(tx, guild, case, message, now).await).await
    }

    /// Handles a reaction. Only the flag emoji of an agent has an effect: it makes a case of the
    /// message.
    ///
    /// # Errors
    /// Refuses what [`Desk::flag`] refuses.
    pub async fn reaction_added(
        &self,
        reaction: IncomingReaction,
        lookup: &impl Lookup,
    ) -> Result<()> {
        let Some(team) = self.team(reaction.guild).await? else { return Ok(()) };
        if !team.settings.is_flag(&reaction.emoji) {
            return Ok(());
        }
        let IncomingReaction { guild, channel, message, emoji, user, roles } = reaction;
        // Members may use the emoji for anything, so their reactions cost no request.
        let person = match roles {
            Some(roles) => {
                let person = lookup.person(guild, user, Some(roles)).await?;
                if !actor(Some(&team), &person).roles.is_staff() {
                    return Ok(());
                }
                Some(person)
            }
            None => None,
        };
        let message = lookup.message(guild, channel, message).await?;
        let person = match person {
            Some(person) => person,
            None => lookup.person(guild, user, None).await?,
        };
        self.flag_by_reaction(&team, &person, message, emoji, lookup).await
    }

    /// Handles a flag emoji that was found on a message.
    ///
    /// # Errors
    /// As [`Desk::reaction_added`].
    pub async fn flag_found(
        &self,
        message: IncomingMessage,
        emoji: String,
        user: UserId,
        lookup: &impl Lookup,
    ) -> Result<()> {
        let Some(team) = self.team(message.guild).await? else { return Ok(()) };
        let person = lookup.person(message.guild, user, None).await?;
        self.flag_by_reaction(&team, &person, message, emoji, lookup).await
    }

    async fn flag_by_reaction(
        &self,
        team: &Arc<Team>,
        person: &Person,
        message: IncomingMessage,
        emoji: String,
        lookup: &impl Lookup,
    ) -> Result<()> {
        let by = match authorized(Some(Arc::clone(team)), person, Permission::OpenCases) {
            Err(Error::Refused(_)) => return Ok(()),
            by => by?,
        };
        let cause = Cause::Reaction { message: message.message, emoji, user: person.user };
        let place = lookup.location(message.guild, message.channel).await?;
        let span = use_case(Some(message.guild), &cause);
        let flagged = message.at(place).titled(lookup).await?;
        self.flag(&by, flagged, Origin::Reaction, cause).instrument(span).await?;
        Ok(())
    }

    /// Handles a deleted thread, or a deleted channel with all its threads. Their cases are looked
    /// after: delivery finds out which threads are gone.
    ///
    /// # Errors
    /// [`Error::Internal`] if the database does not answer.
    pub async fn channel_deleted(&self, guild: GuildId, channel: ChannelId) -> Result<()> {
        if self.team(guild).await?.is_none() {
            return Ok(());
        }
        let now = self.now();
        self.handle(async move |tx| {
            let cases = tx.open_cases_under(guild, channel).await?;
            for &case in &cases {
                tx.save_thread_health(guild, case, ThreadHealth::Suspected).await?;
            }
            let effects: Vec<Effect> =
                cases.into_iter().map(|case| Effect::DrawCase { case }).collect();
            tx.enqueue(guild, &effects, now).await
        })
        .await
    }

    /// Handles a change of permissions or channels: jobs that were given up are tried again.
    ///
    /// # Errors
    /// [`Error::Internal`] if the database does not answer.
    pub async fn access_changed(&self, guild: GuildId) -> Result<()> {
        if self.team(guild).await?.is_some() {
            self.revive_dead(guild).await?;
        }
        Ok(())
    }

    /// Returns the stored messages of a case's thread, each with the time of its version: what an
    /// inbox that was away compares the thread with. Empty if the thread is no case's.
    ///
    /// # Errors
    /// [`Error::Internal`] if the database does not answer.
    pub async fn stored_messages(
        &self,
        guild: GuildId,
        thread: ChannelId,
    ) -> Result<BTreeMap<MessageId, Option<Time>>> {
        let stored = self.store.read(async move |reader| {
            let Some(case) = reader.case_in_thread(guild, thread).await? else {
                return Ok(BTreeMap::new());
            };
            let mut stored = reader.kept_messages(guild, case.number).await?;
            // Messages of an earlier thread, which is gone, are not in this one.
            if case.thread.generation > 0 {
                let opening = case.thread.opening;
                stored.retain(|message, _| opening.is_some_and(|opening| *message > opening));
            }
            Ok(stored)
        });
        Ok(stored.await?)
    }

    /// Does work in one transaction, then hands over the jobs that it returns.
    async fn handle<F>(&self, work: F) -> Result<()>
    where
        F: AsyncFn(&mut Tx<'_>) -> Stored<Vec<Job>> + Send + Sync + 'static,
    {
        let jobs = self.store.write(work).await?;
        self.dispatch(jobs);
        Ok(())
    }
}
