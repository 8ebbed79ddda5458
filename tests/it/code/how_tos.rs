//! The how-tos for developers, held against the code: what a diff shows stands in the file that it
//! names.

use std::{collections::BTreeSet, fs, path::Path};

/// The page of how-tos.
const PAGE: &str = "docs/contributing.md";
/// How the sections begin that show a diff.
const SECTION: &str = "## How to add ";
/// What marks the diff of a change that was tried, and that the code does not have.
const TRIAL: &str = "diff trial";

/// What a diff shows of one place in a file. The lines are without their indentation.
#[derive(Debug, PartialEq, Eq)]
struct Hunk {
    file: String,
    /// Whether it shows a change that the code does not have.
    is_trial: bool,
    before: Vec<String>,
    after: Vec<String>,
}

impl Hunk {
    /// The lines that have to be in the file.
    fn expected(&self) -> &[String] {
        if self.is_trial { &self.before } else { &self.after }
    }
}

/// A block of code of a page: what stands behind its fence, and its lines.
fn blocks(text: &str) -> Vec<(&str, Vec<&str>)> {
    let mut found: Vec<(&str, Vec<&str>)> = Vec::new();
    let mut indentation = None;
    for line in text.lines() {
        let inside = line.trim_start();
        match (indentation, inside.strip_prefix("```")) {
            (None, Some(kind)) => {
                indentation = Some(line.len() - inside.len());
                found.push((kind, Vec::new()));
            }
            (Some(_), Some(_)) => indentation = None,
            (Some(width), None) => {
                let (_, lines) = found.last_mut().expect("a block that was begun");
                lines.push(line.get(width..).unwrap_or_default());
            }
            (None, None) => {}
        }
    }
    found
}

/// The hunks of all diffs of a text, in order. `+++` and the name of a file begin a file, `@@` a
/// hunk in the same file.
fn hunks(text: &str) -> Vec<Hunk> {
    let mut found: Vec<Hunk> = Vec::new();
    for (kind, lines) in blocks(text).into_iter().filter(|(kind, _)| kind.starts_with("diff")) {
        let is_trial = kind == TRIAL;
        assert!(is_trial || kind == "diff", "`{kind}` is no kind of block");
        assert!(lines[0].starts_with("+++ "), "which file is this? {lines:#?}");
        let begin = |file: &str| Hunk {
            file: file.to_owned(),
            is_trial,
            before: Vec::new(),
            after: Vec::new(),
        };
        for line in lines {
            if let Some(file) = line.strip_prefix("+++ ") {
                found.push(begin(file));
                continue;
            }
            let hunk = found.last_mut().expect("a file was named");
            if line == "@@" {
                let next = begin(&hunk.file);
                found.push(next);
                continue;
            }
            let shown = line.get(1..).unwrap_or_default().trim().to_owned();
            if !line.starts_with('+') {
                hunk.before.push(shown.clone());
            }
            if !line.starts_with('-') {
                hunk.after.push(shown);
            }
        }
    }
    found
}

/// The places in a file at which these lines follow each other.
fn places(file: &[String], lines: &[String]) -> Vec<usize> {
    let windows = file.windows(lines.len().max(1)).enumerate();
    windows.filter(|(_, window)| *window == lines).map(|(at, _)| at).collect()
}

/// What is wrong with hunks of one file, which follow each other.
fn faults(file: &[String], hunks: &[&Hunk]) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut from = 0;
    for hunk in hunks {
        let (name, expected) = (&hunk.file, hunk.expected());
        if expected.is_empty() {
            wrong.push(format!("{name}: show a line that is there beside {:#?}", hunk.after));
        } else if let Some(at) = places(file, expected).into_iter().find(|at| *at >= from) {
            from = at + expected.len();
        } else {
            let where_to = if from == 0 { "" } else { ", or not after the hunk before" };
            wrong.push(format!("{name}: these lines are not there{where_to}: {expected:#?}"));
        }
        if hunk.is_trial && !places(file, &hunk.after).is_empty() {
            wrong.push(format!("{name}: no trial, the code has it: {:#?}", hunk.after));
        }
    }
    wrong
}

fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(&path).unwrap_or_else(|why| panic!("{}: {why}", path.display()))
}

fn trimmed(text: &str) -> Vec<String> {
    text.lines().map(|line| line.trim().to_owned()).collect()
}

/// The sections that say how to add something.
fn sections(page: &str) -> Vec<&str> {
    let (_, rest) = page.split_once(SECTION).expect("a how-to");
    rest.split(SECTION).map(|section| section.split("\n## ").next().unwrap_or_default()).collect()
}

#[test]
fn what_the_how_tos_show_is_in_the_code() {
    let page = read(PAGE);
    let mut wrong = Vec::new();
    for section in sections(&page) {
        let hunks = hunks(section);
        let title = section.lines().next().unwrap_or_default();
        assert!(!hunks.is_empty(), "no diff shows how to add {title}");
        for file in hunks.iter().map(|hunk| &hunk.file).collect::<BTreeSet<_>>() {
            let in_file: Vec<&Hunk> = hunks.iter().filter(|hunk| hunk.file == *file).collect();
            wrong.extend(faults(&trimmed(&read(file)), &in_file));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_how_tos_say_how_many_files_change() {
    const NUMBERS: [&str; 16] = [
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve", "thirteen", "fourteen", "fifteen",
    ];
    let (page, mut count) = (read(PAGE), 0);
    let claim = regex::Regex::new(r"touches\s+(\w+)\s+files").expect("a pattern");
    for section in sections(&page) {
        let Some(said) = claim.captures(section) else { continue };
        let hunks = hunks(section);
        let files: BTreeSet<&str> = hunks.iter().map(|hunk| &*hunk.file).collect();
        assert_eq!(&said[1], NUMBERS[files.len()], "{files:#?}");
        count += 1;
    }
    assert!(count >= 3, "only {count} how-tos say it");
}

#[test]
fn the_scenario_that_is_shown_is_one_of_the_tests() {
    let page = read(PAGE);
    let (before, _) = page.split_once("```rust").expect("a scenario");
    let file = before.rsplit('`').nth(1).expect("the name of its file");
    let blocks = blocks(&page);
    let (_, shown) = blocks.iter().find(|(kind, _)| *kind == "rust").expect("a scenario");
    let found = places(&trimmed(&read(file)), &trimmed(&shown.join("\n")));
    assert_eq!(found.len(), 1, "{file} does not contain it");
}

#[test]
fn lines_that_are_missing_or_in_another_order_are_found() {
    let page = "1. Text\n\n   ```diff\n   +++ a.rs\n   +    One,\n        Two,\n   @@\n   -old\n   +new\n   ```\n\
                ```diff trial\n+++ a.rs\n Two,\n+Three,\n```\n";
    let hunks = hunks(page);
    let of = |text: &str, count: usize| {
        faults(&trimmed(text), &hunks.iter().take(count).collect::<Vec<_>>()).len()
    };
    assert_eq!(hunks.len(), 3);
    assert_eq!(of("enum A {\n  One,\n  Two,\n}\nnew\n", 2), 0);
    assert_eq!(of("One,\nOther,\nTwo,\nnew\n", 2), 1, "they do not follow each other");
    assert_eq!(of("One,\nTwo,\nold\n", 2), 1, "the code is as it was before");
    assert_eq!(of("new\nOne,\nTwo,\n", 2), 1, "another order");
    let trial = |text: &str| faults(&trimmed(text), &[&hunks[2]]).len();
    assert_eq!(trial("One,\nTwo,\n"), 0);
    assert_eq!(trial("One,\n"), 1, "what it begins with is gone");
    assert_eq!(trial("Two,\nThree,\n"), 1, "it is no trial any more");
}
