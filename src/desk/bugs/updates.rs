//! Customers who wait for a bug hear something every few days: how far it is, as it is.

use std::sync::Arc;

use tracing::Instrument;

use crate::{
    domain::{
        Actor, Bug, BugNews, BugOutcome, Case, CaseNumber, CaseReference, Cause, GuildId, Job, Time,
    },
    store::{self, Tx},
};

use crate::desk::{
    Desk, Error, Result, Stored,
    bugs::{
        saving::NewsPolicy,
        telling::{Telling, send_or_draft},
    },
    span::use_case,
};

/// The most cases that one look takes.
const DUE: i64 = 50;

impl Desk {
    /// Has customers in these servers told how far their bug is who have heard nothing for as long
    /// as their server allows. Returns how many.
    pub(in crate::desk) async fn update_customers(&self, servers: Arc<[GuildId]>) -> Result<usize> {
        let now = self.now();
        let unheard =
            self.store.read(async move |reader| reader.unheard_cases(&servers, now, DUE).await);
        let mut count = 0;
        for (guild, number) in unheard.await? {
            let policy = NewsPolicy::of(&self.settings(guild).await?);
            let now = self.now();
            let cause = Cause::Due(store::fresh_id(now));
            let span = use_case(Some(guild), &cause);
            span.record("case.number", number.0);
            let told =
                self.commit(async move |tx| update(tx, guild, number, policy, &cause, now).await);
            match told.instrument(span).await {
                Ok(()) => count += 1,
                // Somebody was quicker.
                Err(Error::Refused(_)) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(count)
    }
}

async fn update(
    tx: &mut Tx<'_>,
    guild: GuildId,
    number: CaseNumber,
    policy: NewsPolicy,
    cause: &Cause,
    now: Time,
) -> Stored<((), Vec<Job>)> {
    let case = tx.case_to_change(guild, CaseReference::Number(number)).await?;
    let Some(bug) = tx.awaited_bug(&case).await? else { return Ok(((), Vec::new())) };
    let bot = Actor::bot(guild);
    let jobs = tell_how_far(tx, &case, (&bug, bug.how_far()), (&bot, policy, cause), now).await?;
    Ok(((), jobs))
}

/// Has the customers of a case told how far a bug is for which they wait.
pub(in crate::desk) async fn tell_how_far(
    tx: &mut Tx<'_>,
    case: &Case,
    (bug, outcome): (&Bug, BugOutcome),
    (actor, policy, cause): (&Actor, NewsPolicy, &Cause),
    now: Time,
) -> Stored<Vec<Job>> {
    let (guild, number) = (case.guild, case.number);
    let customers = tx.customers(guild, number).await?.into_iter();
    let present = customers.filter(|(_, has_left)| !has_left).map(|(user, _)| user);
    let news = BugNews {
        bug: bug.number,
        round: now.timestamp(),
        outcome,
        version: String::new(),
        since: now,
        people: case.told(present.collect()),
        followers_know: false,
    };
    let telling = Telling { news, reason: None, reporter: bug.reporter, followers: Vec::new() };
    let by = (actor, policy, cause);
    Ok(send_or_draft(tx, case, telling, by, now).await?.1)
}
