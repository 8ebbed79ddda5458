//! Drawing the board: one live message on the desk, edited in place and pinned.

use chrono::TimeDelta;
use reqwest::Method;

use crate::{
    delivery::Performed,
    desk::BoardToDraw,
    domain::{BoardSurface, ChannelId, GuildId, Job, MessageId, Outcome, Pin, Settings},
};

use crate::discord::draw::{
    DiscordPlatform, Stop,
    post::{self, Outgoing},
};
use crate::discord::{
    rest::{Failure, Route, code},
    view::{self, Body, Key, KeyKind, Mark},
};

impl DiscordPlatform {
    pub(in crate::discord::draw) async fn draw_board(&self, job: &Job) -> Result<Performed, Stop> {
        let guild = job.guild;
        let settings = self.desk.settings(guild).await?;
        let draw = self.desk.board_to_draw(guild).await?;
        if draw.surface.rests_until > self.desk.now() {
            // It was asked for while it was drawn; what comes in the next moments is shown
            // together.
            self.desk.finish(job.clone(), Outcome::Retry { at: draw.surface.rests_until }).await?;
            return Ok(Performed::Finished);
        }
        let mut surface = self.show_board(job, &draw, &settings).await?;
        if let (Pin::Wanted, Some(message)) = (surface.pin, surface.message) {
            // Noted before, so that a pin that cannot be set costs no second board.
            self.desk.board_drawn(guild, surface, None).await?;
            surface.pin = self.pin(guild, settings.desk_channel, message).await?;
        }
        surface.rests_until =
            self.desk.now() + TimeDelta::from_std(self.board_pause).unwrap_or_default();
        self.desk.board_drawn(guild, surface, Some(job.clone())).await?;
        Ok(Performed::Finished)
    }

    async fn show_board(
        &self,
        job: &Job,
        draw: &BoardToDraw,
        settings: &Settings,
    ) -> Result<BoardSurface, Stop> {
        let (guild, body) = (job.guild, view::board(settings.language, draw));
        let mut surface = draw.surface;
        if let (Some(channel), Some(message)) = (surface.channel, surface.message) {
            if channel == settings.desk_channel
                && post::edit(&self.rest, channel, message, &body, &mark(guild, &surface, channel))
                    .await?
            {
                return Ok(surface);
            }
            if channel != settings.desk_channel {
                post::delete(&self.rest, channel, message).await?;
            }
            // Somebody deleted it, or the desk has moved: it comes back, under a key of its own.
            surface =
                BoardSurface { generation: surface.generation + 1, ..BoardSurface::default() };
            self.desk.board_drawn(guild, surface, None).await?;
        }
        let message = self.post_board(job, &surface, settings.desk_channel, &body).await?;
        // It may stand there from an earlier try, when the queue was another; an edit makes it what
        // it is now.
        let mark = mark(guild, &surface, settings.desk_channel);
        post::edit(&self.rest, settings.desk_channel, message, &body, &mark).await?;
        Ok(BoardSurface { channel: Some(settings.desk_channel), message: Some(message), ..surface })
    }

    async fn post_board(
        &self,
        job: &Job,
        surface: &BoardSurface,
        desk: ChannelId,
        body: &Body,
    ) -> Result<MessageId, Failure> {
        let post = Outgoing {
            channel: desk,
            mark: mark(job.guild, surface, desk),
            body,
            files: &[],
            first_tried_at: job.first_tried_at,
            now: self.desk.now(),
        };
        post::post(&self.rest, self.me.user, post).await
    }

    /// Pins the board. Where the bot may not, or the channel is full of pins, the board stands
    /// there unpinned.
    async fn pin(
        &self,
        guild: GuildId,
        channel: ChannelId,
        message: MessageId,
    ) -> Result<Pin, Failure> {
        let route =
            Route::channel(Method::PUT, channel.0, format!("/messages/pins/{message}"), "pins");
        match self.rest.send(route, None, &[]).await {
            Ok(_) => Ok(Pin::Done),
            Err(failure) if failure.code() == code::UNKNOWN_MESSAGE => Ok(Pin::Wanted),
            Err(failure @ Failure::Refused { .. }) => {
                tracing::warn!(
                    guild.id = %guild,
                    "The board stands on the desk, but cannot be pinned: allow the bot Pin Messages there ({failure})"
                );
                Ok(Pin::Refused)
            }
            Err(failure) => Err(failure),
        }
    }
}

fn mark(guild: GuildId, board: &BoardSurface, desk: ChannelId) -> Mark {
    let parts = [guild.0, desk.0, board.generation.cast_unsigned()];
    Mark::new(Key::new(KeyKind::Board, &parts), guild, desk, "…")
}
