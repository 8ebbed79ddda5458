//! How a question becomes a case by hand: `/ask`, and the message menu **Open case**.

use poise::serenity_prelude as serenity;

use crate::{
    desk::{Asked, ChannelKind, Error, Location},
    domain::{Mode, Origin},
};

use crate::discord::command::{Context, Used, answer};
use crate::discord::{
    permission::{self, Work},
    view::{Body, wording},
};

#[poise::command(slash_command, install_context = "Guild", interaction_context = "Guild")]
pub(super) async fn ask(
    ctx: Context<'_>,
    #[max_length = 1500] question: String,
    private: Option<bool>,
) -> Result<(), Error> {
    answer(ctx, |bot, actor| async move {
        let settings = bot.desk.settings(actor.guild).await?;
        let help = bot.directory.help(&bot.rest, actor.guild, settings.help_channel).await?;
        let asked = Asked { question: &question, private: private.unwrap_or(false), help };
        let opened = bot.desk.ask(actor, ctx.language(), asked, ctx.cause()).await?;
        Ok(Body::text(wording::asked(ctx.language(), &opened)))
    })
    .await
}

#[poise::command(
    context_menu_command = "Open case",
    install_context = "Guild",
    interaction_context = "Guild"
)]
pub(super) async fn open_case(ctx: Context<'_>, message: serenity::Message) -> Result<(), Error> {
    answer(ctx, |bot, actor| async move {
        actor.may(crate::domain::Permission::Flag)?;
        let settings = bot.desk.settings(actor.guild).await?;
        let flagged = bot.flagged(actor.guild, &message).await?;
        let work = match flagged.place {
            Location::Channel(ChannelKind::Text) if settings.mode == Mode::Private => {
                Some(Work::PrivateThreads)
            }
            Location::Channel(_) => Some(Work::Questions),
            Location::Thread(_) => Some(Work::Answers),
            Location::Elsewhere => None,
        };
        if let (Some(work), Some(held)) = (work, ctx.interaction.app_permissions) {
            // Known before anything is begun, so that nobody is promised a thread that cannot be.
            permission::must_hold(held, work, flagged.channel)?;
        }
        let opened = bot.desk.flag(actor, flagged, Origin::Menu, ctx.cause()).await?;
        Ok(Body::text(wording::opened(ctx.language(), &opened)))
    })
    .await
}
