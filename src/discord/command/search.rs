//! Looking for cases: `/find`.

use crate::{desk::Error, domain::Permission};

use crate::discord::{
    command::context::{Command, Context, Used, answer},
    view,
};

/// The commands of this file, in the order of `/help`.
pub fn commands() -> Vec<Command> {
    vec![find()]
}

#[poise::command(slash_command, custom_data = "Permission::ReadCases")]
async fn find(ctx: Context<'_>, #[max_length = 120] query: String) -> Result<(), Error> {
    answer(ctx, |bot, by| async move {
        Ok(view::findings(ctx.language(), &bot.find(&by, &query, 1).await?))
    })
    .await
}
