//! What an index is asked, and what it answers.

use crate::domain::analysis::terms::Ask;

/// What an index is asked for, in one server.
#[derive(Clone, Copy)]
pub(in crate::store) struct Asked<'a> {
    pub guild: i64,
    pub ask: &'a Ask,
    /// The only case that may be found.
    pub only: Option<i64>,
    /// What the last row had that was found before: the next ones are older.
    pub before: Option<i64>,
    /// When the case was opened: at the earliest, and before when.
    pub opened: Option<(i64, i64)>,
    pub limit: i64,
}

/// A case that an index found: the row of its document, its number, and what the next request
/// passes as `before`.
#[derive(Clone, Copy)]
pub(in crate::store) struct Row {
    pub id: i64,
    pub case: i64,
    pub place: i64,
}
