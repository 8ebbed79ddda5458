//! A community in which people have written everything that the bot stores.

use chrono::TimeDelta;

use crate::scene::{Scene, last_answer, thread};

/// Words that nobody else would write: ana's, and max's.
pub const ANA: &str = "quokka";
pub const MAX: &str = "wombat";

/// What of the bot everybody may still read and contains a word: messages, embeds, components,
/// names of threads, files.
pub fn shown(scene: &Scene, word: &str) -> Vec<String> {
    let texts: Vec<String> = scene.sandbox.world(|world| {
        let messages = world.messages.values().flat_map(|messages| messages.values());
        let of_bot = messages
            .filter(|message| message.author_id == world.bot_id && message.ephemeral_for.is_none());
        let said = of_bot.map(|message| {
            let files = message.attachments.iter().map(|file| file.filename.as_str());
            let files: Vec<&str> = files.collect();
            format!("{} {:?} {:?} {files:?}", message.content, message.embeds, message.components)
        });
        let threads = world.channels.values().filter(|channel| {
            channel.thread.as_ref().is_some_and(|thread| thread.owner_id == world.bot_id)
        });
        said.chain(threads.map(|thread| thread.name.clone())).collect()
    });
    texts.into_iter().filter(|text| text.contains(word)).collect()
}

/// A flagged message with a file, messages in its thread, a note, and a bug report with words too
/// long for its card.
async fn first_case(scene: &Scene) {
    let Scene { ana, max, .. } = scene;
    let file = format!("{ANA} in the file");
    let files = [(&*format!("{ANA}.txt"), file.as_bytes())];
    let question = format!("The {ANA} export fails");
    let message = ana.writes_with_files("help", &question, &files).await;
    max.flags(message).await;
    let long = format!("{ANA} again and again. ").repeat(80);
    ana.writes(thread(1), &long).await;
    ana.writes(thread(1), &long).await;
    let picture = format!("a picture of the {ANA}");
    ana.writes_with_files(thread(1), &picture, &[("picture.txt", file.as_bytes())]).await;
    max.writes(thread(1), &format!("Have you tried a {MAX}?")).await;
    max.runs(&format!("/note text:I think it is a {MAX} case:1")).await;
    let form = max.runs("/escalate case:1").await.form();
    max.submits(&form, &[("Actual result", "It stops at 80 %")]).await;
}

/// An `/ask`, an answer with a summary, and a rating with a sentence.
async fn second_case(scene: &Scene) {
    let Scene { ana, max, .. } = scene;
    ana.runs(&format!("/ask question:Where is my {ANA} invoice?")).await;
    max.runs(&format!("/solve summary:Under the {MAX} case:2")).await;
    ana.clicks(thread(2), "Solved").await;
    ana.clicks(last_answer(), "😀").await;
    let form = ana.clicks(last_answer(), "Add a comment").await.form();
    ana.submits(&form, &[("Comment", &format!("As quick as a {ANA}"))]).await;
}

/// The community after all this; with a message that a rule puts before the agents, and a case of
/// ben's in which ana and max write too.
pub async fn lives() -> Scene {
    let scene = Scene::open().await;
    let Scene { ana, ben, max, lea, .. } = &scene;
    first_case(&scene).await;
    second_case(&scene).await;
    lea.runs("/rule add name:animals pattern:zoo action:ask").await;
    ana.writes("general", &format!("Is there a {ANA} in the zoo?")).await;
    ben.opens_case("The import fails").await;
    ana.writes(thread(3), &format!("For me too, with a {ANA}")).await;
    max.writes(thread(3), &format!("It is the {MAX} again")).await;
    scene.advance_clock(TimeDelta::minutes(1));
    scene
}
