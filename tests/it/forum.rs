//! Cases that are posts of a forum.

use insta::assert_snapshot;
use sandbox::{
    Snowflake,
    world::{ChannelEdit, TagEdit},
};

use crate::scene::Scene;

/// The community with the forum #ideas as the place to ask, with tags of these names.
async fn forum(tags: &[&str]) -> Scene {
    let scene = Scene::open().await;
    let olaf = scene.person("olaf");
    let forum = olaf.channel("ideas").expect("there is one");
    let tags = tags
        .iter()
        .map(|name| TagEdit { name: (*name).to_owned(), ..TagEdit::default() })
        .collect();
    let edit = ChannelEdit { available_tags: Some(tags), ..ChannelEdit::default() };
    scene.sandbox.change(|world| world.edit_channel(olaf.id, forum, edit)).expect("olaf may");
    let answer = olaf.command("general", "/setup help:#ideas").await.text();
    assert!(answer.starts_with("All set"), "{answer}");
    scene.idle().await;
    scene
}

fn posts(scene: &Scene) -> usize {
    let forum = scene.person("olaf").channel("ideas").expect("there is one");
    scene.sandbox.world(|world| world.threads_of(forum).len())
}

fn set_tags(scene: &Scene, post: Snowflake, names: &[&str]) {
    let olaf = scene.person("olaf");
    let forum = olaf.channel("ideas").expect("there is one");
    scene
        .sandbox
        .change(|world| {
            let ids = world.channels[&forum]
                .available_tags
                .iter()
                .filter(|tag| names.contains(&&*tag.name))
                .map(|tag| tag.id)
                .collect();
            let edit = sandbox::world::ThreadEdit {
                applied_tags: Some(ids),
                ..sandbox::world::ThreadEdit::default()
            };
            world.edit_thread(olaf.id, post, edit)
        })
        .expect("olaf may");
}

