//! What is said in a case: what is saved once a notice is in Discord, and what follows for the
//! case.

use crate::{
    domain::{
        Action, Actor, BugOutcome, Case, CaseNumber, CaseReference, Cause, ChannelId, Effect,
        FactKind, GuildId, Job, MessageId, Notice, Obstacle, Reason, Roles, Side, StoredNotice,
        ThreadKind, Time, Unsaid, UserId, id,
        notice::{Internal, Public},
    },
    store::{self, JustSaid, NewMessage, Tx},
};

use crate::desk::{
    Desk, Error, Result, Stored,
    act::{act_on, save},
    bugs::{news::note_said, word::end_hold},
};

/// What a notice looks like that was just posted or edited.
#[derive(Clone, Copy, Debug)]
pub struct Shown {
    /// Where it is.
    pub place: (ChannelId, MessageId),
    /// A fingerprint of what it looks like. None if that is not known for certain.
    pub face: Option<i64>,
    /// The revision of the case from which it was drawn.
    pub revision: i64,
    /// Whether it may still change.
    pub live: bool,
}

impl Desk {
    /// Saves that a notice was posted, and what follows: from now on it counts. Returns the case as
    /// it is then.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn notice_said(
        &self,
        guild: GuildId,
        case: CaseReference,
        stored: StoredNotice,
        shown: Shown,
        now: Time,
    ) -> Result<Case> {
        let said = self.commit(async move |tx| {
            let before = tx.case_to_change(guild, case).await?;
            let (_, message) = shown.place;
            let counted = counted(tx, &before, &stored, message).await?;
            let (after, mut jobs) = match counted {
                Some((actor, action)) => {
                    record(tx, &before, &actor, action, &Cause::Message(message), now).await?
                }
                None => (before.clone(), Vec::new()),
            };
            // It was drawn as the case would be once the notice is there.
            let is_newest = shown.revision == before.revision;
            let revision = if is_newest { after.revision } else { shown.revision };
            tx.save_post(guild, stored.id, shown.place, shown.face, revision, shown.live).await?;
            jobs.extend(note_said(tx, &after, &stored.post, now).await?);
            if matches!(stored.post, Notice::Internal(Internal::InfoRequested { .. })) {
                // The card links to it.
                let card = [Effect::DrawCase { case: after.number }];
                jobs.extend(tx.enqueue(guild, &card, now).await?);
            }
            let cause = Cause::Message(message);
            let (after, more) = end_hold_if_told(tx, after, &stored.post, &cause, now).await?;
            jobs.extend(more);
            if tx.is_deleted(guild, message).await? {
                jobs.extend(lose_notice(tx, guild, after.number, message, now).await?);
            }
            Ok((after, jobs))
        });
        let case = said.await?;
        // A closed case whose customer is told of a fix waits for their word again.
        if let Some(thread) = case.thread.id.filter(|_| !case.is_closed()) {
            self.note_thread(thread);
            self.note_people(guild, case.account().into_iter());
        }
        Ok(case)
    }

    /// Saves what a notice looks like now.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn notice_shown(&self, guild: GuildId, notice: i64, shown: Shown) -> Result<()> {
        let Shown { place, face, revision, live } = shown;
        let saved = self
            .store
            .write(async move |tx| tx.save_post(guild, notice, place, face, revision, live).await);
        Ok(saved.await?)
    }

    /// Tells an agent that they cannot be added to a case's thread.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn agent_not_invited(&self, case: &Case, agent: UserId) -> Result<()> {
        let (guild, number, now) = (case.guild, case.number, self.now());
        self.commit(async move |tx| {
            tx.add_posts(guild, number, &[Notice::not_let_in(agent)], now).await?;
            Ok(((), tx.enqueue(guild, &[Effect::DrawCase { case: number }], now).await?))
        })
        .await
    }

    /// Saves what a notice says that was posted for all agents, instead of one who is none any
    /// more, and for which roles.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn notice_readdressed(&self, guild: GuildId, stored: &StoredNotice) -> Result<()> {
        let (id, notice, roles) = (stored.id, stored.post.clone(), stored.roles.clone());
        let saved = self
            .store
            .write(async move |tx| tx.save_post_content(guild, id, &notice, &roles).await);
        Ok(saved.await?)
    }

    /// Saves that a notice has lost its purpose, and is not posted any more.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn notice_dropped(&self, guild: GuildId, notice: i64) -> Result<()> {
        Ok(self.store.write(async move |tx| tx.drop_post(guild, notice, None).await).await?)
    }

    /// Saves that a notice cannot be posted, now or later, and tells the team. Returns the case as
    /// it is then.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn notice_given_up(
        &self,
        case: &Case,
        stored: StoredNotice,
        reason: Reason,
    ) -> Result<Case> {
        let (guild, number, now) = (case.guild, CaseReference::Number(case.number), self.now());
        self.commit(async move |tx| {
            let before = tx.case_to_change(guild, number).await?;
            tx.drop_post(guild, stored.id, Some(&reason)).await?;
            let notice = stored.post.clone();
            let action = Action::GiveUp { notice, reason: reason.clone() };
            let (bot, cause) = (Actor::bot(guild), Cause::Due(stored.id));
            let (done, jobs) = act_on(tx, &before, &bot, action, &cause, Vec::new(), now).await?;
            Ok((done.case, jobs))
        })
        .await
    }

    /// Saves that a case's customer cannot be reached, and tells the team. Returns whether that is
    /// new.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn hold(&self, case: &Case, obstacle: Obstacle) -> Result<bool> {
        if case.obstacle.as_ref() == Some(&obstacle) {
            return Ok(false);
        }
        self.reach(case, Action::Hold(obstacle)).await.map(|()| true)
    }

    /// Saves that nothing waits for a case's customer any more, and tells the team. `moot` says
    /// whether it has lost its purpose; if not, it was sent.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn resume(&self, case: &Case, moot: bool) -> Result<()> {
        self.reach(case, Action::Resume { moot }).await
    }

    async fn reach(&self, case: &Case, action: Action) -> Result<()> {
        let (guild, number, now) = (case.guild, CaseReference::Number(case.number), self.now());
        let cause = Cause::Due(store::fresh_id(now));
        let saved = self.commit(async move |tx| {
            let before = tx.case_to_change(guild, number).await?;
            record(tx, &before, &Actor::bot(guild), action.clone(), &cause, now).await
        });
        match saved.await {
            // Another process was quicker.
            Ok(_) | Err(Error::Refused(_)) => Ok(()),
            Err(error) => Err(error),
        }
    }
}

