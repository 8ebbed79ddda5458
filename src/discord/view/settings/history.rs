//! The answer to `/setup-history`: who changed what in a server's settings, rules, saved replies
//! and bridges.

use crate::{
    desk::Page,
    domain::{FactKind, Language, RecordedFact, Topic, change::SettingChange},
};

use crate::discord::view::{
    Body, CustomId, escape::code, fact, form::label, link, pages, settings::notifications, words::t,
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
    let value = |typed: &Option<String>| match topic {
        Some(_) => typed.as_deref().map(|typed| notifications::chosen(language, typed)),
        None => typed.clone(),
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
        let change =
            SettingChange { option: "follow_up".to_owned(), from: Some("7d".to_owned()), to: None };
        let page = Page {
            items: vec![
                happened(FactKind::SettingsChanged { changes: vec![change] }, Some(UserId(7))),
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
        <t:1000000:f> · <@7> changed the settings: `follow_up` 7d → off
        <t:1000000:f> · <@7> edited the rule “cr\*shes”
        <t:1000000:f> · The person who runs the bot added the saved reply “cr\*shes”
        <t:1000000:f> · <@7> removed the bridge “cr\*shes”
        ");
        insta::assert_snapshot!(read(&settings_history(Language::German, &page)), @r"
        Änderungen an Einstellungen, Regeln, Textbausteinen, Brücken und Teams, die neuesten zuerst
        ---
        <t:1000000:f> · <@7> hat die Einstellungen geändert: `nachfragen` 7d → aus
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
