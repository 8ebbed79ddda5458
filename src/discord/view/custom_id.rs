//! The `custom_id`s of buttons and forms. They contain everything that a click needs, so a button
//! works for as long as it exists, across restarts.

use std::{fmt, str::FromStr};

use crate::{
    desk::QueueView,
    domain::{BugNumber, CaseNumber, ChannelId, MessageId, Priority, RuleAction, Severity, UserId},
};

use crate::discord::view::{BugId, CaseButton, CaseForm, RequestId, SetupChoice, SetupPress};

/// The version of the format. An ID that was sent must stay readable for ever; a new format gets a
/// new version.
const VERSION: &str = "v1";

/// A page of the queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QueuePlace {
    /// Which cases of the queue.
    pub view: QueueView,
    /// Only cases of this priority.
    pub priority: Option<Priority>,
    /// Which page, counted from 1.
    pub page: i64,
}

impl fmt::Display for QueuePlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.view.into_str(), self.page)?;
        self.priority.map_or(Ok(()), |priority| write!(f, ":{}", priority.into_str()))
    }
}

/// What a button or a form does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CustomId {
    /// A button that does something with a case.
    Act(CaseNumber, CaseButton),
    /// **Escalate** on a card: opens the form.
    Escalate(CaseNumber),
    /// The same with another severity than the default.
    EscalateAs {
        /// The case.
        case: CaseNumber,
        /// The severity.
        severity: Severity,
    },
    /// **Link** beside a known bug that a case resembles.
    LinkTo {
        /// The case.
        case: CaseNumber,
        /// The bug.
        bug: BugNumber,
    },
    /// A button that opens a form of one field.
    OpenForm(CaseNumber, CaseForm),
    /// The form that such a button opens.
    SentForm(CaseNumber, CaseForm),
    /// **More…** on a card. Each of its values is the ID of the button that it stands for.
    More(CaseNumber),
    /// Sets the priority of a case.
    Prioritise {
        /// The case.
        case: CaseNumber,
        /// The new priority.
        priority: Priority,
    },
    /// **Saved reply** on a card: opens the menu of saved replies.
    PickReply(CaseNumber),
    /// The menu of saved replies. Its values are their names.
    Replies(CaseNumber),
    /// The form for a bug report.
    EscalateForm {
        /// The case that is escalated.
        case: CaseNumber,
        /// The severity that was chosen before the form opened.
        severity: Severity,
        /// The mark of the title with which the form opened: one that nobody changed follows the
        /// case's. None in the forms of earlier versions.
        title: Option<u32>,
    },
    /// A face of "How was it?", with its score: 1 (bad) to 3 (good).
    Rate {
        /// The case.
        case: CaseNumber,
        /// Which of its answers, counted from 1.
        solution: i64,
        /// 1 to 3.
        score: u8,
    },
    /// **Add a sentence**: opens the form for a comment.
    Comment {
        /// The case.
        case: CaseNumber,
        /// Which of its answers, counted from 1.
        solution: i64,
    },
    /// The form for a comment.
    CommentForm {
        /// The case.
        case: CaseNumber,
        /// Which of its answers, counted from 1.
        solution: i64,
    },
    /// **Send** on a preview of a saved reply: the interaction that asked for the preview, and a
    /// hash of the text that it showed.
    Send {
        /// The case.
        case: CaseNumber,
        /// The ID of the interaction that asked for the preview.
        shown_by: u64,
        /// The hash of the text that it showed.
        mark: u64,
        /// The name of the saved reply.
        snippet: String,
    },
    /// The form for a new rule, with what was chosen before it opened.
    RuleForm {
        /// The channel in which the rule looks; `None`: everywhere.
        channel: Option<ChannelId>,
        /// What happens with a message that matches.
        action: RuleAction,
        /// The case's priority.
        priority: Option<Priority>,
    },
    /// The form in which a rule is changed, with what was chosen before it opened. What was not
    /// chosen stays as it is.
    RuleEdit {
        /// The mark of the rule when the form was opened.
        mark: u32,
        /// The channel in which the rule looks; `Some(None)`: everywhere.
        channel: Option<Option<ChannelId>>,
        /// What happens with a message that matches.
        action: Option<RuleAction>,
        /// The case's priority.
        priority: Option<Priority>,
        /// The rule's name.
        name: String,
    },
    /// The form for a new saved reply.
    SnippetForm,
    /// The form in which a saved reply is changed.
    SnippetEdit {
        /// The mark of its text when the form was opened.
        mark: u64,
        /// Its name.
        name: String,
    },
    /// **Erase what I wrote** of `/forget-me`. Applies to the person who presses it.
    ForgetMe,
    /// **Open case** on an offer of an author's message. Earlier versions named no author.
    OpenOffered {
        /// The channel that contains the message.
        channel: ChannelId,
        /// The message that a rule found.
        message: MessageId,
        /// Who wrote it; `None` on offers of earlier versions.
        author: Option<UserId>,
    },
    /// **Not a question** on an offer of this message.
    DismissOffer(MessageId),
    /// The menu of cases to which a message may be added.
    AddTo {
        /// The channel that contains the message.
        channel: ChannelId,
        /// The message.
        message: MessageId,
    },
    /// **Previous** and **Next** of the queue.
    Queue(QueuePlace),
    /// The menu of cases on a page of the queue that can be claimed.
    QueueClaim(QueuePlace),
    /// **Previous** and **Next** of search results, with the search itself, which is short enough.
    Find {
        /// Which page, counted from 1.
        page: i64,
        /// What was searched for, at most 80 characters.
        query: String,
    },
    /// **Previous** and **Next** of a case's history.
    History {
        /// The case.
        case: CaseNumber,
        /// Which page, counted from 1.
        page: i64,
    },
    /// A button of the Ask panel.
    Ask {
        /// Whether only the member and the team are to see it.
        private: bool,
    },
    /// The form that such a button opens.
    AskForm {
        /// Whether only the member and the team are to see it.
        private: bool,
    },
    /// A menu or a button in the form of `/setup`.
    SetUp {
        /// What it does.
        press: SetupPress,
        /// What the form held when it was drawn.
        choice: SetupChoice,
    },
    /// **Previous** and **Next** of the history of a server's settings.
    SettingsHistory {
        /// Which page, counted from 1.
        page: i64,
    },
    /// A button or a form about a bug.
    Bug(BugId),
    /// A button, a menu or a form about a request to another team.
    Request(RequestId),
    /// **Previous** and **Next** of a member's own cases.
    MyCases {
        /// Which page, counted from 1.
        page: i64,
    },
}

