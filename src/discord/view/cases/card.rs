//! A case's card in the desk channel: what an agent needs to know at a glance.

use serenity::all::{
    ButtonStyle, Colour, CreateActionRow, CreateButton, CreateEmbed, CreateSelectMenu,
    CreateSelectMenuKind, CreateSelectMenuOption,
};
use strum::VariantArray;

use crate::domain::{
    Awaited, Bug, BugStatus, Case, Language, OpenQuestion, Origin, Phase, Priority, Rating,
    Severity, Status, Tag, ThreadKind, WaitStart,
};

use crate::discord::view::{
    Body, BugId, CaseButton, CaseForm, CustomId, NewsId, RequestId,
    bugs::{
        news::open_questions,
        suggestion::{link_button, suggestion},
    },
    escape::{code, escape, shortened},
    limit::{self, listed},
    link,
    markdown::{Meaning, pieces},
    obstacle,
    search::queue::{news_mark, private_mark, promise_mark},
    teams::awaited::awaits,
    words::{t, yes_or_no},
};

/// The most lines of a card below its title.
const LINES: usize = 7;
/// The most characters of a part of a line.
const PART: usize = 150;

/// The most characters of what says which other teams are awaited, or what developers ask.
const AWAITED: usize = 600;

/// A field of an embed: its name, its value, and whether other fields may be beside it.
pub(in crate::discord::view) type Field = (String, String, bool);

/// Builds a case's card: at most seven short lines, and what can be done with the case as it is. If
/// `bug`, the bug that the case waits for, was loaded, the card shows its state and links to it. If
/// the case waits for none, `bug` is a known bug that it resembles: the card offers to link it.
/// `open` are the open requests to other teams and the open questions of developers; `known_tags`
/// are the most frequent tags of the server.
pub fn card(
    language: Language,
    case: &Case,
    bug: Option<&Bug>,
    open: (&[Awaited], &[OpenQuestion]),
    known_tags: &[Tag],
) -> Body {
    let mut lines = lines(language, case, (bug, open), PART);
    let files = (case.files > 0).then(|| t!(language, "kept-files", count = case.files));
    let more: Vec<String> = more_than_title(case).into_iter().chain(files).collect();
    if !more.is_empty() && lines.len() < LINES {
        lines.insert(0, format!("> {}", more.join(" · ")));
    }
    let embed = CreateEmbed::new().colour(colour(case.status)).description(lines.join("\n"));
    let buttons = buttons(language, case, bug);
    let mut components = Vec::new();
    components.extend((!buttons.is_empty()).then_some(CreateActionRow::Buttons(buttons)));
    components.push(CreateActionRow::SelectMenu(more_menu(language, case)));
    components.extend(tag_menu(language, case, known_tags));
    Body { embeds: vec![embed], components, ..Body::text(headline(case)) }
}

/// Returns what the question says beyond the title, in one line. None if it says no more.
fn more_than_title(case: &Case) -> Option<String> {
    let (question, title) = (case.question.as_str(), case.title.as_str());
    let rest = after_title(question, title);
    let is_beginning = rest.is_some();
    let rest = rest.unwrap_or(question);
    let is_cut = is_beginning && title.ends_with('…');
    // What closes the first sentence or its markup says nothing.
    let rest = match rest.split_once('\n') {
        Some((line, rest)) if !line.contains(char::is_alphanumeric) => rest,
        _ if is_cut => rest.trim_start_matches(|first: char| ".,;:!?…".contains(first)),
        _ if is_beginning => rest.trim_start_matches(|first: char| !says(first)),
        _ => rest,
    };
    if !rest.contains(char::is_alphanumeric) {
        return None;
    }
    let words = rest.split_whitespace().collect::<Vec<_>>().join(" ");
    let words = if is_cut { format!("…{words}") } else { words };
    Some(shortened(&words, PART))
}

