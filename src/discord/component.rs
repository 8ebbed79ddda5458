//! Buttons and forms. A button does just what its command does, with the same checks; all that it
//! needs stands in its name, so old ones keep working.

use reqwest::Method;
use serenity::all::{
    ActionRowComponent, ComponentInteraction, ComponentInteractionDataKind, Message,
    ModalInteraction,
};

use crate::{
    desk::{BugForm, Error},
    domain::{
        CaseNumber, CaseReference, Cause, ChannelId, Language, MessageId, Origin, Refusal, Severity,
    },
};

use crate::discord::{
    bot::Bot,
    rest::{Failure, Route, code},
    view::{self, Body, CustomId, form::field, wording},
};

impl Bot {
    /// Someone pressed a button.
    pub(super) async fn pressed(&self, interaction: &ComponentInteraction) {
        let id = interaction.id.get();
        let language = Language::of_locale(&interaction.locale);
        let reply = self.reply(id, &interaction.token, language);
        let cause = Cause::Interaction(id);
        match CustomId::parse(&interaction.data.custom_id) {
            Some(CustomId::Claim(case)) => {
                reply
                    .settle(async {
                        let actor = self.actor_of_component(interaction).await?;
                        let case =
                            self.desk.claim(actor, CaseReference::Number(case), cause).await?;
                        Ok(Body::text(wording::claimed(language, &case)))
                    })
                    .await;
            }
            Some(CustomId::Escalate(case)) => {
                reply
                    .form(async {
                        let actor = self.actor_of_component(interaction).await?;
                        let case =
                            self.desk.before_escalating(actor, CaseReference::Number(case)).await?;
                        Ok(view::escalate_form(language, &case, Severity::default()))
                    })
                    .await;
            }
            Some(
                turned @ (CustomId::Queue { .. }
                | CustomId::Find { .. }
                | CustomId::History { .. }
                | CustomId::MyCases { .. }),
            ) => reply.turn(self.page(interaction, turned)).await,
            Some(CustomId::OpenOffered { channel, message }) => {
                reply.settle(self.open_offered(interaction, channel, message, cause)).await;
            }
            Some(CustomId::Solve(case)) => {
                reply
                    .settle(async {
                        let actor = self.actor_of_component(interaction).await?;
                        let case = self
                            .desk
                            .solve(actor, CaseReference::Number(case), None, cause)
                            .await?;
                        Ok(Body::text(wording::solved(language, &case)))
                    })
                    .await;
            }
            Some(CustomId::Tags(case)) => reply.settle(self.retag(interaction, case, cause)).await,
            Some(CustomId::RespondToSolution { case, solution, helped }) => {
                reply
                    .settle(async {
                        let actor = self.actor_of_component(interaction).await?;
                        let case = self.desk.judge(actor, case, solution, helped, cause).await?;
                        Ok(match (helped, actor.user == case.requester) {
                            (true, true) => view::how_was_it(language, &case),
                            (true, false) => Body::text(wording::confirmed(language, &case)),
                            (false, _) => Body::text(wording::rejected(language, &case)),
                        })
                    })
                    .await;
            }
            Some(CustomId::Reopen(case)) => {
                reply
                    .settle(async {
                        let actor = self.actor_of_component(interaction).await?;
                        let case =
                            self.desk.reopen(actor, CaseReference::Number(case), cause).await?;
                        Ok(Body::text(wording::reopened(language, &case)))
                    })
                    .await;
            }
            Some(CustomId::Rate { case, solution, score }) => {
                reply
                    .settle(async {
                        let actor = self.actor_of_component(interaction).await?;
                        let rated = self.desk.rate(actor, case, solution, score, cause).await?;
                        Ok(view::rated(language, rated.case.number, rated.solution))
                    })
                    .await;
            }
            Some(CustomId::ForgetMe) => {
                reply
                    .settle(async {
                        let actor = self.actor_of_component(interaction).await?;
                        Ok(Body::text(view::forgotten(
                            language,
                            &self.desk.forget(actor, id).await?,
                        )))
                    })
                    .await;
            }
            Some(CustomId::Send { case, shown_by, mark, snippet }) => {
                reply
                    .turn(async {
                        let actor = self.actor_of_component(interaction).await?;
                        let case = self
                            .desk
                            .send_preview(actor, case, &snippet, mark, Cause::Interaction(shown_by))
                            .await?;
                        Ok(Body::text(wording::replied(language, &case)))
                    })
                    .await;
            }
            Some(CustomId::Comment { case, solution }) => {
                reply.form(async { Ok(view::comment_form(language, case, solution)) }).await
            }
            Some(CustomId::EscalateForm { .. } | CustomId::CommentForm { .. }) | None => {
                reply.say(&Body::text(wording::unknown_button(language))).await
            }
        }
    }

    /// Somebody turned a page of a list.
    async fn page(
        &self,
        interaction: &ComponentInteraction,
        turned: CustomId,
    ) -> Result<Body, Error> {
        let language = Language::of_locale(&interaction.locale);
        let actor = self.actor_of_component(interaction).await?;
        Ok(match turned {
            CustomId::Queue { view, page } => view::queue(
                language,
                &self.desk.queue(actor, view, page).await?,
                view,
                self.desk.now(),
            ),
            CustomId::Find { page, query } => {
                view::findings(language, &self.desk.search(actor, &query, page).await?)
            }
            CustomId::History { case, page } => view::history(
                language,
                &self.desk.history(actor, CaseReference::Number(case), page).await?,
            ),
            CustomId::MyCases { page } => {
                view::own_cases(language, &self.desk.own_cases(actor, page).await?)
            }
            _ => Body::text(wording::unknown_button(language)),
        })
    }

