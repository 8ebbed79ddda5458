//! The notices of a case, in their order; and its thread, archived when the case is closed and
//! unarchived when it is reopened.

use futures_util::FutureExt;
use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    desk::Shown,
    domain::{
        Case, CaseReference, ChannelId, Job, Notice, NoticePlace, Reason, StoredNotice, ThreadKind,
        Time, Undone, Unsaid, notice::Internal,
    },
};

use crate::discord::draw::{
    DiscordPlatform, Stop,
    cases::{
        obstacle,
        thread::{AUTO_ARCHIVE, CreatedThread},
    },
    post::{self, Outgoing, Sent},
};
use crate::discord::{
    rest::{Failure, Route, code},
    view::{self, Body, Key, KeyKind, Mark, fingerprint},
};

impl DiscordPlatform {
    /// Draws what the customer sees of a case: the question of an `/ask`, the thread, and what is
    /// said to them, in its order. A closed case's thread is archived after that. Returns what was
    /// said. If it fails, says what could not be done.
    pub(in crate::discord::draw) async fn draw_for_customer(
        &self,
        job: &Job,
        case: &mut Case,
        notices: &[StoredNotice],
    ) -> Result<Vec<Undone>, (Undone, Stop)> {
        let during = |undone| move |stop| (undone, stop);
        let drawn = (case.source, case.thread);
        self.draw_anchor(job, case).await.map_err(during(Undone::Question))?;
        if let Err(stop) = self.draw_thread(job, case, notices).await {
            if matches!(stop, Stop::Discord(_)) {
                self.say_outside(case, notices).await?;
            }
            return Err((Undone::Thread, stop));
        }
        let greeted = self.greet(job, case).await;
        let is_cut_off = match &greeted {
            Err(Stop::Discord(failure)) => obstacle::of_message(failure).is_none(),
            Err(_) => true,
            Ok(()) => false,
        };
        // A greeting that is not accepted keeps nothing else from the customer.
        if is_cut_off || case.is_drawn_in_full() {
            return greeted.map(|()| Vec::new()).map_err(during(Undone::Greeting));
        }
        if drawn != (case.source, case.thread) {
            self.save_thread(case).await.map_err(during(Undone::Thread))?;
        }
        let notices = || notices.iter().filter(|notice| !notice.post.is_internal());
        let now = self.desk.now();
        let is_due = |notice: &StoredNotice| {
            notice.posted.is_none() && case.unsaid(&notice.post, now) == Unsaid::Due
        };
        let speaks = notices().any(|notice| is_due(notice) && case.is_said_in_thread(&notice.post));
        let unsaid: Vec<_> = notices()
            .filter(|notice| notice.posted.is_none())
            .map(|notice| (notice, case.is_said_in_thread(&notice.post)))
            .collect();
        if case.thread.archived && (!case.should_archive() || speaks) {
            self.put_away(case, false).await.map_err(during(Undone::Upkeep))?;
        }
        // Whoever answers is in the thread before their answer.
        let let_in = self.let_in(case).await;
        let (mut said, mut refused) = (Vec::new(), None);
        for (notice, place) in unsaid {
            let undone = notice.post.undone();
            // What can't be said in the thread keeps nothing from the channel, nor the other way.
            if refused.as_ref().is_some_and(|(at, _)| *at == place) {
                continue;
            }
            match self.say(case, notice).await {
                Ok(true) => said.push(undone),
                Ok(false) => {}
                Err(stop @ Stop::Discord(_)) if refused.is_none() => {
                    refused = Some((place, (undone, stop)));
                }
                Err(stop) => return Err((undone, stop)),
            }
        }
        if let Some((_, failure)) = refused {
            return Err(failure);
        }
        for notice in notices().filter(|notice| notice.posted.is_some()) {
            self.refresh(case, notice).await.map_err(during(notice.post.undone()))?;
        }
        let_in.map_err(during(Undone::Upkeep))?;
        self.update_greeting(case).await.map_err(during(Undone::Upkeep))?;
        if case.should_archive() && !case.thread.archived {
            self.put_away(case, true).await.map_err(during(Undone::Upkeep))?;
        }
        self.tag(case).await.map_err(during(Undone::Upkeep))?;
        greeted.map(|()| said).map_err(during(Undone::Greeting))
    }

    /// Says in the channel what does not wait for the thread.
    async fn say_outside(
        &self,
        case: &mut Case,
        notices: &[StoredNotice],
    ) -> Result<(), (Undone, Stop)> {
        for notice in notices.iter().filter(|notice| notice.posted.is_none()) {
            if notice.post.room() == NoticePlace::Outside && case.outside().is_some() {
                let said = self.say(case, notice).await;
                said.map_err(|stop| (notice.post.undone(), stop))?;
            }
        }
        Ok(())
    }

