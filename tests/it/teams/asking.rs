//! From a case to another team, by command and from the card.

use sandbox::{Form, person::Field};

use crate::scene::{Line, Scene, card, last_answer, on_card, reads, request, team_thread};

/// The field of the form that says what the team is asked, and the one for the time.
const QUESTION: &str = "What do you need from them?";
const WITHIN: &str = "Answer needed within (optional)";

/// A form as its reader sees it.
fn shown(form: &Form) -> String {
    let field = |field: &Field| format!("{} (needed: {})", field.label, field.required);
    format!("{}\n{}", form.title, form.fields.iter().map(field).collect::<Vec<_>>().join("\n"))
}

#[tokio::test]
async fn an_agent_asks_another_team() {
    let scene = Scene::with_teams(&["billing"]).await;
    let Scene { ana, max, caro, .. } = &scene;
    ana.opens_case("I was charged *twice*").await;
    let form = max.runs("/escalate team:billing case:1").await.form();
    insta::assert_snapshot!(shown(&form), @"
    Ask billing (#1)
    What do you need from them? (needed: true)
    Answer needed within (optional) (needed: false)
    ");
    let fields = [(QUESTION, "Was *order 5* refunded?"), (WITHIN, "4h")];
    reads!(max.submits(&form, &fields), @"Asked **billing**: request [#1](request 1), for case [#1](thread 1). The answer will be in the case's team thread.");
    reads!(caro, "billing", @"
    Switchboard: @billing · Request #1
      │ Was *order 5* refunded?
      │ Case: [#1](thread 1) · I was charged twice
      │ Asked by: @max now
      │ Answer needed: 2 March 2026 13:00 (in 4 hours)
      │ Status: Not taken
      [Take] [Answer] [Withdraw]
      → pings: @billing
    ");
    reads!(max, team_thread(1), @"
    * about Switchboard: #1 · I was charged twice
    Switchboard: @max asked **billing** something: request [#1](request 1).
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_case_says_whom_it_awaits_and_since_when() {
    let scene = Scene::with_teams(&["billing"]).await;
    let Scene { ana, max, .. } = &scene;
    ana.opens_case("I was charged twice").await;
    scene.ask("billing", 1, "Was it refunded?").await;
    scene.advance_clock(chrono::TimeDelta::hours(3));
    let status = max.sees(on_card(1, Line::Status)).await;
    assert!(status.ends_with("· awaits [billing](request 1), asked 3 hours ago"), "{status}");
    reads!(max.runs("/queue"), @"
    **Waiting for us (1)**, most urgent first, then longest wait
    │ [#1](thread 1) · I was charged twice — new, awaiting billing for 3 h 0 min, unassigned, waiting 3 h 0 min · [card](card 1) · **next for you**
    <Claim…>
    ");
    let details = max.runs("/case show case:1").await;
    assert!(details.contains("awaits [billing](request 1), asked 3 hours ago"), "{details}");
    reads!(max.runs("/case history case:1"), @"
    **History**, oldest first
    #1 · I was charged twice
    │ 2 March 2026 09:00 · @max opened it
    │ 2 March 2026 09:00 · @max asked billing something (request #1)
    ");
    scene.close().await;
}

#[tokio::test]
async fn with_one_team_the_card_opens_the_form_at_once() {
    let scene = Scene::with_teams(&["billing"]).await;
    let Scene { ana, max, .. } = &scene;
    ana.opens_case("I was charged twice").await;
    let form = max.picks(card(1), "Ask another team…").await.form();
    assert_eq!(form.title, "Ask billing (#1)");
    reads!(max.submits(&form, &[(QUESTION, "Refunded?"), (WITHIN, "soon")]), @"
    I don't understand the time in “Answer needed within (optional)”; try `30m`, `4h` or `2d`.
    Nothing was done. Here's what you wrote, so you can copy it into a new form:
    │ What do you need from them?
    │ Refunded?
    │ Answer needed within (optional)
    │ soon
    ");
    scene.close().await;
}

#[tokio::test]
async fn with_several_teams_the_agent_chooses_one() {
    let scene = Scene::with_teams(&["billing", "legal"]).await;
    let Scene { ana, max, .. } = &scene;
    ana.opens_case("I was charged twice").await;
    reads!(max.picks(card(1), "Ask another team…"), @"
    Which team do you want to ask about case #1?
    <Choose a team>
    ");
    let form = max.chooses(last_answer(), "Choose a team", &["legal"]).await.form();
    max.submits(&form, &[(QUESTION, "May we refund it?")]).await;
    reads!(max, request(1), @"
    Switchboard: @legal · Request #1
      │ May we refund it?
      │ Case: [#1](thread 1) · I was charged twice
      │ Asked by: @max now
      │ Status: Not taken
      [Take] [Answer] [Withdraw]
      → pings: @legal
    ");
    scene.close().await;
}

#[tokio::test]
async fn without_another_team_there_is_nobody_to_ask() {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    ana.opens_case("I was charged twice").await;
    reads!(max.picks(card(1), "Ask another team…"), @"There's no other team to ask yet; a lead can add one with `/team add`.");
    reads!(max.runs("/escalate team:billing case:1"), @"There's no team called `billing`; `/team list` lists them all.");
    scene.close().await;
}

#[tokio::test]
async fn who_closes_a_case_reads_that_a_request_is_open() {
    let scene = Scene::with_teams(&["billing"]).await;
    let Scene { ana, max, .. } = &scene;
    ana.opens_case("I was charged twice").await;
    scene.ask("billing", 1, "Was it refunded?").await;
    reads!(max.runs("/close case:1"), @"Closed case [#1](thread 1) (solved). Undo with `/reopen`. Request [#1](request 1) to **billing** is still open. If the answer is no longer needed, withdraw it with `/team withdraw`.");
    scene.ask("billing", 1, "And now?").await;
    reads!(max.runs("/team withdraw request:1"), @"Withdrew request [#1](request 1). **billing** no longer has to answer it.");
    reads!(max.runs("/team withdraw request:1"), @"Request #1 was withdrawn by @max; `/team list` lists those that are open.");
    scene.close().await;
}

#[tokio::test]
async fn a_card_that_was_deleted_comes_back() {
    let scene = Scene::with_teams(&["billing"]).await;
    let Scene { ana, caro, olaf, .. } = &scene;
    ana.opens_case("I was charged twice").await;
    scene.ask("billing", 1, "Was it refunded?").await;
    // The first attempt to edit the card finds that it is gone.
    scene.expect_refusal(404, 10_008);
    olaf.deletes(request(1)).await;
    reads!(caro, "billing", @"
    Switchboard: @billing · Request #1
      │ Was it refunded?
      │ Case: [#1](thread 1) · I was charged twice
      │ Asked by: @max now
      │ Status: Not taken
      [Take] [Answer] [Withdraw]
    ");
    scene.close().await;
}

#[tokio::test]
async fn the_agents_are_told_of_a_request_that_cannot_be_posted() {
    let scene = Scene::with_teams(&["billing"]).await;
    let Scene { ana, max, .. } = &scene;
    ana.opens_case("I was charged twice").await;
    scene.expect_refusal(403, 50_013);
    scene.expect_dead_jobs();
    scene.deny_bot("billing", 1 << 11);
    let form = max.runs("/escalate team:billing case:1").await.form();
    reads!(max.submits(&form, &[(QUESTION, "Was it refunded?")]), @"Asked **billing**: request #1, for case [#1](thread 1). The answer will be in the case's team thread. I can't post it in #billing yet. Once something changes there, such as my permissions, I'll try again.");
    reads!(max, team_thread(1), @"
    * about Switchboard: #1 · I was charged twice
    Switchboard: @max, I can't post request #1 in #billing, so **billing** can't see it. Check that the channel exists and I may write there. I'll try again once something changes.
      → pings: max
    ");
    scene.close().await;
}
