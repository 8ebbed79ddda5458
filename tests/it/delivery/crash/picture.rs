//! What there is to be seen in the community, read from the sandbox itself and never from our own
//! database.

use std::collections::{BTreeMap, BTreeSet};

use sandbox::{
    Snowflake, World,
    world::{Message, message_kind},
};
use serde_json::{Value, json};

use crate::delivery::crash::bot::Bot;

/// A question that was flagged, or will be in a moment.
#[derive(Clone, Debug)]
pub struct Asked {
    pub message: Snowflake,
    /// A word that stands in this question alone.
    pub ticket: String,
    /// An agent wants the developers to have it.
    pub escalated: bool,
    /// The developers ship a fix, and the customer is told.
    pub shipped: bool,
    /// An agent notes something for the team, and closes it.
    pub closed: bool,
}

/// A case as people see it.
#[derive(Clone, Debug)]
pub struct Seen {
    pub number: u64,
    pub card: Snowflake,
    /// The bug's number and its report.
    pub bug: Option<(u64, Snowflake)>,
}

/// What is there, by the flagged messages, and what is wrong with it.
#[derive(Clone, Debug, Default)]
pub struct Picture {
    pub cases: BTreeMap<Snowflake, Seen>,
    pub faults: Vec<String>,
}

/// The bot's messages of a channel that everybody there sees, without what Discord itself says.
fn said_in(world: &World, channel: Snowflake) -> impl Iterator<Item = &Message> {
    let by_bot =
        |message: &&Message| message.author_id == world.bot_id && message.ephemeral_for.is_none();
    let posted = |message: &&Message| message.kind == message_kind::DEFAULT;
    world
        .messages
        .get(&channel)
        .into_iter()
        .flat_map(BTreeMap::values)
        .filter(by_bot)
        .filter(posted)
}

/// What the bot says in answer to somebody's message.
fn replies_in(world: &World, channel: Snowflake) -> impl Iterator<Item = &Message> {
    let by_bot =
        |message: &&Message| message.author_id == world.bot_id && message.ephemeral_for.is_none();
    world
        .messages
        .get(&channel)
        .into_iter()
        .flat_map(BTreeMap::values)
        .filter(by_bot)
        .filter(|message| message.kind == message_kind::REPLY)
}

fn channel(world: &World, name: &str) -> Snowflake {
    world.channel_named(name).expect("the community has it").id
}

fn threads(world: &World) -> impl Iterator<Item = Snowflake> {
    world.channels.values().filter(|channel| channel.thread.is_some()).map(|channel| channel.id)
}

/// How many of the things that people can see are there: threads, what the bot says in them, cards,
/// reports.
pub fn drawn(world: &World) -> usize {
    let openings: usize = threads(world).map(|thread| 1 + said_in(world, thread).count()).sum();
    let said = |name| said_in(world, channel(world, name)).count();
    openings + said("desk") + said("developers") + replies_in(world, channel(world, "help")).count()
}

/// The card of a question, by the word in it.
pub fn card_of(world: &World, ticket: &str) -> Option<Snowflake> {
    said_in(world, channel(world, "desk"))
        .find(|message| message.content.contains(ticket))
        .map(|message| message.id)
}

/// The number of the case whose card this is.
pub fn number_of(world: &World, card: Snowflake) -> Option<u64> {
    said_in(world, channel(world, "desk")).find(|message| message.id == card).and_then(case_number)
}

/// The number at the beginning of a card.
fn case_number(message: &Message) -> Option<u64> {
    message.content.strip_prefix('#')?.split(' ').next()?.parse().ok()
}

/// The number at the beginning of a report, in either language.
fn bug_number(message: &Message) -> Option<u64> {
    let prefixes = ["Bug #", "Fehler #"].into_iter();
    let number = prefixes.filter_map(|prefix| message.content.strip_prefix(prefix)).next()?;
    number.split(' ').next()?.parse().ok()
}

/// The only one of a question's pictures in a channel.
fn only<'w>(world: &'w World, name: &str, ticket: &str) -> Result<&'w Message, String> {
    let found: Vec<&Message> = said_in(world, channel(world, name))
        .filter(|message| message.content.contains(ticket))
        .collect();
    match found[..] {
        [one] => Ok(one),
        _ => Err(format!("{ticket} is in #{name} {} times", found.len())),
    }
}

/// Whether the developers have a report of a question.
pub fn is_reported(world: &World, ticket: &str) -> bool {
    only(world, "developers", ticket).is_ok()
}

/// The number of the bug that was reported from a question.
pub fn bug_of(world: &World, ticket: &str) -> Option<u64> {
    only(world, "developers", ticket).ok().and_then(bug_number)
}

