//! What is stored of a person, and how it is erased.

pub(super) mod deletions;
pub(super) mod erasure;
pub(super) mod own_data;
mod requests;
mod retention;
