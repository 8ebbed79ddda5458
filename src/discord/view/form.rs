//! The modals: for a bug report, for a comment on a rating, and for what leads write.

use fluent_bundle::FluentArgs;
use serenity::all::{CreateActionRow, CreateInputText, CreateModal, InputTextStyle};

use crate::{
    desk::COMMENT_LIMIT,
    domain::{
        Case, CaseNumber, Language, Severity, bug::limit as report, notice::TEXT_LIMIT,
        pattern::PATTERN_LIMIT, rule, snippet, text, text::TAG_LIMIT,
    },
};

use crate::discord::view::{
    CaseForm, CustomId,
    bugs::bug_id,
    case_form,
    teams::request_id,
    words::{look_up, t},
};

/// The most characters of a span of time.
const SPAN_LIMIT: usize = 32;

/// The `custom_id`s of the fields.
pub mod field {
    /// The title of a bug report.
    pub const TITLE: &str = "title";
    /// How to make the bug happen.
    pub const STEPS: &str = "steps";
    /// What should happen.
    pub const EXPECTED: &str = "expected";
    /// What happens instead.
    pub const ACTUAL: &str = "actual";
    /// The version of the product.
    pub const VERSION: &str = "version";
    /// The sentence that goes with a rating.
    pub const COMMENT: &str = "comment";
    /// What a member asks.
    pub const QUESTION: &str = "question";
    /// What happened, in a member's words.
    pub const DETAILS: &str = "details";
    /// The name of a rule.
    pub const RULE_NAME: &str = "rule-name";
    /// The words of a rule that has no pattern.
    pub const RULE_WORDS: &str = "rule-words";
    /// The pattern of a rule.
    pub const RULE_PATTERN: &str = "rule-pattern";
    /// The tag that a rule gives.
    pub const RULE_TAG: &str = "rule-tag";
    /// The name of a saved reply.
    pub const SNIPPET_NAME: &str = "snippet-name";
    /// What a saved reply says.
    pub const SNIPPET_TEXT: &str = "snippet-text";
}

/// Returns the label of a field or an option, for the modal and for the report.
pub(in crate::discord) fn label(language: Language, field: &str) -> String {
    match field {
        field::TITLE => t!(language, "form-title"),
        field::STEPS => t!(language, "form-steps"),
        field::EXPECTED => t!(language, "form-expected"),
        field::ACTUAL => t!(language, "form-actual"),
        field::VERSION => t!(language, "form-version"),
        case_form::WITHIN => t!(language, "form-within"),
        case_form::NOTE => t!(language, "form-note-text"),
        case_form::SNOOZE => t!(language, "form-snooze-for"),
        bug_id::INFO => t!(language, "form-info"),
        bug_id::ANSWER => t!(language, "form-answer-text"),
        bug_id::REASON => t!(language, "form-reason"),
        bug_id::BUG => t!(language, "form-bug-number"),
        bug_id::SHIPPED_IN => t!(language, "form-shipped-in"),
        bug_id::NOTICE => t!(language, "form-notice-text"),
        bug_id::MESSAGE => t!(language, "form-message"),
        request_id::QUESTION => t!(language, "form-team-question"),
        request_id::WITHIN => t!(language, "form-needed-within"),
        request_id::ANSWER => t!(language, "form-team-answer"),
        field::COMMENT => t!(language, "form-comment"),
        field::QUESTION => t!(language, "form-question"),
        field::DETAILS => t!(language, "form-details"),
        field::RULE_NAME => t!(language, "form-rule-name"),
        field::RULE_WORDS => t!(language, "form-rule-words"),
        field::RULE_PATTERN => t!(language, "form-rule-pattern"),
        field::RULE_TAG => t!(language, "form-rule-tag"),
        field::SNIPPET_NAME => t!(language, "form-snippet-name"),
        field::SNIPPET_TEXT => t!(language, "form-snippet-text"),
        option => {
            look_up(language, &format!("option-{}", option.replace('_', "-")), &FluentArgs::new())
                .unwrap_or_else(|| option.to_owned())
        }
    }
}

