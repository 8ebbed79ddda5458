//! What somebody can do: `/help`.

use crate::{desk::Error, domain::Permission};

use crate::discord::{
    command::context::{Command, Context, Used, answer, permission},
    view::{self, Entry},
};

/// The commands of this file, in the order of `/help`.
pub fn commands() -> Vec<Command> {
    vec![help()]
}

#[poise::command(slash_command, custom_data = "Permission::ReadHelp")]
async fn help(ctx: Context<'_>) -> Result<(), Error> {
    answer(ctx, |_, by| async move {
        let entries = entries(&ctx.framework.options.commands);
        let keep_banned = by.settings().ok().and_then(|settings| settings.keep_banned);
        Ok(view::help(ctx.language(), &entries, |permission| by.may(permission), keep_banned))
    })
    .await
}

/// Commands with who may use them: each, and each subcommand that takes another permission than the
/// rest of its group.
pub(in crate::discord) fn entries(commands: &[Command]) -> Vec<Entry> {
    let mut entries = Vec::new();
    for command in commands {
        let name = command.context_menu_name.as_ref().unwrap_or(&command.name);
        let own = command.subcommands.iter().filter_map(|part| {
            Some(Entry { name: format!("{name} {}", part.name), permission: permission(part)? })
        });
        let whole =
            permission(command).map(|permission| Entry { name: name.to_string(), permission });
        entries.extend(whole.into_iter().chain(own));
    }
    entries
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use fluent_bundle::FluentArgs;
    use regex::Regex;
    use strum::VariantArray;

    use super::*;
    use crate::{
        discord::{
            commands,
            view::{
                Entry, help_line,
                sample::{check, read},
                words::words,
            },
        },
        domain::{Audience, Language, Roles},
    };

    const EVERY_ROLES: [Roles; 5] = [
        roles(false, false, false, false),
        roles(true, false, false, false),
        roles(false, true, false, false),
        roles(false, false, true, false),
        roles(false, false, true, true),
    ];

    const fn roles(agent: bool, developer: bool, lead: bool, manager: bool) -> Roles {
        Roles { agent, developer, lead, manager }
    }

    /// The message menus have no slash.
    fn is_menu(entry: &Entry) -> bool {
        matches!(entry.name.as_str(), "Open case" | "Add to case")
    }

    #[test]
    fn every_command_declares_its_permission() {
        for command in crate::discord::command::all() {
            let own = permission(&command);
            let name = command.context_menu_name.as_ref().unwrap_or(&command.name);
            assert!(own.is_some(), "{name} declares none");
        }
    }

    #[test]
    fn help_names_just_what_somebody_may_do() {
        for (roles, &language) in EVERY_ROLES
            .into_iter()
            .flat_map(|roles| Language::VARIANTS.iter().map(move |language| (roles, language)))
        {
            let may = |permission: Permission| permission.audience().includes(roles);
            let body = view::help(language, &commands(), may, None);
            check(&body);
            let lines: Vec<String> = read(&body).lines().map(str::to_owned).collect();
            for entry in commands() {
                let told = lines.contains(&help_line(language, &entry));
                assert_eq!(told, may(entry.permission), "{} for {roles:?}", entry.name);
            }
        }
    }

    #[test]
    fn help_reads_in_german() {
        let told = |roles: Roles| {
            let may = |permission: Permission| permission.audience().includes(roles);
            read(&view::help(Language::German, &commands(), may, None))
        };
        insta::assert_snapshot!(told(Roles::default()), @"
        Das kannst du hier tun. Im Thread eines Falls gilt ein Befehl für diesen Fall. Überall sonst gibst du einen an, etwa `fall:12`.
        ---
        Alle
        `/hilfe`: diese Liste
        `/fragen`: dem Team in jedem Kanal eine Frage stellen
        `/meine-fälle`: deine Fragen und ihren Stand sehen
        `/wieder-öffnen`: einen deiner Fälle wieder öffnen, im Team auch jeden anderen
        `/meine-daten`: herunterladen, was ich über dich gespeichert habe
        `/vergiss-mich`: löschen, was ich von dir gespeichert habe (fragt vorher nach)
        ");
        // What there is for others stands below, each under its heading.
        let all = told(roles(false, false, true, true));
        let headings: Vec<&str> =
            all.split("\n---\n").skip(1).filter_map(|part| part.lines().next()).collect();
        let expected =
            ["Alle", "Team", "Team und Entwicklung", "Leitung", "Wer „Server verwalten“ darf"];
        assert_eq!(headings, expected);
    }

    /// Each line begins with the command as it is typed, and has words in every language.
    #[test]
    fn every_line_names_its_command() {
        for (&language, entry) in Language::VARIANTS
            .iter()
            .flat_map(|language| commands().into_iter().map(move |entry| (language, entry)))
        {
            let id = entry.name.to_lowercase();
            let menu = id.replace(' ', "-");
            let parts: Vec<&str> =
                if is_menu(&entry) { vec![&menu] } else { id.split(' ').collect() };
            let mut whole = "command".to_owned();
            let names = parts.into_iter().map(|part| {
                whole = format!("{whole}-{part}");
                words(language, &whole, &FluentArgs::new())
            });
            let name = names.collect::<Vec<_>>().join(" ");
            let begin =
                if is_menu(&entry) { format!("**{name}**, ") } else { format!("`/{name}`: ") };
            let line = help_line(language, &entry);
            assert!(line.starts_with(&begin) && line.len() > begin.len(), "{line}");
        }
    }

    #[test]
    fn there_are_no_words_for_a_command_that_is_not() {
        for file in [include_str!("../view/words/en.ftl"), include_str!("../view/words/de.ftl")] {
            let (_, part) = file.split_once("\n## Help: ").expect("the section");
            let told = part.lines().filter_map(|line| line.split_once(" = ")).map(|(id, _)| id);
            let ids = commands()
                .into_iter()
                .map(|entry| format!("help-{}", entry.name.to_lowercase().replace(' ', "-")));
            let headings = [
                "heading",
                "everyone",
                "agents",
                "developers",
                "agents-and-developers",
                "leads",
                "managers",
            ];
            let headings = headings.map(|name| format!("help-{name}"));
            assert_eq!(
                told.map(str::to_owned).collect::<BTreeSet<_>>(),
                ids.chain(headings).collect()
            );
        }
    }

    /// The table "Who may do what" for operators has each command in one row, and its columns say
    /// who may use it.
    #[test]
    fn the_page_for_operators_says_who_may_use_each_command() {
        let page = include_str!("../../../docs/running.md");
        let (_, table) = page.split_once("\n## Who may do what").expect("the table");
        let names = Regex::new(r"`/([a-z -]+)`|\*\*([A-Za-z ]+)\*\*").expect("a pattern");
        let mut found = BTreeMap::new();
        for row in table.lines().skip_while(|line| !line.starts_with("|---")).skip(1) {
            let Some(cells) = row.strip_prefix('|') else { break };
            let cells: Vec<&str> = cells.split('|').map(str::trim).collect();
            for name in names.captures_iter(cells[0]) {
                let name = name.get(1).or(name.get(2)).expect("a name").as_str();
                let row = cells[1..5].join("|");
                assert!(found.insert(name.to_owned(), row).is_none(), "{name} is there twice");
            }
        }
        for entry in commands() {
            let row = found.remove(&entry.name);
            let row = row.unwrap_or_else(|| panic!("nothing says who may use {}", entry.name));
            let (member, rest) = row.split_once('|').expect("columns");
            let (agent, rest) = rest.split_once('|').expect("columns");
            let (developer, lead) = rest.split_once('|').expect("columns");
            let marked = [member, agent, developer, lead].map(|cell| !cell.is_empty());
            let expected = match entry.permission.audience() {
                Audience::Everyone => [true, true, true, true],
                Audience::Agents => [false, true, false, true],
                Audience::Developers => [false, false, true, false],
                Audience::Team => [false, true, true, true],
                Audience::Leads | Audience::Managers => [false, false, false, true],
            };
            assert_eq!(marked, expected, "{}: {row}", entry.name);
            let managers = lead.contains("Manage Server");
            assert_eq!(managers, entry.permission.audience() == Audience::Managers, "{row}");
        }
        assert!(found.is_empty(), "there are no such commands: {found:?}");
    }
}
