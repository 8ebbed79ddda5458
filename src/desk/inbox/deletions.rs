//! Messages that were deleted, and channels and threads.

use tracing::Instrument;

use crate::domain::{
    CaseNumber, CaseReference, Cause, ChannelId, Effect, GuildId, MessageId, Subject, ThreadHealth,
};

use crate::desk::{
    Desk, Result, cases::saying, inbox::conversation, memory::Change, span::use_case,
};

impl Desk {
    /// Handles a deleted message, wherever it was. The words and files of a member's message are
    /// erased. A surface is drawn again.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) if the database does not answer.
    pub async fn message_deleted(
        &self,
        guild: GuildId,
        channel: ChannelId,
        message: MessageId,
    ) -> Result<()> {
        if self.team(guild).await?.is_none() {
            return Ok(());
        }
        // Before the database is asked: a case may be made of it at this moment.
        self.changes.note(message, Change::Deleted);
        let span = use_case(Some(guild), &Cause::Message(message));
        self.forget_message(guild, channel, message).instrument(span).await
    }

    async fn forget_message(
        &self,
        guild: GuildId,
        channel: ChannelId,
        message: MessageId,
    ) -> Result<()> {
        let now = self.now();
        let read = self.store.read(async move |reader| {
            let cases = reader.cases_with_message(guild, message).await?;
            let offered = reader.offered(guild, message).await?;
            let subject = reader.subject_of(guild, message).await?;
            let is_answer = !reader.answers_in(guild, message).await?.is_empty();
            let asked = reader.case_of_message(guild, message).await?;
            let notice_of = reader.case_of_post(guild, message).await?;
            Ok((cases, offered, subject, is_answer, asked, notice_of))
        });
        let (cases, offered, subject, is_answer, asked, notice_of) = read.await?;
        if let Some(case) = asked {
            self.deleted_questions.note(message, case.question, now);
        }
        if !cases.is_empty() || offered.is_some() {
            self.unscrubbed.note(now);
        }
        if let Some(Subject::Offer(of)) = subject {
            self.offer_deleted(guild, of).await?;
        }
        if let Some(Subject::KnownIssue(bug)) = subject {
            self.known_issue_deleted(guild, bug, (channel, message)).await?;
        }
        let effect = subject.and_then(|subject| match subject {
            Subject::Case(case) => Some(Effect::DrawCase { case }),
            Subject::Bug(bug) => Some(Effect::DrawBug { bug }),
            Subject::Request(request) => Some(Effect::DrawRequest { request }),
            Subject::Board => Some(Effect::DrawBoard),
            Subject::AskPanel => Some(Effect::DrawAskPanel),
            // An offer that somebody deleted has ended, and a notice is taken down.
            Subject::Offer(_) | Subject::KnownIssue(_) => None,
        });
        if let Some(effect) = effect {
            self.handle(async move |tx| {
                tx.enqueue(guild, std::slice::from_ref(&effect), now).await
            })
            .await?;
        }
        if is_answer {
            self.answer_changed(guild, message, None).await?;
        }
        if let Some(case) = notice_of {
            self.handle(async move |tx| saying::lose_notice(tx, guild, case, message, now).await)
                .await?;
            if cases.is_empty() {
                return Ok(());
            }
        }
        let mut places: Vec<CaseReference> = cases.into_iter().map(CaseReference::Number).collect();
        if places.is_empty() && self.is_case_thread(channel) {
            // The message itself may arrive after its deletion.
            places.push(CaseReference::Here(channel));
        }
        if !places.is_empty() {
            self.handle(async move |tx| {
                conversation::forget(tx, guild, &places, message, now).await
            })
            .await?;
        }
        match offered {
            Some(offered) => self.withdraw_offer(guild, offered).await,
            None => Ok(()),
        }
    }

    /// Whether somebody edited a message while this process ran.
    pub fn was_edited(&self, message: MessageId) -> bool {
        self.changes.of(message) == Some(Change::Edited)
    }

    /// Deletes the files of a message that it no longer has.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) if the database does not answer.
    pub async fn keep_only_files(
        &self,
        guild: GuildId,
        case: CaseNumber,
        message: MessageId,
        files: Vec<u64>,
    ) -> Result<()> {
        let now = self.now();
        self.handle(async move |tx| {
            let before = tx.case_to_change(guild, CaseReference::Number(case)).await?;
            let had_files = tx.forget_files(guild, message, &files).await? > 0;
            let mut effects = Vec::new();
            conversation::revise_reports(tx, &before, had_files, &mut effects).await?;
            tx.enqueue(guild, &effects, now).await
        })
        .await
    }

    /// Handles a deleted thread, or a deleted channel with all its threads. Their cases and
    /// known-issue notices are looked after: delivery finds out which are gone.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) if the database does not answer.
    pub async fn channel_deleted(&self, guild: GuildId, channel: ChannelId) -> Result<()> {
        if self.team(guild).await?.is_none() {
            return Ok(());
        }
        let now = self.now();
        let span = use_case(Some(guild), &Cause::Deletion(channel));
        let looked_after = self.handle(async move |tx| {
            let cases = tx.open_cases_under(guild, channel).await?;
            for &number in &cases {
                tx.save_thread_health(guild, number, ThreadHealth::Suspected).await?;
                let case = tx.case(guild, number).await?;
                // The question is gone with its channel, so no thread can begin from it.
                if case.is_some_and(|case| case.source.channel == channel) {
                    tx.save_source_lost(guild, number).await?;
                }
            }
            let notices = tx.known_issues_in(guild, channel).await?.into_iter();
            let cases = cases.into_iter().map(|case| Effect::DrawCase { case });
            let notices = notices.map(|bug| Effect::DrawKnownIssue { bug });
            let effects: Vec<Effect> = cases.chain(notices).collect();
            tx.enqueue(guild, &effects, now).await
        });
        looked_after.instrument(span).await
    }
}
