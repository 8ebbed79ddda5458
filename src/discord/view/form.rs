//! The forms: for a bug report, for a comment on a rating, and for what leads write.

use crate::{
    desk::COMMENT_LIMIT,
    domain::{
        Case, CaseNumber, Language, Severity, bug::limit as report, notice::TEXT_LIMIT,
        pattern::PATTERN_LIMIT, rule, rule::finds::TYPED_LIMIT, snippet, text, text::TAG_LIMIT,
    },
};
use fluent_bundle::FluentArgs;

use crate::discord::view::{
    CaseForm, CustomId,
    bugs::bug_id,
    case_form,
    modal::{Field, Form},
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
    /// How bad a bug is.
    pub const SEVERITY: &str = "severity";
    /// The sentence that goes with a rating.
    pub const COMMENT: &str = "comment";
    /// What a member asks.
    pub const QUESTION: &str = "question";
    /// What happened, in a member's words.
    pub const DETAILS: &str = "details";
    /// Files that a member sends with a question.
    pub const FILES: &str = "files";
    /// The name of a rule.
    pub const RULE_NAME: &str = "rule-name";
    /// The words of which any is enough for a rule.
    pub const RULE_WORDS: &str = "rule-words";
    /// The words that all have to be there for a rule.
    pub const RULE_ALL_WORDS: &str = "rule-all-words";
    /// The pattern of a rule.
    pub const RULE_PATTERN: &str = "rule-pattern";
    /// The tag that a rule gives.
    pub const RULE_TAG: &str = "rule-tag";
    /// The name of a saved reply.
    pub const SNIPPET_NAME: &str = "snippet-name";
    /// What a saved reply says.
    pub const SNIPPET_TEXT: &str = "snippet-text";
}

