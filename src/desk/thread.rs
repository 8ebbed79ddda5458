//! What is said in a case's thread, changed there and taken back: kept for the report, and read for
//! whose turn it is.
//!
//! Each event leaves behind what is then true of its message, and the turn is read anew from all
//! that is kept. So events may come in any order, twice, or late.

use std::collections::BTreeMap;

use futures_util::future::BoxFuture;

use crate::{
    domain::{
        Action, Actor, Case, CaseNumber, CaseReference, Cause, ChannelId, Effect, Fact, FactKind,
        GuildId, MessageId, Origin, Roles, Side, Time, id, text, turn,
    },
    store::{Connection, Job, NewMessage, Saved},
};

use crate::desk::{Desk, Result, Stored, act::act_on};

/// A message that somebody wrote in a thread, in one of its versions.
#[derive(Clone, Debug)]
pub struct IncomingMessage {
    pub actor: Actor,
    pub thread: ChannelId,
    pub message: MessageId,
    pub words: MessageText,
}

/// What a version of a message says.
#[derive(Clone, Debug)]
pub struct MessageText {
    /// None where Discord does not let the bot read it.
    pub content: Option<String>,
    pub has_files: bool,
    /// Shows more than words and files: a poll, or somebody else's message.
    pub has_more: bool,
    /// None for the first version.
    pub edited_at: Option<Time>,
}

impl MessageText {
    /// A message that we cannot read may be a question.
    fn want_an_answer(&self) -> bool {
        self.has_more
            || self.content.as_ref().is_none_or(|text| turn::wants_an_answer(text, self.has_files))
    }
}

impl IncomingMessage {
    fn side(&self, case: &Case) -> Side {
        if self.actor.user == case.requester {
            Side::Customer
        } else if self.actor.roles.is_staff() || case.assignee == Some(self.actor.user) {
            Side::Agent
        } else {
            Side::Other
        }
    }
}

impl Desk {
    /// Takes note of a message, or of a new version of one, if its thread is a case's.
    ///
    /// # Errors
    /// [`super::Error::Internal`] when the database does not answer.
    pub async fn hear(&self, heard: IncomingMessage) -> Result<()> {
        if !self.is_case_thread(heard.thread) {
            return Ok(());
        }
        let (guild, now) = (heard.actor.guild, self.now());
        self.note_words(guild, move |connection| {
            let heard = heard.clone();
            Box::pin(async move { hear(connection, heard, now).await })
        })
        .await
    }

    /// Records that a member has edited the message that a case was opened from.
    ///
    /// # Errors
    /// [`super::Error::Internal`] when the database does not answer.
    pub async fn reword(
        &self,
        guild: GuildId,
        question: MessageId,
        words: MessageText,
    ) -> Result<()> {
        if words.edited_at.is_none() {
            return Ok(());
        }
        let now = self.now();
        self.note_words(guild, move |connection| {
            let words = words.clone();
            Box::pin(async move { reword(connection, guild, question, words, now).await })
        })
        .await
    }

    /// Records that a message was deleted, wherever it was, and erases its text.
    ///
    /// # Errors
    /// [`super::Error::Internal`] when the database does not answer.
    pub async fn forget_words(
        &self,
        guild: GuildId,
        channel: ChannelId,
        message: MessageId,
    ) -> Result<()> {
        if self.team(guild).await?.is_none() {
            return Ok(());
        }
        let kept = self
            .store
            .read(move |connection| Box::pin(connection.case_of_words(guild, message)))
            .await?;
        let case = match kept {
            Some(number) => CaseReference::Number(number),
            // The news of the message itself may still be on its way.
            None if self.is_case_thread(channel) => CaseReference::Here(channel),
            None => return Ok(()),
        };
        let now = self.now();
        self.note_words(guild, move |connection| {
            Box::pin(forget(connection, guild, case, message, now))
        })
        .await
    }

    /// The messages that are kept of a case's thread, each with the time of its version; none where
    /// it is no case's.
    ///
    /// # Errors
    /// [`super::Error::Internal`] when the database does not answer.
    pub async fn kept_messages(
        &self,
        guild: GuildId,
        thread: ChannelId,
    ) -> Result<BTreeMap<MessageId, Option<Time>>> {
        let kept = self.store.read(move |connection| {
            Box::pin(async move {
                match connection.case_in_thread(guild, thread).await? {
                    Some(case) => {
                        let mut kept = connection.kept_messages(guild, case.number).await?;
                        // What was said in a thread that is gone is kept, and is not to be looked
                        // for in the one after it.
                        if case.surfaces.thread_generation > 0 {
                            kept.retain(|message, _| {
                                case.surfaces.opening.is_some_and(|opening| *message > opening)
                            });
                        }
                        Ok(kept)
                    }
                    None => Ok(BTreeMap::new()),
                }
            })
        });
        Ok(kept.await?)
    }

    async fn note_words<F>(&self, guild: GuildId, work: F) -> Result<()>
    where
        F: for<'a, 'c> Fn(&'a mut Connection<'c>) -> BoxFuture<'a, Stored<Vec<Job>>>
            + Send
            + Sync
            + 'static,
    {
        if self.team(guild).await?.is_some() {
            let jobs = self.store.write(work).await?;
            self.dispatch(jobs);
        }
        Ok(())
    }
}

