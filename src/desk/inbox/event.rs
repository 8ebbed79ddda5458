//! Events as a platform tells them, and what the inbox asks it about them.

use chrono::TimeDelta;

use crate::{
    desk::{Flagged, Location, Person, Result},
    domain::{
        Bridge, ChannelId, GuildId, MessageId, RoleId, Sender, Time, Title, UserId, id, text, turn,
    },
};

/// How long after it was written a message is shown to the rules when it is edited.
pub(super) const EDITED_WITHIN: TimeDelta = TimeDelta::days(7);

/// A message, in one of its versions.
#[derive(Clone, Debug)]
pub struct IncomingMessage {
    /// The server.
    pub guild: GuildId,
    /// The channel or thread that contains it.
    pub channel: ChannelId,
    /// The message.
    pub message: MessageId,
    /// Who wrote it.
    pub author: UserId,
    /// The author's roles. None if the event did not contain them.
    pub roles: Option<Vec<RoleId>>,
    /// Who sent it. A guest only after [`IncomingMessage::recognised`].
    pub sender: Sender,
    /// The message in the same channel to which it replies.
    pub reply_to: Option<MessageId>,
    /// Who wrote the message to which it replies. None for apps, and if the event does not
    /// say.
    pub reply_to_author: Option<UserId>,
    /// What it says.
    pub text: MessageText,
    /// Whether the bot's reaction to it says that it cannot become a case.
    pub shows_refusal: bool,
}

/// What a version of a message says.
#[derive(Clone, Debug)]
pub struct MessageText {
    /// Its words, whatever carries them. None if the bot may not read it.
    pub content: Option<String>,
    /// Discord's IDs of the attached files.
    pub files: Vec<u64>,
    /// Their names.
    pub file_names: Vec<String>,
    /// What somebody typed of it. None if that is all of the words.
    pub typed: Option<String>,
    /// Whether it asks by what it is, such as a poll.
    pub asks: bool,
    /// False if the event may lack words: [`IncomingMessage::whole`] asks the platform for them.
    pub is_whole: bool,
    /// None for the first version.
    pub edited_at: Option<Time>,
}

impl MessageText {
    /// Whether somebody has to answer it. A message that the bot may not read can be a question.
    /// This takes longer than the rest of an event, so it is found out only for a case's messages.
    #[must_use]
    pub fn wants_an_answer(&self) -> bool {
        let Some(content) = &self.content else { return true };
        let typed = self.typed.as_ref().unwrap_or(content);
        self.asks || turn::wants_an_answer(typed, !self.files.is_empty())
    }
}

/// A reaction that somebody added to a message.
#[derive(Clone, Debug)]
pub struct IncomingReaction {
    /// The server.
    pub guild: GuildId,
    /// The channel or thread that contains the message.
    pub channel: ChannelId,
    /// The message.
    pub message: MessageId,
    /// A Unicode emoji, or `name:id` of a custom one.
    pub emoji: String,
    /// Who reacted.
    pub user: UserId,
    /// The person's roles. None if the event did not contain them.
    pub roles: Option<Vec<RoleId>>,
}

/// What the inbox asks the platform about an event.
pub trait Lookup: Sync {
    /// Returns what kind of place a channel is.
    fn location(
        &self,
        guild: GuildId,
        channel: ChannelId,
    ) -> impl Future<Output = Result<Location>> + Send;

    /// Returns somebody as the platform describes them, with these roles if they are known. People
    /// who left the server have none.
    fn person(
        &self,
        guild: GuildId,
        user: UserId,
        roles: Option<Vec<RoleId>>,
    ) -> impl Future<Output = Result<Person>> + Send;

    /// Returns the title of a case that begins with a text: without the platform's markup, and with
    /// names in the place of mentions.
    fn title(&self, guild: GuildId, text: &str) -> impl Future<Output = Result<Title>> + Send;

    /// Returns the name of a thread: of a forum's post, its title.
    fn thread_name(
        &self,
        guild: GuildId,
        thread: ChannelId,
    ) -> impl Future<Output = Result<String>> + Send;

