//! Escapes people's text, so that none of it becomes a link, a mention, an emoji, a heading, a
//! list, a spoiler or a timestamp. Lengths are in characters, as in Discord.

use std::ops::Range;

use crate::domain::text::clean;

use crate::discord::view::markdown::{Meaning, pieces};

/// An invisible space after an `@` that would ping everybody. `allowed_mentions` prevents the ping
/// as well; the space stays in the text when somebody copies it.
const HARMLESS_AT: &str = "@\u{200B}";
const CALLS: [&str; 2] = ["@everyone", "@here"];

/// Characters that are markup anywhere.
const ANYWHERE: [char; 9] = ['\\', '*', '_', '~', '`', '|', '[', ']', '<'];
/// Characters that are markup only in some places.
const SOMEWHERE: [char; 8] = ['#', '-', '+', '>', '.', ':', '@', '/'];

/// The position of a character in its line: headings, quotes and lists start a line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Only spaces before it.
    Start,
    /// Only a number before it.
    Number,
    Inside,
}

/// Escapes people's text for our messages: a client shows what the person typed. Addresses stay as
/// they are and can be clicked, and lead where they led in the person's own message.
pub fn escape(text: &str) -> String {
    escape_with(text, Links::Kept)
}

/// Escapes people's text of which a part is missing or marked, so that no address in it is whole.
pub(super) fn unlinked(text: &str) -> String {
    escape_with(text, Links::Broken)
}

/// What becomes of addresses.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Links {
    /// They can be clicked.
    Kept,
    /// They are text: what is left of a shortened address leads elsewhere.
    Broken,
}

fn escape_with(text: &str, links: Links) -> String {
    let text = clean(text);
    let mut shown = String::with_capacity(text.len() + text.len() / 8);
    let mut place = Place::Start;
    let mut at = 0;
    for piece in pieces(&text) {
        let end = at + piece.source.len();
        match piece.meaning {
            Meaning::Link(address) | Meaning::Target(address)
                if links == Links::Kept && !is_cut(piece.source, &text[end..]) =>
            {
                push_address(&mut shown, piece.source, address, &text[end..]);
                place = Place::Inside;
            }
            _ => place = push_escaped(&mut shown, &text, at..end, place),
        }
        at = end;
    }
    shown
}

/// Whether an address ends a text that was shortened before: what is left of one leads elsewhere.
fn is_cut(address: &str, after: &str) -> bool {
    after.is_empty() && address.ends_with('…')
}

/// Appends an address. In angle brackets it ends where it should, whatever follows; without them
/// only a space ends it for sure.
fn push_address(shown: &mut String, source: &str, address: &str, after: &str) {
    let after_points = after.trim_start_matches(['.', ',', ':', ';', '"', '\'']);
    let ends = after_points.starts_with(char::is_whitespace)
        && (after.len() == after_points.len() || !address.ends_with(')'));
    if source.starts_with('<') || ends {
        shown.push_str(source);
    } else {
        // A closing bracket would end the address early. Encoded, it is the same one.
        shown.push_str(&format!("<{}>", address.replace('>', "%3E")));
    }
}

/// Appends a part of a text in which nothing is an address.
fn push_escaped(shown: &mut String, text: &str, part: Range<usize>, mut place: Place) -> Place {
    for (at, next) in text[part.clone()].char_indices() {
        let rest = &text[part.start + at..];
        if CALLS.iter().any(|call| rest.starts_with(call)) {
            shown.push_str(HARMLESS_AT);
            place = Place::Inside;
            continue;
        }
        let after = &rest[next.len_utf8()..];
        if has_meaning(next, after, place) || (next == ':' && after.starts_with("//")) {
            shown.push('\\');
        }
        shown.push(next);
        place = match next {
            '\n' => Place::Start,
            space if space.is_whitespace() && place == Place::Start => Place::Start,
            digit if digit.is_ascii_digit() && place != Place::Inside => Place::Number,
            _ => Place::Inside,
        };
    }
    place
}

/// Whether Discord would interpret a character as markup (Discord, "Markdown Text 101"), given the
/// text after it.
fn has_meaning(character: char, after: &str, place: Place) -> bool {
    // The end counts as a space: more text may be appended.
    let then_space = |text: &str| text.chars().next().is_none_or(char::is_whitespace);
    match character {
        '#' => place == Place::Start && then_space(after.trim_start_matches('#')),
        '-' => place == Place::Start && then_space(after.strip_prefix('#').unwrap_or(after)),
        '+' => place == Place::Start && then_space(after),
        '>' => place == Place::Start,
        '.' => place == Place::Number && then_space(after),
        ':' => starts_emoji(after),
        _ => ANYWHERE.contains(&character),
    }
}

/// Whether a colon starts an emoji's name: `:smile:`.
fn starts_emoji(after: &str) -> bool {
    let in_name = |character: char| {
        character.is_ascii_alphanumeric() || matches!(character, '_' | '+' | '-' | '~')
    };
    after.starts_with(in_name) && after.trim_start_matches(in_name).starts_with(':')
}

