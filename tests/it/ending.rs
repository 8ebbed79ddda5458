//! From a proposed answer to the close, and back.

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
    let thread = scene.sandbox.world(|world| world.channels[&message].thread.clone()).expect("a thread");
    assert!(thread.archived && thread.locked);
    scene.close().await;
}
