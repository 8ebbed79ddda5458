//! What a person sees of a channel, as plain text.
//!
//! The text has no times of its own and no ids, so that a test can compare it: the same world reads
//! the same. People are called by their user names.

use std::fmt::Write as _;

use serde_json::Value;

use crate::snowflake::Snowflake;
use crate::world::World;
use crate::world::model::{Channel, Message, Poll, User, kind, message_flag, message_kind};

pub mod markdown;
mod names;

pub use names::{author, name};

/// Which of a person's names people read.
pub type Naming = for<'user> fn(&'user User) -> &'user str;

/// How far the parts of a message are indented below its first line.
const INDENT: &str = "  ";

/// A whole channel as one person sees it, oldest first; at most the last `limit` messages if given.
pub fn channel(
    world: &World,
    viewer: Snowflake,
    channel: Snowflake,
    limit: Option<usize>,
) -> String {
    let Some(found) = world.channels.get(&channel) else {
        return "(this channel doesn't exist)".to_owned();
    };
    if !world.sees(viewer, channel) {
        return format!("({} cannot see #{})", name(world, viewer), found.name);
    }
    if matches!(found.kind, kind::FORUM | kind::MEDIA) {
        return forum(world, viewer, found);
    }
    let messages = visible(world, viewer, channel);
    let skipped = limit.map_or(0, |limit| messages.len().saturating_sub(limit));
    let mut parts: Vec<String> =
        messages.iter().skip(skipped).map(|shown| message(world, viewer, shown)).collect();
    parts.extend(loose_threads(world, viewer, found).map(thread_line));
    if let Some(thread) = &found.thread {
        match (thread.archived, thread.locked) {
            (true, true) => parts.push("(archived and locked)".to_owned()),
            (true, false) => parts.push("(archived)".to_owned()),
            (false, true) => parts.push("(locked)".to_owned()),
            (false, false) => {}
        }
    }
    parts.join("\n")
}

/// The messages of a channel that a person sees, oldest first: all ordinary ones, and ephemeral
/// ones meant for the person.
pub fn visible(world: &World, viewer: Snowflake, channel: Snowflake) -> Vec<&Message> {
    let all = world.messages.get(&channel).into_iter().flat_map(|messages| messages.values());
    all.filter(|message| message.ephemeral_for.is_none_or(|only| only == viewer)).collect()
}

/// One message with everything that hangs on it.
pub fn message(world: &World, viewer: Snowflake, message: &Message) -> String {
    let mut lines: Vec<String> = reply_line(world, viewer, message).into_iter().collect();
    match system_text(world, viewer, message, names::plain) {
        Some(text) => lines.push(format!("* {text}")),
        None => {
            let author = author(world, message);
            let said = spoken(world, viewer, message);
            let mut parts = said.split('\n');
            lines.push(
                format!("{author}: {}", parts.next().unwrap_or_default()).trim_end().to_owned(),
            );
            lines.extend(parts.map(indented));
            if message.edited_timestamp.is_some()
                && let Some(last) = lines.last_mut()
            {
                last.push_str(" (edited)");
            }
        }
    }
    let mut below = below(world, viewer, message);
    if let Some(only) = message.ephemeral_for {
        below.push(format!("(only {} sees this)", name(world, only)));
    }
    lines.extend(below.iter().flat_map(|part| part.split('\n')).map(indented));
    lines.join("\n")
}

/// What a message says and carries, without its author: for the answer to a command.
pub fn words(world: &World, viewer: Snowflake, message: &Message) -> String {
    let said = spoken(world, viewer, message);
    let said = Some(said).filter(|said| !said.is_empty());
    said.into_iter().chain(below(world, viewer, message)).collect::<Vec<_>>().join("\n")
}

fn indented(line: &str) -> String {
    format!("{INDENT}{line}").trim_end().to_owned()
}

/// The text of a message.
fn spoken(world: &World, viewer: Snowflake, message: &Message) -> String {
    if message.flags & message_flag::LOADING != 0 {
        return format!("({} is thinking...)", author(world, message));
    }
    markdown::plain(world, world.guild_of(message.channel_id), viewer, &message.content)
}