/// Looks at everything that should be there, and at everything else.
pub fn look(world: &World, asked: &[Asked]) -> Picture {
    let mut picture = Picture::default();
    let [desk, developers] = ["desk", "developers"].map(|name| channel(world, name));
    for question in asked {
        match see(world, question, developers) {
            Ok(seen) => drop(picture.cases.insert(question.message, seen)),
            Err(fault) => picture.faults.push(fault),
        }
    }
    let mut expect = |what: &str, expected: usize, there: usize| {
        if expected != there {
            picture.faults.push(format!("{there} {what}, and not {expected}"));
        }
    };
    let escalated = asked.iter().filter(|question| question.escalated).count();
    let closed = asked.iter().filter(|question| question.closed).count();
    // One on each question, and one on each report.
    expect("threads", asked.len() + closed + escalated, threads(world).count());
    // A card each, and the board.
    expect("messages on the desk", asked.len() + 1, said_in(world, desk).count());
    expect("messages to the developers", escalated, said_in(world, developers).count());
    expect(
        "lines of the bot among the questions",
        closed,
        replies_in(world, channel(world, "help")).count(),
    );
    expect(
        "other messages of the bot among the questions",
        0,
        said_in(world, channel(world, "help")).count(),
    );
    let numbers: BTreeSet<u64> = picture.cases.values().map(|seen| seen.number).collect();
    let bugs: BTreeSet<u64> =
        picture.cases.values().filter_map(|seen| seen.bug).map(|(number, _)| number).collect();
    // No number twice, and none left out: `n` different ones of which the last is `n`.
    expect("case numbers", picture.cases.len(), numbers.len());
    expect(
        "as the last case number",
        picture.cases.len(),
        numbers.last().map_or(0, |&last| usize::try_from(last).unwrap_or(usize::MAX)),
    );
    expect(
        "as the last bug number",
        bugs.len(),
        bugs.last().map_or(0, |&last| usize::try_from(last).unwrap_or(usize::MAX)),
    );
    picture
}

fn see(world: &World, question: &Asked, developers: Snowflake) -> Result<Seen, String> {
    let Asked { message, ticket, escalated, shipped, closed } = question;
    if !threads(world).any(|thread| thread == *message) {
        return Err(format!("{ticket} has no thread"));
    }
    // The first message, that the fix is out, and why the case is closed.
    let said = said_in(world, *message).count();
    let expected = 1 + usize::from(*shipped) + usize::from(*closed);
    if said != expected {
        return Err(format!("the thread of {ticket} has {said} messages, and not {expected}"));
    }
    let told = said_in(world, *message).filter(|told| told.content.contains(ticket.as_str()));
    if told.count() != usize::from(*shipped) {
        return Err(format!("the customer of {ticket} is not told of the fix once"));
    }
    let card = only(world, "desk", ticket)?;
    let number = case_number(card).ok_or_else(|| format!("the card of {ticket} has no button"))?;
    if !card.content.starts_with(&format!("#{number} ")) {
        return Err(format!("the card of {ticket} says {}, and its button {number}", card.content));
    }
    let shown = json!(card.embeds).to_string();
    if !shown.contains(&format!("/{message})")) {
        return Err(format!("the card of {ticket} does not lead to its thread"));
    }
    let bug = match escalated {
        false => None,
        true => {
            let report = only(world, "developers", ticket)?;
            let bug = bug_number(report)
                .ok_or_else(|| format!("the report of {ticket} has no number"))?;
            if !shown.contains(&format!("[#{bug}]("))
                || !shown.contains(&format!("/{developers}/{})", report.id))
            {
                return Err(format!("the card of {ticket} does not lead to its report"));
            }
            Some((bug, report.id))
        }
    };
    if *closed {
        see_the_end(world, question, card)?;
    }
    Ok(Seen { number, card: card.id, bug })
}

/// A closed case: its note is with the team, once; the line to reopen it is where the question is,
/// once; and its thread is archived.
fn see_the_end(world: &World, question: &Asked, card: &Message) -> Result<(), String> {
    let Asked { message, ticket, .. } = question;
    let mut notes: Vec<&str> = said_in(world, card.id).map(|note| note.content.as_str()).collect();
    let count = notes.len();
    notes.sort_unstable();
    notes.dedup();
    if count == 0
        || notes.len() != count
        || !notes.iter().all(|note| note.contains(ticket.as_str()))
    {
        return Err(format!("{ticket} has these notes: {notes:?}, {count} in all"));
    }
    let lines = replies_in(world, channel(world, "help"));
    let lines = lines
        .filter(|line| {
            line.reference.as_ref().is_some_and(|reference| reference.message_id == Some(*message))
        })
        .count();
    if lines != 1 {
        return Err(format!("the end of {ticket} is told {lines} times"));
    }
    let thread = world.channels.get(message).and_then(|channel| channel.thread.as_ref());
    if !thread.is_some_and(|thread| thread.archived && thread.locked) {
        return Err(format!("the thread of {ticket} is not put away"));
    }
    Ok(())
}

/// Holds what our own database says to what people see.
pub async fn compare_with_export(picture: &Picture, bot: &Bot) {
    let text = |id: Snowflake| json!(id.to_string());
    let told = |rows: Vec<Value>, columns: &[&str]| -> BTreeSet<String> {
        rows.iter()
            .map(|row| {
                json!(columns.iter().map(|column| &row[column]).collect::<Vec<_>>()).to_string()
            })
            .collect()
    };
    let cases = picture.cases.iter().map(|(&message, seen)| {
        let bugs: Vec<u64> = seen.bug.iter().map(|(number, _)| *number).collect();
        json!([seen.number, text(message), text(message), text(seen.card), bugs]).to_string()
    });
    let columns = ["number", "source_message_id", "thread_id", "card_message_id", "bug_numbers"];
    assert_eq!(told(bot.export("cases").await, &columns), cases.collect());
    let bugs = picture.cases.values().filter_map(|seen| Some((seen.number, seen.bug?)));
    let bugs =
        bugs.map(|(case, (number, report))| json!([number, [case], text(report)]).to_string());
    assert_eq!(
        told(bot.export("bugs").await, &["number", "case_numbers", "card_message_id"]),
        bugs.collect()
    );
    let parked = bot
        .export("events")
        .await
        .into_iter()
        .filter(|event| event["kind"].as_str().is_some_and(|kind| kind.contains("parked")));
    assert_eq!(
        parked.collect::<Vec<_>>(),
        Vec::<Value>::new(),
        "something was given up\n{}",
        bot.log()
    );
}
