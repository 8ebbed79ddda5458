//! Finding cases: the queue, and what autocomplete offers.

use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::{
    domain::{
        Actor, Awaited, Case, CaseNumber, GuildId, Permission, Priority, Tag, ThreadKind, Time,
        Title, named::named, settings::DEFAULT_WAITING_FIRST,
    },
    store::{QueueQuery, Reader, Selection},
};

use crate::desk::{Authorized, Desk, Result, Stored};

named!(QueueView);

/// How many cases one page of a list shows.
const PAGE: i64 = 10;
/// How many choices Discord shows (Discord, "Autocomplete").
const CHOICES: i64 = 25;
/// How many of a server's tags, the most used first, a new one is compared with.
const TAGS: i64 = 500;

/// Which cases of the queue an agent wants to see.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum QueueView {
    /// Cases whose customer waits for us.
    #[default]
    Waiting,
    /// Cases without an assignee.
    Unclaimed,
    /// Cases that are assigned to the agent who looks.
    Mine,
    /// Every open case.
    All,
}

impl QueueView {
    fn selection(self, actor: Actor) -> Selection {
        match self {
            Self::Waiting => Selection::Waiting,
            Self::Unclaimed => Selection::Unclaimed,
            Self::Mine => Selection::Mine(actor.user),
            Self::All => Selection::All,
        }
    }
}

/// A member's own case.
#[derive(Clone, Debug)]
pub struct OwnCase {
    /// The case.
    pub case: Case,
    /// The one in which it goes on, if it was merged.
    pub continues_in: Option<Case>,
}

/// A part of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<T> {
    /// The items of this part, at most `size`.
    pub items: Vec<T>,
    /// Which part, counted from 1.
    pub number: i64,
    /// How many items a full page has.
    pub size: i64,
    /// How many items the whole list has.
    pub total: i64,
}

impl<T> Page<T> {
    /// How many pages there are.
    pub fn count(&self) -> i64 {
        pages(self.total, self.size)
    }
}

/// A page of the queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueuePage {
    /// The cases, in the order in which they should be answered.
    pub cases: Page<Case>,
    /// The case that the agent who looks should answer next, as `/next` says.
    pub next: Option<CaseNumber>,
    /// The open requests to other teams, each with the case that awaits its answer.
    pub awaited: Vec<(CaseNumber, Awaited)>,
}

fn pages(total: i64, size: i64) -> i64 {
    (total.max(1) - 1) / size + 1
}

/// The page that somebody asked for, or the nearest that there is: lists grow and shrink while
/// people turn pages.
pub(in crate::desk) fn nearest(asked: i64, total: i64, size: i64) -> i64 {
    asked.clamp(1, pages(total, size))
}

/// Since when somebody has to wait so that their case comes first, whatever its priority.
pub(in crate::desk) async fn waiting_first_before(
    reader: &mut Reader<'_>,
    guild: GuildId,
    now: Time,
) -> Stored<Time> {
    let settings = reader.settings(guild).await?;
    Ok(now - settings.map_or(DEFAULT_WAITING_FIRST, |settings| settings.waiting_first))
}

impl Desk {
    /// A page of the open cases, the most urgent first, then those who wait longest.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn queue(
        &self,
        by: &Authorized,
        view: QueueView,
        priority: Option<Priority>,
        page: i64,
    ) -> Result<QueuePage> {
        let actor = by.to(Permission::ReadCases)?;
        let (guild, selection, now) = (actor.guild, view.selection(actor), self.now());
        let page = self.store.read(async move |reader| {
            let waiting_first_before = waiting_first_before(reader, guild, now).await?;
            let query = QueueQuery { selection, priority, waiting_first_before };
            let total = reader.queue_length(guild, query).await?;
            let number = nearest(page, total, PAGE);
            let items = reader.queue(guild, query, PAGE, (number - 1) * PAGE).await?;
            let next = reader.case_to_answer(guild, actor.user, waiting_first_before).await?;
            let cases = Page { items, number, size: PAGE, total };
            let awaited = reader.awaited(guild).await?;
            Ok(QueuePage { cases, next: next.map(|case| case.number), awaited })
        });
        Ok(page.await?)
    }

    /// How many cases of all servers have a customer who waits for the team.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn waiting_count(&self) -> Result<i64> {
        Ok(self.store.read(async |reader| reader.waiting_count().await).await?)
    }

    /// A page of a member's own cases, those that are not over first.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn own_cases(&self, by: &Authorized, page: i64) -> Result<Page<OwnCase>> {
        let actor = by.to(Permission::Ask)?;
        let page = self.store.read(async move |reader| {
            let total = reader.case_count_of(actor.guild, actor.user).await?;
            let number = nearest(page, total, PAGE);
            let cases = reader.cases_of(actor.guild, actor.user, PAGE, (number - 1) * PAGE).await?;
            let mut items = Vec::with_capacity(cases.len());
            for case in cases {
                let continues_in = match case.merged {
                    Some(merged) => Some(reader.continuation(case.guild, merged.into).await?),
                    None => None,
                };
                items.push(OwnCase { case, continues_in });
            }
            Ok(Page { items, number, size: PAGE, total })
        });
        Ok(page.await?)
    }

    /// Cases for autocomplete, and where each is discussed.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn suggest_cases(
        &self,
        by: &Authorized,
        typed: &str,
    ) -> Result<Vec<(CaseNumber, Title, ThreadKind)>> {
        let guild = by.to(Permission::ReadCases)?.guild;
        let typed = typed.to_owned();
        Ok(self
            .store
            .read(async move |reader| reader.suggest_cases(guild, &typed, CHOICES).await)
            .await?)
    }

    /// Tags for autocomplete.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn suggest_tags(&self, by: &Authorized, typed: &str) -> Result<Vec<String>> {
        let guild = by.to(Permission::WorkCases)?.guild;
        let typed = typed.to_owned();
        Ok(self
            .store
            .read(async move |reader| reader.suggest_tags(guild, &typed, CHOICES).await)
            .await?)
    }

    /// Returns the tag that may be meant, if no case of the server has this one yet.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn resembling_tag(&self, by: &Authorized, tag: &Tag) -> Result<Option<Tag>> {
        let guild = by.to(Permission::WorkCases)?.guild;
        let known = self.store.read(async move |reader| reader.suggest_tags(guild, "", TAGS).await);
        Ok(tag.resembling(&known.await?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_is_not_there_any_more_leads_to_the_nearest() {
        assert_eq!(
            [(0, 25), (1, 25), (3, 25), (4, 25), (9, 0), (2, 10), (2, 11)]
                .map(|(asked, total)| nearest(asked, total, 10)),
            [1, 1, 3, 3, 1, 1, 2]
        );
    }
}
