//! Members who leave, are expelled or change roles; roles, channels and permissions that go away.

use sandbox::Sandbox;
use sandbox::world::{NewThread, ThreadEdit, kind, right};
use serde_json::{Value, json};

use crate::bot::{Bot, USUAL_INTENTS, start};
use crate::content::decoded;

/// GUILD_MEMBERS and GUILD_MODERATION.
const PEOPLE: u64 = USUAL_INTENTS | 1 << 1 | 1 << 2;

fn guild(sandbox: &Sandbox) -> u64 {
    sandbox.world(|world| world.guild_named("Lantern").expect("a guild").id)
}

fn channel(sandbox: &Sandbox, name: &str) -> u64 {
    sandbox.world(|world| world.channel_named(name).expect("a channel").id)
}

async fn refusal(bot: &Bot, method: &str, path: &str, body: Value) -> u64 {
    let (status, answer) = bot.request(method, path, body).await;
    assert!(status >= 400, "{method} {path} is not refused: {answer}");
    answer["code"].as_u64().expect("a code")
}

#[tokio::test]
async fn who_leaves_is_no_member_any_more() {
    let sandbox = start().await;
    let mut bot = Bot::connect_with(&sandbox, PEOPLE).await;
    let (ana, olaf) = (sandbox.person("ana"), sandbox.person("olaf"));
    let (guild, help) = (guild(&sandbox), channel(&sandbox, "help"));
    let said = ana.say("help", "it fails").expect("ana may");
    let path = format!("/channels/{help}/messages/{said}");
    let body = json!({"name": "case"});
    assert_eq!(bot.request("POST", &format!("{path}/threads"), body).await.0, 201);
    ana.say(said, "more").expect("ana may");
    ana.leave_server().expect("a member may leave");
    let left = bot.event("GUILD_MEMBER_REMOVE").await;
    assert_eq!(left["user"]["id"], ana.id.to_string());
    decoded("GUILD_MEMBER_REMOVE", &left);

    let member = format!("/guilds/{guild}/members/{}", ana.id);
    assert_eq!(refusal(&bot, "GET", &member, Value::Null).await, 10007);
    assert_eq!(
        refusal(&bot, "GET", &format!("/guilds/{guild}/members/5"), Value::Null).await,
        10013
    );
    let join = format!("/channels/{said}/thread-members/{}", ana.id);
    assert_eq!(refusal(&bot, "PUT", &join, Value::Null).await, 10007);
    assert_eq!(refusal(&bot, "GET", &join, Value::Null).await, 10007);
    let (_, direct) = bot
        .request("POST", "/users/@me/channels", json!({"recipient_id": ana.id.to_string()}))
        .await;
    let direct = format!("/channels/{}/messages", direct["id"].as_str().expect("an id"));
    assert_eq!(refusal(&bot, "POST", &direct, json!({"content": "hi"})).await, 50278);
    let (_, kept) = bot.request("GET", &path, Value::Null).await;
    assert_eq!(kept["content"], "it fails", "what they wrote stays");
    assert_eq!(kept["author"]["username"], "ana");
    let (_, user) = bot.request("GET", &format!("/users/{}", ana.id), Value::Null).await;
    assert_eq!(user["username"], "ana");

    assert!(ana.say("help", "again").is_err());
    assert_eq!(ana.sees("help"), "(ana can't see a channel #help)");
    assert!(olaf.leave_server().is_err(), "the owner stays");
    ana.join_server().expect("the door is open");
    let joined = bot.event("GUILD_MEMBER_ADD").await;
    decoded("GUILD_MEMBER_ADD", &joined);
    assert_eq!(joined["user"]["id"], ana.id.to_string());
    ana.say("help", "again").expect("a member again");
}

