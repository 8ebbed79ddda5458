//! How well known bugs are suggested, and how fast: `cargo bench --bench suggest -- FILE`.
//!
//! FILE has one report in a line, the oldest first, as a JSON object with `id`, `created`, `title`,
//! `text` and `group`: reports of the same group were marked as the same bug by people. For each
//! report of a group that is not its first, the reports made before it are ranked.

mod quality;
mod reports;
mod speed;

use std::{
    io::{Write, stdout},
    path::PathBuf,
};

use anyhow::Context;

use self::{quality::Quality, reports::Order};

/// The number of known bugs among which the time is measured.
const BUGS: usize = 10_000;

fn main() -> anyhow::Result<()> {
    // Cargo adds `--bench`.
    let file = std::env::args().skip(1).find(|argument| !argument.starts_with("--"));
    let mut out = stdout().lock();
    let Some(file) = file.map(PathBuf::from) else {
        writeln!(out, "Name a file: cargo bench --bench suggest -- FILE")?;
        return Ok(());
    };
    let text = std::fs::read_to_string(&file)
        .with_context(|| format!("{} can't be read", file.display()))?;
    let reports = reports::read(&text)?;
    for order in [Order::Text, Order::Date] {
        let reports = reports::before(&reports, order);
        let Some(quality) = Quality::measure(&reports) else {
            writeln!(out, "{order}: no report has a known duplicate before it")?;
            continue;
        };
        writeln!(out, "{order}\n{quality}")?;
    }
    writeln!(out, "{}", speed::measure(&reports, BUGS))?;
    Ok(())
}
