//! Settings from the environment, parsed and checked before anything starts.
//!
//! Parsing is a pure function of a [`Source`], so that each fault has a test. All faults are
//! reported at once. A fault never contains the value, which could be a token in the wrong
//! variable.

mod logging;
mod private;
#[cfg(test)]
mod tests;
mod value;

use std::{ffi::OsString, fmt, io, net::SocketAddr, path::Path, time::Duration};

pub use logging::{LogFormat, Logging};
pub use private::is_open_to_others;
pub use value::{ApiUrl, DatabaseUrl, Secret, Token};

const DEFAULT_API: &str = "https://discord.com";
const DEFAULT_DATABASE: &str = "sqlite://switchboard.db";
const DEFAULT_GITHUB_API: &str = "https://api.github.com";
const DEFAULT_HTTP: &str = "127.0.0.1:8080";
/// Discord allows a bot 50 requests per second; the difference leaves room for responses to
/// interactions and for clock differences.
const DEFAULT_REQUESTS_PER_SECOND: u32 = 45;
const MOST_REQUESTS_PER_SECOND: u32 = 100_000;
/// GitHub asks for a second between two requests that change something.
const GITHUB_PAUSE: Duration = Duration::from_secs(1);
/// Discord allows about one edit per second in a channel, and the cards on the desk need most of
/// them.
const BOARD_PAUSE: Duration = Duration::from_secs(5);

/// What the bot needs to run.
#[derive(Clone, Debug)]
pub struct Config {
    /// The bot's token.
    pub token: Token,
    /// The base of the Discord-compatible API.
    pub api: ApiUrl,
    /// The most requests per second to Discord, over all servers. 1 to 100,000.
    pub requests_per_second: u32,
    /// The least time between two edits of a desk's board, so that many changes make few edits.
    pub board_pause: Duration,
    /// Where cases are stored.
    pub database: DatabaseUrl,
    /// Where health and metrics are served. None disables the server.
    pub http: Option<SocketAddr>,
    /// How GitHub is reached. None: it is not.
    pub github: Option<GitHubConfig>,
}

/// How GitHub is reached.
#[derive(Clone, Debug)]
pub struct GitHubConfig {
    /// The token with which the bot works with issues.
    pub token: Secret,
    /// The base of the API.
    pub api: ApiUrl,
    /// What GitHub's webhook signs its messages with. None if there is no webhook.
    pub webhook_secret: Option<Secret>,
    /// How long to pause between two requests that change something.
    pub pause: Duration,
}

impl GitHubConfig {
    /// Creates a configuration without a webhook.
    pub fn new(token: Secret, api: ApiUrl) -> Self {
        Self { token, api, webhook_secret: None, pause: GITHUB_PAUSE }
    }
}

impl Config {
    /// Creates a configuration with the defaults for everything that has one.
    pub fn new(token: Token, api: ApiUrl, database: DatabaseUrl) -> Self {
        Self {
            token,
            api,
            requests_per_second: DEFAULT_REQUESTS_PER_SECOND,
            board_pause: BOARD_PAUSE,
            database,
            http: None,
            github: None,
        }
    }
}

/// What is wrong with one variable: a sentence that names the variable and says how to fix it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault(String);

impl Fault {
    /// `what` is the rest of the sentence after the variable's name: what is wrong and, after a
    /// semicolon, what to do.
    pub fn new(variable: &str, what: impl fmt::Display) -> Self {
        Self(format!("{variable} {what}"))
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// All faults in the settings, one line each.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
pub struct Faults(pub Vec<Fault>);

/// Where settings come from: the process's environment and files, or a test's.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// Returns the value of a variable, if it is set.
    pub variable: &'a dyn Fn(&str) -> Option<OsString>,
    /// Reads a file as text.
    pub file: &'a dyn Fn(&Path) -> io::Result<String>,
}

impl Source<'static> {
    /// The process's environment and file system.
    pub fn process() -> Self {
        Self {
            variable: &|name| std::env::var_os(name),
            file: &|path| std::fs::read_to_string(path),
        }
    }
}

