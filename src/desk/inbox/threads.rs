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
    cases::private::with_copies,
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
    /// Whether it is a forum post.
    pub is_post: bool,
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
        let ThreadState { guild, thread, name, is_post, locked, is_renamed: may_be_renamed } =
            state;
        let Some(team) = self.team(guild).await? else { return Ok(()) };
        if !self.is_case_thread(thread) {
            return self.post_retitled(&team, (guild, thread), may_be_renamed, lookup).await;
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
