//! The index of searches in Postgres's vectors of terms, which hold them without their places.

use crate::domain::analysis::terms::Ask;

use crate::store::{
    error::Error,
    search::{
        asked::{Asked, Row},
        documents::Indexed,
    },
};

/// The cases that are searched at once, from the newest back: blocks of these marks and sizes
/// (`case_terms`), and then all. The index finds all cases with a term, however many these are, and
/// each has to be fetched and sorted. A term that is in few of the newest ones is in few at all.
const BLOCKS: [(char, i64); 2] = [('b', 2_048), ('h', 16_384)];

pub(in crate::store) async fn search(
    connection: &mut sqlx::PgConnection,
    asked: Asked<'_>,
) -> Result<Vec<Row>, Error> {
    let (from, until) = asked.opened.unzip();
    let expression = expression(asked.ask);
    let newest: Option<(i64,)> = sqlx::query_as("SELECT last_case FROM guilds WHERE guild_id = $1")
        .bind(asked.guild)
        .fetch_optional(&mut *connection)
        .await?;
    let last = asked.before.map_or(i64::MAX, |before| before - 1);
    let newest = newest.map_or(0, |(last_case,)| last_case).min(last);
    let blocks = BLOCKS.iter().filter(|(_, size)| asked.only.is_none() && newest > 2 * size);
    let steps = blocks
        .map(|(mark, size)| {
            let block = newest / size;
            format!("('={mark}{block}' | '={mark}{}') & {expression}", block - 1)
        })
        .chain([expression.clone()]);
    let mut rows: Vec<(i64, i64)> = Vec::new();
    for step in steps {
        // Planned for the given terms: a generic plan would not expect so few cases. `+ 0` keeps it
        // from reading all cases in their order.
        rows = sqlx::query_as(
            "SELECT id, case_number FROM case_words
             WHERE case_terms(guild_id, case_number, entries) @@ $1::tsquery AND guild_id = $2 AND case_number BETWEEN $3 AND $4
                AND ($5::bigint IS NULL OR EXISTS (SELECT 1 FROM cases c WHERE c.guild_id = $2 AND c.number = case_number
                    AND c.opened_at >= $5 AND c.opened_at < $6))
             ORDER BY case_number + 0 DESC LIMIT $7",
        )
        .persistent(false)
        .bind(step)
        .bind(asked.guild)
        .bind(asked.only.unwrap_or(0))
        .bind(asked.only.unwrap_or(i64::MAX).min(last))
        .bind(from)
        .bind(until)
        .bind(asked.limit)
        .fetch_all(&mut *connection)
        .await?;
        if i64::try_from(rows.len()).is_ok_and(|count| count >= asked.limit) {
            break;
        }
    }
    Ok(rows.into_iter().map(|(id, case)| Row { id, case, place: case }).collect())
}

/// Writes documents. The caller has locked them.
pub(in crate::store) async fn write(
    connection: &mut sqlx::PgConnection,
    documents: &[Indexed],
) -> Result<(), Error> {
    let ids: Vec<i64> = documents.iter().map(|indexed| indexed.id).collect();
    let guilds: Vec<i64> = documents.iter().map(|indexed| indexed.guild).collect();
    let cases: Vec<i64> = documents.iter().map(|indexed| indexed.document.case.0).collect();
    let entries = documents.iter().map(|indexed| indexed.entries());
    let entries: Vec<String> =
        entries.map(|entries| entries.into_iter().collect::<Vec<_>>().join(" ")).collect();
    sqlx::query(
        "INSERT INTO case_words (id, guild_id, case_number, entries)
         SELECT * FROM UNNEST($1::bigint[], $2::bigint[], $3::bigint[], $4::text[])
         ON CONFLICT (id) DO UPDATE SET entries = excluded.entries WHERE case_words.entries <> excluded.entries",
    )
    .bind(&ids)
    .bind(&guilds)
    .bind(&cases)
    .bind(&entries)
    .execute(&mut *connection)
    .await?;
    sqlx::query("UPDATE case_documents SET behind = 0 WHERE id = ANY($1)")
        .bind(&ids)
        .execute(connection)
        .await?;
    Ok(())
}

/// Removes all documents.
pub(in crate::store) async fn clear(connection: &mut sqlx::PgConnection) -> Result<(), Error> {
    sqlx::query("DELETE FROM case_words").execute(connection).await?;
    Ok(())
}

/// What is asked, in Postgres's language. No term has a quotation mark or a backslash, so none can
/// be an operator.
fn expression(ask: &Ask) -> String {
    let joined = |asks: &[Ask], operator: &str| {
        format!("({})", asks.iter().map(expression).collect::<Vec<_>>().join(operator))
    };
    match ask {
        Ask::Term(term) => format!("'{term}'"),
        Ask::Beginning(term) => format!("'{term}':*"),
        Ask::All(asks) => joined(asks, " & "),
        Ask::Any(asks) => joined(asks, " | "),
    }
}
