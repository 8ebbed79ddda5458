//! What people take back, by deleting or editing their messages, is taken back in every copy that
//! the bot made of it.

use std::time::Duration;

use chrono::TimeDelta;
use sandbox::Snowflake;

use crate::{
    database_dump::tables_that_hold,
    privacy::life::shown,
    scene::{Scene, card, reads, report, thread},
};

/// Words that nobody else would write: of the question, of its file, and of a message in the
/// thread.
const ASKED: &str = "quokka";
const FILE: &str = "wombat";
const SAID: &str = "numbat";

const NOWHERE: [String; 0] = [];

/// Checks that no message, no thread's name and no table of the bot contains a word. The search
/// index is rewritten once an hour.
pub async fn is_nowhere(scene: &Scene, word: &str) {
    assert_eq!(shown(scene, word), NOWHERE, "in Discord");
    scene.advance_and_run_due(TimeDelta::hours(1)).await;
    assert_eq!(tables_that_hold(&scene.database, word).await, NOWHERE, "in the database");
}

/// A question that a rule offers and that an agent then opens as a case, with a team's thread. All
/// that can be copied of it is.
async fn asked() -> (Scene, Snowflake) {
    let scene = Scene::open().await;
    let Scene { ana, max, lea, .. } = &scene;
    lea.runs("/rule add name:exports pattern:export action:ask").await;
    let text = format!("The {ASKED} export fails");
    let file = format!("{FILE}.txt");
    let files = [(file.as_str(), FILE.as_bytes())];
    let question = ana.writes_with_files("help", &text, &files).await;
    max.flags(question).await;
    max.runs("/note text:We know this case:1").await;
    (scene, question)
}

/// The same after more was said in the thread and the case was escalated, with words that do not
/// fit into the report.
async fn reported() -> (Scene, Snowflake, [Snowflake; 2]) {
    let (scene, question) = asked().await;
    let Scene { ana, max, .. } = &scene;
    let long = format!("{SAID} again and again. ").repeat(80);
    let said = [ana.writes(thread(1), &long).await, ana.writes(thread(1), &long).await];
    // What remains of the long texts is posted again, in the thread that is there.
    scene.expect_refusal(400, 160_004);
    let form = max.runs("/escalate case:1").await.form();
    max.submits(&form, &[("Actual result", "It stops at 80 %")]).await;
    (scene, question, said)
}

#[tokio::test]
async fn a_deleted_question_and_its_files_are_deleted_everywhere() {
    let (scene, question, _) = reported().await;
    let Scene { ana, dora, .. } = &scene;
    assert!(shown(&scene, ASKED).len() >= 5 && shown(&scene, FILE).len() == 1);
    ana.deletes(question).await;
    is_nowhere(&scene, ASKED).await;
    is_nowhere(&scene, FILE).await;
    let report = dora.sees(report(1)).await;
    assert!(report.contains(SAID) && report.contains("at 80 %"), "{report}");
    scene.close().await;
}

#[tokio::test]
async fn an_edited_question_is_changed_everywhere_and_keeps_its_files() {
    let (scene, question, _) = reported().await;
    let Scene { ana, dora, .. } = &scene;
    ana.edits(question, "The import fails").await;
    is_nowhere(&scene, ASKED).await;
    let report = dora.sees(report(1)).await;
    assert!(report.contains("The import fails") && report.contains(FILE), "{report}");
    scene.close().await;
}

#[tokio::test]
async fn deleted_messages_of_a_thread_are_deleted_everywhere() {
    let (scene, _, said) = reported().await;
    for message in said {
        scene.ana.deletes(message).await;
    }
    is_nowhere(&scene, SAID).await;
    assert!(scene.dora.sees(report(1)).await.contains(ASKED), "the question is still there");
    scene.close().await;
}

#[tokio::test]
async fn edited_messages_of_a_thread_are_changed_everywhere() {
    let (scene, _, said) = reported().await;
    for message in said {
        scene.ana.edits(message, "Since Monday").await;
    }
    is_nowhere(&scene, SAID).await;
    assert!(scene.dora.sees(report(1)).await.contains("Since Monday"));
    scene.close().await;
}

