//! A database of one's own for each test: a file, or a database on the Postgres that
//! `SWITCHBOARD_TEST_POSTGRES` names.

use std::{
    fs::OpenOptions,
    hash::{DefaultHasher, Hash, Hasher},
    io::Write,
    os::unix::fs::OpenOptionsExt,
    path::PathBuf,
    sync::atomic::{AtomicU32, Ordering},
};

use sqlx::{AssertSqlSafe, Connection, PgConnection};
use switchboard::store::Store;
use tokio::sync::OnceCell;

const FILE: &str = "switchboard.db";

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

/// A database with all tables and nothing in them, which the scenarios copy: the bytes of its file,
/// or its name on the Postgres.
enum Template {
    File(Vec<u8>),
    Name(String),
}

static TEMPLATE: OnceCell<Template> = OnceCell::const_new();

impl Template {
    async fn get() -> &'static Self {
        TEMPLATE.get_or_init(Self::make).await
    }

    async fn make() -> Self {
        let Some(server) = postgres() else {
            let database = Database::fresh().await;
            migrate(database.url()).await;
            return Self::File(std::fs::read(database.file()).expect("the file"));
        };
        // It outlives this run, and is made anew once the migrations have changed.
        let name = format!("test_template_{:016x}", hash_of_migrations());
        let mut connection = connect(&server).await;
        // Two runs of the tests may want it at once.
        execute(&mut connection, "SELECT pg_advisory_lock(7263)".to_owned()).await;
        let known = format!("SELECT datname FROM pg_database WHERE datname = '{name}'");
        let known = sqlx::raw_sql(AssertSqlSafe(known)).fetch_optional(&mut connection).await;
        if known.expect("Postgres answers").is_none() {
            let unfinished = format!("{name}_unfinished");
            execute(&mut connection, format!("DROP DATABASE IF EXISTS {unfinished}")).await;
            execute(&mut connection, format!("CREATE DATABASE {unfinished}")).await;
            migrate(&url_of(&server, &unfinished)).await;
            execute(&mut connection, format!("ALTER DATABASE {unfinished} RENAME TO {name}")).await;
        }
        connection.close().await.expect("it closes");
        Self::Name(name)
    }
}

/// Lets the bot make the tables.
async fn migrate(url: &str) {
    Store::connect(url).await.expect("the tables can be made").close().await;
}

fn hash_of_migrations() -> u64 {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/migrations");
    let entries = std::fs::read_dir(folder).expect("the migrations");
    let mut files: Vec<_> = entries.map(|entry| entry.expect("a file").path()).collect();
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in files {
        std::fs::read(&file).expect("a migration").hash(&mut hasher);
    }
    hasher.finish()
}

async fn connect(server: &str) -> PgConnection {
    PgConnection::connect(server).await.expect("Postgres answers")
}

async fn execute(connection: &mut PgConnection, sql: String) {
    sqlx::raw_sql(AssertSqlSafe(sql)).execute(connection).await.expect("it can be done");
}

/// The address of a database on the server.
fn url_of(server: &str, name: &str) -> String {
    let (base, options) = server
        .split_once('?')
        .map_or((server, String::new()), |(base, rest)| (base, format!("?{rest}")));
    let base = base.rsplit_once('/').map_or(base, |(base, _)| base);
    format!("{base}/{name}{options}")
}

impl Database {
    /// A database without tables.
    pub async fn fresh() -> Self {
        Self::create("template1").await
    }

    /// A database with all tables and nothing in them.
    pub async fn migrated() -> Self {
        match Template::get().await {
            Template::Name(name) => Self::create(name).await,
            Template::File(bytes) => {
                let database = Self::fresh().await;
                // As the bot makes it: for its owner alone.
                let mut file = OpenOptions::new();
                let file = file.write(true).create_new(true).mode(0o600).open(database.file());
                file.expect("the file").write_all(bytes).expect("the file");
                database
            }
        }
    }

    async fn create(template: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let Some(server) = postgres() else {
            let url = format!("sqlite://{}", folder.path().join(FILE).display());
            return Self { url, server: None, folder };
        };
        let name = format!("test_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let mut connection = connect(&server).await;
        // As files: through the log, the many small files of the tables take four times as long.
        let create = format!("CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY");
        execute(&mut connection, create).await;
        Self { url: url_of(&server, &name), server: Some((server, name)), folder }
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join(FILE)
    }

    pub fn url(&self) -> &str {
        &self.url
    }

    pub fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    pub async fn remove(&self) {
        if let Some((server, name)) = &self.server {
            let mut connection = connect(server).await;
            execute(&mut connection, format!("DROP DATABASE {name} WITH (FORCE)")).await;
        }
    }
}
