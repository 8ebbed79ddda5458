//! Why the bot cannot reach a customer, and what helps, in words.

use crate::{
    desk::Delivery,
    domain::{Language, Obstacle, Reason},
};

use crate::discord::view::{
    refusal::permission_name,
    words::{enumerated, t},
};

/// Returns why something could not be done, as the end of a sentence.
pub(in crate::discord::view) fn reason(language: Language, reason: &Reason) -> String {
    let (mut channel, mut missing, mut number) = (None, None, 0);
    match reason {
        Reason::Permissions { channel: place, missing: names } => {
            let bold: Vec<String> = names
                .iter()
                .map(|name| format!("**{}**", permission_name(language, name)))
                .collect();
            channel = Some(place.to_string());
            missing = (!bold.is_empty()).then(|| enumerated(language, &bold));
        }
        Reason::NotAccepted { code } => number = *code,
        Reason::TooManyThreads
        | Reason::ThreadLocked
        | Reason::ThreadFull
        | Reason::WordsBlocked
        | Reason::NoPlace
        | Reason::NoAnswer => {}
    }
    t!(
        language,
        "obstacle-reason",
        why = reason.into_str(),
        channel = channel.unwrap_or_else(|| "none".to_owned()),
        missing = missing.unwrap_or_else(|| "none".to_owned()),
        code = number.to_string()
    )
}

/// Returns what a person can do about it, as a sentence.
pub(in crate::discord::view) fn remedy(language: Language, reason: &Reason) -> String {
    t!(language, "obstacle-remedy", why = reason.into_str())
}

/// Returns what could not be done and why, as a sentence without its full stop.
pub(in crate::discord::view) fn sentence(language: Language, obstacle: &Obstacle) -> String {
    let undone = t!(language, "obstacle-undone", undone = obstacle.undone.into_str());
    let reason = reason(language, &obstacle.reason);
    t!(language, "obstacle-sentence", undone = undone, reason = reason)
}

/// What becomes of what is not in Discord yet.
pub fn undelivered(language: Language, delivery: &Delivery) -> Option<String> {
    Some(match delivery {
        Delivery::Done => return None,
        Delivery::Pending => t!(language, "delivery-pending"),
        Delivery::Dropped => t!(language, "delivery-dropped"),
        Delivery::Held(Some(why)) => {
            t!(language, "delivery-held", reason = reason(language, why))
        }
        Delivery::Held(None) => t!(language, "delivery-held-somehow"),
        Delivery::GivenUp(why) => t!(
            language,
            "delivery-given-up",
            reason = reason(language, why),
            remedy = remedy(language, why)
        ),
    })
}
