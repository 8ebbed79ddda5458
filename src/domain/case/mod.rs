//! A case: one member's question, from the flag to the close. [`Case::decide`] is the only way in
//! which it changes.

mod action;
mod asking;
mod bugs;
mod closing;
mod conversation;
mod decide;
mod ending;
mod news;
mod opening;
mod people;
mod place;
mod precedence;
mod promise;
mod saying;
mod state;
mod step;
mod tags;
mod thread;

pub use action::Action;
pub use asking::{Asking, Unsaid};
pub use closing::{Closing, Original};
pub use decide::Decision;
pub use opening::Opening;
pub use precedence::Precedence;
pub use state::{Case, Fix, Handover, Merged, Origin, Promise, Rating, Source, Verdict};
pub use tags::TAG_COUNT_LIMIT;
pub use thread::{CaseThread, PublicStatus, ThreadHealth};

#[cfg(test)]
mod tests;
