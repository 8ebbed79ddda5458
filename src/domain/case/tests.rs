mod random;

use crate::domain::{refusal::CaseRefusal, *};

const REQUESTER: UserId = UserId(1);

fn actor(user: u64, lead: bool) -> Actor {
    Actor {
        guild: GuildId(7),
        user: UserId(user),
        roles: Roles { agent: true, lead, ..Roles::default() },
    }
}

pub(super) fn time(minute: i64) -> Time {
    id::created_at(1 << 22) + chrono::TimeDelta::minutes(minute)
}

pub(super) fn message(minute: i64) -> MessageId {
    MessageId(id::snowflake_at(time(minute)))
}

fn case() -> Case {
    let opening = Opening {
        guest: None,
        guild: GuildId(7),
        source: Source { channel: ChannelId(3), message: Some(message(0)) },
        home: ThreadKind::Started,
        parent: None,
        requester: REQUESTER,
        language: Language::English,
        title: Title::from_message("It fails\nwith error 500"),
        question: "It fails\nwith error 500".to_owned(),
        origin: Origin::Menu,
        opened_by: Some(UserId(9)),
        tags: std::collections::BTreeSet::new(),
        assignee: None,
        priority: None,
        files: 0,
        asked_in: None,
    };
    Case::open(CaseNumber(12), opening, time(5)).case
}

fn after(case: &Case, action: Action, by: Actor) -> Case {
    case.decide(action, &by, time(60))
        .map(|decision| decision.case)
        .unwrap_or_else(|refusal| panic!("{refusal:?}"))
}

#[test]
fn a_new_case_waits_since_the_customer_wrote() {
    let case = case();
    assert_eq!((case.status, case.title.as_str()), (Status::New, "It fails"));
    assert_eq!((case.waiting_since, case.opened_at), (Some(time(0)), time(5)));
}

#[test]
fn every_action_in_every_status_is_decided() {
    // One row a status: claim, release by who has it, tag, escalate.
    let statuses = [
        (Status::New, None, [Ok(Status::Open), Err("nobody"), Ok(Status::New), Ok(Status::OnHold)]),
        (
            Status::Open,
            Some(9),
            [Err("taken"), Ok(Status::New), Ok(Status::Open), Ok(Status::OnHold)],
        ),
        (
            Status::Pending,
            Some(9),
            [Err("taken"), Ok(Status::New), Ok(Status::Pending), Ok(Status::OnHold)],
        ),
        (
            Status::OnHold,
            Some(9),
            [Err("taken"), Ok(Status::OnHold), Ok(Status::OnHold), Ok(Status::OnHold)],
        ),
        (Status::Solved, Some(9), [Err("over"), Err("over"), Ok(Status::Solved), Err("over")]),
        (Status::Closed, None, [Err("over"), Err("over"), Ok(Status::Closed), Err("over")]),
    ];
    for (status, assignee, expected) in statuses {
        let case = Case { status, assignee: assignee.map(UserId), ..case() };
        let tag = Tag::stored("billing".to_owned());
        let actions = [
            (Action::Claim, 8),
            (Action::Release, 9),
            (Action::Tag(tag), 8),
            (Action::Escalate(BugNumber(3)), 8),
        ];
        for ((action, user), expected) in actions.into_iter().zip(expected) {
            let decided = case
                .decide(action.clone(), &actor(user, false), time(60))
                .map(|decision| decision.case.status);
            let decided = decided.map_err(|refusal| match refusal {
                Refusal::Case(CaseRefusal::Over { .. }) => "over",
                Refusal::Case(CaseRefusal::AlreadyClaimed { .. }) => "taken",
                Refusal::Case(CaseRefusal::NotClaimed(_)) => "nobody",
                other => panic!("{other:?}"),
            });
            assert_eq!(decided, expected, "{action:?} in {status:?}");
        }
    }
}

