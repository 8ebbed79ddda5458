//! The response to `/queue`: one line per case, those who wait longest first.

use serenity::all::{
    CreateActionRow, CreateEmbed, CreateSelectMenu, CreateSelectMenuKind, CreateSelectMenuOption,
};

use crate::{
    desk::{QueuePage, QueueView},
    domain::{Case, Language, Priority, Status, ThreadKind, Time, text},
};

use crate::discord::view::{
    Body, CustomId, QueuePlace,
    escape::{escape, shortened},
    limit::{self, listed},
    link, pages,
    words::t,
};

/// The most characters of a title in a line.
const TITLE: usize = 60;
/// The most characters of what says which other teams a case awaits.
const AWAITED: usize = 100;

/// Builds one page of the queue, with a menu to claim its unassigned cases. `said` is what has
/// become of a claim from there.
pub fn queue(
    language: Language,
    queue: &QueuePage,
    (view, priority): (QueueView, Option<Priority>),
    now: Time,
    said: Option<&str>,
) -> Body {
    let page = &queue.cases;
    let with_said = |text: String| match said {
        Some(said) => format!("{said}\n{text}"),
        None => text,
    };
    if page.items.is_empty() {
        let nothing = match priority {
            Some(priority) => {
                t!(language, "queue-nothing-of-priority", priority = priority.into_str())
            }
            None => t!(language, "queue-nothing", view = view.into_str()),
        };
        return Body::text(with_said(nothing));
    }
    let lines: Vec<String> = page
        .items
        .iter()
        .map(|case| match queue.next == Some(case.number) {
            true => {
                format!("{} · {}", line(language, queue, case, now), t!(language, "queue-next"))
            }
            false => line(language, queue, case, now),
        })
        .collect();
    let place = pages::place(language, page.number, page.count());
    let at = |page| QueuePlace { view, priority, page };
    let mut components = Vec::new();
    components.extend(claims(language, &page.items, at(page.number)));
    components.extend(pages::buttons(language, page.number, page.count(), |page| {
        CustomId::Queue(at(page))
    }));
    let list = limit::listed(language, &lines, "\n", limit::DESCRIPTION);
    let headline =
        t!(language, "queue-headline", view = view.into_str(), count = page.total, place = place);
    Body {
        embeds: vec![CreateEmbed::new().description(list)],
        components,
        ..Body::text(with_said(headline))
    }
}

/// Builds the menu with which the unassigned cases of a page are claimed. None if there are none.
fn claims(language: Language, cases: &[Case], place: QueuePlace) -> Option<CreateActionRow> {
    let free = cases.iter().filter(|case| case.assignee.is_none() && !case.is_over());
    let options: Vec<CreateSelectMenuOption> = free
        .map(|case| {
            let title = case.title.as_str();
            let label = t!(language, "queue-claim-case", case = case.number, title = title);
            let label = text::shorten(&label, limit::OPTION_LABEL);
            CreateSelectMenuOption::new(label, case.number.0.to_string())
        })
        .collect();
    if options.is_empty() {
        return None;
    }
    let menu = CreateSelectMenu::new(
        CustomId::QueueClaim(place).to_string(),
        CreateSelectMenuKind::String { options },
    );
    Some(CreateActionRow::SelectMenu(menu.placeholder(t!(language, "queue-claim"))))
}

fn line(language: Language, queue: &QueuePage, case: &Case, now: Time) -> String {
    let awaited = queue.awaited.iter().filter(|(number, _)| *number == case.number);
    let awaited: Vec<String> = awaited
        .map(|(_, awaited)| {
            let since = duration(language, awaited.since, now);
            t!(language, "queue-awaits", team = escape(&awaited.team), since = since)
        })
        .collect();
    let awaits = listed(language, &awaited, ", ", AWAITED);
    let line = t!(
        language,
        "queue-line",
        case = link::case_number(case),
        title = shortened(case.title.as_str(), TITLE),
        status = [
            marks(language, case),
            Some(status_word(language, case)),
            promise_mark(language, case),
            news_mark(language, case),
            Some(awaits).filter(|awaits| !awaits.is_empty())
        ]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(", "),
        agent = link::person_or_none(case.assignee),
        waiting = case
            .waiting_since
            .or(case.waits_for_us_since())
            .map_or_else(|| "none".to_owned(), |since| duration(language, since, now)),
    );
    match link::card(case) {
        Some(card) => {
            format!("{line} · {}", link::linked(&t!(language, "queue-card"), Some(card)))
        }
        None => line,
    }
}

