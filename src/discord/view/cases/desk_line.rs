//! Lines in the desk channel that belong to no open case.

use crate::domain::{Case, ChannelId, GuildId, Language, MessageId, Refusal, Rule, UserId};

use crate::discord::view::{
    Body,
    escape::escape,
    link,
    refusal::refusal,
    words::{enumerated, t},
};

/// The reaction with which the bot answers a flag that led to no case.
pub const REFUSED: &str = "❌";

/// Tells an agent why their flag led to no case.
pub fn flag_refused(
    language: Language,
    guild: GuildId,
    (channel, message): (ChannelId, MessageId),
    by: UserId,
    why: &Refusal,
) -> Body {
    let content = t!(
        language,
        "desk-flag-refused",
        agent = by,
        message = link::message(guild, channel, message),
        why = refusal(language, why)
    );
    Body { pings: vec![by], ..Body::text(content) }
}

/// Tells the assignee, or the desk, that the customer of a closed case wrote again. `elsewhere` is
/// the case in which it continues.
pub fn customer_returned(
    language: Language,
    case: &Case,
    elsewhere: Option<&Case>,
    (channel, message): (ChannelId, MessageId),
) -> Body {
    let state = match elsewhere {
        Some(_) => "elsewhere",
        None if case.is_closed() => "still",
        None => "again",
    };
    let assignee = elsewhere.unwrap_or(case).assignee;
    let content = t!(
        language,
        "desk-customer-returned",
        agent = link::person_or_none(assignee),
        customer = case.customer(),
        message = link::message(case.guild, channel, message),
        case = link::case_number(case),
        number = case.number.0.to_string(),
        into = elsewhere.map(link::case_number).unwrap_or_default(),
        state = state
    );
    Body { pings: assignee.into_iter().collect(), ..Body::text(content) }
}

/// Tells the team that what an option of `/setup` names was deleted, or what other teams work with,
/// and what to do.
pub fn lost(language: Language, option: &str, teams: &[&str]) -> Body {
    Body::text(match teams {
        [_, _, ..] => {
            let names: Vec<String> =
                teams.iter().map(|name| format!("**{}**", escape(name))).collect();
            t!(language, "desk-teams-lost", teams = enumerated(language, &names))
        }
        [] | [_] => {
            let typed = teams.first().copied().unwrap_or_default();
            t!(language, "desk-lost", option = option, team = escape(typed), typed = typed)
        }
    })
}

/// Tells the team that the only channel that rules look at was deleted.
pub fn rules_lost<'a>(language: Language, rules: impl Iterator<Item = &'a Rule>) -> Body {
    let names: Vec<String> = rules.map(|rule| format!("“{}”", escape(&rule.name))).collect();
    let count = names.len();
    let content =
        t!(language, "desk-rules-lost", count = count, rules = enumerated(language, &names));
    Body::text(content)
}

#[cfg(test)]
mod tests {
    use strum::VariantArray;

    use super::*;
    use crate::discord::view::sample::{self, check, read, time};
    use crate::domain::{CloseReason, Status, refusal::MessageRefusal};

