//! The people of cases come and go: a case whose assignee left is free for others, and a case whose
//! requester left says so. A request is free for others as well.

use std::{collections::BTreeSet, sync::PoisonError};

use crate::{
    domain::{
        Action, Actor, Case, CaseNumber, CaseReference, Cause, Effect, GuildId, Phase, Receipt,
        RoleId, UserId,
    },
    store,
};

use crate::desk::{
    Desk, Person, Result,
    act::act_on,
    bugs::{
        info::ask_again,
        news::{has_named, named},
    },
    context::actor,
};

/// How many requesters are looked for at the start, those of the newest cases. The others are
/// noticed when somebody next writes in their cases.
const REQUESTERS: usize = 100;

/// Which of the roles that were chosen a server still has. While it has none of a kind, no member
/// counts as having lost it: what they work on waits for them until other roles are chosen.
#[derive(Clone, Debug)]
pub struct ExistingRoles {
    /// At least one of the agents' roles.
    pub agents: bool,
    /// The developers' role.
    pub developers: bool,
    /// The roles of other teams.
    pub teams: BTreeSet<RoleId>,
}

impl Desk {
    /// Handles what a person is in a server now; `None` if they are no member. Their open cases and
    /// bugs follow: an assignee who is no agent any more loses their cases, a developer who is none
    /// any more loses their bugs, an owner of a request who can't answer it any more loses it, and
    /// a requester who left is marked.
    ///
    /// # Errors
    /// [`Error::Internal`](crate::desk::Error::Internal) if the database does not answer.
    pub async fn member_changed(
        &self,
        guild: GuildId,
        user: UserId,
        member: Option<Person>,
        existing: ExistingRoles,
    ) -> Result<()> {
        if self.team(guild).await?.is_none() || !self.has_cases(guild, user) {
            return Ok(());
        }
        self.follow_member(guild, user, member, existing).await
    }

    /// Has the open cases and bugs of a person follow what they are in a server now, as
    /// [`Desk::member_changed`], also if they are not known to have any.
    ///
    /// # Errors
    /// [`Error::Internal`](crate::desk::Error::Internal) if the database does not answer.
    pub async fn follow_member(
        &self,
        guild: GuildId,
        user: UserId,
        member: Option<Person>,
        existing: ExistingRoles,
    ) -> Result<()> {
        let Some(team) = self.team(guild).await? else { return Ok(()) };
        let roles = member.as_ref().map(|person| actor(Some(&team), person).roles);
        let works = roles.is_some_and(|roles| roles.is_staff() || !existing.agents);
        self.follow_in_cases(guild, user, roles.is_some(), works).await?;
        if !roles.is_some_and(|roles| roles.developer || !existing.developers) {
            self.free_bugs(guild, user).await?;
        }
        let can_answer = |role| {
            let is_of_team = |person: &Person| {
                works || person.roles.contains(&role) || !existing.teams.contains(&role)
            };
            member.as_ref().is_some_and(is_of_team)
        };
        self.follow_requests(guild, user, can_answer).await?;
        self.follow_receipts(guild, user, roles.is_some()).await
    }

    /// Has the open cases of a person follow whether they are a member, and work on cases.
    async fn follow_in_cases(
        &self,
        guild: GuildId,
        user: UserId,
        is_member: bool,
        works: bool,
    ) -> Result<()> {
        let cases =
            self.store.read(async move |reader| reader.cases_with(guild, user).await).await?;
        for number in cases {
            let (bot, now) = (Actor::bot(guild), self.now());
            self.commit(async move |tx| {
                let mut case = tx.case_to_change(guild, CaseReference::Number(number)).await?;
                let mut all = Vec::new();
                for action in consequences(&case, user, is_member, works) {
                    let cause = Cause::Noticed(store::fresh_id(now));
                    let is_free = matches!(action, Action::Return);
                    let (done, jobs) =
                        act_on(tx, &case, &bot, action, &cause, Vec::new(), now).await?;
                    all.extend(jobs);
                    if is_free {
                        all.extend(ask_again(tx, &done.case, &done.case, now).await?);
                    }
                    case = done.case;
                }
                Ok(((), all))
            })
            .await?;
        }
        Ok(())
    }

