//! A case's title: the question's first line with words, as people read it, without markup.

use crate::scene::{Scene, board, reads};

/// The name of the thread that a case gets for a question.
async fn title(question: &str) -> String {
    let scene = Scene::open().await;
    let thread = scene.ana.opens_case(question).await;
    let name = scene.sandbox.world(|world| world.channels[&thread].name.clone());
    scene.close().await;
    name
}

#[tokio::test]
async fn a_title_has_no_markup() {
    for (question, name) in [
        ("```rust\nfn main() { panic!() }\n```", "#1 · fn main() { panic!() }"),
        ("# **The export** fails", "#1 · The export fails"),
        ("> ---\n> It _says_ ||E-77||", "#1 · It says E-77"),
        (
            "See [our page](https://a.example/x) <:sad:123456789012345678>",
            "#1 · See our page :sad:",
        ),
    ] {
        assert_eq!(title(question).await, name, "{question}");
    }
}

#[tokio::test]
async fn a_title_names_whom_the_question_mentions() {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    let help = max.channel("help").await;
    let question = format!("<@{}>, who is in <#{help}>? <#1> and <@&2> are gone", max.id());
    let message = ana.writes("help", &question).await;
    max.flags(message).await;
    assert_eq!(
        scene.sandbox.world(|world| world.channels[&message].name.clone()),
        "#1 · @Max, who is in #help? #unknown-channel and @unknown-role are gone"
    );
    ana.edits(message, &format!("`<@1>` <@{}>: it crashes", ana.id())).await;
    assert!(max.sees(board()).await.contains("<@1> @Ana: it crashes"));
    scene.close().await;
}

#[tokio::test]
async fn a_title_names_no_channel_that_members_do_not_see() {
    let scene = Scene::two_servers().await;
    let Scene { ana, max, .. } = &scene;
    let hidden = max.channel("desk").await;
    let thread = max.starts_thread(ana.writes("help", "Hello").await, "A name").await;
    let foreign = max.on("Harbour").channel("help").await;
    let question = format!("Who reads <#{hidden}>, <#{thread}> and <#{foreign}>?");
    let message = ana.writes("help", &question).await;
    max.flags(message).await;
    assert_eq!(
        scene.sandbox.world(|world| world.channels[&message].name.clone()),
        "#1 · Who reads #unknown-channel, #unknown-channel and #unknown-channel?"
    );
    scene.close().await;
}

#[tokio::test]
async fn an_ask_is_titled_like_a_message() {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    ana.runs(&format!("/ask question:**Help**, <@{}>!", max.id())).await;
    assert!(ana.sees("help").await.contains("↳ thread #1 · Help, @Max! (1 message)"));
    scene.close().await;
}

#[tokio::test]
async fn pages_of_the_server_have_their_names_in_a_title() {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    let pages = "<id:customize>, <id:browse> and <id:guide> are empty, and <id:nothing> too";
    ana.opens_case(pages).await;
    reads!(max.runs("/queue"), @"
    **Waiting for us (1)**, most urgent first, then longest wait
    │ [#1](thread 1) · Channels & Roles, Browse Channels and Server Guide are… — new, unassigned, waiting less than a minute · [card](card 1) · **next for you**
    <Claim…>
    ");
    scene.close().await;
}
