//! What happened to a case, in words: as a line of its history, and as the answer to the person who
//! did it. Both stand under the fact's name in the files of words, and name the fact's values.

use fluent_bundle::{FluentArgs, FluentValue};

use crate::{
    desk::{Delivery, Done, MessageChannels, Opened},
    domain::{
        Bug, BugNumber, Case, CaseNumber, FactKind, FactValue, Language, MessageId, Tag,
        ThreadKind, UserId, WaitStart, Writer, text::shorten,
    },
};

use crate::discord::view::{
    Body,
    cases::post::confirmed,
    escape::{code, escape},
    limit, link, obstacle,
    words::{enumerated, look_up, t, words, yes_or_no},
};

/// How much of a list of tags, or of what a program reported, a sentence shows, in characters.
const LIST: usize = 200;

/// How many people an answer names.
const NAMED: usize = 10;

/// The answer to the person who did something with a case: what happened, what follows from it, and
/// whether others can read it in Discord.
pub fn done(language: Language, done: &Done, delivery: &Delivery) -> Body {
    let (case, fact) = (&done.case, &done.fact);
    if let FactKind::SolutionConfirmed { for_customer: false, .. } = fact.kind {
        return confirmed(language, case);
    }
    let mut values = values(language, case, &fact.kind, fact.actor, fact.bug);
    values.set("later", yes_or_no(delivery.may_still_come()));
    if !done.people.is_empty() {
        values.set("customer", all_named(language, case, &done.people));
        values.set("people", done.people.len());
    }
    let attribute = |name| look_up(language, &format!("{}.{name}", id(&fact.kind)), &values);
    // Customers who reopen their case need not be told of it.
    let is_own = matches!(fact.kind, FactKind::CaseReopened) && fact.actor == Some(case.requester);
    let delivery = if is_own { &Delivery::Done } else { delivery };
    let held = (*delivery != Delivery::Done).then(|| attribute("held")).flatten();
    // What nobody asks for reads as it does in the history.
    let answer = held
        .or_else(|| attribute("done"))
        .unwrap_or_else(|| words(language, &id(&fact.kind), &values));
    // What was said to somebody who is not there to read it.
    let is_for_customer = matches!(
        fact.kind,
        FactKind::SolutionPrepared { .. }
            | FactKind::ReplyPrepared { .. }
            | FactKind::PromisePrepared { .. }
            | FactKind::NewsPublished { .. }
            | FactKind::QuestionPrepared
    );
    let left = (is_for_customer && case.requester_left).then(|| t!(language, "customer-left"));
    let undelivered = obstacle::undelivered(language, delivery);
    let sentences = [Some(answer), undelivered, left].into_iter().flatten();
    Body::text(sentences.collect::<Vec<_>>().join(" "))
}

/// To the person who made a case of a message: it is one now, or was one before.
pub fn opened(language: Language, opened: &Opened, delivery: &Delivery) -> String {
    let case = &opened.case;
    let number = link::case_number(case);
    if let Some(undelivered) = obstacle::undelivered(language, delivery) {
        let open = t!(
            language,
            "case-opened-unseen",
            case = case.number,
            customer = case.customer(),
            later = yes_or_no(delivery.may_still_come())
        );
        format!("{open} {undelivered}")
    } else if opened.new {
        t!(
            language,
            "case-opened",
            case = number,
            customer = case.customer(),
            home = case.home.into_str()
        )
    } else {
        t!(language, "case-known", case = number)
    }
}

/// A fact as a line of the history says it.
pub(super) fn sentence(
    language: Language,
    case: &Case,
    kind: &FactKind,
    actor: Option<UserId>,
    bug: Option<BugNumber>,
    channels: &MessageChannels,
) -> String {
    let mut values = values(language, case, kind, actor, bug);
    for (name, value) in kind.values() {
        if let FactValue::Message(message) = value
            && let Some(channel) = channels.get(&message)
        {
            values.set(name, link::message(case.guild, *channel, message));
        }
    }
    words(language, &id(kind), &values)
}

/// Adds to an answer that a tag is new in the server and resembles one that is in use.
pub fn with_meant_tag(language: Language, body: Body, tag: &Tag, meant: &Tag) -> Body {
    let (tag, meant) = (code(tag.as_str()), code(meant.as_str()));
    let hint = t!(language, "tag-resembles", tag = tag, meant = meant);
    Body { content: format!("{}\n{hint}", body.content), ..body }
}

