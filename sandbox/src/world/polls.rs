//! Polls (Discord, *Poll Resource*): their start, votes and end.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::error::ApiError;
use crate::wire;
use crate::world::messages::NewPoll;
use crate::world::model::{Message, Notice, Poll, PollAnswer, Snowflake, World, message_kind};

impl World {
    /// A poll that begins now.
    pub(super) fn open_poll(&self, new: NewPoll) -> Poll {
        let answer = |(text, emoji)| PollAnswer { text, emoji, voters: BTreeSet::new() };
        Poll {
            question: new.question,
            answers: new.answers.into_iter().map(answer).collect(),
            multiselect: new.multiselect,
            expires_at: self.now() + TimeDelta::hours(i64::from(new.hours)),
            finalized: false,
        }
    }

    /// Sets the answers that a member chooses, by their numbers from 1; without any the vote is
    /// taken back. Apps have no vote.
    ///
    /// Errors: as [`World::reachable_message`], 520000, 520001, 50035 (no such answer, or several
    /// where one is allowed).
    pub fn vote(
        &mut self,
        by: Snowflake,
        channel: Snowflake,
        message: Snowflake,
        answers: &[u64],
    ) -> Result<(), ApiError> {
        let found = self.reachable_message(by, channel, message)?;
        let poll = found.poll.as_ref().ok_or_else(ApiError::not_a_poll)?;
        if self.users.get(&by).is_none_or(|user| user.bot) {
            return Err(ApiError::poll_voting_blocked());
        }
        if poll.finalized || poll.expires_at <= self.now() {
            return Err(ApiError::poll_expired());
        }
        let known = |answer: &u64| {
            usize::try_from(*answer).is_ok_and(|answer| (1..=poll.answers.len()).contains(&answer))
        };
        if !answers.iter().all(known) || answers.len() > 1 && !poll.multiselect {
            return Err(ApiError::field(&["answer_ids"], "POLL_ANSWER_INVALID", "Invalid answer"));
        }
        let Some(poll) = self.poll_mut(channel, message) else { return Ok(()) };
        let mut changes = Vec::new();
        for (number, answer) in (1_u64..).zip(&mut poll.answers) {
            let chosen = answers.contains(&number);
            let changed = if chosen { answer.voters.insert(by) } else { answer.voters.remove(&by) };
            if changed {
                changes.push((chosen, number));
            }
        }
        // What is taken back comes before what is chosen instead.
        changes.sort_unstable();
        self.noticed.push(Notice::Message { channel, message, created: false });
        for (chosen, answer) in changes {
            let name = if chosen { "MESSAGE_POLL_VOTE_ADD" } else { "MESSAGE_POLL_VOTE_REMOVE" };
            self.tell(name, channel, None, |world| {
                wire::in_guild(
                    world,
                    channel,
                    json!({
                        "user_id": by.to_string(), "channel_id": channel.to_string(),
                        "message_id": message.to_string(), "answer_id": answer,
                    }),
                )
            });
        }
        Ok(())
    }

    fn poll_mut(&mut self, channel: Snowflake, message: Snowflake) -> Option<&mut Poll> {
        self.messages.get_mut(&channel)?.get_mut(&message)?.poll.as_mut()
    }

    /// Ends a poll of one's own. Errors: as [`World::reachable_message`], 50005, 520001, 520006.
    pub fn end_poll(
        &mut self,
        by: Snowflake,
        channel: Snowflake,
        message: Snowflake,
    ) -> Result<(), ApiError> {
        let found = self.reachable_message(by, channel, message)?;
        let poll = found.poll.as_ref().ok_or_else(ApiError::not_a_poll)?;
        if found.author_id != by {
            return Err(ApiError::not_the_author());
        }
        if poll.finalized {
            return Err(ApiError::poll_expired());
        }
        self.finish_poll(channel, message);
        Ok(())
    }

    /// Ends every poll whose time is over, as Discord does.
    pub fn end_expired_polls(&mut self) {
        let now = self.now();
        let over = |message: &&Message| {
            message.poll.as_ref().is_some_and(|poll| !poll.finalized && poll.expires_at <= now)
        };
        let ended: Vec<_> = self
            .messages
            .values()
            .flat_map(|messages| messages.values())
            .filter(over)
            .map(|message| (message.channel_id, message.id))
            .collect();
        for (channel, message) in ended {
            self.finish_poll(channel, message);
        }
    }

    /// Counts the votes, and announces the result in the channel (type 46).
    fn finish_poll(&mut self, channel: Snowflake, message: Snowflake) {
        let now = self.now();
        let Some(poll) = self.poll_mut(channel, message) else { return };
        poll.finalized = true;
        poll.expires_at = poll.expires_at.min(now);
        let embed = result(poll);
        self.tell_of_message("MESSAGE_UPDATE", channel, message);
        let Some(author) = self.message(channel, message).map(|found| found.author_id) else {
            return;
        };
        let reference = self.refer_to(channel, Some(message));
        let kind = message_kind::POLL_RESULT;
        let about = Message { kind, reference, embeds: vec![embed], ..Message::default() };
        self.insert_about(author, channel, about);
    }
}

/// The embed of a result (Discord, *Message Resource*, "Embed Fields by Embed Type").
fn result(poll: &Poll) -> Value {
    let total: usize = poll.answers.iter().map(|answer| answer.voters.len()).sum();
    let most = poll.answers.iter().map(|answer| answer.voters.len()).max().unwrap_or(0);
    let mut best =
        (1..).zip(&poll.answers).filter(|(_, answer)| most > 0 && answer.voters.len() == most);
    let mut fields = vec![
        ("poll_question_text", poll.question.clone()),
        ("victor_answer_votes", most.to_string()),
        ("total_votes", total.to_string()),
    ];
    // A draw has no victor.
    if let (Some((id, victor)), None) = (best.next(), best.next()) {
        fields.push(("victor_answer_id", u64::to_string(&id)));
        fields.push(("victor_answer_text", victor.text.clone()));
        if let Some(emoji) = &victor.emoji {
            fields.push(("victor_answer_emoji_name", emoji.name.clone()));
        }
    }
    let fields: Vec<Value> = fields
        .into_iter()
        .map(|(name, value)| json!({ "name": name, "value": value, "inline": false }))
        .collect();
    json!({ "type": "poll_result", "fields": fields })
}
