//! Working a case: `/assign`, `/priority`, `/note`, `/link`, `/unlink`, `/snooze`.

use poise::serenity_prelude as serenity;

use crate::{
    desk::Error,
    domain::{Actor, BugNumber, Priority},
};

use super::super::{
    bot::Bot,
    identify,
    view::{Body, wording},
};
use super::{Context, Used, answer, suggest_cases};

/// Hand a case to an agent of the team.
#[poise::command(slash_command, install_context = "Guild", interaction_context = "Guild")]
pub(super) async fn assign(
    ctx: Context<'_>,
    #[description = "Who answers the customer from now on"] agent: serenity::Member,
    #[description = "The case's number; left out, the case of this thread"]
    #[autocomplete = "suggest_cases"]
    case: Option<String>,
) -> Result<(), Error> {
    answer(ctx, |bot, actor| async move {
        let agent = of_the_team(bot, actor, &agent).await?;
        let case = bot.desk.assign(actor, ctx.reference(case.as_deref())?, agent, ctx.cause()).await?;
        Ok(Body::text(wording::assigned(&case)))
    })
    .await
}

/// Somebody who was named in a command, with their standing.
async fn of_the_team(bot: &Bot, actor: Actor, member: &serenity::Member) -> Result<Actor, Error> {
    let user = identify::user(member.user.id);
    let roles = identify::roles(&member.roles);
    let manages = bot.directory.manages(actor.guild, user, &roles);
    bot.desk.actor(actor.guild, user, &roles, manages).await
}

/// How soon a case should be looked at.
#[derive(Clone, Copy, Debug, poise::ChoiceParameter)]
pub(super) enum PriorityChoice {
    #[name = "low"]
    Low,
    #[name = "normal"]
    Normal,
    #[name = "high"]
    High,
    #[name = "urgent"]
    Urgent,
}

impl From<PriorityChoice> for Priority {
    fn from(choice: PriorityChoice) -> Self {
        match choice {
            PriorityChoice::Low => Self::Low,
            PriorityChoice::Normal => Self::Normal,
            PriorityChoice::High => Self::High,
            PriorityChoice::Urgent => Self::Urgent,
        }
    }
}

/// Say how soon a case should be looked at.
#[poise::command(slash_command, install_context = "Guild", interaction_context = "Guild")]
pub(super) async fn priority(
    ctx: Context<'_>,
    #[description = "How soon"] level: PriorityChoice,
    #[description = "The case's number; left out, the case of this thread"]
    #[autocomplete = "suggest_cases"]
    case: Option<String>,
) -> Result<(), Error> {
    answer(ctx, |bot, actor| async move {
        let case = bot.desk.prioritise(actor, ctx.reference(case.as_deref())?, level.into(), ctx.cause()).await?;
        Ok(Body::text(wording::prioritised(&case)))
    })
    .await
}

/// Write something down for the team; the customer never sees it.
#[poise::command(slash_command, install_context = "Guild", interaction_context = "Guild")]
pub(super) async fn note(
    ctx: Context<'_>,
    #[description = "What the team should know"]
    #[max_length = 1500]
    text: String,
    #[description = "The case's number; left out, the case of this thread"]
    #[autocomplete = "suggest_cases"]
    case: Option<String>,
) -> Result<(), Error> {
    answer(ctx, |bot, actor| async move {
        let case = bot.desk.note(actor, ctx.reference(case.as_deref())?, &text, ctx.cause()).await?;
        Ok(Body::text(wording::noted(&case)))
    })
    .await
}

/// Link a case to a bug that the developers know.
#[poise::command(slash_command, install_context = "Guild", interaction_context = "Guild")]
pub(super) async fn link(
    ctx: Context<'_>,
    #[description = "The bug's number, such as 3"]
    #[max_length = 20]
    bug: String,
    #[description = "The case's number; left out, the case of this thread"]
    #[autocomplete = "suggest_cases"]
    case: Option<String>,
) -> Result<(), Error> {
    answer(ctx, |bot, actor| async move {
        let number = BugNumber::parse(&bug)?;
        let case = bot.desk.link(actor, ctx.reference(case.as_deref())?, number, ctx.cause()).await?;
        Ok(Body::text(wording::linked(&case, number)))
    })
    .await
}

/// Undo the link between a case and a bug.
#[poise::command(slash_command, install_context = "Guild", interaction_context = "Guild")]
pub(super) async fn unlink(
    ctx: Context<'_>,
    #[description = "The bug's number, such as 3"]
    #[max_length = 20]
    bug: String,
    #[description = "The case's number; left out, the case of this thread"]
    #[autocomplete = "suggest_cases"]
    case: Option<String>,
) -> Result<(), Error> {
    answer(ctx, |bot, actor| async move {
        let number = BugNumber::parse(&bug)?;
        let case = bot.desk.unlink(actor, ctx.reference(case.as_deref())?, number, ctx.cause()).await?;
        Ok(Body::text(wording::unlinked(&case, number)))
    })
    .await
}

/// Take a case off the queue for a while, or until the customer writes.
#[poise::command(slash_command, install_context = "Guild", interaction_context = "Guild")]
pub(super) async fn snooze(
    ctx: Context<'_>,
    #[description = "For how long, such as 30m, 4h or 2d"]
    #[max_length = 32]
    until: String,
    #[description = "The case's number; left out, the case of this thread"]
    #[autocomplete = "suggest_cases"]
    case: Option<String>,
) -> Result<(), Error> {
    answer(ctx, |bot, actor| async move {
        let case = bot.desk.snooze(actor, ctx.reference(case.as_deref())?, &until, ctx.cause()).await?;
        Ok(Body::text(wording::snoozed(&case)))
    })
    .await
}
