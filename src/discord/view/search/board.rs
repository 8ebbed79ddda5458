//! The board in the desk channel: who waits, for the whole team. Times are Discord's own
//! timestamps, which each reader's client keeps current, so the board stays correct while nothing
//! changes.

use serenity::all::{Colour, CreateEmbed};

use crate::{
    desk::BoardToDraw,
    domain::{Case, Language, Status},
};

use crate::discord::view::{
    Body,
    escape::shortened,
    limit, link,
    search::queue::{marks, news_mark, promise_mark},
    words::t,
};

/// The most characters of a title in a line.
const TITLE: usize = 60;
const QUIET: u32 = 0x57_F2_87;
const BUSY: u32 = 0xE6_7E_22;

/// Builds the board.
pub fn board(language: Language, draw: &BoardToDraw) -> Body {
    let counts = draw.counts;
    let mut lines: Vec<String> = draw.waiting.iter().map(|case| line(language, case)).collect();
    let more = counts.waiting - i64::try_from(lines.len()).unwrap_or(i64::MAX);
    if lines.is_empty() {
        lines.push(t!(language, "board-empty"));
    } else if more > 0 {
        lines.push(t!(language, "board-more", count = more));
    }
    if draw.offers > 0 {
        lines.push(t!(language, "board-offers", count = draw.offers));
    }
    let count = |name: String, count: i64| (name, count.to_string(), true);
    let waiting = t!(
        language,
        "board-waiting-count",
        count = counts.waiting.to_string(),
        promised = counts.promised
    );
    let embed = CreateEmbed::new()
        .colour(Colour::new(if draw.waiting.is_empty() { QUIET } else { BUSY }))
        .description(limit::listed(language, &lines, "\n", limit::DESCRIPTION))
        .fields([
            (t!(language, "board-waiting"), waiting, true),
            count(t!(language, "board-unclaimed"), counts.unclaimed),
            count(t!(language, "board-on-hold"), counts.on_hold),
            count(t!(language, "board-with-customers"), counts.with_customers),
        ]);
    Body { embeds: vec![embed], ..Body::text(t!(language, "board-headline")) }
}

fn line(language: Language, case: &Case) -> String {
    t!(
        language,
        "board-line",
        ago = link::ago(case.waits_for_us_since().unwrap_or(case.opened_at)),
        case = link::case_number(case),
        title = shortened(case.title.as_str(), TITLE),
        mark = marks(language, case).unwrap_or_else(|| "none".to_owned()),
        state = match case.promise {
            Some(_) => "promised",
            None if !case.news.is_empty() => "news",
            None if case.status == Status::OnHold => "on-hold",
            None => "none",
        },
        promised = promise_mark(language, case).unwrap_or_default(),
        news = news_mark(language, case).unwrap_or_default(),
        agent = link::person_or_none(case.assignee),
    )
}

#[cfg(test)]
mod tests {
    use strum::VariantArray;

    use super::*;
    use crate::discord::view::sample::{self, LONG, check, read};
    use crate::domain::{CaseNumber, ChannelId, Counts, GuildId, Surface, Title, UserId};

    #[test]
    fn the_board_tells_who_waits_since_when_and_who_has_it() {
        let mut claimed = sample::case();
        claimed.number = CaseNumber(13);
        claimed.assignee = Some(UserId(7));
        let counts =
            Counts { waiting: 14, promised: 0, unclaimed: 9, on_hold: 2, with_customers: 3 };
        let draw = BoardToDraw {
            surface: Surface::default(),
            waiting: vec![sample::case(), claimed],
            counts,
            offers: 1,
        };
        insta::assert_snapshot!(read(&board(Language::English, &draw)), @r"
        **Waiting for us**
        ---
        <t:1000000:R> · [#12](https://discord.com/channels/1/3) · The app \*crashes\* at start — unassigned
        <t:1000000:R> · [#13](https://discord.com/channels/1/3) · The app \*crashes\* at start — assigned to <@7>
        … and 12 more. See them all with `/queue`.
        1 message matched a rule. Decide below whether it's a case.
        Waiting for us: 14
        Unassigned: 9
        On hold: 2
        Waiting for customers: 3
        ");
        insta::assert_snapshot!(read(&board(Language::German, &draw)), @r"
        **Warten auf uns**
        ---
        <t:1000000:R> · [#12](https://discord.com/channels/1/3) · The app \*crashes\* at start — nicht zugewiesen
        <t:1000000:R> · [#13](https://discord.com/channels/1/3) · The app \*crashes\* at start — zugewiesen an <@7>
        … und 12 weitere. Alle zeigt `/warteschlange`.
        Auf 1 Nachricht passt eine Regel. Entscheidet unten, ob sie ein Fall ist.
        Warten auf uns: 14
        Nicht zugewiesen: 9
        Angehalten: 2
        Warten auf Mitglieder: 3
        ");
        for &language in Language::VARIANTS {
            let empty =
                board(language, &BoardToDraw { waiting: Vec::new(), offers: 2, ..draw.clone() });
            check(&empty);
        }
    }

    #[test]
    fn the_longest_board_fits() {
        let mut case = sample::case();
        case.number = CaseNumber(i64::MAX);
        case.guild = GuildId(LONG);
        case.thread.id = Some(ChannelId(LONG));
        case.assignee = Some(UserId(LONG));
        case.title = Title::from_message(&"*".repeat(200));
        let counts = Counts {
            waiting: i64::MAX,
            promised: i64::MAX,
            unclaimed: i64::MAX,
            on_hold: i64::MAX,
            with_customers: i64::MAX,
        };
        for &language in Language::VARIANTS {
            check(&board(
                language,
                &BoardToDraw {
                    surface: Surface::default(),
                    waiting: vec![case.clone(); 10],
                    counts,
                    offers: i64::MAX,
                },
            ));
        }
    }
}
