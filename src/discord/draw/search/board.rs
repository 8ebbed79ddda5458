//! Drawing the board: one live message on the desk, edited in place and pinned.

use chrono::TimeDelta;

use crate::{
    delivery::Performed,
    domain::{ChannelId, GuildId, Job, Outcome, Pin, Subject},
};

use crate::discord::draw::{DiscordPlatform, Stop, surface::Look};
use crate::discord::view::{self, Key, KeyKind, Mark};

impl DiscordPlatform {
    pub(in crate::discord::draw) async fn draw_board(&self, job: &Job) -> Result<Performed, Stop> {
        let guild = job.guild;
        let settings = self.desk.settings(guild).await?;
        let draw = self.desk.board_to_draw(guild).await?;
        if draw.surface.throttled_until > self.desk.now() {
            // It was asked for while it was drawn; what comes in the next moments is shown
            // together.
            self.desk
                .finish(job.clone(), Outcome::Retry { at: draw.surface.throttled_until })
                .await?;
            return Ok(Performed::Finished);
        }
        let body = view::board(settings.language, &draw);
        let look = Look {
            subject: Subject::Board,
            channel: settings.desk_channel,
            body: &body,
            mark: |generation| mark(guild, settings.desk_channel, generation),
            may_be_outdated: true,
        };
        let mut surface = self.show(job, draw.surface, look, async { Ok(Vec::new()) }).await?;
        if let (Pin::Wanted, Some(posted)) = (surface.pin, surface.posted) {
            // Saved before, so that a pin that fails costs no second board.
            self.desk.board_drawn(guild, surface, None).await?;
            surface.pin = self.pin(guild, posted).await?;
        }
        surface.throttled_until =
            self.desk.now() + TimeDelta::from_std(self.board_pause).unwrap_or_default();
        self.desk.board_drawn(guild, surface, Some(job.clone())).await?;
        Ok(Performed::Finished)
    }
}

fn mark(guild: GuildId, desk: ChannelId, generation: i64) -> Mark {
    let key = Key::new(KeyKind::Board, &[guild.0, desk.0, generation.cast_unsigned()]);
    Mark::new(key, guild, desk, "…")
}
