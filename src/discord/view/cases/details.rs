//! Responses that are longer than a sentence: the details of a case, saved replies, a refused form.

use serenity::all::{ButtonStyle, CreateActionRow, CreateButton, CreateEmbed};

use crate::{
    desk::{BugForm, Preview},
    domain::{Awaited, Bug, Case, Language, OpenQuestion, Refusal, Time},
};

use crate::discord::view::{
    Body, CustomId,
    cases::card::{colour, headline, lines},
    escape::shortened,
    form::{field, label},
    limit, link,
    refusal::refusal,
    words::t,
};

/// The most characters of the question in `/case show`.
const QUESTION: usize = 2_000;
/// The most characters of a list, or of a customer's comment.
const PART: usize = 600;

/// Builds the response to `/case show`. `bug` is the one that the case waits for, if it
/// was loaded; `open` are the open requests to other teams and questions of developers.
pub fn case_details(
    language: Language,
    case: &Case,
    bug: Option<&Bug>,
    open: (&[Awaited], &[OpenQuestion]),
) -> Body {
    let first_answer =
        case.first_response_at.map_or_else(|| t!(language, "details-none-yet"), link::date);
    let mut dates = vec![(t!(language, "details-first-answer"), first_answer, true)];
    let date = |name: String, time: Option<Time>| time.map(|time| (name, link::date(time), true));
    dates.extend(date(t!(language, "details-claimed"), case.assigned_at));
    dates.extend(date(t!(language, "details-solved"), case.solved_at));
    dates.extend(date(t!(language, "details-closed"), case.closed_at));
    if case.reopened_count > 0 {
        dates.push((
            t!(language, "details-reopened"),
            t!(language, "details-times", count = case.reopened_count),
            true,
        ));
    }
    if let Some(card) = link::card(case) {
        dates.push((
            t!(language, "details-card"),
            t!(language, "details-card-link", address = card),
            true,
        ));
    }
    let question = Some(shortened(&case.question, QUESTION)).filter(|text| !text.is_empty());
    let files = (case.files > 0).then(|| t!(language, "kept-files", count = case.files));
    let lines = lines(language, case, (bug, open), PART).join("\n");
    let parts: Vec<String> = question.into_iter().chain(files).chain([lines]).collect();
    let embed = CreateEmbed::new()
        .colour(colour(case.status))
        .description(parts.join("\n\n"))
        .fields(dates);
    Body { embeds: vec![embed], ..Body::text(headline(case)) }
}

/// Builds the preview of a saved reply. `shown_by` is the interaction that asked for it.
pub fn reply_preview(language: Language, preview: &Preview, shown_by: u64) -> Body {
    let Preview { case, snippet, text } = preview;
    let content =
        t!(language, "reply-preview", name = snippet.as_str(), case = link::case_number(case));
    let send = CustomId::Send {
        case: case.number,
        shown_by,
        mark: preview.mark(),
        snippet: snippet.clone(),
    };
    let button = CreateButton::new(send.to_string())
        .label(t!(language, "reply-preview-send"))
        .style(ButtonStyle::Primary);
    Body {
        embeds: vec![CreateEmbed::new().description(text.as_str())],
        components: vec![CreateActionRow::Buttons(vec![button])],
        ..Body::text(content)
    }
}

/// Builds the response to a refused bug report.
pub fn escalation_refused(language: Language, reason: &Refusal, typed: &BugForm) -> Body {
    let fields = [
        (field::TITLE, typed.title.as_str()),
        (field::STEPS, &typed.steps),
        (field::EXPECTED, &typed.expected),
        (field::ACTUAL, &typed.actual),
        (field::VERSION, &typed.version),
    ];
    form_refused(language, reason, t!(language, "escalation-refused"), &fields)
}

/// Builds the response to a refused form: the reason, and everything that was typed, so that it can
/// be copied into a new form. `nothing_done` is a sentence that says so.
pub fn form_refused(
    language: Language,
    reason: &Refusal,
    nothing_done: String,
    typed: &[(&str, &str)],
) -> Body {
    let fields = typed.iter().map(|(field, text)| (label(language, field), *text));
    // The texts within the form's limits fit, even if every character is escaped. Only a forged
    // form has more.
    let mut room =
        limit::EMBEDS - fields.clone().map(|(name, _)| name.chars().count()).sum::<usize>();
    let mut embeds = Vec::new();
    for (name, text) in fields {
        let text = shortened(text, room.min(limit::DESCRIPTION));
        if !text.is_empty() && text != "…" {
            room = room.saturating_sub(text.chars().count());
            embeds.push(CreateEmbed::new().title(name).description(text));
        }
    }
    let mut lines = vec![refusal(language, reason)];
    if !embeds.is_empty() {
        lines.push(nothing_done);
    }
    Body { embeds, ..Body::text(lines.join("\n")) }
}

