//! From cases to bugs and to other teams: `/escalate`. From cases to bugs: `/link`, `/unlink`. What
//! becomes of bugs: `/bug`.

use poise::serenity_prelude as serenity;

use crate::{
    desk::{self, Authorized, Error, IssueLinked, NotFound},
    domain::{
        BugAction, BugNumber, BugStatus, IssueReference, Permission, Severity,
        bug::Version,
        refusal::{IssueRefusal, SetupRefusal},
    },
};

use crate::discord::{
    command::{
        choice::Choice,
        context::{Command, Context, Used, answer, authorize},
        suggest::{suggest_bugs, suggest_cases, suggest_teams},
    },
    convert, view,
};

/// The commands of this file, in the order of `/help`.
pub fn commands() -> Vec<Command> {
    vec![escalate(), link(), unlink(), bug()]
}

#[poise::command(slash_command, custom_data = "Permission::WorkCases")]
async fn escalate(
    ctx: Context<'_>,
    severity: Option<Choice<Severity>>,
    #[autocomplete = "suggest_teams"]
    #[max_length = 100]
    team: Option<String>,
    #[autocomplete = "suggest_cases"] case: Option<String>,
) -> Result<(), Error> {
    let form = async {
        let by = authorize(ctx).await?;
        if let Some(team) = team {
            let team = by.team()?.other_team(&team)?;
            let case = ctx.reference(case.as_deref())?;
            let case = ctx.bot().desk.before_asking(&by, case).await?;
            return Ok(view::ask_team_form(ctx.language(), &case, team));
        }
        let case = ctx.bot().desk.before_escalating(&by, ctx.reference(case.as_deref())?).await?;
        Ok(view::escalate_form(ctx.language(), &case, severity.unwrap_or_default().0))
    };
    ctx.reply_to().form(form).await;
    Ok(())
}

#[poise::command(slash_command, custom_data = "Permission::WorkCases")]
async fn link(
    ctx: Context<'_>,
    #[autocomplete = "suggest_bugs"]
    #[max_length = 20]
    bug: String,
    #[autocomplete = "suggest_cases"] case: Option<String>,
) -> Result<(), Error> {
    answer(ctx, |bot, by| async move {
        let (bug, case) = (BugNumber::parse(&bug)?, ctx.reference(case.as_deref())?);
        let done = bot.desk.link(&by, case, bug, ctx.cause()).await?;
        Ok(bot.answer(ctx.language(), done).await)
    })
    .await
}

#[poise::command(slash_command, custom_data = "Permission::WorkCases")]
async fn unlink(
    ctx: Context<'_>,
    #[autocomplete = "suggest_bugs"]
    #[max_length = 20]
    bug: String,
    #[autocomplete = "suggest_cases"] case: Option<String>,
) -> Result<(), Error> {
    answer(ctx, |bot, by| async move {
        let (bug, case) = (BugNumber::parse(&bug)?, ctx.reference(case.as_deref())?);
        let done = bot.desk.unlink(&by, case, bug, ctx.cause()).await?;
        Ok(bot.answer(ctx.language(), done).await)
    })
    .await
}

#[poise::command(
    slash_command,
    custom_data = "Permission::ReadBugs",
    subcommands("show", "list", "take", "ship", "edit", "notice")
)]
async fn bug(_ctx: Context<'_>) -> Result<(), Error> {
    // Discord only ever calls the subcommands.
    Ok(())
}

/// The bug that an option names, or in whose thread the command is used.
async fn named(ctx: Context<'_>, by: &Authorized, bug: Option<&str>) -> desk::Result<BugNumber> {
    let named = bug.map(BugNumber::parse).transpose()?;
    let channel = convert::channel(ctx.interaction.channel_id);
    ctx.bot().desk.bug_here(by, named, channel).await
}

#[poise::command(slash_command)]
async fn show(
    ctx: Context<'_>,
    #[autocomplete = "suggest_bugs"]
    #[max_length = 20]
    bug: Option<String>,
) -> Result<(), Error> {
    answer(ctx, |bot, by| async move {
        let number = named(ctx, &by, bug.as_deref()).await?;
        Ok(view::bug_details(ctx.language(), &bot.desk.show_bug(&by, number).await?))
    })
    .await
}

#[poise::command(slash_command)]
async fn list(ctx: Context<'_>, status: Option<Choice<BugStatus>>) -> Result<(), Error> {
    answer(ctx, |bot, by| async move {
        let status = status.map(|Choice(status)| status);
        let bugs = bot.desk.bug_list(&by, status, 1).await?;
        Ok(view::bug_list(ctx.language(), status, &bugs))
    })
    .await
}

#[poise::command(slash_command, custom_data = "Permission::WorkBugs")]
async fn take(
    ctx: Context<'_>,
    #[autocomplete = "suggest_bugs"]
    #[max_length = 20]
    bug: Option<String>,
) -> Result<(), Error> {
    answer(ctx, |bot, by| async move {
        let number = named(ctx, &by, bug.as_deref()).await?;
        let interaction = ctx.interaction.id.get();
        bot.act_on_bug(ctx.language(), &by, number, BugAction::Take, interaction).await
    })
    .await
}

