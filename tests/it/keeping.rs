//! What is stored about people, how they have it erased, and how it expires.

use chrono::TimeDelta;
use insta::assert_snapshot;
use sandbox::Snowflake;
use serde_json::Value;
use sqlx::Connection;
use switchboard::{
    cli::{erase, export},
    config::DatabaseUrl,
    domain::{CaseNumber, GuildId, MessageId, Side, UserId, id},
    store::{NewMessage, Store},
};

use crate::{
    database_dump::{files_that_hold, tables_that_hold},
    scene::Scene,
};

/// A word that nobody else would write.
const ANA: &str = "quokka";
const MAX: &str = "wombat";

/// Text of the bot that everybody may still read: messages, embeds, components, names of threads,
/// files.
fn bots_words(scene: &Scene) -> Vec<String> {
    scene.sandbox.world(|world| {
        let messages = world.messages.values().flat_map(|messages| messages.values());
        let said = messages
            .filter(|message| message.author_id == world.bot_id && message.ephemeral_for.is_none())
            .map(|message| {
                let files: Vec<&str> =
                    message.attachments.iter().map(|file| file.filename.as_str()).collect();
                format!(
                    "{} {:?} {:?} {files:?}",
                    message.content, message.embeds, message.components
                )
            });
        let threads = world.channels.values().filter(|channel| {
            channel.thread.as_ref().is_some_and(|thread| thread.owner_id == world.bot_id)
        });
        said.chain(threads.map(|thread| thread.name.clone())).collect()
    })
}

fn what_the_bot_shows(scene: &Scene, word: &str) -> Vec<String> {
    bots_words(scene).into_iter().filter(|text| text.contains(word)).collect()
}

/// Everything that takes a person's words: a flagged message with a file, messages in threads, an
/// `/ask`, a bug report with words too long for its card, a rating with a sentence, a message that
/// a rule offers; and of an agent messages, notes, a summary. Returns the thread of the first case.
async fn lives(scene: &Scene) -> Snowflake {
    let (ana, max, lea) = (scene.person("ana"), scene.person("max"), scene.person("lea"));
    let file = format!("{ANA} in the file");
    let first = ana
        .say_with_files(
            "help",
            &format!("The {ANA} export fails"),
            &[(&format!("{ANA}.txt"), file.as_bytes())],
        )
        .expect("ana may");
    max.menu(first, "Open case").await;
    scene.idle().await;
    let long = format!("{ANA} again and again. ").repeat(80);
    ana.say(first, &long).expect("ana may write");
    ana.say(first, &long).expect("ana may write");
    ana.say_with_files(
        first,
        &format!("a picture of the {ANA}"),
        &[("picture.txt", file.as_bytes())],
    )
    .expect("ana may write");
    max.say(first, &format!("Have you tried a {MAX}?")).expect("max may write");
    scene.idle().await;
    max.command(first, &format!("/note text:I think it is a {MAX}")).await;
    let form = max.command(first, "/escalate").await.form();
    max.submit(&form, &[("What happened instead", "It stops at 80 %")]).await;
    scene.idle().await;

    ana.command("general", &format!("/ask question:Where is my {ANA} invoice?")).await;
    scene.idle().await;
    max.command("desk", &format!("/solve summary:Under the {MAX} case:2")).await;
    scene.idle().await;
    let thread = scene.bot_thread();
    let asked = ana.last_message(thread).expect("the proposal");
    let thanks = ana.press(asked, "Solved").await;
    let rated = ana.press(thanks.message_id(), "😀").await;
    let form = ana.press(rated.message_id(), "Add a sentence").await.form();
    ana.submit(&form, &[("In a sentence", &format!("As quick as a {ANA}"))]).await;
    scene.idle().await;

    lea.command("desk", "/rule add name:animals pattern:zoo action:ask").await;
    ana.say("help", &format!("Is there a {ANA} in the zoo?")).expect("ana may write");
    // Somebody else's case, in which ana and max speak too.
    let other = scene.flagged("ben", "The import fails").await;
    ana.say(other, &format!("For me too, with a {ANA}")).expect("ana may write");
    max.say(other, &format!("It is the {MAX} again")).expect("max may write");
    scene.idle().await;
    first
}

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
    scene.expect_parked();
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
    erase::run(&database, &erase::Arguments { user: ana.id, guild: None }, &mut Vec::new())
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
    assert!(
        max.command("desk", "/queue").await.text().contains("A question (erased)"),
        "she still waits"
    );
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
async fn people_get_all_that_is_kept_of_them_and_nothing_of_others() {
    let scene = Scene::open().await;
    let ana = scene.person("ana");
    lives(&scene).await;
    let answer = ana.command("help", "/export-me").await;
    assert!(answer.is_ephemeral());
    let words = "Here is all that I keep of you in this server. Only you see this message.\nfile: my-data.json";
    assert!(answer.text().starts_with(words), "{}", answer.text());
    let address = answer.raw()["attachments"][0]["url"].as_str().expect("a file").to_owned();
    let file = reqwest::get(address).await.expect("an answer").bytes().await.expect("a body");
    let data: Value = serde_json::from_slice(&file).expect("JSON");
    assert_eq!((&data["user_id"], &data["complete"]), (&ana.id.to_string().into(), &true.into()));
    let kept = &data["kept"];
    let count = |part: &str| kept[part].as_array().expect("a list").len();
    assert_eq!((count("cases"), count("messages"), count("ratings"), count("posts")), (2, 4, 1, 0));
    assert_eq!(kept["cases"][1]["question"], format!("The {ANA} export fails"));
    assert_eq!(kept["cases"][1]["files"][0]["filename"], format!("{ANA}.txt"));
    assert_eq!(kept["ratings"][0]["comment"], format!("As quick as a {ANA}"));
    let kinds: Vec<&str> = kept["facts"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|fact| fact["kind"].as_str())
        .collect();
    assert!(
        kinds.contains(&"case_rated")
            && kinds.contains(&"customer_wrote")
            && !kinds.contains(&"note_added"),
        "{kinds:?}"
    );
    assert!(!data.to_string().contains(MAX), "{data}");
    let of_max = scene.person("max").command("desk", "/export-me").await;
    let file = reqwest::get(of_max.raw()["attachments"][0]["url"].as_str().expect("a file"))
        .await
        .expect("an answer");
    let data: Value = serde_json::from_slice(&file.bytes().await.expect("a body")).expect("JSON");
    assert_eq!(data["kept"]["posts"].as_array().map(Vec::len), Some(2), "a note and a summary");
    assert!(!data.to_string().contains(ANA), "{data}");
    scene.close().await;
}