    fn lines(language: Language) -> String {
        let place = (ChannelId(2), MessageId(4));
        let open = sample::case();
        let mut closed = Case { assignee: None, ..open.clone() };
        closed.status = Status::Closed;
        closed.closed_at = Some(time(2_000));
        closed.close_reason = Some(CloseReason::Solved);
        let why = MessageRefusal::NotByAMember.into();
        let lines = [
            flag_refused(language, open.guild, place, UserId(7), &why),
            customer_returned(language, &open, None, place),
            customer_returned(language, &closed, None, place),
            customer_returned(language, &closed, Some(&open), place),
        ];
        let options = ["help", "desk", "developers", "agents", "devs", "leads"];
        let lost = options.map(|option| lost(language, option, &[])).into_iter();
        let teams: [&[&str]; 2] = [&["bill_ing"], &["bill_ing", "legal"]];
        let lost = lost.chain(teams.map(|teams| super::lost(language, "team", teams)));
        let lines = lines.into_iter().chain(lost).collect::<Vec<_>>();
        lines.iter().for_each(check);
        lines.iter().map(read).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn the_desk_is_told_what_happened_and_what_to_do() {
        insta::assert_snapshot!(lines(Language::English), @r"
        <@7>, your reaction to [this message](https://discord.com/channels/1/2/4) didn't open a case. Only a person's message can become a case, so choose the one with the member's question.
        <@5> [wrote again](https://discord.com/channels/1/2/4) after case [#12](https://discord.com/channels/1/3) was closed. It's open again.
        <@5> [wrote again](https://discord.com/channels/1/2/4) after case #12 was closed. It's still closed. To reopen it for them, use `/reopen case:12`.
        <@5> [wrote again](https://discord.com/channels/1/2/4) about case #12, which continues in case [#12](https://discord.com/channels/1/3).
        The help channel was deleted, so `/ask` doesn't work any more. Someone with Manage Server can choose another one with `/setup help`.
        The desk channel was deleted, so cases no longer have cards. Someone with Manage Server can choose another one with `/setup desk`, and all open cases get their cards there.
        The developers' channel was deleted, so there's no place for bug reports. Someone with Manage Server can choose another one with `/setup developers`, and all open bugs get their reports there.
        An agents role was deleted, so people who only had that one are no longer agents. Someone with Manage Server can set the roles with `/setup agents`. If no agents role is left, cases stay with their assignees until then.
        The developers role was deleted. Someone with Manage Server can choose another one with `/setup devs`.
        A leads role was deleted. Someone with Manage Server can set the roles with `/setup leads`, and counts as a lead until then.
        A channel or role of the team **bill\_ing** was deleted, so requests may not reach it any more. A lead can remove it with `/team remove name:bill_ing` and add it again.
        A channel or role of the teams **bill\_ing** and **legal** was deleted, so requests may not reach them any more. A lead can remove them with `/team remove` and add them again.
        ");
        insta::assert_snapshot!(lines(Language::German), @r"
        <@7>, deine Reaktion auf [diese Nachricht](https://discord.com/channels/1/2/4) hat keinen Fall eröffnet. Nur die Nachricht eines Menschen kann ein Fall werden, also wähl die, in der das Mitglied fragt.
        <@5> hat [noch einmal geschrieben](https://discord.com/channels/1/2/4), nachdem Fall [#12](https://discord.com/channels/1/3) geschlossen war. Er ist wieder offen.
        <@5> hat [noch einmal geschrieben](https://discord.com/channels/1/2/4), nachdem Fall #12 geschlossen war. Er ist noch geschlossen. Mit `/wieder-öffnen fall:12` öffnest du ihn für das Mitglied.
        <@5> hat [noch einmal geschrieben](https://discord.com/channels/1/2/4) zu Fall #12, der in Fall [#12](https://discord.com/channels/1/3) weitergeht.
        Der Hilfekanal wurde gelöscht, deshalb funktioniert `/fragen` nicht mehr. Jemand mit „Server verwalten“ kann mit `/einrichten hilfe` einen anderen wählen.
        Der Kanal des Teams wurde gelöscht, deshalb haben Fälle keine Karten mehr. Jemand mit „Server verwalten“ kann mit `/einrichten team_kanal` einen anderen Kanal wählen. Dort bekommen alle offenen Fälle ihre Karten.
        Der Kanal der Entwicklung wurde gelöscht, deshalb gibt es keinen Platz für Fehlerberichte. Jemand mit „Server verwalten“ kann mit `/einrichten fehlerberichte` einen anderen wählen. Dort bekommen alle offenen Fehler ihre Berichte.
        Eine Rolle des Teams wurde gelöscht. Wer nur sie hatte, gehört nicht mehr dazu. Jemand mit „Server verwalten“ kann die Rollen mit `/einrichten team` festlegen. Ist keine Rolle des Teams mehr da, bleiben die Fälle bis dahin bei den Zuständigen.
        Die Rolle der Entwicklung wurde gelöscht. Jemand mit „Server verwalten“ kann mit `/einrichten entwicklung` eine andere wählen.
        Eine Rolle der Leitung wurde gelöscht. Jemand mit „Server verwalten“ kann die Rollen mit `/einrichten leitung` festlegen und gehört bis dahin zur Leitung.
        Ein Kanal oder eine Rolle des Teams **bill\_ing** wurde gelöscht, deshalb erreichen Anfragen es vielleicht nicht mehr. Die Leitung kann es mit `/team entfernen name:bill_ing` entfernen und neu hinzufügen.
        Ein Kanal oder eine Rolle der Teams **bill\_ing** und **legal** wurde gelöscht, deshalb erreichen Anfragen sie vielleicht nicht mehr. Die Leitung kann sie mit `/team entfernen` entfernen und neu hinzufügen.
        ");
        assert_eq!(Language::VARIANTS.len(), 2, "each language is read");
    }
}
