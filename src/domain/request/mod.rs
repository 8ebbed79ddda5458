//! Requests: what agents ask another team in a case, with an owner, a time by which the answer is
//! needed, and the answer. A request changes only through [`Request::decide`].

mod decide;
mod state;

pub use decide::{GoesOnIn, RequestAction, RequestDecision};
pub use state::{Asked, Awaited, Request};

#[cfg(test)]
mod tests;
