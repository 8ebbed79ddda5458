//! Who may do what, through the wire: each command by each kind of person, here and in another
//! server.

use insta::assert_snapshot;
use serde_json::Value;

use crate::scene::{Person, SETUP, Scene, community, reads};

/// A command, or a part of one, as somebody could type it.
struct Command {
    /// With a value for each required option, and about case 1 where a case can be named.
    line: String,
    /// The people for whom it is, by the page for operators.
    group: &'static str,
    /// The name under which that page and `/help` list it: its own or that of the whole command.
    entry: String,
}

/// Every command that the bot has registered.
fn commands(scene: &Scene) -> Vec<Command> {
    let rows = rows_of_the_page_for_operators();
    let definitions = scene.sandbox.world(|world| {
        world
            .commands_in(None)
            .filter(|command| command.kind() == 1)
            .map(|command| command.definition.clone())
            .collect::<Vec<_>>()
    });
    let mut lines = Vec::new();
    definitions.iter().for_each(|definition| add_lines("", definition, &mut lines));
    assert!(lines.len() > 30, "the commands were found");
    let described = lines.into_iter().map(|(name, line)| {
        let of_this =
            rows.iter().filter(|(entry, _)| format!("{name} ").starts_with(&format!("{entry} ")));
        let (entry, group) = of_this
            .max_by_key(|(entry, _)| entry.len())
            .unwrap_or_else(|| panic!("the page for operators does not say who may use {name}"));
        Command { line, group, entry: entry.clone() }
    });
    described.collect()
}

/// Adds a line for a command, or for each of its parts, with its name.
fn add_lines(before: &str, definition: &Value, lines: &mut Vec<(String, String)>) {
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let name = if before.is_empty() {
        format!("/{}", text(&definition["name"]))
    } else {
        format!("{before} {}", text(&definition["name"]))
    };
    let options = definition["options"].as_array().map(Vec::as_slice).unwrap_or_default();
    let (parts, values): (Vec<&Value>, Vec<&Value>) =
        options.iter().partition(|option| option["type"] == 1 || option["type"] == 2);
    for part in &parts {
        add_lines(&name, part, lines);
    }
    if !parts.is_empty() {
        return;
    }
    let mut line = name.clone();
    for option in values {
        let option_name = text(&option["name"]);
        if option["required"] == true || option_name == "case" {
            let value = match (option["choices"].get(0), option["type"].as_u64()) {
                (Some(choice), _) => text(&choice["name"]),
                (None, Some(6)) => "@mia".to_owned(),
                (None, Some(7)) => "#general".to_owned(),
                (None, Some(8)) => "@Developers".to_owned(),
                (None, _) if matches!(&*option_name, "until" | "within") => "2h".to_owned(),
                (None, _) => "1".to_owned(),
            };
            line += &format!(" {option_name}:{value}");
        }
    }
    lines.push((name, line));
}

/// The commands in the table "Who may do what", each with the people for whom it is.
fn rows_of_the_page_for_operators() -> Vec<(String, &'static str)> {
    let page = include_str!("../../../docs/running.md");
    let (_, table) = page.split_once("\n## Who may do what").expect("the table");
    let table = table.trim_start().lines().take_while(|line| line.starts_with('|'));
    let mut rows = Vec::new();
    for row in table {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let group = match cells[2..6] {
            [member, ..] if !member.is_empty() => "everyone",
            [_, agent, developer, _] if !agent.is_empty() && !developer.is_empty() => "team",
            [_, _, developer, _] if !developer.is_empty() => "developers",
            [_, agent, ..] if !agent.is_empty() => "agents",
            [.., lead] if lead.contains("Manage Server") => "managers",
            _ => "leads",
        };
        let names = cells[1].split('`').filter(|name| name.starts_with('/'));
        rows.extend(names.map(|name| (name.to_owned(), group)));
    }
    rows
}

/// Whom a refusal names; nobody, where it is none or one of another kind.
fn reserved_for(answer: &str) -> &'static str {
    match answer {
        text if text.starts_with("Only the support team can use this") => "agents",
        text if text.starts_with("Only agents and developers can use this") => "team",
        text if text.starts_with("Only developers can do that") => "developers",
        text if text.starts_with("Only leads can do this") => "leads",
        text if text.starts_with("Only people with the Manage Server permission") => "managers",
        _ => "everyone",
    }
}

/// The community in which lea has the leads role alone, and not Manage Server as well.
async fn with_cases() -> Scene {
    let scene = Scene::open().await;
    scene.ana.opens_case("The export fails").await;
    scene.ben.opens_case("The import fails").await;
    let guild = scene.guild_named("Lantern");
    scene.sandbox.change(|world| {
        let leads = world.role_in(guild, "Leads").expect("it is there").id;
        world.set_role_permissions(guild, leads, 0);
    });
    scene
}

/// Tries every command as a person who belongs to these groups, and compares with their `/help`.
async fn may_do_what_help_lists(scene: &Scene, person: &Person, groups: &[&str]) {
    let name = &person.client.name;
    let help = person.forces_in("general", "/help").await.to_string();
    for Command { line, group, entry } in commands(scene) {
        let answer = person.forces_in("general", &line).await;
        assert!(answer.is_ephemeral() || answer.is_form(), "{name} {line}: {answer}");
        let allowed = groups.contains(&group);
        let expected = if allowed { "everyone" } else { group };
        assert_eq!(reserved_for(&answer.to_string()), expected, "{name} {line}: {answer}");
        let listed = help.contains(&format!("`{entry}`:"));
        assert_eq!(listed, allowed, "{name} {entry} {help}");
    }
}

