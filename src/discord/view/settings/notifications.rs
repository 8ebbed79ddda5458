//! The answer to `/notify`: what somebody is told, and how.

use fluent_bundle::FluentArgs;
use strum::VariantArray;

use crate::domain::{
    ChannelId, Choice, Language, Preferences, Quiet, RoleId, Settings, TeamPreferences, Topic,
    UserId, Way,
};

use crate::discord::view::{
    Body,
    words::{enumerated, look_up, span, t, yes_or_no},
};

/// Shows what holds for a person, and what everyone is told.
pub fn notifications(
    language: Language,
    settings: &Settings,
    team: &TeamPreferences,
    user: UserId,
) -> Body {
    let none = Preferences::default();
    let own = team.people.get(&user).unwrap_or(&none);
    let line = |topic: &Topic| {
        let choice = own.person_choice(*topic, &team.server);
        format!("- **{}**: {}", name(language, *topic), how(language, settings, *topic, choice))
    };
    let mut lines = vec![t!(language, "notify-own")];
    lines.extend(Topic::VARIANTS.iter().map(line));
    if own.direct_refused {
        lines.push(t!(language, "notify-refused"));
    }
    lines.push(t!(language, "notify-everyone"));
    lines.extend(Topic::VARIANTS.iter().map(|topic| {
        let choice = team.server.server_choice(*topic);
        format!("- **{}**: {}", name(language, *topic), how(language, settings, *topic, choice))
    }));
    lines.push(quiet(language, own, &team.server));
    Body::text(lines.join("\n"))
}

/// A line that says of which roles Discord notifies nobody, and how to change that. Empty if there
/// are none.
pub fn silent_roles(language: Language, roles: &[RoleId]) -> String {
    let roles: Vec<String> = roles.iter().map(|role| format!("<@&{role}>")).collect();
    match roles.is_empty() {
        true => String::new(),
        false => {
            let roles = enumerated(language, &roles);
            format!("\n{}", t!(language, "notify-silent-roles", roles = roles))
        }
    }
}

/// Says that everyone can read what the team writes in these channels. Empty if there are none.
pub fn public_channels(language: Language, channels: &[ChannelId]) -> String {
    let mentions: Vec<String> = channels.iter().map(|channel| format!("<#{channel}>")).collect();
    match mentions.len() {
        0 => String::new(),
        _ => {
            let channels = enumerated(language, &mentions);
            format!("\n{}", t!(language, "setup-public-channels", channels = channels))
        }
    }
}

/// What a topic is called.
pub(in crate::discord::view) fn name(language: Language, topic: Topic) -> String {
    chosen(language, topic.into_str())
}

/// What was chosen for a topic, as the history of settings holds it: each word as the options of
/// the command call it.
pub(in crate::discord::view) fn chosen(language: Language, typed: &str) -> String {
    let word = |word: &str| {
        let id = format!("choice-{}", word.replace('_', "-"));
        look_up(language, &id, &FluentArgs::new()).unwrap_or_else(|| word.to_owned())
    };
    typed.split(' ').map(word).collect::<Vec<_>>().join(", ")
}

fn how(language: Language, settings: &Settings, topic: Topic, choice: Choice) -> String {
    let roles: Vec<String> = match topic {
        Topic::BugReport => vec![settings.developers_role],
        Topic::NewCase | Topic::UrgentCase | Topic::Overdue | Topic::Reply => {
            settings.agents_roles.clone()
        }
    }
    .iter()
    .map(|role| format!("<@&{role}>"))
    .collect();
    let way = match choice.way {
        Way::RoleMention => t!(language, "notify-by-role", roles = enumerated(language, &roles)),
        Way::Mention => t!(language, "notify-by-mention"),
        Way::DirectMessage => t!(language, "notify-by-direct-message"),
        Way::Nothing => return t!(language, "notify-by-nothing"),
    };
    let after = choice.after(topic);
    match topic {
        Topic::NewCase | Topic::UrgentCase => way,
        Topic::Overdue => {
            t!(language, "notify-after-wait", way = way, after = span(language, after))
        }
        Topic::Reply if after.is_zero() => t!(language, "notify-each-wait", way = way),
        Topic::Reply => {
            t!(language, "notify-after-silence", way = way, after = span(language, after))
        }
        Topic::BugReport => {
            let severity = choice.severity().into_str();
            t!(language, "notify-from-severity", way = way, severity = severity)
        }
    }
}

