//! A case's card in the desk channel: what an agent needs to know at a glance.

use serenity::all::{
    ButtonStyle, Colour, CreateActionRow, CreateButton, CreateEmbed, CreateSelectMenu,
    CreateSelectMenuKind, CreateSelectMenuOption,
};

use crate::domain::{
    Bug, BugStatus, Case, Language, Origin, Priority, Rating, Status, Tag, ThreadKind,
};

use crate::discord::view::{
    Body, CaseButton, CustomId,
    escape::{code, escape, shortened},
    limit::{self, listed},
    link, obstacle,
    search::queue::private_mark,
    words::{t, yes_or_no},
};

/// The most characters of the question on the card.
const EXCERPT: usize = 600;
/// The most characters of a customer's comment on an answer.
const COMMENT: usize = 600;

/// A field of an embed: its name, its value, and whether other fields may be beside it.
pub(in crate::discord::view) type Field = (String, String, bool);

/// Builds a case's card. If `bug`, the bug that the case waits for, was loaded, the card shows its
/// state and links to it. `known_tags` are the most frequent tags of the server.
pub fn card(language: Language, case: &Case, bug: Option<&Bug>, known_tags: &[Tag]) -> Body {
    let mut embed =
        CreateEmbed::new().colour(colour(case.status)).fields(fields(language, case, bug));
    let excerpt = shortened(&case.question, EXCERPT);
    if !excerpt.is_empty() {
        embed = embed.description(excerpt);
    }
    let mut components = vec![CreateActionRow::Buttons(buttons(language, case))];
    components.extend(tag_menu(language, case, known_tags));
    Body { embeds: vec![embed], components, ..Body::text(headline(case)) }
}

fn buttons(language: Language, case: &Case) -> Vec<CreateButton> {
    let over = case.is_over();
    let button = |id: CustomId, label: String, style| {
        CreateButton::new(id.to_string()).label(label).style(style)
    };
    let act = |does| CustomId::Act(case.number, does);
    let mut buttons = vec![
        button(act(CaseButton::Claim), t!(language, "card-claim"), ButtonStyle::Primary)
            .disabled(over),
        button(
            CustomId::Promise(case.number),
            t!(language, "card-promise"),
            ButtonStyle::Secondary,
        )
        .disabled(over),
        button(act(CaseButton::Solve), t!(language, "card-solve"), ButtonStyle::Success)
            .disabled(over),
        button(
            CustomId::Escalate(case.number),
            t!(language, "card-escalate"),
            ButtonStyle::Secondary,
        )
        .disabled(over || !case.bugs.is_empty()),
    ];
    if over && case.merged.is_none() {
        let reopen = act(CaseButton::Reopen);
        buttons.push(button(reopen, t!(language, "card-reopen"), ButtonStyle::Secondary));
    }
    buttons
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

/// Returns the fields for the card and for `/case show`.
pub(in crate::discord::view) fn fields(
    language: Language,
    case: &Case,
    bug: Option<&Bug>,
) -> Vec<Field> {
    let nobody = || t!(language, "card-nobody");
    let mut fields = vec![
        (t!(language, "card-customer"), customer(language, case), true),
        (t!(language, "card-status"), status_words(language, case), true),
        (
            t!(language, "card-assignee"),
            case.assignee.map_or_else(nobody, |agent| format!("<@{agent}>")),
            true,
        ),
        (t!(language, "card-priority"), priority_word(language, case.priority), true),
        (t!(language, "card-tags"), tags(language, &case.tags, limit::FIELD), true),
        (t!(language, "card-waiting"), waiting(language, case), true),
    ];
    if !case.bugs.is_empty() {
        fields.push((t!(language, "card-bug"), bugs(language, case, bug), true));
    }
    let links = links(language, case);
    if !links.is_empty() {
        fields.push((t!(language, "card-links"), links, true));
    }
    if let Some(obstacle) = &case.obstacle {
        fields.push((t!(language, "card-problem"), obstacle::sentence(language, obstacle), false));
    }
    fields.push((t!(language, "card-opened"), how_opened(language, case), true));
    fields.extend(
        case.rating
            .as_ref()
            .map(|rating| (t!(language, "card-rating"), how_it_was(language, rating), false)),
    );
    fields
}

/// Returns the customer, and whether the case is private; of a guest also how they wrote, and how to
/// answer them.
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
    [Some(customer), private_mark(language, case)]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ")
}

