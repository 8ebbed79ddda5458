//! What leads see of their rules: the list, and what a pattern would match.

use serenity::all::CreateEmbed;

use crate::domain::{Language, Rule, RuleAction, UserId, rule::PATTERN_LIMIT, text::shorten};

use crate::discord::view::{
    Body,
    escape::{code, escape, shortened},
    limit,
    words::t,
};

/// The longest patterns in the list, in characters, tried in this order until all rules fit into
/// one message.
const PATTERNS: [usize; 5] = [PATTERN_LIMIT, 128, 64, 32, 16];
/// The most characters of rules in one message: [`limit::EMBEDS`] minus space for a last line.
const ROOM: usize = limit::EMBEDS - 200;
/// The most characters of a message in `/rule test`.
const EXCERPT: usize = 150;

/// Builds the response to `/rule list`. If there are many rules, long patterns are shortened, and
/// the message says so.
pub fn rules(language: Language, rules: &[Rule]) -> Body {
    if rules.is_empty() {
        return Body::text(t!(language, "rules-none"));
    }
    let longest = rules.iter().map(|rule| rule.pattern.chars().count()).max().unwrap_or(0);
    let mut lines: Vec<String> = Vec::new();
    let mut shown = PATTERN_LIMIT;
    for pattern in PATTERNS {
        shown = pattern;
        lines = rules.iter().map(|rule| rule_line(language, rule, pattern)).collect();
        if pages(&lines).1 == 0 {
            break;
        }
    }
    let (pages, missing) = pages(&lines);
    let mut sentences = vec![t!(language, "rules-count", count = rules.len())];
    if longest > shown {
        sentences.push(t!(language, "rules-shortened", length = shown));
    }
    if missing > 0 {
        sentences.push(t!(language, "rules-missing", count = missing));
    }
    let embeds = pages.into_iter().map(|page| CreateEmbed::new().description(page)).collect();
    Body { embeds, ..Body::text(sentences.join(" ")) }
}

fn rule_line(language: Language, rule: &Rule, pattern: usize) -> String {
    let mut does = vec![match rule.action {
        RuleAction::Open => t!(language, "rules-opens"),
        RuleAction::Ask => t!(language, "rules-asks"),
        RuleAction::None => t!(language, "rules-rests"),
    }];
    does.extend(rule.channel.map(|channel| t!(language, "rules-channel", channel = channel)));
    does.extend(rule.tag.as_ref().map(|tag| t!(language, "rules-tag", tag = code(tag.as_str()))));
    does.extend(
        rule.priority
            .map(|priority| t!(language, "rules-priority", priority = priority.into_str())),
    );
    format!(
        "**{}**: {}\n{}",
        escape(&rule.name),
        does.join(", "),
        code(&shorten(&rule.pattern, pattern))
    )
}

/// Joins lines into descriptions of embeds, within the limits of one message. Also returns how many
/// lines did not fit.
fn pages(lines: &[String]) -> (Vec<String>, usize) {
    let mut pages: Vec<String> = Vec::new();
    let (mut total, mut on_page) = (0, 0);
    for (index, line) in lines.iter().enumerate() {
        let length = line.chars().count() + 1;
        if total + length > ROOM {
            return (pages, lines.len() - index);
        }
        total += length;
        match pages.last_mut().filter(|_| on_page + length <= limit::DESCRIPTION) {
            Some(page) => {
                on_page += length;
                page.push('\n');
                page.push_str(line);
            }
            None => {
                on_page = length;
                pages.push(line.clone());
            }
        }
    }
    (pages, 0)
}

/// Builds the response to `/rule test`: which of the messages the pattern matches. A match is the
/// author, the text and the message's address.
pub fn rule_test(
    language: Language,
    pattern: &str,
    matches: &[(UserId, String, String)],
    looked_at: usize,
) -> Body {
    let pattern = code(pattern);
    if looked_at == 0 {
        return Body::text(t!(language, "rule-test-nothing", pattern = pattern));
    }
    if matches.is_empty() {
        return Body::text(t!(language, "rule-test-none", pattern = pattern, count = looked_at));
    }
    let lines: Vec<String> = matches
        .iter()
        .map(|(author, text, address)| match_line(language, *author, text, address))
        .collect();
    let list = limit::listed(language, &lines, "\n", limit::DESCRIPTION);
    let content = t!(
        language,
        "rule-test-some",
        pattern = pattern,
        matches = matches.len(),
        count = looked_at
    );
    Body { embeds: vec![CreateEmbed::new().description(list)], ..Body::text(content) }
}

fn match_line(language: Language, author: UserId, text: &str, address: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    t!(
        language,
        "rule-test-match",
        address = address,
        author = author,
        text = shortened(&words, EXCERPT)
    )
}

#[cfg(test)]
mod tests {
    use strum::VariantArray;

    use super::*;
    use crate::discord::view::sample::{LONG, check, read};
    use crate::domain::{
        ChannelId, Priority, Tag,
        rule::{NAME_LIMIT, RULE_LIMIT},
    };

    fn rule(name: &str, pattern: &str) -> Rule {
        Rule {
            name: name.into(),
            pattern: pattern.into(),
            channel: None,
            action: RuleAction::Open,
            tag: None,
            priority: None,
        }
    }

