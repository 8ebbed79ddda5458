//! Writing the index of searches. Triggers record which cases it lacks, in the transaction that
//! changes a text. What is taken out of a text leaves the index in the same transaction. The rest
//! is written in bulk, before the next search at the latest.

use crate::domain::{IndexProgress, analysis};

use crate::store::{
    error::Error,
    postgres, sqlite,
    tx::{Reader, Session, Tx, execute, fetch_all, fetch_optional},
};

/// How many documents are written in one transaction: others wait for it for some milliseconds at
/// most.
pub(in crate::store) const BULK: i64 = 64;

/// What `case_documents.behind` says of a case that was changed, of one that the index lacks since
/// it is made anew, and of one from which something was taken out, on SQLite.
const CHANGED: i64 = 1;
const MADE_ANEW: i64 = 2;
const TAKEN_OUT: i64 = 3;

/// What the index lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::store) struct Behind {
    /// A case that was opened or changed.
    pub is_changed: bool,
    /// Cases that it still lacks since it is made anew, up to one more than are written at once.
    pub made_anew: i64,
}

impl Reader<'_> {
    /// Whether the index was made by this version of the analysis.
    pub(in crate::store) async fn is_index_of_this_version(&mut self) -> Result<bool, Error> {
        let version = fetch_optional!(self, (i64,), "SELECT analysis FROM case_index")?;
        Ok(version == Some((analysis::VERSION,)))
    }

    /// What the index lacks of what was committed.
    pub(in crate::store) async fn index_behind(&mut self) -> Result<Behind, Error> {
        let behind = fetch_optional!(
            self,
            (bool, i64),
            "SELECT EXISTS (SELECT 1 FROM case_documents WHERE behind = 1),
                (SELECT COUNT(*) FROM (SELECT id FROM case_documents WHERE behind = 2 LIMIT $1) few)",
            BULK + 1
        )?;
        let (is_changed, made_anew) = behind.unwrap_or_default();
        let is_missing = match self.session() {
            Session::Sqlite(session) => sqlite::search::is_missing_cases(session)?,
            Session::Postgres(_) => false,
        };
        Ok(Behind { is_changed: is_changed || is_missing, made_anew })
    }

    /// How far the index is, while it is made anew.
    pub async fn index_progress(&mut self) -> Result<Option<IndexProgress>, Error> {
        let counts = fetch_optional!(
            self,
            (i64, i64),
            "SELECT m.missing, CASE WHEN m.missing > 0 THEN (SELECT COUNT(*) FROM case_documents) ELSE 0 END
             FROM (SELECT COUNT(*) AS missing FROM case_documents WHERE behind = 2) m"
        )?;
        let (missing, all) = counts.unwrap_or_default();
        Ok((missing > 0).then_some(IndexProgress { done: all - missing, all }))
    }
}

impl Tx<'_> {
    /// Empties the index, if another version of the analysis made it.
    pub(in crate::store) async fn begin_index_anew(&mut self) -> Result<(), Error> {
        let changed = execute!(
            self,
            "UPDATE case_index SET analysis = $1 WHERE analysis <> $1",
            analysis::VERSION
        )?;
        if changed == 0 {
            return Ok(());
        }
        execute!(self, "UPDATE case_documents SET behind = $1 WHERE behind <> $1", MADE_ANEW)?;
        match self.writing_session() {
            Session::Sqlite(session) => sqlite::search::clear(session),
            Session::Postgres(connection) => postgres::search::clear(connection).await,
        }
    }

    /// Writes some of the documents that the index lacks: of cases that were changed, or of those
    /// that it lacks since it is made anew, the newest first.
    pub(in crate::store) async fn catch_up_index(&mut self, is_changed: bool) -> Result<(), Error> {
        let behind = if is_changed { CHANGED } else { MADE_ANEW };
        if let Session::Sqlite(session) = self.writing_session() {
            sqlite::search::add_missing_cases(session, BULK)?;
        }
        // On Postgres others may change these cases, or write their documents, at the same time.
        // Who locks several rows must not wait for one.
        let mut ids = fetch_all!(
            self,
            (i64,),
            {
                sqlite: "SELECT id FROM case_documents WHERE behind = $1 ORDER BY id DESC LIMIT $2",
                postgres: "SELECT id FROM case_documents WHERE behind = $1 ORDER BY id DESC LIMIT $2 FOR UPDATE SKIP LOCKED"
            },
            behind,
            BULK
        )?;
        if ids.is_empty() {
            ids = fetch_all!(
                self,
                (i64,),
                {
                    sqlite: "SELECT id FROM case_documents WHERE behind = $1 ORDER BY id DESC LIMIT 1",
                    postgres: "SELECT id FROM case_documents WHERE behind = $1 ORDER BY id DESC LIMIT 1 FOR UPDATE"
                },
                behind
            )?;
        }
        let ids: Vec<i64> = ids.into_iter().map(|(id,)| id).collect();
        let documents = self.documents(&ids).await?;
        match self.writing_session() {
            Session::Sqlite(session) => sqlite::search::write(session, &documents),
            Session::Postgres(connection) => postgres::search::write(connection, &documents).await,
        }
    }

    /// Takes out of the index what this transaction took out of texts. On Postgres a trigger has
    /// done so.
    pub(in crate::store) async fn forget_words(&mut self) -> Result<(), Error> {
        if matches!(self.session(), Session::Postgres(_)) {
            return Ok(());
        }
        loop {
            let ids = fetch_all!(
                self,
                (i64,),
                "SELECT id FROM case_documents WHERE behind = $1 ORDER BY id LIMIT $2",
                TAKEN_OUT,
                BULK
            )?;
            if ids.is_empty() {
                return Ok(());
            }
            let ids: Vec<i64> = ids.into_iter().map(|(id,)| id).collect();
            let documents = self.documents(&ids).await?;
            let Session::Sqlite(session) = self.writing_session() else { return Ok(()) };
            for id in ids {
                if !documents.iter().any(|indexed| indexed.id == id) {
                    sqlite::search::delete(session, id)?;
                }
            }
            sqlite::search::write(session, &documents)?;
        }
    }
}
