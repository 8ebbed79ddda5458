//! Messages that are more than text: forwards, polls, stickers, voice notes, those of webhooks and
//! of other apps.

use std::time::Duration;

use sandbox::Sandbox;
use sandbox::world::{AllowedMentions, NewPoll, World, kind, message_flag};
use serde_json::{Value, json};
use serenity::all::{Event, GatewayEvent, Message};

use crate::bot::{Bot, USUAL_INTENTS, start, text};

/// GUILD_MESSAGE_POLLS.
const POLLS: u64 = 1 << 24;

fn channel(sandbox: &Sandbox, name: &str) -> u64 {
    sandbox.world(|world| world.channel_named(name).expect("a channel").id)
}

/// The message as the bot reads it over HTTP.
async fn fetched(bot: &Bot, channel: u64, message: u64) -> Value {
    let (status, found) =
        bot.request("GET", &format!("/channels/{channel}/messages/{message}"), Value::Null).await;
    assert_eq!(status, 200, "{found}");
    found
}

/// serenity, which bots of ours are written with, knows the event.
pub fn decoded(name: &str, data: &Value) -> Event {
    let payload = json!({"op": 0, "s": 1, "t": name, "d": data});
    match serde_json::from_value::<GatewayEvent>(payload.clone()) {
        Ok(GatewayEvent::Dispatch(_, event)) if !matches!(event, Event::Unknown(_)) => event,
        other => panic!("serenity reads {payload} as {other:?}"),
    }
}

fn message_in(data: &Value) -> Message {
    match decoded("MESSAGE_CREATE", data) {
        Event::MessageCreate(event) => event.message,
        other => panic!("no message: {other:?}"),
    }
}

#[tokio::test]
async fn a_forward_carries_what_the_message_said_then() {
    let sandbox = start().await;
    let mut bot = Bot::connect(&sandbox).await;
    let (ana, max) = (sandbox.person("ana"), sandbox.person("max"));
    let (help, general) = (channel(&sandbox, "help"), channel(&sandbox, "general"));
    let first = ana.say_with_files("general", "it fails", &[("log.txt", b"boom")]).expect("said");
    bot.event("MESSAGE_CREATE").await;
    let forward = max.forward(first, "help").expect("max sees #general");
    let event = bot.event("MESSAGE_CREATE").await;
    assert_eq!(event["content"], "");
    assert_eq!(event["flags"], 1 << 14);
    assert_eq!(
        event["message_reference"],
        json!({"type": 1, "channel_id": general.to_string(), "message_id": first.to_string(), "guild_id": event["guild_id"]})
    );
    assert!(event.get("referenced_message").is_none());
    let said = message_in(&event);
    assert_eq!(said.message_snapshots.len(), 1);

    ana.edit(first, "never mind").expect("ana may");
    ana.delete(first).expect("ana may");
    let kept = fetched(&bot, help, forward).await;
    let inner = &kept["message_snapshots"][0]["message"];
    assert_eq!((&inner["content"], &inner["type"]), (&json!("it fails"), &json!(0)));
    assert!(inner.get("author").is_none());
    let file = bot.http.get(text(&inner["attachments"][0]["url"])).send().await.expect("an answer");
    assert_eq!(file.bytes().await.expect("bytes").as_ref(), b"boom", "it has a file of its own");
    assert!(max.sees("help").contains("forwarded: it fails"), "{}", max.sees("help"));

    // A forward of a forward shows the same, since snapshots do not nest.
    let again = ana.forward(forward, "general").expect("ana sees #help");
    let again = fetched(&bot, general, again).await;
    assert_eq!(again["message_snapshots"][0]["message"]["content"], "it fails");
    assert_eq!(again["message_reference"]["message_id"], forward.to_string());
}

