//! The index of searches in SQLite's FTS5. It holds terms alone, without their places, and returns
//! its rows newest first without sorting them, so a term that is everywhere costs no more than
//! others. Beside it are the entries of each case, which say what terms FTS5 has of it.

use std::{
    collections::BTreeSet,
    io::{self, Read, Write},
};

use flate2::{Compression, read::DeflateDecoder, write::DeflateEncoder};

use crate::domain::analysis::terms::{self, Ask};

use crate::store::{
    error::Error,
    search::{
        asked::{Asked, Row},
        documents::Indexed,
    },
    sqlite::session::Session,
};

pub(in crate::store) fn search(session: &mut Session, asked: Asked<'_>) -> Result<Vec<Row>, Error> {
    let expression = expression(asked.ask);
    let (mut first, mut last) = (0, asked.before.map_or(i64::MAX, |before| before - 1));
    if let Some(case) = asked.only {
        let id: Option<(i64,)> = session.fetch_optional(
            "SELECT id FROM case_documents WHERE guild_id = $1 AND case_number = $2",
            &[&asked.guild, &case],
        )?;
        let Some((id,)) = id else { return Ok(Vec::new()) };
        (first, last) = (id, last.min(id));
    }
    let (from, until) = asked.opened.unzip();
    let rows: Vec<(i64, i64)> = session.fetch_all(
        "SELECT w.rowid, (SELECT d.case_number FROM case_documents d WHERE d.id = w.rowid) AS case_number
         FROM case_terms w WHERE case_terms MATCH $1 AND w.rowid BETWEEN $2 AND $3 AND ($4 IS NULL OR EXISTS (
            SELECT 1 FROM case_documents d JOIN cases c ON c.guild_id = d.guild_id AND c.number = d.case_number
            WHERE d.id = w.rowid AND c.opened_at >= $4 AND c.opened_at < $5))
         ORDER BY w.rowid DESC LIMIT $6",
        &[&expression, &first, &last, &from, &until, &asked.limit],
    )?;
    Ok(rows.into_iter().map(|(id, case)| Row { id, case, place: id }).collect())
}

/// Whether a case has no document. The numbers of a server's cases rise, so cases above the last
/// one with a document have none.
pub(in crate::store) fn is_missing_cases(session: &mut Session) -> Result<bool, Error> {
    let missing: Option<(bool,)> = session.fetch_optional(
        "SELECT EXISTS (
            SELECT 1 FROM guilds g WHERE (SELECT MAX(c.number) FROM cases c WHERE c.guild_id = g.guild_id) > COALESCE(
                (SELECT MAX(d.case_number) FROM case_documents d WHERE d.guild_id = g.guild_id), 0))",
        &[],
    )?;
    Ok(missing.is_some_and(|(missing,)| missing))
}

/// Adds documents for cases that have none. With `CROSS JOIN`, SQLite goes from the server to its
/// last cases; without it, it reads all cases.
pub(in crate::store) fn add_missing_cases(session: &mut Session, limit: i64) -> Result<(), Error> {
    session.execute(
        "INSERT INTO case_documents (guild_id, case_number)
         SELECT c.guild_id, c.number FROM guilds g CROSS JOIN cases c ON c.guild_id = g.guild_id AND c.number > COALESCE(
            (SELECT MAX(d.case_number) FROM case_documents d WHERE d.guild_id = g.guild_id), 0)
         ORDER BY g.guild_id, c.number LIMIT $1",
        &[&limit],
    )?;
    Ok(())
}

/// Writes documents, in the order of their ids: FTS5 gathers rows in memory as long as they rise.
pub(in crate::store) fn write(session: &mut Session, documents: &[Indexed]) -> Result<(), Error> {
    for indexed in documents {
        let mut entries = indexed.entries();
        entries.insert(format!("=g{}", indexed.guild));
        let entries = entries.into_iter().collect::<Vec<_>>().join(" ");
        replace(session, indexed.id, &entries)?;
        session.execute(
            "INSERT INTO case_words (id, entries) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET entries = excluded.entries",
            &[&indexed.id, &packed(&entries)?],
        )?;
        session.execute("UPDATE case_documents SET behind = 0 WHERE id = $1", &[&indexed.id])?;
    }
    Ok(())
}

/// Deletes a document whose case is gone.
pub(in crate::store) fn delete(session: &mut Session, id: i64) -> Result<(), Error> {
    replace(session, id, "")?;
    session.execute("DELETE FROM case_words WHERE id = $1", &[&id])?;
    session.execute("DELETE FROM case_documents WHERE id = $1", &[&id])?;
    Ok(())
}

/// Brings the terms of a document from the entries that it has to other ones. FTS5 is given only
/// what differs, since it overwrites each term that it deletes.
fn replace(session: &mut Session, id: i64, entries: &str) -> Result<(), Error> {
    let before: Option<(Vec<u8>,)> =
        session.fetch_optional("SELECT entries FROM case_words WHERE id = $1", &[&id])?;
    let (mut known, after) = (BTreeSet::new(), terms_of(entries));
    let join = |terms: Vec<&str>| terms.join(" ");
    if let Some((before,)) = before {
        known = terms_of(&unpacked(&before)?);
        let gone = known.difference(&after).map(String::as_str).collect();
        session.execute(
            "INSERT INTO case_terms (case_terms, rowid, terms) VALUES ('delete', $1, $2)",
            &[&id, &join(gone)],
        )?;
    }
    let new = after.difference(&known).map(String::as_str).collect();
    session
        .execute("INSERT INTO case_terms (rowid, terms) VALUES ($1, $2)", &[&id, &join(new)])
        .map(drop)
}

fn packed(entries: &str) -> Result<Vec<u8>, Error> {
    let pack = || {
        let mut packing = DeflateEncoder::new(Vec::new(), Compression::default());
        packing.write_all(entries.as_bytes())?;
        packing.finish()
    };
    pack().map_err(|error: io::Error| Error::Database(error.into()))
}

fn unpacked(packed: &[u8]) -> Result<String, Error> {
    let mut entries = String::new();
    let read = DeflateDecoder::new(packed).read_to_string(&mut entries);
    read.map(|_| entries).map_err(|error| Error::Corrupt(format!("entries of a case: {error}")))
}

fn terms_of(entries: &str) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for entry in entries.split_terminator(' ') {
        terms::for_each_term(entry, |term| {
            all.insert(term.to_owned());
        });
    }
    all
}

/// Removes all documents.
pub(in crate::store) fn clear(session: &mut Session) -> Result<(), Error> {
    session.execute("INSERT INTO case_terms (case_terms) VALUES ('delete-all')", &[])?;
    session.execute("DELETE FROM case_words", &[]).map(drop)
}

/// What is asked, in FTS5's language. No term has a quotation mark, so none can be an operator.
fn expression(ask: &Ask) -> String {
    let joined = |asks: &[Ask], operator: &str| {
        format!("({})", asks.iter().map(expression).collect::<Vec<_>>().join(operator))
    };
    match ask {
        Ask::Term(term) => format!("\"{term}\""),
        Ask::Beginning(term) => format!("\"{term}\" *"),
        Ask::All(asks) => joined(asks, " AND "),
        Ask::Any(asks) => joined(asks, " OR "),
    }
}
