//! The only sender: performs jobs on Discord. Each can be interrupted at any point and repeated
//! without posting anything twice.
//!
//! Requests that are idempotent (a thread from a message, an edit) are repeated. A new
//! message carries a nonce that Discord enforces for a few minutes; after that we look for the
//! message before we send it again.

mod bugs;
mod cases;
mod post;
mod privacy;
mod search;
mod settings;
mod surface;
mod teams;

use std::{sync::Arc, time::Duration};

use chrono::TimeDelta;

use crate::{
    delivery::{Failed, Performed, Platform},
    desk::{self, Desk},
    domain::{ChannelId, Effect, Job, MessageId, UserId},
};

use crate::discord::{
    bot::{Bot, BotIdentity},
    rest::{Failure, Rest, code},
};

/// How long we wait for threads to be archived where a server has as many as it may.
const THREADS_PAUSE: TimeDelta = TimeDelta::minutes(5);

/// Discord, as a platform that performs jobs.
pub struct DiscordPlatform {
    /// Knows the server's people and channels, for what is read there.
    bot: Arc<Bot>,
    desk: Desk,
    rest: Rest,
    me: BotIdentity,
    /// How long a board is left alone after it was drawn.
    board_pause: Duration,
}

/// What stops a job.
enum Stop {
    Discord(Failure),
    /// The customer of a case cannot be reached, as is saved with the case.
    Held(Failure),
    /// The case's thread is not there, as far as Discord says this once.
    ThreadMissing,
    /// To be tried again in a moment: a single answer proves nothing.
    Again,
    /// A use case failed.
    Desk(desk::Error),
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::Discord(failure)
    }
}

impl From<desk::Error> for Stop {
    fn from(error: desk::Error) -> Self {
        Self::Desk(error)
    }
}

impl DiscordPlatform {
    /// A sender for a bot. A board is left alone for `board_pause` after it was drawn.
    pub fn new(bot: Arc<Bot>, board_pause: Duration) -> Self {
        let (desk, rest, me) = (bot.desk.clone(), bot.rest.clone(), bot.me);
        Self { bot, desk, rest, me, board_pause }
    }
}

impl Platform for DiscordPlatform {
    async fn perform(&self, job: &Job) -> Result<Performed, Failed> {
        let performed = match &job.effect {
            Effect::DrawCase { case } => self.draw_case(job, *case).await,
            Effect::CheckMember { user } => self.check_member(job, UserId(*user)).await,
            Effect::DrawBug { bug } => self.draw_bug(job, *bug).await,
            Effect::DrawKnownIssue { bug } => self.draw_known_issue(job, *bug).await,
            Effect::DrawRequest { request } => self.draw_request(job, *request).await,
            Effect::RemindTeam { request } => self.remind_team(job, *request).await,
            Effect::SyncIssue { .. } | Effect::ShipFixed { .. } => {
                let reason = "it is a job for GitHub".to_owned();
                return Err(Failed::ForGood { reason });
            }
            Effect::DrawBoard => self.draw_board(job).await,
            Effect::DrawAskPanel => self.draw_ask_panel(job).await,
            Effect::ReadThread { case, asked_in } => {
                self.read_thread(job, *case, asked_in.map(ChannelId)).await
            }
            Effect::ReadReplies { case } => self.read_replies(job, *case).await,
            Effect::KeepFiles { .. } => self.keep_files(job).await,
            Effect::Alert { id } => self.draw_alert(job, *id).await,
            Effect::TellDesk { line } => self.tell_desk(job, line).await,
            Effect::ClearRefusal { channel, message } => {
                self.clear_refusal(ChannelId(*channel), MessageId(*message)).await
            }
            Effect::Offer { .. } => self.offer(job).await,
            Effect::TakeBackOffers { author } => self.take_back_offers(job, UserId(*author)).await,
        };
        performed.map_err(Failed::from)
    }
}

impl DiscordPlatform {
    async fn check_member(&self, job: &Job, user: UserId) -> Result<Performed, Stop> {
        self.bot.check_member(job.guild, user).await?;
        Ok(Performed::Done)
    }
}

impl From<Stop> for Failed {
    fn from(stop: Stop) -> Self {
        match stop {
            Stop::Discord(failure) => failure.into(),
            Stop::Held(failure) => match failure.into() {
                Self::ForGood { reason } => Self::Held { reason },
                for_now => for_now,
            },
            Stop::ThreadMissing => {
                Self::ForNow { reason: "the thread is not there".to_owned(), after: None }
            }
            Stop::Again => {
                Self::ForNow { reason: "what it needs is not there yet".to_owned(), after: None }
            }
            Stop::Desk(error) => Self::Desk(error),
        }
    }
}

impl From<Failure> for Failed {
    fn from(failure: Failure) -> Self {
        let reason = failure.to_string();
        match failure {
            Failure::Limited { after } => {
                let after = TimeDelta::from_std(after).unwrap_or(TimeDelta::MAX);
                Self::ForNow { reason, after: Some(after) }
            }
            Failure::Unknown(_) | Failure::Unauthorized => Self::ForNow { reason, after: None },
            // Some will be archived.
            Failure::Refused {
                code: code::TOO_MANY_THREADS | code::TOO_MANY_ANNOUNCEMENT_THREADS,
                ..
            } => Self::ForNow { reason, after: Some(THREADS_PAUSE) },
            Failure::Refused { code: code::MISSING_ACCESS | code::MISSING_PERMISSIONS, .. } => {
                let hint = "the bot lacks a permission, which `switchboard doctor` names";
                Self::ForGood { reason: format!("{reason} ({hint})") }
            }
            Failure::Refused { .. } => Self::ForGood { reason },
        }
    }
}
