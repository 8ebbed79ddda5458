//! The title and the body of an issue. What people wrote is in code blocks: GitHub finds neither
//! markup nor mentions, numbers of issues or addresses there.

use std::{borrow::Cow, sync::LazyLock};

use chrono::DateTime;
use regex::{Captures, Regex};
use sha2::{Digest, Sha256};

use crate::{
    desk::BugToDraw,
    domain::{Issue, Settings, text},
};

/// The longest title (GitHub refuses more than 256 characters).
const TITLE: usize = 250;
/// The most characters of the customer's words: GitHub refuses a body of more than 65,536.
const WORDS: usize = 40_000;
/// The most characters of each of the agent's fields.
const FIELD: usize = 4_000;

/// What Discord's client shows by an ID: a mention, an emoji, a command, or a time (Discord,
/// "Message Formatting").
static BY_ID: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let pattern = r"(?x) <(?:
        (?<member>@!?) \d+ | (?<role>@&) \d+ | (?<channel>\#) \d+
        | a?:(?<emoji>\w+): \d+ | /(?<command>[^<>:]+): \d+ | t:(?<time>-?\d+) (?: :[a-zA-Z] )?
        )>";
    Regex::new(pattern).ok()
});

/// What an issue says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    /// Its title.
    pub title: String,
    /// Its body, in GitHub's Markdown.
    pub body: String,
}

impl Content {
    /// A digest of it: two contents with one digest are the same.
    pub fn digest(&self) -> String {
        let digest = Sha256::digest(format!("{}\n{}", self.title, self.body));
        digest.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// The last line of an issue's body, by which it is recognised. Nobody can guess the key, so nobody
/// can make an issue that is taken for it.
pub fn marker(issue: &Issue) -> String {
    let key = issue.key.cast_unsigned();
    format!("<!-- switchboard server:{} bug:{} key:{key:016x} -->", issue.guild, issue.bug.0)
}

/// What the issue of a bug says. `original` is the issue of the bug of which it is a duplicate.
pub fn content(
    draw: &BugToDraw,
    issue: &Issue,
    settings: &Settings,
    original: Option<&str>,
) -> Content {
    let (bug, report) = (&draw.bug, &draw.bug.report);
    let with_words = issue.with_words && settings.github_words;
    let title = report.title.as_str();
    // A report has the title of its case unless the agent writes another, and that is the
    // customer's.
    let title = if draw.has_customers_title && !with_words {
        format!("Bug {}", bug.number.0)
    } else {
        text::shorten(&in_words(title), TITLE)
    };
    let mut lines =
        vec![format!("- Bug {} of the support team{}", bug.number.0, report_link(draw))];
    lines.push(format!("- Severity: {}", report.severity.into_str()));
    if !report.version.trim().is_empty() {
        lines.push(format!("- Version: {}", code(&report.version)));
    }
    lines.push(format!("- Customers affected: {}", draw.people_affected));
    if !draw.files.is_empty() {
        lines.push(format!("- Files, in Discord: {}", draw.files.len()));
    }
    lines.extend(bug.shipped_version.as_ref().map(|it| format!("- Shipped in {}", code(it))));
    lines.extend(original.map(|original| format!("- Duplicate of {original}")));
    let mut parts = vec![lines.join("\n")];
    for (heading, text) in [
        ("Steps to reproduce", &report.steps),
        ("Expected result", &report.expected),
        ("Actual result", &report.actual),
    ] {
        parts.extend(section(heading, text, FIELD));
    }
    if with_words {
        parts.extend(section("In the customer's words", &bug.words, WORDS));
    }
    parts.push(
        "<sub>Written by Switchboard, which overwrites changes to this text.</sub>".to_owned(),
    );
    parts.push(marker(issue));
    Content { title, body: parts.join("\n\n") }
}

fn report_link(draw: &BugToDraw) -> String {
    let guild = draw.bug.guild;
    draw.bug.card.posted.map_or_else(String::new, |(channel, message)| {
        format!(": [report in Discord](https://discord.com/channels/{guild}/{channel}/{message})")
    })
}

fn section(heading: &str, text: &str, limit: usize) -> Option<String> {
    if text::is_blank(text) {
        return None;
    }
    Some(format!("### {heading}\n\n{}", fenced(&text::shorten(&in_words(text), limit))))
}

/// A text without Discord's IDs, which say nothing to readers elsewhere. Nobody in the server is
/// named to them either.
fn in_words(text: &str) -> Cow<'_, str> {
    let Some(by_id) = BY_ID.as_ref() else { return Cow::Borrowed(text) };
    by_id.replace_all(text, |found: &Captures<'_>| {
        let part = |name| found.name(name).map(|part| part.as_str());
        if part("member").is_some() {
            "@member".to_owned()
        } else if part("role").is_some() {
            "@role".to_owned()
        } else if part("channel").is_some() {
            "#channel".to_owned()
        } else if let Some(emoji) = part("emoji") {
            format!(":{emoji}:")
        } else if let Some(command) = part("command") {
            format!("/{command}")
        } else {
            let seconds = part("time").and_then(|seconds| seconds.parse().ok());
            let time = seconds.and_then(|seconds| DateTime::from_timestamp(seconds, 0));
            let date = |time: DateTime<_>| time.format("%Y-%m-%d %H:%M UTC").to_string();
            time.map_or_else(|| found[0].to_owned(), date)
        }
    })
}

/// The longest run of backticks in a text.
fn backticks(text: &str) -> usize {
    text.split(|letter| letter != '`').map(str::len).max().unwrap_or_default()
}

/// A text in a code block, whose fence is longer than any in the text.
fn fenced(text: &str) -> String {
    let text = text::clean(&text.replace("\r\n", "\n").replace('\r', "\n"));
    let fence = "`".repeat((backticks(&text) + 1).max(3));
    format!("{fence}text\n{}\n{fence}", text.trim_matches('\n'))
}

/// A short text as code, in one line.
fn code(text: &str) -> String {
    let text = text::clean(text).split_whitespace().collect::<Vec<_>>().join(" ");
    let fence = "`".repeat(backticks(&text) + 1);
    // Blanks keep a backtick at either end apart from the fence (CommonMark, "Code spans").
    if text.starts_with('`') || text.ends_with('`') {
        format!("{fence} {text} {fence}")
    } else {
        format!("{fence}{text}{fence}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_its_block() {
        for text in ["plain", "```\n@everyone\n```", "a ````` b", "~~~", "    four", "\r---\r\n"] {
            let block = fenced(text);
            let fence: String = block.chars().take_while(|letter| *letter == '`').collect();
            let inside: Vec<&str> = block.lines().skip(1).collect();
            let (last, inside) = inside.split_last().expect("an end");
            assert_eq!(*last, fence, "{text}");
            assert!(inside.iter().all(|line| !line.contains(&fence)), "{block}");
        }
    }

    #[test]
    fn what_discord_shows_by_an_id_is_in_words() {
        let typed = "<@1> <@!2> <@&3> <#4> <:sad:5> <a:yay:6> </ask:7> <t:0:R> <t:0> <b> <@x> <t:99999999999999>";
        assert_eq!(
            in_words(typed),
            "@member @member @role #channel :sad: :yay: /ask 1970-01-01 00:00 UTC 1970-01-01 00:00 UTC <b> <@x> <t:99999999999999>"
        );
    }

    #[test]
    fn code_stays_in_its_line() {
        assert_eq!(code("5.3"), "`5.3`");
        assert_eq!(code("`5.3` @x\n#12"), "`` `5.3` @x #12 ``");
        assert_eq!(code("a`b"), "``a`b``");
    }
}