/// Records that somebody deleted a message of the bot about a case: what it said does not count any
/// more.
pub(in crate::desk) async fn lose_notice(
    tx: &mut Tx<'_>,
    guild: GuildId,
    number: CaseNumber,
    message: MessageId,
    now: Time,
) -> Stored<Vec<Job>> {
    let before = tx.case_to_change(guild, CaseReference::Number(number)).await?;
    let (lost, others): (Vec<_>, Vec<_>) = tx
        .posts(guild, number)
        .await?
        .into_iter()
        .filter(|stored| stored.posted.is_some() && !stored.is_deleted)
        .partition(|stored| stored.posted.is_some_and(|(_, posted)| posted == message));
    let Some(StoredNotice { id, post: notice, .. }) = lost.into_iter().next() else {
        return Ok(Vec::new());
    };
    tx.save_post_deleted(guild, id, now).await?;
    // An answer in an agent's name is stored as theirs.
    tx.forget_message(guild, message, now).await?;
    if !notice.counts() {
        return Ok(Vec::new());
    }
    // A question stands without its reminder, but not the other way round.
    let is_reminder = matches!(notice, Notice::Public(Public::Reminder { .. }));
    let asks = |other: &StoredNotice| other.post.question() == notice.question();
    let is_asked_elsewhere = is_reminder && others.iter().any(asks);
    // It may have been deleted before it was known to be there.
    let cause = match tx.is_deleted(guild, message).await? {
        true => Cause::Noticed(store::fresh_id(now)),
        false => Cause::Message(message),
    };
    let turn = tx.turn(&before).await?;
    let action = Action::LoseNotice { notice, message, is_asked_elsewhere, turn };
    let bot = Actor::bot(guild);
    Ok(act_on(tx, &before, &bot, action, &cause, Vec::new(), now).await?.1)
}

/// Has a case wait for a bug no more whose customer reads what became of it, if it was the last.
async fn end_hold_if_told(
    tx: &mut Tx<'_>,
    case: Case,
    said: &Notice,
    cause: &Cause,
    now: Time,
) -> Stored<(Case, Vec<Job>)> {
    match said {
        Notice::Public(Public::Declined { .. } | Public::Fixed { .. }) => {
            let bot = Actor::bot(case.guild);
            end_hold(tx, case, &bot, cause, now).await
        }
        _ => Ok((case, Vec::new())),
    }
}

/// Lets a question count that somebody answers by a button before the bot saved that it is in
/// Discord: that they can press it proves it. Returns the case as it is then.
pub(super) async fn count_pressed(
    tx: &mut Tx<'_>,
    case: Case,
    attempt: i64,
    question: (ChannelId, MessageId),
    now: Time,
) -> Stored<(Case, Vec<Job>)> {
    let notices = tx.live_posts(case.guild, case.number).await?;
    let is_known = notices.iter().any(|stored| stored.posted == Some(question));
    let is_unsaved = |stored: &&StoredNotice| {
        let asks = stored.post.question() == Some(attempt);
        asks && stored.posted.is_none() && case.unsaid(&stored.post, now) == Unsaid::Due
    };
    let Some(stored) = notices.iter().find(is_unsaved).filter(|_| !is_known) else {
        return Ok((case, Vec::new()));
    };
    let (_, message) = question;
    let Some((actor, action)) = counted(tx, &case, stored, message).await? else {
        return Ok((case, Vec::new()));
    };
    let recorded = record(tx, &case, &actor, action, &Cause::Message(message), now).await?;
    tx.save_post(case.guild, stored.id, question, None, case.revision, true).await?;
    Ok(recorded)
}