/// Adds the variables in the file `.env` of the working directory to the environment; existing
/// variables take precedence. A missing file is allowed. A malformed one is not, since part of it
/// would be ignored. Must be called while the process has one thread.
///
/// # Errors
/// If the file cannot be read or parsed, or others can read it: it holds the token.
pub fn load_dotenv() -> Result<(), Faults> {
    let file = Path::new(".env");
    if is_open_to_others(file) {
        return Err(Faults(vec![Fault::new(
            "The file .env",
            "can be read by others on this machine, and it holds the token; run `chmod 600 .env`.",
        )]));
    }
    match dotenvy::from_path(file) {
        Ok(()) => Ok(()),
        Err(error) if error.not_found() => Ok(()),
        Err(dotenvy::Error::LineParse(line, _)) => {
            let text = std::fs::read_to_string(file).unwrap_or_default();
            Err(Faults(vec![broken_line(&text, &line)]))
        }
        Err(_) => Err(Faults(vec![Fault::new(
            "The file .env",
            "can't be read; fix its permissions, or remove it.",
        )])),
    }
}

/// Names a line of `.env` only by its number, since the line may contain the token.
fn broken_line(text: &str, line: &str) -> Fault {
    let first = line.lines().next().unwrap_or_default();
    let place = match text.lines().position(|candidate| candidate == first) {
        Some(index) => format!("line {}", index + 1),
        None => "a line".to_owned(),
    };
    let fix = format!(
        "has {place} that is not NAME=value; quote values with spaces, and start comments with #."
    );
    Fault::new("The file .env", fix)
}

/// Reads what `run` and `doctor` need.
///
/// # Errors
/// All faults, if there are any.
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
    let github = reader.github(http);
    let logging = reader.logging(Logging::RUNNING);
    reader.finish(|| {
        let config = Config {
            http: http?,
            github: github?,
            requests_per_second: requests_per_second?,
            ..Config::new(token?, api?, database?)
        };
        Some((config, logging?))
    })
}

/// Reads what a verb that only uses the database needs.
///
/// # Errors
/// All faults, if there are any.
pub fn for_database(source: Source<'_>) -> Result<(DatabaseUrl, Logging), Faults> {
    let mut reader = Reader::new(source);
    let database = reader.database();
    let logging = reader.logging(Logging::READING);
    reader.finish(|| Some((database?, logging?)))
}

/// Reads what the sandbox needs: how to log. It needs no token.
///
/// # Errors
/// All faults, if there are any.
pub fn for_sandbox(source: Source<'_>) -> Result<Logging, Faults> {
    let mut reader = Reader::new(source);
    let logging = reader.logging(Logging::READING);
    reader.finish(|| logging)
}

/// Reads variables and collects their faults.
struct Reader<'a> {
    source: Source<'a>,
    faults: Vec<Fault>,
}

impl<'a> Reader<'a> {
    fn new(source: Source<'a>) -> Self {
        Self { source, faults: Vec::new() }
    }

    /// Returns the value if there were no faults.
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

    /// Returns a variable's text, trimmed. `Err` if it is not valid UTF-8; the fault is recorded.
    fn written(&mut self, variable: &str) -> Result<Option<String>, ()> {
        match (self.source.variable)(variable).map(OsString::into_string) {
            None => Ok(None),
            Some(Ok(text)) => Ok(Some(text.trim().to_owned())),
            Some(Err(_)) => {
                self.fault::<()>(variable, "isn't UTF-8 text; type it in again.");
                Err(())
            }
        }
    }

