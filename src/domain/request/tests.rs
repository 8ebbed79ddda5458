use chrono::TimeDelta;
use proptest::prelude::*;

use crate::domain::{
    Actor, CaseNumber, ChannelId, Effect, FactKind, GoesOnIn, GuildId, InternalText, MessageId,
    Notice, OtherTeam, Refusal, Request, RequestAction, RequestNumber, RequestStatus, RoleId,
    Roles, Surface, Time, UserId, notice::Internal, refusal::RequestRefusal,
};

const PLACE: GoesOnIn = GoesOnIn { case: CaseNumber(9), assignee: None };

fn time(seconds: i64) -> Time {
    chrono::DateTime::from_timestamp(seconds, 0).expect("a time within range")
}

fn person(user: u64, agent: bool) -> Actor {
    Actor { guild: GuildId(1), user: UserId(user), roles: Roles { agent, ..Roles::default() } }
}

fn text(words: &str) -> InternalText {
    InternalText::typed("answer", words).expect("text")
}

fn request() -> Request {
    let team = OtherTeam { name: "billing".to_owned(), channel: ChannelId(50), role: RoleId(51) };
    let asks = (text("Was it refunded?"), Some(time(1_000) + TimeDelta::hours(4)));
    let asked =
        Request::ask(RequestNumber(4), CaseNumber(3), team, asks, &person(7, true), time(1_000));
    let card = Surface { posted: Some((ChannelId(50), MessageId(60))), ..Surface::default() };
    Request { card, ..asked.request }
}

fn done(request: &Request, action: RequestAction, by: u64) -> Request {
    request
        .decide(action, (&person(by, false), true), PLACE, time(2_000))
        .expect("a change")
        .request
}

#[test]
fn the_first_to_take_it_is_the_owner() {
    let taken = done(&request(), RequestAction::Take, 20);
    assert_eq!((taken.owner, taken.revision), (Some(UserId(20)), 2));
    let again =
        |by| taken.decide(RequestAction::Take, (&person(by, false), true), PLACE, time(3_000));
    let (request, by) = (taken.number, UserId(20));
    assert_eq!(again(20), Err(RequestRefusal::AlreadyYours(request).into()));
    assert_eq!(again(21), Err(RequestRefusal::AlreadyTaken { request, by }.into()));
}

#[test]
fn only_the_team_and_agents_take_and_answer() {
    let refused: Refusal =
        RequestRefusal::NotOfTeam { request: RequestNumber(4), role: RoleId(51) }.into();
    for action in [RequestAction::Take, RequestAction::Answer(text("Yes"))] {
        let by = |actor: Actor, has_role| {
            request().decide(action.clone(), (&actor, has_role), PLACE, time(2_000))
        };
        assert_eq!(by(person(20, false), false), Err(refused.clone()));
        assert!(by(person(20, false), true).is_ok());
        assert!(by(person(8, true), false).is_ok());
    }
}

#[test]
fn an_answer_is_told_to_the_assignee_or_else_to_who_asked() {
    for (assignee, to) in [(Some(UserId(8)), 8), (None, 7)] {
        let place = GoesOnIn { assignee, ..PLACE };
        let answer = RequestAction::Answer(text("Yes"));
        let by = (&person(20, false), true);
        let decision = request().decide(answer, by, place, time(2_000)).expect("an answer");
        let Some(Notice::Internal(Internal::TeamAnswered { to: told, .. })) = decision.notice
        else {
            panic!("the agents are told");
        };
        assert_eq!(told, Some(UserId(to)));
        assert_eq!(decision.request.owner, Some(UserId(20)));
        assert!(decision.effects.contains(&Effect::DrawCase { case: CaseNumber(9) }));
    }
}

#[test]
fn the_team_is_reminded_once_and_only_of_what_is_open_and_due() {
    let bot = Actor::bot(GuildId(1));
    let remind =
        |request: &Request, at| request.decide(RequestAction::Remind, (&bot, false), PLACE, at);
    let late = time(1_000) + TimeDelta::days(9);
    assert!(remind(&request(), time(1_001)).is_err(), "it is not due");
    let reminded = remind(&request(), late).expect("it is due");
    assert!(reminded.effects.contains(&Effect::RemindTeam { request: RequestNumber(4) }));
    assert!(remind(&reminded.request, late).is_err(), "once");
    assert!(remind(&done(&request(), RequestAction::Withdraw, 7), late).is_err(), "it has ended");
    let unseen = Request { card: Surface::default(), ..request() };
    assert!(remind(&unseen, late).is_err(), "there is nothing to read");
    let unposted = Request { is_unposted: true, ..request() };
    assert!(remind(&unposted, late).is_err(), "its card is gone");
    let whenever = Request { due_at: None, ..request() };
    assert!(remind(&whenever, late).is_err(), "nobody waits for a time");
}

fn actions() -> impl Strategy<Value = RequestAction> {
    prop_oneof![
        Just(RequestAction::Take),
        Just(RequestAction::Answer(text("Yes"))),
        Just(RequestAction::Withdraw),
        Just(RequestAction::LoseOwner),
        Just(RequestAction::Remind),
    ]
}

proptest! {
    #[test]
    fn whatever_is_done_a_request_ends_once_and_keeps_its_word(
        steps in prop::collection::vec((actions(), 20..24_u64, any::<bool>(), any::<bool>(), 0..9_i64), 0..24)
    ) {
        let mut request = request();
        for (action, user, agent, has_role, hours) in steps {
            let now = request.ended_at.unwrap_or(time(1_000)) + TimeDelta::hours(hours);
            let decided =
                request.decide(action, (&person(user, agent), has_role), PLACE, now);
            let Ok(decision) = decided else { continue };
            let is_freed = matches!(decision.fact.kind, FactKind::RequestFreed { .. });
            let next = decision.request;
            prop_assert_eq!(request.status, RequestStatus::Open, "nothing follows the end");
            prop_assert_eq!(next.revision, request.revision + 1);
            prop_assert!(request.owner.is_none() || next.owner == request.owner || is_freed);
            prop_assert!(next.is_reminded || !request.is_reminded);
            let has_ended = next.status != RequestStatus::Open;
            prop_assert_eq!((next.ended_at.is_some(), next.ended_by.is_some()), (has_ended, has_ended));
            prop_assert_eq!(next.answer.is_some(), next.status == RequestStatus::Answered);
            prop_assert!(next.remind_at().is_none() || !has_ended);
            request = next;
        }
    }
}
