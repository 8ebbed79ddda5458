//! Refusals of a set-up, or because there is none.

use strum::EnumCount;

/// Why a server cannot be used, or cannot be set up as somebody wants. The text in a variant is the
/// name of an option of `/setup`, as the code calls it.
#[derive(Clone, Debug, PartialEq, Eq, EnumCount)]
pub enum SetupRefusal {
    /// The server has not been set up.
    NotSetUp,
    /// The first set-up needs these options too.
    Incomplete(Vec<&'static str>),
    /// The help channel was deleted, or the bot cannot see it.
    HelpGone,
    /// The channel in this option was deleted.
    ChannelGone(&'static str),
    /// The channel in this option is no text channel.
    NotATextChannel(&'static str),
    /// The role @everyone, or the same role twice, cannot tell the team from its members.
    BadRole(&'static str),
    /// The list of roles that this option belongs to has as many as it may have.
    TooManyRoles(&'static str),
    /// What was given as the emoji that flags a message is none.
    BadEmoji,
    /// The help channel is one of the team's own channels.
    HelpIsInternal,
    /// The greeting has a placeholder, and is posted as it is.
    PlaceholderInGreeting(String),
    /// A forum has no room for the Ask panel: it contains posts only.
    PanelInForum,
    /// Cases are to be private, and the help channel has no private threads.
    NoPrivateThreads,
    /// What was given as the repository on GitHub is none.
    BadRepository,
    /// The program has no token for GitHub.
    NoGitHubToken,
    /// GitHub does not show this repository to the token, or there is none.
    RepositoryUnseen(String),
    /// The repository has no issues.
    NoIssues(String),
    /// GitHub did not answer.
    GitHubSilent,
}
