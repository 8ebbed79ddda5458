//! One process works on a file at a time: two would do every job twice.

use std::{
    ffi::OsString,
    fs::{File, OpenOptions, TryLockError},
    path::{Path, PathBuf},
};

use crate::store::sqlite::private;

/// A database file that this process alone works on, until this is dropped or the process ends.
#[derive(Debug)]
pub struct ProcessLock {
    _lock: File,
}

/// Another process works on the file.
#[derive(Debug, thiserror::Error)]
#[error("another process is using it")]
pub struct InUse;

/// Takes a file for this process, by a lock on an empty file beside it: a lock on the database
/// itself would be SQLite's. None if the lock cannot be had at all, as on some network drives.
pub(in crate::store) fn take(database: &Path) -> Result<Option<ProcessLock>, InUse> {
    let file = beside(database);
    private::create(&file);
    let Ok(lock) = OpenOptions::new().write(true).open(&file) else { return Ok(None) };
    match lock.try_lock() {
        Ok(()) => Ok(Some(ProcessLock { _lock: lock })),
        Err(TryLockError::WouldBlock) => Err(InUse),
        Err(TryLockError::Error(error)) => {
            tracing::warn!(%error, "Can't tell whether another process is using the database");
            Ok(None)
        }
    }
}

fn beside(database: &Path) -> PathBuf {
    let mut name = OsString::from(database);
    name.push("-lock");
    PathBuf::from(name)
}
