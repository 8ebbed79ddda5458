//! The response to `/case transcript`: the messages of a case as two self-contained files, one for
//! browsers and for printing, one as plain text.

mod content;
mod html;
mod text;

pub use content::mentioned;
pub use html::html;
pub use text::text;

#[cfg(test)]
mod tests;
