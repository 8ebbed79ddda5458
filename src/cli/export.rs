//! The verb `export`: writes rows of the database as JSON lines, a page at a time.

use std::{
    io::{self, Write},
    sync::Arc,
};

use anyhow::Context;
use clap::{Args, ValueEnum};

use crate::{
    cli::{database, id::discord_id},
    config::DatabaseUrl,
    desk::Desk,
    domain::{GuildId, SystemClock},
    store::Export,
};

/// The arguments of `export`.
#[derive(Args)]
pub struct Arguments {
    /// Only this server [default: all servers]
    #[arg(long, value_name = "ID", value_parser = discord_id)]
    pub guild: Option<u64>,
    /// What to export
    #[arg(long, value_enum, default_value_t = What::Cases)]
    pub what: What,
}

/// Which rows.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum What {
    /// One row per case.
    Cases,
    /// One row per bug.
    Bugs,
    /// One row per event, oldest first.
    Events,
    /// One row per message that is stored for a case.
    Messages,
    /// One row per rule. `rules import` reads them.
    Rules,
    /// One row per saved reply. `snippets import` reads them.
    #[value(alias = "replies")]
    Snippets,
    /// One row per bridge or proxy.
    Bridges,
    /// One row per other team.
    Teams,
    /// One row per request to another team.
    Requests,
}

impl From<What> for Export {
    fn from(what: What) -> Self {
        match what {
            What::Cases => Self::Cases,
            What::Bugs => Self::Bugs,
            What::Events => Self::Events,
            What::Messages => Self::Messages,
            What::Rules => Self::Rules,
            What::Snippets => Self::Snippets,
            What::Bridges => Self::Bridges,
            What::Teams => Self::Teams,
            What::Requests => Self::Requests,
        }
    }
}

/// Writes the rows of one server or of all, ordered by number or by time. A closed pipe is not an
/// error.
///
/// # Errors
/// If there is no such database or server, the database does not answer, or the output cannot be
/// written.
pub async fn run(
    database: &DatabaseUrl,
    arguments: &Arguments,
    out: &mut impl Write,
) -> anyhow::Result<()> {
    let (store, desk) = database::open(database, Arc::new(SystemClock)).await?;
    let guild = arguments.guild.map(GuildId);
    let written = write(&desk, guild, arguments.what, out).await;
    store.close().await;
    written
}

/// Writes the rows of one server or of all of an open database. A closed pipe is not an error.
///
/// # Errors
/// If there is no such server, the database does not answer, or the output cannot be written.
pub async fn write(
    desk: &Desk,
    guild: Option<GuildId>,
    what: What,
    out: &mut impl Write,
) -> anyhow::Result<()> {
    let known: Vec<GuildId> =
        desk.servers().await?.into_iter().map(|settings| settings.guild).collect();
    let guilds = match guild {
        None => known,
        Some(guild) if known.contains(&guild) => vec![guild],
        Some(guild) => anyhow::bail!("{}", database::unknown(guild, &known)),
    };
    for guild in guilds {
        let mut after = 0;
        loop {
            let (rows, next) = desk.export(guild, what.into(), after).await?;
            match write_page(out, &rows) {
                Ok(()) => {}
                Err(error) if error.kind() == io::ErrorKind::BrokenPipe => return Ok(()),
                Err(error) => return Err(error).context("can't write the rows"),
            }
            let Some(next) = next else { break };
            after = next;
        }
    }
    Ok(())
}

