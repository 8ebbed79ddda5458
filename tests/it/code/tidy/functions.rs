//! How long a function may be.

use std::collections::BTreeMap;

use regex::Regex;

use crate::code::tidy::{code, files, root};

/// The most lines that a function of `src` may have, from its name to its closing brace, without
/// comments. A longer one usually does two things.
const LONGEST: usize = 79;

/// The functions that may be longer. Each is one `match` with an arm for each variant, in which
/// everything about a variant stands together.
const TABLES: [(&str, &str, &str); 5] = [
    ("domain/case/action.rs", "apply", "what each action does to a case"),
    ("domain/event.rs", "turn_step", "what each fact does to the turn"),
    ("domain/fact_value.rs", "values", "what a sentence about each fact can name"),
    ("discord/view/custom_id.rs", "parse", "how the name of each button is read"),
    ("discord/view/refusal/case.rs", "sentence", "what each refusal about a case says"),
];

/// The functions of formatted code, each with its number of lines.
fn functions(code: &str) -> Vec<(String, usize)> {
    let begin = r"^( *)(?:pub(?:\([^)]*\))? )?(?:const )?(?:async )?(?:unsafe )?fn (\w+)";
    let begin = Regex::new(begin).expect("a pattern");
    let lines: Vec<&str> = code.lines().collect();
    let function = |(at, line): (usize, &&str)| {
        let found = begin.captures(line)?;
        let indentation = &found[1];
        let ends = |line: &&str| {
            let same = line.strip_prefix(indentation).filter(|rest| !rest.starts_with(' '));
            same.is_some_and(|rest| rest.ends_with(['}', ';']))
        };
        let count = lines[at..].iter().position(ends)? + 1;
        Some((found[2].to_owned(), count))
    };
    lines.iter().enumerate().filter_map(function).collect()
}

#[test]
fn functions_stay_short() {
    let source = root().join("src");
    let mut longer = BTreeMap::new();
    let mut count = 0;
    for path in files(&source) {
        let file = path.strip_prefix(&source).expect("a file of src").display().to_string();
        if file.contains("/tests/") {
            continue;
        }
        for (name, lines) in functions(&code(&path)) {
            count += 1;
            if lines > LONGEST {
                longer.insert((file.clone(), name), lines);
            }
        }
    }
    assert!(count > 2_000, "{count} functions");
    for (file, name, why) in TABLES {
        let listed = longer.remove(&(file.to_owned(), name.to_owned()));
        assert!(listed.is_some(), "{file}: {name} ({why}) is short enough, or gone");
    }
    assert!(longer.is_empty(), "split what does two things: {longer:#?}");
}

#[test]
fn lines_are_counted_from_the_name_to_the_closing_brace() {
    let code = "\
impl Desk {
    #[must_use]
    pub(super) async fn one<T>(
        &self,
    ) -> T
    where
        T: Copy,
    {
        if true {
            fn inner() {}
        }
    }

    fn two(&self) -> i64 { 2 }
}

trait Platform {
    fn declared(
        &self,
    ) -> i64;
}
const fn three() {
    3;
}
";
    let expected = [("one", 10), ("inner", 1), ("two", 1), ("declared", 3), ("three", 3)];
    let expected = expected.map(|(name, lines)| (name.to_owned(), lines));
    assert_eq!(functions(code), expected);
}
