//! What is stored about people, how they have it erased, and how it expires.

mod erasure;
mod own_data;
mod retention;

use sandbox::Snowflake;

use crate::scene::Scene;

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
