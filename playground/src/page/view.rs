//! The community with the eyes of one person: Discord's own JSON, and what a viewer needs besides.

use sandbox::sight::{self, markdown};
use sandbox::world::messages::is_system;
use sandbox::world::permissions::NAMED;
use sandbox::world::sticker_pack::STANDARD;
use sandbox::world::{
    Channel, Guild, Message, Overwrite, User, kind, message_flag, message_kind, right,
};
use sandbox::{Sandbox, Snowflake, World, snowflake, wire};
use serde_json::{Map, Value, json};

use crate::page::reads::{self, Reads};
use crate::page::rendering::{Reader, render};

/// How much of a first message is shown in lists.
const STARTER_LENGTH: usize = 160;

/// Everything that is needed to show a world to one person.
pub(super) struct Sight<'world> {
    pub(super) world: &'world World,
    pub(super) sandbox: &'world Sandbox,
    pub(super) reads: &'world Reads,
    pub(super) viewer: Snowflake,
}

impl Sight<'_> {
    fn reader(&self, guild: Option<Snowflake>) -> Reader<'_> {
        Reader { world: self.world, guild, viewer: self.viewer }
    }

    /// `Snapshot` of the protocol.
    pub(super) fn snapshot(&self) -> Value {
        let world = self.world;
        let guilds: Vec<&Guild> = world
            .guilds
            .values()
            .filter(|guild| guild.members.contains_key(&self.viewer))
            .collect();
        let met = |id: &Snowflake| {
            *id == world.bot_id || guilds.iter().any(|guild| guild.members.contains_key(id))
        };
        let direct =
            world.channels.values().filter(|channel| channel.participants.contains(&self.viewer));
        let mut snapshot = json!({
            "t": "snapshot",
            "person": wire::user_by_id(world, self.viewer),
            "locale": world.locale_of(self.viewer),
            "guilds": guilds.iter().map(|guild| self.guild(guild)).collect::<Vec<_>>(),
            "direct": direct.map(|channel| self.channel(channel)).collect::<Vec<_>>(),
            "users": world.users.values().filter(|user| met(&user.id)).map(wire::user).collect::<Vec<_>>(),
            "bot_id": world.bot_id.to_string(),
            "now": wire::time(world.now()),
        });
        self.make_fit(&mut snapshot);
        snapshot
    }

    /// Makes JSON that is meant for the bot fit for a page: it calls the bot by its name, and files
    /// of this server by their path, so that they work under whatever name the page was opened.
    fn make_fit(&self, value: &mut Value) {
        let Some(bot) = self.world.users.get(&self.world.bot_id) else { return };
        make_fit(value, &format!("{}/", self.world.url), (&bot.id.to_string(), bot.shown()));
    }

    /// A server with the channels and threads that the person sees.
    pub(super) fn guild(&self, guild: &Guild) -> Value {
        let world = self.world;
        let seen = |ids: &mut dyn Iterator<Item = &Snowflake>| -> Vec<&Channel> {
            ids.filter(|id| world.sees(self.viewer, **id))
                .filter_map(|id| world.channels.get(id))
                .collect()
        };
        let mut channels = seen(&mut guild.channels.iter());
        channels.sort_by_key(|channel| (channel.position, channel.id));
        let threads = seen(&mut guild.active_threads.iter().chain(&guild.archived_threads));
        let shown = |channels: Vec<&Channel>| {
            channels.into_iter().map(|channel| self.channel(channel)).collect::<Vec<_>>()
        };
        let mut value = json!({
            "id": guild.id.to_string(),
            "name": guild.name,
            "owner_id": guild.owner_id.to_string(),
            "roles": guild.roles.values().map(wire::role).collect::<Vec<_>>(),
            "members": guild.members.keys().filter_map(|user| wire::member(world, guild, *user)).collect::<Vec<_>>(),
            "emojis": guild.emojis.iter().map(wire::emoji).collect::<Vec<_>>(),
            "channels": shown(channels),
            "threads": shown(threads),
            "stickers": guild.stickers.iter().map(|one| one.name.clone()).chain(STANDARD.iter().map(|one| one.name.to_owned())).collect::<Vec<_>>(),
            "bans": guild.bans.keys().map(|user| wire::user_by_id(world, *user)).collect::<Vec<_>>(),
            "can": self.guild_rights(guild),
        });
        self.make_fit(&mut value);
        value
    }

    /// What the person may do to members, roles and channels.
    fn guild_rights(&self, guild: &Guild) -> Value {
        let bits = guild.base_permissions(self.viewer);
        let has = |right: u64| bits & right != 0;
        json!({
            "kick": has(right::KICK_MEMBERS),
            "ban": has(right::BAN_MEMBERS),
            "roles": has(right::MANAGE_ROLES),
            "channels": has(right::MANAGE_CHANNELS),
            "leave": guild.owner_id != self.viewer,
        })
    }

    /// A channel, thread or direct conversation.
    pub(super) fn channel(&self, channel: &Channel) -> Value {
        let world = self.world;
        let mut value = wire::channel(world, channel);
        value["can"] = self.rights(channel);
        value["why_not"] = json!(self.why_not(channel));
        value["read"] = self.reads.of(world, self.viewer, channel.id);
        if channel.kind == kind::DM {
            let others = channel.participants.iter().filter(|user| **user != self.viewer);
            value["recipients"] = others.map(|user| wire::user_by_id(world, *user)).collect();
            self.make_fit(&mut value);
        }
        if let Some(thread) = &channel.thread {
            value["joined"] = json!(thread.members.contains_key(&self.viewer));
            value["member_ids"] = thread.members.keys().map(Snowflake::to_string).collect();
            let starter = world.message(channel.id, channel.id);
            let starter = starter.or_else(|| world.message(channel.parent_id?, channel.id));
            value["starter"] = starter.map_or(Value::Null, |starter| {
                let text = markdown::plain(world, channel.guild_id, self.viewer, &starter.content);
                let short: String = text.chars().take(STARTER_LENGTH).collect();
                json!({"author_id": starter.author_id.to_string(), "text": short})
            });
        }
        // Whom the bot sees as its own matters to nobody here.
        if let Some(value) = value.as_object_mut() {
            value.remove("permission_overwrites");
        }
        if self.world.permissions(self.viewer, channel.id) & right::MANAGE_ROLES != 0 {
            value["denied"] = denied(channel);
        }
        value
    }

    fn rights(&self, channel: &Channel) -> Value {
        let bits = self.world.permissions(self.viewer, channel.id);
        let has = |rights: u64| bits & rights == rights;
        let write = self.world.may_write(self.viewer, channel.id).is_ok();
        let forum = matches!(channel.kind, kind::FORUM | kind::MEDIA);
        let text = matches!(channel.kind, kind::TEXT | kind::ANNOUNCEMENT);
        let owner = channel.thread.as_ref().is_some_and(|thread| thread.owner_id == self.viewer);
        let archived = channel.thread.as_ref().is_some_and(|thread| thread.archived);
        json!({
            "write": write,
            "attach": has(right::ATTACH_FILES) && (write || forum),
            "react": has(right::ADD_REACTIONS | right::READ_MESSAGE_HISTORY) && !archived,
            "thread": if forum { has(right::SEND_MESSAGES) } else { text && has(right::CREATE_PUBLIC_THREADS) },
            "private_thread": channel.kind == kind::TEXT && has(right::CREATE_PRIVATE_THREADS),
            "manage_thread": has(right::MANAGE_THREADS) && channel.guild_id.is_some(),
            "own_thread": owner,
            "manage_messages": has(right::MANAGE_MESSAGES) && channel.guild_id.is_some(),
            "pin": has(right::PIN_MESSAGES),
            "mention_everyone": has(right::MENTION_EVERYONE),
        })
    }

    fn why_not(&self, channel: &Channel) -> Option<&'static str> {
        if matches!(channel.kind, kind::FORUM | kind::MEDIA) {
            return None;
        }
        self.world.may_write(self.viewer, channel.id).err().map(|error| match error.code {
            160_005 => "This thread is locked. Only moderators can write in it.",
            50083 => "This thread is archived. A moderator can unarchive it.",
            _ => "You don't have permission to send messages here.",
        })
    }

    /// Whether the person sees a message at all.
    pub(super) fn sees(&self, message: &Message) -> bool {
        message.ephemeral_for.is_none_or(|only| only == self.viewer)
            && self.world.sees(self.viewer, message.channel_id)
    }

    /// A message with all that hangs on it.
    pub(super) fn message(&self, message: &Message) -> Value {
        let world = self.world;
        let mut value = self.without_reference(message);
        if matches!(
            message.kind,
            message_kind::REPLY | message_kind::THREAD_STARTER | message_kind::CONTEXT_MENU_COMMAND
        ) && let Some(reference) = message.reference
        {
            let target = reference
                .message_id
                .and_then(|id| world.message(reference.channel_id, id))
                .filter(|target| self.sees(target));
            value["referenced_message"] =
                target.map_or(Value::Null, |target| self.without_reference(target));
        }
        value
    }

    fn without_reference(&self, message: &Message) -> Value {
        let world = self.world;
        let guild = world.guild_of(message.channel_id);
        let mut value = wire::without_reference(world, message);
        self.make_fit(&mut value);
        if let Some(guild) = guild {
            value["guild_id"] = json!(guild.to_string());
        }
        let reactions: Vec<Value> = message
            .reactions
            .iter()
            .map(|reaction| {
                json!({
                    "emoji": wire::reaction_emoji(&reaction.emoji),
                    "count": reaction.users.len(),
                    "me": reaction.users.contains(&self.viewer),
                    "users": reaction.users.iter().map(Snowflake::to_string).collect::<Vec<_>>(),
                })
            })
            .collect();
        value["reactions"] = json!(reactions);
        if let Some(thread) = message.thread_id.and_then(|thread| world.channels.get(&thread)) {
            let count = thread.thread.as_ref().map_or(0, |thread| thread.message_count);
            value["thread"] =
                json!({"id": thread.id.to_string(), "name": thread.name, "message_count": count});
        }
        value["system"] = json!(sight::system_text(world, self.viewer, message, User::shown));
        value["rendered"] = self.rendered(guild, &value);
        value["pinged"] = json!(reads::is_pinged(world, self.viewer, message));
        value["ephemeral"] = json!(message.ephemeral_for.is_some());
        value["used"] = self.used(&value);
        if let Some(poll) = &message.poll {
            value["poll"] = wire::poll(poll, self.viewer);
        }
        value["forwarded"] =
            message.snapshot.as_ref().map_or(Value::Null, |inner| self.without_reference(inner));
        value["can"] = self.may(message);
        value
    }

    /// The command that a message answers.
    fn used(&self, message: &Value) -> Value {
        let metadata = &message["interaction_metadata"];
        snowflake::from_value(&metadata["id"])
            .and_then(|id| self.sandbox.used(id))
            .and_then(|used| {
                Some(json!({"user_id": used.user.to_string(), "command": used.command?}))
            })
            .unwrap_or_default()
    }

    fn may(&self, message: &Message) -> Value {
        let bits = self.world.permissions(self.viewer, message.channel_id);
        let in_guild = self.world.guild_of(message.channel_id).is_some();
        let moderates = in_guild && bits & right::MANAGE_MESSAGES != 0;
        let (own, system) = (message.author_id == self.viewer, is_system(message.kind));
        let shared = message.ephemeral_for.is_none();
        let channel = self.world.channels.get(&message.channel_id);
        let archived = channel
            .and_then(|channel| channel.thread.as_ref())
            .is_some_and(|thread| thread.archived);
        let text =
            channel.is_some_and(|channel| matches!(channel.kind, kind::TEXT | kind::ANNOUNCEMENT));
        let undeletable = matches!(message.kind, 1..=5 | message_kind::THREAD_STARTER);
        json!({
            "edit": own && shared && !system && !archived && message.poll.is_none() && message.flags & message_flag::IS_VOICE_MESSAGE == 0,
            "delete": !shared || !undeletable && (own || moderates),
            "react": shared && !archived && bits & (right::ADD_REACTIONS | right::READ_MESSAGE_HISTORY) == right::ADD_REACTIONS | right::READ_MESSAGE_HISTORY,
            "reply": shared && !system && self.world.may_write(self.viewer, message.channel_id).is_ok(),
            "thread": shared && !system && text && message.thread_id.is_none() && bits & right::CREATE_PUBLIC_THREADS != 0,
            "forward": shared && !system && message.poll.is_none(),
            "end_poll": own && message.poll.as_ref().is_some_and(|poll| !poll.finalized),
            "pin": shared && !system && !archived && bits & right::PIN_MESSAGES != 0,
        })
    }

    fn rendered(&self, guild: Option<Snowflake>, message: &Value) -> Value {
        let reader = self.reader(guild);
        let nodes = |text: &Value| {
            text.as_str().filter(|text| !text.is_empty()).map(|text| render(reader, text))
        };
        let embeds: Vec<Value> = message["embeds"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|embed| {
                let mut shown = json!({});
                for part in ["title", "description"] {
                    if let Some(nodes) = nodes(&embed[part]) {
                        shown[part] = json!(nodes);
                    }
                }
                let fields = embed["fields"].as_array().into_iter().flatten();
                shown["fields"] = fields
                    .map(|field| {
                        let (name, value) = (
                            nodes(&field["name"]).unwrap_or_default(),
                            nodes(&field["value"]).unwrap_or_default(),
                        );
                        json!({"name": name, "value": value, "inline": field["inline"] == true})
                    })
                    .collect();
                shown
            })
            .collect();
        let mut texts = Map::new();
        let mut open: Vec<&Value> =
            message["components"].as_array().into_iter().flatten().collect();
        while let Some(component) = open.pop() {
            if component["type"] == 10 {
                texts.insert(
                    component["id"].to_string(),
                    json!(nodes(&component["content"]).unwrap_or_default()),
                );
            }
            open.extend(component["components"].as_array().into_iter().flatten());
            open.extend(Some(&component["accessory"]).filter(|accessory| accessory.is_object()));
        }
        json!({"content": nodes(&message["content"]).unwrap_or_default(), "embeds": embeds, "texts": texts})
    }
}

