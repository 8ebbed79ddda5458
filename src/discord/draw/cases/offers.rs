//! Messages that a rule puts before the agents.

use crate::{
    delivery::Performed,
    domain::{ChannelId, Effect, Job, MessageId, OfferEnd, Subject, Surface, UserId, text},
};

use crate::discord::draw::{
    DiscordPlatform, Stop,
    post::{self, Outgoing},
};
use crate::discord::view::{self, Body, Key, KeyKind, Mark};

impl DiscordPlatform {
    /// Posts an offer, or has the one that is there show what its message says now, or what became
    /// of it. An offer that somebody deleted does not come back: nobody needs it.
    pub(in crate::discord::draw) async fn offer(&self, job: &Job) -> Result<Performed, Stop> {
        let Effect::Offer { channel, message, author, name, rule, excerpt, end } = &job.effect
        else {
            return Ok(Performed::Done);
        };
        let (guild, settings) = (job.guild, self.desk.settings(job.guild).await?);
        let (desk, language) = (settings.desk_channel, settings.language);
        let place = (ChannelId(*channel), MessageId(*message));
        let subject = Subject::Offer(place.1);
        let posted = self.desk.surface(guild, subject).await?.posted;
        // Earlier versions recorded no end of an offer whose message was deleted.
        let end = end.or(excerpt.is_none().then_some(OfferEnd::Deleted));
        let body = match (end, excerpt) {
            (None, Some(excerpt)) => {
                let author = UserId(*author);
                // The name of a guest is stored no longer than their message.
                let name = name.as_deref().or(author.is_guest().then_some(text::ERASED));
                Some(view::offer(language, guild, place, (author, name), rule, excerpt))
            }
            (Some(end), _) => {
                let case = match end {
                    OfferEnd::Opened { case, .. } | OfferEnd::Added { case, .. } => {
                        self.desk.case(guild, case).await?
                    }
                    OfferEnd::Dismissed { .. } | OfferEnd::Expired | OfferEnd::Deleted => None,
                };
                view::decided_offer(language, guild, place, rule, end, case.as_ref())
            }
            (None, None) => None,
        };
        let key = Key::new(KeyKind::Offer, &[guild.0, place.1.0]);
        let shown = body.unwrap_or_else(Body::default);
        let post = Outgoing {
            channel: desk,
            mark: Mark::new(key, guild, desk, "…"),
            body: &shown,
            files: &[],
            first_tried_at: job.first_tried_at,
            now: self.desk.now(),
        };
        let is_new = posted.is_none() && end.is_none();
        let (posted, is_current) = match posted {
            Some(posted) => (Some(posted), false),
            // An earlier try may have posted it.
            None if end.is_some() => {
                let found = post::find(&self.rest, self.me.user, &post).await?;
                (found.map(|offer| (desk, offer)), false)
            }
            None => {
                let sent = post::post(&self.rest, self.me.user, post.clone()).await?;
                (Some((desk, sent.message)), sent.is_current)
            }
        };
        let Some(place) = posted else { return Ok(Performed::Done) };
        let is_gone = matches!(end, Some(OfferEnd::Expired | OfferEnd::Deleted));
        if is_gone {
            post::delete(&self.rest, place.0, place.1).await?;
        } else if !is_current {
            post::edit(&self.rest, place.0, place.1, post.body, &post.mark).await?;
        }
        if is_new {
            self.desk.offer_posted(guild, MessageId(*message), place).await?;
            return Ok(Performed::Done);
        }
        let posted = (!is_gone).then_some(place);
        self.desk.save_surface(guild, subject, Surface { posted, ..Surface::default() }).await?;
        Ok(Performed::Done)
    }
}
