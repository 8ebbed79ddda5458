//! The key of a message of ours. A machine reads it, so that the message is recognised in a
//! channel's history whatever it says, and in whatever language it was written.
//!
//! Readers do not see it. It is the fragment of the first embed's address, which is a link only if
//! the embed has a title; a message without an embed ends with a small link to its own channel
//! instead, in the last line if that is small already. Discord returns both unchanged (Discord,
//! *Embed Object*, `url`; *Message Object*, `content`). What a person wrote is never in the last
//! line, so nobody can forge a key.

use serde_json::{Value, json};

use crate::domain::{ChannelId, GuildId};

use crate::discord::view::link;

/// What a message of ours is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyKind {
    /// The question of an `/ask`, from which a thread starts.
    Anchor,
    /// The first message in a case's thread.
    Opening,
    /// A case's card.
    Card,
    /// The board.
    Board,
    /// A bug's report.
    Report,
    /// A long text of an agent, in the thread of a report.
    AgentsWords,
    /// A long text of a customer, in the thread of a report.
    CustomersWords,
    /// A notice of a case.
    Notice,
    /// A notice in the thread of a report.
    BugNotice,
    /// A message that a rule found.
    Offer,
    /// A line in the desk channel.
    DeskLine,
    /// The known-issue notice of a bug.
    KnownIssue,
    /// What members are told under such a notice.
    KnownIssueCall,
    /// The message with which members ask.
    AskPanel,
    /// A message that notifies somebody of the team.
    Alert,
    /// The card of a request to another team.
    Request,
    /// The reminder of such a request.
    RequestReminder,
}

impl KeyKind {
    fn letter(self) -> char {
        match self {
            Self::Anchor => 'a',
            Self::Opening => 'o',
            Self::Card => 'c',
            Self::Board => 'q',
            Self::Report => 'b',
            Self::AgentsWords => 's',
            Self::CustomersWords => 'w',
            Self::Notice => 'p',
            Self::BugNotice => 'l',
            Self::Offer => 'f',
            Self::DeskLine => 'd',
            Self::KnownIssue => 'i',
            Self::KnownIssueCall => 'm',
            Self::AskPanel => 'k',
            Self::Alert => 'n',
            Self::Request => 'r',
            Self::RequestReminder => 't',
        }
    }
}

/// Names one message of ours: a letter for its kind and 16 hexadecimal digits. Also the message's
/// nonce: at most 25 characters (Discord, *Create Message*, `nonce`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key(String);

impl Key {
    /// Creates the key of a message. The same parts give the same key in every version of the
    /// program.
    pub fn new(kind: KeyKind, parts: &[u64]) -> Self {
        let bytes: Vec<[u8; 8]> = parts.iter().map(|part| part.to_le_bytes()).collect();
        let bytes: Vec<&[u8]> = bytes.iter().map(<[u8; 8]>::as_slice).collect();
        Self(format!("{}{:016x}", kind.letter(), fingerprint(&bytes)))
    }

    /// Reads the key that a message shows, given its content and its embeds. None if it has none:
    /// somebody else wrote it, or a version of this program that had no keys.
    pub fn of(content: &str, embeds: &[Value]) -> Option<Self> {
        let embed = || key_in(embeds.first()?["url"].as_str()?);
        let last_line = || {
            let line = content.lines().last()?.strip_prefix("-# ")?.strip_suffix(')')?;
            key_in(line.rsplit_once("](")?.1)
        };
        embed().or_else(last_line)
    }

    /// Whether this names a message of that kind.
    pub fn is(&self, kind: KeyKind) -> bool {
        self.0.starts_with(kind.letter())
    }

    /// The letter and the digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn key_in(address: &str) -> Option<Key> {
    let (_, key) = address.strip_prefix("https://discord.com/channels/")?.split_once('#')?;
    let digits = key.strip_prefix(|letter: char| letter.is_ascii_lowercase())?;
    let fits = digits.len() == 16 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    fits.then(|| Key(key.to_owned()))
}

