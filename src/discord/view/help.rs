//! The list behind `/help`: what each person can do here. Built from the permission table, so it
//! shows exactly what is allowed.

use chrono::TimeDelta;
use fluent_bundle::FluentArgs;
use serenity::all::CreateEmbed;
use strum::VariantArray;

use crate::domain::{Audience, Language, Permission};

use crate::discord::view::{
    Body,
    words::{span, t, words},
};

/// A command or subcommand, and the permission that decides who may use it. Its description is in
/// the files of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its registered name, with the name of the subcommand.
    pub name: String,
    /// The permission that it takes.
    pub permission: Permission,
}

/// Builds the list of what somebody can do, grouped by audience. Says for how long the words of
/// banned members are kept, if they are.
pub fn help(
    language: Language,
    commands: &[Entry],
    may: impl Fn(Permission) -> bool,
    keep_banned: Option<TimeDelta>,
) -> Body {
    let group = |audience: Audience| {
        let allowed = commands
            .iter()
            .filter(|entry| entry.permission.audience() == audience && may(entry.permission));
        let lines: Vec<String> = allowed.map(|entry| help_line(language, entry)).collect();
        (!lines.is_empty()).then(|| {
            CreateEmbed::new().title(heading(language, audience)).description(lines.join("\n"))
        })
    };
    let banned =
        keep_banned.map(|keep| t!(language, "kept-of-banned", keep = span(language, keep)));
    let heading = [Some(t!(language, "help-heading")), banned].into_iter().flatten();
    Body {
        embeds: Audience::VARIANTS.iter().copied().filter_map(group).collect(),
        ..Body::text(heading.collect::<Vec<_>>().join("\n"))
    }
}

fn heading(language: Language, audience: Audience) -> String {
    match audience {
        Audience::Everyone => t!(language, "help-everyone"),
        Audience::Agents => t!(language, "help-agents"),
        Audience::Developers => t!(language, "help-developers"),
        Audience::Team => t!(language, "help-agents-and-developers"),
        Audience::Leads => t!(language, "help-leads"),
        Audience::Managers => t!(language, "help-managers"),
    }
}

/// Says what a command is for.
pub fn help_line(language: Language, entry: &Entry) -> String {
    words(language, &id(entry), &FluentArgs::new())
}

/// Returns the name of a command's words: `help-snippet-list` for `snippet list`.
fn id(entry: &Entry) -> String {
    format!("help-{}", entry.name.to_lowercase().replace(' ', "-"))
}
