//! What became of a case: its history and its transcript for the team, and what its customer sees
//! of it.

use insta::assert_snapshot;

use crate::scene::Scene;

/// A PNG picture of one dot.
const DOT: &[u8] = &[
    0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D, b'I', b'H', b'D', b'R', 0, 0, 0,
    1, 0, 0, 0, 1, 8, 6, 0, 0, 0, 0x1F, 0x15, 0xC4, 0x89, 0, 0, 0, 0x0A, b'I', b'D', b'A', b'T',
    0x78, 0x9C, 0x63, 0, 1, 0, 0, 5, 0, 1, 0x0D, 0x0A, 0x2D, 0xB4, 0, 0, 0, 0, b'I', b'E', b'N',
    b'D', 0xAE, 0x42, 0x60, 0x82,
];

/// The files of an answer, by their names, as the person downloads them.
async fn files(answer: &sandbox::Answer) -> Vec<(String, String)> {
    let mut files = Vec::new();
    for file in answer.raw()["attachments"].as_array().expect("attachments") {
        let found = reqwest::get(file["url"].as_str().expect("a link")).await.expect("an answer");
        assert!(found.status().is_success(), "{}", found.status());
        files.push((
            file["filename"].as_str().expect("a name").to_owned(),
            found.text().await.expect("text"),
        ));
    }
    files
}

/// Text without times and without what is different in each run.
fn timeless(text: &str) -> String {
    let time = regex::Regex::new(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\dZ| UTC)").expect("a pattern");
    time.replace_all(text, "TIME").into_owned()
}

