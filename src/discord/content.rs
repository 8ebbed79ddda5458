//! The words and files of a message, whatever carries them: typed text, a forwarded message, a
//! poll, stickers, a voice note, or the embeds and components of an app (Discord, *Message
//! Object*).
//!
//! Everything that reads a message reads it here: the menu, reactions, rules, a case's thread, and
//! what was missed.

use std::ops::Deref;

use serde::Deserialize;
use serde_json::Value;
use serenity::all::{
    Attachment, Embed, Message, MessageSnapshot, MessageUpdateEvent, Poll, PollMedia,
    PollMediaEmoji, StickerItem,
};

use crate::domain::text;

/// A text in a message that is made of components (Discord, *Component Reference*).
const TEXT_DISPLAY: u64 = 10;

/// What a message says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::discord) struct Content {
    /// All words, one part after the other on lines of their own.
    pub words: String,
    /// The IDs of the files that are attached, to the message or to one that it forwards.
    pub files: Vec<u64>,
    /// Their names.
    pub file_names: Vec<String>,
    /// The part of the words that somebody typed. None if that is all of them.
    pub typed: Option<String>,
    /// Whether it asks by what it is: a poll, or a forwarded message.
    pub asks: bool,
    /// False if the message may say more than this: serenity leaves out components that it does not
    /// know, so the message has to be fetched.
    pub is_whole: bool,
}

/// A message from Discord's REST interface, with the components that serenity leaves out.
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "Value")]
pub(in crate::discord) struct WholeMessage {
    message: Message,
    components: Vec<Value>,
    /// The components of each forwarded message.
    forwarded: Vec<Vec<Value>>,
}

impl TryFrom<Value> for WholeMessage {
    type Error = serde_json::Error;

    fn try_from(value: Value) -> Result<Self, Self::Error> {
        let components =
            |value: &Value| value["components"].as_array().cloned().unwrap_or_default();
        let snapshots = value["message_snapshots"].as_array();
        let forwarded =
            snapshots.into_iter().flatten().map(|snapshot| components(&snapshot["message"]));
        Ok(Self {
            components: components(&value),
            forwarded: forwarded.collect(),
            message: Message::deserialize(value)?,
        })
    }
}

impl Deref for WholeMessage {
    type Target = Message;

    fn deref(&self) -> &Message {
        &self.message
    }
}

impl WholeMessage {
    /// Returns what the message says.
    pub(in crate::discord) fn content(&self) -> Content {
        let mut parts = Parts::of(&self.message);
        parts.components = &self.components;
        for (forwarded, components) in parts.forwarded.iter_mut().zip(&self.forwarded) {
            forwarded.components = components;
        }
        Content { is_whole: true, ..parts.content() }
    }

    /// The attached files, and those of a forwarded message.
    pub(in crate::discord) fn files(&self) -> impl Iterator<Item = &Attachment> {
        let forwarded = self.message.message_snapshots.iter();
        self.message.attachments.iter().chain(forwarded.flat_map(|snapshot| &snapshot.attachments))
    }
}

impl Content {
    /// Returns what a message says that the gateway sent.
    pub(in crate::discord) fn of(message: &Message) -> Self {
        Parts::of(message).content()
    }

    /// Returns what an edited message says. None if Discord did not send it whole. Polls
    /// and forwarded messages cannot be edited.
    pub(in crate::discord) fn of_edit(event: &MessageUpdateEvent) -> Option<Self> {
        let is_by_app = event.author.as_ref().is_some_and(|author| author.bot)
            || event.webhook_id.flatten().is_some();
        let parts = Parts {
            text: event.content.as_deref()?,
            attachments: event.attachments.as_deref()?,
            embeds: event.embeds.as_deref().filter(|_| is_by_app).unwrap_or_default(),
            stickers: event.sticker_items.as_deref().unwrap_or_default(),
            may_have_components: is_by_app,
            ..Parts::default()
        };
        Some(parts.content())
    }
}

/// The parts of a message that carry words or files.
#[derive(Default)]
struct Parts<'a> {
    text: &'a str,
    attachments: &'a [Attachment],
    embeds: &'a [Embed],
    stickers: &'a [StickerItem],
    poll: Option<&'a Poll>,
    components: &'a [Value],
    /// Whether an app may have written it: members' messages have no components.
    may_have_components: bool,
    forwarded: Vec<Self>,
}

impl<'a> Parts<'a> {
    fn of(message: &'a Message) -> Self {
        // The embeds of a member's message are previews of links.
        let is_by_app = message.author.bot || message.webhook_id.is_some();
        Self {
            text: &message.content,
            attachments: &message.attachments,
            embeds: if is_by_app { &message.embeds } else { &[] },
            stickers: &message.sticker_items,
            poll: message.poll.as_deref(),
            components: &[],
            may_have_components: is_by_app,
            forwarded: message.message_snapshots.iter().map(Self::of_forwarded).collect(),
        }
    }

