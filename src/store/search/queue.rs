//! The queue: the open cases, in order, and how many there are.

use crate::domain::{Case, Counts, GuildId, Priority, Status, Time, UserId};

use crate::store::Error;
use crate::store::cases::{CaseRow, select_case};
use crate::store::codec::{id, milliseconds};
use crate::store::tx::{Reader, fetch_all, fetch_optional, row};

/// Which cases a queue shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Selection {
    /// A customer waits for us.
    Waiting,
    /// Nobody is assigned.
    Unclaimed,
    /// This agent is assigned.
    Mine(UserId),
    /// All open cases.
    All,
}

/// Which cases a queue shows, and in which order.
#[derive(Clone, Copy, Debug)]
pub struct QueueQuery {
    /// Which cases.
    pub selection: Selection,
    /// Only cases of this priority.
    pub priority: Option<Priority>,
    /// Whoever has waited since then comes first, whatever the priority of their case.
    pub waiting_first_before: Time,
}

impl Selection {
    fn agent(self) -> Option<i64> {
        match self {
            Self::Mine(user) => Some(id(user.0)),
            Self::Waiting | Self::Unclaimed | Self::All => None,
        }
    }
}

/// The condition that a case is in the queue: it is open, or its customer is to be told something.
/// The index `cases_in_queue` has the same words.
macro_rules! open {
    () => {
        "(phase = 'open' OR waits_for_us_since IS NOT NULL)"
    };
}

/// The condition that a customer waits for us.
macro_rules! waiting {
    () => {
        "waits_for_us_since IS NOT NULL"
    };
}

/// The condition that a case needs an assignee and has none.
macro_rules! unclaimed {
    () => {
        "(assignee_id IS NULL AND snoozed_until IS NULL AND phase = 'open')"
    };
}

/// The condition that a case is in the selection: $1 the server, $2 whether only those who wait, $3
/// whether only unclaimed ones, $4 the agent, $5 the priority.
macro_rules! selected {
    () => {
        concat!(
            "WHERE guild_id = $1 AND ",
            open!(),
            " AND (NOT $2 OR ",
            waiting!(),
            ") AND (NOT $3 OR ",
            unclaimed!(),
            ") AND (assignee_id = $4 OR $4 IS NULL) AND (priority = $5 OR $5 IS NULL) "
        )
    };
}

/// The order of the queue: first those to whom a promised answer is due, then those who have waited
/// since the given parameter, then the others who wait, the most urgent first, then those who were
/// promised an answer, then the rest by number. Among equals, the longest wait comes first.
macro_rules! in_order {
    ($waiting_first_before:literal) => {
        concat!(
            "ORDER BY CASE WHEN waits_for_us_since IS NULL THEN 6 WHEN promise_is_due = 1 THEN -1 WHEN promised_until IS NOT NULL THEN 5
                WHEN waits_for_us_since <= ",
            $waiting_first_before,
            " THEN 0 ELSE CASE priority WHEN 'urgent' THEN 1 WHEN 'high' THEN 2 WHEN 'normal' THEN 3 ELSE 4 END END,
                waits_for_us_since, number "
        )
    };
}

row! {
    struct CountsRow {
        waiting: i64,
        promised: i64,
        unclaimed: i64,
        on_hold: i64,
        pending: i64,
    }
}

