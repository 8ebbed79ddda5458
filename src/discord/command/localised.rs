//! The words of commands: what they, their options and what these offer are called and described as
//! in every language. They stand in the files of words, under "Commands", "Options", and "What is
//! on offer in an option".

use std::{borrow::Cow, mem, sync::Arc};

use fluent_bundle::FluentArgs;
use poise::serenity_prelude as serenity;
use strum::VariantArray;

use crate::{desk::Error, domain::Language};

use crate::discord::{bot::Bot, command::context::Command, view::words::look_up};

type Parameter = poise::CommandParameter<Arc<Bot>, Error>;
/// By what Discord calls the languages.
type Localisations = Cow<'static, [(Cow<'static, str>, Cow<'static, str>)]>;

/// The same commands, with their words.
pub(super) fn localised(commands: Vec<Command>) -> Vec<Command> {
    commands.into_iter().map(|command| in_words(command, "command")).collect()
}

/// As Discord is told of them.
pub(super) fn definitions(commands: &[Command]) -> Vec<serenity::CreateCommand> {
    commands
        .iter()
        .filter_map(|command| command.create_as_slash_command().or_else(|| menu(command)))
        .collect()
}

/// A message's menu. poise leaves out what it is called in other languages.
fn menu(command: &Command) -> Option<serenity::CreateCommand> {
    let menu = command.create_as_context_menu_command()?;
    let localised = command.name_localizations.iter();
    Some(
        localised
            .fold(menu, |menu, (locale, name)| menu.name_localized(locale.as_ref(), name.as_ref())),
    )
}

fn in_words(mut command: Command, whole: &str) -> Command {
    let id = format!("{whole}-{}", in_the_file(&command.name));
    command.name_localizations = others(&id);
    let description = format!("{id}.description");
    command.description = english(&description);
    command.description_localizations = others(&description);
    for parameter in &mut command.parameters {
        describe(parameter, &id);
    }
    command.subcommands =
        mem::take(&mut command.subcommands).into_iter().map(|part| in_words(part, &id)).collect();
    command
}

fn describe(parameter: &mut Parameter, command: &str) {
    let id = format!("option-{}", in_the_file(&parameter.name));
    parameter.name_localizations = others(&id);
    let description = description_of(command, &parameter.name);
    parameter.description = english(&description);
    parameter.description_localizations = others(&description);
    for choice in parameter.choices.to_mut() {
        let id = format!("choice-{}", in_the_file(&choice.name));
        choice.localizations = others(&id);
        choice.name = english(&id).unwrap_or_else(|| mem::take(&mut choice.name));
    }
}

/// An option is described with its command, or once for all commands.
fn description_of(command: &str, option: &str) -> String {
    let option = in_the_file(option);
    let own = format!("{command}.{option}");
    if english(&own).is_some() { own } else { format!("option-{option}.description") }
}

/// What the files of words call something that the code calls `NoReply`, `keep_texts` or
/// `my-cases`.
fn in_the_file(name: &str) -> String {
    let mut id = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !id.is_empty() {
            id.push('-');
        }
        id.push(if letter == '_' { '-' } else { letter.to_ascii_lowercase() });
    }
    id
}

fn english(id: &str) -> Option<Cow<'static, str>> {
    look_up(Language::English, id, &FluentArgs::new()).map(Cow::Owned)
}