#[tokio::test]
async fn a_ban_deletes_words_and_keeps_people_out() {
    let sandbox = start().await;
    let (ben, max, olaf) = (sandbox.person("ben"), sandbox.person("max"), sandbox.person("olaf"));
    let (guild, help) = (guild(&sandbox), channel(&sandbox, "help"));
    sandbox.change(|world| {
        let role = world.role_in(guild, "Switchboard").expect("a role").clone();
        world.set_role_permissions(guild, role.id, role.permissions | right::BAN_MEMBERS);
    });
    let mut bot = Bot::connect_with(&sandbox, PEOPLE).await;
    let one = ben.say("general", "buy this").expect("ben may");
    let two = [ben.say("help", "buy this"), ben.say("help", "and this")]
        .map(|said| said.expect("ben may"));
    ben.send_sticker("help", "Wave").expect("ben may");
    assert!(max.ban("ben", 24).is_err(), "it takes Ban Members");
    assert!(max.kick("ben").is_err(), "it takes Kick Members");
    olaf.ban("ben", 24).expect("the owner may");
    let banned = bot.event("GUILD_BAN_ADD").await;
    assert_eq!(banned["user"]["id"], ben.id.to_string());
    decoded("GUILD_BAN_ADD", &banned);
    bot.event("GUILD_MEMBER_REMOVE").await;
    let bulk = bot.event("MESSAGE_DELETE_BULK").await;
    assert_eq!(bulk["channel_id"], help.to_string());
    assert_eq!(bulk["ids"].as_array().map(Vec::len), Some(3));
    assert!(bulk["ids"].as_array().expect("ids").contains(&json!(two[0].to_string())));
    assert_eq!(bot.event("MESSAGE_DELETE").await["id"], one.to_string());
    let bans = format!("/guilds/{guild}/bans");
    let (_, list) = bot.request("GET", &bans, Value::Null).await;
    assert_eq!(list[0]["user"]["username"], "ben");
    assert_eq!(bot.request("GET", &format!("{bans}/{}", ben.id), Value::Null).await.0, 200);
    assert_eq!(refusal(&bot, "GET", &format!("{bans}/{}", max.id), Value::Null).await, 10026);
    assert_eq!(ben.join_server().expect_err("banned").0, "You are banned from this server.");
    olaf.unban("ben").expect("the owner may");
    decoded("GUILD_BAN_REMOVE", &bot.event("GUILD_BAN_REMOVE").await);
    ben.join_server().expect("unbanned");
}

#[tokio::test]
async fn bans_are_told_only_to_those_who_may_ban() {
    let sandbox = start().await;
    let mut bot = Bot::connect_with(&sandbox, PEOPLE).await;
    let guild = guild(&sandbox);
    sandbox.person("olaf").ban("ben", 0).expect("the owner may");
    let (before, _) = bot.until("GUILD_MEMBER_REMOVE").await;
    assert!(!before.contains(&"GUILD_BAN_ADD".to_owned()), "{before:?}");
    assert_eq!(refusal(&bot, "GET", &format!("/guilds/{guild}/bans"), Value::Null).await, 50013);
}

#[tokio::test]
async fn roles_decide_who_may_expel_whom() {
    let sandbox = start().await;
    let guild = guild(&sandbox);
    sandbox.change(|world| {
        let agents = world.role_in(guild, "Agents").expect("a role").clone();
        world.set_role_permissions(
            guild,
            agents.id,
            agents.permissions | right::KICK_MEMBERS | right::MANAGE_ROLES,
        );
    });
    let mut bot = Bot::connect_with(&sandbox, PEOPLE).await;
    let max = sandbox.person("max");
    max.kick("ana").expect("members have no role");
    assert!(max.kick("ana").is_err(), "she is gone");
    for above in ["lea", "mia", "olaf"] {
        assert!(max.kick(above).is_err(), "{above} is not below");
    }
    max.give_role("ben", "Developers").expect("that role is below");
    let update = bot.event("GUILD_MEMBER_UPDATE").await;
    decoded("GUILD_MEMBER_UPDATE", &update);
    assert_eq!(update["roles"].as_array().map(Vec::len), Some(1));
    assert!(max.give_role("ben", "Leads").is_err(), "that one is above");
    max.take_role("ben", "Developers").expect("below");
    assert_eq!(bot.event("GUILD_MEMBER_UPDATE").await["roles"], json!([]));
}

