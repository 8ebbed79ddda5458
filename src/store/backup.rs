//! A copy of an SQLite database that is consistent whatever is being written meanwhile, and the way
//! back.

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
};

use sqlx::{
    Connection as _,
    migrate::Migrate,
    sqlite::{SqliteConnectOptions, SqliteConnection},
};

use crate::store::tables;

/// Why there is no copy.
#[derive(Debug, thiserror::Error)]
pub enum CopyError {
    #[error("{} exists already; choose another name, or move it away", .0.display())]
    Exists(PathBuf),
    #[error("{} is no backup of Switchboard: {why}", .file.display())]
    NotOurs { file: PathBuf, why: &'static str },
    #[error("the copy could not be made")]
    Failed(#[source] anyhow::Error),
}

impl From<sqlx::Error> for CopyError {
    fn from(error: sqlx::Error) -> Self {
        Self::Failed(error.into())
    }
}

impl From<std::io::Error> for CopyError {
    fn from(error: std::io::Error) -> Self {
        Self::Failed(error.into())
    }
}

/// Copies one SQLite file to another place, while others read and write it. The copy stands there
/// whole, or not at all. Tells its size in bytes.
///
/// # Errors
/// When something stands there already, the source is not ours or damaged, or the disk does not
/// take it.
pub async fn copy(from: &Path, to: &Path) -> Result<u64, CopyError> {
    for name in [to.to_owned(), beside(to, "-wal"), beside(to, "-shm"), beside(to, "-journal")] {
        if fs::symlink_metadata(&name).is_ok() {
            return Err(CopyError::Exists(name));
        }
    }
    let not_ours = |why| CopyError::NotOurs { file: from.to_owned(), why };
    let options = SqliteConnectOptions::new().filename(from).create_if_missing(false);
    let mut connection = SqliteConnection::connect_with(&options)
        .await
        .map_err(|_| not_ours("it cannot be opened as a database"))?;
    let copied = copy_from(&mut connection, from, to).await;
    connection.close().await?;
    copied
}

async fn copy_from(
    connection: &mut SqliteConnection,
    from: &Path,
    to: &Path,
) -> Result<u64, CopyError> {
    let not_ours = |why| CopyError::NotOurs { file: from.to_owned(), why };
    let applied = connection
        .list_applied_migrations("_sqlx_migrations")
        .await
        .map_err(|_| not_ours("it holds none of our tables"))?;
    let known = tables::sqlite();
    if applied.is_empty() {
        return Err(not_ours("it holds none of our tables"));
    }
    for one in &applied {
        match known.iter().find(|migration| migration.version == one.version) {
            None => {
                return Err(not_ours(
                    "a newer version of this program made it, or another program",
                ));
            }
            Some(migration) if migration.checksum != one.checksum => {
                return Err(not_ours("another program made its tables"));
            }
            Some(_) => {}
        }
    }
    let partial = beside(to, ".partial");
    let target = partial.to_str().ok_or_else(|| {
        CopyError::Failed(anyhow::anyhow!("the name of the file is not UTF-8 text"))
    })?;
    let copied = async {
        sqlx::query("VACUUM INTO $1").bind(target).execute(connection).await?;
        check(&partial, from).await?;
        // On the disk before it gets its name: after a crash there is a whole copy, or none.
        File::open(&partial)?.sync_all()?;
        fs::rename(&partial, to)?;
        Ok(fs::metadata(to)?.len())
    }
    .await;
    if fs::symlink_metadata(&partial).is_ok() {
        fs::remove_file(&partial)?;
    }
    copied
}

/// Reads all of a fresh copy once: what the source's disk has spoilt shows here, and not on the day
/// it is needed.
async fn check(copy: &Path, from: &Path) -> Result<(), CopyError> {
    let options =
        SqliteConnectOptions::new().filename(copy).create_if_missing(false).read_only(true);
    let mut connection = SqliteConnection::connect_with(&options).await?;
    let (verdict,): (String,) =
        sqlx::query_as("PRAGMA integrity_check(1)").fetch_one(&mut connection).await?;
    connection.close().await?;
    if verdict == "ok" {
        Ok(())
    } else {
        Err(CopyError::NotOurs { file: from.to_owned(), why: "it is damaged" })
    }
}

fn beside(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}
