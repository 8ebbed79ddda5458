//! The rules, and nothing else: no async, no IO, no SQL, no Discord.
//!
//! Everything here is a value or a function of values. Time is an argument. A rule that says "no"
//! returns a [`Refusal`], which the outer layers put into words.
//!
//! Each module imports only modules above it in this list, so it can be read from top to bottom.

pub mod clock;
pub mod id;
pub mod language;
pub(crate) mod named;
pub mod vocabulary;
pub mod writer;

pub mod obstacle;

pub mod cause;
pub mod change;
pub mod event;
pub mod fact_value;
pub mod refusal;
pub mod span;
pub mod text;

pub mod analysis;

pub mod guest;
pub mod quiet_hours;

pub mod bridge;

pub mod message;
pub mod preferences;
pub mod repository;
pub mod settings;

pub mod actor;
pub mod effect;
pub mod file;
pub mod notice;
pub mod privacy;
pub mod snippet;
pub mod team;

pub mod turn;

pub mod board;
pub mod surface;

pub mod bug;
pub mod case;
pub mod issue;
pub mod issue_event;
pub mod notification;
pub mod pattern;
pub mod plain_words;
pub mod request;
pub mod resemblance;
pub mod rule;
pub mod search;

pub mod job;

pub use actor::{Actor, Audience, Permission, Roles};
pub use board::Counts;
pub use bridge::{App, Bridge, Sender};
pub use bug::{
    Bug, BugAction, BugDecision, BugNotice, KnownIssue, KnownIssueCall, KnownIssueWords, Quote,
    ReceiptCounts, Report, StoredBugNotice,
};
pub use case::{
    Action, Asking, Case, CaseThread, Closing, Decision, Fix, Handover, Merged, Opening, Origin,
    Original, Precedence, Promise, PublicStatus, Rating, Source, ThreadHealth, Unsaid, Verdict,
};
pub use cause::Cause;
pub use clock::{Clock, ManualClock, SystemClock, Time};
pub use effect::{DeskLine, Effect, FlagRefusal};
pub use event::{Fact, FactKind, RecordedFact};
pub use fact_value::FactValue;
pub use file::{NewFile, StoredFile};
pub use guest::Guest;
pub use id::{
    BugNumber, CaseNumber, CaseReference, ChannelId, GuildId, MessageId, RequestNumber, RoleId,
    UserId,
};
pub use issue::{FoundIssue, Issue, IssueNews, IssueReference, IssueSeen, IssueState, Milestone};
pub use issue_event::{IssueEvent, Shipment, ShipmentKind};
pub use job::{Claimed, Job, JobCounts, JobState, Outcome, Unreadable};
pub use language::Language;
pub use message::{OfferEnd, OfferedMessage, SaidMessage};
pub use notice::{
    BugNews, InternalText, Notice, NoticePlace, OpenQuestion, PublicText, Question, QuestionState,
    Remark, StoredNotice,
};
pub use notification::{Alert, News, Notification, Recipient, TeamPreferences};
pub use obstacle::{Obstacle, Reason, Undone};
pub use preferences::{Choice, PreferenceChange, Preferences, Quiet, Topic, Way};
pub use privacy::OwnTexts;
pub use quiet_hours::{QuietHours, Zone};
pub use refusal::Refusal;
pub use repository::{ReadState, Repository};
pub use request::{Asked, Awaited, GoesOnIn, Request, RequestAction, RequestDecision};
pub use resemblance::{KnownBugs, ReportText, Resemblance};
pub use rule::{Rule, book::RuleBook, finds::Finds};
pub use search::{Document, IndexProgress, Link, Match, Names, Query, Said, Search};
pub use settings::{AutoClosePolicy, ChannelRole, Settings};
pub use snippet::Snippet;
pub use surface::{Pin, Subject, Surface};
pub use team::OtherTeam;
pub use text::{Tag, Title};
pub use turn::Turn;
pub use vocabulary::{
    BugOutcome, BugStatus, CloseReason, Erasure, Mode, PatternDoubt, PatternFault, Phase,
    Placeholder, Priority, Receipt, RequestStatus, RuleAction, Severity, Side, Status, ThreadKind,
    TurnStep, WaitStart,
};
pub use writer::Writer;