    fn of_forwarded(snapshot: &'a MessageSnapshot) -> Self {
        Self {
            text: &snapshot.content,
            attachments: &snapshot.attachments,
            embeds: &snapshot.embeds,
            stickers: &snapshot.sticker_items,
            may_have_components: true,
            ..Self::default()
        }
    }

    fn content(&self) -> Content {
        let mut words = Vec::new();
        self.collect_typed(&mut words);
        let typed = words.len();
        self.collect_others(&mut words);
        let mut files = Vec::new();
        self.collect_files(&mut files);
        let (files, file_names) =
            files.into_iter().map(|file| (file.id.get(), file.filename.clone())).unzip();
        Content {
            typed: (typed < words.len()).then(|| words[..typed].join("\n")),
            // Most messages have one part: nothing has to be joined.
            words: match words.as_mut_slice() {
                [only] => std::mem::take(only),
                parts => parts.join("\n"),
            },
            files,
            file_names,
            asks: self.poll.is_some() || !self.forwarded.is_empty(),
            is_whole: self.is_whole(),
        }
    }

    fn collect_files(&self, files: &mut Vec<&'a Attachment>) {
        files.extend(self.attachments);
        self.forwarded.iter().for_each(|forwarded| forwarded.collect_files(files));
    }

    /// Whether no components can be missing: a message that is made of components has neither text
    /// nor embeds or stickers (Discord, *Message Flags*, `IS_COMPONENTS_V2`).
    fn is_whole(&self) -> bool {
        let has_words =
            !self.text.is_empty() || !self.embeds.is_empty() || !self.stickers.is_empty();
        let made_of_components = self.may_have_components && !has_words && self.poll.is_none();
        let is_forward = !self.forwarded.is_empty();
        (is_forward || !made_of_components) && self.forwarded.iter().all(Self::is_whole)
    }

    /// Collects the words that nobody typed into this message, without blank parts.
    fn collect_others(&self, words: &mut Vec<String>) {
        if let Some(poll) = self.poll {
            words.extend(poll_media(&poll.question));
            let answers = poll.answers.iter().filter_map(|answer| poll_media(&answer.poll_media));
            words.extend(answers.map(|answer| format!("- {answer}")));
        }
        for embed in self.embeds.iter().filter(|embed| is_written(embed)) {
            let image = embed.image.as_ref().map(|image| &image.url);
            let video = embed.video.as_ref().map(|video| &video.url);
            let thumbnail = embed.thumbnail.as_ref().map(|thumbnail| &thumbnail.url);
            words.extend([image, video, thumbnail].into_iter().flatten().cloned());
        }
        collect_pictures(self.components, words);
        words.extend(self.stickers.iter().map(|sticker| format!(":{}:", sticker.name)));
        words.extend(self.attachments.iter().filter_map(|file| file.duration_secs).map(duration));
        for forwarded in &self.forwarded {
            forwarded.collect_typed(words);
            forwarded.collect_others(words);
        }
    }

    /// Collects what somebody wrote as text, wherever Discord shows it.
    fn collect_typed(&self, words: &mut Vec<String>) {
        words.extend(written(self.text));
        for embed in self.embeds.iter().filter(|embed| is_written(embed)) {
            let author = embed.author.as_ref().map(|author| author.name.as_str());
            let texts = [author, embed.title.as_deref(), embed.description.as_deref()];
            words.extend(texts.into_iter().flatten().filter_map(written));
            let fields = embed.fields.iter().flat_map(|field| [&*field.name, &*field.value]);
            words.extend(fields.filter_map(written));
            words.extend(embed.footer.as_ref().and_then(|footer| written(&footer.text)));
        }
        collect_components(self.components, words);
    }
}

fn written(text: &str) -> Option<String> {
    (!text::is_blank(text)).then(|| text.to_owned())
}

/// Whether an app wrote an embed, and Discord did not make it of a link.
fn is_written(embed: &Embed) -> bool {
    embed.kind.as_deref().is_none_or(|kind| kind == "rich")
}

fn collect_components(components: &[Value], words: &mut Vec<String>) {
    for component in components {
        if component["type"] == TEXT_DISPLAY {
            words.extend(component["content"].as_str().and_then(written));
        }
        // Sections and containers hold components, galleries hold pictures.
        let inner = component["components"].as_array();
        collect_components(inner.map(Vec::as_slice).unwrap_or_default(), words);
        let pictures = component["items"].as_array().into_iter().flatten();
        let described = pictures.chain([component, &component["accessory"]]);
        words.extend(described.filter_map(|it| it["description"].as_str().and_then(written)));
    }
}