    /// Returns a message.
    fn message(
        &self,
        guild: GuildId,
        channel: ChannelId,
        message: MessageId,
    ) -> impl Future<Output = Result<IncomingMessage>> + Send;
}

impl IncomingMessage {
    /// When it was written as it is: when it was last edited, if it was.
    #[must_use]
    pub fn written_at(&self) -> Time {
        self.text.edited_at.unwrap_or_else(|| id::created_at(self.message.0))
    }

    /// Whether it is a reply to somebody else, and so rather an answer than a question.
    #[must_use]
    pub fn answers_somebody_else(&self) -> bool {
        self.reply_to_author.is_some_and(|author| author != self.author)
    }

    /// Returns the message as its guest's, if one of these bridges sent it.
    #[must_use]
    pub fn recognised(mut self, bridges: &[Bridge]) -> Self {
        if let Sender::App(app) = &self.sender
            && let Some((author, guest)) = app.guest(bridges)
        {
            self.author = author;
            // The platform gives a guest no roles.
            self.roles = Some(Vec::new());
            self.sender = Sender::Guest(guest);
        }
        self
    }

    /// Returns the message with all that it says.
    ///
    /// # Errors
    /// As [`Lookup::message`].
    pub async fn whole(self, lookup: &impl Lookup) -> Result<Self> {
        if self.text.is_whole {
            return Ok(self);
        }
        let message = lookup.message(self.guild, self.channel, self.message).await?;
        Ok(Self { text: message.text, ..self })
    }

    /// Returns the title of the forum's post that the message begins.
    ///
    /// # Errors
    /// As [`Lookup::thread_name`].
    pub async fn post_title(&self, lookup: &impl Lookup) -> Result<Option<String>> {
        post_title(self.guild, self.channel, self.message, lookup).await
    }

    /// Returns the message as one that may become a case. Its title is the text until
    /// [`Flagged::titled`].
    pub fn at(self, place: Location) -> Flagged {
        let content = self.text.content.unwrap_or_default();
        Flagged {
            guild: self.guild,
            channel: self.channel,
            message: self.message,
            author: self.author,
            title: Title::from_message(&content),
            post_title: None,
            content,
            file_names: self.text.file_names,
            sender: self.sender,
            place,
        }
    }
}

impl Flagged {
    /// Names the case after the forum's post that the message begins, or else as a reader of the
    /// platform sees the message.
    ///
    /// # Errors
    /// As [`Lookup::title`] and [`Lookup::thread_name`].
    pub async fn titled(mut self, lookup: &impl Lookup) -> Result<Self> {
        self.post_title = post_title(self.guild, self.channel, self.message, lookup).await?;
        let said = (self.content.as_str(), &*self.file_names);
        self.title = title(self.guild, self.post_title.as_deref(), said, lookup).await?;
        Ok(self)
    }
}

/// Returns the title of a case: of the forum's post, or else of the text, or if it has no words,
/// the name of the first file.
///
/// # Errors
/// As [`Lookup::title`].
pub(super) async fn title(
    guild: GuildId,
    post_title: Option<&str>,
    (content, file_names): (&str, &[String]),
    lookup: &impl Lookup,
) -> Result<Title> {
    match (post_title, file_names.first()) {
        // Names of threads and files have no markup.
        (Some(name), _) => Ok(Title::from_message(name)),
        (None, Some(name)) if text::is_blank(content) => Ok(Title::from_message(name)),
        (None, _) => lookup.title(guild, content).await,
    }
}

/// The first message of a forum's post has the post's ID (Discord, *Start Thread in Forum or Media
/// Channel*).
async fn post_title(
    guild: GuildId,
    channel: ChannelId,
    message: MessageId,
    lookup: &impl Lookup,
) -> Result<Option<String>> {
    if message.thread() != channel {
        return Ok(None);
    }
    lookup.thread_name(guild, channel).await.map(Some)
}
