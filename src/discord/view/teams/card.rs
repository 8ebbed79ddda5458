//! The card of a request in the other team's channel, and the reminder below it.

use serenity::all::{ButtonStyle, Colour, CreateActionRow, CreateButton, CreateEmbed};

use crate::{
    desk::RequestToDraw,
    domain::{Case, Language, Request, RequestStatus, text},
};

use crate::discord::view::{
    Body, CustomId,
    escape::{escape, shortened},
    link,
    teams::request_id::RequestId,
    words::t,
};

/// The most characters of the question, and of the answer. Both fit into the embeds of a message.
const TEXT: usize = 2_400;

/// Builds the card of a request. Of a private case it shows nothing but the number: its customer
/// does not know who else reads here.
pub fn request_card(language: Language, draw: &RequestToDraw) -> Body {
    let RequestToDraw { request, case } = draw;
    let asked =
        t!(language, "request-asked", agent = request.asked_by, ago = link::ago(request.asked_at));
    let mut fields = vec![
        (t!(language, "request-case"), case_named(language, case), false),
        (t!(language, "request-asked-by"), asked, true),
    ];
    if let Some(due) = request.due_at {
        let due = format!("{} ({})", link::date(due), link::ago(due));
        fields.push((t!(language, "request-due"), due, true));
    }
    fields.push((t!(language, "request-status"), status_line(language, request), true));
    let question = CreateEmbed::new()
        .colour(colour(request.status))
        .description(words(request.question.as_str()))
        .fields(fields);
    let answer = request.answer.as_ref().map(|answer| {
        CreateEmbed::new().colour(colour(request.status)).description(format!(
            "**{}**\n{}",
            t!(language, "request-answer"),
            words(answer.as_str())
        ))
    });
    Body {
        embeds: [Some(question), answer].into_iter().flatten().collect(),
        components: buttons(language, request),
        ..Body::text(t!(
            language,
            "request-headline",
            role = request.role,
            request = request.number
        ))
    }
}

/// Builds what the other team is told once the time of a request has passed: its owner, or all of
/// them.
pub fn request_reminder(language: Language, request: &Request) -> Body {
    let owner = link::person_or_none(request.owner);
    let due = request.due_at.unwrap_or(request.asked_at);
    let content = t!(
        language,
        "request-reminder",
        owner = owner,
        role = request.role,
        request = request.number,
        ago = link::ago(due)
    );
    let role_pings = match request.owner {
        Some(_) => Vec::new(),
        None => vec![request.role],
    };
    Body {
        pings: request.owner.into_iter().collect(),
        role_pings,
        reply_to: request.card.posted.map(|(_, card)| card),
        ..Body::text(content)
    }
}

fn words(text: &str) -> String {
    if text == text::ERASED { text.to_owned() } else { shortened(text, TEXT) }
}

fn case_named(language: Language, case: &Case) -> String {
    if case.is_private() {
        return t!(language, "request-private-case", case = case.number);
    }
    format!("{} · {}", link::case_number(case), escape(case.title.as_str()))
}

fn status_line(language: Language, request: &Request) -> String {
    let by = || link::person_or_none(request.ended_by);
    let ago = || request.ended_at.map_or_else(String::new, link::ago);
    match (request.status, request.owner) {
        (RequestStatus::Open, None) => t!(language, "request-open"),
        (RequestStatus::Open, Some(owner)) => t!(language, "request-taken", owner = owner),
        (RequestStatus::Answered, _) => {
            t!(language, "request-answered", person = by(), ago = ago())
        }
        (RequestStatus::Withdrawn, _) => {
            t!(language, "request-withdrawn", person = by(), ago = ago())
        }
    }
}

fn colour(status: RequestStatus) -> Colour {
    Colour::new(match status {
        RequestStatus::Open => 0xE6_7E_22,
        RequestStatus::Answered => 0x57_F2_87,
        RequestStatus::Withdrawn => 0x95_A5_A6,
    })
}