#[poise::command(slash_command, custom_data = "Permission::WorkBugs")]
async fn ship(
    ctx: Context<'_>,
    #[max_length = 40] version: String,
    #[autocomplete = "suggest_bugs"]
    #[max_length = 20]
    bug: Option<String>,
) -> Result<(), Error> {
    answer(ctx, |bot, by| async move {
        let number = named(ctx, &by, bug.as_deref()).await?;
        let action = BugAction::Ship(Version::typed(&version)?);
        bot.act_on_bug(ctx.language(), &by, number, action, ctx.interaction.id.get()).await
    })
    .await
}

/// Without anything to change, opens a form.
#[poise::command(slash_command, custom_data = "Permission::EditBugs")]
async fn edit(
    ctx: Context<'_>,
    #[autocomplete = "suggest_bugs"]
    #[max_length = 20]
    bug: Option<String>,
    #[max_length = 80] title: Option<String>,
    severity: Option<Choice<Severity>>,
    #[max_length = 60] version: Option<String>,
    #[max_length = 200] github: Option<String>,
) -> Result<(), Error> {
    let edits = title.is_some() || severity.is_some() || version.is_some();
    if !edits && github.is_none() {
        let form = async {
            let by = authorize(ctx).await?;
            let number = named(ctx, &by, bug.as_deref()).await?;
            let bug = ctx.bot().desk.bug_to_edit(&by, number).await?;
            Ok(view::bug_edit_form(ctx.language(), &bug))
        };
        ctx.reply_to().form(form).await;
        return Ok(());
    }
    answer(ctx, |bot, by| async move {
        let number = named(ctx, &by, bug.as_deref()).await?;
        if let Some(github) = github {
            let linked = link_issue(ctx, &by, number, &github).await?;
            if !edits {
                return Ok(view::issue_linked(ctx.language(), &linked));
            }
        }
        let severity = severity.map(|Choice(severity)| severity);
        let action = BugAction::edit(title.as_deref(), severity, version.as_deref())?;
        bot.act_on_bug(ctx.language(), &by, number, action, ctx.interaction.id.get()).await
    })
    .await
}

/// Without a text, opens a form.
#[poise::command(slash_command, custom_data = "Permission::WorkCases")]
async fn notice(
    ctx: Context<'_>,
    #[max_length = 1_500] text: Option<String>,
    #[autocomplete = "suggest_bugs"]
    #[max_length = 20]
    bug: Option<String>,
    #[channel_types("Text", "News")] channel: Option<serenity::ChannelId>,
    remove: Option<bool>,
) -> Result<(), Error> {
    let channel = channel.map(convert::channel);
    if remove == Some(true) {
        return answer(ctx, |bot, by| async move {
            let number = named(ctx, &by, bug.as_deref()).await?;
            let done = bot.desk.take_known_issue_down(&by, number, ctx.cause()).await?;
            let (done, delivery) = bot.desk.known_issue_shown(done).await;
            Ok(view::known_issue_done(ctx.language(), &done, &delivery))
        })
        .await;
    }
    let Some(text) = text else {
        let form = async {
            let by = authorize(ctx).await?;
            let number = named(ctx, &by, bug.as_deref()).await?;
            ctx.bot().desk.known_issue_channel(&by, number, channel).await?;
            let (number, notice) = ctx.bot().desk.known_issue_to_word(&by, number).await?;
            Ok(view::known_issue_form(ctx.language(), number, channel, notice.as_ref()))
        };
        ctx.reply_to().form(form).await;
        return Ok(());
    };
    answer(ctx, |bot, by| async move {
        let number = named(ctx, &by, bug.as_deref()).await?;
        bot.publish_known_issue(ctx.language(), &by, (number, channel), &text, ctx.cause()).await
    })
    .await
}

/// Gives a bug the issue that somebody names, after a look at it on GitHub.
async fn link_issue(
    ctx: Context<'_>,
    by: &Authorized,
    bug: BugNumber,
    typed: &str,
) -> desk::Result<IssueLinked> {
    let bot = ctx.bot();
    let reference = IssueReference::typed(typed)?;
    let Some((repository, number)) = bot.desk.issue_to_link(by, bug, reference).await? else {
        return bot.desk.unlink_issue(by, bug).await;
    };
    let tracker = bot.tracker.as_ref().ok_or(SetupRefusal::NoGitHubToken)?;
    let found = tracker.find_issue(&repository, number).await;
    let found = found.map_err(|not_found| match not_found {
        NotFound::Absent => IssueRefusal::NotFound(number),
        NotFound::Silent => IssueRefusal::NoAnswer,
    })?;
    bot.desk.link_issue(by, bug, repository, found).await
}