/// Formats a word or a pattern as code, to be copied as it is. If that is impossible, as escaped
/// text.
pub fn code(text: &str) -> String {
    let text = clean(text);
    if text.trim().is_empty() || text.contains("``") || text.contains('\n') {
        escape(&text)
    } else if text.contains('`') {
        format!("`` {text} ``")
    } else {
        format!("`{text}`")
    }
}

/// Returns the number of characters of the escaped text.
pub(super) fn length(text: &str) -> usize {
    escape(text).chars().count()
}

/// Returns the text, escaped, in at most `limit` characters; if it is longer, its beginning with an
/// ellipsis.
pub(super) fn shortened(text: &str, limit: usize) -> String {
    let text = text.trim();
    let whole = escape(text);
    if whole.chars().count() <= limit {
        return whole;
    }
    let end = cut(text, limit.saturating_sub(1));
    let links = if is_inside_address(text, end) { Links::Broken } else { Links::Kept };
    format!("{}…", escape_with(text[..end].trim_end(), links))
}

/// Whether a place is within an address.
fn is_inside_address(text: &str, place: usize) -> bool {
    address_around(text, place).is_some()
}

/// The address that a place is within.
fn address_around(text: &str, place: usize) -> Option<Range<usize>> {
    let (meaning, range) = piece_around(text, place)?;
    matches!(meaning, Meaning::Link(_) | Meaning::Target(_)).then_some(range)
}

/// What a place is within that a client shows as a name, a picture or a time.
pub(super) fn name_around(text: &str, place: usize) -> Option<Range<usize>> {
    let (meaning, range) = piece_around(text, place)?;
    match meaning {
        Meaning::Text | Meaning::Mark | Meaning::Link(_) | Meaning::Target(_) => None,
        Meaning::Mention(_)
        | Meaning::Emoji(_)
        | Meaning::Command(_)
        | Meaning::Page(_)
        | Meaning::Timestamp(_) => Some(range),
    }
}

fn piece_around(text: &str, place: usize) -> Option<(Meaning<'_>, Range<usize>)> {
    let mut at = 0;
    for piece in pieces(text) {
        let start = at;
        at += piece.source.len();
        if start < place && place < at {
            return Some((piece.meaning, start..at));
        }
    }
    None
}

/// Splits a text so that each part has at most `limit` characters (at least 3) once escaped. The
/// parts are not escaped: joined, they are the text. An address is cut only if it is longer than a
/// part.
pub fn parts(text: &str, limit: usize) -> Vec<String> {
    let limit = limit.max(3);
    let mut parts = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let end = if length(rest) <= limit { rest.len() } else { cut(rest, limit) };
        parts.push(rest[..end].to_owned());
        rest = &rest[end..];
    }
    parts
}

/// Returns where to cut a text that is too long: after a line, else after a word, else between two
/// letters.
fn cut(text: &str, limit: usize) -> usize {
    let mut used = 0;
    let fits = text
        .char_indices()
        .find(|&(_, character)| {
            // Counted as if each character were markup: which ones are depends on where the cut
            // will be.
            used += match character {
                // Encoded within an address.
                '>' => 3,
                _ if ANYWHERE.contains(&character) || SOMEWHERE.contains(&character) => 2,
                _ => 1,
            };
            used > limit
        })
        .map_or(text.len(), |(at, _)| at);
    let whole = address_around(text, fits).or_else(|| name_around(text, fits));
    let fits = whole.map(|whole| whole.start).filter(|&start| start > 0).unwrap_or(fits);
    let head = &text[..fits];
    let good = |at: &usize| *at > fits / 2;
    if let Some(line) = head.rfind('\n').map(|at| at + 1).filter(good) {
        return line;
    }
    if let Some(word) = head
        .char_indices()
        .rfind(|(_, character)| character.is_whitespace())
        .map(|(at, space)| at + space.len_utf8())
        .filter(good)
    {
        return word;
    }
    let apart = |at: &usize| {
        let joined = |character: char| matches!(character, '\u{0300}'..='\u{036F}' | '\u{200D}' | '\u{FE0F}' | '\u{1F3FB}'..='\u{1F3FF}');
        !text[*at..].starts_with(joined) && !text[..*at].ends_with('\u{200D}')
    };
    head.char_indices()
        .map(|(at, _)| at)
        .chain([fits])
        .rev()
        .take_while(good)
        .find(apart)
        .unwrap_or(fits)
}

