//! Full-text search with Postgres's vectors of words.

use crate::domain::{GuildId, Search};

use crate::store::{
    error::Error,
    search::query::{HitRow, marks},
};

/// How many of the newest cases are searched first. A word that is in a tenth of all cases is found
/// often enough in these; for a rarer word, the index is faster than reading on.
const NEWEST: i64 = 2_000;

/// The condition on a document, and its rank. Postgres cannot estimate how often marks and words
/// occur together, so the order must not tempt it to scan the cases in order: `+ 0` prevents that.
macro_rules! found {
    ($documents:literal, $order:literal) => {
        concat!(
            "SELECT case_number, title, question, said FROM ",
            $documents,
            " WHERE words @@ ($1::tsquery && to_tsquery('simple', $2))
                AND NOT EXISTS (SELECT 1 FROM UNNEST($3::text[]) l WHERE STRPOS(title || E'\\n' || question || E'\\n' || said, l) = 0)
                AND guild_id = $4
                AND NOT EXISTS (SELECT 1 FROM UNNEST($6::text[]) p WHERE p <> (
                    SELECT c.priority FROM cases c WHERE c.guild_id = $4 AND c.number = case_number))
             ORDER BY ",
            $order,
            " DESC LIMIT $5"
        )
    };
}
const AMONG_NEWEST: &str = found!(
    "(SELECT * FROM case_documents WHERE guild_id = $4 ORDER BY case_number DESC LIMIT $7) newest",
    "case_number"
);
const AMONG_ALL: &str = found!("case_documents", "case_number + 0");

pub(in crate::store) async fn search(
    connection: &mut sqlx::PgConnection,
    guild: GuildId,
    search: &Search,
    limit: i64,
) -> Result<Vec<HitRow>, Error> {
    let (marked, worded) = (marked(guild, search), worded(search));
    let priorities: Vec<&str> =
        search.priorities.iter().map(|priority| priority.into_str()).collect();
    let ask = |sql: &'static str| {
        // Planned for the given words: a generic plan would compute the words again for each case.
        sqlx::query_as(sql)
            .persistent(false)
            .bind(&marked)
            .bind(&worded)
            .bind(&search.literals)
            .bind(crate::store::codec::id(guild.0))
            .bind(limit)
            .bind(&priorities)
    };
    let newest = ask(AMONG_NEWEST).bind(NEWEST).fetch_all(&mut *connection).await?;
    if i64::try_from(newest.len()).is_ok_and(|count| count >= limit) {
        return Ok(newest);
    }
    Ok(ask(AMONG_ALL).fetch_all(connection).await?)
}

/// The marks, which are compared literally.
fn marked(guild: GuildId, search: &Search) -> String {
    let any = |marks: Vec<String>| {
        format!(
            "({})",
            marks.iter().map(|mark| format!("'={mark}'")).collect::<Vec<_>>().join(" | ")
        )
    };
    marks(guild, search).into_iter().map(any).collect::<Vec<_>>().join(" & ")
}

/// The words, which are parsed as the texts were. They are quoted and consist of letters and
/// digits, so none of them can be an operator.
fn worded(search: &Search) -> String {
    let words: Vec<String> = search.words.iter().map(|word| format!("'{word}'")).collect();
    if words.is_empty() { String::new() } else { format!("{}:*", words.join(" & ")) }
}
