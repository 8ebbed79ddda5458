//! The messages and threads that show cases, bugs and the board.

use switchboard::{
    domain::{
        Action, Bug, BugNumber, Case, CaseNumber, CaseThread, ChannelId, CloseReason, Effect,
        GuildId, Opening, Outcome, Pin, PublicStatus, Report, Severity, Source, Status, Subject,
        Surface, ThreadHealth, ThreadKind,
    },
    store::LEASE,
};

use crate::store::server::{ANA, BEN, GUILD, HELP, MAX, Server, agent, at, flagged, message};

const DESK: ChannelId = ChannelId(2);
const THREAD: ChannelId = ChannelId(70);

async fn save(server: &Server, case: &Case, thread: CaseThread) {
    let (number, source) = (case.number, case.source);
    server.write(async move |tx| tx.save_thread(GUILD, number, source, &thread).await).await;
}

async fn show(server: &Server, subject: Subject, surface: Surface) {
    server.write(async move |tx| tx.save_surface(GUILD, subject, &surface).await).await;
}

async fn shown(server: &Server, subject: Subject) -> Surface {
    server.read(async move |reader| reader.surface(GUILD, subject).await).await
}

async fn subject_of(server: &Server, guild: GuildId, second: i64) -> Option<Subject> {
    server.read(async move |reader| reader.subject_of(guild, message(second)).await).await
}

/// A surface that is the message of this second.
fn posted(second: i64) -> Surface {
    Surface {
        posted: Some((DESK, message(second))),
        generation: 3,
        drawn_revision: 1,
        ..Surface::default()
    }
}

async fn case_in(server: &Server, thread: ChannelId) -> Option<CaseNumber> {
    let found = server.read(async move |reader| reader.case_in_thread(GUILD, thread).await).await;
    found.map(|case| case.number)
}

/// A case in a thread that was there before it.
fn shared(second: i64, thread: ChannelId) -> Opening {
    Opening {
        source: Source { channel: thread, message: Some(message(second)) },
        home: ThreadKind::Shared,
        parent: Some(HELP),
        ..flagged(second, BEN, "For me too")
    }
}

#[tokio::test]
async fn what_shows_a_case_is_saved_without_a_change_of_the_case() {
    let server = Server::set_up().await;
    let case = server.open(flagged(10, ANA, "It fails")).await;
    let thread = CaseThread {
        id: Some(THREAD),
        generation: 2,
        asked_at: Some(at(11)),
        health: ThreadHealth::Present,
        lost: true,
        greeted: Some(PublicStatus::Assigned(MAX)),
        tagged: Some(Status::New),
        invited: Some(MAX),
        opening: Some(message(12)),
        team: Some(ChannelId(71)),
        archived: true,
    };
    save(&server, &case, thread).await;
    let subject = Subject::Case(case.number);
    show(&server, subject, posted(13)).await;
    let drawn = Case { thread, card: posted(13), ..case.clone() };
    assert_eq!(server.case(&case).await, drawn);

    assert_eq!(subject_of(&server, GUILD, 13).await, Some(subject));
    assert_eq!(subject_of(&server, GUILD, 12).await, None);
    assert_eq!(subject_of(&server, GuildId(8), 13).await, None);
    for thread in [THREAD, ChannelId(71), message(10).thread()] {
        assert_eq!(case_in(&server, thread).await, Some(case.number));
    }
    assert_eq!(case_in(&server, ChannelId(72)).await, None);
    server.close().await;
}

#[tokio::test]
async fn what_is_lost_in_discord_is_saved_by_itself() {
    let server = Server::set_up().await;
    let case = server.open(flagged(10, ANA, "It fails")).await;
    let number = case.number;
    server
        .write(async move |tx| {
            tx.save_thread_health(GUILD, number, ThreadHealth::Suspected).await?;
            tx.save_source_lost(GUILD, number).await
        })
        .await;
    // What was read before is saved afterwards.
    save(&server, &case, case.thread).await;
    let saved = server.case(&case).await;
    assert_eq!((saved.thread.health, saved.source_lost), (ThreadHealth::Suspected, true));
    server.close().await;
}

#[tokio::test]
async fn a_thread_belongs_to_its_open_case_which_reopens_what_one_before_has_archived() {
    let server = Server::set_up().await;
    let first = server.open(shared(10, THREAD)).await;
    let archived = CaseThread { id: Some(THREAD), archived: true, ..first.thread };
    save(&server, &first, archived).await;
    server.act(&first, Action::Close(CloseReason::Solved.into()), at(20)).await;
    assert_eq!(case_in(&server, THREAD).await, Some(first.number), "the last, if none is open");

    let second = server.open(shared(30, THREAD)).await;
    let number = second.number;
    save(&server, &second, CaseThread { id: Some(THREAD), ..second.thread }).await;
    assert_eq!(case_in(&server, THREAD).await, Some(number));
    server.write(async move |tx| tx.take_over_thread(GUILD, THREAD, number).await).await;
    assert!(server.case(&second).await.thread.archived);
    assert!(!server.case(&first).await.thread.archived);
    server.close().await;
}

