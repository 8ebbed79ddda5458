//! What a platform tells: messages that were written, edited and deleted, reactions, and channels
//! that are gone.
//!
//! Events come in any order, twice, or late. Each is handled by itself, and a repeat changes
//! nothing. What only the platform can answer is asked once, and only if it matters: most messages
//! are neither in a case's thread nor named by a rule.

mod adding;
mod answers;
mod conversation;
mod deletions;
mod event;
mod reading;
mod threads;

use std::{collections::BTreeMap, sync::Arc};

use chrono::TimeDelta;
use tracing::Instrument;

use crate::{
    domain::{
        Audience, Cause, ChannelId, DeskLine, Effect, Fact, FactKind, FlagRefusal, GuildId, Job,
        MessageId, Origin, Permission, Refusal, Time, UserId, id, refusal::MessageRefusal,
    },
    store::Tx,
};

use crate::desk::{
    Desk, Error, Location, Person, Result, Stored, Team,
    cases::flag::all_words,
    context::{actor, authorized},
    memory::Change,
    span::use_case,
};

use conversation::{Said, is_at_home};
use event::EDITED_WITHIN;

pub use adding::{Addable, Added};
pub use event::{IncomingMessage, IncomingReaction, Lookup, MessageText};
pub use reading::ThreadContent;
pub use threads::ThreadState;

