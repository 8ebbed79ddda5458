//! Leads name the apps and webhooks whose messages count as members'.

use insta::assert_snapshot;
use switchboard::cli::export::What;

use crate::{
    cases::bridges::{bridged, says},
    scene::{Line, Scene, board, on_card, reads},
};

#[tokio::test]
async fn leads_name_list_and_remove_bridges() {
    let scene = Scene::open().await;
    let Scene { ana, lea, max, .. } = &scene;
    let app = scene.sandbox.app("PluralKit");
    let named = |answer: String| answer.replace(&app.id.to_string(), "ID");
    reads!(max.forces("/bridge list"), @"Only leads can do this, so ask one of them or someone with Manage Server.");
    reads!(lea.runs("/bridge list"), @"There are no bridges yet. Add one with `/bridge add` to treat what an app or a webhook posts for people as members' messages.");
    let added = lea.runs(&format!("/bridge add name:Proxies source:<@{}>", app.id)).await;
    assert_snapshot!(named(added.to_string()), @"Added **Proxies**. From now on, messages with the ID `ID` count as members' messages, and each name in them stands for one person. They're answered where they wrote, and they can't be mentioned or press buttons.");
    reads!(lea.runs(&format!("/bridge add name:Other source:{}", app.id)), @"This is already added as “Proxies”; to rename it, remove it with `/bridge remove` first.");
    reads!(lea.runs(&format!("/bridge add name:Ana source:<@{}>", ana.id())), @"@ana is a person, whose messages count anyway, so choose an app or a webhook that posts for others.");
    reads!(lea.runs("/bridge add name:IRC source:weaver"), @"I can't find that app, webhook or message in this server; mention the app, or give a webhook ID or a link to one of its messages.");
    let me = scene.sandbox.world(|world| world.bot_id);
    reads!(lea.runs(&format!("/bridge add name:Us source:<@{me}>")), @"That's me, and I don't have any questions; choose an app or a webhook that posts for others.");
    assert_snapshot!(named(lea.runs("/bridge list").await.to_string()), @"
    Posts from these count as members' messages:
    │ **Proxies**: ID `ID`
    ");
    assert_eq!(scene.exported(What::Bridges).await[0]["name"], "Proxies");
    reads!(lea.runs("/bridge remove name:Proxies"), @"Removed **Proxies**. Its messages no longer count. The cases of people who wrote through it stay.");
    reads!(lea.runs("/bridge remove name:Proxies"), @"There's no bridge called “Proxies”; `/bridge list` lists them all.");
    scene.close().await;
}

#[tokio::test]
async fn a_webhook_is_named_by_its_id_in_german() {
    let scene = Scene::open().await;
    let Scene { lea, max, .. } = &scene;
    scene.olaf.runs("/setup language:Deutsch").await;
    lea.speaks("de");
    let bridge = scene.sandbox.webhook("help", "Brücke").expect("a channel");
    scene.expect_refusal(404, 10013);
    let added = lea.runs(&format!("/bridge add name:IRC source:{}", bridge.id)).await;
    assert_snapshot!(added.to_string().replace(&bridge.id.to_string(), "ID"), @"**IRC** ist hinzugefügt. Nachrichten mit der ID `ID` zählen ab jetzt wie die von Mitgliedern, und jeder Name darin steht für eine Person. Sie bekommt ihre Antwort dort, wo sie geschrieben hat, kann aber nicht erwähnt werden und keine Buttons drücken.");
    let question = says(&scene, &bridge, "weberin", "Der Import bleibt hängen").await;
    max.flags(question).await;
    reads!(lea, on_card(1, Line::Customer), @"**weberin**, über IRC; antworte direkt auf die Nachricht");
    reads!(lea.runs("/solve case:1"), @"Ich habe **weberin** gefragt, ob Fall [#1](message of nobody) gelöst ist. Ohne Antwort wird er in 3 days geschlossen. Buttons gibt es dort nicht, die Antwort kommt in Worten.");
    scene.close().await;
}

#[tokio::test]
async fn what_no_lead_has_named_stays_nobodys() {
    let (scene, _) = bridged().await;
    let Scene { lea, max, .. } = &scene;
    lea.runs("/rule add name:all pattern:crash").await;
    let other = scene.sandbox.webhook("help", "Statuspage").expect("a channel");
    let message = says(&scene, &other, "weaver", "Nothing has crashed").await;
    reads!(max.flags(message), @"Only a person's message can become a case, so choose the one with the member's question.");
    lea.runs("/bridge remove name:IRC").await;
    let bridge = scene.sandbox.webhook("help", "Bridge").expect("a channel");
    says(&scene, &bridge, "weaver", "It has crashed").await;
    reads!(max, board(), @"
    Switchboard: **Waiting for us** (edited)
      │ Nobody is waiting for an answer.
      │ Waiting for us: 0
      │ Unassigned: 0
      │ On hold: 0
      │ Waiting for customers: 0
      (pinned)
    ");
    scene.close().await;
}
