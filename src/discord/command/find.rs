//! Finding cases: `/queue`, `/find`, and a member's own with `/my-cases`.

use crate::{
    desk::{Error, QueueView},
    domain::Permission,
};

use crate::discord::command::{Context, Used, answer, choice::Choice};
use crate::discord::view;

#[poise::command(slash_command, custom_data = "Permission::ReadCases")]
pub(super) async fn queue(ctx: Context<'_>, view: Option<Choice<QueueView>>) -> Result<(), Error> {
    answer(ctx, |bot, by| async move {
        let Choice(view) = view.unwrap_or_default();
        let cases = bot.desk.queue(&by, view, 1).await?;
        Ok(view::queue(ctx.language(), &cases, view, bot.desk.now()))
    })
    .await
}

#[poise::command(slash_command, custom_data = "Permission::ReadCases")]
pub(super) async fn find(ctx: Context<'_>, #[max_length = 80] query: String) -> Result<(), Error> {
    answer(ctx, |bot, by| async move {
        Ok(view::findings(ctx.language(), &bot.desk.search(&by, &query, 1).await?))
    })
    .await
}

#[poise::command(slash_command, rename = "my-cases", custom_data = "Permission::Ask")]
pub(super) async fn my_cases(ctx: Context<'_>) -> Result<(), Error> {
    answer(ctx, |bot, by| async move {
        Ok(view::own_cases(ctx.language(), &bot.desk.own_cases(&by, 1).await?))
    })
    .await
}
