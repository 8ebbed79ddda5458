//! Erasing what somebody wrote: at their wish, or by whoever runs the bot.

use chrono::TimeDelta;
use insta::assert_snapshot;
use switchboard::{cli::erase, config::DatabaseUrl};

use crate::{
    database_dump::{files_that_hold, tables_that_hold},
    privacy::{ANA, MAX, lives, what_the_bot_shows},
    scene::Scene,
};

#[tokio::test]
async fn what_somebody_wrote_goes_everywhere_when_they_wish_it() {
    let scene = Scene::open().await;
    let (ana, max, ben) = (scene.person("ana"), scene.person("max"), scene.person("ben"));
    let first = lives(&scene).await;
    assert_eq!(what_the_bot_shows(&scene, "zoo?").len(), 1, "a rule put it before the agents");
    let report = max.sees("developers");
    assert!(report.contains(ANA) && report.contains(&format!("{ANA}.txt")), "{report}");

    let question = ana.command("help", "/forget-me").await;
    assert!(question.is_ephemeral());
    assert_snapshot!(scene.plain(&question.text()), @"
    I keep this of what you wrote in this server: 2 questions, 4 messages, 2 files, 1 comment on an answer and 1 bug report that quotes you.
    - **What goes:** all of it, from my records and from what I show of it: the team's cards, bug reports that quote you, and the names of your threads. If a question of yours is still open, the team can no longer read it on its card.
    - **What stays:** that there were cases, when, and who did what; what others wrote, also about you; and your own messages in Discord, which only you and the moderators can delete.
    It cannot be undone; `/export-me` gives you a copy first. Shall I erase it?
    [Erase what I wrote]
    ");
    assert!(!tables_that_hold(&scene.database, ANA).await.is_empty(), "asked, and not yet erased");
    let done = ana.press(question.message_id(), "Erase what I wrote").await;
    assert!(done.is_ephemeral());
    assert_snapshot!(scene.plain(&done.text()), @"Done. Erased: 2 questions, 4 messages, 2 files, 1 comment on an answer and 1 bug report that quotes you. What shows in Discord of it follows in a moment.");
    scene.idle().await;
    assert_eq!(tables_that_hold(&scene.database, ANA).await, Vec::<String>::new());
    assert_eq!(files_that_hold(&scene.database, ANA), Vec::<String>::new());
    assert_eq!(what_the_bot_shows(&scene, ANA), Vec::<String>::new());
    // What others wrote is theirs.
    assert!(!tables_that_hold(&scene.database, MAX).await.is_empty());
    assert_snapshot!(scene.plain(&max.sees("developers")), @"
    Switchboard: Bug #1 · A question (erased) (edited)
      │ Severity: Normal
      │ Status: Reported: no developer has it yet
      │ Reported by: @max, now
      │ Version: Not given
      │ People affected: 1 person
      │ Cases: [#1](https://discord.com/channels/…/channel)
      │ Tags: None yet
      │ Links: [Message](https://discord.com/channels/…/channel/message) · [Thread](https://discord.com/channels/…/channel) · [Desk card](https://discord.com/channels/…/channel/message)
      │ Files:
      │   a file (18 bytes): not attached, erased
      │   a file (18 bytes): not attached, erased
      │ Steps to reproduce
      │ Not given
      │ What was expected: Not given
      │ What happened instead: It stops at 80 %
      │ In the customer's words
      │ (erased)
      ↳ thread Bug #1 · A question (erased) (1 message)
    ");
    assert_snapshot!(scene.plain(&max.command("desk", "/case show case:1").await.text()), @"
    #1 · A question (erased)
    │ Customer: @ana
    │ Status: On hold: waiting on a bug
    │ Has it: Nobody yet
    │ Priority: Normal
    │ Tags: None yet
    │ Waiting: Nobody is waiting
    │ Bug: [#1](https://discord.com/channels/…/channel/message) · reported
    │ Links: [Message](https://discord.com/channels/…/channel/message) · [Thread](https://discord.com/channels/…/channel)
    │ Opened: Flagged by @max, now
    │ First answer: TIME
    │ Desk card: [Open it](https://discord.com/channels/…/channel/message)
    ");
    assert_snapshot!(scene.plain(&ana.press(question.message_id(), "Erase what I wrote").await.text()), @"Nothing was left that you wrote in this server.");
    assert_snapshot!(scene.plain(&ana.command("help", "/forget-me").await.text()), @"I keep nothing that you wrote in this server, so there is nothing to erase.");

    // Life goes on: what is written from now on is kept.
    scene.later(TimeDelta::minutes(1));
    ana.say(first, "Still the same").expect("ana may write");
    scene.idle().await;
    assert!(ana.command("help", "/forget-me").await.text().contains(": 1 message."));
    // An agent has it done as well: notes go from where the bot posted them.
    let question = max.command("desk", "/forget-me").await;
    max.press(question.message_id(), "Erase what I wrote").await;
    scene.idle().await;
    assert_eq!(tables_that_hold(&scene.database, MAX).await, Vec::<String>::new());
    assert_eq!(files_that_hold(&scene.database, MAX), Vec::<String>::new());
    assert_eq!(what_the_bot_shows(&scene, &format!("a {MAX}")), Vec::<String>::new());
    assert_eq!(
        what_the_bot_shows(&scene, &format!("Under the {MAX}")).len(),
        1,
        "the answer that ana has stays hers"
    );
    // Ben's own words are as they were.
    assert!(max.command("desk", "/case show case:3").await.text().contains("The import fails"));
    assert!(ben.command("help", "/forget-me").await.text().contains("1 question."));
    scene.close().await;
}

#[tokio::test]
async fn a_private_question_that_is_closed_is_forgotten_and_stays_closed() {
    let mut scene = Scene::open().await;
    // Discord says that the thread is put away; it is brought back for the change, and put away
    // again.
    scene.expect_refusal(400, 50_083);
    let (ana, max) = (scene.person("ana"), scene.person("max"));
    ana.command("general", &format!("/ask question:My {ANA} password? private:true")).await;
    scene.idle().await;
    assert!(!what_the_bot_shows(&scene, ANA).is_empty());
    max.command("desk", "/close case:1 reason:moved").await;
    scene.idle().await;
    let question = ana.command("general", "/forget-me").await;
    ana.press(question.message_id(), "Erase what I wrote").await;
    scene.idle().await;
    assert_eq!(what_the_bot_shows(&scene, ANA), Vec::<String>::new());
    let thread = scene.bot_thread();
    let thread =
        scene.sandbox.world(|world| world.channels[&thread].thread.clone()).expect("a thread");
    assert!(thread.archived && thread.locked);
    scene.close().await;
}

#[tokio::test]
async fn what_was_still_to_be_said_or_fetched_is_not() {
    let mut scene = Scene::open().await;
    scene.expect_dead_jobs();
    scene.expect_refusal(403, 50_013);
    let (ana, max, lea, olaf) =
        (scene.person("ana"), scene.person("max"), scene.person("lea"), scene.person("olaf"));
    let message = scene.flagged("ana", "The export fails").await;
    lea.command("desk", "/rule add name:animals pattern:zoo action:ask").await;
    // The bot may say nothing in the desk any more, so everything for it waits.
    scene.deny_bot("desk", 1 << 11 | 1 << 38);
    ana.say("help", &format!("A {ANA} from the zoo")).expect("ana may write");
    max.command(message, &format!("/note text:Surely a {MAX}")).await;
    scene.idle().await;
    assert_eq!(tables_that_hold(&scene.database, ANA).await, ["outbox.effect"]);
    assert_eq!(tables_that_hold(&scene.database, MAX).await, ["posts.content"]);
    for (person, word) in [(&ana, ANA), (&max, MAX)] {
        let question = person.command("general", "/forget-me").await;
        person.press(question.message_id(), "Erase what I wrote").await;
        assert_eq!(tables_that_hold(&scene.database, word).await, Vec::<String>::new());
    }
    scene.allow_bot("desk");
    olaf.command("general", "/setup flag_emoji:🎫").await;
    scene.idle().await;
    assert_eq!(what_the_bot_shows(&scene, ANA), Vec::<String>::new());
    assert_eq!(what_the_bot_shows(&scene, MAX), Vec::<String>::new());
    scene.close().await;
}

#[tokio::test]
async fn what_was_written_before_is_not_kept_however_late_it_comes() {
    let mut scene = Scene::open().await;
    let (ana, ben, max) = (scene.person("ana"), scene.person("ben"), scene.person("max"));
    let message = scene.flagged("ana", "The export fails").await;
    ana.say(message, "Since yesterday").expect("ana may write");
    scene.idle().await;
    scene.stop().await;
    // The bot is away. What it missed it will read, and what was erased meanwhile it must not keep.
    ana.say_with_files(
        message,
        &format!("See the {ANA}"),
        &[(&format!("{ANA}.txt"), ANA.as_bytes())],
    )
    .expect("ana may write");
    ana.edit(message, &format!("The {ANA} fails")).expect("ana may edit");
    ben.say(message, "For me too").expect("ben may write");
    let database = DatabaseUrl::parse(scene.database.url()).expect("an address");
    erase::run(
        &database,
        &erase::Arguments { user: ana.id, guild: None },
        scene.clock.clone(),
        &mut Vec::new(),
    )
    .await
    .expect("erased");
    scene.start().await;
    scene.idle().await;
    assert_eq!(tables_that_hold(&scene.database, ANA).await, Vec::<String>::new());
    assert!(
        tables_that_hold(&scene.database, "For me too")
            .await
            .contains(&"messages.content".to_owned())
    );
    assert_eq!(what_the_bot_shows(&scene, "export"), Vec::<String>::new());
    let queue = max.command("desk", "/queue").await.text();
    assert!(queue.contains("A question (erased)"), "she still waits");
    scene.later(TimeDelta::minutes(1));
    ana.say(message, "And today").expect("ana may write");
    scene.idle().await;
    assert!(
        tables_that_hold(&scene.database, "And today")
            .await
            .contains(&"messages.content".to_owned())
    );
    scene.close().await;
}

#[tokio::test]
async fn the_operator_erases_for_somebody_in_all_servers_while_the_bot_runs() {
    let mut world = sandbox::World::community();
    let other = world.add_guild("Harbour");
    let scene = Scene::with_world(world).await;
    let (olaf, ana, max) = (scene.person("olaf"), scene.person("ana"), scene.person("max"));
    for place in [olaf.clone(), olaf.at(other)] {
        place.command("general", crate::scene::SETUP).await;
    }
    scene.idle().await;
    scene.flagged("ana", &format!("A {ANA} in Lantern")).await;
    let there = ana.at(other).say("help", &format!("A {ANA} in Harbour")).expect("ana may write");
    max.at(other).menu(there, "Open case").await;
    scene.idle().await;
    let database = DatabaseUrl::parse(scene.database.url()).expect("an address");
    let erase = async |guild: Option<u64>| {
        let mut out = Vec::new();
        erase::run(
            &database,
            &erase::Arguments { user: ana.id, guild },
            scene.clock.clone(),
            &mut out,
        )
        .await
        .map(|()| String::from_utf8(out).expect("text"))
    };
    let unknown = erase(Some(1)).await.expect_err("no such server").to_string();
    assert_eq!(unknown, "there is no server 1 in this database");
    // Of one server, the other keeps its own.
    let text = erase(Some(other)).await.expect("erased").replace(&other.to_string(), "HARBOUR");
    assert_snapshot!(text, @"
    Server HARBOUR: erased questions 1, messages 0, files 0, comments 0, quotes in bug reports 0, posts 0, messages that rules found 0
    What Discord shows of it follows while the bot runs. Copies made by `backup` still hold it: delete or renew them.
    ");
    scene.pass(TimeDelta::zero()).await;
    assert_eq!(
        what_the_bot_shows(&scene, ANA).iter().filter(|text| text.contains("Harbour")).count(),
        0
    );
    assert!(!what_the_bot_shows(&scene, ANA).is_empty());
    erase(None).await.expect("erased");
    scene.pass(TimeDelta::zero()).await;
    assert_eq!(what_the_bot_shows(&scene, ANA), Vec::<String>::new());
    assert_eq!(tables_that_hold(&scene.database, ANA).await, Vec::<String>::new());
    assert_eq!(
        erase(None).await.expect("nothing"),
        format!("Nothing is kept that {} wrote.\n", ana.id)
    );
    scene.close().await;
}
