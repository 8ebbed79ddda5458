//! The use cases: what people can do, one group of permissions per file. Each use case loads state,
//! lets the domain decide, and saves state, facts and effects in one transaction. Only then does
//! anybody learn the result. `inbox` handles events of the platform, which no user requested.

mod act;
mod bugs;
mod cases;
mod context;
mod delivery;
mod error;
mod github;
mod inbox;
mod jobs;
mod memory;
mod privacy;
mod search;
mod settings;
mod span;
mod teams;

pub use act::Done;
pub use bugs::{
    BugForm,
    info::InfoRequest,
    known_issue_drawing::{CallToPost, KnownIssueToDraw},
    known_issues::KnownIssueDone,
    life::BugDone,
    lists::{BugDetails, BugPage},
    suggestions::Suggested,
};
pub use cases::{
    alerts::AlertToDraw,
    ending::{COMMENT_LIMIT, CloseRequest, Rated},
    flag::{Asked, Flagged, Opened, all_words},
    outcome::Delivery,
    people::ExistingRoles,
    places::{ChannelKind, Location, ThreadLocation},
    saying::Shown,
};
pub use context::{Authorized, Desk, Person};
pub use delivery::{BugToDraw, CaseToDraw, DrawnCase};
pub use error::{Error, Result};
pub use github::{FoundRepository, NotFound, Tracker, Written, linking::IssueLinked};
pub use inbox::{
    Addable, Added, IncomingMessage, IncomingReaction, Lookup, MessageText, RECENT as RECENT_FLAG,
    ThreadContent, ThreadState,
};
pub use memory::Team;
pub use privacy::{OwnData, Postponed};
pub use search::{
    board::BoardToDraw,
    find::{Findings, Found, MOST as MOST_FOUND},
    history::{Conversation, History, MessageChannels},
    lists::{OwnCase, Page, QueuePage, QueueView},
    next::Next,
};
pub use settings::{
    rules::RuleToChange,
    setup::{Gaps, SetupChange, SetupPlan},
    snippets::{Imported, Preview, SnippetToChange},
};
pub use span::use_case;
pub use teams::{
    TeamList,
    drawing::RequestToDraw,
    requests::{AskForm, RequestDone},
};

use error::Stored;
