//! What Discord's clients make of a text (Discord, "Markdown Text 101" and "Message Formatting";
//! the clients' parser follows simple-markdown). People's words are shown by it where Discord
//! renders no markup, and where it does, it finds the addresses that must stay as they are.

mod address;

use crate::domain::{ChannelId, RoleId, UserId};

use address::address;

/// A piece of a text. All pieces of a text, in order, are the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    /// The characters of the text.
    pub source: &'a str,
    /// What a client makes of them.
    pub meaning: Meaning<'a>,
}

/// What a client makes of a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning<'a> {
    /// Shown as it is.
    Text,
    /// Markup: not shown.
    Mark,
    /// An address that is shown and can be clicked.
    Link(&'a str),
    /// The address behind a masked link: not shown.
    Target(&'a str),
    /// Shown as a name.
    Mention(Mention),
    /// `<:name:1>`: shown as a picture.
    Emoji(&'a str),
    /// `</name:1>`: shown as a command.
    Command(&'a str),
    /// `<id:guide>`: shown as the name of a page of the server.
    Page(Page),
    /// `<t:1>`, in seconds: shown as a time.
    Timestamp(i64),
}

/// A page of a server that is no channel (Discord, *Message Formatting*, "Guild Navigation Types").
#[derive(Clone, Copy, Debug, PartialEq, Eq, strum::EnumString, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Page {
    /// **Browse Channels**.
    Browse,
    /// **Channels & Roles**.
    Customize,
    /// **Server Guide**.
    Guide,
    /// **Linked Roles**.
    LinkedRoles,
}

/// Somebody or something that a text names by its ID.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Mention {
    /// `<@1>` or `<@!1>`.
    User(UserId),
    /// `<@&1>`.
    Role(RoleId),
    /// `<#1>`.
    Channel(ChannelId),
}

/// Everybody and everything that a text mentions.
pub fn mentions(text: &str) -> Vec<Mention> {
    let mention = |piece: Piece<'_>| match piece.meaning {
        Meaning::Mention(mention) => Some(mention),
        _ => None,
    };
    pieces(text).into_iter().filter_map(mention).collect()
}

/// The longest mention, emoji or command, in bytes: a command's name has up to 98 characters.
const ATOM: usize = 420;

/// How deep markup may be nested. Deeper marks are text.
const DEPTH: usize = 24;

/// Splits a text into its pieces.
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut scanner = Scanner { pieces: Vec::new() };
    scanner.scan(text, "\n", DEPTH);
    scanner.pieces
}

struct Scanner<'a> {
    pieces: Vec<Piece<'a>>,
}

/// Markup around a text, as lengths in bytes: what opens it, the text, and what closes it.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Pair {
    open: usize,
    inside: usize,
    close: usize,
}

impl Pair {
    fn len(self) -> usize {
        self.open + self.inside + self.close
    }
}

impl<'a> Scanner<'a> {
    fn push(&mut self, source: &'a str, meaning: Meaning<'a>) {
        if !source.is_empty() {
            self.pieces.push(Piece { source, meaning });
        }
    }

    /// Scans a text that follows `before`, which decides whether it begins a line.
    fn scan(&mut self, text: &'a str, before: &str, depth: usize) {
        let mut starts_line = before.ends_with('\n');
        let mut at = 0;
        let mut shown = 0;
        while let Some(character) = text[at..].chars().next() {
            let rest = &text[at..];
            if starts_line {
                let block = block(rest);
                if block < rest.len() {
                    self.push(&text[shown..at], Meaning::Text);
                    self.scan(&rest[..block], "\n", depth);
                    at += block;
                    shown = at;
                    starts_line = false;
                    continue;
                }
                let mark = line_mark(rest);
                if mark > 0 {
                    self.push(&text[shown..at], Meaning::Text);
                    self.push(&rest[..mark], Meaning::Mark);
                    at += mark;
                    shown = at;
                    starts_line = false;
                    continue;
                }
            }
            starts_line = character == '\n';
            let length = match self.special(rest, &text[shown..at], depth) {
                0 => {
                    at += character.len_utf8();
                    continue;
                }
                length => length,
            };
            at += length;
            shown = at;
            starts_line = text[..at].ends_with('\n');
        }
        self.push(&text[shown..], Meaning::Text);
    }