/// Returns the question after what its title says of it. None if the title is not the beginning of
/// the question without its markup.
fn after_title<'a>(question: &'a str, title: &str) -> Option<&'a str> {
    let letters = |text: &str| text.chars().filter(|found| found.is_alphanumeric()).collect();
    let title: Vec<char> = letters(title);
    let (mut expected, mut cut, mut at) = (title.as_slice(), 0, 0);
    let mut in_link = false;
    for piece in pieces(question) {
        let start = at;
        at += piece.source.len();
        match piece.meaning {
            // The title ends with the words of a link: what follows them is not shown.
            Meaning::Target(_) if expected.is_empty() => in_link = true,
            Meaning::Mark if in_link => {
                cut = at;
                break;
            }
            Meaning::Mark | Meaning::Target(_) => {}
            _ if expected.is_empty() => break,
            Meaning::Emoji(shown) | Meaning::Command(shown) | Meaning::Link(shown) => {
                let shown: Vec<char> = letters(shown);
                if let Some(others) = expected.strip_prefix(shown.as_slice()) {
                    (expected, cut) = (others, at);
                } else if shown.starts_with(expected) {
                    expected = &[];
                    break;
                } else {
                    return None;
                }
            }
            Meaning::Text | Meaning::Mention(_) | Meaning::Page(_) | Meaning::Timestamp(_) => {
                for (index, found) in piece.source.char_indices() {
                    if !found.is_alphanumeric() {
                        continue;
                    }
                    match expected.split_first() {
                        None => return Some(&question[cut..]),
                        Some((next, others)) if *next == found => expected = others,
                        Some(_) => return None,
                    }
                    cut = start + index + found.len_utf8();
                }
            }
        }
    }
    expected.is_empty().then(|| &question[cut..])
}

/// Whether a text may begin with this character once its first sentence is taken away.
fn says(character: char) -> bool {
    !character.is_whitespace() && !".,;:!?…*_~`|".contains(character)
}

fn buttons(language: Language, case: &Case, bug: Option<&Bug>) -> Vec<CreateButton> {
    let button = |id: CustomId, label: String, style| {
        CreateButton::new(id.to_string()).label(label).style(style)
    };
    let act = |does| CustomId::Act(case.number, does);
    if case.is_over() {
        let label = t!(language, "card-reopen");
        let reopen = button(act(CaseButton::Reopen), label, ButtonStyle::Secondary);
        return case.merged.is_none().then_some(reopen).into_iter().collect();
    }
    let claim = match case.assignee {
        None => {
            let claim = act(CaseButton::Claim);
            button(claim, t!(language, "card-claim"), ButtonStyle::Primary)
        }
        Some(_) => {
            let take_over = act(CaseButton::TakeOver);
            button(take_over, t!(language, "card-take-over"), ButtonStyle::Secondary)
        }
    };
    let promise = CustomId::OpenForm(case.number, CaseForm::Promise);
    let mut buttons = vec![
        claim,
        button(promise, t!(language, "card-promise"), ButtonStyle::Secondary),
        button(act(CaseButton::Solve), t!(language, "card-solve"), ButtonStyle::Success),
    ];
    if case.bugs.is_empty() {
        let escalate = CustomId::Escalate(case.number);
        buttons.push(button(escalate, t!(language, "card-escalate"), ButtonStyle::Secondary));
        buttons.extend(bug.map(|bug| link_button(language, case.number, bug)));
    }
    buttons
}

