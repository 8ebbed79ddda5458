//! The tables of either database: the migrations, in order. Applied ones never change.

use sqlx::{
    SqlSafeStr,
    migrate::{Migration, MigrationType, Migrator},
};

/// Number, name and text of a migration.
type Step = (i64, &'static str, &'static str);

macro_rules! step {
    ($number:literal, $name:literal, $file:literal) => {
        ($number, $name, include_str!(concat!("../../migrations/", $file)))
    };
}

const BOTH: [Step; 8] = [
    step!(1, "house", "0001_house.sql"),
    step!(2, "life", "0002_life.sql"),
    step!(3, "find", "0003_find.sql"),
    step!(4, "turns", "0004_turns.sql"),
    step!(5, "keeping", "0005_keeping.sql"),
    step!(6, "places", "0006_places.sql"),
    step!(10, "language", "0010_language.sql"),
    step!(11, "indexes", "0011_indexes.sql"),
];

/// Full-text search is each database's own, and SQLite numbers its rows.
const SQLITE: [Step; 4] = [
    step!(7, "search", "0007_search_sqlite.sql"),
    step!(8, "search in bulk", "0008_search_sqlite.sql"),
    step!(12, "row numbers", "0012_row_numbers_sqlite.sql"),
    step!(13, "search view", "0013_search_view_sqlite.sql"),
];

const POSTGRES: [Step; 2] = [
    step!(7, "search", "0007_search_postgres.sql"),
    step!(9, "search planned once", "0009_search_postgres.sql"),
];

/// What brings a SQLite file up to date.
pub(super) fn sqlite() -> Migrator {
    migrator(&SQLITE)
}

/// What brings a Postgres database up to date.
pub(super) fn postgres() -> Migrator {
    migrator(&POSTGRES)
}

fn migrator(own: &[Step]) -> Migrator {
    let mut steps = [&BOTH, own].concat();
    steps.sort_by_key(|&(number, ..)| number);
    let migration = |(number, name, sql): Step| {
        Migration::new(number, name.into(), MigrationType::Simple, sql.into_sql_str(), false)
    };
    Migrator::with_migrations(steps.into_iter().map(migration).collect())
}
