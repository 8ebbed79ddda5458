//! Working a case: who has it, how it is sorted, what it waits for.

use poise::serenity_prelude as serenity;

use crate::{
    desk::Error,
    domain::{Action, InternalText, Permission, Priority, Tag, refusal::CaseRefusal, span},
};

use crate::discord::{
    command::{
        choice::Choice,
        context::{Command, Context, Used, act, answer},
        suggest::{suggest_cases, suggest_tags},
    },
    convert, view,
};

/// The commands of this file, in the order of `/help`.
pub fn commands() -> Vec<Command> {
    vec![
        next(),
        claim(),
        release(),
        assign(),
        tag(),
        untag(),
        priority(),
        note(),
        promise(),
        snooze(),
    ]
}

#[poise::command(slash_command, custom_data = "Permission::WorkCases")]
async fn next(ctx: Context<'_>) -> Result<(), Error> {
    answer(ctx, |bot, by| async move {
        let next = bot.desk.next(&by, ctx.cause()).await?;
        Ok(view::next(ctx.language(), next.as_ref()))
    })
    .await
}

#[poise::command(slash_command, custom_data = "Permission::WorkCases")]
async fn claim(
    ctx: Context<'_>,
    #[autocomplete = "suggest_cases"] case: Option<String>,
) -> Result<(), Error> {
    act(ctx, case, |_, _| Ok(Action::Claim)).await
}

#[poise::command(slash_command, custom_data = "Permission::WorkCases")]
async fn release(
    ctx: Context<'_>,
    #[autocomplete = "suggest_cases"] case: Option<String>,
) -> Result<(), Error> {
    act(ctx, case, |_, _| Ok(Action::Release)).await
}

#[poise::command(slash_command, custom_data = "Permission::WorkCases")]
async fn assign(
    ctx: Context<'_>,
    agent: serenity::User,
    #[autocomplete = "suggest_cases"] case: Option<String>,
) -> Result<(), Error> {
    answer(ctx, |bot, by| async move {
        let user = convert::user(agent.id);
        // Discord describes members of the server, and not those who left it.
        let member = ctx.interaction.data.resolved.members.get(&agent.id);
        let roles = convert::roles(&member.ok_or(CaseRefusal::NotAMember(user))?.roles);
        let agent = bot.desk.actor(&bot.person(by.guild(), user, roles)).await?.agent()?;
        let case = ctx.reference(case.as_deref())?;
        let done = bot.act(&by, case, Action::Assign(agent), ctx.cause()).await?;
        Ok(bot.answer(ctx.language(), done).await)
    })
    .await
}

#[poise::command(slash_command, custom_data = "Permission::WorkCases")]
async fn tag(
    ctx: Context<'_>,
    #[autocomplete = "suggest_tags"]
    #[max_length = 33]
    name: String,
    #[autocomplete = "suggest_cases"] case: Option<String>,
) -> Result<(), Error> {
    answer(ctx, |bot, by| async move {
        let tag = Tag::parse(&name)?;
        let case = ctx.reference(case.as_deref())?;
        let meant = bot.desk.resembling_tag(&by, &tag).await?;
        let done = bot.act(&by, case, Action::Tag(tag.clone()), ctx.cause()).await?;
        let answer = bot.answer(ctx.language(), done).await;
        Ok(match meant {
            Some(meant) => view::with_meant_tag(ctx.language(), answer, &tag, &meant),
            None => answer,
        })
    })
    .await
}

#[poise::command(slash_command, custom_data = "Permission::WorkCases")]
async fn untag(
    ctx: Context<'_>,
    #[autocomplete = "suggest_tags"]
    #[max_length = 33]
    name: String,
    #[autocomplete = "suggest_cases"] case: Option<String>,
) -> Result<(), Error> {
    act(ctx, case, |_, _| Ok(Action::Untag(Tag::parse(&name)?))).await
}

#[poise::command(slash_command, custom_data = "Permission::WorkCases")]
async fn priority(
    ctx: Context<'_>,
    level: Choice<Priority>,
    #[autocomplete = "suggest_cases"] case: Option<String>,
) -> Result<(), Error> {
    act(ctx, case, |_, _| Ok(Action::Prioritise(level.0))).await
}

#[poise::command(slash_command, custom_data = "Permission::WorkCases")]
async fn note(
    ctx: Context<'_>,
    #[max_length = 1500] text: String,
    #[autocomplete = "suggest_cases"] case: Option<String>,
) -> Result<(), Error> {
    act(ctx, case, |_, _| Ok(Action::Note(InternalText::typed("text", &text)?))).await
}

#[poise::command(slash_command, custom_data = "Permission::WorkCases")]
async fn promise(
    ctx: Context<'_>,
    #[max_length = 32] within: String,
    #[autocomplete = "suggest_cases"] case: Option<String>,
) -> Result<(), Error> {
    act(ctx, case, |bot, _| {
        let until = bot.desk.now() + span::parse("within", &within, span::PROMISE)?;
        Ok(Action::Promise { until })
    })
    .await
}

#[poise::command(slash_command, custom_data = "Permission::WorkCases")]
async fn snooze(
    ctx: Context<'_>,
    #[max_length = 32] until: String,
    promise: Option<bool>,
    #[autocomplete = "suggest_cases"] case: Option<String>,
) -> Result<(), Error> {
    act(ctx, case, |bot, _| {
        let promises = promise.unwrap_or(false);
        let range = if promises { span::PROMISE } else { span::SNOOZE };
        let until = bot.desk.now() + span::parse("until", &until, range)?;
        Ok(if promises { Action::Promise { until } } else { Action::Snooze { until } })
    })
    .await
}
