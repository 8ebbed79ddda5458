//! Members, roles and whole guilds: what happens behind the bot's back. Nobody is asked for
//! permission here.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use crate::world::model::{Dispatch, Member, Notice, Role, Snowflake, World};
use crate::{locale, wire};

impl World {
    /// Makes a user a member of a guild. For the bot this is being invited: the whole guild is
    /// told.
    pub fn add_member(&mut self, guild: Snowflake, user: Snowflake) {
        let joined_at = self.now();
        let Some(found) = self.guilds.get_mut(&guild) else { return };
        let member = Member {
            user_id: user,
            nick: None,
            roles: Vec::new(),
            joined_at,
            timed_out_until: None,
        };
        found.members.entry(user).or_insert(member);
        if user == self.bot_id {
            self.tell_guild("GUILD_CREATE", guild, |world| wire::guild_create(world, guild));
        } else {
            self.tell_of_member("GUILD_MEMBER_ADD", guild, user);
        }
    }

    /// Removes a user from a guild, by whatever way. For the bot the guild is gone.
    pub fn kick(&mut self, guild: Snowflake, user: Snowflake) {
        let Some(found) = self.guilds.get(&guild).filter(|found| found.members.contains_key(&user))
        else {
            return;
        };
        let threads: Vec<Snowflake> =
            found.active_threads.iter().chain(&found.archived_threads).copied().collect();
        if user == self.bot_id {
            self.push_guild("GUILD_DELETE", guild, json!({ "id": guild.to_string() }));
        }
        for thread in threads {
            if let Some(thread) =
                self.channels.get_mut(&thread).and_then(|channel| channel.thread.as_mut())
            {
                thread.members.remove(&user);
            }
        }
        if let Some(found) = self.guilds.get_mut(&guild) {
            found.members.remove(&user);
        }
        self.tell_guild(
            "GUILD_MEMBER_REMOVE",
            guild,
            |world| json!({ "guild_id": guild.to_string(), "user": wire::user_by_id(world, user) }),
        );
    }

    fn push_guild(&mut self, name: &'static str, guild: Snowflake, data: Value) {
        self.outgoing.push(Dispatch {
            name,
            guild: Some(guild),
            channel: None,
            data,
            author: None,
        });
    }

    fn tell_of_member(&mut self, name: &'static str, guild: Snowflake, user: Snowflake) {
        self.tell_guild(name, guild, |world| {
            let member =
                world.guilds.get(&guild).and_then(|found| wire::member(world, found, user));
            let mut event = member.unwrap_or_else(|| json!({}));
            event["guild_id"] = json!(guild.to_string());
            event
        });
    }

    fn change_member(
        &mut self,
        guild: Snowflake,
        user: Snowflake,
        change: impl FnOnce(&mut Member),
    ) {
        self.watching_visibility(guild, |world| {
            if let Some(member) =
                world.guilds.get_mut(&guild).and_then(|found| found.members.get_mut(&user))
            {
                change(member);
            }
        });
        self.tell_of_member("GUILD_MEMBER_UPDATE", guild, user);
    }

    /// Gives a role to a member.
    pub fn add_role_to_member(&mut self, guild: Snowflake, user: Snowflake, role: Snowflake) {
        self.change_member(guild, user, |member| {
            if !member.roles.contains(&role) {
                member.roles.push(role);
            }
        });
    }

    /// Takes a role from a member.
    pub fn remove_role_from_member(&mut self, guild: Snowflake, user: Snowflake, role: Snowflake) {
        self.change_member(guild, user, |member| member.roles.retain(|one| *one != role));
    }

    /// Lets a member only read until then; `None` ends it.
    pub fn time_out(&mut self, guild: Snowflake, user: Snowflake, until: Option<DateTime<Utc>>) {
        self.change_member(guild, user, |member| member.timed_out_until = until);
    }

    /// Changes the name of a member in a guild.
    pub fn set_nick(&mut self, guild: Snowflake, user: Snowflake, nick: Option<&str>) {
        self.change_member(guild, user, |member| member.nick = nick.map(str::to_owned));
    }

    /// Makes a role above all others. Returns its id.
    pub fn create_role(&mut self, guild: Snowflake, name: &str, permissions: u64) -> Snowflake {
        let id = self.next_id();
        if let Some(found) = self.guilds.get_mut(&guild) {
            let position = u32::try_from(found.roles.len()).unwrap_or(u32::MAX);
            found.roles.insert(id, Role { position, ..Role::new(id, name, permissions) });
        }
        self.tell_of_role("GUILD_ROLE_CREATE", guild, id);
        id
    }

