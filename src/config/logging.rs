//! What is logged and how. Logs go to standard error; standard output is for results.

use std::io::{self, IsTerminal};

use tracing::level_filters::LevelFilter;
use tracing_subscriber::{
    EnvFilter, filter::Targets, fmt, layer::SubscriberExt, registry::LookupSpan,
    util::SubscriberInitExt,
};

/// The format of log lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    /// Readable by people.
    Text,
    /// One JSON object per line.
    Json,
}

impl LogFormat {
    pub(super) fn parse(text: &str) -> Result<Self, &'static str> {
        match text {
            "text" => Ok(Self::Text),
            "json" => Ok(Self::Json),
            _ => Err("isn't a log format; use text or json."),
        }
    }
}

/// The filter and the format of the log.
#[derive(Clone, Debug)]
pub struct Logging {
    pub(super) filter: EnvFilter,
    pub(super) format: LogFormat,
}

impl Logging {
    /// The filter for `run` if `RUST_LOG` is not set.
    pub(super) const RUNNING: &str = "info";
    /// The filter for verbs that write results to standard output, if `RUST_LOG` is not set.
    pub(super) const READING: &str = "warn";

    /// Starts logging for the whole process. Only the first call has an effect.
    pub fn start(self) {
        let colours = io::stderr().is_terminal();
        let lines = fmt::layer().with_writer(io::stderr).with_ansi(colours);
        // Fails only if the program already has a subscriber; that one stays.
        drop(match self.format {
            LogFormat::Text => capped(self.filter).with(lines).try_init(),
            LogFormat::Json => capped(self.filter).with(lines.json()).try_init(),
        });
    }
}

/// Parses a filter in the syntax of `RUST_LOG`.
pub(super) fn filter(text: &str) -> Result<EnvFilter, &'static str> {
    EnvFilter::builder()
        .parse(text)
        .map_err(|_| "isn't a log filter; use a level such as info, or pairs such as warn,switchboard=debug.")
}

/// Applies the filter and the cap.
fn capped(filter: EnvFilter) -> impl tracing::Subscriber + for<'a> LookupSpan<'a> + Send + Sync {
    tracing_subscriber::registry().with(cap()).with(filter)
}

/// The most that may be logged, whatever `RUST_LOG` says. Our own modules may log everything, since
/// they log neither tokens nor people's texts. Libraries may log warnings only. serenity and poise
/// may log errors only: their warnings contain undecodable events and the URLs of failed requests,
/// and so messages and interaction tokens.
fn cap() -> Targets {
    Targets::new()
        .with_default(LevelFilter::WARN)
        .with_target("switchboard", LevelFilter::TRACE)
        .with_target("sandbox", LevelFilter::TRACE)
        .with_target("serenity", LevelFilter::ERROR)
        .with_target("poise", LevelFilter::ERROR)
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex, PoisonError};

    use super::*;

    #[derive(Clone, Default)]
    struct Written(Arc<Mutex<Vec<u8>>>);

    impl io::Write for Written {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn logged_with(rust_log: &str) -> String {
        let written = Written::default();
        let writer = written.clone();
        let lines = fmt::layer().with_writer(move || writer.clone()).with_ansi(false);
        let subscriber = capped(filter(rust_log).expect("a filter")).with(lines);
        tracing::subscriber::with_default(subscriber, || {
            let span = tracing::info_span!(target: "serenity::http", "request", token = "secret");
            let _inside = span.enter();
            tracing::debug!(target: "switchboard::desk", "ours");
            tracing::info!(target: "serenity::http::client", "secret");
            tracing::warn!(target: "serenity::gateway::ws", "secret");
            tracing::warn!(target: "poise::dispatch::slash", "secret");
            tracing::error!(target: "serenity::gateway::shard", "trouble at the gateway");
            tracing::debug!(target: "hyper_util::client", "secret");
            tracing::info!(target: "sqlx::query", "secret");
            tracing::warn!(target: "sqlx::query", "slow");
        });
        let bytes = written.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        String::from_utf8(bytes).expect("text")
    }

    #[test]
    fn no_filter_lets_the_libraries_tell_secrets() {
        for rust_log in [
            "trace",
            "serenity=trace,poise=trace,hyper_util=trace,sqlx=trace,switchboard=trace",
            "serenity::gateway::ws=trace,[request]=trace,debug",
        ] {
            let logged = logged_with(rust_log);
            assert!(!logged.contains("secret"), "{rust_log}: {logged}");
            assert!(
                logged.contains("trouble at the gateway") && logged.contains("ours"),
                "{rust_log}: {logged}"
            );
        }
        assert!(logged_with("trace").contains("slow"));
    }

    #[test]
    fn the_filter_still_says_what_is_wanted() {
        let logged = logged_with("error");
        assert!(logged.contains("trouble at the gateway") && !logged.contains("ours"), "{logged}");
    }
}