#[tokio::test]
async fn a_forward_needs_what_discord_wants() {
    let sandbox = start().await;
    let bot = Bot::connect(&sandbox).await;
    let (ana, max) = (sandbox.person("ana"), sandbox.person("max"));
    let secret = max.say("desk", "for agents").expect("max may");
    assert!(ana.forward(secret, "help").is_err(), "ana does not see #desk");
    let poll = max.start_poll("help", "Lunch?", &["Yes"]).expect("started");
    assert!(ana.forward(poll, "general").is_err(), "polls cannot be forwarded");
    let (help, general) = (channel(&sandbox, "help"), channel(&sandbox, "general"));
    let body = json!({"message_reference": {"type": 1, "message_id": poll.to_string(), "channel_id": help.to_string()}});
    let (status, answer) =
        bot.request("POST", &format!("/channels/{general}/messages"), body).await;
    assert_eq!((status, &answer["code"]), (400, &json!(50035)), "{answer}");
    sandbox.change(|world| world.application_flags = 0);
    let said = ana.say("help", "unread").expect("ana may");
    let body = json!({"message_reference": {"type": 1, "message_id": said.to_string(), "channel_id": help.to_string()}});
    let (status, answer) =
        bot.request("POST", &format!("/channels/{general}/messages"), body).await;
    assert_eq!((status, &answer["code"]), (400, &json!(160_014)), "{answer}");
}

#[tokio::test]
async fn a_poll_is_voted_on_and_ends() {
    let sandbox = start().await;
    let mut bot = Bot::connect_with(&sandbox, USUAL_INTENTS | POLLS).await;
    let (ana, max) = (sandbox.person("ana"), sandbox.person("max"));
    let help = channel(&sandbox, "help");
    let poll = ana.start_poll("help", "Does it fail?", &["Yes", "No"]).expect("started");
    let event = bot.event("MESSAGE_CREATE").await;
    assert_eq!(event["content"], "");
    assert_eq!(event["poll"]["question"]["text"], "Does it fail?");
    assert_eq!(
        event["poll"]["answers"],
        json!([
            {"answer_id": 1, "poll_media": {"text": "Yes"}}, {"answer_id": 2, "poll_media": {"text": "No"}},
        ])
    );
    assert!(message_in(&event).poll.is_some());

    max.vote(poll, &["Yes"]).expect("max may vote");
    let vote = bot.event("MESSAGE_POLL_VOTE_ADD").await;
    decoded("MESSAGE_POLL_VOTE_ADD", &vote);
    assert_eq!((&vote["answer_id"], &vote["user_id"]), (&json!(1), &json!(max.id.to_string())));
    max.vote(poll, &["No"]).expect("and change it");
    assert_eq!(bot.event("MESSAGE_POLL_VOTE_REMOVE").await["answer_id"], 1);
    assert_eq!(bot.event("MESSAGE_POLL_VOTE_ADD").await["answer_id"], 2);
    assert!(max.vote(poll, &["Yes", "No"]).is_err(), "one answer is allowed");
    let path = format!("/channels/{help}/polls/{poll}");
    let (_, voters) = bot.request("GET", &format!("{path}/answers/2"), Value::Null).await;
    assert_eq!(voters["users"][0]["username"], "max");
    let (_, voters) = bot.request("GET", &format!("{path}/answers/1"), Value::Null).await;
    assert_eq!(voters["users"], json!([]));
    let (status, answer) = bot.request("POST", &format!("{path}/expire"), Value::Null).await;
    assert_eq!((status, &answer["code"]), (403, &json!(50005)), "of somebody else");

    assert!(max.end_poll(poll).is_err());
    ana.end_poll(poll).expect("it is hers");
    let update = bot.event("MESSAGE_UPDATE").await;
    assert_eq!(update["poll"]["results"]["is_finalized"], true);
    assert_eq!(
        update["poll"]["results"]["answer_counts"],
        json!([{"id": 2, "count": 1, "me_voted": false}])
    );
    let result = bot.event("MESSAGE_CREATE").await;
    assert_eq!(
        (&result["type"], &result["embeds"][0]["type"]),
        (&json!(46), &json!("poll_result"))
    );
    message_in(&result);
    assert!(max.vote(poll, &["Yes"]).is_err(), "it is over");
    let expected = "\
ana:
  poll: Does it fail? (over)
    (0) Yes
    (1) No
* ana's poll Does it fail? has closed.";
    assert_eq!(ana.sees("help"), expected);
}

