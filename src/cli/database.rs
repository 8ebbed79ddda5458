//! Opening the database for a verb that works on one that exists.

use std::sync::Arc;

use anyhow::{Context, bail};

use crate::{config::DatabaseUrl, desk::Desk, domain::Clock, store::Store};

/// Opens the database. What is written carries the time of `clock`.
///
/// # Errors
/// If there is none, or it cannot be opened.
pub async fn open(database: &DatabaseUrl, clock: Arc<dyn Clock>) -> anyhow::Result<(Store, Desk)> {
    must_exist(database)?;
    let store = Store::connect(database.reveal()).await.context("the database cannot be opened")?;
    // The bot finds the jobs that are enqueued here when they are due.
    let (desk, _jobs) = Desk::new(store.clone(), clock);
    Ok((store, desk))
}

/// Refuses a SQLite file that is not there: opening it would create an empty database.
///
/// # Errors
/// If the file is missing.
pub fn must_exist(database: &DatabaseUrl) -> anyhow::Result<()> {
    match database.file().filter(|file| !file.exists()) {
        Some(file) => bail!(
            "there is no database at {}; check DATABASE_URL and the folder you are in",
            file.display()
        ),
        None => Ok(()),
    }
}
