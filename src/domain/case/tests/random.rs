//! Random people do random things with one case, 100,000 times over: it never comes into a state
//! that is none.

use proptest::prelude::*;

use crate::domain::case::{
    TAG_COUNT_LIMIT,
    action::random::{MARK, actions},
    tests::*,
};

/// How many runs, and how many steps each has.
const RUNS: u32 = 1_000;
const STEPS: usize = 100;
/// How long a proposed answer waits for a word in these stories, in minutes.
const CLOSE_AFTER: i64 = 30;

/// The customer, a member, agents, a lead, or the bot.
fn people() -> impl Strategy<Value = Actor> {
    (0..6_u64, any::<bool>(), any::<bool>()).prop_map(|(user, agent, lead)| match user {
        0 => Actor::bot(GuildId(7)),
        user => Actor {
            guild: GuildId(7),
            user: UserId(user),
            roles: Roles { agent, lead, ..Roles::default() },
        },
    })
}

/// What people do with an answer that is proposed, more often than in other stories. None: what the
/// customer is still to be asked is in Discord now.
fn stories() -> impl Strategy<Value = Option<Action>> {
    let close_after = chrono::TimeDelta::minutes(CLOSE_AFTER);
    let solve = Action::Solve { summary: None, auto_close: AutoClosePolicy { close_after } };
    prop_oneof![
        2 => Just(Some(solve)),
        1 => Just(Some(Action::FollowUp(AutoClosePolicy { close_after }))),
        4 => Just(None),
        2 => Just(Some(Action::Merge { into: CaseNumber(40), thread: None })),
        2 => Just(Some(Action::Unmerge)),
        4 => Just(Some(Action::RunDue)),
        1 => Just(Some(Action::Reopen)),
        1 => actions().prop_map(Some),
    ]
}

/// What a case, or the case as it will be once it is unmerged, is still to ask, as said.
fn said(case: &Case) -> Option<Action> {
    let asking = case.asking.or(case.merged.and_then(|merged| merged.asking))?;
    let turn = Turn { first_answer_at: case.first_response_at, ..Turn::default() };
    let notice = match asking {
        Asking::Solution { .. } => Notice::solution(case.solutions, UserId(9), None),
        Asking::Reminder { at } => Notice::reminder(case.current_proposal(), at),
    };
    Some(Action::Said { notice, turn })
}

