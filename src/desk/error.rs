//! How a use case ends if it does not happen.

use crate::{domain::Refusal, store};

/// Why a use case did not happen.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// An expected "no", with its own words. Nothing has changed.
    #[error("refused: {0:?}")]
    Refused(Refusal),
    /// Something broke. The person gets a neutral line, the log gets this.
    #[error(transparent)]
    Internal(anyhow::Error),
}

impl From<store::Error> for Error {
    fn from(error: store::Error) -> Self {
        match error {
            store::Error::Refused(refusal) => Self::Refused(refusal),
            other => Self::Internal(anyhow::Error::new(other)),
        }
    }
}

impl<R: Into<Refusal>> From<R> for Error {
    fn from(refusal: R) -> Self {
        Self::Refused(refusal.into())
    }
}

/// What a use case gives back.
pub type Result<T> = std::result::Result<T, Error>;

/// What work in a transaction gives back.
pub(super) type Stored<T> = std::result::Result<T, store::Error>;
