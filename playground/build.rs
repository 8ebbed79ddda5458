//! Builds anew when a file of the page is added or goes away; changed ones are noticed without this.

use std::io::{Write as _, stdout};

fn main() -> std::io::Result<()> {
    writeln!(stdout(), "cargo::rerun-if-changed=page")
}
