//! The index of searches in Postgres's vectors of terms, which hold them without their places.

use crate::domain::analysis::terms::{self, Ask};

use crate::store::{
    error::Error,
    search::{
        asked::{Asked, Row},
        documents::Indexed,
    },
};

/// The cases that are searched at once, from the newest back: blocks of these sizes, which have
/// terms with these letters, and then all. The index finds all cases with a term, however many
/// these are, and each has to be fetched and sorted. A term that is in few of the newest ones is in
/// few at all.
const BLOCKS: [(char, i64); 2] = [('b', 2_048), ('h', 16_384)];
/// How long the terms of a case may be together (PostgreSQL, *Limitations* of text search). Only
/// threads of tens of thousands of characters in very long words have more.
const LONGEST: usize = (1 << 20) - 1;

pub(in crate::store) async fn search(
    connection: &mut sqlx::PgConnection,
    asked: Asked<'_>,
) -> Result<Vec<Row>, Error> {
    let (from, until) = asked.opened.unzip();
    let expression = expression(asked.ask);
    // To read all rows looks cheap to Postgres, which doesn't count what it takes to fetch and to
    // split their terms: so it's told to use the index, until this transaction ends.
    sqlx::query("SET LOCAL enable_seqscan = off").execute(&mut *connection).await?;
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
        // Planned for the given terms: a generic plan would not expect so few cases. `OFFSET 0` has
        // the dates looked up after the sorting, of no more cases than are returned; `EXISTS`
        // instead of the value would have those of all cases looked up.
        rows = sqlx::query_as(
            "SELECT id, case_number FROM (
                SELECT id, case_number FROM case_words
                WHERE array_to_tsvector(STRING_TO_ARRAY(terms, ' ')) @@ $1::tsquery AND guild_id = $2 AND case_number BETWEEN $3 AND $4
                ORDER BY case_number DESC OFFSET 0
             ) found
             WHERE $5::bigint IS NULL OR (SELECT c.opened_at >= $5 AND c.opened_at < $6 FROM cases c
                WHERE c.guild_id = $2 AND c.number = found.case_number)
             ORDER BY case_number DESC LIMIT $7",
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
    let terms: Vec<String> = documents.iter().map(terms_of).collect();
    sqlx::query(
        "INSERT INTO case_words (id, guild_id, case_number, terms)
         SELECT * FROM UNNEST($1::bigint[], $2::bigint[], $3::bigint[], $4::text[])
         ON CONFLICT (id) DO UPDATE SET terms = excluded.terms WHERE case_words.terms <> excluded.terms",
    )
    .bind(&ids)
    .bind(&guilds)
    .bind(&cases)
    .bind(&terms)
    .execute(&mut *connection)
    .await?;
    sqlx::query("UPDATE case_documents SET behind = 0 WHERE id = ANY($1)")
        .bind(&ids)
        .execute(connection)
        .await?;
    Ok(())
}

/// The terms of a case, separated by spaces. Those of a word stand together, so they compress well.
fn terms_of(indexed: &Indexed) -> String {
    let mut all = format!("=g{}", indexed.guild);
    for (letter, size) in BLOCKS {
        all += &format!(" ={letter}{}", indexed.document.case.0 / size);
    }
    for entry in indexed.entries() {
        terms::for_each_term(&entry, |term| {
            if all.len() + 1 + term.len() <= LONGEST {
                all.push(' ');
                all.push_str(term);
            }
        });
    }
    all
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

#[cfg(test)]
mod tests {
    use super::{LONGEST, terms_of};
    use crate::{
        domain::{CaseNumber, Document},
        store::search::documents::Indexed,
    };

    /// Postgres makes a vector of more without complaint, and finds nothing in it.
    #[test]
    fn a_case_of_very_long_words_has_no_more_terms_than_a_vector_holds() {
        let letter = |number: u32| char::from_u32('а' as u32 + number % 32).expect("a letter");
        let word = |number: u32| -> String {
            let begin = (0..3).map(|place| letter(number >> (5 * place)));
            begin.chain((0..61).map(|place| letter(number * 7 + place * 5))).collect()
        };
        let document = Document {
            case: CaseNumber(4_100),
            title: (0..770).map(word).collect::<Vec<_>>().join(" "),
            customer_name: None,
            people: Vec::new(),
            said: Vec::new(),
        };
        let terms = terms_of(&Indexed { id: 1, guild: 7, document, marks: Vec::new() });
        assert!(terms.starts_with("=g7 =b2 =h0 "));
        assert!((LONGEST - 200..=LONGEST).contains(&terms.len()), "{}", terms.len());
    }
}