    /// Notes that a notice will never be posted.
    pub(in crate::discord::draw) async fn give_up(
        &self,
        case: &mut Case,
        notice: &StoredNotice,
        reason: Reason,
    ) -> Result<(), Stop> {
        let after = self.desk.notice_given_up(case, notice.clone(), reason).await?;
        *case = Case { thread: case.thread, source: case.source, card: case.card, ..after };
        Ok(())
    }

    /// Says what is to be said among the team, in its order.
    pub(in crate::discord::draw) async fn tell_team(
        &self,
        case: &mut Case,
        notices: &[StoredNotice],
    ) -> Result<(), Stop> {
        let mut is_unheard = false;
        for notice in notices.iter().filter(|notice| notice.post.is_internal()) {
            let is_resumed = matches!(notice.post, Notice::Internal(Internal::Resumed { .. }));
            match notice.posted {
                // Who never read that the customer cannot be reached need not read that they can.
                None if is_resumed && is_unheard => {
                    self.desk.notice_dropped(case.guild, notice.id).await?;
                    is_unheard = false;
                }
                None => {
                    let is_held = matches!(notice.post, Notice::Internal(Internal::Held { .. }));
                    let is_said = self.say(case, notice).await?;
                    is_unheard |= is_held && !is_said;
                }
                Some(_) => self.refresh(case, notice).await?,
            }
        }
        Ok(())
    }

    /// Archives and locks the thread in one edit, or undoes that.
    async fn put_away(&self, case: &mut Case, away: bool) -> Result<(), Stop> {
        let Some(thread) = case.thread.id else { return Ok(()) };
        let edit =
            self.with_tags(case, thread, json!({ "archived": away, "locked": away })).await?;
        self.edit_thread(thread, &edit).await?;
        case.thread.archived = away;
        case.thread.tagged = Some(case.status);
        self.save_thread(case).await
    }

    /// Shows the status on the forum's post, if it has changed.
    async fn tag(&self, case: &mut Case) -> Result<(), Stop> {
        let is_shown = case.forum().is_none() || case.thread.tagged == Some(case.status);
        let Some(thread) = case.thread.id.filter(|_| !is_shown) else { return Ok(()) };
        let edit = self.with_tags(case, thread, json!({})).await?;
        if edit.get("applied_tags").is_some() {
            self.edit_thread(thread, &edit).await?;
        }
        case.thread.tagged = Some(case.status);
        self.save_thread(case).await
    }

    async fn edit_thread(&self, thread: ChannelId, edit: &Value) -> Result<(), Stop> {
        let route = Route::channel(Method::PATCH, thread.0, "", "channel");
        self.in_thread(thread, || self.rest.send(route.clone(), Some(edit), &[]).boxed())
            .await
            .map(drop)
    }

    /// Adds the assignee to the thread. Agents cannot see other people's private threads, and of
    /// any thread only its members are notified.
    async fn let_in(&self, case: &mut Case) -> Result<(), Stop> {
        let (Some(thread), Some(agent)) = (case.thread.id, case.to_let_in()) else {
            return Ok(());
        };
        let route = Route::channel(
            Method::PUT,
            thread.0,
            format!("/thread-members/{agent}"),
            "thread members",
        );
        match self.in_thread(thread, || self.rest.send(route.clone(), None, &[]).boxed()).await {
            Ok(_) => {}
            // They have left, or may not see the channel: the card still leads them there, as far
            // as Discord lets them. In a public thread they can answer without being a member.
            Err(Stop::Discord(failure @ Failure::Refused { .. }))
                if case.home != ThreadKind::Private
                    || matches!(failure.code(), code::UNKNOWN_MEMBER | code::MISSING_ACCESS) =>
            {
                tracing::info!(guild.id = %case.guild, case.number = case.number.0, "An agent cannot be added to a thread: {failure}");
                if failure.code() == code::MISSING_PERMISSIONS {
                    // Tried again when the case is next drawn.
                    return Ok(());
                }
                if failure.code() != code::UNKNOWN_MEMBER {
                    self.desk.agent_not_let_in(case, agent).await?;
                }
            }
            Err(stop) => return Err(stop),
        }
        case.thread.invited = Some(agent);
        self.save_thread(case).await
    }

