//! The fields of a request.

use std::sync::Arc;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use sandbox::world::NewFile;
use sandbox::{Refused, Snowflake, snowflake};
use serde_json::Value;

/// How many files one message or form takes.
const MOST_FILES: usize = 10;
/// The largest file, in bytes.
const LARGEST_FILE: usize = 10 * 1024 * 1024;

pub(super) fn text(request: &Value, key: &str) -> String {
    request[key].as_str().unwrap_or_default().to_owned()
}

pub(super) fn id(request: &Value, key: &str) -> Result<Snowflake, Refused> {
    snowflake::from_value(&request[key]).ok_or_else(|| {
        Refused(format!("The page didn't say which {}.", key.trim_end_matches("_id")))
    })
}

/// The files of a request, out of their base64.
pub(super) fn files(given: &Value) -> Result<Vec<NewFile>, Refused> {
    let given = given.as_array().map_or(&[][..], Vec::as_slice);
    if given.len() > MOST_FILES {
        return Err(Refused(format!("You can add up to {MOST_FILES} files.")));
    }
    given
        .iter()
        .map(|file| {
            let name = text(file, "name").replace(['/', '\\'], "_");
            let bytes = BASE64_STANDARD
                .decode(text(file, "data"))
                .map_err(|_| Refused(format!("{name} was damaged on the way. Choose it again.")))?;
            if bytes.len() > LARGEST_FILE {
                return Err(Refused(format!("{name} is too large. The limit is 10 MB.")));
            }
            if name.is_empty() {
                return Err(Refused("A file needs a name.".to_owned()));
            }
            // What a browser says of a file is not trusted with more than pictures: all else
            // follows from the name.
            let picture = file["type"].as_str().filter(|kind| {
                matches!(*kind, "image/png" | "image/jpeg" | "image/gif" | "image/webp")
            });
            Ok(NewFile {
                filename: name,
                content_type: picture.map(str::to_owned),
                bytes: Arc::from(bytes),
                ..NewFile::default()
            })
        })
        .collect()
}