#[test]
fn a_case_follows_the_turn() {
    let waiting = |minute| Turn {
        waiting_since: Some(time(minute)),
        wait_start: WaitStart::Message,
        asks: true,
        first_answer_at: Some(time(10)),
        ..Turn::default()
    };
    let answered = Turn { first_answer_at: Some(time(10)), ..Turn::default() };
    let wrote = |minute, turn: Turn| Action::CustomerWrote {
        channel: ChannelId(9),
        message: message(minute),
        wants_an_answer: turn.waiting_since.is_some(),
        turn,
    };
    let case = after(&case(), Action::Claim, actor(9, false));
    let pending = after(
        &case,
        Action::AgentWrote { message: message(10), turn: answered, claims: false },
        actor(9, false),
    );
    assert_eq!(
        (pending.status, pending.waiting_since, pending.first_response_at),
        (Status::Pending, None, Some(time(10)))
    );
    assert_eq!(
        after(&pending, wrote(11, answered), actor(1, false)),
        pending,
        "thanks changes nothing"
    );
    let asked = after(&pending, wrote(12, waiting(12)), actor(1, false));
    assert_eq!((asked.status, asked.waiting_since), (Status::Open, Some(time(12))));
    let taken_back = after(
        &asked,
        Action::MessageDeleted { message: message(12), turn: answered },
        actor(1, false),
    );
    assert_eq!((taken_back.status, taken_back.waiting_since), (Status::Pending, None));
    let unanswered = Turn { waiting_since: Some(time(0)), asks: true, ..Turn::default() };
    let again = after(
        &pending,
        Action::MessageDeleted { message: message(10), turn: unanswered },
        actor(9, false),
    );
    assert_eq!(
        (again.status, again.waiting_since, again.first_response_at),
        (Status::Open, Some(time(0)), None)
    );

    let solved = Case { status: Status::Solved, solved_at: Some(time(40)), ..pending.clone() };
    let snoozed = Case { snoozed_until: Some(time(90)), quiet_since: None, ..pending.clone() };
    assert_eq!(
        after(&snoozed, wrote(41, waiting(41)), actor(1, false)).snoozed_until,
        None,
        "whoever asks wakes it"
    );
    assert_eq!(
        after(&snoozed, wrote(41, answered), actor(1, false)),
        snoozed,
        "thanks wakes nothing"
    );
    let reopened = after(&solved, wrote(41, waiting(41)), actor(1, false));
    assert_eq!(
        (reopened.status, reopened.reopened_count, reopened.solved_at),
        (Status::Open, 1, None)
    );
    assert_eq!(
        after(&solved, wrote(41, answered), actor(1, false)).status,
        Status::Solved,
        "thanks reopens nothing"
    );
    let closed = Case { status: Status::Closed, quiet_since: None, ..pending };
    assert_eq!(after(&closed, wrote(41, waiting(41)), actor(1, false)), closed);
}

#[test]
fn a_second_claim_names_the_first() {
    let case = after(&case(), Action::Claim, actor(9, false));
    let refused = case.decide(Action::Claim, &actor(8, false), time(70));
    assert_eq!(
        refused,
        Err(CaseRefusal::AlreadyClaimed { case: CaseNumber(12), by: UserId(9), since: time(60) }
            .into())
    );
    assert_eq!(
        case.decide(Action::Claim, &actor(9, false), time(70)),
        Err(CaseRefusal::AlreadyYours(CaseNumber(12)).into())
    );
    assert_eq!(
        case.decide(Action::Release, &actor(8, false), time(70)),
        Err(CaseRefusal::NotYours { case: CaseNumber(12), by: UserId(9) }.into())
    );
    assert_eq!(
        after(&case, Action::Release, actor(8, true)).assignee,
        None,
        "a lead may release for others"
    );
}

#[test]
fn who_solves_a_case_that_nobody_has_has_it() {
    let solve = || Action::Solve {
        summary: None,
        auto_close: AutoClosePolicy { close_after: chrono::TimeDelta::days(3) },
    };
    let kinds = |case: &Case| {
        let decision =
            case.decide(solve(), &actor(8, false), time(60)).expect("an open case can be solved");
        (
            decision.case.assignee,
            decision.facts().into_iter().map(|fact| fact.kind).collect::<Vec<_>>(),
        )
    };
    let proposed = FactKind::SolutionPrepared { attempt: 1 };
    assert_eq!(kinds(&case()), (Some(UserId(8)), vec![FactKind::CaseClaimed, proposed.clone()]));
    let claimed = after(&case(), Action::Claim, actor(9, false));
    assert_eq!(kinds(&claimed), (Some(UserId(9)), vec![proposed]), "whose it is it stays");
}

