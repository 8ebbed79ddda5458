//! Whose turn it is: from what people write, change and delete, in whatever order the events
//! arrive.

use chrono::TimeDelta;
use sandbox::Snowflake;

use crate::{
    database_dump::tables_that_hold,
    scene::{Line, Person, Scene, card, on_card, reads, report, team_thread, thread},
};

/// A question of ana's that max has claimed.
async fn claimed() -> Scene {
    let scene = Scene::open().await;
    scene.ana.opens_case("The export fails").await;
    scene.max.clicks(card(1), "Claim").await;
    scene
}

/// Somebody writes in the thread of the case, ten minutes after the last.
async fn says(scene: &Scene, who: &Person, text: &str) -> Snowflake {
    scene.advance_clock(TimeDelta::minutes(10));
    who.writes(thread(1), text).await
}

/// Checks that nothing in the database holds this text.
async fn is_forgotten(scene: &Scene, text: &str) {
    assert_eq!(tables_that_hold(&scene.database, text).await, Vec::<String>::new(), "{text}");
}

#[tokio::test]
async fn the_oldest_unanswered_message_counts() {
    let scene = claimed().await;
    let Scene { ana, ben, max, .. } = &scene;
    reads!(scene.case(1), @"open, max, waiting since minute 0");
    says(&scene, ben, "I have that too").await;
    says(&scene, ana, "hello?").await;
    reads!(scene.case(1), @"open, max, waiting since minute 0");
    assert!(max.sees(on_card(1, Line::Status)).await.contains("20 minutes ago"));
    says(&scene, max, "Which version do you use?").await;
    reads!(scene.case(1), @"pending, max, answered in minute 30");
    scene.close().await;
}

#[tokio::test]
async fn thanks_and_third_persons_ask_for_nothing() {
    let scene = claimed().await;
    let Scene { ana, ben, max, .. } = &scene;
    says(&scene, max, "Which version do you use?").await;
    let answered = scene.case(1).await;
    for thanks in ["thanks!", "👍", "will try", "+1", "danke dir", "<3"] {
        says(&scene, ana, thanks).await;
        assert_eq!(scene.case(1).await, answered, "{thanks}");
    }
    says(&scene, ben, "does it work now?").await;
    assert_eq!(scene.case(1).await, answered, "a third person asks for nothing");
    scene.restart().await;
    assert_eq!(scene.case(1).await, answered);
    scene.close().await;
}

#[tokio::test]
async fn thanks_with_a_question_count_as_a_question_also_across_a_restart() {
    let scene = claimed().await;
    let Scene { ana, max, mia, .. } = &scene;
    says(&scene, max, "Please try the new version").await;
    says(&scene, ana, "thanks, but it still fails").await;
    scene.restart().await;
    says(&scene, ana, "not even with a small file").await;
    says(&scene, ana, "ok").await;
    reads!(scene.case(1), @"open, max, waiting since minute 20, answered in minute 10");
    assert!(max.sees(on_card(1, Line::Status)).await.contains("20 minutes ago"));
    says(&scene, mia, "I look into it").await;
    reads!(scene.case(1), @"pending, max, answered in minute 10");
    scene.close().await;
}

