//! The form that an agent fills in to report a bug.

use serenity::all::{CreateActionRow, CreateInputText, CreateModal, InputTextStyle};

use crate::{
    desk::COMMENT_LIMIT,
    domain::{Case, CaseNumber, Severity, bug::limit},
};

use super::CustomId;

/// The names under which the form's fields come back.
pub mod field {
    pub const TITLE: &str = "title";
    pub const STEPS: &str = "steps";
    pub const EXPECTED: &str = "expected";
    pub const ACTUAL: &str = "actual";
    pub const VERSION: &str = "version";
    pub const COMMENT: &str = "comment";
}

/// What the fields are called, here and in the report.
pub(super) mod label {
    pub const TITLE: &str = "Title";
    pub const STEPS: &str = "Steps to reproduce";
    pub const EXPECTED: &str = "What was expected";
    pub const ACTUAL: &str = "What happened instead";
    pub const VERSION: &str = "Version";
    pub const COMMENT: &str = "In a sentence";
}

/// The form for a case's bug report. The fields take as much as [`limit`] allows, so that nothing typed is refused for
/// its length.
pub fn escalate_form(case: &Case, severity: Severity) -> CreateModal {
    let id = CustomId::EscalateForm { case: case.number, severity };
    let line = InputTextStyle::Short;
    let paragraph = InputTextStyle::Paragraph;
    let rows = [
        input(line, label::TITLE, field::TITLE, limit::TITLE).value(case.title.as_str()).required(true),
        input(paragraph, label::STEPS, field::STEPS, limit::STEPS).placeholder("1. Open the settings 2. Press Save").required(false),
        input(paragraph, label::EXPECTED, field::EXPECTED, limit::EXPECTED).placeholder("The settings are saved").required(false),
        input(paragraph, label::ACTUAL, field::ACTUAL, limit::ACTUAL).placeholder("The app closes without a word").required(true),
        input(line, label::VERSION, field::VERSION, limit::VERSION).placeholder("2.4.1 on Windows 11").required(false),
    ];
    let rows = rows.into_iter().map(CreateActionRow::InputText).collect();
    CreateModal::new(id.to_string(), format!("Report a bug from {}", case.number)).components(rows)
}

/// The form for a sentence that goes with a rating.
pub fn comment_form(case: CaseNumber, solution: i64) -> CreateModal {
    let id = CustomId::CommentForm { case, solution };
    let sentence = input(InputTextStyle::Paragraph, label::COMMENT, field::COMMENT, COMMENT_LIMIT)
        .placeholder("What was good, or what was not?")
        .required(true);
    CreateModal::new(id.to_string(), format!("How was case {case}?")).components(vec![CreateActionRow::InputText(sentence)])
}

fn input(style: InputTextStyle, label: &str, field: &str, limit: usize) -> CreateInputText {
    CreateInputText::new(style, label, field).max_length(u16::try_from(limit).unwrap_or(u16::MAX))
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn the_form_takes_as_much_as_a_report_may_hold() {
        let form = serde_json::to_value(escalate_form(&sample::case(), Severity::High)).expect("a form");
        assert_eq!((&form["custom_id"], &form["title"]), (&"v1:escalate-form:12:high".into(), &"Report a bug from #12".into()));
        let rows = form["components"].as_array().expect("rows");
        let inputs: Vec<_> = rows.iter().map(|row| &row["components"][0]).collect();
        let of = |key: &str| inputs.iter().map(|input| input[key].to_string()).collect::<Vec<_>>().join(" ");
        assert_eq!(of("custom_id"), r#""title" "steps" "expected" "actual" "version""#);
        assert_eq!(of("max_length"), "80 1000 400 400 60");
        assert_eq!(of("required"), "true false false true false");
        assert_eq!(inputs[0]["value"], "The app *crashes* at start");
    }
}
