//! Old texts expire, and the figures stay.

use chrono::TimeDelta;
use serde_json::Value;
use switchboard::cli::export::What;

use crate::{
    database_dump::{execute, tables_that_hold},
    privacy::life::{ANA, MAX, lives, shown},
    scene::{Scene, reads, report, thread},
};

const NOWHERE: [String; 0] = [];

/// The community 181 days after all cases were closed. Texts are kept for 180.
async fn half_a_year_later() -> Scene {
    let scene = lives().await;
    let Scene { max, .. } = &scene;
    max.runs("/close case:1 reason:moved").await;
    max.runs("/close case:3 reason:no reply").await;
    scene.advance_and_run_due(TimeDelta::days(179)).await;
    assert!(max.runs("/case show case:2").await.contains(ANA), "not yet");
    scene.advance_and_run_due(TimeDelta::days(2)).await;
    scene
}

/// The facts that say that texts were erased.
async fn erasures(scene: &Scene) -> Vec<Value> {
    let facts = scene.exported(What::Events).await;
    facts.into_iter().filter(|fact| fact["kind"] == "texts_erased").collect()
}

#[tokio::test]
async fn texts_of_closed_cases_expire_but_not_those_before_the_developers() {
    let scene = half_a_year_later().await;
    assert_eq!(tables_that_hold(&scene.database, MAX).await, NOWHERE);
    let left = tables_that_hold(&scene.database, ANA).await;
    let is_of_the_bug =
        |column: &String| column.starts_with("bugs.") || column.starts_with("files.");
    assert!(left.iter().all(is_of_the_bug) && left.len() == 4, "{left:?}");
    assert!(scene.dora.sees(report(1)).await.contains(ANA));
    let case = scene.max.runs("/case show case:1").await.to_string();
    assert!(case.starts_with("#1 · A question (erased)\n"), "{case}");
    reads!(scene.case(1), @"closed, max, bug 1, answered in minute 0");
    scene.close().await;
}

#[tokio::test]
async fn words_and_files_on_a_report_expire_when_the_developers_are_done_with_it() {
    let scene = half_a_year_later().await;
    let sql = "UPDATE bugs SET status = 'declined', phase = 'closed' WHERE number = 1";
    execute(&scene.database, sql).await;
    scene.advance_and_run_due(TimeDelta::zero()).await;
    // What the agent gave as the title is the developers'.
    assert_eq!(tables_that_hold(&scene.database, ANA).await, ["bugs.title"]);
    assert_eq!(shown(&scene, &format!("{ANA} again")), NOWHERE);
    assert!(!scene.dora.sees(report(1)).await.contains(&format!("{ANA}.txt")));
    let erased = erasures(&scene).await;
    assert_eq!(erased.len(), 4, "{erased:#?}");
    assert!(erased.iter().all(|fact| fact["detail"]["why"] == "age" && fact["actor_id"].is_null()));
    scene.close().await;
}

#[tokio::test]
async fn what_is_written_in_a_reopened_case_is_kept_for_as_long_again() {
    let scene = half_a_year_later().await;
    let Scene { max, olaf, .. } = &scene;
    let before = erasures(&scene).await.len();
    max.runs("/reopen case:3").await;
    scene.advance_and_run_due(TimeDelta::days(400)).await;
    max.runs("/close case:3").await;
    scene.advance_and_run_due(TimeDelta::days(1)).await;
    assert_eq!(erasures(&scene).await.len(), before);
    olaf.runs("/setup keep_texts:1d").await;
    scene.advance_and_run_due(TimeDelta::days(1)).await;
    assert_eq!(erasures(&scene).await.len(), before + 1);
    scene.close().await;
}

#[tokio::test]
async fn no_search_finds_the_expired_files_of_a_reopened_case() {
    let scene = half_a_year_later().await;
    let Scene { ana, max, .. } = &scene;
    let finds = async |word: &str| max.runs(&format!("/find query:{word}")).await.contains("#1");
    assert!(!finds("picture").await);
    max.runs("/reopen case:1").await;
    assert!(!finds("picture").await);
    ana.writes_with_files(thread(1), "Here it is again", &[("later.txt", b"log")]).await;
    assert!(finds("later").await);
    assert!(!finds("picture").await);
    scene.close().await;
}

#[tokio::test]
async fn the_words_of_a_merged_case_stay_as_long_as_the_case_in_which_it_goes_on() {
    let scene = Scene::open().await;
    let Scene { ana, ben, max, olaf, .. } = &scene;
    olaf.runs("/setup keep_texts:30d").await;
    ana.opens_case("The bell does not ring").await;
    ben.opens_case("My bell is quiet").await;
    max.runs("/merge into:1 case:2").await;
    scene.advance_and_run_due(TimeDelta::days(31)).await;
    let shown = max.runs("/case show case:2").await.to_string();
    assert!(shown.contains("My bell is quiet"), "{shown}");
    max.runs("/close case:1").await;
    scene.advance_and_run_due(TimeDelta::days(29)).await;
    assert!(max.runs("/case show case:2").await.contains("My bell is quiet"));
    scene.advance_and_run_due(TimeDelta::days(2)).await;
    let shown = max.runs("/case show case:2").await.to_string();
    assert!(!shown.contains("My bell is quiet"), "{shown}");
    scene.close().await;
}
