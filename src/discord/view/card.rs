//! The live message of a case in the desk channel: all that an agent wants to know of it at a glance.

use serenity::all::{
    ButtonStyle, Colour, CreateActionRow, CreateButton, CreateEmbed, CreateSelectMenu, CreateSelectMenuKind, CreateSelectMenuOption,
};

use crate::domain::{Bug, BugStatus, Case, Home, Origin, Priority, Rating, Status, Tag};

use super::{
    Body, CustomId,
    escape::{code, escape, shortened},
    history::score_word,
    limit::{self, listed},
    link,
};

/// How much of the question the card shows, in characters.
const EXCERPT: usize = 600;
/// How much of what a customer said of an answer is shown, in characters.
const COMMENT: usize = 600;

/// One line of an embed: its name, what stands there, and whether others may stand beside it.
pub(super) type Field = (&'static str, String, bool);

/// A case's card. `bug` is the one that the case waits for, where it is at hand: with it the card tells how the bug
/// stands and leads to it. `known_tags` are those that the server uses most.
pub fn card(case: &Case, bug: Option<&Bug>, known_tags: &[Tag]) -> Body {
    let mut embed = CreateEmbed::new().colour(colour(case.status)).fields(fields(case, bug));
    let excerpt = shortened(&case.question, EXCERPT);
    if !excerpt.is_empty() {
        embed = embed.description(excerpt);
    }
    let mut components = vec![CreateActionRow::Buttons(buttons(case))];
    components.extend(tag_menu(case, known_tags));
    Body { embeds: vec![embed], components, ..Body::text(headline(case)) }
}

fn buttons(case: &Case) -> Vec<CreateButton> {
    let over = case.is_over();
    let button = |id: CustomId, label: &str, style| CreateButton::new(id.to_string()).label(label).style(style);
    let mut buttons = vec![
        button(CustomId::Claim(case.number), "Claim", ButtonStyle::Primary).disabled(over),
        button(CustomId::Solve(case.number), "Solve", ButtonStyle::Success).disabled(over),
        button(CustomId::Escalate(case.number), "Escalate", ButtonStyle::Secondary).disabled(over || !case.bugs.is_empty()),
    ];
    if over && case.merged.is_none() {
        buttons.push(button(CustomId::Reopen(case.number), "Reopen", ButtonStyle::Secondary));
    }
    buttons
}

/// A menu of the case's tags and those that the server uses most. None where there is nothing to choose.
fn tag_menu(case: &Case, known: &[Tag]) -> Option<CreateActionRow> {
    let others = known.iter().filter(|tag| !case.tags.contains(*tag));
    let options: Vec<CreateSelectMenuOption> = case
        .tags
        .iter()
        .map(|tag| (tag, true))
        .chain(others.map(|tag| (tag, false)))
        .take(limit::OPTIONS)
        .map(|(tag, chosen)| CreateSelectMenuOption::new(tag.as_str(), tag.as_str()).default_selection(chosen))
        .collect();
    if options.is_empty() || case.is_over() {
        return None;
    }
    let most = u8::try_from(options.len()).unwrap_or(u8::MAX);
    let menu = CreateSelectMenu::new(CustomId::Tags(case.number).to_string(), CreateSelectMenuKind::String { options })
        .placeholder("Tags")
        .min_values(0)
        .max_values(most);
    Some(CreateActionRow::SelectMenu(menu))
}

/// `#12 · title`.
pub(super) fn headline(case: &Case) -> String {
    format!("{} · {}", case.number, escape(case.title.as_str()))
}

/// What is known of a case, for the card and for `/case show`.
pub(super) fn fields(case: &Case, bug: Option<&Bug>) -> Vec<Field> {
    let mut fields = vec![
        ("Customer", format!("<@{}>", case.requester), true),
        ("Status", status_words(case), true),
        ("Has it", case.assignee.map_or_else(|| "Nobody yet".to_owned(), |agent| format!("<@{agent}>")), true),
        ("Priority", priority_word(case.priority).to_owned(), true),
        ("Tags", tags(&case.tags, limit::FIELD), true),
        ("Waiting", waiting(case), true),
    ];
    if !case.bugs.is_empty() {
        fields.push(("Bug", bugs(case, bug), true));
    }
    let links = links(case);
    if !links.is_empty() {
        fields.push(("Links", links, true));
    }
    fields.push(("Opened", how_opened(case), true));
    fields.extend(case.rating.as_ref().map(|rating| ("How it was", how_it_was(rating), false)));
    fields
}

/// The face that the customer chose, and the sentence that they added.
fn how_it_was(rating: &Rating) -> String {
    let face = score_word(rating.score);
    match &rating.comment {
        Some(comment) => format!("{face} · “{}”", shortened(comment, COMMENT)),
        None => face.to_owned(),
    }
}

pub(super) fn colour(status: Status) -> Colour {
    Colour::new(match status {
        Status::New => 0xED_42_45,
        Status::Open => 0xE6_7E_22,
        Status::Pending => 0x34_98_DB,
        Status::OnHold => 0x9B_59_B6,
        Status::Solved => 0x57_F2_87,
        Status::Closed => 0x95_A5_A6,
    })
}

fn status_words(case: &Case) -> String {
    if let Some(merged) = case.merged {
        return format!("Merged: goes on in {}", merged.into);
    }
    let words = match case.status {
        Status::New => "New: nobody has it",
        Status::Open => "Open: waiting on us",
        Status::Pending => "Pending: waiting on the customer",
        Status::OnHold if case.bugs.is_empty() => "On hold: waiting on others",
        Status::OnHold => "On hold: waiting on a bug",
        Status::Solved => "Solved: the customer is asked",
        Status::Closed => {
            return case.close_reason.map_or_else(|| "Closed".to_owned(), |reason| format!("Closed: {}", super::post::why(reason)));
        }
    };
    match case.snoozed_until {
        Some(until) => format!("{words}; put aside until {}", link::date(until)),
        None => words.to_owned(),
    }
}

pub(super) fn priority_word(priority: Priority) -> &'static str {
    match priority {
        Priority::Low => "Low",
        Priority::Normal => "Normal",
        Priority::High => "High",
        Priority::Urgent => "Urgent",
    }
}

