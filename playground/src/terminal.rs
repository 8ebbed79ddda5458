//! People by plain lines: `ana in #help: it fails`, `max flags 1`, `look #help as ana`.
//!
//! Text in, text out: the caller prints. Messages are numbered as they are shown, and lines name
//! them by that number. The terminal knows Discord, but nothing about the bot: `max claims 1` is
//! `/claim case:1` because the bot registered a command of that name.

mod beyond;
mod fit;
mod line;
mod news;
mod phrase;
mod words;

use std::collections::BTreeMap;

use sandbox::interaction::registry::{self, command_kind};
use sandbox::world::{Command, Message, kind};
use sandbox::{
    Answer, AnswerKind, Form, Person, Refused, Sandbox, Snowflake, World, locale, sight,
};

use beyond::Beyond;
use line::Which;
use news::{News, Order};
use phrase::{Phrase, Verb};

/// The menu command that `flags` uses, if the bot has it; else it uses the first there is.
const FLAG_COMMAND: &str = "Open case";

/// A form that is being filled in, line by line.
#[derive(Debug)]
struct OpenForm {
    person: Person,
    form: Form,
    filled: Vec<(String, String)>,
}

/// Plain lines for one sandbox.
#[derive(Debug)]
pub struct Terminal {
    sandbox: Sandbox,
    news: News,
    /// Where each person was last.
    places: BTreeMap<Snowflake, Snowflake>,
    open: Option<OpenForm>,
    finished: bool,
}

impl Terminal {
    /// A terminal that shows what happens from now on.
    pub fn new(sandbox: &Sandbox) -> Self {
        let news = sandbox.world(News::from_now_on);
        Self {
            sandbox: sandbox.clone(),
            news,
            places: BTreeMap::new(),
            open: None,
            finished: false,
        }
    }

    /// Whether `quit` was said.
    pub fn finished(&self) -> bool {
        self.finished
    }

    /// What to show before a line is typed: the field of an open form, or nothing.
    pub fn prompt(&self) -> String {
        self.open.as_ref().and_then(OpenForm::question).unwrap_or_default()
    }

    /// Does what a line says, and returns what there is to read: what changed in the channels, and
    /// the answer.
    pub async fn perform(&mut self, line: &str) -> String {
        let said = self.answer(line).await;
        self.with_news(&said)
    }

    /// Does what a line says, and returns the answer alone. For programs that show later, by
    /// [`Terminal::fresh`], what it led to.
    pub async fn answer(&mut self, line: &str) -> String {
        let line = line.trim();
        if self.open.is_some() {
            return self.fill(line).await;
        }
        if line.is_empty() {
            return String::new();
        }
        match phrase::read(line) {
            Phrase::Help => words::HELP.to_owned(),
            Phrase::Quit => {
                self.finished = true;
                "Bye!".to_owned()
            }
            Phrase::People => self.people(),
            Phrase::Channels => self.channels(),
            Phrase::Commands => self.commands(),
            Phrase::Look { place, person } => self.look(&place, person.as_deref()),
            Phrase::Other { app, rest } => match beyond::post_as_other(&self.sandbox, app, &rest) {
                Some(Ok(())) => String::new(),
                Some(Err(Refused(why))) => why,
                None => words::unclear(line),
            },
            Phrase::Server { language } => self.set_server_language(&language),
            Phrase::Do { person, verb } => match self.sandbox.find_person(&person) {
                Some(person) => self.act(&person, verb).await.unwrap_or_else(|Refused(why)| why),
                None => words::nobody(&person, &self.names()),
            },
            Phrase::Unclear => words::unclear(line),
        }
    }

    /// Waits until something is new in any channel, and returns it. Can be dropped and called again
    /// at any time.
    pub async fn news(&mut self) -> String {
        let mut changes = self.sandbox.watch_changes();
        loop {
            changes.borrow_and_update();
            let fresh = self.fresh();
            if !fresh.is_empty() || changes.changed().await.is_err() {
                return fresh;
            }
        }
    }

    /// What is new in any channel since it was last asked for; empty if nothing is.
    pub fn fresh(&mut self) -> String {
        let Self { sandbox, news, .. } = self;
        sandbox.world(|world| news.read(world, Order::Time))
    }

    /// The same, one channel after the other: what a bot does in several channels at once always
    /// reads the same.
    pub fn fresh_by_channel(&mut self) -> String {
        let Self { sandbox, news, .. } = self;
        sandbox.world(|world| news.read(world, Order::Channel))
    }

