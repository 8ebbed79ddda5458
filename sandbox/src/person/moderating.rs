//! Members, roles, channels and their permissions, as far as the person may change them.

use chrono::TimeDelta;

use crate::error::ApiError;
use crate::interaction::names;
use crate::person::text::check_name;
use crate::person::{Action, Person, Place, Refused};
use crate::snowflake::Snowflake;
use crate::world::permissions::NAMED;
use crate::world::{World, kind};

impl Person {
    /// Leaves the server.
    ///
    /// # Errors
    /// The owner cannot leave.
    pub fn leave_server(&self) -> Result<(), Refused> {
        let guild = self.server()?;
        if self.state.world(|world| world.guilds[&guild].owner_id == self.id) {
            return Err(Refused("The owner can't leave the server.".to_owned()));
        }
        self.moderate("left the server".to_owned(), "leave_server()".to_owned(), |world| {
            world.kick(guild, self.id);
            Ok(())
        })
    }

    /// Joins the server again, without the roles of before.
    pub fn join_server(&self) -> Result<(), Refused> {
        let guild = self.server()?;
        self.moderate("joined the server".to_owned(), "join_server()".to_owned(), |world| {
            world.join_guild(guild, self.id)
        })
    }

    /// Kicks a member, by name.
    pub fn kick(&self, member: &str) -> Result<(), Refused> {
        let (guild, user) = self.somebody(member)?;
        self.moderate(format!("kicked {member}"), format!("kick({member:?})"), |world| {
            world.kick_as(self.id, guild, user)
        })
    }

    /// Bans somebody, by name, and deletes what they wrote in the last hours, at most 168.
    pub fn ban(&self, member: &str, delete_hours: u32) -> Result<(), Refused> {
        let (guild, user) = self.somebody(member)?;
        let delete = TimeDelta::hours(i64::from(delete_hours));
        let call = format!("ban({member:?}, {delete_hours})");
        self.moderate(format!("banned {member}"), call, |world| {
            world.ban_as(self.id, guild, user, delete, None)
        })
    }

    /// Ends the ban of somebody.
    pub fn unban(&self, user: &str) -> Result<(), Refused> {
        let (guild, id) = self.somebody(user)?;
        self.moderate(format!("unbanned {user}"), format!("unban({user:?})"), |world| {
            world.unban_as(self.id, guild, id)
        })
    }

    /// Gives a member a role, both by name.
    pub fn give_role(&self, member: &str, role: &str) -> Result<(), Refused> {
        let ((guild, user), id) = (self.somebody(member)?, self.role(role)?);
        let call = format!("give_role({member:?}, {role:?})");
        self.moderate(format!("gave {member} the role {role}"), call, |world| {
            world.set_role_as(self.id, guild, user, id, true)
        })
    }

    /// Takes a role from a member, both by name.
    pub fn take_role(&self, member: &str, role: &str) -> Result<(), Refused> {
        let ((guild, user), id) = (self.somebody(member)?, self.role(role)?);
        let call = format!("take_role({member:?}, {role:?})");
        self.moderate(format!("took the role {role} from {member}"), call, |world| {
            world.set_role_as(self.id, guild, user, id, false)
        })
    }

    /// Deletes a role, by name.
    pub fn delete_role(&self, role: &str) -> Result<(), Refused> {
        let (guild, id) = (self.server()?, self.role(role)?);
        let call = format!("delete_role({role:?})");
        self.moderate(format!("deleted the role {role}"), call, |world| {
            world.delete_role_as(self.id, guild, id)
        })
    }

    /// Makes a channel of a type of [`kind`]; returns its id.
    pub fn create_channel(&self, kind: u8, name: &str) -> Result<Snowflake, Refused> {
        let guild = self.server()?;
        check_name(name)?;
        let words = match kind {
            kind::VOICE => "voice channel",
            kind::FORUM => "forum",
            kind::CATEGORY => "category",
            kind::ANNOUNCEMENT => "announcement channel",
            _ => "channel",
        };
        let call = format!("create_channel({kind}, {name:?})");
        self.moderate(format!("created the {words} {name}"), call, |world| {
            world.create_channel_as(self.id, guild, kind, name)
        })
    }

