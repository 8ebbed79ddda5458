//! Members of threads (documentation, topics/threads and resources/channel).

use serde_json::{Value, json};

use crate::error::ApiError;
use crate::wire;
use crate::world::model::{Message, Snowflake, World, kind, message_kind};
use crate::world::permissions::right;

/// How many members a thread takes (30033).
const MEMBER_LIMIT: usize = 1000;

impl World {
    /// Adds a member to a thread; `by == user` is joining. Errors: 10003, 50001, 50024, 50083,
    /// 50013, 30033, 10007.
    pub fn add_thread_member(
        &mut self,
        by: Snowflake,
        id: Snowflake,
        user: Snowflake,
    ) -> Result<(), ApiError> {
        let channel = self.visible_channel(by, id)?;
        let thread = channel.thread.as_ref().ok_or_else(ApiError::wrong_channel_kind)?;
        self.refuse_archived(id)?;
        let bits = self.permissions(by, id);
        let parent = channel.parent_id.unwrap_or(id);
        let private = channel.kind == kind::PRIVATE_THREAD;
        if by != user {
            if bits & right::SEND_MESSAGES_IN_THREADS == 0 {
                return Err(ApiError::missing_permissions());
            }
            let may_invite = !private
                || thread.invitable
                || thread.owner_id == by
                || bits & right::MANAGE_THREADS != 0;
            if !may_invite {
                return Err(ApiError::missing_permissions());
            }
            let guild = channel
                .guild_id
                .and_then(|id| self.guilds.get(&id))
                .ok_or_else(ApiError::unknown_guild)?;
            if !guild.members.contains_key(&user) {
                return Err(ApiError::unknown_member());
            }
            if !self.sees(user, parent) {
                return Err(ApiError::missing_access());
            }
        }
        if thread.members.contains_key(&user) {
            return Ok(());
        }
        if thread.members.len() >= MEMBER_LIMIT {
            return Err(ApiError::too_many_thread_members());
        }
        self.join_thread(id, by, &[user]);
        if by != user {
            let kind = message_kind::RECIPIENT_ADD;
            self.insert_about(by, id, Message { kind, mentions: vec![user], ..Message::default() });
        }
        Ok(())
    }

    /// Removes a member from a thread; `by == user` is leaving. Errors: 10003, 50001, 50024, 50083,
    /// 50013, 10007.
    pub fn remove_thread_member(
        &mut self,
        by: Snowflake,
        id: Snowflake,
        user: Snowflake,
    ) -> Result<(), ApiError> {
        let channel = self.visible_channel(by, id)?;
        let thread = channel.thread.as_ref().ok_or_else(ApiError::wrong_channel_kind)?;
        self.refuse_archived(id)?;
        let owns_private = channel.kind == kind::PRIVATE_THREAD && thread.owner_id == by;
        if by != user && !owns_private && self.permissions(by, id) & right::MANAGE_THREADS == 0 {
            return Err(ApiError::missing_permissions());
        }
        if !thread.members.contains_key(&user) {
            return if by == user { Ok(()) } else { Err(ApiError::unknown_member()) };
        }
        if by != user {
            let kind = message_kind::RECIPIENT_REMOVE;
            self.insert_about(by, id, Message { kind, mentions: vec![user], ..Message::default() });
        }
        // Told first: without the membership the bot may not see the thread any more.
        let count = thread_members_without(self, id, user);
        self.tell("THREAD_MEMBERS_UPDATE", id, None, |world| {
            wire::in_guild(world, id, json!({ "id": id.to_string(), "member_count": count, "removed_member_ids": [user.to_string()] }))
        });
        if let Some(thread) = self.channels.get_mut(&id).and_then(|channel| channel.thread.as_mut())
        {
            thread.members.remove(&user);
        }
        Ok(())
    }

    /// Makes users members of a thread without asking who adds them.
    pub(super) fn join_thread(&mut self, id: Snowflake, by: Snowflake, users: &[Snowflake]) {
        let now = self.now();
        let bot = self.bot_id;
        let Some(thread) = self.channels.get_mut(&id).and_then(|channel| channel.thread.as_mut())
        else {
            return;
        };
        let room = MEMBER_LIMIT.saturating_sub(thread.members.len());
        let added: Vec<Snowflake> = users
            .iter()
            .copied()
            .filter(|user| !thread.members.contains_key(user))
            .take(room)
            .collect();
        thread.members.extend(added.iter().map(|user| (*user, now)));
        if added.is_empty() {
            return;
        }
        if added.contains(&bot) && by != bot {
            self.tell("THREAD_CREATE", id, None, |world| wire::thread_for_bot(world, id));
        }
        self.tell_of_members(id, &added);
    }

    pub(super) fn tell_of_members(&mut self, id: Snowflake, added: &[Snowflake]) {
        self.tell("THREAD_MEMBERS_UPDATE", id, None, |world| {
            let guild = world.guild_of(id).and_then(|guild| world.guilds.get(&guild));
            let added: Vec<Value> = added
                .iter()
                .filter_map(|user| {
                    let mut entry = wire::thread_member(world, id, *user)?;
                    entry["member"] = guild.and_then(|guild| wire::member(world, guild, *user)).unwrap_or(Value::Null);
                    entry["presence"] = Value::Null;
                    Some(entry)
                })
                .collect();
            let count = world.channels.get(&id).and_then(|channel| channel.thread.as_ref()).map_or(0, |thread| thread.members.len());
            wire::in_guild(
                world,
                id,
                json!({
                    "id": id.to_string(), "member_count": count.min(50), "added_members": added, "removed_member_ids": [],
                }),
            )
        });
    }

    pub(super) fn tell_of_own_membership(&mut self, id: Snowflake) {
        let bot = self.bot_id;
        if wire::thread_member(self, id, bot).is_some() {
            self.tell("THREAD_MEMBER_UPDATE", id, None, |world| {
                wire::in_guild(
                    world,
                    id,
                    wire::thread_member(world, id, bot).unwrap_or(Value::Null),
                )
            });
        }
    }
}

fn thread_members_without(world: &World, id: Snowflake, user: Snowflake) -> usize {
    let thread = world.channels.get(&id).and_then(|channel| channel.thread.as_ref());
    thread
        .map_or(0, |thread| thread.members.keys().filter(|member| **member != user).count())
        .min(50)
}
