//! The sentences of refusals: why something was not done, and what to do next.

use fluent_bundle::FluentArgs;

use crate::domain::{
    Language, Refusal, case::TAG_COUNT_LIMIT, refusal::Fault, rule, text::TAG_LIMIT,
};

use crate::discord::view::{
    escape::{code, escape},
    form::label,
    link,
    words::{enumerated, look_up, t},
};

/// Returns the sentence for a refusal.
pub fn refusal(language: Language, refusal: &Refusal) -> String {
    match refusal {
        Refusal::OnlyInServers => t!(language, "refusal-only-in-servers"),
        Refusal::NotSetUp => t!(language, "refusal-not-set-up"),
        Refusal::OnlyManagers => t!(language, "refusal-only-managers"),
        Refusal::OnlyLeads => t!(language, "refusal-only-leads"),
        Refusal::OnlyAgents => t!(language, "refusal-only-agents"),
        Refusal::NotACaseNumber => t!(language, "refusal-not-a-case-number"),
        Refusal::NoSuchCase(case) => t!(language, "refusal-no-such-case", case = *case),
        Refusal::NoCaseHere => t!(language, "refusal-no-case-here"),
        Refusal::AlreadyClaimed { case, by, since } => {
            t!(
                language,
                "refusal-already-claimed",
                case = *case,
                by = *by,
                since = link::date(*since),
                ago = link::ago(*since)
            )
        }
        Refusal::AlreadyYours(case) => t!(language, "refusal-already-yours", case = *case),
        Refusal::NotClaimed(case) => t!(language, "refusal-not-claimed", case = *case),
        Refusal::NotYours { case, by } => {
            t!(language, "refusal-not-yours", case = *case, by = *by)
        }
        Refusal::CaseOver { case, status } => {
            t!(language, "refusal-case-over", case = *case, status = status.into_str())
        }
        Refusal::AlreadyTagged { case, tag } => {
            t!(language, "refusal-already-tagged", case = *case, tag = code(tag))
        }
        Refusal::NotTagged { case, tag } => {
            t!(language, "refusal-not-tagged", case = *case, tag = code(tag))
        }
        Refusal::TooManyTags => t!(language, "refusal-too-many-tags", most = TAG_COUNT_LIMIT),
        Refusal::BadTag => t!(language, "refusal-bad-tag", most = TAG_LIMIT),
        Refusal::AlreadyPriority { case, priority } => {
            t!(language, "refusal-already-priority", case = *case, priority = priority.into_str())
        }
        Refusal::NotAnAgent(user) => t!(language, "refusal-not-an-agent", user = *user),
        Refusal::AlreadyLinked { case, bug } => {
            t!(language, "refusal-already-linked", case = *case, bug = *bug)
        }
        Refusal::NotLinked { case, bug } => {
            t!(language, "refusal-not-linked", case = *case, bug = *bug)
        }
        Refusal::NoSuchBug(bug) => t!(language, "refusal-no-such-bug", bug = *bug),
        Refusal::NotABugNumber => t!(language, "refusal-not-a-bug-number"),
        Refusal::NotASpan { field } => {
            t!(language, "refusal-not-a-span", field = label(language, field))
        }
        Refusal::SpanOutOfRange { field, least, most } => {
            t!(
                language,
                "refusal-span-out-of-range",
                field = label(language, field),
                least = *least,
                most = *most
            )
        }
        Refusal::NotInTheFuture => t!(language, "refusal-not-in-the-future"),
        Refusal::OnlyTheCustomer { case, customer } => {
            t!(language, "refusal-only-the-customer", case = *case, customer = *customer)
        }
        Refusal::NewerSolution(case) => t!(language, "refusal-newer-solution", case = *case),
        Refusal::StillOpen(case) => t!(language, "refusal-still-open", case = *case),
        Refusal::MergedInto { case, into } => {
            t!(language, "refusal-merged-into", case = *case, into = *into)
        }
        Refusal::MergeWithItself(case) => t!(language, "refusal-merge-with-itself", case = *case),
        Refusal::NotMerged(case) => t!(language, "refusal-not-merged", case = *case),
        Refusal::NothingDue(case) => t!(language, "refusal-nothing-due", case = *case),
        Refusal::NoSuchSnippet(name) => {
            t!(language, "refusal-no-such-snippet", name = code(name))
        }
        Refusal::SnippetChanged(name) => {
            t!(language, "refusal-snippet-changed", name = code(name))
        }
        Refusal::AlreadySent(case) => t!(language, "refusal-already-sent", case = *case),
        Refusal::SnippetExists(name) => t!(language, "refusal-snippet-exists", name = code(name)),
        Refusal::BadSnippetName => t!(language, "refusal-bad-snippet-name"),
        Refusal::TooManySnippets => t!(language, "refusal-too-many-snippets"),
        Refusal::AlreadyRated(case) => t!(language, "refusal-already-rated", case = *case),
        Refusal::AlreadyEscalated { case, bug } => {
            t!(language, "refusal-already-escalated", case = *case, bug = *bug)
        }
        Refusal::EmptyText(field) => {
            t!(language, "refusal-empty-text", field = label(language, field))
        }
        Refusal::TextTooLong { field, length, limit } => {
            t!(
                language,
                "refusal-text-too-long",
                field = label(language, field),
                length = *length,
                limit = *limit
            )
        }
        Refusal::NotAMembersMessage => t!(language, "refusal-not-a-members-message"),
        Refusal::NothingInMessage => t!(language, "refusal-nothing-in-message"),
        Refusal::MessageGone(_) => t!(language, "refusal-message-gone"),
        Refusal::InternalChannel => t!(language, "refusal-internal-channel"),
        Refusal::NoThreadsHere => t!(language, "refusal-no-threads-here"),
        Refusal::NoPrivateThreads => t!(language, "refusal-no-private-threads"),
        Refusal::ThreadTaken { case, by } => {
            t!(language, "refusal-thread-taken", case = *case, by = *by)
        }
        Refusal::NoPlaceToAnswer(case) => {
            t!(language, "refusal-no-place-to-answer", case = *case)
        }
        Refusal::PrivateToOthers(case) => t!(language, "refusal-private-to-others", case = *case),
        Refusal::BadRule(fault) => rule_fault(language, fault),
        Refusal::NoSuchRule(name) => t!(language, "refusal-no-such-rule", name = escape(name)),
        Refusal::TooManyRules => t!(language, "refusal-too-many-rules", most = rule::RULE_LIMIT),
        Refusal::SetupIncomplete(option) => {
            t!(language, "refusal-setup-incomplete", option = label(language, option))
        }
        Refusal::NotATextChannel(option) => {
            t!(language, "refusal-not-a-text-channel", option = label(language, option))
        }
        Refusal::ChannelHidden(channel) => {
            t!(language, "refusal-channel-hidden", channel = *channel)
        }
        Refusal::MissingPermissions { channel, permissions } => {
            let bold: Vec<String> = permissions
                .iter()
                .map(|name| format!("**{}**", permission_name(language, name)))
                .collect();
            let (count, permissions) = (permissions.len(), enumerated(language, &bold));
            t!(
                language,
                "refusal-missing-permissions",
                channel = *channel,
                permissions = permissions,
                count = count
            )
        }
        Refusal::BadRole(option) => {
            t!(language, "refusal-bad-role", option = label(language, option))
        }
        Refusal::HelpIsInternal => t!(language, "refusal-help-is-internal"),
        Refusal::BadEmoji => t!(language, "refusal-bad-emoji"),
        Refusal::TooManyAsks { limit } => t!(language, "refusal-too-many-asks", limit = *limit),
    }
}

