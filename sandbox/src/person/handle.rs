//! One user, with the channels and messages that the user can see.

use std::sync::Arc;

use crate::interaction::names;
use crate::person::place::Place;
use crate::person::refused::Refused;
use crate::snowflake::Snowflake;
use crate::state::ServerState;
use crate::world::{Message, World};

/// One user of the sandbox. The methods do what a Discord client offers.
#[derive(Debug, Clone)]
pub struct Person {
    /// The user's id.
    pub id: Snowflake,
    /// The user name.
    pub name: String,
    /// The guild in which channel names are looked up.
    pub guild: Option<Snowflake>,
    /// Whether to return the first response of the bot instead of the final one.
    pub(super) impatient: bool,
    pub(super) state: Arc<ServerState>,
}

impl Person {
    pub(crate) fn find(state: &Arc<ServerState>, username: &str) -> Option<Self> {
        state.world(|world| {
            let wanted = username.strip_prefix('@').unwrap_or(username).to_lowercase();
            let user = world.users.values().find(|user| user.username.to_lowercase() == wanted)?;
            let guild = world
                .guilds
                .values()
                .find(|guild| guild.members.contains_key(&user.id))
                .map(|guild| guild.id);
            Some(Self {
                id: user.id,
                name: user.username.clone(),
                guild,
                impatient: false,
                state: state.clone(),
            })
        })
    }

    /// Creates a user and makes them a member of the first guild.
    pub(crate) fn add(state: &Arc<ServerState>, username: &str) -> Self {
        let (id, guild) = state.change(|world| {
            let id = world.add_user(username, username);
            let guild = world.guilds.keys().next().copied();
            if let Some(guild) = guild {
                world.add_member(guild, id);
            }
            (id, guild)
        });
        Self { id, name: username.to_owned(), guild, impatient: false, state: state.clone() }
    }

    /// Returns the same person with another current guild.
    #[must_use]
    pub fn at(&self, guild: Snowflake) -> Self {
        Self { guild: Some(guild), ..self.clone() }
    }

    /// Returns the same person, whose methods return at the bot's first response to an interaction
    /// and do not wait for the final one.
    #[must_use]
    pub fn impatient(&self) -> Self {
        Self { impatient: true, ..self.clone() }
    }

    /// Returns the channel of a place. `dm` opens the direct conversation with the bot.
    ///
    /// # Errors
    /// The person does not see such a channel.
    pub fn channel(&self, place: impl Into<Place>) -> Result<Snowflake, Refused> {
        let place = place.into();
        if let Place::Name(name) = &place
            && name.eq_ignore_ascii_case("dm")
        {
            return Ok(self.state.change(|world| world.open_direct(self.id, world.bot_id))?);
        }
        self.state.world(|world| self.channel_in(world, &place))
    }

    pub(crate) fn channel_in(&self, world: &World, place: &Place) -> Result<Snowflake, Refused> {
        match place {
            Place::Id(id) if world.sees(self.id, *id) => Ok(*id),
            Place::Id(_) => Err(Refused("You can't see that channel.".to_owned())),
            Place::Name(name) => {
                names::channel(world, self.guild, self.id, name).ok_or_else(|| {
                    let name = name.strip_prefix('#').unwrap_or(name);
                    Refused(format!("{} can't see a channel #{name}.", self.name))
                })
            }
        }
    }

    /// Returns a message that the person sees, including ephemeral ones.
    pub(crate) fn message_in<'a>(
        &self,
        world: &'a World,
        message: Snowflake,
    ) -> Result<&'a Message, Refused> {
        let channel = world.channel_of(message).filter(|channel| world.sees(self.id, *channel));
        channel
            .and_then(|channel| world.message(channel, message))
            .filter(|found| found.ephemeral_for.is_none_or(|only| only == self.id))
            .ok_or_else(|| Refused(format!("{} can't see that message.", self.name)))
    }

    pub(crate) fn place_of(&self, message: Snowflake) -> Result<Snowflake, Refused> {
        self.state.world(|world| self.message_in(world, message).map(|found| found.channel_id))
    }
}
