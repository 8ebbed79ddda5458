//! Full-text search with Postgres's vectors of words.

use crate::domain::{GuildId, Search};

use super::Error;
use super::search::{HitRow, marks};

/// The index and what keeps it current.
pub(super) const TABLES: &[(i64, &str, &str)] = &[(7, "search", include_str!("../../migrations/0007_search_postgres.sql"))];

pub(super) async fn search(connection: &mut sqlx::PgConnection, guild: GuildId, search: &Search, limit: i64) -> Result<Vec<HitRow>, Error> {
    let rows = sqlx::query_as(
        "SELECT case_number, title, question, said FROM case_documents
         WHERE words @@ ($1::tsquery && to_tsquery('simple', $2))
            AND NOT EXISTS (SELECT 1 FROM UNNEST($3::text[]) l WHERE STRPOS(title || E'\\n' || question || E'\\n' || said, l) = 0)
            AND guild_id = $4
         ORDER BY case_number DESC LIMIT $5",
    )
    .bind(marked(guild, search))
    .bind(worded(search))
    .bind(&search.literals)
    .bind(super::codec::id(guild.0))
    .bind(limit)
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// The marks, which are compared as they stand.
fn marked(guild: GuildId, search: &Search) -> String {
    let any = |marks: Vec<String>| format!("({})", marks.iter().map(|mark| format!("'={mark}'")).collect::<Vec<_>>().join(" | "));
    marks(guild, search).into_iter().map(any).collect::<Vec<_>>().join(" & ")
}

/// The words, which are read as the texts were. They hold letters and digits alone and stand in quotes, so none of them
/// can mean more.
fn worded(search: &Search) -> String {
    let words: Vec<String> = search.words.iter().map(|word| format!("'{word}'")).collect();
    if words.is_empty() { String::new() } else { format!("{}:*", words.join(" & ")) }
}
