//! `/export-me`: what somebody gets of what is stored about them.

use serde_json::Value;
use switchboard::{
    domain::{CaseNumber, GuildId, MessageId, Side, UserId, id},
    store::{NewMessage, Store},
};

use crate::{
    privacy::life::{ANA, MAX, lives},
    scene::{Person, Scene, thread},
};

/// The answer to `/export-me`, and the file that comes with it.
pub async fn export_of(person: &Person) -> (String, String) {
    let answer = person.runs("/export-me").await;
    let address = answer.raw()["attachments"][0]["url"].as_str().expect("a file").to_owned();
    let file = reqwest::get(address).await.expect("an answer");
    (answer.to_string(), file.text().await.expect("a body"))
}

#[tokio::test]
async fn people_get_all_that_is_stored_about_them() {
    let scene = lives().await;
    let Scene { ana, .. } = &scene;
    let (answer, file) = export_of(ana).await;
    let words = "Here's everything I've stored about you in this server. Only you can see this message.\nfile: my-data.json";
    assert!(answer.starts_with(words), "{answer}");
    let data: Value = serde_json::from_str(&file).expect("JSON");
    assert_eq!(data["user_id"], ana.id().to_string());
    assert_eq!(data["complete"], true);
    let kept = &data["kept"];
    let count = |part: &str| kept[part].as_array().expect("a list").len();
    assert_eq!((count("cases"), count("messages"), count("ratings"), count("posts")), (2, 4, 1, 0));
    assert_eq!(kept["cases"][1]["question"], format!("The {ANA} export fails"));
    assert_eq!(kept["files"][1]["filename"], format!("{ANA}.txt"));
    assert_eq!(kept["ratings"][0]["comment"], format!("As quick as a {ANA}"));
    scene.close().await;
}

#[tokio::test]
async fn people_get_what_they_did_themselves_and_nothing_of_others() {
    let scene = lives().await;
    let (_, file) = export_of(&scene.ana).await;
    assert!(!file.contains(MAX), "{file}");
    let data: Value = serde_json::from_str(&file).expect("JSON");
    let facts = data["kept"]["facts"].as_array().expect("a list").iter();
    let kinds: Vec<&str> = facts.filter_map(|fact| fact["kind"].as_str()).collect();
    assert!(kinds.contains(&"case_rated") && kinds.contains(&"customer_wrote"), "{kinds:?}");
    assert!(!kinds.contains(&"note_added"), "{kinds:?}");
    let (_, file) = export_of(&scene.max).await;
    assert!(!file.contains(ANA), "{file}");
    let data: Value = serde_json::from_str(&file).expect("JSON");
    assert_eq!(data["kept"]["posts"].as_array().map(Vec::len), Some(2), "a note and a summary");
    scene.close().await;
}

/// Puts so many long messages of ana's into her first case, past the bot.
async fn store_messages(scene: &Scene, count: u64) {
    let store = Store::connect(scene.database.url()).await.expect("the database opens");
    let guild = GuildId(scene.guild_named("Lantern"));
    let author = UserId(scene.ana.id());
    let first = scene.ana.channel(thread(1)).await;
    let write = store.write(async move |tx| {
        for number in 1..=count {
            let new = NewMessage {
                guest: None,
                guild,
                case: CaseNumber(1),
                message: MessageId(first + number),
                channel: None,
                author,
                side: Side::Customer,
                content: Some(format!("{number} {}", "long ".repeat(700))),
                wants_an_answer: true,
                sent_at: id::created_at(first + number),
                edited_at: None,
            };
            tx.keep_message(&new).await?;
        }
        Ok(())
    });
    write.await.expect("stored");
    store.close().await;
}

#[tokio::test]
async fn more_than_fits_into_a_file_is_cut_to_the_newest_and_the_person_is_told() {
    let scene = Scene::open().await;
    scene.ana.opens_case("The export fails").await;
    store_messages(&scene, 3_000).await;
    let (answer, file) = export_of(&scene.ana).await;
    let told = "It doesn't all fit into one file, so the oldest entries are missing.";
    assert!(answer.contains(told), "{answer}");
    assert!((4 * 1024 * 1024..10 * 1024 * 1024).contains(&file.len()), "{}", file.len());
    let data: Value = serde_json::from_str(&file).expect("JSON");
    let first = data["kept"]["messages"][0]["content"].as_str().expect("a message");
    assert!(first.starts_with("3000 ") && data["complete"] == false, "{first}");
    scene.close().await;
}
