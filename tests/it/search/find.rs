//! `/find`: whatever was asked or said, in open and closed cases.

use crate::scene::{Scene, card, last_answer, reads, thread};

/// The case numbers that a search finds, in their order.
pub async fn found(scene: &Scene, query: &str) -> Vec<i64> {
    let answer = scene.max.runs(&format!("/find query:{query}")).await.to_string();
    let number = regex::Regex::new(r"(?m)^│ \[#(\d+)\]").expect("a pattern");
    number.captures_iter(&answer).map(|found| found[1].parse().expect("a number")).collect()
}

/// Checks what each of these searches finds.
pub async fn finds(scene: &Scene, searches: &[(&str, &[i64])]) {
    for (query, cases) in searches {
        assert_eq!(found(scene, query).await, *cases, "{query}");
    }
}

/// Three cases of ana and ben with a tag, an assignee, and words in their threads.
pub async fn three_cases() -> Scene {
    let scene = Scene::open().await;
    let Scene { ana, ben, max, .. } = &scene;
    ana.opens_case("Where is my invoice?\nI looked everywhere in the account.").await;
    ben.opens_case("The export fails with *error 500*").await;
    ana.opens_case("Printing is slow").await;
    max.runs("/tag name:billing case:1").await;
    max.runs("/claim case:2").await;
    ana.writes(thread(3), "My printer is a Brother-2270, and the export works").await;
    max.writes(thread(1), "You find it under Settings, then Billing").await;
    scene
}

