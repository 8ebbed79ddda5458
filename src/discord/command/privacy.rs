//! What is kept of somebody: `/export-me`, `/forget-me`.

use crate::{desk::Error, domain::Permission};

use crate::discord::{
    command::context::{Command, Context, Used, answer, authorize},
    view,
};

/// The commands of this file, in the order of `/help`.
pub fn commands() -> Vec<Command> {
    vec![export_me(), forget_me()]
}

#[poise::command(slash_command, rename = "export-me", custom_data = "Permission::ManageOwnData")]
async fn export_me(ctx: Context<'_>) -> Result<(), Error> {
    let work = async {
        let by = authorize(ctx).await?;
        Ok(view::own_data(ctx.language(), ctx.bot().desk.own_data(&by).await?))
    };
    ctx.reply_to().deliver(work).await;
    Ok(())
}

#[poise::command(slash_command, rename = "forget-me", custom_data = "Permission::ManageOwnData")]
async fn forget_me(ctx: Context<'_>) -> Result<(), Error> {
    answer(ctx, |bot, by| async move {
        Ok(view::forget_me(ctx.language(), &bot.desk.own_texts(&by).await?))
    })
    .await
}
