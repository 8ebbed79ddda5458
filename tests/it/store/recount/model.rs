//! The cases, bugs and people as they should be, counted without the bot.

use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;
use switchboard::domain::{Case, Priority, Receipt, ReceiptCounts, Time, UserId};

/// The figures on a report.
#[derive(Debug, PartialEq, Eq)]
pub struct Figures {
    pub people: usize,
    pub cases: BTreeSet<i64>,
    pub waited: TimeDelta,
    pub priority: Option<Priority>,
    pub receipts: ReceiptCounts,
}

/// An outcome of a bug: the bug, and which time it was shipped or declined.
pub type Outcome = (i64, i64);

/// What is so, as it follows from what people did and read.
#[derive(Default)]
pub struct Model {
    links: BTreeSet<(i64, i64)>,
    pub merged: BTreeMap<i64, i64>,
    /// The links that a case got when another was merged into it, by that one.
    taken_over: BTreeMap<i64, BTreeSet<i64>>,
    duplicates: BTreeMap<i64, i64>,
    /// The cases that a duplicate gave to another bug, and whether that one had them before.
    moved: BTreeMap<i64, BTreeMap<i64, bool>>,
    pub followers: BTreeSet<(i64, UserId)>,
    /// Those who follow the known-issue notice of a bug.
    pub under_notices: BTreeSet<(i64, UserId)>,
    /// Who has read of an outcome in which case, and what they said then.
    heard: BTreeMap<Outcome, BTreeMap<(i64, UserId), Receipt>>,
}

/// Where something ends that goes on in another thing of its kind.
fn end_of(next: &BTreeMap<i64, i64>, start: i64) -> i64 {
    let mut at = start;
    while let Some(&into) = next.get(&at) {
        at = into;
    }
    at
}

impl Model {
    /// The case in which a case goes on.
    pub fn goes_on_in(&self, case: i64) -> i64 {
        end_of(&self.merged, case)
    }

    /// The bug that stands for a bug.
    pub fn root(&self, bug: i64) -> i64 {
        end_of(&self.duplicates, bug)
    }

    /// The cases that are linked to a bug.
    pub fn linked(&self, bug: i64) -> BTreeSet<i64> {
        self.links.iter().filter(|(_, of)| *of == bug).map(|(case, _)| *case).collect()
    }

    /// Links a case to a bug. Returns whether that is new.
    pub fn link(&mut self, case: i64, bug: i64) -> bool {
        self.links.insert((case, bug))
    }

    pub fn unlink(&mut self, case: i64, bug: i64) -> bool {
        self.links.remove(&(case, bug))
    }

    /// A case goes on in another, which waits for its open bugs from now on.
    pub fn merge(&mut self, case: i64, into: i64, open: &BTreeSet<i64>) {
        self.merged.insert(case, into);
        let own = self.links.iter().filter(|(of, bug)| *of == case && open.contains(bug));
        let own: Vec<i64> = own.map(|(_, bug)| *bug).collect();
        let new: BTreeSet<i64> = own.into_iter().filter(|&bug| self.link(into, bug)).collect();
        self.taken_over.insert(case, new);
    }

    /// A merge is undone. The other case keeps the links to bugs of which its customer knows, and
    /// those that another case has which goes on in it. So does the one in which that goes on.
    /// Returns whether there was a merge.
    pub fn unmerge(&mut self, case: i64, waits: &BTreeMap<i64, BTreeSet<i64>>) -> bool {
        let Some(into) = self.merged.remove(&case) else { return false };
        let (mut inner, mut outer) = (case, into);
        loop {
            for bug in self.taken_over.get(&inner).cloned().unwrap_or_default() {
                let has_others = self.links.iter().any(|&(of, linked)| {
                    linked == bug && of != outer && self.goes_on_through(of, outer)
                });
                if waits[&outer].contains(&bug) && !has_others {
                    self.unlink(outer, bug);
                }
            }
            let Some(&next) = self.merged.get(&outer) else { break };
            (inner, outer) = (outer, next);
        }
        self.taken_over.remove(&case);
        true
    }

    /// Whether a case goes on in another, perhaps by way of others.
    fn goes_on_through(&self, case: i64, other: i64) -> bool {
        let next = self.merged.get(&case);
        next.is_some_and(|&into| into == other || self.goes_on_through(into, other))
    }

    /// The cases of a duplicate go to the bug that stands for both.
    pub fn duplicate(&mut self, bug: i64, of: i64) {
        let to = self.root(of);
        let linked = self.links.iter().filter(|(_, linked)| *linked == bug);
        let cases: Vec<i64> = linked.map(|(case, _)| *case).collect();
        for case in cases {
            self.unlink(case, bug);
            let was_linked = !self.link(case, to);
            self.moved.entry(bug).or_default().insert(case, was_linked);
        }
        self.duplicates.insert(bug, to);
    }

    /// The cases of a bug that is no duplicate any more come back, except those that were unlinked.
    pub fn part(&mut self, bug: i64) {
        let Some(of) = self.duplicates.remove(&bug) else { return };
        let to = self.root(of);
        for (case, was_linked) in self.moved.remove(&bug).unwrap_or_default() {
            if !self.links.contains(&(case, to)) || !self.link(case, bug) {
                continue;
            }
            if !was_linked {
                self.unlink(case, to);
            }
        }
    }

