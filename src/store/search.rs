//! Looking for cases. What a search means is the same on both databases; how an index is asked
//! differs, and stands in `search_sqlite` and `search_postgres`. Triggers keep Postgres's index
//! current, in the transaction that changes a text. On SQLite they only note what is behind, except
//! where words go; the rest is written in bulk, before a search at the latest.

use crate::domain::{CaseNumber, GuildId, Search};

use crate::store::codec::id;
use crate::store::connection::row;
use crate::store::{Connection, Error, search_postgres, search_sqlite};

/// A case in which all was found that was looked for, with its texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    pub case: CaseNumber,
    pub title: String,
    pub question: String,
    /// What was said in the thread, oldest first.
    pub said: String,
}

row! {
    pub(super) struct HitRow {
        case_number: i64,
        title: String,
        question: String,
        said: String,
    }
}

impl Connection<'_> {
    /// The newest cases in which everything is found, at most `limit`.
    pub async fn search(
        &mut self,
        guild: GuildId,
        search: &Search,
        limit: i64,
    ) -> Result<Vec<Hit>, Error> {
        let rows = match self {
            Self::Sqlite(connection) => search_sqlite::search(connection, guild, search, limit)?,
            Self::Postgres(connection) => {
                search_postgres::search(connection, guild, search, limit).await?
            }
        };
        let hit = |row: HitRow| Hit {
            case: CaseNumber(row.case_number),
            title: row.title,
            question: row.question,
            said: row.said,
        };
        Ok(rows.into_iter().map(hit).collect())
    }

    /// Whether something was committed that the index does not have yet.
    pub(super) async fn is_index_behind(&mut self) -> Result<bool, Error> {
        match self {
            Self::Sqlite(session) => search_sqlite::is_behind(session),
            Self::Postgres(_) => Ok(false),
        }
    }

    /// Brings a part of the index up to date.
    pub(super) async fn catch_up_index(&mut self) -> Result<(), Error> {
        match self {
            Self::Sqlite(session) => search_sqlite::catch_up(session),
            Self::Postgres(_) => Ok(()),
        }
    }

    /// Removes old versions of documents from the index. Postgres does not store any.
    pub(super) async fn renew_index(&mut self) -> Result<(), Error> {
        match self {
            Self::Sqlite(session) => search_sqlite::renew(session),
            Self::Postgres(_) => Ok(()),
        }
    }
}

/// What the documents have to be marked with: of each list one. A mark is a letter and digits, as
/// the migrations write it.
pub(super) fn marks(guild: GuildId, search: &Search) -> Vec<Vec<String>> {
    let hexadecimal =
        |text: &str| text.bytes().map(|byte| format!("{byte:02x}")).collect::<String>();
    let mut marks = vec![vec![format!("g{}", id(guild.0))]];
    marks.extend(search.numbers.iter().map(|number| vec![format!("n{}", number.0)]));
    marks.extend(search.people.iter().map(|person| vec![format!("p{}", id(person.0))]));
    marks.extend(search.tags.iter().map(|tag| vec![format!("t{}", hexadecimal(tag.as_str()))]));
    marks.extend(search.states.iter().map(|any| {
        any.iter().map(|status| format!("s{}", status.into_str().replace('_', ""))).collect()
    }));
    marks
}
