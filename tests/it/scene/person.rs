//! What people of a scene do. Each verb waits until the bot is at rest, and panics with a sentence
//! if Discord does not let the person do it.

use std::{
    fmt,
    ops::Deref,
    sync::{Arc, Mutex, PoisonError},
};

use sandbox::{Answer, AnswerKind, Form, Snowflake};

use crate::scene::{
    Stage,
    place::{Map, Place},
};

/// A private thread (Discord, *Channel Types*).
const PRIVATE_THREAD: u8 = 12;

/// Somebody in a scene.
#[derive(Clone)]
pub struct Person {
    /// Their Discord client: for what must not wait for the bot, or may be refused.
    pub client: sandbox::Person,
    stage: Arc<Stage>,
    /// The channel in which they use commands.
    channel: &'static str,
    last_answer: Arc<Mutex<Option<Snowflake>>>,
}

/// What the bot answered to a command, a button, a menu or a form, with links that say where they
/// lead.
pub struct Reply {
    answer: Answer,
    text: String,
}

impl Deref for Reply {
    type Target = Answer;

    fn deref(&self) -> &Answer {
        &self.answer
    }
}

impl fmt::Display for Reply {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text.fmt(formatter)
    }
}

impl Reply {
    /// Whether the text contains these words.
    pub fn contains(&self, words: &str) -> bool {
        self.text.contains(words)
    }
}

impl Person {
    pub fn new(client: sandbox::Person, stage: Arc<Stage>, channel: &'static str) -> Self {
        Self { client, stage, channel, last_answer: Arc::default() }
    }

    pub fn id(&self) -> Snowflake {
        self.client.id
    }

    /// The same person in another server.
    pub fn on(&self, server: &str) -> Self {
        let guild = self.stage.guild_named(server);
        Self { client: self.client.at(guild), last_answer: Arc::default(), ..self.clone() }
    }

    fn guild(&self) -> Snowflake {
        self.client.guild.expect("the person is in a server")
    }

    fn refused(&self, what: &str, why: &sandbox::Refused) -> ! {
        panic!("{} cannot {what}: {why}", self.client.name)
    }

    /// Writes a message, and returns its id.
    pub async fn writes(&self, place: impl Into<Place>, text: &str) -> Snowflake {
        self.writes_with_files(place, text, &[]).await
    }

    /// Writes a message with files, and returns its id.
    pub async fn writes_with_files(
        &self,
        place: impl Into<Place>,
        text: &str,
        files: &[(&str, &[u8])],
    ) -> Snowflake {
        let channel = self.channel(place).await;
        let written = self.client.say_with_files(channel, text, files);
        self.stage.idle().await;
        written.unwrap_or_else(|why| self.refused(&format!("write {text:?}"), &why))
    }

    /// Forwards a message, and returns the id of the new one.
    pub async fn forwards(&self, message: Snowflake, place: impl Into<Place>) -> Snowflake {
        let channel = self.channel(place).await;
        let forwarded = self.client.forward(message, channel);
        self.stage.idle().await;
        forwarded.unwrap_or_else(|why| self.refused("forward a message", &why))
    }

    /// Starts a poll, and returns the id of its message.
    pub async fn starts_poll(
        &self,
        place: impl Into<Place>,
        question: &str,
        answers: &[&str],
    ) -> Snowflake {
        let channel = self.channel(place).await;
        let started = self.client.start_poll(channel, question, answers);
        self.stage.idle().await;
        started.unwrap_or_else(|why| self.refused(&format!("start the poll {question:?}"), &why))
    }

    /// Sends a sticker, and returns the id of its message.
    pub async fn sends_sticker(&self, place: impl Into<Place>, name: &str) -> Snowflake {
        let channel = self.channel(place).await;
        let sent = self.client.send_sticker(channel, name);
        self.stage.idle().await;
        sent.unwrap_or_else(|why| self.refused(&format!("send the sticker {name:?}"), &why))
    }

    /// Sends a voice note of this many seconds, and returns the id of its message.
    pub async fn sends_voice_note(&self, place: impl Into<Place>, seconds: u32) -> Snowflake {
        let channel = self.channel(place).await;
        let sent = self.client.send_voice_note(channel, seconds);
        self.stage.idle().await;
        sent.unwrap_or_else(|why| self.refused("send a voice note", &why))
    }

