//! What people did, as the text of a test: the same words that a scenario in `tests/it` is written
//! in.

use std::collections::HashMap;
use std::fmt::Write as _;

use sandbox::{Action, Snowflake, World};

use crate::page::words;

/// A scenario that does the same again. Messages that nobody of these people wrote are found by
/// their first words.
pub(super) fn write(world: &World, actions: &[(Snowflake, Action)]) -> String {
    let mut scenario = Scenario { world, names: HashMap::new(), text: String::new() };
    for (person, action) in actions {
        // The sandbox itself has done that before the first scene.
        let setup = matches!(action, Action::Command { line, .. } if line.starts_with("/setup "));
        if !setup {
            scenario.line(*person, action);
        }
    }
    format!(
        "#[tokio::test]\nasync fn as_it_happened() {{\n    let scene = Scene::open().await;\n{}    scene.close().await;\n}}\n",
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
    /// Variables by the message that they hold.
    names: HashMap<Snowflake, String>,
    text: String,
}

impl Scenario<'_> {
    fn line(&mut self, person: Snowflake, action: &Action) {
        let who = self.world.users.get(&person).map_or("nobody", |user| user.username.as_str());
        let who = format!("scene.person({who:?})");
        let line = match action {
            Action::Say { channel, message, text, reply_to, files } => {
                let name = self.new_name(*message);
                let said = match (reply_to, files.is_empty()) {
                    (Some(target), _) => {
                        format!("{who}.reply({}, {text:?})", self.message(*channel, *target))
                    }
                    (None, true) => format!("{who}.say({}, {text:?})", self.place(*channel)),
                    (None, false) => {
                        let files: Vec<String> =
                            files.iter().map(|file| format!("({file:?}, b\"...\")")).collect();
                        format!(
                            "{who}.say_with_files({}, {text:?}, &[{}])",
                            self.place(*channel),
                            files.join(", ")
                        )
                    }
                };
                format!("let {name} = {said}.expect(\"written\");")
            }
            Action::Edit { channel, message, text } => {
                format!(
                    "{who}.edit({}, {text:?}).expect(\"changed\");",
                    self.message(*channel, *message)
                )
            }
            Action::Delete { channel, message } => {
                format!("{who}.delete({}).expect(\"deleted\");", self.message(*channel, *message))
            }
            Action::React { channel, message, emoji } => {
                format!(
                    "{who}.react({}, {emoji:?}).expect(\"reacted\");",
                    self.message(*channel, *message)
                )
            }
            Action::Unreact { channel, message, emoji } => {
                format!(
                    "{who}.unreact({}, {emoji:?}).expect(\"taken back\");",
                    self.message(*channel, *message)
                )
            }
            Action::Thread { channel, message, name } => {
                format!(
                    "{who}.start_thread({}, {name:?}).expect(\"started\");",
                    self.message(*channel, *message)
                )
            }
            Action::Post { channel, thread, title, text } => {
                let name = self.new_name(*thread);
                format!(
                    "let {name} = {who}.post({}, {title:?}, {text:?}).expect(\"posted\");",
                    self.place(*channel)
                )
            }
            Action::Menu { channel, message, command } => {
                format!("{who}.menu({}, {command:?}).await;", self.message(*channel, *message))
            }
            Action::Command { channel, line } => {
                format!("let answer = {who}.command({}, {line:?}).await;", self.place(*channel))
            }
            Action::Press { channel, message, label } => {
                format!(
                    "let answer = {who}.press({}, {label:?}).await;",
                    self.message(*channel, *message)
                )
            }
            Action::Choose { channel, message, menu, values } => {
                format!(
                    "let answer = {who}.choose({}, {menu:?}, &{values:?}).await;",
                    self.message(*channel, *message)
                )
            }
            Action::Submit { fields, .. } => {
                format!("let answer = {who}.submit(&answer.form(), &{fields:?}).await;")
            }
            Action::Speak { locale } => format!("{who}.speaks({locale:?}).expect(\"a language\");"),
            Action::Other { words, .. } => {
                format!("// {} {words}", words::name(self.world, person))
            }
        };
        let line = line.replace("\u{200b}", "");
        let _ = writeln!(self.text, "    {line}");
        if line.contains(".await;") && !self.opens_form(action) {
            let _ = writeln!(self.text, "    scene.idle().await;");
        }
    }

    /// Whether what follows needs the answer as it is: nothing but a form does.
    fn opens_form(&self, action: &Action) -> bool {
        matches!(action, Action::Press { label, .. } if label == "Escalate")
            || matches!(action, Action::Command { line, .. } if line.starts_with("/escalate"))
    }

    fn new_name(&mut self, message: Snowflake) -> String {
        let name = format!("message_{}", self.names.len() + 1);
        self.names.insert(message, name.clone());
        name
    }

    /// How a place is named: a channel by its name, a thread of a case by its number.
    fn place(&self, channel: Snowflake) -> String {
        match self.world.channels.get(&channel) {
            Some(found) if found.guild_id.is_none() => format!("{:?}", "dm"),
            Some(found) if found.thread.is_some() => match words::number(&found.name) {
                Some(number) => format!("\"#{number}\""),
                None => format!("{:?}", found.name),
            },
            Some(found) => format!("{:?}", found.name),
            None => format!("{:?}", "general"),
        }
    }

    /// A variable, or how the message is found.
    fn message(&self, channel: Snowflake, message: Snowflake) -> String {
        if let Some(name) = self.names.get(&message) {
            return name.clone();
        }
        let found = self.world.message(channel, message);
        let words = known_by(found.map_or("", |found| found.content.as_str()));
        let reader = found
            .and_then(|found| found.ephemeral_for)
            .and_then(|reader| self.world.users.get(&reader));
        let reader = reader.map_or("olaf", |reader| reader.username.as_str());
        format!(
            "scene.person({reader:?}).finds({}, {words:?}).expect(\"the message is there\")",
            self.place(channel)
        )
    }
}

/// Words by which a message is known again, in another community too: those of its first line that
/// name nobody, since ids are others there.
fn known_by(content: &str) -> String {
    let line = content.lines().next().unwrap_or_default();
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
        assert_eq!(known_by("#1 · It fails"), "#1 · It fails");
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
    scene.person("ana").speaks("de").expect("a language");
    let message_1 = scene.person("ana").say("help", "It \"fails\"").expect("written");
    scene.person("max").menu(message_1, "Open case").await;
    scene.idle().await;
    scene.person("max").press(scene.person("olaf").finds("desk", "#1 · It fails").expect("the message is there"), "Claim").await;
    scene.idle().await;
    scene.person("max").command("desk", "/tag name:export case:1").await;
    scene.idle().await;
    scene.close().await;
}
"##
        );
    }
}
