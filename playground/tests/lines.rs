//! The terminal and recordings, with a bot at the other end of the wire.

#[path = "../../sandbox/tests/wire/bot.rs"]
#[expect(dead_code, reason = "the tests of the sandbox need more of it")]
mod bot;

use playground::Terminal;
use playground::replay::{self, Options};
use sandbox::Place;
use sandbox::world::right;
use serde_json::{Value, json};

use crate::bot::{Bot, register, start, text};

#[tokio::test]
async fn people_act_by_plain_lines() {
    let sandbox = start().await;
    register(&sandbox, &json!({"name": "Open case", "type": 3}));
    register(
        &sandbox,
        &json!({"name": "escalate", "description": "Escalates", "options": [
            {"name": "case", "description": "Which", "type": 3}, {"name": "severity", "description": "How bad", "type": 3},
        ]}),
    );
    let mut bot = Bot::connect(&sandbox).await;
    let mut terminal = Terminal::new(&sandbox);
    assert_eq!(terminal.perform("ana in #help: it fails").await, "[1] #help | ana: it fails");
    assert_eq!(
        terminal.perform("max reacts 🎫 on 1").await,
        "[1] now: #help | ana: it fails\n      🎫 1"
    );
    let (said, ()) = tokio::join!(terminal.perform("max flags 1"), async {
        let interaction = bot.interaction().await;
        assert_eq!(interaction["data"]["name"], "Open case");
        bot.answer(
            &interaction,
            json!({"type": 4, "data": {"content": "Case #1 is open.", "flags": 64}}),
        )
        .await;
    });
    assert_eq!(said, "[2] #help | Switchboard: Case #1 is open.\n      (only max sees this)");
    let (said, ()) = tokio::join!(terminal.perform("max escalates 1"), async {
        let interaction = bot.interaction().await;
        assert_eq!(interaction["data"]["options"][0]["value"], "1");
        let inputs =
            ["title", "steps"].map(|name| json!({"type": 1, "components": [{"type": 4, "custom_id": name, "label": name, "style": 1}]}));
        bot.answer(
            &interaction,
            json!({"type": 9, "data": {"custom_id": "f", "title": "Bug", "components": inputs}}),
        )
        .await;
    });
    assert!(said.ends_with("title:"), "{said}");
    assert_eq!(terminal.perform("It fails").await, "steps:");
    assert_eq!(terminal.prompt(), "steps:");
    let (said, ()) = tokio::join!(terminal.perform("Press it"), async {
        let interaction = bot.interaction().await;
        assert_eq!(interaction["data"]["components"][1]["components"][0]["value"], "Press it");
        bot.answer(&interaction, json!({"type": 4, "data": {"content": "Reported.", "flags": 64}}))
            .await;
    });
    assert!(said.contains("Reported."), "{said}");
    let (said, ()) = tokio::join!(
        terminal.perform("max escalates 1 title=It fails; steps=Press; severity=high"),
        async {
            let interaction = bot.interaction().await;
            assert_eq!(interaction["data"]["options"][1]["value"], "high");
            let inputs =
            ["title", "steps"].map(|name| json!({"type": 18, "label": name, "component": {"type": 4, "custom_id": name, "style": 1}}));
            bot.answer(&interaction, json!({"type": 9, "data": {"custom_id": "f", "title": "Bug", "components": inputs}})).await;
            let interaction = bot.interaction().await;
            assert_eq!(interaction["data"]["components"][0]["component"]["value"], "It fails");
            bot.answer(
                &interaction,
                json!({"type": 4, "data": {"content": "Once more.", "flags": 64}}),
            )
            .await;
        }
    );
    assert!(said.contains("Once more."), "{said}");
    assert_eq!(terminal.perform("look #help as ana").await, "[1] ana: it fails\n      🎫 1");
    assert!(terminal.perform("people").await.contains("max (Agents)"));
    assert!(terminal.perform("channels").await.contains("#desk"));
    for line in ["hello", "zoe in #help: hi", "max flags 99", "max dances 1", "ana in #desk: hi"] {
        let said = terminal.perform(line).await;
        assert!(!said.is_empty() && said.lines().count() == 1, "{line}: {said}");
    }
    terminal.perform("quit").await;
    assert!(terminal.finished());
}

