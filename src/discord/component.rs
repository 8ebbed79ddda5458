//! Buttons and forms. A button does just what its command does, with the same checks; all that it needs stands in its
//! name, so old ones keep working.

use reqwest::Method;
use serenity::all::{ActionRowComponent, ComponentInteraction, Message, ModalInteraction};

use crate::{
    desk::{Error, Typed},
    domain::{CaseNumber, CaseReference, Cause, ChannelId, MessageId, Origin, Refusal, Severity},
};

use super::{
    bot::Bot,
    rest::{Failure, Route, code},
    view::{self, Body, CustomId, wording},
};

impl Bot {
    /// Someone pressed a button.
    pub(super) async fn pressed(&self, interaction: &ComponentInteraction) {
        let id = interaction.id.get();
        let reply = self.reply(id, &interaction.token);
        let cause = Cause::Interaction(id);
        match CustomId::parse(&interaction.data.custom_id) {
            Some(CustomId::Claim(case)) => {
                reply
                    .settle(async {
                        let actor = self.actor_of_component(interaction).await?;
                        let case = self.desk.claim(actor, CaseReference::Number(case), cause).await?;
                        Ok(Body::text(wording::claimed(&case)))
                    })
                    .await;
            }
            Some(CustomId::Escalate(case)) => {
                reply
                    .form(async {
                        let actor = self.actor_of_component(interaction).await?;
                        let case = self.desk.before_escalating(actor, CaseReference::Number(case)).await?;
                        Ok(view::escalate_form(&case, Severity::default()))
                    })
                    .await;
            }
            Some(CustomId::OpenOffered { channel, message }) => {
                reply.settle(self.open_offered(interaction, channel, message, cause)).await;
            }
            Some(CustomId::EscalateForm { .. }) | None => reply.say(&Body::text(wording::unknown_button())).await,
        }
    }

    async fn open_offered(
        &self,
        interaction: &ComponentInteraction,
        channel: ChannelId,
        message: MessageId,
        cause: Cause,
    ) -> Result<Body, Error> {
        let actor = self.actor_of_component(interaction).await?;
        actor.may(crate::domain::Verb::Flag)?;
        let message = self.fetch_message(channel, message).await?;
        let flagged = self.flagged(actor.guild, &message).await?;
        let opened = self.desk.flag(actor, flagged, Origin::Menu, cause).await?;
        Ok(Body::text(wording::opened(&opened)))
    }

    /// Reads a message from Discord.
    ///
    /// # Errors
    /// Refuses when it is gone, or when the bot cannot see it.
    pub(super) async fn fetch_message(&self, channel: ChannelId, message: MessageId) -> Result<Message, Error> {
        let route = Route::channel(Method::GET, channel.0, format!("/messages/{message}"), "message");
        match self.rest.get(route).await {
            Ok(found) => Ok(found),
            Err(failure) => Err(match failure.code() {
                code::UNKNOWN_MESSAGE | code::UNKNOWN_CHANNEL => Refusal::MessageGone(message).into(),
                code::MISSING_ACCESS => Refusal::ChannelHidden(channel).into(),
                code::MISSING_PERMISSIONS => Refusal::MissingPermissions { channel, permissions: vec!["Read Message History"] }.into(),
                _ => Error::Internal(anyhow::Error::new(failure)),
            }),
        }
    }

    /// Someone sent a form.
    pub(super) async fn submitted(&self, interaction: &ModalInteraction) {
        let id = interaction.id.get();
        let reply = self.reply(id, &interaction.token);
        match CustomId::parse(&interaction.data.custom_id) {
            Some(CustomId::EscalateForm { case, severity }) => {
                reply.settle(self.escalation_form(interaction, case, severity, Cause::Interaction(id))).await;
            }
            _ => reply.say(&Body::text(wording::unknown_button())).await,
        }
    }

    async fn escalation_form(
        &self,
        interaction: &ModalInteraction,
        case: CaseNumber,
        severity: Severity,
        cause: Cause,
    ) -> Result<Body, Error> {
        let actor = self.actor_of_form(interaction).await?;
        let field = |name: &str| {
            let inputs = interaction.data.components.iter().flat_map(|row| &row.components);
            let found = inputs.filter_map(|component| match component {
                ActionRowComponent::InputText(input) if input.custom_id == name => input.value.clone(),
                _ => None,
            });
            found.into_iter().next().unwrap_or_default()
        };
        let typed = Typed {
            title: field("title"),
            steps: field("steps"),
            expected: field("expected"),
            actual: field("actual"),
            version: field("version"),
        };
        match self.desk.escalate(actor, CaseReference::Number(case), &typed, severity, cause).await {
            Ok(escalated) => Ok(Body::text(wording::escalated(&escalated))),
            // The form is closed; what was written in it comes back with the reason.
            Err(Error::Refused(refusal)) => Ok(view::escalation_refused(&refusal, &typed)),
            Err(error) => Err(error),
        }
    }
}

/// Whether a failure means that what was asked about is not there (any more).
pub(super) fn is_gone(failure: &Failure) -> bool {
    matches!(failure.code(), code::UNKNOWN_MESSAGE | code::UNKNOWN_CHANNEL | code::UNKNOWN_MEMBER)
}
