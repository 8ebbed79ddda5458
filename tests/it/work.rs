//! Working a case: handing it over, notes, prepared answers, putting aside, links to bugs.

use chrono::TimeDelta;
use insta::assert_snapshot;

use crate::scene::Scene;

#[tokio::test]
async fn a_case_is_handed_to_an_agent_who_learns_of_it() {
    let scene = Scene::open().await;
    let (max, mia, ben) = (scene.person("max"), scene.person("mia"), scene.person("ben"));
    let message = scene.flagged("ana", "The export fails").await;
    assert_snapshot!(scene.plain(&max.command(message, "/assign agent:@ben").await.text()), @"@ben is not an agent here, so I cannot give them a case: please choose someone of the team.");
    assert_snapshot!(scene.plain(&ben.command_forced(message, "/assign agent:@mia").await.text()), @"Only the support team can do this; to ask the team something, use `/ask`.");
    assert_snapshot!(scene.plain(&max.command(message, "/assign agent:@mia").await.text()), @"@mia has case [#1](https://discord.com/channels/…/channel) now, and knows it.");
    scene.idle().await;
    assert_snapshot!(scene.plain(&mia.sees(scene.card(1))), @"
    * about Switchboard: #1 · The export fails
    Switchboard: @mia, @max has given you this case. @ana wrote now and is waiting; you answer in [the thread](https://discord.com/channels/…/channel).
      → pings: mia
    ");
    assert_snapshot!(scene.plain(&max.command(message, "/assign agent:@mia").await.text()), @"@mia has had case #1 since TIME (now): please ask them to `/release` it if you want to take over.");
    assert_snapshot!(scene.plain(&max.command(message, "/priority level:urgent").await.text()), @"Case [#1](https://discord.com/channels/…/channel) has the priority urgent now.");
    assert_snapshot!(scene.plain(&max.command(message, "/priority level:urgent").await.text()), @"Case #1 has the priority urgent already, so nothing is left to do.");
    scene.close().await;
}

#[tokio::test]
async fn notes_stay_with_the_team() {
    let scene = Scene::open().await;
    let (ana, max, mia) = (scene.person("ana"), scene.person("max"), scene.person("mia"));
    let message = scene.flagged("ana", "The export fails").await;
    assert_snapshot!(scene.plain(&max.command(message, "/note text:She is on the old plan. @everyone **careful**").await.text()), @"Noted for the team, under the card of case [#1](https://discord.com/channels/…/channel). The customer does not see it.");
    assert_snapshot!(scene.plain(&max.command(message, "/note text:\u{200B}").await.text()), @"There is nothing to read under “text”: please write something there.");
    scene.idle().await;
    let card = scene.card(1);
    // In the team's thread the case need not be named.
    mia.command(card, "/note text:I know her, I take it").await;
    mia.command(card, "/claim").await;
    scene.idle().await;
    mia.say(card, "She wrote to me last week, too").expect("mia may write");
    scene.idle().await;
    assert_snapshot!(scene.plain(&max.sees(card)), @"
    * about Switchboard: #1 · The export fails
    Switchboard: @max notes:
      She is on the old plan. @everyone **careful**
    Switchboard: @mia notes:
      I know her, I take it
    mia: She wrote to me last week, too
    ");
    let seen = format!("{}{}", ana.sees("help"), ana.sees(message));
    assert!(
        !seen.contains("old plan") && !seen.contains("take it") && !seen.contains("last week"),
        "{seen}"
    );
    assert!(
        max.command("desk", "/queue").await.text().contains("The export fails"),
        "a note is no answer"
    );
    scene.close().await;
}

#[tokio::test]
async fn prepared_answers_are_written_by_leads_and_posted_by_agents() {
    let scene = Scene::open().await;
    let (ana, max, lea) = (scene.person("ana"), scene.person("max"), scene.person("lea"));
    let message = scene.flagged("ana", "How do I reset my password?").await;
    assert_snapshot!(scene.plain(&max.command("desk", "/snippet list").await.text()), @"There is no prepared answer yet. A lead can add one with `/snippet add`.");
    let text = "Hello {customer}, use **Forgot password** on the sign-in page. If that does not help, {agent} looks at {case}.";
    assert_snapshot!(scene.plain(&max.command("desk", &format!("/snippet add name:reset text:{text}")).await.text()), @"Only leads can do this: please ask one of them, or somebody with the Manage Server permission.");
    assert_snapshot!(scene.plain(&lea.command("desk", &format!("/snippet add name:Reset text:{text}")).await.text()), @"The prepared answer `reset` is there: `/reply snippet:reset` posts it.");
    assert_snapshot!(scene.plain(&lea.command("desk", "/snippet add name:reset text:again").await.text()), @"There is a prepared answer called `reset` already: please choose another name, or remove it first.");
    assert_snapshot!(scene.plain(&lea.command("desk", "/snippet add name:two words text:again").await.text()), @"That cannot be a name: please use one word of letters, digits, `-` and `_`, at most 32 characters.");
    assert_snapshot!(scene.plain(&max.command("desk", "/snippet list").await.text()), @"
    **Prepared answers**: `/reply` posts one in a case.
    │ `reset` · Hello {customer}, use **Forgot password** on the sign-in page. If that…
    ");
    let offered = max.complete(message, "/reply snippet:re").await;
    assert_snapshot!(offered[0].name, @"reset · Hello {customer}, use **Forgot password** on the sign-in page. If that does not help, {agen…");
    assert_snapshot!(scene.plain(&max.command(message, "/reply snippet:reset preview:true").await.text()), @"
    This is what `/reply snippet:reset` posts in case [#1](https://discord.com/channels/…/channel). Nothing has been posted yet.
    │ Hello @ana, use **Forgot password** on the sign-in page. If that does not help, @max looks at #1.
    [Send]
    ");
    assert_snapshot!(scene.plain(&max.command(message, "/reply snippet:nothing").await.text()), @"There is no prepared answer called `nothing`: `/snippet list` shows them all.");
    assert_snapshot!(scene.plain(&max.command(message, "/reply snippet:reset").await.text()), @"Your answer is in the thread of case [#1](https://discord.com/channels/…/channel).");
    scene.idle().await;
    assert_snapshot!(scene.plain(&ana.sees(message)), @"
    * about ana: How do I reset my password?
    Switchboard: Hello @ana! Your message is with the team now: this is case #1. Nobody has it yet; a person of the team will read it and answer here.
      Meanwhile, anything that helps us understand is welcome here: what you did, what you expected to happen, which version you use, a screenshot.
      -# I am a bot. I only keep things in order; the answers come from people.
      → pings: ana
    Switchboard: Hello @ana, use **Forgot password** on the sign-in page. If that does not help, @max looks at #1.
      -# A prepared answer of the team, sent by @max
      → pings: ana
    ");
    assert_snapshot!(scene.plain(&max.command("desk", "/queue").await.text()), @"Nobody is waiting for an answer.");
    assert_snapshot!(scene.plain(&lea.command("desk", "/snippet remove name:reset").await.text()), @"The prepared answer `reset` is gone; what was posted stays.");
    assert_snapshot!(scene.plain(&lea.command("desk", "/snippet remove name:reset").await.text()), @"There is no prepared answer called `reset`: `/snippet list` shows them all.");
    scene.close().await;
}

#[tokio::test]
async fn a_prepared_answer_that_was_shown_is_sent_once_and_just_as_it_was_shown() {
    let scene = Scene::open().await;
    let (ana, max, lea) = (scene.person("ana"), scene.person("max"), scene.person("lea"));
    let message = scene.flagged("ana", "How do I reset my password?").await;
    lea.command("desk", "/snippet add name:reset text:Hello {customer}, use **Forgot password**. {agent} looks at {case}.").await;
    let shown = max.command(message, "/reply snippet:reset preview:true").await;
    assert!(shown.is_ephemeral());
    assert_snapshot!(scene.plain(&shown.text()), @"
    This is what `/reply snippet:reset` posts in case [#1](https://discord.com/channels/…/channel). Nothing has been posted yet.
    │ Hello @ana, use **Forgot password**. @max looks at #1.
    [Send]
    ");
    // He presses twice before he sees what became of it.
    let (first, second) =
        tokio::join!(max.press(shown.message_id(), "Send"), max.press(shown.message_id(), "Send"));
    let mut answers = [scene.plain(&first.text()), scene.plain(&second.text())];
    answers.sort();
    assert_snapshot!(answers.join("\n"), @"
    (updated)
    This answer is in the thread of case #1 already, so it was not posted again.
    ");
    scene.idle().await;
    let told = max.sees(message);
    assert!(
        told.contains("Your answer is in the thread")
            && !told.contains("[Send]")
            && !told.contains("Nothing has been posted"),
        "{told}"
    );
    assert_snapshot!(scene.plain(&ana.sees(message)), @"
    * about ana: How do I reset my password?
    Switchboard: Hello @ana! Your message is with the team now: this is case #1. Nobody has it yet; a person of the team will read it and answer here.
      Meanwhile, anything that helps us understand is welcome here: what you did, what you expected to happen, which version you use, a screenshot.
      -# I am a bot. I only keep things in order; the answers come from people.
      → pings: ana
    Switchboard: Hello @ana, use **Forgot password**. @max looks at #1.
      -# A prepared answer of the team, sent by @max
      → pings: ana
    ");
    assert_snapshot!(scene.plain(&max.press(shown.message_id(), "Send").await.text()), @"(That message has no button Send; it has none.)");

    // Another text under the same name is not what was shown.
    let old = max.command(message, "/reply snippet:reset preview:true").await;
    lea.command("desk", "/snippet remove name:reset").await;
    assert_snapshot!(scene.plain(&max.press(old.message_id(), "Send").await.text()), @"There is no prepared answer called `reset`: `/snippet list` shows them all.");
    lea.command("desk", "/snippet add name:reset text:Please ask your admin, {customer}.").await;
    assert_snapshot!(scene.plain(&max.press(old.message_id(), "Send").await.text()), @"The prepared answer `reset` says something else now, so nothing was posted: please look at it again with `/reply`.");
    let late = max.command(message, "/reply snippet:reset preview:true").await;
    max.command(message, "/close reason:moved").await;
    scene.idle().await;
    assert_snapshot!(scene.plain(&max.press(late.message_id(), "Send").await.text()), @"Case #1 is closed: it has to be reopened before anything else can be done with it.");
    max.command("desk", "/reopen case:1").await;
    scene.idle().await;
    // Whoever is no agent any more sends nothing.
    scene.sandbox.change(|world| {
        let guild = *world.guilds.keys().next().expect("a server");
        let agents = world.role_in(guild, "Agents").expect("it is there").id;
        world.remove_role_from_member(guild, max.id, agents)
    });
    assert_snapshot!(scene.plain(&max.press(late.message_id(), "Send").await.text()), @"Only the support team can do this; to ask the team something, use `/ask`.");
    scene.idle().await;
    assert!(!ana.sees(message).contains("your admin"), "{}", ana.sees(message));
    scene.close().await;
}

#[tokio::test]
async fn a_case_is_put_aside_until_its_time_or_until_the_customer_writes() {
    let scene = Scene::open().await;
    let (ana, max) = (scene.person("ana"), scene.person("max"));
    let message = scene.flagged("ana", "The export fails").await;
    max.command(message, "/claim").await;
    assert_snapshot!(scene.plain(&max.command(message, "/snooze until:soon").await.text()), @"I cannot read a span of time from “until”: please write it like `30m`, `4h` or `2d`.");
    assert_snapshot!(scene.plain(&max.command(message, "/snooze until:400d").await.text()), @"“until” has to be between `1m` and `90d`: please choose something in between.");
    assert_snapshot!(scene.plain(&max.command(message, "/snooze until:2d").await.text()), @"Case [#1](https://discord.com/channels/…/channel) is off the queue until TIME (in 2 days), or until the customer writes.");
    scene.idle().await;
    assert_snapshot!(scene.plain(&max.command("desk", "/queue").await.text()), @"Nobody is waiting for an answer.");
    scene.pass(TimeDelta::hours(49)).await;
    assert!(max.command("desk", "/queue").await.text().contains("The export fails"));
    assert_snapshot!(scene.plain(&max.sees(scene.card(1))), @"
    * about Switchboard: #1 · The export fails
    Switchboard: @max, the time for which this case was put aside is over.
      → pings: max
    ");
    max.command(message, "/snooze until:4h").await;
    ana.say(message, "any news?").expect("ana may write");
    scene.idle().await;
    assert!(max.command("desk", "/queue").await.text().contains("The export fails"));
    scene.close().await;
}

#[tokio::test]
async fn many_cases_wait_for_one_bug() {
    let scene = Scene::open().await;
    let (max, dora) = (scene.person("max"), scene.person("dora"));
    let first = scene.flagged("ana", "The export fails").await;
    let second = scene.flagged("ben", "Export is broken").await;
    assert_snapshot!(scene.plain(&max.command(second, "/link bug:1").await.text()), @"There is no bug #1 here: the developers' channel shows those that there are.");
    assert_snapshot!(scene.plain(&max.command(second, "/link bug:one").await.text()), @"That is not a bug number: please write it like `3` or `#3`.");
    let form = max.command(first, "/escalate").await.form();
    max.submit(&form, &[("What happened instead", "Error 500")]).await;
    assert_snapshot!(scene.plain(&max.command(second, "/link bug:1").await.text()), @"Case [#2](https://discord.com/channels/…/channel) is linked to bug #1: its report shows one more customer.");
    assert_snapshot!(scene.plain(&max.command(second, "/link bug:#1").await.text()), @"Case #2 is linked to bug #1 already, so nothing is left to do.");
    scene.idle().await;
    assert_snapshot!(scene.plain(&dora.sees("developers")), @"
    Switchboard: Bug #1 · The export fails (edited)
      │ Severity: Normal
      │ Status: Reported: no developer has it yet
      │ Reported by: @max, now
      │ Version: Not given
      │ People affected: 2 people
      │ Cases: [#1](https://discord.com/channels/…/channel) [#2](https://discord.com/channels/…/channel)
      │ Tags: None yet
      │ Links: [Message](https://discord.com/channels/…/channel/message) · [Thread](https://discord.com/channels/…/channel) · [Desk card](https://discord.com/channels/…/channel/message)
      │ Steps to reproduce
      │ Not given
      │ What was expected: Not given
      │ What happened instead: Error 500
      │ In the customer's words
      │ The export fails
    ");
    assert_snapshot!(scene.plain(&max.command(second, "/unlink bug:1").await.text()), @"Case [#2](https://discord.com/channels/…/channel) is no longer linked to bug #1.");
    assert_snapshot!(scene.plain(&max.command(second, "/unlink bug:1").await.text()), @"Case #2 is not linked to bug #1: `/case show` lists its bugs.");
    scene.idle().await;
    assert!(dora.sees("developers").contains("1 person"), "{}", dora.sees("developers"));
    scene.close().await;
}

#[tokio::test]
async fn tags_are_chosen_from_the_cards_menu() {
    let scene = Scene::open().await;
    let max = scene.person("max");
    let first = scene.flagged("ana", "The export fails").await;
    max.command(first, "/tag name:export").await;
    max.command(first, "/tag name:urgent-customer").await;
    scene.idle().await;
    scene.flagged("ben", "Export is broken").await;
    assert_snapshot!(scene.plain(&max.choose(scene.card(2), "Tags", &["export"]).await.text()), @"Case [#2](https://discord.com/channels/…/channel) has these tags now: `export`.");
    scene.idle().await;
    assert_snapshot!(scene.plain(&max.choose(scene.card(1), "Tags", &["urgent-customer"]).await.text()), @"Case [#1](https://discord.com/channels/…/channel) has these tags now: `urgent-customer`.");
    scene.idle().await;
    assert_snapshot!(scene.plain(&max.choose(scene.card(2), "Tags", &[]).await.text()), @"Case [#2](https://discord.com/channels/…/channel) has no tags now.");
    scene.idle().await;
    assert_snapshot!(scene.plain(&max.sees("desk")), @"
    Switchboard: **The board**: who waits for us (edited)
      │ now · [#1](https://discord.com/channels/…/channel) · The export fails — nobody has it
      │ now · [#2](https://discord.com/channels/…/channel) · Export is broken — nobody has it
      │ Waiting: 2
      │ Nobody has: 2
      │ On hold: 0
      │ With customers: 0
      (pinned)
    * Switchboard pinned a message.
    Switchboard: #1 · The export fails (edited)
      │ The export fails
      │ Customer: @ana
      │ Status: New: nobody has it
      │ Has it: Nobody yet
      │ Priority: Normal
      │ Tags: `urgent-customer`
      │ Waiting: Since TIME (now)
      │ Links: [Message](https://discord.com/channels/…/channel/message) · [Thread](https://discord.com/channels/…/channel)
      │ Opened: Flagged by @max, now
      [Claim] [Solve] [Escalate]
      <urgent-customer>
    Switchboard: #2 · Export is broken (edited)
      │ Export is broken
      │ Customer: @ben
      │ Status: New: nobody has it
      │ Has it: Nobody yet
      │ Priority: Normal
      │ Tags: None yet
      │ Waiting: Since TIME (now)
      │ Links: [Message](https://discord.com/channels/…/channel/message) · [Thread](https://discord.com/channels/…/channel)
      │ Opened: Flagged by @max, now
      [Claim] [Solve] [Escalate]
      <Tags>
    ↱ to Switchboard: #2 · Export is broken
    Switchboard: Case [#2](https://discord.com/channels/…/channel) has these tags now: `export`.
      (only max sees this)
    ↱ to Switchboard: #1 · The export fails
    Switchboard: Case [#1](https://discord.com/channels/…/channel) has these tags now: `urgent-customer`.
      (only max sees this)
    ↱ to Switchboard: #2 · Export is broken
    Switchboard: Case [#2](https://discord.com/channels/…/channel) has no tags now.
      (only max sees this)
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_case_reopened_to_an_agent_who_left_goes_back_to_the_queue() {
    let mut scene = Scene::open().await;
    let (ana, max, mia) = (scene.person("ana"), scene.person("max"), scene.person("mia"));
    let message = scene.flagged("ana", "The export fails").await;
    mia.command(message, "/claim").await;
    mia.command(message, "/solve").await;
    scene.idle().await;
    // Discord knows no such member any more.
    scene.expect_refusal(404, 10_007);
    scene.sandbox.change(|world| {
        let guild = *world.guilds.keys().next().expect("a server");
        world.kick(guild, mia.id)
    });
    scene.idle().await;
    ana.press(ana.last_message(message).expect("the proposal"), "Not fixed").await;
    scene.idle().await;
    assert_snapshot!(scene.plain(&max.command("desk", "/queue view:unclaimed").await.text()), @"
    **Queue: unclaimed**, oldest waiting first · 1 case
    │ [#1](https://discord.com/channels/…/channel) · The export fails — new, nobody has it, waiting less than a minute · [card](https://discord.com/channels/…/channel/message)
    ");
    assert_snapshot!(scene.plain(&max.sees(scene.card(1))), @"
    * about Switchboard: #1 · The export fails
    Switchboard: @mia is not an agent here any more, so this case is back in the queue. `/claim` makes it yours.
    ");
    scene.close().await;
}
