//! Random people do random things with one case, 100,000 times over: it never comes into a state
//! that is none.

use proptest::prelude::*;
use strum::VariantArray;

use crate::domain::case::{TAG_COUNT_LIMIT, tests::*};

/// Stands in every internal text, and in no other.
const MARK: &str = "not for customers";
/// How many runs, and how many steps each has.
const RUNS: u32 = 1_000;
const STEPS: usize = 100;

fn internal() -> InternalText {
    InternalText::typed("text", &format!("a note, {MARK}")).expect("a note")
}

fn public() -> PublicText {
    PublicText::typed("text", "an answer").expect("an answer")
}

fn turns() -> impl Strategy<Value = Turn> {
    let times = || prop::option::of((1..1_000_i64).prop_map(time));
    (times(), times())
        .prop_map(|(waiting_since, first_answer_at)| Turn { waiting_since, first_answer_at })
}

fn actions() -> impl Strategy<Value = Action> {
    let tag = || "[a-d]".prop_map(Tag::stored);
    let tags = || prop::collection::btree_set("[a-d]".prop_map(Tag::stored), 0..4);
    let bug = || (1..5_i64).prop_map(BugNumber);
    let working = prop_oneof![
        Just(Action::Claim),
        Just(Action::Release),
        (1..6_u64).prop_map(|user| Action::Assign(UserId(user))),
        Just(Action::Return),
        tag().prop_map(Action::Tag),
        tag().prop_map(Action::Untag),
        (tags(), tags()).prop_map(|(chosen, offered)| Action::Retag { chosen, offered }),
        prop::sample::select(Priority::VARIANTS).prop_map(Action::Prioritise),
        Just(Action::Note(internal())),
        Just(Action::Reply { snippet: "hello".to_owned(), text: public() }),
        bug().prop_map(Action::Escalate),
        (bug(), any::<bool>()).prop_map(|(bug, open)| Action::Link { bug, open }),
        bug().prop_map(Action::Unlink),
        (-5..500_i64).prop_map(|minute| Action::Snooze { until: time(minute) }),
    ];
    let ending = prop_oneof![
        any::<bool>().prop_map(|said| Action::Solve {
            summary: said.then(public),
            auto_close: AutoClosePolicy { close_after: chrono::TimeDelta::minutes(30) }
        }),
        (0..4_i64).prop_map(|solution| Action::Confirm { solution }),
        (0..4_i64).prop_map(|solution| Action::Reject { solution }),
        prop::sample::select(CloseReason::VARIANTS).prop_map(Action::Close),
        Just(Action::Reopen),
        (11..14_i64).prop_map(|into| Action::Merge { into: CaseNumber(into), thread: None }),
        Just(Action::Unmerge),
        Just(Action::Absorb { from: CaseNumber(3) }),
        Just(Action::RunDue),
    ];
    let talking = prop_oneof![
        (1..1_000_i64, any::<bool>(), turns()).prop_map(|(minute, wants_an_answer, turn)| {
            Action::CustomerWrote { message: message(minute), wants_an_answer, turn }
        }),
        (1..1_000_i64, turns())
            .prop_map(|(minute, turn)| Action::AgentWrote { message: message(minute), turn }),
        (1..1_000_i64, turns())
            .prop_map(|(minute, turn)| Action::MessageEdited { message: message(minute), turn }),
        (1..1_000_i64, turns())
            .prop_map(|(minute, turn)| Action::MessageDeleted { message: message(minute), turn }),
    ];
    prop_oneof![3 => working, 3 => ending, 1 => talking]
}

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
