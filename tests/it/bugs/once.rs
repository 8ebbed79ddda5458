//! Whatever is linked, merged, made private, closed, called a duplicate, declined, shipped again,
//! still broken, sent twice or tried twice, here or on GitHub, and whenever the bot dies: each case
//! that waits for a bug is told of a release exactly once, and so are those who follow it.

mod github;
mod ledger;
mod steps;

use std::{io::Write, time::Duration};

use chrono::TimeDelta;
use sandbox::fault::Trouble;
use tokio::time::timeout;

use crate::{
    bugs::once::{
        github::Repository,
        ledger::{Ledger, Links},
    },
    delivery::dice::{self, Dice, number},
    github::stand_in::with_webhook,
    scene::Scene,
};

const CASES: u64 = 6;
const BUGS: u64 = 3;
const STEPS: u64 = 60;
/// What is played in every run of the tests. `SWITCHBOARD_TEST_STORIES` asks for as many others,
/// by chance or from `SWITCHBOARD_TEST_SEED` on. In stories with an odd seed the bot tells
/// customers by itself, in others an agent sends what they are told.
const SEEDS: [u64; 4] = [3, 112, 5_145, 5_324];

/// A case that was opened by a message of its own, and a bug with a notice for each of the first.
async fn community(has_agents: bool) -> (Scene, Repository) {
    let (scene, github, webhook) = with_webhook().await;
    let Scene { max, olaf, .. } = &scene;
    let by_itself = !has_agents;
    let setup = format!("/setup send_bug_news:{by_itself} one_case_within:off bug_updates:off");
    olaf.runs(&setup).await;
    for case in 1..=CASES {
        let who = [&scene.ana, &scene.ben][usize::from(case % 2 == 0)];
        who.opens_case(&format!("Nothing works in way {case}")).await;
        if case <= BUGS {
            let form = max.runs(&format!("/escalate case:{case}")).await.form();
            max.submits(&form, &[("Actual result", "Error 500")]).await;
            let text = format!("Known trouble {case}");
            max.runs(&format!("/bug notice text:{text} bug:{case} channel:#general")).await;
            scene.run_due().await;
        }
    }
    (scene, Repository::new(github, webhook))
}

/// Discord makes trouble: a message is posted or not, and the answer is lost.
fn trouble(scene: &Scene, dice: &mut Dice) {
    let faults = scene.sandbox.faults();
    faults.clear();
    let trouble = if dice.below(2) == 0 { Trouble::After } else { Trouble::Cut };
    faults.plan_trouble("POST /channels/{channel}/messages", dice.below(3), Some(1), trouble);
    faults.slow("*", Duration::from_millis(dice.below(10)));
}

/// The bot dies at some moment after something was begun, and is started again.
async fn die(scene: &Scene, dice: &mut Dice, ledger: &mut Ledger, step: u64) {
    let before = Links::of(scene).await;
    let life = Duration::from_micros(dice.below(30_000));
    drop(timeout(life, steps::begin(scene, dice, ledger, step)).await);
    scene.kill();
    scene.start_mortal().await;
    ledger.note_changes(scene, &before, &Links::of(scene).await);
}

/// All that is late is done.
async fn settle(scene: &Scene) {
    scene.sandbox.faults().clear();
    scene.idle().await;
    for _ in 0..3 {
        scene.advance_and_run_due(TimeDelta::minutes(6)).await;
    }
}

async fn story(seed: u64) {
    drop(writeln!(std::io::stderr(), "SWITCHBOARD_TEST_SEED={seed}"));
    let mut ledger = Ledger::new(seed.is_multiple_of(2));
    let (scene, mut repository) = community(ledger.has_agents).await;
    // A thread that was made though the answer was cut.
    scene.expect_refusal(400, 160_004);
    let mut dice = Dice::new(seed);
    scene.stop().await;
    scene.start_mortal().await;
    repository.follow(&scene).await;
    ledger.note_links(&Links::of(&scene).await);
    for index in 0..STEPS {
        trouble(&scene, &mut dice);
        if dice.below(5) == 0 {
            repository.step(&scene, &mut dice, &mut ledger, index).await;
        } else {
            steps::step(&scene, &mut dice, &mut ledger, index).await;
        }
        if dice.below(10) == 0 {
            die(&scene, &mut dice, &mut ledger, index).await;
            repository.follow(&scene).await;
        }
        scene.idle().await;
        ledger.note_links(&Links::of(&scene).await);
    }
    settle(&scene).await;
    repository.settle(&scene, &mut ledger).await;
    if ledger.has_agents {
        steps::send_the_rest(&scene, &mut dice, &ledger).await;
        settle(&scene).await;
    }
    ledger.check(&scene, seed);
    ledger.check_end(&scene, &Links::of(&scene).await, seed);
    scene.close().await;
}

#[tokio::test]
async fn each_case_is_told_of_a_release_exactly_once() {
    for seed in SEEDS {
        story(seed).await;
    }
    let stories = number("SWITCHBOARD_TEST_STORIES").unwrap_or(0);
    let seed = number("SWITCHBOARD_TEST_SEED").unwrap_or_else(dice::seed);
    for seed in seed..seed + stories {
        story(seed).await;
    }
}