/// What `actor` does at a minute, with what is then to be said.
fn decided(case: &Case, action: Action, minute: i64) -> Decision {
    let decided = case.decide(action, &actor(8, false), time(minute));
    decided.unwrap_or_else(|refusal| panic!("{refusal:?}"))
}

/// The case with an answer that was proposed in minute 60, and the question for the customer.
fn proposed() -> (Case, Notice) {
    let auto_close = AutoClosePolicy { close_after: chrono::TimeDelta::minutes(30) };
    let decision = decided(&case(), Action::Solve { summary: None, auto_close }, 60);
    (decision.case, decision.posts.into_iter().next().expect("a question"))
}

fn said(notice: &Notice) -> Action {
    let turn = Turn::default();
    Action::Said { notice: notice.clone(), turn }
}

#[test]
fn a_proposal_counts_once_the_customer_was_asked() {
    let (before, question) = proposed();
    assert_eq!((before.status, before.due_at()), (Status::Open, None), "nothing falls due");
    assert_eq!(before.waiting_since, Some(time(0)), "they wait as before");
    let asked = decided(&before, said(&question), 500).case;
    assert_eq!(asked, before.once_said(&question, time(500)), "what the question shows");
    assert_eq!((asked.status, asked.solved_at), (Status::Solved, Some(time(500))));
    assert_eq!((asked.remind_at, asked.close_at), (Some(time(520)), Some(time(530))));
    let again = decided(&asked, said(&question), 510).case;
    assert_eq!(again, asked, "it is said once");
}

#[test]
fn a_proposal_that_the_customer_has_not_read_is_withdrawn_when_they_ask() {
    let (before, question) = proposed();
    let waits = Turn { waiting_since: Some(time(0)), asks: true, ..Turn::default() };
    let wrote = |minute, wants_an_answer| Action::CustomerWrote {
        channel: ChannelId(3),
        message: message(minute),
        wants_an_answer,
        turn: waits,
    };
    assert!(decided(&before, wrote(61, false), 61).case.asking.is_some(), "thanks");
    assert!(decided(&before, wrote(59, true), 61).case.asking.is_some(), "the agent has read that");
    let asked = decided(&before, wrote(61, true), 61).case;
    assert_eq!((asked.asking, asked.unsaid(&question, time(0))), (None, Unsaid::Moot));
}

#[test]
fn a_case_waits_with_its_close_until_the_reminder_was_posted() {
    let (before, question) = proposed();
    let asked = decided(&before, said(&question), 100).case;
    let due = decided(&asked, Action::RunDue, 120);
    let (case, reminder) = (due.case, &due.posts[0]);
    assert_eq!(case.due_at(), None);
    let nothing = case.decide(Action::RunDue, &actor(8, false), time(900));
    assert_eq!(nothing, Err(CaseRefusal::NothingDue(CaseNumber(12)).into()));
    let reminded = decided(&case, said(reminder), 620).case;
    assert_eq!(reminded.close_at, Some(time(630)), "ten minutes are left, as before");
    assert_eq!(case.unsaid(reminder, time(0)), Unsaid::Due);
    assert_eq!(reminded.unsaid(reminder, time(0)), Unsaid::Moot);
}

#[test]
fn a_question_waits_while_its_case_is_merged() {
    let (before, question) = proposed();
    let into = Action::Merge { into: CaseNumber(40), thread: None };
    let merged = decided(&before, into, 61).case;
    assert_eq!(merged.unsaid(&question, time(0)), Unsaid::Waiting);
    let back = decided(&merged, Action::Unmerge, 62).case;
    assert_eq!(back.unsaid(&question, time(0)), Unsaid::Due);
    let closed = decided(&before, Action::Close(CloseReason::Spam.into()), 61).case;
    assert_eq!(closed.unsaid(&question, time(0)), Unsaid::Moot);
}

