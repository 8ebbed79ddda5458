//! What delivery needs to draw the cards of requests, and what it notes of them.

use crate::domain::{
    Case, Effect, GuildId, Notice, Request, RequestNumber, Subject, Surface, notice::Internal,
};

use crate::desk::{Desk, Result, teams::requests::case_to_change};

/// A request with the case that its card names.
#[derive(Clone, Debug)]
pub struct RequestToDraw {
    /// The request.
    pub request: Request,
    /// The case in which it goes on.
    pub case: Case,
}

impl Desk {
    /// A request to draw.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) if the database does not answer.
    pub async fn request_to_draw(
        &self,
        guild: GuildId,
        number: RequestNumber,
    ) -> Result<Option<RequestToDraw>> {
        let now = self.now();
        let read = self.store.read(async move |reader| {
            let Some(request) = reader.request(guild, number).await? else { return Ok(None) };
            let case = reader.continuation(guild, request.case).await?;
            Ok(Some(RequestToDraw { request: request.shown_now(now), case }))
        });
        Ok(read.await?)
    }

    /// Saves where the card of a request is. Once it is there, the case's team is told, and the
    /// case's card links to it.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) if the database does not answer.
    pub async fn request_drawn(&self, request: &Request, card: Surface) -> Result<()> {
        let (request, now) = (request.clone(), self.now());
        self.commit(async move |tx| {
            let (guild, number) = (request.guild, request.number);
            tx.save_surface(guild, Subject::Request(number), &card).await?;
            tx.note_unposted(guild, number, false).await?;
            let stored = tx.request_to_change(guild, number).await?;
            tx.save_due(&Request { due_at: request.due_at, ..stored }).await?;
            let Some((channel, message)) =
                card.posted.filter(|_| card.posted != request.card.posted)
            else {
                return Ok(((), Vec::new()));
            };
            let case = case_to_change(tx, &request).await?;
            // The team that has not read yet that it cannot be posted need not read it any more.
            for stored in tx.live_posts(guild, case.number).await? {
                if stored.posted.is_none() && stored.post.unposted_request() == Some(number) {
                    tx.drop_post(guild, stored.id, None).await?;
                }
            }
            let is_first = request.card.posted.is_none() && request.card.generation == 0;
            if is_first {
                let (team, by) = (request.team.clone(), request.asked_by);
                let asked = Internal::TeamAsked { request: number, team, by, channel, message };
                tx.add_posts(guild, case.number, &[Notice::Internal(asked)], now).await?;
            }
            let drawing = [Effect::DrawCase { case: case.number }];
            Ok(((), tx.enqueue(guild, &drawing, now).await?))
        })
        .await
    }

    /// Tells the case's team, once, that the card of a request cannot be posted.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) if the database does not answer.
    pub async fn request_unposted(&self, request: &Request) -> Result<()> {
        let (request, now) = (request.clone(), self.now());
        self.commit(async move |tx| {
            let (guild, number) = (request.guild, request.number);
            if !tx.note_unposted(guild, number, true).await? {
                return Ok(((), Vec::new()));
            }
            let stored = tx.request_to_change(guild, number).await?;
            tx.save_due(&stored).await?;
            let case = case_to_change(tx, &request).await?;
            let (team, channel) = (request.team.clone(), request.channel);
            let to = case.assignee.or(Some(request.asked_by));
            let told = Internal::RequestUnposted { request: number, team, channel, to };
            tx.add_posts(guild, case.number, &[Notice::Internal(told)], now).await?;
            let drawing = [Effect::DrawCase { case: case.number }];
            Ok(((), tx.enqueue(guild, &drawing, now).await?))
        })
        .await
    }
}
