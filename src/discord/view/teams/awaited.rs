//! Which other teams a case awaits, as its card, the queue, and who closes it are told.

use crate::domain::{Awaited, GuildId, Language};

use crate::discord::view::{
    Body,
    escape::escape,
    limit::listed,
    link,
    words::{enumerated, t},
};

/// Returns whom a case awaits and since when, in at most `room` characters. None if it awaits
/// nobody.
pub(in crate::discord::view) fn awaits(
    language: Language,
    guild: GuildId,
    awaited: &[Awaited],
    room: usize,
) -> Option<String> {
    let one = |awaited: &Awaited| {
        let team = link::linked(&escape(&awaited.team), address(guild, awaited));
        t!(language, "card-awaits", team = team, ago = link::ago(awaited.since))
    };
    let all: Vec<String> = awaited.iter().map(one).collect();
    (!all.is_empty()).then(|| listed(language, &all, " · ", room))
}

/// Adds which requests are still open to what somebody reads who closed their case.
pub fn with_open_requests(
    language: Language,
    guild: GuildId,
    body: Body,
    awaited: &[Awaited],
) -> Body {
    let request = |awaited: &Awaited| {
        let number = link::linked(&awaited.request.to_string(), address(guild, awaited));
        t!(language, "request-of", request = number, team = escape(&awaited.team))
    };
    let all: Vec<String> = awaited.iter().map(request).collect();
    if all.is_empty() {
        return body;
    }
    let open = t!(
        language,
        "requests-still-open",
        requests = enumerated(language, &all),
        count = all.len()
    );
    Body { content: format!("{} {open}", body.content), ..body }
}

fn address(guild: GuildId, awaited: &Awaited) -> Option<String> {
    awaited.card.map(|(channel, message)| link::message(guild, channel, message))
}
