//! What happens on GitHub in a story: it is told twice, late, and out of order.

use serde_json::{Value, json};

use crate::{
    bugs::once::{
        BUGS,
        ledger::{Ledger, Links},
        steps,
    },
    delivery::dice::Dice,
    github::stand_in::{StandIn, Webhook},
    scene::Scene,
};

/// A message of the webhook: its event and what it says.
type Message = (&'static str, Value);

/// The repository of the server, whose issues have the numbers of the bugs.
pub struct Repository {
    github: StandIn,
    webhook: Webhook,
    /// What is still under way, or comes again.
    messages: Vec<Message>,
}

impl Repository {
    pub fn new(github: StandIn, webhook: Webhook) -> Self {
        Self { github, webhook, messages: Vec::new() }
    }

    /// The bot has been started anew.
    pub async fn follow(&mut self, scene: &Scene) {
        self.webhook = self.webhook.of_next_start(scene).await;
    }

    /// Something happens to an issue, or a version is released, and the webhook says so now, later,
    /// or more than once.
    pub async fn step(&mut self, scene: &Scene, dice: &mut Dice, ledger: &mut Ledger, step: u64) {
        let message = self.happens(scene, dice, ledger, step).await;
        self.messages.extend(message);
        for _ in 0..dice.below(3) {
            if self.messages.is_empty() {
                break;
            }
            let next = dice.index(self.messages.len());
            let message = match dice.below(3) {
                0 => self.messages[next].clone(),
                _ => self.messages.swap_remove(next),
            };
            self.arrives(scene, ledger, message).await;
        }
    }

    /// All that is still under way arrives.
    pub async fn settle(&mut self, scene: &Scene, ledger: &mut Ledger) {
        for message in std::mem::take(&mut self.messages) {
            self.arrives(scene, ledger, message).await;
        }
    }

    async fn happens(
        &self,
        scene: &Scene,
        dice: &mut Dice,
        ledger: &Ledger,
        step: u64,
    ) -> Option<Message> {
        let (bug, twin) = (1 + dice.below(BUGS), 1 + dice.below(BUGS));
        let issue = |number: u64| i64::try_from(number).expect("a number");
        let closed = |issue: Value| Some(("issues", json!({ "action": "closed", "issue": issue })));
        match dice.below(8) {
            0 | 1 => closed(self.github.closes(issue(bug), "completed")),
            2 => {
                let change = json!({ "state": "open", "state_reason": "reopened" });
                let reopened = self.github.changes(issue(bug), &change);
                Some(("issues", json!({ "action": "reopened", "issue": reopened })))
            }
            3 if !ledger.was_declined(bug) => closed(self.github.closes(issue(bug), "not_planned")),
            4 if bug != twin => closed(self.github.says_duplicate(issue(bug), issue(twin))),
            3 | 4 => None,
            _ => {
                steps::fix(scene, bug).await;
                let release = self.github.releases(&format!("v2.{step}"));
                Some(("release", json!({ "action": "published", "release": release })))
            }
        }
    }

    async fn arrives(&self, scene: &Scene, ledger: &mut Ledger, (event, payload): Message) {
        let before = Links::of(scene).await;
        assert_eq!(self.webhook.sends(scene, event, payload).await, 202);
        ledger.note_changes(scene, &before, &Links::of(scene).await);
    }
}
