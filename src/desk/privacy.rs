//! What is stored about people: how they see it, how they have it erased, and how it expires.

use chrono::TimeDelta;
use serde_json::{Map, Value, json};
use strum::VariantArray;

use crate::{
    domain::{
        Actor, CaseNumber, Cause, ChannelId, Effect, Erasure, Fact, FactKind, GuildId, Job,
        MessageId, OwnTexts, Permission, Time, UserId,
    },
    store::{self, Erased, OwnPart, Tx},
};

use crate::desk::{Authorized, Desk, Result};

/// How many cases one look lets go of. Few, since each means an edit in Discord, and they are in
/// nobody's hurry.
const BATCH: i64 = 10;
/// How long words that somebody took back may stay in the log beside the database's file.
const SCRUB_AFTER: TimeDelta = TimeDelta::hours(1);
/// The longest file that a person gets of their own data, in bytes: below what Discord takes (10
/// MiB, "Uploading Files").
const EXPORT_LIMIT: usize = 8 * 1024 * 1024;

/// All that is kept of one person, as one JSON text.
#[derive(Clone, Debug)]
pub struct OwnData {
    /// Everything that is stored about the person, as one JSON document in UTF-8.
    pub json: Vec<u8>,
    /// The oldest is missing, since there is too much for one file.
    pub cut: bool,
}

/// Whether a message that was deleted in Discord is kept here for a while.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Postponed {
    /// It is not.
    Never,
    /// It is if its author is banned.
    IfBanned(UserId),
    /// It is being kept.
    Already,
}

