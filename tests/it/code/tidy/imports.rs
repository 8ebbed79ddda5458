//! Which files of a crate import from which: `use` declarations and paths, resolved through
//! re-exports to the file that defines the name. A `mod x;` declaration is not an import.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

/// The names from the root of a crate to a module or to something in it.
type Names = Vec<String>;

/// The files of a crate, by module path.
pub struct Crate {
    modules: BTreeMap<Names, Module>,
}

/// One file.
#[derive(Default)]
struct Module {
    /// Relative to the crate's folder.
    file: PathBuf,
    /// The items that it defines at the top level.
    defined: BTreeSet<String>,
    /// The modules that it declares with `mod x;`.
    children: BTreeSet<String>,
    /// The modules among them that are compiled for tests only.
    tests: BTreeSet<String>,
    imports: Vec<Import>,
    /// Paths outside of imports, such as `wire::time`.
    paths: Vec<Names>,
}

/// One name that a `use` declaration imports; `*` for a glob.
struct Import {
    path: Names,
    name: String,
}

/// For each file, the files that it imports from, each with the paths as they are written.
pub type Imports = BTreeMap<PathBuf, BTreeMap<PathBuf, BTreeSet<String>>>;

impl Crate {
    /// Reads the files of a folder that contains the crate's root, `lib.rs` or `main.rs`. Skips
    /// code that is compiled for tests only, and a `main.rs` beside a `lib.rs`, which is another
    /// crate.
    pub fn read(folder: &Path, files: &[PathBuf]) -> Self {
        let root = if folder.join("lib.rs").exists() { "lib.rs" } else { "main.rs" };
        let mut modules = BTreeMap::new();
        for path in files {
            let file = path.strip_prefix(folder).expect("a file of the folder").to_owned();
            if root == "lib.rs" && file == Path::new("main.rs") {
                continue;
            }
            let text = std::fs::read_to_string(path).expect("a file of the house");
            let stream: TokenStream =
                text.parse().unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            let mut module = Module { file, ..Module::default() };
            module.read(&tokens(stream), 0);
            modules.insert(names(&module.file, root), module);
        }
        let for_tests: Vec<Names> = modules
            .iter()
            .flat_map(|(path, module)| module.tests.iter().map(|name| joined(path, name)))
            .collect();
        modules.retain(|path, _| !for_tests.iter().any(|tests| path.starts_with(tests)));
        Self { modules }
    }

    /// Returns what each file imports from the others.
    pub fn imports(&self) -> Imports {
        let mut imports = Imports::new();
        for (path, module) in &self.modules {
            let mut aliases: BTreeMap<&str, Names> = BTreeMap::new();
            let mut all: Vec<(Names, String)> = Vec::new();
            for import in &module.imports {
                if let Some(absolute) = self.absolute(path, &import.path) {
                    aliases.insert(&import.name, absolute.clone());
                    all.push((absolute, import.path.join("::")));
                }
            }
            for named in &module.paths {
                let absolute = self.absolute(path, named).or_else(|| {
                    let alias = aliases.get(named.first()?.as_str())?;
                    Some(alias.iter().chain(&named[1..]).cloned().collect())
                });
                all.extend(absolute.map(|absolute| (absolute, named.join("::"))));
            }
            let of_file = imports.entry(module.file.clone()).or_default();
            for (absolute, as_written) in all {
                for definer in self.definers(&absolute, &mut BTreeSet::new()) {
                    let file = &self.modules[&definer].file;
                    if *file != module.file {
                        of_file.entry(file.clone()).or_default().insert(as_written.clone());
                    }
                }
            }
        }
        imports
    }

    /// Returns a path relative to the crate's root; `None` if it leads to another crate.
    fn absolute(&self, module: &[String], path: &[String]) -> Option<Names> {
        let mut at = module.to_vec();
        let mut rest = path;
        match path.first()?.as_str() {
            "crate" => {
                at.clear();
                rest = &path[1..];
            }
            "self" => rest = &path[1..],
            "super" => {
                while rest.first().is_some_and(|name| name == "super") {
                    at.pop();
                    rest = &rest[1..];
                }
            }
            child if self.modules.get(module)?.children.contains(child) => {}
            _ => return None,
        }
        at.extend_from_slice(rest);
        Some(at)
    }