    /// Notes who of those whom news of bugs name can read them, now that somebody came or went.
    async fn follow_receipts(&self, guild: GuildId, user: UserId, is_member: bool) -> Result<()> {
        let now = self.now();
        self.commit(async move |tx| {
            let (before, after) = match is_member {
                true => (Receipt::Gone, Receipt::Waiting),
                false => (Receipt::Waiting, Receipt::Gone),
            };
            let mut reports = Vec::new();
            for (bug, round, number) in tx.receipts_of(guild, user, before).await? {
                let Some(case) = tx.case(guild, number).await? else { continue };
                let receipt = match case.news_of(bug, round) {
                    Some(_) if !is_member => after,
                    // Who is back hears what names them.
                    Some(news) if named(&case, news).contains(&user) => after,
                    // It was sent while they were away, and they can read it now.
                    None if is_member && has_named(tx, &case, (bug, round), user).await? => {
                        Receipt::Told
                    }
                    _ => continue,
                };
                tx.save_receipt(guild, (bug, round), number, user, receipt, now).await?;
                reports.push(Effect::DrawBug { bug });
            }
            Ok(((), tx.enqueue(guild, &reports, now).await?))
        })
        .await
    }

    /// Ends the request to hand a case over that an agent made, or who is to have the case, if they
    /// are no agent any more. `member` is what they are in the server; `None` if they are no
    /// member.
    ///
    /// # Errors
    /// [`Error::Internal`](crate::desk::Error::Internal) if the database does not answer.
    pub async fn check_handover(
        &self,
        guild: GuildId,
        number: CaseNumber,
        agent: UserId,
        member: Option<Person>,
    ) -> Result<()> {
        let team = self.team(guild).await?;
        if member.is_some_and(|person| actor(team.as_deref(), &person).roles.is_staff()) {
            return Ok(());
        }
        let (bot, now) = (Actor::bot(guild), self.now());
        self.commit(async move |tx| {
            let case = tx.case_to_change(guild, CaseReference::Number(number)).await?;
            if case.handover.is_none_or(|open| !open.concerns(agent)) {
                return Ok(((), Vec::new()));
            }
            let cause = Cause::Noticed(store::fresh_id(now));
            let action = Action::EndHandover(agent);
            let (_, jobs) = act_on(tx, &case, &bot, action, &cause, Vec::new(), now).await?;
            Ok(((), jobs))
        })
        .await
    }

    /// Has the people of a server's cases looked for, since what happened to them may have been
    /// missed.
    ///
    /// # Errors
    /// [`Error::Internal`](crate::desk::Error::Internal) if the database does not answer.
    pub async fn check_people(&self, guild: GuildId) -> Result<()> {
        if self.team(guild).await?.is_none() {
            return Ok(());
        }
        let now = self.now();
        self.commit(async move |tx| {
            let mut people = tx.assignees(guild).await?;
            people.extend(tx.developers(guild).await?);
            people.extend(tx.handover_people(guild).await?);
            people.extend(tx.request_owners(guild).await?);
            people.extend(tx.requesters(guild).await?.into_iter().take(REQUESTERS));
            people.sort_unstable();
            people.dedup();
            let checks: Vec<Effect> =
                people.into_iter().map(|user| Effect::CheckMember { user: user.0 }).collect();
            Ok(((), tx.enqueue(guild, &checks, now).await?))
        })
        .await
    }

    /// Whether a person may have a case that is not closed: as its requester, or as its assignee.
    /// Ask for the server's [`Desk::team`] first.
    fn has_cases(&self, guild: GuildId, user: UserId) -> bool {
        self.people.read().unwrap_or_else(PoisonError::into_inner).contains(&(guild, user))
    }

    pub(in crate::desk) fn note_people(
        &self,
        guild: GuildId,
        people: impl Iterator<Item = UserId>,
    ) {
        let people = people.map(|user| (guild, user));
        self.people.write().unwrap_or_else(PoisonError::into_inner).extend(people);
    }
}

/// What has to happen to a case, given whether one of its people is a member, and works on cases.
fn consequences(case: &Case, user: UserId, is_member: bool, works: bool) -> Vec<Action> {
    let mut actions = Vec::new();
    if case.requester == user && case.requester_left == is_member {
        actions.push(match is_member {
            true => Action::RequesterRejoined,
            false => Action::RequesterLeft,
        });
    }
    let is_asked_for = case.handover.is_some_and(|open| open.concerns(user));
    if case.assignee == Some(user) && case.phase() == Phase::Open && !works {
        // Nobody is asked to give it away then.
        actions.push(Action::Return);
    } else if is_asked_for && !works {
        actions.push(Action::EndHandover(user));
    }
    actions
}
