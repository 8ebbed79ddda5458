//! The answer to `/case history`: who did what with a case, from what to what, when and why. For
//! the team alone.

use serenity::all::CreateEmbed;

use crate::{
    desk::{History, RecordedFact},
    domain::{BugNumber, Case, Erasure, FactKind, Language, MessageId, UserId, text::shorten},
};

use crate::discord::view::{
    Body, CustomId,
    card::headline,
    escape::{code, escape},
    limit, link, pages,
    post::why,
    words::{t, yes_or_no},
};

/// How much of a list of tags, and of a reason that a machine gave, a line shows, in characters.
const LIST: usize = 200;

/// One page of a history.
pub fn history(language: Language, history: &History) -> Body {
    let (case, page) = (&history.case, &history.page);
    let lines: Vec<String> =
        page.items.iter().map(|happened| line(language, case, happened)).collect();
    let number = case.number;
    let heading =
        t!(language, "history-heading", place = pages::place(language, page.number, page.count()));
    Body {
        embeds: vec![CreateEmbed::new().description(limit::listed(
            language,
            &lines,
            "\n",
            limit::DESCRIPTION,
        ))],
        components: pages::buttons(language, page.number, page.count(), |page| CustomId::History {
            case: number,
            page,
        }),
        ..Body::text(format!("{heading}\n{}", headline(case)))
    }
}

fn line(language: Language, case: &Case, happened: &RecordedFact) -> String {
    format!(
        "{} · {}{}",
        link::date(happened.at),
        what(language, case, happened),
        because(language, case, happened)
    )
}

/// What happened, with who did it, from what, and to what.
fn what(language: Language, case: &Case, happened: &RecordedFact) -> String {
    match &happened.kind {
        Ok(kind) => sentence(language, case, kind, happened.actor, happened.bug),
        Err(name) => format!("{}: {}", who(happened.actor), code(name)),
    }
}

fn who(actor: Option<UserId>) -> String {
    actor.map_or_else(|| "Switchboard".to_owned(), |actor| format!("<@{actor}>"))
}