/// Collects the addresses of the pictures and files that components show.
fn collect_pictures(components: &[Value], words: &mut Vec<String>) {
    for component in components {
        let inner = component["components"].as_array();
        collect_pictures(inner.map(Vec::as_slice).unwrap_or_default(), words);
        let shown = component["items"].as_array().into_iter().flatten();
        for media in shown.chain([component, &component["accessory"]]) {
            let address = media["media"]["url"].as_str().or_else(|| media["file"]["url"].as_str());
            words.extend(address.map(str::to_owned));
        }
    }
}

/// Returns a poll's question or answer as clients show it, with its emoji.
fn poll_media(media: &PollMedia) -> Option<String> {
    let emoji = match &media.emoji {
        Some(PollMediaEmoji::Name(name)) => Some(name.as_str()),
        Some(PollMediaEmoji::Id(_)) | None => None,
    };
    let shown: Vec<&str> = emoji.into_iter().chain(media.text.as_deref()).collect();
    (!shown.is_empty()).then(|| shown.join(" "))
}

/// Returns the length of a voice note, as clients show it: minutes and seconds.
fn duration(seconds: f64) -> String {
    let seconds = std::time::Duration::try_from_secs_f64(seconds.round()).unwrap_or_default();
    let seconds = seconds.as_secs();
    format!("🎤 {}:{:02}", seconds / 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// A message with these fields.
    fn message(fields: &Value) -> Value {
        let mut message = json!({
            "id": "3", "channel_id": "2", "type": 0, "content": "", "attachments": [], "embeds": [],
            "timestamp": "2026-03-02T09:00:00Z", "edited_timestamp": null, "tts": false,
            "mention_everyone": false, "mentions": [], "mention_roles": [], "pinned": false,
            "author": { "id": "5", "username": "ana", "discriminator": "0", "avatar": null },
        });
        for (name, value) in fields.as_object().expect("fields") {
            message[name] = value.clone();
        }
        message
    }

    fn whole(fields: &Value) -> Content {
        WholeMessage::try_from(message(fields)).expect("a message").content()
    }

    fn of_gateway(fields: &Value) -> Content {
        Content::of(&Message::deserialize(message(fields)).expect("a message"))
    }

    fn app(fields: &Value) -> Value {
        let mut fields = fields.clone();
        fields["author"] = json!({ "id": "9", "username": "app", "discriminator": "0", "avatar": null, "bot": true });
        fields
    }

    #[test]
    fn an_apps_embeds_are_words_and_a_link_preview_is_none() {
        let embeds = json!({ "content": "Look", "embeds": [
            { "type": "rich", "author": { "name": "Ana" }, "title": "Crash", "description": "It *stops*",
              "fields": [{ "name": "Version", "value": "2.4" }, { "name": "\u{200b}", "value": " " }], "footer": { "text": "via IRC" } },
            { "type": "article", "title": "A page", "description": "of the web" },
        ] });
        assert_eq!(
            whole(&app(&embeds)).words,
            "Look\nAna\nCrash\nIt *stops*\nVersion\n2.4\nvia IRC"
        );
        assert_eq!(whole(&embeds).words, "Look", "members have previews only");
    }

    #[test]
    fn components_are_read_however_deep_they_are_nested() {
        let components = json!([{ "type": 17, "components": [
            { "type": 9, "components": [{ "type": 10, "content": "The export fails" }],
              "accessory": { "type": 11, "media": { "url": "https://a.example/b.png" }, "description": "a red box" } },
            { "type": 12, "items": [{ "media": { "url": "https://a.example/c.png" }, "description": "the log" }] },
            { "type": 1, "components": [{ "type": 2, "style": 5, "label": "Open", "url": "https://a.example" }] },
        ] }]);
        let fields = app(&json!({ "components": components, "flags": 1 << 15 }));
        let content = whole(&fields);
        let words = "The export fails\na red box\nthe log";
        let pictures = "https://a.example/b.png\nhttps://a.example/c.png";
        assert_eq!(content.words, format!("{words}\n{pictures}"));
        assert!(content.is_whole);
        assert_eq!(content.typed.as_deref(), Some(words), "links to pictures are not typed");
        assert!(!of_gateway(&fields).is_whole, "what serenity leaves out has to be fetched");
        let forwarded = json!({ "message_snapshots": [{ "message": message(&fields) }] });
        assert_eq!(whole(&forwarded).words, content.words);
        assert!(!of_gateway(&forwarded).is_whole);
    }

    #[test]
    fn a_voice_note_shows_its_length() {
        let note = |seconds: f64| {
            json!({ "attachments": [{
                "id": "7", "filename": "voice-message.ogg", "size": 6, "duration_secs": seconds, "waveform": "AAA=",
                "url": "https://cdn.discordapp.com/a", "proxy_url": "https://media.discordapp.net/a",
            }] })
        };
        let content = of_gateway(&note(71.6));
        assert_eq!(content.words, "🎤 1:12");
        assert!(content.files == [7] && content.is_whole);
        assert_eq!(whole(&note(-1.0)).words, "🎤 0:00");
    }
}