/// A fact that concerns no case, as a line of the history of a server's settings says it.
pub(super) fn server_sentence(
    language: Language,
    kind: &FactKind,
    actor: Option<UserId>,
) -> String {
    let mut values = named(language, None, kind, actor);
    let who = match actor {
        Some(actor) => Writer::Member(actor).to_string(),
        None => t!(language, "settings-history-operator"),
    };
    values.set("who", who);
    words(language, &id(kind), &values)
}

/// The response to an action that would change nothing: the case is so already.
pub(super) fn already(language: Language, case: CaseNumber, kind: &FactKind) -> String {
    let mut values = named(language, None, kind, None);
    values.set("case", case);
    words(language, &format!("{}.already", id(kind)), &values)
}

/// The person who did something in a case, or the bot.
pub(super) fn who(case: &Case, actor: Option<UserId>) -> String {
    match actor {
        None => "Switchboard".to_owned(),
        Some(actor) if actor == case.requester => case.customer().to_string(),
        Some(actor) => Writer::Member(actor).to_string(),
    }
}

/// Names those to whom something is said: the first ten, and how many more there are.
fn all_named(language: Language, case: &Case, people: &[UserId]) -> String {
    let named = |person: &UserId| match *person == case.requester {
        true => case.customer().to_string(),
        false => Writer::Member(*person).to_string(),
    };
    let mut names: Vec<String> = people.iter().take(NAMED).map(named).collect();
    let more = people.len().saturating_sub(NAMED);
    names.extend((more > 0).then(|| t!(language, "people-more", count = more)));
    enumerated(language, &names)
}

/// Where the words for a fact stand.
fn id(kind: &FactKind) -> String {
    let name: &str = kind.into();
    format!("fact-{}", name.replace('_', "-"))
}

/// All that a sentence about a fact in a case can name.
fn values<'a>(
    language: Language,
    case: &Case,
    kind: &FactKind,
    actor: Option<UserId>,
    bug: Option<BugNumber>,
) -> FluentArgs<'a> {
    let mut values = named(language, Some(case), kind, actor);
    values.set("who", who(case, actor));
    values.set("by", if actor.is_some() { "somebody" } else { "nobody" });
    values.set("case", link::case_number(case));
    values.set("customer", case.customer());
    values.set("people", 1);
    values.set("guest", yes_or_no(case.guest.is_some()));
    values.set("bug", bug.map_or_else(none, FluentValue::from));
    for counted in ["moved", "cases", "drafted"] {
        values.set(counted, 1);
    }
    values.set("sent", 0);
    let closes: FluentValue<'_> = match case.closes_at() {
        Some(at) => at.timestamp().to_string().into(),
        None if case.locked_since.is_some() && case.close_at.is_some() => "locked".into(),
        None if case.waiting_since.is_some() && case.wait_start == WaitStart::Message => {
            "meanwhile".into()
        }
        None => none(),
    };
    values.set("closes", closes);
    let tags: Vec<String> = case.tags.iter().map(|tag| code(tag.as_str())).collect();
    let thread = match case.home {
        ThreadKind::Channel => "channel",
        ThreadKind::Started | ThreadKind::Own | ThreadKind::Shared | ThreadKind::Private => {
            yes_or_no(case.thread().is_some())
        }
    };
    values.set("thread", thread);
    values.set("tags", if tags.is_empty() { none() } else { tags.join(" ").into() });
    values
}

/// All that a sentence about a fact of a bug can name, except its case.
pub(super) fn bug_values<'a>(
    language: Language,
    bug: &Bug,
    kind: &FactKind,
    actor: Option<UserId>,
) -> FluentArgs<'a> {
    let mut values = named(language, None, kind, actor);
    let who = actor.map(|actor| Writer::Member(actor).to_string());
    values.set("who", who.unwrap_or_else(|| "Switchboard".to_owned()));
    values.set("bug", link::linked(&bug.number.to_string(), link::bug_card(bug)));
    values
}

