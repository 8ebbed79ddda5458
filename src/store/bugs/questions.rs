//! What developers want to know, and who is asked: the agents of a case, then perhaps its
//! customers.

use crate::domain::{
    BugNumber, CaseNumber, ChannelId, GuildId, MessageId, Notice, OpenQuestion, Question,
    QuestionState, Time, UserId,
};

use crate::store::Error;
use crate::store::codec::{from_json, id, milliseconds, snowflake, time};
use crate::store::tx::{Reader, Tx, execute, fetch_all, fetch_optional, row};

row! {
    struct OpenRow {
        id: i64,
        bug_number: i64,
        customer_case: Option<i64>,
        asked_at: i64,
        channel_id: Option<i64>,
        message_id: Option<i64>,
    }
}

impl OpenRow {
    fn into_domain(self) -> Result<OpenQuestion, Error> {
        let place =
            |(channel, message)| (ChannelId(snowflake(channel)), MessageId(snowflake(message)));
        Ok(OpenQuestion {
            id: self.id,
            bug: BugNumber(self.bug_number),
            is_with_customer: self.customer_case.is_some(),
            since: time(self.asked_at)?,
            place: self.channel_id.zip(self.message_id).map(place),
        })
    }
}

impl Tx<'_> {
    /// Adds a question that was put to the agents of its case.
    pub async fn add_question(
        &mut self,
        guild: GuildId,
        question: &Question,
        now: Time,
    ) -> Result<(), Error> {
        execute!(
            self,
            "INSERT INTO developer_questions (guild_id, id, bug_number, developer_id, case_number, asked_at)
             VALUES ($1, $2, $3, $4, $5, $6)",
            id(guild.0),
            question.id,
            question.bug.0,
            id(question.by.0),
            question.case.0,
            milliseconds(now)
        )
        .map(drop)
    }

    /// Saves that the agents of another case are asked now.
    pub async fn move_question(
        &mut self,
        guild: GuildId,
        question: i64,
        to: CaseNumber,
    ) -> Result<(), Error> {
        execute!(
            self,
            "UPDATE developer_questions SET case_number = $3 WHERE guild_id = $1 AND id = $2",
            id(guild.0),
            question,
            to.0
        )
        .map(drop)
    }

    /// Has the agents of a case, which goes on by itself again, be asked what they were asked
    /// before, them or those of a case that was merged into it.
    pub async fn take_questions_back(
        &mut self,
        guild: GuildId,
        case: CaseNumber,
    ) -> Result<(), Error> {
        execute!(
            self,
            "WITH RECURSIVE merged(number) AS (
                SELECT number FROM cases WHERE guild_id = $1 AND number = $2
                UNION SELECT c.number FROM cases c JOIN merged m ON c.merged_into = m.number WHERE c.guild_id = $1)
             UPDATE developer_questions SET case_number = $2 WHERE guild_id = $1 AND answered_at IS NULL
                AND case_number NOT IN (SELECT number FROM merged)
                AND id IN (SELECT p.id FROM posts p JOIN merged m ON m.number = p.case_number WHERE p.guild_id = $1)",
            id(guild.0),
            case.0
        )
        .map(drop)
    }

    /// Saves that the customers of a case were asked.
    pub async fn put_question_to_customer(
        &mut self,
        guild: GuildId,
        question: i64,
        case: CaseNumber,
    ) -> Result<(), Error> {
        execute!(
            self,
            "UPDATE developer_questions SET customer_case = $3 WHERE guild_id = $1 AND id = $2",
            id(guild.0),
            question,
            case.0
        )
        .map(drop)
    }

    /// Saves that somebody has answered. The first one counts.
    pub async fn answer_question(
        &mut self,
        guild: GuildId,
        question: i64,
        by: UserId,
        now: Time,
    ) -> Result<(), Error> {
        execute!(
            self,
            "UPDATE developer_questions SET answered_at = $4, answered_by = $3
             WHERE guild_id = $1 AND id = $2 AND answered_at IS NULL",
            id(guild.0),
            question,
            id(by.0),
            milliseconds(now)
        )
        .map(drop)
    }

    /// Saves that the customers who were asked need not answer any more: one of them has.
    pub async fn end_asking_customer(
        &mut self,
        guild: GuildId,
        question: i64,
    ) -> Result<(), Error> {
        execute!(
            self,
            "UPDATE developer_questions SET customer_case = NULL WHERE guild_id = $1 AND id = $2",
            id(guild.0),
            question
        )
        .map(drop)
    }
}

