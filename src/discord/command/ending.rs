//! How a case ends, and begins again: `/solve`, `/close`, `/reopen`, `/merge`, `/unmerge`.

use crate::{
    desk::Error,
    domain::{CaseNumber, CloseReason},
};

use crate::discord::command::{Context, Used, answer, choice::Choice, suggest_cases};
use crate::discord::view::{Body, wording};

#[poise::command(slash_command, install_context = "Guild", interaction_context = "Guild")]
pub(super) async fn solve(
    ctx: Context<'_>,
    #[max_length = 1500] summary: Option<String>,
    #[autocomplete = "suggest_cases"] case: Option<String>,
) -> Result<(), Error> {
    answer(ctx, |bot, actor| async move {
        let case = bot
            .desk
            .solve(actor, ctx.reference(case.as_deref())?, summary.as_deref(), ctx.cause())
            .await?;
        Ok(Body::text(wording::solved(ctx.language(), &case)))
    })
    .await
}

#[poise::command(slash_command, install_context = "Guild", interaction_context = "Guild")]
pub(super) async fn close(
    ctx: Context<'_>,
    reason: Option<Choice<CloseReason>>,
    #[autocomplete = "suggest_cases"] case: Option<String>,
) -> Result<(), Error> {
    answer(ctx, |bot, actor| async move {
        let reason = reason.map_or(CloseReason::Solved, |Choice(reason)| reason);
        let case = bot
            .desk
            .close_case(actor, ctx.reference(case.as_deref())?, reason, ctx.cause())
            .await?;
        Ok(Body::text(wording::closed(ctx.language(), &case)))
    })
    .await
}

#[poise::command(slash_command, install_context = "Guild", interaction_context = "Guild")]
pub(super) async fn reopen(
    ctx: Context<'_>,
    #[autocomplete = "suggest_cases"] case: Option<String>,
) -> Result<(), Error> {
    answer(ctx, |bot, actor| async move {
        let case = bot.desk.reopen(actor, ctx.reference(case.as_deref())?, ctx.cause()).await?;
        Ok(Body::text(wording::reopened(ctx.language(), &case)))
    })
    .await
}

#[poise::command(slash_command, install_context = "Guild", interaction_context = "Guild")]
pub(super) async fn merge(
    ctx: Context<'_>,
    #[autocomplete = "suggest_cases"] into: String,
    #[autocomplete = "suggest_cases"] case: Option<String>,
) -> Result<(), Error> {
    answer(ctx, |bot, actor| async move {
        let into = CaseNumber::parse(&into)?;
        let (from, into) =
            bot.desk.merge(actor, ctx.reference(case.as_deref())?, into, ctx.cause()).await?;
        Ok(Body::text(wording::merged(ctx.language(), &from, &into)))
    })
    .await
}

#[poise::command(slash_command, install_context = "Guild", interaction_context = "Guild")]
pub(super) async fn unmerge(
    ctx: Context<'_>,
    #[autocomplete = "suggest_cases"] case: Option<String>,
) -> Result<(), Error> {
    answer(ctx, |bot, actor| async move {
        let case = bot.desk.unmerge(actor, ctx.reference(case.as_deref())?, ctx.cause()).await?;
        Ok(Body::text(wording::unmerged(ctx.language(), &case)))
    })
    .await
}
