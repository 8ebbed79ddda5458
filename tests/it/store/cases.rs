//! Cases and the bugs that they wait for.

use switchboard::{
    domain::{
        Action, Bug, BugNumber, Case, CaseNumber, CaseReference, CloseReason, Origin, Priority,
        Refusal, Report, Severity, Status, Subject, Surface, Tag, Title, refusal::CaseRefusal,
    },
    store::Error,
};

use crate::store::server::{ANA, BEN, GUILD, MAX, Server, agent, at, flagged, message};

#[tokio::test]
async fn a_case_is_read_as_it_was_saved() {
    let server = Server::set_up().await;
    let mut opening = flagged(10, ANA, "The export fails\nevery day");
    opening.tags = [Tag::parse("export").expect("a tag")].into();
    opening.priority = Some(Priority::Urgent);
    opening.origin = Origin::Rule("errors".to_owned());
    let case = server.open(opening).await;
    assert_eq!(server.case(&case).await, case);
    let read = server.read(async |reader| reader.case_of_message(GUILD, message(10)).await).await;
    assert_eq!(read, Some(case.clone()));
    let read = server.read(async |reader| reader.case(GUILD, CaseNumber(2)).await).await;
    assert_eq!(read, None);
    let read = server.read(async |reader| reader.case_of_message(GUILD, message(11)).await).await;
    assert_eq!(read, None);
    server.close().await;
}

#[tokio::test]
async fn a_case_is_meant_by_its_number_or_by_its_thread() {
    let server = Server::set_up().await;
    let case = server.open(flagged(10, ANA, "It fails")).await;
    let find = async |reference| {
        server.store.read(async move |reader| reader.referenced_case(GUILD, reference).await).await
    };
    // A thread that was made from a message has the message's number.
    let thread = message(10).thread();
    for reference in [CaseReference::Number(case.number), CaseReference::Here(thread)] {
        assert_eq!(find(reference).await.expect("a case"), case);
    }
    let none = find(CaseReference::Number(CaseNumber(7))).await;
    assert!(matches!(
        none,
        Err(Error::Refused(Refusal::Case(CaseRefusal::NotFound(CaseNumber(7)))))
    ));
    let none = find(CaseReference::Here(message(11).thread())).await;
    assert!(matches!(none, Err(Error::Refused(Refusal::Case(CaseRefusal::NoneHere)))));
    server.close().await;
}

#[tokio::test]
async fn every_change_of_a_case_is_saved() {
    let server = Server::set_up().await;
    let case = server.open(flagged(10, ANA, "It fails")).await;
    let actions = [
        Action::Claim,
        Action::Tag(Tag::parse("billing").expect("a tag")),
        Action::Tag(Tag::parse("export").expect("a tag")),
        Action::Untag(Tag::parse("billing").expect("a tag")),
        Action::Prioritise(Priority::High),
        Action::Snooze { until: at(1_000) },
        Action::Close(CloseReason::Solved.into()),
        Action::Reopen,
    ];
    for (action, second) in actions.into_iter().zip(20..) {
        let decided = server.act(&case, action, at(second)).await.case;
        assert_eq!(server.case(&case).await, decided);
    }
    server.close().await;
}

#[tokio::test]
async fn a_change_that_was_decided_on_an_older_case_is_a_conflict() {
    let server = Server::set_up().await;
    let before = server.open(flagged(10, ANA, "It fails")).await;
    let late = before.decide(Action::Claim, &agent(MAX), at(30)).expect("decided").case;
    server.act(&before, Action::Prioritise(Priority::High), at(20)).await;
    let saved =
        server.store.write(async move |tx| tx.update_case(&before, &late, at(30)).await).await;
    assert!(matches!(saved, Err(Error::Conflict)));
    server.close().await;
}

