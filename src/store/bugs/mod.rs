//! Bugs, the cases that wait for them, and the messages that show them.

mod followers;
mod known_issues;
mod life;
mod linked;
mod posts;
mod questions;
mod receipts;

use crate::domain::{
    Bug, BugNumber, Case, CaseNumber, GuildId, Origin, Quote, Report, Surface, Time, Title, UserId,
    Writer,
};

use crate::store::Error;
use crate::store::bugs::linked::linked;
use crate::store::codec::{id, milliseconds, named, snowflake, time};
use crate::store::surfaces::posted;
use crate::store::tx::{Reader, Tx, execute, fetch_all, fetch_optional, row};

row! {
    struct BugRow {
        guild_id: i64,
        number: i64,
        revision: i64,
        status: String,
        title: String,
        severity: String,
        steps: String,
        expected: String,
        actual: String,
        version: String,
        words: String,
        erased_at_revision: i64,
        reporter_id: i64,
        reported_at: i64,
        reported_from: Option<i64>,
        developer_id: Option<i64>,
        shipped_version: Option<String>,
        shipped_at: Option<i64>,
        duplicate_of: Option<i64>,
        outcomes: i64,
        card_channel_id: Option<i64>,
        card_message_id: Option<i64>,
        card_generation: Option<i64>,
        drawn_revision: Option<i64>,
        parts_posted: i64,
        cases: Option<String>,
    }
}

impl BugRow {
    fn into_domain(self) -> Result<Bug, Error> {
        let cases: Result<Vec<CaseNumber>, _> = self
            .cases
            .iter()
            .flat_map(|text| text.split(' '))
            .map(|number| number.parse().map(CaseNumber))
            .collect();
        Ok(Bug {
            guild: GuildId(snowflake(self.guild_id)),
            number: BugNumber(self.number),
            revision: self.revision,
            status: named(&self.status)?,
            report: Report {
                title: Title::stored(self.title),
                steps: self.steps,
                expected: self.expected,
                actual: self.actual,
                version: self.version,
                severity: named(&self.severity)?,
            },
            words: self.words,
            erased_at_revision: self.erased_at_revision,
            reporter: UserId(snowflake(self.reporter_id)),
            reported_at: time(self.reported_at)?,
            reported_from: self.reported_from.map(CaseNumber),
            developer: self.developer_id.map(|user| UserId(snowflake(user))),
            shipped_version: self.shipped_version,
            shipped_at: self.shipped_at.map(time).transpose()?,
            duplicate_of: self.duplicate_of.map(BugNumber),
            outcomes: self.outcomes,
            cases: cases.map_err(|error| Error::Corrupt(error.to_string()))?,
            card: Surface {
                posted: posted(self.card_channel_id, self.card_message_id),
                generation: self.card_generation.unwrap_or_default(),
                drawn_revision: self.drawn_revision.unwrap_or_default(),
                ..Surface::default()
            },
            parts_posted: self.parts_posted,
        })
    }
}

impl Reader<'_> {
    /// The bug with this number in this server.
    pub async fn bug(&mut self, guild: GuildId, number: BugNumber) -> Result<Option<Bug>, Error> {
        let row = fetch_optional!(
            self,
            BugRow,
            "SELECT guild_id, number, revision, status, title, severity, steps, expected, actual, version, words, erased_at_revision, reporter_id, reported_at, reported_from,
                developer_id, shipped_version, shipped_at, duplicate_of, outcomes, card_channel_id, card_message_id, card_generation, drawn_revision, parts_posted,
                (SELECT STRING_AGG(CAST(case_number AS TEXT), ' ' ORDER BY linked_at, case_number) FROM case_bugs l
                    WHERE l.guild_id = b.guild_id AND l.bug_number = b.number) AS cases
             FROM bugs b LEFT JOIN (SELECT guild_id AS card_guild_id, number AS card_number, channel_id AS card_channel_id,
                message_id AS card_message_id, generation AS card_generation, drawn_revision FROM surfaces WHERE subject = 'bug') s
                ON s.card_guild_id = b.guild_id AND s.card_number = b.number
             WHERE guild_id = $1 AND number = $2",
            id(guild.0),
            number.0
        )?;
        row.map(BugRow::into_domain).transpose()
    }
}

