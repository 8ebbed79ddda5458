//! What is said once in the threads of reports.

use crate::domain::{BugNotice, BugNumber, GuildId, MessageId, StoredBugNotice, Time, UserId};

use crate::store::codec::{from_json, id, milliseconds, time, to_json};
use crate::store::tx::{Reader, Tx, execute, fetch_all};
use crate::store::{Error, facts::next_id};

/// The value of `live` of a notice that is posted again: 1 is one that was not posted yet, 0 one
/// that is in Discord.
const AGAIN: i64 = 2;

impl Tx<'_> {
    /// Adds notices, to be posted after those that were added before.
    pub async fn add_bug_posts(
        &mut self,
        guild: GuildId,
        bug: BugNumber,
        posts: &[BugNotice],
        now: Time,
    ) -> Result<(), Error> {
        for post in posts {
            execute!(
                self,
                "INSERT INTO bug_posts (guild_id, id, bug_number, content, asked_at, source_channel_id, source_message_id)
                 VALUES ($1, $2, $3, $4, $5, $6, $7)",
                id(guild.0),
                next_id(now),
                bug.0,
                to_json(post)?,
                milliseconds(now),
                post.source().map(|(channel, _)| id(channel.0)),
                post.source().map(|(_, message)| id(message.0))
            )?;
        }
        Ok(())
    }

    /// Saves that a notice was posted, or never will be.
    pub async fn finish_bug_post(&mut self, guild: GuildId, post: i64) -> Result<(), Error> {
        execute!(
            self,
            "UPDATE bug_posts SET live = 0 WHERE guild_id = $1 AND id = $2",
            id(guild.0),
            post
        )
        .map(drop)
    }

    /// Erases what a person wrote in the threads of reports. Returns whose reports showed it.
    pub async fn erase_bug_posts_of(
        &mut self,
        guild: GuildId,
        author: UserId,
    ) -> Result<Vec<BugNumber>, Error> {
        let own = self.worded_bug_posts(guild, None).await?;
        let own = own.into_iter().filter(|(_, _, notice)| notice.author() == Some(author));
        self.take_words(guild, own.collect()).await
    }

    /// Erases all that people wrote in the thread of a report.
    pub async fn erase_bug_posts(&mut self, guild: GuildId, bug: BugNumber) -> Result<(), Error> {
        let posts = self.worded_bug_posts(guild, Some(bug)).await?;
        self.take_words(guild, posts).await.map(drop)
    }

    /// Saves other words of a notice, and what message it repeats still.
    pub async fn reword_bug_post(
        &mut self,
        guild: GuildId,
        post: i64,
        notice: &BugNotice,
    ) -> Result<(), Error> {
        execute!(
            self,
            "UPDATE bug_posts SET content = $3, source_channel_id = $4, source_message_id = $5 WHERE guild_id = $1 AND id = $2",
            id(guild.0),
            post,
            to_json(notice)?,
            notice.source().map(|(channel, _)| id(channel.0)),
            notice.source().map(|(_, message)| id(message.0))
        )
        .map(drop)
    }

    async fn take_words(
        &mut self,
        guild: GuildId,
        posts: Vec<(i64, BugNumber, BugNotice)>,
    ) -> Result<Vec<BugNumber>, Error> {
        let mut bugs = Vec::with_capacity(posts.len());
        for (post, bug, notice) in posts {
            self.reword_bug_post(guild, post, &notice.wordless()).await?;
            bugs.push(bug);
        }
        Ok(bugs)
    }

    /// Has all notices of a bug posted again: its report has a new place.
    pub async fn renew_bug_posts(&mut self, guild: GuildId, bug: BugNumber) -> Result<(), Error> {
        execute!(
            self,
            "UPDATE bug_posts SET live = 2 WHERE guild_id = $1 AND bug_number = $2 AND live = 0",
            id(guild.0),
            bug.0
        )
        .map(drop)
    }

    /// Has the notices of a bug posted again that hold somebody's words: those in the thread of its
    /// report were deleted.
    pub async fn repeat_bug_posts(&mut self, guild: GuildId, bug: BugNumber) -> Result<(), Error> {
        execute!(
            self,
            "UPDATE bug_posts SET live = 2 WHERE guild_id = $1 AND bug_number = $2 AND live = 0 AND content LIKE '%\"text\":%'",
            id(guild.0),
            bug.0
        )
        .map(drop)
    }
}

impl Reader<'_> {
    /// The notices that repeat a message as an answer, each with its number and its bug.
    pub async fn answers_in(
        &mut self,
        guild: GuildId,
        message: MessageId,
    ) -> Result<Vec<(i64, BugNumber, BugNotice)>, Error> {
        let rows = fetch_all!(
            self,
            (i64, i64, String),
            "SELECT id, bug_number, content FROM bug_posts WHERE guild_id = $1 AND source_message_id = $2 ORDER BY bug_number, id",
            id(guild.0),
            id(message.0)
        )?;
        rows.into_iter()
            .map(|(post, bug, content)| Ok((post, BugNumber(bug), from_json(&content)?)))
            .collect()
    }

    /// The notices that hold somebody's words, of a bug or of all.
    async fn worded_bug_posts(
        &mut self,
        guild: GuildId,
        bug: Option<BugNumber>,
    ) -> Result<Vec<(i64, BugNumber, BugNotice)>, Error> {
        let rows = fetch_all!(
            self,
            (i64, i64, String),
            "SELECT id, bug_number, content FROM bug_posts WHERE guild_id = $1 AND (bug_number = $2 OR $2 IS NULL)
                AND content LIKE '%\"text\":%' ORDER BY id",
            id(guild.0),
            bug.map(|bug| bug.0)
        )?;
        let mut posts = Vec::with_capacity(rows.len());
        for (post, bug, content) in rows {
            let notice: BugNotice = from_json(&content)?;
            if notice.words().is_some() {
                posts.push((post, BugNumber(bug), notice));
            }
        }
        Ok(posts)
    }

    /// What a person wrote in the threads of reports, the oldest first, with its bug.
    pub(in crate::store) async fn own_bug_posts(
        &mut self,
        guild: GuildId,
        user: UserId,
    ) -> Result<Vec<(BugNumber, String)>, Error> {
        let posts = self.worded_bug_posts(guild, None).await?;
        let own = posts.into_iter().filter(|(_, _, notice)| notice.author() == Some(user));
        Ok(own.filter_map(|(_, bug, notice)| Some((bug, notice.words()?.to_owned()))).collect())
    }

    /// The notices of a bug that are still to be posted, in order.
    pub async fn live_bug_posts(
        &mut self,
        guild: GuildId,
        bug: BugNumber,
    ) -> Result<Vec<StoredBugNotice>, Error> {
        let rows = fetch_all!(
            self,
            (i64, String, i64, i64),
            "SELECT id, content, asked_at, live FROM bug_posts WHERE guild_id = $1 AND bug_number = $2 AND live > 0 ORDER BY id",
            id(guild.0),
            bug.0
        )?;
        rows.into_iter()
            .map(|(id, content, asked_at, live)| {
                Ok(StoredBugNotice {
                    id,
                    notice: from_json(&content)?,
                    asked_at: time(asked_at)?,
                    again: live == AGAIN,
                })
            })
            .collect()
    }
}
