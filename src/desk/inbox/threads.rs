//! What people do with the threads of cases: they lock them, and rename their forum posts.

use crate::{
    domain::{
        Action, Actor, Case, CaseReference, Cause, ChannelId, Effect, GuildId, Job, MessageId,
        Time, Title,
    },
    store::{self, Tx},
};

use crate::desk::{
    Desk, Result, Stored, act::act_on, cases::private::continued_in, inbox::conversation,
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
        let ThreadState { guild, thread, name, locked } = state;
        if self.team(guild).await?.is_none() || !self.is_case_thread(thread) {
            return Ok(());
        }
        let now = self.now();
        let read = self.store.read(async move |reader| reader.case_in_thread(guild, thread).await);
        let title = Title::from_message(&name);
        let is_news = |case: &Case| {
            case.obstacle.is_some()
                || case.locked_since.is_some() != locked
                || is_renamed(case, thread, &title)
        };
        let Some(case) = read.await?.filter(is_news) else { return Ok(()) };
        let number = CaseReference::Number(case.number);
        self.handle(async move |tx| {
            let mut case = tx.case_to_change(guild, number).await?;
            let mut jobs = Vec::new();
            if is_renamed(&case, thread, &title) {
                jobs = retitle(tx, &case, &title, now).await?;
                case = tx.case_to_change(guild, number).await?;
            }
            // The bot locks what it archives.
            let by_people = !case.should_archive() && !case.thread.archived;
            if by_people && case.thread() == Some(thread) && case.locked_since.is_some() != locked {
                let (bot, action) = (Actor::bot(guild), Action::LockThread(locked));
                let cause = Cause::Noticed(store::fresh_id(now));
                jobs.extend(act_on(tx, &case, &bot, action, &cause, Vec::new(), now).await?.1);
            } else if case.obstacle.is_some() {
                let drawing = [Effect::DrawCase { case: case.number }];
                jobs.extend(tx.enqueue(guild, &drawing, now).await?);
            }
            Ok(jobs)
        })
        .await
    }
}

/// Whether a case is named after the forum post in which it lives, and the post has another title
/// now. If the question was erased, so was the title, and it stays away.
fn is_renamed(case: &Case, thread: ChannelId, title: &Title) -> bool {
    let is_named_after_it = case.forum().is_some()
        && !case.origin.is_posted_by_bot()
        && case.source.message.map(MessageId::thread) == Some(thread);
    let has_words = !case.question.is_empty() && !case.is_closed();
    is_named_after_it && has_words && case.title != *title
}

async fn retitle(tx: &mut Tx<'_>, case: &Case, title: &Title, now: Time) -> Stored<Vec<Job>> {
    let mut effects = Vec::new();
    for case in [Some(case.clone()), continued_in(tx, case).await?].into_iter().flatten() {
        tx.retitle_case(&case, title).await?;
        // What shows the old title is drawn anew.
        tx.mark_erased(case.guild, case.number).await?;
        effects.push(Effect::DrawCase { case: case.number });
        conversation::retitle_reports(tx, &case, title, &mut effects).await?;
    }
    tx.enqueue(case.guild, &effects, now).await
}
