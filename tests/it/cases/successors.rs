//! What was for an agent who has left the team is for the others.

use chrono::TimeDelta;

use crate::scene::{SETUP, Scene, community, reads, report, team_thread, thread};

/// A case of ana that max has reported as bug 1. Then he leaves.
async fn reported_and_left() -> Scene {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    ana.opens_case("The clock is slow").await;
    max.runs("/claim case:1").await;
    let form = max.runs("/escalate case:1").await.form();
    max.submits(&form, &[("Actual result", "It loses a minute")]).await;
    max.leaves().await;
    scene
}

#[tokio::test]
async fn a_question_of_a_developer_is_put_to_all_agents() {
    let scene = reported_and_left().await;
    let Scene { dora, mia, .. } = &scene;
    scene.expect_refusal(404, 10_007);
    let form = dora.clicks(report(1), "Need info").await.form();
    dora.submits(&form, &[("What do you need to know?", "Which clock?")]).await;
    reads!(mia, team_thread(1), @"
    * about Switchboard: #1 · The clock is slow
    Switchboard: @max is no longer an agent, so this case is back in the queue. Use `/claim` to take it.
    Switchboard: @Agents: @dora has a question about bug #1:
      > Which clock?
      [Answer] [Ask the customer]
      → pings: @Agents
    ");
    scene.close().await;
}

#[tokio::test]
async fn news_of_a_bug_are_put_to_all_agents() {
    let scene = reported_and_left().await;
    let Scene { dora, mia, .. } = &scene;
    scene.expect_refusal(404, 10_007);
    dora.runs("/bug ship version:5.3 bug:1").await;
    let news = mia.message(&team_thread(1)).await;
    reads!(mia, team_thread(1), @"
    * about Switchboard: #1 · The clock is slow
    Switchboard: @max is no longer an agent, so this case is back in the queue. Use `/claim` to take it.
    Switchboard: @Agents: bug #1 is fixed in version 5.3.
      @ana will read this when you send it:
      > @ana Good news: this is fixed in version 5.3.
      [Send] [Edit]
      → pings: @Agents
    ");
    mia.clicks(team_thread(1), "Send").await;
    reads!(mia, news, @"
    Switchboard: @Agents: bug #1 is fixed in version 5.3.
      Sent to @ana by @mia. (edited)
    ");
    scene.close().await;
}

#[tokio::test]
async fn news_for_all_agents_still_name_them_after_one_has_reworded_them() {
    let scene = reported_and_left().await;
    let Scene { ana, dora, mia, olaf, .. } = &scene;
    scene.expect_refusal(404, 10_007);
    let form = dora.clicks(report(1), "Decline").await.form();
    dora.submits(&form, &[("Reason", "It follows the sun")]).await;
    let news = mia.message(&team_thread(1)).await;
    // Whatever else happens in the case leaves it as it is.
    mia.runs("/claim case:1").await;
    ana.writes(thread(1), "Is there news?").await;
    reads!(mia, news, @"
    Switchboard: @Agents: the developers declined bug #1.
      Their reason, for the team:
      > It follows the sun
      @ana will read this when you send it:
      > @ana The developers looked into this and decided not to change it. If you have questions about that, just write here.
      [Send] [Edit]
      → pings: @Agents
    ");
    olaf.runs("/setup agents_2:@Developers").await;
    let form = mia.clicks(news, "Edit").await.form();
    let field = form.fields[0].label.clone();
    mia.submits(&form, &[(field.as_str(), "It's a sundial, so we can't.")]).await;
    reads!(mia, news, @"
    Switchboard: @Agents: the developers declined bug #1.
      Their reason, for the team:
      > It follows the sun
      Sent to @ana by @mia. (edited)
    ");
    scene.close().await;
}

#[tokio::test]
async fn who_has_solved_a_case_and_left_is_promised_to_nobody() {
    let scene = Scene::open().await;
    let Scene { ana, max, mia, .. } = &scene;
    ana.opens_case("The clock is slow").await;
    mia.runs("/claim case:1").await;
    mia.runs("/solve case:1").await;
    scene.expect_refusal(404, 10_007);
    mia.leaves().await;
    ana.clicks(thread(1), "Not fixed").await;
    reads!(ana, thread(1), @"
    Switchboard: @ana, @mia thinks this is solved. (edited)
    ↱ to Switchboard: @ana, @mia thinks this is solved.…
    Switchboard: Case [#1](thread 1) is open again, and the team knows. Tell us in the thread what's still wrong.
      (only ana sees this)
    Switchboard: Thanks for letting us know. The team will take another look. What's still going wrong? (edited)
    ");
    max.runs("/claim case:1").await;
    let seen = ana.sees(thread(1)).await;
    assert!(seen.contains("@max will take another look"), "{seen}");
    scene.close().await;
}

#[tokio::test]
async fn a_case_is_not_handed_over_to_somebody_who_left() {
    let scene = Scene::open().await;
    let Scene { ana, max, mia, .. } = &scene;
    ana.opens_case("The clock is slow").await;
    max.runs("/claim case:1").await;
    mia.runs("/assign agent:@mia case:1").await;
    let asked = max.message(&team_thread(1)).await;
    mia.leaves().await;
    reads!(max, asked, @"Switchboard: @max, @mia asked to take over this case. (edited)");
    reads!(max.runs("/case history case:1"), @"
    **History**, oldest first
    #1 · The clock is slow
    │ 2 March 2026 09:00 · @max opened it
    │ 2 March 2026 09:00 · @max claimed it
    │ 2 March 2026 09:00 · @mia asked @max to hand it over to @mia
    │ 2 March 2026 09:00 · The request to hand it over ended, since @mia is no longer an agent
    ");
    scene.close().await;
}

/// The community with a bot that has no Server Members Intent, and is not told of members who
/// leave.
async fn without_members() -> Scene {
    let mut world = community();
    world.application_flags &= !(1 << 14 | 1 << 15);
    let scene = Scene::with_world(world).await;
    scene.olaf.runs(SETUP).await;
    scene.expect_refusal(404, 10_007);
    scene
}

#[tokio::test]
async fn without_the_intent_the_button_to_hand_over_finds_out() {
    let scene = without_members().await;
    let Scene { ana, max, mia, .. } = &scene;
    ana.opens_case("The clock is slow").await;
    max.runs("/claim case:1").await;
    mia.runs("/assign agent:@mia case:1").await;
    mia.leaves().await;
    reads!(max.clicks(team_thread(1), "Hand over"), @"@mia is no longer in this server, so choose someone else from the team.");
    reads!(scene.case(1), @"open, max, waiting since minute 0");
    assert!(!max.sees(team_thread(1)).await.contains("[Hand over]"));
    scene.close().await;
}

#[tokio::test]
async fn without_the_intent_asking_for_a_case_finds_out_that_its_agent_left() {
    let scene = without_members().await;
    let Scene { ana, max, mia, .. } = &scene;
    ana.opens_case("The clock is slow").await;
    mia.runs("/claim case:1").await;
    mia.leaves().await;
    max.runs("/assign agent:@max case:1").await;
    reads!(scene.case(1), @"new, waiting since minute 0");
    scene.close().await;
}

#[tokio::test]
async fn without_the_intent_what_is_said_to_a_customer_finds_out_that_they_left() {
    let scene = without_members().await;
    let Scene { ana, max, lea, .. } = &scene;
    lea.runs("/snippet add name:logs text:Please send us the log file.").await;
    let lines = ["/solve case:1", "/reply snippet:logs case:2", "/promise within:2h case:3"];
    for case in 1..=3 {
        ana.opens_case("The clock is slow").await;
        scene.advance_clock(TimeDelta::hours(1));
        max.runs(&format!("/claim case:{case}")).await;
    }
    ana.leaves().await;
    for (case, line) in (1..).zip(lines) {
        max.runs(line).await;
        let history = max.runs(&format!("/case history case:{case}")).await;
        assert!(history.contains("The customer left the server"), "{history}");
    }
    scene.close().await;
}

#[tokio::test]
async fn an_agent_who_may_not_see_the_thread_is_told_so() {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    scene.expect_refusal(403, 50_001);
    ana.opens_case("The clock is slow").await;
    scene.hide_from("help", max.id());
    max.runs("/claim case:1").await;
    reads!(max, team_thread(1), @"
    * about Switchboard: #1 · The clock is slow
    Switchboard: @max, I can't add you to the customer's thread, so Discord won't notify you of what they write. Ask whoever manages this server to let you see the thread's channel.
      → pings: max
    ");
    scene.close().await;
}

#[tokio::test]
async fn an_agent_reads_what_others_do_with_their_case() {
    let scene = Scene::open().await;
    let Scene { ana, max, mia, .. } = &scene;
    ana.opens_case("The clock is slow").await;
    mia.runs("/claim case:1").await;
    max.runs("/snooze until:3d case:1").await;
    max.runs("/solve case:1").await;
    max.runs("/close case:1").await;
    reads!(mia, team_thread(1), @"
    * about Switchboard: #1 · The clock is slow
    Switchboard: @mia, @max has snoozed your case until 5 March 2026 09:00.
      → pings: mia
    Switchboard: @mia, @max is asking the customer of your case whether it's solved.
      → pings: mia
    Switchboard: @mia, @max has closed your case.
      → pings: mia
    ");
    scene.close().await;
}
