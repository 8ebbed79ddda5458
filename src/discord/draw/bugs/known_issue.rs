//! Drawing known-issue notices, and telling those who follow them what became of a bug. Unlike
//! other live messages, a notice that somebody deletes does not come back.

use reqwest::Method;

use crate::{
    delivery::Performed,
    desk::{CallToPost, KnownIssueToDraw},
    domain::{
        BugNumber, ChannelId, GuildId, Job, KnownIssue, Language, MessageId, Reason, Subject,
        Surface,
    },
};

use crate::discord::draw::{
    DiscordPlatform, Stop,
    cases::obstacle::{of_message, of_place},
    post::{self, Outgoing},
    surface::Look,
};
use crate::discord::{
    permission::Work,
    rest::{Failure, Route, code},
    view::{self, Key, KeyKind, Mark},
};

impl DiscordPlatform {
    pub(in crate::discord::draw) async fn draw_known_issue(
        &self,
        job: &Job,
        number: BugNumber,
    ) -> Result<Performed, Stop> {
        let language = self.desk.settings(job.guild).await?.language;
        let Some(draw) = self.desk.known_issue_to_draw(job.guild, number).await? else {
            return Ok(Performed::Done);
        };
        let surface = match self.show_notice(job, language, &draw).await {
            Ok(Some(surface)) => surface,
            Ok(None) => return Ok(Performed::Done),
            Err(Stop::Discord(failure)) => return self.not_shown(&draw.notice, failure).await,
            Err(stop) => return Err(stop),
        };
        self.desk.known_issue_drawn(&draw.notice, surface).await?;
        let Some(place) = surface.posted else { return Ok(Performed::Done) };
        for call in &draw.calls {
            match self.call_followers(job, language, place, call).await {
                Err(Stop::Discord(failure)) => {
                    return self.not_shown(&draw.notice, failure).await;
                }
                done => done?,
            }
        }
        Ok(Performed::Done)
    }

    /// Shows a notice as it is, where it is to be. Returns where it is then; none if somebody
    /// deleted it.
    async fn show_notice(
        &self,
        job: &Job,
        language: Language,
        draw: &KnownIssueToDraw,
    ) -> Result<Option<Surface>, Stop> {
        let notice = &draw.notice;
        let (guild, surface) = (notice.guild, notice.surface);
        let Some(channel) = notice.channel else {
            let Some((channel, message)) = surface.posted else { return Ok(Some(surface)) };
            self.delete_notice(channel, message).await?;
            return Ok(Some(surface.replaced()));
        };
        let body = view::known_issue(language, draw);
        let there = surface.posted.filter(|(posted, _)| *posted == channel);
        if let Some((channel, message)) = there {
            let mark = mark(notice, channel, surface.generation);
            let is_there = match post::edit(&self.rest, channel, message, &body, &mark).await {
                Err(failure) if failure.code() == code::UNKNOWN_CHANNEL => false,
                edited => edited?,
            };
            if !is_there {
                self.desk.known_issue_deleted(guild, notice.bug, (channel, message)).await?;
            }
            return Ok(is_there.then_some(surface));
        }
        let look = Look {
            subject: Subject::KnownIssue(notice.bug),
            channel,
            body: &body,
            mark: |generation| mark(notice, channel, generation),
            may_be_outdated: notice.revision > 1 || job.version > 1,
        };
        Ok(Some(self.show(job, surface, look, async { Ok(Vec::new()) }).await?))
    }

    /// Deletes the message of a notice that was taken down.
    async fn delete_notice(&self, channel: ChannelId, message: MessageId) -> Result<(), Failure> {
        let path = format!("/messages/{message}");
        let route = Route::channel(Method::DELETE, channel.0, path, "deletion");
        match self.rest.send(route, None, &[]).await {
            Err(failure)
                if !matches!(failure.code(), code::UNKNOWN_MESSAGE | code::UNKNOWN_CHANNEL) =>
            {
                Err(failure)
            }
            _ => Ok(()),
        }
    }

    /// Tells members in a message under a notice what became of its bug.
    async fn call_followers(
        &self,
        job: &Job,
        language: Language,
        (channel, message): (ChannelId, MessageId),
        CallToPost { call, news }: &CallToPost,
    ) -> Result<(), Stop> {
        let guild = job.guild;
        if let Some(news) = news {
            let body = view::known_issue_call(language, news, &call.people, message);
            let key = Key::new(KeyKind::KnownIssueCall, &[guild.0, call.id.cast_unsigned()]);
            let post = Outgoing {
                channel,
                mark: Mark::new(key, guild, channel, view::known_issue_name(language)),
                body: &body,
                files: &[],
                first_tried_at: job.first_tried_at,
                now: self.desk.now(),
            };
            match post::post(&self.rest, self.me.user, post).await {
                Err(failure) if of_message(&failure).is_some() => {
                    tracing::warn!(guild.id = %guild, "Members are not told of a bug: {failure}");
                }
                posted => drop(posted?),
            }
        }
        Ok(self.desk.known_issue_call_said(guild, call.id).await?)
    }

    /// Notes why a notice is not in Discord as it is to be, for the agents.
    async fn not_shown(&self, notice: &KnownIssue, failure: Failure) -> Result<Performed, Stop> {
        let Failure::Refused { code, .. } = failure else { return Err(failure.into()) };
        let blocked = of_message(&failure)
            .or_else(|| (code == code::UNKNOWN_CHANNEL).then_some(Reason::NotAccepted { code }));
        let reason = match blocked {
            Some(reason) => {
                if self.desk.known_issue_given_up(notice, reason.clone()).await? {
                    return Ok(Performed::Done);
                }
                reason
            }
            None => self.lacking_for(notice, code).await,
        };
        self.desk.known_issue_held(notice, reason).await?;
        Err(Stop::Held(failure))
    }

    /// What the bot lacks where a notice is to be, or is still.
    async fn lacking_for(&self, notice: &KnownIssue, code: u64) -> Reason {
        let posted = notice.surface.posted.map(|(channel, _)| channel);
        let channel = match (notice.channel.or(posted), code) {
            (Some(channel), code::MISSING_ACCESS | code::MISSING_PERMISSIONS) => channel,
            _ => return of_place(code).unwrap_or(Reason::NotAccepted { code }),
        };
        let found = self.lacking_in(notice.guild, channel, Work::Replies).await;
        found.unwrap_or_else(|failure| {
            tracing::info!("What the bot lacks could not be found out: {failure}");
            Reason::Permissions { channel, missing: Vec::new() }
        })
    }
}

fn mark(notice: &KnownIssue, channel: ChannelId, generation: i64) -> Mark {
    let guild: GuildId = notice.guild;
    let parts = [guild.0, notice.bug.0.cast_unsigned(), channel.0, generation.cast_unsigned()];
    Mark::new(Key::new(KeyKind::KnownIssue, &parts), guild, channel, notice.bug)
}
