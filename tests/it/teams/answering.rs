//! What becomes of a request in the other team's channel, and who reads it.

use crate::scene::{Scene, card, reads, request, team_thread, thread};

/// The field of the form for an answer.
const ANSWER: &str = "Answer";

/// A case of ana with max as its assignee, in which billing was asked.
async fn asked() -> Scene {
    let scene = Scene::with_teams(&["billing"]).await;
    let Scene { ana, max, .. } = &scene;
    ana.opens_case("I was charged twice").await;
    max.runs("/claim case:1").await;
    scene.ask("billing", 1, "Was it refunded?").await;
    scene
}

#[tokio::test]
async fn who_takes_a_request_is_its_owner() {
    let scene = asked().await;
    let Scene { caro, .. } = &scene;
    reads!(caro.clicks(request(1), "Take"), @"Request [#1](request 1) is yours. Press **Answer** once you know the answer.");
    reads!(caro, request(1), @"
    Switchboard: @billing · Request #1 (edited)
      │ Was it refunded?
      │ Case: [#1](thread 1) · I was charged twice
      │ Asked by: @max now
      │ Status: Taken by @caro
      [Answer] [Withdraw]
    ");
    scene.close().await;
}

#[tokio::test]
async fn the_answer_comes_back_to_the_assignee_and_not_to_the_customer() {
    let scene = asked().await;
    let Scene { ana, max, caro, .. } = &scene;
    let form = caro.clicks(request(1), "Answer").await.form();
    reads!(caro.submits(&form, &[(ANSWER, "Yes, *today*")]), @"Sent your answer to request [#1](request 1). It's in the team thread of case #1.");
    reads!(caro, request(1), @"
    Switchboard: @billing · Request #1 (edited)
      │ Was it refunded?
      │ Case: [#1](thread 1) · I was charged twice
      │ Asked by: @max now
      │ Status: Answered by @caro now
      │ **Answer**
      │ Yes, *today*
    ");
    reads!(max, team_thread(1), @"
    * about Switchboard: #1 · I was charged twice
    Switchboard: @max asked **billing** something: request [#1](request 1).
    Switchboard: @max, @caro has answered request #1 (**billing**):
      > Yes, *today*
      → pings: max
    ");
    assert!(!ana.sees(thread(1)).await.contains("today"), "it stays with the team");
    scene.close().await;
}

#[tokio::test]
async fn the_history_says_who_took_and_answered_a_request() {
    let scene = asked().await;
    let Scene { max, caro, .. } = &scene;
    caro.clicks(request(1), "Take").await;
    let form = caro.clicks(request(1), "Answer").await.form();
    caro.submits(&form, &[(ANSWER, "Yes")]).await;
    let shown = max.sees(card(1)).await;
    assert!(!shown.contains("awaits"), "{shown}");
    reads!(max.runs("/case history case:1"), @"
    **History**, oldest first
    #1 · I was charged twice
    │ 2 March 2026 09:00 · @max opened it
    │ 2 March 2026 09:00 · @max claimed it
    │ 2 March 2026 09:00 · @max asked billing something (request #1)
    │ 2 March 2026 09:00 · @caro took request #1 (billing)
    │ 2 March 2026 09:00 · @caro answered request #1 (billing)
    ");
    scene.close().await;
}

#[tokio::test]
async fn only_the_team_and_agents_take_and_answer() {
    let scene = asked().await;
    let Scene { ben, mia, olaf, .. } = &scene;
    scene.show("billing");
    reads!(ben.clicks(request(1), "Take"), @"Only people with @billing and agents can do this with request #1, so ask one of them.");
    reads!(ben.clicks(request(1), "Answer"), @"Only people with @billing and agents can do this with request #1, so ask one of them.");
    reads!(ben.clicks(request(1), "Withdraw"), @"Only the support team can use this; to ask a question, use `/ask`.");
    reads!(mia.clicks(request(1), "Take"), @"Request [#1](request 1) is yours. Press **Answer** once you know the answer.");
    reads!(olaf.clicks(request(1), "Withdraw"), @"Withdrew request [#1](request 1). **billing** no longer has to answer it.");
    reads!(olaf, request(1), @"
    Switchboard: @billing · Request #1 (edited)
      │ Was it refunded?
      │ Case: [#1](thread 1) · I was charged twice
      │ Asked by: @max now
      │ Status: Withdrawn by @olaf now
    ");
    scene.close().await;
}

#[tokio::test]
async fn one_of_two_takes_a_request_and_one_answer_counts() {
    let scene = asked().await;
    let Scene { caro, mia, .. } = &scene;

    let first = caro.clicks(request(1), "Answer").await.form();
    let second = mia.clicks(request(1), "Answer").await.form();
    let taken = tokio::join!(
        caro.tries_to_click(request(1), "Take"),
        mia.tries_to_click(request(1), "Take")
    );
    let taken = [taken.0, taken.1].map(|answer| answer.contains("is yours"));
    assert_eq!(taken.iter().filter(|&&taken| taken).count(), 1, "one of them is the owner");
    caro.submits(&first, &[(ANSWER, "Yes")]).await;
    reads!(mia.submits(&second, &[(ANSWER, "No")]), @"
    Request #1 was already answered by @caro; `/team list` lists those that are open.
    Nothing was done. Here's what you wrote, so you can copy it into a new form:
    │ Answer
    │ No
    ");
    reads!(mia, team_thread(1), @"
    * about Switchboard: #1 · I was charged twice
    Switchboard: @max asked **billing** something: request [#1](request 1).
    Switchboard: @max, @caro has answered request #1 (**billing**):
      > Yes
      → pings: max
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_request_that_was_withdrawn_has_no_buttons() {
    let scene = asked().await;
    let Scene { max, caro, .. } = &scene;
    let form = caro.clicks(request(1), "Answer").await.form();
    reads!(max.clicks(request(1), "Withdraw"), @"Withdrew request [#1](request 1). **billing** no longer has to answer it.");
    reads!(caro, request(1), @"
    Switchboard: @billing · Request #1 (edited)
      │ Was it refunded?
      │ Case: [#1](thread 1) · I was charged twice
      │ Asked by: @max now
      │ Status: Withdrawn by @max now
    ");
    reads!(caro.submits(&form, &[(ANSWER, "Yes")]), @"
    Request #1 was withdrawn by @max; `/team list` lists those that are open.
    Nothing was done. Here's what you wrote, so you can copy it into a new form:
    │ Answer
    │ Yes
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_removed_team_still_answers_what_it_was_asked() {
    let scene = asked().await;
    let Scene { max, caro, lea, .. } = &scene;
    lea.runs("/team remove name:billing").await;
    reads!(max.runs("/team list"), @"
    Other teams, and what they still have to answer:
    │ **billing** (removed)
    │ - Request [#1](request 1) for case [#1](thread 1): not taken, asked now
    ");
    reads!(caro.clicks(request(1), "Take"), @"Request [#1](request 1) is yours. Press **Answer** once you know the answer.");
    scene.close().await;
}

#[tokio::test]
async fn a_german_team_and_a_german_agent_read_german() {
    let scene = asked().await;
    let Scene { max, caro, .. } = &scene;
    max.speaks("de");
    caro.speaks("de");
    reads!(caro.clicks(request(1), "Take"), @"Anfrage [#1](request 1) gehört dir. Drück auf **Antworten**, sobald du die Antwort weißt.");
    let form = caro.clicks(request(1), "Answer").await.form();
    assert_eq!(form.title, "Anfrage #1 beantworten");
    reads!(caro.submits(&form, &[("Antwort", "Ja, heute")]), @"Deine Antwort auf Anfrage [#1](request 1) ist da. Sie steht im Team-Thread von Fall #1.");
    reads!(max.runs("/team withdraw request:1"), @"Anfrage #1 hat @caro schon beantwortet; was noch offen ist, zeigt `/team liste`.");
    reads!(max.runs("/case history case:1"), @"
    **Verlauf** (älteste Einträge zuerst)
    #1 · I was charged twice
    │ 2 March 2026 09:00 · @max hat den Fall eröffnet
    │ 2 March 2026 09:00 · @max hat den Fall übernommen
    │ 2 March 2026 09:00 · @max hat billing etwas gefragt (Anfrage #1)
    │ 2 March 2026 09:00 · @caro hat Anfrage #1 (billing) übernommen
    │ 2 March 2026 09:00 · @caro hat Anfrage #1 (billing) beantwortet
    ");
    scene.close().await;
}
