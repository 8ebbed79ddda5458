//! Drawing a case: its thread with the first message, and its card.

use crate::{
    delivery::Performed,
    desk::{self, Sketch},
    domain::{
        Bug, Case, CaseNumber, CaseSurfaces, ChannelId, Effect, Job, MessageId, Settings, Tag,
        ThreadKind, refusal::SetupRefusal,
    },
};

use crate::discord::draw::{
    DiscordPlatform, Stop,
    post::{self, Outgoing},
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
        if case.surfaces.thread_misses > 0 {
            self.look_for_thread(job, &mut case).await?;
        }
        if case.source.message.is_none() && case.home == ThreadKind::Started {
            let anchor = self.draw_anchor(job, &case).await?;
            case.source.message = Some(anchor);
            // Noted at once: the thread's number is the anchor's.
            self.note(&case, case.surfaces, None).await?;
        }
        let mut drawn = case.clone();
        let (thread, card) = tokio::join!(
            self.draw_thread(job, &mut drawn),
            self.draw_card(job, &case, bug.as_ref(), &team.settings, &team.tags)
        );
        let mut failures: Vec<Stop> = thread.err().into_iter().collect();
        // Also of what was begun and not finished: the next try has to know.
        case.source = drawn.source;
        let mut surfaces = drawn.surfaces;
        match card {
            Ok(drawn) => {
                surfaces.card_channel = drawn.card_channel;
                surfaces.card = drawn.card;
                surfaces.card_generation = drawn.card_generation;
                surfaces.drawn_revision = drawn.drawn_revision;
            }
            Err(stop) => failures.push(stop),
        }
        if case.erased_at_revision > case.surfaces.drawn_revision
            && let Err(stop) = self.reword(team.settings.language, &case, surfaces).await
        {
            failures.push(stop);
        }
        if !failures.is_empty() {
            surfaces.drawn_revision = case.surfaces.drawn_revision;
        }
        // What can be tried again decides: it will, and with it all the rest.
        failures.sort_by_key(|stop| matches!(stop, Stop::Discord(Failure::Refused { .. })));
        let failed = failures.into_iter().next();
        let before = std::mem::replace(&mut case.surfaces, surfaces);
        // One commit notes all, unless there is more to be said or done first.
        let settled = case.is_drawn_in_full() && before.thread_lost == surfaces.thread_lost;
        let done = (failed.is_none() && settled).then(|| job.clone());
        self.note(&case, surfaces, done).await?;
        match failed {
            Some(stop) => Err(stop),
            None if settled => Ok(Performed::Finished),
            None => {
                self.follow(&mut case).await?;
                if before.thread_lost != surfaces.thread_lost
                    || before.source_lost != surfaces.source_lost
                {
                    self.draw_card(job, &case, bug.as_ref(), &team.settings, &team.tags).await?;
                }
                Ok(Performed::Done)
            }
        }
    }

    pub(in crate::discord::draw) async fn note(
        &self,
        case: &Case,
        surfaces: CaseSurfaces,
        done: Option<Job>,
    ) -> Result<(), Stop> {
        let sketch = Sketch { guild: case.guild, case: case.number, source: case.source, surfaces };
        Ok(self.desk.case_drawn(sketch, done).await?)
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
    ) -> Result<CaseSurfaces, Stop> {
        let body = view::card(settings.language, case, bug, tags);
        let mut surfaces = case.surfaces;
        surfaces.drawn_revision = case.revision;
        if let (Some(channel), Some(card)) = (surfaces.card_channel, surfaces.card) {
            if channel == settings.desk_channel
                && post::edit(
                    &self.rest,
                    channel,
                    card,
                    &body,
                    &mark(KeyKind::Card, case, surfaces.card_generation, channel),
                )
                .await?
            {
                return Ok(surfaces);
            }
            if channel != settings.desk_channel {
                post::delete(&self.rest, channel, card).await?;
            }
            // Somebody deleted it, or the desk has moved: it comes back, under a key of its own.
            surfaces.card = None;
            surfaces.card_generation += 1;
            self.note(case, surfaces, None).await?;
        }
        let mark = mark(KeyKind::Card, case, surfaces.card_generation, settings.desk_channel);
        let post = Outgoing {
            channel: settings.desk_channel,
            mark: mark.clone(),
            body: &body,
            files: &[],
            first_tried_at: job.first_tried_at,
            now: self.desk.now(),
        };
        let card = post::post(&self.rest, self.me.user, post).await?;
        surfaces.card_channel = Some(settings.desk_channel);
        surfaces.card = Some(card);
        if case.revision > 1 || job.version > 1 {
            // It may have been posted before, when the case or the language was another; an edit
            // makes it what it is now.
            post::edit(&self.rest, settings.desk_channel, card, &body, &mark).await?;
        }
        Ok(surfaces)
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
