//! Why a case is closed, and where its question is dealt with instead.

use crate::domain::{
    CaseNumber, ChannelId, CloseReason, UserId, notice::Elsewhere, refusal::InputRefusal,
};

/// The option that names the case that was asked before.
const OF: &str = "of";
/// The option that names the channel in which the question is dealt with.
const TO: &str = "to";

/// The case of which a closed one is a duplicate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Original {
    /// The case.
    pub case: CaseNumber,
    /// Its thread, if there is one.
    pub thread: Option<ChannelId>,
    /// Whether only its customer and the team can read it.
    pub is_private: bool,
    /// Whether it has the same customer as the duplicate.
    pub has_same_customer: bool,
}

/// Why a case is closed, and where its question is dealt with instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closing {
    /// Why.
    pub reason: CloseReason,
    /// Of which case it is a duplicate, if somebody said so.
    pub original: Option<Original>,
    /// To which channel it was moved, if somebody said so.
    pub moved_to: Option<ChannelId>,
    /// Who is told, if that is not the one who asked alone.
    pub people: Vec<UserId>,
}

impl From<CloseReason> for Closing {
    fn from(reason: CloseReason) -> Self {
        Self { reason, original: None, moved_to: None, people: Vec::new() }
    }
}

impl Closing {
    /// Returns where the question is dealt with instead, as far as the customer may see that.
    pub(super) fn for_customer(&self) -> Option<Elsewhere> {
        self.elsewhere(|original| !original.is_private || original.has_same_customer)
    }

    /// The same, as far as everybody may see it who can read the question.
    pub(super) fn for_everybody(&self) -> Option<Elsewhere> {
        self.elsewhere(|original| !original.is_private)
    }

    fn elsewhere(&self, is_visible: impl Fn(&Original) -> bool) -> Option<Elsewhere> {
        let case = self.original.filter(is_visible);
        let case = case.map(|Original { case, thread, .. }| Elsewhere::Case { case, thread });
        case.or(self.moved_to.map(|channel| Elsewhere::Channel { channel }))
    }
}

impl CloseReason {
    /// Returns the reason that was chosen, or else that goes with the options. If nothing was
    /// chosen, the case is closed as solved.
    ///
    /// # Errors
    /// Refuses an option that does not go with the reason.
    pub fn chosen(reason: Option<Self>, has_of: bool, has_to: bool) -> Result<Self, InputRefusal> {
        let implied = match (has_of, has_to) {
            (true, _) => Self::Duplicate,
            (false, true) => Self::Moved,
            (false, false) => Self::Solved,
        };
        let reason = reason.unwrap_or(implied);
        let needs = |field, reason| Err(InputRefusal::OnlyForReason { field, reason });
        if has_of && reason != Self::Duplicate {
            return needs(OF, Self::Duplicate);
        }
        if has_to && reason != Self::Moved {
            return needs(TO, Self::Moved);
        }
        Ok(reason)
    }
}
