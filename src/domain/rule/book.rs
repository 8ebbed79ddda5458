//! A server's rules, compiled for a single pass over a text.

use std::ops::Range;

use crate::domain::{
    ChannelId, Rule, RuleAction,
    analysis::many::Phrases,
    pattern::set::Patterns,
    refusal::RuleRefusal,
    rule::{
        PROGRAMS_LIMIT, TEXT_LIMIT,
        finds::{Finds, Wanted},
    },
};

/// What several rules look for.
#[derive(Debug, Default)]
pub struct Finders {
    patterns: Patterns,
    /// The place of the rule of each pattern.
    of_patterns: Vec<usize>,
    phrases: Phrases,
    /// Which of the phrases are found word for word only.
    is_whole: Vec<bool>,
    of_words: Vec<OfWords>,
}

/// A rule that looks for words.
#[derive(Debug)]
struct OfWords {
    /// Its place among the rules.
    place: usize,
    any: Range<usize>,
    all: Range<usize>,
}

impl Finders {
    /// Compiles what rules look for.
    ///
    /// # Errors
    /// If the patterns are too large, or cannot be read.
    pub fn new(all: &[&Finds]) -> Result<Self, RuleRefusal> {
        let (mut patterns, mut phrases, mut finders) = (Vec::new(), Vec::new(), Self::default());
        for (place, finds) in all.iter().enumerate() {
            match finds {
                Finds::Pattern(pattern) => {
                    patterns.push(pattern);
                    finders.of_patterns.push(place);
                }
                Finds::Words(words) => {
                    let mut add = |wanted: &[Wanted]| {
                        let first = phrases.len();
                        phrases.extend(wanted.iter().map(|one| one.phrase.clone()));
                        finders.is_whole.extend(wanted.iter().map(|one| one.is_whole));
                        first..phrases.len()
                    };
                    let (any, all) = (add(&words.any), add(&words.all));
                    finders.of_words.push(OfWords { place, any, all });
                }
            }
        }
        finders.patterns =
            Patterns::new(&patterns, PROGRAMS_LIMIT).map_err(|_| RuleRefusal::PatternTooLarge)?;
        finders.phrases = Phrases::new(phrases);
        Ok(finders)
    }

    /// Returns the places of the rules that find something in a text, in ascending order. Of a
    /// text as long as no message can be, the beginning is looked at.
    pub fn matching(&self, text: &str) -> Vec<usize> {
        let text = match text.char_indices().nth(TEXT_LIMIT) {
            Some((end, _)) => &text[..end],
            None => text,
        };
        let found = self.patterns.matching(text);
        let mut matching: Vec<usize> = found.iter().map(|&found| self.of_patterns[found]).collect();
        if !self.phrases.is_empty() {
            let hits = self.phrases.in_text(text);
            let has = |phrase: usize| hits.has(phrase, self.is_whole[phrase]);
            let matches = |rule: &&OfWords| {
                (rule.any.is_empty() || rule.any.clone().any(has)) && rule.all.clone().all(has)
            };
            matching.extend(self.of_words.iter().filter(matches).map(|rule| rule.place));
            matching.sort_unstable();
        }
        matching
    }
}

/// A server's rules.
#[derive(Debug, Default)]
pub struct RuleBook {
    rules: Vec<Rule>,
    finders: Finders,
}

impl RuleBook {
    /// Compiles rules that were checked when they were added.
    ///
    /// # Errors
    /// If a stored pattern no longer compiles, which can only happen after an update of the regex
    /// crate.
    pub fn new(rules: Vec<Rule>) -> Result<Self, RuleRefusal> {
        let rules: Vec<Rule> =
            rules.into_iter().filter(|rule| rule.action != RuleAction::None).collect();
        let finders = Finders::new(&rules.iter().map(|rule| &rule.finds).collect::<Vec<_>>())?;
        Ok(Self { rules, finders })
    }

    /// Whether there are no rules.
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    /// Returns the rule that decides about a message: of the matching ones, the first that opens a
    /// case, else the first that asks.
    pub fn first_match(&self, channel: ChannelId, text: &str) -> Option<&Rule> {
        if self.rules.is_empty() {
            return None;
        }
        let matching = self.finders.matching(text);
        let here = |rule: &&Rule| rule.channel.is_none_or(|only| only == channel);
        let mut matching = matching.into_iter().map(|place| &self.rules[place]).filter(here);
        let first = matching.next()?;
        let opens = |rule: &&Rule| rule.action == RuleAction::Open;
        Some(std::iter::once(first).chain(matching).find(opens).unwrap_or(first))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(name: &str, pattern: &str, action: RuleAction) -> Rule {
        Rule {
            name: name.into(),
            finds: Finds::Pattern(pattern.into()),
            channel: None,
            action,
            tag: None,
            priority: None,
        }
    }

    #[test]
    fn the_rule_that_opens_goes_before_the_one_that_asks() -> Result<(), RuleRefusal> {
        let elsewhere =
            Rule { channel: Some(ChannelId(9)), ..rule("elsewhere", "crash", RuleAction::Open) };
        let book = RuleBook::new(vec![
            elsewhere,
            rule("ask", "crash", RuleAction::Ask),
            rule("rest", "crash", RuleAction::None),
            rule("open", "crash(es|ed)", RuleAction::Open),
        ])?;
        let name = |text: &str| book.first_match(ChannelId(1), text).map(|rule| rule.name.as_str());
        assert_eq!(name("it crashed"), Some("open"));
        assert_eq!(name("a crash"), Some("ask"));
        assert_eq!(name("all is well"), None);
        Ok(())
    }

    #[test]
    fn words_are_found_as_a_search_finds_them() -> Result<(), RuleRefusal> {
        let found = |any: &str, all: &str, text: &str| {
            let finds = Finds::typed([any, all], "").expect("words");
            !Finders::new(&[&finds]).expect("finders").matching(text).is_empty()
        };
        for (any, all, text) in [
            ("crash*, does not start", "", "It does  NOT start"),
            ("crash", "", "it crashes"),
            ("2.4.1", "", "since v2.4.1"),
            ("Größe", "", "die GROSSE Größe"),
            ("strasse", "", "Straße falsch"),
            ("오류", "", "로그인 오류가 나요"),
            ("注文", "", "佐々木さんの注文が届かない"),
            ("ΟΔΟΣ", "", "Λάθος οδος"),
            ("الدخول", "", "لا يمكنني تسجيل الدُّخول"),
            ("", "export, fail", "it fails when I export"),
            ("export, print", "fail", "printing fails"),
            ("\"pay\"", "", "I want to pay!"),
            ("🎉", "", "done 🎉"),
        ] {
            assert!(found(any, all, text), "{any} {all} in {text}");
        }
        for (any, all, text) in [
            ("2.4.1", "", "fixed in 2.4.10"),
            ("does not start", "", "it does start, not now"),
            ("\"pay\"", "", "payments"),
            ("", "export, fail", "the export works"),
            ("export, print", "fail", "scanning fails"),
            ("किमी", "", "काम नहीं करता"),
        ] {
            assert!(!found(any, all, text), "{any} {all} in {text}");
        }
        Ok(())
    }
}
