//! Actions of people, in words.

use sandbox::{Action, Snowflake, World, locale};

use crate::page::words::case::{case_of, number};
use crate::page::words::names::{name, place, short, whose};
use crate::page::words::told::Told;

/// Returns the entry for an action.
pub(crate) fn of_action(world: &World, person: Snowflake, action: &Action) -> Told {
    let who = name(world, person);
    let at = action.channel().map_or_else(String::new, |channel| place(world, channel));
    let text = match action {
        Action::Say { text, reply_to, files, .. } => {
            let how = if reply_to.is_some() { "replied" } else { "wrote" };
            let with = if files.is_empty() {
                String::new()
            } else {
                format!(", with {}", files.join(", "))
            };
            // An app's message may have embeds or components only.
            let said =
                if text.is_empty() { String::new() } else { format!(": “{}”", short(text)) };
            format!("{who} {how} in {at}{said}{with}")
        }
        Action::Edit { text, .. } => {
            format!("{who} edited a message in {at}: “{}”", short(text))
        }
        Action::Delete { .. } => format!("{who} deleted a message in {at}"),
        Action::React { channel, message, emoji } => {
            format!(
                "{who} reacted with {emoji} to {} in {at}",
                whose(world, *channel, *message, person)
            )
        }
        Action::Unreact { emoji, .. } => {
            format!("{who} removed the reaction {emoji} from a message in {at}")
        }
        Action::Thread { name, .. } => {
            format!("{who} started the thread “{}” in {at}", short(name))
        }
        Action::Post { title, .. } => format!("{who} posted “{}” in {at}", short(title)),
        Action::Forward { channel, from, forwarded, .. } => format!(
            "{who} forwarded {} from {} to {}",
            whose(world, *from, *forwarded, person),
            place(world, *from),
            place(world, *channel)
        ),
        Action::Poll { question, .. } => {
            format!("{who} started the poll “{}” in {at}", short(question))
        }
        Action::Vote { answers, .. } if answers.is_empty() => {
            format!("{who} removed their vote in {at}")
        }
        Action::Vote { answers, .. } => {
            format!("{who} voted for {} in {at}", short(&answers.join(", ")))
        }
        Action::Sticker { name, .. } => format!("{who} sent the sticker {name} in {at}"),
        Action::VoiceNote { seconds, .. } => {
            format!("{who} sent a {seconds}-second voice note in {at}")
        }
        Action::Proxy { name, text, .. } => {
            format!("{who} wrote as {name} in {at}, through a proxy: “{}”", short(text))
        }
        Action::Moderate { words, .. } => format!("{who} {words}"),
        Action::Menu { channel, message, command } => {
            format!("{who} used {command} on {} in {at}", whose(world, *channel, *message, person))
        }
        Action::Command { line, .. } => format!("{who} used {} in {at}", short(line)),
        Action::Press { label, .. } => format!("{who} pressed {label} in {at}"),
        Action::Choose { values, .. } => {
            format!("{who} chose {} from a menu in {at}", short(&values.join(", ")))
        }
        Action::Submit { title, .. } => {
            format!("{who} submitted the form “{}” in {at}", short(title))
        }
        Action::Speak { locale } => {
            format!("{who} switched their Discord to {}", locale::language(locale))
        }
        Action::Other { words, channel } => match channel {
            Some(_) => format!("{who} {words} in {at}"),
            None => format!("{who} {words}"),
        },
    };
    let (channel, message) = (action.channel(), action.message());
    let case = match action {
        Action::Command { line, .. } => line.split_once("case:").and_then(|(_, rest)| number(rest)),
        _ => None,
    };
    Told {
        text,
        people: vec![person],
        case: case.or_else(|| case_of(world, channel, message)),
        channel,
        message,
        ..Told::default()
    }
}
