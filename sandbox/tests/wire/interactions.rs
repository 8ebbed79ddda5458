//! Commands, buttons, menus and forms, between a person and a bot.

use std::time::Duration;

use sandbox::{AnswerKind, Sandbox};
use serde_json::{Value, json};

use crate::bot::{Bot, register, start, text};

async fn with_commands() -> (Sandbox, Bot) {
    let sandbox = start().await;
    register(
        &sandbox,
        &json!({"name": "Open case", "type": 3, "default_member_permissions": null}),
    );
    register(
        &sandbox,
        &json!({"name": "tag", "description": "Tags a case", "options": [
            {"name": "name", "description": "Which tag", "type": 3, "required": true, "autocomplete": true},
            {"name": "case", "description": "Which case", "type": 4, "min_value": 1},
            {"name": "agent", "description": "Who", "type": 6},
            {"name": "where", "description": "Where", "type": 7, "channel_types": [0]},
            {"name": "team", "description": "Which team", "type": 8},
            {"name": "level", "description": "How much", "type": 3, "choices": [{"name": "Low", "value": "low"}]},
        ]}),
    );
    register(
        &sandbox,
        &json!({"name": "rule", "description": "Rules", "default_member_permissions": "32", "options": [
            {"name": "add", "description": "Adds one", "type": 1, "options": [
                {"name": "pattern", "description": "What to look for", "type": 3, "required": true},
            ]},
            {"name": "list", "description": "Lists them", "type": 1},
        ]}),
    );
    let bot = Bot::connect(&sandbox).await;
    (sandbox, bot)
}

fn message(content: &str, ephemeral: bool) -> Value {
    json!({"type": 4, "data": {"content": content, "flags": if ephemeral { 64 } else { 0 }}})
}

#[tokio::test]
async fn a_slash_command_arrives_with_everything_and_its_answer_is_read() {
    let (sandbox, mut bot) = with_commands().await;
    let max = sandbox.person("max");
    let (answer, interaction) = tokio::join!(
        max.command(
            "desk",
            "/tag name:billing and more case:12 agent:@max where:#help team:@Agents level:low"
        ),
        async {
            let interaction = bot.interaction().await;
            bot.answer(&interaction, message("Tagged.", true)).await;
            interaction
        }
    );
    assert_eq!(answer.text(), "Tagged.");
    assert!(answer.is_ephemeral() && answer.acknowledged_in.is_some());
    assert_eq!(interaction["type"], 2);
    for key in [
        "id",
        "application_id",
        "token",
        "guild_id",
        "guild",
        "channel_id",
        "channel",
        "app_permissions",
        "locale",
        "guild_locale",
        "entitlements",
        "authorizing_integration_owners",
        "context",
        "attachment_size_limit",
        "version",
    ] {
        assert!(!interaction[key].is_null(), "{key} is missing");
    }
    assert_eq!(interaction["member"]["user"]["username"], "max");
    assert!(interaction["member"]["permissions"].is_string() && interaction.get("user").is_none());
    let options = &interaction["data"]["options"];
    assert_eq!(
        (&options[0]["name"], &options[0]["value"]),
        (&json!("name"), &json!("billing and more"))
    );
    assert_eq!((&options[1]["value"], &options[5]["value"]), (&json!(12), &json!("low")));
    let resolved = &interaction["data"]["resolved"];
    let id = text(&options[2]["value"]);
    assert_eq!(resolved["users"][id]["username"], "max");
    assert!(
        resolved["members"][id]["permissions"].is_string()
            && resolved["members"][id].get("user").is_none()
    );
    assert_eq!(resolved["channels"][text(&options[3]["value"])]["name"], "help");
    assert_eq!(resolved["roles"][text(&options[4]["value"])]["name"], "Agents");
    assert!(max.sees("desk").contains("(only max sees this)"));
    assert!(!sandbox.person("mia").sees("desk").contains("Tagged."), "nobody else sees it");
}

#[tokio::test]
async fn the_client_refuses_what_cannot_be_sent() {
    let (sandbox, _bot) = with_commands().await;
    let (ana, max) = (sandbox.person("ana"), sandbox.person("max"));
    let refused = async |place: &str, line: &str| max.command(place, line).await.text();
    assert!(refused("help", "/nothing").await.contains("There's no command /nothing here"));
    assert!(refused("help", "/tag case:1").await.contains("needs name:"));
    assert!(refused("help", "/tag name:x case:many").await.contains("whole number"));
    assert!(refused("help", "/tag name:x case:0").await.contains("at least 1"));
    assert!(refused("help", "/tag name:x level:huge").await.contains("one of: Low"));
    assert!(refused("help", "/tag billing").await.contains("doesn't know what to do with"));
    let hidden = ana.command("help", "/rule list").await;
    assert!(hidden.is_refused() && hidden.text().contains("no command /rule"), "{}", hidden.text());
    assert!(
        sandbox.person("lea").menu(1, "Open case").await.text().contains("can't see that message")
    );
    assert!(ana.sees("desk").contains("can't see a channel #desk"));
}

