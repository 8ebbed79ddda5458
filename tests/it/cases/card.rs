//! What can be done from the card of a case, besides its most common buttons.

use chrono::TimeDelta;

use crate::scene::{Scene, card, last_answer, opening, reads, report, team_thread, thread};

/// A case of ana that max has claimed.
async fn claimed() -> Scene {
    let scene = Scene::open().await;
    scene.ana.opens_case("The export fails\nSince this morning, with error 500.").await;
    scene.max.clicks(card(1), "Claim").await;
    scene
}

#[tokio::test]
async fn a_card_is_short_and_says_nothing_twice() {
    let scene = claimed().await;
    let Scene { max, .. } = &scene;
    max.runs("/tag name:export case:1").await;
    scene.advance_clock(TimeDelta::minutes(5));
    reads!(max, card(1), @"
    Switchboard: #1 · The export fails (edited)
      │ > Since this morning, with error 500.
      │ **Customer:** @ana
      │ **Status:** Open, waiting for us · customer wrote 5 minutes ago
      │ **Assignee:** @max · **Priority:** Normal · **Tags:** `export`
      │ **Opened:** By @max, 5 minutes ago · [Message](message of ana) · [Thread](thread 1)
      [Take over] [Still with us] [Solve] [Escalate]
      <More…>
      <export>
    ");
    scene.close().await;
}

#[tokio::test]
async fn the_assignee_is_asked_by_whoever_wants_to_take_over() {
    let scene = claimed().await;
    let Scene { max, mia, .. } = &scene;
    reads!(mia.clicks(card(1), "Take over"), @"Case [#1](thread 1) is @max's, so I've asked them to hand it over. A lead can assign it right away.");
    reads!(max, team_thread(1), @"
    * about Switchboard: #1 · The export fails
    Switchboard: @max, @mia would like to take over this case. It stays yours unless you hand it over.
      [Hand over]
      → pings: max
    ");
    reads!(max.clicks(card(1), "Take over"), @"Case #1 is already yours, so just reply in its thread.");
    max.clicks(team_thread(1), "Hand over").await;
    reads!(scene.case(1), @"open, mia, waiting since minute 0");
    scene.close().await;
}

#[tokio::test]
async fn a_lead_takes_over_at_once() {
    let scene = claimed().await;
    let Scene { max, lea, .. } = &scene;
    reads!(lea.clicks(card(1), "Take over"), @"Case [#1](thread 1) is yours now, and I've told @max.");
    reads!(max, team_thread(1), @"
    * about Switchboard: #1 · The export fails
    Switchboard: @max, @lea has taken over this case from you.
      → pings: max
    ");
    reads!(scene.case(1), @"open, lea, waiting since minute 0");
    scene.close().await;
}

#[tokio::test]
async fn a_note_is_written_from_the_card() {
    let scene = claimed().await;
    let Scene { ana, max, mia, .. } = &scene;
    let form = max.picks(card(1), "Add a note…").await.form();
    reads!(max.submits(&form, &[("Note", "She is on the old plan")]), @"Added your note under the card of case [#1](thread 1). The customer can't see it.");
    reads!(mia, team_thread(1), @"
    * about Switchboard: #1 · The export fails
    Switchboard: Note from @max:
      She is on the old plan
    ");
    assert!(!ana.sees(thread(1)).await.contains("old plan"));
    scene.close().await;
}

#[tokio::test]
async fn a_saved_reply_is_chosen_from_the_card_and_seen_before_it_is_sent() {
    let scene = claimed().await;
    let Scene { ana, max, lea, .. } = &scene;
    reads!(max.picks(card(1), "Saved reply…"), @"There are no saved replies yet. A lead can add one with `/snippet add`.");
    lea.runs("/snippet add name:logs text:Please send the log, {customer}.").await;
    reads!(max.picks(card(1), "Saved reply…"), @"
    Which saved reply do you want to send in case #1? You'll see it before it's sent.
    <Choose a saved reply>
    ");
    max.chooses(last_answer(), "Choose a saved reply", &["logs"]).await;
    reads!(max, last_answer(), @"
    ↱ to Switchboard: #1 · The export fails
    Switchboard: Here's what `/reply snippet:logs` sends in case [#1](thread 1). Nothing has been sent yet. (edited)
      │ Please send the log, @ana.
      [Send]
      (only max sees this)
    ");
    max.clicks(last_answer(), "Send").await;
    reads!(max, last_answer(), @"
    ↱ to Switchboard: #1 · The export fails
    Switchboard: Sent your reply in the thread of case [#1](thread 1). (edited)
      (only max sees this)
    ");
    assert!(ana.sees(thread(1)).await.contains("Please send the log, @ana."));
    scene.close().await;
}

#[tokio::test]
async fn a_case_is_sorted_snoozed_and_released_from_its_card() {
    let scene = claimed().await;
    let Scene { max, mia, .. } = &scene;
    reads!(max.picks(card(1), "Priority: urgent"), @"Set case [#1](thread 1) to urgent priority.");
    let form = max.picks(card(1), "Snooze…").await.form();
    reads!(max.submits(&form, &[("For how long", "soon")]), @"I don't understand the time in “For how long”; try `30m`, `4h` or `2d`.");
    let form = max.picks(card(1), "Snooze…").await.form();
    reads!(max.submits(&form, &[("For how long", "4h")]), @"Snoozed case [#1](thread 1) until 2 March 2026 13:00 (in 4 hours), or until the customer replies.");
    reads!(mia.picks(card(1), "Release"), @"Case #1 is assigned to @max, so ask them or a lead to release it.");
    reads!(max.picks(card(1), "Release"), @"Case [#1](thread 1) is back in the queue. Anyone on the team can claim it.");
    reads!(scene.case(1), @"new, urgent, waiting since minute 0");
    scene.close().await;
}

#[tokio::test]
async fn a_bug_is_reported_from_the_card_with_its_severity() {
    let scene = claimed().await;
    let Scene { max, dora, .. } = &scene;
    let form = max.picks(card(1), "Escalate: critical").await.form();
    assert_eq!(form.title, "Report a bug (#1, critical)");
    max.submits(&form, &[("Actual result", "Error 500")]).await;
    assert!(dora.sees(report(1)).await.contains("Severity: Critical"));
    let card = max.sees(card(1)).await;
    assert!(card.contains("**Bug:** [#1](report 1)") && !card.contains("[Escalate]"), "{card}");
    scene.close().await;
}

#[tokio::test]
async fn what_a_card_offers_is_for_agents_alone() {
    let scene = claimed().await;
    let Scene { ana, ben, .. } = &scene;
    let opening = ana.message(&opening(1)).await;
    let mut told = Vec::new();
    for name in ["release", "take-over", "note", "snooze", "pick-reply"] {
        scene.replace_buttons(opening, &format!("v1:{name}:1"));
        told.push(ben.clicks(opening, "Old").await.to_string());
    }
    told.dedup();
    reads!(async { told.join("\n") }, @"Only the support team can use this; to ask a question, use `/ask`.");
    scene.close().await;
}

#[tokio::test]
async fn a_card_repeats_nothing_of_an_emoji_or_a_link_that_is_in_its_title() {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    let questions = [
        ("it fails <:sad:123456789012345678>", None),
        ("it fails [see here](https://a.example/c)", None),
        ("it fails **[see here](https://a.example/c)**.\nWhy?", Some("Why?")),
        ("[Saving](https://a.example/c) fails\nsince today", Some("since today")),
        ("it fails, see <https://a.example/c>", None),
    ];
    for (number, (question, more)) in (1..).zip(questions) {
        ana.opens_case(question).await;
        let card = max.sees(card(number)).await;
        let quoted = card.lines().find_map(|line| line.trim_start().strip_prefix("│ > "));
        assert_eq!(quoted, more, "{card}");
    }
    scene.close().await;
}
