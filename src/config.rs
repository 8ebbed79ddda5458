//! Settings from the environment, as typed values, checked before anything starts.
//!
//! Reading is a pure function of a [`Source`], so every fault has a test. All faults are collected,
//! so that nobody mends them one start at a time. A fault never repeats the value: it could be a
//! token in the wrong place.

mod logging;
#[cfg(test)]
mod tests;
mod value;

use std::{ffi::OsString, fmt, io, net::SocketAddr, path::Path, time::Duration};

pub use logging::{LogFormat, Logging};
pub use value::{ApiUrl, DatabaseUrl, Token};

/// Where the bot finds Discord when nobody says otherwise.
const DEFAULT_API: &str = "https://discord.com";
const DEFAULT_DATABASE: &str = "sqlite://switchboard.db";
const DEFAULT_HTTP: &str = "127.0.0.1:8080";
/// Discord allows a bot 50 requests a second; the rest is room for answers to interactions and for
/// clocks that differ.
const DEFAULT_REQUESTS_PER_SECOND: u32 = 45;
const MOST_REQUESTS_PER_SECOND: u32 = 100_000;
/// Discord takes about one edit a second in a channel, and the cards on the desk need most of them.
const BOARD_PAUSE: Duration = Duration::from_secs(5);

/// What the bot needs to run.
#[derive(Clone, Debug)]
pub struct Config {
    pub token: Token,
    pub api: ApiUrl,
    /// How many requests a second may go to Discord, over all servers.
    pub requests_per_second: u32,
    /// How long the board of a desk rests after it was drawn, so that many changes in a row make
    /// few edits.
    pub board_pause: Duration,
    pub database: DatabaseUrl,
    /// Where health and metrics are served; none turns them off.
    pub http: Option<SocketAddr>,
}

impl Config {
    /// A configuration with the defaults for everything that has one.
    pub fn new(token: Token, api: ApiUrl, database: DatabaseUrl) -> Self {
        Self {
            token,
            api,
            requests_per_second: DEFAULT_REQUESTS_PER_SECOND,
            board_pause: BOARD_PAUSE,
            database,
            http: None,
        }
    }
}

/// What is wrong with one variable: a sentence that names it and says how to mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault(String);

impl Fault {
    /// The variable's name, and the rest of the sentence: what is wrong, and after a semicolon what
    /// to do.
    pub fn new(variable: &str, what: impl fmt::Display) -> Self {
        Self(format!("{variable} {what}"))
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Everything that is wrong with the settings, one line each.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
pub struct Faults(pub Vec<Fault>);

/// Where settings come from: the process's environment and files, or what a test makes up.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    pub variable: &'a dyn Fn(&str) -> Option<OsString>,
    pub file: &'a dyn Fn(&Path) -> io::Result<String>,
}

impl Source<'static> {
    /// The process's own environment and files.
    pub fn process() -> Self {
        Self {
            variable: &|name| std::env::var_os(name),
            file: &|path| std::fs::read_to_string(path),
        }
    }
}

/// Adds what the file `.env` says to the environment; what is set there already wins. No file is
/// fine, a broken one is not: half of it would be missing. Must come before the first thread.
///
/// # Errors
/// When the file cannot be read or understood.
pub fn load_dotenv() -> Result<(), Faults> {
    match dotenvy::dotenv() {
        Ok(_) => Ok(()),
        Err(error) if error.not_found() => Ok(()),
        Err(dotenvy::Error::LineParse(line, _)) => {
            let text = std::fs::read_to_string(".env").unwrap_or_default();
            Err(Faults(vec![broken_line(&text, &line)]))
        }
        Err(_) => Err(Faults(vec![Fault::new(
            "The file .env",
            "cannot be read; mend its permissions, or remove it.",
        )])),
    }
}

/// Names a line of `.env` by its number alone, since it may hold the token.
fn broken_line(text: &str, line: &str) -> Fault {
    let first = line.lines().next().unwrap_or_default();
    let place = match text.lines().position(|candidate| candidate == first) {
        Some(index) => format!("line {}", index + 1),
        None => "a line".to_owned(),
    };
    let mend = format!(
        "has {place} that is not NAME=value; quote values with spaces, and start comments with #."
    );
    Fault::new("The file .env", mend)
}

/// What `run` and `doctor` need.
///
/// # Errors
/// All that is wrong, when anything is.
pub fn for_bot(source: Source<'_>) -> Result<(Config, Logging), Faults> {
    let mut reader = Reader::new(source);
    let token = reader.token();
    let api = reader.setting("DISCORD_API_URL", DEFAULT_API, ApiUrl::parse);
    let requests_per_second = reader.setting(
        "DISCORD_REQUESTS_PER_SECOND",
        &DEFAULT_REQUESTS_PER_SECOND.to_string(),
        requests_per_second,
    );
    let database = reader.database();
    let http = reader.http();
    let logging = reader.logging(Logging::RUNNING);
    reader.finish(|| {
        let config = Config {
            http: http?,
            requests_per_second: requests_per_second?,
            ..Config::new(token?, api?, database?)
        };
        Some((config, logging?))
    })
}

