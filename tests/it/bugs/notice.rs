//! Known-issue notices: what members read of a bug where everyone can.

use chrono::TimeDelta;

use crate::database_dump::tables_that_hold;
use crate::privacy::own_data::export_of;
use crate::scene::{Scene, last_answer, reads, report};

/// The notice that max posts.
pub const POST: &str = "/bug notice text:The export fails for large files bug:1 channel:#general";

/// A case of ana that waits for bug 1.
pub async fn reported() -> Scene {
    let scene = Scene::open().await;
    escalated(&scene, 1).await;
    scene
}

/// Has ana open a case, which max escalates.
pub async fn escalated(scene: &Scene, case: i64) {
    let Scene { ana, max, .. } = scene;
    ana.opens_case(&format!("The export fails in way {case}")).await;
    let form = max.runs(&format!("/escalate case:{case}")).await.form();
    max.submits(&form, &[("Actual result", "Error 500")]).await;
}

/// A case of ana that waits for bug 1, which has a notice in #general.
pub async fn noticed() -> Scene {
    let scene = reported().await;
    let answer = scene.max.runs(POST).await;
    assert!(answer.contains("Posted"), "{answer}");
    scene
}

#[tokio::test]
async fn an_agent_posts_a_notice_and_members_read_it() {
    let scene = reported().await;
    let Scene { ben, max, dora, .. } = &scene;
    reads!(max.runs("/bug notice text:The export fails for large files bug:1"), @"Posted the known-issue notice for bug [#1](report 1) in #help. Anyone who presses **Me too** there is mentioned when the bug is shipped or declined.");
    reads!(ben, "help", @"
    ana: The export fails in way 1
      ↳ thread #1 · The export fails in way 1 (1 message)
    Switchboard:
      │ Known issue
      │ The export fails for large files
      │
      │ Same problem? Press **Me too**, and I'll mention you here when there's news about a fix. If yours is a different one, use `/ask`.
      │ Status: Reported to the developers
      │ People affected: 1 person
      [Me too]
    ");
    dora.clicks(report(1), "Accept").await;
    let seen = ben.sees("help").await;
    assert!(seen.contains("We're working on it"), "{seen}");
    reads!(dora.runs("/bug show bug:1"), @"
    Bug #1 · The export fails in way 1
    │ Status: Accepted by @dora
    │ People affected: 1 person
    │ Links: [Report](report 1)
    │ Cases: [#1](thread 1)
    │ Known-issue notice: #help · [Known issue](message of switchboard)
    │ Last changes:
    │   2 March 2026 09:00 · @dora accepted bug [#1](report 1)
    │   2 March 2026 09:00 · @max posted the known-issue notice in #help
    │   2 March 2026 09:00 · @max reported bug [#1](report 1) (normal severity)
    ");
    scene.close().await;
}

#[tokio::test]
async fn developers_do_not_publish() {
    let scene = reported().await;
    let Scene { dora, ana, .. } = &scene;
    reads!(dora.forces(POST), @"Only the support team can use this; to ask a question, use `/ask`.");
    reads!(ana.forces(POST), @"Only the support team can use this; to ask a question, use `/ask`.");
    assert!(!ana.sees("general").await.contains("Known issue"));
    scene.close().await;
}

#[tokio::test]
async fn a_notice_gets_other_words_in_a_form() {
    let scene = noticed().await;
    let Scene { ben, max, mia, .. } = &scene;
    let form = mia.runs("/bug notice bug:1").await.form();
    reads!(mia.submits(&form, &[]), @"
    The known-issue notice for bug #1 already says that; change its text or its channel.
    Nothing was done. Here's what you wrote, so you can copy it into a new form:
    │ What members read
    │ The export fails for large files
    ");
    let text = "Exports over 1 GB fail.\nUse **filters** until it's fixed.";
    reads!(mia.submits(&form, &[("What members read", text)]), @"Changed the known-issue notice for bug [#1](report 1). It's in #general.");
    reads!(ben, "general", @"
    Switchboard: (edited)
      │ Known issue
      │ Exports over 1 GB fail.
      │ Use **filters** until it's fixed.
      │
      │ Same problem? Press **Me too**, and I'll mention you here when there's news about a fix. If yours is a different one, use `/ask`.
      │ Status: Reported to the developers
      │ People affected: 1 person
      [Me too]
    ");
    reads!(max.runs("/bug show bug:1"), @"
    Bug #1 · The export fails in way 1
    │ Status: New
    │ People affected: 1 person
    │ Links: [Report](report 1)
    │ Cases: [#1](thread 1)
    │ Known-issue notice: #general · [Known issue](message of switchboard)
    │ Last changes:
    │   2 March 2026 09:00 · @mia changed the known-issue notice in #general
    │   2 March 2026 09:00 · @max posted the known-issue notice in #general
    │   2 March 2026 09:00 · @max reported bug [#1](report 1) (normal severity)
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_notice_moves_to_another_channel() {
    let scene = noticed().await;
    let Scene { ben, max, .. } = &scene;
    ben.clicks("general", "Me too").await;
    reads!(max.runs("/bug notice text:The export fails for large files bug:1 channel:#help"), @"Changed the known-issue notice for bug [#1](report 1). It's in #help.");
    assert!(!ben.sees("general").await.contains("Known issue"));
    let seen = ben.sees("help").await;
    assert!(seen.contains("Known issue") && seen.contains("2 people"), "{seen}");
    scene.close().await;
}

#[tokio::test]
async fn a_notice_that_somebody_deletes_in_discord_is_taken_down() {
    let scene = noticed().await;
    let Scene { ben, max, dora, olaf, .. } = &scene;
    olaf.deletes("general").await;
    dora.clicks(report(1), "Accept").await;
    reads!(ben, "general", @"");
    reads!(max.runs("/bug show bug:1"), @"
    Bug #1 · The export fails in way 1
    │ Status: Accepted by @dora
    │ People affected: 1 person
    │ Links: [Report](report 1)
    │ Cases: [#1](thread 1)
    │ Last changes:
    │   2 March 2026 09:00 · @dora accepted bug [#1](report 1)
    │   2 March 2026 09:00 · Someone deleted the known-issue notice in Discord, so it's down
    │   2 March 2026 09:00 · @max posted the known-issue notice in #general
    │   2 March 2026 09:00 · @max reported bug [#1](report 1) (normal severity)
    ");
    reads!(max.runs("/bug notice remove:true bug:1"), @"Bug #1 has no known-issue notice; post one with `/bug notice`.");
    scene.close().await;
}

#[tokio::test]
async fn a_notice_goes_with_its_channel() {
    let scene = noticed().await;
    scene.expect_refusal(404, 10_003);
    let Scene { max, olaf, .. } = &scene;
    olaf.deletes_channel("general").await;
    reads!(max.runs("/bug notice remove:true bug:1"), @"Bug #1 has no known-issue notice; post one with `/bug notice`.");
    scene.close().await;
}

#[tokio::test]
async fn a_notice_is_posted_once_though_discords_answers_are_lost() {
    let scene = reported().await;
    scene.expect_refusal(0, 0);
    let Scene { ben, max, dora, .. } = &scene;
    let count = async |words: &str| ben.sees("general").await.matches(words).count();
    scene.sandbox.faults().fail_after("POST /channels/{channel}/messages", 1);
    reads!(max.runs(POST), @"The known-issue notice for bug [#1](report 1) isn't in #general. I'm still on it; `/bug show` says when the notice is there.");
    scene.advance_and_run_due(TimeDelta::minutes(5)).await;
    assert_eq!(count("Known issue").await, 1);
    ben.clicks("general", "Me too").await;
    scene.sandbox.faults().fail_after("POST /channels/{channel}/messages", 2);
    dora.runs("/bug ship version:5.3 bug:1").await;
    scene.advance_and_run_due(TimeDelta::minutes(5)).await;
    assert_eq!(count("you had this problem too").await, 1);
    scene.close().await;
}

#[tokio::test]
async fn a_notice_that_was_deleted_while_the_bot_was_away_does_not_come_back() {
    let scene = noticed().await;
    scene.expect_refusal(404, 10_008);
    let Scene { ben, dora, olaf, .. } = &scene;
    scene.reads_on_from_here().await;
    scene.stop().await;
    olaf.deletes("general").await;
    scene.start().await;
    dora.clicks(report(1), "Accept").await;
    reads!(ben, "general", @"");
    scene.close().await;
}

#[tokio::test]
async fn a_notice_needs_a_channel_where_members_read_and_the_bot_may_post() {
    let scene = reported().await;
    let Scene { max, olaf, .. } = &scene;
    reads!(max.runs("/bug notice text:It fails bug:1 channel:#desk"), @"#desk is a team's channel, so choose one where members read, with `channel`.");
    reads!(max.forces("/bug notice text:It fails bug:1 channel:#ideas"), @"(/bug notice: channel can't be a channel of that kind: #ideas.)");
    olaf.runs("/setup help:#ideas").await;
    reads!(max.runs("/bug notice text:It fails bug:1"), @"A known-issue notice needs a text or announcement channel, so choose one with `channel`.");
    scene.deny_bot("general", 1 << 11);
    reads!(max.runs(POST), @"I'm missing **Send Messages** in #general; grant it and try again.");
    scene.allow_bot("general");
    reads!(max.runs("/bug notice text:It fails bug:9"), @"There's no bug #9 here; `/bug list` lists the open ones.");
    reads!(max.runs("/bug notice text:It fails"), @"There's no bug in this channel; name one, such as `bug:3`, or use the command in the thread of a report.");
    scene.close().await;
}

#[tokio::test]
async fn words_that_automod_blocks_are_given_up() {
    let scene = noticed().await;
    scene.expect_refusal(400, 200_000);
    let Scene { ben, max, dora, .. } = &scene;
    block(&scene, "PATCH /channels/{channel}/messages/{message}");
    reads!(max.runs("/bug notice text:The darn export fails bug:1"), @"The known-issue notice for bug [#1](report 1) isn't in #general the way you want it. I won't send it: AutoMod blocks words in it. Try other words.");
    scene.sandbox.faults().clear();
    dora.clicks(report(1), "Accept").await;
    let seen = ben.sees("general").await;
    assert!(seen.contains("large files") && seen.contains("working on it"), "{seen}");
    max.runs("/bug notice remove:true bug:1").await;
    block(&scene, "POST /channels/{channel}/messages");
    reads!(max.runs(POST), @"The known-issue notice for bug [#1](report 1) isn't in #general. I won't send it: AutoMod blocks words in it. Try other words.");
    scene.sandbox.faults().clear();
    reads!(max.runs("/bug notice remove:true bug:1"), @"Bug #1 has no known-issue notice; post one with `/bug notice`.");
    scene.close().await;
}

/// Has Discord's AutoMod refuse the next such request.
fn block(scene: &Scene, request: &str) {
    let refusal = sandbox::fault::Trouble::Before { status: 400, code: 200_000 };
    scene.sandbox.faults().plan_trouble(request, 0, None, refusal);
}

#[tokio::test]
async fn words_are_erased_with_those_of_the_agent_who_wrote_them() {
    let scene = noticed().await;
    let Scene { ben, max, .. } = &scene;
    ben.clicks("general", "Me too").await;
    let answer = max.runs("/forget-me").await;
    assert!(answer.contains("1 note or reply that I posted for you"), "{answer}");
    assert!(export_of(max).await.1.contains("The export fails for large files"));
    max.runs("/forget-me").await;
    max.clicks(last_answer(), "Delete what I wrote").await;
    assert!(tables_that_hold(&scene.database, "large files").await.is_empty());
    reads!(ben, "general", @"
    Switchboard: (edited)
      │ Known issue
      │ The person who described this issue had their words deleted.
      │
      │ Same problem? Press **Me too**, and I'll mention you here when there's news about a fix. If yours is a different one, use `/ask`.
      │ Status: Reported to the developers
      │ People affected: 2 people
      [Me too]
    ↱ to Switchboard
    Switchboard: Got it. I'll mention you here when there's news about a fix.
      (only ben sees this)
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_notice_is_in_the_language_of_the_server() {
    let scene = reported().await;
    let Scene { ben, max, olaf, .. } = &scene;
    olaf.runs("/setup language:Deutsch").await;
    max.runs("/bug notice text:Große Exporte gehen nicht bug:1 channel:#general").await;
    reads!(ben, "general", @"
    Switchboard:
      │ Bekanntes Problem
      │ Große Exporte gehen nicht
      │
      │ Hast du das Problem auch? Drück **Ich auch**, dann erwähne ich dich hier, sobald es etwas Neues zu einer Korrektur gibt. Ist es bei dir etwas anderes, nimm `/fragen`.
      │ Status: Der Entwicklung gemeldet
      │ Betroffen: 1 Person
      [Ich auch]
    ");
    scene.close().await;
}
