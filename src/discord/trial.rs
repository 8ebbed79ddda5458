//! Tries what a rule looks for on the newest messages of the channels in which the rule looks.

use std::cmp::Reverse;

use reqwest::Method;
use serde_json::Value;
use serenity::all::GuildChannel;

use crate::{
    desk::{self, Authorized, Error, IncomingMessage, Lookup},
    domain::{
        Audience, ChannelId, Finds, GuildId, Language, MessageId, Rule, UserId, Writer,
        refusal::PlatformRefusal, rule::book::Finders, text,
    },
};

use crate::discord::{
    bot::Bot,
    content::WholeMessage,
    gateway::directory::Kind,
    permission::MemberRoles,
    rest::{Failure, Route, code},
    view::{self, Body, Trial, link},
};

/// How many messages a rule is tried on.
const MESSAGES: usize = 200;
/// The most messages that Discord returns at one time (Discord, "Get Channel Messages").
const PAGE: usize = 100;
/// How many channels are read for a rule that looks everywhere.
const CHANNELS: usize = 5;
/// How many posts of a forum are looked at: each is a request.
const POSTS: usize = 25;
/// The roles of how many authors are looked up: each is a request.
const AUTHORS: usize = 20;
/// How many matching messages are shown.
const SHOWN: usize = 10;
/// How much of a matching message is shown, in characters.
const EXCERPT: usize = 120;

impl Bot {
    /// Tries what a rule looks for on the newest messages of a channel, or of the channels in which
    /// members write. Reads only what the person can read as well. Changes nothing.
    ///
    /// # Errors
    /// Refuses patterns that cannot be used, and a channel that the person or the bot cannot read.
    pub(super) async fn try_rule(
        &self,
        by: &Authorized,
        finds: &Finds,
        channel: Option<ChannelId>,
    ) -> desk::Result<Trial> {
        let finders = Finders::new(&[&finds.clone().checked()?])?;
        let messages = match channel {
            Some(channel) => self.newest_in(by, channel).await?,
            None => self.newest_anywhere(by).await?,
        };
        let guild = by.guild();
        let bridges = &by.team()?.bridges;
        let mut texts: Vec<(IncomingMessage, String)> = Vec::new();
        for message in &messages {
            let mut message = self.incoming_whole(guild, message).recognised(bridges);
            if message.sender.is_a_person() {
                let content = message.text.content.take().unwrap_or_default();
                let post_title = message.post_title(self).await?;
                let names = &message.text.file_names;
                let text = desk::all_words(post_title.as_deref(), &content, names).into_owned();
                texts.push((message, text));
            }
        }
        let matching = self.of_members(guild, found(&texts, &finders)).await?;
        let in_any_case = match finds.pattern().filter(|_| matching.is_empty()) {
            Some(pattern) => {
                let in_any_case = Finds::Pattern(format!("(?i){pattern}"));
                match Finders::new(&[&in_any_case]) {
                    Ok(finders) => self.of_members(guild, found(&texts, &finders)).await?.len(),
                    Err(_) => 0,
                }
            }
            None => matching.len(),
        };
        let shown = matching.iter().take(SHOWN).map(|(message, text)| {
            let excerpt = text::shorten(text::clean(text).trim(), EXCERPT);
            let name = message.sender.guest().map(|guest| guest.name.as_str());
            let address = link::message(guild, message.channel, message.message);
            (Writer::new(message.author, name), excerpt, address)
        });
        Ok(Trial {
            looked_at: texts.len(),
            matching: matching.len(),
            in_any_case,
            shown: shown.collect(),
        })
    }

