//! What sentences about facts can name.

use crate::domain::{
    BugNumber, BugOutcome, CaseNumber, ChannelId, FactKind, MessageId, Reason, RequestNumber,
    UserId,
};

/// A value that a sentence about a fact can name. How it is shown depends on what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FactValue<'a> {
    /// A person.
    Person(UserId),
    /// A message in the thread of the case.
    Message(MessageId),
    /// A case of the same server.
    Case(CaseNumber),
    /// A bug of the same server.
    Bug(BugNumber),
    /// A request to another team of the same server.
    Request(RequestNumber),
    /// A channel of the server.
    Channel(ChannelId),
    /// A time, in seconds since 1970.
    Time(i64),
    /// A count, or a number from 1 up.
    Number(i64),
    /// A tag.
    Tag(&'a str),
    /// Tags, perhaps none.
    Tags(&'a [String]),
    /// A name that a person gave to something.
    Name(&'a str),
    /// What a program reported.
    Report(&'a str),
    /// Why something could not be done in Discord.
    Reason(&'a Reason),
    /// One of the words that an option of a command offers.
    Choice(&'static str),
    /// One of a few words that a sentence selects by.
    Word(&'static str),
    /// Nothing: the fact has no such value.
    Missing,
}

impl FactKind {
    /// Returns what a sentence about the fact can name, each value with its name.
    pub fn values(&self) -> Vec<(&'static str, FactValue<'_>)> {
        let message = |id: u64| FactValue::Message(MessageId(id));
        let person = |id: u64| FactValue::Person(UserId(id));
        let yes = |is_so: bool| FactValue::Word(if is_so { "yes" } else { "no" });
        match self {
            Self::CaseOpened { how } => match how.strip_prefix("rule:") {
                Some(rule) => {
                    vec![("how", FactValue::Word("rule")), ("rule", FactValue::Name(rule))]
                }
                None if how == "ask" => vec![("how", FactValue::Word("ask"))],
                None if how.starts_with("moved:") => vec![("how", FactValue::Word("moved"))],
                None if how == "on_behalf" => vec![("how", FactValue::Word("on-behalf"))],
                None => vec![("how", FactValue::Word("flag"))],
            },
            Self::CaseAssigned { to, from } => {
                vec![("to", person(*to)), ("from", from.map_or(FactValue::Missing, person))]
            }
            Self::HandoverRequested { to, from } => {
                vec![("to", person(*to)), ("from", person(*from))]
            }
            Self::HandoverEnded { by } => vec![("left", person(*by))],
            Self::CaseReleased { from } | Self::CaseReturned { from } => {
                vec![("from", person(*from))]
            }
            Self::CaseTagged { tag } | Self::CaseUntagged { tag } => {
                vec![("tag", FactValue::Tag(tag))]
            }
            Self::CaseRetagged { added, removed } => {
                vec![("added", FactValue::Tags(added)), ("removed", FactValue::Tags(removed))]
            }
            Self::CasePrioritised { from, to } => {
                vec![
                    ("from", FactValue::Choice(from.into_str())),
                    ("to", FactValue::Choice(to.into_str())),
                ]
            }
            Self::ReplyPrepared { snippet } => vec![("snippet", FactValue::Name(snippet))],
            // A question of the developers in an agent's words has no name.
            Self::ReplySent { snippet, first } if snippet.is_empty() => {
                vec![("snippet", FactValue::Missing), ("first", yes(*first))]
            }
            Self::ReplySent { snippet, first } => {
                vec![("snippet", FactValue::Name(snippet)), ("first", yes(*first))]
            }
            Self::CaseSnoozed { until }
            | Self::PromisePrepared { until }
            | Self::PromiseMade { until } => vec![("until", FactValue::Time(*until))],
            Self::SolutionPrepared { attempt } | Self::SolutionProposed { attempt, .. } => {
                vec![("attempt", FactValue::Number(*attempt))]
            }
            Self::SolutionConfirmed { for_customer, .. }
            | Self::SolutionRejected { for_customer, .. } => {
                vec![("for-customer", yes(*for_customer))]
            }
            Self::CaseClosed { reason, of, to } => vec![
                ("reason", FactValue::Word(reason.into_str())),
                ("of", of.map_or(FactValue::Missing, FactValue::Case)),
                ("to", to.map_or(FactValue::Missing, |to| FactValue::Channel(ChannelId(to)))),
            ],
            Self::BugNoticeChanged { change, channel } => vec![
                ("change", FactValue::Word(change.into())),
                (
                    "channel",
                    channel.map_or(FactValue::Missing, |id| FactValue::Channel(ChannelId(id))),
                ),
            ],
            Self::CaseMerged { into } => vec![("into", FactValue::Case(*into))],
            Self::CaseUnmerged { from }
            | Self::CaseAbsorbed { from }
            | Self::AbsorptionUndone { from } => vec![("from", FactValue::Case(*from))],
            Self::BugMoved { from } | Self::BugJoined { from } | Self::BugParted { from } => {
                vec![("from", FactValue::Bug(BugNumber(*from)))]
            }
            Self::BugDuplicated { of } => vec![("of", FactValue::Bug(BugNumber(*of)))],
            Self::BugReopened { status, .. } => {
                vec![("was", FactValue::Word(status.into_str()))]
            }
            Self::BugTaken { from } | Self::BugFreed { from } => vec![("from", person(*from))],
            Self::BugShipped { version } => vec![("version", FactValue::Name(version))],
            Self::NewsDrafted { outcome }
            | Self::NewsWithdrawn { outcome }
            | Self::NewsPublished { outcome, .. } => {
                vec![("outcome", FactValue::Word(outcome.into_str()))]
            }
            Self::NewsTold { outcome, .. } => {
                vec![("fixed", yes(*outcome == BugOutcome::Shipped))]
            }
            Self::CustomerUpdated { outcome } => {
                vec![("progress", FactValue::Word(outcome.into_str()))]
            }
            Self::CaseRated { score } => vec![("score", FactValue::Number(i64::from(*score)))],
            Self::CustomerWrote { message: id }
            | Self::PointedToThread { message: id }
            | Self::FlagRefused { message: id }
            | Self::OfferDismissed { message: id }
            | Self::MessageEdited { message: id }
            | Self::MessageDeleted { message: id } => vec![("message", message(*id))],
            Self::AgentAnswered { message: id, first } => {
                vec![("message", message(*id)), ("first", yes(*first))]
            }
            Self::ThreadRead { messages } => vec![("messages", FactValue::Number(*messages))],
            Self::BugReported { severity } => {
                vec![("severity", FactValue::Choice(severity.into_str()))]
            }
            Self::MessageOffered { rule, .. } => vec![("rule", FactValue::Name(rule))],
            Self::TextsErased { why } => vec![("why", FactValue::Word(why.into_str()))],
            Self::DeliveryHeld { obstacle } | Self::DeliveryGivenUp { obstacle } => vec![
                ("undone", FactValue::Word(obstacle.undone.into_str())),
                ("reason", FactValue::Reason(&obstacle.reason)),
            ],
            Self::DeliveryResumed { moot } => vec![("moot", yes(*moot))],
            Self::PlaceLost { option, .. } => vec![("option", FactValue::Name(option))],
            Self::DeliveryParked { reason } => vec![("reason", FactValue::Report(reason))],
            Self::RuleChanged { change, name }
            | Self::SnippetChanged { change, name }
            | Self::BridgeChanged { change, name }
            | Self::TeamChanged { change, name } => {
                vec![("change", FactValue::Word(change.into())), ("name", FactValue::Name(name))]
            }
            Self::RequestOpened { team, request }
            | Self::RequestTaken { team, request }
            | Self::RequestAnswered { team, request }
            | Self::RequestWithdrawn { team, request }
            | Self::RequestOverdue { team, request } => {
                vec![("team", FactValue::Name(team)), ("request", FactValue::Request(*request))]
            }
            Self::RequestFreed { team, request, from } => vec![
                ("team", FactValue::Name(team)),
                ("request", FactValue::Request(*request)),
                ("from", person(*from)),
            ],
            Self::CaseClaimed
            | Self::CaseEscalated
            | Self::NoteAdded
            | Self::SnoozeEnded
            | Self::PromiseDue
            | Self::FollowUpPrepared
            | Self::FollowedUp
            | Self::ReminderPrepared
            | Self::CustomerReminded
            | Self::BugLinked
            | Self::BugUnlinked
            | Self::CaseHeld
            | Self::HoldEnded
            | Self::InfoRequested
            | Self::CaseFollowed
            | Self::InfoGiven
            | Self::QuestionPrepared
            | Self::BugAccepted
            | Self::BugFixed
            | Self::BugDeclined
            | Self::BugEdited
            | Self::BugReturned
            | Self::BugRecurred { .. }
            | Self::BugNoticeDeleted
            | Self::KnownIssueFollowed
            | Self::CaseReopened
            | Self::SettingsChanged { .. }
            | Self::ThreadLost
            | Self::ThreadLocked
            | Self::ThreadUnlocked
            | Self::CustomerLeft
            | Self::CustomerRejoined => Vec::new(),
        }
    }
}