fn rule_fault(language: Language, fault: &Fault) -> String {
    match fault {
        Fault::NameEmpty => t!(language, "refusal-rule-name-empty"),
        Fault::NameTooLong => t!(language, "refusal-rule-name-too-long", most = rule::NAME_LIMIT),
        Fault::NameTaken(name) => t!(language, "refusal-rule-name-taken", name = escape(name)),
        Fault::PatternEmpty => t!(language, "refusal-rule-pattern-empty"),
        Fault::PatternTooLong(length) => {
            t!(
                language,
                "refusal-rule-pattern-too-long",
                length = *length,
                most = rule::PATTERN_LIMIT
            )
        }
        Fault::PatternTooLarge => t!(language, "refusal-rule-pattern-too-large"),
        Fault::MatchesEverything => t!(language, "refusal-rule-matches-everything"),
        Fault::PatternInvalid(why) => {
            t!(language, "refusal-rule-pattern-invalid", why = escape(why))
        }
    }
}

/// Returns the name of a permission in Discord's settings in this language, from its English name.
fn permission_name(language: Language, english: &str) -> String {
    let id = format!("permission-{}", english.to_lowercase().replace(' ', "-"));
    look_up(language, &id, &FluentArgs::new()).unwrap_or_else(|| english.to_owned())
}

#[cfg(test)]
mod tests {
    use strum::VariantArray;

    use super::*;
    use crate::discord::view::sample::{self, LONG};
    use crate::domain::{BugNumber, CaseNumber, ChannelId, MessageId, Priority, Status, UserId};

