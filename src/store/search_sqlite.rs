//! Full-text search with SQLite's FTS5.

use crate::domain::{GuildId, Search};

use super::search::{HitRow, marks};
use super::{Error, session::Session};

/// The index and what keeps it current.
pub(super) const TABLES: &str = include_str!("../../migrations/0007_search_sqlite.sql");

pub(super) async fn search(session: &mut Session, guild: GuildId, search: &Search, limit: i64) -> Result<Vec<HitRow>, Error> {
    // The index gives its rows newest first without sorting them, so a word that stands everywhere costs no more than others.
    session.add(
        "SELECT (SELECT d.case_number FROM case_documents d WHERE d.id = w.rowid) AS case_number, w.title, w.question, w.said
         FROM case_words w WHERE case_words MATCH $1
            AND NOT EXISTS (
                SELECT 1 FROM json_each($2) l WHERE INSTR(w.title || CHAR(10) || w.question || CHAR(10) || w.said, l.value) = 0)
         ORDER BY w.rowid DESC LIMIT $3",
    );
    session.bind(expression(guild, search))?;
    session.bind(serde_json::json!(search.literals).to_string())?;
    session.bind(limit)?;
    session.fetch_all().await
}

/// Words that are gone stay in FTS5's older segments until these are merged (SQLite, "FTS5", the 'optimize' command).
pub(super) async fn renew(session: &mut Session) -> Result<(), Error> {
    session.add("INSERT INTO case_words (case_words) VALUES ('optimize')");
    session.execute().await.map(drop)
}

/// The search in FTS5's language. Words hold letters and digits alone and stand in quotes, so none of them can mean more.
fn expression(guild: GuildId, search: &Search) -> String {
    let any = |marks: Vec<String>| format!("({})", marks.iter().map(|mark| format!("\"{mark}\"")).collect::<Vec<_>>().join(" OR "));
    let marks: Vec<String> = marks(guild, search).into_iter().map(any).collect();
    let mut expression = format!("marks : ({})", marks.join(" AND "));
    if !search.words.is_empty() {
        let words: Vec<String> = search.words.iter().map(|word| format!("\"{word}\"")).collect();
        expression += &format!(" AND {{title question said}} : ({}*)", words.join(" AND "));
    }
    expression
}
