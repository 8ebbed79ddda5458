//! What asks or promises in a case into which others were merged is for all its customers.

use chrono::TimeDelta;

use crate::scene::{Scene, last_answer, reads, thread};

/// A case of ana that max has claimed, with one of ben that goes on in it.
async fn merged() -> Scene {
    let scene = Scene::open().await;
    let Scene { ana, ben, max, .. } = &scene;
    ana.opens_case("The radio has no sound").await;
    ben.opens_case("No sound here, either").await;
    max.runs("/claim case:1").await;
    max.runs("/merge into:1 case:2").await;
    scene
}

#[tokio::test]
async fn both_are_asked_and_either_can_say_that_it_does_not_work() {
    let scene = merged().await;
    let Scene { ana, ben, max, .. } = &scene;
    max.runs("/solve case:1").await;
    reads!(ana, thread(1), @"
    Switchboard: @ana @ben, @max thinks this is solved.
      Is it solved? Press a button, or tell us what's still wrong. If we don't hear from you, we'll close case #1 in 3 days.
      [Solved] [Not fixed]
      → pings: ana, ben
    ");
    reads!(ben.clicks(thread(1), "Not fixed"), @"Case [#1](thread 1) is open again, and the team knows. Tell us in the thread what's still wrong.");
    reads!(ana, thread(1), @"
    Switchboard: @ana @ben, @max thinks this is solved. (edited)
    Switchboard: @ben, thanks for letting us know. @max will take another look. What's still going wrong?
      → pings: max
    ");
    reads!(scene.case(1), @"open, max, waiting since minute 0, reopened: 1");
    scene.close().await;
}

#[tokio::test]
async fn either_can_say_that_it_works_and_rate_the_answer() {
    let scene = merged().await;
    let Scene { ben, max, .. } = &scene;
    max.runs("/solve summary:Turn_the_knob case:1").await;
    reads!(ben.clicks(thread(1), "Solved"), @"
    Thanks! Case #1 is closed. If the problem comes back, use `/reopen case:1`. How did we do?
    [😀] [😐] [🙁]
    ");
    reads!(ben.clicks(last_answer(), "😀"), @"
    Thanks for your feedback! Want to add a comment?
    [Add a comment]
    ");
    reads!(scene.case(1), @"closed, max, answered in minute 0");
    scene.close().await;
}

#[tokio::test]
async fn both_are_reminded_and_asked_for_their_silence() {
    let scene = merged().await;
    let Scene { ana, max, olaf, .. } = &scene;
    olaf.runs("/setup follow_up:2d").await;
    max.writes(thread(1), "Which radio is it?").await;
    scene.advance_and_run_due(TimeDelta::days(2)).await;
    let seen = ana.sees(thread(1)).await;
    assert!(seen.contains("@ana @ben, we haven't heard from you"), "{seen}");
    ana.writes(thread(1), "The red one").await;
    max.runs("/solve case:1").await;
    scene.advance_and_run_due(TimeDelta::hours(49)).await;
    let seen = ana.sees(thread(1)).await;
    assert!(seen.contains("@ana @ben, just checking in"), "{seen}");
    assert!(seen.ends_with("→ pings: ana, ben"), "{seen}");
    scene.close().await;
}

#[tokio::test]
async fn both_read_what_is_promised_and_that_an_agent_reopened_the_case() {
    let scene = merged().await;
    let Scene { ana, max, .. } = &scene;
    max.runs("/promise within:2h case:1").await;
    max.runs("/close case:1").await;
    max.runs("/reopen case:1").await;
    reads!(ana, thread(1), @"
    Switchboard: @ana @ben, @max is on it and will get back to you by 2 March 2026 11:00 (in 2 hours).
      → pings: ana, ben
    Switchboard: @ana @ben, @max has closed case #1 as solved. (edited)
    Switchboard: @ana @ben, @max reopened this case. @max will take another look, and you can write here again.
      → pings: ana, ben
    ");
    scene.close().await;
}

#[tokio::test]
async fn whose_merge_was_undone_is_asked_no_more() {
    let scene = merged().await;
    let Scene { ben, max, .. } = &scene;
    max.runs("/solve case:1").await;
    max.runs("/unmerge case:2").await;
    reads!(ben.clicks(thread(1), "Not fixed"), @"Case #1 belongs to @ana; to ask your own question, use `/ask`.");
    scene.close().await;
}