#[tokio::test]
async fn a_search_shows_the_words_that_it_found() {
    let scene = three_cases().await;
    let Scene { ana, max, .. } = &scene;
    reads!(max.runs("/find query:export"), @"
    **2 cases** match `export`
    │ [#2](thread 2) · The export fails with error 500 — open, by @ben, assigned to @max · [card](card 2)
    │ > @ben: The **export** fails with *error 500*
    │ [#3](thread 3) · Printing is slow — new, by @ana · [card](card 3)
    │ > @ana: My printer is a Brother-2270, and the **export** works
    ");
    reads!(max.runs("/find query:unicorn"), @"No cases match `unicorn`. Try fewer words, or use `#tag`, `@person` or `is:open`.");
    reads!(ana.runs("/find query:invoice"), @"Only the support team can use this; to ask a question, use `/ask`.");
    scene.close().await;
}

#[tokio::test]
async fn cases_are_found_by_words_of_the_question_and_of_the_thread() {
    let scene = three_cases().await;
    finds(
        &scene,
        &[
            ("invoice", &[1]),
            ("inv", &[1]),
            ("invoice settings", &[1]),
            ("invoice printer", &[]),
            ("nvoice", &[]),
            ("brother-2270", &[3]),
            ("2270", &[3]),
        ],
    )
    .await;
    scene.close().await;
}

#[tokio::test]
async fn cases_are_found_by_tag_number_status_and_person() {
    let scene = three_cases().await;
    let (ana, ben, max) = (scene.ana.id(), scene.ben.id(), scene.max.id());
    finds(
        &scene,
        &[
            ("#billing", &[1]),
            ("#2", &[2]),
            ("is:open", &[3, 2, 1]),
            ("is:new", &[3]),
            ("is:closed", &[]),
            ("EXPORT is:new", &[3]),
            (&format!("<@{ana}>"), &[3, 1]),
            (&format!("@{ben} is:open"), &[2]),
            (&format!("<@{max}> export"), &[2]),
            ("#billing export", &[]),
        ],
    )
    .await;
    scene.close().await;
}

#[tokio::test]
async fn edited_and_deleted_messages_are_found_no_longer() {
    let scene = Scene::open().await;
    let Scene { ana, .. } = &scene;
    ana.opens_case("It broke").await;
    let said = ana.writes(thread(1), "The password was swordfish").await;
    let other = ana.writes(thread(1), "It is a red lantern").await;
    finds(&scene, &[("swordfish", &[1]), ("red", &[1])]).await;
    ana.edits(other, "It is a green lantern").await;
    ana.deletes(said).await;
    finds(&scene, &[("swordfish", &[]), ("red", &[]), ("green lantern", &[1])]).await;
    scene.close().await;
}

#[tokio::test]
async fn an_edited_and_then_deleted_question_is_found_no_longer_and_leaves_the_card() {
    let scene = Scene::open().await;
    let Scene { ana, mia, .. } = &scene;
    let question = ana.opens_case("It broke\nMy key is hunter2").await;
    finds(&scene, &[("hunter2", &[1])]).await;
    ana.edits(question, "It broke\nMy key is secret").await;
    finds(&scene, &[("hunter2", &[]), ("key", &[1])]).await;
    assert!(mia.sees(card(1)).await.contains("My key is secret"));
    ana.deletes(question).await;
    finds(&scene, &[("secret", &[]), ("broke", &[])]).await;
    assert!(!mia.sees(card(1)).await.contains("My key"));
    scene.close().await;
}

#[tokio::test]
async fn anything_can_be_searched_for_and_is_never_an_error() {
    let scene = Scene::open().await;
    let question = "登录失败了怎么办 🎉 C++ naïve O'Brien \"quoted\" AND NOT";
    scene.ana.opens_case(question).await;
    let there = ["登录", "失败", "🎉", "c++", "o'brien", "\"quoted\"", "AND", "\"", "'", "naïve"];
    for query in there.into_iter().chain(["-and", "^quoted"]) {
        assert_eq!(found(&scene, query).await, [1], "{query}");
    }
    let nowhere = ["成功", "🦀", "NOT OR NEAR(", "?!", "title:x", "marks:g", "*", "{a} : b", "\\"];
    let attempts = ["%", "_", "'; DROP TABLE cases; --", "a & b | !c <-> d:*", "g1", "snew"];
    for query in nowhere.into_iter().chain(attempts) {
        assert_eq!(found(&scene, query).await, [] as [i64; 0], "{query}");
    }
    scene.close().await;
}

#[tokio::test]
async fn a_search_has_something_to_look_for_and_at_most_80_characters() {
    let scene = Scene::open().await;
    let Scene { max, .. } = &scene;
    reads!(max.forces(&format!("/find query:{}", "x".repeat(500))), @"(/find: query must have at most 120 characters.)");
    reads!(max.forces(&format!("/find query:{}", "x".repeat(81))), @"“query” has 81 characters, but the limit is 80, so shorten it.");
    reads!(max.forces("/find query:\u{200B}\u{0}"), @"“query” is empty, so write something there.");
    scene.close().await;
}

/// As many cases with the word "lamp" as fill two pages.
async fn lamps() -> Scene {
    let scene = Scene::open().await;
    for number in 1..=8 {
        scene.ana.opens_case(&format!("The lamp {number} is dark")).await;
    }
    scene.ben.opens_case("My lantern is fine, but the\nlamp is not").await;
    scene
}

#[tokio::test]
async fn what_was_found_has_pages() {
    let scene = lamps().await;
    reads!(scene.max.runs("/find query:lamp is:open"), @"
    **9 cases** match `lamp is:open`, page 1 of 2
    │ [#8](thread 8) · The lamp 8 is dark — new, by @ana · [card](card 8)
    │ > @ana: The **lamp** 8 is dark
    │ [#7](thread 7) · The lamp 7 is dark — new, by @ana · [card](card 7)
    │ > @ana: The **lamp** 7 is dark
    │ [#6](thread 6) · The lamp 6 is dark — new, by @ana · [card](card 6)
    │ > @ana: The **lamp** 6 is dark
    │ [#5](thread 5) · The lamp 5 is dark — new, by @ana · [card](card 5)
    │ > @ana: The **lamp** 5 is dark
    │ [#4](thread 4) · The lamp 4 is dark — new, by @ana · [card](card 4)
    │ > @ana: The **lamp** 4 is dark
    │ [#3](thread 3) · The lamp 3 is dark — new, by @ana · [card](card 3)
    │ > @ana: The **lamp** 3 is dark
    [Previous] (off) [Next]
    ");
    scene.close().await;
}

#[tokio::test]
async fn the_pages_of_a_search_are_turned_also_after_a_restart() {
    let scene = lamps().await;
    let Scene { max, .. } = &scene;
    max.runs("/find query:lamp is:open").await;
    scene.restart().await;
    max.clicks(last_answer(), "Next").await;
    reads!(max, last_answer(), @"
    Switchboard: **9 cases** match `lamp is:open`, page 2 of 2 (edited)
      │ [#2](thread 2) · The lamp 2 is dark — new, by @ana · [card](card 2)
      │ > @ana: The **lamp** 2 is dark
      │ [#1](thread 1) · The lamp 1 is dark — new, by @ana · [card](card 1)
      │ > @ana: The **lamp** 1 is dark
      │ [#9](thread 9) · My lantern is fine, but the — new, by @ben · [card](card 9)
      │ > @ben: My lantern is fine, but the / **lamp** is not
      [Previous] [Next] (off)
      (only max sees this)
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_condition_that_does_not_exist_is_refused_with_those_that_do() {
    let scene = three_cases().await;
    let Scene { max, .. } = &scene;
    reads!(max.runs("/find query:export is:foo"), @"I don't know `is:foo`; try `is:open`, `is:waiting`, `is:unclaimed`, `is:mine`, `is:new`, `is:pending`, `is:on-hold`, `is:solved` or `is:closed`.");
    reads!(max.runs("/find query:in:#nowhere"), @"I can't find the channel in `in:#nowhere`; try `in:#` and the name of a channel in this server.");
    reads!(max.runs("/find query:after:soon"), @"I don't understand the time in `after:soon`; try a day such as `after:2026-05-31`, or a span such as `after:7d`.");
    reads!(max.runs("/find query:priority:asap"), @"I don't know `priority:asap`; try `priority:low`, `priority:normal`, `priority:high` or `priority:urgent`.");
    reads!(max.forces("/find query:"), @"(/find: query must have at least 1 character.)");
    assert_eq!(found(&scene, "is: export").await, [3], "without a word it is text");
    scene.close().await;
}

#[tokio::test]
async fn what_several_people_said_is_told_apart() {
    let scene = three_cases().await;
    let Scene { ana, max, .. } = &scene;
    max.writes(thread(3), "Which *driver* do you use?").await;
    ana.writes(thread(3), "The newest one").await;
    reads!(max.runs("/find query:driver"), @"
    **1 case** matches `driver`
    │ [#3](thread 3) · Printing is slow — open, by @ana, assigned to @max · [card](card 3)
    │ > @max: Which ***driver*** do you use?
    ");
    scene.close().await;
}

#[tokio::test]
async fn an_excerpt_is_not_cut_within_a_mention() {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    let channel = format!("<#{}>", ana.channel("general").await);
    let before = format!("I asked in {channel} what to do about the broken import");
    let after = format!("and the rest of this sentence is just as long as it has to be {channel}");
    ana.opens_case(&format!("Help\n{before} {after}")).await;
    reads!(max.runs("/find query:import"), @"
    **1 case** matches `import`
    │ [#1](thread 1) · Help — new, by @ana · [card](card 1)
    │ > @ana: …what to do about the broken **import** and the rest of this sentence is just as long as it has to be…
    ");
    scene.close().await;
}
