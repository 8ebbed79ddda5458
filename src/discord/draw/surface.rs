//! The one way in which a live message is shown: edited where it is, or else posted once.

use std::future::Future;

use reqwest::Method;

use crate::domain::{ChannelId, GuildId, Job, MessageId, Pin, Subject, Surface};

use crate::discord::draw::{
    DiscordPlatform, Stop,
    post::{self, Outgoing},
};
use crate::discord::{
    rest::{Failure, Route, code, upload::Upload},
    view::{Body, Mark},
};

/// How a surface is to look.
pub(super) struct Look<'a, M> {
    pub subject: Subject,
    pub channel: ChannelId,
    pub body: &'a Body,
    /// Its mark, given its generation.
    pub mark: M,
    /// Whether an earlier try may have posted it with another body.
    pub may_be_outdated: bool,
}

impl DiscordPlatform {
    /// Shows a surface in its channel, and returns where it is then. If it is in another channel,
    /// it moves. If somebody deleted it, it comes back. `files` is awaited only if it is posted.
    pub(super) async fn show<M: Fn(i64) -> Mark + Send + Sync>(
        &self,
        job: &Job,
        mut surface: Surface,
        look: Look<'_, M>,
        files: impl Future<Output = Result<Vec<Upload>, Stop>> + Send,
    ) -> Result<Surface, Stop> {
        if let Some((channel, message)) = surface.posted {
            let mark = (look.mark)(surface.generation);
            if channel != look.channel {
                match post::delete(&self.rest, channel, message).await {
                    // The bot may have lost its access to where it was before.
                    Ok(()) | Err(Failure::Refused { .. }) => {}
                    Err(failure) => return Err(failure.into()),
                }
            } else if post::edit(&self.rest, channel, message, look.body, &mark).await? {
                return Ok(surface);
            }
            surface = surface.replaced();
            self.desk.surface_replaced(job.guild, look.subject, surface).await?;
        }
        let mark = (look.mark)(surface.generation);
        let outgoing = Outgoing {
            channel: look.channel,
            mark: mark.clone(),
            body: look.body,
            files: &files.await?,
            first_tried_at: job.first_tried_at,
            now: self.desk.now(),
        };
        let post::Sent { message, .. } = post::post(&self.rest, self.me.user, outgoing).await?;
        if look.may_be_outdated {
            post::edit(&self.rest, look.channel, message, look.body, &mark).await?;
        }
        Ok(Surface { posted: Some((look.channel, message)), ..surface })
    }

    /// Pins a message of a surface. If the bot may not, or the channel is full of pins, the message
    /// stays unpinned.
    pub(super) async fn pin(
        &self,
        guild: GuildId,
        (channel, message): (ChannelId, MessageId),
    ) -> Result<Pin, Failure> {
        let route =
            Route::channel(Method::PUT, channel.0, format!("/messages/pins/{message}"), "pins");
        match self.rest.send(route, None, &[]).await {
            Ok(_) => Ok(Pin::Done),
            Err(failure) if failure.code() == code::UNKNOWN_MESSAGE => Ok(Pin::Wanted),
            Err(failure @ Failure::Refused { .. }) => {
                tracing::warn!(
                    guild.id = %guild,
                    channel.id = %channel,
                    "A message can't be pinned; grant the bot Pin Messages in that channel ({failure})"
                );
                Ok(Pin::Refused)
            }
            Err(failure) => Err(failure),
        }
    }
}
