//! Who hears what became of a bug when cases are merged, made private, opened late or judged by
//! several customers.

use chrono::TimeDelta;

use crate::scene::{Scene, opening, reads, report, team_thread, thread};

/// A case of ana that waits for a bug.
async fn reported() -> Scene {
    let scene = Scene::open().await;
    scene.ana.opens_case("The export fails").await;
    escalates(&scene, 1).await;
    scene
}

async fn escalates(scene: &Scene, case: i64) {
    let form = scene.max.runs(&format!("/escalate case:{case}")).await.form();
    scene.max.submits(&form, &[("Actual result", "Error 500")]).await;
}

async fn ships(scene: &Scene, version: &str) {
    scene.dora.runs(&format!("/bug ship version:{version} bug:1")).await;
}

#[tokio::test]
async fn who_follows_a_case_that_became_private_hears_it_where_they_said_so() {
    for by_itself in [true, false] {
        let scene = reported().await;
        let Scene { ben, max, olaf, .. } = &scene;
        olaf.runs(&format!("/setup send_bug_news:{by_itself}")).await;
        ben.clicks(opening(1), "Me too").await;
        max.runs("/private case:1").await;
        ships(&scene, "5.3").await;
        if !by_itself {
            max.clicks(team_thread(2), "Send").await;
        }
        let private = max.channel(thread(2)).await;
        let can_read = scene.sandbox.world(|world| world.sees(ben.id(), private));
        assert!(!can_read, "ben is not let in");
        let seen = ben.sees(thread(1)).await;
        let told = "@ben, you had this problem too. It's fixed in version 5.3.";
        assert_eq!(seen.matches(told).count(), 1, "{seen}");
        assert!(seen.ends_with("(archived and locked)"), "{seen}");
        scene.close().await;
    }
}

#[tokio::test]
async fn a_case_in_which_others_ask_too_stays_public() {
    let scene = reported().await;
    let Scene { ana, ben, max, .. } = &scene;
    ben.opens_case("My export fails, too").await;
    max.runs("/merge into:1 case:2").await;
    reads!(max.runs("/private case:1"), @"Other members' cases were merged into case #1, so it can't become private to one of them; use `/unmerge` for theirs first.");
    ana.runs("/ask question:Where is my invoice? private:true").await;
    reads!(max.runs("/merge into:3 case:1"), @"Case #3 is private, so you can only merge it with a case of the same customer.");
    scene.close().await;
}

#[tokio::test]
async fn whoever_asked_before_the_release_is_told_also_if_the_case_was_opened_after_it() {
    let scene = reported().await;
    let Scene { ben, max, dora, .. } = &scene;
    let question = ben.writes("help", "My export fails, too").await;
    scene.advance_clock(TimeDelta::minutes(5));
    ships(&scene, "5.3").await;
    scene.advance_clock(TimeDelta::minutes(5));
    max.flags(question).await;
    max.runs("/link bug:1 case:2").await;
    assert!(max.sees(team_thread(2)).await.contains("[Send]"), "ben is to be told");
    let read = dora.sees(report(1)).await;
    assert!(!read.contains("regression"), "{read}");
    scene.close().await;
}

