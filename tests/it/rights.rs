//! Who may do what, through the wire: each command by each kind of person, here and in another
//! server.

use insta::assert_snapshot;
use sandbox::World;

use crate::scene::{SETUP, Scene};

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

#[tokio::test]
async fn each_command_works_for_those_whom_help_tells_of_it_and_for_no_one_else() {
    let scene = Scene::open().await;
    scene.flagged("ana", "The export fails").await;
    scene.flagged("ben", "The import fails").await;
    // Lea has the leads role alone here, and not Manage Server as well.
    scene.sandbox.change(|world| {
        let guild = world.guild_named("Lantern").expect("it is there").id;
        let leads = world.role_in(guild, "Leads").expect("it is there").id;
        world.set_role_permissions(guild, leads, 0);
    });
    let people = [
        ("caro", &["everyone"][..]),
        ("dora", &["everyone"]),
        ("max", &["everyone", "agents"]),
        ("lea", &["everyone", "agents", "leads"]),
    ];
    for (name, groups) in people {
        let person = scene.person(name);
        let help = person.command_forced("general", "/help").await;
        assert!(help.is_ephemeral());
        let help = help.text();
        for (group, line) in LINES {
            let answer = person.command_forced("general", line).await;
            assert!(answer.is_ephemeral(), "{name} {line}: {answer:?}");
            let allowed = groups.contains(&group);
            let expected = if allowed { "everyone" } else { group };
            assert_eq!(reserved_for(&answer.text()), expected, "{name} {line}: {}", answer.text());
            let command = line.split(' ').next().expect("a word");
            let command = if line == "/snippet list" {
                "`/snippet list`:".to_owned()
            } else {
                format!("`{command}`:")
            };
            assert_eq!(help.contains(&command), allowed, "{name} {command} {help}");
        }
        for (line, group) in [("/escalate case:1", "agents"), ("/setup keep_texts:90d", "managers")]
        {
            let answer = person.command_forced("general", line).await;
            let allowed = groups.contains(&group);
            assert_eq!(
                reserved_for(&answer.text()) == "everyone",
                allowed,
                "{name} {line}: {answer:?}"
            );
        }
        scene.idle().await;
    }
    assert_eq!(
        reserved_for(
            &scene.person("olaf").command("general", "/setup keep_texts:90d").await.text()
        ),
        "everyone"
    );
    // Reopening is for everyone, of one's own cases; which those are, the case says.
    scene.person("max").command("desk", "/close case:2").await;
    scene.idle().await;
    assert_snapshot!(scene.plain(&scene.person("dora").command("general", "/reopen case:2").await.text()), @"Only @ben (or the team for them) can say that of case #2; to ask something yourself, use `/ask`.");
    assert_snapshot!(scene.plain(&scene.person("ben").command("general", "/reopen case:2").await.text()), @"Case [#2](https://discord.com/channels/…/channel) is open again: you can write in its thread.");
    scene.close().await;
}

#[tokio::test]
async fn a_member_a_developer_and_a_lead_read_what_they_can_do() {
    let scene = Scene::open().await;
    let help = async |name: &str| {
        scene.plain(&scene.person(name).command("general", "/help").await.text())
    };
    assert_snapshot!(help("ana").await, @"
    This is what you can do here. In a case's thread a command means that case; anywhere else, name one, like `case:12`.
    │ Everyone
    │ `/help`: this list
    │ `/ask`: ask the team something, from anywhere
    │ `/my-cases`: how your own questions stand
    │ `/reopen`: open a case again: your own, or as an agent any
    │ `/export-me`: get all that I keep of you, as a file
    │ `/forget-me`: erase what you wrote from my records; asks first
    ");
    assert_eq!(help("dora").await, help("ana").await);
    assert_snapshot!(help("lea").await, @"
    This is what you can do here. In a case's thread a command means that case; anywhere else, name one, like `case:12`.
    │ Everyone
    │ `/help`: this list
    │ `/ask`: ask the team something, from anywhere
    │ `/my-cases`: how your own questions stand
    │ `/reopen`: open a case again: your own, or as an agent any
    │ `/export-me`: get all that I keep of you, as a file
    │ `/forget-me`: erase what you wrote from my records; asks first
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

#[tokio::test]
async fn whoever_is_an_agent_in_one_server_is_a_member_in_another() {
    let mut world = World::community();
    let other = world.add_guild("Harbour");
    let agents = world.role_in(other, "Agents").expect("it is there").id;
    let max = world.user_named("max").expect("he is there").id;
    world.remove_role_from_member(other, max, agents);
    let scene = Scene::with_world(world).await;
    let olaf = scene.person("olaf");
    for place in [olaf.clone(), olaf.at(other)] {
        place.command("general", SETUP).await;
    }
    scene.idle().await;
    let (max, ana, mia) = (scene.person("max"), scene.person("ana"), scene.person("mia"));
    scene.flagged("ana", "A question of Lantern").await;
    let there = ana.at(other).say("help", "A question of Harbour").expect("ana may write");
    mia.at(other).menu(there, "Open case").await;
    scene.idle().await;

    for (group, line) in LINES {
        let answer = max.at(other).command_forced("general", line).await.text();
        assert_eq!(reserved_for(&answer), group, "{line}: {answer}");
    }
    // And of what is there he learns nothing here, where he is an agent: it reads as if it had
    // never been.
    let second = ana.at(other).say("help", "Another of Harbour").expect("ana may write");
    mia.at(other).menu(second, "Open case").await;
    scene.idle().await;
    for (_, line) in LINES.iter().filter(|(_, line)| line.contains("case:1")) {
        let foreign = max.command_forced("desk", &line.replace("case:1", "case:2")).await.text();
        let never = max.command_forced("desk", &line.replace("case:1", "case:9")).await.text();
        assert_eq!(foreign.replace('2', "N"), never.replace('9', "N"), "{line}");
    }
    // Here he is what he was.
    assert_eq!(reserved_for(&max.command("desk", "/claim case:1").await.text()), "everyone");
    scene.close().await;
}
