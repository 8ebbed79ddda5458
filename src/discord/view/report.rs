//! A bug's card in the developers' channel, with all that they need to begin.

use std::collections::BTreeSet;

use serenity::all::{Colour, CreateEmbed};

use crate::{
    desk::BugToDraw,
    domain::{Bug, BugStatus, Case, Settings, Severity, Tag},
};

use super::{
    Body,
    card::{Field, bug_word, tags},
    escape::{self, escape, shortened},
    form::label,
    limit::{self, listed},
    link,
};

/// The most files that one message takes (Discord, "Create Message"). The card says that the first so many of the kept
/// ones are attached to it.
pub const ATTACHED_FILES: usize = 10;

/// How many of a message's embedded characters belong to the facts (severity, cases, links, files ...). All else is for
/// texts. A fixed share, so that whether a text goes into the thread depends on the text alone: what was posted there
/// once stays right when cases and files are added.
const FACTS: usize = 2_300;
const TEXTS: usize = limit::EMBEDS - FACTS;
/// What the customer's words get in any case, before the agent's own texts.
const WORDS_AT_LEAST: usize = 900;
/// The longest description of a message in the thread, in characters.
const PART: usize = 4_000;

/// The heading of the customer's words, on the card and in the thread below it.
pub const WORDS: &str = "In the customer's words";
const CONTINUED: &str = "\n*Too long for this card: it stands in full in the thread below.*";
const NOT_GIVEN: &str = "Not given";

/// A bug's card, and what stands in the thread below it.
#[derive(Clone, Debug)]
pub struct Report {
    pub body: Body,
    /// Texts that are too long for the card, in full, one message each. They never change: they come from what was
    /// written when the bug was reported. Empty where all fits into the card.
    pub parts: Vec<Body>,
}

/// Draws a bug. Nothing that a person wrote is left out: what the card has no room for is in the parts.
pub fn report(draw: &BugToDraw, settings: &Settings) -> Report {
    let bug = &draw.bug;
    let texts = Texts::of(bug);
    let facts = CreateEmbed::new().colour(colour(bug.report.severity)).fields(facts(draw, settings));
    let told = CreateEmbed::new()
        .title(label::STEPS)
        .description(texts.steps.shown)
        .field(label::EXPECTED, texts.expected.shown, false)
        .field(label::ACTUAL, texts.actual.shown, false);
    let words = CreateEmbed::new().title(WORDS).description(texts.words.shown);
    let body = Body {
        content: format!("Bug {} · {}", bug.number, escape(bug.report.title.as_str())),
        embeds: vec![facts, told, words],
        ..Body::default()
    };
    let overflow = [
        (label::STEPS, &bug.report.steps, texts.steps.whole),
        (label::EXPECTED, &bug.report.expected, texts.expected.whole),
        (label::ACTUAL, &bug.report.actual, texts.actual.whole),
        (WORDS, &bug.words, texts.words.whole),
    ];
    let parts = overflow.into_iter().filter(|(_, _, whole)| !whole).flat_map(|(heading, text, _)| in_parts(heading, text)).collect();
    Report { body, parts }
}

/// A text as the card shows it.
struct Shown {
    shown: String,
    /// False where the card shows the beginning only.
    whole: bool,
}

struct Texts {
    steps: Shown,
    expected: Shown,
    actual: Shown,
    words: Shown,
}

impl Texts {
    /// Shares the room out: what happens is the heart of a report, so it comes first, and the customer's words take all
    /// that the others leave.
    fn of(bug: &Bug) -> Self {
        let headings = [label::STEPS, label::EXPECTED, label::ACTUAL, WORDS].map(|heading| heading.chars().count());
        let mut room = TEXTS - headings.iter().sum::<usize>();
        let kept_for_words = escape::length(&bug.words).clamp(NOT_GIVEN.len(), WORDS_AT_LEAST);
        // A text always keeps room for the two that come after it to say at least that they go on in the thread.
        let mut take = |text: &str, most: usize, kept: usize| {
            let shown = fitted(text, most.min(room.saturating_sub(kept)));
            room = room.saturating_sub(shown.shown.chars().count());
            shown
        };
        let least = 2 * CONTINUED.len();
        let actual = take(&bug.report.actual, limit::FIELD, kept_for_words + 2 * least);
        let expected = take(&bug.report.expected, limit::FIELD, kept_for_words + least);
        let steps = take(&bug.report.steps, limit::DESCRIPTION, kept_for_words);
        let words = take(&bug.words, limit::DESCRIPTION, 0);
        Self { steps, expected, actual, words }
    }
}

