//! People who write through a bridge: their messages count as members', under a name that cannot be
//! mentioned.

use chrono::TimeDelta;
use sandbox::{Snowflake, Webhook};
use switchboard::cli::export::What;

use crate::scene::{Line, Scene, Stage, card, newest, on_card, reads, report, team_thread};

/// #help with a bridge to IRC, and the bot told so.
pub async fn bridged() -> (Scene, Webhook) {
    let scene = Scene::open().await;
    let bridge = scene.sandbox.webhook("help", "Bridge").expect("a channel");
    let hello = bridge.say_as("weaver", "Hello from IRC").expect("a message");
    add(&scene, "IRC", hello).await;
    (scene, bridge)
}

/// Has lea name what wrote a message in #help.
pub async fn add(scene: &Scene, name: &str, message: Snowflake) {
    let (guild, help) = (scene.guild_named("Lantern"), scene.lea.channel("help").await);
    let link = format!("https://discord.com/channels/{guild}/{help}/{message}");
    let answer = scene.lea.runs(&format!("/bridge add name:{name} source:{link}")).await;
    assert!(answer.contains("Added"), "{answer}");
}

/// Says something through a bridge.
pub async fn says(stage: &Stage, bridge: &Webhook, name: &str, text: &str) -> Snowflake {
    stage.advance_clock(TimeDelta::minutes(1));
    let message = bridge.say_as(name, text).expect("a message");
    stage.idle().await;
    message
}

