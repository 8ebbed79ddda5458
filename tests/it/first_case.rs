//! The main job: from a flagged message to a bug report with linked context.

use insta::assert_snapshot;

use crate::scene::Scene;

/// A form as its reader sees it.
fn shown(form: &sandbox::Form) -> String {
    let field = |field: &sandbox::person::Field| {
        let needed = if field.required { "needed" } else { "optional" };
        format!("{}: {:?} ({needed}, up to {})", field.label, field.value, field.most)
    };
    format!("{}\n{}", form.title, form.fields.iter().map(field).collect::<Vec<_>>().join("\n"))
}

#[tokio::test]
async fn a_flagged_message_becomes_a_case_with_a_thread_and_a_card() {
    let scene = Scene::open().await;
    let (ana, max) = (scene.person("ana"), scene.person("max"));
    let message = ana
        .say("help", "The export fails with error 500\nSince this morning.")
        .expect("ana may write");

    let answer = max.menu(message, "Open case").await;
    assert!(answer.is_ephemeral());
    assert_snapshot!(scene.plain(&answer.text()), @"Case [#1](https://discord.com/channels/…/channel) is open, and @ana will be greeted in its thread.");

    scene.idle().await;
    assert_snapshot!(scene.plain(&ana.sees("help")), @"
    ana: The export fails with error 500
      Since this morning.
      ↳ thread #1 · The export fails with error 500 (1 message)
    ");
    assert_snapshot!(scene.plain(&ana.sees(message)), @"
    * about ana: The export fails with error 500
    Since this morning.
    Switchboard: Hello @ana! Your message is with the team now: this is case #1. Nobody has it yet; a person of the team will read it and answer here.
      Meanwhile, anything that helps us understand is welcome here: what you did, what you expected to happen, which version you use, a screenshot.
      -# I am a bot. I only keep things in order; the answers come from people.
      → pings: ana
    ");
    assert_snapshot!(scene.plain(&max.sees("desk")), @"
    Switchboard: **The board**: who waits for us (edited)
      │ now · [#1](https://discord.com/channels/…/channel) · The export fails with error 500 — nobody has it
      │ Waiting: 1
      │ Nobody has: 1
      │ On hold: 0
      │ With customers: 0
      (pinned)
    * Switchboard pinned a message.
    Switchboard: #1 · The export fails with error 500
      │ The export fails with error 500
      │ Since this morning.
      │ Customer: @ana
      │ Status: New: nobody has it
      │ Has it: Nobody yet
      │ Priority: Normal
      │ Tags: None yet
      │ Waiting: Since TIME (now)
      │ Links: [Message](https://discord.com/channels/…/channel/message) · [Thread](https://discord.com/channels/…/channel)
      │ Opened: Flagged by @max, now
      [Claim] [Solve] [Escalate]
    ");
    scene.close().await;
}

#[tokio::test]
async fn an_agent_works_a_case_and_the_card_follows() {
    let scene = Scene::open().await;
    let (ana, max, mia) = (scene.person("ana"), scene.person("max"), scene.person("mia"));
    let message = scene.flagged("ana", "How do I reset my password?").await;

    assert_snapshot!(scene.plain(&max.press(scene.card(1), "Claim").await.text()), @"Case [#1](https://discord.com/channels/…/channel) is yours: @ana reads what you write in its thread.");
    assert_snapshot!(scene.plain(&mia.command("desk", "/claim case:1").await.text()), @"@max has had case #1 since TIME (now): please ask them to `/release` it if you want to take over.");
    assert_snapshot!(scene.plain(&max.command(message, "/claim").await.text()), @"Case #1 is yours already: you can go on in its thread.");
    assert_snapshot!(scene.plain(&max.command(message, "/tag name:Login").await.text()), @"Case [#1](https://discord.com/channels/…/channel) has the tag `login` now.");
    assert_snapshot!(scene.plain(&max.command("desk", "/tag name:login case:1").await.text()), @"Case #1 has the tag `login` already, so nothing is left to do.");
    assert_snapshot!(scene.plain(&max.command("desk", "/tag name:account case:#1").await.text()), @"Case [#1](https://discord.com/channels/…/channel) has the tag `account` now.");
    let offered = mia.complete("desk", "/tag name:lo").await;
    assert_eq!(offered.iter().map(|choice| choice.name.as_str()).collect::<Vec<_>>(), ["login"]);
    let offered = mia.complete("desk", "/untag name:account case:").await;
    assert_eq!(
        offered.iter().map(|choice| choice.name.as_str()).collect::<Vec<_>>(),
        ["#1 · How do I reset my password?"]
    );
    assert_eq!(
        ana.complete("help", "/claim case:").await.len(),
        0,
        "members see no cases in autocomplete"
    );

    scene.idle().await;
    assert_snapshot!(scene.plain(&max.sees("desk")), @"
    Switchboard: **The board**: who waits for us (edited)
      │ now · [#1](https://discord.com/channels/…/channel) · How do I reset my password? — @max has it
      │ Waiting: 1
      │ Nobody has: 0
      │ On hold: 0
      │ With customers: 0
      (pinned)
    * Switchboard pinned a message.
    Switchboard: #1 · How do I reset my password? (edited)
      │ How do I reset my password?
      │ Customer: @ana
      │ Status: Open: waiting on us
      │ Has it: @max
      │ Priority: Normal
      │ Tags: `account` `login`
      │ Waiting: Since TIME (now)
      │ Links: [Message](https://discord.com/channels/…/channel/message) · [Thread](https://discord.com/channels/…/channel)
      │ Opened: Flagged by @max, now
      [Claim] [Solve] [Escalate]
      <account, login>
    ↱ to Switchboard: #1 · How do I reset my password?
    Switchboard: Case [#1](https://discord.com/channels/…/channel) is yours: @ana reads what you write in its thread.
      (only max sees this)
    Switchboard: Case #1 has the tag `login` already, so nothing is left to do.
      (only max sees this)
    Switchboard: Case [#1](https://discord.com/channels/…/channel) has the tag `account` now.
      (only max sees this)
    ");
    assert_snapshot!(scene.plain(&max.command("desk", "/case show case:1").await.text()), @"
    #1 · How do I reset my password?
    │ How do I reset my password?
    │ Customer: @ana
    │ Status: Open: waiting on us
    │ Has it: @max
    │ Priority: Normal
    │ Tags: `account` `login`
    │ Waiting: Since TIME (now)
    │ Links: [Message](https://discord.com/channels/…/channel/message) · [Thread](https://discord.com/channels/…/channel)
    │ Opened: Flagged by @max, now
    │ First answer: None yet
    │ Claimed: TIME
    │ Desk card: [Open it](https://discord.com/channels/…/channel/message)
    ");
    assert_snapshot!(scene.plain(&mia.command("desk", "/untag name:account case:1").await.text()), @"Case [#1](https://discord.com/channels/…/channel) no longer has the tag `account`.");
    assert_snapshot!(scene.plain(&mia.command("desk", "/release case:1").await.text()), @"@max has case #1: please ask them, or a lead, to release it.");
    assert_snapshot!(scene.plain(&max.command("desk", "/release case:1").await.text()), @"Case [#1](https://discord.com/channels/…/channel) is back in the queue: anyone of the team can claim it.");
    assert_snapshot!(scene.plain(&max.command("desk", "/release case:1").await.text()), @"Nobody has case #1, so there is nothing to release; `/claim` makes it yours.");
    scene.close().await;
}

#[tokio::test]
async fn the_queue_shows_who_waits_longest_and_answers_take_them_off() {
    let scene = Scene::open().await;
    let max = scene.person("max");
    assert_snapshot!(scene.plain(&max.command("desk", "/queue").await.text()), @"Nobody is waiting for an answer.");
    let first = scene.flagged("ana", "The first question").await;
    scene.flagged("ben", "The second question").await;
    scene.flagged("caro", "The third question").await;
    max.command("desk", "/claim case:2").await;
    assert_snapshot!(scene.plain(&max.command("desk", "/queue").await.text()), @"
    **Queue: waiting**, oldest waiting first · 3 cases
    │ [#1](https://discord.com/channels/…/channel) · The first question — new, nobody has it, waiting less than a minute · [card](https://discord.com/channels/…/channel/message)
    │ [#2](https://discord.com/channels/…/channel) · The second question — open, @max has it, waiting less than a minute · [card](https://discord.com/channels/…/channel/message)
    │ [#3](https://discord.com/channels/…/channel) · The third question — new, nobody has it, waiting less than a minute · [card](https://discord.com/channels/…/channel/message)
    ");

    max.say(first, "Have you tried it in another browser?").expect("max may write");
    scene.idle().await;
    assert_snapshot!(scene.plain(&max.command("desk", "/queue").await.text()), @"
    **Queue: waiting**, oldest waiting first · 2 cases
    │ [#2](https://discord.com/channels/…/channel) · The second question — open, @max has it, waiting less than a minute · [card](https://discord.com/channels/…/channel/message)
    │ [#3](https://discord.com/channels/…/channel) · The third question — new, nobody has it, waiting less than a minute · [card](https://discord.com/channels/…/channel/message)
    ");
    assert_snapshot!(scene.plain(&max.command("desk", "/queue view:mine").await.text()), @"
    **Queue: mine**, oldest waiting first · 1 case
    │ [#2](https://discord.com/channels/…/channel) · The second question — open, @max has it, waiting less than a minute · [card](https://discord.com/channels/…/channel/message)
    ");

    scene.person("ana").say(first, "thanks!").expect("ana may write");
    scene.idle().await;
    assert!(
        !max.command("desk", "/queue").await.text().contains("The first question"),
        "thanks asks for nothing"
    );
    scene.later(chrono::TimeDelta::seconds(1));
    scene.person("ana").say(first, "it is the same there").expect("ana may write");
    scene.idle().await;
    assert!(
        max.command("desk", "/queue").await.text().contains("The first question"),
        "she waits again"
    );
    assert_snapshot!(scene.plain(&max.command("desk", "/queue view:all").await.text()), @"
    **Queue: all**, oldest waiting first · 3 cases
    │ [#2](https://discord.com/channels/…/channel) · The second question — open, @max has it, waiting less than a minute · [card](https://discord.com/channels/…/channel/message)
    │ [#3](https://discord.com/channels/…/channel) · The third question — new, nobody has it, waiting less than a minute · [card](https://discord.com/channels/…/channel/message)
    │ [#1](https://discord.com/channels/…/channel) · The first question — new, nobody has it, waiting less than a minute · [card](https://discord.com/channels/…/channel/message)
    ");
    scene.close().await;
}

#[tokio::test]
async fn an_escalated_case_reaches_the_developers_with_all_that_the_customer_said() {
    let scene = Scene::open().await;
    let (ana, max, dora) = (scene.person("ana"), scene.person("max"), scene.person("dora"));
    let message = ana
        .say_with_files(
            "help",
            "The export fails with *error 500*",
            &[("screen.png", b"not really a picture"), ("log.txt", b"line 1\n")],
        )
        .expect("ana may write");
    max.react(message, "🎫").expect("max may react");
    scene.idle().await;
    ana.say(message, "It began after the update to 2.3").expect("ana may write");
    max.say(message, "Thank you, we look into it").expect("max may write");
    max.command(message, "/tag name:export").await;
    scene.idle().await;

    let form = max.command(message, "/escalate severity:high").await.form();
    assert_snapshot!(shown(&form), @r#"
    Report a bug from #1
    Title: Some("The export fails with *error 500*") (needed, up to 80)
    Steps to reproduce: None (optional, up to 1000)
    What was expected: None (optional, up to 400)
    What happened instead: None (needed, up to 400)
    Version: None (optional, up to 60)
    "#);
    let fields = [
        ("Steps to reproduce", "1. Open a report\n2. Press Export"),
        ("What happened instead", "Error 500"),
        ("Version", "2.3"),
    ];
    let answer = max.submit(&form, &fields).await;
    assert_snapshot!(scene.plain(&answer.text()), @"Bug #1 is reported to the developers, and case [#1](https://discord.com/channels/…/channel) waits for it.");
    scene.idle().await;
    assert_snapshot!(scene.plain(&dora.sees("developers")), @"
    Switchboard: Bug #1 · The export fails with *error 500*
      │ Severity: High
      │ Status: Reported: no developer has it yet
      │ Reported by: @max, now
      │ Version: 2.3
      │ People affected: 1 person
      │ Cases: [#1](https://discord.com/channels/…/channel)
      │ Tags: `export`
      │ Links: [Message](https://discord.com/channels/…/channel/message) · [Thread](https://discord.com/channels/…/channel) · [Desk card](https://discord.com/channels/…/channel/message)
      │ Files:
      │   screen.png (20 bytes): attached to this message
      │   log.txt (7 bytes): attached to this message
      │ Steps to reproduce
      │ 1. Open a report
      │ 2. Press Export
      │ What was expected: Not given
      │ What happened instead: Error 500
      │ In the customer's words
      │ The export fails with *error 500*
      │
      │ It began after the update to 2.3
      file: screen.png (20 bytes)
      file: log.txt (7 bytes)
    ");
    assert_snapshot!(scene.plain(&max.sees("desk")), @"
    Switchboard: **The board**: who waits for us (edited)
      │ Nobody is waiting for an answer.
      │ Waiting: 0
      │ Nobody has: 1
      │ On hold: 1
      │ With customers: 0
      (pinned)
    * Switchboard pinned a message.
    Switchboard: #1 · The export fails with *error 500* (edited)
      │ The export fails with *error 500*
      │ Customer: @ana
      │ Status: On hold: waiting on a bug
      │ Has it: Nobody yet
      │ Priority: Normal
      │ Tags: `export`
      │ Waiting: Nobody is waiting
      │ Bug: [#1](https://discord.com/channels/…/channel/message) · reported
      │ Links: [Message](https://discord.com/channels/…/channel/message) · [Thread](https://discord.com/channels/…/channel)
      │ Opened: Flagged by @max, now
      [Claim] [Solve] [Escalate] (off)
      <export>
    ");

    let again = max.command(message, "/escalate").await;
    assert_snapshot!(scene.plain(&again.text()), @"Case #1 is with the developers already, as bug #1: please add what is new in the case's thread.");
    let again = max.submit(&form, &fields).await;
    assert_snapshot!(scene.plain(&again.text()), @"
    Case #1 is with the developers already, as bug #1: please add what is new in the case's thread.
    Nothing was reported. This is what you wrote, to copy into a new form:
    │ Title
    │ The export fails with *error 500*
    │ Steps to reproduce
    │ 1. Open a report
    │ 2. Press Export
    │ What happened instead
    │ Error 500
    │ Version
    │ 2.3
    ");

    // The customer's files outlive Discord's links to them, and even the message.
    ana.delete(message).expect("ana may delete her message");
    scene.sandbox.change(|world| world.advance(std::time::Duration::from_secs(25 * 3600)));
    let report = dora.last_message("developers").expect("the report");
    assert_eq!(scene.download(report, "log.txt").await, b"line 1\n");
    scene.close().await;
}

#[tokio::test]
async fn words_too_long_for_a_card_stand_in_full_in_its_thread() {
    let scene = Scene::open().await;
    let (ana, max, dora) = (scene.person("ana"), scene.person("max"), scene.person("dora"));
    let long: Vec<String> =
        (0..90).map(|number| format!("line {number:02} of a long *story*")).collect();
    let message = ana.say("help", &long[..60].join("\n")).expect("ana may write");
    max.menu(message, "Open case").await;
    scene.idle().await;
    for part in long[60..].chunks(10).cycle().take(20) {
        ana.say(message, &part.join("\n")).expect("ana may write");
    }
    scene.idle().await;
    let form = max.press(scene.card(1), "Escalate").await.form();
    max.submit(
        &form,
        &[("What happened instead", &"x*".repeat(200)), ("Steps to reproduce", &"*".repeat(1000))],
    )
    .await;
    scene.idle().await;
    let report = dora.last_message("developers").expect("a report");
    let seen = dora.sees(report);
    for line in &long {
        assert!(seen.contains(line.as_str()), "{line} is missing in\n{seen}");
    }
    assert_eq!(
        seen.matches("line 89 of").count(),
        6,
        "each message of the customer, in full and once"
    );
    scene.close().await;
}
