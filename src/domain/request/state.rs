//! A request as it is.

use chrono::TimeDelta;

use crate::domain::{
    Actor, CaseNumber, ChannelId, Effect, Fact, FactKind, GuildId, InternalText, MessageId,
    OtherTeam, RequestNumber, RequestStatus, RoleId, Surface, Time, UserId,
    refusal::RequestRefusal,
};

/// One request to another team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The server.
    pub guild: GuildId,
    /// Counts up from 1 in each server.
    pub number: RequestNumber,
    /// Counts the changes, from 1.
    pub revision: i64,
    /// Where it stands.
    pub status: RequestStatus,
    /// The case in which it was asked. If that was merged since, it goes on in another.
    pub case: CaseNumber,
    /// The name of the other team. A copy, as the channel and the role: a team that is removed
    /// still answers what it was asked.
    pub team: String,
    /// The other team's channel.
    pub channel: ChannelId,
    /// The role of its members.
    pub role: RoleId,
    /// The agent who asked.
    pub asked_by: UserId,
    /// What the other team is asked.
    pub question: InternalText,
    /// When.
    pub asked_at: Time,
    /// By when the answer is needed.
    pub due_at: Option<Time>,
    /// Whether the other team was reminded.
    pub is_reminded: bool,
    /// Whether the agents were told that its card cannot be posted.
    pub is_unposted: bool,
    /// Who takes care of it.
    pub owner: Option<UserId>,
    /// The answer.
    pub answer: Option<InternalText>,
    /// Who answered or withdrew it.
    pub ended_by: Option<UserId>,
    /// When.
    pub ended_at: Option<Time>,
    /// Its card in the other team's channel.
    pub card: Surface,
}

/// What follows from asking another team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The request.
    pub request: Request,
    /// What is recorded.
    pub fact: Fact,
    /// What is to be done in Discord.
    pub effects: Vec<Effect>,
}

/// An open request, as the case for whose answer it is needed shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Awaited {
    /// The request.
    pub request: RequestNumber,
    /// The name of the other team.
    pub team: String,
    /// Since when its answer is awaited.
    pub since: Time,
    /// The request's card, once it is posted.
    pub card: Option<(ChannelId, MessageId)>,
}

impl Request {
    /// Makes a request in a case under the next number of its server.
    pub fn ask(
        number: RequestNumber,
        case: CaseNumber,
        team: OtherTeam,
        (question, due_at): (InternalText, Option<Time>),
        actor: &Actor,
        now: Time,
    ) -> Asked {
        let kind = FactKind::RequestOpened { team: team.name.clone(), request: number };
        let request = Self {
            guild: actor.guild,
            number,
            revision: 1,
            status: RequestStatus::Open,
            case,
            team: team.name,
            channel: team.channel,
            role: team.role,
            asked_by: actor.user,
            question,
            asked_at: now,
            due_at,
            is_reminded: false,
            is_unposted: false,
            owner: None,
            answer: None,
            ended_by: None,
            ended_at: None,
            card: Surface::default(),
        };
        let fact = Fact { kind, case: Some(case), bug: None, actor: Some(actor.user), at: now };
        let effects = vec![Effect::DrawRequest { request: number }, Effect::DrawCase { case }];
        Asked { request, fact, effects }
    }

    /// When the other team is to be reminded. None if it was, does not have to be, or has nothing
    /// to read.
    pub fn remind_at(&self) -> Option<Time> {
        let is_there = self.card.posted.is_some() && !self.is_unposted;
        self.due_at.filter(|_| self.status == RequestStatus::Open && !self.is_reminded && is_there)
    }

    /// The request as its card shows it that is posted now: its time runs from then. A minute more
    /// or less is nothing that somebody could have used.
    #[must_use]
    pub fn shown_now(mut self, now: Time) -> Self {
        let late = now - self.asked_at;
        let is_first = self.card.posted.is_none() && self.card.generation == 0;
        if is_first && late > TimeDelta::minutes(1) {
            self.due_at = self.due_at.map(|due_at| due_at + late);
        }
        self
    }

    /// Checks whether somebody may take and answer it.
    ///
    /// # Errors
    /// Refuses a request that has ended, and who has neither the other team's role nor that of an
    /// agent.
    pub fn can_be_answered_by(&self, actor: &Actor, has_role: bool) -> Result<(), RequestRefusal> {
        self.must_be_open()?;
        if actor.roles.is_staff() || has_role {
            return Ok(());
        }
        Err(RequestRefusal::NotOfTeam { request: self.number, role: self.role })
    }

    pub(super) fn must_be_open(&self) -> Result<(), RequestRefusal> {
        let (request, status) = (self.number, self.status);
        match self.ended_by {
            Some(by) if status != RequestStatus::Open => {
                Err(RequestRefusal::Ended { request, status, by })
            }
            _ => Ok(()),
        }
    }
}
