//! Refusals about bridges.

use crate::domain::{
    Language,
    bridge::{BRIDGE_LIMIT, NAME_LIMIT},
    refusal::BridgeRefusal,
};

use crate::discord::view::{escape::escape, link, words::t};

pub(super) fn sentence(language: Language, refusal: &BridgeRefusal) -> String {
    match refusal {
        BridgeRefusal::NotFound(name) => {
            t!(language, "refusal-no-such-bridge", name = escape(name))
        }
        BridgeRefusal::TooMany => t!(language, "refusal-too-many-bridges", most = BRIDGE_LIMIT),
        BridgeRefusal::BadName => t!(language, "refusal-bad-bridge-name", most = NAME_LIMIT),
        BridgeRefusal::NameTaken(name) => {
            t!(language, "refusal-bridge-name-taken", name = escape(name))
        }
        BridgeRefusal::SourceTaken(name) => {
            t!(language, "refusal-bridge-known", name = escape(name))
        }
        BridgeRefusal::NoSource => t!(language, "refusal-no-bridge-source"),
        BridgeRefusal::NotAnApp(user) => {
            t!(language, "refusal-not-an-app", user = link::person_or_none(*user))
        }
        BridgeRefusal::Itself => t!(language, "refusal-bridge-is-the-bot"),
    }
}
