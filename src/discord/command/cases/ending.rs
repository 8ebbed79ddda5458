//! How a case ends, and begins again: `/solve`, `/close`, `/reopen`, `/private`, `/merge`,
//! `/unmerge`.

use poise::serenity_prelude as serenity;

use crate::{
    desk::{CloseRequest, Delivery, Error},
    domain::{Action, CaseNumber, CloseReason, Permission, PublicText, ThreadKind},
};

use crate::discord::{
    command::{
        choice::Choice,
        context::{Command, Context, Used, act, answer},
        suggest::suggest_cases,
    },
    convert,
    view::{
        self, Body, link,
        words::{t, yes_or_no},
    },
};

/// The commands of this file, in the order of `/help`.
pub fn commands() -> Vec<Command> {
    vec![solve(), close(), reopen(), private(), merge(), unmerge()]
}

#[poise::command(slash_command, custom_data = "Permission::WorkCases")]
async fn solve(
    ctx: Context<'_>,
    #[max_length = 1500] summary: Option<String>,
    #[autocomplete = "suggest_cases"] case: Option<String>,
) -> Result<(), Error> {
    act(ctx, case, |_, by| {
        let summary = summary.map(|typed| PublicText::typed("summary", &typed)).transpose()?;
        Ok(Action::Solve { summary, auto_close: by.settings()?.auto_close() })
    })
    .await
}

#[poise::command(slash_command, custom_data = "Permission::WorkCases")]
async fn close(
    ctx: Context<'_>,
    reason: Option<Choice<CloseReason>>,
    #[autocomplete = "suggest_cases"] of: Option<String>,
    #[channel_types("Text", "News", "Forum")] to: Option<serenity::ChannelId>,
    #[autocomplete = "suggest_cases"] case: Option<String>,
) -> Result<(), Error> {
    answer(ctx, |bot, by| async move {
        let case = ctx.reference(case.as_deref())?;
        let request = CloseRequest {
            reason: reason.map(|Choice(reason)| reason),
            of: of.as_deref().map(CaseNumber::parse).transpose()?,
            to: to.map(convert::channel),
        };
        let done = bot.desk.close(&by, case, request, ctx.cause()).await?;
        Ok(bot.answer(ctx.language(), done).await)
    })
    .await
}

#[poise::command(slash_command, custom_data = "Permission::RespondToSolution")]
async fn reopen(
    ctx: Context<'_>,
    #[autocomplete = "suggest_cases"] case: Option<String>,
) -> Result<(), Error> {
    act(ctx, case, |_, _| Ok(Action::Reopen)).await
}

#[poise::command(slash_command, custom_data = "Permission::WorkCases")]
async fn private(
    ctx: Context<'_>,
    #[autocomplete = "suggest_cases"] case: Option<String>,
) -> Result<(), Error> {
    answer(ctx, |bot, by| async move {
        let case = ctx.reference(case.as_deref())?;
        let help = by.settings()?.help_channel;
        let help = bot.directory.help(&bot.rest, by.guild(), help).await?;
        let (from, into) = bot.desk.make_private(&by, case, help, ctx.cause()).await?;
        // The customer is told where to write once they can.
        let (into, delivery) = bot.desk.moved(into).await;
        let (from, told) = bot.desk.delivered(from).await;
        // Where the thread is gone, they read it in the new one alone.
        let is_told = told == Delivery::Done || from.case.has_no_place();
        let moved = t!(
            ctx.language(),
            "moved",
            told = yes_or_no(is_told && delivery == Delivery::Done),
            case = link::case_number(&from.case),
            into = link::case_number(&into.case),
            customer = from.case.customer(),
            later = yes_or_no(delivery.may_still_come())
        );
        let undelivered = view::undelivered(ctx.language(), &delivery);
        let sentences: Vec<String> = [Some(moved), undelivered].into_iter().flatten().collect();
        Ok(Body::text(sentences.join(" ")))
    })
    .await
}

#[poise::command(slash_command, custom_data = "Permission::WorkCases")]
async fn merge(
    ctx: Context<'_>,
    #[autocomplete = "suggest_cases"] into: String,
    #[autocomplete = "suggest_cases"] case: Option<String>,
) -> Result<(), Error> {
    answer(ctx, |bot, by| async move {
        let (into, case) = (CaseNumber::parse(&into)?, ctx.reference(case.as_deref())?);
        let (from, into) = bot.desk.merge(&by, case, into, ctx.cause()).await?;
        let (from, delivery) = bot.desk.delivered(from).await;
        // The one answer that is about two cases.
        let merged = t!(
            ctx.language(),
            "merged",
            told = yes_or_no(delivery == Delivery::Done),
            case = link::case_number(&from.case),
            into = link::case_number(&into.case),
            customer = from.case.customer(),
            later = yes_or_no(delivery.may_still_come())
        );
        let was_private = from.case.home == ThreadKind::Private;
        let is_public = was_private && into.case.home != ThreadKind::Private;
        let public = is_public
            .then(|| t!(ctx.language(), "merged-public", into = link::case_number(&into.case)));
        let undelivered = view::undelivered(ctx.language(), &delivery);
        let sentences: Vec<String> =
            [Some(merged), public, undelivered].into_iter().flatten().collect();
        Ok(Body::text(sentences.join(" ")))
    })
    .await
}

#[poise::command(slash_command, custom_data = "Permission::WorkCases")]
async fn unmerge(
    ctx: Context<'_>,
    #[autocomplete = "suggest_cases"] case: Option<String>,
) -> Result<(), Error> {
    answer(ctx, |bot, by| async move {
        let case = ctx.reference(case.as_deref())?;
        let done = bot.desk.unmerge(&by, case, ctx.cause()).await?;
        Ok(bot.answer(ctx.language(), done).await)
    })
    .await
}
