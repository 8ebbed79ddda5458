//! Length limits of texts and names.

use crate::person::refused::Refused;

/// The longest text a member may send, in characters.
const LONGEST_TEXT: usize = 2_000;

pub(super) fn check_text(text: &str) -> Result<(), Refused> {
    let length = text.chars().count();
    if length > LONGEST_TEXT {
        return Err(Refused(format!(
            "Your message has {length} characters, but the limit is {LONGEST_TEXT}."
        )));
    }
    Ok(())
}

pub(super) fn check_name(name: &str) -> Result<(), Refused> {
    match name.trim().chars().count() {
        0 => Err(Refused("Give it a name.".to_owned())),
        1..=100 => Ok(()),
        length => Err(Refused(format!("The name has {length} characters, but the limit is 100."))),
    }
}