/// Returns what an agent should notice about a case at once: that it is private, and its priority,
/// unless it is the normal one.
pub(in crate::discord::view) fn marks(language: Language, case: &Case) -> Option<String> {
    let priority = (case.priority != Priority::Normal)
        .then(|| t!(language, "queue-priority", priority = case.priority.into_str()));
    let marks: Vec<String> =
        private_mark(language, case.home).into_iter().chain(priority).collect();
    (!marks.is_empty()).then(|| marks.join(", "))
}

/// Returns the words for a case that only its customer and the team can read.
pub fn private_mark(language: Language, home: ThreadKind) -> Option<String> {
    (home == ThreadKind::Private).then(|| t!(language, "private-mark"))
}

/// Returns the same in brackets after a space, for behind a number or a title. Empty for other
/// cases.
pub(in crate::discord::view) fn private_note(language: Language, case: &Case) -> String {
    private_mark(language, case.home).map_or_else(String::new, |mark| format!(" ({mark})"))
}

/// Returns by when the customer was promised an answer, if they were.
pub(in crate::discord::view) fn promise_mark(language: Language, case: &Case) -> Option<String> {
    case.promise.map(|promise| t!(language, "queue-promised", ago = link::ago(promise.until)))
}

/// Returns what the customer is still to be told of a bug, if there is something.
pub(in crate::discord::view) fn news_mark(language: Language, case: &Case) -> Option<String> {
    let news = case.news.first().filter(|_| case.merged.is_none())?;
    Some(t!(language, "queue-news", bug = news.bug, outcome = news.outcome.into_str()))
}

/// Returns the status of a case in a word or two.
pub(in crate::discord::view) fn status_word(language: Language, case: &Case) -> String {
    match case.asks_since() {
        Some(_) if case.status == Status::OnHold && case.promise.is_none() => {
            t!(language, "queue-asked-on-hold")
        }
        _ => t!(language, "queue-status", status = case.status.into_str()),
    }
}

/// Returns the time since a moment, in its two largest units.
fn duration(language: Language, since: Time, now: Time) -> String {
    let minutes = (now - since).num_minutes().max(0);
    let (days, hours, rest) = (minutes / 1_440, minutes / 60 % 24, minutes % 60);
    match (days, hours, rest) {
        (0, 0, 0) => t!(language, "queue-duration-moment"),
        (0, 0, rest) => t!(language, "queue-duration-minutes", minutes = rest),
        (0, hours, rest) => t!(language, "queue-duration-hours", hours = hours, minutes = rest),
        (days, hours, _) => t!(language, "queue-duration-days", days = days, hours = hours),
    }
}

#[cfg(test)]
mod tests {
    use strum::VariantArray;

    use super::*;
    use crate::desk::Page;
    use crate::discord::view::sample::{self, LONG, check, read, time};
    use crate::domain::{CaseNumber, ChannelId, GuildId, MessageId, Title, UserId};
    use proptest::prelude::*;

    fn page(items: Vec<Case>, total: i64) -> QueuePage {
        let next = items.first().map(|case| case.number);
        let cases = Page { items, number: 1, size: 10, total };
        QueuePage { cases, next, awaited: Vec::new() }
    }

