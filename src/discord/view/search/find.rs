//! The response to `/find`: the cases that were found, each with the text around the first match.

use std::ops::Range;

use crate::{
    desk::{Findings, Found, MOST_FOUND},
    domain::{IndexProgress, Language, text},
};

use crate::discord::view::{
    Body, CustomId,
    escape::{code, name_around, shortened, unlinked},
    link, pages,
    search::queue::{private_mark, status_word},
    words::t,
};

/// The most characters of a title in a line.
const TITLE: usize = 60;
/// The most characters of a text before a match, and from the match on.
const BEFORE: usize = 40;
const FROM: usize = 80;

/// Builds one page of results.
pub fn findings(language: Language, findings: &Findings) -> Body {
    let (search, page) = (&findings.search, &findings.page);
    let typed = code(search.typed());
    if page.items.is_empty() {
        let none = t!(language, "search-none", typed = typed);
        return Body::text(match findings.progress {
            Some(progress) => format!("{none}\n{}", rebuilding(language, progress)),
            None => none,
        });
    }
    let place = pages::place(language, page.number, page.count());
    let heading = if findings.more {
        t!(language, "search-found-many", typed = typed, count = MOST_FOUND, place = place)
    } else {
        t!(language, "search-found", typed = typed, count = page.total, place = place)
    };
    let heading = match findings.progress {
        Some(progress) => format!("{heading}\n{}", rebuilding(language, progress)),
        None => heading,
    };
    let lines: Vec<String> = page.items.iter().map(|found| line(language, found)).collect();
    let query = search.typed().to_owned();
    pages::list(language, heading, &lines, page, |page| CustomId::Find {
        page,
        query: query.clone(),
    })
}

/// Returns the line that says that older cases may be missing.
fn rebuilding(language: Language, progress: IndexProgress) -> String {
    t!(language, "search-rebuilding", percent = progress.percent())
}

fn line(language: Language, found: &Found) -> String {
    let case = &found.case;
    let none = || "none".to_owned();
    let line = t!(
        language,
        "search-line",
        case = link::case_number(case),
        title = shortened(case.title.as_str(), TITLE),
        status = private_mark(language, case.home)
            .into_iter()
            .chain([status_word(language, case)])
            .collect::<Vec<_>>()
            .join(", "),
        customer = case.customer(),
        agent = case.assignee.map_or_else(none, |agent| agent.to_string()),
        card = link::card(case).unwrap_or_else(none),
    );
    let said = |excerpt| t!(language, "search-said", who = found.said.by.clone(), text = excerpt);
    match excerpt(found).map(said) {
        Some(said) => format!("{line}\n> {said}"),
        None => line,
    }
}

/// Returns the text around the first match, or the beginning of the question if there is none.
fn excerpt(found: &Found) -> Option<String> {
    let text = &found.said.text;
    let Range { start: from, end: to } = found.place.clone().unwrap_or_default();
    let start = text[..from].char_indices().rev().take(BEFORE).last().map_or(from, |(at, _)| at);
    // What stands for a name or a picture is shown in full or not at all.
    let start = name_around(text, start).map_or(start, |name| name.end.min(from));
    let cut = if start > 0 { "…" } else { "" };
    let (before, word) = (one_line(&text[start..from]), one_line(&text[from..to]));
    let last = text[to..].char_indices().nth(FROM - 1);
    let end = last.filter(|_| text[to..].chars().count() > FROM);
    let end = end.map_or(text.len(), |(at, _)| to + at);
    let end = name_around(text, end).map_or(end, |name| name.start.max(to));
    let after = match end < text.len() {
        true => format!("{}…", one_line(&text[to..end])),
        false => one_line(&text[to..]),
    };
    let space =
        |left: &str, right: &str| if left.is_empty() || right.is_empty() { "" } else { " " };
    let word = if word.is_empty() {
        word
    } else {
        format!("**{}**", unlinked(&text::shorten(&word, FROM)))
    };
    let gap = if text[..from].ends_with(char::is_whitespace) { space(&before, &word) } else { "" };
    let next = if text[to..].starts_with(char::is_whitespace) { space(&word, &after) } else { "" };
    let excerpt = format!("{cut}{}{gap}{word}{next}{}", unlinked(&before), unlinked(&after));
    (!excerpt.trim().is_empty()).then_some(excerpt)
}

