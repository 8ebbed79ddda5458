//! Taking back what the bot has repeated of somebody's words: names of threads, the question of an
//! `/ask`, and on a bug's report the files and the long texts below it.

use futures_util::FutureExt;
use reqwest::Method;
use serde::Deserialize;
use serde_json::json;

use crate::{
    delivery::Performed,
    desk::BugToDraw,
    domain::{Case, ChannelId, Job, Language, MessageId, UserId},
};

use crate::discord::draw::{
    DiscordPlatform, Stop,
    cases::case::mark,
    post::{self, Files, Found},
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
    size: u64,
}

impl DiscordPlatform {
    /// Gives what shows a case's question and title the words that it has now.
    pub(super) async fn reword(&self, language: Language, case: &Case) -> Result<(), Stop> {
        let in_discord = &case.thread;
        let mut changed = None;
        let has_files = !self.desk.question_files(case.guild, case.number).await?.is_empty();
        let files = if has_files { Files::Stay } else { Files::Go };
        if let (true, Some(message)) = (case.origin.is_posted_by_bot(), case.source.message) {
            let mark = mark(KeyKind::Anchor, case, 0, case.source.channel);
            self.repaint(case.source.channel, message, &view::anchor(case), &mark, files).await?;
            changed = Some(case.source.channel);
        }
        let says_the_question = case.opening_has_question();
        if let (true, Some(thread), Some(opening)) =
            (says_the_question, in_discord.id, in_discord.opening)
        {
            let mark = mark(KeyKind::Opening, case, in_discord.generation, thread);
            let settings = self.desk.settings(case.guild).await?;
            let body = view::opening(case, settings.greeting.as_deref());
            self.repaint(thread, opening, &body, &mark, files).await?;
            changed = Some(thread);
        }
        if let Some(thread) = in_discord.id {
            let plain = view::plain_thread_name(case);
            self.rename(thread, view::thread_name(case), plain).await?;
        }
        if let Some(thread) = in_discord.team {
            let plain = view::plain_thread_name(case);
            self.rename(thread, view::team_thread_name(language, case), plain).await?;
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
        files: Files,
    ) -> Result<(), Stop> {
        match self
            .in_thread(channel, || {
                post::edit_with(&self.rest, channel, message, body, mark, files).boxed()
            })
            .await
        {
            Ok(_) | Err(Stop::ThreadMissing) => Ok(()),
            Err(stop) => Err(stop),
        }
    }

    /// Renames a thread of ours: to a plain name, if Discord rejects words in the other. An
    /// archived one is unarchived for it, and archived again.
    async fn rename(&self, thread: ChannelId, name: String, plain: String) -> Result<(), Stop> {
        let found: Thread =
            match self.rest.get(Route::channel(Method::GET, thread.0, "", "channel")).await {
                Ok(found) => found,
                Err(failure) if failure.code() == code::UNKNOWN_CHANNEL => return Ok(()),
                Err(failure) => return Err(failure.into()),
            };
        if found.name != name && found.owner_id == self.me.user.to_string() {
            let renamed = async |name: &str| {
                let route = Route::channel(Method::PATCH, thread.0, "", "channel");
                let body = json!({ "archived": false, "name": name });
                self.rest.send(route, Some(&body), &[]).await
            };
            match renamed(&name).await {
                Err(failure) if failure.is_about_name() => {
                    if found.name != plain {
                        renamed(&plain).await?;
                    }
                }
                done => drop(done?),
            }
            if found.thread_metadata.archived {
                self.archive_again(thread).await?;
            }
        }
        Ok(())
    }

    /// Archives a thread again.
    async fn archive_again(&self, thread: ChannelId) -> Result<(), Failure> {
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

    /// Removes from a report the files that are no longer stored, and all texts from the thread
    /// below it, since some were taken back. The texts that remain have to be posted again.
    pub(super) async fn take_back(&self, language: Language, draw: &BugToDraw) -> Result<(), Stop> {
        let Some((channel, card)) = draw.bug.card.posted else { return Ok(()) };
        let route =
            |method| Route::channel(method, channel.0, format!("/messages/{card}"), "message");
        let shown: WithAttachments = match self.rest.get(route(Method::GET)).await {
            Ok(shown) => shown,
            // It will be drawn again, without them.
            Err(failure) if failure.code() == code::UNKNOWN_MESSAGE => return Ok(()),
            Err(failure) => return Err(failure.into()),
        };
        let stored: Vec<(String, u64)> = draw
            .files
            .iter()
            .filter(|file| file.missing.is_none())
            .map(|file| (plain(&file.filename), file.size))
            .collect();
        let shown: Vec<(String, u64, String)> = shown
            .attachments
            .into_iter()
            .map(|file| (plain(&file.filename), file.size, file.id))
            .collect();
        let alike = |name: &str, size: u64| {
            let in_report = shown.iter().filter(|(other, its, _)| other == name && *its == size);
            let in_database = stored.iter().filter(|(other, its)| other == name && *its == size);
            (in_report.count(), in_database.count())
        };
        // If one of several equal files is gone, nothing says which: none of them stays.
        let stays = |(name, size, _): &&(String, u64, String)| {
            let (in_report, in_database) = alike(name, *size);
            in_report <= in_database
        };
        let staying: Vec<_> =
            shown.iter().filter(stays).map(|(_, _, file)| json!({ "id": file })).collect();
        if staying.len() < shown.len() {
            let body = json!({ "attachments": staying, "allowed_mentions": { "parse": [] } });
            self.rest.send(route(Method::PATCH), Some(&body), &[]).await?;
        }
        let plain = view::plain_report_thread_name(language, draw.bug.number);
        let name = view::report_thread_name(language, &draw.bug);
        self.rename(card.thread(), name, plain).await?;
        self.delete_texts(card.thread()).await
    }

    /// Deletes the texts in the thread of a report.
    async fn delete_texts(&self, thread: ChannelId) -> Result<(), Stop> {
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
            let ours = |found: &&Found| found.is_by(self.me.user) && !found.embeds.is_empty();
            for text in page.iter().filter(ours) {
                post::delete(&self.rest, thread, post::message_id(&text.id)?).await?;
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
