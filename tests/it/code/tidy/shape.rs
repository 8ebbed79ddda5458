//! Every file is part of a crate: one that no `mod` names is not compiled, and its tests never run.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use crate::code::tidy::{files, root};

/// The folders of the crates, and the files that their modules begin with.
const ROOTS: [(&str, &[&str]); 8] = [
    ("src", &["lib.rs", "main.rs"]),
    ("sandbox/src", &["lib.rs"]),
    ("sandbox/tests/wire", &["main.rs"]),
    ("playground/src", &["lib.rs"]),
    ("tests/it", &["main.rs"]),
    ("benches/find", &["main.rs"]),
    ("benches/suggest", &["main.rs"]),
    ("benches/wire", &["main.rs"]),
];

fn tokens(path: &Path) -> Vec<TokenTree> {
    let text = fs::read_to_string(path).expect("a file");
    let stream: TokenStream = text.parse().unwrap_or_else(|why| panic!("{path:?}: {why}"));
    stream.into_iter().collect()
}

/// Adds a file and the files of the modules that it declares, also in blocks.
fn reach(file: PathBuf, found: &mut BTreeSet<PathBuf>) {
    let is_root = file.ends_with("lib.rs") || file.ends_with("main.rs") || file.ends_with("mod.rs");
    let folder = if is_root { file.with_file_name("") } else { file.with_extension("") };
    let declared = tokens(&file);
    if found.insert(file) {
        reach_declared(&declared, &folder, found);
    }
}

fn reach_declared(tokens: &[TokenTree], folder: &Path, found: &mut BTreeSet<PathBuf>) {
    for [keyword, name, end] in tokens.array_windows() {
        match (keyword, name, end) {
            (TokenTree::Ident(keyword), TokenTree::Ident(name), TokenTree::Punct(end))
                if keyword == "mod" && end.as_char() == ';' =>
            {
                let folder = folder.join(name.to_string());
                let candidates = [folder.with_extension("rs"), folder.join("mod.rs")];
                candidates
                    .into_iter()
                    .filter(|path| path.exists())
                    .for_each(|path| reach(path, found));
            }
            (TokenTree::Ident(keyword), TokenTree::Ident(name), TokenTree::Group(block))
                if keyword == "mod" && block.delimiter() == Delimiter::Brace =>
            {
                let inside: Vec<TokenTree> = block.stream().into_iter().collect();
                reach_declared(&inside, &folder.join(name.to_string()), found);
            }
            _ => {}
        }
    }
}

#[test]
fn no_file_is_left_out_of_its_crate() {
    let mut left_out = Vec::new();
    for (folder, roots) in ROOTS {
        let folder = root().join(folder);
        let mut found = BTreeSet::new();
        roots.iter().for_each(|name| reach(folder.join(name), &mut found));
        assert!(found.len() > 1, "{folder:?} has files");
        left_out.extend(files(&folder).into_iter().filter(|path| !found.contains(path)));
    }
    assert!(left_out.is_empty(), "no `mod` names them: {left_out:#?}");
}
