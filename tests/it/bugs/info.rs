//! Answers to what developers ask.

use chrono::TimeDelta;
use sandbox::Snowflake;

use crate::{
    bugs::notice::reported,
    database_dump::execute,
    scene::{Line, Scene, last_answer, on_card, reads, report, team_thread, thread},
};

#[tokio::test]
async fn the_files_of_a_reply_to_the_question_are_part_of_the_answer() {
    let scene = reported().await;
    let Scene { max, dora, .. } = &scene;
    let form = dora.clicks(report(1), "Need info").await.form();
    dora.submits(&form, &[("What do you need to know?", "Send the log")]).await;
    let question = max.client.last_message("#1 · team").expect("the question");
    let log: (&str, &[u8]) = ("console.log", b"E-5");
    max.client.reply_with_files(question, "", &[log]).expect("agents may write");
    scene.idle().await;
    let more = max.client.reply_with_files(question, "From today", &[log, ("a.txt", b"a")]);
    scene.idle().await;
    reads!(dora, dora.channel(report(1)).await, @"
    * about Switchboard: Bug #1 · The export fails in way 1
    Switchboard: @dora asked the agents of case [#1](thread 1):
      │ Send the log
    Switchboard: @dora, @max answered (case [#1](thread 1)):
      > Send the log
      │ [1 file](message of max)
      → pings: dora
    Switchboard: @dora, @max answered (case [#1](thread 1)):
      > Send the log
      │ From today
      │ [2 files](message of max)
      → pings: dora
    ");
    max.deletes(more.expect("agents may write")).await;
    reads!(dora, dora.channel(report(1)).await, @"
    * about Switchboard: Bug #1 · The export fails in way 1
    Switchboard: @dora asked the agents of case [#1](thread 1):
      │ Send the log
    Switchboard: @dora, @max answered (case [#1](thread 1)):
      > Send the log
      │ [1 file](message of max)
    Switchboard: @dora, @max answered (case [#1](thread 1)):
      > Send the log
      │ (erased)
    ");
    scene.close().await;
}

#[tokio::test]
async fn an_answer_that_is_posted_again_pings_nobody() {
    let scene = Scene::open().await;
    let Scene { ana, max, dora, .. } = &scene;
    ana.opens_case("The export fails").await;
    let secret = ana.writes(thread(1), "My password is 4711").await;
    let form = max.runs("/escalate case:1").await.form();
    max.submits(&form, &[("Actual result", "Error 500")]).await;
    let ask = async |question| {
        let form = dora.clicks(report(1), "Need info").await.form();
        dora.submits(&form, &[("What do you need to know?", question)]).await;
        let question = max.client.last_message("#1 · team").expect("the question");
        max.replies(question, "Version 5.2").await;
    };
    ask("Which version?").await;
    let seen = dora.sees(dora.channel(report(1)).await).await;
    assert!(seen.contains("→ pings: dora"), "{seen}");
    ana.deletes(secret).await;
    reads!(dora, dora.channel(report(1)).await, @"
    * about Switchboard: Bug #1 · The export fails
    Switchboard: @dora asked the agents of case [#1](thread 1):
      │ Which version?
    Switchboard: @dora, @max answered (case [#1](thread 1)):
      > Which version?
      │ Version 5.2
    ");
    ask("Which version is it now?").await;
    let seen = dora.sees(dora.channel(report(1)).await).await;
    assert_eq!(seen.matches("→ pings: dora").count(), 1, "{seen}");
    scene.close().await;
}

#[tokio::test]
async fn a_report_that_comes_back_has_its_thread_with_all_answers() {
    let scene = reported().await;
    scene.expect_refusal(404, 10_008);
    let Scene { max, dora, olaf, .. } = &scene;
    let form = dora.clicks(report(1), "Need info").await.form();
    dora.submits(&form, &[("What do you need to know?", "Which version?")]).await;
    let question = max.client.last_message("#1 · team").expect("the question");
    max.replies(question, "Version 5.2").await;
    olaf.deletes(report(1)).await;
    reads!(dora, dora.channel(report(1)).await, @"
    * about Switchboard: Bug #1 · The export fails in way 1
    Switchboard: @dora asked the agents of case [#1](thread 1):
      │ Which version?
    Switchboard: @dora, @max answered (case [#1](thread 1)):
      > Which version?
      │ Version 5.2
    ");
    scene.close().await;
}

/// Dora asks something about bug 1.
async fn asks(scene: &Scene, question: &str) {
    let form = scene.dora.clicks(report(1), "Need info").await.form();
    scene.dora.submits(&form, &[("What do you need to know?", question)]).await;
}

/// The message of the team's thread of case 1 with a question.
fn asked(scene: &Scene, question: &str) -> Snowflake {
    scene.max.client.finds("#1 · team", question).expect("the question")
}

/// Max has the customer asked what dora wants to know.
async fn asks_customer(scene: &Scene, question: &str) {
    let form = scene.max.clicks(asked(scene, question), "Ask the customer").await.form();
    scene.max.submits(&form, &[]).await;
}

#[tokio::test]
async fn a_second_question_stands_beside_the_first_and_each_answer_names_its_own() {
    let scene = reported().await;
    let Scene { max, dora, .. } = &scene;
    asks(&scene, "Which version?").await;
    asks(&scene, "Which system?").await;
    reads!(max, on_card(1, Line::Status), @"On hold, waiting for a bug fix · customer wrote now · [question about bug #1](message of switchboard), asked now · [question about bug #1](message of switchboard), asked now");
    max.replies(asked(&scene, "Which system?"), "Windows").await;
    reads!(max, on_card(1, Line::Status), @"On hold, waiting for a bug fix · customer wrote now · [question about bug #1](message of switchboard), asked now");
    let form = max.clicks(asked(&scene, "Which version?"), "Answer").await.form();
    max.submits(&form, &[("Answer", "5.2")]).await;
    reads!(max, on_card(1, Line::Status), @"On hold, waiting for a bug fix · customer wrote now");
    reads!(dora, dora.channel(report(1)).await, @"
    * about Switchboard: Bug #1 · The export fails in way 1
    Switchboard: @dora asked the agents of case [#1](thread 1):
      │ Which version?
    Switchboard: @dora asked the agents of case [#1](thread 1):
      │ Which system?
    Switchboard: @dora, @max answered (case [#1](thread 1)):
      > Which system?
      │ Windows
      → pings: dora
    Switchboard: @dora, @max answered (case [#1](thread 1)):
      > Which version?
      │ 5.2
      → pings: dora
    ");
    scene.close().await;
}

#[tokio::test]
async fn the_team_sees_which_question_the_customer_was_asked() {
    let scene = reported().await;
    let Scene { ana, max, .. } = &scene;
    asks(&scene, "Which version?").await;
    asks_customer(&scene, "Which version?").await;
    asks(&scene, "Which system?").await;
    reads!(max, team_thread(1), @"
    * about Switchboard: #1 · The export fails in way 1
    Switchboard: @max, @dora has a question about bug #1:
      > Which version?
      The customer has been asked. What they write next goes to the developers. (edited)
      [Answer] [Ask the customer]
    Switchboard: Your question is in case [#1](thread 1). The answer will appear in the bug's thread.
      (only max sees this)
    Switchboard: @max, @dora has a question about bug #1:
      > Which system?
      [Answer] [Ask the customer]
      → pings: max
    ");
    ana.writes(thread(1), "5.2").await;
    reads!(max, team_thread(1), @"
    * about Switchboard: #1 · The export fails in way 1
    Switchboard: @max, @dora has a question about bug #1:
      > Which version?
      Answered by @ana. (edited)
      [Answer] [Ask the customer]
    Switchboard: Your question is in case [#1](thread 1). The answer will appear in the bug's thread.
      (only max sees this)
    Switchboard: @max, @dora has a question about bug #1:
      > Which system?
      [Answer] [Ask the customer]
      → pings: max
    ");
    assert!(max.runs("/case show case:1").await.contains("question about bug #1"));
    scene.close().await;
}

#[tokio::test]
async fn a_customer_who_replies_to_one_question_answers_that_one() {
    let scene = reported().await;
    let Scene { ana, dora, .. } = &scene;
    for question in ["Which version?", "Which system?"] {
        asks(&scene, question).await;
        asks_customer(&scene, question).await;
    }
    let system = ana.client.finds("#1 · The export", "Which system?").expect("the question");
    ana.replies(system, "Windows").await;
    ana.writes(thread(1), "And 5.2").await;
    ana.replies(system, "Windows 11, to be exact").await;
    reads!(dora, dora.channel(report(1)).await, @"
    * about Switchboard: Bug #1 · The export fails in way 1
    Switchboard: @dora asked the agents of case [#1](thread 1):
      │ Which version?
    Switchboard: @dora asked the agents of case [#1](thread 1):
      │ Which system?
    Switchboard: @dora, @ana answered (case [#1](thread 1)):
      > Which system?
      │ Windows
      → pings: dora
    Switchboard: @dora, @ana answered (case [#1](thread 1)):
      > Which version?
      │ And 5.2
      → pings: dora
    Switchboard: @dora, @ana answered (case [#1](thread 1)):
      > Which system?
      │ Windows 11, to be exact
      → pings: dora
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_customer_who_was_asked_two_questions_answers_both_in_one_message() {
    let scene = reported().await;
    let Scene { ana, dora, .. } = &scene;
    for question in ["Which version?", "Which system?"] {
        asks(&scene, question).await;
        asks_customer(&scene, question).await;
    }
    ana.writes(thread(1), "5.2 on Windows").await;
    reads!(dora, dora.channel(report(1)).await, @"
    * about Switchboard: Bug #1 · The export fails in way 1
    Switchboard: @dora asked the agents of case [#1](thread 1):
      │ Which version?
    Switchboard: @dora asked the agents of case [#1](thread 1):
      │ Which system?
    Switchboard: @dora, @ana answered (case [#1](thread 1)):
      > Which version?
      > Which system?
      │ 5.2 on Windows
      → pings: dora
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_second_question_is_answered_though_the_first_was() {
    let scene = reported().await;
    let Scene { max, dora, .. } = &scene;
    for (question, answer) in [("Which version?", "5.2"), ("Which version?", "5.3 now")] {
        asks(&scene, question).await;
        let newest = max.client.last_message("#1 · team").expect("the question");
        let form = max.clicks(newest, "Answer").await.form();
        max.submits(&form, &[("Answer", answer)]).await;
    }
    let seen = dora.sees(dora.channel(report(1)).await).await;
    assert_eq!(seen.matches("> Which version?").count(), 2, "{seen}");
    scene.close().await;
}

/// Case 1 was merged into mia's case 2 while two of three questions were open.
async fn merged() -> Scene {
    let scene = reported().await;
    let Scene { ben, max, mia, .. } = &scene;
    ben.opens_case("My export fails, too").await;
    mia.runs("/claim case:2").await;
    for question in ["Which version?", "Which system?", "Which day?"] {
        asks(&scene, question).await;
    }
    max.replies(asked(&scene, "Which day?"), "Monday").await;
    max.runs("/merge into:2 case:1").await;
    scene
}

#[tokio::test]
async fn every_open_question_follows_a_merged_case() {
    let scene = merged().await;
    let Scene { max, mia, .. } = &scene;
    reads!(mia, team_thread(2), @"
    * about Switchboard: #2 · My export fails, too
    Switchboard: Case #1 was merged into this case. Undo with `/unmerge case:1`.
    Switchboard: @mia, @dora has a question about bug #1:
      > Which version?
      [Answer] [Ask the customer]
      → pings: mia
    Switchboard: @mia, @dora has a question about bug #1:
      > Which system?
      [Answer] [Ask the customer]
      → pings: mia
    ");
    let question = mia.client.finds("#2 · team", "Which version?").expect("the question");
    mia.replies(question, "5.2").await;
    let seen = max.sees(team_thread(1)).await;
    assert!(seen.contains("> Which version?\n  Answered by @mia."), "{seen}");
    scene.close().await;
}

#[tokio::test]
async fn an_open_question_goes_back_when_a_merge_is_undone() {
    let scene = merged().await;
    let Scene { max, mia, dora, .. } = &scene;
    max.runs("/unmerge case:1").await;
    for (agent, case, count) in [(max, 1, 2), (mia, 2, 0)] {
        let status = agent.sees(on_card(case, Line::Status)).await;
        assert_eq!(status.matches("question about bug #1").count(), count, "{status}");
    }
    max.replies(asked(&scene, "Which system?"), "Windows").await;
    let seen = mia.sees(team_thread(2)).await;
    assert!(seen.contains("> Which system?\n  Answered by @max."), "{seen}");
    let seen = dora.sees(dora.channel(report(1)).await).await;
    assert!(seen.contains("(case [#1](thread 1)):\n  > Which system?\n  │ Windows"), "{seen}");
    scene.close().await;
}

#[tokio::test]
async fn what_a_developer_takes_back_is_in_no_answer() {
    let scene = reported().await;
    let Scene { max, dora, .. } = &scene;
    asks(&scene, "Which secret version?").await;
    max.replies(asked(&scene, "secret"), "5.2").await;
    assert!(dora.sees(dora.channel(report(1)).await).await.contains("> Which secret version?"));
    dora.runs("/forget-me").await;
    dora.clicks(last_answer(), "Delete what I wrote").await;
    reads!(dora, dora.channel(report(1)).await, @"
    * about Switchboard: Bug #1 · The export fails in way 1
    Switchboard: @dora asked the agents of case [#1](thread 1):
      │ (erased)
    Switchboard: @dora, @max answered (case [#1](thread 1)):
      │ 5.2
    ");
    scene.close().await;
}

/// The questions as an earlier version held them: one for each bug of a case, once its customer was
/// asked, and else none.
const AS_BEFORE: &str = "
    CREATE TABLE old_questions (guild_id BIGINT NOT NULL, case_number BIGINT NOT NULL, bug_number BIGINT NOT NULL,
        developer_id BIGINT NOT NULL, PRIMARY KEY (guild_id, case_number, bug_number),
        FOREIGN KEY (guild_id, bug_number) REFERENCES bugs (guild_id, number) ON DELETE CASCADE);
    INSERT INTO old_questions SELECT guild_id, customer_case, bug_number, developer_id FROM developer_questions
        WHERE customer_case IS NOT NULL;
    DROP TABLE developer_questions;
    ALTER TABLE old_questions RENAME TO developer_questions;
    DROP INDEX posts_of_questions;
    ALTER TABLE posts DROP COLUMN question_id;
    DELETE FROM _sqlx_migrations WHERE version = 53;
";

#[tokio::test]
async fn questions_of_an_older_database_are_answered() {
    let scene = reported().await;
    let Scene { ana, max, dora, .. } = &scene;
    for question in ["Which day?", "Which version?", "Which system?"] {
        asks(&scene, question).await;
        scene.advance_clock(TimeDelta::minutes(1));
    }
    asks_customer(&scene, "Which system?").await;
    scene.stop().await;
    execute(&scene.database, AS_BEFORE).await;
    scene.start().await;
    ana.writes(thread(1), "Windows").await;
    max.replies(asked(&scene, "Which version?"), "5.2").await;
    let shown = max.runs("/case show case:1").await.to_string();
    assert_eq!(shown.matches("question about bug #1").count(), 1, "which day it was: {shown}");
    reads!(dora, dora.channel(report(1)).await, @"
    * about Switchboard: Bug #1 · The export fails in way 1
    Switchboard: @dora asked the agents of case [#1](thread 1):
      │ Which day?
    Switchboard: @dora asked the agents of case [#1](thread 1):
      │ Which version?
    Switchboard: @dora asked the agents of case [#1](thread 1):
      │ Which system?
    Switchboard: @dora, @ana answered (case [#1](thread 1)):
      > Which system?
      │ Windows
      → pings: dora
    Switchboard: @dora, @max answered (case [#1](thread 1)):
      > Which version?
      │ 5.2
      → pings: dora
    ");
    scene.close().await;
}
