//! A database of one's own for each test: a file, or a database on the Postgres that
//! `SWITCHBOARD_TEST_POSTGRES` names.

use std::sync::atomic::{AtomicU32, Ordering};

use sqlx::Connection;

/// A database that goes when it is removed.
pub struct Database {
    url: String,
    server: Option<(String, String)>,
    folder: tempfile::TempDir,
}

static COUNT: AtomicU32 = AtomicU32::new(0);

/// Where Postgres is, if the tests are to run on it.
pub fn postgres() -> Option<String> {
    std::env::var("SWITCHBOARD_TEST_POSTGRES").ok().filter(|url| !url.is_empty())
}

impl Database {
    pub async fn fresh() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let Some(server) = postgres() else {
            let url = format!("sqlite://{}", folder.path().join("switchboard.db").display());
            return Self { url, server: None, folder };
        };
        let name = format!("test_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let mut connection = sqlx::PgConnection::connect(&server).await.expect("Postgres answers");
        let create = sqlx::AssertSqlSafe(format!("CREATE DATABASE {name}"));
        sqlx::raw_sql(create).execute(&mut connection).await.expect("a database can be made");
        let (base, options) = server
            .split_once('?')
            .map_or((server.as_str(), String::new()), |(base, rest)| (base, format!("?{rest}")));
        let base = base.rsplit_once('/').map_or(base, |(base, _)| base);
        Self {
            url: format!("{base}/{name}{options}"),
            server: Some((server.clone(), name)),
            folder,
        }
    }

    pub fn url(&self) -> &str {
        &self.url
    }

    pub fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    pub async fn remove(&self) {
        if let Some((server, name)) = &self.server {
            let mut connection =
                sqlx::PgConnection::connect(server).await.expect("Postgres answers");
            let drop = sqlx::AssertSqlSafe(format!("DROP DATABASE {name} WITH (FORCE)"));
            sqlx::raw_sql(drop).execute(&mut connection).await.expect("a database can be dropped");
        }
    }
}