    /// Somebody chose tags in the menu of a card. What the menu offered, its message says.
    async fn retag(
        &self,
        interaction: &ComponentInteraction,
        case: CaseNumber,
        cause: Cause,
    ) -> Result<Body, Error> {
        let language = Language::of_locale(&interaction.locale);
        let ComponentInteractionDataKind::StringSelect { values } = &interaction.data.kind else {
            return Ok(Body::text(wording::unknown_button(language)));
        };
        let actor = self.actor_of_component(interaction).await?;
        let menus = interaction.message.components.iter().flat_map(|row| &row.components);
        let offered: Vec<String> = menus
            .filter_map(|component| match component {
                ActionRowComponent::SelectMenu(menu) => {
                    Some(menu.options.iter().map(|option| option.value.clone()))
                }
                _ => None,
            })
            .flatten()
            .collect();
        let case =
            self.desk.retag(actor, CaseReference::Number(case), values, &offered, cause).await?;
        Ok(Body::text(wording::retagged(language, &case)))
    }

    async fn open_offered(
        &self,
        interaction: &ComponentInteraction,
        channel: ChannelId,
        message: MessageId,
        cause: Cause,
    ) -> Result<Body, Error> {
        let actor = self.actor_of_component(interaction).await?;
        actor.may(crate::domain::Permission::Flag)?;
        let language = Language::of_locale(&interaction.locale);
        let message = self.fetch_message(channel, message).await?;
        let flagged = self.flagged(actor.guild, &message).await?;
        let opened = self.desk.flag(actor, flagged, Origin::Menu, cause).await?;
        Ok(Body::text(wording::opened(language, &opened)))
    }

    /// Reads a message from Discord.
    ///
    /// # Errors
    /// Refuses when it is gone, or when the bot cannot see it.
    pub(super) async fn fetch_message(
        &self,
        channel: ChannelId,
        message: MessageId,
    ) -> Result<Message, Error> {
        let route =
            Route::channel(Method::GET, channel.0, format!("/messages/{message}"), "message");
        match self.rest.get(route).await {
            Ok(found) => Ok(found),
            Err(failure) => Err(match failure.code() {
                code::UNKNOWN_MESSAGE | code::UNKNOWN_CHANNEL => {
                    Refusal::MessageGone(message).into()
                }
                code::MISSING_ACCESS => Refusal::ChannelHidden(channel).into(),
                code::MISSING_PERMISSIONS => Refusal::MissingPermissions {
                    channel,
                    permissions: vec!["Read Message History"],
                }
                .into(),
                _ => Error::Internal(anyhow::Error::new(failure)),
            }),
        }
    }

    /// Someone sent a form.
    pub(super) async fn submitted(&self, interaction: &ModalInteraction) {
        let id = interaction.id.get();
        let language = Language::of_locale(&interaction.locale);
        let reply = self.reply(id, &interaction.token, language);
        match CustomId::parse(&interaction.data.custom_id) {
            Some(CustomId::EscalateForm { case, severity }) => {
                reply
                    .settle(self.escalation_form(
                        interaction,
                        case,
                        severity,
                        Cause::Interaction(id),
                    ))
                    .await;
            }
            Some(CustomId::CommentForm { case, solution }) => {
                reply
                    .settle(async {
                        let actor = self.actor_of_form(interaction).await?;
                        self.desk
                            .comment(actor, case, solution, &typed(interaction, field::COMMENT))
                            .await?;
                        Ok(Body::text(wording::commented(language)))
                    })
                    .await;
            }
            _ => reply.say(&Body::text(wording::unknown_button(language))).await,
        }
    }

    async fn escalation_form(
        &self,
        interaction: &ModalInteraction,
        case: CaseNumber,
        severity: Severity,
        cause: Cause,
    ) -> Result<Body, Error> {
        let language = Language::of_locale(&interaction.locale);
        let actor = self.actor_of_form(interaction).await?;
        let typed = BugForm {
            title: typed(interaction, field::TITLE),
            steps: typed(interaction, field::STEPS),
            expected: typed(interaction, field::EXPECTED),
            actual: typed(interaction, field::ACTUAL),
            version: typed(interaction, field::VERSION),
        };
        match self.desk.escalate(actor, CaseReference::Number(case), &typed, severity, cause).await
        {
            Ok(escalated) => Ok(Body::text(wording::escalated(language, &escalated))),
            // The form is closed; what was written in it comes back with the reason.
            Err(Error::Refused(refusal)) => {
                Ok(view::escalation_refused(language, &refusal, &typed))
            }
            Err(error) => Err(error),
        }
    }
}

/// What somebody typed into a field of a form.
fn typed(interaction: &ModalInteraction, field: &str) -> String {
    let inputs = interaction.data.components.iter().flat_map(|row| &row.components);
    let mut found = inputs.filter_map(|component| match component {
        ActionRowComponent::InputText(input) if input.custom_id == field => input.value.clone(),
        _ => None,
    });
    found.next().unwrap_or_default()
}

/// Whether a failure means that what was asked about is not there (any more).
pub(super) fn is_gone(failure: &Failure) -> bool {
    matches!(failure.code(), code::UNKNOWN_MESSAGE | code::UNKNOWN_CHANNEL | code::UNKNOWN_MEMBER)
}
