//! Searches for cases. What is found is the same on both databases: they hold the same terms
//! (`src/domain/analysis/`) and are asked for them in the same steps. How an index is asked
//! differs: see `src/store/sqlite/search.rs` and `src/store/postgres/search.rs`.

pub(super) mod asked;
pub(super) mod board;
pub(super) mod documents;
pub(super) mod index;
pub(super) mod known_bugs;
pub(super) mod queue;
mod suggest;

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::{
    CaseNumber, Document, GuildId, Link, Match, Query, Title,
    analysis::{Tokens, terms::Ask, tokens},
};

use crate::store::{
    codec::{id, milliseconds},
    error::Error,
    postgres,
    search::{
        asked::{Asked, Row},
        documents::Indexed,
    },
    sqlite,
    tx::{Reader, Session, fetch_all, fetch_optional},
};

/// How many cases that an index found are read at once, if their texts have to be looked into.
const LOOK: i64 = 128;
/// How many cases are looked into at most, of those that an index found.
const LOOKED_INTO: i64 = 2_048;

impl Reader<'_> {
    /// The cases that match the whole search, at most `limit`: those first in which it is word for
    /// word, and the newest of them first.
    pub async fn search(
        &mut self,
        guild: GuildId,
        query: &Query,
        limit: usize,
    ) -> Result<Vec<Match>, Error> {
        let Some(only) = self.only(guild, query).await? else { return Ok(Vec::new()) };
        let opened = (query.from.is_some() || query.until.is_some()).then(|| {
            let until = query.until.map_or(i64::MAX, milliseconds);
            (query.from.map_or(i64::MIN, milliseconds), until)
        });
        let guild = id(guild.0);
        let ask = |is_exact| {
            let guild = Ask::Term(format!("=g{guild}"));
            Ask::All([guild].into_iter().chain(query.ask(is_exact)).collect())
        };
        let (exact, loose) = (ask(true), ask(false));
        let rows = i64::try_from(limit).unwrap_or(i64::MAX);
        let asked = Asked { guild, ask: &exact, only, before: None, opened, limit: rows };
        if query.needs_a_look() {
            return self.look_for(query, Asked { ask: &loose, limit: LOOK, ..asked }, limit).await;
        }
        let found = |is_exact| move |row: &Row| Match { case: CaseNumber(row.case), is_exact };
        let mut matches: Vec<Match> =
            self.ask_index(asked).await?.iter().map(found(true)).collect();
        if query.has_phrases() && matches.len() < limit {
            let known: BTreeSet<CaseNumber> = matches.iter().map(|found| found.case).collect();
            let rows = self.ask_index(Asked { ask: &loose, ..asked }).await?;
            let others = rows.iter().map(found(false));
            matches.extend(others.filter(|found| !known.contains(&found.case)));
            matches.truncate(limit);
        }
        Ok(matches)
    }

    /// Looks into the cases that an index found, the newest first, for those in which the search
    /// is.
    async fn look_for(
        &mut self,
        query: &Query,
        mut asked: Asked<'_>,
        limit: usize,
    ) -> Result<Vec<Match>, Error> {
        let (mut exact, mut others) = (Vec::new(), Vec::new());
        let mut looked_into = 0;
        loop {
            let rows = self.ask_index(asked).await?;
            asked.before = rows.last().map(|row| row.place);
            looked_into += LOOK;
            let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
            // They come in the order of their ids, which rise with their numbers.
            for Indexed { document, .. } in self.documents(&ids).await?.into_iter().rev() {
                let texts: Vec<Tokens> = document.texts().map(tokens).collect();
                let case = document.case;
                match query.find_in(&texts, &document.people) {
                    Some(true) => exact.push(Match { case, is_exact: true }),
                    Some(false) => others.push(Match { case, is_exact: false }),
                    None => {}
                }
            }
            let is_last = i64::try_from(rows.len()).is_ok_and(|count| count < LOOK);
            if is_last || exact.len() >= limit || looked_into >= LOOKED_INTO {
                exact.extend(others);
                exact.truncate(limit);
                return Ok(exact);
            }
        }
    }

    /// The texts of cases, in the order of their numbers.
    pub async fn texts_of(
        &mut self,
        guild: GuildId,
        cases: &[CaseNumber],
    ) -> Result<Vec<Document>, Error> {
        let mut ids = Vec::new();
        for case in cases {
            let row = fetch_optional!(
                self,
                (i64,),
                "SELECT id FROM case_documents WHERE guild_id = $1 AND case_number = $2",
                id(guild.0),
                case.0
            )?;
            ids.extend(row.map(|(id,)| id));
        }
        let documents = self.documents(&ids).await?;
        Ok(documents.into_iter().map(|indexed| indexed.document).collect())
    }

    /// The titles of cases.
    pub async fn titles(
        &mut self,
        guild: GuildId,
        cases: &[CaseNumber],
    ) -> Result<BTreeMap<CaseNumber, Title>, Error> {
        let numbers = cases.iter().map(|case| case.0.to_string()).collect::<Vec<_>>().join(",");
        let rows = fetch_all!(
            self,
            (i64, String),
            {
                sqlite: "SELECT number, title FROM cases WHERE guild_id = $1 AND number IN (SELECT value FROM json_each('[' || $2 || ']'))",
                postgres: "SELECT number, title FROM cases WHERE guild_id = $1 AND number = ANY(STRING_TO_ARRAY($2, ',')::BIGINT[])"
            },
            id(guild.0),
            numbers.as_str()
        )?;
        let titled = |(number, title)| (CaseNumber(number), Title::stored(title));
        Ok(rows.into_iter().map(titled).collect())
    }

    async fn ask_index(&mut self, asked: Asked<'_>) -> Result<Vec<Row>, Error> {
        match self.session() {
            Session::Sqlite(session) => sqlite::search::search(session, asked),
            Session::Postgres(connection) => postgres::search::search(connection, asked).await,
        }
    }

    /// Returns the only case that may be found, if there is only one (`Some(Some(_))`). `None` if
    /// none may be found, since the numbers and addresses that were typed name different cases.
    async fn only(&mut self, guild: GuildId, query: &Query) -> Result<Option<Option<i64>>, Error> {
        let mut named: Vec<Option<i64>> = query.numbers.iter().map(|case| Some(case.0)).collect();
        for link in &query.links {
            named.push(self.case_at(guild, *link).await?);
        }
        let first = named.first().copied();
        match first {
            None => Ok(Some(None)),
            Some(Some(case)) if named.iter().all(|other| *other == Some(case)) => {
                Ok(Some(Some(case)))
            }
            Some(_) => Ok(None),
        }
    }

    /// The case to which an address leads: of a message in it, of its card, or of its thread. The
    /// newest one if a thread had several.
    async fn case_at(&mut self, guild: GuildId, link: Link) -> Result<Option<i64>, Error> {
        if link.guild != guild {
            return Ok(None);
        }
        let message = link.message.map(|message| id(message.0));
        let row = fetch_optional!(
            self,
            (i64,),
            "SELECT number FROM (
                SELECT 1 AS place, c.number FROM cases c WHERE c.guild_id = $1 AND c.source_message_id = $3
                UNION ALL
                SELECT 1, m.case_number FROM messages m WHERE m.guild_id = $1 AND m.message_id = $3
                UNION ALL
                SELECT 1, s.number FROM surfaces s WHERE s.guild_id = $1 AND s.subject = 'case' AND s.message_id = $3
                UNION ALL
                SELECT 2, c.number FROM cases c WHERE c.guild_id = $1 AND c.thread_id = $2
                UNION ALL
                SELECT 2, c.number FROM cases c WHERE c.guild_id = $1 AND c.team_thread_id = $2
             ) known ORDER BY place, number DESC LIMIT 1",
            id(guild.0),
            id(link.channel.0),
            message
        )?;
        Ok(row.map(|(number,)| number))
    }
}
