//! What delivery needs of a platform such as Discord.

use chrono::TimeDelta;

use crate::{desk, domain::Job};

/// What performs jobs. A job can be interrupted at any point, and performed again by this process
/// or another. It must not create anything twice then.
pub trait Platform: Send + Sync + 'static {
    /// Performs a job.
    fn perform(&self, job: &Job) -> impl Future<Output = Result<Performed, Failed>> + Send;
}

/// Whether the end of a job that was performed is still to be saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Performed {
    /// It is.
    Done,
    /// It was saved in the same commit as what the job did.
    Finished,
}

/// Why a job was not performed.
#[derive(Debug)]
pub enum Failed {
    /// It may succeed later: after the given time or, if there is none, after a pause that grows
    /// with each try.
    ForNow {
        /// What went wrong, for the log. Contains no text that a person wrote.
        reason: String,
        /// How long the platform asks us to wait. At most an hour of it is respected.
        after: Option<TimeDelta>,
    },
    /// It cannot succeed until a person changes something, such as a permission.
    ForGood {
        /// What a person has to fix, for the log and the facts.
        reason: String,
    },
    /// The same, and people were told of it.
    Held {
        /// What a person has to fix, for the log.
        reason: String,
    },
    /// A use case of the desk failed: it was refused, or the database did not answer.
    Desk(desk::Error),
}

impl From<desk::Error> for Failed {
    fn from(error: desk::Error) -> Self {
        Self::Desk(error)
    }
}
