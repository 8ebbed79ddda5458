//! `/rule`: messages that flag themselves.

use poise::serenity_prelude as serenity;
use reqwest::Method;

use crate::{
    desk::Error,
    domain::{
        self, ChannelId, GuildId, MessageId, Permission, Priority, Refusal, Rule, RuleAction, Tag,
        UserId, rule,
    },
};

use crate::discord::command::{Context, Used, answer, choice::Choice};
use crate::discord::{
    bot::is_by_member,
    convert,
    directory::Kind,
    rest::{Route, code},
    view::{self, Body, link, wording},
};

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
    subcommands("add", "list", "remove", "test"),
    install_context = "Guild",
    interaction_context = "Guild"
)]
pub(super) async fn rule(_ctx: Context<'_>) -> Result<(), Error> {
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
    answer(ctx, |bot, actor| async move {
        let rule = Rule {
            name,
            pattern,
            channel: channel.map(convert::channel),
            action: action.map_or(RuleAction::Open, |Choice(action)| action),
            tag: tag.as_deref().map(Tag::parse).transpose()?,
            priority: priority.map(|Choice(priority)| priority),
        };
        let rule = bot.desk.add_rule(actor, rule).await?;
        Ok(Body::text(wording::rule_added(ctx.language(), &rule)))
    })
    .await
}

#[poise::command(slash_command)]
async fn list(ctx: Context<'_>) -> Result<(), Error> {
    answer(ctx, |bot, actor| async move {
        Ok(view::rules(ctx.language(), &bot.desk.rules(actor).await?))
    })
    .await
}

#[poise::command(slash_command)]
async fn remove(
    ctx: Context<'_>,
    #[autocomplete = "suggest_rules"] name: String,
) -> Result<(), Error> {
    answer(ctx, |bot, actor| async move {
        bot.desk.remove_rule(actor, &name).await?;
        Ok(Body::text(wording::rule_removed(ctx.language(), name.trim())))
    })
    .await
}

async fn suggest_rules<'a>(
    ctx: Context<'a>,
    typed: &'a str,
) -> serenity::CreateAutocompleteResponse {
    let found = async {
        let actor = ctx.bot().actor_of_command(ctx.interaction).await?;
        if actor.may(Permission::ManageRules).is_err() {
            return Ok(Vec::new());
        }
        let mut rules = ctx.bot().desk.rules(actor).await?;
        rules.retain(|rule| rule.name.to_lowercase().starts_with(&typed.to_lowercase()));
        Ok(rules)
    };
    super::suggestions(found, |rule: Rule| {
        serenity::AutocompleteChoice::new(rule.name.clone(), rule.name)
    })
    .await
}

#[poise::command(slash_command)]
async fn test(
    ctx: Context<'_>,
    #[max_length = 256] pattern: String,
    #[channel_types("Text", "News", "Forum")] channel: Option<serenity::PartialChannel>,
) -> Result<(), Error> {
    answer(ctx, |bot, actor| async move {
        let settings = bot.desk.settings(actor.guild).await?;
        actor.may(Permission::ManageRules)?;
        let regex = rule::compile(&pattern)?;
        let channel = match channel {
            // The bot may see more than the one who asks, and must not show it.
            Some(channel) if !channel.permissions.is_some_and(|held| held.contains(READING)) => {
                return Err(Refusal::ChannelHidden(convert::channel(channel.id)).into());
            }
            Some(channel) => convert::channel(channel.id),
            None => settings.help_channel,
        };
        let messages =
            match ctx.bot().directory.find(&ctx.bot().rest, actor.guild, channel).await?.kind {
                Kind::Forum => last_posts(&ctx, actor.guild, channel).await?,
                _ => last_messages(&ctx, channel).await?,
            };
        let looked_at = messages.len();
        let matching = messages
            .iter()
            .filter(|message| is_by_member(message) && regex.is_match(&message.content));
        let shown: Vec<(UserId, String, String)> = matching
            .take(SHOWN)
            .map(|message| {
                let excerpt =
                    domain::text::shorten(domain::text::clean(&message.content).trim(), EXCERPT);
                (
                    convert::user(message.author.id),
                    excerpt,
                    link::message(
                        actor.guild,
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

async fn last_messages(
    ctx: &Context<'_>,
    channel: ChannelId,
) -> Result<Vec<serenity::Message>, Error> {
    let route = Route::channel(Method::GET, channel.0, "/messages?limit=100", "history");
    ctx.bot().rest.get(route).await.map_err(|failure| match failure.code() {
        code::MISSING_ACCESS | code::UNKNOWN_CHANNEL => Refusal::ChannelHidden(channel).into(),
        _ => Error::Internal(anyhow::Error::new(failure)),
    })
}

/// The first messages of a forum's newest posts.
async fn last_posts(
    ctx: &Context<'_>,
    guild: GuildId,
    forum: ChannelId,
) -> Result<Vec<serenity::Message>, Error> {
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
        // The first message of a post has the post's id; whoever wrote it may have deleted it.
        match ctx.bot().fetch_message(post, MessageId(post.0)).await {
            Err(Error::Refused(_)) => {}
            message => found.push(message?),
        }
    }
    Ok(found)
}
