//! How well the bot tells thanks from questions, on real support chat. The environment variable
//! `SUPPORT_CHAT_DIR` names a folder with `new-domains-stripe.0.jsonl` and `.1`; without it nothing
//! is measured, and a line says so.
//!
//! `thanks.json` says by its lines which messages of customers ask for nothing, as a person read
//! them: all others between the first line and the last want an answer. The words were chosen with
//! the tuning half in view, and are judged by the other, which was read after that. With
//! `SHOW_DISAGREEMENTS` set, those of the tuning half are shown.

use std::{
    collections::BTreeMap,
    fmt,
    io::{self, Write},
    path::{Path, PathBuf},
};

use regex::Regex;
use serde::Deserialize;
use switchboard::domain::turn::wants_an_answer;

#[derive(Deserialize)]
struct Labels {
    file: String,
    first: u64,
    last: u64,
    /// Who answers: their messages are not customers'.
    team: Vec<String>,
    asks_for_nothing: Vec<u64>,
}

#[derive(Deserialize)]
struct Line {
    line: u64,
    user: String,
    text: String,
}

/// How often the bot and the reader agreed, and how often not.
#[derive(Default)]
struct Counts {
    wanting_seen: u32,
    wanting_missed: u32,
    nothing_seen: u32,
    nothing_missed: u32,
}

impl Counts {
    fn add(&mut self, part: &Labels, folder: &Path, disagreements: &mut dyn FnMut(&Line, bool)) {
        // What stands for a name in these files is a mention in Discord.
        let name = Regex::new(r"@?\buser-\d+\b:?").expect("a pattern");
        let text = std::fs::read_to_string(folder.join(&part.file)).expect("the file can be read");
        for line in text.lines().map(|line| serde_json::from_str::<Line>(line).expect("JSON")) {
            if !(part.first..=part.last).contains(&line.line) || part.team.contains(&line.user) {
                continue;
            }
            let wants = !part.asks_for_nothing.contains(&line.line);
            let taken_as_wanting = wants_an_answer(&name.replace_all(&line.text, "<@1>"), false);
            match (wants, taken_as_wanting) {
                (true, true) => self.wanting_seen += 1,
                (true, false) => self.wanting_missed += 1,
                (false, false) => self.nothing_seen += 1,
                (false, true) => self.nothing_missed += 1,
            }
            if wants != taken_as_wanting {
                disagreements(&line, wants);
            }
        }
    }

    fn wants(&self) -> Quality {
        Quality::of(self.wanting_seen, self.nothing_missed, self.wanting_missed)
    }

    fn nothing(&self) -> Quality {
        Quality::of(self.nothing_seen, self.wanting_missed, self.nothing_missed)
    }
}

struct Quality {
    precision: f64,
    recall: f64,
}

impl Quality {
    fn of(right: u32, wrong: u32, missed: u32) -> Self {
        Self {
            precision: f64::from(right) / f64::from(right + wrong),
            recall: f64::from(right) / f64::from(right + missed),
        }
    }
}

impl fmt::Display for Quality {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "precision {:.3}, recall {:.3}", self.precision, self.recall)
    }
}

/// How often bot and reader agree in each half, which is also printed.
fn measured(folder: &Path) -> BTreeMap<String, Counts> {
    let labels: BTreeMap<String, Vec<Labels>> =
        serde_json::from_str(include_str!("thanks.json")).expect("the labels can be read");
    let show = std::env::var_os("SHOW_DISAGREEMENTS").is_some();
    let measure = |(half, parts): (String, Vec<Labels>)| {
        let mut disagreements = |line: &Line, wants: bool| {
            if show && half == "tuning" {
                let Line { line, text, .. } = line;
                drop(writeln!(io::stderr(), "line {line} wants an answer: {wants}: {text}"));
            }
        };
        let mut counts = Counts::default();
        parts.iter().for_each(|part| counts.add(part, folder, &mut disagreements));
        drop(writeln!(
            io::stderr(),
            "{half}: {} messages want an answer: {}; {} ask for nothing: {}",
            counts.wanting_seen + counts.wanting_missed,
            counts.wants(),
            counts.nothing_seen + counts.nothing_missed,
            counts.nothing()
        ));
        (half, counts)
    };
    labels.into_iter().map(measure).collect()
}

#[test]
fn thanks_are_distinguished_from_questions() {
    let Some(folder) = std::env::var_os("SUPPORT_CHAT_DIR").map(PathBuf::from) else {
        return drop(writeln!(io::stderr(), "skipped: SUPPORT_CHAT_DIR is not set"));
    };
    let judged = &measured(&folder)["reporting"];
    // Nobody may wait unseen; a "thanks" that is taken for a question costs a look.
    assert!(judged.wants().recall >= 0.99, "questions are taken for thanks: {}", judged.wants());
    let nothing = judged.nothing();
    assert!(nothing.precision >= 0.95, "questions are taken for thanks: {nothing}");
    assert!(nothing.recall >= 0.40, "thanks are taken for questions: {nothing}");
}
