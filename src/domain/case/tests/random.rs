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

fn must_be_legal(case: &Case) -> Result<(), TestCaseError> {
    let due = case.remind_at.is_some() || case.close_at.is_some();
    prop_assert_eq!(case.assignee.is_some(), case.assigned_at.is_some());
    prop_assert_eq!(case.is_closed(), case.closed_at.is_some());
    prop_assert_eq!(case.is_closed(), case.close_reason.is_some());
    prop_assert!(case.merged.is_none() || case.is_closed(), "what goes on elsewhere is over here");
    prop_assert!(!due || case.status == Status::Solved, "only a proposed answer waits for a word");
    match case.asking {
        Some(Asking::Solution { .. }) => prop_assert!(!case.is_over() && case.solutions > 0),
        Some(Asking::Reminder { .. }) => prop_assert_eq!(case.status, Status::Solved),
        None => {}
    }
    prop_assert!(case.asking.is_none() || case.due_at() == case.snoozed_until);
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
                prop_assert!(post.room() == NoticePlace::Team || !text.contains(MARK), "{text}");
            }
            case = next;
        }
    }

    #[test]
    fn a_merge_is_undone_exactly(steps in prop::collection::vec((actions(), people()), 0..30)) {
        let mut case = case();
        for (minute, (action, actor)) in (60..).zip(steps) {
            if let Ok(decision) = case.decide(action, &actor, time(minute)) {
                case = decision.case;
            }
        }
        let lead = actor(9, true);
        if let Ok(merged) = case.decide(Action::Merge { into: CaseNumber(40), thread: None }, &lead, time(900)) {
            let back = merged.case.decide(Action::Unmerge, &lead, time(901)).expect("it was merged").case;
            prop_assert_eq!(Case { revision: case.revision, ..back }, case);
        }
    }
}
