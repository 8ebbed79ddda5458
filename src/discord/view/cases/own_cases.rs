//! The response to `/my-cases`: a member's questions and their state. Contains nothing internal: no
//! tags, no priority, no titles of bugs.

use crate::{
    desk::{OwnCase, Page},
    domain::{Case, Language, Promise, Status, Time},
};

use crate::discord::view::{
    Body, CustomId, escape::shortened, link, pages, search::queue::private_note, words::t,
};

/// The most characters of a title in a line.
const TITLE: usize = 80;

/// Builds one page of a member's cases.
pub fn own_cases(language: Language, page: &Page<OwnCase>) -> Body {
    if page.items.is_empty() {
        return Body::text(t!(language, "own-cases-none"));
    }
    let lines: Vec<String> = page.items.iter().map(|own| line(language, own)).collect();
    let place = pages::place(language, page.number, page.count());
    let heading = t!(language, "own-cases", count = page.total, place = place);
    pages::list(language, heading, &lines, page, |page| CustomId::MyCases { page })
}

fn line(language: Language, own: &OwnCase) -> String {
    let OwnCase { case, continues_in } = own;
    let state = match continues_in {
        Some(other) => continued(language, other),
        None => state(language, case),
    };
    let title = shortened(case.title.as_str(), TITLE);
    let private = private_note(language, case);
    format!("{} · {title}{private}\n> {state}", link::case_number(case))
}

/// Returns where a case continues, and whether that is over too.
fn continued(language: Language, other: &Case) -> String {
    let number = link::case_number(other);
    match other.closed_at.filter(|_| other.is_closed()) {
        Some(at) => {
            t!(language, "own-case-merged-and-closed", case = number, ago = link::ago(at))
        }
        None => t!(language, "own-case-merged", case = number),
    }
}

/// Returns the state of a case, as its customer needs to know it.
fn state(language: Language, case: &Case) -> String {
    if let (Some(agent), Some(Promise { until, is_due: false })) = (case.assignee, case.promise) {
        return t!(language, "own-case-promised", agent = agent, ago = link::ago(until));
    }
    let is_untold = case.merged.is_none() && case.news.iter().any(|news| news.outcome.is_final());
    match (case.status, case.waiting_since) {
        (Status::New | Status::Pending | Status::OnHold | Status::Closed, None) if is_untold => {
            t!(language, "own-case-news-to-come")
        }
        (Status::New | Status::Open, Some(since)) => waiting(language, case, since),
        (Status::New | Status::Open | Status::Pending, None)
            if case.first_response_at.is_none() =>
        {
            t!(language, "own-case-with-us")
        }
        (Status::New | Status::Open | Status::Pending, None) => {
            t!(language, "own-case-your-turn")
        }
        (Status::Pending, Some(since)) => {
            t!(language, "own-case-you-wrote", ago = link::ago(since))
        }
        (Status::OnHold, Some(since)) if case.asks_since().is_some() => {
            waiting(language, case, since)
        }
        (Status::OnHold, _) if !case.bugs.is_empty() => t!(language, "own-case-with-developers"),
        (Status::OnHold, _) => t!(language, "own-case-with-others"),
        (Status::Solved, _) => t!(language, "own-case-solved"),
        (Status::Closed, _) => match case.closed_at {
            Some(at) => t!(language, "own-case-closed-ago", ago = link::ago(at)),
            None => t!(language, "own-case-closed"),
        },
    }
}

fn waiting(language: Language, case: &Case, since: Time) -> String {
    let start = case.wait_start.into_str();
    t!(language, "own-case-waiting", start = start, ago = link::ago(since))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::discord::view::sample::{self, LONG, check, read, time};
    use crate::domain::{BugNumber, CaseNumber, ChannelId, GuildId, Title, UserId};

    /// Returns a page with a case in each state.
    fn one_of_each() -> Page<OwnCase> {
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
            let case = Case {
                status,
                waiting_since: waiting.map(time),
                bugs,
                closed_at,
                first_response_at,
                assignee: Some(UserId(7)),
                ..sample::case()
            };
            OwnCase { case, continues_in: None }
        });
        Page { items: items.to_vec(), number: 1, size: 10, total: 8 }
    }

    #[test]
    fn a_member_reads_in_plain_words_how_each_case_stands() {
        let body = own_cases(Language::English, &one_of_each());
        insta::assert_snapshot!(read(&body), @r"
        **Your questions (8)**
        ---
        [#12](https://discord.com/channels/1/3) · The app \*crashes\* at start
        > Waiting for us: you wrote <t:1000:R>.
        [#12](https://discord.com/channels/1/3) · The app \*crashes\* at start
        > The team has your question.
        [#12](https://discord.com/channels/1/3) · The app \*crashes\* at start
        > Waiting for us: you wrote <t:1000:R>.
        [#12](https://discord.com/channels/1/3) · The app \*crashes\* at start
        > Waiting for your reply in the thread.
        [#12](https://discord.com/channels/1/3) · The app \*crashes\* at start
        > Reported to the developers.
        [#12](https://discord.com/channels/1/3) · The app \*crashes\* at start
        > On hold: we're checking with someone else.
        [#12](https://discord.com/channels/1/3) · The app \*crashes\* at start
        > We think this is solved. If it isn't, tell us in the thread.
        #12 · The app \*crashes\* at start
        > Closed <t:2000:R>.
        ");
    }

    #[test]
    fn a_german_member_reads_so_in_german() {
        let page = one_of_each();
        let mut lines: Vec<String> =
            page.items.iter().map(|own| state(Language::German, &own.case)).collect();
        for (total, items) in
            [(0, Vec::new()), (1, page.items[..1].to_vec()), (8, page.items.clone())]
        {
            lines.push(
                own_cases(Language::German, &Page { items, number: 1, size: 10, total }).content,
            );
        }
        insta::assert_snapshot!(lines.join("\n"), @"
        Wartet auf uns: Du hast <t:1000:R> geschrieben.
        Das Team hat deine Frage.
        Wartet auf uns: Du hast <t:1000:R> geschrieben.
        Wartet auf deine Antwort im Thread.
        Der Entwicklung gemeldet.
        Angehalten: Wir fragen bei jemand anderem nach.
        Wir glauben, dass es gelöst ist. Wenn nicht, sag es uns im Thread.
        Geschlossen <t:2000:R>.
        Du hast uns noch nichts gefragt. Mit `/fragen` stellst du dem Team in jedem Kanal eine Frage.
        **Deine Fragen (1)**
        **Deine Fragen (8)**
        ");
    }

    #[test]
    fn the_longest_page_fits() {
        let mut case = sample::case();
        case.number = CaseNumber(i64::MAX);
        case.guild = GuildId(LONG);
        case.thread.id = Some(ChannelId(LONG));
        case.title = Title::from_message(&"*".repeat(200));
        case.status = Status::OnHold;
        let own = OwnCase { case, continues_in: None };
        let page = Page { items: vec![own; 10], number: 1, size: 10, total: i64::MAX };
        check(&own_cases(Language::German, &page));
        let body = own_cases(Language::English, &page);
        check(&body);
        assert_eq!(read(&body).matches("checking with someone else").count(), 10);
        check(&own_cases(
            Language::English,
            &Page { items: Vec::new(), number: 1, size: 10, total: 0 },
        ));
    }
}
