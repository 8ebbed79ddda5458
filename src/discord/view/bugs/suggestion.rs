//! What agents and developers read of known bugs that a case or a new bug resembles.

use serenity::all::{ButtonStyle, CreateActionRow, CreateButton};

use crate::{
    desk::Suggested,
    domain::{Bug, BugNumber, CaseNumber, Language, Time},
};

use crate::discord::view::{
    Body, CustomId, bugs::bug_id::BugId, escape::shortened, link, words::t,
};

/// The most characters of a title.
const TITLE: usize = 100;

/// Adds to the answer to who reported a bug which known bugs it resembles, each with a button that
/// links the case to it as well.
pub fn with_links(
    language: Language,
    mut answer: Body,
    (case, asked_at): (CaseNumber, Time),
    known: &[Suggested],
) -> Body {
    if known.is_empty() {
        return answer;
    }
    let heading = t!(language, "suggested", count = known.len());
    let lines = known.iter().map(|Suggested { bug, people_affected }| {
        let people = t!(language, "suggested-people", count = *people_affected);
        format!("- {} · {people}", suggestion(language, bug, asked_at))
    });
    let content: Vec<String> = [answer.content, heading].into_iter().chain(lines).collect();
    let button = |Suggested { bug, .. }: &Suggested| {
        CreateButton::new(CustomId::LinkTo { case, bug: bug.number }.to_string())
            .label(t!(language, "suggested-link", bug = bug.number))
            .style(ButtonStyle::Secondary)
    };
    answer.content = content.join("\n");
    answer.components.push(CreateActionRow::Buttons(known.iter().map(button).collect()));
    answer
}

/// Returns a known bug in one line: its number with a link to its report, its title, its status;
/// for a question that was asked after the bug was shipped also that it may be back.
pub(in crate::discord::view) fn suggestion(
    language: Language,
    bug: &Bug,
    asked_at: Time,
) -> String {
    let number = link::linked(&bug.number.to_string(), link::bug_card(bug));
    let title = shortened(bug.report.title.as_str(), TITLE);
    let status = if bug.may_be_back(asked_at) {
        t!(language, "suggested-may-be-back")
    } else {
        t!(language, "card-bug-word", status = bug.status.into_str())
    };
    format!("{number} {title} · {status}")
}

/// Builds the button on a case's card that links the case to the bug that is suggested there.
pub(in crate::discord::view) fn link_button(
    language: Language,
    case: CaseNumber,
    bug: &Bug,
) -> CreateButton {
    CreateButton::new(CustomId::LinkTo { case, bug: bug.number }.to_string())
        .label(t!(language, "card-link"))
        .style(ButtonStyle::Secondary)
}

/// Adds to the report of a new bug which known bugs it resembles, for the developers, and a button
/// that marks it as a duplicate of the first. Without their titles, which may be a customer's
/// words.
pub fn with_known_bugs(
    language: Language,
    bug: BugNumber,
    mut report: Body,
    known: &[Suggested],
) -> Body {
    if let Some(first) = known.first() {
        let of = first.bug.number;
        let button = CreateButton::new(CustomId::Bug(BugId::SameAs { bug, of }).to_string())
            .label(t!(language, "bug-same-as", bug = of))
            .style(ButtonStyle::Secondary);
        report.components.push(CreateActionRow::Buttons(vec![button]));
        let bugs = known.iter().map(|Suggested { bug, .. }| {
            let number = link::linked(&bug.number.to_string(), link::bug_card(bug));
            let status = t!(language, "card-bug-word", status = bug.status.into_str());
            format!("{number} ({status})")
        });
        let bugs = bugs.collect::<Vec<_>>().join(", ");
        report.content =
            format!("{}\n{}", report.content, t!(language, "report-looks-like", bugs = bugs));
    }
    report
}
