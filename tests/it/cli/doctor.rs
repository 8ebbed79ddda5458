//! `switchboard doctor`: what is missing, and how to fix it.

use insta::assert_snapshot;
use sandbox::world::Emoji;
use switchboard::{
    cli::doctor,
    config::{Config, Token},
    domain::{GuildId, Snippet},
};

use crate::scene::{SETUP, Scene};

const SEND_MESSAGES: u64 = 1 << 11;

/// The findings, and whether all is well.
async fn findings(scene: &Scene, config: &Config) -> (bool, String) {
    let mut out = Vec::new();
    let is_well = doctor::run(config, &mut out).await.expect("the findings can be written");
    let address = scene.sandbox.url().replace("http://", "");
    let application = scene.app().bot.me.application;
    let link = format!(
        "https://discord.com/oauth2/authorize?client_id={application}&scope=bot+applications.commands&permissions=2252194950794304"
    );
    let text = String::from_utf8(out).expect("text");
    (is_well, text.replace(&address, "ADDRESS").replace(&link, "LINK"))
}

#[tokio::test]
async fn the_doctor_asks_for_a_server_that_is_set_up() {
    let scene = Scene::before_setup().await;
    let (is_well, text) = findings(&scene, &scene.config()).await;
    assert!(!is_well);
    assert_snapshot!(text, @"
    ok    the settings can be read
    ok    the database answers, and its tables are up to date
    ok    Discord accepts the token
    ok    the bot may read messages (Message Content Intent)
    ok    the gateway is at ws://ADDRESS
    ok    the bot can be invited with LINK
    FAIL  No server is set up yet: invite the bot with the link above, and use /setup there
    ok    all messages delivered (0 waiting)
    Some checks failed; see the FAIL lines above.
    ");
    scene.close().await;
}

#[tokio::test]
async fn the_doctor_finds_that_all_is_well() {
    let scene = Scene::open().await;
    let (is_well, text) = findings(&scene, &scene.config()).await;
    assert!(is_well, "{text}");
    assert_snapshot!(text, @"
    ok    the settings can be read
    ok    the database answers, and its tables are up to date
    ok    Discord accepts the token
    ok    the bot may read messages (Message Content Intent)
    ok    the gateway is at ws://ADDRESS
    ok    the bot can be invited with LINK
    ok    Lantern: the bot is in the server
    ok    Lantern: the role for agents is there
    ok    Lantern: the role for devs is there
    ok    Lantern: the role for leads is there
    ok    Lantern: the help channel has all permissions
    ok    Lantern: the desk channel has all permissions
    ok    Lantern: the developers channel has all permissions
    ok    all messages delivered (0 waiting)
    All checks passed.
    ");
    scene.close().await;
}

#[tokio::test]
async fn the_doctor_names_a_missing_permission_and_intent() {
    let scene = Scene::before_setup().await;
    scene.olaf.runs(SETUP).await;
    scene.deny_bot("developers", SEND_MESSAGES);
    scene.sandbox.change(|world| world.application_flags = 0);
    let (is_well, text) = findings(&scene, &scene.config()).await;
    assert!(!is_well);
    let wrong: Vec<&str> = text.lines().filter(|line| !line.starts_with("ok")).collect();
    assert_snapshot!(wrong.join("\n"), @"
    FAIL  The bot can't read messages (Message Content Intent is off): turn it on in the Developer Portal, under Bot; until then, rules and flag reactions don't work
    FAIL  Lantern: the developers channel lacks permissions: grant the bot Send Messages there
    Some checks failed; see the FAIL lines above.
    ");
    scene.close().await;
}

#[tokio::test]
async fn the_doctor_names_a_wrong_token() {
    let scene = Scene::open().await;
    scene.expect_refusal(401, 0);
    let token = Token::parse("wrong.token.here").expect("a token");
    let (is_well, text) = findings(&scene, &Config { token, ..scene.config() }).await;
    assert!(!is_well);
    assert_snapshot!(text, @"
    ok    the settings can be read
    ok    the database answers, and its tables are up to date
    FAIL  Discord doesn't accept the token: copy DISCORD_TOKEN again from the Developer Portal, under Bot
    Some checks failed; see the FAIL lines above.
    ");
    scene.close().await;
}

#[tokio::test]
async fn the_doctor_names_prepared_answers_and_rules_that_do_not_do_what_they_seem_to() {
    let scene = Scene::open().await;
    let guild = GuildId(scene.guild_named("Lantern"));
    let snippet = |name: &str, text: &str| Snippet { name: name.to_owned(), text: text.to_owned() };
    let old = [snippet("bye", "Bye {agnt}, {agnt} and {{x}}"), snippet("well", r"{case} \{id}")];
    scene.app().bot.desk.import_snippets(guild, old.into(), false).await.expect("they are saved");
    scene.lea.runs("/rule add name:crashes pattern:/crash/i").await;
    let (is_well, text) = findings(&scene, &scene.config()).await;
    assert!(is_well, "the bot does its work all the same");
    let noted: Vec<&str> = text.lines().filter(|line| line.starts_with("note")).collect();
    assert_snapshot!(noted.join("\n").replace(&guild.to_string(), "SERVER"), @r"
    note  server SERVER: some saved replies can't be sent: fix them with /snippet edit: bye ({agnt}, {{x}}); {customer}, {agent} and {case} are filled in, and \{…} keeps the braces
    note  server SERVER: some rules may not match what you expect: /rule test explains why, and /rule edit changes the pattern: crashes (/crash/i)
    ");
    scene.close().await;
}

#[tokio::test]
async fn the_doctor_notes_a_role_that_cannot_be_mentioned() {
    let scene = Scene::open().await;
    let guild = scene.guild_named("Lantern");
    let role = scene.sandbox.change(|world| {
        let agents = world.role_in(guild, "Agents").expect("it is there").id;
        world.edit_role(guild, agents, |role| role.mentionable = false);
        agents
    });
    let (is_well, text) = findings(&scene, &scene.config()).await;
    assert!(is_well, "{text}");
    let notes: Vec<&str> = text.lines().filter(|line| line.starts_with("note")).collect();
    assert_snapshot!(notes.join("\n").replace(&role.to_string(), "ROLE"), @r#"note  Lantern: Discord notifies nobody when the bot mentions the role ROLE: turn on "Allow anyone to @mention this role" in its settings, or grant the bot Mention @everyone, @here and All Roles"#);
    scene.close().await;
}

#[tokio::test]
async fn the_doctor_looks_at_other_teams_and_who_can_see_them() {
    let scene = Scene::with_teams(&["billing", "legal"]).await;
    let Scene { lea, olaf, .. } = &scene;
    lea.runs("/team add name:shop channel:#general role:@billing").await;
    olaf.deletes_role("legal").await;
    let (is_well, text) = findings(&scene, &scene.config()).await;
    assert!(!is_well, "{text}");
    let of_teams: Vec<&str> = text.lines().filter(|line| line.contains("team")).collect();
    let general = lea.channel("general").await.to_string();
    assert_snapshot!(of_teams.join("\n").replace(&general, "ID"), @"
    ok    Lantern: the team billing can be asked
    FAIL  Lantern: the team legal has a role that doesn't exist any more: /team remove name:legal, and add it again
    ok    Lantern: the team shop can be asked
    note  Lantern: everyone can see channel ID, which is for the team: hide it from @everyone in Discord
    ");
    scene.close().await;
}

#[tokio::test]
async fn the_doctor_names_a_flag_emoji_that_was_deleted() {
    let scene = Scene::open().await;
    let guild = scene.guild_named("Lantern");
    let emojis = |emojis: Vec<Emoji>| {
        scene.sandbox.change(|world| {
            world.guilds.get_mut(&guild).expect("it is there").emojis = emojis;
        });
    };
    let lamp = Emoji { id: Some(77), name: "lamp".to_owned(), animated: false };
    emojis(vec![lamp]);
    scene.olaf.runs("/setup flag_emoji:<:lamp:77>").await;
    assert!(findings(&scene, &scene.config()).await.0);
    emojis(Vec::new());
    let (is_well, text) = findings(&scene, &scene.config()).await;
    assert!(!is_well);
    let wrong: Vec<&str> = text.lines().filter(|line| line.starts_with("FAIL")).collect();
    assert_snapshot!(wrong.join("\n"), @"FAIL  Lantern: the emoji for flag_emoji doesn't exist any more: choose another one with /setup flag_emoji:<emoji>");
    scene.close().await;
}