/// A fact as a line of the history says it.
pub(super) fn sentence(
    language: Language,
    case: &Case,
    kind: &FactKind,
    actor: Option<UserId>,
    bug: Option<BugNumber>,
) -> String {
    let who = who(actor);
    let bug = bug.map_or_else(none, |bug| bug.to_string());
    let message = |message: u64| in_thread(case, MessageId(message)).unwrap_or_else(none);
    match kind {
        FactKind::CaseOpened { how } => opened(language, who, how),
        FactKind::CaseClaimed => t!(language, "history-claimed", who = who),
        FactKind::CaseReleased { from } if actor == Some(UserId(*from)) => {
            t!(language, "history-released", who = who)
        }
        FactKind::CaseReleased { from } => {
            t!(language, "history-released-for", who = who, agent = UserId(*from))
        }
        FactKind::CaseAssigned { to, from: None } => {
            t!(language, "history-assigned", who = who, agent = UserId(*to))
        }
        FactKind::CaseAssigned { to, from: Some(from) } => {
            t!(language, "history-handed-over", who = who, from = UserId(*from), to = UserId(*to))
        }
        FactKind::CaseReturned { from } => {
            t!(language, "history-returned", agent = UserId(*from))
        }
        FactKind::CaseTagged { tag } => {
            t!(language, "history-tagged", who = who, tag = code(tag))
        }
        FactKind::CaseUntagged { tag } => {
            t!(language, "history-untagged", who = who, tag = code(tag))
        }
        FactKind::CaseRetagged { added, removed } => retagged(language, who, added, removed),
        FactKind::CasePrioritised { from, to } => {
            t!(
                language,
                "history-prioritised",
                who = who,
                from = from.into_str(),
                to = to.into_str()
            )
        }
        FactKind::NoteAdded => t!(language, "history-note-added", who = who),
        FactKind::ReplySent { snippet, first } => {
            t!(
                language,
                "history-reply-sent",
                who = who,
                snippet = escape(snippet),
                first = yes_or_no(*first)
            )
        }
        FactKind::CustomerWrote { message: id } => {
            t!(language, "history-customer-wrote", who = who, message = message(*id))
        }
        FactKind::AgentAnswered { message: id, first } => {
            t!(
                language,
                "history-agent-answered",
                who = who,
                message = message(*id),
                first = yes_or_no(*first)
            )
        }
        FactKind::MessageEdited { message: id, .. } => {
            t!(language, "history-message-edited", who = who, message = message(*id))
        }
        FactKind::MessageDeleted { .. } => t!(language, "history-message-deleted"),
        FactKind::CaseSnoozed { until } => {
            t!(language, "history-snoozed", who = who, until = format!("<t:{until}:f>"))
        }
        FactKind::SnoozeEnded => t!(language, "history-snooze-ended"),
        FactKind::CaseEscalated => t!(language, "history-escalated", who = who, bug = bug),
        FactKind::BugReported { severity } => {
            t!(
                language,
                "history-bug-reported",
                who = who,
                bug = bug,
                severity = severity.into_str()
            )
        }
        FactKind::BugLinked => t!(language, "history-bug-linked", who = who, bug = bug),
        FactKind::BugUnlinked => t!(language, "history-bug-unlinked", who = who, bug = bug),
        FactKind::SolutionProposed { attempt, .. } => {
            t!(language, "history-solution-proposed", who = who, attempt = *attempt)
        }
        FactKind::SolutionConfirmed { for_customer, .. } => {
            t!(
                language,
                "history-solution-confirmed",
                who = who,
                for_customer = yes_or_no(*for_customer)
            )
        }
        FactKind::SolutionRejected { for_customer, .. } => {
            t!(
                language,
                "history-solution-rejected",
                who = who,
                for_customer = yes_or_no(*for_customer)
            )
        }
        FactKind::CustomerReminded => t!(language, "history-customer-reminded"),
        FactKind::CaseRated { score } => t!(language, "history-rated", who = who, score = *score),
        FactKind::CaseClosed { reason } => match actor {
            Some(_) => t!(language, "history-closed", who = who, why = why(language, *reason)),
            None => t!(language, "history-closed-by-itself", why = why(language, *reason)),
        },
        FactKind::CaseReopened => t!(language, "history-reopened", who = who),
        FactKind::ThreadLost => t!(language, "history-thread-lost"),
        FactKind::CaseMerged { into } => t!(language, "history-merged", who = who, into = *into),
        FactKind::CaseUnmerged { from } => {
            t!(language, "history-unmerged", who = who, from = *from)
        }
        FactKind::CaseAbsorbed { from } => {
            t!(language, "history-absorbed", who = who, from = *from)
        }
        FactKind::MessageOffered { rule, .. } => {
            t!(language, "history-offered", rule = escape(rule))
        }
        FactKind::TextsErased { why: Erasure::Age } => t!(language, "history-erased-by-age"),
        FactKind::TextsErased { why: Erasure::OwnWish } => {
            t!(language, "history-erased-by-wish", who = who)
        }
        FactKind::TextsErased { why: Erasure::Operator } => {
            t!(language, "history-erased-by-operator")
        }
        FactKind::DeliveryParked { reason } => {
            t!(language, "history-undelivered", reason = code(&shorten(reason, LIST)))
        }
    }
}

/// What the words are told where there is nothing to name or to link to.
fn none() -> String {
    "none".to_owned()
}

fn opened(language: Language, who: String, how: &str) -> String {
    match how.strip_prefix("rule:") {
        Some(rule) => t!(language, "history-opened-by-rule", rule = escape(rule)),
        None if how == "ask" => t!(language, "history-opened-by-ask", who = who),
        None => t!(language, "history-opened", who = who),
    }
}