/// Saves what the bot found out while it drew a case. It draws on itself, so that no job is
/// enqueued for that.
async fn record(
    tx: &mut Tx<'_>,
    before: &Case,
    actor: &Actor,
    action: Action,
    cause: &Cause,
    now: Time,
) -> Stored<(Case, Vec<Job>)> {
    let guild = before.guild;
    let decision = before.decide(action, actor, now)?;
    // An earlier attempt may have saved it.
    if tx.has_happened(guild, cause, &decision.fact.kind).await? {
        return Ok((before.clone(), Vec::new()));
    }
    save(tx, before, &decision, cause, now).await?;
    let drawing = Effect::DrawCase { case: before.number };
    let mut effects = decision.effects;
    effects.retain(|effect| *effect != drawing);
    effects.push(Effect::DrawBoard);
    Ok((decision.case, tx.enqueue(guild, &effects, now).await?))
}

/// What follows from a notice that was posted, and in whose name. None if nothing does.
async fn counted(
    tx: &mut Tx<'_>,
    before: &Case,
    stored: &StoredNotice,
    message: MessageId,
) -> Stored<Option<(Actor, Action)>> {
    let by = |user: UserId| Actor { guild: before.guild, user, roles: Roles::default() };
    let notice = || stored.post.clone();
    let said = |fact| Some(JustSaid { message, interaction: stored.interaction, fact });
    Ok(match &stored.post {
        Notice::Public(Public::Reply { by: agent, text, .. }) => {
            // The agent may have had their words erased since they chose them.
            let may_keep = tx.may_keep(before.guild, *agent, stored.asked_at).await?;
            let answer = NewMessage {
                guild: before.guild,
                case: before.number,
                message,
                channel: (before.home == ThreadKind::Channel).then_some(before.source.channel),
                author: *agent,
                guest: None,
                side: Side::Agent,
                content: may_keep.then(|| text.as_str().to_owned()),
                wants_an_answer: false,
                sent_at: id::created_at(message.0),
                edited_at: None,
            };
            tx.keep_message(&answer).await?;
            let turn = tx.turn_with(before, said(None)).await?;
            Some((by(*agent), Action::Said { notice: notice(), turn }))
        }
        Notice::Public(Public::Solution { by: agent, attempt, summary, .. }) => {
            let (attempt, answered) = (*attempt, summary.is_some());
            let proposed = FactKind::SolutionProposed { attempt, answered };
            let turn = tx.turn_with(before, said(Some(proposed))).await?;
            Some((by(*agent), Action::Said { notice: notice(), turn }))
        }
        Notice::Public(Public::Promise { by: agent, until, .. }) => {
            let promised = FactKind::PromiseMade { until: until.timestamp() };
            let turn = tx.turn_with(before, said(Some(promised))).await?;
            Some((by(*agent), Action::Said { notice: notice(), turn }))
        }
        Notice::Public(Public::Fixed { by: agent, attempt, text, .. }) => {
            let (outcome, answered) = (BugOutcome::Shipped, text.is_some());
            let told = FactKind::NewsTold { outcome, attempt: *attempt, answered };
            let turn = tx.turn_with(before, said(Some(told))).await?;
            let actor = agent.map_or(Actor::bot(before.guild), by);
            Some((actor, Action::Said { notice: notice(), turn }))
        }
        Notice::Public(Public::Declined { by: agent, .. }) => {
            let outcome = BugOutcome::Declined;
            let told = FactKind::NewsTold { outcome, attempt: 0, answered: true };
            let turn = tx.turn_with(before, said(Some(told))).await?;
            let actor = agent.map_or(Actor::bot(before.guild), by);
            Some((actor, Action::Said { notice: notice(), turn }))
        }
        Notice::Public(Public::Update { by: agent, .. }) => {
            let actor = agent.map_or(Actor::bot(before.guild), by);
            Some((actor, Action::Said { notice: notice(), turn: tx.turn(before).await? }))
        }
        Notice::Public(Public::FollowUp { .. } | Public::Reminder { .. }) => {
            let turn = tx.turn(before).await?;
            Some((Actor::bot(before.guild), Action::Said { notice: notice(), turn }))
        }
        Notice::Public(_) | Notice::Internal(_) => None,
    })
}
