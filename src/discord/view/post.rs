//! What the bot says once about a case: to the customer in the thread, to the team under the card.

use serenity::all::{ButtonStyle, CreateActionRow, CreateButton};

use crate::domain::{
    Case, CaseNumber, ChannelId, CloseReason, Home, Post, Status, Time, UserId,
    post::{Internal, Public},
    text::{THREAD_NAME_LIMIT, shorten},
};

use super::{Body, CustomId, link};

/// The faces of "How was it?", the best first, with the score that each gives.
const FACES: [(&str, u8); 3] = [("😀", 3), ("😐", 2), ("🙁", 1)];

/// What the internal thread under a card is called.
pub fn team_thread_name(case: &Case) -> String {
    shorten(&format!("{} · team · {}", case.number, case.title.as_str()), THREAD_NAME_LIMIT)
}

/// A post, as the case now is.
pub fn post(case: &Case, post: &Post) -> Body {
    match post {
        Post::Public(public) => self::public(case, public),
        Post::Internal(internal) => self::internal(case, internal),
    }
}

fn public(case: &Case, post: &Public) -> Body {
    let customer = case.requester;
    match post {
        Public::Reply { by, text } => pinging(customer, format!("{}\n-# A prepared answer of the team, sent by <@{by}>", text.as_str())),
        Public::Solution { attempt, by, summary, closes_at } => {
            let proposal = match summary {
                Some(summary) => format!("<@{customer}>, this is the answer of <@{by}>:\n{}", quoted(summary.as_str())),
                None => format!("<@{customer}>, <@{by}> thinks that your question is answered."),
            };
            judged(case, *attempt, *closes_at, &proposal)
        }
        Public::Reminder { attempt, closes_at } => {
            judged(case, *attempt, *closes_at, &format!("<@{customer}>, a small reminder: we have not heard from you."))
        }
        Public::Closed { reason, solution, ask, at } => closed(case, *reason, *solution, *ask, *at),
        Public::Reopened { by, assignee } => reopened(case, *by, *assignee),
        Public::Merged { into, thread } => pinging(
            customer,
            format!(
                "<@{customer}>, this goes on in {}. Please write there: it is read by the same people, and nothing of this is lost.",
                goes_on(case, *into, *thread)
            ),
        ),
        Public::Unmerged => pinging(customer, format!("<@{customer}>, case {} is on its own again: please go on here.", case.number)),
    }
}

fn pinging(who: UserId, content: String) -> Body {
    Body { pings: vec![who], ..Body::text(content) }
}

fn quoted(text: &str) -> String {
    text.lines().map(|line| format!("> {line}")).collect::<Vec<_>>().join("\n")
}

fn goes_on(case: &Case, into: CaseNumber, thread: Option<ChannelId>) -> String {
    link::linked(&format!("case {into}"), thread.map(|thread| link::channel(case.guild, thread)))
}

/// A proposal with its two buttons, for as long as a word on it counts.
fn judged(case: &Case, attempt: i64, closes_at: Time, proposal: &str) -> Body {
    let open = case.status == Status::Solved && case.solutions == attempt;
    if !open {
        return pinging(case.requester, proposal.to_owned());
    }
    let id = |helped| CustomId::Judge { case: case.number, solution: attempt, helped }.to_string();
    let buttons = vec![
        CreateButton::new(id(true)).label("Solved").style(ButtonStyle::Success),
        CreateButton::new(id(false)).label("Not fixed").style(ButtonStyle::Secondary),
    ];
    let content = format!(
        "{proposal}\nIs it solved? Please tell us with a button, or write what is missing. Without a word from you, case {} closes {}.",
        case.number,
        link::ago(closes_at)
    );
    Body { components: vec![CreateActionRow::Buttons(buttons)], ..pinging(case.requester, content) }
}

/// That the case is closed, and the way back. Pings nobody. Where it stands in the thread that is put away, it has no
/// buttons: nobody can press them there, and a direct message comes unasked.
fn closed(case: &Case, reason: CloseReason, solution: i64, ask: bool, at: Time) -> Body {
    let reply_to = case.source.message.filter(|_| case.outside().is_some() || case.home == Home::Shared);
    let number = link::case_number(case);
    let now = case.is_closed() && case.closed_at.is_some_and(|closed| closed.timestamp_millis() == at.timestamp_millis());
    if !now {
        return Body { reply_to, ..Body::text(format!("Case {number} was closed, and is open again.")) };
    }
    let mut buttons = vec![CreateButton::new(CustomId::Reopen(case.number).to_string()).label("Reopen").style(ButtonStyle::Secondary)];
    let ask = ask && !case.is_rated();
    if ask {
        buttons.extend(faces(case.number, solution));
    }
    let question = if ask { format!(" <@{}>, how was it?", case.requester) } else { String::new() };
    let ended = match reason {
        CloseReason::Solved => "is solved and closed".to_owned(),
        other => format!("is closed: {}", why(other)),
    };
    if case.outside().is_none() && case.home != Home::Shared {
        let way_back =
            format!("If something is missing, `/reopen case:{}` brings it back: you can write that in any channel.", case.number.0);
        return Body { reply_to, ..Body::text(format!("Case {number} {ended}. {way_back}")) };
    }
    let content = format!("Case {number} {ended}. If something is missing, **Reopen** brings it back.{question}");
    Body { reply_to, components: vec![CreateActionRow::Buttons(buttons)], ..Body::text(content) }
}

