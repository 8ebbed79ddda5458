//! Gateway intents: which events a session gets, and which of them arrive with blanks.
//!
//! Rules: Discord's page "Gateway", sections "Gateway Intents" and "Message Content Intent".

use serde_json::Value;

use crate::wire::blank;

/// Guilds, roles, channels and threads.
pub const GUILDS: u64 = 1 << 0;
/// Joins, leaves and changes of members. Privileged.
pub const GUILD_MEMBERS: u64 = 1 << 1;
/// Audit log entries and bans.
pub const GUILD_MODERATION: u64 = 1 << 2;
/// Who is online. Privileged.
pub const GUILD_PRESENCES: u64 = 1 << 8;
/// Messages in servers.
pub const GUILD_MESSAGES: u64 = 1 << 9;
/// Reactions in servers.
pub const GUILD_MESSAGE_REACTIONS: u64 = 1 << 10;
/// Typing in servers.
pub const GUILD_MESSAGE_TYPING: u64 = 1 << 11;
/// Direct messages.
pub const DIRECT_MESSAGES: u64 = 1 << 12;
/// Reactions to direct messages.
pub const DIRECT_MESSAGE_REACTIONS: u64 = 1 << 13;
/// Typing in direct messages.
pub const DIRECT_MESSAGE_TYPING: u64 = 1 << 14;
/// The text of messages. Privileged.
pub const MESSAGE_CONTENT: u64 = 1 << 15;

/// All bits that Discord gives a meaning to; any other bit closes the connection with 4013.
pub const KNOWN: u64 = 0x0001_FFFF | 1 << 20 | 1 << 21 | 1 << 24 | 1 << 25;

/// The privileged intents among `wanted` that the application's flags do not grant (close code 4014
/// if any).
///
/// Each grant has two flags: one for a verified application and one for the toggle of a small one.
pub fn disallowed(wanted: u64, application_flags: u64) -> u64 {
    let grants = [
        (GUILD_PRESENCES, 1 << 12 | 1 << 13),
        (GUILD_MEMBERS, 1 << 14 | 1 << 15),
        (MESSAGE_CONTENT, 1 << 18 | 1 << 19),
    ];
    grants
        .into_iter()
        .filter(|(intent, flags)| wanted & intent != 0 && application_flags & flags == 0)
        .fold(0, |missing, (intent, _)| missing | intent)
}

/// Any of these intents lets the event through; 0 means that it needs none.
pub(crate) fn needed(name: &str, in_guild: bool) -> u64 {
    let either = |guild: u64, direct: u64| if in_guild { guild } else { direct };
    match name {
        "THREAD_MEMBERS_UPDATE" => GUILDS | GUILD_MEMBERS,
        "GUILD_MEMBER_ADD" | "GUILD_MEMBER_UPDATE" | "GUILD_MEMBER_REMOVE" => GUILD_MEMBERS,
        "GUILD_AUDIT_LOG_ENTRY_CREATE" | "GUILD_BAN_ADD" | "GUILD_BAN_REMOVE" => GUILD_MODERATION,
        "GUILD_EMOJIS_UPDATE" | "GUILD_STICKERS_UPDATE" => 1 << 3,
        "GUILD_INTEGRATIONS_UPDATE"
        | "INTEGRATION_CREATE"
        | "INTEGRATION_UPDATE"
        | "INTEGRATION_DELETE" => 1 << 4,
        "WEBHOOKS_UPDATE" => 1 << 5,
        "INVITE_CREATE" | "INVITE_DELETE" => 1 << 6,
        "VOICE_STATE_UPDATE" => 1 << 7,
        "PRESENCE_UPDATE" => GUILD_PRESENCES,
        "MESSAGE_CREATE" | "MESSAGE_UPDATE" | "MESSAGE_DELETE" | "MESSAGE_DELETE_BULK" => {
            either(GUILD_MESSAGES, DIRECT_MESSAGES)
        }
        "CHANNEL_PINS_UPDATE" => either(GUILDS, DIRECT_MESSAGES),
        "TYPING_START" => either(GUILD_MESSAGE_TYPING, DIRECT_MESSAGE_TYPING),
        "MESSAGE_POLL_VOTE_ADD" | "MESSAGE_POLL_VOTE_REMOVE" => either(1 << 24, 1 << 25),
        _ if name.starts_with("MESSAGE_REACTION_") => {
            either(GUILD_MESSAGE_REACTIONS, DIRECT_MESSAGE_REACTIONS)
        }
        _ if name.starts_with("GUILD_SCHEDULED_EVENT") => 1 << 16,
        _ if ["GUILD_", "CHANNEL_", "THREAD_", "STAGE_"]
            .iter()
            .any(|prefix| name.starts_with(prefix)) =>
        {
            GUILDS
        }
        _ => 0,
    }
}

