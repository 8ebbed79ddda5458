//! What the sources of the store give names to: the parts that statements are made of.

use std::collections::BTreeMap;

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// The functions of rusqlite and sqlx whose first argument is a statement.
pub const DRIVER: [&str; 24] = [
    "begin_with",
    "describe",
    "execute",
    "execute_batch",
    "execute_many",
    "fetch",
    "fetch_all",
    "fetch_many",
    "fetch_one",
    "fetch_optional",
    "prepare",
    "prepare_cached",
    "prepare_with",
    "prepare_with_flags",
    "query",
    "query_as",
    "query_as_with",
    "query_one",
    "query_row",
    "query_row_and_then",
    "query_scalar",
    "query_scalar_with",
    "query_with",
    "raw_sql",
];

/// The macros that run statements.
pub const MACROS: [&str; 3] = ["execute", "fetch_all", "fetch_optional"];

/// A macro that makes a part of a statement: the names of its parameters, and what it becomes.
struct Part {
    parameters: Vec<String>,
    body: TokenStream,
}

/// What all files give names to.
#[derive(Default)]
pub struct Definitions {
    /// What cannot be followed, each with its file.
    pub unseen: Vec<String>,
    parts: BTreeMap<String, Part>,
    /// The columns of each row.
    rows: BTreeMap<String, Vec<String>>,
    /// Constants and variables: by file and name, each as often as it gets a value.
    values: BTreeMap<(String, String), Vec<Vec<TokenTree>>>,
    /// The functions that have a parameter `sql`, with its position.
    forwards: BTreeMap<String, usize>,
    /// The files in which those functions are, and how many each has.
    forwarding: BTreeMap<String, usize>,
}

pub fn tokens(stream: TokenStream) -> Vec<TokenTree> {
    stream.into_iter().collect()
}

pub fn is(token: Option<&TokenTree>, what: &str) -> bool {
    token.is_some_and(|token| !matches!(token, TokenTree::Group(_)) && token.to_string() == what)
}

pub fn group(token: Option<&TokenTree>, delimiter: Delimiter) -> Option<&Group> {
    match token {
        Some(TokenTree::Group(group)) if group.delimiter() == delimiter => Some(group),
        _ => None,
    }
}

/// The text of a literal, if it is a text.
pub fn text(token: &TokenTree) -> Option<String> {
    let TokenTree::Literal(literal) = token else { return None };
    match syn::Lit::new(literal.clone()) {
        syn::Lit::Str(text) => Some(text.value()),
        _ => None,
    }
}

pub fn arguments(stream: TokenStream) -> Vec<Vec<TokenTree>> {
    let tokens = tokens(stream);
    let mut arguments: Vec<Vec<TokenTree>> =
        tokens.split(|token| is(Some(token), ",")).map(<[TokenTree]>::to_vec).collect();
    if arguments.last().is_some_and(Vec::is_empty) {
        arguments.pop();
    }
    arguments
}

pub fn mentions(tokens: &[TokenTree], names: &[&str]) -> bool {
    tokens.iter().any(|token| match token {
        TokenTree::Group(group) => mentions(&self::tokens(group.stream()), names),
        token => names.iter().any(|name| is(Some(token), name)),
    })
}

fn parameters_named_sql(tokens: &[TokenTree]) -> usize {
    let mut count = 0;
    for (at, token) in tokens.iter().enumerate() {
        if let TokenTree::Group(group) = token {
            count += parameters_named_sql(&self::tokens(group.stream()));
        }
        let next = tokens.get(at + 1);
        count += usize::from(is(Some(token), "sql") && (is(next, ":") || is(next, "|")));
    }
    count
}

impl Definitions {
    /// Adds what a file gives names to.
    pub fn add(&mut self, file: &str, tokens: &[TokenTree]) {
        self.define(tokens, file);
        let followed = self.forwarding.get(file).copied().unwrap_or_default();
        if followed > 0 && parameters_named_sql(tokens) != followed {
            self.unseen.push(format!("{file}: a parameter `sql` that is not a function's"));
        }
    }

