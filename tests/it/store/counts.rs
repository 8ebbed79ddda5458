//! What a bug's report counts is what is so, whatever was linked, merged and followed before.

use std::collections::{BTreeMap, BTreeSet};

use switchboard::domain::{
    Action, Bug, BugNumber, Case, CaseNumber, CaseReference, Cause, ChannelId, KnownIssue,
    KnownIssueWords, PublicText, Refusal, Report, Severity, UserId,
};

use crate::{
    delivery::dice::Dice,
    store::server::{GUILD, MAX, Server, agent, at, flagged},
};

const CASES: i64 = 12;
const BUGS: i64 = 4;
const STEPS: i64 = 10_000;
/// How often the counts are held against the model.
const LOOKS: i64 = 100;

/// The cases, bugs and people as they should be.
#[derive(Default)]
struct Model {
    requesters: BTreeMap<i64, UserId>,
    links: BTreeSet<(i64, i64)>,
    merged: BTreeMap<i64, i64>,
    followers: BTreeSet<(i64, UserId)>,
    /// Those who follow the known-issue notice of a bug.
    under_notices: BTreeSet<(i64, UserId)>,
}

impl Model {
    /// The people whom a bug affects: those of its cases and of the cases that were merged into
    /// them.
    fn people(&self, bug: i64) -> usize {
        let is_of = |case: i64| {
            let mut number = case;
            loop {
                if self.links.contains(&(number, bug)) {
                    return true;
                }
                match self.merged.get(&number) {
                    Some(&into) => number = into,
                    None => return false,
                }
            }
        };
        let asked = self.requesters.iter().filter(|(case, _)| is_of(**case)).map(|(_, user)| *user);
        let follow = self.followers.iter().filter(|(case, _)| is_of(*case)).map(|(_, user)| *user);
        let under = self.under_notices.iter().filter(|(of, _)| *of == bug).map(|(_, user)| *user);
        asked.chain(follow).chain(under).collect::<BTreeSet<_>>().len()
    }
}

/// Does something with a case. Returns whether it was not refused.
async fn act(server: &Server, number: i64, action: Action, step: i64) -> bool {
    server
        .write(async move |tx| {
            let case = CaseReference::Number(CaseNumber(number));
            let before = tx.case_to_change(GUILD, case).await?;
            let decision = match before.decide(action.clone(), &agent(MAX), at(1_000 + step)) {
                Ok(decision) => decision,
                Err(Refusal::Bug(_) | Refusal::Case(_)) => return Ok(false),
                Err(other) => return Err(other.into()),
            };
            tx.update_case(&before, &decision.case, at(1_000 + step)).await?;
            tx.append(GUILD, &Cause::Due(1_000_000 + 100 * step + number), &decision.facts())
                .await?;
            Ok(true)
        })
        .await
}

/// Reports a bug from the case with the same number.
async fn report(server: &Server, number: i64) {
    let report = Report::parse("Export fails", "", "", "Error 500", "", Severity::Normal);
    let (case, report) = (CaseNumber(number), report.expect("a report"));
    server
        .write(async move |tx| {
            let (bug, words) = (tx.next_bug(GUILD).await?, "It fails".to_owned());
            let reported = Bug::report(bug, case, report.clone(), words, &agent(MAX), at(900));
            tx.insert_bug(&reported.bug).await
        })
        .await;
    assert!(act(server, number, Action::Escalate(BugNumber(number)), -1).await, "it is reported");
}

/// A known-issue notice that is up.
fn notice(bug: BugNumber) -> KnownIssue {
    let text = PublicText::typed("notice", "It fails").expect("text");
    let words = KnownIssueWords { text, by: MAX };
    KnownIssue::published(None, (GUILD, bug), ChannelId(2), words).expect("a notice").0
}

/// Whether a case would go on in itself if it went on in another.
fn is_circle(model: &Model, case: i64, into: i64) -> bool {
    let mut number = into;
    while number != case {
        match model.merged.get(&number) {
            Some(&next) => number = next,
            None => return false,
        }
    }
    true
}

