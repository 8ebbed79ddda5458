//! Links into Discord, and the marks that it renders: people, times.

use crate::domain::{Bug, Case, ChannelId, GuildId, MessageId, Time, UserId};

/// The address of a channel or a thread.
pub fn channel(guild: GuildId, channel: ChannelId) -> String {
    format!("https://discord.com/channels/{guild}/{channel}")
}

/// The address of a message.
pub fn message(guild: GuildId, channel: ChannelId, message: MessageId) -> String {
    format!("https://discord.com/channels/{guild}/{channel}/{message}")
}

/// The address of the message that a case is about. None until the bot has posted the question of
/// an `/ask`, and once it is deleted.
pub fn source(case: &Case) -> Option<String> {
    case.source
        .message
        .filter(|_| !case.surfaces.source_lost)
        .map(|id| message(case.guild, case.source.channel, id))
}

/// The address of a case's thread, often known before the thread is there.
pub fn thread(case: &Case) -> Option<String> {
    case.thread().map(|id| channel(case.guild, id))
}

/// The address of a case's card in the desk channel, once it is there.
pub fn card(case: &Case) -> Option<String> {
    Some(message(case.guild, case.surfaces.card_channel?, case.surfaces.card?))
}

/// The address of a bug's card in the developers' channel, once it is there.
pub fn bug_card(bug: &Bug) -> Option<String> {
    Some(message(bug.guild, bug.surfaces.card_channel?, bug.surfaces.card?))
}

/// `words`, as a link where there is somewhere to go. The words are ours, never a person's.
pub(super) fn linked(words: &str, address: Option<String>) -> String {
    match address {
        Some(address) => format!("[{words}]({address})"),
        None => words.to_owned(),
    }
}

/// A case's number, as a link to its thread where there is one.
pub fn case_number(case: &Case) -> String {
    linked(&case.number.to_string(), thread(case))
}

/// A person, for a sentence that says something else where there is nobody: `{ $agent -> [none] …
/// *[other] <@{ $agent }> … }`.
pub(super) fn person_or_none(user: Option<UserId>) -> String {
    user.map_or_else(|| "none".to_owned(), |user| user.to_string())
}

/// A time as a reader sees it in their own language and zone, relative to now: "2 hours ago"
/// (Discord, "Message Formatting", timestamp style `R`).
pub(super) fn ago(time: Time) -> String {
    format!("<t:{}:R>", time.timestamp())
}

/// A time as a date with the time of day (timestamp style `f`).
pub(super) fn date(time: Time) -> String {
    format!("<t:{}:f>", time.timestamp())
}