/// What a permission that only reads the database needs.
///
/// # Errors
/// All that is wrong, when anything is.
pub fn for_database(source: Source<'_>) -> Result<(DatabaseUrl, Logging), Faults> {
    let mut reader = Reader::new(source);
    let database = reader.database();
    let logging = reader.logging(Logging::READING);
    reader.finish(|| Some((database?, logging?)))
}

/// What the sandbox needs: neither token nor account, just how to log.
///
/// # Errors
/// All that is wrong, when anything is.
pub fn for_sandbox(source: Source<'_>) -> Result<Logging, Faults> {
    let mut reader = Reader::new(source);
    let logging = reader.logging(Logging::READING);
    reader.finish(|| logging)
}

/// Reads variables and collects what is wrong with them.
struct Reader<'a> {
    source: Source<'a>,
    faults: Vec<Fault>,
}

impl<'a> Reader<'a> {
    fn new(source: Source<'a>) -> Self {
        Self { source, faults: Vec::new() }
    }

    /// A value only if nothing was wrong anywhere.
    fn finish<T>(self, value: impl FnOnce() -> Option<T>) -> Result<T, Faults> {
        match value() {
            Some(value) if self.faults.is_empty() => Ok(value),
            _ => Err(Faults(self.faults)),
        }
    }

    fn fault<T>(&mut self, variable: &str, what: impl fmt::Display) -> Option<T> {
        self.faults.push(Fault::new(variable, what));
        None
    }

    /// A variable as it is written, without the space around it. `Err` when it is there but no
    /// text.
    fn written(&mut self, variable: &str) -> Result<Option<String>, ()> {
        match (self.source.variable)(variable).map(OsString::into_string) {
            None => Ok(None),
            Some(Ok(text)) => Ok(Some(text.trim().to_owned())),
            Some(Err(_)) => {
                self.fault::<()>(variable, "is not UTF-8 text; write it anew.");
                Err(())
            }
        }
    }

    /// A variable that counts as not set when it is empty, as compose files leave it.
    fn filled(&mut self, variable: &str) -> Result<Option<String>, ()> {
        Ok(self.written(variable)?.filter(|text| !text.is_empty()))
    }

    fn setting<T>(
        &mut self,
        variable: &str,
        default: &str,
        parse: impl FnOnce(&str) -> Result<T, &'static str>,
    ) -> Option<T> {
        let text = self.filled(variable).ok()?;
        match parse(text.as_deref().unwrap_or(default)) {
            Ok(value) => Some(value),
            Err(mend) => self.fault(variable, mend),
        }
    }

    fn token(&mut self) -> Option<Token> {
        let (given, file) = (self.filled("DISCORD_TOKEN"), self.filled("DISCORD_TOKEN_FILE"));
        let (variable, text) = match (given.ok()?, file.ok()?) {
            (Some(_), Some(_)) => {
                return self
                    .fault("DISCORD_TOKEN", "and DISCORD_TOKEN_FILE are both set; keep the one that is right and remove the other.");
            }
            (Some(token), None) => ("DISCORD_TOKEN", token),
            (None, Some(path)) => match (self.source.file)(Path::new(&path)) {
                Ok(text) => ("DISCORD_TOKEN_FILE", text),
                Err(_) => {
                    return self.fault("DISCORD_TOKEN_FILE", "names a file that cannot be read; mend the path or the file's permissions.");
                }
            },
            (None, None) => {
                return self.fault(
                    "DISCORD_TOKEN",
                    "is not set; put the bot's token from the Developer Portal into it, or name a file that holds it in DISCORD_TOKEN_FILE.",
                );
            }
        };
        match Token::parse(&text) {
            Ok(token) => Some(token),
            Err(mend) => self.fault(variable, mend),
        }
    }

    fn database(&mut self) -> Option<DatabaseUrl> {
        self.setting("DATABASE_URL", DEFAULT_DATABASE, DatabaseUrl::parse)
    }

    /// The outer `None` is a fault; the inner one means "off".
    fn http(&mut self) -> Option<Option<SocketAddr>> {
        let text = self.written("HTTP_ADDR").ok()?;
        match text.as_deref().unwrap_or(DEFAULT_HTTP) {
            "" => Some(None),
            address => match address.parse() {
                Ok(address) => Some(Some(address)),
                Err(_) => self.fault(
                    "HTTP_ADDR",
                    "is not an address; write an IP address and a port, such as 127.0.0.1:8080, or leave it empty to turn the server off.",
                ),
            },
        }
    }

    fn logging(&mut self, default_filter: &str) -> Option<Logging> {
        let filter = self.setting("RUST_LOG", default_filter, logging::filter);
        let format = self.setting("LOG_FORMAT", "text", LogFormat::parse);
        Some(Logging { filter: filter?, format: format? })
    }
}

fn requests_per_second(text: &str) -> Result<u32, &'static str> {
    match text.parse() {
        Ok(number) if (1..=MOST_REQUESTS_PER_SECOND).contains(&number) => Ok(number),
        _ => Err(
            "is not a whole number from 1 to 100000; use 45 unless Discord granted your bot more than 50 a second.",
        ),
    }
}
