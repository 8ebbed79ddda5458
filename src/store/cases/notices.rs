//! The posts of cases: what is sent once, in order, each with its message.

use crate::domain::{
    Case, CaseNumber, ChannelId, GuildId, MessageId, Notice, Reason, RoleId, StoredNotice, Time,
    UserId,
};

use crate::store::codec::{
    self, from_json, id, in_servers, milliseconds, snowflake, time, to_json,
};
use crate::store::tx::{Reader, Tx, execute, fetch_all, fetch_optional, row};
use crate::store::{Error, facts::next_id};

row! {
    struct PostRow {
        id: i64,
        content: String,
        role_ids: Option<String>,
        asked_at: i64,
        interaction_id: Option<i64>,
        channel_id: Option<i64>,
        message_id: Option<i64>,
        face: Option<i64>,
        shown_revision: i64,
        given_up: Option<String>,
        deleted_at: Option<i64>,
    }
}

impl PostRow {
    fn into_domain(self) -> Result<StoredNotice, Error> {
        let place =
            |(channel, message)| (ChannelId(snowflake(channel)), MessageId(snowflake(message)));
        Ok(StoredNotice {
            id: self.id,
            post: from_json(&self.content)?,
            roles: self.role_ids.as_deref().map(from_json).transpose()?.unwrap_or_default(),
            asked_at: time(self.asked_at)?,
            interaction: self.interaction_id.map(snowflake),
            posted: self.channel_id.zip(self.message_id).map(place),
            face: self.face,
            shown_revision: self.shown_revision,
            given_up: self.given_up.as_deref().map(from_json).transpose()?,
            is_deleted: self.deleted_at.is_some(),
        })
    }
}

impl Tx<'_> {
    /// Adds notices, to be sent after those that were added before. Returns their numbers.
    pub async fn add_posts(
        &mut self,
        guild: GuildId,
        case: CaseNumber,
        posts: &[Notice],
        now: Time,
    ) -> Result<Vec<i64>, Error> {
        self.add_posts_by(guild, case, posts, None, now).await
    }

    /// The same for what somebody said with a command, a button or a form, given its ID.
    pub async fn add_posts_by(
        &mut self,
        guild: GuildId,
        case: CaseNumber,
        posts: &[Notice],
        interaction: Option<u64>,
        now: Time,
    ) -> Result<Vec<i64>, Error> {
        let mut added = Vec::with_capacity(posts.len());
        for post in posts {
            let number = next_id(now);
            execute!(
                self,
                "INSERT INTO posts (guild_id, case_number, id, room, content, asked_at, interaction_id, question_id)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                id(guild.0),
                case.0,
                number,
                post.place().into_str(),
                to_json(post)?,
                milliseconds(now),
                interaction.map(id),
                post.question_of_developers(number)
            )?;
            added.push(number);
        }
        Ok(added)
    }
}

impl Reader<'_> {
    /// The posts of a case with which something is still to be done: not sent yet, or with buttons
    /// that may have to go.
    pub async fn live_posts(
        &mut self,
        guild: GuildId,
        case: CaseNumber,
    ) -> Result<Vec<StoredNotice>, Error> {
        let rows = fetch_all!(
            self,
            PostRow,
            "SELECT id, content, role_ids, asked_at, interaction_id, channel_id, message_id, face, shown_revision, given_up, deleted_at FROM posts
             WHERE guild_id = $1 AND case_number = $2 AND live = 1 ORDER BY id",
            id(guild.0),
            case.0
        )?;
        rows.into_iter().map(PostRow::into_domain).collect()
    }

    /// The case about which a message of the bot says something. None if none does, or if somebody
    /// deleted it before.
    pub async fn case_of_post(
        &mut self,
        guild: GuildId,
        message: MessageId,
    ) -> Result<Option<CaseNumber>, Error> {
        let row = fetch_optional!(
            self,
            (i64,),
            "SELECT case_number FROM posts WHERE guild_id = $1 AND message_id = $2 AND deleted_at IS NULL",
            id(guild.0),
            id(message.0)
        )?;
        Ok(row.map(|(number,)| CaseNumber(number)))
    }

    /// The messages with notices in a thread of a case that is not closed, without those that
    /// somebody deleted.
    pub async fn posts_in_thread(
        &mut self,
        guild: GuildId,
        thread: ChannelId,
    ) -> Result<Vec<MessageId>, Error> {
        let rows = fetch_all!(
            self,
            (i64,),
            "SELECT p.message_id FROM cases c JOIN posts p ON p.guild_id = c.guild_id AND p.case_number = c.number
             WHERE c.guild_id = $1 AND c.thread_id = $2 AND c.phase <> 'closed' AND p.channel_id = $2 AND p.message_id IS NOT NULL
                AND p.deleted_at IS NULL",
            id(guild.0),
            id(thread.0)
        )?;
        Ok(rows.into_iter().map(|(message,)| MessageId(snowflake(message))).collect())
    }

    /// The cases that were merged into this one and whose customers are still to be told something.
    pub async fn untold_of_merging(
        &mut self,
        guild: GuildId,
        into: CaseNumber,
    ) -> Result<Vec<CaseNumber>, Error> {
        let numbers = fetch_all!(
            self,
            (i64,),
            "SELECT DISTINCT c.number FROM cases c JOIN posts p ON p.guild_id = c.guild_id AND p.case_number = c.number
             WHERE c.guild_id = $1 AND c.merged_into = $2 AND p.live = 1 AND p.message_id IS NULL",
            id(guild.0),
            into.0
        )?;
        Ok(numbers.into_iter().map(|(number,)| CaseNumber(number)).collect())
    }

    /// All posts of a case, in order.
    pub async fn posts(
        &mut self,
        guild: GuildId,
        case: CaseNumber,
    ) -> Result<Vec<StoredNotice>, Error> {
        let rows = fetch_all!(
            self,
            PostRow,
            "SELECT id, content, role_ids, asked_at, interaction_id, channel_id, message_id, face, shown_revision, given_up, deleted_at FROM posts
             WHERE guild_id = $1 AND case_number = $2 ORDER BY id",
            id(guild.0),
            case.0
        )?;
        rows.into_iter().map(PostRow::into_domain).collect()
    }
}