impl fmt::Display for CustomId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Act(case, button) => {
                let mut button = *button;
                let name: &str = button.into();
                write!(f, "{VERSION}:{name}:{}", case.0)?;
                button.number().map_or(Ok(()), |number| write!(f, ":{number}"))
            }
            Self::Escalate(case) => write!(f, "{VERSION}:escalate:{}", case.0),
            Self::EscalateAs { case, severity } => {
                write!(f, "{VERSION}:escalate-as:{}:{}", case.0, severity.into_str())
            }
            Self::LinkTo { case, bug } => write!(f, "{VERSION}:link-to:{}:{}", case.0, bug.0),
            Self::OpenForm(case, form) => {
                let name: &str = form.into();
                write!(f, "{VERSION}:{name}:{}", case.0)
            }
            Self::SentForm(case, form) => {
                let name: &str = form.into();
                write!(f, "{VERSION}:{name}{FORM}:{}", case.0)
            }
            Self::More(case) => write!(f, "{VERSION}:more:{}", case.0),
            Self::Prioritise { case, priority } => {
                write!(f, "{VERSION}:priority:{}:{}", case.0, priority.into_str())
            }
            Self::PickReply(case) => write!(f, "{VERSION}:pick-reply:{}", case.0),
            Self::Replies(case) => write!(f, "{VERSION}:replies:{}", case.0),
            Self::EscalateForm { case, severity, title } => {
                write!(f, "{VERSION}:escalate-form:{}:{}", case.0, severity.into_str())?;
                title.map_or(Ok(()), |title| write!(f, ":{title:x}"))
            }
            Self::Rate { case, solution, score } => {
                write!(f, "{VERSION}:rate:{}:{solution}:{score}", case.0)
            }
            Self::Comment { case, solution } => {
                write!(f, "{VERSION}:comment:{}:{solution}", case.0)
            }
            Self::CommentForm { case, solution } => {
                write!(f, "{VERSION}:comment-form:{}:{solution}", case.0)
            }
            Self::History { case, page } => write!(f, "{VERSION}:history:{}:{page}", case.0),
            Self::Ask { private } => write!(f, "{VERSION}:ask:{private}"),
            Self::AskForm { private } => write!(f, "{VERSION}:ask-form:{private}"),
            Self::SetUp { press, choice } => {
                write!(f, "{VERSION}:setup:{}:{}", press.name(), choice.written())
            }
            Self::SettingsHistory { page } => write!(f, "{VERSION}:settings-history:{page}"),
            Self::Bug(id) => write!(f, "{VERSION}:bug:{id}"),
            Self::Request(id) => write!(f, "{VERSION}:request:{id}"),
            Self::MyCases { page } => write!(f, "{VERSION}:my-cases:{page}"),
            Self::Find { page, query } => write!(f, "{VERSION}:find:{page}:{query}"),
            Self::Queue(place) => write!(f, "{VERSION}:queue:{place}"),
            Self::QueueClaim(place) => write!(f, "{VERSION}:queue-claim:{place}"),
            Self::Send { case, shown_by, mark, snippet } => {
                write!(f, "{VERSION}:send:{}:{shown_by}:{mark:x}:{snippet}", case.0)
            }
            Self::RuleForm { channel, action, priority } => {
                let channel = written_channel(Some(*channel));
                let (action, priority) = (action.into_str(), written_priority(*priority));
                write!(f, "{VERSION}:rule-form:{channel}:{action}:{priority}")
            }
            Self::RuleEdit { mark, channel, action, priority, name } => {
                let (channel, priority) = (written_channel(*channel), written_priority(*priority));
                let action = action.as_ref().map_or(UNCHANGED, RuleAction::into_str);
                write!(f, "{VERSION}:rule:{mark:x}:{channel}:{action}:{priority}:{name}")
            }
            Self::SnippetForm => write!(f, "{VERSION}:snippet-form"),
            Self::SnippetEdit { mark, name } => {
                write!(f, "{VERSION}:snippet-edit:{mark:x}:{name}")
            }
            Self::ForgetMe => write!(f, "{VERSION}:forget-me"),
            Self::DismissOffer(message) => write!(f, "{VERSION}:not-a-question:{message}"),
            Self::AddTo { channel, message } => write!(f, "{VERSION}:add:{channel}:{message}"),
            Self::OpenOffered { channel, message, author } => {
                write!(f, "{VERSION}:open:{channel}:{message}")?;
                author.map_or(Ok(()), |author| write!(f, ":{author}"))
            }
        }
    }
}

