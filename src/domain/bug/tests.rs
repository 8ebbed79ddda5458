use std::mem::discriminant;

use proptest::prelude::*;
use strum::{EnumCount, VariantArray};

use crate::domain::{
    Actor, Bug, BugAction, BugDecision, BugNotice, BugNumber, BugStatus, CaseNumber, GuildId,
    InternalText, Refusal, Report, Roles, Severity, Time, Title, UserId, bug::Version,
    refusal::BugRefusal,
};

/// The agent who reported the bug, its developer, and another of each.
const REPORTER: u64 = 7;
const AGENT: u64 = 8;
const DEVELOPER: u64 = 20;
const ANOTHER: u64 = 21;
/// Part of everything that developers write for the team.
const MARK: &str = "not for customers";

fn time(minute: i64) -> Time {
    chrono::DateTime::from_timestamp(60 * minute, 0).expect("a time within range")
}

fn person(user: u64) -> Actor {
    let (agent, developer) = (user < DEVELOPER, user >= DEVELOPER);
    let roles = Roles { agent, developer, ..Roles::default() };
    Actor { guild: GuildId(1), user: UserId(user), roles }
}

fn internal() -> InternalText {
    InternalText::typed("text", &format!("a word, {MARK}")).expect("text")
}

fn version(name: &str) -> Version {
    Version::typed(name).expect("a version")
}

fn reported() -> Bug {
    let report = Report::parse("The export fails", "", "", "Error 500", "", Severity::Normal);
    let (number, case, words) = (BugNumber(4), CaseNumber(3), "It fails".to_owned());
    let report = report.expect("a report");
    Bug::report(number, case, report, words, &person(REPORTER), time(0)).bug
}

fn decided(bug: &Bug, action: BugAction, actor: &Actor) -> Result<BugDecision, BugRefusal> {
    bug.decide(action, actor, time(60)).map_err(|refusal| match refusal {
        Refusal::Bug(refusal) => refusal,
        other => panic!("{other:?}"),
    })
}

/// A bug with a status, as a developer and a customer bring it there.
fn bug_that_is(status: BugStatus) -> Bug {
    let case = CaseNumber(3);
    let steps = match status {
        BugStatus::Reported => vec![],
        BugStatus::Accepted => vec![BugAction::Accept],
        BugStatus::Fixed => vec![BugAction::Fix],
        BugStatus::Shipped => vec![BugAction::Ship(version("5.3"))],
        BugStatus::Declined => vec![BugAction::Decline(Some(internal()))],
        BugStatus::Duplicate => {
            vec![BugAction::Accept, BugAction::MarkDuplicate { of: BugNumber(2) }]
        }
        BugStatus::Returned => vec![BugAction::Ship(version("5.3")), BugAction::Return { case }],
    };
    let developer = person(DEVELOPER);
    let bug = steps.into_iter().fold(reported(), |bug, action| {
        decided(&bug, action, &developer).unwrap_or_else(|refusal| panic!("{refusal:?}")).bug
    });
    assert_eq!(bug.status, status);
    bug
}

