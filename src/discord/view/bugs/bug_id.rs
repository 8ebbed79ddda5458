//! What buttons and forms about bugs do, and their part of a custom ID.

use std::{fmt, str::FromStr};

use strum::{EnumIter, EnumString, IntoStaticStr};

use crate::domain::{
    BugAction, BugNumber, BugStatus, CaseNumber, ChannelId, InternalText, MessageId, Refusal,
    bug::Version,
};

/// The field of a question to the agents.
pub const INFO: &str = "info";
/// The field of an answer to the developers.
pub const ANSWER: &str = "answer";
/// The field of a reason why a bug is declined.
pub const REASON: &str = "reason";
/// The field of a bug's number.
pub const BUG: &str = "bug";
/// The field of the version that contains a fix.
pub const SHIPPED_IN: &str = "shipped_in";
/// The field of what a customer is told.
pub const MESSAGE: &str = "message";

/// The field of what members read in a known-issue notice.
pub const NOTICE: &str = "notice";

/// What a button does with a bug at once. Its name is part of custom IDs that were sent, so it
/// never changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, EnumString, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum BugButton {
    /// **Accept** on a new report.
    Accept,
    /// **Fixed**.
    Fix,
    /// **Reopen** on a bug that is done.
    Reopen,
}

impl BugButton {
    /// Returns what it does.
    pub fn action(self) -> BugAction {
        match self {
            Self::Accept => BugAction::Accept,
            Self::Fix => BugAction::Fix,
            Self::Reopen => BugAction::Reopen,
        }
    }
}

/// What a form of one field does with a bug. Its name is part of custom IDs that were sent, so it
/// never changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, EnumString, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum BugForm {
    /// **Need info**.
    NeedInfo,
    /// **Decline**.
    Decline,
    /// **Duplicate**.
    Duplicate,
    /// **Shipped**.
    Ship,
}

impl BugForm {
    /// Returns the name of its field.
    pub fn field(self) -> &'static str {
        match self {
            Self::NeedInfo => INFO,
            Self::Decline => REASON,
            Self::Duplicate => BUG,
            Self::Ship => SHIPPED_IN,
        }
    }

    /// Returns what it does, given what was typed. None for a question, which concerns a case as
    /// well.
    ///
    /// # Errors
    /// Refuses text that is empty or too long, and what is no number or version.
    pub fn action(self, typed: &str) -> Result<Option<BugAction>, Refusal> {
        Ok(Some(match self {
            Self::NeedInfo => return Ok(None),
            Self::Decline => BugAction::Decline(Some(InternalText::typed(REASON, typed)?)),
            Self::Duplicate => BugAction::MarkDuplicate { of: BugNumber::parse(typed)? },
            Self::Ship => BugAction::Ship(Version::typed(typed)?),
        }))
    }
}

/// What a case's customer is to be told, as a button names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewsId {
    /// The case.
    pub case: CaseNumber,
    /// The bug.
    pub bug: BugNumber,
    /// Which time it was shipped or declined, counted from 1.
    pub round: i64,
}

/// What a button or a form about a bug does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BugId {
    /// A button that does something at once.
    Act(BugNumber, BugButton),
    /// A button that marks a bug as a duplicate of another that it resembles.
    SameAs {
        /// The bug.
        bug: BugNumber,
        /// The other.
        of: BugNumber,
    },
    /// A button that opens a form of one field.
    OpenForm(BugNumber, BugForm),
    /// The form that such a button opens.
    SentForm(BugNumber, BugForm),
    /// The form of `/bug edit`.
    SentEdit(BugNumber),
    /// **Send** below what a customer is to be told.
    Send(NewsId),
    /// **Edit** below what a customer is to be told: opens the form.
    Edit(NewsId),
    /// The form in which an agent words it.
    SentNews(NewsId),
    /// **Answer** below a developer's question: opens the form.
    Answer(CaseNumber),
    /// The form for the answer to the question in a message.
    SentAnswer(CaseNumber, MessageId),
    /// **Ask the customer** below a developer's question: opens the form.
    AskCustomer(CaseNumber),
    /// The form for the question to the customer.
    SentQuestion(CaseNumber, Option<MessageId>),
    /// **Me too** in the thread of a case.
    MeToo(CaseNumber),
    /// **Me too** under the known-issue notice of a bug.
    MeTooNotice(BugNumber),
    /// The form in which an agent words a known-issue notice, and the channel that they chose.
    SentNotice(BugNumber, Option<ChannelId>),
    /// **Previous** and **Next** of the list of bugs.
    List {
        /// Only bugs with this status; `None`: those that are open.
        status: Option<BugStatus>,
        /// Which page, counted from 1.
        page: i64,
    },
}

/// Stands for all bugs that are open.
const OPEN: &str = "open";

impl fmt::Display for NewsId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.case.0, self.bug.0, self.round)
    }
}

