//! The message that a line means, and to which messages something can be done.

use sandbox::world::Message;
use sandbox::world::messages::is_system;
use sandbox::{Refused, Snowflake, World};
use serde_json::Value;

use crate::terminal::line::Which;
use crate::terminal::news::News;
use crate::terminal::words;

/// Discord's number for a button, and those for menus.
const BUTTON: u64 = 2;
const MENUS: [u64; 5] = [3, 5, 6, 7, 8];

/// The message under a number, or the newest that the person sees and that fits.
pub(super) fn message(
    news: &News,
    world: &World,
    person: Snowflake,
    which: Which,
    fits: impl Fn(&World, &Message) -> bool,
) -> Result<Snowflake, Refused> {
    let sees = |message: &Message| {
        message.ephemeral_for.is_none_or(|only| only == person)
            && world.sees(person, message.channel_id)
    };
    match which {
        Which::Number(number) => {
            news.message(number).ok_or_else(|| Refused(words::no_message(number)))
        }
        Which::Newest => news
            .newest(world, |message| sees(message) && fits(world, message))
            .ok_or_else(|| Refused(words::NO_NEWEST.to_owned())),
    }
}

/// The id of the first menu on a message.
pub(super) fn only_menu(world: &World, message: Snowflake) -> Result<String, Refused> {
    let found = world.channel_of(message).and_then(|channel| world.message(channel, message));
    let rows = found.map_or(&[][..], |found| &found.components);
    let parts = rows.iter().flat_map(|row| row["components"].as_array().into_iter().flatten());
    let mut ids = parts
        .filter(|component| component["type"] != BUTTON)
        .filter_map(|menu| menu["custom_id"].as_str());
    ids.next().map(str::to_owned).ok_or_else(|| Refused("That message has no menu.".to_owned()))
}

/// Whether somebody wrote it, and neither a bot nor Discord itself.
pub(super) fn said(world: &World, message: &Message) -> bool {
    let by_bot = world.users.get(&message.author_id).is_some_and(|author| author.bot);
    !by_bot && !is_system(message.kind)
}

pub(super) fn has_poll(_: &World, message: &Message) -> bool {
    message.poll.is_some()
}

pub(super) fn has_menu(_: &World, message: &Message) -> bool {
    any_part(&message.components, &|part| {
        part["type"].as_u64().is_some_and(|kind| MENUS.contains(&kind))
    })
}

pub(super) fn has_button(label: &str) -> impl Fn(&World, &Message) -> bool {
    move |_, message| {
        any_part(&message.components, &|part| {
            part["type"] == BUTTON
                && part["label"].as_str().is_some_and(|text| text.eq_ignore_ascii_case(label))
        })
    }
}

fn any_part(components: &[Value], is: &dyn Fn(&Value) -> bool) -> bool {
    components.iter().any(|part| {
        is(part) || part["components"].as_array().is_some_and(|inner| any_part(inner, is))
    })
}
