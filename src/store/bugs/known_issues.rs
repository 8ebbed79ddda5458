//! Known-issue notices: what they say, who follows them, and whom they tell what became of a bug.

use crate::domain::{
    Bug, BugNumber, ChannelId, GuildId, KnownIssue, KnownIssueCall, KnownIssueWords, PublicText,
    Reason, Subject, Time, UserId, text::ERASED,
};

use crate::store::bugs::linked::{standing, told};
use crate::store::codec::{from_json, id, milliseconds, snowflake, to_json};
use crate::store::postgres::lock::lock_known_issue;
use crate::store::tx::{Reader, Session, Tx, execute, fetch_all, fetch_optional, row};
use crate::store::{Error, facts::next_id};

row! {
    struct KnownIssueRow {
        revision: i64,
        channel_id: Option<i64>,
        text: String,
        written_by: i64,
        shown_text: Option<String>,
        shown_by: Option<i64>,
        obstacle: Option<String>,
    }
}

fn words(text: String, by: i64) -> KnownIssueWords {
    KnownIssueWords { text: PublicText::stored(text), by: UserId(snowflake(by)) }
}

impl Reader<'_> {
    /// The known-issue notice that was posted for a bug, also if it was taken down.
    pub async fn known_issue(
        &mut self,
        guild: GuildId,
        bug: BugNumber,
    ) -> Result<Option<KnownIssue>, Error> {
        let row = fetch_optional!(
            self,
            KnownIssueRow,
            "SELECT revision, channel_id, text, written_by, shown_text, shown_by, obstacle FROM known_issues
             WHERE guild_id = $1 AND bug_number = $2",
            id(guild.0),
            bug.0
        )?;
        let Some(row) = row else { return Ok(None) };
        let obstacle: Option<Reason> = row.obstacle.as_deref().map(from_json).transpose()?;
        Ok(Some(KnownIssue {
            guild,
            bug,
            revision: row.revision,
            channel: row.channel_id.map(|channel| ChannelId(snowflake(channel))),
            words: words(row.text, row.written_by),
            shown: row.shown_text.zip(row.shown_by).map(|(text, by)| words(text, by)),
            obstacle,
            surface: self.surface(guild, Subject::KnownIssue(bug)).await?,
        }))
    }

    /// The bugs whose notices show a bug: itself, and its duplicates.
    pub async fn known_issues_of(
        &mut self,
        guild: GuildId,
        bug: BugNumber,
    ) -> Result<Vec<BugNumber>, Error> {
        let rows = fetch_all!(
            self,
            (i64,),
            concat!(
                "WITH RECURSIVE ",
                standing!(),
                " SELECT notice FROM standing WHERE number = $2 ORDER BY notice"
            ),
            id(guild.0),
            bug.0
        )?;
        Ok(rows.into_iter().map(|(notice,)| BugNumber(notice)).collect())
    }

    /// The bugs whose notices are in a channel, or are to be.
    pub async fn known_issues_in(
        &mut self,
        guild: GuildId,
        channel: ChannelId,
    ) -> Result<Vec<BugNumber>, Error> {
        let rows = fetch_all!(
            self,
            (i64,),
            "SELECT bug_number FROM known_issues WHERE guild_id = $1 AND channel_id = $2 ORDER BY bug_number",
            id(guild.0),
            id(channel.0)
        )?;
        Ok(rows.into_iter().map(|(bug,)| BugNumber(bug)).collect())
    }

    /// The members who are to be told under notices what became of a bug, each with the first
    /// notice that they follow. Nobody who is told in a case: in their own, or in one that they
    /// follow. Nobody whom a notice tells already.
    pub async fn known_issue_followers_to_tell(
        &mut self,
        bug: &Bug,
    ) -> Result<Vec<(BugNumber, UserId)>, Error> {
        let rows = fetch_all!(
            self,
            (i64, i64),
            concat!(
                told!(),
                ", ",
                standing!(),
                " SELECT MIN(f.bug_number) AS notice, f.user_id FROM known_issue_followers f
                 JOIN standing s ON s.notice = f.bug_number AND s.number = $2
                 JOIN known_issues n ON n.guild_id = f.guild_id AND n.bug_number = f.bug_number AND n.channel_id IS NOT NULL
                 WHERE f.guild_id = $1
                    AND NOT EXISTS (SELECT 1 FROM cases c JOIN told l ON l.number = c.number
                        WHERE c.guild_id = $1 AND c.requester_id = f.user_id)
                    AND NOT EXISTS (SELECT 1 FROM followers o JOIN told l ON l.number = o.case_number
                        WHERE o.guild_id = $1 AND o.user_id = f.user_id)
                    AND NOT EXISTS (SELECT 1 FROM known_issue_calls t
                        WHERE t.guild_id = $1 AND t.bug_number = $2 AND t.outcome = $3 AND t.user_id = f.user_id)
                 GROUP BY f.user_id ORDER BY 1, 2"
            ),
            id(bug.guild.0),
            bug.number.0,
            bug.outcomes
        )?;
        let told = |(notice, user)| (BugNumber(notice), UserId(snowflake(user)));
        Ok(rows.into_iter().map(told).collect())
    }

    /// What is still to be said under a notice, in order.
    pub async fn known_issue_calls(
        &mut self,
        guild: GuildId,
        notice: BugNumber,
    ) -> Result<Vec<KnownIssueCall>, Error> {
        let rows = fetch_all!(
            self,
            (i64, i64, i64, i64, i64),
            "SELECT id, bug_number, outcome, reopened, user_id FROM known_issue_calls
             WHERE guild_id = $1 AND notice = $2 AND live = 1 ORDER BY id, user_id",
            id(guild.0),
            notice.0
        )?;
        let mut calls: Vec<KnownIssueCall> = Vec::new();
        for (number, bug, round, reopened, user) in rows {
            let user = UserId(snowflake(user));
            match calls.last_mut() {
                Some(call) if call.id == number => call.people.push(user),
                _ => calls.push(KnownIssueCall {
                    id: number,
                    bug: BugNumber(bug),
                    round,
                    is_reopened: reopened != 0,
                    people: vec![user],
                }),
            }
        }
        Ok(calls)
    }

    /// What a person wrote in notices, by bug.
    pub(in crate::store) async fn own_known_issue_texts(
        &mut self,
        guild: GuildId,
        user: UserId,
    ) -> Result<Vec<(BugNumber, String)>, Error> {
        let rows = fetch_all!(
            self,
            (i64, String),
            "SELECT bug_number, text FROM known_issues WHERE guild_id = $1 AND written_by = $2 AND text <> $3
             UNION SELECT bug_number, shown_text FROM known_issues WHERE guild_id = $1 AND shown_by = $2 AND shown_text <> $3
             ORDER BY 1, 2",
            id(guild.0),
            id(user.0),
            ERASED
        )?;
        Ok(rows.into_iter().map(|(bug, text)| (BugNumber(bug), text)).collect())
    }
}