impl CustomId {
    /// Parses an ID that Discord sent back. None if the bot never made it: a client can send
    /// anything.
    pub fn parse(name: &str) -> Option<Self> {
        let mut words = name.split(':');
        if words.next() != Some(VERSION) {
            return None;
        }
        let id = match words.next()? {
            "escalate" => Self::Escalate(case(words.next())?),
            "escalate-as" => Self::EscalateAs {
                case: case(words.next())?,
                severity: words.next()?.parse().ok()?,
            },
            "link-to" => {
                Self::LinkTo { case: case(words.next())?, bug: BugNumber(read(words.next()?)?) }
            }
            "more" => Self::More(case(words.next())?),
            "priority" => Self::Prioritise {
                case: case(words.next())?,
                priority: words.next()?.parse().ok()?,
            },
            "pick-reply" => Self::PickReply(case(words.next())?),
            "replies" => Self::Replies(case(words.next())?),
            "escalate-form" => Self::EscalateForm {
                case: case(words.next())?,
                severity: words.next()?.parse().ok()?,
                title: match words.next() {
                    Some(mark) => Some(u32::from_str_radix(mark, 16).ok()?),
                    None => None,
                },
            },
            "rate" => Self::Rate {
                case: case(words.next())?,
                solution: read(words.next()?)?,
                score: read(words.next()?).filter(|score| (1..=3).contains(score))?,
            },
            "comment" => {
                Self::Comment { case: case(words.next())?, solution: read(words.next()?)? }
            }
            "comment-form" => {
                Self::CommentForm { case: case(words.next())?, solution: read(words.next()?)? }
            }
            "send" => Self::Send {
                case: case(words.next())?,
                shown_by: read(words.next()?)?,
                mark: u64::from_str_radix(words.next()?, 16).ok()?,
                snippet: words.next()?.to_owned(),
            },
            "rule-form" => Self::RuleForm {
                channel: read_channel(words.next()?)??,
                action: words.next()?.parse().ok()?,
                priority: read_choice(words.next()?)?,
            },
            "rule" => Self::RuleEdit {
                mark: u32::from_str_radix(words.next()?, 16).ok()?,
                channel: read_channel(words.next()?)?,
                action: read_choice(words.next()?)?,
                priority: read_choice(words.next()?)?,
                name: words.by_ref().collect::<Vec<_>>().join(":"),
            },
            "snippet-form" => Self::SnippetForm,
            "snippet-edit" => Self::SnippetEdit {
                mark: u64::from_str_radix(words.next()?, 16).ok()?,
                name: words.next()?.to_owned(),
            },
            "forget-me" => Self::ForgetMe,
            "not-a-question" => Self::DismissOffer(MessageId(read(words.next()?)?)),
            "add" => Self::AddTo {
                channel: ChannelId(read(words.next()?)?),
                message: MessageId(read(words.next()?)?),
            },
            "open" => Self::OpenOffered {
                channel: ChannelId(read(words.next()?)?),
                message: MessageId(read(words.next()?)?),
                author: words.next().and_then(read).map(UserId),
            },
            "history" => Self::History { case: case(words.next())?, page: read(words.next()?)? },
            "ask" => Self::Ask { private: words.next()?.parse().ok()? },
            "ask-form" => Self::AskForm { private: words.next()?.parse().ok()? },
            "setup" => Self::SetUp {
                press: SetupPress::parse(words.next()?)?,
                choice: SetupChoice::parse(words.next()?)?,
            },
            "settings-history" => Self::SettingsHistory { page: read(words.next()?)? },
            "bug" => Self::Bug(BugId::parse(&mut words)?),
            "request" => Self::Request(RequestId::parse(&mut words)?),
            "my-cases" => Self::MyCases { page: read(words.next()?)? },
            "find" => Self::Find {
                page: read(words.next()?)?,
                query: words.by_ref().collect::<Vec<_>>().join(":"),
            },
            "queue" => Self::Queue(queue_place(&mut words)?),
            "queue-claim" => Self::QueueClaim(queue_place(&mut words)?),
            name => {
                let form = name.strip_suffix(FORM).and_then(read::<CaseForm>);
                match (read::<CaseForm>(name), form) {
                    (Some(form), _) => Self::OpenForm(case(words.next())?, form),
                    (None, Some(form)) => Self::SentForm(case(words.next())?, form),
                    (None, None) => {
                        let mut button: CaseButton = read(name)?;
                        let case = case(words.next())?;
                        if let Some(number) = button.number() {
                            *number = read(words.next()?)?;
                        }
                        Self::Act(case, button)
                    }
                }
            }
        };
        // Accept only our own spelling: numbers have several, and text may follow.
        (id.to_string() == name).then_some(id)
    }
}

