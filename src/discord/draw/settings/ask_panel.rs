//! Drawing the Ask panel: one live message in the help channel, pinned, if the server wants one.

use crate::{
    delivery::Performed,
    domain::{ChannelId, GuildId, Job, Pin, Subject, Surface},
};

use crate::discord::draw::{DiscordPlatform, Stop, post, surface::Look};
use crate::discord::view::{self, Key, KeyKind, Mark};

impl DiscordPlatform {
    pub(in crate::discord::draw) async fn draw_ask_panel(
        &self,
        job: &Job,
    ) -> Result<Performed, Stop> {
        let guild = job.guild;
        let settings = self.desk.settings(guild).await?;
        let surface = self.desk.surface(guild, Subject::AskPanel).await?;
        let mut surface = if settings.ask_panel {
            let channel = settings.help_channel;
            let body = view::ask_panel(settings.language);
            let look = Look {
                subject: Subject::AskPanel,
                channel,
                body: &body,
                mark: |generation| mark(guild, channel, generation),
                may_be_outdated: false,
            };
            self.show(job, surface, look, async { Ok(Vec::new()) }).await?
        } else {
            self.take_down(surface).await?
        };
        self.desk.surface_replaced(guild, Subject::AskPanel, surface).await?;
        if let (Pin::Wanted, Some(posted)) = (surface.pin, surface.posted) {
            surface.pin = self.pin(guild, posted).await?;
            self.desk.surface_replaced(guild, Subject::AskPanel, surface).await?;
        }
        Ok(Performed::Done)
    }

    /// Deletes the message of a surface that is not wanted any more.
    async fn take_down(&self, surface: Surface) -> Result<Surface, Stop> {
        let Some((channel, message)) = surface.posted else { return Ok(surface) };
        post::delete(&self.rest, channel, message).await?;
        Ok(surface.replaced())
    }
}

fn mark(guild: GuildId, help: ChannelId, generation: i64) -> Mark {
    let key = Key::new(KeyKind::AskPanel, &[guild.0, help.0, generation.cast_unsigned()]);
    Mark::new(key, guild, help, "…")
}
