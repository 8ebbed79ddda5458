//! What a customer can read of people's words is a [`PublicText`], and each place that makes one is
//! known: so nobody's words become public because somebody forgot that they must not.
//!
//! [`PublicText`]: switchboard::domain::PublicText

use std::collections::BTreeMap;

use crate::code::tidy::{code, files, root};

/// The files that make public text, how, and how often.
const MADE: [(&str, &str, usize); 6] = [
    // The words of `/solve`.
    ("src/discord/command/cases/ending.rs", "typed", 1),
    // A known-issue notice, the news of a bug in an agent's words, a question to a customer.
    ("src/discord/interaction/bugs.rs", "typed", 3),
    // A saved reply as a lead writes it, and as it is sent.
    ("src/domain/snippet.rs", "typed", 2),
    // Saved replies from a file, which are only measured.
    ("src/cli/snippets/convert.rs", "typed", 1),
    // What the agent wrote in a known-issue notice, from the database.
    ("src/store/bugs/known_issues.rs", "stored", 1),
    // Without anybody's words.
    ("src/domain", "erased", 2),
];

/// The functions of `PublicText` that a text uses, and how often each.
fn makers(code: &str) -> BTreeMap<String, usize> {
    let mut found = BTreeMap::new();
    for used in code.split("PublicText::").skip(1) {
        let name: String =
            used.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect();
        *found.entry(name).or_default() += 1;
    }
    found
}

/// The types of the fields of an enum, as they are written.
fn body_of<'a>(code: &'a str, head: &str) -> &'a str {
    let (_, body) = code.split_once(head).expect("it is there");
    body.split_once("\n}").expect("it ends").0
}

#[test]
fn public_text_is_made_in_these_places_alone() {
    let mut made = BTreeMap::new();
    for path in files(&root().join("src")) {
        let name = path.strip_prefix(root()).expect("a file").to_string_lossy().into_owned();
        for (maker, count) in makers(&code(&path)) {
            // The property test of cases makes its own texts.
            if name.ends_with("/random.rs") {
                continue;
            }
            let place = if maker == "erased" { "src/domain".to_owned() } else { name.clone() };
            *made.entry((place, maker)).or_insert(0) += count;
        }
    }
    let known = MADE.map(|(file, maker, count)| ((file.to_owned(), maker.to_owned()), count));
    assert_eq!(made, BTreeMap::from(known));
}

#[test]
fn another_place_that_makes_public_text_is_found() {
    let found = makers("let text = PublicText::typed(FIELD, &reason)?; a.map(PublicText::stored)");
    assert_eq!(found, BTreeMap::from([("stored".to_owned(), 1), ("typed".to_owned(), 1)]));
}

#[test]
fn nothing_becomes_public_text_but_what_is_typed_stored_or_erased() {
    let text = code(&root().join("src/domain/notice/text.rs"));
    let own = body_of(&text, "impl PublicText {");
    let makers: Vec<&str> = own
        .split("fn ")
        .skip(1)
        .filter(|function| function.split('{').next().is_some_and(|head| head.contains("Self")))
        .filter_map(|function| function.split('(').next())
        .collect();
    assert_eq!(makers, ["typed", "stored", "erased"]);
    assert!(text.contains("pub struct PublicText(String);"), "its words are private to its file");
    for path in files(&root().join("src")) {
        let code = code(&path);
        for other in ["for PublicText", "PublicText as ", "<PublicText>()", "Into<PublicText>"] {
            assert!(!code.contains(other), "{} has {other:?}", path.display());
        }
    }
}

#[test]
fn what_a_customer_reads_holds_no_text_for_the_team() {
    let notices = code(&root().join("src/domain/notice/kinds.rs"));
    let public = body_of(&notices, "pub enum Public {");
    assert_eq!(public.matches("PublicText").count(), 5, "{public}");
    for internal in ["InternalText", "Remark"] {
        assert!(!public.contains(internal), "{public}");
    }
    let words = code(&root().join("src/domain/bug/known_issue.rs"));
    assert!(body_of(&words, "pub struct KnownIssueWords {").contains("PublicText"));
}
