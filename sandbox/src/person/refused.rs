//! Refusals of actions.

use crate::error::ApiError;

/// The reason why a person cannot do something, as one sentence for them.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Refused(pub String);

impl From<ApiError> for Refused {
    fn from(error: ApiError) -> Self {
        Self(match error.code {
            10003 => "There is no such channel.".to_owned(),
            10008 => "There is no such message.".to_owned(),
            10014 => "There is no such emoji.".to_owned(),
            20016 => "Slow mode is on here: wait a little before writing again.".to_owned(),
            40058 => "A forum takes posts, not plain messages.".to_owned(),
            10007 => "That person is not a member here.".to_owned(),
            40007 => "You are banned from this server.".to_owned(),
            50001 => "You cannot see that channel.".to_owned(),
            50005 => "Only its author can change a message.".to_owned(),
            50013 => "You are not allowed to do that here.".to_owned(),
            50081 => "There is no such sticker here.".to_owned(),
            50083 => "That thread is archived.".to_owned(),
            160_004 => "That message already has a thread.".to_owned(),
            160_005 => "That thread is locked.".to_owned(),
            160_006 | 160_007 => "This server has too many active threads.".to_owned(),
            160_014 => "You cannot forward a message that you cannot read.".to_owned(),
            520_001 => "That poll is over.".to_owned(),
            200_000 | 200_001 => "AutoMod blocked that text.".to_owned(),
            _ => format!("That did not work: {}.", error.message.trim_end_matches('.')),
        })
    }
}
