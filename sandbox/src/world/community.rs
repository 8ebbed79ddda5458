//! Worlds to begin with: an empty one to build on, and the community "Lantern" that newcomers and
//! tests use.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};

use chrono::{DateTime, Utc};

use crate::locale;
use crate::world::model::{
    Channel, Emoji, Guild, Overwrite, Role, Snowflake, Tag, User, World, application_flag, kind,
};
use crate::world::permissions::right;

/// What the bot's own role holds: enough for its work and nothing more.
const BOT_RIGHTS: u64 = right::VIEW_CHANNEL
    | right::SEND_MESSAGES
    | right::SEND_MESSAGES_IN_THREADS
    | right::CREATE_PUBLIC_THREADS
    | right::CREATE_PRIVATE_THREADS
    | right::MANAGE_THREADS
    | right::EMBED_LINKS
    | right::ATTACH_FILES
    | right::READ_MESSAGE_HISTORY
    | right::PIN_MESSAGES
    | right::ADD_REACTIONS;

impl World {
    /// A world with the bot "Switchboard" and its application, and nothing else.
    pub fn empty() -> Self {
        Self::begin(None)
    }

    fn begin(stopped_at: Option<DateTime<Utc>>) -> Self {
        let mut world = Self {
            application_id: 0,
            bot_id: 0,
            token: "sandbox.bot.token".into(),
            application_flags: application_flag::MESSAGE_CONTENT_LIMITED
                | application_flag::MEMBERS_LIMITED,
            users: BTreeMap::new(),
            guilds: BTreeMap::new(),
            channels: BTreeMap::new(),
            messages: BTreeMap::new(),
            files: BTreeMap::new(),
            commands: Vec::new(),
            application_emojis: Vec::new(),
            active_thread_limit: 1000,
            active_announcement_thread_limit: 1000,
            webhooks: BTreeMap::new(),
            clock_offset: 0,
            stopped_at,
            last_id: 0,
            url: "http://127.0.0.1".into(),
            nonces: HashMap::new(),
            nonce_order: VecDeque::new(),
            command_creations: BTreeMap::new(),
            blocked_words: Vec::new(),
            outgoing: Vec::new(),
            noticed: Vec::new(),
        };
        // An application and its bot user share one id, as every application does that was made
        // since 2020.
        let id = world.add_user("switchboard", "Switchboard");
        world.application_id = id;
        world.bot_id = id;
        if let Some(bot) = world.users.get_mut(&id) {
            bot.bot = true;
        }
        world
    }

    /// The default community: one guild, "Lantern", with the bot in it. See [`World::add_guild`].
    pub fn community() -> Self {
        Self::empty().with_lantern()
    }

    /// The same, made at this instant, at which the clock of the world stands still: in every run
    /// the people and channels have the same ids, and everything happens at the same times.
    pub fn community_at(time: DateTime<Utc>) -> Self {
        Self::begin(Some(time)).with_lantern()
    }

    fn with_lantern(mut self) -> Self {
        self.add_guild("Lantern");
        self.outgoing.clear();
        self
    }

    /// Adds a guild like every other: channels #announcements, #help, #general, #desk (Agents and
    /// Leads), #developers (Developers, Agents and Leads) and the forum #ideas; roles Agents,
    /// Developers, Leads and the bot's; members ana, ben, caro, max and mia (Agents), dora
    /// (Developers), lea (Leads), olaf (owner), and the bot. People who exist already join it.
    /// Returns its id.
    pub fn add_guild(&mut self, name: &str) -> Snowflake {
        let people = [
            ("ana", "Ana"),
            ("ben", "Ben"),
            ("caro", "Caro"),
            ("max", "Max"),
            ("mia", "Mia"),
            ("dora", "Dora"),
            ("lea", "Lea"),
            ("olaf", "Olaf"),
        ];
        let ids: Vec<Snowflake> =
            people.iter().map(|(username, shown)| self.add_user(username, shown)).collect();
        let [_, _, _, max, mia, dora, lea, olaf] = ids[..] else { return 0 };
        let guild = self.create_guild(name, olaf);
        // The bot joins last, so that it is told about the finished guild at once.
        for person in ids {
            self.add_member(guild, person);
        }
        let bot_role = self.create_role(guild, "Switchboard", BOT_RIGHTS);
        let developers = self.create_role(guild, "Developers", 0);
        let agents = self.create_role(guild, "Agents", right::MANAGE_THREADS);
        let leads = self.create_role(
            guild,
            "Leads",
            right::MANAGE_GUILD | right::MANAGE_THREADS | right::MANAGE_MESSAGES,
        );
        for role in [developers, agents, leads] {
            self.edit_role(guild, role, |role| role.mentionable = true);
        }
        let bot = self.bot_id;
        self.edit_role(guild, bot_role, |role| (role.managed, role.bot_id) = (true, Some(bot)));
        for (person, role) in [(max, agents), (mia, agents), (dora, developers), (lea, leads)] {
            self.add_role_to_member(guild, person, role);
        }
        let announcements = self.create_channel(guild, kind::ANNOUNCEMENT, "announcements");
        for channel in ["help", "general"] {
            self.create_channel(guild, kind::TEXT, channel);
        }
        let desk = self.create_channel(guild, kind::TEXT, "desk");
        let workshop = self.create_channel(guild, kind::TEXT, "developers");
        let ideas = self.create_channel(guild, kind::FORUM, "ideas");
        self.change_overwrite(announcements, guild, 0, right::SEND_MESSAGES);
        self.allow_only(desk, guild, &[agents, leads, bot_role]);
        self.allow_only(workshop, guild, &[developers, agents, leads, bot_role]);
        let tags: Vec<Tag> =
            ["open", "planned", "done"].into_iter().map(|name| self.tag(name)).collect();
        if let Some(ideas) = self.channels.get_mut(&ideas) {
            ideas.available_tags = tags;
        }
        self.add_member(guild, bot);
        if let Some(member) =
            self.guilds.get_mut(&guild).and_then(|found| found.members.get_mut(&bot))
        {
            member.roles.push(bot_role);
        }
        // The event was written before the bot had its role; it is written again with what the bot
        // sees now.
        self.outgoing.retain(|event| event.guild != Some(guild));
        self.tell_guild("GUILD_CREATE", guild, |world| crate::wire::guild_create(world, guild));
        guild
    }