fn fitted(text: &str, room: usize) -> Shown {
    let escaped = escape(text.trim());
    if escaped.trim().is_empty() {
        return Shown { shown: NOT_GIVEN.to_owned(), whole: true };
    }
    if escaped.chars().count() <= room {
        return Shown { shown: escaped, whole: true };
    }
    let beginning = shortened(text, room.saturating_sub(CONTINUED.chars().count()));
    Shown { shown: format!("{beginning}{CONTINUED}"), whole: false }
}

/// A text in full, as messages under one heading.
fn in_parts(heading: &str, text: &str) -> Vec<Body> {
    let parts: Vec<String> = escape::parts(text, PART).iter().map(|part| escape(part)).filter(|part| !part.trim().is_empty()).collect();
    let count = parts.len();
    let message = |(index, part): (usize, String)| {
        let title = if count == 1 { heading.to_owned() } else { format!("{heading} ({} of {count})", index + 1) };
        Body { embeds: vec![CreateEmbed::new().title(title).description(part)], ..Body::default() }
    };
    parts.into_iter().enumerate().map(message).collect()
}

fn facts(draw: &BugToDraw, settings: &Settings) -> Vec<Field> {
    let bug = &draw.bug;
    let version = shortened(&bug.report.version, 120);
    let cases: Vec<String> = draw.cases.iter().map(link::case_number).collect();
    let distinct_tags: BTreeSet<&Tag> = draw.cases.iter().flat_map(|case| &case.tags).collect();
    let mut fields = vec![
        ("Severity", severity_word(bug.report.severity).to_owned(), true),
        ("Status", status_words(bug), true),
        ("Reported by", format!("<@{}>, {}", bug.reporter, link::ago(bug.reported_at)), true),
        (label::VERSION, if version.is_empty() { NOT_GIVEN.to_owned() } else { version }, true),
        ("People affected", people(draw.people_affected), true),
        ("Cases", if cases.is_empty() { "None".to_owned() } else { listed(&cases, " ", 500) }, true),
        ("Tags", tags(distinct_tags, 300), true),
    ];
    if let Some(case) = draw.cases.first() {
        fields.push(("Links", links(case, settings), true));
    }
    if !draw.files.is_empty() {
        fields.push(("Files", files(draw), false));
    }
    fields
}

fn links(case: &Case, settings: &Settings) -> String {
    // Until the card is there, the way to it ends at the desk.
    let desk = link::card(case).unwrap_or_else(|| link::channel(settings.guild, settings.desk));
    [("Message", link::source(case)), ("Thread", link::thread(case)), ("Desk card", Some(desk))]
        .into_iter()
        .filter_map(|(name, address)| address.map(|address| format!("[{name}]({address})")))
        .collect::<Vec<_>>()
        .join(" · ")
}

fn files(draw: &BugToDraw) -> String {
    let mut attached = 0;
    let lines: Vec<String> = draw
        .files
        .iter()
        .map(|file| {
            let what = format!("{} ({})", shortened(&file.filename, 100), size(file.size));
            match &file.missing {
                None if attached < ATTACHED_FILES => {
                    attached += 1;
                    format!("{what}: attached to this message")
                }
                None => format!("{what}: one message has no room for it, so it is in the case's thread only"),
                Some(why) => format!("{what}: not attached, {}", shortened(why, 100)),
            }
        })
        .collect();
    listed(&lines, "\n", 600)
}

/// A file's size as people read it, in steps of a thousand bytes.
fn size(bytes: u64) -> String {
    const UNITS: [&str; 3] = ["kB", "MB", "GB"];
    if bytes < 1_000 {
        return format!("{bytes} bytes");
    }
    let (mut tenths, mut unit) = (bytes / 100, 0);
    while tenths >= 10_000 && unit + 1 < UNITS.len() {
        tenths /= 1_000;
        unit += 1;
    }
    format!("{}.{} {}", tenths / 10, tenths % 10, UNITS[unit])
}