    /// Reads the macros, rows, constants, variables and forwarding functions of a file.
    fn define(&mut self, tokens: &[TokenTree], file: &str) {
        let mut at = 0;
        while at < tokens.len() {
            let name = |ahead: usize| tokens.get(at + ahead).map(ToString::to_string);
            if is(tokens.get(at), "macro_rules") {
                if let (Some(name), Some(TokenTree::Group(arms))) = (name(2), tokens.get(at + 3)) {
                    self.define_macro(name, arms.stream(), file);
                }
                at += 4;
                continue;
            }
            if is(tokens.get(at), "row")
                && is(tokens.get(at + 1), "!")
                && let Some(row) = group(tokens.get(at + 2), Delimiter::Brace)
            {
                self.define_row(row, file);
            }
            if is(tokens.get(at), "const") || is(tokens.get(at), "let") {
                self.define_value(&tokens[at + 1..], file);
            }
            if is(tokens.get(at), "fn")
                && let Some(name) = name(1)
                && let Some(TokenTree::Group(parameters)) = tokens[at..]
                    .iter()
                    .find(|token| group(Some(token), Delimiter::Parenthesis).is_some())
            {
                let index = arguments(parameters.stream())
                    .into_iter()
                    .filter(|parameter| !parameter.iter().any(|token| is(Some(token), "self")))
                    .position(|parameter| is(parameter.first(), "sql"));
                if let Some(index) = index {
                    self.forward(name, index, file);
                }
            }
            if let Some(TokenTree::Group(group)) = tokens.get(at) {
                self.define(&group.stream().into_iter().collect::<Vec<_>>(), file);
            }
            at += 1;
        }
    }

    fn forward(&mut self, name: String, index: usize, file: &str) {
        if self.forwards.insert(name.clone(), index).is_some_and(|other| other != index) {
            self.unseen.push(format!("{file}: two functions {name} take sql at different places"));
        }
        *self.forwarding.entry(file.to_owned()).or_default() += 1;
    }

    /// Reads a macro of one arm whose parameters are `$name:kind` or, at last, `$($name:kind),+`.
    fn define_macro(&mut self, name: String, arms: TokenStream, file: &str) {
        let arms = tokens(arms);
        // The macros that run statements are the only ones that may.
        if file != "tx.rs" && mentions(&arms, &MACROS) | mentions(&arms, &DRIVER) {
            self.unseen.push(format!("{file}: the macro {name} runs statements"));
        }
        let arms = match &arms[..] {
            [arms @ .., last] if is(Some(last), ";") => arms,
            arms => arms,
        };
        let [TokenTree::Group(pattern), _, _, TokenTree::Group(body)] = arms else { return };
        let pattern = pattern.stream().to_string();
        let parameters = regex::Regex::new(r"\$ ?(\w+) ?:").expect("a pattern");
        let parameters = parameters.captures_iter(&pattern).map(|found| found[1].to_owned());
        let part = Part { parameters: parameters.collect(), body: body.stream() };
        if self.parts.insert(name.clone(), part).is_some() {
            self.unseen.push(format!("{file}: another macro is named {name}"));
        }
    }

    fn define_row(&mut self, row: &Group, file: &str) {
        let row = tokens(row.stream());
        let Some(at) = row.iter().position(|token| is(Some(token), "struct")) else { return };
        let Some(fields) = group(row.get(at + 2), Delimiter::Brace) else { return };
        let fields = arguments(fields.stream());
        let name = |field: &Vec<TokenTree>| {
            field
                .iter()
                .rev()
                .skip_while(|token| !is(Some(token), ":"))
                .nth(1)
                .map(|name| name.to_string())
        };
        let name_of_row = row[at + 1].to_string();
        let fields: Vec<String> = fields.iter().filter_map(name).collect();
        if self.rows.insert(name_of_row.clone(), fields).is_some() {
            self.unseen.push(format!("{file}: another row is named {name_of_row}"));
        }
    }

    /// Reads what comes after `const` or `let`.
    fn define_value(&mut self, tokens: &[TokenTree], file: &str) {
        let end = tokens.iter().position(|token| is(Some(token), ";"));
        let sign = tokens.iter().position(|token| is(Some(token), "="));
        let Some(TokenTree::Ident(name)) = tokens.first() else { return };
        if name == "mut" {
            return self.define_value(&tokens[1..], file);
        }
        let (Some(sign), Some(end)) = (sign.filter(|sign| Some(*sign) < end), end) else { return };
        let value = &tokens[sign + 1..end];
        // `let name = |sql: &str| ...`
        if is(value.first(), "|") && is(value.get(1), "sql") {
            return self.forward(name.to_string(), 0, file);
        }
        let values = self.values.entry((file.to_owned(), name.to_string())).or_default();
        values.push(value.to_vec());
    }

