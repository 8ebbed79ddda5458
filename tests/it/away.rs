//! What happened in the places of cases while the bot was away, or at the same moment.

use chrono::TimeDelta;
use insta::assert_snapshot;

use crate::scene::Scene;

#[tokio::test]
async fn a_question_in_a_thread_is_no_message_of_its_own_case() {
    let mut scene = Scene::open().await;
    let (ana, max) = (scene.person("ana"), scene.person("max"));
    let started = ana.say("help", "Something is wrong").expect("ana may write");
    let thread = ana.start_thread(started, "My login").expect("ana may start a thread");
    max.say(thread, "What is it?").expect("max may write, before there is a case");
    let question = ana.say(thread, "I cannot log in").expect("ana may write");
    max.menu(question, "Open case").await;
    scene.idle().await;
    scene.stop().await;
    ana.edit(question, "I cannot log in with Firefox").expect("it is hers");
    scene.start().await;
    scene.idle().await;
    assert_snapshot!(scene.plain(&max.command("desk", "/case show case:1").await.text()), @"
    #1 · I cannot log in with Firefox
    │ I cannot log in with Firefox
    │ Customer: @ana
    │ Status: New: nobody has it
    │ Has it: Nobody yet
    │ Priority: Normal
    │ Tags: None yet
    │ Waiting: Since TIME (now)
    │ Links: [Message](https://discord.com/channels/…/channel/message) · [Thread](https://discord.com/channels/…/channel)
    │ Opened: Flagged by @max, now
    │ First answer: None yet
    │ Desk card: [Open it](https://discord.com/channels/…/channel/message)
    ");
    scene.close().await;
}

#[tokio::test]
async fn what_was_said_in_a_deleted_thread_is_kept_also_when_there_is_a_new_one() {
    let mut scene = Scene::open().await;
    scene.expect_refusal(404, 10_003);
    let (ana, max, lea) = (scene.person("ana"), scene.person("max"), scene.person("lea"));
    let thread = scene.flagged("ana", "The export fails").await;
    ana.say(thread, "With error 4711").expect("ana may write");
    scene.idle().await;
    scene.stop().await;
    lea.delete_thread(thread).expect("lea moderates");
    scene.start().await;
    for _ in 0..3 {
        scene.idle().await;
        scene.pass(TimeDelta::seconds(5)).await;
    }
    assert!(max.sees("desk").contains("The thread was deleted"), "{}", max.sees("desk"));
    max.command("desk", "/solve summary:Update case:1").await;
    scene.idle().await;
    assert!(ana.sees(thread).contains("Update"), "{}", ana.sees(thread));
    scene.stop().await;
    ana.say(thread, "Still broken").expect("ana may write");
    scene.start().await;
    scene.idle().await;
    let form = max.command("desk", "/escalate case:1").await.form();
    max.submit(&form, &[("What happened instead", "error")]).await;
    scene.idle().await;
    let report = scene.person("dora").sees("developers");
    assert!(report.contains("With error 4711") && report.contains("Still broken"), "{report}");
    scene.close().await;
}

#[tokio::test]
async fn two_who_flag_in_one_thread_at_once_open_one_case() {
    let scene = Scene::open().await;
    let (ana, ben, max, mia) =
        (scene.person("ana"), scene.person("ben"), scene.person("max"), scene.person("mia"));
    let topic = ben.say("general", "Party").expect("ben may write");
    let thread = ben.start_thread(topic, "Party").expect("ben may start a thread");
    let first = ana.say(thread, "My ticket does not work").expect("ana may write");
    let second = ben.say(thread, "Mine neither").expect("ben may write");
    let (one, other) = tokio::join!(max.menu(first, "Open case"), mia.menu(second, "Open case"));
    scene.idle().await;
    let opened = [one.text(), other.text()].iter().filter(|text| text.contains("is open")).count();
    assert_eq!(opened, 1, "{} {}", one.text(), other.text());
    assert!(!max.command("desk", "/queue view:all").await.text().contains("#2"));
    scene.close().await;
}

#[tokio::test]
async fn a_changed_question_reaches_its_private_case() {
    let scene = Scene::open().await;
    scene.person("olaf").command("general", "/setup mode:private").await;
    let (ana, max) = (scene.person("ana"), scene.person("max"));
    let message = ana.say("help", "My bill is wrong").expect("ana may write");
    max.menu(message, "Open case").await;
    scene.idle().await;
    ana.edit(message, "My bill of May is wrong").expect("it is hers");
    scene.idle().await;
    let card = scene.card(1);
    assert!(
        max.sees_message(card).contains("My bill of May is wrong"),
        "{}",
        max.sees_message(card)
    );
    // Somebody may begin a public thread on it; that is not the case's.
    let public =
        scene.person("ben").start_thread(message, "Bills").expect("ben may start a thread");
    max.say(public, "Please wait for an answer").expect("max may write");
    ana.say(public, "Alright, but when?").expect("ana may write");
    scene.idle().await;
    assert!(
        max.command(public, "/case show")
            .await
            .text()
            .starts_with("No case belongs to this channel")
    );
    assert!(
        max.command("desk", "/case show case:1").await.text().contains("First answer: None yet")
    );
    ana.delete(message).expect("it is hers");
    scene.idle().await;
    assert!(
        max.sees_message(card).contains("The message was deleted"),
        "{}",
        max.sees_message(card)
    );
    scene.close().await;
}

#[tokio::test]
async fn a_pattern_is_tried_on_a_forums_posts() {
    let scene = Scene::open().await;
    let (ana, lea) = (scene.person("ana"), scene.person("lea"));
    ana.post("ideas", "Help", "A crash at start").expect("ana may post");
    scene.idle().await;
    assert_snapshot!(scene.plain(&lea.command("general", "/rule test pattern:crash channel:#ideas").await.text()), @"
    `crash` matches the only message here. Nothing was opened.
    │ [Message](https://discord.com/channels/…/channel/message) by @ana: A crash at start
    ");
    scene.close().await;
}

#[tokio::test]
async fn what_happened_in_threads_while_the_bot_was_away_is_read() {
    let mut scene = Scene::open().await;
    let (ana, ben, max) = (scene.person("ana"), scene.person("ben"), scene.person("max"));
    let mine = scene.flagged("ana", "The export fails").await;
    max.command(mine, "/claim").await;
    max.say(mine, "Which version?").expect("max may write");
    let topic = ben.say("general", "Party").expect("ben may write");
    let thread = ben.start_thread(topic, "Party").expect("ben may start a thread");
    scene.idle().await;
    scene.stop().await;
    scene.later(TimeDelta::minutes(5));
    // Put away again before the bot is back: Discord does not name it among the threads then.
    ana.say(mine, "It is 2.3").expect("ana may write");
    scene.sandbox.change(|world| world.archive_thread(mine));
    let question = ben.say(thread, "My badge is empty").expect("ben may write");
    max.react(question, "🎫").expect("max may react");
    scene.start().await;
    scene.idle().await;
    assert_snapshot!(scene.plain(&max.command("desk", "/queue").await.text()), @"
    **Queue: waiting**, oldest waiting first · 2 cases
    │ [#1](https://discord.com/channels/…/channel) · The export fails — open, @max has it, waiting less than a minute · [card](https://discord.com/channels/…/channel/message)
    │ [#2](https://discord.com/channels/…/channel) · My badge is empty — new, nobody has it, waiting less than a minute · [card](https://discord.com/channels/…/channel/message)
    ");
    scene.close().await;
}