/// Tags in at most `room` characters.
pub(super) fn tags<'tags>(tags: impl IntoIterator<Item = &'tags Tag>, room: usize) -> String {
    let tags: Vec<String> = tags.into_iter().map(|tag| code(tag.as_str())).collect();
    if tags.is_empty() { "None yet".to_owned() } else { listed(&tags, " ", room) }
}

fn waiting(case: &Case) -> String {
    match case.waiting_since {
        Some(since) => format!("Since {} ({})", link::date(since), link::ago(since)),
        None => "Nobody is waiting".to_owned(),
    }
}

fn bugs(case: &Case, bug: Option<&Bug>) -> String {
    let lines: Vec<String> = case
        .bugs
        .iter()
        .map(|number| match bug.filter(|bug| bug.number == *number) {
            Some(bug) => format!("{} · {}", link::linked(&number.to_string(), link::bug_card(bug)), bug_word(bug.status)),
            None => number.to_string(),
        })
        .collect();
    listed(&lines, "\n", limit::FIELD)
}

pub(super) fn bug_word(status: BugStatus) -> &'static str {
    match status {
        BugStatus::Reported => "reported",
        BugStatus::Accepted => "accepted",
        BugStatus::Fixed => "fixed, not shipped yet",
        BugStatus::Shipped => "shipped",
        BugStatus::Declined => "declined",
        BugStatus::Duplicate => "a duplicate",
    }
}

/// Links to the message and the thread, as far as they are there.
fn links(case: &Case) -> String {
    let message = match link::source(case) {
        Some(address) => Some(format!("[Message]({address})")),
        None => case.surfaces.source_lost.then(|| "The message was deleted".to_owned()),
    };
    let private = if case.home == Home::Private { "Private thread" } else { "Thread" };
    let thread = match link::thread(case) {
        Some(address) => Some(format!("[{private}]({address})")),
        None if !case.surfaces.thread_lost => None,
        None if case.can_have_thread() => Some("The thread was deleted: what is said next opens another".to_owned()),
        None => Some("There is no thread any more, and none can be made: please write to the customer elsewhere".to_owned()),
    };
    message.into_iter().chain(thread).collect::<Vec<_>>().join(" · ")
}

