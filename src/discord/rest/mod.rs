//! Requests to Discord, the same in production and in the sandbox. Replaces serenity's HTTP client,
//! which has no timeout, drops `Retry-After` and queues badly in bursts. All requests pass through
//! the [`RateLimiter`].

pub mod fetcher;
pub mod rate_limiter;
pub mod upload;

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

use crate::discord::rest::{
    rate_limiter::{Headers, RateLimiter},
    upload::Upload,
};

/// Timeout of a whole request. After it, the request may or may not have taken effect.
const REQUEST_TIMEOUT: Duration = Duration::from_secs(10);
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
/// How long a request waits for the rate limiter before the caller has to retry it later.
const MAX_WAIT: Duration = Duration::from_secs(8);
/// How long to pause if a rate limit comes without Discord's JSON: it is then Cloudflare's, which
/// lasts minutes.
const CLOUDFLARE_PAUSE: Duration = Duration::from_secs(120);

/// Why a request failed.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Failure {
    /// Discord refused the request. It had no effect.
    #[error("Discord answered {status}, code {code}: {message}")]
    Refused {
        /// The HTTP status, 400 to 499.
        status: u16,
        /// Discord's error code (Discord, "JSON Error Codes"); 0 if the response had none.
        code: u64,
        /// Discord's description of the error.
        message: String,
    },
    /// The request had no effect. Retry after this time.
    #[error("Discord's limit is reached for {after:?}")]
    Limited {
        /// How long to wait.
        after: Duration,
    },
    /// The request may have taken effect: there was no response, or it was inconclusive.
    #[error("no conclusive answer: {0}")]
    Unknown(String),
    /// The token is invalid or was revoked.
    #[error("Discord does not accept the token")]
    Unauthorized,
}

impl Failure {
    /// Returns Discord's JSON error code, or 0 if there is none.
    pub fn code(&self) -> u64 {
        match self {
            Self::Refused { code, .. } => *code,
            Self::Limited { .. } | Self::Unknown(_) | Self::Unauthorized => 0,
        }
    }

    /// Whether it passes: Discord did not answer in time, or asks us to wait.
    pub fn is_passing(&self) -> bool {
        matches!(self, Self::Limited { .. } | Self::Unknown(_))
    }

    /// Whether the channel, message or member does not exist, or no longer.
    pub fn is_gone(&self) -> bool {
        let codes = [code::UNKNOWN_CHANNEL, code::UNKNOWN_MESSAGE, code::UNKNOWN_MEMBER];
        codes.contains(&self.code())
    }

    /// Whether Discord rejects words in the name of a thread: the request has nothing else that it
    /// could reject.
    pub fn is_about_name(&self) -> bool {
        [code::INVALID_FORM, code::TITLE_BLOCKED].contains(&self.code())
    }
}

/// The error codes that we handle (Discord, "JSON Error Codes").
pub mod code {
    /// The channel was deleted.
    pub const UNKNOWN_CHANNEL: u64 = 10_003;
    /// The person is not in the server.
    pub const UNKNOWN_MEMBER: u64 = 10_007;
    /// The person is not banned.
    pub const UNKNOWN_BAN: u64 = 10_026;
    /// The message was deleted.
    pub const UNKNOWN_MESSAGE: u64 = 10_008;
    /// The interaction has expired: its first response took more than 3 seconds.
    pub const UNKNOWN_INTERACTION: u64 = 10_062;
    /// The interaction has a first response already.
    pub const ALREADY_ACKNOWLEDGED: u64 = 40_060;
    /// The bot cannot see the channel.
    pub const MISSING_ACCESS: u64 = 50_001;
    /// The bot lacks a permission.
    pub const MISSING_PERMISSIONS: u64 = 50_013;
    /// The person accepts no direct messages of the bot.
    pub const DIRECT_MESSAGES_CLOSED: u64 = 50_007;
    /// The person and the bot have no server in common.
    pub const NO_SHARED_SERVER: u64 = 50_278;
    /// The message has nothing in it.
    pub const EMPTY_MESSAGE: u64 = 50_006;
    /// The body is invalid; the message names the fields.
    pub const INVALID_FORM: u64 = 50_035;
    /// The thread is archived.
    pub const THREAD_ARCHIVED: u64 = 50_083;
    /// The thread has as many members as Discord allows.
    pub const TOO_MANY_THREAD_MEMBERS: u64 = 30_033;
    /// The message has a thread already.
    pub const THREAD_EXISTS: u64 = 160_004;
    /// The thread is locked.
    pub const THREAD_LOCKED: u64 = 160_005;
    /// The server has as many active threads as Discord allows.
    pub const TOO_MANY_THREADS: u64 = 160_006;
    /// The same for threads in announcement channels.
    pub const TOO_MANY_ANNOUNCEMENT_THREADS: u64 = 160_007;
    /// AutoMod blocked a message.
    pub const MESSAGE_BLOCKED: u64 = 200_000;
    /// AutoMod blocked a thread's name.
    pub const TITLE_BLOCKED: u64 = 200_001;
}

/// A request: method, path, and the bucket that Discord counts it in.
#[derive(Clone, Debug)]
pub struct Route {
    method: Method,
    path: String,
    /// None for responses to interactions, which are not rate limited (Discord, "Rate Limits",
    /// global).
    bucket: Option<String>,
}

impl Route {
    /// A request about a channel. `kind` names the route; its bucket is per channel.
    pub fn channel(method: Method, channel: u64, rest: impl fmt::Display, kind: &str) -> Self {
        let bucket = Some(format!("{method} {channel} {kind}"));
        Self { method, path: format!("/channels/{channel}{rest}"), bucket }
    }