async fn step(server: &Server, model: &mut Model, dice: &mut Dice, step: i64) {
    let mut pick = |limit: i64| 1 + i64::try_from(dice.below(limit.unsigned_abs())).unwrap_or(0);
    let (case, other, bug, twin) = (pick(CASES), pick(CASES), pick(BUGS), pick(BUGS));
    let (bug_number, twin_number) = (BugNumber(bug), BugNumber(twin));
    match pick(7) {
        1 => {
            let link = Action::Link { bug: bug_number, open: true };
            if act(server, case, link, step).await {
                model.links.insert((case, bug));
            }
        }
        2 => {
            if act(server, case, Action::Unlink(bug_number), step).await {
                model.links.remove(&(case, bug));
            }
        }
        3 if !is_circle(model, case, other) => {
            let merge = Action::Merge { into: CaseNumber(other), thread: None };
            if act(server, case, merge, step).await {
                model.merged.insert(case, other);
            }
        }
        4 => {
            if act(server, case, Action::Unmerge, step).await {
                model.merged.remove(&case);
            }
        }
        5 if bug != twin => {
            let of_bug: Vec<i64> = model
                .links
                .iter()
                .filter(|(_, linked)| *linked == bug)
                .map(|(case, _)| *case)
                .collect();
            for case in of_bug {
                let moved = Action::MoveBug { from: bug_number, to: twin_number };
                if act(server, case, moved, step).await {
                    model.links.remove(&(case, bug));
                    model.links.insert((case, twin));
                }
            }
        }
        6 => {
            let user = UserId(100 + pick(9).unsigned_abs());
            let followed = server.write(async move |tx| {
                tx.insert_known_issue_follower(GUILD, bug_number, user, at(step)).await
            });
            assert_eq!(followed.await, model.under_notices.insert((bug, user)));
        }
        _ => {
            let user = UserId(100 + pick(9).unsigned_abs());
            let followed = server.write(async move |tx| {
                tx.insert_follower(GUILD, CaseNumber(case), user, at(step)).await
            });
            assert_eq!(followed.await, model.followers.insert((case, user)));
        }
    }
}

#[tokio::test]
async fn those_who_follow_a_notice_are_told_in_messages_of_forty_and_once() {
    let server = Server::set_up().await;
    server.open(flagged(10, UserId(100), "It fails")).await;
    report(&server, 1).await;
    let bug = BugNumber(1);
    server
        .write(async move |tx| {
            tx.save_known_issue(&notice(bug)).await?;
            for user in 100..182 {
                tx.insert_known_issue_follower(GUILD, bug, UserId(user), at(1)).await?;
            }
            Ok(())
        })
        .await;
    let calls = server.write(async move |tx| {
        let mut shipped = tx.bug_to_change(GUILD, bug).await?;
        shipped.outcomes = 1;
        let people = tx.known_issue_followers_to_tell(&shipped).await?;
        assert_eq!(people.len(), 81, "one of them has a case");
        let people: Vec<UserId> = people.into_iter().map(|(_, user)| user).collect();
        for some in people.chunks(40) {
            tx.add_known_issue_call(&shipped, bug, some, at(2)).await?;
        }
        assert_eq!(tx.known_issue_followers_to_tell(&shipped).await?, []);
        let calls = tx.known_issue_calls(GUILD, bug).await?;
        let counts: Vec<usize> = calls.iter().map(|call| call.people.len()).collect();
        tx.finish_known_issue_call(GUILD, calls[0].id).await?;
        tx.withdraw_known_issue_calls(GUILD, bug).await?;
        assert_eq!(tx.known_issue_followers_to_tell(&shipped).await?.len(), 41);
        Ok(counts)
    });
    assert_eq!(calls.await, [40, 40, 1]);
    server.close().await;
}

#[tokio::test]
async fn the_people_whom_a_bug_affects_are_counted_as_they_are() {
    let server = Server::set_up().await;
    let mut model = Model::default();
    for number in 1..=CASES {
        // Some people ask twice, and one of them follows others.
        let requester = UserId(100 + (number % 7).unsigned_abs());
        let case: Case = server.open(flagged(10 * number, requester, "It fails")).await;
        model.requesters.insert(case.number.0, requester);
    }
    for number in 1..=BUGS {
        report(&server, number).await;
        server.write(async move |tx| tx.save_known_issue(&notice(BugNumber(number))).await).await;
        model.links.insert((number, number));
    }
    let mut dice = Dice::new(12);
    for index in 0..STEPS {
        step(&server, &mut model, &mut dice, index).await;
        if index % (STEPS / LOOKS) != 0 {
            continue;
        }
        for bug in 1..=BUGS {
            let number = BugNumber(bug);
            let counted =
                server.read(async move |reader| reader.people_affected(GUILD, number).await);
            assert_eq!(
                counted.await,
                i64::try_from(model.people(bug)).unwrap_or(0),
                "step {index}"
            );
        }
    }
    server.close().await;
}
