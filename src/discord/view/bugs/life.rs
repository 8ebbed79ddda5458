//! What people read of a bug's life: the answer to who did something with it, what is said in the
//! thread of its report, one bug in full, and lists of bugs.

use fluent_bundle::FluentArgs;
use serenity::all::{ButtonStyle, CreateActionRow, CreateButton, CreateEmbed};

use crate::{
    desk::{BugDetails, BugDone, BugPage, IssueLinked},
    domain::{
        Bug, BugNotice, BugStatus, Case, CaseNumber, Issue, IssueState, Language, Receipt,
        ReceiptCounts, RecordedFact, UserId, Writer,
    },
};

use crate::discord::view::{
    Body, CustomId,
    bugs::{
        bug_id::{BugButton, BugForm, BugId},
        known_issue,
        news::answerer,
    },
    escape::{code, escape, quoted, shortened},
    fact, limit, link, pages,
    words::{look_up, t, words, yes_or_no},
};

/// How much of a title a list shows, in characters.
const TITLE: usize = 80;

/// The answer to who did something with a bug.
pub fn bug_done(language: Language, done: &BugDone) -> Body {
    let kind: &str = (&done.fact.kind).into();
    let id = format!("fact-{}", kind.replace('_', "-"));
    let mut values = fact::bug_values(language, &done.bug, &done.fact.kind, done.fact.actor);
    values.set("moved", done.moved);
    values.set("cases", done.told.sent + done.told.drafted);
    values.set("sent", done.told.sent);
    values.set("drafted", done.told.drafted);
    values.set("case", done.fact.case.map_or_else(|| "none".to_owned(), |case| case.to_string()));
    let answer = look_up(language, &format!("{id}.done"), &values);
    Body::text(answer.unwrap_or_else(|| words(language, &id, &values)))
}

/// The answer to the agent whose own report is a duplicate of a bug that was known.
pub fn report_replaced(language: Language, bug: &Bug, case: CaseNumber) -> Body {
    let number = link::linked(&bug.number.to_string(), link::bug_card(bug));
    let of = bug.duplicate_of.map_or_else(String::new, |of| of.to_string());
    Body::text(t!(language, "bug-report-replaced", bug = number, of = of, case = case))
}

/// The answer to who gave a bug an issue on GitHub, or took it away.
pub fn issue_linked(language: Language, linked: &IssueLinked) -> Body {
    let bug = link::linked(&linked.bug.number.to_string(), link::bug_card(&linked.bug));
    Body::text(match &linked.issue {
        Some(issue) => t!(language, "issue-linked", bug = bug, issue = issue_link(issue)),
        None => t!(language, "issue-unlinked", bug = bug),
    })
}

/// The name of an issue, as a link to it.
fn issue_link(issue: &Issue) -> String {
    link::linked(&escape(&issue.name().unwrap_or_default()), issue.url.clone())
}

/// What a report says of the issue of its bug, and how that stands if not as the bug says.
pub(super) fn issue(language: Language, bug: &Bug, issue: &Issue) -> String {
    if issue.number.is_none() {
        let repository = escape(issue.repository.as_str());
        return t!(language, "report-issue-pending", repository = repository);
    }
    let state = issue.seen.as_ref().map(|seen| seen.state);
    match state.filter(|state| *state != IssueState::of(bug.status)) {
        Some(state) => {
            let state = state.into_str();
            t!(language, "report-issue-state", issue = issue_link(issue), state = state)
        }
        None => issue_link(issue),
    }
}

/// The buttons of a report: those that make sense where the bug stands.
pub(super) fn buttons(language: Language, bug: &Bug) -> Vec<CreateActionRow> {
    let button = |id: BugId, label: String, style| {
        CreateButton::new(CustomId::Bug(id).to_string()).label(label).style(style)
    };
    let act = |does, label, style| button(BugId::Act(bug.number, does), label, style);
    let form = |form, label, style| button(BugId::OpenForm(bug.number, form), label, style);
    let accept = || act(BugButton::Accept, t!(language, "bug-accept"), ButtonStyle::Success);
    let info = || form(BugForm::NeedInfo, t!(language, "bug-need-info"), ButtonStyle::Secondary);
    let fixed = || act(BugButton::Fix, t!(language, "bug-fixed"), ButtonStyle::Primary);
    let decline = || form(BugForm::Decline, t!(language, "bug-decline"), ButtonStyle::Secondary);
    let duplicate =
        || form(BugForm::Duplicate, t!(language, "bug-duplicate"), ButtonStyle::Secondary);
    let shipped = || form(BugForm::Ship, t!(language, "bug-shipped"), ButtonStyle::Success);
    let reopen = || act(BugButton::Reopen, t!(language, "bug-reopen"), ButtonStyle::Secondary);
    let buttons = match bug.status {
        BugStatus::Reported | BugStatus::Returned => {
            vec![accept(), info(), fixed(), decline(), duplicate()]
        }
        BugStatus::Accepted => vec![info(), fixed(), decline(), duplicate()],
        BugStatus::Fixed => vec![shipped(), info(), reopen()],
        BugStatus::Shipped | BugStatus::Declined | BugStatus::Duplicate => vec![reopen()],
    };
    vec![CreateActionRow::Buttons(buttons)]
}

