//! Connecting, identifying, and what a session gets.

use serde_json::json;

use crate::bot::{Bot, Gone, USUAL_INTENTS, start, text};

#[tokio::test]
async fn a_bot_gets_ready_and_then_its_guild_with_all_lists() {
    let sandbox = start().await;
    let mut bot = Bot::open(&sandbox, &Bot::address(&sandbox)).await;
    bot.identify(USUAL_INTENTS).await;
    let ready = bot.event("READY").await;
    assert_eq!(ready["v"], 10);
    assert_eq!(ready["guilds"][0]["unavailable"], true);
    assert_eq!(ready["user"]["bot"], true);
    assert!(text(&ready["resume_gateway_url"]).starts_with("ws://127.0.0.1:"));
    let guild = bot.event("GUILD_CREATE").await;
    assert_eq!(guild["id"], ready["guilds"][0]["id"]);
    for list in [
        "channels",
        "threads",
        "members",
        "roles",
        "emojis",
        "stickers",
        "features",
        "voice_states",
        "presences",
        "stage_instances",
        "guild_scheduled_events",
        "soundboard_sounds",
    ] {
        assert!(guild[list].is_array(), "{list} is missing");
    }
    let members = guild["members"].as_array().expect("a list");
    assert_eq!(members.len(), 1, "without presences only the bot is listed");
    assert_eq!(members[0]["user"]["id"], ready["user"]["id"]);
    let sessions = sandbox.gateway().sessions();
    assert_eq!((sessions.len(), sessions[0].intents), (1, USUAL_INTENTS));
    assert!(sessions[0].identify.get("token").is_none(), "the token is not shown");
    bot.send(json!({"op": 1, "d": bot.sequence})).await;
    let acknowledgement = bot.payload().await.expect("an acknowledgement");
    assert_eq!(acknowledgement["op"], 11);
    assert_eq!(sandbox.gateway().last_acknowledged_sequence(), Some(bot.sequence));
    sandbox.stop().await;
}

#[tokio::test]
async fn what_is_wrong_with_a_connection_is_told_by_a_code() {
    let sandbox = start().await;
    sandbox.change(|world| world.application_flags = 0);
    let token = sandbox.token();
    let identify = |token: &str, intents: u64| json!({"op": 2, "d": {"token": token, "intents": intents, "properties": {}}});
    let cases = [
        (identify("wrong", 1), 4004),
        (identify(&token, 1 << 40), 4013),
        (identify(&token, 1 << 15), 4014),
        (
            json!({"op": 2, "d": {"token": token, "intents": 1, "shard": [2, 1], "properties": {}}}),
            4010,
        ),
        (json!({"op": 3, "d": {}}), 4003),
        (json!({"op": 99, "d": {}}), 4001),
        (json!({"op": 1, "d": "x".repeat(5_000)}), 4002),
    ];
    for (payload, code) in cases {
        let mut bot = Bot::open(&sandbox, &Bot::address(&sandbox)).await;
        bot.send(payload.clone()).await;
        assert_eq!(bot.end().await, Gone::Closed(Some(code)), "{payload}");
    }
    let mut bot = Bot::connect_with(&sandbox, 1).await;
    bot.identify(1).await;
    assert_eq!(bot.end().await, Gone::Closed(Some(4005)));
    let address = Bot::address(&sandbox).replace("v=10", "v=6");
    let (mut socket, _) = tokio_tungstenite::connect_async(address).await.expect("a WebSocket");
    let first =
        futures_util::StreamExt::next(&mut socket).await.expect("a frame").expect("no error");
    assert!(
        matches!(first, tokio_tungstenite::tungstenite::Message::Close(Some(frame)) if u16::from(frame.code) == 4012)
    );
}

