//! The first minute: six steps from a member's message to the fix that works for them, each looked
//! up in the community and never believed.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use sandbox::world::Message;
use sandbox::{Refused, Sandbox, Snowflake, World};
use serde_json::{Value, json};

use crate::page::words;

/// What ana asks, so that there is something to flag.
const QUESTION: &str = "Since this morning the export stops at 12% and says “Error 417”. I need the numbers by noon, can somebody help?";

/// What there is to do. Words are for somebody who has never seen this before; names of buttons
/// stand between `**`.
const STEPS: [(&str, &str, &str, &str); 6] = [
    (
        "flag",
        "Flag the message",
        "You're Max, an agent. Ana needs help in #help. Open the menu of her message (right-click it, or press the three dots) and choose \
         **Open case** under **Apps**.",
        "max",
    ),
    (
        "claim",
        "Claim the case",
        "The case has a card in #desk. Press **Claim** on it, so everyone knows it's yours.",
        "max",
    ),
    (
        "escalate",
        "Escalate it",
        "It looks like a bug. Press **Escalate** on the card, give the bug a title, and describe what happens.",
        "max",
    ),
    (
        "ship",
        "Ship the fix",
        "Now you're Dora, a developer. The report has arrived in #developers. Press **Fixed** on it, then **Shipped**, and enter a version such as 5.3.",
        "dora",
    ),
    (
        "send",
        "Tell the customer",
        "You're Max again. The message for Ana is ready in the case's team thread. Read it and press **Send**.",
        "max",
    ),
    (
        "works",
        "Try the fix",
        "Now you're Ana. The news is in your question's thread. Press **Works now**.",
        "ana",
    ),
];

/// The first step as a finger does it, which cannot right-click.
const FLAG_BY_TOUCH: &str = "You're Max, an agent. Ana needs help in #help. Tap the three dots on her message and choose **Open case** under **Apps**.";

/// How far somebody has come.
#[derive(Debug, Default)]
pub(super) struct Guide(Mutex<Progress>);

#[derive(Debug, Default)]
struct Progress {
    state: State,
    question: Option<Snowflake>,
    done: [bool; 6],
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
    /// What an agent is to send to the customer, in the team's thread.
    draft: Option<Snowflake>,
    /// What the customer reads of the fix, in the thread of their question.
    news: Option<Snowflake>,
    done: [bool; 6],
}

impl Guide {
    fn progress(&self) -> std::sync::MutexGuard<'_, Progress> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Begins, or begins again, with a new question.
    ///
    /// # Errors
    /// In a community without ana, or where she may not ask.
    pub(super) fn begin(&self, sandbox: &Sandbox) -> Result<(), Refused> {
        let ana = sandbox.find_person("ana").ok_or_else(|| {
            Refused("There's nobody called ana in this community to ask the question.".to_owned())
        })?;
        let question = ana.say("help", QUESTION)?;
        *self.progress() =
            Progress { state: State::Running, question: Some(question), done: [false; 6] };
        Ok(())
    }

    /// Puts the guide away.
    pub(super) fn skip(&self) {
        self.progress().state = State::Skipped;
    }

    /// Begins from nothing, in another world.
    pub(super) fn forget(&self) {
        *self.progress() = Progress::default();
    }

    /// `Guide` of the protocol, after a look at what has happened.
    pub(super) fn look(&self, world: &World) -> Value {
        let mut progress = self.progress();
        let case = progress.question.map(|question| look_up(world, question)).unwrap_or_default();
        if progress.state == State::Running {
            // What was done once stays done, whatever becomes of it.
            for (done, now) in progress.done.iter_mut().zip(case.done) {
                *done |= now;
            }
            if progress.done.iter().all(|done| *done) {
                progress.state = State::Done;
            }
        }
        let channel = |name: &str| world.channel_named(name).map(|channel| channel.id.to_string());
        let steps: Vec<Value> = STEPS
            .iter()
            .zip(progress.done)
            .map(|((name, title, text, person), done)| {
                let (place, message) = match *name {
                    "flag" => (channel("help"), progress.question),
                    "ship" => (channel("developers"), case.report),
                    // The thread of a message has its ID.
                    "send" => {
                        (case.draft.and(case.card).map(|thread| thread.to_string()), case.draft)
                    }
                    "works" => {
                        let thread = progress.question.filter(|_| case.news.is_some());
                        (thread.map(|thread| thread.to_string()), case.news)
                    }
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
        let state = match progress.state {
            State::Ready => "ready",
            State::Running => "running",
            State::Done => "done",
            State::Skipped => "skipped",
        };
        json!({"state": state, "steps": steps, "current": progress.done.iter().position(|done| !done).unwrap_or(STEPS.len())})
    }
}

/// What has become of a question: nothing but what stands in Discord is looked at.
fn look_up(world: &World, question: Snowflake) -> Case {
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
    // right after a label.
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
    // What a button does is in its ID, whatever it says.
    let with_button = |thread: Option<Snowflake>, id: String| {
        let messages = thread.and_then(|thread| world.messages.get(&thread));
        let mut ours = messages
            .into_iter()
            .flat_map(BTreeMap::values)
            .filter(|message| message.author_id == bot);
        let shows = |message: &&Message| {
            serde_json::Value::Array(message.components.clone()).to_string().contains(&id)
        };
        ours.rfind(shows).map(|message| message.id)
    };
    let card = card.map(|card| card.id);
    let draft = with_button(card, format!(":bug:send-news:{number}:"));
    let news =
        with_button(Some(question), format!(":solved:{number}:")).filter(|_| report.is_some());
    let is_closed =
        thread.and_then(|found| found.thread.as_ref()).is_some_and(|thread| thread.locked);
    Case {
        card,
        report: report.map(|report| report.id),
        draft,
        news,
        done: [
            true,
            text.matches(":** <@").count() > 1,
            report.is_some(),
            draft.is_some() || news.is_some(),
            news.is_some(),
            is_closed,
        ],
    }
}
