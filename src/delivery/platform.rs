//! What delivery needs of a platform such as Discord.

use chrono::TimeDelta;

use crate::{desk, domain::Job};

/// What performs jobs. Each can be cut off at any point and performed again without anything being
/// there twice.
pub trait Platform: Send + Sync + 'static {
    /// Performs a job.
    fn perform(&self, job: &Job) -> impl Future<Output = Result<Performed, Failed>> + Send;
}

/// What is still to be saved of a job that was performed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Performed {
    /// That it is done.
    Done,
    /// Nothing: the job was finished with the commit that saved what it did.
    Finished,
}

/// Why a job was not performed.
#[derive(Debug)]
pub enum Failed {
    /// It may succeed later: after the given time, or else after a pause that grows with each try.
    ForNow {
        /// What went wrong, for the log. Holds no text that a person wrote.
        reason: String,
        /// How long the platform wants us to wait. At most an hour of it is respected.
        after: Option<TimeDelta>,
    },
    /// Nobody can do it as things stand.
    ForGood {
        /// What a person has to fix, for the log and the facts.
        reason: String,
    },
    /// A use case failed: it was refused, or the database did not answer.
    Desk(desk::Error),
}

impl From<desk::Error> for Failed {
    fn from(error: desk::Error) -> Self {
        Self::Desk(error)
    }
}
