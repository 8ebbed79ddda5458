//! Notices: messages of the bot about a case that are sent once, to the customer in the thread or
//! to the team under the card.

use serenity::all::{ButtonStyle, CreateActionRow, CreateButton};

use crate::domain::{
    BugNews, Case, CaseNumber, CloseReason, Handover, Language, MessageId, Notice, Obstacle,
    PublicText, StoredNotice, ThreadKind, Time, UserId, Verdict,
    notice::{Internal, OthersWork, Public},
    text::{THREAD_NAME_LIMIT, shorten},
};

use crate::discord::view::{
    Body, CaseButton, CustomId,
    bugs::news,
    cases::{
        addressed::{pinging, to_agent, to_customer, to_customers, to_roles},
        ending::{closed, closed_by, goes_on, reopened, way_back, way_back_outside},
        thread::in_channel_reply_to,
    },
    escape::quoted,
    link, obstacle,
    teams::notices,
    words::{t, yes_or_no},
};

/// The faces of "How was it?" with their scores, the best first.
const FACES: [(&str, u8); 3] = [("😀", 3), ("😐", 2), ("🙁", 1)];

/// Returns the name of the team thread.
pub fn team_thread_name(language: Language, case: &Case) -> String {
    shorten(
        &t!(language, "post-team-thread", case = case.number, title = case.title.as_str()),
        THREAD_NAME_LIMIT,
    )
}

/// Builds a notice that is stored, with the roles for which it is.
pub fn stored(language: Language, case: &Case, stored: &StoredNotice) -> Body {
    to_roles(&stored.roles, post(language, case, &stored.post))
}

/// Builds a notice for the case as it is now. What the customer reads is in the case's language,
/// what the team reads in `language`.
pub fn post(language: Language, case: &Case, post: &Notice) -> Body {
    match post {
        Notice::Public(public) => {
            let body = self::public(case, public);
            Body { reply_to: body.reply_to.or(in_channel_reply_to(case)), ..body }
        }
        Notice::Internal(internal) => self::internal(language, case, internal),
    }
}

fn public(case: &Case, post: &Public) -> Body {
    let language = case.language;
    let customer = || case.customer();
    let named = |people: &[UserId]| news::told_names(case, people);
    match post {
        Public::Reply { by, text, .. } => to_customer(
            case,
            format!("{}\n{}", text.as_str(), t!(language, "post-reply-signature", agent = *by)),
        ),
        Public::Promise { by, until, people } => promise(case, *by, *until, people),
        Public::Solution { attempt, by, summary, people } => {
            let proposal = proposal(case, *by, summary.as_ref(), people);
            to_customers(case, people, judged(case, *attempt, &proposal))
        }
        Public::FollowUp { attempt, people } => {
            let asked = t!(language, "post-follow-up", customer = named(people));
            to_customers(case, people, judged(case, *attempt, &asked))
        }
        Public::Fixed { by, attempt, news, text } => {
            let mut told = news::told(case, *by, news, text.as_ref());
            if case.fix_of(*attempt).is_some_and(|fix| fix.verdict == Verdict::Withdrawn) {
                told = format!("{told}\n{}", t!(language, "post-fix-withdrawn"));
            }
            to_customers(case, &news.people, judged(case, *attempt, &told))
        }
        Public::Declined { by, bug, round, people, text } => {
            let news = BugNews::declined(*bug, *round, people.clone());
            to_customers(case, people, Body::text(news::told(case, *by, &news, text.as_ref())))
        }
        Public::ToFollowers { news, people } => {
            Body { pings: people.clone(), ..Body::text(news::to_followers(language, news, people)) }
        }
        Public::Unfollowed { people } => {
            let named = news::mentions(people);
            let told = t!(language, "post-unfollowed", people = named);
            Body { pings: people.clone(), ..Body::text(told) }
        }
        Public::Update { by, news, text } => {
            let told = news::told(case, *by, news, text.as_ref());
            to_customers(case, &news.people, Body::text(told))
        }
        Public::Reminder { attempt, people, .. } => {
            let asked = t!(language, "post-reminder", customer = named(people));
            to_customers(case, people, judged(case, *attempt, &asked))
        }
        Public::Closed { reason, at, by, people, elsewhere } => {
            closed(case, *at, *by, people, (*reason, *elsewhere))
        }
        Public::ClosedInThread { by, people, reason, elsewhere } => {
            let told = closed_by(case, *by, people, (*reason, *elsewhere));
            let way = case.is_closed().then(|| way_back_outside(case, people));
            let lines: Vec<String> = std::iter::once(told).chain(way).collect();
            to_customers(case, people, Body::text(lines.join(" ")))
        }
        Public::Reopened { by, said_by, people } => reopened(case, *by, *said_by, people),
        Public::WelcomeBack => {
            to_customer(case, t!(language, "post-welcome-back", customer = customer()))
        }
        Public::Merged { into, thread } => {
            let into = goes_on(case, *into, *thread);
            let in_words = yes_or_no(case.guest.is_some());
            let customer = customer();
            to_customer(
                case,
                t!(language, "post-merged", customer = customer, case = into, guest = in_words),
            )
        }
        Public::Unmerged => to_customer(
            case,
            t!(language, "post-unmerged", customer = customer(), case = case.number),
        ),
        Public::WayBack { message } => way_back(case, *message),
        Public::SaidElsewhere { by, message } => said_elsewhere(case, *by, *message),
    }
}

