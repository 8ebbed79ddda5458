//! The options of the verb.

use std::path::PathBuf;

/// What to do in the sandbox.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The port on 127.0.0.1; if left out 7171, or any free one where that is taken. 0 takes any
    /// free one.
    pub port: Option<u16>,
    /// Play one case through and end.
    pub tour: bool,
    /// Recorded conversations to play: one JSON object a line, with `user` and `text`.
    pub replay: Option<PathBuf>,
    /// How many times faster than recorded; as fast as possible if left out.
    pub speed: Option<f64>,
    /// Where the bot's database is kept, and the community beside it; nowhere if left out.
    pub data: Option<PathBuf>,
}
