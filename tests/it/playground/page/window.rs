//! A browser's window, without the browser: the page's sockets, spoken by a client of the tests'
//! own.

use std::time::Duration;

use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::{Value, json};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async, tungstenite::Message};

use crate::scene::Scene;

/// How long something may take to be seen.
const TIMEOUT: Duration = Duration::from_secs(20);

pub struct Window {
    socket: WebSocketStream<MaybeTlsStream<tokio::net::TcpStream>>,
    /// Everything that was seen so far, the first frame first; no answers.
    pub frames: Vec<Value>,
    /// How many of the frames [`Window::until`] has looked at.
    looked: usize,
    next: u64,
}

/// The token that stands in the page.
pub async fn token(url: &str) -> String {
    let page = reqwest::get(url).await.expect("an answer").text().await.expect("a page");
    let found =
        page.split("name=\"page-token\" content=\"").nth(1).and_then(|rest| rest.split('"').next());
    found.unwrap_or_else(|| panic!("no token in {page}")).to_owned()
}

impl Window {
    /// The window of a person.
    pub async fn of(scene: &Scene, person: &str) -> Self {
        Self::at(&scene.sandbox.url(), &format!("/page/live?person={person}")).await
    }

    /// The panel.
    pub async fn panel(scene: &Scene) -> Self {
        Self::at(&scene.sandbox.url(), "/page/watch?").await
    }

    /// A socket of the page at an address.
    pub async fn at(url: &str, path: &str) -> Self {
        let address = format!("{}{path}&token={}", url.replacen("http", "ws", 1), token(url).await);
        let (socket, _) = connect_async(address).await.expect("the socket opens");
        let mut window = Self { socket, frames: Vec::new(), looked: 0, next: 0 };
        window.until("the first frame", |_| Some(())).await;
        window
    }

    pub fn snapshot(&self) -> &Value {
        &self.frames[0]
    }

    /// The id of a channel by its name.
    pub fn channel(&self, name: &str) -> String {
        let channels = self.snapshot()["guilds"][0]["channels"].as_array().expect("channels");
        let found = channels.iter().find(|channel| channel["name"] == name);
        found
            .and_then(|channel| channel["id"].as_str())
            .unwrap_or_else(|| panic!("no #{name}"))
            .to_owned()
    }

    async fn receive(&mut self) -> Value {
        loop {
            let frame =
                tokio::time::timeout(TIMEOUT, self.socket.next()).await.expect("a frame in time");
            if let Message::Text(text) = frame.expect("the socket is open").expect("a frame") {
                return serde_json::from_str(&text).expect("JSON");
            }
        }
    }

    /// The answer to a verb.
    pub async fn ask(&mut self, mut verb: Value) -> Value {
        self.next += 1;
        let id = json!(self.next);
        verb["id"] = id.clone();
        self.socket.send(Message::text(verb.to_string())).await.expect("sent");
        loop {
            let frame = self.receive().await;
            if frame["t"] != "answer" {
                self.frames.push(frame);
            } else if frame["id"] == id {
                return frame;
            }
        }
    }

    /// The answer to a verb that is not refused.
    pub async fn ok(&mut self, verb: Value) -> Value {
        let answer = self.ask(verb.clone()).await;
        assert!(answer.get("ok").is_some(), "{verb}: {answer}");
        answer["ok"].clone()
    }

    /// The sentence by which a verb is refused.
    pub async fn refused(&mut self, verb: Value) -> String {
        let answer = self.ask(verb.clone()).await;
        answer["refused"]
            .as_str()
            .unwrap_or_else(|| panic!("{verb} was not refused: {answer}"))
            .to_owned()
    }

    /// Waits until a frame, after those that were looked at, is what is meant.
    pub async fn until<R>(&mut self, what: &str, mut look: impl FnMut(&Value) -> Option<R>) -> R {
        let waiting = async {
            loop {
                while self.looked < self.frames.len() {
                    self.looked += 1;
                    if let Some(found) = look(&self.frames[self.looked - 1]) {
                        return found;
                    }
                }
                let frame = self.receive().await;
                if frame["t"] != "answer" {
                    self.frames.push(frame);
                }
            }
        };
        tokio::time::timeout(TIMEOUT, waiting)
            .await
            .unwrap_or_else(|_| panic!("waited in vain for {what}"))
    }

    /// Waits for a frame, after those that were looked at, that is what is meant.
    pub async fn frame(&mut self, what: &str, is_meant: impl Fn(&Value) -> bool) -> Value {
        self.until(what, |frame| is_meant(frame).then(|| frame.clone())).await
    }

    /// Writes a message, and returns its id.
    pub async fn says(&mut self, channel: &str, text: &str) -> String {
        let channel = self.channel(channel);
        let said = self.ok(json!({"verb": "say", "channel_id": channel, "content": text})).await;
        said["message_id"].as_str().expect("an id").to_owned()
    }

    /// A message, as soon as it is seen; also one that was looked at before.
    pub async fn message(&mut self, id: &str) -> Value {
        let known = self
            .frames
            .iter()
            .rev()
            .find(|frame| frame["t"] == "message" && frame["message"]["id"] == id)
            .cloned();
        match known {
            Some(frame) => frame["message"].clone(),
            None => {
                self.until(id, |frame| {
                    (frame["t"] == "message" && frame["message"]["id"] == id)
                        .then(|| frame["message"].clone())
                })
                .await
            }
        }
    }

    /// Takes in everything that was sent so far: an answer comes after what came before.
    pub async fn settle(&mut self) {
        self.ask(json!({"verb": "nothing"})).await;
        self.ask(json!({"verb": "typing"})).await;
    }
}
