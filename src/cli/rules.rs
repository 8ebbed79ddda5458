//! The verb `rules`: exports and imports rules.

use std::{fs, io::Write, path::PathBuf, str::FromStr, sync::Arc};

use anyhow::{Context, bail};
use clap::{Args, Subcommand};

use crate::{
    cli::{
        database, export,
        id::discord_id,
        rows::{self, Row},
    },
    config::DatabaseUrl,
    discord::view,
    domain::{
        ChannelId, Clock, Finds, GuildId, Language, Rule, RuleAction, Tag, refusal::RuleRefusal,
    },
};

/// The arguments of `rules`.
#[derive(Args)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub what: What,
}

/// What is done with rules.
#[derive(Subcommand)]
pub enum What {
    /// Export the rules as JSON Lines, which `import` reads
    Export {
        /// Only this server [default: all servers]
        #[arg(long, value_name = "ID", value_parser = discord_id)]
        guild: Option<u64>,
    },
    /// Import rules from a file, all or none: JSON Lines or CSV with name, with words, all_words or
    /// pattern, and optionally with channel_id, action, tag and priority, as written by `export`. A
    /// running bot picks them up within a minute
    Import {
        /// The server to import into; required if there are several
        #[arg(long, value_name = "ID", value_parser = discord_id)]
        guild: Option<u64>,
        /// Replace existing rules that have the same name
        #[arg(long)]
        replace: bool,
        /// The file to import
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
}

/// Runs the verb. Writes what was done.
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
            let arguments = export::Arguments { guild: *guild, what: export::What::Rules };
            return export::run(database, &arguments, out).await;
        }
        What::Import { guild, replace, file } => (guild, replace, file),
    };
    let source =
        fs::read_to_string(file).with_context(|| format!("can't read {}", file.display()))?;
    let (store, desk) = database::open(database, clock).await?;
    let imported = async {
        let guild = database::server(&desk, *guild).await?;
        let rules = read(&source, guild).map_err(|faults| rows::refused(&faults))?;
        let imported = desk.import_rules(guild, rules.clone(), *replace).await;
        anyhow::Ok((rules, imported.map_err(database::failed)?))
    };
    let imported = imported.await;
    store.close().await;
    let (rules, imported) = imported?;
    if !imported.differing.is_empty() {
        bail!(
            "nothing was imported, since these rules exist and differ (use --replace to replace them): {}",
            imported.differing.join(", ")
        );
    }
    let (added, replaced) = (imported.added.len(), imported.replaced.len());
    writeln!(out, "Added {added}, replaced {replaced}, unchanged {}.", imported.unchanged)?;
    for rule in &rules {
        for doubt in view::rule_doubts(Language::English, &rule.finds) {
            writeln!(out, "{}: {doubt}", rule.name)?;
        }
    }
    Ok(())
}

fn read(source: &str, guild: GuildId) -> Result<Vec<Rule>, Vec<String>> {
    let rows = rows::read(source, &["name"])?;
    let server = rows::server(&rows)?;
    let is_elsewhere = server.is_some_and(|server| server != guild.to_string());
    let (mut rules, mut faults): (Vec<Rule>, Vec<String>) = (Vec::new(), Vec::new());
    for row in &rows {
        match rule(row) {
            Ok(rule) if is_elsewhere && rule.channel.is_some() => faults.push(format!(
                "{}: the channel of {:?} is in another server; leave out channel_id",
                row.at, rule.name
            )),
            Ok(rule) if rules.iter().any(|known| known.name == rule.name) => {
                faults.push(format!("{}: the name {:?} appears twice", row.at, rule.name));
            }
            Ok(rule) => rules.push(rule),
            Err(fault) => faults.push(fault),
        }
    }
    if rules.is_empty() && faults.is_empty() {
        faults.push("the file contains no rules".to_owned());
    }
    if faults.is_empty() { Ok(rules) } else { Err(faults) }
}

fn rule(row: &Row) -> Result<Rule, String> {
    let name = row.need("name")?.to_owned();
    let refused =
        |why: RuleRefusal| format!("{}: {}", row.at, view::refusal(Language::English, &why.into()));
    let [words, all, pattern] =
        ["words", "all_words", "pattern"].map(|column| row.get(column).unwrap_or_default());
    let rule = Rule {
        name,
        finds: Finds::typed([words, all], pattern).map_err(refused)?,
        channel: value(row, "channel_id")?.map(ChannelId),
        action: value(row, "action")?.unwrap_or(RuleAction::Open),
        tag: row
            .get("tag")
            .map(Tag::parse)
            .transpose()
            .map_err(|_| format!("{}: that can't be a tag; use one word", row.at))?,
        priority: value(row, "priority")?,
    };
    rule.checked().map_err(refused)
}

/// Returns a value of one of our types.
fn value<T: FromStr>(row: &Row, column: &str) -> Result<Option<T>, String> {
    let Some(text) = row.get(column) else { return Ok(None) };
    match text.trim().parse() {
        Ok(value) => Ok(Some(value)),
        Err(_) => Err(format!("{}: {text:?} isn't a valid {column}", row.at)),
    }
}
