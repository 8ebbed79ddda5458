//! Finding cases: `/queue`, `/find`, and a member's own with `/my-cases`.

use crate::desk::{Error, QueueView};

use crate::discord::command::{Context, Used, answer, choice::Choice};
use crate::discord::view;

#[poise::command(slash_command, install_context = "Guild", interaction_context = "Guild")]
pub(super) async fn queue(ctx: Context<'_>, view: Option<Choice<QueueView>>) -> Result<(), Error> {
    answer(ctx, |bot, actor| async move {
        let Choice(view) = view.unwrap_or_default();
        Ok(view::queue(
            ctx.language(),
            &bot.desk.queue(actor, view, 1).await?,
            view,
            bot.desk.now(),
        ))
    })
    .await
}

#[poise::command(slash_command, install_context = "Guild", interaction_context = "Guild")]
pub(super) async fn find(ctx: Context<'_>, #[max_length = 80] query: String) -> Result<(), Error> {
    answer(ctx, |bot, actor| async move {
        Ok(view::findings(ctx.language(), &bot.desk.search(actor, &query, 1).await?))
    })
    .await
}

#[poise::command(
    slash_command,
    rename = "my-cases",
    install_context = "Guild",
    interaction_context = "Guild"
)]
pub(super) async fn my_cases(ctx: Context<'_>) -> Result<(), Error> {
    answer(ctx, |bot, actor| async move {
        Ok(view::own_cases(ctx.language(), &bot.desk.own_cases(actor, 1).await?))
    })
    .await
}
