//! Rows of a file that somebody imports: JSON lines, or CSV whose first line names the columns.

use std::collections::BTreeMap;

use serde_json::Value;

/// A row: its place in the file, and its values by the names of the columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Where the row begins, such as `line 3`.
    pub at: String,
    values: BTreeMap<String, String>,
}

impl Row {
    /// Returns a value; `None` if it is missing or empty.
    pub fn get(&self, column: &str) -> Option<&str> {
        self.values.get(column).map(String::as_str).filter(|value| !value.trim().is_empty())
    }

    /// Returns a value that a row must have.
    ///
    /// # Errors
    /// A sentence that names the line and the column.
    pub fn need(&self, column: &str) -> Result<&str, String> {
        self.get(column).ok_or_else(|| format!("{}: {column} is missing", self.at))
    }
}

/// Reads the rows of a file, each of which must have these columns.
///
/// # Errors
/// A sentence for each line that cannot be read.
pub fn read(source: &str, columns: &[&str]) -> Result<Vec<Row>, Vec<String>> {
    let source = source.trim_start_matches('\u{FEFF}');
    if source.trim_start().starts_with(['{', '[']) { json(source) } else { csv(source, columns) }
}

/// Returns the server whose rows these are, if they say so.
///
/// # Errors
/// A sentence if they are of several.
pub fn server(rows: &[Row]) -> Result<Option<&str>, Vec<String>> {
    let mut found = None;
    for row in rows {
        match (found, row.get("guild_id")) {
            (None, server) => found = server,
            (Some(first), Some(other)) if first != other => {
                let all = "the file has rows from several servers; export one with --guild";
                return Err(vec![all.to_owned()]);
            }
            _ => {}
        }
    }
    Ok(found)
}

/// Returns the error of a file that was not imported.
pub fn refused(faults: &[String]) -> anyhow::Error {
    anyhow::anyhow!("nothing was imported:\n  {}", faults.join("\n  "))
}

fn json(source: &str) -> Result<Vec<Row>, Vec<String>> {
    // One JSON text, over several lines.
    match serde_json::from_str(source) {
        Ok(Value::Array(all)) => return objects(all.into_iter().zip(1..).map(numbered).collect()),
        Ok(one @ Value::Object(_)) => return objects(vec![("line 1".to_owned(), Ok(one))]),
        Ok(_) | Err(_) => {}
    }
    let lines = source.lines().zip(1..).filter(|(text, _)| !text.trim().is_empty());
    objects(
        lines.map(|(text, line)| (format!("line {line}"), serde_json::from_str(text))).collect(),
    )
}

fn numbered((value, number): (Value, usize)) -> (String, serde_json::Result<Value>) {
    (format!("object {number}"), Ok(value))
}

fn objects(values: Vec<(String, serde_json::Result<Value>)>) -> Result<Vec<Row>, Vec<String>> {
    let (mut rows, mut faults) = (Vec::new(), Vec::new());
    for (at, value) in values {
        match value {
            Ok(Value::Object(values)) => {
                let values = values.into_iter().filter_map(|(column, value)| {
                    let value = match value {
                        Value::Null => return None,
                        Value::String(text) => text,
                        other => other.to_string(),
                    };
                    Some((column, value))
                });
                rows.push(Row { at, values: values.collect() });
            }
            Ok(_) => faults.push(format!("{at}: this isn't a JSON object")),
            Err(error) => faults.push(format!(
                "{at}, column {}: this isn't JSON ({})",
                error.column(),
                why(&error)
            )),
        }
    }
    if faults.is_empty() { Ok(rows) } else { Err(faults) }
}

/// What serde_json says, without the place, which counts from the line that was parsed.
pub fn why(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.split(" at line ").next().unwrap_or(&text).to_owned()
}

