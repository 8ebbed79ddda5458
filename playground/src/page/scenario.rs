//! What people did, as the text of a test: the same words that a scenario in `tests/it` is written
//! in.

use std::collections::{BTreeSet, HashMap};
use std::fmt::Write as _;

use sandbox::world::Message;
use sandbox::{Action, Snowflake, World, sight};

use crate::page::words;

/// The people whom every scene has by name.
const CAST: [&str; 8] = ["ana", "ben", "caro", "max", "mia", "lea", "dora", "olaf"];

/// A scenario that does the same again. Messages that nobody of these people wrote are found by
/// what they are, or by their first words.
pub(super) fn write(world: &World, actions: &[(Snowflake, Action)]) -> String {
    let mut scenario =
        Scenario { world, people: BTreeSet::new(), names: HashMap::new(), text: String::new() };
    for (person, action) in actions {
        // The sandbox itself has done that before the first scene.
        let setup = matches!(action, Action::Command { line, .. } if line.starts_with("/setup "));
        if !setup {
            scenario.line(*person, action);
        }
    }
    scenario.checks();
    format!(
        "#[tokio::test]\nasync fn as_it_happened() {{\n    let scene = Scene::open().await;\n{}{}    scene.close().await;\n}}\n",
        scenario.cast(),
        only_used_names(&scenario.text)
    )
}

/// Takes away the names that nothing after them asks for.
fn only_used_names(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let mut kept = String::new();
    for (number, line) in lines.iter().enumerate() {
        let named = line.trim_start().strip_prefix("let ").and_then(|rest| rest.split_once(" = "));
        let shown = match named {
            Some((name, value)) if !is_used(name, &lines[number + 1..]) => format!("    {value}"),
            _ => (*line).to_owned(),
        };
        kept.push_str(&shown);
        kept.push('\n');
    }
    kept
}

/// Whether a line uses a name before the name is assigned again.
fn is_used(name: &str, lines: &[&str]) -> bool {
    let (given, asked) =
        (format!("let {name} = "), [format!("({name},"), format!("({name})"), format!("{name}.")]);
    for line in lines {
        if asked.iter().any(|words| line.contains(words.as_str())) {
            return true;
        }
        if line.contains(&given) {
            return false;
        }
    }
    false
}

struct Scenario<'world> {
    world: &'world World,
    /// Those who do something.
    people: BTreeSet<String>,
    /// Variables by the message that they hold.
    names: HashMap<Snowflake, String>,
    text: String,
}

