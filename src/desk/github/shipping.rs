//! Bugs that are fixed are shipped by releases and milestones. What happens on GitHub becomes known
//! in any order, so a version may be out before it is known that a bug is fixed.

use crate::{
    domain::{BugStatus, Effect, GuildId, Issue, IssueNews, IssueState, Job, Shipment, Time},
    store::Tx,
};

use crate::desk::Stored;

/// Whether the server works with GitHub at all.
pub(super) async fn is_on(tx: &mut Tx<'_>, guild: GuildId) -> Stored<bool> {
    Ok(tx.settings(guild).await?.is_some_and(|settings| settings.github.is_some()))
}

/// Has a bug shipped that is fixed, and whose issue is closed, if its version is out already: what
/// happened on GitHub becomes known in any order.
pub(super) async fn ship(
    tx: &mut Tx<'_>,
    status: BugStatus,
    issue: &Issue,
    now: Time,
) -> Stored<Vec<Job>> {
    let is_closed = issue.seen.as_ref().is_some_and(|seen| seen.state == IssueState::Completed);
    if status != BugStatus::Fixed || !is_closed || issue.news != IssueNews::None {
        return Ok(Vec::new());
    }
    ship_from(tx, issue, None, now).await
}

/// Has a fixed bug shipped by the first release or milestone that contains the fix: of those that
/// are known since its issue was closed, or the one that has just become known.
pub(super) async fn ship_from(
    tx: &mut Tx<'_>,
    issue: &Issue,
    new: Option<&Shipment>,
    now: Time,
) -> Stored<Vec<Job>> {
    let Some(seen) = &issue.seen else { return Ok(Vec::new()) };
    let known = match seen.closed_at {
        Some(closed_at) => tx.shipments(&issue.repository.key(), closed_at).await?,
        None => new.into_iter().cloned().collect(),
    };
    let mut containing = known.into_iter().filter(|shipment| shipment.contains(seen));
    let Some(version) = containing.find_map(|shipment| shipment.version()) else {
        return Ok(Vec::new());
    };
    if !is_on(tx, issue.guild).await? {
        return Ok(Vec::new());
    }
    let effect = Effect::ShipFixed { bug: issue.bug, version: version.as_str().to_owned() };
    tx.enqueue(issue.guild, &[effect], now).await
}
