//! Nobody waits unseen, whatever happens: a model says whose last word wants an answer, and queue,
//! board and promises show just these.

use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;

use crate::{
    delivery::dice::number,
    scene::{Scene, board, thread},
};

/// How many cases a story has.
const CASES: i64 = 9;
const STEPS: usize = 90;

/// What a person who reads along knows of a case. Times are minutes since the story began.
#[derive(Clone, Copy, Debug, Default)]
struct Known {
    /// The customer's last word wants an answer, or they were promised one.
    waits: bool,
    promised_until: Option<i64>,
    snoozed_until: Option<i64>,
    /// It was put on hold after the customer's last word.
    held_unanswered: bool,
    solved: bool,
    closed: bool,
    escalated: bool,
    merged_into: Option<i64>,
}

impl Known {
    fn opened() -> Self {
        Self { waits: true, ..Self::default() }
    }

    fn is_seen(&self) -> bool {
        self.waits && self.snoozed_until.is_none() && !self.held_unanswered
    }

    fn is_merged(&self) -> bool {
        self.merged_into.is_some()
    }

    /// Another case is merged into this one.
    fn takes_in(&mut self, other: &Self) {
        self.escalated |= other.escalated;
        if other.waits && !other.held_unanswered {
            self.is_asked();
        }
    }

    fn is_asked(&mut self) {
        self.waits = true;
        (self.snoozed_until, self.held_unanswered, self.solved) = (None, false, false);
    }

    fn is_answered(&mut self) {
        (self.waits, self.held_unanswered, self.promised_until) = (false, false, None);
    }
}

/// A generator of numbers below a limit that gives the same ones in every run.
fn dice(mut state: u64) -> impl FnMut(i64) -> i64 {
    move |sides| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i64::try_from(state >> 33).unwrap_or(0) % sides
    }
}

struct Story {
    scene: Scene,
    cases: BTreeMap<i64, Known>,
    minute: i64,
}

impl Story {
    async fn customer(&mut self, case: i64, asks: bool) {
        let text = if asks { "It says no" } else { "Thank you, take your time" };
        self.scene.ana.writes(thread(case), text).await;
        let known = self.cases.entry(case).or_default();
        if asks {
            known.is_asked();
        }
    }

    async fn agent(&mut self, case: i64, action: i64) {
        let (max, minute) = (&self.scene.max, self.minute);
        let known = self.cases.entry(case).or_default();
        let run = async |line: String| drop(max.runs(&format!("/{line} case:{case}")).await);
        match action {
            0 => {
                max.writes(thread(case), "What does it say?").await;
                known.is_answered();
            }
            1 => run("claim".to_owned()).await,
            2 => run("release".to_owned()).await,
            3 if !known.solved => {
                run("promise within:1h".to_owned()).await;
                known.waits = true;
                (known.promised_until, known.snoozed_until) = (Some(minute + 60), None);
                known.held_unanswered = false;
            }
            4 if !known.solved && known.promised_until.is_none() => {
                run("snooze until:30m".to_owned()).await;
                known.snoozed_until = Some(minute + 30);
            }
            5 if !known.solved && !known.escalated => {
                let form = max.runs(&format!("/escalate case:{case}")).await.form();
                max.submits(&form, &[("Actual result", "error 500")]).await;
                known.escalated = true;
                known.held_unanswered = known.waits && known.promised_until.is_none();
            }
            6 if !known.solved => {
                run("solve".to_owned()).await;
                known.is_answered();
                (known.solved, known.snoozed_until) = (true, None);
            }
            7 => {
                run("close reason:spam".to_owned()).await;
                *known = Known { closed: true, escalated: known.escalated, ..Known::default() };
            }
            _ => {}
        }
    }

    /// Somebody of the team opens a closed case again.
    async fn reopen(&mut self, case: i64) {
        self.scene.max.runs(&format!("/reopen case:{case}")).await;
        let known = self.cases.entry(case).or_default();
        *known = Known { escalated: known.escalated, ..Known::opened() };
    }

    /// The customer says that the proposed answer helped, or that it did not.
    async fn answers(&mut self, case: i64, helped: bool) {
        let button = if helped { "Solved" } else { "Not fixed" };
        self.scene.ana.clicks(thread(case), button).await;
        let known = self.cases.entry(case).or_default();
        let escalated = known.escalated;
        *known = match helped {
            true => Known { closed: true, escalated, ..Known::default() },
            false => Known { escalated, ..Known::opened() },
        };
    }

