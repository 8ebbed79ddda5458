//! Requests to other teams.

use std::collections::BTreeSet;

use crate::domain::{
    Awaited, CaseNumber, ChannelId, GuildId, InternalText, Request, RequestNumber, RoleId, Surface,
    Time, UserId,
    refusal::{RequestRefusal, SetupRefusal},
    text::ERASED,
};

use crate::store::Error;
use crate::store::codec::{id, milliseconds, named, snowflake, time};
use crate::store::postgres::lock::lock_request;
use crate::store::surfaces::posted;
use crate::store::tx::{Reader, Session, Tx, execute, fetch_all, fetch_optional, row};

row! {
    struct RequestRow {
        guild_id: i64,
        number: i64,
        revision: i64,
        status: String,
        case_number: i64,
        team: String,
        team_channel_id: i64,
        role_id: i64,
        asked_by: i64,
        question: String,
        asked_at: i64,
        due_at: Option<i64>,
        is_reminded: i64,
        is_unposted: i64,
        owner_id: Option<i64>,
        answer: Option<String>,
        ended_by: Option<i64>,
        ended_at: Option<i64>,
        card_channel_id: Option<i64>,
        card_message_id: Option<i64>,
        card_generation: Option<i64>,
        drawn_revision: Option<i64>,
    }
}

row! {
    struct AwaitedRow {
        number: i64,
        team: String,
        asked_at: i64,
        goes_on_in: i64,
        card_channel_id: Option<i64>,
        card_message_id: Option<i64>,
    }
}

impl RequestRow {
    fn into_domain(self) -> Result<Request, Error> {
        let user = |user| UserId(snowflake(user));
        Ok(Request {
            guild: GuildId(snowflake(self.guild_id)),
            number: RequestNumber(self.number),
            revision: self.revision,
            status: named(&self.status)?,
            case: CaseNumber(self.case_number),
            team: self.team,
            channel: ChannelId(snowflake(self.team_channel_id)),
            role: RoleId(snowflake(self.role_id)),
            asked_by: user(self.asked_by),
            question: InternalText::stored(self.question),
            asked_at: time(self.asked_at)?,
            due_at: self.due_at.map(time).transpose()?,
            is_reminded: self.is_reminded != 0,
            is_unposted: self.is_unposted != 0,
            owner: self.owner_id.map(user),
            answer: self.answer.map(InternalText::stored),
            ended_by: self.ended_by.map(user),
            ended_at: self.ended_at.map(time).transpose()?,
            card: Surface {
                posted: posted(self.card_channel_id, self.card_message_id),
                generation: self.card_generation.unwrap_or_default(),
                drawn_revision: self.drawn_revision.unwrap_or_default(),
                ..Surface::default()
            },
        })
    }
}

