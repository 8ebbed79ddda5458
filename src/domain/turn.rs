//! Whose turn it is, computed from what people write.

mod words;

use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

use regex::Regex;

use crate::domain::{Side, Time, TurnStep, WaitStart, id, text};

impl TurnStep {
    /// Returns the effect of a message.
    pub fn of_message(side: Side, wants_an_answer: bool) -> Self {
        match side {
            Side::Customer if wants_an_answer => Self::Asks,
            Side::Agent => Self::Answers,
            Side::Customer | Side::Other => Self::Nothing,
        }
    }
}

/// Whose turn it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Turn {
    /// Since when the customer waits for an answer. None if nobody waits for us.
    pub waiting_since: Option<Time>,
    /// What began then.
    pub wait_start: WaitStart,
    /// Whether the customer asked after the last answer and after the case was put on hold, or was
    /// promised an answer since the last one.
    pub asks: bool,
    /// By when the customer was promised an answer since the last one.
    pub promised: Option<Time>,
    /// When somebody of the team first wrote.
    pub first_answer_at: Option<Time>,
}

/// Computes the turn from everything that happened in a case since it was asked, in any order. Each
/// step has the ID that Discord gave it: one clock for messages, commands and buttons, independent
/// of this machine's clock.
pub fn of(asked_at: Option<Time>, steps: impl IntoIterator<Item = (u64, TurnStep)>) -> Turn {
    let mut steps: Vec<(u64, TurnStep)> = steps.into_iter().collect();
    steps.sort_by_key(|&(id, _)| id);
    let mut turn = Turn { waiting_since: asked_at, asks: asked_at.is_some(), ..Turn::default() };
    // The oldest message without an answer.
    let mut written_at = asked_at;
    for (id, step) in steps {
        let at = id::created_at(id);
        match step {
            TurnStep::Asks => {
                written_at = written_at.or(Some(at));
                turn.begin_wait(at, WaitStart::Message);
                turn.asks = true;
            }
            TurnStep::Reopens => {
                turn.begin_wait(at, WaitStart::Reopening);
                turn.asks = true;
            }
            TurnStep::Answers => {
                turn.first_answer_at = turn.first_answer_at.or(Some(at));
                (turn.waiting_since, written_at) = (None, None);
                (turn.asks, turn.promised) = (false, None);
            }
            TurnStep::Responds => {
                turn.first_answer_at = turn.first_answer_at.or(Some(at));
            }
            TurnStep::Supersedes => {
                if turn.wait_start == WaitStart::Reopening && turn.waiting_since.is_some() {
                    (turn.waiting_since, turn.wait_start) = (written_at, WaitStart::Message);
                    turn.asks = turn.promised.is_some() || written_at.is_some();
                }
            }
            TurnStep::Promises(until) => {
                turn.begin_wait(at, WaitStart::Promise);
                (turn.asks, turn.promised) = (true, Some(until));
            }
            TurnStep::Settles => {
                (turn.waiting_since, written_at) = (None, None);
                (turn.asks, turn.promised) = (false, None);
            }
            TurnStep::Holds => turn.asks = turn.promised.is_some(),
            TurnStep::Absorbs(since, start, promised) => {
                if turn.waiting_since.is_none_or(|own| since < own) {
                    (turn.waiting_since, turn.wait_start) = (Some(since), start);
                }
                turn.asks = true;
                // The earlier promise is the one to keep.
                turn.promised = turn.promised.into_iter().chain(promised).min();
            }
            TurnStep::Nothing => {}
        }
    }
    turn
}

impl Turn {
    /// The customer waits from now on, unless they wait already.
    fn begin_wait(&mut self, at: Time, start: WaitStart) {
        if self.waiting_since.is_none() {
            (self.waiting_since, self.wait_start) = (Some(at), start);
        }
    }
}

/// The effect of a phrase in a message.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Phrase {
    /// Ends a conversation. Up to `room` unknown words may follow in the clause: whom somebody
    /// thanks, and for what.
    Closing { room: usize },
    /// Has no effect beside a closing phrase.
    Filling,
}

struct Phrases {
    by_text: HashMap<String, Phrase>,
    words: HashSet<String>,
    /// The longest phrase, in bytes.
    longest: usize,
    /// Words that report trouble or ask.
    trouble: HashSet<&'static str>,
}

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let listed = |list: &'static str| list.split(',').map(str::trim);
    let mut by_text: HashMap<String, Phrase> =
        listed(words::FILLING).map(|phrase| (phrase.to_owned(), Phrase::Filling)).collect();
    let closing = words::CLOSING.into_iter().flat_map(listed);
    by_text.extend(closing.map(|phrase| (phrase.to_owned(), Phrase::Closing { room: 0 })));
    for thanks in listed(words::THANKS) {
        by_text.insert(thanks.to_owned(), Phrase::Closing { room: 1 });
        by_text.insert(format!("{thanks} for"), Phrase::Closing { room: 8 });
    }
    for going_to in listed(words::GOING_TO) {
        by_text.extend(
            listed(words::DOING)
                .map(|doing| (format!("{going_to} {doing}"), Phrase::Closing { room: 0 })),
        );
    }
    let words = by_text.keys().flat_map(|phrase| phrase.split(' ')).map(str::to_owned).collect();
    let longest = by_text.keys().map(String::len).max().unwrap_or(0);
    let trouble = listed(words::TROUBLE).collect();
    Phrases { by_text, words, longest, trouble }
});

