//! The panel: what just happened, trouble on purpose, the first minute, and what can be taken away.

use serde_json::{Value, json};

use crate::playground::page::window::{Window, token};
use crate::scene::{SETUP, Scene, card, team_thread, thread};

/// A scene with the panel, in which max has claimed a case; once the panel knows.
async fn claimed() -> (Scene, Window) {
    let scene = Scene::open().await;
    let mut panel = Window::panel(&scene).await;
    scene.ana.opens_case("It fails").await;
    scene.max.clicks(card(1), "Claim").await;
    let is_claim = |frame: &Value| {
        frame["entry"]["text"].as_str().is_some_and(|text| text.contains("pressed Claim"))
    };
    panel.frame("the claim", is_claim).await;
    (scene, panel)
}

#[tokio::test]
async fn what_happens_is_told_in_words_and_in_order() {
    let (scene, panel) = claimed().await;
    let told: Vec<&str> =
        panel.frames.iter().filter_map(|frame| frame["entry"]["text"].as_str()).collect();
    let expected = [
        "Ana wrote in #help: “It fails”",
        "Discord told Switchboard: Ana wrote in #help",
        "Max used Open case on Ana’s message in #help",
        "Discord told Switchboard: Max used Open case on a message in #help",
        "Switchboard opened the thread “#1 · It fails” in #help",
        "Switchboard posted in #desk",
    ];
    let place = |sentence: &str| told.iter().position(|one| *one == sentence);
    for sentence in expected {
        assert!(place(sentence).is_some(), "{sentence:?} is missing in {told:#?}");
    }
    assert!(place(expected[0]) < place(expected[1]));
    scene.close().await;
}

#[tokio::test]
async fn pins_and_subcommands_are_told_in_words() {
    let scene = Scene::before_setup().await;
    let mut panel = Window::panel(&scene).await;
    scene.olaf.runs(SETUP).await;
    scene.ana.opens_case("It fails").await;
    scene.max.runs("/case history case:1").await;
    panel.settle().await;
    for expected in [
        "Switchboard pinned a message in #desk",
        "Discord told Switchboard: the pinned messages changed in #desk",
        "Max used /case history case:1 in #desk",
        "Discord told Switchboard: Max used /case history in #desk",
    ] {
        let told: Vec<&str> =
            panel.frames.iter().filter_map(|frame| frame["entry"]["text"].as_str()).collect();
        assert!(told.contains(&expected), "{expected:?} is missing in {told:#?}");
    }
    scene.close().await;
}

#[tokio::test]
async fn what_happened_can_be_looked_into() {
    let (scene, mut panel) = claimed().await;
    let is_post = |frame: &&Value| frame["entry"]["text"] == "Switchboard posted in #desk";
    let posted = panel.frames.iter().find(is_post).expect("posted")["entry"].clone();
    assert_eq!((&posted["case"], &posted["kind"]), (&json!(1), &json!("request")));
    let raw = panel.ok(json!({"verb": "raw", "number": posted["number"]})).await;
    assert!(raw["raw"]["body"].to_string().contains("It fails"), "{raw}");
    scene.close().await;
}

#[tokio::test]
async fn what_people_did_is_written_as_a_scenario() {
    let (scene, mut panel) = claimed().await;
    scene.max.speaks("de");
    let is_language =
        |frame: &Value| frame["entry"]["text"] == "Max switched their Discord to German";
    panel.frame("the language", is_language).await;
    let written = panel.ok(json!({"verb": "scenario"})).await;
    let written = written["text"].as_str().expect("a text");
    for line in [
        "let Scene { ana, max, olaf, .. } = &scene;",
        "let message_1 = ana.writes(\"help\", \"It fails\").await;",
        "max.flags(message_1).await;",
        "max.clicks(card(1), \"Claim\").await;",
        "max.speaks(\"de\");",
        // What came of it is checked, except what differs each time.
        "let seen = olaf.sees(card(1)).await;",
        "assert!(seen.contains(\"Switchboard: #1 · It fails\"), \"{seen}\");",
    ] {
        assert!(written.contains(line), "{line} is missing in\n{written}");
    }
    let says_assignee = |line: &str| line.contains("seen.contains(") && line.contains("@max");
    assert!(written.lines().any(says_assignee), "{written}");
    assert!(!written.contains("/setup"), "a scene is set up already");
    scene.close().await;
}

