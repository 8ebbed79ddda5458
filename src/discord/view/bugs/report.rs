//! A bug report in the developers' channel, with everything they need to start.

use std::collections::BTreeSet;

use serenity::all::{Colour, CreateEmbed};
use strum::VariantArray;

use crate::{
    desk::BugToDraw,
    domain::{
        Bug, BugNumber, BugStatus, Case, Language, Priority, Quote, Settings, Severity, Tag, text,
    },
};

use crate::discord::view::{
    Body, KeyKind,
    bugs::life,
    cases::card::{Field, priority_word, tags},
    escape::{self, escape, shortened},
    limit::{self, listed},
    link,
    search::queue::private_note,
    words::t,
};

/// The most files of one message (Discord, "Create Message"). The report lists that many of the
/// stored files as attached.
pub const ATTACHED_FILES: usize = 10;

/// The share of a message's embedded characters for facts (severity, cases, links, files ...). The
/// rest is for texts. The share is fixed, so that whether a text is moved into the thread depends
/// on the text alone: what was posted there stays right when cases and files are added, and when
/// the server's language is changed.
const FACTS: usize = 2_300;
const TEXTS: usize = limit::EMBEDS - FACTS;
/// The least for the customer's words, before the agent's own texts.
const WORDS_AT_LEAST: usize = 900;
/// The longest description of a message in the thread, in characters.
const PART: usize = 4_000;

/// A report, and the messages in the thread below it.
#[derive(Clone, Debug)]
pub struct Report {
    /// The report itself.
    pub body: Body,
    /// Texts that are too long for the report, in full. What was written when the bug was reported
    /// comes first and does not change; what customers said later follows, the oldest first, so
    /// that new parts are the last. Empty if everything fits into the report.
    pub parts: Vec<Part>,
}

/// One message in the thread below a report.
#[derive(Clone, Debug)]
pub struct Part {
    /// The message.
    pub body: Body,
    /// Whose words it holds.
    pub kind: KeyKind,
}

/// The headings of a report's texts, on the report and in the thread below it.
#[derive(Clone, Copy)]
enum Heading {
    Steps,
    Expected,
    Actual,
    Words,
}

impl Heading {
    const ALL: [Self; 4] = [Self::Steps, Self::Expected, Self::Actual, Self::Words];

    fn name(self, language: Language) -> String {
        match self {
            Self::Steps => t!(language, "report-steps"),
            Self::Expected => t!(language, "report-expected"),
            Self::Actual => t!(language, "report-actual"),
            Self::Words => t!(language, "report-words"),
        }
    }
}

/// Returns the name of the thread on a report. Names of threads have no markup, so nothing is
/// escaped.
pub fn report_thread_name(language: Language, bug: &Bug) -> String {
    text::shorten(
        &headline(language, bug.number, bug.report.title.as_str()),
        text::THREAD_NAME_LIMIT,
    )
}

/// Returns the name for a thread if Discord rejects words in the title.
pub fn plain_report_thread_name(language: Language, bug: BugNumber) -> String {
    t!(language, "bug-named", bug = bug)
}

fn headline(language: Language, bug: BugNumber, title: &str) -> String {
    t!(language, "report-headline", bug = bug, title = title)
}

