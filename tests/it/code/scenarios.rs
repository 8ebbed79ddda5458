//! A scenario is short enough to be read in one breath.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
};

/// A longer line, such as one with an answer of the bot, counts as several.
const COLUMNS: usize = 100;
/// The most lines that one scenario may have, from its name to its closing brace.
const LONGEST: usize = 40;
/// The most lines that half of all scenarios may have.
const MEDIAN: usize = 25;

/// The files of scenarios.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let files = paths.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] });
    files.filter(|path| path.extension().is_some_and(|extension| extension == "rs")).collect()
}

/// How many lines a line takes at this width.
fn height(line: &str) -> usize {
    line.chars().count().div_ceil(COLUMNS).max(1)
}

/// The scenarios of a file: how many lines each has, and its name.
fn scenarios(text: &str) -> Vec<(usize, String)> {
    let lines: Vec<&str> = text.lines().collect();
    let begins = |index: usize| {
        ["#[tokio::test", "#[test]"].iter().any(|mark| lines[index].starts_with(mark))
    };
    let scenario = |index: usize| {
        let first = index + lines[index..].iter().position(|line| line.contains("fn "))?;
        let last = first + lines[first..].iter().position(|line| *line == "}")?;
        let count = lines[first..=last].iter().map(|line| height(line)).sum();
        Some((count, lines[first].to_owned()))
    };
    (0..lines.len()).filter(|&index| begins(index)).filter_map(scenario).collect()
}

#[test]
fn lines_of_scenarios_are_counted_at_100_columns() {
    let answer = format!("    reads!(ana.runs(\"/claim\"), @\"{}\");", "long ".repeat(40));
    let one = "#[test]\nfn one() {\n\n    assert!(true);\n}\n";
    let text =
        format!("{one}\nfn helper() {{\n}}\n\n#[tokio::test]\nasync fn two() {{\n{answer}\n}}\n");
    let expected = [(4, "fn one() {".to_owned()), (5, "async fn two() {".to_owned())];
    assert_eq!(scenarios(&text), expected);
}

#[test]
fn scenarios_stay_short() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it");
    let of_people =
        files(&folder).into_iter().filter(|path| !path.starts_with(folder.join("code")));
    let texts = of_people.map(|path| fs::read_to_string(path).expect("a file"));
    let mut found: Vec<(usize, String)> = texts.flat_map(|text| scenarios(&text)).collect();
    found.sort();
    let median = found[found.len() / 2].0;
    let too_long: Vec<_> = found.iter().filter(|(lines, _)| *lines > LONGEST).collect();
    // Past the capture of output: the figure is worth a look now and then.
    drop(writeln!(std::io::stderr(), "{} scenarios, the median has {median} lines", found.len()));
    assert!(too_long.is_empty(), "split them: {too_long:#?}");
    assert!(median <= MEDIAN, "the median has {median} lines");
}
