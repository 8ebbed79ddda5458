//! What is said once for a case, in its order; and the thread, put away when the case is closed, brought back when it
//! is open again.

use std::collections::HashSet;

use reqwest::Method;
use serde_json::json;

use crate::{
    desk::StoredPost,
    domain::{Actor, Case, CaseNumber, Cause, ChannelId, MessageId, Room, UserId},
};

use super::super::{
    rest::{Failure, Route, code},
    view::{self, Body},
};
use super::{
    Courier, Errand, Noted, Stop,
    case::{AUTO_ARCHIVE, CreatedThread},
    post::{self, Found, Post},
};

impl Courier {
    /// Says what is to be said in a case, and puts its thread away or brings it back.
    pub(super) async fn follow(&self, case: &mut Case) -> Result<(), Stop> {
        let posts = if case.surfaces.has_live_posts { self.inner.desk.live_posts(case.guild, case.number).await? } else { Vec::new() };
        let closed = case.is_closed();
        let speaks = posts.iter().any(|post| post.posted.is_none() && post.post.room() == Room::Thread);
        if case.surfaces.put_away && (!closed || speaks) {
            self.put_away(case, false).await?;
        }
        for post in posts {
            match post.posted {
                None => self.say(case, post).await?,
                Some(_) => self.refresh(case, post).await?,
            }
        }
        if closed && !case.surfaces.put_away {
            self.put_away(case, true).await?;
        }
        Ok(())
    }

    /// Archives and locks the thread in one edit, or undoes that.
    async fn put_away(&self, case: &mut Case, away: bool) -> Result<(), Stop> {
        let Some(thread) = case.surfaces.thread else { return Ok(()) };
        match self.set_put_away(thread, away).await {
            // Archived already, by Discord after a week without a word, or by us before we could note it. Such a thread can
            // be brought back and nothing else, so it is, to be locked.
            Err(failure) if away && failure.code() == code::THREAD_ARCHIVED => {
                self.set_put_away(thread, false).await?;
                self.set_put_away(thread, true).await?;
            }
            done => done?,
        }
        case.surfaces.put_away = away;
        self.note(case, case.surfaces, None).await
    }

    /// A thread that is gone needs nothing.
    async fn set_put_away(&self, thread: ChannelId, away: bool) -> Result<(), Failure> {
        let route = Route::channel(Method::PATCH, thread.0, "", "channel");
        match self.inner.rest.send(route, Some(&json!({ "archived": away, "locked": away })), &[]).await {
            Ok(_) => Ok(()),
            Err(failure) if failure.code() == code::UNKNOWN_CHANNEL => Ok(()),
            Err(failure) => Err(failure),
        }
    }

    async fn say(&self, case: &mut Case, stored: StoredPost) -> Result<(), Stop> {
        let Some(channel) = self.room(case, stored.post.room()).await? else { return Ok(()) };
        let body = view::post(case, &stored.post);
        let now = self.inner.desk.now();
        // Looked for only where the first try may be long past: two posts may say the same.
        let others: HashSet<MessageId> = self.inner.desk.said(case.guild, case.number).await?.into_iter().collect();
        let mark = |found: &Found| {
            found.content.trim() == body.content.trim() && !found.id.parse().is_ok_and(|id| others.contains(&MessageId(id)))
        };
        let post = || Post {
            channel,
            nonce: post::nonce('p', &[case.guild.0, stored.id.cast_unsigned()]),
            body: &body,
            files: &[],
            first_tried_at: stored.asked_at,
            now,
            mark: &mark,
        };
        let message = match post::post(&self.inner.rest, self.inner.me.user, post()).await {
            Err(failure) if failure.code() == code::THREAD_ARCHIVED && stored.post.room() == Room::Thread => {
                let post = post();
                self.put_away(case, false).await?;
                post::post(&self.inner.rest, self.inner.me.user, post).await?
            }
            posted => posted?,
        };
        Ok(self.inner.desk.post_said(case, &stored, (channel, message), face(&body), !body.components.is_empty()).await?)
    }

