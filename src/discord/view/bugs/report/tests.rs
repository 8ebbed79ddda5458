use strum::VariantArray;

use crate::discord::view::bugs::life::status_words;
use crate::discord::view::bugs::report::*;
use crate::discord::view::sample::{self, LONG, check, read};
use crate::domain::{
    BugStatus, ChannelId, GuildId, MessageId, Tag, Title, UserId, bug::limit as field_limit,
};
use proptest::prelude::*;

fn drawn() -> BugToDraw {
    BugToDraw {
        receipts: crate::domain::ReceiptCounts::default(),
        notices: Vec::new(),
        issue: None,
        bug: sample::bug(),
        cases: vec![sample::case()],
        has_customers_title: false,
        people_affected: 1,
        regressions: 0,
        waited: chrono::TimeDelta::hours(5),
        most_urgent: Some(sample::case()),
        files: Vec::new(),
        quotes: Vec::new(),
    }
}

/// Joins the descriptions of the parts under one heading, unescaped.
fn said(parts: &[Part], heading: Heading) -> String {
    let mut said = String::new();
    for part in parts {
        let json = part.body.edit();
        let embed = &json["embeds"][0];
        let title = embed["title"].as_str().expect("a title");
        let mut names = Language::VARIANTS.iter().map(|&language| heading.name(language));
        if names.any(|name| title.starts_with(&name)) {
            said.push_str(embed["description"].as_str().expect("a description"));
        }
    }
    said.replace('\\', "")
}

