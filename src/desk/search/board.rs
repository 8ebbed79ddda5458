//! What delivery needs to draw the board of a server's desk, and what it notes of it.

use crate::{
    domain::{BoardSurface, Case, Counts, GuildId, Job},
    store::Selection,
};

use crate::desk::{Desk, Result};

/// How many of those who wait the board shows.
const SHOWN: i64 = 10;

/// A board with all that it shows.
#[derive(Clone, Debug)]
pub struct BoardToDraw {
    /// The board as it stands in Discord now.
    pub surface: BoardSurface,
    /// Those who wait longest, the longest first.
    pub waiting: Vec<Case>,
    /// How many open cases there are.
    pub counts: Counts,
}

impl Desk {
    /// A server's board.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn board_to_draw(&self, guild: GuildId) -> Result<BoardToDraw> {
        let read = self.store.read(async move |reader| {
            Ok(BoardToDraw {
                surface: reader.board(guild).await?,
                waiting: reader.queue(guild, Selection::Waiting, SHOWN, 0).await?,
                counts: reader.queue_counts(guild).await?,
            })
        });
        Ok(read.await?)
    }

    /// What of a server's board is there.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn board(&self, guild: GuildId) -> Result<BoardSurface> {
        Ok(self.store.read(async move |reader| reader.board(guild).await).await?)
    }

    /// Notes what of a board was drawn, and with the same commit that a job is done.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn board_drawn(
        &self,
        guild: GuildId,
        surface: BoardSurface,
        done: Option<Job>,
    ) -> Result<()> {
        self.store
            .write(async move |tx| tx.save_board(guild, &surface, done.as_ref()).await)
            .await?;
        self.boards.note(guild, surface.rests_until);
        Ok(())
    }
}