    #[test]
    fn a_list_of_rules_says_what_each_does() {
        let full = Rule {
            channel: Some(ChannelId(2)),
            action: RuleAction::Ask,
            tag: Some(Tag::stored("billing".to_owned())),
            priority: Some(Priority::High),
            ..rule("bill_s", r"(invoice|charged)\b")
        };
        insta::assert_snapshot!(read(&rules(Language::English, &[rule("crash", "crash(es|ed)"), full])), @r"
        **2 rules**, in the order in which they were added.
        ---
        **crash**: opens a case
        `crash(es|ed)`
        **bill\_s**: asks the agents, in <#2>, tag `billing`, priority high
        `(invoice|charged)\b`
        ");
        check(&rules(Language::English, &[]));
    }

    #[test]
    fn the_most_rules_fit_and_shortening_is_said() {
        let many: Vec<Rule> = (0..RULE_LIMIT)
            .map(|index| rule(&format!("rule {index}"), &"x".repeat(PATTERN_LIMIT)))
            .collect();
        let body = rules(Language::English, &many);
        check(&body);
        check(&rules(Language::German, &many));
        let text = read(&body);
        assert!(
            text.contains("Patterns are shortened to 64 characters here.")
                && text.contains("rule 49"),
            "{text}"
        );
        let worst = Rule {
            channel: Some(ChannelId(LONG)),
            tag: Some(Tag::stored("_".repeat(32))),
            priority: Some(Priority::Normal),
            ..rule(&"*".repeat(NAME_LIMIT), &"``*".repeat(80))
        };
        let worst = vec![worst; RULE_LIMIT];
        check(&rules(Language::German, &worst));
        let body = rules(Language::English, &worst);
        check(&body);
        assert!(
            body.content.contains("more, for which this answer has no room"),
            "{}",
            body.content
        );
    }

    #[test]
    fn a_tried_pattern_shows_its_matches() {
        let matches = vec![(
            UserId(5),
            "it *crashed*\nagain".to_owned(),
            "https://discord.com/channels/1/2/3".to_owned(),
        )];
        insta::assert_snapshot!(read(&rule_test(Language::English, "crash", &matches, 50)), @r"
        `crash` matches 1 of the last 50 messages here. Nothing was opened.
        ---
        [Message](https://discord.com/channels/1/2/3) by <@5>: it \*crashed\* again
        ");
        for (matches, looked_at) in [
            (Vec::new(), 0),
            (Vec::new(), 1),
            (Vec::new(), 50),
            (vec![(UserId(LONG), "*".repeat(4_000), "x".repeat(91)); 100], 100),
        ] {
            for &language in Language::VARIANTS {
                check(&rule_test(language, &"*".repeat(PATTERN_LIMIT), &matches, looked_at));
            }
        }
    }

    #[test]
    fn a_german_lead_reads_of_rules_in_german() {
        let full = Rule {
            channel: Some(ChannelId(2)),
            action: RuleAction::Ask,
            tag: Some(Tag::stored("billing".to_owned())),
            priority: Some(Priority::High),
            ..rule("bill_s", r"(invoice|charged)\b")
        };
        let long = rule("long", &"x".repeat(PATTERN_LIMIT));
        let found = vec![(
            UserId(5),
            "it crashed".to_owned(),
            "https://discord.com/channels/1/2/3".to_owned(),
        )];
        let shown = [
            rules(Language::German, &[]),
            rules(Language::German, &[rule("crash", "crash(es|ed)"), full]),
            rule_test(Language::German, "crash", &[], 0),
            rule_test(Language::German, "crash", &[], 1),
            rule_test(Language::German, "crash", &[], 50),
            rule_test(Language::German, "crash", &found, 1),
            rule_test(Language::German, "crash", &found, 50),
        ];
        let shortened = rules(Language::German, &vec![long; RULE_LIMIT]).content;
        let lines: Vec<String> = shown.iter().map(read).chain([shortened]).collect();
        insta::assert_snapshot!(lines.join("\n"), @r"
        Es gibt noch keine Regeln. `/regel hinzufügen` macht eine: Nachrichten, auf die sie passt, melden sich von selbst.
        **2 Regeln**, in der Reihenfolge, in der sie dazukamen.
        ---
        **crash**: eröffnet einen Fall
        `crash(es|ed)`
        **bill\_s**: fragt das Team, in <#2>, Tag `billing`, Priorität hoch
        `(invoice|charged)\b`
        `crash` lässt sich lesen, aber ich habe hier keine Nachricht eines Mitglieds gefunden, um es daran zu probieren.
        `crash` passt nicht auf die einzige Nachricht hier.
        `crash` passt auf keine der letzten 50 Nachrichten hier.
        `crash` passt auf die einzige Nachricht hier. Eröffnet wurde nichts.
        ---
        [Nachricht](https://discord.com/channels/1/2/3) von <@5>: it crashed
        `crash` passt auf 1 der letzten 50 Nachrichten hier. Eröffnet wurde nichts.
        ---
        [Nachricht](https://discord.com/channels/1/2/3) von <@5>: it crashed
        **50 Regeln**, in der Reihenfolge, in der sie dazukamen. Muster sind hier auf 64 Zeichen gekürzt.
        ");
    }
}