/// Builds the modal for a case's bug report. The fields accept as much as [`report`] allows, so
/// that no text is refused for its length.
pub fn escalate_form(language: Language, case: &Case, severity: Severity) -> CreateModal {
    let line = InputTextStyle::Short;
    let paragraph = InputTextStyle::Paragraph;
    let input = |style, field, limit| input(language, style, field, limit);
    // A sentence that was cut names no bug.
    let title = Some(case.title.as_str()).filter(|title| !title.ends_with('…')).unwrap_or_default();
    let mark = Some(text::mark(title) as u32);
    let id = CustomId::EscalateForm { case: case.number, severity, title: mark };
    let rows = [
        filled(input(line, field::TITLE, report::TITLE), title)
            .placeholder(t!(language, "form-title-example"))
            .required(true),
        input(paragraph, field::STEPS, report::STEPS)
            .placeholder(t!(language, "form-steps-example"))
            .required(false),
        input(paragraph, field::EXPECTED, report::EXPECTED)
            .placeholder(t!(language, "form-expected-example"))
            .required(false),
        input(paragraph, field::ACTUAL, report::ACTUAL)
            .placeholder(t!(language, "form-actual-example"))
            .required(true),
        input(line, field::VERSION, report::VERSION)
            .placeholder(t!(language, "form-version-example"))
            .required(false),
    ];
    let rows = rows.into_iter().map(CreateActionRow::InputText).collect();
    CreateModal::new(
        id.to_string(),
        t!(language, "form-escalate", case = case.number, severity = severity.into_str()),
    )
    .components(rows)
}

/// Builds a modal of one field that does something with a case.
pub fn case_modal(language: Language, case: CaseNumber, form: CaseForm) -> CreateModal {
    let input = |style, limit| input(language, style, form.field(), limit).required(true);
    let (title, input) = match form {
        CaseForm::Promise => (
            t!(language, "form-promise", case = case),
            input(InputTextStyle::Short, SPAN_LIMIT)
                .placeholder(t!(language, "form-within-example")),
        ),
        CaseForm::Note => (
            t!(language, "form-note", case = case),
            input(InputTextStyle::Paragraph, TEXT_LIMIT)
                .placeholder(t!(language, "form-note-example")),
        ),
        CaseForm::Snooze => (
            t!(language, "form-snooze", case = case),
            input(InputTextStyle::Short, SPAN_LIMIT)
                .placeholder(t!(language, "form-snooze-example")),
        ),
    };
    CreateModal::new(CustomId::SentForm(case, form).to_string(), title)
        .components(vec![CreateActionRow::InputText(input)])
}

/// Builds the modal for a comment on a rating.
pub fn comment_form(language: Language, case: CaseNumber, solution: i64) -> CreateModal {
    let id = CustomId::CommentForm { case, solution };
    let sentence = input(language, InputTextStyle::Paragraph, field::COMMENT, COMMENT_LIMIT)
        .placeholder(t!(language, "form-comment-example"))
        .required(true);
    CreateModal::new(id.to_string(), t!(language, "form-rating", case = case))
        .components(vec![CreateActionRow::InputText(sentence)])
}

/// Builds the modal for a saved reply: a new one, or one that is changed. The fields hold what
/// is given.
pub fn snippet_form(language: Language, id: &CustomId, name: &str, text: &str) -> CreateModal {
    let title = match id {
        CustomId::SnippetEdit { .. } => t!(language, "form-snippet-edit"),
        _ => t!(language, "form-snippet"),
    };
    let line = InputTextStyle::Short;
    let name = filled(input(language, line, field::SNIPPET_NAME, snippet::NAME_LIMIT), name)
        .placeholder(t!(language, "form-snippet-name-example"));
    let paragraph = InputTextStyle::Paragraph;
    let text = filled(input(language, paragraph, field::SNIPPET_TEXT, TEXT_LIMIT), text)
        .placeholder(t!(language, "form-snippet-text-example"));
    let rows = [name, text].map(|input| CreateActionRow::InputText(input.required(true)));
    CreateModal::new(id.to_string(), title).components(rows.into())
}

