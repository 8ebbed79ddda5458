//! What members see of a case: its thread's name, the first message there, and the question of an
//! `/ask`.

use serenity::all::{ButtonStyle, CreateActionRow, CreateButton, CreateEmbed};

use crate::domain::{
    Case, CaseNumber, MessageId, Origin, PublicStatus, ThreadKind,
    text::{THREAD_NAME_LIMIT, clean, shorten},
};

use crate::discord::view::{
    Body, BugId, CustomId,
    escape::shortened,
    limit, link,
    words::{t, yes_or_no},
};

/// Returns the name of a case's thread: `#12 · title`. Names of threads have no markup, so nothing
/// is escaped.
pub fn thread_name(case: &Case) -> String {
    let title = clean(case.title.as_str()).split_whitespace().collect::<Vec<_>>().join(" ");
    shorten(&format!("{} · {title}", case.number), THREAD_NAME_LIMIT)
}

/// Returns the name for a thread if Discord rejects words in the title: `#12`.
pub fn plain_thread_name(case: &Case) -> String {
    case.number.to_string()
}

/// Returns the number of the case after which a thread is named: what stands before the first
/// space. A thread carries no other key, so both names begin with it.
pub fn case_named(thread: &str) -> Option<CaseNumber> {
    let number = thread.split(' ').next().filter(|number| number.starts_with('#'))?;
    CaseNumber::parse(number).ok()
}

/// Builds the bot's first message in a case's thread, which says how the case stands. It pings the
/// customer, which adds them to the thread. `greeting` is what the server says there instead of
/// what the bot asks for.
pub fn opening(case: &Case, greeting: Option<&str>) -> Body {
    let language = case.language;
    let again = case.thread.generation > 0;
    let origin = match case.origin {
        Origin::Menu | Origin::Reaction => "flagged",
        Origin::Rule(_) => "rule",
        Origin::Ask => "ask",
        Origin::OnBehalf => "on-behalf",
        Origin::Moved(_) => "moved",
    };
    let mut first_line = vec![
        t!(
            language,
            "opening-hello",
            origin = origin,
            customer = case.customer(),
            case = case.number
        ),
        status_line(case),
    ];
    if case.home == ThreadKind::Private {
        first_line.push(t!(language, "opening-private"));
    }
    let mut lines = vec![first_line.join(" ")];
    let is_worked_on = match case.public_status() {
        PublicStatus::Unassigned | PublicStatus::Assigned(_) => true,
        PublicStatus::WithDevelopers
        | PublicStatus::Solved
        | PublicStatus::Closed
        | PublicStatus::Merged(_) => false,
    };
    // Others talk in the channel, too, and who continues here has been asked before.
    let is_asked = case.home != ThreadKind::Channel && !matches!(case.origin, Origin::Moved(_));
    if is_worked_on && is_asked {
        // The form of the Ask panel has asked for the details, and puts them below the question.
        let has_told_details = case.origin == Origin::Ask && case.question.contains('\n');
        let details = (!has_told_details).then(|| t!(language, "opening-details"));
        lines.extend(greeting.map(str::to_owned).or(details));
    }
    let is_done = matches!(
        case.public_status(),
        PublicStatus::Solved | PublicStatus::Closed | PublicStatus::Merged(_)
    );
    lines.push(t!(language, "opening-honest", answers = yes_or_no(!is_done)));
    if again {
        lines.insert(0, t!(language, "opening-again"));
    }
    let question = shortened(&case.question, limit::DESCRIPTION);
    let embeds = if case.opening_has_question() && !question.is_empty() {
        vec![CreateEmbed::new().description(question)]
    } else {
        Vec::new()
    };
    Body {
        embeds,
        components: me_too(case).into_iter().collect(),
        pings: case.account().into_iter().collect(),
        reply_to: in_channel_reply_to(case),
        ..Body::text(lines.join("\n"))
    }
}

/// The button of members who have the same problem.
fn me_too(case: &Case) -> Option<CreateActionRow> {
    case.can_be_followed().then(|| {
        let id = CustomId::Bug(BugId::MeToo(case.number)).to_string();
        let label = t!(case.language, "opening-me-too");
        let button = CreateButton::new(id).label(label).style(ButtonStyle::Secondary);
        CreateActionRow::Buttons(vec![button])
    })
}

/// Returns the sentence about how the case stands.
fn status_line(case: &Case) -> String {
    let language = case.language;
    match case.public_status() {
        PublicStatus::Unassigned | PublicStatus::Assigned(_) => {
            t!(language, "opening-who", agent = link::person_or_none(case.assignee))
        }
        PublicStatus::WithDevelopers => t!(language, "opening-with-developers"),
        PublicStatus::Solved => {
            let is_fix = case.fix_of(case.current_proposal()).is_some();
            t!(language, "opening-solved", fix = yes_or_no(is_fix))
        }
        PublicStatus::Closed => t!(language, "opening-closed"),
        PublicStatus::Merged(into) => t!(language, "opening-merged", case = into),
    }
}

/// Returns the question, if what is said to the customer replies to it: in a channel nothing else
/// says whom it is for.
pub(super) fn in_channel_reply_to(case: &Case) -> Option<MessageId> {
    case.source.message.filter(|_| case.home == ThreadKind::Channel)
}