fn faces(case: CaseNumber, solution: i64) -> impl Iterator<Item = CreateButton> {
    let button = move |(face, score): (&str, u8)| {
        CreateButton::new(CustomId::Rate { case, solution, score }.to_string()).label(face).style(ButtonStyle::Secondary)
    };
    FACES.into_iter().map(button)
}

/// To the customer who has just said that it is solved: how was it?
pub fn how_was_it(case: &Case) -> Body {
    let thanks = format!("Thank you! Case {} is closed. How was it?", case.number);
    Body { components: vec![CreateActionRow::Buttons(faces(case.number, case.solutions).collect())], ..Body::text(thanks) }
}

/// To the customer who has chosen a face.
pub fn rated(case: CaseNumber, solution: i64) -> Body {
    let button = CreateButton::new(CustomId::Comment { case, solution }.to_string()).label("Add a sentence").style(ButtonStyle::Secondary);
    Body {
        components: vec![CreateActionRow::Buttons(vec![button])],
        ..Body::text("Thank you, that helps us. If you like, tell us in a sentence what was good, or what was not.")
    }
}

pub(super) fn why(reason: CloseReason) -> &'static str {
    match reason {
        CloseReason::Solved => "it is solved",
        CloseReason::Duplicate => "the same was asked elsewhere",
        CloseReason::NoReply => "we have not heard back",
        CloseReason::Moved => "it goes on elsewhere",
        CloseReason::Spam => "it is no question for the team",
    }
}

fn reopened(case: &Case, by: Option<UserId>, assignee: Option<UserId>) -> Body {
    let customer = case.requester;
    let who = match assignee {
        Some(agent) => format!("<@{agent}> looks at it again"),
        None => "the team looks at it again".to_owned(),
    };
    match by {
        Some(agent) if agent != customer => {
            pinging(customer, format!("<@{customer}>, <@{agent}> has opened this again: {who}, and you can write here."))
        }
        Some(_) => Body {
            pings: assignee.into_iter().collect(),
            ..Body::text(format!("<@{customer}> has opened this again: {who}. What is missing?"))
        },
        None => Body {
            pings: assignee.into_iter().collect(),
            ..Body::text(format!("Not solved yet, thank you for telling us: {who}. What is still wrong?"))
        },
    }
}

fn internal(case: &Case, post: &Internal) -> Body {
    match post {
        Internal::Note { by, text } => Body::text(format!("<@{by}> notes:\n{}", text.as_str())),
        Internal::Assigned { to, by } => {
            let customer = case.requester;
            let waits = case.waiting_since.map_or_else(
                || format!("<@{customer}> is not waiting at the moment"),
                |since| format!("<@{customer}> wrote {} and is waiting", link::ago(since)),
            );
            let thread = link::linked("the thread", link::thread(case));
            pinging(*to, format!("<@{to}>, <@{by}> has given you this case. {waits}; you answer in {thread}."))
        }
        Internal::Returned { from } => {
            Body::text(format!("<@{from}> is not an agent here any more, so this case is back in the queue. `/claim` makes it yours."))
        }
        Internal::Awake { assignee: Some(agent) } => {
            pinging(*agent, format!("<@{agent}>, the time for which this case was put aside is over."))
        }
        Internal::Awake { assignee: None } => Body::text("The time for which this case was put aside is over. It is back in the queue."),
        Internal::ThreadLost { assignee } => {
            let next = if case.can_have_thread() {
                "What is said to the customer next opens a new one."
            } else {
                "The question went with it, so there is no place for a new one: please write to the customer elsewhere."
            };
            let told = "The customer's thread of this case was deleted. All that was said there is kept with the case.";
            match assignee {
                Some(agent) => pinging(*agent, format!("<@{agent}>: {told} {next}")),
                None => Body::text(format!("{told} {next}")),
            }
        }
        Internal::Absorbed { from } => {
            Body::text(format!("Case {from} goes on here now. `/unmerge case:{from}` undoes it.", from = from.0))
        }
    }
}
