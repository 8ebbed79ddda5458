//! "How was it?", and what agents read of the answer.

use insta::assert_snapshot;

use crate::scene::Scene;

#[tokio::test]
async fn how_was_it_is_asked_once_for_each_solution() {
    let scene = Scene::open().await;
    let (ana, ben, max) = (scene.person("ana"), scene.person("ben"), scene.person("max"));
    let message = scene.flagged("ana", "How do I log in?").await;
    max.command(message, "/solve").await;
    scene.idle().await;
    let asked = ana.last_message(message).expect("the proposal");
    let thanks = ana.press(asked, "Solved").await;
    scene.idle().await;
    let outside = ana.last_message("help").expect("the line outside");
    assert_snapshot!(scene.plain(&ben.press(outside, "😀").await.text()), @"Only @ana (or the team for them) can say that of case #1; to ask something yourself, use `/ask`.");
    let rated = ana.press(thanks.message_id(), "😀").await;
    assert_snapshot!(scene.plain(&rated.text()), @"
    Thank you, that helps us. If you like, tell us in a sentence what was good, or what was not.
    [Add a sentence]
    ");
    let form = ana.press(rated.message_id(), "Add a sentence").await.form();
    assert_snapshot!(scene.plain(&ana.submit(&form, &[("In a sentence", "Quick and **kind**")]).await.text()), @"Thank you! It is kept with your case.");
    scene.idle().await;
    assert_snapshot!(scene.plain(&ana.press(thanks.message_id(), "🙁").await.text()), @"You have told us about case #1 already, thank you.");
    let card = max.sees("desk");
    assert!(card.contains("How it was: 😀 good · “Quick and **kind**”"), "{card}");
    // Nobody had it: whoever proposed the answer has.
    assert_snapshot!(scene.plain(&max.command("desk", "/case history case:1").await.text()), @"
    **History**, oldest first
    #1 · How do I log in?
    │ TIME · @max opened it
    │ TIME · @max claimed it
    │ TIME · @max proposed an answer as final
    │ TIME · @ana said that it is solved
    │ TIME · @ana rated the answer: 😀 good
    ");
    assert_snapshot!(scene.plain(&max.command("desk", "/case show case:1").await.text()), @"
    #1 · How do I log in?
    │ How do I log in?
    │ Customer: @ana
    │ Status: Closed: it is solved
    │ Has it: @max
    │ Priority: Normal
    │ Tags: None yet
    │ Waiting: Nobody is waiting
    │ Links: [Message](https://discord.com/channels/…/channel/message) · [Thread](https://discord.com/channels/…/channel)
    │ Opened: Flagged by @max, now
    │ How it was: 😀 good · “Quick and **kind**”
    │ First answer: None yet
    │ Claimed: TIME
    │ Solved: TIME
    │ Closed: TIME
    │ Desk card: [Open it](https://discord.com/channels/…/channel/message)
    ");
    assert_snapshot!(scene.plain(&ana.sees("help")), @"
    ana: How do I log in?
      ↳ thread #1 · How do I log in? (2 messages, archived and locked)
    ↱ to ana: How do I log in?
    Switchboard: Case [#1](https://discord.com/channels/…/channel) is solved and closed. If something is missing, **Reopen** brings it back. (edited)
      [Reopen]
    ");
    scene.close().await;
}
