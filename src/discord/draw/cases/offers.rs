//! Messages that a rule puts before the agents.

use crate::{
    delivery::Performed,
    domain::{ChannelId, Effect, Job, MessageId, Subject, Surface, UserId, text},
};

use crate::discord::draw::{
    DiscordPlatform, Stop,
    post::{self, Outgoing},
};
use crate::discord::view::{self, Key, KeyKind, Mark};

impl DiscordPlatform {
    /// Posts an offer, or has the one that is there show what its message says now. An offer that
    /// somebody deleted does not come back: nobody needs it.
    pub(in crate::discord::draw) async fn offer(&self, job: &Job) -> Result<Performed, Stop> {
        let Effect::Offer { channel, message, author, name, rule, excerpt } = &job.effect else {
            return Ok(Performed::Done);
        };
        let (guild, settings) = (job.guild, self.desk.settings(job.guild).await?);
        let (desk, language) = (settings.desk_channel, settings.language);
        let (channel, message) = (ChannelId(*channel), MessageId(*message));
        let author = UserId(*author);
        // The name of a guest is stored no longer than their message.
        let name = name.as_deref().or(author.is_guest().then_some(text::ERASED));
        let (author, excerpt) = ((author, name), excerpt.as_deref());
        let key = Key::new(KeyKind::Offer, &[guild.0, message.0]);
        let post = Outgoing {
            channel: desk,
            mark: Mark::new(key, guild, desk, "…"),
            body: &view::offer(language, guild, (channel, message), author, rule, excerpt),
            files: &[],
            first_tried_at: job.first_tried_at,
            now: self.desk.now(),
        };
        let subject = Subject::Offer(message);
        let posted = match self.desk.surface(guild, subject).await?.posted {
            Some(posted) => Some((posted, false)),
            // An earlier try may have posted it.
            None if excerpt.is_none() => {
                let found = post::find(&self.rest, self.me.user, &post).await?;
                found.map(|offer| ((desk, offer), false))
            }
            None => {
                let sent = post::post(&self.rest, self.me.user, post.clone()).await?;
                Some(((desk, sent.message), sent.is_current))
            }
        };
        let Some((place, is_current)) = posted else { return Ok(Performed::Done) };
        if !is_current {
            post::edit(&self.rest, place.0, place.1, post.body, &post.mark).await?;
        }
        let surface = Surface { posted: Some(place), ..Surface::default() };
        self.desk.save_surface(guild, subject, surface).await?;
        Ok(Performed::Done)
    }
}
