//! What became of a case: its history and its transcript for the team, and what its customer sees
//! of it.

use chrono::TimeDelta;
use insta::assert_snapshot;

use crate::scene::{Scene, last_answer, reads, thread};

/// A PNG picture of one dot.
const DOT: &[u8] = &[
    0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D, b'I', b'H', b'D', b'R', 0, 0, 0,
    1, 0, 0, 0, 1, 8, 6, 0, 0, 0, 0x1F, 0x15, 0xC4, 0x89, 0, 0, 0, 0x0A, b'I', b'D', b'A', b'T',
    0x78, 0x9C, 0x63, 0, 1, 0, 0, 5, 0, 1, 0x0D, 0x0A, 0x2D, 0xB4, 0, 0, 0, 0, b'I', b'E', b'N',
    b'D', 0xAE, 0x42, 0x60, 0x82,
];

/// A case with a long story: opened by a rule, worked by max, handed to mia.
async fn crash() -> Scene {
    let scene = Scene::open().await;
    let Scene { ana, max, mia, lea, .. } = &scene;
    let later = || scene.advance_clock(TimeDelta::minutes(1));
    lea.runs("/rule add name:crashes pattern:crash tag:stability").await;
    ana.writes("help", "The app crashes").await;
    later();
    max.runs("/claim case:1").await;
    max.runs("/tag name:start case:1").await;
    max.runs("/priority level:high case:1").await;
    max.runs("/note case:1 text:she has told us before").await;
    later();
    max.writes(thread(1), "Which version is it?").await;
    later();
    ana.writes(thread(1), "2.4").await;
    max.runs("/assign case:1 agent:@mia").await;
    mia.runs("/solve case:1 summary:Please update to 2.5").await;
    later();
    ana.writes(thread(1), "it still happens").await;
    scene
}