#[tokio::test]
async fn a_deleted_role_is_gone_from_members_channels_and_mentions() {
    let sandbox = start().await;
    let mut bot = Bot::connect_with(&sandbox, PEOPLE).await;
    let (max, olaf, ana) = (sandbox.person("max"), sandbox.person("olaf"), sandbox.person("ana"));
    let (guild, desk, help) =
        (guild(&sandbox), channel(&sandbox, "desk"), channel(&sandbox, "help"));
    let role = sandbox.world(|world| world.role_in(guild, "Agents").expect("a role").id);
    let said = ana.say("help", &format!("<@&{role}> please")).expect("ana may");
    assert!(max.sees("desk").is_empty());
    olaf.delete_role("Agents").expect("the owner may");
    let gone = bot.event("GUILD_ROLE_DELETE").await;
    assert_eq!(gone["role_id"], role.to_string());
    decoded("GUILD_ROLE_DELETE", &gone);
    assert!(max.sees("desk").starts_with("(max can't see a channel"), "his right came by the role");
    let one = format!("/guilds/{guild}/roles/{role}");
    assert_eq!(refusal(&bot, "GET", &one, Value::Null).await, 10011);
    let (_, member) =
        bot.request("GET", &format!("/guilds/{guild}/members/{}", max.id), Value::Null).await;
    assert_eq!(member["roles"], json!([]));
    let (_, desk) = bot.request("GET", &format!("/channels/{desk}"), Value::Null).await;
    assert!(!desk["permission_overwrites"].to_string().contains(&role.to_string()));
    let (_, kept) =
        bot.request("GET", &format!("/channels/{help}/messages/{said}"), Value::Null).await;
    assert_eq!(kept["mention_roles"], json!([role.to_string()]), "messages are not rewritten");
    assert!(ana.sees("help").contains("@deleted-role please"));
    let again = ana.say("help", &format!("<@&{role}>")).expect("ana may");
    let (_, again) =
        bot.request("GET", &format!("/channels/{help}/messages/{again}"), Value::Null).await;
    assert_eq!(again["mention_roles"], json!([]));
    assert!(olaf.delete_role("Switchboard").is_err(), "an app's role goes with the app");
}

#[tokio::test]
async fn a_deleted_channel_takes_its_threads_along() {
    let sandbox = start().await;
    let mut bot = Bot::connect(&sandbox).await;
    let (ana, olaf) = (sandbox.person("ana"), sandbox.person("olaf"));
    let (guild, help) = (guild(&sandbox), channel(&sandbox, "help"));
    let said = ana.say("help", "it fails").expect("ana may");
    let thread = ana.start_thread(said, "case").expect("ana may");
    let link = ana.say("general", &format!("see <#{help}>")).expect("ana may");
    assert!(ana.delete_channel("help").is_err(), "it takes Manage Channels");
    olaf.delete_channel("help").expect("the owner may");
    let (before, gone) = bot.until("CHANNEL_DELETE").await;
    assert_eq!(gone["id"], help.to_string());
    assert!(!before.contains(&"THREAD_DELETE".to_owned()), "threads go without an event");
    decoded("CHANNEL_DELETE", &gone);
    for path in [format!("/channels/{help}"), format!("/channels/{thread}")] {
        assert_eq!(refusal(&bot, "GET", &path, Value::Null).await, 10003);
        let path = format!("{path}/messages");
        assert_eq!(refusal(&bot, "POST", &path, json!({"content": "x"})).await, 10003);
    }
    let active = format!("/guilds/{guild}/threads/active");
    assert_eq!(bot.request("GET", &active, Value::Null).await.1["threads"], json!([]));
    assert!(ana.sees_message(link).contains("see #unknown"));
}

#[tokio::test]
async fn channels_outlive_their_category() {
    let sandbox = start().await;
    let mut bot = Bot::connect(&sandbox).await;
    let olaf = sandbox.person("olaf");
    let category = olaf.create_channel(kind::CATEGORY, "support").expect("the owner may");
    let help = channel(&sandbox, "help");
    sandbox.change(|world| {
        let edit =
            sandbox::world::ChannelEdit { parent_id: Some(Some(category)), ..Default::default() };
        world.edit_channel(olaf.id, help, edit).expect("the owner may");
    });
    assert_eq!(bot.event("CHANNEL_UPDATE").await["parent_id"], category.to_string());
    olaf.delete_channel(category).expect("the owner may");
    let update = bot.event("CHANNEL_UPDATE").await;
    assert_eq!((&update["id"], &update["parent_id"]), (&json!(help.to_string()), &Value::Null));
    bot.event("CHANNEL_DELETE").await;
}