fn buttons(language: Language, request: &Request) -> Vec<CreateActionRow> {
    if request.status != RequestStatus::Open {
        return Vec::new();
    }
    let button = |id, label, style| {
        CreateButton::new(CustomId::Request(id).to_string()).label(label).style(style)
    };
    let number = request.number;
    let take = button(RequestId::Take(number), t!(language, "request-take"), ButtonStyle::Primary);
    let mut buttons = Vec::new();
    buttons.extend(request.owner.is_none().then_some(take));
    buttons.extend([
        button(RequestId::Answer(number), t!(language, "request-reply"), ButtonStyle::Success),
        button(
            RequestId::Withdraw(number),
            t!(language, "request-withdraw"),
            ButtonStyle::Secondary,
        ),
    ]);
    vec![CreateActionRow::Buttons(buttons)]
}

#[cfg(test)]
mod tests {
    use strum::VariantArray;

    use super::*;
    use crate::discord::view::sample::{self, check, read, time};
    use crate::domain::{
        Actor, CaseNumber, ChannelId, GuildId, InternalText, OtherTeam, RequestNumber, RoleId,
        Roles, ThreadKind, UserId,
    };

    fn request(question: &str) -> Request {
        let team =
            OtherTeam { name: "bill_ing".to_owned(), channel: ChannelId(50), role: RoleId(51) };
        let question = InternalText::typed("team_question", question).expect("text");
        let agent = Actor { guild: GuildId(1), user: UserId(7), roles: Roles::default() };
        let asks = (question, Some(time(1_010_000)));
        let number = RequestNumber(4);
        Request::ask(number, CaseNumber(12), team, asks, &agent, time(1_000_000)).request
    }

    fn shown(language: Language, request: Request, is_private: bool) -> String {
        let mut case = sample::case();
        if is_private {
            case.home = ThreadKind::Private;
        }
        let body = request_card(language, &RequestToDraw { request, case });
        check(&body);
        read(&body)
    }

    #[test]
    fn a_card_shows_what_the_other_team_needs() {
        insta::assert_snapshot!(shown(Language::English, request("Was *order 5* refunded?"), false), @r"
        <@&51> · Request #4
        ---
        Was \*order 5\* refunded?
        Case: [#12](https://discord.com/channels/1/3) · The app \*crashes\* at start
        Asked by: <@7> <t:1000000:R>
        Answer needed: <t:1010000:f> (<t:1010000:R>)
        Status: Not taken
        (Take v1:request:take:4) (Answer v1:request:answer:4) (Withdraw v1:request:withdraw:4)
        ");
        let mut answered = request("Was order 5 refunded?");
        answered.status = RequestStatus::Answered;
        answered.answer = InternalText::typed("team_answer", "Yes,\n**today**").ok();
        (answered.ended_by, answered.ended_at) = (Some(UserId(20)), Some(time(1_000_500)));
        insta::assert_snapshot!(shown(Language::German, answered, false), @r"
        <@&51> · Anfrage #4
        ---
        Was order 5 refunded?
        Fall: [#12](https://discord.com/channels/1/3) · The app \*crashes\* at start
        Gefragt von: <@7> <t:1000000:R>
        Antwort nötig: <t:1010000:f> (<t:1010000:R>)
        Status: Beantwortet von <@20> <t:1000500:R>
        ---
        **Antwort**
        Yes,
        \*\*today\*\*
        ");
    }

    #[test]
    fn of_a_private_case_only_the_number_is_shown() {
        let text = shown(Language::English, request("Was it refunded?"), true);
        assert!(text.contains("Private case #12"), "{text}");
        assert!(!text.contains("crashes") && !text.contains("channels/1"), "{text}");
    }

    #[test]
    fn a_card_always_fits() {
        let long = "*".repeat(crate::domain::notice::TEXT_LIMIT);
        for &language in Language::VARIANTS {
            let mut most = request(&long);
            most.status = RequestStatus::Answered;
            most.answer = InternalText::typed("team_answer", &long).ok();
            (most.ended_by, most.ended_at) = (Some(UserId(20)), Some(time(1_000_500)));
            shown(language, most, false);
            check(&request_reminder(language, &request("Was it refunded?")));
        }
    }
}
