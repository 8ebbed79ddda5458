//! Any action, for tests.

use proptest::prelude::*;
use strum::VariantArray;

use super::*;
use crate::domain::case::tests::{message, time};
use crate::domain::{BugOutcome, CloseReason};

/// Part of every internal text, and of no other.
pub const MARK: &str = "not for customers";

fn internal() -> InternalText {
    InternalText::typed("text", &format!("a note, {MARK}")).expect("a note")
}

fn public() -> PublicText {
    PublicText::typed("text", "an answer").expect("an answer")
}

fn turns() -> impl Strategy<Value = Turn> {
    let times = || prop::option::of((1..1_000_i64).prop_map(time));
    (times(), any::<bool>(), times()).prop_map(|(waiting_since, asks, first_answer_at)| Turn {
        waiting_since,
        wait_start: WaitStart::Message,
        asks: asks && waiting_since.is_some(),
        first_answer_at,
    })
}

fn policy() -> AutoClosePolicy {
    AutoClosePolicy { close_after: chrono::TimeDelta::minutes(30) }
}

fn news() -> impl Strategy<Value = BugNews> {
    let outcome = prop::sample::select(BugOutcome::VARIANTS);
    (1..5_i64, 1..3_i64, outcome).prop_map(|(bug, round, outcome)| BugNews {
        bug: BugNumber(bug),
        round,
        outcome,
        version: if outcome == BugOutcome::Shipped { "5.3".to_owned() } else { String::new() },
        since: time(0),
        people: Vec::new(),
        followers_know: false,
    })
}

fn fixed() -> BugNews {
    let (bug, version) = (BugNumber(1), "5.3".to_owned());
    BugNews {
        bug,
        round: 1,
        outcome: BugOutcome::Shipped,
        version,
        since: time(0),
        people: Vec::new(),
        followers_know: false,
    }
}

