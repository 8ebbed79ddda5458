//! What belongs to a bug: parts of statements that others begin with.

/// The cases that are linked to a bug, and those that were merged into one that is: $1 the server,
/// $2 the bug.
macro_rules! linked {
    () => {
        "WITH RECURSIVE linked(number) AS (
            SELECT case_number FROM case_bugs WHERE guild_id = $1 AND bug_number = $2
            UNION SELECT c.number FROM cases c JOIN linked l ON c.merged_into = l.number WHERE c.guild_id = $1)"
    };
}

/// The cases in which customers are told what becomes of a bug, and all that were merged into
/// those: a case that is linked to it may go on in one that is not. $1 the server, $2 the bug.
macro_rules! told {
    () => {
        "WITH RECURSIVE told(number) AS (
            SELECT case_number FROM case_bugs WHERE guild_id = $1 AND bug_number = $2
            UNION SELECT CASE WHEN c.number = t.number THEN c.merged_into ELSE c.number END FROM cases c
                JOIN told t ON c.merged_into = t.number OR c.number = t.number AND c.merged_into IS NOT NULL WHERE c.guild_id = $1)"
    };
}

/// The bugs that notices show: `notice` is the bug for which one was posted, `number` that bug or
/// one of which it is a duplicate. $1 is the server.
macro_rules! standing {
    () => {
        "standing(notice, number, original) AS (
            SELECT n.bug_number, b.number, b.duplicate_of FROM known_issues n
                JOIN bugs b ON b.guild_id = n.guild_id AND b.number = n.bug_number WHERE n.guild_id = $1
            UNION SELECT s.notice, b.number, b.duplicate_of FROM standing s JOIN bugs b ON b.number = s.original WHERE b.guild_id = $1)"
    };
}

pub(super) use {linked, standing, told};
