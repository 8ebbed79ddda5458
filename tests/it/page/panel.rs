//! The panel: what just happened, trouble on purpose, the first minute, and what can be taken away.

use serde_json::{Value, json};

use crate::page::window::{Window, token};
use crate::scene::Scene;

fn sentences(panel: &Window) -> Vec<String> {
    panel
        .frames
        .iter()
        .filter_map(|frame| Some(frame["entry"]["text"].as_str()?.to_owned()))
        .collect()
}

#[tokio::test]
async fn what_happens_is_told_in_words_and_can_be_looked_into() {
    let scene = Scene::open().await;
    let mut panel = Window::panel(&scene).await;
    let message = scene.flagged("ana", "It fails").await;
    scene.person("max").press(scene.card(1), "Claim").await;
    scene.idle().await;
    panel
        .until("the claim", |frame| {
            frame["entry"]["text"]
                .as_str()
                .is_some_and(|text| text.contains("pressed Claim"))
                .then_some(())
        })
        .await;
    let told = sentences(&panel);
    for expected in [
        "Ana wrote in #help: “It fails”",
        "Discord told Switchboard: Ana wrote in #help",
        "Max used Open case on Ana’s message in #help",
        "Discord told Switchboard: Max used Open case on a message in #help",
        "Switchboard opened the thread “#1 · It fails” in #help",
        "Switchboard posted in #desk",
    ] {
        assert!(
            told.iter().any(|sentence| sentence == expected),
            "{expected:?} is missing in {told:#?}"
        );
    }
    let order = |sentence: &str| told.iter().position(|one| one == sentence);
    assert!(
        order("Ana wrote in #help: “It fails”")
            < order("Discord told Switchboard: Ana wrote in #help")
    );
    let posted = panel
        .frames
        .iter()
        .find(|frame| frame["entry"]["text"] == "Switchboard posted in #desk")
        .expect("posted")
        .clone();
    assert_eq!(
        (&posted["entry"]["case"], &posted["entry"]["kind"]),
        (&json!(1), &json!("request"))
    );
    let raw = panel.ok(json!({"verb": "raw", "number": posted["entry"]["number"]})).await;
    assert!(raw["raw"]["body"].to_string().contains("It fails"), "{raw}");
    let scenario =
        panel.ok(json!({"verb": "scenario"})).await["text"].as_str().expect("a text").to_owned();
    for line in [
        "scene.person(\"ana\").say(\"help\", \"It fails\")",
        "scene.person(\"max\").menu(message_1, \"Open case\").await;",
        "\"Claim\").await;",
    ] {
        assert!(scenario.contains(line), "{line} is missing in\n{scenario}");
    }
    assert!(!scenario.contains("/setup"), "a scene is set up already");
    assert!(scene.person("ana").sees_message(message).contains("thread"));
    scene.close().await;
}

#[tokio::test]
async fn the_first_minute_believes_nothing_and_sees_everything() {
    let scene = Scene::open().await;
    let mut panel = Window::panel(&scene).await;
    assert_eq!(panel.snapshot()["guide"]["state"], "ready");
    let guide = panel.ok(json!({"verb": "guide_start"})).await;
    let question: u64 = guide["steps"][0]["message_id"]
        .as_str()
        .and_then(|id| id.parse().ok())
        .expect("a message to flag");
    assert_eq!((&guide["state"], &guide["current"]), (&json!("running"), &json!(0)));
    let (max, dora) = (scene.person("max"), scene.person("dora"));
    let step = async |panel: &mut Window, number: u64| {
        panel
            .until("the next step", |frame| (frame["guide"]["current"] == number).then_some(()))
            .await;
    };
    max.menu(question, "Open case").await;
    step(&mut panel, 1).await;
    scene.idle().await;
    max.press(scene.card(1), "Claim").await;
    step(&mut panel, 2).await;
    max.command("desk", "/tag name:export case:1").await;
    step(&mut panel, 3).await;
    let form = max.press(scene.card(1), "Escalate").await.form();
    max.submit(&form, &[("title", "Export stops"), ("actual", "Error 417")]).await;
    step(&mut panel, 4).await;
    let mut window = Window::of(&scene, "dora").await;
    window.ok(json!({"verb": "read", "channel_id": dora.channel("developers").expect("a channel").to_string()})).await;
    panel.until("the end", |frame| (frame["guide"]["state"] == "done").then_some(())).await;
    assert_eq!(panel.ok(json!({"verb": "guide_skip"})).await["state"], "skipped");
    scene.close().await;
}

