//! Messages that notify the team, and of which cases somebody was told once.

use crate::domain::{
    Alert, CaseNumber, ChannelId, GuildId, MessageId, News, Recipient, Time, Topic, UserId, Way,
    notification::GATHERING,
};

use crate::store::codec::{
    self, from_json, id, in_servers, milliseconds, named, snowflake, time, to_json,
};
use crate::store::settings::preferences::SERVER;
use crate::store::tx::{Reader, Tx, execute, fetch_all, fetch_optional, row};
use crate::store::{Error, facts::next_id};

row! {
    struct AlertRow {
        id: i64,
        recipient: String,
        way: String,
        fell_back: i64,
        news: String,
        due_at: i64,
        channel_id: Option<i64>,
        message_id: Option<i64>,
    }
}

/// Selects the columns of [`AlertRow`].
macro_rules! select_alert {
    ($($rest:literal),+) => {
        concat!(
            "SELECT id, recipient, way, fell_back, news, due_at, channel_id, message_id FROM alerts WHERE guild_id = $1 AND ",
            $($rest),+
        )
    };
}

/// Selects the alert to which news are added.
macro_rules! gathering_alert {
    ($lock:literal) => {
        select_alert!(
            "recipient = $2 AND way = $3 AND (message_id IS NULL OR gathers_until > $4) ORDER BY id DESC LIMIT 1",
            $lock
        )
    };
}

impl AlertRow {
    fn into_domain(self) -> Result<Alert, Error> {
        let place =
            |(channel, message)| (ChannelId(snowflake(channel)), MessageId(snowflake(message)));
        Ok(Alert {
            id: self.id,
            to: named(&self.recipient)?,
            way: named(&self.way)?,
            fell_back: self.fell_back != 0,
            news: from_json(&self.news)?,
            due_at: time(self.due_at)?,
            posted: self.channel_id.zip(self.message_id).map(place),
        })
    }
}

impl Reader<'_> {
    /// An alert.
    pub async fn alert(&mut self, guild: GuildId, alert: i64) -> Result<Option<Alert>, Error> {
        let row = fetch_optional!(self, AlertRow, select_alert!("id = $2"), id(guild.0), alert)?;
        row.map(AlertRow::into_domain).transpose()
    }

    /// The alerts of a server that are not posted yet, the oldest first.
    pub async fn unposted_alerts(&mut self, guild: GuildId) -> Result<Vec<Alert>, Error> {
        let rows = fetch_all!(
            self,
            AlertRow,
            select_alert!("message_id IS NULL ORDER BY id"),
            id(guild.0)
        )?;
        rows.into_iter().map(AlertRow::into_domain).collect()
    }

    /// The cases of these servers whose first answer is overdue for somebody who was not told yet,
    /// each with whose preferences want it; `None`: the server's.
    pub async fn overdue_cases(
        &mut self,
        servers: &[GuildId],
        now: Time,
        limit: i64,
    ) -> Result<Vec<(GuildId, CaseNumber, Option<UserId>)>, Error> {
        let rows = fetch_all!(
            self,
            (i64, i64, i64),
            concat!(
                "SELECT c.guild_id, c.number, p.user_id FROM preferences p JOIN cases c ON c.guild_id = p.guild_id
             WHERE p.overdue_after IS NOT NULL AND c.phase = 'open' AND c.waits_for_us_since <= $1 - p.overdue_after
                AND c.first_response_at IS NULL
                AND (p.user_id = 0 OR c.assignee_id IS NULL OR c.assignee_id = p.user_id)
                AND NOT EXISTS (SELECT 1 FROM told t WHERE t.guild_id = c.guild_id AND t.case_number = c.number
                    AND t.topic = 'overdue' AND t.user_id = p.user_id)
                AND ",
                in_servers!("c.guild_id", "$3"),
                " ORDER BY c.waits_for_us_since LIMIT $2"
            ),
            milliseconds(now),
            limit,
            codec::servers(servers)
        )?;
        let owner = |user: i64| (user != SERVER).then(|| UserId(snowflake(user)));
        Ok(rows
            .into_iter()
            .map(|(guild, case, user)| (GuildId(snowflake(guild)), CaseNumber(case), owner(user)))
            .collect())
    }

    /// When somebody last wrote in a case before a message. None if nobody did after the question.
    pub async fn last_said_before(
        &mut self,
        guild: GuildId,
        case: CaseNumber,
        message: MessageId,
    ) -> Result<Option<Time>, Error> {
        let row = fetch_optional!(
            self,
            (i64,),
            "SELECT sent_at FROM messages WHERE guild_id = $1 AND case_number = $2 AND message_id < $3 AND side <> 'other'
             ORDER BY message_id DESC LIMIT 1",
            id(guild.0),
            case.0,
            id(message.0)
        )?;
        row.map(|(at,)| time(at)).transpose()
    }
}