impl Scenario<'_> {
    /// The lines that take the people out of the scene.
    fn cast(&self) -> String {
        let mut lines = String::new();
        let known: Vec<&str> =
            CAST.into_iter().filter(|name| self.people.contains(*name)).collect();
        if !known.is_empty() {
            let _ = writeln!(lines, "    let Scene {{ {}, .. }} = &scene;", known.join(", "));
        }
        for name in self.people.iter().filter(|name| !CAST.contains(&name.as_str())) {
            let _ = writeln!(lines, "    let {name} = &scene.somebody({name:?});");
        }
        lines
    }

    fn line(&mut self, person: Snowflake, action: &Action) {
        let who = self.name(person);
        let line = match action {
            Action::Say { channel, message, text, reply_to, files } => {
                let name = self.new_name(*message);
                let place = self.place(*channel);
                match (reply_to, files.is_empty()) {
                    (Some(target), _) => {
                        let target = self.message(*channel, *target);
                        let reply = format!("{who}.client.reply({target}, {text:?})");
                        format!("let {name} = {reply}.expect(\"written\");")
                    }
                    (None, true) => format!("let {name} = {who}.writes({place}, {text:?}).await;"),
                    (None, false) => {
                        let file = |file: &String| format!("({file:?}, b\"...\")");
                        let files = files.iter().map(file).collect::<Vec<_>>().join(", ");
                        let verb =
                            format!("{who}.writes_with_files({place}, {text:?}, &[{files}])");
                        format!("let {name} = {verb}.await;")
                    }
                }
            }
            Action::Edit { channel, message, text } => {
                format!("{who}.edits({}, {text:?}).await;", self.message(*channel, *message))
            }
            Action::Delete { channel, message } => {
                format!("{who}.deletes({}).await;", self.message(*channel, *message))
            }
            Action::React { channel, message, emoji } => {
                format!("{who}.reacts({}, {emoji:?}).await;", self.message(*channel, *message))
            }
            Action::Unreact { channel, message, emoji } => {
                let message = self.message(*channel, *message);
                format!("{who}.client.unreact({message}, {emoji:?}).expect(\"taken back\");")
            }
            Action::Thread { channel, message, name } => {
                let message = self.message(*channel, *message);
                format!("{who}.starts_thread({message}, {name:?}).await;")
            }
            Action::Post { channel, thread, title, text } => {
                let name = self.new_name(*thread);
                let forum = self.place(*channel);
                format!("let {name} = {who}.posts({forum}, {title:?}, {text:?}).await;")
            }
            Action::Menu { channel, message, command } if command == "Open case" => {
                format!("{who}.flags({}).await;", self.message(*channel, *message))
            }
            Action::Menu { channel, message, command } => {
                let message = self.message(*channel, *message);
                format!("{who}.client.menu({message}, {command:?}).await;")
            }
            Action::Command { channel, line } => {
                format!("let answer = {who}.runs_in({}, {line:?}).await;", self.place(*channel))
            }
            Action::Press { channel, message, label } => {
                let on = self.bearer(*channel, *message);
                format!("let answer = {who}.clicks({on}, {label:?}).await;")
            }
            Action::Choose { channel, message, menu, values } => {
                let on = self.bearer(*channel, *message);
                format!("let answer = {who}.chooses({on}, {menu:?}, &{values:?}).await;")
            }
            Action::Submit { fields, .. } => {
                format!("let answer = {who}.submits(&answer.form(), &{fields:?}).await;")
            }
            Action::Forward { .. }
            | Action::Poll { .. }
            | Action::Vote { .. }
            | Action::Sticker { .. }
            | Action::VoiceNote { .. }
            | Action::Proxy { .. }
            | Action::Moderate { .. } => self.beyond_text(&who, action),
            Action::Speak { locale } => format!("{who}.speaks({locale:?});"),
            Action::Other { words, .. } => {
                format!("// {} {words}", words::name(self.world, person))
            }
        };
        let _ = writeln!(self.text, "    {}", line.replace('\u{200b}', ""));
    }

    /// What the cards and reports show in the end, without what differs each time: times, links and
    /// numbers of people.
    fn checks(&mut self) {
        let Some(reader) = self.world.user_named("olaf").map(|olaf| olaf.id) else { return };
        let posts = self.world.messages.values().flat_map(|messages| messages.values());
        let shown: Vec<(String, Vec<String>)> = posts
            .filter(|post| post.author_id == self.world.bot_id && post.ephemeral_for.is_none())
            .filter_map(|post| Some((self.post(post)?, steady_lines(self.world, reader, post))))
            .collect();
        for (place, lines) in shown {
            let who = self.name(reader);
            let _ = writeln!(self.text, "    let seen = {who}.sees({place}).await;");
            for line in lines {
                let _ = writeln!(self.text, "    assert!(seen.contains({line:?}), \"{{seen}}\");");
            }
        }
    }

    /// How a post of the bot is named: the card of a case, in a channel and with buttons.
    fn post(&self, post: &Message) -> Option<String> {
        let channel = self.world.channels.get(&post.channel_id)?;
        let is_card = channel.thread.is_none()
            && post.content.starts_with('#')
            && !post.components.is_empty();
        words::number(&post.content).filter(|_| is_card).map(|case| format!("card({case})"))
    }

    /// The variable that holds a person.
    fn name(&mut self, person: Snowflake) -> String {
        let found = self.world.users.get(&person);
        let name = found.map_or("nobody", |user| user.username.as_str()).to_owned();
        self.people.insert(name.clone());
        name
    }

    fn new_name(&mut self, message: Snowflake) -> String {
        let name = format!("message_{}", self.names.len() + 1);
        self.names.insert(message, name.clone());
        name
    }

    /// An action that is more than text, as a call of the client.
    fn beyond_text(&mut self, who: &str, action: &Action) -> String {
        let place = action.channel().map_or_else(String::new, |channel| self.client_place(channel));
        let call = match action {
            Action::Forward { from, forwarded, .. } => {
                format!("forward({}, {place})", self.message(*from, *forwarded))
            }
            Action::Poll { question, answers, .. } => {
                format!("start_poll({place}, {question:?}, &{answers:?})")
            }
            Action::Vote { channel, message, answers } => {
                format!("vote({}, &{answers:?})", self.message(*channel, *message))
            }
            Action::Sticker { name, .. } => format!("send_sticker({place}, {name:?})"),
            Action::VoiceNote { seconds, .. } => format!("send_voice_note({place}, {seconds})"),
            Action::Proxy { name, text, .. } => {
                format!("say_proxied({place}, {name:?}, {text:?})")
            }
            Action::Moderate { call, .. } => call.clone(),
            _ => String::new(),
        };
        let done = format!("{who}.client.{call}.expect(\"done\");");
        match action {
            Action::Vote { .. } | Action::Moderate { .. } => done,
            Action::Proxy { message, .. } => {
                format!("let (_, {}) = {done}", self.new_name(*message))
            }
            _ => match action.message() {
                Some(message) => format!("let {} = {done}", self.new_name(message)),
                None => done,
            },
        }
    }

    /// How the client names a place.
    fn client_place(&self, channel: Snowflake) -> String {
        match self.world.channels.get(&channel) {
            Some(found) if found.thread.is_some() => match words::number(&found.name) {
                Some(case) => format!("\"#{case}\""),
                None => format!("{:?}", found.name),
            },
            _ => self.place(channel),
        }
    }

    /// How a place is named: a channel by its name, a thread of a case by its number.
    fn place(&self, channel: Snowflake) -> String {
        match self.world.channels.get(&channel) {
            Some(found) if found.guild_id.is_none() => format!("{:?}", "dm"),
            Some(found) if found.thread.is_some() => match words::number(&found.name) {
                Some(case) if self.hangs_on_the_bot(found.id) => format!("team_thread({case})"),
                Some(case) => format!("thread({case})"),
                None => format!("{:?}", found.name),
            },
            Some(found) => format!("{:?}", found.name),
            None => format!("{:?}", "general"),
        }
    }

    /// Whether a thread was started on a message of the bot with buttons, such as a card.
    fn hangs_on_the_bot(&self, thread: Snowflake) -> bool {
        let channel = self.world.channel_of(thread);
        let starter = channel.and_then(|channel| self.world.message(channel, thread));
        starter.is_some_and(|starter| {
            starter.author_id == self.world.bot_id && !starter.components.is_empty()
        })
    }

    /// Where a button or a menu is: a card, an answer, or the channel in which it is the newest.
    fn bearer(&self, channel: Snowflake, message: Snowflake) -> String {
        let Some(found) = self.world.message(channel, message) else { return self.place(channel) };
        if found.ephemeral_for.is_some() {
            return "last_answer()".to_owned();
        }
        let is_text = self.world.channels.get(&channel).is_some_and(|found| found.thread.is_none());
        match words::number(&found.content) {
            Some(case) if is_text && found.content.starts_with('#') => format!("card({case})"),
            _ => self.place(channel),
        }
    }

    /// A variable, or how the message is found.
    fn message(&mut self, channel: Snowflake, message: Snowflake) -> String {
        if let Some(name) = self.names.get(&message) {
            return name.clone();
        }
        let found = self.world.message(channel, message);
        let words = known_by(found.map_or("", |found| found.content.as_str()));
        let reader = found.and_then(|found| found.ephemeral_for);
        let olaf = self.world.user_named("olaf").map_or(0, |user| user.id);
        let (reader, place) = (self.name(reader.unwrap_or(olaf)), self.place(channel));
        let found = format!("{reader}.client.finds({place}, {words:?})");
        format!("{found}.expect(\"the message is there\")")
    }
}

