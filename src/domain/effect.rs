//! What is to be done in Discord. Saved with the state that asks for it, and delivered from there,
//! perhaps twice.

use serde::{Deserialize, Serialize};

use crate::domain::{
    BugNumber, CaseNumber, ChannelId, MessageId, OfferEnd, Refusal, RequestNumber, UserId,
    refusal::{MessageRefusal, PlatformRefusal},
};

/// What the desk is told outside of cases.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum DeskLine {
    /// An agent flagged it by a reaction, and it cannot become a case.
    FlagRefused {
        /// The channel or thread that contains the message.
        channel: ChannelId,
        /// The message.
        message: MessageId,
        /// The agent.
        by: UserId,
        /// Why it cannot.
        why: FlagRefusal,
    },
    /// The customer of a closed case wrote it.
    CustomerReturned {
        /// The case.
        case: CaseNumber,
        /// The channel or thread that contains the message.
        channel: ChannelId,
        /// The message.
        message: MessageId,
    },
    /// Somebody deleted a channel or a role that the team works with.
    Lost {
        /// The option of `/setup` that names it; `team` if it belongs to another team.
        option: String,
        /// The ID of the channel or role.
        id: u64,
    },
}

impl DeskLine {
    /// Returns the ID of what it is about: a message, a channel or a role.
    pub fn subject(&self) -> u64 {
        match self {
            Self::FlagRefused { message, .. } | Self::CustomerReturned { message, .. } => message.0,
            Self::Lost { id, .. } => *id,
        }
    }

    /// Returns what the desk is told of the subject, for machines: several lines may be about one.
    pub fn topic(&self) -> Option<String> {
        match self {
            Self::FlagRefused { why, .. } => Some(why.code()),
            Self::CustomerReturned { .. } => None,
            Self::Lost { option, .. } => Some(option.clone()),
        }
    }
}

/// Why a flagged message cannot become a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FlagRefusal {
    /// Because of what it is.
    Message(MessageRefusal),
    /// Because of Discord, or of the bot's permissions there.
    Platform(PlatformRefusal),
}

impl FlagRefusal {
    /// Returns the refusal, if a flag can be refused for it.
    pub fn of(refusal: &Refusal) -> Option<Self> {
        match refusal {
            Refusal::Message(refusal) => Some(Self::Message(*refusal)),
            Refusal::Platform(refusal) => Some(Self::Platform(refusal.clone())),
            Refusal::Access(_)
            | Refusal::Bridge(_)
            | Refusal::Bug(_)
            | Refusal::Case(_)
            | Refusal::Input(_)
            | Refusal::Issue(_)
            | Refusal::Notification(_)
            | Refusal::Request(_)
            | Refusal::Rule(_)
            | Refusal::Setup(_)
            | Refusal::Snippet(_)
            | Refusal::Team(_) => None,
        }
    }

    /// Names the reason for machines: the same reason has the same code in every version of the
    /// program.
    pub fn code(&self) -> String {
        serde_json::to_string(self).expect("a reason has words alone")
    }
}

impl From<FlagRefusal> for Refusal {
    fn from(refusal: FlagRefusal) -> Self {
        match refusal {
            FlagRefusal::Message(refusal) => refusal.into(),
            FlagRefusal::Platform(refusal) => refusal.into(),
        }
    }
}

/// Work to be delivered. Each is safe to repeat: a surface is drawn from the state as it then is, a
/// post has a key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Effect {
    /// Draw what a case looks like: its thread with the first message, its card, and what is said
    /// once in between.
    DrawCase {
        /// The case.
        case: CaseNumber,
    },
    /// Look whether a person of open cases is still a member and, if they are an assignee, still an
    /// agent.
    CheckMember {
        /// The ID of the person.
        user: u64,
    },
    /// Draw a bug's report.
    DrawBug {
        /// The bug.
        bug: BugNumber,
    },
    /// Draw the known-issue notice of a bug, and tell those who follow it what became of it.
    /// Requested automatically: every change that draws a bug also draws its notice and those of
    /// its duplicates.
    DrawKnownIssue {
        /// The bug for which the notice was posted.
        bug: BugNumber,
    },
    /// Draw the card of a request in the other team's channel.
    DrawRequest {
        /// The request.
        request: RequestNumber,
    },
    /// Remind the other team of a request whose time has passed.
    RemindTeam {
        /// The request.
        request: RequestNumber,
    },
    /// Bring a bug and its issue on GitHub to the same state. Requested automatically: every change
    /// that draws a bug with an issue requests it.
    SyncIssue {
        /// The bug.
        bug: BugNumber,
    },
    /// Ship a bug, if it is fixed: GitHub has released a version.
    ShipFixed {
        /// The bug.
        bug: BugNumber,
        /// The name of the version.
        version: String,
    },
    /// Draw the board of the server's desk. Requested automatically: every change that draws a case
    /// also draws the board.
    DrawBoard,
    /// Draw the Ask panel in the help channel, or delete it if the server wants none.
    DrawAskPanel,
    /// Read what was said in a case's thread before it was a case's.
    ReadThread {
        /// The case.
        case: CaseNumber,
        /// The ID of the thread in which it was asked, if it goes on in another place.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        asked_in: Option<u64>,
    },
    /// Read what was said in reply to a case's question before it was a case's.
    ReadReplies {
        /// The case.
        case: CaseNumber,
    },
    /// Fetch the files of a customer's message before their links expire.
    KeepFiles {
        /// The case that the message belongs to.
        case: CaseNumber,
        /// The ID of the channel or thread that contains the message.
        channel: u64,
        /// The ID of the message.
        message: u64,
    },
    /// Notify somebody of the team.
    Alert {
        /// The number of the alert.
        id: i64,
    },
    /// Say something in the desk channel, once.
    TellDesk {
        /// What to say.
        line: DeskLine,
    },
    /// Take back the reaction that says that a message cannot become a case: it has become one.
    ClearRefusal {
        /// The ID of the channel or thread that contains the message.
        channel: u64,
        /// The ID of the message.
        message: u64,
    },
    /// Put a message before the agents, with a button that makes it a case.
    Offer {
        /// The ID of the channel or thread that contains the message.
        channel: u64,
        /// The ID of the message.
        message: u64,
        /// The ID of whoever wrote it.
        author: u64,
        /// The name of whoever wrote it, if it is a guest.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name: Option<String>,
        /// The name of the rule.
        rule: String,
        /// The beginning of the text, at most 300 characters. None if the offer has ended.
        excerpt: Option<String>,
        /// How the offer ended. None if it has not, and in the records of earlier versions.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        end: Option<OfferEnd>,
    },
    /// Take a person's words out of the messages that were put before the agents.
    TakeBackOffers {
        /// The ID of the person.
        author: u64,
    },
}

