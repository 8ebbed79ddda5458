//! What people read about what is kept of them: the question before it goes, what went, and the file with all of it.

use serenity::all::{ButtonStyle, CreateActionRow, CreateButton};

use crate::desk::{OwnData, OwnTexts};

use super::super::rest::Upload;
use super::{Body, CustomId};

/// Asks somebody whether they mean it, and says what goes and what stays.
pub fn forget_me(texts: &OwnTexts) -> Body {
    if texts.is_empty() {
        return Body::text("I keep nothing that you wrote in this server, so there is nothing to erase.");
    }
    let lines = [
        format!("I keep this of what you wrote in this server: {}.", listed(texts)),
        "- **What goes:** all of it, from my records and from what I show of it: the team's cards, bug reports that quote you, and \
         the names of your threads. If a question of yours is still open, the team can no longer read it on its card."
            .to_owned(),
        "- **What stays:** that there were cases, when, and who did what; what others wrote, also about you; and your own messages \
         in Discord, which only you and the moderators can delete."
            .to_owned(),
        "It cannot be undone; `/export-me` gives you a copy first. Shall I erase it?".to_owned(),
    ];
    let button = CreateButton::new(CustomId::ForgetMe.to_string()).label("Erase what I wrote").style(ButtonStyle::Danger);
    Body { components: vec![CreateActionRow::Buttons(vec![button])], ..Body::text(lines.join("\n")) }
}

/// Says what went.
pub fn forgotten(texts: &OwnTexts) -> String {
    if texts.is_empty() {
        return "Nothing was left that you wrote in this server.".to_owned();
    }
    format!("Done. Erased: {}. What shows in Discord of it follows in a moment.", listed(texts))
}

/// A person's own data, as a file.
pub fn own_data(data: OwnData) -> (Body, Vec<Upload>) {
    let cut = if data.cut { " There is more than fits into one file, so the oldest is missing." } else { "" };
    let content = format!("Here is all that I keep of you in this server. Only you see this message.{cut}");
    let file = Upload { filename: "my-data.json".to_owned(), content_type: Some("application/json".to_owned()), content: data.json };
    (Body::text(content), vec![file])
}

/// `2 questions, 1 message and 1 file`.
fn listed(texts: &OwnTexts) -> String {
    let counts = [
        (texts.questions, "question", "questions"),
        (texts.messages, "message", "messages"),
        (texts.files, "file", "files"),
        (texts.comments, "comment on an answer", "comments on answers"),
        (texts.reports, "bug report that quotes you", "bug reports that quote you"),
        (texts.posts, "note or answer that I posted for you", "notes or answers that I posted for you"),
        (texts.offers, "message that a rule found", "messages that a rule found"),
    ];
    let words: Vec<String> = counts
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, one, many)| format!("{count} {}", if count == 1 { one } else { many }))
        .collect();
    match words.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
        None => "nothing".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::check;
    use super::*;

    #[test]
    fn what_goes_is_counted_in_words() {
        let one = OwnTexts { questions: 1, ..OwnTexts::default() };
        let many = OwnTexts { questions: 2, messages: 7, files: 1, comments: 1, reports: 1, posts: 2, offers: 1 };
        insta::assert_snapshot!([forgotten(&OwnTexts::default()), forgotten(&one), forgotten(&many)].join("\n"), @"
        Nothing was left that you wrote in this server.
        Done. Erased: 1 question. What shows in Discord of it follows in a moment.
        Done. Erased: 2 questions, 7 messages, 1 file, 1 comment on an answer, 1 bug report that quotes you, 2 notes or answers that I posted for you and 1 message that a rule found. What shows in Discord of it follows in a moment.
        ");
        check(&forget_me(&many));
        check(&forget_me(&OwnTexts::default()));
    }
}
