//! Forms of one field that do something with a case.
//!
//! All have one form: a name, the case, and what is typed. A new one is a variant and its action
//! here, and its words; how it is opened, read, authorized and answered is the same for all.

use strum::{EnumIter, EnumString, IntoStaticStr};

use crate::domain::{Action, InternalText, Refusal, Time, span};

/// The field of a promise: how long it gives.
pub const WITHIN: &str = "within";
/// The field of a note.
pub const NOTE: &str = "note";
/// The field of a snooze: how long it lasts.
pub const SNOOZE: &str = "snooze";

/// What a form does with a case. Its name is part of custom IDs that were sent, so it never
/// changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, EnumString, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum CaseForm {
    /// **Still with us** on a card.
    Promise,
    /// **Add a note** on a card.
    Note,
    /// **Snooze** on a card.
    Snooze,
}

impl CaseForm {
    /// Returns the name of its field.
    pub fn field(self) -> &'static str {
        match self {
            Self::Promise => WITHIN,
            Self::Note => NOTE,
            Self::Snooze => SNOOZE,
        }
    }

    /// Returns what it does, given what was typed.
    ///
    /// # Errors
    /// Refuses text that is empty or too long, and what is no span of time.
    pub fn action(self, typed: &str, now: Time) -> Result<Action, Refusal> {
        let field = self.field();
        Ok(match self {
            Self::Promise => {
                Action::Promise { until: now + span::parse(field, typed, span::PROMISE)? }
            }
            Self::Note => Action::Note(InternalText::typed(field, typed)?),
            Self::Snooze => {
                Action::Snooze { until: now + span::parse(field, typed, span::SNOOZE)? }
            }
        })
    }
}
