//! The terms of the trade: what a case, a bug, a message or a server can be. Each value has one
//! name, which the database, the export, buttons and the files of words share.

use crate::domain::{Time, named::named};
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

named!(
    Status,
    Phase,
    Priority,
    CloseReason,
    ThreadKind,
    Severity,
    BugStatus,
    BugOutcome,
    Receipt,
    RequestStatus,
    Side,
    WaitStart,
    RuleAction,
    Mode,
    Erasure,
    PatternDoubt,
    PatternFault,
    Placeholder
);

/// Where a case stands.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    EnumString,
    IntoStaticStr,
    VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Status {
    /// Nobody is assigned.
    New,
    /// Waiting on us.
    Open,
    /// Waiting on the customer.
    Pending,
    /// Waiting on a bug or on another team.
    OnHold,
    /// An answer was proposed as final.
    Solved,
    /// Over: nothing more is expected of anybody.
    Closed,
}

/// What a status means to those who only ask whether something is still to be done. It is stored
/// beside the status, and SQL asks for it alone: a new status changes no statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Phase {
    /// Somebody has to do something.
    Open,
    /// Done, but not for good: the person concerned has the last word.
    Solved,
    /// Over.
    Closed,
}

impl Status {
    /// The phase of a case with this status.
    pub fn phase(self) -> Phase {
        match self {
            Self::New | Self::Open | Self::Pending | Self::OnHold => Phase::Open,
            Self::Solved => Phase::Solved,
            Self::Closed => Phase::Closed,
        }
    }
}

/// How soon a case should be looked at.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    EnumString,
    IntoStaticStr,
    VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Priority {
    /// It can wait until everything else is done.
    Low,
    /// In its turn.
    #[default]
    Normal,
    /// Before normal cases.
    High,
    /// Before everything else.
    Urgent,
}

/// Where a request to another team stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum RequestStatus {
    /// The other team still has to answer.
    Open,
    /// The other team has answered.
    Answered,
    /// The agents no longer need an answer.
    Withdrawn,
}

/// Why a case was closed.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    EnumString,
    IntoStaticStr,
    VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum CloseReason {
    /// The question is answered.
    Solved,
    /// It was asked in another case.
    Duplicate,
    /// The customer did not react to a proposed answer, or stopped answering.
    NoReply,
    /// It is dealt with elsewhere.
    Moved,
    /// It was no question to the team.
    Spam,
}

/// In what kind of thread a case lives.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, EnumString, IntoStaticStr, VariantArray,
)]
#[strum(serialize_all = "snake_case")]
pub enum ThreadKind {
    /// A thread of its own, which we start from the question.
    #[default]
    Started,
    /// The thread that contains the question, started by the customer for it, such as a post in a
    /// forum.
    Own,
    /// A thread that others began and in which the question came up. It goes on when the case is
    /// closed.
    Shared,
    /// A thread that only the customer and the team see.
    Private,
    /// None: a guest is answered in the channel in which they wrote, since a bridge carries only
    /// what is there.
    Channel,
}

/// How bad a bug is for those whom it hits.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    EnumString,
    IntoStaticStr,
    VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Severity {
    /// A blemish.
    Low,
    /// Something does not work, but there is a way around it.
    #[default]
    Normal,
    /// Something important does not work, and there is no way around it.
    High,
    /// Data is lost, or nothing works.
    Critical,
}

/// Where a bug stands.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    EnumString,
    IntoStaticStr,
    VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum BugStatus {
    /// No developer has looked at it yet.
    Reported,
    /// A developer agrees that it is a bug, and works on it or will.
    Accepted,
    /// The fix exists, but no released version contains it.
    Fixed,
    /// A released version contains the fix.
    Shipped,
    /// It will not be fixed.
    Declined,
    /// It is the same as another bug.
    Duplicate,
    /// It was shipped, and still happens to a customer.
    Returned,
}

impl BugStatus {
    /// The phase of a bug with this status.
    pub fn phase(self) -> Phase {
        match self {
            Self::Reported | Self::Accepted | Self::Returned => Phase::Open,
            Self::Fixed => Phase::Solved,
            Self::Shipped | Self::Declined | Self::Duplicate => Phase::Closed,
        }
    }
}

/// What became of a bug, or how far it is, as its customers are told.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    EnumString,
    IntoStaticStr,
    VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum BugOutcome {
    /// A released version contains the fix.
    Shipped,
    /// It will not be fixed.
    Declined,
    /// Nobody works on it yet.
    NotStarted,
    /// A customer said that the fix does not work, and nobody works on it again yet.
    Returned,
    /// It was shipped or declined, and the developers look into it again.
    Reopened,
    /// A developer works on it.
    InProgress,
    /// The fix exists, but no released version contains it.
    Fixed,
}

