//! Answers to interactions. Whatever the database does, Discord hears from us within three seconds
//! (Discord, "Interaction Response": later the token is dead).

use std::{future::Future, time::Duration};

use futures_util::{FutureExt, future::BoxFuture};
use reqwest::Method;
use serde_json::{Value, json};
use tokio::time::timeout;
use tracing::{Instrument, Span};

use crate::{
    desk::{self, Error},
    domain::{Cause, GuildId, Language},
};

use crate::discord::{
    rest::{Failure, Rest, Route, code, upload::Upload},
    view::{self, Body, Form, code as quoted, words::t},
};

/// Something broke. The reference stands in the log beside what broke.
pub(in crate::discord) fn internal_fault(language: Language, reference: &str) -> String {
    t!(language, "internal-fault", reference = quoted(reference))
}

/// How long an answer may take before the person sees that we are thinking.
pub(in crate::discord) const DEFER_AFTER: Duration = Duration::from_millis(1_200);

/// Kinds of responses (Discord, "Interaction Callback Type").
mod kind {
    pub const MESSAGE: u8 = 4;
    pub const DEFERRED_MESSAGE: u8 = 5;
    pub const DEFERRED_UPDATE: u8 = 6;
    pub const UPDATE: u8 = 7;
    pub const FORM: u8 = 9;
}

/// The way back to the person who pressed, typed or sent something.
#[derive(Clone, Copy)]
pub struct Reply<'a> {
    pub rest: &'a Rest,
    pub application: u64,
    /// None outside of servers.
    pub guild: Option<GuildId>,
    pub interaction: u64,
    pub token: &'a str,
    /// In which the person is answered.
    pub language: Language,
}

impl Reply<'_> {
    /// Answers with the result of the work: at once if it is quick, else after a deferred response.
    pub async fn settle(&self, work: impl Future<Output = desk::Result<Body>> + Send) {
        self.deliver(async { Ok((work.await?, Vec::new())) }).await;
    }

    /// The same, with files.
    pub async fn deliver(
        &self,
        work: impl Future<Output = desk::Result<(Body, Vec<Upload>)>> + Send,
    ) {
        self.respond(Box::pin(work)).instrument(self.span()).await;
    }

    /// The span of the use case that was asked for.
    fn span(&self) -> Span {
        desk::use_case(self.guild, &Cause::Interaction(self.interaction))
    }

    async fn respond(&self, mut work: BoxFuture<'_, desk::Result<(Body, Vec<Upload>)>>) {
        if let Ok(result) = timeout(DEFER_AFTER, &mut work).await {
            let (body, files) = self.or_refusal(result);
            self.callback(kind::MESSAGE, body.answer(), &files).await;
            return;
        }
        let promised = self.callback(kind::DEFERRED_MESSAGE, json!({ "flags": 1 << 6 }), &[]).await;
        let (body, files) = self.or_refusal(work.await);
        // Where it was not promised, what was asked for is done or refused all the same, but nobody
        // waits for the answer any more.
        if promised {
            self.late(&body, &files).await;
        }
    }

    fn or_refusal(&self, result: desk::Result<(Body, Vec<Upload>)>) -> (Body, Vec<Upload>) {
        match result {
            Ok(answer) => answer,
            Err(error) => (self.body(Err(error)), Vec::new()),
        }
    }

    /// Turns the page: the message with the button becomes what the work comes to. A refusal is a
    /// message of its own.
    pub async fn turn(&self, work: impl Future<Output = desk::Result<Body>> + Send) {
        self.turn_by(work.boxed()).instrument(self.span()).await;
    }

    async fn turn_by(&self, mut work: BoxFuture<'_, desk::Result<Body>>) {
        match timeout(DEFER_AFTER, &mut work).await {
            Ok(Ok(body)) => {
                self.callback(kind::UPDATE, body.edit(), &[]).await;
            }
            Ok(refused) => {
                self.callback(kind::MESSAGE, self.body(refused).answer(), &[]).await;
            }
            Err(_) => {
                if self.callback(kind::DEFERRED_UPDATE, Value::Null, &[]).await {
                    self.late(&self.body(work.await), &[]).await;
                }
            }
        }
    }

    /// Delivers an answer for which the person has been waiting.
    async fn late(&self, body: &Body, files: &[Upload]) {
        let path = format!("/webhooks/{}/{}/messages/@original", self.application, self.token);
        if let Err(failure) =
            self.rest.send(Route::interaction(Method::PATCH, path), Some(&body.edit()), files).await
        {
            tracing::warn!("A late answer was not delivered: {failure}");
        }
    }

    /// Opens a modal if the check allows it. A modal must be the first response to an interaction,
    /// so if the check is slow we reply with a message instead.
    pub async fn form(&self, work: impl Future<Output = desk::Result<Form>> + Send) {
        self.open_form(work.boxed()).instrument(self.span()).await;
    }

    async fn open_form(&self, work: BoxFuture<'_, desk::Result<Form>>) {
        let refused = match timeout(DEFER_AFTER, work).await {
            Ok(Ok(form)) => match serde_json::to_value(form) {
                Ok(form) => {
                    self.callback(kind::FORM, form, &[]).await;
                    return;
                }
                Err(error) => self.body(Err(Error::Internal(error.into()))),
            },
            Ok(Err(error)) => self.body(Err(error)),
            Err(_) => Body::text(t!(self.language, "busy")),
        };
        self.callback(kind::MESSAGE, refused.answer(), &[]).await;
    }

    /// Answers in words.
    pub async fn say(&self, body: &Body) {
        self.callback(kind::MESSAGE, body.answer(), &[]).await;
    }

    /// The words for a result. A fault is logged once, here, under a reference that the person
    /// gets.
    fn body(&self, result: desk::Result<Body>) -> Body {
        match result {
            Ok(body) => body,
            Err(Error::Refused(refusal)) => Body::text(view::refusal(self.language, &refusal)),
            Err(Error::Internal(error))
                if error.downcast_ref().is_some_and(Failure::is_passing) =>
            {
                tracing::warn!(
                    error = format!("{error:#}"),
                    "Something asked for could not be done, since Discord does not answer"
                );
                Body::text(t!(self.language, "discord-busy"))
            }
            Err(Error::Internal(error)) => {
                let reference = format!("{:06x}", self.interaction >> 12 & 0xFF_FFFF);
                tracing::error!(
                    reference,
                    error = format!("{error:#}"),
                    "Something asked for could not be done"
                );
                Body::text(internal_fault(self.language, &reference))
            }
        }
    }

    /// Returns whether Discord accepted the response.
    async fn callback(&self, kind: u8, data: Value, files: &[Upload]) -> bool {
        let route = Route::interaction(
            Method::POST,
            format!("/interactions/{}/{}/callback", self.interaction, self.token),
        );
        match self.rest.send(route, Some(&json!({ "type": kind, "data": data })), files).await {
            Ok(_) => return true,
            // An event that came twice, or that reached us too late: what was asked for is done or
            // refused all the same.
            Err(failure)
                if matches!(
                    failure.code(),
                    code::UNKNOWN_INTERACTION | code::ALREADY_ACKNOWLEDGED
                ) =>
            {
                tracing::info!("An answer came too late or was there already: {failure}");
            }
            Err(failure @ Failure::Refused { .. }) => {
                tracing::error!("Discord refused an answer: {failure}")
            }
            Err(failure) => tracing::warn!("An answer was not delivered: {failure}"),
        }
        false
    }
}
