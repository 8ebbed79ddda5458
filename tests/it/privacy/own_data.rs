//! `/export-me`: what somebody gets of what is kept of them.

use serde_json::Value;
use switchboard::{
    domain::{CaseNumber, GuildId, MessageId, Side, UserId, id},
    store::{NewMessage, Store},
};

use crate::{
    privacy::{ANA, MAX, lives},
    scene::Scene,
};

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
    let facts = kept["facts"].as_array().expect("a list");
    let kinds: Vec<&str> = facts.iter().filter_map(|fact| fact["kind"].as_str()).collect();
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
    let write = store.write(async move |tx| {
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
            tx.keep_message(&new).await?;
        }
        Ok(())
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