#[tokio::test]
async fn the_newest_message_needs_no_number() {
    let sandbox = start().await;
    register(&sandbox, &json!({"name": "Open case", "type": 3}));
    let mut bot = Bot::connect(&sandbox).await;
    let mut terminal = Terminal::new(&sandbox);
    assert!(terminal.perform("max flag it").await.starts_with("There's no message here yet"));
    terminal.perform("ana in #help: it fails").await;
    terminal.perform("app Statusbot in #help: all is well").await;
    let (said, interaction) =
        tokio::join!(terminal.perform("max flag it"), async { bot.interaction().await });
    let target = &interaction["data"]["resolved"]["messages"];
    assert!(target.to_string().contains("it fails"), "{said} {target}");
    assert_eq!(
        terminal.perform("ana edit last: it fails often").await,
        "[1] now: #help | ana: it fails often (edited)"
    );
    assert_eq!(
        terminal.perform("ben reply to it: same here").await,
        "[3] #help | ↱ to ana: it fails often\n    ben: same here\n      → pings: ana"
    );
}

#[tokio::test]
async fn a_form_is_filled_in_by_its_labels_also_those_that_ask() {
    let sandbox = start().await;
    register(&sandbox, &json!({"name": "ask", "description": "Asks"}));
    let mut bot = Bot::connect(&sandbox).await;
    let mut terminal = Terminal::new(&sandbox);
    let (said, ()) = tokio::join!(terminal.perform("ana in #help: /ask"), async {
        let interaction = bot.interaction().await;
        let inputs = ["What happened?", "Steps"].map(|name| json!({"type": 1, "components": [{"type": 4, "custom_id": name.to_lowercase(), "label": name, "style": 1}]}));
        bot.answer(
            &interaction,
            json!({"type": 9, "data": {"custom_id": "f", "title": "Ask", "components": inputs}}),
        )
        .await;
    });
    assert!(said.contains("What happened?:"), "{said}");
    let (_, interaction) =
        tokio::join!(terminal.perform("What happened?=It failed; steps=Press it"), reply(&mut bot));
    let values = interaction["data"]["components"].to_string();
    assert!(values.contains("It failed") && values.contains("Press it"), "{values}");
}

#[tokio::test]
async fn people_do_more_than_write() {
    let sandbox = start().await;
    let mut terminal = Terminal::new(&sandbox);
    let lines = [
        ("ana in #help: it fails", "[1] #help | ana: it fails"),
        ("max forwards 1 to #general", "[2] #general | max:\n      forwarded: it fails"),
        (
            "ana polls in #help: For all? | Yes | No",
            "[3] #help | ana:\n      poll: For all?\n        (0) Yes\n        (0) No",
        ),
        (
            "max votes No on 3",
            "[3] now: #help | ana:\n      poll: For all?\n        (0) Yes\n        (1) No",
        ),
        ("ana sends sticker Wave", "[4] #help | ana:\n      sticker: Wave"),
        ("ana sends voice note in #help", "[5] #help | ana:\n      voice note (5 s)"),
        ("ana as Star: me too", "[6] #help | Star: me too"),
        ("bridge Alex in #help: and me", "[7] #help | Alex: and me"),
        ("app Statusbot in #help: all is well", "[8] #help | Statusbot: all is well"),
        ("ana bans ben", "You don't have permission to do that here."),
        ("olaf gives Developers to ben", ""),
        ("olaf creates voice lounge", ""),
        ("ana in #lounge: hello", "[9] #lounge | ana: hello"),
        ("olaf deletes channel #lounge", "[9] was deleted."),
        ("olaf denies Switchboard in #help: Send Messages in Threads", ""),
        ("olaf denies Switchboard in #help: Fly", "There's no permission Fly."),
        ("ana leaves", ""),
        ("ana in #help: again", "ana can't see a channel #help."),
        ("ana joins", ""),
        ("olaf deletes role Agents", ""),
        ("max in #desk: hello", "max can't see a channel #desk."),
    ];
    for (line, said) in lines {
        assert_eq!(terminal.perform(line).await, said, "{line}");
    }
    let help = sandbox.world(|world| world.channel_named("help").expect("a channel").id);
    let denied = sandbox.world(|world| world.permissions(world.bot_id, help));
    assert_eq!(denied & right::SEND_MESSAGES_IN_THREADS, 0);
}