impl fmt::Display for BugId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Act(bug, button) => {
                let name: &str = button.into();
                write!(f, "{name}:{}", bug.0)
            }
            Self::SameAs { bug, of } => write!(f, "same-as:{}:{}", bug.0, of.0),
            Self::OpenForm(bug, form) => {
                let name: &str = form.into();
                write!(f, "{name}:{}", bug.0)
            }
            Self::SentForm(bug, form) => {
                let name: &str = form.into();
                write!(f, "{name}{FORM}:{}", bug.0)
            }
            Self::SentEdit(bug) => write!(f, "edit-form:{}", bug.0),
            Self::Send(news) => write!(f, "send-news:{news}"),
            Self::Edit(news) => write!(f, "edit-news:{news}"),
            Self::SentNews(news) => write!(f, "news-form:{news}"),
            Self::Answer(case) => write!(f, "answer:{}", case.0),
            Self::SentAnswer(case, message) => write!(f, "answer-form:{}:{message}", case.0),
            Self::AskCustomer(case) => write!(f, "ask-customer:{}", case.0),
            Self::SentQuestion(case, None) => write!(f, "ask-customer-form:{}", case.0),
            Self::SentQuestion(case, Some(message)) => {
                write!(f, "ask-customer-form:{}:{message}", case.0)
            }
            Self::MeToo(case) => write!(f, "me-too:{}", case.0),
            Self::MeTooNotice(bug) => write!(f, "me-too-notice:{}", bug.0),
            Self::SentNotice(bug, channel) => {
                write!(f, "notice-form:{}:{}", bug.0, channel.map_or(0, |channel| channel.0))
            }
            Self::List { status, page } => {
                write!(f, "list:{}:{page}", status.as_ref().map_or(OPEN, BugStatus::into_str))
            }
        }
    }
}

/// Ends the name of a form that sends what was typed.
const FORM: &str = "-form";

impl BugId {
    /// Parses the words of an ID after its version and `bug`.
    pub fn parse<'a>(words: &mut impl Iterator<Item = &'a str>) -> Option<Self> {
        Some(match words.next()? {
            "same-as" => Self::SameAs { bug: bug(words.next())?, of: bug(words.next())? },
            "edit-form" => Self::SentEdit(bug(words.next())?),
            "send-news" => Self::Send(news(words)?),
            "edit-news" => Self::Edit(news(words)?),
            "news-form" => Self::SentNews(news(words)?),
            "answer" => Self::Answer(case(words.next())?),
            "answer-form" => {
                Self::SentAnswer(case(words.next())?, words.next().and_then(read).map(MessageId)?)
            }
            "ask-customer" => Self::AskCustomer(case(words.next())?),
            "ask-customer-form" => {
                Self::SentQuestion(case(words.next())?, words.next().and_then(read).map(MessageId))
            }
            "me-too" => Self::MeToo(case(words.next())?),
            "me-too-notice" => Self::MeTooNotice(bug(words.next())?),
            "notice-form" => {
                let number = bug(words.next())?;
                let channel: u64 = words.next().and_then(read)?;
                Self::SentNotice(number, Some(ChannelId(channel)).filter(|channel| channel.0 > 0))
            }
            "list" => {
                let status = match words.next()? {
                    OPEN => None,
                    status => Some(read(status)?),
                };
                Self::List { status, page: read(words.next()?)? }
            }
            name => {
                let form = name.strip_suffix(FORM).and_then(read::<BugForm>);
                let bug = bug(words.next())?;
                match (read::<BugForm>(name), form) {
                    (Some(form), _) => Self::OpenForm(bug, form),
                    (None, Some(form)) => Self::SentForm(bug, form),
                    (None, None) => Self::Act(bug, read(name)?),
                }
            }
        })
    }
}

fn read<Value: FromStr>(word: &str) -> Option<Value> {
    word.parse().ok()
}

fn bug(word: Option<&str>) -> Option<BugNumber> {
    word.and_then(read).map(BugNumber)
}

fn case(word: Option<&str>) -> Option<CaseNumber> {
    word.and_then(read).map(CaseNumber)
}

fn news<'a>(words: &mut impl Iterator<Item = &'a str>) -> Option<NewsId> {
    let (case, bug) = (case(words.next())?, bug(words.next())?);
    Some(NewsId { case, bug, round: words.next().and_then(read)? })
}

/// Any ID, for tests.
#[cfg(test)]
pub mod random {
    use proptest::prelude::*;
    use strum::{IntoEnumIterator, VariantArray};

    use super::*;

    /// Returns any of them.
    pub fn ids() -> impl Strategy<Value = BugId> {
        let number = || any::<i64>().prop_map(BugNumber);
        let case = || any::<i64>().prop_map(CaseNumber);
        let news = || {
            (case(), number(), any::<i64>()).prop_map(|(case, bug, round)| NewsId {
                case,
                bug,
                round,
            })
        };
        let button = prop::sample::select(BugButton::iter().collect::<Vec<_>>());
        let form = || prop::sample::select(BugForm::iter().collect::<Vec<_>>());
        let status = prop::option::of(prop::sample::select(BugStatus::VARIANTS));
        prop_oneof![
            (number(), button).prop_map(|(bug, button)| BugId::Act(bug, button)),
            (number(), form()).prop_map(|(bug, form)| BugId::OpenForm(bug, form)),
            (number(), form()).prop_map(|(bug, form)| BugId::SentForm(bug, form)),
            (number(), number()).prop_map(|(bug, of)| BugId::SameAs { bug, of }),
            number().prop_map(BugId::SentEdit),
            news().prop_map(BugId::Send),
            news().prop_map(BugId::Edit),
            news().prop_map(BugId::SentNews),
            case().prop_map(BugId::Answer),
            (case(), any::<u64>())
                .prop_map(|(case, message)| BugId::SentAnswer(case, MessageId(message))),
            case().prop_map(BugId::AskCustomer),
            (case(), proptest::option::of(any::<u64>()))
                .prop_map(|(case, message)| { BugId::SentQuestion(case, message.map(MessageId)) }),
            case().prop_map(BugId::MeToo),
            number().prop_map(BugId::MeTooNotice),
            (number(), prop::option::of((1..u64::MAX).prop_map(ChannelId)))
                .prop_map(|(bug, channel)| BugId::SentNotice(bug, channel)),
            (status, any::<i64>()).prop_map(|(status, page)| BugId::List { status, page }),
        ]
    }
}
