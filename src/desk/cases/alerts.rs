//! Notifies the team: what happened becomes part of an alert, in the same transaction.

use std::sync::Arc;

use tracing::Instrument;

use crate::{
    domain::{
        Alert, Bug, Case, CaseReference, Cause, ChannelId, Effect, Fact, FactKind, GuildId, Job,
        MessageId, News, Notification, Recipient, Time, UserId, id,
    },
    store::{self, Reader, Tx},
};

use crate::desk::{Desk, Result, Stored, span::use_case};

/// How many overdue answers one look for what is due takes on.
const OVERDUE: i64 = 64;

/// An alert to post, or to edit.
#[derive(Clone, Debug)]
pub struct AlertToDraw {
    /// The alert.
    pub alert: Alert,
    /// Its news, each with its case, and with its bug if it is about one. Before it is posted,
    /// without those that are not so any more.
    pub lines: Vec<(News, Case, Option<Bug>)>,
}

impl AlertToDraw {
    /// Whether there is something to link to for all of them.
    pub fn is_ready(&self) -> bool {
        self.lines.iter().all(|(_, case, bug)| {
            case.card.posted.is_some() && bug.as_ref().is_none_or(|bug| bug.card.posted.is_some())
        })
    }
}

/// Notifies the team of a case that was just opened.
pub(super) async fn tell_of_opening(tx: &mut Tx<'_>, case: &Case, now: Time) -> Stored<Vec<Job>> {
    tell(tx, &News::of_change(None, case), case, None, case.opened_by, now).await
}

/// Notifies the team of what an action has changed.
pub(in crate::desk) async fn tell_of_change(
    tx: &mut Tx<'_>,
    before: &Case,
    case: &Case,
    fact: &Fact,
    now: Time,
) -> Stored<Vec<Job>> {
    let mut news = News::of_change(Some(before), case);
    let number = fact.bug;
    news.extend(number.and_then(|bug| match fact.kind {
        FactKind::CaseEscalated => Some(News::BugReported { case: case.number, bug }),
        FactKind::BugLinked => Some(News::BugLinked { case: case.number, bug }),
        _ => None,
    }));
    if news.is_empty() {
        return Ok(Vec::new());
    }
    let bug = match number {
        Some(number) => tx.bug(case.guild, number).await?,
        None => None,
    };
    tell(tx, &news, case, bug.as_ref(), fact.actor, now).await
}

async fn tell(
    tx: &mut Tx<'_>,
    news: &[News],
    case: &Case,
    bug: Option<&Bug>,
    by: Option<UserId>,
    now: Time,
) -> Stored<Vec<Job>> {
    let team = tx.team_preferences(case.guild).await?;
    let mut jobs = Vec::new();
    for wanted in team.notifications(news, case, bug, by) {
        let (topic, owner) = (wanted.news.topic(), wanted.owner);
        if wanted.news.is_told_once()
            && !tx.mark_told(case.guild, case.number, topic, owner).await?
        {
            continue;
        }
        let quiet_until = team.quiet_until(wanted.to, now);
        jobs.extend(notify(tx, case.guild, wanted, quiet_until, now).await?);
    }
    Ok(jobs)
}

/// Notifies the assignee that the customer wrote, if nobody has written for so long as they chose.
pub(in crate::desk) async fn tell_of_reply(
    tx: &mut Tx<'_>,
    before: &Case,
    after: &Case,
    by: Option<UserId>,
    (channel, message): (ChannelId, MessageId),
    now: Time,
) -> Stored<Vec<Job>> {
    let (guild, case) = (after.guild, after.number);
    let agent = after.assignee.filter(|agent| *agent != after.requester);
    let (Some(agent), Some(_)) = (agent, after.asks_since()) else {
        return Ok(Vec::new());
    };
    let team = tx.team_preferences(guild).await?;
    let last = tx.last_said_before(guild, case, message).await?;
    let silence = id::created_at(message.0) - last.unwrap_or_else(|| after.asked_at());
    let begins_to_wait = before.asks_since().is_none();
    let Some(way) = team.reply(after, silence, begins_to_wait) else { return Ok(Vec::new()) };
    let to = Recipient::Person(agent);
    let news = News::Reply { case, by, channel, message };
    let wanted = Notification { owner: Some(agent), to, way, news };
    notify(tx, guild, wanted, team.quiet_until(to, now), now).await
}

/// Adds news to the alert that gathers them, or to a new one. In quiet hours it waits for their
/// end.
async fn notify(
    tx: &mut Tx<'_>,
    guild: GuildId,
    wanted: Notification,
    quiet_until: Option<Time>,
    now: Time,
) -> Stored<Vec<Job>> {
    let Notification { to, way, news, .. } = wanted;
    let (alert, due_at) = match tx.gathering_alert(guild, to, way, now).await? {
        Some(mut alert) => {
            if !alert.news.contains(&news) {
                alert.news.push(news);
                tx.save_alert_news(guild, alert.id, &alert.news).await?;
            }
            if alert.due_at > now {
                return Ok(Vec::new());
            }
            (alert.id, now)
        }
        None => {
            let due_at = quiet_until.unwrap_or(now);
            (tx.insert_alert(guild, to, way, &[news], due_at, now).await?, due_at)
        }
    };
    schedule(tx, guild, alert, due_at, now).await
}