fn quiet(language: Language, own: &Preferences, server: &Preferences) -> String {
    let zone = own.zone.as_ref().or(server.zone.as_ref());
    match own.quiet.or(server.quiet) {
        Some(Quiet::Hours(hours)) => t!(
            language,
            "notify-quiet",
            hours = hours.typed().replace('-', "–"),
            zone = zone.map_or("UTC", |zone| zone.as_str()),
            own = yes_or_no(own.quiet.is_some())
        ),
        Some(Quiet::Off) | None => t!(language, "notify-no-quiet"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::discord::view::sample::{check, read, settings};
    use crate::domain::{PreferenceChange, Severity};

    #[test]
    fn an_agent_reads_what_they_are_told_in_every_language() {
        let change = |topic, way, after: Option<&str>| PreferenceChange {
            topic: Some(topic),
            way: Some(way),
            after: after.map(str::to_owned),
            ..PreferenceChange::default()
        };
        let none = Preferences::default();
        let quiet = PreferenceChange {
            quiet: Some("22-7".to_owned()),
            zone: Some("Europe/Berlin".to_owned()),
            ..PreferenceChange::default()
        };
        let bugs = PreferenceChange {
            severity: Some(Severity::Critical),
            ..change(Topic::BugReport, Way::RoleMention, None)
        };
        let server = none.changed_for_server(&bugs).expect("it can be chosen");
        let mut own = none.clone();
        for change in [
            quiet,
            change(Topic::Overdue, Way::DirectMessage, Some("45m")),
            change(Topic::Reply, Way::Mention, Some("0")),
        ] {
            own = own.changed_for_person(&change, &server).expect("it can be chosen");
        }
        own.direct_refused = true;
        let people = [(UserId(7), own)].into();
        let team = TeamPreferences { server, people };
        let mut read_in = Vec::new();
        for &language in Language::VARIANTS {
            for user in [UserId(7), UserId(8)] {
                let body = notifications(language, &settings(), &team, user);
                check(&body);
                read_in.push(read(&body));
            }
        }
        insta::assert_snapshot!(read_in.join("\n\n"), @"
        **What I tell you**
        - **new case**: nothing
        - **urgent case**: nothing
        - **first answer overdue**: direct message, once a case has had no answer for 45 minutes
        - **customer's reply in my case**: mention under the card, whenever they start waiting
        - **bug report**: nothing
        Discord didn't let me send you direct messages, so I mention you instead. Allow direct messages from this server's members, then choose again.
        **What I tell everyone** (leads can change this with `everyone:true`)
        - **new case**: nothing
        - **urgent case**: mention of <@&40>
        - **first answer overdue**: nothing
        - **customer's reply in my case**: mention under the card, after 1 hour without messages
        - **bug report**: mention of <@&41>, if the severity is critical
        Quiet hours: 22:00–07:00 (Europe/Berlin). Whatever still matters then comes as one message when they end.

        **What I tell you**
        - **new case**: nothing
        - **urgent case**: nothing
        - **first answer overdue**: nothing
        - **customer's reply in my case**: mention under the card, after 1 hour without messages
        - **bug report**: nothing
        **What I tell everyone** (leads can change this with `everyone:true`)
        - **new case**: nothing
        - **urgent case**: mention of <@&40>
        - **first answer overdue**: nothing
        - **customer's reply in my case**: mention under the card, after 1 hour without messages
        - **bug report**: mention of <@&41>, if the severity is critical
        Quiet hours: none

        **Was du von mir erfährst**
        - **neuer Fall**: nichts
        - **dringender Fall**: nichts
        - **erste Antwort fehlt**: Direktnachricht, wenn ein Fall 45 Minuten ohne Antwort ist
        - **Antwort in meinem Fall**: Erwähnung unter der Karte, sobald das Mitglied zu warten beginnt
        - **Fehlerbericht**: nichts
        Discord lässt mich dir keine Direktnachrichten schicken, deshalb erwähne ich dich stattdessen. Erlaub Direktnachrichten von Mitgliedern dieses Servers und wähl dann noch einmal.
        **Was alle erfahren** (die Leitung ändert das mit `alle:true`)
        - **neuer Fall**: nichts
        - **dringender Fall**: Erwähnung von <@&40>
        - **erste Antwort fehlt**: nichts
        - **Antwort in meinem Fall**: Erwähnung unter der Karte, wenn vorher 1 Stunde lang Ruhe war
        - **Fehlerbericht**: Erwähnung von <@&41>, ab Schweregrad kritisch
        Ruhezeiten: 22:00–07:00 (Europe/Berlin). Was dann noch wichtig ist, bekommst du am Ende der Ruhezeit in einer Nachricht.

        **Was du von mir erfährst**
        - **neuer Fall**: nichts
        - **dringender Fall**: nichts
        - **erste Antwort fehlt**: nichts
        - **Antwort in meinem Fall**: Erwähnung unter der Karte, wenn vorher 1 Stunde lang Ruhe war
        - **Fehlerbericht**: nichts
        **Was alle erfahren** (die Leitung ändert das mit `alle:true`)
        - **neuer Fall**: nichts
        - **dringender Fall**: Erwähnung von <@&40>
        - **erste Antwort fehlt**: nichts
        - **Antwort in meinem Fall**: Erwähnung unter der Karte, wenn vorher 1 Stunde lang Ruhe war
        - **Fehlerbericht**: Erwähnung von <@&41>, ab Schweregrad kritisch
        Ruhezeiten: keine
        ");
    }
}