/// The lines of a message that read the same whenever the same is done.
fn steady_lines(world: &World, reader: Snowflake, message: &Message) -> Vec<String> {
    let text = sight::message(world, reader, message);
    let is_steady = |line: &&str| {
        !["now", "ago", " in ", "](", "Opened"].iter().any(|word| line.contains(word))
    };
    text.lines()
        .filter(is_steady)
        .map(|line| line.trim_start_matches([' ', '│']).replace(" (edited)", ""))
        .filter(|line| !line.trim().is_empty() && !line.starts_with(['[', '<', '↳']))
        .collect()
}

/// Words by which a message is known again, in another community too: those of its first line that
/// name nobody, since ids are others there.
fn known_by(content: &str) -> String {
    let line = content.lines().next().unwrap_or_default();
    // The title of a case changes, for example when its texts are erased; its number stays.
    if line.starts_with('#')
        && let Some(case) = words::number(line)
    {
        return format!("#{case} ·");
    }
    let parts = line
        .split(['<', '>', '\\'])
        .filter(|part| !part.starts_with(['@', '#', ':']) || line.starts_with(part));
    let longest = parts.max_by_key(|part| part.trim().len()).unwrap_or_default();
    longest.trim().chars().take(24).collect::<String>().trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use sandbox::world::NewMessage;

    #[test]
    fn a_message_is_known_by_words_that_name_nobody() {
        assert_eq!(
            known_by("<@1573902367131172865>, this is the answer of <@12>:\n> Try it"),
            ", this is the answer of"
        );
        assert_eq!(known_by("#1 · It fails"), "#1 ·");
        assert_eq!(known_by("#12 · A question (erased)"), "#12 ·");
        assert_eq!(known_by(""), "");
    }

    #[test]
    fn actions_read_like_a_scenario() {
        let mut world = World::community();
        let (ana, max) =
            (world.user_named("ana").expect("ana").id, world.user_named("max").expect("max").id);
        let (help, desk) = (
            world.channel_named("help").expect("help").id,
            world.channel_named("desk").expect("desk").id,
        );
        let message =
            world.post_message(ana, help, NewMessage::text("It \"fails\"")).expect("written");
        let card = world
            .post_message(world.bot_id, desk, NewMessage::text("#1 · It fails"))
            .expect("written");
        let actions = [
            (ana, Action::Speak { locale: "de".into() }),
            (
                ana,
                Action::Say {
                    channel: help,
                    message,
                    text: "It \"fails\"".into(),
                    reply_to: None,
                    files: Vec::new(),
                },
            ),
            (max, Action::Menu { channel: help, message, command: "Open case".into() }),
            (max, Action::Press { channel: desk, message: card, label: "Claim".into() }),
            (max, Action::Command { channel: desk, line: "/tag name:export case:1".into() }),
        ];
        assert_eq!(
            write(&world, &actions),
            r##"#[tokio::test]
async fn as_it_happened() {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    ana.speaks("de");
    let message_1 = ana.writes("help", "It \"fails\"").await;
    max.flags(message_1).await;
    max.clicks(card(1), "Claim").await;
    max.runs_in("desk", "/tag name:export case:1").await;
    scene.close().await;
}
"##
        );
    }
}