fn csv(source: &str, columns: &[&str]) -> Result<Vec<Row>, Vec<String>> {
    let heading = source.lines().next().unwrap_or_default();
    let separators = [',', ';', '\t'];
    let separator = separators
        .into_iter()
        .max_by_key(|separator| (heading.matches(*separator).count(), *separator == ','));
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator.map_or(b',', |separator| separator as u8))
        .flexible(true)
        .from_reader(source.as_bytes());
    let names: Vec<String> = match reader.headers() {
        Ok(names) => names.iter().map(|name| name.trim().to_lowercase()).collect(),
        Err(error) => return Err(vec![error.to_string()]),
    };
    if columns.iter().any(|column| !names.iter().any(|name| name == column)) {
        let (wanted, named) = (columns.join(","), names.join(","));
        return Err(vec![format!(
            "line 1: the file is neither JSON nor CSV with the columns {wanted} in its first line; it begins with {named:?}"
        )]);
    }
    let (mut rows, mut faults) = (Vec::new(), Vec::new());
    for record in reader.records() {
        match record {
            Ok(record) => {
                let line = line(source, record.position());
                if record.len() > names.len() {
                    let (found, most) = (record.len(), names.len());
                    faults.push(format!(
                        "line {line}: found {found} values for {most} columns; put quotation marks around values that contain commas"
                    ));
                }
                let values = names.iter().cloned().zip(record.iter().map(str::to_owned));
                rows.push(Row { at: format!("line {line}"), values: values.collect() });
            }
            Err(error) => faults.push(error.to_string()),
        }
    }
    if faults.is_empty() { Ok(rows) } else { Err(faults) }
}

/// Returns the line, counted from 1, on which a record begins. The reader's own count is one less
/// after a line that ends with CR LF.
fn line(source: &str, position: Option<&csv::Position>) -> usize {
    let byte = position.and_then(|position| usize::try_from(position.byte()).ok());
    let (before, record) = source.split_at(byte.unwrap_or_default());
    let ends = record.len() - record.trim_start_matches(['\r', '\n']).len();
    before.matches('\n').count() + record[..ends].matches('\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_json_and_csv_are_read_with_their_places() {
        let of_json = "\u{FEFF}{\"name\":\"a\",\"text\":\"x\\ny\",\"guild_id\":7,\"tag\":null}\n\n{\"name\":\"b\",\"text\":\"z\"}\n";
        let of_csv = "guild_id;Text;name\r\n7;\"x\ny\";a\r\n;z;b\r\n";
        for (source, second) in [(of_json, "line 3"), (of_csv, "line 4")] {
            let rows = read(source, &["name", "text"]).expect("rows");
            let [first, last] = &rows[..] else { panic!("{rows:?}") };
            assert_eq!((first.need("name"), first.need("text")), (Ok("a"), Ok("x\ny")));
            assert_eq!((&*last.at, last.get("text"), last.get("tag")), (second, Some("z"), None));
            assert_eq!(server(&rows), Ok(Some("7")));
        }
        let two = read("guild_id,name\n7,a\n8,b\n", &["name"]).expect("rows");
        assert!(server(&two).is_err());
        assert_eq!(two[1].need("text"), Err("line 3: text is missing".to_owned()));
    }

    #[test]
    fn what_cannot_be_read_is_named_with_its_line() {
        let said = |source: &str| read(source, &["name", "text"]).expect_err(source).join("\n");
        insta::assert_snapshot!(said("{\"name\":\"a\"}\n{\"name\":}\n[1]\n"), @"
        line 2, column 9: this isn't JSON (expected value)
        line 3: this isn't a JSON object
        ");
        insta::assert_snapshot!(said("title,body\na,b\n"), @r#"line 1: the file is neither JSON nor CSV with the columns name,text in its first line; it begins with "title,body""#);
        insta::assert_snapshot!(said("name,text\na,b\nc,d, and e\n"), @"line 3: found 3 values for 2 columns; put quotation marks around values that contain commas");
        insta::assert_snapshot!(said(""), @r#"line 1: the file is neither JSON nor CSV with the columns name,text in its first line; it begins with """#);
    }
}
