//! The program. Everything that it does stands in the library, so that tests reach it.

use std::process::ExitCode;

fn main() -> ExitCode {
    switchboard::cli::main()
}