#[tokio::test]
async fn who_wrote_more_than_fits_into_a_file_gets_the_newest_and_is_told() {
    let scene = Scene::open().await;
    let ana = scene.person("ana");
    let message = scene.flagged("ana", "The export fails").await;
    let store = Store::connect(scene.database.url()).await.expect("the database opens");
    let guild =
        GuildId(scene.sandbox.world(|world| world.guild_named("Lantern").expect("it is there").id));
    let author = UserId(ana.id);
    let count = 3_000;
    let write = store.write(move |connection| {
        Box::pin(async move {
            for number in 1..=count {
                let new = NewMessage {
                    guild,
                    case: CaseNumber(1),
                    message: MessageId(message + number),
                    author,
                    side: Side::Customer,
                    content: Some(format!("{number} {}", "long ".repeat(700))),
                    wants_an_answer: true,
                    sent_at: id::created_at(message + number),
                    edited_at: None,
                };
                connection.keep_message(&new).await?;
            }
            Ok(())
        })
    });
    write.await.expect("kept");
    store.close().await;
    let answer = ana.command("help", "/export-me").await;
    assert!(
        answer.text().contains("There is more than fits into one file, so the oldest is missing."),
        "{}",
        answer.text()
    );
    let file = reqwest::get(answer.raw()["attachments"][0]["url"].as_str().expect("a file"))
        .await
        .expect("an answer");
    let file = file.bytes().await.expect("a body");
    assert!((4 * 1024 * 1024..10 * 1024 * 1024).contains(&file.len()), "{}", file.len());
    let data: Value = serde_json::from_slice(&file).expect("JSON");
    let first = data["kept"]["messages"][0]["content"].as_str().expect("a message");
    assert!(first.starts_with(&format!("{count} ")) && data["complete"] == false, "{first}");
    scene.close().await;
}