    /// Takes what is more than text at the beginning of `rest`, after the text `before` that is
    /// shown as it is. Returns its length in bytes, 0 if there is nothing.
    fn special(&mut self, rest: &'a str, before: &'a str, depth: usize) -> usize {
        if let Some((length, meaning)) = atom(rest) {
            self.push(before, Meaning::Text);
            self.push(&rest[..length], meaning);
            return length;
        }
        if let Some(pair) = code(rest) {
            self.push(before, Meaning::Text);
            let (open, inside, close) = split(rest, pair);
            self.push(open, Meaning::Mark);
            self.scan_code(inside);
            self.push(close, Meaning::Mark);
            return pair.len();
        }
        if rest.starts_with('\\') && rest[1..].starts_with(is_escapable) {
            self.push(before, Meaning::Text);
            self.push(&rest[..1], Meaning::Mark);
            let length = rest[1..].chars().next().map_or(0, char::len_utf8);
            self.push(&rest[1..=length], Meaning::Text);
            return 1 + length;
        }
        if depth == 0 {
            return 0;
        }
        let (pair, target) = match masked_link(rest) {
            Some((pair, target)) => (pair, Some(target)),
            None => match emphasis(rest) {
                Some(pair) => (pair, None),
                None => return 0,
            },
        };
        self.push(before, Meaning::Text);
        let (open, inside, close) = split(rest, pair);
        self.push(open, Meaning::Mark);
        self.scan(inside, "", depth - 1);
        match target {
            Some((start, end)) => {
                self.push(&close[..start], Meaning::Mark);
                self.push(&close[start..end], Meaning::Target(&close[start..end]));
                self.push(&close[end..], Meaning::Mark);
            }
            None => self.push(close, Meaning::Mark),
        }
        pair.len()
    }

    /// Code is shown as it is. Its addresses are no links, but stay addresses.
    fn scan_code(&mut self, code: &'a str) {
        let mut shown = 0;
        let mut at = 0;
        while let Some(found) = code[at..].find("http") {
            at += found;
            let bracketed = code[..at].ends_with('<');
            let end = code[at..].find('>').filter(|_| bracketed).map_or(code.len(), |end| at + end);
            if let Some(length) = address(&code[at..end]) {
                self.push(&code[shown..at], Meaning::Text);
                let address = &code[at..at + length];
                self.push(address, Meaning::Link(address));
                at += length;
                shown = at;
            } else {
                at += "http".len();
            }
        }
        self.push(&code[shown..], Meaning::Text);
    }
}

fn split(rest: &str, pair: Pair) -> (&str, &str, &str) {
    let (open, rest) = rest.split_at(pair.open);
    let (inside, rest) = rest.split_at(pair.inside);
    (open, inside, &rest[..pair.close])
}

fn is_escapable(character: char) -> bool {
    !character.is_ascii_alphanumeric() && !character.is_whitespace()
}

/// The length of the mark with which a line begins: a heading, small print, a quote or a list.
fn line_mark(line: &str) -> usize {
    let spaces = line.len() - line.trim_start_matches(' ').len();
    let text = &line[spaces..];
    let hashes = text.len() - text.trim_start_matches('#').len();
    let mark = [">>> ", "> ", "-# ", "- ", "* "].into_iter().find(|mark| text.starts_with(mark));
    if let Some(mark) = mark {
        return spaces + mark.len();
    }
    if (1..=3).contains(&hashes) && text[hashes..].starts_with(' ') {
        return spaces + hashes + 1;
    }
    0
}

/// The length of the heading, the small print or the quote with which a text begins; otherwise of
/// the whole text. Markup does not reach beyond them. A quote has all lines in a row that are one.
fn block(text: &str) -> usize {
    let line_end = |text: &str| text.find('\n').unwrap_or(text.len());
    let is_quote = |line: &str| line.trim_start_matches(' ').starts_with("> ");
    let mark = &text[..line_mark(text)];
    if is_quote(mark) {
        let mut end = line_end(text);
        while let Some(next) = text[end..].strip_prefix('\n').filter(|next| is_quote(next)) {
            end += 1 + line_end(next);
        }
        return end;
    }
    if mark.contains('#') { line_end(text) } else { text.len() }
}