fn how_opened(case: &Case) -> String {
    let how = match (&case.origin, case.opened_by) {
        (Origin::Menu | Origin::Reaction, Some(agent)) => format!("Flagged by <@{agent}>"),
        (Origin::Menu | Origin::Reaction, None) => "Flagged by the team".to_owned(),
        (Origin::Rule(name), _) => format!("Flagged by the rule “{}”", escape(name)),
        (Origin::Ask, _) => "Asked with `/ask`".to_owned(),
    };
    format!("{how}, {}", link::ago(case.opened_at))
}

#[cfg(test)]
mod tests {
    use super::super::sample::{self, check, read};
    use super::*;
    use crate::domain::{BugNumber, ChannelId, MessageId, Title, UserId};
    use proptest::prelude::*;

    #[test]
    fn a_new_card_says_all_that_is_known() {
        insta::assert_snapshot!(read(&card(&sample::case(), None, &[])), @r"
        #12 · The app \*crashes\* at start
        ---
        The app \*crashes\* at start.
        Version 2.4
        Customer: <@5>
        Status: New: nobody has it
        Has it: Nobody yet
        Priority: Normal
        Tags: `crash` `start`
        Waiting: Since <t:1000000:f> (<t:1000000:R>)
        Links: [Message](https://discord.com/channels/1/2/3) · [Thread](https://discord.com/channels/1/3)
        Opened: Flagged by <@7>, <t:1000060:R>
        (Claim v1:claim:12) (Solve v1:solve:12) (Escalate v1:escalate:12)
        ( v1:tags:12)
        ");
    }

    #[test]
    fn a_card_on_hold_leads_to_its_bug() {
        let mut case = sample::case();
        case.status = Status::OnHold;
        case.assignee = Some(UserId(7));
        case.waiting_since = None;
        case.bugs = vec![BugNumber(3)];
        let mut bug = sample::bug();
        bug.surfaces.card_channel = Some(ChannelId(30));
        bug.surfaces.card = Some(MessageId(31));
        insta::assert_snapshot!(read(&card(&case, Some(&bug), &[])), @r"
        #12 · The app \*crashes\* at start
        ---
        The app \*crashes\* at start.
        Version 2.4
        Customer: <@5>
        Status: On hold: waiting on a bug
        Has it: <@7>
        Priority: Normal
        Tags: `crash` `start`
        Waiting: Nobody is waiting
        Bug: [#3](https://discord.com/channels/1/30/31) · reported
        Links: [Message](https://discord.com/channels/1/2/3) · [Thread](https://discord.com/channels/1/3)
        Opened: Flagged by <@7>, <t:1000060:R>
        (Claim v1:claim:12) (Solve v1:solve:12) (Escalate v1:escalate:12 off)
        ( v1:tags:12)
        ");
    }

    #[test]
    fn the_buttons_of_a_case_that_is_over_rest() {
        let mut case = sample::case();
        case.status = Status::Closed;
        let text = read(&card(&case, None, &[]));
        assert!(
            text.contains("(Claim v1:claim:12 off) (Solve v1:solve:12 off) (Escalate v1:escalate:12 off) (Reopen v1:reopen:12)"),
            "{text}"
        );
    }

    #[test]
    fn an_ask_without_words_or_message_has_no_empty_places() {
        let mut case = sample::case();
        case.origin = Origin::Ask;
        case.source.message = None;
        case.question = String::new();
        let body = card(&case, None, &[]);
        check(&body);
        assert!(!read(&body).contains("Links"), "{}", read(&body));
    }

    proptest! {
        #[test]
        fn a_card_always_fits(title in "[*_`|a ]{1,80}", question in "([*_`|<\n ]|\\PC){0,4000}", count in 0..20_usize, over in any::<bool>()) {
            let mut case = sample::case();
            case.title = Title::from_message(&title);
            case.question = question;
            case.tags = (0..count).map(|index| Tag::stored(format!("{index:_>32}"))).collect();
            case.bugs = (0..count).map(|index| BugNumber(i64::MAX - i64::try_from(index).unwrap_or(0))).collect();
            case.origin = Origin::Rule("*".repeat(50));
            if over {
                case.status = Status::Solved;
                case.rating = Some(Rating { solution: 1, score: 2, comment: Some(title.repeat(6)) });
            }
            let body = card(&case, Some(&sample::bug()), &[]);
            check(&body);
            prop_assert!(body.content.starts_with("#12 · "));
        }
    }
}
