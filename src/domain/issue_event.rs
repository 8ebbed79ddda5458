//! What happens on GitHub, as the bot is told of it.

use strum::{EnumString, IntoStaticStr};

use crate::domain::{IssueSeen, Milestone, Time, bug::Version, named::named};

named!(ShipmentKind);

/// What happened on GitHub.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IssueEvent {
    /// An issue is like this now.
    Seen {
        /// Its number.
        number: i64,
        /// How it is.
        seen: IssueSeen,
    },
    /// An issue is not there any more: somebody deleted it, or moved it to another repository.
    Gone {
        /// Its number.
        number: i64,
    },
    /// A release was published, or a milestone closed.
    Shipped(Shipment),
}

/// What a shipment is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum ShipmentKind {
    /// A release that is published.
    Release,
    /// A milestone that is closed.
    Milestone,
}

/// A release that is published, or a milestone that is closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shipment {
    /// Which of both.
    pub kind: ShipmentKind,
    /// GitHub's ID of the release, or the number of the milestone.
    pub id: i64,
    /// The name of the tag, or the title of the milestone.
    pub name: String,
    /// When it was published or closed, by GitHub's clock.
    pub at: Time,
}

impl Shipment {
    /// The version that it ships. None if its name has no number.
    pub fn version(&self) -> Option<Version> {
        Version::of_release(&self.name)
    }

    /// Whether it contains the fix of an issue. A release contains what was closed before it. A
    /// milestone may be closed while GitHub is still to be asked to close the issue of a fixed bug.
    pub fn contains(&self, issue: &IssueSeen) -> bool {
        let is_before = |closed_at: Time| closed_at <= self.at;
        match (self.kind, &issue.milestone) {
            (ShipmentKind::Release, milestone) => {
                let is_in = |it: &Milestone| {
                    let version = Version::of_release(&it.title);
                    version.is_some() && version == self.version()
                };
                issue.closed_at.is_some_and(is_before) && milestone.as_ref().is_none_or(is_in)
            }
            (ShipmentKind::Milestone, Some(Milestone { number, title })) => {
                let is_same = number.map_or(*title == self.name, |number| number == self.id);
                is_same && issue.closed_at.is_none_or(is_before)
            }
            (ShipmentKind::Milestone, None) => false,
        }
    }
}
