//! Refusals of actions.

use crate::error::ApiError;

/// The reason why a person cannot do something, as one sentence for them.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Refused(pub String);

impl From<ApiError> for Refused {
    fn from(error: ApiError) -> Self {
        Self(match error.code {
            10003 => "That channel doesn't exist.".to_owned(),
            10008 => "That message doesn't exist.".to_owned(),
            10014 => "That emoji doesn't exist.".to_owned(),
            20016 => "Slow mode is on. Wait a moment before you write again.".to_owned(),
            40058 => "You can only create posts in a forum.".to_owned(),
            10007 => "That person isn't a member here.".to_owned(),
            40007 => "You are banned from this server.".to_owned(),
            50001 => "You can't see that channel.".to_owned(),
            50005 => "Only its author can edit a message.".to_owned(),
            50013 => "You don't have permission to do that here.".to_owned(),
            50081 => "That sticker doesn't exist here.".to_owned(),
            50083 => "That thread is archived.".to_owned(),
            160_004 => "That message already has a thread.".to_owned(),
            160_005 => "That thread is locked.".to_owned(),
            160_006 | 160_007 => "This server has too many active threads.".to_owned(),
            160_014 => "You can't forward a message that you can't read.".to_owned(),
            520_001 => "That poll has closed.".to_owned(),
            200_000 | 200_001 => "AutoMod blocked that text.".to_owned(),
            _ => format!("That didn't work: {}.", error.message.trim_end_matches('.')),
        })
    }
}
