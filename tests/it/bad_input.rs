//! What people do wrong, or try: one clear sentence each, and nothing changed.

use insta::assert_snapshot;
use sandbox::Sandbox;

use crate::scene::{SETUP, Scene};

/// Discord's permissions that these tests take away (Discord, "Permissions").
const VIEW_CHANNEL: u64 = 1 << 10;
const CREATE_PUBLIC_THREADS: u64 = 1 << 35;

fn message_count(sandbox: &Sandbox) -> usize {
    sandbox.world(|world| {
        world
            .messages
            .values()
            .flat_map(|messages| messages.values())
            .filter(|message| message.ephemeral_for.is_none())
            .count()
    })
}

#[tokio::test]
async fn set_up_names_what_is_missing_and_saves_nothing() {
    let mut scene = Scene::unset().await;
    let olaf = scene.person("olaf");
    assert_snapshot!(scene.plain(&scene.person("max").command_forced("general", "/queue").await.text()), @"I have not been set up here yet: somebody with the Manage Server permission can do it with `/setup`.");
    assert_snapshot!(scene.plain(&scene.person("ana").command_forced("general", "/setup flag_emoji:🚩").await.text()), @"Only people with the Manage Server permission can do this: please ask one of them.");
    assert_snapshot!(scene.plain(&olaf.command("general", "/setup help:#help").await.text()), @"To start I also need `desk`: please use `/setup` again with that option filled in.");

    scene.deny_bot("help", CREATE_PUBLIC_THREADS);
    assert_snapshot!(scene.plain(&olaf.command("general", SETUP).await.text()), @"In #help I lack **Create Public Threads**: please allow it there for me, then try again.");
    scene.allow_bot("help");
    scene.deny_bot("desk", VIEW_CHANNEL);
    scene.expect_refusal(403, 50_001);
    assert_snapshot!(scene.plain(&olaf.command("general", SETUP).await.text()), @"I cannot see #desk: please give me the View Channel permission there, then try again.");
    scene.allow_bot("desk");
    assert_snapshot!(scene.plain(&olaf.command("general", &format!("{SETUP} flag_emoji:hello")).await.text()), @"I cannot use that as the flag: please give me one emoji, either a standard one or one of this server.");
    assert_snapshot!(scene.plain(&olaf.command("general", &SETUP.replace("@Agents", "@everyone")).await.text()), @"The role that you gave as `agents` is everyone's: please choose one that only those people have.");
    assert_snapshot!(scene.plain(&scene.person("max").command_forced("general", "/queue").await.text()), @"I have not been set up here yet: somebody with the Manage Server permission can do it with `/setup`.");

    assert_snapshot!(scene.plain(&olaf.command("general", SETUP).await.text()), @"
    All set. This is how the team works from now on:
    - Members ask in #help, or anywhere with `/ask`.
    - Agents (@Agents) find the cases in #desk, and open one by reacting with 🎫.
    - Developers (@Developers) get the bugs in #developers.
    - Leads are @Leads (and people with Manage Server).
    - Everybody who can read a question can read the answers.
    - A case whose customer says nothing to a proposed answer closes after 3 days.
    - What was written in a case is kept for 180 days after it closes; then the texts go, and the figures stay.
    - The desk speaks English; a member who asks in German is answered in German.
    ");
    assert_snapshot!(scene.plain(&olaf.command("general", "/setup flag_emoji:🚩").await.text()), @"
    All set. This is how the team works from now on:
    - Members ask in #help, or anywhere with `/ask`.
    - Agents (@Agents) find the cases in #desk, and open one by reacting with 🚩.
    - Developers (@Developers) get the bugs in #developers.
    - Leads are @Leads (and people with Manage Server).
    - Everybody who can read a question can read the answers.
    - A case whose customer says nothing to a proposed answer closes after 3 days.
    - What was written in a case is kept for 180 days after it closes; then the texts go, and the figures stay.
    - The desk speaks English; a member who asks in German is answered in German.
    ");
    scene.close().await;
}

#[tokio::test]
async fn wrong_patterns_are_explained_in_plain_words() {
    let scene = Scene::open().await;
    let lea = scene.person("lea");
    let long = "a|".repeat(127) + "bcd";
    for (pattern, _) in [("(", ""), (r"(\w{100}){100}", ""), ("a*", ""), ("(?=x)y", "")] {
        let answer =
            lea.command("general", &format!("/rule add name:test pattern:{pattern}")).await;
        assert!(answer.is_ephemeral(), "{pattern}");
    }
    assert_snapshot!(lea.command("general", "/rule add name:test pattern:(").await.text(), @"I cannot read the pattern (unclosed group): please correct it and try it with `/rule test`.");
    assert_snapshot!(lea.command("general", r"/rule add name:test pattern:(\w{100}){100}").await.text(), @"The pattern grows too large when I prepare it: please use smaller numbers in its `{…}`, or make two rules of it.");
    assert_snapshot!(lea.command("general", "/rule add name:test pattern:a*").await.text(), @"The pattern matches every message, even an empty one: please say more closely what a message has to contain.");
    assert_snapshot!(lea.command("general", "/rule test pattern:(?=x)y").await.text(), @"I cannot read the pattern (look-around, including look-ahead and look-behind, is not supported): please correct it and try it with `/rule test`.");
    assert_snapshot!(lea.command_forced("general", &format!("/rule add name:test pattern:{long}")).await.text(), @"(/rule add: pattern must have at most 256 characters.)");
    assert_snapshot!(lea.command("general", "/rule remove name:nothing").await.text(), @"There is no rule called “nothing”: `/rule list` shows them all.");
    assert_snapshot!(scene.person("max").command_forced("general", "/rule list").await.text(), @"Only leads can do this: please ask one of them, or somebody with the Manage Server permission.");
    assert_snapshot!(lea.command("general", "/rule list").await.text(), @"There are no rules yet. `/rule add` makes one: messages that it matches flag themselves.");
    for number in 1..=50 {
        lea.command("general", &format!("/rule add name:rule {number} pattern:word{number}")).await;
    }
    assert_snapshot!(lea.command("general", "/rule add name:one more pattern:word").await.text(), @"A server can have 50 rules: please remove one with `/rule remove` first.");
    scene.close().await;
}

#[tokio::test]
async fn cases_that_are_not_there_and_people_who_may_not() {
    let scene = Scene::open().await;
    let (ana, max) = (scene.person("ana"), scene.person("max"));
    let message = scene.flagged("ana", "Where is my order?").await;
    for typed in ["0", "-1", "1.5", "9223372036854775808", "one"] {
        let answer = max.command("desk", &format!("/claim case:{typed}")).await.text();
        assert_eq!(answer, max.command("desk", "/claim case:x").await.text(), "{typed}");
    }
    assert_snapshot!(max.command("desk", "/claim case:x").await.text(), @"That is not a case number: please write it like `12` or `#12`.");
    assert_snapshot!(max.command("desk", "/claim case:99").await.text(), @"There is no case #99 here: `/queue` lists the open ones.");
    assert_snapshot!(max.command("desk", "/claim").await.text(), @"No case belongs to this channel: please name one, like `12`, or use the command in a case's thread.");
    assert_snapshot!(ana.command("help", "/claim case:1").await.text(), @"Only the support team can do this; to ask the team something, use `/ask`.");
    assert_snapshot!(ana.command(message, "/escalate").await.text(), @"Only the support team can do this; to ask the team something, use `/ask`.");
    assert_snapshot!(ana.menu(message, "Open case").await.text(), @"Only the support team can do this; to ask the team something, use `/ask`.");
    assert_snapshot!(max.command("desk", "/tag name:two words case:1").await.text(), @"That cannot be a tag: please use one word of letters, digits, `-` and `_`, at most 32 characters.");
    assert_snapshot!(max.command("desk", "/untag name:none case:1").await.text(), @"Case #1 does not have the tag `none`: `/case show` lists those that it has.");
    assert_snapshot!(max.command("desk", "/release case:1").await.text(), @"Nobody has case #1, so there is nothing to release; `/claim` makes it yours.");
    assert_snapshot!(scene.person("ana").command_forced("dm", "/queue").await.text(), @"This works in a server only: please use it there.");
    scene.close().await;
}

#[tokio::test]
async fn messages_that_are_nobodys_question() {
    let scene = Scene::open().await;
    let (ana, max) = (scene.person("ana"), scene.person("max"));
    let message = scene.flagged("ana", "My first question").await;
    let before = message_count(&scene.sandbox);
    let greeting = ana.last_message(message).expect("the bot's first message");
    assert_snapshot!(scene.plain(&max.menu(greeting, "Open case").await.text()), @"This message belongs to case [#1](https://discord.com/channels/…/channel) already, so I opened no second one: please go on there.");
    assert_snapshot!(scene.plain(&max.menu(message, "Open case").await.text()), @"This message belongs to case [#1](https://discord.com/channels/…/channel) already, so I opened no second one: please go on there.");
    let internal = max.say("desk", "Lunch?").expect("max may write");
    assert_snapshot!(scene.plain(&max.menu(internal, "Open case").await.text()), @"This channel belongs to the team: please flag a message where members write.");
    let card = scene.card(1);
    assert_snapshot!(scene.plain(&max.menu(card, "Open case").await.text()), @"Only a person's message can become a case: please choose the one in which the member asks.");
    let in_case = ana.say(message, "More about the first").expect("ana may write");
    assert_snapshot!(scene.plain(&max.menu(in_case, "Open case").await.text()), @"This message belongs to case [#1](https://discord.com/channels/…/channel) already, so I opened no second one: please go on there.");
    scene.idle().await;
    assert_eq!(message_count(&scene.sandbox), before + 2, "the bot has posted nothing");
    scene.close().await;
}

#[tokio::test]
async fn empty_and_over_long_text() {
    let scene = Scene::open().await;
    let (ana, max) = (scene.person("ana"), scene.person("max"));
    assert_snapshot!(ana.command("help", "/ask question:\u{200B}\u{200B}").await.text(), @"There is nothing to read under “question”: please write something there.");
    assert_snapshot!(ana.command_forced("help", &format!("/ask question:{}", "x".repeat(1501))).await.text(), @"(/ask: question must have at most 1500 characters.)");
    for number in 1..=5 {
        ana.command("help", &format!("/ask question:Question {number}")).await;
    }
    assert_snapshot!(ana.command("help", "/ask question:One more").await.text(), @"You have 5 open questions, which is the most at one time: please go on in one of their threads.");
    scene.idle().await;
    let form = max.command("desk", "/escalate case:1").await.form();
    let answer = max
        .submit(&form, &[("Steps to reproduce", "1. Print"), ("What happened instead", "\u{200B}")])
        .await;
    assert_snapshot!(answer.text(), @"
    There is nothing to read under “What happened instead”: please write something there.
    Nothing was reported. This is what you wrote, to copy into a new form:
    │ Title
    │ Question 1
    │ Steps to reproduce
    │ 1. Print
    ");
    assert_snapshot!(max.command("desk", "/case show case:1").await.text().lines().nth(3).unwrap_or_default(), @"│ Status: New: nobody has it");
    scene.close().await;
}

#[tokio::test]
async fn a_button_that_nobody_made_is_refused_politely() {
    let scene = Scene::open().await;
    scene.flagged("ana", "A question").await;
    let card = scene.card(1);
    scene.sandbox.change(|world| {
        let desk = world.messages.values_mut().find(|messages| messages.contains_key(&card)).expect("the desk");
        let message = desk.get_mut(&card).expect("the card");
        message.components =
            vec![serde_json::json!({"type": 1, "components": [{"type": 2, "style": 1, "label": "Old", "custom_id": "claim-1"}]})];
    });
    assert_snapshot!(scene.person("max").press(card, "Old").await.text(), @"I do not know this button. Please use the command instead: `/queue` lists the cases.");
    scene.close().await;
}
