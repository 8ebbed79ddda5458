//! `/notify`: what an agent is told, and how.

use crate::{desk::Error, domain::Permission};

use crate::discord::{
    command::context::{Command, Context, Used, answer},
    view::{
        Body,
        words::{t, yes_or_no},
    },
};

/// The commands of this file, in the order of `/help`.
pub fn commands() -> Vec<Command> {
    vec![notify()]
}

#[poise::command(slash_command, custom_data = "Permission::WorkCases")]
async fn notify(ctx: Context<'_>, mentions: Option<bool>) -> Result<(), Error> {
    answer(ctx, |bot, by| async move {
        let mentions = bot.desk.notify(&by, mentions).await?;
        Ok(Body::text(t!(ctx.language(), "notified", mentions = yes_or_no(mentions))))
    })
    .await
}
