//! The thread of a case: begun, found again, or missed.
//!
//! A thread from a message is safe to ask for twice, since it has the message's id. A private
//! thread and a forum's post are not, and no nonce covers them: that we ask is noted first, and
//! before we ask again we look for what is there.

use chrono::TimeDelta;
use futures_util::{FutureExt, future::BoxFuture};
use reqwest::Method;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::domain::{
    Case, Cause, ChannelId, Job, MessageId, NoticePlace, Reason, Source, StoredNotice,
    ThreadHealth, ThreadKind, Unsaid, id,
};

use crate::discord::draw::{
    DiscordPlatform, Stop,
    cases::case::mark,
    post::{self, Outgoing},
};
use crate::discord::{
    rest::{Failure, Route, code},
    view::{self, KeyKind},
};

/// After how long without a word Discord puts a thread away: a week, the longest there is, in
/// minutes.
pub(in crate::discord::draw) const AUTO_ARCHIVE: u32 = 10_080;
/// A private thread (Discord, "Channel Types").
const PRIVATE_THREAD: u8 = 12;
/// How much earlier than we asked a thread may seem to have been made: clocks differ.
const CLOCK_MARGIN: TimeDelta = TimeDelta::seconds(60);

#[derive(Deserialize)]
pub(in crate::discord::draw) struct CreatedThread {
    pub(in crate::discord::draw) id: String,
}

#[derive(Deserialize)]
struct Threads {
    threads: Vec<ListedThread>,
}

/// A thread in a list: enough to know one of ours again.
#[derive(Deserialize)]
struct ListedThread {
    id: String,
    name: String,
    owner_id: Option<String>,
    parent_id: Option<String>,
}

impl DiscordPlatform {
    /// Creates the case's thread, unless it is there or nothing is to be said in it. Notes in the
    /// case what is there.
    pub(in crate::discord::draw) async fn draw_thread(
        &self,
        job: &Job,
        case: &mut Case,
        notices: &[StoredNotice],
    ) -> Result<(), Stop> {
        if case.place().is_some() {
            return Ok(());
        }
        let is_needed = !case.thread.lost && !case.is_closed();
        if is_needed || self.has_something_to_say(case, notices).await? {
            self.begin_thread(job, case).await?;
        }
        Ok(())
    }

    /// Posts the bot's first message where the customer is answered, unless it is there.
    pub(in crate::discord::draw) async fn greet(
        &self,
        job: &Job,
        case: &mut Case,
    ) -> Result<(), Stop> {
        let (Some(thread), None) = (case.place(), case.thread.opening) else { return Ok(()) };
        let generation = case.thread.generation;
        let settings = self.desk.settings(case.guild).await?;
        let body = view::opening(case, settings.greeting.as_deref());
        let files = match case.opening_has_question() {
            true => self.question_files(case).await?,
            false => Vec::new(),
        };
        let post = Outgoing {
            channel: thread,
            mark: mark(KeyKind::Opening, case, generation, thread),
            body: &body,
            files: &files,
            first_tried_at: job.first_tried_at,
            now: self.desk.now(),
        };
        let opening = self.in_thread(thread, || self.post_question(post.clone()).boxed()).await?;
        case.thread.opening = Some(opening.message);
        // An earlier attempt may have posted it as the case was then.
        case.thread.greeted = opening.is_current.then(|| case.public_status());
        Ok(())
    }

    /// Edits the bot's first message if the case does not stand any more as it says. One that
    /// somebody deleted stays deleted.
    pub(in crate::discord::draw) async fn update_greeting(
        &self,
        case: &mut Case,
    ) -> Result<(), Stop> {
        let (Some(thread), Some(opening)) = (case.place(), case.thread.opening) else {
            return Ok(());
        };
        if !case.greeting_is_outdated() {
            return Ok(());
        }
        let settings = self.desk.settings(case.guild).await?;
        let body = view::opening(case, settings.greeting.as_deref());
        let mark = mark(KeyKind::Opening, case, case.thread.generation, thread);
        self.in_thread(thread, || post::edit(&self.rest, thread, opening, &body, &mark).boxed())
            .await?;
        case.thread.greeted = Some(case.public_status());
        self.save_thread(case).await
    }

