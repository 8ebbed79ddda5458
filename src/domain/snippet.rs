//! Saved replies: their names, and the placeholders in their texts.

use strum::VariantArray;

use crate::domain::{
    CaseNumber, Placeholder, PublicText, Refusal, UserId, Writer,
    notice::TEXT_LIMIT,
    refusal::{InputRefusal, SnippetRefusal},
};

/// The longest name of a saved reply, in characters.
pub const NAME_LIMIT: usize = 32;
/// How many saved replies a server may have.
pub const SNIPPET_LIMIT: usize = 200;

/// The longest mention of a person, in characters.
const MENTION: usize = "<@18446744073709551615>".len();
/// The longest number of a case that is reckoned with, in characters.
const NUMBER: usize = "#1234567890".len();

/// The shortest word that is taken for a mistyped placeholder if it lacks a brace.
const MISTYPED: usize = 5;

/// A saved reply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snippet {
    /// Under which it is called: one word of 1 to 32 characters, in lower case.
    pub name: String,
    /// What it says, with placeholders such as `{customer}`: 1 to 1,500 characters.
    pub text: String,
}

/// What is filled in for one case.
#[derive(Clone, Debug)]
pub struct Values {
    /// The customer.
    pub customer: Writer,
    /// The agent who posts the answer.
    pub agent: UserId,
    /// The case.
    pub case: CaseNumber,
}

/// A part of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Is posted as it is.
    Text(&'a str),
    /// Is filled in.
    Known(Placeholder),
    /// Is part of an address, so a case's number is filled in without its sign.
    InAddress(Placeholder),
    /// Looks like a placeholder, braces included, and nothing can be filled in for it.
    Unknown(&'a str),
}

/// Splits a text at its placeholders. A placeholder is a word in braces, or as other programs have
/// it, anything in double braces or in `{% %}`. One that lacks a brace is unknown, and so is a
/// person in code or in an address, where Discord shows no mention. After a backslash the braces
/// are meant literally, and the backslash is left out.
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut begun, mut at) = (0, 0);
    // How many braces are still to be closed, such as those of code.
    let mut open = 0_usize;
    while let Some(brace) = text[at..].find(['{', '}']).map(|found| at + found) {
        let Some((start, end)) = written_at(text, (begun, brace), open) else {
            at = brace + 1;
            open = if text[brace..].starts_with('{') { open + 1 } else { open.saturating_sub(1) };
            continue;
        };
        let (before, written) = (&text[begun..start], &text[start..end]);
        if let Some(before) = before.strip_suffix('\\') {
            pieces.push(Piece::Text(before));
            pieces.push(Piece::Text(written));
        } else {
            pieces.push(Piece::Text(before));
            pieces.push(match placeholder_named(written) {
                Some(Placeholder::Case) if is_in_address(&text[..start]) => {
                    Piece::InAddress(Placeholder::Case)
                }
                Some(Placeholder::Case) => Piece::Known(Placeholder::Case),
                Some(person) if !is_in_address(&text[..start]) && !is_in_code(text, start) => {
                    Piece::Known(person)
                }
                _ => Piece::Unknown(written),
            });
        }
        (begun, at) = (end, end);
    }
    pieces.push(Piece::Text(&text[begun..]));
    pieces.retain(|piece| *piece != Piece::Text(""));
    pieces
}

/// Returns where the placeholder begins and ends that has a brace at this place. `begun` is where
/// the one before it ended, and `open` how many braces are still to be closed.
fn written_at(text: &str, (begun, brace): (usize, usize), open: usize) -> Option<(usize, usize)> {
    let before = &text[begun..brace];
    if text[brace..].starts_with('}') {
        let word = before.rsplit(|character| !is_in_word(character)).next()?;
        let is_known = word.parse::<Placeholder>().is_ok();
        return (is_known && open == 0).then_some((brace - word.len(), brace + 1));
    }
    let length = lopsided(&text[brace..], open).or_else(|| placeholder(&text[brace..]))?;
    Some((brace, brace + length))
}

/// Returns the length of a placeholder, with its braces, that has more of them on one side than on
/// the other. `open` is how many braces before it are still to be closed.
fn lopsided(text: &str, open: usize) -> Option<usize> {
    let inside = text.trim_start_matches('{');
    let word = &inside[..inside.find(|one| !is_in_word(one)).unwrap_or(inside.len())];
    let rest = &inside[word.len()..];
    let (left, right) =
        (text.len() - inside.len(), rest.len() - rest.trim_start_matches('}').len());
    // A short word may be another one, as in code.
    let is_meant = match Placeholder::nearest(word) {
        Some(near) => near.into_str() == word.to_lowercase() || word.len() >= MISTYPED,
        None => false,
    };
    let is_closed = rest.trim_start_matches([' ', '.', '-', '_', '|']).starts_with('}');
    let is_uneven = if right == 0 { !is_closed } else { left > right || right > left + open };
    // Braces that close others are not its own.
    let right = if right > left + open { right } else { right.min(left) };
    (is_meant && is_uneven).then_some(left + word.len() + right)
}

