//! Cases that only the customer and the team can read.

use insta::assert_snapshot;
use sandbox::Snowflake;

use crate::scene::Scene;

/// All that a person can see anywhere.
fn all_that(scene: &Scene, who: &str) -> String {
    let person = scene.person(who);
    let channels: Vec<Snowflake> =
        scene.sandbox.world(|world| world.channels.keys().copied().collect());
    channels.into_iter().map(|channel| person.sees(channel)).collect::<Vec<_>>().join("\n")
}

async fn private() -> Scene {
    let scene = Scene::open().await;
    let answer = scene.person("olaf").command("general", "/setup mode:private").await.text();
    assert!(
        answer.contains("Answers are private: only the customer and the team can read them."),
        "{answer}"
    );
    scene
}

#[tokio::test]
async fn in_private_mode_only_customer_and_team_read_the_answer() {
    let scene = private().await;
    let (ana, ben, max) = (scene.person("ana"), scene.person("ben"), scene.person("max"));
    let message = ana.say("help", "My bill is wrong").expect("ana may write");
    assert_snapshot!(scene.plain(&max.menu(message, "Open case").await.text()), @"Case #1 is open, and @ana will be greeted in a private thread that only they and the team see.");
    scene.idle().await;
    let thread = scene.bot_thread();
    max.command(thread, "/claim").await;
    scene.idle().await;
    max.say(thread, "Which invoice number?").expect("max may write");
    ana.say(thread, "It is 4711").expect("ana was let in by the ping");
    scene.idle().await;
    max.command(thread, "/solve summary:Invoice 4711 is corrected").await;
    scene.idle().await;
    let asked = ana.last_message(thread).expect("the proposal");
    ana.press(asked, "Solved").await;
    scene.idle().await;
    assert_snapshot!(scene.plain(&ana.sees(thread)), @"
    Switchboard: Hello @ana! Your message is with the team now: this is case #1. Nobody has it yet; a person of the team will read it and answer here. Only you and the team can read this.
      Meanwhile, anything that helps us understand is welcome here: what you did, what you expected to happen, which version you use, a screenshot.
      -# I am a bot. I only keep things in order; the answers come from people.
      │ My bill is wrong
      → pings: ana
    * Switchboard added max to the thread.
    max: Which invoice number?
    ana: It is 4711
    Switchboard: @ana, this is the answer of @max:
      > Invoice 4711 is corrected (edited)
    ↱ to Switchboard: @ana, this is the answer of @max:…
    Switchboard: Thank you! Case #1 is closed. How was it?
      [😀] [😐] [🙁]
      (only ana sees this)
    Switchboard: Case [#1](https://discord.com/channels/…/channel) is solved and closed. If something is missing, `/reopen case:1` brings it back: you can write that in any channel.
    (archived and locked)
    ");
    assert_snapshot!(scene.plain(&ben.sees("help")), @"ana: My bill is wrong");
    let ben_sees = all_that(&scene, "ben");
    for secret in ["4711", "case", "#1", "corrected", "invoice"] {
        assert!(!ben_sees.contains(secret), "ben sees {secret:?}:\n{ben_sees}");
    }
    assert!(ben.channel(thread).is_err());
    scene.close().await;
}

#[tokio::test]
async fn a_private_question_is_never_public_and_its_thread_is_made_once() {
    let scene = Scene::open().await;
    let (ana, max, mia) = (scene.person("ana"), scene.person("max"), scene.person("mia"));
    scene.sandbox.faults().fail_after("POST /channels/{channel}/threads", 1);
    assert_snapshot!(scene.plain(&ana.command("general", "/ask question:My account was stolen private:true").await.text()), @"Thank you! Your question is case #1; a private thread opens in #help in a moment, and I will mention you there. Only you and the team can read it.");
    scene.idle().await;
    scene.pass(chrono::TimeDelta::seconds(5)).await;
    assert_eq!(
        scene.sandbox.world(|world| world
            .channels
            .values()
            .filter(|channel| channel.thread.is_some())
            .count()),
        1
    );
    let thread = scene.bot_thread();
    assert_snapshot!(scene.plain(&ana.sees(thread)), @"
    Switchboard: Hello @ana, thank you for asking! This is case #1. Nobody has it yet; a person of the team will read it and answer here. Only you and the team can read this.
      Meanwhile, anything that helps us understand is welcome here: what you did, what you expected to happen, which version you use, a screenshot.
      -# I am a bot. I only keep things in order; the answers come from people.
      │ My account was stolen
      → pings: ana
    ");
    // Somebody of the team who cannot see private threads by their role is let in with the case.
    let (agents, guild) = scene.sandbox.world(|world| {
        let guild = world.guilds.values().next().expect("a guild");
        (world.role_in(guild.id, "Agents").expect("the role").id, guild.id)
    });
    scene.sandbox.change(|world| world.set_role_permissions(guild, agents, 0));
    assert!(mia.channel(thread).is_err());
    mia.press(scene.card(1), "Claim").await;
    scene.idle().await;
    assert!(mia.channel(thread).is_ok() && max.channel(thread).is_err());
    ana.say(thread, "Please hurry").expect("ana may write");
    scene.idle().await;
    assert_snapshot!(scene.plain(&mia.command("desk", "/queue").await.text()), @"
    **Queue: waiting**, oldest waiting first · 1 case
    │ [#1](https://discord.com/channels/…/channel) · My account was stolen — open, @mia has it, waiting less than a minute · [card](https://discord.com/channels/…/channel/message)
    ");
    let ben_sees = all_that(&scene, "ben");
    for secret in ["stolen", "case", "#1", "hurry"] {
        assert!(!ben_sees.contains(secret), "ben sees {secret:?}:\n{ben_sees}");
    }
    scene.close().await;
}

#[tokio::test]
async fn another_customers_question_cannot_go_on_in_a_private_case() {
    let scene = private().await;
    let (ana, max) = (scene.person("ana"), scene.person("max"));
    for (who, text) in
        [("ana", "My bill is wrong"), ("ben", "Mine too"), ("ana", "And the next as well")]
    {
        let message = scene.person(who).say("help", text).expect("members may write");
        max.menu(message, "Open case").await;
        scene.idle().await;
    }
    assert_snapshot!(scene.plain(&max.command("desk", "/merge into:1 case:2").await.text()), @"Case #1 is private between its customer and the team: please merge it with a case of the same customer only.");
    assert_snapshot!(scene.plain(&max.command("desk", "/merge into:1 case:3").await.text()), @"Case [#3](https://discord.com/channels/…/channel) goes on in [#1](https://discord.com/channels/…/channel), and @ana is told. `/unmerge` undoes it.");
    scene.idle().await;
    assert_snapshot!(scene.plain(&ana.sees(scene.bot_thread())), @"
    Switchboard: Hello @ana! Your message is with the team now: this is case #3. Nobody has it yet; a person of the team will read it and answer here. Only you and the team can read this.
      Meanwhile, anything that helps us understand is welcome here: what you did, what you expected to happen, which version you use, a screenshot.
      -# I am a bot. I only keep things in order; the answers come from people.
      │ And the next as well
      → pings: ana
    Switchboard: @ana, this goes on in [case #1](https://discord.com/channels/…/channel). Please write there: it is read by the same people, and nothing of this is lost.
      → pings: ana
    (archived and locked)
    ");
    scene.close().await;
}

#[tokio::test]
async fn what_was_written_in_private_while_the_bot_was_away_is_heard() {
    let mut scene = private().await;
    let (ana, max) = (scene.person("ana"), scene.person("max"));
    let message = ana.say("help", "My bill is wrong").expect("ana may write");
    max.menu(message, "Open case").await;
    scene.idle().await;
    let thread = scene.bot_thread();
    max.command(thread, "/claim").await;
    max.say(thread, "Which one?").expect("max may write");
    scene.idle().await;
    scene.stop().await;
    ana.say(thread, "That of May").expect("ana may write");
    scene.start().await;
    scene.idle().await;
    assert!(
        max.command("desk", "/queue").await.text().contains("My bill is wrong"),
        "she waits again"
    );
    scene.close().await;
}

#[tokio::test]
async fn a_public_post_is_answered_in_private_where_members_ask() {
    let scene = private().await;
    let (ana, ben, max) = (scene.person("ana"), scene.person("ben"), scene.person("max"));
    let post = ana.post("ideas", "Billing", "Why was I charged twice?").expect("ana may post");
    assert_snapshot!(scene.plain(&max.menu(post, "Open case").await.text()), @"Case #1 is open, and @ana will be greeted in a private thread that only they and the team see.");
    scene.idle().await;
    assert_eq!(ben.sees(post), "ana: Why was I charged twice?");
    assert_snapshot!(scene.plain(&ana.sees("help")), @"↳ private thread #1 · Why was I charged twice? (1 message)");
    assert_eq!(ben.sees("help"), "");
    scene.close().await;
}
