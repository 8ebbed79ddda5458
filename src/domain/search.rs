//! A search among the cases, parsed from what a person typed: words, and conditions. Every input is
//! valid; what is not a condition is text to find.

use strum::VariantArray;

use crate::domain::{
    CaseNumber, Phase, Priority, Status, Tag, UserId,
    refusal::InputRefusal,
    text::{self, is_unspaced},
};

/// The longest search, in characters: it has to fit into the `custom_id` of the button for the next
/// page.
pub const SEARCH_LIMIT: usize = 80;

/// A search. A case is found if all conditions hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    typed: String,
    /// Whole words to find, in lower case. The last one may be the beginning of a word.
    pub words: Vec<String>,
    /// Texts to find anywhere: of scripts without spaces between words, and symbols.
    pub literals: Vec<String>,
    /// The case has each of these numbers, so two of them find nothing.
    pub numbers: Vec<CaseNumber>,
    /// The case has all of these tags.
    pub tags: Vec<Tag>,
    /// Each of them is the customer or the agent of the case.
    pub people: Vec<UserId>,
    /// The case has a status of each of these lists.
    pub states: Vec<Vec<Status>>,
    /// The case has each of these priorities, so two of them find nothing.
    pub priorities: Vec<Priority>,
}

/// A case in which all was found that was looked for, with its texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The case.
    pub case: CaseNumber,
    /// Its title.
    pub title: String,
    /// The customer's question.
    pub question: String,
    /// What was said in the thread, oldest first.
    pub said: String,
}

impl Search {
    /// Parses a search: words, `#tag`, `#12`, a mention or `@` and an ID, `is:open`,
    /// `priority:urgent`.
    ///
    /// # Errors
    /// If it is empty or too long, or has a status or a priority that does not exist.
    pub fn parse(typed: &str) -> Result<Self, InputRefusal> {
        // Control characters separate words, as spaces do.
        let plain: String = typed
            .chars()
            .map(|character| if character.is_control() { ' ' } else { character })
            .collect();
        let plain = text::clean(&plain).split_whitespace().collect::<Vec<_>>().join(" ");
        let mut search =
            Self { typed: text::required("query", &plain, SEARCH_LIMIT)?, ..Self::default() };
        for part in search.typed.clone().split(' ') {
            search.take(part)?;
        }
        Ok(search)
    }

    /// Returns the search as text that [`Self::parse`] accepts.
    pub fn typed(&self) -> &str {
        &self.typed
    }

    fn take(&mut self, part: &str) -> Result<(), InputRefusal> {
        let marked = part.strip_prefix('#').filter(|rest| !rest.is_empty());
        if let Some(person) = person(part) {
            self.people.push(person);
        } else if let Some(word) = value(part, "is:") {
            let unknown = || InputRefusal::NotAStatus(word.to_owned());
            self.states.push(states(word).ok_or_else(unknown)?);
        } else if let Some(word) = value(part, "priority:") {
            let unknown = || InputRefusal::NotAPriority(word.to_owned());
            self.priorities.push(priority(word).ok_or_else(unknown)?);
        } else if let Some(number) = marked.and_then(|_| CaseNumber::parse(part).ok()) {
            self.numbers.push(number);
        } else if let Some(tag) = marked.and_then(|tag| Tag::parse(tag).ok()) {
            self.tags.push(tag);
        } else {
            self.take_text(part);
        }
        Ok(())
    }

    fn take_text(&mut self, part: &str) {
        if !part.contains(char::is_alphanumeric) {
            return self.literals.push(part.to_owned());
        }
        for run in part.split(|character: char| !character.is_alphanumeric()) {
            // A word ends where the script changes: `日本語version`.
            let mut rest = run;
            while let Some(first) = rest.chars().next() {
                let joined = is_unspaced(first);
                let end =
                    rest.find(|character| is_unspaced(character) != joined).unwrap_or(rest.len());
                let (piece, tail) = rest.split_at(end);
                if joined {
                    self.literals.push(piece.to_owned())
                } else {
                    self.words.push(piece.to_lowercase())
                }
                rest = tail;
            }
        }
    }

    /// Returns how well a case matches, from its title, its question and its messages. A word in
    /// the title counts most.
    pub fn score(&self, title: &str, question: &str, said: &str) -> u32 {
        [(title, 8), (question, 3), (said, 1)]
            .iter()
            .map(|(text, weight)| weight * self.hits(text))
            .sum()
    }

    /// Counts the words and texts that occur in a text.
    fn hits(&self, text: &str) -> u32 {
        let words = self
            .words
            .iter()
            .enumerate()
            .filter(|(index, word)| self.find_word(text, *index, word).is_some())
            .count();
        let literals =
            self.literals.iter().filter(|literal| text.contains(literal.as_str())).count();
        u32::try_from(words + literals).unwrap_or(u32::MAX)
    }

    /// Returns where a word occurs in a text, as a range of bytes.
    fn find_word(&self, text: &str, index: usize, word: &str) -> Option<(usize, usize)> {
        let may_go_on = index + 1 == self.words.len();
        let mut from = 0;
        for run in text.split(|character: char| !character.is_alphanumeric()) {
            let at = from + text[from..].find(run)?;
            from = at + run.len();
            let small = run.to_lowercase();
            if small == word || may_go_on && small.starts_with(word) {
                return Some((at, from));
            }
        }
        None
    }

