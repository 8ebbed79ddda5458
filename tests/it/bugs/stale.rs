//! Buttons and forms of bugs that come too late, or from elsewhere.

use crate::scene::{Person, Scene, card, opening, reads, thread};

#[tokio::test]
async fn a_button_of_one_server_finds_nothing_in_another() {
    let scene = Scene::two_servers().await;
    let Scene { ana, ben, max, dora, .. } = &scene;
    ana.opens_case("How do I print?").await;
    ana.opens_case("The export fails").await;
    let form = max.runs("/escalate case:2").await.form();
    max.submits(&form, &[("Actual result", "Error 500")]).await;
    dora.runs("/bug ship version:5.3 bug:1").await;
    let there = ana.on("Harbour").writes("help", "Where is the manual?").await;
    max.on("Harbour").flags(there).await;
    let greeting = max.on("Harbour").message(&opening(1)).await;
    let press = async |who: &Person, id: &str| {
        scene.replace_buttons(greeting, id);
        who.on("Harbour").clicks(greeting, "Old").await
    };
    reads!(press(ben, "v1:bug:me-too:2"), @"There's no case #2 here; `/queue` lists the open ones.");
    reads!(press(max, "v1:bug:send-news:2:1:1"), @"There's no case #2 here; `/queue` lists the open ones.");
    reads!(press(max, "v1:bug:edit-news:2:1:1"), @"There's no case #2 here; `/queue` lists the open ones.");
    reads!(press(dora, "v1:bug:accept:1"), @"There's no bug #1 here; `/bug list` lists the open ones.");
    reads!(press(dora, "v1:bug:reopen:1"), @"There's no bug #1 here; `/bug list` lists the open ones.");
    assert!(!ana.sees(thread(2)).await.contains("Good news"));
    scene.close().await;
}

#[tokio::test]
async fn what_was_sent_is_not_sent_again() {
    let scene = Scene::open().await;
    let Scene { ana, max, dora, .. } = &scene;
    ana.opens_case("The export fails").await;
    max.clicks(card(1), "Claim").await;
    let form = max.runs("/escalate case:1").await.form();
    max.submits(&form, &[("Actual result", "Error 500")]).await;
    dora.runs("/bug ship version:5.3 bug:1").await;
    let draft = max.client.last_message("#1 · team").expect("the draft");
    let form = max.clicks(draft, "Edit").await.form();
    max.clicks(draft, "Send").await;
    reads!(max.submits(&form, &[("Message", "It's fixed.")]), @"
    There's nothing more to tell the customer of case #1 about bug #1; it was sent, or it's no longer true.
    Nothing was done. Here's what you wrote, so you can copy it into a new form:
    │ Message
    │ It's fixed.
    ");
    scene.replace_buttons(draft, "v1:bug:send-news:1:1:1");
    reads!(max.clicks(draft, "Old"), @"There's nothing more to tell the customer of case #1 about bug #1; it was sent, or it's no longer true.");
    assert_eq!(ana.sees(thread(1)).await.matches("Works now").count(), 1);
    scene.close().await;
}
