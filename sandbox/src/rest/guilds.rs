//! Guilds: their channels, roles, members, and the search in their messages.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::routing::get;
use serde_json::{Value, json};

use crate::error::ApiError;
use crate::rest::answer::{Answer, ok};
use crate::rest::call::Call;
use crate::snowflake;
use crate::state::ServerState;
use crate::wire;
use crate::world::{Guild, Message, Snowflake, World, kind, right};

pub(super) fn router() -> Router<Arc<ServerState>> {
    Router::new()
        .route("/api/v10/guilds/{guild}", get(look))
        .route("/api/v10/guilds/{guild}/channels", get(channels))
        .route("/api/v10/guilds/{guild}/roles", get(roles))
        .route("/api/v10/guilds/{guild}/roles/{role}", get(role))
        .route("/api/v10/guilds/{guild}/members", get(members))
        .route("/api/v10/guilds/{guild}/members/search", get(search_members))
        .route("/api/v10/guilds/{guild}/members/{user}", get(member))
        .route("/api/v10/guilds/{guild}/messages/search", get(search_messages))
}

fn in_guild(
    state: &ServerState,
    call: &Call,
    look: impl FnOnce(&World, &Guild) -> Result<Value, ApiError>,
) -> Answer {
    let guild = call.id("guild")?;
    ok(state.world(|world| look(world, world.own_guild(world.bot_id, guild)?))?)
}

async fn look(State(state): State<Arc<ServerState>>, call: Call) -> Answer {
    in_guild(&state, &call, |world, guild| {
        Ok(if call.asked_yes("with_counts") {
            wire::guild_with_counts(world, guild)
        } else {
            wire::guild(world, guild)
        })
    })
}

async fn channels(State(state): State<Arc<ServerState>>, call: Call) -> Answer {
    in_guild(&state, &call, |world, guild| {
        let seen = guild
            .channels
            .iter()
            .filter(|id| world.sees(world.bot_id, **id))
            .filter_map(|id| world.channels.get(id));
        Ok(seen.map(|channel| wire::channel(world, channel)).collect())
    })
}

async fn roles(State(state): State<Arc<ServerState>>, call: Call) -> Answer {
    in_guild(&state, &call, |_, guild| Ok(guild.roles.values().map(wire::role).collect()))
}

async fn role(State(state): State<Arc<ServerState>>, call: Call) -> Answer {
    let id = call.id("role")?;
    in_guild(&state, &call, |_, guild| {
        guild.roles.get(&id).map(wire::role).ok_or_else(ApiError::unknown_role)
    })
}

async fn member(State(state): State<Arc<ServerState>>, call: Call) -> Answer {
    in_guild(&state, &call, |world, guild| {
        let user = call.user("user", world.bot_id)?;
        let known = world.users.contains_key(&user);
        let missing = || if known { ApiError::unknown_member() } else { ApiError::unknown_user() };
        wire::member(world, guild, user).ok_or_else(missing)
    })
}

async fn members(State(state): State<Arc<ServerState>>, call: Call) -> Answer {
    let limit = call.asked_number("limit", 1, 1000, 1)?;
    let after = call.asked_id("after")?.unwrap_or(0);
    in_guild(&state, &call, |world, guild| {
        if !world.members_granted() {
            return Err(ApiError::missing_access());
        }
        let page = guild.members.range(after.saturating_add(1)..).take(limit);
        Ok(page.filter_map(|(user, _)| wire::member(world, guild, *user)).collect())
    })
}

async fn search_members(State(state): State<Arc<ServerState>>, call: Call) -> Answer {
    let limit = call.asked_number("limit", 1, 1000, 1)?;
    let Some(query) = call.asked("query").filter(|query| !query.is_empty()).map(str::to_lowercase)
    else {
        return Err(ApiError::field(&["query"], "BASE_TYPE_REQUIRED", "This field is required"));
    };
    in_guild(&state, &call, |world, guild| {
        let named =
            |name: Option<&str>| name.is_some_and(|name| name.to_lowercase().starts_with(&query));
        let fits = guild.members.values().filter(|member| {
            let user = world.users.get(&member.user_id);
            named(member.nick.as_deref())
                || named(user.map(|user| user.username.as_str()))
                || named(user.and_then(|user| user.global_name.as_deref()))
        });
        Ok(fits
            .take(limit)
            .filter_map(|member| wire::member(world, guild, member.user_id))
            .collect())
    })
}

