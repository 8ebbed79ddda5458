//! Reading what we missed. The gateway loses events at every restart and in some reconnects, so
//! after each new session every channel is read from where we were; what was dealt with before is
//! known by its id and changes nothing.

use std::{collections::BTreeSet, sync::Arc};

use chrono::TimeDelta;
use reqwest::Method;
use serde::Deserialize;
use serde_json::Value;
use serenity::all::ReactionType;

use crate::{
    desk::{self, Error, RECENT_FLAG},
    domain::{ChannelId, GuildId, MessageId, Settings, Time, UserId, id},
};

use crate::discord::{
    bot::Bot,
    content::WholeMessage,
    convert,
    gateway::{directory::Kind, events::emoji_name, history::History},
    rest::{Failure, Route, code},
};

/// How long before the last known moment we begin to read: an event may have been on its way, or a
/// dead connection not yet noticed (twice Discord's heartbeat of about 41 s).
const MARGIN: TimeDelta = TimeDelta::seconds(120);
/// What is older is not read: nobody waits for an answer to a flag of last week.
const OLDEST: TimeDelta = TimeDelta::days(7);
/// A thread of no case is read if something was written there so shortly before: a server has up to
/// a thousand of them.
const BUSY: TimeDelta = TimeDelta::days(1);
/// The most pages of one channel, 100 messages each.
const PAGES: usize = 200;

/// The kinds of reactions (Discord, *Get Reactions*, "Reaction Types").
const NORMAL: u8 = 0;
const SUPER: u8 = 1;
/// How many people one page of reactions names.
const REACTORS: usize = 100;
/// The most pages of one reaction that are read.
const REACTOR_PAGES: usize = 10;

/// How often a server is read on before it waits for the next look at those that are behind.
const ROUNDS: usize = 3;

/// Which reactions are flags.
struct Flags<'a> {
    settings: &'a Settings,
    /// The oldest message on which they are: before, the emoji may have meant anything.
    floor: u64,
    /// The oldest message on which one that leads to no case is answered.
    answered_from: u64,
}

#[derive(Deserialize)]
struct Reactor {
    id: String,
}

impl Bot {
    /// Reads what happened in a server while we were away, if it has been set up and nobody is at
    /// it. If something was missed meanwhile, such as by a session that is noticed only now, it
    /// reads on at once.
    pub async fn catch_up(self: &Arc<Self>, guild: GuildId) {
        for _ in 0..ROUNDS {
            let Some(begun) = self.status.begin_catching_up(guild) else { return };
            let since = match self.read_on(guild).await {
                Ok(since) => Some(since),
                Err(error) => {
                    tracing::warn!(guild.id = %guild, error = format!("{error:#}"), "What was missed could not be read yet; we try again");
                    None
                }
            };
            let is_current = self.status.end_catching_up(guild, begun, since.is_some());
            if let Some(since) = since.flatten().filter(|_| is_current) {
                self.begin_review(guild, since);
            }
            if is_current || since.is_none() {
                return;
            }
        }
    }

    /// Looks in the background for what was taken back since a moment.
    fn begin_review(self: &Arc<Self>, guild: GuildId, since: Time) {
        let (bot, in_progress) = (Arc::clone(self), self.begin_work());
        tokio::spawn(async move {
            let _in_progress = in_progress;
            if let Err(error) = bot.review(guild, since).await {
                bot.status.mark_behind(guild);
                tracing::warn!(guild.id = %guild, error = format!("{error:#}"), "What was taken back could not be read yet; we try again");
            }
        });
    }

    /// Reads on in servers where something was missed.
    pub async fn catch_up_where_behind(self: &Arc<Self>) {
        let Ok(servers) = self.desk.servers().await else { return };
        for settings in servers {
            let known = !self.directory.all(settings.guild).is_empty();
            if known && !self.status.is_current(settings.guild) {
                self.catch_up(settings.guild).await;
            }
        }
    }

