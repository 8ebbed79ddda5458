//! Messages that are more than text: forwards, polls, stickers, voice notes, and those of proxies.

use std::sync::Arc;

use serde_json::Value;

use crate::limits;
use crate::person::{Action, Person, Place, Refused};
use crate::snowflake::Snowflake;
use crate::world::{NewFile, NewMessage, NewPoll, ReferenceRequest, Sender, World, message_flag};

/// The longest voice note, in seconds.
const LONGEST_VOICE_NOTE: u32 = 1_200;

/// The application id of a proxy such as PluralKit, which no user of the sandbox has.
const PROXY: Snowflake = 466_378_653_216_014_359;

/// Every hundredth of loudness that a voice note's picture shows, in base64: a short "hello".
const WAVEFORM: &str = "AAkVHy0+TlpmbnZ7fHhvZFVGOzY4QExZZ3N8gH97c2hdUkY7MCYcEwsF";

/// The first bytes of every Ogg file; nobody listens to more here.
const OGG: &[u8] = b"OggS\0\x02";

impl Person {
    /// Forwards a message to a place; returns the id of the new message.
    pub fn forward(
        &self,
        message: Snowflake,
        place: impl Into<Place>,
    ) -> Result<Snowflake, Refused> {
        let from = self.place_of(message)?;
        let channel = self.channel(place)?;
        let reference = ReferenceRequest {
            kind: 1,
            message_id: message,
            channel_id: Some(from),
            fail_if_not_exists: true,
        };
        let new = NewMessage { reference: Some(reference), ..NewMessage::default() };
        self.act(|world| {
            let made = world.post_message(self.id, channel, new)?;
            Ok((made, Action::Forward { channel, message: made, from, forwarded: message }))
        })
    }

    /// Starts a poll of a day, in which one answer can be chosen; returns the id of its message.
    pub fn start_poll(
        &self,
        place: impl Into<Place>,
        question: &str,
        answers: &[&str],
    ) -> Result<Snowflake, Refused> {
        let poll = NewPoll {
            question: question.to_owned(),
            answers: answers.iter().map(|answer| ((*answer).to_owned(), None)).collect(),
            multiselect: false,
            hours: 24,
        };
        self.send_poll(place, poll)
    }

    /// Starts any poll; returns the id of its message.
    pub fn send_poll(&self, place: impl Into<Place>, poll: NewPoll) -> Result<Snowflake, Refused> {
        let channel = self.channel(place)?;
        let fits = |text: &str, most: usize| (1..=most).contains(&text.trim().chars().count());
        let answers: Vec<String> = poll.answers.iter().map(|(text, _)| text.clone()).collect();
        if !fits(&poll.question, 300) || !answers.iter().all(|answer| fits(answer, 55)) {
            return Err(Refused(
                "A poll needs a question of up to 300 characters, and answers of up to 55."
                    .to_owned(),
            ));
        }
        if !(1..=10).contains(&answers.len()) || !(1..=768).contains(&poll.hours) {
            return Err(Refused(
                "A poll has 1 to 10 answers, and lasts an hour to 32 days.".to_owned(),
            ));
        }
        let question = poll.question.clone();
        let new = NewMessage { poll: Some(poll), ..NewMessage::default() };
        self.act(|world| {
            let message = world.post_message(self.id, channel, new)?;
            Ok((message, Action::Poll { channel, message, question, answers }))
        })
    }

    /// Chooses answers of a poll by their texts, in place of what was chosen before; none takes the
    /// vote back.
    pub fn vote(&self, message: Snowflake, answers: &[&str]) -> Result<(), Refused> {
        let channel = self.place_of(message)?;
        let numbers = self.state.world(|world| {
            let found = world.message(channel, message).and_then(|found| found.poll.as_ref());
            let poll = found.ok_or_else(|| Refused("That message has no poll.".to_owned()))?;
            answers
                .iter()
                .map(|wanted| {
                    let number = (1..).zip(&poll.answers).find(|(_, one)| one.text == **wanted);
                    number
                        .map(|(number, _)| number)
                        .ok_or_else(|| Refused(format!("The poll has no answer “{wanted}”.")))
                })
                .collect::<Result<Vec<u64>, Refused>>()
        })?;
        let answers = answers.iter().map(|answer| (*answer).to_owned()).collect();
        self.act(|world| {
            world.vote(self.id, channel, message, &numbers)?;
            Ok(((), Action::Vote { channel, message, answers }))
        })
    }

