//! Notices: messages of the bot about a case that are sent once, to the customer in the thread or
//! to the team under the card.

use serenity::all::{ButtonStyle, CreateActionRow, CreateButton};

use crate::domain::{
    BugNews, Case, CaseNumber, ChannelId, CloseReason, Language, MessageId, Notice, ThreadKind,
    Time, UserId, Verdict,
    notice::{Elsewhere, Internal, Public},
    text::{THREAD_NAME_LIMIT, shorten},
};

use crate::discord::view::{
    Body, CaseButton, CustomId,
    bugs::news,
    cases::thread::in_channel_reply_to,
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
    match post {
        Public::Reply { by, text, .. } => to_customer(
            case,
            format!("{}\n{}", text.as_str(), t!(language, "post-reply-signature", agent = *by)),
        ),
        Public::Promise { by, until } => to_customer(
            case,
            t!(
                language,
                "post-promise",
                customer = customer(),
                agent = *by,
                until = link::date(*until),
                ago = link::ago(*until)
            ),
        ),
        Public::Solution { attempt, by, summary } => {
            let proposal = match summary {
                Some(summary) => {
                    let heading =
                        t!(language, "post-solution-summary", customer = customer(), agent = *by);
                    format!("{heading}\n{}", quoted(summary.as_str()))
                }
                None => t!(language, "post-solution", customer = customer(), agent = *by),
            };
            judged(case, *attempt, &proposal)
        }
        Public::FollowUp { attempt } => {
            judged(case, *attempt, &t!(language, "post-follow-up", customer = customer()))
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
        Public::Reminder { attempt, .. } => {
            judged(case, *attempt, &t!(language, "post-reminder", customer = customer()))
        }
        Public::Closed { reason, at, by, elsewhere } => closed(case, *reason, *at, *by, *elsewhere),
        Public::ClosedInThread { by, reason, elsewhere } => {
            let told = closed_by(case, *by, *reason, *elsewhere);
            to_customer(case, format!("{told} {}", way_back_outside(case)))
        }
        Public::Reopened { by, assignee } => reopened(case, *by, *assignee),
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
        Public::SaidElsewhere { by, message } => {
            let in_channel = case.outside().is_some();
            let content = t!(
                language,
                "post-said-elsewhere",
                person = *by,
                case = link::case_number(case),
                channel = case.source.channel,
                outside = yes_or_no(in_channel)
            );
            Body { reply_to: in_channel.then_some(*message), ..Body::text(content) }
        }
    }
}

/// Pings the customer. A guest is named in the words.
fn to_customer(case: &Case, content: String) -> Body {
    Body { pings: case.account().into_iter().collect(), ..Body::text(content) }
}

/// Pings all who are told what became of a bug.
fn to_customers(case: &Case, people: &[UserId], body: Body) -> Body {
    Body { pings: news::told_people(case, people), ..body }
}

fn pinging(who: UserId, content: String) -> Body {
    Body { pings: vec![who], ..Body::text(content) }
}

fn goes_on(case: &Case, into: CaseNumber, thread: Option<ChannelId>) -> String {
    let named = t!(case.language, "post-case-named", case = into);
    link::linked(&named, thread.map(|thread| link::channel(case.guild, thread)))
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
    let question = match case.fix_of(attempt) {
        Some(_) => t!(language, "post-does-it-work", case = case.number, ago = closes),
        None => t!(language, "post-is-it-solved", case = case.number, ago = closes),
    };
    Body {
        components: vec![CreateActionRow::Buttons(buttons)],
        ..to_customer(case, format!("{proposal}\n{question}"))
    }
}

/// Builds the line that the case is closed, and how to reopen it. It pings the customer if they are
/// told nowhere else that the agent `by` closed it. In an archived thread it has no buttons, since
/// nobody can press them there; a direct message would come unasked.
fn closed(
    case: &Case,
    reason: CloseReason,
    at: Time,
    by: Option<UserId>,
    elsewhere: Option<Elsewhere>,
) -> Body {
    let language = case.language;
    let reply_to =
        case.source.message.filter(|_| case.outside().is_some() || case.home == ThreadKind::Shared);
    let number = link::case_number(case);
    if !case.was_closed_at(at) {
        return Body { reply_to, ..Body::text(t!(language, "post-closed-before", case = number)) };
    }
    let told = match by {
        Some(by) => closed_by(case, by, reason, elsewhere),
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
    let pings = case.account().filter(|_| by.is_some()).into_iter().collect();
    Body { reply_to, components, pings, ..Body::text(format!("{told} {way}")) }
}

/// Returns the sentence that an agent has closed the case, and why.
fn closed_by(case: &Case, by: UserId, reason: CloseReason, elsewhere: Option<Elsewhere>) -> String {
    t!(
        case.language,
        "post-closed-by",
        customer = case.customer(),
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
fn way_back_outside(case: &Case) -> String {
    match link::source(case) {
        Some(question) => t!(case.language, "post-way-back-at-question", question = question),
        None => way_back_by_command(case),
    }
}

fn way_back_by_command(case: &Case) -> String {
    t!(case.language, "post-way-back", number = case.number.0.to_string())
}

/// Shows how a closed case goes on, below what its customer wrote.
fn way_back(case: &Case, message: MessageId) -> Body {
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

fn reopened(case: &Case, by: Option<UserId>, assignee: Option<UserId>) -> Body {
    let language = case.language;
    let looks = link::person_or_none(assignee);
    let to_assignee = |content: String| to_agent(assignee, content);
    match by {
        Some(agent) if agent != case.requester => to_customer(
            case,
            t!(
                language,
                "post-reopened-for-customer",
                customer = case.customer(),
                by = agent,
                agent = looks
            ),
        ),
        Some(_) => {
            to_assignee(t!(language, "post-reopened", customer = case.customer(), agent = looks))
        }
        None => to_assignee(t!(language, "post-not-solved-yet", agent = looks)),
    }
}

fn internal(language: Language, case: &Case, post: &Internal) -> Body {
    match post {
        Internal::Note { by, text } => {
            Body::text(format!("{}\n{}", t!(language, "post-note", agent = *by), text.as_str()))
        }
        Internal::Assigned { to, by } => {
            let since = case.waiting_since.map_or_else(|| "none".to_owned(), link::ago);
            let in_channel = yes_or_no(case.home == ThreadKind::Channel);
            let thread = t!(language, "post-thread-named", channel = in_channel);
            let thread = link::linked(&thread, link::thread(case));
            pinging(
                *to,
                t!(
                    language,
                    "post-assigned",
                    agent = *to,
                    by = *by,
                    customer = case.customer(),
                    since = since,
                    thread = thread
                ),
            )
        }
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
            t!(
                language,
                "post-promise-due",
                agent = link::person_or_none(*assignee),
                customer = case.customer()
            ),
        ),
        Internal::ThreadLost { assignee, was_asked } => {
            let again = yes_or_no(case.can_have_thread());
            let asked = yes_or_no(*was_asked);
            let agent = link::person_or_none(*assignee);
            to_agent(
                *assignee,
                t!(language, "post-thread-lost", agent = agent, again = again, asked = asked),
            )
        }
        Internal::Held { obstacle, agent } => to_agent(
            *agent,
            t!(
                language,
                "post-held",
                agent = link::person_or_none(*agent),
                sentence = obstacle::sentence(language, obstacle),
                remedy = obstacle::remedy(language, &obstacle.reason)
            ),
        ),
        Internal::Resumed { moot } => {
            Body::text(t!(language, "post-resumed", moot = yes_or_no(*moot)))
        }
        Internal::GivenUp { obstacle, agent } => to_agent(
            *agent,
            t!(
                language,
                "post-given-up",
                agent = link::person_or_none(*agent),
                sentence = obstacle::sentence(language, obstacle),
                remedy = obstacle::remedy(language, &obstacle.reason)
            ),
        ),
        Internal::ThreadLocked { assignee } => to_agent(
            *assignee,
            t!(language, "post-thread-locked", agent = link::person_or_none(*assignee)),
        ),
        Internal::BugNews { news, reason, agent, sent } => {
            news::draft(language, case, (news, *sent), reason.as_ref(), *agent)
        }
        Internal::InfoRequested { bug, by, text, agent } => {
            news::info_requested(language, case, (*bug, *by), text, *agent)
        }
        Internal::TeamAsked { request, team, by, channel, message } => {
            let card = (*channel, *message);
            notices::asked(language, case.guild, (*request, team), *by, card)
        }
        Internal::TeamAnswered { request, team, by, text, to } => {
            notices::answered(language, (*request, team), *by, text, *to)
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

/// Asks the assignee to hand the case over, with a button as long as they can.
fn handover_requested(
    language: Language,
    case: &Case,
    from: UserId,
    to: UserId,
    by: UserId,
) -> Body {
    let named = if to == by { "none".to_owned() } else { to.to_string() };
    let content = t!(language, "post-handover-requested", agent = from, by = by, to = named);
    let hand_over = CaseButton::HandOver { to: i64::try_from(to.0).unwrap_or_default() };
    let button = CreateButton::new(CustomId::Act(case.number, hand_over).to_string())
        .label(t!(language, "post-hand-over"))
        .style(ButtonStyle::Primary);
    let components = case
        .can_be_handed_over_by(from)
        .then(|| CreateActionRow::Buttons(vec![button]))
        .into_iter()
        .collect();
    Body { components, ..pinging(from, content) }
}

fn to_agent(agent: Option<UserId>, content: String) -> Body {
    Body { pings: agent.into_iter().collect(), ..Body::text(content) }
}

#[cfg(test)]
mod tests {
    use strum::VariantArray;

    use super::*;
    use crate::discord::view::sample::{self, check, read, time};
    use crate::domain::{InternalText, Obstacle, PublicText, Reason, Status, Undone};

    fn text(typed: &str) -> PublicText {
        PublicText::typed("text", typed).expect("a text")
    }

    /// One notice of each kind, each with the case in the matching state.
    fn said(language: Language) -> Vec<Body> {
        let (agent, customer) = (UserId(7), UserId(5));
        let mut open = sample::case();
        open.language = language;
        let held = Case { assignee: Some(agent), ..open.clone() };
        let mut solved = open.clone();
        solved.status = Status::Solved;
        solved.solutions = 1;
        solved.close_at = Some(time(3_000));
        let mut closed = open.clone();
        closed.status = Status::Closed;
        closed.closed_at = Some(time(2_000));
        let mut shared = closed.clone();
        shared.home = ThreadKind::Shared;
        let mut gone = open.clone();
        gone.waiting_since = None;
        gone.source.message = None;
        gone.home = ThreadKind::Own;
        let public = |case: &Case, public: Public| post(language, case, &Notice::Public(public));
        let internal =
            |case: &Case, internal: Internal| post(language, case, &Notice::Internal(internal));
        let ended = |case: &Case, reason, by| {
            public(case, Public::Closed { reason, at: time(2_000), by, elsewhere: None })
        };
        let original = Elsewhere::Case { case: CaseNumber(13), thread: Some(ChannelId(9)) };
        let moved = Elsewhere::Channel { channel: ChannelId(9) };
        let in_thread = |reason, elsewhere| {
            public(&closed, Public::ClosedInThread { by: agent, reason, elsewhere })
        };
        let mut told = vec![
            public(&open, Public::Reply { by: agent, snippet: "hi".to_owned(), text: text("Hi!") }),
            public(&open, Public::Promise { by: agent, until: time(1_014_400) }),
            public(
                &solved,
                Public::Solution { attempt: 1, by: agent, summary: Some(text("Update.")) },
            ),
            public(&open, Public::Solution { attempt: 1, by: agent, summary: None }),
            public(&solved, Public::FollowUp { attempt: 1 }),
            public(&solved, Public::Reminder { attempt: 1, at: None }),
            ended(&closed, CloseReason::Solved, None),
            ended(&gone, CloseReason::Spam, None),
            in_thread(CloseReason::Duplicate, Some(original)),
            in_thread(CloseReason::Moved, Some(moved)),
            public(&open, Public::Reopened { by: Some(agent), assignee: Some(agent) }),
            public(&open, Public::Reopened { by: Some(customer), assignee: None }),
            public(&open, Public::Reopened { by: None, assignee: Some(agent) }),
            public(&open, Public::Merged { into: CaseNumber(13), thread: Some(ChannelId(9)) }),
            public(&open, Public::Unmerged),
            public(&shared, Public::WayBack { message: MessageId(4) }),
            public(&open, Public::WayBack { message: MessageId(4) }),
            public(&open, Public::SaidElsewhere { by: agent, message: MessageId(4) }),
            public(&gone, Public::SaidElsewhere { by: customer, message: MessageId(4) }),
            internal(
                &open,
                Internal::Note {
                    by: agent,
                    text: InternalText::typed("text", "Look.").expect("a text"),
                },
            ),
            internal(&open, Internal::Assigned { to: agent, by: UserId(8) }),
            internal(&gone, Internal::Assigned { to: agent, by: UserId(8) }),
            internal(&open, Internal::TakenOver { from: agent, to: UserId(8), by: UserId(8) }),
            internal(&open, Internal::TakenOver { from: agent, to: UserId(9), by: UserId(8) }),
            internal(
                &held,
                Internal::HandoverRequested { from: agent, to: UserId(8), by: UserId(8) },
            ),
            internal(
                &open,
                Internal::HandoverRequested { from: agent, to: UserId(9), by: UserId(8) },
            ),
            internal(&open, Internal::Returned { from: agent }),
            internal(&open, Internal::Awake { assignee: Some(agent) }),
            internal(&open, Internal::Awake { assignee: None }),
            internal(&open, Internal::PromiseDue { assignee: Some(agent) }),
            internal(&open, Internal::PromiseDue { assignee: None }),
            internal(&open, Internal::ThreadLost { assignee: Some(agent), was_asked: true }),
            internal(&gone, Internal::ThreadLost { assignee: None, was_asked: false }),
            internal(&open, Internal::ThreadLocked { assignee: Some(agent) }),
            internal(&open, Internal::ThreadLocked { assignee: None }),
            internal(&open, Internal::Absorbed { from: CaseNumber(13) }),
            internal(&open, Internal::AbsorptionUndone { from: CaseNumber(13) }),
            internal(
                &open,
                Internal::Held {
                    obstacle: Obstacle::new(
                        Undone::Proposal,
                        Reason::Permissions {
                            channel: ChannelId(2),
                            missing: vec!["Send Messages in Threads".to_owned()],
                        },
                    ),
                    agent: Some(agent),
                },
            ),
            internal(
                &open,
                Internal::Held {
                    obstacle: Obstacle::new(Undone::Thread, Reason::TooManyThreads),
                    agent: None,
                },
            ),
            internal(&open, Internal::Resumed { moot: false }),
            internal(&open, Internal::Resumed { moot: true }),
            internal(
                &open,
                Internal::GivenUp {
                    obstacle: Obstacle::new(Undone::Answer, Reason::WordsBlocked),
                    agent: Some(agent),
                },
            ),
            confirmed(language, &closed),
            confirmed(language, &Case { first_response_at: Some(time(2)), ..closed.clone() }),
            rated(language, CaseNumber(12), 1),
        ];
        closed.source.message = Some(MessageId(3));
        closed.home = ThreadKind::Private;
        told.extend(CloseReason::VARIANTS.iter().map(|&reason| ended(&closed, reason, None)));
        told.extend(
            CloseReason::VARIANTS.iter().map(|&reason| ended(&closed, reason, Some(agent))),
        );
        told
    }

    #[test]
    fn every_post_reads_well_in_german() {
        insta::assert_snapshot!(said(Language::German).iter().map(read).collect::<Vec<_>>().join("\n"), @"
        Hi!
        -# Gesendet von <@7>
        <@5>, <@7> kümmert sich darum und meldet sich bis <t:1014400:f> (<t:1014400:R>) bei dir.
        <@5>, <@7> schlägt vor:
        > Update.
        Ist es gelöst? Drück einen Button, oder schreib, was noch nicht stimmt. Wenn wir nichts von dir hören, schließen wir Fall #12 <t:3000:R>.
        (Gelöst v1:solved:12:1) (Noch nicht v1:not-fixed:12:1)
        <@5>, <@7> denkt, dass das gelöst ist.
        <@5>, wir haben seit unserer letzten Antwort nichts von dir gehört.
        Ist es gelöst? Drück einen Button, oder schreib, was noch nicht stimmt. Wenn wir nichts von dir hören, schließen wir Fall #12 <t:3000:R>.
        (Gelöst v1:solved:12:1) (Noch nicht v1:not-fixed:12:1)
        <@5>, wir fragen kurz nach.
        Ist es gelöst? Drück einen Button, oder schreib, was noch nicht stimmt. Wenn wir nichts von dir hören, schließen wir Fall #12 <t:3000:R>.
        (Gelöst v1:solved:12:1) (Noch nicht v1:not-fixed:12:1)
        Fall [#12](https://discord.com/channels/1/3) ist gelöst und geschlossen. Brauchst du noch Hilfe? Drück **Wieder öffnen**.
        (Wieder öffnen v1:reopen:12)
        Fall #12 wurde geschlossen und dann wieder geöffnet.
        <@5>, das ist dieselbe Frage wie [Fall #13](https://discord.com/channels/1/9), deshalb hat <@7> Fall #12 geschlossen. Brauchst du noch Hilfe? Drück **Wieder öffnen** unter [deiner Frage](https://discord.com/channels/1/2/3).
        <@5>, das geht in <#9> weiter, deshalb hat <@7> Fall #12 hier geschlossen. Brauchst du noch Hilfe? Drück **Wieder öffnen** unter [deiner Frage](https://discord.com/channels/1/2/3).
        <@5>, <@7> hat den Fall wieder geöffnet. <@7> sieht es sich noch einmal an, und du kannst hier wieder schreiben.
        <@5> hat den Fall wieder geöffnet. Das Team sieht es sich noch einmal an. Was fehlt noch?
        Danke für den Hinweis. <@7> sieht es sich noch einmal an. Was klappt noch nicht?
        <@5>, wir machen in [Fall #13](https://discord.com/channels/1/9) weiter. Bitte antworte dort. Alles, was du hier geschrieben hast, bleibt erhalten.
        <@5>, Fall #12 geht hier weiter.
        Fall #12 ist geschlossen. Brauchst du noch Hilfe? Drück **Wieder öffnen**.
        (Wieder öffnen v1:reopen:12)
        Fall [#12](https://discord.com/channels/1/3) wurde geschlossen und dann wieder geöffnet.
        <@7>, deine Nachricht gehört jetzt zu Fall [#12](https://discord.com/channels/1/3). Bitte schreib in seinem Thread weiter, dort lesen alle mit, die sich darum kümmern.
        <@5>, deine Nachricht in <#2> gehört jetzt zu Fall #12. Bitte schreib hier weiter, hier lesen alle mit, die sich darum kümmern.
        Notiz von <@7>:
        Look.
        <@7>, <@8> hat dir diesen Fall zugewiesen. <@5> hat <t:1000000:R> geschrieben und wartet. Antworte im [Thread](https://discord.com/channels/1/3).
        <@7>, <@8> hat dir diesen Fall zugewiesen. <@5> wartet gerade nicht. Antworte im Thread.
        <@7>, <@8> hat diesen Fall von dir übernommen.
        <@7>, <@8> hat diesen Fall <@9> gegeben, er ist also nicht mehr bei dir.
        <@7>, <@8> möchte diesen Fall übernehmen. Er bleibt bei dir, bis du ihn abgibst.
        (Abgeben v1:hand-over:12:8)
        <@7>, <@8> möchte, dass <@9> diesen Fall übernimmt. Er bleibt bei dir, bis du ihn abgibst.
        <@7> ist nicht mehr im Team, deshalb ist dieser Fall zurück in der Warteschlange. Mit `/übernehmen` nimmst du ihn.
        <@7>, dieser Fall ist nicht mehr zurückgestellt.
        Dieser Fall ist nicht mehr zurückgestellt und zurück in der Warteschlange.
        <@7>: <@5> wartet noch; die zugesagte Antwort ist jetzt fällig.
        <@5> wartet noch; die zugesagte Antwort ist jetzt fällig.
        <@7>: Der Thread des Mitglieds wurde gelöscht. Alles, was dort gesagt wurde, bleibt beim Fall. Die nächste Nachricht an das Mitglied öffnet einen neuen. Das Mitglied kann nicht mehr sagen, ob es gelöst ist, deshalb wird der Fall nicht mehr von selbst geschlossen. Mit `/lösen` fragt ihr noch einmal.
        Der Thread des Mitglieds wurde gelöscht. Alles, was dort gesagt wurde, bleibt beim Fall. Die nächste Nachricht an das Mitglied öffnet einen neuen.
        <@7>: Jemand hat den Thread des Mitglieds gesperrt, es kann dort also nicht schreiben. Entsperrt ihn, oder schließt den Fall mit `/schließen`.
        Jemand hat den Thread des Mitglieds gesperrt, es kann dort also nicht schreiben. Entsperrt ihn, oder schließt den Fall mit `/schließen`.
        Fall #13 wurde mit diesem Fall zusammengeführt. Rückgängig machst du das mit `/zusammenführung-aufheben fall:13`.
        Fall #13 ist nicht mehr mit diesem Fall zusammengeführt. Er läuft für sich weiter.
        <@7>: Ich konnte das Mitglied nicht fragen, ob es gelöst ist: Mir fehlt in <#2> die Berechtigung **Nachrichten in Threads senden**. Gebt mir die Berechtigung, dann mache ich sofort weiter. Bis dahin warten Nachrichten an das Mitglied.
        Ich konnte den Thread für das Mitglied nicht öffnen: Der Server hat das Limit von Discord für aktive Threads erreicht. Archiviert Threads, die niemand mehr braucht. Ich versuche es alle paar Minuten wieder. Bis dahin warten Nachrichten an das Mitglied.
        Ich erreiche das Mitglied wieder und habe geschickt, was noch ausstand.
        Die Nachricht, die ich dem Mitglied nicht schicken konnte, ist nicht mehr nötig. Ich schicke sie nicht mehr.
        <@7>: Ich konnte die Antwort nicht posten: AutoMod blockiert Wörter darin. Ich versuche es nicht noch einmal. Versucht es mit anderen Worten.
        Danke! Fall #12 ist geschlossen. Kommt das Problem wieder, nimm `/wieder-öffnen fall:12`.
        Danke! Fall #12 ist geschlossen. Kommt das Problem wieder, nimm `/wieder-öffnen fall:12`. Wie zufrieden warst du?
        (😀 v1:rate:12:0:3) (😐 v1:rate:12:0:2) (🙁 v1:rate:12:0:1)
        Danke für deine Bewertung! Möchtest du noch etwas dazu sagen?
        (Kommentar hinzufügen v1:comment:12:1)
        Fall #12 ist gelöst und geschlossen. Brauchst du noch Hilfe? Nimm in einem beliebigen Kanal `/wieder-öffnen fall:12`.
        Fall #12 ist geschlossen, weil die Frage schon gestellt wurde. Brauchst du noch Hilfe? Nimm in einem beliebigen Kanal `/wieder-öffnen fall:12`.
        Fall #12 ist geschlossen, weil wir nichts mehr gehört haben. Brauchst du noch Hilfe? Nimm in einem beliebigen Kanal `/wieder-öffnen fall:12`.
        Fall #12 ist hier geschlossen, weil es anderswo weitergeht. Brauchst du noch Hilfe? Nimm in einem beliebigen Kanal `/wieder-öffnen fall:12`.
        Fall #12 ist geschlossen. Brauchst du noch Hilfe? Nimm in einem beliebigen Kanal `/wieder-öffnen fall:12`.
        <@5>, <@7> hat Fall #12 als gelöst geschlossen. Brauchst du noch Hilfe? Nimm in einem beliebigen Kanal `/wieder-öffnen fall:12`.
        <@5>, deine Frage wurde schon einmal gestellt, deshalb hat <@7> Fall #12 geschlossen. Brauchst du noch Hilfe? Nimm in einem beliebigen Kanal `/wieder-öffnen fall:12`.
        <@5>, wir haben nichts mehr von dir gehört, deshalb hat <@7> Fall #12 geschlossen. Brauchst du noch Hilfe? Nimm in einem beliebigen Kanal `/wieder-öffnen fall:12`.
        <@5>, das geht anderswo weiter, deshalb hat <@7> Fall #12 hier geschlossen. Brauchst du noch Hilfe? Nimm in einem beliebigen Kanal `/wieder-öffnen fall:12`.
        <@5>, das ist keine Frage für unser Team, deshalb hat <@7> Fall #12 geschlossen. Brauchst du noch Hilfe? Nimm in einem beliebigen Kanal `/wieder-öffnen fall:12`.
        ");
    }

    #[test]
    fn every_post_can_be_sent_and_lacks_no_word() {
        for body in Language::VARIANTS.iter().copied().flat_map(said) {
            check(&body);
            assert!(!read(&body).contains(['{', '}']), "{}", read(&body));
        }
    }
}
