//! What is printed: plain text on standard output, each piece at once.

use std::{
    io::{self, Write as _},
    sync::LazyLock,
};

use regex::{Captures, Regex};

/// How wide lines become before they are broken.
const WIDTH: usize = 100;

/// A link with words of its own, as people write it.
static LINK: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"\[([^\]\n]+)\]\(https?://[^)\s]+\)").ok());

/// A text as a client shows it: of a link the words, and no sign for small letters.
pub fn readable(text: &str) -> String {
    let text = text.replace("-# ", "");
    match LINK.as_ref() {
        Some(link) => {
            link.replace_all(&text, |found: &Captures<'_>| found[1].to_owned()).into_owned()
        }
        None => text,
    }
}

/// The same without marks for bold text and code, for a place that shows none.
pub fn plain(text: &str) -> String {
    readable(text).replace("**", "").replace('`', "")
}

/// Standard output. Nothing is held back, so that a reader on a pipe is never behind.
#[derive(Debug)]
pub struct Screen;

impl Screen {
    /// Prints a text and ends the line.
    ///
    /// # Errors
    /// Standard output is closed.
    pub fn say(&mut self, text: &str) -> io::Result<()> {
        let mut out = io::stdout().lock();
        writeln!(out, "{text}")?;
        out.flush()
    }

    /// Prints a text moved to the right, with long lines broken between words.
    ///
    /// # Errors
    /// Standard output is closed.
    pub fn show(&mut self, indent: usize, text: &str) -> io::Result<()> {
        let margin = " ".repeat(indent);
        let lines: Vec<String> =
            text.lines().flat_map(|line| broken(line, WIDTH - indent)).collect();
        let lines = lines.iter().map(|line| format!("{margin}{line}").trim_end().to_owned());
        self.say(&lines.collect::<Vec<_>>().join("\n"))
    }

    /// Prints what stands before a line that somebody types.
    ///
    /// # Errors
    /// Standard output is closed.
    pub fn prompt(&mut self) -> io::Result<()> {
        let mut out = io::stdout().lock();
        write!(out, "> ")?;
        out.flush()
    }

    /// Prints over the prompt that stands there.
    ///
    /// # Errors
    /// Standard output is closed.
    pub fn say_over_prompt(&mut self, text: &str) -> io::Result<()> {
        self.say(&format!("\r{text}"))
    }
}

/// A line in pieces that are not wider than they may be, if a space allows it. Pieces after the
/// first begin below the text of the first: after its spaces, and after the bar of a box.
fn broken(line: &str, width: usize) -> Vec<String> {
    let inside = line.trim_start_matches([' ', '│']);
    let head: String = line.chars().take(line.chars().count() - inside.chars().count()).collect();
    let mut pieces = vec![head.clone()];
    for word in inside.split(' ') {
        let fits = pieces.last().is_none_or(|piece| {
            *piece == head || piece.chars().count() + 1 + word.chars().count() <= width
        });
        match pieces.last_mut() {
            Some(piece) if fits => {
                if *piece != head {
                    piece.push(' ');
                }
                piece.push_str(word);
            }
            _ => pieces.push(format!("{head}{word}")),
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_read_by_their_words() {
        assert_eq!(
            readable("-# Case [#1](https://discord.com/channels/1/2) is open [now]"),
            "Case #1 is open [now]"
        );
    }

    #[test]
    fn plain_text_has_no_marks() {
        assert_eq!(
            plain("I'm missing **View Channel**. Run `/setup`."),
            "I'm missing View Channel. Run /setup."
        );
    }

    #[test]
    fn long_lines_are_broken_below_where_they_began() {
        assert_eq!(broken("  │ one two three", 12), ["  │ one two", "  │ three"]);
        assert_eq!(broken("unbreakable", 4), ["unbreakable"]);
        assert_eq!(broken("", 4), [""]);
    }
}