fn is_in_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

/// Whether what follows this text is part of an address that begins in it.
fn is_in_address(before: &str) -> bool {
    let Some((scheme, run)) = before.rsplit_once("://") else { return false };
    // The end of a masked link, unless the address has the parenthesis itself.
    let mut open = 0_usize;
    let ends = |character: char| match character {
        '(' => {
            open += 1;
            false
        }
        ')' if open > 0 => {
            open -= 1;
            false
        }
        ')' | '<' | '>' => true,
        other => other.is_whitespace(),
    };
    (scheme.ends_with("http") || scheme.ends_with("https")) && !run.chars().any(ends)
}

/// Whether a place in a text is between backticks, where Discord shows everything as it is typed.
fn is_in_code(text: &str, place: usize) -> bool {
    let ticks = |at: usize| text[at..].len() - text[at..].trim_start_matches('`').len();
    let next = |from: usize| text[from..].find('`').map(|found| from + found);
    let mut at = 0;
    while let Some(begin) = next(at).filter(|&begin| begin < place) {
        if text[..begin].ends_with('\\') {
            at = begin + 1;
            continue;
        }
        let length = ticks(begin);
        at = begin + length;
        // Code ends with as many backticks as it begins with.
        let mut end = next(at);
        while let Some(other) = end.filter(|&end| ticks(end) != length) {
            end = next(other + ticks(other));
        }
        if let Some(end) = end {
            if place < end {
                return place >= begin + length;
            }
            at = end + length;
        }
    }
    false
}

/// Returns the length of the placeholder with which a text begins.
fn placeholder(text: &str) -> Option<usize> {
    if let Some(inside) = text.strip_prefix("{%") {
        return Some(inside.find("%}")? + 4);
    }
    if let Some(inside) = text.strip_prefix("{{") {
        let length = inside.find("}}")?;
        let name = &inside[..length];
        let plain = !name.contains(['{', '}', '\n']) && name.contains(char::is_alphabetic);
        return plain.then_some(length + 4);
    }
    let inside = text.strip_prefix('{')?;
    let length = inside.find('}')?;
    let (written, name) = (&inside[..length], inside[..length].trim());
    // Several words are a name as well, unless spaces keep them from the braces as in code.
    let may_have_spaces = written == name;
    let is_in_name = |character: char| {
        character.is_alphanumeric()
            || matches!(character, '_' | '.' | '-')
            || character == ' ' && may_have_spaces
    };
    let begins = name.starts_with(|first: char| first.is_alphabetic() || first == '_');
    let is_word = begins && name.chars().all(is_in_name);
    is_word.then_some(length + 2)
}

/// Returns what looks like a placeholder in a text, braces included.
pub fn placeholders(text: &str) -> Vec<String> {
    let pieces = pieces(text).into_iter();
    let written = pieces.filter_map(|piece| match piece {
        Piece::Unknown(written) => Some(written.to_owned()),
        Piece::Known(known) | Piece::InAddress(known) => Some(known.written()),
        Piece::Text(_) => None,
    });
    written.collect()
}

/// Returns what looks like a placeholder in a text and cannot be filled in, each once, braces
/// included.
pub fn unknown_placeholders(text: &str) -> Vec<&str> {
    let mut unknown = Vec::new();
    for piece in pieces(text) {
        match piece {
            Piece::Unknown(written) if !unknown.contains(&written) => unknown.push(written),
            Piece::Unknown(_) | Piece::Known(_) | Piece::InAddress(_) | Piece::Text(_) => {}
        }
    }
    unknown
}

impl Placeholder {
    /// Returns how it is written in a text.
    pub fn written(self) -> String {
        format!("{{{}}}", self.into_str())
    }

    /// Returns the placeholder that somebody may have meant.
    pub fn nearest(written: &str) -> Option<Self> {
        let name = written.trim_matches(['{', '}', ' ']).to_lowercase();
        let words = || name.split(|character: char| !character.is_alphanumeric());
        let named = words().find_map(|word| word.parse().ok());
        let distance = |known: &Self| strsim::osa_distance(&name, known.into_str());
        // Up to a third of the letters are mistyped.
        let mistyped = || {
            Self::VARIANTS
                .iter()
                .filter(|known| distance(known) * 3 <= known.into_str().len().max(name.len()))
                .min_by_key(|known| distance(known))
                .copied()
        };
        named.or_else(mistyped)
    }
}

/// Returns the placeholder that is written like this, with its braces.
fn placeholder_named(written: &str) -> Option<Placeholder> {
    written.strip_prefix('{')?.strip_suffix('}')?.parse().ok()
}