#[tokio::test]
async fn a_forums_post_is_the_cases_thread_from_its_opening_to_its_end() {
    let scene = forum(&["Windows", "New", "In progress", "on-hold", "Solved"]).await;
    let (ana, max) = (scene.person("ana"), scene.person("max"));
    let post = ana.post("ideas", "Export fails", "It says error 500").expect("ana may post");
    set_tags(&scene, post, &["Windows"]);
    assert_snapshot!(scene.plain(&max.menu(post, "Open case").await.text()), @"Case [#1](https://discord.com/channels/…/channel) is open, and @ana will be greeted in its thread.");
    scene.idle().await;
    assert_snapshot!(scene.plain(&ana.sees("ideas")), @"↳ post Export fails (1 message) [Windows] [New]");
    max.command(post, "/claim").await;
    scene.idle().await;
    assert_snapshot!(scene.plain(&ana.sees("ideas")), @"↳ post Export fails (1 message) [Windows] [In progress]");
    max.command(post, "/solve summary:Update to 2.4").await;
    scene.idle().await;
    assert_snapshot!(scene.plain(&ana.sees("ideas")), @"↳ post Export fails (2 messages) [Windows] [Solved]");
    let asked = ana.last_message(post).expect("the proposal");
    ana.press(asked, "Solved").await;
    scene.idle().await;
    assert_snapshot!(scene.plain(&ana.sees("ideas")), @"↳ post Export fails (3 messages, archived and locked) [Windows] [Solved]");
    assert_snapshot!(scene.plain(&ana.sees(post)), @"
    ana: It says error 500
    Switchboard: Hello @ana! Your message is with the team now: this is case #1. Nobody has it yet; a person of the team will read it and answer here.
      Meanwhile, anything that helps us understand is welcome here: what you did, what you expected to happen, which version you use, a screenshot.
      -# I am a bot. I only keep things in order; the answers come from people.
      → pings: ana
    Switchboard: @ana, this is the answer of @max:
      > Update to 2.4 (edited)
    ↱ to Switchboard: @ana, this is the answer of @max:…
    Switchboard: Thank you! Case #1 is closed. How was it?
      [😀] [😐] [🙁]
      (only ana sees this)
    Switchboard: Case [#1](https://discord.com/channels/…/channel) is solved and closed. If something is missing, `/reopen case:1` brings it back: you can write that in any channel.
    (archived and locked)
    ");
    assert_snapshot!(scene.plain(&ana.press(asked, "Solved").await.text()), @"(That message has no button Solved; it has none.)");
    assert_snapshot!(scene.plain(&ana.command("general", "/reopen case:1").await.text()), @"Case [#1](https://discord.com/channels/…/channel) is open again: you can write in its thread.");
    scene.idle().await;
    assert_snapshot!(scene.plain(&ana.sees("ideas")), @"↳ post Export fails (4 messages) [Windows] [In progress]");
    assert_eq!(posts(&scene), 1);
    scene.close().await;
}

#[tokio::test]
async fn new_posts_are_seen_by_rules_and_by_reactions_also_after_a_pause() {
    let mut scene = forum(&["open"]).await;
    let (ana, ben, caro, max, lea) = (
        scene.person("ana"),
        scene.person("ben"),
        scene.person("caro"),
        scene.person("max"),
        scene.person("lea"),
    );
    lea.command("general", "/rule add name:crash pattern:crash channel:#ideas action:open").await;
    ana.post("ideas", "Help", "A crash at start").expect("ana may post");
    let quiet = ben.post("ideas", "Colours", "I would like blue").expect("ben may post");
    ben.say(quiet, "The crash of colours").expect("only the post itself is a question");
    scene.idle().await;
    assert_snapshot!(scene.plain(&ana.sees("ideas")), @"
    ↳ post Help (1 message) [open]
    ↳ post Colours (1 message)
    ");
    scene.stop().await;
    caro.post("ideas", "Again", "Another crash").expect("caro may post");
    max.react(quiet, "🎫").expect("max may react");
    scene.start().await;
    scene.idle().await;
    assert_snapshot!(scene.plain(&ana.sees("ideas")), @"
    ↳ post Help (1 message) [open]
    ↳ post Colours (2 messages) [open]
    ↳ post Again (1 message) [open]
    ");
    scene.close().await;
}

#[tokio::test]
async fn ask_makes_a_post_and_never_two() {
    let scene = forum(&["Open", "Closed"]).await;
    let ana = scene.person("ana");
    // Discord makes the post, and its answer is lost.
    scene.sandbox.faults().fail_after("POST /channels/{channel}/threads", 1);
    assert_snapshot!(scene.plain(&ana.command("general", "/ask question:How do I export?").await.text()), @"Thank you! Your question is case #1; its thread opens in #ideas in a moment, and I will mention you there.");
    scene.idle().await;
    scene.pass(chrono::TimeDelta::seconds(5)).await;
    assert_eq!(posts(&scene), 1);
    assert_snapshot!(scene.plain(&ana.sees("ideas")), @"↳ post #1 · How do I export? (1 message) [Open]");
    let post = scene.bot_thread();
    assert_snapshot!(scene.plain(&ana.sees(post)), @"
    Switchboard: @ana asks (case #1):
      │ How do I export?
    Switchboard: Hello @ana, thank you for asking! This is case #1. Nobody has it yet; a person of the team will read it and answer here.
      Meanwhile, anything that helps us understand is welcome here: what you did, what you expected to happen, which version you use, a screenshot.
      -# I am a bot. I only keep things in order; the answers come from people.
      → pings: ana
    ");
    ana.say(post, "In version 2.4").expect("ana may write");
    scene.idle().await;
    scene.person("max").command(post, "/close reason:moved").await;
    scene.idle().await;
    assert_snapshot!(scene.plain(&ana.sees("ideas")), @"↳ post #1 · How do I export? (3 messages, archived and locked) [Closed]");
    scene.close().await;
}

#[tokio::test]
async fn a_forum_holds_no_private_threads() {
    let scene = forum(&[]).await;
    let (ana, olaf) = (scene.person("ana"), scene.person("olaf"));
    assert_snapshot!(scene.plain(&ana.command("general", "/ask question:Is my bill right? private:true").await.text()), @"Discord has private threads in text channels only, and the help channel is none: please ask in public, or choose another one with `/setup`.");
    assert_snapshot!(scene.plain(&olaf.command("general", "/setup mode:private").await.text()), @"Discord has private threads in text channels only, and the help channel is none: please ask in public, or choose another one with `/setup`.");
    assert_eq!(posts(&scene), 0);
    scene.close().await;
}