impl Tx<'_> {
    /// The alert to which news are added: one that is not posted yet, or was a moment ago. Locked
    /// until the transaction ends, so that no news is lost.
    pub async fn gathering_alert(
        &mut self,
        guild: GuildId,
        to: Recipient,
        way: Way,
        now: Time,
    ) -> Result<Option<Alert>, Error> {
        let row = fetch_optional!(
            self,
            AlertRow,
            { sqlite: gathering_alert!(""), postgres: gathering_alert!(" FOR UPDATE") },
            id(guild.0),
            to.to_string(),
            way.into_str(),
            milliseconds(now)
        )?;
        row.map(AlertRow::into_domain).transpose()
    }

    /// Saves that somebody is told of a case for the sake of these preferences; `None`: the
    /// server's. Returns `false` if they were told before.
    pub async fn mark_told(
        &mut self,
        guild: GuildId,
        case: CaseNumber,
        topic: Topic,
        owner: Option<UserId>,
    ) -> Result<bool, Error> {
        let marked = execute!(
            self,
            "INSERT INTO told (guild_id, case_number, topic, user_id) VALUES ($1, $2, $3, $4)
             ON CONFLICT (guild_id, case_number, topic, user_id) DO NOTHING",
            id(guild.0),
            case.0,
            topic.into_str(),
            owner.map_or(SERVER, |user| id(user.0))
        )?;
        Ok(marked > 0)
    }

    /// Inserts an alert with its first news. Deletes those of the same recipient to which nothing
    /// is added any more. Returns its number.
    pub async fn insert_alert(
        &mut self,
        guild: GuildId,
        to: Recipient,
        way: Way,
        news: &[News],
        due_at: Time,
        now: Time,
    ) -> Result<i64, Error> {
        execute!(
            self,
            "DELETE FROM alerts WHERE guild_id = $1 AND recipient = $2 AND is_shown = 1 AND gathers_until <= $3",
            id(guild.0),
            to.to_string(),
            milliseconds(now)
        )?;
        let alert = next_id(now);
        execute!(
            self,
            "INSERT INTO alerts (guild_id, id, recipient, way, news, due_at, gathers_until) VALUES ($1, $2, $3, $4, $5, $6, $7)",
            id(guild.0),
            alert,
            to.to_string(),
            way.into_str(),
            to_json(&news)?,
            milliseconds(due_at),
            milliseconds(due_at.max(now) + GATHERING)
        )?;
        Ok(alert)
    }

    /// Saves what an alert shows.
    pub async fn save_alert_news(
        &mut self,
        guild: GuildId,
        alert: i64,
        news: &[News],
    ) -> Result<(), Error> {
        execute!(
            self,
            "UPDATE alerts SET news = $3, is_shown = 0 WHERE guild_id = $1 AND id = $2",
            id(guild.0),
            alert,
            to_json(&news)?
        )
        .map(drop)
    }

    /// Saves when an alert is to be posted.
    pub async fn save_alert_due(
        &mut self,
        guild: GuildId,
        alert: i64,
        due_at: Time,
    ) -> Result<(), Error> {
        execute!(
            self,
            "UPDATE alerts SET due_at = $3 WHERE guild_id = $1 AND id = $2",
            id(guild.0),
            alert,
            milliseconds(due_at)
        )
        .map(drop)
    }

    /// Saves that an alert is to be a mention, since Discord has refused a direct message.
    pub async fn save_alert_refused(&mut self, guild: GuildId, alert: i64) -> Result<(), Error> {
        execute!(
            self,
            "UPDATE alerts SET way = $3, fell_back = 1 WHERE guild_id = $1 AND id = $2",
            id(guild.0),
            alert,
            Way::Mention.into_str()
        )
        .map(drop)
    }

    /// Saves where an alert was posted, and which of its news it shows. If news were added
    /// meanwhile, all of them stay, and it is still to be drawn.
    pub async fn save_alert_posted(
        &mut self,
        guild: GuildId,
        drawn: &Alert,
        shown: &[News],
        (channel, message): (ChannelId, MessageId),
    ) -> Result<(), Error> {
        execute!(
            self,
            "UPDATE alerts SET channel_id = $3, message_id = $4, is_shown = CASE WHEN news = $5 THEN 1 ELSE 0 END,
                news = CASE WHEN news = $5 THEN $6 ELSE news END
             WHERE guild_id = $1 AND id = $2",
            id(guild.0),
            drawn.id,
            id(channel.0),
            id(message.0),
            to_json(&drawn.news)?,
            to_json(&shown)?
        )?;
        Ok(())
    }

    /// Deletes an alert of which nothing is worth saying any more, unless news were added
    /// meanwhile.
    pub async fn delete_alert(&mut self, guild: GuildId, drawn: &Alert) -> Result<(), Error> {
        execute!(
            self,
            "DELETE FROM alerts WHERE guild_id = $1 AND id = $2 AND news = $3",
            id(guild.0),
            drawn.id,
            to_json(&drawn.news)?
        )?;
        Ok(())
    }

    /// Saves the team's thread of a case. Separate, so that nothing that is drawn meanwhile
    /// overwrites it.
    pub async fn save_team_thread(
        &mut self,
        guild: GuildId,
        case: CaseNumber,
        thread: ChannelId,
    ) -> Result<(), Error> {
        execute!(
            self,
            "UPDATE cases SET team_thread_id = $3 WHERE guild_id = $1 AND number = $2",
            id(guild.0),
            case.0,
            id(thread.0)
        )?;
        Ok(())
    }
}