fn retagged(language: Language, who: String, added: &[String], removed: &[String]) -> String {
    let list = |tags: &[String]| {
        limit::listed(language, &tags.iter().map(|tag| code(tag)).collect::<Vec<_>>(), " ", LIST)
    };
    if removed.is_empty() {
        t!(language, "history-retagged-added", who = who, added = list(added))
    } else if added.is_empty() {
        t!(language, "history-retagged-removed", who = who, removed = list(removed))
    } else {
        t!(language, "history-retagged", who = who, added = list(added), removed = list(removed))
    }
}

/// The address of a message in the case's thread.
fn in_thread(case: &Case, message: MessageId) -> Option<String> {
    let thread = case.surfaces.thread.or(case.source.message.map(MessageId::thread))?;
    Some(link::message(case.guild, thread, message))
}

/// Why it happened, where it was no command, button or form of that person, and the line does not
/// say so already.
fn because(language: Language, case: &Case, happened: &RecordedFact) -> String {
    let speaks = matches!(
        happened.kind,
        Ok(FactKind::CustomerWrote { .. }
            | FactKind::AgentAnswered { .. }
            | FactKind::MessageEdited { .. }
            | FactKind::MessageDeleted { .. })
    );
    match happened.cause.split_once(':') {
        Some(("msg", id)) if !speaks => {
            let address = match id.parse().map(MessageId) {
                Ok(message) if case.source.message == Some(message) => link::source(case),
                Ok(message) => {
                    case.surfaces.thread.map(|thread| link::message(case.guild, thread, message))
                }
                Err(_) => None,
            };
            t!(language, "history-because-of-message", message = address.unwrap_or_else(none))
        }
        Some(("react", reaction)) => {
            let emoji = reaction.split(':').nth(1).unwrap_or_default();
            t!(language, "history-by-reaction", emoji = escape(emoji))
        }
        Some(("due", _)) if happened.actor.is_none() => t!(language, "history-when-due"),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use strum::VariantArray;

    use super::*;
    use crate::discord::view::sample::{self, check, read, time};
    use crate::{
        desk::Page,
        domain::{CaseNumber, CloseReason, Priority, Severity},
    };

    /// One of each kind, so that every sentence is read here at least once.
    fn kinds() -> Vec<FactKind> {
        let (tag, rule) = ("billing".to_owned(), "cr*shes".to_owned());
        vec![
            FactKind::CaseOpened { how: "menu".to_owned() },
            FactKind::CaseOpened { how: "ask".to_owned() },
            FactKind::CaseOpened { how: format!("rule:{rule}") },
            FactKind::CaseClaimed,
            FactKind::CaseReleased { from: 7 },
            FactKind::CaseReleased { from: 8 },
            FactKind::CaseAssigned { to: 8, from: None },
            FactKind::CaseAssigned { to: 8, from: Some(7) },
            FactKind::CaseReturned { from: 8 },
            FactKind::CaseTagged { tag: tag.clone() },
            FactKind::CaseUntagged { tag: tag.clone() },
            FactKind::CaseRetagged { added: vec![tag.clone()], removed: vec![tag] },
            FactKind::CasePrioritised { from: Priority::Normal, to: Priority::High },
            FactKind::NoteAdded,
            FactKind::ReplySent { snippet: "reset".to_owned(), first: true },
            FactKind::CustomerWrote { message: 9 },
            FactKind::AgentAnswered { message: 9, first: false },
            FactKind::CaseSnoozed { until: 1_000_000 },
            FactKind::SnoozeEnded,
            FactKind::CaseEscalated,
            FactKind::BugReported { severity: Severity::High },
            FactKind::BugLinked,
            FactKind::BugUnlinked,
            FactKind::SolutionProposed { attempt: 1, answered: false },
            FactKind::SolutionProposed { attempt: 2, answered: false },
            FactKind::SolutionConfirmed { attempt: 1, for_customer: false },
            FactKind::SolutionRejected { attempt: 1, for_customer: true },
            FactKind::CustomerReminded,
            FactKind::CaseRated { score: 3 },
            FactKind::CaseClosed { reason: CloseReason::NoReply },
            FactKind::CaseReopened,
            FactKind::CaseMerged { into: CaseNumber(3) },
            FactKind::CaseUnmerged { from: CaseNumber(3) },
            FactKind::CaseAbsorbed { from: CaseNumber(3) },
            FactKind::MessageOffered { message: 3, rule },
            FactKind::DeliveryParked { reason: "Discord answered 403".to_owned() },
        ]
    }

    fn happened(kind: Result<FactKind, String>, cause: &str) -> RecordedFact {
        RecordedFact {
            kind,
            bug: Some(BugNumber(4)),
            actor: Some(UserId(7)),
            at: time(1_000_000),
            cause: cause.to_owned(),
        }
    }

    #[test]
    fn every_fact_reads_as_a_sentence() {
        let case = sample::case();
        let sentences: Vec<String> = kinds()
            .into_iter()
            .map(|kind| what(Language::English, &case, &happened(Ok(kind), "int:1")))
            .collect();
        insta::assert_snapshot!(sentences.join("\n"), @r"
        <@7> opened it
        <@7> asked with `/ask`
        The rule “cr\*shes” opened it
        <@7> claimed it
        <@7> put it back into the queue
        <@7> took it from <@8> and put it back into the queue
        <@7> gave it to <@8>
        <@7> handed it over from <@7> to <@8>
        It went from <@8> back into the queue
        <@7> added the tag `billing`
        <@7> took off the tag `billing`
        <@7> changed the tags: added `billing`, took off `billing`
        <@7> changed the priority from normal to high
        <@7> wrote a note for the team
        <@7> sent the prepared answer “reset”, the first answer
        <@7>, the customer, [wrote](https://discord.com/channels/1/3/9)
        <@7> [answered](https://discord.com/channels/1/3/9)
        <@7> put it aside until <t:1000000:f>
        It is no longer put aside
        <@7> handed it to the developers: bug #4
        <@7> reported bug #4, of high severity
        <@7> linked bug #4
        <@7> took off the link to bug #4
        <@7> proposed an answer as final
        <@7> proposed an answer as final (time 2)
        <@7> said that it is solved
        <@7> said that it is not fixed, for the customer
        The customer was reminded of the question whether it is solved
        <@7> rated the answer: 😀 good
        <@7> closed it: we have not heard back
        <@7> opened it again
        <@7> had it go on in case #3
        <@7> took it out of case #3 again
        <@7> had case #3 go on here
        The rule “cr\*shes” put the message before the team
        Something could not be delivered: `Discord answered 403`
        ");
        assert_eq!(
            what(Language::English, &case, &happened(Err("case_sold".to_owned()), "int:1")),
            "<@7>: `case_sold`"
        );
    }

    #[test]
    fn every_fact_reads_as_a_german_sentence() {
        let case = sample::case();
        let sentences: Vec<String> = kinds()
            .into_iter()
            .map(|kind| what(Language::German, &case, &happened(Ok(kind), "int:1")))
            .collect();
        insta::assert_snapshot!(sentences.join("\n"), @r"
        <@7> hat ihn eröffnet
        <@7> hat mit `/fragen` gefragt
        Die Regel „cr\*shes“ hat ihn eröffnet
        <@7> hat ihn übernommen
        <@7> hat ihn in die Warteschlange zurückgegeben
        <@7> hat ihn von <@8> genommen und in die Warteschlange zurückgegeben
        <@7> hat ihn <@8> gegeben
        <@7> hat ihn von <@7> an <@8> übergeben
        Er ging von <@8> zurück in die Warteschlange
        <@7> hat das Tag `billing` hinzugefügt
        <@7> hat das Tag `billing` entfernt
        <@7> hat die Tags geändert: `billing` hinzugefügt, `billing` entfernt
        <@7> hat die Priorität von normal auf hoch geändert
        <@7> hat eine Notiz für das Team geschrieben
        <@7> hat den Textbaustein „reset“ abgeschickt, die erste Antwort
        <@7>, das Mitglied, hat [geschrieben](https://discord.com/channels/1/3/9)
        <@7> hat [geantwortet](https://discord.com/channels/1/3/9)
        <@7> hat ihn bis <t:1000000:f> zurückgestellt
        Er ist nicht mehr zurückgestellt
        <@7> hat ihn der Entwicklung übergeben: Fehler #4
        <@7> hat Fehler #4, Schweregrad hoch, gemeldet
        <@7> hat ihn mit Fehler #4 verknüpft
        <@7> hat ihn von Fehler #4 getrennt
        <@7> hat eine Lösung vorgeschlagen
        <@7> hat eine Lösung vorgeschlagen (zum 2. Mal)
        <@7> hat gesagt, dass es gelöst ist
        <@7> hat für das Mitglied gesagt, dass es nicht gelöst ist
        Das Mitglied wurde an die Frage erinnert, ob es gelöst ist
        <@7> hat die Antwort bewertet: 😀 gut
        <@7> hat ihn geschlossen: wir haben nichts mehr gehört
        <@7> hat ihn wieder geöffnet
        <@7> lässt ihn in Fall #3 weitergehen
        <@7> hat ihn wieder aus Fall #3 herausgenommen
        <@7> lässt Fall #3 hier weitergehen
        Die Regel „cr\*shes“ hat die Nachricht dem Team vorgelegt
        Etwas konnte nicht zugestellt werden: `Discord answered 403`
        ");
    }

    #[test]
    fn what_nobody_can_link_to_is_told_without_a_link() {
        let mut case = sample::case();
        case.source.message = None;
        let told = |language, kind| {
            what(language, &case, &RecordedFact { bug: None, ..happened(Ok(kind), "int:1") })
        };
        assert_eq!(
            told(Language::English, FactKind::CustomerWrote { message: 9 }),
            "<@7>, the customer, wrote"
        );
        assert_eq!(
            told(Language::German, FactKind::CustomerWrote { message: 9 }),
            "<@7>, das Mitglied, hat geschrieben"
        );
        assert_eq!(told(Language::English, FactKind::BugLinked), "<@7> linked a bug");
        assert_eq!(
            told(Language::German, FactKind::BugLinked),
            "<@7> hat ihn mit einem Fehler verknüpft"
        );
    }

    #[test]
    fn a_line_says_why() {
        let case = sample::case();
        let line = |cause: &str, actor: Option<UserId>| {
            line(
                Language::English,
                &case,
                &RecordedFact { actor, ..happened(Ok(FactKind::CaseReopened), cause) },
            )
            .split_once(" · ")
            .expect("a time")
            .1
            .to_owned()
        };
        assert_eq!(line("int:1", Some(UserId(7))), "<@7> opened it again");
        assert_eq!(
            line("msg:3", Some(UserId(5))),
            "<@5> opened it again, because of [a message](https://discord.com/channels/1/2/3)"
        );
        assert_eq!(
            line("react:3:🎫:7", Some(UserId(7))),
            "<@7> opened it again, by the reaction 🎫"
        );
        assert_eq!(line("due:1", None), "Switchboard opened it again, since it was due");
    }

    #[test]
    fn a_page_always_fits() {
        let wide = FactKind::CaseRetagged {
            added: vec!["_".repeat(32); 20],
            removed: vec!["_".repeat(32); 20],
        };
        let items = vec![happened(Ok(wide), "msg:3"); 15];
        let told =
            History { case: sample::case(), page: Page { items, number: 2, size: 15, total: 40 } };
        Language::VARIANTS.iter().for_each(|&language| check(&history(language, &told)));
        let body = history(Language::English, &told);
        assert!(read(&body).contains("page 2 of 3"), "{}", read(&body));
    }
}
