//! Languages: of people, of the server, and of commands.

use sandbox::{Filled, Sandbox};
use serde_json::{Value, json};

use crate::bot::{Bot, register, start, text};

/// A bot that has registered commands with German names over the wire.
async fn with_german_commands() -> (Sandbox, Bot) {
    let sandbox = start().await;
    let bot = Bot::connect(&sandbox).await;
    let (status, answer) = bot.request("PUT", &path(&sandbox), definitions()).await;
    assert_eq!(status, 200, "{answer}");
    (sandbox, bot)
}

fn path(sandbox: &Sandbox) -> String {
    format!("/applications/{}/commands", sandbox.world(|world| world.application_id))
}

fn definitions() -> Value {
    json!([
        {"name": "Open case", "name_localizations": {"de": "Fall öffnen"}, "type": 3},
        {
            "name": "tag", "name_localizations": {"de": "etikett"},
            "description": "Tags a case", "description_localizations": {"de": "Gibt einem Fall ein Etikett"},
            "options": [
                {
                    "name": "level", "name_localizations": {"de": "stufe"},
                    "description": "How much", "description_localizations": {"de": "Wie viel"}, "type": 3, "required": true,
                    "choices": [{"name": "Low", "name_localizations": {"de": "Niedrig"}, "value": "low"}, {"name": "High", "value": "high"}],
                },
                {"name": "case", "name_localizations": {"de": "fall"}, "description": "Which case", "type": 3},
            ],
        },
        {
            "name": "rule", "name_localizations": {"de": "regel"}, "description": "Rules",
            "options": [{"name": "list", "name_localizations": {"de": "liste"}, "description": "Lists them", "type": 1}],
        },
    ])
}

#[tokio::test]
async fn an_interaction_tells_the_language_of_the_person_and_of_the_server() {
    let (sandbox, mut bot) = with_german_commands().await;
    let max = sandbox.person("max");
    let languages = |interaction: &Value| {
        (text(&interaction["locale"]).to_owned(), text(&interaction["guild_locale"]).to_owned())
    };
    let (_, interaction) = tokio::join!(max.command("desk", "/rule list"), reply(&mut bot));
    assert_eq!(languages(&interaction), ("en-US".to_owned(), "en-US".to_owned()));

    max.speaks("German").expect("a language");
    let guild = max.guild.expect("a server");
    sandbox.change(|world| world.set_preferred_locale(guild, "de"));
    assert_eq!(bot.event("GUILD_UPDATE").await["preferred_locale"], "de");
    let (_, interaction) = tokio::join!(max.command("desk", "/rule list"), reply(&mut bot));
    assert_eq!(languages(&interaction), ("de".to_owned(), "de".to_owned()));
    assert_eq!(interaction["guild"]["locale"], "de");
    assert!(
        max.speaks("Klingon")
            .expect_err("no language of Discord's")
            .to_string()
            .contains("de or en-US")
    );

    // Who connects later is told at once, and a saved world keeps both.
    let mut other = Bot::open(&sandbox, &Bot::address(&sandbox)).await;
    other.identify(crate::bot::USUAL_INTENTS).await;
    assert_eq!(other.event("GUILD_CREATE").await["preferred_locale"], "de");
    let saved = sandbox.world(|world| serde_json::to_value(world).expect("JSON"));
    let loaded: sandbox::World = serde_json::from_value(saved).expect("a world");
    assert_eq!(
        (loaded.locale_of(max.id), loaded.guilds[&guild].preferred_locale.as_str()),
        ("de", "de")
    );
}

#[tokio::test]
async fn suggestions_are_read_in_ones_own_language() {
    let sandbox = start().await;
    let mut bot = Bot::connect(&sandbox).await;
    let option = json!({"name": "name", "name_localizations": {"de": "welches"}, "description": "d", "type": 3, "autocomplete": true});
    register(&sandbox, &json!({"name": "tag", "description": "Tags", "options": [option]}));
    let max = sandbox.person("max");
    max.speaks("de").expect("a language");
    let (choices, ()) = tokio::join!(max.complete("desk", "/tag welches:rech"), async {
        let interaction = bot.interaction().await;
        assert_eq!(
            (text(&interaction["locale"]), text(&interaction["data"]["options"][0]["name"])),
            ("de", "name")
        );
        let choices = |german: &str| {
            json!({"type": 8, "data": {"choices": [
                {"name": "Billing", "name_localizations": {"de": german}, "value": "billing"}, {"name": "Export", "value": "export"},
            ]}})
        };
        assert_eq!(bot.try_answer(&interaction, choices("")).await.0, 400);
        bot.answer(&interaction, choices("Rechnung")).await;
    });
    let read: Vec<&str> = choices.iter().map(|choice| choice.name.as_str()).collect();
    assert_eq!((read, &choices[0].value), (vec!["Rechnung", "Export"], &json!("billing")));
}

/// Answers the next interaction, and returns it.
async fn reply(bot: &mut Bot) -> Value {
    let interaction = bot.interaction().await;
    bot.answer(&interaction, json!({"type": 4, "data": {"content": "Done.", "flags": 64}})).await;
    interaction
}

