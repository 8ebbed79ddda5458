//! Whether a text holds what a search asks for, and where: what an index finds by its terms,
//! decided by the tokens themselves.

use std::ops::Range;

use crate::domain::analysis::{
    terms::{self, Ask, BEGINNING, PART},
    tokens::{Kind, Token, Tokens, tokens},
};

/// What was typed without a space in it: its tokens have to follow each other in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    typed: String,
    parts: Vec<Token>,
    /// All of it as one word: `email` for `e-mail`.
    whole: Option<Token>,
}

/// Where a phrase is in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// It is there word for word, not as a beginning or a part of a word.
    pub is_exact: bool,
    /// Where, in bytes.
    pub range: Range<usize>,
}

/// What a needle that is found among the tokens of a text says of its phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// Without any needle: it is not there.
    Absent,
    /// It may be there.
    Perhaps,
    /// It is there, perhaps as a part of a word.
    Part,
    /// It is there word for word.
    Whole,
}

/// What is found among tokens, each between two zeros, if a phrase is in them.
pub(super) struct Needle {
    /// What is looked for.
    pub text: String,
    /// What it says if it is found.
    pub certainty: Certainty,
}

impl Phrase {
    /// Returns the phrase that was typed. Symbols count if there is nothing else. None if nothing
    /// visible was typed.
    pub fn parse(typed: &str) -> Option<Self> {
        let Tokens { mut parts, wholes } = tokens(typed);
        if parts.iter().any(|token| token.kind != Kind::Symbol) {
            parts.retain(|token| token.kind != Kind::Symbol);
        }
        let (first, last) = (parts.first()?, parts.last()?);
        let all = first.range.start..last.range.end;
        let whole = wholes.into_iter().find(|whole| whole.range == all);
        let typed = typed[all].to_owned();
        Some(Self { typed, parts, whole })
    }

    /// Returns what asks an index for the phrase: word for word, or as it may be found at all. May
    /// find too much if [`Self::needs_a_look`].
    pub fn ask(&self, is_exact: bool) -> Ask {
        let form = if is_exact { terms::exact } else { terms::loose };
        let mut all: Vec<Ask> = self.parts.iter().map(terms::exact).collect();
        if let (Some(end), Some(last)) = (all.last_mut(), self.parts.last()) {
            *end = form(last);
        }
        let all = if all.len() == 1 { all.remove(0) } else { Ask::All(all) };
        match &self.whole {
            Some(whole) => Ask::Any(vec![all, form(whole)]),
            None => all,
        }
    }

    /// Whether an index may find texts in which the phrase is not: the terms do not say where they
    /// are.
    pub fn needs_a_look(&self) -> bool {
        match self.parts.as_slice() {
            [token] => token.kind == Kind::Run && token.text.chars().count() > 2,
            _ => true,
        }
    }

    /// Returns what a text has to have among its tokens: one of these at least.
    pub(super) fn needles(&self) -> Vec<Needle> {
        let mut needles = match self.parts.as_slice() {
            [part] => needles(part),
            // The longest is the rarest.
            parts => parts.iter().enumerate().max_by_key(|(_, part)| part.text.len()).map_or_else(
                Vec::new,
                |(at, part)| {
                    let text = match (part.kind, at == 0, at + 1 == parts.len()) {
                        (Kind::Run, true, _) => format!("{}\0", part.text),
                        (Kind::Run, _, true) => format!("\0{}", part.text),
                        (Kind::Word | Kind::Number, _, true) => part.text.clone(),
                        _ => format!("\0{}\0", part.text),
                    };
                    vec![Needle { text, certainty: Certainty::Perhaps }]
                },
            ),
        };
        needles.extend(self.whole.iter().flat_map(self::needles));
        needles
    }

    /// Returns the number of a person, if the phrase may be one: Discord's have 17 to 20 digits.
    pub fn snowflake(&self) -> Option<u64> {
        let [Token { kind: Kind::Number, text, .. }] = self.parts.as_slice() else { return None };
        text.parse().ok().filter(|_| (17..=20).contains(&text.len()))
    }

    /// Returns what was typed, from its first token to its last.
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// Returns what was typed, if it may be a name.
    pub fn name(&self) -> Option<&str> {
        let has_letters = |token: &Token| matches!(token.kind, Kind::Word | Kind::Run);
        self.parts.iter().any(has_letters).then_some(&self.typed)
    }

    /// Whether the phrase is in a text word for word.
    pub fn is_in(&self, text: &str) -> bool {
        self.find(&tokens(text)).is_some_and(|found| found.is_exact)
    }

    /// Returns where the phrase is in a text: the first place where it is word for word, or else
    /// the first where it is at all.
    pub fn find(&self, text: &Tokens) -> Option<Found> {
        let whole = self.whole.iter().flat_map(|whole| single(whole, text));
        let mut found: Vec<Found> = match self.parts.as_slice() {
            [part] => single(part, text).collect(),
            [first, ..] if first.kind == Kind::Symbol => self.symbols(text).into_iter().collect(),
            _ => self.sequences(text).chain(whole).collect(),
        };
        found.sort_by_key(|found| (!found.is_exact, found.range.start, found.range.end));
        found.into_iter().next()
    }