/// What hangs on a message: embeds, components, files, reactions, its thread, whom it pings.
fn below(world: &World, viewer: Snowflake, message: &Message) -> Vec<String> {
    let guild = world.guild_of(message.channel_id);
    let plain = |text: &str| markdown::plain(world, guild, viewer, text);
    let mut below = Vec::new();
    if let Some(inner) = &message.snapshot {
        below.push(format!("forwarded: {}", plain(&inner.content)).trim_end().to_owned());
        below.extend(self::below(world, viewer, inner).iter().map(|part| indented(part)));
    }
    let result = message.kind == message_kind::POLL_RESULT;
    if message.flags & message_flag::SUPPRESS_EMBEDS == 0 && !result {
        for embed in &message.embeds {
            below.extend(embed_lines(embed, &plain));
        }
    }
    for component in &message.components {
        component_lines(component, &plain, &mut below);
    }
    below.extend(message.attachments.iter().map(|file| match file.duration_secs {
        Some(seconds) if message.flags & message_flag::IS_VOICE_MESSAGE != 0 => {
            format!("voice note ({seconds:.0} s)")
        }
        _ => format!("file: {} ({} bytes)", file.filename, file.size),
    }));
    below.extend(message.stickers.iter().map(|sticker| format!("sticker: {}", sticker.name)));
    if let Some(poll) = &message.poll {
        below.extend(poll_lines(poll));
    }
    if !message.reactions.is_empty() {
        let shown: Vec<String> = message
            .reactions
            .iter()
            .map(|reaction| match reaction.emoji.id {
                Some(_) => format!(":{}: {}", reaction.emoji.name, reaction.users.len()),
                None => format!("{} {}", reaction.emoji.name, reaction.users.len()),
            })
            .collect();
        below.push(shown.join("  "));
    }
    if let Some(thread) = message.thread_id.and_then(|thread| world.channels.get(&thread)) {
        below.push(thread_line(thread));
    }
    below.extend(pings(world, message));
    if message.pinned_at.is_some() {
        below.push("(pinned)".to_owned());
    }
    below
}

/// The question, the answers with their votes, and whether it is over.
fn poll_lines(poll: &Poll) -> Vec<String> {
    let over = if poll.finalized { " (over)" } else { "" };
    let mut lines = vec![format!("poll: {}{over}", poll.question)];
    lines.extend(poll.answers.iter().map(|answer| {
        let emoji = answer.emoji.as_ref().map_or(String::new(), |emoji| format!("{} ", emoji.name));
        format!("{INDENT}({}) {emoji}{}", answer.voters.len(), answer.text)
    }));
    lines
}

/// `↳ thread NAME (3 messages)`.
fn thread_line(thread: &Channel) -> String {
    let count = thread.thread.as_ref().map_or(0, |thread| thread.message_count);
    let plural = if count == 1 { "" } else { "s" };
    let private = if thread.kind == kind::PRIVATE_THREAD { "private " } else { "" };
    let state = match &thread.thread {
        Some(state) if state.archived && state.locked => ", archived and locked",
        Some(state) if state.archived => ", archived",
        Some(state) if state.locked => ", locked",
        _ => "",
    };
    format!("↳ {private}thread {} ({count} message{plural}{state})", thread.name)
}

/// Threads of a channel that hang on no message, such as private ones.
fn loose_threads<'a>(
    world: &'a World,
    viewer: Snowflake,
    parent: &'a Channel,
) -> impl Iterator<Item = &'a Channel> {
    let guild = parent.guild_id.and_then(|guild| world.guilds.get(&guild));
    let active = guild.into_iter().flat_map(|guild| guild.active_threads.iter());
    active
        .filter_map(|id| world.channels.get(id))
        .filter(|thread| thread.parent_id == Some(parent.id))
        .filter(|thread| world.message(parent.id, thread.id).is_none())
        .filter(move |thread| world.sees(viewer, thread.id))
}

