//! Taking back what the bot has repeated of somebody's words: names of threads, the question of an
//! `/ask`, and on a bug's report the files and the long texts below it.

use futures_util::FutureExt;
use reqwest::Method;
use serde::Deserialize;
use serde_json::json;

use crate::{
    delivery::Performed,
    desk::BugToDraw,
    domain::{
        Case, CaseSurfaces, ChannelId, Job, Language, MessageId, Origin, ThreadKind, UserId,
        text::ERASED,
    },
};

use crate::discord::draw::{
    DiscordPlatform, Stop,
    post::{self, Found},
};
use crate::discord::{
    rest::{Failure, Route, code},
    view::{self, Body},
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
    pub(super) async fn reword(
        &self,
        language: Language,
        case: &Case,
        surfaces: CaseSurfaces,
    ) -> Result<(), Stop> {
        let mut changed = None;
        if let (Origin::Ask, Some(message)) = (&case.origin, case.source.message) {
            self.repaint(case.source.channel, message, &view::anchor(case)).await?;
            changed = Some(case.source.channel);
        }
        let says_the_question = case.home == ThreadKind::Private || surfaces.thread_generation > 0;
        if let (true, Some(thread), Some(opening)) =
            (says_the_question, surfaces.thread, surfaces.opening)
        {
            self.repaint(thread, opening, &view::opening(case)).await?;
            changed = Some(thread);
        }
        if let Some(thread) = surfaces.thread {
            self.rename(thread, view::thread_name(case)).await?;
        }
        if let Some(thread) = surfaces.team_thread {
            self.rename(thread, view::team_thread_name(language, case)).await?;
        }
        if let (true, Some(thread)) =
            (surfaces.put_away, surfaces.thread.filter(|thread| changed == Some(*thread)))
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
    ) -> Result<(), Stop> {
        match self
            .in_thread(channel, || post::edit(&self.rest, channel, message, body).boxed())
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
            let theirs = |found: &&Found| {
                found.is_by(self.me.user)
                    && !found.embeds.is_empty()
                    && view::is_offer_of(&found.content, found.custom_ids(), author)
            };
            for found in page.iter().filter(theirs) {
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

    /// Takes files off a report that are no longer kept, and the customer's words from the thread
    /// below it.
    pub(super) async fn take_back(&self, language: Language, draw: &BugToDraw) -> Result<(), Stop> {
        let (Some(channel), Some(card)) = (draw.bug.surfaces.card_channel, draw.bug.surfaces.card)
        else {
            return Ok(());
        };
        let route =
            |method| Route::channel(method, channel.0, format!("/messages/{card}"), "message");
        let shown: WithAttachments = match self.rest.get(route(Method::GET)).await {
            Ok(shown) => shown,
            // It will be drawn again, without them.
            Err(failure) if failure.code() == code::UNKNOWN_MESSAGE => return Ok(()),
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
        if draw.bug.surfaces.parts_posted > 0 {
            self.rename(card.thread(), view::report_thread_name(language, &draw.bug)).await?;
            if draw.bug.words == ERASED {
                self.take_back_words(card.thread()).await?;
            }
        }
        Ok(())
    }

    async fn take_back_words(&self, thread: ChannelId) -> Result<(), Stop> {
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
                Err(failure) if failure.code() == code::UNKNOWN_CHANNEL => return Ok(()),
                Err(failure) => return Err(failure.into()),
            };
            let quotes = |found: &&Found| {
                let title = found.embeds.first().and_then(|embed| embed["title"].as_str());
                found.is_by(self.me.user) && title.is_some_and(view::holds_customers_words)
            };
            for found in page.iter().filter(quotes) {
                post::delete(&self.rest, thread, post::message_id(&found.id)?).await?;
            }
            match page.iter().filter_map(|found| found.id.parse::<u64>().ok()).max() {
                Some(newest) if page.len() == PAGE => after = newest,
                _ => return Ok(()),
            }
        }
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
