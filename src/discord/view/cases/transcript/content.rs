//! What a transcript contains, whatever the format.

use std::{borrow::Cow, collections::HashMap, sync::LazyLock};

use regex::{Captures, Regex};

use crate::{
    desk::Conversation,
    domain::{Language, MessageId, StoredFile, Time, UserId, id},
};

use crate::discord::view::{
    bugs::report::why_missing,
    cases::post::post,
    search::queue::status_word,
    words::{t, yes_or_no},
};

/// People's names by their IDs.
pub type Names = HashMap<UserId, String>;

/// The name of the bot in a transcript.
const BOT: &str = "Switchboard";

/// One message of a transcript, ready to be written.
pub(super) struct Line<'a> {
    pub(super) who: Cow<'a, str>,
    /// `customer`, `team` or `bot`: the class in the page, and the value for the words.
    pub(super) side: &'static str,
    pub(super) at: Time,
    pub(super) text: String,
    /// A note about the text: that it was edited, or is missing.
    pub(super) remark: Option<String>,
}

/// Returns the question and everything after it, oldest first.
pub(super) fn lines<'a>(
    language: Language,
    conversation: &'a Conversation,
    names: &'a Names,
) -> Vec<Line<'a>> {
    let case = &conversation.case;
    let asked_at = case
        .source
        .message
        .map_or(case.opened_at, |message| id::created_at(message.0).min(case.opened_at));
    let question = Line {
        who: name(language, names, case.requester),
        side: "customer",
        at: asked_at,
        text: readable(language, &case.question, names),
        remark: case.question.is_empty().then(|| t!(language, "transcript-no-text")),
    };
    let messages = conversation.messages.iter().map(|message| {
        let remark = match &message.content {
            None => Some(t!(language, "transcript-not-readable")),
            Some(text) if text.is_empty() => Some(t!(language, "transcript-no-text")),
            Some(_) => message.edited.then(|| t!(language, "transcript-edited")),
        };
        let line = Line {
            who: name(language, names, message.author),
            side: if message.author == case.requester { "customer" } else { "team" },
            at: message.sent_at,
            text: message
                .content
                .as_deref()
                .map(|text| readable(language, text, names))
                .unwrap_or_default(),
            remark,
        };
        (message.message, line)
    });
    let posts = conversation.posts.iter().filter_map(|stored| {
        let (_, message) = stored.posted?;
        let text = readable(language, &post(case.language, case, &stored.post).content, names);
        Some((
            message,
            Line {
                who: BOT.into(),
                side: "bot",
                at: id::created_at(message.0),
                text,
                remark: None,
            },
        ))
    });
    let mut said: Vec<(MessageId, Line)> = messages.chain(posts).collect();
    said.sort_by_key(|(message, _)| *message);
    std::iter::once(question).chain(said.into_iter().map(|(_, line)| line)).collect()
}

pub(super) fn name(language: Language, names: &Names, user: UserId) -> Cow<'_, str> {
    names.get(&user).map_or_else(
        || Cow::Owned(t!(language, "transcript-member", user = user)),
        |name| Cow::Borrowed(name.as_str()),
    )
}

/// Replaces Discord's markup for readers outside of it: people and emojis by their names,
/// timestamps by times.
fn readable(language: Language, text: &str, names: &Names) -> String {
    static MARK: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"<(?:@!?(\d+)|a?(:\w+:)\d+|t:(-?\d+)(?::\w)?)>").ok());
    let Some(mark) = &*MARK else { return text.to_owned() };
    let read = |found: &Captures<'_>| {
        let user = found
            .get(1)
            .and_then(|id| id.as_str().parse().ok())
            .map(|id| format!("@{}", name(language, names, UserId(id))));
        let emoji = found.get(2).map(|emoji| emoji.as_str().to_owned());
        let seconds = found.get(3).and_then(|seconds| seconds.as_str().parse().ok());
        let time =
            seconds.and_then(|seconds| chrono::DateTime::from_timestamp(seconds, 0)).map(date);
        user.or(emoji).or(time).unwrap_or_else(|| found[0].to_owned())
    };
    mark.replace_all(text, read).into_owned()
}

/// Returns everybody whom a conversation mentions, besides its authors.
pub fn mentioned(conversation: &Conversation) -> Vec<UserId> {
    static MENTION: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"<@!?(\d+)>").ok());
    let Some(mention) = &*MENTION else { return Vec::new() };
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
    let ids = |text: Cow<'_, str>| {
        mention
            .captures_iter(&text)
            .filter_map(|found| found[1].parse().ok().map(UserId))
            .collect::<Vec<_>>()
    };
    texts.map(Cow::Borrowed).chain(posts).flat_map(ids).collect()
}

pub(super) fn date(time: Time) -> String {
    time.format("%Y-%m-%d %H:%M UTC").to_string()
}

/// Returns a file's name with its size and, if it was not stored, the reason.
pub(super) fn file(language: Language, kept: &StoredFile) -> String {
    let (name, bytes) = (kept.filename.as_str(), kept.size);
    match &kept.missing {
        None => t!(language, "transcript-file", name = name, bytes = bytes),
        Some(why) => t!(
            language,
            "transcript-file-missing",
            name = name,
            bytes = bytes,
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
        customer = name(language, names, case.requester),
        answered = yes_or_no(case.assignee.is_some()),
        agent = case.assignee.map(|agent| name(language, names, agent)).unwrap_or_default(),
        opened = date(case.opened_at),
        status = status_word(language, case.status),
    );
    (format!("{} · {}", case.number, case.title.as_str()), facts)
}
