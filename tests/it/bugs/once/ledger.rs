//! What has to be read by whom, and what is read.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::RangeInclusive,
};

use serde_json::Value;
use switchboard::cli::export;

use crate::{bugs::once::BUGS, scene::Scene};

/// What a server says of its cases and bugs at one moment.
pub struct Links {
    /// Whose case each is.
    customers: BTreeMap<u64, String>,
    linked: BTreeSet<(u64, u64)>,
    merged: BTreeMap<u64, u64>,
    /// The bugs that are shipped, and in which version.
    pub shipped: Vec<(u64, String)>,
    declined: BTreeSet<u64>,
    /// The bugs that are still broken for somebody.
    returned: BTreeSet<u64>,
}

impl Links {
    pub async fn of(scene: &Scene) -> Self {
        let cases = scene.exported(export::What::Cases).await;
        let bugs = scene.exported(export::What::Bugs).await;
        let mut linked = BTreeSet::new();
        for row in &cases {
            let case = row["number"].as_u64().expect("a number");
            let numbers = row["bug_numbers"].as_array().into_iter().flatten();
            linked.extend(numbers.filter_map(Value::as_u64).map(|bug| (case, bug)));
        }
        let merged = cases
            .iter()
            .filter_map(|row| Some((row["number"].as_u64()?, row["merged_into"].as_u64()?)));
        let shipped = bugs.iter().filter(|row| row["status"] == "shipped").filter_map(|row| {
            Some((row["number"].as_u64()?, row["shipped_version"].as_str()?.to_owned()))
        });
        let are = |status: &'static str| {
            let rows = bugs.iter().filter(move |row| row["status"] == status);
            rows.filter_map(|row| row["number"].as_u64()).collect()
        };
        let customers = cases.iter().filter_map(|row| {
            Some((row["number"].as_u64()?, row["requester_id"].as_str()?.to_owned()))
        });
        Self {
            customers: customers.collect(),
            linked,
            merged: merged.collect(),
            shipped: shipped.collect(),
            declined: are("declined"),
            returned: are("returned"),
        }
    }

    /// The cases that are linked to a bug.
    pub fn cases(&self, bug: u64) -> impl Iterator<Item = u64> {
        self.linked.iter().filter(move |(_, of)| *of == bug).map(|(case, _)| *case)
    }

    /// The cases in which a case goes on, itself first.
    pub fn way_of(&self, case: u64) -> Vec<u64> {
        std::iter::successors(Some(case), |case| self.merged.get(case).copied()).collect()
    }

    /// The cases that are told when a bug is shipped now: those that are linked to it, or those in
    /// which they go on.
    pub fn waiting_for(&self, bug: u64) -> BTreeSet<u64> {
        self.cases(bug).filter_map(|case| self.way_of(case).pop()).collect()
    }

    /// Whether a case waits for a bug: it is linked, or a case is in which it goes on.
    fn is_of(&self, case: u64, bug: u64) -> bool {
        self.way_of(case).into_iter().any(|case| self.linked.contains(&(case, bug)))
    }
}

/// A bug was shipped or declined.
pub struct Outcome {
    pub bug: u64,
    /// The version that it was shipped in. None if it was declined.
    pub version: Option<String>,
    /// The cases that waited for it.
    waiting: BTreeSet<u64>,
    /// Whether caro followed one of them, or a notice of the bug.
    is_followed: bool,
    /// Whether other cases wait for it since. Who follows one of those may hear it there again.
    has_grown: bool,
    /// How often it was read in each case, and by caro, when the bug was reopened, if it was. Who
    /// has not read it by then does not.
    taken_back: Option<(BTreeMap<u64, usize>, usize)>,
}

impl Outcome {
    /// The version, or nothing if it was declined.
    fn version(&self) -> &str {
        self.version.as_deref().unwrap_or_default()
    }

    /// How often a release may have been read in a case, given whether each that waited was told.
    /// Whoever joins a case that was told is told by a message of their own.
    fn in_case(&self, case: u64, is_told: bool) -> RangeInclusive<usize> {
        match &self.taken_back {
            Some((read, _)) => {
                let read = read.get(&case).copied().unwrap_or_default();
                read..=read
            }
            None => usize::from(is_told && self.waiting.contains(&case))..=CUSTOMERS,
        }
    }

    /// How often caro may have read of a release.
    fn for_caro(&self, is_told: bool) -> RangeInclusive<usize> {
        match &self.taken_back {
            Some((_, read)) => *read..=*read,
            None if self.has_grown => usize::from(is_told && self.is_followed)..=usize::MAX,
            None => usize::from(is_told && self.is_followed)..=1,
        }
    }
}

