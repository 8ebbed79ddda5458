//! Refusals of choices about notifications.

use strum::EnumCount;

/// Why a choice of `/notify` was not saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumCount)]
pub enum NotificationRefusal {
    /// The choice is about an event, and none was named.
    WhichEvent,
    /// An event was named, and nothing was chosen for it.
    WhichWay,
    /// Roles are mentioned for the whole server, which only leads choose.
    RolesAreForAll,
    /// For a whole server, this event can only mention roles.
    OnlyRoles,
    /// This event concerns the assignee, and no role.
    OnlyTheAssignee,
    /// Nobody waits before they are told of this event.
    NoDelay,
    /// The event is about no bug.
    NoSeverity,
}