    /// The text that tokens become when the program is compiled, as far as it is known.
    pub fn value(&self, tokens: &[TokenTree], file: &str) -> Option<String> {
        match tokens {
            [TokenTree::Group(group)] if group.delimiter() == Delimiter::None => {
                self.value(&group.stream().into_iter().collect::<Vec<_>>(), file)
            }
            [TokenTree::Literal(_)] => text(&tokens[0]),
            [TokenTree::Ident(name)] => {
                match &self.values.get(&(file.to_owned(), name.to_string()))?[..] {
                    [value] => self.value(value, file),
                    _ => None,
                }
            }
            [TokenTree::Ident(name), TokenTree::Punct(mark), TokenTree::Group(group)]
                if mark.as_char() == '!' =>
            {
                let given = arguments(group.stream());
                if name == "concat" {
                    return given.iter().map(|argument| self.value(argument, file)).collect();
                }
                self.value(&self.parts.get(&name.to_string())?.with(&given), file)
            }
            _ => None,
        }
    }

    /// Whether a macro makes a part of a statement.
    pub fn is_part(&self, name: &str) -> bool {
        name == "concat" || self.parts.contains_key(name)
    }

    pub fn columns(&self, row: &str) -> Option<&Vec<String>> {
        self.rows.get(row)
    }

    /// Which argument of a function is a statement, if its parameter is named `sql`.
    pub fn forwards(&self, name: &str) -> Option<usize> {
        self.forwards.get(name).copied()
    }

    /// Whether tokens are the parameter `sql` of a function whose calls are read.
    pub fn is_forwarded(&self, tokens: &[TokenTree], file: &str) -> bool {
        matches!(tokens, [name] if is(Some(name), "sql")) && self.forwarding.contains_key(file)
    }

    /// Whether a text is the value of a name, and so is read where that name is.
    pub fn has_value(&self, sql: &str, file: &str) -> bool {
        let mut values = self.values.iter().filter(|((of, _), _)| of == file);
        values.any(|(_, values)| {
            values.iter().any(|value| self.value(value, file).as_deref() == Some(sql))
        })
    }
}

impl Part {
    /// The macro's body with its parameters replaced. The last takes all further arguments.
    fn with(&self, given: &[Vec<TokenTree>]) -> Vec<TokenTree> {
        let comma = || TokenTree::Punct(proc_macro2::Punct::new(',', proc_macro2::Spacing::Alone));
        let mut values: BTreeMap<&str, Vec<TokenTree>> = BTreeMap::new();
        for (at, argument) in given.iter().enumerate() {
            let Some(name) = self.parameters.get(at).or(self.parameters.last()) else { continue };
            let value = values.entry(name).or_default();
            if !value.is_empty() {
                value.push(comma());
            }
            value.extend(argument.iter().cloned());
        }
        replaced(self.body.clone(), &values)
    }
}

fn replaced(body: TokenStream, values: &BTreeMap<&str, Vec<TokenTree>>) -> Vec<TokenTree> {
    let body = tokens(body);
    let mut done = Vec::new();
    let mut at = 0;
    while at < body.len() {
        let is_parameter = is(body.get(at), "$");
        match body.get(at + 1) {
            Some(TokenTree::Ident(name)) if is_parameter => {
                done.extend(values.get(name.to_string().as_str()).cloned().unwrap_or_default());
                at += 2;
                continue;
            }
            // `$($name),+`
            Some(TokenTree::Group(repeated)) if is_parameter => {
                done.extend(replaced(repeated.stream(), values));
                at += 4;
                continue;
            }
            _ => {}
        }
        done.push(match &body[at] {
            TokenTree::Group(group) => {
                let inner = replaced(group.stream(), values).into_iter().collect();
                TokenTree::Group(Group::new(group.delimiter(), inner))
            }
            other => other.clone(),
        });
        at += 1;
    }
    done
}