impl Reader<'_> {
    /// The question that a message of the bot puts to agents or customers.
    pub async fn question_in(
        &mut self,
        guild: GuildId,
        message: MessageId,
    ) -> Result<Option<Question>, Error> {
        let row = fetch_optional!(
            self,
            (i64, i64, i64, i64),
            "SELECT q.id, q.bug_number, q.developer_id, p.case_number FROM posts p
             JOIN developer_questions q ON q.guild_id = p.guild_id AND q.id = p.question_id
             WHERE p.guild_id = $1 AND p.message_id = $2",
            id(guild.0),
            id(message.0)
        )?;
        Ok(row.map(question))
    }

    /// A question, with the case whose agents are asked.
    pub async fn question(
        &mut self,
        guild: GuildId,
        number: i64,
    ) -> Result<Option<Question>, Error> {
        let row = fetch_optional!(
            self,
            (i64, i64, i64, i64),
            "SELECT id, bug_number, developer_id, case_number FROM developer_questions WHERE guild_id = $1 AND id = $2",
            id(guild.0),
            number
        )?;
        Ok(row.map(question))
    }

    /// How far a question is. Open, if there is none with this number.
    pub async fn question_state(
        &mut self,
        guild: GuildId,
        question: i64,
    ) -> Result<QuestionState, Error> {
        let row = fetch_optional!(
            self,
            (Option<i64>, Option<i64>, Option<i64>),
            "SELECT customer_case, answered_at, answered_by FROM developer_questions WHERE guild_id = $1 AND id = $2",
            id(guild.0),
            question
        )?;
        Ok(match row {
            Some((_, Some(_), by)) => QuestionState::Answered(UserId(by.map_or(0, snowflake))),
            Some((Some(_), None, _)) => QuestionState::WithCustomer,
            Some((None, None, _)) | None => QuestionState::Open,
        })
    }

    /// What was asked in the words of the developer. None if they were erased.
    pub async fn question_words(
        &mut self,
        guild: GuildId,
        question: i64,
    ) -> Result<Option<String>, Error> {
        let row = fetch_optional!(
            self,
            (String,),
            "SELECT content FROM posts WHERE guild_id = $1 AND id = $2",
            id(guild.0),
            question
        )?;
        let notice: Option<Notice> = row.map(|(content,)| from_json(&content)).transpose()?;
        Ok(notice.and_then(|notice| notice.words().map(str::to_owned)))
    }

    /// The cases in whose team threads a question is.
    pub async fn cases_of_question(
        &mut self,
        guild: GuildId,
        question: i64,
    ) -> Result<Vec<CaseNumber>, Error> {
        let rows = fetch_all!(
            self,
            (i64,),
            "SELECT DISTINCT case_number FROM posts WHERE guild_id = $1 AND question_id = $2 AND room = 'team' ORDER BY case_number",
            id(guild.0),
            question
        )?;
        Ok(rows.into_iter().map(|(case,)| CaseNumber(case)).collect())
    }

    /// What the agents of a case were asked about bugs that are still open, and nobody has
    /// answered; the oldest first.
    pub async fn questions_to_agents(
        &mut self,
        guild: GuildId,
        case: CaseNumber,
    ) -> Result<Vec<OpenQuestion>, Error> {
        let rows = fetch_all!(
            self,
            OpenRow,
            "SELECT q.id, q.bug_number, q.customer_case, q.asked_at, p.channel_id, p.message_id FROM developer_questions q
             JOIN bugs b ON b.guild_id = q.guild_id AND b.number = q.bug_number
             LEFT JOIN posts p ON p.guild_id = q.guild_id
                AND p.id = (SELECT MAX(n.id) FROM posts n WHERE n.guild_id = $1 AND n.case_number = $2 AND n.question_id = q.id AND n.room = 'team')
             WHERE q.guild_id = $1 AND q.case_number = $2 AND q.answered_at IS NULL AND b.phase <> 'closed' ORDER BY q.id",
            id(guild.0),
            case.0
        )?;
        rows.into_iter().map(OpenRow::into_domain).collect()
    }

    /// What the customers of a case, or of one that was merged into it, were asked and have not
    /// answered. The case of each is the one whose customers were asked.
    pub async fn questions_to_customers(
        &mut self,
        guild: GuildId,
        case: CaseNumber,
    ) -> Result<Vec<Question>, Error> {
        let rows = fetch_all!(
            self,
            (i64, i64, i64, i64),
            "WITH RECURSIVE merged(number) AS (
                SELECT number FROM cases WHERE guild_id = $1 AND number = $2
                UNION SELECT c.number FROM cases c JOIN merged m ON c.merged_into = m.number WHERE c.guild_id = $1)
             SELECT q.id, q.bug_number, q.developer_id, m.number FROM developer_questions q
             JOIN merged m ON m.number = q.customer_case WHERE q.guild_id = $1 ORDER BY q.bug_number, q.id",
            id(guild.0),
            case.0
        )?;
        Ok(rows.into_iter().map(question).collect())
    }

    /// The threads of the team in which developers asked something about bugs that are still open.
    pub async fn question_threads(&mut self, guild: GuildId) -> Result<Vec<ChannelId>, Error> {
        let rows = fetch_all!(
            self,
            (i64,),
            "SELECT DISTINCT p.channel_id FROM posts p
             JOIN developer_questions q ON q.guild_id = p.guild_id AND q.id = p.question_id
             JOIN bugs b ON b.guild_id = q.guild_id AND b.number = q.bug_number
             WHERE p.guild_id = $1 AND p.room = 'team' AND p.channel_id IS NOT NULL AND b.phase <> 'closed'
             ORDER BY p.channel_id",
            id(guild.0)
        )?;
        Ok(rows.into_iter().map(|(thread,)| ChannelId(snowflake(thread))).collect())
    }
}

fn question((number, bug, developer, case): (i64, i64, i64, i64)) -> Question {
    Question {
        id: number,
        bug: BugNumber(bug),
        by: UserId(snowflake(developer)),
        case: CaseNumber(case),
    }
}
