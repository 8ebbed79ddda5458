//! What agents and customers reply to the questions of developers.

use crate::{
    domain::{
        Actor, BugAction, BugNumber, CaseNumber, Cause, Effect, FactKind, GuildId, InternalText,
        Job, MessageId, Time, UserId, notice::TEXT_LIMIT, text,
    },
    store::{self, Tx},
};

use crate::desk::{
    Desk, IncomingMessage, Lookup, MessageText, Result, Stored, Team,
    bugs::{info::asked_in, saving::save},
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
            let asked = asked_in(reader, &case, question).await?;
            Ok(asked.map(|(bug, to, _)| (case.number, bug, to)))
        });
        let Some((case, bug, to)) = found.await? else { return Ok(()) };
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
            let bug = tx.bug_to_change(guild, bug).await?;
            let source = Some((thread, message.message));
            let (text, to) = (text.clone(), to.0);
            let action = BugAction::Answer { text, files, case, to, source };
            let (_, jobs) = save(tx, &bug, &agent, action, &cause, now).await?;
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

/// Questions of developers: the case, the bug, and who asked.
pub(super) type Questions = Vec<(CaseNumber, BugNumber, UserId)>;

/// What the customers of a case were asked for developers. Their bugs are locked until the
/// transaction ends, so ask for it before the case is.
pub(super) async fn to_answer(
    tx: &mut Tx<'_>,
    guild: GuildId,
    case: CaseNumber,
) -> Stored<Questions> {
    let questions = tx.developer_questions(guild, case).await?;
    for &(_, bug, _) in &questions {
        tx.bug_to_change(guild, bug).await?;
    }
    Ok(questions)
}

/// Gives the developers what a customer writes in answer to their questions: those that were put to
/// a case of that customer.
pub(super) async fn answer_for_customer(
    tx: &mut Tx<'_>,
    questions: &[(CaseNumber, BugNumber, UserId)],
    (author, incoming): (&Actor, &IncomingMessage),
    now: Time,
) -> Stored<Vec<Job>> {
    let Some((text, files)) = answer(&incoming.text) else { return Ok(Vec::new()) };
    // What somebody has had erased since they wrote it goes nowhere any more.
    let (guild, user) = (author.guild, author.user);
    if questions.is_empty() || !tx.may_keep(guild, user, incoming.written_at()).await? {
        return Ok(Vec::new());
    }
    let (mut jobs, mut theirs) = (Vec::new(), Vec::new());
    for &question in questions {
        let asked = tx.customers(guild, question.0).await?;
        if asked.iter().any(|(customer, _)| *customer == user) {
            theirs.push(question);
        }
    }
    for (place, (case, bug, developer)) in theirs.into_iter().enumerate() {
        // A cause has one fact of a kind.
        let cause = match place {
            0 => Cause::Message(incoming.message),
            _ => Cause::Noticed(store::fresh_id(now)),
        };
        let bug = tx.bug_to_change(guild, bug).await?;
        let source = Some((incoming.channel, incoming.message));
        let action = BugAction::Answer { text: text.clone(), files, case, to: developer.0, source };
        jobs.extend(save(tx, &bug, author, action, &cause, now).await?.1);
        tx.drop_developer_question(guild, case, bug.number).await?;
    }
    Ok(jobs)
}
