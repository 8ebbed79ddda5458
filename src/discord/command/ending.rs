//! How a case ends, and begins again: `/solve`, `/close`, `/reopen`, `/merge`, `/unmerge`.

use crate::{
    desk::Error,
    domain::{CaseNumber, CloseReason},
};

use super::super::view::{Body, wording};
use super::{Context, Used, answer, suggest_cases};

/// Ask the customer whether their question is answered.
#[poise::command(slash_command, install_context = "Guild", interaction_context = "Guild")]
pub(super) async fn solve(
    ctx: Context<'_>,
    #[description = "The answer in a few words, for the customer"]
    #[max_length = 1500]
    summary: Option<String>,
    #[description = "The case's number; left out, the case of this thread"]
    #[autocomplete = "suggest_cases"]
    case: Option<String>,
) -> Result<(), Error> {
    answer(ctx, |bot, actor| async move {
        let case = bot.desk.solve(actor, ctx.reference(case.as_deref())?, summary.as_deref(), ctx.cause()).await?;
        Ok(Body::text(wording::solved(&case)))
    })
    .await
}

/// Why a case is closed.
#[derive(Clone, Copy, Debug, poise::ChoiceParameter)]
pub(super) enum ReasonChoice {
    #[name = "solved"]
    Solved,
    #[name = "duplicate"]
    Duplicate,
    #[name = "no reply"]
    NoReply,
    #[name = "moved"]
    Moved,
    #[name = "spam"]
    Spam,
}

impl From<ReasonChoice> for CloseReason {
    fn from(choice: ReasonChoice) -> Self {
        match choice {
            ReasonChoice::Solved => Self::Solved,
            ReasonChoice::Duplicate => Self::Duplicate,
            ReasonChoice::NoReply => Self::NoReply,
            ReasonChoice::Moved => Self::Moved,
            ReasonChoice::Spam => Self::Spam,
        }
    }
}

/// Close a case: its thread is put away.
#[poise::command(slash_command, install_context = "Guild", interaction_context = "Guild")]
pub(super) async fn close(
    ctx: Context<'_>,
    #[description = "Why; solved, if left out"] reason: Option<ReasonChoice>,
    #[description = "The case's number; left out, the case of this thread"]
    #[autocomplete = "suggest_cases"]
    case: Option<String>,
) -> Result<(), Error> {
    answer(ctx, |bot, actor| async move {
        let reason = reason.map_or(CloseReason::Solved, CloseReason::from);
        let case = bot.desk.close_case(actor, ctx.reference(case.as_deref())?, reason, ctx.cause()).await?;
        Ok(Body::text(wording::closed(&case)))
    })
    .await
}

/// Open a case again that was solved or closed.
#[poise::command(slash_command, install_context = "Guild", interaction_context = "Guild")]
pub(super) async fn reopen(
    ctx: Context<'_>,
    #[description = "The case's number; left out, the case of this thread"]
    #[autocomplete = "suggest_cases"]
    case: Option<String>,
) -> Result<(), Error> {
    answer(ctx, |bot, actor| async move {
        let case = bot.desk.reopen(actor, ctx.reference(case.as_deref())?, ctx.cause()).await?;
        Ok(Body::text(wording::reopened(&case)))
    })
    .await
}

/// Let a case go on in another one. The customer is told where.
#[poise::command(slash_command, install_context = "Guild", interaction_context = "Guild")]
pub(super) async fn merge(
    ctx: Context<'_>,
    #[description = "The case in which it goes on"]
    #[autocomplete = "suggest_cases"]
    into: String,
    #[description = "The case's number; left out, the case of this thread"]
    #[autocomplete = "suggest_cases"]
    case: Option<String>,
) -> Result<(), Error> {
    answer(ctx, |bot, actor| async move {
        let into = CaseNumber::parse(&into)?;
        let (from, into) = bot.desk.merge(actor, ctx.reference(case.as_deref())?, into, ctx.cause()).await?;
        Ok(Body::text(wording::merged(&from, &into)))
    })
    .await
}

/// Undo a merge: the case is on its own again.
#[poise::command(slash_command, install_context = "Guild", interaction_context = "Guild")]
pub(super) async fn unmerge(
    ctx: Context<'_>,
    #[description = "The case's number; left out, the case of this thread"]
    #[autocomplete = "suggest_cases"]
    case: Option<String>,
) -> Result<(), Error> {
    answer(ctx, |bot, actor| async move {
        let case = bot.desk.unmerge(actor, ctx.reference(case.as_deref())?, ctx.cause()).await?;
        Ok(Body::text(wording::unmerged(&case)))
    })
    .await
}