/// Builds the menu of what is done less often. The value of an entry is the ID of the button that
/// it stands for.
fn more_menu(language: Language, case: &Case) -> CreateSelectMenu {
    let number = case.number;
    let mut entries = Vec::new();
    if !case.is_closed() {
        entries.push((CustomId::PickReply(number), t!(language, "card-reply")));
    }
    entries.extend(case.news.iter().filter(|_| case.merged.is_none()).take(5).map(|news| {
        let id = NewsId { case: number, bug: news.bug, round: news.round };
        (CustomId::Bug(BugId::Edit(id)), t!(language, "card-tell", bug = news.bug))
    }));
    let note = CustomId::OpenForm(number, CaseForm::Note);
    entries.push((note, t!(language, "card-note")));
    if case.merged.is_none() {
        let ask = CustomId::Request(RequestId::Ask(number));
        entries.push((ask, t!(language, "card-ask-team")));
    }
    if !case.is_over() {
        let release = CustomId::Act(number, CaseButton::Release);
        let release = case.assignee.map(|_| (release, t!(language, "card-release")));
        let snooze = CustomId::OpenForm(number, CaseForm::Snooze);
        let snooze = case.promise.is_none().then(|| (snooze, t!(language, "card-snooze")));
        entries.extend(release.into_iter().chain(snooze));
        if case.bugs.is_empty() {
            let is_other = |severity: &&Severity| **severity != Severity::default();
            let others = Severity::VARIANTS.iter().rev().filter(is_other);
            entries.extend(others.map(|&severity| {
                let label = t!(language, "card-escalate-as", severity = severity.into_str());
                (CustomId::EscalateAs { case: number, severity }, label)
            }));
        }
        let others = Priority::VARIANTS.iter().rev().filter(|&&other| other != case.priority);
        entries.extend(others.map(|&priority| {
            let label = t!(language, "card-set-priority", priority = priority.into_str());
            (CustomId::Prioritise { case: number, priority }, label)
        }));
    }
    let options = entries
        .into_iter()
        .map(|(id, label)| CreateSelectMenuOption::new(label, id.to_string()))
        .collect();
    CreateSelectMenu::new(
        CustomId::More(number).to_string(),
        CreateSelectMenuKind::String { options },
    )
    .placeholder(t!(language, "card-more"))
}

/// Builds the menu with the case's tags and the most frequent tags of the server. None if there are
/// no tags.
fn tag_menu(language: Language, case: &Case, known: &[Tag]) -> Option<CreateActionRow> {
    let others = known.iter().filter(|tag| !case.tags.contains(*tag));
    let options: Vec<CreateSelectMenuOption> = case
        .tags
        .iter()
        .map(|tag| (tag, true))
        .chain(others.map(|tag| (tag, false)))
        .take(limit::OPTIONS)
        .map(|(tag, chosen)| {
            CreateSelectMenuOption::new(tag.as_str(), tag.as_str()).default_selection(chosen)
        })
        .collect();
    if options.is_empty() || case.is_over() {
        return None;
    }
    let most = u8::try_from(options.len()).unwrap_or(u8::MAX);
    let menu = CreateSelectMenu::new(
        CustomId::Act(case.number, CaseButton::Tags).to_string(),
        CreateSelectMenuKind::String { options },
    )
    .placeholder(t!(language, "card-tags"))
    .min_values(0)
    .max_values(most);
    Some(CreateActionRow::SelectMenu(menu))
}

/// `#12 · title`.
pub(in crate::discord::view) fn headline(case: &Case) -> String {
    format!("{} · {}", case.number, escape(case.title.as_str()))
}

/// Returns the lines about a case for the card and for `/case show`, at most seven. `room` is the
/// most characters of a list or of a customer's comment.
pub(in crate::discord::view) fn lines(
    language: Language,
    case: &Case,
    (bug, open): (Option<&Bug>, (&[Awaited], &[OpenQuestion])),
    room: usize,
) -> Vec<String> {
    let part = |name: String, value: String| format!("**{name}:** {value}");
    let assignee = match case.assignee {
        Some(agent) => format!("<@{agent}>"),
        None => t!(language, "card-nobody"),
    };
    let mut sorting = vec![
        part(t!(language, "card-assignee"), assignee),
        part(t!(language, "card-priority"), priority_word(language, case.priority)),
    ];
    if !case.tags.is_empty() {
        sorting.push(part(t!(language, "card-tags"), tags(language, &case.tags, room)));
    }
    let mut lines = vec![
        part(t!(language, "card-customer"), customer(language, case)),
        part(t!(language, "card-status"), status_line(language, case, bug, open)),
        sorting.join(" · "),
    ];
    if !case.bugs.is_empty() {
        lines.push(part(t!(language, "card-bug"), bugs(language, case, bug, room)));
    } else if let Some(bug) = bug.filter(|_| !case.is_over()) {
        lines.push(part(
            t!(language, "card-looks-like"),
            suggestion(language, bug, case.asked_at()),
        ));
    }
    if let Some(obstacle) = &case.obstacle {
        lines.push(part(t!(language, "card-problem"), obstacle::sentence(language, obstacle)));
    }
    if let Some(rating) = &case.rating {
        lines.push(part(t!(language, "card-rating"), how_it_was(language, rating, room)));
    }
    let opened = [Some(how_opened(language, case)), links(language, case)];
    let opened = opened.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    lines.push(part(t!(language, "card-opened"), opened));
    lines
}