    /// Ends a poll of their own.
    pub fn end_poll(&self, message: Snowflake) -> Result<(), Refused> {
        let channel = self.place_of(message)?;
        self.act(|world| {
            world.end_poll(self.id, channel, message)?;
            Ok(((), Action::other(channel, "ended a poll")))
        })
    }

    /// Sends a sticker by its name: one of the server, or "Wave", which everybody has. Returns the
    /// id of the message.
    pub fn send_sticker(&self, place: impl Into<Place>, name: &str) -> Result<Snowflake, Refused> {
        let channel = self.channel(place)?;
        let sticker = self
            .state
            .world(|world| world.sticker_named(world.guild_of(channel), name))
            .ok_or_else(|| Refused(format!("There's no sticker {name} here.")))?;
        let new = NewMessage { stickers: vec![sticker], ..NewMessage::default() };
        self.act(|world| {
            let message = world.post_message(self.id, channel, new)?;
            Ok((message, Action::Sticker { channel, message, name: name.to_owned() }))
        })
    }

    /// Sends a voice note of this many seconds, in which nothing is said. Returns the id of its
    /// message.
    pub fn send_voice_note(
        &self,
        place: impl Into<Place>,
        seconds: u32,
    ) -> Result<Snowflake, Refused> {
        let channel = self.channel(place)?;
        if !(1..=LONGEST_VOICE_NOTE).contains(&seconds) {
            return Err(Refused("A voice note lasts 1 second to 20 minutes.".to_owned()));
        }
        let sound = NewFile {
            filename: "voice-message.ogg".to_owned(),
            content_type: Some("audio/ogg".to_owned()),
            bytes: Arc::from(OGG),
            duration_secs: Some(f64::from(seconds)),
            waveform: Some(WAVEFORM.to_owned()),
            ..NewFile::default()
        };
        let flags = message_flag::IS_VOICE_MESSAGE;
        let new = NewMessage { files: vec![sound], flags, ..NewMessage::default() };
        self.act(|world| {
            let message = world.post_message(self.id, channel, new)?;
            Ok((message, Action::VoiceNote { channel, message, seconds }))
        })
    }

    /// Writes as somebody who uses a proxy such as PluralKit: the person's own message is posted,
    /// the proxy posts it again by a webhook under `name`, and deletes the person's. Returns the
    /// ids of both.
    pub fn say_proxied(
        &self,
        place: impl Into<Place>,
        name: &str,
        text: &str,
    ) -> Result<(Snowflake, Snowflake), Refused> {
        let channel = self.channel(place)?;
        let own = self
            .state
            .change(|world| world.post_message(self.id, channel, NewMessage::text(text)))?;
        let proxied = self.act(|world| {
            let message = proxy(world, channel, name, text)?;
            let (name, text) = (name.to_owned(), text.to_owned());
            Ok((message, Action::Proxy { channel, message, name, text }))
        })?;
        self.state.change(|world| world.remove_message(channel, own));
        Ok((own, proxied))
    }

    /// Sends a message as an app does, by the body of *Create Message*: with embeds, or made of
    /// components. Returns its id.
    pub fn send_body(&self, place: impl Into<Place>, body: &Value) -> Result<Snowflake, Refused> {
        self.send(place, limits::message_create(body, Vec::new(), false)?)
    }
}

fn proxy(
    world: &mut World,
    channel: Snowflake,
    name: &str,
    text: &str,
) -> Result<Snowflake, crate::error::ApiError> {
    let thread =
        world.channels.get(&channel).is_some_and(|found| found.thread.is_some()).then_some(channel);
    let webhook = world.create_webhook(channel, "Proxy", Some(PROXY))?;
    let sender = Sender { name: name.to_owned(), avatar: None };
    world.post_by_webhook(webhook, thread, Some(sender), NewMessage::text(text))
}
