//! What people do besides writing: forwards, polls, stickers, voice notes, what a proxy posts for
//! them, and what moderators do to members, roles, channels and permissions.

use sandbox::world::kind;
use sandbox::world::permissions::right_named;
use sandbox::{Person, Refused, Sandbox};

use crate::terminal::line::{Which, number, on, owned, word};

/// How long a voice note is, in seconds.
const VOICE_NOTE: u32 = 5;
/// How much a ban deletes, in hours.
const DELETED_HOURS: u32 = 24;

/// What somebody does besides writing. Places without a name are where the person was last.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Beyond {
    Forward { number: Which, place: String },
    Poll { place: Option<String>, question: String, answers: Vec<String> },
    Vote { answers: Vec<String>, number: Which },
    EndPoll { number: Which },
    Sticker { name: String, place: Option<String> },
    VoiceNote { place: Option<String> },
    Proxy { name: String, place: Option<String>, text: String },
    Leave,
    Join,
    Kick { whom: String },
    Ban { whom: String },
    Unban { whom: String },
    Role { role: String, whom: String, has: bool },
    DeleteRole { role: String },
    Create { kind: u8, name: String },
    DeleteChannel { place: String },
    Rights { whom: String, place: String, right: String, allowed: Option<bool> },
}

impl Beyond {
    /// Reads the rest of a line after the person's name.
    pub(super) fn read(verb: &str, rest: &str) -> Option<Self> {
        let some = !rest.is_empty();
        Some(match verb {
            "forwards" => {
                let (which, place) = rest.split_once(" to ")?;
                Self::Forward { number: number(which)?, place: owned(place) }
            }
            "polls" => {
                let (place, text) = place_and_text(rest)?;
                let mut parts = text.split('|').map(owned);
                let question = parts.next()?;
                Self::Poll { place, question, answers: parts.collect() }
            }
            "votes" => {
                let (answers, number) = on(rest)?;
                Self::Vote { answers: answers.split(',').map(owned).collect(), number }
            }
            "unvotes" => Self::Vote { answers: Vec::new(), number: number(rest)? },
            "ends" => Self::EndPoll { number: number(rest.strip_prefix("poll ")?)? },
            "sends" => Self::read_sending(rest)?,
            "as" => {
                let (head, text) = rest.split_once(':')?;
                let (name, place) = match head.split_once(" in ") {
                    Some((name, place)) => (name, Some(owned(place))),
                    None => (head, None),
                };
                Self::Proxy { name: owned(name), place, text: owned(text) }
            }
            "leaves" if !some => Self::Leave,
            "joins" if !some => Self::Join,
            "kicks" if some => Self::Kick { whom: owned(rest) },
            "bans" if some => Self::Ban { whom: owned(rest) },
            "unbans" if some => Self::Unban { whom: owned(rest) },
            "gives" => {
                let (role, whom) = rest.split_once(" to ")?;
                Self::Role { role: owned(role), whom: owned(whom), has: true }
            }
            "takes" => {
                let (role, whom) = rest.split_once(" from ")?;
                Self::Role { role: owned(role), whom: owned(whom), has: false }
            }
            "creates" => Self::read_channel(rest)?,
            "deletes" => match rest.split_once(' ')? {
                ("role", role) => Self::DeleteRole { role: owned(role) },
                ("channel", place) => Self::DeleteChannel { place: owned(place) },
                _ => return None,
            },
            "denies" | "allows" | "resets" => {
                let (head, right) = rest.split_once(':')?;
                let (whom, place) = head.rsplit_once(" in ")?;
                let allowed = match verb {
                    "denies" => Some(false),
                    "allows" => Some(true),
                    _ => None,
                };
                let (whom, place, right) = (owned(whom), owned(place), owned(right));
                Self::Rights { whom, place, right, allowed }
            }
            _ => return None,
        })
    }

    /// `sticker Wave in #help`, `voice note`.
    fn read_sending(rest: &str) -> Option<Self> {
        let (what, place) = match rest.rsplit_once(" in ") {
            Some((what, place)) => (what, Some(owned(place))),
            None => (rest, None),
        };
        if what.trim() == "voice note" {
            return Some(Self::VoiceNote { place });
        }
        let name = owned(what.strip_prefix("sticker ")?);
        Some(Self::Sticker { name, place })
    }

    /// `voice lounge`.
    fn read_channel(rest: &str) -> Option<Self> {
        let (word, name) = word(rest);
        let kind = match word {
            "text" | "channel" => kind::TEXT,
            "voice" => kind::VOICE,
            "forum" => kind::FORUM,
            "category" => kind::CATEGORY,
            "announcement" => kind::ANNOUNCEMENT,
            _ => return None,
        };
        let name = owned(name.trim_start_matches('#'));
        (!name.is_empty()).then_some(Self::Create { kind, name })
    }

    /// The place that the line names, if it is about one where the person writes.
    pub(super) fn place(&self) -> Option<Option<&str>> {
        match self {
            Self::Poll { place, .. }
            | Self::Sticker { place, .. }
            | Self::VoiceNote { place }
            | Self::Proxy { place, .. } => Some(place.as_deref()),
            _ => None,
        }
    }

