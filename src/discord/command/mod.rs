//! Slash commands and the message menu: each parses, asks the desk, and shows the answer.

mod bugs;
mod cases;
mod choice;
mod help;
mod localised;
mod privacy;
mod search;
mod settings;

use std::sync::Arc;

use poise::serenity_prelude as serenity;

use crate::{
    desk::{self, Authorized, Error},
    domain::{Action, CaseNumber, CaseReference, Cause, Language, Permission, Title, text},
};

use crate::discord::{
    bot::Bot,
    convert,
    reply::{PATIENCE, Reply, internal_fault},
    view::{self, Body, Entry, words::t},
};

/// A command, with the [`Permission`] that it takes as its `custom_data`.
type Command = poise::Command<Arc<Bot>, Error>;

/// What a command gets.
pub(super) type Context<'a> = poise::ApplicationContext<'a, Arc<Bot>, Error>;

/// The most choices that Discord shows, and the longest name of one, in characters (Discord,
/// "Application Command Option Choice Structure").
const CHOICES: usize = 25;
const CHOICE_LIMIT: usize = 100;

/// All commands, with their words in every language, in the order of `/help`. Each file declares
/// its own.
pub(super) fn all() -> Vec<Command> {
    let files = [
        help::commands(),
        cases::opening::commands(),
        cases::lists::commands(),
        search::commands(),
        cases::show::commands(),
        cases::working::commands(),
        settings::snippet::commands(),
        bugs::commands(),
        cases::ending::commands(),
        privacy::commands(),
        settings::rule::commands(),
        settings::setup::commands(),
    ];
    let mut commands: Vec<Command> = files.into_iter().flatten().collect();
    for command in &mut commands {
        command.install_context = Some(vec![serenity::InstallationContext::Guild]);
        command.interaction_context = Some(vec![serenity::InteractionContext::Guild]);
    }
    localised::localised(commands)
}

/// Commands with who may use them: each, and each subcommand that takes another permission than the
/// rest of its group.
pub(super) fn entries(commands: &[Command]) -> Vec<Entry> {
    let mut entries = Vec::new();
    for command in commands {
        let name = command.context_menu_name.as_ref().unwrap_or(&command.name);
        let own = command.subcommands.iter().filter_map(|part| {
            Some(Entry { name: format!("{name} {}", part.name), permission: permission(part)? })
        });
        let whole =
            permission(command).map(|permission| Entry { name: name.to_string(), permission });
        entries.extend(whole.into_iter().chain(own));
    }
    entries
}

/// All commands, as Discord is told of them.
pub(super) fn definitions() -> Vec<serenity::CreateCommand> {
    localised::definitions(&all())
}

/// What a command's function needs of its context.
trait Used<'a> {
    fn bot(&self) -> &'a Bot;
    fn reply_to(&self) -> Reply<'a>;
    fn cause(&self) -> Cause;
    /// The language in which whoever gave it is answered.
    fn language(&self) -> Language;
    /// The case that the command names, or in whose thread it is used.
    fn reference(&self, case: Option<&str>) -> desk::Result<CaseReference>;
}

impl<'a> Used<'a> for Context<'a> {
    fn bot(&self) -> &'a Bot {
        self.framework.user_data
    }

    fn reply_to(&self) -> Reply<'a> {
        self.bot().reply(self.interaction.id.get(), &self.interaction.token, self.language())
    }

    fn cause(&self) -> Cause {
        Cause::Interaction(self.interaction.id.get())
    }

    fn language(&self) -> Language {
        Language::of_locale(&self.interaction.locale)
    }

    fn reference(&self, case: Option<&str>) -> desk::Result<CaseReference> {
        Ok(match case {
            Some(typed) => CaseReference::Number(CaseNumber::parse(typed)?),
            None => CaseReference::Here(convert::channel(self.interaction.channel_id)),
        })
    }
}