    /// Records up to when everything is processed, so that the next start reads from there.
    ///
    /// # Errors
    /// If the database does not answer.
    pub async fn note_progress(&self) -> desk::Result<()> {
        if !self.status.is_gateway_up() || self.status.is_catching_up() || !self.is_idle() {
            return Ok(());
        }
        let servers = self.desk.servers().await?;
        let current = servers
            .iter()
            .map(|settings| settings.guild)
            .filter(|&guild| self.status.is_current(guild))
            .collect();
        self.desk.save_caught_up_to(current, self.desk.now() - MARGIN).await
    }

    /// Reads what is new. Returns since when, if the server has been set up.
    async fn read_on(&self, guild: GuildId) -> desk::Result<Option<Time>> {
        let (Some(team), Some((since, flags_since))) =
            (self.desk.team(guild).await?, self.desk.read_until(guild).await?)
        else {
            return Ok(None);
        };
        let settings = &team.settings;
        let since = (since - MARGIN).max(self.desk.now() - OLDEST);
        let floor = id::snowflake_at(flags_since - MARGIN);
        let answered_from = floor.max(id::snowflake_at(self.desk.now() - RECENT_FLAG));
        let flags = Flags { settings, floor, answered_from };
        // Discord does not list threads that were archived in the meantime, but they may have new
        // messages.
        let cases: BTreeSet<ChannelId> = self.desk.open_threads(guild).await?.into_iter().collect();
        let busy = id::snowflake_at(since - BUSY);
        for known in self.directory.all(guild) {
            let internal = team.is_internal(known.id)
                || known.parent.is_some_and(|parent| team.is_internal(parent));
            if cases.contains(&known.id) {
                continue;
            }
            let reads = match known.kind {
                Kind::Text | Kind::Announcements => true,
                Kind::Thread => known.newest.is_some_and(|newest| newest.0 >= busy),
                Kind::Forum | Kind::Other => false,
            };
            if reads && !internal {
                self.read_channel(guild, known.id, since, &flags).await?;
            } else if known.newest.is_some_and(|newest| newest.0 >= flags.answered_from) {
                self.answer_flags(guild, known.id, &flags).await?;
            }
        }
        for thread in cases {
            self.read_thread(guild, thread, since, Some(&flags)).await?;
            if !self.directory.contains(guild, thread) {
                self.look_at_archived(guild, thread).await?;
            }
        }
        for thread in self.desk.question_threads(guild).await? {
            self.read_answers(guild, thread, since).await?;
        }
        Ok(Some(since))
    }

    /// Looks for what was edited and deleted where nobody waits for an answer: in the threads of
    /// closed cases, and of messages that the bot repeats and that are in no case's thread. It goes
    /// back as far as texts are stored, with one request at a time. That can take minutes, so no
    /// event and no other server waits for it. It ends with the session: the next one begins it
    /// anew.
    async fn review(&self, guild: GuildId, since: Time) -> desk::Result<()> {
        for (channel, message) in self.desk.messages_elsewhere(guild).await? {
            if !self.is_listening(guild) {
                return Ok(());
            }
            self.review_message(guild, channel, message).await?;
        }
        for thread in self.desk.closed_threads(guild).await? {
            if !self.is_listening(guild) {
                return Ok(());
            }
            self.read_thread(guild, thread, since, None).await?;
        }
        Ok(())
    }

    /// Whether a server has missed no event since it was caught up. Marks it as behind if it
    /// may have missed some.
    fn is_listening(&self, guild: GuildId) -> bool {
        let is_listening = self.status.is_gateway_up() && self.status.is_current(guild);
        if !is_listening {
            self.status.mark_behind(guild);
        }
        is_listening
    }

    async fn review_message(
        &self,
        guild: GuildId,
        channel: ChannelId,
        message: MessageId,
    ) -> desk::Result<()> {
        let route =
            Route::channel(Method::GET, channel.0, format!("/messages/{message}"), "message");
        match self.rest.get::<WholeMessage>(route).await {
            Ok(found) => {
                if found.edited_timestamp.is_none() {
                    return Ok(());
                }
                let found = self.incoming_whole(guild, &found);
                skip_refusal(self.desk.message_edited(found, self).await)
            }
            Err(failure) if failure.code() == code::UNKNOWN_MESSAGE => {
                skip_refusal(self.desk.message_deleted(guild, channel, message).await)
            }
            // That the bot may not see it, or that its channel is gone, is no sign of a deletion.
            Err(Failure::Refused { .. }) => Ok(()),
            Err(failure) => Err(Error::Internal(anyhow::Error::new(failure))),
        }
    }