/// The values of the fact itself, each shown by its kind.
fn named<'a>(
    language: Language,
    case: Option<&Case>,
    kind: &FactKind,
    actor: Option<UserId>,
) -> FluentArgs<'a> {
    let mut values = FluentArgs::new();
    for (name, value) in kind.values() {
        let shown = match value {
            FactValue::Person(person) => {
                values.set(format!("{name}-is-who"), yes_or_no(actor == Some(person)));
                person.into()
            }
            FactValue::Message(message) => {
                let address = case.and_then(|case| in_thread(case, message));
                address.map_or_else(none, FluentValue::from)
            }
            FactValue::Case(number) => number.into(),
            FactValue::Bug(number) => number.into(),
            FactValue::Request(number) => number.into(),
            FactValue::Channel(channel) => format!("<#{channel}>").into(),
            FactValue::Time(seconds) => seconds.to_string().into(),
            FactValue::Number(number) => number.into(),
            FactValue::Tag(tag) => code(tag).into(),
            FactValue::Tags([]) | FactValue::Missing => none(),
            FactValue::Tags(tags) => {
                let tags: Vec<String> = tags.iter().map(|tag| code(tag)).collect();
                limit::listed(language, &tags, " ", LIST).into()
            }
            FactValue::Name(name) => escape(name).into(),
            FactValue::Reason(reason) => obstacle::reason(language, reason).into(),
            FactValue::Report(report) => code(&shorten(report, LIST)).into(),
            FactValue::Choice(choice) => {
                words(language, &format!("choice-{choice}"), &FluentArgs::new()).into()
            }
            FactValue::Word(word) => word.into(),
        };
        values.set(name, shown);
    }
    values
}

/// What a sentence is told if there is nothing to name or to link to.
fn none<'a>() -> FluentValue<'a> {
    "none".into()
}

/// The address of a message in the case's thread, or in the channel in which its guest is answered.
fn in_thread(case: &Case, message: MessageId) -> Option<String> {
    let thread = case.place().or(case.source.message.map(MessageId::thread))?;
    Some(link::message(case.guild, thread, message))
}

#[cfg(test)]
mod tests {
    use strum::VariantArray;

    use super::*;
    use crate::{
        discord::view::sample::{self, read, time},
        domain::{
            ChannelId, CloseReason, Erasure, Fact, Obstacle, Reason, Severity, Undone, event,
        },
    };

    fn line(language: Language, kind: &FactKind) -> String {
        sentence(
            language,
            &sample::case(),
            kind,
            Some(UserId(7)),
            Some(BugNumber(3)),
            &MessageChannels::new(),
        )
    }

    fn answer(language: Language, kind: FactKind) -> String {
        let case = Case { close_at: Some(time(1_260_000)), ..sample::case() };
        let (number, bug, actor) = (Some(case.number), Some(BugNumber(3)), Some(UserId(7)));
        let fact = Fact { kind, case: number, bug, actor, at: time(1_000_000) };
        let finished = Done { case, fact, notices: Vec::new(), people: Vec::new() };
        read(&done(language, &finished, &Delivery::Done))
    }

    #[test]
    fn of_many_people_an_answer_names_ten() {
        let asked = |language, count: u64, delivery: &Delivery| {
            let case = Case { close_at: Some(time(1_260_000)), ..sample::case() };
            let kind = FactKind::SolutionPrepared { attempt: 1 };
            let (number, actor) = (Some(case.number), Some(UserId(7)));
            let fact = Fact { kind, case: number, bug: None, actor, at: time(1_000_000) };
            let people = (0..count).map(|more| UserId(case.requester.0 + more)).collect();
            let done =
                super::done(language, &Done { case, fact, notices: Vec::new(), people }, delivery);
            read(&done)
        };
        insta::assert_snapshot!(asked(Language::English, 12, &Delivery::Done), @"Asked <@5>, <@6>, <@7>, <@8>, <@9>, <@10>, <@11>, <@12>, <@13>, <@14> and 2 other people whether case [#12](https://discord.com/channels/1/3) is solved. Without a reply, it closes <t:1260000:R>.");
        insta::assert_snapshot!(asked(Language::German, 11, &Delivery::Done), @"Ich habe <@5>, <@6>, <@7>, <@8>, <@9>, <@10>, <@11>, <@12>, <@13>, <@14> und 1 weiteres Mitglied gefragt, ob Fall [#12](https://discord.com/channels/1/3) gelöst ist. Ohne Antwort wird er <t:1260000:R> geschlossen.");
        insta::assert_snapshot!(asked(Language::English, 2, &Delivery::Pending), @"<@5> and <@6> haven't been asked yet whether case [#12](https://discord.com/channels/1/3) is solved. I'm sending it now, and if that fails, I'll say so under the case card.");
        insta::assert_snapshot!(asked(Language::German, 2, &Delivery::Pending), @"<@5> und <@6> wissen von der Nachfrage zu Fall [#12](https://discord.com/channels/1/3) noch nichts. Ich schicke es gerade, und falls das nicht klappt, melde ich mich unter der Karte des Falls.");
    }