    fn with_news(&mut self, said: &str) -> String {
        let fresh = self.fresh();
        let parts = [fresh.as_str(), said];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
    }

    async fn act(&mut self, person: &Person, verb: Verb) -> Result<String, Refused> {
        match verb {
            Verb::Say { place, text } => {
                let place = self.place(person, place.as_deref())?;
                if text.starts_with('/') {
                    return Ok(self
                        .read_answer(person, person.command(place, &text).await, &[])
                        .await);
                }
                let text = self.sandbox.world(|world| phrase::with_mentions(world, person, &text));
                person.say(place, &text)?;
                Ok(String::new())
            }
            Verb::Post { place, title, text } => {
                person.post(place, &title, &text)?;
                Ok(String::new())
            }
            Verb::Reply { number, text } => {
                self.on(person, number, |message| person.reply(message, &text).map(drop))
            }
            Verb::Edit { number, text } => {
                self.on(person, number, |message| person.edit(message, &text))
            }
            Verb::Delete { number } => self.on(person, number, |message| person.delete(message)),
            Verb::React { emoji, number } => {
                self.on(person, number, |message| person.react(message, &emoji))
            }
            Verb::Unreact { emoji, number } => {
                self.on(person, number, |message| person.unreact(message, &emoji))
            }
            Verb::Thread { number, name } => {
                self.on(person, number, |message| person.start_thread(message, &name).map(drop))
            }
            Verb::Menu { command, number } => {
                let message = self.message(person, number, fit::said)?;
                let command = command.unwrap_or_else(|| self.flag_command());
                Ok(self.read_answer(person, person.menu(message, &command).await, &[]).await)
            }
            Verb::Press { label, number } => {
                let message = self.message(person, number, fit::has_button(&label))?;
                Ok(self.read_answer(person, person.press(message, &label).await, &[]).await)
            }
            Verb::Choose { values, menu, number } => {
                let message = self.message(person, number, fit::has_menu)?;
                let menu = match menu {
                    Some(menu) => menu,
                    None => self.sandbox.world(|world| fit::only_menu(world, message))?,
                };
                let values: Vec<&str> = values.iter().map(String::as_str).collect();
                Ok(self
                    .read_answer(person, person.choose(message, &menu, &values).await, &[])
                    .await)
            }
            Verb::Speak { language } => {
                person.speaks(&language)?;
                let locale = self.sandbox.world(|world| world.locale_of(person.id).to_owned());
                Ok(words::speaks(&person.name, &locale))
            }
            Verb::Beyond(beyond) => {
                let channel = match beyond.place() {
                    Some(place) => self.place(person, place)?,
                    None => 0,
                };
                let fits = if matches!(beyond, Beyond::Forward { .. }) {
                    fit::said
                } else {
                    fit::has_poll
                };
                let message =
                    beyond.number().map_or(Ok(0), |number| self.message(person, number, fits))?;
                beyond.perform(person, channel, message)?;
                Ok(String::new())
            }
            Verb::Short { verb, number, rest } => self.short(person, &verb, &number, &rest).await,
        }
    }

    /// `max tags 1 billing`: the command of that name with `case:1`, and the rest for the first
    /// option that is needed.
    async fn short(
        &mut self,
        person: &Person,
        verb: &str,
        number: &str,
        rest: &str,
    ) -> Result<String, Refused> {
        let place = self.place(person, None)?;
        let found = self.sandbox.world(|world| {
            let guild = world.guild_of(place);
            let named =
                |name: &String| registry::meant(world, guild, command_kind::SLASH, name, person.id);
            phrase::stems(verb).iter().find_map(named).map(|command| command.definition.clone())
        });
        let Some(definition) = found else {
            return Err(Refused(words::unknown_verb(&person.name, verb)));
        };
        let name = definition["name"].as_str().unwrap_or_default();
        let short = phrase::complete(&definition, number, rest)
            .ok_or_else(|| Refused(words::no_case(name)))?;
        let answer = person.command(place, &short.line).await;
        let fields: Vec<(&str, &str)> =
            short.fields.iter().map(|(field, text)| (field.as_str(), text.as_str())).collect();
        Ok(self.read_answer(person, answer, &fields).await)
    }

