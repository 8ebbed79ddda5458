//! Whose turn it is: computed from what people write, edit and delete, in any order of events.

use insta::assert_snapshot;
use sandbox::Snowflake;
use switchboard::{
    domain::{CaseNumber, GuildId, Time, id},
    store::Export,
};

use crate::scene::Scene;

/// The time goes on, for everybody.
fn later(scene: &Scene, minutes: u64) {
    scene.sandbox.change(|world| world.advance(std::time::Duration::from_secs(minutes * 60)));
    scene.clock.advance(chrono::TimeDelta::minutes(i64::try_from(minutes).expect("a short time")));
}

/// Somebody writes in a case's thread, ten minutes after the last.
async fn says(scene: &Scene, who: &str, thread: Snowflake, text: &str) -> Snowflake {
    later(scene, 10);
    let message = scene.person(who).say(thread, text).expect("anyone may write");
    scene.idle().await;
    message
}

fn guild(scene: &Scene) -> GuildId {
    GuildId(scene.sandbox.world(|world| *world.guilds.keys().next().expect("a server")))
}

/// Where the first case stands. Times in minutes after the question.
async fn turn(scene: &Scene, question: Snowflake) -> String {
    scene.idle().await;
    let case = scene
        .app()
        .desk
        .case_to_draw(guild(scene), CaseNumber(1))
        .await
        .expect("an answer")
        .expect("a case");
    let minute = |time: Option<Time>| {
        time.map_or("nobody".to_owned(), |time| {
            (time - id::created_at(question)).num_minutes().to_string()
        })
    };
    format!(
        "{}, waiting: {}, answered: {}",
        case.status.into_str(),
        minute(case.waiting_since),
        minute(case.first_response_at)
    )
}

/// What the agents see of whose turn it is.
fn desk(scene: &Scene) -> String {
    let seen = scene.plain(&scene.person("max").sees_message(scene.card(1)));
    let lines = seen
        .lines()
        .filter(|line| ["#1 · ", "Status: ", "Waiting: "].iter().any(|part| line.contains(part)));
    lines.map(str::trim).collect::<Vec<_>>().join("\n")
}

/// All that is kept of what people wrote.
async fn kept(scene: &Scene) -> String {
    let mut kept = String::new();
    for what in [Export::Cases, Export::Bugs, Export::Messages, Export::Events] {
        let (rows, _) = scene.app().desk.export(guild(scene), what, 0).await.expect("an answer");
        kept.extend(rows.iter().map(|row| format!("{row}\n")));
    }
    let case = scene
        .app()
        .desk
        .case_to_draw(guild(scene), CaseNumber(1))
        .await
        .expect("an answer")
        .expect("a case");
    kept += &case.question;
    for bug in case.bugs {
        kept += &scene
            .app()
            .desk
            .bug_to_draw(guild(scene), bug)
            .await
            .expect("an answer")
            .expect("a bug")
            .bug
            .words;
    }
    kept
}

/// A question that max has claimed.
async fn claimed(scene: &Scene) -> Snowflake {
    let question = scene.flagged("ana", "The export fails").await;
    scene.person("max").press(scene.card(1), "Claim").await;
    scene.idle().await;
    question
}

async fn restart(scene: &mut Scene) {
    scene.stop().await;
    scene.start().await;
}

