//! Who is to hear what became of a bug, and who has heard it.

use crate::domain::{BugNumber, CaseNumber, GuildId, Receipt, Time, UserId};

use crate::store::Error;
use crate::store::bugs::linked::told;
use crate::store::codec::{id, milliseconds, named, snowflake};
use crate::store::tx::{Reader, Tx, execute, fetch_all};

impl Tx<'_> {
    /// Notes how far a customer is with an outcome of a bug.
    pub async fn save_receipt(
        &mut self,
        guild: GuildId,
        (bug, round): (BugNumber, i64),
        case: CaseNumber,
        user: UserId,
        receipt: Receipt,
        now: Time,
    ) -> Result<(), Error> {
        execute!(
            self,
            "INSERT INTO receipts (guild_id, bug_number, outcome, case_number, user_id, state, changed_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
             ON CONFLICT (guild_id, bug_number, outcome, case_number, user_id)
                DO UPDATE SET state = excluded.state, changed_at = excluded.changed_at",
            id(guild.0),
            bug.0,
            round,
            case.0,
            id(user.0),
            receipt.into_str(),
            milliseconds(now)
        )
        .map(drop)
    }

    /// Notes that a customer is to be told of an outcome of a bug, or cannot be. Whoever was told
    /// stays so.
    pub async fn await_telling(
        &mut self,
        guild: GuildId,
        (bug, round): (BugNumber, i64),
        case: CaseNumber,
        user: UserId,
        has_left: bool,
        now: Time,
    ) -> Result<(), Error> {
        let receipt = if has_left { Receipt::Gone } else { Receipt::Waiting };
        execute!(
            self,
            "INSERT INTO receipts (guild_id, bug_number, outcome, case_number, user_id, state, changed_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
             ON CONFLICT (guild_id, bug_number, outcome, case_number, user_id)
                DO UPDATE SET state = excluded.state, changed_at = excluded.changed_at WHERE receipts.state IN ('waiting', 'gone')",
            id(guild.0),
            bug.0,
            round,
            case.0,
            id(user.0),
            receipt.into_str(),
            milliseconds(now)
        )
        .map(drop)
    }

    /// The outcomes of bugs with which a customer is this far, each with the case in which they are
    /// to be told.
    pub async fn receipts_of(
        &mut self,
        guild: GuildId,
        user: UserId,
        receipt: Receipt,
    ) -> Result<Vec<(BugNumber, i64, CaseNumber)>, Error> {
        let rows = fetch_all!(
            self,
            (i64, i64, i64),
            "SELECT bug_number, outcome, case_number FROM receipts WHERE guild_id = $1 AND user_id = $2 AND state = $3
             ORDER BY bug_number, outcome, case_number",
            id(guild.0),
            id(user.0),
            receipt.into_str()
        )?;
        Ok(rows
            .into_iter()
            .map(|(bug, round, case)| (BugNumber(bug), round, CaseNumber(case)))
            .collect())
    }

    /// Forgets that a customer was still to be told in a case.
    pub async fn drop_receipt(
        &mut self,
        guild: GuildId,
        (bug, round): (BugNumber, i64),
        case: CaseNumber,
        user: UserId,
    ) -> Result<(), Error> {
        execute!(
            self,
            "DELETE FROM receipts WHERE guild_id = $1 AND bug_number = $2 AND outcome = $3 AND case_number = $4 AND user_id = $5
                AND state IN ('waiting', 'gone')",
            id(guild.0),
            bug.0,
            round,
            case.0,
            id(user.0)
        )
        .map(drop)
    }

    /// Forgets that customers of a case were still to be told.
    pub async fn drop_receipts(
        &mut self,
        guild: GuildId,
        bug: BugNumber,
        case: CaseNumber,
    ) -> Result<(), Error> {
        execute!(
            self,
            "DELETE FROM receipts WHERE guild_id = $1 AND bug_number = $2 AND case_number = $3 AND state IN ('waiting', 'gone')",
            id(guild.0),
            bug.0,
            case.0
        )
        .map(drop)
    }
}

impl Reader<'_> {
    /// How far the customers are with one outcome of a bug whose cases are linked to it, or go on
    /// in one that is, by case.
    pub async fn receipts_of_linked(
        &mut self,
        guild: GuildId,
        bug: BugNumber,
        round: i64,
    ) -> Result<Vec<(CaseNumber, UserId, Receipt)>, Error> {
        let rows = fetch_all!(
            self,
            (i64,),
            concat!(told!(), " SELECT number FROM told"),
            id(guild.0),
            bug.0
        )?;
        let linked: Vec<i64> = rows.into_iter().map(|(number,)| number).collect();
        let mut receipts = self.receipts(guild, bug, round).await?;
        receipts.retain(|(case, ..)| linked.contains(&case.0));
        Ok(receipts)
    }

    /// How far the customers are with one outcome of a bug, by case.
    pub async fn receipts(
        &mut self,
        guild: GuildId,
        bug: BugNumber,
        round: i64,
    ) -> Result<Vec<(CaseNumber, UserId, Receipt)>, Error> {
        let rows = fetch_all!(
            self,
            (i64, i64, String),
            "SELECT case_number, user_id, state FROM receipts WHERE guild_id = $1 AND bug_number = $2 AND outcome = $3
             ORDER BY case_number, user_id",
            id(guild.0),
            bug.0,
            round
        )?;
        rows.into_iter()
            .map(|(case, user, state)| {
                Ok((CaseNumber(case), UserId(snowflake(user)), named(&state)?))
            })
            .collect()
    }

    /// The customers, each with their case, who said of the outcome that they were told last before
    /// this one that it works now: they need not hear of the next.
    pub async fn content_customers(
        &mut self,
        guild: GuildId,
        bug: BugNumber,
        round: i64,
    ) -> Result<Vec<(CaseNumber, UserId)>, Error> {
        let rows = fetch_all!(
            self,
            (i64, i64),
            "SELECT r.case_number, r.user_id FROM receipts r WHERE r.guild_id = $1 AND r.bug_number = $2 AND r.outcome < $3 AND r.state = 'confirmed'
                AND r.outcome = (SELECT MAX(o.outcome) FROM receipts o WHERE o.guild_id = r.guild_id AND o.bug_number = r.bug_number
                    AND o.case_number = r.case_number AND o.user_id = r.user_id AND o.outcome < $3)
             ORDER BY r.case_number, r.user_id",
            id(guild.0),
            bug.0,
            round
        )?;
        Ok(rows
            .into_iter()
            .map(|(case, user)| (CaseNumber(case), UserId(snowflake(user))))
            .collect())
    }

    /// The customers of a case: its requester, and those whose cases were merged into it.
    pub async fn customers(
        &mut self,
        guild: GuildId,
        case: CaseNumber,
    ) -> Result<Vec<(UserId, bool)>, Error> {
        let rows = fetch_all!(
            self,
            (i64, i64),
            "WITH RECURSIVE merged(number) AS (
                SELECT number FROM cases WHERE guild_id = $1 AND number = $2
                UNION SELECT c.number FROM cases c JOIN merged m ON c.merged_into = m.number WHERE c.guild_id = $1)
             SELECT requester_id, MAX(requester_left) FROM cases c JOIN merged m ON m.number = c.number
             WHERE c.guild_id = $1 GROUP BY requester_id ORDER BY requester_id",
            id(guild.0),
            case.0
        )?;
        Ok(rows.into_iter().map(|(user, left)| (UserId(snowflake(user)), left != 0)).collect())
    }
}
