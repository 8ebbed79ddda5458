//! What a client asks for: IDENTIFY, RESUME, REQUEST_GUILD_MEMBERS. Errors are close codes.

use serde_json::{Value, json};

use crate::gateway::hub::{Event, Session};
use crate::gateway::intents;
use crate::snowflake::{self, Snowflake};
use crate::state::ServerState;
use crate::wire;
use crate::world::World;

/// The path for RESUME, other than that for IDENTIFY, as Discord has different addresses.
pub(super) const RESUME_PATH: &str = "/resume";

/// The largest part of a member list in one GUILD_MEMBERS_CHUNK.
const CHUNK: usize = 1_000;

/// Checks IDENTIFY and starts a session: READY with all guilds unavailable, then GUILD_CREATE for
/// each.
pub(super) fn identify(state: &ServerState, connection: u64, data: &Value) -> Result<(), u16> {
    let world = state.lock_world();
    check_token(&world, data)?;
    let shard = match data.get("shard").filter(|shard| !shard.is_null()) {
        None => (0, 1),
        Some(shard) => match (shard[0].as_u64(), shard[1].as_u64()) {
            (Some(id), Some(count)) if id < count => (id, count),
            _ => return Err(4010),
        },
    };
    let wanted =
        number(&data["intents"]).filter(|bits| bits & !intents::KNOWN == 0).ok_or(4013_u16)?;
    if intents::disallowed(wanted, world.application_flags) != 0 {
        return Err(4014);
    }
    let mine = |guild: Snowflake| (guild >> 22) % shard.1 == shard.0;
    let guilds: Vec<Snowflake> = world
        .guilds
        .values()
        .filter(|guild| guild.members.contains_key(&world.bot_id) && mine(guild.id))
        .map(|guild| guild.id)
        .collect();
    let id = session_id(&world, connection);
    let mut ready = json!({
        "v": 10,
        "user": wire::own_user(&world),
        "user_settings": {},
        "session_type": "normal",
        "session_id": id,
        "resume_gateway_url": format!("ws://{}{RESUME_PATH}", state.address),
        "relationships": [],
        "private_channels": [],
        "presences": [],
        "guilds": guilds.iter().map(|guild| wire::unavailable_guild(*guild)).collect::<Vec<_>>(),
        "guild_join_requests": [],
        "geo_ordered_rtc_regions": [],
        "application": {"id": world.application_id.to_string(), "flags": world.application_flags},
        "_trace": ["sandbox"],
    });
    if data["shard"].is_array() {
        ready["shard"] = json!([shard.0, shard.1]);
    }
    let bot = world.bot_id.to_string();
    let mut first = vec![Event::new("READY", &ready)];
    if wanted & intents::GUILDS != 0 {
        for guild in guilds.iter().filter_map(|guild| world.guilds.get(guild)) {
            first.push(if guild.unavailable {
                Event::new("GUILD_DELETE", &wire::unavailable_guild(guild.id))
            } else {
                let mut data = wire::guild_create(&world, guild.id);
                if wanted & intents::GUILD_PRESENCES == 0 {
                    intents::without_members(&mut data, &bot);
                }
                Event::new("GUILD_CREATE", &data)
            });
        }
    }
    let mut seen = data.clone();
    if let Some(fields) = seen.as_object_mut() {
        fields.remove("token");
    }
    let session = Session {
        intents: wanted,
        shard,
        sequence: 0,
        acknowledged: None,
        log: std::collections::VecDeque::new(),
        connection: Some(connection),
        identify: seen,
    };
    // Still under the lock of the world: what happens from now on comes after GUILD_CREATE.
    state.hub.identify(connection, &id, session, &first);
    drop(world);
    state.touch();
    Ok(())
}