/// Ends the name of a form that sends what was typed.
const FORM: &str = "-form";
/// Stands for what was not chosen.
const UNCHANGED: &str = "-";
/// Stands for all channels.
const EVERYWHERE: &str = "*";

fn written_channel(channel: Option<Option<ChannelId>>) -> String {
    match channel {
        None => UNCHANGED.to_owned(),
        Some(None) => EVERYWHERE.to_owned(),
        Some(Some(channel)) => channel.to_string(),
    }
}

fn written_priority(priority: Option<Priority>) -> &'static str {
    priority.as_ref().map_or(UNCHANGED, Priority::into_str)
}

fn queue_place<'a>(words: &mut impl Iterator<Item = &'a str>) -> Option<QueuePlace> {
    let (view, page) = (read(words.next()?)?, read(words.next()?)?);
    let priority = match words.next() {
        Some(priority) => Some(read(priority)?),
        None => None,
    };
    Some(QueuePlace { view, priority, page })
}

/// Returns `None` for what is no channel.
fn read_channel(word: &str) -> Option<Option<Option<ChannelId>>> {
    Some(match word {
        UNCHANGED => None,
        EVERYWHERE => Some(None),
        id => Some(Some(ChannelId(read(id)?))),
    })
}

/// Returns `None` for what is no choice.
fn read_choice<Choice: FromStr>(word: &str) -> Option<Option<Choice>> {
    if word == UNCHANGED { Some(None) } else { word.parse().ok().map(Some) }
}

fn read<Number: FromStr>(word: &str) -> Option<Number> {
    word.parse().ok()
}

