//! The page in the browser, by its sockets: each verb once, with the real bot; what each person may
//! see; who is refused; and that people's text is only ever text.

mod nasty;
mod panel;
mod process;
mod safety;
mod window;

use serde_json::{Value, json};

use crate::scene::Scene;
use window::Window;

#[tokio::test]
async fn one_person_plays_a_case_through_the_windows() {
    let scene = Scene::open().await;
    let mut ana = Window::of(&scene, "ana").await;
    let mut max = Window::of(&scene, "max").await;
    let help = ana.channel("help");
    let asked = ana
        .ok(json!({"verb": "say", "channel_id": help, "content": "The **export** fails, see <#1>"}))
        .await;
    let message = asked["message_id"].as_str().expect("an id").to_owned();
    let seen = max.message(&message).await;
    assert_eq!(
        seen["rendered"]["content"][1],
        json!({"type": "strong", "children": [{"type": "text", "text": "export"}]})
    );
    assert_eq!(seen["can"]["edit"], false);

    // max flags it from the menu, and sees the answer alone.
    let commands = max.ok(json!({"verb": "commands", "channel_id": help})).await;
    let menu = &commands["message"][0];
    assert_eq!(menu["name"], "Open case");
    let outcome =
        max.ok(json!({"verb": "menu", "message_id": message, "command_id": menu["id"]})).await;
    assert_eq!(
        (&outcome["kind"], &outcome["ephemeral"]),
        (&json!("message"), &json!(true)),
        "{outcome}"
    );
    let answer = max.message(outcome["message_id"].as_str().expect("an id")).await;
    assert_eq!(
        (&answer["ephemeral"], &answer["used"]["command"]),
        (&json!(true), &json!("Open case"))
    );
    scene.idle().await;
    let thread = ana
        .until("the thread", |frame| {
            (frame["t"] == "channel" && frame["channel"]["id"] == message.as_str())
                .then(|| frame.clone())
        })
        .await;
    assert!(
        thread["channel"]["name"].as_str().is_some_and(|name| name.starts_with("#1 · ")),
        "{thread}"
    );

    // He claims it on the card, tags it, and escalates it.
    let card = scene.card(1).to_string();
    let shown = max.message(&card).await;
    assert!(
        shown["rendered"]["embeds"][0]["fields"].as_array().is_some_and(|fields| fields.len() > 4)
    );
    let pressed =
        max.ok(json!({"verb": "press", "message_id": card, "custom_id": "v1:claim:1"})).await;
    assert!(
        matches!(pressed["kind"].as_str(), Some("message" | "updated" | "thinking")),
        "{pressed}"
    );
    scene.idle().await;
    let claimed = max.until("the claimed card", |frame| {
        (frame["message"]["id"] == card.as_str() && frame["created"] == false)
            .then(|| frame["message"]["embeds"].to_string())
    });
    assert!(claimed.await.contains(&format!("<@{}>", scene.person("max").id)));
    let tag = command(&commands, "tag");
    let options = json!([{"name": "name", "value": "export"}, {"name": "case", "value": "1"}]);
    let desk = max.channel("desk");
    max.ok(json!({"verb": "command", "channel_id": desk, "command_id": tag, "options": options}))
        .await;
    scene.idle().await;
    let typed = json!([{"name": "name", "value": "exp"}]);
    let suggested =
        max.ok(json!({"verb": "autocomplete", "channel_id": desk, "command_id": tag, "options": typed, "focused": "name"})).await;
    assert!(suggested["choices"].is_array());
    let form =
        max.ok(json!({"verb": "press", "message_id": card, "custom_id": "v1:escalate:1"})).await;
    assert_eq!(form["kind"], "form", "{form}");
    let fields = json!({"title": "Export fails", "actual": "It stops"});
    max.ok(json!({"verb": "submit", "form_id": form["form"]["form_id"], "fields": fields})).await;
    scene.idle().await;
    let mut dora = Window::of(&scene, "dora").await;
    let history =
        dora.ok(json!({"verb": "history", "channel_id": dora.channel("developers")})).await;
    assert!(history["messages"][0].to_string().contains("Export fails"), "{history}");

    // Of all that, ana saw only her thread.
    let developers = dora.channel("developers");
    ana.settle().await;
    for frame in &ana.frames {
        let text = frame.to_string();
        assert!(
            !text.contains(&format!("\"channel_id\":\"{desk}\""))
                && !text.contains(&format!("\"channel_id\":\"{developers}\"")),
            "{text}"
        );
        assert!(frame["message"]["ephemeral"] != true, "somebody else's answer: {text}");
    }
    scene.close().await;
}