/// Where a bug stands, and who works on it.
pub(super) fn status_words(language: Language, bug: &Bug) -> String {
    if let Some(of) = bug.duplicate_of {
        return t!(language, "report-duplicate-of", bug = of);
    }
    match &bug.shipped_version {
        Some(version) if bug.status == BugStatus::Shipped => {
            t!(language, "report-shipped-in", version = shortened(version, 120))
        }
        _ => t!(
            language,
            "report-status-text",
            status = bug.status.into_str(),
            developer = link::person_or_none(bug.developer)
        ),
    }
}

/// How many customers were told of what became of a bug, and what they said.
pub(super) fn told(language: Language, counts: ReceiptCounts) -> String {
    t!(
        language,
        "bug-told",
        told = counts.told,
        all = counts.all,
        confirmed = counts.confirmed,
        broken = counts.broken
    )
}

/// How much of a question an answer repeats, in characters.
const ASKED: usize = 200;

/// Builds a message in the thread of a report. `case` is the one that it is about, and `asked` what
/// it answers.
pub fn bug_notice(
    language: Language,
    notice: &BugNotice,
    case: Option<&Case>,
    asked: &[String],
) -> Body {
    let number = case.map_or_else(|| "none".to_owned(), link::case_number);
    let quoting = |content: String, text: &str| {
        let embed = CreateEmbed::new().description(escape(text));
        Body { embeds: vec![embed], ..Body::text(content) }
    };
    let pinging = |to: Option<UserId>, content: String| Body {
        pings: to.into_iter().collect(),
        ..Body::text(content)
    };
    match notice {
        BugNotice::Asked { by, text, .. } => {
            quoting(t!(language, "bug-asked", developer = *by, case = number), text.as_str())
        }
        BugNotice::Answered { by, text, to, files, source, .. } => {
            let who = case.map_or(Writer::new(*by, None), |case| answerer(case, *by));
            let answered =
                t!(language, "bug-answered", person = who, developer = *to, case = number);
            let files =
                source.zip(case).filter(|_| *files > 0).map(|((channel, message), case)| {
                    let link = link::message(case.guild, channel, message);
                    t!(language, "bug-answer-files", count = *files, link = link)
                });
            let words = Some(escape(text.as_str())).filter(|words| !words.is_empty());
            let parts: Vec<String> = words.into_iter().chain(files).collect();
            let embed = CreateEmbed::new().description(parts.join("\n"));
            let asked = asked.iter().map(|question| quoted(&shortened(question, ASKED)));
            let lines: Vec<String> = std::iter::once(answered).chain(asked).collect();
            Body { pings: vec![*to], embeds: vec![embed], ..Body::text(lines.join("\n")) }
        }
        BugNotice::Declined { by, text } => {
            quoting(t!(language, "bug-declined-why", developer = *by), text.as_str())
        }
        BugNotice::Returned { to, .. } => pinging(
            *to,
            t!(language, "bug-returned", developer = link::person_or_none(*to), case = number),
        ),
        BugNotice::Recurred { to, reopened, .. } => pinging(
            *to,
            t!(
                language,
                "bug-recurred",
                developer = link::person_or_none(*to),
                case = number,
                reopened = yes_or_no(*reopened)
            ),
        ),
        BugNotice::DeveloperLeft { from } => {
            Body::text(t!(language, "bug-developer-left", developer = *from))
        }
        BugNotice::Joined { bug, by } => {
            Body::text(t!(language, "bug-joined", bug = *bug, developer = developer_or_none(*by)))
        }
        BugNotice::Parted { bug, by } => {
            Body::text(t!(language, "bug-parted", bug = *bug, developer = developer_or_none(*by)))
        }
        BugNotice::Reopened { by } => {
            Body::text(t!(language, "bug-reopened", developer = developer_or_none(*by)))
        }
    }
}

