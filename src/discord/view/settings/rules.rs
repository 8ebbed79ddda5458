//! What leads see of their rules: the list, and what a rule would match.

use std::collections::BTreeSet;

use serenity::all::CreateEmbed;

use crate::domain::{
    ChannelId, Finds, Language, Rule, RuleAction, Writer,
    pattern::{self, PATTERN_LIMIT, Warning},
    rule::finds::{self, WordDoubt, Words},
    text::shorten,
};

use crate::discord::view::{
    Body,
    escape::{code, escape, shortened},
    limit,
    words::{enumerated, t},
};

/// The longest patterns and words in the list, in characters, tried in this order until all rules
/// fit into one message.
const PATTERNS: [usize; 5] = [PATTERN_LIMIT, 128, 64, 32, 16];
/// The most characters of rules in one message: [`limit::EMBEDS`] minus space for a last line.
const ROOM: usize = limit::EMBEDS - 200;
/// How many matching messages are shown of a rule that was saved.
const FEW: usize = 3;
/// The fewest matching messages that can be too many.
const MUCH: usize = 5;
/// How many doubts about a rule are named.
const DOUBTS: usize = 3;
/// The most characters of a spelling that is proposed. A part of one would be of no use.
const INSTEAD: usize = 200;
/// The most characters of a part of a pattern that is named.
const WRITTEN: usize = 40;
/// How many rules that find nothing are named.
const NAMED: usize = 5;
/// The most characters of a message in `/rule test`.
const EXCERPT: usize = 150;

