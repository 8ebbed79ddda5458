//! What developers write is read by a customer if an agent publishes it, and not before.

use chrono::TimeDelta;
use sandbox::Snowflake;
use serde_json::json;
use switchboard::cli::export;

use crate::{
    github::stand_in::{StandIn, Webhook, reports, with_webhook},
    privacy::own_data::export_of,
    scene::{Person, Scene, opening, report, team_thread, thread},
};

/// One word for each place in which developers write. No customer writes any of them.
const QUESTION: &str = "walrus";
const THREAD: &str = "heron";
const CHANNEL: &str = "puffin";
const TITLE: &str = "badger";
const SEEN_IN: &str = "lynx";
const REASON: &str = "otter";
const VERSION: &str = "mole";
const NO_VERSION: &str = "weasel";
const NO_NUMBER: &str = "marmot";
const ISSUE: &str = "ibex";
const COMMENT: &str = "tapir";
const LABEL: &str = "gecko";
const RELEASE: &str = "puma";
const WORDS: [&str; 13] = [
    QUESTION, THREAD, CHANNEL, TITLE, SEEN_IN, REASON, VERSION, NO_VERSION, NO_NUMBER, ISSUE,
    COMMENT, LABEL, RELEASE,
];
/// What is recorded when something goes to customers because an agent wants it.
const PUBLISHED: [&str; 2] = ["question_prepared", "news_published"];

/// Three bugs with issues on GitHub, each of a case of ana that ben follows.
async fn followed() -> (Scene, StandIn, Webhook) {
    let (scene, github, webhook) = with_webhook().await;
    for (case, question) in
        [(1, "The export fails"), (2, "Login is slow"), (3, "Pictures are upside down")]
    {
        reports(&scene, question).await;
        scene.ben.clicks(opening(case), "Me too").await;
    }
    (scene, github, webhook)
}

/// A developer fills in the form of a button on a report.
async fn fills_in(scene: &Scene, bug: i64, button: &str, field: &str, words: &str) {
    let form = scene.dora.clicks(report(bug), button).await.form();
    scene.dora.submits(&form, &[(field, words)]).await;
}

/// Dora writes a word of hers wherever she can write in Discord while bug 1 is open.
async fn writes_in_discord(scene: &Scene) {
    let dora = &scene.dora;
    let question = format!("Is there a {QUESTION} in it?");
    fills_in(scene, 1, "Need info", "What do you need to know?", &question).await;
    dora.writes(report(1), &format!("It is the {THREAD} again")).await;
    dora.writes("developers", &format!("Who has a {CHANNEL}?")).await;
    let title = format!("/bug edit title:The {TITLE} eats exports severity:critical bug:1");
    dora.runs(&title).await;
    dora.runs(&format!("/bug edit version:4.0 {SEEN_IN} bug:1")).await;
    fills_in(scene, 1, "Duplicate", "Of which bug?", NO_NUMBER).await;
    let no_version = format!("/bug ship version:5.3, without the {NO_VERSION}! bug:1");
    assert!(dora.runs(&no_version).await.contains("version"));
}

/// Somebody writes on the issue of bug 3 on GitHub, and releases a fix of it.
async fn writes_on_github(scene: &Scene, github: &StandIn, webhook: &Webhook) {
    let label = json!([{ "name": LABEL }]);
    let change = json!({ "title": format!("The {ISSUE} turns pictures"), "labels": label });
    let issue = github.changes(3, &change);
    webhook.issue(scene, "edited", &issue).await;
    webhook.issue(scene, "labeled", &issue).await;
    let comment = json!({ "id": 1, "body": format!("A {COMMENT} did it") });
    let commented = json!({ "action": "created", "issue": issue, "comment": comment });
    webhook.sends(scene, "issue_comment", commented).await;
    webhook.issue(scene, "closed", &github.closes(3, "completed")).await;
    let release = github.releases(&format!("v5.4-{RELEASE}"));
    let published = json!({ "action": "published", "release": release });
    webhook.sends(scene, "release", published).await;
}

/// All that developers can write: bug 1 is shipped, bug 2 declined, bug 3 shipped on GitHub.
async fn written() -> Scene {
    written_after(&[]).await
}

/// The same, after the owner has used these commands.
async fn written_after(commands: &[&str]) -> Scene {
    let (scene, github, webhook) = followed().await;
    for command in commands {
        scene.olaf.runs(command).await;
    }
    writes_in_discord(&scene).await;
    // The customers hear how far it is, if an agent tells them.
    scene.advance_and_run_due(TimeDelta::days(8)).await;
    scene.dora.runs(&format!("/bug ship version:5.3-{VERSION} bug:1")).await;
    let why = format!("Let the {REASON} have it");
    fills_in(&scene, 2, "Decline", "Reason", &why).await;
    writes_on_github(&scene, &github, &webhook).await;
    scene
}

/// All that a member can read: channels, threads, the conversation with the bot, what was answered
/// to them alone, what commands suggest to them, and the file with their own data.
async fn reads_everything(scene: &Scene, member: &Person) -> String {
    let ids: Vec<Snowflake> = scene.sandbox.world(|world| world.channels.keys().copied().collect());
    let direct = member.client.channel("dm").expect("everybody can write to the bot");
    let mut seen: Vec<String> =
        ids.into_iter().chain([direct]).map(|channel| member.client.sees(channel)).collect();
    seen.extend(member.completes("/reopen case:").await);
    seen.push(member.runs("/my-cases").await.to_string());
    seen.push(export_of(member).await.1);
    seen.join("\n").to_lowercase()
}