#[tokio::test]
async fn open_cases_are_found_by_their_threads_questions_and_channels() {
    let server = Server::set_up().await;
    let started = server.open(flagged(10, ANA, "It fails")).await;
    let other = server.open(shared(20, THREAD)).await;
    save(&server, &other, CaseThread { id: Some(THREAD), ..other.thread }).await;
    let closed = server.open(flagged(30, ANA, "It fails again")).await;
    server.act(&closed, Action::Close(CloseReason::Solved.into()), at(40)).await;

    let threads = async || {
        let mut threads = server.read(async |reader| reader.open_threads(GUILD).await).await;
        threads.sort();
        threads
    };
    let under = async |channel| {
        server.read(async move |reader| reader.open_cases_under(GUILD, channel).await).await
    };
    assert_eq!(threads().await, [THREAD, message(10).thread()]);
    let questions = server.read(async |reader| reader.open_questions(GUILD).await).await;
    assert_eq!(questions, [message(20)], "others have a thread of their own");
    assert_eq!(under(HELP).await, [other.number], "the first has no thread yet");
    assert_eq!(under(THREAD).await, [other.number]);
    assert_eq!(under(DESK).await, []);

    let thread = message(10).thread();
    let lost = CaseThread { lost: true, ..started.thread };
    save(&server, &started, lost).await;
    assert_eq!(threads().await, [THREAD], "a lost thread is none");
    save(&server, &started, CaseThread { id: Some(thread), ..started.thread }).await;
    assert_eq!(under(HELP).await, [started.number, other.number]);
    server.close().await;
}

#[tokio::test]
async fn the_report_of_a_bug_is_found_by_its_message() {
    let server = Server::set_up().await;
    let case = server.open(flagged(10, ANA, "It fails")).await.number;
    let report = Report::parse("It fails", "a", "b", "c", "2.4", Severity::Low).expect("a report");
    let bug = Bug::report(BugNumber(1), case, report, String::new(), &agent(MAX), at(20)).bug;
    server.write(async move |tx| tx.insert_bug(&bug).await).await;
    let subject = Subject::Bug(BugNumber(1));
    show(&server, subject, posted(11)).await;
    server.write(async |tx| tx.save_parts_posted(GUILD, BugNumber(1), 2).await).await;
    let read = server.read(async |reader| reader.bug(GUILD, BugNumber(1)).await).await;
    assert_eq!(read.map(|bug| (bug.card, bug.parts_posted)), Some((posted(11), 2)));
    assert_eq!(subject_of(&server, GUILD, 11).await, Some(subject));
    assert_eq!(shown(&server, Subject::Case(case)).await, Surface::default());

    let replaced = posted(11).replaced();
    show(&server, subject, replaced).await;
    assert_eq!(
        shown(&server, subject).await,
        Surface { generation: 4, posted: None, ..posted(11) }
    );
    assert_eq!(subject_of(&server, GUILD, 11).await, None);
    server.close().await;
}

#[tokio::test]
async fn the_board_is_saved_with_the_end_of_its_job_and_waits_while_it_is_throttled() {
    let server = Server::set_up().await;
    assert_eq!(shown(&server, Subject::Board).await, Surface::default());
    let enqueue = async |second| {
        server
            .write(async move |tx| tx.enqueue(GUILD, &[Effect::DrawBoard], at(second)).await)
            .await
    };
    let job = enqueue(10).await.remove(0);
    let drawn = Surface { pin: Pin::Done, throttled_until: at(60), ..posted(11) };
    server
        .write(async move |tx| {
            tx.save_surface(GUILD, Subject::Board, &drawn).await?;
            tx.finish(&job, &Outcome::Done).await
        })
        .await;
    assert_eq!(shown(&server, Subject::Board).await, drawn);
    let counts = server.read(async |reader| reader.job_counts().await).await;
    assert_eq!(counts.pending, 0);

    assert!(enqueue(20).await.is_empty(), "it is throttled");
    let claim = async |second| {
        server.write(async move |tx| tx.claim(at(second), 10).await).await.jobs.len()
    };
    assert_eq!(claim(20 + LEASE.num_seconds()).await, 0);
    assert_eq!(claim(60).await, 1);
    server.close().await;
}