#[tokio::test]
async fn old_texts_go_by_themselves_and_the_figures_stay() {
    let scene = Scene::open().await;
    let (max, olaf) = (scene.person("max"), scene.person("olaf"));
    assert_snapshot!(scene.plain(&olaf.command("general", "/setup keep_texts:soon").await.text()), @"I cannot read a span of time from “keep_texts”: please write it like `30m`, `4h` or `2d`.");
    assert_snapshot!(scene.plain(&olaf.command("general", "/setup keep_texts:11y").await.text()), @"I cannot read a span of time from “keep_texts”: please write it like `30m`, `4h` or `2d`.");
    assert_snapshot!(scene.plain(&olaf.command("general", "/setup keep_texts:1h").await.text()), @"“keep_texts” has to be between `1d` and `3650d`: please choose something in between.");
    lives(&scene).await;
    max.command("desk", "/close case:1 reason:moved").await;
    max.command("desk", "/close case:3 reason:no reply").await;
    scene.idle().await;
    scene.pass(TimeDelta::days(179)).await;
    assert!(max.command("desk", "/case show case:2").await.text().contains(ANA), "not yet");
    scene.pass(TimeDelta::days(2)).await;
    // The developers still have the bug before them, and with it the customer's words and files.
    assert_eq!(tables_that_hold(&scene.database, MAX).await, Vec::<String>::new());
    let left = tables_that_hold(&scene.database, ANA).await;
    assert!(
        left.iter().all(|column| column.starts_with("bugs.") || column.starts_with("files."))
            && left.len() == 4,
        "{left:?}"
    );
    assert!(max.sees("developers").contains(ANA));
    assert_snapshot!(scene.plain(&max.command("desk", "/case show case:1").await.text()), @"
    #1 · A question (erased)
    │ Customer: @ana
    │ Status: Closed: it goes on elsewhere
    │ Has it: Nobody yet
    │ Priority: Normal
    │ Tags: None yet
    │ Waiting: Nobody is waiting
    │ Bug: [#1](https://discord.com/channels/…/channel/message) · reported
    │ Links: [Message](https://discord.com/channels/…/channel/message) · [Thread](https://discord.com/channels/…/channel)
    │ Opened: Flagged by @max, 6 months ago
    │ First answer: TIME
    │ Closed: TIME
    │ Desk card: [Open it](https://discord.com/channels/…/channel/message)
    ");

    decline(&scene, 1).await;
    scene.pass(TimeDelta::zero()).await;
    assert_eq!(
        tables_that_hold(&scene.database, ANA).await,
        ["bugs.title"],
        "what the agent gave as the title is the developers'"
    );
    let shown = what_the_bot_shows(&scene, &format!("{ANA} again"));
    assert!(
        shown.is_empty() && !max.sees("developers").contains(&format!("{ANA}.txt")),
        "{shown:?}"
    );
    let facts = exported(&scene).await;
    let erased: Vec<&Value> = facts.iter().filter(|fact| fact["kind"] == "texts_erased").collect();
    assert_eq!(erased.len(), 4, "{erased:#?}");
    assert!(erased.iter().all(|fact| fact["detail"]["why"] == "age" && fact["actor_id"].is_null()));
    // A case that is opened again lives on, and what is written then is kept for as long.
    max.command("desk", "/reopen case:3").await;
    scene.idle().await;
    scene.pass(TimeDelta::days(400)).await;
    max.command("desk", "/close case:3").await;
    scene.idle().await;
    scene.pass(TimeDelta::days(1)).await;
    assert_eq!(
        exported(&scene).await.iter().filter(|fact| fact["kind"] == "texts_erased").count(),
        4
    );
    olaf.command("general", "/setup keep_texts:1d").await;
    scene.pass(TimeDelta::days(1)).await;
    assert_eq!(
        exported(&scene).await.iter().filter(|fact| fact["kind"] == "texts_erased").count(),
        5
    );
    scene.close().await;
}

/// The developers are done with a bug.
async fn decline(scene: &Scene, number: i64) {
    let sql = "UPDATE bugs SET status = 'declined' WHERE number = $1";
    if scene.database.url().starts_with("sqlite:") {
        crate::database_dump::sqlite(&scene.database).execute(sql, [number]).expect("declined");
    } else {
        let mut connection =
            sqlx::PgConnection::connect(scene.database.url()).await.expect("the database opens");
        sqlx::query(sql).bind(number).execute(&mut connection).await.expect("declined");
        connection.close().await.expect("it closes");
    }
}

async fn exported(scene: &Scene) -> Vec<Value> {
    let database = DatabaseUrl::parse(scene.database.url()).expect("an address");
    let mut out = Vec::new();
    export::run(
        &database,
        &export::Arguments { guild: None, what: export::What::Events },
        &mut out,
    )
    .await
    .expect("rows");
    String::from_utf8(out)
        .expect("text")
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect()
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
        erase::run(&database, &erase::Arguments { user: ana.id, guild }, &mut out)
            .await
            .map(|()| String::from_utf8(out).expect("text"))
    };
    let unknown = erase(Some(1)).await.expect_err("no such server");
    assert_eq!(unknown.to_string(), "there is no server 1 in this database");
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
