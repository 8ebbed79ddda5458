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
            "DATABASE_URL names a Postgres server: `pg_dump --format=custom --file=FILE DATABASE_URL` makes a backup while the bot is running"
        );
    };
    must_exist(database)?;
    let bytes = store::copy(&from, file).await?;
    writeln!(
        out,
        "Copied to {}, {bytes} bytes. It holds people's texts: keep it as carefully as the database.",
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
            "DATABASE_URL names a Postgres server: `pg_restore --dbname=DATABASE_URL FILE` brings a backup back into an empty database"
        );
    };
    if !file.exists() {
        bail!("there is no file {}", file.display());
    }
    match store::copy(file, &to).await {
        Err(store::CopyError::Exists(there)) => bail!(
            "there is a database at {} already, and a restore overwrites nothing; stop the bot, move the database away, and try again",
            there.display()
        ),
        done => done?,
    };
    writeln!(out, "Restored. `switchboard run` goes on from there.")?;
    Ok(())
}
