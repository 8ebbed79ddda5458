//! Requests to Discord: one way for all of them, the same in production and in the sandbox.
//! serenity's own client knows no time limit, loses `Retry-After`, and waits badly in bursts; so
//! what we send goes through here and the [`RateLimiter`].

use std::{
    fmt,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use reqwest::{Method, StatusCode, Url, header};
use serde::de::DeserializeOwned;
use serde_json::Value;
use tokio::sync::watch;

use crate::discord::rate_limiter::{Headers, RateLimiter};

/// How long a request may take in all. After that nobody knows whether it took effect.
const TIME_LIMIT: Duration = Duration::from_secs(10);
const CONNECT_LIMIT: Duration = Duration::from_secs(5);
/// How long a request waits at the rate_limiter before it is given back to be tried later.
const PATIENCE: Duration = Duration::from_secs(8);
/// How long everything waits when a limit comes without Discord's JSON: Cloudflare speaks, and
/// means minutes.
const BANNED: Duration = Duration::from_secs(120);

/// A file that goes with a message.
#[derive(Clone, Debug)]
pub struct Upload {
    pub filename: String,
    pub content_type: Option<String>,
    pub content: Vec<u8>,
}

/// Why a request did not succeed.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Failure {
    /// Discord said no. Nothing was done.
    #[error("Discord answered {status}, code {code}: {message}")]
    Refused { status: u16, code: u64, message: String },
    /// To be tried again after a while. Nothing was done.
    #[error("Discord's limit is reached for {after:?}")]
    Limited { after: Duration },
    /// Nobody knows whether it was done: no answer came, or none that says.
    #[error("no answer that tells: {0}")]
    Unknown(String),
    /// The token is not, or no longer, valid.
    #[error("Discord does not accept the token")]
    Unauthorized,
}

impl Failure {
    /// Discord's own error code; 0 where it gave none.
    pub fn code(&self) -> u64 {
        match self {
            Self::Refused { code, .. } => *code,
            Self::Limited { .. } | Self::Unknown(_) | Self::Unauthorized => 0,
        }
    }
}

/// Discord's error codes that we know what to do with (Discord, "JSON Error Codes").
pub mod code {
    pub const UNKNOWN_CHANNEL: u64 = 10_003;
    pub const UNKNOWN_MEMBER: u64 = 10_007;
    pub const UNKNOWN_MESSAGE: u64 = 10_008;
    pub const UNKNOWN_INTERACTION: u64 = 10_062;
    pub const ALREADY_ACKNOWLEDGED: u64 = 40_060;
    pub const MISSING_ACCESS: u64 = 50_001;
    pub const MISSING_PERMISSIONS: u64 = 50_013;
    pub const INVALID_FORM: u64 = 50_035;
    pub const THREAD_ARCHIVED: u64 = 50_083;
    pub const THREAD_EXISTS: u64 = 160_004;
    pub const TOO_MANY_THREADS: u64 = 160_006;
    pub const TOO_MANY_ANNOUNCEMENT_THREADS: u64 = 160_007;
    /// AutoMod takes offence at a thread's name.
    pub const TITLE_BLOCKED: u64 = 200_001;
}

/// A request: method, path, and the bucket that Discord counts it in.
#[derive(Clone, Debug)]
pub struct Route {
    method: Method,
    path: String,
    /// None for answers to interactions: no limit counts them (Discord, "Rate Limits", global).
    bucket: Option<String>,
}

impl Route {
    /// A request about a channel: the bucket is the route with the channel's id.
    pub fn channel(method: Method, channel: u64, rest: impl fmt::Display, kind: &str) -> Self {
        let bucket = Some(format!("{method} {channel} {kind}"));
        Self { method, path: format!("/channels/{channel}{rest}"), bucket }
    }

    /// A request about a server.
    pub fn guild(method: Method, guild: u64, rest: impl fmt::Display, kind: &str) -> Self {
        let bucket = Some(format!("{method} {guild} {kind}"));
        Self { method, path: format!("/guilds/{guild}{rest}"), bucket }
    }

    /// A request about nothing in particular.
    pub fn plain(method: Method, path: impl Into<String>) -> Self {
        let path = path.into();
        Self { bucket: Some(format!("{method} {path}")), method, path }
    }

    /// An answer to an interaction.
    pub fn interaction(method: Method, path: String) -> Self {
        Self { method, path, bucket: None }
    }
}

