//! The places in which questions stand, and in which their cases live.

use crate::{
    domain::{
        Action, Actor, Case, CaseNumber, CaseReference, Cause, ChannelId, GuildId, MessageId,
        Opening, ThreadHealth, ThreadKind, UserId,
    },
    store::{self, Reader, Tx},
};

use crate::desk::{Desk, Result, act::act_on};

/// What kind of place a message stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Location {
    /// A channel in which threads can start from messages.
    Channel(ChannelKind),
    /// A thread.
    Thread(ThreadLocation),
    /// Where no thread can start, such as the chat of a voice channel.
    Elsewhere,
}

/// A thread as far as it matters who is at home there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ThreadLocation {
    /// The channel or forum that contains the thread.
    pub parent: ChannelId,
    /// What kind of channel that is.
    pub kind: ChannelKind,
    /// Who began it, where that is known.
    pub owner: Option<UserId>,
    /// Only those who were let in see it.
    pub private: bool,
}

/// What kind of channel members write in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChannelKind {
    /// A text channel. Its threads can be private.
    Text,
    /// It has no private threads.
    Announcements,
    /// Each post is a thread, and there is nothing else.
    Forum,
}

impl Location {
    /// The thread that it is.
    pub fn thread(self) -> Option<ThreadLocation> {
        match self {
            Self::Thread(thread) => Some(thread),
            Self::Channel(_) | Self::Elsewhere => None,
        }
    }

    /// The forum that it is a post of.
    pub fn forum(self) -> Option<ChannelId> {
        self.thread().filter(|thread| thread.kind == ChannelKind::Forum).map(|thread| thread.parent)
    }
}

/// The case that a message was made into, or else the open one in which its customer said it, or
/// the open one in its thread. Each message of a guest in a channel may be another question.
pub(in crate::desk) async fn known_case(
    reader: &mut Reader<'_>,
    guild: GuildId,
    message: Option<MessageId>,
    thread: Option<ChannelId>,
) -> std::result::Result<Option<Case>, store::Error> {
    if let Some(message) = message
        && let Some(case) = reader.case_of_message(guild, message).await?
    {
        return Ok(Some(case));
    }
    if let Some(message) = message
        && let Some(author) = reader.author_of(guild, message).await?
    {
        for number in reader.cases_with_message(guild, message).await? {
            let case = reader.case(guild, number).await?;
            let case = case.filter(|case| {
                !case.is_closed() && case.requester == author && case.guest.is_none()
            });
            if case.is_some() {
                return Ok(case);
            }
        }
    }
    let Some(thread) = thread else { return Ok(None) };
    Ok(reader.case_in_thread(guild, thread).await?.filter(|case| !case.is_closed()))
}

/// A thread in which somebody else's question was answered is nobody's own.
pub(in crate::desk) async fn share(
    tx: &mut Tx<'_>,
    opening: &mut Opening,
) -> std::result::Result<(), store::Error> {
    if opening.home == ThreadKind::Own
        && let Some(other) = tx.case_in_thread(opening.guild, opening.source.channel).await?
        && other.requester != opening.requester
    {
        opening.home = ThreadKind::Shared;
        opening.parent = None;
    }
    Ok(())
}

impl Desk {
    /// A case's thread was not there when it was needed: the next look decides.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn miss_thread(&self, guild: GuildId, case: CaseNumber) -> Result<()> {
        Ok(self
            .store
            .write(async move |tx| tx.save_thread_health(guild, case, ThreadHealth::Missing).await)
            .await?)
    }

    /// A thread that seemed to be gone is there.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn find_thread(&self, guild: GuildId, case: CaseNumber) -> Result<()> {
        Ok(self
            .store
            .write(async move |tx| tx.save_thread_health(guild, case, ThreadHealth::Present).await)
            .await?)
    }

    /// A case's thread is gone. Tells the team.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn lose_thread(
        &self,
        guild: GuildId,
        number: CaseNumber,
        cause: Cause,
    ) -> Result<()> {
        let now = self.now();
        self.commit(async move |tx| {
            let before = tx.case_to_change(guild, CaseReference::Number(number)).await?;
            let (bot, action) = (Actor::bot(guild), Action::LoseThread);
            let (done, jobs) = act_on(tx, &before, &bot, action, &cause, Vec::new(), now).await?;
            tx.save_thread_health(guild, number, done.case.thread.health).await?;
            tx.save_thread(guild, number, done.case.source, &done.case.thread).await?;
            if done.case.source_lost {
                tx.save_source_lost(guild, number).await?;
            }
            Ok(((), jobs))
        })
        .await
    }

    /// The message of a case is gone, with its channel.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn lose_source(&self, guild: GuildId, case: CaseNumber) -> Result<()> {
        Ok(self.store.write(async move |tx| tx.save_source_lost(guild, case).await).await?)
    }

    /// The threads of closed cases whose texts are stored, the last closed first.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn closed_threads(&self, guild: GuildId) -> Result<Vec<ChannelId>> {
        Ok(self.store.read(async move |reader| reader.closed_threads(guild).await).await?)
    }

    /// The messages that the bot repeats and that no thread of a case contains or shows, each with
    /// its channel: of cases whose texts are stored, and of offers.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn messages_elsewhere(&self, guild: GuildId) -> Result<Vec<(ChannelId, MessageId)>> {
        let read = self.store.read(async move |reader| {
            let mut messages = reader.messages_elsewhere(guild).await?;
            let offers = reader.open_offers(guild).await?;
            messages.extend(offers.into_iter().map(|offered| (offered.channel, offered.message)));
            Ok(messages)
        });
        Ok(read.await?)
    }

    /// The threads of a server's open cases.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn open_threads(&self, guild: GuildId) -> Result<Vec<ChannelId>> {
        Ok(self.store.read(async move |reader| reader.open_threads(guild).await).await?)
    }
}
