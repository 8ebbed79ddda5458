//! Who works on a case: claiming, releasing, assigning.

use crate::scene::{Person, Scene, card, reads, team_thread, thread};

/// A permission of Discord (Discord, *Permissions*).
const SEND_MESSAGES_IN_THREADS: u64 = 1 << 38;

/// Whether somebody is a member of the thread of the first case.
pub async fn is_in_thread(scene: &Scene, person: &Person) -> bool {
    let id = person.channel(thread(1)).await;
    let members = |world: &sandbox::World| {
        world.channels[&id].thread.as_ref().expect("a thread").members.contains_key(&person.id())
    };
    scene.sandbox.world(members)
}

#[tokio::test]
async fn one_agent_claims_a_case_and_the_others_learn_who() {
    let scene = Scene::open().await;
    let Scene { ana, max, mia, .. } = &scene;
    ana.opens_case("How do I reset my password?").await;
    reads!(max.clicks(card(1), "Claim"), @"Case [#1](thread 1) is yours. Reply to @ana in its thread.");
    reads!(mia.runs("/claim case:1"), @"@max has had case #1 since 2 March 2026 09:00 (now); if you need it, press **Take over** on its card.");
    reads!(max.runs_in(thread(1), "/claim"), @"Case #1 is already yours, so just reply in its thread.");
    reads!(scene.case(1), @"open, max, waiting since minute 0");
    scene.close().await;
}

#[tokio::test]
async fn the_assignee_releases_a_case_and_nobody_else() {
    let scene = Scene::open().await;
    let Scene { ana, max, mia, .. } = &scene;
    ana.opens_case("How do I reset my password?").await;
    max.clicks(card(1), "Claim").await;
    reads!(mia.runs("/release case:1"), @"Case #1 is assigned to @max, so ask them or a lead to release it.");
    reads!(max.runs("/release case:1"), @"Case [#1](thread 1) is back in the queue. Anyone on the team can claim it.");
    reads!(max.runs("/release case:1"), @"Case #1 is unassigned; use `/claim` to take it.");
    reads!(scene.case(1), @"new, waiting since minute 0");
    scene.close().await;
}

#[tokio::test]
async fn the_card_follows_the_work() {
    let scene = Scene::open().await;
    let Scene { ana, max, mia, .. } = &scene;
    ana.opens_case("How do I reset my password?").await;
    max.clicks(card(1), "Claim").await;
    max.runs("/tag name:login case:1").await;
    max.runs("/tag name:account case:1").await;
    let card = mia.sees(card(1)).await;
    assert!(card.contains(":** @max ·") && card.contains(":** `account` `login`\n"), "{card}");
    let shown = mia.runs("/case show case:1").await.to_string();
    assert!(shown.contains(":** @max ·") && shown.contains(":** `account` `login`\n"), "{shown}");
    assert!(shown.contains("(card 1)"), "it leads to the card: {shown}");
    scene.close().await;
}

