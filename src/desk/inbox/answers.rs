//! What an agent replies to a developer's question in the team's thread.

use crate::domain::{
    BugAction, Cause, Effect, FactKind, GuildId, InternalText, MessageId, notice::TEXT_LIMIT, text,
};

use crate::desk::{
    Desk, IncomingMessage, Lookup, MessageText, Result, Team,
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
        let cause = Cause::Message(message.message);
        self.commit(async move |tx| {
            if tx.has_happened(guild, &cause, &FactKind::InfoGiven).await? {
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
            let Some((post, bug, notice)) = tx.answer_in(guild, message).await? else {
                return Ok(((), Vec::new()));
            };
            let changed = match answer.clone() {
                Some((text, files)) => notice.clone().reworded(text, files),
                None => notice.clone().wordless(),
            };
            if changed == notice {
                return Ok(((), Vec::new()));
            }
            tx.reword_bug_post(guild, post, &changed).await?;
            tx.mark_bug_erased(guild, bug).await?;
            Ok(((), tx.enqueue(guild, &[Effect::DrawBug { bug }], now).await?))
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
