//! `/setup`: the channels and roles of the team.

use chrono::TimeDelta;
use insta::assert_snapshot;

use crate::scene::{SETUP, Scene, reads};

/// Permissions of Discord (Discord, *Permissions*).
const VIEW_CHANNEL: u64 = 1 << 10;
const SEND_MESSAGES: u64 = 1 << 11;
const CREATE_PUBLIC_THREADS: u64 = 1 << 35;

#[tokio::test]
async fn before_setup_everybody_is_told_who_can_do_it() {
    let scene = Scene::before_setup().await;
    let Scene { ana, max, .. } = &scene;
    reads!(max.forces("/queue"), @"I have not been set up here yet: somebody with the Manage Server permission can do it with `/setup`.");
    reads!(ana.forces("/setup flag_emoji:🚩"), @"Only people with the Manage Server permission can do this: please ask one of them.");
    scene.close().await;
}

#[tokio::test]
async fn setup_names_all_gaps_and_a_line_that_fills_them() {
    let scene = Scene::before_setup().await;
    let Scene { olaf, .. } = &scene;
    let answer = olaf.runs("/setup").await.to_string();
    assert_snapshot!(answer, @"
    To start, I also need `help`, `desk`, `developers`, `agents` and `devs`: use `/setup` again with those options filled in.
    Judging by the names in this server, it could be this. Check it, then send it:
    ```
    /setup help:#help desk:#desk developers:#developers agents:@Agents devs:@Developers
    ```
    ");
    let line = answer.lines().find(|line| line.starts_with("/setup")).expect("a line");
    let answer = olaf.runs(line).await.to_string();
    assert!(answer.starts_with("All set."), "{answer}");
    scene.close().await;
}

#[tokio::test]
async fn setup_keeps_what_was_given_and_guesses_only_what_fits() {
    let scene = Scene::before_setup().await;
    let Scene { olaf, .. } = &scene;
    olaf.deletes_channel("developers").await;
    reads!(olaf.runs("/setup help:#general flag_emoji:🚩 agents:@Leads"), @"
    To start, I also need `desk`, `developers` and `devs`: use `/setup` again with those options filled in.
    Judging by the names in this server, it could be this. Check it, add what is missing, then send it:
    ```
    /setup help:#general flag_emoji:🚩 agents:@Leads desk:#desk devs:@Developers
    ```
    ");
    scene.close().await;
}

#[tokio::test]
async fn setup_names_all_gaps_also_if_no_name_fits() {
    let scene = Scene::before_setup().await;
    let Scene { olaf, .. } = &scene;
    for channel in ["desk", "developers"] {
        olaf.deletes_channel(channel).await;
    }
    reads!(olaf.runs("/setup help:#help agents:@Agents devs:@Developers"), @"To start, I also need `desk` and `developers`: use `/setup` again with those options filled in.");
    scene.close().await;
}

#[tokio::test]
async fn setup_names_what_is_missing_and_saves_nothing() {
    let scene = Scene::before_setup().await;
    let Scene { max, olaf, .. } = &scene;
    scene.deny_bot("help", CREATE_PUBLIC_THREADS);
    reads!(olaf.runs(SETUP), @"In #help I lack **Create Public Threads**: please allow it there for me, then try again.");
    scene.allow_bot("help");
    scene.deny_bot("desk", VIEW_CHANNEL);
    scene.expect_refusal(403, 50_001);
    reads!(olaf.runs(SETUP), @"I cannot see #desk: please give me the View Channel permission there, then try again.");
    scene.allow_bot("desk");
    reads!(olaf.runs(&format!("{SETUP} flag_emoji:hello")), @"I cannot use that as the flag: please give me one emoji, either a standard one or one of this server.");
    reads!(olaf.runs(&SETUP.replace("@Agents", "@everyone")), @"The role that you gave as `agents` is everyone's: please choose one that only those people have.");
    assert!(max.forces("/queue").await.contains("I have not been set up here yet"));
    scene.close().await;
}

#[tokio::test]
async fn setup_tells_how_the_team_works_from_now_on() {
    let scene = Scene::before_setup().await;
    let Scene { olaf, .. } = &scene;
    let answer = olaf.runs(SETUP).await.to_string();
    assert_snapshot!(answer, @"
    All set. This is how the team works from now on:
    - Members ask in #help, or anywhere with `/ask`.
    - Agents (@Agents) find the cases in #desk, and open one by reacting with 🎫.
    - Developers (@Developers) get the bugs in #developers.
    - Leads are @Leads (and people with Manage Server).
    - Everybody who can read a question can read the answers.
    - A case whose customer says nothing to a proposed answer closes after 3 days.
    - A customer who does not answer the team is not reminded.
    - An agent who answers a case that nobody has is its assignee from then on.
    - Urgent cases come first in the queue. Whoever has waited for 1 day comes before them.
    - What was written in a case is kept for 180 days after it closes; then the texts go, and the figures stay.
    - What banned members wrote goes with their messages.
    - The desk speaks English; a member who asks in German is answered in German.
    ");
    // Used again, it changes only what is given.
    let again = olaf.runs("/setup flag_emoji:🚩").await.to_string();
    assert_eq!(again, answer.replace('🎫', "🚩"));
    scene.close().await;
}

#[tokio::test]
async fn the_time_for_which_texts_are_kept_has_limits() {
    let scene = Scene::open().await;
    let Scene { olaf, .. } = &scene;
    reads!(olaf.runs("/setup keep_texts:soon"), @"I cannot read a span of time from “keep_texts”: please write it like `30m`, `4h` or `2d`.");
    reads!(olaf.runs("/setup keep_texts:11y"), @"I cannot read a span of time from “keep_texts”: please write it like `30m`, `4h` or `2d`.");
    reads!(olaf.runs("/setup keep_texts:1h"), @"“keep_texts” has to be between `1d` and `3650d`: please choose something in between.");
    scene.close().await;
}

#[tokio::test]
async fn reactions_before_the_emoji_was_chosen_open_no_case() {
    let scene = Scene::before_setup().await;
    let Scene { ana, max, olaf, .. } = &scene;
    scene.advance_clock(TimeDelta::seconds(1));
    let liked = ana.writes("help", "Nice weather").await;
    max.reacts(liked, "🎫").await;
    scene.advance_clock(TimeDelta::hours(1));
    olaf.runs(SETUP).await;
    scene.stop().await;
    let asked = ana.writes("help", "And a question").await;
    max.reacts(asked, "🎫").await;
    scene.start().await;
    let seen = ana.sees("help").await;
    assert!(seen.contains("#1 · And a question") && !seen.contains("#2"), "{seen}");
    scene.close().await;
}

#[tokio::test]
async fn cards_move_with_the_desk() {
    let scene = Scene::open().await;
    let Scene { ana, ben, olaf, .. } = &scene;
    ana.opens_case("One").await;
    ben.opens_case("Two").await;
    assert_eq!((scene.cards_in("desk"), scene.cards_in("general")), (2, 0));
    olaf.runs("/setup desk:#general").await;
    assert_eq!((scene.cards_in("desk"), scene.cards_in("general")), (0, 2));
    scene.close().await;
}

#[tokio::test]
async fn setup_replaces_a_desk_that_was_deleted() {
    let scene = Scene::open().await;
    scene.expect_refusal(404, 10_003);
    scene.expect_dead_jobs();
    let Scene { ana, ben, olaf, .. } = &scene;
    ana.opens_case("One").await;
    olaf.deletes_channel("desk").await;
    ben.opens_case("Two").await;
    reads!(olaf.runs("/setup flag_emoji:🚩"), @"The channel that was named as `desk` was deleted: please name another one with that option.");
    olaf.runs("/setup desk:#general").await;
    assert_eq!(scene.cards_in("general"), 2);
    scene.close().await;
}

#[tokio::test]
async fn a_missing_permission_is_named_before_anything_is_promised() {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    scene.deny_bot("general", CREATE_PUBLIC_THREADS);
    let message = ana.writes("general", "Help!").await;
    reads!(max.flags(message), @"In #general I lack **Create Public Threads**: please allow it there for me, then try again.");
    reads!(max.runs("/queue view:all"), @"There is no open case.");
    scene.close().await;
}

#[tokio::test]
async fn the_same_question_twice_is_two_cases_also_after_a_lost_permission() {
    let scene = Scene::open().await;
    scene.expect_refusal(403, 50_013);
    let Scene { ana, .. } = &scene;
    scene.deny_bot("help", SEND_MESSAGES);
    scene.idle().await;
    for _ in 0..2 {
        ana.runs("/ask question:Where is it?").await;
    }
    scene.advance_clock(TimeDelta::minutes(10));
    scene.allow_bot("help");
    scene.idle().await;
    scene.run_due().await;
    let seen = ana.sees("help").await;
    assert!(seen.contains("case #1") && seen.contains("case #2"), "{seen}");
    assert_eq!(scene.threads(), 4, "two for ana, and two in which the team was told");
    scene.close().await;
}

#[tokio::test]
async fn agents_and_leads_have_several_roles() {
    let scene = Scene::open().await;
    let Scene { ana, dora, max, mia, olaf, .. } = &scene;
    ana.opens_case("The map stays grey").await;
    olaf.runs("/setup agents_2:@Developers leads_2:@Agents").await;
    reads!(dora.runs("/claim case:1"), @"Case [#1](thread 1) is yours: @ana reads what you write in its thread.");
    reads!(max.runs("/rule list"), @"There are no rules yet. `/rule add` makes one: messages that it matches flag themselves.");
    let answer = olaf.runs("/setup agents:@Developers agents_3:@Leads").await.to_string();
    let team: Vec<&str> = answer.lines().filter(|line| line.contains("@Leads")).collect();
    assert_snapshot!(team.join("\n"), @"
    - Agents (@Developers and @Leads) find the cases in #desk, and open one by reacting with 🎫.
    - Leads are @Leads and @Agents (and people with Manage Server).
    ");
    // Who has a role of leads still does all that an agent does.
    reads!(mia.runs("/release case:1"), @"Case [#1](thread 1) is back in the queue: anyone of the team can claim it.");
    scene.close().await;
}

#[tokio::test]
async fn whoever_has_no_role_of_agents_any_more_has_no_case() {
    let scene = Scene::open().await;
    let Scene { ana, mia, olaf, .. } = &scene;
    ana.opens_case("The map stays grey").await;
    mia.runs("/claim case:1").await;
    olaf.runs("/setup agents:@Developers").await;
    reads!(scene.case(1), @"new, waiting since minute 0");
    scene.close().await;
}