/// What happened in a story.
#[derive(Default)]
pub struct Ledger {
    /// Whether an agent sends what customers are told.
    pub has_agents: bool,
    pub outcomes: Vec<Outcome>,
    /// The cases and the notices of bugs under which caro pressed **Me too**.
    pub followed: BTreeSet<u64>,
    pub under_notices: BTreeSet<u64>,
    /// Where each case went on, at some time.
    went_on_in: BTreeMap<u64, BTreeSet<u64>>,
    /// Whose case each is.
    customers: BTreeMap<u64, String>,
    /// The bugs of which a fix works for a customer in a case: they need not hear of another.
    content: BTreeSet<(u64, u64)>,
}

impl Ledger {
    pub fn new(has_agents: bool) -> Self {
        Self { has_agents, ..Self::default() }
    }

    /// How many cases there are.
    pub fn cases(&self) -> u64 {
        u64::try_from(self.customers.len()).expect("a count")
    }

    /// A bug is shipped or declined. What customers have not read yet of a fix before, which did
    /// not work for somebody, they read no more.
    pub fn note(&mut self, scene: &Scene, before: &Links, bug: u64, version: Option<String>) {
        self.take_back(scene, bug);
        let follows_case = self.followed.iter().any(|&case| before.is_of(case, bug));
        let is_followed = follows_case || self.under_notices.contains(&bug);
        let mut waiting = before.waiting_for(bug);
        waiting.retain(|case| !self.content.contains(&(bug, *case)));
        self.outcomes.push(Outcome {
            bug,
            version,
            waiting,
            is_followed,
            has_grown: false,
            taken_back: None,
        });
    }

    /// A bug is open again: what its customers have not read yet is withdrawn.
    pub fn take_back(&mut self, scene: &Scene, bug: u64) {
        let standing = |outcome: &&mut Outcome| outcome.bug == bug && outcome.taken_back.is_none();
        for outcome in self.outcomes.iter_mut().filter(standing) {
            let words = fixed(outcome.version());
            let cases = self.customers.keys();
            let read = cases.map(|case| (*case, told(scene, *case, &words))).collect();
            outcome.taken_back = Some((read, told_caro(scene, outcome.version())));
        }
    }

    /// A customer says with a button that a fix works.
    pub fn note_works(&mut self, case: u64, text: &str) {
        let is_of = |outcome: &&Outcome| {
            outcome.version.is_some() && text.contains(&fixed(outcome.version()))
        };
        self.content.extend(self.outcomes.iter().filter(is_of).map(|outcome| (outcome.bug, case)));
    }

    /// Notes what has become of bugs by what happened on GitHub, by a customer's word, or while the
    /// bot died.
    pub fn note_changes(&mut self, scene: &Scene, before: &Links, after: &Links) {
        let is_done = |links: &Links, bug: u64| {
            links.declined.contains(&bug) || links.shipped.iter().any(|(number, _)| *number == bug)
        };
        let is_reopened = |bug: &u64| {
            is_done(before, *bug) && !is_done(after, *bug) && !after.returned.contains(bug)
        };
        for bug in (1..=BUGS).filter(is_reopened) {
            self.take_back(scene, bug);
        }
        for (bug, version) in after.shipped.iter().filter(|it| !before.shipped.contains(it)) {
            self.note(scene, before, *bug, Some(version.clone()));
        }
        for bug in after.declined.difference(&before.declined) {
            self.note(scene, before, *bug, None);
        }
    }

    /// Notes where cases go on, and which wait for something since it was shipped or declined.
    pub fn note_links(&mut self, links: &Links) {
        for outcome in self.outcomes.iter_mut().filter(|outcome| outcome.taken_back.is_none()) {
            outcome.has_grown |= !links.waiting_for(outcome.bug).is_subset(&outcome.waiting);
        }
        self.customers.clone_from(&links.customers);
        for &case in links.customers.keys() {
            self.went_on_in.entry(case).or_default().extend(links.way_of(case));
        }
    }

    pub fn was_declined(&self, bug: u64) -> bool {
        self.outcomes.iter().any(|outcome| outcome.bug == bug && outcome.version.is_none())
    }

