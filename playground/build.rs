//! Rebuilds when a file of the page is added or removed; changes are noticed without this.

use std::io::{Write as _, stdout};

fn main() -> std::io::Result<()> {
    writeln!(stdout(), "cargo::rerun-if-changed=page")
}