impl Reader<'_> {
    /// The request with this number in this server.
    pub async fn request(
        &mut self,
        guild: GuildId,
        number: RequestNumber,
    ) -> Result<Option<Request>, Error> {
        let row = fetch_optional!(
            self,
            RequestRow,
            "SELECT r.guild_id, r.number, revision, status, case_number, team, r.channel_id AS team_channel_id, role_id, asked_by, question, asked_at,
                due_at, is_reminded, is_unposted, owner_id, answer, ended_by, ended_at,
                s.channel_id AS card_channel_id, s.message_id AS card_message_id, s.generation AS card_generation, s.drawn_revision
             FROM requests r LEFT JOIN surfaces s ON s.guild_id = r.guild_id AND s.number = r.number AND s.subject = 'request'
             WHERE r.guild_id = $1 AND r.number = $2",
            id(guild.0),
            number.0
        )?;
        row.map(RequestRow::into_domain).transpose()
    }

    /// The numbers of a server's requests that are not answered, the oldest first.
    pub async fn open_requests(&mut self, guild: GuildId) -> Result<Vec<RequestNumber>, Error> {
        let rows = fetch_all!(
            self,
            (i64,),
            "SELECT number FROM requests WHERE guild_id = $1 AND status = 'open' ORDER BY number",
            id(guild.0)
        )?;
        Ok(rows.into_iter().map(|(number,)| RequestNumber(number)).collect())
    }

    /// The channels in which open requests are, each with the role of those who can answer there.
    pub async fn request_places(
        &mut self,
        guild: GuildId,
    ) -> Result<Vec<(ChannelId, RoleId)>, Error> {
        let rows = fetch_all!(
            self,
            (i64, i64),
            "SELECT DISTINCT channel_id, role_id FROM requests WHERE guild_id = $1 AND status = 'open' ORDER BY channel_id, role_id",
            id(guild.0)
        )?;
        let place = |(channel, role)| (ChannelId(snowflake(channel)), RoleId(snowflake(role)));
        Ok(rows.into_iter().map(place).collect())
    }

    /// Who takes care of a server's open requests.
    pub async fn request_owners(&mut self, guild: GuildId) -> Result<Vec<UserId>, Error> {
        let rows = fetch_all!(
            self,
            (Option<i64>,),
            "SELECT DISTINCT owner_id FROM requests WHERE guild_id = $1 AND status = 'open' AND owner_id IS NOT NULL",
            id(guild.0)
        )?;
        let owners = rows.into_iter().filter_map(|(user,)| user);
        Ok(owners.map(|user| UserId(snowflake(user))).collect())
    }

    /// The open requests of which somebody takes care, each with the role of those who can answer.
    pub async fn requests_owned_by(
        &mut self,
        guild: GuildId,
        owner: UserId,
    ) -> Result<Vec<(RequestNumber, RoleId)>, Error> {
        let rows = fetch_all!(
            self,
            (i64, i64),
            "SELECT number, role_id FROM requests WHERE guild_id = $1 AND status = 'open' AND owner_id = $2 ORDER BY number",
            id(guild.0),
            id(owner.0)
        )?;
        let owned = |(number, role)| (RequestNumber(number), RoleId(snowflake(role)));
        Ok(rows.into_iter().map(owned).collect())
    }

    /// The open requests of a server, the oldest first, each with the case in which it goes on:
    /// that in which it was asked, or the one into which that was merged.
    pub async fn awaited(&mut self, guild: GuildId) -> Result<Vec<(CaseNumber, Awaited)>, Error> {
        let rows = fetch_all!(
            self,
            AwaitedRow,
            "WITH RECURSIVE going_on(request, number, merged_into) AS (
                SELECT r.number, c.number, c.merged_into FROM requests r JOIN cases c ON c.guild_id = r.guild_id AND c.number = r.case_number
                    WHERE r.guild_id = $1 AND r.status = 'open'
                UNION SELECT g.request, c.number, c.merged_into FROM going_on g JOIN cases c ON c.number = g.merged_into WHERE c.guild_id = $1)
             SELECT r.number, r.team, r.asked_at, g.number AS goes_on_in, s.channel_id AS card_channel_id, s.message_id AS card_message_id
             FROM going_on g JOIN requests r ON r.guild_id = $1 AND r.number = g.request
             LEFT JOIN surfaces s ON s.guild_id = r.guild_id AND s.number = r.number AND s.subject = 'request'
             WHERE g.merged_into IS NULL ORDER BY r.number",
            id(guild.0)
        )?;
        let awaited = |row: AwaitedRow| {
            let awaited = Awaited {
                request: RequestNumber(row.number),
                team: row.team,
                since: time(row.asked_at)?,
                card: posted(row.card_channel_id, row.card_message_id),
            };
            Ok((CaseNumber(row.goes_on_in), awaited))
        };
        rows.into_iter().map(awaited).collect()
    }

    /// The open requests of one case, the oldest first.
    pub async fn awaited_in(
        &mut self,
        guild: GuildId,
        case: CaseNumber,
    ) -> Result<Vec<Awaited>, Error> {
        let all = self.awaited(guild).await?.into_iter();
        Ok(all.filter(|(number, _)| *number == case).map(|(_, awaited)| awaited).collect())
    }

    /// The requests of all servers of which their teams are to be reminded, the earliest first.
    pub async fn due_requests(
        &mut self,
        now: Time,
        limit: i64,
    ) -> Result<Vec<(GuildId, RequestNumber)>, Error> {
        let rows = fetch_all!(
            self,
            (i64, i64),
            "SELECT guild_id, number FROM requests WHERE remind_at <= $1 ORDER BY remind_at, number LIMIT $2",
            milliseconds(now),
            limit
        )?;
        Ok(rows
            .into_iter()
            .map(|(guild, number)| (GuildId(snowflake(guild)), RequestNumber(number)))
            .collect())
    }

    /// The requests that were made in a case.
    pub async fn requests_of(
        &mut self,
        guild: GuildId,
        case: CaseNumber,
    ) -> Result<Vec<RequestNumber>, Error> {
        let rows = fetch_all!(
            self,
            (i64,),
            "SELECT number FROM requests WHERE guild_id = $1 AND case_number = $2 ORDER BY number",
            id(guild.0),
            case.0
        )?;
        Ok(rows.into_iter().map(|(number,)| RequestNumber(number)).collect())
    }

    /// What a person asked other teams, the oldest first. Their answers are posts.
    pub(in crate::store) async fn own_questions(
        &mut self,
        guild: GuildId,
        user: UserId,
    ) -> Result<Vec<(RequestNumber, String)>, Error> {
        let rows = fetch_all!(
            self,
            (i64, String),
            "SELECT number, question FROM requests WHERE guild_id = $1 AND asked_by = $2 AND question <> $3 ORDER BY number",
            id(guild.0),
            id(user.0),
            ERASED
        )?;
        Ok(rows.into_iter().map(|(number, text)| (RequestNumber(number), text)).collect())
    }
}

