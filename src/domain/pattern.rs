//! The patterns of rules: regular expressions of the regex crate, checked for what they will do.
//! Patterns run in time linear in the text (the crate does not backtrack), and their size is
//! limited, so no pattern can stall the bot or exhaust its memory.
//!
//! People copy patterns from other engines. What cannot be read here, and what means something
//! else here, is named with its place and, if there is one, with a spelling that can be used.

use regex::Regex;
use regex_syntax::{
    ParserBuilder,
    ast::{
        self, Ast, ClassSetBinaryOp, ClassSetItem, ErrorKind, LiteralKind, Span,
        parse::ParserBuilder as AstParserBuilder,
    },
};

use crate::domain::{
    PatternDoubt, PatternFault,
    refusal::{Misread, RuleRefusal},
    text::QUOTES,
};

use crate::domain::pattern::set::{NESTING_LIMIT, Patterns};

pub mod set;

/// The longest pattern, in characters.
pub const PATTERN_LIMIT: usize = 256;

/// The most memory for a compiled pattern, in bytes: about ten classes of the letters of all
/// scripts, such as `\p{L}`. Most patterns take less than 10 KiB.
pub(super) const PROGRAM_LIMIT: usize = 512 * 1024;
/// How many faults of one pattern are corrected before no other spelling is proposed.
const CORRECTIONS: usize = 8;

/// Something in a pattern that can be read, and that may mean something else than its author
/// thinks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// What it is.
    pub doubt: PatternDoubt,
    /// As it stands in the pattern.
    pub written: String,
    /// The whole pattern in the spelling that may be meant.
    pub instead: Option<String>,
}

/// Compiles a pattern within the limits.
///
/// # Errors
/// With what is wrong with the pattern.
pub fn compile(pattern: &str) -> Result<Patterns, RuleRefusal> {
    let length = pattern.chars().count();
    if pattern.trim().is_empty() {
        return Err(RuleRefusal::PatternEmpty);
    }
    if length > PATTERN_LIMIT {
        return Err(RuleRefusal::PatternTooLong(length));
    }
    if let Some(fault) = fault(pattern) {
        return Err(RuleRefusal::PatternInvalid(Misread {
            at: pattern[..fault.start].chars().count() + 1,
            written: pattern[fault.start..fault.end].to_owned(),
            instead: corrected(pattern, &fault),
            fault: fault.what,
        }));
    }
    let compiled = Patterns::new(&[pattern], PROGRAM_LIMIT);
    let compiled = compiled.map_err(|_| RuleRefusal::PatternTooLarge)?;
    if compiled.is_match("") {
        return Err(RuleRefusal::MatchesEverything);
    }
    if matches_nothing(pattern) {
        return Err(RuleRefusal::MatchesNothing);
    }
    Ok(compiled)
}

/// Whether no text matches the pattern.
fn matches_nothing(pattern: &str) -> bool {
    let parsed = ParserBuilder::new().nest_limit(NESTING_LIMIT).build().parse(pattern);
    parsed.is_ok_and(|parsed| parsed.properties().minimum_len().is_none())
}

/// Where a pattern cannot be read, in bytes, and why.
struct Fault {
    what: PatternFault,
    start: usize,
    end: usize,
}

/// Returns the first fault of a pattern.
fn fault(pattern: &str) -> Option<Fault> {
    let at = |what, span: &Span| {
        let (start, end) = (span.start.offset, span.end.offset);
        Fault { what, start, end: end.max(start) }
    };
    match AstParserBuilder::new().nest_limit(NESTING_LIMIT).build().parse(pattern) {
        Err(error) => {
            let mut fault = at(cause(error.kind()), error.span());
            fault.widen(pattern);
            Some(fault)
        }
        Ok(parsed) => {
            if let Some(edge) = read(pattern, &parsed).edges.first() {
                return Some(at(PatternFault::EdgeOfWord, edge));
            }
            match ParserBuilder::new().nest_limit(NESTING_LIMIT).build().parse(pattern) {
                Err(regex_syntax::Error::Translate(error)) => {
                    Some(at(PatternFault::UnknownClass, error.span()))
                }
                _ => None,
            }
        }
    }
}

