//! How a question becomes a case by hand: `/ask`, and the message menu **Open case**.

use poise::serenity_prelude as serenity;

use crate::{
    desk::{Error, Place, Surroundings},
    domain::{Mode, Origin},
};

use super::super::{
    permission::{self, Work},
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
    #[description = "Only you and the team can read it"] private: Option<bool>,
) -> Result<(), Error> {
    answer(ctx, |bot, actor| async move {
        let settings = bot.desk.settings(actor.guild).await?;
        let help = bot.directory.help(&bot.rest, actor.guild, settings.help).await?;
        let opened = bot.desk.ask(actor, &question, private.unwrap_or(false), help, ctx.cause()).await?;
        Ok(Body::text(wording::asked(&opened)))
    })
    .await
}

/// Turns a message into a case.
#[poise::command(context_menu_command = "Open case", install_context = "Guild", interaction_context = "Guild")]
pub(super) async fn open_case(ctx: Context<'_>, message: serenity::Message) -> Result<(), Error> {
    answer(ctx, |bot, actor| async move {
        actor.may(crate::domain::Verb::Flag)?;
        let settings = bot.desk.settings(actor.guild).await?;
        let flagged = bot.flagged(actor.guild, &message).await?;
        let work = match flagged.place {
            Place::Channel(Surroundings::Text) if settings.mode == Mode::Private => Some(Work::PrivateThreads),
            Place::Channel(_) => Some(Work::Questions),
            Place::Thread(_) => Some(Work::Answers),
            Place::Elsewhere => None,
        };
        if let (Some(work), Some(held)) = (work, ctx.interaction.app_permissions) {
            // Known before anything is begun, so that nobody is promised a thread that cannot be.
            permission::must_hold(held, work, flagged.channel)?;
        }
        let opened = bot.desk.flag(actor, flagged, Origin::Menu, ctx.cause()).await?;
        Ok(Body::text(wording::opened(&opened)))
    })
    .await
}