#[tokio::test]
async fn subcommands_nest_and_a_hidden_one_can_be_forced() {
    let (sandbox, mut bot) = with_commands().await;
    let ana = sandbox.person("ana");
    let (answer, interaction) = tokio::join!(
        ana.command_forced("help", "/rule add pattern:it (fails|breaks): now"),
        async {
            let interaction = bot.interaction().await;
            bot.answer(&interaction, message("Only leads may.", true)).await;
            interaction
        }
    );
    let add = &interaction["data"]["options"][0];
    assert_eq!((&add["name"], &add["type"]), (&json!("add"), &json!(1)));
    assert_eq!(add["options"][0]["value"], "it (fails|breaks): now");
    assert_eq!(answer.text(), "Only leads may.");
}

#[tokio::test]
async fn a_deferred_answer_is_awaited_and_keeps_its_visibility() {
    let (sandbox, mut bot) = with_commands().await;
    let max = sandbox.person("max");
    let ana = sandbox.person("ana");
    let source = ana.say("help", "it fails").expect("ana may write");
    let (answer, interaction) = tokio::join!(max.menu(source, "Open case"), async {
        let interaction = bot.interaction().await;
        assert_eq!(interaction["data"]["target_id"], source.to_string());
        assert_eq!(
            interaction["data"]["resolved"]["messages"][source.to_string()]["content"],
            "it fails"
        );
        bot.answer(&interaction, json!({"type": 5, "data": {"flags": 64}})).await;
        assert!(max.sees("help").contains("is thinking..."));
        let path = format!("{}/messages/@original", bot.webhook(&interaction));
        let (status, edited) =
            bot.request("PATCH", &path, json!({"content": "Case #1 is open."})).await;
        assert_eq!(
            (status, &edited["flags"]),
            (200, &json!(64)),
            "no longer loading, still ephemeral"
        );
        let (status, read) = bot.request("GET", &path, Value::Null).await;
        assert_eq!((status, &read["content"]), (200, &json!("Case #1 is open.")));
        interaction
    });
    assert_eq!(answer.text(), "Case #1 is open.");
    assert!(answer.is_ephemeral());
    let webhook = bot.webhook(&interaction);
    let (status, more) =
        bot.request("POST", &webhook, json!({"content": "And more.", "flags": 64})).await;
    assert_eq!((status, &more["content"]), (200, &json!("And more.")));
    assert_eq!(max.look_again(&answer).followups[0].1, "And more.");
    let path = format!("{webhook}/messages/{}", text(&more["id"]));
    assert_eq!(bot.request("DELETE", &path, Value::Null).await.0, 204);
    assert_eq!(bot.request("GET", &path, Value::Null).await.0, 404);
}

#[tokio::test]
async fn deadlines_and_second_answers_are_refused() {
    let (sandbox, mut bot) = with_commands().await;
    let max = sandbox.person("max");
    let (answer, interaction) = tokio::join!(max.command("desk", "/tag name:late"), async {
        let interaction = bot.interaction().await;
        sandbox.change(|world| world.advance(Duration::from_secs(4)));
        let (status, error) = bot.try_answer(&interaction, message("too late", true)).await;
        assert_eq!((status, &error["code"]), (404, &json!(10062)));
        interaction
    });
    assert!(answer.is_none(), "{answer:?}");
    let (status, error) =
        bot.request("POST", &bot.webhook(&interaction), json!({"content": "x"})).await;
    assert_eq!((status, &error["code"]), (404, &json!(10015)), "no follow-up without an answer");

    let (answer, interaction) = tokio::join!(max.command("desk", "/tag name:x"), async {
        let interaction = bot.interaction().await;
        let (status, error) = bot.try_answer(&interaction, json!({"type": 7, "data": {}})).await;
        assert_eq!(
            (status, &error["code"]),
            (400, &json!(50035)),
            "a command has no message to update"
        );
        let (_, error) = bot.try_answer(&interaction, message(&"x".repeat(2_001), true)).await;
        assert_eq!(
            error["errors"]["data"]["content"]["_errors"][0]["code"],
            "BASE_TYPE_MAX_LENGTH"
        );
        bot.answer(&interaction, message("first", true)).await;
        let (status, error) = bot.try_answer(&interaction, message("second", true)).await;
        assert_eq!((status, &error["code"]), (400, &json!(40060)));
        interaction
    });
    assert_eq!(answer.text(), "first");
    sandbox.change(|world| world.advance(Duration::from_secs(16 * 60)));
    let path = format!("{}/messages/@original", bot.webhook(&interaction));
    let (status, error) = bot.request("PATCH", &path, json!({"content": "x"})).await;
    assert_eq!((status, &error["code"]), (401, &json!(50027)));
}

