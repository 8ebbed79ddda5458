//! What is said in a case's thread, changed there and taken back: kept for the report, and read for
//! whose turn it is.
//!
//! Each event leaves behind what is then true of its message, and the turn is read anew from all
//! that is kept. So events may come in any order, twice, or late.

use std::collections::BTreeMap;

use crate::{
    domain::{
        Action, Actor, Case, CaseNumber, CaseReference, Cause, ChannelId, Effect, Fact, FactKind,
        GuildId, Job, MessageId, Origin, Roles, Side, Time, id, text, turn,
    },
    store::{NewMessage, Saved, Tx},
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
        self.note_words(guild, async move |tx| hear(tx, &heard, now).await).await
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
        self.note_words(guild, async move |tx| reword(tx, guild, question, &words, now).await).await
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
        let kept =
            self.store.read(async move |reader| reader.case_of_words(guild, message).await).await?;
        let case = match kept {
            Some(number) => CaseReference::Number(number),
            // The news of the message itself may still be on its way.
            None if self.is_case_thread(channel) => CaseReference::Here(channel),
            None => return Ok(()),
        };
        let now = self.now();
        self.note_words(guild, async move |tx| forget(tx, guild, case, message, now).await).await
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
        let kept = self.store.read(async move |reader| {
            match reader.case_in_thread(guild, thread).await? {
                Some(case) => {
                    let mut kept = reader.kept_messages(guild, case.number).await?;
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
        });
        Ok(kept.await?)
    }

    async fn note_words<F>(&self, guild: GuildId, work: F) -> Result<()>
    where
        F: AsyncFn(&mut Tx<'_>) -> Stored<Vec<Job>> + Send + Sync + 'static,
    {
        if self.team(guild).await?.is_some() {
            let jobs = self.store.write(work).await?;
            self.dispatch(jobs);
        }
        Ok(())
    }
}

async fn hear(tx: &mut Tx<'_>, heard: &IncomingMessage, now: Time) -> Stored<Vec<Job>> {
    let guild = heard.actor.guild;
    let Some(case) = tx.case_in_thread(guild, heard.thread).await? else {
        return Ok(Vec::new());
    };
    if case.is_younger_than(heard.message) {
        return Ok(Vec::new());
    }
    let before = tx.case_to_change(guild, CaseReference::Number(case.number)).await?;
    if is_gone(tx, guild, heard.message).await? {
        return Ok(Vec::new());
    }
    let side = heard.side(&before);
    let (message, words) = (heard.message, &heard.words);
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
    let saved = tx.keep_message(&new).await?;
    if saved == Saved::Stale || side == Side::Other {
        return Ok(Vec::new());
    }
    let turn = tx.turn(&before).await?;
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
    let (_, jobs) = act_on(tx, &before, &heard.actor, action, &cause, effects, now).await?;
    Ok(jobs)
}

async fn reword(
    tx: &mut Tx<'_>,
    guild: GuildId,
    question: MessageId,
    words: &MessageText,
    now: Time,
) -> Stored<Vec<Job>> {
    let (Some(case), Some(at)) = (tx.case_of_message(guild, question).await?, words.edited_at)
    else {
        return Ok(Vec::new());
    };
    let before = tx.case_to_change(guild, CaseReference::Number(case.number)).await?;
    // What stands for an `/ask` is the bot's own message. And what cannot be read says nothing new.
    let (false, Some(content)) = (before.origin == Origin::Ask, &words.content) else {
        return Ok(Vec::new());
    };
    let content = text::clean(content).trim().to_owned();
    // It may have been changed before it was flagged, and known in this version.
    if content == before.question || is_gone(tx, guild, question).await? {
        return Ok(Vec::new());
    }
    if !tx.reword_question(&before, &content, words.want_an_answer(), at).await? {
        return Ok(Vec::new());
    }
    let action = Action::MessageEdited { message: question, turn: tx.turn(&before).await? };
    let cause = Cause::Edit { message: question, at };
    let effects = vec![Effect::DrawCase { case: before.number }];
    let requester = Actor { guild, user: before.requester, roles: Roles::default() };
    let (_, jobs) = act_on(tx, &before, &requester, action, &cause, effects, now).await?;
    Ok(jobs)
}

async fn forget(
    tx: &mut Tx<'_>,
    guild: GuildId,
    case: CaseReference,
    message: MessageId,
    now: Time,
) -> Stored<Vec<Job>> {
    let before = tx.case_to_change(guild, case).await?;
    if is_gone(tx, guild, message).await? {
        return Ok(Vec::new());
    }
    let cause = Cause::Message(message);
    let is_question = before.source.message == Some(message) && before.origin != Origin::Ask;
    let author = tx.forget_message(guild, message).await?;
    if !is_question && author.is_none() {
        // Noted, so that news of the message that come late find it gone.
        let kind = FactKind::MessageDeleted { message: message.0 };
        let fact = Fact { kind, case: Some(before.number), bug: None, actor: None, at: now };
        tx.append(guild, &cause, &[fact]).await?;
        return Ok(Vec::new());
    }
    let mut effects = Vec::new();
    if is_question {
        tx.forget_question(&before).await?;
        effects.push(Effect::DrawCase { case: before.number });
    }
    requote(tx, guild, before.number, &mut effects).await?;
    let action = Action::MessageDeleted { message, turn: tx.turn(&before).await? };
    // Discord does not say who deleted it.
    let bot = Actor::bot(guild);
    let (_, jobs) = act_on(tx, &before, &bot, action, &cause, effects, now).await?;
    Ok(jobs)
}

/// Takes words that are gone out of the bug reports that quote them.
async fn requote(
    tx: &mut Tx<'_>,
    guild: GuildId,
    number: CaseNumber,
    effects: &mut Vec<Effect>,
) -> Stored<()> {
    let Some(case) = tx.case(guild, number).await? else { return Ok(()) };
    for &bug in &case.bugs {
        let Some(bug) = tx.bug(guild, bug).await? else { continue };
        // A report quotes the case that it was made from, and no case that was linked later.
        if bug.cases.first() != Some(&number) {
            continue;
        }
        let words = tx.customers_words(&case, bug.reported_at).await?;
        if words != bug.words {
            tx.requote_bug(&bug, &words).await?;
            effects.push(Effect::DrawBug { bug: bug.number });
        }
    }
    Ok(())
}

async fn is_gone(tx: &mut Tx<'_>, guild: GuildId, message: MessageId) -> Stored<bool> {
    tx.has_happened(
        guild,
        &Cause::Message(message),
        &FactKind::MessageDeleted { message: message.0 },
    )
    .await
}
