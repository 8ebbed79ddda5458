//! The list behind `/help`: what each person can do here. Built from the permission table, so it
//! shows exactly what is allowed.

use fluent_bundle::FluentArgs;
use serenity::all::CreateEmbed;
use strum::VariantArray;

use crate::domain::{Audience, Language, Permission};

use crate::discord::view::{
    Body,
    words::{t, words},
};

/// A command or subcommand, and the permission that decides who may use it. Its description is in
/// the files of words.
pub struct Entry {
    /// Its registered name, with the name of the subcommand.
    pub command: &'static str,
    pub permission: Permission,
}

const fn entry(command: &'static str, permission: Permission) -> Entry {
    Entry { command, permission }
}

/// Every command. `discord::command` compares it with those that are registered.
pub const COMMANDS: &[Entry] = &[
    entry("help", Permission::ReadHelp),
    entry("ask", Permission::Ask),
    entry("my-cases", Permission::Ask),
    entry("reopen", Permission::RespondToSolution),
    entry("export-me", Permission::ManageOwnData),
    entry("forget-me", Permission::ManageOwnData),
    entry(OPEN_CASE, Permission::OpenCases),
    entry("queue", Permission::ReadCases),
    entry("find", Permission::ReadCases),
    entry("case", Permission::ReadCases),
    entry("claim", Permission::WorkCases),
    entry("release", Permission::WorkCases),
    entry("assign", Permission::WorkCases),
    entry("tag", Permission::WorkCases),
    entry("untag", Permission::WorkCases),
    entry("priority", Permission::WorkCases),
    entry("note", Permission::WorkCases),
    entry("reply", Permission::WorkCases),
    entry("snippet list", Permission::WorkCases),
    entry("escalate", Permission::WorkCases),
    entry("link", Permission::WorkCases),
    entry("unlink", Permission::WorkCases),
    entry("snooze", Permission::WorkCases),
    entry("solve", Permission::WorkCases),
    entry("close", Permission::WorkCases),
    entry("merge", Permission::WorkCases),
    entry("unmerge", Permission::WorkCases),
    entry("rule", Permission::ManageRules),
    entry("snippet", Permission::ManageSnippets),
    entry("setup", Permission::SetUp),
];

/// The one in a message's menu, which has no slash.
const OPEN_CASE: &str = "Open case";

/// Builds the list of what somebody can do, grouped by audience.
pub fn help(language: Language, may: impl Fn(Permission) -> bool) -> Body {
    let group = |audience: Audience| {
        let allowed = COMMANDS
            .iter()
            .filter(|entry| entry.permission.audience() == audience && may(entry.permission));
        let lines: Vec<String> = allowed.map(|entry| line(language, entry)).collect();
        (!lines.is_empty()).then(|| {
            CreateEmbed::new().title(heading(language, audience)).description(lines.join("\n"))
        })
    };
    Body {
        embeds: Audience::VARIANTS.iter().copied().filter_map(group).collect(),
        ..Body::text(t!(language, "help-heading"))
    }
}

fn heading(language: Language, audience: Audience) -> String {
    match audience {
        Audience::Everyone => t!(language, "help-everyone"),
        Audience::Agents => t!(language, "help-agents"),
        Audience::Leads => t!(language, "help-leads"),
        Audience::Managers => t!(language, "help-managers"),
    }
}

fn line(language: Language, entry: &Entry) -> String {
    words(language, &id(entry), &FluentArgs::new())
}

