//! The plan of the code, checked: which module may import which, how long a file may be, and what
//! must not be written.

mod functions;
mod imports;
mod shape;

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use regex::Regex;

use crate::code::tidy::imports::{Crate, Imports, circles};

/// The modules and what each may import. The first module that contains a file counts.
const MAY_KNOW: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("store", &["domain"]),
    ("desk", &["domain", "store"]),
    ("delivery", &["domain", "desk"]),
    ("discord", &["domain", "desk", "delivery"]),
    ("github", &["domain", "desk", "delivery"]),
    ("tasks", &["domain", "store", "desk", "delivery", "discord", "github"]),
    ("http", &["domain", "desk", "github"]),
    ("config", &[]),
    (
        "app",
        &["domain", "store", "desk", "delivery", "discord", "github", "tasks", "http", "config"],
    ),
    ("cli", &["domain", "store", "desk", "discord", "config", "app"]),
    ("main", &[]),
    ("lib", &[]),
];

/// Files and folders of `src`, and what of `src` each may import besides itself.
const INNER: [(&str, &[&str]); 3] = [
    ("discord/view", &["domain", "desk", "discord/rest/upload.rs"]),
    ("discord/rest", &[]),
    ("discord/rest/upload.rs", &[]),
];

/// Files and folders of `src`, and what each must not import though its module may.
const UNKNOWN: [(&str, &str); 1] = [("discord/command", "discord/draw")];

/// The features. What belongs to one stands in a file or a folder of its name, in each layer.
const FEATURES: [&str; 7] = ["bugs", "cases", "github", "privacy", "search", "settings", "teams"];

/// The layers, and what else stands in each.
const LAYERS: [(&str, &[&str]); 6] = [
    (
        "store",
        &[
            "codec",
            "error",
            "export",
            "facts",
            "migrations",
            "outbox",
            "postgres",
            "sqlite",
            "surfaces",
            "tx",
        ],
    ),
    ("desk", &["act", "context", "delivery", "error", "inbox", "jobs", "memory", "span"]),
    (
        "discord",
        &[
            "bot",
            "command",
            "content",
            "convert",
            "doctor",
            "draw",
            "gateway",
            "interaction",
            "names",
            "permission",
            "rest",
            "trial",
            "view",
        ],
    ),
    ("discord/command", &["choice", "context", "help", "localised", "suggest"]),
    ("discord/draw", &["post", "surface"]),
    (
        "discord/view",
        &[
            "body",
            "case_button",
            "case_form",
            "custom_id",
            "escape",
            "fact",
            "form",
            "help",
            "key",
            "limit",
            "link",
            "markdown",
            "modal",
            "obstacle",
            "pages",
            "plain",
            "refusal",
            "sample",
            "words",
        ],
    ),
];

/// Only these rooms may use these libraries.
const STAYS_INSIDE: [(&str, &[&str]); 6] = [
    ("jiff", &["domain"]),
    ("serenity", &["discord"]),
    ("poise", &["discord"]),
    ("sqlx", &["store"]),
    ("rusqlite", &["store"]),
    ("axum", &["http"]),
];

/// Only the verb `sandbox` may use these crates of ours.
const ONLY_IN_THE_SANDBOX: [&str; 2] = ["sandbox", "playground"];

/// The crates whose files must not import each other in a circle.
const CRATES: [&str; 6] =
    ["src", "sandbox/src", "playground/src", "benches/find", "benches/suggest", "benches/wire"];

/// A longer file holds more than one thing. Counted without its tests.
const LONGEST: usize = 480;

pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder of the house") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found
}

fn room(path: &Path) -> String {
    let inside = path.strip_prefix(root().join("src")).expect("a file of src");
    let first = inside.components().next().expect("a name");
    Path::new(first.as_os_str()).file_stem().expect("a name").to_string_lossy().into_owned()
}

