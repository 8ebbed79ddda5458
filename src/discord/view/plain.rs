//! People's words where Discord renders no markup: names of threads, menus, forms, files.

use std::{borrow::Cow, collections::HashMap};

use chrono::DateTime;

use crate::domain::{Language, Time, UserId};

use crate::discord::view::{
    markdown::{Meaning, Mention, pieces},
    words::t,
};

/// The names of what is mentioned.
pub type Names = HashMap<Mention, String>;

/// Returns a text as a reader of Discord sees it, without its markup: mentions, emojis, commands
/// and timestamps in words, code without its fences.
pub fn unmarked(language: Language, text: &str, names: &Names) -> String {
    shown(language, text, names, Marks::Gone)
}

/// The same, with the address after the words of each link that leads out of Discord.
pub fn unmarked_with_addresses(language: Language, text: &str, names: &Names) -> String {
    shown(language, text, names, Marks::Addresses)
}

/// Returns a text with its markup, and with mentions, emojis, commands and timestamps in words.
pub fn readable(language: Language, text: &str, names: &Names) -> String {
    shown(language, text, names, Marks::Kept)
}

/// What becomes of markup.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Marks {
    Gone,
    Addresses,
    Kept,
}

/// Whether an address leads to a place in Discord, which a reader elsewhere cannot follow.
fn is_of_discord(address: &str) -> bool {
    let host = address.split_once("://").map_or(address, |(_, rest)| rest);
    let host = host.split(['/', '?', '#']).next().unwrap_or_default();
    host == "discord.com" || host.ends_with(".discord.com")
}

fn shown(language: Language, text: &str, names: &Names, marks: Marks) -> String {
    let mut shown = String::with_capacity(text.len());
    for piece in pieces(text) {
        match piece.meaning {
            Meaning::Text => shown.push_str(piece.source),
            Meaning::Mark | Meaning::Target(_) if marks == Marks::Kept => {
                shown.push_str(piece.source);
            }
            Meaning::Target(address) if marks == Marks::Addresses && !is_of_discord(address) => {
                shown.push_str(&format!(" ({address})"));
            }
            Meaning::Mark | Meaning::Target(_) => {}
            Meaning::Link(address) => shown.push_str(address),
            Meaning::Mention(mention) => shown.push_str(&name(language, mention, names)),
            Meaning::Emoji(name) => shown.push_str(&format!(":{name}:")),
            Meaning::Command(name) => shown.push_str(&format!("/{name}")),
            Meaning::Page(page) => {
                shown.push_str(&t!(language, "mention-page", page = <&str>::from(page)));
            }
            Meaning::Timestamp(seconds) => match DateTime::from_timestamp(seconds, 0) {
                Some(time) => shown.push_str(&date(time)),
                None => shown.push_str(piece.source),
            },
        }
    }
    shown
}

/// Returns what a client shows of a mention: `@name` or `#name`.
fn name(language: Language, mention: Mention, names: &Names) -> String {
    match mention {
        Mention::User(user) => format!("@{}", person(language, user, names)),
        Mention::Role(_) => match names.get(&mention) {
            Some(name) => format!("@{name}"),
            None => t!(language, "mention-role"),
        },
        Mention::Channel(_) => match names.get(&mention) {
            Some(name) => format!("#{name}"),
            None => t!(language, "mention-channel"),
        },
    }
}

/// Returns a person's name, or else their ID with a word.
pub(super) fn person(language: Language, user: UserId, names: &Names) -> Cow<'_, str> {
    names.get(&Mention::User(user)).map_or_else(
        || Cow::Owned(t!(language, "mention-member", user = user)),
        |name| Cow::Borrowed(name.as_str()),
    )
}

/// Returns a time for readers anywhere.
pub(super) fn date(time: Time) -> String {
    time.format("%Y-%m-%d %H:%M UTC").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{ChannelId, RoleId};

    #[test]
    fn a_text_is_shown_as_discord_would_show_it() {
        let names = Names::from([
            (Mention::User(UserId(1)), "Ana".to_owned()),
            (Mention::Role(RoleId(2)), "Agents".to_owned()),
            (Mention::Channel(ChannelId(3)), "help".to_owned()),
        ]);
        let text = "**Hi** <@1>, <@&2> and <@9>: `<@1>` in <#3> or <#4> <:ok:5> at <t:0:R>, see \
                    [this](https://a.example/[x]) or <@&7>";
        assert_eq!(
            unmarked(Language::English, text, &names),
            "Hi @Ana, @Agents and @Member 9: <@1> in #help or #unknown-channel :ok: at \
             1970-01-01 00:00 UTC, see this or @unknown-role"
        );
        assert_eq!(
            unmarked_with_addresses(
                Language::English,
                "**Hi**, see [this *page*](<https://a.example/x>) or [that](https://discord.com/channels/1)",
                &names
            ),
            "Hi, see this page (https://a.example/x) or that"
        );
        assert_eq!(
            readable(Language::English, text, &names),
            "**Hi** @Ana, @Agents and @Member 9: `<@1>` in #help or #unknown-channel :ok: at \
             1970-01-01 00:00 UTC, see [this](https://a.example/[x]) or @unknown-role"
        );
    }
}