/// How old a message may be whose flag is found after an absence, so that the desk is told of the
/// refusal: an emoji on an older message has had its time.
pub const RECENT: TimeDelta = TimeDelta::days(1);
/// How long after the close of their case a guest's question in the channel may be about it.
const RETURNS_WITHIN: TimeDelta = TimeDelta::days(7);

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
        let Some(team) = self.team(message.guild).await? else { return Ok(()) };
        let message = message.recognised(&team.bridges);
        if !message.sender.is_a_person() {
            return Ok(());
        }
        if self.is_case_thread(message.message.thread()) {
            // A case's question is known; after an absence it may have been edited.
            return self.message_edited(message, lookup).await;
        }
        let cause = Cause::Message(message.message);
        let place = lookup.location(message.guild, message.channel).await?;
        if let Some(said) = self.said(&team, &message, place).await? {
            let span = use_case(Some(message.guild), &cause);
            let written = (message.guild, message.channel, message.message);
            self.converse(&team, message, said, lookup).instrument(span).await?;
            return self.look_again(written, lookup).await;
        }
        if place.thread().is_some_and(|thread| thread.parent == team.settings.desk_channel) {
            let written = (message.guild, message.channel, message.message);
            self.info_replied(&team, message, lookup).await?;
            return self.look_again(written, lookup).await;
        }
        self.find_rule(&team, message, place, &cause, lookup).await
    }

    /// Handles a message of no case: perhaps a rule knows it. A message that has been flagged or
    /// offered before is not again, so each version of a message can be looked at.
    async fn find_rule(
        &self,
        team: &Team,
        message: IncomingMessage,
        place: Location,
        cause: &Cause,
        lookup: &impl Lookup,
    ) -> Result<()> {
        if team.book.is_empty() || message.answers_somebody_else() {
            return Ok(());
        }
        let mut message = message.whole(lookup).await?;
        let channel = place.forum().unwrap_or(message.channel);
        let post_title = message.post_title(lookup).await?;
        let content = message.text.content.as_deref().unwrap_or_default();
        let words = all_words(post_title.as_deref(), content, &message.text.file_names);
        let Some(rule) = team.book.first_match(channel, &words) else { return Ok(()) };
        let roles = message.roles.take();
        let flagged = message.clone().at(place);
        if flagged.is_internal(team) || !flagged.begins_something() {
            return Ok(());
        }
        let author = lookup.person(flagged.guild, flagged.author, roles).await?;
        if Audience::Team.includes(actor(Some(team), &author).roles) {
            return Ok(());
        }
        if self.is_erased(&message).await? {
            return Ok(());
        }
        let span = use_case(Some(flagged.guild), cause);
        let flagged = flagged.titled(lookup).await?;
        let found = (flagged.guild, flagged.channel, flagged.message);
        let rule = self.apply_rule(&team.settings, rule, flagged).instrument(span);
        if let Some(case) = rule.await? {
            let span = use_case(Some(message.guild), cause);
            self.converse(team, message, Said::InChannel(case), lookup).instrument(span).await?;
        }
        self.look_again(found, lookup).await
    }

    /// Whether somebody has had erased what they wrote since this message.
    async fn is_erased(&self, message: &IncomingMessage) -> Result<bool> {
        let (guild, author, written_at) = (message.guild, message.author, message.written_at());
        let may_keep =
            self.store.read(async move |reader| reader.may_keep(guild, author, written_at).await);
        Ok(!may_keep.await?)
    }

    /// Handles a new version of a message: of a case's question, of part of its conversation, of an
    /// offer, or of one in which a rule may now find what it looks for.
    ///
    /// # Errors
    /// As [`Desk::message_written`].
    pub async fn message_edited(
        &self,
        message: IncomingMessage,
        lookup: &impl Lookup,
    ) -> Result<()> {
        let Some(at) = message.text.edited_at else { return Ok(()) };
        let Some(team) = self.team(message.guild).await? else { return Ok(()) };
        let message = message.recognised(&team.bridges);
        if !message.sender.is_a_person() {
            return Ok(());
        }
        // Before the database is asked: a case may be made of it at this moment.
        self.changes.note(message.message, Change::Edited);
        let cause = Cause::Edit { message: message.message, at };
        let span = use_case(Some(message.guild), &cause);
        match self.revise(&team, message, lookup).instrument(span).await? {
            // Nobody waits for an answer to what they wrote long ago.
            Some(message) if id::created_at(message.message.0) > self.now() - EDITED_WITHIN => {
                let place = lookup.location(message.guild, message.channel).await?;
                self.find_rule(&team, message, place, &cause, lookup).await
            }
            Some(_) | None => Ok(()),
        }
    }

    /// Has everything follow that repeats an edited message. Returns the message if it belongs to
    /// no case.
    async fn revise(
        &self,
        team: &Team,
        message: IncomingMessage,
        lookup: &impl Lookup,
    ) -> Result<Option<IncomingMessage>> {
        let (guild, id) = (message.guild, message.message);
        let read = self.store.read(async move |reader| {
            let is_question = reader.case_of_message(guild, id).await?.is_some();
            let cases = reader.cases_with_message(guild, id).await?;
            let is_answer = !reader.answers_in(guild, id).await?.is_empty();
            Ok((is_question, cases, reader.offered(guild, id).await?, is_answer))
        });
        let (is_question, cases, offered, is_answer) = read.await?;
        if !cases.is_empty() || offered.is_some() {
            self.unscrubbed.note(self.now());
        }
        let message = message.whole(lookup).await?;
        if is_answer {
            self.answer_changed(guild, id, Some(&message.text)).await?;
        }
        if let (Some(mut offered), Some(content)) = (offered, &message.text.content)
            && !self.is_erased(&message).await?
        {
            offered.guest = message.sender.guest().map(|guest| guest.name.clone());
            let post_title = message.post_title(lookup).await?;
            let words = all_words(post_title.as_deref(), content, &message.text.file_names);
            self.revise_offer(guild, offered, words.into_owned()).await?;
        }
        let mut places: Vec<Said> = cases.into_iter().map(Said::InChannel).collect();
        if places.is_empty() && self.is_case_thread(message.channel) {
            // It may arrive before its first version.
            places.push(Said::InThread);
        }
        if places.is_empty() {
            return Ok(Some(message));
        }
        for said in places {
            self.converse(team, message.clone(), said, lookup).await?;
        }
        if is_question {
            self.reword(message, lookup).await?;
        }
        Ok(None)
    }

    /// Looks again at a message of which something was made: it may have been edited or deleted in
    /// the meantime, before the database said whose it is.
    ///
    /// # Errors
    /// [`Error::Internal`] if the database or the platform does not answer.
    pub async fn look_again(
        &self,
        (guild, channel, message): (GuildId, ChannelId, MessageId),
        lookup: &impl Lookup,
    ) -> Result<()> {
        match (self.changes.of(message), self.team(guild).await?) {
            (Some(Change::Deleted), _) => self.message_deleted(guild, channel, message).await,
            (Some(Change::Edited), Some(team)) => {
                let message = match lookup.message(guild, channel, message).await {
                    // Its deletion is an event of its own.
                    Err(Error::Refused(_)) => return Ok(()),
                    message => message?,
                };
                self.revise(&team, message, lookup).await.map(drop)
            }
            (Some(Change::Edited), None) | (None, _) => Ok(()),
        }
    }

    /// Handles a new version of a case's question.
    async fn reword(&self, message: IncomingMessage, lookup: &impl Lookup) -> Result<()> {
        let now = self.now();
        let Some(content) = &message.text.content else { return Ok(()) };
        let post_title = message.post_title(lookup).await?;
        let said = (content.as_str(), &*message.text.file_names);
        let title = event::title(message.guild, post_title.as_deref(), said, lookup).await?;
        self.handle(async move |tx| conversation::reword(tx, &message, &title, now).await).await
    }

    /// Returns where in a case a message was said; none if in no case.
    async fn said(
        &self,
        team: &Team,
        message: &IncomingMessage,
        place: Location,
    ) -> Result<Option<Said>> {
        let (guild, channel) = (message.guild, message.channel);
        if self.is_case_thread(channel) {
            return Ok(Some(Said::InThread));
        }
        let parent = place.thread().map(|thread| thread.parent);
        if team.is_internal(parent.unwrap_or(channel)) {
            return Ok(None);
        }
        let (answered, id) = (message.reply_to, message.message);
        // No webhook can reply, so whatever a guest writes in the channel of their case is of it.
        let guest = message.sender.guest().map(|_| message.author);
        // A rule takes a guest's message for a question of its own, whatever was closed before.
        let words = message.text.content.as_deref().unwrap_or_default();
        let words = all_words(None, words, &message.text.file_names);
        let may_return = guest.is_some() && team.book.first_match(channel, &words).is_none();
        let read = self.store.read(async move |reader| {
            // The cases of the threads in memory are open; this may be the thread of a closed one.
            if parent.is_some()
                && let Some(case) = reader.case_in_thread(guild, channel).await?
                && is_at_home(&case, channel)
            {
                return Ok(Some(Said::InThread));
            }
            if let Some(guest) = guest {
                let case = reader.case_of_guest(guild, channel, guest, id).await?;
                if case.is_some() || !may_return {
                    return Ok(case.map(Said::InChannel));
                }
                let since = id::created_at(id.0) - RETURNS_WITHIN;
                let closed = reader.closed_case_of_guest(guild, channel, guest, since).await?;
                return Ok(closed.map(Said::InChannel));
            }
            let Some(answered) = answered else { return Ok(None) };
            Ok(reader.case_replied_to(guild, answered).await?.map(Said::InChannel))
        });
        let may_be_said = parent.is_some() || answered.is_some() || guest.is_some();
        if may_be_said { Ok(read.await?) } else { Ok(None) }
    }

    /// Handles a message that was said in a case.
    async fn converse(
        &self,
        team: &Team,
        mut message: IncomingMessage,
        said: Said,
        lookup: &impl Lookup,
    ) -> Result<()> {
        let now = self.now();
        let roles = message.roles.take();
        let message = message.whole(lookup).await?;
        let author = lookup.person(message.guild, message.author, roles).await?;
        let author = actor(Some(team), &author);
        let claims = team.settings.answer_claims;
        let (jobs, thread) = self
            .store
            .write(async move |tx| {
                conversation::receive(tx, &message, said, &author, claims, now).await
            })
            .await?;
        // An agent who answers may be the assignee from now on.
        self.note_people(author.guild, author.roles.is_staff().then_some(author.user).into_iter());
        thread.into_iter().for_each(|thread| self.note_thread(thread));
        self.dispatch(jobs);
        Ok(())
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
        let person = match person {
            Some(person) => person,
            None => lookup.person(guild, user, None).await?,
        };
        let flagged = match lookup.message(guild, channel, message).await {
            Ok(message) => self.flag_by_reaction(&team, &person, message, emoji, lookup).await,
            Err(error) => Err(error),
        };
        match flagged {
            Err(Error::Refused(refusal)) if actor(Some(&team), &person).roles.is_staff() => {
                self.refuse_flag((guild, channel, message), user, &refusal).await
            }
            flagged => flagged,
        }
    }

    /// Tells an agent that their flag led to no case, once for each message and reason.
    async fn refuse_flag(
        &self,
        (guild, channel, message): (GuildId, ChannelId, MessageId),
        by: UserId,
        refusal: &Refusal,
    ) -> Result<()> {
        tracing::info!(guild.id = %guild, "A flag led to nothing: {refusal:?}");
        let Some(why) = FlagRefusal::of(refusal) else { return Ok(()) };
        let now = self.now();
        let cause = Cause::RefusedFlag { message, reason: why.code() };
        let effects =
            [Effect::TellDesk { line: DeskLine::FlagRefused { channel, message, by, why } }];
        let kind = FactKind::FlagRefused { message: message.0 };
        let fact = Fact { kind, case: None, bug: None, actor: Some(by), at: now };
        self.handle(async move |tx| {
            if tx.has_happened(guild, &cause, &fact.kind).await? {
                return Ok(Vec::new());
            }
            tx.append(guild, &cause, std::slice::from_ref(&fact)).await?;
            tx.enqueue(guild, &effects, now).await
        })
        .await
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
        let flagged = (message.guild, message.channel, message.message);
        let is_recent = id::created_at(message.message.0) > self.now() - RECENT;
        match self.flag_by_reaction(&team, &person, message, emoji, lookup).await {
            // The flag may be the one with which the case was opened.
            Err(Error::Refused(Refusal::Message(MessageRefusal::InClosedCase(_)))) => Ok(()),
            Err(Error::Refused(refusal)) if is_recent => {
                self.refuse_flag(flagged, user, &refusal).await
            }
            flagged => flagged,
        }
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
        let message = message.recognised(&team.bridges);
        let shows_refusal = message.shows_refusal;
        let flagged = message.at(place).titled(lookup).await?;
        let place = (flagged.guild, flagged.channel, flagged.message);
        self.flag(&by, flagged, Origin::Reaction, cause).instrument(span).await?;
        if shows_refusal {
            self.clear_refusal(place).await?;
        }
        self.look_again(place, lookup).await
    }

    async fn clear_refusal(
        &self,
        (guild, channel, message): (GuildId, ChannelId, MessageId),
    ) -> Result<()> {
        let now = self.now();
        let effects = [Effect::ClearRefusal { channel: channel.0, message: message.0 }];
        self.handle(async move |tx| tx.enqueue(guild, &effects, now).await).await
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

    /// Returns the messages of the bot in the thread of an open case that say something about it.
    ///
    /// # Errors
    /// [`Error::Internal`] if the database does not answer.
    pub async fn notices_in(&self, guild: GuildId, thread: ChannelId) -> Result<Vec<MessageId>> {
        Ok(self.store.read(async move |reader| reader.posts_in_thread(guild, thread).await).await?)
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
