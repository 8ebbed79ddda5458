//! What leads see of their rules: the list, and what a pattern would match.

use serenity::all::CreateEmbed;

use crate::domain::{Rule, RuleAction, UserId, rule::PATTERN_LIMIT, text::shorten};

use super::{
    Body,
    card::priority_word,
    escape::{code, escape, shortened},
    limit,
};

/// How long patterns may be in the list, in characters, tried in this order until all rules fit into one answer.
const PATTERNS: [usize; 5] = [PATTERN_LIMIT, 128, 64, 32, 16];
/// How many characters of rules one answer holds: [`limit::EMBEDS`], with room for a last line.
const ROOM: usize = limit::EMBEDS - 200;
/// How much of a message `/rule test` shows, in characters.
const EXCERPT: usize = 150;

/// The answer to `/rule list`. Long patterns are shortened where there are many rules; then it says so.
pub fn rules(rules: &[Rule]) -> Body {
    if rules.is_empty() {
        return Body::text("There are no rules yet. `/rule add` makes one: messages that it matches flag themselves.");
    }
    let count = if rules.len() == 1 { "1 rule".to_owned() } else { format!("{} rules", rules.len()) };
    let longest = rules.iter().map(|rule| rule.pattern.chars().count()).max().unwrap_or(0);
    let mut lines: Vec<String> = Vec::new();
    let mut shown = PATTERN_LIMIT;
    for pattern in PATTERNS {
        shown = pattern;
        lines = rules.iter().map(|rule| rule_line(rule, pattern)).collect();
        if pages(&lines).1 == 0 {
            break;
        }
    }
    let (pages, missing) = pages(&lines);
    let mut notes = Vec::new();
    if longest > shown {
        notes.push(format!("Patterns are shortened to {shown} characters here."));
    }
    if missing > 0 {
        notes.push(format!("There are {missing} more, for which this answer has no room."));
    }
    let content = format!("**{count}**, in the order in which they were added. {}", notes.join(" "));
    let embeds = pages.into_iter().map(|page| CreateEmbed::new().description(page)).collect();
    Body { embeds, ..Body::text(content.trim_end()) }
}

fn rule_line(rule: &Rule, pattern: usize) -> String {
    let mut line = format!("**{}**: {}", escape(&rule.name), action_words(rule.action));
    if let Some(channel) = rule.channel {
        line.push_str(&format!(", in <#{channel}>"));
    }
    if let Some(tag) = &rule.tag {
        line.push_str(&format!(", tag {}", code(tag.as_str())));
    }
    if let Some(priority) = rule.priority {
        line.push_str(&format!(", priority {}", priority_word(priority).to_lowercase()));
    }
    format!("{line}\n{}", code(&shorten(&rule.pattern, pattern)))
}

fn action_words(action: RuleAction) -> &'static str {
    match action {
        RuleAction::Open => "opens a case",
        RuleAction::Ask => "asks the agents",
        RuleAction::None => "rests",
    }
}

/// Lines put together to descriptions of embeds, within what one message holds, and how many lines found no place.
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

/// The answer to `/rule test`: which of the messages that were looked at the pattern matches. Each match is the author,
/// what they wrote, and the message's address.
pub fn rule_test(pattern: &str, matches: &[(UserId, String, String)], looked_at: usize) -> Body {
    let pattern = code(pattern);
    if looked_at == 0 {
        return Body::text(format!("{pattern} can be read, but I found no message of a member here to try it on."));
    }
    let seen = if looked_at == 1 { "the only message here".to_owned() } else { format!("the last {looked_at} messages here") };
    if matches.is_empty() {
        return Body::text(format!("{pattern} matches none of {seen}."));
    }
    let lines: Vec<String> = matches.iter().map(|(author, text, address)| match_line(*author, text, address)).collect();
    let list = limit::listed(&lines, "\n", limit::DESCRIPTION);
    let content = format!("{pattern} matches {} of {seen}. Nothing was opened.", matches.len());
    Body { embeds: vec![CreateEmbed::new().description(list)], ..Body::text(content) }
}

fn match_line(author: UserId, text: &str, address: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("[Message]({address}) by <@{author}>: {}", shortened(&words, EXCERPT))
}

#[cfg(test)]
mod tests {
    use super::super::sample::{LONG, check, read};
    use super::*;
    use crate::domain::{
        ChannelId, Priority, Tag,
        rule::{NAME_LIMIT, RULE_LIMIT},
    };

    fn rule(name: &str, pattern: &str) -> Rule {
        Rule { name: name.into(), pattern: pattern.into(), channel: None, action: RuleAction::Open, tag: None, priority: None }
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
        insta::assert_snapshot!(read(&rules(&[rule("crash", "crash(es|ed)"), full])), @r"
        **2 rules**, in the order in which they were added.
        ---
        **crash**: opens a case
        `crash(es|ed)`
        **bill\_s**: asks the agents, in <#2>, tag `billing`, priority high
        `(invoice|charged)\b`
        ");
        check(&rules(&[]));
    }

    #[test]
    fn the_most_rules_fit_and_shortening_is_said() {
        let many: Vec<Rule> = (0..RULE_LIMIT).map(|index| rule(&format!("rule {index}"), &"x".repeat(PATTERN_LIMIT))).collect();
        let body = rules(&many);
        check(&body);
        let text = read(&body);
        assert!(text.contains("Patterns are shortened to 64 characters here.") && text.contains("rule 49"), "{text}");
        let worst = Rule {
            channel: Some(ChannelId(LONG)),
            tag: Some(Tag::stored("_".repeat(32))),
            priority: Some(Priority::Normal),
            ..rule(&"*".repeat(NAME_LIMIT), &"``*".repeat(80))
        };
        let body = rules(&vec![worst; RULE_LIMIT]);
        check(&body);
        assert!(body.content.contains("more, for which this answer has no room"), "{}", body.content);
    }

    #[test]
    fn a_tried_pattern_shows_its_matches() {
        let matches = vec![(UserId(5), "it *crashed*\nagain".to_owned(), "https://discord.com/channels/1/2/3".to_owned())];
        insta::assert_snapshot!(read(&rule_test("crash", &matches, 50)), @r"
        `crash` matches 1 of the last 50 messages here. Nothing was opened.
        ---
        [Message](https://discord.com/channels/1/2/3) by <@5>: it \*crashed\* again
        ");
        for (matches, looked_at) in
            [(Vec::new(), 0), (Vec::new(), 1), (Vec::new(), 50), (vec![(UserId(LONG), "*".repeat(4_000), "x".repeat(91)); 100], 100)]
        {
            check(&rule_test(&"*".repeat(PATTERN_LIMIT), &matches, looked_at));
        }
    }
}
