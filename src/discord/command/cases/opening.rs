//! How messages come into cases by hand: `/ask`, and the message menus **Open case** and **Add to
//! case**.

use poise::serenity_prelude as serenity;

use crate::{
    desk::{self, Addable, Asked, Authorized, ChannelKind, Delivery, Error, Location},
    domain::{Case, Cause, Language, Mode, NewFile, Permission, ThreadKind},
};

use crate::discord::{
    bot::Bot,
    command::context::{Command, Context, Used, answer},
    permission::{self, Work},
    view::{self, Body, link, words::t},
};

/// The commands of this file, in the order of `/help`.
pub fn commands() -> Vec<Command> {
    vec![ask(), open_case(), add_to_case()]
}

#[poise::command(slash_command, custom_data = "Permission::Ask")]
async fn ask(
    ctx: Context<'_>,
    #[max_length = 1500] question: String,
    private: Option<bool>,
) -> Result<(), Error> {
    answer(ctx, |bot, by| async move {
        bot.ask(ctx.language(), &by, (&question, &[]), private.unwrap_or(false), ctx.cause()).await
    })
    .await
}

impl Bot {
    /// Makes a case of what a member asks by a command or in a form, with the files that came with
    /// it, and says where the answer will be.
    ///
    /// # Errors
    /// Refuses what [`Desk::ask`](crate::desk::Desk::ask) refuses, and if the help channel is gone.
    pub(in crate::discord) async fn ask(
        &self,
        language: Language,
        by: &Authorized,
        (question, files): (&str, &[NewFile]),
        private: bool,
        cause: Cause,
    ) -> desk::Result<Body> {
        let help = by.settings()?.help_channel;
        let help = self.directory.help(&self.rest, by.guild(), help).await?;
        let title = self.title_of(by.guild(), question).await?;
        let question = Asked { question, title: &title, private, help, files };
        let opened = self.desk.ask(by, language, question, cause).await?;
        let (opened, delivery) = self.desk.greeted(opened).await;
        let mut said = asked(language, &opened.case, &delivery);
        if let Some(lost) = view::lost_files(language, files) {
            said += &format!("\n{lost}");
        }
        Ok(Body::text(said))
    }
}

#[poise::command(context_menu_command = "Open case", custom_data = "Permission::OpenCases")]
async fn open_case(ctx: Context<'_>, message: serenity::Message) -> Result<(), Error> {
    answer(ctx, |bot, by| async move {
        let message = bot.incoming(by.guild(), &message);
        let flagged = bot.flagged(by.guild(), message).await?;
        let work = match flagged.place {
            Location::Channel(_) if flagged.sender.guest().is_some() => Some(Work::Replies),
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
        bot.open(ctx.language(), &by, flagged, ctx.cause()).await
    })
    .await
}

#[poise::command(context_menu_command = "Add to case", custom_data = "Permission::WorkCases")]
async fn add_to_case(ctx: Context<'_>, message: serenity::Message) -> Result<(), Error> {
    answer(ctx, |bot, by| async move {
        let message = bot.incoming(by.guild(), &message).whole(bot).await?;
        let message = message.recognised(&by.team()?.bridges);
        let place = (message.channel, message.message);
        match bot.desk.addable(&by, &message, bot).await? {
            Addable::To(case) => {
                let added = bot.desk.add_to_case(&by, message, case, bot).await?;
                Ok(view::added(ctx.language(), &added))
            }
            Addable::Among(cases) => Ok(view::choose_case(ctx.language(), place, &cases)),
        }
    })
    .await
}

/// To a member: their question is a case.
fn asked(language: Language, case: &Case, delivery: &Delivery) -> String {
    let thread = link::thread(case).filter(|_| *delivery == Delivery::Done);
    let Some(thread) = thread else { return t!(language, "asked-unseen", case = case.number) };
    if case.home == ThreadKind::Private {
        t!(language, "asked-private", case = case.number, thread = thread)
    } else {
        t!(language, "asked-in-thread", case = case.number, thread = thread)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{discord::view::sample, domain::ChannelId};

    #[test]
    fn a_member_is_told_where_the_answer_will_be() {
        let case = sample::case();
        let mut private = case.clone();
        private.home = ThreadKind::Private;
        private.thread.id = Some(ChannelId(4));
        let told = [
            asked(Language::English, &case, &Delivery::Done),
            asked(Language::English, &private, &Delivery::Done),
            asked(Language::English, &case, &Delivery::Held(None)),
        ];
        insta::assert_snapshot!(told.join("\n"), @"
        Thanks! Your question is case #12. The team will answer [in its thread](https://discord.com/channels/1/3).
        Thanks! Your question is case #12. The team will answer [in a private thread](https://discord.com/channels/1/4) that only you and they can see.
        Thanks! Your question is case #12, and the team has it. Its thread isn't open yet. I'll mention you there as soon as it is.
        ");
    }
}