    /// Takes what was said in a channel since a moment, in the order in which it was written. Also
    /// looks at edits and reactions, on the newest hundred messages however old they are.
    async fn read_channel(
        &self,
        guild: GuildId,
        channel: ChannelId,
        since: Time,
        flags: &Flags<'_>,
    ) -> desk::Result<()> {
        let floor = id::snowflake_at(since);
        let Some(history) = self.history(guild, channel, floor).await? else { return Ok(()) };
        for message in &history.messages {
            let edited_at = message.edited_timestamp.map(convert::time);
            if message.id.get() >= floor {
                self.read_message(guild, message).await?;
            } else if edited_at.is_some_and(|edited_at| edited_at >= since) {
                let message = self.incoming_whole(guild, message);
                skip_refusal(self.desk.message_edited(message, self).await)?;
            }
            if message.id.get() >= flags.floor {
                self.read_flags(guild, channel, message, flags.settings).await?;
            }
        }
        Ok(())
    }

    /// Looks at the reactions alone, where no message can become a case: who flags one is told so.
    async fn answer_flags(
        &self,
        guild: GuildId,
        channel: ChannelId,
        flags: &Flags<'_>,
    ) -> desk::Result<()> {
        let history = self.history(guild, channel, flags.answered_from).await?;
        let messages = history.into_iter().flat_map(|history| history.messages);
        for message in messages.filter(|message| message.id.get() >= flags.answered_from) {
            self.read_flags(guild, channel, &message, flags.settings).await?;
        }
        Ok(())
    }

    /// Takes what was said, changed and taken back in a case's thread. What was changed or taken
    /// back may be older than what was missed, so the thread is read whole: few are longer than one
    /// page.
    async fn read_thread(
        &self,
        guild: GuildId,
        thread: ChannelId,
        since: Time,
        flags: Option<&Flags<'_>>,
    ) -> desk::Result<()> {
        // Before the history: what is said from now on is kept as well, but not in it.
        let kept = self.desk.stored_messages(guild, thread).await?;
        let notices = self.desk.notices_in(guild, thread).await?;
        let floor = id::snowflake_at(since);
        let Some(history) = self.history(guild, thread, 0).await? else { return Ok(()) };
        for message in &history.messages {
            let edited_at = message.edited_timestamp.map(convert::time);
            let missed = match kept.get(&convert::message(message.id)) {
                Some(version) => edited_at > *version,
                None => message.id.get() >= floor,
            };
            if missed {
                self.read_message(guild, message).await?;
            }
            if let Some(flags) = flags.filter(|flags| message.id.get() >= flags.answered_from) {
                self.read_flags(guild, thread, message, flags.settings).await?;
            }
        }
        match &history.question {
            // Discord says so by an empty place.
            Some(Value::Null) => {
                skip_refusal(self.message_deleted(guild, thread, MessageId(thread.0)).await)?;
            }
            Some(question) => {
                if let Ok(question) = WholeMessage::try_from(question.clone()) {
                    let question = self.incoming_whole(guild, &question);
                    skip_refusal(self.desk.message_edited(question, self).await)?;
                }
            }
            None => {}
        }
        // Without the right to read what was said before, Discord shows nothing at all: that is no
        // sign of a deletion.
        if history.is_whole && !history.seen.is_empty() {
            // What is older than the thread was said in one before it.
            let missing = kept
                .keys()
                .chain(&notices)
                .filter(|message| message.0 > thread.0 && !history.seen.contains(&message.0));
            for &message in missing {
                skip_refusal(self.message_deleted(guild, thread, message).await)?;
            }
        }
        Ok(())
    }