#[tokio::test]
async fn a_question_of_a_closed_case_is_deleted_everywhere() {
    let (scene, question, _) = reported().await;
    scene.expect_refusal(400, 50_083);
    scene.max.runs("/close case:1").await;
    scene.ana.deletes(question).await;
    is_nowhere(&scene, ASKED).await;
    is_nowhere(&scene, FILE).await;
    assert!(scene.is_archived(question));
    scene.close().await;
}

#[tokio::test]
async fn an_offer_that_nobody_took_follows_its_message() {
    let scene = Scene::open().await;
    let Scene { ana, max, lea, .. } = &scene;
    lea.runs("/rule add name:animals pattern:zoo action:ask").await;
    let message = ana.writes("help", &format!("A {ASKED} from the zoo")).await;
    ana.edits(message, &format!("A {SAID} from the zoo")).await;
    is_nowhere(&scene, ASKED).await;
    assert_eq!(shown(&scene, SAID).len(), 1);
    ana.deletes(message).await;
    is_nowhere(&scene, SAID).await;
    assert!(!max.sees("desk").await.contains("animals"), "the offer is gone");
    scene.close().await;
}

#[tokio::test]
async fn a_question_that_is_deleted_while_its_case_is_drawn_is_nowhere() {
    let scene = Scene::open().await;
    scene.expect_refusal(404, 10_008);
    let Scene { ana, max, .. } = &scene;
    let question = ana.writes("help", &format!("The {ASKED} export fails")).await;
    scene.sandbox.faults().slow("POST /channels/{channel}/messages", Duration::from_millis(300));
    let flagging = max.client.menu(question, "Open case");
    let deleting = async {
        scene.sandbox.until("a thread", |world| world.channels.get(&question).map(drop)).await;
        ana.client.delete(question).expect("it is hers");
    };
    tokio::join!(flagging, deleting);
    scene.idle().await;
    is_nowhere(&scene, ASKED).await;
    scene.close().await;
}

#[tokio::test]
async fn a_question_that_is_edited_while_its_case_is_drawn_is_nowhere_as_it_was() {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    let question = ana.writes("help", &format!("The {ASKED} export fails")).await;
    scene.sandbox.faults().slow("POST /channels/{channel}/messages", Duration::from_millis(300));
    let flagging = max.client.menu(question, "Open case");
    let editing = async {
        scene.sandbox.until("a thread", |world| world.channels.get(&question).map(drop)).await;
        ana.client.edit(question, "The import fails").expect("it is hers");
    };
    tokio::join!(flagging, editing);
    scene.idle().await;
    is_nowhere(&scene, ASKED).await;
    assert!(max.sees(card(1)).await.contains("The import fails"));
    scene.close().await;
}

#[tokio::test]
async fn a_thread_whose_new_name_is_refused_gets_a_plain_one() {
    let (scene, question) = asked().await;
    scene.expect_refusal(400, 200_001);
    scene.sandbox.faults().fail_before("PATCH /channels/{channel}", 1, 400, 200_001);
    scene.ana.edits(question, "The import fails").await;
    is_nowhere(&scene, ASKED).await;
    assert!(scene.max.sees(card(1)).await.contains("The import fails"));
    scene.close().await;
}

/// A question with a name in it, for which the bot asks Discord before there is a case.
async fn named() -> (Scene, Snowflake) {
    let scene = Scene::open().await;
    let text = format!("<@{}>, the {ASKED} export fails", scene.ben.id());
    let question = scene.ana.writes("help", &text).await;
    let route = "GET /guilds/{guild}/members/{user}";
    scene.sandbox.faults().slow(route, Duration::from_millis(500));
    (scene, question)
}