/// What an error of the parser means for its reader.
fn cause(kind: &ErrorKind) -> PatternFault {
    match kind {
        ErrorKind::ClassUnclosed => PatternFault::ClassUnclosed,
        ErrorKind::ClassRangeInvalid
        | ErrorKind::ClassRangeLiteral
        | ErrorKind::ClassEscapeInvalid => PatternFault::Range,
        ErrorKind::GroupUnclosed => PatternFault::GroupUnclosed,
        ErrorKind::GroupUnopened => PatternFault::GroupUnopened,
        ErrorKind::RepetitionMissing => PatternFault::NothingToRepeat,
        ErrorKind::RepetitionCountInvalid
        | ErrorKind::RepetitionCountDecimalEmpty
        | ErrorKind::RepetitionCountUnclosed
        | ErrorKind::DecimalEmpty
        | ErrorKind::DecimalInvalid
        | ErrorKind::SpecialWordOrRepetitionUnexpectedEof
        | ErrorKind::SpecialWordBoundaryUnclosed
        | ErrorKind::SpecialWordBoundaryUnrecognized => PatternFault::Braces,
        ErrorKind::UnsupportedLookAround => PatternFault::LookAround,
        ErrorKind::UnsupportedBackreference => PatternFault::Backreference,
        ErrorKind::EscapeUnrecognized
        | ErrorKind::EscapeUnexpectedEof
        | ErrorKind::EscapeHexEmpty
        | ErrorKind::EscapeHexInvalid
        | ErrorKind::EscapeHexInvalidDigit => PatternFault::Escape,
        ErrorKind::UnicodeClassInvalid => PatternFault::UnknownClass,
        ErrorKind::NestLimitExceeded(_) | ErrorKind::CaptureLimitExceeded => PatternFault::TooDeep,
        // `(?…)`: flags, names, and whatever other engines put there.
        _ => PatternFault::Group,
    }
}

impl Fault {
    /// Includes the whole of what is named: the parser may point at the one character in it that it
    /// did not expect.
    fn widen(&mut self, pattern: &str) {
        match self.what {
            PatternFault::Group | PatternFault::LookAround => {
                if let Some(group) = pattern[..self.end].rfind("(?") {
                    self.start = group;
                }
            }
            PatternFault::Braces => {
                if let Some(brace) = pattern[..self.end].rfind('{') {
                    self.start = brace;
                }
            }
            _ => {}
        }
        // A reference by name, as Python and JavaScript write it.
        let written = &pattern[self.start..];
        if let Some(flags) = unclosed_flags(written).filter(|_| self.what == PatternFault::Group) {
            (self.what, self.end) = (PatternFault::GroupUnclosed, self.start + flags.len());
        }
        if written.starts_with("(?P=") || written.starts_with(r"\k") {
            self.what = PatternFault::Backreference;
        }
        let next = |at: usize| pattern[at..].chars().next().map_or(0, char::len_utf8);
        if self.end == self.start {
            self.end += next(self.start);
        }
        if self.what == PatternFault::Escape && self.end == self.start + 1 {
            self.end += next(self.end);
        }
    }
}

/// Returns a spelling of the whole pattern that can be used and is probably meant.
fn corrected(pattern: &str, first: &Fault) -> Option<String> {
    let mut new = correct(pattern, first)?;
    for _ in 0..CORRECTIONS {
        match fault(&new) {
            None => {
                let is_usable = new.chars().count() <= PATTERN_LIMIT
                    && Regex::new(&new).is_ok_and(|regex| !regex.is_match(""));
                return is_usable.then_some(new);
            }
            Some(next) => new = correct(&new, &next)?,
        }
    }
    None
}