/// What stands for something by itself: an address, a mention, an emoji, a command, a time.
fn atom(rest: &str) -> Option<(usize, Meaning<'_>)> {
    if let Some(length) = address(rest) {
        return Some((length, Meaning::Link(&rest[..length])));
    }
    let inside = rest.strip_prefix('<')?;
    if inside.starts_with("http") {
        let stops = |character: char| character.is_whitespace() || matches!(character, '<' | '>');
        let end = inside.find(stops).filter(|&end| inside[end..].starts_with('>'))?;
        address(&inside[..end])?;
        return Some((end + 2, Meaning::Link(&inside[..end])));
    }
    if !inside.starts_with(['@', '#', ':', 'a', '/', 't', 'i']) {
        return None;
    }
    let end = inside.bytes().take(ATOM).position(|byte| byte == b'>')?;
    let (length, inside) = (end + 2, &inside[..end]);
    let id = |text: &str| {
        let digits =
            (1..=20).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        if digits { text.parse::<u64>().ok() } else { None }
    };
    if let Some(role) = inside.strip_prefix("@&").and_then(id) {
        return Some((length, Meaning::Mention(Mention::Role(RoleId(role)))));
    }
    if let Some(user) = inside.strip_prefix('@') {
        let user = id(user.strip_prefix('!').unwrap_or(user))?;
        return Some((length, Meaning::Mention(Mention::User(UserId(user)))));
    }
    if let Some(channel) = inside.strip_prefix('#').and_then(id) {
        return Some((length, Meaning::Mention(Mention::Channel(ChannelId(channel)))));
    }
    if let Some(page) = inside.strip_prefix("id:") {
        // One linked role may be named by its ID.
        let (name, role) = page.split_once(':').map_or((page, None), |(name, id)| (name, Some(id)));
        let page = name.parse().ok()?;
        let is_page = role.is_none_or(|role| page == Page::LinkedRoles && id(role).is_some());
        return is_page.then_some((length, Meaning::Page(page)));
    }
    if let Some(time) = inside.strip_prefix("t:") {
        let (seconds, style) = time.split_once(':').unwrap_or((time, "f"));
        let known = matches!(style, "R" | "t" | "T" | "d" | "D" | "f" | "F" | "s" | "S");
        let seconds = seconds.parse().ok().filter(|_| known)?;
        return Some((length, Meaning::Timestamp(seconds)));
    }
    if let Some(emoji) = inside.strip_prefix("a:").or_else(|| inside.strip_prefix(':')) {
        let (name, number) = emoji.split_once(':')?;
        let is_name = name.len() >= 2
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        return id(number).filter(|_| is_name).map(|_| (length, Meaning::Emoji(name)));
    }
    if let Some(command) = inside.strip_prefix('/') {
        let (name, number) = command.split_once(':')?;
        return id(number).filter(|_| !name.is_empty()).map(|_| (length, Meaning::Command(name)));
    }
    None
}

/// Code: a block, or within a line.
fn code(rest: &str) -> Option<Pair> {
    if let Some(block) = rest.strip_prefix("```") {
        let is_language = |character: char| {
            character.is_ascii_alphanumeric() || matches!(character, '_' | '+' | '-' | '.' | '#')
        };
        let after = block.trim_start_matches(is_language);
        let language = block.len() - after.len();
        let open = if after.starts_with('\n') { language } else { 0 };
        let newlines = block[open..].len() - block[open..].trim_start_matches('\n').len();
        let inside = &block[open + newlines..];
        // At least one character stands inside.
        let first = inside.chars().next().map_or(0, char::len_utf8);
        if let Some(end) =
            inside.get(first..).and_then(|inside| inside.find("```")).filter(|_| first > 0)
        {
            let shown = inside[..first + end].trim_end_matches('\n');
            let shown = if shown.is_empty() { &inside[..first + end] } else { shown };
            return Some(Pair {
                open: 3 + open + newlines,
                inside: shown.len(),
                close: first + end - shown.len() + 3,
            });
        }
    }
    let ticks = rest.len() - rest.trim_start_matches('`').len();
    if ticks == 0 {
        return None;
    }
    let inside = &rest[ticks..];
    let mut at = 0;
    while let Some(found) = inside[at..].find('`') {
        let run = inside[at + found..].len() - inside[at + found..].trim_start_matches('`').len();
        if run == ticks && at + found > 0 {
            return Some(Pair { open: ticks, inside: at + found, close: ticks });
        }
        at += found + run;
    }
    None
}

