//! What agents ask another team in a case, and what becomes of it. A request is locked before the
//! case in which it goes on.

use tracing::Instrument;

use crate::{
    domain::{
        Actor, Awaited, Case, CaseReference, Cause, Fact, GoesOnIn, GuildId, InternalText, Job,
        OtherTeam, Permission, Request, RequestAction, RequestNumber, RequestStatus, RoleId, Time,
        UserId,
        refusal::{CaseRefusal, RequestRefusal},
        span,
    },
    store::{self, Tx},
};

use crate::desk::{
    Authorized, Desk, Error, Result, Stored,
    span::{record_case, use_case},
};

/// How many requests one look for what is due takes on.
const DUE: i64 = 64;
/// How many choices Discord shows (Discord, "Autocomplete").
const CHOICES: usize = 25;

/// What an agent typed into the form, as it came.
#[derive(Clone, Debug, Default)]
pub struct AskForm {
    /// What the other team is asked. Required, at most 1,500 characters.
    pub question: String,
    /// Within which time the answer is needed, such as `4h`. May be empty.
    pub within: String,
}

/// What was done with a request.
#[derive(Clone, Debug)]
pub struct RequestDone {
    /// The request as it is now.
    pub request: Request,
    /// The case in which it goes on.
    pub case: Case,
    /// What happened.
    pub fact: Fact,
    /// The numbers of the notices that the case's team is to read for it.
    pub notices: Vec<i64>,
}

/// Refuses a case that goes on in another one.
fn must_not_be_merged(case: &Case) -> std::result::Result<(), CaseRefusal> {
    match case.merged {
        Some(merged) => Err(CaseRefusal::MergedInto { case: case.number, into: merged.into }),
        None => Ok(()),
    }
}

impl Desk {
    /// The case in which another team is to be asked: the same check that the form will meet.
    ///
    /// # Errors
    /// Refuses a case that goes on in another one.
    pub async fn before_asking(&self, by: &Authorized, reference: CaseReference) -> Result<Case> {
        let guild = by.to(Permission::WorkCases)?.guild;
        let case = self.store.read(async move |reader| {
            let case = reader.referenced_case(guild, reference).await?;
            must_not_be_merged(&case)?;
            Ok(case)
        });
        Ok(case.await?)
    }

    /// Asks another team something in a case.
    ///
    /// # Errors
    /// Refuses a team that is not there, a case that goes on in another one, an empty question, and
    /// what is no span of time.
    pub async fn ask_team(
        &self,
        by: &Authorized,
        reference: CaseReference,
        team: &str,
        typed: &AskForm,
        cause: Cause,
    ) -> Result<RequestDone> {
        let (actor, now) = (by.to(Permission::WorkCases)?, self.now());
        let team: OtherTeam = by.team()?.other_team(team)?.clone();
        let question = InternalText::typed("team_question", &typed.question)?;
        let due_at = match typed.within.trim() {
            "" => None,
            within => Some(now + span::parse("needed_within", within, span::REQUEST)?),
        };
        let asked = self.commit(async move |tx| {
            let guild = actor.guild;
            let case = tx.case_to_change(guild, reference).await?;
            must_not_be_merged(&case)?;
            let number = tx.next_request(guild).await?;
            let asks = (question.clone(), due_at);
            let asked = Request::ask(number, case.number, team.clone(), asks, &actor, now);
            tx.insert_request(&asked.request).await?;
            tx.append(guild, &cause, std::slice::from_ref(&asked.fact)).await?;
            let jobs = tx.enqueue(guild, &asked.effects, now).await?;
            Ok((
                RequestDone { request: asked.request, case, fact: asked.fact, notices: Vec::new() },
                jobs,
            ))
        });
        let done = asked.await?;
        record_case(done.case.number);
        tracing::info!("Another team was asked");
        Ok(done)
    }

    /// A request that somebody wants to answer: the same checks that the form will meet.
    ///
    /// # Errors
    /// Refuses a request that has ended, and who has neither the other team's role nor that of an
    /// agent.
    pub async fn before_answering(
        &self,
        by: &Authorized,
        number: RequestNumber,
    ) -> Result<Request> {
        let actor = by.to(Permission::AnswerRequests)?;
        let read = self.store.read(async move |reader| {
            let request = reader.request(actor.guild, number).await?;
            Ok(request.ok_or(RequestRefusal::NotFound(number))?)
        });
        let request = read.await?;
        request.can_be_answered_by(&actor, by.has_role(request.role))?;
        Ok(request)
    }

    /// Takes or answers a request, as somebody of the other team or as an agent; or withdraws it,
    /// as an agent.
    ///
    /// # Errors
    /// The refusal, if the request is not in a state for it, the person may not, or there is no
    /// such request.
    pub async fn act_on_request(
        &self,
        by: &Authorized,
        number: RequestNumber,
        action: RequestAction,
        cause: Cause,
    ) -> Result<RequestDone> {
        let permission = match action {
            RequestAction::Take | RequestAction::Answer(_) => Permission::AnswerRequests,
            RequestAction::Withdraw => Permission::WorkCases,
            RequestAction::LoseOwner | RequestAction::Remind => {
                let why = "this happens by itself, and nobody asks for it";
                return Err(Error::Internal(anyhow::anyhow!(why)));
            }
        };
        let (actor, now, by) = (by.to(permission)?, self.now(), by.clone());
        let done = self.commit(async move |tx| {
            let request = tx.request_to_change(actor.guild, number).await?;
            let who = (&actor, by.has_role(request.role));
            act(tx, &request, action.clone(), who, &cause, now).await
        });
        let done = done.await?;
        self.note_people(done.request.guild, done.request.owner.into_iter());
        record_case(done.case.number);
        Ok(done)
    }