fn promise(case: &Case, by: UserId, until: Time, people: &[UserId]) -> Body {
    let promise = t!(
        case.language,
        "post-promise",
        customer = news::told_names(case, people),
        agent = by,
        until = link::date(until),
        ago = link::ago(until)
    );
    to_customers(case, people, Body::text(promise))
}

fn proposal(case: &Case, by: UserId, summary: Option<&PublicText>, people: &[UserId]) -> String {
    let (language, asked) = (case.language, news::told_names(case, people));
    match summary {
        Some(summary) => {
            let heading = t!(language, "post-solution-summary", customer = asked, agent = by);
            format!("{heading}\n{}", quoted(summary.as_str()))
        }
        None => t!(language, "post-solution", customer = asked, agent = by),
    }
}

fn said_elsewhere(case: &Case, by: UserId, message: MessageId) -> Body {
    let in_channel = case.outside().is_some();
    let content = t!(
        case.language,
        "post-said-elsewhere",
        person = by,
        case = link::case_number(case),
        channel = case.source.channel,
        outside = yes_or_no(in_channel)
    );
    Body { reply_to: in_channel.then_some(message), ..Body::text(content) }
}

/// Builds a proposal, with its two buttons while a response to it counts. A guest can press none.
fn judged(case: &Case, attempt: i64, proposal: &str) -> Body {
    if !case.awaits_word_on(attempt) {
        return to_customer(case, proposal.to_owned());
    }
    let language = case.language;
    let closes = case.closes_at().map_or_else(|| "none".to_owned(), link::ago);
    if case.guest.is_some() {
        let question = t!(language, "post-is-it-solved-in-words", case = case.number, ago = closes);
        return to_customer(case, format!("{proposal}\n{question}"));
    }
    let button = |does| CreateButton::new(CustomId::Act(case.number, does).to_string());
    let (yes, no) = match case.fix_of(attempt) {
        Some(_) => (t!(language, "post-works-now"), t!(language, "post-still-broken")),
        None => (t!(language, "post-solved"), t!(language, "post-not-fixed")),
    };
    let buttons = vec![
        button(CaseButton::Confirm { solution: attempt }).label(yes).style(ButtonStyle::Success),
        button(CaseButton::Reject { solution: attempt }).label(no).style(ButtonStyle::Secondary),
    ];
    let (number, locked) = (case.number, yes_or_no(case.locked_since.is_some()));
    let question = match case.fix_of(attempt) {
        Some(_) => {
            t!(language, "post-does-it-work", case = number, locked = locked, ago = closes)
        }
        None => t!(language, "post-is-it-solved", case = number, locked = locked, ago = closes),
    };
    Body {
        components: vec![CreateActionRow::Buttons(buttons)],
        ..to_customer(case, format!("{proposal}\n{question}"))
    }
}