#[tokio::test]
async fn a_customer_whose_case_is_merged_into_one_that_is_to_be_told_is_told_as_well() {
    let scene = reported().await;
    let Scene { ben, max, dora, .. } = &scene;
    ben.opens_case("My export fails, too").await;
    ships(&scene, "5.3").await;
    max.runs("/merge into:1 case:2").await;
    max.clicks(team_thread(1), "Send").await;
    assert!(ben.sees(thread(1)).await.contains("@ana @ben Good news"));
    ben.clicks(thread(1), "Works now").await;
    reads!(dora.runs("/bug show bug:1"), @"
    Bug #1 · The export fails
    │ Status: Shipped in 5.3
    │ People affected: 2 people
    │ Links: [Report](report 1)
    │ Cases: [#1](thread 1)
    │ Customers:
    │   2 of 2 told, 1 confirmed
    │   #1 · @ana · told
    │   #1 · @ben · works now
    │ Last changes:
    │   2 March 2026 09:00 · @dora shipped bug [#1](report 1) in version 5.3
    │   2 March 2026 09:00 · @max reported bug [#1](report 1) (normal severity)
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_customer_whose_case_is_merged_into_one_that_was_told_is_told_alone() {
    let scene = reported().await;
    let Scene { ben, max, .. } = &scene;
    ben.opens_case("My export fails, too").await;
    ships(&scene, "5.3").await;
    max.clicks(team_thread(1), "Send").await;
    max.runs("/merge into:1 case:2").await;
    max.clicks(team_thread(1), "Send").await;
    reads!(ben, thread(1), @"
    Switchboard: @ana Good news: this is fixed in version 5.3.
      -# Sent by @max (edited)
    Switchboard: @ben Good news: this is fixed in version 5.3.
      -# Sent by @max
      Does it work now? Press a button, or tell us what's still wrong. If we don't hear from you, we'll close case #1 in 3 days.
      [Works now] [Still broken]
      → pings: ben
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_case_that_is_linked_while_others_in_it_are_to_be_told_is_told_as_well() {
    let scene = reported().await;
    let Scene { ana, ben, max, .. } = &scene;
    ben.opens_case("My export fails, too").await;
    ships(&scene, "5.3").await;
    max.runs("/merge into:2 case:1").await;
    max.runs("/link bug:1 case:2").await;
    max.runs("/unmerge case:1").await;
    let told = |who: &str| format!("@{who} Good news: this is fixed in version 5.3.");
    for (case, member) in [(1, ana), (2, ben)] {
        max.clicks(team_thread(case), "Send").await;
        let seen = member.sees(thread(case)).await;
        let name = if case == 1 { "ana" } else { "ben" };
        assert_eq!(seen.matches(&told(name)).count(), 1, "{seen}");
        assert_eq!(seen.matches("Good news").count(), 1, "{seen}");
    }
    scene.close().await;
}

#[tokio::test]
async fn who_follows_a_case_is_told_once_though_its_customers_are_told_one_by_one() {
    for by_itself in [true, false] {
        let scene = reported().await;
        let Scene { ben, caro, max, olaf, .. } = &scene;
        olaf.runs(&format!("/setup send_bug_news:{by_itself}")).await;
        caro.clicks(opening(1), "Me too").await;
        ben.opens_case("My export fails, too").await;
        ships(&scene, "5.3").await;
        max.runs("/merge into:2 case:1").await;
        let send = async || match by_itself {
            true => {}
            false => drop(max.clicks(team_thread(2), "Send").await),
        };
        send().await;
        max.runs("/link bug:1 case:2").await;
        send().await;
        let seen = caro.sees(thread(1)).await + &caro.sees(thread(2)).await;
        assert_eq!(seen.matches("Good news").count(), 2, "{seen}");
        assert_eq!(seen.matches("you had this problem too").count(), 1, "{seen}");
        scene.close().await;
    }
}

#[tokio::test]
async fn a_case_waits_for_the_bug_of_a_case_that_was_merged_into_it() {
    let scene = reported().await;
    let Scene { ben, caro, max, .. } = &scene;
    ben.opens_case("My export fails, too").await;
    max.runs("/merge into:2 case:1").await;
    reads!(scene.case(2), @"on_hold, bug 1, waiting since minute 0");
    caro.clicks(opening(2), "Me too").await;
    scene.advance_and_run_due(TimeDelta::days(8)).await;
    assert!(max.sees(team_thread(2)).await.contains("A quick update"));
    max.runs("/unmerge case:1").await;
    reads!(scene.case(2), @"new, waiting since minute 0");
    reads!(scene.case(1), @"on_hold, bug 1, waiting since minute 0");
    scene.close().await;
}

#[tokio::test]
async fn what_the_customer_answers_returns_to_the_developers() {
    let scene = reported().await;
    let Scene { ana, max, dora, .. } = &scene;
    for question in ["Which version?", "Which system?"] {
        let form = dora.clicks(report(1), "Need info").await.form();
        dora.submits(&form, &[("What do you need to know?", question)]).await;
        let form = max.clicks(team_thread(1), "Ask the customer").await.form();
        max.submits(&form, &[("Message", question)]).await;
        let answer = ana.writes(thread(1), &format!("{question} I use 5.2")).await;
        ana.writes(thread(1), "On a Monday").await;
        if question == "Which system?" {
            ana.deletes(answer).await;
        }
    }
    reads!(dora, dora.channel(report(1)).await, @"
    * about Switchboard: Bug #1 · The export fails
    Switchboard: @dora asked the agents of case [#1](thread 1):
      │ Which version?
    Switchboard: @dora, @ana answered (case [#1](thread 1)):
      > Which version?
      │ Which version? I use 5.2
    Switchboard: @dora asked the agents of case [#1](thread 1):
      │ Which system?
    Switchboard: @dora, @ana answered (case [#1](thread 1)):
      > Which system?
      │ (erased)
    ");
    scene.close().await;
}

#[tokio::test]
async fn who_follows_a_case_whose_customer_is_content_hears_of_the_next_release() {
    let scene = reported().await;
    let Scene { ana, ben, caro, max, .. } = &scene;
    ben.opens_case("My export fails, too").await;
    max.runs("/link bug:1 case:2").await;
    caro.clicks(opening(1), "Me too").await;
    ships(&scene, "5.3").await;
    for (case, who, says) in [(1, ana, "Works now"), (2, ben, "Still broken")] {
        max.clicks(team_thread(case), "Send").await;
        who.clicks(thread(case), says).await;
    }
    ships(&scene, "5.5").await;
    reads!(caro, thread(1), @"
    ↱ to Switchboard: Hi @ana, thanks for asking! We've opened case #1 f…
    Switchboard: Got it. When there's news about a fix, you'll hear about it in this thread.
      (only caro sees this)
    Switchboard: @ana Good news: this is fixed in version 5.3.
      -# Sent by @max (edited)
    Switchboard: @caro, you had this problem too. It's fixed in version 5.3.
      → pings: caro
    Switchboard: @caro, you had this problem too. It's fixed in version 5.5.
      → pings: caro
    (archived and locked)
    ");
    scene.close().await;
}

#[tokio::test]
async fn each_customer_for_whom_it_is_still_broken_reaches_the_developers() {
    let scene = reported().await;
    let Scene { ana, ben, max, dora, .. } = &scene;
    ben.opens_case("My export fails, too").await;
    max.runs("/link bug:1 case:2").await;
    ships(&scene, "5.3").await;
    for case in [1, 2] {
        max.clicks(team_thread(case), "Send").await;
    }
    ana.clicks(thread(1), "Still broken").await;
    dora.clicks(report(1), "Accept").await;
    ben.clicks(thread(2), "Still broken").await;
    reads!(dora, dora.channel(report(1)).await, @"
    * about Switchboard: Bug #1 · The export fails
    Switchboard: @dora, it's still broken for a customer in case [#1](thread 1). What they write there appears on the report.
      → pings: dora
    Switchboard: @dora, it's still broken for a customer in case [#2](thread 2). What they write there appears on the report.
      → pings: dora
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_press_that_comes_second_shows_that_it_was_read() {
    let scene = reported().await;
    let Scene { ana, ben, max, dora, .. } = &scene;
    ben.opens_case("My export fails, too").await;
    max.runs("/merge into:1 case:2").await;
    ships(&scene, "5.3").await;
    max.clicks(team_thread(1), "Send").await;
    let place = ana.channel(thread(1)).await;
    let asked = ana.client.finds(place, "Works now").expect("the question");
    tokio::join!(ana.client.press(asked, "Works now"), ben.client.press(asked, "Works now"));
    scene.idle().await;
    let shown = dora.runs("/bug show bug:1").await.to_string();
    assert!(shown.contains("· works now") && shown.contains("· read"), "{shown}");
    scene.close().await;
}

#[tokio::test]
async fn a_customer_who_leaves_before_they_are_told_is_counted_as_gone_until_they_are_back() {
    let scene = reported().await;
    let Scene { ana, dora, .. } = &scene;
    ships(&scene, "5.3").await;
    ana.leaves().await;
    assert!(dora.runs("/bug show bug:1").await.contains("@ana · left the server"));
    ana.joins().await;
    assert!(dora.runs("/bug show bug:1").await.contains("@ana · not told yet"));
    scene.close().await;
}

#[tokio::test]
async fn a_case_with_two_bugs_can_become_private() {
    let scene = reported().await;
    let Scene { ben, max, .. } = &scene;
    ben.opens_case("Nothing is printed").await;
    escalates(&scene, 2).await;
    max.runs("/link bug:2 case:1").await;
    assert!(max.runs("/private case:1").await.contains("continues as"));
    assert_eq!(scene.case(3).await, "on_hold, bug 1, bug 2");
    scene.close().await;
}

#[tokio::test]
async fn a_merge_that_is_undone_is_taken_back_where_the_other_case_went_on() {
    let scene = reported().await;
    let Scene { ben, caro, max, .. } = &scene;
    ben.opens_case("My export is slow").await;
    caro.opens_case("Nothing is printed").await;
    max.runs("/merge into:2 case:1").await;
    max.runs("/merge into:3 case:2").await;
    assert!(scene.case(3).await.starts_with("on_hold, bug 1"));
    max.runs("/unmerge case:1").await;
    reads!(scene.case(3), @"new, waiting since minute 0");
    reads!(scene.case(1), @"on_hold, bug 1, waiting since minute 0");
    scene.close().await;
}

#[tokio::test]
async fn a_case_waits_for_a_bug_as_long_as_another_does_that_goes_on_in_it() {
    let scene = reported().await;
    let Scene { ben, caro, max, .. } = &scene;
    for (person, question) in [(ben, "Mine, too"), (caro, "Nothing works"), (ben, "All is slow")] {
        person.opens_case(question).await;
    }
    max.runs("/link bug:1 case:2").await;
    for line in ["into:3 case:1", "into:3 case:2", "into:4 case:3"] {
        max.runs(&format!("/merge {line}")).await;
    }
    max.runs("/unmerge case:1").await;
    max.runs("/unmerge case:3").await;
    reads!(scene.case(3), @"on_hold, bug 1, waiting since minute 0");
    reads!(scene.case(4), @"new, waiting since minute 0");
    scene.close().await;
}

#[tokio::test]
async fn nobody_is_told_twice_since_a_customer_who_left_joins_their_case() {
    let scene = reported().await;
    let Scene { ben, max, .. } = &scene;
    ben.opens_case("My export fails, too").await;
    ships(&scene, "5.3").await;
    max.clicks(team_thread(1), "Send").await;
    ben.leaves().await;
    max.runs("/merge into:1 case:2").await;
    assert!(!max.sees(team_thread(1)).await.contains("[Send]"));
    scene.close().await;
}

#[tokio::test]
async fn an_answer_to_two_developers_is_taken_back_for_both() {
    let scene = reported().await;
    let Scene { ana, ben, max, dora, .. } = &scene;
    ben.opens_case("Nothing is printed").await;
    escalates(&scene, 2).await;
    max.runs("/link bug:2 case:1").await;
    max.runs("/unlink bug:2 case:2").await;
    for bug in [1, 2] {
        let form = dora.clicks(report(bug), "Need info").await.form();
        dora.submits(&form, &[("What do you need to know?", "Which version?")]).await;
        let asked = max.client.last_message("#1 · team").expect("the question");
        let form = max.clicks(asked, "Ask the customer").await.form();
        max.submits(&form, &[("Message", "Which version?")]).await;
    }
    let answer = ana.writes(thread(1), "I use quokka 5").await;
    for bug in [1, 2] {
        assert!(dora.sees(dora.channel(report(bug)).await).await.contains("quokka"));
    }
    ana.deletes(answer).await;
    for bug in [1, 2] {
        let seen = dora.sees(dora.channel(report(bug)).await).await;
        assert!(!seen.contains("quokka"), "{seen}");
    }
    scene.close().await;
}

#[tokio::test]
async fn a_customer_who_joins_a_case_that_was_told_is_told_without_an_agent() {
    let scene = reported().await;
    let Scene { ben, max, olaf, .. } = &scene;
    olaf.runs("/setup send_bug_news:true").await;
    ben.opens_case("My export fails, too").await;
    ships(&scene, "5.3").await;
    max.runs("/merge into:1 case:2").await;
    reads!(ben, thread(1), @"
    Switchboard: @ana Good news: this is fixed in version 5.3. (edited)
    Switchboard: @ben Good news: this is fixed in version 5.3.
      Does it work now? Press a button, or tell us what's still wrong. If we don't hear from you, we'll close case #1 in 3 days.
      [Works now] [Still broken]
      → pings: ben
    ");
    scene.close().await;
}
