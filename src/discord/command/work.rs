//! Working a case: `/assign`, `/priority`, `/note`, `/link`, `/unlink`, `/snooze`.

use poise::serenity_prelude as serenity;

use crate::{
    desk::Error,
    domain::{Actor, BugNumber, Priority},
};

use crate::discord::command::{Context, Used, answer, choice::Choice, suggest_cases};
use crate::discord::{
    bot::Bot,
    convert,
    view::{Body, wording},
};

#[poise::command(slash_command, install_context = "Guild", interaction_context = "Guild")]
pub(super) async fn assign(
    ctx: Context<'_>,
    agent: serenity::Member,
    #[autocomplete = "suggest_cases"] case: Option<String>,
) -> Result<(), Error> {
    answer(ctx, |bot, actor| async move {
        let agent = of_the_team(bot, actor, &agent).await?;
        let case =
            bot.desk.assign(actor, ctx.reference(case.as_deref())?, agent, ctx.cause()).await?;
        Ok(Body::text(wording::assigned(ctx.language(), &case)))
    })
    .await
}

/// Somebody who was named in a command, with their roles.
async fn of_the_team(bot: &Bot, actor: Actor, member: &serenity::Member) -> Result<Actor, Error> {
    let user = convert::user(member.user.id);
    let roles = convert::roles(&member.roles);
    let manages = bot.directory.manages(actor.guild, user, &roles);
    bot.desk.actor(actor.guild, user, &roles, manages).await
}

#[poise::command(slash_command, install_context = "Guild", interaction_context = "Guild")]
pub(super) async fn priority(
    ctx: Context<'_>,
    level: Choice<Priority>,
    #[autocomplete = "suggest_cases"] case: Option<String>,
) -> Result<(), Error> {
    answer(ctx, |bot, actor| async move {
        let case = bot
            .desk
            .prioritise(actor, ctx.reference(case.as_deref())?, level.0, ctx.cause())
            .await?;
        Ok(Body::text(wording::prioritised(ctx.language(), &case)))
    })
    .await
}

#[poise::command(slash_command, install_context = "Guild", interaction_context = "Guild")]
pub(super) async fn note(
    ctx: Context<'_>,
    #[max_length = 1500] text: String,
    #[autocomplete = "suggest_cases"] case: Option<String>,
) -> Result<(), Error> {
    answer(ctx, |bot, actor| async move {
        let case =
            bot.desk.note(actor, ctx.reference(case.as_deref())?, &text, ctx.cause()).await?;
        Ok(Body::text(wording::noted(ctx.language(), &case)))
    })
    .await
}

#[poise::command(slash_command, install_context = "Guild", interaction_context = "Guild")]
pub(super) async fn link(
    ctx: Context<'_>,
    #[max_length = 20] bug: String,
    #[autocomplete = "suggest_cases"] case: Option<String>,
) -> Result<(), Error> {
    answer(ctx, |bot, actor| async move {
        let number = BugNumber::parse(&bug)?;
        let case =
            bot.desk.link(actor, ctx.reference(case.as_deref())?, number, ctx.cause()).await?;
        Ok(Body::text(wording::linked(ctx.language(), &case, number)))
    })
    .await
}

#[poise::command(slash_command, install_context = "Guild", interaction_context = "Guild")]
pub(super) async fn unlink(
    ctx: Context<'_>,
    #[max_length = 20] bug: String,
    #[autocomplete = "suggest_cases"] case: Option<String>,
) -> Result<(), Error> {
    answer(ctx, |bot, actor| async move {
        let number = BugNumber::parse(&bug)?;
        let case =
            bot.desk.unlink(actor, ctx.reference(case.as_deref())?, number, ctx.cause()).await?;
        Ok(Body::text(wording::unlinked(ctx.language(), &case, number)))
    })
    .await
}

#[poise::command(slash_command, install_context = "Guild", interaction_context = "Guild")]
pub(super) async fn snooze(
    ctx: Context<'_>,
    #[max_length = 32] until: String,
    #[autocomplete = "suggest_cases"] case: Option<String>,
) -> Result<(), Error> {
    answer(ctx, |bot, actor| async move {
        let case =
            bot.desk.snooze(actor, ctx.reference(case.as_deref())?, &until, ctx.cause()).await?;
        Ok(Body::text(wording::snoozed(ctx.language(), &case)))
    })
    .await
}
