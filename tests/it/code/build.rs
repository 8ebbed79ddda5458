//! Newcomers compile each dependency once: what they try the program with is what the tests use.

use std::{collections::BTreeSet, process::Command};

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
