//! All that is stored about a person in a server, for that person: the newest first, in pages.

use serde_json::{Value, json};
use strum::{IntoStaticStr, VariantArray};

use crate::domain::{CaseNumber, GuildId, UserId, named::named};

use crate::store::Error;
use crate::store::codec::{id, snowflake, time};
use crate::store::export::{case_row, with_ids_as_text};
use crate::store::tx::{Reader, fetch_all};

named!(OwnPart);

/// The parts of what is stored about a person, with their names in the file that the person gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum OwnPart {
    /// The person's questions.
    Cases,
    /// What they wrote in the threads of cases.
    Messages,
    /// The files that they sent.
    Files,
    /// What they said of answers.
    Ratings,
    /// What the bot posted in their words.
    Posts,
    /// What they did: the facts whose actor they are.
    Facts,
}

/// How many rows a page has.
const PAGE: i64 = 500;

/// Some rows, and the key before which the next page begins; `None` after the last.
type Page = (Vec<Value>, Option<i64>);

impl Reader<'_> {
    /// One page of a part, with the rows before a key.
    pub async fn own_page(
        &mut self,
        guild: GuildId,
        user: UserId,
        part: OwnPart,
        before: i64,
    ) -> Result<Page, Error> {
        match part {
            OwnPart::Cases => self.own_case_rows(guild, user, before).await,
            OwnPart::Messages => self.own_messages(guild, user, before).await,
            OwnPart::Files => self.own_files(guild, user, before).await,
            OwnPart::Ratings => self.own_ratings(guild, user, before).await,
            OwnPart::Posts => {
                let posts = self.own_post_texts(guild, user).await?;
                let in_cases = posts
                    .into_iter()
                    .rev()
                    .map(|(case, text)| json!({ "case_number": case, "text": text }));
                let mut about_bugs = self.own_bug_posts(guild, user).await?;
                about_bugs.extend(self.own_known_issue_texts(guild, user).await?);
                let about_bugs = about_bugs
                    .into_iter()
                    .rev()
                    .map(|(bug, text)| json!({ "bug_number": bug, "text": text }));
                let to_teams = self.own_questions(guild, user).await?;
                let to_teams = to_teams
                    .into_iter()
                    .rev()
                    .map(|(request, text)| json!({ "request_number": request, "text": text }));
                Ok((in_cases.chain(about_bugs).chain(to_teams).collect(), None))
            }
            OwnPart::Facts => self.own_facts(guild, user, before).await,
        }
    }

    /// What a person wrote in posts, the oldest first, with its case.
    async fn own_post_texts(
        &mut self,
        guild: GuildId,
        user: UserId,
    ) -> Result<Vec<(CaseNumber, String)>, Error> {
        let posts = self.own_posts(guild, user).await?;
        Ok(posts
            .into_iter()
            .filter_map(|own| Some((own.case, own.post.words()?.to_owned())))
            .collect())
    }

    async fn own_case_rows(
        &mut self,
        guild: GuildId,
        user: UserId,
        before: i64,
    ) -> Result<Page, Error> {
        let rows = fetch_all!(
            self,
            (i64,),
            "SELECT number FROM cases WHERE guild_id = $1 AND requester_id = $2 AND number < $3 ORDER BY number DESC LIMIT $4",
            id(guild.0),
            id(user.0),
            before,
            PAGE
        )?;
        let mut values = Vec::with_capacity(rows.len());
        for &(number,) in &rows {
            let number = CaseNumber(number);
            let Some(case) = self.case(guild, number).await? else { continue };
            let mut value = case_row(&case);
            value["question"] = json!(case.question);
            values.push(value);
        }
        Ok((values, next(rows.into_iter().map(|(number,)| number))))
    }

    async fn own_messages(
        &mut self,
        guild: GuildId,
        user: UserId,
        before: i64,
    ) -> Result<Page, Error> {
        let rows = fetch_all!(
            self,
            (i64, i64, String, i64),
            "SELECT message_id, case_number, content, sent_at FROM messages
             WHERE guild_id = $1 AND author_id = $2 AND message_id < $3 AND content IS NOT NULL ORDER BY message_id DESC LIMIT $4",
            id(guild.0),
            id(user.0),
            before,
            PAGE
        )?;
        let next = next(rows.iter().map(|row| row.0));
        let value = |(message, case, content, sent_at): (i64, i64, String, i64)| {
            let message = snowflake(message).to_string();
            Ok(
                json!({ "message_id": message, "case_number": case, "content": content, "sent_at": time(sent_at)? }),
            )
        };
        Ok((rows.into_iter().map(value).collect::<Result<_, Error>>()?, next))
    }

    async fn own_files(
        &mut self,
        guild: GuildId,
        user: UserId,
        before: i64,
    ) -> Result<Page, Error> {
        let rows = fetch_all!(
            self,
            (i64, i64, String, i64, Option<String>),
            "SELECT attachment_id, case_number, filename, size, missing FROM files
             WHERE guild_id = $1 AND author_id = $2 AND attachment_id < $3 ORDER BY attachment_id DESC LIMIT $4",
            id(guild.0),
            id(user.0),
            before,
            PAGE
        )?;
        let next = next(rows.iter().map(|row| row.0));
        let value = |(_, case, filename, size, missing): (
            i64,
            i64,
            String,
            i64,
            Option<String>,
        )| {
            json!({ "case_number": case, "filename": filename, "size": size, "kept": missing.is_none() })
        };
        Ok((rows.into_iter().map(value).collect(), next))
    }

    async fn own_ratings(
        &mut self,
        guild: GuildId,
        user: UserId,
        before: i64,
    ) -> Result<Page, Error> {
        let rows = fetch_all!(
            self,
            (i64, i64, i64, Option<String>, i64),
            "SELECT r.case_number, r.solution, r.score, r.comment, r.rated_at FROM ratings r
             JOIN cases c ON c.guild_id = r.guild_id AND c.number = r.case_number
             WHERE r.guild_id = $1 AND c.requester_id = $2 AND r.rated_at < $3 ORDER BY r.rated_at DESC LIMIT $4",
            id(guild.0),
            id(user.0),
            before,
            PAGE
        )?;
        let next = next(rows.iter().map(|row| row.4));
        let value = |(case, solution, score, comment, rated_at): (
            i64,
            i64,
            i64,
            Option<String>,
            i64,
        )| {
            Ok(
                json!({ "case_number": case, "solution": solution, "score": score, "comment": comment, "rated_at": time(rated_at)? }),
            )
        };
        Ok((rows.into_iter().map(value).collect::<Result<_, Error>>()?, next))
    }

    async fn own_facts(
        &mut self,
        guild: GuildId,
        user: UserId,
        before: i64,
    ) -> Result<Page, Error> {
        let rows = fetch_all!(
            self,
            (i64, Option<i64>, Option<i64>, String, String, i64),
            "SELECT id, case_number, bug_number, kind, detail, at FROM facts
             WHERE guild_id = $1 AND actor_id = $2 AND id < $3 ORDER BY id DESC LIMIT $4",
            id(guild.0),
            id(user.0),
            before,
            PAGE
        )?;
        let next = next(rows.iter().map(|row| row.0));
        let value = |(_, case, bug, kind, detail, at): (
            i64,
            Option<i64>,
            Option<i64>,
            String,
            String,
            i64,
        )| {
            let detail: Value =
                serde_json::from_str(&detail).map_err(|error| Error::Corrupt(error.to_string()))?;
            Ok(
                json!({ "case_number": case, "bug_number": bug, "kind": kind, "at": time(at)?, "detail": with_ids_as_text(detail) }),
            )
        };
        Ok((rows.into_iter().map(value).collect::<Result<_, Error>>()?, next))
    }
}

/// Returns the key before which the next page begins, if this one was full.
fn next(keys: impl ExactSizeIterator<Item = i64>) -> Option<i64> {
    if i64::try_from(keys.len()).is_ok_and(|count| count == PAGE) { keys.last() } else { None }
}
