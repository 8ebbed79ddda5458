//! The answer to `/queue`: one line a case, the longest waiting first.

use serenity::all::CreateEmbed;

use crate::{
    desk::{Page, QueueView},
    domain::{Case, Status, Time},
};

use super::{Body, CustomId, escape::shortened, limit, link, pages};

/// How much of a title a line shows, in characters.
const TITLE: usize = 60;

/// One page of the queue.
pub fn queue(page: &Page<Case>, view: QueueView, now: Time) -> Body {
    if page.items.is_empty() {
        return Body::text(nothing_in(view));
    }
    let lines: Vec<String> = page.items.iter().map(|case| line(case, now)).collect();
    let count = if page.total == 1 { "1 case".to_owned() } else { format!("{} cases", page.total) };
    let place = pages::place(page.number, page.count());
    Body {
        embeds: vec![CreateEmbed::new().description(limit::listed(&lines, "\n", limit::DESCRIPTION))],
        components: pages::buttons(page.number, page.count(), |page| CustomId::Queue { view, page }),
        ..Body::text(format!("**Queue: {}**, oldest waiting first · {count}{place}", view.name()))
    }
}

/// What an empty queue means depends on what was looked for.
fn nothing_in(view: QueueView) -> &'static str {
    match view {
        QueueView::Waiting => "Nobody is waiting for an answer.",
        QueueView::Unclaimed => "Every open case has somebody who looks after it.",
        QueueView::Mine => "You have no open case. `/queue view: unclaimed` shows those that nobody has.",
        QueueView::All => "There is no open case.",
    }
}

fn line(case: &Case, now: Time) -> String {
    let title = shortened(case.title.as_str(), TITLE);
    let who = case.assignee.map_or_else(|| "nobody has it".to_owned(), |agent| format!("<@{agent}> has it"));
    let waiting = case.waiting_since.map_or_else(|| "nobody is waiting".to_owned(), |since| format!("waiting {}", duration(since, now)));
    let card = link::card(case).map_or_else(String::new, |card| format!(" · [card]({card})"));
    format!("{} · {title} — {}, {who}, {waiting}{card}", link::case_number(case), status_word(case.status))
}

pub(super) fn status_word(status: Status) -> &'static str {
    match status {
        Status::New => "new",
        Status::Open => "open",
        Status::Pending => "pending",
        Status::OnHold => "on hold",
        Status::Solved => "solved",
        Status::Closed => "closed",
    }
}

/// How long ago something was, in its two largest units.
fn duration(since: Time, now: Time) -> String {
    let minutes = (now - since).num_minutes().max(0);
    let (days, hours, rest) = (minutes / 1_440, minutes / 60 % 24, minutes % 60);
    match (days, hours, rest) {
        (0, 0, 0) => "less than a minute".to_owned(),
        (0, 0, rest) => format!("{rest} min"),
        (0, hours, rest) => format!("{hours} h {rest} min"),
        (days, hours, _) => format!("{days} d {hours} h"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{self, LONG, check, read, time};
    use super::*;
    use crate::domain::{CaseNumber, ChannelId, GuildId, MessageId, Title, UserId};
    use proptest::prelude::*;

    fn page(items: Vec<Case>, total: i64) -> Page<Case> {
        Page { items, number: 1, size: 10, total }
    }

    #[test]
    fn the_queue_tells_who_waits_and_how_long() {
        let mut claimed = sample::case();
        claimed.number = CaseNumber(13);
        claimed.status = Status::Pending;
        claimed.assignee = Some(UserId(7));
        claimed.waiting_since = None;
        claimed.surfaces.card_channel = Some(ChannelId(20));
        claimed.surfaces.card = Some(MessageId(21));
        let page = page(vec![sample::case(), claimed], 12);
        insta::assert_snapshot!(read(&queue(&page, QueueView::All, time(1_000_000 + 7_500))), @r"
        **Queue: all**, oldest waiting first · 12 cases, page 1 of 2
        ---
        [#12](https://discord.com/channels/1/3) · The app \*crashes\* at start — new, nobody has it, waiting 2 h 5 min
        [#13](https://discord.com/channels/1/3) · The app \*crashes\* at start — pending, <@7> has it, nobody is waiting · [card](https://discord.com/channels/1/20/21)
        (Previous v1:queue:all:0 off) (Next v1:queue:all:2)
        ");
    }

    #[test]
    fn an_empty_queue_says_so() {
        for view in QueueView::ALL {
            check(&queue(&page(Vec::new(), 0), view, time(0)));
        }
        assert_eq!(read(&queue(&page(Vec::new(), 0), QueueView::All, time(0))), "There is no open case.");
    }

    #[test]
    fn a_duration_is_told_in_two_units() {
        let told = |seconds: i64| duration(time(1_000), time(1_000 + seconds));
        assert_eq!(
            [-5_i64, 59, 60, 7_500, 90_000].map(told),
            ["less than a minute", "less than a minute", "1 min", "2 h 5 min", "1 d 1 h"]
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn a_queue_always_fits(title in "[*_`|a ]{1,80}", count in 1..11_usize, total in 1..i64::MAX) {
            let mut case = sample::case();
            case.number = CaseNumber(i64::MAX);
            case.guild = GuildId(LONG);
            case.source.message = Some(MessageId(LONG));
            case.surfaces.thread = Some(ChannelId(LONG));
            case.surfaces.card_channel = Some(ChannelId(LONG));
            case.surfaces.card = Some(MessageId(LONG));
            case.assignee = Some(UserId(LONG));
            case.title = Title::from_message(&title);
            let body = queue(&page(vec![case; count], total), QueueView::All, time(9_999_999));
            check(&body);
            prop_assert_eq!(read(&body).matches("[card]").count(), count, "every case is there");
        }
    }
}