fn faces(case: CaseNumber, solution: i64) -> impl Iterator<Item = CreateButton> {
    let button = move |(face, score): (&str, u8)| {
        CreateButton::new(CustomId::Rate { case, solution, score }.to_string())
            .label(face)
            .style(ButtonStyle::Secondary)
    };
    FACES.into_iter().map(button)
}

/// Thanks the customer who has just confirmed. If the team has answered them, asks how it was:
/// here, where nobody else reads it, and nowhere else.
pub fn confirmed(language: Language, case: &Case) -> Body {
    let number = case.number.0.to_string();
    let thanks = t!(language, "post-confirmed", case = case.number, number = number);
    if case.first_response_at.is_none() {
        return Body::text(thanks);
    }
    let buttons = faces(case.number, case.solutions).collect();
    Body {
        components: vec![CreateActionRow::Buttons(buttons)],
        ..Body::text(format!("{thanks} {}", t!(language, "post-how-was-it")))
    }
}

/// Thanks the customer who has chosen a face.
pub fn rated(language: Language, case: CaseNumber, solution: i64) -> Body {
    let button = CreateButton::new(CustomId::Comment { case, solution }.to_string())
        .label(t!(language, "post-comment"));
    let components = vec![CreateActionRow::Buttons(vec![button.style(ButtonStyle::Secondary)])];
    Body { components, ..Body::text(t!(language, "post-rated")) }
}

/// Returns the end of a sentence that says why a case is closed.
pub(in crate::discord::view) fn why(language: Language, reason: CloseReason) -> String {
    t!(language, "post-why", reason = reason.into_str(), of = "none", to = "none")
}

fn internal(language: Language, case: &Case, post: &Internal) -> Body {
    match post {
        Internal::Note { by, text } => {
            Body::text(format!("{}\n{}", t!(language, "post-note", agent = *by), text.as_str()))
        }
        Internal::Assigned { to, by } => assigned(language, case, *to, *by),
        Internal::TakenOver { from, to, by } => pinging(
            *from,
            t!(
                language,
                "post-taken-over",
                agent = *from,
                by = *by,
                to = if to == by { "none".to_owned() } else { to.to_string() }
            ),
        ),
        Internal::DoneByOther { agent, by, what } => done_by_other(language, *agent, *by, *what),
        Internal::NotLetIn { agent } => {
            pinging(*agent, t!(language, "post-not-let-in", agent = *agent))
        }
        Internal::HandoverRequested { from, to, by } => {
            handover_requested(language, case, *from, *to, *by)
        }
        Internal::Returned { from } => Body::text(t!(language, "post-returned", agent = *from)),
        Internal::Awake { assignee: Some(agent) } => {
            pinging(*agent, t!(language, "post-awake", agent = *agent))
        }
        Internal::Awake { assignee: None } => Body::text(t!(language, "post-awake-in-queue")),
        Internal::PromiseDue { assignee } => to_agent(
            *assignee,
            t!(language, "post-promise-due", agent = link::person_or_none(*assignee)),
        ),
        Internal::ThreadLost { assignee, was_asked } => {
            thread_lost(language, case, *assignee, *was_asked)
        }
        Internal::NoticeLost { what, assignee } => {
            let what: &str = what.into();
            let agent = link::person_or_none(*assignee);
            to_agent(*assignee, t!(language, "post-notice-lost", agent = agent, what = what))
        }
        Internal::Held { obstacle, agent } => held(language, obstacle, *agent),
        Internal::Resumed { moot } => {
            Body::text(t!(language, "post-resumed", moot = yes_or_no(*moot)))
        }
        Internal::GivenUp { obstacle, agent } => given_up(language, obstacle, *agent),
        Internal::ThreadLocked { assignee } => to_agent(
            *assignee,
            t!(language, "post-thread-locked", agent = link::person_or_none(*assignee)),
        ),
        Internal::BugNews { news, reason, agent, sent } => {
            news::draft(language, case, (news, *sent), reason.as_ref(), *agent)
        }
        Internal::InfoRequested { bug, by, text, agent, state, .. } => {
            news::info_requested(language, case, (*bug, *by, *state), text, *agent)
        }
        Internal::TeamAsked { request, team, by, channel, message } => {
            let card = (*channel, *message);
            notices::asked(language, case.guild, (*request, team), *by, card)
        }
        Internal::TeamAnswered { request, team, by, text, to } => {
            notices::answered(language, (*request, team), *by, text, *to)
        }
        Internal::RequestFreed { request, team, from, to } => {
            notices::freed(language, (*request, team), *from, *to)
        }
        Internal::RequestOverdue { request, team, to } => {
            notices::overdue(language, (*request, team), *to)
        }
        Internal::RequestUnposted { request, team, channel, to } => {
            notices::unposted(language, (*request, team), *channel, *to)
        }
        Internal::Absorbed { from } => {
            Body::text(t!(language, "post-absorbed", case = from.0.to_string()))
        }
        Internal::AbsorptionUndone { from } => {
            Body::text(t!(language, "post-absorption-undone", case = from.0.to_string()))
        }
    }
}

