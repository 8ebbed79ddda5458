//! What developers ask the agents, and what they answer.

use crate::{
    domain::{
        Action, Actor, BugAction, BugDecision, BugNumber, Case, CaseNumber, CaseReference, Cause,
        ChannelId, Effect, GuildId, InternalText, Job, MessageId, Notice, OpenQuestion, Permission,
        PublicText, Question, StoredNotice, Time, UserId,
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
            for &id in &done.notices {
                let question = Question { id, bug: number, by: actor.user, case };
                tx.add_question(guild, &question, now).await?;
            }
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

    /// What developers asked the agents of a case and nobody has answered, the oldest first.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn open_questions(&self, case: &Case) -> Result<Vec<OpenQuestion>> {
        let (guild, number) = (case.guild, case.number);
        Ok(self
            .store
            .read(async move |reader| reader.questions_to_agents(guild, number).await)
            .await?)
    }

    /// What was asked in each of these questions, in the words of the developer. Without those
    /// whose words were erased.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn question_words(&self, guild: GuildId, questions: Vec<i64>) -> Result<Vec<String>> {
        let read = self.store.read(async move |reader| {
            let mut words = Vec::new();
            for &question in &questions {
                words.extend(reader.question_words(guild, question).await?);
            }
            Ok(words)
        });
        Ok(read.await?)
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
            let Question { id, bug, by, .. } = asked_in(reader, &case, message).await?;
            let words = reader.question_words(guild, id).await?;
            // The form is empty if the words were erased.
            let text = InternalText::stored(words.unwrap_or_default());
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
            let question = asked_in(tx, &case, message).await?;
            let answer = Answer { text: text.clone(), files: 0, case: number, source: None };
            let (decision, jobs) =
                save_answer(tx, &[question], answer, &actor, &cause, now).await?;
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
            tx.referenced_case(guild, case).await?;
            let asked = match message {
                Some(message) => tx.question_in(guild, message).await?,
                None => None,
            };
            if let Some(question) = asked {
                // A bug is locked before its cases.
                tx.bug_to_change(guild, question.bug).await?;
            }
            // The customer goes on where the case was merged into.
            let goes_on_in = tx.continuation(guild, number).await?.number;
            let question = asked.map(|question| question.id);
            let ask = Action::AskCustomer { text: text.clone(), question };
            let case = CaseReference::Number(goes_on_in);
            let (done, mut jobs) = act(tx, &actor, case, ask, &cause, now).await?;
            if let Some(question) = question {
                tx.put_question_to_customer(guild, question, goes_on_in).await?;
                jobs.extend(redraw(tx, guild, question, now).await?);
            }
            Ok((done, jobs))
        });
        let done = done.await?;
        self.learn(&done);
        Ok(done)
    }
}

/// What answers questions of one developer about one bug.
pub(in crate::desk) struct Answer {
    /// The words. Empty if it has files alone.
    pub text: InternalText,
    /// How many files it has.
    pub files: usize,
    /// The case in which it was given.
    pub case: CaseNumber,
    /// The channel and the message of the reply that it is. None if it was typed in a form.
    pub source: Option<(ChannelId, MessageId)>,
}

/// Gives a developer the answer to their questions about one bug, of which there is at least one.
pub(in crate::desk) async fn save_answer(
    tx: &mut Tx<'_>,
    questions: &[Question],
    answer: Answer,
    by: &Actor,
    cause: &Cause,
    now: Time,
) -> Stored<(BugDecision, Vec<Job>)> {
    let (guild, first) = (by.guild, questions[0]);
    let bug = tx.bug_to_change(guild, first.bug).await?;
    let Answer { text, files, case, source } = answer;
    let (to, answered) = (first.by.0, questions.iter().map(|question| question.id).collect());
    let action = BugAction::Answer { text, files, case, to, questions: answered, source };
    let (decision, mut jobs) = save(tx, &bug, by, action, cause, now).await?;
    for question in questions {
        tx.answer_question(guild, question.id, by.user, now).await?;
        jobs.extend(redraw(tx, guild, question.id, now).await?);
    }
    Ok((decision, jobs))
}

/// Has the team threads and the cards of all cases whose agents were asked a question show how far
/// it is.
async fn redraw(tx: &mut Tx<'_>, guild: GuildId, question: i64, now: Time) -> Stored<Vec<Job>> {
    let cases = tx.cases_of_question(guild, question).await?.into_iter();
    let effects: Vec<Effect> = cases.map(|case| Effect::DrawCase { case }).collect();
    tx.enqueue(guild, &effects, now).await
}

/// Puts what developers still want to know of a case to the agents of the case in which it goes on,
/// or again to its own: whoever was asked does not have it any more.
pub(in crate::desk) async fn ask_again(
    tx: &mut Tx<'_>,
    case: &Case,
    goes_on_in: &Case,
    now: Time,
) -> Stored<Vec<Job>> {
    let guild = case.guild;
    let mut again = Vec::new();
    for open in tx.questions_to_agents(guild, case.number).await? {
        tx.move_question(guild, open.id, goes_on_in.number).await?;
        let words = tx.question_words(guild, open.id).await?;
        if let Some(words) = words.filter(|_| !open.is_with_customer) {
            let Some(question) = tx.question(guild, open.id).await? else { continue };
            let text = InternalText::stored(words);
            again.push(Notice::info_requested_again(&question, text, goes_on_in.assignee));
        }
    }
    if again.is_empty() {
        return Ok(Vec::new());
    }
    tx.add_posts(guild, goes_on_in.number, &again, now).await?;
    tx.enqueue(guild, &[Effect::DrawCase { case: goes_on_in.number }], now).await
}

/// Notes with the questions among the live notices of a case how far they are.
pub(in crate::desk) async fn note_states(
    reader: &mut Reader<'_>,
    guild: GuildId,
    live: &mut [StoredNotice],
) -> Stored<()> {
    for stored in live {
        let own = stored.id;
        if let Notice::Internal(Internal::InfoRequested { question, state, .. }) = &mut stored.post
        {
            *state = reader.question_state(guild, question.unwrap_or(own)).await?;
        }
    }
    Ok(())
}

/// What a developer asked in a message of a case's team thread.
///
/// # Errors
/// Refuses if the message asks nothing.
async fn asked_in(reader: &mut Reader<'_>, case: &Case, message: MessageId) -> Stored<Question> {
    let asked = reader.question_in(case.guild, message).await?;
    let asked = asked.filter(|question| question.case == case.number);
    Ok(asked.ok_or(MessageRefusal::Gone(message))?)
}
