//! Drawing a case: its thread with the first message, and its card.

use crate::{
    delivery::Performed,
    desk::{self, DrawnCase},
    domain::{
        Bug, Case, CaseNumber, ChannelId, Effect, Job, MessageId, Settings, Subject, Surface, Tag,
        ThreadHealth, ThreadKind, refusal::SetupRefusal,
    },
};

use crate::discord::draw::{
    DiscordPlatform, Stop,
    post::{self, Outgoing},
    surface::Look,
};
use crate::discord::{
    rest::Failure,
    view::{self, Key, KeyKind, Mark},
};

impl DiscordPlatform {
    pub(in crate::discord::draw) async fn draw_case(
        &self,
        job: &Job,
        number: CaseNumber,
    ) -> Result<Performed, Stop> {
        match self.draw_case_as_it_is(job, number).await {
            Err(Stop::ThreadMissing) => {
                self.desk.miss_thread(job.guild, number).await?;
                Err(Stop::Again)
            }
            done => done,
        }
    }

    async fn draw_case_as_it_is(&self, job: &Job, number: CaseNumber) -> Result<Performed, Stop> {
        let now = self.desk.now();
        let case = match job.opened.as_ref().filter(|_| now < job.leased_until) {
            Some(opened) => Some(Case::clone(opened)),
            None => self.desk.case_to_draw(job.guild, number).await?,
        };
        let Some(mut case) = case else { return Ok(Performed::Done) };
        let team = self.desk.team(job.guild).await?;
        let team = team.ok_or(desk::Error::from(SetupRefusal::NotSetUp))?;
        let bug = self.desk.bug_of(&case).await?;
        if case.thread.health != ThreadHealth::Present {
            self.look_for_thread(job, &mut case).await?;
        }
        if case.source.message.is_none() && case.home == ThreadKind::Started {
            let anchor = self.draw_anchor(job, &case).await?;
            case.source.message = Some(anchor);
            // Noted at once: the thread's number is the anchor's.
            self.save_thread(&case).await?;
        }
        let before = case.clone();
        let (thread, card) = tokio::join!(
            self.draw_thread(job, &mut case),
            self.draw_card(job, &before, bug.as_ref(), &team.settings, &team.tags)
        );
        let mut failures: Vec<Stop> = thread.err().into_iter().collect();
        match card {
            Ok(card) => case.card = card,
            Err(stop) => failures.push(stop),
        }
        if case.erased_at_revision > before.card.drawn_revision
            && let Err(stop) = self.reword(team.settings.language, &case).await
        {
            failures.push(stop);
        }
        if failures.is_empty() {
            case.card.drawn_revision = case.revision;
        }
        // What can be tried again decides: it will, and with it all the rest.
        failures.sort_by_key(|stop| matches!(stop, Stop::Discord(Failure::Refused { .. })));
        let failed = failures.into_iter().next();
        // One commit saves all, unless there is more to be said or done first.
        let settled = case.is_drawn_in_full() && before.thread.lost == case.thread.lost;
        let done = (failed.is_none() && settled).then(|| job.clone());
        self.desk.case_drawn(what_changed(&before, &case), done).await?;
        match failed {
            Some(stop) => Err(stop),
            None if settled => Ok(Performed::Finished),
            None => {
                self.follow(&mut case).await?;
                if before.thread.lost != case.thread.lost || before.source_lost != case.source_lost
                {
                    self.draw_card(job, &case, bug.as_ref(), &team.settings, &team.tags).await?;
                }
                Ok(Performed::Done)
            }
        }
    }

    /// Saves what of a case's thread is in Discord before more is done: after a crash nothing else
    /// says so.
    pub(in crate::discord::draw) async fn save_thread(&self, case: &Case) -> Result<(), Stop> {
        let thread = Some((case.source, case.thread));
        let drawn = DrawnCase { guild: case.guild, number: case.number, thread, card: None };
        Ok(self.desk.case_drawn(drawn, None).await?)
    }

    /// Posts the question of an `/ask` where members ask.
    async fn draw_anchor(&self, job: &Job, case: &Case) -> Result<MessageId, Stop> {
        let body = view::anchor(case);
        let post = Outgoing {
            channel: case.source.channel,
            mark: mark(KeyKind::Anchor, case, 0, case.source.channel),
            body: &body,
            files: &[],
            first_tried_at: job.first_tried_at,
            now: self.desk.now(),
        };
        Ok(post::post(&self.rest, self.me.user, post).await?)
    }

    async fn draw_card(
        &self,
        job: &Job,
        case: &Case,
        bug: Option<&Bug>,
        settings: &Settings,
        tags: &[Tag],
    ) -> Result<Surface, Stop> {
        let channel = settings.desk_channel;
        let look = Look {
            subject: Subject::Case(case.number),
            channel,
            body: &view::card(settings.language, case, bug, tags),
            mark: |generation| mark(KeyKind::Card, case, generation, channel),
            may_be_outdated: case.revision > 1 || job.version > 1,
        };
        self.show(job, case.card, look, async { Ok(Vec::new()) }).await
    }

    /// Puts a message before the agents.
    pub(in crate::discord::draw) async fn offer(&self, job: &Job) -> Result<Performed, Stop> {
        let Effect::Offer { channel, message, author, rule, excerpt } = &job.effect else {
            return Ok(Performed::Done);
        };
        let settings = self.desk.settings(job.guild).await?;
        let (channel, message) = (ChannelId(*channel), MessageId(*message));
        let key = Key::new(KeyKind::Offer, &[job.guild.0, message.0]);
        let post = Outgoing {
            channel: settings.desk_channel,
            mark: Mark::new(key, job.guild, settings.desk_channel, "…"),
            body: &view::offer(
                settings.language,
                job.guild,
                channel,
                message,
                crate::domain::UserId(*author),
                rule,
                excerpt,
            ),
            files: &[],
            first_tried_at: job.first_tried_at,
            now: self.desk.now(),
        };
        post::post(&self.rest, self.me.user, post).await?;
        Ok(Performed::Done)
    }
}

/// What of a case was drawn differently than before.
fn what_changed(before: &Case, after: &Case) -> DrawnCase {
    let thread = (after.source, after.thread);
    DrawnCase {
        guild: after.guild,
        number: after.number,
        thread: (thread != (before.source, before.thread)).then_some(thread),
        card: (after.card != before.card).then_some(after.card),
    }
}

/// The mark of a case's message. The time of the opening makes it the case's own also over a
/// database that was started anew.
pub(in crate::discord::draw) fn mark(
    kind: KeyKind,
    case: &Case,
    generation: i64,
    channel: ChannelId,
) -> Mark {
    let parts = [
        case.guild.0,
        case.number.0.cast_unsigned(),
        case.opened_at.timestamp_millis().cast_unsigned(),
        generation.cast_unsigned(),
    ];
    Mark::new(Key::new(kind, &parts), case.guild, channel, case.number)
}
