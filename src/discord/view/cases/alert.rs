//! What somebody of the team is notified of.

use crate::{
    desk::AlertToDraw,
    domain::{Bug, Case, Language, News, Recipient, RoleId, Settings, UserId, Way},
};

use crate::discord::view::{Body, limit, link, search::queue::private_note, words::t};

/// The most characters of all news: a message holds 2,000, with the mentions and the key.
const NEWS: usize = 1_500;

/// Builds the message. It contains no text that a person wrote.
pub fn alert(settings: &Settings, draw: &AlertToDraw) -> Body {
    let language = settings.language;
    let (users, roles): (_, &[RoleId]) = match draw.alert.to {
        Recipient::Agents => (None, &settings.agents_roles),
        Recipient::Developers => (None, std::slice::from_ref(&settings.developers_role)),
        Recipient::Person(user) => (Some(user), &[]),
    };
    // A direct message needs no mention.
    let users = users.filter(|_| draw.alert.way != Way::DirectMessage);
    let pings: Vec<UserId> = users.into_iter().collect();
    let users = users.map(|user| format!("<@{user}>"));
    let mentions: Vec<String> =
        users.into_iter().chain(roles.iter().map(|role| format!("<@&{role}>"))).collect();
    let lines: Vec<String> = draw
        .lines
        .iter()
        .map(|(news, case, bug)| line(language, news, case, bug.as_ref()))
        .collect();
    let mut content = match lines.as_slice() {
        [line] if mentions.is_empty() => line.clone(),
        [line] => format!("{}: {line}", mentions.join(" ")),
        lines => {
            let lines: Vec<String> = lines.iter().map(|line| format!("- {line}")).collect();
            let lines = limit::listed(language, &lines, "\n", NEWS);
            format!("{}\n{lines}", mentions.join(" ")).trim_start().to_owned()
        }
    };
    if draw.alert.fell_back {
        content = format!("{content}\n{}", t!(language, "alert-fell-back"));
    }
    Body { pings, role_pings: roles.to_vec(), ..Body::text(content) }
}

fn line(language: Language, news: &News, case: &Case, bug: Option<&Bug>) -> String {
    let number = link::linked(&case.number.to_string(), link::card(case));
    let number = number + &private_note(language, case);
    let linked_bug = || {
        bug.map(|bug| link::linked(&bug.number.to_string(), link::bug_card(bug)))
            .unwrap_or_default()
    };
    match news {
        News::NewCase { .. } => t!(language, "alert-new-case", case = number),
        News::UrgentCase { .. } => t!(
            language,
            "alert-urgent-case",
            case = number,
            start = case.wait_start.into_str(),
            since = case.asks_since().map_or_else(|| "none".to_owned(), link::ago)
        ),
        News::Overdue { .. } => t!(
            language,
            "alert-overdue",
            case = number,
            start = case.wait_start.into_str(),
            since = link::ago(case.waits_for_us_since().unwrap_or(case.opened_at))
        ),
        News::Reply { by, channel, message, .. } => {
            let message = link::message(case.guild, *channel, *message);
            let wrote = link::linked(&t!(language, "alert-wrote"), Some(message));
            let customer =
                by.or(case.account()).map_or_else(|| "none".to_owned(), |user| user.to_string());
            t!(language, "alert-reply", case = number, customer = customer, wrote = wrote)
        }
        News::BugReported { .. } => t!(
            language,
            "alert-bug-reported",
            case = number,
            bug = linked_bug(),
            severity = bug.map_or("normal", |bug| bug.report.severity.into_str())
        ),
        News::BugLinked { .. } => {
            t!(language, "alert-bug-linked", case = number, bug = linked_bug())
        }
    }
}

#[cfg(test)]
mod tests {
    use strum::VariantArray;

    use super::*;
    use crate::discord::view::sample::{self, check, read, settings, time};
    use crate::domain::{Alert, BugNumber, ChannelId, MessageId};

