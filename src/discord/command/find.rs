//! Finding cases: `/queue`, `/find`, and a member's own with `/my-cases`.

use crate::desk::{Error, QueueView};

use crate::discord::command::{Context, Used, answer};
use crate::discord::view;

/// Which cases to list.
#[derive(Clone, Copy, Debug, poise::ChoiceParameter)]
pub(super) enum QueueChoice {
    Waiting,
    Unclaimed,
    Mine,
    All,
}

impl From<QueueChoice> for QueueView {
    fn from(choice: QueueChoice) -> Self {
        match choice {
            QueueChoice::Waiting => Self::Waiting,
            QueueChoice::Unclaimed => Self::Unclaimed,
            QueueChoice::Mine => Self::Mine,
            QueueChoice::All => Self::All,
        }
    }
}

#[poise::command(slash_command, install_context = "Guild", interaction_context = "Guild")]
pub(super) async fn queue(ctx: Context<'_>, view: Option<QueueChoice>) -> Result<(), Error> {
    answer(ctx, |bot, actor| async move {
        let view = view.map_or_else(QueueView::default, QueueView::from);
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
