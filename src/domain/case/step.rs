//! What the transitions of a case return.

use crate::domain::{BugNumber, FactKind, Notice};

/// The result of one action, before it is a [`Decision`](crate::domain::case::Decision).
pub(super) struct Step {
    /// What had to happen first, and happened with it.
    pub(super) implied: Option<FactKind>,
    pub(super) fact: FactKind,
    pub(super) bug: Option<BugNumber>,
    pub(super) posts: Vec<Notice>,
}

impl From<FactKind> for Step {
    fn from(fact: FactKind) -> Self {
        Self { implied: None, fact, bug: None, posts: Vec::new() }
    }
}

impl Step {
    pub(super) fn saying(fact: FactKind, posts: impl IntoIterator<Item = Notice>) -> Self {
        Self { implied: None, fact, bug: None, posts: posts.into_iter().collect() }
    }

    pub(super) fn about(fact: FactKind, bug: BugNumber) -> Self {
        Self { implied: None, fact, bug: Some(bug), posts: Vec::new() }
    }
}
