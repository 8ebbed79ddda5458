//! What a command's function works with: its context, the permission that it declares, and how it
//! answers.

use std::sync::Arc;

use crate::{
    desk::{self, Authorized, Error},
    domain::{Action, CaseNumber, CaseReference, Cause, Language, Permission},
};

use crate::discord::{
    bot::Bot,
    convert,
    interaction::reply::{Reply, internal_fault},
    view::{Body, words::t},
};

/// A command, with the [`Permission`] that it takes as its `custom_data`.
pub(super) type Command = poise::Command<Arc<Bot>, Error>;

/// What a command gets.
pub(super) type Context<'a> = poise::ApplicationContext<'a, Arc<Bot>, Error>;

/// What a command's function needs of its context.
pub(super) trait Used<'a> {
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
        let interaction = self.interaction;
        let (guild, id) = (interaction.guild_id, interaction.id.get());
        self.bot().reply(guild, id, &interaction.token, self.language())
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
pub(super) async fn authorize(ctx: Context<'_>) -> desk::Result<Authorized> {
    let declared = ctx.command_tree.iter().rev().find_map(|command| permission(command));
    let permission = declared.ok_or_else(|| {
        Error::Internal(anyhow::anyhow!("/{} declares no permission", ctx.interaction.data.name))
    })?;
    authorize_to(ctx, permission).await
}

/// Asks whether whoever gave a command has a permission.
///
/// # Errors
/// Refuses if not.
pub(super) async fn authorize_to(
    ctx: Context<'_>,
    permission: Permission,
) -> desk::Result<Authorized> {
    let (guild, member) = (ctx.interaction.guild_id, ctx.interaction.member.as_deref());
    ctx.bot().authorize(guild, member, permission).await
}

/// The permission that a command takes, as its `custom_data` declares it.
pub(super) fn permission(command: &Command) -> Option<Permission> {
    command.custom_data.downcast_ref().copied()
}

/// Answers a command with what the work comes to, done for whoever gave it.
pub(super) async fn answer<'a, Work>(
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
pub(super) async fn act(
    ctx: Context<'_>,
    case: Option<String>,
    action: impl FnOnce(&Bot, &Authorized) -> desk::Result<Action> + Send,
) -> Result<(), Error> {
    answer(ctx, |bot, by| async move {
        let (case, action) = (ctx.reference(case.as_deref())?, action(bot, &by)?);
        let done = bot.act(&by, case, action, ctx.cause()).await?;
        Ok(bot.answer(ctx.language(), done).await)
    })
    .await
}

/// What poise could not do: told to the person in our words, and to the log.
pub(in crate::discord) async fn failed(error: poise::FrameworkError<'_, Arc<Bot>, Error>) {
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