    /// Replies to a message, and returns the id of the reply.
    pub async fn replies(&self, message: Snowflake, text: &str) -> Snowflake {
        let replied = self.client.reply(message, text);
        self.stage.idle().await;
        replied.unwrap_or_else(|why| self.refused(&format!("reply {text:?}"), &why))
    }

    /// Starts a post in a forum, and returns its id.
    pub async fn posts(&self, forum: &str, title: &str, text: &str) -> Snowflake {
        let posted = self.client.post(forum, title, text);
        self.stage.idle().await;
        posted.unwrap_or_else(|why| self.refused(&format!("post {title:?}"), &why))
    }

    /// Starts a thread on a message, and returns its id.
    pub async fn starts_thread(&self, message: Snowflake, name: &str) -> Snowflake {
        let started = self.client.start_thread(message, name);
        self.stage.idle().await;
        started.unwrap_or_else(|why| self.refused(&format!("start the thread {name:?}"), &why))
    }

    pub async fn edits(&self, message: Snowflake, text: &str) {
        let edited = self.client.edit(message, text);
        self.stage.idle().await;
        edited.unwrap_or_else(|why| self.refused(&format!("change a message to {text:?}"), &why));
    }

    pub async fn deletes(&self, place: impl Into<Place>) {
        let message = self.message(&place.into()).await;
        let deleted = self.client.delete(message);
        self.stage.idle().await;
        deleted.unwrap_or_else(|why| self.refused("delete a message", &why));
    }

    pub async fn reacts(&self, message: Snowflake, emoji: &str) {
        let reacted = self.client.react(message, emoji);
        self.stage.idle().await;
        reacted.unwrap_or_else(|why| self.refused(&format!("react with {emoji}"), &why));
    }

    /// Leaves the server.
    pub async fn leaves(&self) {
        let done = self.client.leave_server();
        self.moderated("leave", done).await;
    }

    /// Joins the server again, without roles.
    pub async fn joins(&self) {
        let done = self.client.join_server();
        self.moderated("join", done).await;
    }

    /// Kicks a member.
    pub async fn kicks(&self, member: &Person) {
        let done = self.client.kick(&member.client.name);
        self.moderated("kick a member", done).await;
    }

    /// Bans a member, and deletes what they wrote in the last hours.
    pub async fn bans(&self, member: &Person, delete_hours: u32) {
        let done = self.client.ban(&member.client.name, delete_hours);
        self.moderated("ban a member", done).await;
    }

    /// Gives a member a role.
    pub async fn gives_role(&self, member: &Person, role: &str) {
        let done = self.client.give_role(&member.client.name, role);
        self.moderated("give a role", done).await;
    }

    /// Takes a role from a member.
    pub async fn takes_role(&self, member: &Person, role: &str) {
        let done = self.client.take_role(&member.client.name, role);
        self.moderated("take a role", done).await;
    }

    /// Deletes a role of the server.
    pub async fn deletes_role(&self, role: &str) {
        let done = self.client.delete_role(role);
        self.moderated("delete a role", done).await;
    }

    /// Deletes a channel with its threads.
    pub async fn deletes_channel(&self, channel: &str) {
        let done = self.client.delete_channel(channel);
        self.moderated("delete a channel", done).await;
    }

    async fn moderated(&self, what: &str, done: Result<(), sandbox::Refused>) {
        self.stage.idle().await;
        done.unwrap_or_else(|why| self.refused(what, &why));
    }

    /// Chooses the language of their Discord client.
    pub fn speaks(&self, language: &str) {
        self.client.speaks(language).unwrap_or_else(|why| self.refused("choose a language", &why));
    }

    /// Opens a case from a message with the menu **Open case**.
    pub async fn flags(&self, message: Snowflake) -> Reply {
        self.reply("Open case", self.client.menu(message, "Open case").await).await
    }

    pub async fn adds_to_case(&self, message: Snowflake) -> Reply {
        self.reply("Add to case", self.client.menu(message, "Add to case").await).await
    }