    /// Posts a notice as it is to look once it is in Discord, and has it count from then on. Gives
    /// it up if Discord will never accept it. Returns whether it is in Discord now.
    async fn say(&self, case: &mut Case, stored: &StoredNotice) -> Result<bool, Stop> {
        let now = self.desk.now();
        let unsaid = case.unsaid(&stored.post, now);
        if unsaid == Unsaid::Waiting {
            return Ok(false);
        }
        let place = stored.post.room();
        if unsaid == Unsaid::Moot && place == NoticePlace::Team && case.thread.team.is_none() {
            // No thread is made for what nobody has to read.
            self.desk.notice_dropped(case.guild, stored.id).await?;
            return Ok(false);
        }
        let Some(mut channel) = self.room(case, place).await? else {
            if unsaid == Unsaid::Moot {
                self.desk.notice_dropped(case.guild, stored.id).await?;
            }
            return Ok(false);
        };
        let settings = self.desk.settings(case.guild).await?;
        let once_said = case.once_said(&stored.post, now);
        let is_for_all =
            unsaid == Unsaid::Due && self.has_lost_its_agent(case, &stored.post).await?;
        let stored = &StoredNotice {
            post: match is_for_all {
                true => stored.post.clone().for_all_agents(),
                false => stored.post.clone(),
            },
            ..stored.clone()
        };
        let mut body = view::post(settings.language, &once_said, &stored.post);
        if is_for_all {
            body = view::to_roles(&settings.agents_roles, body);
        }
        let mark = mark(case, stored);
        let post = |channel| Outgoing {
            channel,
            mark: mark(channel),
            body: &body,
            files: &[],
            first_tried_at: stored.asked_at,
            now,
        };
        // An earlier try may have posted it, though its answer was lost.
        let find = |channel| {
            self.in_thread(channel, move || {
                async move { post::find(&self.rest, self.me.user, &post(channel)).await }.boxed()
            })
        };
        let earlier = |message| Sent { message, is_current: false };
        if unsaid == Unsaid::Moot {
            return match find(channel).await {
                Ok(Some(message)) => {
                    self.count(case, stored, channel, earlier(message), &body, now).await
                }
                Ok(None) | Err(Stop::ThreadMissing) => {
                    self.desk.notice_dropped(case.guild, stored.id).await?;
                    Ok(false)
                }
                Err(stop) => Err(stop),
            };
        }
        let send = |channel| {
            self.in_thread(channel, move || {
                post::post(&self.rest, self.me.user, post(channel)).boxed()
            })
        };
        let sent = match send(channel).await {
            Err(Stop::ThreadMissing) if place == NoticePlace::Team => {
                // Somebody deleted it: another one is made under the card.
                channel = self.new_team_thread(case).await?;
                send(channel).await?
            }
            Err(Stop::ThreadMissing) if place == NoticePlace::Outside && case.thread.lost => {
                // The whole channel is gone, as its thread has shown.
                self.give_up(case, stored, Reason::NoPlace).await?;
                return Ok(false);
            }
            Err(Stop::Discord(failure)) => {
                let Some(reason) = obstacle::of_message(&failure) else {
                    return Err(failure.into());
                };
                match find(channel).await? {
                    Some(message) => earlier(message),
                    None => {
                        self.give_up(case, stored, reason).await?;
                        return Ok(false);
                    }
                }
            }
            sent => sent?,
        };
        let is_there = self.count(case, stored, channel, sent, &body, now).await?;
        if is_for_all {
            self.desk.notice_readdressed(case.guild, stored).await?;
        }
        Ok(is_there)
    }

    /// Whether a notice is for one agent who is none any more. The assignees of open cases are
    /// watched.
    async fn has_lost_its_agent(&self, case: &Case, notice: &Notice) -> Result<bool, Stop> {
        let watched = case.assignee.filter(|_| !case.is_over());
        let Some(agent) = notice.agent().filter(|agent| watched != Some(*agent)) else {
            return Ok(false);
        };
        let Some(person) = self.bot.member(case.guild, agent).await? else { return Ok(true) };
        Ok(!self.desk.actor(&person).await?.roles.is_staff())
    }

    /// Has a notice count that is in Discord, and makes it look as the case then is.
    async fn count(
        &self,
        case: &mut Case,
        stored: &StoredNotice,
        channel: ChannelId,
        sent: Sent,
        body: &Body,
        now: Time,
    ) -> Result<bool, Stop> {
        let place = (channel, sent.message);
        let once_said = case.once_said(&stored.post, now);
        let shown = Shown {
            place,
            face: sent.is_current.then(|| face(body)),
            revision: case.revision,
            live: !sent.is_current || !once_said.is_final(&stored.post),
        };
        let number = CaseReference::Number(case.number);
        let after = self.desk.notice_said(case.guild, number, stored.clone(), shown, now).await?;
        *case = Case { thread: case.thread, source: case.source, card: case.card, ..after };
        if !sent.is_current {
            self.refresh(case, &StoredNotice { posted: Some(place), ..stored.clone() }).await?;
        }
        Ok(true)
    }

