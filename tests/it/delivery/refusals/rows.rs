//! Each kind of notice has a row in the tables: a new kind asks for one.

use std::collections::BTreeSet;

use regex::Regex;

/// The kinds of what the bot says once, and their rows. What tells the team that the customer can't
/// be reached is read in each row that says `desk`.
const ROWS: [(&str, &[(&str, &str)]); 4] = [
    (
        "Public",
        &[
            ("Reply", "Answer"),
            ("Promise", "Promise"),
            ("Solution", "Proposal"),
            ("FollowUp", "FollowUp"),
            ("Fixed", "Fix"),
            ("Declined", "Decline"),
            ("Update", "Update"),
            ("ToFollowers", "Followers"),
            ("Unfollowed", "Unfollowed"),
            ("Reminder", "Reminder"),
            ("Closed", "Close"),
            ("ClosedInThread", "CloseInThread"),
            ("Reopened", "Reopening"),
            ("Merged", "Merge"),
            ("Unmerged", "Unmerging"),
            ("WelcomeBack", "WelcomeBack"),
            ("WayBack", "WayBack"),
            ("SaidElsewhere", "Hint"),
        ],
    ),
    (
        "Internal",
        &[
            ("Note", "Note"),
            ("Assigned", "Assignment"),
            ("TakenOver", "TakenOver"),
            ("DoneByOther", "DoneBySomeone"),
            ("NotLetIn", "NotLetIn"),
            ("HandoverRequested", "Handover"),
            ("Returned", "Left"),
            ("Awake", "Awake"),
            ("PromiseDue", "PromiseDue"),
            ("ThreadLost", "ThreadLost"),
            ("NoticeLost", "NoticeLost"),
            ("ThreadLocked", "Locked"),
            ("BugNews", "Draft"),
            ("InfoRequested", "InfoRequest"),
            ("Absorbed", "Absorbed"),
            ("AbsorptionUndone", "AbsorptionUndone"),
            ("Held", "Thread"),
            ("Resumed", "Thread"),
            ("GivenUp", "Proposal"),
            ("TeamAsked", "TeamAsked"),
            ("TeamAnswered", "RequestAnswer"),
            ("RequestFreed", "RequestFreed"),
            ("RequestOverdue", "Overdue"),
            ("RequestUnposted", "Request"),
        ],
    ),
    (
        "BugNotice",
        &[
            ("Asked", "DeveloperAsked"),
            ("Answered", "Info"),
            ("Declined", "DeveloperDeclined"),
            ("Returned", "StillBroken"),
            ("Recurred", "Recurred"),
            ("DeveloperLeft", "DeveloperLeft"),
            ("Joined", "Joined"),
            ("Parted", "Parted"),
            ("Reopened", "BugReopened"),
        ],
    ),
    (
        "DeskLine",
        &[
            ("FlagRefused", "DeskLine"),
            ("CustomerReturned", "CustomerReturned"),
            ("Lost", "RuleLost"),
        ],
    ),
];

/// The sources in which the kinds are.
const SOURCES: [&str; 3] = [
    include_str!("../../../../src/domain/notice/kinds.rs"),
    include_str!("../../../../src/domain/bug/notice.rs"),
    include_str!("../../../../src/domain/effect.rs"),
];

/// The variants of an enum.
fn variants(name: &str) -> BTreeSet<&'static str> {
    let start = format!("pub enum {name} {{\n");
    let bodies = SOURCES.iter().filter_map(|source| source.split_once(&start));
    let body = bodies.map(|(_, rest)| rest.split("\n}").next().unwrap_or_default()).next();
    let body = body.unwrap_or_else(|| panic!("there is no enum {name}"));
    let variant = Regex::new(r"(?m)^    ([A-Z]\w*)").expect("a pattern");
    variant.captures_iter(body).filter_map(|found| Some(found.get(1)?.as_str())).collect()
}

#[test]
fn each_kind_of_notice_has_a_row() {
    let tables = include_str!("../refusals.rs");
    for (name, rows) in ROWS {
        let listed: BTreeSet<&str> = rows.iter().map(|(kind, _)| *kind).collect();
        assert_eq!(listed, variants(name), "the kinds of {name}");
        for (kind, row) in rows {
            let line = Regex::new(&format!(r"(?m)^ *{row} \|")).expect("a pattern");
            assert!(line.is_match(tables), "{name}::{kind} has no row {row}");
        }
    }
}
