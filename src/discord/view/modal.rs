//! A form as Discord takes it: each field is a text input in a Label, which serenity cannot build.

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
    pub const TEXT_INPUT: u8 = 4;
    pub const LABEL: u8 = 18;
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
    input: TextInput,
}

#[derive(Clone, Debug, Serialize)]
struct TextInput {
    #[serde(rename = "type")]
    kind: u8,
    custom_id: String,
    style: u8,
    max_length: usize,
    required: bool,
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

    fn new(style: u8, custom_id: &str, label: String, limit: usize) -> Self {
        let input = TextInput {
            kind: kind::TEXT_INPUT,
            custom_id: custom_id.to_owned(),
            style,
            max_length: limit.min(limit::VALUE),
            required: true,
            placeholder: None,
            value: None,
        };
        Self { label, hint: None, input }
    }

    /// Lets the field be left empty.
    #[must_use]
    pub fn optional(mut self) -> Self {
        self.input.required = false;
        self
    }

    /// Shows a sentence below the label, also once something is typed: at most 100 characters.
    #[must_use]
    pub fn hint(mut self, hint: String) -> Self {
        self.hint = Some(hint);
        self
    }

    /// Shows an example until something is typed: at most 100 characters.
    #[must_use]
    pub fn example(mut self, example: String) -> Self {
        self.input.placeholder = Some(example);
        self
    }

    /// Fills the field in, unless there is nothing to fill in: Discord refuses an empty value.
    #[must_use]
    pub fn filled(mut self, value: &str) -> Self {
        self.input.value = (!value.is_empty()).then(|| value.to_owned());
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
            component: &'a TextInput,
        }
        let Self { label, hint, input } = self;
        let label =
            Label { kind: kind::LABEL, label, description: hint.as_deref(), component: input };
        label.serialize(serializer)
    }
}
