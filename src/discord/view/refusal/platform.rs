//! Refusals that come from Discord's rules.

use fluent_bundle::FluentArgs;

use crate::domain::{Language, refusal::PlatformRefusal};

use crate::discord::view::words::{enumerated, look_up, t};

pub(super) fn sentence(language: Language, refusal: &PlatformRefusal) -> String {
    match refusal {
        PlatformRefusal::OnlyInServers => t!(language, "refusal-only-in-servers"),
        PlatformRefusal::NoThreadsHere => t!(language, "refusal-no-threads-here"),
        PlatformRefusal::NoPrivateThreads => t!(language, "refusal-no-private-threads"),
        PlatformRefusal::ChannelHidden(channel) => {
            t!(language, "refusal-channel-hidden", channel = *channel)
        }
        PlatformRefusal::MissingPermissions { channel, permissions } => {
            let bold: Vec<String> = permissions
                .iter()
                .map(|name| format!("**{}**", permission_name(language, name)))
                .collect();
            let (count, permissions) = (permissions.len(), enumerated(language, &bold));
            t!(
                language,
                "refusal-missing-permissions",
                channel = *channel,
                permissions = permissions,
                count = count
            )
        }
    }
}

/// Returns what Discord's settings call a permission in this language, from its English name.
pub(in crate::discord::view) fn permission_name(language: Language, english: &str) -> String {
    let id = format!("permission-{}", english.to_lowercase().replace(' ', "-"));
    look_up(language, &id, &FluentArgs::new()).unwrap_or_else(|| english.to_owned())
}