/// Replaces what cannot be read.
fn correct(pattern: &str, fault: &Fault) -> Option<String> {
    let Fault { what, start, end } = *fault;
    let written = &pattern[start..end];
    let put = |new: &str| Some(format!("{}{new}{}", &pattern[..start], &pattern[end..]));
    let with_backslash = |at: usize| Some(format!("{}\\{}", &pattern[..at], &pattern[at..]));
    match what {
        PatternFault::ClassUnclosed => {
            // `[[]` and `[]]` are how some engines write a bracket, `[^]` is anything in
            // JavaScript.
            let plain =
                pattern.replace("[[]", r"\[").replace("[]]", r"\]").replace("[^]", "(?s:.)");
            if plain == pattern { with_backslash(start) } else { Some(plain) }
        }
        PatternFault::GroupUnclosed if unclosed_flags(&pattern[start..]).is_some() => {
            Some(format!("{}){}", &pattern[..end], pattern[end..].trim_start()))
        }
        PatternFault::GroupUnclosed | PatternFault::GroupUnopened => with_backslash(start),
        PatternFault::Braces => with_backslash(start),
        PatternFault::NothingToRepeat => {
            let wildcards = pattern.strip_prefix('*').map(|rest| rest.trim_end_matches('*'));
            match wildcards {
                Some(rest) => Some(rest.replace('*', ".*")),
                None => with_backslash(start),
            }
        }
        PatternFault::Range => {
            let dash = start + pattern[start..].find('-')?;
            with_backslash(dash)
        }
        PatternFault::Escape => match written.strip_prefix('\\')? {
            "Z" => put(r"\z"),
            "y" | "m" | "M" => put(r"\b"),
            "h" => put(r"[ \t]"),
            "R" => put(r"\n"),
            "e" => put(r"\x1B"),
            "N" | "X" => put("."),
            "G" | "K" => put(""),
            "Q" => {
                let quoted = &pattern[end..];
                let (quoted, rest) = quoted.split_once(r"\E").unwrap_or((quoted, ""));
                Some(format!("{}{}{rest}", &pattern[..start], regex::escape(quoted)))
            }
            other => other.chars().all(|letter| !letter.is_ascii_digit()).then(|| put(other))?,
        },
        PatternFault::LookAround => {
            // What stands before or after is part of the match, which changes nothing for one.
            let is_alone = pattern.matches("(?=").count() + pattern.matches("(?<=").count() == 1;
            let positive = written.strip_suffix('=').is_some();
            if is_alone && positive { put("(?:") } else { None }
        }
        PatternFault::Group => {
            let rest = &pattern[start..];
            let replace = |old: &str, new: &str| {
                let rest = rest.strip_prefix(old)?;
                Some(format!("{}{new}{rest}", &pattern[..start]))
            };
            let comment = || {
                let (_, rest) = rest.strip_prefix("(?#")?.split_once(')')?;
                Some(format!("{}{rest}", &pattern[..start]))
            };
            let quoted_name = || {
                let (name, rest) = rest.strip_prefix("(?'")?.split_once('\'')?;
                Some(format!("{}(?<{name}>{rest}", &pattern[..start]))
            };
            replace("(?>", "(?:").or_else(comment).or_else(quoted_name)
        }
        PatternFault::EdgeOfWord => Some(without_edges(pattern)),
        PatternFault::Backreference | PatternFault::UnknownClass | PatternFault::TooDeep => None,
    }
}

/// Returns flags whose `)` is missing, such as `(?i`, at the beginning of a text.
fn unclosed_flags(written: &str) -> Option<&str> {
    let rest = written.strip_prefix("(?")?.trim_start_matches(|flag| "imsUx-".contains(flag));
    let flags = &written[..written.len() - rest.len()];
    let ends = rest.is_empty() || rest.starts_with(char::is_whitespace);
    (ends && flags.len() > 2).then_some(flags)
}

