//! `/rule`: messages that flag themselves.

use poise::serenity_prelude as serenity;

use crate::{
    desk::{Authorized, Error, RuleToChange},
    domain::{Finds, Permission, Priority, Rule, RuleAction, Tag},
};

use crate::discord::{
    command::{
        choice::Choice,
        context::{Command, Context, Used, answer, authorize},
        suggest::suggest,
    },
    convert,
    view::{self, Body, CustomId, escape, words::t},
};

/// The commands of this file, in the order of `/help`.
pub fn commands() -> Vec<Command> {
    vec![rule()]
}

#[poise::command(
    slash_command,
    custom_data = "Permission::ManageRules",
    subcommands("add", "edit", "list", "remove", "test")
)]
async fn rule(_ctx: Context<'_>) -> Result<(), Error> {
    // Discord only ever calls the subcommands.
    Ok(())
}

#[expect(clippy::too_many_arguments, reason = "a command's options are its function's arguments")]
#[poise::command(slash_command)]
async fn add(
    ctx: Context<'_>,
    #[max_length = 50] name: Option<String>,
    #[max_length = 256] words: Option<String>,
    #[max_length = 256] all_words: Option<String>,
    #[max_length = 256] pattern: Option<String>,
    #[channel_types("Text", "News", "Forum")] channel: Option<serenity::ChannelId>,
    action: Option<Choice<RuleAction>>,
    #[max_length = 33] tag: Option<String>,
    priority: Option<Choice<Priority>>,
) -> Result<(), Error> {
    let channel = channel.map(convert::channel);
    let action = action.map_or(RuleAction::Open, |Choice(action)| action);
    let priority = priority.map(|Choice(priority)| priority);
    let is_given = words.is_some() || all_words.is_some() || pattern.is_some();
    let [words, all, pattern] = [words, all_words, pattern].map(Option::unwrap_or_default);
    if let Some(name) = name.as_ref().filter(|_| is_given) {
        return answer(ctx, |bot, by| async move {
            let (name, finds) = (name.clone(), Finds::typed([&words, &all], &pattern)?);
            let tag = tag.as_deref().map(Tag::parse).transpose()?;
            let rule = Rule { name, finds, channel, action, tag, priority };
            let rule = bot.desk.add_rule(&by, rule, ctx.cause()).await?;
            Ok(bot.rule_saved(ctx.language(), &by, &rule).await)
        })
        .await;
    }
    let [name, tag] = [name, tag].map(Option::unwrap_or_default);
    let form = async {
        authorize(ctx).await?;
        let id = CustomId::RuleForm { channel, action, priority };
        Ok(view::rule_form(ctx.language(), &id, &name, [&words, &all, &pattern], &tag))
    };
    ctx.reply_to().form(form).await;
    Ok(())
}

#[poise::command(slash_command)]
async fn edit(
    ctx: Context<'_>,
    #[autocomplete = "suggest_rules"]
    #[max_length = 50]
    name: String,
    #[channel_types("Text", "News", "Forum")] channel: Option<serenity::ChannelId>,
    everywhere: Option<bool>,
    action: Option<Choice<RuleAction>>,
    priority: Option<Choice<Priority>>,
) -> Result<(), Error> {
    let form = async {
        let by = authorize(ctx).await?;
        let RuleToChange { rule, mark } = ctx.bot().desk.rule_to_change(&by, &name).await?;
        let id = CustomId::RuleEdit {
            mark,
            channel: match (channel, everywhere) {
                (_, Some(true)) => Some(None),
                (chosen, _) => chosen.map(|channel| Some(convert::channel(channel))),
            },
            action: action.map(|Choice(action)| action),
            priority: priority.map(|Choice(priority)| priority),
            name: rule.name.clone(),
        };
        let tag = rule.tag.as_ref().map_or("", Tag::as_str);
        let words = rule.finds.in_words();
        let text = match &words {
            Some([words, all]) => [words, all, ""],
            None => ["", "", rule.finds.pattern().unwrap_or_default()],
        };
        Ok(view::rule_form(ctx.language(), &id, &rule.name, text, tag))
    };
    ctx.reply_to().form(form).await;
    Ok(())
}

#[poise::command(slash_command)]
async fn list(ctx: Context<'_>) -> Result<(), Error> {
    answer(ctx, |_, by| async move {
        let team = by.team()?;
        Ok(view::rules(ctx.language(), &team.rules, &team.internal_channels()))
    })
    .await
}

#[poise::command(slash_command)]
async fn remove(
    ctx: Context<'_>,
    #[autocomplete = "suggest_rules"] name: String,
) -> Result<(), Error> {
    answer(ctx, |bot, by| async move {
        bot.desk.remove_rule(&by, &name, ctx.cause()).await?;
        Ok(Body::text(t!(ctx.language(), "rule-removed", rule = escape(name.trim()))))
    })
    .await
}

async fn suggest_rules<'a>(
    ctx: Context<'a>,
    typed: &'a str,
) -> serenity::CreateAutocompleteResponse {
    let found = |by: Authorized| async move {
        let mut rules = by.team()?.rules.clone();
        rules.retain(|rule| rule.name.to_lowercase().starts_with(&typed.to_lowercase()));
        Ok(rules)
    };
    let choice = |rule: Rule| serenity::AutocompleteChoice::new(rule.name.clone(), rule.name);
    suggest(ctx, Permission::ManageRules, found, choice).await
}

#[poise::command(slash_command)]
async fn test(
    ctx: Context<'_>,
    #[max_length = 256] words: Option<String>,
    #[max_length = 256] all_words: Option<String>,
    #[max_length = 256] pattern: Option<String>,
    #[channel_types("Text", "News", "Forum")] channel: Option<serenity::ChannelId>,
) -> Result<(), Error> {
    answer(ctx, |bot, by| async move {
        let [words, all, pattern] = [words, all_words, pattern].map(Option::unwrap_or_default);
        let finds = Finds::typed([&words, &all], &pattern)?;
        let help = by.settings()?.help_channel;
        let channel = channel.map_or(help, convert::channel);
        let trial = bot.try_rule(&by, &finds, Some(channel)).await?;
        Ok(view::rule_test(ctx.language(), &finds, &trial))
    })
    .await
}
