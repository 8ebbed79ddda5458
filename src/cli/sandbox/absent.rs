//! The verb of a program that was built without the playground.

use std::process::ExitCode;

use crate::{
    cli::sandbox::arguments::Arguments,
    config::{Fault, Faults},
};

/// Refuses, since this program contains no sandbox.
///
/// # Errors
/// Always, with what to do about it.
pub async fn run(_: Arguments) -> anyhow::Result<ExitCode> {
    let what =
        "is missing from this build; build with the feature “playground”, which is on by default";
    Err(Faults(vec![Fault::new("The verb “sandbox”", what)]).into())
}
