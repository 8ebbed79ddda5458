//! A case, played in the windows of several people.

use serde_json::{Value, json};

use crate::playground::page::window::Window;
use crate::scene::{Scene, card};

/// A scene with a window of ana's and one of max's, and a message of ana's in #help.
async fn asked() -> (Scene, Window, Window, String) {
    let scene = Scene::open().await;
    let mut ana = Window::of(&scene, "ana").await;
    let max = Window::of(&scene, "max").await;
    let message = ana.says("help", "The **export** fails, see <#1>").await;
    (scene, ana, max, message)
}

/// The same with a case that max has opened; and its card.
async fn opened() -> (Scene, Window, Window, String) {
    let (scene, ana, max, message) = asked().await;
    scene.max.flags(message.parse().expect("an id")).await;
    let card = scene.max.message(&card(1)).await.to_string();
    (scene, ana, max, card)
}

/// The id of a slash command.
fn command(commands: &Value, name: &str) -> Value {
    let list = commands["slash"].as_array().expect("commands");
    let found = list.iter().find(|command| command["name"] == name);
    found.unwrap_or_else(|| panic!("no {name} in {commands}"))["id"].clone()
}

#[tokio::test]
async fn a_message_is_rendered_in_the_windows_of_others() {
    let (scene, _ana, mut max, message) = asked().await;
    let seen = max.message(&message).await;
    let export = json!({"type": "strong", "children": [{"type": "text", "text": "export"}]});
    assert_eq!(seen["rendered"]["content"][1], export);
    assert_eq!(seen["can"]["edit"], false);
    scene.close().await;
}

#[tokio::test]
async fn an_agent_flags_a_message_in_its_menu() {
    let (scene, mut ana, mut max, message) = asked().await;
    let help = max.channel("help");
    let commands = max.ok(json!({"verb": "commands", "channel_id": help})).await;
    let menu = &commands["message"][1];
    assert_eq!(menu["name"], "Open case");
    let flag = json!({"verb": "menu", "message_id": message, "command_id": menu["id"]});
    let outcome = max.ok(flag).await;
    assert_eq!((&outcome["kind"], &outcome["ephemeral"]), (&"message".into(), &true.into()));
    let answer = max.message(outcome["message_id"].as_str().expect("an id")).await;
    assert_eq!((&answer["ephemeral"], &answer["used"]["command"]), (&true.into(), &menu["name"]));
    scene.idle().await;
    let is_thread = |frame: &Value| frame["t"] == "channel" && frame["channel"]["id"] == message;
    let thread = ana.frame("the thread", is_thread).await;
    let name = thread["channel"]["name"].as_str().expect("a name");
    assert!(name.starts_with("#1 · "), "{name}");
    scene.close().await;
}

#[tokio::test]
async fn an_agent_claims_a_case_on_its_card() {
    let (scene, _ana, mut max, card) = opened().await;
    let shown = max.message(&card).await;
    let lines = shown["rendered"]["embeds"][0]["description"].as_array().expect("lines");
    assert!(lines.len() > 4, "{shown}");
    let press = json!({"verb": "press", "message_id": card, "custom_id": "v1:claim:1"});
    let pressed = max.ok(press).await;
    let kind = pressed["kind"].as_str().expect("a kind");
    assert!(["message", "updated", "thinking"].contains(&kind), "{pressed}");
    scene.idle().await;
    let is_edit =
        |frame: &Value| frame["message"]["id"] == card.as_str() && frame["created"] == false;
    let claimed = max.frame("the claimed card", is_edit).await;
    let embeds = claimed["message"]["embeds"].to_string();
    assert!(embeds.contains(&format!("<@{}>", scene.max.id())), "{embeds}");
    scene.close().await;
}

#[tokio::test]
async fn an_agent_uses_a_command_with_suggestions() {
    let (scene, _ana, mut max, _card) = opened().await;
    let desk = max.channel("desk");
    let commands = max.ok(json!({"verb": "commands", "channel_id": desk})).await;
    let tag = command(&commands, "tag");
    let options = json!([{"name": "name", "value": "export"}, {"name": "case", "value": "1"}]);
    let line =
        json!({"verb": "command", "channel_id": desk, "command_id": tag, "options": options});
    max.ok(line).await;
    scene.idle().await;
    let typed = json!([{"name": "name", "value": "exp"}]);
    let suggested = max.ok(json!({"verb": "autocomplete", "channel_id": desk, "command_id": tag, "options": typed, "focused": "name"})).await;
    assert!(suggested["choices"].to_string().contains("export"), "{suggested}");
    scene.close().await;
}

#[tokio::test]
async fn an_agent_fills_in_the_form_of_a_bug_and_a_developer_reads_it() {
    let (scene, _ana, mut max, card) = opened().await;
    let press = json!({"verb": "press", "message_id": card, "custom_id": "v1:escalate:1"});
    let form = max.ok(press).await;
    assert_eq!(form["kind"], "form", "{form}");
    let fields = json!({"title": "Export fails", "actual": "It stops"});
    max.ok(json!({"verb": "submit", "form_id": form["form"]["form_id"], "fields": fields})).await;
    scene.idle().await;
    let mut dora = Window::of(&scene, "dora").await;
    let developers = dora.channel("developers");
    let history = dora.ok(json!({"verb": "history", "channel_id": developers})).await;
    assert!(history["messages"][0].to_string().contains("Export fails"), "{history}");
    scene.close().await;
}

#[tokio::test]
async fn a_member_sees_nothing_of_the_team_and_no_answer_to_somebody_else() {
    let (scene, mut ana, max, _card) = opened().await;
    scene.max.runs("/claim case:1").await;
    let form = scene.max.runs("/escalate case:1").await.form();
    scene.max.submits(&form, &[("Actual result", "It stops")]).await;
    let hidden = [max.channel("desk"), max.channel("developers")];
    ana.settle().await;
    for frame in &ana.frames {
        let text = frame.to_string();
        for channel in &hidden {
            assert!(!text.contains(&format!("\"channel_id\":\"{channel}\"")), "{text}");
        }
        assert!(frame["message"]["ephemeral"] != true, "somebody else's answer: {text}");
    }
    scene.close().await;
}