#[cfg(test)]
mod tests {
    use strum::VariantArray;

    use super::*;
    use crate::discord::view::cases::card::card;
    use crate::discord::view::sample::{self, check, read, time};
    use crate::domain::refusal::{AccessRefusal, InputRefusal};
    use crate::domain::{Rating, bug::limit as field_limit};

    #[test]
    fn a_case_is_shown_with_its_dates() {
        let mut case = sample::case();
        case.first_response_at = Some(time(1_000_200));
        case.reopened_count = 2;
        let details = read(&case_details(Language::English, &case, None, (&[], &[])));
        let on_card = read(&card(Language::English, &case, None, (&[], &[]), &[]));
        let is_on_card = |line: &&str| on_card.lines().any(|of_card| of_card == *line);
        let (said_there, others): (Vec<_>, Vec<_>) = details.lines().partition(is_on_card);
        let beside = |line: &&str| line.starts_with('(') || line.starts_with('>');
        let beside = on_card.lines().filter(beside).count();
        assert_eq!(said_there.len(), on_card.lines().count() - beside, "all that the card says");
        insta::assert_snapshot!(others.join("\n"), @r"
        The app \*crashes\* at start.
        Version 2.4

        First answer: <t:1000200:f>
        Reopened: 2 times
        ");
        case.question = "*".repeat(4_000);
        case.rating = Some(Rating {
            solution: 1,
            score: 3,
            comment: Some("*".repeat(crate::desk::COMMENT_LIMIT)),
        });
        check(&case_details(Language::English, &case, None, (&[], &[])));
    }

    #[test]
    fn a_refused_form_gives_back_every_word() {
        let typed = BugForm {
            title: "*".repeat(field_limit::TITLE),
            steps: "*".repeat(field_limit::STEPS),
            ..BugForm::default()
        };
        let body = escalation_refused(
            Language::English,
            &InputRefusal::EmptyText("actual").into(),
            &typed,
        );
        check(&body);
        let text = read(&body);
        assert!(text.starts_with("“Actual result” is empty"), "{text}");
        assert!(
            text.ends_with(&format!("Steps to reproduce\n{}", r"\*".repeat(field_limit::STEPS)))
        );
        check(&escalation_refused(
            Language::English,
            &AccessRefusal::OnlyAgents.into(),
            &BugForm::default(),
        ));
        let long = "*".repeat(4_000);
        let forged = BugForm {
            title: long.clone(),
            steps: long.clone(),
            expected: long.clone(),
            actual: long.clone(),
            version: long,
            keeps_title: false,
        };
        for &language in Language::VARIANTS {
            check(&escalation_refused(language, &AccessRefusal::OnlyAgents.into(), &forged));
        }
    }

    #[test]
    fn a_german_agent_reads_german() {
        let mut case = sample::case();
        case.reopened_count = 2;
        case.closed_at = Some(time(1_000_300));
        case.question = String::new();
        let text = crate::domain::PublicText::typed("text", "Please start it again").expect("text");
        let preview = Preview { case: case.clone(), snippet: "reset".to_owned(), text };
        let typed =
            BugForm { title: "Crash".to_owned(), version: "2.4".to_owned(), ..BugForm::default() };
        let shown = [
            reply_preview(Language::German, &preview, 9),
            escalation_refused(Language::German, &InputRefusal::EmptyText("actual").into(), &typed),
        ];
        let details = read(&case_details(Language::German, &case, None, (&[], &[])));
        let of_here = details
            .lines()
            .skip_while(|line| !line.starts_with("Erste Antwort"))
            .map(str::to_owned);
        let lines: Vec<String> = of_here.chain(shown.iter().map(read)).collect();
        insta::assert_snapshot!(lines.join("\n"), @"
        Erste Antwort: Keine
        Geschlossen: <t:1000300:f>
        Wieder geöffnet: 2-mal
        So sieht `/antworten baustein:reset` in Fall [#12](https://discord.com/channels/1/3) aus. Noch ist nichts gesendet.
        ---
        Please start it again
        (Senden v1:send:12:9:929ba373900ac20:reset)
        „Tatsächliches Ergebnis“ ist leer, also schreib etwas hinein.
        Nichts wurde gemeldet. Hier ist dein Text, zum Kopieren in ein neues Formular:
        ---
        Titel
        Crash
        ---
        Version
        2.4
        ");
    }
}