#[tokio::test]
async fn a_guest_is_greeted_where_they_wrote_by_name() {
    let (scene, bridge) = bridged().await;
    let Scene { ana, max, .. } = &scene;
    let question = says(&scene, &bridge, "weaver [irc]", "The import stops at 80 %").await;
    reads!(max.flags(question), @"Opened case [#1](message of nobody) and greeted **weaver [irc]** in the channel where they wrote.");
    reads!(ana, "help", @"
    weaver: Hello from IRC
    weaver [irc]: The import stops at 80 %
    ↱ to weaver [irc]: The import stops at 80 %
    Switchboard: Hi **weaver [irc]**, thanks for asking! We've opened case #1 for you. Someone from the team will answer here.
      -# I'm a bot that keeps track of questions. A person will answer you.
    ");
    reads!(max, on_card(1, Line::Customer), @"**weaver [irc]**, through IRC; answer by replying to their message");
    scene.close().await;
}

#[tokio::test]
async fn a_guests_conversation_stands_in_the_channel() {
    let (scene, bridge) = bridged().await;
    let Scene { max, .. } = &scene;
    let question = says(&scene, &bridge, "weaver", "The import stops at 80 %").await;
    max.flags(question).await;
    says(&scene, &bridge, "weaver", "It is a file of 2 GB").await;
    says(&scene, &bridge, "loom", "Is anybody else here from Leeds?").await;
    scene.advance_clock(TimeDelta::minutes(1));
    max.replies(question, "Please split it").await;
    reads!(scene.case(1), @"pending, max, answered in minute 4");
    says(&scene, &bridge, "weaver", "Thanks!").await;
    reads!(scene.case(1), @"pending, max, answered in minute 4");
    says(&scene, &bridge, "weaver", "Now it stops at 81 %").await;
    reads!(scene.case(1), @"open, max, waiting since minute 6, answered in minute 4");
    reads!(max.runs("/case history case:1"), @"
    **History**, oldest first
    #1 · The import stops at 80 %
    │ 2 March 2026 09:01 · @max opened it
    │ 2 March 2026 09:02 · **weaver** (customer) [wrote](message of nobody)
    │ 2 March 2026 09:04 · @max claimed it (from [a message](message of max))
    │ 2 March 2026 09:04 · @max [answered](message of max) (first answer)
    │ 2 March 2026 09:05 · **weaver** (customer) [wrote](message of nobody)
    │ 2 March 2026 09:06 · **weaver** (customer) [wrote](message of nobody)
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_guest_is_asked_in_words_and_answers_in_words() {
    let (scene, bridge) = bridged().await;
    let Scene { ana, max, .. } = &scene;
    let question = says(&scene, &bridge, "weaver", "How do I reset the router?").await;
    max.flags(question).await;
    reads!(max.runs("/solve case:1 summary:Hold the button for ten seconds"), @"Asked **weaver** whether case [#1](message of nobody) is solved. Without a reply, it closes in 3 days. They can't press buttons, so they answer in words.");
    says(&scene, &bridge, "weaver", "Which button?").await;
    reads!(scene.case(1), @"open, max, waiting since minute 2, answered in minute 1, reopened: 1");
    max.runs("/solve case:1").await;
    scene.advance_and_run_due(TimeDelta::days(2)).await;
    scene.advance_and_run_due(TimeDelta::days(1)).await;
    reads!(scene.case(1), @"closed, max, answered in minute 1, reopened: 1");
    reads!(ana, "help", @"
    weaver: Hello from IRC
    weaver: How do I reset the router?
    ↱ to weaver: How do I reset the router?
    Switchboard: Hi **weaver**, thanks for asking! We've opened case #1 for you. This case is closed.
      -# I'm a bot that keeps track of questions. (edited)
    ↱ to weaver: How do I reset the router?
    Switchboard: **weaver**, @max suggests:
      > Hold the button for ten seconds (edited)
    weaver: Which button?
    ↱ to weaver: How do I reset the router?
    Switchboard: **weaver**, @max thinks this is solved. (edited)
    ↱ to weaver: How do I reset the router?
    Switchboard: **weaver**, just checking in. (edited)
    ↱ to weaver: How do I reset the router?
    Switchboard: Case [#1](message of nobody) is closed, since there was no further reply. Still need help? Just write here, and the team can reopen it.
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_prepared_answer_names_the_guest() {
    let (scene, bridge) = bridged().await;
    let Scene { ana, lea, max, .. } = &scene;
    lea.runs("/snippet add name:wait text:Hello {customer}, please wait a moment.").await;
    let question = says(&scene, &bridge, "silk_road", "Where is my order?").await;
    max.flags(question).await;
    reads!(max.runs("/reply snippet:wait case:1"), @"Sent your reply in the channel of case [#1](message of nobody).");
    reads!(ana, "help", @"
    weaver: Hello from IRC
    silk_road: Where is my order?
    ↱ to silk_road: Where is my order?
    Switchboard: Hi **silk_road**, thanks for asking! We've opened case #1 for you. @max is looking into it.
      -# I'm a bot that keeps track of questions. A person will answer you. (edited)
    ↱ to silk_road: Where is my order?
    Switchboard: Hello **silk_road**, please wait a moment.
      -# Sent by @max
    ");
    reads!(scene.case(1), @"pending, max, answered in minute 1");
    scene.close().await;
}

#[tokio::test]
async fn a_rule_finds_guests_and_offers_them_by_name() {
    let (scene, bridge) = bridged().await;
    let Scene { lea, max, .. } = &scene;
    lea.runs(r"/rule add name:orders pattern:order \d+ action:ask").await;
    says(&scene, &bridge, "weaver", "Where is order 77?").await;
    reads!(max, newest("desk"), @"
    Switchboard: Rule “orders” matched [a message](message of nobody) from **weaver** in #help.
      │ Where is order 77?
      [Open case] [Not a question]
    ");
    max.clicks("desk", "Open case").await;
    reads!(scene.case(1), @"new, waiting since minute 1");
    scene.close().await;
}

#[tokio::test]
async fn in_a_thread_a_guest_is_answered_there_and_reopens_by_words() {
    let (scene, bridge) = bridged().await;
    let Scene { ana, max, .. } = &scene;
    let start = ana.writes("help", "Who uses the beta?").await;
    let place = ana.starts_thread(start, "Beta").await;
    let question = bridge.say_in(place, "weaver", "The beta eats my mail").expect("a message");
    scene.idle().await;
    max.flags(question).await;
    max.runs("/close case:1 reason:no reply").await;
    scene.advance_clock(TimeDelta::minutes(1));
    ana.writes(place, "I use it daily").await;
    bridge.say_in(place, "loom", "Me too, is it stable?").expect("a message");
    scene.idle().await;
    reads!(scene.case(1), @"closed");
    bridge.say_in(place, "weaver", "It happened again, what now?").expect("a message");
    scene.idle().await;
    reads!(scene.case(1), @"new, waiting since minute 1, reopened: 1");
    reads!(ana, place, @"
    * about ana: Who uses the beta?
    weaver: The beta eats my mail
    Switchboard: Hi **weaver**, thanks for asking! We've opened case #1 for you. Someone from the team will answer here.
      In the meantime, it helps to know what you did, what you expected, and which version you use. A screenshot is great, too.
      -# I'm a bot that keeps track of questions. A person will answer you. (edited)
    ↱ to weaver: The beta eats my mail
    Switchboard: Case [#1](thread 1) was closed, then reopened. (edited)
    ana: I use it daily
    loom: Me too, is it stable?
    weaver: It happened again, what now?
    Switchboard: **weaver** reopened this case. The team will take another look. What's still missing?
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_channel_that_is_deleted_leaves_no_place_for_its_guests() {
    let (scene, _) = bridged().await;
    let Scene { max, olaf, .. } = &scene;
    let bridge = scene.sandbox.webhook("general", "Bridge").expect("a channel");
    let hello = bridge.say_as("weaver", "The import stops").expect("a message");
    let (guild, general) = (scene.guild_named("Lantern"), max.channel("general").await);
    let link = format!("https://discord.com/channels/{guild}/{general}/{hello}");
    scene.lea.runs(&format!("/bridge add name:Matrix source:{link}")).await;
    max.flags(hello).await;
    scene.expect_refusal(404, 10003);
    olaf.client.delete_channel("general").expect("olaf may");
    scene.idle().await;
    reads!(max.runs("/solve case:1"), @"**weaver** hasn't been asked whether case #1 is solved. I won't send it: the thread or its question was deleted, and I can't open another thread. Contact the customer directly.");
    reads!(max, on_card(1, Line::Links), @"");
    scene.close().await;
}

#[tokio::test]
async fn a_guest_who_writes_while_the_bot_is_away_is_heard_afterwards() {
    let (scene, bridge) = bridged().await;
    let Scene { max, .. } = &scene;
    let question = says(&scene, &bridge, "weaver", "The import stops").await;
    max.flags(question).await;
    max.replies(question, "Where does it stop?").await;
    scene.reads_on_from_here().await;
    scene.stop().await;
    scene.advance_clock(TimeDelta::minutes(1));
    bridge.say_as("weaver", "At 80 %").expect("a message");
    scene.start().await;
    reads!(scene.case(1), @"open, max, waiting since minute 62, answered in minute 1");
    scene.close().await;
}

#[tokio::test]
async fn a_silent_guest_is_asked_in_the_channel_and_answers_in_words() {
    let (scene, bridge) = bridged().await;
    let Scene { ana, max, olaf, .. } = &scene;
    olaf.runs("/setup follow_up:7d").await;
    let question = says(&scene, &bridge, "weaver", "The import stops").await;
    max.flags(question).await;
    max.replies(question, "Which version is it?").await;
    scene.advance_and_run_due(TimeDelta::days(7)).await;
    reads!(scene.case(1), @"solved, max, answered in minute 1");
    reads!(ana, "help", @"
    weaver: Hello from IRC
    weaver: The import stops
    ↱ to weaver: The import stops
    Switchboard: Hi **weaver**, thanks for asking! We've opened case #1 for you. We think this is solved, and we've asked you here whether it is.
      -# I'm a bot that keeps track of questions. (edited)
    ↱ to weaver: The import stops
    max: Which version is it?
    ↱ to weaver: The import stops
    Switchboard: **weaver**, we haven't heard from you since our last reply.
      Is it solved? If not, tell us here what's still wrong. If we don't hear from you, we'll close case #1 in 3 days.
    ");
    says(&scene, &bridge, "weaver", "It is version 3, what now?").await;
    reads!(scene.case(1), @"open, max, waiting since minute 10082, answered in minute 1, reopened: 1");
    scene.close().await;
}

#[tokio::test]
async fn the_assignee_is_mentioned_when_a_guest_begins_to_wait() {
    let (scene, bridge) = bridged().await;
    let Scene { max, .. } = &scene;
    max.runs("/notify event:customer's reply in my case after:0").await;
    let question = says(&scene, &bridge, "weaver", "The import stops").await;
    max.flags(question).await;
    reads!(max.runs("/claim case:1"), @"Case [#1](message of nobody) is yours. Answer **weaver** by replying to their message in the channel.");
    max.replies(question, "Where does it stop?").await;
    says(&scene, &bridge, "weaver", "At 80 %, what now?").await;
    reads!(max, team_thread(1), @"
    * about Switchboard: #1 · The import stops
    Switchboard: @max: The customer [wrote](message of nobody) in case [#1](card 1) and is waiting.
      → pings: max
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_guest_is_never_looked_for_among_the_members() {
    let (scene, bridge) = bridged().await;
    let Scene { max, .. } = &scene;
    let question = says(&scene, &bridge, "weaver", "The import stops").await;
    max.flags(question).await;
    max.replies(question, "Where does it stop?").await;
    max.runs("/close case:1").await;
    max.runs("/reopen case:1").await;
    scene.restart().await;
    let guest = scene.exported(What::Cases).await[0]["requester_id"].clone();
    let guest = guest.as_str().expect("an ID");
    let exchanges = scene.exchanges();
    let about_them = exchanges.iter().find(|exchange| exchange.path.contains(guest));
    assert!(about_them.is_none(), "{about_them:?}");
    let card = max.sees(card(1)).await;
    assert!(!card.contains("left the server"), "{card}");
    scene.close().await;
}

#[tokio::test]
async fn a_guests_case_is_merged_only_where_they_write() {
    let (scene, bridge) = bridged().await;
    let Scene { ana, max, .. } = &scene;
    let first = says(&scene, &bridge, "weaver", "The import stops at 80 %").await;
    max.flags(first).await;
    ana.opens_case("The import stops for me, too").await;
    reads!(max.runs("/merge into:2 case:1"), @"**weaver** writes through a bridge and wouldn't see case #2, so merge the other way round or use `/close reason`.");
    let second = says(&scene, &bridge, "weaver", "And how do I split a file?").await;
    max.flags(second).await;
    reads!(max.runs("/merge into:3 case:1"), @"Merged case [#1](message of nobody) into [#3](message of nobody) and told **weaver**. Undo with `/unmerge`.");
    says(&scene, &bridge, "weaver", "It has 2 GB").await;
    reads!(scene.case(3), @"new, waiting since minute 1");
    let told = ana.sees("help").await;
    assert!(told.contains("we've put your questions together in [case #3]"), "{told}");
    scene.close().await;
}

#[tokio::test]
async fn the_team_is_told_of_a_guest_who_asks_again_in_the_channel() {
    let (scene, bridge) = bridged().await;
    let Scene { ana, max, .. } = &scene;
    let question = says(&scene, &bridge, "weaver", "The import stops").await;
    max.flags(question).await;
    max.runs("/close case:1").await;
    says(&scene, &bridge, "weaver", "thank you!").await;
    says(&scene, &bridge, "weaver", "It stops again, what now?").await;
    says(&scene, &bridge, "weaver", "And where is the log?").await;
    let seen = ana.sees("help").await;
    let (_, after) = seen.rsplit_once("thank you!\n").expect("the thanks");
    insta::assert_snapshot!(after, @"
    weaver: It stops again, what now?
    ↱ to weaver: It stops again, what now?
    Switchboard: Case [#1](message of nobody) is closed. The team can see your message and reopen the case.
    weaver: And where is the log?
    ");
    reads!(max, max.client.last_message("desk").expect("a line"), @"Switchboard: **weaver** [wrote again](message of nobody) after case [#1](message of nobody) was closed. It's still closed. To reopen it for them, use `/reopen case:1`.");
    max.runs("/reopen case:1").await;
    reads!(scene.case(1), @"new, waiting since minute 4, reopened: 1");
    scene.close().await;
}

#[tokio::test]
async fn a_guests_question_weeks_after_the_close_is_a_new_message() {
    let (scene, bridge) = bridged().await;
    let Scene { max, .. } = &scene;
    let question = says(&scene, &bridge, "weaver", "The import stops").await;
    max.flags(question).await;
    max.runs("/close case:1").await;
    let before = max.client.last_message("desk");
    scene.advance_and_run_due(TimeDelta::days(8)).await;
    says(&scene, &bridge, "weaver", "Which version is the newest?").await;
    assert_eq!(max.client.last_message("desk"), before);
    scene.close().await;
}

#[tokio::test]
async fn the_files_of_a_guest_are_theirs() {
    let (scene, bridge) = bridged().await;
    let Scene { max, .. } = &scene;
    let file = [("screen.png", &b"pixels"[..])];
    let question = bridge.say_with_files("weaver", "The import stops", &file).expect("a message");
    scene.idle().await;
    max.flags(question).await;
    let form = max.runs("/escalate case:1").await.form();
    max.submits(&form, &[("Actual result", "It stops")]).await;
    let seen = scene.dora.sees(report(1)).await;
    assert!(seen.contains("screen.png"), "{seen}");
    scene.close().await;
}