/// What can be done, by whom it is done here, and what the row of the table is called.
fn rows() -> Vec<(&'static str, Actor, BugAction)> {
    let (developer, another) = (person(DEVELOPER), person(ANOTHER));
    let (case, github) = (CaseNumber(3), Actor::bot(GuildId(1)));
    let retitle = || BugAction::edit(Some("Exports fail"), None, None).expect("a title");
    let answer = || BugAction::Answer {
        text: internal(),
        files: 0,
        case,
        to: DEVELOPER,
        questions: vec![1],
        source: None,
    };
    let recur = |first| BugAction::Recur { case, first, reopened: false };
    vec![
        ("accept: its developer", developer, BugAction::Accept),
        ("accept: another", another, BugAction::Accept),
        ("take: its developer", developer, BugAction::Take),
        ("take: another", another, BugAction::Take),
        ("fix", another, BugAction::Fix),
        ("fix: on GitHub", github, BugAction::Fix),
        ("ship", another, BugAction::Ship(version("5.4"))),
        ("ship: on GitHub", github, BugAction::Ship(version("5.4"))),
        ("decline: for a reason", another, BugAction::Decline(Some(internal()))),
        ("decline: on GitHub", github, BugAction::Decline(None)),
        ("duplicate: of another", another, BugAction::MarkDuplicate { of: BugNumber(1) }),
        ("duplicate: of itself", another, BugAction::MarkDuplicate { of: BugNumber(4) }),
        ("reopen", another, BugAction::Reopen),
        ("ask", another, BugAction::Ask { text: internal(), case }),
        ("answer", person(AGENT), answer()),
        ("edit: a developer", another, retitle()),
        ("edit: who reported it", person(REPORTER), retitle()),
        ("edit: another agent", person(AGENT), retitle()),
        ("edit: on GitHub", github, retitle()),
        ("edit: nothing", another, BugAction::edit(None, None, None).expect("nothing")),
        ("return: a customer", person(1), BugAction::Return { case }),
        ("recur: the first", person(AGENT), recur(true)),
        ("recur: one more", person(AGENT), recur(false)),
        ("lose developer", github, BugAction::LoseDeveloper),
        ("join", another, BugAction::Join { bug: BugNumber(1) }),
        ("part", another, BugAction::Part { bug: BugNumber(1) }),
    ]
}

/// What a cell says: the status after it, or in brackets why it is refused.
fn cell(bug: &Bug, action: BugAction, actor: &Actor) -> &'static str {
    match decided(bug, action, actor) {
        Ok(decision) if decision.bug.status == bug.status => "stays",
        Ok(decision) => decision.bug.status.into(),
        Err(BugRefusal::NotNow { .. }) => "(not now)",
        Err(BugRefusal::AlreadyAccepted { .. }) => "(taken)",
        Err(BugRefusal::AlreadyYours(_)) => "(theirs)",
        Err(BugRefusal::StillOpen(_)) => "(open)",
        Err(BugRefusal::DuplicateOfItself(_)) => "(itself)",
        Err(BugRefusal::NotYours { .. }) => "(no right)",
        Err(BugRefusal::NothingChanged(_)) => "(as it is)",
        Err(other) => panic!("{other:?}"),
    }
}

