//! Every expected "no", each with its own name. `discord::view::refusal` has the sentences.

mod access;
mod bridge;
mod bug;
mod case;
mod input;
mod issue;
mod message;
mod notification;
mod platform;
mod request;
mod rule;
mod setup;
mod snippet;
mod team;

pub use access::AccessRefusal;
pub use bridge::BridgeRefusal;
pub use bug::BugRefusal;
pub use case::CaseRefusal;
pub use input::InputRefusal;
pub use issue::IssueRefusal;
pub use message::MessageRefusal;
pub use notification::NotificationRefusal;
pub use platform::PlatformRefusal;
pub use request::RequestRefusal;
pub use rule::{Misread, RuleRefusal};
pub use setup::SetupRefusal;
pub use snippet::SnippetRefusal;
pub use team::TeamRefusal;

macro_rules! families {
    ($($(#[$doc:meta])* $family:ident($refusal:ident),)*) => {
        /// Why something that a person asked for was not done. Nothing was changed.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Refusal {
            $($(#[$doc])* $family($refusal),)*
        }

        $(impl From<$refusal> for Refusal {
            fn from(refusal: $refusal) -> Self {
                Self::$family(refusal)
            }
        })*
    };
}

families! {
    /// The person lacks the role for it.
    Access(AccessRefusal),
    /// The bridge cannot be added or removed.
    Bridge(BridgeRefusal),
    /// The bug, or its tie to a case, is not in a state for it.
    Bug(BugRefusal),
    /// The case is not in a state for it.
    Case(CaseRefusal),
    /// What was typed cannot be used.
    Input(InputRefusal),
    /// The issue on GitHub cannot be found or linked.
    Issue(IssueRefusal),
    /// The message cannot become a case.
    Message(MessageRefusal),
    /// What was chosen about notifications does not fit together.
    Notification(NotificationRefusal),
    /// Discord, or the bot's permissions there, do not allow it.
    Platform(PlatformRefusal),
    /// The request to another team is not in a state for it, or the person may not.
    Request(RequestRefusal),
    /// The rule cannot be added, found or run.
    Rule(RuleRefusal),
    /// The server is not set up for it, or cannot be set up like that.
    Setup(SetupRefusal),
    /// The saved reply cannot be added, found or sent.
    Snippet(SnippetRefusal),
    /// The other team cannot be added, found or asked.
    Team(TeamRefusal),
}