    fn draw(to: Recipient, news: &[News]) -> AlertToDraw {
        let case = sample::case();
        let line = |news: &News| (*news, case.clone(), news.bug().map(|_| sample::bug()));
        let way = if to.person().is_some() { Way::Mention } else { Way::RoleMention };
        let news = news.to_vec();
        let lines = news.iter().map(line).collect();
        let due_at = time(1_000_000);
        AlertToDraw {
            alert: Alert { id: 1, to, way, fell_back: false, news, due_at, posted: None },
            lines,
        }
    }

    #[test]
    fn the_team_reads_what_happened_in_every_language() {
        let case = sample::case().number;
        let bug = BugNumber(3);
        let all = [
            News::NewCase { case },
            News::UrgentCase { case },
            News::Overdue { case },
            News::Reply { case, by: None, channel: ChannelId(2), message: MessageId(4) },
            News::BugReported { case, bug },
            News::BugLinked { case, bug },
        ];
        let mut read_in = Vec::new();
        for &language in Language::VARIANTS {
            let settings = Settings { language, ..settings() };
            let bodies = [
                alert(&settings, &draw(Recipient::Agents, &all[1..2])),
                alert(&settings, &draw(Recipient::Developers, &all[4..5])),
                alert(&settings, &draw(Recipient::Person(UserId(7)), &all)),
            ];
            bodies.iter().for_each(check);
            let mut fell_back = draw(Recipient::Person(UserId(7)), &all[3..4]);
            fell_back.alert.fell_back = true;
            let fell_back = alert(&settings, &fell_back);
            check(&fell_back);
            read_in.extend(bodies.iter().chain([&fell_back]).map(read));
        }
        insta::assert_snapshot!(read_in.join("\n"), @"
        <@&40>: Case #12 is urgent. The customer wrote <t:1000000:R> and is waiting.
        <@&41>: Bug #3 was reported from case #12, severity: high.
        <@7>
        - Case #12 is new and has no assignee yet.
        - Case #12 is urgent. The customer wrote <t:1000000:R> and is waiting.
        - Case #12 still hasn't been answered. The customer wrote <t:1000000:R>.
        - <@5> [wrote](https://discord.com/channels/1/2/4) in case #12 and is waiting.
        - Bug #3 was reported from case #12, severity: high.
        - Case #12 was linked to bug #3.
        <@7>: <@5> [wrote](https://discord.com/channels/1/2/4) in case #12 and is waiting.
        Discord doesn't let me send you direct messages, so I mention you here from now on. To change that, allow direct messages from this server's members and use `/notify` again.
        <@&40>: Fall #12 ist dringend. Das Mitglied hat <t:1000000:R> geschrieben und wartet.
        <@&41>: Fehler #3 wurde aus Fall #12 gemeldet, Schweregrad: hoch.
        <@7>
        - Fall #12 ist neu, und noch ist niemand zuständig.
        - Fall #12 ist dringend. Das Mitglied hat <t:1000000:R> geschrieben und wartet.
        - Fall #12 ist noch nicht beantwortet. Das Mitglied hat <t:1000000:R> geschrieben.
        - <@5> hat in Fall #12 [geschrieben](https://discord.com/channels/1/2/4) und wartet.
        - Fehler #3 wurde aus Fall #12 gemeldet, Schweregrad: hoch.
        - Fall #12 wurde mit Fehler #3 verknüpft.
        <@7>: <@5> hat in Fall #12 [geschrieben](https://discord.com/channels/1/2/4) und wartet.
        Discord lässt mich dir keine Direktnachrichten schicken, deshalb erwähne ich dich ab jetzt hier. Wenn du das ändern willst, erlaub Direktnachrichten von Mitgliedern dieses Servers und nimm noch einmal `/benachrichtigungen`.
        ");
    }

    #[test]
    fn a_hundred_news_fit_into_one_message() {
        let case = sample::case().number;
        let news = vec![News::UrgentCase { case }; 100];
        check(&alert(&settings(), &draw(Recipient::Person(UserId(7)), &news)));
    }
}
