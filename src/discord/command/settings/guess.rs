//! Guesses from their names which channels and roles of a server `/setup` is to be given.

use poise::serenity_prelude::{self as serenity, ChannelType, GuildChannel, PartialGuild};
use reqwest::Method;
use strum::VariantArray;

use crate::{desk::Error, domain::GuildId};

use crate::discord::{
    bot::Bot,
    rest::Route,
    view::{SetupChoice, SetupMenu},
};

/// Fills the gaps of the form with channels and roles whose names fit. None is used twice.
pub(super) async fn guessed(
    bot: &Bot,
    guild: GuildId,
    given: SetupChoice,
) -> Result<SetupChoice, Error> {
    let internal = |failure| Error::Internal(anyhow::Error::new(failure));
    let route = Route::guild(Method::GET, guild.0, "/channels", "channels");
    let mut channels: Vec<GuildChannel> = bot.rest.get(route).await.map_err(internal)?;
    channels.sort_by_key(|channel| (channel.position, channel.id));
    let route = Route::guild(Method::GET, guild.0, "", "guild");
    let server: PartialGuild = bot.rest.get(route).await.map_err(internal)?;
    let mut roles: Vec<&serenity::Role> = server.roles.values().collect();
    roles.sort_by_key(|role| (role.position, role.id));
    let mut choice = given;
    // A channel for the team may be named after support as well, so the team's are taken first. A
    // role of leads may be named after the team.
    for menu in [
        SetupMenu::DeskChannel,
        SetupMenu::BugsChannel,
        SetupMenu::HelpChannel,
        SetupMenu::LeadsRole,
        SetupMenu::AgentsRole,
        SetupMenu::DevelopersRole,
    ] {
        if choice.get(menu).is_some() {
            continue;
        }
        let is_free =
            |id: u64| SetupMenu::VARIANTS.iter().all(|&other| choice.get(other) != Some(id));
        let candidates: Vec<(&str, u64)> = if menu.is_channel() {
            let fits = |channel: &&GuildChannel| match channel.kind {
                ChannelType::Text => true,
                ChannelType::News | ChannelType::Forum => menu == SetupMenu::HelpChannel,
                _ => false,
            };
            let fitting = channels.iter().filter(fits);
            fitting.map(|channel| (channel.name.as_str(), channel.id.get())).collect()
        } else {
            // Roles of bots, and @everyone, which has the server's id (Discord, "Role Object").
            let fitting = roles.iter().filter(|role| !role.managed && role.id.get() != guild.0);
            fitting.map(|role| (role.name.as_str(), role.id.get())).collect()
        };
        let free: Vec<(&str, u64)> =
            candidates.into_iter().filter(|&(_, id)| is_free(id)).collect();
        let names: Vec<&str> = free.iter().map(|&(name, _)| name).collect();
        let guess = guess(menu.option(), &names);
        let found = free.iter().find(|&&(name, _)| Some(name) == guess);
        choice.set(menu, found.map(|&(_, id)| id));
    }
    Ok(choice)
}

/// Returns the name that most likely belongs to an option of `/setup`; none if no name fits. A name
/// that consists of a hint comes before one that only contains it.
fn guess<'a>(option: &str, names: &[&'a str]) -> Option<&'a str> {
    let find = |fits: fn(&[String], &str) -> bool| {
        hints(option).iter().find_map(|hint| names.iter().find(|name| fits(&words(name), hint)))
    };
    let whole = find(|words, hint| words == [hint]);
    whole.or_else(|| find(|words, hint| words.iter().any(|word| word == hint))).copied()
}

/// The words in names, the most telling first.
fn hints(option: &str) -> &'static [&'static str] {
    match option {
        "help" => &["help", "support", "questions", "ask", "hilfe", "fragen"],
        "desk" => {
            &["desk", "agents", "staff", "team", "moderators", "mods", "moderation", "helfer"]
        }
        "developers" => &["developers", "devs", "dev", "bugs", "bug", "entwicklung", "fehler"],
        "agents" => &[
            "agents",
            "agent",
            "support",
            "supporter",
            "moderators",
            "moderator",
            "mods",
            "mod",
            "staff",
            "team",
            "moderation",
            "moderatoren",
            "helfer",
            "helfende",
        ],
        "devs" => &["devs", "dev", "developers", "developer", "entwickler", "entwicklung"],
        "leads" => &["leads", "lead", "leitung", "teamleitung", "supervisors", "supervisor"],
        _ => &[],
    }
}

fn words(name: &str) -> Vec<String> {
    let name = name.to_lowercase();
    let words = name.split(|character: char| !character.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn channels_and_roles_are_known_by_their_names() {
        for (option, names, guessed) in [
            ("help", &["general", "support-desk", "❓│help"][..], Some("❓│help")),
            ("help", &["rules", "ask-us"], Some("ask-us")),
            ("desk", &["Staff-Chat", "agents"], Some("agents")),
            ("developers", &["bug-reports", "helpers"], Some("bug-reports")),
            ("agents", &["Support Team", "Moderators"], Some("Moderators")),
            ("devs", &["Admin", "Developers"], Some("Developers")),
            ("leads", &["Admin", "Team Leads"], Some("Team Leads")),
            ("leads", &["Admin", "Leitung"], Some("Leitung")),
            ("leads", &["Admin", "Leaders of Men"], None),
            ("desk", &["regeln", "moderation"], Some("moderation")),
            ("agents", &["Mitglied", "Helfer"], Some("Helfer")),
            ("help", &["general", "helpers"], None),
        ] {
            assert_eq!(guess(option, names), guessed, "{option} {names:?}");
        }
    }
}