    /// Leaves out what the team wrote, which a rule ignores. Discord is asked for the roles of so
    /// many authors; others count as members.
    async fn of_members<'a>(
        &self,
        guild: GuildId,
        mut messages: Vec<&'a (IncomingMessage, String)>,
    ) -> desk::Result<Vec<&'a (IncomingMessage, String)>> {
        let author = |(message, _): &(IncomingMessage, String)| message.author;
        let mut authors: Vec<UserId> = messages.iter().map(|message| author(message)).collect();
        authors.retain(|author| !author.is_guest());
        authors.sort_unstable();
        authors.dedup();
        for user in authors.into_iter().take(AUTHORS) {
            let person = Lookup::person(self, guild, user, None).await?;
            if Audience::Team.includes(self.desk.actor(&person).await?.roles) {
                messages.retain(|message| author(message) != user);
            }
        }
        Ok(messages)
    }

    /// Builds the answer to a rule that was saved, with what it would have done. The rule is saved
    /// whether or not the messages can be read.
    pub(super) async fn rule_saved(
        &self,
        language: Language,
        by: &Authorized,
        rule: &Rule,
    ) -> Body {
        let trial = match self.try_rule(by, &rule.finds, rule.channel).await {
            Ok(trial) => Some(trial),
            Err(Error::Refused(_)) => None,
            Err(Error::Internal(error)) => {
                tracing::warn!(error = format!("{error:#}"), "A rule could not be tried");
                None
            }
        };
        view::rule_saved(language, rule, trial.as_ref())
    }

    /// Returns the newest messages of a channel, or the first messages of a forum's newest posts.
    async fn newest_in(
        &self,
        by: &Authorized,
        channel: ChannelId,
    ) -> desk::Result<Vec<WholeMessage>> {
        let guild = by.guild();
        let kind = self.directory.find(&self.rest, guild, channel).await?.kind;
        let person = MemberRoles::of(&self.rest, guild, by.user()).await.map_err(internal)?;
        if !self.can_read(&person, channel).await? {
            return Err(PlatformRefusal::ChannelHidden(channel).into());
        }
        match kind {
            Kind::Forum => self.newest_posts(guild, channel, POSTS).await,
            _ => self.newest(channel).await,
        }
    }

    /// Returns the newest messages of the channels in which members write most recently. The help
    /// channel is one of them.
    async fn newest_anywhere(&self, by: &Authorized) -> desk::Result<Vec<WholeMessage>> {
        let (guild, settings, team) = (by.guild(), by.settings()?, by.team()?);
        let person = MemberRoles::of(&self.rest, guild, by.user()).await.map_err(internal)?;
        let mut channels = self.directory.all(guild);
        channels.retain(|known| {
            matches!(known.kind, Kind::Text | Kind::Announcements | Kind::Forum)
                && !team.is_internal(known.id)
        });
        channels.sort_unstable_by_key(|known| {
            Reverse((known.id == settings.help_channel, known.newest))
        });
        let mut messages = Vec::new();
        for known in channels.into_iter().take(CHANNELS) {
            let found = match self.can_read(&person, known.id).await {
                Ok(true) if known.kind == Kind::Forum => {
                    self.newest_posts(guild, known.id, POSTS / CHANNELS).await
                }
                Ok(true) => self.newest(known.id).await,
                Ok(false) => continue,
                Err(error) => Err(error),
            };
            match found {
                Ok(found) => messages.extend(found),
                // The bot cannot read it either, so a rule finds nothing there.
                Err(Error::Refused(_)) => {}
                Err(error) => return Err(error),
            }
        }
        messages.sort_unstable_by_key(|message| Reverse(message.id));
        messages.truncate(MESSAGES);
        Ok(messages)
    }

    /// Whether a person can read what was written in a channel.
    async fn can_read(&self, person: &MemberRoles, channel: ChannelId) -> desk::Result<bool> {
        let route = Route::channel(Method::GET, channel.0, "", "channel");
        let found: GuildChannel =
            self.rest.get(route).await.map_err(|failure| refused(failure, channel))?;
        Ok(person.can_read(&found))
    }

    /// Returns the newest messages of a channel, newest first.
    async fn newest(&self, channel: ChannelId) -> desk::Result<Vec<WholeMessage>> {
        let mut messages: Vec<WholeMessage> = Vec::new();
        let mut before = String::new();
        for _ in 0..MESSAGES.div_ceil(PAGE) {
            let path = format!("/messages?limit={PAGE}{before}");
            let route = Route::channel(Method::GET, channel.0, path, "history");
            let page: Vec<Value> =
                self.rest.get(route).await.map_err(|failure| refused(failure, channel))?;
            let is_last = page.len() < PAGE;
            let oldest = page.last().and_then(|oldest| oldest["id"].as_str().map(str::to_owned));
            // One message of a kind that nobody knows yet must not hide the others.
            messages.extend(page.into_iter().filter_map(|one| serde_json::from_value(one).ok()));
            match oldest {
                Some(oldest) if !is_last => before = format!("&before={oldest}"),
                _ => break,
            }
        }
        Ok(messages)
    }

    /// Returns the first messages of a forum's newest posts.
    async fn newest_posts(
        &self,
        guild: GuildId,
        forum: ChannelId,
        count: usize,
    ) -> desk::Result<Vec<WholeMessage>> {
        let all = self.directory.all(guild).into_iter();
        let mut posts: Vec<ChannelId> =
            all.filter(|known| known.parent == Some(forum)).map(|known| known.id).collect();
        posts.sort_unstable_by_key(|post| Reverse(*post));
        let mut found = Vec::new();
        for post in posts.into_iter().take(count) {
            // The first message of a post has the post's ID. Its author may have deleted it.
            match self.fetch_message(post, MessageId(post.0)).await {
                Err(Error::Refused(_)) => {}
                message => found.push(message?),
            }
        }
        Ok(found)
    }
}

/// Returns the messages in whose text a rule finds something, without replies to somebody else,
/// which a rule ignores.
fn found<'a>(
    texts: &'a [(IncomingMessage, String)],
    finders: &Finders,
) -> Vec<&'a (IncomingMessage, String)> {
    let is_found = |(message, text): &&(IncomingMessage, String)| {
        !message.answers_somebody_else() && !finders.matching(text).is_empty()
    };
    texts.iter().filter(is_found).collect()
}

fn internal(failure: Failure) -> Error {
    Error::Internal(anyhow::Error::new(failure))
}

fn refused(failure: Failure, channel: ChannelId) -> Error {
    match failure.code() {
        code::MISSING_ACCESS | code::MISSING_PERMISSIONS | code::UNKNOWN_CHANNEL => {
            PlatformRefusal::ChannelHidden(channel).into()
        }
        _ => internal(failure),
    }
}