/// Returns the customer, and whether the case is private; also in which language they are answered,
/// if it is another one than that of the card. Of a guest also how they wrote, and how to answer
/// them.
fn customer(language: Language, case: &Case) -> String {
    let customer = match &case.guest {
        None if case.requester_left => {
            t!(language, "card-customer-left", customer = case.customer())
        }
        None => case.customer().to_string(),
        Some(guest) => t!(
            language,
            "card-guest",
            customer = case.customer(),
            bridge = escape(&guest.bridge),
            channel = yes_or_no(case.home == ThreadKind::Channel)
        ),
    };
    let differs = case.guest.is_none() && case.language != language;
    let reads = differs.then(|| t!(language, "card-reads", language = <&str>::from(case.language)));
    [Some(customer), reads, private_mark(language, case.home)]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ")
}

/// Returns the face that the customer chose, and their comment in at most `room` characters.
fn how_it_was(language: Language, rating: &Rating, room: usize) -> String {
    match &rating.comment {
        Some(comment) => {
            t!(language, "card-rated", score = rating.score, comment = shortened(comment, room))
        }
        None => t!(language, "score", score = rating.score),
    }
}

pub(in crate::discord::view) fn colour(status: Status) -> Colour {
    Colour::new(match status {
        Status::New => 0xED_42_45,
        Status::Open => 0xE6_7E_22,
        Status::Pending => 0x34_98_DB,
        Status::OnHold => 0x9B_59_B6,
        Status::Solved => 0x57_F2_87,
        Status::Closed => 0x95_A5_A6,
    })
}

/// Returns the status, and what will happen when, or what has happened since when.
fn status_line(
    language: Language,
    case: &Case,
    bug: Option<&Bug>,
    (awaited, questions): (&[Awaited], &[OpenQuestion]),
) -> String {
    // A promise is shown by when it is due.
    let is_promised = case.wait_start == WaitStart::Promise;
    let waits = case.waiting_since.filter(|_| !case.is_over() && !is_promised);
    let closes = case.closes_at().filter(|_| !case.is_closed() && case.asking.is_none());
    [
        Some(status_words(language, case, bug)),
        case.snoozed_until.map(|until| {
            let said = yes_or_no(is_snoozed(case));
            t!(language, "card-snooze-ends", said = said, ago = link::ago(until))
        }),
        waits.map(|since| {
            let start = case.wait_start.into_str();
            t!(language, "card-waiting-since", start = start, ago = link::ago(since))
        }),
        news_mark(language, case),
        promise_mark(language, case),
        closes.map(|at| t!(language, "card-closes", ago = link::ago(at))),
        case.closed_at.filter(|_| case.is_closed()).map(link::ago),
        awaits(language, case.guild, awaited, AWAITED),
        open_questions(language, case.guild, questions, AWAITED),
    ]
    .into_iter()
    .flatten()
    .collect::<Vec<_>>()
    .join(" · ")
}

/// Whether a case would wait for the team if it were not snoozed.
fn is_snoozed(case: &Case) -> bool {
    case.snoozed_until.is_some() && matches!(case.status, Status::New | Status::Open)
}