/// Which permissions are denied to which role or member in a channel, by their names.
fn denied(channel: &Channel) -> Value {
    let of = |overwrite: &Overwrite| {
        let names = NAMED.iter().filter(|(_, bit)| overwrite.deny & bit != 0);
        json!({
            "id": overwrite.id.to_string(),
            "permissions": names.map(|(name, _)| *name).collect::<Vec<_>>(),
        })
    };
    channel.overwrites.iter().map(of).collect()
}

/// `bot` is its id and its name.
fn make_fit(value: &mut Value, local: &str, bot: (&str, &str)) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| make_fit(item, local, bot)),
        Value::Object(object) => {
            for key in ["url", "proxy_url"] {
                if let Some(path) =
                    object.get(key).and_then(Value::as_str).and_then(|url| url.strip_prefix(local))
                {
                    let path = format!("/{path}");
                    object.insert(key.to_owned(), Value::String(path));
                }
            }
            let is_bot = object.get("id").and_then(Value::as_str) == Some(bot.0);
            if is_bot && object.contains_key("global_name") {
                object.insert("global_name".to_owned(), json!(bot.1));
            }
            object.values_mut().for_each(|item| make_fit(item, local, bot));
        }
        _ => {}
    }
}

/// The messages of a channel around a place in it, oldest first, and whether there are more on
/// either side.
pub(super) fn history(sight: &Sight<'_>, channel: Snowflake, request: &Value) -> Value {
    let id = |key: &str| snowflake::from_value(&request[key]);
    let limit = request["limit"]
        .as_u64()
        .and_then(|limit| usize::try_from(limit).ok())
        .unwrap_or(50)
        .clamp(1, 100);
    let all: Vec<&Message> = sight::visible(sight.world, sight.viewer, channel);
    let split = |at: Snowflake| all.partition_point(|message| message.id < at);
    let (from, to) = if let Some(after) = id("after") {
        let from = all.partition_point(|message| message.id <= after);
        (from, (from + limit).min(all.len()))
    } else if let Some(around) = id("around") {
        let from = split(around).saturating_sub(limit / 2);
        (from, (from + limit).min(all.len()))
    } else {
        let to = id("before").map_or(all.len(), split);
        (to.saturating_sub(limit), to)
    };
    let messages: Vec<Value> = all[from..to].iter().map(|message| sight.message(message)).collect();
    json!({"messages": messages, "older": from > 0, "newer": to < all.len()})
}

/// The pinned messages of a channel, the last pinned first.
pub(super) fn pins(sight: &Sight<'_>, channel: Snowflake) -> Value {
    let mut pinned: Vec<&Message> = sight::visible(sight.world, sight.viewer, channel);
    pinned.retain(|message| message.pinned_at.is_some());
    pinned.sort_by_key(|message| std::cmp::Reverse((message.pinned_at, message.id)));
    let messages: Vec<Value> = pinned.into_iter().map(|message| sight.message(message)).collect();
    json!({"messages": messages})
}