    /// Writes a question in #help, from which max opens a case; returns the id of the message, and
    /// so of the thread.
    pub async fn opens_case(&self, text: &str) -> Snowflake {
        let message = self.writes("help", text).await;
        let max = self.stage.sandbox.person("max").at(self.guild());
        let answer = max.menu(message, "Open case").await;
        assert!(matches!(answer.kind, AnswerKind::Message { .. }), "{}", answer.text());
        self.stage.idle().await;
        message
    }

    /// Uses a command where this person uses commands: agents and leads in #desk, developers in
    /// #developers, everybody else in #general.
    pub async fn runs(&self, line: &str) -> Reply {
        self.runs_in(self.channel, line).await
    }

    /// Uses a command in a channel or thread.
    pub async fn runs_in(&self, place: impl Into<Place>, line: &str) -> Reply {
        let channel = self.channel(place).await;
        self.reply(line, self.client.command(channel, line).await).await
    }

    /// Uses a command that the client may hide or refuse: the bot has to check it by itself.
    pub async fn forces(&self, line: &str) -> Reply {
        self.forces_in(self.channel, line).await
    }

    /// The same in another channel.
    pub async fn forces_in(&self, channel: &str, line: &str) -> Reply {
        let answer = self.client.command_forced(channel, line).await;
        self.stage.idle().await;
        self.taken(answer).await
    }

    /// The suggestions for the last option of a command.
    pub async fn completes(&self, line: &str) -> Vec<String> {
        let choices = self.client.complete(self.channel, line).await;
        choices.into_iter().map(|choice| choice.name).collect()
    }

    /// Clicks a button: of a message, or in a channel of the newest message that has it.
    pub async fn clicks(&self, place: impl Into<Place>, button: &str) -> Reply {
        let message = self.message_with(place, button).await;
        self.reply(button, self.client.press(message, button).await).await
    }

    /// Clicks a button that may not be there any more.
    pub async fn tries_to_click(&self, place: impl Into<Place>, button: &str) -> Reply {
        let message = self.message(&place.into()).await;
        let answer = self.client.press(message, button).await;
        self.stage.idle().await;
        self.taken(answer).await
    }

    /// Chooses values in a menu of a message.
    pub async fn chooses(&self, place: impl Into<Place>, menu: &str, values: &[&str]) -> Reply {
        let message = self.message(&place.into()).await;
        self.reply(menu, self.client.choose(message, menu, values).await).await
    }

    /// Picks one entry of a message's menus: of the menu that has it, whatever it says on top.
    pub async fn picks(&self, place: impl Into<Place>, entry: &str) -> Reply {
        let message = self.message(&place.into()).await;
        let menu = self.stage.menu_with(message, entry);
        let menu = menu.unwrap_or_else(|| panic!("there is no entry {entry} in a menu there"));
        self.reply(entry, self.client.choose(message, &menu, &[entry]).await).await
    }

    /// Fills in a form and sends it. Fields that are left out keep what is in them.
    pub async fn submits(&self, form: &Form, fields: &[(&str, &str)]) -> Reply {
        self.reply(&form.title, self.client.submit(form, fields).await).await
    }

    async fn reply(&self, what: &str, answer: Answer) -> Reply {
        let name = &self.client.name;
        match &answer.kind {
            AnswerKind::Refused(why) => panic!("{name} cannot use {what}: {why}"),
            AnswerKind::None => panic!("the bot did not respond to {what} of {name}"),
            AnswerKind::Message { ephemeral, text, .. } => {
                assert!(ephemeral, "everybody sees the answer to {what} of {name}: {text}");
            }
            _ => {}
        }
        self.stage.idle().await;
        self.taken(answer).await
    }

    async fn taken(&self, answer: Answer) -> Reply {
        if let AnswerKind::Message { message_id, .. } = &answer.kind {
            let mut last = self.last_answer.lock().unwrap_or_else(PoisonError::into_inner);
            *last = Some(*message_id);
        }
        let text = self.stage.name_links(&answer.text()).await;
        Reply { answer, text }
    }

    /// What the person reads there.
    pub async fn sees(&self, place: impl Into<Place>) -> String {
        let place = place.into();
        let text = match &place {
            Place::Named(name) => self.client.sees(name.as_str()),
            Place::Id(id) if self.stage.sandbox.world(|world| world.channels.contains_key(id)) => {
                self.sees_without_joins(*id)
            }
            Place::TeamThread(_) => self.client.sees(self.channel(place).await),
            Place::Thread(case) => self.sees_thread(*case).await,
            Place::CardLine(case, line) => {
                line.of(&self.client.sees_message(self.message(&Place::Card(*case)).await))
            }
            _ => self.client.sees_message(self.message(&place).await),
        };
        self.stage.name_links(&text).await
    }