fn status_words(language: Language, case: &Case, bug: Option<&Bug>) -> String {
    if let Some(merged) = case.merged {
        return t!(language, "card-merged", case = merged.into);
    }
    if let Some(reason) = case.close_reason.filter(|_| case.is_closed()) {
        return t!(
            language,
            "card-closed",
            why = crate::discord::view::cases::post::why(language, reason)
        );
    }
    if is_snoozed(case) {
        return t!(language, "card-snoozed");
    }
    let is_asked = case.asks_since().is_some() && case.promise.is_none();
    if case.status == Status::OnHold && is_asked {
        return t!(language, "card-asked-on-hold");
    }
    if case.status == Status::OnHold && knows_what_became_of_bug(case, bug) {
        return t!(language, "card-on-hold");
    }
    let (status, bug) = (case.status.into_str(), yes_or_no(!case.bugs.is_empty()));
    t!(language, "card-status-text", status = status, bug = bug)
}

/// Whether the team knows what became of the bug of a case on hold, and its customer does not yet.
/// `bug` is the one that was linked last.
fn knows_what_became_of_bug(case: &Case, bug: Option<&Bug>) -> bool {
    let is_over = |bug: &Bug| case.bugs == [bug.number] && bug.status.phase() == Phase::Closed;
    !case.news.is_empty()
        || case.bugs.iter().any(|bug| case.has_unsaid_fix(*bug))
        || bug.is_some_and(is_over)
}

/// Returns a priority as a word of its own.
pub(in crate::discord::view) fn priority_word(language: Language, priority: Priority) -> String {
    t!(language, "card-priority-word", priority = priority.into_str())
}

/// Returns tags in at most `room` characters.
pub(in crate::discord::view) fn tags<'tags>(
    language: Language,
    tags: impl IntoIterator<Item = &'tags Tag>,
    room: usize,
) -> String {
    let tags: Vec<String> = tags.into_iter().map(|tag| code(tag.as_str())).collect();
    if tags.is_empty() { t!(language, "card-no-tags") } else { listed(language, &tags, " ", room) }
}

fn bugs(language: Language, case: &Case, bug: Option<&Bug>, room: usize) -> String {
    let lines: Vec<String> = case
        .bugs
        .iter()
        .map(|number| match bug.filter(|bug| bug.number == *number && case.merged.is_none()) {
            Some(bug) => format!(
                "{} · {}",
                link::linked(&number.to_string(), link::bug_card(bug)),
                bug_word(language, bug.status)
            ),
            None => number.to_string(),
        })
        .collect();
    listed(language, &lines, ", ", room)
}

/// Returns the state of a bug in a word or two.
fn bug_word(language: Language, status: BugStatus) -> String {
    t!(language, "card-bug-word", status = status.into_str())
}

/// Returns links to the message and the thread, if they exist.
fn links(language: Language, case: &Case) -> Option<String> {
    let message = match link::source(case) {
        Some(address) => Some(link::linked(&t!(language, "card-message"), Some(address))),
        None => case.source_lost.then(|| t!(language, "card-message-deleted")),
    };
    let thread = match link::thread(case).filter(|_| case.home != ThreadKind::Channel) {
        Some(address) => {
            let named =
                t!(language, "card-thread", private = yes_or_no(case.home == ThreadKind::Private));
            Some(link::linked(&named, Some(address)))
        }
        None if !case.thread.lost => None,
        None if case.can_have_thread() => Some(t!(language, "card-thread-deleted")),
        None => Some(t!(language, "card-no-thread")),
    };
    let links: Vec<String> = message.into_iter().chain(thread).collect();
    (!links.is_empty()).then(|| links.join(" · "))
}