/// Parses a name as people type it.
///
/// # Errors
/// [`SnippetRefusal::BadName`] unless it is one word of letters, digits, `-` and `_`, of 1 to 32
/// characters.
pub fn name(typed: &str) -> Result<String, SnippetRefusal> {
    let name = typed.trim().to_lowercase();
    let fits = (1..=NAME_LIMIT).contains(&name.chars().count());
    let plain =
        name.chars().all(|character| character.is_alphanumeric() || matches!(character, '-' | '_'));
    if fits && plain { Ok(name) } else { Err(SnippetRefusal::BadName) }
}

impl Snippet {
    /// Checks what somebody typed.
    ///
    /// # Errors
    /// Refuses names that are no single word, text that is empty or too long, and placeholders that
    /// nothing is filled in for.
    pub fn typed(typed_name: &str, text: &str) -> Result<Self, Refusal> {
        let (name, text) = (name(typed_name)?, PublicText::typed("text", text)?);
        let snippet = Self { name, text: text.as_str().to_owned() };
        if let Some(unknown) = snippet.unknown_placeholders().first() {
            if placeholder_named(unknown).is_some() {
                return Err(SnippetRefusal::NoMentionThere((*unknown).to_owned()).into());
            }
            return Err(SnippetRefusal::UnknownPlaceholder {
                written: (*unknown).to_owned(),
                nearest: Placeholder::nearest(unknown),
            }
            .into());
        }
        let (length, limit) = (snippet.longest(), TEXT_LIMIT);
        if length > limit {
            return Err(InputRefusal::TextTooLong { field: "text", length, limit }.into());
        }
        Ok(snippet)
    }

    /// Returns how long the text can be when it is posted, in characters.
    pub fn longest(&self) -> usize {
        let length = |piece| match piece {
            Piece::Text(words) | Piece::Unknown(words) => words.chars().count(),
            Piece::Known(Placeholder::Customer | Placeholder::Agent) => MENTION,
            Piece::Known(Placeholder::Case) | Piece::InAddress(_) => NUMBER,
        };
        pieces(&self.text).into_iter().map(length).sum()
    }

    /// Returns what looks like a placeholder in the text and is none, each once.
    pub fn unknown_placeholders(&self) -> Vec<&str> {
        unknown_placeholders(&self.text)
    }

