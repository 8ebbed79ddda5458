//! The sentences of refusals: why something was not done, and what to do next.

mod access;
mod bridge;
mod bug;
mod case;
mod input;
mod issue;
mod message;
mod notification;
mod platform;
mod request;
mod rule;
mod setup;
mod snippet;
mod team;

use crate::domain::{Language, Refusal};

pub(in crate::discord::view) use platform::permission_name;

/// Returns the sentence for a refusal.
pub fn refusal(language: Language, refusal: &Refusal) -> String {
    match refusal {
        Refusal::Access(refusal) => access::sentence(language, refusal),
        Refusal::Bridge(refusal) => bridge::sentence(language, refusal),
        Refusal::Bug(refusal) => bug::sentence(language, refusal),
        Refusal::Case(refusal) => case::sentence(language, refusal),
        Refusal::Input(refusal) => input::sentence(language, refusal),
        Refusal::Issue(refusal) => issue::sentence(language, refusal),
        Refusal::Message(refusal) => message::sentence(language, refusal),
        Refusal::Notification(refusal) => notification::sentence(language, *refusal),
        Refusal::Platform(refusal) => platform::sentence(language, refusal),
        Refusal::Request(refusal) => request::sentence(language, refusal),
        Refusal::Rule(refusal) => rule::sentence(language, refusal),
        Refusal::Setup(refusal) => setup::sentence(language, refusal),
        Refusal::Snippet(refusal) => snippet::sentence(language, refusal),
        Refusal::Team(refusal) => team::sentence(language, refusal),
    }
}

#[cfg(test)]
mod tests {
    use fluent_bundle::FluentArgs;
    use strum::{EnumCount, VariantArray};

    use super::*;
    use crate::discord::view::{
        sample::{self, LONG},
        words::look_up,
    };
    use crate::domain::refusal::*;
    use crate::domain::{
        BugNumber, BugStatus, CaseNumber, ChannelId, CloseReason, FactKind, MessageId,
        PatternFault, Placeholder, RequestNumber, RequestStatus, RoleId, Status, UserId, Writer,
    };

    /// One sample of each refusal of a family.
    fn samples<R: Into<Refusal> + EnumCount, const N: usize>(samples: [R; N]) -> Vec<Refusal> {
        assert_eq!(N, R::COUNT, "one sample of each");
        samples.map(Into::into).into()
    }