/// Builds a report. No text is lost: what does not fit is in the parts.
pub fn report(draw: &BugToDraw, settings: &Settings) -> Report {
    let (bug, language) = (&draw.bug, settings.language);
    let texts = Texts::of(language, bug);
    let quotes = Quotes::of(language, &draw.quotes, texts.room);
    let facts = CreateEmbed::new()
        .colour(colour(bug.report.severity))
        .fields(facts(language, draw, settings));
    let told = CreateEmbed::new()
        .title(Heading::Steps.name(language))
        .description(texts.steps.shown)
        .field(Heading::Expected.name(language), texts.expected.shown, false)
        .field(Heading::Actual.name(language), texts.actual.shown, false);
    let words =
        CreateEmbed::new().title(Heading::Words.name(language)).description(texts.words.shown);
    let later = quotes
        .shown
        .map(|shown| CreateEmbed::new().title(t!(language, "report-quotes")).description(shown));
    let body = Body {
        content: headline(language, bug.number, &escape(bug.report.title.as_str())),
        embeds: [facts, told, words].into_iter().chain(later).collect(),
        components: life::buttons(language, bug),
        ..Body::default()
    };
    let overflow = [
        (Heading::Steps, &bug.report.steps, texts.steps.whole),
        (Heading::Expected, &bug.report.expected, texts.expected.whole),
        (Heading::Actual, &bug.report.actual, texts.actual.whole),
        (Heading::Words, &bug.words, texts.words.whole),
    ];
    let parts = overflow
        .into_iter()
        .filter(|(_, _, whole)| !whole)
        .flat_map(|(heading, text, _)| in_parts(language, heading, text))
        .chain(quotes.parts)
        .collect();
    Report { body, parts }
}

/// Returns the length of a text in the language in which it is longest.
fn longest(text: impl Fn(Language) -> String) -> usize {
    Language::VARIANTS
        .iter()
        .map(|&language| text(language).chars().count())
        .max()
        .unwrap_or_default()
}

fn not_given(language: Language) -> String {
    t!(language, "report-not-given")
}

/// Returns the note at the end of a shortened text.
fn continued(language: Language) -> String {
    format!("\n{}", t!(language, "report-continued"))
}

/// A text as the report shows it.
struct Shown {
    shown: String,
    /// False if only the beginning is shown.
    whole: bool,
}

struct Texts {
    steps: Shown,
    expected: Shown,
    actual: Shown,
    words: Shown,
    /// How many characters are left for what was said later.
    room: usize,
}

/// What was said later, as the report shows it.
struct Quotes {
    /// None if there is nothing.
    shown: Option<String>,
    /// The same as messages in the thread, if it is too long for the report.
    parts: Vec<Part>,
}

impl Quotes {
    /// Returns the quotes in at most `room` characters, or where they are if they do not fit.
    fn of(language: Language, quotes: &[Quote], room: usize) -> Self {
        if quotes.is_empty() {
            return Self { shown: None, parts: Vec::new() };
        }
        let all: Vec<String> = quotes
            .iter()
            .map(|quote| format!("{}\n{}", said_by(quote), escape(quote.text.trim())))
            .collect();
        let all = all.join("\n\n");
        if all.chars().count() <= room.min(limit::DESCRIPTION) {
            return Self { shown: Some(all), parts: Vec::new() };
        }
        let note = t!(language, "report-quotes-in-thread", count = quotes.len());
        Self { shown: Some(note), parts: quotes.iter().flat_map(quote_parts).collect() }
    }
}

/// Returns who said something, in which case, and when.
fn said_by(quote: &Quote) -> String {
    format!("{} · {} · {}", quote.author, quote.case, link::date(quote.at))
}

/// Returns a quote in full, as messages in the thread.
fn quote_parts(quote: &Quote) -> Vec<Part> {
    let heading = said_by(quote);
    let room = PART.saturating_sub(heading.chars().count() + 1);
    let part = |text: &String| {
        let embed = CreateEmbed::new().description(format!("{heading}\n{}", escape(text)));
        Part {
            body: Body { embeds: vec![embed], ..Body::default() },
            kind: KeyKind::CustomersWords,
        }
    };
    escape::parts(quote.text.trim(), room).iter().map(part).collect()
}