    fn tag(&mut self, name: &str) -> Tag {
        Tag {
            id: self.next_id(),
            name: name.into(),
            moderated: false,
            emoji_id: None,
            emoji_name: None,
        }
    }

    /// Hides a channel from everybody but some roles.
    pub fn allow_only(&mut self, channel: Snowflake, guild: Snowflake, roles: &[Snowflake]) {
        let everyone = Overwrite { id: guild, member: false, allow: 0, deny: right::VIEW_CHANNEL };
        self.set_overwrite(channel, everyone);
        for role in roles {
            self.set_overwrite(
                channel,
                Overwrite { id: *role, member: false, allow: right::VIEW_CHANNEL, deny: 0 },
            );
        }
    }

    /// Adds a person, or returns the one with that name.
    pub fn add_user(&mut self, username: &str, shown: &str) -> Snowflake {
        if let Some(known) = self.user_named(username) {
            return known.id;
        }
        let id = self.next_id();
        let user = User {
            id,
            username: username.into(),
            global_name: Some(shown.into()).filter(|name: &String| !name.is_empty()),
            bot: false,
            direct_messages_closed: false,
            locale: locale::DEFAULT.into(),
            direct: BTreeMap::new(),
        };
        self.users.insert(id, user);
        id
    }

    /// Adds a guild with nothing but its owner and the rights of ordinary members for everybody.
    pub fn create_guild(&mut self, name: &str, owner: Snowflake) -> Snowflake {
        let id = self.next_id();
        let guild = Guild {
            id,
            name: name.into(),
            owner_id: owner,
            roles: BTreeMap::from([(id, Role::new(id, "@everyone", right::MEMBER))]),
            members: BTreeMap::new(),
            unavailable: false,
            channels: BTreeSet::new(),
            active_threads: BTreeSet::new(),
            archived_threads: BTreeSet::new(),
            emojis: Vec::<Emoji>::new(),
            stickers: Vec::new(),
            bans: BTreeMap::new(),
            features: vec!["COMMUNITY".into()],
            preferred_locale: locale::DEFAULT.into(),
            description: None,
        };
        self.guilds.insert(id, guild);
        self.add_member(id, owner);
        id
    }

    /// The user with this name.
    pub fn user_named(&self, username: &str) -> Option<&User> {
        self.users.values().find(|user| user.username == username)
    }

    /// The guild with this name.
    pub fn guild_named(&self, name: &str) -> Option<&Guild> {
        self.guilds.values().find(|guild| guild.name == name)
    }

    /// The first channel with this name (with or without `#`), threads after channels.
    pub fn channel_named(&self, name: &str) -> Option<&Channel> {
        let name = name.trim_start_matches('#');
        let named = |channel: &&Channel| channel.name == name && channel.guild_id.is_some();
        let channels = || self.channels.values().filter(named);
        channels().find(|channel| channel.thread.is_none()).or_else(|| channels().next())
    }

    /// The channel of a guild with this name (with or without `#`), threads after channels.
    pub fn channel_in(&self, guild: Snowflake, name: &str) -> Option<&Channel> {
        let name = name.trim_start_matches('#');
        let guild = self.guilds.get(&guild)?;
        let ids = guild.channels.iter().chain(&guild.active_threads).chain(&guild.archived_threads);
        ids.filter_map(|id| self.channels.get(id)).find(|channel| channel.name == name)
    }

    /// The role of a guild with this name (with or without `@`).
    pub fn role_in(&self, guild: Snowflake, name: &str) -> Option<&Role> {
        let plain = |name: &str| name.trim_start_matches('@').to_owned();
        self.guilds.get(&guild)?.roles.values().find(|role| plain(&role.name) == plain(name))
    }
}
