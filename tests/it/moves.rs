//! What people change behind the bot: channels that move or vanish, permissions, emojis, and
//! messages that come late.

use insta::assert_snapshot;
use sandbox::Snowflake;

use crate::scene::{SETUP, Scene};

const CREATE_PUBLIC_THREADS: u64 = 1 << 35;
const SEND_MESSAGES: u64 = 1 << 11;
const VIEW_CHANNEL: u64 = 1 << 10;

fn cards(scene: &Scene, channel: Snowflake) -> usize {
    scene.sandbox.world(|world| {
        let messages =
            world.messages.get(&channel).into_iter().flat_map(|messages| messages.values());
        messages
            .filter(|message| {
                message.components.iter().any(|row| row.to_string().contains("v1:claim:"))
            })
            .count()
    })
}

#[tokio::test]
async fn cards_follow_when_the_desk_moves() {
    let scene = Scene::open().await;
    scene.flagged("ana", "One").await;
    scene.flagged("ben", "Two").await;
    let (desk, general) = (
        scene.person("olaf").channel("desk").expect("desk"),
        scene.person("olaf").channel("general").expect("general"),
    );
    assert_eq!((cards(&scene, desk), cards(&scene, general)), (2, 0));
    scene.person("olaf").command("general", "/setup desk:#general").await;
    scene.idle().await;
    assert_eq!((cards(&scene, desk), cards(&scene, general)), (0, 2));
    scene.close().await;
}

#[tokio::test]
async fn a_desk_that_someone_deletes_is_replaced_by_set_up() {
    let mut scene = Scene::open().await;
    scene.expect_refusal(404, 10_003);
    scene.expect_dead_jobs();
    scene.flagged("ana", "One").await;
    let desk = scene.person("olaf").channel("desk").expect("desk");
    scene.sandbox.change(|world| world.delete_channel(desk));
    scene.idle().await;
    scene.flagged("ben", "Two").await;
    assert_snapshot!(scene.plain(&scene.person("olaf").command("general", "/setup flag_emoji:🚩").await.text()), @"I cannot see #unknown: please give me the View Channel permission there, then try again.");
    scene.person("olaf").command("general", "/setup desk:#general").await;
    scene.idle().await;
    let general = scene.person("olaf").channel("general").expect("general");
    assert_eq!(cards(&scene, general), 2);
    scene.close().await;
}

#[tokio::test]
async fn a_missing_permission_is_named_before_anything_is_promised() {
    let scene = Scene::open().await;
    scene.deny_bot("general", CREATE_PUBLIC_THREADS);
    let message = scene.person("ana").say("general", "Help!").expect("ana may write");
    let answer = scene.person("max").menu(message, "Open case").await.text();
    assert_snapshot!(answer, @"In #general I lack **Create Public Threads**: please allow it there for me, then try again.");
    scene.idle().await;
    assert_eq!(
        scene.person("max").command("desk", "/queue view:all").await.text(),
        "There is no open case."
    );
    scene.close().await;
}

#[tokio::test]
async fn an_old_emoji_becomes_no_flag_when_it_is_chosen() {
    let mut scene = Scene::unset().await;
    let (ana, max) = (scene.person("ana"), scene.person("max"));
    scene.sandbox.change(|world| world.advance(std::time::Duration::from_secs(1)));
    let liked = ana.say("help", "Nice weather").expect("ana may write");
    max.react(liked, "🎫").expect("max may react");
    scene.clock.advance(chrono::TimeDelta::hours(1));
    scene.sandbox.change(|world| world.advance(std::time::Duration::from_secs(3600)));
    scene.person("olaf").command("general", SETUP).await;
    scene.stop().await;
    let asked = ana.say("help", "And a question").expect("ana may write");
    max.react(asked, "🎫").expect("max may react");
    scene.start().await;
    scene.idle().await;
    assert!(ana.sees("help").contains("#1 · And a question"), "{}", ana.sees("help"));
    assert!(!ana.sees("help").contains("#2"), "{}", ana.sees("help"));
    scene.close().await;
}

#[tokio::test]
async fn a_screenshot_from_the_thread_reaches_the_developers() {
    let scene = Scene::open().await;
    let message = scene.flagged("ana", "It looks wrong").await;
    scene
        .person("ana")
        .say_with_files(message, "here", &[("wrong.png", b"pixels")])
        .expect("ana may write");
    scene.idle().await;
    let form = scene.person("max").command("desk", "/escalate case:1").await.form();
    scene.person("max").submit(&form, &[("What happened instead", "see the picture")]).await;
    scene.idle().await;
    let report = scene.person("dora").last_message("developers").expect("the report");
    assert_eq!(scene.download(report, "wrong.png").await, b"pixels");
    // What is tagged later shows on the report too.
    scene.person("max").command("desk", "/tag name:layout case:1").await;
    scene.idle().await;
    assert!(scene.person("dora").sees("developers").contains("`layout`"));
    assert_eq!(
        scene.download(report, "wrong.png").await,
        b"pixels",
        "an edit leaves the files alone"
    );
    scene.close().await;
}