fn assigned(language: Language, case: &Case, to: UserId, by: UserId) -> Body {
    let since = case.waiting_since.map_or_else(|| "none".to_owned(), link::ago);
    let in_channel = yes_or_no(case.home == ThreadKind::Channel);
    let thread = t!(language, "post-thread-named", channel = in_channel);
    let thread = link::linked(&thread, link::thread(case));
    let told = t!(
        language,
        "post-assigned",
        agent = to,
        by = by,
        customer = case.customer(),
        start = case.wait_start.into_str(),
        since = since,
        thread = thread
    );
    pinging(to, told)
}

fn done_by_other(language: Language, agent: UserId, by: UserId, what: OthersWork) -> Body {
    let (what, until) = match what {
        OthersWork::Solved => ("asks", String::new()),
        OthersWork::Closed => ("ends", String::new()),
        OthersWork::Snoozed(until) => ("snoozes", link::date(until)),
    };
    let told =
        t!(language, "post-done-by-other", agent = agent, by = by, deed = what, until = until);
    pinging(agent, told)
}

fn held(language: Language, obstacle: &Obstacle, agent: Option<UserId>) -> Body {
    let told = t!(
        language,
        "post-held",
        agent = link::person_or_none(agent),
        sentence = obstacle::sentence(language, obstacle),
        remedy = obstacle::remedy(language, &obstacle.reason)
    );
    to_agent(agent, told)
}

fn given_up(language: Language, obstacle: &Obstacle, agent: Option<UserId>) -> Body {
    let told = t!(
        language,
        "post-given-up",
        agent = link::person_or_none(agent),
        sentence = obstacle::sentence(language, obstacle),
        remedy = obstacle::remedy(language, &obstacle.reason)
    );
    to_agent(agent, told)
}

fn thread_lost(language: Language, case: &Case, assignee: Option<UserId>, was_asked: bool) -> Body {
    let again = match case.place() {
        Some(_) => "done",
        None => yes_or_no(case.can_have_thread()),
    };
    let (agent, asked) = (link::person_or_none(assignee), yes_or_no(was_asked));
    to_agent(
        assignee,
        t!(language, "post-thread-lost", agent = agent, again = again, asked = asked),
    )
}

/// Asks the assignee to hand the case over, with a button as long as they can.
fn handover_requested(
    language: Language,
    case: &Case,
    from: UserId,
    to: UserId,
    by: UserId,
) -> Body {
    let named = if to == by { "none".to_owned() } else { to.to_string() };
    if !case.can_be_handed_over_by(from, Handover { by, to }) {
        let over = t!(language, "post-handover-was-requested", agent = from, by = by, to = named);
        return pinging(from, over);
    }
    let content = t!(language, "post-handover-requested", agent = from, by = by, to = named);
    let hand_over = CaseButton::HandOver { to: i64::try_from(to.0).unwrap_or_default() };
    let button = CreateButton::new(CustomId::Act(case.number, hand_over).to_string())
        .label(t!(language, "post-hand-over"))
        .style(ButtonStyle::Primary);
    Body { components: vec![CreateActionRow::Buttons(vec![button])], ..pinging(from, content) }
}

#[cfg(test)]
mod tests;
