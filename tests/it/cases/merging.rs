//! A case that goes on in another, and comes back.

use chrono::TimeDelta;

use crate::scene::{Line, Scene, card, on_card, reads, team_thread, thread};

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
    reads!(max.runs("/merge into:2 case:2"), @"You can't merge case #2 into itself, so choose another one.");
    reads!(max.runs("/merge into:77 case:2"), @"There's no case #77 here; `/queue` lists the open ones.");
    reads!(max.runs_in(thread(2), "/merge into:1"), @"Merged case [#2](thread 2) into [#1](thread 1) and told @ana. Undo with `/unmerge`.");
    reads!(ana, thread(2), @"
    Switchboard: @ana, we're continuing this in [case #1](thread 1). Please reply there. We've kept everything you wrote here.
      → pings: ana
    (archived and locked)
    ");
    reads!(max.runs("/reopen case:2"), @"Case #2 was merged into #1, so continue there or undo it with `/unmerge`.");
    scene.close().await;
}

#[tokio::test]
async fn a_merged_case_is_in_no_list_and_its_card_is_switched_off() {
    let scene = two_cases().await;
    let Scene { max, .. } = &scene;
    max.runs("/merge into:1 case:2").await;
    assert!(!max.runs("/queue view:all").await.contains("still error"));
    let merged = max.sees(card(2)).await;
    assert!(!merged.contains("\n  ["), "there is a button: {merged}");
    reads!(max, on_card(2, Line::Status), @"Merged into #1 · now");
    assert!(max.sees(card(1)).await.contains("[Solve]"));
    scene.close().await;
}

