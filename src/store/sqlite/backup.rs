//! Copies an SQLite database, for a backup or to restore one. The copy is consistent whatever is
//! written meanwhile.

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
};

use rusqlite::{Connection, OpenFlags};
use tokio::task::spawn_blocking;

use crate::store::{
    migrations::{self, MigrateError},
    sqlite::{migrate, private},
};

/// Why there is no copy.
#[derive(Debug, thiserror::Error)]
pub enum CopyError {
    /// There is a file of that name.
    #[error("{} already exists; choose another name, or move it away", .0.display())]
    Exists(PathBuf),
    /// There is no folder for the copy.
    #[error("there's no folder {}; create it, or choose another place", .0.display())]
    NoFolder(PathBuf),
    /// The file is no backup of this program.
    #[error("{} isn't a Switchboard backup: {why}", .file.display())]
    NotOurs {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// A file could not be read or written.
    #[error("couldn't make the copy")]
    Failed(#[source] anyhow::Error),
}

impl From<rusqlite::Error> for CopyError {
    fn from(error: rusqlite::Error) -> Self {
        // As text: SQLite's own words are the source of rusqlite's, and would be read twice.
        Self::Failed(anyhow::anyhow!("{error}"))
    }
}

impl From<std::io::Error> for CopyError {
    fn from(error: std::io::Error) -> Self {
        Self::Failed(error.into())
    }
}

/// Copies an SQLite file to another place, while others read and write it. The copy exists as a
/// whole or not at all. Returns its size in bytes.
///
/// # Errors
/// If the target exists, the source is damaged or another program's, or the disk is full.
pub async fn copy(from: &Path, to: &Path) -> Result<u64, CopyError> {
    let (from, to) = (from.to_owned(), to.to_owned());
    let copying = spawn_blocking(move || copy_file(&from, &to));
    copying.await.unwrap_or_else(|error| Err(CopyError::Failed(error.into())))
}

fn copy_file(from: &Path, to: &Path) -> Result<u64, CopyError> {
    for name in [to.to_owned(), beside(to, "-wal"), beside(to, "-shm"), beside(to, "-journal")] {
        if fs::symlink_metadata(&name).is_ok() {
            return Err(CopyError::Exists(name));
        }
    }
    let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty());
    if let Some(missing) = folder.filter(|folder| !folder.is_dir()) {
        return Err(CopyError::NoFolder(missing.to_owned()));
    }
    let not_ours = |why: &str| CopyError::NotOurs { file: from.to_owned(), why: why.to_owned() };
    let source = open(from).map_err(|_| not_ours("it can't be opened as a database"))?;
    match migrate::missing(&source) {
        Ok(missing) if missing.len() < migrations::sqlite().len() => {}
        Err(why @ (MigrateError::Newer | MigrateError::NotOurs)) => {
            return Err(not_ours(&why.to_string()));
        }
        _ => return Err(not_ours("it has none of Switchboard's tables")),
    }
    let partial = beside(to, ".partial");
    let copied = write(&source, &partial).and_then(|()| {
        check(&partial, from)?;
        // On the disk before it gets its name: after a crash there is a whole copy, or none.
        File::open(&partial)?.sync_all()?;
        fs::rename(&partial, to)?;
        Ok(fs::metadata(to)?.len())
    });
    if fs::symlink_metadata(&partial).is_ok() {
        fs::remove_file(&partial)?;
    }
    copied
}

fn write(source: &Connection, to: &Path) -> Result<(), CopyError> {
    let to = to
        .to_str()
        .ok_or_else(|| CopyError::Failed(anyhow::anyhow!("the file's name isn't UTF-8 text")))?;
    // SQLite accepts an empty file (SQLite, *VACUUM INTO*).
    private::create(Path::new(to));
    source.execute("VACUUM INTO ?1", [to])?;
    Ok(())
}

/// Reads a fresh copy once as a whole: damage by the source's disk is found now, and not on the day
/// when the copy is needed.
fn check(copy: &Path, from: &Path) -> Result<(), CopyError> {
    let verdict: String =
        open(copy)?.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if verdict == "ok" {
        Ok(())
    } else {
        Err(CopyError::NotOurs { file: from.to_owned(), why: "it's damaged".to_owned() })
    }
}

fn open(file: &Path) -> rusqlite::Result<Connection> {
    Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY)
}

fn beside(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}
