//! Rules that open cases from messages.

use regex::{RegexSet, RegexSetBuilder};

use crate::domain::{
    ChannelId, Priority, RuleAction, Tag,
    pattern::{AUTOMATON_LIMIT, NESTING_LIMIT, PROGRAM_LIMIT, compile},
    plain_words,
    refusal::RuleRefusal,
    text,
};

/// The most rules of one server.
pub const RULE_LIMIT: usize = 50;
/// The longest name of a rule, in characters.
pub const NAME_LIMIT: usize = 50;
/// How much of a message is matched, in characters: the longest message that Discord allows.
pub const TEXT_LIMIT: usize = 4_000;

/// One rule of a server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// The name, unique in the server.
    pub name: String,
    /// A regular expression, matched anywhere in a message.
    pub pattern: String,
    /// The channel in which the rule applies. None: everywhere that members write.
    pub channel: Option<ChannelId>,
    /// What happens with a message that matches.
    pub action: RuleAction,
    /// A tag for the case.
    pub tag: Option<Tag>,
    /// The case's priority; normal if not given.
    pub priority: Option<Priority>,
}

/// What somebody changes of a rule. What is `None` stays as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleChange {
    /// The new name, or the same.
    pub name: String,
    /// The new pattern, or the same.
    pub pattern: String,
    /// The tag for the case.
    pub tag: Option<Tag>,
    /// The channel, or with `Some(None)` everywhere that members write.
    pub channel: Option<Option<ChannelId>>,
    /// What happens with a message that matches.
    pub action: Option<RuleAction>,
    /// The case's priority.
    pub priority: Option<Priority>,
}

impl RuleChange {
    /// Returns the rule as it is to be.
    pub fn of(self, rule: Rule) -> Rule {
        Rule {
            name: self.name,
            pattern: self.pattern,
            tag: self.tag,
            channel: self.channel.unwrap_or(rule.channel),
            action: self.action.unwrap_or(rule.action),
            priority: self.priority.or(rule.priority),
        }
    }
}

/// Returns the pattern of a rule that is given in plain words or as a pattern.
///
/// # Errors
/// [`RuleRefusal::WordsAndPattern`] if both are given.
pub fn pattern_from(words: &str, pattern: &str) -> Result<String, RuleRefusal> {
    match (words.trim().is_empty(), pattern.trim().is_empty()) {
        (false, false) => Err(RuleRefusal::WordsAndPattern),
        (false, true) => Ok(plain_words::pattern_of(words)),
        (true, _) => Ok(pattern.to_owned()),
    }
}

impl Rule {
    /// Checks a new rule.
    ///
    /// # Errors
    /// With what is wrong with its name or its pattern.
    pub fn checked(self) -> Result<Self, RuleRefusal> {
        let name = text::clean(&self.name).split_whitespace().collect::<Vec<_>>().join(" ");
        if text::is_blank(&name) {
            return Err(RuleRefusal::NameEmpty);
        }
        if name.chars().count() > NAME_LIMIT {
            return Err(RuleRefusal::NameTooLong);
        }
        compile(&self.pattern)?;
        Ok(Self { name, ..self })
    }
}

/// A server's rules, compiled for a single pass over a text.
#[derive(Clone, Debug)]
pub struct RuleBook {
    rules: Vec<Rule>,
    patterns: RegexSet,
}

impl Default for RuleBook {
    fn default() -> Self {
        Self { rules: Vec::new(), patterns: RegexSet::empty() }
    }
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
        let patterns = RegexSetBuilder::new(rules.iter().map(|rule| &rule.pattern))
            .size_limit(PROGRAM_LIMIT * RULE_LIMIT)
            .dfa_size_limit(AUTOMATON_LIMIT * RULE_LIMIT)
            .nest_limit(NESTING_LIMIT)
            .build()
            .map_err(|_| RuleRefusal::PatternTooLarge)?;
        Ok(Self { rules, patterns })
    }

    /// Whether there are no rules.
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    /// Returns the rule that decides about a message: of the matching ones, the first that opens a
    /// case, else the first that asks.
    pub fn first_match(&self, channel: ChannelId, text: &str) -> Option<&Rule> {
        let text = match text.char_indices().nth(TEXT_LIMIT) {
            Some((end, _)) => &text[..end],
            None => text,
        };
        let matching = || {
            let here = |rule: &&Rule| rule.channel.is_none_or(|only| only == channel);
            self.patterns.matches(text).into_iter().map(|index| &self.rules[index]).filter(here)
        };
        if self.rules.is_empty() || !self.patterns.is_match(text) {
            return None;
        }
        matching().find(|rule| rule.action == RuleAction::Open).or_else(|| matching().next())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(name: &str, pattern: &str, action: RuleAction) -> Rule {
        Rule {
            name: name.into(),
            pattern: pattern.into(),
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
}
