//! What commands answer with beyond a sentence: one case in detail, a form given back.

use serenity::all::{ButtonStyle, CreateActionRow, CreateButton, CreateEmbed};

use crate::{
    desk::{Preview, Snippet, Typed},
    domain::{Bug, Case, Refusal, Time},
};

use super::{
    Body, CustomId,
    card::{colour, fields, headline},
    escape::{code, shortened},
    form::label,
    limit, link,
};

/// How much of a prepared answer a list shows, in characters.
const SNIPPET: usize = 80;
/// How much of the question `/case show` shows, in characters.
const QUESTION: usize = 2_500;

/// The answer to `/case show`. `bug` is the one that the case waits for, where it is at hand.
pub fn case_details(case: &Case, bug: Option<&Bug>) -> Body {
    let mut fields = fields(case, bug);
    let date = |time: Option<Time>, otherwise: &str| time.map_or_else(|| otherwise.to_owned(), link::date);
    fields.push(("First answer", date(case.first_response_at, "None yet"), true));
    for (name, time) in [("Claimed", case.assigned_at), ("Solved", case.solved_at), ("Closed", case.closed_at)] {
        if let Some(time) = time {
            fields.push((name, link::date(time), true));
        }
    }
    if case.reopened_count > 0 {
        fields.push(("Reopened", times(case.reopened_count), true));
    }
    if let Some(card) = link::card(case) {
        fields.push(("Desk card", format!("[Open it]({card})"), true));
    }
    let mut embed = CreateEmbed::new().colour(colour(case.status)).fields(fields);
    let question = shortened(&case.question, QUESTION);
    if !question.is_empty() {
        embed = embed.description(question);
    }
    Body { embeds: vec![embed], ..Body::text(headline(case)) }
}

/// The answer to `/snippet list`: each prepared answer by its name, with how it begins.
pub fn snippets(snippets: &[Snippet]) -> Body {
    if snippets.is_empty() {
        return Body::text("There is no prepared answer yet. A lead can add one with `/snippet add`.");
    }
    let lines: Vec<String> =
        snippets.iter().map(|snippet| format!("{} · {}", code(&snippet.name), shortened(&snippet.text, SNIPPET))).collect();
    let list = limit::listed(&lines, "\n", limit::DESCRIPTION);
    Body { embeds: vec![CreateEmbed::new().description(list)], ..Body::text("**Prepared answers**: `/reply` posts one in a case.") }
}

/// What a prepared answer would say, before it is posted. `shown_by`: the interaction that asks.
pub fn reply_preview(preview: &Preview, shown_by: u64) -> Body {
    let Preview { case, snippet, text } = preview;
    let content =
        format!("This is what `/reply snippet:{snippet}` posts in case {}. Nothing has been posted yet.", link::case_number(case));
    let send = CustomId::Send { case: case.number, shown_by, mark: preview.mark(), snippet: snippet.clone() };
    let button = CreateButton::new(send.to_string()).label("Send").style(ButtonStyle::Primary);
    Body {
        embeds: vec![CreateEmbed::new().description(text.as_str())],
        components: vec![CreateActionRow::Buttons(vec![button])],
        ..Body::text(content)
    }
}

fn times(count: i64) -> String {
    if count == 1 { "Once".to_owned() } else { format!("{count} times") }
}

/// The answer to a form that was refused: why, and all that was typed, so that it can be copied into a new one.
pub fn escalation_refused(refusal: &Refusal, typed: &Typed) -> Body {
    let fields = [
        (label::TITLE, &typed.title),
        (label::STEPS, &typed.steps),
        (label::EXPECTED, &typed.expected),
        (label::ACTUAL, &typed.actual),
        (label::VERSION, &typed.version),
    ];
    // The form's own limits keep five texts within this, however many marks are escaped. Only a made-up form has more.
    let mut room = limit::EMBEDS - fields.iter().map(|(name, _)| name.len()).sum::<usize>();
    let mut embeds = Vec::new();
    for (name, text) in fields {
        let text = shortened(text, room.min(limit::DESCRIPTION));
        if !text.is_empty() && text != "…" {
            room = room.saturating_sub(text.chars().count());
            embeds.push(CreateEmbed::new().title(name).description(text));
        }
    }
    let given_back = if embeds.is_empty() { "" } else { "\nNothing was reported. This is what you wrote, to copy into a new form:" };
    Body { embeds, ..Body::text(format!("{}{given_back}", super::refusal(refusal))) }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{self, check, read, time};
    use super::*;
    use crate::domain::{Rating, bug::limit as field_limit};

    #[test]
    fn a_case_is_shown_with_its_dates() {
        let mut case = sample::case();
        case.first_response_at = Some(time(1_000_200));
        case.reopened_count = 2;
        insta::assert_snapshot!(read(&case_details(&case, None)), @r"
        #12 · The app \*crashes\* at start
        ---
        The app \*crashes\* at start.
        Version 2.4
        Customer: <@5>
        Status: New: nobody has it
        Has it: Nobody yet
        Priority: Normal
        Tags: `crash` `start`
        Waiting: Since <t:1000000:f> (<t:1000000:R>)
        Links: [Message](https://discord.com/channels/1/2/3) · [Thread](https://discord.com/channels/1/3)
        Opened: Flagged by <@7>, <t:1000060:R>
        First answer: <t:1000200:f>
        Reopened: 2 times
        ");
        case.question = "*".repeat(4_000);
        case.rating = Some(Rating { solution: 1, score: 3, comment: Some("*".repeat(crate::desk::COMMENT_LIMIT)) });
        check(&case_details(&case, None));
    }

    #[test]
    fn a_refused_form_gives_back_every_word() {
        let typed = Typed { title: "*".repeat(field_limit::TITLE), steps: "*".repeat(field_limit::STEPS), ..Typed::default() };
        let body = escalation_refused(&Refusal::EmptyText("actual"), &typed);
        check(&body);
        let text = read(&body);
        assert!(text.starts_with("There is nothing to read under “What happened instead”"), "{text}");
        assert!(text.ends_with(&format!("Steps to reproduce\n{}", r"\*".repeat(field_limit::STEPS))));
        check(&escalation_refused(&Refusal::OnlyAgents, &Typed::default()));
        let long = "*".repeat(4_000);
        let forged = Typed { title: long.clone(), steps: long.clone(), expected: long.clone(), actual: long.clone(), version: long };
        check(&escalation_refused(&Refusal::OnlyAgents, &forged));
    }
}
