//! What delivery needs to know and has to note: what to draw, what was drawn, and how far a server
//! was read.

use std::collections::BTreeSet;

use chrono::TimeDelta;

use crate::{
    domain::{
        Awaited, Bug, BugNumber, Case, CaseNumber, CaseThread, Effect, GuildId, Issue, Job,
        MessageId, NewFile, Notice, OpenQuestion, Outcome, Quote, ReceiptCounts, Settings, Source,
        StoredBugNotice, StoredFile, StoredNotice, Subject, Surface, Time, notice::Public,
    },
    store::{Reader, Tx},
};

use crate::desk::{
    Desk, Result, Stored,
    bugs::{info::note_states, news::note_sent},
    cases::alerts,
};

/// What of a case was drawn.
#[derive(Clone, Copy, Debug)]
pub struct DrawnCase {
    /// The server.
    pub guild: GuildId,
    /// The case.
    pub number: CaseNumber,
    /// Its thread, and the message that it is about, which the bot posts for an `/ask`. None if
    /// both are as they were.
    pub thread: Option<(Source, CaseThread)>,
    /// Its card. None if it is as it was.
    pub card: Option<Surface>,
    /// Whether the card has a new place, to which alerts can link.
    pub card_moved: bool,
    /// The known bug that the card names since it was drawn, and the revision that it shows of it.
    pub suggested: Option<(BugNumber, i64)>,
}

/// A case with all that is shown of it.
#[derive(Clone, Debug)]
pub struct CaseToDraw {
    /// The case.
    pub case: Case,
    /// Its notices that are still to be posted, or may still change, in order.
    pub notices: Vec<StoredNotice>,
    /// The bug that it was linked to last.
    pub bug: Option<Bug>,
    /// The open requests to other teams whose answers it awaits.
    pub awaited: Vec<Awaited>,
    /// What developers asked its agents and nobody has answered.
    pub questions: Vec<OpenQuestion>,
}

impl CaseToDraw {
    /// A case that was just opened: nothing is to be said in it yet.
    pub fn opened(case: Case) -> Self {
        Self { case, notices: Vec::new(), bug: None, awaited: Vec::new(), questions: Vec::new() }
    }
}

/// A bug with all that its report shows.
#[derive(Clone, Debug)]
pub struct BugToDraw {
    /// The bug.
    pub bug: Bug,
    /// The cases that are linked to it.
    pub cases: Vec<Case>,
    /// Whether its title is a customer's words: that of the case from which it was reported, or of
    /// one that is linked to it.
    pub has_customers_title: bool,
    /// How many people are affected, each once.
    pub people_affected: i64,
    /// For how long the customers of these cases, and of those that were merged into them, have
    /// waited, all together: from the question until now, or until the case was closed in which
    /// theirs went on.
    pub waited: TimeDelta,
    /// The most urgent of the open cases in which these go on.
    pub most_urgent: Option<Case>,
    /// How many of these cases were opened after it was shipped.
    pub regressions: i64,
    /// The files that the customers of these cases sent.
    pub files: Vec<StoredFile>,
    /// What customers said beyond the words with which it was reported, the oldest first.
    pub quotes: Vec<Quote>,
    /// How many of them were told what became of it.
    pub receipts: ReceiptCounts,
    /// What is still to be said in the thread of the report, in order.
    pub notices: Vec<StoredBugNotice>,
    /// Its issue on GitHub, if it has one or is to get one.
    pub issue: Option<Issue>,
}

/// The notices of a case that are still to be posted, or may still change. Without the one that
/// says in which case it continues, until customers can write there.
async fn notices_to_draw(reader: &mut Reader<'_>, case: &Case) -> Stored<Vec<StoredNotice>> {
    let mut notices = reader.live_posts(case.guild, case.number).await?;
    note_sent(reader, case, &mut notices).await?;
    note_states(reader, case.guild, &mut notices).await?;
    let Some(merged) = case.merged else { return Ok(notices) };
    let Some(target) = reader.case(case.guild, merged.into).await? else { return Ok(notices) };
    let place = target.thread().or(target.place());
    let is_unready = place.is_none() && target.can_have_thread();
    notices.retain_mut(|notice| match &mut notice.post {
        Notice::Public(Public::Merged { into, thread }) if *into == merged.into => {
            *thread = thread.or(place);
            notice.posted.is_some() || !is_unready
        }
        _ => true,
    });
    Ok(notices)
}