fn people(count: i64) -> String {
    if count == 1 { "1 person".to_owned() } else { format!("{count} people") }
}

fn severity_word(severity: Severity) -> &'static str {
    match severity {
        Severity::Low => "Low",
        Severity::Normal => "Normal",
        Severity::High => "High",
        Severity::Critical => "Critical",
    }
}

fn colour(severity: Severity) -> Colour {
    Colour::new(match severity {
        Severity::Low => 0x95_A5_A6,
        Severity::Normal => 0x34_98_DB,
        Severity::High => 0xE6_7E_22,
        Severity::Critical => 0xED_42_45,
    })
}

fn status_words(bug: &Bug) -> String {
    let by = bug.developer.map(|developer| format!(" by <@{developer}>")).unwrap_or_default();
    match bug.status {
        BugStatus::Reported => "Reported: no developer has it yet".to_owned(),
        BugStatus::Accepted => format!("Accepted{by}"),
        BugStatus::Fixed => format!("Fixed{by}, not shipped yet"),
        BugStatus::Shipped => match &bug.shipped_version {
            Some(version) => format!("Shipped in {}", shortened(version, 120)),
            None => "Shipped".to_owned(),
        },
        BugStatus::Declined => format!("Declined{by}"),
        BugStatus::Duplicate => format!("This is {}", bug_word(bug.status)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{self, LONG, check, read};
    use super::*;
    use crate::domain::{ChannelId, GuildId, MessageId, Tag, Title, UserId, bug::limit as field_limit};
    use proptest::prelude::*;

    fn drawn() -> BugToDraw {
        BugToDraw { bug: sample::bug(), cases: vec![sample::case()], people_affected: 1, files: Vec::new() }
    }

    /// All that the descriptions of the parts under one heading say, unescaped.
    fn said(parts: &[Body], heading: &str) -> String {
        let mut said = String::new();
        for part in parts {
            let json = part.edit();
            let embed = &json["embeds"][0];
            if embed["title"].as_str().is_some_and(|title| title.starts_with(heading)) {
                said.push_str(embed["description"].as_str().expect("a description"));
            }
        }
        said.replace('\\', "")
    }

    #[test]
    fn a_report_says_all_that_is_known() {
        let mut draw = drawn();
        draw.cases[0].surfaces.card_channel = Some(ChannelId(20));
        draw.cases[0].surfaces.card = Some(MessageId(21));
        let report = report(&draw, &sample::settings());
        insta::assert_snapshot!(read(&report.body), @r"
        Bug #3 · Crash at start
        ---
        Severity: High
        Status: Reported: no developer has it yet
        Reported by: <@7>, <t:1000120:R>
        Version: 2.4
        People affected: 1 person
        Cases: [#12](https://discord.com/channels/1/3)
        Tags: `crash` `start`
        Links: [Message](https://discord.com/channels/1/2/3) · [Thread](https://discord.com/channels/1/3) · [Desk card](https://discord.com/channels/1/20/21)
        ---
        Steps to reproduce
        Start it
        Wait
        What was expected: It starts
        What happened instead: It \*closes\*
        ---
        In the customer's words
        The app \*crashes\* at start.

        Every time!
        ");
        assert!(report.parts.is_empty());
        check(&report.body);
    }

    #[test]
    fn what_was_not_given_is_called_so() {
        let mut draw = drawn();
        draw.bug.report.steps = String::new();
        draw.bug.report.version = String::new();
        draw.bug.words = String::new();
        draw.cases = Vec::new();
        let report = report(&draw, &sample::settings());
        let text = read(&report.body);
        assert!(text.contains("Steps to reproduce\nNot given") && text.contains("Version: Not given"), "{text}");
        assert!(text.ends_with("In the customer's words\nNot given"), "{text}");
        check(&report.body);
    }

    #[test]
    fn words_that_do_not_fit_stand_in_full_in_the_thread() {
        let mut draw = drawn();
        draw.bug.words = (0..1_500).map(|number| format!("word{number} ")).collect::<String>().trim().to_owned();
        let report = report(&draw, &sample::settings());
        check(&report.body);
        assert!(read(&report.body).ends_with(CONTINUED));
        assert_eq!(report.parts.len(), 4);
        assert_eq!(said(&report.parts, WORDS), draw.bug.words);
        assert!(read(&report.parts[0]).contains("In the customer's words (1 of 4)"));
    }

    #[test]
    fn more_cases_and_files_do_not_move_texts_into_the_thread() {
        let mut draw = drawn();
        draw.bug.words = "word ".repeat(500);
        let before = report(&draw, &sample::settings()).parts.len();
        draw.cases = vec![sample::case(); 60];
        assert_eq!(report(&draw, &sample::settings()).parts.len(), before);
    }

    #[test]
    fn files_are_listed_with_their_fate() {
        assert_eq!([0, 999, 1_000, 1_250_000, 3_400_000_000].map(size), ["0 bytes", "999 bytes", "1.0 kB", "1.2 MB", "3.4 GB"]);
        let mut draw = drawn();
        draw.files = files_with_a_fate();
        let text = read(&report(&draw, &sample::settings()).body);
        assert!(text.contains("Files: a\\_b.png (1.0 kB): attached to this message\nlog.txt (9.0 MB): not attached, too large"), "{text}");
    }

    fn files_with_a_fate() -> Vec<crate::desk::Kept> {
        let file = |filename: &str, size, missing: Option<&str>| crate::desk::Kept {
            attachment: 1,
            filename: filename.into(),
            content_type: None,
            size,
            missing: missing.map(str::to_owned),
        };
        vec![file("a_b.png", 1_000, None), file("log.txt", 9_000_000, Some("too large"))]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn every_report_fits_and_loses_nothing(
            steps in "([*_`|<]|[a-z \n]|é){0,1000}",
            short in "([*_`|<]|[a-z \n]|é){0,400}",
            words in "([*_`|<]|[a-z \n]|é){0,200}",
            times in prop_oneof![Just(1_usize), 2..20_usize, 200..250_usize],
            count in 1..30_usize,
        ) {
            let mut case = sample::case();
            case.guild = GuildId(LONG);
            case.source.channel = ChannelId(LONG);
            case.source.message = Some(MessageId(LONG));
            case.surfaces.card_channel = Some(ChannelId(LONG));
            case.surfaces.card = Some(MessageId(LONG));
            case.tags = (0..20).map(|index| Tag::stored(format!("{index:_>32}"))).collect();
            let mut draw = drawn();
            draw.cases = vec![case; count];
            draw.files = files_with_a_fate().into_iter().cycle().take(count).collect();
            draw.people_affected = i64::MAX;
            let bug = &mut draw.bug;
            bug.status = BugStatus::Fixed;
            bug.developer = Some(UserId(LONG));
            bug.reporter = UserId(LONG);
            bug.report.title = Title::from_message(&"*".repeat(field_limit::TITLE));
            bug.report.version = "*".repeat(field_limit::VERSION);
            bug.report.steps = steps;
            bug.report.expected = short.clone();
            bug.report.actual = short;
            bug.words = words.repeat(times);
            let report = report(&draw, &sample::settings());
            check(&report.body);
            report.parts.iter().for_each(check);
            let json = report.body.edit().to_string();
            let facts: usize = facts(&draw, &sample::settings()).iter().map(|(name, value, _)| name.chars().count() + value.chars().count()).sum();
            prop_assert!(facts <= FACTS, "{facts}");
            let same = |whole: &str, said: &str| whole.split_whitespace().eq(said.split_whitespace());
            for (heading, text) in [(label::STEPS, &draw.bug.report.steps), (label::EXPECTED, &draw.bug.report.expected), (WORDS, &draw.bug.words)] {
                let in_thread = said(&report.parts, heading);
                let in_card = serde_json::to_string(&escape(text.trim())).expect("text");
                prop_assert!(same(text, &in_thread) || json.contains(in_card.trim_matches('"')), "{heading}");
            }
        }
    }
}