#[tokio::test]
async fn an_agent_is_assigned_a_case_and_told_so() {
    let scene = Scene::open().await;
    let Scene { ana, ben, max, mia, .. } = &scene;
    ana.opens_case("The export fails").await;
    reads!(max.runs("/assign agent:@ben case:1"), @"@ben isn't an agent here, so choose someone from the team.");
    reads!(ben.forces("/assign agent:@mia case:1"), @"Only the support team can use this; to ask a question, use `/ask`.");
    reads!(max.runs_in(thread(1), "/assign agent:@mia"), @"Assigned case [#1](thread 1) to @mia and mentioned them.");
    reads!(mia, team_thread(1), @"
    * about Switchboard: #1 · The export fails
    Switchboard: @mia, @max assigned you this case. @ana wrote now and is waiting. Reply in [the thread](thread 1).
      → pings: mia
    ");
    reads!(max.runs("/assign agent:@mia case:1"), @"Case #1 is already assigned to @mia; choose someone else to reassign it.");
    scene.close().await;
}

#[tokio::test]
async fn an_agent_who_wants_the_case_of_another_has_them_asked() {
    let scene = Scene::open().await;
    let Scene { ana, max, mia, .. } = &scene;
    ana.opens_case("The export fails").await;
    max.runs("/claim case:1").await;
    reads!(mia.runs("/assign agent:@mia case:1"), @"Case [#1](thread 1) is @max's, so I've asked them to hand it over. A lead can assign it right away.");
    reads!(scene.case(1), @"open, max, waiting since minute 0");
    reads!(max, team_thread(1), @"
    * about Switchboard: #1 · The export fails
    Switchboard: @max, @mia would like to take over this case. It stays yours unless you hand it over.
      [Hand over]
      → pings: max
    ");
    reads!(mia.clicks(team_thread(1), "Hand over"), @"Case [#1](thread 1) is @max's, so I've asked them to hand it over. A lead can assign it right away.");
    reads!(max.clicks(team_thread(1), "Hand over"), @"Assigned case [#1](thread 1) to @mia and mentioned them.");
    reads!(scene.case(1), @"open, mia, waiting since minute 0");
    assert!(!max.sees(team_thread(1)).await.contains("[Hand over]"), "it is handed over");
    scene.close().await;
}

#[tokio::test]
async fn a_second_agent_who_asks_for_a_case_is_refused_until_the_first_is_answered() {
    let scene = Scene::open().await;
    let Scene { ana, ben, lea, max, mia, olaf, .. } = &scene;
    olaf.gives_role(ben, "Agents").await;
    ana.opens_case("The export fails").await;
    max.runs("/claim case:1").await;
    mia.runs("/assign agent:@mia case:1").await;
    reads!(ben.runs("/assign agent:@ben case:1"), @"@mia has already asked @max for case #1, so wait for their answer or ask a lead to assign it.");
    ben.speaks("de");
    reads!(ben.runs("/zuweisen teammitglied:@mia fall:1"), @"@mia hat @max schon um Fall #1 gebeten, also warte die Antwort ab oder wende dich an die Leitung.");
    lea.runs("/assign agent:@lea case:1").await;
    reads!(mia.runs("/assign agent:@mia case:1"), @"Case [#1](thread 1) is @lea's, so I've asked them to hand it over. A lead can assign it right away.");
    scene.close().await;
}

#[tokio::test]
async fn an_assignee_hands_their_case_over_without_being_asked() {
    let scene = Scene::open().await;
    let Scene { ana, max, mia, .. } = &scene;
    ana.opens_case("The export fails").await;
    max.runs("/claim case:1").await;
    reads!(max.runs("/assign agent:@mia case:1"), @"Assigned case [#1](thread 1) to @mia and mentioned them.");
    reads!(mia, team_thread(1), @"
    * about Switchboard: #1 · The export fails
    Switchboard: @mia, @max assigned you this case. @ana wrote now and is waiting. Reply in [the thread](thread 1).
      → pings: mia
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_lead_takes_a_case_from_an_agent_who_is_told() {
    let scene = Scene::open().await;
    let Scene { ana, ben, lea, max, .. } = &scene;
    ana.opens_case("The export fails").await;
    ben.opens_case("The import fails").await;
    max.runs("/claim case:1").await;
    max.runs("/claim case:2").await;
    lea.runs("/assign agent:@mia case:1").await;
    reads!(max, team_thread(1), @"
    * about Switchboard: #1 · The export fails
    Switchboard: @mia, @lea assigned you this case. @ana wrote now and is waiting. Reply in [the thread](thread 1).
      → pings: mia
    Switchboard: @max, @lea has assigned this case to @mia, so it's no longer yours.
      → pings: max
    ");
    lea.runs("/assign agent:@lea case:2").await;
    reads!(max, team_thread(2), @"
    * about Switchboard: #2 · The import fails
    Switchboard: @max, @lea has taken over this case from you.
      → pings: max
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_case_gets_a_priority() {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    ana.opens_case("The export fails").await;
    reads!(max.runs_in(thread(1), "/priority level:urgent"), @"Set case [#1](thread 1) to urgent priority.");
    reads!(max.runs("/priority level:urgent case:1"), @"Case #1 already has urgent priority; choose another level to change it.");
    reads!(scene.case(1), @"new, urgent, waiting since minute 0");
    scene.close().await;
}

#[tokio::test]
async fn a_case_reopened_to_an_agent_who_left_goes_back_to_the_queue() {
    let scene = Scene::open().await;
    let Scene { ana, max, mia, .. } = &scene;
    ana.opens_case("The export fails").await;
    mia.runs("/claim case:1").await;
    mia.runs("/solve case:1").await;
    // Discord knows no such member any more.
    scene.expect_refusal(404, 10_007);
    let guild = scene.guild_named("Lantern");
    scene.sandbox.change(|world| world.kick(guild, mia.id()));
    scene.idle().await;
    ana.clicks(thread(1), "Not fixed").await;
    reads!(max.runs("/queue view:unclaimed"), @"
    **Unassigned (1)**, most urgent first, then longest wait
    │ [#1](thread 1) · The export fails — new, unassigned, waiting less than a minute · [card](card 1) · **next for you**
    <Claim…>
    ");
    reads!(max, team_thread(1), @"
    * about Switchboard: #1 · The export fails
    Switchboard: @mia is no longer an agent, so this case is back in the queue. Use `/claim` to take it.
    ");
    scene.close().await;
}

#[tokio::test]
async fn whoever_gets_a_case_is_added_to_its_thread() {
    let scene = Scene::open().await;
    let Scene { ana, lea, max, mia, .. } = &scene;
    ana.opens_case("Can I pay by invoice?").await;
    assert!(!is_in_thread(&scene, max).await);
    max.runs("/claim case:1").await;
    assert!(is_in_thread(&scene, max).await);
    lea.runs("/assign agent:@mia case:1").await;
    assert!(is_in_thread(&scene, mia).await && !is_in_thread(&scene, lea).await);
    let read = ana.client.sees(ana.channel(thread(1)).await);
    let joins: Vec<&str> = read.lines().filter(|line| line.contains("added")).collect();
    insta::assert_snapshot!(joins.join("\n"), @"
    * Switchboard added max to the thread.
    * Switchboard added mia to the thread.
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_claim_holds_where_the_agent_cannot_be_added_to_the_thread_yet() {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    ana.opens_case("Can I pay by invoice?").await;
    scene.deny_bot("help", SEND_MESSAGES_IN_THREADS);
    scene.expect_refusal(403, 50_013);
    reads!(max.runs("/claim case:1"), @"Case [#1](thread 1) is yours. Reply to @ana in its thread.");
    reads!(scene.case(1), @"open, max, waiting since minute 0");
    assert!(!is_in_thread(&scene, max).await);
    scene.allow_bot("help");
    max.runs("/tag name:money case:1").await;
    assert!(is_in_thread(&scene, max).await);
    scene.close().await;
}

#[tokio::test]
async fn whoever_asked_for_a_case_and_left_stands_in_nobodys_way() {
    let scene = Scene::open().await;
    let Scene { ana, lea, max, mia, .. } = &scene;
    ana.opens_case("The export fails").await;
    max.runs("/claim case:1").await;
    mia.runs("/assign agent:@mia case:1").await;
    let other = scene.somebody("caro");
    scene.olaf.gives_role(&other, "Agents").await;
    reads!(other.runs("/assign agent:@caro case:1"), @"@mia has already asked @max for case #1, so wait for their answer or ask a lead to assign it.");
    mia.leaves().await;
    scene.expect_refusal(404, 10_007);
    reads!(other.runs("/assign agent:@caro case:1"), @"Case [#1](thread 1) is @max's, so I've asked them to hand it over. A lead can assign it right away.");
    reads!(lea.runs("/case history case:1"), @"
    **History**, oldest first
    #1 · The export fails
    │ 2 March 2026 09:00 · @max opened it
    │ 2 March 2026 09:00 · @max claimed it
    │ 2 March 2026 09:00 · @mia asked @max to hand it over to @mia
    │ 2 March 2026 09:00 · The request to hand it over ended, since @mia is no longer an agent
    │ 2 March 2026 09:00 · @caro asked @max to hand it over to @caro
    ");
    scene.close().await;
}
