//! `/notify`: what an agent is told, and how; and what everyone is.

use poise::serenity_prelude as serenity;

use crate::{
    desk::Error,
    domain::{Permission, PreferenceChange, Severity, Topic, Way, Zone},
};

use crate::discord::{
    command::{
        choice::Choice,
        context::{Command, Context, Used, answer, authorize_to},
        suggest::suggest,
    },
    permission::MemberRoles,
    view,
};

/// The commands of this file, in the order of `/help`.
pub fn commands() -> Vec<Command> {
    vec![notify()]
}

#[poise::command(slash_command, custom_data = "Permission::WorkCases")]
#[expect(clippy::too_many_arguments, reason = "a command's options are its function's arguments")]
async fn notify(
    ctx: Context<'_>,
    event: Option<Choice<Topic>>,
    how: Option<Choice<Way>>,
    #[max_length = 32] after: Option<String>,
    severity: Option<Choice<Severity>>,
    #[max_length = 32] quiet_hours: Option<String>,
    #[max_length = 64]
    #[autocomplete = "suggest_zones"]
    time_zone: Option<String>,
    everyone: Option<bool>,
) -> Result<(), Error> {
    answer(ctx, |bot, by| async move {
        let change = PreferenceChange {
            topic: event.map(|Choice(topic)| topic),
            way: how.map(|Choice(way)| way),
            after,
            severity: severity.map(|Choice(severity)| severity),
            quiet: quiet_hours,
            zone: time_zone,
        };
        let (language, settings) = (ctx.language(), by.settings()?);
        let mentions_roles = change.way == Some(Way::RoleMention);
        let team = if everyone == Some(true) && !change.is_empty() {
            let lead = authorize_to(ctx, Permission::ManageNotifications).await?;
            bot.desk.notify_everyone(&lead, change, ctx.cause()).await?
        } else {
            bot.desk.notify(&by, change).await?
        };
        let mut body = view::notifications(language, settings, &team, by.user());
        if mentions_roles {
            let member = MemberRoles::of(&bot.rest, by.guild(), bot.me.user).await;
            let member = member.map_err(|failure| Error::Internal(anyhow::Error::new(failure)))?;
            let silent = member.silent(settings.mentioned_roles());
            body.content += &view::silent_roles(language, &silent);
        }
        Ok(body)
    })
    .await
}

/// Offers time zones.
async fn suggest_zones<'a>(
    ctx: Context<'a>,
    typed: &'a str,
) -> serenity::CreateAutocompleteResponse {
    let choice = |zone: String| serenity::AutocompleteChoice::new(zone.clone(), zone);
    let found = |_| async move { Ok(Zone::suggest(typed)) };
    suggest(ctx, Permission::WorkCases, found, choice).await
}
