//! The least that is a bot: a WebSocket, a sequence number, and a client for HTTP.

use std::time::Duration;

use flate2::{Decompress, FlushDecompress};
use futures_util::{SinkExt as _, StreamExt as _};
use sandbox::{Options, Sandbox, limits};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::CloseFrame;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

/// GUILDS, GUILD_MESSAGES, GUILD_MESSAGE_REACTIONS, DIRECT_MESSAGES, MESSAGE_CONTENT.
pub const USUAL_INTENTS: u64 = 1 | 1 << 9 | 1 << 10 | 1 << 12 | 1 << 15;

/// The longest a test waits for one payload.
const TIMEOUT: Duration = Duration::from_secs(10);

/// A connection of a bot.
pub struct Bot {
    sandbox: Sandbox,
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    inflate: Option<Decompress>,
    pub sequence: u64,
    pub session: String,
    pub resume_url: String,
    pub http: reqwest::Client,
}

/// How a payload did not come.
#[derive(Debug, PartialEq, Eq)]
pub enum Gone {
    /// A close frame, with its code if it had one.
    Closed(Option<u16>),
    /// The connection broke.
    Cut,
}

pub async fn start() -> Sandbox {
    Sandbox::start(Options::default()).await.expect("a free port")
}

/// Makes a command known as if the bot had registered it.
pub fn register(sandbox: &Sandbox, definition: &Value) {
    let definition = limits::command(definition).expect("a valid command");
    sandbox.change(|world| world.upsert_command(None, definition)).expect("room for a command");
}

impl Bot {
    /// Opens a connection and reads HELLO.
    pub async fn open(sandbox: &Sandbox, address: &str) -> Self {
        let inflate = address.contains("zlib-stream").then(|| Decompress::new(true));
        let (socket, _) = connect_async(address).await.expect("a WebSocket");
        let mut bot = Self {
            sandbox: sandbox.clone(),
            socket,
            inflate,
            sequence: 0,
            session: String::new(),
            resume_url: String::new(),
            http: reqwest::Client::new(),
        };
        let hello = bot.payload().await.expect("HELLO");
        assert_eq!(hello["op"], 10, "the first payload is HELLO: {hello}");
        assert!(hello["d"]["heartbeat_interval"].as_u64().is_some_and(|interval| interval > 0));
        bot
    }

    pub fn address(sandbox: &Sandbox) -> String {
        format!("{}/?v=10&encoding=json", sandbox.url().replace("http", "ws"))
    }

    /// Connects with the usual intents and reads READY and GUILD_CREATE.
    pub async fn connect(sandbox: &Sandbox) -> Self {
        Self::connect_with(sandbox, USUAL_INTENTS).await
    }

    pub async fn connect_with(sandbox: &Sandbox, intents: u64) -> Self {
        let mut bot = Self::open(sandbox, &Self::address(sandbox)).await;
        bot.identify(intents).await;
        let ready = bot.event("READY").await;
        bot.take_ready(&ready);
        if intents & 1 != 0 {
            bot.event("GUILD_CREATE").await;
        }
        bot
    }

    pub fn take_ready(&mut self, ready: &Value) {
        self.session = ready["session_id"].as_str().expect("a session").to_owned();
        self.resume_url = ready["resume_gateway_url"].as_str().expect("an address").to_owned();
    }

    pub async fn identify(&mut self, intents: u64) {
        self.sequence = 0;
        let token = self.sandbox.token();
        self.send(json!({"op": 2, "d": {
            "token": token, "intents": intents, "compress": true,
            "properties": {"os": "linux", "browser": "test", "device": "test"},
            // As serenity sends it.
            "presence": {"afk": false, "status": "online", "since": {"secs_since_epoch": 1, "nanos_since_epoch": 2}, "activities": []},
        }}))
        .await;
    }

    /// Takes up the session of an earlier connection.
    pub async fn resume(&self, sequence: u64) -> Self {
        let mut bot =
            Self::open(&self.sandbox, &format!("{}/?v=10&encoding=json", self.resume_url)).await;
        bot.session.clone_from(&self.session);
        bot.resume_url.clone_from(&self.resume_url);
        bot.sequence = sequence;
        let token = self.sandbox.token();
        bot.send(
            json!({"op": 6, "d": {"token": token, "session_id": self.session, "seq": sequence}}),
        )
        .await;
        bot
    }

