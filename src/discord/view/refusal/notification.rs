//! Refusals of choices about notifications.

use crate::domain::{Language, refusal::NotificationRefusal};

use crate::discord::view::words::t;

pub(super) fn sentence(language: Language, refusal: NotificationRefusal) -> String {
    match refusal {
        NotificationRefusal::WhichEvent => t!(language, "refusal-which-event"),
        NotificationRefusal::WhichWay => t!(language, "refusal-which-way"),
        NotificationRefusal::RolesAreForAll => t!(language, "refusal-roles-are-for-all"),
        NotificationRefusal::OnlyRoles => t!(language, "refusal-only-roles"),
        NotificationRefusal::OnlyTheAssignee => t!(language, "refusal-only-the-assignee"),
        NotificationRefusal::NoDelay => t!(language, "refusal-no-delay"),
        NotificationRefusal::NoSeverity => t!(language, "refusal-no-severity"),
    }
}