/// Authorizes whoever gave a command: by the permission that the command declares, or the group of
/// commands that it is part of.
async fn authorize(ctx: Context<'_>) -> desk::Result<Authorized> {
    let declared = ctx.command_tree.iter().rev().find_map(|command| permission(command));
    let permission = declared.ok_or_else(|| {
        Error::Internal(anyhow::anyhow!("/{} declares no permission", ctx.interaction.data.name))
    })?;
    let (guild, member) = (ctx.interaction.guild_id, ctx.interaction.member.as_deref());
    ctx.bot().authorize(guild, member, permission).await
}

/// The permission that a command takes, as its `custom_data` declares it.
fn permission(command: &Command) -> Option<Permission> {
    command.custom_data.downcast_ref().copied()
}

/// Answers a command with what the work comes to, done for whoever gave it.
async fn answer<'a, Work>(
    ctx: Context<'a>,
    work: impl FnOnce(&'a Bot, Authorized) -> Work + Send,
) -> Result<(), Error>
where
    Work: Future<Output = desk::Result<Body>> + Send,
{
    let done = async { work(ctx.bot(), authorize(ctx).await?).await };
    ctx.reply_to().settle(done).await;
    Ok(())
}

/// Does something with the case that a command names, and answers what was done. The action is made
/// of the options once it is known that the person may.
async fn act(
    ctx: Context<'_>,
    case: Option<String>,
    action: impl FnOnce(&Bot, &Authorized) -> desk::Result<Action> + Send,
) -> Result<(), Error> {
    answer(ctx, |bot, by| async move {
        let (case, action) = (ctx.reference(case.as_deref())?, action(bot, &by)?);
        let done = bot.desk.act(&by, case, action, ctx.cause()).await?;
        Ok(view::done(ctx.language(), &done))
    })
    .await
}

/// Offers cases while someone types a number.
async fn suggest_cases<'a>(
    ctx: Context<'a>,
    typed: &'a str,
) -> serenity::CreateAutocompleteResponse {
    let choice = |(number, title): (CaseNumber, Title)| {
        let name = text::shorten(&format!("{number} · {}", title.as_str()), CHOICE_LIMIT);
        serenity::AutocompleteChoice::new(name, number.0.to_string())
    };
    let found = |by| async move { ctx.bot().desk.suggest_cases(&by, typed).await };
    suggest(ctx, Permission::ReadCases, found, choice).await
}

/// Offers tags that the server uses.
async fn suggest_tags<'a>(
    ctx: Context<'a>,
    typed: &'a str,
) -> serenity::CreateAutocompleteResponse {
    let choice = |tag: String| serenity::AutocompleteChoice::new(tag.clone(), tag);
    let found = |by| async move { ctx.bot().desk.suggest_tags(&by, typed).await };
    suggest(ctx, Permission::WorkCases, found, choice).await
}

/// Makes choices of what was found for those who may see it. Suggestions that come too late are as
/// good as none.
async fn suggest<'a, T, Work>(
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
    let found = match tokio::time::timeout(PATIENCE, work).await {
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

/// What poise could not do: told to the person in our words, and to the log.
pub(super) async fn failed(error: poise::FrameworkError<'_, Arc<Bot>, Error>) {
    let reason = error.to_string();
    let Some(poise::Context::Application(ctx)) = error.ctx() else {
        return tracing::error!(reason, "An event could not be dealt with");
    };
    let body = match &error {
        poise::FrameworkError::ArgumentParse { .. }
        | poise::FrameworkError::CommandStructureMismatch { .. } => {
            tracing::warn!(reason, "A command came in a shape that is not ours");
            t!(ctx.language(), "changed-command")
        }
        _ => {
            let reference = format!("{:06x}", ctx.interaction.id.get() >> 12 & 0xFF_FFFF);
            tracing::error!(reference, reason, "A command failed");
            internal_fault(ctx.language(), &reference)
        }
    };
    ctx.reply_to().say(&Body::text(body)).await;
}
