//! The rules of the house, and nothing else: no async, no IO, no SQL, no Discord.
//!
//! Everything here is a value or a function of values. Time comes in as an argument. A rule that
//! says "no" returns a [`Refusal`], which the outer rooms put into words.
//!
//! Reading order: [`id`], [`case`], [`post`], [`bug`], [`turn`], [`board`], [`actor`], [`rule`],
//! [`fact`], [`effect`], [`refusal`].

pub mod actor;
pub mod board;
pub mod bug;
pub mod case;
pub mod clock;
pub mod effect;
pub mod fact;
pub mod id;
pub mod language;
pub mod notice;
pub mod refusal;
pub mod rule;
pub mod search;
pub mod settings;
pub mod span;
pub mod text;
pub mod turn;

pub use actor::{Actor, Audience, Permission, Roles};
pub use board::{BoardSurface, Counts, Pin};
pub use bug::{Bug, BugStatus, BugSurfaces, Report, Severity};
pub use case::{
    Action, AutoClosePolicy, Case, CaseSurfaces, CloseReason, Decision, Merged, Opening, Origin,
    Priority, Rating, Source, Status, ThreadKind,
};
pub use clock::{Clock, ManualClock, SystemClock, Time};
pub use effect::Effect;
pub use fact::{Cause, Erasure, Fact, FactKind};
pub use id::{BugNumber, CaseNumber, CaseReference, ChannelId, GuildId, MessageId, RoleId, UserId};
pub use language::Language;
pub use notice::{InternalText, Notice, NoticePlace, PublicText};
pub use refusal::Refusal;
pub use rule::{Rule, RuleAction, RuleBook};
pub use search::Search;
pub use settings::{ChannelRole, Mode, Settings};
pub use text::{Tag, Title};
pub use turn::{Side, Turn};
