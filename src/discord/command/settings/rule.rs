//! `/rule`: messages that flag themselves.

use poise::serenity_prelude as serenity;
use reqwest::Method;

use crate::{
    desk::{Authorized, Error},
    domain::{
        self, ChannelId, GuildId, Language, MessageId, Permission, Priority, Rule, RuleAction, Tag,
        UserId, refusal::PlatformRefusal, rule,
    },
};

use crate::discord::{
    bot::is_by_member,
    command::{
        choice::Choice,
        context::{Command, Context, Used, answer},
        suggest::suggest,
    },
    content::WholeMessage,
    convert,
    gateway::directory::Kind,
    rest::{Route, code},
    view::{self, Body, escape, link, words::t},
};

/// The commands of this file, in the order of `/help`.
pub fn commands() -> Vec<Command> {
    vec![rule()]
}

/// How much of a matching message is shown, in characters.
const EXCERPT: usize = 120;
/// What it takes to read a channel.
const READING: serenity::Permissions =
    serenity::Permissions::VIEW_CHANNEL.union(serenity::Permissions::READ_MESSAGE_HISTORY);
/// How many posts of a forum are looked at: each is a request.
const POSTS: usize = 25;
/// How many matching messages are shown.
const SHOWN: usize = 10;

#[poise::command(
    slash_command,
    custom_data = "Permission::ManageRules",
    subcommands("add", "list", "remove", "test")
)]
async fn rule(_ctx: Context<'_>) -> Result<(), Error> {
    // Discord only ever calls the subcommands.
    Ok(())
}

#[poise::command(slash_command)]
async fn add(
    ctx: Context<'_>,
    #[max_length = 50] name: String,
    #[max_length = 256] pattern: String,
    #[channel_types("Text", "News", "Forum")] channel: Option<serenity::ChannelId>,
    action: Option<Choice<RuleAction>>,
    #[max_length = 33] tag: Option<String>,
    priority: Option<Choice<Priority>>,
) -> Result<(), Error> {
    answer(ctx, |bot, by| async move {
        let rule = Rule {
            name,
            pattern,
            channel: channel.map(convert::channel),
            action: action.map_or(RuleAction::Open, |Choice(action)| action),
            tag: tag.as_deref().map(Tag::parse).transpose()?,
            priority: priority.map(|Choice(priority)| priority),
        };
        let rule = bot.desk.add_rule(&by, rule).await?;
        Ok(Body::text(added(ctx.language(), &rule)))
    })
    .await
}

#[poise::command(slash_command)]
async fn list(ctx: Context<'_>) -> Result<(), Error> {
    answer(ctx, |_, by| async move { Ok(view::rules(ctx.language(), &by.team()?.rules)) }).await
}

#[poise::command(slash_command)]
async fn remove(
    ctx: Context<'_>,
    #[autocomplete = "suggest_rules"] name: String,
) -> Result<(), Error> {
    answer(ctx, |bot, by| async move {
        bot.desk.remove_rule(&by, &name).await?;
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
    #[max_length = 256] pattern: String,
    #[channel_types("Text", "News", "Forum")] channel: Option<serenity::PartialChannel>,
) -> Result<(), Error> {
    answer(ctx, |bot, by| async move {
        let regex = rule::compile(&pattern)?;
        let channel = match channel {
            // The bot may see more than the one who asks, and must not show it.
            Some(channel) if !channel.permissions.is_some_and(|held| held.contains(READING)) => {
                return Err(PlatformRefusal::ChannelHidden(convert::channel(channel.id)).into());
            }
            Some(channel) => convert::channel(channel.id),
            None => by.settings()?.help_channel,
        };
        let messages = match bot.directory.find(&bot.rest, by.guild(), channel).await?.kind {
            Kind::Forum => last_posts(&ctx, by.guild(), channel).await?,
            _ => last_messages(&ctx, channel).await?,
        };
        let looked_at = messages.len();
        let matching = messages
            .iter()
            .filter(|message| is_by_member(message))
            .map(|message| (message, message.content().words))
            .filter(|(_, words)| regex.is_match(words));
        let shown: Vec<(UserId, String, String)> = matching
            .take(SHOWN)
            .map(|(message, words)| {
                let excerpt = domain::text::shorten(domain::text::clean(&words).trim(), EXCERPT);
                (
                    convert::user(message.author.id),
                    excerpt,
                    link::message(
                        by.guild(),
                        convert::channel(message.channel_id),
                        convert::message(message.id),
                    ),
                )
            })
            .collect();
        Ok(view::rule_test(ctx.language(), &pattern, &shown, looked_at))
    })
    .await
}

/// To a lead: the rule is there, and what it does.
fn added(language: Language, rule: &Rule) -> String {
    let channel = rule.channel.map_or_else(|| "none".to_owned(), |channel| channel.to_string());
    let (name, action) = (escape(&rule.name), rule.action.into_str());
    t!(language, "rule-added", rule = name, channel = channel, action = action)
}

async fn last_messages(ctx: &Context<'_>, channel: ChannelId) -> Result<Vec<WholeMessage>, Error> {
    let route = Route::channel(Method::GET, channel.0, "/messages?limit=100", "history");
    ctx.bot().rest.get(route).await.map_err(|failure| match failure.code() {
        code::MISSING_ACCESS | code::UNKNOWN_CHANNEL => {
            PlatformRefusal::ChannelHidden(channel).into()
        }
        _ => Error::Internal(anyhow::Error::new(failure)),
    })
}

/// The first messages of a forum's newest posts.
async fn last_posts(
    ctx: &Context<'_>,
    guild: GuildId,
    forum: ChannelId,
) -> Result<Vec<WholeMessage>, Error> {
    let mut posts: Vec<ChannelId> = ctx
        .bot()
        .directory
        .all(guild)
        .into_iter()
        .filter(|known| known.parent == Some(forum))
        .map(|known| known.id)
        .collect();
    posts.sort_unstable_by_key(|post| std::cmp::Reverse(*post));
    let mut found = Vec::new();
    for post in posts.into_iter().take(POSTS) {
        // The first message of a post has the post's ID. Its author may have deleted it.
        match ctx.bot().fetch_message(post, MessageId(post.0)).await {
            Err(Error::Refused(_)) => {}
            message => found.push(message?),
        }
    }
    Ok(found)
}