/// Who did something with a bug. Who is nobody here has done it on GitHub.
fn developer_or_none(by: UserId) -> String {
    link::person_or_none(Some(by).filter(|by| *by != UserId(0)))
}

/// One bug in full.
pub fn bug_details(language: Language, details: &BugDetails) -> Body {
    let bug = &details.bug;
    let headline = escape(bug.report.title.as_str());
    let headline = t!(language, "report-headline", bug = bug.number, title = headline);
    let headline = link::linked(&headline, None);
    let mut embed = CreateEmbed::new()
        .field(t!(language, "report-status"), status_words(language, bug), true)
        .field(
            t!(language, "report-affected"),
            t!(language, "report-people", count = details.people_affected),
            true,
        );
    if let Some(card) = link::bug_card(bug) {
        let card = link::linked(&t!(language, "bug-report"), Some(card));
        embed = embed.field(t!(language, "report-links"), card, true);
    }
    let named = |number: &CaseNumber| {
        let case = details.cases.iter().find(|case| case.number == *number);
        case.map_or_else(|| number.to_string(), link::case_number)
    };
    let cases: Vec<String> = bug.cases.iter().map(named).collect();
    if !cases.is_empty() {
        let cases = limit::listed(language, &cases, " ", limit::FIELD);
        embed = embed.field(t!(language, "report-cases"), cases, false);
    }
    if !details.receipts.is_empty() {
        let counts = ReceiptCounts::of(details.receipts.iter().map(|(_, _, receipt)| *receipt));
        let lines: Vec<String> = std::iter::once(told(language, counts))
            .chain(details.receipts.iter().map(|receipt| receipt_line(language, receipt)))
            .collect();
        let lines = limit::listed(language, &lines, "\n", limit::FIELD);
        embed = embed.field(t!(language, "bug-customers"), lines, false);
    }
    if let Some(place) = details.notice.as_ref().and_then(|it| known_issue::place(language, it)) {
        embed = embed.field(t!(language, "known-issue-notice"), place, false);
    }
    let happened: Vec<String> =
        details.facts.iter().map(|(case, fact)| history_line(language, bug, *case, fact)).collect();
    if !happened.is_empty() {
        let lines = limit::listed(language, &happened, "\n", limit::FIELD);
        embed = embed.field(t!(language, "bug-history"), lines, false);
    }
    Body { embeds: vec![embed], ..Body::text(headline) }
}

fn receipt_line(
    language: Language,
    (case, user, receipt): &(CaseNumber, UserId, Receipt),
) -> String {
    let who = Writer::new(*user, None);
    let state = t!(language, "bug-receipt", receipt = receipt.into_str());
    format!("{case} · {who} · {state}")
}

fn history_line(
    language: Language,
    bug: &Bug,
    case: Option<CaseNumber>,
    happened: &RecordedFact,
) -> String {
    let what = match &happened.kind {
        Ok(kind) => {
            let name: &str = kind.into();
            let mut values = fact::bug_values(language, bug, kind, happened.actor);
            if happened.cause.starts_with("github:") {
                values.set("who", "GitHub");
            }
            values.set("case", case.map_or_else(|| "none".to_owned(), |case| case.to_string()));
            words(language, &format!("fact-{}", name.replace('_', "-")), &values)
        }
        Err(name) => code(name),
    };
    format!("{} · {what}", link::date(happened.at))
}

/// Returns the word for where a bug stands.
pub fn status_word(language: Language, status: BugStatus) -> String {
    words(language, &format!("choice-{}", status.into_str()), &FluentArgs::new())
}

/// One page of bugs.
pub fn bug_list(language: Language, status: Option<BugStatus>, page: &BugPage) -> Body {
    let which = match status {
        None => t!(language, "bug-list-open", count = page.total),
        Some(status) => {
            let status = status_word(language, status);
            t!(language, "bug-list-status", status = status, count = page.total)
        }
    };
    let heading = format!("{which}{}", pages::place(language, page.number, page.count()));
    if page.items.is_empty() {
        return Body::text(heading);
    }
    let line = |(bug, people): &(Bug, i64)| {
        let number = link::linked(&bug.number.to_string(), link::bug_card(bug));
        let title = shortened(bug.report.title.as_str(), TITLE);
        let status = status_words(language, bug);
        let people = t!(language, "report-people", count = *people);
        format!("{number} · {title} · {status} · {people}")
    };
    let lines: Vec<String> = page.items.iter().map(line).collect();
    pages::list(language, heading, &lines, page, |page| CustomId::Bug(BugId::List { status, page }))
}
