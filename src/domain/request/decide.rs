//! What can be done with a request, and what follows.

use crate::domain::{
    Actor, CaseNumber, Effect, Fact, FactKind, InternalText, Notice, Refusal, RequestStatus, Time,
    UserId, notice::Internal, refusal::RequestRefusal,
};

use crate::domain::request::state::Request;

/// What can be done with a request, by a person or automatically.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RequestAction {
    /// Become its owner.
    Take,
    /// Answer it. A request that nobody has taken gets an owner by it.
    Answer(InternalText),
    /// Say that no answer is needed any more.
    Withdraw,
    /// Take it from its owner, who is not of the other team any more, and no agent.
    LoseOwner,
    /// Remind the other team: its time has passed.
    Remind,
}

/// Where a request goes on: in its case, or in the one into which that was merged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GoesOnIn {
    /// The case.
    pub case: CaseNumber,
    /// The case's assignee, if it has one.
    pub assignee: Option<UserId>,
}

/// What follows from an action: the new state, what happened, what the agents are told, and what is
/// to be done in Discord.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestDecision {
    /// The request after the change.
    pub request: Request,
    /// What happened.
    pub fact: Fact,
    /// What is said in the case's team thread.
    pub notice: Option<Notice>,
    /// What is to be done in Discord.
    pub effects: Vec<Effect>,
}

impl Request {
    /// Decides what an action does to the request as it is. `has_role` is whether the person has
    /// the other team's role.
    ///
    /// # Errors
    /// The refusal, if the request is not in a state for it, or the person may not.
    pub fn decide(
        &self,
        action: RequestAction,
        (actor, has_role): (&Actor, bool),
        place: GoesOnIn,
        now: Time,
    ) -> Result<RequestDecision, Refusal> {
        let mut next = self.clone();
        let (team, request, to) =
            (self.team.clone(), self.number, place.assignee.or(Some(self.asked_by)));
        let mut effects =
            vec![Effect::DrawRequest { request }, Effect::DrawCase { case: place.case }];
        let (kind, notice) = match action {
            RequestAction::Take => {
                self.can_be_answered_by(actor, has_role)?;
                match self.owner {
                    Some(owner) if owner == actor.user => {
                        return Err(RequestRefusal::AlreadyYours(request).into());
                    }
                    Some(by) => return Err(RequestRefusal::AlreadyTaken { request, by }.into()),
                    None => next.owner = Some(actor.user),
                }
                (FactKind::RequestTaken { team, request }, None)
            }
            RequestAction::Answer(text) => {
                self.can_be_answered_by(actor, has_role)?;
                next.owner = self.owner.or(Some(actor.user));
                next.answer = Some(text.clone());
                next.end(RequestStatus::Answered, actor, now);
                let (by, named) = (actor.user, team.clone());
                let told = Internal::TeamAnswered { request, team: named, by, text, to };
                (FactKind::RequestAnswered { team, request }, Some(Notice::Internal(told)))
            }
            RequestAction::Withdraw => {
                self.must_be_open()?;
                next.end(RequestStatus::Withdrawn, actor, now);
                (FactKind::RequestWithdrawn { team, request }, None)
            }
            RequestAction::LoseOwner => {
                self.must_be_open()?;
                let from = next.owner.take().ok_or(RequestRefusal::NothingDue(request))?;
                let named = team.clone();
                let told = Internal::RequestFreed { request, team: named, from, to };
                let kind = FactKind::RequestFreed { team, request, from: from.0 };
                (kind, Some(Notice::Internal(told)))
            }
            RequestAction::Remind => {
                if self.remind_at().is_none_or(|at| at > now) {
                    return Err(RequestRefusal::NothingDue(request).into());
                }
                next.is_reminded = true;
                effects.push(Effect::RemindTeam { request });
                let told = Internal::RequestOverdue { request, team: team.clone(), to };
                (FactKind::RequestOverdue { team, request }, Some(Notice::Internal(told)))
            }
        };
        next.revision += 1;
        let case = Some(place.case);
        let fact = Fact { kind, case, bug: None, actor: actor.person(), at: now };
        Ok(RequestDecision { request: next, fact, notice, effects })
    }

    fn end(&mut self, status: RequestStatus, actor: &Actor, now: Time) {
        self.status = status;
        self.ended_by = Some(actor.user);
        self.ended_at = Some(now);
    }
}
