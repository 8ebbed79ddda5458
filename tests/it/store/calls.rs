//! Members who follow a known-issue notice are told in messages of forty, each once.

use switchboard::domain::{
    Action, Bug, BugNumber, CaseNumber, ChannelId, KnownIssue, KnownIssueWords, PublicText, Report,
    Severity, UserId,
};

use crate::store::server::{GUILD, MAX, Server, agent, at, flagged};

/// A case, and a bug that was reported from it.
async fn reported(server: &Server) {
    let case = server.open(flagged(10, UserId(100), "It fails")).await;
    let report = Report::parse("Export fails", "", "", "Error 500", "", Severity::Normal);
    let report = report.expect("a report");
    server
        .write(async move |tx| {
            let (bug, words) = (tx.next_bug(GUILD).await?, "It fails".to_owned());
            let case = CaseNumber(1);
            let reported = Bug::report(bug, case, report.clone(), words, &agent(MAX), at(900));
            tx.insert_bug(&reported.bug).await
        })
        .await;
    server.act(&case, Action::Escalate(BugNumber(1)), at(900)).await;
}

/// A known-issue notice that is up.
fn notice(bug: BugNumber) -> KnownIssue {
    let text = PublicText::typed("notice", "It fails").expect("text");
    let words = KnownIssueWords { text, by: MAX };
    KnownIssue::published(None, (GUILD, bug), ChannelId(2), words).expect("a notice").0
}

#[tokio::test]
async fn those_who_follow_a_notice_are_told_in_messages_of_forty_and_once() {
    let server = Server::set_up().await;
    reported(&server).await;
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
