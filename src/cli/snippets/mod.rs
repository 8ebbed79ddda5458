//! The verb `snippets`: exports saved replies, and imports them, also from other programs.

mod convert;
mod html;
mod shape;

use std::{fs, io::Write, path::PathBuf, sync::Arc};

use anyhow::{Context, bail};
use clap::{Args, Subcommand};

use crate::{
    cli::{
        database, export,
        id::discord_id,
        rows,
        snippets::convert::{Converted, convert},
    },
    config::DatabaseUrl,
    desk::Imported,
    domain::{Clock, snippet::NAME_LIMIT},
};

/// The arguments of `snippets`.
#[derive(Args)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub what: What,
}

/// What is done with saved replies.
#[derive(Subcommand)]
pub enum What {
    /// Export the saved replies as JSON Lines, which `import` reads
    Export {
        /// Only this server [default: all servers]
        #[arg(long, value_name = "ID", value_parser = discord_id)]
        guild: Option<u64>,
    },
    /// Import saved replies from a file, all or none: JSON Lines or CSV with name and text, as
    /// written by `export`, or Modmail's configuration, Zendesk macros or Chatwoot canned responses
    /// as JSON. Safe while the bot runs
    Import {
        /// The server to import into; required if there are several
        #[arg(long, value_name = "ID", value_parser = discord_id)]
        guild: Option<u64>,
        /// Replace existing saved replies that have the same name
        #[arg(long)]
        replace: bool,
        /// The file to import
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
}

/// Runs the verb. Writes what was done, and what was changed on the way.
///
/// # Errors
/// If there is no such database, server or file, or the file cannot be imported: then nothing is.
pub async fn run(
    database: &DatabaseUrl,
    arguments: &Arguments,
    clock: Arc<dyn Clock>,
    out: &mut impl Write,
) -> anyhow::Result<()> {
    let (guild, replace, file) = match &arguments.what {
        What::Export { guild } => {
            let arguments = export::Arguments { guild: *guild, what: export::What::Snippets };
            return export::run(database, &arguments, out).await;
        }
        What::Import { guild, replace, file } => (guild, replace, file),
    };
    let source =
        fs::read_to_string(file).with_context(|| format!("can't read {}", file.display()))?;
    let converted = convert(&source).map_err(|faults| rows::refused(&faults))?;
    let (store, desk) = database::open(database, clock).await?;
    let imported = async {
        let guild = database::server(&desk, *guild).await?;
        let snippets = converted.snippets.clone();
        desk.import_snippets(guild, snippets, *replace).await.map_err(database::failed)
    };
    let imported = imported.await;
    store.close().await;
    let imported = imported?;
    if !imported.differing.is_empty() {
        bail!(
            "nothing was imported, since these saved replies exist with a different text (use --replace to replace them): {}",
            imported.differing.join(", ")
        );
    }
    report(&converted, &imported, out)
}

fn report(converted: &Converted, imported: &Imported, out: &mut impl Write) -> anyhow::Result<()> {
    let Converted { shape, snippets, renamed, filled, unknown, left_out } = converted;
    writeln!(out, "Read the file as {}: found {}.", shape.name(), snippets.len())?;
    let named = |names: &[String]| match names.is_empty() {
        true => "0".to_owned(),
        false => format!("{} ({})", names.len(), names.join(", ")),
    };
    writeln!(
        out,
        "Added {}, replaced {}, unchanged {}.",
        named(&imported.added),
        named(&imported.replaced),
        imported.unchanged
    )?;
    let mut list = |heading: &str, lines: &[String]| {
        if lines.is_empty() {
            return Ok(());
        }
        writeln!(out, "{heading}")?;
        lines.iter().try_for_each(|line| writeln!(out, "  {line}"))
    };
    let rule = format!(
        "Changed names (a name is one word of lower-case letters, digits, - and _, up to {NAME_LIMIT} characters):"
    );
    list(&rule, renamed)?;
    list("Changed placeholders:", filled)?;
    list(
        "Unknown placeholders (these replies can't be sent until someone fixes them with /snippet edit):",
        unknown,
    )?;
    list("Left out:", left_out)?;
    Ok(())
}
