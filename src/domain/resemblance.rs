//! Which known bugs a report resembles. The ranking is BM25F (Robertson and Zaragoza, "The
//! Probabilistic Relevance Framework", 2009) over the terms of title and text, times two factors:
//! how alike the titles are, and how close in time both were reported. It depends on nothing but
//! the texts and the times, so every database has the same list.

use std::collections::HashMap;

use crate::domain::{BugNumber, Time};

use crate::domain::resemblance::terms::Counted;

mod terms;

/// The weight of a word in a known bug's title; in its text a word has 1.
const TITLE_OF_BUG: f64 = 3.0;
/// The weight of a word in the title of the report that is compared; in its text a word has 1.
const TITLE_OF_REPORT: f64 = 3.0;
/// How soon another occurrence of a word in a bug adds little (BM25's k1).
const SATURATION: f64 = 1.2;
/// The same for the report that is compared (BM25's k3).
const REPORT_SATURATION: f64 = 4.0;
/// How much a long title counts against its words, from 0 to 1 (BM25's b).
const TITLE_LENGTH: f64 = 0.4;
/// How much a long text counts against its words, from 0 to 1.
const TEXT_LENGTH: f64 = 0.85;
/// The weight of an identifier as a whole: an error code, a file name, a version.
const IDENTIFIER: f64 = 1.3;
/// Only so many terms of a report are compared, the heaviest: a stack trace has hundreds.
const HEAVIEST: usize = 60;
/// What two equal titles multiply a score with, less 1.
const SAME_TITLE: f64 = 1.0;
/// What being reported at the same time multiplies a score with, less 1.
const SAME_TIME: f64 = 0.8;
/// After how many days most of that is gone (a factor of e).
const TIME_SPAN: f64 = 90.0;
/// What a score is multiplied with if both titles have codes, and none is in both: `E-1043` and
/// `E-2071` are two bugs, whatever else the reports share.
const OTHER_CODES: f64 = 0.5;
/// The number of other reports that are imagined beside the known ones: where a single bug is
/// known, each of its words would be common.
const IMAGINED: f64 = 100.0;
/// In how many of those a word occurs that is common in all reports.
const IMAGINED_COMMON: f64 = 25.0;

/// A resemblance of at least this is shown. Measured with `cargo bench --bench suggest`.
pub const SHOWN_FROM: f64 = 7.0;
/// Another resemblance is shown beside the first if it has at least this share of its strength.
pub const SHOWN_BESIDE: f64 = 0.7;
/// At most so many are shown at once.
pub const SHOWN_AT_MOST: usize = 3;

/// A report as it is compared: of a case, or of a bug.
#[derive(Clone, Copy, Debug)]
pub struct ReportText<'text> {
    /// One line.
    pub title: &'text str,
    /// All other words. The title may be in there again.
    pub text: &'text str,
}

/// A known bug that a report resembles.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Resemblance {
    /// The known bug.
    pub bug: BugNumber,
    /// How much, from 0; comparable between reports. It is the score divided by the root of the
    /// highest score that the report's words can reach: both much evidence and a large share of
    /// the report's words count.
    pub strength: f64,
}

/// A bug in the index.
#[derive(Debug)]
struct Known {
    bug: BugNumber,
    reported_at: Time,
    /// The different terms of the title.
    title: Vec<u32>,
    /// Those of them that are codes.
    codes: Vec<u32>,
    title_length: u32,
    text_length: u32,
}

/// How often a term occurs in a bug.
#[derive(Debug)]
struct Posting {
    /// The position in `KnownBugs::bugs`.
    known: u32,
    in_title: u16,
    in_text: u16,
}

/// A term, and where it occurs.
#[derive(Debug)]
struct Term {
    is_common: bool,
    postings: Vec<Posting>,
}

/// The known bugs of a server, indexed by their words.
#[derive(Debug, Default)]
pub struct KnownBugs {
    bugs: Vec<Known>,
    /// The position of each term in `terms`.
    positions: HashMap<String, u32>,
    terms: Vec<Term>,
    /// The lengths of all titles together.
    title_length: u64,
    /// The lengths of all texts together.
    text_length: u64,
}