#[tokio::test]
async fn the_oldest_unanswered_message_counts_and_thanks_do_not() {
    let mut scene = Scene::open().await;
    let question = claimed(&scene).await;
    assert_eq!(turn(&scene, question).await, "open, waiting: 0, answered: nobody");
    says(&scene, "ben", question, "I have that too").await;
    assert_eq!(
        turn(&scene, question).await,
        "open, waiting: 0, answered: nobody",
        "a third person answers nothing"
    );
    says(&scene, "ana", question, "hello?").await;
    assert_eq!(
        turn(&scene, question).await,
        "open, waiting: 0, answered: nobody",
        "the question is the oldest"
    );
    assert_snapshot!(desk(&scene), @"
    Switchboard: #1 · The export fails (edited)
    │ Status: Open: waiting on us
    │ Waiting: Since TIME (20 minutes ago)
    ");
    says(&scene, "max", question, "Which version do you use?").await;
    assert_eq!(turn(&scene, question).await, "pending, waiting: nobody, answered: 30");
    assert_snapshot!(desk(&scene), @"
    Switchboard: #1 · The export fails (edited)
    │ Status: Pending: waiting on the customer
    │ Waiting: Nobody is waiting
    ");

    for thanks in ["thanks!", "👍", "will try", "+1", "danke dir", "<3"] {
        says(&scene, "ana", question, thanks).await;
        assert_eq!(
            turn(&scene, question).await,
            "pending, waiting: nobody, answered: 30",
            "{thanks}"
        );
    }
    says(&scene, "ben", question, "does it work now?").await;
    assert_eq!(
        turn(&scene, question).await,
        "pending, waiting: nobody, answered: 30",
        "a third person asks for nothing"
    );
    restart(&mut scene).await;
    assert_eq!(turn(&scene, question).await, "pending, waiting: nobody, answered: 30");

    says(&scene, "ana", question, "thanks, but it still fails").await;
    restart(&mut scene).await;
    says(&scene, "ana", question, "not even with a small file").await;
    says(&scene, "ana", question, "ok").await;
    assert_eq!(
        turn(&scene, question).await,
        "open, waiting: 110, answered: 30",
        "the first of the two counts"
    );
    assert_snapshot!(desk(&scene), @"
    Switchboard: #1 · The export fails (edited)
    │ Status: Open: waiting on us
    │ Waiting: Since TIME (20 minutes ago)
    ");
    says(&scene, "mia", question, "I look into it").await;
    assert_eq!(
        turn(&scene, question).await,
        "pending, waiting: nobody, answered: 30",
        "whoever of the team answers"
    );

    assert_snapshot!(scene.plain(&scene.person("ana").sees(question)), @"
    * about ana: The export fails
    Switchboard: Hello @ana! Your message is with the team now: this is case #1. Nobody has it yet; a person of the team will read it and answer here.
      Meanwhile, anything that helps us understand is welcome here: what you did, what you expected to happen, which version you use, a screenshot.
      -# I am a bot. I only keep things in order; the answers come from people.
      → pings: ana
    ben: I have that too
    ana: hello?
    max: Which version do you use?
    ana: thanks!
    ana: 👍
    ana: will try
    ana: +1
    ana: danke dir
    ana: <3
    ben: does it work now?
    ana: thanks, but it still fails
    ana: not even with a small file
    ana: ok
    mia: I look into it
    ");
    scene.close().await;
}

#[tokio::test]
async fn thanks_reopen_nothing_and_a_question_does() {
    let mut scene = Scene::open().await;
    let max = scene.person("max");
    let question = claimed(&scene).await;
    later(&scene, 10);
    max.command(question, "/solve summary:Version 2.4 mends it").await;
    assert_eq!(
        turn(&scene, question).await,
        "solved, waiting: nobody, answered: 10",
        "a summary is an answer"
    );
    says(&scene, "ana", question, "great, thanks!").await;
    restart(&mut scene).await;
    says(&scene, "ana", question, "👍").await;
    assert_eq!(turn(&scene, question).await, "solved, waiting: nobody, answered: 10");
    let late = says(&scene, "ana", question, "2.4 fails as well").await;
    assert_eq!(turn(&scene, question).await, "open, waiting: 40, answered: 10");
    later(&scene, 10);
    max.command(question, "/solve").await;
    says(&scene, "ana", question, "thank you").await;
    assert_eq!(
        turn(&scene, question).await,
        "solved, waiting: nobody, answered: 10",
        "what was open before is settled"
    );
    max.command(question, "/reopen").await;
    assert_eq!(turn(&scene, question).await, "open, waiting: 60, answered: 10");
    scene.person("ana").delete(late).expect("her own");
    assert_eq!(
        turn(&scene, question).await,
        "open, waiting: 60, answered: 10",
        "who reopened it waits all the same"
    );
    says(&scene, "max", question, "We look into it").await;
    assert_eq!(turn(&scene, question).await, "pending, waiting: nobody, answered: 10");
    scene.close().await;
}

#[tokio::test]
async fn a_file_wants_to_be_looked_at_and_so_does_a_link() {
    let scene = Scene::open().await;
    let question = claimed(&scene).await;
    says(&scene, "max", question, "Can you show me?").await;
    scene
        .person("ana")
        .say_with_files(question, "thanks", &[("screen.png", b"a picture")])
        .expect("ana may write");
    assert_eq!(turn(&scene, question).await, "open, waiting: 10, answered: 10");
    says(&scene, "max", question, "I see").await;
    says(&scene, "ana", question, "https://example.org/screen.png").await;
    assert_eq!(turn(&scene, question).await, "open, waiting: 30, answered: 10");
    scene.close().await;
}

#[tokio::test]
async fn who_takes_back_the_only_question_waits_no_longer() {
    let mut scene = Scene::open().await;
    let (ana, max) = (scene.person("ana"), scene.person("max"));
    let question = claimed(&scene).await;
    let answer = says(&scene, "max", question, "Please try the new version").await;
    let first = says(&scene, "ana", question, "It fails there as well").await;
    let second = says(&scene, "ana", question, "My password is swordfish").await;
    assert_eq!(turn(&scene, question).await, "open, waiting: 20, answered: 10");

    ana.delete(first).expect("her own");
    assert_eq!(
        turn(&scene, question).await,
        "open, waiting: 30, answered: 10",
        "then the second is the oldest"
    );
    restart(&mut scene).await;
    ana.delete(second).expect("her own");
    assert_eq!(turn(&scene, question).await, "pending, waiting: nobody, answered: 10");
    assert!(!kept(&scene).await.contains("swordfish"), "what its author deletes is gone");

    max.delete(answer).expect("his own");
    assert_eq!(
        turn(&scene, question).await,
        "open, waiting: 0, answered: nobody",
        "without the answer she waits, from the beginning"
    );
    assert_snapshot!(desk(&scene), @"
    Switchboard: #1 · The export fails (edited)
    │ Status: Open: waiting on us
    │ Waiting: Since TIME (30 minutes ago)
    ");
    says(&scene, "max", question, "Sorry, that was for somebody else. Which version?").await;
    assert_eq!(turn(&scene, question).await, "pending, waiting: nobody, answered: 40");
    scene.close().await;
}

#[tokio::test]
async fn an_edit_may_ask_and_may_take_back() {
    let mut scene = Scene::open().await;
    let ana = scene.person("ana");
    let question = claimed(&scene).await;
    says(&scene, "max", question, "Please try the new version").await;
    let message = says(&scene, "ana", question, "It fails there as well").await;
    later(&scene, 10);
    ana.edit(message, "nvm, thanks").expect("her own");
    assert_eq!(turn(&scene, question).await, "pending, waiting: nobody, answered: 10");
    later(&scene, 10);
    ana.edit(message, "nvm, thanks. Or is there a newer one?").expect("her own");
    assert_eq!(
        turn(&scene, question).await,
        "open, waiting: 20, answered: 10",
        "waits since the message was written"
    );
    restart(&mut scene).await;
    later(&scene, 10);
    ana.edit(message, "thanks!").expect("her own");
    assert_eq!(turn(&scene, question).await, "pending, waiting: nobody, answered: 10");
    assert!(!kept(&scene).await.contains("newer one"), "the last version is kept, and no other");
    scene.close().await;
}

#[tokio::test]
async fn the_question_itself_may_be_changed_and_taken_back() {
    let mut scene = Scene::open().await;
    let (ana, max) = (scene.person("ana"), scene.person("max"));
    let question = scene.flagged("ana", "Login fails with swordfish").await;
    max.press(scene.card(1), "Claim").await;
    later(&scene, 5);
    ana.edit(question, "Login fails with my password").expect("her own");
    assert_eq!(turn(&scene, question).await, "open, waiting: 0, answered: nobody");
    assert_snapshot!(desk(&scene), @"
    Switchboard: #1 · Login fails with my password (edited)
    │ Status: Open: waiting on us
    │ Waiting: Since TIME (5 minutes ago)
    ");
    assert!(!kept(&scene).await.contains("swordfish"));
    says(&scene, "ana", question, "The version is 2.3").await;
    let form = max.press(scene.card(1), "Escalate").await.form();
    max.submit(&form, &[("Title", "No login"), ("What happened instead", "The page stays empty")])
        .await;
    restart(&mut scene).await;

    ana.delete(question).expect("her own");
    assert_eq!(
        turn(&scene, question).await,
        "on_hold, waiting: 15, answered: nobody",
        "what she said in the thread still stands"
    );
    assert!(!kept(&scene).await.contains("my password"));
    let report = scene.person("dora").last_message("developers").expect("a report");
    assert_snapshot!(scene.plain(&scene.person("dora").sees_message(report)), @"
    Switchboard: Bug #1 · No login (edited)
      │ Severity: Normal
      │ Status: Reported: no developer has it yet
      │ Reported by: @max, now
      │ Version: Not given
      │ People affected: 1 person
      │ Cases: [#1](https://discord.com/channels/…/channel)
      │ Tags: None yet
      │ Links: [Thread](https://discord.com/channels/…/channel) · [Desk card](https://discord.com/channels/…/channel/message)
      │ Steps to reproduce
      │ Not given
      │ What was expected: Not given
      │ What happened instead: The page stays empty
      │ In the customer's words
      │ The version is 2.3
    ");
    scene.close().await;
}

#[tokio::test]
async fn who_deletes_a_question_that_nobody_has_answered_waits_for_nothing() {
    let scene = Scene::open().await;
    let question = scene.flagged("ana", "The export fails").await;
    scene.person("ana").delete(question).expect("her own");
    assert_eq!(turn(&scene, question).await, "new, waiting: nobody, answered: nobody");
    assert_snapshot!(desk(&scene), @"
    Switchboard: #1 · A question (edited)
    │ Status: New: nobody has it
    │ Waiting: Nobody is waiting
    ");
    assert_snapshot!(scene.plain(&scene.person("max").command("desk", "/queue").await.text()), @"Nobody is waiting for an answer.");
    assert!(
        scene.person("max").command("desk", "/queue view:all").await.text().contains("#1"),
        "the case is still there"
    );
    says(&scene, "ana", question, "It fails in the new version").await;
    assert_eq!(turn(&scene, question).await, "new, waiting: 10, answered: nobody");
    scene.close().await;
}

#[tokio::test]
async fn many_messages_deleted_at_once_are_all_gone() {
    let scene = Scene::open().await;
    let question = claimed(&scene).await;
    says(&scene, "max", question, "What does it say?").await;
    let mut messages = Vec::new();
    for text in ["Error 500", "and then", "swordfish"] {
        messages.push(says(&scene, "ana", question, text).await);
    }
    let olaf = scene.person("olaf").id;
    scene.sandbox.change(|world| world.bulk_delete(olaf, question, &messages)).expect("olaf may");
    assert_eq!(turn(&scene, question).await, "pending, waiting: nobody, answered: 10");
    assert!(!kept(&scene).await.contains("swordfish"));
    scene.close().await;
}

#[tokio::test]
async fn what_was_changed_and_deleted_while_the_bot_was_away_is_found() {
    let mut scene = Scene::open().await;
    let (ana, max) = (scene.person("ana"), scene.person("max"));
    let question = claimed(&scene).await;
    let answer = says(&scene, "max", question, "Please try the new version").await;
    let first = says(&scene, "ana", question, "swordfish").await;
    let second = says(&scene, "ana", question, "It fails there as well").await;
    // Longer than what is read on from, so that none of these messages is new.
    later(&scene, 60);
    scene.app().bot.note_progress().await.expect("an answer");

    scene.stop().await;
    ana.delete(first).expect("her own");
    ana.edit(second, "that did it, thanks").expect("her own");
    scene.start().await;
    assert_eq!(turn(&scene, question).await, "pending, waiting: nobody, answered: 10");
    assert!(!kept(&scene).await.contains("swordfish"));

    scene.stop().await;
    max.delete(answer).expect("his own");
    ana.edit(question, "The import fails").expect("her own");
    scene.start().await;
    assert_eq!(turn(&scene, question).await, "open, waiting: 0, answered: nobody");
    assert_snapshot!(desk(&scene), @"
    Switchboard: #1 · The import fails (edited)
    │ Status: Open: waiting on us
    │ Waiting: Since TIME (2 hours ago)
    ");

    scene.stop().await;
    ana.delete(question).expect("her own");
    let late = ana.say(question, "the export as well").expect("ana may write");
    ana.edit(late, "no, it works").expect("her own");
    scene.start().await;
    assert_eq!(
        turn(&scene, question).await,
        "open, waiting: 90, answered: nobody",
        "a 'no' wants to be read"
    );
    assert!(!kept(&scene).await.contains("import"));
    scene.close().await;
}

/// A conversation with everything in it; each of its events comes as the gateway likes.
async fn conversation(scene: &Scene, question: Snowflake) {
    let (ana, max, ben) = (scene.person("ana"), scene.person("max"), scene.person("ben"));
    let ten = || later(scene, 10);
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
async fn events_that_come_twice_or_the_wrong_way_round_lead_to_the_same() {
    for group in [0, 2, 5, 100] {
        let scene = Scene::open().await;
        let question = claimed(&scene).await;
        let gateway = scene.sandbox.gateway();
        gateway.duplicate_events(true);
        gateway.reorder_events(group);
        conversation(&scene, question).await;
        gateway.release_events();
        gateway.reorder_events(0);
        assert_eq!(
            turn(&scene, question).await,
            "open, waiting: 30, answered: 20",
            "in groups of {group}"
        );
        let kept = kept(&scene).await;
        assert!(
            !kept.contains("swordfish") && !kept.contains("I think") && kept.contains("thanks!!"),
            "{kept}"
        );
        scene.close().await;
    }
}
