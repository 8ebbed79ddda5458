//! Working cases: `/claim`, `/release`, `/tag`, `/untag`, `/escalate`, `/case show`, `/case
//! history`, `/case transcript`.

use crate::{desk::Error, domain::Severity};

use crate::discord::command::{Context, Used, answer, choice::Choice, suggest_cases, suggest_tags};
use crate::discord::{
    rest::Upload,
    view::{self, Body, wording},
};

#[poise::command(slash_command, install_context = "Guild", interaction_context = "Guild")]
pub(super) async fn claim(
    ctx: Context<'_>,
    #[autocomplete = "suggest_cases"] case: Option<String>,
) -> Result<(), Error> {
    answer(ctx, |bot, actor| async move {
        let case = bot.desk.claim(actor, ctx.reference(case.as_deref())?, ctx.cause()).await?;
        Ok(Body::text(wording::claimed(ctx.language(), &case)))
    })
    .await
}

#[poise::command(slash_command, install_context = "Guild", interaction_context = "Guild")]
pub(super) async fn release(
    ctx: Context<'_>,
    #[autocomplete = "suggest_cases"] case: Option<String>,
) -> Result<(), Error> {
    answer(ctx, |bot, actor| async move {
        let case = bot.desk.release(actor, ctx.reference(case.as_deref())?, ctx.cause()).await?;
        Ok(Body::text(wording::released(ctx.language(), &case)))
    })
    .await
}

#[poise::command(slash_command, install_context = "Guild", interaction_context = "Guild")]
pub(super) async fn tag(
    ctx: Context<'_>,
    #[autocomplete = "suggest_tags"]
    #[max_length = 33]
    name: String,
    #[autocomplete = "suggest_cases"] case: Option<String>,
) -> Result<(), Error> {
    answer(ctx, |bot, actor| async move {
        let (case, tag) =
            bot.desk.tag(actor, ctx.reference(case.as_deref())?, &name, ctx.cause()).await?;
        Ok(Body::text(wording::tagged(ctx.language(), &case, &tag)))
    })
    .await
}

#[poise::command(slash_command, install_context = "Guild", interaction_context = "Guild")]
pub(super) async fn untag(
    ctx: Context<'_>,
    #[autocomplete = "suggest_tags"]
    #[max_length = 33]
    name: String,
    #[autocomplete = "suggest_cases"] case: Option<String>,
) -> Result<(), Error> {
    answer(ctx, |bot, actor| async move {
        let (case, tag) =
            bot.desk.untag(actor, ctx.reference(case.as_deref())?, &name, ctx.cause()).await?;
        Ok(Body::text(wording::untagged(ctx.language(), &case, &tag)))
    })
    .await
}

#[poise::command(slash_command, install_context = "Guild", interaction_context = "Guild")]
pub(super) async fn escalate(
    ctx: Context<'_>,
    severity: Option<Choice<Severity>>,
    #[autocomplete = "suggest_cases"] case: Option<String>,
) -> Result<(), Error> {
    let work = async {
        let actor = ctx.bot().actor_of_command(ctx.interaction).await?;
        let case = ctx.bot().desk.before_escalating(actor, ctx.reference(case.as_deref())?).await?;
        Ok(view::escalate_form(ctx.language(), &case, severity.unwrap_or_default().0))
    };
    ctx.reply_to().form(work).await;
    Ok(())
}

#[poise::command(
    slash_command,
    subcommands("show", "history", "transcript"),
    install_context = "Guild",
    interaction_context = "Guild"
)]
pub(super) async fn case(_ctx: Context<'_>) -> Result<(), Error> {
    // Discord only ever calls the subcommands.
    Ok(())
}

#[poise::command(slash_command)]
async fn show(
    ctx: Context<'_>,
    #[autocomplete = "suggest_cases"] case: Option<String>,
) -> Result<(), Error> {
    answer(ctx, |bot, actor| async move {
        let case = bot.desk.show(actor, ctx.reference(case.as_deref())?).await?;
        let bug = bot.desk.bug_of(&case).await?;
        Ok(view::case_details(ctx.language(), &case, bug.as_ref()))
    })
    .await
}

#[poise::command(slash_command)]
async fn history(
    ctx: Context<'_>,
    #[autocomplete = "suggest_cases"] case: Option<String>,
) -> Result<(), Error> {
    answer(ctx, |bot, actor| async move {
        Ok(view::history(
            ctx.language(),
            &bot.desk.history(actor, ctx.reference(case.as_deref())?, 1).await?,
        ))
    })
    .await
}

#[poise::command(slash_command)]
async fn transcript(
    ctx: Context<'_>,
    #[autocomplete = "suggest_cases"] case: Option<String>,
) -> Result<(), Error> {
    let bot = ctx.bot();
    let work = async {
        let actor = bot.actor_of_command(ctx.interaction).await?;
        let conversation = bot.desk.conversation(actor, ctx.reference(case.as_deref())?).await?;
        let mut people = conversation.people();
        people.extend(view::mentioned(&conversation));
        let names = bot.names(actor.guild, people).await;
        let file = |ending: &str, kind: &str, content: String| Upload {
            filename: format!("case-{}.{ending}", conversation.case.number.0),
            content_type: Some(format!("{kind}; charset=utf-8")),
            content: content.into_bytes(),
        };
        let files = vec![
            file("html", "text/html", view::html(ctx.language(), &conversation, &names)),
            file("txt", "text/plain", view::plain(ctx.language(), &conversation, &names)),
        ];
        Ok((Body::text(wording::transcript(ctx.language(), &conversation.case)), files))
    };
    ctx.reply_to().deliver(work).await;
    Ok(())
}