#[tokio::test]
async fn trouble_is_switched_on_and_off_and_the_bot_gets_over_it() {
    let mut scene = Scene::open().await;
    scene.expect_refusal(503, 0);
    let mut panel = Window::panel(&scene).await;
    assert_eq!(
        panel.snapshot()["trouble"],
        json!({"limits": "generous", "slow": 0.0, "failing": null, "cut": 0, "refuse": false, "missing": []})
    );
    assert_eq!(panel.snapshot()["bot"]["state"], "unknown");
    for (verb, key, value) in [
        (json!({"verb": "limits", "limits": "real"}), "limits", json!("real")),
        (json!({"verb": "limits", "limits": "tight"}), "limits", json!("tight")),
        (json!({"verb": "limits", "limits": "generous"}), "limits", json!("generous")),
        (json!({"verb": "slow", "seconds": 0.01}), "slow", json!(0.01)),
        (json!({"verb": "slow", "seconds": 0}), "slow", json!(0.0)),
        (json!({"verb": "failing", "status": 503}), "failing", json!(503)),
        (json!({"verb": "failing", "status": null}), "failing", Value::Null),
        (json!({"verb": "refuse", "refuse": true}), "refuse", json!(true)),
        (json!({"verb": "refuse", "refuse": false}), "refuse", json!(false)),
        (json!({"verb": "cut", "requests": 1}), "cut", json!(1)),
    ] {
        assert_eq!(panel.ok(verb.clone()).await[key], value, "{verb}");
    }
    panel.until("the bot is back", |frame| (frame["bot"]["connected"] == true).then_some(())).await;
    scene.sandbox.gateway().wait_connected().await;
    // The answer to the next thing that the bot writes is lost, and still there is one thread and
    // one card.
    scene.flagged("ana", "It fails").await;
    assert_eq!(
        scene.sandbox.world(|world| world
            .channels
            .values()
            .filter(|channel| channel.thread.is_some())
            .count()),
        1
    );
    let desk = scene.person("max").channel("desk").expect("desk");
    let taken = json!({"verb": "permission", "channel_id": desk.to_string(), "permission": "EMBED_LINKS", "allowed": false});
    assert_eq!(
        panel.ok(taken).await["missing"],
        json!([{"channel_id": desk.to_string(), "permission": "EMBED_LINKS"}])
    );
    assert_eq!(panel.ok(json!({"verb": "clear"})).await["missing"], json!([]));
    assert!(panel.refused(json!({"verb": "kill"})).await.contains("not started by this sandbox"));
    scene.close().await;
}

#[tokio::test]
async fn a_community_is_taken_away_and_brought_back() {
    let scene = Scene::open().await;
    let token = token(&scene.sandbox.url()).await;
    let address = format!("{}/page/world?token={token}", scene.sandbox.url());
    scene.person("ana").say("general", "Remember me").expect("written");
    let saved = reqwest::get(&address).await.expect("an answer").bytes().await.expect("a file");
    let mut ana = Window::of(&scene, "ana").await;
    scene.person("ana").say("general", "Forget me").expect("written");
    let http = reqwest::Client::new();
    let refused = http.post(&address).body("no community").send().await.expect("an answer");
    assert_eq!(refused.status().as_u16(), 422);
    assert!(refused.text().await.expect("a text").contains("nothing was changed"));
    let loaded = http.post(&address).body(saved).send().await.expect("an answer");
    assert_eq!(loaded.status().as_u16(), 200, "{:?}", loaded.text().await);
    ana.until("the snapshot", |frame| (frame["t"] == "snapshot").then_some(())).await;
    let seen = scene.person("ana").sees("general");
    assert!(seen.contains("Remember me") && !seen.contains("Forget me"), "{seen}");
    scene.sandbox.gateway().wait_connected().await;
    scene.close().await;
}