/// Waits until the bot asks for the name.
async fn asks_for_the_name(scene: &Scene) {
    while scene.sandbox.faults().fired("GET /guilds/{guild}/members/{user}") == 0 {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_question_that_is_deleted_before_its_case_is_stored_is_nowhere() {
    let (scene, question) = named().await;
    scene.expect_refusal(404, 10_008);
    let Scene { ana, max, .. } = &scene;
    let deleting = async {
        asks_for_the_name(&scene).await;
        ana.client.delete(question).expect("it is hers");
    };
    tokio::join!(max.client.menu(question, "Open case"), deleting);
    scene.idle().await;
    is_nowhere(&scene, ASKED).await;
    reads!(scene.case(1), @"new");
    scene.close().await;
}

#[tokio::test]
async fn a_question_that_is_edited_before_its_case_is_stored_is_nowhere_as_it_was() {
    let (scene, question) = named().await;
    let Scene { ana, max, .. } = &scene;
    let editing = async {
        asks_for_the_name(&scene).await;
        ana.client.edit(question, "The import fails").expect("it is hers");
    };
    tokio::join!(max.client.menu(question, "Open case"), editing);
    scene.idle().await;
    is_nowhere(&scene, ASKED).await;
    assert!(max.sees(card(1)).await.contains("The import fails"));
    scene.close().await;
}

#[tokio::test]
async fn an_offer_whose_message_is_deleted_before_it_is_stored_has_no_words() {
    let scene = Scene::open().await;
    let Scene { ana, ben, lea, .. } = &scene;
    lea.runs("/rule add name:exports pattern:export action:ask").await;
    let route = "GET /guilds/{guild}/members/{user}";
    scene.sandbox.faults().slow(route, Duration::from_millis(500));
    let text = format!("<@{}>, the {ASKED} export fails", ben.id());
    let message = ana.client.say("help", &text).expect("she may write");
    asks_for_the_name(&scene).await;
    ana.client.delete(message).expect("it is hers");
    scene.idle().await;
    is_nowhere(&scene, ASKED).await;
    scene.close().await;
}

#[tokio::test]
async fn what_is_deleted_in_a_closed_case_while_the_bot_is_away_is_noticed() {
    let (scene, question, said) = reported().await;
    scene.expect_refusal(400, 50_083);
    let Scene { ana, max, .. } = &scene;
    max.runs("/close case:1").await;
    scene.reads_on_from_here().await;
    scene.stop().await;
    ana.deletes(question).await;
    ana.deletes(said[0]).await;
    ana.deletes(said[1]).await;
    scene.start().await;
    for word in [ASKED, FILE, SAID] {
        is_nowhere(&scene, word).await;
    }
    scene.close().await;
}

#[tokio::test]
async fn a_question_without_a_thread_that_is_deleted_while_the_bot_is_away_is_forgotten() {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    for (status, code) in [(400, 160_006), (404, 10_003), (404, 10_008)] {
        scene.expect_refusal(status, code);
    }
    let question = ana.writes("help", ASKED).await;
    let help = ana.channel("help").await;
    let threads = format!("POST /channels/{help}/messages/{question}/threads");
    scene.sandbox.faults().fail_before(&threads, 50, 400, 160_006);
    max.flags(question).await;
    scene.reads_on_from_here().await;
    scene.stop().await;
    ana.deletes(question).await;
    scene.start().await;
    is_nowhere(&scene, ASKED).await;
    scene.sandbox.faults().clear();
    scene.advance_and_run_due(TimeDelta::hours(1)).await;
    scene.close().await;
}

#[tokio::test]
async fn a_question_of_a_closed_case_that_is_edited_while_the_bot_is_away_is_changed_everywhere() {
    let (scene, question, _) = reported().await;
    scene.expect_refusal(400, 50_083);
    let Scene { ana, max, .. } = &scene;
    max.runs("/close case:1").await;
    scene.reads_on_from_here().await;
    scene.stop().await;
    ana.edits(question, "The import fails").await;
    scene.start().await;
    is_nowhere(&scene, ASKED).await;
    assert!(max.sees(card(1)).await.contains("The import fails"));
    scene.close().await;
}

#[tokio::test]
async fn what_is_deleted_months_after_the_close_while_the_bot_is_away_is_noticed() {
    let (scene, question, said) = reported().await;
    scene.expect_refusal(400, 50_083);
    let Scene { ana, max, .. } = &scene;
    max.runs("/close case:1").await;
    scene.advance_and_run_due(TimeDelta::days(100)).await;
    scene.reads_on_from_here().await;
    scene.stop().await;
    for message in [question, said[0], said[1]] {
        ana.deletes(message).await;
    }
    scene.start().await;
    for word in [ASKED, FILE, SAID] {
        is_nowhere(&scene, word).await;
    }
    scene.close().await;
}

#[tokio::test]
async fn offers_are_compared_with_their_messages_after_an_absence() {
    let scene = Scene::open().await;
    scene.expect_refusal(404, 10_008);
    let Scene { ana, ben, lea, .. } = &scene;
    lea.runs("/rule add name:exports pattern:export action:ask").await;
    let edited = ana.writes("help", &format!("The {ASKED} export fails")).await;
    let deleted = ben.writes("help", &format!("The {SAID} export fails")).await;
    scene.reads_on_from_here().await;
    scene.stop().await;
    ana.edits(edited, "The import fails").await;
    ben.deletes(deleted).await;
    scene.start().await;
    for word in [ASKED, SAID] {
        is_nowhere(&scene, word).await;
    }
    assert_eq!(shown(&scene, "The import fails").len(), 1);
    scene.close().await;
}

#[tokio::test]
async fn replies_in_the_channel_and_private_questions_are_looked_at_after_an_absence() {
    let scene = Scene::private().await;
    scene.expect_refusal(404, 10_008);
    let Scene { ana, max, .. } = &scene;
    let question = ana.writes("help", &format!("The {ASKED} export fails")).await;
    max.flags(question).await;
    let reply = ana.replies(question, &format!("It is a {SAID}")).await;
    scene.reads_on_from_here().await;
    scene.stop().await;
    ana.deletes(question).await;
    ana.deletes(reply).await;
    scene.start().await;
    for word in [ASKED, SAID] {
        is_nowhere(&scene, word).await;
    }
    scene.close().await;
}

#[tokio::test]
async fn a_ban_that_deletes_messages_takes_them_back_everywhere() {
    let (scene, ..) = reported().await;
    scene.olaf.client.ban("ana", 24).expect("olaf may ban");
    scene.idle().await;
    for word in [ASKED, FILE, SAID] {
        is_nowhere(&scene, word).await;
    }
    scene.close().await;
}

#[tokio::test]
async fn messages_that_are_deleted_together_are_taken_back_everywhere() {
    let (scene, _, said) = reported().await;
    let thread = scene.olaf.channel(thread(1)).await;
    let olaf = scene.olaf.id();
    let deleted = scene.sandbox.change(|world| world.bulk_delete(olaf, thread, &said));
    deleted.expect("olaf may delete messages");
    scene.idle().await;
    is_nowhere(&scene, SAID).await;
    scene.close().await;
}

#[tokio::test]
async fn a_merged_case_takes_back_its_own_words() {
    let (scene, question, said) = reported().await;
    let Scene { ana, max, .. } = &scene;
    ana.opens_case("The import fails").await;
    max.runs("/merge into:2 case:1").await;
    for message in [question, said[0], said[1]] {
        ana.deletes(message).await;
    }
    for word in [ASKED, FILE, SAID] {
        is_nowhere(&scene, word).await;
    }
    scene.close().await;
}

#[tokio::test]
async fn a_deleted_thread_takes_nothing_back() {
    let (scene, question, _) = reported().await;
    scene.expect_refusal(404, 10_003);
    let Scene { dora, max, olaf, .. } = &scene;
    olaf.client.delete_thread(question).expect("olaf may");
    scene.idle().await;
    scene.advance_and_run_due(TimeDelta::minutes(1)).await;
    let report = dora.sees(report(1)).await;
    assert!(report.contains(ASKED), "a moderator tidied up; nobody took words back: {report}");
    assert!(max.runs(&format!("/find query:{SAID}")).await.contains("#1"));
    scene.close().await;
}

#[tokio::test]
async fn a_title_that_was_taken_back_while_the_form_was_open_is_on_no_report() {
    let (scene, question) = asked().await;
    let Scene { ana, max, dora, .. } = &scene;
    let form = max.runs("/escalate case:1").await.form();
    ana.deletes(question).await;
    max.submits(&form, &[("Actual result", "It stops at 80 %")]).await;
    is_nowhere(&scene, ASKED).await;
    let report = dora.sees(report(1)).await;
    assert!(report.contains("at 80 %"), "{report}");
    scene.close().await;
}
