//! Reading a body field by field while collecting what is wrong with it.

use serde_json::{Map, Value, json};

use crate::error::ApiError;
use crate::snowflake;

/// Collects mistakes. A field that is absent or `null` is `None` without a mistake, unless it is
/// required.
#[derive(Default)]
pub struct Form {
    errors: Option<Value>,
}

/// A place in a body: its value and the way to it.
#[derive(Clone)]
pub struct Field<'a> {
    /// What is there; `null` when nothing is.
    pub value: &'a Value,
    path: Vec<String>,
}

static ABSENT: Value = Value::Null;

impl<'a> Field<'a> {
    /// The body itself.
    pub fn root(value: &'a Value) -> Self {
        Self { value, path: Vec::new() }
    }

    /// A field of an object.
    pub fn get(&self, key: &str) -> Self {
        let mut path = self.path.clone();
        path.push(key.to_owned());
        Self { value: self.value.get(key).unwrap_or(&ABSENT), path }
    }

    /// An element of a list.
    pub fn at(&self, index: usize) -> Self {
        let mut path = self.path.clone();
        path.push(index.to_string());
        Self { value: self.value.get(index).unwrap_or(&ABSENT), path }
    }

    /// Absent or `null`.
    pub fn is_absent(&self) -> bool {
        self.value.is_null()
    }
}

impl Form {
    /// Notes a mistake.
    pub fn fail(&mut self, field: &Field<'_>, code: &str, message: impl Into<String>) {
        let mut node = self.errors.get_or_insert_with(|| json!({}));
        for key in &field.path {
            if !node.is_object() {
                return;
            }
            node = &mut node[key.as_str()];
            if node.is_null() {
                *node = json!({});
            }
        }
        let entry = json!({ "code": code, "message": message.into() });
        match node["_errors"].as_array_mut() {
            Some(list) => list.push(entry),
            None => node["_errors"] = json!([entry]),
        }
    }

    /// Whether nothing is wrong so far.
    pub fn is_fine(&self) -> bool {
        self.errors.is_none()
    }

    /// The result, or the refusal if anything is wrong.
    pub fn finish<T>(self, result: T) -> Result<T, ApiError> {
        match self.errors {
            None => Ok(result),
            Some(errors) => Err(ApiError::form(errors)),
        }
    }

    /// Records that a required field is missing; returns whether it is there.
    pub fn required(&mut self, field: &Field<'_>) -> bool {
        if field.is_absent() {
            self.fail(field, "BASE_TYPE_REQUIRED", "This field is required");
        }
        !field.is_absent()
    }

    /// A text with a length in characters.
    pub fn string(&mut self, field: &Field<'_>, min: usize, max: usize) -> Option<String> {
        let text = match field.value {
            Value::Null => return None,
            Value::String(text) => text,
            other => {
                self.fail(
                    field,
                    "STRING_TYPE_CONVERT",
                    format!("Could not interpret \"{other}\" as string."),
                );
                return None;
            }
        };
        let length = text.chars().count();
        if length > max || length < min {
            if min > 0 {
                self.fail(
                    field,
                    "BASE_TYPE_BAD_LENGTH",
                    format!("Must be between {min} and {max} in length."),
                );
            } else {
                self.fail(
                    field,
                    "BASE_TYPE_MAX_LENGTH",
                    format!("Must be {max} or fewer in length."),
                );
            }
            return None;
        }
        Some(text.clone())
    }

    /// A text that must be there.
    pub fn required_string(&mut self, field: &Field<'_>, min: usize, max: usize) -> String {
        if self.required(field) {
            self.string(field, min, max).unwrap_or_default()
        } else {
            String::new()
        }
    }

    /// A whole number; Discord takes one in a string too.
    pub fn integer(&mut self, field: &Field<'_>, min: i64, max: i64) -> Option<i64> {
        let number = match field.value {
            Value::Null => return None,
            Value::Number(number) => number.as_i64().or_else(|| {
                let number = number
                    .as_f64()
                    .filter(|number| number.fract() == 0.0 && number.abs() < 9e15)?;
                format!("{number:.0}").parse().ok()
            }),
            Value::String(text) => text.parse().ok(),
            _ => None,
        };
        let Some(number) = number else {
            self.fail(
                field,
                "NUMBER_TYPE_COERCE",
                format!("Value \"{}\" is not int.", field.value),
            );
            return None;
        };
        if number > max {
            self.fail(
                field,
                "NUMBER_TYPE_MAX",
                format!("int value should be less than or equal to {max}."),
            );
            return None;
        }
        if number < min {
            self.fail(
                field,
                "NUMBER_TYPE_MIN",
                format!("int value should be greater than or equal to {min}."),
            );
            return None;
        }
        Some(number)
    }

