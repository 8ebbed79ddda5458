//! What developers ask the agents, and what they answer.

use std::collections::BTreeMap;

use crate::{
    domain::{
        Action, BugAction, BugNumber, Case, CaseNumber, CaseReference, Cause, ChannelId, Effect,
        GuildId, InternalText, Job, MessageId, Notice, Permission, PublicText, Time, UserId,
        notice::Internal,
        refusal::{BugRefusal, MessageRefusal},
    },
    store::{Reader, Tx},
};

use crate::desk::{
    Authorized, Desk, Done, Result, Stored,
    act::{act, act_on},
    bugs::{life::BugDone, news::Told, saving::save},
};

/// What a developer asked.
#[derive(Clone, Debug)]
pub struct InfoRequest {
    /// The case to which the question was put.
    pub case: Case,
    /// The bug.
    pub bug: BugNumber,
    /// The developer.
    pub by: UserId,
    /// The question.
    pub text: InternalText,
}

impl Desk {
    /// Puts a developer's question to the agents: in the case that was linked first of those that
    /// are open, or first at all. A case that was merged is asked where it goes on.
    ///
    /// # Errors
    /// Refuses if no case is linked to the bug.
    pub async fn ask_info(
        &self,
        by: &Authorized,
        number: BugNumber,
        text: InternalText,
        interaction: u64,
    ) -> Result<Done> {
        let (actor, now) = (by.to(Permission::WorkBugs)?, self.now());
        let done = self.commit(async move |tx| {
            let guild = actor.guild;
            let bug = tx.bug_to_change(guild, number).await?;
            let mut chosen = None;
            for &case in &bug.cases {
                let case = tx.continuation(guild, case).await?;
                if case.is_closed() {
                    chosen.get_or_insert(case.number);
                } else {
                    chosen = Some(case.number);
                    break;
                }
            }
            let case = chosen.ok_or(BugRefusal::NobodyToAsk(number))?;
            let (text, cause) = (text.clone(), Cause::Interaction(interaction));
            let ask = BugAction::Ask { text: text.clone(), case };
            let (_, mut jobs) = save(tx, &bug, &actor, ask, &cause, now).await?;
            let before = tx.case_to_change(guild, CaseReference::Number(case)).await?;
            let action =
                Action::AskInfo { bug: number, by: actor.user, text, reporter: bug.reporter };
            let cause = Cause::BugChanged { interaction, case };
            let (done, more) = act_on(tx, &before, &actor, action, &cause, Vec::new(), now).await?;
            jobs.extend(more);
            Ok((done, jobs))
        });
        let done = done.await?;
        self.learn(&done);
        Ok(done)
    }