#[tokio::test]
async fn a_history_tells_who_did_what_and_why() {
    let scene = Scene::open().await;
    let (ana, max, mia, lea) =
        (scene.person("ana"), scene.person("max"), scene.person("mia"), scene.person("lea"));
    lea.command("general", "/rule add name:crashes pattern:crash tag:stability").await;
    let message = ana.say("help", "The app crashes").expect("ana may write");
    scene.idle().await;
    max.command("desk", "/claim case:1").await;
    max.command("desk", "/tag name:start case:1").await;
    max.command("desk", "/priority level:high case:1").await;
    max.command("desk", "/note case:1 text:she has told us before").await;
    max.say(message, "Which version is it?").expect("max may write");
    scene.idle().await;
    ana.say(message, "2.4").expect("ana may write");
    scene.idle().await;
    max.command("desk", "/assign case:1 agent:@mia").await;
    mia.command("desk", "/solve case:1 summary:Please update to 2.5").await;
    scene.idle().await;
    ana.say(message, "it still happens").expect("ana may write");
    scene.idle().await;

    let answer = max.command(message, "/case history").await;
    assert!(answer.is_ephemeral());
    assert_snapshot!(scene.plain(&answer.text()), @"
    **History**, oldest first
    #1 · The app crashes
    │ TIME · The rule “crashes” opened it, because of [a message](https://discord.com/channels/…/channel/message)
    │ TIME · @max claimed it
    │ TIME · @max added the tag `start`
    │ TIME · @max changed the priority from normal to high
    │ TIME · @max wrote a note for the team
    │ TIME · @max [answered](https://discord.com/channels/…/channel/message), the first answer
    │ TIME · @ana, the customer, [wrote](https://discord.com/channels/…/channel/message)
    │ TIME · @max handed it over from @max to @mia
    │ TIME · @mia proposed an answer as final
    │ TIME · @ana, the customer, [wrote](https://discord.com/channels/…/channel/message)
    ");
    assert!(
        !answer.text().contains("told us before"),
        "the words of a note stay where the team keeps them"
    );
    for _ in 0..8 {
        max.command("desk", "/tag name:more case:1").await;
        max.command("desk", "/untag name:more case:1").await;
    }
    let first = max.command("desk", "/case history case:1").await;
    max.press(first.message_id(), "Next").await;
    assert_snapshot!(scene.plain(&max.sees_message(first.message_id())).lines().next().unwrap_or_default(), @"Switchboard: **History**, oldest first, page 2 of 2");
    assert_snapshot!(scene.plain(&ana.command("help", "/case history case:1").await.text()), @"Only the support team can do this; to ask the team something, use `/ask`.");
    assert_snapshot!(scene.plain(&ana.command("help", "/case transcript case:1").await.text()), @"Only the support team can do this; to ask the team something, use `/ask`.");
    scene.close().await;
}

#[tokio::test]
async fn a_transcript_holds_what_was_said_and_nothing_else() {
    let scene = Scene::open().await;
    let (ana, max, lea) = (scene.person("ana"), scene.person("max"), scene.person("lea"));
    lea.command("general", "/snippet add name:update text:Hello {customer}, please update first.")
        .await;
    let message = ana
        .say_with_files(
            "help",
            "The export <b>fails</b>\nSince today",
            &[("dot.png", DOT), ("log.txt", b"line 1\n")],
        )
        .expect("ana may write");
    max.menu(message, "Open case").await;
    scene.idle().await;
    let version = ana.say(message, "I have version 2.3").expect("ana may write");
    let secret = ana.say(message, "My password is swordfish").expect("ana may write");
    max.say(message, &format!("Hello <@{}>, who told you that?", ana.id)).expect("max may write");
    scene.idle().await;
    max.command("desk", "/claim case:1").await;
    max.command("desk", "/note case:1 text:a very secret note").await;
    let preview = max.command("desk", "/reply case:1 snippet:update").await;
    if preview.is_form() {
        max.submit(&preview.form(), &[]).await;
    }
    ana.edit(version, "I have version 2.4").expect("ana may edit");
    ana.delete(secret).expect("ana may delete");
    scene.idle().await;

    let answer = max.command(message, "/case transcript").await;
    assert!(answer.is_ephemeral());
    assert_snapshot!(scene.plain(&answer.text()), @"
    What was said in case [#1](https://discord.com/channels/…/channel), without the team's notes: a page for the browser and for printing, and plain text.
    file: case-1.html (2049 bytes)
    file: case-1.txt (451 bytes)
    ");
    let files = files(&answer).await;
    let [(page_name, page), (text_name, text)] = &files[..] else { panic!("two files: {files:?}") };
    assert_eq!((page_name.as_str(), text_name.as_str()), ("case-1.html", "case-1.txt"));
    assert_snapshot!(timeless(text), @"
    #1 · The export <b>fails</b>
    Asked by Ana, answered by Max. Opened TIME, now pending.

    TIME · Ana, customer
        The export <b>fails</b>
        Since today

    TIME · Ana, customer (edited)
        I have version 2.4

    TIME · Max, team
        Hello @Ana, who told you that?

    TIME · Max, team
        Hello @Ana, please update first.

    Files
        dot.png (67 bytes)
        log.txt (7 bytes)
    ");
    for gone in ["swordfish", "2.3", "secret note", "<b>", "<script"] {
        assert!(!page.contains(gone), "{gone}");
    }
    assert!(page.contains("data:image/png;base64,iVBORw0KGgo"), "the small picture is in the page");
    assert!(page.contains("&lt;b&gt;fails&lt;/b&gt;"));
    scene.close().await;
}

#[tokio::test]
async fn a_member_sees_their_own_cases_and_how_they_stand() {
    let scene = Scene::open().await;
    let (ana, max) = (scene.person("ana"), scene.person("max"));
    assert_snapshot!(scene.plain(&ana.command("general", "/my-cases").await.text()), @"You have not asked us anything yet. `/ask` brings a question to the team, from any channel.");
    scene.flagged("ana", "Where is my invoice?").await;
    let second = scene.flagged("ana", "The export fails").await;
    scene.flagged("ana", "How do I print?").await;
    scene.flagged("ana", "Is it open on Sunday?").await;
    scene.flagged("ben", "Somebody else's question").await;
    max.say(second, "Which version?").expect("max may write");
    let form = max.command("desk", "/escalate case:3").await.form();
    max.submit(&form, &[("What happened instead", "nothing")]).await;
    max.command("desk", "/close case:4 reason:solved").await;
    max.command("desk", "/note case:1 text:she asks every month").await;
    max.command("desk", "/tag name:difficult case:1").await;
    scene.idle().await;
    let answer = ana.command("general", "/my-cases").await;
    assert!(answer.is_ephemeral());
    assert_snapshot!(scene.plain(&answer.text()), @"
    You have asked us 4 questions.
    │ [#3](https://discord.com/channels/…/channel) · How do I print?
    │ > The developers have it. We tell you as soon as there is news.
    │ [#2](https://discord.com/channels/…/channel) · The export fails
    │ > We wrote to you, and it is your turn: please answer in the thread.
    │ [#1](https://discord.com/channels/…/channel) · Where is my invoice?
    │ > You are waiting for us, since now.
    │ [#4](https://discord.com/channels/…/channel) · Is it open on Sunday?
    │ > Closed now.
    ");
    scene.close().await;
}
