//! `/notify`: how an agent is notified.

use crate::scene::{Scene, reads, team_thread, thread};

/// A case of ana that max has claimed and answered.
async fn answered() -> Scene {
    let scene = Scene::open().await;
    scene.ana.opens_case("The sound crackles").await;
    scene.max.runs("/claim case:1").await;
    scene.max.writes(thread(1), "Which headset is it?").await;
    scene
}

#[tokio::test]
async fn an_agent_who_wants_it_is_mentioned_once_when_the_customer_begins_to_wait() {
    let scene = answered().await;
    let Scene { ana, max, .. } = &scene;
    reads!(max.runs("/notify mentions:true"), @"I'll mention you under the card when the customer in one of your cases starts waiting. Turn this off with `/notify mentions:false`.");
    ana.writes(thread(1), "An old one of my brother").await;
    ana.writes(thread(1), "It has a cable").await;
    reads!(max, team_thread(1), @"
    * about Switchboard: #1 · The sound crackles
    Switchboard: @max, @ana [wrote](message of ana) and is waiting.
      → pings: max
    ");
    reads!(max.runs("/notify"), @"I'll mention you under the card when the customer in one of your cases starts waiting. Turn this off with `/notify mentions:false`.");
    scene.close().await;
}

#[tokio::test]
async fn nobody_is_mentioned_who_has_not_chosen_it() {
    let scene = answered().await;
    let Scene { ana, max, mia, .. } = &scene;
    mia.runs("/notify mentions:true").await;
    max.runs("/notify mentions:true").await;
    reads!(max.runs("/notify mentions:false"), @"I won't mention you when customers reply. You're in your cases' threads, so Discord's own notification settings apply there. To be mentioned under the card as well, use `/notify mentions:true`.");
    let threads = scene.threads();
    ana.writes(thread(1), "An old one of my brother").await;
    assert_eq!(scene.threads(), threads, "there is nothing to tell the team");
    scene.close().await;
}

#[tokio::test]
async fn a_word_on_a_proposed_answer_mentions_the_assignee_too() {
    let scene = answered().await;
    let Scene { ana, max, mia, .. } = &scene;
    mia.speaks("de");
    reads!(mia.runs("/benachrichtigungen"), @"Ich erwähne dich nicht, wenn Mitglieder antworten. Du bist in den Threads deiner Fälle, dort gelten deine Einstellungen in Discord. Wenn ich dich auch unter der Karte erwähnen soll, nimm `/benachrichtigungen erwähnungen:true`.");
    reads!(mia.runs("/benachrichtigungen erwähnungen:true"), @"Ich erwähne dich unter der Karte, wenn das Mitglied in einem deiner Fälle zu warten beginnt. Abschalten kannst du das mit `/benachrichtigungen erwähnungen:false`.");
    max.runs("/notify mentions:true").await;
    max.runs("/solve case:1").await;
    ana.writes(thread(1), "No, it is worse now").await;
    reads!(max, team_thread(1), @"
    * about Switchboard: #1 · The sound crackles
    Switchboard: @max, @ana [wrote](message of ana) and is waiting.
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
    max.runs("/notify mentions:true").await;
    max.writes(thread(1), "Which headset is it?").await;
    ana.replies(question, "An old one").await;
    reads!(max, team_thread(1), @"
    * about Switchboard: #1 · The sound crackles
    Switchboard: @max, @ana [wrote](message of ana) and is waiting.
      → pings: max
    ");
    scene.close().await;
}
