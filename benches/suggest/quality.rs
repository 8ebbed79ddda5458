//! How often the known bug is among the first, and how often what is shown is right.

use std::{
    collections::HashMap,
    fmt::{self, Display},
};

use switchboard::domain::{
    BugNumber, KnownBugs, Resemblance,
    resemblance::{self, SHOWN_AT_MOST, SHOWN_BESIDE, SHOWN_FROM},
};

use crate::reports::Report;

/// Hit rates are given for these numbers of first places.
const PLACES: [usize; 3] = [1, 5, 10];

/// What was shown beside some reports.
#[derive(Default)]
struct Shown {
    /// The number of reports.
    reports: u32,
    /// Beside how many of them something was shown.
    with_any: u32,
    /// The number of suggestions.
    suggestions: u32,
    /// How many of those were marked as the same bug.
    right: u32,
    /// How many of the first ones were.
    first_right: u32,
    /// Beside how many reports one of those that were shown was.
    with_right: u32,
}

/// The figures.
#[derive(Default)]
pub struct Quality {
    reports: usize,
    /// The number of reports that have a known duplicate before them.
    queries: u32,
    hits: [u32; PLACES.len()],
    reciprocal: f64,
    /// Beside the reports that have a known duplicate before them.
    with_duplicate: Shown,
    /// Beside all reports.
    all: Shown,
}

impl Quality {
    /// Ranks the reports before each report.
    pub fn measure(reports: &[Report]) -> Option<Self> {
        let mut quality = Self { reports: reports.len(), ..Self::default() };
        let mut known = KnownBugs::default();
        let mut groups: HashMap<BugNumber, &serde_json::Value> = HashMap::new();
        // Reports with the same time as another aren't earlier than it.
        for made_at_once in reports.chunk_by(|one, other| one.created == other.created) {
            for report in made_at_once {
                let ranked = known.ranked(report.words(), report.at);
                let is_right = |found: &Resemblance| {
                    report.group.is_some()
                        && groups.get(&found.bug).copied() == report.group.as_ref()
                };
                let shown: Vec<bool> = resemblance::shown(&ranked).iter().map(is_right).collect();
                quality.all.count(&shown);
                let has_duplicate =
                    groups.values().any(|&group| report.group.as_ref() == Some(group));
                if has_duplicate {
                    quality.queries += 1;
                    quality.with_duplicate.count(&shown);
                    if let Some(place) = ranked.iter().position(is_right) {
                        quality.reciprocal +=
                            1.0 / f64::from(u32::try_from(place + 1).unwrap_or(u32::MAX));
                        for (hits, places) in quality.hits.iter_mut().zip(PLACES) {
                            *hits += u32::from(place < places);
                        }
                    }
                }
            }
            for report in made_at_once {
                let number = i64::try_from(groups.len() + 1).unwrap_or(i64::MAX);
                groups.insert(
                    BugNumber(number),
                    report.group.as_ref().unwrap_or(&serde_json::Value::Null),
                );
                known.add(BugNumber(number), report.words(), report.at);
            }
        }
        (quality.queries > 0).then_some(quality)
    }
}

impl Shown {
    /// Counts what is shown beside one report, the first suggestion first.
    fn count(&mut self, right: &[bool]) {
        let number = |all: usize| u32::try_from(all).unwrap_or(u32::MAX);
        let rights = number(right.iter().filter(|&&right| right).count());
        self.reports += 1;
        self.with_any += u32::from(!right.is_empty());
        self.suggestions += number(right.len());
        self.right += rights;
        self.first_right += u32::from(right.first() == Some(&true));
        self.with_right += u32::from(rights > 0);
    }
}

impl Display for Shown {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            to,
            "precision {:.3} of {} suggestions ({:.3} of the first ones), shown beside {:.3} of them, \
             a right one beside {:.3}",
            share(self.right, self.suggestions),
            self.suggestions,
            share(self.first_right, self.with_any),
            share(self.with_any, self.reports),
            share(self.with_right, self.reports)
        )
    }
}

impl Display for Quality {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [first, five, ten] = self.hits.map(|hits| share(hits, self.queries));
        let reciprocal = self.reciprocal / f64::from(self.queries);
        writeln!(
            to,
            "  {} queries among {} reports: hit at 1 {first:.3}, at 5 {five:.3}, at 10 {ten:.3}, \
             mean reciprocal rank {reciprocal:.3}",
            self.queries, self.reports
        )?;
        writeln!(
            to,
            "  shown from a strength of {SHOWN_FROM} on, and of {SHOWN_BESIDE} of the first one's, at \
             most {SHOWN_AT_MOST} beside one report"
        )?;
        writeln!(
            to,
            "  beside the {} reports with a known duplicate: {}",
            self.queries, self.with_duplicate
        )?;
        write!(
            to,
            "  beside all {} reports, where one that nobody marked counts as wrong: {}",
            self.reports, self.all
        )
    }
}

fn share(part: u32, of: u32) -> f64 {
    f64::from(part) / f64::from(of.max(1))
}