    /// Has somebody's open requests wait for another owner if they can't answer them any more.
    /// `can_answer` is whether they can with this role.
    pub(in crate::desk) async fn follow_requests(
        &self,
        guild: GuildId,
        owner: UserId,
        can_answer: impl Fn(RoleId) -> bool,
    ) -> Result<()> {
        let owned =
            self.store.read(async move |reader| reader.requests_owned_by(guild, owner).await);
        for (number, role) in owned.await? {
            if can_answer(role) {
                continue;
            }
            let now = self.now();
            self.commit(async move |tx| {
                let request = tx.request_to_change(guild, number).await?;
                if request.owner != Some(owner) || request.status != RequestStatus::Open {
                    return Ok(((), Vec::new()));
                }
                let (bot, cause) = (Actor::bot(guild), Cause::Noticed(store::fresh_id(now)));
                let action = RequestAction::LoseOwner;
                let (_, jobs) = act(tx, &request, action, (&bot, false), &cause, now).await?;
                Ok(((), jobs))
            })
            .await?;
        }
        Ok(())
    }

    /// The open requests whose number, team or case begins with what somebody types, for
    /// autocomplete.
    ///
    /// # Errors
    /// [`Error::Internal`] if the database does not answer.
    pub async fn suggest_requests(
        &self,
        by: &Authorized,
        typed: &str,
    ) -> Result<Vec<(RequestNumber, String, Case)>> {
        let guild = by.to(Permission::WorkCases)?.guild;
        let typed = typed.trim().trim_start_matches('#').to_lowercase();
        let read = self.store.read(async move |reader| {
            let mut found = Vec::new();
            for (number, Awaited { request, team, .. }) in reader.awaited(guild).await? {
                let begins = |word: &str| word.starts_with(&typed);
                if begins(&request.0.to_string()) || begins(&team) {
                    let case = reader.case(guild, number).await?;
                    found.extend(case.map(|case| (request, team, case)));
                }
                if found.len() == CHOICES {
                    break;
                }
            }
            Ok(found)
        });
        Ok(read.await?)
    }

    /// The open requests whose answers a case awaits, the oldest first.
    ///
    /// # Errors
    /// [`Error::Internal`] if the database does not answer.
    pub async fn awaited_in(&self, case: &Case) -> Result<Vec<Awaited>> {
        let (guild, number) = (case.guild, case.number);
        Ok(self.store.read(async move |reader| reader.awaited_in(guild, number).await).await?)
    }

    /// Reminds other teams of requests whose time has passed. Returns how many.
    pub(in crate::desk) async fn remind_teams(&self) -> Result<usize> {
        let now = self.now();
        let due = self.store.read(async move |reader| reader.due_requests(now, DUE).await).await?;
        let count = due.len();
        for (guild, number) in due {
            let (bot, now) = (Actor::bot(guild), self.now());
            let cause = Cause::Due(store::fresh_id(now));
            let span = use_case(Some(guild), &cause);
            let done = self.commit(async move |tx| {
                let request = tx.request_to_change(guild, number).await?;
                act(tx, &request, RequestAction::Remind, (&bot, false), &cause, now).await
            });
            match done.instrument(span).await {
                // Somebody was quicker.
                Ok(_) | Err(Error::Refused(_)) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(count)
    }
}

/// Decides on a request that this transaction has read to change it, and saves what follows.
async fn act(
    tx: &mut Tx<'_>,
    before: &Request,
    action: RequestAction,
    who: (&Actor, bool),
    cause: &Cause,
    now: Time,
) -> Stored<(RequestDone, Vec<Job>)> {
    let guild = before.guild;
    let case = case_to_change(tx, before).await?;
    let place = GoesOnIn { case: case.number, assignee: case.assignee };
    let decision = before.decide(action, who, place, now)?;
    tx.update_request(before, &decision.request).await?;
    tx.append(guild, cause, std::slice::from_ref(&decision.fact)).await?;
    let notices = tx.add_posts(guild, case.number, decision.notice.as_slice(), now).await?;
    let jobs = tx.enqueue(guild, &decision.effects, now).await?;
    Ok((RequestDone { request: decision.request, case, fact: decision.fact, notices }, jobs))
}

/// Locks the case in which a request goes on: its own, or the one into which that was merged.
pub(in crate::desk::teams) async fn case_to_change(
    tx: &mut Tx<'_>,
    request: &Request,
) -> Stored<Case> {
    let mut number = request.case;
    loop {
        let case = tx.case_to_change(request.guild, CaseReference::Number(number)).await?;
        match case.merged {
            Some(merged) => number = merged.into,
            None => return Ok(case),
        }
    }
}