/// A message event as a session without [`MESSAGE_CONTENT`] gets it, or `None` if nothing has to be
/// blanked.
///
/// Text stays in direct messages, in the bot's own messages, in messages that mention the bot, and
/// in replies that ping it (unless they answer an interaction's response).
pub(crate) fn blanked(message: &Value, bot: &str) -> Option<Value> {
    if message.get("guild_id").is_none_or(Value::is_null) || keeps_content(message, bot) {
        let quoted = message.get("referenced_message").filter(|quoted| quoted.is_object())?;
        if message.get("guild_id").is_none_or(Value::is_null) || keeps_content(quoted, bot) {
            return None;
        }
        let mut copy = message.clone();
        blank(&mut copy["referenced_message"]);
        return Some(copy);
    }
    let mut copy = message.clone();
    blank(&mut copy);
    if copy
        .get("referenced_message")
        .is_some_and(|quoted| quoted.is_object() && !keeps_content(quoted, bot))
    {
        blank(&mut copy["referenced_message"]);
    }
    Some(copy)
}

fn keeps_content(message: &Value, bot: &str) -> bool {
    if message["author"]["id"] == bot {
        return true;
    }
    let mentioned = message["mentions"]
        .as_array()
        .is_some_and(|list| list.iter().any(|user| user["id"] == bot));
    if !mentioned {
        return false;
    }
    let text = message["content"].as_str().unwrap_or_default();
    if text.contains(&format!("<@{bot}>")) || text.contains(&format!("<@!{bot}>")) {
        return true;
    }
    message["referenced_message"].get("interaction_metadata").is_none_or(Value::is_null)
}

/// THREAD_MEMBERS_UPDATE as a session without [`GUILD_MEMBERS`] gets it: only what it says about
/// the bot itself. `None` when it says nothing about the bot.
pub(crate) fn only_about_bot(update: &Value, bot: &str) -> Option<Value> {
    let mut copy = update.clone();
    let mut left = 0;
    if let Some(list) = copy.get_mut("added_members").and_then(Value::as_array_mut) {
        list.retain(|member| member["user_id"] == bot);
        left += list.len();
    }
    if let Some(list) = copy.get_mut("removed_member_ids").and_then(Value::as_array_mut) {
        list.retain(|id| id == bot);
        left += list.len();
    }
    (left > 0).then_some(copy)
}

/// Takes out of a GUILD_CREATE what comes only with the intent for presences: all members but the
/// bot's own.
pub(crate) fn without_members(data: &mut Value, bot: &str) {
    if let Some(members) = data["members"].as_array_mut() {
        members.retain(|member| member["user"]["id"] == bot);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn message(author: &str) -> Value {
        json!({"guild_id": "1", "author": {"id": author}, "content": "hi", "embeds": [{}], "mentions": []})
    }

    #[test]
    fn text_of_others_is_blanked() {
        let blank = blanked(&message("5"), "9").expect("blanked");
        assert_eq!(blank["content"], "");
        assert_eq!(blank["embeds"], json!([]));
        assert!(blanked(&message("9"), "9").is_none(), "the bot's own text stays");
    }

    #[test]
    fn mentions_and_direct_messages_keep_their_text() {
        let mut mention = message("5");
        mention["mentions"] = json!([{"id": "9"}]);
        mention["content"] = json!("<@9> help");
        assert!(blanked(&mention, "9").is_none());
        let mut direct = message("5");
        direct.as_object_mut().expect("object").remove("guild_id");
        assert!(blanked(&direct, "9").is_none());
    }

    #[test]
    fn a_reply_to_an_interaction_answer_is_blanked() {
        let mut reply = message("5");
        reply["mentions"] = json!([{"id": "9"}]);
        reply["referenced_message"] =
            json!({"author": {"id": "9"}, "interaction_metadata": {"id": "1"}});
        assert!(blanked(&reply, "9").is_some());
        reply["referenced_message"] = json!({"author": {"id": "9"}});
        assert!(blanked(&reply, "9").is_none());
    }

    #[test]
    fn privileged_intents_need_a_grant() {
        assert_eq!(disallowed(GUILDS | MESSAGE_CONTENT, 0), MESSAGE_CONTENT);
        assert_eq!(disallowed(GUILDS | MESSAGE_CONTENT, 1 << 19), 0);
    }
}
