//! Prepared answers.

/// A prepared answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snippet {
    /// Under which it is called: one word of 1 to 32 characters, in lower case.
    pub name: String,
    /// What it says, with placeholders such as `{customer}`: 1 to 1,500 characters.
    pub text: String,
}