impl Desk {
    /// The case with this number.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn case(&self, guild: GuildId, number: CaseNumber) -> Result<Option<Case>> {
        Ok(self.store.read(async move |reader| reader.case(guild, number).await).await?)
    }

    /// The case in which one goes on, or that itself.
    ///
    /// # Errors
    /// Refuses if the server has no such case.
    pub async fn continuation(&self, guild: GuildId, number: CaseNumber) -> Result<Case> {
        let read = self.store.read(async move |reader| reader.continuation(guild, number).await);
        Ok(read.await?)
    }

    /// Whether a message was made into a case that is open, or goes on in one.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn is_in_open_case(&self, guild: GuildId, message: MessageId) -> Result<bool> {
        let read = self.store.read(async move |reader| {
            let Some(case) = reader.case_of_message(guild, message).await? else {
                return Ok(false);
            };
            Ok(!reader.continuation(guild, case.number).await?.is_closed())
        });
        Ok(read.await?)
    }

    /// A case to draw, as it is at one moment.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn case_to_draw(
        &self,
        guild: GuildId,
        number: CaseNumber,
    ) -> Result<Option<CaseToDraw>> {
        let read = self.store.read(async move |reader| {
            let Some(case) = reader.case(guild, number).await? else { return Ok(None) };
            let notices = if case.has_live_posts {
                notices_to_draw(reader, &case).await?
            } else {
                Vec::new()
            };
            let bug = match case.bugs.last() {
                Some(&bug) => reader.bug(guild, bug).await?,
                None => None,
            };
            let awaited = reader.awaited_in(guild, number).await?;
            let questions = reader.questions_to_agents(guild, number).await?;
            Ok(Some(CaseToDraw { case, notices, bug, awaited, questions }))
        });
        Ok(read.await?)
    }

    /// A bug to draw.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn bug_to_draw(
        &self,
        guild: GuildId,
        number: BugNumber,
    ) -> Result<Option<BugToDraw>> {
        let now = self.now();
        let read = self.store.read(async move |reader| {
            let Some(bug) = reader.bug(guild, number).await? else { return Ok(None) };
            let mut cases = Vec::new();
            let mut sent = Vec::new();
            let mut customers = BTreeSet::new();
            let (mut waited, mut most_urgent) = (TimeDelta::zero(), None::<Case>);
            for case in reader.cases_quoted(&bug).await? {
                let Some(case) = reader.case(guild, case).await? else { continue };
                sent.extend(reader.files(guild, case.number).await?);
                customers.insert(case.requester);
                let last = reader.continuation(guild, case.number).await?;
                let until = last.closed_at.unwrap_or(now);
                waited += until.max(case.asked_at()) - case.asked_at();
                let most = most_urgent.as_ref().map(|most| most.priority);
                if !last.is_closed() && most.is_none_or(|most| last.priority > most) {
                    most_urgent = Some(last);
                }
                if bug.cases.contains(&case.number) {
                    cases.push(case);
                }
            }
            let of_customer = |file: &StoredFile| customers.contains(&file.author);
            let files = sent.into_iter().filter(of_customer).collect();
            cases.sort_by_key(|case| bug.cases.iter().position(|number| *number == case.number));
            let title = &bug.report.title;
            let origin = match bug.reported_from {
                Some(case) => reader.case(guild, case).await?,
                None => None,
            };
            let has_customers_title = cases.iter().chain(&origin).any(|case| case.title == *title);
            let people_affected = reader.people_affected(guild, number).await?;
            let may_be_back = |case: &&Case| {
                bug.shipped_at.zip(case.asked_anew_at()).is_some_and(|(at, asked)| at < asked)
            };
            let regressions = cases.iter().filter(may_be_back).count();
            let regressions = i64::try_from(regressions).unwrap_or(i64::MAX);
            let quotes = reader.quotes(&bug).await?;
            let receipts = reader.receipts_of_linked(guild, number, bug.outcomes).await?;
            let receipts = ReceiptCounts::of(receipts.into_iter().map(|(_, _, receipt)| receipt));
            let notices = reader.live_bug_posts(guild, number).await?;
            let issue = reader.issue(guild, number).await?;
            Ok(Some(BugToDraw {
                bug,
                cases,
                has_customers_title,
                people_affected,
                waited,
                most_urgent,
                regressions,
                files,
                quotes,
                receipts,
                notices,
                issue,
            }))
        });
        Ok(read.await?)
    }

    /// Saves what of a case was drawn, and in the same commit that a job is done.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn case_drawn(&self, drawn: DrawnCase, done: Option<Job>) -> Result<()> {
        if let Some((_, CaseThread { id: Some(thread), .. })) = drawn.thread {
            self.note_thread(thread);
        }
        let now = self.now();
        let jobs = self
            .store
            .write_deferred(async move |tx| {
                let (guild, number) = (drawn.guild, drawn.number);
                if let Some((source, thread)) = &drawn.thread {
                    tx.save_thread(guild, number, *source, thread).await?;
                }
                if let Some(card) = &drawn.card {
                    tx.save_surface(guild, Subject::Case(number), card).await?;
                }
                if let Some(job) = &done {
                    tx.finish(job, &Outcome::Done).await?;
                }
                let mut effects = Vec::new();
                // Customers of cases that were merged into it can be told where to write.
                if drawn.thread.is_some_and(|(_, thread)| thread.opening.is_some()) {
                    let untold = tx.untold_of_merging(guild, number).await?;
                    effects.extend(untold.into_iter().map(|case| Effect::DrawCase { case }));
                }
                // What changed a bug until now did not know of this card.
                if let Some((bug, shown)) = drawn.suggested
                    && tx.bug(guild, bug).await?.is_none_or(|bug| bug.revision != shown)
                {
                    effects.push(Effect::DrawCase { case: number });
                }
                if drawn.card_moved {
                    effects.extend(alerts::due(tx, guild, now).await?);
                }
                // The question of an `/ask` has just been posted, and the board can link to it.
                if drawn.thread.is_some_and(|(_, thread)| thread.id.is_none()) {
                    effects.push(Effect::DrawBoard);
                }
                tx.enqueue(guild, &effects, now).await
            })
            .await?;
        self.dispatch(jobs);
        Ok(())
    }

    /// Saves that a surface is to be posted anew. The texts in the thread of a report are posted
    /// again as well.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn surface_replaced(
        &self,
        guild: GuildId,
        subject: Subject,
        surface: Surface,
    ) -> Result<()> {
        let replaced = self.store.write(async move |tx| {
            if let Subject::Bug(number) = subject {
                tx.save_parts_posted(guild, number, 0).await?;
                tx.renew_bug_posts(guild, number).await?;
            }
            tx.save_surface(guild, subject, &surface).await
        });
        Ok(replaced.await?)
    }

    /// Returns what of a surface is in Discord.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn surface(&self, guild: GuildId, subject: Subject) -> Result<Surface> {
        Ok(self.store.read(async move |reader| reader.surface(guild, subject).await).await?)
    }

    /// Saves what of a surface is in Discord.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn save_surface(
        &self,
        guild: GuildId,
        subject: Subject,
        surface: Surface,
    ) -> Result<()> {
        let save = async move |tx: &mut Tx<'_>| tx.save_surface(guild, subject, &surface).await;
        Ok(self.store.write(save).await?)
    }

    /// Saves where the report of a bug is. If it has a new place, the cards of its cases are
    /// enqueued in the same commit, since they link to it: after a crash in between, nobody would
    /// enqueue them.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn bug_drawn(&self, bug: &Bug, card: Surface) -> Result<()> {
        let moved = card.posted.is_some() && card.posted != bug.card.posted;
        let cards = bug.cases.iter().filter(|_| moved).map(|&case| Effect::DrawCase { case });
        let (guild, number, cards, now) =
            (bug.guild, bug.number, cards.collect::<Vec<_>>(), self.now());
        let jobs = self
            .store
            .write(async move |tx| {
                tx.save_surface(guild, Subject::Bug(number), &card).await?;
                let mut effects = cards.clone();
                if moved {
                    // It links to the report.
                    if tx.issue(guild, number).await?.is_some() {
                        effects.push(Effect::SyncIssue { bug: number });
                    }
                    effects.extend(alerts::due(tx, guild, now).await?);
                }
                tx.enqueue(guild, &effects, now).await
            })
            .await?;
        self.dispatch(jobs);
        Ok(())
    }

    /// Saves how many texts are in the thread of a report.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn parts_posted(&self, guild: GuildId, bug: BugNumber, parts: i64) -> Result<()> {
        Ok(self.store.write(async move |tx| tx.save_parts_posted(guild, bug, parts).await).await?)
    }

    /// Saves that a notice is in the thread of a bug's report.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn bug_notice_said(&self, guild: GuildId, notice: i64) -> Result<()> {
        Ok(self.store.write(async move |tx| tx.finish_bug_post(guild, notice).await).await?)
    }

    /// Has all that was said in the thread of a bug's report said again.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn repeat_bug_notices(&self, guild: GuildId, bug: BugNumber) -> Result<()> {
        Ok(self.store.write(async move |tx| tx.repeat_bug_posts(guild, bug).await).await?)
    }

    /// The jobs by which files of a case are still to be fetched.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn awaited_files(&self, guild: GuildId, case: CaseNumber) -> Result<Vec<Job>> {
        let keys = Effect::files_of(case);
        Ok(self.store.read(async move |reader| reader.jobs_named(guild, &keys).await).await?)
    }

    /// What is in a file that was kept.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn file_content(&self, guild: GuildId, attachment: u64) -> Result<Option<Vec<u8>>> {
        Ok(self
            .store
            .read(async move |reader| reader.file_content(guild, attachment).await)
            .await?)
    }

    /// The files that came with a question in a form, with what is in them. The bot posts them with
    /// the question.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn question_files(
        &self,
        guild: GuildId,
        case: CaseNumber,
    ) -> Result<Vec<(StoredFile, Vec<u8>)>> {
        let read = self.store.read(async move |reader| {
            let mut files = Vec::new();
            for file in reader.files(guild, case).await? {
                if file.message.is_none()
                    && let Some(content) = reader.file_content(guild, file.attachment).await?
                {
                    files.push((file, content));
                }
            }
            Ok(files)
        });
        Ok(read.await?)
    }

    /// Keeps files of a case.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn keep_files(
        &self,
        guild: GuildId,
        case: CaseNumber,
        files: Vec<NewFile>,
    ) -> Result<()> {
        self.store
            .write(async move |tx| {
                for file in &files {
                    // It may have been deleted while its files were fetched.
                    let is_deleted = match file.message {
                        Some(message) => tx.is_deleted(guild, message).await?,
                        None => false,
                    };
                    if !is_deleted {
                        tx.keep_file(guild, case, file).await?;
                    }
                }
                Ok(())
            })
            .await?;
        Ok(())
    }

    /// Every server that has been set up.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn servers(&self) -> Result<Vec<Settings>> {
        Ok(self.store.read(async |reader| reader.guilds().await).await?)
    }

    /// Up to when everything that Discord told us about a server is dealt with, and since when its
    /// flag emoji is what it is; none before the first set-up.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn read_until(&self, guild: GuildId) -> Result<Option<(Time, Time)>> {
        Ok(self.store.read(async move |reader| reader.read_until(guild).await).await?)
    }

    /// Notes up to when servers were read.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn save_caught_up_to(&self, guilds: Vec<GuildId>, at: Time) -> Result<()> {
        self.store
            .write(async move |tx| {
                for &guild in &guilds {
                    tx.save_caught_up_to(guild, at).await?;
                }
                Ok(())
            })
            .await?;
        Ok(())
    }

    /// One page of an export.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn export(
        &self,
        guild: GuildId,
        what: crate::store::Export,
        after: i64,
    ) -> Result<(Vec<serde_json::Value>, Option<i64>)> {
        Ok(self.store.read(async move |reader| reader.export(guild, what, after).await).await?)
    }
}