    /// Makes a notice look as the case now is: its buttons go when they have done their work.
    async fn refresh(&self, case: &mut Case, stored: &StoredNotice) -> Result<(), Stop> {
        let Some((channel, message)) = stored.posted else { return Ok(()) };
        let settings = self.desk.settings(case.guild).await?;
        let body = view::post(settings.language, case, &stored.post);
        // It may be for all agents, since the one whom it was for is none any more.
        let for_all = || view::to_roles(&settings.agents_roles, body.clone());
        let looks_so = stored.face == Some(face(&body))
            || stored.post.is_internal() && stored.face == Some(face(&for_all()));
        let live = !case.is_final(&stored.post);
        if looks_so && live && stored.shown_revision == case.revision {
            return Ok(());
        }
        let mut there = true;
        if !looks_so {
            if case.thread.archived && case.thread.id == Some(channel) {
                // Unarchived for it, and archived again when everything is sent.
                self.put_away(case, false).await?;
            }
            let mark = mark(case, stored)(channel);
            let edit = || post::edit(&self.rest, channel, message, &body, &mark).boxed();
            there = match self.in_thread(channel, edit).await {
                Ok(true) => true,
                Ok(false) => {
                    return Ok(self.desk.message_deleted(case.guild, channel, message).await?);
                }
                // Where the case's own thread is gone, others will notice.
                Err(Stop::ThreadMissing) => false,
                Err(stop) => return Err(stop),
            };
        }
        let shown = Shown {
            place: (channel, message),
            face: Some(face(&body)),
            revision: case.revision,
            live: live && there,
        };
        Ok(self.desk.notice_shown(case.guild, stored.id, shown).await?)
    }

    /// Returns the channel or thread for a notice. None if there is no such place.
    async fn room(&self, case: &mut Case, room: NoticePlace) -> Result<Option<ChannelId>, Stop> {
        match room {
            NoticePlace::Thread => Ok(case.place()),
            NoticePlace::Outside => Ok(case.outside().or(case.place())),
            NoticePlace::Team => self.team_thread(case).await,
        }
    }

    /// The internal thread under the card, made when it is first needed.
    async fn team_thread(&self, case: &mut Case) -> Result<Option<ChannelId>, Stop> {
        if case.thread.team.is_some() {
            return Ok(case.thread.team);
        }
        if case.card.posted.is_none() {
            return Ok(None);
        }
        self.new_team_thread(case).await.map(Some)
    }

    async fn new_team_thread(&self, case: &mut Case) -> Result<ChannelId, Stop> {
        let thread = self.start_team_thread(case).await?;
        case.thread.team = Some(thread);
        self.save_thread(case).await?;
        Ok(thread)
    }

    /// Starts the internal thread on a card. The caller saves it.
    pub(super) async fn start_team_thread(&self, case: &Case) -> Result<ChannelId, Stop> {
        let Some((channel, card)) = case.card.posted else { return Err(Stop::Again) };
        let route =
            Route::channel(Method::POST, channel.0, format!("/messages/{card}/threads"), "threads");
        let language = self.desk.settings(case.guild).await?.language;
        let body = json!({ "name": view::team_thread_name(language, case), "auto_archive_duration": AUTO_ARCHIVE });
        let plain =
            json!({ "name": view::plain_thread_name(case), "auto_archive_duration": AUTO_ARCHIVE });
        let answer = match self.rest.send(route.clone(), Some(&body), &[]).await {
            // Discord rejects some words in names. The case's number alone is always accepted.
            Err(failure) if failure.is_about_name() => {
                self.rest.send(route, Some(&plain), &[]).await
            }
            answer => answer,
        };
        match answer {
            Ok(answer) => {
                let created: CreatedThread = serde_json::from_slice(&answer)
                    .map_err(|error| Failure::Unknown(error.to_string()))?;
                Ok(ChannelId(post::message_id(&created.id)?.0))
            }
            Err(failure) if failure.code() == code::THREAD_EXISTS => Ok(card.thread()),
            Err(failure) => Err(failure.into()),
        }
    }
}

/// The mark of a notice in whatever channel it is sent to.
fn mark(case: &Case, notice: &StoredNotice) -> impl Fn(ChannelId) -> Mark + use<> {
    let (guild, number) = (case.guild, case.number);
    let key = Key::new(KeyKind::Notice, &[guild.0, notice.id.cast_unsigned()]);
    move |channel| Mark::new(key.clone(), guild, channel, number)
}

/// What a message looks like, in one number: to see whether it has to be edited.
fn face(body: &Body) -> i64 {
    fingerprint(&[body.edit().to_string().as_bytes()]).cast_signed()
}
