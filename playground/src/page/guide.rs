//! The first minute: five steps from a member's message to the bug report, each looked up in the
//! community and never believed.

use std::sync::{Mutex, PoisonError};

use sandbox::world::Message;
use sandbox::{Refused, Sandbox, Snowflake, World};
use serde_json::{Value, json};

use crate::page::reads::Reads;
use crate::page::words;

/// What ana asks, so that there is something to flag.
const QUESTION: &str = "Since this morning the export stops at 12 % and says “Error 417”. I need the numbers by noon, can somebody help?";

/// What there is to do. Words are for somebody who has never seen this before.
const STEPS: [(&str, &str, &str, &str); 5] = [
    (
        "flag",
        "Flag the message",
        "You’re Max, an agent. Ana needs help in #help. Open the menu of her message (right-click it, or press the three dots) and choose \
         Open case under Apps.",
        "max",
    ),
    (
        "claim",
        "Claim the case",
        "The case has a card in #desk. Press Claim on it, so everyone knows it’s yours.",
        "max",
    ),
    (
        "tag",
        "Give it a tag",
        "In the case’s thread, type /tag and a word for what it’s about, such as export.",
        "max",
    ),
    (
        "escalate",
        "Escalate it",
        "It looks like a bug. Press Escalate on the card, give it a title, and describe what happens.",
        "max",
    ),
    (
        "arrive",
        "See it arrive",
        "Now you’re Dora, a developer. Look in #developers: the bug report has arrived.",
        "dora",
    ),
];

/// The first step as a finger does it, which cannot right-click.
const FLAG_BY_TOUCH: &str = "You’re Max, an agent. Ana needs help in #help. Tap the three dots on her message and choose Open case under Apps.";

/// How far somebody has come.
#[derive(Debug, Default)]
pub(super) struct Guide(Mutex<Course>);

#[derive(Debug, Default)]
struct Course {
    state: State,
    question: Option<Snowflake>,
    done: [bool; 5],
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum State {
    #[default]
    Ready,
    Running,
    Done,
    Skipped,
}

/// What there is of the case in the community.
#[derive(Debug, Default)]
struct Case {
    card: Option<Snowflake>,
    report: Option<Snowflake>,
    done: [bool; 5],
}

impl Guide {
    fn course(&self) -> std::sync::MutexGuard<'_, Course> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Begins, or begins again, with a new question.
    ///
    /// # Errors
    /// In a community without ana, or where she may not ask.
    pub(super) fn begin(&self, sandbox: &Sandbox) -> Result<(), Refused> {
        let ana = sandbox.find_person("ana").ok_or_else(|| {
            Refused("There’s nobody called ana in this community to ask the question.".to_owned())
        })?;
        let question = ana.say("help", QUESTION)?;
        *self.course() =
            Course { state: State::Running, question: Some(question), done: [false; 5] };
        Ok(())
    }

    /// Puts the guide away.
    pub(super) fn skip(&self) {
        self.course().state = State::Skipped;
    }

    /// Begins from nothing, in another world.
    pub(super) fn forget(&self) {
        *self.course() = Course::default();
    }

    /// `Guide` of the protocol, after a look at what has happened.
    pub(super) fn look(&self, world: &World, reads: &Reads) -> Value {
        let mut course = self.course();
        let case =
            course.question.map(|question| look_up(world, reads, question)).unwrap_or_default();
        if course.state == State::Running {
            // What was done once stays done, whatever becomes of it.
            for (done, now) in course.done.iter_mut().zip(case.done) {
                *done |= now;
            }
            if course.done.iter().all(|done| *done) {
                course.state = State::Done;
            }
        }
        let channel = |name: &str| world.channel_named(name).map(|channel| channel.id.to_string());
        let steps: Vec<Value> = STEPS
            .iter()
            .zip(course.done)
            .map(|((name, title, text, person), done)| {
                let (place, message) = match *name {
                    "flag" => (channel("help"), course.question),
                    // The thread of a message has its id.
                    "tag" => (
                        course
                            .question
                            .filter(|_| case.card.is_some())
                            .map(|thread| thread.to_string()),
                        None,
                    ),
                    "arrive" => (channel("developers"), case.report),
                    _ => (channel("desk"), case.card),
                };
                json!({
                    "name": name,
                    "title": title,
                    "text": text,
                    "touch": (*name == "flag").then_some(FLAG_BY_TOUCH),
                    "done": done,
                    "person": person,
                    "channel_id": place,
                    "message_id": message.map(|id| id.to_string()),
                })
            })
            .collect();
        let state = match course.state {
            State::Ready => "ready",
            State::Running => "running",
            State::Done => "done",
            State::Skipped => "skipped",
        };
        json!({"state": state, "steps": steps, "current": course.done.iter().position(|done| !done).unwrap_or(STEPS.len())})
    }
}

/// What has become of a question: nothing but what stands in Discord is looked at.
fn look_up(world: &World, reads: &Reads, question: Snowflake) -> Case {
    let bot = world.bot_id;
    let thread = world
        .channels
        .get(&question)
        .filter(|found| found.thread.as_ref().is_some_and(|thread| thread.owner_id == bot));
    let number = thread.and_then(|thread| words::number(&thread.name));
    let Some(number) = number else { return Case::default() };
    let later = |channel: &str| -> Vec<&Message> {
        let channel =
            world.channel_named(channel).and_then(|channel| world.messages.get(&channel.id));
        let later = channel
            .into_iter()
            .flat_map(|messages| messages.range(question..).map(|(_, message)| message));
        later
            .filter(|message| message.author_id == bot && message.ephemeral_for.is_none())
            .collect()
    };
    let card =
        later("desk").into_iter().find(|message| words::number(&message.content) == Some(number));
    // Told apart by their form, since words may change: the customer and the assignee are mentions
    // right after a label, and tags are code right after one.
    let embed = card.and_then(|card| card.embeds.first());
    let text = embed.and_then(|embed| embed["description"].as_str()).unwrap_or_default();
    let named = format!("#{number}");
    let report = later("developers").into_iter().find(|message| {
        let text =
            format!("{} {}", message.content, serde_json::Value::Array(message.embeds.clone()));
        text.match_indices(&named).any(|(at, _)| {
            !text[at + named.len()..].starts_with(|next: char| next.is_ascii_digit())
        })
    });
    let seen = report.is_some_and(|report| {
        world
            .user_named("dora")
            .is_some_and(|dora| reads.last(dora.id, report.channel_id) >= report.id)
    });
    Case {
        card: card.map(|card| card.id),
        report: report.map(|report| report.id),
        done: [
            true,
            text.matches(":** <@").count() > 1,
            text.contains(":** `"),
            report.is_some(),
            seen,
        ],
    }
}