/// Has an alert posted at once, or at a later time.
async fn schedule(
    tx: &mut Tx<'_>,
    guild: GuildId,
    alert: i64,
    due_at: Time,
    now: Time,
) -> Stored<Vec<Job>> {
    let effect = Effect::Alert { id: alert };
    if due_at <= now {
        return tx.enqueue(guild, &[effect], now).await;
    }
    tx.enqueue_at(guild, &effect, due_at, now).await?;
    Ok(Vec::new())
}

/// The alerts that are due and not posted: what they link to may exist by now.
pub(in crate::desk) async fn due(
    reader: &mut Reader<'_>,
    guild: GuildId,
    now: Time,
) -> Stored<Vec<Effect>> {
    let alerts = reader.unposted_alerts(guild).await?;
    let due = alerts.into_iter().filter(|alert| alert.due_at <= now);
    Ok(due.map(|alert| Effect::Alert { id: alert.id }).collect())
}

/// Has the alerts that wait for the end of quiet hours follow what is chosen now.
pub(in crate::desk) async fn reschedule(
    tx: &mut Tx<'_>,
    guild: GuildId,
    now: Time,
) -> Stored<Vec<Job>> {
    let team = tx.team_preferences(guild).await?;
    let mut jobs = Vec::new();
    for alert in tx.unposted_alerts(guild).await? {
        let due_at = team.quiet_until(alert.to, now).unwrap_or(now);
        if alert.due_at > now && alert.due_at != due_at {
            tx.save_alert_due(guild, alert.id, due_at).await?;
            jobs.extend(schedule(tx, guild, alert.id, due_at, now).await?);
        }
    }
    Ok(jobs)
}

impl Desk {
    /// Notifies of first answers in these servers that have become overdue. Returns of how many.
    pub(super) async fn tell_of_overdue(&self, servers: Arc<[GuildId]>) -> Result<usize> {
        let now = self.now();
        let overdue =
            self.store.read(async move |reader| reader.overdue_cases(&servers, now, OVERDUE).await);
        let overdue = overdue.await?;
        for &(guild, number, owner) in &overdue {
            let span = use_case(Some(guild), &Cause::Due(store::fresh_id(now)));
            span.record("case.number", number.0);
            let told = self.commit(async move |tx| {
                let case = tx.case_to_change(guild, CaseReference::Number(number)).await?;
                let news = News::Overdue { case: number };
                let team = tx.team_preferences(guild).await?;
                if !tx.mark_told(guild, number, news.topic(), owner).await? {
                    return Ok(((), Vec::new()));
                }
                let jobs = match team.notification(owner, news, &case, None) {
                    Some(wanted) => {
                        let quiet_until = team.quiet_until(wanted.to, now);
                        notify(tx, guild, wanted, quiet_until, now).await?
                    }
                    None => Vec::new(),
                };
                Ok(((), jobs))
            });
            told.instrument(span).await?;
        }
        Ok(overdue.len())
    }

    /// An alert with what it shows. None if it was dropped.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) if the database does not answer.
    pub async fn alert_to_draw(&self, guild: GuildId, alert: i64) -> Result<Option<AlertToDraw>> {
        let read = self.store.read(async move |reader| {
            let Some(alert) = reader.alert(guild, alert).await? else { return Ok(None) };
            let mut lines = Vec::new();
            for news in &alert.news {
                let Some(case) = reader.case(guild, news.case()).await? else { continue };
                let bug = match news.bug() {
                    Some(bug) => reader.bug(guild, bug).await?,
                    None => None,
                };
                if alert.posted.is_some() || news.still_holds(alert.to, &case, bug.as_ref()) {
                    lines.push((*news, case, bug));
                }
            }
            Ok(Some(AlertToDraw { alert, lines }))
        });
        Ok(read.await?)
    }

    /// Saves that an alert is in Discord, with these news.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) if the database does not answer.
    pub async fn alert_posted(
        &self,
        guild: GuildId,
        drawn: AlertToDraw,
        place: (ChannelId, MessageId),
    ) -> Result<()> {
        let saved = self.store.write(async move |tx| {
            let shown: Vec<News> = drawn.lines.iter().map(|(news, ..)| *news).collect();
            tx.save_alert_posted(guild, &drawn.alert, &shown, place).await
        });
        Ok(saved.await?)
    }

    /// Deletes an alert that has lost its purpose.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) if the database does not answer.
    pub async fn alert_dropped(&self, guild: GuildId, drawn: Alert) -> Result<()> {
        Ok(self.store.write(async move |tx| tx.delete_alert(guild, &drawn).await).await?)
    }

    /// Saves that Discord does not let the bot send somebody direct messages. They are mentioned
    /// instead from now on, until they choose again.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) if the database does not answer.
    pub async fn direct_message_refused(
        &self,
        guild: GuildId,
        user: UserId,
        alert: i64,
    ) -> Result<()> {
        let now = self.now();
        self.commit(async move |tx| {
            let team = tx.team_preferences(guild).await?;
            let mut own = team.people.get(&user).cloned().unwrap_or_default();
            own.direct_refused = true;
            tx.save_preferences(guild, Some(user), &own).await?;
            tx.save_alert_refused(guild, alert).await?;
            Ok(((), tx.enqueue(guild, &[Effect::Alert { id: alert }], now).await?))
        })
        .await
    }

    /// Saves the team's thread of a case.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) if the database does not answer.
    pub async fn team_thread_made(&self, case: &Case, thread: ChannelId) -> Result<()> {
        let (guild, number) = (case.guild, case.number);
        let save = async move |tx: &mut Tx<'_>| tx.save_team_thread(guild, number, thread).await;
        Ok(self.store.write(save).await?)
    }
}
