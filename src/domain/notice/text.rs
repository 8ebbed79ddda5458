//! Texts in notices, by who may read them.

use serde::{Deserialize, Serialize};

use crate::domain::{UserId, refusal::InputRefusal, text};

/// The longest text of an agent or a lead that is posted, in characters. A message of the bot holds
/// 2,000, its own words included.
pub const TEXT_LIMIT: usize = 1_500;

/// Text that the customer may read. Made from what somebody typed for the customer, and from
/// nothing else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicText(String);

impl PublicText {
    /// Takes what was typed for the customer.
    ///
    /// # Errors
    /// When there is nothing to read, or too much.
    pub fn typed(field: &'static str, typed: &str) -> Result<Self, InputRefusal> {
        text::required(field, typed, TEXT_LIMIT).map(Self)
    }

    /// A text that was checked when it was stored.
    pub fn stored(text: String) -> Self {
        Self(text)
    }

    /// What stands for a text that was erased.
    pub(in crate::domain) fn erased() -> Self {
        Self(text::ERASED.to_owned())
    }

    /// Whether it was erased.
    pub fn is_erased(&self) -> bool {
        self.0 == text::ERASED
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Text for the team alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InternalText(String);

impl InternalText {
    /// Takes what was typed for the team.
    ///
    /// # Errors
    /// When there is nothing to read, or too much.
    pub fn typed(field: &'static str, typed: &str) -> Result<Self, InputRefusal> {
        text::required(field, typed, TEXT_LIMIT).map(Self)
    }

    /// A text that was checked when it was stored.
    pub fn stored(text: String) -> Self {
        Self(text)
    }

    /// What stands for a text that was erased.
    pub(in crate::domain) fn erased() -> Self {
        Self(text::ERASED.to_owned())
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What somebody of the team wrote about something, for the team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// Who wrote it.
    pub by: UserId,
    /// What they wrote.
    pub text: InternalText,
}