impl KnownBugs {
    /// Adds a bug.
    pub fn add(&mut self, bug: BugNumber, report: ReportText<'_>, reported_at: Time) {
        let known = small(self.bugs.len());
        let (mut title, mut codes) = (Vec::new(), Vec::new());
        let (mut title_length, mut text_length) = (0, 0);
        for (text, Counted { in_title, in_text, is_identifier }) in
            terms::counted(report.title, report.text)
        {
            title_length += u32::from(in_title);
            text_length += u32::from(in_text);
            let next = small(self.terms.len());
            let is_common = terms::is_common(&text);
            let is_code = is_identifier && terms::is_code(&text);
            let at = *self.positions.entry(text).or_insert(next);
            if at == next {
                self.terms.push(Term { is_common, postings: Vec::new() });
            }
            if in_title > 0 {
                title.push(at);
                codes.extend(is_code.then_some(at));
            }
            self.terms[large(at)].postings.push(Posting { known, in_title, in_text });
        }
        self.title_length += u64::from(title_length);
        self.text_length += u64::from(text_length);
        self.bugs.push(Known { bug, reported_at, title, codes, title_length, text_length });
    }

    /// Returns all known bugs that have a word in common with a report that is made at `at`, those
    /// first that resemble it most. Of equal ones the newer one is first.
    pub fn ranked(&self, report: ReportText<'_>, at: Time) -> Vec<Resemblance> {
        let (mut asked, title_weight) = self.asked(report);
        let codes = asked.iter().filter(|term| term.is_in_title && term.is_code);
        let codes: Vec<Option<u32>> = codes.map(|term| term.position).collect();
        asked.sort_by(|one, other| {
            other.weight.total_cmp(&one.weight).then_with(|| one.text.cmp(&other.text))
        });
        asked.truncate(HEAVIEST);
        let highest: f64 = asked.iter().map(|term| term.weight).sum();
        let mut scores = vec![0.0; self.bugs.len()];
        let mut common_titles = vec![0.0; self.bugs.len()];
        let lengths = (self.average(self.title_length), self.average(self.text_length));
        for term in &asked {
            for posting in term.position.map_or(&[][..], |at| &self.terms[large(at)].postings) {
                let at = large(posting.known);
                let frequency = self.bugs[at].frequency(posting, lengths);
                scores[at] += term.weight * frequency / (SATURATION + frequency);
                if term.is_in_title && posting.in_title > 0 {
                    common_titles[at] += term.rarity;
                }
            }
        }
        let mut found: Vec<(Resemblance, Time)> = Vec::new();
        for (known, (score, common)) in self.bugs.iter().zip(scores.into_iter().zip(common_titles))
        {
            if score > 0.0 {
                let title = if common > 0.0 {
                    2.0 * common / (title_weight + self.title_weight(known))
                } else {
                    0.0
                };
                let apart = (at - known.reported_at).abs().as_seconds_f64() / 86_400.0;
                let codes = if known.has_other_codes(&codes) { OTHER_CODES } else { 1.0 };
                let factor = codes
                    * (1.0 + SAME_TITLE * title)
                    * (1.0 + SAME_TIME * (-apart / TIME_SPAN).exp());
                let strength = score * factor / highest.sqrt();
                found.push((Resemblance { bug: known.bug, strength }, known.reported_at));
            }
        }
        found.sort_by(|(one, one_at), (other, other_at)| {
            let strongest = other.strength.total_cmp(&one.strength);
            strongest.then_with(|| other_at.cmp(one_at)).then_with(|| other.bug.cmp(&one.bug))
        });
        found.into_iter().map(|(resemblance, _)| resemblance).collect()
    }

    /// Returns the known bugs that are shown beside a report, of those for which `among` is true.
    pub fn resembling(
        &self,
        report: ReportText<'_>,
        at: Time,
        among: impl Fn(BugNumber) -> bool,
    ) -> Vec<Resemblance> {
        let mut found = self.ranked(report, at);
        found.retain(|found| among(found.bug));
        shown(&found).to_vec()
    }

