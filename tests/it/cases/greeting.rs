//! The first message in a case's thread, which follows the case.

use crate::scene::{Person, Scene, opening, reads, thread};

/// The sentence of the greeting that says how the case stands, and whether more is wanted of the
/// customer.
async fn standing(person: &Person) -> String {
    let greeting = person.sees(opening(1)).await;
    let first_line = greeting.lines().next().expect("a line");
    let sentences = first_line.split_once("case #1").expect("the case").1;
    let sentences = sentences.split_once(". ").expect("more than one sentence").1;
    let wants_details = if greeting.contains("screenshot") { " + details" } else { "" };
    format!("{}{wants_details}", sentences.trim_end_matches(" (edited)"))
}

#[tokio::test]
async fn the_greeting_says_how_the_case_stands_for_the_whole_of_its_life() {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    ana.opens_case("The export fails").await;
    let mut story = vec![("opened", standing(ana).await)];
    max.runs("/claim case:1").await;
    story.push(("claimed", standing(ana).await));
    max.runs("/release case:1").await;
    story.push(("released", standing(ana).await));
    max.writes(thread(1), "Which version?").await;
    story.push(("answered", standing(ana).await));
    let form = max.runs("/escalate case:1").await.form();
    max.submits(&form, &[("Actual result", "Error 500")]).await;
    story.push(("escalated", standing(ana).await));
    max.runs("/unlink bug:1 case:1").await;
    story.push(("unlinked", standing(ana).await));
    max.runs("/solve case:1").await;
    story.push(("solved", standing(ana).await));
    ana.clicks(thread(1), "Solved").await;
    story.push(("confirmed", standing(ana).await));
    ana.runs("/reopen case:1").await;
    story.push(("reopened", standing(ana).await));
    let story: Vec<String> =
        story.into_iter().map(|(when, says)| format!("{when}: {says}")).collect();
    insta::assert_snapshot!(story.join("\n"), @"
    opened: Someone from the team will answer here. + details
    claimed: @max is looking into it. + details
    released: Someone from the team will answer here. + details
    answered: @max is looking into it. + details
    escalated: We've passed this on to our developers.
    unlinked: @max is looking into it. + details
    solved: We think this is solved, and we've asked you here whether it is.
    confirmed: This case is closed.
    reopened: @max is looking into it. + details
    ");
    scene.close().await;
}

#[tokio::test]
async fn the_greeting_of_a_merged_case_names_the_other() {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    ana.opens_case("The export fails").await;
    ana.opens_case("It says error 500").await;
    max.runs("/merge into:2 case:1").await;
    insta::assert_snapshot!(standing(ana).await, @"We're continuing in case #2.");
    max.runs("/unmerge case:1").await;
    insta::assert_snapshot!(standing(ana).await, @"Someone from the team will answer here. + details");
    scene.close().await;
}

#[tokio::test]
async fn a_greeting_that_was_deleted_stays_deleted() {
    let scene = Scene::open().await;
    let Scene { ana, max, olaf, .. } = &scene;
    ana.opens_case("The export fails").await;
    olaf.deletes(opening(1)).await;
    scene.expect_refusal(404, 10_008);
    max.runs("/claim case:1").await;
    max.runs("/priority level:high case:1").await;
    let thread = ana.channel(thread(1)).await;
    assert!(!ana.client.sees(thread).contains("Switchboard: H"), "no greeting");
    scene.close().await;
}

#[tokio::test]
async fn a_greeting_follows_what_happened_while_discord_was_away() {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    ana.opens_case("The export fails").await;
    scene.sandbox.faults().fail_after("PATCH /channels/{channel}/messages/{message}", 1);
    max.runs("/claim case:1").await;
    scene.advance_and_run_due(chrono::TimeDelta::seconds(10)).await;
    insta::assert_snapshot!(standing(ana).await, @"@max is looking into it. + details");
    scene.close().await;
}

#[tokio::test]
async fn a_server_may_greet_with_a_text_of_its_own() {
    let scene = Scene::open().await;
    let Scene { ana, olaf, .. } = &scene;
    let saved =
        olaf.runs("/setup greeting:We answer on weekdays. **Never** post your password.").await;
    assert!(saved.contains("Customers read your own text"), "{saved}");
    ana.opens_case("The export fails").await;
    reads!(ana, opening(1), @"
    Switchboard: Hi @ana, thanks for asking! We've opened case #1 for you. Someone from the team will answer here.
      We answer on weekdays. **Never** post your password.
      -# I'm a bot that keeps track of questions. A person will answer you.
      → pings: ana
    ");
    let off = olaf.runs("/setup greeting:off").await;
    assert!(off.contains("Customers are asked for details"), "{off}");
    ana.opens_case("The import fails, too").await;
    assert!(ana.sees(opening(2)).await.contains("it helps to know"));
    let long = format!("/setup greeting:{}", "a".repeat(501));
    reads!(olaf.forces(&long), @"(/setup: greeting must have at most 500 characters.)");
    scene.close().await;
}

#[tokio::test]
async fn a_greeting_has_no_placeholders() {
    let scene = Scene::open().await;
    let Scene { olaf, .. } = &scene;
    reads!(olaf.runs("/setup greeting:Hello {customer}, we answer on weekdays."), @"The greeting is posted as you write it, so I can't fill in `{customer}`; leave that out.");
    scene.close().await;
}