impl Reader<'_> {
    /// What customers said of a bug besides its words, the oldest first: in the case that it was
    /// reported from after that, and in the other cases that are linked to it or merged into one
    /// that is.
    pub async fn quotes(&mut self, bug: &Bug) -> Result<Vec<Quote>, Error> {
        let mut quotes = Vec::new();
        let quoted = self.cases_quoted(bug).await?;
        for &case in &quoted {
            let Some(case) = self.case(bug.guild, case).await? else { continue };
            let is_first = bug.is_from(case.number);
            // A case that continues another one in private repeats its question.
            let is_repeated = match case.origin {
                Origin::Moved(from) => bug.is_from(from) || quoted.contains(&from),
                _ => false,
            };
            if !is_first && !is_repeated && !case.question.is_empty() {
                quotes.push(Quote {
                    case: case.number,
                    author: case.customer(),
                    at: case.asked_at(),
                    text: case.question.clone(),
                });
            }
            let said = fetch_all!(
                self,
                (i64, Option<String>, i64, String),
                "SELECT author_id, author_name, sent_at, content FROM messages
                 WHERE guild_id = $1 AND case_number = $2 AND side = 'customer' AND content IS NOT NULL AND content <> '' AND sent_at > $3
                 ORDER BY message_id",
                id(bug.guild.0),
                case.number.0,
                if is_first { milliseconds(bug.reported_at) } else { 0 }
            )?;
            for (author, name, at, text) in said {
                let author = Writer::new(UserId(snowflake(author)), name.as_deref());
                quotes.push(Quote { case: case.number, author, at: time(at)?, text });
            }
        }
        quotes.sort_by_key(|quote| quote.at);
        Ok(quotes)
    }

    /// The cases that the report of a bug quotes: they are linked to it, or merged into one that
    /// is.
    pub async fn cases_quoted(&mut self, bug: &Bug) -> Result<Vec<CaseNumber>, Error> {
        let rows = fetch_all!(
            self,
            (i64,),
            concat!(linked!(), " SELECT number FROM linked ORDER BY number"),
            id(bug.guild.0),
            bug.number.0
        )?;
        Ok(rows.into_iter().map(|(number,)| CaseNumber(number)).collect())
    }

    /// The bugs that were reported from a case: their reports repeat its customer's words, also if
    /// it is linked to them no more.
    pub async fn bugs_from(
        &mut self,
        guild: GuildId,
        case: CaseNumber,
    ) -> Result<Vec<BugNumber>, Error> {
        let rows = fetch_all!(
            self,
            (i64,),
            "SELECT number FROM bugs WHERE guild_id = $1 AND reported_from = $2 ORDER BY number",
            id(guild.0),
            case.0
        )?;
        Ok(rows.into_iter().map(|(bug,)| BugNumber(bug)).collect())
    }

    /// The bugs whose reports quote a case: it is linked to them, or merged into one that is.
    pub async fn bugs_that_quote(
        &mut self,
        guild: GuildId,
        case: CaseNumber,
    ) -> Result<Vec<BugNumber>, Error> {
        let rows = fetch_all!(
            self,
            (i64,),
            "WITH RECURSIVE merged(number) AS (
                SELECT number FROM cases WHERE guild_id = $1 AND number = $2
                UNION SELECT c.merged_into FROM cases c JOIN merged m ON c.number = m.number
                    WHERE c.guild_id = $1 AND c.merged_into IS NOT NULL)
             SELECT DISTINCT l.bug_number FROM merged m JOIN case_bugs l ON l.guild_id = $1 AND l.case_number = m.number
             ORDER BY l.bug_number",
            id(guild.0),
            case.0
        )?;
        Ok(rows.into_iter().map(|(bug,)| BugNumber(bug)).collect())
    }
}