    /// Returns the modules that define what a path names. `seen` stops at re-exports that refer to
    /// each other.
    fn definers(&self, path: &[String], seen: &mut BTreeSet<Names>) -> BTreeSet<Names> {
        let mut found = BTreeSet::new();
        if !seen.insert(path.to_vec()) {
            return found;
        }
        let longest = (0..=path.len()).rev().find(|&end| self.modules.contains_key(&path[..end]));
        let Some(end) = longest else { return found };
        let (module, rest) = path.split_at(end);
        let here = &self.modules[module];
        let Some(name) = rest.first() else { return BTreeSet::from([module.to_vec()]) };
        if here.defined.contains(name) {
            return BTreeSet::from([module.to_vec()]);
        }
        let follow = |import: &Import, rest: &[String], seen: &mut BTreeSet<Names>| {
            let Some(mut target) = self.absolute(module, &import.path) else {
                return BTreeSet::new();
            };
            target.extend_from_slice(rest);
            self.definers(&target, seen)
        };
        for import in here.imports.iter().filter(|import| import.name == *name) {
            found.extend(follow(import, &rest[1..], seen));
        }
        if found.is_empty() {
            for import in here.imports.iter().filter(|import| import.name == "*") {
                found.extend(follow(import, rest, seen));
            }
        }
        // A macro may define the name. A child module outside of the folder is not looked at.
        if found.is_empty() && !here.children.contains(name) {
            found.insert(module.to_vec());
        }
        found
    }
}

/// Returns the sets of files that import from each other in a circle, each with its imports in
/// words.
pub fn circles(imports: &Imports) -> Vec<(BTreeSet<PathBuf>, Vec<String>)> {
    let reach: BTreeMap<&PathBuf, BTreeSet<&PathBuf>> =
        imports.keys().map(|file| (file, reached_from(file, imports))).collect();
    let mut circles = Vec::new();
    let mut listed = BTreeSet::new();
    for (&file, reached) in &reach {
        if !reached.contains(file) || listed.contains(file) {
            continue;
        }
        let members: BTreeSet<PathBuf> = reached
            .iter()
            .filter(|other| reach[*other].contains(file))
            .map(|other| (*other).clone())
            .collect();
        let arrows = members.iter().flat_map(|from| {
            let inside = imports[from].iter().filter(|(to, _)| members.contains(*to));
            inside.map(|(to, by)| {
                let by = by.iter().take(3).map(String::as_str).collect::<Vec<_>>().join(", ");
                format!("{} -> {} ({by})", from.display(), to.display())
            })
        });
        let arrows = arrows.collect();
        listed.extend(members.iter().cloned());
        circles.push((members, arrows));
    }
    circles
}

fn reached_from<'a>(file: &PathBuf, imports: &'a Imports) -> BTreeSet<&'a PathBuf> {
    let mut reached = BTreeSet::new();
    let mut open: Vec<&PathBuf> = imports[file].keys().collect();
    while let Some(next) = open.pop() {
        if reached.insert(next) {
            open.extend(imports[next].keys());
        }
    }
    reached
}

/// Returns the module path of a file: `a` for the files a.rs and a/mod.rs, empty for the crate's
/// root.
fn names(file: &Path, root: &str) -> Names {
    if file == Path::new(root) {
        return Names::new();
    }
    let mut names: Names =
        file.with_extension("").iter().map(|name| name.to_string_lossy().into_owned()).collect();
    names.pop_if(|last| last == "mod");
    names
}

fn joined(path: &[String], name: &str) -> Names {
    path.iter().cloned().chain([name.to_owned()]).collect()
}

/// Returns the tokens as a flat list: `::` as one token, groups with their brackets, literals as
/// `""`.
fn tokens(stream: TokenStream) -> Vec<String> {
    let mut row = Vec::new();
    let mut colon = false;
    for tree in stream {
        let second = std::mem::take(&mut colon);
        match tree {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Brace => ("{", "}"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::None => ("", ""),
                };
                row.push(open.to_owned());
                row.extend(tokens(group.stream()));
                row.push(close.to_owned());
            }
            TokenTree::Ident(name) => row.push(name.to_string()),
            TokenTree::Punct(sign) if sign.as_char() == ':' && second => row.push("::".to_owned()),
            TokenTree::Punct(sign) if sign.as_char() == ':' && sign.spacing() == Spacing::Joint => {
                colon = true;
            }
            TokenTree::Punct(sign) => row.push(sign.as_char().to_string()),
            TokenTree::Literal(_) => row.push("\"\"".to_owned()),
        }
    }
    row
}