    /// Where the symbols of the phrase follow each other, with nothing between.
    fn symbols(&self, text: &Tokens) -> Option<Found> {
        let count = self.parts.len();
        let mut places = text.parts.windows(count).filter(|window| {
            let same = window
                .iter()
                .zip(&self.parts)
                .all(|(token, part)| token.kind == Kind::Symbol && token.text == part.text);
            let touch = |pair: &[Token]| {
                pair[1].range.start == pair[0].range.end || pair[1].range == pair[0].range
            };
            same && window.windows(2).all(touch)
        });
        let place = places.next()?;
        let range = place[0].range.start..place[count - 1].range.end;
        Some(Found { is_exact: true, range })
    }

    /// Where the parts of the phrase follow each other, with nothing but symbols and spaces
    /// between.
    fn sequences(&self, text: &Tokens) -> impl Iterator<Item = Found> {
        let count = self.parts.len();
        let worded = text.parts.iter().filter(|token| token.kind != Kind::Symbol);
        let worded: Vec<&Token> = worded.collect();
        let mut found = Vec::new();
        for window in worded.windows(count) {
            let mut is_exact = true;
            let fits =
                self.parts.iter().zip(window).enumerate().all(|(at, (part, token))| {
                    match (at == 0, at + 1 == count) {
                        (true, _) if part.kind == Kind::Run => {
                            token.kind == Kind::Run && token.text.ends_with(&part.text)
                        }
                        (_, true) if part.kind == Kind::Run => {
                            token.kind == Kind::Run && token.text.starts_with(&part.text)
                        }
                        (_, true) => match fit(part, token) {
                            Some(exactly) => {
                                is_exact = exactly;
                                true
                            }
                            None => false,
                        },
                        (_, false) => token.kind == part.kind && token.text == part.text,
                    }
                });
            if fits {
                let (first, last) = (window[0], window[count - 1]);
                let length = |part: usize| self.parts[part].text.len();
                let start = match first.kind {
                    Kind::Run => first.place(first.text.len() - length(0)..first.text.len()),
                    _ => first.range.clone(),
                };
                let end = match last.kind {
                    Kind::Run => last.place(0..length(count - 1)),
                    _ => last.range.clone(),
                };
                found.push(Found { is_exact, range: start.start..end.end });
            }
        }
        found.into_iter()
    }
}

/// Where a token alone is in a text.
fn single(asked: &Token, text: &Tokens) -> impl Iterator<Item = Found> {
    let fits = |token: &Token| {
        let is_exact = fit(asked, token)?;
        let at = if token.kind == Kind::Run { token.text.find(&asked.text) } else { None };
        let range = match at {
            Some(at) => token.place(at..at + asked.text.len()),
            None => token.range.clone(),
        };
        Some(Found { is_exact, range })
    };
    text.parts.iter().chain(&text.wholes).filter_map(fits)
}

/// Whether a token that was written is found by one that is asked for, and if so, whether word for
/// word.
fn fit(asked: &Token, written: &Token) -> Option<bool> {
    let (asked_text, text) = (asked.text.as_str(), written.text.as_str());
    match (asked.kind, written.kind) {
        (Kind::Symbol, Kind::Symbol) => (asked_text == text).then_some(true),
        (Kind::Run, Kind::Run) => text.contains(asked_text).then_some(true),
        (Kind::Word | Kind::Number, Kind::Word | Kind::Number) => {
            if asked_text == text {
                return Some(true);
            }
            let is_dotted = asked_text.contains('.');
            let length = asked_text.chars().count();
            let begins = !is_dotted && length >= BEGINNING && text.starts_with(asked_text);
            let is_part = match asked.kind {
                Kind::Number => written.kind == Kind::Number && is_part_of_number(asked_text, text),
                _ => {
                    length >= PART
                        && terms::can_be_compound(text)
                        && terms::parts_of(text).any(|at| text[at..].starts_with(asked_text))
                }
            };
            (begins || is_part).then_some(false)
        }
        _ => None,
    }
}

/// What a text has among its tokens if [`fit`] finds a token in one of them.
fn needles(asked: &Token) -> Vec<Needle> {
    let Token { kind, text, .. } = asked;
    let length = text.chars().count();
    let whole = Needle { text: format!("\0{text}\0"), certainty: Certainty::Whole };
    let beginning = Needle { text: format!("\0{text}"), certainty: Certainty::Part };
    let anywhere = |certainty| Needle { text: text.clone(), certainty };
    let is_beginning = length >= BEGINNING && !text.contains('.');
    match kind {
        Kind::Run => vec![anywhere(Certainty::Whole)],
        Kind::Symbol => vec![whole],
        Kind::Number if is_beginning => vec![whole, beginning, anywhere(Certainty::Perhaps)],
        Kind::Number => vec![whole, anywhere(Certainty::Perhaps)],
        Kind::Word if length >= PART => vec![whole, beginning, anywhere(Certainty::Perhaps)],
        Kind::Word if is_beginning => vec![whole, beginning],
        Kind::Word => vec![whole],
    }
}

