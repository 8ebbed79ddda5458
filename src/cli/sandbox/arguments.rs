//! The arguments of the verb.

use std::path::PathBuf;

use clap::Args;

/// The arguments of `sandbox`.
#[derive(Args)]
pub struct Arguments {
    /// The port on 127.0.0.1 [default: 7171, or any free port]
    #[arg(long, value_name = "N")]
    pub port: Option<u16>,
    /// Play one case from start to end, print what each person sees, and exit
    #[arg(long)]
    pub tour: bool,
    /// Play recorded conversations as members' messages (JSON Lines with `user` and
    /// `text`)
    #[arg(long, value_name = "FILE.jsonl")]
    pub replay: Option<PathBuf>,
    /// How many times faster than recorded to play [default: as fast as possible]
    #[arg(long, value_name = "X", value_parser = positive, requires = "replay")]
    pub speed: Option<f64>,
    /// Keep the bot's SQLite database in this file, and the community next to it, for next time
    #[arg(long, value_name = "FILE")]
    pub data: Option<PathBuf>,
}

fn positive(text: &str) -> Result<f64, &'static str> {
    match text.parse::<f64>() {
        Ok(number) if number.is_finite() && number > 0.0 => Ok(number),
        _ => Err("must be a number above 0"),
    }
}
