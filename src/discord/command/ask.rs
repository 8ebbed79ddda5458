//! How a question becomes a case by hand: `/ask`, and the message menu **Open case**.

use poise::serenity_prelude as serenity;

use crate::{
    desk::{Error, Place},
    domain::{self, Origin},
};

use super::super::{
    permission,
    view::{Body, wording},
};
use super::{Context, Used, answer};

/// Ask the team. Your question gets a thread of its own.
#[poise::command(slash_command, install_context = "Guild", interaction_context = "Guild")]
pub(super) async fn ask(
    ctx: Context<'_>,
    #[description = "What would you like to know, or what went wrong?"]
    #[max_length = 1500]
    question: String,
) -> Result<(), Error> {
    answer(ctx, |bot, actor| async move {
        let opened = bot.desk.ask(actor, &question, ctx.cause()).await?;
        Ok(Body::text(wording::asked(&opened)))
    })
    .await
}

/// Turns a message into a case.
#[poise::command(context_menu_command = "Open case", install_context = "Guild", interaction_context = "Guild")]
pub(super) async fn open_case(ctx: Context<'_>, message: serenity::Message) -> Result<(), Error> {
    answer(ctx, |bot, actor| async move {
        actor.may(crate::domain::Verb::Flag)?;
        let flagged = bot.flagged(actor.guild, &message).await?;
        if flagged.place == Place::Channel
            && let Some(held) = ctx.interaction.app_permissions
        {
            // Known before anything is begun, so that nobody is promised a thread that cannot be.
            permission::must_hold(held, domain::Place::Help, flagged.channel)?;
        }
        let opened = bot.desk.flag(actor, flagged, Origin::Menu, ctx.cause()).await?;
        Ok(Body::text(wording::opened(&opened)))
    })
    .await
}