fn case(word: Option<&str>) -> Option<CaseNumber> {
    word.and_then(read).map(CaseNumber)
}

#[cfg(test)]
mod tests {
    use strum::{IntoEnumIterator, VariantArray};

    use super::*;
    use crate::discord::view::{SetupMenu, bug_id, request_id};
    use crate::domain::RequestNumber;
    use proptest::prelude::*;

    fn buttons() -> impl Strategy<Value = CaseButton> {
        let button = prop::sample::select(CaseButton::iter().collect::<Vec<_>>());
        (button, any::<i64>()).prop_map(|(mut button, any)| {
            button.number().into_iter().for_each(|number| *number = any);
            button
        })
    }

    fn ids() -> impl Strategy<Value = CustomId> {
        prop_oneof![
            (any::<u64>(), any::<u64>()).prop_map(|(channel, message)| CustomId::AddTo {
                channel: ChannelId(channel),
                message: MessageId(message),
            }),
            (any::<i64>(), any::<i64>())
                .prop_map(|(case, page)| CustomId::History { case: CaseNumber(case), page }),
            bug_id::random::ids().prop_map(CustomId::Bug),
            request_id::random::ids().prop_map(CustomId::Request),
            any::<bool>().prop_map(|private| CustomId::Ask { private }),
            any::<bool>().prop_map(|private| CustomId::AskForm { private }),
            (0..9_usize, prop::array::uniform6(any::<Option<u64>>())).prop_map(|(press, ids)| {
                let mut choice = SetupChoice::default();
                for (&menu, id) in SetupMenu::VARIANTS.iter().zip(ids) {
                    choice.set(menu, id);
                }
                let more = [SetupPress::Roles, SetupPress::Channels, SetupPress::Save];
                let menus = SetupMenu::VARIANTS.iter().copied().map(SetupPress::Choose);
                let presses: Vec<_> = menus.chain(more).collect();
                CustomId::SetUp { press: presses[press], choice }
            }),
            any::<i64>().prop_map(|page| CustomId::SettingsHistory { page }),
            any::<i64>().prop_map(|page| CustomId::MyCases { page }),
            (0..100_i64, "[^\u{0}]{1,80}").prop_map(|(page, query)| CustomId::Find { page, query }),
            (any::<i64>(), any::<u64>(), any::<u64>(), "[a-zäß0-9_-]{1,32}").prop_map(
                |(case, shown_by, mark, snippet)| CustomId::Send {
                    case: CaseNumber(case),
                    shown_by,
                    mark,
                    snippet
                }
            ),
            (any::<Option<u64>>(), 0..3_usize, prop::option::of(0..4_usize)).prop_map(
                |(channel, action, priority)| CustomId::RuleForm {
                    channel: channel.map(ChannelId),
                    action: RuleAction::VARIANTS[action],
                    priority: priority.map(|priority| Priority::VARIANTS[priority]),
                }
            ),
            (
                any::<u32>(),
                any::<Option<Option<u64>>>(),
                prop::option::of(0..3_usize),
                prop::option::of(0..4_usize),
                "[^\u{0}]{1,50}"
            )
                .prop_map(|(mark, channel, action, priority, name)| {
                    CustomId::RuleEdit {
                        mark,
                        channel: channel.map(|channel| channel.map(ChannelId)),
                        action: action.map(|action| RuleAction::VARIANTS[action]),
                        priority: priority.map(|priority| Priority::VARIANTS[priority]),
                        name,
                    }
                }),
            (any::<u64>(), "[a-zäß0-9_-]{1,32}")
                .prop_map(|(mark, name)| CustomId::SnippetEdit { mark, name }),
            (0..4_usize, prop::option::of(0..4_usize), any::<i64>(), any::<bool>()).prop_map(
                |(view, priority, page, claims)| {
                    let view = QueueView::VARIANTS[view];
                    let priority = priority.map(|priority| Priority::VARIANTS[priority]);
                    let place = QueuePlace { view, priority, page };
                    if claims { CustomId::QueueClaim(place) } else { CustomId::Queue(place) }
                }
            ),
            (any::<i64>(), buttons())
                .prop_map(|(case, button)| CustomId::Act(CaseNumber(case), button)),
            any::<i64>().prop_map(|case| CustomId::Escalate(CaseNumber(case))),
            (any::<i64>(), any::<i64>()).prop_map(|(case, bug)| CustomId::LinkTo {
                case: CaseNumber(case),
                bug: BugNumber(bug)
            }),
            (any::<i64>(), 0..4_usize, any::<Option<u32>>()).prop_map(|(case, severity, title)| {
                let severity = Severity::VARIANTS[severity];
                CustomId::EscalateForm { case: CaseNumber(case), severity, title }
            }),
            (any::<u64>(), any::<u64>(), any::<Option<u64>>()).prop_map(
                |(channel, message, author)| CustomId::OpenOffered {
                    channel: ChannelId(channel),
                    message: MessageId(message),
                    author: author.map(UserId)
                }
            ),
        ]
    }