fn forum(world: &World, viewer: Snowflake, forum: &Channel) -> String {
    let Some(guild) = forum.guild_id.and_then(|guild| world.guilds.get(&guild)) else {
        return String::new();
    };
    let mut lines = Vec::new();
    for id in guild.archived_threads.iter().chain(&guild.active_threads) {
        let Some(post) = world.channels.get(id).filter(|post| post.parent_id == Some(forum.id))
        else {
            continue;
        };
        if !world.sees(viewer, post.id) {
            continue;
        }
        let applied = post.thread.as_ref().map_or(&[][..], |thread| &thread.applied_tags);
        let tags: Vec<String> = forum
            .available_tags
            .iter()
            .filter(|tag| applied.contains(&tag.id))
            .map(|tag| format!("[{}]", tag.name))
            .collect();
        let tags = if tags.is_empty() { String::new() } else { format!(" {}", tags.join(" ")) };
        lines.push(format!("{}{tags}", thread_line(post).replacen("thread", "post", 1)));
    }
    lines.join("\n")
}

fn reply_line(world: &World, viewer: Snowflake, message: &Message) -> Option<String> {
    let reference = message.reference.filter(|_| message.kind == message_kind::REPLY)?;
    let Some(target) = world.message(reference.channel_id, reference.message_id?) else {
        return Some("↱ to a deleted message".to_owned());
    };
    let text = markdown::plain(world, world.guild_of(target.channel_id), viewer, &target.content);
    let mut short: String = text.lines().next().unwrap_or_default().chars().take(50).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    Some(format!("↱ to {}: {short}", author(world, target)).trim_end_matches([':', ' ']).to_owned())
}

/// The words of messages that Discord writes itself, with people's names as `named` has them.
pub fn system_text(
    world: &World,
    viewer: Snowflake,
    message: &Message,
    named: Naming,
) -> Option<String> {
    let author = match world.users.get(&message.author_id) {
        Some(user) => named(user),
        None => author(world, message),
    };
    let mentioned = message
        .mentions
        .first()
        .and_then(|id| world.users.get(id))
        .map_or("somebody", |user| named(user));
    Some(match message.kind {
        message_kind::RECIPIENT_ADD => format!("{author} added {mentioned} to the thread."),
        message_kind::RECIPIENT_REMOVE => format!("{author} removed {mentioned} from the thread."),
        message_kind::NAME_CHANGE => format!("{author} changed the name: {}", message.content),
        message_kind::POLL_RESULT => {
            let poll =
                message.reference.and_then(|of| world.message(of.channel_id, of.message_id?));
            let question = poll.and_then(|found| found.poll.as_ref()).map(|poll| &poll.question);
            format!("{author}'s poll {} has closed.", question.map_or("", String::as_str))
        }
        message_kind::PIN => format!("{author} pinned a message."),
        message_kind::THREAD_CREATED => {
            let thread =
                message.reference.and_then(|reference| world.channels.get(&reference.channel_id));
            match thread.filter(|thread| world.sees(viewer, thread.id)) {
                Some(thread) => format!("{author} started a thread: {}", thread.name),
                None => format!("{author} started a thread: {}", message.content),
            }
        }
        message_kind::THREAD_STARTER => {
            let reference = message.reference?;
            match world.message(reference.channel_id, reference.message_id?) {
                Some(starter) => {
                    let text = markdown::plain(
                        world,
                        world.guild_of(starter.channel_id),
                        viewer,
                        &starter.content,
                    );
                    format!("about {}: {text}", self::author(world, starter))
                }
                None => "about a deleted message".to_owned(),
            }
        }
        kind if crate::world::messages::is_system(kind) => {
            format!("{author}: (a message of type {kind})")
        }
        _ => return None,
    })
}

fn pings(world: &World, message: &Message) -> Option<String> {
    let guild = world.guild_of(message.channel_id).and_then(|guild| world.guilds.get(&guild));
    let mut pinged: Vec<String> = Vec::new();
    if crate::world::messages::is_system(message.kind) {
        return None;
    }
    if message.mention_everyone {
        pinged.push("everyone".to_owned());
    }
    let roles = message.mention_roles.iter().filter_map(|role| guild?.roles.get(role));
    pinged.extend(roles.map(|role| format!("@{}", role.name)));
    pinged.extend(message.mentions.iter().map(|user| name(world, *user).to_owned()));
    (!pinged.is_empty()).then(|| format!("→ pings: {}", pinged.join(", ")))
}