fn must_be_legal(case: &Case) -> Result<(), TestCaseError> {
    let due = case.remind_at.is_some() || case.close_at.is_some();
    prop_assert_eq!(case.assignee.is_some(), case.assigned_at.is_some());
    prop_assert_eq!(case.is_closed(), case.closed_at.is_some());
    prop_assert_eq!(case.is_closed(), case.close_reason.is_some());
    prop_assert!(case.merged.is_none() || case.is_closed(), "what goes on elsewhere is over here");
    prop_assert!(!due || case.status == Status::Solved, "only a proposed answer waits for a word");
    match case.asking {
        // A fix is told whatever became of the case.
        Some(Asking::Solution { .. }) => prop_assert!(
            (!case.is_over() || case.fix_of(case.solutions).is_some()) && case.solutions > 0
        ),
        Some(Asking::Reminder { .. }) => prop_assert_eq!(case.status, Status::Solved),
        None => {}
    }
    if let Some(promise) = case.promise {
        prop_assert!(case.waiting_since.is_some() && case.snoozed_until.is_none());
        prop_assert!(promise.is_due || case.assignee.is_some());
    }
    let promised = case.promise.filter(|promise| !promise.is_due).map(|promise| promise.until);
    prop_assert!(case.asking.is_none() || case.due_at() == case.snoozed_until.or(promised));
    prop_assert_eq!(case.quiet_since.is_some(), case.is_quiet());
    prop_assert!(!case.asked_on_hold || case.status == Status::OnHold);
    prop_assert!(case.asks_since().is_none() || case.phase() == Phase::Open);
    let is_set_aside = case.merged.is_some() || case.snoozed_until.is_some();
    prop_assert!(case.waits_for_us_since().is_some() || case.news.is_empty() || is_set_aside);
    prop_assert!(case.tags.len() <= TAG_COUNT_LIMIT);
    match case.status {
        Status::New => prop_assert!(case.assignee.is_none()),
        Status::Open => prop_assert!(case.assignee.is_some() && case.waiting_since.is_some()),
        Status::Pending => prop_assert!(case.assignee.is_some() && case.waiting_since.is_none()),
        Status::OnHold => prop_assert!(!case.bugs.is_empty()),
        Status::Solved => {
            prop_assert!(
                case.waiting_since.is_none()
                    && case.solved_at.is_some()
                    && case.solutions > 0
                    && case.close_at.is_some()
            )
        }
        Status::Closed => {
            prop_assert!(case.waiting_since.is_none() && case.snoozed_until.is_none())
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: RUNS, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_sequence_of_actions_leads_to_an_illegal_state(steps in prop::collection::vec((actions(), people()), STEPS)) {
        let mut case = case();
        for (minute, (action, actor)) in (60..).zip(steps) {
            // A refusal changes nothing, since it returns no state.
            let Ok(decision) = case.decide(action.clone(), &actor, time(minute)) else { continue };
            let next = decision.case;
            let changed = next != case;
            must_be_legal(&next).map_err(|error| TestCaseError::fail(format!("{action:?} by {actor:?} on {case:?}: {error}")))?;
            prop_assert_eq!(next.revision, case.revision + i64::from(changed));
            prop_assert_eq!(changed || !decision.posts.is_empty(), !decision.effects.is_empty(), "what people see follows the state");
            prop_assert!(next.reopened_count >= case.reopened_count && next.solutions >= case.solutions);
            prop_assert_eq!((next.number, next.requester, &next.question), (case.number, case.requester, &case.question));
            for post in &decision.posts {
                let text = serde_json::to_string(post).expect("a post is text");
                prop_assert!(post.place() == NoticePlace::Team || !text.contains(MARK), "{text}");
            }
            case = next;
        }
    }

    #[test]
    fn a_merge_is_undone_and_its_time_does_not_count(steps in prop::collection::vec((actions(), people()), 0..30), away in 1..5_000_i64) {
        let mut case = case();
        for (minute, (action, actor)) in (60..).zip(steps) {
            if let Ok(decision) = case.decide(action, &actor, time(minute)) {
                case = decision.case;
            }
        }
        let lead = actor(9, true);
        if let Ok(merged) = case.decide(Action::Merge { into: CaseNumber(40), thread: None }, &lead, time(900)) {
            let back = merged.case.decide(Action::Unmerge, &lead, time(900 + away)).expect("it was merged").case;
            let is_reminding = matches!(case.asking, Some(Asking::Reminder { .. }));
            let silent = case.obstacle.as_ref().filter(|obstacle| obstacle.is_silent());
            let since = silent.and_then(|obstacle| obstacle.since).into_iter().chain(case.locked_since).min();
            let since = since.map(|since| case.solved_at.map_or(since, |asked_at| asked_at.max(since)));
            let locked = since.map_or(chrono::TimeDelta::zero(), |since| time(900) - since);
            let away = chrono::TimeDelta::minutes(away);
            let close_at = case.close_at.map(|due| match (case.asking, since) {
                (Some(Asking::Reminder { at }), Some(since)) => due + (at - since).min(locked).max(chrono::TimeDelta::zero()),
                _ if is_reminding => due,
                _ => due + locked + away,
            });
            prop_assert_eq!(back.remind_at, case.remind_at.map(|due| due + locked + away));
            prop_assert_eq!(back.close_at, close_at);
            prop_assert_eq!(back.locked_since, None);
            // It was not seen while it was put aside, so it is seen now.
            prop_assert_eq!(back.snoozed_until, None);
            // How far a bug is is told anew, counted from now.
            let mut case = case;
            case.news.retain(|news| news.outcome.is_final());
            prop_assert_eq!(back.obstacle.is_some(), case.obstacle.is_some());
            let obstacle = case.obstacle.clone();
            let Case { revision, remind_at, close_at, snoozed_until, locked_since, quiet_since, unheard_since, .. } = case;
            prop_assert_eq!(
                Case { revision, remind_at, close_at, snoozed_until, locked_since, quiet_since, unheard_since, obstacle, ..back },
                case
            );
        }
    }

    #[test]
    fn no_case_closes_by_itself_before_the_customer_had_all_the_time(
        steps in prop::collection::vec((stories(), people(), 0..40_i64), STEPS)
    ) {
        let mut case = case();
        let (mut now, mut asked_for) = (60, 0);
        for (action, actor, minutes) in steps {
            now += minutes;
            if case.status == Status::Solved {
                asked_for += minutes;
            }
            let says = action.is_none();
            let Some(action) = action.or_else(|| said(&case)) else { continue };
            let due = action == Action::RunDue;
            let Ok(decision) = case.decide(action, &actor, time(now)) else { continue };
            if says && matches!(decision.fact.kind, FactKind::SolutionProposed { .. }) {
                asked_for = 0;
            }
            let by_itself = due && decision.case.is_closed() && !case.is_closed();
            prop_assert!(!by_itself || asked_for >= CLOSE_AFTER, "asked for {asked_for} minutes: {case:?}");
            prop_assert!(!says || said(&decision.case).is_none(), "what was asked is to be asked again: {case:?}");
            case = decision.case;
        }
    }
}