#[test]
fn a_report_says_all_that_is_known() {
    let mut draw = drawn();
    draw.cases[0].card.posted = Some((ChannelId(20), MessageId(21)));
    let report = report(&draw, &sample::settings());
    insta::assert_snapshot!(read(&report.body), @r"
    Bug #3 · Crash at start
    ---
    Severity: High
    Status: New
    Reported by: <@7>, <t:1000120:R>
    Version: 2.4
    People affected: 1 person · waited 5 hours in total
    Cases: [#12](https://discord.com/channels/1/3)
    Tags: `crash` `start`
    Links: [Message](https://discord.com/channels/1/2/3) · [Thread](https://discord.com/channels/1/3) · [Case card](https://discord.com/channels/1/20/21)
    ---
    Steps to reproduce
    Start it
    Wait
    Expected result: It starts
    Actual result: It \*closes\*
    ---
    In the customer's words
    The app \*crashes\* at start.

    Every time!
    (Accept v1:bug:accept:3) (Need info v1:bug:need-info:3) (Fixed v1:bug:fix:3) (Decline v1:bug:decline:3) (Duplicate v1:bug:duplicate:3)
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
    assert!(text.contains("Steps to reproduce\n—") && text.contains("Version: —"), "{text}");
    assert!(text.contains("In the customer's words\n—\n("), "{text}");
    check(&report.body);
}

#[test]
fn words_that_do_not_fit_stand_in_full_in_the_thread() {
    let mut draw = drawn();
    draw.bug.words =
        (0..1_500).map(|number| format!("word{number} ")).collect::<String>().trim().to_owned();
    let report = report(&draw, &sample::settings());
    check(&report.body);
    assert!(read(&report.body).contains(&format!("{}\n(", continued(Language::English))));
    assert_eq!(report.parts.len(), 4);
    assert_eq!(said(&report.parts, Heading::Words), draw.bug.words);
    assert!(read(&report.parts[0].body).contains("In the customer's words (1 of 4)"));
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
    assert_eq!(
        [0, 999, 1_000, 1_250_000, 3_400_000_000].map(|bytes| size(Language::English, bytes)),
        ["0 bytes", "999 bytes", "1.0 kB", "1.2 MB", "3.4 GB"]
    );
    let mut draw = drawn();
    draw.files = files_with_a_fate();
    let text = read(&report(&draw, &sample::settings()).body);
    assert!(
        text.contains("Files: a\\_b.png (1.0 kB): attached\nlog.txt (9.0 MB): not attached, larger than 10 MiB"),
        "{text}"
    );
}

fn files_with_a_fate() -> Vec<crate::domain::StoredFile> {
    let file = |filename: &str, size, missing: Option<&str>| crate::domain::StoredFile {
        message: None,
        author: crate::domain::UserId(5),
        attachment: 1,
        filename: filename.into(),
        content_type: None,
        size,
        missing: missing.map(str::to_owned),
    };
    vec![file("a_b.png", 1_000, None), file("log.txt", 9_000_000, Some("too-large"))]
}

#[test]
fn another_language_moves_no_text_into_the_thread_or_out_of_it() {
    let mut draw = drawn();
    let german = Settings { language: Language::German, ..sample::settings() };
    for length in (1_000..4_000).step_by(7) {
        draw.bug.words = "x".repeat(length);
        let (english, german) = (report(&draw, &sample::settings()), report(&draw, &german));
        let texts = |report: &Report| {
            report
                .parts
                .iter()
                .map(|part| part.body.edit()["embeds"][0]["description"].clone())
                .collect::<Vec<_>>()
        };
        assert_eq!(texts(&english), texts(&german), "{length}");
    }
    let parts = report(&draw, &german).parts;
    assert!(!parts.is_empty() && parts.iter().all(|part| part.kind == KeyKind::CustomersWords));
}

#[test]
fn german_developers_read_german() {
    let mut draw = drawn();
    draw.bug.words = "Sie stürzt ab. ".repeat(400);
    draw.bug.report.version = String::new();
    draw.files = files_with_a_fate();
    draw.people_affected = 2;
    let report = report(&draw, &Settings { language: Language::German, ..sample::settings() });
    check(&report.body);
    let text = read(&report.body).replace(&"Sie stürzt ab. ".repeat(20), "");
    insta::assert_snapshot!(text, @r"
    Fehler #3 · Crash at start
    ---
    Schweregrad: Hoch
    Status: Neu
    Gemeldet von: <@7>, <t:1000120:R>
    Version: —
    Betroffen: 2 Personen · zusammen 5 Stunden gewartet
    Fälle: [#12](https://discord.com/channels/1/3)
    Tags: `crash` `start`
    Links: [Nachricht](https://discord.com/channels/1/2/3) · [Thread](https://discord.com/channels/1/3) · [Karte des Falls](https://discord.com/channels/1/20)
    Dateien: a\_b.png (1,0 kB): angehängt
    log.txt (9,0 MB): nicht angehängt, größer als 10 MiB
    ---
    Schritte zum Nachstellen
    Start it
    Wait
    Erwartetes Ergebnis: It starts
    Tatsächliches Ergebnis: It \*closes\*
    ---
    In den Worten des Mitglieds
    Sie stürzt ab. Sie stürzt ab. Sie stürzt ab. Sie stürzt ab. Sie stürzt ab. Sie stürzt ab. Sie stürzt ab. Sie stürzt ab. Sie stürzt ab. Sie stürzt ab. Sie stürzt ab. Sie stürzt ab. Sie stürzt ab. Sie…
    *Zu lang für diese Karte. Der ganze Text steht im Thread darunter.*
    (Annehmen v1:bug:accept:3) (Rückfrage v1:bug:need-info:3) (Behoben v1:bug:fix:3) (Ablehnen v1:bug:decline:3) (Duplikat v1:bug:duplicate:3)
    ");
    let roles = BugStatus::VARIANTS.iter().map(|&status| {
        let mut bug = sample::bug();
        bug.status = status;
        let nobody = status_words(Language::German, &bug);
        bug.developer = Some(UserId(8));
        format!("{nobody} / {}", status_words(Language::German, &bug))
    });
    insta::assert_snapshot!(roles.collect::<Vec<_>>().join("\n"), @"
    Neu / Neu
    Angenommen / Angenommen von <@8>
    Behoben, noch nicht veröffentlicht / Behoben von <@8>, noch nicht veröffentlicht
    Korrektur veröffentlicht / Korrektur veröffentlicht
    Abgelehnt / Abgelehnt von <@8>
    Duplikat / Duplikat
    Trotz Korrektur noch da / Trotz Korrektur noch da
    ");
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
        german in any::<bool>(),
    ) {
        let mut case = sample::case();
        case.guild = GuildId(LONG);
        case.source.channel = ChannelId(LONG);
        case.source.message = Some(MessageId(LONG));
        case.card.posted = Some((ChannelId(LONG), MessageId(LONG)));
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
        let mut settings = sample::settings();
        settings.language = if german { Language::German } else { Language::English };
        let report = report(&draw, &settings);
        check(&report.body);
        report.parts.iter().for_each(|part| check(&part.body));
        let json = report.body.edit().to_string();
        let facts: usize =
            facts(settings.language, &draw, &settings).iter().map(|(name, value, _)| name.chars().count() + value.chars().count()).sum();
        prop_assert!(facts <= FACTS, "{facts}");
        let same = |whole: &str, said: &str| whole.split_whitespace().eq(said.split_whitespace());
        for (heading, text) in [(Heading::Steps, &draw.bug.report.steps), (Heading::Expected, &draw.bug.report.expected), (Heading::Words, &draw.bug.words)] {
            let in_thread = said(&report.parts, heading);
            let in_card = serde_json::to_string(&escape(text.trim())).expect("text");
            prop_assert!(same(text, &in_thread) || json.contains(in_card.trim_matches('"')), "{}", heading.name(settings.language));
        }
    }
}