    #[test]
    fn every_fact_has_its_words_in_every_language() {
        for (&language, kind) in Language::VARIANTS.iter().flat_map(|language| {
            event::sample::facts().into_iter().map(move |kind| (language, kind))
        }) {
            for words in [line(language, &kind), answer(language, kind)] {
                assert!(!words.contains("fact-") && !words.contains('{'), "{words}");
            }
        }
    }

    #[test]
    fn what_is_so_already_is_refused_in_a_plain_sentence() {
        for (&language, kind) in Language::VARIANTS.iter().flat_map(|language| {
            event::sample::facts().into_iter().map(move |kind| (language, kind))
        }) {
            let name = format!("{}.already", id(&kind));
            if look_up(language, &name, &FluentArgs::new()).is_some() {
                let words = already(language, CaseNumber(12), &kind);
                assert!(words.ends_with('.') && words.contains("#12"), "{words}");
                assert!(words.contains([',', ';']) && !words.contains('{'), "{words}");
            }
        }
    }

    #[test]
    fn there_are_no_words_for_a_fact_that_is_not() {
        for file in [include_str!("words/en.ftl"), include_str!("words/de.ftl")] {
            let ids: Vec<&str> =
                file.lines().filter_map(|line| line.split_once(" = ")).map(|(id, _)| id).collect();
            let facts: Vec<String> = event::sample::facts().iter().map(id).collect();
            for id in ids.iter().filter(|id| id.starts_with("fact-")) {
                assert!(facts.iter().any(|fact| fact == id), "{id}");
            }
        }
    }

    /// One of each kind of value, and each side of a choice that a sentence makes.
    fn chosen() -> Vec<FactKind> {
        let tags = || vec!["billing".to_owned()];
        let rule = || "cr*shes".to_owned();
        vec![
            FactKind::CaseOpened { how: "menu".to_owned() },
            FactKind::CaseOpened { how: "ask".to_owned() },
            FactKind::CaseOpened { how: format!("rule:{}", rule()) },
            FactKind::CaseReleased { from: 7 },
            FactKind::CaseReleased { from: 8 },
            FactKind::CaseAssigned { to: 8, from: None },
            FactKind::CaseAssigned { to: 8, from: Some(9) },
            FactKind::CaseTagged { tag: "billing".to_owned() },
            FactKind::CaseRetagged { added: tags(), removed: Vec::new() },
            FactKind::CaseRetagged { added: Vec::new(), removed: tags() },
            FactKind::CaseRetagged { added: tags(), removed: tags() },
            FactKind::ReplySent { snippet: "re_set".to_owned(), first: true },
            FactKind::CustomerWrote { message: 9 },
            FactKind::AgentAnswered { message: 9, first: false },
            FactKind::CaseSnoozed { until: 1_000_000 },
            FactKind::CaseEscalated,
            FactKind::BugReported { severity: Severity::High },
            FactKind::BugUnlinked,
            FactKind::SolutionPrepared { attempt: 1 },
            FactKind::ReplyPrepared { snippet: "re_set".to_owned() },
            FactKind::SolutionProposed { attempt: 1, answered: false },
            FactKind::SolutionProposed { attempt: 2, answered: true },
            FactKind::SolutionConfirmed { attempt: 1, for_customer: false },
            FactKind::SolutionConfirmed { attempt: 1, for_customer: true },
            FactKind::SolutionRejected { attempt: 1, for_customer: true },
            FactKind::CaseRated { score: 3 },
            FactKind::closed(CloseReason::NoReply),
            FactKind::CaseMerged { into: CaseNumber(3) },
            FactKind::MessageOffered {
                message: 3,
                channel: Some(2),
                author: Some(5),
                rule: rule(),
            },
            FactKind::TextsErased { why: Erasure::OwnWish },
            FactKind::TextsErased { why: Erasure::Operator },
            FactKind::TextsErased { why: Erasure::Age },
            FactKind::DeliveryHeld {
                obstacle: Obstacle::new(
                    Undone::Thread,
                    Reason::Permissions {
                        channel: ChannelId(2),
                        missing: vec!["Create Public Threads".to_owned(), "Embed Links".to_owned()],
                    },
                ),
            },
            FactKind::DeliveryResumed { moot: false },
            FactKind::DeliveryResumed { moot: true },
            FactKind::DeliveryGivenUp {
                obstacle: Obstacle::new(Undone::Answer, Reason::WordsBlocked),
            },
            FactKind::DeliveryParked { reason: "Discord answered 403".to_owned() },
        ]
    }

