//! The verb `doctor`: checks everything that the bot needs, and says how to fix what fails.

use std::io::{self, Write};

use crate::{
    config::Config,
    discord::{
        doctor::{self, Finding},
        rest::Rest,
    },
    domain::{GuildId, Rule, Snippet, Subject, pattern},
    store::Store,
};

/// Writes one line per check. Returns whether all passed.
///
/// # Errors
/// If the lines cannot be written.
pub async fn run(config: &Config, out: &mut impl Write) -> anyhow::Result<bool> {
    // The settings were parsed before this function was called.
    let mut report = Report { out, well: true };
    report.add(&[Finding::well("the settings can be read")])?;
    let store = examine_database(config, &mut report).await?;
    let rest = Rest::new(config.api.as_str(), config.token.reveal(), config.requests_per_second)?;
    let (findings, me) = doctor::examine_account(&rest).await;
    report.add(&findings)?;
    if let (Some(store), Some(me)) = (&store, me) {
        let servers = store.read(async |reader| reader.guilds().await).await?;
        if servers.is_empty() {
            report.add(&[Finding::ill(
                "a server has been set up",
                "invite the bot and use /setup there",
            )])?;
        }
        for settings in &servers {
            let guild = settings.guild;
            let board =
                store.read(async move |reader| reader.surface(guild, Subject::Board).await).await?;
            report.add(&doctor::examine_server(&rest, me, settings, board.pin).await)?;
            report.add(&examine_snippets(store, guild).await?)?;
            report.add(&examine_rules(store, guild).await?)?;
        }
        report.add(&[examine_jobs(store).await?])?;
    }
    if let Some(store) = store {
        store.close().await;
    }
    let end = if report.well {
        "All is well."
    } else {
        "Something needs mending; the lines with FAIL say what."
    };
    writeln!(report.out, "{end}")?;
    Ok(report.well)
}

/// Opens the database, if it answers.
async fn examine_database(
    config: &Config,
    report: &mut Report<'_, impl Write>,
) -> anyhow::Result<Option<Store>> {
    let store = match Store::connect(config.database.reveal()).await {
        Ok(store) => store,
        Err(error) => {
            report.add(&[Finding::ill(
                "the database answers",
                format!("check DATABASE_URL ({error:#})"),
            )])?;
            return Ok(None);
        }
    };
    report.add(&[Finding::well("the database answers, and its tables are up to date")])?;
    if store.syncs_data_alone().await? == Some(false) {
        report.add(&[Finding::minor(
            "SQLite syncs a file's data without its times",
            "build in the folder of the sources, or with LIBSQLITE3_FLAGS='-DHAVE_FDATASYNC=1 -DSQLITE_DQS=0'; until then a commit takes up to a fifth longer",
        )])?;
    }
    Ok(Some(store))
}

/// Checks that each prepared answer of a server can be posted.
async fn examine_snippets(store: &Store, guild: GuildId) -> anyhow::Result<Vec<Finding>> {
    let snippets = store.read(async move |reader| reader.snippets(guild).await).await?;
    let named = |snippet: &Snippet| match snippet.unknown_placeholders() {
        none if none.is_empty() => None,
        some => Some(format!("{} ({})", snippet.name, some.join(", "))),
    };
    let ill: Vec<String> = snippets.iter().filter_map(named).collect();
    if ill.is_empty() {
        return Ok(Vec::new());
    }
    Ok(vec![Finding::minor(
        format!("server {guild}: some prepared answers cannot be posted"),
        format!(
            "use /snippet edit for {}; {{customer}}, {{agent}} and {{case}} are filled in, and \\{{…}} is for braces",
            ill.join(", ")
        ),
    )])
}

/// Checks that each rule of a server means what it seems to.
async fn examine_rules(store: &Store, guild: GuildId) -> anyhow::Result<Vec<Finding>> {
    let rules = store.read(async move |reader| reader.rules(guild).await).await?;
    let is_doubtful = |rule: &&Rule| {
        pattern::compile(&rule.pattern).is_err() || !pattern::warnings(&rule.pattern).is_empty()
    };
    let named = |rule: &Rule| format!("{} ({})", rule.name, rule.pattern);
    let ill: Vec<String> = rules.iter().filter(is_doubtful).map(named).collect();
    if ill.is_empty() {
        return Ok(Vec::new());
    }
    Ok(vec![Finding::minor(
        format!("server {guild}: some rules may not look for what they seem to"),
        format!("/rule test explains the pattern, and /rule edit changes it: {}", ill.join(", ")),
    )])
}

/// Checks that no job was given up.
async fn examine_jobs(store: &Store) -> anyhow::Result<Finding> {
    let jobs = store.read(async |reader| reader.job_counts().await).await?;
    let what = format!("nothing was given up ({} waiting)", jobs.pending);
    if jobs.dead == 0 {
        return Ok(Finding::well(what));
    }
    let fix = format!(
        "{} could not be delivered, and the log says why; mend what fails above, and it is tried again",
        jobs.dead
    );
    Ok(Finding::ill(what, fix))
}

struct Report<'a, W> {
    out: &'a mut W,
    well: bool,
}

impl<W: Write> Report<'_, W> {
    fn add(&mut self, findings: &[Finding]) -> io::Result<()> {
        for finding in findings {
            self.well &= finding.is_well();
            writeln!(self.out, "{finding}")?;
        }
        self.out.flush()
    }
}
