//! Comments and documents: they avoid the words that `docs/style.md` lists, and the files, commands
//! and names that they mention exist.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use regex::Regex;

const CODE: [&str; 6] = ["src", "sandbox", "playground", "benches", "tests", "examples"];
const DOCUMENTS: [&str; 3] = ["docs", "README.md", "sandbox/README.md"];

/// The heading of the table of words in `docs/style.md`. The glossary has one that begins the same.
const WORDS: &str = "## Words that we do not use";

/// Names in backticks that are not ours: of the system, of tools, of other people's interfaces.
const OUTSIDE: [&str; 11] = [
    "/dev/null",
    "/proc/PID/status",
    "EX_CONFIG",
    "Host",
    "RssAnon",
    "TODO",
    "canceled",
    "discord-api-spec",
    "epoll",
    "secure-delete",
    "specs/openapi.json",
];

/// How the names of answers in Discord's OpenAPI document end.
const IN_OPENAPI: &str = "Response";

/// A run of comment lines or of a document's lines.
struct Paragraph {
    path: PathBuf,
    line: usize,
    /// `///`, `//!`, `//`, or nothing for a document.
    mark: &'static str,
    text: String,
}

impl Paragraph {
    fn place(&self) -> String {
        format!("{}:{}", self.path.strip_prefix(root()).unwrap_or(&self.path).display(), self.line)
    }

    /// The text without what stands in backticks.
    fn prose(&self) -> String {
        self.text.split('`').step_by(2).collect::<Vec<_>>().join("`")
    }