    /// Customers have read in a case what became of a bug.
    pub fn hear(&mut self, case: i64, outcome: Outcome, people: &[UserId]) {
        for &user in people {
            self.heard.entry(outcome).or_default().entry((case, user)).or_insert(Receipt::Told);
        }
    }

    /// A customer of a case has said whether a fix works. They may have read of it in a case that
    /// was merged into this one since.
    pub fn say(&mut self, case: i64, outcome: Outcome, user: UserId, receipt: Receipt) {
        let heard = self.heard.get(&outcome).into_iter().flatten();
        let told_in = heard
            .map(|(told, _)| *told)
            .rfind(|(of, told)| *told == user && self.goes_on_in(*of) == case);
        let said = told_in.unwrap_or((case, user));
        self.heard.entry(outcome).or_default().insert(said, receipt);
    }

    /// Whether a case waits for a bug: it is linked, or a case is in which it goes on.
    fn is_of(&self, case: i64, bug: i64) -> bool {
        let next = self.merged.get(&case);
        self.links.contains(&(case, bug)) || next.is_some_and(|&into| self.is_of(into, bug))
    }

    /// Whether a bug is another, or a duplicate of it, perhaps by way of others.
    fn counts_for(&self, bug: i64, other: i64) -> bool {
        let next = self.duplicates.get(&bug);
        bug == other || next.is_some_and(|&of| self.counts_for(of, other))
    }

    /// The customers of linked cases who neither read of an outcome nor are to be told, though it
    /// never worked for them before.
    pub fn forgotten(
        &self,
        (bug, round): Outcome,
        cases: &BTreeMap<i64, Case>,
        waiting: &BTreeSet<(i64, UserId)>,
    ) -> BTreeSet<(i64, UserId)> {
        let users = |outcome: &Outcome| self.heard.get(outcome).into_iter().flatten();
        let heard = users(&(bug, round)).map(|((_, user), _)| *user);
        let knows: BTreeSet<UserId> = heard.chain(waiting.iter().map(|(_, user)| *user)).collect();
        let is_content = |user: UserId| {
            let confirmed = |((_, of), said): (&(i64, UserId), &Receipt)| {
                *of == user && *said == Receipt::Confirmed
            };
            (1..round).any(|round| users(&(bug, round)).any(confirmed))
        };
        let linked = self.links.iter().filter(|(_, of)| *of == bug);
        let customers = linked.map(|(case, _)| (*case, cases[case].requester));
        customers.filter(|(_, user)| !knows.contains(user) && !is_content(*user)).collect()
    }

    /// What the report of a bug has to say, given all cases as they are, and who is still to be
    /// told of its last outcome, in which case.
    pub fn figures(
        &self,
        (bug, round): Outcome,
        cases: &BTreeMap<i64, Case>,
        waiting: &BTreeSet<(i64, UserId)>,
        now: Time,
    ) -> Figures {
        let of_bug: Vec<&Case> =
            cases.values().filter(|case| self.is_of(case.number.0, bug)).collect();
        let last = |case: &Case| &cases[&self.goes_on_in(case.number.0)];
        let until = |case: &Case| last(case).closed_at.unwrap_or(now);
        let asked = of_bug.iter().map(|case| case.requester);
        let follow = self.followers.iter().filter(|(case, _)| self.is_of(*case, bug));
        let under = self.under_notices.iter().filter(|(of, _)| self.counts_for(*of, bug));
        let people: BTreeSet<UserId> =
            asked.chain(follow.chain(under).map(|(_, user)| *user)).collect();
        let open = of_bug.iter().map(|case| last(case)).filter(|case| !case.is_closed());
        let nobody = BTreeMap::new();
        let heard = self.heard.get(&(bug, round)).unwrap_or(&nobody);
        let untold = waiting.iter().filter(|told| !heard.contains_key(told));
        let untold = untold.map(|told| (told, Receipt::Waiting));
        // A case that is linked no more, and goes on in none that is, counts no more.
        let of_linked = |(case, _): &(i64, UserId)| {
            let goes_on_in = self.goes_on_in(*case);
            let linked = self.links.iter().filter(|(_, of)| *of == bug);
            linked.into_iter().any(|(linked, _)| self.goes_on_in(*linked) == goes_on_in)
        };
        let heard = heard.iter().map(|(told, receipt)| (told, *receipt));
        let receipts = heard.chain(untold).filter(|(told, _)| of_linked(told));
        let receipts = receipts.map(|(_, receipt)| receipt);
        Figures {
            people: people.len(),
            cases: self.links.iter().filter(|(_, of)| *of == bug).map(|(case, _)| *case).collect(),
            waited: of_bug
                .iter()
                .map(|case| (until(case) - case.asked_at()).max(TimeDelta::zero()))
                .sum(),
            priority: open.map(|case| case.priority).max(),
            receipts: ReceiptCounts::of(receipts),
        }
    }
}