/// How many requests were sent, and how many of them failed: for the metrics.
#[derive(Debug, Default)]
pub struct Counters {
    pub sent: Arc<AtomicU64>,
    pub failed: Arc<AtomicU64>,
}

/// The connection to Discord's REST interface. Cheap to clone.
#[derive(Clone)]
pub struct Rest {
    inner: Arc<Inner>,
}

struct Inner {
    client: reqwest::Client,
    base: Url,
    authorization: header::HeaderValue,
    rate_limiter: RateLimiter,
    counters: Counters,
    /// Turns true when Discord stops accepting the token: everything has to end then.
    unauthorized: watch::Sender<bool>,
}

impl Rest {
    /// A connection to a Discord-compatible interface.
    ///
    /// # Errors
    /// When the token cannot stand in a header, the base is no address, or the machine has no TLS
    /// roots.
    pub fn new(base: &str, token: &str, requests_per_second: u32) -> anyhow::Result<Self> {
        let mut authorization = header::HeaderValue::from_str(&format!("Bot {}", token))?;
        authorization.set_sensitive(true);
        let inner = Inner {
            client: client()?,
            base: Url::parse(&format!("{base}/api/v10"))?,
            authorization,
            rate_limiter: RateLimiter::new(requests_per_second),
            counters: Counters::default(),
            unauthorized: watch::Sender::new(false),
        };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// The requests so far.
    pub fn counters(&self) -> &Counters {
        &self.inner.counters
    }

    /// Resolves when Discord stops accepting the token.
    pub async fn unauthorized(&self) {
        let mut flag = self.inner.unauthorized.subscribe();
        if flag.wait_for(|&stopped| stopped).await.is_err() {
            std::future::pending::<()>().await;
        }
    }

    /// Reads something.
    ///
    /// # Errors
    /// See [`Failure`].
    pub async fn get<T: DeserializeOwned>(&self, route: Route) -> Result<T, Failure> {
        let answer = self.send(route, None, &[]).await?;
        serde_json::from_slice(&answer)
            .map_err(|error| Failure::Unknown(format!("an answer that cannot be read: {error}")))
    }

    /// Sends a request with a JSON body, and files if there are any; gives the answer's bytes.
    ///
    /// # Errors
    /// See [`Failure`].
    pub async fn send(
        &self,
        route: Route,
        body: Option<&Value>,
        files: &[Upload],
    ) -> Result<Vec<u8>, Failure> {
        let pass = match &route.bucket {
            Some(bucket) => Some(
                self.inner
                    .rate_limiter
                    .pass(bucket, PATIENCE)
                    .await
                    .map_err(|after| Failure::Limited { after })?,
            ),
            None => None,
        };
        self.inner.counters.sent.fetch_add(1, Ordering::Relaxed);
        let result = self.exchange(&route, body, files).await;
        let (headers, result) = match result {
            Ok((headers, status, bytes)) => (headers, self.judge(&route, status, headers, bytes)),
            Err(failure) => (Headers::default(), Err(failure)),
        };
        if let Some(pass) = pass {
            match &result {
                Err(Failure::Limited { after }) => pass.limited(*after),
                _ => pass.answered(headers),
            }
        }
        if result.is_err() {
            self.inner.counters.failed.fetch_add(1, Ordering::Relaxed);
        }
        result
    }

    async fn exchange(
        &self,
        route: &Route,
        body: Option<&Value>,
        files: &[Upload],
    ) -> Result<(Headers, StatusCode, Vec<u8>), Failure> {
        // The URL of an interaction holds its token: no error text may carry it.
        let lost = |error: reqwest::Error| Failure::Unknown(error.without_url().to_string());
        let mut request = self
            .inner
            .client
            .request(route.method.clone(), self.address(route))
            .header(header::AUTHORIZATION, self.inner.authorization.clone());
        if files.is_empty() {
            if let Some(body) = body {
                request = request.json(body);
            }
        } else {
            request = request.multipart(form(body, files).map_err(lost)?);
        }
        let response = request.send().await.map_err(lost)?;
        let (status, headers) = (response.status(), read_headers(response.headers()));
        let bytes = response.bytes().await.map_err(lost)?;
        Ok((headers, status, bytes.to_vec()))
    }

    /// Where a request goes. The host was read once; only path and query are new.
    fn address(&self, route: &Route) -> Url {
        let (path, query) = route
            .path
            .split_once('?')
            .map_or((&*route.path, None), |(path, query)| (path, Some(query)));
        let mut address = self.inner.base.clone();
        address.set_path(&format!("{}{path}", self.inner.base.path()));
        address.set_query(query);
        address
    }

    fn judge(
        &self,
        route: &Route,
        status: StatusCode,
        headers: Headers,
        bytes: Vec<u8>,
    ) -> Result<Vec<u8>, Failure> {
        if status.is_success() {
            return Ok(bytes);
        }
        let json: Option<Value> = serde_json::from_slice(&bytes).ok();
        match status {
            // An interaction's own token runs out after 15 minutes, which says nothing of the
            // bot's.
            StatusCode::UNAUTHORIZED if route.bucket.is_some() => {
                self.inner.unauthorized.send_replace(true);
                Err(Failure::Unauthorized)
            }
            StatusCode::TOO_MANY_REQUESTS => {
                let after = json.as_ref().and_then(|json| json["retry_after"].as_f64());
                let after = after.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
                let everything = after.is_none() || json.is_some_and(|json| json["global"] == true);
                let after = after.unwrap_or(headers.reset_after.unwrap_or(BANNED));
                if everything {
                    self.inner.rate_limiter.close(after);
                }
                tracing::warn!(
                    seconds = after.as_secs_f64(),
                    everything,
                    "Discord asks us to wait"
                );
                Err(Failure::Limited { after })
            }
            // Not Discord but what stands before it: it has taken offence, and asking on would make
            // it worse.
            StatusCode::FORBIDDEN if json.is_none() => {
                self.inner.rate_limiter.close(BANNED);
                Err(Failure::Limited { after: BANNED })
            }
            _ if status.is_server_error() => {
                Err(Failure::Unknown(format!("Discord answered {status}")))
            }
            _ => {
                let json = json.unwrap_or_default();
                let message = json["message"].as_str().unwrap_or("no reason given");
                // What is wrong with a form names fields, never their contents.
                let detail =
                    json.get("errors").map(|errors| format!(" {errors}")).unwrap_or_default();
                let code = json["code"].as_u64().unwrap_or(0);
                Err(Failure::Refused {
                    status: status.as_u16(),
                    code,
                    message: format!("{message}{detail}"),
                })
            }
        }
    }
}

/// An HTTP client with a time limit, which follows no redirect: nothing that we send may end up
/// elsewhere.
///
/// # Errors
/// When the machine has no TLS roots.
pub fn client() -> anyhow::Result<reqwest::Client> {
    Ok(plain_client().timeout(TIME_LIMIT).build()?)
}

/// The same without a limit to the whole.
pub(super) fn plain_client() -> reqwest::ClientBuilder {
    reqwest::Client::builder()
        .connect_timeout(CONNECT_LIMIT)
        .redirect(reqwest::redirect::Policy::none())
        .user_agent(concat!("DiscordBot (Switchboard, ", env!("CARGO_PKG_VERSION"), ")"))
}

fn read_headers(headers: &header::HeaderMap) -> Headers {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let seconds = text("x-ratelimit-reset-after")
        .or_else(|| text("retry-after"))
        .and_then(|value| value.parse::<f64>().ok());
    Headers {
        remaining: text("x-ratelimit-remaining").and_then(|value| value.parse().ok()),
        reset_after: seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok()),
    }
}

fn form(
    body: Option<&Value>,
    files: &[Upload],
) -> Result<reqwest::multipart::Form, reqwest::Error> {
    use reqwest::multipart::{Form, Part};
    let mut form = Form::new();
    if let Some(body) = body {
        form =
            form.part("payload_json", Part::text(body.to_string()).mime_str("application/json")?);
    }
    for (index, file) in files.iter().enumerate() {
        let part = Part::bytes(file.content.clone()).file_name(file.filename.clone());
        let kind = file.content_type.as_deref().unwrap_or("application/octet-stream");
        // A type that cannot stand in a header is no reason to lose the file.
        let part = match part.mime_str(kind) {
            Ok(part) => part,
            Err(_) => Part::bytes(file.content.clone()).file_name(file.filename.clone()),
        };
        form = form.part(format!("files[{index}]"), part);
    }
    Ok(form)
}