    /// A whole number that is not negative.
    pub fn unsigned(&mut self, field: &Field<'_>, max: u32) -> Option<u32> {
        self.integer(field, 0, i64::from(max)).and_then(|number| u32::try_from(number).ok())
    }

    /// Yes or no.
    pub fn boolean(&mut self, field: &Field<'_>) -> Option<bool> {
        match field.value {
            Value::Null => None,
            Value::Bool(value) => Some(*value),
            Value::String(text) if text == "true" || text == "false" => Some(text == "true"),
            _ => {
                self.fail(field, "BOOLEAN_TYPE_CONVERT", "Must be either true or false.");
                None
            }
        }
    }

    /// An id.
    pub fn snowflake(&mut self, field: &Field<'_>) -> Option<u64> {
        if field.is_absent() {
            return None;
        }
        let id = snowflake::from_value(field.value);
        if id.is_none() {
            self.fail(
                field,
                "NUMBER_TYPE_COERCE",
                format!("Value \"{}\" is not snowflake.", field.value),
            );
        }
        id
    }

    /// One of some numbers.
    pub fn one_of(&mut self, field: &Field<'_>, allowed: &[i64]) -> Option<i64> {
        let number = self.integer(field, i64::MIN, i64::MAX)?;
        if !allowed.contains(&number) {
            let list = allowed.iter().map(i64::to_string).collect::<Vec<_>>().join(", ");
            self.fail(field, "BASE_TYPE_CHOICES", format!("Value must be one of ({list})."));
            return None;
        }
        Some(number)
    }

    /// A list with a number of elements.
    pub fn list<'a>(
        &mut self,
        field: &Field<'a>,
        min: usize,
        max: usize,
    ) -> Option<Vec<Field<'a>>> {
        let items = match field.value {
            Value::Null => return None,
            Value::Array(items) => items,
            _ => {
                self.fail(field, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType");
                return None;
            }
        };
        if items.len() > max || items.len() < min {
            if min > 0 {
                self.fail(
                    field,
                    "BASE_TYPE_BAD_LENGTH",
                    format!("Must be between {min} and {max} in length."),
                );
            } else {
                self.fail(
                    field,
                    "BASE_TYPE_MAX_LENGTH",
                    format!("Must be {max} or fewer in length."),
                );
            }
            return None;
        }
        Some((0..items.len()).map(|index| field.at(index)).collect())
    }

    /// An object.
    pub fn object<'a>(&mut self, field: &Field<'a>) -> Option<&'a Map<String, Value>> {
        match field.value {
            Value::Null => None,
            Value::Object(object) => Some(object),
            _ => {
                self.fail(
                    field,
                    "DICT_TYPE_CONVERT",
                    "Only dictionaries may be used in a DictType",
                );
                None
            }
        }
    }

    /// An address. `attachment` allows `attachment://name` besides http and https.
    pub fn address(&mut self, field: &Field<'_>, max: usize, attachment: bool) -> Option<String> {
        let text = self.string(field, 0, max)?;
        let fits = |scheme: &str| {
            text.strip_prefix(scheme)
                .is_some_and(|rest| !rest.is_empty() && !rest.contains(char::is_whitespace))
        };
        if fits("http://") || fits("https://") || attachment && fits("attachment://") {
            return Some(text);
        }
        if text.contains("://") {
            let message = format!(
                "Scheme \"{}\" is not supported. Scheme must be one of ('http', 'https').",
                text.split(':').next().unwrap_or_default()
            );
            self.fail(field, "URL_TYPE_INVALID_SCHEME", message);
        } else {
            self.fail(field, "URL_TYPE_INVALID_URL", "Not a well formed URL.");
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mistakes_nest_like_the_body() {
        let body = json!({ "embeds": [{ "title": "x".repeat(3) }], "n": "y" });
        let root = Field::root(&body);
        let mut form = Form::default();
        let embeds = form.list(&root.get("embeds"), 0, 10).expect("a list");
        assert_eq!(form.string(&embeds[0].get("title"), 0, 2), None);
        assert_eq!(form.integer(&root.get("n"), 0, 1), None);
        let errors = form.finish(()).expect_err("two mistakes").errors.expect("a tree");
        assert_eq!(errors["embeds"]["0"]["title"]["_errors"][0]["code"], "BASE_TYPE_MAX_LENGTH");
        assert_eq!(errors["n"]["_errors"][0]["code"], "NUMBER_TYPE_COERCE");
    }
}
