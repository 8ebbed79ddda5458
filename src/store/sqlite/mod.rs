//! SQLite: one thread that writes, and a few sessions that read at the same time.

pub(super) mod backup;
pub(super) mod migrate;
pub(super) mod private;
pub(super) mod process_lock;
pub(super) mod readers;
pub(super) mod search;
pub(super) mod session;
pub(super) mod writer;

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use percent_encoding::percent_decode_str;
use tokio::task::spawn_blocking;

use crate::store::{
    error::Error,
    migrations::Access,
    sqlite::{readers::Readers, session::Session, writer::Writer},
};

/// An open file.
#[derive(Clone)]
pub(super) struct Sqlite {
    file: PathBuf,
    pub writer: Writer,
    pub readers: Readers,
}

impl Sqlite {
    /// Opens the file that a URL names.
    pub async fn open(url: &str, access: Access) -> anyhow::Result<Self> {
        let file = file_of(url)?;
        let prepared = file.clone();
        let session = spawn_blocking(move || Session::open_migrated(&prepared, access)).await??;
        let writer = Writer::start(file.clone(), session)?;
        Ok(Self { readers: Readers::new(file.clone()), file, writer })
    }

    /// Empties the log beside the file, unless somebody is reading from it.
    pub async fn empty_log(&self) -> Result<(), Error> {
        self.work(Session::open, Session::empty_log).await
    }

    /// Whether SQLite syncs a file's data without its times.
    pub async fn syncs_data_alone(&self) -> Result<bool, Error> {
        let options = self.work(Session::open_to_read, Session::compile_options).await?;
        // SQLite does not list `HAVE_FDATASYNC`, so it is taken from the option that
        // `.cargo/config.toml` sets together with it.
        Ok(options.iter().any(|option| option == "DQS=0"))
    }

    /// Does work that is rare, in a session of its own.
    async fn work<T: Send + 'static>(
        &self,
        open: fn(&Path) -> Result<Session, Error>,
        work: fn(&mut Session) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let file = self.file.clone();
        let working = spawn_blocking(move || work(&mut open(&file)?));
        working.await.unwrap_or_else(|error| Err(Error::Database(error.into())))
    }

    /// Waits for the reads and writes that have begun, and closes the file.
    pub async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}

/// Returns the file that a URL names, and the folder that it is looked for in.
pub(super) fn address(url: &str) -> anyhow::Result<String> {
    let file = file_of(url)?;
    if file.is_absolute() {
        return Ok(file.display().to_string());
    }
    Ok(format!("{} in the folder {}", file.display(), std::env::current_dir()?.display()))
}

/// Returns the file that a URL names, such as `sqlite://switchboard.db` or
/// `sqlite:///var/lib/switchboard.db`. Characters that have a meaning in a URL are percent-encoded.
pub(super) fn file_of(url: &str) -> anyhow::Result<PathBuf> {
    let rest = url.strip_prefix("sqlite:").unwrap_or(url);
    let rest = rest.strip_prefix("//").unwrap_or(rest);
    let (path, options) = rest.split_once('?').unwrap_or((rest, ""));
    if !["", "mode=rw", "mode=rwc"].contains(&options) {
        bail!("an SQLite address can't have options such as {options:?}");
    }
    let path = percent_decode_str(path).decode_utf8().context("the file's name isn't UTF-8")?;
    Ok(PathBuf::from(path.as_ref()))
}
