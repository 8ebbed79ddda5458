//! The answer to `/case history`: who did what with a case, from what to what, when and why. For
//! the team alone.

use crate::{
    desk::History,
    domain::{Case, FactKind, Language, MessageId, RecordedFact},
};

use crate::discord::view::{
    Body, CustomId,
    cases::card::headline,
    escape::{code, escape},
    fact, link, pages,
    search::queue::private_note,
    words::t,
};

/// One page of a history.
pub fn history(language: Language, history: &History) -> Body {
    let (case, page) = (&history.case, &history.page);
    let lines: Vec<String> =
        page.items.iter().map(|happened| line(language, history, happened)).collect();
    let number = case.number;
    let heading =
        t!(language, "history-heading", place = pages::place(language, page.number, page.count()));
    let heading = format!("{heading}\n{}{}", headline(case), private_note(language, case));
    pages::list(language, heading, &lines, page, |page| CustomId::History { case: number, page })
}

fn line(language: Language, history: &History, happened: &RecordedFact) -> String {
    format!(
        "{} · {}{}",
        link::date(happened.at),
        what(language, history, happened),
        because(language, &history.case, happened)
    )
}

/// What happened, with who did it, from what, and to what.
fn what(language: Language, history: &History, happened: &RecordedFact) -> String {
    let (case, channels) = (&history.case, &history.channels);
    match &happened.kind {
        Ok(kind) => fact::sentence(language, case, kind, happened.actor, happened.bug, channels),
        Err(name) => format!("{}: {}", fact::who(case, happened.actor), code(name)),
    }
}

/// Why it happened, where it was no command, button or form of that person, and the line does not
/// say so already.
fn because(language: Language, case: &Case, happened: &RecordedFact) -> String {
    let speaks = matches!(
        happened.kind,
        Ok(FactKind::CustomerWrote { .. }
            | FactKind::AgentAnswered { .. }
            | FactKind::ThreadRead { .. }
            | FactKind::ReplySent { .. }
            | FactKind::SolutionProposed { .. }
            | FactKind::MessageEdited { .. }
            | FactKind::MessageDeleted { .. })
    );
    let tells_of_discord = matches!(
        happened.kind,
        Ok(FactKind::DeliveryHeld { .. }
            | FactKind::DeliveryResumed { .. }
            | FactKind::DeliveryGivenUp { .. })
    );
    match happened.cause.split_once(':') {
        Some(("msg", _))
            if matches!(happened.kind, Ok(FactKind::FollowedUp | FactKind::CustomerReminded)) =>
        {
            String::new()
        }
        Some(("msg", id)) if !speaks && !tells_of_discord => {
            let address = match id.parse().map(MessageId) {
                Ok(message) if case.source.message == Some(message) => link::source(case),
                Ok(message) => {
                    case.place().map(|thread| link::message(case.guild, thread, message))
                }
                Err(_) => None,
            };
            let message = address.unwrap_or_else(|| "none".to_owned());
            t!(language, "history-because-of-message", message = message)
        }
        Some(("react", reaction)) => {
            let emoji = reaction.split(':').nth(1).unwrap_or_default();
            t!(language, "history-by-reaction", emoji = escape(emoji))
        }
        Some(("due", _)) if happened.actor.is_none() && !speaks && !tells_of_discord => {
            t!(language, "history-when-due")
        }
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use strum::VariantArray;

    use super::*;
    use crate::discord::view::sample::{self, check, read, time};
    use crate::{
        desk::{MessageChannels, Page},
        domain::{BugNumber, UserId},
    };

    fn happened(kind: Result<FactKind, String>, cause: &str) -> RecordedFact {
        RecordedFact {
            kind,
            bug: Some(BugNumber(4)),
            actor: Some(UserId(7)),
            at: time(1_000_000),
            cause: cause.to_owned(),
        }
    }

    fn of(items: Vec<RecordedFact>, total: i64) -> History {
        let page = Page { items, number: 2, size: 15, total };
        History { case: sample::case(), channels: MessageChannels::new(), page }
    }

    #[test]
    fn a_line_says_why() {
        let history = of(Vec::new(), 1);
        let line = |cause: &str, actor: Option<UserId>| {
            line(
                Language::English,
                &history,
                &RecordedFact { actor, ..happened(Ok(FactKind::CaseReopened), cause) },
            )
            .split_once(" · ")
            .expect("a time")
            .1
            .to_owned()
        };
        assert_eq!(line("int:1", Some(UserId(7))), "<@7> reopened it");
        assert_eq!(
            line("msg:3", Some(UserId(5))),
            "<@5> reopened it (from [a message](https://discord.com/channels/1/2/3))"
        );
        assert_eq!(
            line("react:3:🎫:7", Some(UserId(7))),
            "<@7> reopened it (with the reaction 🎫)"
        );
        assert_eq!(line("due:1", None), "Switchboard reopened it (automatic)");
    }

    #[test]
    fn a_page_always_fits() {
        let wide = FactKind::CaseRetagged {
            added: vec!["_".repeat(32); 20],
            removed: vec!["_".repeat(32); 20],
        };
        let items = vec![happened(Ok(wide), "msg:3"); 15];
        let told = of(items, 40);
        Language::VARIANTS.iter().for_each(|&language| check(&history(language, &told)));
        let body = history(Language::English, &told);
        assert!(read(&body).contains("page 2 of 3"), "{}", read(&body));
    }
}