    #[test]
    fn the_queue_tells_who_waits_and_how_long() {
        let mut claimed = sample::case();
        claimed.number = CaseNumber(13);
        claimed.status = Status::Pending;
        claimed.assignee = Some(UserId(7));
        claimed.waiting_since = None;
        claimed.card.posted = Some((ChannelId(20), MessageId(21)));
        let page = page(vec![sample::case(), claimed], 12);
        insta::assert_snapshot!(read(&queue(Language::English, &page, (QueueView::All, None), time(1_000_000 + 7_500), None)), @r"
        **All open cases (12)**, most urgent first, then longest wait, page 1 of 2
        ---
        [#12](https://discord.com/channels/1/3) · The app \*crashes\* at start — new, unassigned, waiting 2 h 5 min · **next for you**
        [#13](https://discord.com/channels/1/3) · The app \*crashes\* at start — pending, assigned to <@7>, not waiting · [card](https://discord.com/channels/1/20/21)
        ( v1:queue-claim:all:1)
        (Previous v1:queue:all:0 off) (Next v1:queue:all:2)
        ");
    }

    #[test]
    fn a_german_queue_reads_german() {
        let mut claimed = sample::case();
        claimed.status = Status::OnHold;
        claimed.assignee = Some(UserId(7));
        claimed.waiting_since = None;
        claimed.card.posted = Some((ChannelId(20), MessageId(21)));
        let page = page(vec![sample::case(), claimed], 12);
        insta::assert_snapshot!(read(&queue(Language::German, &page, (QueueView::Unclaimed, None), time(1_000_000 + 180_000), None)), @r"
        **Nicht zugewiesen (12)**, Dringendes zuerst, dann nach Wartezeit, Seite 1 von 2
        ---
        [#12](https://discord.com/channels/1/3) · The app \*crashes\* at start — neu, nicht zugewiesen, wartet seit 2 Tagen 2 Std. · **für dich als Nächstes**
        [#12](https://discord.com/channels/1/3) · The app \*crashes\* at start — angehalten, zugewiesen an <@7>, wartet nicht · [Karte](https://discord.com/channels/1/20/21) · **für dich als Nächstes**
        ( v1:queue-claim:unclaimed:1)
        (Zurück v1:queue:unclaimed:0 off) (Weiter v1:queue:unclaimed:2)
        ");
        let empty = self::page(Vec::new(), 0);
        let told = |seconds: i64| duration(Language::German, time(1_000), time(1_000 + seconds));
        insta::assert_snapshot!([59, 60, 7_500, 90_000].map(told).join(", "), @"weniger als einer Minute, 1 Min., 2 Std. 5 Min., 1 Tag 1 Std.");
        let told: Vec<String> = QueueView::VARIANTS
            .iter()
            .map(|&view| read(&queue(Language::German, &empty, (view, None), time(0), None)))
            .collect();
        insta::assert_snapshot!(told.join("\n"), @"
        Niemand wartet auf eine Antwort.
        Es gibt keine Fälle, die niemandem zugewiesen sind.
        Du hast keine offenen Fälle. Nicht zugewiesene zeigt `/warteschlange ansicht:nicht zugewiesen`.
        Es gibt keine offenen Fälle.
        ");
    }

    #[test]
    fn an_empty_queue_says_so() {
        for (view, language) in
            QueueView::VARIANTS.iter().copied().zip(Language::VARIANTS.iter().copied().cycle())
        {
            check(&queue(language, &page(Vec::new(), 0), (view, None), time(0), None));
        }
        assert_eq!(
            read(&queue(
                Language::English,
                &page(Vec::new(), 0),
                (QueueView::All, None),
                time(0),
                None
            )),
            "There are no open cases."
        );
    }

    #[test]
    fn a_duration_is_told_in_two_units() {
        let told = |seconds: i64| duration(Language::English, time(1_000), time(1_000 + seconds));
        assert_eq!(
            [-5_i64, 59, 60, 7_500, 90_000].map(told),
            ["less than a minute", "less than a minute", "1 min", "2 h 5 min", "1 d 1 h"]
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn a_queue_always_fits(title in "[*_`|a ]{1,80}", count in 1..11_usize, total in 1..i64::MAX, german in any::<bool>()) {
            let mut case = sample::case();
            case.number = CaseNumber(i64::MAX);
            case.guild = GuildId(LONG);
            case.source.message = Some(MessageId(LONG));
            case.thread.id = Some(ChannelId(LONG));
            case.card.posted = Some((ChannelId(LONG), MessageId(LONG)));
            case.assignee = Some(UserId(LONG));
            case.title = Title::from_message(&title);
            let language = if german { Language::German } else { Language::English };
            let body = queue(language, &page(vec![case; count], total), (QueueView::All, None), time(9_999_999), Some("Claimed."));
            check(&body);
            prop_assert_eq!(read(&body).matches("/18446744073709551615)").count(), 2 * count, "every case is there");
        }
    }
}