#[tokio::test]
async fn news_come_as_they_happen() {
    let sandbox = start().await;
    let mut terminal = Terminal::new(&sandbox);
    let ana = sandbox.person("ana");
    let (news, _) = tokio::join!(terminal.news(), async {
        tokio::task::yield_now().await;
        ana.say("general", "anybody here?")
    });
    assert_eq!(news, "[1] #general | ana: anybody here?");
}

#[tokio::test]
async fn a_recording_becomes_members_and_messages() {
    let sandbox = start().await;
    let recording = "\
{\"user\": \"user-001\", \"text\": \"it fails\", \"time\": \"10:48\", \"line\": 0}
not JSON

{\"user\": \"user-002\", \"text\": \"\"}
{\"user\": \"ana\", \"text\": \"same here\", \"time\": \"10:50\"}
";
    let options = Options {
        place: Place::from("general"),
        speed: Some(60_000.0),
        limit: None,
        in_step: false,
    };
    let report = replay::replay(&sandbox, recording.as_bytes(), &options).await.expect("readable");
    assert_eq!((report.said, report.failed, report.joined), (2, 2, 2));
    let lines: Vec<u64> = report.problems.iter().map(|(line, _)| *line).collect();
    assert_eq!(lines, [2, 4], "{:?}", report.problems);
    assert_eq!(sandbox.person("max").sees("general"), "user-001: it fails\nana: same here");
}

#[tokio::test]
async fn languages_are_chosen_by_lines() {
    let sandbox = start().await;
    for definition in [
        json!({"name": "Open case", "name_localizations": {"de": "Fall öffnen"}, "type": 3}),
        json!({
            "name": "tag", "name_localizations": {"de": "etikett"}, "description": "Tags a case",
            "options": [{
                "name": "level", "name_localizations": {"de": "stufe"}, "description": "How much", "type": 3,
                "choices": [{"name": "Low", "name_localizations": {"de": "Niedrig"}, "value": "low"}],
            }],
        }),
    ] {
        register(&sandbox, &definition);
    }
    let mut bot = Bot::connect(&sandbox).await;
    let mut terminal = Terminal::new(&sandbox);
    assert_eq!(terminal.perform("max speaks de").await, "max speaks German now.");
    assert!(terminal.perform("people").await.contains("max (Agents, speaks German)"));
    assert_eq!(terminal.perform("server speaks de").await, "The server speaks German now.");
    assert_eq!(bot.event("GUILD_UPDATE").await["preferred_locale"], "de");
    let (said, interaction) =
        tokio::join!(terminal.perform("max in #desk: /etikett stufe:niedrig"), reply(&mut bot));
    assert!(said.contains("Done."), "{said}");
    assert_eq!((text(&interaction["locale"]), text(&interaction["data"]["name"])), ("de", "tag"));
    terminal.perform("ana in #help: Es geht nicht").await;
    let (_, interaction) =
        tokio::join!(terminal.perform("max uses Fall öffnen on 2"), reply(&mut bot));
    assert_eq!(interaction["data"]["name"], "Open case");
    for line in ["max speaks klingon", "server speaks klingon"] {
        assert_eq!(
            terminal.perform(line).await,
            "Discord has no language klingon. Use a code, such as de or en-US."
        );
    }
}

/// Answers the next interaction, and returns it.
async fn reply(bot: &mut Bot) -> Value {
    let interaction = bot.interaction().await;
    bot.answer(&interaction, json!({"type": 4, "data": {"content": "Done.", "flags": 64}})).await;
    interaction
}
