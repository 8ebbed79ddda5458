//! A form as Discord takes it: each field is a text input, a menu or a file upload in a Label,
//! which serenity cannot build.

use crate::domain::text::shorten;
use serde::{Serialize, Serializer};

/// Discord's limits (Discord, "Modal", "Label" and "Text Input"), in characters.
mod limit {
    /// The title of a form.
    pub const TITLE: usize = 45;
    /// What somebody may type into a field.
    pub const VALUE: usize = 4_000;
}

/// The styles of text inputs (Discord, "Text Input Styles").
mod style {
    pub const LINE: u8 = 1;
    pub const PARAGRAPH: u8 = 2;
}

/// The numbers of components (Discord, "Component Types").
mod kind {
    pub const STRING_SELECT: u8 = 3;
    pub const TEXT_INPUT: u8 = 4;
    pub const LABEL: u8 = 18;
    pub const FILE_UPLOAD: u8 = 19;
}

/// A form that somebody fills in.
#[derive(Clone, Debug, Serialize)]
pub struct Form {
    custom_id: String,
    title: String,
    components: Vec<Field>,
}

impl Form {
    /// Creates a form of one to five fields. A title that is too long is shortened.
    pub fn new(
        custom_id: impl ToString,
        title: &str,
        fields: impl IntoIterator<Item = Field>,
    ) -> Self {
        Self {
            custom_id: custom_id.to_string(),
            title: shorten(title, limit::TITLE),
            components: fields.into_iter().collect(),
        }
    }
}

/// A field of a form. It must be filled in unless it is [optional](Self::optional).
#[derive(Clone, Debug)]
pub struct Field {
    label: String,
    hint: Option<String>,
    input: Input,
}

#[derive(Clone, Debug, Serialize)]
struct Input {
    #[serde(rename = "type")]
    kind: u8,
    custom_id: String,
    required: bool,
    #[serde(flatten)]
    settings: FieldSettings,
}

/// What a field accepts.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
enum FieldSettings {
    Text(TextInput),
    Choice { options: Vec<Choice> },
    Files { min_values: u8, max_values: u8 },
}

/// An option of a menu.
#[derive(Clone, Debug, Serialize)]
struct Choice {
    value: String,
    label: String,
    default: bool,
}

#[derive(Clone, Debug, Serialize)]
struct TextInput {
    style: u8,
    max_length: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    placeholder: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<String>,
}

impl Field {
    /// Creates a field for one line of up to `limit` characters.
    pub fn line(custom_id: &str, label: String, limit: usize) -> Self {
        Self::new(style::LINE, custom_id, label, limit)
    }

    /// Creates a field for lines of up to `limit` characters together.
    pub fn paragraph(custom_id: &str, label: String, limit: usize) -> Self {
        Self::new(style::PARAGRAPH, custom_id, label, limit)
    }

    /// Creates a menu of which one option is chosen: `chosen`, until somebody chooses another. Each
    /// option has a value and a label; there are up to 25 (Discord, "String Select").
    pub fn choice(
        custom_id: &str,
        label: String,
        options: impl IntoIterator<Item = (String, String)>,
        chosen: &str,
    ) -> Self {
        let option = |(value, label)| Choice { default: value == chosen, value, label };
        let options = options.into_iter().map(option).collect();
        Self::of(kind::STRING_SELECT, custom_id, label, FieldSettings::Choice { options })
    }

    /// Creates a field for up to `most` files (Discord, "File Upload": 1 to 10).
    pub fn files(custom_id: &str, label: String, most: u8) -> Self {
        Self::of(
            kind::FILE_UPLOAD,
            custom_id,
            label,
            FieldSettings::Files { min_values: 1, max_values: most },
        )
    }

    fn new(style: u8, custom_id: &str, label: String, limit: usize) -> Self {
        let max_length = limit.min(limit::VALUE);
        let text = TextInput { style, max_length, placeholder: None, value: None };
        Self::of(kind::TEXT_INPUT, custom_id, label, FieldSettings::Text(text))
    }

    fn of(kind: u8, custom_id: &str, label: String, settings: FieldSettings) -> Self {
        let input = Input { kind, custom_id: custom_id.to_owned(), required: true, settings };
        Self { label, hint: None, input }
    }

    /// Lets the field be left empty.
    #[must_use]
    pub fn optional(mut self) -> Self {
        self.input.required = false;
        if let FieldSettings::Files { min_values, .. } = &mut self.input.settings {
            *min_values = 0;
        }
        self
    }

    /// Shows a sentence below the label, also once something is typed: at most 100 characters.
    #[must_use]
    pub fn hint(mut self, hint: String) -> Self {
        self.hint = Some(hint);
        self
    }

    /// Shows an example until something is typed: at most 100 characters. For fields of text.
    #[must_use]
    pub fn example(mut self, example: String) -> Self {
        if let FieldSettings::Text(text) = &mut self.input.settings {
            text.placeholder = Some(example);
        }
        self
    }

    /// Fills a field of text in, unless the text is empty, which Discord refuses.
    #[must_use]
    pub fn filled(mut self, value: &str) -> Self {
        if let FieldSettings::Text(text) = &mut self.input.settings {
            text.value = (!value.is_empty()).then(|| value.to_owned());
        }
        self
    }
}

impl Serialize for Field {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Label<'a> {
            #[serde(rename = "type")]
            kind: u8,
            label: &'a str,
            #[serde(skip_serializing_if = "Option::is_none")]
            description: Option<&'a str>,
            component: &'a Input,
        }
        let Self { label, hint, input } = self;
        let label =
            Label { kind: kind::LABEL, label, description: hint.as_deref(), component: input };
        label.serialize(serializer)
    }
}
