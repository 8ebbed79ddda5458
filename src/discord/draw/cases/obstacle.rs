//! Why the customer cannot be reached: Discord's refusals as values that people are told of.

use std::borrow::Cow;

use reqwest::Method;
use serde::Deserialize;

use crate::domain::{Case, ChannelId, GuildId, Job, Obstacle, Reason, ThreadKind, Undone};

use crate::discord::draw::DiscordPlatform;
use crate::discord::{
    permission::{MemberRoles, Work},
    rest::{Failure, Route, code},
};

/// The part of a channel that says where its permissions are set.
#[derive(Deserialize)]
struct Place {
    #[serde(rename = "type")]
    kind: u8,
    parent_id: Option<String>,
}

/// How many attempts may fail without an answer before people are told.
const UNKNOWN_ATTEMPTS: i64 = 5;

/// The types of threads (Discord, "Channel Types").
const THREADS: std::ops::RangeInclusive<u8> = 10..=12;

/// Why a message is not accepted, now or later, as it is. None if something else is in its way.
pub(in crate::discord::draw) fn of_message(failure: &Failure) -> Option<Reason> {
    match failure.code() {
        code::MESSAGE_BLOCKED | code::TITLE_BLOCKED => Some(Reason::WordsBlocked),
        code @ (code::INVALID_FORM | code::EMPTY_MESSAGE) => Some(Reason::NotAccepted { code }),
        _ => None,
    }
}

/// What of a place keeps messages from it until somebody changes it. None if something else is in
/// the way.
pub(in crate::discord::draw) fn of_place(code: u64) -> Option<Reason> {
    match code {
        code::TOO_MANY_THREADS | code::TOO_MANY_ANNOUNCEMENT_THREADS => {
            Some(Reason::TooManyThreads)
        }
        code::THREAD_LOCKED => Some(Reason::ThreadLocked),
        code::TOO_MANY_THREAD_MEMBERS => Some(Reason::ThreadFull),
        _ => None,
    }
}

impl DiscordPlatform {
    /// Returns what keeps the bot from a case's customer. None if it may be over in a moment.
    pub(super) async fn obstacle(
        &self,
        job: &Job,
        case: &Case,
        undone: Undone,
        failure: &Failure,
    ) -> Option<Obstacle> {
        let code = match failure {
            Failure::Refused { code, .. } => *code,
            Failure::Unknown(_) if job.attempts >= UNKNOWN_ATTEMPTS => {
                return Some(Obstacle::new(undone, Reason::NoAnswer));
            }
            Failure::Unknown(_) | Failure::Limited { .. } | Failure::Unauthorized => return None,
        };
        let reason = match code {
            code::MISSING_ACCESS | code::MISSING_PERMISSIONS => {
                let unknown = |failure| {
                    tracing::info!("What the bot lacks could not be found out: {failure}");
                    Reason::Permissions { channel: case.source.channel, missing: Vec::new() }
                };
                self.lacking(case).await.unwrap_or_else(unknown)
            }
            code => {
                let reason = of_place(code).or_else(|| of_message(failure));
                reason.unwrap_or(Reason::NotAccepted { code })
            }
        };
        Some(Obstacle::new(undone, reason))
    }

    /// Finds out which permissions the bot lacks where a case lives.
    async fn lacking(&self, case: &Case) -> Result<Reason, Failure> {
        let work = match case.home {
            ThreadKind::Started => Work::Questions,
            ThreadKind::Own if case.parent.is_some() => Work::Posts,
            ThreadKind::Own | ThreadKind::Shared => Work::Answers,
            ThreadKind::Private => Work::PrivateThreads,
            ThreadKind::Channel => Work::Replies,
        };
        let channel = case.parent.unwrap_or(case.source.channel);
        self.lacking_in(case.guild, channel, work).await
    }

    /// Finds out which permissions the bot lacks for work in a channel.
    pub(in crate::discord::draw) async fn lacking_in(
        &self,
        guild: GuildId,
        channel: ChannelId,
        work: Work,
    ) -> Result<Reason, Failure> {
        let member = MemberRoles::of(&self.rest, guild, self.me.user).await?;
        let channel = match self.where_rights_are(channel).await {
            Ok(channel) => channel,
            Err(failure) if failure.code() == code::MISSING_ACCESS || failure.is_gone() => channel,
            Err(failure) => return Err(failure),
        };
        let missing = member.missing(&self.rest, channel, work).await?;
        Ok(Reason::Permissions {
            channel,
            missing: missing.into_iter().map(Cow::into_owned).collect(),
        })
    }

    /// A thread has the permissions of the channel that contains it.
    async fn where_rights_are(&self, channel: ChannelId) -> Result<ChannelId, Failure> {
        let route = Route::channel(Method::GET, channel.0, "", "channel");
        let place: Place = self.rest.get(route).await?;
        let parent = place.parent_id.filter(|_| THREADS.contains(&place.kind));
        Ok(parent.and_then(|parent| parent.parse().ok()).map_or(channel, ChannelId))
    }
}
