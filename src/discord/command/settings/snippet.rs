//! Saved replies: `/snippet` for leads, `/reply` for agents.

use poise::serenity_prelude as serenity;

use crate::{
    desk::{Error, SnippetToChange},
    domain::{Permission, Snippet, text},
};

use crate::discord::{
    command::{
        context::{Command, Context, Used, answer, authorize},
        suggest::{CHOICE_LIMIT, suggest, suggest_cases},
    },
    view::{
        self, Body, CustomId, code,
        plain::{Names, unmarked},
        words::t,
    },
};

/// The commands of this file, in the order of `/help`.
pub fn commands() -> Vec<Command> {
    vec![reply(), snippet()]
}

/// Offers saved replies, with how each begins.
async fn suggest_snippets<'a>(
    ctx: Context<'a>,
    typed: &'a str,
) -> serenity::CreateAutocompleteResponse {
    let found = |by| async move {
        let typed = typed.trim().to_lowercase();
        let all = ctx.bot().desk.snippets(&by).await?;
        Ok(all.into_iter().filter(|snippet| snippet.name.contains(&typed)).collect())
    };
    let choice = |snippet: Snippet| {
        let text = unmarked(ctx.language(), &snippet.text, &Names::new());
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let name = text::shorten(&format!("{} · {words}", snippet.name), CHOICE_LIMIT);
        serenity::AutocompleteChoice::new(name, snippet.name)
    };
    suggest(ctx, Permission::WorkCases, found, choice).await
}

#[poise::command(slash_command, custom_data = "Permission::WorkCases")]
async fn reply(
    ctx: Context<'_>,
    #[autocomplete = "suggest_snippets"]
    #[max_length = 100]
    snippet: String,
    preview: Option<bool>,
    #[autocomplete = "suggest_cases"] case: Option<String>,
) -> Result<(), Error> {
    answer(ctx, |bot, by| async move {
        let reference = ctx.reference(case.as_deref())?;
        if preview == Some(true) {
            let preview = bot.desk.preview(&by, reference, &snippet).await?;
            return Ok(view::reply_preview(ctx.language(), &preview, ctx.interaction.id.get()));
        }
        let done = bot.desk.send_snippet(&by, reference, &snippet, ctx.cause()).await?;
        Ok(bot.answer(ctx.language(), done).await)
    })
    .await
}

#[poise::command(
    slash_command,
    custom_data = "Permission::ManageSnippets",
    subcommands("add", "edit", "list", "remove")
)]
async fn snippet(_ctx: Context<'_>) -> Result<(), Error> {
    // Discord only ever calls the subcommands.
    Ok(())
}

#[poise::command(slash_command)]
async fn add(
    ctx: Context<'_>,
    #[max_length = 100] name: Option<String>,
    #[max_length = 1500] text: Option<String>,
) -> Result<(), Error> {
    if let (Some(name), Some(text)) = (&name, &text) {
        return answer(ctx, |bot, by| async move {
            let snippet = bot.desk.add_snippet(&by, name, text, ctx.cause()).await?;
            Ok(Body::text(view::snippet_saved(ctx.language(), &snippet)))
        })
        .await;
    }
    let (name, text) = (name.unwrap_or_default(), text.unwrap_or_default());
    let form = async {
        authorize(ctx).await?;
        Ok(view::snippet_form(ctx.language(), &CustomId::SnippetForm, &name, &text))
    };
    ctx.reply_to().form(form).await;
    Ok(())
}

#[poise::command(slash_command)]
async fn edit(
    ctx: Context<'_>,
    #[autocomplete = "suggest_snippets"]
    #[max_length = 100]
    name: String,
) -> Result<(), Error> {
    let form = async {
        let by = authorize(ctx).await?;
        let SnippetToChange { snippet: Snippet { name, text }, mark } =
            ctx.bot().desk.snippet_to_change(&by, &name).await?;
        let id = CustomId::SnippetEdit { mark, name: name.clone() };
        Ok(view::snippet_form(ctx.language(), &id, &name, &text))
    };
    ctx.reply_to().form(form).await;
    Ok(())
}

#[poise::command(slash_command, custom_data = "Permission::WorkCases")]
async fn list(ctx: Context<'_>) -> Result<(), Error> {
    answer(ctx, |bot, by| async move {
        Ok(view::snippets(ctx.language(), &bot.desk.snippets(&by).await?))
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
    answer(ctx, |bot, by| async move {
        let name = bot.desk.remove_snippet(&by, &name, ctx.cause()).await?;
        Ok(Body::text(t!(ctx.language(), "snippet-removed", shown = code(&name))))
    })
    .await
}
