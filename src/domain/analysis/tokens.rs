//! Tokens: what a text consists of, in its order, and where each is. A change between letters and
//! digits parts them, digits with dots between them stay together, and every symbol is a token.

use std::ops::Range;

use crate::domain::analysis::letters::{
    continues_cluster, for_each_folded, is_joined_script, is_of_words,
};

/// The most characters of a word that are compared.
pub const LONGEST: usize = 64;

/// What a token consists of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Letters of a script with spaces between words.
    Word,
    /// Digits. With dots between them: a version, a date, an address.
    Number,
    /// Characters of a script in which words are found at any place.
    Run,
    /// One character that is neither a letter, a digit nor a space.
    Symbol,
}

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it consists of.
    pub kind: Kind,
    /// Its folded characters.
    pub text: String,
    /// Where it is in the text, in bytes.
    pub range: Range<usize>,
    link: Link,
    /// The text has it just like this.
    is_as_written: bool,
}

impl Token {
    fn new(kind: Kind, text: String, range: Range<usize>, link: Link) -> Self {
        Self { kind, text, range, link, is_as_written: false }
    }

    /// Returns where a part of it is in the text; where all of it is, if that cannot be told.
    pub(super) fn place(&self, part: Range<usize>) -> Range<usize> {
        let start = self.range.start;
        if self.is_as_written { start + part.start..start + part.end } else { self.range.clone() }
    }
}

/// How a word or a number follows the one before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Link {
    /// After a space or a symbol.
    #[default]
    Apart,
    /// Immediately, as in `E4711`.
    Touching,
    /// After a hyphen or an apostrophe, as in `e-mail`.
    Hyphenated,
}

/// The tokens of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tokens {
    /// All of them, in order.
    pub parts: Vec<Token>,
    /// What was written in one with others: `e4711` in `E-4711`, `dont` in `don't`.
    pub wholes: Vec<Token>,
}

/// Returns the tokens of a text.
pub fn tokens(text: &str) -> Tokens {
    let mut reading = Reading::default();
    let mut rest = text.char_indices().peekable();
    while let Some((start, _)) = rest.next() {
        while rest.next_if(|&(_, next)| continues_cluster(next)).is_some() {}
        let end = rest.peek().map_or(text.len(), |&(at, _)| at);
        for_each_folded(&text[start..end], |character| reading.take(character, start..end));
    }
    reading.end_token();
    for run in reading.parts.iter_mut().filter(|token| token.kind == Kind::Run) {
        run.is_as_written = text.get(run.range.clone()) == Some(&run.text);
    }
    let wholes = wholes(&reading.parts);
    Tokens { parts: reading.parts, wholes }
}

/// A text that is read.
#[derive(Default)]
struct Reading {
    parts: Vec<Token>,
    /// The token that may still go on, and its number of characters.
    current: Option<(Token, usize)>,
    /// A dot after a number: if a digit follows, it belongs to the number.
    dot: Option<Range<usize>>,
    /// How the next token follows the one before it.
    link: Link,
}

impl Reading {
    fn take(&mut self, character: char, range: Range<usize>) {
        let Some(kind) = kind(character) else {
            self.end_token();
            self.link = Link::Apart;
            return;
        };
        if character == '.' && self.dot.is_none() && self.is_in(Kind::Number) {
            self.dot = Some(range);
            return;
        }
        if kind == Kind::Symbol {
            let touches = self.current.is_some() && self.dot.is_none();
            self.end_token();
            let text = character.to_string();
            self.parts.push(Token::new(kind, text, range, Link::Apart));
            let joins = matches!(character, '\'' | '’' | 'ʼ' | '-' | '‐' | '_');
            self.link = if joins && touches { Link::Hyphenated } else { Link::Apart };
            return;
        }
        if kind == Kind::Number && self.dot.take().is_some() {
            self.add('.', range.clone());
        }
        if !self.is_in(kind) || self.dot.is_some() {
            self.end_token();
            let token = Token::new(kind, String::new(), range.clone(), self.link);
            self.current = Some((token, 0));
            self.link = Link::Touching;
        }
        self.add(character, range);
    }

    fn is_in(&self, kind: Kind) -> bool {
        self.current.as_ref().is_some_and(|(token, _)| token.kind == kind)
    }

    fn add(&mut self, character: char, range: Range<usize>) {
        if let Some((token, length)) = &mut self.current {
            token.range.end = range.end;
            *length += 1;
            if *length <= LONGEST || token.kind == Kind::Run {
                token.text.push(character);
            }
        }
    }

    fn end_token(&mut self) {
        if let Some((mut token, _)) = self.current.take() {
            let is_version = token.kind == Kind::Number && token.text.contains('.');
            // `v2.4` is the version 2.4.
            let is_marked = |last: &mut Token| {
                is_version
                    && token.link == Link::Touching
                    && last.text == "v"
                    && last.link == Link::Apart
            };
            if let Some(mark) = self.parts.pop_if(is_marked) {
                token.range.start = mark.range.start;
                token.link = Link::Apart;
            }
            self.parts.push(token);
        }
        if let Some(range) = self.dot.take() {
            self.parts.push(Token::new(Kind::Symbol, ".".to_owned(), range, Link::Apart));
            self.link = Link::Apart;
        }
    }
}

/// What a folded character is a part of. None for a space.
fn kind(character: char) -> Option<Kind> {
    if character.is_ascii_digit() {
        Some(Kind::Number)
    } else if is_joined_script(character) {
        Some(Kind::Run)
    } else if is_of_words(character) {
        Some(Kind::Word)
    } else if character.is_whitespace() || character.is_control() {
        None
    } else {
        Some(Kind::Symbol)
    }
}

/// Returns what was written in one: without anything between, and with hyphens between.
fn wholes(parts: &[Token]) -> Vec<Token> {
    let mut wholes = Vec::new();
    // Since the last space, and since the last hyphen.
    let (mut hyphenated, mut touching): (Vec<&Token>, Vec<&Token>) = (Vec::new(), Vec::new());
    let worded = parts.iter().filter(|token| token.kind != Kind::Symbol);
    for token in worded {
        if token.kind == Kind::Run || token.link != Link::Touching {
            whole(&touching, &mut wholes);
            if token.kind == Kind::Run || token.link != Link::Hyphenated {
                if hyphenated.len() > touching.len() {
                    whole(&hyphenated, &mut wholes);
                }
                hyphenated.clear();
            }
            touching.clear();
        }
        if token.kind != Kind::Run {
            touching.push(token);
            hyphenated.push(token);
        }
    }
    whole(&touching, &mut wholes);
    if hyphenated.len() > touching.len() {
        whole(&hyphenated, &mut wholes);
    }
    wholes
}

fn whole(chain: &[&Token], wholes: &mut Vec<Token>) {
    let ([first, .., last], true) = (chain, chain.len() > 1) else { return };
    let text: String = chain.iter().flat_map(|token| token.text.chars()).take(LONGEST).collect();
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
    let kind = if is_number { Kind::Number } else { Kind::Word };
    let range = first.range.start..last.range.end;
    wholes.push(Token::new(kind, text, range, Link::Apart));
}