    fn refusals() -> Vec<Refusal> {
        let case = CaseNumber(12);
        let by = UserId(7);
        let tag = "billing".to_owned();
        let faults = [
            Fault::NameEmpty,
            Fault::NameTooLong,
            Fault::NameTaken("cr*sh".to_owned()),
            Fault::PatternEmpty,
            Fault::PatternTooLong(300),
            Fault::PatternTooLarge,
            Fault::MatchesEverything,
            Fault::PatternInvalid("unclosed group".to_owned()),
        ];
        let mut all = vec![
            Refusal::OnlyInServers,
            Refusal::NotSetUp,
            Refusal::OnlyManagers,
            Refusal::OnlyLeads,
            Refusal::OnlyAgents,
            Refusal::NotACaseNumber,
            Refusal::NoSuchCase(case),
            Refusal::NoCaseHere,
            Refusal::AlreadyClaimed { case, by, since: sample::time(1_000_000) },
            Refusal::AlreadyYours(case),
            Refusal::NotClaimed(case),
            Refusal::NotYours { case, by },
            Refusal::CaseOver { case, status: Status::Closed },
            Refusal::AlreadyTagged { case, tag: tag.clone() },
            Refusal::NotTagged { case, tag },
            Refusal::TooManyTags,
            Refusal::BadTag,
            Refusal::AlreadyPriority { case, priority: Priority::High },
            Refusal::NotAnAgent(by),
            Refusal::AlreadyLinked { case, bug: BugNumber(3) },
            Refusal::NotLinked { case, bug: BugNumber(3) },
            Refusal::NoSuchBug(BugNumber(3)),
            Refusal::NotABugNumber,
            Refusal::NotASpan { field: "until" },
            Refusal::SpanOutOfRange { field: "until", least: "1m", most: "90d" },
            Refusal::NotInTheFuture,
            Refusal::OnlyTheCustomer { case, customer: by },
            Refusal::NewerSolution(case),
            Refusal::StillOpen(case),
            Refusal::MergedInto { case, into: CaseNumber(9) },
            Refusal::MergeWithItself(case),
            Refusal::NotMerged(case),
            Refusal::NothingDue(case),
            Refusal::NoSuchSnippet("reset".to_owned()),
            Refusal::SnippetChanged("reset".to_owned()),
            Refusal::AlreadySent(case),
            Refusal::SnippetExists("reset".to_owned()),
            Refusal::BadSnippetName,
            Refusal::TooManySnippets,
            Refusal::AlreadyRated(case),
            Refusal::AlreadyEscalated { case, bug: BugNumber(3) },
            Refusal::EmptyText("question"),
            Refusal::TextTooLong { field: "steps", length: 1_001, limit: 1_000 },
            Refusal::NotAMembersMessage,
            Refusal::NothingInMessage,
            Refusal::MessageGone(MessageId(LONG)),
            Refusal::InternalChannel,
            Refusal::NoPrivateThreads,
            Refusal::ThreadTaken { case, by: CaseNumber(13) },
            Refusal::NoPlaceToAnswer(case),
            Refusal::PrivateToOthers(case),
            Refusal::NoThreadsHere,
            Refusal::NoSuchRule("cr*sh".to_owned()),
            Refusal::TooManyRules,
            Refusal::SetupIncomplete("desk"),
            Refusal::NotATextChannel("desk"),
            Refusal::ChannelHidden(ChannelId(2)),
            Refusal::MissingPermissions {
                channel: ChannelId(2),
                permissions: vec!["View Channel", "Send Messages", "Embed Links"],
            },
            Refusal::BadRole("agents"),
            Refusal::BadEmoji,
            Refusal::TooManyAsks { limit: 5 },
        ];
        all.extend(faults.map(Refusal::BadRule));
        all
    }

    #[test]
    fn every_refusal_is_one_plain_sentence() {
        for (language, case) in Language::VARIANTS
            .iter()
            .flat_map(|&language| refusals().into_iter().map(move |case| (language, case)))
        {
            let words = refusal(language, &case);
            assert!((30..250).contains(&words.chars().count()), "{words}");
            assert!(
                words.ends_with('.') && !words.contains('\n') && !words.contains(". "),
                "{words}"
            );
            assert!(words.contains([':', ';', ',']), "says what to do: {words}");
            assert!(
                !words.replace("`{…}`", "").contains('{') && !words.contains("refusal-"),
                "{words}"
            );
        }
    }

