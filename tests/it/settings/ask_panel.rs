//! The Ask panel: a message in the help channel with which members ask.

use insta::assert_snapshot;
use switchboard::cli::doctor;

use crate::scene::{Scene, card, last_answer, opening, reads, thread};

/// *Pin Messages* (Discord, *Permissions*).
const PIN_MESSAGES: u64 = 1 << 51;

/// Whether the Ask panel is pinned.
fn is_pinned(scene: &Scene) -> bool {
    scene.sandbox.world(|world| {
        let all = world.messages.values().flat_map(|channel| channel.values());
        let mut panels =
            all.filter(|message| format!("{:?}", message.components).contains("Ask privately"));
        panels.any(|message| message.pinned_at.is_some())
    })
}

#[tokio::test]
async fn members_ask_with_a_button_and_a_form() {
    let scene = Scene::open().await;
    let Scene { ana, max, olaf, .. } = &scene;
    olaf.runs("/setup ask_panel:true").await;
    reads!(ana, "help", @"
    Switchboard:
      │ Ask the team
      │ Press a button, write your question, and add files if they help. You'll get a thread where the team answers. Or use `/ask` in any channel.
      [Ask the team] [Ask privately]
      (pinned)
    * Switchboard pinned a message.
    ");
    let form = ana.clicks("help", "Ask the team").await.form();
    let asked = [
        ("Your question", "Why is the export empty?"),
        ("What happened?", "I pressed Export."),
        ("Version", "2.3"),
    ];
    reads!(ana.submits(&form, &asked), @"Thanks! Your question is case #1. The team will answer [in its thread](thread 1).");
    // It asks for nothing that the form has asked for.
    reads!(ana, opening(1), @"
    Switchboard: Hi @ana, thanks for asking! This is case #1. Someone from the team will answer here.
      -# I'm a bot that keeps track of questions. A person will answer you.
      → pings: ana
    ");
    reads!(ana, thread(1), @"");
    assert!(max.sees(card(1)).await.contains("Why is the export empty?"));
    scene.close().await;
}

#[tokio::test]
async fn a_private_question_is_for_the_member_and_the_team() {
    let scene = Scene::open().await;
    let Scene { ana, ben, olaf, .. } = &scene;
    olaf.runs("/setup ask_panel:true").await;
    let form = ana.clicks("help", "Ask privately").await.form();
    let answer = ana.submits(&form, &[("Your question", "I was charged twice")]).await;
    assert!(answer.contains("private thread"), "{answer}");
    assert!(!ben.sees("help").await.contains("charged twice"));
    scene.close().await;
}

#[tokio::test]
async fn the_panel_comes_back_and_moves_and_goes() {
    let scene = Scene::open().await;
    scene.expect_refusal(404, 10_008);
    let Scene { olaf, .. } = &scene;
    olaf.runs("/setup ask_panel:true").await;
    let panels = async |channel: &str| {
        let seen = olaf.sees(channel).await;
        seen.matches("[Ask privately]").count()
    };
    assert_eq!(panels("help").await, 1);
    let panel = olaf.message(&"help".into()).await;
    olaf.deletes(panel).await;
    assert_eq!(panels("help").await, 1, "somebody deleted it, and it is wanted");
    olaf.runs("/setup help:#general").await;
    assert_eq!((panels("help").await, panels("general").await), (0, 1));
    olaf.runs("/setup language:Deutsch").await;
    assert!(olaf.sees("general").await.contains("Privat fragen"));
    olaf.runs("/setup ask_panel:false").await;
    assert!(!olaf.sees("general").await.contains("Privat fragen"));
    scene.close().await;
}

#[tokio::test]
async fn a_forum_has_no_panel() {
    let scene = Scene::open().await;
    let Scene { olaf, .. } = &scene;
    reads!(olaf.runs("/setup help:#ideas ask_panel:true"), @"The Ask panel needs a text channel and the help channel is a forum, so choose another one with `help` or leave the panel off.");
    scene.close().await;
}

#[tokio::test]
async fn a_form_that_is_refused_gives_the_words_back() {
    let scene = Scene::open().await;
    let Scene { ana, olaf, .. } = &scene;
    olaf.runs("/setup ask_panel:true").await;
    let form = ana.clicks("help", "Ask the team").await.form();
    for number in 0..5 {
        ana.runs(&format!("/ask question:Question {number}")).await;
    }
    reads!(ana.submits(&form, &[("Your question", "And one more")]), @"
    You have 5 open questions, which is the limit, so continue in one of their threads.
    Nothing was sent to the team. This is what you wrote:
    │ Your question
    │ And one more
    ");
    scene.close().await;
}

#[tokio::test]
async fn the_panel_is_posted_with_a_button_below_the_settings() {
    let scene = Scene::open().await;
    let Scene { ana, olaf, .. } = &scene;
    olaf.runs("/setup close_after:4d").await;
    olaf.clicks(last_answer(), "Post the Ask button").await;
    let answer = olaf.sees(last_answer()).await;
    assert!(answer.contains("I keep a message with an **Ask the team** button there"), "{answer}");
    assert!(!answer.contains("[Post the Ask button]"), "{answer}");
    assert!(ana.sees("help").await.contains("[Ask the team]"));
    scene.close().await;
}

#[tokio::test]
async fn the_panel_is_pinned_as_soon_as_it_may_be() {
    let scene = Scene::open().await;
    scene.expect_refusal(403, 50_013);
    let Scene { ana, olaf, .. } = &scene;
    scene.deny_bot("help", PIN_MESSAGES);
    olaf.runs("/setup ask_panel:true").await;
    assert!(ana.sees("help").await.contains("[Ask the team]") && !is_pinned(&scene));
    let mut found = Vec::new();
    assert!(doctor::run(&scene.config(), &mut found).await.expect("findings"), "it is only a note");
    let found = String::from_utf8(found).expect("text");
    let line = found.lines().find(|line| line.contains("panel")).unwrap_or_default();
    assert_snapshot!(line, @"note  Lantern: the Ask panel isn't pinned: grant the bot Pin Messages in the help channel");
    scene.allow_bot("help");
    scene.idle().await;
    scene.run_due().await;
    assert!(is_pinned(&scene));
    olaf.runs("/setup help:#general").await;
    assert!(is_pinned(&scene), "also in another channel");
    scene.close().await;
}
