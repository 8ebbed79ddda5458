//! Reads the SQL statements of `src/store/` from the code's own tokens.
//!
//! A statement is an argument of `execute!`, `fetch_optional!` or `fetch_all!`, or, in
//! `src/store/sqlite/` and `src/store/postgres/` alone, of a driver's function. A function or a
//! closure that has a parameter named `sql` counts as one of these functions. The argument is a
//! literal, a constant, or a macro that makes one of literals; all else is reported as unseen.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use crate::store::statements::{
    On, RowShape, Statement,
    definitions::{DRIVER, Definitions, MACROS, arguments, group, is, mentions, text, tokens},
};

/// The drivers' ways to run what is no literal.
const HIDDEN: [&str; 8] = [
    "AssertSqlSafe",
    "Batch",
    "QueryBuilder",
    "pragma",
    "pragma_query",
    "pragma_query_value",
    "pragma_update",
    "pragma_update_and_check",
];

/// How statements begin. Such a text anywhere else is one that nobody would prepare.
const BEGINNINGS: [&str; 15] = [
    "ALTER",
    "BEGIN",
    "COMMIT",
    "CREATE",
    "DELETE",
    "DROP",
    "INSERT",
    "PRAGMA",
    "RELEASE",
    "ROLLBACK",
    "SAVEPOINT",
    "SELECT",
    "UPDATE",
    "VACUUM",
    "WITH",
];

/// The statements, and what they are made of.
#[derive(Default)]
pub struct Collector {
    pub statements: Vec<Statement>,
    /// What may be SQL and cannot be read, each with its file.
    pub unseen: Vec<String>,
    definitions: Definitions,
}

/// Where tokens are.
#[derive(Clone, Copy)]
struct Place<'a> {
    file: &'a str,
    in_reader: bool,
}

impl Place<'_> {
    /// The database whose folder it is.
    fn folder(self) -> Option<On> {
        match self.file.split('/').next() {
            Some("sqlite") => Some(On::Sqlite),
            Some("postgres") => Some(On::Postgres),
            _ => None,
        }
    }
}

/// Reads sources, each with its path below `src/store/`.
pub fn collect(sources: &[(String, String)]) -> Collector {
    let sources: Vec<(&String, Vec<TokenTree>)> = sources
        .iter()
        .map(|(file, source)| (file, tokens(source.parse().expect("Rust"))))
        .collect();
    let mut collector = Collector::default();
    for (file, tokens) in &sources {
        collector.definitions.add(file, tokens);
    }
    collector.unseen.append(&mut collector.definitions.unseen);
    for (file, tokens) in &sources {
        collector.read(tokens, Place { file, in_reader: false });
    }
    collector
}

/// What follows a name and its type arguments.
fn after_turbofish(tokens: &[TokenTree], mut at: usize) -> usize {
    if is(tokens.get(at), ":") && is(tokens.get(at + 1), ":") && is(tokens.get(at + 2), "<") {
        let mut open = 0;
        at += 2;
        while at < tokens.len() {
            open += i32::from(is(tokens.get(at), "<"));
            open -= i32::from(is(tokens.get(at), ">"));
            at += 1;
            if open == 0 {
                break;
            }
        }
    }
    at
}

impl Collector {
    fn read(&mut self, tokens: &[TokenTree], place: Place<'_>) {
        // Whether the next block is one of `impl Reader`.
        let mut of_reader = false;
        let mut at = 0;
        while at < tokens.len() {
            let passed = attribute(&tokens[at..])
                + self.read_macro(tokens, at, place)
                + self.read_import(tokens, at, place)
                + self.read_call(tokens, at, place);
            if passed > 0 {
                at += passed;
                continue;
            }
            of_reader |= is(tokens.get(at), "impl") && is(tokens.get(at + 1), "Reader");
            if let Some(sql) = text(&tokens[at]).filter(|text| begins_like_sql(text))
                && !self.definitions.has_value(&sql, place.file)
            {
                self.unseen.push(format!("{}: {sql}", place.file));
            }
            if let TokenTree::Group(group) = &tokens[at] {
                let inner = self::tokens(group.stream());
                self.read(&inner, Place { in_reader: place.in_reader || of_reader, ..place });
                of_reader &= group.delimiter() != Delimiter::Brace;
            }
            at += 1;
        }
    }

    /// Reads a call of a macro, or passes a macro's definition. Returns how many tokens it is.
    fn read_macro(&mut self, tokens: &[TokenTree], at: usize, place: Place<'_>) -> usize {
        if is(tokens.get(at), "macro_rules") {
            return 4;
        }
        let (Some(TokenTree::Ident(name)), true) = (tokens.get(at), is(tokens.get(at + 1), "!"))
        else {
            return 0;
        };
        let Some(TokenTree::Group(group)) = tokens.get(at + 2) else { return 0 };
        if self.definitions.is_part(&name.to_string()) {
            // Its text is read where it becomes a statement.
            return 3;
        }
        if !MACROS.iter().any(|running| name == running) {
            return 0;
        }
        let given = arguments(group.stream());
        let (row, sql) = match name == "execute" {
            true => (RowShape::Unknown, given.get(1)),
            false => (self.shape(given.get(1), place), given.get(2)),
        };
        match sql.map(Vec::as_slice) {
            // `{ sqlite: sql, postgres: sql }`
            Some([either]) if self::group(Some(either), Delimiter::Brace).is_some() => {
                let TokenTree::Group(either) = either else { unreachable!() };
                for argument in arguments(either.stream()) {
                    let on = if is(argument.first(), "sqlite") { On::Sqlite } else { On::Postgres };
                    self.read_text(argument.get(2..).unwrap_or_default(), on, &row, place);
                }
            }
            sql => self.read_text(sql.unwrap_or_default(), On::Both, &row, place),
        }
        let values = given.iter().skip(if name == "execute" { 2 } else { 3 });
        self.read_others(values, place);
        3
    }

