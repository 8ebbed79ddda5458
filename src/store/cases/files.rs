//! The files of cases. They are stored because Discord's links to them expire.

use crate::domain::{
    Case, CaseNumber, GuildId, MessageId, NewFile, StoredFile, UserId, id::created_at,
};

use crate::store::Error;
use crate::store::codec::{id, snowflake};
use crate::store::tx::{Reader, Tx, execute, fetch_all, fetch_optional, row};

row! {
    struct FileRow {
        attachment_id: i64,
        message_id: Option<i64>,
        author_id: i64,
        filename: String,
        content_type: Option<String>,
        size: i64,
        missing: Option<String>,
    }
}

impl Tx<'_> {
    /// Saves a file of a case, unless its author has erased what they sent until then.
    pub async fn keep_file(
        &mut self,
        guild: GuildId,
        case: CaseNumber,
        file: &NewFile,
    ) -> Result<(), Error> {
        let is_erased = !self.may_keep(guild, file.author, created_at(file.attachment)).await?;
        if is_erased || self.case(guild, case).await?.is_none() {
            return Ok(());
        }
        let (content, missing) = match &file.content {
            Ok(bytes) => (Some(bytes.as_slice()), None),
            Err(why) => (None, Some(why.as_str())),
        };
        execute!(
            self,
            "INSERT INTO files (guild_id, attachment_id, case_number, message_id, author_id, filename, content_type, size, content, missing)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
             ON CONFLICT (guild_id, attachment_id) DO UPDATE SET content = excluded.content, missing = excluded.missing",
            id(guild.0),
            id(file.attachment),
            case.0,
            file.message.map(|message| id(message.0)),
            id(file.author.0),
            file.filename.as_str(),
            file.content_type.as_deref(),
            i64::try_from(file.size).unwrap_or(i64::MAX),
            content,
            missing
        )?;
        Ok(())
    }

    /// Saves how many files a case's question has now.
    pub async fn save_question_files(&mut self, case: &Case, files: i64) -> Result<(), Error> {
        execute!(
            self,
            "UPDATE cases SET question_files = $3 WHERE guild_id = $1 AND number = $2",
            id(case.guild.0),
            case.number.0,
            files
        )?;
        Ok(())
    }

    /// Deletes the files of a message, except those that it still has. Returns how many there were.
    pub async fn forget_files(
        &mut self,
        guild: GuildId,
        message: MessageId,
        kept: &[u64],
    ) -> Result<u64, Error> {
        let stored = fetch_all!(
            self,
            (i64,),
            "SELECT attachment_id FROM files WHERE guild_id = $1 AND message_id = $2",
            id(guild.0),
            id(message.0)
        )?;
        let mut gone = 0;
        for (attachment,) in stored {
            if kept.contains(&snowflake(attachment)) {
                continue;
            }
            gone += execute!(
                self,
                "DELETE FROM files WHERE guild_id = $1 AND attachment_id = $2",
                id(guild.0),
                attachment
            )?;
        }
        Ok(gone)
    }
}

impl Reader<'_> {
    /// The files of a case, in the order in which they were sent.
    pub async fn files(
        &mut self,
        guild: GuildId,
        case: CaseNumber,
    ) -> Result<Vec<StoredFile>, Error> {
        let rows = fetch_all!(
            self,
            FileRow,
            "SELECT attachment_id, message_id, author_id, filename, content_type, size, missing FROM files WHERE guild_id = $1 AND case_number = $2 ORDER BY attachment_id",
            id(guild.0),
            case.0
        )?;
        Ok(rows
            .into_iter()
            .map(|row| StoredFile {
                attachment: snowflake(row.attachment_id),
                message: row.message_id.map(|message| MessageId(snowflake(message))),
                author: UserId(snowflake(row.author_id)),
                filename: row.filename,
                content_type: row.content_type,
                size: u64::try_from(row.size).unwrap_or(0),
                missing: row.missing,
            })
            .collect())
    }

    /// The content of a file; `None` if it is not stored.
    pub async fn file_content(
        &mut self,
        guild: GuildId,
        attachment: u64,
    ) -> Result<Option<Vec<u8>>, Error> {
        let row = fetch_optional!(
            self,
            (Option<Vec<u8>>,),
            "SELECT content FROM files WHERE guild_id = $1 AND attachment_id = $2",
            id(guild.0),
            id(attachment)
        )?;
        Ok(row.and_then(|(content,)| content))
    }
}
