//! Lists of cases: a member's own with `/my-cases`, the team's with `/queue`.

use crate::{
    desk::{Error, QueueView},
    domain::{Permission, Priority},
};

use crate::discord::{
    command::{
        choice::Choice,
        context::{Command, Context, Used, answer},
    },
    view,
};

/// The commands of this file, in the order of `/help`.
pub fn commands() -> Vec<Command> {
    vec![my_cases(), queue()]
}

#[poise::command(slash_command, rename = "my-cases", custom_data = "Permission::Ask")]
async fn my_cases(ctx: Context<'_>) -> Result<(), Error> {
    answer(ctx, |bot, by| async move {
        Ok(view::own_cases(ctx.language(), &bot.desk.own_cases(&by, 1).await?))
    })
    .await
}

#[poise::command(slash_command, custom_data = "Permission::ReadCases")]
async fn queue(
    ctx: Context<'_>,
    view: Option<Choice<QueueView>>,
    priority: Option<Choice<Priority>>,
) -> Result<(), Error> {
    answer(ctx, |bot, by| async move {
        let Choice(view) = view.unwrap_or_default();
        let priority = priority.map(|Choice(priority)| priority);
        let cases = bot.desk.queue(&by, view, priority, 1).await?;
        Ok(view::queue(ctx.language(), &cases, (view, priority), bot.desk.now(), None))
    })
    .await
}