/// Returns the name of a command's words: `help-snippet-list` for `snippet list`.
fn id(entry: &Entry) -> String {
    format!("help-{}", entry.command.to_lowercase().replace(' ', "-"))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::discord::view::sample::{check, read};
    use crate::domain::Roles;

    #[test]
    fn help_names_just_what_somebody_may_do() {
        let every_roles = [
            Roles::default(),
            Roles { agent: true, ..Roles::default() },
            Roles { developer: true, ..Roles::default() },
            Roles { lead: true, ..Roles::default() },
            Roles { lead: true, manager: true, ..Roles::default() },
        ];
        for roles in every_roles {
            let may = |permission: Permission| permission.audience().includes(roles);
            for &language in Language::VARIANTS {
                let body = help(language, may);
                check(&body);
                let lines: Vec<String> = read(&body).lines().map(str::to_owned).collect();
                for entry in COMMANDS {
                    let told = lines.contains(&line(language, entry));
                    assert_eq!(told, may(entry.permission), "{} for {roles:?}", entry.command);
                }
            }
        }
    }

    #[test]
    fn help_reads_in_german() {
        let roles = Roles { lead: true, manager: true, ..Roles::default() };
        let may = |permission: Permission| permission.audience().includes(roles);
        insta::assert_snapshot!(read(&help(Language::German, may)), @"
        Das kannst du hier tun. Im Thread eines Falls gilt ein Befehl diesem Fall; überall sonst nenn einen, etwa `fall:12`.
        ---
        Alle
        `/hilfe`: diese Liste
        `/fragen`: das Team etwas fragen, von überall
        `/meine-fälle`: wie es um deine eigenen Fragen steht
        `/wiedereröffnen`: einen Fall wieder öffnen: deinen eigenen, im Team jeden
        `/meine-daten`: alles bekommen, was ich von dir aufhebe, als Datei
        `/vergiss-mich`: bei mir löschen, was du geschrieben hast; ich frage vorher nach
        ---
        Team
        **Fall eröffnen**, im Menü einer Nachricht unter „Apps“: aus der Nachricht eines Mitglieds einen Fall machen; eine Reaktion mit dem vereinbarten Emoji tut dasselbe
        `/warteschlange`: wer auf uns wartet, am längsten zuerst
        `/suchen`: Fälle suchen, offene und geschlossene
        `/fall`: wie es um einen Fall steht, was in ihm geschah, alles als Datei
        `/übernehmen`: einen Fall übernehmen; versuchen es zwei, bekommt ihn eine Person
        `/freigeben`: einen Fall in die Warteschlange zurückgeben
        `/zuweisen`: einen Fall jemandem aus dem Team geben
        `/tag`: einem Fall ein Tag geben
        `/tag-entfernen`: ein Tag wieder entfernen
        `/priorität`: sagen, wie bald sich jemand einen Fall ansehen soll
        `/notiz`: etwas nur für das Team notieren
        `/antworten`: dem Mitglied einen Textbaustein schicken
        `/baustein liste`: welche Textbausteine es gibt
        `/eskalieren`: der Entwicklung einen Fehler melden, mit allem, was bekannt ist
        `/verknüpfen`: einen Fall mit einem bekannten Fehler verknüpfen
        `/trennen`: ihn wieder davon trennen
        `/zurückstellen`: einen Fall eine Weile zurückstellen
        `/lösen`: das Mitglied fragen, ob es gelöst ist
        `/schließen`: einen Fall schließen
        `/zusammenführen`: einen Fall in einem anderen weitergehen lassen
        `/zusammenführung-aufheben`: das rückgängig machen
        ---
        Leitung
        `/regel`: Nachrichten von selbst zu Fällen werden lassen
        `/baustein`: Textbausteine hinzufügen und entfernen
        ---
        Wer „Server verwalten“ darf
        `/einrichten`: die Kanäle und Rollen des Teams nennen, und wie lange etwas aufgehoben wird
        ");
    }

    /// Each line begins with the command as it is typed, and has words in every language.
    #[test]
    fn every_line_names_its_command() {
        for &language in Language::VARIANTS {
            for entry in COMMANDS {
                let parts: Vec<&str> = if entry.command == OPEN_CASE {
                    vec!["open-case"]
                } else {
                    entry.command.split(' ').collect()
                };
                let mut name = String::new();
                let mut whole = "command".to_owned();
                for part in parts {
                    whole = format!("{whole}-{part}");
                    name = format!("{name} {}", words(language, &whole, &FluentArgs::new()));
                }
                let name = name.trim();
                let begin = if entry.command == OPEN_CASE {
                    format!("**{name}**, ")
                } else {
                    format!("`/{name}`: ")
                };
                let line = line(language, entry);
                assert!(line.starts_with(&begin) && line.len() > begin.len(), "{line}");
            }
        }
    }

    #[test]
    fn there_are_no_words_for_a_command_that_is_not() {
        for file in [include_str!("words/en.ftl"), include_str!("words/de.ftl")] {
            let (_, part) = file.split_once("\n## Help: ").expect("the section");
            let told =
                part.lines().filter_map(|line| line.split_once(" = ")).map(|(id, _)| id.to_owned());
            let headings = ["heading", "everyone", "agents", "leads", "managers"]
                .map(|name| format!("help-{name}"));
            assert_eq!(
                told.collect::<BTreeSet<_>>(),
                COMMANDS.iter().map(id).chain(headings).collect()
            );
        }
    }

    #[test]
    fn every_command_is_explained_to_those_who_run_the_bot() {
        let page = include_str!("../../../docs/running.md");
        for entry in COMMANDS {
            let name = if entry.command == OPEN_CASE {
                format!("**{OPEN_CASE}**")
            } else {
                format!("`/{}`", entry.command)
            };
            assert!(page.contains(&name), "docs/running.md does not say who may use {name}");
        }
    }
}
