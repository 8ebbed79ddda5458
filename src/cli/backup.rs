//! The verbs `backup` and `restore`.

use std::{io::Write, path::Path};

use anyhow::bail;

use crate::{cli::database::must_exist, config::DatabaseUrl, store};

/// Copies the database into a new file. The bot may be running.
///
/// # Errors
/// If the file exists, the database is a Postgres server, or the copy fails.
pub async fn backup(
    database: &DatabaseUrl,
    file: &Path,
    out: &mut impl Write,
) -> anyhow::Result<()> {
    let Some(from) = database.file() else {
        bail!(
            "DATABASE_URL names a Postgres server; back it up with `pg_dump --format=custom --file=FILE DATABASE_URL`, even while the bot runs"
        );
    };
    must_exist(database)?;
    let bytes = store::copy(&from, file).await?;
    writeln!(
        out,
        "Copied to {}, {bytes} bytes. It contains people's texts, so protect it like the database.",
        file.display()
    )?;
    Ok(())
}

/// Creates a database from a backup.
///
/// # Errors
/// If the database exists already, or the file is not a backup of ours.
pub async fn restore(
    database: &DatabaseUrl,
    file: &Path,
    out: &mut impl Write,
) -> anyhow::Result<()> {
    let Some(to) = database.file() else {
        bail!(
            "DATABASE_URL names a Postgres server; restore into an empty database with `pg_restore --dbname=DATABASE_URL FILE`"
        );
    };
    if !file.exists() {
        bail!("file not found: {}", file.display());
    }
    match store::copy(file, &to).await {
        Err(store::CopyError::Exists(there)) => bail!(
            "there's already a database at {}, and restore never overwrites one; stop the bot, move the database away, and try again",
            there.display()
        ),
        done => done?,
    };
    writeln!(out, "Restored. Start the bot with `switchboard run`.")?;
    Ok(())
}
