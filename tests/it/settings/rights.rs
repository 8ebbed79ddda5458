//! Who may do what, through the wire: each command by each kind of person, here and in another
//! server.

use insta::assert_snapshot;

use crate::scene::{Person, SETUP, Scene, community, reads};

/// A line for each command that anybody could type, with the one whom it is for.
const LINES: [(&str, &str); 24] = [
    ("everyone", "/help"),
    ("everyone", "/export-me"),
    ("everyone", "/forget-me"),
    ("everyone", "/ask question:How do I begin?"),
    ("agents", "/queue"),
    ("agents", "/case show case:1"),
    ("agents", "/claim case:1"),
    ("agents", "/release case:1"),
    ("agents", "/assign agent:@mia case:1"),
    ("agents", "/tag name:billing case:1"),
    ("agents", "/untag name:billing case:1"),
    ("agents", "/priority level:high case:1"),
    ("agents", "/note text:Look at the log case:1"),
    ("agents", "/reply snippet:none case:1"),
    ("agents", "/link bug:1 case:1"),
    ("agents", "/unlink bug:1 case:1"),
    ("agents", "/snooze until:2h case:1"),
    ("agents", "/solve case:1"),
    ("agents", "/close case:1"),
    ("agents", "/merge into:2 case:1"),
    ("agents", "/unmerge case:1"),
    ("leads", "/rule list"),
    ("agents", "/snippet list"),
    ("leads", "/snippet remove name:none"),
];

/// Whom a refusal names; nobody, where it is none or one of another kind.
fn reserved_for(answer: &str) -> &'static str {
    match answer {
        text if text.starts_with("Only the support team can do this") => "agents",
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
async fn may_do_what_help_lists(person: &Person, groups: &[&str]) {
    let name = &person.client.name;
    let help = person.forces_in("general", "/help").await.to_string();
    for (group, line) in LINES {
        let answer = person.forces_in("general", line).await;
        assert!(answer.is_ephemeral(), "{name} {line}: {answer}");
        let allowed = groups.contains(&group);
        let expected = if allowed { "everyone" } else { group };
        assert_eq!(reserved_for(&answer.to_string()), expected, "{name} {line}: {answer}");
        let command = match line.split_once(' ') {
            _ if line == "/snippet list" => line,
            Some((command, _)) => command,
            None => line,
        };
        let listed = help.contains(&format!("`{command}`:"));
        assert_eq!(listed, allowed, "{name} {command} {help}");
    }
    for (line, group) in [("/escalate case:1", "agents"), ("/setup keep_texts:90d", "managers")] {
        let answer = person.forces_in("general", line).await;
        let is_free = reserved_for(&answer.text()) == "everyone";
        assert_eq!(is_free, groups.contains(&group), "{name} {line}: {answer}");
    }
}

#[tokio::test]
async fn members_and_developers_may_do_what_help_lists_for_everyone() {
    let scene = with_cases().await;
    may_do_what_help_lists(&scene.caro, &["everyone"]).await;
    may_do_what_help_lists(&scene.dora, &["everyone"]).await;
    scene.close().await;
}

#[tokio::test]
async fn agents_and_leads_may_do_what_help_lists_for_them() {
    let scene = with_cases().await;
    may_do_what_help_lists(&scene.max, &["everyone", "agents"]).await;
    may_do_what_help_lists(&scene.lea, &["everyone", "agents", "leads"]).await;
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
    reads!(dora.runs("/reopen case:2"), @"Only @ben (or the team for them) can say that of case #2; to ask something yourself, use `/ask`.");
    reads!(ben.runs("/reopen case:2"), @"Case [#2](thread 2) is open again: you can write in its thread.");
    scene.close().await;
}

#[tokio::test]
async fn a_member_and_a_developer_read_what_they_can_do() {
    let scene = Scene::open().await;
    let Scene { ana, dora, .. } = &scene;
    reads!(ana.runs("/help"), @"
    This is what you can do here. In a case's thread a command means that case; anywhere else, name one, like `case:12`.
    │ Everyone
    │ `/help`: this list
    │ `/ask`: ask the team something, from anywhere
    │ `/my-cases`: how your own questions stand
    │ `/reopen`: open a case again: your own, or as an agent any
    │ `/export-me`: get all that I keep of you, as a file
    │ `/forget-me`: erase what you wrote from my records; asks first
    ");
    assert_eq!(dora.runs("/help").await.to_string(), ana.runs("/help").await.to_string());
    scene.close().await;
}

#[tokio::test]
async fn a_lead_reads_what_agents_and_leads_can_do() {
    let scene = Scene::open().await;
    let for_all = scene.ana.runs("/help").await.to_string();
    let help = scene.lea.runs("/help").await.to_string();
    let more = help.strip_prefix(&for_all).expect("what everybody can do comes first");
    assert_snapshot!(more, @"
    │ Agents
    │ **Open case**, in a message's menu under Apps: make a case of a member's message; a reaction with the flag emoji does the same
    │ `/queue`: who waits for us, the longest first
    │ `/find`: look for cases, open and closed
    │ `/case`: how a case stands, what happened in it, all of it as a file
    │ `/claim`: take a case; of two who try, one gets it
    │ `/release`: give a case back to the queue
    │ `/assign`: hand a case to an agent
    │ `/tag`: put a tag on a case
    │ `/untag`: take a tag off again
    │ `/priority`: say how soon a case should be looked at
    │ `/note`: write something down for the team alone
    │ `/snooze`: put a case aside for a while
    │ `/reply`: send a prepared answer to the customer
    │ `/snippet list`: the prepared answers that there are
    │ `/escalate`: report a bug to the developers, with all that is known
    │ `/link`: tie a case to a bug that is known
    │ `/unlink`: untie it again
    │ `/solve`: ask the customer whether it is solved
    │ `/close`: close a case
    │ `/merge`: let a case go on in another
    │ `/unmerge`: undo that
    │ Leads
    │ `/snippet`: add and remove prepared answers
    │ `/rule`: let messages become cases by themselves
    │ People with Manage Server
    │ `/setup`: name the team's channels and roles, and how long things are kept
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
    for (group, line) in LINES {
        let answer = scene.max.on("Harbour").forces_in("general", line).await;
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
    for (_, line) in LINES.iter().filter(|(_, line)| line.contains("case:1")) {
        let foreign =
            scene.max.forces_in("general", &line.replace("case:1", "case:2")).await.to_string();
        let nowhere =
            scene.max.forces_in("general", &line.replace("case:1", "case:9")).await.to_string();
        assert_eq!(foreign.replace('2', "N"), nowhere.replace('9', "N"), "{line}");
    }
    scene.close().await;
}