impl Tx<'_> {
    /// Takes the next number of a request.
    ///
    /// # Errors
    /// Refuses a server that is not set up.
    pub async fn next_request(&mut self, guild: GuildId) -> Result<RequestNumber, Error> {
        let next = fetch_optional!(
            self,
            (i64,),
            "UPDATE guilds SET last_request = last_request + 1 WHERE guild_id = $1 RETURNING last_request",
            id(guild.0)
        )?;
        next.map(|(number,)| RequestNumber(number)).ok_or(SetupRefusal::NotSetUp.into())
    }

    /// A request, locked until the transaction ends, so that a decision on it can be saved. Locked
    /// before its case.
    ///
    /// # Errors
    /// Refuses if the server has no such request.
    pub async fn request_to_change(
        &mut self,
        guild: GuildId,
        number: RequestNumber,
    ) -> Result<Request, Error> {
        if let Session::Postgres(connection) = self.session() {
            lock_request(connection, guild, number).await?;
        }
        self.request(guild, number).await?.ok_or(RequestRefusal::NotFound(number).into())
    }

    /// Saves a new request.
    pub async fn insert_request(&mut self, request: &Request) -> Result<(), Error> {
        execute!(
            self,
            "INSERT INTO requests (guild_id, number, revision, status, case_number, team, channel_id, role_id, asked_by, question, asked_at, due_at, remind_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
            id(request.guild.0),
            request.number.0,
            request.revision,
            request.status.into_str(),
            request.case.0,
            request.team.as_str(),
            id(request.channel.0),
            id(request.role.0),
            id(request.asked_by.0),
            request.question.as_str(),
            milliseconds(request.asked_at),
            request.due_at.map(milliseconds),
            request.remind_at().map(milliseconds)
        )
        .map(drop)
    }

    /// Saves a request as a decision changed it.
    ///
    /// # Errors
    /// [`Error::Conflict`] if the request has changed since the decision was made.
    pub async fn update_request(&mut self, before: &Request, after: &Request) -> Result<(), Error> {
        let updated = execute!(
            self,
            "UPDATE requests SET revision = $4, status = $5, remind_at = $6, is_reminded = $7, owner_id = $8, answer = $9, ended_by = $10, ended_at = $11
             WHERE guild_id = $1 AND number = $2 AND revision = $3",
            id(after.guild.0),
            after.number.0,
            before.revision,
            after.revision,
            after.status.into_str(),
            after.remind_at().map(milliseconds),
            i64::from(after.is_reminded),
            after.owner.map(|user| id(user.0)),
            after.answer.as_ref().map(InternalText::as_str),
            after.ended_by.map(|user| id(user.0)),
            after.ended_at.map(milliseconds)
        )?;
        if updated == 0 { Err(Error::Conflict) } else { Ok(()) }
    }

    /// Saves when a request is due, and when the other team is to be reminded of it.
    pub async fn save_due(&mut self, request: &Request) -> Result<(), Error> {
        execute!(
            self,
            "UPDATE requests SET due_at = $3, remind_at = $4 WHERE guild_id = $1 AND number = $2",
            id(request.guild.0),
            request.number.0,
            request.due_at.map(milliseconds),
            request.remind_at().map(milliseconds)
        )
        .map(drop)
    }

    /// Saves whether the agents know that a request cannot be posted. Returns whether that is new.
    pub async fn note_unposted(
        &mut self,
        guild: GuildId,
        number: RequestNumber,
        is_unposted: bool,
    ) -> Result<bool, Error> {
        let changed = execute!(
            self,
            "UPDATE requests SET is_unposted = $3 WHERE guild_id = $1 AND number = $2 AND is_unposted <> $3",
            id(guild.0),
            number.0,
            i64::from(is_unposted)
        )?;
        Ok(changed > 0)
    }

    /// Erases what was asked and answered in a case.
    pub(in crate::store) async fn erase_requests(
        &mut self,
        guild: GuildId,
        case: CaseNumber,
    ) -> Result<Vec<RequestNumber>, Error> {
        let rows = fetch_all!(
            self,
            (i64,),
            "UPDATE requests SET question = $3, answer = CASE WHEN answer IS NULL THEN NULL ELSE $3 END, revision = revision + 1
             WHERE guild_id = $1 AND case_number = $2 AND (question <> $3 OR answer <> $3) RETURNING number",
            id(guild.0),
            case.0,
            ERASED
        )?;
        Ok(rows.into_iter().map(|(number,)| RequestNumber(number)).collect())
    }

    /// Erases what a person asked other teams, or answered as one of them.
    pub(in crate::store) async fn erase_requests_of(
        &mut self,
        guild: GuildId,
        user: UserId,
    ) -> Result<BTreeSet<RequestNumber>, Error> {
        let asked = fetch_all!(
            self,
            (i64,),
            "UPDATE requests SET question = $3, revision = revision + 1 WHERE guild_id = $1 AND asked_by = $2 AND question <> $3 RETURNING number",
            id(guild.0),
            id(user.0),
            ERASED
        )?;
        let answered = fetch_all!(
            self,
            (i64,),
            "UPDATE requests SET answer = $3, revision = revision + 1 WHERE guild_id = $1 AND ended_by = $2 AND answer <> $3 RETURNING number",
            id(guild.0),
            id(user.0),
            ERASED
        )?;
        Ok(asked.into_iter().chain(answered).map(|(number,)| RequestNumber(number)).collect())
    }
}