/// The words in all languages but English, which Discord shows to everybody else.
fn others(id: &str) -> Localisations {
    let others =
        Language::VARIANTS.iter().copied().filter(|language| *language != Language::English);
    let words = others.filter_map(|language| {
        Some((language.into_str().into(), look_up(language, id, &FluentArgs::new())?.into()))
    });
    words.collect::<Vec<_>>().into()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use regex::Regex;
    use serde_json::Value;

    use super::*;
    use crate::discord::command::{all, definitions};

    fn file(language: Language) -> &'static str {
        match language {
            Language::English => include_str!("../view/words/en.ftl"),
            Language::German => include_str!("../view/words/de.ftl"),
        }
    }

    /// The words that stand in a file for commands: `message`, and `message.attribute`.
    fn in_file(language: Language) -> BTreeSet<String> {
        let (_, part) = file(language).split_once("\n## Commands").expect("the words of commands");
        let (part, _) =
            part.split_once("\n## What a command or a button has done").expect("other words");
        let mut message = "";
        let mut found = BTreeSet::new();
        for (name, _) in part.lines().filter_map(|line| line.split_once(" = ")) {
            let id = match name.strip_prefix("    .") {
                Some(attribute) => format!("{message}.{attribute}"),
                None => {
                    message = name;
                    name.to_owned()
                }
            };
            assert!(found.insert(id), "{name} is there twice in {}", language.into_str());
        }
        found
    }

    /// The words that a command and all in it need.
    fn needed(command: &Command, whole: &str, into: &mut BTreeSet<String>) {
        let id = format!("{whole}-{}", in_the_file(&command.name));
        if command.context_menu_action.is_none() {
            into.insert(format!("{id}.description"));
            for parameter in &command.parameters {
                into.insert(format!("option-{}", in_the_file(&parameter.name)));
                into.insert(description_of(&id, &parameter.name));
            }
        }
        command.subcommands.iter().for_each(|part| needed(part, &id, into));
        into.insert(id);
    }

    #[test]
    fn every_language_has_the_words_of_commands_and_no_others() {
        let mut wanted = BTreeSet::new();
        all().iter().for_each(|command| needed(command, "command", &mut wanted));
        for &language in Language::VARIANTS {
            let (choices, rest): (BTreeSet<String>, BTreeSet<String>) =
                in_file(language).into_iter().partition(|id| id.starts_with("choice-"));
            assert_eq!(rest, wanted, "{}", language.into_str());
            let offered: BTreeSet<String> = choices
                .iter()
                .map(|id| look_up(language, id, &FluentArgs::new()).expect("words"))
                .collect();
            let shown: BTreeSet<String> =
                registered().iter().flat_map(|command| choices_of(command, language)).collect();
            assert_eq!(offered, shown, "{}", language.into_str());
        }
    }

    fn registered() -> Vec<Value> {
        definitions()
            .into_iter()
            .map(|command| serde_json::to_value(command).expect("JSON"))
            .collect()
    }

    fn parts<'a>(of: &'a Value, kind: &str) -> impl Iterator<Item = &'a Value> {
        of[kind].as_array().into_iter().flatten()
    }

    /// What a speaker of a language reads.
    fn read(of: &Value, kind: &str, language: Language) -> String {
        let text = match language {
            Language::English => &of[kind],
            other => &of[format!("{kind}_localizations")][other.into_str()],
        };
        text.as_str()
            .unwrap_or_else(|| panic!("no {kind} in {} for {of}", language.into_str()))
            .to_owned()
    }

    fn choices_of(of: &Value, language: Language) -> Vec<String> {
        let inside = parts(of, "options").flat_map(|option| choices_of(option, language));
        parts(of, "choices").map(|choice| read(choice, "name", language)).chain(inside).collect()
    }

    /// Holds names to Discord's pattern (Discord, "Application Command Naming"), and texts to its
    /// lengths.
    fn check(of: &[&Value], language: Language) {
        let pattern = Regex::new(r"^[-_'\p{L}\p{N}]{1,32}$").expect("a pattern");
        let names: BTreeSet<String> = of.iter().map(|one| read(one, "name", language)).collect();
        assert_eq!(names.len(), of.len(), "each once: {names:?}");
        for name in &names {
            assert!(pattern.is_match(name) && name.to_lowercase() == *name, "{name}");
        }
        for one in of {
            let description = read(one, "description", language);
            assert!((1..=100).contains(&description.chars().count()), "{description}");
            let choices: BTreeSet<String> =
                parts(one, "choices").map(|choice| read(choice, "name", language)).collect();
            assert_eq!(choices.len(), parts(one, "choices").count(), "each once: {choices:?}");
            assert!(
                choices.iter().all(|name| (1..=100).contains(&name.chars().count())),
                "{choices:?}"
            );
            check(&parts(one, "options").collect::<Vec<_>>(), language);
        }
    }

    #[test]
    fn discord_takes_the_words_of_commands_in_every_language() {
        let registered = registered();
        let (menus, slash): (Vec<&Value>, Vec<&Value>) =
            registered.iter().partition(|command| command["type"] == 3);
        assert_eq!(menus.len() + slash.len(), all().len());
        for &language in Language::VARIANTS {
            check(&slash, language);
        }
        let names: Vec<String> = menus
            .into_iter()
            .flat_map(|menu| {
                Language::VARIANTS.iter().map(|&language| read(menu, "name", language))
            })
            .collect();
        assert_eq!(names, ["Open case", "Fall eröffnen", "Add to case", "Zu Fall hinzufügen"]);
    }

    /// Texts name commands and options by the file; commands are known by the code.
    #[test]
    fn english_names_are_the_names() {
        fn hold(command: &Command, whole: &str) {
            let id = format!("{whole}-{}", in_the_file(&command.name));
            let name = command.context_menu_name.as_ref().unwrap_or(&command.name);
            assert_eq!(english(&id).as_ref(), Some(name));
            for parameter in
                command.parameters.iter().filter(|_| command.context_menu_action.is_none())
            {
                assert_eq!(
                    english(&format!("option-{}", in_the_file(&parameter.name))).as_ref(),
                    Some(&parameter.name)
                );
            }
            command.subcommands.iter().for_each(|part| hold(part, &id));
        }
        all().iter().for_each(|command| hold(command, "command"));
    }
}
