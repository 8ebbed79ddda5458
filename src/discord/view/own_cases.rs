//! The answer to `/my-cases`: a member's own questions, and in plain words how each stands. Nothing here is the team's own
//! business: no tags, no priority, no names of bugs.

use serenity::all::CreateEmbed;

use crate::{
    desk::Page,
    domain::{Case, Status},
};

use super::{Body, CustomId, escape::shortened, limit, link, pages};

/// How much of a title a line shows, in characters.
const TITLE: usize = 80;

/// One page of a member's own cases.
pub fn own_cases(page: &Page<Case>) -> Body {
    if page.items.is_empty() {
        return Body::text("You have not asked us anything yet. `/ask` brings a question to the team, from any channel.");
    }
    let lines: Vec<String> = page.items.iter().map(line).collect();
    let count = if page.total == 1 { "one question".to_owned() } else { format!("{} questions", page.total) };
    Body {
        embeds: vec![CreateEmbed::new().description(limit::listed(&lines, "\n", limit::DESCRIPTION))],
        components: pages::buttons(page.number, page.count(), |page| CustomId::MyCases { page }),
        ..Body::text(format!("You have asked us {count}{}.", pages::place(page.number, page.count())))
    }
}

fn line(case: &Case) -> String {
    format!("{} · {}\n> {}", link::case_number(case), shortened(case.title.as_str(), TITLE), state(case))
}

/// How a case stands, as its customer needs to know it.
fn state(case: &Case) -> String {
    if let Some(merged) = &case.merged {
        return format!("It goes on in case {}.", merged.into);
    }
    match (case.status, case.waiting_since) {
        (Status::New | Status::Open, Some(since)) => format!("You are waiting for us, since {}.", link::ago(since)),
        (Status::New | Status::Open | Status::Pending, None) if case.first_response_at.is_none() => "It is with the team.".to_owned(),
        (Status::New | Status::Open | Status::Pending, None) => {
            "We wrote to you, and it is your turn: please answer in the thread.".to_owned()
        }
        (Status::Pending, Some(since)) => format!("You wrote {}, and we will read it.", link::ago(since)),
        (Status::OnHold, _) if !case.bugs.is_empty() => "The developers have it. We tell you as soon as there is news.".to_owned(),
        (Status::OnHold, _) => "We have to ask somebody else first. We tell you as soon as there is news.".to_owned(),
        (Status::Solved, _) => "We think that it is solved. Is it? Please tell us in the thread.".to_owned(),
        (Status::Closed, _) => {
            let when = case.closed_at.map_or_else(String::new, |at| format!(" {}", link::ago(at)));
            format!("Closed{when}.")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{self, LONG, check, read, time};
    use super::*;
    use crate::domain::{BugNumber, CaseNumber, ChannelId, GuildId, Title, UserId};

    #[test]
    fn a_member_reads_in_plain_words_how_each_case_stands() {
        let bug = BugNumber(3);
        let states = [
            (Status::New, Some(1_000), vec![]),
            (Status::New, None, vec![]),
            (Status::Open, Some(1_000), vec![bug]),
            (Status::Pending, None, vec![]),
            (Status::OnHold, Some(1_000), vec![bug]),
            (Status::OnHold, None, vec![]),
            (Status::Solved, None, vec![]),
            (Status::Closed, None, vec![bug]),
        ];
        let items = states.map(|(status, waiting, bugs)| {
            let closed_at = (status == Status::Closed).then(|| time(2_000));
            let first_response_at = (status == Status::Pending).then(|| time(1_500));
            Case {
                status,
                waiting_since: waiting.map(time),
                bugs,
                closed_at,
                first_response_at,
                assignee: Some(UserId(7)),
                ..sample::case()
            }
        });
        let body = own_cases(&Page { items: items.to_vec(), number: 1, size: 10, total: 8 });
        insta::assert_snapshot!(read(&body), @r"
        You have asked us 8 questions.
        ---
        [#12](https://discord.com/channels/1/3) · The app \*crashes\* at start
        > You are waiting for us, since <t:1000:R>.
        [#12](https://discord.com/channels/1/3) · The app \*crashes\* at start
        > It is with the team.
        [#12](https://discord.com/channels/1/3) · The app \*crashes\* at start
        > You are waiting for us, since <t:1000:R>.
        [#12](https://discord.com/channels/1/3) · The app \*crashes\* at start
        > We wrote to you, and it is your turn: please answer in the thread.
        [#12](https://discord.com/channels/1/3) · The app \*crashes\* at start
        > The developers have it. We tell you as soon as there is news.
        [#12](https://discord.com/channels/1/3) · The app \*crashes\* at start
        > We have to ask somebody else first. We tell you as soon as there is news.
        [#12](https://discord.com/channels/1/3) · The app \*crashes\* at start
        > We think that it is solved. Is it? Please tell us in the thread.
        [#12](https://discord.com/channels/1/3) · The app \*crashes\* at start
        > Closed <t:2000:R>.
        ");
    }

    #[test]
    fn the_longest_page_fits() {
        let mut case = sample::case();
        case.number = CaseNumber(i64::MAX);
        case.guild = GuildId(LONG);
        case.surfaces.thread = Some(ChannelId(LONG));
        case.title = Title::from_message(&"*".repeat(200));
        case.status = Status::OnHold;
        let body = own_cases(&Page { items: vec![case; 10], number: 1, size: 10, total: i64::MAX });
        check(&body);
        assert_eq!(read(&body).matches("We have to ask").count(), 10);
        check(&own_cases(&Page { items: Vec::new(), number: 1, size: 10, total: 0 }));
    }
}