/// Writes `\<` and `\>` as what they are in the engines that people know: edges of a word around
/// letters, else the characters themselves.
fn without_edges(pattern: &str) -> String {
    let in_word = |character: char| character.is_alphanumeric() || character == '_';
    let around_words = pattern
        .match_indices(r"\<")
        .all(|(at, edge)| pattern[at + edge.len()..].starts_with(in_word))
        && pattern.match_indices(r"\>").all(|(at, _)| pattern[..at].ends_with(in_word));
    match around_words {
        true => pattern.replace(r"\<", r"\b").replace(r"\>", r"\b"),
        false => pattern.replace(r"\<", "<").replace(r"\>", ">"),
    }
}

/// What a walk through a pattern found.
#[derive(Default)]
struct Read {
    /// Each `\<` and `\>`.
    edges: Vec<Span>,
    /// What may mean something else.
    doubts: Vec<(PatternDoubt, Span)>,
}

struct Reader<'a> {
    pattern: &'a str,
    read: Read,
}

impl Reader<'_> {
    fn doubt(&mut self, doubt: PatternDoubt, span: &Span) {
        self.read.doubts.push((doubt, *span));
    }
}

impl ast::Visitor for Reader<'_> {
    type Output = Read;
    type Err = std::convert::Infallible;

    fn finish(self) -> Result<Read, Self::Err> {
        Ok(self.read)
    }

    fn visit_pre(&mut self, part: &Ast) -> Result<(), Self::Err> {
        let span = part.span();
        let (before, after) =
            (&self.pattern[..span.start.offset], &self.pattern[span.end.offset..]);
        match part {
            Ast::Assertion(assertion)
                if matches!(
                    assertion.kind,
                    ast::AssertionKind::WordBoundaryStartAngle
                        | ast::AssertionKind::WordBoundaryEndAngle
                ) =>
            {
                self.read.edges.push(*span);
            }
            Ast::Flags(_) if after.is_empty() => self.doubt(PatternDoubt::FlagsAtEnd, span),
            Ast::ClassBracketed(_) => {
                let written = &self.pattern[span.start.offset..span.end.offset];
                if written.starts_with("[:") && written.ends_with(":]") && written.len() > 4 {
                    self.doubt(PatternDoubt::PosixClass, span);
                }
            }
            Ast::Literal(literal) if literal.kind == LiteralKind::Meta => match literal.c {
                '|' if before.ends_with(char::is_alphanumeric)
                    && after.starts_with(char::is_alphanumeric) =>
                {
                    self.doubt(PatternDoubt::EscapedBar, span);
                }
                '\\' if after.starts_with(['d', 'w', 's', 'b']) => {
                    self.doubt(PatternDoubt::DoubleBackslash, span);
                }
                _ => {}
            },
            _ => {}
        }
        Ok(())
    }

    fn visit_class_set_item_pre(&mut self, item: &ClassSetItem) -> Result<(), Self::Err> {
        if let ClassSetItem::Bracketed(class) = item {
            self.doubt(PatternDoubt::ClassInClass, &class.span);
        }
        Ok(())
    }

    fn visit_class_set_binary_op_pre(&mut self, op: &ClassSetBinaryOp) -> Result<(), Self::Err> {
        self.doubt(PatternDoubt::ClassOperator, &op.span);
        Ok(())
    }
}

fn read(pattern: &str, parsed: &Ast) -> Read {
    let reader = Reader { pattern, read: Read::default() };
    let Ok(read) = ast::visit(parsed, reader);
    read
}