impl Effect {
    /// Key prefix of a case's file jobs.
    pub fn files_of(case: CaseNumber) -> String {
        format!("files:{}:", case.0)
    }

    /// Returns the case that the work is about, if it is about one.
    pub fn case(&self) -> Option<CaseNumber> {
        match self {
            Self::DrawCase { case }
            | Self::ReadThread { case, .. }
            | Self::ReadReplies { case }
            | Self::KeepFiles { case, .. } => Some(*case),
            Self::CheckMember { .. }
            | Self::DrawBug { .. }
            | Self::DrawKnownIssue { .. }
            | Self::DrawRequest { .. }
            | Self::RemindTeam { .. }
            | Self::SyncIssue { .. }
            | Self::ShipFixed { .. }
            | Self::DrawBoard
            | Self::DrawAskPanel
            | Self::Alert { .. }
            | Self::TellDesk { .. }
            | Self::ClearRefusal { .. }
            | Self::Offer { .. }
            | Self::TakeBackOffers { .. } => None,
        }
    }

    /// Returns the bug that the work is about, if it is about one.
    pub fn bug(&self) -> Option<BugNumber> {
        match self {
            Self::DrawBug { bug }
            | Self::DrawKnownIssue { bug }
            | Self::SyncIssue { bug }
            | Self::ShipFixed { bug, .. } => Some(*bug),
            Self::DrawCase { .. }
            | Self::CheckMember { .. }
            | Self::DrawRequest { .. }
            | Self::RemindTeam { .. }
            | Self::ReadThread { .. }
            | Self::ReadReplies { .. }
            | Self::KeepFiles { .. }
            | Self::DrawBoard
            | Self::DrawAskPanel
            | Self::Alert { .. }
            | Self::TellDesk { .. }
            | Self::ClearRefusal { .. }
            | Self::Offer { .. }
            | Self::TakeBackOffers { .. } => None,
        }
    }

    /// Names the one row that the effect has in a server's outbox: the same key again is the same
    /// work.
    pub fn key(&self) -> String {
        match self {
            Self::DrawCase { case } => format!("case:{}", case.0),
            Self::CheckMember { user } => format!("member:{user}"),
            Self::DrawBug { bug } => format!("bug:{}", bug.0),
            Self::DrawKnownIssue { bug } => format!("known-issue:{}", bug.0),
            Self::DrawRequest { request } => format!("request:{}", request.0),
            Self::RemindTeam { request } => format!("request-due:{}", request.0),
            Self::SyncIssue { bug } => format!("issue:{}", bug.0),
            Self::ShipFixed { bug, .. } => format!("ship:{}", bug.0),
            Self::DrawBoard => "board".to_owned(),
            Self::DrawAskPanel => "ask-panel".to_owned(),
            Self::ReadThread { case, .. } => format!("thread:{}", case.0),
            Self::ReadReplies { case } => format!("replies:{}", case.0),
            Self::KeepFiles { case, message, .. } => format!("{}{message}", Self::files_of(*case)),
            Self::Alert { id } => format!("alert:{id}"),
            Self::TellDesk { line } => match line.topic() {
                Some(topic) => format!("line:{}:{topic}", line.subject()),
                None => format!("line:{}", line.subject()),
            },
            Self::ClearRefusal { message, .. } => format!("refusal:{message}"),
            Self::Offer { message, .. } => format!("offer:{message}"),
            Self::TakeBackOffers { author } => format!("offers-of:{author}"),
        }
    }
}