    /// Returns the terms of a report, and the weight of those of its title together.
    fn asked(&self, report: ReportText<'_>) -> (Vec<Asked>, f64) {
        let mut title_weight = 0.0;
        let mut asked = Vec::new();
        for (text, Counted { in_title, in_text, is_identifier }) in
            terms::counted(report.title, report.text)
        {
            let position = self.positions.get(&text).copied();
            let found = position.map_or(0, |at| self.terms[large(at)].postings.len());
            let rarity = self.rarity(found, terms::is_common(&text));
            let often = TITLE_OF_REPORT * f64::from(in_title) + f64::from(in_text);
            let often = often * (REPORT_SATURATION + 1.0) / (REPORT_SATURATION + often);
            let kind = if is_identifier { IDENTIFIER } else { 1.0 };
            let is_in_title = in_title > 0;
            if is_in_title {
                title_weight += rarity;
            }
            let weight = rarity * often * kind;
            let is_code = is_identifier && terms::is_code(&text);
            asked.push(Asked { position, weight, rarity, is_in_title, is_code, text });
        }
        (asked, title_weight)
    }

    fn title_weight(&self, known: &Known) -> f64 {
        let weight = |&at: &u32| {
            let term = &self.terms[large(at)];
            self.rarity(term.postings.len(), term.is_common)
        };
        known.title.iter().map(weight).sum()
    }

    /// How much a term says that so many bugs have (BM25's inverse document frequency).
    fn rarity(&self, found: usize, is_common: bool) -> f64 {
        let all = f64::from(small(self.bugs.len())) + IMAGINED;
        let with = f64::from(small(found)) + if is_common { IMAGINED_COMMON } else { 0.0 };
        (1.0 + (all - with + 0.5) / (with + 0.5)).ln()
    }

    /// The average of a length that all bugs have together.
    fn average(&self, together: u64) -> f64 {
        let bugs = u64::from(small(self.bugs.len().max(1)));
        f64::from(u32::try_from(together / bugs).unwrap_or(u32::MAX)).max(1.0)
    }
}

impl Known {
    /// Whether the title has codes, and none of those of another title, which has some too.
    fn has_other_codes(&self, codes: &[Option<u32>]) -> bool {
        let is_ours = |code: &Option<u32>| code.is_some_and(|code| self.codes.contains(&code));
        !self.codes.is_empty() && !codes.is_empty() && !codes.iter().any(is_ours)
    }

    /// How often a term occurs here, by weight, measured at the average length of a title and a
    /// text.
    fn frequency(&self, posting: &Posting, (title, text): (f64, f64)) -> f64 {
        let title = 1.0 - TITLE_LENGTH + TITLE_LENGTH * f64::from(self.title_length) / title;
        let text = 1.0 - TEXT_LENGTH + TEXT_LENGTH * f64::from(self.text_length) / text;
        TITLE_OF_BUG * f64::from(posting.in_title) / title + f64::from(posting.in_text) / text
    }
}

/// A term of the report that is compared.
struct Asked {
    /// Its position in the index, if a known bug has it.
    position: Option<u32>,
    weight: f64,
    rarity: f64,
    is_in_title: bool,
    is_code: bool,
    text: String,
}

/// Returns the resemblances that are shown, of those of a report that are sorted by strength.
pub fn shown(ranked: &[Resemblance]) -> &[Resemblance] {
    let first = ranked.first().map_or(0.0, |found| found.strength);
    let from = SHOWN_FROM.max(SHOWN_BESIDE * first);
    let end = ranked.iter().take(SHOWN_AT_MOST).take_while(|found| found.strength >= from).count();
    &ranked[..end]
}

/// A position as it is stored: no server has more than four thousand million words.
fn small(position: usize) -> u32 {
    u32::try_from(position).unwrap_or(u32::MAX)
}