#[tokio::test]
async fn polls_end_by_themselves_and_cannot_be_edited() {
    let sandbox = start().await;
    let bot = Bot::connect(&sandbox).await;
    let help = channel(&sandbox, "help");
    let ana = sandbox.person("ana");
    let both = NewPoll {
        question: "Which?".into(),
        answers: vec![("A".into(), None), ("B".into(), sandbox::world::Emoji::parse("🎫"))],
        multiselect: true,
        hours: 1,
    };
    let poll = ana.send_poll("help", both).expect("started");
    sandbox.person("max").vote(poll, &["A", "B"]).expect("both are allowed");
    sandbox.change(|world| {
        world.advance(Duration::from_secs(3_601));
        world.end_expired_polls();
    });
    let found = fetched(&bot, help, poll).await;
    assert_eq!(found["poll"]["results"]["is_finalized"], true);
    assert_eq!(found["poll"]["answers"][1]["poll_media"]["emoji"]["name"], "🎫");
    let body =
        json!({"poll": {"question": {"text": "Mine"}, "answers": [{"poll_media": {"text": "x"}}]}});
    let path = format!("/channels/{help}/messages");
    sandbox.change(|world| {
        let (bot, guild) = (world.bot_id, world.guild_named("Lantern").expect("a guild").id);
        let everyone = world.guilds[&guild].roles[&guild].permissions;
        world.set_role_permissions(guild, guild, everyone | 1 << 49);
        assert_ne!(world.permissions(bot, help) & 1 << 49, 0);
    });
    let (status, own) = bot.request("POST", &path, body).await;
    assert_eq!(status, 200, "{own}");
    let own = text(&own["id"]);
    let (status, answer) =
        bot.request("PATCH", &format!("{path}/{own}"), json!({"content": "x"})).await;
    assert_eq!((status, &answer["code"]), (400, &json!(520_003)));
    let expire = format!("/channels/{help}/polls/{own}/expire");
    assert_eq!(bot.request("POST", &expire, Value::Null).await.0, 200);
}

#[tokio::test]
async fn stickers_are_items_of_a_message() {
    let sandbox = start().await;
    let mut bot = Bot::connect_with(&sandbox, USUAL_INTENTS | 1 << 3).await;
    let ana = sandbox.person("ana");
    ana.send_sticker("help", "wave").expect("everybody has it");
    let event = bot.event("MESSAGE_CREATE").await;
    assert_eq!(
        event["sticker_items"],
        json!([{"id": "749054660769218631", "name": "Wave", "format_type": 3}])
    );
    assert_eq!(message_in(&event).sticker_items[0].name, "Wave");
    let (status, sticker) = bot.request("GET", "/stickers/749054660769218631", Value::Null).await;
    assert_eq!((status, &sticker["name"]), (200, &json!("Wave")));

    assert!(ana.send_sticker("help", "It works").is_err());
    let guild = sandbox.world(|world| world.guild_named("Lantern").expect("a guild").id);
    let own = sandbox.change(|world| world.create_sticker(guild, "It works"));
    decoded("GUILD_STICKERS_UPDATE", &bot.event("GUILD_STICKERS_UPDATE").await);
    let sent = ana.send_sticker("help", "it works").expect("the server has it now");
    let help = channel(&sandbox, "help");
    assert_eq!(fetched(&bot, help, sent).await["sticker_items"][0]["id"], own.to_string());
    let (_, list) = bot.request("GET", &format!("/guilds/{guild}/stickers"), Value::Null).await;
    assert_eq!(list[0]["name"], "It works");
    let path = format!("/channels/{help}/messages");
    let (status, _) = bot.request("POST", &path, json!({"sticker_ids": [own.to_string()]})).await;
    assert_eq!(status, 200);
    let (status, answer) = bot.request("POST", &path, json!({"sticker_ids": ["5"]})).await;
    assert_eq!((status, &answer["code"]), (400, &json!(50081)));
    assert!(ana.sees("help").starts_with("ana:\n  sticker: Wave\nana:\n  sticker: It works"));
}

