//! What a customer is told of a bug, and what a developer asks the agents: as notices of a case.

use serenity::all::{ButtonStyle, CreateActionRow, CreateButton};

use crate::domain::{
    BugNews, BugNumber, BugOutcome, Case, GuildId, InternalText, Language, OpenQuestion,
    PublicText, QuestionState, Remark, UserId, Writer, notice::Sent,
};

use crate::discord::view::{
    Body, CustomId,
    bugs::bug_id::{BugId, NewsId},
    escape::{escape, quoted},
    limit::listed,
    link,
    words::{t, yes_or_no},
};

/// What the bot says to a customer of what became of a bug, unless an agent words it.
fn news_text(case: &Case, news: &BugNews) -> String {
    worded(case, news, &escape(&news.version))
}

/// The same where nothing is markup: in the form in which an agent words it.
pub fn news_in_form(case: &Case, news: &BugNews) -> String {
    worded(case, news, &news.version)
}

fn worded(case: &Case, news: &BugNews, version: &str) -> String {
    let language = case.language;
    match news.outcome {
        BugOutcome::Shipped => t!(language, "post-fixed", version = version),
        BugOutcome::Declined => t!(language, "post-declined"),
        BugOutcome::NotStarted
        | BugOutcome::Returned
        | BugOutcome::Reopened
        | BugOutcome::InProgress
        | BugOutcome::Fixed => {
            t!(language, "post-update", progress = news.outcome.into_str())
        }
    }
}

/// What a customer reads of what became of a bug, in the agent's words if there are some.
fn words(case: &Case, news: &BugNews, text: Option<&PublicText>) -> String {
    let words = text.map_or_else(|| news_text(case, news), |text| text.as_str().to_owned());
    format!("{} {words}", told_names(case, &news.people))
}

/// Names those who are told.
pub fn told_names(case: &Case, people: &[UserId]) -> String {
    if people.is_empty() {
        return case.customer().to_string();
    }
    let named = |person: &UserId| match *person == case.requester {
        true => case.customer().to_string(),
        false => Writer::Member(*person).to_string(),
    };
    people.iter().map(named).collect::<Vec<_>>().join(" ")
}

/// Returns those who are told and can be pinged. A guest has no account.
pub fn told_people(case: &Case, people: &[UserId]) -> Vec<UserId> {
    if people.is_empty() {
        return case.account().into_iter().collect();
    }
    let guest = case.guest.as_ref().map(|_| case.requester);
    people.iter().copied().filter(|person| Some(*person) != guest).collect()
}

/// The same, with the agent in whose name it is sent.
pub fn told(case: &Case, by: Option<UserId>, news: &BugNews, text: Option<&PublicText>) -> String {
    let words = words(case, news, text);
    match by {
        Some(agent) => {
            format!("{words}\n{}", t!(case.language, "post-reply-signature", agent = agent))
        }
        None => words,
    }
}

/// Mentions of people, one after the other.
pub fn mentions(people: &[UserId]) -> String {
    people.iter().map(|person| format!("<@{person}>")).collect::<Vec<_>>().join(" ")
}

/// What the bot says to members who have the same problem as the customer.
pub fn to_followers(language: Language, news: &BugNews, people: &[UserId]) -> String {
    t!(
        language,
        "post-to-followers",
        people = mentions(people),
        again = yes_or_no(news.outcome == BugOutcome::Reopened),
        fixed = yes_or_no(news.outcome == BugOutcome::Shipped),
        version = escape(&news.version)
    )
}

