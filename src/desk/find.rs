//! Finding cases: the queue, and what autocomplete offers.

use crate::{
    domain::{Actor, Case, CaseNumber, Title, Verb},
    store::Selection,
};

use super::{Desk, Result};

/// How many cases one look at the queue shows.
const QUEUE_LENGTH: i64 = 20;
/// How many choices Discord shows (Discord, "Autocomplete").
const CHOICES: i64 = 25;

/// A look at the queue.
#[derive(Clone, Debug)]
pub struct Overview {
    pub cases: Vec<Case>,
    /// There are more than are shown.
    pub more: bool,
}

impl Desk {
    /// The open cases, those who wait longest first.
    ///
    /// # Errors
    /// Refuses those who are not agents.
    pub async fn queue(&self, actor: Actor, selection: Selection) -> Result<Overview> {
        self.settings(actor.guild).await?;
        actor.may(Verb::ShowQueue)?;
        let mut cases = self.store.read(move |connection| Box::pin(connection.queue(actor.guild, selection, QUEUE_LENGTH + 1))).await?;
        let shown = usize::try_from(QUEUE_LENGTH).unwrap_or(usize::MAX);
        let more = cases.len() > shown;
        cases.truncate(shown);
        Ok(Overview { cases, more })
    }

    /// Cases for autocomplete. Nothing for those who may not see them.
    ///
    /// # Errors
    /// [`super::Error::Internal`] when the database does not answer.
    pub async fn suggest_cases(&self, actor: Actor, typed: &str) -> Result<Vec<(CaseNumber, Title)>> {
        if actor.may(Verb::ShowCase).is_err() {
            return Ok(Vec::new());
        }
        let typed = typed.to_owned();
        Ok(self.store.read(move |connection| Box::pin(async move { connection.suggest_cases(actor.guild, &typed, CHOICES).await })).await?)
    }

    /// Tags for autocomplete. Nothing for those who may not set them.
    ///
    /// # Errors
    /// [`super::Error::Internal`] when the database does not answer.
    pub async fn suggest_tags(&self, actor: Actor, typed: &str) -> Result<Vec<String>> {
        if actor.may(Verb::Tag).is_err() {
            return Ok(Vec::new());
        }
        let typed = typed.to_owned();
        Ok(self.store.read(move |connection| Box::pin(async move { connection.suggest_tags(actor.guild, &typed, CHOICES).await })).await?)
    }
}