    /// Whether the customer is to be told something in a thread that was deleted and can be created
    /// again, or was never created. What cannot be said any more is given up.
    async fn has_something_to_say(
        &self,
        case: &mut Case,
        notices: &[StoredNotice],
    ) -> Result<bool, Stop> {
        let now = self.desk.now();
        let unsaid: Vec<&StoredNotice> = notices
            .iter()
            .filter(|notice| notice.posted.is_none() && case.is_said_in_thread(&notice.post))
            .filter(|notice| case.unsaid(&notice.post, now) == Unsaid::Due)
            .collect();
        if case.can_have_thread() {
            return Ok(!unsaid.is_empty());
        }
        for notice in unsaid.into_iter().filter(|notice| notice.post.place() == NoticePlace::Thread)
        {
            self.give_up(case, notice, Reason::NoPlace).await?;
        }
        Ok(false)
    }

    async fn begin_thread(&self, job: &Job, case: &mut Case) -> Result<(), Stop> {
        let (thread, source) = match (case.home, case.parent) {
            (ThreadKind::Private, Some(parent)) => {
                (Some(self.begin_private_thread(case, parent).await?), case.source)
            }
            (ThreadKind::Own, Some(forum)) if case.source.message.is_none() => {
                let post = self.begin_post(case, forum).await?;
                (Some(post), Source { channel: post, message: Some(MessageId(post.0)) })
            }
            _ => (self.start_thread(job, case).await?, case.source),
        };
        case.source = source;
        case.thread.id = thread;
        case.thread.lost = thread.is_none();
        case.source_lost |= thread.is_none();
        if thread.is_some() && case.home != ThreadKind::Started {
            // Noted at once: nothing else says which thread it is.
            self.save_thread(case).await?;
        }
        Ok(())
    }

    /// The thread on the question; none, where that is gone.
    async fn start_thread(&self, job: &Job, case: &Case) -> Result<Option<ChannelId>, Stop> {
        let Some(message) = case.source.message else {
            return Err(Failure::Unknown("a case without its message".to_owned()).into());
        };
        let body = json!({ "auto_archive_duration": AUTO_ARCHIVE });
        match self
            .named(
                case,
                body,
                &Route::channel(
                    Method::POST,
                    case.source.channel.0,
                    format!("/messages/{message}/threads"),
                    "threads",
                ),
            )
            .await
        {
            Ok(thread) => Ok(Some(thread)),
            // Made before, by us or by somebody else: there is one thread to a message, and it has
            // the message's id.
            Err(failure) if failure.code() == code::THREAD_EXISTS => {
                if case.thread.generation == 0 {
                    self.desk.find_older_thread(case.guild, case.number).await?;
                }
                let lost = case.thread.generation > 0 && !self.is_there(message.thread()).await?;
                Ok((!lost).then(|| message.thread()))
            }
            // It may have been deleted before the case was there to take it back.
            Err(failure) if failure.code() == code::UNKNOWN_MESSAGE => {
                self.bot.message_deleted(case.guild, case.source.channel, message).await?;
                Ok(None)
            }
            // A single time proves nothing.
            Err(failure) if failure.code() == code::UNKNOWN_CHANNEL && job.attempts == 0 => {
                Err(Stop::Again)
            }
            Err(failure) if failure.code() == code::UNKNOWN_CHANNEL => {
                self.desk.lose_source(case.guild, case.number).await?;
                Ok(None)
            }
            Err(failure) => Err(failure.into()),
        }
    }

    async fn begin_private_thread(
        &self,
        case: &mut Case,
        parent: ChannelId,
    ) -> Result<ChannelId, Stop> {
        if let Some(found) = self.begun_before(case, parent, "private").await? {
            return Ok(found);
        }
        let body = json!({ "type": PRIVATE_THREAD, "invitable": false, "auto_archive_duration": AUTO_ARCHIVE });
        let route = Route::channel(Method::POST, parent.0, "/threads", "threads");
        Ok(self.named(case, body, &route).await?)
    }

    /// A post in a forum, for a question that was asked with `/ask`.
    async fn begin_post(&self, case: &mut Case, forum: ChannelId) -> Result<ChannelId, Stop> {
        if let Some(found) = self.begun_before(case, forum, "public").await? {
            return Ok(found);
        }
        let tags = self.tags_of_new_post(case, forum).await?;
        let anchor = view::anchor(case).redraw(&mark(KeyKind::Anchor, case, 0, forum));
        let body = json!({ "auto_archive_duration": AUTO_ARCHIVE, "applied_tags": tags, "message": anchor });
        let route = Route::channel(Method::POST, forum.0, "/threads", "threads");
        Ok(self.named(case, body, &route).await?)
    }