impl Reader<'_> {
    /// One page of a server's queue.
    pub async fn queue(
        &mut self,
        guild: GuildId,
        query: QueueQuery,
        limit: i64,
        offset: i64,
    ) -> Result<Vec<Case>, Error> {
        let rows = fetch_all!(
            self,
            CaseRow,
            select_case!(selected!(), in_order!("$6"), "LIMIT $7 OFFSET $8"),
            id(guild.0),
            query.selection == Selection::Waiting,
            query.selection == Selection::Unclaimed,
            query.selection.agent(),
            query.priority.map(|priority| priority.into_str()),
            milliseconds(query.waiting_first_before),
            limit,
            offset
        )?;
        rows.into_iter().map(CaseRow::into_domain).collect()
    }

    /// The open case that an agent should answer next, of those that are theirs or nobody's. None
    /// if there is none, or if all of them were promised an answer by a time to come.
    pub async fn case_to_answer(
        &mut self,
        guild: GuildId,
        agent: UserId,
        waiting_first_before: Time,
    ) -> Result<Option<Case>, Error> {
        let row = fetch_optional!(
            self,
            CaseRow,
            select_case!(
                "WHERE guild_id = $1 AND phase = 'open' AND ",
                waiting!(),
                " AND (assignee_id IS NULL OR assignee_id = $2) AND (promised_until IS NULL OR promise_is_due = 1) ",
                in_order!("$3"),
                "LIMIT 1"
            ),
            id(guild.0),
            id(agent.0),
            milliseconds(waiting_first_before)
        )?;
        row.map(CaseRow::into_domain).transpose()
    }

    /// How many cases a selection has.
    pub async fn queue_length(&mut self, guild: GuildId, query: QueueQuery) -> Result<i64, Error> {
        let row = fetch_optional!(
            self,
            (i64,),
            concat!("SELECT COUNT(*) FROM cases ", selected!()),
            id(guild.0),
            query.selection == Selection::Waiting,
            query.selection == Selection::Unclaimed,
            query.selection.agent(),
            query.priority.map(|priority| priority.into_str())
        )?;
        Ok(row.map_or(0, |(count,)| count))
    }

    /// How many cases of the queue there are, by what they wait for.
    pub async fn queue_counts(&mut self, guild: GuildId) -> Result<Counts, Error> {
        let row = fetch_optional!(
            self,
            CountsRow,
            concat!(
                "SELECT COUNT(CASE WHEN ",
                waiting!(),
                " THEN 1 END) AS waiting, COUNT(CASE WHEN promise_is_due = 0 THEN promised_until END) AS promised, COUNT(CASE WHEN ",
                unclaimed!(),
                " THEN 1 END) AS unclaimed, COUNT(CASE WHEN status = $2 THEN 1 END) AS on_hold, COUNT(CASE WHEN status = $3 THEN 1 END) AS pending
                 FROM cases WHERE guild_id = $1 AND ",
                open!()
            ),
            id(guild.0),
            Status::OnHold.into_str(),
            Status::Pending.into_str()
        )?;
        Ok(row.map_or_else(Counts::default, |row| Counts {
            waiting: row.waiting,
            promised: row.promised,
            unclaimed: row.unclaimed,
            on_hold: row.on_hold,
            with_customers: row.pending,
        }))
    }

    /// How many cases of all servers have a customer who waits for us.
    pub async fn waiting_count(&mut self) -> Result<i64, Error> {
        let row = fetch_optional!(
            self,
            (i64,),
            concat!("SELECT COUNT(*) FROM cases WHERE ", open!(), " AND ", waiting!())
        )?;
        Ok(row.map_or(0, |(count,)| count))
    }

    /// One page of a member's own cases: first the open ones, and of each the newest first.
    pub async fn cases_of(
        &mut self,
        guild: GuildId,
        requester: UserId,
        limit: i64,
        offset: i64,
    ) -> Result<Vec<Case>, Error> {
        let rows = fetch_all!(
            self,
            CaseRow,
            select_case!(
                "WHERE guild_id = $1 AND requester_id = $2
                 ORDER BY CASE phase WHEN 'closed' THEN 2 WHEN 'solved' THEN 1 ELSE 0 END, number DESC LIMIT $3 OFFSET $4"
            ),
            id(guild.0),
            id(requester.0),
            limit,
            offset
        )?;
        rows.into_iter().map(CaseRow::into_domain).collect()
    }

    /// How many cases a member has.
    pub async fn case_count_of(&mut self, guild: GuildId, requester: UserId) -> Result<i64, Error> {
        let row = fetch_optional!(
            self,
            (i64,),
            "SELECT COUNT(*) FROM cases WHERE guild_id = $1 AND requester_id = $2",
            id(guild.0),
            id(requester.0)
        )?;
        Ok(row.map_or(0, |(count,)| count))
    }
}
