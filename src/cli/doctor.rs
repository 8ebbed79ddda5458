//! The verb `doctor`: checks everything that the bot needs, and says how to fix what fails.

use std::{
    io::{self, Write},
    sync::Arc,
};

use crate::{
    app,
    cli::database,
    config::{self, Config},
    desk::Desk,
    discord::{
        doctor::{self, Finding},
        rest::Rest,
    },
    domain::{Clock, GuildId, Rule, Settings, Snippet, Subject, SystemClock, pattern},
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
                "No server is set up yet",
                "invite the bot with the link above, and use /setup there",
            )])?;
        }
        for settings in &servers {
            let guild = settings.guild;
            let read = store.read(async move |reader| {
                let board = reader.surface(guild, Subject::Board).await?;
                let panel = reader.surface(guild, Subject::AskPanel).await?;
                Ok(([board.pin, panel.pin], reader.teams(guild).await?))
            });
            let (pins, teams) = read.await?;
            report.add(&doctor::examine_server(&rest, me, settings, &teams, pins).await)?;
            report.add(&examine_issues(config, store, settings).await?)?;
            report.add(&examine_snippets(store, guild).await?)?;
            report.add(&examine_rules(store, guild).await?)?;
        }
        report.add(&[examine_jobs(store).await?])?;
    }
    if let Some(store) = store {
        store.close().await;
    }
    let end = if report.well {
        "All checks passed."
    } else {
        "Some checks failed; see the FAIL lines above."
    };
    writeln!(report.out, "{end}")?;
    Ok(report.well)
}

/// Opens the database to read it, if it answers.
async fn examine_database(
    config: &Config,
    report: &mut Report<'_, impl Write>,
) -> anyhow::Result<Option<Store>> {
    if let Err(error) = database::must_exist(&config.database) {
        let fix = format!("{error}, or start `switchboard run`, which creates it");
        report.add(&[Finding::ill("Can't read the database", fix)])?;
        return Ok(None);
    }
    let store = match Store::open_to_read(config.database.reveal()).await {
        Ok(store) => store,
        Err(error) => {
            let what = format!("Can't open the database {}", database::address(&config.database));
            report.add(&[Finding::ill(what, format!("{error:#}"))])?;
            return Ok(None);
        }
    };
    report.add(&[Finding::well("the database answers, and its tables are up to date")])?;
    if let Some(file) = config.database.file().filter(|file| config::is_open_to_others(file)) {
        report.add(&[Finding::minor(
            "others on this machine can read the database",
            format!("run `chmod 600 {}`", file.display()),
        )])?;
    }
    if store.syncs_data_alone().await? == Some(false) {
        report.add(&[Finding::minor(
            "SQLite syncs a file's times with its data, so a commit takes up to a fifth longer",
            "build in the folder of the sources, or with LIBSQLITE3_FLAGS='-DHAVE_FDATASYNC=1 -DSQLITE_DQS=0'",
        )])?;
    }
    Ok(Some(store))
}

/// Checks that the bot can work with the issues of a server's repository.
async fn examine_issues(
    config: &Config,
    store: &Store,
    settings: &Settings,
) -> anyhow::Result<Vec<Finding>> {
    let Some(repository) = &settings.github else { return Ok(Vec::new()) };
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let Some(github) = app::github(config, &Desk::new(store.clone(), Arc::clone(&clock)).0, clock)?
    else {
        let fix = "put a token into GITHUB_TOKEN, or use /setup github:off";
        return Ok(vec![Finding::ill(format!("There's no token for {repository}"), fix)]);
    };
    Ok(vec![match github.examine(repository).await {
        (what, None) => Finding::well(what),
        (what, Some(fix)) => Finding::ill(what, fix),
    }])
}

/// Checks that each saved reply of a server can be posted.
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
        format!("server {guild}: some saved replies can't be sent"),
        format!(
            "fix them with /snippet edit: {}; {{customer}}, {{agent}} and {{case}} are filled in, and \\{{…}} keeps the braces",
            ill.join(", ")
        ),
    )])
}

/// Checks that each rule of a server means what it seems to.
async fn examine_rules(store: &Store, guild: GuildId) -> anyhow::Result<Vec<Finding>> {
    let rules = store.read(async move |reader| reader.rules(guild).await).await?;
    let doubtful = |rule: &Rule| {
        let pattern = rule.finds.pattern().filter(|pattern| {
            pattern::compile(pattern).is_err() || !pattern::warnings(pattern).is_empty()
        })?;
        Some(format!("{} ({pattern})", rule.name))
    };
    let ill: Vec<String> = rules.iter().filter_map(doubtful).collect();
    if ill.is_empty() {
        return Ok(Vec::new());
    }
    Ok(vec![Finding::minor(
        format!("server {guild}: some rules may not match what you expect"),
        format!("/rule test explains why, and /rule edit changes the pattern: {}", ill.join(", ")),
    )])
}

/// Checks that no job was given up.
async fn examine_jobs(store: &Store) -> anyhow::Result<Finding> {
    let jobs = store.read(async |reader| reader.job_counts().await).await?;
    if jobs.dead == 0 {
        return Ok(Finding::well(format!("all messages delivered ({} waiting)", jobs.pending)));
    }
    Ok(Finding::ill(
        format!("Not all messages were delivered ({} failed, {} waiting)", jobs.dead, jobs.pending),
        "the log says why; fix what fails above, and they'll be tried again",
    ))
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
