//! What people do with the threads of cases: they lock them, and rename their forum posts.

use crate::{
    domain::{
        Action, Actor, Case, CaseReference, Cause, ChannelId, Effect, GuildId, Job, MessageId,
        Time, Title, id,
    },
    store::{self, Tx},
};

use crate::desk::{
    Desk, Error, Lookup, Result, Stored, Team,
    act::act_on,
    cases::private::continued_in,
    inbox::{conversation, event::EDITED_WITHIN},
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
    /// Whether it may have had another name before.
    pub is_renamed: bool,
}

impl Desk {
    /// Handles a change of a thread. If somebody locked it, the team is told; if the bot could not
    /// reach a customer in it, it tries again. A case that is named after its forum post gets the
    /// post's new title. Rules and offers look at the title of a post that is no case's.
    ///
    /// # Errors
    /// [`Error::Internal`] if the database or the platform does not answer.
    pub async fn thread_changed(&self, state: ThreadState, lookup: &impl Lookup) -> Result<()> {
        let ThreadState { guild, thread, name, locked, is_renamed: may_be_renamed } = state;
        let Some(team) = self.team(guild).await? else { return Ok(()) };
        if !self.is_case_thread(thread) {
            return self.post_retitled(&team, (guild, thread), may_be_renamed, lookup).await;
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

    /// Looks at a forum's post that is no case's and may have a new title: an offer shows it, and a
    /// rule may find what it looks for. As with edits, nobody waits for an answer to an old one.
    async fn post_retitled(
        &self,
        team: &Team,
        (guild, thread): (GuildId, ChannelId),
        is_renamed: bool,
        lookup: &impl Lookup,
    ) -> Result<()> {
        let id = MessageId(thread.0);
        let is_recent = id::created_at(thread.0) > self.now() - EDITED_WITHIN;
        let may_match = is_renamed && is_recent && !team.book.is_empty();
        let read = self.store.read(async move |reader| reader.is_open_offer(guild, id).await);
        if !may_match && !read.await? {
            return Ok(());
        }
        let place = lookup.location(guild, thread).await?;
        if place.forum().is_none() {
            return Ok(());
        }
        let message = match lookup.message(guild, thread, id).await {
            // Its first message is gone, or the bot may not see it.
            Err(Error::Refused(_)) => return Ok(()),
            message => message?.recognised(&team.bridges),
        };
        if !message.sender.is_a_person() {
            return Ok(());
        }
        let message = self.revise(team, message, lookup).await?;
        let Some(message) = message.filter(|_| may_match) else { return Ok(()) };
        self.find_rule(team, message, place, &Cause::Message(id), lookup).await
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
