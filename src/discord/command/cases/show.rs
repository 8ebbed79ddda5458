//! Looking at one case: `/case show`, `/case history`, `/case transcript`. Opening one for a
//! member: `/case open`.

use poise::serenity_prelude as serenity;

use crate::{
    desk::{Asked, Error},
    domain::{Permission, refusal::MessageRefusal},
};

use crate::discord::{
    command::{
        context::{Command, Context, Used, answer, authorize},
        suggest::suggest_cases,
    },
    convert,
    rest::upload::Upload,
    view::{self, Body, link, markdown::Mention, words::t},
};

/// The commands of this file, in the order of `/help`.
pub fn commands() -> Vec<Command> {
    vec![case()]
}

#[poise::command(
    slash_command,
    custom_data = "Permission::ReadCases",
    subcommands("show", "history", "transcript", "open")
)]
async fn case(_ctx: Context<'_>) -> Result<(), Error> {
    // Discord only ever calls the subcommands.
    Ok(())
}

#[poise::command(slash_command)]
async fn show(
    ctx: Context<'_>,
    #[autocomplete = "suggest_cases"] case: Option<String>,
) -> Result<(), Error> {
    answer(ctx, |bot, by| async move {
        let case = bot.desk.show(&by, ctx.reference(case.as_deref())?).await?;
        let bug = bot.desk.bug_of(&case).await?;
        let awaited = bot.desk.awaited_in(&case).await?;
        let questions = bot.desk.open_questions(&case).await?;
        let open = (&awaited[..], &questions[..]);
        Ok(view::case_details(ctx.language(), &case, bug.as_ref(), open))
    })
    .await
}

#[poise::command(slash_command)]
async fn history(
    ctx: Context<'_>,
    #[autocomplete = "suggest_cases"] case: Option<String>,
) -> Result<(), Error> {
    answer(ctx, |bot, by| async move {
        let history = bot.desk.history(&by, ctx.reference(case.as_deref())?, 1).await?;
        Ok(view::history(ctx.language(), &history))
    })
    .await
}

#[poise::command(slash_command)]
async fn transcript(
    ctx: Context<'_>,
    #[autocomplete = "suggest_cases"] case: Option<String>,
) -> Result<(), Error> {
    let (bot, language) = (ctx.bot(), ctx.language());
    let files = async {
        let by = authorize(ctx).await?;
        let conversation = bot.desk.conversation(&by, ctx.reference(case.as_deref())?).await?;
        let mut names = bot.names(by.guild(), view::mentioned(&conversation)).await;
        let guests = conversation.guests();
        names.extend(guests.into_iter().map(|(guest, name)| (Mention::User(guest), name)));
        let case = &conversation.case;
        let file = |ending: &str, kind: &str, content: String| Upload {
            filename: format!("case-{}.{ending}", case.number.0),
            content_type: Some(format!("{kind}; charset=utf-8")),
            content: content.into_bytes(),
        };
        let files = vec![
            file("html", "text/html", view::html(language, &conversation, &names)),
            file("txt", "text/plain", view::text(language, &conversation, &names)),
        ];
        Ok((Body::text(t!(language, "transcript-comes", case = link::case_number(case))), files))
    };
    ctx.reply_to().deliver(files).await;
    Ok(())
}

#[poise::command(slash_command, custom_data = "Permission::OpenCases")]
async fn open(
    ctx: Context<'_>,
    member: serenity::User,
    #[max_length = 1500] question: String,
    private: Option<bool>,
) -> Result<(), Error> {
    answer(ctx, |bot, by| async move {
        let user = convert::user(member.id);
        // Discord describes members of the server, and not those who left it.
        let is_here = ctx.interaction.data.resolved.members.contains_key(&member.id);
        if member.bot || !is_here {
            return Err(MessageRefusal::NobodyToAnswer(user).into());
        }
        let help = by.settings()?.help_channel;
        let help = bot.directory.help(&bot.rest, by.guild(), help).await?;
        let title = bot.title_of(by.guild(), &question).await?;
        let private = private.unwrap_or(false);
        let asked = Asked { question: &question, title: &title, private, help, files: &[] };
        let opened = bot.desk.open_for(&by, user, asked, ctx.cause()).await?;
        Ok(bot.greeted(ctx.language(), opened).await)
    })
    .await
}