    /// Each case is told of each release once, if it is to be told; of what is declined, as often
    /// as a bug is that it waits for.
    pub fn check(&self, scene: &Scene, seed: u64) {
        let (declined, shipped): (Vec<&Outcome>, Vec<&Outcome>) =
            self.outcomes.iter().partition(|outcome| outcome.version.is_none());
        let is_told = !self.has_agents;
        for outcome in &shipped {
            let version = outcome.version();
            for &case in self.customers.keys() {
                let read = told(scene, case, &fixed(version));
                let range = outcome.in_case(case, is_told);
                assert!(range.contains(&read), "seed {seed}: {version} in case {case}: {read}");
                let most = told_one(scene, case, &fixed(version));
                assert!(most <= 1, "seed {seed}: {version} in case {case}: one read {most}");
            }
            let read = told_caro(scene, version);
            let range = outcome.for_caro(is_told);
            assert!(range.contains(&read), "seed {seed}: {version} for caro: {read}, {range:?}");
        }
        for &case in self.customers.keys() {
            let least = declined.iter().filter(|outcome| {
                is_told && outcome.taken_back.is_none() && outcome.waiting.contains(&case)
            });
            let read = told(scene, case, DECLINED);
            assert!(read >= least.count(), "seed {seed}: declined in case {case}: {read}");
            let most = told_one(scene, case, DECLINED);
            assert!(
                most <= declined.len(),
                "seed {seed}: declined in case {case}: one read {most}"
            );
            for outcome in &declined {
                let read = told_one(scene, case, &stays(outcome.bug));
                assert!(read <= 1, "seed {seed}: bug {} in case {case}: {read}", outcome.bug);
            }
        }
    }

    /// Each case that is linked to a shipped bug at the end was told of it: there, where it went
    /// on, or in a case of the same customer that went on there.
    pub fn check_end(&self, scene: &Scene, links: &Links, seed: u64) {
        for (bug, version) in &links.shipped {
            for case in links.cases(*bug) {
                let ways = self.places_of(case);
                if ways.iter().any(|case| self.content.contains(&(*bug, *case))) {
                    continue;
                }
                let read = |case: &u64| told(scene, *case, &fixed(version)) > 0;
                assert!(ways.iter().any(read), "seed {seed}: case {case}, {version}: {ways:?}");
            }
        }
    }

    /// Where the customer of a case may have read what the case was told.
    fn places_of(&self, case: u64) -> BTreeSet<u64> {
        let ways = &self.went_on_in[&case];
        let same = |other: &u64| self.customers[other] == self.customers[&case];
        let joined = |other: &u64| !self.went_on_in[other].is_disjoint(ways);
        let others = self.customers.keys().copied().filter(same).filter(joined);
        ways.iter().copied().chain(others).collect()
    }
}

const DECLINED: &str = "The developers looked into this and decided not to change it.";

fn fixed(version: &str) -> String {
    format!("Good news: this is fixed in version {version}.")
}

/// How agents say that a bug is declined.
pub fn stays(bug: u64) -> String {
    format!("This stays as it is, says bug {bug}.")
}

/// Those who ask: ana and ben, in turns.
const CUSTOMERS: usize = 2;

/// How often the customers of a case read these words in its thread.
fn told(scene: &Scene, case: u64, words: &str) -> usize {
    said(scene, case, words, "")
}

/// How often the same customer is told these words in the thread of a case, at most.
fn told_one(scene: &Scene, case: u64, words: &str) -> usize {
    let mentions = [&scene.ana, &scene.ben].map(|member| format!("<@{}>", member.id()));
    mentions.iter().map(|mention| said(scene, case, words, mention)).max().unwrap_or_default()
}

/// How many messages in the thread of a case contain two texts.
fn said(scene: &Scene, case: u64, words: &str, mention: &str) -> usize {
    scene.sandbox.world(|world| {
        let title = format!("#{case} · Nothing works in way ");
        let thread = world.channels.values().find(|channel| channel.name.starts_with(&title));
        let messages = thread.and_then(|thread| world.messages.get(&thread.id));
        let all = messages.into_iter().flat_map(|all| all.values());
        let says = |text: &str| text.contains(words) && text.contains(mention);
        all.filter(|message| says(&message.content)).count()
    })
}

/// How often caro is told of a version, wherever it is.
fn told_caro(scene: &Scene, version: &str) -> usize {
    let mention = format!("<@{}>", scene.caro.id());
    let words = format!("you had this problem too. It's fixed in version {version}.");
    scene.sandbox.world(|world| {
        let all = world.messages.values().flat_map(|all| all.values());
        let is_one = |text: &str| text.contains(&words) && text.contains(&mention);
        all.filter(|message| is_one(&message.content)).count()
    })
}
