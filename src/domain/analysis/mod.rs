//! The analysis of text for searches: the same for what was written and for what is looked for, and
//! for every database. Text becomes tokens; tokens become the terms that an index holds.

mod letters;
mod tokens;

pub mod many;
pub mod matching;
pub mod terms;

pub use letters::is_joined_script;
pub use tokens::{Kind, LONGEST, Token, Tokens, tokens};

/// The version of the analysis. An index that another version made is made anew at the start, so it
/// rises with every change of what text becomes.
pub const VERSION: i64 = 1;
