//! The known-issue notice of a bug, which members read, and what they are told under it.

use serenity::all::{ButtonStyle, Colour, CreateActionRow, CreateButton, CreateEmbed};

use crate::{
    desk::{Delivery, KnownIssueDone, KnownIssueToDraw},
    domain::{
        Bug, BugNews, BugNumber, BugStatus, ChannelId, FactKind, KnownIssue, Language, MessageId,
        Phase, UserId, notice::TEXT_LIMIT,
    },
};

use crate::discord::view::{
    Body, CustomId,
    bugs::{
        bug_id::{BugId, NOTICE},
        news::to_followers,
    },
    escape::shortened,
    fact,
    form::paragraph,
    link,
    modal::Form,
    obstacle,
    words::{look_up, t},
};

/// Builds the notice. Nothing that developers wrote is in it, except the version.
pub fn known_issue(language: Language, draw: &KnownIssueToDraw) -> Body {
    let KnownIssueToDraw { notice, bug, people_affected, .. } = draw;
    let is_open = bug.status.phase() != Phase::Closed;
    let text = match notice.words.text.is_erased() {
        true => t!(language, "known-issue-erased"),
        false => notice.words.text.as_str().to_owned(),
    };
    let hint = is_open.then(|| t!(language, "known-issue-hint"));
    let lines: Vec<String> = std::iter::once(text).chain(hint).collect();
    let people = t!(language, "report-people", count = *people_affected);
    let embed = CreateEmbed::new()
        .title(known_issue_name(language))
        .colour(colour(bug.status))
        .description(lines.join("\n\n"))
        .field(t!(language, "known-issue-status"), status(language, bug), true)
        .field(t!(language, "report-affected"), people, true);
    let button = is_open.then(|| {
        let id = CustomId::Bug(BugId::MeTooNotice(notice.bug)).to_string();
        let label = t!(language, "opening-me-too");
        let button = CreateButton::new(id).label(label).style(ButtonStyle::Secondary);
        CreateActionRow::Buttons(vec![button])
    });
    Body { embeds: vec![embed], components: button.into_iter().collect(), ..Body::default() }
}

/// What a notice is called.
pub fn known_issue_name(language: Language) -> String {
    t!(language, "known-issue-title")
}

/// Where a bug stands, for members.
fn status(language: Language, bug: &Bug) -> String {
    let version = bug.shipped_version.as_deref().unwrap_or_default();
    t!(
        language,
        "known-issue-status-text",
        status = bug.status.into_str(),
        version = shortened(version, 120)
    )
}

fn colour(status: BugStatus) -> Colour {
    Colour::new(match status {
        BugStatus::Shipped => 0x2E_CC_71,
        BugStatus::Declined => 0x95_A5_A6,
        BugStatus::Reported
        | BugStatus::Accepted
        | BugStatus::Fixed
        | BugStatus::Duplicate
        | BugStatus::Returned => 0xE6_7E_22,
    })
}

/// Builds what members are told under a notice of what became of its bug.
pub fn known_issue_call(
    language: Language,
    news: &BugNews,
    people: &[UserId],
    notice: MessageId,
) -> Body {
    Body {
        pings: people.to_vec(),
        reply_to: Some(notice),
        ..Body::text(to_followers(language, news, people))
    }
}

/// Builds the form in which an agent words a notice.
pub fn known_issue_form(
    language: Language,
    bug: BugNumber,
    channel: Option<ChannelId>,
    before: Option<&KnownIssue>,
) -> Form {
    let said = before.filter(|notice| !notice.words.text.is_erased());
    let text = paragraph(language, NOTICE, TEXT_LIMIT)
        .example(t!(language, "form-notice-example"))
        .filled(said.map_or("", |notice| notice.words.text.as_str()));
    let id = CustomId::Bug(BugId::SentNotice(bug, channel));
    Form::new(id, &t!(language, "form-notice", bug = bug), [text])
}

/// The answer to the agent who posted, changed or took down a notice.
pub fn known_issue_done(language: Language, done: &KnownIssueDone, delivery: &Delivery) -> Body {
    let kind = &done.fact.kind;
    let mut values = fact::bug_values(language, &done.bug, kind, done.fact.actor);
    let is_removed = matches!(kind, FactKind::BugNoticeChanged { channel: None, .. });
    let unheard = if is_removed { done.followers } else { 0 };
    values.set("count", unheard);
    let name = match delivery {
        Delivery::Done => "fact-bug-notice-changed.done",
        _ => "fact-bug-notice-changed.held",
    };
    let undelivered = match delivery {
        Delivery::Pending | Delivery::Dropped => Some(t!(language, "known-issue-pending")),
        Delivery::Held(Some(reason)) | Delivery::GivenUp(reason) if is_removed => {
            let reason = obstacle::reason(language, reason);
            Some(t!(language, "known-issue-not-deleted", reason = reason))
        }
        Delivery::Done | Delivery::Held(_) | Delivery::GivenUp(_) => {
            obstacle::undelivered(language, delivery)
        }
    };
    let sentences = [look_up(language, name, &values), undelivered].into_iter().flatten();
    Body::text(sentences.collect::<Vec<_>>().join(" "))
}

