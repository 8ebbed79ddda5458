//! A case: one member's question, from the flag to the close. [`Case::decide`] is the only way in
//! which it changes.

mod decide;
mod ending;
mod opening;
mod state;
mod step;
mod thread;
mod work;

pub use decide::{Action, Decision};
pub use opening::Opening;
pub use state::{Case, CaseSurfaces, Merged, Origin, Rating, Source};
pub use work::TAG_COUNT_LIMIT;

#[cfg(test)]
mod tests;
