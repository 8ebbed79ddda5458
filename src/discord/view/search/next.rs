//! The response to `/next`: the case, and why it is this one.

use crate::{
    desk::Next,
    domain::{Language, Precedence},
};

use crate::discord::view::{Body, escape::shortened, link, search::queue::private_note, words::t};

/// The most characters of the title.
const TITLE: usize = 80;

/// Builds the response: the case that the agent should answer next. None: there is none.
pub fn next(language: Language, next: Option<&Next>) -> Body {
    let Some(Next { case, was_theirs, why }) = next else {
        return Body::text(t!(language, "next-none"));
    };
    let (kind, until) = match why {
        Precedence::Promise { until } => ("promise", link::ago(*until)),
        Precedence::LongWait => ("long-wait", "none".to_owned()),
        Precedence::Priority => ("priority", "none".to_owned()),
    };
    let since = case.waiting_since.map_or_else(|| "none".to_owned(), link::ago);
    let why = t!(
        language,
        "next-why",
        because = kind,
        priority = case.priority.into_str(),
        customer = case.customer(),
        until = until,
        start = case.wait_start.into_str(),
        since = since
    );
    let title = shortened(case.title.as_str(), TITLE);
    let title = title + &private_note(language, case);
    let case = link::case_number(case);
    Body::text(if *was_theirs {
        t!(language, "next-yours", case = case, title = title, why = why)
    } else {
        t!(language, "next-claimed", case = case, title = title, why = why)
    })
}
