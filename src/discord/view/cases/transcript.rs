//! The response to `/case transcript`: the messages of a case as two self-contained files, one for
//! browsers and for printing, one as plain text.

mod content;
mod html;
mod plain;

pub use content::{Names, mentioned};
pub use html::html;
pub use plain::plain;

#[cfg(test)]
mod tests;
