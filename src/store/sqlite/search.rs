//! Full-text search with SQLite's FTS5.

use crate::domain::{GuildId, Search};

use crate::store::{
    error::Error,
    search::query::{HitRow, marks},
    sqlite::session::Session,
};

/// How many documents are written in one transaction: others wait for it for some milliseconds at
/// most.
const BULK: i64 = 128;

pub(in crate::store) fn search(
    session: &mut Session,
    guild: GuildId,
    search: &Search,
    limit: i64,
) -> Result<Vec<HitRow>, Error> {
    // The index returns its rows newest first without sorting them, so a word that is everywhere
    // costs no more than others.
    let literals = serde_json::json!(search.literals).to_string();
    let priorities = serde_json::json!(search.priorities).to_string();
    session.fetch_all(
        "SELECT (SELECT d.case_number FROM case_documents d WHERE d.id = w.rowid) AS case_number, w.title, w.question, w.said
         FROM case_words w WHERE case_words MATCH $1
            AND NOT EXISTS (
                SELECT 1 FROM json_each($2) l WHERE INSTR(w.title || CHAR(10) || w.question || CHAR(10) || w.said, l.value) = 0)
            AND NOT EXISTS (
                SELECT 1 FROM json_each($3) p WHERE p.value <> (SELECT c.priority FROM case_documents d
                    JOIN cases c ON c.guild_id = d.guild_id AND c.number = d.case_number WHERE d.id = w.rowid))
         ORDER BY w.rowid DESC LIMIT $4",
        &[&expression(guild, search), &literals, &priorities, &limit],
    )
}

/// Whether a case has no document, or one that is behind. The numbers of a server's cases rise, so
/// cases above the last one with a document have none.
pub(in crate::store) fn is_behind(session: &mut Session) -> Result<bool, Error> {
    let behind: Option<(bool,)> = session.fetch_optional(
        "SELECT EXISTS (SELECT 1 FROM case_documents WHERE behind = 1) OR EXISTS (
            SELECT 1 FROM guilds g WHERE (SELECT MAX(c.number) FROM cases c WHERE c.guild_id = g.guild_id) > COALESCE(
                (SELECT MAX(d.case_number) FROM case_documents d WHERE d.guild_id = g.guild_id), 0))",
        &[],
    )?;
    Ok(behind.is_some_and(|(behind,)| behind))
}

/// Writes some of the documents that are missing or behind. With `CROSS JOIN`, SQLite goes from the
/// server to its last cases; without it, it reads all cases.
pub(in crate::store) fn catch_up(session: &mut Session) -> Result<(), Error> {
    session.execute(
        "INSERT INTO case_documents (guild_id, case_number)
         SELECT c.guild_id, c.number FROM guilds g CROSS JOIN cases c ON c.guild_id = g.guild_id AND c.number > COALESCE(
            (SELECT MAX(d.case_number) FROM case_documents d WHERE d.guild_id = g.guild_id), 0)
         ORDER BY g.guild_id, c.number LIMIT $1",
        &[&BULK],
    )?;
    session.execute(
        "INSERT OR REPLACE INTO case_words (rowid, title, question, said, marks)
         SELECT id, title, question, said, marks FROM case_texts
         WHERE id IN (SELECT id FROM case_documents WHERE behind = 1 ORDER BY id LIMIT $1)",
        &[&BULK],
    )?;
    session.execute(
        "UPDATE case_documents SET behind = 0 WHERE id IN (SELECT id FROM case_documents WHERE behind = 1 ORDER BY id LIMIT $1)",
        &[&BULK],
    )?;
    Ok(())
}

/// Removes words that were deleted: they stay in FTS5's older segments until these are merged
/// (SQLite, *FTS5*, the 'optimize' command).
pub(in crate::store) fn renew(session: &mut Session) -> Result<(), Error> {
    session.execute("INSERT INTO case_words (case_words) VALUES ('optimize')", &[]).map(drop)
}

/// The search in FTS5's language. Words are quoted and consist of letters and digits, so none of
/// them can be an operator.
fn expression(guild: GuildId, search: &Search) -> String {
    let any = |marks: Vec<String>| {
        format!(
            "({})",
            marks.iter().map(|mark| format!("\"{mark}\"")).collect::<Vec<_>>().join(" OR ")
        )
    };
    let marks: Vec<String> = marks(guild, search).into_iter().map(any).collect();
    let mut expression = format!("marks : ({})", marks.join(" AND "));
    if !search.words.is_empty() {
        let words: Vec<String> = search.words.iter().map(|word| format!("\"{word}\"")).collect();
        expression += &format!(" AND {{title question said}} : ({}*)", words.join(" AND "));
    }
    expression
}