#[tokio::test]
async fn an_unmerged_case_is_just_as_it_was() {
    let scene = two_cases().await;
    let Scene { ana, max, .. } = &scene;
    let before = max.runs("/case show case:2").await.to_string();
    max.runs("/merge into:1 case:2").await;
    reads!(max.runs("/unmerge case:2"), @"Undid the merge. Case [#2](thread 2) continues from where it was.");
    assert_eq!(max.runs("/case show case:2").await.to_string(), before);
    reads!(ana, thread(2), @"
    Switchboard: @ana, we're continuing this in [case #1](thread 1). Please reply there. We've kept everything you wrote here.
      → pings: ana
    Switchboard: @ana, case #2 continues here.
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
    assert!(!ana.sees(thread(2)).await.contains("just checking in"));
    scene.advance_and_run_due(TimeDelta::hours(2)).await;
    assert!(ana.sees(thread(2)).await.contains("just checking in"));
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
    **Unassigned (1)**, most urgent first, then longest wait
    │ [#2](thread 2) · Export: still error 500 — new, unassigned, waiting 3 d 0 h · [card](card 2)
    <Claim…>
    ");
    scene.close().await;
}

#[tokio::test]
async fn whoever_put_a_case_aside_that_was_merged_hears_that_it_is_back() {
    let scene = Scene::open().await;
    let Scene { ana, max, mia, .. } = &scene;
    ana.opens_case("The heating is cold").await;
    ana.opens_case("The heating is loud").await;
    max.runs("/claim case:2").await;
    max.writes(thread(2), "Which room is it?").await;
    max.runs("/snooze until:3d case:2").await;
    mia.runs("/merge into:1 case:2").await;
    scene.advance_and_run_due(TimeDelta::days(1)).await;
    mia.runs("/unmerge case:2").await;
    reads!(max, team_thread(2), @"
    * about Switchboard: #2 · The heating is loud
    Switchboard: @max, this case's snooze has ended.
      → pings: max
    ");
    scene.close().await;
}

/// A case of ana and one of ben. Max has answered ana, and has not answered ben.
async fn cases_of_two() -> Scene {
    let scene = Scene::open().await;
    let Scene { ana, ben, max, .. } = &scene;
    ana.opens_case("The export fails").await;
    ben.opens_case("I can't export either").await;
    max.runs("/claim case:1").await;
    scene.advance_clock(TimeDelta::minutes(2));
    max.writes(thread(1), "Which version do you use?").await;
    assert_eq!(scene.case(1).await, "pending, max, answered in minute 2");
    scene
}

#[tokio::test]
async fn a_case_waits_as_long_as_the_customer_of_a_case_merged_into_it() {
    let scene = cases_of_two().await;
    let Scene { ana, max, .. } = &scene;
    max.runs("/merge into:1 case:2").await;
    reads!(scene.case(1), @"open, max, waiting since minute 0, answered in minute 2");
    ana.writes(thread(1), "Version 5.2").await;
    reads!(scene.case(1), @"open, max, waiting since minute 0, answered in minute 2");
    scene.advance_clock(TimeDelta::minutes(1));
    max.writes(thread(1), "Please update, both of you").await;
    reads!(scene.case(1), @"pending, max, answered in minute 2");
    scene.close().await;
}

#[tokio::test]
async fn whoever_was_merged_into_a_case_waits_in_it_when_they_write() {
    let scene = cases_of_two().await;
    let Scene { ben, max, .. } = &scene;
    max.runs("/notify event:customer's reply in my case after:0").await;
    max.writes(thread(2), "Which version do you use?").await;
    max.runs("/merge into:1 case:2").await;
    reads!(scene.case(1), @"pending, max, answered in minute 2");
    scene.advance_clock(TimeDelta::minutes(3));
    ben.writes(thread(1), "Is there any news?").await;
    reads!(scene.case(1), @"open, max, waiting since minute 5, answered in minute 2");
    reads!(max, team_thread(1), @"
    * about Switchboard: #1 · The export fails
    Switchboard: Case #2 was merged into this case. Undo with `/unmerge case:2`.
    Switchboard: @max: @ben [wrote](message of ben) in case [#1](card 1) and is waiting.
      → pings: max
    ");
    max.runs("/solve case:1").await;
    ben.writes(thread(1), "It still fails for me").await;
    reads!(scene.case(1), @"open, max, waiting since minute 5, answered in minute 2, reopened: 1");
    scene.close().await;
}

#[tokio::test]
async fn a_case_waits_no_longer_for_somebody_whose_merge_was_undone() {
    let scene = cases_of_two().await;
    let Scene { max, .. } = &scene;
    max.runs("/merge into:1 case:2").await;
    max.runs("/unmerge case:2").await;
    reads!(scene.case(1), @"pending, max, answered in minute 2");
    reads!(scene.case(2), @"new, waiting since minute 0");
    reads!(max.runs("/case history case:1"), @"
    **History**, oldest first
    #1 · The export fails
    │ 2 March 2026 09:00 · @max opened it
    │ 2 March 2026 09:00 · @max claimed it
    │ 2 March 2026 09:02 · @max [answered](message of max) (first answer)
    │ 2 March 2026 09:02 · @max merged case #2 into it
    │ 2 March 2026 09:02 · @max undid the merge of case #2 into it
    ");
    scene.close().await;
}

#[tokio::test]
async fn what_somebody_said_whose_merge_was_undone_is_not_waited_for() {
    let scene = cases_of_two().await;
    let Scene { ben, max, .. } = &scene;
    max.runs("/merge into:1 case:2").await;
    ben.writes(thread(1), "Is there any news?").await;
    reads!(scene.case(1), @"open, max, waiting since minute 0, answered in minute 2");
    max.runs("/unmerge case:2").await;
    reads!(scene.case(1), @"pending, max, answered in minute 2");
    scene.close().await;
}

#[tokio::test]
async fn a_promise_is_kept_again_once_an_earlier_one_left_with_its_case() {
    let scene = cases_of_two().await;
    let Scene { max, .. } = &scene;
    max.runs("/promise within:4h case:1").await;
    max.runs("/promise within:1h case:2").await;
    max.runs("/merge into:1 case:2").await;
    reads!(max.runs("/queue view:mine"), @"
    **Assigned to you (1)**, most urgent first, then longest wait
    │ [#1](thread 1) · The export fails — open, promised answer due in 1 hour, assigned to @max, waiting 2 min · [card](card 1)
    ");
    max.runs("/unmerge case:2").await;
    reads!(max.runs("/queue view:mine"), @"
    **Assigned to you (2)**, most urgent first, then longest wait
    │ [#2](thread 2) · I can't export either — open, promised answer due in 1 hour, assigned to @max, waiting 2 min · [card](card 2)
    │ [#1](thread 1) · The export fails — open, promised answer due in 4 hours, assigned to @max, waiting less than a minute · [card](card 1)
    ");
    scene.advance_and_run_due(TimeDelta::hours(4)).await;
    reads!(max, team_thread(1), @"
    * about Switchboard: #1 · The export fails
    Switchboard: Case #2 was merged into this case. Undo with `/unmerge case:2`.
    Switchboard: Case #2 isn't merged into this case any more. It continues by itself.
    Switchboard: @max, an answer was promised by now, and the customer is still waiting.
      → pings: max
    ");
    scene.close().await;
}

#[tokio::test]
async fn nobody_waits_at_the_end_of_a_chain_for_a_case_that_left_it() {
    let scene = Scene::open().await;
    let Scene { ana, ben, caro, max, .. } = &scene;
    ana.opens_case("The map is empty").await;
    ben.opens_case("No map here").await;
    caro.opens_case("Where is the map?").await;
    for case in [2, 3] {
        max.writes(thread(case), "Which version is it?").await;
    }
    max.runs("/promise within:2h case:1").await;
    max.runs("/merge into:2 case:1").await;
    max.runs("/merge into:3 case:2").await;
    reads!(scene.case(3), @"open, max, waiting since minute 0, answered in minute 0");
    max.runs("/unmerge case:1").await;
    reads!(scene.case(1), @"open, max, waiting since minute 0");
    reads!(scene.case(3), @"pending, max, answered in minute 0");
    reads!(max.runs("/queue view:all"), @"
    **All open cases (2)**, most urgent first, then longest wait
    │ [#1](thread 1) · The map is empty — open, promised answer due in 2 hours, assigned to @max, waiting less than a minute · [card](card 1)
    │ [#3](thread 3) · Where is the map? — pending, assigned to @max, not waiting · [card](card 3)
    ");
    max.runs("/unmerge case:2").await;
    reads!(scene.case(2), @"pending, max, answered in minute 0");
    scene.close().await;
}

#[tokio::test]
async fn customers_of_a_chain_leave_with_the_case_that_is_unmerged() {
    let scene = Scene::open().await;
    let Scene { ana, ben, caro, max, .. } = &scene;
    ana.opens_case("The map is empty").await;
    ben.opens_case("No map here").await;
    caro.opens_case("Where is the map?").await;
    max.runs("/merge into:2 case:1").await;
    max.runs("/merge into:3 case:2").await;
    max.writes(thread(3), "Which version is it?").await;
    scene.advance_clock(TimeDelta::minutes(1));
    ana.writes(thread(3), "It is 2.3, does that help?").await;
    reads!(scene.case(3), @"open, max, waiting since minute 1, answered in minute 0");
    max.runs("/unmerge case:2").await;
    reads!(scene.case(3), @"pending, max, answered in minute 0");
    scene.close().await;
}

#[tokio::test]
async fn a_merged_case_says_where_it_goes_on() {
    let scene = cases_of_two().await;
    let Scene { ben, max, .. } = &scene;
    max.runs("/merge into:1 case:2").await;
    for line in ["/solve case:2", "/promise within:2h case:2", "/close case:2", "/reopen case:2"] {
        let answer = max.runs(line).await;
        assert!(answer.contains("Case #2 was merged into #1"), "{line}: {answer}");
    }
    reads!(ben.runs("/reopen case:2"), @"We're continuing case #2 in case #1, so write there.");
    scene.close().await;
}

#[tokio::test]
async fn a_duplicate_names_the_case_in_which_its_original_goes_on() {
    let scene = cases_of_two().await;
    let Scene { ben, caro, max, .. } = &scene;
    caro.opens_case("Mine fails, too").await;
    max.runs("/merge into:1 case:2").await;
    reads!(max.runs("/close case:1 of:2"), @"Case #1 can't be a duplicate of itself, so choose another one.");
    max.runs("/close case:3 of:2").await;
    let seen = caro.sees(thread(3)).await;
    assert!(seen.contains("this is the same question as [case #1]"), "{seen}");
    reads!(max.runs("/close case:1 to:#desk"), @"#desk is a team's channel, so choose one where the customer can read, with `to`.");
    assert!(!ben.sees(thread(1)).await.contains("closed case"));
    scene.close().await;
}

#[tokio::test]
async fn a_question_that_was_deleted_while_its_case_was_merged_is_not_waited_for() {
    let scene = Scene::open().await;
    let Scene { ana, ben, max, .. } = &scene;
    ana.opens_case("The export fails").await;
    let question = ben.opens_case("Where is my invoice?").await;
    max.runs("/merge into:1 case:2").await;
    ben.deletes(question).await;
    max.runs("/unmerge case:2").await;
    reads!(scene.case(2), @"new");
    let read = max.sees(team_thread(1)).await;
    assert!(read.contains("Case #2 isn't merged into this case any more."), "{read}");
    scene.close().await;
}

#[tokio::test]
async fn whoever_was_merged_into_a_case_can_reopen_it() {
    let scene = Scene::open().await;
    let Scene { ana, ben, max, .. } = &scene;
    ana.opens_case("The export fails").await;
    ben.opens_case("Mine fails too").await;
    max.runs("/merge into:1 case:2").await;
    reads!(ben.runs("/reopen case:2"), @"We're continuing case #2 in case #1, so write there.");
    max.runs("/close reason:solved case:1").await;
    reads!(ben.runs("/reopen case:2"), @"Reopened case [#1](thread 1). You can write in its thread.");
    reads!(scene.case(1), @"new, waiting since minute 0, reopened: 1");
    scene.close().await;
}

#[tokio::test]
async fn who_asks_whether_a_case_is_solved_reads_everyone_who_is_asked() {
    let scene = Scene::open().await;
    let Scene { ana, ben, caro, max, .. } = &scene;
    for person in [ana, ben, caro] {
        person.opens_case("The export fails").await;
    }
    for case in [1, 3] {
        max.runs(&format!("/merge into:2 case:{case}")).await;
    }
    reads!(max.runs("/promise within:2h case:2"), @"Told @ben, @ana and @caro in case [#2](thread 2) that you'll get back to them by 2 March 2026 11:00 (in 2 hours). Until then, the case stays in the queue, marked as promised.");
    max.speaks("de");
    reads!(max.runs("/lösen fall:2"), @"Ich habe @ben, @ana und @caro gefragt, ob Fall [#2](thread 2) gelöst ist. Ohne Antwort wird er in 3 days geschlossen.");
    reads!(ana, thread(2), @"
    Switchboard: @ben @ana @caro, @max is on it and will get back to you by 2 March 2026 11:00 (in 2 hours).
      → pings: ben, ana, caro
    Switchboard: @ben @ana @caro, @max thinks this is solved.
      Is it solved? Press a button, or tell us what's still wrong. If we don't hear from you, we'll close case #2 in 3 days.
      [Solved] [Not fixed]
      → pings: ben, ana, caro
    ");
    scene.close().await;
}
