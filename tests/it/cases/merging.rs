//! A case that goes on in another, and comes back.

use chrono::TimeDelta;

use crate::scene::{Scene, card, reads, thread};

/// Two cases of ana. Max has claimed the first.
async fn two_cases() -> Scene {
    let scene = Scene::open().await;
    scene.ana.opens_case("The export fails").await;
    scene.ana.opens_case("Export: still error 500").await;
    scene.max.runs("/claim case:1").await;
    scene
}

#[tokio::test]
async fn a_case_goes_on_in_another_case_that_exists() {
    let scene = two_cases().await;
    let Scene { ana, max, .. } = &scene;
    reads!(max.runs("/merge into:2 case:2"), @"Case #2 cannot go on in itself: please name another case.");
    reads!(max.runs("/merge into:77 case:2"), @"There is no case #77 here: `/queue` lists the open ones.");
    reads!(max.runs_in(thread(2), "/merge into:1"), @"Case [#2](thread 2) goes on in [#1](thread 1), and @ana is told. `/unmerge` undoes it.");
    reads!(ana, thread(2), @"
    Switchboard: @ana, this goes on in [case #1](thread 1). Please write there: it is read by the same people, and nothing of this is lost.
      → pings: ana
    (archived and locked)
    ");
    reads!(max.runs("/reopen case:2"), @"Case #2 goes on in #1: please go on there, or undo it with `/unmerge`.");
    scene.close().await;
}

#[tokio::test]
async fn a_merged_case_is_in_no_list_and_its_card_is_switched_off() {
    let scene = two_cases().await;
    let Scene { max, .. } = &scene;
    max.runs("/merge into:1 case:2").await;
    assert!(!max.runs("/queue view:all").await.contains("still error"));
    let merged = max.sees(card(2)).await;
    assert!(merged.ends_with("[Claim] (off) [Solve] (off) [Escalate] (off)"), "{merged}");
    assert!(merged.contains(": goes on in #1"), "{merged}");
    assert!(max.sees(card(1)).await.contains("[Claim] [Solve] [Escalate]"));
    scene.close().await;
}

#[tokio::test]
async fn an_unmerged_case_is_just_as_it_was() {
    let scene = two_cases().await;
    let Scene { ana, max, .. } = &scene;
    let before = max.runs("/case show case:2").await.to_string();
    max.runs("/merge into:1 case:2").await;
    reads!(max.runs("/unmerge case:2"), @"Case [#2](thread 2) is on its own again, and goes on from where it was.");
    assert_eq!(max.runs("/case show case:2").await.to_string(), before);
    reads!(ana, thread(2), @"
    Switchboard: @ana, this goes on in [case #1](thread 1). Please write there: it is read by the same people, and nothing of this is lost.
      → pings: ana
    Switchboard: @ana, case #2 is on its own again: please go on here.
      → pings: ana
    ");
    scene.close().await;
}

#[tokio::test]
async fn the_days_of_an_answer_do_not_run_while_the_case_is_merged() {
    let scene = two_cases().await;
    let Scene { ana, max, .. } = &scene;
    max.runs("/solve summary:Update_to_3.2 case:2").await;
    scene.advance_and_run_due(TimeDelta::hours(20)).await;
    max.runs("/merge into:1 case:2").await;
    scene.advance_and_run_due(TimeDelta::days(12)).await;
    max.runs("/unmerge case:2").await;
    scene.advance_and_run_due(TimeDelta::hours(27)).await;
    assert!(!ana.sees(thread(2)).await.contains("a small reminder"));
    scene.advance_and_run_due(TimeDelta::hours(2)).await;
    assert!(ana.sees(thread(2)).await.contains("a small reminder"));
    scene.advance_and_run_due(TimeDelta::hours(22)).await;
    reads!(scene.case(2), @"solved, max, answered in minute 0");
    scene.advance_and_run_due(TimeDelta::hours(2)).await;
    reads!(scene.case(2), @"closed, max, answered in minute 0");
    scene.close().await;
}

#[tokio::test]
async fn a_case_that_was_put_aside_is_in_the_queue_once_it_is_unmerged() {
    let scene = two_cases().await;
    let Scene { max, .. } = &scene;
    max.runs("/snooze until:30d case:2").await;
    max.runs("/merge into:1 case:2").await;
    scene.advance_and_run_due(TimeDelta::days(3)).await;
    max.runs("/unmerge case:2").await;
    reads!(max.runs("/queue view:unclaimed"), @"
    **Queue: unclaimed**, most urgent first, then longest waiting · 1 case
    │ [#2](thread 2) · Export: still error 500 — new, unassigned, waiting 3 d 0 h · [card](card 2)
    ");
    scene.close().await;
}