async fn hear(
    connection: &mut Connection<'_>,
    heard: IncomingMessage,
    now: Time,
) -> Stored<Vec<Job>> {
    let guild = heard.actor.guild;
    let Some(case) = connection.case_in_thread(guild, heard.thread).await? else {
        return Ok(Vec::new());
    };
    if case.is_younger_than(heard.message) {
        return Ok(Vec::new());
    }
    let before = connection.case_to_change(guild, CaseReference::Number(case.number)).await?;
    if is_gone(connection, guild, heard.message).await? {
        return Ok(Vec::new());
    }
    let side = heard.side(&before);
    let (message, words) = (heard.message, heard.words);
    let new = NewMessage {
        guild,
        case: before.number,
        message,
        author: heard.actor.user,
        side,
        content: words.content.as_deref().map(text::clean),
        wants_an_answer: words.want_an_answer(),
        sent_at: id::created_at(message.0),
        edited_at: words.edited_at,
    };
    let saved = connection.keep_message(&new).await?;
    if saved == Saved::Stale || side == Side::Other {
        return Ok(Vec::new());
    }
    let turn = connection.turn(&before).await?;
    let (action, cause) = match (saved, side, words.edited_at) {
        (Saved::Changed, _, Some(at)) => {
            (Action::MessageEdited { message, turn }, Cause::Edit { message, at })
        }
        (_, Side::Agent, _) => (Action::AgentWrote { message, turn }, Cause::Message(message)),
        _ => (
            Action::CustomerWrote { message, wants_an_answer: new.wants_an_answer, turn },
            Cause::Message(message),
        ),
    };
    let mut effects = Vec::new();
    if words.has_files && side == Side::Customer && saved == Saved::New {
        effects.push(Effect::KeepFiles {
            case: before.number,
            channel: heard.thread.0,
            message: message.0,
        });
    }
    let (_, jobs) = act_on(connection, &before, &heard.actor, action, &cause, effects, now).await?;
    Ok(jobs)
}

async fn reword(
    connection: &mut Connection<'_>,
    guild: GuildId,
    question: MessageId,
    words: MessageText,
    now: Time,
) -> Stored<Vec<Job>> {
    let (Some(case), Some(at)) =
        (connection.case_of_message(guild, question).await?, words.edited_at)
    else {
        return Ok(Vec::new());
    };
    let before = connection.case_to_change(guild, CaseReference::Number(case.number)).await?;
    // What stands for an `/ask` is the bot's own message. And what cannot be read says nothing new.
    let (false, Some(content)) = (before.origin == Origin::Ask, &words.content) else {
        return Ok(Vec::new());
    };
    let content = text::clean(content).trim().to_owned();
    // It may have been changed before it was flagged, and known in this version.
    if content == before.question || is_gone(connection, guild, question).await? {
        return Ok(Vec::new());
    }
    if !connection.reword_question(&before, &content, words.want_an_answer(), at).await? {
        return Ok(Vec::new());
    }
    let action = Action::MessageEdited { message: question, turn: connection.turn(&before).await? };
    let cause = Cause::Edit { message: question, at };
    let effects = vec![Effect::DrawCase { case: before.number }];
    let requester = Actor { guild, user: before.requester, roles: Roles::default() };
    let (_, jobs) = act_on(connection, &before, &requester, action, &cause, effects, now).await?;
    Ok(jobs)
}

async fn forget(
    connection: &mut Connection<'_>,
    guild: GuildId,
    case: CaseReference,
    message: MessageId,
    now: Time,
) -> Stored<Vec<Job>> {
    let before = connection.case_to_change(guild, case).await?;
    if is_gone(connection, guild, message).await? {
        return Ok(Vec::new());
    }
    let cause = Cause::Message(message);
    let is_question = before.source.message == Some(message) && before.origin != Origin::Ask;
    let author = connection.forget_message(guild, message).await?;
    if !is_question && author.is_none() {
        // Noted, so that news of the message that come late find it gone.
        let kind = FactKind::MessageDeleted { message: message.0 };
        let fact = Fact { kind, case: Some(before.number), bug: None, actor: None, at: now };
        connection.append(guild, &cause, &[fact]).await?;
        return Ok(Vec::new());
    }
    let mut effects = Vec::new();
    if is_question {
        connection.forget_question(&before).await?;
        effects.push(Effect::DrawCase { case: before.number });
    }
    requote(connection, guild, before.number, &mut effects).await?;
    let action = Action::MessageDeleted { message, turn: connection.turn(&before).await? };
    // Discord does not say who deleted it.
    let bot = Actor::bot(guild);
    let (_, jobs) = act_on(connection, &before, &bot, action, &cause, effects, now).await?;
    Ok(jobs)
}

/// Takes words that are gone out of the bug reports that quote them.
async fn requote(
    connection: &mut Connection<'_>,
    guild: GuildId,
    number: CaseNumber,
    effects: &mut Vec<Effect>,
) -> Stored<()> {
    let Some(case) = connection.case(guild, number).await? else { return Ok(()) };
    for &bug in &case.bugs {
        let Some(bug) = connection.bug(guild, bug).await? else { continue };
        // A report quotes the case that it was made from, and no case that was linked later.
        if bug.cases.first() != Some(&number) {
            continue;
        }
        let words = connection.customers_words(&case, bug.reported_at).await?;
        if words != bug.words {
            connection.requote_bug(&bug, &words).await?;
            effects.push(Effect::DrawBug { bug: bug.number });
        }
    }
    Ok(())
}

async fn is_gone(
    connection: &mut Connection<'_>,
    guild: GuildId,
    message: MessageId,
) -> Stored<bool> {
    connection
        .has_happened(
            guild,
            &Cause::Message(message),
            &FactKind::MessageDeleted { message: message.0 },
        )
        .await
}
