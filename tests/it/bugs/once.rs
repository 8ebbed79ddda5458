//! Whatever is linked, merged, called a duplicate, shipped again or tried twice: each case that
//! waits for a bug is told of a release exactly once.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::Write,
    time::Duration,
};

use chrono::TimeDelta;
use sandbox::fault::Trouble;
use serde_json::Value;
use switchboard::cli::export;

use crate::{
    delivery::dice::{self, Dice, number},
    scene::Scene,
};

const CASES: u64 = 6;
const BUGS: u64 = 3;
const STEPS: u64 = 40;
/// What is played in every run of the tests, besides what chance chooses.
const SEEDS: [u64; 2] = [3, 11];

/// A case that was opened by a message of its own, and a bug for each of the first.
async fn community() -> Scene {
    let scene = Scene::open().await;
    let Scene { max, olaf, .. } = &scene;
    olaf.runs("/setup send_bug_news:true one_case_within:off bug_updates:off").await;
    for case in 1..=CASES {
        let who = [&scene.ana, &scene.ben][usize::from(case % 2 == 0)];
        who.opens_case(&format!("Nothing works in way {case}")).await;
        if case <= BUGS {
            let form = max.runs(&format!("/escalate case:{case}")).await.form();
            max.submits(&form, &[("Actual result", "Error 500")]).await;
        }
    }
    scene
}

/// The cases that are told when a bug is shipped now, by what the export says: those that are
/// linked to it, or those in which they go on.
async fn waiting_for(scene: &Scene, bug: u64) -> BTreeSet<u64> {
    let cases = scene.exported(export::What::Cases).await;
    let merged: BTreeMap<u64, u64> = cases
        .iter()
        .filter_map(|row| Some((row["number"].as_u64()?, row["merged_into"].as_u64()?)))
        .collect();
    let is_linked = |row: &&Value| {
        row["bug_numbers"].as_array().is_some_and(|bugs| bugs.iter().any(|number| *number == bug))
    };
    let mut told = BTreeSet::new();
    for row in cases.iter().filter(is_linked) {
        let mut number = row["number"].as_u64().expect("a number");
        while let Some(&into) = merged.get(&number) {
            number = into;
        }
        told.insert(number);
    }
    told
}

/// How often the customer of a case was told of a version.
fn told(scene: &Scene, case: u64, version: &str) -> usize {
    let words = format!("Good news: this is fixed in version {version}.");
    scene.sandbox.world(|world| {
        let title = format!("#{case} · Nothing works in way {case}");
        let thread = world.channels.values().find(|channel| channel.name == title);
        let messages = thread.and_then(|thread| world.messages.get(&thread.id));
        let all = messages.into_iter().flat_map(|all| all.values());
        all.filter(|message| message.content.contains(&words)).count()
    })
}

/// Something is done with cases and bugs. Returns what was shipped, and who is told.
async fn step(scene: &Scene, dice: &mut Dice, step: u64) -> Option<(String, BTreeSet<u64>)> {
    let (max, dora) = (&scene.max.client, &scene.dora.client);
    let (case, other) = (1 + dice.below(CASES), 1 + dice.below(CASES));
    let (bug, twin) = (1 + dice.below(BUGS), 1 + dice.below(BUGS));
    let line = match dice.below(9) {
        0 | 1 => format!("/link bug:{bug} case:{case}"),
        2 => format!("/unlink bug:{bug} case:{case}"),
        3 => format!("/merge into:{other} case:{case}"),
        4 => format!("/unmerge case:{case}"),
        5 => {
            let report = dora.finds("developers", &format!("Bug #{bug}"))?;
            drop(dora.press(report, "Reopen").await);
            return None;
        }
        6 => {
            let report = dora.finds("developers", &format!("Bug #{bug}"))?;
            let sandbox::AnswerKind::Form(form) = dora.press(report, "Duplicate").await.kind else {
                return None;
            };
            drop(dora.submit(&form, &[("Of which bug?", &twin.to_string())]).await);
            return None;
        }
        _ => {
            let version = format!("1.{step}");
            let waiting = waiting_for(scene, bug).await;
            let line = format!("/bug ship version:{version} bug:{bug}");
            let shipped = dora.command("developers", &line).await;
            let is_shipped = shipped.text().contains("is shipped in version");
            return is_shipped.then_some((version, waiting));
        }
    };
    drop(max.command("desk", &line).await);
    None
}

async fn story(seed: u64) {
    drop(writeln!(std::io::stderr(), "SWITCHBOARD_TEST_SEED={seed}"));
    let scene = community().await;
    // A thread that was made though the answer was cut.
    scene.expect_refusal(400, 160_004);
    let mut dice = Dice::new(seed);
    let mut shipped = Vec::new();
    for index in 0..STEPS {
        let faults = scene.sandbox.faults();
        faults.clear();
        let trouble = if dice.below(2) == 0 { Trouble::After } else { Trouble::Cut };
        faults.plan_trouble("POST /channels/{channel}/messages", dice.below(3), Some(1), trouble);
        faults.slow("*", Duration::from_millis(dice.below(10)));
        shipped.extend(step(&scene, &mut dice, index).await);
        if dice.below(12) == 0 {
            scene.restart().await;
        }
        scene.idle().await;
    }
    scene.sandbox.faults().clear();
    scene.idle().await;
    for _ in 0..3 {
        scene.advance_and_run_due(TimeDelta::minutes(6)).await;
    }
    for (version, waiting) in shipped {
        for case in 1..=CASES {
            let (told, expected) = (told(&scene, case, &version), waiting.contains(&case));
            assert!(
                told == 1 || !expected && told <= 1,
                "seed {seed}: case {case}, {version}: {told}"
            );
        }
    }
    scene.close().await;
}

#[tokio::test]
async fn each_case_is_told_of_a_release_exactly_once() {
    for seed in SEEDS {
        story(seed).await;
    }
    let stories = number("SWITCHBOARD_TEST_STORIES").unwrap_or(1);
    let seed = number("SWITCHBOARD_TEST_SEED").unwrap_or_else(dice::seed);
    for seed in seed..seed + stories {
        story(seed).await;
    }
}
