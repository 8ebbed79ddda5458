//! What a person does in a window, and what the windows of others show of it.

use serde_json::{Value, json};

use crate::playground::page::window::Window;
use crate::scene::Scene;

/// A scene with a window of ana's and one of ben's, and a message of ana's in #help.
async fn asked() -> (Scene, Window, Window, String) {
    let scene = Scene::open().await;
    let mut ana = Window::of(&scene, "ana").await;
    let ben = Window::of(&scene, "ben").await;
    let message = ana.says("help", "one").await;
    (scene, ana, ben, message)
}

#[tokio::test]
async fn a_language_is_chosen_in_one_window_and_known_in_all_of_that_person() {
    let scene = Scene::open().await;
    let mut max = Window::of(&scene, "max").await;
    let mut also_max = Window::of(&scene, "max").await;
    let mut ana = Window::of(&scene, "ana").await;
    assert_eq!(max.snapshot()["locale"], "en-US");
    max.ok(json!({"verb": "speak", "locale": "de"})).await;
    let told = also_max.frame("the language", |frame| frame["t"] == "locale").await;
    assert_eq!(told["locale"], "de");
    ana.settle().await;
    let is_other = |frame: &Value| frame["t"] != "locale";
    assert!(ana.frames.iter().all(is_other), "another's language is nothing to her");
    let refused = max.refused(json!({"verb": "speak", "locale": "klingon"})).await;
    assert!(refused.contains("no language klingon"), "{refused}");
    assert_eq!(Window::of(&scene, "max").await.snapshot()["locale"], "de");
    scene.close().await;
}

#[tokio::test]
async fn a_file_is_sent_and_downloaded() {
    let (scene, mut ana, mut ben, _) = asked().await;
    let help = ana.channel("help");
    let file = json!([{"name": "log.txt", "type": "text/plain", "data": "aGVsbG8="}]);
    let say = json!({"verb": "say", "channel_id": help, "content": "see", "files": file});
    let said = ana.ok(say).await;
    let seen = ben.message(said["message_id"].as_str().expect("an id")).await;
    let path = seen["attachments"][0]["url"].as_str().expect("a path");
    let file = reqwest::get(format!("{}{path}", scene.sandbox.url())).await.expect("an answer");
    assert_eq!(file.bytes().await.expect("bytes").as_ref(), b"hello");
    scene.close().await;
}

#[tokio::test]
async fn an_author_edits_and_deletes_a_message_and_nobody_else() {
    let (scene, mut ana, mut ben, message) = asked().await;
    ana.ok(json!({"verb": "edit", "message_id": message, "content": "one, changed"})).await;
    let is_edit = |frame: &Value| frame["t"] == "message" && frame["created"] == false;
    assert_eq!(ben.frame("the edit", is_edit).await["message"]["content"], "one, changed");
    let refused = ben.refused(json!({"verb": "edit", "message_id": message, "content": "x"})).await;
    assert!(refused.ends_with('.'), "{refused}");
    ana.ok(json!({"verb": "delete", "message_id": message})).await;
    let is_end = |frame: &Value| frame["t"] == "message_delete" && frame["id"] == message;
    ben.frame("the deletion", is_end).await;
    assert!(ana.refused(json!({"verb": "dance"})).await.contains("dance"));
    scene.close().await;
}

#[tokio::test]
async fn a_reaction_is_counted_in_other_windows() {
    let (scene, mut ana, mut ben, message) = asked().await;
    ben.ok(json!({"verb": "react", "message_id": message, "emoji": "👍"})).await;
    let first = |frame: &Value| frame["message"]["reactions"].get(0).cloned();
    let reacted = ana.until("the reaction", first).await;
    assert_eq!((&reacted["count"], &reacted["me"]), (&json!(1), &json!(false)));
    ben.ok(json!({"verb": "unreact", "message_id": message, "emoji": "👍"})).await;
    scene.close().await;
}

#[tokio::test]
async fn a_reply_pings_its_author_until_it_is_read() {
    let (scene, mut ana, mut ben, message) = asked().await;
    let help = ana.channel("help");
    ben.ok(json!({"verb": "typing", "channel_id": help})).await;
    ana.frame("the typing", |frame| frame["t"] == "typing").await;
    let text = format!("and <@{}>", scene.max.id());
    let say = json!({"verb": "say", "channel_id": help, "content": text, "reply_to": message});
    let reply = ben.ok(say).await;
    let reply = ana.message(reply["message_id"].as_str().expect("an id")).await;
    assert_eq!(reply["pinged"], true);
    assert_eq!(reply["referenced_message"]["id"], message);
    let is_mark = |frame: &Value| frame["t"] == "read" && frame["read"]["pings"] == 1;
    assert_eq!(ana.frame("the mark", is_mark).await["read"]["unread"], true);
    ana.ok(json!({"verb": "read", "channel_id": help})).await;
    let is_end = |frame: &Value| frame["t"] == "read" && frame["read"]["unread"] == false;
    ana.frame("the end of the mark", is_end).await;
    scene.close().await;
}