#[tokio::test]
async fn denied_permissions_are_refused_with_discords_codes() {
    let sandbox = start().await;
    let bot = Bot::connect(&sandbox).await;
    let (ana, olaf) = (sandbox.person("ana"), sandbox.person("olaf"));
    let help = channel(&sandbox, "help");
    let said = ana.say("help", "it fails").expect("ana may");
    let thread = ana.start_thread(said, "case").expect("ana may");
    let write = |place: u64| format!("/channels/{place}/messages");
    let hello = json!({"content": "hello"});
    assert!(
        ana.deny("help", "Switchboard", right::SEND_MESSAGES).is_err(),
        "it takes Manage Roles"
    );

    olaf.deny("help", "Switchboard", right::SEND_MESSAGES_IN_THREADS).expect("the owner may");
    assert_eq!(refusal(&bot, "POST", &write(thread), hello.clone()).await, 50013);
    assert_eq!(
        refusal(&bot, "POST", &format!("/channels/{thread}/typing"), Value::Null).await,
        50013
    );
    let join = format!("/channels/{thread}/thread-members/{}", sandbox.person("max").id);
    assert_eq!(refusal(&bot, "PUT", &join, Value::Null).await, 50013);
    assert_eq!(
        bot.request("POST", &write(help), hello.clone()).await.0,
        200,
        "outside it still may"
    );
    olaf.allow("help", "Switchboard", right::SEND_MESSAGES_IN_THREADS).expect("the owner may");
    assert_eq!(bot.request("POST", &write(thread), hello.clone()).await.0, 200);

    olaf.deny("help", "Switchboard", right::SEND_MESSAGES).expect("the owner may");
    assert_eq!(refusal(&bot, "POST", &write(help), hello.clone()).await, 50013);
    assert_eq!(
        bot.request("POST", &write(thread), hello.clone()).await.0,
        200,
        "threads are apart"
    );
    olaf.deny("help", "Switchboard", right::VIEW_CHANNEL).expect("the owner may");
    for place in [help, thread] {
        assert_eq!(refusal(&bot, "POST", &write(place), hello.clone()).await, 50001);
        assert_eq!(refusal(&bot, "GET", &write(place), Value::Null).await, 50001);
    }
    let rights = right::SEND_MESSAGES | right::VIEW_CHANNEL;
    olaf.reset_rights("help", "Switchboard", rights).expect("the owner may");
    assert_eq!(bot.request("POST", &write(help), hello).await.0, 200);
    olaf.deny("help", "ana", right::SEND_MESSAGES).expect("members can be named, too");
    assert!(ana.say("help", "again").is_err());
}

#[tokio::test]
async fn locked_threads_take_no_words_of_members() {
    let sandbox = start().await;
    let bot = Bot::connect(&sandbox).await;
    let (ana, max) = (sandbox.person("ana"), sandbox.person("max"));
    let said = ana.say("help", "it fails").expect("ana may");
    let thread = ana.start_thread(said, "case").expect("ana may");
    let lock = ThreadEdit { locked: Some(true), ..ThreadEdit::default() };
    max.edit_thread(thread, lock).expect("an agent moderates threads");
    assert_eq!(ana.say(thread, "more").expect_err("locked").0, "That thread is locked.");
    let path = format!("/channels/{thread}/messages");
    assert_eq!(bot.request("POST", &path, json!({"content": "x"})).await.0, 200, "it moderates");
    sandbox
        .person("olaf")
        .deny("help", "Switchboard", right::MANAGE_THREADS)
        .expect("the owner may");
    assert_eq!(refusal(&bot, "POST", &path, json!({"content": "x"})).await, 160_005);
    let bridge = sandbox.webhook("help", "Bridge").expect("a channel");
    assert!(bridge.say_in(thread, "Alex", "x").is_err());
}

#[tokio::test]
async fn a_server_has_room_for_so_many_active_threads() {
    let sandbox = start().await;
    let bot = Bot::connect(&sandbox).await;
    let (ana, olaf) = (sandbox.person("ana"), sandbox.person("olaf"));
    let (help, news) = (channel(&sandbox, "help"), channel(&sandbox, "announcements"));
    let old = ana.open_thread(
        "help",
        NewThread { kind: Some(kind::PUBLIC_THREAD), ..NewThread::named("old") },
    );
    let old = old.expect("ana may");
    let said = ana.say("help", "it fails").expect("ana may");
    let told = olaf.say("announcements", "news").expect("the owner may");
    sandbox.change(|world| {
        world.active_thread_limit = 1;
        world.active_announcement_thread_limit = 0;
    });
    let start = |place: u64, message: u64| format!("/channels/{place}/messages/{message}/threads");
    let named = json!({"name": "case"});
    assert_eq!(refusal(&bot, "POST", &start(help, said), named.clone()).await, 160_006);
    let private = json!({"name": "case", "type": 12});
    assert_eq!(refusal(&bot, "POST", &format!("/channels/{help}/threads"), private).await, 160_006);
    assert!(ana.start_thread(said, "mine").is_err(), "members are refused as well");
    sandbox.change(|world| world.archive_thread(old));
    assert_eq!(refusal(&bot, "POST", &start(news, told), named.clone()).await, 160_007);
    assert_eq!(bot.request("POST", &start(help, said), named).await.0, 201, "there is room again");
    let wake =
        refusal(&bot, "POST", &format!("/channels/{old}/messages"), json!({"content": "x"})).await;
    assert_eq!(wake, 160_006, "an archived one cannot come back");
}