#[tokio::test]
async fn commands_are_typed_in_ones_own_language_and_arrive_by_their_default_names() {
    let (sandbox, mut bot) = with_german_commands().await;
    let (ana, max) = (sandbox.person("ana"), sandbox.person("max"));
    max.speaks("de").expect("a language");
    for line in
        ["/etikett stufe:niedrig fall:12", "/tag level:Low case:12", "/tag stufe:low case:12"]
    {
        let (answer, interaction) = tokio::join!(max.command("desk", line), reply(&mut bot));
        assert_eq!(answer.text(), "Done.");
        let data = &interaction["data"];
        assert_eq!(
            (text(&data["name"]), text(&data["options"][0]["name"])),
            ("tag", "level"),
            "{line}"
        );
        assert_eq!(
            (text(&data["options"][0]["value"]), text(&data["options"][1]["value"])),
            ("low", "12"),
            "{line}"
        );
    }
    let (_, interaction) = tokio::join!(max.command("desk", "/regel liste"), reply(&mut bot));
    assert_eq!(interaction["data"]["options"][0]["name"], "list");
    let message = ana.say("help", "Es geht nicht").expect("written");
    let (_, interaction) = tokio::join!(max.menu(message, "Fall öffnen"), reply(&mut bot));
    assert_eq!(interaction["data"]["name"], "Open case");

    // What is refused is said with the names that the person knows, and ana knows no German ones.
    assert!(max.command("desk", "/etikett").await.text().contains("needs stufe: (Wie viel)"));
    assert!(
        max.command("desk", "/tag level:huge")
            .await
            .text()
            .contains("stufe must be one of: Niedrig, High")
    );
    assert!(ana.command("help", "/etikett stufe:low").await.text().contains("only: /rule, /tag."));
    assert!(max.menu(message, "Nichts").await.text().contains("only Fall öffnen"));
}

#[tokio::test]
async fn a_client_offers_commands_in_the_language_of_the_person() {
    let (sandbox, mut bot) = with_german_commands().await;
    let max = sandbox.person("max");
    max.speaks("de").expect("a language");
    let offered = max.offered("desk").expect("a channel");
    assert_eq!(offered.message[0]["name_localized"], "Fall öffnen");
    let tag = &offered.slash[0];
    assert_eq!((text(&tag["name"]), text(&tag["name_localized"])), ("tag", "etikett"));
    assert_eq!(tag["options"][0]["choices"][0]["name_localized"], "Niedrig");
    assert!(
        tag["options"][0]["choices"][1].get("name_localized").is_none()
            && tag.get("name_localizations").is_none()
    );
    let filled = Filled {
        command: tag["id"].as_str().and_then(|id| id.parse().ok()).expect("an id"),
        options: vec![("level".to_owned(), "low".to_owned())],
        ..Filled::default()
    };
    let (answer, interaction) = tokio::join!(max.send_command("desk", &filled), reply(&mut bot));
    assert_eq!(
        (answer.text().as_str(), &interaction["data"]["options"][0]["value"]),
        ("Done.", &json!("low"))
    );
}

#[tokio::test]
async fn a_list_of_commands_shows_one_language_or_all() {
    let (sandbox, bot) = with_german_commands().await;
    let path = path(&sandbox);
    let (_, all) =
        bot.request("GET", &format!("{path}?with_localizations=true"), Value::Null).await;
    assert_eq!(all[1]["options"][0]["choices"][0]["name_localizations"]["de"], "Niedrig");
    let (_, plain) = bot.request("GET", &path, Value::Null).await;
    assert!(!plain.to_string().contains("locali"), "{plain}");
    let german =
        bot.http.get(format!("{}/api/v10{path}", sandbox.url())).header("X-Discord-Locale", "de");
    let german = german
        .header("authorization", format!("Bot {}", sandbox.token()))
        .send()
        .await
        .expect("an answer");
    let german: Value = german.json().await.expect("JSON");
    assert_eq!(german[1]["description_localized"], "Gibt einem Fall ein Etikett");
    assert!(!german.to_string().contains("localizations"), "{german}");
    let one = format!("{path}/{}", text(&all[1]["id"]));
    assert_eq!(
        bot.request("GET", &one, Value::Null).await.1["name_localizations"]["de"],
        "etikett"
    );
}

#[tokio::test]
async fn no_two_commands_have_one_name_in_any_language() {
    let (sandbox, bot) = with_german_commands().await;
    let path = path(&sandbox);
    let taken = |(status, answer): (u16, Value)| {
        assert_eq!((status, &answer["code"]), (400, &json!(50035)), "{answer}");
        assert!(answer.to_string().contains("APPLICATION_COMMANDS_DUPLICATE_NAME"), "{answer}");
    };
    let label = |name: &str, german: &str| json!({"name": name, "description": "d", "name_localizations": {"de": german}});
    taken(bot.request("POST", &path, label("label", "etikett")).await);
    taken(bot.request("POST", &path, json!({"name": "etikett", "description": "d"})).await);
    taken(bot.request("PUT", &path, json!([label("one", "eins"), label("two", "eins")])).await);
    let (status, made) = bot.request("POST", &path, label("label", "beschriftung")).await;
    assert_eq!(status, 201, "{made}");
    let own = format!("{path}/{}", text(&made["id"]));
    taken(bot.request("PATCH", &own, label("label", "regel")).await);
    let (status, answer) =
        bot.request("PATCH", &own, json!({"name_localizations": {"de": "aufschrift"}})).await;
    assert_eq!(
        (status, &answer["name_localizations"]["de"]),
        (200, &json!("aufschrift")),
        "{answer}"
    );
}
