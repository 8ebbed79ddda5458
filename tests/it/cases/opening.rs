//! How a case begins: with a flagged message, or with `/ask`.

use sandbox::world::right;

use crate::scene::{Line, Scene, board, card, on_card, opening, reads, thread};

#[tokio::test]
async fn a_flagged_message_becomes_a_case_with_a_thread() {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    let message = ana.writes("help", "The export fails with error 500\nSince this morning.").await;
    reads!(max.flags(message), @"Opened case [#1](thread 1) and greeted @ana in its thread.");
    reads!(ana, "help", @"
    ana: The export fails with error 500
      Since this morning.
      ↳ thread #1 · The export fails with error 500 (1 message)
    ");
    reads!(ana, opening(1), @"
    Switchboard: Hi @ana, thanks for asking! We've opened case #1 for you. Someone from the team will answer here.
      In the meantime, it helps to know what you did, what you expected, and which version you use. A screenshot is great, too.
      -# I'm a bot that keeps track of questions. A person will answer you.
      → pings: ana
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_new_case_is_on_the_board_and_has_a_card() {
    let scene = Scene::open().await;
    let Scene { ana, max, mia, .. } = &scene;
    let message = ana.writes("help", "The export fails with error 500\nSince this morning.").await;
    max.flags(message).await;
    reads!(mia, board(), @"
    Switchboard: **Waiting for us** (edited)
      │ now · [#1](thread 1) · The export fails with error 500 — unassigned
      │ Waiting for us: 1
      │ Unassigned: 1
      │ On hold: 0
      │ Waiting for customers: 0
      (pinned)
    ");
    reads!(mia, on_card(1, Line::Question), @"
    #1 · The export fails with error 500
    > Since this morning.
    ");
    reads!(mia, on_card(1, Line::Links), @"message of ana, thread 1");
    assert!(mia.sees("desk").await.contains("[Claim]"), "the card is in the desk");
    scene.close().await;
}

#[tokio::test]
async fn a_member_asks_from_any_channel_and_the_question_gets_a_thread() {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    let line = "/ask question:Where do I find my [invoices](https://evil.example)? @everyone";
    reads!(ana.runs(line), @"Thanks! Your question is case #1. The team will answer [in its thread](thread 1).");
    reads!(ana, "help", @"
    Switchboard: @ana asks (case #1):
      │ Where do I find my [invoices](<https://evil.example>)? @everyone
      ↳ thread #1 · Where do I find my invoices? @everyone (1 message)
    ");
    reads!(ana, opening(1), @"
    Switchboard: Hi @ana, thanks for asking! This is case #1. Someone from the team will answer here.
      In the meantime, it helps to know what you did, what you expected, and which version you use. A screenshot is great, too.
      -# I'm a bot that keeps track of questions. A person will answer you.
      → pings: ana
    ");
    let card = max.sees(card(1)).await;
    assert!(card.contains("#1 · Where do I find my invoices? @everyone"), "{card}");
    assert!(card.contains("By the customer") && !card.contains("pings"), "{card}");
    scene.close().await;
}

#[tokio::test]
async fn an_announcement_can_become_a_case() {
    let scene = Scene::open().await;
    let Scene { olaf, max, .. } = &scene;
    let channel = olaf.channel("announcements").await;
    scene
        .sandbox
        .change(|world| world.change_overwrite(channel, world.bot_id, right::SEND_MESSAGES, 0));
    let message = olaf.writes(channel, "Version 3 is out, but where is the download?").await;
    max.flags(message).await;
    max.runs("/close case:1").await;
    reads!(olaf, channel, @"
    olaf: Version 3 is out, but where is the download?
      ↳ thread #1 · Version 3 is out, but where is the download? (2 messages, archived and locked)
    ↱ to olaf: Version 3 is out, but where is the download?
    Switchboard: Case [#1](thread 1) is solved and closed. Still need help? Press **Reopen**.
      [Reopen]
    ");
    scene.close().await;
}

#[tokio::test]
async fn messages_that_are_no_question_open_no_case() {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    let question = ana.opens_case("My first question").await;
    let before = scene.messages_of_the_bot();
    reads!(max.flags(question), @"This message is already in case [#1](thread 1).");
    let greeting = max.message(&opening(1)).await;
    reads!(max.flags(greeting), @"Only a person's message can become a case, so choose the one with the member's question.");
    let in_case = ana.writes(question, "More about the first").await;
    reads!(max.flags(in_case), @"This message is already in case [#1](thread 1).");
    let internal = max.writes("desk", "Lunch?").await;
    reads!(max.flags(internal), @"This channel belongs to the team, so choose a message where members write.");
    let card = max.message(&card(1)).await;
    reads!(max.flags(card), @"This channel belongs to the team, so choose a message where members write.");
    assert_eq!(scene.messages_of_the_bot(), before, "the bot has posted nothing");
    scene.close().await;
}

#[tokio::test]
async fn an_agent_opens_a_case_for_a_member_who_asked_elsewhere() {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    reads!(max.runs("/case open member:@ana question:My bill of May is wrong"), @"Opened case [#1](thread 1) and greeted @ana in its thread.");
    reads!(ana, "help", @"
    Switchboard: @ana asked the team elsewhere (case #1):
      │ My bill of May is wrong
      ↳ thread #1 · My bill of May is wrong (1 message)
    ");
    reads!(ana, opening(1), @"
    Switchboard: Hi @ana! We've opened case #1 for the question you asked elsewhere. Someone from the team will answer here.
      In the meantime, it helps to know what you did, what you expected, and which version you use. A screenshot is great, too.
      -# I'm a bot that keeps track of questions. A person will answer you.
      → pings: ana
    ");
    scene.advance_clock(chrono::TimeDelta::minutes(1));
    max.writes(thread(1), "Which position?").await;
    ana.writes(thread(1), "The second one").await;
    reads!(scene.case(1), @"open, max, waiting since minute 1, answered in minute 1");
    assert!(max.sees(card(1)).await.contains("My bill of May is wrong"));
    scene.close().await;
}

#[tokio::test]
async fn a_case_for_a_member_may_be_private() {
    let scene = Scene::open().await;
    let Scene { ana, ben, max, .. } = &scene;
    reads!(max.runs("/case open member:@ana question:My bill is wrong private:true"), @"Opened case [#1](thread 1) and greeted @ana in a private thread that only they and the team can see.");
    assert!(!ben.sees("help").await.contains("bill"));
    reads!(ana, opening(1), @"
    Switchboard: Hi @ana! We've opened case #1 for the question you asked elsewhere. Someone from the team will answer here. Only you and the team can see this thread.
      In the meantime, it helps to know what you did, what you expected, and which version you use. A screenshot is great, too.
      -# I'm a bot that keeps track of questions. A person will answer you.
      │ My bill is wrong
      → pings: ana
    ");
    scene.close().await;
}

#[tokio::test]
async fn no_case_is_opened_for_a_bot_or_for_somebody_who_left() {
    let scene = Scene::open().await;
    let Scene { ben, max, .. } = &scene;
    ben.client.leave_server().expect("ben may leave");
    let line = format!("/case open member:<@{}> question:Where is my refund?", ben.id());
    reads!(max.runs(&line), @"@ben is a bot or isn't in this server, so nobody would read the answer; choose a member.");
    reads!(max.runs("/case open member:@Switchboard question:Who are you?"), @"@Switchboard is a bot or isn't in this server, so nobody would read the answer; choose a member.");
    scene.close().await;
}
