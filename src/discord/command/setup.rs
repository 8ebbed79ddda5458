//! `/setup`: which channels and roles a server's team works with.

use poise::serenity_prelude as serenity;

use crate::{
    desk::{Error, SetupChange},
    domain::{ChannelId, Mode, Place, Refusal, Settings},
};

use super::super::{
    bot::Bot,
    identify,
    permission::Standpoint,
    view::{Body, wording},
};
use super::{Context, answer};

/// Who can read a case's thread.
#[derive(Clone, Copy, Debug, poise::ChoiceParameter)]
pub(super) enum ModeChoice {
    #[name = "public"]
    Public,
    #[name = "private"]
    Private,
}

impl From<ModeChoice> for Mode {
    fn from(choice: ModeChoice) -> Self {
        match choice {
            ModeChoice::Public => Self::Public,
            ModeChoice::Private => Self::Private,
        }
    }
}

/// Say which channels and roles your team works with.
#[poise::command(slash_command, install_context = "Guild", interaction_context = "Guild", default_member_permissions = "MANAGE_GUILD")]
#[expect(clippy::too_many_arguments, reason = "a command's options are its function's arguments")]
pub(super) async fn setup(
    ctx: Context<'_>,
    #[description = "Where members ask"]
    #[channel_types("Text", "News", "Forum")]
    help: Option<serenity::ChannelId>,
    #[description = "The agents' channel: every case gets a card there"]
    #[channel_types("Text")]
    desk: Option<serenity::ChannelId>,
    #[description = "Where bug reports go"]
    #[channel_types("Text")]
    developers: Option<serenity::ChannelId>,
    #[description = "Who answers members"] agents: Option<serenity::RoleId>,
    #[description = "Who receives bugs"] devs: Option<serenity::RoleId>,
    #[description = "Who sets rules and releases others' cases"] leads: Option<serenity::RoleId>,
    #[description = "The emoji with which an agent flags a message; 🎫, if left out"]
    #[max_length = 64]
    flag_emoji: Option<String>,
    #[description = "After how long silence closes a case that was solved, such as 3d"]
    #[max_length = 32]
    close_after: Option<String>,
    #[description = "Who can read a case's thread: everybody (public), or only the customer and the team (private)"] mode: Option<
        ModeChoice,
    >,
    #[description = "How long the texts of a closed case are kept, such as 180d"]
    #[max_length = 32]
    keep_texts: Option<String>,
) -> Result<(), Error> {
    answer(ctx, |bot, actor| async move {
        let change = SetupChange {
            help: help.map(identify::channel),
            desk: desk.map(identify::channel),
            developers: developers.map(identify::channel),
            agents: agents.map(identify::role),
            devs: devs.map(identify::role),
            leads: leads.map(identify::role),
            flag_emoji: flag_emoji.as_deref().map(emoji).transpose()?,
            close_after,
            mode: mode.map(Mode::from),
            keep_texts,
        };
        let settings = bot.desk.plan_setup(actor, change).await?;
        check(bot, &settings).await?;
        bot.desk.set_up(settings.clone()).await?;
        Ok(Body::text(wording::set_up(&settings)))
    })
    .await
}

/// Checks every channel before anything is saved.
async fn check(bot: &Bot, settings: &Settings) -> Result<(), Error> {
    let internal = |failure| Error::Internal(anyhow::Error::new(failure));
    let standpoint = Standpoint::of(&bot.rest, settings.guild, bot.me.user).await.map_err(internal)?;
    for place in [Place::Help, Place::Desk, Place::Developers] {
        let channel: ChannelId = settings.channel(place);
        standpoint.check(&bot.rest, place, settings.mode, channel).await.map_err(internal)??;
    }
    Ok(())
}

/// An emoji as Discord names it in reactions.
fn emoji(typed: &str) -> Result<String, Refusal> {
    let typed = typed.trim();
    if let Some(custom) = serenity::parse_emoji(typed) {
        return Ok(format!("{}:{}", custom.name, custom.id));
    }
    // Unicode has no short test for "is an emoji"; what is surely none is refused, and Discord knows the rest.
    let plausible = !typed.is_empty()
        && typed.chars().count() <= 16
        && typed.chars().all(|character| !character.is_ascii_alphabetic() && !character.is_whitespace())
        && !typed.is_ascii();
    if plausible { Ok(typed.to_owned()) } else { Err(Refusal::BadEmoji) }
}
