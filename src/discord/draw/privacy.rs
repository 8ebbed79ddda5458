//! Taking back what the bot has repeated of somebody's words: names of threads, the question of an
//! `/ask`, and on a bug's report the files and the long texts below it.

use futures_util::FutureExt;
use reqwest::Method;
use serde::Deserialize;
use serde_json::json;

use crate::{
    delivery::Performed,
    desk::BugToDraw,
    domain::{Case, ChannelId, Job, Language, MessageId, ThreadKind, UserId, text::ERASED},
};

use crate::discord::draw::{
    DiscordPlatform, Stop,
    cases::case::mark,
    post::{self, Found},
};
use crate::discord::{
    rest::{Failure, Route, code},
    view::{self, Body, CustomId, KeyKind, Mark},
};

/// The most messages that one look into a channel brings (Discord, "Get Channel Messages"), and the
/// most looks back.
const PAGE: usize = 100;
const PAGES: usize = 20;

#[derive(Deserialize)]
struct Thread {
    name: String,
    owner_id: String,
    thread_metadata: Metadata,
}

#[derive(Deserialize)]
struct Metadata {
    archived: bool,
}

#[derive(Deserialize)]
struct WithAttachments {
    attachments: Vec<Attachment>,
}

#[derive(Deserialize)]
struct Attachment {
    id: String,
    filename: String,
}

impl DiscordPlatform {
    /// Gives what shows a case's question and title the words that it has now.
    pub(super) async fn reword(&self, language: Language, case: &Case) -> Result<(), Stop> {
        let in_discord = &case.thread;
        let mut changed = None;
        if let (true, Some(message)) = (case.origin.is_posted_by_bot(), case.source.message) {
            let mark = mark(KeyKind::Anchor, case, 0, case.source.channel);
            self.repaint(case.source.channel, message, &view::anchor(case), &mark).await?;
            changed = Some(case.source.channel);
        }
        let says_the_question = case.home == ThreadKind::Private || in_discord.generation > 0;
        if let (true, Some(thread), Some(opening)) =
            (says_the_question, in_discord.id, in_discord.opening)
        {
            let mark = mark(KeyKind::Opening, case, in_discord.generation, thread);
            self.repaint(thread, opening, &view::opening(case), &mark).await?;
            changed = Some(thread);
        }
        if let Some(thread) = in_discord.id {
            self.rename(thread, view::thread_name(case)).await?;
        }
        if let Some(thread) = in_discord.team {
            self.rename(thread, view::team_thread_name(language, case)).await?;
        }
        if let (true, Some(thread)) =
            (in_discord.archived, in_discord.id.filter(|thread| changed == Some(*thread)))
        {
            // It was brought back for the change.
            let route = Route::channel(Method::PATCH, thread.0, "", "channel");
            self.rest.send(route, Some(&json!({ "archived": true, "locked": true })), &[]).await?;
        }
        Ok(())
    }

    /// Changes a message of ours. That it is gone is as good.
    async fn repaint(
        &self,
        channel: ChannelId,
        message: MessageId,
        body: &Body,
        mark: &Mark,
    ) -> Result<(), Stop> {
        match self
            .in_thread(channel, || post::edit(&self.rest, channel, message, body, mark).boxed())
            .await
        {
            Ok(_) | Err(Stop::ThreadMissing) => Ok(()),
            Err(stop) => Err(stop),
        }
    }

    /// Renames a thread of ours. An archived one is unarchived for it, and archived again.
    async fn rename(&self, thread: ChannelId, name: String) -> Result<(), Stop> {
        let found: Thread =
            match self.rest.get(Route::channel(Method::GET, thread.0, "", "channel")).await {
                Ok(found) => found,
                Err(failure) if failure.code() == code::UNKNOWN_CHANNEL => return Ok(()),
                Err(failure) => return Err(failure.into()),
            };
        if found.name != name && found.owner_id == self.me.user.to_string() {
            let route = Route::channel(Method::PATCH, thread.0, "", "channel");
            self.rest.send(route, Some(&json!({ "archived": false, "name": name })), &[]).await?;
            if found.thread_metadata.archived {
                self.put_back(thread).await?;
            }
        }
        Ok(())
    }

    /// Puts a thread away again.
    async fn put_back(&self, thread: ChannelId) -> Result<(), Failure> {
        let route = Route::channel(Method::PATCH, thread.0, "", "channel");
        self.rest.send(route, Some(&json!({ "archived": true })), &[]).await.map(drop)
    }