    /// The words for an answer. A form is filled in with `fields` at once if there are any, else
    /// asked for line by line.
    async fn read_answer(
        &mut self,
        person: &Person,
        answer: Answer,
        fields: &[(&str, &str)],
    ) -> String {
        match &answer.kind {
            AnswerKind::Form(form) if !fields.is_empty() => {
                let submitted = person.submit(form, fields).await;
                self.short_words(&submitted)
            }
            AnswerKind::Form(form) => {
                let open =
                    OpenForm { person: person.clone(), form: form.clone(), filled: Vec::new() };
                let text = format!("{}\n{}", form.text(), words::FORM_HINT);
                let question = open.question().unwrap_or_default();
                self.open = Some(open);
                format!("{text}\n{question}")
            }
            _ => self.short_words(&answer),
        }
    }

    /// Messages are shown as news, with their number; only what is no message needs words.
    fn short_words(&self, answer: &Answer) -> String {
        match &answer.kind {
            AnswerKind::Message { .. } | AnswerKind::Updated => String::new(),
            AnswerKind::Refused(why) => why.clone(),
            AnswerKind::None => words::NO_RESPONSE.to_owned(),
            _ => answer.text(),
        }
    }

    /// Takes a line for the open form.
    async fn fill(&mut self, line: &str) -> String {
        let Some(mut open) = self.open.take() else { return String::new() };
        if line == "cancel" || line == "quit" {
            self.finished = line == "quit";
            return "Closed the form. Nothing was sent.".to_owned();
        }
        let pairs = phrase::pairs(line);
        let all_known =
            !pairs.is_empty() && pairs.iter().all(|(name, _)| open.form.field(name).is_some());
        if all_known {
            open.filled.extend(pairs);
        } else if let Some(field) = open.form.fields.get(open.filled.len()) {
            let kept = field.value.clone().unwrap_or_default();
            let text = if line.is_empty() || line == "-" { kept } else { line.to_owned() };
            open.filled.push((field.custom_id.clone(), text));
        }
        if !all_known && let Some(question) = open.question() {
            self.open = Some(open);
            return question;
        }
        let fields: Vec<(&str, &str)> =
            open.filled.iter().map(|(field, text)| (field.as_str(), text.as_str())).collect();
        let answer = open.person.submit(&open.form, &fields).await;
        if let AnswerKind::Refused(why) = &answer.kind {
            let why = why.clone();
            open.filled.clear();
            let question = open.question().unwrap_or_default();
            self.open = Some(open);
            return format!("{why} Try again, or type cancel.\n{question}");
        }
        let person = open.person.clone();
        Box::pin(self.read_answer(&person, answer, &[])).await
    }

    fn on(
        &self,
        person: &Person,
        which: Which,
        act: impl FnOnce(Snowflake) -> Result<(), Refused>,
    ) -> Result<String, Refused> {
        act(self.message(person, which, fit::said)?)?;
        Ok(String::new())
    }

    fn message(
        &self,
        person: &Person,
        which: Which,
        fits: impl Fn(&World, &Message) -> bool,
    ) -> Result<Snowflake, Refused> {
        self.sandbox.world(|world| fit::message(&self.news, world, person.id, which, fits))
    }

    /// The number under which a message is shown, for programs that print it themselves.
    pub fn number_of(&self, message: Snowflake) -> Option<usize> {
        self.news.number(message)
    }

    /// The channel a line is about: the one it names, else where the person was last, else the
    /// first it may write in.
    fn place(&mut self, person: &Person, name: Option<&str>) -> Result<Snowflake, Refused> {
        let channel = match (name, self.places.get(&person.id)) {
            (Some(name), _) => person.channel(name)?,
            (None, Some(last)) => *last,
            (None, None) => self
                .sandbox
                .world(|world| {
                    let guild = world.guilds.get(&person.guild?)?;
                    let channels = guild.channels.iter().filter_map(|id| world.channels.get(id));
                    let open = channels.filter(|channel| {
                        channel.kind == kind::TEXT && world.sees(person.id, channel.id)
                    });
                    open.min_by_key(|channel| (channel.position, channel.id))
                        .map(|channel| channel.id)
                })
                .ok_or_else(|| Refused(format!("{} can't see any channels.", person.name)))?,
        };
        self.places.insert(person.id, channel);
        Ok(channel)
    }

    fn flag_command(&self) -> String {
        self.sandbox.world(|world| {
            let menus: Vec<&str> = world
                .commands
                .iter()
                .filter(|known| known.kind() == command_kind::MESSAGE)
                .map(Command::name)
                .collect();
            let known = menus.contains(&FLAG_COMMAND) || menus.is_empty();
            if known { FLAG_COMMAND.to_owned() } else { menus[0].to_owned() }
        })
    }

    fn names(&self) -> Vec<String> {
        self.sandbox.world(|world| {
            world
                .users
                .values()
                .filter(|user| !user.bot)
                .map(|user| user.username.clone())
                .collect()
        })
    }

