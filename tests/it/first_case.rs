//! The main job: from a flagged message to a bug report.

use crate::scene::Scene;

#[tokio::test]
async fn a_flagged_message_becomes_a_case_with_a_thread_and_a_card() {
    let scene = Scene::open().await;
    let (ana, max) = (scene.person("ana"), scene.person("max"));
    let message = ana.say("help", "The export fails with error 500").expect("ana may write");
    let answer = max.menu(message, "Open case").await;
    println!("{}", answer.text());
    scene.idle().await;
    println!("{}", ana.sees("help"));
    println!("{}", ana.sees(message));
    println!("{}", max.sees("desk"));
    scene.close().await;
}
