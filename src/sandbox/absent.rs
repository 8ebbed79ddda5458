//! The verb of a program that was built without the playground.

use std::{
    io::{self, Write as _},
    process::ExitCode,
};

use crate::sandbox::options::Options;

/// What `sysexits.h` calls EX_CONFIG.
const EXIT_SETTINGS: u8 = 78;

/// Says that there is no sandbox in this program.
///
/// # Errors
/// Never.
pub async fn run(_: Options) -> anyhow::Result<ExitCode> {
    // Nobody is left to be told when even standard error is closed.
    drop(writeln!(
        io::stderr(),
        "This program was built without its sandbox; build it with the feature \"playground\", which is on by default."
    ));
    Ok(ExitCode::from(EXIT_SETTINGS))
}
