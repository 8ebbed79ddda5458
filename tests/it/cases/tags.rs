//! Tags of a case.

use crate::scene::{Scene, card, reads, thread};

#[tokio::test]
async fn a_tag_is_added_once_and_in_lower_case() {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    ana.opens_case("How do I reset my password?").await;
    reads!(max.runs_in(thread(1), "/tag name:Login"), @"Tagged case [#1](thread 1) with `login`.");
    reads!(max.runs("/tag name:login case:1"), @"Case #1 is already tagged `login`; `/case show` lists its tags.");
    reads!(max.runs("/tag name:account case:#1"), @"Tagged case [#1](thread 1) with `account`.");
    reads!(max.runs("/tag name:two words case:1"), @"That can't be a tag; use one word of letters, digits, `-` and `_`, up to 32 characters.");
    reads!(scene.case(1), @"new, `account`, `login`, waiting since minute 0");
    scene.close().await;
}

#[tokio::test]
async fn a_tag_is_removed_again() {
    let scene = Scene::open().await;
    let Scene { ana, max, mia, .. } = &scene;
    ana.opens_case("How do I reset my password?").await;
    max.runs("/tag name:account case:1").await;
    reads!(mia.runs("/untag name:account case:1"), @"Removed the tag `account` from case [#1](thread 1).");
    reads!(max.runs("/untag name:none case:1"), @"Case #1 isn't tagged `none`; `/case show` lists its tags.");
    reads!(scene.case(1), @"new, waiting since minute 0");
    scene.close().await;
}

#[tokio::test]
async fn agents_are_offered_tags_and_cases_while_they_type_and_members_are_not() {
    let scene = Scene::open().await;
    let Scene { ana, max, mia, .. } = &scene;
    ana.opens_case("How do I reset my password?").await;
    max.runs("/tag name:login case:1").await;
    assert_eq!(mia.completes("/tag name:lo").await, ["login"]);
    let cases = mia.completes("/untag name:login case:").await;
    assert_eq!(cases, ["#1 · How do I reset my password?"]);
    assert!(ana.completes("/claim case:").await.is_empty());
    scene.close().await;
}

#[tokio::test]
async fn tags_are_chosen_in_the_menu_of_the_card() {
    let scene = Scene::open().await;
    let Scene { ana, ben, max, .. } = &scene;
    ana.opens_case("The export fails").await;
    max.runs("/tag name:export case:1").await;
    max.runs("/tag name:urgent-customer case:1").await;
    ben.opens_case("Export is broken").await;
    let menu_of = async |case| scene.menu_with(max.message(&card(case)).await, "export");
    let (first, second) = (menu_of(1).await.expect("tags"), menu_of(2).await.expect("tags"));
    reads!(max.chooses(card(2), &second, &["export"]), @"Case [#2](thread 2) is now tagged `export`.");
    reads!(max.chooses(card(1), &first, &["urgent-customer"]), @"Case [#1](thread 1) is now tagged `urgent-customer`.");
    reads!(max.chooses(card(2), &second, &[]), @"Case [#2](thread 2) has no tags now.");
    let (first, second) = (max.sees(card(1)).await, max.sees(card(2)).await);
    assert!(first.contains(" `urgent-customer`\n") && first.contains("<urgent-customer>"));
    assert!(!second.contains('`'), "{second}");
    scene.close().await;
}

#[tokio::test]
async fn a_new_tag_that_resembles_one_in_use_is_asked_about() {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    ana.opens_case("Where is my invoice?").await;
    ana.opens_case("I was charged twice").await;
    reads!(max.runs("/tag name:billing case:1"), @"Tagged case [#1](thread 1) with `billing`.");
    reads!(max.runs("/tag name:biling case:2"), @"
    Tagged case [#2](thread 2) with `biling`.
    `biling` is a new tag here. Did you mean `billing`? Swap them with `/untag` and `/tag`.
    ");
    reads!(max.runs("/tag name:refund case:2"), @"Tagged case [#2](thread 2) with `refund`.");
    max.speaks("de");
    reads!(max.runs("/tag name:refunds fall:1"), @"
    Fall [#1](thread 1) hat jetzt das Tag `refunds`.
    `refunds` ist hier ein neues Tag. Meintest du `refund`? Mit `/tag-entfernen` und `/tag` tauschst du sie aus.
    ");
    reads!(max.runs("/tag name:biling fall:1"), @"Fall [#1](thread 1) hat jetzt das Tag `biling`.");
    scene.close().await;
}
