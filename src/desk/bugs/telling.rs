//! How customers get news of a bug: from the bot right away, or from an agent.

use crate::{
    domain::{Action, Actor, BugNews, Case, Cause, Job, Remark, Time, UserId},
    store::{Error, Tx},
};

use crate::desk::{Stored, act::act_on, bugs::saving::NewsPolicy};

/// News of a bug for the customers of a case.
pub(super) struct Telling {
    pub news: BugNews,
    /// Why the bug was declined, for the agent alone.
    pub reason: Option<Remark>,
    /// Who reported the bug: asked to send the news if the case has no assignee.
    pub reporter: UserId,
    /// Members who hear it in the case besides its customers.
    pub followers: Vec<UserId>,
}

/// Sends news to the customers of a case if the server has them sent right away, and asks an agent
/// to send them if not, or if they cannot be sent. Returns whether they were sent.
pub(super) async fn send_or_draft(
    tx: &mut Tx<'_>,
    case: &Case,
    telling: Telling,
    (actor, policy, cause): (&Actor, NewsPolicy, &Cause),
    now: Time,
) -> Stored<(bool, Vec<Job>)> {
    let Telling { news, reason, reporter, followers } = telling;
    if policy.by_itself {
        let auto_close = policy.auto_close;
        let publish = Action::PublishNews { news: news.clone(), followers, auto_close };
        match act_on(tx, case, actor, publish, cause, Vec::new(), now).await {
            Err(Error::Refused(_)) => {}
            done => return Ok((true, done?.1)),
        }
    }
    let draft = Action::DraftNews { news, reason, reporter };
    Ok((false, act_on(tx, case, actor, draft, cause, Vec::new(), now).await?.1))
}
