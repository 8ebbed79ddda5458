//! Rules, by which messages flag themselves, and the members' own `/ask`.

use insta::assert_snapshot;

use crate::scene::Scene;

#[tokio::test]
async fn a_message_that_a_rule_names_becomes_a_case_and_others_do_not() {
    let scene = Scene::open().await;
    let (ana, lea) = (scene.person("ana"), scene.person("lea"));
    let add = "/rule add name:crashes pattern:(?i)crash(es|ed)? tag:Stability priority:high";
    assert_snapshot!(scene.plain(&lea.command("general", add).await.text()), @"The rule “crashes” is there. It looks in every channel where members write, and a message that it matches becomes a case at once.");
    assert_snapshot!(scene.plain(&lea.command("general", add).await.text()), @"There is a rule called “crashes” already: please choose another name, or remove that one with `/rule remove`.");

    ana.say("help", "Good morning!").expect("ana may write");
    let message = ana.say("help", "The app Crashes when I print").expect("ana may write");
    scene.person("max").say("help", "crashed again, says my own test").expect("max may write");
    scene.person("max").say("desk", "the crash is known").expect("max may write");
    scene.idle().await;
    let threads = scene.sandbox.world(|world| {
        world
            .channels
            .values()
            .filter(|channel| channel.thread.is_some())
            .map(|channel| channel.id)
            .collect::<Vec<_>>()
    });
    assert_eq!(
        threads,
        [message],
        "one thread, on the one message that a member wrote where members write"
    );
    assert_snapshot!(scene.plain(&lea.sees("desk")), @"
    Switchboard: **The board**: who waits for us (edited)
      │ now · [#1](https://discord.com/channels/…/channel) · The app Crashes when I print — nobody has it
      │ Waiting: 1
      │ Nobody has: 1
      │ On hold: 0
      │ With customers: 0
      (pinned)
    * Switchboard pinned a message.
    max: the crash is known
    Switchboard: #1 · The app Crashes when I print
      │ The app Crashes when I print
      │ Customer: @ana
      │ Status: New: nobody has it
      │ Has it: Nobody yet
      │ Priority: High
      │ Tags: `stability`
      │ Waiting: Since TIME (now)
      │ Links: [Message](https://discord.com/channels/…/channel/message) · [Thread](https://discord.com/channels/…/channel)
      │ Opened: Flagged by the rule “crashes”, now
      [Claim] [Solve] [Escalate]
      <stability>
    ");

    assert_snapshot!(scene.plain(&lea.command("general", "/rule list").await.text()), @"
    **1 rule**, in the order in which they were added.
    │ **crashes**: opens a case, tag `stability`, priority high
    │ `(?i)crash(es|ed)?`
    ");
    assert_snapshot!(scene.plain(&lea.command("help", "/rule test pattern:(?i)print").await.text()), @"
    `(?i)print` matches 1 of the last 3 messages here. Nothing was opened.
    │ [Message](https://discord.com/channels/…/channel/message) by @ana: The app Crashes when I print
    ");
    assert_snapshot!(scene.plain(&lea.command("general", "/rule remove name:crashes").await.text()), @"The rule “crashes” is gone; the cases that it opened stay.");
    ana.say("help", "It crashed once more").expect("ana may write");
    scene.idle().await;
    assert!(!ana.sees("help").contains("#2"), "the rule is gone");
    scene.close().await;
}

#[tokio::test]
async fn a_rule_that_asks_puts_the_message_before_the_agents_once() {
    let scene = Scene::open().await;
    let (ana, lea, max) = (scene.person("ana"), scene.person("lea"), scene.person("max"));
    lea.command("general", "/rule add name:refunds pattern:refund action:ask").await;
    let message = ana.say("help", "Can I get a *refund*?").expect("ana may write");
    scene.idle().await;
    assert_snapshot!(scene.plain(&max.sees("desk")), @"
    Switchboard: **The board**: who waits for us (edited)
      │ Nobody is waiting for an answer.
      │ Waiting: 0
      │ Nobody has: 0
      │ On hold: 0
      │ With customers: 0
      (pinned)
    * Switchboard pinned a message.
    Switchboard: The rule “refunds” found [a message](https://discord.com/channels/…/channel/message) by @ana in #help. If it needs an answer, open it as a case.
      │ Can I get a *refund*?
      [Open case]
    ");
    let offer = max.last_message("desk").expect("the offer");
    assert_snapshot!(scene.plain(&ana.command("help", "/claim case:1").await.text()), @"Only the support team can do this; to ask the team something, use `/ask`.");
    assert_snapshot!(scene.plain(&max.press(offer, "Open case").await.text()), @"Case [#1](https://discord.com/channels/…/channel) is open, and @ana will be greeted in its thread.");
    assert_snapshot!(scene.plain(&max.press(offer, "Open case").await.text()), @"This message belongs to case [#1](https://discord.com/channels/…/channel) already, so I opened no second one: please go on there.");
    scene.idle().await;
    assert!(ana.sees(message).contains("this is case #1"));
    scene.close().await;
}

#[tokio::test]
async fn a_member_asks_from_anywhere_and_the_question_gets_a_thread() {
    let scene = Scene::open().await;
    let (ana, max) = (scene.person("ana"), scene.person("max"));
    let answer = ana
        .command(
            "general",
            "/ask question:Where do I find my [invoices](https://evil.example)? @everyone",
        )
        .await;
    assert_snapshot!(scene.plain(&answer.text()), @"Thank you! Your question is case #1; its thread opens in #help in a moment, and I will mention you there.");
    scene.idle().await;
    assert_snapshot!(scene.plain(&ana.sees("help")), @"
    Switchboard: @ana asks (case #1):
      │ Where do I find my [invoices](https://evil.example)? @everyone
      ↳ thread #1 · Where do I find my [invoices](https://evil.example)? @everyone (1 message)
    ");
    let thread = scene.bot_thread();
    assert_snapshot!(scene.plain(&ana.sees(thread)), @"
    * about Switchboard: @ana asks (case #1):
    Switchboard: Hello @ana, thank you for asking! This is case #1. Nobody has it yet; a person of the team will read it and answer here.
      Meanwhile, anything that helps us understand is welcome here: what you did, what you expected to happen, which version you use, a screenshot.
      -# I am a bot. I only keep things in order; the answers come from people.
      → pings: ana
    ");
    assert_snapshot!(scene.plain(&max.sees("desk")), @"
    Switchboard: **The board**: who waits for us (edited)
      │ now · [#1](https://discord.com/channels/…/channel) · Where do I find my [invoices](https://evil.example)?… — nobody has it
      │ Waiting: 1
      │ Nobody has: 1
      │ On hold: 0
      │ With customers: 0
      (pinned)
    * Switchboard pinned a message.
    Switchboard: #1 · Where do I find my [invoices](https://evil.example)? @everyone
      │ Where do I find my [invoices](https://evil.example)? @everyone
      │ Customer: @ana
      │ Status: New: nobody has it
      │ Has it: Nobody yet
      │ Priority: Normal
      │ Tags: None yet
      │ Waiting: Since TIME (now)
      │ Links: [Message](https://discord.com/channels/…/channel/message) · [Thread](https://discord.com/channels/…/channel)
      │ Opened: Asked with `/ask`, now
      [Claim] [Solve] [Escalate]
    ");
    scene.close().await;
}
