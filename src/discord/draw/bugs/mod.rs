//! Drawing a bug: its report in the developers' channel, and the customer's words in full.

mod known_issue;

use reqwest::Method;
use serde_json::json;

use crate::{
    delivery::Performed,
    desk::BugToDraw,
    domain::{
        Bug, BugNumber, ChannelId, Job, Language, MessageId, Settings, StoredFile, Subject, Surface,
    },
};

use crate::discord::draw::{
    DiscordPlatform, Stop,
    post::{self, Outgoing},
    surface::Look,
};
use crate::discord::{
    rest::{
        Failure, Route, code,
        upload::{UPLOAD_LIMIT, Upload},
    },
    view::{self, Key, KeyKind, Mark},
};

/// How often a report waits for files that cannot be fetched.
const FILE_ATTEMPTS: i64 = 3;

impl DiscordPlatform {
    pub(in crate::discord::draw) async fn draw_bug(
        &self,
        job: &Job,
        number: BugNumber,
    ) -> Result<Performed, Stop> {
        let guild = job.guild;
        let settings = self.desk.settings(guild).await?;
        let Some(mut draw) = self.desk.bug_to_draw(guild, number).await? else {
            return Ok(Performed::Done);
        };
        if draw.bug.card.posted.is_none() && self.fetch_missing_files(&draw, job).await? {
            // Fetched just now: read again what there is.
            draw = self.desk.bug_to_draw(guild, number).await?.unwrap_or(draw);
        }
        leave_out_what_does_not_fit(&mut draw.files);
        let mut report = view::report(&draw, &settings);
        let known = self.desk.bugs_like(&draw.bug).await?;
        report.body = view::with_known_bugs(settings.language, number, report.body, &known);
        if draw.bug.erased_at_revision > draw.bug.card.drawn_revision {
            self.take_back_words(settings.language, &mut draw).await?;
        }
        let mut surface = self.draw_report(job, &draw, &report.body, &settings).await?;
        surface.drawn_revision = draw.bug.revision;
        if let Some((channel, card)) = surface.posted
            && surface.posted != draw.bug.card.posted
        {
            self.open_report_thread(settings.language, channel, card, &draw.bug).await?;
        }
        self.desk.bug_drawn(&draw.bug, surface).await?;
        if surface.generation != draw.bug.card.generation {
            // The thread of a report that was replaced is empty.
            draw = self.desk.bug_to_draw(guild, number).await?.unwrap_or(draw);
        }
        if let Some(place) = surface.posted {
            self.post_parts(job, settings.language, place, (&draw.bug, &report)).await?;
        }
        if let Some(place) = surface.posted.filter(|_| !draw.notices.is_empty()) {
            self.say_in_report(job, place, &draw, settings.language).await?;
        }
        Ok(Performed::Done)
    }

    /// Takes words that were erased out of what is posted about a bug, and has the rest posted
    /// again without them.
    async fn take_back_words(&self, language: Language, draw: &mut BugToDraw) -> Result<(), Stop> {
        let (guild, number) = (draw.bug.guild, draw.bug.number);
        self.take_back(language, draw).await?;
        if draw.bug.parts_posted > 0 {
            draw.bug.parts_posted = 0;
            self.desk.parts_posted(guild, number, 0).await?;
        }
        self.desk.repeat_bug_notices(guild, number).await?;
        if let Some(again) = self.desk.bug_to_draw(guild, number).await? {
            draw.notices = again.notices;
        }
        Ok(())
    }

    /// Posts the parts of a report that are not in its thread yet.
    async fn post_parts(
        &self,
        job: &Job,
        language: Language,
        place: (ChannelId, MessageId),
        (bug, report): (&Bug, &view::Report),
    ) -> Result<(), Stop> {
        let (guild, number, thread) = (bug.guild, bug.number, place.1.thread());
        let posted = usize::try_from(bug.parts_posted).unwrap_or_default();
        for (index, part) in report.parts.iter().enumerate().skip(posted) {
            let key = [
                guild.0,
                number.0.cast_unsigned(),
                place.1.0,
                u64::try_from(index).unwrap_or(u64::MAX),
                // Posted again after others were deleted, under a key of its own.
                bug.erased_at_revision.cast_unsigned(),
            ];
            let post = Outgoing {
                channel: thread,
                mark: Mark::new(Key::new(part.kind, &key), guild, thread, number),
                body: &part.body,
                files: &[],
                first_tried_at: job.first_tried_at,
                now: self.desk.now(),
            };
            self.post_in_report(language, place, bug, post).await?;
            let posted = i64::try_from(index + 1).unwrap_or(i64::MAX);
            self.desk.parts_posted(guild, number, posted).await?;
        }
        Ok(())
    }

    /// Says in the thread of a report what is still to be said there.
    async fn say_in_report(
        &self,
        job: &Job,
        (channel, card): (ChannelId, MessageId),
        draw: &BugToDraw,
        language: Language,
    ) -> Result<(), Stop> {
        let (guild, bug, thread) = (job.guild, &draw.bug, card.thread());
        for stored in &draw.notices {
            let case = match stored.notice.case() {
                Some(number) => self.desk.case(guild, number).await?,
                None => None,
            };
            let asked = self.desk.question_words(guild, stored.notice.questions().to_vec()).await?;
            let mut body = view::bug_notice(language, &stored.notice, case.as_ref(), &asked);
            if stored.again {
                body.pings.clear();
            }
            // Posted anew under another report, or after others were deleted: a key of its own.
            let parts = [
                guild.0,
                stored.id.cast_unsigned(),
                card.0,
                bug.erased_at_revision.cast_unsigned(),
            ];
            let key = Key::new(KeyKind::BugNotice, &parts);
            let post = Outgoing {
                channel: thread,
                mark: Mark::new(key, guild, thread, bug.number),
                body: &body,
                files: &[],
                first_tried_at: stored.asked_at,
                now: self.desk.now(),
            };
            self.post_in_report(language, (channel, card), bug, post).await?;
            self.desk.bug_notice_said(guild, stored.id).await?;
        }
        Ok(())
    }

