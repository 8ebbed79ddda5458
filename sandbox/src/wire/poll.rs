//! Polls.

use serde_json::{Value, json};

use crate::wire::time;
use crate::world::{Emoji, Poll, Snowflake};

/// `PollResponse` for one viewer.
pub fn poll(poll: &Poll, viewer: Snowflake) -> Value {
    let numbered = || (1_u64..).zip(&poll.answers);
    let answers: Vec<Value> = numbered()
        .map(|(id, answer)| {
            let mut media = json!({ "text": answer.text });
            if let Some(emoji) = &answer.emoji {
                media["emoji"] = answer_emoji(emoji);
            }
            json!({ "answer_id": id, "poll_media": media })
        })
        .collect();
    // An answer without votes is not counted.
    let counts: Vec<Value> = numbered()
        .filter(|(_, answer)| !answer.voters.is_empty())
        .map(|(id, answer)| {
            let (count, me) = (answer.voters.len(), answer.voters.contains(&viewer));
            json!({ "id": id, "count": count, "me_voted": me })
        })
        .collect();
    json!({
        "question": { "text": poll.question },
        "answers": answers,
        "expiry": time(poll.expires_at),
        "allow_multiselect": poll.multiselect,
        "layout_type": 1,
        "results": { "is_finalized": poll.finalized, "answer_counts": counts },
    })
}

fn answer_emoji(emoji: &Emoji) -> Value {
    match emoji.id {
        Some(id) => {
            json!({ "id": id.to_string(), "name": emoji.name, "animated": emoji.animated })
        }
        None => json!({ "name": emoji.name }),
    }
}