#[tokio::test]
async fn a_language_is_chosen_in_one_window_and_known_in_all_of_that_person() {
    let scene = Scene::open().await;
    let mut max = Window::of(&scene, "max").await;
    let mut also_max = Window::of(&scene, "max").await;
    let mut ana = Window::of(&scene, "ana").await;
    let mut panel = Window::panel(&scene).await;
    assert_eq!(max.snapshot()["locale"], "en-US");
    max.ok(json!({"verb": "speak", "locale": "de"})).await;
    let told = also_max
        .until("the language", |frame| (frame["t"] == "locale").then(|| frame["locale"].clone()))
        .await;
    assert_eq!(told, "de");
    ana.settle().await;
    assert!(
        ana.frames.iter().all(|frame| frame["t"] != "locale"),
        "another's language is nothing to her"
    );
    assert!(
        max.refused(json!({"verb": "speak", "locale": "klingon"}))
            .await
            .contains("no language klingon")
    );
    panel
        .until("the deed", |frame| {
            (frame["entry"]["text"] == "Max’s Discord is in German from now on").then_some(())
        })
        .await;
    let scenario = panel.ok(json!({"verb": "scenario"})).await;
    assert!(
        scenario["text"]
            .as_str()
            .is_some_and(|text| text.contains("scene.person(\"max\").speaks(\"de\")")),
        "{scenario}"
    );
    assert_eq!(Window::of(&scene, "max").await.snapshot()["locale"], "de");
    scene.close().await;
}