    #[test]
    fn who_has_a_case_and_what_is_missing_is_named() {
        let claimed = Refusal::AlreadyClaimed {
            case: CaseNumber(12),
            by: UserId(7),
            since: sample::time(1_000_000),
        };
        insta::assert_snapshot!(refusal(Language::English, &claimed), @"
        <@7> has had case #12 since <t:1000000:f> (<t:1000000:R>): please ask them to `/release` it if you want to take over.
        ");
        let missing = Refusal::MissingPermissions {
            channel: ChannelId(2),
            permissions: vec!["View Channel", "Embed Links"],
        };
        insta::assert_snapshot!(refusal(Language::English, &missing), @"
        In <#2> I lack **View Channel** and **Embed Links**: please allow these there for me, then try again.
        ");
    }

    #[test]
    fn refusals_name_things_as_a_german_reader_sees_them() {
        let case = CaseNumber(12);
        let told = [
            Refusal::AlreadyClaimed { case, by: UserId(7), since: sample::time(1_000_000) },
            Refusal::CaseOver { case, status: Status::Closed },
            Refusal::NotTagged { case, tag: "billing".to_owned() },
            Refusal::AlreadyPriority { case, priority: Priority::High },
            Refusal::SpanOutOfRange { field: "close_after", least: "1h", most: "60d" },
            Refusal::EmptyText("actual"),
            Refusal::TextTooLong { field: "question", length: 4_001, limit: 4_000 },
            Refusal::SetupIncomplete("developers"),
            Refusal::ChannelHidden(ChannelId(2)),
            Refusal::MissingPermissions {
                channel: ChannelId(2),
                permissions: vec!["Read Message History"],
            },
            Refusal::MissingPermissions {
                channel: ChannelId(2),
                permissions: vec!["View Channel", "Send Messages", "Embed Links"],
            },
            Refusal::BadRule(Fault::PatternTooLarge),
        ]
        .map(|case| refusal(Language::German, &case));
        insta::assert_snapshot!(told.join("\n"), @"
        <@7> hat Fall #12 seit <t:1000000:f> (<t:1000000:R>): wenn du übernehmen willst, frag dort bitte nach einem `/freigeben`.
        Fall #12 ist geschlossen: bevor sich etwas damit tun lässt, muss er wieder eröffnet werden.
        Fall #12 hat das Tag `billing` nicht: `/fall anzeigen` zeigt, welche er hat.
        Fall #12 hat schon die Priorität hoch, es ist also nichts mehr zu tun.
        „schließen-nach“ muss zwischen `1h` und `60d` liegen: bitte wähl etwas dazwischen.
        Unter „Was stattdessen passiert“ steht nichts, was man lesen kann: bitte schreib dort etwas hin.
        Was du unter „frage“ geschrieben hast, hat 4001 Zeichen, und mehr als 4000 kann ich nicht aufnehmen: bitte kürz es.
        Für den Anfang brauche ich noch `fehlerberichte`: bitte nimm noch einmal `/einrichten` und füll das mit aus.
        Ich sehe <#2> nicht: bitte gib mir dort das Recht „Kanal ansehen“ und versuch es dann noch einmal.
        In <#2> fehlt mir **Nachrichtenverlauf anzeigen**: bitte erlaub mir das dort und versuch es dann noch einmal.
        In <#2> fehlen mir **Kanal ansehen**, **Nachrichten senden** und **Links einbetten**: bitte erlaub mir das alles dort und versuch es dann noch einmal.
        Das Muster wird mir beim Vorbereiten zu groß: bitte nimm kleinere Zahlen in `{…}`, oder mach zwei Regeln daraus.
        ");
    }

    #[test]
    fn every_field_and_permission_that_a_refusal_can_name_has_its_name() {
        use crate::discord::permission::{Work, needed};
        let fields = [
            "until",
            "close_after",
            "keep_texts",
            "question",
            "text",
            "summary",
            "snippet",
            "query",
        ];
        let options = ["help", "desk", "developers", "agents", "devs", "leads"];
        let works = [
            Work::Questions,
            Work::Posts,
            Work::Answers,
            Work::PrivateThreads,
            Work::Cards,
            Work::Reports,
        ];
        for &language in Language::VARIANTS {
            for field in fields.iter().chain(&options) {
                assert!(
                    look_up(
                        language,
                        &format!("option-{}", field.replace('_', "-")),
                        &FluentArgs::new()
                    )
                    .is_some(),
                    "{field}"
                );
            }
            for (_, english) in works.into_iter().flat_map(needed) {
                let named = permission_name(language, english);
                assert_eq!(named == *english, language == Language::English, "{english}: {named}");
            }
        }
    }
}