    /// Returns the text as it is posted.
    ///
    /// # Errors
    /// Refuses a text with a placeholder that nothing is filled in for, and one that is too long
    /// once everything is filled in.
    pub fn filled(&self, values: &Values) -> Result<PublicText, Refusal> {
        let mut text = String::with_capacity(self.text.len());
        for piece in pieces(&self.text) {
            match piece {
                Piece::Text(words) => text.push_str(words),
                Piece::Known(Placeholder::Customer) => {
                    text.push_str(&values.customer.to_string());
                }
                Piece::Known(Placeholder::Agent) => text.push_str(&format!("<@{}>", values.agent)),
                Piece::Known(Placeholder::Case) => text.push_str(&values.case.to_string()),
                Piece::InAddress(_) => text.push_str(&values.case.0.to_string()),
                Piece::Unknown(written) => {
                    let (name, written) = (self.name.clone(), written.to_owned());
                    return Err(SnippetRefusal::NotFillable { name, written }.into());
                }
            }
        }
        Ok(PublicText::typed("snippet", &text)?)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_placeholder_is_a_word_in_braces() {
        for (text, unknown) in [
            ("Hello {customer}, {agent} looks at {case}", &[][..]),
            ("Hello {custmer} and {custmer}", &["{custmer}"]),
            ("Hello {Customer} and { customer }", &["{Customer}", "{ customer }"]),
            (
                "{{ticket.requester.name}}, {{customer}}",
                &["{{ticket.requester.name}}", "{{customer}}"],
            ),
            ("{{ contact.name | default: \"you\" }}", &["{{ contact.name | default: \"you\" }}"]),
            ("{recipient.mention}", &["{recipient.mention}"]),
            ("Hi {first name}", &["{first name}"]),
            (r"\{custmer} and \{{ticket.id}}", &[]),
            ("{% if a %}b{% endif %}", &["{% if a %}", "{% endif %}"]),
            (r#"{}, {0}, { "a": 1 }, {1,2}, f() { return x }, {{}}, {{1}}, {a"#, &[]),
            ("{\ncustomer\nname}", &[]),
        ] {
            assert_eq!(unknown_placeholders(text), unknown, "{text}");
        }
    }

    #[test]
    fn a_placeholder_that_lacks_a_brace_is_unknown() {
        for (text, unknown) in [
            ("Hello {customer, we look at {case}", &["{customer"][..]),
            ("Hello {customer) and agent}", &["{customer", "agent}"]),
            ("{customer}} and {{customer}", &["{customer}}", "{{customer}"]),
            ("{custmer, see {case", &["{custmer", "{case"]),
            ("Hello {{case}!", &["{{case}"]),
            (r"\{customer, \{{customer} and \{case}}", &[]),
            ("f() { return {case} }, {a: {customer}}, {cast, {base64}", &["{base64}"]),
            ("in any case, the {best} agent", &["{best}"]),
        ] {
            assert_eq!(unknown_placeholders(text), unknown, "{text}");
        }
    }

    #[test]
    fn in_addresses_and_code_a_number_has_no_sign_and_nobody_is_mentioned() {
        let values =
            Values { customer: Writer::Member(UserId(1)), agent: UserId(2), case: CaseNumber(3) };
        for (text, posted) in [
            ("https://acme.example/t/{case}", Ok("https://acme.example/t/3")),
            ("https://acme.example/t, {case}", Ok("https://acme.example/t, #3")),
            ("[it](https://acme.example/{case}) {case}", Ok("[it](https://acme.example/3) #3")),
            (
                "(see http://a.example/(x)/{case}?a={case}), {customer}",
                Ok("(see http://a.example/(x)/3?a=3), <@1>"),
            ),
            ("<https://a.example/{case}>{case}", Ok("<https://a.example/3>#3")),
            ("`curl https://a.example/{case}` `{case}`", Ok("`curl https://a.example/3` `#3`")),
            ("Run `/link {customer}`", Err("{customer}")),
            ("```\n{agent}```", Err("{agent}")),
            ("``a ` {agent}``", Err("{agent}")),
            ("https://acme.example/?by={agent}", Err("{agent}")),
            (r"`a` {customer} `b` \` {customer} `c", Ok(r"`a` <@1> `b` \` <@1> `c")),
        ] {
            let snippet = Snippet { name: "x".to_owned(), text: text.to_owned() };
            let filled = snippet.filled(&values).map(|text| text.as_str().to_owned());
            let expected = posted.map(str::to_owned).map_err(|written: &str| {
                SnippetRefusal::NotFillable { name: "x".to_owned(), written: written.to_owned() }
                    .into()
            });
            assert_eq!(filled, expected, "{text}");
        }
    }

    #[test]
    fn a_text_must_fit_with_its_placeholders_filled_in() {
        let long = format!("{}{{customer}}", "x".repeat(TEXT_LIMIT - MENTION));
        assert!(Snippet::typed("a", &long).is_ok());
        assert_eq!(
            Snippet::typed("a", &format!("{long}x")),
            Err(InputRefusal::TextTooLong { field: "text", length: 1_501, limit: 1_500 }.into())
        );
    }

    #[test]
    fn a_mistyped_placeholder_leads_to_the_right_one() {
        let nearest = |written: &str| Placeholder::nearest(written).map(|known| known.into_str());
        for (written, meant) in [
            ("{custmer}", Some("customer")),
            ("{CUSTOMER}", Some("customer")),
            ("{customer_name}", Some("customer")),
            ("{{customer}}", Some("customer")),
            ("{agnet}", Some("agent")),
            ("{cases}", Some("case")),
            ("{name}", None),
            ("{{ticket.due_date}}", None),
        ] {
            assert_eq!(nearest(written), meant, "{written}");
        }
    }

    #[test]
    fn braces_after_a_backslash_are_posted_as_braces() {
        let values =
            Values { customer: Writer::Member(UserId(1)), agent: UserId(2), case: CaseNumber(3) };
        let filled = |text: &str| {
            let snippet = Snippet { name: "x".to_owned(), text: text.to_owned() };
            snippet.filled(&values).map(|text| text.as_str().to_owned())
        };
        assert_eq!(
            filled(r"{customer}: `GET /users/\{id}` {agent} {case} \{case} \o/ {}").as_deref(),
            Ok("<@1>: `GET /users/{id}` <@2> #3 {case} \\o/ {}")
        );
        assert_eq!(
            filled("{custmer}"),
            Err(SnippetRefusal::NotFillable {
                name: "x".to_owned(),
                written: "{custmer}".to_owned()
            }
            .into())
        );
    }

    proptest! {
        #[test]
        fn nothing_but_placeholders_and_their_backslashes_changes(text in r"[{}\\a-z .\n]{0,40}|.{0,20}") {
            let whole: String = pieces(&text)
                .into_iter()
                .map(|piece| match piece {
                    Piece::Text(words) | Piece::Unknown(words) => words.to_owned(),
                    Piece::Known(known) | Piece::InAddress(known) => known.written(),
                })
                .collect();
            prop_assert_eq!(whole.replace('\\', ""), text.replace('\\', ""));
            prop_assert!(whole.len() <= text.len());
        }
    }
}
