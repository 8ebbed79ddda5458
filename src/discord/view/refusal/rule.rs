//! Refusals about rules.

use crate::domain::{Language, refusal::RuleRefusal, rule};

use crate::discord::view::{escape::escape, words::t};

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
        RuleRefusal::PatternTooLong(length) => {
            t!(
                language,
                "refusal-rule-pattern-too-long",
                length = *length,
                most = rule::PATTERN_LIMIT
            )
        }
        RuleRefusal::PatternTooLarge => t!(language, "refusal-rule-pattern-too-large"),
        RuleRefusal::MatchesEverything => t!(language, "refusal-rule-matches-everything"),
        RuleRefusal::PatternInvalid(why) => {
            t!(language, "refusal-rule-pattern-invalid", why = escape(why))
        }
    }
}