fn large(position: u32) -> usize {
    usize::try_from(position).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use crate::domain::{BugNumber, KnownBugs, ReportText, Time};

    fn known(bugs: &[(&str, &str)]) -> KnownBugs {
        let mut known = KnownBugs::default();
        for (number, &(title, text)) in (1..).zip(bugs) {
            known.add(BugNumber(number), ReportText { title, text }, Time::default());
        }
        known
    }

    fn resembling(known: &KnownBugs, title: &str) -> Vec<i64> {
        let report = ReportText { title, text: title };
        let found = known.resembling(report, Time::default() + TimeDelta::days(3), |_| true);
        found.into_iter().map(|found| found.bug.0).collect()
    }

    #[test]
    fn a_report_resembles_the_bug_that_says_the_same() {
        let known = known(&[
            ("Export stops at 99 %", "The CSV of a large project is never written."),
            ("Sign in fails with E-1043", "After the update to 2.4.1 nobody gets past the page."),
            ("Pictures are upside down", "Photos taken in portrait are turned around."),
        ]);
        assert_eq!(resembling(&known, "I can't sign in: error E-1043"), [2]);
        assert_eq!(resembling(&known, "My photo is shown upside down!"), [3]);
        assert_eq!(resembling(&known, "CSV export of my project stopped at 99%"), [1]);
        assert_eq!(resembling(&known, "How do I invite a colleague?"), [] as [i64; 0]);
    }

    #[test]
    fn one_known_bug_is_not_suggested_to_everybody() {
        let known = known(&[("The app crashes at start", "On Android, since 2.4.1.")]);
        assert_eq!(resembling(&known, "App crashed at start after 2.4.1"), [1]);
        for other in
            ["Where do I change my password in the app?", "Error", "crash", "Invoice wrong"]
        {
            assert_eq!(resembling(&known, other), [] as [i64; 0], "{other}");
        }
        assert_eq!(resembling(&KnownBugs::default(), "The app crashes"), [] as [i64; 0]);
    }

    #[test]
    fn other_error_codes_are_other_bugs() {
        let known = known(&[("The export fails with E-1043", "It stops with E-1043.")]);
        assert_eq!(resembling(&known, "Export failed: E-1043"), [1]);
        assert_eq!(resembling(&known, "Export failed: E-2071"), [] as [i64; 0]);
    }

    #[test]
    fn questions_of_one_form_about_other_things_are_not_the_same() {
        let titles: Vec<String> =
            (0..20).map(|index| format!("My export fails, see t{index:03}q")).collect();
        let bugs: Vec<(&str, &str)> =
            titles.iter().map(|title| (title.as_str(), "It does not work")).collect();
        let known = known(&bugs);
        assert_eq!(resembling(&known, "My export fails, see t100q"), [] as [i64; 0]);
        assert_eq!(resembling(&known, "My export fails, see t007q"), [8]);
    }

    #[test]
    fn texts_in_other_languages_are_compared_too() {
        let known = known(&[
            ("Rechnungen werden doppelt verschickt", "Jeder Kunde erhält seine Rechnung zweimal."),
            ("画像をアップロードできない", "写真を選ぶと止まります。"),
            ("Не приходит письмо с паролем", "Письмо с новым паролем не приходит на почту."),
        ]);
        assert_eq!(resembling(&known, "Meine Rechnung wurde doppelt verschickt"), [1]);
        assert_eq!(resembling(&known, "画像がアップロードできません"), [2]);
        assert_eq!(resembling(&known, "Письмо с паролем не приходит"), [3]);
    }

    #[test]
    fn what_says_nothing_resembles_nothing() {
        let known = known(&[("The app crashes", ""), ("", ""), ("???", "!!! 😀")]);
        for empty in ["", " \n", "???", "😀", "the and of", "\u{301}"] {
            assert_eq!(resembling(&known, empty), [] as [i64; 0], "{empty:?}");
        }
    }

    #[test]
    fn of_equal_bugs_the_newer_one_is_first() {
        let report = ReportText { title: "Export stops at 99 %", text: "" };
        let mut known = KnownBugs::default();
        let at = Time::default();
        for (number, days) in [(4, 1), (2, 1), (3, 3), (1, 1)] {
            known.add(BugNumber(number), report, at + TimeDelta::days(days));
        }
        // Two days after the one, and two days before the others.
        let found = known.ranked(report, at + TimeDelta::days(2));
        assert_eq!(found.iter().map(|found| found.bug.0).collect::<Vec<_>>(), [3, 4, 2, 1]);
        let shown = known.resembling(report, at, |bug| bug != BugNumber(4));
        assert_eq!(shown.iter().map(|found| found.bug.0).collect::<Vec<_>>(), [2, 1, 3]);
    }
}