#[tokio::test]
async fn the_bot_says_nothing_while_people_talk() {
    let scene = claimed().await;
    let Scene { ana, ben, max, .. } = &scene;
    says(&scene, ben, "I have that too").await;
    says(&scene, max, "Which version do you use?").await;
    says(&scene, ana, "thanks!").await;
    reads!(ana, thread(1), @"
    ben: I have that too
    max: Which version do you use?
    ana: thanks!
    ");
    scene.close().await;
}

#[tokio::test]
async fn thanks_reopen_nothing_and_a_question_does() {
    let scene = claimed().await;
    let Scene { ana, max, .. } = &scene;
    scene.advance_clock(TimeDelta::minutes(10));
    max.runs("/solve summary:Version 2.4 mends it case:1").await;
    let solved = scene.case(1).await;
    assert_eq!(solved, "solved, max, answered in minute 10", "a summary is an answer");
    says(&scene, ana, "great, thanks!").await;
    scene.restart().await;
    says(&scene, ana, "👍").await;
    assert_eq!(scene.case(1).await, solved);
    says(&scene, ana, "2.4 fails as well").await;
    reads!(scene.case(1), @"open, max, waiting since minute 40, answered in minute 10, reopened: 1");
    scene.advance_clock(TimeDelta::minutes(10));
    max.runs("/solve case:1").await;
    says(&scene, ana, "thank you").await;
    reads!(scene.case(1), @"solved, max, answered in minute 10, reopened: 1");
    scene.close().await;
}

#[tokio::test]
async fn whoever_reopens_a_case_waits_even_if_their_question_is_deleted() {
    let scene = claimed().await;
    let Scene { ana, max, .. } = &scene;
    says(&scene, max, "Version 2.4 mends it").await;
    let late = says(&scene, ana, "2.4 fails as well").await;
    scene.advance_clock(TimeDelta::minutes(10));
    max.runs("/solve case:1").await;
    scene.advance_clock(TimeDelta::minutes(10));
    max.runs("/reopen case:1").await;
    let reopened = scene.case(1).await;
    assert_eq!(reopened, "open, max, waiting since minute 40, answered in minute 10, reopened: 1");
    ana.deletes(late).await;
    assert_eq!(scene.case(1).await, reopened);
    says(&scene, max, "We look into it").await;
    reads!(scene.case(1), @"pending, max, answered in minute 10, reopened: 1");
    scene.close().await;
}

#[tokio::test]
async fn a_file_or_a_link_wants_to_be_looked_at() {
    let scene = claimed().await;
    let Scene { ana, max, .. } = &scene;
    says(&scene, max, "Can you show me?").await;
    ana.writes_with_files(thread(1), "thanks", &[("screen.png", b"a picture")]).await;
    reads!(scene.case(1), @"open, max, waiting since minute 10, answered in minute 10");
    says(&scene, max, "I see").await;
    says(&scene, ana, "https://example.org/screen.png").await;
    reads!(scene.case(1), @"open, max, waiting since minute 30, answered in minute 10");
    scene.close().await;
}

#[tokio::test]
async fn a_customer_who_deletes_their_questions_waits_no_longer() {
    let scene = claimed().await;
    let Scene { ana, max, .. } = &scene;
    says(&scene, max, "Please try the new version").await;
    let first = says(&scene, ana, "It fails there as well").await;
    let second = says(&scene, ana, "My password is swordfish").await;
    reads!(scene.case(1), @"open, max, waiting since minute 20, answered in minute 10");
    ana.deletes(first).await;
    reads!(scene.case(1), @"open, max, waiting since minute 30, answered in minute 10");
    scene.restart().await;
    ana.deletes(second).await;
    reads!(scene.case(1), @"pending, max, answered in minute 10");
    is_forgotten(&scene, "swordfish").await;
    scene.close().await;
}

#[tokio::test]
async fn without_a_deleted_answer_the_customer_waits_since_the_beginning() {
    let scene = claimed().await;
    let Scene { max, .. } = &scene;
    let answer = says(&scene, max, "Please try the new version").await;
    max.deletes(answer).await;
    reads!(scene.case(1), @"open, max, waiting since minute 0");
    assert!(max.sees(on_card(1, Line::Status)).await.contains("10 minutes ago"));
    says(&scene, max, "Sorry, that was for somebody else. Which version?").await;
    reads!(scene.case(1), @"pending, max, answered in minute 20");
    scene.close().await;
}

#[tokio::test]
async fn an_edit_asks_or_takes_back() {
    let scene = claimed().await;
    let Scene { ana, max, .. } = &scene;
    says(&scene, max, "Please try the new version").await;
    let message = says(&scene, ana, "It fails there as well").await;
    scene.advance_clock(TimeDelta::minutes(10));
    ana.edits(message, "nvm, thanks").await;
    reads!(scene.case(1), @"pending, max, answered in minute 10");
    scene.advance_clock(TimeDelta::minutes(10));
    ana.edits(message, "nvm, thanks. Or is there a newer one?").await;
    reads!(scene.case(1), @"open, max, waiting since minute 20, answered in minute 10");
    scene.restart().await;
    scene.advance_clock(TimeDelta::minutes(10));
    ana.edits(message, "thanks!").await;
    reads!(scene.case(1), @"pending, max, answered in minute 10");
    is_forgotten(&scene, "newer one").await;
    scene.close().await;
}

#[tokio::test]
async fn the_card_and_the_records_follow_an_edited_question() {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    let question = ana.opens_case("Login fails with swordfish").await;
    max.clicks(card(1), "Claim").await;
    scene.advance_clock(TimeDelta::minutes(5));
    ana.edits(question, "Login fails with my password").await;
    reads!(scene.case(1), @"open, max, waiting since minute 0");
    let card = max.sees(card(1)).await;
    assert!(card.contains("#1 · Login fails with my password"), "{card}");
    assert!(card.contains("5 minutes ago"), "{card}");
    is_forgotten(&scene, "swordfish").await;
    scene.close().await;
}

#[tokio::test]
async fn a_deleted_question_leaves_card_report_and_records() {
    let scene = Scene::open().await;
    let Scene { ana, max, dora, .. } = &scene;
    let question = ana.opens_case("Login fails with my password").await;
    says(&scene, ana, "The version is 2.3").await;
    let form = max.clicks(card(1), "Escalate").await.form();
    let fields = [("Title", "No login"), ("Actual result", "The page stays empty")];
    max.submits(&form, &fields).await;
    scene.restart().await;
    ana.deletes(question).await;
    reads!(scene.case(1), @"on_hold, bug 1, waiting since minute 10");
    is_forgotten(&scene, "my password").await;
    let report = dora.sees(report(1)).await;
    assert!(!report.contains("message of") && !report.contains("deleted message"), "{report}");
    assert!(report.contains("In the customer's words\n  │ The version is 2.3\n  ["), "{report}");
    scene.close().await;
}

#[tokio::test]
async fn a_customer_who_deletes_an_unanswered_question_waits_for_nothing() {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    let question = ana.opens_case("The export fails").await;
    ana.deletes(question).await;
    reads!(scene.case(1), @"new");
    assert!(max.sees(card(1)).await.starts_with("Switchboard: #1 · A question (edited)"));
    reads!(max.runs("/queue"), @"Nobody is waiting for an answer.");
    assert!(max.runs("/queue view:all").await.contains("#1"), "the case is still there");
    says(&scene, ana, "It fails in the new version").await;
    reads!(scene.case(1), @"new, waiting since minute 10");
    scene.close().await;
}

#[tokio::test]
async fn messages_that_a_moderator_deletes_together_are_all_forgotten() {
    let scene = claimed().await;
    let Scene { ana, max, olaf, .. } = &scene;
    says(&scene, max, "What does it say?").await;
    let mut messages = Vec::new();
    for text in ["Error 500", "and then", "swordfish"] {
        messages.push(says(&scene, ana, text).await);
    }
    let channel = olaf.channel(thread(1)).await;
    let deleted = scene.sandbox.change(|world| world.bulk_delete(olaf.id(), channel, &messages));
    deleted.expect("olaf may delete messages");
    scene.idle().await;
    reads!(scene.case(1), @"pending, max, answered in minute 10");
    is_forgotten(&scene, "swordfish").await;
    scene.close().await;
}

#[tokio::test]
async fn what_was_edited_and_deleted_while_the_bot_was_away_is_noticed() {
    let scene = claimed().await;
    let Scene { ana, max, .. } = &scene;
    let answer = says(&scene, max, "Please try the new version").await;
    let first = says(&scene, ana, "swordfish").await;
    let second = says(&scene, ana, "It fails there as well").await;
    scene.reads_on_from_here().await;
    scene.stop().await;
    ana.deletes(first).await;
    ana.edits(second, "that did it, thanks").await;
    scene.start().await;
    reads!(scene.case(1), @"pending, max, answered in minute 10");
    is_forgotten(&scene, "swordfish").await;

    scene.stop().await;
    max.deletes(answer).await;
    scene.start().await;
    reads!(scene.case(1), @"open, max, waiting since minute 0");
    assert!(max.sees(on_card(1, Line::Status)).await.contains("2 hours ago"));
    scene.close().await;
}

#[tokio::test]
async fn a_question_that_was_edited_and_deleted_while_the_bot_was_away_is_forgotten() {
    let scene = claimed().await;
    let Scene { ana, max, .. } = &scene;
    scene.reads_on_from_here().await;
    let question = ana.channel(thread(1)).await;
    scene.stop().await;
    ana.edits(question, "The import fails").await;
    scene.start().await;
    assert!(max.sees(card(1)).await.contains("#1 · The import fails"));
    reads!(scene.case(1), @"open, max, waiting since minute 0");

    scene.stop().await;
    ana.deletes(question).await;
    let late = ana.writes(question, "the export as well").await;
    ana.edits(late, "no, it works").await;
    scene.start().await;
    reads!(scene.case(1), @"open, max, waiting since minute 60");
    is_forgotten(&scene, "The import fails").await;
    scene.close().await;
}

#[tokio::test]
async fn the_newest_message_decides_whose_turn_it_is_whatever_the_bot_hears_first() {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    let thread = ana.opens_case("First").await;
    // Both are written before the bot receives either, and the answer arrives first.
    scene.sandbox.gateway().reorder_events(2);
    ana.client.say(thread, "One more thing?").expect("ana may write");
    max.client.say(thread, "Here is the answer to both").expect("max may write");
    scene.sandbox.gateway().release_events();
    scene.sandbox.gateway().reorder_events(0);
    scene.idle().await;
    assert!(max.runs("/queue").await.contains("Nobody is waiting"));
    scene.close().await;
}

/// A conversation with everything in it; each of its events comes as the gateway likes.
fn conversation(scene: &Scene, question: Snowflake) {
    let (ana, max, ben) = (&scene.ana.client, &scene.max.client, &scene.ben.client);
    let ten = || scene.advance_clock(TimeDelta::minutes(10));
    ten();
    let wrong = max.say(question, "Please reinstall").expect("max may write");
    ten();
    max.say(question, "Which version?").expect("max may write");
    ten();
    let version = ana.say(question, "2.2, I think").expect("ana may write");
    ten();
    ana.edit(version, "2.3").expect("her own");
    max.delete(wrong).expect("his own");
    ten();
    ben.say(question, "I have 2.1 and all is well").expect("ben may write");
    let secret = ana.say(question, "swordfish").expect("ana may write");
    ten();
    let thanks = ana.say(question, "thanks").expect("ana may write");
    ana.delete(secret).expect("her own");
    ana.edit(thanks, "thanks!").expect("her own");
    ten();
    ana.edit(thanks, "thanks!!").expect("her own");
}

#[tokio::test]
async fn events_that_come_twice_or_out_of_order_lead_to_the_same() {
    for group in [0, 2, 5, 100] {
        let scene = claimed().await;
        let question = scene.ana.channel(thread(1)).await;
        let gateway = scene.sandbox.gateway();
        gateway.duplicate_events(true);
        gateway.reorder_events(group);
        conversation(&scene, question);
        gateway.release_events();
        gateway.reorder_events(0);
        scene.idle().await;
        let expected = "open, max, waiting since minute 30, answered in minute 20";
        assert_eq!(scene.case(1).await, expected, "in groups of {group}");
        for gone in ["swordfish", "I think"] {
            is_forgotten(&scene, gone).await;
        }
        assert!(!tables_that_hold(&scene.database, "thanks!!").await.is_empty());
        scene.close().await;
    }
}

#[tokio::test]
async fn an_edit_that_asks_is_told_to_the_assignee() {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    max.runs("/notify event:customer's reply in my case after:0").await;
    ana.opens_case("The door does not open").await;
    max.runs("/claim case:1").await;
    max.writes(thread(1), "Push it").await;
    let thanks = ana.writes(thread(1), "thanks!").await;
    ana.edits(thanks, "thanks, but now the handle is loose").await;
    reads!(max, team_thread(1), @"
    * about Switchboard: #1 · The door does not open
    Switchboard: @max: @ana [wrote](message of ana) in case [#1](card 1) and is waiting.
      → pings: max
    ");
    reads!(scene.case(1), @"open, max, waiting since minute 0, answered in minute 0");
    ana.edits(thanks, "thanks, but now the handle is gone").await;
    assert_eq!(max.sees(team_thread(1)).await.matches("is waiting").count(), 1);
    scene.close().await;
}