#[tokio::test]
async fn a_history_says_who_did_what_and_why_without_the_words_of_notes() {
    let scene = crash().await;
    let answer = scene.max.runs_in(thread(1), "/case history").await.to_string();
    assert_snapshot!(answer, @"
    **History**, oldest first
    #1 · The app crashes
    │ 2 March 2026 09:00 · Rule “crashes” opened it (from [a message](message of ana))
    │ 2 March 2026 09:01 · @max claimed it
    │ 2 March 2026 09:01 · @max added the tag `start`
    │ 2 March 2026 09:01 · @max changed the priority from normal to high
    │ 2 March 2026 09:01 · @max added a note for the team
    │ 2 March 2026 09:02 · @max [answered](message of max) (first answer)
    │ 2 March 2026 09:03 · @ana (customer) [wrote](message of ana)
    │ 2 March 2026 09:03 · @max reassigned it from @max to @mia
    │ 2 March 2026 09:03 · @mia proposed a solution
    │ 2 March 2026 09:04 · @ana (customer) [wrote](message of ana)
    ");
    assert!(!answer.contains("told us before"));
    scene.close().await;
}

#[tokio::test]
async fn a_long_history_has_pages() {
    let scene = crash().await;
    let Scene { max, .. } = &scene;
    for _ in 0..8 {
        max.runs("/tag name:more case:1").await;
        max.runs("/untag name:more case:1").await;
    }
    max.runs("/case history case:1").await;
    max.clicks(last_answer(), "Next").await;
    let page = max.sees(last_answer()).await;
    assert_snapshot!(page.lines().next().unwrap_or_default(), @"Switchboard: **History**, oldest first, page 2 of 2");
    scene.close().await;
}

#[tokio::test]
async fn members_read_no_history_and_no_transcript() {
    let scene = crash().await;
    let Scene { ana, .. } = &scene;
    reads!(ana.runs("/case history case:1"), @"Only the support team can use this; to ask a question, use `/ask`.");
    reads!(ana.runs("/case transcript case:1"), @"Only the support team can use this; to ask a question, use `/ask`.");
    scene.close().await;
}

/// A case with files, an edit, a deletion, a note and a saved reply.
async fn export_fails() -> Scene {
    let scene = Scene::open().await;
    let Scene { ana, max, lea, .. } = &scene;
    lea.runs("/snippet add name:update text:Hello {customer}, please update first.").await;
    let files: [(&str, &[u8]); 2] = [("dot.png", DOT), ("log.txt", b"line 1\n")];
    let question = "The export <b>fails</b>\nSince today";
    let message = ana.writes_with_files("help", question, &files).await;
    max.flags(message).await;
    let version = ana.writes(thread(1), "I have version 2.3").await;
    let secret = ana.writes(thread(1), "My password is swordfish").await;
    let hello = format!("Hello <@{}>, who told you that?", ana.id());
    max.writes(thread(1), &hello).await;
    max.runs("/claim case:1").await;
    max.runs("/note case:1 text:a very secret note").await;
    max.runs("/reply case:1 snippet:update").await;
    ana.edits(version, "I have version 2.4").await;
    ana.deletes(secret).await;
    scene
}

#[tokio::test]
async fn a_transcript_is_a_page_and_a_text() {
    let scene = export_fails().await;
    let answer = scene.max.runs_in(thread(1), "/case transcript").await;
    assert_snapshot!(answer, @"
    Transcript of case [#1](thread 1) (without internal notes), as HTML and plain text.
    file: case-1.html (2272 bytes)
    file: case-1.txt (546 bytes)
    ");
    let files = scene.files_of(&answer).await;
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["case-1.html", "case-1.txt"]);
    assert_snapshot!(files[1].1, @"
    #1 · The export <b>fails</b>
    Asked by Ana, assigned to Max. Opened 2026-03-02 09:00 UTC, now pending.

    2026-03-02 09:00 UTC · Ana, customer
        The export <b>fails</b>
        Since today

    2026-03-02 09:00 UTC · Ana, customer (edited)
        I have version 2.4

    2026-03-02 09:00 UTC · Ana, customer (deleted)

    2026-03-02 09:00 UTC · Max, team
        Hello @Ana, who told you that?

    2026-03-02 09:00 UTC · Max, team
        Hello @Ana, please update first.

    Files
        dot.png (67 bytes), sent by Ana, customer
        log.txt (7 bytes), sent by Ana, customer
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_transcript_says_of_the_bots_messages_too_that_they_were_deleted() {
    let scene = Scene::open().await;
    let Scene { ana, max, lea, olaf, .. } = &scene;
    lea.runs("/snippet add name:cable text:Check the red cable.").await;
    ana.opens_case("The plotter is mute").await;
    let said = ["/reply snippet:cable", "/promise within:1h", "/solve summary:Plug it in"];
    for line in said {
        max.runs(&format!("{line} case:1")).await;
        let home = olaf.channel(thread(1)).await;
        olaf.deletes(olaf.client.last_message(home).expect("a message")).await;
    }
    let answer = max.runs("/case transcript case:1").await;
    let text = scene.files_of(&answer).await.pop().expect("a text").1;
    assert_snapshot!(text, @"
    #1 · The plotter is mute
    Asked by Ana, assigned to Max. Opened 2026-03-02 09:00 UTC, now open.

    2026-03-02 09:00 UTC · Ana, customer
        The plotter is mute

    2026-03-02 09:00 UTC · Max, team (deleted)

    2026-03-02 09:00 UTC · Switchboard, bot (deleted)

    2026-03-02 09:00 UTC · Switchboard, bot (deleted)
    ");
    scene.close().await;
}

/// A case that is closed, reopened, and closed by silence.
async fn closed_twice() -> Scene {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    let later = || scene.advance_clock(TimeDelta::minutes(1));
    ana.opens_case("The export fails").await;
    later();
    max.runs("/solve case:1 summary:Fixed in 2.4").await;
    later();
    ana.clicks(thread(1), "Not fixed").await;
    later();
    max.runs("/close case:1 reason:solved").await;
    later();
    ana.runs("/reopen case:1").await;
    later();
    max.runs("/solve case:1").await;
    scene.advance_and_run_due(TimeDelta::days(2)).await;
    scene.advance_and_run_due(TimeDelta::days(1)).await;
    scene
}

#[tokio::test]
async fn a_transcript_tells_of_events_at_their_own_times() {
    let scene = closed_twice().await;
    let answer = scene.max.runs("/case transcript case:1").await;
    let text = scene.files_of(&answer).await[1].1.clone();
    assert_snapshot!(text, @"
    #1 · The export fails
    Asked by Ana, assigned to Max. Opened 2026-03-02 09:00 UTC, now closed.

    2026-03-02 09:00 UTC · Ana, customer
        The export fails

    2026-03-02 09:01 UTC · Switchboard, bot
        @Ana, @Max suggests:
        Fixed in 2.4

    2026-03-02 09:02 UTC · @Ana said it isn't fixed

    2026-03-02 09:03 UTC · @Max closed it: solved

    2026-03-02 09:04 UTC · @Ana reopened it

    2026-03-02 09:05 UTC · Switchboard, bot
        @Ana, @Max thinks this is solved.

    2026-03-04 09:05 UTC · Switchboard, bot
        @Ana, just checking in.

    2026-03-05 09:05 UTC · Closed: no reply
    ");
    assert!(!text.contains("](") && !text.contains("**"), "no markup: {text}");
    scene.close().await;
}

#[tokio::test]
async fn the_page_of_a_transcript_holds_what_was_said_and_nothing_else() {
    let scene = export_fails().await;
    let answer = scene.max.runs_in(thread(1), "/case transcript").await;
    let page = &scene.files_of(&answer).await[0].1;
    for gone in ["swordfish", "2.3", "secret note", "<b>", "<script"] {
        assert!(!page.contains(gone), "{gone}");
    }
    assert!(page.contains("data:image/png;base64,iVBORw0KGgo"), "the small picture is in the page");
    assert!(page.contains("&lt;b&gt;fails&lt;/b&gt;"));
    scene.close().await;
}

#[tokio::test]
async fn a_transcript_lists_the_files_of_every_side() {
    let scene = Scene::open().await;
    let Scene { ana, ben, max, .. } = &scene;
    let question = ana.writes_with_files("help", "It looks wrong", &[("ana.txt", b"1")]).await;
    max.flags(question).await;
    ben.writes_with_files(thread(1), "Same here", &[("ben.txt", b"2")]).await;
    max.writes_with_files(thread(1), "", &[("max.txt", b"3")]).await;
    reads!(scene.case(1), @"pending, max, answered in minute 0");
    let answer = max.runs_in(thread(1), "/case transcript").await;
    let text = scene.files_of(&answer).await[1].1.clone();
    let files = text.split_once("Files\n").expect("the files").1;
    assert_snapshot!(files, @"
    ana.txt (1 bytes), sent by Ana, customer
    ben.txt (1 bytes), sent by Ben, someone else
    max.txt (1 bytes), sent by Max, team
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_member_sees_their_own_cases_and_how_they_stand() {
    let scene = Scene::open().await;
    let Scene { ana, ben, max, .. } = &scene;
    reads!(ana.runs("/my-cases"), @"You haven't asked us anything yet. Use `/ask` in any channel to ask the team a question.");
    ana.opens_case("Where is my invoice?").await;
    ana.opens_case("The export fails").await;
    ana.opens_case("How do I print?").await;
    ana.opens_case("Is it open on Sunday?").await;
    ben.opens_case("Somebody else's question").await;
    max.writes(thread(2), "Which version?").await;
    let form = max.runs("/escalate case:3").await.form();
    max.submits(&form, &[("Actual result", "nothing")]).await;
    max.runs("/close case:4 reason:solved").await;
    max.runs("/note case:1 text:she asks every month").await;
    max.runs("/tag name:difficult case:1").await;
    reads!(ana.runs("/my-cases"), @"
    **Your questions (4)**
    │ [#3](thread 3) · How do I print?
    │ > Reported to the developers.
    │ [#2](thread 2) · The export fails
    │ > Waiting for your reply in the thread.
    │ [#1](thread 1) · Where is my invoice?
    │ > Waiting for us: you wrote now.
    │ [#4](thread 4) · Is it open on Sunday?
    │ > Closed now.
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_transcript_has_the_addresses_of_the_teams_links() {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    ana.opens_case("How do I reset it?").await;
    max.runs("/solve case:1 summary:See [the guide](https://docs.example/reset?a[b]=1)").await;
    let answer = max.runs("/case transcript case:1").await;
    let files = scene.files_of(&answer).await;
    let said = |text: &str| text.lines().find(|line| line.contains("guide")).map(str::to_owned);
    assert_snapshot!(said(&files[1].1).expect("the words").trim(), @"See the guide (https://docs.example/reset?a[b]=1)");
    assert_snapshot!(said(&files[0].1).expect("the words").trim(), @"See the guide (https://docs.example/reset?a[b]=1)");
    scene.close().await;
}

/// The transcript of case 1 as a text.
async fn transcript(scene: &Scene) -> String {
    let answer = scene.max.runs("/case transcript case:1").await;
    scene.files_of(&answer).await.pop().expect("a text").1
}

#[tokio::test]
async fn a_transcript_says_what_was_erased_and_what_was_edited() {
    let scene = Scene::open().await;
    let Scene { ana, ben, max, .. } = &scene;
    let question = ana.opens_case("The export fails").await;
    ana.edits(question, "The import fails").await;
    ana.writes(thread(1), "Since today").await;
    ben.writes(thread(1), "Here too").await;
    max.runs("/claim case:1").await;
    assert_snapshot!(transcript(&scene).await, @"
    #1 · The import fails
    Asked by Ana, assigned to Max. Opened 2026-03-02 09:00 UTC, now open.

    2026-03-02 09:00 UTC · Ana, customer (edited)
        The import fails

    2026-03-02 09:00 UTC · Ana, customer
        Since today

    2026-03-02 09:00 UTC · Ben, someone else
        Here too
    ");
    ana.runs("/forget-me").await;
    ana.clicks(last_answer(), "Delete what I wrote").await;
    assert_snapshot!(transcript(&scene).await, @"
    #1 · A question (erased)
    Asked by Ana, assigned to Max. Opened 2026-03-02 09:00 UTC, now open.

    2026-03-02 09:00 UTC · Ana, customer (erased)

    2026-03-02 09:00 UTC · Ana, customer (erased)

    2026-03-02 09:00 UTC · Ben, someone else
        Here too
    ");
    scene.close().await;
}