#[tokio::test]
async fn members_and_developers_may_do_what_help_lists_for_them() {
    let scene = with_cases().await;
    may_do_what_help_lists(&scene, &scene.caro, &["everyone"]).await;
    may_do_what_help_lists(&scene, &scene.dora, &["everyone", "developers", "team"]).await;
    scene.close().await;
}

#[tokio::test]
async fn agents_and_leads_may_do_what_help_lists_for_them() {
    let scene = with_cases().await;
    // `/bridge add` names the ID of a webhook, which has no account.
    scene.expect_refusal(404, 10_013);
    may_do_what_help_lists(&scene, &scene.max, &["everyone", "agents", "team"]).await;
    may_do_what_help_lists(&scene, &scene.lea, &["everyone", "agents", "team", "leads"]).await;
    scene.close().await;
}

#[tokio::test]
async fn whoever_may_manage_the_server_may_set_the_bot_up() {
    let scene = with_cases().await;
    let answer = scene.olaf.runs("/setup keep_texts:90d").await;
    assert_eq!(reserved_for(&answer.to_string()), "everyone");
    scene.close().await;
}

#[tokio::test]
async fn members_reopen_their_own_cases_only() {
    let scene = with_cases().await;
    let Scene { ben, max, dora, .. } = &scene;
    max.runs("/close case:2").await;
    reads!(dora.runs("/reopen case:2"), @"Case #2 belongs to @ben; to ask your own question, use `/ask`.");
    reads!(ben.runs("/reopen case:2"), @"Reopened case [#2](thread 2). You can write in its thread.");
    scene.close().await;
}

#[tokio::test]
async fn a_member_and_a_developer_read_what_they_can_do() {
    let scene = Scene::open().await;
    let Scene { ana, dora, .. } = &scene;
    reads!(ana.runs("/help"), @"
    Here's what you can do. In a case's thread, a command applies to that case. Anywhere else, name one, such as `case:12`.
    │ Everyone
    │ `/help`: this list
    │ `/ask`: ask the team a question from any channel
    │ `/my-cases`: see your questions and their status
    │ `/reopen`: reopen one of your cases, or any case as an agent
    │ `/export-me`: download the data I store about you
    │ `/forget-me`: delete what you wrote from my records (asks first)
    ");
    let (developers, members) = (dora.runs("/help").await, ana.runs("/help").await);
    assert_snapshot!(developers.to_string().replace(&members.to_string(), ""), @"
    │ Developers
    │ `/bug take`: take on a bug
    │ `/bug ship`: say that a fix is released
    │ Agents and developers
    │ `/bug`: show a bug, or list them
    │ `/bug edit`: correct a bug's report
    ");
    scene.close().await;
}

/// What else it lists is tested above. Here is what surrounds it: the headings, each with the first
/// command below it.
#[tokio::test]
async fn a_lead_reads_what_agents_and_leads_can_do() {
    let scene = Scene::open().await;
    let for_all = scene.ana.runs("/help").await.to_string();
    let help = scene.lea.runs("/help").await.to_string();
    let more = help.strip_prefix(&for_all).expect("what everybody can do comes first");
    let is_heading = |line: &str| !line.contains('`') && !line.contains("**");
    let lines: Vec<&str> = more.trim().lines().collect();
    let with_first = lines.windows(2).filter(|pair| is_heading(pair[0])).flatten();
    let shown: Vec<&str> = with_first.copied().collect();
    assert_snapshot!(shown.join("\n"), @"
    │ Agents
    │ **Open case**, under Apps in a message's menu: open a case for a member's message. Reacting with the flag emoji does the same
    │ Agents and developers
    │ `/bug`: show a bug, or list them
    │ Leads
    │ `/snippet`: add, edit and remove saved replies
    │ People with Manage Server
    │ `/setup`: set channels and roles, and how long data is kept
    ");
    scene.close().await;
}

/// Lantern, where max is an agent, and Harbour, where he is a member. Ana has a case in each, and
/// another in Harbour.
async fn two_servers() -> Scene {
    let mut world = community();
    let harbour = world.add_guild("Harbour");
    let agents = world.role_in(harbour, "Agents").expect("it is there").id;
    let max = world.user_named("max").expect("he is there").id;
    world.remove_role_from_member(harbour, max, agents);
    let scene = Scene::with_world(world).await;
    let Scene { ana, mia, olaf, .. } = &scene;
    olaf.runs(SETUP).await;
    olaf.on("Harbour").runs(SETUP).await;
    ana.opens_case("A question of Lantern").await;
    for text in ["A question of Harbour", "Another of Harbour"] {
        let message = ana.on("Harbour").writes("help", text).await;
        mia.on("Harbour").flags(message).await;
    }
    scene
}

#[tokio::test]
async fn an_agent_of_one_server_is_a_member_in_another() {
    let scene = two_servers().await;
    for Command { line, group, .. } in commands(&scene) {
        let answer = scene.max.on("Harbour").forces_in("general", &line).await;
        assert_eq!(reserved_for(&answer.to_string()), group, "{line}: {answer}");
    }
    let answer = scene.max.runs("/claim case:1").await;
    assert_eq!(reserved_for(&answer.to_string()), "everyone", "in Lantern he is an agent");
    scene.close().await;
}

#[tokio::test]
async fn a_case_of_another_server_reads_like_one_that_does_not_exist() {
    let scene = two_servers().await;
    // Case 2 is in Harbour, and case 9 is nowhere.
    for line in commands(&scene).into_iter().map(|command| command.line) {
        if !line.contains("case:1") {
            continue;
        }
        let foreign =
            scene.max.forces_in("general", &line.replace("case:1", "case:2")).await.to_string();
        let nowhere =
            scene.max.forces_in("general", &line.replace("case:1", "case:9")).await.to_string();
        assert_eq!(foreign.replace('2', "N"), nowhere.replace('9', "N"), "{line}");
    }
    scene.close().await;
}
