//! Drawing a case: its thread with the first message, and its card.

use crate::{
    delivery::Performed,
    desk::{self, CaseToDraw, DrawnCase, Team},
    domain::{
        Awaited, Bug, Case, CaseNumber, ChannelId, Job, Obstacle, OpenQuestion, Subject, Surface,
        ThreadHealth, ThreadKind, Undone, refusal::SetupRefusal,
    },
};

use crate::discord::draw::{DiscordPlatform, Stop, post::Outgoing, surface::Look};
use crate::discord::{
    rest::Failure,
    view::{self, Key, KeyKind, Mark},
};

/// How often a case is drawn in one job, if what is said in it changes it.
const ROUNDS: usize = 8;

/// Whether the newest revision of a case was drawn.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Drawn {
    /// It was, and the end of the job is saved.
    Newest,
    /// What was said, or a place that was made, has changed what is to be seen.
    Behind,
}

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

    /// Draws the case until what is in Discord shows its newest revision: what is said changes the
    /// case.
    async fn draw_case_as_it_is(&self, job: &Job, number: CaseNumber) -> Result<Performed, Stop> {
        let now = self.desk.now();
        let opened = job.opened.as_ref().filter(|_| now < job.leased_until);
        let mut opened = opened.map(|opened| CaseToDraw::opened(Case::clone(opened)));
        let mut held = None;
        for _ in 0..ROUNDS {
            let to_draw = match opened.take() {
                Some(opened) => Some(opened),
                None => self.desk.case_to_draw(job.guild, number).await?,
            };
            let Some(to_draw) = to_draw else { return Ok(Performed::Done) };
            if self.draw_once(job, to_draw, &mut held).await? == Drawn::Newest {
                return Ok(Performed::Finished);
            }
        }
        Err(Stop::Again)
    }

    /// Has the case follow what came of drawing what the customer sees: it is held, resumed, or
    /// neither. Returns whether the desk's side has to be drawn again for it.
    async fn customer_drawn(
        &self,
        job: &Job,
        case: &Case,
        customer: Result<Vec<Undone>, (Undone, Stop)>,
        held: &mut Option<Failure>,
        failures: &mut Vec<Stop>,
    ) -> Result<bool, Stop> {
        Ok(match customer {
            Ok(said) => match case.obstacle.as_ref().filter(|_| held.is_none()) {
                Some(Obstacle { undone, .. }) => {
                    let moot = match undone {
                        Undone::Thread => case.place().is_none(),
                        undone => undone.is_notice() && !said.contains(undone),
                    };
                    self.desk.resume(case, moot).await?;
                    true
                }
                // The team reads that it was sent.
                None => said.contains(&Undone::News),
            },
            Err((undone, Stop::Discord(failure))) => {
                match self.obstacle(job, case, undone, &failure).await {
                    Some(obstacle) => {
                        *held = Some(failure);
                        self.desk.hold(case, obstacle).await?
                    }
                    None => {
                        failures.push(failure.into());
                        false
                    }
                }
            }
            Err((_, stop)) => {
                failures.push(stop);
                false
            }
        })
    }

    /// Draws the case as it was read. Neither the customer's side waits for the desk's, nor the
    /// other way round. `held` is why the customer cannot be reached: then only the desk's side is
    /// drawn, which says so.
    async fn draw_once(
        &self,
        job: &Job,
        to_draw: CaseToDraw,
        held: &mut Option<Failure>,
    ) -> Result<Drawn, Stop> {
        let team = self.desk.team(job.guild).await?;
        let team = team.ok_or(desk::Error::from(SetupRefusal::NotSetUp))?;
        let CaseToDraw { mut case, notices, bug, awaited, questions } = to_draw;
        let bug = match bug {
            Some(bug) => Some(bug),
            None => self.desk.bug_like(&case).await?,
        };
        let suggested = bug.as_ref().filter(|_| case.bugs.is_empty());
        let suggested = suggested.map(|bug| (bug.number, bug.revision));
        if case.thread.health != ThreadHealth::Present && self.look_for_thread(job, &case).await? {
            return Ok(Drawn::Behind);
        }
        case.thread.health = ThreadHealth::Present;
        let before = case.clone();
        let for_customer = async {
            match held {
                Some(_) => Ok(Vec::new()),
                None => self.draw_for_customer(job, &mut case, &notices).await,
            }
        };
        let (customer, card) = tokio::join!(
            for_customer,
            self.draw_card(job, &before, bug.as_ref(), (&awaited, &questions), &team)
        );
        let mut failures = Vec::new();
        let is_news = self.customer_drawn(job, &case, customer, held, &mut failures).await?;
        match card {
            Ok(card) => {
                case.card = Surface { suggested_bug: suggested.map(|(bug, _)| bug), ..card };
                failures.extend(self.tell_team(&mut case, &notices).await.err());
            }
            Err(stop) => failures.push(stop),
        }
        if case.erased_at_revision > before.card.drawn_revision {
            failures.extend(self.reword(team.settings.language, &case).await.err());
        }
        if failures.is_empty() {
            case.card.drawn_revision = before.revision;
        }
        let shows_all = !is_news && card_shows(&before) == card_shows(&case);
        failures.extend(held.clone().filter(|_| shows_all).map(Stop::Held));
        // What can be tried again decides: it will, and with it all the rest.
        failures.sort_by_key(|stop| {
            matches!(stop, Stop::Discord(Failure::Refused { .. }) | Stop::Held(_))
        });
        let failed = failures.into_iter().next();
        let done = (failed.is_none() && shows_all).then(|| job.clone());
        let mut drawn = what_changed(&before, &case);
        drawn.suggested =
            suggested.filter(|_| case.card.suggested_bug != before.card.suggested_bug);
        self.desk.case_drawn(drawn, done).await?;
        match failed {
            Some(stop) => Err(stop),
            None if shows_all => Ok(Drawn::Newest),
            None => Ok(Drawn::Behind),
        }
    }

    /// Saves what of a case's thread is in Discord before more is done: after a crash nothing else
    /// says so.
    pub(in crate::discord::draw) async fn save_thread(&self, case: &Case) -> Result<(), Stop> {
        let thread = Some((case.source, case.thread));
        let drawn = DrawnCase {
            guild: case.guild,
            number: case.number,
            thread,
            card: None,
            card_moved: false,
            suggested: None,
        };
        Ok(self.desk.case_drawn(drawn, None).await?)
    }

    /// Posts the question of an `/ask` where members ask, unless that is done.
    pub(in crate::discord::draw) async fn draw_anchor(
        &self,
        job: &Job,
        case: &mut Case,
    ) -> Result<(), Stop> {
        if case.source.message.is_some() || case.home != ThreadKind::Started {
            return Ok(());
        }
        let (body, files) = (view::anchor(case), self.question_files(case).await?);
        let post = Outgoing {
            channel: case.source.channel,
            mark: mark(KeyKind::Anchor, case, 0, case.source.channel),
            body: &body,
            files: &files,
            first_tried_at: job.first_tried_at,
            now: self.desk.now(),
        };
        let sent = self.post_question(post).await?;
        case.source.message = Some(sent.message);
        // Noted at once: the thread's number is the anchor's.
        self.save_thread(case).await
    }

    async fn draw_card(
        &self,
        job: &Job,
        case: &Case,
        bug: Option<&Bug>,
        open: (&[Awaited], &[OpenQuestion]),
        team: &Team,
    ) -> Result<Surface, Stop> {
        let (language, channel) = (team.settings.language, team.settings.desk_channel);
        let look = Look {
            subject: Subject::Case(case.number),
            channel,
            body: &view::card(language, case, bug, open, &team.tags),
            mark: |generation| mark(KeyKind::Card, case, generation, channel),
            may_be_outdated: case.revision > 1 || job.version > 1,
        };
        self.show(job, case.card, look, async { Ok(Vec::new()) }).await
    }
}

/// What a card shows that drawing may change: the state, by what was said, and the case's place in
/// Discord.
fn card_shows(case: &Case) -> impl PartialEq {
    (case.revision, case.source, case.source_lost, case.thread(), case.thread.lost)
}

/// What of a case was drawn differently than before.
fn what_changed(before: &Case, after: &Case) -> DrawnCase {
    let thread = (after.source, after.thread);
    DrawnCase {
        guild: after.guild,
        number: after.number,
        thread: (thread != (before.source, before.thread)).then_some(thread),
        card: (after.card != before.card).then_some(after.card),
        card_moved: after.card.posted != before.card.posted,
        suggested: None,
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
