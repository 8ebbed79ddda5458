//! Refusals as Discord words them: a status, a numeric code, a sentence, and for bad bodies which
//! field is wrong.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

/// A refusal. Codes are those of the documentation, "opcodes and status codes".
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{status} {code}: {message}")]
pub struct ApiError {
    /// The HTTP status.
    pub status: u16,
    /// Discord's own number, 0 for "general".
    pub code: u32,
    /// The sentence that comes with the code.
    pub message: String,
    /// Only for 50035: the tree of wrong fields, each leaf `_errors: [{code, message}]`.
    pub errors: Option<Value>,
}

macro_rules! known {
    ($($name:ident, $status:literal, $code:literal, $message:literal;)*) => {
        $(
            #[doc = concat!("`", stringify!($code), "` ", $message)]
            pub fn $name() -> Self {
                Self::new($status, $code, $message)
            }
        )*
    };
}

impl ApiError {
    /// Any refusal.
    pub fn new(status: u16, code: u32, message: impl Into<String>) -> Self {
        Self { status, code, message: message.into(), errors: None }
    }

    /// A body that breaks a rule, with the tree of wrong fields.
    pub fn form(errors: Value) -> Self {
        Self { status: 400, code: 50035, message: "Invalid Form Body".into(), errors: Some(errors) }
    }

    /// A body with one wrong field. `path` is the way to it, such as `["embeds", "0", "title"]`.
    pub fn field(path: &[&str], code: &str, message: &str) -> Self {
        let mut tree = json!({ "_errors": [{ "code": code, "message": message }] });
        for key in path.iter().rev() {
            tree = json!({ *key: tree });
        }
        Self::form(tree)
    }

    known! {
        unauthorized, 401, 0, "401: Unauthorized";
        not_found, 404, 0, "404: Not Found";
        method_not_allowed, 405, 0, "405: Method Not Allowed";
        server_error, 500, 0, "500: Internal Server Error";
        unknown_application, 404, 10002, "Unknown Application";
        unknown_channel, 404, 10003, "Unknown Channel";
        unknown_guild, 404, 10004, "Unknown Guild";
        unknown_member, 404, 10007, "Unknown Member";
        unknown_message, 404, 10008, "Unknown Message";
        unknown_overwrite, 404, 10009, "Unknown Overwrite";
        unknown_role, 404, 10011, "Unknown Role";
        unknown_user, 404, 10013, "Unknown User";
        unknown_emoji, 400, 10014, "Unknown Emoji";
        unknown_webhook, 404, 10015, "Unknown Webhook";
        unknown_ban, 404, 10026, "Unknown Ban";
        unknown_sticker, 404, 10060, "Unknown sticker";
        unknown_sticker_pack, 404, 10061, "Unknown sticker pack";
        unknown_interaction, 404, 10062, "Unknown interaction";
        unknown_command, 404, 10063, "Unknown application command";
        unknown_command_permissions, 404, 10066, "Unknown application command permissions";
        unknown_tag, 400, 10087, "Unknown Tag";
        slowmode, 429, 20016, "This action cannot be performed due to slowmode rate limit";
        too_many_pins, 400, 30003, "Maximum number of pins reached (50)";
        too_many_reactions, 400, 30010, "Maximum number of reactions reached (20)";
        too_many_thread_members, 400, 30033, "Maximum number of thread participants has been reached (1000)";
        too_many_commands, 400, 30032, "Maximum number of application commands reached (100)";
        old_message_edits, 429, 30046, "Maximum number of edits to messages older than 1 hour reached. Try again later";
        too_many_forum_tags, 400, 30048, "Maximum number of tags in a forum channel has been reached (20)";
        too_large, 413, 40005, "Request entity too large";
        banned, 403, 40007, "The user is banned from this guild";
        already_acknowledged, 400, 40060, "Interaction has already been acknowledged.";
        forum_needs_thread, 400, 40058, "Cannot message this thread until after the post author has sent an initial message.";
        tag_required, 400, 40067, "A tag is required to create a forum post in this channel";
        missing_access, 403, 50001, "Missing Access";
        not_in_direct_messages, 403, 50003, "Cannot execute action on a DM channel";
        not_the_author, 403, 50005, "Cannot edit a message authored by another user";
        empty_message, 400, 50006, "Cannot send an empty message";
        cannot_message_user, 403, 50007, "Cannot send messages to this user";
        wrong_channel_kind_to_write, 400, 50008, "Cannot send messages in a non-text channel";
        missing_permissions, 403, 50013, "Missing Permissions";
        bulk_delete_count, 400, 50016, "Provided too few or too many messages to delete. Must provide at least 2 and fewer than 100 messages to delete";
        pin_elsewhere, 400, 50019, "A message can only be pinned to the channel it was sent in";
        system_message, 403, 50021, "Cannot execute action on a system message";
        wrong_channel_kind, 400, 50024, "Cannot execute action on this channel type";
        invalid_role, 400, 50028, "Invalid Role";
        invalid_webhook_token, 401, 50027, "Invalid Webhook Token";
        invalid_recipients, 400, 50033, "Invalid Recipient(s)";
        bulk_delete_age, 400, 50034, "You can only bulk delete messages that are under 14 days old.";
        invalid_form, 400, 50035, "Invalid Form Body";
        invalid_sticker, 400, 50081, "Invalid sticker sent";
        thread_archived, 400, 50083, "Thread is archived";
        invalid_json, 400, 50109, "The request body contains invalid JSON.";
        voice_message_with_more, 400, 50159, "Voice messages do not support additional content.";
        voice_message_without_sound, 400, 50160, "Voice messages must have a single audio attachment.";
        voice_message_without_metadata, 400, 50161, "Voice messages must have supporting metadata.";
        voice_message_edited, 403, 50162, "Voice messages cannot be edited.";
        cannot_send_voice_messages, 403, 50173, "Cannot send voice messages in this channel";
        cannot_reply_without_history, 400, 160002, "Cannot reply without permission to read message history";
        thread_exists, 400, 160004, "A thread has already been created for this message";
        thread_locked, 400, 160005, "Thread is locked";
        too_many_active_threads, 400, 160006, "Maximum number of active threads reached";
        too_many_active_announcement_threads, 400, 160007, "Maximum number of active announcement threads reached";
        forward_unreadable, 400, 160014, "You cannot forward a message whose content you cannot read";
        blocked_by_automod, 400, 200000, "Message was blocked by automatic moderation";
        title_blocked_by_automod, 400, 200001, "Title was blocked by automatic moderation";
        no_mutual_guild, 403, 50278, "Cannot send messages to this user due to having no mutual guilds";
        poll_voting_blocked, 403, 520_000, "Poll voting blocked";
        poll_expired, 403, 520_001, "Poll expired";
        not_a_poll, 400, 520_006, "Cannot expire a non-poll message";
        poll_cannot_be_edited, 400, 520_003, "Cannot edit a poll message";
    }

    /// The body of the answer.
    pub fn body(&self) -> Value {
        let mut body = json!({ "message": self.message, "code": self.code });
        if let Some(errors) = &self.errors {
            body["errors"] = errors.clone();
        }
        body
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        (status, Json(self.body())).into_response()
    }
}
