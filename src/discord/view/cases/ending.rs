//! What is said when a case is closed, when its customer writes once it is, and when it is open
//! again.

use serenity::all::{ButtonStyle, CreateActionRow, CreateButton};

use crate::domain::{
    Case, CaseNumber, ChannelId, CloseReason, MessageId, ThreadKind, Time, UserId,
    notice::Elsewhere,
};

use crate::discord::view::{
    Body, CaseButton, CustomId,
    bugs::news,
    cases::addressed::{to_agent, to_customers},
    link,
    words::{t, yes_or_no},
};

pub(super) fn goes_on(case: &Case, into: CaseNumber, thread: Option<ChannelId>) -> String {
    let named = t!(case.language, "post-case-named", case = into);
    link::linked(&named, thread.map(|thread| link::channel(case.guild, thread)))
}

/// Builds the line that the case is closed, and how to reopen it. It pings the customer if they are
/// told nowhere else that the agent `by` closed it. In an archived thread it has no buttons, since
/// nobody can press them there; a direct message would come unasked.
pub(super) fn closed(
    case: &Case,
    at: Time,
    by: Option<UserId>,
    people: &[UserId],
    (reason, elsewhere): (CloseReason, Option<Elsewhere>),
) -> Body {
    let language = case.language;
    let reply_to =
        case.source.message.filter(|_| case.outside().is_some() || case.home == ThreadKind::Shared);
    let number = link::case_number(case);
    if !case.was_closed_at(at) {
        return Body { reply_to, ..Body::text(t!(language, "post-closed-before", case = number)) };
    }
    let told = match by {
        Some(by) => closed_by(case, by, people, (reason, elsewhere)),
        None => {
            let elsewhere = in_other_place(case, elsewhere);
            t!(
                language,
                "post-closed",
                case = number,
                reason = reason.into_str(),
                elsewhere = elsewhere
            )
        }
    };
    let has_button = case.outside().is_some() || case.home == ThreadKind::Shared;
    let (way, components) = if case.guest.is_some() {
        let by_words = yes_or_no(case.home != ThreadKind::Channel);
        (t!(language, "post-way-back-in-words", again = by_words), Vec::new())
    } else if has_button {
        let reopen = CreateButton::new(CustomId::Act(case.number, CaseButton::Reopen).to_string())
            .label(t!(language, "post-reopen"))
            .style(ButtonStyle::Secondary);
        let row = CreateActionRow::Buttons(vec![reopen]);
        (t!(language, "post-way-back-by-button"), vec![row])
    } else {
        (way_back_by_command(case), Vec::new())
    };
    let pings = by.map(|_| news::told_people(case, people)).unwrap_or_default();
    Body { reply_to, components, pings, ..Body::text(format!("{told} {way}")) }
}

/// Returns the sentence that an agent has closed the case, and why.
pub(super) fn closed_by(
    case: &Case,
    by: UserId,
    people: &[UserId],
    (reason, elsewhere): (CloseReason, Option<Elsewhere>),
) -> String {
    t!(
        case.language,
        "post-closed-by",
        customer = news::told_names(case, people),
        agent = by,
        case = case.number,
        reason = reason.into_str(),
        elsewhere = in_other_place(case, elsewhere)
    )
}

/// Returns a link to where the question of a closed case is dealt with instead, or `none`.
fn in_other_place(case: &Case, elsewhere: Option<Elsewhere>) -> String {
    match elsewhere {
        Some(Elsewhere::Case { case: other, thread }) => goes_on(case, other, thread),
        Some(Elsewhere::Channel { channel }) => format!("<#{channel}>"),
        None => "none".to_owned(),
    }
}

/// Returns how to reopen a case whose thread is archived.
pub(super) fn way_back_outside(case: &Case, people: &[UserId]) -> String {
    let shared = yes_or_no(!people.is_empty());
    match link::source(case) {
        Some(question) => {
            t!(case.language, "post-way-back-at-question", question = question, shared = shared)
        }
        None => way_back_by_command(case),
    }
}

fn way_back_by_command(case: &Case) -> String {
    t!(case.language, "post-way-back", number = case.number.0.to_string())
}

/// Shows how a closed case goes on, below what its customer wrote.
pub(super) fn way_back(case: &Case, message: MessageId) -> Body {
    let (language, number) = (case.language, link::case_number(case));
    let replying = |content| Body { reply_to: Some(message), ..Body::text(content) };
    if let Some(merged) = case.merged {
        let into = goes_on(case, merged.into, None);
        return replying(t!(language, "post-goes-on", case = number, into = into));
    }
    if !case.is_closed() {
        return replying(t!(language, "post-closed-before", case = number));
    }
    let closed = t!(language, "post-is-closed", case = number);
    if case.guest.is_some() {
        return replying(format!("{closed} {}", t!(language, "post-way-back-by-team")));
    }
    if case.outside().is_none() && case.home != ThreadKind::Shared {
        return replying(format!("{closed} {}", way_back_by_command(case)));
    }
    let reopen = CreateButton::new(CustomId::Act(case.number, CaseButton::Reopen).to_string())
        .label(t!(language, "post-reopen"))
        .style(ButtonStyle::Secondary);
    let content = format!("{closed} {}", t!(language, "post-way-back-by-button"));
    Body { components: vec![CreateActionRow::Buttons(vec![reopen])], ..replying(content) }
}

/// Says that the case is open again, and who looks at it now.
pub(super) fn reopened(
    case: &Case,
    by: Option<UserId>,
    said_by: Option<UserId>,
    people: &[UserId],
) -> Body {
    let language = case.language;
    let looks = link::person_or_none(case.assignee);
    let to_assignee = |content: String| to_agent(case.assignee, content);
    match by {
        Some(by) if by != case.requester => {
            let people: Vec<UserId> = people.iter().copied().filter(|&user| user != by).collect();
            let told = t!(
                language,
                "post-reopened-for-customer",
                customer = news::told_names(case, &people),
                by = by,
                agent = looks
            );
            to_customers(case, &people, Body::text(told))
        }
        Some(_) => {
            to_assignee(t!(language, "post-reopened", customer = case.customer(), agent = looks))
        }
        None => {
            let person = link::person_or_none(said_by);
            to_assignee(t!(language, "post-not-solved-yet", person = person, agent = looks))
        }
    }
}