/// Builds the message in the help channel that stands for a member's `/ask`; the case's thread
/// starts from it. Pings nobody. The question is in an embed, since 1,500 characters may be too
/// long for a message once they are escaped.
pub fn anchor(case: &Case) -> Body {
    let question = shortened(&case.question, limit::DESCRIPTION);
    let embeds = if question.is_empty() {
        Vec::new()
    } else {
        vec![CreateEmbed::new().description(question)]
    };
    Body {
        embeds,
        ..Body::text(t!(
            case.language,
            "anchor",
            asked = yes_or_no(case.origin != Origin::OnBehalf),
            customer = case.customer(),
            case = case.number
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::discord::view::sample::{self, check, read};
    use crate::domain::{CaseNumber, Language, Title, UserId, text::QUESTION_LIMIT};
    use proptest::prelude::*;

    #[test]
    fn the_first_message_is_warm_and_honest() {
        let body = opening(&sample::case(), None);
        insta::assert_snapshot!(read(&body), @"
        Hi <@5>, thanks for asking! We've opened case #12 for you. Someone from the team will answer here.
        In the meantime, it helps to know what you did, what you expected, and which version you use. A screenshot is great, too.
        -# I'm a bot that keeps track of questions. A person will answer you.
        ");
        assert_eq!(body.pings, [UserId(5)]);
        let mut asked = sample::case();
        asked.origin = Origin::Ask;
        asked.question = "Where is my invoice?".to_owned();
        asked.assignee = Some(UserId(7));
        insta::assert_snapshot!(read(&opening(&asked, None)), @"
        Hi <@5>, thanks for asking! This is case #12. <@7> is looking into it.
        In the meantime, it helps to know what you did, what you expected, and which version you use. A screenshot is great, too.
        -# I'm a bot that keeps track of questions. A person will answer you.
        ");
    }

    #[test]
    fn an_ask_is_shown_in_full_and_pings_nobody() {
        let mut case = sample::case();
        case.question = "*".repeat(QUESTION_LIMIT);
        let body = anchor(&case);
        check(&body);
        assert_eq!(
            read(&body),
            format!("<@5> asks (case #12):\n---\n{}", r"\*".repeat(QUESTION_LIMIT))
        );
        assert!(body.pings.is_empty());
    }

    #[test]
    fn a_thread_is_known_by_its_number() {
        for (name, number) in [
            ("#12 · The app crashes", Some(12)),
            ("#12", Some(12)),
            ("#123 · #12 again", Some(123)),
            ("12 · The app crashes", None),
            ("Re: #12", None),
            ("#12: the app crashes", None),
            ("# 12", None),
            ("", None),
        ] {
            assert_eq!(case_named(name), number.map(CaseNumber), "{name}");
        }
    }

    #[test]
    fn a_member_who_speaks_german_is_greeted_in_german() {
        let mut case = sample::case();
        case.language = Language::German;
        let mut again = case.clone();
        again.origin = Origin::Rule("crash".to_owned());
        again.assignee = Some(UserId(7));
        again.home = ThreadKind::Private;
        again.thread.generation = 1;
        let mut asked = case.clone();
        asked.origin = Origin::Ask;
        asked.question = "Wo ist meine Rechnung?".to_owned();
        let told = [
            opening(&case, Some("Please be patient.")),
            opening(&again, None),
            opening(&asked, None),
            anchor(&case),
        ]
        .map(|body| read(&body));
        insta::assert_snapshot!(told.join("\n"), @r"
        Hallo <@5>, danke für deine Frage! Wir haben dafür Fall #12 eröffnet. Jemand aus dem Team antwortet dir hier.
        Please be patient.
        -# Ich bin ein Bot, der die Fragen im Blick behält. Antworten bekommst du von einem Menschen.
        Der ursprüngliche Thread wurde gelöscht, deshalb geht es hier weiter.
        Hallo <@5>! Das sieht nach einer Frage an das Team aus, deshalb haben wir Fall #12 eröffnet. <@7> kümmert sich darum. Nur du und das Team sehen diesen Thread.
        In der Zwischenzeit hilft es uns zu wissen, was du gemacht hast, was du erwartet hast und welche Version du benutzt. Am besten mit Screenshot.
        -# Ich bin ein Bot, der die Fragen im Blick behält. Antworten bekommst du von einem Menschen.
        ---
        The app \*crashes\* at start.
        Version 2.4
        Hallo <@5>, danke für deine Frage! Das ist Fall #12. Jemand aus dem Team antwortet dir hier.
        In der Zwischenzeit hilft es uns zu wissen, was du gemacht hast, was du erwartet hast und welche Version du benutzt. Am besten mit Screenshot.
        -# Ich bin ein Bot, der die Fragen im Blick behält. Antworten bekommst du von einem Menschen.
        <@5> fragt (Fall #12):
        ---
        The app \*crashes\* at start.
        Version 2.4
        ");
    }

    proptest! {
        #[test]
        fn a_threads_name_is_one_line_that_fits(title in any::<String>(), number in 1..i64::MAX) {
            let mut case = sample::case();
            case.title = Title::from_message(&title);
            case.number = CaseNumber(number);
            let name = thread_name(&case);
            let start = format!("#{number} · ");
            prop_assert!(name.starts_with(&start));
            prop_assert!(name.chars().count() <= THREAD_NAME_LIMIT && !name.contains('\n'));
            prop_assert_eq!(case_named(&name), Some(case.number));
            let plain = plain_thread_name(&case);
            prop_assert!(plain.chars().count() <= THREAD_NAME_LIMIT);
            prop_assert_eq!(case_named(&plain), Some(case.number));
        }
    }
}