impl Texts {
    /// Divides the space: what happens comes first, since it is the core of a report, and the
    /// customer's words get what the others leave. The shares are the same in every language.
    fn of(language: Language, bug: &Bug) -> Self {
        let (continued, not_given) = (longest(continued), longest(not_given));
        let headings: usize = Heading::ALL
            .into_iter()
            .map(|heading| longest(|language| heading.name(language)))
            .sum();
        let quotes = longest(|language| {
            t!(language, "report-quotes")
                + &t!(language, "report-quotes-in-thread", count = i32::MAX)
        });
        let mut room = TEXTS - headings - quotes;
        let kept_for_words = escape::length(&bug.words).clamp(not_given, WORDS_AT_LEAST);
        // Each text leaves space for the two after it to say at least that they continue in the
        // thread.
        let mut take = |text: &str, most: usize, kept: usize| {
            let share = most.min(room.saturating_sub(kept));
            let length = escape::length(text.trim()).max(not_given);
            room = room.saturating_sub(length.min(share));
            fitted(language, text, share, continued)
        };
        let least = 2 * continued;
        let actual = take(&bug.report.actual, limit::FIELD, kept_for_words + 2 * least);
        let expected = take(&bug.report.expected, limit::FIELD, kept_for_words + least);
        let steps = take(&bug.report.steps, limit::DESCRIPTION, kept_for_words);
        let words = take(&bug.words, limit::DESCRIPTION, 0);
        let note = longest(|language| t!(language, "report-quotes-in-thread", count = i32::MAX));
        Self { steps, expected, actual, words, room: room + note }
    }
}

/// Returns a text within its share. If it is cut, `continued` characters say where it continues.
fn fitted(language: Language, text: &str, share: usize, continued: usize) -> Shown {
    let escaped = escape(text.trim());
    if escaped.trim().is_empty() {
        return Shown { shown: not_given(language), whole: true };
    }
    if escaped.chars().count() <= share {
        return Shown { shown: escaped, whole: true };
    }
    let beginning = shortened(text, share.saturating_sub(continued));
    Shown { shown: format!("{beginning}{}", self::continued(language)), whole: false }
}

/// Returns a text in full, as messages under one heading.
fn in_parts(language: Language, heading: Heading, text: &str) -> Vec<Part> {
    let parts: Vec<String> = escape::parts(text, PART)
        .iter()
        .map(|part| escape(part))
        .filter(|part| !part.trim().is_empty())
        .collect();
    let count = parts.len();
    let kind = match heading {
        Heading::Steps | Heading::Expected | Heading::Actual => KeyKind::AgentsWords,
        Heading::Words => KeyKind::CustomersWords,
    };
    let part = |(index, part): (usize, String)| {
        let title = match count {
            1 => heading.name(language),
            _ => t!(
                language,
                "report-part",
                heading = heading.name(language),
                part = index + 1,
                count = count
            ),
        };
        let embeds = vec![CreateEmbed::new().title(title).description(part)];
        Part { body: Body { embeds, ..Body::default() }, kind }
    };
    parts.into_iter().enumerate().map(part).collect()
}

fn facts(language: Language, draw: &BugToDraw, settings: &Settings) -> Vec<Field> {
    let bug = &draw.bug;
    let version = shortened(&bug.report.version, 120);
    let case = |case: &Case| link::case_number(case) + &private_note(language, case);
    let cases: Vec<String> = draw.cases.iter().map(case).collect();
    let distinct_tags: BTreeSet<&Tag> = draw.cases.iter().flat_map(|case| &case.tags).collect();
    let mut fields = vec![
        (t!(language, "report-severity"), severity_word(language, bug.report.severity), true),
        (t!(language, "report-status"), status_line(language, draw), true),
        (
            t!(language, "report-reporter"),
            t!(language, "report-reported", agent = bug.reporter, ago = link::ago(bug.reported_at)),
            true,
        ),
        (
            t!(language, "report-version"),
            if version.is_empty() { not_given(language) } else { version },
            true,
        ),
        (t!(language, "report-affected"), impact(language, draw), true),
        (
            t!(language, "report-cases"),
            if cases.is_empty() {
                t!(language, "report-no-cases")
            } else {
                listed(language, &cases, " ", 500)
            },
            true,
        ),
        (t!(language, "report-tags"), tags(language, distinct_tags, 300), true),
    ];
    if draw.receipts.all > 0 {
        fields.push((t!(language, "bug-customers"), life::told(language, draw.receipts), true));
    }
    if let Some(issue) = &draw.issue {
        fields.push((t!(language, "report-issue"), life::issue(language, bug, issue), true));
    }
    if let Some(case) = draw.cases.first() {
        fields.push((t!(language, "report-links"), links(language, case, settings), true));
    }
    if !draw.files.is_empty() {
        fields.push((t!(language, "report-files"), files(language, draw), false));
    }
    fields
}

