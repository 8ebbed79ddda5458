//! What the team is told, whom it pings, and when.

use chrono::TimeDelta;

use crate::scene::{Person, Place, Scene, reads, team_thread, thread};

/// The messages of a channel that ping somebody.
async fn pings(person: &Person, place: impl Into<Place>) -> String {
    let text = person.sees(place).await;
    let mut messages: Vec<String> = Vec::new();
    for line in text.lines() {
        match messages.last_mut() {
            Some(message) if line.starts_with(' ') => *message += &format!("\n{line}"),
            _ => messages.push(line.to_owned()),
        }
    }
    messages.retain(|message| message.contains("→ pings: ") || message.contains("@Agents"));
    messages.join("\n")
}

/// A case of ana that max has claimed and answered.
async fn answered() -> Scene {
    let scene = Scene::open().await;
    scene.ana.opens_case("The sound crackles").await;
    scene.max.runs("/claim case:1").await;
    scene.max.writes(thread(1), "Which headset is it?").await;
    scene
}

#[tokio::test]
async fn an_urgent_case_pings_the_agents_once() {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    ana.opens_case("I was charged twice").await;
    scene.advance_clock(TimeDelta::minutes(5));
    max.runs("/priority level:urgent case:1").await;
    reads!(pings(max, "desk"), @"
    Switchboard: @Agents: Case [#1](card 1) is urgent. The customer wrote 5 minutes ago and is waiting.
      → pings: @Agents
    ");
    scene.advance_clock(TimeDelta::minutes(5));
    max.runs("/priority level:high case:1").await;
    max.runs("/priority level:urgent case:1").await;
    assert_eq!(pings(max, "desk").await.matches("→ pings").count(), 1);
    scene.close().await;
}

#[tokio::test]
async fn a_case_that_a_rule_makes_urgent_pings_the_agents() {
    let scene = Scene::open().await;
    let Scene { ana, lea, max, .. } = &scene;
    lea.runs("/notify event:new case how:mention the role everyone:true").await;
    lea.runs("/rule add name:money pattern:charged priority:urgent").await;
    ana.writes("help", "I was charged twice").await;
    reads!(pings(max, "desk"), @"
    Switchboard: @Agents: Case [#1](card 1) is urgent. The customer wrote now and is waiting.
      → pings: @Agents
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_server_has_new_cases_ping_the_agents_or_nobody() {
    let scene = Scene::open().await;
    let Scene { ana, ben, caro, lea, max, .. } = &scene;
    ana.opens_case("The export fails").await;
    assert_eq!(pings(max, "desk").await, "");
    lea.runs("/notify event:new case how:mention the role everyone:true").await;
    ben.runs("/ask question:Where is my invoice?").await;
    scene.advance_clock(TimeDelta::minutes(2));
    lea.runs("/notify event:new case how:nothing everyone:true").await;
    caro.opens_case("The import fails").await;
    reads!(pings(max, "desk"), @"
    Switchboard: @Agents: Case [#2](card 2) is new and has no assignee yet.
      → pings: @Agents
    ");
    scene.close().await;
}

#[tokio::test]
async fn an_agent_is_told_of_new_cases_that_others_open() {
    let scene = Scene::open().await;
    let Scene { ana, ben, max, mia, .. } = &scene;
    for agent in [max, mia] {
        agent.runs("/notify event:new case how:direct message").await;
    }
    ana.opens_case("The export fails").await;
    reads!(mia, "dm", @"Switchboard: Case [#1](card 1) is new and has no assignee yet.");
    assert_eq!(max.sees("dm").await, "", "max has opened it");
    mia.runs("/notify event:new case how:mention under the card").await;
    ben.opens_case("The import fails").await;
    reads!(pings(mia, team_thread(2)), @"
    Switchboard: @mia: Case [#2](card 2) is new and has no assignee yet.
      → pings: mia
    ");
    scene.close().await;
}

#[tokio::test]
async fn the_assignee_is_mentioned_when_the_customer_writes_after_an_hour_of_silence() {
    let scene = answered().await;
    let Scene { ana, max, .. } = &scene;
    let threads = scene.threads();
    scene.advance_clock(TimeDelta::minutes(59));
    ana.writes(thread(1), "An old one of my brother").await;
    assert_eq!(scene.threads(), threads, "they talk to each other");
    scene.advance_clock(TimeDelta::hours(1));
    ana.writes(thread(1), "Are you there?").await;
    ana.writes(thread(1), "Hello?").await;
    reads!(max, team_thread(1), @"
    * about Switchboard: #1 · The sound crackles
    Switchboard: @max: @ana [wrote](message of ana) in case [#1](card 1) and is waiting.
      → pings: max
    ");
    scene.close().await;
}

#[tokio::test]
async fn an_agent_who_wants_it_is_mentioned_once_when_the_customer_begins_to_wait() {
    let scene = answered().await;
    let Scene { ana, max, .. } = &scene;
    max.runs("/notify event:customer's reply in my case after:0").await;
    ana.writes(thread(1), "An old one of my brother").await;
    ana.writes(thread(1), "It has a cable").await;
    reads!(max, team_thread(1), @"
    * about Switchboard: #1 · The sound crackles
    Switchboard: @max: @ana [wrote](message of ana) in case [#1](card 1) and is waiting.
      → pings: max
    ");
    scene.close().await;
}

#[tokio::test]
async fn nobody_is_mentioned_who_has_chosen_not_to_be() {
    let scene = answered().await;
    let Scene { ana, max, mia, .. } = &scene;
    mia.runs("/notify event:customer's reply in my case after:0").await;
    max.runs("/notify event:customer's reply in my case how:nothing").await;
    let threads = scene.threads();
    scene.advance_clock(TimeDelta::hours(2));
    ana.writes(thread(1), "An old one of my brother").await;
    assert_eq!(scene.threads(), threads, "there is nothing to tell the team");
    scene.close().await;
}

#[tokio::test]
async fn thanks_are_no_reply_that_somebody_is_told_of() {
    let scene = answered().await;
    let threads = scene.threads();
    scene.advance_clock(TimeDelta::hours(2));
    scene.ana.writes(thread(1), "Thank you!").await;
    assert_eq!(scene.threads(), threads);
    scene.close().await;
}

#[tokio::test]
async fn a_word_on_a_proposed_answer_mentions_the_assignee_too() {
    let scene = answered().await;
    let Scene { ana, max, .. } = &scene;
    max.runs("/notify event:customer's reply in my case after:0").await;
    max.runs("/solve case:1").await;
    ana.writes(thread(1), "No, it is worse now").await;
    reads!(max, team_thread(1), @"
    * about Switchboard: #1 · The sound crackles
    Switchboard: @max: @ana [wrote](message of ana) in case [#1](card 1) and is waiting.
      → pings: max
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_reply_in_the_channel_mentions_the_assignee_with_its_link() {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    let question = ana.opens_case("The sound crackles").await;
    max.runs("/claim case:1").await;
    max.writes(thread(1), "Which headset is it?").await;
    scene.advance_clock(TimeDelta::hours(1));
    ana.replies(question, "An old one").await;
    reads!(max, team_thread(1), @"
    * about Switchboard: #1 · The sound crackles
    Switchboard: @max: @ana [wrote](message of ana) in case [#1](card 1) and is waiting.
      → pings: max
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_first_answer_that_is_overdue_pings_the_agents_once() {
    let scene = Scene::open().await;
    let Scene { ana, lea, max, mia, .. } = &scene;
    lea.runs("/notify event:first answer overdue how:mention the role after:20m everyone:true")
        .await;
    mia.runs("/notify event:first answer overdue how:direct message after:25m").await;
    ana.opens_case("The export fails").await;
    scene.advance_and_run_due(TimeDelta::minutes(19)).await;
    assert_eq!(pings(max, "desk").await, "");
    scene.advance_and_run_due(TimeDelta::minutes(1)).await;
    reads!(pings(max, "desk"), @"
    Switchboard: @Agents: Case [#1](card 1) still hasn't been answered. The customer wrote 20 minutes ago.
      → pings: @Agents
    ");
    assert_eq!(mia.sees("dm").await, "");
    scene.advance_and_run_due(TimeDelta::minutes(5)).await;
    scene.advance_and_run_due(TimeDelta::hours(5)).await;
    assert_eq!(pings(max, "desk").await.matches("→ pings").count(), 1);
    reads!(mia, "dm", @"Switchboard: Case [#1](card 1) still hasn't been answered. The customer wrote 5 hours ago.");
    scene.close().await;
}

#[tokio::test]
async fn the_assignee_of_an_overdue_case_is_mentioned_instead_of_the_role() {
    let scene = Scene::open().await;
    let Scene { ana, ben, lea, max, mia, .. } = &scene;
    lea.runs("/notify event:first answer overdue how:mention the role everyone:true").await;
    mia.runs("/notify event:first answer overdue how:direct message").await;
    ana.opens_case("The export fails").await;
    ben.opens_case("The import fails").await;
    max.runs("/claim case:1").await;
    max.runs("/claim case:2").await;
    max.writes(thread(2), "Which file is it?").await;
    scene.advance_and_run_due(TimeDelta::minutes(30)).await;
    assert_eq!(pings(max, "desk").await, "");
    assert_eq!(mia.sees("dm").await, "", "neither is hers");
    reads!(max, team_thread(1), @"
    * about Switchboard: #1 · The export fails
    Switchboard: @max: Case [#1](card 1) still hasn't been answered. The customer wrote 30 minutes ago.
      → pings: max
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_severe_bug_pings_the_developers_if_the_server_wants_it() {
    let scene = Scene::open().await;
    let Scene { ana, ben, dora, lea, max, .. } = &scene;
    lea.runs("/notify event:bug report how:mention the role everyone:true").await;
    let bugs = [(1, "normal", "The import fails"), (2, "high", "Photos are upside down")];
    for (case, severity, text) in bugs {
        ben.opens_case(text).await;
        let line = format!("/escalate severity:{severity} case:{case}");
        let form = max.runs(&line).await.form();
        max.submits(&form, &[("Actual result", "Error 500")]).await;
    }
    reads!(pings(dora, "developers"), @"
    Switchboard: @Developers: Bug [#2](report 2) was reported from case [#2](card 2), severity: high.
      → pings: @Developers
    ");
    scene.advance_clock(TimeDelta::minutes(1));
    ana.opens_case("For me too").await;
    max.runs("/link bug:2 case:3").await;
    max.runs("/link bug:1 case:3").await;
    reads!(pings(dora, "developers"), @"
    Switchboard: @Developers: Bug [#2](report 2) was reported from case [#2](card 2), severity: high.
      → pings: @Developers
    Switchboard: @Developers: Case [#3](card 3) was linked to bug [#2](report 2).
      → pings: @Developers
    ");
    scene.close().await;
}

#[tokio::test]
async fn an_agent_is_told_of_urgent_cases_and_bugs_directly() {
    let scene = Scene::open().await;
    let Scene { ana, max, mia, .. } = &scene;
    mia.runs("/notify event:urgent case how:direct message").await;
    mia.runs("/notify event:bug report how:mention under the card severity:low").await;
    ana.opens_case("I was charged twice").await;
    max.runs("/priority level:urgent case:1").await;
    reads!(mia, "dm", @"Switchboard: Case [#1](card 1) is urgent. The customer wrote now and is waiting.");
    let form = max.runs("/escalate severity:low case:1").await.form();
    max.submits(&form, &[("Actual result", "Charged twice")]).await;
    reads!(pings(mia, team_thread(1)), @"
    Switchboard: @mia: Bug [#1](report 1) was reported from case [#1](card 1), severity: low.
      → pings: mia
    ");
    scene.close().await;
}

#[tokio::test]
async fn whoever_asks_and_answers_themselves_is_not_told_of_their_own_words() {
    let scene = Scene::open().await;
    let Scene { max, .. } = &scene;
    max.opens_case("How do I reset the demo?").await;
    max.runs("/claim case:1").await;
    scene.advance_clock(TimeDelta::hours(2));
    let threads = scene.threads();
    max.writes(thread(1), "Does anybody know?").await;
    assert_eq!(scene.threads(), threads);
    scene.close().await;
}

#[tokio::test]
async fn what_happens_within_a_minute_is_one_message() {
    let scene = Scene::open().await;
    let Scene { ana, ben, caro, max, .. } = &scene;
    ana.opens_case("The export fails").await;
    ben.opens_case("The import fails").await;
    caro.opens_case("The sound crackles").await;
    max.runs("/priority level:urgent case:1").await;
    scene.advance_clock(TimeDelta::seconds(50));
    max.runs("/priority level:urgent case:2").await;
    reads!(pings(max, "desk"), @"
    Switchboard: @Agents
      - Case [#1](card 1) is urgent. The customer wrote 1 minute ago and is waiting.
      - Case [#2](card 2) is urgent. The customer wrote 1 minute ago and is waiting. (edited)
    ");
    scene.advance_clock(TimeDelta::seconds(10));
    max.runs("/priority level:urgent case:3").await;
    let all = pings(max, "desk").await;
    assert_eq!(all.matches("Switchboard: ").count(), 2, "{all}");
    scene.close().await;
}

#[tokio::test]
async fn what_comes_in_quiet_hours_is_one_message_at_their_end() {
    let scene = Scene::open().await;
    let Scene { ana, ben, caro, max, mia, .. } = &scene;
    mia.runs("/notify event:new case how:direct message").await;
    // It is 10:00 in Berlin.
    mia.runs("/notify quiet_hours:9:30-11:15 time_zone:Europe/Berlin").await;
    ana.opens_case("The export fails").await;
    scene.advance_clock(TimeDelta::minutes(20));
    ben.opens_case("The import fails").await;
    caro.opens_case("The sound crackles").await;
    max.runs("/claim case:2").await;
    assert_eq!(mia.sees("dm").await, "");
    scene.restart().await;
    scene.advance_and_run_due(TimeDelta::minutes(54)).await;
    assert_eq!(mia.sees("dm").await, "");
    scene.advance_and_run_due(TimeDelta::minutes(1)).await;
    reads!(mia, "dm", @"
    Switchboard: - Case [#1](card 1) is new and has no assignee yet.
      - Case [#3](card 3) is new and has no assignee yet.
    ");
    scene.close().await;
}

#[tokio::test]
async fn what_is_no_longer_so_at_the_end_of_quiet_hours_is_not_said() {
    let scene = Scene::open().await;
    let Scene { ana, lea, max, .. } = &scene;
    lea.runs("/notify quiet_hours:9-10 everyone:true").await;
    ana.opens_case("I was charged twice").await;
    max.runs("/priority level:urgent case:1").await;
    max.runs("/close case:1").await;
    scene.advance_and_run_due(TimeDelta::hours(1)).await;
    assert_eq!(pings(max, "desk").await, "");
    scene.close().await;
}

#[tokio::test]
async fn whoever_ends_their_quiet_hours_is_told_at_once() {
    let scene = Scene::open().await;
    let Scene { ana, mia, .. } = &scene;
    mia.runs("/notify event:new case how:direct message").await;
    mia.runs("/notify quiet_hours:8-12").await;
    ana.opens_case("The export fails").await;
    assert_eq!(mia.sees("dm").await, "");
    mia.runs("/notify quiet_hours:off").await;
    reads!(mia, "dm", @"Switchboard: Case [#1](card 1) is new and has no assignee yet.");
    scene.close().await;
}

#[tokio::test]
async fn whoever_takes_no_direct_messages_is_mentioned_instead_and_told_why_once() {
    let scene = Scene::open().await;
    scene.expect_refusal(403, 50_007);
    let Scene { ana, ben, caro, mia, .. } = &scene;
    mia.runs("/notify event:new case how:direct message").await;
    scene.sandbox.change(|world| world.set_direct_messages_closed(mia.id(), true));
    ana.opens_case("The export fails").await;
    reads!(pings(mia, team_thread(1)), @"
    Switchboard: @mia: Case [#1](card 1) is new and has no assignee yet.
      Discord doesn't let me send you direct messages, so I mention you here from now on. To change that, allow direct messages from this server's members and use `/notify` again.
      → pings: mia
    ");
    assert!(mia.runs("/notify").await.contains("Discord didn't let me send you direct messages"));
    scene.advance_clock(TimeDelta::minutes(2));
    ben.opens_case("The import fails").await;
    reads!(pings(mia, team_thread(2)), @"
    Switchboard: @mia: Case [#2](card 2) is new and has no assignee yet.
      → pings: mia
    ");
    let refused = scene.exchanges().iter().filter(|exchange| exchange.status == 403).count();
    assert_eq!(refused, 1, "it is not tried again");
    scene.sandbox.change(|world| world.set_direct_messages_closed(mia.id(), false));
    scene.advance_clock(TimeDelta::minutes(2));
    mia.runs("/notify event:new case how:direct message").await;
    caro.opens_case("The sound crackles").await;
    reads!(mia, "dm", @"Switchboard: Case [#3](card 3) is new and has no assignee yet.");
    scene.close().await;
}

#[tokio::test]
async fn whoever_has_left_the_team_is_told_nothing_more() {
    let scene = Scene::open().await;
    let Scene { ana, mia, olaf, .. } = &scene;
    mia.runs("/notify event:new case how:direct message").await;
    olaf.takes_role(mia, "Agents").await;
    ana.opens_case("The export fails").await;
    assert_eq!(mia.sees("dm").await, "");
    scene.close().await;
}

#[tokio::test]
async fn a_direct_message_that_was_lost_on_its_way_is_sent_once() {
    let scene = Scene::open().await;
    let Scene { ana, max, mia, .. } = &scene;
    mia.runs("/notify event:urgent case how:direct message").await;
    scene.lea.runs("/notify event:urgent case how:nothing everyone:true").await;
    ana.opens_case("I was charged twice").await;
    scene.sandbox.faults().fail_after("POST /channels/{channel}/messages", 1);
    max.runs("/priority level:urgent case:1").await;
    scene.advance_and_run_due(TimeDelta::minutes(2)).await;
    assert_eq!(mia.sees("dm").await.matches("Switchboard: ").count(), 1);
    scene.close().await;
}

#[tokio::test]
async fn a_message_that_was_lost_on_its_way_is_sent_once() {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    ana.opens_case("I was charged twice").await;
    scene.sandbox.faults().fail_after("POST /channels/{channel}/messages", 1);
    max.runs("/priority level:urgent case:1").await;
    scene.advance_and_run_due(TimeDelta::minutes(2)).await;
    let all = pings(max, "desk").await;
    assert_eq!(all.matches("→ pings: @Agents").count(), 1, "{all}");
    scene.close().await;
}
