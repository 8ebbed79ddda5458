//! What the team says among itself, in the thread under the card.

use crate::scene::{Scene, reads, team_thread, thread};

#[tokio::test]
async fn notes_are_in_the_teams_thread() {
    let scene = Scene::open().await;
    let Scene { ana, max, mia, .. } = &scene;
    ana.opens_case("The export fails").await;
    let line = "/note text:She is on the old plan. @everyone **careful**";
    reads!(max.runs_in(thread(1), line), @"Added your note under the card of case [#1](thread 1). The customer can't see it.");
    reads!(max.runs_in(thread(1), "/note text:\u{200B}"), @"“text” is empty, so write something there.");
    // In the team's thread the case need not be named.
    mia.runs_in(team_thread(1), "/note text:I know her, I take it").await;
    mia.runs_in(team_thread(1), "/claim").await;
    mia.writes(team_thread(1), "She wrote to me last week, too").await;
    reads!(max, team_thread(1), @"
    * about Switchboard: #1 · The export fails
    Switchboard: Note from @max:
      She is on the old plan. @everyone **careful**
    Switchboard: Note from @mia:
      I know her, I take it
    mia: She wrote to me last week, too
    ");
    scene.close().await;
}

#[tokio::test]
async fn the_customer_sees_no_note_and_goes_on_waiting() {
    let scene = Scene::open().await;
    let Scene { ana, max, mia, .. } = &scene;
    ana.opens_case("The export fails").await;
    max.runs("/note text:She is on the old plan case:1").await;
    mia.writes(team_thread(1), "She wrote to me last week, too").await;
    let seen = ana.sees("help").await + &ana.sees(thread(1)).await;
    assert!(!seen.contains("old plan") && !seen.contains("last week"), "{seen}");
    assert!(max.runs("/queue").await.contains("The export fails"), "a note is no answer");
    scene.close().await;
}