#[tokio::test]
async fn everything_else_that_a_person_does() {
    let scene = Scene::open().await;
    let mut ana = Window::of(&scene, "ana").await;
    let mut ben = Window::of(&scene, "ben").await;
    let mut lea = Window::of(&scene, "lea").await;
    let help = ana.channel("help");
    let file = json!([{"name": "log.txt", "type": "text/plain", "data": "aGVsbG8="}]);
    let said =
        ana.ok(json!({"verb": "say", "channel_id": help, "content": "one", "files": file})).await;
    let message = said["message_id"].clone();
    let seen = ben.message(message.as_str().expect("an id")).await;
    let path = seen["attachments"][0]["url"].as_str().expect("a path").to_owned();
    let file = reqwest::get(format!("{}{path}", scene.sandbox.url())).await.expect("an answer");
    assert_eq!(file.bytes().await.expect("bytes").as_ref(), b"hello");

    ana.ok(json!({"verb": "edit", "message_id": message, "content": "one, changed"})).await;
    let changed = ben
        .until("the edit", |frame| {
            (frame["t"] == "message" && frame["created"] == false).then(|| frame.clone())
        })
        .await;
    assert_eq!(changed["message"]["content"], "one, changed");
    assert!(
        ben.refused(json!({"verb": "edit", "message_id": message, "content": "x"}))
            .await
            .ends_with('.')
    );
    ben.ok(json!({"verb": "react", "message_id": message, "emoji": "👍"})).await;
    let reacted =
        ana.until("the reaction", |frame| frame["message"]["reactions"].get(0).cloned()).await;
    assert_eq!((&reacted["count"], &reacted["me"]), (&json!(1), &json!(false)));
    ben.ok(json!({"verb": "unreact", "message_id": message, "emoji": "👍"})).await;

    // A reply pings, and reading ends the mark.
    let max = scene.person("max").id;
    ben.ok(json!({"verb": "typing", "channel_id": help})).await;
    ana.until("the typing", |frame| (frame["t"] == "typing").then_some(())).await;
    let reply = ben.ok(json!({"verb": "say", "channel_id": help, "content": format!("and <@{max}>"), "reply_to": message})).await;
    let reply = ana.message(reply["message_id"].as_str().expect("an id")).await;
    assert_eq!((&reply["pinged"], &reply["referenced_message"]["id"]), (&json!(true), &message));
    let read = ana
        .until("the mark", |frame| {
            (frame["t"] == "read" && frame["read"]["pings"] == 1).then(|| frame.clone())
        })
        .await;
    assert_eq!(read["read"]["unread"], true);
    ana.ok(json!({"verb": "read", "channel_id": help})).await;
    ana.until("the end of the mark", |frame| {
        (frame["t"] == "read" && frame["read"]["unread"] == false).then_some(())
    })
    .await;

    // Threads by hand.
    let thread = ana.ok(json!({"verb": "thread", "message_id": message, "name": "by hand"})).await
        ["channel_id"]
        .clone();
    assert_eq!(thread, message);
    ben.ok(json!({"verb": "join_thread", "channel_id": thread})).await;
    ben.ok(json!({"verb": "leave_thread", "channel_id": thread})).await;
    ana.ok(json!({"verb": "edit_thread", "channel_id": thread, "name": "renamed"})).await;
    ana.ok(json!({"verb": "edit_thread", "channel_id": thread, "archived": true})).await;
    lea.ok(json!({"verb": "edit_thread", "channel_id": thread, "archived": false})).await;
    lea.ok(json!({"verb": "delete_thread", "channel_id": thread})).await;
    ben.until("the end of the thread", |frame| {
        (frame["t"] == "channel_delete" && frame["id"] == thread).then_some(())
    })
    .await;
    let ideas = ana.channel("ideas");
    let tag = ana.snapshot()["guilds"][0]["channels"]
        .as_array()
        .and_then(|channels| channels.iter().find(|channel| channel["name"] == "ideas"))
        .map(|ideas| ideas["available_tags"][0]["id"].clone())
        .expect("a tag");
    let post = ana.ok(json!({"verb": "post", "channel_id": ideas, "title": "Dark mode", "content": "please", "tags": [tag]})).await;
    let shown = ben
        .until("the post", |frame| {
            (frame["channel"]["id"] == post["channel_id"]
                && frame["channel"]["starter"].is_object())
            .then(|| frame.clone())
        })
        .await;
    assert_eq!(
        (&shown["channel"]["applied_tags"][0], &shown["channel"]["starter"]["text"]),
        (&tag, &json!("please"))
    );
    assert!(
        ana.refused(
            json!({"verb": "open_thread", "channel_id": help, "name": "p", "private": true})
        )
        .await
        .contains("not allowed")
    );

    // Pages of history, direct conversations, deletion.
    for number in 0..5 {
        ben.ok(json!({"verb": "say", "channel_id": help, "content": number.to_string()})).await;
    }
    let newest = ana.ok(json!({"verb": "history", "channel_id": help, "limit": 3})).await;
    assert_eq!(
        (&newest["older"], &newest["newer"], &newest["messages"][2]["content"]),
        (&json!(true), &json!(false), &json!("4"))
    );
    let older = ana.ok(json!({"verb": "history", "channel_id": help, "limit": 2, "before": newest["messages"][0]["id"]})).await;
    assert_eq!(older["messages"][1]["content"], "1");
    let bot = ana.snapshot()["bot_id"].clone();
    let direct = ana.ok(json!({"verb": "direct", "user_id": bot})).await["channel_id"].clone();
    ana.until("the conversation", |frame| (frame["channel"]["id"] == direct).then_some(())).await;
    assert!(
        ben.refused(json!({"verb": "history", "channel_id": direct})).await.contains("cannot see")
    );
    ana.ok(json!({"verb": "delete", "message_id": message})).await;
    ben.until("the deletion", |frame| {
        (frame["t"] == "message_delete" && frame["id"] == message).then_some(())
    })
    .await;
    assert!(ana.refused(json!({"verb": "dance"})).await.contains("dance"));

    // Who loses a channel loses it at once.
    let mut mia = Window::of(&scene, "mia").await;
    scene.sandbox.change(|world| {
        let guild = world.guild_named("Lantern").expect("a server").id;
        let agents = world.role_in(guild, "Agents").expect("a role").id;
        world.remove_role_from_member(guild, world.user_named("mia").expect("mia").id, agents);
    });
    let left = mia
        .until("the server as it is now", |frame| (frame["t"] == "guild").then(|| frame.clone()))
        .await;
    assert!(!left.to_string().contains("\"name\":\"desk\""), "mia is no agent any more");
    scene.close().await;
}

/// The id of a slash command.
fn command(commands: &Value, name: &str) -> Value {
    let list = commands["slash"].as_array().expect("commands");
    list.iter()
        .find(|command| command["name"] == name)
        .unwrap_or_else(|| panic!("no {name} in {commands}"))["id"]
        .clone()
}