/// Builds the modal for a rule: a new one, or one that is changed. It has words or a pattern. The
/// fields hold what is given.
pub fn rule_form(
    language: Language,
    id: &CustomId,
    name: &str,
    [words, pattern]: [&str; 2],
    tag: &str,
) -> CreateModal {
    let title = match id {
        CustomId::RuleEdit { .. } => t!(language, "form-rule-edit"),
        _ => t!(language, "form-rule"),
    };
    let line = InputTextStyle::Short;
    let paragraph = InputTextStyle::Paragraph;
    let input = |style, field, limit, value| filled(input(language, style, field, limit), value);
    let rows = [
        input(line, field::RULE_NAME, rule::NAME_LIMIT, name).required(true),
        input(paragraph, field::RULE_WORDS, PATTERN_LIMIT, words)
            .placeholder(t!(language, "form-rule-words-example"))
            .required(false),
        input(paragraph, field::RULE_PATTERN, PATTERN_LIMIT, pattern)
            .placeholder(t!(language, "form-rule-pattern-example"))
            .required(false),
        // With its `#`.
        input(line, field::RULE_TAG, TAG_LIMIT + 1, tag).required(false),
    ];
    let rows = rows.into_iter().map(CreateActionRow::InputText).collect();
    CreateModal::new(id.to_string(), title).components(rows)
}

/// Returns an input with something in it. Discord refuses an empty value.
pub(in crate::discord::view) fn filled(input: CreateInputText, value: &str) -> CreateInputText {
    if value.is_empty() { input } else { input.value(value) }
}

/// An input with its label.
pub(in crate::discord::view) fn input(
    language: Language,
    style: InputTextStyle,
    field: &str,
    limit: usize,
) -> CreateInputText {
    CreateInputText::new(style, label(language, field), field)
        .max_length(u16::try_from(limit).unwrap_or(u16::MAX))
}

#[cfg(test)]
mod tests {
    use strum::VariantArray;

    use super::*;
    use crate::{
        discord::view::sample,
        domain::{RuleAction, Title},
    };