#[tokio::test]
async fn one_message_is_one_case() {
    let server = Server::set_up().await;
    let case = server.open(flagged(10, ANA, "It fails")).await;
    let mut again = case.clone();
    again.number = CaseNumber(2);
    let saved = server.store.write(async move |tx| tx.insert_case(&again).await).await;
    assert!(matches!(saved, Err(Error::Conflict)));
    server.close().await;
}

#[tokio::test]
async fn cases_and_tags_are_suggested_by_what_was_typed() {
    let server = Server::set_up().await;
    for (second, question) in [(10, "The export fails"), (20, "100% of imports"), (30, "Exports?")]
    {
        let case = server.open(flagged(second, ANA, question)).await;
        let tag = Tag::parse(if second == 20 { "import" } else { "export" }).expect("a tag");
        server.act(&case, Action::Tag(tag), at(second + 1)).await;
    }
    let cases = async |typed: &'static str| {
        let found = server.read(async move |reader| reader.suggest_cases(GUILD, typed, 10).await);
        found.await.into_iter().map(|(number, ..)| number.0).collect::<Vec<_>>()
    };
    assert_eq!(cases("").await, [3, 2, 1]);
    assert_eq!(cases("export").await, [3, 1]);
    assert_eq!(cases("2").await, [2]);
    assert_eq!(cases("100%").await, [2], "% is no wildcard");
    assert_eq!(cases("1__").await, [0; 0], "nor is _");
    let tags = server.read(async |reader| reader.suggest_tags(GUILD, "", 10).await).await;
    assert_eq!(tags, ["export", "import"], "the most used first");
    let tags = server.read(async |reader| reader.suggest_tags(GUILD, "im", 10).await).await;
    assert_eq!(tags, ["import"]);
    server.close().await;
}

#[tokio::test]
async fn open_cases_and_open_asks_are_counted_until_they_are_over() {
    let server = Server::set_up().await;
    let flagged_case = server.open(flagged(10, ANA, "It fails")).await;
    let mut asked = flagged(20, ANA, "Where is it?");
    asked.source.message = None;
    asked.origin = Origin::Ask;
    let asked = server.open(asked).await;
    let open = async || server.read(async |reader| reader.open_cases(GUILD).await).await;
    let asks =
        async |person| server.read(async move |reader| reader.open_asks(GUILD, person).await).await;
    assert_eq!(open().await, [flagged_case.number, asked.number]);
    assert_eq!((asks(ANA).await, asks(BEN).await), (1, 0));
    server.act(&asked, Action::Close(CloseReason::Solved.into()), at(30)).await;
    assert_eq!(open().await, [flagged_case.number]);
    assert_eq!(asks(ANA).await, 0);
    server.close().await;
}

fn report(title: &str) -> Report {
    Report::parse(title, "open it", "a file", "an error", "2.4", Severity::Critical)
        .expect("a report")
}

/// Two cases that wait for bug 1, and the bug as it was reported from the first.
async fn escalated(server: &Server) -> (Case, Case, Bug) {
    let first = server.open(flagged(10, ANA, "It fails")).await;
    let second = server.open(flagged(20, BEN, "For me too")).await;
    let reported = Bug::report(
        BugNumber(1),
        first.number,
        report("Export fails"),
        "It fails".to_owned(),
        &agent(MAX),
        at(30),
    );
    let bug = reported.bug.clone();
    server
        .write(async move |tx| {
            assert_eq!(tx.next_bug(GUILD).await?, BugNumber(1));
            tx.insert_bug(&reported.bug).await
        })
        .await;
    server.act(&first, Action::Escalate(BugNumber(1)), at(30)).await;
    server.act(&second, Action::Link { bug: BugNumber(1), open: true }, at(40)).await;
    (first, second, bug)
}

async fn bug(server: &Server, number: i64) -> Option<Bug> {
    server.read(async move |reader| reader.bug(GUILD, BugNumber(number)).await).await
}

