//! What the team of a case reads of requests in its thread.

use crate::domain::{ChannelId, GuildId, InternalText, Language, MessageId, RequestNumber, UserId};

use crate::discord::view::{
    Body,
    escape::{escape, quoted},
    link,
    words::t,
};

/// An agent asked another team something.
pub fn asked(
    language: Language,
    guild: GuildId,
    (request, team): (RequestNumber, &str),
    by: UserId,
    (channel, message): (ChannelId, MessageId),
) -> Body {
    let card = Some(link::message(guild, channel, message));
    let request = link::linked(&request.to_string(), card);
    Body::text(t!(language, "post-team-asked", agent = by, team = escape(team), request = request))
}

/// Another team has answered.
pub fn answered(
    language: Language,
    (request, team): (RequestNumber, &str),
    by: UserId,
    text: &InternalText,
    to: Option<UserId>,
) -> Body {
    let told = t!(
        language,
        "post-team-answered",
        agent = link::person_or_none(to),
        person = by,
        team = escape(team),
        request = request
    );
    let text = quoted(&escape(text.as_str()));
    Body { pings: to.into_iter().collect(), ..Body::text(format!("{told}\n{text}")) }
}

/// Nobody of another team takes care of a request any more.
pub fn freed(
    language: Language,
    (request, team): (RequestNumber, &str),
    from: UserId,
    to: Option<UserId>,
) -> Body {
    let told = t!(
        language,
        "post-request-freed",
        agent = link::person_or_none(to),
        person = from,
        team = escape(team),
        request = request
    );
    Body { pings: to.into_iter().collect(), ..Body::text(told) }
}

/// Another team should have answered by now.
pub fn overdue(
    language: Language,
    (request, team): (RequestNumber, &str),
    to: Option<UserId>,
) -> Body {
    let told = t!(
        language,
        "post-request-overdue",
        agent = link::person_or_none(to),
        team = escape(team),
        request = request
    );
    Body { pings: to.into_iter().collect(), ..Body::text(told) }
}

/// A request cannot be posted in the other team's channel.
pub fn unposted(
    language: Language,
    (request, team): (RequestNumber, &str),
    channel: ChannelId,
    to: Option<UserId>,
) -> Body {
    let told = t!(
        language,
        "post-request-unposted",
        agent = link::person_or_none(to),
        team = escape(team),
        request = request,
        channel = channel
    );
    Body { pings: to.into_iter().collect(), ..Body::text(told) }
}