/// Whether a number with dots has a number as one of its parts, or begins with one with dots.
fn is_part_of_number(asked: &str, written: &str) -> bool {
    let begins = || written.strip_prefix(asked).is_some_and(|rest| rest.starts_with('.'));
    written.contains('.') && (written.split('.').any(|part| part == asked) || begins())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;
    use crate::domain::analysis::terms::{add_entries, for_each_term};

    /// The terms of a text.
    fn terms(text: &str) -> BTreeSet<String> {
        let mut entries = BTreeSet::new();
        add_entries(&tokens(text), &mut entries);
        let mut terms = BTreeSet::new();
        for entry in &entries {
            for_each_term(entry, |term| {
                terms.insert(term.to_owned());
            });
        }
        terms
    }

    /// What an index with these terms answers.
    fn answers(terms: &BTreeSet<String>, ask: &Ask) -> bool {
        match ask {
            Ask::Term(term) => terms.contains(term),
            Ask::Beginning(term) => terms.iter().any(|other| other.starts_with(term)),
            Ask::All(asks) => asks.iter().all(|ask| answers(terms, ask)),
            Ask::Any(asks) => asks.iter().any(|ask| answers(terms, ask)),
        }
    }

    #[test]
    fn text_becomes_terms() {
        let shown = |text: &str| terms(text).into_iter().collect::<Vec<_>>().join(" ");
        insta::assert_snapshot!(shown("v2.4.1 don't E-4711"), @"2.4.1 4711 =y27 =y2d ^2.4 ^471 ^don ^e47 don dont e e4711 t ~1 ~2 ~2.4 ~4");
        insta::assert_snapshot!(shown("Rechnungsadresse"), @"^rec rechnungsadresse ~adresse ~dresse ~gsadresse ~hnungsadresse ~ngsadresse ~nungsadresse ~resse ~sadresse ~ungsadresse");
        insta::assert_snapshot!(shown("決済でエラー500"), @"500 ^500 でエ エラ ラー ー 決済 済で");
        insta::assert_snapshot!(shown("Größe ΟΔΟΣ İADE naïve ﬁ ⁴² ٤٢"), @"42 ^gro ^iad ^nai ^οδο fi grosse iade naive οδοσ");
    }

    #[test]
    fn a_phrase_is_found_whole_before_in_part() {
        let found = |typed: &str, text: &str| {
            let phrase = Phrase::parse(typed).expect("a phrase");
            phrase.find(&tokens(text)).map(|found| (found.is_exact, text[found.range].to_owned()))
        };
        let exactly = |text: &str| Some((true, text.to_owned()));
        let partly = |text: &str| Some((false, text.to_owned()));
        assert_eq!(found("2.4.1", "fixed in 2.4.10, v2.4.1 fails"), exactly("v2.4.1"));
        assert_eq!(found("2.4", "since 2.4.1"), partly("2.4.1"));
        assert_eq!(found("2.4.1", "1.4.2, 4 of 2 users, 1 crash, 2.4.10"), None);
        assert_eq!(found("E4711", "an E-4711 again"), exactly("E-4711"));
        assert_eq!(found("e-mail", "my email"), exactly("email"));
        assert_eq!(found("e47", "E4711"), partly("E4711"));
        assert_eq!(found("a.b", "b a c b"), None);
        assert_eq!(found("东京都", "东京和京都"), None);
        assert_eq!(found("ー500が", "エラー500が出ます"), exactly("ー500が"));
        assert_eq!(found("?!", "What? Why?!"), exactly("?!"));
    }

    fn written() -> impl Strategy<Value = String> {
        prop_oneof![
            "[ab1é.' -]{0,12}",
            "(export|re|chnung|ad|resse|2|4|\\.|-|v|決済|を|로그| |🎉|!){0,8}",
            "\\PC{0,24}",
        ]
    }

    proptest! {
        #[test]
        fn an_index_finds_what_is_there_and_little_else(typed in written(), text in written()) {
            let phrases: Vec<Phrase> = typed.split(' ').filter_map(Phrase::parse).collect();
            let terms = terms(&text);
            for phrase in phrases {
                let found = phrase.find(&tokens(&text)).map(|found| found.is_exact);
                let (exact, loose) = (answers(&terms, &phrase.ask(true)), answers(&terms, &phrase.ask(false)));
                prop_assert!(loose || found.is_none());
                prop_assert!(exact || found != Some(true));
                if !phrase.needs_a_look() {
                    prop_assert_eq!((exact, loose), (found == Some(true), found.is_some()));
                }
            }
        }

        #[test]
        fn terms_never_hold_what_an_index_would_take_apart(text in "\\PC{0,60}") {
            for term in terms(&text) {
                let is_odd = |character: char| {
                    character.is_ascii() && !character.is_ascii_lowercase() && !character.is_ascii_digit() && !"=~^.".contains(character)
                };
                prop_assert!(!term.is_empty() && !term.contains(is_odd), "{}", term);
            }
        }
    }
}