#[tokio::test]
async fn a_voice_note_is_one_sound_and_nothing_else() {
    let sandbox = start().await;
    let mut bot = Bot::connect(&sandbox).await;
    let ana = sandbox.person("ana");
    let help = channel(&sandbox, "help");
    let note = ana.send_voice_note("help", 7).expect("ana may");
    let event = bot.event("MESSAGE_CREATE").await;
    assert_eq!((&event["content"], &event["flags"]), (&json!(""), &json!(1 << 13)));
    let sound = &event["attachments"][0];
    assert_eq!(sound["content_type"], "audio/ogg");
    assert_eq!(sound["duration_secs"], 7.0);
    assert!(sound["waveform"].is_string());
    assert_eq!(message_in(&event).attachments[0].duration_secs, Some(7.0));
    assert!(ana.edit(note, "words").is_err(), "voice notes cannot be edited");
    assert_eq!(ana.sees("help"), "ana:\n  voice note (7 s)");

    let send = |part: Value, name: &'static str, with_file: bool| {
        let mut form = reqwest_form(&part);
        if with_file {
            form = form.part(
                "files[0]",
                reqwest::multipart::Part::bytes(b"OggS".as_slice()).file_name(name),
            );
        }
        let request = bot
            .http
            .post(format!("{}/api/v10/channels/{help}/messages", sandbox.url()))
            .header("authorization", format!("Bot {}", sandbox.token()))
            .multipart(form);
        async move {
            let answer = request.send().await.expect("an answer");
            let status = answer.status().as_u16();
            let body: Value =
                serde_json::from_str(&answer.text().await.expect("text")).expect("JSON");
            (status, body)
        }
    };
    let sound = json!([{"id": 0, "filename": "v.ogg", "duration_secs": 2.5, "waveform": "AAA="}]);
    let (status, sent) = send(json!({"flags": 8192, "attachments": sound}), "v.ogg", true).await;
    assert_eq!(status, 200, "{sent}");
    assert_eq!(sent["attachments"][0]["duration_secs"], 2.5);
    let refused = [
        (json!({"flags": 8192, "content": "hi", "attachments": sound}), "v.ogg", true, 50159),
        (json!({"flags": 8192, "attachments": sound}), "v.txt", true, 50160),
        (json!({"flags": 8192, "attachments": [{"id": 0}]}), "v.ogg", true, 50161),
    ];
    for (body, name, with_file, code) in refused {
        let body = match code {
            50160 => json!({"flags": 8192, "attachments": [{"id": 0, "filename": "v.txt"}]}),
            _ => body,
        };
        let (status, answer) = send(body, name, with_file).await;
        assert_eq!((status, &answer["code"]), (400, &json!(code)), "{answer}");
    }
    sandbox.change(|world| {
        let guild = world.guild_of(help).expect("a guild");
        world.set_rights(help, guild, 1 << 46, Some(false));
    });
    assert!(ana.send_voice_note("help", 1).is_err());
}

fn reqwest_form(part: &Value) -> reqwest::multipart::Form {
    reqwest::multipart::Form::new().text("payload_json", part.to_string())
}

#[tokio::test]
async fn a_proxy_posts_a_members_words_under_another_name() {
    let sandbox = start().await;
    let mut bot = Bot::connect(&sandbox).await;
    let (ana, max) = (sandbox.person("ana"), sandbox.person("max"));
    let (own, proxied) = ana.say_proxied("help", "Star", "it fails").expect("posted");
    let first = bot.event("MESSAGE_CREATE").await;
    assert_eq!(
        (&first["id"], &first["author"]["username"]),
        (&json!(own.to_string()), &json!("ana"))
    );
    let second = bot.event("MESSAGE_CREATE").await;
    assert_eq!(second["id"], proxied.to_string());
    assert_eq!(second["author"]["username"], "Star");
    assert_eq!(second["author"]["bot"], true);
    assert_eq!(second["author"]["id"], second["webhook_id"]);
    assert!(second["application_id"].is_string(), "the webhook is an application's");
    assert!(second.get("member").is_none(), "a webhook is no member");
    assert!(message_in(&second).webhook_id.is_some());
    assert_eq!(bot.event("MESSAGE_DELETE").await["id"], own.to_string());
    assert_eq!(ana.sees("help"), "Star: it fails");
    max.reply(proxied, "since when?").expect("max may");
    let reply = bot.event("MESSAGE_CREATE").await;
    assert_eq!(reply["mentions"], json!([]), "a webhook cannot be pinged");
    assert_eq!(reply["referenced_message"]["author"]["username"], "Star");
    message_in(&reply);
    let thread = max.start_thread(proxied, "case").expect("max may");
    ana.say_proxied(thread, "Star", "since today").expect("a thread works, too");
    assert!(ana.sees(thread).contains("Star: since today"));
}

