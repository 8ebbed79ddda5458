//! Cases that only the customer and the team can read.

use chrono::TimeDelta;

use crate::scene::{Line, Scene, board, card, on_card, opening, reads, report, thread, unnamed};

/// Checks that ben, in whatever channel he looks, sees none of these words.
fn ben_sees_nothing_of(scene: &Scene, secrets: &[&str]) {
    let channels: Vec<u64> = scene.sandbox.world(|world| world.channels.keys().copied().collect());
    for channel in channels {
        let seen = scene.ben.client.sees(channel);
        for secret in secrets {
            assert!(!seen.contains(secret), "ben sees {secret:?}:\n{seen}");
        }
    }
}

/// A message of ana's that max has flagged in private mode.
async fn bill() -> Scene {
    let scene = Scene::private().await;
    scene.ana.opens_case("My bill is wrong").await;
    scene
}

#[tokio::test]
async fn in_private_mode_a_case_gets_a_private_thread() {
    let scene = Scene::private().await;
    let Scene { ana, ben, max, .. } = &scene;
    let message = ana.writes("help", "My bill is wrong").await;
    reads!(max.flags(message), @"Opened case [#1](thread 1) and greeted @ana in a private thread that only they and the team can see.");
    reads!(ana, opening(1), @"
    Switchboard: Hi @ana, thanks for asking! We've opened case #1 for you. Someone from the team will answer here. Only you and the team can see this thread.
      In the meantime, it helps to know what you did, what you expected, and which version you use. A screenshot is great, too.
      -# I'm a bot that keeps track of questions. A person will answer you.
      │ My bill is wrong
      → pings: ana
    ");
    reads!(ben, "help", @"ana: My bill is wrong");
    scene.close().await;
}

#[tokio::test]
async fn in_private_mode_only_customer_and_team_read_the_answer() {
    let scene = bill().await;
    let Scene { ana, ben, max, .. } = &scene;
    max.runs("/claim case:1").await;
    max.writes(thread(1), "Which invoice number?").await;
    ana.writes(thread(1), "It is 4711").await;
    max.runs("/solve summary:Invoice 4711 is corrected case:1").await;
    ana.clicks(thread(1), "Solved").await;
    reads!(ana, thread(1), @"
    * Switchboard added max to the thread.
    max: Which invoice number?
    ana: It is 4711
    Switchboard: @ana, @max suggests:
      > Invoice 4711 is corrected (edited)
    ↱ to Switchboard: @ana, @max suggests:…
    Switchboard: Thanks! Case #1 is closed. If the problem comes back, use `/reopen case:1`. How did we do?
      [😀] [😐] [🙁]
      (only ana sees this)
    Switchboard: Case [#1](thread 1) is solved and closed. Still need help? Use `/reopen case:1` in any channel.
    (archived and locked)
    ");
    ben_sees_nothing_of(&scene, &["4711", "case", "#1", "corrected", "invoice"]);
    assert!(ben.client.channel(max.channel(thread(1)).await).is_err());
    scene.close().await;
}

#[tokio::test]
async fn a_private_question_is_never_public() {
    let scene = Scene::open().await;
    let Scene { ana, mia, .. } = &scene;
    reads!(ana.runs("/ask question:My account was stolen private:true"), @"Thanks! Your question is case #1. The team will answer [in a private thread](thread 1) that only you and they can see.");
    reads!(ana, opening(1), @"
    Switchboard: Hi @ana, thanks for asking! This is case #1. Someone from the team will answer here. Only you and the team can see this thread.
      In the meantime, it helps to know what you did, what you expected, and which version you use. A screenshot is great, too.
      -# I'm a bot that keeps track of questions. A person will answer you.
      │ My account was stolen
      → pings: ana
    ");
    ana.writes(thread(1), "Please hurry").await;
    reads!(mia.runs("/queue"), @"
    **Waiting for us (1)**, most urgent first, then longest wait
    │ [#1](thread 1) · My account was stolen — 🔒 private, new, unassigned, waiting less than a minute · [card](card 1) · **next for you**
    <Claim…>
    ");
    ben_sees_nothing_of(&scene, &["stolen", "case", "#1", "hurry"]);
    scene.close().await;
}

#[tokio::test]
async fn a_private_thread_is_made_once_also_when_discords_answer_is_lost() {
    let scene = Scene::open().await;
    scene.sandbox.faults().fail_after("POST /channels/{channel}/threads", 1);
    scene.ana.runs("/ask question:My account was stolen private:true").await;
    scene.advance_and_run_due(TimeDelta::seconds(5)).await;
    assert_eq!(scene.threads(), 1);
    assert!(scene.ana.sees(opening(1)).await.contains("│ My account was stolen"));
    scene.close().await;
}

#[tokio::test]
async fn the_assignee_is_added_to_a_private_thread_that_their_role_does_not_show() {
    let scene = Scene::open().await;
    let Scene { ana, max, mia, .. } = &scene;
    ana.runs("/ask question:My account was stolen private:true").await;
    let thread = ana.channel(thread(1)).await;
    let guild = scene.guild_named("Lantern");
    scene.sandbox.change(|world| {
        let agents = world.role_in(guild, "Agents").expect("the role").id;
        world.set_role_permissions(guild, agents, 0)
    });
    assert!(mia.client.channel(thread).is_err());
    mia.clicks(card(1), "Claim").await;
    assert!(mia.client.channel(thread).is_ok() && max.client.channel(thread).is_err());
    scene.close().await;
}

#[tokio::test]
async fn only_cases_of_the_same_customer_are_merged_into_a_private_case() {
    let scene = bill().await;
    let Scene { ana, ben, max, .. } = &scene;
    ben.opens_case("Mine too").await;
    ana.opens_case("And the next as well").await;
    reads!(max.runs("/merge into:1 case:2"), @"Case #1 is private, so you can only merge it with a case of the same customer.");
    reads!(max.runs("/merge into:1 case:3"), @"Merged case [#3](thread 3) into [#1](thread 1) and told @ana. Undo with `/unmerge`.");
    reads!(ana, thread(3), @"
    Switchboard: @ana, we're continuing this in [case #1](thread 1). Please reply there. We've kept everything you wrote here.
      → pings: ana
    (archived and locked)
    ");
    scene.close().await;
}

#[tokio::test]
async fn what_was_written_in_private_while_the_bot_was_away_is_read() {
    let scene = bill().await;
    let Scene { ana, max, .. } = &scene;
    max.runs("/claim case:1").await;
    max.writes(thread(1), "Which one?").await;
    scene.stop().await;
    scene.advance_clock(TimeDelta::minutes(1));
    ana.writes(thread(1), "That of May").await;
    scene.start().await;
    assert!(max.runs("/queue").await.contains("My bill is wrong"), "she waits again");
    scene.close().await;
}

#[tokio::test]
async fn in_private_mode_a_public_post_is_answered_in_private() {
    let scene = Scene::private().await;
    let Scene { ana, ben, max, .. } = &scene;
    let post = ana.posts("ideas", "Billing", "Why was I charged twice?").await;
    reads!(max.flags(post), @"Opened case [#1](thread 1) and greeted @ana in a private thread that only they and the team can see.");
    assert_eq!(ben.sees(post).await, "ana: Why was I charged twice?");
    reads!(ana, "help", @"↳ private thread #1 · Billing (1 message)");
    assert_eq!(ben.sees("help").await, "");
    scene.close().await;
}

#[tokio::test]
async fn an_edited_question_reaches_its_private_case() {
    let scene = Scene::private().await;
    let Scene { ana, max, .. } = &scene;
    let question = ana.opens_case("My bill is wrong").await;
    ana.edits(question, "My bill of May is wrong").await;
    let seen = max.sees(card(1)).await;
    assert!(seen.contains("My bill of May is wrong"), "{seen}");
    ana.deletes(question).await;
    reads!(max, on_card(1, Line::Links), @"thread 1");
    scene.close().await;
}

#[tokio::test]
async fn a_public_thread_on_the_question_of_a_private_case_does_not_belong_to_the_case() {
    let scene = Scene::private().await;
    let Scene { ana, ben, max, .. } = &scene;
    let message = ana.opens_case("My bill is wrong").await;
    let public = ben.starts_thread(message, "Bills").await;
    max.writes(public, "Please wait for an answer").await;
    ana.writes(public, "Alright, but when?").await;
    let answer = max.runs_in(public, "/case show").await;
    assert!(answer.to_string().starts_with("This channel has no case"), "{answer}");
    assert_eq!(scene.case(1).await, "new, waiting since minute 0");
    scene.close().await;
}

#[tokio::test]
async fn the_team_sees_everywhere_that_a_case_is_private() {
    let scene = Scene::open().await;
    let Scene { ana, ben, max, dora, .. } = &scene;
    ben.opens_case("The export fails").await;
    ana.runs("/ask question:My card ends 1234 and I was charged twice private:true").await;
    let form = max.runs("/escalate case:2").await.form();
    max.submits(&form, &[("Actual result", "Charged twice")]).await;
    let places = [
        max.sees(card(2)).await,
        max.sees(card(1)).await,
        max.sees(board()).await,
        max.runs("/queue view:all").await.to_string(),
        max.runs("/find query:charged").await.to_string(),
        max.runs("/case show case:2").await.to_string(),
        max.runs("/case history case:2").await.to_string(),
        max.completes("/claim case:2").await.join("\n"),
        ana.runs("/my-cases").await.to_string(),
        dora.sees(report(1)).await,
    ];
    let lines = places.iter().flat_map(|place| place.lines());
    let said: Vec<String> = lines.filter(|line| line.contains("rivate")).map(unnamed).collect();
    insta::assert_snapshot!(said.join("\n"), @"
      │ @ana · 🔒 private
      │ By the customer, now · [Private thread](thread 2)
    │ [#2](thread 2) · My card ends 1234 and I was charged twice — 🔒 private, on hold, unassigned, waiting less than a minute · [card](card 2)
    │ [#2](thread 2) · My card ends 1234 and I was charged twice — 🔒 private, on hold, by @ana · [card](card 2)
    │ @ana · 🔒 private
    │ By the customer, now · [Private thread](thread 2)
    #2 · My card ends 1234 and I was charged twice (🔒 private)
    #2 · My card ends 1234 and I was charged twice · 🔒 private
    │ [#2](thread 2) · My card ends 1234 and I was charged twice (🔒 private)
      │ Cases: [#2](thread 2) (🔒 private)
    ");
    scene.close().await;
}

#[tokio::test]
async fn the_card_of_a_private_case_links_its_thread_from_the_first_moment() {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    ana.runs("/ask question:My account was stolen private:true").await;
    assert!(max.sees(card(1)).await.contains("(thread 1)"));
    scene.close().await;
}
