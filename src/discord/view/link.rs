//! Links into Discord, and its markup for people and times.

use crate::domain::{Bug, Case, ChannelId, GuildId, MessageId, ThreadKind, Time, UserId};

/// Returns the address of a channel or a thread.
pub fn channel(guild: GuildId, channel: ChannelId) -> String {
    format!("https://discord.com/channels/{guild}/{channel}")
}

/// Returns the address of a message.
pub fn message(guild: GuildId, channel: ChannelId, message: MessageId) -> String {
    format!("https://discord.com/channels/{guild}/{channel}/{message}")
}

/// Returns the address of the message that a case is about. None until the bot has posted the
/// question of an `/ask`, and after the message was deleted.
pub fn source(case: &Case) -> Option<String> {
    case.source
        .message
        .filter(|_| !case.source_lost)
        .map(|id| message(case.guild, case.source.channel, id))
}

/// Returns the address of a case's thread, often known before the thread exists; of a case without
/// a thread that of its question.
pub fn thread(case: &Case) -> Option<String> {
    if case.home == ThreadKind::Channel {
        return source(case);
    }
    case.thread().map(|id| channel(case.guild, id))
}

/// Returns the address of a case's card in the desk channel, once it exists.
pub fn card(case: &Case) -> Option<String> {
    let (channel, card) = case.card.posted?;
    Some(message(case.guild, channel, card))
}

/// Returns the address of a bug's report in the developers' channel, once it exists.
pub fn bug_card(bug: &Bug) -> Option<String> {
    let (channel, card) = bug.card.posted?;
    Some(message(bug.guild, channel, card))
}

/// Returns `words` as a link if there is an address. The words must be ours, not a person's.
pub(super) fn linked(words: &str, address: Option<String>) -> String {
    match address {
        Some(address) => format!("[{words}]({address})"),
        None => words.to_owned(),
    }
}

/// Returns a case's number, as a link to its thread if there is one.
pub fn case_number(case: &Case) -> String {
    linked(&case.number.to_string(), thread(case))
}

/// Returns a value for a sentence with a form for nobody: `{ $agent -> [none] … *[other] <@{ $agent
/// }> … }`.
pub(super) fn person_or_none(user: Option<UserId>) -> String {
    user.map_or_else(|| "none".to_owned(), |user| user.to_string())
}

/// Formats a time relative to now, in the reader's language: "2 hours ago" (Discord, "Message
/// Formatting", timestamp style `R`).
pub(super) fn ago(time: Time) -> String {
    format!("<t:{}:R>", time.timestamp())
}

/// Formats a time as a date with the time of day (timestamp style `f`).
pub(super) fn date(time: Time) -> String {
    format!("<t:{}:f>", time.timestamp())
}
