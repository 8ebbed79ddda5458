//! Every expected "no", each with its own name. `discord::view::refusal` has the sentences.

use crate::domain::{BugNumber, CaseNumber, ChannelId, MessageId, Priority, Status, Time, UserId};

/// Why something that a person asked for was not done. Nothing has changed when one of these comes
/// back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The command works in servers only.
    OnlyInServers,
    /// The server has not been set up.
    NotSetUp,
    OnlyManagers,
    OnlyLeads,
    OnlyAgents,
    /// What was typed is no case number.
    NotACaseNumber,
    /// There is no such case in this server: it never was, or it belongs to another one.
    NoSuchCase(CaseNumber),
    /// No case was named, and this is no case's thread.
    NoCaseHere,
    AlreadyClaimed {
        case: CaseNumber,
        by: UserId,
        since: Time,
    },
    /// The one who asks has it already.
    AlreadyYours(CaseNumber),
    NotClaimed(CaseNumber),
    /// Only the assignee or a lead can release a case.
    NotYours {
        case: CaseNumber,
        by: UserId,
    },
    /// The case is over; it has to be reopened first.
    CaseOver {
        case: CaseNumber,
        status: Status,
    },
    AlreadyTagged {
        case: CaseNumber,
        tag: String,
    },
    NotTagged {
        case: CaseNumber,
        tag: String,
    },
    TooManyTags,
    BadTag,
    AlreadyPriority {
        case: CaseNumber,
        priority: Priority,
    },
    /// The one whom a case is to be handed to is no agent.
    NotAnAgent(UserId),
    AlreadyLinked {
        case: CaseNumber,
        bug: BugNumber,
    },
    NotLinked {
        case: CaseNumber,
        bug: BugNumber,
    },
    /// There is no such bug in this server.
    NoSuchBug(BugNumber),
    NotABugNumber,
    /// What was typed is no span of time.
    NotASpan {
        field: &'static str,
    },
    /// A span of time that is shorter or longer than we take.
    SpanOutOfRange {
        field: &'static str,
        least: &'static str,
        most: &'static str,
    },
    NotInTheFuture,
    /// Only the customer of a case (or the team for them) can say that.
    OnlyTheCustomer {
        case: CaseNumber,
        customer: UserId,
    },
    /// The button belongs to a proposal that has been replaced.
    NewerSolution(CaseNumber),
    /// The case is not over.
    StillOpen(CaseNumber),
    /// The case goes on in another.
    MergedInto {
        case: CaseNumber,
        into: CaseNumber,
    },
    MergeWithItself(CaseNumber),
    NotMerged(CaseNumber),
    /// The case has nothing due any more: another run was quicker.
    NothingDue(CaseNumber),
    NoSuchSnippet(String),
    /// A prepared answer was shown to somebody, and says something else since.
    SnippetChanged(String),
    /// What was shown to somebody was posted when they first asked for it.
    AlreadySent(CaseNumber),
    SnippetExists(String),
    BadSnippetName,
    TooManySnippets,
    /// The question "How was it?" has been answered.
    AlreadyRated(CaseNumber),
    AlreadyEscalated {
        case: CaseNumber,
        bug: BugNumber,
    },
    /// A field holds nothing that can be read. Names the field.
    EmptyText(&'static str),
    /// A field is longer than it may be, counted in characters.
    TextTooLong {
        field: &'static str,
        length: usize,
        limit: usize,
    },
    /// A bot's, a webhook's or Discord's own message cannot become a case.
    NotAMembersMessage,
    /// A message without text or file.
    NothingInMessage,
    /// The message was deleted meanwhile.
    MessageGone(MessageId),
    /// Messages of the team's own channels are not members' questions.
    InternalChannel,
    /// Discord makes no thread from a message in this kind of channel.
    NoThreadsHere,
    /// Private threads are possible in text channels alone, and the help channel is none.
    NoPrivateThreads,
    /// Another open case lives in the thread of this one.
    ThreadTaken {
        case: CaseNumber,
        by: CaseNumber,
    },
    /// The case's thread is gone, and no other can be made.
    NoPlaceToAnswer(CaseNumber),
    /// A private case cannot take in what somebody else asks.
    PrivateToOthers(CaseNumber),
    BadRule(Fault),
    NoSuchRule(String),
    TooManyRules,
    /// The first set-up needs this option.
    SetupIncomplete(&'static str),
    /// A channel that was named cannot be used. Names the option.
    NotATextChannel(&'static str),
    /// The bot cannot see a channel.
    ChannelHidden(ChannelId),
    /// The bot lacks permissions, in Discord's own words, in a channel.
    MissingPermissions {
        channel: ChannelId,
        permissions: Vec<&'static str>,
    },
    /// The role @everyone, or the same role twice, cannot tell the team from its members.
    BadRole(&'static str),
    BadEmoji,
    /// Members ask where only the team should be.
    HelpIsInternal,
    /// The person opens cases faster than people do.
    TooManyAsks {
        limit: usize,
    },
}

/// What is wrong with a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    NameEmpty,
    NameTooLong,
    NameTaken(String),
    PatternEmpty,
    PatternTooLong(usize),
    /// It compiles to more than it may.
    PatternTooLarge,
    /// It matches the empty text, and so every message.
    MatchesEverything,
    /// What the regex crate says of it, in one line.
    PatternInvalid(String),
}
