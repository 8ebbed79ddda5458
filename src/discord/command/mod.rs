//! Slash commands and the message menu: each parses, asks the desk, and shows the answer.

mod bugs;
mod cases;
mod choice;
mod context;
mod help;
mod localised;
mod privacy;
mod search;
mod settings;
mod suggest;
mod teams;

use poise::serenity_prelude as serenity;

use crate::discord::command::context::Command;

pub(super) use context::failed;
pub(super) use help::entries;

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
        settings::notify::commands(),
        settings::snippet::commands(),
        bugs::commands(),
        teams::commands(),
        cases::ending::commands(),
        privacy::commands(),
        settings::rule::commands(),
        settings::bridge::commands(),
        settings::setup::commands(),
    ];
    let mut commands: Vec<Command> = files.into_iter().flatten().collect();
    for command in &mut commands {
        command.install_context = Some(vec![serenity::InstallationContext::Guild]);
        command.interaction_context = Some(vec![serenity::InteractionContext::Guild]);
    }
    localised::localised(commands)
}

/// All commands, as Discord is told of them.
pub(super) fn definitions() -> Vec<serenity::CreateCommand> {
    localised::definitions(&all())
}
