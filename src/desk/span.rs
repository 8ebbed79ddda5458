//! What each line of the log carries: the server, the cause, and the case once it is known.

use tracing::{Span, field};

use crate::domain::{CaseNumber, Cause, GuildId};

/// The span of one use case. `guild` is `None` outside of servers.
pub fn use_case(guild: Option<GuildId>, cause: &Cause) -> Span {
    tracing::info_span!(
        "use_case",
        guild.id = guild.map(field::display),
        case.number = field::Empty,
        cause = %cause,
    )
}

/// Adds the case to the span of the use case that is being performed.
pub(super) fn record_case(case: CaseNumber) {
    Span::current().record("case.number", case.0);
}