impl Desk {
    /// How much of what somebody wrote is kept.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn own_texts(&self, by: &Authorized) -> Result<OwnTexts> {
        let actor = by.to(Permission::ManageOwnData)?;
        Ok(self
            .store
            .read(async move |reader| reader.own_texts(actor.guild, actor.user).await)
            .await?)
    }

    /// Erases what somebody wrote, at their own wish. Tells how much it was.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn forget(&self, by: &Authorized, interaction: u64) -> Result<OwnTexts> {
        let actor = by.to(Permission::ManageOwnData)?;
        let cause = move |case| Cause::Erasure { interaction, case };
        self.erase(actor.guild, actor.user, Some(actor.user), Erasure::OwnWish, cause).await
    }

    /// The same for whoever runs the bot, in one server.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn forget_for(&self, guild: GuildId, user: UserId) -> Result<OwnTexts> {
        let now = self.now();
        self.erase(guild, user, None, Erasure::Operator, move |_| Cause::Due(store::fresh_id(now)))
            .await
    }

    /// Returns whether a message that was deleted in Discord is kept here for a while.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) if the database does not answer.
    pub async fn deletion_to_postpone(
        &self,
        guild: GuildId,
        message: MessageId,
    ) -> Result<Postponed> {
        let keeps = self.team(guild).await?.is_some_and(|team| team.settings.keep_banned.is_some());
        if !keeps {
            return Ok(Postponed::Never);
        }
        let read = self.store.read(async move |reader| {
            if reader.is_deletion_postponed(guild, message).await? {
                return Ok(Postponed::Already);
            }
            // A guest has no account that can be banned.
            let author = reader.author_of(guild, message).await?.filter(|user| !user.is_guest());
            Ok(author.map_or(Postponed::Never, Postponed::IfBanned))
        });
        Ok(read.await?)
    }

    /// Keeps a message of a banned member, which was deleted in Discord, for as long as the server
    /// has chosen.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) if the database does not answer.
    pub async fn postpone_deletion(
        &self,
        guild: GuildId,
        channel: ChannelId,
        message: MessageId,
    ) -> Result<()> {
        let now = self.now();
        let due_at = now + self.settings(guild).await?.keep_banned.unwrap_or_default();
        self.commit(async move |tx| {
            tx.postpone_deletion(guild, channel, message, due_at).await?;
            let number = tx.cases_with_message(guild, message).await?.last().copied();
            let asked = match number {
                Some(number) => tx.case(guild, number).await?,
                None => None,
            };
            let Some(case) = asked.filter(|case| case.source.message == Some(message)) else {
                return Ok(((), Vec::new()));
            };
            // No link leads to a message that is gone.
            tx.save_source_lost(guild, case.number).await?;
            let drawing = [Effect::DrawCase { case: case.number }];
            Ok(((), tx.enqueue(guild, &drawing, now).await?))
        })
        .await
    }

    /// Deletes messages of banned members that were kept for long enough. Returns how many.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) if the database does not answer.
    pub(super) async fn end_postponements(&self) -> Result<usize> {
        let now = self.now();
        let due =
            self.store.read(async move |reader| reader.deletions_due(now, BATCH).await).await?;
        for &(guild, channel, message) in &due {
            self.message_deleted(guild, channel, message).await?;
            let ended = self.store.write(async move |tx| tx.end_postponement(guild, message).await);
            ended.await?;
        }
        Ok(due.len())
    }

    async fn erase(
        &self,
        guild: GuildId,
        user: UserId,
        actor: Option<UserId>,
        why: Erasure,
        cause: impl Fn(CaseNumber) -> Cause + Clone + Send + Sync + 'static,
    ) -> Result<OwnTexts> {
        let now = self.now();
        let (texts, jobs) = self
            .store
            .write(async move |tx| {
                if tx.settings(guild).await?.is_none() {
                    // Nothing was ever kept there.
                    return Ok((OwnTexts::default(), Vec::new()));
                }
                let erased = tx.erase_person(guild, user, now).await?;
                for &case in &erased.cases {
                    let fact = Fact {
                        kind: FactKind::TextsErased { why },
                        case: Some(case),
                        bug: None,
                        actor,
                        at: now,
                    };
                    tx.append(guild, &cause(case), &[fact]).await?;
                }
                let mut jobs = draw(tx, guild, &erased, now).await?;
                if tx.has_offered(guild).await? {
                    jobs.extend(
                        tx.enqueue(guild, &[Effect::TakeBackOffers { author: user.0 }], now)
                            .await?,
                    );
                }
                Ok((erased.texts, jobs))
            })
            .await?;
        self.dispatch(jobs);
        self.store.scrub().await?;
        Ok(texts)
    }

    /// Erases texts of closed cases that were kept for as long as their servers keep them. Tells
    /// how many cases there were.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub(super) async fn erase_expired_texts(&self) -> Result<usize> {
        let now = self.now();
        let due =
            self.store.read(async move |reader| reader.expired_cases(now, BATCH).await).await?;
        for &(guild, case) in &due {
            let jobs =
                self.store.write(async move |tx| erase_expired(tx, guild, case, now).await).await?;
            self.dispatch(jobs);
        }
        if !due.is_empty() {
            self.store.scrub().await?;
        }
        Ok(due.len())
    }

    /// Removes from the files of the database what people took back an hour ago or earlier. It is
    /// done for many messages at once, since nobody can write meanwhile.
    pub(super) async fn scrub_erased(&self) -> Result<()> {
        if self.unscrubbed.take_from_before(self.now() - SCRUB_AFTER) {
            self.store.scrub().await?;
        }
        Ok(())
    }

    /// All that is kept of somebody: their cases, messages and ratings, what the bot said in their
    /// words, and what they did.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn own_data(&self, by: &Authorized) -> Result<OwnData> {
        let Actor { guild, user, .. } = by.to(Permission::ManageOwnData)?;
        let mut parts = Map::new();
        let mut room = EXPORT_LIMIT;
        let mut cut = false;
        for &part in OwnPart::VARIANTS {
            let mut rows = Vec::new();
            let mut before = Some(i64::MAX);
            while let (Some(from), false) = (before, cut) {
                let (page, next) = self
                    .store
                    .read(async move |reader| reader.own_page(guild, user, part, from).await)
                    .await?;
                before = next;
                for row in page {
                    // In the file a row stands on lines of its own, indented.
                    let length =
                        serde_json::to_vec_pretty(&row).map_or(0, |text| text.len() * 5 / 4 + 16);
                    match room.checked_sub(length) {
                        Some(left) => room = left,
                        None => cut = true,
                    }
                    if cut {
                        break;
                    }
                    rows.push(row);
                }
            }
            parts.insert(part.into_str().to_owned(), Value::Array(rows));
        }
        let whole = json!({
            "guild_id": guild.to_string(),
            "user_id": user.to_string(),
            "at": self.now(),
            "order": "newest first",
            "complete": !cut,
            "kept": parts,
        });
        let json = serde_json::to_vec_pretty(&whole)
            .map_err(|error| crate::desk::Error::Internal(error.into()))?;
        Ok(OwnData { json, cut })
    }
}

async fn erase_expired(
    tx: &mut Tx<'_>,
    guild: GuildId,
    case: CaseNumber,
    now: Time,
) -> std::result::Result<Vec<Job>, store::Error> {
    let erased = tx.erase_expired(guild, case, now).await?;
    for &case in &erased.cases {
        let kind = FactKind::TextsErased { why: Erasure::Age };
        let fact = Fact { kind, case: Some(case), bug: None, actor: None, at: now };
        tx.append(guild, &Cause::Due(store::fresh_id(now)), &[fact]).await?;
    }
    draw(tx, guild, &erased, now).await
}

/// Has everything drawn again that showed what was erased.
async fn draw(
    tx: &mut Tx<'_>,
    guild: GuildId,
    erased: &Erased,
    now: Time,
) -> std::result::Result<Vec<Job>, store::Error> {
    let cards = erased.cards.iter().map(|&case| Effect::DrawCase { case });
    let bugs = erased.bugs.iter().map(|&bug| Effect::DrawBug { bug });
    let requests = erased.requests.iter().map(|&request| Effect::DrawRequest { request });
    let effects: Vec<Effect> = cards.chain(bugs).chain(requests).collect();
    tx.enqueue(guild, &effects, now).await
}
