//! What goes wrong between a bot and the gateway.

use std::time::Duration;

use crate::bot::{Bot, Gone, start};

#[tokio::test]
async fn a_cut_connection_is_resumed_without_loss() {
    let sandbox = start().await;
    let mut bot = Bot::connect(&sandbox).await;
    let ana = sandbox.person("ana");
    ana.say("help", "one").expect("ana may write");
    assert_eq!(bot.event("MESSAGE_CREATE").await["content"], "one");
    assert_eq!(sandbox.gateway().drop_connections(), 1);
    assert_eq!(bot.end().await, Gone::Cut);
    sandbox.gateway().wait("no connection", |gateway| gateway.connected() == 0).await;
    for text in ["two", "three"] {
        ana.say("help", text).expect("ana may write");
    }
    let mut again = bot.resume(bot.sequence).await;
    for text in ["two", "three"] {
        assert_eq!(again.event("MESSAGE_CREATE").await["content"], text);
    }
    again.event("RESUMED").await;
    ana.say("help", "four").expect("ana may write");
    assert_eq!(again.event("MESSAGE_CREATE").await["content"], "four");
    assert_eq!((sandbox.gateway().identifies(), sandbox.gateway().resumes()), (1, 1));
}

#[tokio::test]
async fn a_session_that_cannot_be_resumed_is_invalid() {
    let sandbox = start().await;
    let mut bot = Bot::connect(&sandbox).await;
    sandbox.gateway().keep_events(2);
    for number in 0..5 {
        sandbox.person("ana").say("help", &format!("{number}")).expect("ana may write");
    }
    bot.close(4000).await;
    sandbox.gateway().wait("no connection", |gateway| gateway.connected() == 0).await;
    let mut again = bot.resume(bot.sequence).await;
    let answer = again.payload().await.expect("an answer");
    assert_eq!((&answer["op"], &answer["d"]), (&9.into(), &false.into()), "{answer}");
    again.identify(1).await;
    again.event("READY").await;

    let mut ended = Bot::connect(&sandbox).await;
    ended.close(1000).await;
    ended.end().await;
    sandbox.gateway().wait("the session is over", |gateway| gateway.sessions().len() == 1).await;
    let mut again = ended.resume(ended.sequence).await;
    assert_eq!(again.payload().await.expect("an answer")["op"], 9, "1000 ends a session");
}

#[tokio::test]
async fn the_server_asks_to_reconnect_and_calls_sessions_invalid() {
    let sandbox = start().await;
    let mut bot = Bot::connect(&sandbox).await;
    sandbox.gateway().reconnect();
    assert_eq!(bot.payload().await.expect("op 7")["op"], 7);
    assert_eq!(bot.end().await, Gone::Closed(Some(4000)), "the server closes a moment later");
    let mut bot = bot.resume(bot.sequence).await;
    bot.event("RESUMED").await;
    sandbox.gateway().invalidate(true);
    assert_eq!(bot.payload().await.expect("op 9")["d"], true);
    assert_eq!(sandbox.gateway().sessions().len(), 1, "it can still be resumed");
    sandbox.gateway().invalidate(false);
    assert_eq!(bot.payload().await.expect("op 9")["d"], false);
    assert_eq!(sandbox.gateway().sessions().len(), 0);
    sandbox.gateway().close_without_code();
    assert_eq!(bot.end().await, Gone::Closed(None));
    let mut bot = Bot::connect(&sandbox).await;
    sandbox.gateway().close(4008);
    assert_eq!(bot.end().await, Gone::Closed(Some(4008)));
}

#[tokio::test]
async fn silence_holds_back_events_and_acknowledgements() {
    let sandbox = start().await;
    let mut bot = Bot::connect(&sandbox).await;
    sandbox.gateway().pause();
    bot.send(serde_json::json!({"op": 1, "d": null})).await;
    sandbox.person("ana").say("help", "unheard").expect("ana may write");
    let nothing = tokio::time::timeout(Duration::from_millis(150), bot.payload()).await;
    assert!(nothing.is_err(), "{nothing:?}");
    sandbox.gateway().resume();
    let next = bot.payload().await.expect("the held event");
    assert_eq!(next["d"]["content"], "unheard", "the beat of the silence stays unanswered");
}

#[tokio::test]
async fn refused_duplicated_lost_and_reordered() {
    let sandbox = start().await;
    let gateway = sandbox.gateway();
    gateway.refuse_connections(true);
    assert!(tokio_tungstenite::connect_async(Bot::address(&sandbox)).await.is_err());
    assert_eq!(gateway.refused(), 1);
    gateway.refuse_connections(false);
    let mut bot = Bot::connect(&sandbox).await;
    let ana = sandbox.person("ana");
    let say = |text: &str| ana.say("help", text).expect("ana may write");
    gateway.duplicate_events(true);
    say("twice");
    gateway.duplicate_events(false);
    for _ in 0..2 {
        assert_eq!(bot.event("MESSAGE_CREATE").await["content"], "twice");
    }
    gateway.lose_events(1);
    say("lost");
    gateway.reorder_events(3);
    for text in ["a", "b", "c"] {
        say(text);
    }
    for text in ["c", "b", "a"] {
        assert_eq!(bot.event("MESSAGE_CREATE").await["content"], text);
    }
    say("held");
    gateway.reorder_events(0);
    assert_eq!(bot.event("MESSAGE_CREATE").await["content"], "held");
}

#[tokio::test]
async fn an_outage_comes_and_goes() {
    let sandbox = start().await;
    let mut bot = Bot::connect(&sandbox).await;
    let guild = sandbox.world(|world| world.guilds.keys().next().copied()).expect("a guild");
    sandbox.change(|world| world.set_unavailable(guild, true));
    assert_eq!(bot.event("GUILD_DELETE").await["unavailable"], true);
    sandbox.person("ana").say("help", "in the dark").expect("people do not notice");
    sandbox.change(|world| world.set_unavailable(guild, false));
    let (before, back) = bot.until("GUILD_CREATE").await;
    assert_eq!(before, Vec::<String>::new(), "nothing arrives meanwhile");
    assert_eq!(back["members"].as_array().map(Vec::len), Some(1), "intents hold for it, too");
}