impl Tx<'_> {
    /// Saves where a notice is and what it shows. `live` says whether it may still change.
    pub async fn save_post(
        &mut self,
        guild: GuildId,
        post: i64,
        (channel, message): (ChannelId, MessageId),
        face: Option<i64>,
        shown_revision: i64,
        live: bool,
    ) -> Result<(), Error> {
        execute!(
            self,
            "UPDATE posts SET channel_id = $3, message_id = $4, face = $5, shown_revision = $6, live = $7
             WHERE guild_id = $1 AND id = $2",
            id(guild.0),
            post,
            id(channel.0),
            id(message.0),
            face,
            shown_revision,
            i64::from(live)
        )?;
        Ok(())
    }

    /// Saves what a notice says, and for which roles.
    pub async fn save_post_content(
        &mut self,
        guild: GuildId,
        post: i64,
        content: &Notice,
        roles: &[RoleId],
    ) -> Result<(), Error> {
        execute!(
            self,
            "UPDATE posts SET content = $3, role_ids = $4 WHERE guild_id = $1 AND id = $2",
            id(guild.0),
            post,
            to_json(content)?,
            to_json(&roles)?
        )
        .map(drop)
    }

    /// Saves with which button a notice was said, if something else had asked for it before.
    pub async fn save_post_interaction(
        &mut self,
        guild: GuildId,
        post: i64,
        interaction: u64,
    ) -> Result<(), Error> {
        execute!(
            self,
            "UPDATE posts SET interaction_id = $3 WHERE guild_id = $1 AND id = $2",
            id(guild.0),
            post,
            id(interaction)
        )
        .map(drop)
    }

    /// Saves that somebody deleted a notice.
    pub async fn save_post_deleted(
        &mut self,
        guild: GuildId,
        post: i64,
        now: Time,
    ) -> Result<(), Error> {
        execute!(
            self,
            "UPDATE posts SET deleted_at = $3, live = 0 WHERE guild_id = $1 AND id = $2",
            id(guild.0),
            post,
            milliseconds(now)
        )
        .map(drop)
    }

    /// Saves that a notice which was not posted never will be, and why; `None` if it has lost its
    /// purpose.
    pub async fn drop_post(
        &mut self,
        guild: GuildId,
        post: i64,
        why: Option<&Reason>,
    ) -> Result<(), Error> {
        execute!(
            self,
            "UPDATE posts SET live = 0, given_up = $3 WHERE guild_id = $1 AND id = $2 AND message_id IS NULL",
            id(guild.0),
            post,
            why.map(to_json).transpose()?
        )
        .map(drop)
    }

    /// Saves the rating of a solution. Returns `false` if the solution was rated before.
    pub async fn add_rating(
        &mut self,
        case: &Case,
        solution: i64,
        score: u8,
        agent: Option<UserId>,
        now: Time,
    ) -> Result<bool, Error> {
        let added = execute!(
            self,
            "INSERT INTO ratings (guild_id, case_number, solution, score, agent_id, rated_at) VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (guild_id, case_number, solution) DO NOTHING",
            id(case.guild.0),
            case.number.0,
            solution,
            i64::from(score),
            agent.map(|agent| id(agent.0)),
            milliseconds(now)
        )?;
        Ok(added > 0)
    }

    /// Adds a comment to a rating. Returns whether there is a rating.
    pub async fn comment_rating(
        &mut self,
        guild: GuildId,
        case: CaseNumber,
        solution: i64,
        comment: &str,
    ) -> Result<bool, Error> {
        let changed = execute!(
            self,
            "UPDATE ratings SET comment = $4 WHERE guild_id = $1 AND case_number = $2 AND solution = $3",
            id(guild.0),
            case.0,
            solution,
            comment
        )?;
        Ok(changed > 0)
    }
}

impl Reader<'_> {
    /// The cases of these servers for which something is due, the earliest first.
    pub async fn due_cases(
        &mut self,
        servers: &[GuildId],
        now: Time,
        limit: i64,
    ) -> Result<Vec<(GuildId, CaseNumber)>, Error> {
        let rows = fetch_all!(
            self,
            (i64, i64),
            concat!(
                "SELECT guild_id, number FROM cases WHERE due_at <= $1 AND ",
                in_servers!("guild_id", "$3"),
                " ORDER BY due_at LIMIT $2"
            ),
            milliseconds(now),
            limit,
            codec::servers(servers)
        )?;
        Ok(rows
            .into_iter()
            .map(|(guild, number)| (GuildId(snowflake(guild)), CaseNumber(number)))
            .collect())
    }
}
