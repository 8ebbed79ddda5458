//! Slash commands and the message menu: each parses, asks the desk, and shows the answer.

mod ask;
mod case;
mod choice;
mod ending;
mod find;
mod localised;
mod rights;
mod rule;
mod setup;
mod snippet;
mod work;

use std::sync::Arc;

use poise::serenity_prelude as serenity;

use crate::{
    desk::{self, Error},
    domain::{Actor, CaseNumber, CaseReference, Cause, Language},
};

use crate::discord::{
    bot::Bot,
    convert,
    reply::{PATIENCE, Reply},
    view::{Body, wording},
};

/// What a command gets.
pub(super) type Context<'a> = poise::ApplicationContext<'a, Arc<Bot>, Error>;

/// The most choices that Discord shows, and the longest name of one, in characters (Discord,
/// "Application Command Option Choice Structure").
const CHOICES: usize = 25;
const CHOICE_LIMIT: usize = 100;

/// All commands, with their words in every language.
pub(super) fn all() -> Vec<poise::Command<Arc<Bot>, Error>> {
    localised::localised(vec![
        setup::setup(),
        rule::rule(),
        ask::ask(),
        ask::open_case(),
        case::claim(),
        case::release(),
        case::tag(),
        case::untag(),
        work::assign(),
        work::priority(),
        work::note(),
        snippet::reply(),
        snippet::snippet(),
        case::escalate(),
        work::link(),
        work::unlink(),
        work::snooze(),
        ending::solve(),
        ending::close(),
        ending::reopen(),
        ending::merge(),
        ending::unmerge(),
        case::case(),
        find::queue(),
        find::find(),
        find::my_cases(),
        rights::help(),
        rights::export_me(),
        rights::forget_me(),
    ])
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

/// Answers a command with what the work comes to, done for whoever gave it.
async fn answer<'a, Work>(
    ctx: Context<'a>,
    work: impl FnOnce(&'a Bot, Actor) -> Work + Send,
) -> Result<(), Error>
where
    Work: Future<Output = desk::Result<Body>> + Send,
{
    let bot = ctx.bot();
    let done = async {
        let actor = bot.actor_of_command(ctx.interaction).await?;
        work(bot, actor).await
    };
    ctx.reply_to().settle(done).await;
    Ok(())
}

/// Offers cases while someone types a number.
async fn suggest_cases<'a>(
    ctx: Context<'a>,
    typed: &'a str,
) -> serenity::CreateAutocompleteResponse {
    let found = async {
        let actor = ctx.bot().actor_of_command(ctx.interaction).await?;
        ctx.bot().desk.suggest_cases(actor, typed).await
    };
    let choice = |(number, title): (CaseNumber, crate::domain::Title)| {
        let name =
            crate::domain::text::shorten(&format!("{number} · {}", title.as_str()), CHOICE_LIMIT);
        serenity::AutocompleteChoice::new(name, number.0.to_string())
    };
    suggestions(found, choice).await
}

/// Offers tags that the server uses.
async fn suggest_tags<'a>(
    ctx: Context<'a>,
    typed: &'a str,
) -> serenity::CreateAutocompleteResponse {
    let found = async {
        let actor = ctx.bot().actor_of_command(ctx.interaction).await?;
        ctx.bot().desk.suggest_tags(actor, typed).await
    };
    suggestions(found, |tag: String| serenity::AutocompleteChoice::new(tag.clone(), tag)).await
}

/// Makes choices of what was found. Suggestions that come too late are as good as none.
async fn suggestions<T>(
    work: impl Future<Output = desk::Result<Vec<T>>>,
    choice: impl Fn(T) -> serenity::AutocompleteChoice,
) -> serenity::CreateAutocompleteResponse {
    let found = match tokio::time::timeout(PATIENCE, work).await {
        Ok(Ok(found)) => found,
        Ok(Err(error)) => {
            tracing::warn!(%error, "Nothing could be suggested");
            Vec::new()
        }
        Err(_) => Vec::new(),
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
            wording::changed_command(ctx.language())
        }
        _ => {
            let reference = format!("{:06x}", ctx.interaction.id.get() >> 12 & 0xFF_FFFF);
            tracing::error!(reference, reason, "A command failed");
            wording::internal_fault(ctx.language(), &reference)
        }
    };
    ctx.reply_to().say(&Body::text(body)).await;
}