impl BugOutcome {
    /// Whether the bug is done with. Otherwise customers only hear how far it is.
    pub fn is_final(self) -> bool {
        match self {
            Self::Shipped | Self::Declined => true,
            Self::NotStarted | Self::Returned | Self::Reopened | Self::InProgress | Self::Fixed => {
                false
            }
        }
    }
}

/// How far a customer is with what became of a bug.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Receipt {
    /// They are still to be told.
    Waiting,
    /// It is in Discord.
    Told,
    /// They have pressed a button below it.
    Read,
    /// They said that it works now.
    Confirmed,
    /// They said that it is still broken.
    Broken,
    /// They were no member any more when it was to be said.
    Gone,
}

/// On which side of a case somebody stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Side {
    /// The one who asked.
    Customer,
    /// Somebody of the team.
    Agent,
    /// Anyone else: never changes whose turn it is.
    Other,
}

/// What happens with a message that a rule matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum RuleAction {
    /// It becomes a case.
    Open,
    /// It is put before the agents, who decide.
    Ask,
    /// Nothing: the rule rests.
    None,
}

/// Who can read a case's thread.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Mode {
    /// Everybody who can read the question.
    #[default]
    Public,
    /// The customer and the team.
    Private,
}

/// Why texts were erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Erasure {
    /// The person who wrote them asked for it.
    OwnWish,
    /// The operator of the bot erased them for that person.
    Operator,
    /// They reached the age at which the server erases texts.
    Age,
}

/// The effect of a message or an action on the turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TurnStep {
    /// The customer wants an answer.
    Asks,
    /// Somebody of the team wrote to the customer.
    Answers,
    /// What somebody of the team said before is in Discord now: the first response, if there was
    /// none.
    Responds,
    /// News make void what the customer said of an earlier answer, by a button or by reopening the
    /// case. What they wrote stays unanswered.
    Supersedes,
    /// Somebody of the team said by when they answer.
    Promises(Time),
    /// The case is open again, so the customer waits for the team.
    Reopens,
    /// Closes all open questions, though nobody wrote an answer.
    Settles,
    /// Puts the case on hold until a bug is dealt with.
    Holds,
    /// Another case was merged into it, whose customer waits since a time, and may have been
    /// promised an answer by another.
    Absorbs(Time, WaitStart, Option<Time>),
    /// No effect: thanks, or a third person's message.
    Nothing,
}

/// What a customer's wait for the team began with.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    EnumString,
    IntoStaticStr,
    VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum WaitStart {
    /// What the customer wrote.
    #[default]
    Message,
    /// An agent's promise to answer.
    Promise,
    /// The case was opened again.
    Reopening,
}

/// What is filled in when a saved reply is posted. In a text it stands in braces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Placeholder {
    /// A mention of the customer.
    Customer,
    /// A mention of the agent who posts the answer.
    Agent,
    /// The case's number, as `#12`.
    Case,
}

/// Why a rule's pattern cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum PatternFault {
    /// A `[` without its `]`.
    ClassUnclosed,
    /// A range of characters that is none, such as `[z-a]`.
    Range,
    /// A `(` without its `)`.
    GroupUnclosed,
    /// A `)` without its `(`.
    GroupUnopened,
    /// A `*`, `+` or `?` after nothing.
    NothingToRepeat,
    /// Braces that do not say how often.
    Braces,
    /// `(?=…)` and its relatives.
    LookAround,
    /// `\1` and its relatives.
    Backreference,
    /// A backslash before a letter that has no meaning with it.
    Escape,
    /// A `(?…)` that does not exist here.
    Group,
    /// A class of Unicode, such as `\p{…}`, that does not exist.
    UnknownClass,
    /// Groups or classes lie too deep in one another.
    TooDeep,
    /// `\<` or `\>`: edges of a word for this engine, the characters for others.
    EdgeOfWord,
}

/// What in a rule's pattern may mean something else than its author thinks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum PatternDoubt {
    /// Slashes around the pattern, as in JavaScript, are characters.
    Slashes,
    /// Quotation marks around the pattern are characters.
    Quotes,
    /// A space at an end of the pattern is a character.
    Spaces,
    /// `%…%`, as in SQL.
    Percent,
    /// `(?i)` holds for what follows it, and nothing does.
    FlagsAtEnd,
    /// In a class, `&&` and its relatives compute with classes.
    ClassOperator,
    /// A `[` in a class begins another class.
    ClassInClass,
    /// `[:alpha:]` needs another pair of brackets.
    PosixClass,
    /// `\|` is the character.
    EscapedBar,
    /// `\\d` is a backslash and a `d`.
    DoubleBackslash,
    /// Mentions of members have no `!` any more.
    OldMention,
    /// A channel by name is sent as `<#5>`.
    NamedChannel,
    /// A mention by name is sent as `<@5>`.
    NamedMention,
}
