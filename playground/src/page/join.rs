//! Makes one script of modules, so that the page loads with one request and is built by no tool.
//!
//! It understands a small part of the language of modules and refuses the rest: `import { a, b }
//! from "./other.js";` on a line of its own, and `export` before a declaration. Every module stands
//! in one scope, so names at the top are unique over all of them.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::LazyLock;

use regex::Regex;

static IMPORT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r#"^import \{ ([A-Za-z_$][\w$]*(?:, [A-Za-z_$][\w$]*)*),? \} from "\./([\w.-]+)";$"#)
        .ok()
});
static DECLARATION: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"^(export )?(?:(?:async )?function\*? ?|class |const |let |var )([A-Za-z_$][\w$]*)?",
    )
    .ok()
});
static DYNAMIC: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\bimport\s*[(.]").ok());

/// The one script that does what the modules do, each given by name and text, after those that it
/// imports.
///
/// # Errors
/// A sentence with module and line, for whatever is not understood.
pub(super) fn join(modules: &[(String, String)]) -> Result<String, String> {
    let mut script = String::from("\"use strict\";\n(() => {\n");
    let mut names: HashMap<String, &str> = HashMap::new();
    let mut exports: HashMap<&str, Vec<String>> = HashMap::new();
    for (module, text) in modules {
        let _ = writeln!(script, "// --- {module}");
        let mut exported = Vec::new();
        for (index, line) in text.lines().enumerate() {
            let wrong = |why: &str| format!("{module}:{}: {why}: {line}", index + 1);
            if line.starts_with("import")
                && line[6..].starts_with(|next: char| !next.is_alphanumeric())
            {
                check_import(line, &exports).map_err(|why| wrong(&why))?;
                // An empty line keeps the numbers of the lines below.
                script.push('\n');
                continue;
            }
            if imports_while_running(line) {
                return Err(wrong("a module is loaded at the start, or not at all"));
            }
            let declared = DECLARATION.as_ref().and_then(|declaration| declaration.captures(line));
            let Some(declared) = declared else {
                if line.starts_with("export") {
                    return Err(wrong("only declarations can be exported, by their own names"));
                }
                script.push_str(line);
                script.push('\n');
                continue;
            };
            let name = declared
                .get(2)
                .ok_or_else(|| wrong("a declaration at the top has one plain name"))?
                .as_str()
                .to_owned();
            if let Some(other) = names.insert(name.clone(), module) {
                return Err(wrong(&format!("{name} is declared in {other} as well")));
            }
            if declared.get(1).is_some() {
                exported.push(name);
            }
            script.push_str(line.strip_prefix("export ").unwrap_or(line));
            script.push('\n');
        }
        exports.insert(module, exported);
    }
    script.push_str("})();\n");
    Ok(script)
}

fn check_import(line: &str, exports: &HashMap<&str, Vec<String>>) -> Result<(), String> {
    let import = IMPORT
        .as_ref()
        .and_then(|import| import.captures(line))
        .ok_or("imports are written import { a, b } from \"./other.js\";")?;
    let exported = exports
        .get(&import[2])
        .ok_or_else(|| format!("{} does not stand before this module", &import[2]))?;
    match import[1].split(", ").find(|name| !exported.iter().any(|one| one == name)) {
        Some(name) => Err(format!("{} does not export {name}", &import[2])),
        None => Ok(()),
    }
}

/// Whether a line uses `import(…)` or `import.meta`; types in comments may.
fn imports_while_running(line: &str) -> bool {
    let code = line.trim_start();
    let comment = code.starts_with(['*']) || code.starts_with("/*") || code.starts_with("//");
    let code = code.split("/**").next().unwrap_or_default();
    let code = code.split("// ").next().unwrap_or_default();
    !comment && DYNAMIC.as_ref().is_some_and(|dynamic| dynamic.is_match(code))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(modules: &[(&str, &str)]) -> Result<String, String> {
        let modules: Vec<_> =
            modules.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
        join(&modules)
    }

    #[test]
    fn modules_become_one_scope() {
        let one = "export const a = 1;\nexport async function b() {}\nfunction inner() {\n  const a = 2;\n}\n";
        let two = "import { a, b } from \"./one.js\";\n/** @type {import(\"./protocol.d.ts\").Id} */\nb(a);\n";
        let script = joined(&[("one.js", one), ("two.js", two)]).expect("joined");
        assert_eq!(
            script,
            "\"use strict\";\n(() => {\n// --- one.js\nconst a = 1;\nasync function b() {}\nfunction inner() {\n  const a = 2;\n}\n\
             // --- two.js\n\n/** @type {import(\"./protocol.d.ts\").Id} */\nb(a);\n})();\n"
        );
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        for wrong in [
            "export default function a() {}",
            "export { a };",
            "export * from \"./a.js\";",
            "import a from \"./ok.js\";",
            "import * as a from \"./ok.js\";",
            "import \"./ok.js\";",
            "import { known as other } from \"./ok.js\";",
            "import { unknown } from \"./ok.js\";",
            "import { known } from \"./later.js\";",
            "import { known } from 'https://example.com/ok.js';",
            "const known = 1;",
            "const { a, b } = c;",
            "export const [a] = c;",
            "const a = await import(\"./ok.js\");",
            "  use(import.meta.url);",
        ] {
            assert!(
                joined(&[
                    ("ok.js", "export const known = 1;"),
                    ("wrong.js", wrong),
                    ("later.js", "")
                ])
                .is_err(),
                "{wrong}"
            );
        }
    }
}
