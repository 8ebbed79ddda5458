//! Buttons, menus and forms. A button does just what its command does, with the same checks; all
//! that it needs stands in its name, so old ones keep working.

use serenity::all::{
    ActionRowComponent, ComponentInteraction, ComponentInteractionDataKind, Message,
    ModalInteraction,
};

use crate::{
    desk::{self, Authorized, BugForm, Error},
    domain::{
        Action, CaseNumber, CaseReference, Cause, Language, Origin, Permission, Severity, Tag,
    },
};

use crate::discord::{
    bot::Bot,
    view::{self, Body, CaseButton, CustomId, form::field, words::t},
};

impl Bot {
    /// Someone pressed a button, or chose in a menu.
    pub(in crate::discord) async fn pressed(&self, interaction: &ComponentInteraction) {
        let id = interaction.id.get();
        let language = Language::of_locale(&interaction.locale);
        let reply = self.reply(interaction.guild_id, id, &interaction.token, language);
        let by = |permission| {
            self.authorize(interaction.guild_id, interaction.member.as_ref(), permission)
        };
        let cause = Cause::Interaction(id);
        match CustomId::parse(&interaction.data.custom_id) {
            Some(CustomId::Act(case, button)) => {
                let work = async {
                    let by = by(button.permission()).await?;
                    let Some(action) = action(button, interaction, &by)? else {
                        return Ok(unknown(language));
                    };
                    let case = CaseReference::Number(case);
                    Ok(view::done(language, &self.desk.act(&by, case, action, cause).await?))
                };
                reply.settle(work).await;
            }
            Some(CustomId::Send { case, shown_by, mark, snippet }) => {
                let work = async {
                    let by = by(Permission::WorkCases).await?;
                    let cause = Cause::Interaction(shown_by);
                    let done = self.desk.send_preview(&by, case, &snippet, mark, cause).await?;
                    Ok(view::done(language, &done))
                };
                reply.turn(work).await;
            }
            Some(CustomId::Escalate(case)) => {
                let work = async {
                    let by = by(Permission::WorkCases).await?;
                    let case = CaseReference::Number(case);
                    let case = self.desk.before_escalating(&by, case).await?;
                    Ok(view::escalate_form(language, &case, Severity::default()))
                };
                reply.form(work).await;
            }
            Some(CustomId::OpenOffered { channel, message, .. }) => {
                let work = async {
                    let by = by(Permission::OpenCases).await?;
                    let message = self.fetch_message(channel, message).await?;
                    let flagged = self.flagged(by.guild(), &message).await?;
                    let opened = self.desk.flag(&by, flagged, Origin::Menu, cause).await?;
                    Ok(Body::text(view::opened(language, &opened)))
                };
                reply.settle(work).await;
            }
            Some(CustomId::Rate { case, solution, score }) => {
                let work = async {
                    let by = by(Permission::RespondToSolution).await?;
                    self.desk.rate(&by, case, solution, score, cause).await?;
                    Ok(view::rated(language, case, solution))
                };
                reply.settle(work).await;
            }
            Some(CustomId::Comment { case, solution }) => {
                reply.form(async { Ok(view::comment_form(language, case, solution)) }).await
            }
            Some(CustomId::ForgetMe) => {
                let work = async {
                    let by = by(Permission::ManageOwnData).await?;
                    let erased = self.desk.forget(&by, id).await?;
                    Ok(Body::text(view::forgotten(language, &erased)))
                };
                reply.settle(work).await;
            }
            Some(CustomId::Queue { view, page }) => {
                let work = async {
                    let by = by(Permission::ReadCases).await?;
                    let cases = self.desk.queue(&by, view, page).await?;
                    Ok(view::queue(language, &cases, view, self.desk.now()))
                };
                reply.turn(work).await;
            }
            Some(CustomId::Find { page, query }) => {
                let work = async {
                    let by = by(Permission::ReadCases).await?;
                    Ok(view::findings(language, &self.desk.search(&by, &query, page).await?))
                };
                reply.turn(work).await;
            }
            Some(CustomId::History { case, page }) => {
                let work = async {
                    let by = by(Permission::ReadCases).await?;
                    let case = CaseReference::Number(case);
                    Ok(view::history(language, &self.desk.history(&by, case, page).await?))
                };
                reply.turn(work).await;
            }
            Some(CustomId::MyCases { page }) => {
                let work = async {
                    let by = by(Permission::Ask).await?;
                    Ok(view::own_cases(language, &self.desk.own_cases(&by, page).await?))
                };
                reply.turn(work).await;
            }
            Some(CustomId::EscalateForm { .. } | CustomId::CommentForm { .. }) | None => {
                reply.say(&unknown(language)).await;
            }
        }
    }

