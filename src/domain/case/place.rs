//! The place in which a case lives: its thread, and what may be done with that.

use chrono::TimeDelta;

use crate::domain::{
    ChannelId, FactKind, MessageId, Notice, NoticePlace, Origin, Phase, PublicStatus, Status,
    ThreadKind, Time, UserId, id, refusal::CaseRefusal,
};

use crate::domain::case::{asking::Asking, state::Case, step::Step};

/// How long after it was written a message has had no time for replies.
const AT_ONCE: TimeDelta = TimeDelta::seconds(5);

impl Case {
    /// The thread in which the case is talked about. Known before it is created from the question,
    /// since a thread from a message has the message's ID; unless something keeps the bot from it,
    /// or the case was closed before.
    pub fn thread(&self) -> Option<ChannelId> {
        let to_come = match self.home {
            ThreadKind::Started
                if !self.thread.lost && self.obstacle.is_none() && !self.is_closed() =>
            {
                self.source.message.map(MessageId::thread)
            }
            ThreadKind::Started
            | ThreadKind::Own
            | ThreadKind::Shared
            | ThreadKind::Private
            | ThreadKind::Channel => None,
        };
        self.thread.id.or(to_come)
    }

    /// Where the customer is answered: the thread, once it exists, or the channel.
    pub fn place(&self) -> Option<ChannelId> {
        match self.home {
            ThreadKind::Channel => (!self.thread.lost).then_some(self.source.channel),
            ThreadKind::Started | ThreadKind::Own | ThreadKind::Shared | ThreadKind::Private => {
                self.thread.id
            }
        }
    }

    /// Its place is gone, with all that was said there; what was kept of it stays. A question
    /// whether the case is solved went with it, so that the case waits for nobody's word on it.
    pub(super) fn lose_thread(&mut self) -> Step {
        self.thread.lose();
        let was_asked = self.phase() == Phase::Solved;
        if was_asked {
            self.withdraw();
        }
        self.locked_since = None;
        // What is said next in a place that cannot come back is said to nobody.
        self.source_lost |=
            matches!(self.home, ThreadKind::Own | ThreadKind::Shared | ThreadKind::Channel);
        Step::saying(FactKind::ThreadLost, [Notice::thread_lost(self.assignee, was_asked)])
    }

    /// Its thread is locked, or no longer. The team is told if the customer of an open case cannot
    /// write any more.
    pub(super) fn lock_thread(&mut self, locked: bool, now: Time) -> Result<Step, CaseRefusal> {
        if self.locked_since.is_some() == locked || self.should_archive() {
            return Err(CaseRefusal::NothingDue(self.number));
        }
        if locked {
            self.locked_since = Some(now);
            let told = (!self.is_closed()).then(|| Notice::thread_locked(self.assignee));
            return Ok(Step::saying(FactKind::ThreadLocked, told));
        }
        self.unlock(now);
        Ok(FactKind::ThreadUnlocked.into())
    }

    /// Records that nobody has locked the thread any more.
    pub(super) fn unlock(&mut self, now: Time) {
        if self.locked_since.is_some() {
            self.count_standstill(now);
            self.locked_since = None;
        }
    }

    /// Lets the days of a proposed answer end later by the time in which the customer could not
    /// write or be reached. From now on, more of it is counted.
    pub(super) fn count_standstill(&mut self, now: Time) {
        let silent = self.obstacle.as_ref().filter(|obstacle| obstacle.is_silent());
        let since = silent.and_then(|obstacle| obstacle.since).into_iter().chain(self.locked_since);
        if let Some(since) = since.min() {
            // What was asked in the meantime counts from the moment in which it was.
            let by = now - self.solved_at.map_or(since, |asked_at| asked_at.max(since));
            self.remind_at = self.remind_at.map(|time| time + by);
            // The time since a reminder fell due is counted when that is in Discord.
            let by = match self.asking {
                Some(Asking::Reminder { at }) => by.min(at - since).max(TimeDelta::zero()),
                Some(Asking::Solution { .. }) | None => by,
            };
            self.close_at = self.close_at.map(|time| time + by);
        }
        self.stand_still_from(now);
    }

    /// Counts the time in which the customer cannot write or be reached from a moment on.
    pub(super) fn stand_still_from(&mut self, now: Time) {
        self.locked_since = self.locked_since.map(|_| now);
        if let Some(obstacle) = self.obstacle.as_mut() {
            obstacle.since = obstacle.since.map(|_| now);
        }
    }

    /// Whether the bot's first message repeats the question: a private thread is not attached to a
    /// message, and neither is one that replaces a thread that was deleted.
    pub fn opening_has_question(&self) -> bool {
        self.home == ThreadKind::Private || self.thread.generation > 0
    }

    /// Whether a thread can be made again where the last one was deleted.
    pub fn can_have_thread(&self) -> bool {
        match self.home {
            ThreadKind::Private => true,
            ThreadKind::Started => !self.source_lost,
            ThreadKind::Own | ThreadKind::Shared | ThreadKind::Channel => !self.thread.lost,
        }
    }

    /// Whether a message of its thread was written before the question.
    pub fn is_asked_after(&self, message: MessageId) -> bool {
        !self.origin.is_posted_by_bot()
            && self.source.message.is_some_and(|question| message < question)
    }

    /// Whether a message of its thread belongs to the case. In a thread of others, what was said
    /// before the question has nothing to do with it.
    pub fn contains(&self, message: MessageId) -> bool {
        self.home != ThreadKind::Shared || !self.is_asked_after(message)
    }

