//! The case that something belongs to, as far as that is visible in Discord.

use std::sync::LazyLock;

use regex::Regex;
use sandbox::{Snowflake, World};
use serde_json::Value;

static NUMBERED: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"^\W*#(\d{1,9})\b").ok());

static IN_ID: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^v\d+:[a-z_-]+:(\d{1,9})(?::|$)").ok());

/// Returns the case of a place or a message, if it is visible: the names of threads and the texts
/// of cards begin with the case's number.
pub(super) fn case_of(
    world: &World,
    channel: Option<Snowflake>,
    message: Option<Snowflake>,
) -> Option<u64> {
    let of_thread = |id: Snowflake| {
        world
            .channels
            .get(&id)
            .filter(|found| found.thread.is_some())
            .and_then(|found| number(&found.name))
    };
    let found = message.and_then(|id| world.message(channel?, id));
    channel
        .and_then(of_thread)
        .or_else(|| message.and_then(of_thread))
        .or_else(|| {
            found.filter(|found| found.author_id == world.bot_id).and_then(|found| {
                let title = found.embeds.first().and_then(|embed| embed["title"].as_str());
                number(&found.content).or_else(|| title.and_then(number))
            })
        })
        .or_else(|| found.and_then(|found| found.components.iter().find_map(in_components)))
}

/// Returns the number at the beginning of a text, such as `#12 · It fails`.
pub(crate) fn number(text: &str) -> Option<u64> {
    let text = text.trim_start_matches(['*', ' ', '[']);
    NUMBERED
        .as_ref()?
        .captures(text)
        .and_then(|found| found[1].parse().ok())
        .or_else(|| text.split(' ').next()?.parse().ok())
}

pub(super) fn heading(data: &Value) -> Option<u64> {
    let text = [&data["name"], &data["content"], &data["embeds"][0]["title"]]
        .into_iter()
        .filter_map(Value::as_str);
    text.filter(|text| text.contains('#')).find_map(number)
}

/// Returns the number in the custom id of a button, a menu or a form, or in the option `case`.
pub(super) fn id_in(data: &Value) -> Option<u64> {
    let from_id = data["data"]["custom_id"].as_str().and_then(in_custom_id);
    let options = data["data"]["options"].as_array().into_iter().flatten();
    from_id.or_else(|| {
        options
            .filter(|option| option["name"] == "case")
            .find_map(|option| number(option["value"].as_str()?))
    })
}

fn in_custom_id(id: &str) -> Option<u64> {
    IN_ID.as_ref()?.captures(id)?[1].parse().ok()
}

fn in_components(component: &Value) -> Option<u64> {
    let own = component["custom_id"].as_str().and_then(in_custom_id);
    own.or_else(|| component["components"].as_array()?.iter().find_map(in_components))
}
