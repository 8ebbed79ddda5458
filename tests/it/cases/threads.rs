//! Cases in threads that members have started themselves.

use chrono::TimeDelta;
use sandbox::{
    Snowflake,
    world::{NewThread, kind},
};

use crate::scene::{Line, Scene, card, on_card, reads, team_thread};

/// A thread that somebody has started on a message of their own.
async fn party(scene: &Scene) -> Snowflake {
    let topic = scene.ben.writes("general", "Release party").await;
    scene.ben.starts_thread(topic, "Party").await
}

#[tokio::test]
async fn a_question_in_a_members_own_thread_is_answered_there() {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    let started = ana.writes("help", "Something is wrong").await;
    let thread = ana.starts_thread(started, "My login").await;
    let question = ana.writes(thread, "I cannot log in since Monday").await;
    reads!(max.flags(question), @"Opened case [#1](thread 1) and greeted @ana in its thread.");
    assert_eq!(scene.threads(), 1);
    max.runs_in(thread, "/claim").await;
    max.writes(thread, "Please try again now").await;
    max.runs_in(thread, "/close").await;
    reads!(ana, thread, @"
    * about ana: Something is wrong
    ana: I cannot log in since Monday
    Switchboard: Hi @ana, thanks for asking! We've opened case #1 for you. This case is closed.
      -# I'm a bot that keeps track of questions. (edited)
    max: Please try again now
    Switchboard: @ana, @max has closed case #1 as solved. Still need help? Use `/reopen case:1` in any channel.
      → pings: ana
    (archived and locked)
    ");
    reads!(ana, "help", @"
    ana: Something is wrong
      ↳ thread My login (5 messages, archived and locked)
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_second_flag_in_a_members_own_thread_leads_to_the_one_case() {
    let scene = Scene::open().await;
    let Scene { ana, ben, max, .. } = &scene;
    let thread = party(&scene).await;
    let question = ana.writes(thread, "My ticket does not work").await;
    max.flags(question).await;
    let other = ben.writes(thread, "Me too, by the way").await;
    reads!(max.flags(other), @"Case #1 is open in this thread, which can hold one open case, so close that one first or ask the member to use `/ask`.");
    max.reacts(question, "🎫").await;
    assert!(!max.runs("/queue view:all").await.contains("#2"));
    scene.close().await;
}

#[tokio::test]
async fn two_agents_who_flag_in_one_thread_at_once_open_one_case() {
    let scene = Scene::open().await;
    let Scene { ana, ben, max, mia, .. } = &scene;
    let thread = party(&scene).await;
    let first = ana.writes(thread, "My ticket does not work").await;
    let second = ben.writes(thread, "Mine neither").await;
    let (one, other) =
        tokio::join!(max.client.menu(first, "Open case"), mia.client.menu(second, "Open case"));
    scene.idle().await;
    let opened =
        [one.text(), other.text()].iter().filter(|text| text.contains("Opened case")).count();
    assert_eq!(opened, 1, "{} {}", one.text(), other.text());
    assert!(!max.runs("/queue view:all").await.contains("#2"));
    scene.close().await;
}

#[tokio::test]
async fn a_case_in_a_members_own_thread_is_reopened_there() {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    let started = ana.writes("help", "Something is wrong").await;
    let thread = ana.starts_thread(started, "My login").await;
    let question = ana.writes(thread, "I cannot log in since Monday").await;
    max.flags(question).await;
    max.runs_in(thread, "/close").await;
    reads!(ana.runs("/reopen case:1"), @"Reopened case [#1](thread 1). You can write in its thread.");
    ana.writes(thread, "It is back").await;
    reads!(scene.case(1), @"new, waiting since minute 0, reopened: 1");
    scene.close().await;
}

#[tokio::test]
async fn a_question_in_a_thread_is_said_once_in_its_own_case() {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    let started = ana.writes("help", "Something is wrong").await;
    let thread = ana.starts_thread(started, "My login").await;
    max.writes(thread, "What is it?").await;
    scene.advance_clock(TimeDelta::minutes(1));
    let question = ana.writes(thread, "I cannot log in").await;
    max.flags(question).await;
    scene.stop().await;
    ana.edits(question, "I cannot log in with Firefox").await;
    scene.start().await;
    assert!(max.sees(card(1)).await.contains("#1 · I cannot log in with Firefox"));
    reads!(scene.case(1), @"new, waiting since minute 1, answered in minute 0");
    scene.close().await;
}

#[tokio::test]
async fn a_thread_of_several_people_goes_on_and_holds_the_next_case() {
    let scene = Scene::open().await;
    let Scene { ana, ben, max, .. } = &scene;
    let thread = party(&scene).await;
    let first = ana.writes(thread, "My ticket does not work").await;
    max.flags(first).await;
    max.runs_in(thread, "/close reason:moved").await;
    let second = ben.writes(thread, "And my badge is empty").await;
    reads!(max.flags(second), @"Opened case [#2](thread 2) and greeted @ben in its thread.");
    reads!(ana, thread, @"
    * about ben: Release party
    ana: My ticket does not work
    Switchboard: Hi @ana, thanks for asking! We've opened case #1 for you. This case is closed.
      -# I'm a bot that keeps track of questions. (edited)
    ↱ to ana: My ticket does not work
    Switchboard: @ana, this continues elsewhere, so @max has closed case #1 here. Still need help? Press **Reopen**.
      [Reopen]
      → pings: ana
    ben: And my badge is empty
    Switchboard: Hi @ben, thanks for asking! We've opened case #2 for you. Someone from the team will answer here.
      In the meantime, it helps to know what you did, what you expected, and which version you use. A screenshot is great, too.
      -# I'm a bot that keeps track of questions. A person will answer you.
      → pings: ben
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_closed_case_is_not_reopened_while_another_is_open_in_its_thread() {
    let scene = Scene::open().await;
    let Scene { ana, ben, max, .. } = &scene;
    let thread = party(&scene).await;
    let first = ana.writes(thread, "My ticket does not work").await;
    max.flags(first).await;
    max.runs_in(thread, "/close reason:moved").await;
    let second = ben.writes(thread, "And my badge is empty").await;
    max.flags(second).await;
    reads!(ana.clicks(thread, "Reopen"), @"Another case, #2, is open in the thread of case #1, so continue there or close that one first.");
    reads!(max.flags(first), @"This message is in case #1, which is closed, so continue it with `/reopen case:1`.");
    let closed = ana.client.finds(thread, "Reopen").expect("the line that says so");
    max.runs_in(thread, "/close reason:spam").await;
    ana.clicks(closed, "Reopen").await;
    ana.writes(thread, "It still does not work").await;
    reads!(scene.case(1), @"new, waiting since minute 0, reopened: 1");
    scene.close().await;
}

#[tokio::test]
async fn the_teams_own_threads_hold_no_questions() {
    let scene = Scene::open().await;
    let Scene { ana, max, mia, .. } = &scene;
    ana.opens_case("Help").await;
    let new = NewThread { kind: Some(kind::PUBLIC_THREAD), ..NewThread::named("Shifts") };
    let thread = mia.client.open_thread("desk", new).expect("mia may start a thread");
    let message = mia.writes(thread, "Who is on tonight?").await;
    reads!(max.flags(message), @"This channel belongs to the team, so choose a message where members write.");
    scene.close().await;
}

#[tokio::test]
async fn the_team_is_told_of_a_thread_that_went_with_its_channel() {
    let scene = Scene::open().await;
    let Scene { ana, max, olaf, .. } = &scene;
    let new = NewThread { kind: Some(kind::PUBLIC_THREAD), ..NewThread::named("Sync") };
    let own = ana.client.open_thread("general", new).expect("ana may start a thread");
    let message = ana.writes(own, "Sync stops").await;
    max.flags(message).await;
    max.runs("/claim case:1").await;
    scene.expect_refusal(404, 10_003);
    olaf.deletes_channel("general").await;
    // A single time proves nothing.
    scene.advance_and_run_due(TimeDelta::minutes(6)).await;
    reads!(max, on_card(1, Line::Links), @"");
    reads!(max, team_thread(1), @"
    * about Switchboard: #1 · Sync stops
    Switchboard: @max: The customer's thread was deleted. The case keeps everything that was said there. The question was deleted with it, so there can't be a new one. Contact the customer directly.
      → pings: max
    ");
    scene.close().await;
}
