//! `/team`: other teams, which agents can ask for something in a case.

use poise::serenity_prelude as serenity;

use crate::{
    desk::{Authorized, Error},
    domain::{
        Case, OtherTeam, Permission, RequestAction, RequestNumber,
        refusal::{RequestRefusal, TeamRefusal},
        text,
    },
};

use crate::discord::{
    command::{
        context::{Command, Context, Used, answer},
        suggest::{CHOICE_LIMIT, suggest, suggest_teams},
    },
    convert,
    permission::{MemberRoles, Work},
    view::{self, Body, escape, words::t},
};

/// The commands of this file, in the order of `/help`.
pub fn commands() -> Vec<Command> {
    vec![team()]
}

#[poise::command(
    slash_command,
    custom_data = "Permission::ManageTeams",
    subcommands("add", "list", "remove", "withdraw")
)]
async fn team(_ctx: Context<'_>) -> Result<(), Error> {
    // Discord only ever calls the subcommands.
    Ok(())
}

#[poise::command(slash_command)]
async fn add(
    ctx: Context<'_>,
    #[max_length = 100] name: String,
    #[channel_types("Text")] channel: serenity::ChannelId,
    role: serenity::RoleId,
) -> Result<(), Error> {
    answer(ctx, |bot, by| async move {
        let (channel, role) = (convert::channel(channel), convert::role(role));
        let team = OtherTeam::checked(&name, channel, role)?;
        let internal = |failure| Error::Internal(anyhow::Error::new(failure));
        let member = MemberRoles::of(&bot.rest, by.guild(), bot.me.user).await.map_err(internal)?;
        let gone = TeamRefusal::NotATextChannel;
        let works = member.works_in(&bot.rest, channel, Work::Replies, gone.into());
        works.await.map_err(internal)??;
        let public = member.public(&bot.rest, [channel]).await.map_err(internal)?;
        bot.desk.add_team(&by, team.clone(), ctx.cause()).await?;
        let hints = view::silent_roles(ctx.language(), &member.silent([role]))
            + &view::public_channels(ctx.language(), &public)
            + &bot.internal_rules(ctx.language(), by.guild()).await?;
        Ok(Body::text(view::team_added(ctx.language(), &team) + &hints))
    })
    .await
}

#[poise::command(slash_command, custom_data = "Permission::ReadCases")]
async fn list(ctx: Context<'_>) -> Result<(), Error> {
    answer(ctx, |bot, by| async move {
        Ok(view::team_list(ctx.language(), &bot.desk.team_list(&by).await?))
    })
    .await
}

#[poise::command(slash_command)]
async fn remove(
    ctx: Context<'_>,
    #[autocomplete = "suggest_teams"]
    #[max_length = 100]
    name: String,
) -> Result<(), Error> {
    answer(ctx, |bot, by| async move {
        let name = bot.desk.remove_team(&by, &name, ctx.cause()).await?;
        Ok(Body::text(t!(ctx.language(), "team-removed", name = escape(&name))))
    })
    .await
}

#[poise::command(slash_command, custom_data = "Permission::WorkCases")]
async fn withdraw(
    ctx: Context<'_>,
    #[autocomplete = "suggest_requests"]
    #[max_length = 20]
    request: String,
) -> Result<(), Error> {
    answer(ctx, |bot, by| async move {
        let typed = request.trim().trim_start_matches('#').parse();
        let number = RequestNumber(typed.map_err(|_| RequestRefusal::NotANumber)?);
        let withdraw = RequestAction::Withdraw;
        bot.act_on_request(ctx.language(), &by, number, withdraw, ctx.cause()).await
    })
    .await
}

/// Offers open requests while someone types a number or a team.
async fn suggest_requests<'a>(
    ctx: Context<'a>,
    typed: &'a str,
) -> serenity::CreateAutocompleteResponse {
    let choice = |(request, team, case): (RequestNumber, String, Case)| {
        let name = format!("{request} · {team} · {} {}", case.number, case.title.as_str());
        serenity::AutocompleteChoice::new(text::shorten(&name, CHOICE_LIMIT), request.0.to_string())
    };
    let found = |by: Authorized| async move { ctx.bot().desk.suggest_requests(&by, typed).await };
    suggest(ctx, Permission::WorkCases, found, choice).await
}