#[tokio::test]
async fn a_bug_and_its_cases_know_each_other() {
    let server = Server::set_up().await;
    let (first, second, reported) = escalated(&server).await;
    let linked = bug(&server, 1).await.expect("the bug");
    assert_eq!(linked, Bug { cases: vec![first.number, second.number], ..reported });
    assert_eq!(server.case(&second).await.bugs, [BugNumber(1)]);
    assert_eq!(server.case(&second).await.status, Status::OnHold);
    let affected = server.read(async |reader| reader.people_affected(GUILD, BugNumber(1)).await);
    assert_eq!(affected.await, 2);
    let open = server.read(async |reader| reader.open_bugs(GUILD).await).await;
    assert_eq!(open, [BugNumber(1)]);
    assert_eq!(bug(&server, 2).await, None);

    server.act(&second, Action::Unlink(BugNumber(1)), at(50)).await;
    assert_eq!(bug(&server, 1).await.expect("the bug").cases, [first.number]);
    server.close().await;
}

#[tokio::test]
async fn a_known_bug_is_read_with_all_its_words_and_each_change_gives_another_version() {
    let server = Server::set_up().await;
    let version = async || server.read(async |reader| reader.bugs_version(GUILD).await).await;
    assert_eq!(version().await, (0, 0));
    let (_, second, reported) = escalated(&server).await;
    let before = version().await;
    let known = server.read(async |reader| reader.known_bugs(GUILD, at(0), 10).await).await;
    let [bug] = &known[..] else { panic!("one bug: {known:?}") };
    let known = (bug.number, bug.title.as_str(), bug.text.as_str(), bug.reported_at);
    let text = "open it\na file\nan error\n2.4\nIt fails";
    assert_eq!(known, (BugNumber(1), "Export fails", text, at(30)));
    server.write(async move |tx| tx.requote_bug(&reported, "").await).await;
    assert_ne!(version().await, before);

    let bug = BugNumber(1);
    let shown =
        async || server.read(async move |reader| reader.cases_that_suggest(GUILD, bug).await).await;
    assert_eq!(shown().await, []);
    let (subject, card) =
        (Subject::Case(second.number), Surface { suggested_bug: Some(bug), ..Surface::default() });
    server.write(async move |tx| tx.save_surface(GUILD, subject, &card).await).await;
    assert_eq!(shown().await, [second.number]);
    let surface = server.read(async move |reader| reader.surface(GUILD, subject).await).await;
    assert_eq!(surface.suggested_bug, Some(bug));
    server.close().await;
}

#[tokio::test]
async fn the_words_in_a_bug_can_be_changed() {
    let server = Server::set_up().await;
    escalated(&server).await;
    let before = bug(&server, 1).await.expect("the bug");
    let revision = before.revision;
    server.write(async move |tx| tx.requote_bug(&before, "").await).await;
    let requoted = bug(&server, 1).await.expect("the bug");
    assert_eq!((requoted.words.as_str(), requoted.revision), ("", revision + 1));
    server.close().await;
}

#[tokio::test]
async fn a_question_can_be_changed_and_forgotten() {
    let server = Server::set_up().await;
    let case = server.open(flagged(10, ANA, "It fails")).await;
    let reword = async |question: &'static str, second| {
        let before = case.clone();
        server
            .write(async move |tx| {
                tx.reword_question(
                    &before,
                    &Title::from_message(question),
                    question,
                    true,
                    at(second),
                )
                .await
            })
            .await
    };
    assert!(reword("The export fails", 20).await);
    assert!(!reword("It fails", 15).await, "an older version");
    let changed = server.case(&case).await;
    assert_eq!(changed.question, "The export fails");
    assert_eq!(changed.title, Title::from_message("The export fails"));
    let of_words = async || {
        server.read(async |reader| reader.cases_with_message(GUILD, message(10)).await).await
    };
    assert_eq!(of_words().await, [case.number]);
    let before = case.clone();
    server.write(async move |tx| tx.forget_question(&before).await).await;
    let forgotten = server.case(&case).await;
    assert_eq!((forgotten.question.as_str(), forgotten.title), ("", Title::from_message("")));
    server.close().await;
}