/// Returns what may mean something else than the author of a pattern thinks. Empty for a pattern
/// that cannot be read.
pub fn warnings(pattern: &str) -> Vec<Warning> {
    let parsed = AstParserBuilder::new().nest_limit(NESTING_LIMIT).build().parse(pattern);
    let Ok(parsed) = parsed else { return Vec::new() };
    let of_parts = read(pattern, &parsed).doubts.into_iter().map(|(doubt, span)| {
        let (start, end) = (span.start.offset, span.end.offset);
        let written = &pattern[start..end];
        let put = |new: &str| format!("{}{new}{}", &pattern[..start], &pattern[end..]);
        let instead = match doubt {
            PatternDoubt::FlagsAtEnd => Some(format!("{written}{}", &pattern[..start])),
            PatternDoubt::PosixClass => Some(put(&format!("[{written}]"))),
            PatternDoubt::EscapedBar => Some(put("|")),
            PatternDoubt::DoubleBackslash => Some(pattern.replace(r"\\", r"\")),
            PatternDoubt::ClassInClass => Some(put(&format!("\\{written}"))),
            _ => None,
        };
        (doubt, written.to_owned(), instead)
    });
    let doubts: Vec<_> = whole(pattern).into_iter().chain(of_parts).collect();
    // Whoever computes with classes means the classes in it.
    let computes = doubts.iter().any(|(doubt, ..)| *doubt == PatternDoubt::ClassOperator);
    let mut found: Vec<Warning> = Vec::new();
    for (doubt, written, instead) in doubts {
        let is_meant = computes && doubt == PatternDoubt::ClassInClass;
        if !is_meant && found.iter().all(|known| known.doubt != doubt) {
            let instead = instead.filter(|instead| compile(instead).is_ok());
            found.push(Warning { doubt, written, instead });
        }
    }
    found
}

/// What is seen in the pattern as a whole.
fn whole(pattern: &str) -> Vec<(PatternDoubt, String, Option<String>)> {
    let mut found = Vec::new();
    if let Some((inside, flags)) = pattern.strip_prefix('/').and_then(|rest| rest.rsplit_once('/'))
        && !inside.is_empty()
        && flags.chars().all(|flag| "gimsuyx".contains(flag))
    {
        let kept: String = flags.chars().filter(|flag| "imsx".contains(*flag)).collect();
        let instead = match kept.as_str() {
            "" => inside.to_owned(),
            kept => format!("(?{kept}){inside}"),
        };
        found.push((PatternDoubt::Slashes, "/".to_owned(), Some(instead)));
    }
    if pattern != pattern.trim() {
        let written = if pattern.ends_with(char::is_whitespace) { "… " } else { " …" };
        let instead = pattern.trim().to_owned();
        found.push((PatternDoubt::Spaces, written.to_owned(), Some(instead)));
    }
    for [quote, end] in QUOTES {
        let inside = pattern.strip_prefix(quote).and_then(|rest| rest.strip_suffix(end));
        if let Some(inside) = inside.filter(|inside| !inside.is_empty()) {
            found.push((PatternDoubt::Quotes, quote.to_string(), Some(inside.to_owned())));
        }
    }
    if let Some(inside) = pattern.strip_prefix('%').and_then(|rest| rest.strip_suffix('%')) {
        found.push((PatternDoubt::Percent, "%".to_owned(), Some(inside.to_owned())));
    }
    let name_mark = pattern.contains("<@!") && !pattern.contains("<@!?");
    if name_mark {
        let instead = pattern.replace("<@!", "<@!?");
        found.push((PatternDoubt::OldMention, "<@!".to_owned(), Some(instead)));
    }
    let names = [(PatternDoubt::NamedMention, '@'), (PatternDoubt::NamedChannel, '#')];
    for (doubt, sign) in names {
        found.extend(named_mention(pattern, sign).map(|name| (doubt, name, None)));
    }
    found
}

/// Returns a mention by name, such as `@max` or `#help`, in a pattern. Discord sends `<@5>` or
/// `<#5>` for it, and `@everyone` and `@here` as they are. A number after `#` is a number.
fn named_mention(pattern: &str, sign: char) -> Option<String> {
    let mut before = None;
    for (at, character) in pattern.char_indices() {
        let after_flags = pattern[..at].starts_with("(?")
            && pattern[..at].find(')').is_some_and(|end| end + 1 == at);
        let begins = after_flags || before.is_none_or(|before: char| " (|^".contains(before));
        if character == sign && begins {
            let name: String = pattern[at + 1..]
                .chars()
                .take_while(|one| {
                    one.is_alphanumeric() || *one == '_' || *one == '-' && sign == '#'
                })
                .collect();
            let is_number = name.starts_with(|first: char| first.is_ascii_digit()) && sign == '#';
            if !name.is_empty() && !matches!(name.as_str(), "everyone" | "here") && !is_number {
                return Some(format!("{sign}{name}"));
            }
        }
        before = Some(character);
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A line for a pattern: what is wrong, where, and what is proposed.
    fn said(pattern: &str) -> String {
        match compile(pattern) {
            Ok(_) => "can be read".to_owned(),
            Err(RuleRefusal::PatternInvalid(Misread { fault, at, written, instead })) => {
                format!("{fault:?} at {at}, {written}: {}", instead.as_deref().unwrap_or("nothing"))
            }
            Err(other) => format!("{other:?}"),
        }
    }

    #[test]
    fn what_cannot_be_read_is_named_with_its_place_and_another_spelling() {
        let patterns = [
            "(",
            ":(",
            "a)b",
            "[[](ERROR|WARN)[]]",
            "[^[]x",
            "a[b",
            "[^]x",
            "*crash*",
            "+49 ?",
            "{error}",
            "a{2",
            r"\<@!?\d+\>",
            r"\<crash\>",
            "(?=x)y",
            "x(?!y)",
            "(?<=a)(?<=b)x",
            r"(a)\1",
            r"(?P<w>a)(?P=w)",
            r"(?<w>a)\k<w>",
            r"crash\Z",
            r"a\hb",
            r"\Qa.b\E!",
            r"\y",
            "größe\\ü",
            "(?>a+)b",
            "(?'n'a)",
            "(?#why)a",
            "(?g)a",
            "(?i",
            "(?i crash",
            r"[\w-.]",
            "[z-a]",
            r"\p{Greekish}a",
            "a\\",
        ];
        let lines: Vec<String> =
            patterns.iter().map(|pattern| format!("{pattern}  {}", said(pattern))).collect();
        insta::assert_snapshot!(lines.join("\n"), @r"
        (  GroupUnclosed at 1, (: \(
        :(  GroupUnclosed at 2, (: :\(
        a)b  GroupUnopened at 2, ): a\)b
        [[](ERROR|WARN)[]]  ClassUnclosed at 2, []: \[(ERROR|WARN)\]
        [^[]x  ClassUnclosed at 3, []: [^\[]x
        a[b  ClassUnclosed at 2, [: a\[b
        [^]x  ClassUnclosed at 1, [^]: (?s:.)x
        *crash*  NothingToRepeat at 1, *: crash
        +49 ?  NothingToRepeat at 1, +: \+49 ?
        {error}  NothingToRepeat at 1, {: \{error}
        a{2  Braces at 2, {2: a\{2
        \<@!?\d+\>  EdgeOfWord at 1, \<: <@!?\d+>
        \<crash\>  EdgeOfWord at 1, \<: \bcrash\b
        (?=x)y  LookAround at 1, (?=: (?:x)y
        x(?!y)  LookAround at 2, (?!: nothing
        (?<=a)(?<=b)x  LookAround at 1, (?<=: nothing
        (a)\1  Backreference at 4, \1: nothing
        (?P<w>a)(?P=w)  Backreference at 9, (?P: nothing
        (?<w>a)\k<w>  Backreference at 8, \k: nothing
        crash\Z  Escape at 6, \Z: crash\z
        a\hb  Escape at 2, \h: a[ \t]b
        \Qa.b\E!  Escape at 1, \Q: a\.b!
        \y  Escape at 1, \y: \b
        größe\ü  Escape at 6, \ü: größeü
        (?>a+)b  Group at 1, (?>: (?:a+)b
        (?'n'a)  Group at 1, (?': (?<n>a)
        (?#why)a  Group at 1, (?#: a
        (?g)a  Group at 1, (?g: nothing
        (?i  GroupUnclosed at 1, (?i: nothing
        (?i crash  GroupUnclosed at 1, (?i: (?i)crash
        [\w-.]  Range at 2, \w: [\w\-.]
        [z-a]  Range at 2, z-a: [z\-a]
        \p{Greekish}a  UnknownClass at 1, \p{Greekish}: nothing
        a\  Escape at 2, \: a
        ");
    }

    #[test]
    fn what_is_no_use_is_refused() {
        assert_eq!(said(""), "PatternEmpty");
        assert_eq!(said("a*"), "MatchesEverything");
        assert_eq!(said(r"[^\s\S]"), "MatchesNothing");
        assert_eq!(said("[a&&b]"), "MatchesNothing");
        assert_eq!(said(&"a".repeat(257)), "PatternTooLong(257)");
        assert_eq!(said(r"(\w{100}){100}"), "PatternTooLarge");
        let deep = format!("{}a{}", "(".repeat(40), ")".repeat(40));
        assert!(said(&deep).starts_with("TooDeep"), "{}", said(&deep));
    }

    #[test]
    fn what_means_something_else_here_is_named() {
        let patterns = [
            "/crash/i",
            "/crash/",
            "\"crash\"",
            "“crash”",
            "crash ",
            "%crash%",
            "crash(?i)",
            r"crash\|error",
            r"E-\\d+",
            "[:alpha:]+x",
            "[[:alpha:]]+x",
            "[a[b]c]",
            "[a-z&&[^x]]",
            "[+--]x",
            r"<@!\d+>",
            r"<@!?\d+>",
            "(?i)@max",
            "see #help-desk|#12",
            "@everyone|user@shop.example",
            r"E-\d+",
            r"\[(ERROR|WARN)\]",
            "(?i)crash(es|ed)?",
            "(?<code>E-[0-9]+)",
        ];
        let lines: Vec<String> = patterns
            .iter()
            .map(|pattern| {
                let warnings = warnings(pattern).into_iter().map(|warning| {
                    let instead = warning.instead.as_deref().unwrap_or("nothing");
                    format!("{:?}, {}: {instead}", warning.doubt, warning.written)
                });
                format!("{pattern}  {}", warnings.collect::<Vec<_>>().join("; "))
            })
            .collect();
        insta::assert_snapshot!(lines.join("\n"), @r#"
        /crash/i  Slashes, /: (?i)crash
        /crash/  Slashes, /: crash
        "crash"  Quotes, ": crash
        “crash”  Quotes, “: crash
        crash   Spaces, … : crash
        %crash%  Percent, %: crash
        crash(?i)  FlagsAtEnd, (?i): (?i)crash
        crash\|error  EscapedBar, \|: crash|error
        E-\\d+  DoubleBackslash, \\: E-\d+
        [:alpha:]+x  PosixClass, [:alpha:]: [[:alpha:]]+x
        [[:alpha:]]+x  
        [a[b]c]  ClassInClass, [b]: [a\[b]c]
        [a-z&&[^x]]  ClassOperator, a-z&&[^x]: nothing
        [+--]x  ClassOperator, +--: nothing
        <@!\d+>  OldMention, <@!: <@!?\d+>
        <@!?\d+>  
        (?i)@max  NamedMention, @max: nothing
        see #help-desk|#12  NamedChannel, #help-desk: nothing
        @everyone|user@shop.example  
        E-\d+  
        \[(ERROR|WARN)\]  
        (?i)crash(es|ed)?  
        (?<code>E-[0-9]+)
        "#);
    }

    proptest! {
        #[test]
        fn a_proposed_spelling_can_be_used(pattern in r"[\\<>()\[\]{}?*+=!^$.a-c@/|:0-2 ]{0,24}|.{0,12}") {
            if let Err(RuleRefusal::PatternInvalid(misread)) = compile(&pattern) {
                prop_assert!(misread.at >= 1 && misread.at <= pattern.chars().count() + 1);
                if let Some(instead) = misread.instead {
                    prop_assert!(
                        !matches!(compile(&instead), Err(RuleRefusal::PatternInvalid(_))),
                        "{pattern} {instead}"
                    );
                }
            }
            for warning in warnings(&pattern) {
                prop_assert!(warning.instead.is_none_or(|instead| compile(&instead).is_ok()));
            }
        }
    }
}