#[tokio::test]
async fn nothing_in_time_is_no_response() {
    let (sandbox, _bot) = with_commands().await;
    sandbox.interaction_deadlines(Duration::from_millis(50), Duration::from_secs(900));
    let answer = sandbox.person("max").command("desk", "/tag name:x").await;
    assert!(answer.is_none());
    assert!(answer.text().contains("did not respond"));
}

#[tokio::test]
async fn the_answer_to_a_callback_tells_what_was_made() {
    let (sandbox, mut bot) = with_commands().await;
    let max = sandbox.person("max");
    let (_, _) = tokio::join!(max.command("desk", "/tag name:x"), async {
        let interaction = bot.interaction().await;
        let path = format!(
            "/interactions/{}/{}/callback?with_response=1",
            text(&interaction["id"]),
            text(&interaction["token"])
        );
        let (status, made) = bot.request("POST", &path, message("seen by all", false)).await;
        assert_eq!(status, 200);
        assert_eq!(made["interaction"]["id"], interaction["id"]);
        assert_eq!(made["resource"]["message"]["content"], "seen by all");
        assert_eq!(made["resource"]["message"]["type"], 20);
    });
    assert_eq!(bot.event("MESSAGE_CREATE").await["content"], "seen by all");
}

#[tokio::test]
async fn suggestions_are_asked_for_while_typing() {
    let (sandbox, mut bot) = with_commands().await;
    let max = sandbox.person("max");
    let (choices, _) = tokio::join!(max.complete("desk", "/tag case:1 name:bil"), async {
        let interaction = bot.interaction().await;
        assert_eq!(interaction["type"], 4);
        let focused = &interaction["data"]["options"][1];
        assert_eq!((&focused["focused"], &focused["value"]), (&json!(true), &json!("bil")));
        let (status, _) = bot.try_answer(&interaction, message("no", true)).await;
        assert_eq!(status, 400);
        bot.answer(
            &interaction,
            json!({"type": 8, "data": {"choices": [{"name": "Billing", "value": "billing"}]}}),
        )
        .await;
    });
    assert_eq!(
        (choices.len(), choices[0].name.as_str(), &choices[0].value),
        (1, "Billing", &json!("billing"))
    );
}

#[tokio::test]
async fn a_command_in_a_direct_conversation_has_a_user_and_no_guild() {
    let (sandbox, mut bot) = with_commands().await;
    let ana = sandbox.person("ana");
    let (answer, interaction) = tokio::join!(ana.command("dm", "/tag name:x"), async {
        let interaction = bot.interaction().await;
        bot.answer(&interaction, message("Hello.", false)).await;
        interaction
    });
    assert_eq!((answer.text().as_str(), answer.is_ephemeral()), ("Hello.", false));
    assert_eq!(
        (&interaction["user"]["username"], &interaction["context"]),
        (&json!("ana"), &json!(1))
    );
    assert!(interaction.get("member").is_none() && interaction.get("guild_id").is_none());
    assert_eq!(ana.sees("dm"), "Switchboard: Hello.");
}

fn button(label: &str, id: &str) -> Value {
    json!([{"type": 1, "components": [{"type": 2, "style": 1, "label": label, "custom_id": id}]}])
}

#[tokio::test]
async fn buttons_work_on_ephemeral_answers_too() {
    let (sandbox, mut bot) = with_commands().await;
    let max = sandbox.person("max");
    let (answer, _) = tokio::join!(max.command("desk", "/tag name:x"), async {
        let interaction = bot.interaction().await;
        let data = json!({"content": "Sure?", "flags": 64, "components": button("Yes", "yes:1")});
        bot.answer(&interaction, json!({"type": 4, "data": data})).await;
    });
    let shown = answer.message_id();
    let (pressed, interaction) = tokio::join!(max.press(shown, "Yes"), async {
        let interaction = bot.interaction().await;
        bot.answer(
            &interaction,
            json!({"type": 7, "data": {"content": "Done.", "components": []}}),
        )
        .await;
        interaction
    });
    assert_eq!(interaction["type"], 3);
    assert_eq!(interaction["data"]["custom_id"], "yes:1");
    assert_eq!(interaction["message"]["flags"], 64);
    assert_eq!(pressed.kind, AnswerKind::Updated);
    assert!(max.sees_message(shown).contains("Done."));
    assert!(
        sandbox.person("mia").press(shown, "Yes").await.text().contains("can't see that message")
    );
    assert!(max.press(shown, "Yes").await.text().contains("has no button"));
}

