//! What agents and customers reply to the questions of developers.

use std::collections::BTreeMap;

use crate::{
    domain::{
        Actor, CaseNumber, Cause, Effect, FactKind, GuildId, InternalText, Job, MessageId,
        Question, Time, notice::TEXT_LIMIT, text,
    },
    store::{self, Tx},
};

use crate::desk::{
    Desk, IncomingMessage, Lookup, MessageText, Result, Stored, Team,
    bugs::info::{Answer, save_answer},
    context::actor,
};

impl Desk {
    /// Gives the developers what an agent writes in reply to their question in the team's thread.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) if the database or the platform does not answer.
    pub(super) async fn info_replied(
        &self,
        team: &Team,
        mut message: IncomingMessage,
        lookup: &impl Lookup,
    ) -> Result<()> {
        let Some(question) = message.reply_to else { return Ok(()) };
        let (guild, thread, now) = (message.guild, message.channel, self.now());
        let found = self.store.read(async move |reader| {
            let Some(case) = reader.case_in_thread(guild, thread).await? else { return Ok(None) };
            let asked = reader.question_in(guild, question).await?;
            Ok(asked.filter(|question| question.case == case.number))
        });
        let Some(question) = found.await? else { return Ok(()) };
        let roles = message.roles.take();
        let message = message.whole(lookup).await?;
        let agent = lookup.person(guild, message.author, roles).await?;
        let agent = actor(Some(team), &agent);
        let (Some((text, files)), true) = (answer(&message.text), agent.roles.is_staff()) else {
            return Ok(());
        };
        let (cause, written_at) = (Cause::Message(message.message), message.written_at());
        self.commit(async move |tx| {
            // What somebody has had erased since they wrote it goes nowhere any more.
            let may_go = tx.may_keep(guild, agent.user, written_at).await?;
            if !may_go || tx.has_happened(guild, &cause, &FactKind::InfoGiven).await? {
                return Ok(((), Vec::new()));
            }
            let source = Some((thread, message.message));
            let answer = Answer { text: text.clone(), files, case: question.case, source };
            let (_, jobs) = save_answer(tx, &[question], answer, &agent, &cause, now).await?;
            Ok(((), jobs))
        })
        .await
    }

    /// Has the thread of a report follow an edited or deleted message that it may repeat as an
    /// answer. `text` is what the message says now; `None` if it is gone.
    pub(super) async fn answer_changed(
        &self,
        guild: GuildId,
        message: MessageId,
        text: Option<&MessageText>,
    ) -> Result<()> {
        let now = self.now();
        let answer = text.and_then(answer);
        self.commit(async move |tx| {
            let mut jobs = Vec::new();
            for (post, bug, notice) in tx.answers_in(guild, message).await? {
                let changed = match answer.clone() {
                    Some((text, files)) => notice.clone().reworded(text, files),
                    None => notice.clone().wordless(),
                };
                if changed != notice {
                    tx.reword_bug_post(guild, post, &changed).await?;
                    tx.mark_bug_erased(guild, bug).await?;
                    jobs.extend(tx.enqueue(guild, &[Effect::DrawBug { bug }], now).await?);
                }
            }
            Ok(((), jobs))
        })
        .await
    }
}

/// Returns the words and the number of files with which a message answers. None if it has neither.
fn answer(message: &MessageText) -> Option<(InternalText, usize)> {
    let written = message.content.as_deref().unwrap_or_default();
    let files = message.files.len();
    match InternalText::typed("answer", &text::shorten(written, TEXT_LIMIT)) {
        Ok(text) => Some((text, files)),
        Err(_) if files > 0 => Some((InternalText::stored(String::new()), files)),
        Err(_) => None,
    }
}

/// What a customer's message may answer. The bugs are locked until the transaction ends, so ask for
/// it before the case is. If it replies to a question, that is the one. If not, all are that the
/// customers of the case were asked and have not answered.
pub(super) async fn to_answer(
    tx: &mut Tx<'_>,
    incoming: &IncomingMessage,
    case: CaseNumber,
) -> Stored<Vec<Question>> {
    let guild = incoming.guild;
    let replied_to = match incoming.reply_to {
        Some(message) => tx.question_in(guild, message).await?,
        None => None,
    };
    let questions = match replied_to {
        Some(question) => vec![question],
        None => tx.questions_to_customers(guild, case).await?,
    };
    for question in &questions {
        tx.bug_to_change(guild, question.bug).await?;
    }
    Ok(questions)
}

/// Gives the developers what a customer writes in answer to their questions: those that were put to
/// a case of that customer.
pub(super) async fn answer_for_customer(
    tx: &mut Tx<'_>,
    questions: &[Question],
    (author, incoming): (&Actor, &IncomingMessage),
    now: Time,
) -> Stored<Vec<Job>> {
    let Some((text, files)) = answer(&incoming.text) else { return Ok(Vec::new()) };
    // What somebody has had erased since they wrote it goes nowhere any more.
    let (guild, user) = (author.guild, author.user);
    if questions.is_empty() || !tx.may_keep(guild, user, incoming.written_at()).await? {
        return Ok(Vec::new());
    }
    // One message in the thread of a report answers all that a developer asked about the bug.
    let (mut jobs, mut theirs) = (Vec::new(), BTreeMap::<_, Vec<Question>>::new());
    for &question in questions {
        let asked = tx.customers(guild, question.case).await?;
        if asked.iter().any(|(customer, _)| *customer == user) {
            theirs.entry((question.bug, question.case, question.by)).or_default().push(question);
        }
    }
    for (place, ((_, case, _), questions)) in theirs.into_iter().enumerate() {
        // A cause has one fact of a kind.
        let cause = match place {
            0 => Cause::Message(incoming.message),
            _ => Cause::Noticed(store::fresh_id(now)),
        };
        let source = Some((incoming.channel, incoming.message));
        let answer = Answer { text: text.clone(), files, case, source };
        jobs.extend(save_answer(tx, &questions, answer, author, &cause, now).await?.1);
        for question in questions {
            tx.end_asking_customer(guild, question.id).await?;
        }
    }
    Ok(jobs)
}