#[tokio::test]
async fn bridges_and_other_apps_write_too() {
    let sandbox = start().await;
    let mut bot = Bot::connect(&sandbox).await;
    let bridge = sandbox.webhook("help", "Bridge").expect("a channel");
    assert_eq!(sandbox.webhook("help", "Bridge").expect("the same").id, bridge.id);
    bridge.say_as("Alex (Matrix)", "hello from the other side").expect("posted");
    let event = bot.event("MESSAGE_CREATE").await;
    assert_eq!(event["author"]["username"], "Alex (Matrix)");
    assert_eq!(event["webhook_id"], bridge.id.to_string());
    assert!(event.get("application_id").is_none(), "a member made it");
    message_in(&event);
    bridge.send_as("Status", &json!({"embeds": [{"title": "Outage"}]})).expect("posted");
    assert_eq!(bot.event("MESSAGE_CREATE").await["embeds"][0]["title"], "Outage");

    let app = sandbox.app("Statusbot");
    let body = json!({"flags": message_flag::IS_COMPONENTS_V2, "components": [
        {"type": 17, "components": [
            {"type": 10, "content": "# Outage\nLogin fails"},
            {"type": 9, "components": [{"type": 10, "content": "since 9:00"}],
             "accessory": {"type": 2, "style": 5, "label": "More", "url": "https://status.example"}},
        ]},
    ]});
    app.send_body("help", &body).expect("an app may");
    let event = bot.event("MESSAGE_CREATE").await;
    assert_eq!((&event["content"], &event["flags"]), (&json!(""), &json!(1 << 15)));
    assert_eq!(event["author"]["bot"], true);
    assert_eq!(event["components"][0]["components"][0]["content"], "# Outage\nLogin fails");
    message_in(&event);
    let help = channel(&sandbox, "help");
    let (status, answer) =
        bot.request("GET", &format!("/channels/{help}/webhooks"), Value::Null).await;
    assert_eq!((status, &answer["code"]), (403, &json!(50013)), "it takes Manage Webhooks");
}

#[tokio::test]
async fn a_voice_channel_has_a_chat() {
    let sandbox = start().await;
    let mut bot = Bot::connect(&sandbox).await;
    let (ana, olaf) = (sandbox.person("ana"), sandbox.person("olaf"));
    assert!(ana.create_channel(kind::VOICE, "lounge").is_err(), "it takes Manage Channels");
    let lounge = olaf.create_channel(kind::VOICE, "lounge").expect("the owner may");
    let made = bot.event("CHANNEL_CREATE").await;
    assert_eq!(made["type"], 2);
    decoded("CHANNEL_CREATE", &made);
    let said = ana.say("lounge", "can you hear me?").expect("ana may");
    let event = bot.event("MESSAGE_CREATE").await;
    assert_eq!(
        (&event["channel_type"], &event["content"]),
        (&json!(2), &json!("can you hear me?"))
    );
    let path = format!("/channels/{lounge}/messages");
    assert_eq!(bot.request("POST", &path, json!({"content": "yes"})).await.0, 200);
    let (status, answer) =
        bot.request("POST", &format!("{path}/{said}/threads"), json!({"name": "case"})).await;
    assert_eq!((status, &answer["code"]), (400, &json!(50024)), "it takes no threads");
}

#[test]
fn everything_survives_being_saved() {
    let mut world = World::community();
    let (ana, help) = (
        world.user_named("ana").expect("ana").id,
        world.channel_named("help").expect("a channel").id,
    );
    let poll = NewPoll {
        question: "?".into(),
        answers: vec![("a".into(), None)],
        multiselect: false,
        hours: 24,
    };
    let new = sandbox::world::NewMessage {
        poll: Some(poll),
        allowed_mentions: Some(AllowedMentions::default()),
        ..Default::default()
    };
    let poll = world.post_message(ana, help, new).expect("posted");
    world.vote(ana, help, poll, &[1]).expect("voted");
    let hook = world.create_webhook(help, "Bridge", None).expect("made");
    let new = sandbox::world::NewMessage::text("hi");
    world.post_by_webhook(hook, None, None, new).expect("posted");
    let saved = serde_json::to_string(&world).expect("saved");
    let loaded: World = serde_json::from_str(&saved).expect("loaded");
    assert_eq!(serde_json::to_string(&loaded).expect("saved again"), saved);
}
