//! Refusals of a set-up, or because there is none.

use crate::domain::{Language, refusal::SetupRefusal, settings::ROLES_LIMIT, text::shorten};

use crate::discord::view::{
    escape::code,
    form::label,
    words::{enumerated, t},
};

pub(super) fn sentence(language: Language, refusal: &SetupRefusal) -> String {
    match refusal {
        SetupRefusal::NotSetUp => t!(language, "refusal-not-set-up"),
        SetupRefusal::Incomplete(options) => {
            let named: Vec<String> =
                options.iter().map(|option| format!("`{}`", label(language, option))).collect();
            t!(
                language,
                "refusal-setup-incomplete",
                options = enumerated(language, &named),
                count = named.len(),
            )
        }
        SetupRefusal::NotATextChannel(option) => {
            t!(language, "refusal-not-a-text-channel", option = label(language, option))
        }
        SetupRefusal::HelpGone => t!(language, "refusal-help-gone"),
        SetupRefusal::ChannelGone(option) => {
            t!(language, "refusal-channel-gone", option = label(language, option))
        }
        SetupRefusal::BadRole(option) => {
            t!(language, "refusal-bad-role", option = label(language, option))
        }
        SetupRefusal::TooManyRoles(option) => {
            let option = label(language, option);
            t!(language, "refusal-too-many-roles", option = option, most = ROLES_LIMIT)
        }
        SetupRefusal::PlaceholderInGreeting(written) => {
            t!(language, "refusal-placeholder-in-greeting", written = code(&shorten(written, 40)))
        }
        SetupRefusal::HelpIsInternal => t!(language, "refusal-help-is-internal"),
        SetupRefusal::PanelInForum => t!(language, "refusal-panel-in-forum"),
        SetupRefusal::NoPrivateThreads => t!(language, "refusal-setup-no-private-threads"),
        SetupRefusal::BadRepository => t!(language, "refusal-bad-repository"),
        SetupRefusal::NoGitHubToken => t!(language, "refusal-no-github-token"),
        SetupRefusal::RepositoryUnseen(repository) => {
            t!(language, "refusal-repository-unseen", repository = repository.as_str())
        }
        SetupRefusal::NoIssues(repository) => {
            t!(language, "refusal-no-issues", repository = repository.as_str())
        }
        SetupRefusal::GitHubSilent => t!(language, "refusal-github-silent"),
        SetupRefusal::BadEmoji => t!(language, "refusal-bad-emoji"),
    }
}