static MENTIONS: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"<@[!&]?\d+>").ok());

/// A server's own emoji, smileys, and "+1".
static SIGNS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let pattern = r"(?xi)
        <a?:\w+:\d+>
        | (?:^|\s) (?: [:;=x][-'^]?[dpo3()\[\]|/\\*]+ | [(][-'^]?[:;=] | <3+ | \+1 | \^_?\^ | -_+- | o\.o | \(y\) ) (?:$|\b|\s)";
    Regex::new(pattern).ok()
});

/// A message with more characters than this wants an answer, whatever its words.
const LONGEST_CLOSING: usize = 200;

/// Whether a customer's message wants an answer. "Thanks!", a lone emoji or "ok, works now" does
/// not; a question, a file, code or a link does. If in doubt, it does, so that nobody waits
/// unnoticed.
pub fn wants_an_answer(message: &str, has_files: bool) -> bool {
    if has_files
        || message.contains(['?', '？', '؟', '`'])
        || message.chars().count() > LONGEST_CLOSING
    {
        return true;
    }
    if text::is_blank(message) {
        return false;
    }
    let message = without(message, &MENTIONS);
    if text::is_blank(&message) {
        // The message only mentions somebody.
        return true;
    }
    let message = without(&message, &SIGNS);
    if !message.contains(char::is_alphanumeric) {
        // An emoji, a smiley or three dots want nothing. But brackets belong to code, and an arrow
        // points at something.
        return message.contains(|character: char| {
            character.is_ascii_punctuation() && !"!.,-~'\"".contains(character)
        });
    }
    let mut closes = false;
    for clause in message.split(|character: char| ".,;:!\n…。、，！".contains(character)) {
        match closing(&plain(clause)) {
            Some(does) => closes |= does,
            None => return true,
        }
    }
    !closes
}

fn without<'a>(message: &'a str, what: &Option<Regex>) -> Cow<'a, str> {
    what.as_ref().map_or(Cow::Borrowed(message), |what| what.replace_all(message, " "))
}

/// Normalises a clause: lower case, single spaces, no other characters. Drawn-out words
/// ("thaaanks") become the words in the lists.
fn plain(message: &str) -> String {
    let message = message.to_lowercase().replace(['\'', '’', '`', '´'], "");
    let words = message
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty());
    words.map(known).collect::<Vec<_>>().join(" ")
}

fn known(word: &str) -> String {
    let is_known = |word: &String| PHRASES.words.contains(word);
    let laughs = word.len() > 3
        && word.chars().all(|letter| matches!(letter, 'h' | 'a' | 'e'))
        && word.contains('h');
    let shortened =
        [usize::MAX, 2, 1].into_iter().map(|most| with_runs_of(word, most)).find(is_known);
    shortened.unwrap_or_else(|| if laughs { "haha".to_owned() } else { word.to_owned() })
}

/// Shortens each run of three or more equal letters to `most`.
fn with_runs_of(word: &str, most: usize) -> String {
    let letters: Vec<char> = word.chars().collect();
    let runs = letters.chunk_by(|one, other| one == other);
    runs.flat_map(|run| run.iter().take(if run.len() > 2 { most } else { run.len() })).collect()
}

/// Whether a clause closes a conversation, or none if it contains unknown phrases. At each position
/// the longest known phrase counts.
fn closing(mut clause: &str) -> Option<bool> {
    let mut closes = false;
    let mut room_after = 0;
    while !clause.is_empty() {
        let ends = clause
            .char_indices()
            .map(|(at, character)| at + character.len_utf8())
            .take_while(|&end| end <= PHRASES.longest);
        let found = ends
            .filter(|&end| is_border(clause, end))
            .filter_map(|end| Some((end, *PHRASES.by_text.get(&clause[..end])?)));
        let Some((end, phrase)) = found.last() else {
            let mut rest = clause.split(' ');
            let harmless =
                |word: &str| !PHRASES.trouble.contains(word) && !word.contains(char::is_numeric);
            return (rest.clone().count() <= room_after && rest.all(harmless)).then_some(closes);
        };
        if let Phrase::Closing { room } = phrase {
            closes = true;
            room_after = room;
        }
        clause = clause[end..].trim_start();
    }
    Some(closes)
}

/// Whether a word can end here. Japanese and Chinese have no spaces between words.
fn is_border(text: &str, end: usize) -> bool {
    let before = text[..end].chars().next_back();
    text[end..].chars().next().is_none_or(|next| next == ' ')
        || before.is_some_and(|letter| letter >= '\u{2E80}')
}

#[cfg(test)]
mod tests;
