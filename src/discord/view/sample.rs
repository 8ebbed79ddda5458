//! Samples for the tests of this module, and how they are read.

use serde_json::Value;

use crate::domain::{
    Bug, BugNumber, BugStatus, Case, CaseNumber, CaseThread, ChannelId, GuildId, Language,
    MessageId, Origin, Priority, Report, RoleId, Settings, Severity, Source, Status, Surface, Tag,
    ThreadKind, Time, Title, UserId, WaitStart,
};

use crate::discord::view::{Body, Key, KeyKind, Mark, limit};

/// The longest ID that Discord could assign.
pub const LONG: u64 = u64::MAX;

pub fn time(seconds: i64) -> Time {
    chrono::DateTime::from_timestamp(seconds, 0).expect("a time within range")
}

/// A new case, flagged by an agent.
pub fn case() -> Case {
    Case {
        guild: GuildId(1),
        number: CaseNumber(12),
        revision: 1,
        status: Status::New,
        title: Title::from_message("The app *crashes* at start"),
        question: "The app *crashes* at start.\nVersion 2.4".to_owned(),
        language: Language::English,
        requester: UserId(5),
        requester_left: false,
        locked_since: None,
        guest: None,
        assignee: None,
        assigned_at: None,
        priority: Priority::Normal,
        tags: [Tag::stored("start".to_owned()), Tag::stored("crash".to_owned())].into(),
        source: Source { channel: ChannelId(2), message: Some(MessageId(3)) },
        home: ThreadKind::Started,
        parent: None,
        origin: Origin::Menu,
        opened_by: Some(UserId(7)),
        opened_at: time(1_000_060),
        waiting_since: Some(time(1_000_000)),
        wait_start: WaitStart::Message,
        asked_on_hold: false,
        quiet_since: None,
        unheard_since: None,
        first_response_at: None,
        asking: None,
        obstacle: None,
        solved_at: None,
        closed_at: None,
        reopened_count: 0,
        solutions: 0,
        rating: None,
        close_reason: None,
        snoozed_until: None,
        handover: None,
        promise: None,
        remind_at: None,
        close_at: None,
        merged: None,
        erased_at_revision: 0,
        bugs: Vec::new(),
        news: Vec::new(),
        fix: None,
        superseded: None,
        source_lost: false,
        files: 0,
        asked_in: None,
        thread: CaseThread::default(),
        has_live_posts: false,
        card: Surface::default(),
    }
}

/// A bug that was reported from the case.
pub fn bug() -> Bug {
    Bug {
        guild: GuildId(1),
        number: BugNumber(3),
        revision: 1,
        status: BugStatus::Reported,
        report: Report {
            title: Title::from_message("Crash at start"),
            steps: "Start it\nWait".to_owned(),
            expected: "It starts".to_owned(),
            actual: "It *closes*".to_owned(),
            version: "2.4".to_owned(),
            severity: Severity::High,
        },
        words: "The app *crashes* at start.\n\nEvery time!".to_owned(),
        erased_at_revision: 0,
        reporter: UserId(7),
        reported_at: time(1_000_120),
        reported_from: Some(CaseNumber(12)),
        developer: None,
        shipped_version: None,
        shipped_at: None,
        duplicate_of: None,
        outcomes: 0,
        cases: vec![CaseNumber(12)],
        card: Surface::default(),
        parts_posted: 0,
    }
}

pub fn settings() -> Settings {
    Settings {
        guild: GuildId(1),
        help_channel: ChannelId(2),
        desk_channel: ChannelId(20),
        developers_channel: ChannelId(30),
        agents_roles: vec![RoleId(40)],
        developers_role: RoleId(41),
        leads_roles: Vec::new(),
        flag_emoji: "🎫".to_owned(),
        close_after: crate::domain::settings::DEFAULT_CLOSE_AFTER,
        follow_up_after: None,
        ask_panel: false,
        greeting: None,
        github: None,
        github_words: true,
        one_case_within: Some(crate::domain::settings::DEFAULT_ONE_CASE_WITHIN),
        answer_claims: true,
        sends_bug_news: false,
        update_every: None,
        waiting_first: chrono::TimeDelta::hours(24),
        mode: crate::domain::Mode::Public,
        language: Language::English,
        keep_texts: crate::domain::settings::DEFAULT_KEEP_TEXTS,
        keep_banned: None,
    }
}

/// Returns a body as lines of text: content, embeds with their fields, buttons.
pub fn read(body: &Body) -> String {
    let mut lines = vec![body.content.clone()];
    let json = body.edit();
    for embed in json["embeds"].as_array().into_iter().flatten() {
        lines.push("---".to_owned());
        lines.extend(
            ["title", "description"]
                .iter()
                .filter_map(|key| embed[*key].as_str())
                .map(str::to_owned),
        );
        for field in embed["fields"].as_array().into_iter().flatten() {
            lines.push(format!("{}: {}", text(&field["name"]), text(&field["value"])));
        }
    }
    for row in json["components"].as_array().into_iter().flatten() {
        let buttons = row["components"].as_array().into_iter().flatten().map(|button| {
            let off = if button["disabled"].as_bool() == Some(true) { " off" } else { "" };
            format!("({} {}{off})", text(&button["label"]), text(&button["custom_id"]))
        });
        lines.push(buttons.collect::<Vec<_>>().join(" "));
    }
    lines.join("\n")
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// Checks a body against Discord's limits and its refusal of empty messages and fields.
pub fn check(body: &Body) {
    let count = |value: &Value| text(value).chars().count();
    let json = body.edit();
    let longest = Mark::new(
        Key::new(KeyKind::Notice, &[]),
        GuildId(LONG),
        ChannelId(LONG),
        CaseNumber(i64::MAX),
    );
    assert!(count(&body.redraw(&longest)["content"]) <= limit::CONTENT, "content");
    let pings = !body.pings.is_empty() || !body.role_pings.is_empty();
    assert!(!pings || body.content.chars().count() <= limit::CONTENT, "it would ping nobody");
    let embeds = json["embeds"].as_array().cloned().unwrap_or_default();
    assert!(!body.content.trim().is_empty() || !embeds.is_empty(), "nothing to read");
    assert!(embeds.len() <= 10, "embeds");
    let mut total = 0;
    for embed in &embeds {
        assert!(
            count(&embed["title"]) <= 256 && count(&embed["description"]) <= limit::DESCRIPTION,
            "{embed}"
        );
        let fields = embed["fields"].as_array().cloned().unwrap_or_default();
        assert!(fields.len() <= 25, "fields");
        for field in &fields {
            assert!((1..=256).contains(&count(&field["name"])), "{field}");
            assert!(
                (1..=limit::FIELD).contains(&count(&field["value"]))
                    && !text(&field["value"]).trim().is_empty(),
                "{field}"
            );
            total += count(&field["name"]) + count(&field["value"]);
        }
        assert!(
            !fields.is_empty() || !text(&embed["description"]).trim().is_empty(),
            "an empty embed: {embed}"
        );
        total +=
            count(&embed["title"]) + count(&embed["description"]) + count(&embed["footer"]["text"]);
    }
    assert!(total <= limit::EMBEDS, "{total} characters in all embeds");
}