/// Returns text as a quotation, line by line. Its markup stays.
pub fn quoted(text: &str) -> String {
    text.lines().map(|line| format!("> {line}")).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What a reader sees: without the backslashes.
    fn read(escaped: &str) -> String {
        let mut shown = String::new();
        let mut characters = escaped.chars();
        while let Some(character) = characters.next() {
            shown.push(if character == '\\' {
                characters.next().expect("a backslash never ends the text")
            } else {
                character
            });
        }
        shown
    }

    #[test]
    fn marks_are_shown_and_mean_nothing() {
        for (typed, escaped) in [
            ("**bold** _it_ ~~no~~", r"\*\*bold\*\* \_it\_ \~\~no\~\~"),
            ("`code` ||spoiler||", r"\`code\` \|\|spoiler\|\|"),
            ("[click](https://evil.example)", r"\[click\](<https://evil.example>)"),
            ("<@1> <@&2> <#3> <t:0:R> <:a:4>", r"\<@1> \<@&2> \<#3> \<t\:0:R> \<\:a:4>"),
            (
                "# big\n ## mid\n-# small\n#12 is fine",
                "\\# big\n \\## mid\n\\-# small\n#12 is fine",
            ),
            (
                "- one\n+ two\n  * three\n1. four\n> five\n>>> six",
                "\\- one\n\\+ two\n  \\* three\n1\\. four\n\\> five\n\\>>> six",
            ),
            ("-5 + 3 > 1, version 2.4", "-5 + 3 > 1, version 2.4"),
            (":smile: at 12:30, ratio 1:2", r"\:smile: at 12:30, ratio 1:2"),
            ("@everyone and @here, not @ana", "@\u{200B}everyone and @\u{200B}here, not @ana"),
            (r"C:\temp\new", r"C:\\temp\\new"),
            ("a\u{202E}b\u{0}", "ab"),
        ] {
            assert_eq!(escape(typed), escaped, "{typed}");
        }
    }

    #[test]
    fn addresses_lead_where_they_led() {
        for plain in [
            "see https://example.org/a_b_c?x=~1#top. Then",
            "https://shop.example/list?filter[status]=open is empty",
            "<https://example.org/a_b> ok",
            "<https://example.org/*a*>",
        ] {
            assert_eq!(escape(plain), plain);
        }
        for (typed, escaped) in [
            ("https://a.example/x", "<https://a.example/x>"),
            ("(http://a.example/_x_)", "(<http://a.example/_x_>)"),
            ("**https://a.example/*x***", r"\*\*<https://a.example/*x*>\*\*"),
            ("||https://a.example/`x`||", r"\|\|<https://a.example/`x`>\|\|"),
            ("[x](https://a.example/y) z", r"\[x\](<https://a.example/y>) z"),
            ("https://__x__ y", r"https\://\_\_x\_\_ y"),
            ("<https://a.example/a_b c", r"\<https://a.example/a_b c"),
            ("https://a.example/@everyone x", "https://a.example/@everyone x"),
        ] {
            assert_eq!(escape(typed), escaped, "{typed}");
        }
    }

    #[test]
    fn a_shortened_address_is_no_link() {
        assert_eq!(shortened("https://a.example/a/long/one", 20), r"https\://a.examp…");
        assert_eq!(shortened("see https://a.example/a/long/one", 20), "see…");
        assert_eq!(escape("see https://a.example/a/lo…"), r"see https\://a.example/a/lo…");
        assert_eq!(escape("https://a.example/… it is"), "https://a.example/… it is");
        assert_eq!(unlinked("(https://a.example/_x"), r"(https\://a.example/\_x");
        assert_eq!(shortened("https://a.example/x y z and more", 26), "<https://a.example/x>…");
    }

    #[test]
    fn code_can_be_copied_as_it_stands() {
        assert_eq!(code(r"(crash|freeze)\b"), r"`(crash|freeze)\b`");
        assert_eq!(code("a`b"), "`` a`b ``");
        assert_eq!(code("a``*"), r"a\`\`\*");
    }

    #[test]
    fn a_long_text_is_split_where_reading_pauses() {
        assert_eq!(parts("first line\nsecond line", 14), ["first line\n", "second line"]);
        assert_eq!(parts("one two three", 9), ["one two ", "three"]);
        assert_eq!(parts("****", 4), ["**", "**"]);
        assert_eq!(shortened("one two three", 9), "one two…");
        assert_eq!(shortened("one two three", 13), "one two three");
        assert!(parts("👩‍👩‍👧👩‍👩‍👧", 7).iter().all(|part| !part.starts_with('\u{200D}')));
    }

    proptest! {
        #[test]
        fn the_reader_sees_what_was_written(text in "([ -~\n]|é|😀){0,80}") {
            prop_assume!(!text.contains("://"));
            prop_assert_eq!(read(&escape(&text)).replace('\u{200B}', ""), text);
        }

        #[test]
        fn no_pair_of_marks_survives(text in r"[a*_~`|<\[\]: \n>#\\-]{0,60}") {
            let escaped = escape(&text);
            let mut characters = escaped.chars();
            while let Some(character) = characters.next() {
                match character {
                    '\\' => drop(characters.next()),
                    other => prop_assert!(!ANYWHERE.contains(&other), "{escaped}"),
                }
            }
        }

        #[test]
        fn parts_lose_nothing_and_fit(text in "(\\PC|[*_`\n ]|[a-z]{1,20}|https://a.b/c_d){0,200}", limit in 3_usize..60) {
            let parts = parts(&text, limit);
            prop_assert_eq!(parts.concat(), text);
            for part in parts {
                prop_assert!(!part.is_empty() && length(&part) <= limit, "{part}");
            }
        }

        #[test]
        fn shortened_text_fits(text in "(\\PC|[*_`\n ]){0,100}", limit in 3_usize..60) {
            prop_assert!(shortened(&text, limit).chars().count() <= limit);
        }
    }
}