impl Tx<'_> {
    /// Saves a bug that was just reported. The cases that wait for it are linked when they are
    /// saved.
    pub async fn insert_bug(&mut self, bug: &Bug) -> Result<(), Error> {
        let report = &bug.report;
        execute!(
            self,
            "INSERT INTO bugs (guild_id, number, revision, status, title, severity, steps, expected, actual, version, words, reporter_id, reported_at, phase, reported_from)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
            id(bug.guild.0),
            bug.number.0,
            bug.revision,
            bug.status.into_str(),
            report.title.as_str(),
            report.severity.into_str(),
            report.steps.as_str(),
            report.expected.as_str(),
            report.actual.as_str(),
            report.version.as_str(),
            bug.words.as_str(),
            id(bug.reporter.0),
            milliseconds(bug.reported_at),
            bug.status.phase().into_str(),
            bug.reported_from.map(|case| case.0)
        )?;
        Ok(())
    }

    /// Replaces the customer's words on a report, after some were taken back.
    pub async fn requote_bug(&mut self, bug: &Bug, words: &str) -> Result<(), Error> {
        execute!(
            self,
            "UPDATE bugs SET words = $3 WHERE guild_id = $1 AND number = $2",
            id(bug.guild.0),
            bug.number.0,
            words
        )?;
        self.mark_bug_erased(bug.guild, bug.number).await
    }

    /// Replaces the title of the reports that were made from a case and have its title: it is the
    /// customer's words. Returns whose title changed.
    pub async fn retitle_bugs(
        &mut self,
        case: &Case,
        title: &Title,
    ) -> Result<Vec<BugNumber>, Error> {
        let rows = fetch_all!(
            self,
            (i64,),
            "UPDATE bugs SET title = $4 WHERE guild_id = $1 AND title = $3 AND title <> $4 AND number IN (
                SELECT bug_number FROM facts WHERE guild_id = $1 AND case_number = $2 AND kind = 'bug_reported')
             RETURNING number",
            id(case.guild.0),
            case.number.0,
            case.title.as_str(),
            title.as_str()
        )?;
        let numbers: Vec<BugNumber> = rows.into_iter().map(|(bug,)| BugNumber(bug)).collect();
        for &bug in &numbers {
            self.mark_bug_erased(case.guild, bug).await?;
        }
        Ok(numbers)
    }

    /// Notes that what was taken back still has to be removed from a bug's report in Discord.
    pub async fn mark_bug_erased(&mut self, guild: GuildId, bug: BugNumber) -> Result<(), Error> {
        execute!(
            self,
            "UPDATE bugs SET revision = revision + 1, erased_at_revision = revision + 1 WHERE guild_id = $1 AND number = $2",
            id(guild.0),
            bug.0
        )
        .map(drop)
    }

    pub(super) async fn link(
        &mut self,
        guild: GuildId,
        case: CaseNumber,
        bug: BugNumber,
        at: Time,
    ) -> Result<(), Error> {
        execute!(
            self,
            "INSERT INTO case_bugs (guild_id, case_number, bug_number, linked_at) VALUES ($1, $2, $3, $4)",
            id(guild.0),
            case.0,
            bug.0,
            milliseconds(at)
        )?;
        Ok(())
    }

    pub(super) async fn unlink(
        &mut self,
        guild: GuildId,
        case: CaseNumber,
        bug: BugNumber,
    ) -> Result<(), Error> {
        execute!(
            self,
            "DELETE FROM case_bugs WHERE guild_id = $1 AND case_number = $2 AND bug_number = $3",
            id(guild.0),
            case.0,
            bug.0
        )?;
        Ok(())
    }

    /// Saves how many texts are in the thread of a report.
    pub async fn save_parts_posted(
        &mut self,
        guild: GuildId,
        number: BugNumber,
        parts: i64,
    ) -> Result<(), Error> {
        execute!(
            self,
            "UPDATE bugs SET parts_posted = $3 WHERE guild_id = $1 AND number = $2",
            id(guild.0),
            number.0,
            parts
        )
        .map(drop)
    }
}

impl Reader<'_> {
    /// The numbers of a server's bugs that developers still work on.
    pub async fn open_bugs(&mut self, guild: GuildId) -> Result<Vec<BugNumber>, Error> {
        let rows = fetch_all!(
            self,
            (i64,),
            "SELECT number FROM bugs WHERE guild_id = $1 AND phase <> 'closed' ORDER BY number",
            id(guild.0)
        )?;
        Ok(rows.into_iter().map(|(number,)| BugNumber(number)).collect())
    }
}