    #[test]
    fn facts_read_as_sentences() {
        let told = |language| {
            chosen().iter().map(|kind| line(language, kind)).collect::<Vec<_>>().join("\n")
        };
        insta::assert_snapshot!(told(Language::English), @r"
        <@7> opened it
        <@7> asked the team
        Rule “cr\*shes” opened it
        <@7> released it
        <@7> released it from <@8>
        <@7> assigned it to <@8>
        <@7> reassigned it from <@9> to <@8>
        <@7> added the tag `billing`
        <@7> changed the tags: added `billing`
        <@7> changed the tags: removed `billing`
        <@7> changed the tags: added `billing`, removed `billing`
        <@7> sent the saved reply “re\_set” (first answer)
        <@7> (customer) [wrote](https://discord.com/channels/1/3/9)
        <@7> [answered](https://discord.com/channels/1/3/9)
        <@7> snoozed it until <t:1000000:f>
        <@7> escalated it to the developers: bug #3
        <@7> reported bug #3 (high severity)
        <@7> unlinked it from bug #3
        <@7> is asking the customer whether it's solved
        <@7> is sending the saved reply “re\_set”
        <@7> proposed a solution
        <@7> proposed a solution (attempt 2)
        <@7> said it's solved
        <@7> said it's solved, on the customer's behalf
        <@7> said it isn't fixed, on the customer's behalf
        <@7> rated it 😀 good
        <@7> closed it: no reply
        <@7> merged it into case #3
        Rule “cr\*shes” showed the message to the agents
        <@7> deleted what they wrote
        Someone's texts were deleted on their behalf
        Texts were deleted (retention period over)
        Switchboard couldn't open the customer's thread: I'm missing **Create Public Threads** and **Embed Links** in <#2>
        The customer could be reached again
        The message that couldn't be sent to the customer was no longer needed
        Switchboard couldn't post the reply and gave up: AutoMod blocks words in it
        Something couldn't be delivered: `Discord answered 403`
        ");
        insta::assert_snapshot!(told(Language::German), @r"
        <@7> hat den Fall eröffnet
        <@7> hat das Team gefragt
        Die Regel „cr\*shes“ hat den Fall eröffnet
        <@7> hat den Fall freigegeben
        <@7> hat den Fall von <@8> freigegeben
        <@7> hat den Fall <@8> zugewiesen
        <@7> hat den Fall von <@9> an <@8> übergeben
        <@7> hat das Tag `billing` hinzugefügt
        <@7> hat die Tags geändert: `billing` hinzugefügt
        <@7> hat die Tags geändert: `billing` entfernt
        <@7> hat die Tags geändert: `billing` hinzugefügt, `billing` entfernt
        <@7> hat den Textbaustein „re\_set“ geschickt (erste Antwort)
        <@7> (Mitglied) hat [geschrieben](https://discord.com/channels/1/3/9)
        <@7> hat [geantwortet](https://discord.com/channels/1/3/9)
        <@7> hat den Fall bis <t:1000000:f> zurückgestellt
        <@7> hat den Fall an die Entwicklung eskaliert: Fehler #3
        <@7> hat Fehler #3 gemeldet (Schweregrad: hoch)
        <@7> hat den Fall von Fehler #3 getrennt
        <@7> fragt das Mitglied, ob es gelöst ist
        <@7> schickt den Textbaustein „re\_set“
        <@7> hat eine Lösung vorgeschlagen
        <@7> hat eine Lösung vorgeschlagen (zum 2. Mal)
        <@7> hat gesagt, dass es gelöst ist
        <@7> hat gesagt, dass es gelöst ist, im Namen des Mitglieds
        <@7> hat gesagt, dass es nicht gelöst ist, im Namen des Mitglieds
        <@7> hat bewertet: 😀 gut
        <@7> hat den Fall geschlossen: keine Antwort
        <@7> hat den Fall mit Fall #3 zusammengeführt
        Die Regel „cr\*shes“ hat die Nachricht dem Team gezeigt
        <@7> hat die eigenen Texte gelöscht
        Die Texte einer Person wurden auf ihren Wunsch gelöscht
        Texte wurden gelöscht (Aufbewahrungsfrist abgelaufen)
        Switchboard konnte den Thread für das Mitglied nicht öffnen: Mir fehlt in <#2> die Berechtigung **Öffentliche Threads erstellen** und **Links einbetten**
        Das Mitglied war wieder erreichbar
        Die Nachricht, die nicht an das Mitglied ging, war nicht mehr nötig
        Switchboard konnte die Antwort nicht posten und hat es aufgegeben: AutoMod blockiert Wörter darin
        Etwas konnte nicht zugestellt werden: `Discord answered 403`
        ");
    }

    #[test]
    fn answers_lead_to_the_thread() {
        let told = |language| {
            let answers = chosen().into_iter().filter_map(|kind| {
                let (line, answer) = (line(language, &kind), answer(language, kind));
                (line != answer).then_some(answer)
            });
            answers.collect::<Vec<_>>().join("\n")
        };
        insta::assert_snapshot!(told(Language::English), @"
        Case [#12](https://discord.com/channels/1/3) is back in the queue. Anyone on the team can claim it.
        Case [#12](https://discord.com/channels/1/3) is back in the queue. Anyone on the team can claim it.
        Assigned case [#12](https://discord.com/channels/1/3) to <@8> and mentioned them.
        Assigned case [#12](https://discord.com/channels/1/3) to <@8> and mentioned them.
        Tagged case [#12](https://discord.com/channels/1/3) with `billing`.
        Case [#12](https://discord.com/channels/1/3) is now tagged `crash` `start`.
        Case [#12](https://discord.com/channels/1/3) is now tagged `crash` `start`.
        Case [#12](https://discord.com/channels/1/3) is now tagged `crash` `start`.
        Snoozed case [#12](https://discord.com/channels/1/3) until <t:1000000:f> (<t:1000000:R>), or until the customer replies.
        Reported as bug #3. Case [#12](https://discord.com/channels/1/3) is on hold.
        Unlinked case [#12](https://discord.com/channels/1/3) from bug #3.
        Asked <@5> whether case [#12](https://discord.com/channels/1/3) is solved. Without a reply, it closes <t:1260000:R>.
        Sent your reply in the thread of case [#12](https://discord.com/channels/1/3).
        Thanks! Case #12 is closed. If the problem comes back, use `/reopen case:12`.
        Closed case [#12](https://discord.com/channels/1/3) as solved. The history shows that you confirmed it for <@5>.
        Case [#12](https://discord.com/channels/1/3) is open again, and the team knows. Tell us in the thread what's still wrong.
        Closed case [#12](https://discord.com/channels/1/3) (no reply). Undo with `/reopen`.
        ");
        insta::assert_snapshot!(told(Language::German), @"
        Fall [#12](https://discord.com/channels/1/3) ist zurück in der Warteschlange. Alle im Team können ihn übernehmen.
        Fall [#12](https://discord.com/channels/1/3) ist zurück in der Warteschlange. Alle im Team können ihn übernehmen.
        Fall [#12](https://discord.com/channels/1/3) ist jetzt <@8> zugewiesen. Ich habe Bescheid gesagt.
        Fall [#12](https://discord.com/channels/1/3) ist jetzt <@8> zugewiesen. Ich habe Bescheid gesagt.
        Fall [#12](https://discord.com/channels/1/3) hat jetzt das Tag `billing`.
        Fall [#12](https://discord.com/channels/1/3) hat jetzt diese Tags: `crash` `start`.
        Fall [#12](https://discord.com/channels/1/3) hat jetzt diese Tags: `crash` `start`.
        Fall [#12](https://discord.com/channels/1/3) hat jetzt diese Tags: `crash` `start`.
        Fall [#12](https://discord.com/channels/1/3) ist bis <t:1000000:f> (<t:1000000:R>) zurückgestellt, oder bis das Mitglied antwortet.
        Als Fehler #3 gemeldet. Fall [#12](https://discord.com/channels/1/3) ist angehalten.
        Fall [#12](https://discord.com/channels/1/3) ist nicht mehr mit Fehler #3 verknüpft.
        Ich habe <@5> gefragt, ob Fall [#12](https://discord.com/channels/1/3) gelöst ist. Ohne Antwort wird er <t:1260000:R> geschlossen.
        Deine Antwort steht im Thread von Fall [#12](https://discord.com/channels/1/3).
        Danke! Fall #12 ist geschlossen. Kommt das Problem wieder, nimm `/wieder-öffnen fall:12`.
        Fall [#12](https://discord.com/channels/1/3) ist als gelöst geschlossen. Im Verlauf steht, dass du es für <@5> bestätigt hast.
        Fall [#12](https://discord.com/channels/1/3) ist wieder offen, und das Team weiß davon. Schreib im Thread, was noch nicht stimmt.
        Fall [#12](https://discord.com/channels/1/3) ist geschlossen (keine Antwort). Mit `/wieder-öffnen` öffnest du ihn wieder.
        ");
    }

    /// People read what follows from their own action. What happens automatically, or has a
    /// response of its own, is only in the history.
    #[test]
    fn what_people_do_has_an_answer() {
        let unanswered: Vec<&str> = event::sample::facts()
            .iter()
            .filter(|kind| {
                line(Language::English, kind) == answer(Language::English, (*kind).clone())
            })
            .map(Into::into)
            .collect();
        insta::assert_snapshot!(unanswered.join(" "), @"case_opened handover_ended case_returned reply_sent snooze_ended promise_made promise_due solution_proposed follow_up_prepared followed_up reminder_prepared customer_reminded case_merged case_absorbed absorption_undone bug_moved news_drafted news_told customer_updated case_held hold_ended news_withdrawn bug_freed bug_parted bug_joined bug_returned bug_recurred bug_notice_deleted case_rated customer_wrote agent_answered pointed_to_thread flag_refused thread_read message_edited message_deleted thread_lost thread_locked thread_unlocked place_lost customer_left customer_rejoined bug_reported message_offered offer_dismissed texts_erased delivery_held delivery_resumed delivery_given_up delivery_parked settings_changed rule_changed snippet_changed bridge_changed team_changed request_opened request_freed request_overdue");
    }

    #[test]
    fn what_nobody_did_is_told_without_a_person() {
        let closed = FactKind::closed(CloseReason::NoReply);
        let told = |language| {
            sentence(language, &sample::case(), &closed, None, None, &MessageChannels::new())
        };
        assert_eq!(told(Language::English), "Closed: no reply");
        assert_eq!(told(Language::German), "Geschlossen: keine Antwort");
    }

    #[test]
    fn what_has_no_thread_is_told_without_a_link() {
        let mut case = sample::case();
        case.source.message = None;
        let wrote = FactKind::CustomerWrote { message: 9 };
        let told = |language| {
            sentence(language, &case, &wrote, Some(UserId(7)), None, &MessageChannels::new())
        };
        assert_eq!(told(Language::English), "<@7> (customer) wrote");
        assert_eq!(told(Language::German), "<@7> (Mitglied) hat geschrieben");
    }

    #[test]
    fn a_case_that_was_opened_is_told_from_one_that_was_known() {
        let opened = [true, false].map(|new| {
            opened(Language::English, &Opened { case: sample::case(), new }, &Delivery::Done)
        });
        insta::assert_snapshot!(opened.join("\n"), @"
        Opened case [#12](https://discord.com/channels/1/3) and greeted <@5> in its thread.
        This message is already in case [#12](https://discord.com/channels/1/3).
        ");
    }
}
