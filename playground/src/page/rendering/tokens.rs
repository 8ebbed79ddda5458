//! Discord's own tokens in a text: `<@1>`, `<@&1>`, `<#1>`, `<:name:1>`, `<t:1:R>`, `</name:1>`,
//! `@everyone`; and links that lead to a place in the community.

use std::sync::LazyLock;

use regex::Regex;
use sandbox::sight::{self, markdown};
use sandbox::world::Channel;
use sandbox::{Snowflake, snowflake};
use serde_json::{Value, json};

use crate::page::rendering::reader::{Reader, plain};

static TOKEN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"<(?:@[!&]?|#|a?:\w{1,64}:|t:-?|/[^<>\n:]{1,100}:)[^<>\s]{1,24}>|@(?:everyone|here)\b",
    )
    .ok()
});
static JUMP: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^https?://(?:\w+\.)?(?:discord|discordapp)\.com/channels/(\d{1,20}|@me)/(\d{1,20})(?:/(\d{1,20}))?/?$").ok()
});

/// Adds a text to nodes, with its tokens as nodes of their own.
pub(super) fn find(reader: Reader<'_>, text: &str, nodes: &mut Vec<Value>) {
    let mut rest = 0;
    for found in TOKEN.iter().flat_map(|token| token.find_iter(text)) {
        let Some(node) = node(reader, found.as_str()) else { continue };
        if found.start() > rest {
            nodes.push(plain(&text[rest..found.start()]));
        }
        nodes.push(node);
        rest = found.end();
    }
    if rest < text.len() {
        nodes.push(plain(&text[rest..]));
    }
}

fn node(reader: Reader<'_>, token: &str) -> Option<Value> {
    let Reader { world, guild, viewer } = reader;
    if let Some(name) = token.strip_prefix('@') {
        return Some(json!({"type": "everyone", "name": name}));
    }
    let inner = token.strip_prefix('<')?.strip_suffix('>')?;
    let server = guild.and_then(|guild| world.guilds.get(&guild));
    if let Some(id) = inner.strip_prefix("@&") {
        let id = snowflake::parse(id)?;
        let role = server.and_then(|server| server.roles.get(&id));
        let mine = server
            .and_then(|server| server.members.get(&viewer))
            .is_some_and(|member| member.roles.contains(&id));
        let name = role.map_or("deleted-role", |role| role.name.as_str());
        return Some(
            json!({"type": "role", "id": id.to_string(), "name": name, "color": role.map_or(0, |role| role.color), "me": mine}),
        );
    }
    if let Some(id) = inner.strip_prefix('@') {
        let id = snowflake::parse(id.strip_prefix('!').unwrap_or(id))?;
        let user = world.users.get(&id);
        let nick = server
            .and_then(|server| server.members.get(&id))
            .and_then(|member| member.nick.as_deref());
        let name = user.map(|user| nick.or(user.global_name.as_deref()).unwrap_or(&user.username));
        return Some(
            json!({"type": "user", "id": id.to_string(), "name": name.unwrap_or("unknown-user"), "me": id == viewer}),
        );
    }
    if let Some(id) = inner.strip_prefix('#') {
        return Some(channel(reader, snowflake::parse(id)?));
    }
    if let Some(time) = inner.strip_prefix("t:") {
        let (seconds, style) = time.split_once(':').unwrap_or((time, "f"));
        let unix: i64 = seconds.parse().ok()?;
        let words = markdown::when(chrono::DateTime::from_timestamp(unix, 0)?, style, world.now())?;
        return Some(json!({"type": "time", "unix": unix, "style": style, "text": words}));
    }
    if let Some(command) = inner.strip_prefix('/') {
        let (name, id) = command.rsplit_once(':')?;
        return Some(
            json!({"type": "command", "id": snowflake::parse(id)?.to_string(), "name": name}),
        );
    }
    let animated = inner.starts_with("a:");
    let (name, id) =
        inner.strip_prefix("a:").or_else(|| inner.strip_prefix(':'))?.split_once(':')?;
    Some(
        json!({"type": "emoji", "id": snowflake::parse(id)?.to_string(), "name": name, "animated": animated}),
    )
}

fn channel(reader: Reader<'_>, id: Snowflake) -> Value {
    let (name, known) = match reader.world.channels.get(&id) {
        Some(_) if !reader.world.sees(reader.viewer, id) => ("No Access", false),
        Some(found) => (shown(found), true),
        None => ("unknown", false),
    };
    json!({"type": "channel", "id": id.to_string(), "name": name, "known": known})
}

fn shown(channel: &Channel) -> &str {
    if channel.guild_id.is_none() { "Direct Message" } else { &channel.name }
}

/// A place in the community to which a link leads.
pub(super) struct Jump {
    /// For the page.
    pub(super) target: Value,
    /// What a link without words of its own is called.
    pub(super) words: String,
}

/// The place to which an address leads, if the viewer sees it.
pub(super) fn jump(reader: Reader<'_>, url: &str) -> Option<Jump> {
    let found = JUMP.as_ref()?.captures(url)?;
    let channel = snowflake::parse(found.get(2)?.as_str())?;
    let message = found.get(3).and_then(|id| snowflake::parse(id.as_str()));
    let place = reader
        .world
        .channels
        .get(&channel)
        .filter(|_| reader.world.sees(reader.viewer, channel))?;
    let name = shown(place);
    let sign = if name.starts_with('#') { "" } else { "#" };
    let author = message
        .and_then(|id| reader.world.message(channel, id))
        .map(|message| sight::name(reader.world, message.author_id));
    let words =
        author.map_or_else(|| format!("{sign}{name}"), |author| format!("{sign}{name} › {author}"));
    let target = json!({
        "guild_id": found[1].to_owned(), "channel_id": channel.to_string(), "message_id": message.map(|id| id.to_string()),
    });
    Some(Jump { target, words })
}
