//! What people may do, and what of them is kept: `/help`, `/export-me`, `/forget-me`.

use crate::{desk::Error, domain::Permission};

use crate::discord::command::{Context, Used, answer, authorize};
use crate::discord::view;

#[poise::command(slash_command, custom_data = "Permission::ReadHelp")]
pub(super) async fn help(ctx: Context<'_>) -> Result<(), Error> {
    answer(
        ctx,
        |_, by| async move { Ok(view::help(ctx.language(), |permission| by.may(permission))) },
    )
    .await
}

#[poise::command(slash_command, rename = "export-me", custom_data = "Permission::ManageOwnData")]
pub(super) async fn export_me(ctx: Context<'_>) -> Result<(), Error> {
    let work = async {
        let by = authorize(ctx).await?;
        Ok(view::own_data(ctx.language(), ctx.bot().desk.own_data(&by).await?))
    };
    ctx.reply_to().deliver(work).await;
    Ok(())
}

#[poise::command(slash_command, rename = "forget-me", custom_data = "Permission::ManageOwnData")]
pub(super) async fn forget_me(ctx: Context<'_>) -> Result<(), Error> {
    answer(ctx, |bot, by| async move {
        Ok(view::forget_me(ctx.language(), &bot.desk.own_texts(&by).await?))
    })
    .await
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use crate::discord::{command::all, view::COMMANDS};

    #[test]
    fn help_forgets_no_command_and_makes_none_up() {
        let registered: Vec<String> = all()
            .into_iter()
            .map(|command| command.context_menu_name.unwrap_or(command.name).into_owned())
            .collect();
        // What names no command as a whole names a part of one.
        let (whole, parts): (Vec<&str>, Vec<&str>) = COMMANDS
            .iter()
            .map(|entry| entry.command)
            .partition(|name| registered.iter().any(|command| command == name));
        assert_eq!(
            registered.iter().map(String::as_str).collect::<BTreeSet<_>>(),
            whole.iter().copied().collect()
        );
        assert_eq!(whole.len(), registered.len(), "each once");
        for part in parts {
            let (command, part) = part.split_once(' ').expect("a command and its part");
            let found = all()
                .into_iter()
                .find(|known| known.name == command)
                .expect("the command is there");
            assert!(found.subcommands.iter().any(|known| known.name == part), "/{command} {part}");
        }
    }
}