/// Returns a text in one line. A slash stands where a line ends, so that lines
/// do not run together.
fn one_line(text: &str) -> String {
    let marked = text.replace('\n', " / ");
    let mut words: Vec<&str> = marked.split_whitespace().collect();
    words.dedup_by(|word, before| *word == "/" && *before == "/");
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::discord::view::sample::{self, LONG, check, read};
    use crate::{
        desk::Page,
        domain::{
            Case, CaseNumber, ChannelId, GuildId, MessageId, Said, Search, Title, UserId,
            analysis::tokens,
        },
    };
    use proptest::prelude::*;

    fn found(case: Case, said: &str, typed: &str) -> Found {
        let text = if said.is_empty() { case.question.clone() } else { said.to_owned() };
        let place = Search::parse(typed).expect("a search").first_hit(&tokens(&text));
        Found { said: Said { by: case.customer(), text }, place, case }
    }

    fn shown(language: Language, typed: &str, items: Vec<(Case, &str)>, total: i64) -> Body {
        let search = Search::parse(typed).expect("a search");
        let items = items.into_iter().map(|(case, said)| found(case, said, typed)).collect();
        let page = Page { items, number: 1, size: 6, total };
        findings(language, &Findings { search, page, more: false, progress: None })
    }

    #[test]
    fn while_the_index_is_made_anew_the_answer_says_so() {
        for language in [Language::English, Language::German] {
            let search = Search::parse("crash").expect("a search");
            let page = Page { items: Vec::new(), number: 1, size: 6, total: 0 };
            let progress = Some(IndexProgress { done: 1, all: 3 });
            let read = read(&findings(language, &Findings { search, page, more: false, progress }));
            assert!(read.contains("33"), "{read}");
        }
    }

    #[test]
    fn a_finding_shows_the_words_around_the_hit() {
        let said = "I have tried everything that I could think of, twice.\nThen it said *error 500* and that is where it ended for me and for all of my friends and colleagues.";
        insta::assert_snapshot!(read(&shown(Language::English, "err", vec![(sample::case(), said)], 13)), @r"
        **13 cases** match `err`, page 1 of 3
        ---
        [#12](https://discord.com/channels/1/3) · The app \*crashes\* at start — new, by <@5>
        > <@5>: …I could think of, twice. / Then it said \***error** 500\* and that is where it ended for me and for all of my friends and colleague…
        (Previous v1:find:0:err off) (Next v1:find:2:err)
        ");
        insta::assert_snapshot!(read(&shown(Language::English, "crash", vec![(sample::case(), "")], 1)), @r"
        **1 case** matches `crash`
        ---
        [#12](https://discord.com/channels/1/3) · The app \*crashes\* at start — new, by <@5>
        > <@5>: The app \***crashes**\* at start. / Version 2.4
        ");
        insta::assert_snapshot!(read(&shown(Language::English, "`#start`", vec![], 0)), @"No cases match `` `#start` ``. Try fewer words, or use `#tag`, `@person` or `is:open`.");
    }

    #[test]
    fn a_part_of_an_address_is_no_link() {
        let said = "see https://shop.example/list?filter[status]=open please";
        let body = shown(Language::English, "filter", vec![(sample::case(), said)], 1);
        let excerpt = read(&body).lines().last().map(str::to_owned);
        insta::assert_snapshot!(excerpt.expect("a line"), @r"> <@5>: see https\://shop.example/list?**filter**\[status\]=open please");
    }

    #[test]
    fn findings_read_in_german() {
        let mut case = sample::case();
        case.assignee = Some(UserId(7));
        case.card.posted = Some((ChannelId(20), MessageId(21)));
        let told = [
            read(&shown(Language::German, "crash", vec![(case, "")], 1)),
            read(&shown(Language::German, "crash", vec![(sample::case(), "")], 2)),
            read(&shown(Language::German, "crash", vec![], 0)),
        ];
        insta::assert_snapshot!(told.join("\n\n"), @r"
        **1 Fall** passt zu `crash`
        ---
        [#12](https://discord.com/channels/1/3) · The app \*crashes\* at start — neu, von <@5>, bei <@7> · [Karte](https://discord.com/channels/1/20/21)
        > <@5>: The app \***crashes**\* at start. / Version 2.4

        **2 Fälle** passen zu `crash`
        ---
        [#12](https://discord.com/channels/1/3) · The app \*crashes\* at start — neu, von <@5>
        > <@5>: The app \***crashes**\* at start. / Version 2.4

        Kein Fall passt zu `crash`. Versuch es mit weniger Wörtern oder mit `#tag`, `@person` oder `is:open`.
        ");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn findings_always_fit(typed in "[a*`日🎉 ]{1,80}", text in "([*_`|<\n a]|日|\\PC){0,400}", count in 1..7_usize) {
            prop_assume!(Search::parse(&typed).is_ok());
            let mut case = sample::case();
            case.number = CaseNumber(i64::MAX);
            case.guild = GuildId(LONG);
            case.thread.id = Some(ChannelId(LONG));
            case.card.posted = Some((ChannelId(LONG), MessageId(LONG)));
            case.assignee = Some(UserId(LONG));
            case.requester = UserId(LONG);
            case.title = Title::from_message(&"*".repeat(80));
            case.question = text.clone();
            for (language, card) in [(Language::English, "[card]"), (Language::German, "[Karte]")] {
                let body = shown(language, &typed, vec![(case.clone(), &text); count], 200);
                check(&body);
                prop_assert_eq!(read(&body).matches(card).count(), count, "every case is there");
            }
        }
    }
}