    /// Passes an import. One of a driver must not give its functions other names.
    fn read_import(&mut self, tokens: &[TokenTree], at: usize, place: Place<'_>) -> usize {
        if !is(tokens.get(at), "use") || is(tokens.get(at + 1), "<") {
            return 0;
        }
        let Some(end) = tokens[at..].iter().position(|token| is(Some(token), ";")) else {
            return 0;
        };
        let import = &tokens[at..at + end];
        let of_driver = mentions(import, &["sqlx", "rusqlite"]);
        if of_driver && mentions(import, &DRIVER) || mentions(import, &HIDDEN) {
            let import: TokenStream = import.iter().cloned().collect();
            self.unseen.push(format!("{}: {import}", place.file));
        }
        end + 1
    }

    /// Reads a call of a function that runs a statement.
    fn read_call(&mut self, tokens: &[TokenTree], at: usize, place: Place<'_>) -> usize {
        let Some(TokenTree::Ident(ident)) = tokens.get(at) else { return 0 };
        let name = ident.to_string();
        let before = at.checked_sub(1).and_then(|at| tokens.get(at));
        if HIDDEN.contains(&name.as_str()) || name.starts_with("sqlite3_") {
            self.unseen.push(format!("{}: {name}", place.file));
            return 1;
        }
        let forwarded = self.definitions.forwards(&name);
        if !(DRIVER.contains(&name.as_str()) || forwarded.is_some()) || is(before, "fn") {
            return 0;
        }
        let call = after_turbofish(tokens, at + 1);
        let Some(group) = group(tokens.get(call), Delimiter::Parenthesis) else {
            if is(before, ".") || is(before, ":") {
                self.unseen.push(format!("{}: {name} is not called where it is named", place.file));
            }
            return 0;
        };
        let given = arguments(group.stream());
        let sql = given.get(forwarded.unwrap_or(0)).map(Vec::as_slice).unwrap_or_default();
        if is(before, ".") && is_executor(sql) {
            // A statement that was read before is run on this connection.
            return 0;
        }
        match place.folder() {
            Some(on) => self.read_text(sql, on, &RowShape::Unknown, place),
            None => self.unseen.push(format!("{}: a driver's {name}", place.file)),
        }
        let others = given.iter().enumerate().filter(|(at, _)| *at != forwarded.unwrap_or(0));
        self.read_others(others.map(|(_, argument)| argument), place);
        call + 1 - at
    }

    /// Reads the arguments that are no statements: they may hold further calls.
    fn read_others<'a>(
        &mut self,
        arguments: impl Iterator<Item = &'a Vec<TokenTree>>,
        place: Place<'_>,
    ) {
        arguments.for_each(|argument| self.read(argument, place));
    }

    fn read_text(&mut self, tokens: &[TokenTree], on: On, row: &RowShape, place: Place<'_>) {
        let (file, only_reads) = (place.file.to_owned(), place.in_reader);
        if let Some(sql) = self.definitions.value(tokens, place.file) {
            self.statements.push(Statement { file, on, only_reads, sql, row: row.clone() });
            return;
        }
        // Each call of this function is read too.
        let is_forwarded = self.definitions.is_forwarded(tokens, place.file);
        // Each migration is run whenever a test opens a database.
        let is_migration = place.file.ends_with("/migrate.rs")
            && matches!(tokens, [name, dot, field]
                if is(Some(name), "migration") && is(Some(dot), ".") && is(Some(field), "sql"));
        if !is_forwarded && !is_migration {
            let tokens: TokenStream = tokens.iter().cloned().collect();
            self.unseen.push(format!("{file}: {tokens}"));
        }
    }

    fn unseen_row(&mut self, place: Place<'_>) -> RowShape {
        self.unseen.push(format!("{}: a row that `row!` does not declare", place.file));
        RowShape::Unknown
    }

    /// What the type of a row says of a statement's columns.
    fn shape(&mut self, kind: Option<&Vec<TokenTree>>, place: Place<'_>) -> RowShape {
        match kind.map(Vec::as_slice) {
            Some([TokenTree::Group(tuple)]) => RowShape::Count(arguments(tuple.stream()).len()),
            Some([TokenTree::Ident(name)]) => match self.definitions.columns(&name.to_string()) {
                Some(columns) => RowShape::Names(columns.clone()),
                None => self.unseen_row(place),
            },
            _ => self.unseen_row(place),
        }
    }
}

fn begins_like_sql(text: &str) -> bool {
    let word: String = text.trim_start().chars().take_while(char::is_ascii_alphabetic).collect();
    BEGINNINGS.contains(&word.as_str())
}

/// How many tokens an attribute is, such as a comment of documentation.
fn attribute(tokens: &[TokenTree]) -> usize {
    let mark = usize::from(is(tokens.get(1), "!"));
    let is_attribute =
        is(tokens.first(), "#") && group(tokens.get(1 + mark), Delimiter::Bracket).is_some();
    if is_attribute { 2 + mark } else { 0 }
}

/// Whether sqlx is given a connection to run a statement on.
fn is_executor(argument: &[TokenTree]) -> bool {
    match argument {
        [and, name, ..] => is(Some(and), "&") && is(Some(name), "mut"),
        [name] => is(Some(name), "connection"),
        [] => false,
    }
}