/// FNV-1a: the same number for the same bytes in every build.
pub fn fingerprint(parts: &[&[u8]]) -> u64 {
    let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
    parts.iter().copied().flatten().fold(0xcbf2_9ce4_8422_2325, step)
}

/// A key as a message shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    key: Key,
    /// The address of the message's channel.
    address: String,
    /// What a reader sees of it, if the message has no embed.
    label: String,
}

impl Mark {
    /// Creates the mark of a message in a channel.
    pub fn new(key: Key, guild: GuildId, channel: ChannelId, label: impl ToString) -> Self {
        Self { key, address: link::channel(guild, channel), label: label.to_string() }
    }

    /// The key that the message shows.
    pub fn key(&self) -> &Key {
        &self.key
    }

    /// Puts the mark on the JSON of a message.
    pub(super) fn put_on(&self, message: &mut Value) {
        let address = format!("{}#{}", self.address, self.key.0);
        match message["embeds"].get_mut(0) {
            Some(embed) => embed["url"] = json!(address),
            None => {
                let content = message["content"].as_str().unwrap_or_default();
                let ends_small = content.lines().last().is_some_and(|line| line.starts_with("-# "));
                let joint = if ends_small { " · " } else { "\n-# " };
                message["content"] = json!(format!("{content}{joint}[{}]({address})", self.label));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serenity::all::CreateEmbed;

    use super::*;
    use crate::discord::view::Body;

    fn read(message: &Value) -> Option<Key> {
        Key::of(message["content"].as_str()?, message["embeds"].as_array()?)
    }

    #[test]
    fn a_key_is_read_from_a_message_with_or_without_an_embed() {
        let key = Key::new(KeyKind::Notice, &[1, 2]);
        let mark = Mark::new(key.clone(), GuildId(1), ChannelId(2), "#12");
        let plain = Body::text("Hello");
        let embeds = vec![CreateEmbed::new().description("It fails"), CreateEmbed::new()];
        let rich = Body { embeds, ..Body::text("Hello") };
        for body in [&plain, &rich] {
            assert_eq!(read(&body.create(&mark)), Some(key.clone()));
            assert_eq!(read(&body.redraw(&mark)), Some(key.clone()));
            assert_eq!(read(&body.edit()), None);
        }
        assert!(key.is(KeyKind::Notice) && !key.is(KeyKind::Offer) && key.as_str().len() <= 25);
        let content = plain.redraw(&mark)["content"].clone();
        insta::assert_snapshot!(content.as_str().expect("text"), @r"
        Hello
        -# [#12](https://discord.com/channels/1/2#p7717980363c8e066)
        ");
        let small = Body::text("Hello\n-# I'm a bot.").redraw(&mark);
        assert_eq!(read(&small), Some(key));
        insta::assert_snapshot!(small["content"].as_str().expect("text"), @r"
        Hello
        -# I'm a bot. · [#12](https://discord.com/channels/1/2#p7717980363c8e066)
        ");
    }

    #[test]
    fn what_a_person_writes_is_no_key() {
        let key = Key::new(KeyKind::Opening, &[3]);
        let forged = format!("-# [#12](https://discord.com/channels/1/2#{})", key.as_str());
        let mark = Mark::new(Key::new(KeyKind::Notice, &[4]), GuildId(1), ChannelId(2), "#12");
        let quoting = Body::text(forged.clone()).create(&mark);
        assert_eq!(read(&quoting).as_ref(), Some(mark.key()));
        assert_eq!(Key::of(&forged, &[]), Some(key), "whoever looks has to ask for the author too");
        for content in ["", "-# [#12](https://discord.com/channels/1/2#o1)", "-# [](x#y)", "text"] {
            assert_eq!(Key::of(content, &[json!({ "url": "https://example.com/#a" })]), None);
        }
    }
}
