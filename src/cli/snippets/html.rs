//! Rich text of a helpdesk as a message in Discord.

/// Converts HTML, as an editor of a helpdesk writes it, to Discord's markdown. What Discord cannot
/// show, such as colours, is left out; its words stay.
pub fn to_markdown(page: &str) -> String {
    let mut out = String::with_capacity(page.len());
    let mut lists: Vec<Option<usize>> = Vec::new();
    // Where the words of each open link begin, and its address.
    let mut links: Vec<(usize, String)> = Vec::new();
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        push_words(&mut out, &rest[..at]);
        rest = &rest[at..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let Some(end) = rest.find('>') else { break };
        let tag = &rest[1..end];
        let is_tag = tag.starts_with(|first: char| first.is_ascii_alphabetic() || first == '/');
        if !is_tag {
            push_words(&mut out, "<");
            rest = &rest[1..];
            continue;
        }
        rest = &rest[end + 1..];
        let name: String = tag
            .chars()
            .take_while(|character| character.is_ascii_alphanumeric() || *character == '/')
            .collect();
        match name.to_lowercase().trim_end_matches('/') {
            "br" => out.push('\n'),
            "p" | "/p" | "/ul" | "/ol" | "h1" | "h2" | "h3" | "h4" | "/h1" | "/h2" | "/h3"
            | "/h4" | "/pre" => paragraph(&mut out, name.starts_with('/'), &mut lists),
            "div" | "/div" | "/li" | "tr" | "/tr" | "/blockquote" => line(&mut out),
            "ul" => {
                line(&mut out);
                lists.push(None);
            }
            "ol" => {
                line(&mut out);
                lists.push(Some(0));
            }
            "li" => {
                line(&mut out);
                match lists.last_mut() {
                    Some(Some(number)) => {
                        *number += 1;
                        out.push_str(&format!("{number}. "));
                    }
                    _ => out.push_str("- "),
                }
            }
            "strong" | "/strong" | "b" | "/b" => out.push_str("**"),
            "em" | "/em" | "i" | "/i" => out.push('*'),
            "u" | "/u" => out.push_str("__"),
            "s" | "/s" | "del" | "/del" | "strike" | "/strike" => out.push_str("~~"),
            "code" | "/code" => out.push('`'),
            "pre" => line(&mut out),
            "blockquote" => {
                line(&mut out);
                out.push_str("> ");
            }
            "a" => links.push((out.len(), attribute(tag, "href").unwrap_or_default())),
            "/a" => {
                if let Some((begun, address)) = links.pop() {
                    close_link(&mut out, begun, &address);
                }
            }
            _ => {}
        }
        if matches!(name.to_lowercase().as_str(), "/ul" | "/ol") {
            lists.pop();
        }
    }
    push_words(&mut out, rest);
    tidy(&out)
}

/// Ends a link: as `[words](address)`, or as the address alone where the words are the address.
fn close_link(out: &mut String, begun: usize, address: &str) {
    let words = out.split_off(begun);
    if address.is_empty() || words.trim().is_empty() || words == address {
        out.push_str(&words);
    } else {
        out.push_str(&format!("[{words}]({address})"));
    }
}

/// Begins a new line, unless one has just begun.
fn line(out: &mut String) {
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
}

/// Begins a new paragraph. In a list, a paragraph is the item.
fn paragraph(out: &mut String, ends: bool, lists: &mut [Option<usize>]) {
    if lists.is_empty() || ends {
        line(out);
    }
    if lists.is_empty() && !out.is_empty() && !out.ends_with("\n\n") {
        out.push('\n');
    }
}

/// Appends words with their entities resolved, and with spaces as a page shows them.
fn push_words(out: &mut String, words: &str) {
    let mut rest = words;
    while let Some(character) = rest.chars().next() {
        let mut length = character.len_utf8();
        let mut shown = Some(character);
        if character == '&'
            && let Some(end) = rest.find(';').filter(|end| *end <= 10)
            && let Some(meant) = entity(&rest[1..end])
        {
            (length, shown) = (end + 1, Some(meant));
        } else if character.is_whitespace() {
            shown = (!out.ends_with([' ', '\n'])).then_some(' ');
        }
        out.extend(shown);
        rest = &rest[length..];
    }
}

fn entity(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        "ndash" => '–',
        "mdash" => '—',
        "hellip" => '…',
        number => {
            let number = number.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
    })
}

/// Returns the value of an attribute of a tag.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let at = tag.find(&format!("{name}="))? + name.len() + 1;
    let value = &tag[at..];
    let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''));
    let value = match quote {
        Some(quote) => value[1..].split(quote).next()?,
        None => value.split(char::is_whitespace).next()?,
    };
    let mut plain = String::new();
    push_words(&mut plain, value);
    Some(plain)
}

/// Removes spaces at the ends of lines, and more than one empty line.
fn tidy(text: &str) -> String {
    let mut lines: Vec<&str> = Vec::new();
    for line in text.lines().map(str::trim_end) {
        if !(line.is_empty() && lines.last().is_none_or(|last| last.is_empty())) {
            lines.push(line);
        }
    }
    lines.join("\n").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn rich_text_becomes_what_discord_shows() {
        for (page, shown) in [
            (
                "<p>Hi {{ticket.requester.first_name}},</p><p>a&nbsp;b &amp; c</p>",
                "Hi {{ticket.requester.first_name}},\n\na b & c",
            ),
            ("<div>one<br>two<br/>three</div><div>four</div>", "one\ntwo\nthree\nfour"),
            (
                "<p><strong>Now</strong>: <em>press</em>  \n  <code>F5</code></p>",
                "**Now**: *press* `F5`",
            ),
            (
                "<ol><li>A</li><li><p>B</p></li></ol><ul><li>C</li></ul><p>D</p>",
                "1. A\n2. B\n- C\n\nD",
            ),
            (
                "See <a href=\"https://a.example/?x=1&amp;y[]=2\" target=_blank>this</a> or <a href='https://b.example'>https://b.example</a>.",
                "See [this](https://a.example/?x=1&y[]=2) or https://b.example.",
            ),
            (
                "<!-- x --><span style=\"color: red\">1 &lt; 2 &#8364; &bogus; 3 < 4</span>",
                "1 < 2 € &bogus; 3 < 4",
            ),
            (
                "<a href=\"https://a.example\">[1] here</a> <a>b</a></a>",
                "[[1] here](https://a.example) b",
            ),
            ("<p>a", "a"),
            ("a <b", "a <b"),
            ("", ""),
        ] {
            assert_eq!(to_markdown(page), shown, "{page}");
        }
    }

    proptest! {
        #[test]
        fn any_page_can_be_read(page in r"(</?(a|li|ol|ul|p|pre|b|br|x)( href='h')?/?>|<|>|<!--|&amp;|&|;|ä| |\n|[a-z]){0,40}") {
            let shown = to_markdown(&page);
            prop_assert_eq!(shown.trim(), &*shown);
        }
    }
}