    /// Whether somebody may have replied to the question where it is before it was a case's. What a
    /// rule finds right away has no replies, and a thread of its own is read as a whole.
    pub(super) fn may_have_replies(&self, now: Time) -> bool {
        let is_in_thread =
            matches!(self.home, ThreadKind::Own | ThreadKind::Shared) || self.asked_in.is_some();
        let is_found_at_once = |message: MessageId| {
            matches!(self.origin, Origin::Rule(_)) && id::created_at(message.0) + AT_ONCE > now
        };
        !self.origin.is_posted_by_bot()
            && !is_in_thread
            && self.source.message.is_some_and(|message| !is_found_at_once(message))
    }

    /// Refuses to answer where there is no place for it.
    pub(super) fn must_have_place(&self) -> Result<(), CaseRefusal> {
        if self.has_no_place() { Err(CaseRefusal::NoPlaceToAnswer(self.number)) } else { Ok(()) }
    }

    /// Whether the customer's thread is gone for good: nobody can write to them there, or they to
    /// us.
    pub fn has_no_place(&self) -> bool {
        self.thread.lost && !self.can_have_thread()
    }

    /// Whether the thread has to be archived and locked as the case now is.
    pub fn should_archive(&self) -> bool {
        self.is_closed() && !matches!(self.home, ThreadKind::Shared | ThreadKind::Channel)
    }

    /// The channel in which it is said that the case is closed. None: in the thread, since there is
    /// no other place that its readers and nobody else see.
    pub fn outside(&self) -> Option<ChannelId> {
        let in_channel = matches!(self.home, ThreadKind::Started | ThreadKind::Channel);
        in_channel.then_some(self.source.channel)
    }

    /// Whether a notice is said to the customer in the thread.
    pub fn is_said_in_thread(&self, notice: &Notice) -> bool {
        match notice.place() {
            NoticePlace::Thread => true,
            NoticePlace::Outside => self.outside().is_none(),
            NoticePlace::Team => false,
        }
    }

    /// The assignee, if not yet added to the thread.
    pub fn to_invite(&self) -> Option<UserId> {
        self.assignee.filter(|agent| self.thread.invited != Some(*agent) && !self.is_closed())
    }

    /// Whether it can continue where only its customer and the team can read it.
    ///
    /// # Errors
    /// Refuses if it is over or private, or if its customer is a guest.
    pub fn can_be_made_private(&self) -> Result<(), CaseRefusal> {
        if let Some(merged) = self.merged {
            return Err(CaseRefusal::MergedInto { case: self.number, into: merged.into });
        }
        self.must_not_be_over()?;
        if self.is_private() {
            return Err(CaseRefusal::AlreadyPrivate(self.number));
        }
        if self.guest.is_some() {
            return Err(CaseRefusal::NoAccount(self.customer()));
        }
        Ok(())
    }

    /// Whether only the customer and the team can read it.
    pub fn is_private(&self) -> bool {
        self.home == ThreadKind::Private
    }

    /// Whether members can say that they have the same problem: the case waits for a bug, and they
    /// can read it.
    pub fn can_be_followed(&self) -> bool {
        !self.is_private() && self.status == Status::OnHold && !self.bugs.is_empty()
    }

    /// How the case stands for the customer.
    pub fn public_status(&self) -> PublicStatus {
        match (self.merged, self.status) {
            (Some(merged), _) => PublicStatus::Merged(merged.into),
            (None, Status::Closed) => PublicStatus::Closed,
            (None, Status::Solved) => PublicStatus::Solved,
            (None, Status::OnHold) => PublicStatus::WithDevelopers,
            (None, Status::New | Status::Open | Status::Pending) => {
                self.assignee.map_or(PublicStatus::Unassigned, PublicStatus::Assigned)
            }
        }
    }

    /// Whether the first message in the thread says what was true earlier. The one in an archived
    /// thread is left as it is, since an edit would bring the thread back.
    pub fn greeting_is_outdated(&self) -> bool {
        self.thread.opening.is_some()
            && self.thread.greeted != Some(self.public_status())
            && !self.thread.archived
    }

    /// Whether all that there is to see of the thread shows the case as it is, and all is said.
    pub fn is_drawn_in_full(&self) -> bool {
        let tagged = self.forum().is_none() || self.thread.tagged == Some(self.status);
        !self.has_live_posts
            && !self.greeting_is_outdated()
            && self.thread.archived == self.should_archive()
            && tagged
            && self.to_invite().is_none()
    }

    /// The forum whose tags show how the case stands.
    pub fn forum(&self) -> Option<ChannelId> {
        self.parent.filter(|_| self.home == ThreadKind::Own)
    }

    /// The names of a forum's tags that show this status, in each language, the best first.
    pub fn forum_tags(status: Status) -> &'static [&'static str] {
        match status {
            Status::New => &["new", "unanswered", "neu", "unbeantwortet", "open", "offen"],
            Status::Open => &["open", "in progress", "offen", "in arbeit"],
            Status::Pending => &["pending", "waiting", "wartet", "wartend", "open", "offen"],
            Status::OnHold => &[
                "on hold",
                "angehalten",
                "waiting",
                "pending",
                "wartet",
                "wartend",
                "open",
                "offen",
            ],
            Status::Solved => &["solved", "resolved", "answered", "gelöst", "beantwortet"],
            Status::Closed => &[
                "closed",
                "done",
                "geschlossen",
                "erledigt",
                "solved",
                "resolved",
                "answered",
                "gelöst",
                "beantwortet",
            ],
        }
    }
}