#[test]
fn every_action_in_every_status_is_decided() {
    let kinds: Vec<_> = rows().iter().map(|(_, _, action)| discriminant(action)).collect();
    let apart = kinds.iter().enumerate().filter(|(place, kind)| !kinds[..*place].contains(kind));
    assert_eq!(apart.count(), BugAction::COUNT, "each action has a row");
    let statuses: Vec<&str> = BugStatus::VARIANTS.iter().map(|&status| status.into()).collect();
    let line = |row: &str, who: &str, cells: &[&str]| {
        let cells: String = cells.iter().map(|cell| format!("{cell:<11}")).collect();
        format!("{row:<22} {who:<11} {cells}").trim_end().to_owned() + "\n"
    };
    let mut table = line("action", "who may", &statuses);
    for (row, actor, action) in rows() {
        let bugs = BugStatus::VARIANTS.iter().map(|&status| bug_that_is(status));
        let cells: Vec<_> = bugs.map(|bug| cell(&bug, action.clone(), &actor)).collect();
        let who = action.permission().map(|asked| format!("{:?}", asked.audience()));
        table += &line(row, &who.unwrap_or_else(|| "automatic".to_owned()), &cells);
    }
    insta::assert_snapshot!(table, @"
    action                 who may     reported   accepted   fixed      shipped    declined   duplicate  returned
    accept: its developer  Developers  accepted   (taken)    (not now)  (not now)  (not now)  (not now)  accepted
    accept: another        Developers  accepted   (taken)    (not now)  (not now)  (not now)  (not now)  accepted
    take: its developer    Developers  accepted   (theirs)   (theirs)   (not now)  (not now)  (not now)  (theirs)
    take: another          Developers  accepted   stays      stays      (not now)  (not now)  (not now)  accepted
    fix                    Developers  fixed      fixed      (not now)  (not now)  (not now)  (not now)  fixed
    fix: on GitHub         Developers  fixed      fixed      (not now)  (not now)  (not now)  (not now)  fixed
    ship                   Developers  shipped    shipped    shipped    (not now)  (not now)  (not now)  shipped
    ship: on GitHub        Developers  shipped    shipped    shipped    (not now)  (not now)  (not now)  shipped
    decline: for a reason  Developers  declined   declined   declined   (not now)  (not now)  (not now)  declined
    decline: on GitHub     Developers  declined   declined   declined   (not now)  (not now)  (not now)  declined
    duplicate: of another  Developers  duplicate  duplicate  duplicate  (not now)  (not now)  (not now)  duplicate
    duplicate: of itself   Developers  (itself)   (itself)   (itself)   (not now)  (not now)  (not now)  (itself)
    reopen                 Developers  (open)     (open)     accepted   accepted   accepted   accepted   (open)
    ask                    Developers  stays      stays      stays      stays      stays      stays      stays
    answer                 Agents      stays      stays      stays      stays      stays      stays      stays
    edit: a developer      Team        stays      stays      stays      stays      stays      stays      stays
    edit: who reported it  Team        stays      stays      stays      stays      stays      stays      stays
    edit: another agent    Team        (no right) (no right) (no right) (no right) (no right) (no right) (no right)
    edit: on GitHub        Team        stays      stays      stays      stays      stays      stays      stays
    edit: nothing          Team        (as it is) (as it is) (as it is) (as it is) (as it is) (as it is) (as it is)
    return: a customer     automatic   stays      stays      stays      returned   stays      stays      stays
    recur: the first       automatic   stays      stays      stays      stays      stays      stays      stays
    recur: one more        automatic   stays      stays      stays      stays      stays      stays      stays
    lose developer         automatic   (not now)  reported   stays      stays      stays      stays      stays
    join                   automatic   stays      stays      stays      stays      stays      stays      stays
    part                   automatic   stays      stays      stays      stays      stays      stays      stays
    ");
}

/// Every combination of what somebody can be in a server.
fn all_roles() -> impl Iterator<Item = Roles> {
    (0..16_u8).map(|bits| Roles {
        agent: bits & 1 != 0,
        developer: bits & 2 != 0,
        lead: bits & 4 != 0,
        manager: bits & 8 != 0,
    })
}

#[test]
fn roles_count_for_a_correction_alone_once_the_permission_was_checked() {
    for (row, actor, action) in rows() {
        for &status in BugStatus::VARIANTS {
            let bug = bug_that_is(status);
            let outcome = |roles| cell(&bug, action.clone(), &Actor { roles, ..actor });
            let is_strangers =
                matches!(action, BugAction::Edit { .. }) && ![0, REPORTER].contains(&actor.user.0);
            let usual = outcome(Roles { developer: true, ..Roles::default() });
            for roles in all_roles() {
                let expected = if is_strangers && !roles.developer { "(no right)" } else { usual };
                assert_eq!(outcome(roles), expected, "{row}, {status:?}, {roles:?}");
            }
        }
    }
}

fn people() -> impl Strategy<Value = Actor> {
    prop_oneof![
        Just(Actor::bot(GuildId(1))),
        prop::sample::select(vec![1, REPORTER, AGENT, DEVELOPER, ANOTHER]).prop_map(person),
    ]
}

fn actions() -> impl Strategy<Value = BugAction> {
    let case = || (1..4_i64).prop_map(CaseNumber);
    let says = |says: bool| says.then(internal);
    prop_oneof![
        2 => Just(BugAction::Accept),
        1 => Just(BugAction::Take),
        2 => Just(BugAction::Fix),
        2 => (1..9_u8).prop_map(|minor| BugAction::Ship(version(&format!("5.{minor}")))),
        1 => any::<bool>().prop_map(move |reason| BugAction::Decline(says(reason))),
        1 => (1..6_i64).prop_map(|of| BugAction::MarkDuplicate { of: BugNumber(of) }),
        4 => Just(BugAction::Reopen),
        1 => case().prop_map(|case| BugAction::Ask { text: internal(), case }),
        1 => case().prop_map(|case| BugAction::Answer {
            files: 0,
            text: internal(),
            case,
            to: DEVELOPER,
            questions: vec![1],
            source: None,
        }),
        1 => (1..4_u8, prop::sample::select(Severity::VARIANTS)).prop_map(|(title, severity)| {
            let title = Title::from_message(&format!("Export {title} fails"));
            BugAction::Edit { title: Some(title), severity: Some(severity), version: None }
        }),
        2 => case().prop_map(|case| BugAction::Return { case }),
        1 => (case(), any::<bool>(), any::<bool>())
            .prop_map(|(case, first, reopened)| BugAction::Recur { case, first, reopened }),
        1 => Just(BugAction::Join { bug: BugNumber(9) }),
    ]
}

/// What holds of a bug whatever was done with it.
fn must_be_legal(bug: &Bug) -> Result<(), TestCaseError> {
    prop_assert_eq!(bug.status == BugStatus::Duplicate, bug.duplicate_of.is_some());
    prop_assert!(bug.duplicate_of != Some(bug.number), "it stands for itself");
    prop_assert_eq!(bug.shipped_version.is_some(), bug.shipped_at.is_some());
    match bug.status {
        BugStatus::Reported | BugStatus::Duplicate | BugStatus::Fixed => {}
        BugStatus::Accepted => prop_assert!(bug.developer.is_some()),
        BugStatus::Shipped | BugStatus::Returned => {
            prop_assert!(bug.shipped_version.is_some() && bug.outcomes > 0);
        }
        BugStatus::Declined => prop_assert!(bug.outcomes > 0),
    }
    Ok(())
}

/// What holds of a change: what customers are told or spared follows the status, and what
/// developers write for the team is in the posts of the report's thread alone.
fn must_follow(before: &Bug, action: &BugAction, made: &BugDecision) -> Result<(), TestCaseError> {
    let BugDecision { bug, fact, posts, outcome, withdraws, .. } = made;
    prop_assert_eq!(bug.revision, before.revision + i64::from(bug != before));
    prop_assert_eq!(bug.outcomes, before.outcomes + i64::from(outcome.is_some()));
    prop_assert_eq!(*outcome, bug.outcome().filter(|_| bug.status != before.status));
    let is_undone = before.outcomes > 0
        && matches!(before.status, BugStatus::Shipped | BugStatus::Declined | BugStatus::Returned)
        && !matches!(bug.status, BugStatus::Shipped | BugStatus::Declined | BugStatus::Returned);
    prop_assert_eq!(*withdraws, is_undone);
    let is_undoing = matches!(action, BugAction::Reopen);
    prop_assert!(
        before.status != BugStatus::Duplicate || is_undoing || bug.status == before.status,
        "only undoing leads out of a duplicate"
    );
    let reason = |post: &BugNotice| matches!(post, BugNotice::Declined { .. });
    let gave_reason = matches!(action, BugAction::Decline(Some(_)));
    prop_assert_eq!(posts.iter().any(reason), gave_reason, "who declines is read as they said it");
    prop_assert!(!format!("{bug:?} {fact:?} {outcome:?}").contains(MARK), "{:?}", fact);
    prop_assert_eq!(fact.bug, Some(bug.number));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_sequence_of_actions_leads_to_an_illegal_state(
        steps in prop::collection::vec((actions(), people()), 60)
    ) {
        let mut bug = reported();
        for (minute, (action, actor)) in (1..).zip(steps) {
            // A refusal changes nothing, since it returns no state.
            let Ok(decision) = bug.decide(action.clone(), &actor, time(minute)) else { continue };
            let both = must_be_legal(&decision.bug)
                .and_then(|()| must_follow(&bug, &action, &decision));
            both.map_err(|error| TestCaseError::fail(format!("{action:?} on {bug:?}: {error}")))?;
            bug = decision.bug;
        }
    }
}