    /// Someone sent a form.
    pub(in crate::discord) async fn submitted(&self, interaction: &ModalInteraction) {
        let id = interaction.id.get();
        let language = Language::of_locale(&interaction.locale);
        let reply = self.reply(interaction.guild_id, id, &interaction.token, language);
        let by = |permission| {
            self.authorize(interaction.guild_id, interaction.member.as_ref(), permission)
        };
        match CustomId::parse(&interaction.data.custom_id) {
            Some(CustomId::EscalateForm { case, severity }) => {
                let work = async {
                    let by = by(Permission::WorkCases).await?;
                    let form = BugForm {
                        title: typed(interaction, field::TITLE),
                        steps: typed(interaction, field::STEPS),
                        expected: typed(interaction, field::EXPECTED),
                        actual: typed(interaction, field::ACTUAL),
                        version: typed(interaction, field::VERSION),
                    };
                    self.escalate(language, &by, case, &form, severity, id).await
                };
                reply.settle(work).await;
            }
            Some(CustomId::CommentForm { case, solution }) => {
                let work = async {
                    let by = by(Permission::RespondToSolution).await?;
                    let comment = typed(interaction, field::COMMENT);
                    self.desk.comment(&by, case, solution, &comment).await?;
                    Ok(Body::text(t!(language, "commented")))
                };
                reply.settle(work).await;
            }
            _ => reply.say(&unknown(language)).await,
        }
    }

    async fn escalate(
        &self,
        language: Language,
        by: &Authorized,
        case: CaseNumber,
        form: &BugForm,
        severity: Severity,
        interaction: u64,
    ) -> desk::Result<Body> {
        let (case, cause) = (CaseReference::Number(case), Cause::Interaction(interaction));
        match self.desk.escalate(by, case, form, severity, cause).await {
            Ok(done) => Ok(view::done(language, &done)),
            // The form is closed; what was written in it comes back with the reason.
            Err(Error::Refused(refusal)) => Ok(view::escalation_refused(language, &refusal, form)),
            Err(error) => Err(error),
        }
    }
}

/// What a button has done with its case. None for a menu that is none.
fn action(
    button: CaseButton,
    interaction: &ComponentInteraction,
    by: &Authorized,
) -> desk::Result<Option<Action>> {
    Ok(Some(match button {
        CaseButton::Claim => Action::Claim,
        CaseButton::Solve => {
            Action::Solve { summary: None, auto_close: by.settings()?.auto_close() }
        }
        CaseButton::Tags => {
            let ComponentInteractionDataKind::StringSelect { values } = &interaction.data.kind
            else {
                return Ok(None);
            };
            let chosen = values.iter().map(|name| Tag::parse(name)).collect::<Result<_, _>>()?;
            // What the menu offered, its message says.
            let offered = options(&interaction.message).map(Tag::parse);
            Action::Retag { chosen, offered: offered.collect::<Result<_, _>>()? }
        }
        CaseButton::Confirm { solution } => Action::Confirm { solution },
        CaseButton::Reject { solution } => Action::Reject { solution },
        CaseButton::Reopen => Action::Reopen,
    }))
}

/// What the menus of a message offer.
fn options(message: &Message) -> impl Iterator<Item = &str> {
    let components = message.components.iter().flat_map(|row| &row.components);
    let menus = components.filter_map(|component| match component {
        ActionRowComponent::SelectMenu(menu) => Some(&menu.options),
        _ => None,
    });
    menus.flatten().map(|option| option.value.as_str())
}

/// The answer to a button or a form that nobody here has made.
fn unknown(language: Language) -> Body {
    Body::text(t!(language, "unknown-button"))
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