/// Shows an agent what the customer is to be told of a bug, with buttons until they were. Then it
/// shows what became of it.
pub fn draft(
    language: Language,
    case: &Case,
    (news, sent): (&BugNews, Option<Sent>),
    reason: Option<&Remark>,
    agent: Option<UserId>,
) -> Body {
    let headline = t!(
        language,
        "post-bug-news",
        agent = link::person_or_none(agent),
        bug = news.bug,
        outcome = news.outcome.into_str(),
        version = escape(&news.version)
    );
    let why = reason.map(|reason| {
        let heading = t!(language, "post-bug-news-reason");
        format!("{heading}\n{}", quoted(&escape(reason.text.as_str())))
    });
    if !case.news.contains(news) {
        let done = draft_done(language, case, news, sent);
        let lines = [Some(headline), why, Some(done)].into_iter().flatten();
        return Body::text(lines.collect::<Vec<_>>().join("\n"));
    }
    let draft = t!(language, "post-bug-news-draft", customer = told_names(case, &news.people));
    let draft = format!("{draft}\n{}", quoted(&words(case, news, None)));
    let lines: Vec<String> = [Some(headline), why, Some(draft)].into_iter().flatten().collect();
    let id = NewsId { case: case.number, bug: news.bug, round: news.round };
    let button = |id, label, style| {
        CreateButton::new(CustomId::Bug(id).to_string()).label(label).style(style)
    };
    let buttons = vec![
        button(BugId::Send(id), t!(language, "post-send"), ButtonStyle::Primary),
        button(BugId::Edit(id), t!(language, "post-edit"), ButtonStyle::Secondary),
    ];
    Body {
        components: vec![CreateActionRow::Buttons(buttons)],
        pings: agent.into_iter().collect(),
        ..Body::text(lines.join("\n"))
    }
}

/// Says what became of what an agent was asked to send.
fn draft_done(language: Language, case: &Case, news: &BugNews, sent: Option<Sent>) -> String {
    // What could not be posted, or is not so any more, is drafted anew.
    let is_replaced = case.news.iter().any(|newer| newer.bug == news.bug);
    match sent.filter(|_| !is_replaced) {
        Some(sent) if !sent.is_posted => {
            t!(language, "post-bug-news-waiting", customer = told_names(case, &news.people))
        }
        Some(sent) => t!(
            language,
            "post-bug-news-sent",
            customer = told_names(case, &news.people),
            agent = link::person_or_none(sent.by)
        ),
        None => t!(language, "post-bug-news-unsent", replaced = yes_or_no(is_replaced)),
    }
}

/// Shows an agent what a developer wants to know, and how far the question is.
pub fn info_requested(
    language: Language,
    case: &Case,
    (bug, developer, state): (BugNumber, UserId, QuestionState),
    text: &InternalText,
    agent: Option<UserId>,
) -> Body {
    let asked = t!(
        language,
        "post-info-requested",
        agent = link::person_or_none(agent),
        developer = developer,
        bug = bug
    );
    let question = quoted(&escape(text.as_str()));
    let state = match state {
        QuestionState::Open => None,
        QuestionState::WithCustomer => Some(t!(language, "post-question-with-customer")),
        QuestionState::Answered(by) => {
            let person = answerer(case, by);
            Some(t!(language, "post-question-answered", person = person))
        }
    };
    let lines: Vec<String> = [Some(asked), Some(question), state].into_iter().flatten().collect();
    let button = |id, label, style| {
        CreateButton::new(CustomId::Bug(id).to_string()).label(label).style(style)
    };
    let ask = BugId::AskCustomer(case.number);
    let buttons = vec![
        button(BugId::Answer(case.number), t!(language, "post-answer"), ButtonStyle::Primary),
        button(ask, t!(language, "post-ask-customer"), ButtonStyle::Secondary),
    ];
    Body {
        components: vec![CreateActionRow::Buttons(buttons)],
        pings: agent.into_iter().collect(),
        ..Body::text(lines.join("\n"))
    }
}

/// Returns who has answered a question: somebody of the team, or a customer, who may be a guest.
pub(super) fn answerer(case: &Case, by: UserId) -> Writer {
    match case.requester == by {
        true => case.customer(),
        false => Writer::Member(by),
    }
}

/// Returns what developers asked the agents of a case and when, in at most `room` characters. None
/// if they asked nothing.
pub(in crate::discord::view) fn open_questions(
    language: Language,
    guild: GuildId,
    questions: &[OpenQuestion],
    room: usize,
) -> Option<String> {
    let one = |question: &OpenQuestion| {
        let about = t!(language, "card-question-about", bug = question.bug);
        let place = question.place.map(|(channel, message)| link::message(guild, channel, message));
        let about = link::linked(&about, place);
        t!(language, "card-question", question = about, ago = link::ago(question.since))
    };
    let all: Vec<String> = questions.iter().map(one).collect();
    (!all.is_empty()).then(|| listed(language, &all, " · ", room))
}
