//! How a case comes to be.

use std::collections::BTreeSet;

use crate::domain::{
    CaseNumber, ChannelId, Effect, FactKind, Guest, GuildId, Language, Priority, Status, Surface,
    Tag, ThreadKind, Time, Title, UserId, WaitStart,
};

use crate::domain::case::{
    decide::Decision,
    state::{Case, Origin, Source},
    thread::CaseThread,
};

/// What it takes to open a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// The server.
    pub guild: GuildId,
    /// The message that the case is about.
    pub source: Source,
    /// In what kind of thread the case will live.
    pub home: ThreadKind,
    /// The channel that holds the thread, where the question stands elsewhere.
    pub parent: Option<ChannelId>,
    /// The member who asked, or the number of a guest.
    pub requester: UserId,
    /// The guest who asked; `None` if a member did.
    pub guest: Option<Guest>,
    /// The language in which they are answered.
    pub language: Language,
    /// The question's first line with words, without markup.
    pub title: Title,
    /// The customer's words in full, with their markup.
    pub question: String,
    /// How the case came to be.
    pub origin: Origin,
    /// Who flagged it. Nobody, where a rule did.
    pub opened_by: Option<UserId>,
    /// The tags that it has from the beginning.
    pub tags: BTreeSet<Tag>,
    /// The assignee that it has from the beginning.
    pub assignee: Option<UserId>,
    /// A priority other than the normal one.
    pub priority: Option<Priority>,
    /// How many files are attached to the message.
    pub files: i64,
    /// The customer's own thread in which they asked, if the case goes on in another place.
    pub asked_in: Option<ChannelId>,
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
            ThreadKind::Started | ThreadKind::Private | ThreadKind::Channel => None,
        };
        let mut case = Self {
            guild: opening.guild,
            number,
            revision: 1,
            status: Status::New,
            title: opening.title,
            question: opening.question,
            requester: opening.requester,
            requester_left: false,
            locked_since: None,
            guest: opening.guest,
            language: opening.language,
            assignee: opening.assignee,
            assigned_at: opening.assignee.map(|_| now),
            handover: None,
            priority: opening.priority.unwrap_or_default(),
            tags: opening.tags,
            source: opening.source,
            home: opening.home,
            parent: opening.parent,
            origin: opening.origin,
            opened_by: opening.opened_by,
            opened_at: now,
            waiting_since: None,
            wait_start: WaitStart::Message,
            asked_on_hold: false,
            quiet_since: None,
            unheard_since: None,
            first_response_at: None,
            asking: None,
            obstacle: None,
            solved_at: None,
            closed_at: None,
            reopened_count: 0,
            solutions: 0,
            rating: None,
            close_reason: None,
            snoozed_until: None,
            promise: None,
            remind_at: None,
            close_at: None,
            merged: None,
            erased_at_revision: 0,
            bugs: Vec::new(),
            news: Vec::new(),
            fix: None,
            superseded: None,
            source_lost: false,
            files: opening.files,
            asked_in: opening.asked_in,
            thread: CaseThread { id: thread, ..CaseThread::default() },
            has_live_posts: false,
            card: Surface::default(),
        };
        // Whoever waits in a case that continues another waited in that one before.
        if !matches!(case.origin, Origin::Moved(_)) {
            case.waiting_since = Some(case.asked_at());
        }
        case.status = case.working_status();
        let fact = case.fact(FactKind::CaseOpened { how }, case.opened_by, now);
        let effects = case.begins_with(now);
        Decision { case, implied: None, fact, posts: Vec::new(), effects }
    }

    /// What is drawn and read once a case is opened.
    fn begins_with(&self, now: Time) -> Vec<Effect> {
        let number = self.number;
        let mut effects = vec![Effect::DrawCase { case: number }];
        if self.thread.id.is_some() || self.asked_in.is_some() {
            let asked_in = self.asked_in.map(|thread| thread.0);
            effects.push(Effect::ReadThread { case: number, asked_in });
        }
        if self.may_have_replies(now) {
            effects.push(Effect::ReadReplies { case: number });
        }
        if let (true, Some(message)) = (self.files > 0, self.source.message) {
            effects.push(Effect::KeepFiles {
                case: number,
                channel: self.source.channel.0,
                message: message.0,
            });
        }
        effects
    }
}