/// `[text](address)`, with the place of the address in what closes it.
fn masked_link(rest: &str) -> Option<(Pair, (usize, usize))> {
    let inside = rest.strip_prefix('[')?;
    let mut open = 1;
    let mut characters = inside.char_indices();
    let end = loop {
        match characters.next()? {
            (_, '\\') => drop(characters.next()),
            (_, '[') => open += 1,
            (at, ']') => {
                open -= 1;
                if open == 0 {
                    break at;
                }
            }
            _ => {}
        }
    };
    let target = inside[end..].strip_prefix("](")?;
    let bracketed = usize::from(target.starts_with('<'));
    let address_end = target.find('>').filter(|_| bracketed > 0).unwrap_or(target.len());
    let length = address(&target[bracketed..address_end])?;
    let after = &target[bracketed + length..];
    let (length, close) = match after.find(')') {
        Some(close) => (length, close),
        // If no bracket follows, the last one of the address closes the link.
        None => (target[bracketed..bracketed + length].rfind(')')?, 0),
    };
    if end == 0 || after.get(..close).is_some_and(|between| between.contains('\n')) {
        return None;
    }
    let start = 2 + bracketed;
    let pair = Pair { open: 1, inside: end, close: start + length + close + 1 };
    Some((pair, (start, start + length)))
}

/// Bold, italic, underlined, struck out, or hidden. The longest one counts.
fn emphasis(rest: &str) -> Option<Pair> {
    if rest.starts_with("||") {
        return until(rest, "||", |_| true);
    }
    if rest.starts_with("~~") {
        return until(rest, "~~", |after| !after.starts_with('_'));
    }
    let (strong, italic) = if rest.starts_with('*') {
        (doubled(rest, '*'), italic_by_star(rest))
    } else if rest.starts_with('_') {
        (doubled(rest, '_'), italic_by_underscore(rest))
    } else {
        return None;
    };
    match (strong, italic) {
        (Some(strong), Some(italic)) if strong.len() > italic.len() => Some(strong),
        (strong, italic) => italic.or(strong),
    }
}

/// A mark, at least one character, and the same mark.
fn until(rest: &str, mark: &str, ends: impl Fn(&str) -> bool) -> Option<Pair> {
    let inside = rest.get(mark.len()..)?;
    let mut from = inside.chars().next()?.len_utf8();
    loop {
        let found = from + inside.get(from..)?.find(mark)?;
        if ends(&inside[found + mark.len()..]) {
            return Some(Pair { open: mark.len(), inside: found, close: mark.len() });
        }
        from = found + 1;
    }
}

/// Bold, in two stars, or underlined, in two underscores.
fn doubled(rest: &str, mark: char) -> Option<Pair> {
    let double = [mark; 2];
    let starts = |text: &str| {
        text.strip_prefix(double[0]).and_then(|text| text.strip_prefix(double[1])).is_some()
    };
    if !starts(rest) {
        return None;
    }
    let inside = &rest[2..];
    let mut at = 0;
    while let Some(character) = inside[at..].chars().next() {
        if at > 0 && starts(&inside[at..]) && !inside[at + 2..].starts_with(mark) {
            return Some(Pair { open: 2, inside: at, close: 2 });
        }
        at += if character == '\\' { escaped(&inside[at..])? } else { character.len_utf8() };
    }
    None
}

/// The length of a backslash and the character after it.
fn escaped(text: &str) -> Option<usize> {
    text[1..].chars().next().map(|character| 1 + character.len_utf8())
}

/// `*italic*`
fn italic_by_star(rest: &str) -> Option<Pair> {
    let inside = &rest[1..];
    if inside.starts_with(char::is_whitespace) {
        return None;
    }
    let mut at = 0;
    while let Some(character) = inside[at..].chars().next() {
        let text = &inside[at..];
        at += if text.starts_with("**") {
            2
        } else if character == '*' {
            return (at > 0).then_some(Pair { open: 1, inside: at, close: 1 });
        } else if character == '\\' {
            escaped(text)?
        } else if character.is_whitespace() {
            let spaces = text.len() - text.trim_start().len();
            let after = &text[spaces..];
            if after.is_empty() || (after.starts_with('*') && !after.starts_with("**")) {
                return None;
            }
            spaces
        } else {
            character.len_utf8()
        };
    }
    None
}

/// `_italic_`, where no word goes on after it.
fn italic_by_underscore(rest: &str) -> Option<Pair> {
    let in_word =
        |text: &str| text.starts_with(|next: char| next.is_ascii_alphanumeric() || next == '_');
    let inside = &rest[1..];
    let mut at = 0;
    while let Some(character) = inside[at..].chars().next() {
        let text = &inside[at..];
        at += if character == '_' {
            if at > 0 && !in_word(&text[1..]) {
                return Some(Pair { open: 1, inside: at, close: 1 });
            }
            if !text.starts_with("__") {
                return None;
            }
            2
        } else if character == '\\' {
            escaped(text)?
        } else {
            character.len_utf8()
        };
    }
    None
}

#[cfg(test)]
mod tests;