/// Messages of all channels in which the bot reads the history. Takes the intent for content, as
/// Discord does.
async fn search_messages(State(state): State<Arc<ServerState>>, call: Call) -> Answer {
    let limit = call.asked_number("limit", 1, 25, 25)?;
    let offset = call.asked_number("offset", 0, 9975, 0)?;
    let (newest, oldest) = (call.asked_id("max_id")?, call.asked_id("min_id")?);
    let ids = |name| call.asked_all(name).filter_map(snowflake::parse).collect::<Vec<Snowflake>>();
    let (authors, places, mentions) = (ids("author_id"), ids("channel_id"), ids("mentions"));
    let content = call.asked("content").map(str::to_lowercase);
    let pinned = call.asked("pinned").map(|pinned| pinned == "true");
    let has: Vec<&str> = call.asked_all("has").collect();
    let oldest_first = call.asked("sort_order") == Some("asc");
    in_guild(&state, &call, |world, guild| {
        if !world.message_content_granted() {
            return Err(ApiError::missing_access());
        }
        let fits = |message: &&Message| {
            message.ephemeral_for.is_none()
                && newest.is_none_or(|newest| message.id < newest)
                && oldest.is_none_or(|oldest| message.id > oldest)
                && (authors.is_empty() || authors.contains(&message.author_id))
                && (mentions.is_empty()
                    || message.mentions.iter().any(|user| mentions.contains(user)))
                && content
                    .as_ref()
                    .is_none_or(|content| message.content.to_lowercase().contains(content))
                && pinned.is_none_or(|pinned| pinned == message.pinned_at.is_some())
                && has.iter().all(|what| match *what {
                    "file" | "image" => !message.attachments.is_empty(),
                    "embed" => !message.embeds.is_empty(),
                    "link" => message.content.contains("://"),
                    _ => true,
                })
        };
        let channels =
            guild.channels.iter().chain(&guild.active_threads).chain(&guild.archived_threads);
        let readable =
            channels.filter(|id| places.is_empty() || places.contains(id)).filter(|id| {
                let rights = right::VIEW_CHANNEL | right::READ_MESSAGE_HISTORY;
                world.permissions(world.bot_id, **id) & rights == rights
            });
        let mut found: Vec<&Message> = readable
            .filter_map(|id| world.messages.get(id))
            .flat_map(|messages| messages.values())
            .filter(fits)
            .collect();
        found.sort_by_key(|message| message.id);
        if !oldest_first {
            found.reverse();
        }
        let page: Vec<&Message> = found.iter().skip(offset).take(limit).copied().collect();
        let threads: Vec<Snowflake> = page
            .iter()
            .map(|message| message.channel_id)
            .filter(|id| {
                world
                    .channels
                    .get(id)
                    .is_some_and(|channel| channel.thread.is_some() && channel.kind != kind::DM)
            })
            .collect::<std::collections::BTreeSet<_>>()
            .into_iter()
            .collect();
        let messages: Vec<Value> = page
            .iter()
            .map(|message| {
                let mut hit = wire::message_for_bot(world, message);
                hit["hit"] = json!(true);
                json!([hit])
            })
            .collect();
        Ok(json!({
            "messages": messages,
            "doing_deep_historical_index": false,
            "total_results": found.len(),
            "threads": threads.iter().map(|id| wire::thread_for_bot(world, *id)).collect::<Vec<_>>(),
            "members": threads.iter().filter_map(|id| wire::thread_member(world, *id, world.bot_id)).collect::<Vec<_>>(),
        }))
    })
}