#[test]
fn a_question_that_was_being_sent_during_a_merge_counts_from_the_unmerge() {
    let (before, question) = proposed();
    let into = Action::Merge { into: CaseNumber(40), thread: None };
    let merged = decided(&before, into, 61).case;
    let asked = decided(&merged, said(&question), 62).case;
    let back = decided(&asked, Action::Unmerge, 100).case;
    assert_eq!((back.status, back.asking), (Status::Solved, None));
    assert_eq!((back.remind_at, back.close_at), (Some(time(120)), Some(time(130))));

    let given_up = Action::GiveUp { notice: question, reason: Reason::WordsBlocked };
    let back = decided(&decided(&merged, given_up, 62).case, Action::Unmerge, 100).case;
    assert_eq!((back.status, back.asking), (Status::Open, None), "it is not asked again");
}

#[test]
fn no_days_run_while_the_thread_is_locked() {
    let (before, question) = proposed();
    let asked = decided(&before, said(&question), 100).case;
    let locked = decided(&asked, Action::LockThread(true), 105).case;
    assert_eq!(locked.due_at(), None);
    let back = decided(&locked, Action::LockThread(false), 205).case;
    assert_eq!((back.remind_at, back.close_at), (Some(time(220)), Some(time(230))));
    let into = Action::Merge { into: CaseNumber(40), thread: None };
    let merged = decided(&locked, into, 205).case;
    let back = decided(&merged, Action::Unmerge, 305).case;
    assert_eq!((back.remind_at, back.close_at), (Some(time(320)), Some(time(330))));
}

#[test]
fn whoever_answers_a_question_was_asked_it() {
    let (before, question) = proposed();
    let confirmed = decided(&before, Action::Confirm { solution: 1, as_merged: false }, 61).case;
    assert_eq!(confirmed.status, Status::Closed);
    let rejected = decided(&before, Action::Reject { solution: 1, as_merged: false }, 61).case;
    assert_eq!((rejected.status, rejected.reopened_count), (Status::Open, 1));
    let turn = Turn {
        waiting_since: Some(time(61)),
        wait_start: WaitStart::Reopening,
        asks: true,
        ..Turn::default()
    };
    let late = decided(&rejected, Action::Said { notice: question, turn }, 62).case;
    assert_eq!(late, rejected, "noted too late to count");
}

/// What keeps the bot from the customer.
fn silence(undone: Undone) -> Action {
    Action::Hold(Obstacle::new(undone, Reason::WordsBlocked))
}

#[test]
fn no_days_run_while_the_customer_cannot_be_reached_also_if_the_case_is_merged_then() {
    let (before, question) = proposed();
    let asked = decided(&before, said(&question), 100).case;
    let held = decided(&asked, silence(Undone::Answer), 105).case;
    let into = Action::Merge { into: CaseNumber(40), thread: None };
    let merged = decided(&held, into, 205).case;
    let resumed = decided(&merged, Action::Resume { moot: false }, 255).case;
    let back = decided(&resumed, Action::Unmerge, 305).case;
    assert_eq!((back.remind_at, back.close_at), (Some(time(320)), Some(time(330))));
    let back = decided(&merged, Action::Unmerge, 305).case;
    let back = decided(&back, Action::Resume { moot: false }, 405).case;
    assert_eq!((back.remind_at, back.close_at), (Some(time(420)), Some(time(430))));
}

#[test]
fn the_time_before_a_question_does_not_lengthen_its_days() {
    let (before, question) = proposed();
    let held = decided(&before, silence(Undone::Thread), 70).case;
    let asked = decided(&held, said(&question), 100).case;
    let resumed = decided(&asked, Action::Resume { moot: false }, 101).case;
    assert_eq!((resumed.remind_at, resumed.close_at), (Some(time(121)), Some(time(131))));
}

#[test]
fn the_time_of_a_lock_and_of_an_obstacle_counts_once() {
    let (before, question) = proposed();
    let asked = decided(&before, said(&question), 100).case;
    let locked = decided(&asked, Action::LockThread(true), 105).case;
    let held = decided(&locked, silence(Undone::Answer), 110).case;
    let resumed = decided(&held, Action::Resume { moot: false }, 150).case;
    let back = decided(&resumed, Action::LockThread(false), 205).case;
    assert_eq!((back.remind_at, back.close_at), (Some(time(220)), Some(time(230))));
}
