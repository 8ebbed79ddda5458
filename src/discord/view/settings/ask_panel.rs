//! The Ask panel: a message in the help channel with a button, and the form that the button opens.

use serenity::all::{ButtonStyle, CreateActionRow, CreateButton, CreateEmbed};

use crate::domain::{Language, NewFile};

use crate::discord::view::{
    Body, CustomId,
    escape::code,
    form::{field, label, line, paragraph},
    modal::{Field, Form},
    words::{enumerated, t},
};

/// How much a member can write into each field of the form, in characters. Together with the words
/// in between, it is as much as `/ask` accepts.
const QUESTION_LIMIT: usize = 800;
const DETAILS_LIMIT: usize = 500;
const VERSION_LIMIT: usize = 100;
/// How many files a question takes.
const FILE_COUNT: u8 = 5;

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
        Field::files(field::FILES, label(language, field::FILES), FILE_COUNT)
            .hint(t!(language, "form-files-hint"))
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

/// Names the files that could not be kept. None if there are none.
pub fn lost_files(language: Language, files: &[NewFile]) -> Option<String> {
    let lost = files.iter().filter(|file| file.content.is_err());
    let lost: Vec<String> = lost.map(|file| code(&file.filename)).collect();
    let files = enumerated(language, &lost);
    (!lost.is_empty())
        .then(|| t!(language, "asked-without-files", files = files, count = lost.len()))
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
        Press a button, write your question, and add files if they help. You'll get a thread where the team answers. Or use `/ask` in any channel.
        (Ask the team v1:ask:false) (Ask privately v1:ask:true)
        ");
        insta::assert_snapshot!(read(&ask_panel(Language::German)), @"
        ---
        Frag das Team
        Drück einen Button, schreib deine Frage und häng Dateien an, wenn sie helfen. Du bekommst einen Thread, in dem das Team antwortet. Oder nimm in einem beliebigen Kanal `/fragen`.
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
