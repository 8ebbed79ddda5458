//! Locks on rows, which last until the transaction ends. SQLite needs none: a transaction that
//! writes is alone there.

use sqlx::PgConnection;

use crate::domain::{BugNumber, CaseNumber, GuildId, RequestNumber, UserId};

use crate::store::{codec::id, error::Error};

pub(in crate::store) async fn lock_case(
    connection: &mut PgConnection,
    guild: GuildId,
    case: CaseNumber,
) -> Result<(), Error> {
    sqlx::query("SELECT number FROM cases WHERE guild_id = $1 AND number = $2 FOR UPDATE")
        .bind(id(guild.0))
        .bind(case.0)
        .execute(connection)
        .await?;
    Ok(())
}

pub(in crate::store) async fn lock_bug(
    connection: &mut PgConnection,
    guild: GuildId,
    bug: BugNumber,
) -> Result<(), Error> {
    sqlx::query("SELECT number FROM bugs WHERE guild_id = $1 AND number = $2 FOR UPDATE")
        .bind(id(guild.0))
        .bind(bug.0)
        .execute(connection)
        .await?;
    Ok(())
}

pub(in crate::store) async fn lock_known_issue(
    connection: &mut PgConnection,
    guild: GuildId,
    bug: BugNumber,
) -> Result<(), Error> {
    sqlx::query(
        "SELECT bug_number FROM known_issues WHERE guild_id = $1 AND bug_number = $2 FOR UPDATE",
    )
    .bind(id(guild.0))
    .bind(bug.0)
    .execute(connection)
    .await?;
    Ok(())
}

pub(in crate::store) async fn lock_request(
    connection: &mut PgConnection,
    guild: GuildId,
    request: RequestNumber,
) -> Result<(), Error> {
    sqlx::query("SELECT number FROM requests WHERE guild_id = $1 AND number = $2 FOR UPDATE")
        .bind(id(guild.0))
        .bind(request.0)
        .execute(connection)
        .await?;
    Ok(())
}

/// Locks all cases of a requester.
pub(in crate::store) async fn lock_cases_of(
    connection: &mut PgConnection,
    guild: GuildId,
    requester: UserId,
) -> Result<(), Error> {
    sqlx::query(
        "SELECT number FROM cases WHERE guild_id = $1 AND requester_id = $2 ORDER BY number FOR UPDATE",
    )
    .bind(id(guild.0))
    .bind(id(requester.0))
    .execute(connection)
    .await?;
    Ok(())
}
