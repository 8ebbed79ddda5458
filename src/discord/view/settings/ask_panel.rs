//! The Ask panel: a message in the help channel with a button, and the form that the button opens.

use serenity::all::{ButtonStyle, CreateActionRow, CreateButton, CreateEmbed};

use crate::domain::Language;

use crate::discord::view::{
    Body, CustomId,
    form::{field, line, paragraph},
    modal::Form,
    words::t,
};

/// How much a member can write into each field of the form, in characters. Together with the words
/// in between, it is as much as `/ask` accepts.
const QUESTION_LIMIT: usize = 800;
const DETAILS_LIMIT: usize = 500;
const VERSION_LIMIT: usize = 100;

/// The panel.
pub fn ask_panel(language: Language) -> Body {
    let button = |private: bool, label: String, style: ButtonStyle| {
        CreateButton::new(CustomId::Ask { private }.to_string()).label(label).style(style)
    };
    let buttons = vec![
        button(false, t!(language, "ask-panel-ask"), ButtonStyle::Primary),
        button(true, t!(language, "ask-panel-ask-privately"), ButtonStyle::Secondary),
    ];
    Body {
        embeds: vec![
            CreateEmbed::new()
                .title(t!(language, "ask-panel-title"))
                .description(t!(language, "ask-panel-text")),
        ],
        components: vec![CreateActionRow::Buttons(buttons)],
        ..Body::default()
    }
}

/// The form in which a member asks.
pub fn ask_form(language: Language, private: bool) -> Form {
    let fields = [
        paragraph(language, field::QUESTION, QUESTION_LIMIT)
            .example(t!(language, "form-question-example")),
        paragraph(language, field::DETAILS, DETAILS_LIMIT)
            .example(t!(language, "form-details-example"))
            .optional(),
        line(language, field::VERSION, VERSION_LIMIT)
            .example(t!(language, "form-version-example"))
            .optional(),
    ];
    let title = if private { t!(language, "form-ask-privately") } else { t!(language, "form-ask") };
    Form::new(CustomId::AskForm { private }, &title, fields)
}

/// The question that a member wrote in the form, as one text.
pub fn asked_in_form(language: Language, question: &str, details: &str, version: &str) -> String {
    let mut text = question.trim().to_owned();
    if !details.trim().is_empty() {
        text += &format!("\n\n{}", details.trim());
    }
    if !version.trim().is_empty() {
        text += &format!("\n\n{}", t!(language, "ask-version", version = version.trim()));
    }
    text
}

#[cfg(test)]
mod tests {
    use strum::VariantArray;

    use super::*;
    use crate::discord::view::sample::{check, read};

    #[test]
    fn the_panel_reads_in_every_language() {
        Language::VARIANTS.iter().for_each(|&language| check(&ask_panel(language)));
        insta::assert_snapshot!(read(&ask_panel(Language::English)), @"
        ---
        Ask the team
        Press a button and write your question. You'll get a thread where the team answers and you can add files. Or use `/ask` in any channel.
        (Ask the team v1:ask:false) (Ask privately v1:ask:true)
        ");
        insta::assert_snapshot!(read(&ask_panel(Language::German)), @"

        ---
        Frag das Team
        Drück einen Button und schreib deine Frage. Du bekommst einen Thread, in dem das Team antwortet und du Dateien anhängen kannst. Oder nimm in einem beliebigen Kanal `/fragen`.
        (Das Team fragen v1:ask:false) (Privat fragen v1:ask:true)
        ");
    }

    #[test]
    fn what_is_asked_in_the_form_is_never_too_long() {
        let long = |limit: usize| "é".repeat(limit);
        for &language in Language::VARIANTS {
            let text = asked_in_form(
                language,
                &long(QUESTION_LIMIT),
                &long(DETAILS_LIMIT),
                &long(VERSION_LIMIT),
            );
            assert!(text.chars().count() <= 1_500, "{}", text.chars().count());
        }
        assert_eq!(asked_in_form(Language::English, " Why? ", "", " "), "Why?");
    }
}
