//! The verb `snippets`: exports prepared answers, and imports them, also from other programs.

mod convert;
mod html;
mod shape;

use std::{fs, io::Write, path::PathBuf, sync::Arc};

use anyhow::{Context, bail};
use clap::{Args, Subcommand};

use crate::{
    cli::{
        database, export, rows,
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

/// What is done with prepared answers.
#[derive(Subcommand)]
pub enum What {
    /// Write the prepared answers to standard output, one JSON object per line, as `import` reads them
    Export {
        /// Only of this server; of all servers if left out
        #[arg(long, value_name = "ID", value_parser = clap::value_parser!(u64).range(1..))]
        guild: Option<u64>,
    },
    /// Add the prepared answers of a file, all or none: JSON lines or CSV with name and text, as
    /// `export` writes them, or Modmail's configuration, Zendesk macros or Chatwoot
    /// canned responses as JSON. The bot may be running
    Import {
        /// Into this server; needed if there are several
        #[arg(long, value_name = "ID", value_parser = clap::value_parser!(u64).range(1..))]
        guild: Option<u64>,
        /// Replace the text of those that are there with another one
        #[arg(long)]
        replace: bool,
        /// The file
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
        fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?;
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
            "nothing was imported: these are there with another text; --replace replaces them: {}",
            imported.differing.join(", ")
        );
    }
    report(&converted, &imported, out)
}

fn report(converted: &Converted, imported: &Imported, out: &mut impl Write) -> anyhow::Result<()> {
    let Converted { shape, snippets, renamed, filled, unknown, left_out } = converted;
    writeln!(out, "The file is read as {}: {} of them.", shape.name(), snippets.len())?;
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
        "Names that were changed (one word of small letters, digits, - and _, at most {NAME_LIMIT} characters):"
    );
    list(&rule, renamed)?;
    list("Placeholders that have another name here:", filled)?;
    list(
        "Placeholders that nothing is filled in for; these are not posted before somebody corrects them with /snippet edit:",
        unknown,
    )?;
    list("Left out:", left_out)?;
    Ok(())
}