    pub async fn send(&mut self, payload: Value) {
        self.socket
            .send(Message::Text(payload.to_string().into()))
            .await
            .expect("an open connection");
    }

    pub async fn close(&mut self, code: u16) {
        let frame = CloseFrame { code: code.into(), reason: "".into() };
        self.socket.close(Some(frame)).await.expect("an open connection");
    }

    /// The next payload of whatever kind.
    pub async fn payload(&mut self) -> Result<Value, Gone> {
        let frame =
            tokio::time::timeout(TIMEOUT, self.socket.next()).await.expect("a payload in time");
        let text = match frame {
            Some(Ok(Message::Text(text))) => text.to_string(),
            Some(Ok(Message::Binary(bytes))) => {
                let inflate =
                    self.inflate.as_mut().expect("binary only where compression was asked for");
                let mut output = Vec::with_capacity(1 << 20);
                inflate.decompress_vec(&bytes, &mut output, FlushDecompress::Sync).expect("zlib");
                String::from_utf8(output).expect("UTF-8")
            }
            Some(Ok(Message::Close(frame))) => {
                return Err(Gone::Closed(frame.map(|frame| frame.code.into())));
            }
            Some(Ok(other)) => panic!("unexpected frame {other:?}"),
            Some(Err(_)) | None => return Err(Gone::Cut),
        };
        let payload: Value = serde_json::from_str(&text).expect("JSON");
        if let Some(sequence) = payload["s"].as_u64() {
            assert_eq!(sequence, self.sequence + 1, "numbers have no gaps: {payload}");
            self.sequence = sequence;
        }
        Ok(payload)
    }

    /// The data of the next event of this name; others before it are skipped.
    pub async fn event(&mut self, name: &str) -> Value {
        loop {
            let payload =
                self.payload().await.unwrap_or_else(|gone| panic!("waiting for {name}: {gone:?}"));
            if payload["t"] == name {
                return payload["d"].clone();
            }
        }
    }

    /// The names of the events that come before this one, and its data.
    pub async fn until(&mut self, name: &str) -> (Vec<String>, Value) {
        let mut before = Vec::new();
        loop {
            let payload =
                self.payload().await.unwrap_or_else(|gone| panic!("waiting for {name}: {gone:?}"));
            match payload["t"].as_str() {
                Some(found) if found == name => return (before, payload["d"].clone()),
                Some(other) => before.push(other.to_owned()),
                None => {}
            }
        }
    }

    /// Waits for the end of the connection.
    pub async fn end(&mut self) -> Gone {
        loop {
            if let Err(gone) = self.payload().await {
                return gone;
            }
        }
    }

    /// An HTTP request with a body, and its status and answer.
    pub async fn request(&self, method: &str, path: &str, body: Value) -> (u16, Value) {
        let method = method.parse().expect("a method");
        let mut request = self
            .http
            .request(method, format!("{}/api/v10{path}", self.sandbox.url()))
            .header("authorization", format!("Bot {}", self.sandbox.token()));
        if !body.is_null() {
            request = request.json(&body);
        }
        let answer = request.send().await.expect("an answer");
        let status = answer.status().as_u16();
        let text = answer.text().await.expect("a body");
        (status, serde_json::from_str(&text).unwrap_or(Value::Null))
    }

    /// Waits for the next interaction.
    pub async fn interaction(&mut self) -> Value {
        self.event("INTERACTION_CREATE").await
    }

    /// Answers an interaction; the status has to be 204.
    pub async fn answer(&self, interaction: &Value, body: Value) {
        let (status, answer) = self.try_answer(interaction, body).await;
        assert_eq!(status, 204, "{answer}");
    }

    pub async fn try_answer(&self, interaction: &Value, body: Value) -> (u16, Value) {
        let (id, token) = (text(&interaction["id"]), text(&interaction["token"]));
        self.request("POST", &format!("/interactions/{id}/{token}/callback"), body).await
    }

    /// The path of the follow-ups of an interaction.
    pub fn webhook(&self, interaction: &Value) -> String {
        format!(
            "/webhooks/{}/{}",
            text(&interaction["application_id"]),
            text(&interaction["token"])
        )
    }
}

/// The text of a JSON string.
pub fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}"))
}
