//! From cases to bugs: `/escalate`, `/link`, `/unlink`.

use crate::{
    desk::Error,
    domain::{Action, BugNumber, Permission, Severity},
};

use crate::discord::{
    command::{
        choice::Choice,
        context::{Command, Context, Used, act, answer, authorize},
        suggest::suggest_cases,
    },
    view,
};

/// The commands of this file, in the order of `/help`.
pub fn commands() -> Vec<Command> {
    vec![escalate(), link(), unlink()]
}

#[poise::command(slash_command, custom_data = "Permission::WorkCases")]
async fn escalate(
    ctx: Context<'_>,
    severity: Option<Choice<Severity>>,
    #[autocomplete = "suggest_cases"] case: Option<String>,
) -> Result<(), Error> {
    let form = async {
        let by = authorize(ctx).await?;
        let case = ctx.bot().desk.before_escalating(&by, ctx.reference(case.as_deref())?).await?;
        Ok(view::escalate_form(ctx.language(), &case, severity.unwrap_or_default().0))
    };
    ctx.reply_to().form(form).await;
    Ok(())
}

#[poise::command(slash_command, custom_data = "Permission::WorkCases")]
async fn link(
    ctx: Context<'_>,
    #[max_length = 20] bug: String,
    #[autocomplete = "suggest_cases"] case: Option<String>,
) -> Result<(), Error> {
    answer(ctx, |bot, by| async move {
        let (bug, case) = (BugNumber::parse(&bug)?, ctx.reference(case.as_deref())?);
        let done = bot.desk.link(&by, case, bug, ctx.cause()).await?;
        Ok(bot.answer(ctx.language(), done).await)
    })
    .await
}

#[poise::command(slash_command, custom_data = "Permission::WorkCases")]
async fn unlink(
    ctx: Context<'_>,
    #[max_length = 20] bug: String,
    #[autocomplete = "suggest_cases"] case: Option<String>,
) -> Result<(), Error> {
    act(ctx, case, |_, _| Ok(Action::Unlink(BugNumber::parse(&bug)?))).await
}
