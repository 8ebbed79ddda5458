//! Many phrases at once: which of them are in a text. One pass over its tokens tells what can be
//! there at all, and mostly also what is; the rest is decided by [`Phrase::find`].

use aho_corasick::{AhoCorasick, MatchKind};

use crate::domain::analysis::{
    matching::{Certainty, Needle, Phrase},
    tokens::{Tokens, tokens},
};

/// Phrases, prepared to be looked for together.
#[derive(Debug, Default)]
pub struct Phrases {
    all: Vec<Phrase>,
    /// Finds what the phrases look for among the tokens. None: each phrase is looked for alone.
    automaton: Option<AhoCorasick>,
    /// For each pattern of the automaton the phrase, and what it says of it.
    means: Vec<(usize, Certainty)>,
}

/// What a text says of the phrases.
#[derive(Debug)]
pub struct Hits<'a> {
    phrases: &'a Phrases,
    text: Tokens,
    certainty: Vec<Certainty>,
}

impl Phrases {
    /// Prepares phrases.
    pub fn new(all: Vec<Phrase>) -> Self {
        let (mut needles, mut means) = (Vec::new(), Vec::new());
        for (place, phrase) in all.iter().enumerate() {
            for Needle { text, certainty } in phrase.needles() {
                needles.push(text);
                means.push((place, certainty));
            }
        }
        let automaton = match needles.is_empty() {
            true => None,
            false => AhoCorasick::builder().match_kind(MatchKind::Standard).build(needles).ok(),
        };
        Self { all, automaton, means }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Looks for the phrases in a text.
    pub fn in_text(&self, text: &str) -> Hits<'_> {
        let text = tokens(text);
        let mut certainty = vec![Certainty::Absent; self.all.len()];
        match &self.automaton {
            Some(automaton) => {
                for hit in automaton.find_overlapping_iter(&joined(&text)) {
                    let (phrase, says) = self.means[hit.pattern().as_usize()];
                    certainty[phrase] = certainty[phrase].max(says);
                }
            }
            None => certainty.fill(Certainty::Perhaps),
        }
        Hits { phrases: self, text, certainty }
    }
}

impl Hits<'_> {
    /// Whether a phrase is in the text, at all or word for word.
    pub fn has(&self, phrase: usize, word_for_word: bool) -> bool {
        match (self.certainty[phrase], word_for_word) {
            (Certainty::Absent, _) => false,
            (Certainty::Whole, _) | (Certainty::Part, false) => true,
            (Certainty::Part, true) | (Certainty::Perhaps, _) => {
                let found = self.phrases.all[phrase].find(&self.text);
                found.is_some_and(|found| found.is_exact || !word_for_word)
            }
        }
    }
}

/// The tokens of a text, each between two zeros, as needles look for them.
fn joined(text: &Tokens) -> String {
    let all = || text.parts.iter().chain(&text.wholes);
    let length: usize = all().map(|token| token.text.len() + 1).sum();
    let mut joined = String::with_capacity(length + 1);
    for token in all() {
        joined.push('\0');
        joined.push_str(&token.text);
    }
    joined.push('\0');
    joined
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn written() -> impl Strategy<Value = String> {
        prop_oneof![
            "[ab1é.' -]{0,12}",
            "(export|fail|er|chnung|ad|resse|no|2|4|47|\\.|-|v|決済|を|로그| |🎉|!|\\+){0,8}",
            "\\PC{0,24}",
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn all_at_once_is_what_each_finds_alone(
            typed in prop::collection::vec(written(), 0..8),
            text in prop_oneof![written(), "(export|fail|er|port|ad|resse|no|2|4|47|\\.|-|v|決済|を|로그| |🎉|!){0,40}"],
        ) {
            let all: Vec<Phrase> = typed.iter().filter_map(|typed| Phrase::parse(typed)).collect();
            let phrases = Phrases::new(all.clone());
            let hits = phrases.in_text(&text);
            for (place, phrase) in all.iter().enumerate() {
                let found = phrase.find(&tokens(&text)).map(|found| found.is_exact);
                let at_once = (hits.has(place, false), hits.has(place, true));
                prop_assert_eq!(at_once, (found.is_some(), found == Some(true)), "{:?}", phrase);
            }
        }
    }
}