    /// Deletes a channel with its threads and everything in it.
    pub fn delete_channel(&self, place: impl Into<Place>) -> Result<(), Refused> {
        let channel = self.channel(place)?;
        let name = self.name_of(channel);
        let call = format!("delete_channel({name:?})");
        self.moderate(format!("deleted the channel #{name}"), call, |world| {
            world.delete_channel_as(self.id, channel)
        })
    }

    /// Denies a role or a member, by name, rights in a channel.
    pub fn deny(&self, place: impl Into<Place>, whom: &str, rights: u64) -> Result<(), Refused> {
        self.set_rights(place, whom, rights, Some(false))
    }

    /// Allows a role or a member, by name, rights in a channel.
    pub fn allow(&self, place: impl Into<Place>, whom: &str, rights: u64) -> Result<(), Refused> {
        self.set_rights(place, whom, rights, Some(true))
    }

    /// Neither allows nor denies rights in a channel any more, so that roles decide.
    pub fn reset_rights(
        &self,
        place: impl Into<Place>,
        whom: &str,
        rights: u64,
    ) -> Result<(), Refused> {
        self.set_rights(place, whom, rights, None)
    }

    fn set_rights(
        &self,
        place: impl Into<Place>,
        whom: &str,
        rights: u64,
        allowed: Option<bool>,
    ) -> Result<(), Refused> {
        let channel = self.channel(place)?;
        let id = self.role(whom).or_else(|_| self.somebody(whom).map(|(_, user)| user))?;
        let name = self.name_of(channel);
        let (verb, did) = match allowed {
            Some(true) => ("allow", "allowed"),
            Some(false) => ("deny", "denied"),
            None => ("reset_rights", "neither allowed nor denied"),
        };
        let named = NAMED.iter().filter(|(_, bit)| rights & bit != 0).map(|(name, _)| *name);
        let named = named.collect::<Vec<_>>().join(", ");
        let words = format!("{did} {whom} “{named}” in #{name}");
        let call = format!("{verb}({name:?}, {whom:?}, {rights})");
        self.moderate(words, call, |world| {
            world.set_rights_as(self.id, channel, id, rights, allowed)
        })
    }

    fn moderate<T>(
        &self,
        words: String,
        call: String,
        act: impl FnOnce(&mut World) -> Result<T, ApiError>,
    ) -> Result<T, Refused> {
        self.act(|world| act(world).map(|done| (done, Action::Moderate { words, call })))
    }

    fn server(&self) -> Result<Snowflake, Refused> {
        self.guild
            .or_else(|| self.state.world(|world| world.guilds.keys().next().copied()))
            .ok_or_else(|| Refused("There's no server.".to_owned()))
    }

    /// A user by name, members first: those who left or are banned can be named, too.
    fn somebody(&self, name: &str) -> Result<(Snowflake, Snowflake), Refused> {
        let guild = self.server()?;
        let user = self.state.world(|world| {
            names::user(world, Some(guild), name).or_else(|| names::user(world, None, name))
        });
        user.map(|user| (guild, user))
            .ok_or_else(|| Refused(format!("There's nobody called {name}.")))
    }

    fn role(&self, name: &str) -> Result<Snowflake, Refused> {
        let guild = self.server()?;
        self.state
            .world(|world| names::role(world, Some(guild), name))
            .ok_or_else(|| Refused(format!("There's no role {name}.")))
    }

    fn name_of(&self, channel: Snowflake) -> String {
        self.state.world(|world| {
            world.channels.get(&channel).map_or_else(String::new, |found| found.name.clone())
        })
    }
}