    /// Looks whether somebody locked or renamed a thread that Discord does not list since it is
    /// archived.
    async fn look_at_archived(&self, guild: GuildId, thread: ChannelId) -> desk::Result<()> {
        match self.directory.find(&self.rest, guild, thread).await {
            // The bot does not see it, or it is gone.
            Err(Error::Refused(_)) => Ok(()),
            known => {
                let state = self.thread_state(known?, false);
                self.desk.thread_changed(state, self).await
            }
        }
    }

    /// Takes what was said in a team's thread in which developers have asked something.
    async fn read_answers(
        &self,
        guild: GuildId,
        thread: ChannelId,
        since: Time,
    ) -> desk::Result<()> {
        let floor = id::snowflake_at(since);
        let Some(history) = self.history(guild, thread, floor).await? else { return Ok(()) };
        for message in history.messages.iter().filter(|message| message.id.get() >= floor) {
            self.read_message(guild, message).await?;
        }
        Ok(())
    }

    async fn read_message(&self, guild: GuildId, message: &WholeMessage) -> desk::Result<()> {
        skip_refusal(self.desk.message_written(self.incoming_whole(guild, message), self).await)
    }

    /// Reads a channel from its end back to a message. None if we cannot read it.
    async fn history(
        &self,
        guild: GuildId,
        channel: ChannelId,
        floor: u64,
    ) -> desk::Result<Option<History>> {
        match History::read(&self.rest, channel, floor, PAGES).await {
            Ok(history) => Ok(Some(history)),
            Err(failure)
                if failure.is_gone()
                    || matches!(
                        failure.code(),
                        code::MISSING_ACCESS | code::MISSING_PERMISSIONS
                    ) =>
            {
                self.directory.forget(channel);
                if failure.code() == code::UNKNOWN_CHANNEL {
                    self.desk.channel_deleted(guild, channel).await?;
                }
                Ok(None)
            }
            Err(failure) => Err(Error::Internal(anyhow::Error::new(failure))),
        }
    }

    async fn read_flags(
        &self,
        guild: GuildId,
        channel: ChannelId,
        message: &WholeMessage,
        settings: &Settings,
    ) -> desk::Result<()> {
        for reaction in &message.reactions {
            let emoji = emoji_name(&reaction.reaction_type);
            if !settings.is_flag(&emoji) {
                continue;
            }
            let emoji_type = &reaction.reaction_type;
            let mut reactors = self.reactors(channel, message, emoji_type, NORMAL).await?;
            if reaction.count_details.burst > 0 {
                reactors.extend(self.reactors(channel, message, emoji_type, SUPER).await?);
            }
            for user in reactors.into_iter().filter(|user| *user != self.me.user) {
                let message = self.incoming_whole(guild, message);
                let found = self.desk.flag_found(message, emoji.clone(), user, self).await;
                skip_refusal(found)?;
            }
        }
        Ok(())
    }

    /// Returns who reacted with an emoji, page by page.
    async fn reactors(
        &self,
        channel: ChannelId,
        message: &WholeMessage,
        emoji: &ReactionType,
        kind: u8,
    ) -> desk::Result<Vec<UserId>> {
        let (message, emoji) = (convert::message(message.id), emoji.as_data());
        let mut reactors: Vec<UserId> = Vec::new();
        for _ in 0..REACTOR_PAGES {
            let after = reactors.last().map_or(0, |user| user.0);
            let path = format!(
                "/messages/{message}/reactions/{emoji}?type={kind}&limit={REACTORS}&after={after}"
            );
            let route = Route::channel(Method::GET, channel.0, path, "reactions");
            let page = match self.rest.get::<Vec<Reactor>>(route).await {
                Ok(page) => page,
                Err(failure) if failure.is_gone() => break,
                Err(failure) => return Err(Error::Internal(anyhow::Error::new(failure))),
            };
            let is_last = page.len() < REACTORS;
            reactors.extend(page.iter().filter_map(|one| one.id.parse().ok().map(UserId)));
            if is_last {
                break;
            }
        }
        Ok(reactors)
    }
}

/// A refusal is an answer: there is nothing more to be done with that message.
fn skip_refusal(done: desk::Result<()>) -> desk::Result<()> {
    match done {
        Err(Error::Refused(_)) => Ok(()),
        done => done,
    }
}
