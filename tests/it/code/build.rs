//! How the program is built and installed. Newcomers compile each dependency once: what they try
//! the program with is what the tests use.

use std::{collections::BTreeSet, fs, path::Path, process::Command};

/// The libraries of a build, each with its version and its features.
fn libraries(of: &[&str]) -> BTreeSet<String> {
    let tree = Command::new(env!("CARGO"))
        .args(["tree", "--offline", "--locked", "--prefix", "none", "--format", "{p} | {f}"])
        .args(of)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo");
    assert!(tree.status.success(), "{}", String::from_utf8_lossy(&tree.stderr));
    let lines = String::from_utf8(tree.stdout).expect("text");
    lines.lines().map(|line| line.trim_end_matches(" (*)").to_owned()).collect()
}

#[test]
fn the_tests_use_the_libraries_that_the_program_was_built_with() {
    let program = libraries(&["--features", "as-tested", "--edges", "normal,build"]);
    let tests = libraries(&["--workspace", "--edges", "normal,build,dev"]);
    assert!(program.len() > 100, "{program:?}");
    let built_twice: Vec<_> = program.difference(&tests).collect();
    assert!(
        built_twice.is_empty(),
        "the tests ask for more features of these, see `as-tested` in Cargo.toml: {built_twice:#?}"
    );
}

fn file(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn the_container_is_built_with_the_oldest_rust_that_is_supported() {
    let image = format!("FROM rust:{}-", env!("CARGO_PKG_RUST_VERSION"));
    assert!(file("deploy/Containerfile").contains(&image), "{image}");
}

/// `.dockerignore` lists everything that the build needs, and nothing with people's texts or
/// tokens.
#[test]
fn the_container_is_built_from_the_sources_alone() {
    let lists = file(".dockerignore");
    let copied: BTreeSet<&str> = lists.lines().filter_map(|line| line.strip_prefix('!')).collect();
    let needed = [
        ".cargo",
        "Cargo.lock",
        "Cargo.toml",
        "benches",
        "migrations",
        "playground",
        "sandbox",
        "src",
        "tests",
    ];
    assert_eq!(copied, BTreeSet::from(needed));
    assert_eq!(lists.lines().next(), Some("*"));
    for kept_out in ["**/.env", "**/*.db*"] {
        assert!(lists.lines().any(|line| line == kept_out), "{kept_out}");
    }
}

#[test]
fn the_unit_leaves_a_bot_with_wrong_settings_stopped() {
    let unit = file("deploy/switchboard.service");
    let code = file("src/cli/mod.rs");
    let code = code.split_once("EXIT_SETTINGS: u8 = ").and_then(|(_, rest)| rest.split_once(';'));
    let (code, _) = code.expect("the code");
    assert!(unit.lines().any(|line| line == format!("RestartPreventExitStatus={code}")), "{code}");
}
