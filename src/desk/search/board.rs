//! What delivery needs to draw the board of a server's desk, and what it notes of it.

use crate::{
    domain::{Case, Counts, GuildId, Job, Outcome, Subject, Surface},
    store::{QueueQuery, Selection},
};

use crate::desk::{Desk, Result, search::lists::waiting_first_before};

/// How many of those who wait the board shows.
const SHOWN: i64 = 10;

/// A board with all that it shows.
#[derive(Clone, Debug)]
pub struct BoardToDraw {
    /// What of the board is in Discord.
    pub surface: Surface,
    /// The first of those who wait, in the order of the queue.
    pub waiting: Vec<Case>,
    /// How many open cases there are.
    pub counts: Counts,
    /// How many messages rules have put before the agents that nobody has decided about yet.
    pub offers: i64,
}

impl Desk {
    /// A server's board.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn board_to_draw(&self, guild: GuildId) -> Result<BoardToDraw> {
        let now = self.now();
        let read = self.store.read(async move |reader| {
            let query = QueueQuery {
                selection: Selection::Waiting,
                priority: None,
                waiting_first_before: waiting_first_before(reader, guild, now).await?,
            };
            Ok(BoardToDraw {
                surface: reader.surface(guild, Subject::Board).await?,
                waiting: reader.queue(guild, query, SHOWN, 0).await?,
                counts: reader.queue_counts(guild).await?,
                offers: reader.offer_count(guild).await?,
            })
        });
        Ok(read.await?)
    }

    /// Notes what of a board was drawn, and with the same commit that a job is done.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn board_drawn(
        &self,
        guild: GuildId,
        surface: Surface,
        done: Option<Job>,
    ) -> Result<()> {
        self.store
            .write(async move |tx| {
                tx.save_surface(guild, Subject::Board, &surface).await?;
                match &done {
                    Some(job) => tx.finish(job, &Outcome::Done).await,
                    None => Ok(()),
                }
            })
            .await?;
        self.boards.note(guild, surface.throttled_until);
        Ok(())
    }
}