    #[test]
    fn the_form_takes_as_much_as_a_report_may_hold() {
        let form =
            serde_json::to_value(escalate_form(Language::English, &sample::case(), Severity::High))
                .expect("a form");
        assert_eq!(
            (&form["custom_id"], &form["title"]),
            (&"v1:escalate-form:12:high:1bf6a4b".into(), &"Report a bug (#12, high)".into())
        );
        let rows = form["components"].as_array().expect("rows");
        let inputs: Vec<_> = rows.iter().map(|row| &row["components"][0]).collect();
        let of = |key: &str| {
            inputs.iter().map(|input| input[key].to_string()).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(of("custom_id"), r#""title" "steps" "expected" "actual" "version""#);
        assert_eq!(of("max_length"), "80 1000 400 400 60");
        assert_eq!(of("required"), "true false false true false");
        assert_eq!(inputs[0]["value"], "The app *crashes* at start");
        let cut = Case { title: Title::from_message(&"word ".repeat(40)), ..sample::case() };
        let form = escalate_form(Language::English, &cut, Severity::High);
        let form = serde_json::to_value(form).expect("a form");
        assert!(form["components"][0]["components"][0].get("value").is_none(), "{form}");
    }

    fn new_rule() -> CustomId {
        CustomId::RuleForm { channel: None, action: RuleAction::Open, priority: None }
    }

    fn changed_rule() -> CustomId {
        let name = "crash".to_owned();
        CustomId::RuleEdit { mark: 1, channel: None, action: None, priority: None, name }
    }

    /// Discord, "Modal" and "Text Input": 45 characters for a modal's title and a field's label,
    /// 100 for a placeholder.
    #[test]
    fn a_form_fits_in_every_language() {
        let most = CaseNumber(i64::MAX);
        for &language in Language::VARIANTS {
            let case = Case { number: most, ..sample::case() };
            let edited = CustomId::SnippetEdit { mark: 1, name: "reset".to_owned() };
            for form in [
                escalate_form(language, &case, Severity::High),
                comment_form(language, most, 1),
                case_modal(language, most, CaseForm::Promise),
                case_modal(language, most, CaseForm::Note),
                case_modal(language, most, CaseForm::Snooze),
                snippet_form(language, &CustomId::SnippetForm, "", ""),
                snippet_form(language, &edited, "reset", "Hello"),
                rule_form(language, &new_rule(), "", ["", ""], ""),
                rule_form(language, &changed_rule(), "crash", ["", "crash"], "stability"),
            ] {
                let form = serde_json::to_value(form).expect("a form");
                let length =
                    |value: &serde_json::Value| value.as_str().unwrap_or_default().chars().count();
                assert!((1..=45).contains(&length(&form["title"])), "{form}");
                for row in form["components"].as_array().expect("rows") {
                    let input = &row["components"][0];
                    assert!(
                        (1..=45).contains(&length(&input["label"]))
                            && length(&input["placeholder"]) <= 100
                            && input["value"] != "",
                        "{input}"
                    );
                }
            }
        }
    }

    #[test]
    fn a_german_agent_fills_in_a_german_form() {
        let mut lines = Vec::new();
        for form in [
            escalate_form(Language::German, &sample::case(), Severity::High),
            comment_form(Language::German, CaseNumber(12), 1),
            case_modal(Language::German, CaseNumber(12), CaseForm::Promise),
            case_modal(Language::German, CaseNumber(12), CaseForm::Note),
            case_modal(Language::German, CaseNumber(12), CaseForm::Snooze),
            snippet_form(Language::German, &CustomId::SnippetForm, "", ""),
            rule_form(Language::German, &changed_rule(), "crash", ["", "crash"], ""),
        ] {
            let form = serde_json::to_value(form).expect("a form");
            lines.push(form["title"].as_str().expect("a title").to_owned());
            for row in form["components"].as_array().expect("rows") {
                let input = &row["components"][0];
                let example = input["placeholder"].as_str().unwrap_or("-");
                lines.push(format!("{}: {example}", input["label"].as_str().expect("a label")));
            }
        }
        insta::assert_snapshot!(lines.join("\n"), @"
        Fehler zu #12 (hoch)
        Titel: Was nicht funktioniert
        Schritte zum Nachstellen: 1. Einstellungen öffnen, 2. auf „Speichern“ drücken
        Erwartetes Ergebnis: Die Einstellungen werden gespeichert
        Tatsächliches Ergebnis: Die App schließt sich ohne Fehlermeldung
        Version: 2.4.1 unter Windows 11
        Bewertung für Fall #12
        Kommentar: Was war gut, was könnte besser sein?
        Antwort in #12 zusagen
        Innerhalb von: 30m, 4h oder 2d; das Mitglied sieht die Zeit
        Notiz zu #12 hinzufügen
        Notiz: Was das Team wissen soll. Das Mitglied sieht es nie.
        #12 zurückstellen
        Wie lange: 30m, 4h oder 2d; endet früher, wenn das Mitglied antwortet
        Textbaustein hinzufügen
        Name: Ein Wort, etwa passwort-vergessen
        Text: Hallo {customer}! Auch {agent} und {case} werden eingesetzt.
        Regel ändern
        Name: -
        Gesuchte Wörter, durch Kommas getrennt: absturz*, startet nicht
        Muster (ein regulärer Ausdruck): Statt Wörtern: (?i)absturz|abgestürzt
        Tag für den Fall (optional): -
        ");
    }
}
