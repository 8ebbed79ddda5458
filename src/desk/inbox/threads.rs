//! What people do with the threads of cases: they lock them, and rename their forum posts.

use crate::{
    domain::{
        Action, Actor, Case, CaseReference, Cause, ChannelId, Effect, GuildId, Job, MessageId,
        Time, Title,
    },
    store::{self, Tx},
};

use crate::desk::{
    Desk, Result, Stored, act::act_on, cases::private::with_copies, inbox::conversation,
};

/// A thread as the platform shows it.
#[derive(Clone, Debug)]
pub struct ThreadState {
    /// The server.
    pub guild: GuildId,
    /// The thread.
    pub thread: ChannelId,
    /// Its name; that of a forum post is the post's title.
    pub name: String,
    /// Whether it is a forum post.
    pub is_post: bool,
    /// Whether only moderators can write in it.
    pub locked: bool,
}

impl Desk {
    /// Handles a change of a thread. If somebody locked it, the team is told; if the bot could not
    /// reach a customer in it, it tries again. A case that is named after its forum post gets the
    /// post's new title.
    ///
    /// # Errors
    /// [`Error::Internal`](crate::desk::Error::Internal) if the database does not answer.
    pub async fn thread_changed(&self, state: ThreadState) -> Result<()> {
        let ThreadState { guild, thread, name, is_post, locked } = state;
        if self.team(guild).await?.is_none() || !self.is_case_thread(thread) {
            return Ok(());
        }
        let now = self.now();
        let read = self.store.read(async move |reader| {
            let question = MessageId(thread.0);
            let asked = if is_post { reader.case_of_message(guild, question).await? } else { None };
            Ok((reader.case_in_thread(guild, thread).await?, asked))
        });
        let title = Title::from_message(&name);
        let (home, asked) = read.await?;
        if let Some(case) = asked.filter(|case| is_renamed(case, &title)) {
            let number = CaseReference::Number(case.number);
            let title = title.clone();
            self.handle(async move |tx| {
                let case = tx.case_to_change(guild, number).await?;
                if is_renamed(&case, &title) {
                    retitle(tx, &case, &title, now).await
                } else {
                    Ok(Vec::new())
                }
            })
            .await?;
        }
        let is_news =
            |case: &Case| case.obstacle.is_some() || case.locked_since.is_some() != locked;
        let Some(case) = home.filter(is_news) else { return Ok(()) };
        let number = CaseReference::Number(case.number);
        self.handle(async move |tx| {
            let case = tx.case_to_change(guild, number).await?;
            // The bot locks what it archives.
            let by_people = !case.should_archive() && !case.thread.archived;
            if by_people && case.thread() == Some(thread) && case.locked_since.is_some() != locked {
                let (bot, action) = (Actor::bot(guild), Action::LockThread(locked));
                let cause = Cause::Noticed(store::fresh_id(now));
                Ok(act_on(tx, &case, &bot, action, &cause, Vec::new(), now).await?.1)
            } else if case.obstacle.is_some() {
                tx.enqueue(guild, &[Effect::DrawCase { case: case.number }], now).await
            } else {
                Ok(Vec::new())
            }
        })
        .await
    }
}

/// Whether the forum post with which a case was asked has another title now. If the question was
/// erased, so was the title, and it stays away.
fn is_renamed(case: &Case, title: &Title) -> bool {
    let goes_on = !case.is_closed() || case.merged.is_some();
    let has_words = !case.question.is_empty() && !case.origin.is_posted_by_bot();
    goes_on && has_words && case.title != *title
}

async fn retitle(tx: &mut Tx<'_>, case: &Case, title: &Title, now: Time) -> Stored<Vec<Job>> {
    let mut effects = Vec::new();
    for case in with_copies(tx, case).await? {
        tx.retitle_case(&case, title).await?;
        // What shows the old title is drawn anew.
        tx.mark_erased(case.guild, case.number).await?;
        effects.push(Effect::DrawCase { case: case.number });
        conversation::retitle_reports(tx, &case, title, &mut effects).await?;
    }
    tx.enqueue(case.guild, &effects, now).await
}