pub fn actions() -> impl Strategy<Value = Action> {
    let tag = || "[a-d]".prop_map(Tag::stored);
    let tags = || prop::collection::btree_set("[a-d]".prop_map(Tag::stored), 0..4);
    let bug = || (1..5_i64).prop_map(BugNumber);
    let working = prop_oneof![
        Just(Action::Claim),
        Just(Action::Release),
        (1..6_u64).prop_map(|user| Action::Assign(UserId(user))),
        Just(Action::Return),
        (1..6_u64).prop_map(|user| Action::EndHandover(UserId(user))),
        tag().prop_map(Action::Tag),
        tag().prop_map(Action::Untag),
        (tags(), tags()).prop_map(|(chosen, offered)| Action::Retag { chosen, offered }),
        prop::sample::select(Priority::VARIANTS).prop_map(Action::Prioritise),
        Just(Action::Note(internal())),
        any::<bool>().prop_map(|claims| Action::Reply {
            snippet: "hello".to_owned(),
            text: public(),
            claims,
        }),
        bug().prop_map(Action::Escalate),
        (bug(), any::<bool>()).prop_map(|(bug, open)| Action::Link { bug, open }),
        bug().prop_map(Action::Unlink),
        (bug(), bug()).prop_map(|(from, to)| Action::MoveBug { from, to }),
        (news(), any::<bool>()).prop_map(|(news, says)| Action::DraftNews {
            news,
            reason: says.then(|| Remark { by: UserId(9), text: internal() }),
            reporter: UserId(8),
        }),
        news().prop_map(|news| Action::PublishNews {
            news,
            followers: vec![UserId(11)],
            auto_close: policy(),
        }),
        (bug(), 1..3_i64, any::<bool>()).prop_map(|(bug, round, says)| Action::SendNews {
            bug,
            round,
            text: says.then(public),
            followers: Vec::new(),
            auto_close: policy(),
        }),
        bug().prop_map(Action::WithdrawNews),
        bug().prop_map(|bug| Action::AskInfo {
            bug,
            by: UserId(9),
            text: internal(),
            reporter: UserId(8),
        }),
        Just(Action::AskCustomer { text: public(), question: Some(1) }),
        (-5..500_i64).prop_map(|minute| Action::Snooze { until: time(minute) }),
        (-5..500_i64).prop_map(|minute| Action::Promise { until: time(minute) }),
    ];
    let ending = prop_oneof![
        any::<bool>().prop_map(|said| Action::Solve {
            summary: said.then(public),
            auto_close: AutoClosePolicy { close_after: chrono::TimeDelta::minutes(30) }
        }),
        (0..4_i64, any::<bool>())
            .prop_map(|(solution, as_merged)| Action::Confirm { solution, as_merged }),
        (0..4_i64, any::<bool>())
            .prop_map(|(solution, as_merged)| Action::Reject { solution, as_merged }),
        prop::sample::select(CloseReason::VARIANTS).prop_map(|reason| Action::Close(reason.into())),
        Just(Action::Reopen),
        (11..14_i64).prop_map(|into| Action::Merge { into: CaseNumber(into), thread: None }),
        Just(Action::Unmerge),
        prop::option::of((1..500_i64).prop_map(time)).prop_map(|since| {
            let wait = since.map(|since| (since, WaitStart::Message));
            Action::Absorb { from: CaseNumber(3), wait, promise: None, fix: None }
        }),
        turns().prop_map(|turn| Action::UndoAbsorption {
            from: CaseNumber(3),
            turn,
            promise: None
        }),
        Just(Action::RunDue),
        Just(Action::FollowUp(AutoClosePolicy { close_after: chrono::TimeDelta::minutes(30) })),
        (1..4_i64, turns())
            .prop_map(|(attempt, turn)| Action::Said { notice: Notice::follow_up(attempt), turn }),
        (1..4_i64, any::<bool>(), turns()).prop_map(|(attempt, said, turn)| Action::Said {
            notice: Notice::solution(attempt, UserId(9), said.then(public)),
            turn,
        }),
        (1..4_i64, 60..160_i64, turns()).prop_map(|(attempt, minute, turn)| Action::Said {
            notice: Notice::reminder(attempt, time(minute)),
            turn,
        }),
        (1..4_i64, any::<bool>(), turns()).prop_map(|(attempt, said, turn)| Action::Said {
            notice: Notice::fixed(None, attempt, fixed(), said.then(public)),
            turn,
        }),
        (1..5_i64, turns()).prop_map(|(bug, turn)| Action::Said {
            notice: Notice::declined(
                Some(UserId(9)),
                BugNews::declined(BugNumber(bug), 1, Vec::new()),
                None
            ),
            turn,
        }),
        turns().prop_map(|turn| Action::Said {
            notice: Notice::reply(UserId(9), "hello".to_owned(), public()),
            turn,
        }),
        (1..500_i64, turns()).prop_map(|(minute, turn)| Action::Said {
            notice: Notice::promise(UserId(9), time(minute)),
            turn,
        }),
        (1..4_i64, any::<bool>(), turns()).prop_map(|(attempt, said, turn)| Action::LoseNotice {
            notice: Notice::solution(attempt, UserId(9), said.then(public)),
            message: message(400),
            is_asked_elsewhere: said,
            turn,
        }),
        any::<bool>().prop_map(Action::LockThread),
        Just(Action::RequesterLeft),
        Just(Action::RequesterRejoined),
    ];
    let talking = prop_oneof![
        (1..1_000_i64, any::<bool>(), turns()).prop_map(|(minute, wants_an_answer, turn)| {
            Action::CustomerWrote {
                channel: ChannelId(9),
                message: message(minute),
                wants_an_answer,
                turn,
            }
        }),
        (1..1_000_i64, turns(), any::<bool>()).prop_map(|(minute, turn, claims)| {
            Action::AgentWrote { message: message(minute), turn, claims }
        }),
        (1..1_000_i64).prop_map(|minute| Action::PointToThread { message: message(minute) }),
        (1..9_i64, turns()).prop_map(|(messages, turn)| Action::ReadThread { messages, turn }),
        (1..1_000_i64, turns())
            .prop_map(|(minute, turn)| Action::MessageEdited { message: message(minute), turn }),
        (1..1_000_i64, turns())
            .prop_map(|(minute, turn)| Action::MessageDeleted { message: message(minute), turn }),
    ];
    prop_oneof![3 => working, 3 => ending, 1 => talking]
}