    /// Fetches files that were not downloaded yet. Returns whether there were any. A report does
    /// not wait for ever: after a few tries it is sent without them.
    async fn fetch_missing_files(&self, draw: &BugToDraw, job: &Job) -> Result<bool, Stop> {
        let mut fetched = false;
        for case in &draw.cases {
            for awaited in self.desk.awaited_files(case.guild, case.number).await? {
                fetched = true;
                match self.keep_files(&awaited).await {
                    Err(Stop::Discord(failure))
                        if job.attempts >= FILE_ATTEMPTS
                            || matches!(failure, Failure::Refused { .. }) =>
                    {
                        tracing::warn!(guild.id = %case.guild, "A bug report goes without a file: {failure}");
                    }
                    done => {
                        done?;
                    }
                }
            }
        }
        Ok(fetched)
    }

    async fn draw_report(
        &self,
        job: &Job,
        draw: &BugToDraw,
        body: &view::Body,
        settings: &Settings,
    ) -> Result<Surface, Stop> {
        let bug = &draw.bug;
        let channel = settings.developers_channel;
        let look = Look {
            subject: Subject::Bug(bug.number),
            channel,
            body,
            mark: |generation| mark(bug, channel, generation),
            may_be_outdated: bug.revision > 1 || job.version > 1,
        };
        self.show(job, bug.card, look, self.uploads(draw)).await
    }

    /// The files that go with the report. Read when they are needed, since together they may be
    /// large.
    async fn uploads(&self, draw: &BugToDraw) -> Result<Vec<Upload>, Stop> {
        let mut uploads = Vec::new();
        for file in
            draw.files.iter().filter(|file| file.missing.is_none()).take(view::ATTACHED_FILES)
        {
            let Some(content) = self.desk.file_content(draw.bug.guild, file.attachment).await?
            else {
                continue;
            };
            uploads.push(Upload {
                filename: file.filename.clone(),
                content_type: file.content_type.clone(),
                content,
            });
        }
        Ok(uploads)
    }

    /// Opens the thread of a new report, in which developers and agents talk about the bug. If the
    /// bot may not, it is opened when something is to be said there.
    async fn open_report_thread(
        &self,
        language: Language,
        channel: ChannelId,
        card: MessageId,
        bug: &Bug,
    ) -> Result<(), Stop> {
        match self.report_thread(language, channel, card, bug).await {
            Err(Stop::Discord(failure @ Failure::Refused { .. })) => {
                tracing::info!(guild.id = %bug.guild, bug.number = bug.number.0, "A report has no thread yet: {failure}");
                Ok(())
            }
            opened => opened.map(drop),
        }
    }

    /// Posts in the thread of a report.
    async fn post_in_report(
        &self,
        language: Language,
        (channel, card): (ChannelId, MessageId),
        bug: &Bug,
        post: Outgoing<'_>,
    ) -> Result<(), Stop> {
        match post::post(&self.rest, self.me.user, post.clone()).await {
            // It could not be opened with the report, or somebody deleted it.
            Err(failure) if failure.code() == code::UNKNOWN_CHANNEL => {
                self.report_thread(language, channel, card, bug).await?;
                post::post(&self.rest, self.me.user, post).await?;
            }
            posted => drop(posted?),
        }
        Ok(())
    }

    /// The thread on the report, for what is said about it and for what does not fit on it.
    async fn report_thread(
        &self,
        language: Language,
        channel: ChannelId,
        card: MessageId,
        bug: &Bug,
    ) -> Result<ChannelId, Stop> {
        let route =
            Route::channel(Method::POST, channel.0, format!("/messages/{card}/threads"), "threads");
        let body = json!({ "name": view::report_thread_name(language, bug) });
        match self.rest.send(route.clone(), Some(&body), &[]).await {
            Ok(_) => Ok(card.thread()),
            Err(failure) if failure.code() == code::THREAD_EXISTS => Ok(card.thread()),
            Err(failure) if failure.is_about_name() => {
                let body = json!({ "name": view::plain_report_thread_name(language, bug.number) });
                self.rest.send(route, Some(&body), &[]).await?;
                Ok(card.thread())
            }
            Err(failure) => Err(failure.into()),
        }
    }
}

fn mark(bug: &Bug, channel: ChannelId, generation: i64) -> Mark {
    let parts = [
        bug.guild.0,
        bug.number.0.cast_unsigned(),
        bug.reported_at.timestamp_millis().cast_unsigned(),
        generation.cast_unsigned(),
    ];
    Mark::new(Key::new(KeyKind::Report, &parts), bug.guild, channel, bug.number)
}

/// Files that are too much for one message together are named as such, and stay with the case.
fn leave_out_what_does_not_fit(files: &mut [StoredFile]) {
    let mut room = UPLOAD_LIMIT;
    for file in files.iter_mut().filter(|file| file.missing.is_none()) {
        match room.checked_sub(file.size) {
            Some(left) => room = left,
            None => file.missing = Some("no-room".to_owned()),
        }
    }
}
