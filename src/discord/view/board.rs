//! The board: who waits now, on the desk for everyone of the team to see. Its times are Discord's own marks, which every
//! reader's client keeps current, so it tells no lie while nothing changes.

use serenity::all::{Colour, CreateEmbed};

use crate::{desk::BoardToDraw, domain::Case};

use super::{Body, escape::shortened, limit, link};

/// The first line, by which the board is known among other messages.
const HEADLINE: &str = "**The board**: who waits for us";
/// How much of a title a line shows, in characters.
const TITLE: usize = 60;
const QUIET: u32 = 0x57_F2_87;
const BUSY: u32 = 0xE6_7E_22;

/// The live message on the desk.
pub fn board(draw: &BoardToDraw) -> Body {
    let counts = draw.counts;
    let mut lines: Vec<String> = draw.waiting.iter().map(line).collect();
    let more = counts.waiting - i64::try_from(lines.len()).unwrap_or(i64::MAX);
    if lines.is_empty() {
        lines.push("Nobody is waiting for an answer.".to_owned());
    } else if more > 0 {
        lines.push(format!("… and {more} more: `/queue` lists them all."));
    }
    let count = |name: &'static str, count: i64| (name, count.to_string(), true);
    let embed = CreateEmbed::new()
        .colour(Colour::new(if draw.waiting.is_empty() { QUIET } else { BUSY }))
        .description(limit::listed(&lines, "\n", limit::DESCRIPTION))
        .fields([
            count("Waiting", counts.waiting),
            count("Nobody has", counts.unclaimed),
            count("On hold", counts.on_hold),
            count("With customers", counts.with_customers),
        ]);
    Body { embeds: vec![embed], ..Body::text(HEADLINE) }
}

fn line(case: &Case) -> String {
    let since = link::ago(case.waiting_since.unwrap_or(case.opened_at));
    let who = case.assignee.map_or_else(|| "nobody has it".to_owned(), |agent| format!("<@{agent}> has it"));
    format!("{since} · {} · {} — {who}", link::case_number(case), shortened(case.title.as_str(), TITLE))
}

#[cfg(test)]
mod tests {
    use super::super::sample::{self, LONG, check, read};
    use super::*;
    use crate::domain::{BoardSurface, CaseNumber, ChannelId, Counts, GuildId, Title, UserId};

    #[test]
    fn the_board_tells_who_waits_since_when_and_who_has_it() {
        let mut claimed = sample::case();
        claimed.number = CaseNumber(13);
        claimed.assignee = Some(UserId(7));
        let counts = Counts { waiting: 14, unclaimed: 9, on_hold: 2, with_customers: 3 };
        let draw = BoardToDraw { surface: BoardSurface::default(), waiting: vec![sample::case(), claimed], counts };
        insta::assert_snapshot!(read(&board(&draw)), @r"
        **The board**: who waits for us
        ---
        <t:1000000:R> · [#12](https://discord.com/channels/1/3) · The app \*crashes\* at start — nobody has it
        <t:1000000:R> · [#13](https://discord.com/channels/1/3) · The app \*crashes\* at start — <@7> has it
        … and 12 more: `/queue` lists them all.
        Waiting: 14
        Nobody has: 9
        On hold: 2
        With customers: 3
        ");
        check(&board(&BoardToDraw { waiting: Vec::new(), ..draw }));
    }

    #[test]
    fn the_longest_board_fits() {
        let mut case = sample::case();
        case.number = CaseNumber(i64::MAX);
        case.guild = GuildId(LONG);
        case.surfaces.thread = Some(ChannelId(LONG));
        case.assignee = Some(UserId(LONG));
        case.title = Title::from_message(&"*".repeat(200));
        let counts = Counts { waiting: i64::MAX, unclaimed: i64::MAX, on_hold: i64::MAX, with_customers: i64::MAX };
        check(&board(&BoardToDraw { surface: BoardSurface::default(), waiting: vec![case; 10], counts }));
    }
}
