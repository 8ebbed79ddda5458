//! What each person can do here: the list behind `/help`, made of the permission table, so that it cannot promise more
//! or less than what is allowed.

use serenity::all::CreateEmbed;

use crate::domain::{Actor, Audience, Verb};

use super::Body;

/// A command (or a part of one), the row of the permission table that decides who may use it, and what it is for in a few words.
pub struct Entry {
    /// As it is registered, with the name of the part.
    pub command: &'static str,
    pub verb: Verb,
    pub line: &'static str,
}

const fn entry(command: &'static str, verb: Verb, line: &'static str) -> Entry {
    Entry { command, verb, line }
}

/// Every command. `discord::command` holds it against those that are registered.
pub const COMMANDS: &[Entry] = &[
    entry("help", Verb::ReadHelp, "this list"),
    entry("ask", Verb::Ask, "ask the team something, from anywhere"),
    entry("my-cases", Verb::Ask, "how your own questions stand"),
    entry("reopen", Verb::Judge, "open a case again: your own, or as an agent any"),
    entry("export-me", Verb::ManageOwnData, "get all that I keep of you, as a file"),
    entry("forget-me", Verb::ManageOwnData, "erase what you wrote from my records; asks first"),
    entry(OPEN_CASE, Verb::Flag, "make a case of a member's message; a reaction with the flag emoji does the same"),
    entry("queue", Verb::ShowQueue, "who waits for us, the longest first"),
    entry("find", Verb::ShowCase, "look for cases, open and closed"),
    entry("case", Verb::ShowCase, "how a case stands, what happened in it, all of it as a file"),
    entry("claim", Verb::Claim, "take a case; of two who try, one gets it"),
    entry("release", Verb::Release, "give a case back to the queue"),
    entry("assign", Verb::Assign, "hand a case to an agent"),
    entry("tag", Verb::Tag, "put a tag on a case"),
    entry("untag", Verb::Tag, "take a tag off again"),
    entry("priority", Verb::Prioritise, "say how soon a case should be looked at"),
    entry("note", Verb::Note, "write something down for the team alone"),
    entry("reply", Verb::Reply, "send a prepared answer to the customer"),
    entry("snippet list", Verb::Reply, "the prepared answers that there are"),
    entry("escalate", Verb::Escalate, "report a bug to the developers, with all that is known"),
    entry("link", Verb::Link, "tie a case to a bug that is known"),
    entry("unlink", Verb::Link, "untie it again"),
    entry("snooze", Verb::Snooze, "put a case aside for a while"),
    entry("solve", Verb::Solve, "ask the customer whether it is solved"),
    entry("close", Verb::Close, "close a case"),
    entry("merge", Verb::Merge, "let a case go on in another"),
    entry("unmerge", Verb::Merge, "undo that"),
    entry("rule", Verb::ManageRules, "let messages become cases by themselves"),
    entry("snippet", Verb::ManageSnippets, "add and remove prepared answers"),
    entry("setup", Verb::SetUp, "name the team's channels and roles, and how long things are kept"),
];

/// The one that stands in a message's menu, and not behind a slash.
const OPEN_CASE: &str = "Open case";

/// All that somebody can do, grouped by whom it is for, and nothing else.
pub fn help(actor: &Actor) -> Body {
    let group = |audience: Audience| {
        let allowed = COMMANDS.iter().filter(|entry| entry.verb.audience() == audience && actor.may(entry.verb).is_ok());
        let lines: Vec<String> = allowed.map(line).collect();
        (!lines.is_empty()).then(|| CreateEmbed::new().title(heading(audience)).description(lines.join("\n")))
    };
    Body { embeds: Audience::ALL.into_iter().filter_map(group).collect(), ..Body::text(GREETING) }
}

const GREETING: &str =
    "This is what you can do here. In a case's thread a command means that case; anywhere else, name one, like `case:12`.";

fn heading(audience: Audience) -> &'static str {
    match audience {
        Audience::Everyone => "Everyone",
        Audience::Agents => "Agents",
        Audience::Leads => "Leads",
        Audience::Managers => "People with Manage Server",
    }
}

fn line(entry: &Entry) -> String {
    match entry.command {
        OPEN_CASE => format!("**{OPEN_CASE}**, in a message's menu under Apps: {}", entry.line),
        command => format!("`/{command}`: {}", entry.line),
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::check;
    use super::*;
    use crate::domain::{GuildId, Standing, UserId};

    #[test]
    fn help_names_just_what_somebody_may_do() {
        let standings = [
            Standing::default(),
            Standing { agent: true, ..Standing::default() },
            Standing { developer: true, ..Standing::default() },
            Standing { lead: true, ..Standing::default() },
            Standing { lead: true, manager: true, ..Standing::default() },
        ];
        for standing in standings {
            let actor = Actor { guild: GuildId(1), user: UserId(2), standing };
            let body = help(&actor);
            check(&body);
            let text = body.edit().to_string();
            for entry in COMMANDS {
                assert_eq!(text.contains(&line(entry)), actor.may(entry.verb).is_ok(), "{} for {standing:?}", entry.command);
            }
        }
    }

    #[test]
    fn every_command_is_explained_to_those_who_run_the_bot() {
        let page = include_str!("../../../docs/running.md");
        for entry in COMMANDS {
            let name = if entry.command == OPEN_CASE { format!("**{OPEN_CASE}**") } else { format!("`/{}`", entry.command) };
            assert!(page.contains(&name), "docs/running.md does not say who may use {name}");
        }
    }
}