    /// A channel or thread without the lines that an agent was added to a public thread: they are
    /// in the thread of each case that is claimed.
    fn sees_without_joins(&self, channel: Snowflake) -> String {
        let text = self.client.sees(channel);
        let is_private = |world: &sandbox::World| world.channels[&channel].kind == PRIVATE_THREAD;
        if self.stage.sandbox.world(is_private) {
            return text;
        }
        let says_join = |line: &&str| {
            line.starts_with("* Switchboard added ") && line.ends_with(" to the thread.")
        };
        text.lines().filter(|line| !says_join(line)).collect::<Vec<_>>().join("\n")
    }

    /// The thread of a case after its opening; with a line in its place if others wrote before.
    async fn sees_thread(&self, case: i64) -> String {
        let text = self.sees_without_joins(self.channel(Place::Thread(case)).await);
        let opening = self.client.sees_message(self.message(&Place::Opening(case)).await);
        let text = text.replacen(&opening, "(opening)", 1);
        match text.split_once("(opening)") {
            Some((before, after)) if before.lines().all(|line| line.starts_with("* about")) => {
                after.trim_start_matches('\n').to_owned()
            }
            _ => text,
        }
    }

    /// The id of a channel or thread.
    pub async fn channel(&self, place: impl Into<Place>) -> Snowflake {
        let place = place.into();
        let map = async || Map::of(&self.stage).await;
        let id = match place {
            Place::Named(name) => return self.named(&name),
            Place::Newest(name) => return self.named(name),
            Place::Thread(case) => map().await.thread(self.guild(), case),
            Place::TeamThread(case) => map().await.card(self.guild(), case),
            Place::Report(bug) => map().await.report(self.guild(), bug),
            Place::Id(id) => id,
            other => panic!("{other:?} is no channel"),
        };
        self.client.channel(id).unwrap_or_else(|why| self.refused("go there", &why))
    }

    fn named(&self, name: &str) -> Snowflake {
        self.client.channel(name).unwrap_or_else(|why| self.refused("go there", &why))
    }

    /// The id of a message.
    pub async fn message(&self, place: &Place) -> Snowflake {
        let map = async || Map::of(&self.stage).await;
        match place {
            Place::Id(id) => *id,
            Place::Card(case) | Place::CardLine(case, _) => map().await.card(self.guild(), *case),
            Place::Report(bug) => map().await.report(self.guild(), *bug),
            Place::Request(number) => map().await.request(self.guild(), *number),
            Place::Board => self.stage.board(self.named("desk")),
            Place::Opening(case) => {
                let thread = map().await.thread(self.guild(), *case);
                let opening = self.stage.first_message_of_the_bot(thread);
                opening.unwrap_or_else(|| panic!("case #{case} has no opening"))
            }
            Place::LastAnswer => {
                let last = *self.last_answer.lock().unwrap_or_else(PoisonError::into_inner);
                last.unwrap_or_else(|| panic!("{} has no answer yet", self.client.name))
            }
            Place::Newest(_) | Place::Named(_) | Place::Thread(_) | Place::TeamThread(_) => {
                let channel = self.channel(place.clone()).await;
                let last = self.client.last_message(channel);
                last.unwrap_or_else(|| panic!("{} sees no message there", self.client.name))
            }
        }
    }

    /// The message itself, or in a channel the newest with this button.
    async fn message_with(&self, place: impl Into<Place>, button: &str) -> Snowflake {
        let place = place.into();
        let label = format!("[{button}]");
        let channel = match place {
            Place::Named(_) | Place::Thread(_) | Place::TeamThread(_) => self.channel(place).await,
            Place::Id(id) if !self.client.sees_message(id).contains(&label) => id,
            _ => return self.message(&place).await,
        };
        let found = self.client.finds(channel, &label);
        found.unwrap_or_else(|| panic!("{} sees no {label} there", self.client.name))
    }
}