/// Builds the response to `/rule list`. If there are many rules, long patterns are shortened, and
/// the message says so. `internal` are the channels in which the team writes.
pub fn rules(language: Language, rules: &[Rule], internal: &BTreeSet<ChannelId>) -> Body {
    if rules.is_empty() {
        return Body::text(t!(language, "rules-none"));
    }
    let is_doubtful = |rule: &Rule| {
        let is_doubtful =
            |pattern| pattern::compile(pattern).is_err() || !pattern::warnings(pattern).is_empty();
        rule.finds.pattern().is_some_and(is_doubtful)
    };
    let is_marked = |rule: &Rule| is_doubtful(rule) || is_internal(rule, internal);
    let length = |rule: &Rule| texts(&rule.finds).iter().map(|text| text.chars().count()).max();
    let longest = rules.iter().filter_map(length).max().unwrap_or(0);
    let mut lines: Vec<String> = Vec::new();
    let mut shown = PATTERN_LIMIT;
    for pattern in PATTERNS {
        shown = pattern;
        let line = |rule| {
            let mark = if is_marked(rule) { "⚠️ " } else { "" };
            format!("{mark}{}", rule_line(language, rule, pattern))
        };
        lines = rules.iter().map(line).collect();
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
    if rules.iter().any(is_doubtful) {
        sentences.push(t!(language, "rules-doubtful"));
    }
    sentences.extend(internal_rules(language, rules, internal));
    let embeds = pages.into_iter().map(|page| CreateEmbed::new().description(page)).collect();
    Body { embeds, ..Body::text(sentences.join(" ")) }
}

fn is_internal(rule: &Rule, internal: &BTreeSet<ChannelId>) -> bool {
    rule.channel.is_some_and(|channel| internal.contains(&channel))
}

/// Says which rules find nothing, since they look only at a channel in which the team writes. None
/// if none does.
pub fn internal_rules(
    language: Language,
    rules: &[Rule],
    internal: &BTreeSet<ChannelId>,
) -> Option<String> {
    let unused = rules.iter().filter(|rule| is_internal(rule, internal));
    let names: Vec<String> = unused.map(|rule| format!("“{}”", escape(&rule.name))).collect();
    let shown = &names[..names.len().min(NAMED)];
    (!names.is_empty()).then(|| {
        let names = enumerated(language, shown);
        t!(language, "rules-internal", count = shown.len(), rules = names)
    })
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
    let finds = finds(language, &rule.finds, pattern);
    format!("**{}**: {}\n{finds}", escape(&rule.name), does.join(", "))
}

/// The texts in which it is written what a rule looks for.
fn texts(finds: &Finds) -> Vec<String> {
    match (finds.in_words(), finds.pattern()) {
        (Some(words), _) => words.into(),
        (None, pattern) => pattern.map(str::to_owned).into_iter().collect(),
    }
}

/// What a rule looks for, with at most so many characters of each text.
fn finds(language: Language, finds: &Finds, most: usize) -> String {
    let shown = |text: &str| code(&shorten(text, most));
    let Some(words) = finds.in_words() else {
        return shown(finds.pattern().unwrap_or_default());
    };
    let [any, all] = words.each_ref().map(|words| (shown(words), finds::parts(words).count()));
    let any_of = || t!(language, "rules-words", words = any.0.clone(), count = any.1);
    let all_of = || t!(language, "rules-all-words", words = all.0.clone(), count = all.1);
    match words.each_ref().map(String::is_empty) {
        [_, true] => any_of(),
        [true, false] => all_of(),
        [false, false] => t!(language, "rules-both-words", any = any_of(), all = all_of()),
    }
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

/// Which of the newest messages a rule matches.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trial {
    /// How many messages of members there were.
    pub looked_at: usize,
    /// How many of them match.
    pub matching: usize,
    /// How many would match if capitals were taken as small letters.
    pub in_any_case: usize,
    /// The newest of those that match: the author, the text and the message's address.
    pub shown: Vec<(Writer, String, String)>,
}

impl Trial {
    /// Whether so many messages match that a rule would flag much of what is said.
    fn is_much(&self) -> bool {
        self.matching >= MUCH && self.matching * 5 > self.looked_at
    }

    /// The newest messages that match, in an embed.
    fn matches(&self, language: Language, most: usize) -> Vec<CreateEmbed> {
        let shown = self.shown.iter().take(most);
        let lines: Vec<String> = shown
            .map(|(author, text, address)| match_line(language, author, text, address))
            .collect();
        if lines.is_empty() {
            return Vec::new();
        }
        let list = limit::listed(language, &lines, "\n", limit::DESCRIPTION);
        vec![CreateEmbed::new().description(list)]
    }

    /// The sentence for a pattern that matches nothing because of its capitals.
    fn in_capitals(&self, language: Language) -> Option<String> {
        (self.matching == 0 && self.in_any_case > 0)
            .then(|| t!(language, "rule-trial-capitals", count = self.in_any_case))
    }
}

/// Builds the response to `/rule test`: in which of the messages something is found.
pub fn rule_test(language: Language, finds: &Finds, trial: &Trial) -> Body {
    let (shown, kind) = match finds.pattern() {
        Some(pattern) => (code(pattern), "pattern"),
        None => (self::finds(language, finds, PATTERN_LIMIT), "words"),
    };
    let mut lines = vec![match (trial.looked_at, trial.matching) {
        (0, _) => t!(language, "rule-test-nothing", finds = shown, kind = kind),
        (count, 0) => t!(language, "rule-test-none", finds = shown, kind = kind, count = count),
        (count, matches) => t!(
            language,
            "rule-test-some",
            finds = shown,
            kind = kind,
            matches = matches,
            count = count
        ),
    }];
    lines.extend(trial.in_capitals(language));
    lines.extend(rule_doubts(language, finds));
    let embeds = trial.matches(language, usize::MAX);
    Body { embeds, ..Body::text(lines.join("\n")) }
}

/// Builds the response to a rule that was added or changed: what it does, what it would have done
/// with the newest messages if they were read, and what in its spelling may mean something else.
pub fn rule_saved(language: Language, rule: &Rule, trial: Option<&Trial>) -> Body {
    let channel = rule.channel.map_or_else(|| "none".to_owned(), |channel| channel.to_string());
    let (name, action) = (escape(&rule.name), rule.action.into_str());
    let mut lines =
        vec![t!(language, "rule-added", rule = name, channel = channel, action = action)];
    lines.push(match trial.map(|trial| (trial.looked_at, trial.matching)) {
        None => t!(language, "rule-trial-failed"),
        Some((0, _)) => t!(language, "rule-trial-nothing"),
        Some((count, 0)) => t!(language, "rule-trial-none", count = count),
        Some((count, matches)) => {
            t!(language, "rule-trial-some", matches = matches, count = count)
        }
    });
    if trial.is_some_and(Trial::is_much) {
        lines.push(t!(language, "rule-trial-much"));
    }
    lines.extend(trial.and_then(|trial| trial.in_capitals(language)));
    lines.extend(rule_doubts(language, &rule.finds));
    let embeds = trial.map(|trial| trial.matches(language, FEW)).unwrap_or_default();
    Body { embeds, ..Body::text(lines.join("\n")) }
}

/// The first things in a pattern or in words that may mean something else than their author thinks.
pub fn rule_doubts(language: Language, finds: &Finds) -> Vec<String> {
    match finds {
        Finds::Pattern(pattern) => {
            let warnings = pattern::warnings(pattern);
            warnings.iter().take(DOUBTS).map(|warning| doubt(language, warning)).collect()
        }
        Finds::Words(words) => doubts_about_words(language, words),
    }
}

/// The first words that may mean something else than their author thinks.
fn doubts_about_words(language: Language, words: &Words) -> Vec<String> {
    let doubt = |(typed, doubt): (&str, WordDoubt<'_>)| {
        let found = match doubt {
            WordDoubt::Symbols(found) => found,
            WordDoubt::Separator | WordDoubt::Star | WordDoubt::Mention => "",
        };
        let kind: &str = doubt.into();
        let [typed, found] = [typed, found].map(|word| code(&shorten(word, WRITTEN)));
        t!(language, "rule-word-doubt", word = typed, kind = kind, found = found)
    };
    words.doubts().take(DOUBTS).map(doubt).collect()
}

/// What may mean something else than the author of a pattern thinks.
fn doubt(language: Language, warning: &Warning) -> String {
    let written = code(&shorten(&warning.written, WRITTEN));
    let said = t!(language, "rule-doubt", doubt = warning.doubt.into_str(), written = written);
    match warning.instead.as_deref().map(code) {
        Some(instead) if instead.chars().count() <= INSTEAD => {
            format!("{said} {}", t!(language, "rule-doubt-instead", pattern = instead))
        }
        _ => said,
    }
}

fn match_line(language: Language, author: &Writer, text: &str, address: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    t!(
        language,
        "rule-test-match",
        address = address,
        author = author.clone(),
        text = shortened(&words, EXCERPT)
    )
}

#[cfg(test)]
mod tests {
    use strum::VariantArray;

    use super::*;
    use crate::discord::view::sample::{LONG, check, read};
    use crate::domain::{
        PatternDoubt, Priority, Tag, UserId,
        rule::{NAME_LIMIT, RULE_LIMIT},
    };

    fn rule(name: &str, pattern: &str) -> Rule {
        Rule {
            name: name.into(),
            finds: Finds::Pattern(pattern.into()),
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
        insta::assert_snapshot!(read(&rules(Language::English, &[rule("crash", "crash(es|ed)"), full], &BTreeSet::new())), @r"
        **2 rules**, oldest first.
        ---
        **crash**: opens a case
        `crash(es|ed)`
        **bill\_s**: asks the agents first, in <#2>, tag `billing`, high priority
        `(invoice|charged)\b`
        ");
        check(&rules(Language::English, &[], &BTreeSet::new()));
    }

    #[test]
    fn the_most_rules_fit_and_shortening_is_said() {
        let many: Vec<Rule> = (0..RULE_LIMIT)
            .map(|index| rule(&format!("rule {index}"), &"x".repeat(PATTERN_LIMIT)))
            .collect();
        let body = rules(Language::English, &many, &BTreeSet::new());
        check(&body);
        check(&rules(Language::German, &many, &BTreeSet::new()));
        let text = read(&body);
        assert!(
            text.contains("Patterns and words are cut to 64 characters here.")
                && text.contains("rule 49"),
            "{text}"
        );
        let worst = Rule {
            channel: Some(ChannelId(LONG)),
            tag: Some(Tag::stored("_".repeat(32))),
            priority: Some(Priority::Normal),
            ..rule(&"*".repeat(NAME_LIMIT), &"``*".repeat(80))
        };
        let in_words = Rule { finds: worst_words(), ..worst.clone() };
        check(&rules(Language::German, &vec![in_words; RULE_LIMIT], &BTreeSet::new()));
        let worst = vec![worst; RULE_LIMIT];
        check(&rules(Language::German, &worst, &BTreeSet::from([ChannelId(LONG)])));
        let body = rules(Language::English, &worst, &BTreeSet::new());
        check(&body);
        assert!(body.content.contains("… and "), "{}", body.content);
    }

    #[test]
    fn a_tried_pattern_shows_its_matches() {
        let matches = trial(1, 50, "it *crashed*\nagain");
        insta::assert_snapshot!(read(&rule_test(Language::English, &pattern("crash"), &matches)), @r"
        `crash` matches 1 of the last 50 messages here. No cases were opened.
        ---
        [Message](https://discord.com/channels/1/2/3) from <@5>: it \*crashed\* again
        ");
        let many = vec![(Writer::Member(UserId(LONG)), "*".repeat(4_000), "x".repeat(91)); 100];
        for trial in [
            Trial::default(),
            Trial { looked_at: 1, ..Trial::default() },
            Trial { looked_at: 50, in_any_case: 3, ..Trial::default() },
            Trial { looked_at: 200, matching: 200, in_any_case: 200, shown: many },
        ] {
            let worst = Rule { channel: Some(ChannelId(LONG)), ..rule("*", &worst_pattern()) };
            for &language in Language::VARIANTS {
                check(&rule_test(language, &worst.finds, &trial));
                check(&rule_test(language, &worst_words(), &trial));
                check(&rule_saved(language, &worst, Some(&trial)));
                check(&rule_saved(language, &worst, None));
            }
        }
    }

    fn pattern(pattern: &str) -> Finds {
        Finds::Pattern(pattern.to_owned())
    }

    fn words(any: &str, all: &str) -> Finds {
        Finds::typed([any, all], "").expect("words")
    }

    /// As long as words can be, with everything that is warned of.
    fn worst_words() -> Finds {
        let long = format!("{}, a``{}``#", "*".repeat(20) + "C*++", "*_".repeat(110));
        words(&long, &long)
    }

    /// As long as a pattern can be, with everything that is warned of.
    fn worst_pattern() -> String {
        let pattern = r"[:a:][a[b]][a--b]a\|b\\d<@!( @max)(?i)";
        let pattern = format!("%{}{pattern}%", "`".repeat(PATTERN_LIMIT - 2 - pattern.len()));
        assert_eq!(pattern::warnings(&pattern).len(), 7);
        pattern
    }

    /// Messages of which one is shown for each that matches, up to three.
    fn trial(matching: usize, looked_at: usize, text: &str) -> Trial {
        let message = (
            Writer::Member(UserId(5)),
            text.to_owned(),
            "https://discord.com/channels/1/2/3".to_owned(),
        );
        let shown = vec![message; matching.min(3)];
        Trial { looked_at, matching, in_any_case: matching, shown }
    }

    #[test]
    fn a_saved_rule_says_what_it_would_have_done() {
        let elsewhere = Rule { channel: Some(ChannelId(2)), ..rule("crash", "/crash/i") };
        let capitals = Trial { looked_at: 7, in_any_case: 2, ..Trial::default() };
        for &language in Language::VARIANTS {
            let shown = [
                rule_saved(language, &rule("crash", "crash"), Some(&trial(2, 200, "it crashed"))),
                rule_saved(language, &rule("crash", "crash"), Some(&trial(90, 200, "crash"))),
                rule_saved(language, &elsewhere, Some(&capitals)),
                rule_saved(language, &elsewhere, Some(&Trial::default())),
                rule_saved(language, &elsewhere, None),
            ];
            let shown = shown.iter().map(read).collect::<Vec<_>>().join("\n\n");
            match language {
                Language::English => insta::assert_snapshot!(shown, @"
                Saved the rule “crash” for all channels where members write, but not their threads. Matching messages become cases automatically.
                It would have matched 2 of the last 200 messages there.
                ---
                [Message](https://discord.com/channels/1/2/3) from <@5>: it crashed
                [Message](https://discord.com/channels/1/2/3) from <@5>: it crashed

                Saved the rule “crash” for all channels where members write, but not their threads. Matching messages become cases automatically.
                It would have matched 90 of the last 200 messages there.
                ⚠️ That's a large share of the messages there. If that's too many, narrow it down with `/rule edit`.
                ---
                [Message](https://discord.com/channels/1/2/3) from <@5>: crash
                [Message](https://discord.com/channels/1/2/3) from <@5>: crash
                [Message](https://discord.com/channels/1/2/3) from <@5>: crash

                Saved the rule “crash” for <#2>. Matching messages become cases automatically.
                It doesn't match any of the last 7 messages there. If it should, check the spelling and test it with `/rule test`.
                With `(?i)` in front, which ignores case, it would match 2.
                ⚠️ `/` matches the slashes themselves. Patterns don't need slashes around them. Did you mean `(?i)crash`?

                Saved the rule “crash” for <#2>. Matching messages become cases automatically.
                There are no members' messages there to test it on.
                ⚠️ `/` matches the slashes themselves. Patterns don't need slashes around them. Did you mean `(?i)crash`?

                Saved the rule “crash” for <#2>. Matching messages become cases automatically.
                I couldn't read recent messages there. Test it with `/rule test`.
                ⚠️ `/` matches the slashes themselves. Patterns don't need slashes around them. Did you mean `(?i)crash`?
                "),
                Language::German => insta::assert_snapshot!(shown, @"
                Regel „crash“ gespeichert. Sie gilt in allen Kanälen, in denen Mitglieder schreiben, aber nicht in Threads. Passende Nachrichten werden automatisch zu Fällen.
                Die Regel hätte auf 2 der letzten 200 Nachrichten gepasst.
                ---
                [Nachricht](https://discord.com/channels/1/2/3) von <@5>: it crashed
                [Nachricht](https://discord.com/channels/1/2/3) von <@5>: it crashed

                Regel „crash“ gespeichert. Sie gilt in allen Kanälen, in denen Mitglieder schreiben, aber nicht in Threads. Passende Nachrichten werden automatisch zu Fällen.
                Die Regel hätte auf 90 der letzten 200 Nachrichten gepasst.
                ⚠️ Das ist ein großer Teil der Nachrichten. Wenn es zu viele sind, grenz die Regel mit `/regel ändern` ein.
                ---
                [Nachricht](https://discord.com/channels/1/2/3) von <@5>: crash
                [Nachricht](https://discord.com/channels/1/2/3) von <@5>: crash
                [Nachricht](https://discord.com/channels/1/2/3) von <@5>: crash

                Regel „crash“ gespeichert. Sie gilt in <#2>. Passende Nachrichten werden automatisch zu Fällen.
                Die Regel passt auf keine der letzten 7 Nachrichten. Falls sie passen sollte, prüf die Schreibweise und teste sie mit `/regel testen`.
                Mit `(?i)` davor, also ohne Rücksicht auf Groß- und Kleinschreibung, würde das Muster auf 2 passen.
                ⚠️ `/` passt auf die Schrägstriche selbst. Um ein Muster gehören keine. Meinst du `(?i)crash`?

                Regel „crash“ gespeichert. Sie gilt in <#2>. Passende Nachrichten werden automatisch zu Fällen.
                Es gibt noch keine Nachrichten von Mitgliedern, um die Regel zu testen.
                ⚠️ `/` passt auf die Schrägstriche selbst. Um ein Muster gehören keine. Meinst du `(?i)crash`?

                Regel „crash“ gespeichert. Sie gilt in <#2>. Passende Nachrichten werden automatisch zu Fällen.
                Ich konnte die letzten Nachrichten nicht lesen. Teste die Regel mit `/regel testen`.
                ⚠️ `/` passt auf die Schrägstriche selbst. Um ein Muster gehören keine. Meinst du `(?i)crash`?
                "),
            }
        }
    }

    #[test]
    fn a_rule_in_words_says_which_words_it_looks_for() {
        let rule = |finds| Rule { finds, ..rule("crash", "") };
        let of_words = [
            rule(words("crash, \"does not start\"", "")),
            rule(words("", "log in, error")),
            rule(words("crash, freeze", "print")),
            rule(pattern(r"(?i)\bcrash|\bdoes\s+not\s+start\b")),
        ];
        for &language in Language::VARIANTS {
            let mut shown = vec![read(&rules(language, &of_words, &BTreeSet::new()))];
            for trial in [trial(0, 0, ""), trial(0, 1, ""), trial(2, 50, "it crashed")] {
                shown.push(read(&rule_test(language, &of_words[2].finds, &trial)));
            }
            let saved = rule_saved(language, &rule(words("C++, 50%", "")), None);
            shown.push(read(&saved));
            match language {
                Language::English => insta::assert_snapshot!(shown.join("\n\n"), @"
                **4 rules**, oldest first.
                ---
                **crash**: opens a case
                any of `crash, \"does not start\"`
                **crash**: opens a case
                all of `log in, error`
                **crash**: opens a case
                any of `crash, freeze` and also `print`
                **crash**: opens a case
                any of `crash, \"does not start\"`

                There are no members' messages here to test any of `crash, freeze` and also `print` on.

                The only message here doesn't contain any of `crash, freeze` and also `print`.

                2 of the last 50 messages here contain any of `crash, freeze` and also `print`. No cases were opened.
                ---
                [Message](https://discord.com/channels/1/2/3) from <@5>: it crashed
                [Message](https://discord.com/channels/1/2/3) from <@5>: it crashed

                Saved the rule “crash” for all channels where members write, but not their threads. Matching messages become cases automatically.
                I couldn't read recent messages there. Test it with `/rule test`.
                ⚠️ `C++` also finds plain `C`, because symbols next to letters and digits are ignored. To look for the symbols as well, use a pattern.
                ⚠️ `50%` also finds plain `50`, because symbols next to letters and digits are ignored. To look for the symbols as well, use a pattern.
                "),
                Language::German => insta::assert_snapshot!(shown.join("\n\n"), @"
                **4 Regeln**, die älteste zuerst.
                ---
                **crash**: eröffnet einen Fall
                eines von `crash, \"does not start\"`
                **crash**: eröffnet einen Fall
                alle von `log in, error`
                **crash**: eröffnet einen Fall
                eines von `crash, freeze` und außerdem `print`
                **crash**: eröffnet einen Fall
                eines von `crash, \"does not start\"`

                Hier gibt es keine Nachrichten von Mitgliedern, um eines von `crash, freeze` und außerdem `print` zu testen.

                Die einzige Nachricht hier enthält nicht eines von `crash, freeze` und außerdem `print`.

                2 der letzten 50 Nachrichten hier enthalten eines von `crash, freeze` und außerdem `print`. Es wurde kein Fall eröffnet.
                ---
                [Nachricht](https://discord.com/channels/1/2/3) von <@5>: it crashed
                [Nachricht](https://discord.com/channels/1/2/3) von <@5>: it crashed

                Regel „crash“ gespeichert. Sie gilt in allen Kanälen, in denen Mitglieder schreiben, aber nicht in Threads. Passende Nachrichten werden automatisch zu Fällen.
                Ich konnte die letzten Nachrichten nicht lesen. Teste die Regel mit `/regel testen`.
                ⚠️ `C++` findet auch bloßes `C`, denn Zeichen neben Buchstaben und Ziffern zählen nicht. Sollen sie zählen, nimm ein Muster.
                ⚠️ `50%` findet auch bloßes `50`, denn Zeichen neben Buchstaben und Ziffern zählen nicht. Sollen sie zählen, nimm ein Muster.
                "),
            }
        }
    }

    #[test]
    fn every_doubt_has_its_words() {
        for (language, &doubtful) in Language::VARIANTS
            .iter()
            .flat_map(|&language| PatternDoubt::VARIANTS.iter().map(move |doubt| (language, doubt)))
        {
            let warning =
                Warning { doubt: doubtful, written: "x".to_owned(), instead: Some("y".to_owned()) };
            let words = doubt(language, &warning);
            assert!(words.starts_with("⚠️ `x`") && words.contains("`y`"), "{words}");
            assert!((40..300).contains(&words.chars().count()), "{words}");
        }
        let old = rule("old", r"\<@!?\d+\>");
        insta::assert_snapshot!(read(&rules(Language::English, &[old], &BTreeSet::new())), @r"
        **1 rule**, oldest first. Patterns marked ⚠️ may not do what you expect. `/rule test` explains why.
        ---
        ⚠️ **old**: opens a case
        `\<@!?\d+\>`
        ");
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
        let shown = [
            rules(Language::German, &[], &BTreeSet::new()),
            rules(Language::German, &[rule("crash", "crash(es|ed)"), full], &BTreeSet::new()),
            rule_test(Language::German, &pattern("crash"), &trial(0, 0, "")),
            rule_test(Language::German, &pattern("crash"), &trial(0, 1, "")),
            rule_test(Language::German, &pattern("crash"), &trial(0, 50, "")),
            rule_test(Language::German, &pattern("crash"), &trial(1, 1, "it crashed")),
            rule_test(Language::German, &pattern("crash"), &trial(1, 50, "it crashed")),
        ];
        let shortened = rules(Language::German, &vec![long; RULE_LIMIT], &BTreeSet::new()).content;
        let lines: Vec<String> = shown.iter().map(read).chain([shortened]).collect();
        insta::assert_snapshot!(lines.join("\n"), @r"
        Es gibt noch keine Regeln. Füg mit `/regel hinzufügen` eine hinzu, dann werden passende Nachrichten automatisch zu Fällen.
        **2 Regeln**, die älteste zuerst.
        ---
        **crash**: eröffnet einen Fall
        `crash(es|ed)`
        **bill\_s**: fragt erst das Team, in <#2>, Tag `billing`, Priorität hoch
        `(invoice|charged)\b`
        `crash` ist gültig, aber hier gibt es keine Nachrichten von Mitgliedern, um es zu testen.
        `crash` passt nicht auf die einzige Nachricht hier.
        `crash` passt auf keine der letzten 50 Nachrichten hier.
        `crash` passt auf die einzige Nachricht hier. Es wurde kein Fall eröffnet.
        ---
        [Nachricht](https://discord.com/channels/1/2/3) von <@5>: it crashed
        `crash` passt auf 1 der letzten 50 Nachrichten hier. Es wurde kein Fall eröffnet.
        ---
        [Nachricht](https://discord.com/channels/1/2/3) von <@5>: it crashed
        **50 Regeln**, die älteste zuerst. Muster und Wörter sind hier auf 64 Zeichen gekürzt.
        ");
    }
}
