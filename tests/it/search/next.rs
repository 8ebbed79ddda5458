//! `/next`: the case that should be answered next, and why it is that one.

use chrono::TimeDelta;

use crate::scene::{Scene, reads, thread};

/// Ana, ben and caro wait, each ten minutes less than the one before.
async fn three_wait() -> Scene {
    let scene = Scene::open().await;
    let Scene { ana, ben, caro, .. } = &scene;
    for (person, text) in [(ana, "The first"), (ben, "The second"), (caro, "The third")] {
        person.opens_case(&format!("{text} question")).await;
        scene.advance_clock(TimeDelta::minutes(10));
    }
    scene
}

#[tokio::test]
async fn the_longest_wait_is_next() {
    let scene = three_wait().await;
    let Scene { max, mia, .. } = &scene;
    reads!(max.runs("/next"), @"Case [#1](thread 1) is yours: “The first question”. @ana wrote 30 minutes ago: the longest wait of the cases you can take.");
    reads!(mia.runs("/next"), @"Case [#2](thread 2) is yours: “The second question”. @ben wrote 20 minutes ago: the longest wait of the cases you can take.");
    reads!(scene.case(2), @"open, mia, waiting since minute 10");
    scene.close().await;
}

#[tokio::test]
async fn urgent_cases_are_next_and_then_those_of_a_high_priority() {
    let scene = three_wait().await;
    let Scene { lea, max, mia, .. } = &scene;
    max.runs("/priority level:urgent case:3").await;
    max.runs("/priority level:high case:2").await;
    max.runs("/priority level:low case:1").await;
    reads!(max.runs("/next"), @"Case [#3](thread 3) is yours: “The third question”. It's urgent, and @caro wrote 10 minutes ago: the longest wait of the urgent cases you can take.");
    reads!(mia.runs("/next"), @"Case [#2](thread 2) is yours: “The second question”. It has a high priority, and @ben wrote 20 minutes ago: the longest wait of those you can take.");
    reads!(lea.runs("/next"), @"Case [#1](thread 1) is yours: “The first question”. Nothing more urgent is waiting that you can take, and @ana wrote 30 minutes ago.");
    scene.close().await;
}

#[tokio::test]
async fn a_long_wait_is_next_before_any_priority() {
    let scene = three_wait().await;
    let Scene { ana, max, .. } = &scene;
    scene.advance_clock(TimeDelta::hours(25));
    ana.opens_case("A fourth question").await;
    max.runs("/priority level:urgent case:4").await;
    reads!(max.runs("/next"), @"Case [#1](thread 1) is yours: “The first question”. It's first because @ana wrote 1 day ago, and a wait that long comes before any priority.");
    scene.close().await;
}

#[tokio::test]
async fn an_own_case_that_waits_is_next_before_a_new_one() {
    let scene = three_wait().await;
    let Scene { ana, max, .. } = &scene;
    max.runs("/next").await;
    reads!(max.runs("/next"), @"Next is case [#1](thread 1), which is already yours: “The first question”. @ana wrote 30 minutes ago: the longest wait of the cases you can take.");
    max.writes(thread(1), "Which version is it?").await;
    max.runs("/next").await;
    max.writes(thread(2), "Which version is it?").await;
    ana.writes(thread(1), "2.4").await;
    assert!(max.runs("/next").await.contains("[#3]"), "caro has waited longer");
    scene.close().await;
}

#[tokio::test]
async fn a_promised_answer_is_next_once_it_is_due() {
    let scene = three_wait().await;
    let Scene { max, .. } = &scene;
    max.runs("/promise within:1h case:1").await;
    assert!(max.runs("/next").await.contains("[#2]"), "there is time until the promise is due");
    scene.advance_and_run_due(TimeDelta::hours(2)).await;
    reads!(max.runs("/next"), @"Next is case [#1](thread 1), which is already yours: “The first question”. It's first because @ana was promised an answer, due 1 hour ago.");
    scene.close().await;
}

#[tokio::test]
async fn nothing_is_next_if_others_have_all_cases() {
    let scene = Scene::open().await;
    let Scene { ana, max, mia, .. } = &scene;
    ana.opens_case("The export fails").await;
    mia.runs("/claim case:1").await;
    reads!(max.runs("/next"), @"There's no case for you to answer right now. The cases that are waiting belong to other agents, or an answer is promised for later; `/queue` shows them.");
    max.speaks("de");
    reads!(max.runs("/nächster"), @"Für dich gibt es gerade keinen Fall zu beantworten. Die wartenden haben andere im Team, oder eine Antwort ist für später zugesagt; `/warteschlange` zeigt sie.");
    scene.close().await;
}

#[tokio::test]
async fn two_agents_who_ask_at_once_get_different_cases() {
    let scene = three_wait().await;
    let Scene { max, mia, .. } = &scene;
    let (one, other) = tokio::join!(max.runs("/next"), mia.runs("/next"));
    assert_ne!(one.contains("[#1]"), other.contains("[#1]"), "{one} {other}");
    assert_ne!(one.contains("[#2]"), other.contains("[#2]"), "{one} {other}");
    scene.close().await;
}