#[tokio::test]
async fn a_file_that_cannot_be_had_does_not_hold_up_the_report() {
    let mut scene = Scene::open().await;
    scene.expect_refusal(503, 0);
    let message = scene
        .person("ana")
        .say_with_files("help", "It fails", &[("log.txt", b"line")])
        .expect("ana may write");
    scene.sandbox.faults().fail_before("GET /channels/{channel}/messages/{message}", 1_000, 503, 0);
    scene.person("max").menu(message, "Open case").await;
    scene.idle().await;
    let form = scene.person("max").command("desk", "/escalate case:1").await.form();
    scene.person("max").submit(&form, &[("What happened instead", "nothing")]).await;
    for _ in 0..12 {
        scene.idle().await;
        scene.clock.advance(chrono::TimeDelta::minutes(6));
        scene.app().run_due().await.expect("the database answers");
    }
    scene.idle().await;
    assert!(scene.person("dora").sees("developers").contains("It fails"));
    scene.sandbox.faults().clear();
    scene.clock.advance(chrono::TimeDelta::minutes(6));
    scene.app().run_due().await.expect("the database answers");
    scene.close().await;
}

#[tokio::test]
async fn the_same_question_twice_is_two_cases_even_after_trouble() {
    let mut scene = Scene::open().await;
    scene.expect_refusal(403, 50_013);
    scene.deny_bot("help", SEND_MESSAGES);
    scene.idle().await;
    for _ in 0..2 {
        scene.person("ana").command("general", "/ask question:Where is it?").await;
    }
    scene.idle().await;
    scene.clock.advance(chrono::TimeDelta::minutes(10));
    scene.allow_bot("help");
    scene.idle().await;
    scene.app().run_due().await.expect("the database answers");
    scene.idle().await;
    let seen = scene.person("ana").sees("help");
    assert!(seen.contains("case #1") && seen.contains("case #2"), "{seen}");
    assert_eq!(
        scene.sandbox.world(|world| world
            .channels
            .values()
            .filter(|channel| channel.thread.is_some())
            .count()),
        2
    );
    scene.close().await;
}

#[tokio::test]
async fn a_late_answer_whose_token_ran_out_does_not_end_the_bot() {
    let mut scene = Scene::open().await;
    scene.expect_refusal(401, 50_027);
    scene.flagged("ana", "Slow").await;
    scene.sandbox.faults().fail_before(
        "PATCH /webhooks/{application}/{token}/messages/@original",
        1,
        401,
        50_027,
    );
    let database = crate::trouble::stall(&scene).await;
    let max = scene.person("max");
    let (_, ()) = tokio::join!(max.command("desk", "/claim case:1"), database.end());
    scene.idle().await;
    assert!(
        max.sees("desk").contains("Has it: @max"),
        "what was asked for is done, and the bot goes on"
    );
    assert!(max.command("desk", "/queue view:mine").await.text().contains("Slow"));
    scene.close().await;
}

#[tokio::test]
async fn a_forged_button_reaches_no_other_server() {
    let mut world = sandbox::World::community();
    let other = world.add_guild("Harbour");
    let scene = Scene::with_world(world).await;
    let olaf = scene.person("olaf");
    olaf.command("general", SETUP).await;
    olaf.at(other).command("general", SETUP).await;
    let secret =
        scene.person("ana").at(other).say("help", "A secret of Harbour").expect("ana may write");
    let there = scene.person("ana").at(other).channel("help").expect("help");
    scene.flagged("ana", "A question").await;
    let card = scene.card(1);
    scene.sandbox.change(|world| {
        let desk = world.messages.values_mut().find(|messages| messages.contains_key(&card)).expect("the desk");
        let button = serde_json::json!({"type": 2, "style": 1, "label": "Old", "custom_id": format!("v1:open:{there}:{secret}")});
        desk.get_mut(&card).expect("the card").components = vec![serde_json::json!({"type": 1, "components": [button]})];
    });
    let answer = scene.person("max").press(card, "Old").await.text();
    assert!(!answer.contains("is open"), "{answer}");
    assert!(
        !scene.person("max").command("desk", "/queue view:all").await.text().contains("secret")
    );
    scene.close().await;
}

#[tokio::test]
async fn a_lead_cannot_read_through_the_bot_what_they_cannot_see() {
    let scene = Scene::open().await;
    let lea = scene.person("lea");
    scene.person("ana").say("general", "hidden words").expect("ana may write");
    let general = lea.channel("general").expect("general");
    let lea_id = lea.id;
    scene.sandbox.change(|world| {
        world.set_overwrite(
            general,
            sandbox::world::Overwrite { id: lea_id, member: true, allow: 0, deny: VIEW_CHANNEL },
        );
    });
    let answer = lea
        .command_forced("help", &format!("/rule test pattern:hidden channel:<#{general}>"))
        .await
        .text();
    assert!(!answer.contains("hidden words"), "{answer}");
    scene.close().await;
}

#[tokio::test]
async fn the_newest_message_says_whose_turn_it_is_whatever_came_first() {
    let scene = Scene::open().await;
    let message = scene.flagged("ana", "First").await;
    // Both are written before the bot receives either, and the answer arrives first.
    scene.sandbox.gateway().reorder_events(2);
    scene.person("ana").say(message, "One more thing?").expect("ana may write");
    scene.person("max").say(message, "Here is the answer to both").expect("max may write");
    scene.sandbox.gateway().release_events();
    scene.sandbox.gateway().reorder_events(0);
    scene.idle().await;
    assert!(
        scene.person("max").command("desk", "/queue").await.text().contains("Nobody is waiting")
    );
    scene.close().await;
}
