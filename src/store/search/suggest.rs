//! What autocomplete offers.

use crate::domain::{BugNumber, BugStatus, CaseNumber, GuildId, ThreadKind, Title};

use crate::store::Error;
use crate::store::codec::{id, named};
use crate::store::tx::{Reader, fetch_all};

impl Reader<'_> {
    /// The cases whose number or title begins with what was typed, the newest first, and where each
    /// is discussed: for autocomplete.
    pub async fn suggest_cases(
        &mut self,
        guild: GuildId,
        typed: &str,
        limit: i64,
    ) -> Result<Vec<(CaseNumber, Title, ThreadKind)>, Error> {
        let typed = typed.trim().trim_start_matches('#').to_lowercase();
        let escaped = typed.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        let rows = fetch_all!(
            self,
            (i64, String, String),
            r"SELECT number, title, home FROM cases WHERE guild_id = $1
                AND (CAST(number AS TEXT) LIKE $2 || '%' ESCAPE '\' OR LOWER(title) LIKE '%' || $2 || '%' ESCAPE '\')
              ORDER BY CASE WHEN CAST(number AS TEXT) = $3 THEN 0 ELSE 1 END, number DESC LIMIT $4",
            id(guild.0),
            escaped.as_str(),
            typed.as_str(),
            limit
        )?;
        rows.into_iter()
            .map(|(number, title, home)| {
                Ok((CaseNumber(number), Title::stored(title), named(&home)?))
            })
            .collect()
    }

    /// The tags of a server that begin with what was typed, the most used first: for autocomplete.
    pub async fn suggest_tags(
        &mut self,
        guild: GuildId,
        typed: &str,
        limit: i64,
    ) -> Result<Vec<String>, Error> {
        let typed = typed.trim().trim_start_matches('#').to_lowercase();
        let escaped = typed.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        let rows = fetch_all!(
            self,
            (String,),
            r"SELECT tag FROM case_tags WHERE guild_id = $1 AND tag LIKE $2 || '%' ESCAPE '\'
              GROUP BY tag ORDER BY COUNT(*) DESC, tag LIMIT $3",
            id(guild.0),
            escaped.as_str(),
            limit
        )?;
        Ok(rows.into_iter().map(|(tag,)| tag).collect())
    }

    /// The bugs whose number or title begins with what was typed, the newest first: for
    /// autocomplete.
    pub async fn suggest_bugs(
        &mut self,
        guild: GuildId,
        typed: &str,
        limit: i64,
    ) -> Result<Vec<(BugNumber, Title, BugStatus)>, Error> {
        let typed = typed.trim().trim_start_matches('#').to_lowercase();
        let escaped = typed.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        let rows = fetch_all!(
            self,
            (i64, String, String),
            r"SELECT number, title, status FROM bugs WHERE guild_id = $1
                AND (CAST(number AS TEXT) LIKE $2 || '%' ESCAPE '\' OR LOWER(title) LIKE '%' || $2 || '%' ESCAPE '\')
              ORDER BY CASE WHEN CAST(number AS TEXT) = $3 THEN 0 ELSE 1 END, number DESC LIMIT $4",
            id(guild.0),
            escaped.as_str(),
            typed.as_str(),
            limit
        )?;
        rows.into_iter()
            .map(|(number, title, status)| {
                Ok((BugNumber(number), Title::stored(title), named(&status)?))
            })
            .collect()
    }
}