/// Returns the label of a field or an option, for the form and for the report.
pub(in crate::discord) fn label(language: Language, field: &str) -> String {
    match field {
        field::TITLE => t!(language, "form-title"),
        field::STEPS => t!(language, "form-steps"),
        field::EXPECTED => t!(language, "form-expected"),
        field::ACTUAL => t!(language, "form-actual"),
        field::VERSION => t!(language, "form-version"),
        field::SEVERITY => t!(language, "report-severity"),
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
        field::FILES => t!(language, "form-files"),
        field::RULE_NAME => t!(language, "form-rule-name"),
        field::RULE_WORDS => t!(language, "form-rule-words"),
        field::RULE_ALL_WORDS => t!(language, "form-rule-all-words"),
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

/// Builds the form for a case's bug report. The fields accept as much as [`report`] allows, so
/// that no text is refused for its length.
pub fn escalate_form(language: Language, case: &Case, severity: Severity) -> Form {
    // A sentence that was cut names no bug.
    let title = Some(case.title.as_str()).filter(|title| !title.ends_with('…')).unwrap_or_default();
    let mark = Some(text::mark(title) as u32);
    let id = CustomId::EscalateForm { case: case.number, severity, title: mark };
    let fields = [
        line(language, field::TITLE, report::TITLE)
            .filled(title)
            .example(t!(language, "form-title-example")),
        paragraph(language, field::STEPS, report::STEPS)
            .example(t!(language, "form-steps-example"))
            .optional(),
        paragraph(language, field::EXPECTED, report::EXPECTED)
            .example(t!(language, "form-expected-example"))
            .optional(),
        paragraph(language, field::ACTUAL, report::ACTUAL)
            .example(t!(language, "form-actual-example")),
        line(language, field::VERSION, report::VERSION)
            .example(t!(language, "form-version-example"))
            .optional(),
    ];
    let heading = t!(language, "form-escalate", case = case.number, severity = severity.into_str());
    Form::new(id, &heading, fields)
}

/// Builds a form of one field that does something with a case.
pub fn case_modal(language: Language, case: CaseNumber, form: CaseForm) -> Form {
    let (title, field) = match form {
        CaseForm::Promise => (
            t!(language, "form-promise", case = case),
            line(language, form.field(), SPAN_LIMIT)
                .hint(t!(language, "form-within-hint"))
                .example(t!(language, "form-span-example")),
        ),
        CaseForm::Note => (
            t!(language, "form-note", case = case),
            paragraph(language, form.field(), TEXT_LIMIT).hint(t!(language, "form-note-hint")),
        ),
        CaseForm::Snooze => (
            t!(language, "form-snooze", case = case),
            line(language, form.field(), SPAN_LIMIT)
                .hint(t!(language, "form-snooze-hint"))
                .example(t!(language, "form-span-example")),
        ),
    };
    Form::new(CustomId::SentForm(case, form), &title, [field])
}

/// Builds the form for a comment on a rating.
pub fn comment_form(language: Language, case: CaseNumber, solution: i64) -> Form {
    let sentence = paragraph(language, field::COMMENT, COMMENT_LIMIT)
        .example(t!(language, "form-comment-example"));
    let title = t!(language, "form-rating", case = case);
    Form::new(CustomId::CommentForm { case, solution }, &title, [sentence])
}

/// Builds the form for a saved reply: a new one, or one that is changed. The fields hold what
/// is given.
pub fn snippet_form(language: Language, id: &CustomId, name: &str, text: &str) -> Form {
    let title = match id {
        CustomId::SnippetEdit { .. } => t!(language, "form-snippet-edit"),
        _ => t!(language, "form-snippet"),
    };
    let fields = [
        line(language, field::SNIPPET_NAME, snippet::NAME_LIMIT)
            .filled(name)
            .example(t!(language, "form-snippet-name-example")),
        paragraph(language, field::SNIPPET_TEXT, TEXT_LIMIT)
            .filled(text)
            .hint(t!(language, "form-snippet-text-hint"))
            .example(t!(language, "form-snippet-text-example")),
    ];
    Form::new(id, &title, fields)
}

/// Builds the form for a rule: a new one, or one that is changed. It has words or a pattern. The
/// fields hold what is given.
pub fn rule_form(
    language: Language,
    id: &CustomId,
    name: &str,
    [words, all_words, pattern]: [&str; 3],
    tag: &str,
) -> Form {
    let title = match id {
        CustomId::RuleEdit { .. } => t!(language, "form-rule-edit"),
        _ => t!(language, "form-rule"),
    };
    let fields = [
        line(language, field::RULE_NAME, rule::NAME_LIMIT).filled(name),
        paragraph(language, field::RULE_WORDS, TYPED_LIMIT)
            .filled(words)
            .hint(t!(language, "form-rule-words-hint"))
            .example(t!(language, "form-rule-words-example"))
            .optional(),
        paragraph(language, field::RULE_ALL_WORDS, TYPED_LIMIT)
            .filled(all_words)
            .hint(t!(language, "form-rule-all-words-hint"))
            .example(t!(language, "form-rule-all-words-example"))
            .optional(),
        paragraph(language, field::RULE_PATTERN, PATTERN_LIMIT)
            .filled(pattern)
            .hint(t!(language, "form-rule-pattern-hint"))
            .example(t!(language, "form-rule-pattern-example"))
            .optional(),
        // With its `#`.
        line(language, field::RULE_TAG, TAG_LIMIT + 1).filled(tag).optional(),
    ];
    Form::new(id, &title, fields)
}

/// A field for one line, with its label.
pub(in crate::discord::view) fn line(language: Language, field: &str, limit: usize) -> Field {
    Field::line(field, label(language, field), limit)
}

/// A field for several lines, with its label.
pub(in crate::discord::view) fn paragraph(language: Language, field: &str, limit: usize) -> Field {
    Field::paragraph(field, label(language, field), limit)
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
        let labels = form["components"].as_array().expect("labels");
        let inputs: Vec<_> = labels.iter().map(|label| &label["component"]).collect();
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
        assert!(form["components"][0]["component"].get("value").is_none(), "{form}");
    }

    fn new_rule() -> CustomId {
        CustomId::RuleForm { channel: None, action: RuleAction::Open, priority: None }
    }

    fn changed_rule() -> CustomId {
        let name = "crash".to_owned();
        CustomId::RuleEdit { mark: 1, channel: None, action: None, priority: None, name }
    }

    /// Discord, "Modal", "Label" and "Text Input": 45 characters for a form's title and a field's
    /// label, 100 for what is below the label and for an example.
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
                rule_form(language, &new_rule(), "", ["", "", ""], ""),
                rule_form(language, &changed_rule(), "crash", ["", "", "crash"], "stability"),
            ] {
                let form = serde_json::to_value(form).expect("a form");
                let length =
                    |value: &serde_json::Value| value.as_str().unwrap_or_default().chars().count();
                assert!((1..=45).contains(&length(&form["title"])), "{form}");
                for label in form["components"].as_array().expect("labels") {
                    let input = &label["component"];
                    assert!(
                        (1..=45).contains(&length(&label["label"]))
                            && length(&label["description"]) <= 100
                            && length(&input["placeholder"]) <= 100
                            && input["value"] != "",
                        "{label}"
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
            rule_form(Language::German, &changed_rule(), "crash", ["", "", "crash"], ""),
        ] {
            let form = serde_json::to_value(form).expect("a form");
            lines.push(form["title"].as_str().expect("a title").to_owned());
            for field in form["components"].as_array().expect("labels") {
                let label = field["label"].as_str().expect("a label");
                let hint = field["description"].as_str().unwrap_or("-");
                let example = field["component"]["placeholder"].as_str().unwrap_or("-");
                lines.push(format!("{label}: {hint} | {example}"));
            }
        }
        insta::assert_snapshot!(lines.join("\n"), @"
        Fehler zu #12 (hoch)
        Titel: - | Was nicht funktioniert
        Schritte zum Nachstellen: - | 1. Einstellungen öffnen, 2. auf „Speichern“ drücken
        Erwartetes Ergebnis: - | Die Einstellungen werden gespeichert
        Tatsächliches Ergebnis: - | Die App schließt sich ohne Fehlermeldung
        Version: - | 2.4.1 unter Windows 11
        Bewertung für Fall #12
        Kommentar: - | Was war gut, was könnte besser sein?
        Antwort in #12 zusagen
        Innerhalb von: Das Mitglied sieht die Zeit. | 30m, 4h oder 2d
        Notiz zu #12 hinzufügen
        Notiz: Das Mitglied sieht sie nie. | -
        #12 zurückstellen
        Wie lange: Endet früher, wenn das Mitglied antwortet. | 30m, 4h oder 2d
        Textbaustein hinzufügen
        Name: - | Ein Wort, etwa passwort-vergessen
        Text: {customer}, {agent} und {case} werden eingesetzt. | Hallo {customer}!
        Regel ändern
        Name: - | -
        Gesuchte Wörter: Eines davon genügt. Trenn sie durch Kommas. | absturz, startet nicht
        Wörter, die alle vorkommen müssen: Zusätzlich zu denen oben oder an ihrer Stelle. Trenn sie durch Kommas. | drucken, fehler
        Muster (ein regulärer Ausdruck): Statt Wörtern. | (?i)absturz|abgestürzt
        Tag für den Fall (optional): - | -
        ");
    }
}
