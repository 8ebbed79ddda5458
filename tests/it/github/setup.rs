//! `/setup github:`: which repository a server works with.

use switchboard::cli::doctor;

use crate::{
    github::stand_in::before_choice,
    scene::{Scene, reads},
};

#[tokio::test]
async fn a_manager_chooses_a_repository() {
    let (scene, _) = before_choice(None).await;
    let Scene { olaf, lea, .. } = &scene;
    let answer = olaf.runs("/setup github:https://github.com/LANTERN/app").await;
    reads!(olaf.runs("/setup github:app"), @"That's not a repository on GitHub; write its owner and its name, such as `lantern/app`.");
    reads!(olaf.runs("/setup github:lantern/nowhere"), @"My token for GitHub can't see lantern/nowhere; check the name, or give the token access to it.");
    assert!(answer.contains("Each bug gets an issue in lantern/app"), "{answer}");
    olaf.runs("/setup github:lantern/app -words").await;
    olaf.runs("/setup github:off").await;
    reads!(lea.runs("/setup-history"), @"
    Changes to settings, rules, saved replies, bridges and teams, newest first
    │ 2 March 2026 09:00 · @olaf changed the settings: `github` lantern/app -words → off
    │ 2 March 2026 09:00 · @olaf changed the settings: `github` lantern/app → lantern/app -words
    │ 2 March 2026 09:00 · @olaf changed the settings: `github` lantern/app
    │ 2 March 2026 09:00 · @olaf changed the settings: `help` #help, `desk` #desk, `developers` #developers, `agents` @Agents, `devs` @Developers, `leads` @Leads, `flag_emoji` 🎫, `close_after` 3 days, `answer_claims` yes, `send_bug_news` no, `bug_updates` 7 days, `waiting_first` 1 day, `one_case_within` 30 minutes, `mode` public, `keep_texts` 180 days, `language` English, `ask_panel` no
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_repository_must_have_issues() {
    let (scene, github) = before_choice(None).await;
    github.has_no_issues();
    reads!(scene.olaf.runs("/setup github:lantern/app"), @"lantern/app has no issues; turn them on in its settings on GitHub, under Features, and try again.");
    scene.close().await;
}

#[tokio::test]
async fn whoever_chooses_a_public_repository_reads_what_that_means() {
    let (scene, github) = before_choice(None).await;
    github.is_public();
    let answer = scene.olaf.runs("/setup github:lantern/app").await.to_string();
    assert!(
        answer.contains("The repository is public: anyone can read the customers' words"),
        "{answer}"
    );
    let answer = scene.olaf.runs("/setup github:lantern/app -words").await;
    assert!(!answer.contains("public: anyone can read the customers"), "{answer}");
    scene.close().await;
}

#[tokio::test]
async fn without_a_token_there_is_no_repository() {
    let scene = Scene::open().await;
    reads!(scene.olaf.runs("/setup github:lantern/app"), @"I have no token for GitHub, so ask whoever runs me to set `GITHUB_TOKEN`, then try again.");
    scene.close().await;
}

#[tokio::test]
async fn the_doctor_looks_at_the_repository() {
    let (scene, github) = before_choice(None).await;
    scene.olaf.runs("/setup github:lantern/app").await;
    let lines = async |scene: &Scene| {
        let mut out = Vec::new();
        doctor::run(&scene.config(), &mut out).await.expect("the findings can be written");
        let text = String::from_utf8(out).expect("text");
        text.lines().filter(|line| line.contains("lantern/app")).collect::<Vec<_>>().join("\n")
    };
    reads!(lines(&scene), @"ok    lantern/app: the token can see it, and it has issues");
    github.has_no_issues();
    reads!(lines(&scene), @"FAIL  lantern/app has no issues: turn issues on in its settings, under Features");
    scene.github(None);
    reads!(lines(&scene), @"FAIL  There's no token for lantern/app: put a token into GITHUB_TOKEN, or use /setup github:off");
    scene.close().await;
}
