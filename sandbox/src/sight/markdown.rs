//! The text of a message as a client shows it, without its looks: mentions by name, escapes
//! removed.

use chrono::{DateTime, Utc};

use crate::snowflake::{self, Snowflake};
use crate::world::World;

/// Renders a text for a person in a guild (or a direct conversation).
///
/// Mentions become `@name`, `@Role`, `#channel`, `/command`; times become words or a date in UTC; a
/// backslash before punctuation goes away. Nothing changes inside code.
pub fn plain(world: &World, guild: Option<Snowflake>, viewer: Snowflake, text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        match next {
            '\\' => {
                let mut after = rest[1..].chars();
                match after.next() {
                    Some(escaped) if escaped.is_ascii_punctuation() => {
                        shown.push(escaped);
                        rest = after.as_str();
                    }
                    _ => {
                        shown.push('\\');
                        rest = &rest[1..];
                    }
                }
            }
            '`' => {
                let fence = rest.len() - rest.trim_start_matches('`').len();
                let end = rest[fence..].find(&rest[..fence]).map(|at| fence + at + fence);
                let end = end.unwrap_or(fence);
                shown.push_str(&rest[..end]);
                rest = &rest[end..];
            }
            '<' => match mention(world, guild, viewer, rest) {
                Some((words, length)) => {
                    shown.push_str(&words);
                    rest = &rest[length..];
                }
                None => {
                    shown.push('<');
                    rest = &rest[1..];
                }
            },
            other => {
                shown.push(other);
                rest = &rest[other.len_utf8()..];
            }
        }
    }
    shown
}

/// The words for the `<...>` that the text begins with, and its length.
fn mention(
    world: &World,
    guild: Option<Snowflake>,
    viewer: Snowflake,
    text: &str,
) -> Option<(String, usize)> {
    let end = text.find('>')?;
    let inner = &text[1..end];
    let guild = guild.and_then(|guild| world.guilds.get(&guild));
    let words = if let Some(id) = inner.strip_prefix("@&") {
        let id = snowflake::parse(id)?;
        format!(
            "@{}",
            guild
                .and_then(|guild| guild.roles.get(&id))
                .map_or("deleted-role", |role| role.name.as_str())
        )
    } else if let Some(id) = inner.strip_prefix('@') {
        let id = snowflake::parse(id.strip_prefix('!').unwrap_or(id))?;
        if world.users.contains_key(&id) {
            format!("@{}", crate::sight::name(world, id))
        } else {
            "@unknown-user".to_owned()
        }
    } else if let Some(id) = inner.strip_prefix('#') {
        let id = snowflake::parse(id)?;
        match world.channels.get(&id) {
            Some(_) if !world.sees(viewer, id) => "#No Access".to_owned(),
            Some(channel) if channel.name.starts_with('#') => channel.name.clone(),
            Some(channel) => format!("#{}", channel.name),
            None => "#unknown".to_owned(),
        }
    } else if let Some(time) = inner.strip_prefix("t:") {
        let (seconds, style) = time.split_once(':').unwrap_or((time, "f"));
        when(DateTime::from_timestamp(seconds.parse().ok()?, 0)?, style, world.now())?
    } else if let Some(command) = inner.strip_prefix('/') {
        let (name, id) = command.rsplit_once(':')?;
        snowflake::parse(id)?;
        format!("/{name}")
    } else {
        let emoji = inner.strip_prefix("a:").or_else(|| inner.strip_prefix(':'))?;
        let (name, id) = emoji.split_once(':')?;
        snowflake::parse(id)?;
        format!(":{name}:")
    };
    Some((words, end + 1))
}

/// A time in UTC, in the words of one of Discord's styles (`t`, `T`, `d`, `D`, `f`, `F`, `s`, `S`,
/// `R`); `None` for any other style.
pub fn when(time: DateTime<Utc>, style: &str, now: DateTime<Utc>) -> Option<String> {
    let format = match style {
        "R" => return Some(relative((time - now).num_seconds())),
        "t" => "%H:%M",
        "T" => "%H:%M:%S",
        "d" => "%d/%m/%Y",
        "D" => "%-d %B %Y",
        "f" | "s" => "%-d %B %Y %H:%M",
        "F" | "S" => "%A, %-d %B %Y %H:%M",
        _ => return None,
    };
    Some(time.format(format).to_string())
}

/// `in 3 hours`, `2 days ago`; within a minute `now`, so that a text does not change while somebody
/// reads it.
fn relative(seconds: i64) -> String {
    let distance = seconds.unsigned_abs();
    let units = [
        (31_536_000, "year"),
        (2_592_000, "month"),
        (86_400, "day"),
        (3_600, "hour"),
        (60, "minute"),
    ];
    let Some((count, unit)) = units.iter().find_map(|(length, unit)| {
        // Rounded to the nearest, since "in 2 hours" is meant when a second of it has passed.
        let count = (distance + length / 2) / length;
        (distance + 30 >= *length && count > 0).then_some((count, unit))
    }) else {
        return "now".to_owned();
    };
    let plural = if count == 1 { "" } else { "s" };
    if seconds > 0 {
        format!("in {count} {unit}{plural}")
    } else {
        format!("{count} {unit}{plural} ago")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let world = World::community();
        let guild = world.guilds.keys().next().copied();
        plain(&world, guild, world.bot_id, text)
    }

    #[test]
    fn escapes_go_and_code_stays() {
        assert_eq!(shown(r"\*\*bold\*\* \@everyone \a"), r"**bold** @everyone \a");
        assert_eq!(shown(r"`\*` and ```<@1>```"), r"`\*` and ```<@1>```");
        assert_eq!(shown("a lone ` stays"), "a lone ` stays");
    }

    #[test]
    fn mentions_are_names() {
        let world = World::community();
        let bot = world.bot_id;
        let guild = world.guilds.keys().next().copied();
        let name = crate::sight::name(&world, bot);
        assert_eq!(
            plain(&world, guild, bot, &format!("<@{bot}> <@!{bot}> \\<@{bot}>")),
            format!("@{name} @{name} <@{bot}>")
        );
        assert_eq!(shown("<:wave:5> </tag add:7> <no> <"), ":wave: /tag add <no> <");
    }

    #[test]
    fn relative_times_are_words() {
        assert_eq!(relative(0), "now");
        assert_eq!(relative(-20), "now");
        assert_eq!(relative(3_599), "in 1 hour");
        assert_eq!(relative(2 * 3_600 - 3), "in 2 hours");
        assert_eq!(relative(-86_400 * 2), "2 days ago");
        assert_eq!(relative(-60), "1 minute ago");
    }
}