impl Module {
    /// Reads a list of tokens that stands in `inside` modules of the same file.
    fn read(&mut self, row: &[String], inside: usize) {
        let at = |index: usize| row.get(index).map_or("", String::as_str);
        let mut depth = 0_usize;
        let mut index = 0;
        while index < row.len() {
            match at(index) {
                "#" if row[index..].starts_with(&CFG_TEST.map(str::to_owned)) => {
                    index = self.skip_for_tests(row, index);
                    continue;
                }
                // The path in `pub(in crate::page)` is not an import.
                "pub" if at(index + 1) == "(" => {
                    index = closing(row, index + 1) + 1;
                    continue;
                }
                // `use<>` in a type is not an import.
                "use" if at(index + 1) != "<" => {
                    index = self.read_use(row, index + 1, &[], inside);
                    continue;
                }
                "mod" if at(index + 2) == ";" => {
                    self.children.insert(at(index + 1).to_owned());
                    index += 3;
                    continue;
                }
                "mod" if at(index + 2) == "{" => {
                    let end = closing(row, index + 2);
                    self.defined.insert(at(index + 1).to_owned());
                    self.read(&row[index + 3..end], inside + 1);
                    index = end + 1;
                    continue;
                }
                "{" => depth += 1,
                "}" => depth -= 1,
                "macro_rules" => drop(self.defined.insert(at(index + 2).to_owned())),
                item if depth == 0 && inside == 0 && DEFINES.contains(&item) => {
                    self.defined.insert(at(index + 1).to_owned());
                }
                _ => {}
            }
            let begins_path = is_name(at(index)) && at(index + 1) == "::";
            if begins_path && (index == 0 || ![".", "::"].contains(&at(index - 1))) {
                let mut path = vec![at(index).to_owned()];
                while at(index + 1) == "::" && is_name(at(index + 2)) {
                    path.push(at(index + 2).to_owned());
                    index += 2;
                }
                self.paths.extend(from_file(path, inside));
            }
            index += 1;
        }
    }

    /// Reads a use tree; returns the index after it.
    fn read_use(
        &mut self,
        row: &[String],
        mut index: usize,
        before: &[String],
        inside: usize,
    ) -> usize {
        let mut path = before.to_vec();
        // `use ::other::x` leads to another crate, even if there is a module `other`.
        if before.is_empty() && row[index] == "::" {
            path.push(String::new());
        }
        loop {
            match row[index].as_str() {
                "::" => index += 1,
                "{" => {
                    index += 1;
                    while row[index] != "}" {
                        index = self.read_use(row, index, &path, inside);
                        index += usize::from(row[index] == ",");
                    }
                    return index + 1;
                }
                "*" => {
                    self.import(path, "*".to_owned(), inside);
                    return index + 1;
                }
                name => {
                    path.push(name.to_owned());
                    index += 1;
                    if row[index] == "::" {
                        continue;
                    }
                    path.pop_if(|last| last == "self" && !before.is_empty());
                    let mut name = path.last().cloned().unwrap_or_default();
                    if row[index] == "as" {
                        name.clone_from(&row[index + 1]);
                        index += 2;
                    }
                    self.import(path, name, inside);
                    return index;
                }
            }
        }
    }

    fn import(&mut self, path: Names, name: String, inside: usize) {
        self.imports.extend(from_file(path, inside).map(|path| Import { path, name }));
    }

    /// Skips an item that is compiled for tests only; returns the index after it.
    fn skip_for_tests(&mut self, row: &[String], mut index: usize) -> usize {
        while row[index] == "#" {
            index = closing(row, index + 1) + 1;
        }
        while !["{", ";"].contains(&row[index].as_str()) {
            if row[index] == "mod" {
                self.tests.insert(row[index + 1].clone());
            }
            index += 1;
        }
        if row[index] == "{" { closing(row, index) + 1 } else { index + 1 }
    }
}

const CFG_TEST: [&str; 7] = ["#", "[", "cfg", "(", "test", ")", "]"];

const DEFINES: [&str; 8] = ["struct", "enum", "union", "trait", "type", "fn", "const", "static"];

fn is_name(token: &str) -> bool {
    token.starts_with(|first: char| first.is_alphabetic() || first == '_')
}

/// Returns a path relative to the file's own module, given how many modules of the file it stands
/// in; `None` if it does not leave them.
fn from_file(path: Names, inside: usize) -> Option<Names> {
    let ups = path.iter().take_while(|name| *name == "super").count();
    if inside == 0 || path.first().is_some_and(|name| name == "crate") {
        Some(path)
    } else if ups > inside {
        Some(path[inside..].to_vec())
    } else {
        // The `super` of a module inside the file is the file's own module.
        (ups == inside).then(|| path[ups..].to_vec()).filter(|path| !path.is_empty())
    }
}

/// Returns the index of the bracket that closes the group.
fn closing(row: &[String], open: usize) -> usize {
    let mut depth = 0_usize;
    for (index, token) in row.iter().enumerate().skip(open) {
        match token.as_str() {
            "{" | "(" | "[" => depth += 1,
            "}" | ")" | "]" => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return index;
        }
    }
    row.len()
}
