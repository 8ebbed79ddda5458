//! The messages and threads that show cases, bugs and the board.

use switchboard::{
    domain::{
        Action, BoardSurface, Bug, BugNumber, BugSurfaces, Case, CaseNumber, CaseSurfaces,
        ChannelId, CloseReason, Effect, Opening, Pin, Report, Severity, Source, Status, ThreadKind,
    },
    store::LEASE,
};

use crate::store::server::{ANA, BEN, GUILD, HELP, MAX, Server, agent, at, flagged, message};

const DESK: ChannelId = ChannelId(2);
const THREAD: ChannelId = ChannelId(70);

async fn save(server: &Server, case: &Case, surfaces: CaseSurfaces) {
    let (number, source) = (case.number, case.source);
    server
        .write(async move |tx| tx.save_case_surfaces(GUILD, number, source, &surfaces).await)
        .await;
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
    let drawn = CaseSurfaces {
        thread: Some(THREAD),
        thread_generation: 2,
        thread_asked_at: Some(at(11)),
        thread_lost: true,
        tagged: Some(Status::New),
        invited: Some(MAX),
        opening: Some(message(12)),
        card_channel: Some(DESK),
        card: Some(message(13)),
        card_generation: 3,
        team_thread: Some(ChannelId(71)),
        put_away: true,
        drawn_revision: 1,
        ..case.surfaces
    };
    save(&server, &case, drawn).await;
    assert_eq!(server.case(&case).await, Case { surfaces: drawn, ..case.clone() });

    let card = async |second| {
        server.read(async move |reader| reader.case_of_card(GUILD, message(second)).await).await
    };
    assert_eq!((card(13).await, card(12).await), (Some(case.number), None));
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
            tx.save_thread_misses(GUILD, number, 1).await?;
            tx.save_source_lost(GUILD, number).await
        })
        .await;
    // What was read before is saved afterwards.
    save(&server, &case, case.surfaces).await;
    let surfaces = server.case(&case).await.surfaces;
    assert_eq!((surfaces.thread_misses, surfaces.source_lost), (1, true));
    server.close().await;
}

#[tokio::test]
async fn a_thread_belongs_to_its_open_case_which_reopens_what_one_before_has_archived() {
    let server = Server::set_up().await;
    let first = server.open(shared(10, THREAD)).await;
    let archived = CaseSurfaces { thread: Some(THREAD), put_away: true, ..first.surfaces };
    save(&server, &first, archived).await;
    server.act(&first, Action::Close(CloseReason::Solved), at(20)).await;
    assert_eq!(case_in(&server, THREAD).await, Some(first.number), "the last, if none is open");

    let second = server.open(shared(30, THREAD)).await;
    let number = second.number;
    save(&server, &second, CaseSurfaces { thread: Some(THREAD), ..second.surfaces }).await;
    assert_eq!(case_in(&server, THREAD).await, Some(number));
    server.write(async move |tx| tx.take_over_thread(GUILD, THREAD, number).await).await;
    assert!(server.case(&second).await.surfaces.put_away);
    assert!(!server.case(&first).await.surfaces.put_away);
    server.close().await;
}

#[tokio::test]
async fn open_cases_are_found_by_their_threads_questions_and_channels() {
    let server = Server::set_up().await;
    let started = server.open(flagged(10, ANA, "It fails")).await;
    let other = server.open(shared(20, THREAD)).await;
    save(&server, &other, CaseSurfaces { thread: Some(THREAD), ..other.surfaces }).await;
    let closed = server.open(flagged(30, ANA, "It fails again")).await;
    server.act(&closed, Action::Close(CloseReason::Solved), at(40)).await;

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
    let lost = CaseSurfaces { thread_lost: true, ..started.surfaces };
    save(&server, &started, lost).await;
    assert_eq!(threads().await, [THREAD], "a lost thread is none");
    save(&server, &started, CaseSurfaces { thread: Some(thread), ..started.surfaces }).await;
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
    let drawn = BugSurfaces {
        card_channel: Some(ChannelId(3)),
        card: Some(message(11)),
        card_generation: 1,
        drawn_revision: 1,
        parts_posted: 2,
    };
    let saved = drawn;
    server.write(async move |tx| tx.save_bug_surfaces(GUILD, BugNumber(1), &saved).await).await;
    let read = server.read(async |reader| reader.bug(GUILD, BugNumber(1)).await).await;
    assert_eq!(read.map(|bug| bug.surfaces), Some(drawn));
    let of_card = async |second| {
        server.read(async move |reader| reader.bug_of_card(GUILD, message(second)).await).await
    };
    assert_eq!((of_card(11).await, of_card(12).await), (Some(BugNumber(1)), None));
    server.close().await;
}

#[tokio::test]
async fn the_board_is_saved_with_the_end_of_its_job_and_waits_while_it_is_throttled() {
    let server = Server::set_up().await;
    let board = async || server.read(async |reader| reader.board(GUILD).await).await;
    assert_eq!(board().await, BoardSurface::default());
    let enqueue = async |second| {
        server
            .write(async move |tx| tx.enqueue(GUILD, &[Effect::DrawBoard], at(second)).await)
            .await
    };
    let job = enqueue(10).await.remove(0);
    let drawn = BoardSurface {
        channel: Some(DESK),
        message: Some(message(11)),
        generation: 1,
        pin: Pin::Done,
        rests_until: at(60),
    };
    server.write(async move |tx| tx.save_board(GUILD, &drawn, Some(&job)).await).await;
    assert_eq!(board().await, drawn);
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
