//! What the browser loads: one page, one style, one script, made of the files in `playground/page`.

use std::sync::LazyLock;

use include_dir::{Dir, include_dir};

use crate::page::join::join;

static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/page");
/// A folder from which the files are read at each load, for people who work on the page. Only in
/// debug builds.
const FOLDER: &str = "SWITCHBOARD_PAGE";
/// Where the page's token stands in the HTML.
const TOKEN: &str = "{{token}}";

/// What the browser loads.
#[derive(Debug, Clone)]
pub(super) struct Assets {
    html: String,
    pub(super) style: String,
    pub(super) script: String,
}

static EMBEDDED: LazyLock<Result<Assets, String>> = LazyLock::new(|| Assets::build(&embedded));

impl Assets {
    /// The assets of this program, or of the folder that somebody works on.
    ///
    /// # Errors
    /// A sentence, when the files do not fit together.
    pub(super) fn load() -> Result<Self, String> {
        match std::env::var(FOLDER) {
            Ok(folder) if cfg!(debug_assertions) => {
                let read = |path: &str| {
                    std::fs::read_to_string(format!("{folder}/{path}"))
                        .map_err(|error| format!("{path}: {error}"))
                };
                Self::build(&read)
            }
            _ => EMBEDDED.clone(),
        }
    }

    fn build(read: &dyn Fn(&str) -> Result<String, String>) -> Result<Self, String> {
        let html = read("index.html")?;
        if html.matches(TOKEN).count() != 1 {
            return Err(format!("index.html has to hold {TOKEN} once"));
        }
        let style: Vec<String> =
            listed(&read("styles.txt")?).map(read).collect::<Result<_, _>>()?;
        let list = read("scripts.txt")?;
        let modules = listed(&list)
            .map(|name| Ok((name.to_owned(), read(name)?)))
            .collect::<Result<Vec<_>, String>>()?;
        Ok(Self { html, style: style.join("\n"), script: join(&modules)? })
    }

    /// The page, with the token by which it is recognised.
    pub(super) fn html(&self, token: &str) -> String {
        self.html.replace(TOKEN, token)
    }
}

fn embedded(path: &str) -> Result<String, String> {
    let file = FILES.get_file(path).and_then(|file| file.contents_utf8());
    file.map(str::to_owned).ok_or_else(|| format!("there's no file {path} in playground/page"))
}

/// The names in a list: one a line, `#` begins a comment.
fn listed(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .map(|line| line.split('#').next().unwrap_or_default().trim())
        .filter(|line| !line.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_fits_together() {
        let assets = EMBEDDED.clone().expect("the files of playground/page fit together");
        assert!(assets.html("secret").contains("content=\"secret\""));
        assert!(!assets.style.is_empty() && !assets.script.is_empty());
    }

    #[test]
    fn every_module_is_listed() {
        let listed_names: Vec<String> = ["scripts.txt", "styles.txt"]
            .iter()
            .flat_map(|list| {
                listed(&embedded(list).expect("a list")).map(str::to_owned).collect::<Vec<_>>()
            })
            .collect();
        for file in FILES.find("**/*").expect("a pattern").filter_map(|entry| entry.as_file()) {
            let path = file.path().to_string_lossy().into_owned();
            let loaded = path.ends_with(".js") || path.ends_with(".css");
            assert!(!loaded || listed_names.contains(&path), "{path} is in no list");
        }
    }

    #[test]
    fn the_page_asks_nobody_else() {
        let assets = EMBEDDED.clone().expect("the files fit together");
        for outside in [
            "src=\"http",
            "href=\"http",
            "url(http",
            "@import",
            "fetch(\"http",
            "style=\"",
            "onclick=\"",
        ] {
            assert!(!assets.html.contains(outside) && !assets.style.contains(outside), "{outside}");
        }
        for dangerous in [
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
            "eval(",
            "new Function",
        ] {
            assert!(
                !assets.script.contains(dangerous),
                "the page makes elements of text alone, and has {dangerous}"
            );
        }
    }
}
