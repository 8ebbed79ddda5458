//! The answer to `/setup-history`: who changed what in a server's settings, rules, saved replies
//! and bridges.

use crate::{
    desk::Page,
    domain::{FactKind, Language, RecordedFact, Topic, change::SettingChange, span},
};

use crate::discord::view::{
    Body, CustomId,
    escape::code,
    fact,
    form::label,
    link, pages,
    settings::notifications,
    words::{self, t},
};

/// One page of that history.
pub fn settings_history(language: Language, page: &Page<RecordedFact>) -> Body {
    if page.items.is_empty() {
        return Body::text(t!(language, "settings-history-none"));
    }
    let lines: Vec<String> = page.items.iter().map(|change| line(language, change)).collect();
    let place = pages::place(language, page.number, page.count());
    let heading = t!(language, "settings-history", place = place);
    pages::list(language, heading, &lines, page, |page| CustomId::SettingsHistory { page })
}

fn line(language: Language, happened: &RecordedFact) -> String {
    let when = link::date(happened.at);
    let what = match &happened.kind {
        Ok(kind) => fact::server_sentence(language, kind, happened.actor),
        Err(name) => code(name),
    };
    let changes = match &happened.kind {
        Ok(FactKind::SettingsChanged { changes }) => changes.as_slice(),
        _ => &[],
    };
    let changes: Vec<String> = changes.iter().map(|change| setting(language, change)).collect();
    match changes.is_empty() {
        true => format!("{when} · {what}"),
        false => format!("{when} · {what}: {}", changes.join(", ")),
    }
}

/// A setting before and after.
fn setting(language: Language, change: &SettingChange) -> String {
    let topic: Option<Topic> = change.option.parse().ok();
    let value = |typed: &Option<String>| {
        typed.as_deref().map(|typed| match topic {
            Some(_) => notifications::chosen(language, typed),
            None => in_words(language, &change.option, typed),
        })
    };
    let option = match topic {
        Some(topic) => code(&notifications::name(language, topic)),
        None => code(&label(language, &change.option)),
    };
    let to = value(&change.to).unwrap_or_else(|| t!(language, "settings-history-off"));
    match value(&change.from) {
        Some(from) => format!("{option} {from} → {to}"),
        None => format!("{option} {to}"),
    }
}

/// What an option was set to, which the history holds as the program writes it.
fn in_words(language: Language, option: &str, typed: &str) -> String {
    match option {
        "mode" | "language" => notifications::chosen(language, typed),
        "answer_claims" | "send_bug_news" | "ask_panel" => match typed {
            "true" => t!(language, "settings-history-yes"),
            "false" => t!(language, "settings-history-no"),
            _ => typed.to_owned(),
        },
        "close_after" | "follow_up" | "bug_updates" | "waiting_first" | "one_case_within"
        | "keep_texts" | "keep_banned" => {
            span::read(typed).map_or_else(|| typed.to_owned(), |time| words::span(language, time))
        }
        _ => typed.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use strum::VariantArray;

    use super::*;
    use crate::{
        discord::view::sample::{check, read, settings, time},
        domain::{UserId, change::Change},
    };

    fn happened(kind: FactKind, actor: Option<UserId>) -> RecordedFact {
        RecordedFact { kind: Ok(kind), bug: None, actor, at: time(1_000_000), cause: String::new() }
    }

    #[test]
    fn changes_read_in_every_language() {
        let name = || "cr*shes".to_owned();
        let change = |(option, from, to): (&str, &str, Option<&str>)| SettingChange {
            option: option.to_owned(),
            from: Some(from.to_owned()),
            to: to.map(str::to_owned),
        };
        let changes = [
            ("follow_up", "7d", None),
            ("close_after", "3d", Some("36h")),
            ("mode", "public", Some("private")),
            ("language", "en", Some("de")),
            ("answer_claims", "true", Some("false")),
        ];
        let page = Page {
            items: vec![
                happened(
                    FactKind::SettingsChanged { changes: changes.map(change).to_vec() },
                    Some(UserId(7)),
                ),
                happened(
                    FactKind::RuleChanged { change: Change::Edited, name: name() },
                    Some(UserId(7)),
                ),
                happened(FactKind::SnippetChanged { change: Change::Added, name: name() }, None),
                happened(
                    FactKind::BridgeChanged { change: Change::Removed, name: name() },
                    Some(UserId(7)),
                ),
            ],
            number: 1,
            size: 10,
            total: 4,
        };
        insta::assert_snapshot!(read(&settings_history(Language::English, &page)), @r"
        Changes to settings, rules, saved replies, bridges and teams, newest first
        ---
        <t:1000000:f> · <@7> changed the settings: `follow_up` 7 days → off, `close_after` 3 days → 1 day 12 hours, `mode` public → private, `language` English → Deutsch, `answer_claims` yes → no
        <t:1000000:f> · <@7> edited the rule “cr\*shes”
        <t:1000000:f> · The person who runs the bot added the saved reply “cr\*shes”
        <t:1000000:f> · <@7> removed the bridge “cr\*shes”
        ");
        insta::assert_snapshot!(read(&settings_history(Language::German, &page)), @r"
        Änderungen an Einstellungen, Regeln, Textbausteinen, Brücken und Teams, die neuesten zuerst
        ---
        <t:1000000:f> · <@7> hat die Einstellungen geändert: `nachfragen` 7 Tage → aus, `schließen_nach` 3 Tage → 1 Tag 12 Stunden, `sichtbarkeit` öffentlich → privat, `sprache` English → Deutsch, `antwort_übernimmt` ja → nein
        <t:1000000:f> · <@7> hat die Regel „cr\*shes“ bearbeitet
        <t:1000000:f> · Die Betreiberin oder der Betreiber des Bots hat den Textbaustein „cr\*shes“ hinzugefügt
        <t:1000000:f> · <@7> hat die Brücke „cr\*shes“ entfernt
        ");
    }

    #[test]
    fn a_page_always_fits() {
        let changes = settings().changes(None);
        let all = happened(FactKind::SettingsChanged { changes }, Some(UserId(7)));
        let page = Page { items: vec![all; 10], number: 2, size: 10, total: 40 };
        Language::VARIANTS.iter().for_each(|&language| check(&settings_history(language, &page)));
    }
}
