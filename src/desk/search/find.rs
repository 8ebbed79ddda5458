//! `/find`: looking through all cases of a server.

use crate::domain::{Case, Hit, Permission, Search};

use crate::desk::{Authorized, Desk, Page, Result, search::lists::nearest};

/// How many cases one page shows.
const PAGE: usize = 6;
/// How many cases are put in order; of more than that the newest.
pub const MOST: usize = 200;

/// A case that was found, with the texts in which it was.
#[derive(Clone, Debug)]
pub struct Found {
    /// The case.
    pub case: Case,
    /// What was found in it.
    pub hit: Hit,
}

/// What a search came to.
#[derive(Clone, Debug)]
pub struct Findings {
    /// What was searched for.
    pub search: Search,
    /// The cases found, newest first.
    pub page: Page<Found>,
    /// There are more cases than were put in order.
    pub more: bool,
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

    /// Looks for cases, open and closed: those that fit best first, the newest of them first.
    ///
    /// # Errors
    /// Refuses searches without anything to look for.
    pub async fn search(&self, by: &Authorized, typed: &str, page: i64) -> Result<Findings> {
        let guild = by.to(Permission::ReadCases)?.guild;
        let search = Search::parse(typed)?;
        self.store.index().await?;
        let found = self.store.read(async move |reader| {
            let mut hits =
                reader.search(guild, &search, i64::try_from(MOST + 1).unwrap_or(i64::MAX)).await?;
            let more = hits.len() > MOST;
            hits.truncate(MOST);
            // They came newest first, and stay so where they fit equally well.
            hits.sort_by_cached_key(|hit| {
                std::cmp::Reverse(search.score(&hit.title, &hit.question, &hit.said))
            });
            let (total, size) =
                (i64::try_from(hits.len()).unwrap_or(i64::MAX), i64::try_from(PAGE).unwrap_or(1));
            let number = nearest(page, total, size);
            let first = usize::try_from(number - 1).unwrap_or(0) * PAGE;
            let mut items = Vec::new();
            for hit in hits.into_iter().skip(first).take(PAGE) {
                items.extend(reader.case(guild, hit.case).await?.map(|case| Found { case, hit }));
            }
            Ok(Findings { search, page: Page { items, number, size, total }, more })
        });
        Ok(found.await?)
    }
}