    /// What stands in backticks.
    fn names(&self) -> impl Iterator<Item = &str> {
        self.text.split('`').skip(1).step_by(2)
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: impl AsRef<Path>) -> String {
    fs::read_to_string(root().join(path)).expect("a file of the repository")
}

/// The files with one of these extensions in a folder, or the file itself.
fn files(at: &Path, extensions: &[&str]) -> Vec<PathBuf> {
    if at.is_file() {
        return vec![at.to_owned()];
    }
    let mut found = Vec::new();
    for entry in fs::read_dir(at).into_iter().flatten() {
        let path = entry.expect("an entry").path();
        let extension = path.extension().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() && !path.ends_with("node_modules") {
            found.extend(files(&path, extensions));
        } else if path.is_file() && extensions.contains(&extension.as_str()) {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn code_files() -> Vec<PathBuf> {
    CODE.iter().flat_map(|folder| files(&root().join(folder), &["rs"])).collect()
}

fn documents() -> Vec<PathBuf> {
    DOCUMENTS.iter().flat_map(|name| files(&root().join(name), &["md"])).collect()
}

/// The mark with which a line of Rust begins, if the line is nothing but a comment.
fn mark(line: &str) -> Option<&'static str> {
    ["///", "//!", "//"].into_iter().find(|mark| line.trim_start().starts_with(mark))
}

/// The comments of a Rust file that stand on lines of their own.
fn comments(path: &Path) -> Vec<Paragraph> {
    let mut found: Vec<Paragraph> = Vec::new();
    let mut before = None;
    for (number, line) in read(path).lines().enumerate() {
        let mark = mark(line);
        if let Some(mark) = mark {
            let text = line.trim_start()[mark.len()..].trim();
            match found.last_mut() {
                Some(last) if before == Some(mark) && !text.is_empty() => {
                    last.text.push(' ');
                    last.text.push_str(text);
                }
                _ => found.push(Paragraph {
                    path: path.to_owned(),
                    line: number + 1,
                    mark,
                    text: text.to_owned(),
                }),
            }
        }
        before = mark;
    }
    found
}

/// The paragraphs and table rows of a document, without its code blocks.
fn paragraphs(path: &Path) -> Vec<Paragraph> {
    let text = read(path);
    let text = text.split(WORDS).next().unwrap_or_default();
    let mut found: Vec<Paragraph> = Vec::new();
    let (mut in_block, mut continues) = (false, false);
    for (number, line) in text.lines().map(str::trim).enumerate() {
        if line.starts_with("```") {
            (in_block, continues) = (!in_block, false);
        } else if in_block || line.is_empty() {
            continues = false;
        } else if continues && !begins_item(line) {
            let last = found.last_mut().expect("a paragraph that goes on");
            last.text.push(' ');
            last.text.push_str(line);
        } else {
            let (path, text) = (path.to_owned(), line.to_owned());
            found.push(Paragraph { path, line: number + 1, mark: "", text });
            continues = true;
        }
    }
    found
}

/// Whether a line of a document begins a row, a heading or an item of a list.
fn begins_item(line: &str) -> bool {
    let number = line.trim_start_matches(|letter: char| letter.is_ascii_digit());
    line.starts_with(['|', '-', '#']) || (number.len() < line.len() && number.starts_with(". "))
}

/// A row of the table of words.
struct Banned {
    phrase: String,
    instead: String,
    pattern: Regex,
}

fn banned() -> Vec<Banned> {
    let style = read("docs/style.md");
    let (_, table) = style.split_once(WORDS).expect("the table of words");
    let mut found = Vec::new();
    for row in table.lines().filter(|line| line.starts_with("| `")) {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let [phrases, instead] = cells[..] else { panic!("two columns: {row}") };
        for phrase in phrases.split('`').skip(1).step_by(2) {
            let word = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
            let begin = if word(phrase.chars().next()) { r"\b" } else { "" };
            let end = if word(phrase.chars().last()) { r"\b" } else { "" };
            let pattern = format!("(?i){begin}{}{end}", regex::escape(phrase));
            found.push(Banned {
                phrase: phrase.to_owned(),
                instead: instead.to_owned(),
                pattern: Regex::new(&pattern).expect("a pattern"),
            });
        }
    }
    assert!(found.len() > 20, "the table of words has become short");
    found
}

#[test]
fn prose_avoids_the_words_of_the_style_guide() {
    let banned = banned();
    let paragraphs = code_files()
        .iter()
        .flat_map(|path| comments(path))
        .chain(documents().iter().flat_map(|path| paragraphs(path)))
        .collect::<Vec<_>>();
    let mut wrong = Vec::new();
    for paragraph in &paragraphs {
        let prose = paragraph.prose();
        for Banned { phrase, instead, pattern } in &banned {
            if pattern.is_match(&prose) {
                wrong.push(format!("{}: “{phrase}”, better: {instead}", paragraph.place()));
            }
        }
    }
    assert!(wrong.is_empty(), "{} places:\n{}", wrong.len(), wrong.join("\n"));
}

/// What the repository has, to look names up in.
struct Repository {
    /// All text in which a name may be found: code without its comments, scripts, settings.
    text: String,
    /// The identifiers in it.
    identifiers: BTreeSet<String>,
    /// Slash commands and their options, as people type them, in every language.
    commands: BTreeSet<String>,
    options: BTreeSet<String>,
    /// The files of Rust.
    paths: Vec<PathBuf>,
}

impl Repository {
    fn read() -> Self {
        let mut text = String::new();
        for path in code_files() {
            for line in read(&path).lines().filter(|line| mark(line).is_none()) {
                text.push_str(line);
                text.push('\n');
            }
        }
        let others = ["js", "mjs", "ts", "css", "py", "sql", "ftl", "toml", "json", "txt"];
        for folder in CODE.iter().chain(&["migrations"]) {
            for path in files(&root().join(folder), &others) {
                text.push_str(&read(&path));
            }
        }
        let settings = ["Cargo.toml", "Cargo.lock", "clippy.toml", "rustfmt.toml", "deny.toml"];
        for file in settings.iter().chain(&[".env.example", ".ci/run", ".cargo/config.toml"]) {
            text.push_str(&read(file));
        }
        let identifier = Regex::new(r"[A-Za-z_][A-Za-z0-9_]*").expect("a pattern");
        let identifiers =
            identifier.find_iter(&text).map(|found| found.as_str().to_owned()).collect();
        let words = |kind: &str| {
            let pattern = Regex::new(&format!(r"(?m)^{kind}-[a-z-]+ = (.+)$")).expect("a pattern");
            pattern.captures_iter(&text).map(|found| found[1].trim().to_lowercase()).collect()
        };
        let (commands, options) = (words("command"), words("option"));
        Self { text, identifiers, commands, options, paths: code_files() }
    }

    /// Whether something in backticks exists. A comment may shorten the path of a file, a document
    /// may not. What is neither a command, a path nor a name is taken for an example.
    fn knows(&self, name: &str, said_in: &Paragraph) -> bool {
        let (folder, in_code) =
            (said_in.path.parent().expect("a folder"), !said_in.mark.is_empty());
        if let Some(typed) = name.strip_prefix('/') {
            return self.knows_command(typed) || self.serves(typed);
        }
        if let Some(target) = name.strip_prefix("cargo test --test it ") {
            let module = target.split([' ', ':']).next().unwrap_or_default();
            let is_folder = root().join("tests/it").join(module).is_dir();
            return is_folder
                || self.paths.iter().any(|path| path.ends_with(format!("{module}.rs")));
        }
        if let Some(command) = name.strip_prefix("switchboard ") {
            let command = command.split(' ').next().unwrap_or_default();
            return self.identifiers.contains(&capitalised(command));
        }
        if name.contains([' ', '{', '<', '"', '$', '…', '*']) {
            return true;
        }
        if let Some((variable, _)) = name.split_once('=') {
            return self.identifiers.contains(variable);
        }
        if let Some(flag) = name.strip_prefix("--") {
            return self.identifiers.contains(&flag.replace('-', "_"));
        }
        if is_path(name) {
            return root().join(name).exists()
                || folder.join(name).exists()
                || (in_code && self.paths.iter().any(|path| path.ends_with(name)));
        }
        if name.contains("::") {
            return self.knows_path(name);
        }
        let name = name.trim_end_matches("()").trim_end_matches('!');
        if is_identifier(name) {
            return self.identifiers.contains(name);
        }
        let is_hyphenated = !name.contains("--") && is_identifier(&name.replace('-', "_"));
        !is_hyphenated || self.text.contains(name) || self.text.contains(&name.to_lowercase())
    }

    /// Whether a slash command exists, with its subcommand and options.
    fn knows_command(&self, typed: &str) -> bool {
        typed.split(' ').all(|word| match word.split_once(':') {
            Some((option, _)) => self.options.contains(option),
            None => self.commands.contains(word),
        })
    }

    /// Whether a path of an HTTP server appears in the code.
    fn serves(&self, path: &str) -> bool {
        let first = path.split('/').next().unwrap_or_default();
        self.text.contains(&format!("\"/{first}"))
    }

    /// Whether a path of Rust exists: each part, and the last one where the type before it is.
    fn knows_path(&self, path: &str) -> bool {
        let path = path.trim_start_matches("Self::");
        let parts: Vec<&str> = path.split("::").map(|part| part.trim_end_matches("()")).collect();
        if !parts.iter().all(|part| part.is_empty() || self.identifiers.contains(*part)) {
            return false;
        }
        let [.., owner, item] = parts[..] else { return true };
        if !owner.starts_with(char::is_uppercase) {
            return true;
        }
        let owner = format!(r"\b(?:struct|enum|trait|type|impl(?:<[^>]*>)?)\s+{owner}\b");
        let owner = Regex::new(&owner).expect("a pattern");
        let item = Regex::new(&format!(r"\b{item}\b")).expect("a pattern");
        self.paths.iter().map(read).any(|code| owner.is_match(&code) && item.is_match(&code))
    }
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

fn is_identifier(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
}

fn is_path(name: &str) -> bool {
    let extensions = ["rs", "md", "sql", "toml", "ftl", "js", "ts", "json", "txt", "css", "lock"];
    let has_extension = name
        .rsplit_once('.')
        .is_some_and(|(stem, end)| !stem.is_empty() && extensions.contains(&end));
    !name.contains("://") && (name.contains('/') || has_extension)
}

#[test]
fn what_stands_in_backticks_exists() {
    let repository = Repository::read();
    let paragraphs = code_files()
        .iter()
        .flat_map(|path| comments(path))
        .chain(documents().iter().flat_map(|path| paragraphs(path)))
        .collect::<Vec<_>>();
    let mut wrong = Vec::new();
    for paragraph in &paragraphs {
        for name in paragraph.names() {
            let is_outside = OUTSIDE.contains(&name) || name.ends_with(IN_OPENAPI);
            if !is_outside && !repository.knows(name, paragraph) {
                wrong.push(format!("{}: `{name}`", paragraph.place()));
            }
        }
    }
    assert!(wrong.is_empty(), "{} places:\n{}", wrong.len(), wrong.join("\n"));
}
