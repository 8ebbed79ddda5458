//! `/find`: looking through all cases of a server.

use std::{cmp::Reverse, ops::Range};

use crate::domain::{
    Case, Document, IndexProgress, Names, Permission, Said, Search, analysis::tokens,
};

use crate::desk::{Authorized, Desk, Page, Result, search::lists::nearest};

/// How many cases one page shows.
const PAGE: usize = 6;
/// How many cases are put in order.
pub const MOST: usize = 200;

/// A case that was found.
#[derive(Clone, Debug)]
pub struct Found {
    /// The case.
    pub case: Case,
    /// What most of the search was found in, or else the question.
    pub said: Said,
    /// The first match in it, in bytes. None if it was found elsewhere.
    pub place: Option<Range<usize>>,
}

/// What a search came to.
#[derive(Clone, Debug)]
pub struct Findings {
    /// What was searched for.
    pub search: Search,
    /// The cases found, those that fit best first.
    pub page: Page<Found>,
    /// There are more cases than were put in order.
    pub more: bool,
    /// How far the index is, if it is being made anew and lacks older cases.
    pub progress: Option<IndexProgress>,
}

impl Desk {
    /// Waits until something was saved since this was last waited for.
    pub async fn changed(&self) {
        self.store.changed().await;
    }

    /// Keeps what is still to be written into the index of searches small, so that no search waits
    /// for it for long.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn index(&self) -> Result<()> {
        Ok(self.store.index().await?)
    }

    /// Writes some of the cases that the index of searches lacks while it is made anew. Returns how
    /// far it is; none if it is complete.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn index_more(&self) -> Result<Option<IndexProgress>> {
        Ok(self.store.index_more().await?)
    }

    /// Returns how far the index of searches is while it is made anew; none if it is complete.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn index_progress(&self) -> Result<Option<IndexProgress>> {
        Ok(self.store.index_progress().await?)
    }

    /// Looks for cases, open and closed: those first in which all is word for word, then those with
    /// more of it in their title, then the newest. `names` are those in the search.
    ///
    /// # Errors
    /// Refuses searches that name a channel which does not exist.
    pub async fn search(
        &self,
        by: &Authorized,
        search: Search,
        names: &Names,
        page: i64,
    ) -> Result<Findings> {
        let actor = by.to(Permission::ReadCases)?;
        let guild = actor.guild;
        let query = search.by(actor.user, self.now(), names)?;
        self.store.index().await?;
        let found = self.store.read(async move |reader| {
            let mut matches = reader.search(guild, &query, MOST + 1).await?;
            let more = matches.len() > MOST;
            matches.truncate(MOST);
            if query.has_phrases() {
                let cases: Vec<_> = matches.iter().map(|found| found.case).collect();
                let titles = reader.titles(guild, &cases).await?;
                // They came in order, and stay so where they fit equally well.
                matches.sort_by_cached_key(|found| {
                    let title = titles.get(&found.case).map_or("", |title| title.as_str());
                    (!found.is_exact, Reverse(search.count_in(&tokens(title))))
                });
            }
            let size = i64::try_from(PAGE).unwrap_or(1);
            let total = i64::try_from(matches.len()).unwrap_or(i64::MAX);
            let number = nearest(page, total, size);
            let first = usize::try_from(number - 1).unwrap_or(0) * PAGE;
            let cases: Vec<_> =
                matches.into_iter().skip(first).take(PAGE).map(|found| found.case).collect();
            let documents = reader.texts_of(guild, &cases).await?;
            let mut items = Vec::new();
            for number in cases {
                let document = documents.iter().find(|document| document.case == number);
                let case = reader.case(guild, number).await?;
                items.extend(
                    case.zip(document).map(|(case, document)| found_in(&search, case, document)),
                );
            }
            let progress = reader.index_progress().await?;
            Ok(Findings { search, page: Page { items, number, size, total }, more, progress })
        });
        Ok(found.await?)
    }
}

/// Returns a case with the text in which most of a search is.
fn found_in(search: &Search, case: Case, document: &Document) -> Found {
    let said = document.said.iter().map(|said| (said, tokens(&said.text)));
    let most = said.rev().max_by_key(|(_, tokens)| search.count_in(tokens));
    let (said, place) = match most {
        Some((said, tokens)) => (said.clone(), search.first_hit(&tokens)),
        None => (Said { by: case.customer(), text: case.question.clone() }, None),
    };
    Found { case, said, place }
}