    async fn merge(&mut self, from: i64, into: i64) {
        if from == into || self.cases[&into].is_merged() || self.cases[&into].closed {
            return;
        }
        self.scene.max.runs(&format!("/merge into:{into} case:{from}")).await;
        let merged = self.cases[&from];
        self.cases.entry(into).or_default().takes_in(&merged);
        self.cases.insert(from, Known { merged_into: Some(into), ..Known::default() });
    }

    async fn time_passes(&mut self, minutes: i64) {
        self.minute += minutes;
        self.scene.advance_and_run_due(TimeDelta::minutes(minutes)).await;
        for known in self.cases.values_mut() {
            known.snoozed_until = known.snoozed_until.filter(|&until| until > self.minute);
        }
    }

    async fn goes_on(&mut self, dice: &mut impl FnMut(i64) -> i64) {
        let opened = i64::try_from(self.cases.len()).expect("few cases");
        let (action, case) = (dice(15), dice(opened) + 1);
        match action {
            0 if opened < CASES => {
                self.scene.ana.opens_case(&format!("Question {}", opened + 1)).await;
                self.cases.insert(opened + 1, Known::opened());
            }
            _ if self.cases[&case].is_merged() => {}
            _ if self.cases[&case].closed => self.reopen(case).await,
            14 if self.cases[&case].solved => self.answers(case, dice(2) == 0).await,
            13 => self.merge(case, dice(opened) + 1).await,
            0..=2 => self.customer(case, true).await,
            3 => self.customer(case, false).await,
            4 => self.time_passes(10 + dice(30)).await,
            action => self.agent(case, action - 5).await,
        }
    }

    fn numbers(&self, which: impl Fn(&Known) -> bool) -> BTreeSet<i64> {
        self.cases.iter().filter(|(_, known)| which(known)).map(|(&case, _)| case).collect()
    }

    async fn all_are_seen(&self, step: usize) {
        let max = &self.scene.max;
        let seen = self.numbers(Known::is_seen);
        let queue = max.runs("/queue").await.to_string();
        assert_eq!(numbers(&queue, |_| true), seen, "queue, step {step}: {queue}");
        let board = max.sees(board()).await;
        assert_eq!(numbers(&board, |_| true), seen, "board, step {step}: {board}");
        let promised = self.numbers(|known| known.promised_until.is_some());
        let is_promised = |line: &str| line.contains("promised answer due");
        assert_eq!(numbers(&queue, is_promised), promised, "promises, step {step}: {queue}");
        let counted = self.scene.app().desk.waiting_count().await.expect("the database answers");
        assert_eq!(usize::try_from(counted), Ok(seen.len()), "the metric, step {step}");
        // A customer reads of each such case that it waits for the team, or the promise.
        let own = self.scene.ana.runs("/my-cases").await.to_string();
        let told = own.replace(")\n", ")").replace("\n│ >", " >");
        let is_told =
            |line: &str| line.contains("Waiting for us") || line.contains("will get back");
        let told = numbers(&told, is_told);
        assert!(told.is_superset(&seen), "/my-cases, step {step}: {seen:?} in {own}");
        // Whoever was put aside unanswered is shown with all other cases.
        let all = max.runs("/queue view:all").await.to_string();
        let waits = |line: &str| !line.contains("not waiting");
        assert_eq!(numbers(&all, waits), self.numbers(|known| known.waits), "step {step}: {all}");
    }
}

/// The numbers of the cases in a list, each from a line of its own.
fn numbers(list: &str, which: impl Fn(&str) -> bool) -> BTreeSet<i64> {
    let number = regex::Regex::new(r"\[#(\d+)\]\(thread").expect("a pattern");
    let lines = list.lines().filter(|line| which(line));
    lines.filter_map(|line| number.captures(line)?[1].parse().ok()).collect()
}

#[tokio::test]
async fn whoever_wants_an_answer_is_seen_after_every_step() {
    let stories = number("SWITCHBOARD_TEST_STORIES").unwrap_or(3);
    let stories = usize::try_from(stories).expect("few stories");
    for seed in (3..).step_by(5).take(stories) {
        let (scene, mut dice) = (Scene::open().await, dice(seed));
        scene.ana.opens_case("Question 1").await;
        let mut story = Story { scene, cases: [(1, Known::opened())].into(), minute: 0 };
        for step in 0..STEPS {
            story.goes_on(&mut dice).await;
            story.all_are_seen(step).await;
        }
        story.scene.close().await;
    }
}