    /// The message that the line names.
    pub(super) fn number(&self) -> Option<Which> {
        match self {
            Self::Forward { number, .. } | Self::Vote { number, .. } | Self::EndPoll { number } => {
                Some(*number)
            }
            _ => None,
        }
    }

    /// Does it, in the channel and to the message that were found for it (0 where it needs none).
    pub(super) fn perform(
        &self,
        person: &Person,
        channel: u64,
        message: u64,
    ) -> Result<(), Refused> {
        match self {
            Self::Forward { place, .. } => person.forward(message, place).map(drop),
            Self::Poll { question, answers, .. } => {
                person.start_poll(channel, question, &borrowed(answers)).map(drop)
            }
            Self::Vote { answers, .. } => person.vote(message, &borrowed(answers)),
            Self::EndPoll { .. } => person.end_poll(message),
            Self::Sticker { name, .. } => person.send_sticker(channel, name).map(drop),
            Self::VoiceNote { .. } => person.send_voice_note(channel, VOICE_NOTE).map(drop),
            Self::Proxy { name, text, .. } => person.say_proxied(channel, name, text).map(drop),
            Self::Leave => person.leave_server(),
            Self::Join => person.join_server(),
            Self::Kick { whom } => person.kick(whom),
            Self::Ban { whom } => person.ban(whom, DELETED_HOURS),
            Self::Unban { whom } => person.unban(whom),
            Self::Role { role, whom, has: true } => person.give_role(whom, role),
            Self::Role { role, whom, has: false } => person.take_role(whom, role),
            Self::DeleteRole { role } => person.delete_role(role),
            Self::Create { kind, name } => person.create_channel(*kind, name).map(drop),
            Self::DeleteChannel { place } => person.delete_channel(place),
            Self::Rights { whom, place, right, allowed } => {
                let bits = right_named(right)
                    .ok_or_else(|| Refused(format!("There's no permission {right}.")))?;
                match allowed {
                    Some(true) => person.allow(place, whom, bits),
                    Some(false) => person.deny(place, whom, bits),
                    None => person.reset_rights(place, whom, bits),
                }
            }
        }
    }
}

/// Lets a webhook (`bridge`) or another bot (`app`) write: `Alex in #help: hello`.
pub(super) fn post_as_other(
    sandbox: &Sandbox,
    app: bool,
    rest: &str,
) -> Option<Result<(), Refused>> {
    let (head, text) = rest.split_once(':')?;
    let (name, place) = head.split_once(" in ")?;
    let (name, place, text) = (name.trim(), place.trim(), text.trim());
    if name.is_empty() || text.is_empty() {
        return None;
    }
    Some(if app {
        sandbox.app(name).say(place, text).map(drop)
    } else {
        sandbox.webhook(place, "Bridge").and_then(|bridge| bridge.say_as(name, text)).map(drop)
    })
}

/// `in #help: text` or `: text`.
fn place_and_text(rest: &str) -> Option<(Option<String>, String)> {
    let (head, text) = rest.split_once(':')?;
    let place = head.trim().strip_prefix("in ").map(owned);
    Some((place, owned(text)))
}

fn borrowed(texts: &[String]) -> Vec<&str> {
    texts.iter().map(String::as_str).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Option<Beyond> {
        let (verb, rest) = word(line);
        Beyond::read(verb, rest)
    }

    #[test]
    fn lines_are_read_as_people_mean_them() {
        let help = || Some(owned("#help"));
        assert_eq!(
            read("forwards 3 to #general"),
            Some(Beyond::Forward { number: Which::Number(3), place: owned("#general") })
        );
        assert_eq!(
            read("polls in #help: Does it fail? | Yes | No"),
            Some(Beyond::Poll {
                place: help(),
                question: owned("Does it fail?"),
                answers: vec![owned("Yes"), owned("No")],
            })
        );
        assert_eq!(
            read("votes Yes on 4"),
            Some(Beyond::Vote { answers: vec![owned("Yes")], number: Which::Number(4) })
        );
        assert_eq!(
            read("sends sticker Wave in #help"),
            Some(Beyond::Sticker { name: owned("Wave"), place: help() })
        );
        assert_eq!(read("sends voice note"), Some(Beyond::VoiceNote { place: None }));
        assert_eq!(
            read("as Star in #help: it fails"),
            Some(Beyond::Proxy { name: owned("Star"), place: help(), text: owned("it fails") })
        );
        assert_eq!(
            read("gives Agents to ben"),
            Some(Beyond::Role { role: owned("Agents"), whom: owned("ben"), has: true })
        );
        assert_eq!(
            read("creates voice lounge"),
            Some(Beyond::Create { kind: kind::VOICE, name: owned("lounge") })
        );
        assert_eq!(
            read("denies Switchboard in #help: Send Messages in Threads"),
            Some(Beyond::Rights {
                whom: owned("Switchboard"),
                place: owned("#help"),
                right: owned("Send Messages in Threads"),
                allowed: Some(false),
            })
        );
        assert_eq!(read("deletes role Agents"), Some(Beyond::DeleteRole { role: owned("Agents") }));
        for other in ["deletes 3", "leaves 3", "takes 3", "forwards 3", "votes", "kicks"] {
            assert_eq!(read(other), None, "{other}");
        }
    }
}
