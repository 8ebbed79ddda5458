//! News of bugs that cannot be posted: what they lack is said, and they are still to be told.

use chrono::TimeDelta;

use crate::{
    bugs::life::reported,
    scene::{Scene, card, opening, reads, report, team_thread, thread},
};

/// A bug of ana's case that was shipped. Max is asked to tell her.
async fn shipped() -> Scene {
    let scene = Scene::open().await;
    let Scene { ana, max, dora, .. } = &scene;
    ana.opens_case("The export fails").await;
    max.clicks(card(1), "Claim").await;
    let form = max.runs("/escalate case:1").await.form();
    max.submits(&form, &[("Actual result", "Error 500")]).await;
    dora.runs("/bug ship version:5.3 bug:1").await;
    scene
}

#[tokio::test]
async fn news_that_automod_blocks_can_be_sent_in_other_words() {
    let scene = shipped().await;
    let Scene { ana, max, .. } = &scene;
    let draft = max.client.last_message("#1 · team").expect("the draft");
    let form = max.clicks(draft, "Edit").await.form();
    scene.advance_clock(TimeDelta::minutes(1));
    scene.expect_refusal(400, 200_000);
    let posts = format!("POST /channels/{}/messages", ana.channel(thread(1)).await);
    scene.sandbox.faults().fail_before(&posts, 1, 400, 200_000);
    reads!(max.submits(&form, &[("Message", "The rubbish is gone")]), @"Recorded, but @ana hasn't been told. I won't send it: AutoMod blocks words in it. Try other words.");
    reads!(max, team_thread(1), @"
    * about Switchboard: #1 · The export fails
    Switchboard: @max, bug #1 is fixed in version 5.3.
      Not sent. There's a new message below. (edited)
    Switchboard: @max: I couldn't tell the customer what became of the bug: AutoMod blocks words in it. I won't try again. Try other words.
      → pings: max
    Switchboard: @max, bug #1 is fixed in version 5.3.
      @ana will read this when you send it:
      > @ana Good news: this is fixed in version 5.3.
      [Send] [Edit]
      → pings: max
    Switchboard: Recorded, but @ana hasn't been told. I won't send it: AutoMod blocks words in it. Try other words.
      (only max sees this)
    ");
    reads!(max.runs("/queue"), @"
    **Waiting for us (1)**, most urgent first, then longest wait
    │ [#1](thread 1) · The export fails — on hold, bug #1 shipped, tell the customer, assigned to @max, waiting 1 min · [card](card 1) · **next for you**
    ");
    reads!(max.clicks(team_thread(1), "Send"), @"Posted in case [#1](thread 1).");
    reads!(scene.case(1), @"solved, max, bug 1");
    scene.close().await;
}

#[tokio::test]
async fn those_who_follow_a_case_hear_it_once_though_its_customer_is_told_in_other_words() {
    let scene = Scene::open().await;
    let Scene { ana, ben, max, dora, .. } = &scene;
    ana.opens_case("The export fails").await;
    let form = max.runs("/escalate case:1").await.form();
    max.submits(&form, &[("Actual result", "Error 500")]).await;
    ben.clicks(opening(1), "Me too").await;
    dora.runs("/bug ship version:5.3 bug:1").await;
    let form = max.clicks(team_thread(1), "Edit").await.form();
    scene.expect_refusal(400, 200_000);
    let posts = format!("POST /channels/{}/messages", ana.channel(thread(1)).await);
    scene.sandbox.faults().fail_before(&posts, 1, 400, 200_000);
    max.submits(&form, &[("Message", "The rubbish is gone")]).await;
    max.clicks(team_thread(1), "Send").await;
    let seen = ben.sees(thread(1)).await;
    assert_eq!(seen.matches("@ben, you had this problem too").count(), 1, "{seen}");
    scene.close().await;
}

const SEND_MESSAGES_IN_THREADS: u64 = 1 << 38;

/// What becomes of ana's bug is sent while the bot may not write in her thread. Ben has a case.
async fn muted(outcome: &str) -> Scene {
    let scene = Scene::open().await;
    scene.expect_refusal(403, 50_013);
    let Scene { ana, ben, max, dora, .. } = &scene;
    ana.opens_case("The export fails").await;
    ben.opens_case("Pictures are upside down").await;
    max.clicks(card(1), "Claim").await;
    let form = max.runs("/escalate case:1").await.form();
    max.submits(&form, &[("Actual result", "Error 500")]).await;
    if outcome == "Decline" {
        let form = dora.clicks(report(1), "Decline").await.form();
        dora.submits(&form, &[("Reason", "As designed")]).await;
    } else {
        dora.runs("/bug ship version:5.3 bug:1").await;
    }
    scene.deny_bot("help", SEND_MESSAGES_IN_THREADS);
    scene.idle().await;
    max.clicks(team_thread(1), "Send").await;
    scene
}

#[tokio::test]
async fn news_that_could_not_be_posted_are_withdrawn_when_the_bug_is_reopened() {
    for outcome in ["Decline", "Shipped"] {
        let scene = muted(outcome).await;
        let Scene { ana, dora, .. } = &scene;
        dora.clicks(report(1), "Reopen").await;
        scene.allow_bot("help");
        scene.idle().await;
        scene.run_due().await;
        assert_eq!(ana.sees(thread(1)).await, "", "{outcome}");
        assert!(!dora.sees(report(1)).await.contains("told"), "{outcome}");
        assert_eq!(scene.case(1).await, "on_hold, max, bug 1, waiting since minute 0");
        scene.close().await;
    }
}

/// A case of ana in which she was asked whether it is solved, and whose bug was shipped since. The
/// news cannot be posted.
async fn asked_before() -> Scene {
    let scene = shipped().await;
    scene.expect_refusal(403, 50_013);
    let Scene { max, .. } = &scene;
    max.runs("/solve case:1").await;
    scene.deny_bot("help", SEND_MESSAGES_IN_THREADS);
    scene.idle().await;
    max.clicks(team_thread(1), "Send").await;
    scene
}

#[tokio::test]
async fn the_question_that_stands_counts_until_the_fix_is_told() {
    for button in ["Solved", "Not fixed"] {
        let scene = asked_before().await;
        let answer = scene.ana.clicks(thread(1), button).await;
        assert!(!answer.to_string().contains("newer answer"), "{button}: {answer}");
        scene.allow_bot("help");
        scene.idle().await;
        scene.run_due().await;
        let seen = scene.ana.sees(thread(1)).await;
        assert_eq!(seen.matches("Good news").count(), 1, "{button}: {seen}");
        assert!(seen.contains("[Works now]"), "{button}: {seen}");
        scene.close().await;
    }
}

#[tokio::test]
async fn the_question_that_stands_keeps_its_buttons_when_the_fix_is_withdrawn() {
    let scene = asked_before().await;
    let Scene { ana, dora, .. } = &scene;
    dora.clicks(report(1), "Reopen").await;
    scene.allow_bot("help");
    scene.idle().await;
    scene.run_due().await;
    reads!(ana, thread(1), @"
    Switchboard: @ana, @max thinks this is solved.
      Is it solved? Press a button, or tell us what's still wrong. If we don't hear from you, we'll close case #1 in 3 days.
      [Solved] [Not fixed]
      → pings: ana
    ");
    scene.advance_and_run_due(TimeDelta::days(2)).await;
    assert!(ana.sees(thread(1)).await.contains("just checking in"));
    ana.clicks(thread(1), "Solved").await;
    reads!(scene.case(1), @"closed, max, bug 1");
    scene.close().await;
}

#[tokio::test]
async fn a_case_whose_customer_asked_before_the_fix_was_posted_waits_for_the_bug_no_more() {
    let scene = muted("Shipped").await;
    let Scene { ana, .. } = &scene;
    ana.writes(thread(1), "Any news?").await;
    scene.allow_bot("help");
    scene.idle().await;
    scene.run_due().await;
    assert!(ana.sees(thread(1)).await.contains("Good news"));
    assert!(!scene.case(1).await.contains("on_hold"));
    scene.close().await;
}

#[tokio::test]
async fn who_was_sent_news_is_not_told_again_with_a_customer_whose_case_joins_theirs() {
    for (outcome, words) in [("Decline", "decided not to change it"), ("Shipped", "Good news")] {
        let scene = muted(outcome).await;
        let Scene { ana, max, dora, .. } = &scene;
        max.runs("/link bug:1 case:2").await;
        max.runs("/merge into:1 case:2").await;
        scene.allow_bot("help");
        scene.idle().await;
        let seen = dora.sees(report(1)).await;
        assert!(seen.contains("1 of 2 told"), "ben has not read it: {seen}");
        max.clicks(team_thread(1), "Send").await;
        let seen = ana.sees(thread(1)).await;
        assert_eq!(seen.matches(words).count(), 2, "{seen}");
        assert_eq!(seen.matches("@ana ").count(), 1, "{seen}");
        assert!(dora.sees(report(1)).await.contains("2 of 2 told"));
        scene.close().await;
    }
}

#[tokio::test]
async fn a_fix_is_told_and_asked_about_though_discord_refuses_the_one_before_it() {
    let scene = muted("Shipped").await;
    scene.expect_refusal(400, 200_000);
    let Scene { ana, max, dora, .. } = &scene;
    let form = max.runs("/escalate case:2").await.form();
    max.submits(&form, &[("Actual result", "Error 501")]).await;
    max.runs("/link bug:2 case:1").await;
    dora.runs("/bug ship version:5.4 bug:2").await;
    let draft = max.client.finds("#1 · team", "[Send]").expect("the draft");
    max.clicks(draft, "Send").await;
    let posts = format!("POST /channels/{}/messages", ana.channel(thread(1)).await);
    scene.sandbox.faults().fail_before(&posts, 1, 400, 200_000);
    scene.allow_bot("help");
    scene.idle().await;
    scene.run_due().await;
    reads!(ana, thread(1), @"
    Switchboard: @ana Good news: this is fixed in version 5.4.
      -# Sent by @max
      Does it work now? Press a button, or tell us what's still wrong. If we don't hear from you, we'll close case #1 in 3 days.
      [Works now] [Still broken]
      → pings: ana
    ");
    reads!(scene.case(1), @"solved, max, bug 1, bug 2");
    ana.clicks(thread(1), "Works now").await;
    assert!(max.sees(team_thread(1)).await.contains("this is fixed in version 5.3"));
    scene.close().await;
}

#[tokio::test]
async fn a_message_is_said_to_be_sent_once_the_customer_can_read_it() {
    let scene = muted("Shipped").await;
    let Scene { ana, max, .. } = &scene;
    let draft = max.sees(team_thread(1)).await;
    assert!(draft.contains("@ana can't read it yet."), "{draft}");
    assert!(!draft.contains("Sent to"), "{draft}");
    scene.allow_bot("help");
    scene.idle().await;
    scene.run_due().await;
    assert!(ana.sees(thread(1)).await.contains("Good news"));
    let draft = max.sees(team_thread(1)).await;
    assert!(draft.contains("Sent to @ana by @max."), "{draft}");
    scene.close().await;
}

#[tokio::test]
async fn a_case_whose_customer_cannot_be_told_does_not_wait_for_a_bug_fix() {
    for outcome in ["Decline", "Shipped"] {
        let scene = muted(outcome).await;
        let seen = scene.max.sees(card(1)).await;
        assert!(seen.contains("On hold ·"), "{outcome}: {seen}");
        assert!(!seen.contains("waiting for a bug fix"), "{outcome}: {seen}");
        scene.allow_bot("help");
        scene.idle().await;
        scene.run_due().await;
        scene.close().await;
    }
}

#[tokio::test]
async fn a_server_may_let_the_message_go_by_itself() {
    let scene = reported().await;
    let Scene { ana, dora, olaf, .. } = &scene;
    olaf.runs("/setup send_bug_news:true").await;
    reads!(dora.runs("/bug ship version:5.3 bug:1"), @"Bug [#1](report 1) is shipped in version 5.3. The customer of 1 case is being told.");
    reads!(ana, thread(1), @"
    Switchboard: @ana Good news: this is fixed in version 5.3.
      Does it work now? Press a button, or tell us what's still wrong. If we don't hear from you, we'll close case #1 in 3 days.
      [Works now] [Still broken]
      → pings: ana
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_developer_reads_in_how_many_cases_an_agent_has_to_tell_the_customer() {
    let scene = Scene::open().await;
    let Scene { ana, ben, max, dora, olaf, .. } = &scene;
    olaf.runs("/setup send_bug_news:true").await;
    ana.opens_case("The export fails").await;
    let form = max.runs("/escalate case:1").await.form();
    max.submits(&form, &[("Actual result", "Error 500")]).await;
    // The thread of the other case is gone for good.
    scene.expect_refusal(404, 10_003);
    let post = ben.posts("ideas", "Export fails", "It says error 500").await;
    max.flags(post).await;
    olaf.client.delete_channel(post).expect("olaf may");
    scene.idle().await;
    max.runs("/solve case:2").await;
    max.runs("/link bug:1 case:2").await;
    reads!(dora.runs("/bug ship version:5.3 bug:1"), @"Bug [#1](report 1) is shipped in version 5.3. The customers of 2 cases are told: in 1 right away, in 1 as soon as an agent sends the message.");
    scene.close().await;
}

#[tokio::test]
async fn a_version_is_in_the_form_as_it_is_in_the_message() {
    let scene = Scene::open().await;
    let Scene { ana, max, dora, .. } = &scene;
    ana.opens_case("The map is empty").await;
    let form = max.runs("/escalate case:1").await.form();
    max.submits(&form, &[("Actual result", "Nothing is drawn")]).await;
    dora.runs("/bug ship version:3_beta_2 bug:1").await;
    let form = max.clicks(team_thread(1), "Edit").await.form();
    let words = form.fields[0].value.as_deref();
    assert_eq!(words, Some("Good news: this is fixed in version 3_beta_2."));
    max.submits(&form, &[]).await;
    reads!(ana, thread(1), @"
    Switchboard: @ana Good news: this is fixed in version 3_beta_2.
      -# Sent by @max
      Does it work now? Press a button, or tell us what's still wrong. If we don't hear from you, we'll close case #1 in 3 days.
      [Works now] [Still broken]
      → pings: ana
    ");
    scene.close().await;
}
