//! Files that hold people's texts: nobody but their owner can read them.

use std::{fs::OpenOptions, path::Path};

/// Creates an empty file that only its owner can read, unless the file exists. SQLite gives the
/// files beside a database its permissions (SQLite, *Write-Ahead Logging*). If the file cannot be
/// created, SQLite says why.
pub(in crate::store) fn create(file: &Path) {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    drop(options.open(file));
}
