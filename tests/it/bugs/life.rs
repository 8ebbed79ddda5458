//! What developers do with a bug, and what agents and customers read of it.

use chrono::TimeDelta;

use crate::scene::{
    Line, Scene, board, card, last_answer, on_card, opening, reads, report, team_thread, thread,
};

/// A case that was claimed and reported as a bug.
pub async fn reported() -> Scene {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    ana.opens_case("The export fails").await;
    max.clicks(card(1), "Claim").await;
    let form = max.runs("/escalate case:1").await.form();
    max.submits(&form, &[("Actual result", "Error 500")]).await;
    scene
}

/// The same, fixed and shipped in version 5.3.
async fn shipped() -> Scene {
    let scene = reported().await;
    let Scene { dora, .. } = &scene;
    dora.clicks(report(1), "Fixed").await;
    let form = dora.clicks(report(1), "Shipped").await.form();
    dora.submits(&form, &[("Version with the fix", "5.3")]).await;
    scene
}

#[tokio::test]
async fn a_developer_takes_a_bug_to_its_release() {
    let scene = reported().await;
    let Scene { dora, .. } = &scene;
    reads!(dora.clicks(report(1), "Accept"), @"Accepted bug [#1](report 1). It's yours.");
    reads!(dora.clicks(report(1), "Fixed"), @"Bug [#1](report 1) is fixed. Once it's shipped, its customers hear which version to use.");
    let form = dora.clicks(report(1), "Shipped").await.form();
    reads!(dora.submits(&form, &[("Version with the fix", "5.3")]), @"Bug [#1](report 1) is shipped in version 5.3. The customer of 1 case is told as soon as an agent sends the message.");
    reads!(dora, report(1), @"
    Switchboard: Bug #1 · The export fails (edited)
      │ Severity: Normal
      │ Status: Shipped in 5.3
      │ Reported by: @max, now
      │ Version: —
      │ People affected: 1 person
      │ Cases: [#1](thread 1)
      │ Tags: None
      │ Customers: 0 of 1 told, 0 confirmed
      │ Links: [Message](message of ana) · [Thread](thread 1) · [Case card](card 1)
      │ Steps to reproduce
      │ —
      │ Expected result: —
      │ Actual result: Error 500
      │ In the customer's words
      │ The export fails
      [Reopen]
      ↳ thread Bug #1 · The export fails (0 messages)
    ");
    scene.close().await;
}

#[tokio::test]
async fn the_card_of_a_case_follows_its_bug() {
    let scene = reported().await;
    let Scene { max, dora, .. } = &scene;
    reads!(max, on_card(1, Line::Known), @"**Bug:** [#1](report 1) · reported");
    dora.runs("/bug take bug:1").await;
    reads!(max, on_card(1, Line::Known), @"**Bug:** [#1](report 1) · accepted");
    dora.clicks(report(1), "Fixed").await;
    reads!(max, on_card(1, Line::Known), @"**Bug:** [#1](report 1) · fixed, not shipped yet");
    dora.leaves().await;
    reads!(max, on_card(1, Line::Known), @"**Bug:** [#1](report 1) · fixed, not shipped yet");
    scene.close().await;
}

#[tokio::test]
async fn the_customer_hears_what_the_agent_sends_and_says_that_it_works() {
    let scene = shipped().await;
    let Scene { ana, max, .. } = &scene;
    reads!(max, team_thread(1), @"
    * about Switchboard: #1 · The export fails
    Switchboard: @max, bug #1 is fixed in version 5.3.
      @ana will read this when you send it:
      > @ana Good news: this is fixed in version 5.3.
      [Send] [Edit]
      → pings: max
    ");
    reads!(ana, thread(1), @"");
    reads!(max.clicks(team_thread(1), "Send"), @"Posted in case [#1](thread 1).");
    reads!(ana, thread(1), @"
    Switchboard: @ana Good news: this is fixed in version 5.3.
      -# Sent by @max
      Does it work now? Press a button, or tell us what's still wrong. If we don't hear from you, we'll close case #1 in 3 days.
      [Works now] [Still broken]
      → pings: ana
    ");
    reads!(ana.clicks(thread(1), "Works now"), @"Thanks! Case #1 is closed. If the problem comes back, use `/reopen case:1`.");
    reads!(scene.case(1), @"closed, max, bug 1");
    scene.close().await;
}

#[tokio::test]
async fn a_bug_shows_who_was_told_and_who_confirmed() {
    let scene = shipped().await;
    let Scene { ana, max, dora, .. } = &scene;
    max.clicks(team_thread(1), "Send").await;
    let draft = max.sees(team_thread(1)).await;
    assert!(draft.contains("Sent to @ana by @max.") && !draft.contains("[Send]"));
    ana.clicks(thread(1), "Works now").await;
    reads!(dora.runs("/bug show bug:1"), @"
    Bug #1 · The export fails
    │ Status: Shipped in 5.3
    │ People affected: 1 person
    │ Links: [Report](report 1)
    │ Cases: [#1](thread 1)
    │ Customers:
    │   1 of 1 told, 1 confirmed
    │   #1 · @ana · works now
    │ Last changes:
    │   2 March 2026 09:00 · @dora shipped bug [#1](report 1) in version 5.3
    │   2 March 2026 09:00 · @dora fixed bug [#1](report 1)
    │   2 March 2026 09:00 · @max reported bug [#1](report 1) (normal severity)
    ");
    scene.close().await;
}

#[tokio::test]
async fn an_agent_words_the_message_to_the_customer() {
    let scene = shipped().await;
    let Scene { ana, max, .. } = &scene;
    let form = max.clicks(team_thread(1), "Edit").await.form();
    let words = "update to 5.3 and the export works again.";
    reads!(max.submits(&form, &[("Message", words)]), @"Posted in case [#1](thread 1).");
    reads!(ana, thread(1), @"
    Switchboard: @ana update to 5.3 and the export works again.
      -# Sent by @max
      Does it work now? Press a button, or tell us what's still wrong. If we don't hear from you, we'll close case #1 in 3 days.
      [Works now] [Still broken]
      → pings: ana
    ");
    reads!(max.tries_to_click(team_thread(1), "Send"), @"(That message has no button Send; it doesn't have any.)");
    scene.close().await;
}

#[tokio::test]
async fn what_is_still_broken_comes_back_to_the_developers() {
    let scene = shipped().await;
    let Scene { ana, max, dora, .. } = &scene;
    max.clicks(team_thread(1), "Send").await;
    reads!(ana.clicks(thread(1), "Still broken"), @"Case [#1](thread 1) is open again, and the team knows. Tell us in the thread what's still wrong.");
    scene.advance_and_run_due(TimeDelta::minutes(1)).await;
    ana.writes(thread(1), "Now it says error 501").await;
    reads!(scene.case(1), @"on_hold, max, bug 1, waiting since minute 0, reopened: 1");
    reads!(dora, report(1), @"
    Switchboard: Bug #1 · The export fails (edited)
      │ Severity: Normal
      │ Status: Returned: still broken for a customer
      │ Reported by: @max, 1 minute ago
      │ Version: —
      │ People affected: 1 person
      │ Cases: [#1](thread 1)
      │ Tags: None
      │ Customers: 1 of 1 told, 0 confirmed, 1 still broken
      │ Links: [Message](message of ana) · [Thread](thread 1) · [Case card](card 1)
      │ Steps to reproduce
      │ —
      │ Expected result: —
      │ Actual result: Error 500
      │ In the customer's words
      │ The export fails
      │ Also said by customers
      │ @ana · #1 · 2 March 2026 09:01
      │ Now it says error 501
      [Accept] [Need info] [Fixed] [Decline] [Duplicate]
      ↳ thread Bug #1 · The export fails (1 message)
    ");
    reads!(dora, dora.channel(report(1)).await, @"
    * about Switchboard: Bug #1 · The export fails
    Switchboard: @dora, it's still broken for a customer in case [#1](thread 1). What they write there appears on the report.
      → pings: dora
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_closed_case_is_told_too() {
    let scene = reported().await;
    let Scene { ana, max, dora, .. } = &scene;
    max.runs("/close reason:moved case:1").await;
    dora.runs("/bug ship version:5.3 bug:1").await;
    reads!(max.clicks(team_thread(1), "Send"), @"Posted in case [#1](thread 1).");
    reads!(ana, thread(1), @"
    Switchboard: @ana, this continues elsewhere, so @max has closed case #1 here. (edited)
    Switchboard: @ana Good news: this is fixed in version 5.3.
      -# Sent by @max
      Does it work now? Press a button, or tell us what's still wrong. If we don't hear from you, we'll close case #1 in 3 days.
      [Works now] [Still broken]
      → pings: ana
    ");
    reads!(ana.clicks(thread(1), "Works now"), @"Thanks! Case #1 is closed. If the problem comes back, use `/reopen case:1`.");
    reads!(scene.case(1), @"closed, max, bug 1");
    scene.close().await;
}

#[tokio::test]
async fn a_declined_bug_is_told_without_the_developers_words() {
    let scene = reported().await;
    let Scene { ana, max, dora, .. } = &scene;
    let form = dora.clicks(report(1), "Decline").await.form();
    let why = "Nobody needs this; works as designed";
    reads!(dora.submits(&form, &[("Reason", why)]), @"Bug [#1](report 1) is declined. The customer of 1 case is told as soon as an agent sends the message. Your reason stays with the team.");
    reads!(max, team_thread(1), @"
    * about Switchboard: #1 · The export fails
    Switchboard: @max, the developers declined bug #1.
      Their reason, for the team:
      > Nobody needs this; works as designed
      @ana will read this when you send it:
      > @ana The developers looked into this and decided not to change it. If you have questions about that, just write here.
      [Send] [Edit]
      → pings: max
    ");
    reads!(max.clicks(team_thread(1), "Send"), @"Posted in case [#1](thread 1).");
    reads!(ana, thread(1), @"
    Switchboard: @ana The developers looked into this and decided not to change it. If you have questions about that, just write here.
      -# Sent by @max
      → pings: ana
    ");
    reads!(scene.case(1), @"pending, max, bug 1, answered in minute 0");
    scene.close().await;
}

#[tokio::test]
async fn a_developers_question_is_answered_by_the_agent_or_the_customer() {
    let scene = reported().await;
    let Scene { ana, max, dora, .. } = &scene;
    let form = dora.clicks(report(1), "Need info").await.form();
    let question = "Does it happen with an empty project?";
    reads!(dora.submits(&form, &[("What do you need to know?", question)]), @"Asked the agents in the team thread of case [#1](thread 1). The answer will appear in this bug's thread.");
    reads!(max, team_thread(1), @"
    * about Switchboard: #1 · The export fails
    Switchboard: @max, @dora has a question about bug #1:
      > Does it happen with an empty project?
      [Answer] [Ask the customer]
      → pings: max
    ");
    let form = max.clicks(team_thread(1), "Answer").await.form();
    reads!(max.submits(&form, &[("Answer", "Yes, with any project")]), @"Your answer goes to the developers, in the thread of bug [#1](report 1).");
    reads!(dora, dora.channel(report(1)).await, @"
    * about Switchboard: Bug #1 · The export fails
    Switchboard: @dora asked the agents of case [#1](thread 1):
      │ Does it happen with an empty project?
    Switchboard: @dora, @max answered (case [#1](thread 1)):
      > Does it happen with an empty project?
      │ Yes, with any project
      → pings: dora
    ");
    let form = max.clicks(team_thread(1), "Ask the customer").await.form();
    reads!(max.submits(&form, &[("Message", question)]), @"Your question is in case [#1](thread 1). The answer will appear in the bug's thread.");
    reads!(ana, thread(1), @"
    Switchboard: Does it happen with an empty project?
      -# Sent by @max
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_developers_question_follows_a_case_that_was_merged() {
    let scene = reported().await;
    let Scene { ben, max, dora, .. } = &scene;
    ben.opens_case("Exporting is broken").await;
    max.runs("/claim case:2").await;
    max.runs("/merge into:2 case:1").await;
    let form = dora.clicks(report(1), "Need info").await.form();
    reads!(dora.submits(&form, &[("What do you need to know?", "Which browser?")]), @"Asked the agents in the team thread of case [#2](thread 2). The answer will appear in this bug's thread.");
    assert!(max.sees(team_thread(2)).await.contains("Which browser?"));
    let form = max.clicks(team_thread(2), "Ask the customer").await.form();
    reads!(max.submits(&form, &[("Message", "Which browser do you use?")]), @"Your question is in case [#2](thread 2). The answer will appear in the bug's thread.");
    reads!(ben, thread(2), @"
    Switchboard: Which browser do you use?
      -# Sent by @max
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_reply_to_the_question_is_an_answer() {
    let scene = reported().await;
    let Scene { max, dora, .. } = &scene;
    let form = dora.clicks(report(1), "Need info").await.form();
    dora.submits(&form, &[("What do you need to know?", "Which browser?")]).await;
    let question = max.client.last_message("#1 · team").expect("the question");
    max.replies(question, "Firefox, on Windows").await;
    max.replies(question, "And Edge").await;
    reads!(dora, dora.channel(report(1)).await, @"
    * about Switchboard: Bug #1 · The export fails
    Switchboard: @dora asked the agents of case [#1](thread 1):
      │ Which browser?
    Switchboard: @dora, @max answered (case [#1](thread 1)):
      > Which browser?
      │ Firefox, on Windows
      → pings: dora
    Switchboard: @dora, @max answered (case [#1](thread 1)):
      > Which browser?
      │ And Edge
      → pings: dora
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_reply_that_was_written_while_the_bot_was_away_is_an_answer() {
    let scene = reported().await;
    let Scene { max, dora, .. } = &scene;
    let form = dora.clicks(report(1), "Need info").await.form();
    dora.submits(&form, &[("What do you need to know?", "Which browser?")]).await;
    let question = max.client.last_message("#1 · team").expect("the question");
    scene.stop().await;
    let said = max.client.reply(question, "Firefox, on Windows").expect("agents may write");
    scene.start().await;
    scene.restart().await;
    let seen = dora.sees(dora.channel(report(1)).await).await;
    assert_eq!(seen.matches("Firefox, on Windows").count(), 1, "{said}: {seen}");
    scene.close().await;
}

#[tokio::test]
async fn an_answer_follows_the_reply_that_it_repeats() {
    let scene = reported().await;
    let Scene { max, dora, .. } = &scene;
    let form = dora.clicks(report(1), "Need info").await.form();
    dora.submits(&form, &[("What do you need to know?", "Which browser?")]).await;
    let question = max.client.last_message("#1 · team").expect("the question");
    // Looked for after the absence.
    scene.expect_refusal(404, 10_008);
    let first = max.replies(question, "Firefox").await;
    let second = max.replies(question, "The key is 1234").await;
    max.edits(first, "Firefox 130").await;
    max.deletes(second).await;
    let thread = dora.channel(report(1)).await;
    let seen = dora.sees(thread).await;
    assert!(seen.contains("Firefox 130") && !seen.contains("1234"), "{seen}");
    scene.stop().await;
    max.client.delete(first).expect("one's own message");
    scene.start().await;
    let seen = dora.sees(thread).await;
    assert!(!seen.contains("Firefox") && seen.contains("Which browser?"), "{seen}");
    scene.close().await;
}

#[tokio::test]
async fn what_a_developer_takes_back_is_gone_from_both_threads() {
    let scene = reported().await;
    let Scene { max, dora, .. } = &scene;
    let form = dora.clicks(report(1), "Need info").await.form();
    dora.submits(&form, &[("What do you need to know?", "Which secret browser?")]).await;
    let form = max.clicks(team_thread(1), "Answer").await.form();
    max.submits(&form, &[("Answer", "Firefox")]).await;
    dora.runs("/forget-me").await;
    dora.clicks(last_answer(), "Delete what I wrote").await;
    let asked = max.sees(team_thread(1)).await;
    assert!(!asked.contains("secret"), "{asked}");
    let report = dora.sees(dora.channel(report(1)).await).await;
    assert!(!report.contains("secret") && report.contains("Firefox"), "{report}");
    scene.close().await;
}

#[tokio::test]
async fn an_unsent_message_is_withdrawn_when_the_bug_is_reopened() {
    let scene = shipped().await;
    let Scene { max, dora, .. } = &scene;
    reads!(dora.clicks(report(1), "Reopen"), @"Bug [#1](report 1) is open again. Messages that weren't sent yet are withdrawn.");
    reads!(max, team_thread(1), @"
    * about Switchboard: #1 · The export fails
    Switchboard: @max, bug #1 is fixed in version 5.3.
      Not sent, because it's no longer so. `/case history` and `/bug show` say why. (edited)
    ");
    reads!(dora.runs("/bug list"), @"
    1 open bug
    │ [#1](report 1) · The export fails · Accepted by @dora · 1 person
    ");
    scene.close().await;
}

#[tokio::test]
async fn agents_and_members_cannot_do_what_developers_do() {
    let scene = reported().await;
    let Scene { ana, max, .. } = &scene;
    reads!(max.tries_to_click(report(1), "Accept"), @"Only developers can do that; to add something to a bug, write in the thread of its report.");
    reads!(max.forces("/bug take bug:1"), @"Only developers can do that; to add something to a bug, write in the thread of its report.");
    reads!(ana.forces("/bug show bug:1"), @"Only agents and developers can use this; to ask a question, use `/ask`.");
    reads!(max.runs("/bug edit bug:1 severity:critical"), @"Corrected the report of bug [#1](report 1).");
    reads!(scene.mia.runs("/bug edit bug:1 severity:low"), @"Only developers and @max, who reported bug #1, can correct it, so ask one of them.");
    scene.close().await;
}

#[tokio::test]
async fn the_thread_of_a_report_names_its_bug() {
    let scene = reported().await;
    let Scene { dora, .. } = &scene;
    let form = dora.clicks(report(1), "Need info").await.form();
    dora.submits(&form, &[("What do you need to know?", "Which browser?")]).await;
    reads!(dora.runs_in(dora.channel(report(1)).await, "/bug take"), @"Accepted bug [#1](report 1). It's yours.");
    reads!(dora.runs("/bug take"), @"There's no bug in this channel; name one, such as `bug:3`, or use the command in the thread of a report.");
    reads!(dora.runs("/bug take bug:1"), @"You're already working on bug #1; press **Fixed** on its report once it's done.");
    scene.close().await;
}

/// A case that nobody has claimed, reported by max, whose bug is shipped.
async fn unassigned() -> Scene {
    let scene = Scene::open().await;
    let Scene { ana, max, dora, .. } = &scene;
    ana.opens_case("The export fails").await;
    let form = max.runs("/escalate case:1").await.form();
    max.submits(&form, &[("Actual result", "Error 500")]).await;
    max.runs("/release case:1").await;
    dora.runs("/bug ship version:5.3 bug:1").await;
    scene
}

#[tokio::test]
async fn whoever_reported_the_bug_is_asked_if_the_case_has_no_assignee() {
    let scene = unassigned().await;
    reads!(scene.max, team_thread(1), @"
    * about Switchboard: #1 · The export fails
    Switchboard: @max, bug #1 is fixed in version 5.3.
      @ana will read this when you send it:
      > @ana Good news: this is fixed in version 5.3.
      [Send] [Edit]
      → pings: max
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_customer_who_is_to_be_told_waits_for_us() {
    let scene = unassigned().await;
    let Scene { max, .. } = &scene;
    reads!(max.runs("/queue"), @"
    **Waiting for us (1)**, most urgent first, then longest wait
    │ [#1](thread 1) · The export fails — on hold, bug #1 shipped, tell the customer, unassigned, waiting less than a minute · [card](card 1) · **next for you**
    <Claim…>
    ");
    reads!(max, board(), @"
    Switchboard: **Waiting for us** (edited)
      │ now · [#1](thread 1) · The export fails — bug #1 shipped, tell the customer, unassigned
      │ Waiting for us: 1
      │ Unassigned: 1
      │ On hold: 1
      │ Waiting for customers: 0
      (pinned)
    ");
    let status = max.sees(on_card(1, Line::Status)).await;
    assert!(status.ends_with("· bug #1 shipped, tell the customer"), "{status}");
    reads!(max, on_card(1, Line::Known), @"**Bug:** [#1](report 1) · shipped");
    max.clicks(team_thread(1), "Send").await;
    reads!(max.runs("/queue"), @"Nobody is waiting for an answer.");
    scene.close().await;
}

#[tokio::test]
async fn a_closed_case_stays_in_the_queue_until_its_customer_is_told() {
    let scene = reported().await;
    let Scene { max, dora, .. } = &scene;
    max.runs("/close reason:moved case:1").await;
    dora.runs("/bug ship version:5.3 bug:1").await;
    reads!(max.runs("/queue"), @"
    **Waiting for us (1)**, most urgent first, then longest wait
    │ [#1](thread 1) · The export fails — closed, bug #1 shipped, tell the customer, assigned to @max, waiting less than a minute · [card](card 1)
    ");
    reads!(max.runs("/next"), @"There's no case for you to answer right now. The cases that are waiting belong to other agents, or an answer is promised for later; `/queue` shows them.");
    max.clicks(team_thread(1), "Send").await;
    reads!(max.runs("/queue"), @"Nobody is waiting for an answer.");
    scene.close().await;
}

#[tokio::test]
async fn the_greeting_says_that_a_fix_is_out() {
    let scene = shipped().await;
    let Scene { ana, max, .. } = &scene;
    max.clicks(team_thread(1), "Send").await;
    reads!(ana, opening(1), @"
    Switchboard: Hi @ana, thanks for asking! We've opened case #1 for you. A fix is out, and we've asked you here whether it works.
      -# I'm a bot that keeps track of questions. (edited)
    ");
    scene.close().await;
}
