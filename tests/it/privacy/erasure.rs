//! Erasing what somebody wrote: at their wish, or by whoever runs the bot.

use chrono::TimeDelta;
use insta::assert_snapshot;
use sandbox::Snowflake;
use switchboard::cli::erase;

use crate::{
    database_dump::{files_that_hold, tables_that_hold},
    privacy::{
        life::{ANA, MAX, lives, shown},
        meanwhile::{passed_on, questioned},
    },
    scene::{Person, Scene, last_answer, reads, report, thread},
};

const NOWHERE: [String; 0] = [];

/// Somebody has all erased that they wrote.
async fn is_forgotten(person: &Person) {
    person.runs("/forget-me").await;
    person.clicks(last_answer(), "Delete what I wrote").await;
}

/// Checks that a word is in no table and no file of the database.
async fn is_not_stored(scene: &Scene, word: &str) {
    assert_eq!(tables_that_hold(&scene.database, word).await, NOWHERE);
    assert_eq!(files_that_hold(&scene.database, word), NOWHERE);
}

#[tokio::test]
async fn forget_me_says_what_would_be_erased_and_asks_first() {
    let scene = lives().await;
    reads!(scene.ana.runs("/forget-me"), @"
    Here's what I've stored from you in this server: 2 questions, 4 messages, 2 files, 1 comment on an answer and 1 bug report that quotes you.
    - **Will be deleted:** all of it, from my database and from everything that shows it: the team's cards, bug reports that quote you, requests to other teams about your cases with their answers, and the names of your threads. If you have an open question, the team can no longer read it on its card.
    - **Will stay:** the fact that there were cases, when, and who worked on them; what others wrote, even about you; and your own messages in Discord, which only you and the moderators can delete.
    This can't be undone. Get a copy first with `/export-me`. Delete it?
    [Delete what I wrote]
    ");
    assert!(!tables_that_hold(&scene.database, ANA).await.is_empty(), "not yet erased");
    scene.close().await;
}

#[tokio::test]
async fn what_a_customer_wrote_is_erased_from_the_records_and_from_discord() {
    let scene = lives().await;
    let Scene { ana, max, .. } = &scene;
    assert_eq!(shown(&scene, "zoo?").len(), 1, "a rule put it before the agents");
    let reports = max.sees("developers").await;
    assert!(reports.contains(ANA) && reports.contains(&format!("{ANA}.txt")), "{reports}");
    ana.runs("/forget-me").await;
    reads!(ana.clicks(last_answer(), "Delete what I wrote"), @"Done. Deleted: 2 questions, 4 messages, 2 files, 1 comment on an answer and 1 bug report that quotes you. It disappears from my messages in Discord in a moment.");
    is_not_stored(&scene, ANA).await;
    assert_eq!(shown(&scene, ANA), NOWHERE);
    assert!(!tables_that_hold(&scene.database, MAX).await.is_empty(), "others' words are theirs");
    scene.close().await;
}

#[tokio::test]
async fn card_and_report_of_an_erased_case_go_on_without_its_words() {
    let scene = lives().await;
    let Scene { ana, max, dora, .. } = &scene;
    is_forgotten(ana).await;
    let report = dora.sees(report(1)).await;
    for part in ["Bug #1 · A question (erased)", "not attached, erased", "│ (erased)", "at 80 %"]
    {
        assert!(report.contains(part), "{part} is missing in\n{report}");
    }
    let case = max.runs("/case show case:1").await.to_string();
    assert!(case.starts_with("#1 · A question (erased)\n") && case.contains("@ana\n"), "{case}");
    reads!(scene.case(1), @"on_hold, max, bug 1, answered in minute 0");
    scene.close().await;
}

#[tokio::test]
async fn whoever_is_forgotten_has_nothing_left_to_erase_until_they_write_again() {
    let scene = lives().await;
    let Scene { ana, .. } = &scene;
    let question = ana.runs("/forget-me").await.message_id();
    ana.clicks(question, "Delete what I wrote").await;
    reads!(ana.clicks(question, "Delete what I wrote"), @"There was no text of yours left in this server.");
    reads!(ana.runs("/forget-me"), @"I don't have anything you wrote in this server.");
    scene.advance_clock(TimeDelta::minutes(1));
    ana.writes(thread(1), "Still the same").await;
    assert!(ana.runs("/forget-me").await.contains(": 1 message."));
    scene.close().await;
}

#[tokio::test]
async fn what_an_agent_wrote_is_erased_but_not_the_answers_that_customers_have() {
    let scene = lives().await;
    let Scene { ben, max, .. } = &scene;
    is_forgotten(max).await;
    is_not_stored(&scene, MAX).await;
    assert_eq!(shown(&scene, &format!("a {MAX}")), NOWHERE, "notes, too, are gone from Discord");
    assert_eq!(shown(&scene, &format!("Under the {MAX}")).len(), 1, "the answer is ana's now");
    // Ben's own words are as they were.
    assert!(max.runs("/case show case:3").await.contains("The import fails"));
    assert!(ben.runs("/forget-me").await.contains("1 question."));
    scene.close().await;
}

#[tokio::test]
async fn a_private_question_that_is_closed_is_erased_and_stays_closed() {
    let scene = Scene::open().await;
    // Discord says that the thread is archived; it is brought back for the change, and archived
    // again.
    scene.expect_refusal(400, 50_083);
    let Scene { ana, max, .. } = &scene;
    ana.runs(&format!("/ask question:My {ANA} password? private:true")).await;
    assert!(!shown(&scene, ANA).is_empty());
    max.runs("/close case:1").await;
    is_forgotten(ana).await;
    assert_eq!(shown(&scene, ANA), NOWHERE);
    assert!(scene.is_archived(ana.channel(thread(1)).await));
    scene.close().await;
}

#[tokio::test]
async fn messages_that_are_still_to_be_sent_are_erased() {
    let scene = Scene::open().await;
    scene.expect_dead_jobs();
    scene.expect_refusal(403, 50_013);
    let Scene { ana, max, lea, olaf, .. } = &scene;
    ana.opens_case("The export fails").await;
    lea.runs("/rule add name:animals pattern:zoo action:ask").await;
    // The bot may write nothing in the desk channel any more, so everything for it waits.
    scene.deny_bot("desk", 1 << 11 | 1 << 38);
    ana.writes("general", &format!("A {ANA} from the zoo")).await;
    max.runs(&format!("/note text:Surely a {MAX} case:1")).await;
    assert_eq!(tables_that_hold(&scene.database, ANA).await, ["outbox.effect"]);
    assert_eq!(tables_that_hold(&scene.database, MAX).await, ["posts.content"]);
    for (person, word) in [(ana, ANA), (max, MAX)] {
        is_forgotten(person).await;
        assert_eq!(tables_that_hold(&scene.database, word).await, NOWHERE);
    }
    scene.allow_bot("desk");
    olaf.runs("/setup flag_emoji:🎫").await;
    assert_eq!((shown(&scene, ANA), shown(&scene, MAX)), (vec![], vec![]));
    scene.close().await;
}

/// Erases for whoever runs the bot what ana wrote, in one server or in all; returns what is told.
async fn erases(scene: &Scene, guild: Option<Snowflake>) -> anyhow::Result<String> {
    erases_words_of(scene, &scene.ana, guild).await
}

async fn erases_words_of(
    scene: &Scene,
    person: &Person,
    guild: Option<Snowflake>,
) -> anyhow::Result<String> {
    let arguments = erase::Arguments { user: person.id(), guild };
    let mut out = Vec::new();
    erase::run(&scene.database_url(), &arguments, scene.clock.clone(), &mut out).await?;
    Ok(String::from_utf8(out)?)
}

#[tokio::test]
async fn messages_from_before_an_erasure_are_not_stored_however_late_the_bot_reads_them() {
    let scene = Scene::open().await;
    let Scene { ana, ben, max, .. } = &scene;
    let question = ana.opens_case("The export fails").await;
    ana.writes(thread(1), "Since yesterday").await;
    scene.stop().await;
    let (name, text) = (format!("{ANA}.txt"), format!("See the {ANA}"));
    ana.writes_with_files(thread(1), &text, &[(&name, ANA.as_bytes())]).await;
    ana.edits(question, &format!("The {ANA} fails")).await;
    ben.writes(thread(1), "For me too").await;
    erases(&scene, None).await.expect("erased");
    scene.start().await;
    is_not_stored(&scene, ANA).await;
    let others = tables_that_hold(&scene.database, "For me too").await;
    assert!(others.contains(&"messages.content".to_owned()), "{others:?}");
    assert_eq!(shown(&scene, "export"), NOWHERE);
    assert!(max.runs("/queue").await.contains("A question (erased)"), "she still waits");
    scene.close().await;
}

#[tokio::test]
async fn messages_from_after_an_erasure_are_stored() {
    let scene = Scene::open().await;
    scene.ana.opens_case("The export fails").await;
    erases(&scene, None).await.expect("erased");
    scene.advance_and_run_due(TimeDelta::minutes(1)).await;
    scene.ana.writes(thread(1), "And today").await;
    let stored = tables_that_hold(&scene.database, "And today").await;
    assert!(stored.contains(&"messages.content".to_owned()), "{stored:?}");
    scene.close().await;
}

#[tokio::test]
async fn the_operator_erases_in_one_server_while_the_bot_runs() {
    let scene = Scene::two_servers().await;
    let Scene { ana, .. } = &scene;
    ana.opens_case(&format!("A {ANA} in Lantern")).await;
    ana.on("Harbour").opens_case(&format!("A {ANA} in Harbour")).await;
    let unknown = erases(&scene, Some(1)).await.expect_err("no such server").to_string();
    assert_eq!(unknown, "server 1 isn't in this database");
    let harbour = scene.guild_named("Harbour");
    let told = erases(&scene, Some(harbour)).await.expect("erased");
    assert_snapshot!(told.replace(&harbour.to_string(), "HARBOUR"), @"
    Server HARBOUR: deleted 1 question
    The bot removes it from its messages in Discord while it runs. Copies made by `backup` still contain it: delete or replace them.
    ");
    scene.advance_and_run_due(TimeDelta::zero()).await;
    let left = shown(&scene, ANA);
    assert!(!left.is_empty() && left.iter().all(|text| text.contains("Lantern")), "{left:?}");
    scene.close().await;
}

#[tokio::test]
async fn the_operator_erases_in_all_servers_while_the_bot_runs() {
    let scene = Scene::two_servers().await;
    let Scene { ana, .. } = &scene;
    ana.opens_case(&format!("A {ANA} in Lantern")).await;
    ana.on("Harbour").opens_case(&format!("A {ANA} in Harbour")).await;
    erases(&scene, None).await.expect("erased");
    scene.advance_and_run_due(TimeDelta::zero()).await;
    assert_eq!(shown(&scene, ANA), NOWHERE);
    is_not_stored(&scene, ANA).await;
    let again = erases(&scene, None).await.expect("nothing");
    assert_eq!(again, format!("No data from user {}.\n", ana.id()));
    scene.close().await;
}

#[tokio::test]
async fn an_answer_from_before_an_erasure_reaches_no_developer_however_late_the_bot_reads_it() {
    let (scene, place) = passed_on().await;
    let Scene { ana, dora, .. } = &scene;
    scene.stop().await;
    ana.client.say(place, &format!("The {ANA} one")).expect("she may write");
    erases(&scene, None).await.expect("erased");
    scene.start().await;
    assert_eq!(shown(&scene, ANA), NOWHERE);
    is_not_stored(&scene, ANA).await;
    scene.advance_clock(TimeDelta::minutes(1));
    ana.writes(thread(1), "Firefox").await;
    reads!(dora, dora.channel(report(1)).await, @"
    * about Switchboard: Bug #1 · A question (erased)
    * Switchboard changed the name: Bug #1 · A question (erased)
    Switchboard: @dora asked the agents of case [#1](thread 1):
      │ Which browser?
    Switchboard: @dora, @ana answered (case [#1](thread 1)):
      > Which browser?
      │ Firefox
      → pings: dora
    ");
    scene.close().await;
}

#[tokio::test]
async fn an_agents_answer_from_before_an_erasure_reaches_no_developer_either() {
    let (scene, question) = questioned().await;
    let Scene { max, dora, .. } = &scene;
    scene.stop().await;
    max.client.reply(question, &format!("The {MAX} one")).expect("max may write");
    erases_words_of(&scene, max, None).await.expect("erased");
    scene.start().await;
    assert_eq!(shown(&scene, MAX), NOWHERE);
    is_not_stored(&scene, MAX).await;
    scene.advance_clock(TimeDelta::minutes(1));
    max.replies(question, "Firefox").await;
    assert!(dora.sees(dora.channel(report(1)).await).await.contains("│ Firefox"));
    scene.close().await;
}

#[tokio::test]
async fn no_rule_finds_a_question_from_before_an_erasure() {
    let scene = Scene::open().await;
    let Scene { ana, lea, .. } = &scene;
    lea.runs("/rule add name:exports pattern:export").await;
    lea.runs("/rule add name:animals pattern:zoo action:ask").await;
    let offered = ana.writes("general", "A lion from the zoo").await;
    scene.stop().await;
    ana.client.edit(offered, &format!("Not a lion but a {ANA} from the zoo")).expect("it is hers");
    ana.client.say("help", &format!("The {ANA} export fails")).expect("she may write");
    ana.client.say("general", &format!("A {ANA} from the zoo")).expect("she may write");
    erases(&scene, None).await.expect("erased");
    scene.start().await;
    assert_eq!(shown(&scene, ANA), NOWHERE);
    is_not_stored(&scene, ANA).await;
    scene.close().await;
}
