//! The answer to `/case history`: who did what with a case, from what to what, when and why. For the team alone.

use serenity::all::CreateEmbed;

use crate::{
    desk::{Happened, History},
    domain::{Case, Erasure, FactKind, MessageId, UserId, text::shorten},
};

use super::{
    Body, CustomId,
    card::{headline, priority_word},
    escape::{code, escape},
    limit, link, pages,
    post::why,
};

/// How much of a list of tags, and of a reason that a machine gave, a line shows, in characters.
const LIST: usize = 200;

/// One page of a history.
pub fn history(history: &History) -> Body {
    let (case, page) = (&history.case, &history.page);
    let lines: Vec<String> = page.items.iter().map(|happened| line(case, happened)).collect();
    let number = case.number;
    Body {
        embeds: vec![CreateEmbed::new().description(limit::listed(&lines, "\n", limit::DESCRIPTION))],
        components: pages::buttons(page.number, page.count(), |page| CustomId::History { case: number, page }),
        ..Body::text(format!("**History**, oldest first{}\n{}", pages::place(page.number, page.count()), headline(case)))
    }
}

fn line(case: &Case, happened: &Happened) -> String {
    format!("{} · {}{}", link::date(happened.at), what(case, happened), because(case, happened))
}

fn person(user: u64) -> String {
    format!("<@{user}>")
}

/// What happened, with who did it, from what, and to what.
fn what(case: &Case, happened: &Happened) -> String {
    let who = happened.actor.map_or_else(|| "Switchboard".to_owned(), |actor| person(actor.0));
    let bug = happened.bug.map_or_else(|| "a bug".to_owned(), |bug| format!("bug {bug}"));
    let message = |words: &str, message: u64| said(case, words, MessageId(message));
    let tags = |tags: &[String]| limit::listed(&tags.iter().map(|tag| code(tag)).collect::<Vec<_>>(), " ", LIST);
    let first = |first: bool| if first { ", the first answer" } else { "" };
    let for_customer = |for_customer: bool| if for_customer { ", for the customer" } else { "" };
    let kind = match &happened.kind {
        Ok(kind) => kind,
        Err(name) => return format!("{who}: {}", code(name)),
    };
    match kind {
        FactKind::CaseOpened { how } => opened(&who, how),
        FactKind::CaseClaimed => format!("{who} claimed it"),
        FactKind::CaseReleased { from } if happened.actor == Some(UserId(*from)) => format!("{who} put it back into the queue"),
        FactKind::CaseReleased { from } => format!("{who} took it from {} and put it back into the queue", person(*from)),
        FactKind::CaseAssigned { to, from: None } => format!("{who} gave it to {}", person(*to)),
        FactKind::CaseAssigned { to, from: Some(from) } => format!("{who} handed it over from {} to {}", person(*from), person(*to)),
        FactKind::CaseReturned { from } => format!("It went from {} back into the queue", person(*from)),
        FactKind::CaseTagged { tag } => format!("{who} added the tag {}", code(tag)),
        FactKind::CaseUntagged { tag } => format!("{who} took off the tag {}", code(tag)),
        FactKind::CaseRetagged { added, removed } => {
            let added = (!added.is_empty()).then(|| format!("added {}", tags(added)));
            let removed = (!removed.is_empty()).then(|| format!("took off {}", tags(removed)));
            format!("{who} changed the tags: {}", added.into_iter().chain(removed).collect::<Vec<_>>().join(", "))
        }
        FactKind::CasePrioritised { from, to } => {
            format!("{who} changed the priority from {} to {}", priority_word(*from).to_lowercase(), priority_word(*to).to_lowercase())
        }
        FactKind::NoteAdded => format!("{who} wrote a note for the team"),
        FactKind::ReplySent { snippet, first: is_first } => {
            format!("{who} sent the prepared answer “{}”{}", escape(snippet), first(*is_first))
        }
        FactKind::CustomerWrote { message: id } => format!("{who}, the customer, {}", message("wrote", *id)),
        FactKind::AgentAnswered { message: id, first: is_first } => format!("{who} {}{}", message("answered", *id), first(*is_first)),
        FactKind::MessageEdited { message: id, .. } => format!("{who} changed {}", message("a message", *id)),
        FactKind::MessageDeleted { .. } => "A message was deleted".to_owned(),
        FactKind::CaseSnoozed { until } => format!("{who} put it aside until <t:{until}:f>"),
        FactKind::SnoozeEnded => "It is no longer put aside".to_owned(),
        FactKind::CaseEscalated => format!("{who} handed it to the developers: {bug}"),
        FactKind::BugReported { severity } => format!("{who} reported {bug}, of {} severity", severity.name()),
        FactKind::BugLinked => format!("{who} linked {bug}"),
        FactKind::BugUnlinked => format!("{who} took off the link to {bug}"),
        FactKind::SolutionProposed { attempt: 1, .. } => format!("{who} proposed an answer as final"),
        FactKind::SolutionProposed { attempt, .. } => format!("{who} proposed an answer as final (time {attempt})"),
        FactKind::SolutionConfirmed { for_customer: by_agent, .. } => format!("{who} said that it is solved{}", for_customer(*by_agent)),
        FactKind::SolutionRejected { for_customer: by_agent, .. } => format!("{who} said that it is not fixed{}", for_customer(*by_agent)),
        FactKind::CustomerReminded => "The customer was reminded of the question whether it is solved".to_owned(),
        FactKind::CaseRated { score } => format!("{who} rated the answer: {}", score_word(*score)),
        FactKind::CaseClosed { reason } => match happened.actor {
            Some(_) => format!("{who} closed it: {}", why(*reason)),
            None => format!("It was closed: {}", why(*reason)),
        },
        FactKind::CaseReopened => format!("{who} opened it again"),
        FactKind::ThreadLost => "Its thread was deleted in Discord".to_owned(),
        FactKind::CaseMerged { into } => format!("{who} had it go on in case {into}"),
        FactKind::CaseUnmerged { from } => format!("{who} took it out of case {from} again"),
        FactKind::CaseAbsorbed { from } => format!("{who} had case {from} go on here"),
        FactKind::MessageOffered { rule, .. } => format!("The rule “{}” put the message before the team", escape(rule)),
        FactKind::TextsErased { why: Erasure::Age } => "What was written was erased: it had been kept for long enough".to_owned(),
        FactKind::TextsErased { why: Erasure::OwnWish } => format!("{who} had what they wrote erased"),
        FactKind::TextsErased { why: Erasure::Operator } => "What somebody wrote was erased for them".to_owned(),
        FactKind::DeliveryParked { reason } => format!("Something could not be delivered: {}", code(&shorten(reason, LIST))),
    }
}

