//! What a transcript contains, whatever the format.

use std::borrow::Cow;

use crate::{
    desk::{Conversation, MessageChannels},
    domain::{ChannelId, Language, MessageId, SaidMessage, Side, StoredFile, Time, Title, id},
};

use crate::discord::view::{
    bugs::report::why_missing,
    cases::post::post,
    fact,
    markdown::{Mention, mentions},
    plain::{Names, date, person, readable, unmarked, unmarked_with_addresses},
    search::queue::status_word,
    words::{t, yes_or_no},
};

/// The name of the bot in a transcript.
const BOT: &str = "Switchboard";

/// One message of a transcript, or one event, ready to be written.
pub(super) struct Line<'a> {
    /// Who wrote it, and on which side they are. None for an event, whose text says who.
    pub(super) writer: Option<Author<'a>>,
    pub(super) at: Time,
    pub(super) text: String,
    /// A note about the text: that it was edited, or is missing.
    pub(super) remark: Option<String>,
}

/// The writer of a message.
pub(super) struct Author<'a> {
    pub(super) name: Cow<'a, str>,
    /// The name of a [`Side`], or `bot`: the class in the page, and the value
    /// for the words.
    pub(super) side: &'static str,
}

/// Returns the question, everything said before and after it, and the events, oldest first.
pub(super) fn lines<'a>(
    language: Language,
    conversation: &'a Conversation,
    names: &'a Names,
) -> Vec<Line<'a>> {
    let case = &conversation.case;
    let messages = conversation
        .messages
        .iter()
        .map(|stored| (stored.message, message_line(language, conversation, stored, names)));
    let posts = conversation.posts.iter().filter_map(|stored| {
        let (_, message) = stored.posted?;
        let said = post(case.language, case, &stored.post).content;
        let (text, remark) = match stored.is_deleted {
            true => (String::new(), Some(t!(language, "transcript-deleted"))),
            false => (unmarked_with_addresses(language, &said, names), None),
        };
        let writer = Some(Author { name: BOT.into(), side: "bot" });
        Some((message, Line { writer, at: id::created_at(message.0), text, remark }))
    });
    let mut said: Vec<(MessageId, Line)> = messages.chain(posts).collect();
    said.sort_by_key(|(message, _)| *message);
    let before = said.partition_point(|&(message, _)| case.is_asked_after(message));
    let mut lines: Vec<Line> = said.into_iter().map(|(_, line)| line).collect();
    lines.insert(before, question_line(language, conversation, names));
    for event in &conversation.events {
        let Ok(kind) = &event.kind else { continue };
        let channels = MessageChannels::new();
        let sentence = fact::sentence(language, case, kind, event.actor, event.bug, &channels);
        let text = unmarked(language, &sentence, names);
        let after = lines.partition_point(|line| line.at <= event.at);
        lines.insert(after, Line { writer: None, at: event.at, text, remark: None });
    }
    lines
}

/// The question, with which the conversation begins.
fn question_line<'a>(
    language: Language,
    conversation: &'a Conversation,
    names: &'a Names,
) -> Line<'a> {
    let case = &conversation.case;
    let asked_at = case
        .source
        .message
        .map_or(case.opened_at, |message| id::created_at(message.0).min(case.opened_at));
    Line {
        writer: Some(Author {
            name: person(language, case.requester, names),
            side: Side::Customer.into_str(),
        }),
        at: asked_at,
        text: readable(language, &case.question, names),
        remark: match case.question.is_empty() {
            true if conversation.question_deleted => Some(t!(language, "transcript-deleted")),
            true if case.title == Title::erased() => Some(t!(language, "transcript-erased")),
            true => Some(t!(language, "transcript-no-text")),
            false => conversation.question_edited.then(|| t!(language, "transcript-edited")),
        },
    }
}

/// What somebody wrote, or why it can't be read.
fn message_line<'a>(
    language: Language,
    conversation: &'a Conversation,
    message: &'a SaidMessage,
    names: &'a Names,
) -> Line<'a> {
    let remark = match &message.content {
        _ if message.deleted => Some(t!(language, "transcript-deleted")),
        None if conversation.erased.contains(&message.message) => {
            Some(t!(language, "transcript-erased"))
        }
        None => Some(t!(language, "transcript-not-readable")),
        Some(text) if text.is_empty() => Some(t!(language, "transcript-no-text")),
        Some(_) => message.edited.then(|| t!(language, "transcript-edited")),
    };
    let place = message.channel.map(|channel| readable(language, &mention(channel), names));
    let place = place.map(|channel| t!(language, "transcript-place", channel = channel));
    let remarks: Vec<String> = place.into_iter().chain(remark).collect();
    let remark = (!remarks.is_empty()).then(|| remarks.join(", "));
    Line {
        writer: Some(Author {
            name: person(language, message.author, names),
            side: message.side.into_str(),
        }),
        at: message.sent_at,
        text: message
            .content
            .as_deref()
            .map(|text| readable(language, text, names))
            .unwrap_or_default(),
        remark,
    }
}

fn mention(channel: ChannelId) -> String {
    format!("<#{channel}>")
}

/// Returns everybody and everything that a conversation mentions, with its authors and channels.
pub fn mentioned(conversation: &Conversation) -> Vec<Mention> {
    let case = &conversation.case;
    let posts = conversation
        .posts
        .iter()
        .map(|stored| Cow::Owned(post(case.language, case, &stored.post).content));
    let texts = conversation
        .messages
        .iter()
        .filter_map(|message| message.content.as_deref())
        .chain([case.question.as_str()]);
    let authors = conversation.people().into_iter().map(Mention::User);
    let mentions = texts.map(Cow::Borrowed).chain(posts).flat_map(|text| mentions(&text));
    let channels = conversation.messages.iter().filter_map(|message| message.channel);
    authors.chain(mentions).chain(channels.map(Mention::Channel)).collect()
}

/// Returns a file's name with its size, who sent it and, if it was not stored, the reason.
pub(super) fn file(
    language: Language,
    conversation: &Conversation,
    kept: &StoredFile,
    names: &Names,
) -> String {
    let (name, bytes) = (kept.filename.as_str(), kept.size);
    let who = person(language, kept.author, names);
    let side = t!(language, "transcript-side", side = conversation.side(kept).into_str());
    match &kept.missing {
        None => {
            t!(language, "transcript-file", name = name, bytes = bytes, who = who, side = side)
        }
        Some(why) => t!(
            language,
            "transcript-file-missing",
            name = name,
            bytes = bytes,
            who = who,
            side = side,
            why = why_missing(language, why)
        ),
    }
}

/// Returns the title of a case, and who asked it when.
pub(super) fn heading(
    language: Language,
    conversation: &Conversation,
    names: &Names,
) -> (String, String) {
    let case = &conversation.case;
    let facts = t!(
        language,
        "transcript-facts",
        customer = person(language, case.requester, names),
        assigned = yes_or_no(case.assignee.is_some()),
        agent = case.assignee.map(|agent| person(language, agent, names)).unwrap_or_default(),
        opened = date(case.opened_at),
        status = status_word(language, case),
    );
    (format!("{} · {}", case.number, case.title.as_str()), facts)
}
