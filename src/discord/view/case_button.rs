//! Buttons and menus that do something with a case.
//!
//! All have one form: a name, the case, and sometimes a number. A new one is a variant and its
//! action here, and its words; how it is sent, read, authorized and answered is the same for all.

use std::collections::BTreeSet;

use strum::{EnumIter, EnumString, IntoStaticStr};

use crate::domain::{Action, AutoClosePolicy, Refusal, Tag, UserId};

/// What a button or a menu does with a case. Its name is part of custom IDs that were sent, so it
/// never changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, EnumString, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum CaseButton {
    /// **Claim** on a card.
    Claim,
    /// **Take over** on the card of a case that has an assignee.
    TakeOver,
    /// **Release** on a card.
    Release,
    /// **Solve** on a card.
    Solve,
    /// The menu of tags on a card.
    Tags,
    /// **Solved** on a proposed answer, counted from 1.
    #[strum(serialize = "solved")]
    Confirm {
        /// Which answer, counted from 1.
        solution: i64,
    },
    /// **Not fixed** on a proposed answer.
    #[strum(serialize = "not-fixed")]
    Reject {
        /// Which answer, counted from 1.
        solution: i64,
    },
    /// **Reopen** on a closed case.
    Reopen,
    /// **Hand over** under the request of another agent.
    HandOver {
        /// The ID of the agent who gets the case.
        to: i64,
    },
}

/// What an action needs besides the button.
#[derive(Clone, Debug)]
pub struct Click<'a> {
    /// Who clicked.
    pub by: UserId,
    /// What was chosen in the menu. None for a button.
    pub chosen: Option<&'a [String]>,
    /// Everything that the menu offered.
    pub offered: Vec<&'a str>,
    /// The server's policy at this moment.
    pub auto_close: AutoClosePolicy,
}

impl CaseButton {
    /// Returns the number that its custom ID has after the case.
    pub fn number(&mut self) -> Option<&mut i64> {
        match self {
            Self::Confirm { solution } | Self::Reject { solution } => Some(solution),
            Self::HandOver { to } => Some(to),
            Self::Claim
            | Self::TakeOver
            | Self::Release
            | Self::Solve
            | Self::Tags
            | Self::Reopen => None,
        }
    }

    /// Returns what a click on it does. None if a menu was named and a button clicked.
    ///
    /// # Errors
    /// Refuses a menu's value that cannot be a tag.
    pub fn action(self, click: &Click<'_>) -> Result<Option<Action>, Refusal> {
        Ok(Some(match self {
            Self::Claim => Action::Claim,
            Self::TakeOver => Action::Assign(click.by),
            Self::Release => Action::Release,
            Self::Solve => Action::Solve { summary: None, auto_close: click.auto_close },
            Self::Tags => {
                let Some(chosen) = click.chosen else { return Ok(None) };
                let chosen = chosen.iter().map(|name| Tag::parse(name));
                let offered = click.offered.iter().map(|name| Tag::parse(name));
                Action::Retag {
                    chosen: chosen.collect::<Result<BTreeSet<_>, _>>()?,
                    offered: offered.collect::<Result<BTreeSet<_>, _>>()?,
                }
            }
            Self::Confirm { solution } => Action::Confirm { solution, as_merged: false },
            Self::Reject { solution } => Action::Reject { solution, as_merged: false },
            Self::Reopen => Action::Reopen,
            Self::HandOver { to } => {
                let Ok(to) = u64::try_from(to) else { return Ok(None) };
                Action::Assign(UserId(to))
            }
        }))
    }
}

#[cfg(test)]
mod tests {
    use strum::IntoEnumIterator;

    use super::*;

    #[test]
    fn every_button_does_what_a_person_may_ask_for() {
        let chosen = ["billing".to_owned()];
        let auto_close = AutoClosePolicy { close_after: chrono::TimeDelta::days(3) };
        let by = UserId(7);
        let offered = vec!["billing", "crash"];
        let click = Click { by, chosen: Some(&chosen), offered, auto_close };
        for button in CaseButton::iter() {
            let action = button.action(&click).expect("a tag").expect("an action");
            assert!(action.permission().is_some(), "{button:?}");
        }
        let pressed = Click { by, chosen: None, offered: vec!["billing"], auto_close };
        assert_eq!(CaseButton::Tags.action(&pressed), Ok(None), "a button with a menu's name");
    }
}