#[tokio::test]
async fn the_first_minute_follows_what_people_really_do() {
    let scene = Scene::open().await;
    let Scene { ana, max, dora, .. } = &scene;
    let mut panel = Window::panel(&scene).await;
    assert_eq!(panel.snapshot()["guide"]["state"], "ready");
    let guide = panel.ok(json!({"verb": "guide_start"})).await;
    assert_eq!((&guide["state"], &guide["current"]), (&json!("running"), &json!(0)));
    let question = guide["steps"][0]["message_id"].as_str().expect("a message to flag");
    max.flags(question.parse().expect("an id")).await;
    panel.frame("the second step", |frame| frame["guide"]["current"] == 1).await;
    max.clicks(card(1), "Claim").await;
    panel.frame("the third step", |frame| frame["guide"]["current"] == 2).await;
    let form = max.clicks(card(1), "Escalate").await.form();
    max.submits(&form, &[("title", "Export stops"), ("actual", "Error 417")]).await;
    panel.frame("the fourth step", |frame| frame["guide"]["current"] == 3).await;
    dora.runs("/bug ship version:5.3 bug:1").await;
    panel.frame("the fifth step", |frame| frame["guide"]["current"] == 4).await;
    max.clicks(team_thread(1), "Send").await;
    panel.frame("the last step", |frame| frame["guide"]["current"] == 5).await;
    ana.clicks(thread(1), "Works now").await;
    panel.frame("the end", |frame| frame["guide"]["state"] == "done").await;
    assert_eq!(panel.ok(json!({"verb": "guide_skip"})).await["state"], "skipped");
    scene.close().await;
}

#[tokio::test]
async fn trouble_is_switched_on_and_off() {
    let scene = Scene::open().await;
    scene.expect_refusal(503, 0);
    let mut panel = Window::panel(&scene).await;
    let calm = json!({"limits": "generous", "slow": 0.0, "failing": null, "cut": 0, "refuse": false, "crowded": false, "missing": []});
    assert_eq!(panel.snapshot()["trouble"], calm);
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
    ] {
        assert_eq!(panel.ok(verb.clone()).await[key], value, "{verb}");
    }
    panel.frame("the bot is back", |frame| frame["bot"]["connected"] == true).await;
    scene.sandbox.gateway().wait_connected().await;
    assert!(
        panel.refused(json!({"verb": "kill"})).await.contains("wasn't started by this sandbox")
    );
    scene.close().await;
}

#[tokio::test]
async fn the_bot_gets_over_a_lost_answer() {
    let scene = Scene::open().await;
    let mut panel = Window::panel(&scene).await;
    assert_eq!(panel.ok(json!({"verb": "cut", "requests": 1})).await["cut"], 1);
    // The answer to the request for the thread is lost, so that the bot asks again.
    scene.expect_refusal(400, 160_004);
    scene.ana.opens_case("It fails").await;
    scene.advance_and_run_due(chrono::TimeDelta::seconds(5)).await;
    assert_eq!((scene.threads(), scene.cards_in("desk")), (1, 1));
    scene.close().await;
}

#[tokio::test]
async fn a_permission_is_taken_from_the_bot_and_given_back() {
    let scene = Scene::open().await;
    let mut panel = Window::panel(&scene).await;
    let desk = scene.max.channel("desk").await.to_string();
    let taken = json!({"verb": "permission", "channel_id": desk, "permission": "EMBED_LINKS", "allowed": false});
    let missing = json!([{"channel_id": desk, "permission": "EMBED_LINKS"}]);
    assert_eq!(panel.ok(taken).await["missing"], missing);
    assert_eq!(panel.ok(json!({"verb": "clear"})).await["missing"], json!([]));
    scene.close().await;
}

#[tokio::test]
async fn a_community_is_taken_away_and_brought_back() {
    let scene = Scene::open().await;
    let token = token(&scene.sandbox.url()).await;
    let address = format!("{}/page/world?token={token}", scene.sandbox.url());
    scene.ana.writes("general", "Remember me").await;
    let saved = reqwest::get(&address).await.expect("an answer").bytes().await.expect("a file");
    let mut window = Window::of(&scene, "ana").await;
    scene.ana.writes("general", "Forget me").await;
    let http = reqwest::Client::new();
    let refused = http.post(&address).body("no community").send().await.expect("an answer");
    assert_eq!(refused.status().as_u16(), 422);
    assert!(refused.text().await.expect("a text").contains("nothing was changed"));
    let loaded = http.post(&address).body(saved).send().await.expect("an answer");
    assert_eq!(loaded.status().as_u16(), 200, "{:?}", loaded.text().await);
    window.frame("the snapshot", |frame| frame["t"] == "snapshot").await;
    let seen = scene.ana.sees("general").await;
    assert!(seen.contains("Remember me") && !seen.contains("Forget me"), "{seen}");
    scene.sandbox.gateway().wait_connected().await;
    scene.close().await;
}