    /// Returns the first match in a text, as a range of bytes.
    pub fn first_hit(&self, text: &str) -> Option<(usize, usize)> {
        let words = self
            .words
            .iter()
            .enumerate()
            .filter_map(|(index, word)| self.find_word(text, index, word));
        let literals = self
            .literals
            .iter()
            .filter_map(|literal| text.find(literal.as_str()).map(|at| (at, at + literal.len())));
        words.chain(literals).min()
    }
}

/// Parses `<@5>`, `<@!5>` or `@5`.
fn person(part: &str) -> Option<UserId> {
    let id = match part.strip_prefix("<@") {
        Some(mention) => mention.strip_suffix('>')?.trim_start_matches('!'),
        None => part.strip_prefix('@')?,
    };
    // `parse` alone would accept a sign.
    id.bytes().all(|byte| byte.is_ascii_digit()).then(|| id.parse().ok()).flatten().map(UserId)
}

/// Returns what follows the name of a condition. None if nothing does.
fn value<'a>(part: &'a str, name: &str) -> Option<&'a str> {
    part.strip_prefix(name).filter(|value| !value.is_empty())
}

/// Parses the word after `priority:`.
fn priority(word: &str) -> Option<Priority> {
    word.to_lowercase().parse().ok()
}

/// Returns the statuses that a word after `is:` means. `open` is every status of a case that is not
/// over.
fn states(word: &str) -> Option<Vec<Status>> {
    let word = word.to_lowercase().replace('-', "_");
    match word.as_str() {
        "open" => Some(open_statuses()),
        word => word.parse().ok().map(|status| vec![status]),
    }
}

/// Every status of a case that is neither solved nor closed.
fn open_statuses() -> Vec<Status> {
    let all = Status::VARIANTS.iter().copied();
    all.filter(|status| status.phase() == Phase::Open).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn search(typed: &str) -> Search {
        Search::parse(typed).expect("a search")
    }

    #[test]
    fn a_search_is_read_as_people_type_it() {
        let all = search("  Export-FAILS #Billing <@5> @7 is:open #12 🎉 日本語ok ");
        assert_eq!(all.words, ["export", "fails", "ok"]);
        assert_eq!(all.literals, ["🎉", "日本語"]);
        assert_eq!(all.tags, [Tag::stored("billing".to_owned())]);
        assert_eq!(all.people, [UserId(5), UserId(7)]);
        assert_eq!(all.numbers, [CaseNumber(12)]);
        assert_eq!(all.states, [[Status::New, Status::Open, Status::Pending, Status::OnHold]]);
        assert_eq!(
            search("is:on-hold is:closed").states,
            [vec![Status::OnHold], vec![Status::Closed]]
        );
    }

    #[test]
    fn what_means_nothing_else_is_text() {
        assert_eq!(
            search("is: this:online @max #a/b").words,
            ["is", "this", "online", "max", "a", "b"]
        );
        assert_eq!(search("\"AND NOT (x*").words, ["and", "not", "x"]);
        assert_eq!(search("!!! ' OR").literals, ["!!!", "'"]);
        assert_eq!(Search::parse("  \u{0}\n "), Err(InputRefusal::EmptyText("query")));
        assert!(matches!(Search::parse(&"x".repeat(81)), Err(InputRefusal::TextTooLong { .. })));
    }

    #[test]
    fn a_status_or_a_priority_that_does_not_exist_is_refused() {
        let refused = |typed| Search::parse(typed).expect_err(typed);
        assert_eq!(refused("export is:foo"), InputRefusal::NotAStatus("foo".to_owned()));
        assert_eq!(refused("priority:asap"), InputRefusal::NotAPriority("asap".to_owned()));
    }

    #[test]
    fn the_place_of_a_hit_is_a_word_and_the_last_may_go_on() {
        let text = "The EXPORTED file, an export";
        assert_eq!(
            search("export").first_hit(text).map(|(from, to)| &text[from..to]),
            Some("EXPORTED")
        );
        assert_eq!(
            search("export file").first_hit(text).map(|(from, to)| &text[from..to]),
            Some("file")
        );
        assert_eq!(search("exported files").first_hit(text), Some((4, 12)));
        assert_eq!(search("port").first_hit(text), None);
        assert!(search("export").score(text, "", "") > search("export").score("", text, text));
    }

    proptest! {
        #[test]
        fn whatever_is_typed_can_be_taken_again_and_looked_for(typed in any::<String>(), text in any::<String>()) {
            if let Ok(search) = Search::parse(&typed) {
                prop_assert_eq!(&search, &Search::parse(search.typed()).expect("the same again"));
                prop_assert!(search.words.iter().chain(&search.literals).all(|part| !part.is_empty()));
                if let Some((from, to)) = search.first_hit(&text) {
                    prop_assert!(from < to && text.is_char_boundary(from) && text.is_char_boundary(to));
                }
            }
        }
    }
}