/// Where the notice of a bug is, for the team. None if it was taken down.
pub(super) fn place(language: Language, notice: &KnownIssue) -> Option<String> {
    let channel = notice.channel?;
    let message = notice.surface.posted.filter(|(posted, _)| *posted == channel);
    let link = message.map(|(channel, message)| link::message(notice.guild, channel, message));
    let place = match link {
        Some(link) => {
            let link = link::linked(&known_issue_name(language), Some(link));
            format!("<#{channel}> · {link}")
        }
        None => t!(language, "known-issue-unseen", channel = channel),
    };
    let held = notice.obstacle.clone().map(|reason| Delivery::Held(Some(reason)));
    let held = held.and_then(|held| obstacle::undelivered(language, &held));
    Some([Some(place), held].into_iter().flatten().collect::<Vec<_>>().join("\n"))
}

#[cfg(test)]
mod tests {
    use strum::VariantArray;

    use super::*;
    use crate::discord::view::sample::{check, read, time};
    use crate::domain::{
        Actor, CaseNumber, GuildId, KnownIssueWords, PublicText, Report, Roles, Severity, Surface,
    };

    fn notice(status: BugStatus, text: &str) -> KnownIssueToDraw {
        let (guild, user) = (GuildId(1), UserId(7));
        let report = Report::parse("Export *fails*", "", "", "Error 500", "", Severity::Normal);
        let agent = Actor { guild, user, roles: Roles::default() };
        let (report, words) = (report.expect("a report"), "It fails".to_owned());
        let reported =
            Bug::report(BugNumber(3), CaseNumber(12), report, words, &agent, time(1_000_000));
        let shipped_version = (status == BugStatus::Shipped).then(|| "5.3_b".to_owned());
        let bug = Bug { status, shipped_version, ..reported.bug };
        let text = PublicText::typed("notice", text).expect("text");
        let notice = KnownIssue {
            guild,
            bug: BugNumber(3),
            revision: 1,
            channel: Some(ChannelId(2)),
            words: KnownIssueWords { text, by: user },
            shown: None,
            obstacle: None,
            surface: Surface::default(),
        };
        KnownIssueToDraw { notice, bug, people_affected: 2, calls: Vec::new() }
    }

    #[test]
    fn a_notice_reads_in_every_language() {
        let draw = notice(BugStatus::Accepted, "The export fails.\n**Save often.**");
        insta::assert_snapshot!(read(&known_issue(Language::English, &draw)), @"

        ---
        Known issue
        The export fails.
        **Save often.**

        Same problem? Press **Me too**, and I'll mention you here when there's news about a fix. If yours is a different one, use `/ask`.
        Status: We're working on it
        People affected: 2 people
        (Me too v1:bug:me-too-notice:3)
        ");
        insta::assert_snapshot!(read(&known_issue(Language::German, &draw)), @"

        ---
        Bekanntes Problem
        The export fails.
        **Save often.**

        Hast du das Problem auch? Drück **Ich auch**, dann erwähne ich dich hier, sobald es etwas Neues zu einer Korrektur gibt. Ist es bei dir etwas anderes, nimm `/fragen`.
        Status: Wir arbeiten daran
        Betroffen: 2 Personen
        (Ich auch v1:bug:me-too-notice:3)
        ");
    }

    #[test]
    fn it_says_in_plain_words_where_the_bug_stands() {
        let told = |language| {
            let said = |status: &BugStatus| super::status(language, &notice(*status, "It").bug);
            BugStatus::VARIANTS.iter().map(said).collect::<Vec<_>>().join("\n")
        };
        insta::assert_snapshot!(told(Language::English), @r"
        Reported to the developers
        We're working on it
        Fixed, but not released yet
        Fixed in version 5.3\_b
        We looked into it and decided not to change it
        Reported to the developers
        Not fixed for everyone yet, and the developers know
        ");
        insta::assert_snapshot!(told(Language::German), @r#"
        Der Entwicklung gemeldet
        Wir arbeiten daran
        Behoben, aber noch in keiner veröffentlichten Version
        In Version 5.3\_b behoben
        Wir haben es uns angesehen und entschieden, es nicht zu ändern
        Der Entwicklung gemeldet
        Noch nicht bei allen behoben, und die Entwicklung weiß davon
        "#);
    }

    #[test]
    fn it_always_fits() {
        let long = "*".repeat(TEXT_LIMIT);
        for (language, status) in Language::VARIANTS
            .iter()
            .flat_map(|language| BugStatus::VARIANTS.iter().map(move |status| (language, status)))
        {
            check(&known_issue(*language, &notice(*status, &long)));
        }
    }
}