    /// Makes a post look as the case now is: its buttons go when they have done their work.
    async fn refresh(&self, case: &mut Case, stored: StoredPost) -> Result<(), Stop> {
        let Some((channel, message)) = stored.posted else { return Ok(()) };
        let body = view::post(case, &stored.post);
        let live = !body.components.is_empty();
        if stored.face == Some(face(&body)) {
            return Ok(());
        }
        let mut edited = post::edit(&self.inner.rest, channel, message, &body).await;
        if edited.as_ref().is_err_and(|failure| failure.code() == code::THREAD_ARCHIVED) {
            self.put_away(case, false).await?;
            edited = post::edit(&self.inner.rest, channel, message, &body).await;
        }
        let there = match edited {
            Ok(there) => there,
            Err(failure) if failure.code() == code::UNKNOWN_CHANNEL => false,
            Err(failure) => return Err(failure.into()),
        };
        Ok(self.inner.desk.post_said(case, &stored, (channel, message), face(&body), live && there).await?)
    }

    /// The channel or thread in which something is said. None where there is no such place.
    async fn room(&self, case: &mut Case, room: Room) -> Result<Option<ChannelId>, Stop> {
        match room {
            Room::Thread => Ok(case.surfaces.thread),
            Room::Outside => Ok(Some(case.source.channel)),
            Room::Team => self.team_thread(case).await,
        }
    }

    /// The internal thread under the card, made when it is first needed.
    async fn team_thread(&self, case: &mut Case) -> Result<Option<ChannelId>, Stop> {
        if case.surfaces.team_thread.is_some() {
            return Ok(case.surfaces.team_thread);
        }
        let (Some(channel), Some(card)) = (case.surfaces.card_channel, case.surfaces.card) else { return Ok(None) };
        let route = Route::channel(Method::POST, channel.0, format!("/messages/{card}/threads"), "threads");
        let body = json!({ "name": view::team_thread_name(case), "auto_archive_duration": AUTO_ARCHIVE });
        let thread = match self.inner.rest.send(route, Some(&body), &[]).await {
            Ok(answer) => {
                let created: CreatedThread = serde_json::from_slice(&answer).map_err(|error| Failure::Unknown(error.to_string()))?;
                ChannelId(post::message_id(&created.id)?.0)
            }
            Err(failure) if failure.code() == code::THREAD_EXISTS => card.thread(),
            Err(failure) => return Err(failure.into()),
        };
        case.surfaces.team_thread = Some(thread);
        self.note(case, case.surfaces, None).await?;
        Ok(Some(thread))
    }

    /// Looks whether the one who has a case is still an agent.
    pub(super) async fn check_assignee(&self, errand: &Errand, number: CaseNumber) -> Result<Noted, Stop> {
        let Some(case) = self.inner.desk.case_to_draw(errand.guild, number).await? else { return Ok(Noted::No) };
        let Some(assignee) = case.assignee else { return Ok(Noted::No) };
        if !self.is_agent(errand, assignee).await? {
            self.inner.desk.give_back(errand.guild, number, assignee, Cause::Due(errand.id)).await?;
        }
        Ok(Noted::No)
    }

    async fn is_agent(&self, errand: &Errand, user: UserId) -> Result<bool, Stop> {
        let route = Route::guild(Method::GET, errand.guild.0, format!("/members/{user}"), "member");
        let member: serenity::all::Member = match self.inner.rest.get(route).await {
            Ok(member) => member,
            Err(failure) if failure.code() == code::UNKNOWN_MEMBER => return Ok(false),
            Err(failure) => return Err(failure.into()),
        };
        let roles = super::super::identify::roles(&member.roles);
        let actor: Actor = self.inner.desk.actor(errand.guild, user, &roles, false).await?;
        Ok(actor.standing.is_staff())
    }
}

/// What a message looks like, in one number: to see whether it has to be edited.
fn face(body: &Body) -> i64 {
    post::fingerprint(&[body.edit().to_string().as_bytes()]).cast_signed()
}
