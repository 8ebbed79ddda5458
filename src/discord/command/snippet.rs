//! Prepared answers: `/snippet` for leads, `/reply` for agents.

use poise::serenity_prelude as serenity;

use crate::{desk::Error, domain::text};

use crate::discord::command::{CHOICE_LIMIT, Context, Used, answer, suggest_cases, suggestions};
use crate::discord::view::{self, Body, wording};

/// Offers prepared answers, with how each begins.
async fn suggest_snippets<'a>(
    ctx: Context<'a>,
    typed: &'a str,
) -> serenity::CreateAutocompleteResponse {
    let found = async {
        let actor = ctx.bot().actor_of_command(ctx.interaction).await?;
        let typed = typed.trim().to_lowercase();
        let all = ctx.bot().desk.snippets(actor).await.unwrap_or_default();
        Ok(all.into_iter().filter(|snippet| snippet.name.contains(&typed)).collect())
    };
    let choice = |snippet: crate::desk::Snippet| {
        let name = text::shorten(
            &format!("{} · {}", snippet.name, snippet.text.replace('\n', " ")),
            CHOICE_LIMIT,
        );
        serenity::AutocompleteChoice::new(name, snippet.name)
    };
    suggestions(found, choice).await
}

#[poise::command(slash_command, install_context = "Guild", interaction_context = "Guild")]
pub(super) async fn reply(
    ctx: Context<'_>,
    #[autocomplete = "suggest_snippets"]
    #[max_length = 100]
    snippet: String,
    preview: Option<bool>,
    #[autocomplete = "suggest_cases"] case: Option<String>,
) -> Result<(), Error> {
    answer(ctx, |bot, actor| async move {
        let reference = ctx.reference(case.as_deref())?;
        if preview == Some(true) {
            let preview = bot.desk.preview(actor, reference, &snippet).await?;
            return Ok(view::reply_preview(ctx.language(), &preview, ctx.interaction.id.get()));
        }
        let case = bot.desk.send_snippet(actor, reference, &snippet, ctx.cause()).await?;
        Ok(Body::text(wording::replied(ctx.language(), &case)))
    })
    .await
}

#[poise::command(
    slash_command,
    subcommands("add", "list", "remove"),
    install_context = "Guild",
    interaction_context = "Guild"
)]
pub(super) async fn snippet(_ctx: Context<'_>) -> Result<(), Error> {
    // Discord only ever calls the subcommands.
    Ok(())
}

#[poise::command(slash_command)]
async fn add(
    ctx: Context<'_>,
    #[max_length = 100] name: String,
    #[max_length = 1500] text: String,
) -> Result<(), Error> {
    answer(ctx, |bot, actor| async move {
        let snippet = bot.desk.add_snippet(actor, &name, &text).await?;
        Ok(Body::text(wording::snippet_added(ctx.language(), &snippet)))
    })
    .await
}

#[poise::command(slash_command)]
async fn list(ctx: Context<'_>) -> Result<(), Error> {
    answer(ctx, |bot, actor| async move {
        Ok(view::snippets(ctx.language(), &bot.desk.snippets(actor).await?))
    })
    .await
}

#[poise::command(slash_command)]
async fn remove(
    ctx: Context<'_>,
    #[autocomplete = "suggest_snippets"]
    #[max_length = 100]
    name: String,
) -> Result<(), Error> {
    answer(ctx, |bot, actor| async move {
        let name = bot.desk.remove_snippet(actor, &name).await?;
        Ok(Body::text(wording::snippet_removed(ctx.language(), &name)))
    })
    .await
}