    fn tell_of_role(&mut self, name: &'static str, guild: Snowflake, role: Snowflake) {
        self.tell_guild(name, guild, |world| {
            let role = world.guilds.get(&guild).and_then(|found| found.roles.get(&role));
            json!({ "guild_id": guild.to_string(), "role": role.map(wire::role) })
        });
    }

    /// Changes a role by hand: name, rights, whether it can be mentioned.
    pub fn edit_role(&mut self, guild: Snowflake, role: Snowflake, change: impl FnOnce(&mut Role)) {
        self.watching_visibility(guild, |world| {
            if let Some(found) =
                world.guilds.get_mut(&guild).and_then(|found| found.roles.get_mut(&role))
            {
                change(found);
            }
        });
        self.tell_of_role("GUILD_ROLE_UPDATE", guild, role);
    }

    /// Gives a role exactly these rights in the guild.
    pub fn set_role_permissions(&mut self, guild: Snowflake, role: Snowflake, permissions: u64) {
        self.edit_role(guild, role, |role| role.permissions = permissions);
    }

    /// Deletes a role; members and overwrites lose it.
    pub fn delete_role(&mut self, guild: Snowflake, role: Snowflake) {
        if role == guild {
            return;
        }
        self.watching_visibility(guild, |world| {
            let Some(found) = world.guilds.get_mut(&guild) else { return };
            found.roles.remove(&role);
            for member in found.members.values_mut() {
                member.roles.retain(|one| *one != role);
            }
            for channel in &found.channels {
                if let Some(channel) = world.channels.get_mut(channel) {
                    channel.overwrites.retain(|overwrite| overwrite.id != role);
                }
            }
        });
        self.tell_guild(
            "GUILD_ROLE_DELETE",
            guild,
            |_| json!({ "guild_id": guild.to_string(), "role_id": role.to_string() }),
        );
    }

    /// Begins or ends an outage of a guild: `GUILD_DELETE` with `unavailable`, later
    /// `GUILD_CREATE`. Meanwhile the bot gets nothing from it, and may do nothing in it.
    pub fn set_unavailable(&mut self, guild: Snowflake, unavailable: bool) {
        let Some(found) =
            self.guilds.get_mut(&guild).filter(|found| found.unavailable != unavailable)
        else {
            return;
        };
        found.unavailable = unavailable;
        if !found.members.contains_key(&self.bot_id) {
            return;
        }
        if unavailable {
            self.push_guild(
                "GUILD_DELETE",
                guild,
                json!({ "id": guild.to_string(), "unavailable": true }),
            );
        } else {
            self.tell_guild("GUILD_CREATE", guild, |world| wire::guild_create(world, guild));
        }
    }

    /// Renames a guild.
    pub fn rename_guild(&mut self, guild: Snowflake, name: &str) {
        if let Some(found) = self.guilds.get_mut(&guild) {
            found.name = name.to_owned();
        }
        self.tell_of_guild(guild);
    }

    /// Gives a guild another language, which its bots are told.
    pub fn set_preferred_locale(&mut self, guild: Snowflake, locale: &str) {
        if let Some(found) = self.guilds.get_mut(&guild) {
            found.preferred_locale = locale.to_owned();
        }
        self.tell_of_guild(guild);
    }

    /// Gives a guild to another member, which its bots are told.
    pub fn set_owner(&mut self, guild: Snowflake, owner: Snowflake) {
        if let Some(found) = self.guilds.get_mut(&guild) {
            found.owner_id = owner;
        }
        self.tell_of_guild(guild);
    }

    fn tell_of_guild(&mut self, guild: Snowflake) {
        self.tell_guild("GUILD_UPDATE", guild, |world| {
            world.guilds.get(&guild).map_or(Value::Null, |found| wire::guild(world, found))
        });
    }

    /// The language of a user's client.
    pub fn locale_of(&self, user: Snowflake) -> &str {
        self.users.get(&user).map_or(locale::DEFAULT, |user| user.locale.as_str())
    }

    /// Gives a user's client another language. Bots learn of it with what the user does next.
    pub fn set_locale(&mut self, user: Snowflake, locale: &str) {
        if let Some(found) = self.users.get_mut(&user) {
            found.locale = locale.to_owned();
            self.noticed.push(Notice::Locale(user));
        }
    }

    /// Whether a user takes direct messages of the bot.
    pub fn set_direct_messages_closed(&mut self, user: Snowflake, closed: bool) {
        if let Some(user) = self.users.get_mut(&user) {
            user.direct_messages_closed = closed;
        }
    }
}

impl Role {
    /// A role with a name and rights, otherwise plain.
    pub fn new(id: Snowflake, name: impl Into<String>, permissions: u64) -> Self {
        Self {
            id,
            name: name.into(),
            permissions,
            position: 0,
            mentionable: false,
            managed: false,
            bot_id: None,
            color: 0,
            hoist: false,
        }
    }
}
