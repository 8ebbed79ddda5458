//! What a search finds besides words: people, addresses, bugs, channels, times, and where a case
//! stands.

use chrono::TimeDelta;

use crate::{
    scene::{Scene, reads, thread},
    search::find::{finds, found, three_cases},
};

#[tokio::test]
async fn cases_are_found_by_where_they_stand() {
    let scene = three_cases().await;
    finds(
        &scene,
        &[
            ("is:waiting", &[3, 2]),
            ("is:unclaimed", &[3]),
            ("is:mine", &[2, 1]),
            ("is:mine export", &[2]),
            ("is:waiting is:mine", &[2]),
        ],
    )
    .await;
    scene.max.runs("/solve case:2").await;
    scene.ben.clicks(thread(2), "Solved").await;
    finds(&scene, &[("is:mine is:closed", &[2]), ("is:unclaimed", &[3])]).await;
    scene.close().await;
}

#[tokio::test]
async fn cases_are_found_by_the_names_and_ids_of_people() {
    let scene = three_cases().await;
    let ana = scene.ana.id();
    finds(&scene, &[("ana", &[3, 1]), ("ANA printer", &[3]), ("an", &[])]).await;
    finds(&scene, &[(&ana.to_string(), &[3, 1]), ("ben", &[2]), ("max", &[2, 1])]).await;
    scene.close().await;
}

#[tokio::test]
async fn a_case_is_found_by_the_address_of_its_messages_and_its_thread() {
    let scene = Scene::open().await;
    let Scene { ana, .. } = &scene;
    let question = ana.opens_case("The lamp is dark").await;
    ana.opens_case("The lamp is red").await;
    let said = ana.writes(thread(2), "It is still red").await;
    let guild = scene.guild_named("Lantern");
    let (help, second) = (ana.channel("help").await, ana.channel(thread(2)).await);
    let address =
        |channel, message| format!("https://discord.com/channels/{guild}/{channel}/{message}");
    finds(
        &scene,
        &[
            (&address(help, question), &[1]),
            (&address(second, said), &[2]),
            (&format!("https://discord.com/channels/{guild}/{second}"), &[2]),
            (&address(help, ana.id()), &[]),
        ],
    )
    .await;
    scene.close().await;
}

#[tokio::test]
async fn cases_are_found_by_their_bug_and_until_they_are_unlinked() {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    ana.opens_case("The lamp is dark").await;
    ana.opens_case("The lamp is red").await;
    let form = max.runs("/escalate case:1").await.form();
    max.submits(&form, &[("Actual result", "It is dark")]).await;
    max.runs("/link bug:1 case:2").await;
    finds(&scene, &[("bug:1", &[2, 1]), ("bug #1 red", &[2]), ("bug:2", &[])]).await;
    max.runs("/unlink bug:1 case:2").await;
    finds(&scene, &[("bug:1", &[1])]).await;
    scene.close().await;
}

#[tokio::test]
async fn cases_are_found_by_their_channel() {
    let scene = three_cases().await;
    let elsewhere = scene.ana.writes("general", "Where is the export?").await;
    scene.max.flags(elsewhere).await;
    let general = format!("in:<#{}>", scene.ana.channel("general").await);
    finds(&scene, &[("in:#general", &[4]), (&general, &[4]), ("in:#help export", &[2, 3])]).await;
    scene.close().await;
}

#[tokio::test]
async fn cases_are_found_by_when_they_were_opened() {
    let scene = Scene::open().await;
    scene.ana.opens_case("The lamp is dark").await;
    scene.advance_clock(TimeDelta::days(3));
    scene.ana.opens_case("The lamp is red").await;
    finds(
        &scene,
        &[
            ("lamp after:2026-03-05", &[2]),
            ("lamp before:2026-03-05", &[1]),
            ("after:1d", &[2]),
            ("before:2d", &[1]),
            ("after:2026-03-02 before:2026-03-06", &[2, 1]),
            ("before:2025-01-01", &[]),
        ],
    )
    .await;
    scene.close().await;
}

#[tokio::test]
async fn words_that_are_there_as_such_come_before_parts_of_longer_ones() {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    for question in
        ["A light is dark", "Two lights are dark", "The streetlight is dark", "It\nis a light"]
    {
        ana.opens_case(question).await;
    }
    assert_eq!(found(&scene, "light").await, [1, 4, 3, 2]);
    max.writes(thread(2), "Which light is it?").await;
    reads!(max.runs("/find query:light which"), @"
    **1 case** matches `light which`
    │ [#2](thread 2) · Two lights are dark — pending, by @ana, assigned to @max · [card](card 2)
    │ > @max: **Which** light is it?
    ");
    scene.close().await;
}
