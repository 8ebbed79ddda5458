//! Cases in threads that were there before, and what people do to threads, messages and channels by
//! hand.

use chrono::TimeDelta;
use insta::assert_snapshot;
use sandbox::world::{NewThread, ThreadEdit, kind, right};

use crate::scene::Scene;

fn threads(scene: &Scene) -> usize {
    scene
        .sandbox
        .world(|world| world.channels.values().filter(|channel| channel.thread.is_some()).count())
}

#[tokio::test]
async fn a_message_in_a_members_own_thread_is_answered_there() {
    let scene = Scene::open().await;
    let (ana, ben, max) = (scene.person("ana"), scene.person("ben"), scene.person("max"));
    let started = ana.say("help", "Something is wrong").expect("ana may write");
    let thread = ana.start_thread(started, "My login").expect("ana may start a thread");
    let question = ana.say(thread, "I cannot log in since Monday").expect("ana may write");
    assert_snapshot!(scene.plain(&max.menu(question, "Open case").await.text()), @"Case [#1](https://discord.com/channels/…/channel) is open, and @ana will be greeted in its thread.");
    scene.idle().await;
    assert_eq!(threads(&scene), 1);
    // A second flag in the same thread, of whatever message, leads to the one case.
    let other = ben.say(thread, "Me too, by the way").expect("ben may write");
    assert_snapshot!(scene.plain(&max.menu(other, "Open case").await.text()), @"This message belongs to case [#1](https://discord.com/channels/…/channel) already, so I opened no second one: please go on there.");
    max.react(question, "🎫").expect("max may react");
    scene.idle().await;
    max.command(thread, "/claim").await;
    max.say(thread, "Please try again now").expect("max may write");
    scene.idle().await;
    max.command(thread, "/close").await;
    scene.idle().await;
    assert_snapshot!(scene.plain(&ana.sees(thread)), @"
    * about ana: Something is wrong
    ana: I cannot log in since Monday
      🎫 1
    Switchboard: Hello @ana! Your message is with the team now: this is case #1. Nobody has it yet; a person of the team will read it and answer here.
      Meanwhile, anything that helps us understand is welcome here: what you did, what you expected to happen, which version you use, a screenshot.
      -# I am a bot. I only keep things in order; the answers come from people.
      → pings: ana
    ben: Me too, by the way
    max: Please try again now
    Switchboard: Case [#1](https://discord.com/channels/…/channel) is solved and closed. If something is missing, `/reopen case:1` brings it back: you can write that in any channel.
    (archived and locked)
    ");
    assert_snapshot!(scene.plain(&ana.sees("help")), @"
    ana: Something is wrong
      ↳ thread My login (5 messages, archived and locked)
    ");
    assert_snapshot!(scene.plain(&ana.command("general", "/reopen case:1").await.text()), @"Case [#1](https://discord.com/channels/…/channel) is open again: you can write in its thread.");
    scene.idle().await;
    ana.say(thread, "It is back").expect("the thread is back");
    scene.idle().await;
    assert_snapshot!(scene.plain(&max.sees("desk")), @"
    Switchboard: **The board**: who waits for us (edited)
      │ now · [#1](https://discord.com/channels/…/channel) · I cannot log in since Monday — @max has it
      │ Waiting: 1
      │ Nobody has: 0
      │ On hold: 0
      │ With customers: 0
      (pinned)
    * Switchboard pinned a message.
    Switchboard: #1 · I cannot log in since Monday (edited)
      │ I cannot log in since Monday
      │ Customer: @ana
      │ Status: Open: waiting on us
      │ Has it: @max
      │ Priority: Normal
      │ Tags: None yet
      │ Waiting: Since TIME (now)
      │ Links: [Message](https://discord.com/channels/…/channel/message) · [Thread](https://discord.com/channels/…/channel)
      │ Opened: Flagged by @max, now
      [Claim] [Solve] [Escalate]
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_thread_of_several_people_goes_on_and_can_hold_the_next_case() {
    let scene = Scene::open().await;
    let (ana, ben, max) = (scene.person("ana"), scene.person("ben"), scene.person("max"));
    let topic = ben.say("general", "Release party").expect("ben may write");
    let thread = ben.start_thread(topic, "Party").expect("ben may start a thread");
    let first = ana.say(thread, "My ticket does not work").expect("ana may write");
    max.menu(first, "Open case").await;
    scene.idle().await;
    max.command(thread, "/close reason:moved").await;
    scene.idle().await;
    let second = ben.say(thread, "And my badge is empty").expect("others go on talking");
    assert_snapshot!(scene.plain(&max.menu(second, "Open case").await.text()), @"Case [#2](https://discord.com/channels/…/channel) is open, and @ben will be greeted in its thread.");
    scene.idle().await;
    assert_snapshot!(scene.plain(&ana.sees(thread)), @"
    * about ben: Release party
    ana: My ticket does not work
    Switchboard: Hello @ana! Your message is with the team now: this is case #1. Nobody has it yet; a person of the team will read it and answer here.
      Meanwhile, anything that helps us understand is welcome here: what you did, what you expected to happen, which version you use, a screenshot.
      -# I am a bot. I only keep things in order; the answers come from people.
      → pings: ana
    ↱ to ana: My ticket does not work
    Switchboard: Case [#1](https://discord.com/channels/…/channel) is closed: it goes on elsewhere. If something is missing, **Reopen** brings it back.
      [Reopen]
    ben: And my badge is empty
    Switchboard: Hello @ben! Your message is with the team now: this is case #2. Nobody has it yet; a person of the team will read it and answer here.
      Meanwhile, anything that helps us understand is welcome here: what you did, what you expected to happen, which version you use, a screenshot.
      -# I am a bot. I only keep things in order; the answers come from people.
      → pings: ben
    ");
    let closed = ana.finds(thread, "Reopen").expect("the line that says so");
    assert_snapshot!(scene.plain(&ana.press(closed, "Reopen").await.text()), @"Another case, #2, is open in the thread of case #1: please go on there, or close that one first.");
    // A message that has a case leads to that, however it ended.
    assert_snapshot!(scene.plain(&max.menu(first, "Open case").await.text()), @"This message belongs to case [#1](https://discord.com/channels/…/channel) already, so I opened no second one: please go on there.");
    max.command(thread, "/close reason:spam").await;
    scene.idle().await;
    scene.idle().await;
    ana.press(closed, "Reopen").await;
    scene.idle().await;
    ana.say(thread, "It still does not work").expect("the thread is everybody's");
    scene.idle().await;
    scene.close().await;
}

#[tokio::test]
async fn what_stands_in_the_teams_own_threads_is_no_question() {
    let scene = Scene::open().await;
    let (max, mia) = (scene.person("max"), scene.person("mia"));
    scene.flagged("ana", "Help").await;
    let thread = mia
        .open_thread(
            "desk",
            NewThread { kind: Some(kind::PUBLIC_THREAD), ..NewThread::named("Shifts") },
        )
        .expect("mia may start a thread");
    let message = mia.say(thread, "Who is on tonight?").expect("mia may write");
    assert_snapshot!(scene.plain(&max.menu(message, "Open case").await.text()), @"This channel belongs to the team: please flag a message where members write.");
    scene.close().await;
}

#[tokio::test]
async fn an_announcement_can_be_asked_about() {
    let scene = Scene::open().await;
    let (olaf, max) = (scene.person("olaf"), scene.person("max"));
    let channel = olaf.channel("announcements").expect("there is one");
    scene
        .sandbox
        .change(|world| world.change_overwrite(channel, world.bot_id, right::SEND_MESSAGES, 0));
    let message =
        olaf.say(channel, "Version 3 is out, but where is the download?").expect("olaf may write");
    max.menu(message, "Open case").await;
    scene.idle().await;
    max.command(message, "/close").await;
    scene.idle().await;
    assert_snapshot!(scene.plain(&olaf.sees(channel)), @"
    olaf: Version 3 is out, but where is the download?
      ↳ thread #1 · Version 3 is out, but where is the download? (1 message, archived and locked)
    ↱ to olaf: Version 3 is out, but where is the download?
    Switchboard: Case [#1](https://discord.com/channels/…/channel) is solved and closed. If something is missing, **Reopen** brings it back. @olaf, how was it?
      [Reopen] [😀] [😐] [🙁]
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_thread_that_is_archived_locked_or_renamed_by_hand_changes_no_case() {
    let mut scene = Scene::open().await;
    scene.expect_refusal(400, 50_083);
    let (ana, max) = (scene.person("ana"), scene.person("max"));
    let thread = scene.flagged("ana", "The export fails").await;
    max.edit_thread(
        thread,
        ThreadEdit {
            name: Some("Export".to_owned()),
            archived: Some(true),
            ..ThreadEdit::default()
        },
    )
    .expect("max moderates");
    scene.idle().await;
    assert!(
        max.command("desk", "/queue").await.text().contains("The export fails"),
        "she waits as before"
    );
    ana.say(thread, "Anybody?").expect("writing brings it back");
    scene.idle().await;
    // Discord puts it away by itself after a week; what is said next brings it back.
    max.command("desk", "/claim case:1").await;
    scene.idle().await;
    scene.sandbox.change(|world| world.archive_thread(thread));
    scene.idle().await;
    max.command("desk", "/solve summary:Update to 2.4 case:1").await;
    scene.idle().await;
    assert_snapshot!(scene.plain(&ana.sees("help")), @"
    ana: The export fails
      ↳ thread Export (4 messages)
    ");
    // Locked and archived, only an edit brings it back; a close needs one before it can put it
    // away.
    max.edit_thread(
        thread,
        ThreadEdit { archived: Some(true), locked: Some(true), ..ThreadEdit::default() },
    )
    .expect("max moderates");
    scene.idle().await;
    max.command("desk", "/close case:1").await;
    scene.idle().await;
    assert_snapshot!(scene.plain(&ana.sees("help")), @"
    ana: The export fails
      ↳ thread Export (4 messages, archived and locked)
    ↱ to ana: The export fails
    Switchboard: Case [#1](https://discord.com/channels/…/channel) is solved and closed. If something is missing, **Reopen** brings it back. @ana, how was it?
      [Reopen] [😀] [😐] [🙁]
    ");
    // Unlocked by hand, it stays what it is: closed.
    max.edit_thread(thread, ThreadEdit { archived: Some(false), ..ThreadEdit::default() })
        .expect("max moderates");
    scene.idle().await;
    assert!(max.command("desk", "/case show case:1").await.text().contains("Closed"));
    max.command("desk", "/reopen case:1").await;
    scene.idle().await;
    assert_snapshot!(scene.plain(&ana.sees(thread)), @"
    * about ana: The export fails
    Switchboard: Hello @ana! Your message is with the team now: this is case #1. Nobody has it yet; a person of the team will read it and answer here.
      Meanwhile, anything that helps us understand is welcome here: what you did, what you expected to happen, which version you use, a screenshot.
      -# I am a bot. I only keep things in order; the answers come from people.
      → pings: ana
    * max changed the name: Export
    ana: Anybody?
    Switchboard: @ana, this is the answer of @max:
      > Update to 2.4 (edited)
    Switchboard: @ana, @max has opened this again: @max looks at it again, and you can write here.
      → pings: ana
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_thread_that_somebody_deletes_comes_back_when_there_is_something_to_say() {
    let mut scene = Scene::open().await;
    scene.expect_refusal(404, 10_003);
    let (ana, max, lea) = (scene.person("ana"), scene.person("max"), scene.person("lea"));
    let thread = scene.flagged("ana", "The export fails").await;
    max.command(thread, "/claim").await;
    ana.say(thread, "With error 500").expect("ana may write");
    scene.idle().await;
    lea.delete_thread(thread).expect("lea moderates");
    for _ in 0..3 {
        scene.idle().await;
        scene.pass(TimeDelta::seconds(5)).await;
    }
    assert_snapshot!(scene.plain(&max.sees("desk")), @"
    Switchboard: **The board**: who waits for us (edited)
      │ now · #1 · The export fails — @max has it
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
      │ Links: [Message](https://discord.com/channels/…/channel/message) · The thread was deleted: what is said next opens another
      │ Opened: Flagged by @max, now
      [Claim] [Solve] [Escalate]
      ↳ thread #1 · team · The export fails (1 message)
    ");
    assert_eq!(
        threads(&scene),
        1,
        "the team's own; none for the customer while there is nothing to say"
    );
    let team = scene.bot_thread();
    assert_snapshot!(scene.plain(&max.sees(team)), @"
    * about Switchboard: #1 · The export fails
    Switchboard: @max: The customer's thread of this case was deleted. All that was said there is kept with the case. What is said to the customer next opens a new one.
      → pings: max
    ");
    max.command("desk", "/solve summary:Update to 2.4 case:1").await;
    scene.idle().await;
    assert_snapshot!(scene.plain(&ana.sees(thread)), @"
    * about ana: The export fails
    Switchboard: The thread in which this began is gone, so it goes on here.
      Hello @ana! Your message is with the team now: this is case #1. @max of the team has it.
      Meanwhile, anything that helps us understand is welcome here: what you did, what you expected to happen, which version you use, a screenshot.
      -# I am a bot. I only keep things in order; the answers come from people.
      │ The export fails
      → pings: ana
    Switchboard: @ana, this is the answer of @max:
      > Update to 2.4
      Is it solved? Please tell us with a button, or write what is missing. Without a word from you, case #1 closes in 3 days.
      [Solved] [Not fixed]
      → pings: ana
    ");
    let asked = ana.last_message(thread).expect("the proposal");
    ana.press(asked, "Not fixed").await;
    scene.idle().await;
    ana.say(thread, "No, still error 500").expect("ana may write");
    scene.idle().await;
    assert!(
        max.command("desk", "/queue").await.text().contains("The export fails"),
        "what she writes in the new one is heard"
    );
    scene.close().await;
}

#[tokio::test]
async fn a_single_answer_that_a_thread_is_gone_proves_nothing() {
    let mut scene = Scene::open().await;
    scene.expect_refusal(404, 10_003);
    let (ana, max) = (scene.person("ana"), scene.person("max"));
    let thread = scene.flagged("ana", "The export fails").await;
    scene.sandbox.faults().fail_before("POST /channels/{channel}/messages", 1, 404, 10_003);
    max.command(thread, "/solve summary:Update").await;
    scene.idle().await;
    scene.pass(TimeDelta::seconds(5)).await;
    scene.pass(TimeDelta::seconds(5)).await;
    assert!(ana.sees(thread).contains("this is the answer"), "{}", ana.sees(thread));
    assert!(!max.sees("desk").contains("deleted"), "{}", max.sees("desk"));
    scene.close().await;
}

#[tokio::test]
async fn without_its_message_a_deleted_thread_cannot_come_back_and_the_card_says_so() {
    let mut scene = Scene::open().await;
    scene.expect_refusal(404, 10_003);
    let (ana, max, lea) = (scene.person("ana"), scene.person("max"), scene.person("lea"));
    let thread = scene.flagged("ana", "The export fails").await;
    ana.delete(thread).expect("it is hers");
    scene.idle().await;
    assert!(max.sees("desk").contains("The message was deleted"), "{}", max.sees("desk"));
    lea.delete_thread(thread).expect("lea moderates");
    for _ in 0..3 {
        scene.idle().await;
        scene.pass(TimeDelta::seconds(5)).await;
    }
    assert_snapshot!(scene.plain(&max.command("desk", "/solve summary:Update case:1").await.text()), @"The thread of case #1 and its question were deleted: please write to the customer elsewhere, then `/close` it.");
    scene.idle().await;
    let card = scene.card(1);
    assert_snapshot!(scene.plain(&max.sees_message(card)), @"
    Switchboard: #1 · A question (edited)
      │ Customer: @ana
      │ Status: New: nobody has it
      │ Has it: Nobody yet
      │ Priority: Normal
      │ Tags: None yet
      │ Waiting: Nobody is waiting
      │ Links: The message was deleted · There is no thread any more, and none can be made: please write to the customer elsewhere
      │ Opened: Flagged by @max, now
      [Claim] [Solve] [Escalate]
      ↳ thread #1 · team · A question (1 message)
    ");
    max.command("desk", "/close case:1").await;
    scene.idle().await;
    assert!(max.command("desk", "/case show case:1").await.text().contains("Closed"));
    scene.close().await;
}

#[tokio::test]
async fn a_message_that_is_gone_before_its_thread_begins_is_told_on_the_card() {
    let mut scene = Scene::open().await;
    scene.expect_refusal(404, 10_008);
    let (ana, max) = (scene.person("ana"), scene.person("max"));
    let message = ana.say("help", "Never mind").expect("ana may write");
    scene.sandbox.faults().fail_before(
        "POST /channels/{channel}/messages/{message}/threads",
        1,
        404,
        10_008,
    );
    max.menu(message, "Open case").await;
    scene.idle().await;
    let card = scene.card(1);
    assert_snapshot!(scene.plain(&max.sees_message(card)), @"
    Switchboard: #1 · Never mind (edited)
      │ Never mind
      │ Customer: @ana
      │ Status: New: nobody has it
      │ Has it: Nobody yet
      │ Priority: Normal
      │ Tags: None yet
      │ Waiting: Since TIME (now)
      │ Links: The message was deleted · There is no thread any more, and none can be made: please write to the customer elsewhere
      │ Opened: Flagged by @max, now
      [Claim] [Solve] [Escalate]
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_deleted_team_thread_is_made_anew() {
    let mut scene = Scene::open().await;
    scene.expect_refusal(404, 10_003);
    let (max, lea) = (scene.person("max"), scene.person("lea"));
    scene.flagged("ana", "The export fails").await;
    max.command("desk", "/note text:Known since Monday case:1").await;
    scene.idle().await;
    lea.delete_thread(scene.bot_thread()).expect("lea moderates");
    scene.idle().await;
    max.command("desk", "/note text:It is the proxy case:1").await;
    scene.idle().await;
    assert_snapshot!(scene.plain(&max.sees(scene.card(1))), @"
    * about Switchboard: #1 · The export fails
    Switchboard: @max notes:
      It is the proxy
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_help_channel_that_is_deleted_takes_its_threads_and_the_desk_is_told() {
    let mut scene = Scene::open().await;
    scene.expect_refusal(404, 10_003);
    let max = scene.person("max");
    scene.flagged("ana", "The export fails").await;
    let help = scene.person("olaf").channel("help").expect("there is one");
    scene.sandbox.change(|world| world.delete_channel(help));
    for _ in 0..3 {
        scene.idle().await;
        scene.pass(TimeDelta::seconds(5)).await;
    }
    assert!(max.sees("desk").contains("thread was deleted"), "{}", max.sees("desk"));
    // The question may still be there, for all we know; it is found out when there is something to
    // say.
    max.command("desk", "/solve summary:Update case:1").await;
    for _ in 0..3 {
        scene.idle().await;
        scene.pass(TimeDelta::seconds(5)).await;
    }
    assert!(max.sees("desk").contains("no thread any more"), "{}", max.sees("desk"));
    max.command("desk", "/close case:1").await;
    scene.idle().await;
    scene.close().await;
}