fn embed_lines(embed: &Value, plain: &dyn Fn(&str) -> String) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let text = |value: &Value| value.as_str().filter(|text| !text.is_empty()).map(plain);
    lines.extend(text(&embed["author"]["name"]));
    lines.extend(text(&embed["title"]));
    lines.extend(text(&embed["description"]));
    for field in embed["fields"].as_array().into_iter().flatten() {
        let (name, value) =
            (text(&field["name"]).unwrap_or_default(), text(&field["value"]).unwrap_or_default());
        if value.contains('\n') {
            lines.push(format!("{name}:"));
            lines.extend(value.split('\n').map(|line| format!("{INDENT}{line}")));
        } else {
            lines.push(format!("{name}: {value}"));
        }
    }
    for picture in ["image", "thumbnail"] {
        if embed[picture]["url"].is_string() {
            lines.push(format!("({picture})"));
        }
    }
    lines.extend(text(&embed["footer"]["text"]).map(|footer| format!("— {footer}")));
    lines.iter().flat_map(|text| text.split('\n')).map(boxed).collect()
}

fn boxed(line: &str) -> String {
    format!("│ {line}").trim_end().to_owned()
}

/// A component and what is in it: buttons as `[Claim]`, menus as `<Tags>`, texts as they are.
fn component_lines(component: &Value, plain: &dyn Fn(&str) -> String, lines: &mut Vec<String>) {
    let children = || component["components"].as_array().into_iter().flatten();
    match component["type"].as_u64() {
        Some(1) => {
            let row: Vec<String> = children().map(|child| control(child, plain)).collect();
            lines.push(row.join(" "));
        }
        Some(2 | 3 | 5..=8) => lines.push(control(component, plain)),
        Some(9) => {
            children().for_each(|child| component_lines(child, plain, lines));
            component_lines(&component["accessory"], plain, lines);
        }
        Some(10) => lines.push(plain(component["content"].as_str().unwrap_or_default())),
        Some(11) => lines.push("(thumbnail)".to_owned()),
        Some(12) => {
            let count = component["items"].as_array().map_or(0, Vec::len);
            lines.push(format!("({count} picture{})", if count == 1 { "" } else { "s" }));
        }
        Some(13) => {
            lines.push(format!("file: {}", component["name"].as_str().unwrap_or("attached")))
        }
        Some(14) => lines.push("───".to_owned()),
        Some(17) => {
            let mut inner = Vec::new();
            children().for_each(|child| component_lines(child, plain, &mut inner));
            lines.extend(inner.iter().flat_map(|text| text.split('\n')).map(boxed));
        }
        _ => {}
    }
}

fn control(component: &Value, plain: &dyn Fn(&str) -> String) -> String {
    let off = if component["disabled"] == true { " (off)" } else { "" };
    if component["type"] == 2 {
        let mut label = String::new();
        if let Some(emoji) = component["emoji"]["name"].as_str() {
            let _ = write!(label, "{emoji}");
        }
        if let Some(text) = component["label"].as_str() {
            let _ = write!(label, "{}{text}", if label.is_empty() { "" } else { " " });
        }
        let link = component["url"].as_str().map_or_else(String::new, |url| format!(" → {url}"));
        return format!("[{label}{link}]{off}");
    }
    let placeholder = component["placeholder"].as_str().unwrap_or("Make a selection");
    let options = component["options"].as_array().into_iter().flatten();
    let labels = options
        .filter(|option| option["default"] == true)
        .filter_map(|option| option["label"].as_str().map(str::to_owned));
    let defaults = component["default_values"].as_array().into_iter().flatten();
    let names = defaults.filter_map(|default| {
        let sign = match default["type"].as_str()? {
            "channel" => "#",
            "role" => "@&",
            _ => "@",
        };
        Some(plain(&format!("<{sign}{}>", default["id"].as_str()?)))
    });
    let chosen: Vec<String> = labels.chain(names).collect();
    let shown = if chosen.is_empty() { placeholder.to_owned() } else { chosen.join(", ") };
    format!("<{shown}>{off}")
}