    /// The language of every community here; there is one, except in tests.
    fn set_server_language(&self, language: &str) -> String {
        let Some(locale) = locale::find(language) else { return locale::no_such(language) };
        self.sandbox.change(|world| {
            let guilds: Vec<Snowflake> = world.guilds.keys().copied().collect();
            for guild in guilds {
                world.set_preferred_locale(guild, locale);
            }
        });
        words::speaks("The server", locale)
    }

    fn people(&self) -> String {
        self.sandbox.world(|world| {
            let mut lines = Vec::new();
            for guild in world.guilds.values() {
                lines.push(format!("{}:", guild.name));
                for member in guild.members.values() {
                    let roles = member.roles.iter().filter_map(|role| guild.roles.get(role));
                    let mut titles: Vec<&str> = roles.map(|role| role.name.as_str()).collect();
                    if guild.owner_id == member.user_id {
                        titles.push("owner");
                    }
                    let titles =
                        if titles.is_empty() { "member".to_owned() } else { titles.join(", ") };
                    let locale = world.locale_of(member.user_id);
                    let speaks = if locale == locale::DEFAULT {
                        String::new()
                    } else {
                        format!(", speaks {}", locale::language(locale))
                    };
                    lines.push(format!(
                        "  {} ({titles}{speaks})",
                        sight::name(world, member.user_id)
                    ));
                }
            }
            lines.join("\n")
        })
    }

    fn channels(&self) -> String {
        self.sandbox.world(|world| {
            let mut lines = Vec::new();
            for guild in world.guilds.values() {
                lines.push(format!("{}:", guild.name));
                for channel in guild.channels.iter().filter_map(|id| world.channels.get(id)) {
                    let count = world.messages.get(&channel.id).map_or(0, BTreeMap::len);
                    let what = match channel.kind {
                        kind::FORUM | kind::MEDIA => "forum".to_owned(),
                        kind::CATEGORY => "category".to_owned(),
                        _ => format!("{count} message{}", if count == 1 { "" } else { "s" }),
                    };
                    lines.push(format!("  #{} ({what})", channel.name));
                    let threads =
                        guild.active_threads.iter().filter_map(|id| world.channels.get(id));
                    let own = threads.filter(|thread| thread.parent_id == Some(channel.id));
                    lines.extend(own.map(|thread| format!("    ↳ {}", thread.name)));
                }
            }
            lines.join("\n")
        })
    }

    fn commands(&self) -> String {
        self.sandbox.world(|world| {
            let mut lines: Vec<String> = world
                .commands
                .iter()
                .map(|command| {
                    let about = command.definition["description"].as_str().unwrap_or_default();
                    match command.kind() {
                        command_kind::SLASH => format!("  /{}  {about}", command.name()),
                        _ => format!("  {} (in a message's menu)", command.name()),
                    }
                })
                .collect();
            lines.sort();
            lines.dedup();
            if lines.is_empty() { words::NO_COMMANDS.to_owned() } else { lines.join("\n") }
        })
    }

    fn look(&mut self, place: &str, person: Option<&str>) -> String {
        let person = match person {
            Some(name) => {
                self.sandbox.find_person(name).ok_or_else(|| words::nobody(name, &self.names()))
            }
            None => self.owner().ok_or_else(|| words::unclear("look")),
        };
        let shown = person.and_then(|person| {
            let channel = person.channel(place).map_err(|Refused(why)| why)?;
            let Self { sandbox, news, .. } = self;
            Ok(sandbox.world(|world| news.look(world, person.id, channel)))
        });
        shown.unwrap_or_else(|why| why)
    }

    fn owner(&self) -> Option<Person> {
        let owner = self.sandbox.world(|world| {
            let guild = world.guilds.values().next()?;
            Some(sight::name(world, guild.owner_id).to_owned())
        });
        self.sandbox.find_person(&owner?)
    }
}

impl OpenForm {
    fn question(&self) -> Option<String> {
        let field = self.form.fields.get(self.filled.len())?;
        let example = field.placeholder.as_deref().filter(|_| field.value.is_none());
        let hints: Vec<&str> = field.description.as_deref().into_iter().chain(example).collect();
        let hint = match &field.value {
            _ if !hints.is_empty() => format!(" ({})", hints.join(" ")),
            None if !field.required => " (optional)".to_owned(),
            _ => String::new(),
        };
        let value = field.value.as_ref().map(|value| format!(" [{value}]")).unwrap_or_default();
        Some(format!("{}{hint}{value}:", field.label))
    }
}