impl Tx<'_> {
    /// The known-issue notice that was posted for a bug, locked until the transaction ends: its
    /// words may be erased at the same moment. The bug is locked before it.
    pub async fn known_issue_to_change(
        &mut self,
        guild: GuildId,
        bug: BugNumber,
    ) -> Result<Option<KnownIssue>, Error> {
        if let Session::Postgres(connection) = self.session() {
            lock_known_issue(connection, guild, bug).await?;
        }
        self.known_issue(guild, bug).await
    }

    /// Saves a notice, without its message.
    pub async fn save_known_issue(&mut self, notice: &KnownIssue) -> Result<(), Error> {
        let shown = notice.shown.as_ref();
        execute!(
            self,
            "INSERT INTO known_issues (guild_id, bug_number, revision, channel_id, text, written_by, shown_text, shown_by, obstacle)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
             ON CONFLICT (guild_id, bug_number) DO UPDATE SET revision = excluded.revision, channel_id = excluded.channel_id,
                text = excluded.text, written_by = excluded.written_by, shown_text = excluded.shown_text,
                shown_by = excluded.shown_by, obstacle = excluded.obstacle",
            id(notice.guild.0),
            notice.bug.0,
            notice.revision,
            notice.channel.map(|channel| id(channel.0)),
            notice.words.text.as_str(),
            id(notice.words.by.0),
            shown.map(|words| words.text.as_str()),
            shown.map(|words| id(words.by.0)),
            notice.obstacle.as_ref().map(to_json).transpose()?
        )
        .map(drop)
    }

    /// Saves that a member follows a notice. Returns whether that is new.
    pub async fn insert_known_issue_follower(
        &mut self,
        guild: GuildId,
        notice: BugNumber,
        user: UserId,
        now: Time,
    ) -> Result<bool, Error> {
        let inserted = execute!(
            self,
            "INSERT INTO known_issue_followers (guild_id, bug_number, user_id, followed_at) VALUES ($1, $2, $3, $4)
             ON CONFLICT (guild_id, bug_number, user_id) DO NOTHING",
            id(guild.0),
            notice.0,
            id(user.0),
            milliseconds(now)
        )?;
        Ok(inserted > 0)
    }

    /// Saves that members are to be told in one message under a notice what became of a bug.
    pub async fn add_known_issue_call(
        &mut self,
        bug: &Bug,
        notice: BugNumber,
        people: &[UserId],
        now: Time,
    ) -> Result<(), Error> {
        let number = next_id(now);
        for user in people {
            execute!(
                self,
                "INSERT INTO known_issue_calls (guild_id, bug_number, outcome, user_id, notice, id) VALUES ($1, $2, $3, $4, $5, $6)",
                id(bug.guild.0),
                bug.number.0,
                bug.outcomes,
                id(user.0),
                notice.0,
                number
            )?;
        }
        Ok(())
    }

    /// The members whom notices that are up have told of an outcome of a bug, each with the notice.
    pub async fn told_under_known_issues(
        &mut self,
        (guild, bug, round): (GuildId, BugNumber, i64),
    ) -> Result<Vec<(BugNumber, UserId)>, Error> {
        let rows = fetch_all!(
            self,
            (i64, i64),
            "SELECT c.notice, c.user_id FROM known_issue_calls c
             JOIN known_issues n ON n.guild_id = c.guild_id AND n.bug_number = c.notice AND n.channel_id IS NOT NULL
             WHERE c.guild_id = $1 AND c.bug_number = $2 AND c.outcome = $3 AND c.live = 0 AND c.reopened = 0
             ORDER BY c.notice, c.user_id",
            id(guild.0),
            bug.0,
            round
        )?;
        let told = |(notice, user)| (BugNumber(notice), UserId(snowflake(user)));
        Ok(rows.into_iter().map(told).collect())
    }

    /// Saves that members whom a notice has told of an outcome of a bug are to be told in one
    /// message that the bug is open again.
    pub async fn reopen_known_issue_call(
        &mut self,
        (guild, bug, round): (GuildId, BugNumber, i64),
        people: &[UserId],
        now: Time,
    ) -> Result<(), Error> {
        let number = next_id(now);
        for user in people {
            execute!(
                self,
                "UPDATE known_issue_calls SET reopened = 1, live = 1, id = $5
                 WHERE guild_id = $1 AND bug_number = $2 AND outcome = $3 AND user_id = $4",
                id(guild.0),
                bug.0,
                round,
                id(user.0),
                number
            )?;
        }
        Ok(())
    }

    /// Saves that what was to be said under a notice was posted, or never will be.
    pub async fn finish_known_issue_call(
        &mut self,
        guild: GuildId,
        call: i64,
    ) -> Result<(), Error> {
        execute!(
            self,
            "UPDATE known_issue_calls SET live = 0 WHERE guild_id = $1 AND id = $2",
            id(guild.0),
            call
        )
        .map(drop)
    }

    /// Withdraws what notices were still to tell of a bug.
    pub async fn withdraw_known_issue_calls(
        &mut self,
        guild: GuildId,
        bug: BugNumber,
    ) -> Result<(), Error> {
        execute!(
            self,
            "DELETE FROM known_issue_calls WHERE guild_id = $1 AND bug_number = $2 AND live = 1",
            id(guild.0),
            bug.0
        )
        .map(drop)
    }

    /// Erases what a person wrote in notices. Returns the bugs whose notices said it.
    pub(in crate::store) async fn erase_known_issue_texts_of(
        &mut self,
        guild: GuildId,
        user: UserId,
    ) -> Result<Vec<BugNumber>, Error> {
        let rows = fetch_all!(
            self,
            (i64,),
            "UPDATE known_issues SET text = CASE WHEN written_by = $2 THEN $3 ELSE text END,
                shown_text = CASE WHEN shown_by = $2 THEN $3 ELSE shown_text END
             WHERE guild_id = $1 AND (written_by = $2 AND text <> $3 OR shown_by = $2 AND shown_text <> $3)
             RETURNING bug_number",
            id(guild.0),
            id(user.0),
            ERASED
        )?;
        Ok(rows.into_iter().map(|(bug,)| BugNumber(bug)).collect())
    }
}