    /// The same, but an empty variable counts as not set, since compose files set empty variables.
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
            Err(fix) => self.fault(variable, fix),
        }
    }

    fn token(&mut self) -> Option<Token> {
        let (variable, text) = match self.secret("DISCORD_TOKEN", "DISCORD_TOKEN_FILE")? {
            Some(secret) => secret,
            None => {
                return self.fault(
                    "DISCORD_TOKEN",
                    "isn't set; set it to the bot's token from the Developer Portal, or set DISCORD_TOKEN_FILE to a file that contains the token.",
                );
            }
        };
        match Token::parse(&text) {
            Ok(token) => Some(token),
            Err(fix) => self.fault(variable, fix),
        }
    }

    /// Returns a secret that is in a variable or in a file that another variable names, with the
    /// name of the variable that is set. The outer `None` is a fault.
    fn secret(
        &mut self,
        variable: &'static str,
        in_file: &'static str,
    ) -> Option<Option<(&'static str, String)>> {
        let (given, file) = (self.filled(variable), self.filled(in_file));
        match (given.ok()?, file.ok()?) {
            (Some(_), Some(_)) => {
                let what =
                    format!("and {in_file} are both set; keep one of them and remove the other.");
                self.fault(variable, what)
            }
            (Some(secret), None) => Some(Some((variable, secret))),
            (None, Some(path)) => match (self.source.file)(Path::new(&path)) {
                Ok(text) => Some(Some((in_file, text))),
                Err(_) => self.fault(
                    in_file,
                    "names a file that can't be read; fix the path or the file's permissions.",
                ),
            },
            (None, None) => Some(None),
        }
    }

    /// The outer `None` is a fault; the inner one means that there is no token for GitHub.
    fn github(&mut self, http: Option<Option<SocketAddr>>) -> Option<Option<GitHubConfig>> {
        let token = self.secret("GITHUB_TOKEN", "GITHUB_TOKEN_FILE");
        let webhook = self.secret("GITHUB_WEBHOOK_SECRET", "GITHUB_WEBHOOK_SECRET_FILE");
        let api = self.setting("GITHUB_API_URL", DEFAULT_GITHUB_API, ApiUrl::parse_with_path);
        let parse = |reader: &mut Self, secret: Option<(&'static str, String)>| match secret {
            None => Some(None),
            Some((variable, text)) => match Secret::parse(&text) {
                Ok(secret) => Some(Some(secret)),
                Err(fix) => reader.fault(variable, fix),
            },
        };
        let token = token.and_then(|token| parse(self, token));
        let webhook = webhook.and_then(|webhook| parse(self, webhook));
        let (token, webhook_secret, api) = (token?, webhook?, api?);
        let Some(token) = token else {
            return match webhook_secret {
                None => Some(None),
                Some(_) => self.fault(
                    "GITHUB_WEBHOOK_SECRET",
                    "is set, but GITHUB_TOKEN isn't; set that to a GitHub token, or remove the secret.",
                ),
            };
        };
        if webhook_secret.is_some() && http == Some(None) {
            return self.fault(
                "GITHUB_WEBHOOK_SECRET",
                "is set, but HTTP_ADDR is empty, so nothing can reach the bot; set HTTP_ADDR, or remove the secret.",
            );
        }
        Some(Some(GitHubConfig { webhook_secret, ..GitHubConfig::new(token, api) }))
    }

    fn database(&mut self) -> Option<DatabaseUrl> {
        self.setting("DATABASE_URL", DEFAULT_DATABASE, DatabaseUrl::parse)
    }

    /// The outer `None` is a fault; the inner one means that the server is disabled.
    fn http(&mut self) -> Option<Option<SocketAddr>> {
        let text = self.written("HTTP_ADDR").ok()?;
        match text.as_deref().unwrap_or(DEFAULT_HTTP) {
            "" => Some(None),
            address => match address.parse() {
                Ok(address) => Some(Some(address)),
                Err(_) => self.fault(
                    "HTTP_ADDR",
                    "isn't an address; use an IP address and a port, such as 127.0.0.1:8080, or leave it empty to turn the server off.",
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
            "isn't a whole number from 1 to 100000; use 45, unless Discord has granted your bot more than 50 a second.",
        ),
    }
}