fn write_page(out: &mut impl Write, rows: &[serde_json::Value]) -> io::Result<()> {
    for row in rows {
        serde_json::to_writer(&mut *out, row)?;
        out.write_all(b"\n")?;
    }
    out.flush()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{
        desk::{Flagged, Person, SetupChange},
        domain::{
            Cause, ChannelId, MessageId, Origin, Permission, RoleId, Sender, SystemClock, UserId,
        },
        store::Store,
    };

    const SERVERS: [u64; 2] = [71, 72];
    /// More than two pages.
    const CASES: u64 = 1_001;

    /// Creates two servers: the first has many cases, the second has one.
    async fn database(folder: &std::path::Path) -> DatabaseUrl {
        let database =
            DatabaseUrl::parse(&format!("sqlite://{}", folder.join("house.db").display()))
                .expect("a URL");
        let store = Store::connect(database.reveal()).await.expect("a database");
        let (desk, _jobs) = Desk::new(store.clone(), Arc::new(SystemClock));
        for (guild, cases) in SERVERS.into_iter().zip([CASES, 1]) {
            let guild = GuildId(guild);
            let manager =
                Person { guild, user: UserId(9), roles: vec![RoleId(4)], manages_server: true };
            let by = desk.authorize(&manager, Permission::SetUp).await.expect("a right");
            let change = SetupChange {
                help: Some(ChannelId(1)),
                desk: Some(ChannelId(2)),
                developers: Some(ChannelId(3)),
                agents: Some(RoleId(4)),
                devs: Some(RoleId(5)),
                ..SetupChange::default()
            };
            let settings = change.plan(&by).expect("settings").settings;
            desk.set_up(&by, settings, Cause::Interaction(1)).await.expect("a set-up");
            let by = desk.authorize(&manager, Permission::OpenCases).await.expect("a right");
            for number in 1..=cases {
                let message = MessageId(number);
                let flagged = Flagged {
                    guild,
                    channel: ChannelId(1),
                    message,
                    author: UserId(10),
                    content: format!("it fails {number}"),
                    title: crate::domain::Title::from_message("it fails"),
                    post_title: None,
                    file_names: Vec::new(),
                    sender: Sender::Member,
                    place: crate::desk::Location::Channel(crate::desk::ChannelKind::Text),
                };
                let cause = Cause::Interaction(number);
                desk.flag(&by, flagged, Origin::Menu, cause).await.expect("a case");
            }
        }
        store.close().await;
        database
    }

    /// Accepts this many writes, then behaves as a closed pipe.
    struct ClosedAfter(usize);

    impl Write for ClosedAfter {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0 = self.0.checked_sub(1).ok_or(io::ErrorKind::BrokenPipe)?;
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    async fn lines(
        database: &DatabaseUrl,
        guild: Option<u64>,
        what: What,
    ) -> Vec<serde_json::Value> {
        let mut out = Vec::new();
        run(database, &Arguments { guild, what }, &mut out).await.expect("an export");
        let text = String::from_utf8(out).expect("text");
        text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
    }

    #[tokio::test]
    async fn every_row_of_every_page_is_one_line() {
        let folder = tempfile::tempdir().expect("a folder");
        let database = database(folder.path()).await;

        let all = lines(&database, None, What::Cases).await;
        assert_eq!(all.len(), 1_002);
        let first = lines(&database, Some(SERVERS[0]), What::Cases).await;
        assert_eq!(first, all[..1_001]);
        assert!(
            first
                .iter()
                .zip(1..)
                .all(|(row, number)| row["number"] == number && row["guild_id"] == "71")
        );
        assert_eq!(lines(&database, Some(SERVERS[1]), What::Messages).await.len(), 1);
        assert!(lines(&database, None, What::Bugs).await.is_empty());

        run(&database, &Arguments { guild: None, what: What::Cases }, &mut ClosedAfter(3))
            .await
            .expect("a quiet end");
        let error =
            run(&database, &Arguments { guild: Some(73), what: What::Cases }, &mut Vec::new())
                .await
                .expect_err("no such server");
        assert_eq!(error.to_string(), "server 73 isn't in this database, which has: 71, 72");
    }

    #[tokio::test]
    async fn a_wrong_path_is_an_error_and_makes_no_database() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("typo.db");
        let database = DatabaseUrl::parse(&format!("sqlite://{}", path.display())).expect("a URL");
        let error = run(&database, &Arguments { guild: None, what: What::Cases }, &mut Vec::new())
            .await
            .expect_err("no database");
        assert!(error.to_string().contains("there's no database at"), "{error}");
        assert!(!path.exists());
    }
}