#[tokio::test]
async fn a_deferred_update_is_awaited() {
    let (sandbox, mut bot) = with_commands().await;
    let (max, desk) =
        (sandbox.person("max"), sandbox.person("max").channel("desk").expect("max sees #desk"));
    let body = json!({"content": "card", "components": button("Claim", "claim:1")});
    let (status, card) = bot.request("POST", &format!("/channels/{desk}/messages"), body).await;
    assert_eq!(status, 200, "{card}");
    let card: u64 = text(&card["id"]).parse().expect("an id");
    let (pressed, ()) = tokio::join!(max.press(card, "Claim"), async {
        let interaction = bot.interaction().await;
        bot.answer(&interaction, json!({"type": 6})).await;
        let path = format!("{}/messages/@original", bot.webhook(&interaction));
        bot.request("PATCH", &path, json!({"content": "card of max"})).await;
    });
    assert_eq!(pressed.kind, AnswerKind::Updated);
    assert_eq!(max.sees("desk"), "Switchboard: card of max (edited)\n  [Claim]");
}

#[tokio::test]
async fn forms_of_both_layouts_are_filled_in() {
    let (sandbox, mut bot) = with_commands().await;
    let max = sandbox.person("max");
    let (answer, _) = tokio::join!(max.command("desk", "/tag name:x"), async {
        let interaction = bot.interaction().await;
        let form = json!({"custom_id": "bug:1", "title": "Report a bug", "components": [
            {"type": 1, "components": [
                {"type": 4, "custom_id": "title", "label": "Title", "style": 1, "max_length": 10, "value": "It fails"},
            ]},
            {"type": 18, "label": "Steps", "component": {"type": 4, "custom_id": "steps", "style": 2, "min_length": 3}},
            {"type": 18, "label": "Severity", "component": {"type": 3, "custom_id": "severity", "options": [
                {"label": "High", "value": "high"}, {"label": "Low", "value": "low"},
            ]}},
        ]});
        bot.answer(&interaction, json!({"type": 9, "data": form})).await;
    });
    let form = answer.form();
    assert_eq!(
        form.text(),
        "form: Report a bug\n  Title*: It fails\n  Steps*: \n  Severity*: (High, Low)"
    );
    let refused = async |fields: &[(&str, &str)]| max.submit(&form, fields).await.text();
    assert!(refused(&[("Steps", "no")]).await.contains("at least 3"));
    assert!(
        refused(&[("Title", "much too long a title"), ("Steps", "press")])
            .await
            .contains("up to 10")
    );
    assert!(refused(&[("Steps", "press it")]).await.contains("Severity"));
    assert!(refused(&[("Colour", "red")]).await.contains("no field Colour"));
    let (answer, interaction) =
        tokio::join!(max.submit(&form, &[("steps", "press it"), ("Severity", "High")]), async {
            let interaction = bot.interaction().await;
            let (status, _) = bot.try_answer(&interaction, json!({"type": 9, "data": {}})).await;
            assert_eq!(status, 400, "no form after a form");
            bot.answer(&interaction, message("Reported.", true)).await;
            interaction
        });
    assert_eq!(answer.text(), "Reported.");
    assert_eq!(
        (&interaction["type"], &interaction["data"]["custom_id"]),
        (&json!(5), &json!("bug:1"))
    );
    let components = &interaction["data"]["components"];
    assert_eq!(components[0]["components"][0]["value"], "It fails");
    assert_eq!(
        (&components[1]["type"], &components[1]["component"]["value"]),
        (&json!(18), &json!("press it"))
    );
    assert_eq!(components[2]["component"]["values"], json!(["high"]));
}

#[tokio::test]
async fn files_come_with_answers() {
    let (sandbox, mut bot) = with_commands().await;
    let max = sandbox.person("max");
    let (answer, ()) = tokio::join!(max.command("desk", "/tag name:x"), async {
        let interaction = bot.interaction().await;
        let payload = json!({"type": 4, "data": {"content": "Here.", "attachments": [{"id": 0, "filename": "case.txt"}]}});
        let part = reqwest::multipart::Part::bytes(b"transcript".to_vec()).file_name("case.txt");
        let body = reqwest::multipart::Form::new()
            .text("payload_json", payload.to_string())
            .part("files[0]", part);
        let path = format!(
            "/interactions/{}/{}/callback",
            text(&interaction["id"]),
            text(&interaction["token"])
        );
        let url = format!("{}/api/v10{path}", sandbox.url());
        let answer = bot.http.post(url).multipart(body).send().await.expect("an answer");
        assert_eq!(answer.status(), 204);
    });
    assert_eq!(answer.text(), "Here.\nfile: case.txt (10 bytes)");
    let url = answer.raw()["attachments"][0]["url"].as_str().expect("an address").to_owned();
    let bytes = bot.http.get(url).send().await.expect("an answer").bytes().await.expect("a body");
    assert_eq!(&bytes[..], b"transcript");
}