#[tokio::test]
async fn a_thread_is_started_changed_and_deleted() {
    let (scene, mut ana, mut ben, message) = asked().await;
    let mut lea = Window::of(&scene, "lea").await;
    let start = json!({"verb": "thread", "message_id": message, "name": "by hand"});
    let thread = ana.ok(start).await["channel_id"].clone();
    assert_eq!(thread, message);
    ben.ok(json!({"verb": "join_thread", "channel_id": thread})).await;
    ben.ok(json!({"verb": "leave_thread", "channel_id": thread})).await;
    ana.ok(json!({"verb": "edit_thread", "channel_id": thread, "name": "renamed"})).await;
    ana.ok(json!({"verb": "edit_thread", "channel_id": thread, "archived": true})).await;
    lea.ok(json!({"verb": "edit_thread", "channel_id": thread, "archived": false})).await;
    lea.ok(json!({"verb": "delete_thread", "channel_id": thread})).await;
    let is_end = |frame: &Value| frame["t"] == "channel_delete" && frame["id"] == thread;
    ben.frame("the end of the thread", is_end).await;
    let help = ana.channel("help");
    let open = json!({"verb": "open_thread", "channel_id": help, "name": "p", "private": true});
    assert!(ana.refused(open).await.contains("have permission"));
    scene.close().await;
}

#[tokio::test]
async fn a_post_is_started_in_a_forum() {
    let (scene, mut ana, mut ben, _) = asked().await;
    let ideas = ana.channel("ideas");
    let channels = ana.snapshot()["guilds"][0]["channels"].as_array().expect("channels");
    let forum = channels.iter().find(|channel| channel["name"] == "ideas").expect("the forum");
    let tag = forum["available_tags"][0]["id"].clone();
    let post = ana.ok(json!({"verb": "post", "channel_id": ideas, "title": "Dark mode", "content": "please", "tags": [tag]})).await;
    let is_post = |frame: &Value| {
        frame["channel"]["id"] == post["channel_id"] && frame["channel"]["starter"].is_object()
    };
    let shown = ben.frame("the post", is_post).await["channel"].clone();
    assert_eq!((&shown["applied_tags"][0], &shown["starter"]["text"]), (&tag, &"please".into()));
    scene.close().await;
}

#[tokio::test]
async fn the_history_of_a_channel_is_read_in_pages() {
    let (scene, mut ana, mut ben, _) = asked().await;
    for number in 0..5 {
        ben.says("help", &number.to_string()).await;
    }
    let help = ana.channel("help");
    let newest = ana.ok(json!({"verb": "history", "channel_id": help, "limit": 3})).await;
    assert_eq!((&newest["older"], &newest["newer"]), (&true.into(), &false.into()));
    assert_eq!(newest["messages"][2]["content"], "4");
    let first = &newest["messages"][0]["id"];
    let page = json!({"verb": "history", "channel_id": help, "limit": 2, "before": first});
    assert_eq!(ana.ok(page).await["messages"][1]["content"], "1");
    scene.close().await;
}

#[tokio::test]
async fn a_direct_conversation_is_seen_by_nobody_else() {
    let (scene, mut ana, mut ben, _) = asked().await;
    let bot = ana.snapshot()["bot_id"].clone();
    let direct = ana.ok(json!({"verb": "direct", "user_id": bot})).await["channel_id"].clone();
    ana.frame("the conversation", |frame| frame["channel"]["id"] == direct).await;
    let refused = ben.refused(json!({"verb": "history", "channel_id": direct})).await;
    assert!(refused.contains("can't see"), "{refused}");
    scene.close().await;
}

#[tokio::test]
async fn whoever_loses_a_channel_loses_it_at_once() {
    let scene = Scene::open().await;
    let mut mia = Window::of(&scene, "mia").await;
    let guild = scene.guild_named("Lantern");
    scene.sandbox.change(|world| {
        let agents = world.role_in(guild, "Agents").expect("a role").id;
        world.remove_role_from_member(guild, scene.mia.id(), agents);
    });
    let left = mia.frame("the server as it is now", |frame| frame["t"] == "guild").await;
    assert!(!left.to_string().contains("\"name\":\"desk\""), "mia is no agent any more");
    scene.close().await;
}