    /// Takes a person's words out of the messages that a rule put before the agents, as far back as
    /// we look.
    pub(super) async fn take_back_offers(
        &self,
        job: &Job,
        author: UserId,
    ) -> Result<Performed, Stop> {
        let desk = self.desk.settings(job.guild).await?.desk_channel;
        let mut before = String::new();
        for _ in 0..PAGES {
            let route = Route::channel(
                Method::GET,
                desk.0,
                format!("/messages?limit={PAGE}{before}"),
                "history",
            );
            let page: Vec<Found> = self.rest.get(route).await?;
            // Where the embed is gone, the words are.
            let ours = |found: &&Found| found.is_by(self.me.user) && !found.embeds.is_empty();
            for found in page.iter().filter(ours) {
                if !self.offers_message_of(found, author).await? {
                    continue;
                }
                let path = format!("/messages/{}", post::message_id(&found.id)?);
                let body = json!({ "embeds": [], "allowed_mentions": { "parse": [] } });
                match self
                    .rest
                    .send(Route::channel(Method::PATCH, desk.0, path, "message"), Some(&body), &[])
                    .await
                {
                    Err(failure) if failure.code() != code::UNKNOWN_MESSAGE => {
                        return Err(failure.into());
                    }
                    _ => {}
                }
            }
            match page.iter().filter_map(|found| found.id.parse::<u64>().ok()).min() {
                Some(oldest) if page.len() == PAGE => before = format!("&before={oldest}"),
                _ => break,
            }
        }
        Ok(Performed::Done)
    }

    /// Whether a message offers one of this author's. An offer that does not name its author is of
    /// an earlier version: then the message itself says whose it is, and if it is gone, it may be
    /// theirs.
    async fn offers_message_of(&self, found: &Found, author: UserId) -> Result<bool, Stop> {
        let offered = found.custom_ids().find_map(|id| match id {
            CustomId::OpenOffered { channel, message, author } => Some((channel, message, author)),
            _ => None,
        });
        let (channel, message) = match offered {
            None => return Ok(false),
            Some((_, _, Some(known))) => return Ok(known == author),
            Some((channel, message, None)) => (channel, message),
        };
        let route =
            Route::channel(Method::GET, channel.0, format!("/messages/{message}"), "message");
        match self.rest.get::<Found>(route).await {
            Ok(offered) => Ok(offered.is_by(author)),
            Err(Failure::Refused { .. }) => Ok(true),
            Err(failure) => Err(failure.into()),
        }
    }

    /// Takes files off a report that are no longer kept, and the customer's words from the thread
    /// below it. Returns whether the thread's other texts have to be posted again.
    pub(super) async fn take_back(
        &self,
        language: Language,
        draw: &BugToDraw,
    ) -> Result<bool, Stop> {
        let Some((channel, card)) = draw.bug.card.posted else { return Ok(false) };
        let route =
            |method| Route::channel(method, channel.0, format!("/messages/{card}"), "message");
        let shown: WithAttachments = match self.rest.get(route(Method::GET)).await {
            Ok(shown) => shown,
            // It will be drawn again, without them.
            Err(failure) if failure.code() == code::UNKNOWN_MESSAGE => return Ok(false),
            Err(failure) => return Err(failure.into()),
        };
        let kept: Vec<String> = draw
            .files
            .iter()
            .filter(|file| file.missing.is_none())
            .map(|file| plain(&file.filename))
            .collect();
        let count = shown.attachments.len();
        let stay =
            shown.attachments.into_iter().filter(|file| kept.contains(&plain(&file.filename)));
        let stay: Vec<_> = stay.map(|file| json!({ "id": file.id })).collect();
        if stay.len() < count {
            let body = json!({ "attachments": stay, "allowed_mentions": { "parse": [] } });
            self.rest.send(route(Method::PATCH), Some(&body), &[]).await?;
        }
        if draw.bug.parts_posted > 0 {
            self.rename(card.thread(), view::report_thread_name(language, &draw.bug)).await?;
            if draw.bug.words == ERASED {
                return self.take_back_words(card.thread()).await;
            }
        }
        Ok(false)
    }

    /// Deletes the customer's words from a report's thread. Returns whether the thread has no text
    /// of ours any more. Texts without a key are of an earlier version; they do not say whose words
    /// they are, so all are deleted.
    async fn take_back_words(&self, thread: ChannelId) -> Result<bool, Stop> {
        let mut texts = Vec::new();
        let mut after = 0;
        loop {
            let route = Route::channel(
                Method::GET,
                thread.0,
                format!("/messages?after={after}&limit={PAGE}"),
                "history",
            );
            let page: Vec<Found> = match self.rest.get(route).await {
                Ok(page) => page,
                Err(failure) if failure.code() == code::UNKNOWN_CHANNEL => return Ok(false),
                Err(failure) => return Err(failure.into()),
            };
            let newest = page.iter().filter_map(|found| found.id.parse::<u64>().ok()).max();
            let is_full = page.len() == PAGE;
            let ours = |found: &Found| found.is_by(self.me.user) && !found.embeds.is_empty();
            texts.extend(page.into_iter().filter(ours));
            match newest.filter(|_| is_full) {
                Some(newest) => after = newest,
                None => break,
            }
        }
        let all_have_keys = texts.iter().all(|text| text.key().is_some());
        let stays = |text: &Found| {
            all_have_keys && text.key().is_some_and(|key| !key.is(KeyKind::CustomersWords))
        };
        for text in texts.iter().filter(|text| !stays(text)) {
            post::delete(&self.rest, thread, post::message_id(&text.id)?).await?;
        }
        Ok(!texts.iter().any(stays))
    }
}

/// A file's name as Discord may have changed it: no spaces, and nothing unusual.
fn plain(filename: &str) -> String {
    filename
        .chars()
        .map(
            |character| {
                if character.is_ascii_alphanumeric() || character == '.' { character } else { '_' }
            },
        )
        .collect()
}