fn links(language: Language, case: &Case, settings: &Settings) -> String {
    // Until the card exists, its link leads to the desk.
    let desk =
        link::card(case).unwrap_or_else(|| link::channel(settings.guild, settings.desk_channel));
    [
        (t!(language, "report-message"), link::source(case)),
        (t!(language, "report-thread"), link::thread(case)),
        (t!(language, "report-card"), Some(desk)),
    ]
    .into_iter()
    .filter(|(_, address)| address.is_some())
    .map(|(name, address)| link::linked(&name, address))
    .collect::<Vec<_>>()
    .join(" · ")
}

fn files(language: Language, draw: &BugToDraw) -> String {
    let mut attached = 0;
    let lines: Vec<String> = draw
        .files
        .iter()
        .map(|file| {
            let (name, size) = (shortened(&file.filename, 100), size(language, file.size));
            match &file.missing {
                None if attached < ATTACHED_FILES => {
                    attached += 1;
                    t!(language, "report-file-attached", file = name, size = size)
                }
                None => t!(language, "report-file-in-thread", file = name, size = size),
                Some(why) => t!(
                    language,
                    "report-file-missing",
                    file = name,
                    size = size,
                    why = why_missing(language, why)
                ),
            }
        })
        .collect();
    listed(language, &lines, "\n", 600)
}

/// Returns why a file is missing, from the recorded reason.
pub(in crate::discord::view) fn why_missing(language: Language, noted: &str) -> String {
    t!(language, "report-why-missing", why = noted, otherwise = shortened(noted, 100))
}

/// Returns a file's size for people, in steps of a thousand bytes.
fn size(language: Language, bytes: u64) -> String {
    const UNITS: [&str; 3] = ["kB", "MB", "GB"];
    if bytes < 1_000 {
        return t!(language, "report-bytes", count = bytes);
    }
    let (mut tenths, mut unit) = (bytes / 100, 0);
    while tenths >= 10_000 && unit + 1 < UNITS.len() {
        tenths /= 1_000;
        unit += 1;
    }
    t!(language, "report-size", whole = tenths / 10, tenth = tenths % 10, unit = UNITS[unit])
}

/// Returns where the bug stands, and whether it may be back.
fn status_line(language: Language, draw: &BugToDraw) -> String {
    let status = life::status_words(language, &draw.bug);
    let may_be_back = draw.bug.status == BugStatus::Shipped && draw.regressions > 0;
    let regressions =
        may_be_back.then(|| t!(language, "report-regressions", count = draw.regressions));
    [Some(status), regressions].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// Returns how many people are affected, how long they have waited, and how urgent it is.
fn impact(language: Language, draw: &BugToDraw) -> String {
    let hours = draw.waited.num_hours();
    let most = draw.most_urgent.as_ref().filter(|most| most.priority > Priority::Normal);
    let parts = [
        Some(t!(language, "report-people", count = draw.people_affected)),
        (hours > 0).then(|| t!(language, "report-waited", hours = hours)),
        most.map(|most| {
            let highest = priority_word(language, most.priority);
            t!(language, "report-most-urgent", highest = highest, case = link::case_number(most))
        }),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// Returns how bad a bug is, in a word.
pub(super) fn severity_word(language: Language, severity: Severity) -> String {
    t!(language, "report-severity-word", severity = severity.into_str())
}

fn colour(severity: Severity) -> Colour {
    Colour::new(match severity {
        Severity::Low => 0x95_A5_A6,
        Severity::Normal => 0x34_98_DB,
        Severity::High => 0xE6_7E_22,
        Severity::Critical => 0xED_42_45,
    })
}

#[cfg(test)]
mod tests;