    /// Buttons and forms exist in Discord for years, so every ID that was ever sent must be
    /// readable. Lines are added for new ones and never changed.
    #[test]
    fn names_that_were_sent_stay_readable() {
        let number = CaseNumber(12);
        let act = |button| CustomId::Act(number, button);
        let sent = [
            ("v1:claim:12", act(CaseButton::Claim)),
            ("v1:solve:12", act(CaseButton::Solve)),
            ("v1:tags:12", act(CaseButton::Tags)),
            ("v1:solved:12:2", act(CaseButton::Confirm { solution: 2 })),
            ("v1:not-fixed:12:2", act(CaseButton::Reject { solution: 2 })),
            ("v1:reopen:12", act(CaseButton::Reopen)),
            ("v1:hand-over:12:2", act(CaseButton::HandOver { to: 2 })),
            ("v1:escalate:12", CustomId::Escalate(number)),
            (
                "v1:escalate-as:12:critical",
                CustomId::EscalateAs { case: number, severity: Severity::Critical },
            ),
            ("v1:link-to:12:4", CustomId::LinkTo { case: number, bug: BugNumber(4) }),
            (
                "v1:setup:bugs:a.-.-.-.-.-",
                CustomId::SetUp {
                    press: SetupPress::Choose(SetupMenu::BugsChannel),
                    choice: {
                        let mut choice = SetupChoice::default();
                        choice.set(SetupMenu::HelpChannel, Some(10));
                        choice
                    },
                },
            ),
            ("v1:take-over:12", act(CaseButton::TakeOver)),
            ("v1:release:12", act(CaseButton::Release)),
            ("v1:promise:12", CustomId::OpenForm(number, CaseForm::Promise)),
            ("v1:promise-form:12", CustomId::SentForm(number, CaseForm::Promise)),
            ("v1:note:12", CustomId::OpenForm(number, CaseForm::Note)),
            ("v1:note-form:12", CustomId::SentForm(number, CaseForm::Note)),
            ("v1:snooze:12", CustomId::OpenForm(number, CaseForm::Snooze)),
            ("v1:snooze-form:12", CustomId::SentForm(number, CaseForm::Snooze)),
            ("v1:more:12", CustomId::More(number)),
            (
                "v1:priority:12:urgent",
                CustomId::Prioritise { case: number, priority: Priority::Urgent },
            ),
            ("v1:pick-reply:12", CustomId::PickReply(number)),
            ("v1:replies:12", CustomId::Replies(number)),
            (
                "v1:escalate-form:12:high",
                CustomId::EscalateForm { case: number, severity: Severity::High, title: None },
            ),
            (
                "v1:escalate-form:12:high:ab",
                CustomId::EscalateForm {
                    case: number,
                    severity: Severity::High,
                    title: Some(0xab),
                },
            ),
            ("v1:request:ask:12", CustomId::Request(RequestId::Ask(number))),
            ("v1:request:pick:12", CustomId::Request(RequestId::Pick(number))),
            (
                "v1:request:ask-form:12:billing",
                CustomId::Request(RequestId::SentQuestion {
                    case: number,
                    team: "billing".to_owned(),
                }),
            ),
            ("v1:request:take:4", CustomId::Request(RequestId::Take(RequestNumber(4)))),
            ("v1:request:answer:4", CustomId::Request(RequestId::Answer(RequestNumber(4)))),
            (
                "v1:request:answer-form:4",
                CustomId::Request(RequestId::SentAnswer(RequestNumber(4))),
            ),
            ("v1:request:withdraw:4", CustomId::Request(RequestId::Withdraw(RequestNumber(4)))),
            ("v1:rate:12:2:3", CustomId::Rate { case: number, solution: 2, score: 3 }),
            ("v1:comment:12:2", CustomId::Comment { case: number, solution: 2 }),
            ("v1:comment-form:12:2", CustomId::CommentForm { case: number, solution: 2 }),
            (
                "v1:send:12:3:ff:reset",
                CustomId::Send {
                    case: number,
                    shown_by: 3,
                    mark: 255,
                    snippet: "reset".to_owned(),
                },
            ),
            (
                "v1:rule-form:*:ask:-",
                CustomId::RuleForm { channel: None, action: RuleAction::Ask, priority: None },
            ),
            (
                "v1:rule:ff:3:-:high:a: b",
                CustomId::RuleEdit {
                    mark: 255,
                    channel: Some(Some(ChannelId(3))),
                    action: None,
                    priority: Some(Priority::High),
                    name: "a: b".to_owned(),
                },
            ),
            ("v1:snippet-form", CustomId::SnippetForm),
            (
                "v1:snippet-edit:ff:reset",
                CustomId::SnippetEdit { mark: 255, name: "reset".to_owned() },
            ),
            ("v1:forget-me", CustomId::ForgetMe),
            (
                "v1:open:3:4",
                CustomId::OpenOffered {
                    channel: ChannelId(3),
                    message: MessageId(4),
                    author: None,
                },
            ),
            (
                "v1:open:3:4:5",
                CustomId::OpenOffered {
                    channel: ChannelId(3),
                    message: MessageId(4),
                    author: Some(UserId(5)),
                },
            ),
            ("v1:not-a-question:4", CustomId::DismissOffer(MessageId(4))),
            (
                "v1:queue:mine:2",
                CustomId::Queue(QueuePlace { view: QueueView::Mine, priority: None, page: 2 }),
            ),
            (
                "v1:queue:all:3:urgent",
                CustomId::Queue(QueuePlace {
                    view: QueueView::All,
                    priority: Some(Priority::Urgent),
                    page: 3,
                }),
            ),
            (
                "v1:queue-claim:waiting:1",
                CustomId::QueueClaim(QueuePlace {
                    view: QueueView::Waiting,
                    priority: None,
                    page: 1,
                }),
            ),
            (
                "v1:find:2:is:open reset",
                CustomId::Find { page: 2, query: "is:open reset".to_owned() },
            ),
            ("v1:history:12:2", CustomId::History { case: number, page: 2 }),
            ("v1:ask:true", CustomId::Ask { private: true }),
            ("v1:ask-form:false", CustomId::AskForm { private: false }),
            ("v1:settings-history:2", CustomId::SettingsHistory { page: 2 }),
            ("v1:my-cases:2", CustomId::MyCases { page: 2 }),
        ];
        for mut button in CaseButton::iter() {
            button.number().into_iter().for_each(|number| *number = 2);
            assert!(sent.iter().any(|(_, id)| *id == act(button)), "add a line for {button:?}");
        }
        for form in CaseForm::iter() {
            for id in [CustomId::OpenForm(number, form), CustomId::SentForm(number, form)] {
                assert!(sent.iter().any(|(_, sent)| *sent == id), "add a line for {form:?}");
            }
        }
        for (name, id) in sent {
            assert_eq!(id.to_string(), name);
            assert_eq!(CustomId::parse(name), Some(id), "{name}");
        }
    }

    #[test]
    fn names_that_we_never_made_are_refused() {
        for name in [
            "",
            "v1",
            "v1:",
            "v1:claim",
            "v1:claim:",
            "v1:claim:x",
            "v1:claim:012",
            "v1:claim:+1",
            "v1:claim:1:2",
            "v2:claim:1",
            "claim:1",
        ] {
            assert_eq!(CustomId::parse(name), None, "{name}");
        }
        assert_eq!(CustomId::parse("v1:escalate-form:1:awful"), None);
    }

    proptest! {
        #[test]
        fn every_name_reads_back_and_fits(id in ids()) {
            let name = id.to_string();
            // Discord, "Component Object": 1 to 100 characters.
            prop_assert!(name.chars().count() <= 100);
            prop_assert_eq!(CustomId::parse(&name), Some(id));
        }

        #[test]
        fn no_name_makes_it_panic(name in any::<String>(), tail in "v1:(claim|open|escalate|escalate-form):[-+0-9a-z:]{0,40}") {
            for name in [name, tail] {
                if let Some(id) = CustomId::parse(&name) {
                    prop_assert_eq!(id.to_string(), name);
                }
            }
        }
    }
}
