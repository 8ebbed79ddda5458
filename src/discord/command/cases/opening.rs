//! How a question becomes a case by hand: `/ask`, and the message menu **Open case**.

use poise::serenity_prelude as serenity;

use crate::{
    desk::{Asked, ChannelKind, Error, Location},
    domain::{Case, Language, Mode, Origin, Permission, ThreadKind},
};

use crate::discord::{
    command::context::{Command, Context, Used, answer},
    permission::{self, Work},
    view::{self, Body, link, words::t},
};

/// The commands of this file, in the order of `/help`.
pub fn commands() -> Vec<Command> {
    vec![ask(), open_case()]
}

#[poise::command(slash_command, custom_data = "Permission::Ask")]
async fn ask(
    ctx: Context<'_>,
    #[max_length = 1500] question: String,
    private: Option<bool>,
) -> Result<(), Error> {
    answer(ctx, |bot, by| async move {
        let help = by.settings()?.help_channel;
        let help = bot.directory.help(&bot.rest, by.guild(), help).await?;
        let title = bot.title_of(by.guild(), &question).await?;
        let private = private.unwrap_or(false);
        let question = Asked { question: &question, title: &title, private, help };
        let opened = bot.desk.ask(&by, ctx.language(), question, ctx.cause()).await?;
        Ok(Body::text(asked(ctx.language(), &opened.case)))
    })
    .await
}

#[poise::command(context_menu_command = "Open case", custom_data = "Permission::OpenCases")]
async fn open_case(ctx: Context<'_>, message: serenity::Message) -> Result<(), Error> {
    answer(ctx, |bot, by| async move {
        let message = bot.incoming(by.guild(), &message);
        let flagged = bot.flagged(by.guild(), message).await?;
        let work = match flagged.place {
            Location::Channel(ChannelKind::Text) if by.settings()?.mode == Mode::Private => {
                Some(Work::PrivateThreads)
            }
            Location::Channel(_) => Some(Work::Questions),
            Location::Thread(_) => Some(Work::Answers),
            Location::Elsewhere => None,
        };
        if let (Some(work), Some(held)) = (work, ctx.interaction.app_permissions) {
            // Known before anything is begun, so that nobody is promised a thread that cannot be.
            permission::must_hold(held, work, flagged.channel)?;
        }
        let opened = bot.desk.flag(&by, flagged, Origin::Menu, ctx.cause()).await?;
        Ok(Body::text(view::opened(ctx.language(), &opened)))
    })
    .await
}

/// To a member: their question is a case.
fn asked(language: Language, case: &Case) -> String {
    if case.home == ThreadKind::Private {
        return t!(language, "asked-private", case = case.number, channel = case.source.channel);
    }
    match link::thread(case) {
        Some(thread) => t!(language, "asked-in-thread", case = case.number, thread = thread),
        None => t!(language, "asked", case = case.number, channel = case.source.channel),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{discord::view::sample, domain::MessageId};

    #[test]
    fn a_member_is_told_where_the_answer_will_be() {
        let mut case = sample::case();
        case.source.message = None;
        let mut private = case.clone();
        private.home = ThreadKind::Private;
        let mut begun = case.clone();
        begun.source.message = Some(MessageId(3));
        let told = [case, begun, private].map(|case| asked(Language::English, &case));
        insta::assert_snapshot!(told.join("\n"), @"
        Thank you! Your question is case #12; its thread opens in <#2> in a moment, and I will mention you there.
        Thank you! Your question is case #12, and the team answers [in its thread](https://discord.com/channels/1/3).
        Thank you! Your question is case #12; a private thread opens in <#2> in a moment, and I will mention you there. Only you and the team can read it.
        ");
    }
}