    fn refusals() -> Vec<Refusal> {
        let case = CaseNumber(12);
        let by = UserId(7);
        let request = RequestNumber(4);
        let tag = "billing".to_owned();
        [
            samples([
                AccessRefusal::OnlyManagers,
                AccessRefusal::OnlyLeads,
                AccessRefusal::OnlyAgents,
                AccessRefusal::OnlyDevelopers,
                AccessRefusal::OnlyTeam,
            ]),
            samples([
                BridgeRefusal::NotFound("I*RC".to_owned()),
                BridgeRefusal::TooMany,
                BridgeRefusal::BadName,
                BridgeRefusal::NameTaken("I*RC".to_owned()),
                BridgeRefusal::SourceTaken("I*RC".to_owned()),
                BridgeRefusal::NoSource,
                BridgeRefusal::NotAnApp(Some(by)),
                BridgeRefusal::Itself,
            ]),
            samples([
                BugRefusal::AlreadyLinked { case, bug: BugNumber(3) },
                BugRefusal::NotLinked { case, bug: BugNumber(3) },
                BugRefusal::NotFound(BugNumber(3)),
                BugRefusal::AlreadyEscalated { case, bug: BugNumber(3) },
                BugRefusal::NotNow { bug: BugNumber(3), status: BugStatus::Shipped },
                BugRefusal::AlreadyAccepted { bug: BugNumber(3), by },
                BugRefusal::AlreadyYours(BugNumber(3)),
                BugRefusal::StillOpen(BugNumber(3)),
                BugRefusal::DuplicateOfItself(BugNumber(3)),
                BugRefusal::NotYours { bug: BugNumber(3), by },
                BugRefusal::NothingChanged(BugNumber(3)),
                BugRefusal::NothingToTell { case, bug: BugNumber(3) },
                BugRefusal::NothingToFollow(case),
                BugRefusal::HearsAnyway { case },
                BugRefusal::AlreadyFollows(case),
                BugRefusal::NoticeEnded,
                BugRefusal::AlreadyFollowsNotice,
                BugRefusal::NoNotice(BugNumber(3)),
                BugRefusal::NoticeUnchanged(BugNumber(3)),
                BugRefusal::NoticeForTeam(ChannelId(2)),
                BugRefusal::NoNoticeChannel,
                BugRefusal::NobodyToAsk(BugNumber(3)),
                BugRefusal::NoneHere,
            ]),
            samples([
                CaseRefusal::NotFound(case),
                CaseRefusal::NoneHere,
                CaseRefusal::AlreadyClaimed { case, by, since: sample::time(1_000_000) },
                CaseRefusal::AlreadyYours(case),
                CaseRefusal::NotClaimed(case),
                CaseRefusal::NotYours { case, by },
                CaseRefusal::HandoverRequested { case, by, assignee: UserId(8) },
                CaseRefusal::Over { case, status: Status::Closed },
                CaseRefusal::AlreadyDone { case, fact: FactKind::CaseTagged { tag: tag.clone() } },
                CaseRefusal::NotTagged { case, tag },
                CaseRefusal::TooManyTags,
                CaseRefusal::NotAMember(by),
                CaseRefusal::NotAnAgent(by),
                CaseRefusal::OnlyTheCustomer { case, customer: Writer::Member(by) },
                CaseRefusal::NewerSolution(case),
                CaseRefusal::StillToBeAsked(case),
                CaseRefusal::StillOpen(case),
                CaseRefusal::MergedInto { case, into: CaseNumber(9) },
                CaseRefusal::GoesOnIn { case, into: CaseNumber(9) },
                CaseRefusal::MovedToTeam(ChannelId(2)),
                CaseRefusal::MergeWithItself(case),
                CaseRefusal::DuplicateOfItself(case),
                CaseRefusal::NotMerged(case),
                CaseRefusal::NothingDue(case),
                CaseRefusal::AlreadyRated(case),
                CaseRefusal::ThreadTaken { case, by: CaseNumber(13) },
                CaseRefusal::Promised { case, until: sample::time(1_000_000) },
                CaseRefusal::NoPlaceToAnswer(case),
                CaseRefusal::NoPlaceToWrite(case),
                CaseRefusal::PrivateToOthers(case),
                CaseRefusal::HasOtherCustomers(case),
                CaseRefusal::AlreadyPrivate(case),
                CaseRefusal::NoAccount(Writer::Member(by)),
                CaseRefusal::OutOfReach { customer: Writer::Member(by), case },
            ]),
            samples([
                IssueRefusal::NotAnIssue,
                IssueRefusal::NoRepository,
                IssueRefusal::OtherRepository("lantern/app".to_owned()),
                IssueRefusal::NotFound(12),
                IssueRefusal::AlreadyLinked { issue: 12, bug: BugNumber(3) },
                IssueRefusal::NoIssue(BugNumber(3)),
                IssueRefusal::NoAnswer,
            ]),
            samples([
                InputRefusal::NotACaseNumber,
                InputRefusal::NotAVersion,
                InputRefusal::BadTag,
                InputRefusal::NotABugNumber,
                InputRefusal::NotAStatus("w`iting".to_owned()),
                InputRefusal::NotAPriority("asap".to_owned()),
                InputRefusal::NotAChannel("#help".to_owned()),
                InputRefusal::NotADay("before:soon".to_owned()),
                InputRefusal::NotASpan { field: "until" },
                InputRefusal::SpanOutOfRange { field: "until", least: "1m", most: "90d" },
                InputRefusal::NotQuietHours,
                InputRefusal::NotATimeZone,
                InputRefusal::NotInTheFuture,
                InputRefusal::OnlyForReason { field: "of", reason: CloseReason::Duplicate },
                InputRefusal::EmptyText("question"),
                InputRefusal::TextTooLong { field: "steps", length: 1_001, limit: 1_000 },
            ]),
            samples([
                MessageRefusal::NotByAMember,
                MessageRefusal::Empty,
                MessageRefusal::Gone(MessageId(LONG)),
                MessageRefusal::Decided,
                MessageRefusal::InternalChannel,
                MessageRefusal::InClosedCase(CaseNumber(12)),
                MessageRefusal::OpenCaseInThread(CaseNumber(12)),
                MessageRefusal::NobodyToAnswer(UserId(5)),
                MessageRefusal::TooManyAsks { limit: 5 },
            ]),
            samples([
                NotificationRefusal::WhichEvent,
                NotificationRefusal::WhichWay,
                NotificationRefusal::RolesAreForAll,
                NotificationRefusal::OnlyRoles,
                NotificationRefusal::OnlyTheAssignee,
                NotificationRefusal::NoDelay,
                NotificationRefusal::NoSeverity,
            ]),
            samples([
                PlatformRefusal::OnlyInServers,
                PlatformRefusal::NoPrivateThreads,
                PlatformRefusal::NoThreadsHere,
                PlatformRefusal::ChannelHidden(ChannelId(2)),
                PlatformRefusal::MissingPermissions {
                    channel: ChannelId(2),
                    permissions: vec![
                        "View Channel".into(),
                        "Send Messages".into(),
                        "Embed Links".into(),
                    ],
                },
            ]),
            samples([
                RuleRefusal::NameEmpty,
                RuleRefusal::NameTooLong,
                RuleRefusal::NameTaken("cr*sh".to_owned()),
                RuleRefusal::PatternEmpty,
                RuleRefusal::WordsAndPattern,
                RuleRefusal::OnlyPunctuation("?*!".to_owned()),
                RuleRefusal::UnclosedQuote("\"pay".to_owned()),
                RuleRefusal::TooManyWords(51),
                RuleRefusal::WordsTooLong(300),
                RuleRefusal::PatternTooLong(300),
                RuleRefusal::PatternTooLarge,
                RuleRefusal::MatchesEverything,
                RuleRefusal::MatchesNothing,
                RuleRefusal::PatternInvalid(Misread {
                    fault: PatternFault::GroupUnclosed,
                    at: 1,
                    written: "(".to_owned(),
                    instead: Some(r"\(".to_owned()),
                }),
                RuleRefusal::InternalChannel(ChannelId(4)),
                RuleRefusal::ChangedMeanwhile("cr*sh".to_owned()),
                RuleRefusal::NotFound("cr*sh".to_owned()),
                RuleRefusal::TooMany,
            ]),
            samples([
                SetupRefusal::NotSetUp,
                SetupRefusal::Incomplete(vec!["desk"]),
                SetupRefusal::HelpGone,
                SetupRefusal::ChannelGone("desk"),
                SetupRefusal::NotATextChannel("desk"),
                SetupRefusal::BadRole("agents"),
                SetupRefusal::TooManyRoles("leads"),
                SetupRefusal::BadEmoji,
                SetupRefusal::HelpIsInternal,
                SetupRefusal::PlaceholderInGreeting("{customer}".to_owned()),
                SetupRefusal::PanelInForum,
                SetupRefusal::NoPrivateThreads,
                SetupRefusal::BadRepository,
                SetupRefusal::NoGitHubToken,
                SetupRefusal::RepositoryUnseen("lantern/app".to_owned()),
                SetupRefusal::NoIssues("lantern/app".to_owned()),
                SetupRefusal::GitHubSilent,
            ]),
            samples([
                SnippetRefusal::NotFound("reset".to_owned()),
                SnippetRefusal::Changed("reset".to_owned()),
                SnippetRefusal::AlreadySent(case),
                SnippetRefusal::NameTaken("reset".to_owned()),
                SnippetRefusal::BadName,
                SnippetRefusal::TooMany,
                SnippetRefusal::UnknownPlaceholder {
                    written: "{custmer}".to_owned(),
                    nearest: Some(Placeholder::Customer),
                },
                SnippetRefusal::NoMentionThere("{customer}".to_owned()),
                SnippetRefusal::NotFillable {
                    name: "reset".to_owned(),
                    written: "{custmer}".to_owned(),
                },
                SnippetRefusal::ChangedMeanwhile("reset".to_owned()),
            ]),
            samples([
                TeamRefusal::NotFound("bill_ing".to_owned()),
                TeamRefusal::BadName,
                TeamRefusal::NameTaken("bill_ing".to_owned()),
                TeamRefusal::TooMany,
                TeamRefusal::None,
                TeamRefusal::NotATextChannel,
                TeamRefusal::HelpChannel,
                TeamRefusal::Everyone,
            ]),
            samples([
                RequestRefusal::NotFound(request),
                RequestRefusal::NotANumber,
                RequestRefusal::Ended { request, status: RequestStatus::Answered, by },
                RequestRefusal::AlreadyTaken { request, by },
                RequestRefusal::AlreadyYours(request),
                RequestRefusal::NotOfTeam { request, role: RoleId(51) },
                RequestRefusal::NothingDue(request),
            ]),
        ]
        .concat()
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
            let prose: String = words.split('`').step_by(2).collect();
            assert!(
                !prose.contains('{') && !words.contains("{$") && !words.contains("refusal-"),
                "{words}"
            );
        }
    }

    #[test]
    fn who_has_a_case_and_what_is_missing_is_named() {
        let claimed = CaseRefusal::AlreadyClaimed {
            case: CaseNumber(12),
            by: UserId(7),
            since: sample::time(1_000_000),
        };
        insta::assert_snapshot!(refusal(Language::English, &claimed.into()), @"<@7> has had case #12 since <t:1000000:f> (<t:1000000:R>); if you need it, press **Take over** on its card.");
        let missing = PlatformRefusal::MissingPermissions {
            channel: ChannelId(2),
            permissions: vec!["View Channel".into(), "Embed Links".into()],
        };
        insta::assert_snapshot!(refusal(Language::English, &missing.into()), @"I'm missing **View Channel** and **Embed Links** in <#2>; grant them and try again.");
    }

    #[test]
    fn refusals_name_things_as_a_german_reader_sees_them() {
        let (case, tag) = (CaseNumber(12), "billing".to_owned());
        let told: [Refusal; 12] = [
            CaseRefusal::AlreadyClaimed { case, by: UserId(7), since: sample::time(1_000_000) }
                .into(),
            CaseRefusal::Over { case, status: Status::Closed }.into(),
            CaseRefusal::NotTagged { case, tag: tag.clone() }.into(),
            CaseRefusal::AlreadyDone { case, fact: FactKind::CaseTagged { tag } }.into(),
            InputRefusal::SpanOutOfRange { field: "close_after", least: "1h", most: "60d" }.into(),
            InputRefusal::EmptyText("actual").into(),
            InputRefusal::TextTooLong { field: "question", length: 4_001, limit: 4_000 }.into(),
            SetupRefusal::Incomplete(vec!["desk", "developers"]).into(),
            PlatformRefusal::ChannelHidden(ChannelId(2)).into(),
            PlatformRefusal::MissingPermissions {
                channel: ChannelId(2),
                permissions: vec!["Read Message History".into()],
            }
            .into(),
            PlatformRefusal::MissingPermissions {
                channel: ChannelId(2),
                permissions: vec![
                    "View Channel".into(),
                    "Send Messages".into(),
                    "Embed Links".into(),
                ],
            }
            .into(),
            RuleRefusal::PatternTooLarge.into(),
        ];
        let told = told.map(|case| refusal(Language::German, &case));
        insta::assert_snapshot!(told.join("\n"), @"
        Für Fall #12 ist seit <t:1000000:f> (<t:1000000:R>) <@7> zuständig; wenn du ihn brauchst, drück auf seiner Karte **Übernahme anfragen**.
        Fall #12 ist geschlossen, also öffne ihn erst wieder.
        Fall #12 hat das Tag `billing` nicht; seine Tags zeigt `/fall anzeigen`.
        Fall #12 hat das Tag `billing` schon; seine Tags zeigt `/fall anzeigen`.
        „schließen_nach“ muss zwischen `1h` und `60d` liegen, also wähl etwas dazwischen.
        „Tatsächliches Ergebnis“ ist leer, also schreib etwas hinein.
        „Deine Frage“ hat 4001 Zeichen, erlaubt sind aber nur 4000, also kürz den Text.
        Für den Anfang brauche ich noch `team_kanal` und `fehlerberichte`; nimm noch einmal `/einrichten` und gib das alles mit an.
        Ich sehe <#2> nicht; gib mir dort die Berechtigung „Kanal ansehen“ und versuch es noch einmal.
        In <#2> fehlt mir **Nachrichtenverlauf anzeigen**; gib mir die Berechtigung und versuch es noch einmal.
        In <#2> fehlen mir **Kanal ansehen**, **Nachrichten senden** und **Links einbetten**; gib mir die Berechtigungen und versuch es noch einmal.
        Das Muster ist zu komplex; nimm kleinere Zahlen in `{…}`, oder mach zwei Regeln daraus.
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
                let named = platform::permission_name(language, english);
                assert_eq!(named == *english, language == Language::English, "{english}: {named}");
            }
        }
    }
}
