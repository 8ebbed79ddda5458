//! The response to `/team list`, and what people are told who did something with a team or a
//! request.

use fluent_bundle::FluentArgs;
use serenity::all::CreateEmbed;

use crate::{
    desk::{Delivery, RequestDone, TeamList},
    domain::{Case, Language, OtherTeam, Request},
};

use crate::discord::view::{
    Body,
    escape::escape,
    limit, link, undelivered,
    words::{look_up, t},
};

/// Builds the response to `/team list`.
pub fn team_list(language: Language, list: &TeamList) -> Body {
    let TeamList { teams, requests } = list;
    if teams.is_empty() && requests.is_empty() {
        return Body::text(t!(language, "teams-none"));
    }
    let mut lines = Vec::new();
    for team in teams {
        let (name, channel, role) = (escape(&team.name), team.channel, team.role);
        lines.push(t!(language, "teams-line", name = name, channel = channel, role = role));
        let own = requests.iter().filter(|(request, _)| request.team == team.name);
        lines.extend(own.map(|(request, case)| line(language, request, case)));
    }
    // A team that was removed still answers what it was asked.
    let is_known = |request: &Request| teams.iter().any(|team| team.name == request.team);
    for (request, case) in requests.iter().filter(|(request, _)| !is_known(request)) {
        let removed = t!(language, "teams-removed", name = escape(&request.team));
        lines.push(format!("{removed}\n{}", line(language, request, case)));
    }
    let list = limit::listed(language, &lines, "\n", limit::DESCRIPTION);
    let embeds = vec![CreateEmbed::new().description(list)];
    Body { embeds, ..Body::text(t!(language, "teams-list")) }
}

fn line(language: Language, request: &Request, case: &Case) -> String {
    t!(
        language,
        "teams-request",
        request = linked(request),
        case = link::case_number(case),
        owner = link::person_or_none(request.owner),
        since = link::ago(request.asked_at),
        due = request.due_at.map_or_else(|| "none".to_owned(), link::ago)
    )
}

/// To a lead: the team is there, and how agents ask it.
pub fn team_added(language: Language, team: &OtherTeam) -> String {
    t!(
        language,
        "team-added",
        name = escape(&team.name),
        typed = team.name.as_str(),
        channel = team.channel,
        role = team.role
    )
}

/// To an agent who asked another team something: the request, and whether it is in their channel.
pub fn team_asked(language: Language, done: &RequestDone, delivery: &Delivery) -> Body {
    let RequestDone { request, case, .. } = done;
    let asked = t!(
        language,
        "team-asked",
        team = escape(&request.team),
        request = linked(request),
        case = link::case_number(case)
    );
    let missing = match delivery {
        Delivery::Done => return Body::text(asked),
        Delivery::Pending => t!(language, "team-asked-pending", channel = request.channel),
        Delivery::Held(_) | Delivery::GivenUp(_) | Delivery::Dropped => {
            t!(language, "team-asked-unposted", channel = request.channel)
        }
    };
    Body::text(format!("{asked} {missing}"))
}

/// The answer to who took, answered or withdrew a request.
pub fn request_done(language: Language, done: &RequestDone, delivery: &Delivery) -> Body {
    let kind: &str = (&done.fact.kind).into();
    let is_read = *delivery == Delivery::Done;
    let sentence = if is_read { "done" } else { "held" };
    let id = format!("fact-{}.{sentence}", kind.replace('_', "-"));
    let mut values = FluentArgs::new();
    values.set("request", linked(&done.request));
    values.set("team", escape(&done.request.team));
    values.set("case", done.case.number);
    let done = look_up(language, &id, &values).unwrap_or_default();
    let sentences = [Some(done), undelivered(language, delivery)];
    Body::text(sentences.into_iter().flatten().collect::<Vec<_>>().join(" "))
}

/// The number of a request, as a link to its card.
fn linked(request: &Request) -> String {
    let card = request.card.posted;
    let address = card.map(|(channel, card)| link::message(request.guild, channel, card));
    link::linked(&request.number.to_string(), address)
}
