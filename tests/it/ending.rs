//! From a proposed answer to the close, and back.

use chrono::TimeDelta;
use insta::assert_snapshot;

use crate::scene::Scene;

#[tokio::test]
async fn an_answer_is_proposed_confirmed_and_the_thread_put_away() {
    let scene = Scene::open().await;
    let (ana, max, ben) = (scene.person("ana"), scene.person("max"), scene.person("ben"));
    let message = scene.flagged("ana", "How do I reset my password?").await;
    max.press(scene.card(1), "Claim").await;
    let answer = max.command(message, "/solve summary:Use the link on the sign-in page.").await;
    assert_snapshot!(scene.plain(&answer.text()), @"@ana is asked in case [#1](https://discord.com/channels/…/channel) whether it is solved. Without a word it closes in 3 days.");
    scene.idle().await;
    let asked = ana.last_message(message).expect("the proposal");
    assert_snapshot!(scene.plain(&ana.sees(message)), @"
    * about ana: How do I reset my password?
    Switchboard: Hello @ana! Your message is with the team now: this is case #1. Nobody has it yet; a person of the team will read it and answer here.
      Meanwhile, anything that helps us understand is welcome here: what you did, what you expected to happen, which version you use, a screenshot.
      -# I am a bot. I only keep things in order; the answers come from people.
      → pings: ana
    Switchboard: @ana, this is the answer of @max:
      > Use the link on the sign-in page.
      Is it solved? Please tell us with a button, or write what is missing. Without a word from you, case #1 closes in 3 days.
      [Solved] [Not fixed]
      → pings: ana
    ");
    assert_snapshot!(scene.plain(&ben.press(asked, "Solved").await.text()), @"Only @ana (or the team for them) can say that of case #1; to ask something yourself, use `/ask`.");
    let thanks = ana.press(asked, "Solved").await;
    assert_snapshot!(scene.plain(&thanks.text()), @"
    Thank you! Case #1 is closed. How was it?
    [😀] [😐] [🙁]
    ");
    scene.idle().await;
    assert_snapshot!(scene.plain(&ana.sees("help")), @"
    ana: How do I reset my password?
      ↳ thread #1 · How do I reset my password? (2 messages, archived and locked)
    ↱ to ana: How do I reset my password?
    Switchboard: Case [#1](https://discord.com/channels/…/channel) is solved and closed. If something is missing, **Reopen** brings it back. @ana, how was it?
      [Reopen] [😀] [😐] [🙁]
    ");
    assert_snapshot!(scene.plain(&max.sees("desk")), @"
    Switchboard: **The board**: who waits for us (edited)
      │ Nobody is waiting for an answer.
      │ Waiting: 0
      │ Nobody has: 0
      │ On hold: 0
      │ With customers: 0
      (pinned)
    * Switchboard pinned a message.
    Switchboard: #1 · How do I reset my password? (edited)
      │ How do I reset my password?
      │ Customer: @ana
      │ Status: Closed: it is solved
      │ Has it: @max
      │ Priority: Normal
      │ Tags: None yet
      │ Waiting: Nobody is waiting
      │ Links: [Message](https://discord.com/channels/…/channel/message) · [Thread](https://discord.com/channels/…/channel)
      │ Opened: Flagged by @max, now
      [Claim] (off) [Solve] (off) [Escalate] (off) [Reopen]
    ↱ to Switchboard: #1 · How do I reset my password?
    Switchboard: Case [#1](https://discord.com/channels/…/channel) is yours: @ana reads what you write in its thread.
      (only max sees this)
    ");
    let thread =
        scene.sandbox.world(|world| world.channels[&message].thread.clone()).expect("a thread");
    assert!(thread.archived && thread.locked);
    scene.close().await;
}

#[tokio::test]
async fn what_is_not_fixed_is_open_again_and_each_attempt_counts() {
    let scene = Scene::open().await;
    let (ana, max) = (scene.person("ana"), scene.person("max"));
    let message = scene.flagged("ana", "The export fails").await;
    max.press(scene.card(1), "Claim").await;
    assert_snapshot!(scene.plain(&max.press(scene.card(1), "Solve").await.text()), @"@ana is asked in case [#1](https://discord.com/channels/…/channel) whether it is solved. Without a word it closes in 3 days.");
    scene.idle().await;
    let first = ana.last_message(message).expect("the first proposal");
    assert_snapshot!(scene.plain(&ana.press(first, "Not fixed").await.text()), @"Case [#1](https://discord.com/channels/…/channel) is open again, and the team knows. Please write in the thread what is still wrong.");
    scene.idle().await;
    assert_snapshot!(scene.plain(&max.sees(message)), @"
    * about ana: The export fails
    Switchboard: Hello @ana! Your message is with the team now: this is case #1. Nobody has it yet; a person of the team will read it and answer here.
      Meanwhile, anything that helps us understand is welcome here: what you did, what you expected to happen, which version you use, a screenshot.
      -# I am a bot. I only keep things in order; the answers come from people.
      → pings: ana
    Switchboard: @ana, @max thinks that your question is answered. (edited)
    Switchboard: Not solved yet, thank you for telling us: @max looks at it again. What is still wrong?
      → pings: max
    ");
    assert!(
        max.command("desk", "/queue").await.text().contains("The export fails"),
        "she waits again"
    );

    max.command(message, "/solve summary:Please update to 2.4").await;
    scene.idle().await;
    assert_snapshot!(scene.plain(&ana.press(first, "Solved").await.text()), @"(That message has no button Solved; it has none.)");
    // Words do as well as a button.
    ana.say(message, "It still fails with 2.4").expect("ana may write");
    scene.idle().await;
    assert_snapshot!(scene.plain(&max.command("desk", "/case show case:1").await.text()), @"
    #1 · The export fails
    │ The export fails
    │ Customer: @ana
    │ Status: Open: waiting on us
    │ Has it: @max
    │ Priority: Normal
    │ Tags: None yet
    │ Waiting: Since TIME (now)
    │ Links: [Message](https://discord.com/channels/…/channel/message) · [Thread](https://discord.com/channels/…/channel)
    │ Opened: Flagged by @max, now
    │ First answer: TIME
    │ Claimed: TIME
    │ Reopened: 2 times
    │ Desk card: [Open it](https://discord.com/channels/…/channel/message)
    ");
    scene.close().await;
}

#[tokio::test]
async fn silence_is_reminded_of_once_and_then_closes() {
    let mut scene = Scene::open().await;
    let (ana, max) = (scene.person("ana"), scene.person("max"));
    let message = scene.flagged("ana", "How do I change my name?").await;
    max.command(message, "/solve summary:In the settings").await;
    scene.idle().await;
    scene.pass(TimeDelta::hours(49)).await;
    scene.pass(TimeDelta::hours(1)).await;
    assert_snapshot!(scene.plain(&ana.sees(message)), @"
    * about ana: How do I change my name?
    Switchboard: Hello @ana! Your message is with the team now: this is case #1. Nobody has it yet; a person of the team will read it and answer here.
      Meanwhile, anything that helps us understand is welcome here: what you did, what you expected to happen, which version you use, a screenshot.
      -# I am a bot. I only keep things in order; the answers come from people.
      → pings: ana
    Switchboard: @ana, this is the answer of @max:
      > In the settings
      Is it solved? Please tell us with a button, or write what is missing. Without a word from you, case #1 closes in 22 hours.
      [Solved] [Not fixed]
      → pings: ana
    Switchboard: @ana, a small reminder: we have not heard from you.
      Is it solved? Please tell us with a button, or write what is missing. Without a word from you, case #1 closes in 22 hours.
      [Solved] [Not fixed]
      → pings: ana
    ");
    // Whatever was due while the bot was away is done when it is back.
    scene.stop().await;
    scene.later(TimeDelta::hours(23));
    scene.start().await;
    scene.pass(TimeDelta::zero()).await;
    assert_snapshot!(scene.plain(&ana.sees("help")), @"
    ana: How do I change my name?
      ↳ thread #1 · How do I change my name? (3 messages, archived and locked)
    ↱ to ana: How do I change my name?
    Switchboard: Case [#1](https://discord.com/channels/…/channel) is solved and closed. If something is missing, **Reopen** brings it back.
      [Reopen]
    ");
    assert_snapshot!(scene.plain(&ana.sees(message)), @"
    * about ana: How do I change my name?
    Switchboard: Hello @ana! Your message is with the team now: this is case #1. Nobody has it yet; a person of the team will read it and answer here.
      Meanwhile, anything that helps us understand is welcome here: what you did, what you expected to happen, which version you use, a screenshot.
      -# I am a bot. I only keep things in order; the answers come from people.
      → pings: ana
    Switchboard: @ana, this is the answer of @max:
      > In the settings (edited)
    Switchboard: @ana, a small reminder: we have not heard from you. (edited)
    (archived and locked)
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_closed_case_is_opened_again_by_its_customer_from_outside() {
    let scene = Scene::open().await;
    let (ana, ben, max) = (scene.person("ana"), scene.person("ben"), scene.person("max"));
    let message = scene.flagged("ana", "Where are the invoices?").await;
    max.command(message, "/claim").await;
    assert_snapshot!(scene.plain(&max.command(message, "/close reason:moved").await.text()), @"Case [#1](https://discord.com/channels/…/channel) is closed: it goes on elsewhere. `/reopen` brings it back.");
    scene.idle().await;
    assert!(ana.say(message, "But where?").is_err(), "the thread is put away");
    assert_snapshot!(scene.plain(&max.command("desk", "/claim case:1").await.text()), @"Case #1 is closed: it has to be reopened before anything else can be done with it.");
    let outside = ana.last_message("help").expect("the way back");
    assert_snapshot!(scene.plain(&ben.press(outside, "Reopen").await.text()), @"Only @ana (or the team for them) can say that of case #1; to ask something yourself, use `/ask`.");
    assert_snapshot!(scene.plain(&ana.press(outside, "Reopen").await.text()), @"Case [#1](https://discord.com/channels/…/channel) is open again: you can write in its thread.");
    scene.idle().await;
    ana.say(message, "They are not in the settings").expect("the thread is back");
    scene.idle().await;
    assert_snapshot!(scene.plain(&scene.person("caro").sees("help")), @"
    ana: Where are the invoices?
      ↳ thread #1 · Where are the invoices? (3 messages)
    ↱ to ana: Where are the invoices?
    Switchboard: Case [#1](https://discord.com/channels/…/channel) was closed, and is open again. (edited)
    ");
    assert_snapshot!(scene.plain(&ana.sees(message)), @"
    * about ana: Where are the invoices?
    Switchboard: Hello @ana! Your message is with the team now: this is case #1. Nobody has it yet; a person of the team will read it and answer here.
      Meanwhile, anything that helps us understand is welcome here: what you did, what you expected to happen, which version you use, a screenshot.
      -# I am a bot. I only keep things in order; the answers come from people.
      → pings: ana
    Switchboard: @ana has opened this again: @max looks at it again. What is missing?
      → pings: max
    ana: They are not in the settings
    ");
    assert_snapshot!(scene.plain(&max.command("desk", "/reopen case:1").await.text()), @"Case #1 is open: you can simply write in its thread.");
    max.command("desk", "/close case:1 reason:spam").await;
    scene.idle().await;
    assert_snapshot!(scene.plain(&max.press(scene.card(1), "Reopen").await.text()), @"Case [#1](https://discord.com/channels/…/channel) is open again: you can write in its thread.");
    scene.idle().await;
    scene.close().await;
}

#[tokio::test]
async fn a_case_goes_on_in_another_and_comes_back_just_as_it_was() {
    let scene = Scene::open().await;
    let (ana, max) = (scene.person("ana"), scene.person("max"));
    let first = scene.flagged("ana", "The export fails").await;
    let second = scene.flagged("ana", "Export: still error 500").await;
    max.command(first, "/claim").await;
    let before = max.command("desk", "/case show case:2").await.text();
    assert_snapshot!(scene.plain(&max.command("desk", "/merge into:2 case:2").await.text()), @"Case #2 cannot go on in itself: please name another case.");
    assert_snapshot!(scene.plain(&max.command("desk", "/merge into:77 case:2").await.text()), @"There is no case #77 here: `/queue` lists the open ones.");
    assert_snapshot!(scene.plain(&max.command(second, "/merge into:1").await.text()), @"Case [#2](https://discord.com/channels/…/channel) goes on in [#1](https://discord.com/channels/…/channel), and @ana is told. `/unmerge` undoes it.");
    scene.idle().await;
    assert_snapshot!(scene.plain(&ana.sees(second)), @"
    * about ana: Export: still error 500
    Switchboard: Hello @ana! Your message is with the team now: this is case #2. Nobody has it yet; a person of the team will read it and answer here.
      Meanwhile, anything that helps us understand is welcome here: what you did, what you expected to happen, which version you use, a screenshot.
      -# I am a bot. I only keep things in order; the answers come from people.
      → pings: ana
    Switchboard: @ana, this goes on in [case #1](https://discord.com/channels/…/channel). Please write there: it is read by the same people, and nothing of this is lost.
      → pings: ana
    (archived and locked)
    ");
    assert!(
        !max.command("desk", "/queue view:all").await.text().contains("still error"),
        "off the queue"
    );
    assert_snapshot!(scene.plain(&max.command("desk", "/reopen case:2").await.text()), @"Case #2 goes on in #1: please go on there, or undo it with `/unmerge`.");
    assert_snapshot!(scene.plain(&max.sees("desk")), @"
    Switchboard: **The board**: who waits for us (edited)
      │ now · [#1](https://discord.com/channels/…/channel) · The export fails — @max has it
      │ Waiting: 1
      │ Nobody has: 0
      │ On hold: 0
      │ With customers: 0
      (pinned)
    * Switchboard pinned a message.
    Switchboard: #1 · The export fails (edited)
      │ The export fails
      │ Customer: @ana
      │ Status: Open: waiting on us
      │ Has it: @max
      │ Priority: Normal
      │ Tags: None yet
      │ Waiting: Since TIME (now)
      │ Links: [Message](https://discord.com/channels/…/channel/message) · [Thread](https://discord.com/channels/…/channel)
      │ Opened: Flagged by @max, now
      [Claim] [Solve] [Escalate]
      ↳ thread #1 · team · The export fails (1 message)
    Switchboard: #2 · Export: still error 500 (edited)
      │ Export: still error 500
      │ Customer: @ana
      │ Status: Merged: goes on in #1
      │ Has it: Nobody yet
      │ Priority: Normal
      │ Tags: None yet
      │ Waiting: Nobody is waiting
      │ Links: [Message](https://discord.com/channels/…/channel/message) · [Thread](https://discord.com/channels/…/channel)
      │ Opened: Flagged by @max, now
      [Claim] (off) [Solve] (off) [Escalate] (off)
    Switchboard: #2 · Export: still error 500
      │ Export: still error 500
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
      (only max sees this)
    Switchboard: Case #2 cannot go on in itself: please name another case.
      (only max sees this)
    Switchboard: There is no case #77 here: `/queue` lists the open ones.
      (only max sees this)
    Switchboard: **Queue: all**, oldest waiting first · 1 case
      │ [#1](https://discord.com/channels/…/channel) · The export fails — open, @max has it, waiting less than a minute · [card](https://discord.com/channels/…/channel/message)
      (only max sees this)
    Switchboard: Case #2 goes on in #1: please go on there, or undo it with `/unmerge`.
      (only max sees this)
    ");
    assert_snapshot!(scene.plain(&max.command("desk", "/unmerge case:2").await.text()), @"Case [#2](https://discord.com/channels/…/channel) is on its own again, just as it was.");
    scene.idle().await;
    assert_eq!(max.command("desk", "/case show case:2").await.text(), before);
    assert_snapshot!(scene.plain(&ana.sees(second)), @"
    * about ana: Export: still error 500
    Switchboard: Hello @ana! Your message is with the team now: this is case #2. Nobody has it yet; a person of the team will read it and answer here.
      Meanwhile, anything that helps us understand is welcome here: what you did, what you expected to happen, which version you use, a screenshot.
      -# I am a bot. I only keep things in order; the answers come from people.
      → pings: ana
    Switchboard: @ana, this goes on in [case #1](https://discord.com/channels/…/channel). Please write there: it is read by the same people, and nothing of this is lost.
      → pings: ana
    Switchboard: @ana, case #2 is on its own again: please go on here.
      → pings: ana
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_thread_that_was_archived_before_the_close_is_locked_all_the_same() {
    let mut scene = Scene::open().await;
    let (ana, max) = (scene.person("ana"), scene.person("max"));
    let message = scene.flagged("ana", "How do I log in?").await;
    max.command(message, "/solve").await;
    scene.idle().await;
    // As Discord does after a week without a word.
    scene.expect_refusal(400, 50_083);
    scene.sandbox.change(|world| world.archive_thread(message));
    max.command("desk", "/close case:1").await;
    scene.idle().await;
    let thread =
        scene.sandbox.world(|world| world.channels[&message].thread.clone()).expect("a thread");
    assert!(thread.archived && thread.locked);
    let last = ana.sees(message);
    assert!(!last.contains("[Solved]"), "{last}");
    scene.close().await;
}