/// Takes up a session again. `false`: it cannot be resumed (op 9).
pub(super) fn resume(state: &ServerState, connection: u64, data: &Value) -> Result<bool, u16> {
    let world = state.lock_world();
    check_token(&world, data)?;
    let (Some(id), Some(sequence)) = (data["session_id"].as_str(), data["seq"].as_u64()) else {
        return Err(4007);
    };
    let resumed = Event::new("RESUMED", &json!({"_trace": ["sandbox"]}));
    let taken_up = state.hub.resume(connection, id, sequence, &resumed);
    drop(world);
    state.touch();
    Ok(taken_up)
}

/// Answers REQUEST_GUILD_MEMBERS with GUILD_MEMBERS_CHUNK. Without the members intent only a search
/// by a name's beginning or by ids is answered, as with Discord.
pub(super) fn request_members(
    state: &ServerState,
    connection: u64,
    data: &Value,
) -> Result<(), u16> {
    let guild_id = snowflake::from_value(&data["guild_id"]).ok_or(4002_u16)?;
    let world = state.lock_world();
    let Some(guild) = world.guilds.get(&guild_id) else { return Ok(()) };
    let query = data["query"].as_str().map(str::to_lowercase);
    let ids: Option<Vec<Snowflake>> = match &data["user_ids"] {
        Value::Null => None,
        Value::Array(list) => Some(list.iter().filter_map(snowflake::from_value).collect()),
        one => snowflake::from_value(one).map(|id| vec![id]),
    };
    let limit = data["limit"].as_u64().and_then(|limit| usize::try_from(limit).ok()).unwrap_or(0);
    let mut not_found = Vec::new();
    let mut members: Vec<Value> = Vec::new();
    if let Some(ids) = ids {
        for id in ids.into_iter().take(100) {
            if guild.members.contains_key(&id) {
                members.extend(wire::member(&world, guild, id));
            } else {
                not_found.push(id.to_string());
            }
        }
    } else {
        let query = query.unwrap_or_default();
        if query.is_empty() && limit == 0 && !world.members_granted() {
            return Ok(());
        }
        let most = if limit == 0 { usize::MAX } else { limit };
        let named = guild.members.values().filter(|member| {
            let name = world.users.get(&member.user_id).map_or("", |user| user.username.as_str());
            let nick = member.nick.as_deref().unwrap_or("");
            name.to_lowercase().starts_with(&query) || nick.to_lowercase().starts_with(&query)
        });
        members.extend(
            named.take(most).filter_map(|member| wire::member(&world, guild, member.user_id)),
        );
    }
    let mut chunks: Vec<&[Value]> = members.chunks(CHUNK).collect();
    if chunks.is_empty() {
        chunks.push(&[]);
    }
    for (index, part) in chunks.iter().enumerate() {
        let mut chunk = json!({
            "guild_id": guild_id.to_string(),
            "members": part,
            "chunk_index": index,
            "chunk_count": chunks.len(),
            "not_found": not_found,
        });
        if let Some(nonce) = data["nonce"].as_str().filter(|nonce| nonce.len() <= 32) {
            chunk["nonce"] = json!(nonce);
        }
        if data["presences"] == true {
            chunk["presences"] = json!([]);
        }
        state.hub.push(connection, &Event::new("GUILD_MEMBERS_CHUNK", &chunk));
    }
    Ok(())
}

fn check_token(world: &World, data: &Value) -> Result<(), u16> {
    let token = data["token"].as_str().ok_or(4004_u16)?;
    if token.strip_prefix("Bot ").unwrap_or(token) == world.token { Ok(()) } else { Err(4004) }
}

/// Discord takes numbers as strings, too.
fn number(value: &Value) -> Option<u64> {
    value.as_u64().or_else(|| value.as_str()?.parse().ok())
}

/// 32 hexadecimal digits that do not repeat between runs: a session of an earlier run must never
/// seem known.
fn session_id(world: &World, connection: u64) -> String {
    use std::hash::{BuildHasher as _, RandomState};
    let random = RandomState::new().hash_one((world.last_id, connection));
    format!("{random:016x}{:016x}", RandomState::new().hash_one(random))
}