/// Code without comments, strings' contents left in, tests cut off.
pub fn code(path: &Path) -> String {
    if path.ends_with("tests.rs") {
        return String::new();
    }
    let text = fs::read_to_string(path).expect("a file of the house");
    let tests =
        Regex::new(r"\n#\[cfg\(test\)\]\n(pub(\([a-z]+\))? )?mod \w+ \{").expect("a pattern");
    let text = tests.split(&text).next().unwrap_or_default();
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// The names that follow `crate::`, also those in braces.
fn rooms_used(code: &str) -> Vec<String> {
    let mut used = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        if let Some(list) = rest.strip_prefix('{') {
            let mut depth = 0;
            let mut name = String::new();
            for character in list.chars() {
                match character {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => used.push(std::mem::take(&mut name)),
                    _ if depth == 0 => name.push(character),
                    _ => {}
                }
            }
            used.push(name);
        } else {
            used.push(rest.to_owned());
        }
    }
    let word = |text: String| {
        text.trim()
            .chars()
            .take_while(|character| character.is_alphanumeric() || *character == '_')
            .collect()
    };
    used.into_iter().map(word).filter(|name: &String| !name.is_empty()).collect()
}

#[test]
fn no_room_knows_more_than_it_may() {
    let mut wrong = Vec::new();
    for path in files(&root().join("src")) {
        let room = room(&path);
        let (_, known) = MAY_KNOW
            .iter()
            .find(|(name, _)| *name == room)
            .unwrap_or_else(|| panic!("no plan for {}", path.display()));
        let code = code(&path);
        for used in
            rooms_used(&code).iter().filter(|used| MAY_KNOW.iter().any(|(name, _)| name == used))
        {
            if *used != room && !known.contains(&used.as_str()) {
                wrong.push(format!("{} knows {used}", path.display()));
            }
        }
        for (library, rooms) in STAYS_INSIDE {
            if code.contains(&format!("{library}::")) && !rooms.contains(&room.as_str()) {
                wrong.push(format!("{} uses {library}", path.display()));
            }
        }
        for library in ONLY_IN_THE_SANDBOX {
            let uses = code.contains(&format!("use {library}::"))
                || code.contains(&format!("::{library}::"));
            if uses && !path.starts_with(root().join("src/cli/sandbox")) {
                wrong.push(format!("{} uses {library}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_sandbox_depends_on_neither_bot_nor_playground_and_the_playground_not_on_the_bot() {
    let mut wrong = Vec::new();
    for (folder, unknown) in [
        ("sandbox", ["switchboard", "playground", "switchboard-playground"].as_slice()),
        ("playground", ["switchboard"].as_slice()),
    ] {
        for path in files(&root().join(folder)) {
            let code = code(&path);
            for name in unknown.iter().filter(|name| code.contains(&format!("{name}::"))) {
                wrong.push(format!("{} depends on {name}", path.display()));
            }
        }
        let manifest = fs::read_to_string(root().join(folder).join("Cargo.toml")).expect("a file");
        let dependencies = manifest.lines().filter_map(|line| line.split(['.', ' ', '=']).next());
        for name in dependencies.filter(|name| unknown.contains(name)) {
            wrong.push(format!("{folder}/Cargo.toml depends on {name}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn no_files_import_each_other_in_a_circle() {
    for folder in CRATES {
        let imports = Crate::read(&root().join(folder), &files(&root().join(folder))).imports();
        assert!(imports.len() > 1, "{folder} has files");
        let found = circles(&imports).into_iter().map(|(_, arrows)| arrows).collect::<Vec<_>>();
        assert!(found.is_empty(), "{folder}: {found:#?}");
    }
}

#[test]
fn features_have_the_same_name_in_every_layer() {
    for (layer, others) in LAYERS {
        let mut names = BTreeSet::new();
        for entry in fs::read_dir(root().join("src").join(layer)).expect("a layer") {
            let name = entry.expect("an entry").path();
            names.insert(name.file_stem().expect("a name").to_string_lossy().into_owned());
        }
        names.retain(|name| name != "mod" && !FEATURES.contains(&name.as_str()));
        assert_eq!(names.iter().collect::<Vec<_>>(), others, "src/{layer}");
    }
}

/// The files of `src` that each imports from, each with the paths as they are written.
fn imports_of_src() -> Imports {
    Crate::read(&root().join("src"), &files(&root().join("src"))).imports()
}

#[test]
fn within_a_module_files_know_no_more_than_they_may() {
    let mut wrong = Vec::new();
    for (file, used) in imports_of_src() {
        for (other, paths) in used {
            for (part, known) in INNER.iter().filter(|(part, _)| file.starts_with(part)) {
                let may = other.starts_with(part) || known.iter().any(|it| other.starts_with(it));
                if !may {
                    wrong.push(format!("{} knows {}", file.display(), other.display()));
                }
            }
            for (part, unknown) in UNKNOWN {
                if file.starts_with(part) && other.starts_with(unknown) {
                    wrong.push(format!("{} knows {}", file.display(), other.display()));
                }
            }
            // What the desk returns is there to be shown; what the desk does is not.
            let acts = paths.iter().any(|path| path.split("::").any(|name| name == "Desk"));
            if file.starts_with("discord/view") && acts {
                wrong.push(format!("{} knows the use cases", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn no_module_re_exports_what_another_defines() {
    for path in files(&root().join("src")) {
        let (room, code) = (room(&path), code(&path));
        for re_exports in code.split("pub use crate::").skip(1) {
            let list = re_exports.split(';').next().unwrap_or_default();
            for used in rooms_used(&format!("crate::{list}")) {
                assert_eq!(used, room, "{} re-exports from {used}", path.display());
            }
        }
    }
}

#[test]
fn the_list_of_the_domain_is_an_order_to_read_it_in() {
    let list = fs::read_to_string(root().join("src/domain/mod.rs")).expect("the domain");
    let order: Vec<&str> =
        list.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    assert!(order.len() > 10, "{order:?}");
    let module = |file: &Path| {
        let inside = file.strip_prefix("domain").ok()?.iter().next()?;
        let name = Path::new(inside).file_stem()?.to_str()?.to_owned();
        order.iter().position(|listed| *listed == name)
    };
    for (file, used) in imports_of_src() {
        for other in used.keys() {
            let (Some(at), Some(before)) = (module(&file), module(other)) else { continue };
            let above = before <= at;
            assert!(above, "{} imports {}, listed below", file.display(), other.display());
        }
    }
}

/// Returns the circles in a crate that consists of these files.
fn circles_of(given: &[(&str, &str)]) -> Vec<Vec<String>> {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in given {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    let found = circles(&Crate::read(folder.path(), &files(folder.path())).imports());
    found.into_iter().map(|(_, arrows)| arrows).collect()
}

#[test]
fn circles_are_found_through_re_exports_and_paths() {
    let lib = ("lib.rs", "mod low; mod high; pub use low::Low;");
    let low = "pub struct Low; fn f() { let _ = crate::high::top(); }";
    let high = "use crate::{Low as Lowest, high::deep::Deep}; mod deep; pub use deep::top;";
    let deep = "pub struct Deep; pub fn top() -> Option<crate::Low> { None }";
    assert_eq!(
        circles_of(&[lib, ("low.rs", low), ("high/mod.rs", high), ("high/deep.rs", deep)]),
        [["high/deep.rs -> low.rs (crate::Low)", "low.rs -> high/deep.rs (crate::high::top)",]]
    );
    let by_alias = "use crate::high; pub struct Low; fn f() { high::top() }";
    let high = "use crate::low::{self}; pub fn top() { let _ = low::Low; }";
    assert_eq!(
        circles_of(&[lib, ("low.rs", by_alias), ("high.rs", high)]),
        [[
            "high.rs -> low.rs (crate::low, low::Low)",
            "low.rs -> high.rs (crate::high, high::top)",
        ]]
    );
    let parent = "mod child; pub struct Parent; fn f() { child::g() }";
    let child = "pub fn g() -> super::Parent { super::Parent }";
    assert_eq!(
        circles_of(&[("lib.rs", "mod a;"), ("a.rs", parent), ("a/child.rs", child)]),
        [["a/child.rs -> a.rs (super::Parent)", "a.rs -> a/child.rs (child::g)"]]
    );
}

#[test]
fn comments_tests_and_visibilities_are_no_imports() {
    let lib = ("lib.rs", "pub mod low; pub mod high; pub use low::Low; pub use high::High;");
    let high = "use crate::Low; pub struct High(Low); pub(in crate::low) fn f() {}";
    let low = r#"
        /// See [`crate::High`], and `crate::high::f`.
        pub struct Low;
        const TEXT: &str = "crate::high::High";
        mod inside { use super::Low; pub fn high() -> Low { Low } }
        #[cfg(test)]
        mod tests { use crate::High; }
        #[cfg(test)]
        mod more;
    "#;
    let more = ("low/more.rs", "use crate::High;");
    let none: [Vec<String>; 0] = [];
    assert_eq!(circles_of(&[lib, ("low.rs", low), more, ("high.rs", high)]), none);
    let main = ("main.rs", "use ::low::Low; mod low; fn main() { low::f() }");
    assert_eq!(circles_of(&[main, ("low.rs", "pub fn f() {}")]), none);
}

#[test]
fn the_reader_of_the_rooms_reads_nested_lists() {
    let code = "use crate::{\n    desk::{self, Desk},\n    domain::Case,\n};\ncrate::store::Kept";
    assert_eq!(rooms_used(code), ["desk", "domain", "store"]);
}

#[test]
fn files_stay_small_and_names_plain() {
    let mut wrong = Vec::new();
    for folder in ["src", "sandbox", "playground", "tests", "benches"] {
        for path in files(&root().join(folder)) {
            let lines = code(&path).lines().count();
            if lines > LONGEST {
                wrong.push(format!("{} has {lines} lines", path.display()));
            }
            let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
            if ["utils", "util", "helpers", "helper", "manager", "common", "misc"]
                .contains(&name.as_str())
            {
                wrong.push(format!("{} says nothing", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn sql_is_never_put_together_at_run_time() {
    for path in files(&root().join("src")) {
        let code = code(&path);
        assert!(!code.contains("AssertSqlSafe"), "{}", path.display());
    }
}

#[test]
fn every_setting_is_explained_in_the_example() {
    let example = fs::read_to_string(root().join(".env.example")).expect(".env.example");
    let config = files(&root().join("src"))
        .into_iter()
        .filter(|path| room(path) == "config")
        .map(|path| code(&path))
        .collect::<String>();
    let names =
        Regex::new(r#""((?:DISCORD|DATABASE|GITHUB|HTTP|LOG|RUST)_[A-Z_]+)""#).expect("a pattern");
    for name in names.captures_iter(&config).map(|found| found[1].to_owned()) {
        assert!(example.contains(&name), "{name} is not explained in .env.example");
    }
}

#[test]
fn the_table_of_modules_says_what_each_may_import() {
    let text = fs::read_to_string(root().join("docs/architecture.md")).expect("the document");
    let rows: Vec<Vec<&str>> = text
        .lines()
        .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
        .collect();
    for (module, may_import) in MAY_KNOW.iter().filter(|(module, _)| *module != "lib") {
        let name = format!("`{module}`");
        let listed = rows.iter().find(|row| row.len() == 3 && row[0] == name);
        let expected =
            if may_import.is_empty() { "nothing".to_owned() } else { may_import.join(", ") };
        assert_eq!(listed.map(|row| row[2]), Some(&*expected), "{module}");
    }
}

#[test]
fn comments_are_as_narrow_as_code() {
    let mut wrong = Vec::new();
    for folder in ["src", "sandbox", "playground", "tests", "benches"] {
        for path in files(&root().join(folder)) {
            let text = fs::read_to_string(&path).expect("a file of the house");
            for (number, line) in text.lines().enumerate() {
                let comment = line.trim_start().strip_prefix("//");
                let is_table = comment.is_some_and(|text| text.starts_with("! |"));
                // rustfmt wraps code, and leaves comments as they are.
                if comment.is_some() && !is_table && line.chars().count() > 100 {
                    wrong.push(format!("{}:{}", path.display(), number + 1));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
