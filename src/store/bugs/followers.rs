//! Members who have the same problem as the customer of a case, and all who are affected by a bug.

use crate::domain::{Bug, BugNumber, Case, CaseNumber, GuildId, Phase, Time, UserId};

use crate::store::Error;
use crate::store::bugs::linked::{linked, standing, told};
use crate::store::codec::{id, milliseconds, snowflake};
use crate::store::tx::{Reader, Tx, execute, fetch_all, fetch_optional};

impl Reader<'_> {
    /// How many people are affected by a bug, each once: the customers of its cases and of those
    /// that were merged into them, and those who follow one of them or a known-issue notice of it.
    pub async fn people_affected(&mut self, guild: GuildId, bug: BugNumber) -> Result<i64, Error> {
        let count = fetch_optional!(
            self,
            (i64,),
            concat!(
                linked!(),
                ", ",
                standing!(),
                " SELECT COUNT(*) FROM (
                    SELECT c.requester_id AS user_id FROM cases c JOIN linked l ON l.number = c.number WHERE c.guild_id = $1
                    UNION SELECT f.user_id FROM followers f JOIN linked l ON l.number = f.case_number WHERE f.guild_id = $1
                    UNION SELECT n.user_id FROM known_issue_followers n JOIN standing s ON s.notice = n.bug_number AND s.number = $2
                        WHERE n.guild_id = $1) people"
            ),
            id(guild.0),
            bug.0
        )?;
        Ok(count.map_or(0, |(count,)| count))
    }

    /// The case of a customer that is linked to a bug, the newest if there are several.
    pub async fn case_with_bug_of(
        &mut self,
        guild: GuildId,
        bug: BugNumber,
        customer: UserId,
    ) -> Result<Option<CaseNumber>, Error> {
        let row = fetch_optional!(
            self,
            (i64,),
            concat!(
                linked!(),
                " SELECT c.number FROM cases c JOIN linked l ON l.number = c.number
                 WHERE c.guild_id = $1 AND c.requester_id = $3 ORDER BY c.number DESC LIMIT 1"
            ),
            id(guild.0),
            bug.0,
            id(customer.0)
        )?;
        Ok(row.map(|(number,)| CaseNumber(number)))
    }

    /// The members who are to be told for a case what became of a bug, each with the case that they
    /// follow: it, or one that was merged into it. Nobody who is told in their own case, in one
    /// that they follow and that was linked before, or under a known-issue notice.
    pub async fn followers_to_tell(
        &mut self,
        guild: GuildId,
        case: CaseNumber,
        bug: BugNumber,
    ) -> Result<Vec<(CaseNumber, UserId)>, Error> {
        let rows = fetch_all!(
            self,
            (i64, i64),
            concat!(
                told!(),
                ", merged(number) AS (
                SELECT number FROM cases WHERE guild_id = $1 AND number = $3
                UNION SELECT c.number FROM cases c JOIN merged m ON c.merged_into = m.number WHERE c.guild_id = $1)
             SELECT MIN(f.case_number), f.user_id FROM followers f JOIN merged m ON m.number = f.case_number
                LEFT JOIN case_bugs fb ON fb.guild_id = f.guild_id AND fb.case_number = f.case_number AND fb.bug_number = $2
             WHERE f.guild_id = $1
                AND NOT EXISTS (SELECT 1 FROM cases c JOIN told l ON l.number = c.number
                    WHERE c.guild_id = $1 AND c.requester_id = f.user_id)
                AND NOT EXISTS (SELECT 1 FROM followers o JOIN told l ON l.number = o.case_number
                    LEFT JOIN case_bugs ob ON ob.guild_id = o.guild_id AND ob.case_number = o.case_number AND ob.bug_number = $2
                    WHERE o.guild_id = $1 AND o.user_id = f.user_id
                        AND (COALESCE(ob.linked_at, 0) < COALESCE(fb.linked_at, 0)
                            OR COALESCE(ob.linked_at, 0) = COALESCE(fb.linked_at, 0) AND o.case_number < f.case_number))
                AND NOT EXISTS (SELECT 1 FROM known_issue_calls t JOIN bugs b ON b.guild_id = t.guild_id AND b.number = t.bug_number
                    WHERE t.guild_id = $1 AND t.bug_number = $2 AND t.outcome = b.outcomes AND t.user_id = f.user_id)
             GROUP BY f.user_id ORDER BY f.user_id"
            ),
            id(guild.0),
            bug.0,
            case.0
        )?;
        Ok(rows
            .into_iter()
            .map(|(case, user)| (CaseNumber(case), UserId(snowflake(user))))
            .collect())
    }

    /// The members who follow a case.
    pub async fn followers(
        &mut self,
        guild: GuildId,
        case: CaseNumber,
    ) -> Result<Vec<UserId>, Error> {
        let rows = fetch_all!(
            self,
            (i64,),
            "SELECT user_id FROM followers WHERE guild_id = $1 AND case_number = $2 ORDER BY user_id",
            id(guild.0),
            case.0
        )?;
        Ok(rows.into_iter().map(|(user,)| UserId(snowflake(user))).collect())
    }

    /// The first case that is linked to a bug and that a member follows.
    pub async fn case_followed_for(
        &mut self,
        guild: GuildId,
        bug: BugNumber,
        user: UserId,
    ) -> Result<Option<CaseNumber>, Error> {
        let row = fetch_optional!(
            self,
            (i64,),
            concat!(
                linked!(),
                " SELECT f.case_number FROM followers f JOIN linked l ON l.number = f.case_number
                 WHERE f.guild_id = $1 AND f.user_id = $3 ORDER BY f.case_number LIMIT 1"
            ),
            id(guild.0),
            bug.0,
            id(user.0)
        )?;
        Ok(row.map(|(number,)| CaseNumber(number)))
    }

    /// The bug for which a case waits: of those that are still open, the one that it was linked to
    /// last.
    pub async fn awaited_bug(&mut self, case: &Case) -> Result<Option<Bug>, Error> {
        for &number in case.bugs.iter().rev() {
            let bug = self.bug(case.guild, number).await?;
            if let Some(bug) = bug.filter(|bug| bug.status.phase() != Phase::Closed) {
                return Ok(Some(bug));
            }
        }
        Ok(None)
    }
}

impl Tx<'_> {
    /// Saves that a member follows a case. Returns whether that is new.
    pub async fn insert_follower(
        &mut self,
        guild: GuildId,
        case: CaseNumber,
        user: UserId,
        now: Time,
    ) -> Result<bool, Error> {
        let inserted = execute!(
            self,
            "INSERT INTO followers (guild_id, case_number, user_id, followed_at) VALUES ($1, $2, $3, $4)
             ON CONFLICT (guild_id, case_number, user_id) DO NOTHING",
            id(guild.0),
            case.0,
            id(user.0),
            milliseconds(now)
        )?;
        Ok(inserted > 0)
    }
}
