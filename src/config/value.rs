//! Values that validate what they accept and hide what is secret.

use std::{fmt, path::PathBuf};

use percent_encoding::percent_decode_str;
use reqwest::Url;

/// The bot's token. Its `Debug` hides it; only [`Token::reveal`] returns it.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// Parses a token from a variable or a file.
    ///
    /// # Errors
    /// How to fix it, if it is not a token.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        let token = text.trim();
        if token.is_empty() {
            return Err("contains no token; paste the bot's token from the Developer Portal.");
        }
        if token.starts_with("Bot ") {
            return Err("starts with \"Bot\"; use only the token itself.");
        }
        // The token is sent as a header.
        if token.bytes().any(|byte| !byte.is_ascii_graphic()) {
            return Err(
                "contains characters that no token has; copy the bot's token from the Developer Portal again.",
            );
        }
        Ok(Self(token.to_owned()))
    }

    /// Returns the token itself, for the one place that sends it.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[hidden]")
    }
}

/// A secret of another program. Its `Debug` hides it; only [`Secret::reveal`] returns it.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Parses a secret from a variable or a file.
    ///
    /// # Errors
    /// How to fix it, if it is none.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        let secret = text.trim();
        if secret.is_empty() {
            return Err("is empty; paste the secret.");
        }
        if secret.bytes().any(|byte| !byte.is_ascii_graphic()) {
            return Err("contains characters that no secret has, such as spaces; copy it again.");
        }
        Ok(Self(secret.to_owned()))
    }

    /// Returns the secret itself, for the one place that uses it.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[hidden]")
    }
}

/// The base of an API: scheme, host and port, and perhaps a path, without a trailing slash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiUrl(String);

impl ApiUrl {
    /// Parses a base URL.
    ///
    /// # Errors
    /// How to fix it, if it is not one.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        const FIX: &str =
            "isn't the base of an API; use only the scheme and host, such as https://discord.com.";
        let base = Self::parse_with_path(text).map_err(|_| FIX)?;
        match Url::parse(&base.0) {
            Ok(url) if url.path() == "/" => Ok(base),
            _ => Err(FIX),
        }
    }

    /// Parses a base URL that may have a path, such as `https://git.example.com/api/v3`.
    ///
    /// # Errors
    /// How to fix it, if it is not one.
    pub fn parse_with_path(text: &str) -> Result<Self, &'static str> {
        const FIX: &str = "isn't the base of an API; use only the scheme, host and path, such as https://api.github.com.";
        let url = Url::parse(text).map_err(|_| FIX)?;
        let is_base = matches!(url.scheme(), "http" | "https")
            && url.query().is_none()
            && url.fragment().is_none()
            && url.username().is_empty()
            && url.password().is_none();
        if is_base { Ok(Self(url.as_str().trim_end_matches('/').to_owned())) } else { Err(FIX) }
    }

    /// Returns it as text, such as `https://discord.com`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Where the database is. It may contain a password, so its `Debug` shows only the kind.
#[derive(Clone, PartialEq, Eq)]
pub struct DatabaseUrl(String);

impl DatabaseUrl {
    /// Parses a URL with the scheme `sqlite:` or `postgres:`.
    ///
    /// # Errors
    /// How to fix it, if it is not one.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        if let Some(file) = sqlite_file(text) {
            if file.is_empty() || file.ends_with('/') {
                return Err("names no file; add one, such as sqlite://switchboard.db.");
            }
            if file == ":memory:" || text.contains("mode=memory") {
                return Err(
                    "names a database in memory, which is lost when the bot stops; use a file, such as sqlite://switchboard.db.",
                );
            }
        } else if !(text.starts_with("postgres:") || text.starts_with("postgresql:")) {
            return Err(
                "names no database that the bot supports; it must begin with sqlite: or postgres:.",
            );
        } else if Url::parse(text).is_err() {
            return Err(
                "isn't a URL; use postgres://user:password@host/database, and percent-encode special characters in the password.",
            );
        }
        Ok(Self(text.to_owned()))
    }

    /// Returns the URL with its password, for the one place that connects.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// Whether the database is a local file rather than a server.
    pub fn is_file(&self) -> bool {
        sqlite_file(&self.0).is_some()
    }

    /// Returns the file of an SQLite database, or none for a server.
    pub fn file(&self) -> Option<PathBuf> {
        let decoded = percent_decode_str(sqlite_file(&self.0)?).decode_utf8_lossy();
        Some(PathBuf::from(decoded.as_ref()))
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if sqlite_file(&self.0).is_some() {
            "sqlite:[hidden]"
        } else {
            "postgres:[hidden]"
        })
    }
}

/// Returns the part of an SQLite URL that names the file.
fn sqlite_file(url: &str) -> Option<&str> {
    let rest = url.strip_prefix("sqlite:")?;
    let path = rest.strip_prefix("//").unwrap_or(rest);
    Some(path.split_once('?').map_or(path, |(path, _)| path))
}