#[tokio::test]
async fn a_compressed_stream_carries_the_same() {
    let sandbox = start().await;
    let mut bot =
        Bot::open(&sandbox, &format!("{}&compress=zlib-stream", Bot::address(&sandbox))).await;
    bot.identify(USUAL_INTENTS).await;
    bot.event("READY").await;
    bot.event("GUILD_CREATE").await;
    sandbox.person("ana").say("help", "compressed").expect("ana may write");
    assert_eq!(bot.event("MESSAGE_CREATE").await["content"], "compressed");
}

#[tokio::test]
async fn intents_filter_and_blank() {
    let sandbox = start().await;
    let mut full = Bot::connect(&sandbox).await;
    let mut blank = Bot::connect_with(&sandbox, 1 | 1 << 9).await;
    let mut deaf = Bot::connect_with(&sandbox, 1).await;
    let ana = sandbox.person("ana");
    let message = ana.say("help", "it fails").expect("ana may write");
    assert_eq!(full.event("MESSAGE_CREATE").await["content"], "it fails");
    let seen = blank.event("MESSAGE_CREATE").await;
    assert_eq!((&seen["content"], &seen["id"]), (&json!(""), &json!(message.to_string())));
    let bot_id = sandbox.world(|world| world.bot_id);
    ana.say("help", &format!("<@{bot_id}> please")).expect("ana may write");
    assert_eq!(blank.event("MESSAGE_CREATE").await["content"], format!("<@{bot_id}> please"));
    ana.react(message, "👍").expect("ana may react");
    assert_eq!(full.event("MESSAGE_REACTION_ADD").await["emoji"]["name"], "👍");
    let thread =
        sandbox.person("max").start_thread(message, "about it").expect("max may start a thread");
    assert_eq!(thread, message, "the thread has the id of its message");
    let (before, created) = deaf.until("THREAD_CREATE").await;
    assert_eq!(
        (before, created["newly_created"].clone()),
        (Vec::new(), json!(true)),
        "no message reached it"
    );
    let (before, _) = blank.until("THREAD_CREATE").await;
    assert!(!before.iter().any(|name| name.starts_with("MESSAGE_REACTION")), "{before:?}");
}

#[tokio::test]
async fn messages_of_a_thread_arrive_with_their_thread() {
    let sandbox = start().await;
    let mut bot = Bot::connect(&sandbox).await;
    let ana = sandbox.person("ana");
    let message = ana.say("help", "it fails").expect("ana may write");
    let (status, thread) = bot
        .request(
            "POST",
            &format!(
                "/channels/{}/messages/{message}/threads",
                sandbox.world(|world| world.channel_of(message)).expect("known")
            ),
            json!({"name": "#1 · it fails"}),
        )
        .await;
    assert_eq!((status, &thread["id"]), (201, &json!(message.to_string())));
    bot.event("THREAD_CREATE").await;
    let update = bot.event("MESSAGE_UPDATE").await;
    assert_eq!(update["flags"].as_u64().map(|flags| flags & 1 << 5), Some(1 << 5));
    ana.say("#1", "here too").expect("ana sees the thread by the beginning of its name");
    loop {
        let created = bot.event("MESSAGE_CREATE").await;
        if created["content"] == "here too" {
            assert_eq!(
                (&created["channel_id"], &created["channel_type"]),
                (&thread["id"], &json!(11))
            );
            break;
        }
    }
}

#[tokio::test]
async fn members_are_sent_on_request() {
    let sandbox = start().await;
    let mut bot = Bot::connect(&sandbox).await;
    let guild = sandbox.world(|world| world.guilds.keys().next().copied()).expect("a guild");
    bot.send(json!({"op": 8, "d": {"guild_id": guild.to_string(), "query": "an", "limit": 5, "nonce": "n"}})).await;
    let chunk = bot.event("GUILD_MEMBERS_CHUNK").await;
    assert_eq!(chunk["members"][0]["user"]["username"], "ana");
    assert_eq!((&chunk["nonce"], &chunk["chunk_count"]), (&json!("n"), &json!(1)));
}
