//! Refusals about rules.

use crate::domain::{
    Language, pattern,
    refusal::{Misread, RuleRefusal},
    rule::{
        self,
        finds::{TYPED_LIMIT, WORDS_LIMIT},
    },
    text::shorten,
};

use crate::discord::view::{
    escape::{code, escape},
    words::t,
};

/// The most characters of a part of a pattern that is named.
const WRITTEN: usize = 20;

pub(super) fn sentence(language: Language, refusal: &RuleRefusal) -> String {
    match refusal {
        RuleRefusal::NotFound(name) => t!(language, "refusal-no-such-rule", name = escape(name)),
        RuleRefusal::TooMany => t!(language, "refusal-too-many-rules", most = rule::RULE_LIMIT),
        RuleRefusal::NameEmpty => t!(language, "refusal-rule-name-empty"),
        RuleRefusal::NameTooLong => {
            t!(language, "refusal-rule-name-too-long", most = rule::NAME_LIMIT)
        }
        RuleRefusal::NameTaken(name) => {
            t!(language, "refusal-rule-name-taken", name = escape(name))
        }
        RuleRefusal::PatternEmpty => t!(language, "refusal-rule-pattern-empty"),
        RuleRefusal::WordsAndPattern => t!(language, "refusal-rule-words-and-pattern"),
        RuleRefusal::OnlyPunctuation(word) => {
            t!(language, "refusal-rule-only-punctuation", word = code(&shorten(word, WRITTEN)))
        }
        RuleRefusal::UnclosedQuote(word) => {
            t!(language, "refusal-rule-unclosed-quote", word = code(&shorten(word, WRITTEN)))
        }
        RuleRefusal::TooManyWords(count) => {
            t!(language, "refusal-rule-too-many-words", count = *count, most = WORDS_LIMIT)
        }
        RuleRefusal::WordsTooLong(length) => {
            t!(language, "refusal-rule-words-too-long", length = *length, most = TYPED_LIMIT)
        }
        RuleRefusal::PatternTooLong(length) => {
            t!(
                language,
                "refusal-rule-pattern-too-long",
                length = *length,
                most = pattern::PATTERN_LIMIT
            )
        }
        RuleRefusal::PatternTooLarge => t!(language, "refusal-rule-pattern-too-large"),
        RuleRefusal::MatchesEverything => t!(language, "refusal-rule-matches-everything"),
        RuleRefusal::MatchesNothing => t!(language, "refusal-rule-matches-nothing"),
        RuleRefusal::InternalChannel(channel) => {
            t!(language, "refusal-rule-in-internal-channel", channel = *channel)
        }
        RuleRefusal::ChangedMeanwhile(name) => {
            t!(language, "refusal-rule-changed-meanwhile", name = escape(name))
        }
        RuleRefusal::PatternInvalid(Misread { fault, at, written, instead }) => {
            let instead = match instead {
                Some(pattern) => t!(language, "rule-fault-instead", pattern = code(pattern)),
                None => t!(language, "rule-fault-otherwise"),
            };
            t!(
                language,
                "refusal-rule-pattern-invalid",
                at = *at,
                written = code(&shorten(written, WRITTEN)),
                why = t!(language, "rule-fault", fault = fault.into_str()),
                instead = instead
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use strum::VariantArray;

    use super::*;
    use crate::domain::PatternFault;

    #[test]
    fn every_fault_of_a_pattern_is_one_sentence() {
        for (language, &fault) in Language::VARIANTS
            .iter()
            .flat_map(|&language| PatternFault::VARIANTS.iter().map(move |fault| (language, fault)))
        {
            for instead in [None, Some("y".to_owned())] {
                let misread = Misread { fault, at: 7, written: "x".repeat(30), instead };
                let words = sentence(language, &RuleRefusal::PatternInvalid(misread));
                assert!(words.ends_with('.') && !words.contains(". "), "{words}");
                assert!(words.contains('7') && !words.contains("fault"), "{words}");
                assert!((60..330).contains(&words.chars().count()), "{words}");
            }
        }
    }

    #[test]
    fn a_fault_is_explained_with_its_place() {
        let shown = |language| {
            ["[[](ERROR|WARN)[]]", r"\<@!?\d+\>", "crash(?!ed)"]
                .map(|wrong| match pattern::compile(wrong) {
                    Ok(_) => panic!("{wrong} can be read"),
                    Err(refusal) => sentence(language, &refusal),
                })
                .join("\n")
        };
        insta::assert_snapshot!(shown(Language::English), @r"
        I can't read the pattern because of `[]` at character 2: a `[` starts a class and needs a `]`, and for the character itself you write `\[`; try `\[(ERROR|WARN)\]`.
        I can't read the pattern because of `\<` at character 1: it means the edge of a word here, for which `\b` is clearer, and for the characters themselves you write `<` and `>`; try `<@!?\d+>`.
        I can't read the pattern because of `(?!` at character 6: rules can't look ahead or behind; write it another way.
        ");
        insta::assert_snapshot!(shown(Language::German), @r"
        Ich kann das Muster wegen `[]` an Stelle 2 nicht lesen: Ein `[` beginnt eine Klasse und braucht ein `]`, und für das Zeichen selbst schreibst du `\[`; versuch es mit `\[(ERROR|WARN)\]`.
        Ich kann das Muster wegen `\<` an Stelle 1 nicht lesen: Das steht hier für den Rand eines Wortes, wofür `\b` klarer ist, und für die Zeichen selbst schreibst du `<` und `>`; versuch es mit `<@!?\d+>`.
        Ich kann das Muster wegen `(?!` an Stelle 6 nicht lesen: Regeln können nicht voraus- oder zurückschauen; schreib es anders.
        ");
    }
}
