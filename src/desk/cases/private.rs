//! A case that others can read continues in a private one, which only its customer and the team can
//! read.

use crate::{
    domain::{
        Action, Case, CaseReference, Cause, ChannelId, Opening, Origin, Permission, Phase, Source,
        Status, ThreadKind, UserId,
        refusal::{CaseRefusal, PlatformRefusal},
    },
    store::Tx,
};

use crate::desk::{
    Authorized, ChannelKind, Desk, Done, Result, Stored,
    act::act_on,
    bugs::{
        info::ask_again,
        moving::{Move, hand_on},
    },
    cases::{ending::must_be_alone, flag::open},
};

impl Desk {
    /// Opens a private case with the same customer, assignee, tags, priority and bugs, and merges
    /// the case into it. `help` is the kind of the help channel, which holds private threads.
    /// Returns what that means for the case, and the private one.
    ///
    /// # Errors
    /// Refuses a case that is over, that is private already, or whose customer is a guest, and
    /// a help channel that cannot have private threads.
    pub async fn make_private(
        &self,
        by: &Authorized,
        case: CaseReference,
        help: ChannelKind,
        cause: Cause,
    ) -> Result<(Done, Done)> {
        let (actor, settings) = (by.to(Permission::WorkCases)?, by.settings()?);
        let (now, parent) = (self.now(), settings.help_channel);
        if help != ChannelKind::Text {
            return Err(PlatformRefusal::NoPrivateThreads.into());
        }
        let is_throttled = self.boards.is_throttled(actor.guild, now);
        let moved = self.commit(async move |tx| {
            let guild = actor.guild;
            // Before the case, as whoever opens a case takes its number before anything else.
            tx.hold_numbers(guild).await?;
            let before = tx.case_to_change(guild, case).await?;
            before.can_be_made_private()?;
            must_be_alone(tx, &before, CaseRefusal::HasOtherCustomers(before.number)).await?;
            let opening = opening(&before, parent, actor.user);
            let (opened, mut jobs) = open(tx, opening, &cause, is_throttled, now).await?;
            let mut target = opened.case;
            let merge = Action::Merge { into: target.number, thread: None };
            let (from, more) = act_on(tx, &before, &actor, merge, &cause, Vec::new(), now).await?;
            jobs.extend(more);
            for &bug in &before.bugs {
                let known = tx.bug(guild, bug).await?;
                let is_open = known.is_some_and(|bug| bug.status.phase() != Phase::Closed);
                // Its customer may still have to hear what became of the bug.
                let open = is_open || before.status == Status::OnHold;
                let link = Action::Link { bug, open };
                // A cause has one fact of a kind.
                let change = Move::of(actor, &cause, now);
                let cause = change.map_or(cause.clone(), |change| change.cause(bug, target.number));
                let (done, more) =
                    act_on(tx, &target, &actor, link, &cause, Vec::new(), now).await?;
                target = done.case;
                jobs.extend(more);
            }
            let merged = from.case.merged;
            let wait = merged.and_then(|merged| merged.wait_for_us());
            let promise = merged.and_then(|merged| merged.promise());
            let fix = before.fix_to_hand_on();
            let absorb = Action::Absorb { from: before.number, wait, promise, fix };
            let (mut into, more) =
                act_on(tx, &target, &actor, absorb, &cause, Vec::new(), now).await?;
            jobs.extend(more);
            jobs.extend(ask_again(tx, &before, &into.case, now).await?);
            if let Some(change) = Move::of(actor, &cause, now) {
                let (case, more) = hand_on(tx, &change, &before, into.case).await?;
                into.case = case;
                jobs.extend(more);
            }
            Ok(((from, into), jobs))
        });
        let (from, into) = moved.await?;
        self.learn(&into);
        self.learn(&from);
        Ok((from, into))
    }
}

fn opening(before: &Case, parent: ChannelId, by: UserId) -> Opening {
    Opening {
        guild: before.guild,
        source: Source { channel: parent, message: None },
        home: ThreadKind::Private,
        parent: Some(parent),
        requester: before.requester,
        guest: None,
        language: before.language,
        title: before.title.clone(),
        question: before.question.clone(),
        origin: Origin::Moved(before.number),
        opened_by: Some(by),
        tags: before.tags.clone(),
        assignee: before.assignee,
        priority: Some(before.priority),
        files: 0,
        asked_in: None,
    }
}

/// Returns a case with the private ones that were made of it, the oldest first: they repeat the
/// question, also if the case goes on by itself again.
pub(in crate::desk) async fn with_copies(tx: &mut Tx<'_>, case: &Case) -> Stored<Vec<Case>> {
    let origin = Origin::Moved(case.number);
    let mut cases = vec![case.clone()];
    cases.extend(tx.cases_of_origin(case.guild, case.requester, &origin).await?);
    Ok(cases)
}
