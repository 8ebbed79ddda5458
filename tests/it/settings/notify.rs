//! `/notify`: what an agent is told, and what everyone is.

use crate::scene::{Scene, reads};

#[tokio::test]
async fn an_agent_sees_what_they_are_told_by_default() {
    let scene = Scene::open().await;
    reads!(scene.max.runs("/notify"), @"
    **What I tell you**
    - **new case**: nothing
    - **urgent case**: nothing
    - **first answer overdue**: nothing
    - **customer's reply in my case**: mention under the card, after 1 hour without messages
    - **bug report**: nothing
    **What I tell everyone** (leads can change this with `everyone:true`)
    - **new case**: nothing
    - **urgent case**: mention of @Agents
    - **first answer overdue**: nothing
    - **customer's reply in my case**: mention under the card, after 1 hour without messages
    - **bug report**: nothing
    Quiet hours: none
    ");
    scene.close().await;
}

#[tokio::test]
async fn an_agent_chooses_for_themselves_alone() {
    let scene = Scene::open().await;
    let Scene { max, mia, .. } = &scene;
    max.runs("/notify event:new case how:direct message").await;
    max.runs("/notify event:first answer overdue how:mention under the card after:45m").await;
    max.runs("/notify event:bug report how:direct message severity:normal").await;
    max.runs("/notify event:customer's reply in my case after:0").await;
    reads!(max.runs("/notify quiet_hours:22-7 time_zone:Europe/Berlin"), @"
    **What I tell you**
    - **new case**: direct message
    - **urgent case**: nothing
    - **first answer overdue**: mention under the card, once a case has had no answer for 45 minutes
    - **customer's reply in my case**: mention under the card, whenever they start waiting
    - **bug report**: direct message, if the severity is normal or above
    **What I tell everyone** (leads can change this with `everyone:true`)
    - **new case**: nothing
    - **urgent case**: mention of @Agents
    - **first answer overdue**: nothing
    - **customer's reply in my case**: mention under the card, after 1 hour without messages
    - **bug report**: nothing
    Quiet hours: 22:00–07:00 (Europe/Berlin). Whatever still matters then comes as one message when they end.
    ");
    let others = mia.runs("/notify").await;
    assert!(others.contains("**new case**: nothing") && others.contains("Quiet hours: none"));
    scene.close().await;
}

#[tokio::test]
async fn a_lead_chooses_for_everyone_and_the_history_says_so() {
    let scene = Scene::open().await;
    let Scene { lea, max, .. } = &scene;
    lea.runs("/notify event:bug report how:mention the role severity:critical everyone:true").await;
    lea.runs("/notify event:urgent case how:nothing everyone:true").await;
    lea.runs("/notify event:urgent case how:nothing everyone:true").await;
    lea.runs("/notify quiet_hours:20:00-08:00 time_zone:europe/berlin everyone:true").await;
    let told = max.runs("/notify").await;
    assert!(told.contains("20:00–08:00 (Europe/Berlin), as chosen for everyone"), "{told}");
    let history = lea.runs("/setup-history").await.to_string();
    let changes: Vec<&str> = history.lines().filter(|line| line.contains("@lea")).collect();
    insta::assert_snapshot!(changes.join("\n"), @"
    │ 2 March 2026 09:00 · @lea changed the settings: `quiet_hours` 20:00-08:00, `time_zone` Europe/Berlin
    │ 2 March 2026 09:00 · @lea changed the settings: `urgent case` mention the role → nothing
    │ 2 March 2026 09:00 · @lea changed the settings: `bug report` nothing → mention the role, critical
    ");
    scene.close().await;
}

#[tokio::test]
async fn whoever_chooses_a_role_that_cannot_be_mentioned_reads_what_to_do() {
    let scene = Scene::open().await;
    let Scene { lea, olaf, .. } = &scene;
    let line = "/notify event:new case how:mention the role everyone:true";
    assert!(!lea.runs(line).await.contains("Discord notifies nobody"));
    let guild = scene.guild_named("Lantern");
    scene.sandbox.change(|world| {
        let agents = world.role_in(guild, "Agents").expect("it is there").id;
        world.edit_role(guild, agents, |role| role.mentionable = false);
    });
    let told = lea.runs(line).await.to_string();
    insta::assert_snapshot!(told.lines().last().unwrap_or_default(), @"Discord notifies nobody when I mention @Agents: turn on “Allow anyone to @mention this role” in the role's settings, or let me “Mention @everyone, @here, and All Roles”.");
    let told = olaf.runs("/setup mode:public").await.to_string();
    assert!(told.contains("Discord notifies nobody when I mention @Agents"), "{told}");
    scene.close().await;
}

#[tokio::test]
async fn only_leads_choose_for_everyone() {
    let scene = Scene::open().await;
    let Scene { max, .. } = &scene;
    let line = "/notify event:new case how:mention the role";
    reads!(max.runs(&format!("{line} everyone:true")), @"Only leads can do this, so ask one of them or someone with Manage Server.");
    reads!(max.runs(line), @"A role is mentioned for the whole server, so choose something else for yourself or, as a lead, add `everyone:true`.");
    assert!(max.runs("/notify").await.contains("**new case**: nothing"), "nothing was changed");
    scene.close().await;
}

#[tokio::test]
async fn what_does_not_fit_together_is_refused() {
    let scene = Scene::open().await;
    let Scene { lea, .. } = &scene;
    reads!(lea.runs("/notify how:nothing"), @"Say which event that's for, for example `event:customer's reply in my case`.");
    reads!(lea.runs("/notify event:new case"), @"Say how you'd like to be told, for example `how:mention under the card`.");
    reads!(lea.runs("/notify event:new case how:direct message everyone:true"), @"For everyone, choose `mention the role` or `nothing`, since this event has no assignee to tell.");
    reads!(lea.runs("/notify event:customer's reply in my case how:mention the role everyone:true"), @"A customer's reply is for the assignee, so choose `mention under the card`, `direct message` or `nothing`.");
    reads!(lea.runs("/notify event:new case how:direct message after:10m"), @"You're told of this right away, so leave `after` out.");
    reads!(lea.runs("/notify event:new case how:direct message severity:high"), @"Only bug reports have a severity, so leave `severity` out.");
    reads!(lea.runs("/notify event:first answer overdue how:direct message after:soon"), @"I don't understand the time in “after”; try `30m`, `4h` or `2d`.");
    reads!(lea.runs("/notify quiet_hours:at night"), @"Quiet hours are two different times of day, such as `22:00-07:00`, or `off`.");
    reads!(lea.runs("/notify time_zone:Berlin"), @"I don't know that time zone, so choose one from the list, such as `Europe/Berlin`.");
    assert!(lea.runs("/notify").await.contains("Quiet hours: none"));
    scene.close().await;
}

#[tokio::test]
async fn time_zones_are_suggested() {
    let scene = Scene::open().await;
    let names = scene.max.completes("/notify time_zone:new y").await;
    assert_eq!(names, ["America/New_York"]);
    scene.close().await;
}

#[tokio::test]
async fn an_agent_chooses_in_german() {
    let scene = Scene::open().await;
    let Scene { mia, .. } = &scene;
    mia.speaks("de");
    mia.runs("/benachrichtigungen ereignis:neuer Fall wie:Direktnachricht").await;
    reads!(mia.runs("/benachrichtigungen ruhezeiten:22-7"), @"
    **Was du von mir erfährst**
    - **neuer Fall**: Direktnachricht
    - **dringender Fall**: nichts
    - **erste Antwort fehlt**: nichts
    - **Antwort in meinem Fall**: Erwähnung unter der Karte, wenn vorher 1 Stunde lang Ruhe war
    - **Fehlerbericht**: nichts
    **Was alle erfahren** (die Leitung ändert das mit `alle:true`)
    - **neuer Fall**: nichts
    - **dringender Fall**: Erwähnung von @Agents
    - **erste Antwort fehlt**: nichts
    - **Antwort in meinem Fall**: Erwähnung unter der Karte, wenn vorher 1 Stunde lang Ruhe war
    - **Fehlerbericht**: nichts
    Ruhezeiten: 22:00–07:00 (UTC). Was dann noch wichtig ist, bekommst du am Ende der Ruhezeit in einer Nachricht.
    ");
    assert!(mia.runs("/benachrichtigungen ruhezeiten:aus").await.contains("Ruhezeiten: keine"));
    scene.close().await;
}
