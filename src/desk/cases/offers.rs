//! Messages that a rule puts before the agents. An offer shows what its message says now, until
//! somebody decides about it, a day is over, or the message is deleted.

use chrono::TimeDelta;

use crate::domain::{
    Cause, ChannelId, Effect, Fact, FactKind, GuildId, Job, MessageId, OfferEnd, OfferedMessage,
    Permission, Subject, Surface, Time, UserId, refusal::MessageRefusal,
};
use crate::store::{self, Tx};

use crate::desk::{
    Authorized, Desk, Result, Stored,
    cases::{
        flag::{Flagged, all_words},
        offered::{end_offer, ended, shows},
    },
};

/// How long an offer waits for somebody to decide about it.
const LIFE: TimeDelta = TimeDelta::days(1);
/// How many offers one look for what is due ends.
const DUE: i64 = 64;

impl Desk {
    /// Puts a message before the agents, once.
    pub(in crate::desk) async fn offer(
        &self,
        flagged: Flagged,
        rule: String,
        cause: Cause,
    ) -> Result<()> {
        let words = all_words(flagged.post_title.as_deref(), &flagged.content, &flagged.file_names);
        let words = words.into_owned();
        let Flagged { guild, channel, message, author, sender, .. } = flagged;
        let guest = sender.guest().map(|guest| guest.name.clone());
        let now = self.now();
        let offered = OfferedMessage { channel, message, author, guest, rule };
        let kind = FactKind::MessageOffered {
            message: message.0,
            channel: Some(channel.0),
            author: Some(author.0),
            rule: offered.rule.clone(),
        };
        let fact = Fact { kind, case: None, bug: None, actor: None, at: now };
        let offering = self.store.write(async move |tx| {
            let known = tx.case_of_message(guild, message).await?.is_some();
            if known || tx.has_happened(guild, &cause, &fact.kind).await? {
                return Ok(Vec::new());
            }
            tx.append(guild, &cause, std::slice::from_ref(&fact)).await?;
            tx.add_offer(guild, &offered, now).await?;
            let effects = [shows(offered.clone(), &words), Effect::DrawBoard];
            tx.enqueue(guild, &effects, now).await
        });
        self.dispatch(offering.await?);
        Ok(())
    }

    /// Saves where an offer is that has just been posted. The day in which somebody can decide
    /// about it begins.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) if the database does not answer.
    pub async fn offer_posted(
        &self,
        guild: GuildId,
        message: MessageId,
        place: (ChannelId, MessageId),
    ) -> Result<()> {
        let now = self.now();
        let saved = self.store.write(async move |tx| {
            let surface = Surface { posted: Some(place), ..Surface::default() };
            tx.save_surface(guild, Subject::Offer(message), &surface).await?;
            tx.save_offered(guild, message, now).await
        });
        Ok(saved.await?)
    }

    /// Has an offer show what its message says now.
    pub(in crate::desk) async fn revise_offer(
        &self,
        guild: GuildId,
        offered: OfferedMessage,
        words: String,
    ) -> Result<()> {
        let (now, message) = (self.now(), offered.message);
        let revising = self.store.write(async move |tx| {
            if !tx.is_open_offer(guild, message).await? {
                return Ok(Vec::new());
            }
            tx.enqueue(guild, &[shows(offered.clone(), &words)], now).await
        });
        self.dispatch(revising.await?);
        Ok(())
    }

    /// Takes an offer away whose message was deleted.
    pub(in crate::desk) async fn withdraw_offer(
        &self,
        guild: GuildId,
        offered: OfferedMessage,
    ) -> Result<()> {
        let (now, message) = (self.now(), offered.message);
        let cause = Cause::Message(message);
        let kind = FactKind::MessageDeleted { message: message.0 };
        let deletion = Fact { kind, case: None, bug: None, actor: None, at: now };
        let withdrawing = self.store.write(async move |tx| {
            tx.end_offer(guild, message).await?;
            if !tx.is_deleted(guild, message).await? {
                tx.append(guild, &cause, std::slice::from_ref(&deletion)).await?;
            }
            let effects = [ended(offered.clone(), OfferEnd::Deleted), Effect::DrawBoard];
            tx.enqueue(guild, &effects, now).await
        });
        self.dispatch(withdrawing.await?);
        Ok(())
    }

    /// Ends an offer that somebody deleted in the desk channel: nobody can decide about it any
    /// more.
    pub(in crate::desk) async fn offer_deleted(
        &self,
        guild: GuildId,
        message: MessageId,
    ) -> Result<()> {
        let now = self.now();
        let ending = self.store.write(async move |tx| match tx.end_offer(guild, message).await? {
            Some(_) => tx.enqueue(guild, &[Effect::DrawBoard], now).await,
            None => Ok(Vec::new()),
        });
        self.dispatch(ending.await?);
        Ok(())
    }

    /// Ends an offer, since an agent says that its message is no question.
    ///
    /// # Errors
    /// Refuses if somebody has decided about it before.
    pub async fn dismiss_offer(
        &self,
        by: &Authorized,
        message: MessageId,
        cause: Cause,
    ) -> Result<()> {
        let (actor, now) = (by.to(Permission::OpenCases)?, self.now());
        self.commit(async move |tx| {
            let end = OfferEnd::Dismissed { by: actor.user };
            let dismissed = Some(actor.user);
            match dismiss(tx, actor.guild, message, end, dismissed, &cause, now).await? {
                Some(jobs) => Ok(((), jobs)),
                None => Err(MessageRefusal::Decided.into()),
            }
        })
        .await
    }

    /// Ends the offers that agents could read for a day and about which nobody has decided. Returns
    /// how many.
    pub(in crate::desk) async fn end_old_offers(&self) -> Result<usize> {
        let now = self.now();
        let old = self.store.read(async move |reader| reader.offers_before(now - LIFE, DUE).await);
        let old = old.await?;
        for (guild, offered) in &old {
            let (guild, message) = (*guild, offered.message);
            let cause = Cause::Due(store::fresh_id(now));
            let ending = self.store.write(async move |tx| {
                let end = OfferEnd::Expired;
                let jobs = dismiss(tx, guild, message, end, None, &cause, now).await?;
                Ok(jobs.unwrap_or_default())
            });
            self.dispatch(ending.await?);
        }
        Ok(old.len())
    }

    /// Ends an offer whose message was added to a case.
    pub(in crate::desk) async fn offer_added(
        &self,
        guild: GuildId,
        message: MessageId,
        end: OfferEnd,
    ) -> Result<()> {
        let now = self.now();
        let ending =
            self.store.write(async move |tx| end_offer(tx, guild, message, end, now).await);
        self.dispatch(ending.await?);
        Ok(())
    }
}

/// Ends an offer of a message that is no question. None if it had ended before.
async fn dismiss(
    tx: &mut Tx<'_>,
    guild: GuildId,
    message: MessageId,
    end: OfferEnd,
    actor: Option<UserId>,
    cause: &Cause,
    now: Time,
) -> Stored<Option<Vec<Job>>> {
    let Some(offered) = tx.end_offer(guild, message).await? else { return Ok(None) };
    let kind = FactKind::OfferDismissed { message: message.0 };
    let fact = Fact { kind, case: None, bug: None, actor, at: now };
    tx.append(guild, cause, &[fact]).await?;
    let effects = [ended(offered, end), Effect::DrawBoard];
    Ok(Some(tx.enqueue(guild, &effects, now).await?))
}