/// Returns the face that the customer chose, and their comment.
fn how_it_was(language: Language, rating: &Rating) -> String {
    match &rating.comment {
        Some(comment) => {
            t!(language, "card-rated", score = rating.score, comment = shortened(comment, COMMENT))
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

fn status_words(language: Language, case: &Case) -> String {
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
    let (status, bug) = (case.status.into_str(), yes_or_no(!case.bugs.is_empty()));
    if let Some(promise) = case.promise {
        let until = link::date(promise.until);
        return t!(language, "card-promised", status = status, bug = bug, until = until);
    }
    match case.snoozed_until.filter(|_| !case.is_closed()) {
        Some(until) => {
            t!(language, "card-put-aside", status = status, bug = bug, until = link::date(until))
        }
        None if case.status == Status::OnHold && case.waits_for_us_since().is_some() => {
            t!(language, "card-asked-on-hold", status = status, bug = bug)
        }
        None => t!(language, "card-status-text", status = status, bug = bug),
    }
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

fn waiting(language: Language, case: &Case) -> String {
    match case.waiting_since {
        Some(since) => {
            t!(language, "card-waiting-since", since = link::date(since), ago = link::ago(since))
        }
        None => t!(language, "card-nobody-waits"),
    }
}

fn bugs(language: Language, case: &Case, bug: Option<&Bug>) -> String {
    let lines: Vec<String> = case
        .bugs
        .iter()
        .map(|number| match bug.filter(|bug| bug.number == *number) {
            Some(bug) => format!(
                "{} · {}",
                link::linked(&number.to_string(), link::bug_card(bug)),
                bug_word(language, bug.status)
            ),
            None => number.to_string(),
        })
        .collect();
    listed(language, &lines, "\n", limit::FIELD)
}

/// Returns the state of a bug in a word or two.
fn bug_word(language: Language, status: BugStatus) -> String {
    t!(language, "card-bug-word", status = status.into_str())
}

/// Returns links to the message and the thread, if they exist.
fn links(language: Language, case: &Case) -> String {
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
    message.into_iter().chain(thread).collect::<Vec<_>>().join(" · ")
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
    use crate::domain::{BugNumber, ChannelId, MessageId, Title, UserId};
    use proptest::prelude::*;

    /// What a card says is read in a scenario. Here is how it says it: each part in Discord's
    /// markup.
    #[test]
    fn a_card_is_in_discords_markup_and_escapes_what_people_wrote() {
        let text = read(&card(Language::English, &sample::case(), None, &[]));
        for part in [
            "#12 · The app \\*crashes\\* at start\n---\nThe app \\*crashes\\* at start.\nVersion 2.4\n",
            ": <@5>\n",
            ": `crash` `start`\n",
            " <t:1000000:f> (<t:1000000:R>)\n",
            "](https://discord.com/channels/1/2/3) · [",
            "](https://discord.com/channels/1/3)\n",
            " <@7>, <t:1000060:R>\n",
            " v1:claim:12) (",
            " v1:solve:12) (",
            " v1:escalate:12)\n( v1:tags:12)",
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
        let text = read(&card(Language::English, &case, Some(&bug), &[]));
        for part in [
            ": <@7>\n",
            ": [#3](https://discord.com/channels/1/30/31) · ",
            " v1:escalate:12 off)\n",
        ] {
            assert!(text.contains(part), "{part} is missing in\n{text}");
        }
        assert!(!text.contains("<t:1000000:f>"), "nobody waits: {text}");
    }

    #[test]
    fn the_buttons_of_a_case_that_is_over_rest() {
        let mut case = sample::case();
        case.status = Status::Closed;
        let text = read(&card(Language::English, &case, None, &[]));
        assert!(
            text.contains("(Claim v1:claim:12 off) (Promise v1:promise:12 off) (Solve v1:solve:12 off) (Escalate v1:escalate:12 off) (Reopen v1:reopen:12)"),
            "{text}"
        );
    }

    #[test]
    fn an_ask_without_words_or_message_has_no_empty_places() {
        let mut case = sample::case();
        case.origin = Origin::Ask;
        case.source.message = None;
        case.question = String::new();
        let body = card(Language::English, &case, None, &[]);
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
            status_words(Language::German, &case)
        });
        insta::assert_snapshot!(texts.join("\n"), @"
        Neu
        Offen: wartet auf uns
        Wartet auf das Mitglied
        Angehalten: wartet auf einen Fehler
        Gelöst: wartet auf Bestätigung
        Geschlossen
        ");
        insta::assert_snapshot!(read(&card(Language::German, &case, Some(&sample::bug()), &[])), @r"
        #12 · The app \*crashes\* at start
        ---
        The app \*crashes\* at start.
        Version 2.4
        Mitglied: <@5>
        Status: Geschlossen
        Zuständig: Nicht zugewiesen
        Priorität: Normal
        Tags: `crash` `start`
        Wartet: Seit <t:1000000:f> (<t:1000000:R>)
        Fehler: #3 · gemeldet
        Links: [Nachricht](https://discord.com/channels/1/2/3) · [Thread](https://discord.com/channels/1/3)
        Eröffnet: Von <@7>, <t:1000060:R>
        (Übernehmen v1:claim:12 off) (Zusagen v1:promise:12 off) (Lösen v1:solve:12 off) (Eskalieren v1:escalate:12 off) (Wieder öffnen v1:reopen:12)
        ");
        case.origin = Origin::Ask;
        case.home = ThreadKind::Private;
        case.close_reason = Some(crate::domain::CloseReason::NoReply);
        case.tags.clear();
        case.assignee = Some(UserId(7));
        case.waiting_since = None;
        insta::assert_snapshot!(read(&card(Language::German, &case, None, &[])), @r"
        #12 · The app \*crashes\* at start
        ---
        The app \*crashes\* at start.
        Version 2.4
        Mitglied: <@5> · 🔒 privat
        Status: Geschlossen: keine Antwort
        Zuständig: <@7>
        Priorität: Normal
        Tags: Keine
        Wartet: —
        Fehler: #3
        Links: [Nachricht](https://discord.com/channels/1/2/3)
        Eröffnet: Mit `/fragen`, <t:1000060:R>
        (Übernehmen v1:claim:12 off) (Zusagen v1:promise:12 off) (Lösen v1:solve:12 off) (Eskalieren v1:escalate:12 off) (Wieder öffnen v1:reopen:12)
        ");
    }

    proptest! {
        #[test]
        fn a_card_always_fits(title in "[*_`|a ]{1,80}", question in "([*_`|<\n ]|\\PC){0,4000}", count in 0..20_usize, over in any::<bool>(), german in any::<bool>()) {
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
            let language = if german { Language::German } else { Language::English };
            let body = card(language, &case, Some(&sample::bug()), &[]);
            check(&body);
            prop_assert!(body.content.starts_with("#12 · "));
        }
    }
}
