//! Finding cases: `/queue`, `/find`, and a member's own with `/my-cases`.

use crate::desk::{Error, QueueView};

use super::super::view;
use super::{Context, answer};

/// Which cases to list.
#[derive(Clone, Copy, Debug, poise::ChoiceParameter)]
pub(super) enum QueueChoice {
    #[name = "waiting"]
    Waiting,
    #[name = "unclaimed"]
    Unclaimed,
    #[name = "mine"]
    Mine,
    #[name = "all"]
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

/// Who waits, the longest first.
#[poise::command(slash_command, install_context = "Guild", interaction_context = "Guild")]
pub(super) async fn queue(
    ctx: Context<'_>,
    #[description = "Which cases; those who wait for us, if left out"] view: Option<QueueChoice>,
) -> Result<(), Error> {
    answer(ctx, |bot, actor| async move {
        let view = view.map_or_else(QueueView::default, QueueView::from);
        Ok(view::queue(&bot.desk.queue(actor, view, 1).await?, view, bot.desk.now()))
    })
    .await
}

/// Look through all cases, open and closed.
#[poise::command(slash_command, install_context = "Guild", interaction_context = "Guild")]
pub(super) async fn find(
    ctx: Context<'_>,
    #[description = "Words, and as you like #tag, #12, @person, is:open, is:closed, is:pending"]
    #[max_length = 80]
    query: String,
) -> Result<(), Error> {
    answer(ctx, |bot, actor| async move { Ok(view::findings(&bot.desk.search(actor, &query, 1).await?)) }).await
}

/// What you have asked the team, and how it stands.
#[poise::command(slash_command, rename = "my-cases", install_context = "Guild", interaction_context = "Guild")]
pub(super) async fn my_cases(ctx: Context<'_>) -> Result<(), Error> {
    answer(ctx, |bot, actor| async move { Ok(view::own_cases(&bot.desk.own_cases(actor, 1).await?)) }).await
}