fn how_opened(language: Language, case: &Case) -> String {
    let ago = link::ago(case.opened_at);
    match &case.origin {
        Origin::Menu | Origin::Reaction => {
            t!(
                language,
                "card-opened-by-agent",
                agent = link::person_or_none(case.opened_by),
                ago = ago
            )
        }
        Origin::Rule(name) => t!(language, "card-opened-by-rule", rule = escape(name), ago = ago),
        Origin::Ask => t!(language, "card-opened-by-ask", ago = ago),
        Origin::OnBehalf => t!(
            language,
            "card-opened-on-behalf",
            agent = link::person_or_none(case.opened_by),
            ago = ago
        ),
        Origin::Moved(from) => t!(
            language,
            "card-moved",
            agent = link::person_or_none(case.opened_by),
            case = *from,
            ago = ago
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::discord::view::sample::{self, check, read};
    use crate::domain::{BugNumber, ChannelId, MessageId, Obstacle, Reason, Title, Undone, UserId};
    use proptest::prelude::*;

    /// What a card says is read in a scenario. Here is how it says it: each part in Discord's
    /// markup.
    #[test]
    fn a_card_is_in_discords_markup_and_escapes_what_people_wrote() {
        let text = read(&card(Language::English, &sample::case(), None, (&[], &[]), &[]));
        for part in [
            "#12 · The app \\*crashes\\* at start\n---\n> Version 2.4\n",
            "** <@5>\n",
            "** `crash` `start`\n",
            " <t:1000000:R>\n",
            "** By <@7>, <t:1000060:R> · [Message](https://discord.com/channels/1/2/3) · [",
            "](https://discord.com/channels/1/3)\n",
            " v1:claim:12) (",
            " v1:solve:12) (",
            " v1:escalate:12)\n( v1:more:12)\n( v1:tags:12)",
        ] {
            assert!(text.contains(part), "{part} is missing in\n{text}");
        }
    }

    #[test]
    fn a_card_on_hold_leads_to_its_bug() {
        let mut case = sample::case();
        case.status = Status::OnHold;
        case.assignee = Some(UserId(7));
        case.waiting_since = None;
        case.bugs = vec![BugNumber(3)];
        let mut bug = sample::bug();
        bug.card.posted = Some((ChannelId(30), MessageId(31)));
        let text = read(&card(Language::English, &case, Some(&bug), (&[], &[]), &[]));
        for part in ["** <@7> · ", "** [#3](https://discord.com/channels/1/30/31) · "] {
            assert!(text.contains(part), "{part} is missing in\n{text}");
        }
        assert!(!text.contains("<t:1000000:R>"), "nobody waits: {text}");
        assert!(!text.contains("escalate"), "it was reported: {text}");
    }

    #[test]
    fn the_buttons_follow_the_state() {
        let buttons = |case: &Case| {
            let text = read(&card(Language::English, case, None, (&[], &[]), &[]));
            text.lines().find(|line| line.starts_with('(')).expect("buttons").to_owned()
        };
        let mut case = sample::case();
        let free = buttons(&case);
        case.assignee = Some(UserId(7));
        let taken = buttons(&case);
        case.bugs = vec![BugNumber(3)];
        let reported = buttons(&case);
        case.status = Status::Closed;
        insta::assert_snapshot!([free, taken, reported, buttons(&case)].join("\n"), @"
        (Claim v1:claim:12) (Still with us v1:promise:12) (Solve v1:solve:12) (Escalate v1:escalate:12)
        (Take over v1:take-over:12) (Still with us v1:promise:12) (Solve v1:solve:12) (Escalate v1:escalate:12)
        (Take over v1:take-over:12) (Still with us v1:promise:12) (Solve v1:solve:12)
        (Reopen v1:reopen:12)
        ");
    }

    #[test]
    fn a_card_says_the_question_only_as_far_as_the_title_does_not() {
        let more = |title: &str, question: &str| {
            let case = Case {
                title: Title::stored(title.to_owned()),
                question: question.to_owned(),
                ..sample::case()
            };
            more_than_title(&case)
        };
        assert_eq!(more("It crashes!", "It crashes!"), None);
        assert_eq!(more("It crashes", "**It** crashes 😀"), None);
        assert_eq!(
            more("It crashes", "**It crashes**.\n- at start\n- at end"),
            Some("\\- at start - at end".to_owned())
        );
        assert_eq!(
            more("I pressed the…", "I pressed the red button"),
            Some("…red button".to_owned())
        );
        assert_eq!(more("CSV import", "See title."), Some("See title.".to_owned()));
        assert_eq!(more("Hi ana", "Hi <@5>, help"), Some("Hi \\<@5>, help".to_owned()));
        assert_eq!(more("A question (erased)", ""), None);
    }

    #[test]
    fn an_ask_without_words_or_message_has_no_empty_places() {
        let mut case = sample::case();
        case.origin = Origin::Ask;
        case.source.message = None;
        case.question = String::new();
        let body = card(Language::English, &case, None, (&[], &[]), &[]);
        check(&body);
        assert!(!read(&body).contains("]("), "no links: {}", read(&body));
    }

    #[test]
    fn a_german_desk_reads_german() {
        let mut case = sample::case();
        case.bugs = vec![BugNumber(3)];
        let texts = [
            Status::New,
            Status::Open,
            Status::Pending,
            Status::OnHold,
            Status::Solved,
            Status::Closed,
        ]
        .map(|status| {
            case.status = status;
            status_words(Language::German, &case, None)
        });
        insta::assert_snapshot!(texts.join("\n"), @"
        Neu
        Offen, wartet auf uns
        Wartet auf das Mitglied
        Angehalten, wartet auf eine Fehlerkorrektur
        Gelöst, wartet auf Bestätigung
        Geschlossen
        ");
        insta::assert_snapshot!(read(&card(Language::German, &case, Some(&sample::bug()), (&[], &[]), &[])), @r"
        #12 · The app \*crashes\* at start
        ---
        > Version 2.4
        **Mitglied:** <@5> · bekommt englische Nachrichten
        **Status:** Geschlossen
        **Zuständig:** Nicht zugewiesen · **Priorität:** Normal · **Tags:** `crash` `start`
        **Fehler:** #3 · gemeldet
        **Eröffnet:** Von <@7>, <t:1000060:R> · [Nachricht](https://discord.com/channels/1/2/3)
        (Wieder öffnen v1:reopen:12)
        ( v1:more:12)
        ");
        case.origin = Origin::Ask;
        case.home = ThreadKind::Private;
        case.close_reason = Some(crate::domain::CloseReason::NoReply);
        case.tags.clear();
        case.assignee = Some(UserId(7));
        case.waiting_since = None;
        insta::assert_snapshot!(read(&card(Language::German, &case, None, (&[], &[]), &[])), @r"
        #12 · The app \*crashes\* at start
        ---
        > Version 2.4
        **Mitglied:** <@5> · bekommt englische Nachrichten · 🔒 privat
        **Status:** Geschlossen (keine Antwort)
        **Zuständig:** <@7> · **Priorität:** Normal
        **Fehler:** #3
        **Eröffnet:** Vom Mitglied selbst, <t:1000060:R> · [Nachricht](https://discord.com/channels/1/2/3)
        (Wieder öffnen v1:reopen:12)
        ( v1:more:12)
        ");
    }

    proptest! {
        #[test]
        fn a_card_always_fits(title in "[*_`|a ]{1,80}", question in "([*_`|<\n ]|\\PC){0,4000}", count in 0..20_usize, over in any::<bool>(), obstacle in any::<bool>(), german in any::<bool>()) {
            let mut case = sample::case();
            case.title = Title::from_message(&title);
            case.question = question;
            case.tags = (0..count).map(|index| Tag::stored(format!("{index:_>32}"))).collect();
            case.bugs = (0..count).map(|index| BugNumber(i64::MAX - i64::try_from(index).unwrap_or(0))).collect();
            case.origin = Origin::Rule("*".repeat(50));
            case.obstacle = obstacle.then_some(Obstacle::new(Undone::Answer, Reason::ThreadLocked));
            if over {
                case.status = Status::Solved;
                case.rating = Some(Rating { solution: 1, score: 2, comment: Some(title.repeat(6)) });
            }
            let language = if german { Language::German } else { Language::English };
            let body = card(language, &case, Some(&sample::bug()), (&[], &[]), &[]);
            check(&body);
            prop_assert!(body.content.starts_with("#12 · "));
            let text = read(&body);
            let lines = text.lines().skip(2).take_while(|line| !line.starts_with('('));
            prop_assert!(lines.count() <= LINES, "{}", text);
        }
    }
}