    /// The threads of the team in which developers asked something about bugs that are still open.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn question_threads(&self, guild: GuildId) -> Result<Vec<ChannelId>> {
        Ok(self.store.read(async move |reader| reader.question_threads(guild).await).await?)
    }

    /// What a developer asked, by the message in the team's thread that shows it.
    ///
    /// # Errors
    /// Refuses if there is no such question.
    pub async fn info_request(
        &self,
        by: &Authorized,
        number: CaseNumber,
        message: MessageId,
    ) -> Result<InfoRequest> {
        let guild = by.to(Permission::WorkCases)?.guild;
        let read = self.store.read(async move |reader| {
            let case = reader.referenced_case(guild, CaseReference::Number(number)).await?;
            let asked = asked_in(reader, &case, message).await?;
            let (bug, by, text) = asked.ok_or(MessageRefusal::Gone(message))?;
            Ok(InfoRequest { case, bug, by, text })
        });
        Ok(read.await?)
    }

    /// Answers what a developer asked.
    ///
    /// # Errors
    /// Refuses if there is no such question.
    pub async fn give_info(
        &self,
        by: &Authorized,
        number: CaseNumber,
        message: MessageId,
        text: InternalText,
        cause: Cause,
    ) -> Result<BugDone> {
        let (actor, now) = (by.to(Permission::WorkCases)?, self.now());
        self.commit(async move |tx| {
            let guild = actor.guild;
            let case = tx.referenced_case(guild, CaseReference::Number(number)).await?;
            let asked = asked_in(tx, &case, message).await?;
            let (bug, to, _) = asked.ok_or(MessageRefusal::Gone(message))?;
            let bug = tx.bug_to_change(guild, bug).await?;
            let (text, to) = (text.clone(), to.0);
            let action = BugAction::Answer { text, files: 0, case: number, to, source: None };
            let (decision, jobs) = save(tx, &bug, &actor, action, &cause, now).await?;
            let (bug, fact) = (decision.bug, decision.fact);
            Ok((BugDone { bug, fact, moved: 0, told: Told::default() }, jobs))
        })
        .await
    }

    /// Asks the customer of a case what a developer wants to know, in the agent's words. `message`
    /// is where the agent read it. The customer's next words are the answer.
    ///
    /// # Errors
    /// Refuses a case that is closed, or has no place for it.
    pub async fn ask_customer(
        &self,
        by: &Authorized,
        number: CaseNumber,
        message: Option<MessageId>,
        text: PublicText,
        cause: Cause,
    ) -> Result<Done> {
        let (actor, now) = (by.to(Permission::WorkCases)?, self.now());
        let done = self.commit(async move |tx| {
            let (guild, case) = (actor.guild, CaseReference::Number(number));
            let before = tx.referenced_case(guild, case).await?;
            let asked = match message {
                Some(message) => asked_in(tx, &before, message).await?,
                None => None,
            };
            if let Some((bug, ..)) = asked {
                // A bug is locked before its cases.
                tx.bug_to_change(guild, bug).await?;
            }
            // The customer goes on where the case was merged into.
            let goes_on_in = tx.continuation(guild, number).await?.number;
            let ask = Action::AskCustomer(text.clone());
            let case = CaseReference::Number(goes_on_in);
            let done = act(tx, &actor, case, ask, &cause, now).await?;
            if let Some((bug, developer, _)) = asked {
                tx.note_developer_question(guild, goes_on_in, (bug, developer)).await?;
            }
            Ok(done)
        });
        let done = done.await?;
        self.learn(&done);
        Ok(done)
    }
}

/// Puts what developers still want to know of a case to the agents of the case in which it goes on,
/// or again to its own: whoever was asked does not have it any more.
pub(in crate::desk) async fn ask_again(
    tx: &mut Tx<'_>,
    case: &Case,
    goes_on_in: &Case,
    now: Time,
) -> Stored<Vec<Job>> {
    let (guild, mut asked) = (case.guild, BTreeMap::new());
    for stored in tx.posts(guild, case.number).await? {
        let has_words = stored.post.words().is_some();
        if let Notice::Internal(Internal::InfoRequested { bug, by, text, .. }) = stored.post
            && has_words
        {
            asked.insert(bug, (by, text));
        }
    }
    let with_customer = tx.developer_questions(guild, case.number).await?;
    let mut again = Vec::new();
    for (bug, (by, text)) in asked {
        let is_with_customer = with_customer.iter().any(|(_, of, _)| *of == bug);
        let is_open = tx.awaits_info(guild, case.number, bug).await?;
        if is_open && !is_with_customer {
            again.push(Notice::info_requested(bug, by, text, goes_on_in.assignee));
        }
    }
    if again.is_empty() {
        return Ok(Vec::new());
    }
    tx.add_posts(guild, goes_on_in.number, &again, now).await?;
    tx.enqueue(guild, &[Effect::DrawCase { case: goes_on_in.number }], now).await
}

/// What a developer asked in a message of a case's team thread.
pub(in crate::desk) async fn asked_in(
    reader: &mut Reader<'_>,
    case: &Case,
    message: MessageId,
) -> Stored<Option<(BugNumber, UserId, InternalText)>> {
    let notices = reader.posts(case.guild, case.number).await?;
    let asked = notices
        .into_iter()
        .find(|stored| stored.posted.is_some_and(|(_, posted)| posted == message));
    Ok(match asked.map(|stored| stored.post) {
        Some(Notice::Internal(Internal::InfoRequested { bug, by, text, .. })) => {
            Some((bug, by, text))
        }
        _ => None,
    })
}
