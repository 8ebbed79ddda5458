//! People who leave the server or lose their role, and the cases that they leave behind.

use chrono::TimeDelta;

use crate::scene::{Line, SETUP, Scene, card, community, on_card, reads, team_thread, thread};

/// A permission of Discord (Discord, *Permissions*), with which a bot is told of bans.
const VIEW_AUDIT_LOG: u64 = 1 << 7;

/// A case of ana that mia has claimed.
async fn claimed() -> Scene {
    claimed_in(Scene::open().await).await
}

async fn claimed_in(scene: Scene) -> Scene {
    scene.ana.opens_case("The backup stops at 40 %").await;
    scene.mia.runs("/claim case:1").await;
    scene
}

/// The same where the bot has no Server Members Intent, and is not told of members who leave.
async fn claimed_without_members() -> Scene {
    let mut world = community();
    world.application_flags &= !(1 << 14 | 1 << 15);
    let scene = Scene::with_world(world).await;
    scene.olaf.runs(SETUP).await;
    claimed_in(scene).await
}

#[tokio::test]
async fn a_case_is_free_once_its_agent_leaves() {
    let scene = claimed().await;
    let Scene { max, mia, .. } = &scene;
    mia.leaves().await;
    reads!(scene.case(1), @"new, waiting since minute 0");
    reads!(max, team_thread(1), @"
    * about Switchboard: #1 · The backup stops at 40 %
    Switchboard: @mia is no longer an agent, so this case is back in the queue. Use `/claim` to take it.
    ");
    reads!(max.runs("/claim case:1"), @"Case [#1](thread 1) is yours. Reply to @ana in its thread.");
    scene.close().await;
}

#[tokio::test]
async fn a_case_is_free_once_its_agent_loses_the_role() {
    let scene = claimed().await;
    scene.olaf.takes_role(&scene.mia, "Agents").await;
    reads!(scene.case(1), @"new, waiting since minute 0");
    scene.close().await;
}

#[tokio::test]
async fn every_case_of_a_kicked_agent_is_free_and_no_other() {
    let scene = claimed().await;
    let Scene { ben, caro, max, mia, olaf, .. } = &scene;
    ben.opens_case("The invoice has no address").await;
    caro.opens_case("Where is my key?").await;
    mia.runs("/claim case:2").await;
    max.runs("/claim case:3").await;
    olaf.kicks(mia).await;
    reads!(max.runs("/queue view:unclaimed"), @"
    **Unassigned (2)**, most urgent first, then longest wait
    │ [#1](thread 1) · The backup stops at 40 % — new, unassigned, waiting less than a minute · [card](card 1) · **next for you**
    │ [#2](thread 2) · The invoice has no address — new, unassigned, waiting less than a minute · [card](card 2)
    <Claim…>
    ");
    reads!(scene.case(3), @"open, max, waiting since minute 0");
    scene.close().await;
}

#[tokio::test]
async fn a_case_notes_that_its_customer_left_and_came_back() {
    let scene = claimed().await;
    let Scene { ana, max, .. } = &scene;
    ana.leaves().await;
    ana.joins().await;
    reads!(max.runs("/case history case:1"), @"
    **History**, oldest first
    #1 · The backup stops at 40 %
    │ 2 March 2026 09:00 · @max opened it
    │ 2 March 2026 09:00 · @mia claimed it
    │ 2 March 2026 09:00 · The customer left the server
    │ 2 March 2026 09:00 · The customer rejoined the server
    ");
    scene.close().await;
}

#[tokio::test]
async fn who_leaves_while_the_bot_is_away_is_noticed_at_the_start() {
    let scene = claimed().await;
    let Scene { ana, max, mia, .. } = &scene;
    scene.expect_refusal(404, 10_007);
    scene.stop().await;
    mia.leaves().await;
    ana.leaves().await;
    scene.start().await;
    reads!(scene.case(1), @"new, waiting since minute 0");
    // Each person is looked for by a job of their own, in no order.
    let history = max.runs("/case history case:1").await.to_string();
    assert!(history.contains("The customer left the server"), "{history}");
    assert!(
        history.contains("It went back to the queue, since @mia is no longer an agent"),
        "{history}"
    );
    scene.close().await;
}

#[tokio::test]
async fn without_the_intent_the_next_word_frees_the_case() {
    let scene = claimed_without_members().await;
    let Scene { ana, mia, .. } = &scene;
    scene.expect_refusal(404, 10_007);
    mia.writes(thread(1), "Which version is it?").await;
    mia.leaves().await;
    reads!(scene.case(1), @"pending, mia, answered in minute 0");
    ana.writes(thread(1), "It is 3.1, on Linux").await;
    reads!(scene.case(1), @"new, waiting since minute 0, answered in minute 0");
    scene.close().await;
}

#[tokio::test]
async fn without_the_intent_each_word_of_who_waits_frees_the_case() {
    let scene = claimed_without_members().await;
    let Scene { ana, mia, .. } = &scene;
    scene.expect_refusal(404, 10_007);
    ana.writes(thread(1), "It is 3.1, on Linux").await;
    mia.leaves().await;
    reads!(scene.case(1), @"open, mia, waiting since minute 0");
    ana.writes(thread(1), "Is anybody there?").await;
    reads!(scene.case(1), @"new, waiting since minute 0");
    scene.close().await;
}

#[tokio::test]
async fn without_the_intent_another_agent_gets_the_case_of_one_who_left() {
    let scene = claimed_without_members().await;
    let Scene { max, mia, .. } = &scene;
    scene.expect_refusal(404, 10_007);
    reads!(max.runs("/claim case:1"), @"@mia has had case #1 since 2 March 2026 09:00 (now); if you need it, press **Take over** on its card.");
    mia.leaves().await;
    reads!(max.runs("/claim case:1"), @"Case [#1](thread 1) is yours. Reply to @ana in its thread.");
    scene.close().await;
}

#[tokio::test]
async fn without_the_intent_the_team_s_answer_shows_that_the_customer_left() {
    let scene = claimed_without_members().await;
    let Scene { ana, max, mia, .. } = &scene;
    scene.expect_refusal(404, 10_007);
    ana.leaves().await;
    mia.writes(thread(1), "Please try again now").await;
    reads!(max.runs("/case history case:1"), @"
    **History**, oldest first
    #1 · The backup stops at 40 %
    │ 2 March 2026 09:00 · @max opened it
    │ 2 March 2026 09:00 · @mia claimed it
    │ 2 March 2026 09:00 · @mia [answered](message of mia) (first answer)
    │ 2 March 2026 09:00 · The customer left the server
    ");
    scene.close().await;
}

#[tokio::test]
async fn without_the_intent_a_ban_is_noticed_when_it_happens() {
    let scene = claimed_without_members().await;
    let Scene { mia, olaf, .. } = &scene;
    scene.sandbox.change(|world| {
        let guild = world.guild_named("Lantern").expect("the server").id;
        let roles = world.guilds[&guild].roles.values();
        let of_bot = roles.filter(|role| role.bot_id.is_some()).map(|role| role.id).next();
        let of_bot = of_bot.expect("the bot has a role");
        world.edit_role(guild, of_bot, |role| role.permissions |= VIEW_AUDIT_LOG);
    });
    olaf.bans(mia, 0).await;
    reads!(scene.case(1), @"new, waiting since minute 0");
    scene.close().await;
}

#[tokio::test]
async fn a_former_agent_who_is_refused_has_no_case_any_more() {
    let scene = claimed_without_members().await;
    let Scene { mia, olaf, .. } = &scene;
    olaf.takes_role(mia, "Agents").await;
    reads!(mia.forces_in("general", "/note text:hello case:1"), @"Only the support team can use this; to ask a question, use `/ask`.");
    reads!(scene.case(1), @"new, waiting since minute 0");
    scene.close().await;
}

#[tokio::test]
async fn the_case_of_somebody_who_manages_the_server_stays_theirs() {
    let scene = Scene::open().await;
    let Scene { ana, olaf, .. } = &scene;
    ana.opens_case("Is there a discount for schools?").await;
    olaf.runs("/claim case:1").await;
    olaf.writes(thread(1), "Yes").await;
    ana.writes(thread(1), "How much?").await;
    scene.restart().await;
    reads!(scene.case(1), @"open, olaf, waiting since minute 0, answered in minute 0");
    scene.close().await;
}

#[tokio::test]
async fn a_deleted_role_frees_the_cases_of_those_who_had_no_other() {
    let scene = claimed().await;
    let Scene { ben, max, olaf, .. } = &scene;
    olaf.runs("/setup agents_2:@Developers").await;
    olaf.gives_role(max, "Developers").await;
    ben.opens_case("The invoice has no address").await;
    max.runs("/claim case:2").await;
    olaf.deletes_role("Agents").await;
    reads!(scene.case(1), @"new, waiting since minute 0");
    reads!(scene.case(2), @"open, max, waiting since minute 0");
    scene.close().await;
}

#[tokio::test]
async fn nobody_loses_a_case_while_there_is_no_role_of_agents() {
    let scene = claimed().await;
    scene.olaf.deletes_role("Agents").await;
    scene.restart().await;
    reads!(scene.case(1), @"open, mia, waiting since minute 0");
    scene.ana.leaves().await;
    assert!(scene.olaf.sees(card(1)).await.contains("@ana, who left the server"));
    scene.close().await;
}

#[tokio::test]
async fn the_card_says_that_the_customer_left_until_they_are_back() {
    let scene = claimed().await;
    let Scene { ana, mia, .. } = &scene;
    ana.leaves().await;
    reads!(mia, on_card(1, Line::Customer), @"@ana, who left the server");
    ana.joins().await;
    assert!(!mia.sees(card(1)).await.contains("left"));
    scene.close().await;
}

#[tokio::test]
async fn whoever_answers_a_customer_who_left_is_told_so() {
    let scene = claimed().await;
    scene.expect_refusal(404, 10_007);
    let Scene { ana, lea, mia, .. } = &scene;
    lea.runs("/snippet add name:logs text:Please send us the log file.").await;
    ana.leaves().await;
    reads!(mia.runs("/reply snippet:logs case:1"), @"Sent your reply in the thread of case [#1](thread 1). They've left the server, so they'll only see it if they come back.");
    reads!(mia.runs("/solve case:1"), @"Asked @ana whether case [#1](thread 1) is solved. Without a reply, it closes in 3 days. They've left the server, so they'll only see it if they come back.");
    scene.close().await;
}

#[tokio::test]
async fn the_same_is_said_in_german() {
    let scene = claimed().await;
    scene.expect_refusal(404, 10_007);
    let Scene { ana, mia, olaf, .. } = &scene;
    olaf.runs("/setup language:Deutsch").await;
    ana.leaves().await;
    mia.speaks("de");
    reads!(mia.runs("/lösen fall:1"), @"Ich habe @ana gefragt, ob Fall [#1](thread 1) gelöst ist. Ohne Antwort wird er in 3 days geschlossen. Das Mitglied hat den Server verlassen und sieht es nur, wenn es zurückkommt.");
    let card = mia.sees(card(1)).await;
    insta::assert_snapshot!(card.lines().filter(|line| line.contains("@ana")).collect::<Vec<_>>().join("\n"), @"  │ **Mitglied:** @ana, nicht mehr auf dem Server · bekommt englische Nachrichten");
    scene.close().await;
}

#[tokio::test]
async fn a_customer_who_left_is_not_asked_for_their_silence() {
    let scene = claimed().await;
    let Scene { ana, mia, olaf, .. } = &scene;
    olaf.runs("/setup follow_up:2d").await;
    mia.writes(thread(1), "Which version is it?").await;
    ana.leaves().await;
    scene.advance_and_run_due(TimeDelta::days(9)).await;
    reads!(scene.case(1), @"pending, mia, answered in minute 0");
    ana.joins().await;
    scene.advance_and_run_due(TimeDelta::days(2)).await;
    reads!(scene.case(1), @"solved, mia, answered in minute 0");
    scene.close().await;
}

#[tokio::test]
async fn nobody_who_left_is_given_a_case() {
    let scene = claimed().await;
    let Scene { max, mia, .. } = &scene;
    mia.leaves().await;
    reads!(max.runs(&format!("/assign agent:{} case:1", mia.id())), @"@mia is no longer in this server, so choose someone else from the team.");
    max.speaks("de");
    reads!(max.runs(&format!("/zuweisen teammitglied:{} fall:1", mia.id())), @"@mia ist nicht mehr auf diesem Server, also wähl jemand anderen aus dem Team.");
    scene.close().await;
}

#[tokio::test]
async fn whoever_is_given_the_server_counts_as_the_team_at_once() {
    let scene = Scene::open().await;
    let Scene { ana, ben, .. } = &scene;
    ana.opens_case("The backup stops at 40 %").await;
    ben.writes(thread(1), "It does here, too").await;
    reads!(scene.case(1), @"new, waiting since minute 0");
    let (guild, owner) = (scene.guild_named("Lantern"), ben.id());
    scene.sandbox.change(|world| world.set_owner(guild, owner));
    scene.idle().await;
    ben.writes(thread(1), "We're on it").await;
    reads!(scene.case(1), @"pending, ben, answered in minute 0");
    scene.close().await;
}

#[tokio::test]
async fn a_case_that_its_customer_reopens_is_free_if_its_agent_has_left() {
    let scene = Scene::open().await;
    let Scene { ana, max, mia, .. } = &scene;
    let post = ana.posts("ideas", "Export fails", "It says error 500").await;
    max.flags(post).await;
    mia.runs("/claim case:1").await;
    mia.runs("/solve case:1").await;
    scene.expect_refusal(404, 10_007);
    scene.restart().await;
    mia.leaves().await;
    ana.writes(post, "It is back!").await;
    reads!(scene.case(1), @"new, waiting since minute 0, reopened: 1");
    reads!(max, team_thread(1), @"
    * about Switchboard: #1 · Export fails
    Switchboard: @mia is no longer an agent, so this case is back in the queue. Use `/claim` to take it.
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_customer_whose_case_was_merged_and_who_left_is_not_told_of_the_fix() {
    let scene = Scene::open().await;
    let Scene { ana, ben, max, dora, .. } = &scene;
    ana.opens_case("The backup stops at 40 %").await;
    ben.opens_case("My backup stops, too").await;
    let form = max.runs("/escalate case:1").await.form();
    max.submits(&form, &[("Actual result", "Error 500")]).await;
    max.runs("/merge into:1 case:2").await;
    ben.leaves().await;
    dora.runs("/bug ship version:5.3 bug:1").await;
    max.clicks(team_thread(1), "Send").await;
    reads!(ana, thread(1), @"
    Switchboard: @ana Good news: this is fixed in version 5.3.
      -# Sent by @max
      Does it work now? Press a button, or tell us what's still wrong. If we don't hear from you, we'll close case #1 in 3 days.
      [Works now] [Still broken]
      → pings: ana
    ");
    reads!(dora.runs("/bug show bug:1"), @"
    Bug #1 · The backup stops at 40 %
    │ Status: Shipped in 5.3
    │ People affected: 2 people
    │ Links: [Report](report 1)
    │ Cases: [#1](thread 1)
    │ Customers:
    │   1 of 2 told, 0 confirmed
    │   #1 · @ana · told
    │   #1 · @ben · left the server
    │ Last changes:
    │   2 March 2026 09:00 · @dora shipped bug [#1](report 1) in version 5.3
    │   2 March 2026 09:00 · @max reported bug [#1](report 1) (normal severity)
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_customer_who_reopens_their_case_is_back() {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    ana.opens_case("The export fails").await;
    ana.leaves().await;
    max.runs("/close case:1").await;
    ana.joins().await;
    ana.runs("/reopen case:1").await;
    let card = max.sees(card(1)).await;
    assert!(!card.contains("left the server"), "{card}");
    scene.close().await;
}

#[tokio::test]
async fn a_customer_who_was_told_of_the_fix_while_they_were_away_was_told() {
    let scene = Scene::open().await;
    scene.expect_refusal(404, 10_007);
    let Scene { ana, max, dora, .. } = &scene;
    ana.opens_case("The export fails").await;
    let form = max.runs("/escalate case:1").await.form();
    max.submits(&form, &[("Actual result", "Error 500")]).await;
    ana.leaves().await;
    dora.runs("/bug ship version:5.3 bug:1").await;
    max.clicks(team_thread(1), "Send").await;
    ana.joins().await;
    let report = dora.runs("/bug show bug:1").await;
    assert!(report.contains("@ana · told"), "{report}");
    scene.close().await;
}
