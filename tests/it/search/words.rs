//! What a search finds in words of any language: the tables in `docs/search.md`.

use std::{fs, path::PathBuf};

use crate::{scene::Scene, search::find::found};

fn page() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/search.md")
}

/// The cells of a table of the page, below its heading.
fn table(page: &str, heading: &str) -> Vec<Vec<String>> {
    let rows = page.lines().skip_while(|line| *line != heading).skip(2);
    let cells =
        |row: &str| row.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect();
    rows.take_while(|line| line.starts_with('|')).map(cells).collect()
}

/// The page says of each search what the bot finds. With `SWITCHBOARD_WRITE_DOCS` set, it is made
/// to say so.
#[tokio::test]
async fn the_page_shows_what_each_search_finds() {
    let scene = Scene::open().await;
    let mut text = fs::read_to_string(page()).expect("the page");
    for case in table(&text, "| case | question |") {
        scene.ana.opens_case(&case[1]).await;
    }
    let mut searches = table(&text, "| search | finds |");
    assert!(searches.len() >= 60, "{} searches", searches.len());
    let mut rows = String::new();
    for search in &mut searches {
        let found = found(&scene, &search[0]).await;
        let found: Vec<String> = found.iter().map(i64::to_string).collect();
        rows += &format!("| {} | {} |\n", search[0], found.join(", "));
    }
    let start = text.find("| search | finds |").expect("a table");
    let start = start + text[start..].match_indices('\n').nth(1).expect("rows").0 + 1;
    let length = text[start..].lines().take_while(|line| line.starts_with('|'));
    let length: usize = length.map(|line| line.len() + 1).sum();
    if std::env::var_os("SWITCHBOARD_WRITE_DOCS").is_some() {
        text.replace_range(start..start + length, &rows);
        fs::write(page(), text).expect("the page is written");
    } else {
        assert_eq!(&text[start..start + length], rows);
    }
    scene.close().await;
}