    /// Asks for a thread with the case's name.
    async fn named(
        &self,
        case: &Case,
        mut body: Value,
        route: &Route,
    ) -> Result<ChannelId, Failure> {
        body["name"] = json!(view::thread_name(case));
        let answer = match self.rest.send(route.clone(), Some(&body), &[]).await {
            // Discord rejects some words in names. The case's number alone is always accepted.
            Err(failure) if failure.is_about_name() => {
                body["name"] = json!(view::plain_thread_name(case));
                self.rest.send(route.clone(), Some(&body), &[]).await?
            }
            answer => answer?,
        };
        let created: CreatedThread =
            serde_json::from_slice(&answer).map_err(|error| Failure::Unknown(error.to_string()))?;
        Ok(ChannelId(post::message_id(&created.id)?.0))
    }

    /// The thread that an earlier try may have made. On the first try there is none, and it is
    /// noted that we ask.
    async fn begun_before(
        &self,
        case: &mut Case,
        parent: ChannelId,
        kind: &str,
    ) -> Result<Option<ChannelId>, Stop> {
        let Some(asked_at) = case.thread.asked_at else {
            case.thread.asked_at = Some(self.desk.now());
            self.save_thread(case).await?;
            return Ok(None);
        };
        let active = Route::guild(Method::GET, case.guild.0, "/threads/active", "active threads");
        let archived = Route::channel(
            Method::GET,
            parent.0,
            format!("/threads/archived/{kind}?limit=100"),
            "archived threads",
        );
        let me = self.me.user.to_string();
        let oldest = id::snowflake_at(asked_at - CLOCK_MARGIN);
        for route in [active, archived] {
            let found: Threads = self.rest.get(route).await?;
            let ours = found.threads.into_iter().find(|thread| {
                let named = view::case_named(&thread.name) == Some(case.number);
                let new = thread.id.parse::<u64>().is_ok_and(|id| id >= oldest);
                named
                    && new
                    && thread.owner_id.as_deref() == Some(&*me)
                    && thread.parent_id == Some(parent.to_string())
            });
            if let Some(ours) = ours {
                return Ok(Some(ChannelId(post::message_id(&ours.id)?.0)));
            }
        }
        Ok(None)
    }

    /// Looks for a thread that seems to be gone. It is, if Discord has said so twice. Returns
    /// whether it is, and saves that.
    pub(in crate::discord::draw) async fn look_for_thread(
        &self,
        job: &Job,
        case: &Case,
    ) -> Result<bool, Stop> {
        let there = match case.place() {
            Some(thread) => self.is_there(thread).await?,
            None => true,
        };
        if there {
            self.desk.find_thread(case.guild, case.number).await?;
            return Ok(false);
        }
        if case.thread.health != ThreadHealth::Missing {
            return Err(Stop::ThreadMissing);
        }
        self.desk.lose_thread(job.guild, case.number, Cause::Due(job.id)).await?;
        Ok(true)
    }

    async fn is_there(&self, channel: ChannelId) -> Result<bool, Failure> {
        match self.rest.send(Route::channel(Method::GET, channel.0, "", "channel"), None, &[]).await
        {
            Ok(_) => Ok(true),
            Err(failure) if failure.code() == code::UNKNOWN_CHANNEL => Ok(false),
            Err(failure) => Err(failure),
        }
    }

    /// Does something in a case's thread. If Discord or a person has archived it meanwhile, it is
    /// unarchived first.
    pub(in crate::discord::draw) async fn in_thread<'a, T>(
        &'a self,
        thread: ChannelId,
        act: impl Fn() -> BoxFuture<'a, Result<T, Failure>> + Send + Sync,
    ) -> Result<T, Stop> {
        let done = match act().await {
            Err(failure) if failure.code() == code::THREAD_ARCHIVED => {
                let route = Route::channel(Method::PATCH, thread.0, "", "channel");
                // A lock of a moderator's stays.
                match self.rest.send(route, Some(&json!({ "archived": false })), &[]).await {
                    Ok(_) => act().await,
                    Err(failure) => Err(failure),
                }
            }
            done => done,
        };
        done.map_err(|failure| {
            if failure.code() == code::UNKNOWN_CHANNEL {
                Stop::ThreadMissing
            } else {
                failure.into()
            }
        })
    }
}
