//! Messages that notify somebody of the team: in the channel of their role, in the team's thread of
//! a case, or as a direct message.

use futures_util::FutureExt;
use reqwest::Method;
use serde::Deserialize;
use serde_json::json;

use crate::{
    delivery::Performed,
    desk::AlertToDraw,
    domain::{Case, ChannelId, Job, MessageId, Recipient, Settings, UserId, Way},
};

use crate::discord::draw::{
    DiscordPlatform, Stop,
    post::{self, Outgoing},
};
use crate::discord::{
    rest::{Failure, Route, code},
    view::{self, Body, Key, KeyKind, Mark},
};

#[derive(Deserialize)]
struct DirectChannel {
    id: String,
}

impl DiscordPlatform {
    /// Posts an alert, or adds what happened since to the one that is there. Until it can link to
    /// all that it is about, it is left to the job that makes that possible.
    pub(in crate::discord::draw) async fn draw_alert(
        &self,
        job: &Job,
        alert: i64,
    ) -> Result<Performed, Stop> {
        let guild = job.guild;
        let settings = self.desk.settings(guild).await?;
        let Some(draw) = self.desk.alert_to_draw(guild, alert).await? else {
            return Ok(Performed::Done);
        };
        if draw.lines.is_empty() || !self.may_still_know(job, &draw).await? {
            self.desk.alert_dropped(guild, draw.alert).await?;
            return Ok(Performed::Done);
        }
        if !draw.is_ready() {
            return Ok(Performed::Done);
        }
        let body = view::alert(&settings, &draw);
        let key = Key::new(KeyKind::Alert, &[guild.0, alert.cast_unsigned()]);
        let mark = Mark::new(key, guild, settings.desk_channel, "…");
        let place = match draw.alert.posted {
            Some((channel, message)) => {
                let edit = || post::edit(&self.rest, channel, message, &body, &mark).boxed();
                match self.in_thread(channel, edit).await {
                    // Whoever deleted it, or its thread, has read it.
                    Ok(_) | Err(Stop::ThreadMissing) => {}
                    Err(stop) => return Err(stop),
                }
                (channel, message)
            }
            None => match (draw.alert.way, draw.alert.to) {
                (Way::DirectMessage, Recipient::Person(user)) => {
                    match self.send_directly(job, user, &body, &mark).await {
                        Ok(place) => place,
                        Err(Stop::Discord(failure)) if is_closed(&failure) => {
                            self.desk.direct_message_refused(guild, user, alert).await?;
                            return Ok(Performed::Done);
                        }
                        Err(stop) => return Err(stop),
                    }
                }
                _ => self.post_alert(job, &settings, &draw, &body, &mark).await?,
            },
        };
        self.desk.alert_posted(guild, draw, place).await?;
        Ok(Performed::Done)
    }

    /// Whether the recipient still belongs to the team. The assignees of open cases do: they are
    /// watched.
    async fn may_still_know(&self, job: &Job, draw: &AlertToDraw) -> Result<bool, Stop> {
        let Recipient::Person(user) = draw.alert.to else { return Ok(true) };
        let is_theirs = |(_, case, _): &(_, Case, _)| case.assignee == Some(user);
        if draw.alert.posted.is_some() || draw.lines.iter().all(is_theirs) {
            return Ok(true);
        }
        let Some(person) = self.bot.member(job.guild, user).await? else { return Ok(false) };
        Ok(self.desk.actor(&person).await?.roles.is_staff())
    }

    async fn send_directly(
        &self,
        job: &Job,
        user: UserId,
        body: &Body,
        mark: &Mark,
    ) -> Result<(ChannelId, MessageId), Stop> {
        let route = Route::plain(Method::POST, "/users/@me/channels");
        let recipient = json!({ "recipient_id": user.to_string() });
        let answer = self.rest.send(route, Some(&recipient), &[]).await?;
        let opened: DirectChannel =
            serde_json::from_slice(&answer).map_err(|error| Failure::Unknown(error.to_string()))?;
        let channel = ChannelId(post::message_id(&opened.id)?.0);
        let sent = post::post(&self.rest, self.me.user, self.outgoing(job, channel, body, mark));
        Ok((channel, sent.await?.message))
    }

    /// Posts an alert where the team reads: for a role in its channel, for a person in the team's
    /// thread of the first case.
    async fn post_alert(
        &self,
        job: &Job,
        settings: &Settings,
        draw: &AlertToDraw,
        body: &Body,
        mark: &Mark,
    ) -> Result<(ChannelId, MessageId), Stop> {
        let channel = match (draw.alert.to, draw.lines.first()) {
            (Recipient::Developers, _) => settings.developers_channel,
            (Recipient::Agents, _) | (Recipient::Person(_), None) => settings.desk_channel,
            (Recipient::Person(_), Some((_, case, _))) => match case.thread.team {
                Some(thread) => thread,
                None => self.alert_thread(case).await?,
            },
        };
        let send = |channel| {
            self.in_thread(channel, move || {
                let outgoing = self.outgoing(job, channel, body, mark);
                post::post(&self.rest, self.me.user, outgoing).boxed()
            })
        };
        match (send(channel).await, draw.lines.first()) {
            (Err(Stop::ThreadMissing), Some((_, case, _))) if case.thread.team == Some(channel) => {
                let channel = self.alert_thread(case).await?;
                Ok((channel, send(channel).await?.message))
            }
            (sent, _) => Ok((channel, sent?.message)),
        }
    }

    /// Makes the team's thread of a case for an alert.
    async fn alert_thread(&self, case: &Case) -> Result<ChannelId, Stop> {
        let thread = self.start_team_thread(case).await?;
        self.desk.team_thread_made(case, thread).await?;
        Ok(thread)
    }

    fn outgoing<'a>(
        &self,
        job: &Job,
        channel: ChannelId,
        body: &'a Body,
        mark: &Mark,
    ) -> Outgoing<'a> {
        Outgoing {
            channel,
            mark: mark.clone(),
            body,
            files: &[],
            first_tried_at: job.first_tried_at,
            now: self.desk.now(),
        }
    }
}

/// Whether somebody accepts no direct messages of the bot.
fn is_closed(failure: &Failure) -> bool {
    matches!(failure.code(), code::DIRECT_MESSAGES_CLOSED | code::NO_SHARED_SERVER)
}
