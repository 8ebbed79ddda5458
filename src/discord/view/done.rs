//! The answer to whoever did something with a case: what has happened, and what follows from it.

use crate::{
    desk::{Done, Opened},
    domain::{Case, Fact, FactKind, Language, ThreadKind},
};

use crate::discord::view::{
    Body,
    escape::code,
    history, link,
    post::{how_was_it, why},
    words::{t, yes_or_no},
};

/// What was done, worded from the fact that was asked for.
pub fn done(language: Language, done: &Done) -> Body {
    let Some(fact) = done.facts.last() else { return Body::default() };
    match fact.kind {
        FactKind::SolutionConfirmed { for_customer: false, .. } => how_was_it(language, &done.case),
        _ => Body::text(sentence(language, fact, &done.case)),
    }
}

/// To whoever made a case of a message: it is one now, or was one before.
pub fn opened(language: Language, opened: &Opened) -> String {
    let case = &opened.case;
    let number = link::case_number(case);
    if opened.new {
        t!(
            language,
            "case-opened",
            case = number,
            customer = case.requester,
            private = yes_or_no(case.home == ThreadKind::Private)
        )
    } else {
        t!(language, "case-known", case = number)
    }
}

fn sentence(language: Language, fact: &Fact, case: &Case) -> String {
    let number = link::case_number(case);
    let bug = fact.bug.map_or_else(String::new, |bug| bug.to_string());
    match &fact.kind {
        FactKind::CaseClaimed => {
            t!(language, "claimed", case = number, customer = case.requester)
        }
        FactKind::CaseReleased { .. } => t!(language, "released", case = number),
        FactKind::CaseAssigned { to, .. } => {
            t!(language, "assigned", agent = to.to_string(), case = number)
        }
        FactKind::CaseTagged { tag } => {
            t!(language, "tagged", case = number, tag = code(tag))
        }
        FactKind::CaseUntagged { tag } => {
            t!(language, "untagged", case = number, tag = code(tag))
        }
        FactKind::CaseRetagged { .. } if case.tags.is_empty() => {
            t!(language, "retagged-none", case = number)
        }
        FactKind::CaseRetagged { .. } => {
            let tags: Vec<String> = case.tags.iter().map(|tag| code(tag.as_str())).collect();
            t!(language, "retagged", case = number, tags = tags.join(" "))
        }
        FactKind::CasePrioritised { to, .. } => {
            t!(language, "prioritised", case = number, priority = to.into_str())
        }
        FactKind::NoteAdded => t!(language, "noted", case = number),
        FactKind::ReplySent { .. } => t!(language, "replied", case = number),
        FactKind::CaseEscalated => t!(language, "escalated", bug = bug, case = number),
        FactKind::BugLinked => t!(language, "linked", case = number, bug = bug),
        FactKind::BugUnlinked => t!(language, "unlinked", case = number, bug = bug),
        FactKind::CaseSnoozed { until } => t!(
            language,
            "snoozed",
            case = number,
            until = format!("<t:{until}:f>"),
            ago = format!("<t:{until}:R>")
        ),
        FactKind::SolutionProposed { .. } => {
            let ago = case.close_at.map_or_else(String::new, link::ago);
            t!(language, "solved", case = number, customer = case.requester, ago = ago)
        }
        FactKind::SolutionConfirmed { .. } => {
            t!(language, "confirmed", case = number, customer = case.requester)
        }
        FactKind::SolutionRejected { .. } => t!(language, "rejected", case = number),
        FactKind::CaseClosed { reason } => {
            t!(language, "closed", case = number, why = why(language, *reason))
        }
        FactKind::CaseReopened => t!(language, "reopened", case = number),
        FactKind::CaseUnmerged { .. } => t!(language, "unmerged", case = number),
        // Nobody asks for these as such: they read as they do in the history.
        FactKind::CaseOpened { .. }
        | FactKind::CaseMerged { .. }
        | FactKind::CaseAbsorbed { .. }
        | FactKind::CaseReturned { .. }
        | FactKind::SnoozeEnded
        | FactKind::CustomerReminded
        | FactKind::CaseRated { .. }
        | FactKind::CustomerWrote { .. }
        | FactKind::AgentAnswered { .. }
        | FactKind::MessageEdited { .. }
        | FactKind::MessageDeleted { .. }
        | FactKind::ThreadLost
        | FactKind::BugReported { .. }
        | FactKind::MessageOffered { .. }
        | FactKind::TextsErased { .. }
        | FactKind::DeliveryParked { .. } => {
            history::sentence(language, case, &fact.kind, fact.actor, fact.bug)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::discord::view::sample::{self, read, time};
    use crate::domain::{BugNumber, CaseNumber, CloseReason, Priority, UserId};

    fn fact(kind: FactKind) -> Fact {
        let (case, bug, actor) = (Some(CaseNumber(12)), Some(BugNumber(3)), Some(UserId(7)));
        Fact { kind, case, bug, actor, at: time(1_000_000) }
    }

    #[test]
    fn answers_lead_to_the_thread() {
        let case = Case { close_at: Some(time(1_260_000)), ..sample::case() };
        let asked_for = [
            FactKind::CaseClaimed,
            FactKind::CaseReleased { from: 7 },
            FactKind::CaseAssigned { to: 8, from: None },
            FactKind::CaseTagged { tag: "billing".to_owned() },
            FactKind::CaseUntagged { tag: "billing".to_owned() },
            FactKind::CaseRetagged { added: Vec::new(), removed: Vec::new() },
            FactKind::CasePrioritised { from: Priority::Normal, to: Priority::High },
            FactKind::NoteAdded,
            FactKind::ReplySent { snippet: "reset".to_owned(), first: true },
            FactKind::CaseEscalated,
            FactKind::BugLinked,
            FactKind::BugUnlinked,
            FactKind::CaseSnoozed { until: 1_000_000 },
            FactKind::SolutionProposed { attempt: 1, answered: false },
            FactKind::SolutionConfirmed { attempt: 1, for_customer: true },
            FactKind::SolutionRejected { attempt: 1, for_customer: false },
            FactKind::CaseClosed { reason: CloseReason::Moved },
            FactKind::CaseReopened,
            FactKind::CaseUnmerged { from: CaseNumber(3) },
        ];
        let told = |kind| {
            let facts = vec![fact(kind)];
            read(&done(Language::English, &Done { case: case.clone(), facts }))
        };
        let told: Vec<String> = asked_for.into_iter().map(told).collect();
        insta::assert_snapshot!(told.join("\n"), @"
        Case [#12](https://discord.com/channels/1/3) is yours: <@5> reads what you write in its thread.
        Case [#12](https://discord.com/channels/1/3) is back in the queue: anyone of the team can claim it.
        <@8> has case [#12](https://discord.com/channels/1/3) now, and knows it.
        Case [#12](https://discord.com/channels/1/3) has the tag `billing` now.
        Case [#12](https://discord.com/channels/1/3) no longer has the tag `billing`.
        Case [#12](https://discord.com/channels/1/3) has these tags now: `crash` `start`.
        Case [#12](https://discord.com/channels/1/3) has the priority high now.
        Noted for the team, under the card of case [#12](https://discord.com/channels/1/3). The customer does not see it.
        Your answer is in the thread of case [#12](https://discord.com/channels/1/3).
        Bug #3 is reported to the developers, and case [#12](https://discord.com/channels/1/3) waits for it.
        Case [#12](https://discord.com/channels/1/3) is linked to bug #3: its report shows one more customer.
        Case [#12](https://discord.com/channels/1/3) is no longer linked to bug #3.
        Case [#12](https://discord.com/channels/1/3) is off the queue until <t:1000000:f> (<t:1000000:R>), or until the customer writes.
        <@5> is asked in case [#12](https://discord.com/channels/1/3) whether it is solved. Without a word it closes <t:1260000:R>.
        Case [#12](https://discord.com/channels/1/3) is closed as solved; the history says that you said so for <@5>.
        Case [#12](https://discord.com/channels/1/3) is open again, and the team knows. Please write in the thread what is still wrong.
        Case [#12](https://discord.com/channels/1/3) is closed: it goes on elsewhere. `/reopen` brings it back.
        Case [#12](https://discord.com/channels/1/3) is open again: you can write in its thread.
        Case [#12](https://discord.com/channels/1/3) is on its own again, just as it was.
        ");
    }

    #[test]
    fn a_case_that_was_opened_is_told_from_one_that_was_known() {
        let opened = [true, false]
            .map(|new| super::opened(Language::English, &Opened { case: sample::case(), new }));
        insta::assert_snapshot!(opened.join("\n"), @"
        Case [#12](https://discord.com/channels/1/3) is open, and <@5> will be greeted in its thread.
        This message belongs to case [#12](https://discord.com/channels/1/3) already, so I opened no second one: please go on there.
        ");
    }
}