/// The words of developers that members can read.
async fn words_that_are_read(scene: &Scene) -> Vec<&'static str> {
    let mut seen = String::new();
    for member in [&scene.ana, &scene.ben, &scene.caro] {
        seen += &reads_everything(scene, member).await;
    }
    assert!(seen.contains("pictures are upside down"), "what members write is read: {seen}");
    WORDS.into_iter().filter(|word| seen.contains(word)).collect()
}

/// How many facts there are that something was published.
async fn published(scene: &Scene) -> usize {
    let facts = scene.exported(export::What::Events).await;
    let is_one = |kind: &str| PUBLISHED.contains(&kind);
    facts.iter().filter(|fact| fact["kind"].as_str().is_some_and(is_one)).count()
}

#[tokio::test]
async fn no_word_of_a_developer_is_read_by_a_customer_before_an_agent_publishes_it() {
    let scene = written().await;
    let Scene { caro, max, dora, .. } = &scene;
    caro.runs("/ask question:Exports are eaten").await;
    assert_eq!(words_that_are_read(&scene).await, [""; 0]);
    assert_eq!(published(&scene).await, 0);
    let team: String = [
        dora.sees("developers").await,
        dora.sees(dora.channel(report(1)).await).await,
        dora.sees(dora.channel(report(2)).await).await,
        max.sees(team_thread(1)).await,
        max.sees(team_thread(3)).await,
    ]
    .concat();
    let for_the_team = [QUESTION, THREAD, CHANNEL, TITLE, SEEN_IN, REASON, VERSION, RELEASE];
    for word in for_the_team {
        assert!(team.contains(word), "{word} is in no place of the team: {team}");
    }
    scene.close().await;
}

#[tokio::test]
async fn the_question_that_an_agent_asks_is_read_and_no_other_word() {
    let scene = written().await;
    let form = scene.max.clicks(team_thread(1), "Ask the customer").await.form();
    scene.max.submits(&form, &[]).await;
    assert_eq!(words_that_are_read(&scene).await, [QUESTION]);
    assert!(scene.ana.sees(thread(1)).await.contains("Is there a walrus in it?"));
    assert_eq!(published(&scene).await, 1);
    scene.close().await;
}

#[tokio::test]
async fn the_version_of_a_message_that_an_agent_sends_is_read_and_no_other_word() {
    for (case, word) in [(1, VERSION), (3, RELEASE)] {
        let scene = written().await;
        scene.max.clicks(team_thread(case), "Send").await;
        assert_eq!(words_that_are_read(&scene).await, [word]);
        assert_eq!(published(&scene).await, 1);
        scene.close().await;
    }
}

#[tokio::test]
async fn the_reason_for_which_a_bug_is_declined_is_read_by_nobody_unless_an_agent_writes_it() {
    let scene = written().await;
    let form = scene.max.clicks(team_thread(2), "Edit").await.form();
    assert!(!format!("{form:?}").contains(REASON), "{form:?}");
    scene.max.runs("/bug notice text:Logging in takes long bug:2 channel:#general").await;
    scene.max.clicks(team_thread(2), "Send").await;
    assert_eq!(words_that_are_read(&scene).await, [""; 0]);
    assert_eq!(published(&scene).await, 1);
    scene.max.runs(&format!("/bug notice text:An {REASON} logs in bug:2 channel:#general")).await;
    assert_eq!(words_that_are_read(&scene).await, [REASON]);
    scene.close().await;
}

/// A known-issue notice for each bug, in the agents' words.
const NOTICES: [&str; 3] = [
    "/bug notice text:Exports fail bug:1 channel:#general",
    "/bug notice text:Logging in takes long bug:2 channel:#general",
    "/bug notice text:Pictures are turned bug:3 channel:#general",
];

#[tokio::test]
async fn a_notice_that_stands_before_the_release_shows_the_version_and_no_other_word() {
    let scene = written_after(&NOTICES).await;
    assert_eq!(words_that_are_read(&scene).await, [VERSION, RELEASE]);
    let seen = scene.caro.sees("general").await;
    for shown in ["Exports fail", "Fixed in version 5.3-mole", "Fixed in version 5.4-puma"] {
        assert!(seen.contains(shown), "{seen}");
    }
    assert_eq!(published(&scene).await, 0);
    scene.close().await;
}

#[tokio::test]
async fn of_what_is_sent_without_an_agent_the_versions_are_read_and_no_other_word() {
    let scene = written_after(&["/setup send_bug_news:true"]).await;
    assert_eq!(words_that_are_read(&scene).await, [VERSION, RELEASE]);
    for (case, told) in [(1, "5.3-mole"), (2, "decided not to change it"), (3, "5.4-puma")] {
        let seen = scene.ben.sees(thread(case)).await;
        assert!(seen.contains(told), "{seen}");
    }
    scene.close().await;
}

#[tokio::test]
async fn with_notices_and_without_an_agent_the_versions_are_read_and_no_other_word() {
    let scene = written_after(&[&["/setup send_bug_news:true"], &NOTICES[..]].concat()).await;
    assert_eq!(words_that_are_read(&scene).await, [VERSION, RELEASE]);
    scene.close().await;
}
