//! Searches for cases. What a search means is the same on both databases. How an index is asked
//! differs: see `src/store/sqlite/search.rs` and `src/store/postgres/search.rs`. Triggers keep
//! Postgres's index current, in the transaction that changes a text. On SQLite they only note which
//! documents are behind, except if words are removed; the rest is written in bulk, before the next
//! search at the latest.

pub(super) mod board;
pub(super) mod known_bugs;
pub(super) mod query;
pub(super) mod queue;
mod suggest;

use crate::domain::{GuildId, Hit, Search};

use crate::store::{
    error::Error,
    postgres,
    search::query::HitRow,
    sqlite,
    tx::{Reader, Session, Tx},
};

impl Reader<'_> {
    /// The newest cases that match the whole search, at most `limit`.
    pub async fn search(
        &mut self,
        guild: GuildId,
        search: &Search,
        limit: i64,
    ) -> Result<Vec<Hit>, Error> {
        let rows = match self.session() {
            Session::Sqlite(connection) => {
                sqlite::search::search(connection, guild, search, limit)?
            }
            Session::Postgres(connection) => {
                postgres::search::search(connection, guild, search, limit).await?
            }
        };
        Ok(rows.into_iter().map(HitRow::into_hit).collect())
    }

    /// Whether the index lacks something that was committed.
    pub(super) async fn is_index_behind(&mut self) -> Result<bool, Error> {
        match self.session() {
            Session::Sqlite(session) => sqlite::search::is_behind(session),
            Session::Postgres(_) => Ok(false),
        }
    }
}

impl Tx<'_> {
    /// Brings a part of the index up to date.
    pub(super) async fn catch_up_index(&mut self) -> Result<(), Error> {
        match self.session() {
            Session::Sqlite(session) => sqlite::search::catch_up(session),
            Session::Postgres(_) => Ok(()),
        }
    }

    /// Removes old versions of documents from the index. Postgres stores none.
    pub(super) async fn renew_index(&mut self) -> Result<(), Error> {
        match self.session() {
            Session::Sqlite(session) => sqlite::search::renew(session),
            Session::Postgres(_) => Ok(()),
        }
    }
}
