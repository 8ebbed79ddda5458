//! How a case comes to be.

use crate::domain::{
    CaseNumber, ChannelId, Effect, FactKind, GuildId, Language, MessageId, Tag, Time, Title,
    UserId, id,
};

use crate::domain::case::{Case, CaseSurfaces, Decision, Priority, Status, ThreadKind};

/// Which message a case is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    pub channel: ChannelId,
    /// None until the bot has posted the question of an `/ask`.
    pub message: Option<MessageId>,
}

/// How a case came to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The message menu **Open case**, or the button of an offered message.
    Menu,
    /// An agent's reaction.
    Reaction,
    /// A rule, by its name.
    Rule(String),
    /// The member's own `/ask`.
    Ask,
}

impl Origin {
    /// How the log and the export name it.
    pub fn name(&self) -> String {
        match self {
            Self::Menu => "menu".to_owned(),
            Self::Reaction => "reaction".to_owned(),
            Self::Rule(name) => format!("rule:{name}"),
            Self::Ask => "ask".to_owned(),
        }
    }
}

/// What it takes to open a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    pub guild: GuildId,
    pub source: Source,
    pub home: ThreadKind,
    /// The channel that holds the thread, where the question stands elsewhere.
    pub parent: Option<ChannelId>,
    pub requester: UserId,
    pub language: Language,
    /// The customer's words in full.
    pub question: String,
    pub origin: Origin,
    /// Who flagged it. Nobody, where a rule did.
    pub opened_by: Option<UserId>,
    pub tag: Option<Tag>,
    pub priority: Option<Priority>,
    pub has_files: bool,
}

impl Case {
    /// Opens a case under the next number of its server.
    pub fn open(number: CaseNumber, opening: Opening, now: Time) -> Decision {
        let how = opening.origin.name();
        // A question that stands in a thread already is answered there.
        let thread = match opening.home {
            ThreadKind::Own | ThreadKind::Shared => {
                opening.source.message.map(|_| opening.source.channel)
            }
            ThreadKind::Started | ThreadKind::Private => None,
        };
        let mut case = Self {
            guild: opening.guild,
            number,
            revision: 1,
            status: Status::New,
            title: Title::from_message(&opening.question),
            question: opening.question,
            requester: opening.requester,
            language: opening.language,
            assignee: None,
            assigned_at: None,
            priority: opening.priority.unwrap_or_default(),
            tags: opening.tag.into_iter().collect(),
            source: opening.source,
            home: opening.home,
            parent: opening.parent,
            origin: opening.origin,
            opened_by: opening.opened_by,
            opened_at: now,
            waiting_since: None,
            first_response_at: None,
            solved_at: None,
            closed_at: None,
            reopened_count: 0,
            solutions: 0,
            rating: None,
            close_reason: None,
            snoozed_until: None,
            remind_at: None,
            close_at: None,
            merged: None,
            reworded: 0,
            bugs: Vec::new(),
            surfaces: CaseSurfaces { thread, ..CaseSurfaces::default() },
        };
        case.waiting_since = Some(case.asked_at());
        let fact = case.fact(FactKind::CaseOpened { how }, case.opened_by, now);
        let mut effects = vec![Effect::DrawCase { case: number }];
        if let (true, Some(message)) = (opening.has_files, opening.source.message) {
            effects.push(Effect::KeepFiles {
                case: number,
                channel: opening.source.channel.0,
                message: message.0,
            });
        }
        Decision { case, facts: vec![fact], posts: Vec::new(), effects }
    }

    /// When the question was asked: the customer waits from the moment of writing, not from the
    /// moment somebody noticed.
    pub fn asked_at(&self) -> Time {
        match self.source.message {
            // The bot's own message stands for an `/ask`, and comes after it.
            Some(message) if self.origin != Origin::Ask => {
                id::created_at(message.0).min(self.opened_at)
            }
            _ => self.opened_at,
        }
    }
}
