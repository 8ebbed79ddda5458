//! Who is pinged by a text (documentation, resources/message "Allowed Mentions Object").

use std::sync::LazyLock;

use regex::Regex;

use crate::world::model::{Snowflake, World};
use crate::world::permissions::right;

/// Which mentions of a text may ping. Without any (`None` in its place) everything pings that the
/// text mentions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AllowedMentions {
    /// All users in the text.
    pub all_users: bool,
    /// All roles in the text.
    pub all_roles: bool,
    /// @everyone and @here.
    pub everyone: bool,
    /// These users.
    pub users: Vec<Snowflake>,
    /// These roles.
    pub roles: Vec<Snowflake>,
    /// The author of the message that is replied to.
    pub replied_user: bool,
}

/// Who is pinged.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Pinged {
    pub users: Vec<Snowflake>,
    pub roles: Vec<Snowflake>,
    pub everyone: bool,
}

static MENTION: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"\\?<@([!&]?)(\d{1,20})>|\\?@(everyone|here)").ok());

impl World {
    /// Who a text pings that `author` sends to `channel`. Text in code and after a backslash
    /// mentions nobody; roles that are not mentionable, @everyone and @here need MENTION_EVERYONE.
    /// For ephemeral messages and edits it is still recorded.
    pub(super) fn pinged(
        &self,
        author: Snowflake,
        channel: Snowflake,
        text: &str,
        allowed: Option<&AllowedMentions>,
        replied: Option<Snowflake>,
    ) -> Pinged {
        let mut pinged = Pinged::default();
        if let Some(replied) =
            replied.filter(|_| allowed.is_none_or(|allowed| allowed.replied_user))
        {
            pinged.users.push(replied);
        }
        if !text.contains('@') {
            return pinged;
        }
        let Some(pattern) = MENTION.as_ref() else { return pinged };
        let guild = self.guild_of(channel).and_then(|id| self.guilds.get(&id));
        let may_ping_all =
            guild.is_some() && self.permissions(author, channel) & right::MENTION_EVERYONE != 0;
        for found in pattern.captures_iter(&without_code(text)) {
            if found[0].starts_with('\\') {
                continue;
            }
            if found.get(3).is_some() {
                pinged.everyone |= may_ping_all && allowed.is_none_or(|allowed| allowed.everyone);
                continue;
            }
            let Some(id) = crate::snowflake::parse(&found[2]) else { continue };
            if &found[1] == "&" {
                let Some(role) = guild.and_then(|guild| guild.roles.get(&id)) else { continue };
                let fits =
                    allowed.is_none_or(|allowed| allowed.all_roles || allowed.roles.contains(&id));
                if fits && (role.mentionable || may_ping_all) && !pinged.roles.contains(&id) {
                    pinged.roles.push(id);
                }
            } else {
                let fits =
                    allowed.is_none_or(|allowed| allowed.all_users || allowed.users.contains(&id));
                if fits && self.users.contains_key(&id) && !pinged.users.contains(&id) {
                    pinged.users.push(id);
                }
            }
        }
        pinged
    }
}

/// The text with code spans and blocks blanked.
fn without_code(text: &str) -> String {
    if !text.contains('`') {
        return text.to_owned();
    }
    let mut rest = text;
    let mut kept = String::with_capacity(text.len());
    while let Some(start) = rest.find('`') {
        let ticks = rest[start..].bytes().take_while(|byte| *byte == b'`').count();
        let fence = &rest[start..start + ticks];
        kept.push_str(&rest[..start]);
        match rest[start + ticks..].find(fence) {
            Some(end) => rest = &rest[start + ticks + end + ticks..],
            None => {
                kept.push_str(fence);
                rest = &rest[start + ticks..];
            }
        }
    }
    kept.push_str(rest);
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_blanked_and_a_lone_tick_is_not_code() {
        assert_eq!(without_code("a `<@1>` b ```\n<@2>\n``` c ` <@3>"), "a  b  c ` <@3>");
    }

    #[test]
    fn defaults_ping_all_and_an_empty_list_nobody() {
        let world = World::community();
        let (ana, help) = (
            world.user_named("ana").expect("ana").id,
            world.channel_named("help").expect("help").id,
        );
        let text = format!("<@{ana}> `<@{}>` \\<@{ana}> @everyone", world.bot_id);
        let by_default = world.pinged(world.bot_id, help, &text, None, None);
        assert_eq!(by_default.users, [ana]);
        assert!(!by_default.everyone, "the bot lacks MENTION_EVERYONE");
        let nobody = AllowedMentions::default();
        assert_eq!(
            world.pinged(world.bot_id, help, &text, Some(&nobody), Some(ana)),
            Pinged::default()
        );
        let owner = world.guilds.values().next().expect("a guild").owner_id;
        assert!(world.pinged(owner, help, &text, None, None).everyone);
    }
}