    /// A request about a server. `kind` names the route; its bucket is per server.
    pub fn guild(method: Method, guild: u64, rest: impl fmt::Display, kind: &str) -> Self {
        let bucket = Some(format!("{method} {guild} {kind}"));
        Self { method, path: format!("/guilds/{guild}{rest}"), bucket }
    }

    /// A request whose bucket is its method and path.
    pub fn plain(method: Method, path: impl Into<String>) -> Self {
        let path = path.into();
        Self { bucket: Some(format!("{method} {path}")), method, path }
    }

    /// A response to an interaction.
    pub fn interaction(method: Method, path: String) -> Self {
        Self { method, path, bucket: None }
    }
}

/// Numbers of requests for the metrics.
#[derive(Debug, Default)]
pub struct Counters {
    /// Requests sent.
    pub sent: Arc<AtomicU64>,
    /// Requests that Discord refused or did not answer.
    pub failed: Arc<AtomicU64>,
}

/// A client for Discord's REST interface. Cheap to clone.
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
    /// Becomes true when Discord rejects the token; the bot then has to stop.
    unauthorized: watch::Sender<bool>,
}

impl Rest {
    /// Creates a client for the Discord-compatible interface at `base`.
    ///
    /// # Errors
    /// If the token is not a valid header value, `base` is not a URL, or the system has no TLS
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

    /// Returns the counters of requests.
    pub fn counters(&self) -> &Counters {
        &self.inner.counters
    }

    /// Resolves when Discord rejects the token.
    pub async fn unauthorized(&self) {
        let mut flag = self.inner.unauthorized.subscribe();
        if flag.wait_for(|&stopped| stopped).await.is_err() {
            std::future::pending::<()>().await;
        }
    }

    /// Sends a request without a body and parses the response.
    ///
    /// # Errors
    /// See [`Failure`].
    pub async fn get<T: DeserializeOwned>(&self, route: Route) -> Result<T, Failure> {
        let answer = self.send(route, None, &[]).await?;
        serde_json::from_slice(&answer)
            .map_err(|error| Failure::Unknown(format!("an answer that cannot be read: {error}")))
    }

    /// Sends a request with an optional JSON body and files, and returns the body of the response.
    ///
    /// # Errors
    /// See [`Failure`].
    pub async fn send(
        &self,
        route: Route,
        body: Option<&Value>,
        files: &[Upload],
    ) -> Result<Vec<u8>, Failure> {
        let permit = match &route.bucket {
            Some(bucket) => Some(
                self.inner
                    .rate_limiter
                    .acquire(bucket, MAX_WAIT)
                    .await
                    .map_err(|after| Failure::Limited { after })?,
            ),
            None => None,
        };
        self.inner.counters.sent.fetch_add(1, Ordering::Relaxed);
        let result = self.exchange(&route, body, files).await;
        let (headers, result) = match result {
            Ok((headers, status, bytes)) => {
                (headers, self.interpret(&route, status, headers, bytes))
            }
            Err(failure) => (Headers::default(), Err(failure)),
        };
        if let Some(permit) = permit {
            match &result {
                Err(Failure::Limited { after }) => permit.limited(*after),
                _ => permit.answered(headers),
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
        // The URL of an interaction contains its token, so errors must not contain the URL.
        // The causes contain no URL, and say more than "error sending request".
        let lost = |error: reqwest::Error| {
            Failure::Unknown(format!("{:#}", anyhow::Error::new(error.without_url())))
        };
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

    /// Builds the URL of a request. Only the path and the query differ from the base.
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

    fn interpret(
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
            // A 401 for an interaction's token (valid for 15 minutes) says nothing about the bot's
            // token.
            StatusCode::UNAUTHORIZED if route.bucket.is_some() => {
                self.inner.unauthorized.send_replace(true);
                Err(Failure::Unauthorized)
            }
            StatusCode::TOO_MANY_REQUESTS => {
                let after = json.as_ref().and_then(|json| json["retry_after"].as_f64());
                let after = after.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
                let everything = after.is_none() || json.is_some_and(|json| json["global"] == true);
                let after = after.unwrap_or(headers.reset_after.unwrap_or(CLOUDFLARE_PAUSE));
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
            // This response is not Discord's but Cloudflare's: more requests would prolong the
            // block.
            StatusCode::FORBIDDEN if json.is_none() => {
                self.inner.rate_limiter.close(CLOUDFLARE_PAUSE);
                Err(Failure::Limited { after: CLOUDFLARE_PAUSE })
            }
            _ if status.is_server_error() => {
                Err(Failure::Unknown(format!("Discord answered {status}")))
            }
            _ => {
                let json = json.unwrap_or_default();
                let message = json["message"].as_str().unwrap_or("no reason given");
                // These errors name fields, not their contents.
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

/// Builds an HTTP client with a timeout. It follows no redirects, so that nothing we send ends up
/// elsewhere.
///
/// # Errors
/// If the system has no TLS roots.
pub fn client() -> anyhow::Result<reqwest::Client> {
    Ok(plain_client().timeout(REQUEST_TIMEOUT).build()?)
}

/// The same without a timeout for the whole request.
pub(super) fn plain_client() -> reqwest::ClientBuilder {
    reqwest::Client::builder()
        .connect_timeout(CONNECT_TIMEOUT)
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
        // If the type is not a valid header value, send the file without it.
        let part = match part.mime_str(kind) {
            Ok(part) => part,
            Err(_) => Part::bytes(file.content.clone()).file_name(file.filename.clone()),
        };
        form = form.part(format!("files[{index}]"), part);
    }
    Ok(form)
}
