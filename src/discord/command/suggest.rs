//! What an option offers while somebody types in it.

use poise::serenity_prelude as serenity;

use crate::{
    desk::{self, Authorized, Error},
    domain::{
        BugNumber, BugStatus, CaseNumber, OtherTeam, Permission, ThreadKind, Title, team, text,
    },
};

use crate::discord::{
    command::context::{Context, Used},
    interaction::reply::DEFER_AFTER,
    view,
};

/// The most choices that Discord shows, and the longest name of one, in characters (Discord,
/// "Application Command Option Choice Structure").
const CHOICES: usize = 25;
pub(super) const CHOICE_LIMIT: usize = 100;

/// Offers cases while someone types a number.
pub(super) async fn suggest_cases<'a>(
    ctx: Context<'a>,
    typed: &'a str,
) -> serenity::CreateAutocompleteResponse {
    let language = ctx.language();
    let choice = |(number, title, home): (CaseNumber, Title, ThreadKind)| {
        let mark = view::private_mark(language, home).map(|mark| format!(" · {mark}"));
        let mark = mark.unwrap_or_default();
        let room = CHOICE_LIMIT - mark.chars().count();
        let name = text::shorten(&format!("{number} · {}", title.as_str()), room) + &mark;
        serenity::AutocompleteChoice::new(name, number.0.to_string())
    };
    let found = |by| async move { ctx.bot().desk.suggest_cases(&by, typed).await };
    suggest(ctx, Permission::ReadCases, found, choice).await
}

/// Offers bugs while someone types a number.
pub(super) async fn suggest_bugs<'a>(
    ctx: Context<'a>,
    typed: &'a str,
) -> serenity::CreateAutocompleteResponse {
    let language = ctx.language();
    let choice = |(number, title, status): (BugNumber, Title, BugStatus)| {
        let status = view::status_word(language, status);
        let name = format!("{number} · {} · {status}", title.as_str());
        let name = text::shorten(&name, CHOICE_LIMIT);
        serenity::AutocompleteChoice::new(name, number.0.to_string())
    };
    let found = |by| async move { ctx.bot().desk.suggest_bugs(&by, typed).await };
    suggest(ctx, Permission::ReadBugs, found, choice).await
}

/// Offers tags that the server uses.
pub(super) async fn suggest_tags<'a>(
    ctx: Context<'a>,
    typed: &'a str,
) -> serenity::CreateAutocompleteResponse {
    let choice = |tag: String| serenity::AutocompleteChoice::new(tag.clone(), tag);
    let found = |by| async move { ctx.bot().desk.suggest_tags(&by, typed).await };
    suggest(ctx, Permission::WorkCases, found, choice).await
}

/// Offers other teams.
pub(super) async fn suggest_teams<'a>(
    ctx: Context<'a>,
    typed: &'a str,
) -> serenity::CreateAutocompleteResponse {
    let found = |by: Authorized| async move {
        let typed = team::named(typed);
        let mut teams = by.team()?.other_teams.clone();
        teams.retain(|team| team.name.contains(&typed));
        Ok(teams)
    };
    let choice = |team: OtherTeam| serenity::AutocompleteChoice::new(team.name.clone(), team.name);
    suggest(ctx, Permission::WorkCases, found, choice).await
}

/// Makes choices of what was found for those who may see it. Suggestions that come too late are as
/// good as none.
pub(super) async fn suggest<'a, T, Work>(
    ctx: Context<'a>,
    permission: Permission,
    find: impl FnOnce(Authorized) -> Work,
    choice: impl Fn(T) -> serenity::AutocompleteChoice,
) -> serenity::CreateAutocompleteResponse
where
    Work: Future<Output = desk::Result<Vec<T>>>,
{
    let (guild, member) = (ctx.interaction.guild_id, ctx.interaction.member.as_deref());
    let work = async { find(ctx.bot().authorize(guild, member, permission).await?).await };
    let found = match tokio::time::timeout(DEFER_AFTER, work).await {
        Ok(Ok(found)) => found,
        Ok(Err(Error::Internal(error))) => {
            tracing::warn!(error = format!("{error:#}"), "Nothing could be suggested");
            Vec::new()
        }
        Ok(Err(Error::Refused(_))) | Err(_) => Vec::new(),
    };
    serenity::CreateAutocompleteResponse::new()
        .set_choices(found.into_iter().take(CHOICES).map(choice).collect())
}
