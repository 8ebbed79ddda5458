//! Drawing requests: their cards in other teams' channels, and the reminders of what is due.

use crate::{
    delivery::Performed,
    desk::RequestToDraw,
    domain::{ChannelId, Job, Request, RequestNumber, RequestStatus, Subject},
};

use crate::discord::draw::{
    DiscordPlatform, Stop,
    post::{self, Outgoing},
    surface::Look,
};
use crate::discord::{
    rest::Failure,
    view::{self, Key, KeyKind, Mark},
};

impl DiscordPlatform {
    pub(super) async fn draw_request(
        &self,
        job: &Job,
        number: RequestNumber,
    ) -> Result<Performed, Stop> {
        let language = self.desk.settings(job.guild).await?.language;
        let Some(draw) = self.desk.request_to_draw(job.guild, number).await? else {
            return Ok(Performed::Done);
        };
        let RequestToDraw { request, .. } = &draw;
        let mut body = view::request_card(language, &draw);
        // A card that comes back, or moves, notifies nobody again.
        let is_first = request.card.posted.is_none() && request.card.generation == 0;
        body.role_pings.extend(is_first.then_some(request.role));
        let channel = request.channel;
        let look = Look {
            subject: Subject::Request(number),
            channel,
            body: &body,
            mark: |generation| mark(KeyKind::Request, request, generation, channel),
            may_be_outdated: request.revision > 1 || job.version > 1,
        };
        let drawn = self.show(job, request.card, look, async { Ok(Vec::new()) }).await;
        let mut card = match drawn {
            Err(stop) => {
                let is_refused = matches!(stop, Stop::Discord(Failure::Refused { .. }));
                if is_refused && request.status == RequestStatus::Open {
                    self.desk.request_unposted(request).await?;
                }
                return Err(stop);
            }
            Ok(card) => card,
        };
        card.drawn_revision = request.revision;
        self.desk.request_drawn(request, card).await?;
        Ok(Performed::Done)
    }

    /// Reminds the other team of a request, if it is still open.
    pub(super) async fn remind_team(
        &self,
        job: &Job,
        number: RequestNumber,
    ) -> Result<Performed, Stop> {
        let language = self.desk.settings(job.guild).await?.language;
        let Some(RequestToDraw { request, .. }) =
            self.desk.request_to_draw(job.guild, number).await?
        else {
            return Ok(Performed::Done);
        };
        if request.status != RequestStatus::Open {
            return Ok(Performed::Done);
        }
        let body = view::request_reminder(language, &request);
        let outgoing = Outgoing {
            channel: request.channel,
            mark: mark(KeyKind::RequestReminder, &request, 0, request.channel),
            body: &body,
            files: &[],
            first_tried_at: job.first_tried_at,
            now: self.desk.now(),
        };
        let posted = post::post(&self.rest, self.me.user, outgoing).await;
        if matches!(posted, Err(Failure::Refused { .. })) {
            self.desk.request_unposted(&request).await?;
        }
        posted?;
        Ok(Performed::Done)
    }
}

fn mark(kind: KeyKind, request: &Request, generation: i64, channel: ChannelId) -> Mark {
    let parts = [
        request.guild.0,
        request.number.0.cast_unsigned(),
        request.asked_at.timestamp_millis().cast_unsigned(),
        generation.cast_unsigned(),
    ];
    Mark::new(Key::new(kind, &parts), request.guild, channel, request.number)
}