fn opened(who: &str, how: &str) -> String {
    match how.strip_prefix("rule:") {
        Some(rule) => format!("The rule “{}” opened it", escape(rule)),
        None if how == "ask" => format!("{who} asked with `/ask`"),
        None => format!("{who} opened it"),
    }
}

pub(super) fn score_word(score: u8) -> &'static str {
    match score {
        0 | 1 => "🙁 bad",
        2 => "😐 so-so",
        _ => "😀 good",
    }
}

/// Words that lead to a message in the case's thread.
fn said(case: &Case, words: &str, message: MessageId) -> String {
    let thread = case.surfaces.thread.or(case.source.message.map(MessageId::thread));
    link::linked(words, thread.map(|thread| link::message(case.guild, thread, message)))
}

/// Why it happened, where it was no command, button or form of that person, and the line does not say so already.
fn because(case: &Case, happened: &Happened) -> String {
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
                Ok(message) => case.surfaces.thread.map(|thread| link::message(case.guild, thread, message)),
                Err(_) => None,
            };
            format!(", because of {}", link::linked("a message", address))
        }
        Some(("react", reaction)) => {
            let emoji = reaction.split(':').nth(1).unwrap_or_default();
            format!(", by the reaction {}", escape(emoji))
        }
        Some(("due", _)) if happened.actor.is_none() => ", since it was due".to_owned(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{self, check, read, time};
    use super::*;
    use crate::{
        desk::Page,
        domain::{BugNumber, CaseNumber, CloseReason, Priority, Severity},
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

    fn happened(kind: Result<FactKind, String>, cause: &str) -> Happened {
        Happened { kind, bug: Some(BugNumber(4)), actor: Some(UserId(7)), at: time(1_000_000), cause: cause.to_owned() }
    }

    #[test]
    fn every_fact_reads_as_a_sentence() {
        let case = sample::case();
        let sentences: Vec<String> = kinds().into_iter().map(|kind| what(&case, &happened(Ok(kind), "int:1"))).collect();
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
        assert_eq!(what(&case, &happened(Err("case_sold".to_owned()), "int:1")), "<@7>: `case_sold`");
    }

    #[test]
    fn a_line_says_why() {
        let case = sample::case();
        let line = |cause: &str, actor: Option<UserId>| {
            line(&case, &Happened { actor, ..happened(Ok(FactKind::CaseReopened), cause) }).split_once(" · ").expect("a time").1.to_owned()
        };
        assert_eq!(line("int:1", Some(UserId(7))), "<@7> opened it again");
        assert_eq!(line("msg:3", Some(UserId(5))), "<@5> opened it again, because of [a message](https://discord.com/channels/1/2/3)");
        assert_eq!(line("react:3:🎫:7", Some(UserId(7))), "<@7> opened it again, by the reaction 🎫");
        assert_eq!(line("due:1", None), "Switchboard opened it again, since it was due");
    }

    #[test]
    fn a_page_always_fits() {
        let wide = FactKind::CaseRetagged { added: vec!["_".repeat(32); 20], removed: vec!["_".repeat(32); 20] };
        let items = vec![happened(Ok(wide), "msg:3"); 15];
        let body = history(&History { case: sample::case(), page: Page { items, number: 2, size: 15, total: 40 } });
        check(&body);
        assert!(read(&body).contains("page 2 of 3"), "{}", read(&body));
    }
}
